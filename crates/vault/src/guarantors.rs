//! Who answers for bills, and on whose account a visit stands.

use billing::chart::{Guarantor, Patient};
use rusqlite::{Connection, OptionalExtension};
use values::{Day, GuarantorId, PatientId};

use crate::VaultError;
use crate::kinds::read_body;
use crate::writer;

/// The guarantor that a patient is, when the patient answers for somebody else's bills too or has
/// facts of an account.
///
/// # Errors
/// As the database answers.
pub fn of_patient(db: &Connection, patient: &str) -> Result<Option<Guarantor>, VaultError> {
    let body: Option<String> = db
        .prepare_cached("select body from guarantor where patient_id = ?1")?
        .query_row([patient], |row| row.get(0))
        .optional()?;
    body.map(|body| read_body(&body)).transpose()
}

/// What of a visit decides on whose account it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfVisit {
    /// Who answers for this visit alone.
    pub guarantor: Option<GuarantorId>,
    /// The first day of service.
    pub day: Option<Day>,
    /// Its bill is for the patient's eyes alone.
    pub sensitive: bool,
}

/// On whose account a visit stands: a guarantor's id, or the patient's where nobody else answers and
/// the patient has no account of their own yet. A sensitive visit always stands on the patient's own.
///
/// # Errors
/// As the database answers.
pub fn account_of(
    db: &Connection,
    patient: &Patient,
    visit: OfVisit,
) -> Result<String, VaultError> {
    let other = match visit.sensitive {
        true => None,
        false => visit.guarantor.or_else(|| patient.answers_on(visit.day)),
    };
    match other {
        Some(id) => Ok(id.to_string()),
        None => own_account(db, patient.id.to_string()),
    }
}

/// As [`account_of`], of a patient who is read only where somebody else ever answered: a check is over
/// hundreds of patients, and nearly all of them answer for themselves.
///
/// # Errors
/// As the database answers.
pub fn account_by_id(
    db: &Connection,
    patient: PatientId,
    visit: OfVisit,
) -> Result<String, VaultError> {
    let patient = patient.to_string();
    match visit.guarantor {
        _ if visit.sensitive => own_account(db, patient),
        Some(id) => Ok(id.to_string()),
        None if db
            .prepare_cached("select 1 from patient_guarantor where patient_id = ?1")?
            .exists([&patient])? =>
        {
            account_of(db, &writer::get::<Patient>(db, &patient)?.0, visit)
        }
        None => own_account(db, patient),
    }
}

/// The patient's own account.
fn own_account(db: &Connection, patient: String) -> Result<String, VaultError> {
    let id: Option<String> = db
        .prepare_cached("select id from guarantor where patient_id = ?1")?
        .query_row([&patient], |row| row.get(0))
        .optional()?;
    Ok(id.unwrap_or(patient))
}

/// Guarantors that are no patients here, in whose name every word of a text stands, by name.
///
/// # Errors
/// As the database answers.
pub fn named(db: &Connection, text: &str, most: usize) -> Result<Vec<Guarantor>, VaultError> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_uppercase)
        .collect();
    let mut found = Vec::new();
    let mut statement = db.prepare_cached(
        "select name, body from guarantor where patient_id is null order by name, id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        // SQL's own upper knows the letters of English alone.
        let name = row.get_ref(0)?.as_str().unwrap_or_default().to_uppercase();
        if words.iter().all(|word| name.contains(word.as_str())) {
            found.push(read_body(&row.get::<_, String>(1)?)?);
            if most <= found.len() {
                break;
            }
        }
    }
    Ok(found)
}

/// Guarantors that are no patients here, with a match key, the eldest first.
///
/// # Errors
/// As the database answers.
pub fn matching(db: &Connection, key: &str) -> Result<Vec<Guarantor>, VaultError> {
    let mut statement = db.prepare_cached(
        "select body from guarantor where match_key = ?1 and patient_id is null order by id",
    )?;
    let bodies: Vec<String> = statement
        .query_map([key], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    bodies.iter().map(|body| read_body(body)).collect()
}

/// The patients for whom a guarantor answers on any day, by name.
///
/// # Errors
/// As the database answers.
pub fn patients_of(db: &Connection, guarantor: &str) -> Result<Vec<Patient>, VaultError> {
    let mut statement = db.prepare_cached(
        "select body from patient where id in
             (select patient_id from patient_guarantor where guarantor_id = ?1)
          order by name, id",
    )?;
    let bodies: Vec<String> = statement
        .query_map([guarantor], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    bodies.iter().map(|body| read_body(body)).collect()
}

/// Keeps who answers for a patient in step with the patient.
///
/// # Errors
/// As the database answers.
pub(crate) fn index(db: &Connection, patient: &Patient, fresh: bool) -> Result<(), VaultError> {
    let id = patient.id.to_string();
    if !fresh {
        unindex(db, &id)?;
    }
    let mut insert = db.prepare_cached(
        "insert or ignore into patient_guarantor (patient_id, guarantor_id) values (?1, ?2)",
    )?;
    for one in patient.answers.iter().filter_map(|one| one.guarantor_id) {
        insert.execute((&id, one.to_string()))?;
    }
    Ok(())
}

/// Forgets who answers for a patient.
///
/// # Errors
/// As the database answers.
pub(crate) fn unindex(db: &Connection, patient: &str) -> Result<(), VaultError> {
    db.prepare_cached("delete from patient_guarantor where patient_id = ?1")?
        .execute([patient])?;
    Ok(())
}
