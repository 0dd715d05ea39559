//! Reading claims: lists of 100,000 filtered by several values, their sums, and a claim's timeline.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use billing::claim::Claim;
use billing::ledger::state::State;

use crate::VaultError;
use crate::kinds::{ClaimEvent, Import, read_body};

/// Which claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Any of these states, by their names; none means all.
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
    /// The state, the most urgent first.
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
    /// Where it stands.
    pub state: State,
    /// The payer that it waits for, where one was answered for before; else empty.
    pub waits_for: String,
    /// The claim that stands in its place or voids it.
    pub replaced_by: Option<Replacing>,
    /// What columns beyond the first ones show, when it was asked for.
    pub more: Option<ClaimMore>,
}

/// A claim that stands in another one's place, or voids it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replacing {
    /// The claim's id.
    pub id: String,
    /// CLM01.
    pub number: String,
    /// True of a void (frequency 8).
    pub voids: bool,
}

/// What columns beyond the first ones show of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimMore {
    /// The patient's account number.
    pub account: String,
    /// The patient's date of birth, ISO, or empty.
    pub born_on: String,
    /// Item 1a of the coverage that is asked.
    pub member_id: String,
    /// Who rendered.
    pub rendering: String,
    /// Why it is held, or empty.
    pub hold: String,
    /// When it was read in, UTC milliseconds; 0 when it was not.
    pub imported_at: i64,
    /// When it was printed last, UTC milliseconds; 0 when it was not.
    pub printed_at: i64,
}

impl Filter {
    /// The column of states, as it is asked for. Its index holds the day and the charge as well; what wants
    /// more of a claim reads its row, and then faster in the order of the rows.
    fn state(&self) -> &'static str {
        let of_row = [&self.payers, &self.rendering]
            .iter()
            .any(|of| !of.is_empty())
            || [&self.patient, &self.import, &self.text]
                .iter()
                .any(|of| of.is_some());
        if of_row { "+state" } else { "state" }
    }

    fn sql(&self) -> (String, Vec<Value>) {
        let (mut parts, mut values) = (Vec::new(), Vec::new());
        let mut any = |column: &str, of: Vec<Value>| {
            if !of.is_empty() {
                parts.push(format!("{column} in ({})", vec!["?"; of.len()].join(", ")));
                values.extend(of);
            }
        };
        // A name that no state has, as a later version may keep it in a list, fits no claim.
        let rank = |name: &String| {
            name.parse()
                .map_or(-1, |state: State| i64::from(state.rank()))
        };
        any(
            self.state(),
            self.states.iter().map(rank).map(Value::Integer).collect(),
        );
        let mut any =
            |column, of: &[String]| any(column, of.iter().cloned().map(Value::Text).collect());
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
            Sort::State => "state",
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

/// Whom a claim waits for is looked up for the lines of a page only: the payer to be asked first, 3 and 5 as
/// [`State::rank`] has them.
const LINE: &str =
    "id, number, patient_id, patient_name, payer_name, service_on, charge_cents, state,
    case when state in (3, 5) then ifnull((
        select payer.name from visit_claim join open_item on open_item.item = visit_claim.item
          join payer on payer.id = open_item.payer_id
         where visit_claim.claim_id = claim.id and amount_cents > 0
           and owner not in ('us', 'hold', 'patient')
         order by step <> 'send', n limit 1), '') else '' end,
    replaced_by,
    (select number from claim as later where later.id = claim.replaced_by),
    (select body ->> '$.content.frequency' from claim as later where later.id = claim.replaced_by)";

/// Each is looked up for the lines of a page only.
const MORE: &str = ", (select account from patient where id = claim.patient_id),
    (select ifnull(born_on, '') from patient where id = claim.patient_id),
    (select member_id from coverage where id = claim.coverage_id),
    (select name from provider where id = claim.rendering_id),
    ifnull(body ->> '$.hold', ''),
    ifnull((select body ->> '$.at' from import where id = claim.import_id), 0),
    printed_at";

fn read_state(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<State> {
    let rank: u8 = row.get(at)?;
    State::of_rank(rank).ok_or(rusqlite::Error::IntegralValueOutOfRange(at, rank.into()))
}

fn line(row: &rusqlite::Row<'_>, more: bool) -> rusqlite::Result<ClaimLine> {
    Ok(ClaimLine {
        id: row.get(0)?,
        number: row.get(1)?,
        patient_id: row.get(2)?,
        patient: row.get(3)?,
        payer: row.get(4)?,
        service_on: row.get(5)?,
        charge_cents: row.get(6)?,
        state: read_state(row, 7)?,
        waits_for: row.get(8)?,
        replaced_by: match row.get(9)? {
            Some(id) => Some(Replacing {
                id,
                number: row.get::<_, Option<String>>(10)?.unwrap_or_default(),
                voids: row.get::<_, Option<String>>(11)?.as_deref() == Some("8"),
            }),
            None => None,
        },
        more: if more {
            Some(ClaimMore {
                account: row.get(12)?,
                born_on: row.get(13)?,
                member_id: row.get(14)?,
                rendering: row.get(15)?,
                hold: row.get(16)?,
                imported_at: row.get(17)?,
                printed_at: row.get(18)?,
            })
        } else {
            None
        },
    })
}

/// Claims of a filter in an order, from a place in the list; with `more`, also what columns beyond
/// the first ones show.
///
/// # Errors
/// As the database answers.
pub fn page(
    db: &Connection,
    filter: &Filter,
    (sort, descending): (Sort, bool),
    (from, count): (u32, u32),
    more: bool,
) -> Result<Vec<ClaimLine>, VaultError> {
    let (places, mut values) = filter.sql();
    values.extend([Value::Integer(count.into()), Value::Integer(from.into())]);
    let sql = format!(
        "select {LINE}{MORE} from claim
          where rowid in (select rowid from claim{places}{order} limit ? offset ?){order}",
        MORE = if more { MORE } else { "" },
        order = sort.sql(descending)
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| line(row, more))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Every claim of a filter in an order, one after the other, with all that columns show. It ends early
/// with what `take` answers.
///
/// # Errors
/// As the database answers, or as `take` does.
pub fn each<E: From<VaultError>>(
    db: &Connection,
    filter: &Filter,
    (sort, descending): (Sort, bool),
    mut take: impl FnMut(ClaimLine) -> Result<(), E>,
) -> Result<(), E> {
    let (places, values) = filter.sql();
    let sql = format!(
        "select {LINE}{MORE} from claim{places}{}",
        sort.sql(descending)
    );
    let mut statement = db.prepare_cached(&sql).map_err(VaultError::from)?;
    let rows = statement
        .query_map(params_from_iter(values), |row| line(row, true))
        .map_err(VaultError::from)?;
    for row in rows {
        take(row.map_err(VaultError::from)?)?;
    }
    Ok(())
}

/// One claim as a line with all that columns show.
///
/// # Errors
/// [`VaultError::NoSuch`] when it is not there.
pub fn one(db: &Connection, claim: &str) -> Result<ClaimLine, VaultError> {
    db.prepare_cached(&format!("select {LINE}{MORE} from claim where id = ?1"))?
        .query_row([claim], |row| line(row, true))
        .optional()?
        .ok_or(VaultError::NoSuch("claim"))
}

/// A claim's number, first day of service (ISO) and charge in cents; none when it is not there.
///
/// # Errors
/// As the database answers.
pub fn named(db: &Connection, claim: &str) -> Result<Option<(String, String, i64)>, VaultError> {
    Ok(db
        .prepare_cached("select number, service_on, charge_cents from claim where id = ?1")?
        .query_row([claim], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?)
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

/// The claims of a patient's day of service (ISO), by their ids.
///
/// # Errors
/// As the database answers.
pub fn of_day(db: &Connection, patient: &str, service_on: &str) -> Result<Vec<Claim>, VaultError> {
    let mut statement = db.prepare_cached(
        "select body from claim where patient_id = ?1 and service_on = ?2 order by id",
    )?;
    let rows = statement.query_map((patient, service_on), |row| row.get::<_, String>(0))?;
    rows.map(|body| read_body(&body?)).collect()
}

/// Whether a patient has a visit whose bill is for their eyes alone.
///
/// # Errors
/// As the database answers.
pub fn any_sensitive(db: &Connection, patient: &str) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached("select 1 from claim where patient_id = ?1 and sensitive = 1")?
        .exists([patient])?)
}

/// Every claim, whole, by the ids.
///
/// # Errors
/// As the database answers.
pub fn all(db: &Connection) -> Result<Vec<Claim>, VaultError> {
    let mut statement = db.prepare_cached("select body from claim order by id")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|body| read_body(&body?)).collect()
}

/// A claim that may be meant on a remittance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The claim.
    pub id: String,
    /// CLM01.
    pub number: String,
    /// The patient as the claim names him.
    pub patient: String,
    /// The payer as the claim names it.
    pub payer: String,
    /// First day of service, ISO, or empty.
    pub service_on: String,
    /// The charge.
    pub charge_cents: i64,
    /// What is open of its visit.
    pub open_cents: i64,
    /// True when the payer has to answer it.
    pub waits: bool,
}

/// Claims whose number or whose patient's name (last or `last f`) begins with a text: those that the
/// payer has to answer first, then those with anything open, each the newest first.
///
/// # Errors
/// As the database answers.
pub fn meant(
    db: &Connection,
    text: &str,
    payer: &str,
    most: u32,
) -> Result<Vec<Meant>, VaultError> {
    // `rivera j` finds `Rivera, Jon`; `de la v` finds `de la Vega, Edith` as it stands.
    let name = match text.split_once([' ', ',']) {
        Some((last, first)) => format!("{last}, {}", first.trim_start_matches([' ', ','])),
        None => text.to_owned(),
    };
    let mut statement = db.prepare_cached(
        "with found as (
             select rowid as place, id, number, patient_name, payer_name, payer_id, service_on, charge_cents
               from claim where number >= ?1 and number < ?1 || char(1114111)
              union
             select rowid, id, number, patient_name, payer_name, payer_id, service_on, charge_cents
               from claim where patient_name >= ?1 and patient_name < ?1 || char(1114111)
              union
             select rowid, id, number, patient_name, payer_name, payer_id, service_on, charge_cents
               from claim where patient_name >= ?2 and patient_name < ?2 || char(1114111)),
         owed as (
             select found.*,
                    (select ifnull(sum(amount_cents), 0) from open_item
                      where item = (select item from visit_claim where claim_id = found.id)) as open,
                    exists (select 1 from open_item
                      where item = (select item from visit_claim where claim_id = found.id)
                        and open_item.payer_id = ?3 and owner in ('1', '2', '3', 'us')) as waits
               from found limit 2000)
         select id, number, patient_name, payer_name, service_on, charge_cents, open, waits from owed
          order by waits desc, payer_id = ?3 desc, open <> 0 desc, number = ?1 desc,
                service_on desc, place desc limit ?4",
    )?;
    let rows = statement.query_map((text, name, payer, most), |row| {
        Ok(Meant {
            id: row.get(0)?,
            number: row.get(1)?,
            patient: row.get(2)?,
            payer: row.get(3)?,
            service_on: row.get(4)?,
            charge_cents: row.get(5)?,
            open_cents: row.get(6)?,
            waits: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The newest note on a claim.
///
/// # Errors
/// As the database answers.
pub fn last_note(db: &Connection, claim: &str) -> Result<Option<ClaimEvent>, VaultError> {
    let body: Option<String> = db
        .prepare_cached(
            "select body from claim_event where claim_id = ?1 and kind = 'note'
              order by at desc, rowid desc limit 1",
        )?
        .query_row([claim], |row| row.get(0))
        .optional()?;
    body.map(|body| read_body(&body)).transpose()
}

/// Each patient's days of service.
///
/// # Errors
/// As the database answers.
pub fn groups(db: &Connection) -> Result<Vec<(String, String)>, VaultError> {
    let mut statement = db.prepare_cached(
        "select distinct patient_id, service_on from claim order by patient_id, service_on",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A claim's patient and first day of service (ISO); none when the claim is not there.
///
/// # Errors
/// As the database answers.
pub fn group(db: &Connection, claim: &str) -> Result<Option<(String, String)>, VaultError> {
    Ok(db
        .prepare_cached("select patient_id, service_on from claim where id = ?1")?
        .query_row([claim], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
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
pub fn totals(db: &Connection, filter: &Filter) -> Result<Vec<(State, i64, i64)>, VaultError> {
    let (places, values) = filter.sql();
    let sql = format!(
        "select state, count(*), sum(charge_cents) from claim{places} group by {} order by 1",
        filter.state()
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| {
        Ok((read_state(row, 0)?, row.get(1)?, row.get(2)?))
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

/// Whether a claim was printed and that was not taken back.
///
/// # Errors
/// [`VaultError::NoSuch`] when it is not there.
pub fn is_printed(db: &Connection, claim: &str) -> Result<bool, VaultError> {
    db.prepare_cached("select printed_at > 0 from claim where id = ?1")?
        .query_row([claim], |row| row.get(0))
        .optional()?
        .ok_or(VaultError::NoSuch("claim"))
}

/// Keeps where a claim stands; none where that is what its paper says. Nothing is written when it is kept
/// already.
///
/// # Errors
/// As the database answers.
pub fn save_state(db: &Connection, claim: &str, state: Option<State>) -> Result<(), VaultError> {
    db.prepare_cached("update claim set stands = ?2 where id = ?1 and stands is not ?2")?
        .execute((claim, state.map(State::rank)))?;
    Ok(())
}

/// Keeps which claim stands in a claim's place; none where none does. Nothing is written when it is kept
/// already.
///
/// # Errors
/// As the database answers.
pub fn save_replaced(db: &Connection, claim: &str, by: Option<&str>) -> Result<(), VaultError> {
    db.prepare_cached("update claim set replaced_by = ?2 where id = ?1 and replaced_by is not ?2")?
        .execute((claim, by))?;
    Ok(())
}

/// Which claim stands in a claim's place, as [`save_replaced`] kept it.
///
/// # Errors
/// [`VaultError::NoSuch`] when it is not there.
pub fn kept_replaced(db: &Connection, claim: &str) -> Result<Option<String>, VaultError> {
    db.prepare_cached("select replaced_by from claim where id = ?1")?
        .query_row([claim], |row| row.get(0))
        .optional()?
        .ok_or(VaultError::NoSuch("claim"))
}

/// The claims in whose place a claim stands, of those of its patient and day: ids and numbers.
///
/// # Errors
/// As the database answers.
pub fn replaced_by(db: &Connection, claim: &str) -> Result<Vec<(String, String)>, VaultError> {
    let mut statement = db.prepare_cached(
        "select old.id, old.number from claim as new
           join claim as old on old.patient_id = new.patient_id and old.service_on = new.service_on
          where new.id = ?1 and old.replaced_by = new.id order by old.id",
    )?;
    let rows = statement.query_map([claim], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Where a claim stands, as [`save_state`] kept it.
///
/// # Errors
/// [`VaultError::NoSuch`] when it is not there.
pub fn kept_state(db: &Connection, claim: &str) -> Result<Option<State>, VaultError> {
    let kept: Option<u8> = db
        .prepare_cached("select stands from claim where id = ?1")?
        .query_row([claim], |row| row.get(0))
        .optional()?
        .ok_or(VaultError::NoSuch("claim"))?;
    Ok(kept.and_then(State::of_rank))
}
