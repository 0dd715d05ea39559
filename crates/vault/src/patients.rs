//! Reading patients: the list, the chart, and what an import matches against.

use billing::chart::{Coverage, Patient, Payer};
use rusqlite::{Connection, OptionalExtension};
use values::Day;

use crate::VaultError;
use crate::kinds::read_body;

/// A line of the list of patients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatientLine {
    /// The patient's id.
    pub id: String,
    /// As lists show it.
    pub name: String,
    /// ISO, or empty.
    pub born_on: String,
    /// The account number.
    pub account: String,
    /// Claims of the patient.
    pub claims: i64,
    /// The latest day of service, ISO, or empty.
    pub last_service_on: String,
    /// Ten digits, or empty.
    pub phone: String,
    /// Where the patient lives, or empty.
    pub city: String,
}

/// What a line of the list shows.
const LINE: &str = "id, name, ifnull(born_on, ''), account,
    (select count(*) from claim where patient_id = p.id),
    ifnull((select max(service_on) from claim where patient_id = p.id), ''),
    ifnull(body ->> '$.person.phone', ''), ifnull(body ->> '$.person.address.city', '')";

/// Patients by name from a place in the list.
///
/// # Errors
/// As the database answers.
pub fn page(db: &Connection, from: u32, count: u32) -> Result<Vec<PatientLine>, VaultError> {
    let mut statement = db.prepare_cached(&format!(
        "select {LINE} from patient p
          where rowid in (select rowid from patient order by name, id limit ?2 offset ?1)
          order by name, id"
    ))?;
    let rows = statement.query_map((from, count), line)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Every patient by name, one after the other. It ends early with what `take` answers.
///
/// # Errors
/// As the database answers, or as `take` does.
pub fn each<E: From<VaultError>>(
    db: &Connection,
    mut take: impl FnMut(PatientLine) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = db
        .prepare_cached(&format!("select {LINE} from patient p order by name, id"))
        .map_err(VaultError::from)?;
    let rows = statement.query_map([], line).map_err(VaultError::from)?;
    for row in rows {
        take(row.map_err(VaultError::from)?)?;
    }
    Ok(())
}

/// The lines of given patients, in the order given.
///
/// # Errors
/// As the database answers.
pub fn lines(db: &Connection, ids: &[String]) -> Result<Vec<PatientLine>, VaultError> {
    let mut statement =
        db.prepare_cached(&format!("select {LINE} from patient p where id = ?1"))?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(statement.query_row([id], line).optional()?);
    }
    Ok(found)
}

fn line(row: &rusqlite::Row<'_>) -> rusqlite::Result<PatientLine> {
    Ok(PatientLine {
        id: row.get(0)?,
        name: row.get(1)?,
        born_on: row.get(2)?,
        account: row.get(3)?,
        claims: row.get(4)?,
        last_service_on: row.get(5)?,
        phone: row.get(6)?,
        city: row.get(7)?,
    })
}

/// How many patients there are.
///
/// # Errors
/// As the database answers.
pub fn count(db: &Connection) -> Result<i64, VaultError> {
    Ok(db
        .prepare_cached("select count(*) from patient")?
        .query_row([], |row| row.get(0))?)
}

/// A patient's coverages, in their order, each with its payer.
///
/// # Errors
/// As the database answers.
pub fn coverages(db: &Connection, patient: &str) -> Result<Vec<(Coverage, Payer)>, VaultError> {
    let mut statement = db.prepare_cached(
        "select coverage.body, payer.body from coverage join payer on payer.id = payer_id
          where patient_id = ?1",
    )?;
    let rows = statement.query_map([patient], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut found = Vec::new();
    for row in rows {
        let (coverage, payer) = row?;
        found.push((
            read_body::<Coverage>(&coverage)?,
            read_body::<Payer>(&payer)?,
        ));
    }
    found
        .sort_by_key(|(coverage, _)| (coverage.order, std::cmp::Reverse(coverage.to), coverage.id));
    Ok(found)
}

/// The id and the body of a row of a kind with a match key, the oldest first. `role` is given for
/// providers.
///
/// # Errors
/// As the database answers.
pub fn matching(
    db: &Connection,
    kind: &str,
    key: &str,
    role: Option<&str>,
) -> Result<Option<String>, VaultError> {
    // Not by order, for which the engine makes a table each time.
    let of_role = role.map_or("", |_| "and role = ?2");
    let mut statement = db.prepare_cached(&format!(
        "select body, min(id) from {kind} where match_key = ?1 {of_role}"
    ))?;
    let read = |row: &rusqlite::Row<'_>| row.get(0);
    Ok(match role {
        None => statement.query_row([key], read)?,
        Some(role) => statement.query_row([key, role], read)?,
    })
}

/// Patients who may be one with another: all who were born on a day, and all whose name as lists show it
/// begins with a text. At most 50 of each.
///
/// # Errors
/// As the database answers.
pub fn near(db: &Connection, born_on: Option<Day>, name: &str) -> Result<Vec<Patient>, VaultError> {
    let mut statement = db.prepare_cached(
        "select body from patient where rowid in (select rowid from patient where born_on = ?1 limit 50)
            or rowid in (select rowid from patient where name >= ?2 and name < ?2 || char(1114111) limit 50)
          order by id",
    )?;
    let born_on = born_on.map(|day| day.to_string());
    let rows = statement.query_map((born_on, name), |row| row.get::<_, String>(0))?;
    rows.map(|body| read_body(&body?)).collect()
}

/// The member ids of a patient's coverages.
///
/// # Errors
/// As the database answers.
pub fn member_ids(db: &Connection, patient: &str) -> Result<Vec<String>, VaultError> {
    let mut statement = db.prepare_cached(
        "select member_id from coverage where patient_id = ?1 and member_id <> ''",
    )?;
    let rows = statement.query_map([patient], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A patient's account number.
///
/// # Errors
/// [`VaultError::NoSuch`] when the patient is not there.
pub fn account(db: &Connection, patient: &str) -> Result<String, VaultError> {
    db.prepare_cached("select account from patient where id = ?1")?
        .query_row([patient], |row| row.get(0))
        .optional()?
        .ok_or(VaultError::NoSuch("patient"))
}

/// The id of the patient with an account number.
///
/// # Errors
/// As the database answers.
pub fn by_account(db: &Connection, account: &str) -> Result<Option<String>, VaultError> {
    Ok(db
        .prepare_cached("select id from patient where account = ?1")?
        .query_row([account], |row| row.get(0))
        .optional()?)
}
