//! Good-faith estimates, and what is usually charged for a service.

use billing::estimate::Estimate;
use rusqlite::Connection;
use rusqlite::types::Value;
use values::{Day, Money};

use crate::kinds::read_body;
use crate::{Record, VaultError};

fn text(value: impl ToString) -> Value {
    Value::Text(value.to_string())
}

impl Record for Estimate {
    const KIND: &'static str = "estimate";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("patient_id", text(self.patient_id)),
            ("number", text(&self.number)),
            ("made_on", text(self.made_on)),
            ("total_cents", Value::Integer(self.total().cents())),
        ]
    }
}

fn bodies(db: &Connection, sql: &str, values: &[&str]) -> Result<Vec<Estimate>, VaultError> {
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(rusqlite::params_from_iter(values), |row| {
        row.get::<_, String>(0)
    })?;
    rows.map(|body| read_body(&body?)).collect()
}

/// The estimates of a patient, the newest first.
///
/// # Errors
/// As the database answers.
pub fn of_patient(db: &Connection, patient: &str) -> Result<Vec<Estimate>, VaultError> {
    bodies(
        db,
        "select body from estimate where patient_id = ?1 order by made_on desc, id desc",
        &[patient],
    )
}

/// The accounts with a balance of a patient's for whom an estimate was made.
///
/// # Errors
/// As the database answers.
pub fn accounts(db: &Connection) -> Result<Vec<String>, VaultError> {
    let mut statement = db.prepare_cached(
        "select distinct open_item.guarantor from estimate
           join open_item on open_item.patient_id = estimate.patient_id
          where open_item.debtor = 'patient' and open_item.owner = 'patient'
            and 0 < open_item.amount_cents and open_item.guarantor is not null",
    )?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Claims at the most in which a charge is looked for.
const MOST_CLAIMS: i64 = 5_000;

/// What was charged for a unit of a service since a day, each time: on lines that payers answered, and
/// where none did, on the newest claims.
///
/// # Errors
/// As the database answers.
pub fn charged(
    db: &Connection,
    (code, modifiers): (&str, &[String]),
    since: Day,
) -> Result<Vec<Money>, VaultError> {
    let since = since.to_string();
    let mut statement = db.prepare_cached(
        "select charge_cents * 1000 / units from paid_line
          where code = ?1 and modifiers = ?2 and ?3 <= service_on",
    )?;
    let cents = |row: &rusqlite::Row<'_>| Ok(Money::from_cents(row.get(0)?));
    let paid: Vec<Money> = statement
        .query_map((code, modifiers.join(" "), &since), cents)?
        .collect::<rusqlite::Result<_>>()?;
    if !paid.is_empty() {
        return Ok(paid);
    }
    let modifiers = match modifiers {
        [] => "[]".to_owned(),
        some => serde_json::to_string(some).unwrap_or_default(),
    };
    let mut statement = db.prepare_cached(
        "select cast(line.value ->> '$.charge' / max(1, cast(line.value ->> '$.units' as integer)) as integer)
           from (select body from claim where ?3 <= service_on order by service_on desc limit ?4) c,
                json_each(c.body, '$.content.lines') line
          where line.value ->> '$.code' = ?1 and ifnull(line.value -> '$.modifiers', '[]') = ?2",
    )?;
    let rows = statement.query_map((code, modifiers, &since, MOST_CLAIMS), cents)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
