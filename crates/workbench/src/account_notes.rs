//! Notes and promises on accounts, and what of them, and of payment plans, wants somebody.

use std::collections::BTreeSet;

use billing::account_note::{AccountNote, Kept, Promise};
use billing::chart::Patient;
use billing::claim::Claim;
use billing::typed;
use values::{ClaimId, Day, Money, NoteId};
use vault::guarantors::OfVisit;
use vault::{Connection, accounts, guarantors as kept, ledger, statements, writer};

use crate::Workbench;
use crate::bench::Done;
use crate::chart::{ById, iso};
use crate::guarantors::{self, Account};
use crate::plans::guarantor_of;
use crate::problem::Problem;
use crate::time;
use crate::view::{Changed, Nothing, view};

/// Of promises older than this many days nobody asks any more.
const ASKED_DAYS: i32 = 365;

view! {
    /// A note as it is typed.
    pub struct SaveAccountNote {
        /// The account's key.
        pub account: String,
        /// In a person's words.
        pub text: String,
        /// By when a payment was promised, as typed; empty for no promise.
        pub promise_on: String,
        /// How much was promised, as typed.
        pub promise_amount: String,
    }

    /// The notes on an account, the newest first.
    pub struct AccountNotes {
        /// The account's key.
        pub account: String,
        /// The number that people say.
        pub number: String,
        /// The notes.
        pub notes: Vec<NoteView>,
    }

    /// A note on an account.
    pub struct NoteView {
        /// Its id.
        pub id: String,
        /// When: `11/30/26 9:14 am`.
        pub when: String,
        /// Who.
        pub by: String,
        /// In a person's words.
        pub text: String,
        /// By when a payment was promised, ISO; empty for no promise.
        pub promise_on: String,
        /// How much was promised.
        pub promise_cents: i64,
        /// `waits`, `kept`, `late` or `broken`; empty for no promise.
        pub promise: String,
        /// What came since.
        pub came_cents: i64,
    }

    /// Accounts that want somebody: a payment of a plan was missed, a promise was broken.
    pub struct AccountWork {
        /// Missed payments, the oldest first.
        pub missed: Vec<AccountTask>,
        /// Broken promises, the newest first.
        pub broken: Vec<AccountTask>,
    }

    /// An account that wants somebody.
    pub struct AccountTask {
        /// Its key.
        pub account: String,
        /// A patient of it, for whom the account can be opened.
        pub patient_id: String,
        /// The number that people say.
        pub number: String,
        /// Who answers, as lists show it.
        pub name: String,
        /// Their telephone.
        pub phone: String,
        /// The day of the first missed payment, or of the promise, ISO.
        pub since_on: String,
        /// How many payments are missed; 1 for a promise.
        pub count: u32,
        /// What is missing.
        pub cents: i64,
        /// What is left of the plan, or what the account owes.
        pub left_cents: i64,
        /// What the promise said.
        pub text: String,
    }
}

/// The patients whose visits can stand on an account.
fn patients(db: &Connection, key: &str, who: &Account) -> Result<Vec<Patient>, Problem> {
    let mut all = kept::patients_of(db, key)?;
    if let Some(id) = who.patient
        && all.iter().all(|there| there.id != id)
    {
        all.insert(0, writer::get::<Patient>(db, &id.to_string())?.0);
    }
    Ok(all)
}

/// What came in for an account after a moment, in the books up to a day.
fn came(
    db: &Connection,
    (key, patients): (&str, &[Patient]),
    (after, until): (i64, Day),
) -> Result<Money, Problem> {
    let mut sum = Money::ZERO;
    for patient in patients {
        for (item, money) in accounts::came(db, patient.id, (after, until))? {
            let here = match item {
                Some(item) if !patient.answers.is_empty() => {
                    let claim = ClaimId::from_bytes(item).to_string();
                    match writer::get::<Claim>(db, &claim) {
                        Ok((claim, _)) => {
                            let on = OfVisit {
                                guarantor: claim.guarantor_id,
                                day: claim.content.first_service_on(),
                                sensitive: ledger::is_sensitive(db, &item)?,
                            };
                            kept::account_of(db, patient, on)? == key
                        }
                        // A row of opening balances is of before all.
                        Err(_) => kept::account_of(db, patient, OfVisit::default())? == key,
                    }
                }
                _ => true,
            };
            if here {
                sum += money;
            }
        }
    }
    Ok(sum)
}

/// How a promise stands, and what came since.
fn stands(
    db: &Connection,
    of: (&str, &[Patient]),
    note: &AccountNote,
    today: Day,
) -> Result<Option<(Promise, Kept, Money)>, Problem> {
    let Some(promise) = note.promise else {
        return Ok(None);
    };
    let then = came(db, of, (note.at, promise.on))?;
    let since = came(db, of, (note.at, today))?;
    Ok(Some((promise, promise.stands((then, since), today), since)))
}

fn notes(db: &Connection, zone: &str, (key, today): (&str, Day)) -> Result<AccountNotes, Problem> {
    let who = guarantors::account(db, key)?;
    let patients = patients(db, key, &who)?;
    let mut rows = Vec::new();
    for note in accounts::notes_of(db, key)? {
        let promise = stands(db, (key, &patients), &note, today)?;
        rows.push(NoteView {
            id: note.id.to_string(),
            when: time::moment(note.at, zone),
            by: note.by,
            text: note.text,
            promise_on: iso(promise.map(|(promise, ..)| promise.on)),
            promise_cents: promise.map_or(0, |(promise, ..)| promise.amount.cents()),
            promise: promise
                .map(|(_, kept, _)| kept.code().to_owned())
                .unwrap_or_default(),
            came_cents: promise.map_or(0, |(.., came)| came.cents()),
        });
    }
    Ok(AccountNotes {
        account: key.to_owned(),
        number: who.number,
        notes: rows,
    })
}

/// The notes and promises on an account.
pub(crate) fn account_notes(bench: &Workbench, ask: ById) -> Result<AccountNotes, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let key = guarantors::key_now(&db, &ask.id)?;
    notes(&db, &open.zone(), (&key, bench.today(&open)))
}

/// Puts a note on an account, with a promise or without.
pub(crate) fn save_account_note(
    bench: &Workbench,
    ask: SaveAccountNote,
) -> Result<Changed<AccountNotes>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    let text = ask.text.trim().to_owned();
    if 2_000 < text.chars().count() {
        return Err(Problem::field("text", "This takes 2,000 characters."));
    }
    let promise = match (ask.promise_on.trim(), ask.promise_amount.trim()) {
        ("", "") => None,
        ("", _) => {
            return Err(Problem::field(
                "promise_on",
                "Type the day by which it was promised.",
            ));
        }
        (on, amount) => {
            let on = typed::day(on, today).ok_or_else(|| {
                Problem::field("promise_on", "This is not a date: 05/04/26, 0504 or t+7.")
            })?;
            if on < today {
                return Err(Problem::field("promise_on", "This day has passed."));
            }
            let amount: Money = amount.parse().map_err(|error| {
                Problem::field("promise_amount", format!("This is not an amount: {error}."))
            })?;
            if amount <= Money::ZERO {
                return Err(Problem::field(
                    "promise_amount",
                    "The amount is above zero.",
                ));
            }
            Some(Promise { on, amount })
        }
    };
    if text.is_empty() && promise.is_none() {
        return Err(Problem::field("text", "Type what was said, or a promise."));
    }
    let id = NoteId::new(u64::try_from(bench.now()).unwrap_or(0), bench.random()?);
    let done = bench.transact(&open, "save_account_note", |writer| {
        let account = guarantor_of(writer, &ask.account)?;
        writer.put(&AccountNote {
            id,
            account,
            at: writer.at(),
            by: open.who.name.clone(),
            by_id: Some(open.who.id),
            text: text.clone(),
            promise,
        })?;
        let key = account.to_string();
        let title = match promise {
            Some(_) => "Note a promise",
            None => "Note on the account",
        };
        Ok(Done::new(key.clone(), title)
            .about([id.to_string(), key])
            .with("promise", promise.is_some()))
    })?;
    let db = open.vault.reader()?;
    Ok(Changed {
        value: notes(&db, &open.zone(), (&done.value, today))?,
        touched: done.touched,
        undo: done.undo,
    })
}

fn task(db: &Connection, key: &str) -> Result<(AccountTask, Vec<Patient>), Problem> {
    let who = guarantors::account(db, key)?;
    let patients = patients(db, key, &who)?;
    let task = AccountTask {
        account: key.to_owned(),
        patient_id: patients
            .first()
            .map(|patient| patient.id.to_string())
            .unwrap_or_default(),
        number: who.number,
        name: who.person.name.listed(),
        phone: who.person.phone,
        since_on: String::new(),
        count: 1,
        cents: 0,
        left_cents: 0,
        text: String::new(),
    };
    Ok((task, patients))
}

/// Accounts that want somebody: missed payments of plans, and broken promises.
pub(crate) fn account_work(bench: &Workbench, _: Nothing) -> Result<AccountWork, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let today = bench.today(&open);
    let mut missed = Vec::new();
    for (plan, stands) in accounts::live(&db, None, statements::rules(&db)?.grace())? {
        let late: Vec<_> = stands.missed(today).collect();
        let Some(first) = late.first() else { continue };
        let (task, _) = task(&db, &plan.account.to_string())?;
        missed.push(AccountTask {
            since_on: iso(first.due_on),
            count: crate::print::count(late.len()),
            cents: late.iter().map(|one| one.open().cents()).sum(),
            left_cents: stands.open().cents(),
            ..task
        });
    }
    missed.sort_by(|a, b| (&a.since_on, &a.name).cmp(&(&b.since_on, &b.name)));
    let mut broken = Vec::new();
    let mut seen = BTreeSet::new();
    // Of an account the newest promise counts: one that waits takes the place of one that was broken.
    let far = Day::new(9999, 12, 31).unwrap_or(today);
    for note in accounts::promises(&db, today.plus_days(-ASKED_DAYS), far)? {
        let key = note.account.to_string();
        if !seen.insert(key.clone()) {
            continue;
        }
        let (task, patients) = task(&db, &key)?;
        let Some((promise, Kept::Broken, came)) = stands(&db, (&key, &patients), &note, today)?
        else {
            continue;
        };
        let owes: Money = accounts::due_visits(&db, &key)?
            .iter()
            .map(|due| due.owed)
            .sum();
        if owes <= Money::ZERO {
            continue;
        }
        broken.push(AccountTask {
            since_on: promise.on.to_string(),
            cents: (promise.amount - came).cents(),
            left_cents: owes.cents(),
            text: note.text,
            ..task
        });
    }
    Ok(AccountWork { missed, broken })
}
