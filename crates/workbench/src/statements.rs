//! Statements: who gets one and who does not, and why; what a practice set for them; the account that a
//! statement goes to.

use billing::chart::{DO_NOT_BILL_REASONS, DoNotBill, Guarantor, Patient};
use billing::statement::rules::StatementRules;
use billing::statement::run::{Decision, Stays, decide};
use billing::statement::{Bill, Level};
use billing::typed;
use values::{Day, Money, PatientId};
use vault::statements::{self, Owing};
use vault::{Connection, accounts, collections, guarantors as kept, writer};

use crate::Workbench;
use crate::bench::Done;
use crate::chart::{ById, PersonView, iso, person_view};
use crate::envelopes::{EnvelopesView, envelopes, envelopes_view};
use crate::guarantors;
use crate::placements::{self, PlacementRow};
use crate::problem::Problem;
use crate::statement_bill::Maker;
use crate::view::{Changed, Nothing, view};

view! {
    /// A run of statements before anything is printed: every account with a balance.
    pub struct StatementRun {
        /// The day that is printed on them, ISO.
        pub on: String,
        /// Pay by this day, ISO.
        pub due_on: String,
        /// What goes out and what stays here, in the order in which a run lists them.
        pub groups: Vec<RunGroup>,
        /// The accounts, in the order of the groups, then by name.
        pub rows: Vec<RunRow>,
        /// How many go out.
        pub goes: u32,
        /// What they ask for.
        pub goes_cents: i64,
        /// Every balance of the patients on the list.
        pub total_cents: i64,
        /// What the ledger says is the patients'.
        pub ledger_cents: i64,
    }

    /// Accounts with one tone, or with one reason to stay here.
    pub struct RunGroup {
        /// `new`, `reminder`, `past_due`, `last`; or why they stay here: `cycle`, `minimum`, …
        pub code: String,
        /// In words.
        pub title: String,
        /// True of what goes out.
        pub goes: bool,
        /// How many.
        pub count: u32,
        /// What they owe.
        pub cents: i64,
        /// What payers still have to answer for, where nothing else is open; 0 else.
        pub pending_cents: i64,
    }

    /// An account of a run.
    pub struct RunRow {
        /// Names it to `statement_account` and `save_guarantor`.
        pub account: String,
        /// The number that people say.
        pub number: String,
        /// Who answers for the bill, as lists show it.
        pub name: String,
        /// True when a statement goes out.
        pub goes: bool,
        /// True when who asks for one at the desk gets it.
        pub desk: bool,
        /// Its group.
        pub code: String,
        /// Why, in a few words.
        pub why: String,
        /// What a statement asks for.
        pub due_cents: i64,
        /// Every balance of its patients.
        pub balance_cents: i64,
        /// What payers still have to answer for; none of it is a patient's.
        pub pending_cents: i64,
        /// Visits that are due.
        pub visits: u32,
        /// The first day of service of what is due, ISO, or empty.
        pub service_on: String,
        /// Since when the oldest of it is the patient's, ISO, or empty.
        pub since_on: String,
        /// When the last statement went out, ISO, or empty.
        pub last_on: String,
        /// `en` or `es`.
        pub language: String,
        /// By how much a visit of it passes its good-faith estimate, when that may be disputed; 0 for none.
        pub over_cents: i64,
    }

    /// An account: who answers for the bill, for whom, and what was sent.
    pub struct AccountView {
        /// Its key.
        pub account: String,
        /// The version of what is kept of it; 0 when nothing is.
        pub version: i64,
        /// The number that people say.
        pub number: String,
        /// Who answers for the bill.
        pub name: String,
        /// Where the bill goes.
        pub person: PersonView,
        /// It goes to an address that the patient asked for; nothing of it is said at home.
        pub confidential: bool,
        /// The patients whose visits can stand on it.
        pub patients: Vec<AccountPatient>,
        /// `en` or `es`.
        pub language: String,
        /// Statements in large print.
        pub large_print: bool,
        /// Why nothing is billed, by its code; empty when it is.
        pub hold_reason: String,
        /// In a person's words.
        pub hold_text: String,
        /// From this day, ISO, or empty.
        pub hold_from: String,
        /// Until this day, ISO, or empty.
        pub hold_until: String,
        /// Mail came back on this day, ISO, or empty.
        pub mail_returned_on: String,
        /// What a run would do with it today; none when nothing is a patient's.
        pub run: Option<RunRow>,
        /// What was sent, the newest first.
        pub statements: Vec<SentStatement>,
        /// The letters that were made, the newest first.
        pub letters: Vec<SentStatement>,
        /// What is, or was, with a collection agency, the newest first.
        pub placements: Vec<PlacementRow>,
    }

    /// A patient of an account.
    pub struct AccountPatient {
        /// The patient's id.
        pub id: String,
        /// As lists show it.
        pub name: String,
        /// The patient's own number.
        pub account: String,
        /// True of who answers for the bill.
        pub answers: bool,
        /// What is due of the account for this patient's visits.
        pub due_cents: i64,
    }

    /// A statement that was made.
    pub struct SentStatement {
        /// Its id.
        pub id: String,
        /// Its number.
        pub number: String,
        /// The day that is printed on it, ISO.
        pub on: String,
        /// When it went out, ISO; empty before somebody said that it printed right.
        pub sent_on: String,
        /// Why it did not go out after all; empty when it did.
        pub unsent: String,
        /// Its tone in words.
        pub level: String,
        /// What it asked for.
        pub due_cents: i64,
        /// The job that printed it, or empty.
        pub print_id: String,
    }

    /// What is kept of an account.
    pub struct SaveGuarantor {
        /// Its key.
        pub account: String,
        /// As it was opened; 0 when nothing was kept.
        pub version: i64,
        /// `en` or `es`.
        pub language: String,
        /// Statements in large print.
        pub large_print: bool,
        /// Why nothing is billed, by its code; empty to bill.
        pub hold_reason: String,
        /// In a person's words.
        pub hold_text: String,
        /// From this day, as typed; empty for at once.
        pub hold_from: String,
        /// Until this day, as typed; empty for until further notice.
        pub hold_until: String,
        /// Mail came back on this day, as typed; empty when the address is good.
        pub mail_returned_on: String,
    }
}

/// The words of a tone.
pub(crate) fn level_words(level: Level) -> &'static str {
    match level {
        Level::New => "First notice",
        Level::Reminder => "Reminder",
        Level::PastDue => "Past due",
        Level::Last => "Final notice",
    }
}

fn level_code(level: Level) -> &'static str {
    match level {
        Level::New => "new",
        Level::Reminder => "reminder",
        Level::PastDue => "past_due",
        Level::Last => "last",
    }
}

const LEVELS: [Level; 4] = [Level::New, Level::Reminder, Level::PastDue, Level::Last];

/// What a run does with an account.
fn run_row(owing: Owing, rules: &StatementRules, today: Day) -> RunRow {
    let decision = decide(&owing.facts, rules, today);
    let facts = &owing.facts;
    let (goes, code, why) = match decision {
        Decision::Goes(level) => (true, level_code(level), level_words(level)),
        Decision::Stays(why) => (false, why.code(), why.words()),
    };
    let desk = match decision {
        Decision::Goes(_) => true,
        Decision::Stays(why) => why.at_the_desk(facts.last).is_some(),
    };
    RunRow {
        goes,
        desk,
        code: code.to_owned(),
        why: match (decision, &facts.do_not_bill) {
            (Decision::Stays(Stays::Hold), Some(hold)) => hold.words().to_owned(),
            _ => why.to_owned(),
        },
        due_cents: facts.asked(rules, today).cents(),
        balance_cents: (facts.due + facts.waits + facts.credit).cents(),
        pending_cents: facts.pending.cents(),
        visits: owing.visits,
        service_on: iso(owing.service_on),
        since_on: iso(owing.since),
        last_on: iso(facts.last.map(|last| last.on)),
        language: if owing.language.is_empty() {
            "en".to_owned()
        } else {
            owing.language
        },
        account: owing.account,
        number: owing.number,
        name: owing.name,
        over_cents: 0,
    }
}

/// By how much the visits of an account pass their good-faith estimates, where that may be disputed.
fn over_estimate(maker: &mut Maker<'_>, account: &str) -> Result<Money, Problem> {
    let (bill, _) = maker.preview(account, "0")?;
    Ok(bill
        .visits()
        .filter_map(|visit| visit.over_estimate())
        .sum())
}

/// Who gets a statement today and who does not, and why: every account with a balance, a patient's or a
/// payer's.
pub(crate) fn statement_run(bench: &Workbench, _: Nothing) -> Result<StatementRun, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let today = bench.today(&open);
    let mut run = run(&db, today)?;
    let (zone, name) = (open.zone(), open.facts().name.clone());
    let mut maker = Maker::new(&db, &zone, (&name, today))?;
    for account in vault::estimates::accounts(&db)? {
        if let Some(row) = run.rows.iter_mut().find(|row| row.account == account) {
            row.over_cents = over_estimate(&mut maker, &account)?.cents();
        }
    }
    Ok(run)
}

pub(crate) fn run(db: &Connection, today: Day) -> Result<StatementRun, Problem> {
    let rules = statements::rules(db)?;
    let mut rows: Vec<RunRow> = statements::all_owing(db)?
        .into_iter()
        .map(|owing| run_row(owing, &rules, today))
        .collect();
    let goes = LEVELS.map(|level| (level_code(level), level_words(level), true));
    let stays = Stays::ALL.map(|why| (why.code(), why.words(), false));
    let mut groups = Vec::new();
    for (code, title, goes) in goes.into_iter().chain(stays) {
        let of = rows
            .iter()
            .filter(|row| row.goes == goes && row.code == code);
        let (mut count, mut cents, mut pending_cents) = (0, 0, 0);
        for row in of {
            count += 1;
            if code == Stays::PayerPending.code() {
                pending_cents += row.pending_cents;
            }
            cents += if goes {
                row.due_cents
            } else {
                row.balance_cents
            };
        }
        if 0 < count {
            groups.push(RunGroup {
                code: code.to_owned(),
                title: title.to_owned(),
                goes,
                count,
                cents,
                pending_cents,
            });
        }
    }
    // The list is by name already; the groups keep that order within them.
    rows.sort_by_key(|row| {
        let same = |group: &RunGroup| group.goes == row.goes && group.code == row.code;
        groups.iter().position(same)
    });
    let ledger = vault::ledger::accounts(db)?
        .into_iter()
        .filter(|(account, _)| account == "ar:patient")
        .map(|(_, money)| money)
        .sum::<Money>();
    let going = rows.iter().filter(|row| row.goes);
    Ok(StatementRun {
        on: today.to_string(),
        due_on: today.plus_days(i32::from(rules.due_days)).to_string(),
        goes: u32::try_from(going.clone().count()).unwrap_or(u32::MAX),
        goes_cents: going.map(|row| row.due_cents).sum(),
        total_cents: rows.iter().map(|row| row.balance_cents).sum(),
        ledger_cents: ledger.cents(),
        groups,
        rows,
    })
}

/// The bill that an account would get today, as facts and figures.
///
/// # Errors
/// As [`crate::call`] answers; no such account.
pub fn bill(bench: &Workbench, account: &str, number: &str) -> Result<Bill, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let (today, zone) = (bench.today(&open), open.zone());
    let name = open.facts().name.clone();
    let mut maker = Maker::new(&db, &zone, (&name, today))?;
    Ok(maker.preview(account, number)?.0)
}

/// An account: who answers, for whom, what holds its bills back, and what was sent.
pub(crate) fn statement_account(bench: &Workbench, ask: ById) -> Result<AccountView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let key = guarantors::key_now(&db, &ask.id)?;
    let today = bench.today(&open);
    let mut view = account_view(&db, &key, today)?;
    if let Some(row) = &mut view.run {
        let (zone, name) = (open.zone(), open.facts().name.clone());
        let mut maker = Maker::new(&db, &zone, (&name, today))?;
        row.over_cents = over_estimate(&mut maker, &key)?.cents();
    }
    bench.log_view(&open, "view_account", &ask.id, &ask.id)?;
    Ok(view)
}

fn account_view(db: &Connection, key: &str, today: Day) -> Result<AccountView, Problem> {
    let who = guarantors::account(db, key)?;
    let rules = statements::rules(db)?;
    let mut patients = kept::patients_of(db, key)?;
    if let Some(id) = who
        .patient
        .filter(|id| patients.iter().all(|there| there.id != *id))
    {
        patients.insert(0, writer::get::<Patient>(db, &id.to_string())?.0);
    }
    let version = match &who.guarantor {
        Some(there) => writer::get::<Guarantor>(db, &there.id.to_string())?.1,
        None => 0,
    };
    let hold = who.guarantor.as_ref().and_then(|g| g.do_not_bill.clone());
    let run = statements::owing_of(db, key)?.map(|owing| run_row(owing, &rules, today));
    let due = accounts::due_visits(db, key)?;
    let due_of = |patient: &Patient| -> Money {
        let id = patient.id.to_string();
        let own = due.iter().filter(|visit| visit.patient == id);
        own.map(|visit| visit.owed).sum()
    };
    Ok(AccountView {
        account: key.to_owned(),
        version,
        number: who.number,
        name: who.person.name.listed(),
        person: person_view(&who.reached),
        confidential: who.reached != who.person,
        patients: patients
            .into_iter()
            .map(|patient| AccountPatient {
                id: patient.id.to_string(),
                name: patient.person.name.listed(),
                due_cents: due_of(&patient).cents(),
                answers: who.patient == Some(patient.id),
                account: patient.account,
            })
            .collect(),
        language: match who.guarantor.as_ref().map(|g| g.language.as_str()) {
            Some("es") => "es".to_owned(),
            _ => "en".to_owned(),
        },
        large_print: who.guarantor.as_ref().is_some_and(|g| g.large_print),
        hold_from: iso(hold.as_ref().and_then(|hold| hold.from)),
        hold_until: iso(hold.as_ref().and_then(|hold| hold.until)),
        hold_text: hold
            .as_ref()
            .map(|hold| hold.text.clone())
            .unwrap_or_default(),
        hold_reason: hold.map(|hold| hold.reason).unwrap_or_default(),
        mail_returned_on: iso(who.guarantor.as_ref().and_then(|g| g.mail_returned_on)),
        run,
        statements: statements::of_account(db, key)?
            .into_iter()
            .map(|one| SentStatement {
                id: one.id.to_string(),
                number: one.bill.number.clone(),
                on: one.made_on.to_string(),
                sent_on: iso(one.sent_on),
                unsent: one.unsent.map(|back| back.reason).unwrap_or_default(),
                level: level_words(one.bill.level).to_owned(),
                due_cents: one.bill.due.cents(),
                print_id: one.print_id.map(|id| id.to_string()).unwrap_or_default(),
            })
            .collect(),
        letters: collections::letters_of(db, key, None)?
            .into_iter()
            .map(|one| SentStatement {
                id: one.id.to_string(),
                number: one.paper.number.clone(),
                on: one.made_on.to_string(),
                sent_on: iso(one.sent_on),
                unsent: one.unsent.map(|back| back.reason).unwrap_or_default(),
                level: one.name,
                due_cents: one.paper.amount.cents(),
                print_id: one.print_id.map(|id| id.to_string()).unwrap_or_default(),
            })
            .collect(),
        placements: collections::placements_of(db, key)?
            .iter()
            .map(|one| placements::row(db, one))
            .collect::<Result<_, _>>()?,
    })
}

/// Says how an account is billed: the language, large print, that nothing goes out, that mail came back.
pub(crate) fn save_guarantor(
    bench: &Workbench,
    ask: SaveGuarantor,
) -> Result<Changed<AccountView>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    let day = |field: &str, text: &str| match text.trim() {
        "" => Ok(None),
        text => typed::day(text, today)
            .map(Some)
            .ok_or_else(|| Problem::field(field, "This is not a date: 05/04/26, 0504 or t.")),
    };
    let (from, until) = (
        day("hold_from", &ask.hold_from)?,
        day("hold_until", &ask.hold_until)?,
    );
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        return Err(Problem::field(
            "hold_until",
            "This is before the first day.",
        ));
    }
    let returned = day("mail_returned_on", &ask.mail_returned_on)?;
    if returned.is_some_and(|day| today < day) {
        return Err(Problem::field(
            "mail_returned_on",
            "This day is still to come.",
        ));
    }
    let hold = match ask.hold_reason.as_str() {
        "" => None,
        reason if DO_NOT_BILL_REASONS.iter().any(|(code, _)| *code == reason) => {
            let text = ask.hold_text.trim().to_owned();
            if reason == "other" && text.is_empty() {
                return Err(Problem::field(
                    "hold_text",
                    "Say in words why nothing is billed.",
                ));
            }
            Some(DoNotBill {
                reason: reason.to_owned(),
                text,
                from,
                until,
            })
        }
        _ => return Err(Problem::field("hold_reason", "Choose a reason.")),
    };
    if !matches!(ask.language.as_str(), "" | "en" | "es") {
        return Err(Problem::field("language", "Choose English or Spanish."));
    }
    let done = bench.transact(&open, "save_guarantor", |writer| {
        let key = if ask.account.starts_with(PatientId::PREFIX) {
            let patient: Patient = writer.get(&ask.account)?;
            guarantors::as_guarantor(writer, &patient)?.to_string()
        } else {
            ask.account.clone()
        };
        let (mut guarantor, version) = writer::get::<Guarantor>(writer.db(), &key)?;
        if ask.version != 0 && version != ask.version {
            return Err(guarantors::changed());
        }
        guarantor.language = match ask.language.as_str() {
            "es" => "es".to_owned(),
            _ => String::new(),
        };
        guarantor.large_print = ask.large_print;
        guarantor.mail_returned_on = returned;
        let held = guarantor.do_not_bill != hold;
        guarantor.do_not_bill = hold.clone();
        writer.put(&guarantor)?;
        let title = match (held, &hold) {
            (true, Some(hold)) => format!("Bill nothing: {}", hold.words().to_lowercase()),
            (true, None) => "Bill the account again".to_owned(),
            (false, _) => "Edit account".to_owned(),
        };
        let reason = hold
            .as_ref()
            .map(|hold| hold.reason.clone())
            .unwrap_or_default();
        Ok(Done::new(key.clone(), title)
            .about([key])
            .with("hold", reason)
            .with("mail_returned", returned.is_some()))
    })?;
    let view = account_view(&*open.vault.reader()?, &done.value, today)?;
    Ok(Changed {
        value: view,
        touched: done.touched,
        undo: done.undo,
    })
}

view! {
    /// How the practice bills its patients.
    pub struct StatementRulesView {
        /// Days from one statement of an account to the next.
        pub cycle_days: u32,
        /// As typed: an account that owes less gets none.
        pub minimum: String,
        /// Days to pay.
        pub due_days: u32,
        /// From how many days after the first statement it is a reminder.
        pub reminder_days: u32,
        /// Past due.
        pub past_due_days: u32,
        /// The last one.
        pub last_days: u32,
        /// No statement any more.
        pub letter_days: u32,
        /// Over everything on the statement; empty for the practice's name.
        pub name: String,
        /// The return address, a line each.
        pub address: String,
        /// Where checks go, whole lines with the name; empty for the return address.
        pub remit_to: String,
        /// As it is printed.
        pub phone: String,
        /// Where to write; empty for nowhere.
        pub email: String,
        /// When somebody answers: `Monday to Friday, 8 to 5`.
        pub hours: String,
        /// The practice's own page where a bill is paid; empty for none.
        pub pay_page: String,
        /// How the bank's scan line is built; empty for none.
        pub scanline: String,
        /// As typed: by how much a bill may pass its estimate.
        pub dispute_from: String,
        /// As typed: what a small-balance run writes off at the most.
        pub small_balance: String,
        /// Days after which a payment of a plan is missed.
        pub grace_days: u32,
        /// The envelope: `10` with two windows, `1` with one and the return address on it, `own` by the
        /// numbers of `windows`.
        pub envelope: String,
        /// The practice's own numbers of its envelopes.
        pub windows: EnvelopesView,
        /// Days within which an objection is answered; 0 when it is not promised.
        pub answer_days: u32,
        /// While an objection is open, that part is not asked for.
        pub not_asked_meanwhile: bool,
        /// One may pay monthly at no extra cost.
        pub monthly_free: bool,
        /// There is a financial help form.
        pub help_form: bool,
        /// Somebody calls back with an interpreter.
        pub interpreter: bool,
    }
}

fn rules_view(rules: &StatementRules) -> StatementRulesView {
    let (levels, practice, promises) = (&rules.levels, &rules.practice, &rules.promises);
    StatementRulesView {
        cycle_days: rules.cycle_days.into(),
        minimum: rules.minimum.to_string(),
        due_days: rules.due_days.into(),
        reminder_days: levels.reminder.into(),
        past_due_days: levels.past_due.into(),
        last_days: levels.last.into(),
        letter_days: levels.letter.into(),
        name: practice.name.clone(),
        address: practice.address.join("\n"),
        remit_to: practice.remit_to.join("\n"),
        phone: practice.phone.clone(),
        email: practice.email.clone(),
        hours: practice.hours.clone(),
        pay_page: rules.pay_page.clone(),
        scanline: rules.scanline.clone(),
        dispute_from: rules.dispute_from.to_string(),
        small_balance: rules.small_balance.to_string(),
        grace_days: rules.grace().into(),
        envelope: rules.envelope.clone(),
        windows: envelopes_view(rules),
        answer_days: promises.answer_days.unwrap_or(0).into(),
        not_asked_meanwhile: promises.not_asked_meanwhile,
        monthly_free: promises.monthly_free,
        help_form: promises.help_form,
        interpreter: promises.interpreter,
    }
}

/// How the practice bills its patients.
pub(crate) fn statement_rules(
    bench: &Workbench,
    _: Nothing,
) -> Result<StatementRulesView, Problem> {
    let open = bench.opened()?;
    Ok(rules_view(&statements::rules(&*open.vault.reader()?)?))
}

fn lines(field: &str, text: &str, most: usize) -> Result<Vec<String>, Problem> {
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    if most < lines.len() {
        return Err(Problem::field(
            field,
            format!(
                "An envelope's window shows {most} lines. Take {} away.",
                lines.len() - most
            ),
        ));
    }
    Ok(lines)
}

/// Sets how the practice bills its patients.
pub(crate) fn save_statement_rules(
    bench: &Workbench,
    ask: StatementRulesView,
) -> Result<Changed<StatementRulesView>, Problem> {
    let open = bench.opened()?;
    let days = |field: &str, days: u32, least: u16| match u16::try_from(days) {
        Ok(days) if (least..=365).contains(&days) => Ok(days),
        _ => Err(Problem::field(
            field,
            format!("A number of days from {least} to 365."),
        )),
    };
    let money = |field: &str, text: &str| match text.trim().parse::<Money>() {
        Ok(money) if Money::ZERO <= money => Ok(money),
        _ => Err(Problem::field(field, "This is not an amount: 5.00.")),
    };
    if !ask.scanline.trim().is_empty() {
        billing::statement::Scanline::try_from(ask.scanline.trim().to_owned())
            .map_err(|error| Problem::field("scanline", error.to_string()))?;
    }
    let windows = match ask.envelope.as_str() {
        "10" | "1" => None,
        "own" => Some(envelopes(&ask.windows)?),
        _ => return Err(Problem::field("envelope", "Choose an envelope.")),
    };
    let (reminder, past_due, last, letter) = (
        days("reminder_days", ask.reminder_days, 1)?,
        days("past_due_days", ask.past_due_days, 1)?,
        days("last_days", ask.last_days, 1)?,
        days("letter_days", ask.letter_days, 1)?,
    );
    for (field, before, after) in [
        ("past_due_days", reminder, past_due),
        ("last_days", past_due, last),
        ("letter_days", last, letter),
    ] {
        if after <= before {
            return Err(Problem::field(
                field,
                format!("This comes after {before} days."),
            ));
        }
    }
    let (cycle_days, due_days) = (
        days("cycle_days", ask.cycle_days, 1)?,
        days("due_days", ask.due_days, 1)?,
    );
    let (minimum, dispute_from, small_balance) = (
        money("minimum", &ask.minimum)?,
        money("dispute_from", &ask.dispute_from)?,
        money("small_balance", &ask.small_balance)?,
    );
    let grace_days = days("grace_days", ask.grace_days, 0)?;
    let (address, remit_to) = (
        lines("address", &ask.address, 2)?,
        lines("remit_to", &ask.remit_to, 3)?,
    );
    let answer_days = match ask.answer_days {
        0 => None,
        some => Some(days("answer_days", some, 1)?),
    };
    let done = bench.transact(&open, "save_statement_rules", |writer| {
        let mut rules = statements::rules(writer.db())?;
        reachable(&rules.practice, &ask)?;
        rules.cycle_days = cycle_days;
        rules.due_days = due_days;
        rules.minimum = minimum;
        rules.dispute_from = dispute_from;
        rules.small_balance = small_balance;
        rules.grace_days = Some(grace_days);
        (rules.levels.reminder, rules.levels.past_due) = (reminder, past_due);
        (rules.levels.last, rules.levels.letter) = (last, letter);
        let practice = &mut rules.practice;
        practice.name = ask.name.trim().to_owned();
        practice.address.clone_from(&address);
        practice.remit_to.clone_from(&remit_to);
        practice.phone = ask.phone.trim().to_owned();
        practice.email = ask.email.trim().to_owned();
        practice.hours = ask.hours.trim().to_owned();
        rules.pay_page = ask.pay_page.trim().to_owned();
        rules.scanline = ask.scanline.trim().to_owned();
        rules.envelope.clone_from(&ask.envelope);
        if let Some(windows) = &windows {
            rules.windows.clone_from(windows);
        }
        let promises = &mut rules.promises;
        promises.answer_days = answer_days;
        promises.not_asked_meanwhile = ask.not_asked_meanwhile;
        promises.monthly_free = ask.monthly_free;
        promises.help_form = ask.help_form;
        promises.interpreter = ask.interpreter;
        writer.put(&rules)?;
        Ok(Done::new(rules_view(&rules), "Change the statement settings").if_changed())
    })?;
    Ok(done)
}

/// What patients are told to call and to write to has to be a number and an address.
fn reachable(
    before: &billing::statement::Practice,
    ask: &StatementRulesView,
) -> Result<(), Problem> {
    let (phone, email) = (ask.phone.trim(), ask.email.trim());
    let digits = billing::typed::digits(phone).len();
    if phone != before.phone && !phone.is_empty() && digits < 10 {
        return Err(Problem::field(
            "phone",
            "A telephone number has ten digits, the area code first.",
        ));
    }
    if email != before.email && !email.is_empty() && !billing::odd::is_email(email) {
        return Err(Problem::field(
            "email",
            "An e-mail address looks like billing@practice.com.",
        ));
    }
    Ok(())
}
