//! Answers of payers that moved nothing: a denial of all that was asked, a claim that is not theirs. They
//! have no posting, so a ledger reads them from here, each in its turn. Who changes what a visit is made of
//! keeps them ([`save`]).

use billing::ledger::Item;
use rusqlite::Connection;
use rusqlite::types::Type;
use values::{Day, PatientId, RemitId};

use crate::VaultError;
use crate::account::Of;
use crate::ledger::turn;

/// An answer that moved nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quiet {
    /// The day in whose books its remittance stands.
    pub on: Day,
    /// The remittance.
    pub remittance: RemitId,
    /// The claim on it, by its part.
    pub part: u32,
    /// What it says, short: `nothing paid, CO-16`.
    pub says: String,
    /// The visit.
    pub item: Item,
    /// The patient.
    pub patient: Option<PatientId>,
}

impl Quiet {
    /// Its turn in a ledger: with what else payers answered on the day.
    pub fn turn(&self) -> i64 {
        turn(self.on, "remittance")
    }
}

/// Keeps the answers of a visit that moved nothing in place of those that were kept.
///
/// # Errors
/// As the database answers.
pub fn save(db: &Connection, item: &Item, quiet: &[Quiet]) -> Result<(), VaultError> {
    let there = of(db, Of::Item(item))?;
    if there.iter().eq(quiet.iter().rev()) {
        return Ok(());
    }
    db.prepare_cached("delete from quiet_answer where item = ?1")?
        .execute([item])?;
    let mut insert = db.prepare_cached(
        "insert into quiet_answer (item, posted_on, remittance_id, part, says, patient)
         values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for one in quiet {
        let patient = one.patient.map(PatientId::bytes);
        let remittance = one.remittance.to_string();
        let on = one.on.to_string();
        insert.execute((item, on, remittance, one.part, &one.says, patient))?;
    }
    Ok(())
}

/// Those of a ledger, the newest first.
///
/// # Errors
/// As the database answers.
pub fn of(db: &Connection, of: Of<'_>) -> Result<Vec<Quiet>, VaultError> {
    let mut statement = db.prepare_cached(&format!(
        "select posted_on, remittance_id, part, says, item, patient from quiet_answer
          where {} = ?1 order by posted_on desc, remittance_id desc, part desc",
        of.column()
    ))?;
    let rows = statement.query_map([of.bytes()], |row| {
        let unread = |at| rusqlite::Error::InvalidColumnType(at, String::new(), Type::Text);
        let patient: Option<[u8; 16]> = row.get(5)?;
        Ok(Quiet {
            on: row.get_ref(0)?.as_str()?.parse().map_err(|_| unread(0))?,
            remittance: row.get_ref(1)?.as_str()?.parse().map_err(|_| unread(1))?,
            part: row.get(2)?,
            says: row.get(3)?,
            item: row.get(4)?,
            patient: patient.map(PatientId::from_bytes),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
