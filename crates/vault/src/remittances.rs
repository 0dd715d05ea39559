//! Remittances, acts, fees and the rules of money as they are kept.

use billing::ledger::act::Act;
use billing::ledger::policy::PolicyRow;
use billing::remittance::Remittance;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde::{Deserialize, Serialize};
use values::{Day, FeeId, Money, PayerId, RemitId};

use crate::VaultError;
use crate::expected;
use crate::kinds::{Concern, Record, read_body};

/// What a service costs and what a payer is expected to allow for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// Made before it is first stored.
    pub id: FeeId,
    /// Whose schedule; none for the practice's own charges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_id: Option<PayerId>,
    /// CPT or HCPCS.
    pub code: String,
    /// Modifiers it holds for; empty for none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<String>,
    /// Place of service; empty for every place.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pos: String,
    /// From which day of service; none for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The charge, or what the payer allows, for one unit.
    pub amount: Money,
}

/// The practice's own rules for money.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyRules {
    /// [`RULES`] or [`UNIQ`].
    pub id: String,
    /// The key of the tokens of what may happen once only, in the row [`UNIQ`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub uniq: String,
    /// What adjustments do, above the shipped table.
    #[serde(default)]
    pub rows: Vec<PolicyRow>,
    /// By role: how much one write-off or discount may be, in cents; a role that is not named has the
    /// shipped limit.
    #[serde(default)]
    pub limits: std::collections::BTreeMap<String, i64>,
    /// By role: how much may be given back without somebody else's word, in cents; -1 is no limit; a
    /// role that is not named has the shipped limit.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub refunds: std::collections::BTreeMap<String, i64>,
}

/// The practice's rules.
pub const RULES: &str = "practice";

/// The row that holds the key of what may happen once only.
pub const UNIQ: &str = "uniq";

/// What a posted check holds that was taken back claim by claim: it stays on the check.
fn left_out(remittance: &Remittance) -> Money {
    let left = |part: &u32| remittance.left_out.contains(part);
    let posted = remittance.posted_on.is_some() && !remittance.left_out.is_empty();
    let claims = remittance.claims.iter();
    claims
        .filter(|claim| posted && left(&claim.part))
        .map(|claim| claim.paid)
        .sum()
}

fn text(value: impl ToString) -> Value {
    Value::Text(value.to_string())
}

fn maybe(value: Option<impl ToString>) -> Value {
    value.map_or(Value::Null, text)
}

impl Record for Remittance {
    const KIND: &'static str = "remittance";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("payer_id", maybe(self.payer_id)),
            ("number", text(self.plain_number())),
            ("paid_on", maybe(self.paid_on)),
            ("amount_cents", Value::Integer(self.amount.cents())),
            ("posted_on", maybe(self.posted_on)),
            ("left_cents", Value::Integer(left_out(self).cents())),
        ]
    }
    fn index(&self, db: &Connection, fresh: bool) -> Result<(), VaultError> {
        let key = self.key();
        if !fresh {
            db.prepare_cached("delete from remittance_claim where remittance_id = ?1")?
                .execute([&key])?;
            db.prepare_cached("delete from remittance_opening where remittance_id = ?1")?
                .execute([&key])?;
            db.prepare_cached("delete from paid_line where remittance_id = ?1")?
                .execute([&key])?;
        }
        let mut insert = db.prepare_cached(
            "insert into remittance_claim (remittance_id, part, claim_id) values (?1, ?2, ?3)",
        )?;
        for claim in &self.claims {
            if let Some(id) = claim.claim_id {
                insert.execute((&key, claim.part, id.to_string()))?;
            }
        }
        let mut insert = db.prepare_cached(
            "insert into remittance_opening (remittance_id, part, opening) values (?1, ?2, ?3)",
        )?;
        for claim in &self.claims {
            if let Some(id) = claim.opening {
                insert.execute((&key, claim.part, id.to_string()))?;
            }
        }
        expected::note(db, self)
    }
    fn concerns(&self) -> Vec<Concern> {
        let claims = self.claims.iter().filter_map(|claim| {
            let of = claim.claim_id.map(|id| Concern::Claim(id.to_string()));
            of.or_else(|| claim.opening.map(|id| Concern::Opening(id.to_string())))
        });
        std::iter::once(Concern::Remittance(self.key()))
            .chain(claims)
            .collect()
    }
}

impl Record for Act {
    const KIND: &'static str = "act";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("kind", text(&self.kind)),
            ("done_on", text(self.on)),
            ("patient_id", maybe(self.patient_id)),
            ("payer_id", maybe(self.payer_id)),
            ("amount_cents", Value::Integer(self.amount.cents())),
            ("taken_back", Value::Integer((!self.stands()).into())),
            ("waits", Value::Integer(self.waits().into())),
            ("first_id", maybe(self.first_id)),
            ("of_id", maybe(self.of_id)),
        ]
    }
    fn index(&self, db: &Connection, fresh: bool) -> Result<(), VaultError> {
        let key = self.key();
        if !fresh {
            db.prepare_cached("delete from act_item where act_id = ?1")?
                .execute([&key])?;
        }
        let mut insert =
            db.prepare_cached("insert into act_item (act_id, n, item) values (?1, ?2, ?3)")?;
        for (n, row) in (0..).zip(&self.rows) {
            let n: i64 = n;
            let item = row
                .claim_id
                .map(|id| id.to_string())
                .or_else(|| row.opening.map(|id| id.to_string()));
            if let Some(item) = item {
                insert.execute((&key, n, item))?;
            }
        }
        Ok(())
    }
    fn concerns(&self) -> Vec<Concern> {
        let rows = self
            .rows
            .iter()
            .filter_map(|row| match (row.claim_id, row.opening) {
                (Some(id), _) => Some(Concern::Claim(id.to_string())),
                (None, Some(id)) => Some(Concern::Opening(id.to_string())),
                (None, None) => None,
            });
        std::iter::once(Concern::Act(self.key()))
            .chain(rows)
            .collect()
    }
}

impl Record for Fee {
    const KIND: &'static str = "fee";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("payer_id", maybe(self.payer_id)),
            ("code", text(&self.code)),
        ]
    }
}

impl Record for MoneyRules {
    const KIND: &'static str = "money_rules";
    fn key(&self) -> String {
        self.id.clone()
    }
    fn keeps_history(&self) -> bool {
        self.id == RULES
    }
}

fn bodies<R: Record>(
    db: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<R>, VaultError> {
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(params, |row| row.get::<_, String>(0))?;
    rows.map(|body| read_body(&body?)).collect()
}

/// The ids of the remittances that answer a claim, posted or not, in the order of their days.
///
/// # Errors
/// As the database answers.
pub fn answering(db: &Connection, claim: &str) -> Result<Vec<String>, VaultError> {
    // Not as `in (select …)`, for which the engine makes a table each time.
    let sql = "select id from remittance_claim cross join remittance on id = remittance_id
          where claim_id = ?1 order by posted_on, id";
    ids_about(db, sql, claim)
}

/// The ids of the remittances that pay a row of opening balances, posted or not, in the order of their days.
///
/// # Errors
/// As the database answers.
pub fn paying(db: &Connection, opening: &str) -> Result<Vec<String>, VaultError> {
    let sql = "select id from remittance_opening cross join remittance on id = remittance_id
          where opening = ?1 order by posted_on, id";
    ids_about(db, sql, opening)
}

fn ids_about(db: &Connection, sql: &str, about: &str) -> Result<Vec<String>, VaultError> {
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map([about], |row| row.get(0))?;
    let mut found: Vec<String> = rows.collect::<rusqlite::Result<_>>()?;
    found.dedup();
    Ok(found)
}

/// Whether a posted remittance answers a claim.
///
/// # Errors
/// As the database answers.
pub fn answered(db: &Connection, claim: &str) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached(
            "select 1 from remittance_claim join remittance on remittance.id = remittance_id
              where claim_id = ?1 and posted_on is not null",
        )?
        .exists([claim])?)
}

/// The acts about a visit, by a claim's id or a row of opening balances, in the order of their days.
///
/// # Errors
/// As the database answers.
pub fn acts_about(db: &Connection, item: &str) -> Result<Vec<Act>, VaultError> {
    let mut found: Vec<Act> = bodies(
        db,
        "select body from act_item cross join act on id = act_id where item = ?1
          order by done_on, id",
        [item],
    )?;
    found.dedup_by_key(|act| act.id);
    Ok(found)
}

/// The acts that wait for somebody's word, the oldest first.
///
/// # Errors
/// As the database answers.
pub fn acts_waiting(db: &Connection) -> Result<Vec<Act>, VaultError> {
    bodies(
        db,
        "select body from act where waits = 1 order by done_on, id",
        [],
    )
}

/// Whether the bank sent a payment back.
///
/// # Errors
/// As the database answers.
pub fn returned(db: &Connection, payment: &str) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached(
            "select 1 from act where of_id = ?1 and kind = 'returned' and taken_back = 0",
        )?
        .exists([payment])?)
}

/// The acts of a span of days, the newest first; of one patient or of all, of one kind or of each.
///
/// # Errors
/// As the database answers.
pub fn acts(
    db: &Connection,
    (from, to): (&str, &str),
    patient: Option<&str>,
    kind: Option<&str>,
    most: u32,
) -> Result<Vec<Act>, VaultError> {
    bodies(
        db,
        "select body from act where done_on >= ?1 and done_on <= ?2
            and (?3 is null or patient_id = ?3) and (?4 is null or kind = ?4)
          order by done_on desc, id desc limit ?5",
        (from, to, patient, kind, most),
    )
}

/// One thing that is asked of remittances; what it could mean, it may.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The number begins so, in its plain form; empty is no number.
    pub number: String,
    /// A word of the payer's name begins so; empty is no name.
    pub payer: String,
    /// It is over this.
    pub amount: Option<Money>,
    /// It was paid or posted on this day.
    pub day: Option<Day>,
    /// `parked`, `posted`, `taken_back`; empty is no state.
    pub state: &'static str,
}

impl Wanted {
    fn sql(&self, values: &mut Vec<Value>) -> String {
        let mut any = Vec::new();
        let mut put = |sql: &str, of: Vec<Value>| {
            any.push(sql.to_owned());
            values.extend(of);
        };
        if !self.number.is_empty() {
            put(
                "number >= ? and number < ? || char(1114111)",
                vec![text(&self.number), text(&self.number)],
            );
        }
        if !self.payer.is_empty() {
            let like = self
                .payer
                .replace('!', "!!")
                .replace('%', "!%")
                .replace('_', "!_");
            put(
                "payer_id in (select id from payer where name like ? escape '!' or name like ? escape '!')",
                vec![text(format!("{like}%")), text(format!("% {like}%"))],
            );
        }
        if let Some(amount) = self.amount {
            put("amount_cents = ?", vec![Value::Integer(amount.cents())]);
        }
        if let Some(day) = self.day {
            put("paid_on = ? or posted_on = ?", vec![text(day), text(day)]);
        }
        match self.state {
            "parked" => put("posted_on is null", Vec::new()),
            "posted" => put("posted_on is not null", Vec::new()),
            "taken_back" => put(
                "posted_on is not null and body ->> '$.left_out[0]' is not null
                 or posted_on is null and id in (select value from json_each(?))",
                Vec::new(),
            ),
            _ => {}
        }
        match any.len() {
            0 => "0".to_owned(),
            _ => any.join(" or "),
        }
    }
}

/// Remittances that are all that is wanted, and how many there are: those that are still open first, then
/// the newest; at most `most`.
///
/// # Errors
/// As the database answers.
pub fn remittances(
    db: &Connection,
    wanted: &[Wanted],
    (from, most): (u32, u32),
) -> Result<(Vec<Remittance>, u32), VaultError> {
    let mut values = Vec::new();
    let mut places = "1".to_owned();
    for wanted in wanted {
        places.push_str(&format!(" and ({})", wanted.sql(&mut values)));
        if wanted.state == "taken_back" {
            values.push(text(format!("[{}]", unposted(db)?.join(","))));
        }
    }
    let count = db
        .prepare_cached(&format!("select count(*) from remittance where {places}"))?
        .query_row(params_from_iter(&values), |row| row.get(0))?;
    values.extend([Value::Integer(most.into()), Value::Integer(from.into())]);
    let rows = bodies(
        db,
        &format!(
            "select body from remittance where {places}
              order by posted_on is not null, paid_on desc, id desc limit ? offset ?"
        ),
        params_from_iter(values),
    )?;
    Ok((rows, count))
}

/// The remittances of which a posting was taken back, as JSON texts of their ids.
fn unposted(db: &Connection) -> Result<Vec<String>, VaultError> {
    let mut statement = db.prepare_cached(
        "select distinct source_id from posting where reverses > '' and source = 'remittance'",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(format!("\"{}\"", RemitId::from_bytes(row.get(0)?)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a posting of a remittance was ever taken back.
///
/// # Errors
/// As the database answers.
pub fn was_unposted(db: &Connection, id: RemitId) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached(
            "select 1 from posting
              where source_id = ?1 and source = 'remittance' and +reverses is not null limit 1",
        )?
        .exists([id.bytes()])?)
}

/// What a remittance is called by: payer, method and number, without what it answers, which can be
/// thousands of claims. None when it is not there.
///
/// # Errors
/// As the database answers; [`VaultError::Unreadable`].
pub fn named(db: &Connection, id: RemitId) -> Result<Option<Remittance>, VaultError> {
    let found = db
        .prepare_cached(
            "select payer_id, body ->> '$.method', ifnull(body ->> '$.number', ''),
                    ifnull(body ->> '$.posted_at', 0), ifnull(body ->> '$.posted_by', '')
               from remittance where id = ?1",
        )?
        .query_row([id.to_string()], |row| {
            let payer: Option<String> = row.get(0)?;
            Ok(Remittance {
                payer_id: payer.and_then(|id| id.parse().ok()),
                method: row.get(1)?,
                number: row.get(2)?,
                posted_at: row.get(3)?,
                posted_by: row.get(4)?,
                ..Remittance::new(id)
            })
        });
    Ok(found.optional()?)
}

/// How many remittances are parked and posted.
///
/// # Errors
/// As the database answers.
pub fn counts(db: &Connection) -> Result<(i64, i64), VaultError> {
    Ok(db
        .prepare_cached(
            "select ifnull(sum(posted_on is null), 0), ifnull(sum(posted_on is not null), 0) from remittance",
        )?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// The remittances of a number, as it is told from others.
///
/// # Errors
/// As the database answers.
pub fn by_number(db: &Connection, number: &str) -> Result<Vec<Remittance>, VaultError> {
    bodies(
        db,
        "select body from remittance where number = ?1 order by id",
        [number],
    )
}

/// All fees, by payer and code.
///
/// # Errors
/// As the database answers.
pub fn fees(db: &Connection) -> Result<Vec<Fee>, VaultError> {
    bodies(db, "select body from fee order by payer_id, code, id", [])
}

/// The fees of a code.
///
/// # Errors
/// As the database answers.
pub fn fees_of(db: &Connection, code: &str) -> Result<Vec<Fee>, VaultError> {
    bodies(
        db,
        "select body from fee where code = ?1 order by id",
        [code],
    )
}

/// A row of the practice's rules for money; an empty one where nothing is set.
///
/// # Errors
/// As the database answers.
pub fn rules(db: &Connection, id: &str) -> Result<MoneyRules, VaultError> {
    let body: Option<String> = db
        .prepare_cached("select body from money_rules where id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    match body {
        Some(body) => read_body(&body),
        None => Ok(MoneyRules {
            id: id.to_owned(),
            ..MoneyRules::default()
        }),
    }
}
