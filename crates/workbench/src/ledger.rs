//! The ledger as people read it: of a patient or a claim, and whose dollar each open dollar is.

use std::collections::{BTreeMap, HashMap};

use billing::claim::Claim;
use billing::ledger::act::{Act, reason_words};
use billing::ledger::standing::What;
use billing::ledger::visit::Visit;
use billing::ledger::{Account, Debtor, Entry, Item, Source};
use billing::reasons;
use values::{ActId, ClaimId, LineId, Money, PatientId, RemitId};
use vault::account::{self, Of};
use vault::guarantors::OfVisit;
use vault::kinds::User;
use vault::ledger::{self, OpenItem};
use vault::quiet::Quiet;
use vault::{Connection, VaultError, writer};

use crate::Workbench;
use crate::account::*;
use crate::acts::credits_of;
use crate::bench::Open;
use crate::chart::ById;
use crate::entry_titles::{capitalized, title};
use crate::lists::us_day;
use crate::patient_steps::PatientSteps;
use crate::problem::{Code, Problem};
use crate::sheet::OwnedView;
use crate::sheet_view::{owned, owner_title, plain_owner};
use crate::time;
use crate::told::{Reader, Told};

/// Rows of a page at most.
const MOST: u32 = 500;

/// Looks up names, each once.
pub(crate) struct Names<'a> {
    pub(crate) db: &'a Connection,
    reader: Reader<'a>,
    payers: HashMap<String, String>,
    users: HashMap<String, String>,
    visits: HashMap<Item, Option<Visit>>,
    numbers: HashMap<String, (String, String, i64)>,
    remittances: HashMap<RemitId, String>,
    /// What was done on each line of the visits that were looked up.
    pub(crate) codes: HashMap<LineId, String>,
}

impl<'a> Names<'a> {
    pub(crate) fn new(db: &'a Connection, zone: String) -> Names<'a> {
        Names {
            db,
            reader: Reader::new(db, &zone),
            payers: HashMap::new(),
            users: HashMap::new(),
            visits: HashMap::new(),
            numbers: HashMap::new(),
            remittances: HashMap::new(),
            codes: HashMap::new(),
        }
    }

    /// A payer's name; empty when it is not known.
    pub(crate) fn payer(&mut self, id: &str) -> Result<String, Problem> {
        if id.is_empty() {
            return Ok(String::new());
        }
        if let Some(name) = self.payers.get(id) {
            return Ok(name.clone());
        }
        let name = match writer::get::<billing::chart::Payer>(self.db, id) {
            Ok((payer, _)) => payer.name,
            Err(VaultError::NoSuch(_)) => String::new(),
            Err(error) => return Err(error.into()),
        };
        self.payers.insert(id.to_owned(), name.clone());
        Ok(name)
    }

    /// A user's name.
    pub(crate) fn user_name(&mut self, id: &str) -> Result<String, Problem> {
        if let Some(name) = self.users.get(id) {
            return Ok(name.clone());
        }
        let name = match writer::get::<User>(self.db, id) {
            Ok((user, _)) => user.name,
            Err(VaultError::NoSuch(_)) => String::new(),
            Err(error) => return Err(error.into()),
        };
        self.users.insert(id.to_owned(), name.clone());
        Ok(name)
    }

    /// The visit of an item, while it is there.
    pub(crate) fn visit(&mut self, item: &Item) -> Result<Option<&Visit>, Problem> {
        if !self.visits.contains_key(item) {
            let found = match self.reader.kept_visit(item)? {
                Some((visit, claims)) => {
                    self.numbers.extend(
                        claims
                            .iter()
                            .map(|claim| (claim.id.to_string(), named(claim))),
                    );
                    let lines = claims.iter().flat_map(|claim| &claim.content.lines);
                    let codes = lines.filter_map(|line| Some((line.id?, line.code.clone())));
                    self.codes.extend(codes);
                    Some(visit)
                }
                None => self.uncommon_visit(item)?,
            };
            self.visits.insert(*item, found);
        }
        Ok(self.visits.get(item).and_then(Option::as_ref))
    }

    /// The visit of an item that no claim belongs to by the books.
    fn uncommon_visit(&mut self, item: &Item) -> Result<Option<Visit>, Problem> {
        let claim = ClaimId::from_bytes(*item).to_string();
        match self.reader.visit_of(&claim) {
            Ok((visit, _)) => Ok(Some(visit)),
            Err(VaultError::NoSuch(_)) => {
                let act = ActId::from_bytes(*item).to_string();
                Ok(self.reader.opening(&act)?)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// A claim's number, first day of service and charge; empty for one that is gone.
    pub(crate) fn claim(&mut self, id: &str) -> Result<(String, String, i64), Problem> {
        if id.is_empty() {
            return Ok((String::new(), String::new(), 0));
        }
        if let Some(found) = self.numbers.get(id) {
            return Ok(found.clone());
        }
        let found = vault::claims::named(self.db, id)?.unwrap_or_default();
        self.numbers.insert(id.to_owned(), found.clone());
        Ok(found)
    }

    /// A remittance in words: `Check 1234, Aetna`. It can be over thousands of claims.
    pub(crate) fn remittance(&mut self, id: RemitId) -> Result<String, Problem> {
        if let Some(called) = self.remittances.get(&id) {
            return Ok(called.clone());
        }
        let called = match vault::remittances::named(self.db, id)? {
            Some(remittance) => {
                let payer = remittance
                    .payer_id
                    .map(|id| id.to_string())
                    .unwrap_or_default();
                let payer = self.payer(&payer)?;
                format!(
                    "{}, {payer}",
                    capitalized(&crate::remits::called(&remittance))
                )
            }
            None => "Remittance".to_owned(),
        };
        self.remittances.insert(id, called.clone());
        Ok(called)
    }

    /// An account in words.
    pub(crate) fn account(&mut self, account: &Account, entry: &Entry) -> Result<String, Problem> {
        Ok(match account {
            Account::Receivable(Debtor::Patient) => "Owed by the patient".to_owned(),
            Account::Receivable(debtor) => {
                let visit = match &entry.item {
                    Some(item) => self.visit(item)?,
                    None => None,
                };
                let owner = debtor.to_string();
                let name = visit.map_or_else(|| plain_owner(&owner), |v| owner_title(v, &owner));
                format!("Owed by {name}")
            }
            Account::Charges => "Charges".to_owned(),
            Account::Adjustment(group, reason) => {
                format!("{group}-{reason} {}", reasons::carc_words(reason))
            }
            Account::WriteOff(reason) => format!("Written off: {}", reason_words(reason)),
            Account::Discount(reason) => format!("Discount: {}", reason_words(reason)),
            Account::Cash => "Money in hand".to_owned(),
            Account::Clearing => "The check".to_owned(),
            Account::Provider(code) => format!("Provider adjustment {code}"),
            Account::Unapplied => "Patient's money on no claim".to_owned(),
            Account::Before => "Paid or taken off before".to_owned(),
            Account::Opening => "Opening balance".to_owned(),
            Account::Fee(reason) => format!("Fee: {}", reason_words(reason)),
            Account::Twice => "Taken off once already".to_owned(),
            Account::Moved => "Credit of the account".to_owned(),
        })
    }
}

/// A claim's number, first day of service and charge, as [`vault::claims::named`] answers them.
fn named(claim: &Claim) -> (String, String, i64) {
    let content = &claim.content;
    let first = content.first_service_on().map(|day| day.to_string());
    (
        content.number.clone(),
        first.unwrap_or_default(),
        content.charge.cents(),
    )
}

/// A ledger: of a patient or a claim.
pub(crate) fn ledger(bench: &Workbench, ask: LedgerAsk) -> Result<LedgerView, Problem> {
    let open = bench.opened()?;
    crate::lists::end_search(bench, &open)?;
    let db = open.vault.moment()?;
    let bytes = match ask.of.as_str() {
        "patient" => ask.id.parse::<PatientId>().map(PatientId::bytes).ok(),
        "claim" => ledger::visit_of(&db, &ask.id)?,
        _ => None,
    };
    let bytes = bytes.ok_or_else(|| {
        Problem::new(
            Code::NotFound,
            "That ledger is not here. Go back to the list.",
        )
    })?;
    let of = if ask.of == "patient" {
        Of::Patient(&bytes)
    } else {
        Of::Item(&bytes)
    };
    let view = of_ledger(&open, &db, of, (ask.from, ask.count.clamp(1, MOST)))?;
    let patient = match ask.of.as_str() {
        "patient" => ask.id.clone(),
        _ => vault::claims::group(&db, &ask.id)?
            .map(|(patient, _)| patient)
            .unwrap_or_default(),
    };
    drop(db);
    if ask.from == 0 {
        bench.log_view(&open, "view_ledger", &ask.id, &patient)?;
    }
    Ok(view)
}

fn of_ledger(
    open: &Open,
    db: &Connection,
    of: Of<'_>,
    page: (u32, u32),
) -> Result<LedgerView, Problem> {
    let zone = open.zone();
    let (lines, total) = account::rows(db, of, page)?;
    let mut names = Names::new(db, zone.clone());
    let sums = account::sums(db, of)?;
    let sum = |wanted: &dyn Fn(&Account) -> bool| -> i64 {
        sums.iter()
            .filter(|(account, _)| account.parse::<Account>().is_ok_and(|a| wanted(&a)))
            .map(|(_, money)| money.cents())
            .sum()
    };
    let balance = sum(&|a| matches!(a, Account::Receivable(_)));
    let mut running = match lines.first() {
        Some(first) => balance - account::owed_after(db, of, first.place())?.cents(),
        None => balance,
    };
    let mut rows = Vec::new();
    for line in &lines {
        let row = match line {
            account::Row::Posting(line) => row(&mut names, &zone, of, line, running)?,
            account::Row::Quiet(quiet) => quiet_row(&mut names, &zone, quiet, running)?,
        };
        running -= row.cents;
        rows.push(row);
    }
    Ok(LedgerView {
        rows,
        total,
        balance_cents: balance,
        charged_cents: -sum(&|a| {
            matches!(a, Account::Charges | Account::Opening | Account::Fee(_))
        }),
        payer_paid_cents: sum(&|a| matches!(a, Account::Clearing)),
        patient_paid_cents: sum(&|a| matches!(a, Account::Cash | Account::Moved)),
        before_cents: sum(&|a| matches!(a, Account::Before)),
        off_cents: sum(&is_off),
        unapplied_cents: -sum(&|a| matches!(a, Account::Unapplied)),
        owners: owners(db, &mut names, of)?,
    })
}

fn row(
    names: &mut Names<'_>,
    zone: &str,
    of: Of<'_>,
    line: &account::Line,
    running: i64,
) -> Result<LedgerRow, Problem> {
    let posting = &line.posting;
    let source = posting.source()?;
    let all = posting.entries()?;
    let own = all.iter().filter(|entry| match of {
        Of::Patient(id) => entry.patient.is_some_and(|patient| patient.bytes() == *id),
        Of::Item(item) => entry.item == Some(*item),
    });
    let own: Vec<&Entry> = own.collect();
    let item = own.iter().find_map(|entry| entry.item);
    let claim_id = match item {
        Some(item) => names
            .visit(&item)?
            .and_then(|visit| visit.carrier)
            .map(|id| id.to_string())
            .unwrap_or_default(),
        None => String::new(),
    };
    let (number, service_on, _) = names.claim(&claim_id)?;
    let mut entries = Vec::new();
    for entry in &own {
        let at = match (&entry.item, entry.debit_line.or(entry.credit_line)) {
            (Some(item), Some(line)) => names
                .visit(item)?
                .and_then(|visit| visit.lines.iter().position(|own| own.id == Some(line))),
            _ => None,
        };
        entries.push(LedgerEntryView {
            to: names.account(&entry.debit, entry)?,
            from: names.account(&entry.credit, entry)?,
            debit: entry.debit.to_string(),
            credit: entry.credit.to_string(),
            line: at.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(0),
            cents: entry.amount.cents(),
        });
    }
    let before: Vec<Entry> = match posting.reverses {
        Some(_) => own.iter().map(|entry| entry.mirrored()).collect(),
        None => own.into_iter().cloned().collect(),
    };
    let title = title(names, source, &before)?;
    let (source_id, part) = match source {
        Source::Claim(id) => (id.to_string(), 0),
        Source::Remittance(id, part) => (id.to_string(), part),
        Source::Act(id) => (id.to_string(), 0),
        Source::Standing(_) => (claim_id.clone(), 0),
    };
    Ok(LedgerRow {
        id: posting.id.to_string(),
        on: posting.on.to_string(),
        title: match posting.reverses {
            Some(_) => format!("Taken back: {title}"),
            None => title,
        },
        source: source.kind().to_owned(),
        source_id,
        part,
        claim_id,
        number,
        service_on,
        cents: line.owed.cents(),
        balance_cents: running,
        reverses: posting
            .reverses
            .map(|id| id.to_string())
            .unwrap_or_default(),
        reversed_by: line.reversed_by.clone(),
        by: names.user_name(&posting.by)?,
        when: time::moment(posting.at, zone),
        entries,
    })
}

/// An answer that moved nothing: who answered what, and when.
fn quiet_row(
    names: &mut Names<'_>,
    zone: &str,
    quiet: &Quiet,
    running: i64,
) -> Result<LedgerRow, Problem> {
    let carrier = names.visit(&quiet.item)?.and_then(|visit| visit.carrier);
    let claim_id = carrier.map(|id| id.to_string()).unwrap_or_default();
    let (number, service_on, _) = names.claim(&claim_id)?;
    let check = vault::remittances::named(names.db, quiet.remittance)?;
    let (at, by) = check.map_or((0, String::new()), |check| {
        (check.posted_at, check.posted_by)
    });
    let title = names.remittance(quiet.remittance)?;
    Ok(LedgerRow {
        id: format!("{} {}", quiet.remittance, quiet.part),
        on: quiet.on.to_string(),
        title: format!("{title}: {}", quiet.says),
        source: "remittance".to_owned(),
        source_id: quiet.remittance.to_string(),
        part: quiet.part,
        claim_id,
        number,
        service_on,
        cents: 0,
        balance_cents: running,
        reverses: String::new(),
        reversed_by: String::new(),
        by,
        when: time::moment(at, zone),
        entries: Vec::new(),
    })
}

/// What payers answered a visit, the newest first.
fn answers(names: &mut Names<'_>, told: &Told) -> Result<Vec<AnswerView>, Problem> {
    let mut found = Vec::new();
    for answers in &told.remittances {
        let remittance = &answers.remittance;
        for claim in answers.parts_of(&told.visit) {
            found.push(AnswerView {
                remittance_id: remittance.id.to_string(),
                part: claim.part,
                title: names.remittance(remittance.id)?,
                on: remittance
                    .posted_on
                    .map(|day| day.to_string())
                    .unwrap_or_default(),
                paid_cents: claim.paid.cents(),
            });
        }
    }
    found.sort_by(|a, b| (&b.on, &b.remittance_id, b.part).cmp(&(&a.on, &a.remittance_id, a.part)));
    Ok(found)
}

fn owners(db: &Connection, names: &mut Names<'_>, of: Of<'_>) -> Result<Vec<OwnedView>, Problem> {
    match of {
        Of::Patient(id) => {
            let patient = PatientId::from_bytes(*id).to_string();
            let mut found: Vec<OwnedView> = Vec::new();
            for (owner, payer, amount) in account::owners_of(db, &patient)? {
                // A payer by its name: over several visits nobody is simply the first.
                let name = match owner.parse::<u8>() {
                    Ok(_) => names.payer(&payer)?,
                    Err(_) => String::new(),
                };
                let title = if name.is_empty() {
                    plain_owner(&owner)
                } else {
                    name
                };
                let cents = amount.cents();
                let same = |there: &&mut OwnedView| there.owner == owner && there.title == title;
                match found.iter_mut().find(same) {
                    Some(there) => there.cents += cents,
                    None => found.push(OwnedView {
                        owner,
                        title,
                        cents,
                    }),
                }
            }
            Ok(found)
        }
        Of::Item(item) => {
            let open = ledger::open_of(db, item)?;
            let visit = names.visit(item)?;
            let mut found: Vec<OwnedView> = Vec::new();
            for open in open {
                match found.iter_mut().find(|there| there.owner == open.owner) {
                    Some(there) => there.cents += open.amount.cents(),
                    None => found.push(OwnedView {
                        title: visit.map_or_else(
                            || plain_owner(&open.owner),
                            |visit| owner_title(visit, &open.owner),
                        ),
                        owner: open.owner,
                        cents: open.amount.cents(),
                    }),
                }
            }
            Ok(found)
        }
    }
}

/// The line of an open amount, from 1; 0 for no line.
pub(crate) fn line_of(open: &OpenItem, visit: Option<&Visit>) -> u32 {
    let own = |visit: &Visit| {
        let mut lines = visit.lines.iter();
        lines.position(|l| l.id.is_some() && l.id == open.line)
    };
    visit
        .and_then(own)
        .and_then(|at| u32::try_from(at + 1).ok())
        .unwrap_or(0)
}

/// An open amount in words.
pub(crate) fn open_view(open: &OpenItem, visit: Option<&Visit>) -> OpenView {
    let line = line_of(open, visit);
    let denied = Some(&open.debtor).filter(|_| open.step == "work");
    let order = denied.and_then(|debtor| debtor.parse::<u8>().ok());
    let asked = order.and_then(|order| visit?.payer(order));
    let title = visit.map_or_else(
        || plain_owner(&open.owner),
        |visit| owner_title(visit, &open.owner),
    );
    let who = visit.map_or_else(
        || plain_owner(&open.debtor),
        |visit| owner_title(visit, &open.debtor),
    );
    OpenView {
        line,
        owner: open.owner.clone(),
        says: step_words(open, &who),
        title,
        cents: open.amount.cents(),
        step: open.step.clone(),
        due_on: open.due_on.clone(),
        limit: asked.map(|payer| payer.appeal.words()).unwrap_or_default(),
        since_on: open.since_on.clone(),
        reason: open.reason.clone(),
        words: match open.reason.split_once('-') {
            Some((_, reason)) => reasons::carc_words(reason),
            None => String::new(),
        },
    }
}

/// What to do about an open amount.
fn step_words(open: &OpenItem, who: &str) -> String {
    let who = match who {
        "Patient" => "the patient",
        who => who,
    };
    match open.step.as_str() {
        "send" => format!("Send the claim to {who}"),
        "ask" => format!("Ask {who}: it was sent from another system"),
        "wait" => format!("Wait for {who}"),
        "work" => "Correct and send again, appeal, or write off".to_owned(),
        "look" => "Nobody explained it: look at the remittance".to_owned(),
        "bill" => "Bill the patient".to_owned(),
        "release" => "Release the claim".to_owned(),
        "refund" => format!("Give it back to {who}"),
        _ => String::new(),
    }
}

/// Whose dollar each open dollar of a claim's visit is.
pub(crate) fn claim_standing(bench: &Workbench, ask: ById) -> Result<StandingView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let zone = open.zone();
    let mut reader = Reader::new(&db, &zone);
    let (visit, claims) = reader.visit_of(&ask.id)?;
    let told = reader.told(visit, claims)?;
    let books = told.books();
    let visit = &told.visit;
    let also = told
        .claims
        .iter()
        .filter(|claim| Some(claim.id) != visit.carrier)
        .map(|claim| {
            let to = &claim.content.coverage.payer.name.last;
            format!("{} to {to}", claim.content.number)
        });
    let also = also.collect();
    let sums = account::sums(&db, Of::Item(&visit.item))?;
    let sum = |wanted: &dyn Fn(&Account) -> bool| -> i64 {
        sums.iter()
            .filter(|(account, _)| account.parse::<Account>().is_ok_and(|a| wanted(&a)))
            .map(|(_, money)| money.cents())
            .sum()
    };
    let patient_owes: i64 = books
        .open
        .iter()
        .filter(|open| open.owner == "patient")
        .map(|open| open.amount.cents())
        .sum();
    let mut steps = PatientSteps::new(&db, bench.today(&open))?;
    let mut views = Vec::new();
    for open in &books.open {
        views.push(steps.view(open, Some(visit))?);
    }
    Ok(StandingView {
        claim_id: visit.carrier.map(|id| id.to_string()).unwrap_or_default(),
        also,
        charge_cents: visit.lines.iter().map(|line| line.charge.cents()).sum(),
        payer_paid_cents: sum(&|a| matches!(a, Account::Clearing)),
        patient_paid_cents: sum(&|a| {
            matches!(a, Account::Cash | Account::Unapplied | Account::Moved)
        }),
        before_cents: sum(&|a| matches!(a, Account::Before)),
        off_cents: sum(&is_off),
        open_cents: books.open.iter().map(|open| open.amount.cents()).sum(),
        patient_owes_cents: patient_owes,
        because: because(&told, &books.open),
        owners: owned(&told),
        open: views,
        lines: lines(
            &told,
            &books.open,
            &vault::ledger::entries_of(&db, &visit.item)?,
        ),
        answers: answers(&mut Names::new(&db, zone.clone()), &told)?,
    })
}

/// Whether an account holds what was taken off and given up.
fn is_off(account: &Account) -> bool {
    matches!(
        account,
        Account::Adjustment(..) | Account::WriteOff(_) | Account::Discount(_) | Account::Twice
    )
}

/// What was taken off by line, as the ledger has it; none for the whole visit.
fn taken_off(entries: &[Entry]) -> BTreeMap<Option<LineId>, Money> {
    let mut sums = BTreeMap::new();
    for less in entries.iter().filter_map(Entry::lessens) {
        if is_off(less.by) {
            *sums.entry(less.line).or_default() += less.amount;
        }
    }
    sums.retain(|_, sum| *sum != Money::ZERO);
    sums
}

fn lines(told: &Told, open: &[OpenItem], entries: &[Entry]) -> Vec<StandingLineView> {
    let content = told
        .claims
        .iter()
        .find(|claim| Some(claim.id) == told.visit.carrier)
        .map(|claim| &claim.content.lines);
    let off = taken_off(entries);
    told.visit
        .lines
        .iter()
        .zip(1..)
        .map(|(line, n)| {
            let left: Money = open
                .iter()
                .filter(|open| open.line == line.id)
                .map(|open| open.amount)
                .sum();
            // What was paid on the whole claim went to its lines: it is what is gone and was not taken off,
            // unless that was taken off the whole claim as well.
            let gone = line.charge - left;
            let paid = if off.contains_key(&None) {
                told.said_of(line.id).map(|said| said.paid).sum()
            } else {
                gone - off.get(&line.id).copied().unwrap_or_default()
            };
            StandingLineView {
                line_id: line.id.map(|id| id.to_string()).unwrap_or_default(),
                n,
                code: content
                    .and_then(|lines| lines.iter().find(|own| own.id == line.id))
                    .map(|own| own.code.clone())
                    .unwrap_or_default(),
                charge_cents: line.charge.cents(),
                paid_cents: paid.cents(),
                off_cents: (gone - paid).cents(),
                open_cents: left.cents(),
            }
        })
        .collect()
}

/// Why the patient owes what they owe, or nothing yet.
pub(crate) fn because(told: &Told, open: &[OpenItem]) -> String {
    let visit = &told.visit;
    let decided = told
        .happened
        .iter()
        .rev()
        .find_map(|happened| match happened.what {
            What::Decided(_) => Some(happened.on),
            What::Answered(_) => None,
            _ => None,
        });
    let of = |owner: &str| {
        open.iter()
            .find(|open| open.owner == owner && Money::ZERO < open.amount)
    };
    if let Some(owed) = of("patient") {
        let since = us_day(&owed.since_on);
        let decided_by = |act: &&Act| act.kind == "decision" && act.stands();
        let mut decisions = told.acts.iter().filter(decided_by);
        if let (Some(on), Some(act)) = (decided, decisions.next_back()) {
            return format!(
                "The patient's since {}: {} said so, “{}”.",
                us_day(&on.to_string()),
                act.by,
                act.text
            );
        }
        return match told.remittances.last() {
            Some(_) => format!("The patient's since {since}: the payers have answered."),
            None if visit.payers.is_empty() => {
                format!("The patient's since {since}: no payer is asked.")
            }
            None => format!("The patient's since {since}."),
        };
    }
    let waits = open.iter().find(|open| open.owner.parse::<u8>().is_ok());
    if let Some(waits) = waits {
        return format!(
            "The patient owes nothing yet: {} has to answer.",
            owner_title(visit, &waits.owner)
        );
    }
    if of("us").is_some() {
        return "The patient owes nothing: what is open was denied and is ours to work.".to_owned();
    }
    if open.iter().any(|open| open.amount < Money::ZERO) {
        return "The patient owes nothing: money is to be given back.".to_owned();
    }
    "Nothing is open.".to_owned()
}

/// What a balance without a claim is, in a sentence.
fn made_by(db: &Connection, row: &str) -> Result<String, Problem> {
    let acts = vault::remittances::acts_about(db, row)?;
    let fee = acts.iter().find(|act| act.kind == "fee" && act.stands());
    Ok(match fee {
        Some(fee) => format!("Our fee: {}.", reason_words(&fee.reason).to_lowercase()),
        None => "Opening balance.".to_owned(),
    })
}

/// What a patient owes, and on what.
pub(crate) fn patient_owes(bench: &Workbench, ask: ById) -> Result<PatientOwes, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let Ok(patient) = ask.id.parse::<PatientId>() else {
        return Err(VaultError::NoSuch("patient").into());
    };
    let unapplied: i64 = account::sums(&db, Of::Patient(&patient.bytes()))?
        .iter()
        .filter(|(account, _)| account == "unapplied")
        .map(|(_, money)| -money.cents())
        .sum();
    let filter = account::OpenFilter {
        patient: Some(ask.id),
        ..account::OpenFilter::default()
    };
    let (mut owes, mut payers, mut work, mut hold, mut credit) = (0, 0, 0, 0, 0);
    let mut rows: Vec<OwesRow> = Vec::new();
    let zone = open.zone();
    let mut names = Names::new(&db, zone.clone());
    let mut mine = Vec::new();
    for item in account::open(&db, &filter, (0, 10_000))? {
        let cents = item.amount.cents();
        match item.owner.as_str() {
            "patient" => {
                owes += cents;
                mine.push(item);
            }
            _ if cents < 0 => credit += cents,
            "us" => work += cents,
            "hold" => hold += cents,
            _ => payers += cents,
        }
    }
    mine.sort_by(|a, b| (&a.since_on, &a.service_on).cmp(&(&b.since_on, &b.service_on)));
    for item in mine {
        let opening = if item.claim_id.is_empty() {
            ActId::from_bytes(item.item).to_string()
        } else {
            String::new()
        };
        let same = |row: &&mut OwesRow| row.claim_id == item.claim_id && row.opening == opening;
        if let Some(row) = rows.iter_mut().find(same) {
            row.cents += item.amount.cents();
            continue;
        }
        let because = if item.claim_id.is_empty() {
            made_by(&db, &opening)?
        } else {
            let mut reader = Reader::new(&db, &zone);
            let (visit, claims) = reader.visit_of(&item.claim_id)?;
            let told = reader.told(visit, claims)?;
            let books = told.books();
            because(&told, &books.open)
        };
        rows.push(OwesRow {
            number: names.claim(&item.claim_id)?.0,
            claim_id: item.claim_id.clone(),
            opening,
            service_on: item.service_on.clone(),
            since_on: item.since_on.clone(),
            cents: item.amount.cents(),
            because,
        });
    }
    let of = writer::get::<billing::chart::Patient>(&db, &patient.to_string())?.0;
    let of_today = OfVisit {
        guarantor: None,
        day: Some(bench.today(&open)),
        sensitive: false,
    };
    let account = vault::guarantors::account_of(&db, &of, of_today)?;
    let credits = credits_of(&db, &account)?;
    let owed_back: Money = credits.iter().map(|open| -open.amount).sum();
    let filter = account::OpenFilter {
        queue: account::Queue::Patient,
        by: Some((account::By::Guarantor, account.clone())),
        ..account::OpenFilter::default()
    };
    let (_, due, _) = account::open_sums(&db, &filter, "")?;
    Ok(PatientOwes {
        account,
        account_credit_cents: owed_back.cents(),
        account_owes_cents: due.cents(),
        owes_cents: owes,
        payers_cents: payers,
        work_cents: work,
        hold_cents: hold,
        credit_cents: credit,
        unapplied_cents: unapplied,
        rows,
    })
}
