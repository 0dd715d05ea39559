//! Accounts that are with a collection agency: placed with what they owe, written into the file that the
//! agency takes, and recalled.

use billing::chart::{DoNotBill, Guarantor};
use billing::placement::{AgencyColumn, PlacedVisit, Placement, Recalled};
use sha2::{Digest, Sha256};
use values::{ActId, ClaimId, Day, Money, PlacementId};
use vault::accounts;
use vault::{Connection, Writer, collections, statements, writer};

use crate::Workbench;
use crate::bench::{Done, Open, random};
use crate::chart::iso;
use crate::csv::{Cell, Sheet};
use crate::export::Exported;
use crate::guarantors;
use crate::ledger::Names;
use crate::lists::us_day;
use crate::plans::guarantor_of;
use crate::problem::{Code, Problem};
use crate::view::{Changed, Nothing, view};

/// Why nothing of a placed account is billed.
const REASON: &str = "collections";
/// What came back is listed for so many days.
const RECALLED_DAYS: i32 = 90;

view! {
    /// What is with the agency, and what came back.
    pub struct PlacementsView {
        /// The agency's name, as the settings have it.
        pub agency: String,
        /// What is there, the earliest first, then what came back of late.
        pub rows: Vec<PlacementRow>,
        /// What was given to the agency and is there.
        pub cents: i64,
        /// How many accounts were in no file yet.
        pub fresh: u32,
    }

    /// An account that is, or was, with an agency.
    pub struct PlacementRow {
        /// Its id.
        pub id: String,
        /// The account's key.
        pub account: String,
        /// A patient of it, for whom the account can be opened; empty when nobody is.
        pub patient_id: String,
        /// The number that people say.
        pub number: String,
        /// Who answers, as lists show it.
        pub name: String,
        /// The agency.
        pub agency: String,
        /// ISO.
        pub placed_on: String,
        /// How many visits.
        pub visits: u32,
        /// What was given to the agency.
        pub cents: i64,
        /// What the account owes now.
        pub owes_cents: i64,
        /// The day on which it stood in a file, ISO, or empty.
        pub exported_on: String,
        /// When it came back and why; empty while the agency has it.
        pub recalled: String,
    }

    /// Accounts to place with an agency.
    pub struct PlaceAccounts {
        /// The agency's name; empty for that of the settings.
        pub agency: String,
        /// The accounts, each with what the list said that it owes.
        pub rows: Vec<PlaceRow>,
    }

    /// An account to place.
    pub struct PlaceRow {
        /// Its key.
        pub account: String,
        /// What the list said that it owes.
        pub cents: i64,
    }

    /// An account to recall.
    pub struct RecallPlacement {
        /// The placement.
        pub id: String,
        /// Why.
        pub reason: String,
    }

    /// The file for the agency.
    pub struct ExportPlacements {
        /// A file to save to, from `pick_save`.
        pub token: String,
        /// All that is with the agency; else only what was in no file yet.
        pub all: bool,
    }
}

fn owes(db: &Connection, account: &str) -> Result<Money, Problem> {
    let due = accounts::due_visits(db, account)?;
    Ok(due.iter().map(|visit| visit.owed).sum())
}

/// A placement as lists and accounts show it.
///
/// # Errors
/// As the database answers.
pub(crate) fn row(db: &Connection, placement: &Placement) -> Result<PlacementRow, Problem> {
    let key = placement.account.to_string();
    let who = guarantors::account(db, &key)?;
    let of = vault::guarantors::patients_of(db, &key)?;
    let patient = who.patient.or(of.first().map(|patient| patient.id));
    Ok(PlacementRow {
        id: placement.id.to_string(),
        patient_id: patient.map(|id| id.to_string()).unwrap_or_default(),
        number: who.number,
        name: who.person.name.listed(),
        agency: placement.agency.clone(),
        placed_on: placement.placed_on.to_string(),
        visits: crate::print::count(placement.visits.len()),
        cents: placement.total().cents(),
        owes_cents: owes(db, &key)?.cents(),
        exported_on: iso(placement.exported_on),
        recalled: match &placement.recalled {
            Some(back) => format!(
                "Recalled {} by {}: {}",
                us_day(&back.on.to_string()),
                back.by,
                back.reason
            ),
            None => String::new(),
        },
        account: key,
    })
}

fn all(db: &Connection, today: Day) -> Result<PlacementsView, Problem> {
    let placed = collections::placed(db)?;
    let fresh = placed
        .iter()
        .filter(|one| one.exported_on.is_none())
        .count();
    let cents: Money = placed.iter().map(Placement::total).sum();
    let mut rows = Vec::new();
    let back = collections::recalled(db, today.plus_days(-RECALLED_DAYS))?;
    for one in placed.iter().chain(&back) {
        rows.push(row(db, one)?);
    }
    Ok(PlacementsView {
        agency: statements::rules(db)?.agency.name,
        rows,
        cents: cents.cents(),
        fresh: crate::print::count(fresh),
    })
}

/// What is with the agency, and what came back of late.
pub(crate) fn placements(bench: &Workbench, _: Nothing) -> Result<PlacementsView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    all(&db, bench.today(&open))
}

fn answer<T>(
    bench: &Workbench,
    open: &Open,
    done: Changed<T>,
) -> Result<Changed<PlacementsView>, Problem> {
    let db = open.vault.reader()?;
    Ok(Changed {
        value: all(&db, bench.today(open))?,
        touched: done.touched,
        undo: done.undo,
    })
}

/// Places accounts with an agency: nothing of them is billed from now on.
pub(crate) fn place_accounts(
    bench: &Workbench,
    ask: PlaceAccounts,
) -> Result<Changed<PlacementsView>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    if ask.rows.is_empty() {
        return Err(Problem::new(Code::NeedsYou, "No account is chosen."));
    }
    let done = bench.transact(&open, "place_accounts", |writer| {
        let rules = statements::rules(writer.db())?;
        let agency = match ask.agency.trim() {
            "" => rules.agency.name.clone(),
            name => name.to_owned(),
        };
        if agency.is_empty() {
            return Err(Problem::field(
                "agency",
                "Type the agency's name here or in Settings, Letters and agency.",
            ));
        }
        let (mut about, mut sum) = (Vec::new(), Money::ZERO);
        for wanted in &ask.rows {
            let placement = place(&open, writer, wanted, (&agency, rules.grace(), today))?;
            sum += placement.total();
            about.extend([placement.id.to_string(), placement.account.to_string()]);
        }
        let title = match ask.rows.len() {
            1 => format!("Place an account of {sum} with the agency"),
            n => format!("Place {n} accounts of {sum} with the agency"),
        };
        Ok(Done::new((), title)
            .about(about)
            .with("accounts", ask.rows.len())
            .with("cents", sum.cents()))
    })?;
    answer(bench, &open, done)
}

fn place(
    open: &Open,
    writer: &mut Writer<'_>,
    wanted: &PlaceRow,
    (agency, grace, today): (&str, u16, Day),
) -> Result<Placement, Problem> {
    let db = writer.db();
    let key = guarantors::key_now(db, &wanted.account)?;
    let number = guarantors::account(db, &key)?.number;
    let refused = |why: &str| Problem::new(Code::NeedsYou, format!("Account {number}: {why}"));
    let due = accounts::due_visits(db, &key)?;
    let sum: Money = due.iter().map(|visit| visit.owed).sum();
    if sum.cents() != wanted.cents || sum <= Money::ZERO {
        return Err(Problem::new(
            Code::Changed,
            format!(
                "Account {number} changed since the list was made. Nothing was placed. Look at the list again."
            ),
        ));
    }
    if collections::placements_of(db, &key)?
        .iter()
        .any(|one| one.recalled.is_none())
    {
        return Err(refused("is with an agency already."));
    }
    if !accounts::live(db, Some(&key), grace)?.is_empty() {
        return Err(refused("has a payment plan. Cancel it first."));
    }
    let mut visits = Vec::new();
    for visit in &due {
        let claim_id = visit.claim.parse::<ClaimId>().ok();
        visits.push(PlacedVisit {
            claim_id,
            opening: claim_id.is_none().then(|| ActId::from_bytes(visit.item)),
            service_on: visit.service_on.parse().ok(),
            amount: visit.owed,
        });
    }
    let account = guarantor_of(writer, &key)?;
    let mut guarantor: Guarantor = writer.get(&account.to_string())?;
    if let Some(hold) = guarantor
        .do_not_bill
        .as_ref()
        .filter(|hold| hold.holds_on(today))
    {
        return Err(refused(&format!(
            "is not billed: {}. Settle that first.",
            hold.words().to_lowercase()
        )));
    }
    guarantor.do_not_bill = Some(DoNotBill {
        reason: REASON.to_owned(),
        text: agency.to_owned(),
        from: None,
        until: None,
    });
    writer.put(&guarantor)?;
    let placement = Placement {
        id: PlacementId::new(u64::try_from(writer.at()).unwrap_or(0), random()?),
        account,
        agency: agency.to_owned(),
        placed_on: today,
        by: open.who.name.clone(),
        by_id: Some(open.who.id),
        visits,
        exported_on: None,
        recalled: None,
    };
    writer.put(&placement)?;
    Ok(placement)
}

/// Recalls an account from its agency: it can be billed again.
pub(crate) fn recall_placement(
    bench: &Workbench,
    ask: RecallPlacement,
) -> Result<Changed<PlacementsView>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    let reason = ask.reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Problem::field("reason", "Say in words why it comes back."));
    }
    let done = bench.transact(&open, "recall_placement", |writer| {
        let mut placement: Placement = writer.get(&ask.id)?;
        if placement.recalled.is_some() {
            return Err(Problem::new(Code::Changed, "This came back already."));
        }
        placement.recalled = Some(Recalled {
            at: writer.at(),
            on: today,
            by: open.who.name.clone(),
            by_id: Some(open.who.id),
            reason: reason.clone(),
        });
        writer.put(&placement)?;
        let mut guarantor: Guarantor = writer.get(&placement.account.to_string())?;
        if (guarantor.do_not_bill.as_ref()).is_some_and(|hold| hold.reason == REASON) {
            guarantor.do_not_bill = None;
            writer.put(&guarantor)?;
        }
        let about = [placement.id.to_string(), placement.account.to_string()];
        Ok(Done::new((), "Recall an account from the agency")
            .about(about)
            .with("cents", placement.total().cents()))
    })?;
    answer(bench, &open, done)
}

/// What a row of the agency's file is made of.
struct Line<'a> {
    placement: &'a Placement,
    visit: &'a PlacedVisit,
    who: &'a guarantors::Account,
    patient: String,
    claim: String,
    owes: Money,
    last_statement: String,
    last_letter: String,
}

impl Line<'_> {
    /// What stands in a column: text, money or a day.
    fn cell(&self, field: &str) -> (String, Option<i64>, bool) {
        let person = &self.who.person;
        let text = |text: &str| (text.to_owned(), None, false);
        let day = |day: Option<Day>| (iso(day), None, true);
        match field {
            "account" => text(&self.who.number),
            "last" => text(&person.name.last),
            "first" => text(&person.name.first),
            "born_on" => day(person.born_on),
            "line1" => text(&person.address.line1),
            "line2" => text(&person.address.line2),
            "city" => text(&person.address.city),
            "state" => text(&person.address.state),
            "zip" => text(&person.address.zip),
            "phone" => text(&person.phone),
            "language" => text(match &self.who.guarantor {
                Some(guarantor) if guarantor.language == "es" => "Spanish",
                _ => "English",
            }),
            "patient" => text(&self.patient),
            "claim" => text(&self.claim),
            "service_on" => day(self.visit.service_on),
            "amount" => (String::new(), Some(self.visit.amount.cents()), false),
            "owes" => (String::new(), Some(self.owes.cents()), false),
            "placed_on" => day(Some(self.placement.placed_on)),
            "last_statement_on" => (self.last_statement.clone(), None, true),
            "last_letter_on" => (self.last_letter.clone(), None, true),
            "agency" => text(&self.placement.agency),
            _ => text(""),
        }
    }
}

/// The agency's file: a line for each visit.
fn file(
    db: &Connection,
    zone: &str,
    (placed, columns): (&[Placement], &[AgencyColumn]),
) -> Result<(Vec<u8>, u64), Problem> {
    let unwritten = |_| Problem::new(Code::Unexpected, "The list cannot be written.");
    let heads: Vec<&str> = columns
        .iter()
        .map(|column| column.header.as_str())
        .collect();
    let mut sheet = Sheet::begin(Vec::new(), &heads).map_err(unwritten)?;
    let mut names = Names::new(db, zone.to_owned());
    for placement in placed {
        let key = placement.account.to_string();
        let who = guarantors::account(db, &key)?;
        let last_statement = statements::last_sent(db, &key)?.and_then(|one| one.sent_on);
        let letters = collections::letters_of(db, &key, None)?;
        let last_letter = letters.iter().find(|letter| letter.went_out());
        let due = accounts::due_visits(db, &key)?;
        for visit in &placement.visits {
            let claim = visit.claim_id.map(|id| id.to_string()).unwrap_or_default();
            let item = match visit.claim_id {
                Some(_) => vault::ledger::visit_of(db, &claim)?,
                None => visit.opening.map(|id| id.bytes()),
            };
            let now = due.iter().find(|there| Some(there.item) == item);
            let patient = match (now, claim.as_str()) {
                (Some(there), _) => there.patient.clone(),
                (None, "") => String::new(),
                (None, id) => writer::get::<billing::claim::Claim>(db, id)
                    .map(|(claim, _)| claim.patient_id.to_string())
                    .unwrap_or_default(),
            };
            let patient = match patient.as_str() {
                "" => String::new(),
                id => writer::get::<billing::chart::Patient>(db, id)?
                    .0
                    .person
                    .name
                    .listed(),
            };
            let line = Line {
                placement,
                visit,
                who: &who,
                patient,
                claim: names.claim(&claim)?.0,
                owes: now.map_or(Money::ZERO, |there| there.owed),
                last_statement: iso(last_statement),
                last_letter: iso(last_letter.and_then(|letter| letter.sent_on)),
            };
            let cells: Vec<_> = columns
                .iter()
                .map(|column| line.cell(&column.field))
                .collect();
            let cells = cells
                .iter()
                .map(|(text, cents, is_day)| match (cents, is_day) {
                    (Some(cents), _) => Cell::Money(*cents),
                    (None, true) => Cell::Day(text),
                    (None, false) => Cell::Text(text),
                });
            sheet.row(cells).map_err(unwritten)?;
        }
    }
    let (bytes, rows, ..) = sheet.end();
    Ok((bytes, rows))
}

/// Writes the file for the agency and notes for each account that it stood in one. It cannot be taken back:
/// it has left the building.
pub(crate) fn export_placements(
    bench: &Workbench,
    ask: ExportPlacements,
) -> Result<Changed<Exported>, Problem> {
    let open = bench.opened()?;
    let path = bench.granted(&ask.token)?;
    bench.fresh(&open)?;
    let today = bench.today(&open);
    bench.transact(&open, "export_placements", |writer| {
        writer.beyond_undo();
        let mut placed = collections::placed(writer.db())?;
        placed.retain(|one| ask.all || one.exported_on.is_none());
        if placed.is_empty() {
            return Err(Problem::new(
                Code::NeedsYou,
                "Nothing new is with the agency. Place accounts first, or save all of them again.",
            ));
        }
        let columns = statements::rules(writer.db())?.agency.file();
        let (bytes, rows) = file(writer.db(), &open.zone(), (&placed, &columns))?;
        for one in &mut placed {
            one.exported_on = Some(today);
            writer.put(one)?;
        }
        let sha256 = vault::database::hex(&Sha256::digest(&bytes));
        let exported = Exported {
            name: crate::saving::file_name(&path),
            rows,
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            sha256: sha256.clone(),
        };
        // The file comes last: if it fails, nothing is remembered as given to the agency.
        crate::saving::write_file(bench, &path, &bytes)?;
        Ok(Done::new(exported, "Save the agency's file")
            .about(placed.iter().map(|one| one.account.to_string()))
            .with("rows", rows)
            .with("accounts", placed.len())
            .with("sha256", sha256))
    })
}
