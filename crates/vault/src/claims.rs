//! Reading claims: lists of 100,000 filtered by several values, their sums, and a claim's timeline.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use crate::VaultError;
use crate::kinds::{ClaimEvent, Import, read_body};

/// Which claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Any of these states (`imported`, `held`, `printed`); none means all.
    pub states: Vec<String>,
    /// Any of these payers.
    pub payers: Vec<String>,
    /// Any of these rendering providers.
    pub rendering: Vec<String>,
    /// Of this patient.
    pub patient: Option<String>,
    /// Of this import.
    pub import: Option<String>,
    /// First day of service on or after, ISO.
    pub from: Option<String>,
    /// First day of service on or before, ISO.
    pub to: Option<String>,
    /// Claim number or patient name begins with.
    pub text: Option<String>,
}

/// The column to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// First day of service.
    #[default]
    Service,
    /// CLM01.
    Number,
    /// The patient's name.
    Patient,
    /// The payer's name.
    Payer,
    /// The charge.
    Charge,
    /// The state.
    State,
}

/// A line of the list of claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimLine {
    /// The claim's id.
    pub id: String,
    /// CLM01.
    pub number: String,
    /// The patient.
    pub patient_id: String,
    /// The patient as the claim names him.
    pub patient: String,
    /// The payer as the claim names it.
    pub payer: String,
    /// First day of service, ISO, or empty.
    pub service_on: String,
    /// The charge.
    pub charge_cents: i64,
    /// `imported`, `held`, `printed`.
    pub state: String,
}

/// The state of a claim, as far as this version knows events: held before printed before imported.
const STATE: &str =
    "case when held then 'held' when printed_at > 0 then 'printed' else 'imported' end";

impl Filter {
    fn sql(&self) -> (String, Vec<Value>) {
        let (mut parts, mut values) = (Vec::new(), Vec::new());
        let mut any = |column: &str, of: &[String]| {
            if !of.is_empty() {
                parts.push(format!("{column} in ({})", vec!["?"; of.len()].join(", ")));
                values.extend(of.iter().cloned().map(Value::Text));
            }
        };
        any(STATE, &self.states);
        any("payer_id", &self.payers);
        any("rendering_id", &self.rendering);
        any("patient_id", self.patient.as_slice());
        any("import_id", self.import.as_slice());
        if let Some(day) = &self.from {
            parts.push("service_on >= ?".to_owned());
            values.push(Value::Text(day.clone()));
        }
        if let Some(day) = &self.to {
            parts.push("service_on <= ?".to_owned());
            values.push(Value::Text(day.clone()));
        }
        if let Some(text) = self
            .text
            .as_ref()
            .map(|t| t.trim())
            .filter(|t| !t.is_empty())
        {
            parts.push(
                "((number >= ? and number < ?) or (patient_name >= ? and patient_name < ?))"
                    .to_owned(),
            );
            for _ in 0..2 {
                values.push(Value::Text(text.to_owned()));
                values.push(Value::Text(format!("{text}\u{10ffff}")));
            }
        }
        if parts.is_empty() {
            return (String::new(), values);
        }
        (format!(" where {}", parts.join(" and ")), values)
    }
}

impl Sort {
    fn sql(self, descending: bool) -> String {
        let column = match self {
            Sort::Service => "service_on",
            Sort::Number => "number",
            Sort::Patient => "patient_name",
            Sort::Payer => "payer_name",
            Sort::Charge => "charge_cents",
            Sort::State => STATE,
        };
        let way = if descending { "desc" } else { "asc" };
        let ties = match (self, descending) {
            (Sort::Service, true) => "rowid asc",
            (Sort::Service, false) => "rowid desc",
            _ => "service_on desc, rowid asc",
        };
        format!(" order by {column} {way}, {ties}")
    }
}

const LINE: &str = "id, number, patient_id, patient_name, payer_name, service_on, charge_cents";

/// Claims of a filter in an order, from a place in the list.
///
/// # Errors
/// As the database answers.
pub fn page(
    db: &Connection,
    filter: &Filter,
    (sort, descending): (Sort, bool),
    from: u32,
    count: u32,
) -> Result<Vec<ClaimLine>, VaultError> {
    let (places, mut values) = filter.sql();
    values.extend([Value::Integer(count.into()), Value::Integer(from.into())]);
    let sql = format!(
        "select {LINE}, {STATE} from claim
          where rowid in (select rowid from claim{places}{order} limit ? offset ?){order}",
        order = sort.sql(descending)
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| {
        Ok(ClaimLine {
            id: row.get(0)?,
            number: row.get(1)?,
            patient_id: row.get(2)?,
            patient: row.get(3)?,
            payer: row.get(4)?,
            service_on: row.get(5)?,
            charge_cents: row.get(6)?,
            state: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The ids of all claims of a filter, in an order.
///
/// # Errors
/// As the database answers.
pub fn ids(
    db: &Connection,
    filter: &Filter,
    (sort, descending): (Sort, bool),
) -> Result<Vec<String>, VaultError> {
    let (places, values) = filter.sql();
    let sql = format!("select id from claim{places}{}", sort.sql(descending));
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many claims there are.
///
/// # Errors
/// As the database answers.
pub fn count(db: &Connection) -> Result<i64, VaultError> {
    Ok(db
        .prepare_cached("select count(*) from claim")?
        .query_row([], |row| row.get(0))?)
}

/// State, count and sum of the charges of a filter.
///
/// # Errors
/// As the database answers.
pub fn totals(db: &Connection, filter: &Filter) -> Result<Vec<(String, i64, i64)>, VaultError> {
    let (places, values) = filter.sql();
    let sql = format!(
        "select {STATE}, count(*), sum(charge_cents) from claim{places} group by 1 order by 1"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The payers (or rendering providers) that claims name: id, name, number of claims, by name.
///
/// # Errors
/// As the database answers.
pub fn facets(db: &Connection, of: Facet) -> Result<Vec<(String, String, i64)>, VaultError> {
    let (table, column) = match of {
        Facet::Payer => ("payer", "payer_id"),
        Facet::Rendering => ("provider", "rendering_id"),
    };
    let mut statement = db.prepare_cached(&format!(
        "select {table}.id, {table}.name, n
           from (select {column} as of, count(*) as n from claim group by {column})
           join {table} on {table}.id = of order by {table}.name collate nocase, {table}.id"
    ))?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What a list can be narrowed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Who is asked to pay.
    Payer,
    /// Who rendered.
    Rendering,
}

/// The imports, the newest first, each with how many claims it brought; at most 200.
///
/// # Errors
/// As the database answers.
pub fn imports(db: &Connection) -> Result<Vec<(Import, i64)>, VaultError> {
    let mut statement = db.prepare_cached(
        "select body, (select count(*) from claim where import_id = import.id)
           from import order by id desc limit 200",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
    rows.map(|row| {
        let (body, count) = row?;
        Ok((read_body(&body)?, count))
    })
    .collect()
}

/// The id of the claim with a fingerprint, if there is one.
///
/// # Errors
/// As the database answers.
pub fn by_fingerprint(db: &Connection, fingerprint: &str) -> Result<Option<String>, VaultError> {
    Ok(db
        .prepare_cached("select id from claim where fingerprint = ?1")?
        .query_row([fingerprint], |row| row.get(0))
        .optional()?)
}

/// The ids of the claims with a number, at most two.
///
/// # Errors
/// As the database answers.
pub fn by_number(db: &Connection, number: &str) -> Result<Vec<String>, VaultError> {
    let mut statement = db.prepare_cached("select id from claim where number = ?1 limit 2")?;
    let rows = statement.query_map([number], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What happened to a claim, oldest first.
///
/// # Errors
/// As the database answers.
pub fn events(db: &Connection, claim: &str) -> Result<Vec<ClaimEvent>, VaultError> {
    let mut statement =
        db.prepare_cached("select body from claim_event where claim_id = ?1 order by at, id")?;
    let rows = statement.query_map([claim], |row| row.get::<_, String>(0))?;
    rows.map(|body| read_body(&body?)).collect()
}

/// The state of one claim and its version.
///
/// # Errors
/// [`VaultError::NoSuch`] when it is not there.
pub fn state(db: &Connection, claim: &str) -> Result<String, VaultError> {
    db.prepare_cached(&format!("select {STATE} from claim where id = ?1"))?
        .query_row([claim], |row| row.get(0))
        .optional()?
        .ok_or(VaultError::NoSuch("claim"))
}
