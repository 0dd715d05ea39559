//! What the proof reads: every movement once, beside the postings that hold it and the audit log that
//! tells of it.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use billing::ledger::Item;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row};
use values::{LineId, Money};

use crate::VaultError;
use crate::kinds::{Record, read_body};
use crate::ledger::{Posting, digest_after};

/// A debtor of a line of a visit.
pub type Place = (Item, Option<[u8; 16]>, u8);

/// What the movements come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Movements {
    /// Movements.
    pub entries: i64,
    /// By account.
    pub accounts: HashMap<String, i64>,
    /// What is owed, by line and debtor, in cents; never zero.
    pub owed: HashMap<Place, i64>,
}

/// The debtor of an account of what is owed, as a number: the payer's order, 0 for the patient.
pub fn debtor(account: &str) -> Option<u8> {
    match account.strip_prefix("ar:")? {
        "patient" => Some(0),
        order => order.parse().ok(),
    }
}

/// Sums every movement. `tell` hears how many it has read.
///
/// # Errors
/// As the database answers, or as `tell` does to stop it.
pub fn movements(
    db: &Connection,
    mut tell: impl FnMut(i64) -> Result<(), VaultError>,
) -> Result<Movements, VaultError> {
    let mut found = Movements::default();
    // There are a few dozen accounts, and the same few nearly always.
    let mut accounts: Vec<(String, Option<u8>, i64)> = Vec::new();
    let mut statement =
        db.prepare("select debit, credit, amount_cents, item, debit_line, credit_line from entry")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let cents: i64 = row.get(2)?;
        for (at, line, way) in [(0, 4, cents), (1, 5, -cents)] {
            let account = row.get_ref(at)?.as_str().unwrap_or_default();
            let place = match accounts.iter().position(|(name, ..)| name == account) {
                Some(place) => place,
                None => {
                    accounts.push((account.to_owned(), debtor(account), 0));
                    accounts.len() - 1
                }
            };
            accounts[place].2 += way;
            if let Some(debtor) = accounts[place].1 {
                let item = row.get::<_, Option<Item>>(3)?.unwrap_or_default();
                found.add((item, row.get(line)?, debtor), way);
            }
        }
        found.entries += 1;
        if found.entries % 10_000 == 0 {
            tell(found.entries)?;
        }
    }
    found.accounts = accounts
        .into_iter()
        .map(|(name, _, sum)| (name, sum))
        .collect();
    Ok(found)
}

impl Movements {
    /// What comes to nothing is not kept: nearly all lines are closed, and the few that are open at
    /// the same time stay near at hand.
    fn add(&mut self, place: Place, cents: i64) {
        match self.owed.entry(place) {
            Entry::Vacant(new) => {
                new.insert(cents);
            }
            Entry::Occupied(mut there) => {
                *there.get_mut() += cents;
                if *there.get() == 0 {
                    there.remove();
                }
            }
        }
    }
}

/// What the cache says is open, by line and debtor, in cents.
///
/// # Errors
/// As the database answers.
pub fn open_places(db: &Connection) -> Result<HashMap<Place, i64>, VaultError> {
    let mut statement = db.prepare("select item, line, debtor, amount_cents from open_item")?;
    let mut rows = statement.query([])?;
    let mut found = HashMap::new();
    while let Some(row) = rows.next()? {
        let name = format!("ar:{}", row.get_ref(2)?.as_str().unwrap_or_default());
        let place = (row.get(0)?, row.get(1)?, debtor(&name).unwrap_or(u8::MAX));
        *found.entry(place).or_default() += row.get::<_, i64>(3)?;
    }
    Ok(found)
}

/// How many sums of open amounts there are that the open amounts do not come to, or that are missing.
///
/// # Errors
/// As the database answers.
pub fn sums_astray(db: &Connection) -> Result<i64, VaultError> {
    Ok(db.query_row(
        "with kept as (
             select payer, item, amount_cents, credit_cents, service_on, billed_on, activity_on, since_on, due_on,
                    owner, patient_id, rendering_id from open_sum),
         made as (
             select case debtor when 'patient' then debtor else ifnull(payer_id, '') end as payer, item,
                    sum(amount_cents), sum(min(amount_cents, 0)), service_on, billed_on, activity_on, since_on,
                    min(due_on), owner, ifnull(patient_id, ''), ifnull(rendering_id, '')
               from open_item
              group by item, payer, owner, service_on, since_on, billed_on, activity_on, patient_id, rendering_id)
         select (select count(*) from (select * from made except select * from kept))
              + abs((select count(*) from made) - (select count(*) from kept))",
        [],
        |row| row.get(0),
    )?)
}

/// The first posting whose movements are not what its body says, or that the audit log does not tell
/// of as it is; none when all agree. `tell` hears how many postings it has read.
///
/// # Errors
/// As the database answers, or as `tell` does to stop it.
pub fn first_altered(
    db: &Connection,
    mut tell: impl FnMut(i64) -> Result<(), VaultError>,
) -> Result<Option<String>, VaultError> {
    // What each change wrote, as the audit log sealed it.
    let mut told = 0;
    let mut spans =
        db.prepare("select n, body ->> '$.detail.postings' from audit_event where body like '%\"postings\":\"%' order by n")?;
    let mut rows = spans.query([])?;
    while let Some(row) = rows.next()? {
        let (n, said): (i64, Option<String>) = (row.get(0)?, row.get(1)?);
        let Some(said) = said else { continue };
        let span = said.split_once(' ').and_then(|(span, _)| {
            let (first, last) = span.split_once('-')?;
            Some((first.parse::<i64>().ok()?, last.parse::<i64>().ok()?))
        });
        let Some((first, last)) = span else { continue };
        if first != told + 1 {
            return Ok(Some(format!(
                "Postings {} to {}: no audit event tells of them.",
                told + 1,
                first - 1
            )));
        }
        if digest_after(db, (told, last))?.as_deref() != Some(said.as_str()) {
            return Ok(Some(format!(
                "Postings {first} to {last}: they are not what audit event {n} sealed."
            )));
        }
        told = last;
        tell(told)?;
    }
    let last = crate::ledger::last(db)?;
    if told < last {
        return Ok(Some(format!(
            "Postings {} to {last}: no audit event tells of them.",
            told + 1
        )));
    }
    let mut statement = db.prepare(
        "select posting.rowid, body, n, debit, credit, amount_cents, item, debit_line, credit_line, patient, payer,
                id, source, source_id, part, posted_on, at, reverses, turn
           from posting left join entry on entry.posting = posting.rowid order by posting.rowid, n",
    )?;
    let mut rows = statement.query([])?;
    let (mut at, mut turn) = ((0, Vec::new(), 0), 0);
    while let Some(row) = rows.next()? {
        let place: i64 = row.get(0)?;
        if place != at.0 {
            if at.2 != at.1.len() {
                return Ok(Some(differs(at.0)));
            }
            let posting: Posting = read_body(row.get_ref(1)?.as_str().unwrap_or_default())?;
            if !columns_agree(row, &posting)? {
                return Ok(Some(format!(
                    "Posting {place}: its row is not what was posted."
                )));
            }
            at = (place, posting.entries()?, 0);
            turn = posting.turn();
            if place % 1_000 == 0 {
                tell(place)?;
            }
        }
        if row.get::<_, Option<i64>>(2)?.is_none() {
            continue;
        }
        let bytes = |n: usize| row.get::<_, Option<[u8; 16]>>(n);
        let same = at.1.get(at.2).is_some_and(|entry| {
            row.get_ref(3)
                .is_ok_and(|v| v.as_str() == Ok(&*entry.debit.to_string()))
                && row
                    .get_ref(4)
                    .is_ok_and(|v| v.as_str() == Ok(&*entry.credit.to_string()))
                && row
                    .get::<_, i64>(5)
                    .is_ok_and(|cents| cents == entry.amount.cents())
                && bytes(6).is_ok_and(|item| item == entry.item)
                && bytes(7).is_ok_and(|line| line == entry.debit_line.map(LineId::bytes))
                && bytes(8).is_ok_and(|line| line == entry.credit_line.map(LineId::bytes))
                && bytes(9).is_ok_and(|id| id == entry.patient.map(values::PatientId::bytes))
                && bytes(10).is_ok_and(|id| id == entry.payer.map(values::PayerId::bytes))
                && row.get::<_, i64>(18).is_ok_and(|read| read == turn)
        });
        if !same {
            return Ok(Some(differs(place)));
        }
        at.2 += 1;
    }
    if at.2 != at.1.len() {
        return Ok(Some(differs(at.0)));
    }
    orphan(db)
}

/// Whether the columns beside a body say what it says: those from the twelfth on, the id first.
fn columns_agree(row: &Row<'_>, posting: &Posting) -> Result<bool, VaultError> {
    let of = std::iter::once(Value::Text(posting.key()));
    let of = of.chain(posting.columns().into_iter().map(|(_, value)| value));
    for (at, value) in (11..).zip(of) {
        if row.get_ref(at)? != ValueRef::from(&value) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn differs(place: i64) -> String {
    format!("Posting {place}: its movements are not what was posted.")
}

/// A movement without a posting.
fn orphan(db: &Connection) -> Result<Option<String>, VaultError> {
    let mut statement = db.prepare(
        "select posting from entry where posting not in (select rowid from posting) limit 1",
    )?;
    let mut rows = statement.query([])?;
    Ok(match rows.next()? {
        Some(row) => Some(format!(
            "Posting {}: it is gone, its movements are not.",
            row.get::<_, i64>(0)?
        )),
        None => None,
    })
}

/// How many patients there are whose accounts, or number of postings, are not what the movements come
/// to.
///
/// # Errors
/// As the database answers.
pub fn patients_astray(db: &Connection) -> Result<usize, VaultError> {
    // By patient: the last posting, how many there are, and what stands on each account.
    type Sums = (i64, i64, HashMap<String, i64>);
    let mut found: HashMap<[u8; 16], Sums> = HashMap::new();
    let mut statement = db.prepare(
        "select patient, posting, debit, credit, amount_cents from entry where patient is not null and debit <> credit
          order by posting, n",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let of = found.entry(row.get(0)?).or_default();
        let posting: i64 = row.get(1)?;
        of.1 += i64::from(of.0 != posting);
        of.0 = posting;
        let cents: i64 = row.get(4)?;
        for (at, way) in [(2, cents), (3, -cents)] {
            *of.2.entry(row.get(at)?).or_default() += way;
        }
    }
    let mut astray = HashSet::new();
    let mut statement = db.prepare("select patient, account, amount_cents from patient_balance")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (patient, account, cents): ([u8; 16], String, i64) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let sum = found.get_mut(&patient).and_then(|of| of.2.remove(&account));
        if sum.unwrap_or(0) != cents {
            astray.insert(patient);
        }
    }
    let mut statement = db.prepare("select patient, postings from patient_postings")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (patient, postings): ([u8; 16], i64) = (row.get(0)?, row.get(1)?);
        match found.get_mut(&patient) {
            Some(of) if of.1 == postings => of.1 = 0,
            _ => {
                astray.insert(patient);
            }
        }
    }
    // What was not named above: an account, or all of a patient.
    let forgotten = found
        .into_iter()
        .filter(|(_, (_, postings, sums))| *postings != 0 || sums.values().any(|sum| *sum != 0));
    astray.extend(forgotten.map(|(patient, _)| patient));
    Ok(astray.len())
}

/// How many rows a kind has.
///
/// # Errors
/// As the database answers.
pub fn count<R: Record>(db: &Connection) -> Result<i64, VaultError> {
    Ok(
        db.query_row(&format!("select count(*) from {}", R::KIND), [], |row| {
            row.get(0)
        })?,
    )
}

/// What posted checks hold that was taken back claim by claim, in cents: it stays on the check.
///
/// # Errors
/// As the database answers.
pub fn left_out(db: &Connection) -> Result<Money, VaultError> {
    let cents = db
        .prepare_cached("select ifnull(sum(left_cents), 0) from remittance where left_cents <> 0")?
        .query_row([], |row| row.get(0))?;
    Ok(Money::from_cents(cents))
}

/// The ids of all records of a kind of [`crate::kinds::KINDS`].
///
/// # Errors
/// As the database answers.
pub fn ids(db: &Connection, kind: &'static str) -> Result<Vec<String>, VaultError> {
    let mut statement = db.prepare(&format!("select id from {kind} order by id"))?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The first posting that stands while what it follows from does not; none when all do.
///
/// # Errors
/// As the database answers.
pub fn unanswered_sources(db: &Connection) -> Result<Option<String>, VaultError> {
    // Every standing posting of an act or a remittance has its record, and that record is posted.
    let mut statement = db.prepare(
        "select posting.rowid, posting.source, posting.source_id from posting
          where reverses is null and source in ('act', 'remittance')
            and not exists (select 1 from posting as back where back.reverses = posting.id)
          order by posting.rowid",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (place, source, id): (i64, String, [u8; 16]) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let there = match source.as_str() {
            "act" => db
                .prepare_cached("select 1 from act where id = ?1 and taken_back = 0")?
                .exists([values::ActId::from_bytes(id).to_string()])?,
            _ => db
                .prepare_cached("select 1 from remittance where id = ?1 and posted_on is not null")?
                .exists([values::RemitId::from_bytes(id).to_string()])?,
        };
        if !there {
            return Ok(Some(format!(
                "Posting {place}: what it follows from is gone or not posted."
            )));
        }
    }
    Ok(None)
}
