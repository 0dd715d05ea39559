//! Statements: the practice's rules, what went out, and what a run looks at.

use std::collections::{HashMap, HashSet};

use billing::chart::Guarantor;
use billing::payment_plan::PaymentPlan;
use billing::statement::rules::StatementRules;
use billing::statement::run::{AccountFacts, LastStatement};
use billing::statement::sent::Statement;
use billing::statement::{Level, Plan};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row};
use values::{Day, Money};

use crate::kinds::read_body;
use crate::{Record, VaultError, accounts};

fn text(value: impl ToString) -> Value {
    Value::Text(value.to_string())
}

impl Record for StatementRules {
    const KIND: &'static str = "statement_rules";
    fn key(&self) -> String {
        self.id.clone()
    }
}

impl Record for Statement {
    const KIND: &'static str = "statement";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        let sent = self.sent_on.filter(|_| self.unsent.is_none());
        vec![
            ("number", text(&self.bill.number)),
            ("account", text(&self.account)),
            ("print_id", self.print_id.map_or(Value::Null, text)),
            ("made_on", text(self.made_on)),
            ("due_cents", Value::Integer(self.bill.due.cents())),
            ("sent_on", sent.map_or(Value::Null, text)),
            ("due_on", self.bill.due_on.map_or(Value::Null, text)),
        ]
    }
}

/// The practice's logo, as small as its place needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Logo {
    /// `logo`: there is one.
    pub id: String,
    /// A PNG, base64.
    pub png: String,
    /// Points across.
    pub width: u32,
    /// Points down.
    pub height: u32,
}

impl Logo {
    /// Its only id.
    pub const ID: &'static str = "logo";
}

impl Record for Logo {
    const KIND: &'static str = "logo";
    fn key(&self) -> String {
        self.id.clone()
    }
    // Two pictures side by side tell nobody anything in the audit log.
    fn keeps_history(&self) -> bool {
        false
    }
}

/// The practice's rules for statements.
///
/// # Errors
/// As the database answers.
pub fn rules(db: &Connection) -> Result<StatementRules, VaultError> {
    match crate::writer::get::<StatementRules>(db, StatementRules::ID) {
        Ok((rules, _)) => Ok(rules),
        Err(VaultError::NoSuch(_)) => Ok(StatementRules::ships()),
        Err(error) => Err(error),
    }
}

/// An account with a balance of a patient's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owing {
    /// A guarantor's id, or that of the patient who answers.
    pub account: String,
    /// The number that people say.
    pub number: String,
    /// Who answers, as lists show it.
    pub name: String,
    /// `es`, or empty for English.
    pub language: String,
    /// What a run decides by.
    pub facts: AccountFacts,
    /// Since when the oldest of what is due is the patient's.
    pub since: Option<Day>,
    /// The first day of service of what is due.
    pub service_on: Option<Day>,
    /// How many visits are due.
    pub visits: u32,
}

/// Waits for an answer of the patient (CARC 227), in every group.
const WAITS: &str = "('PR-227', 'CO-227', 'OA-227', 'PI-227')";

/// Where the address stands to which the bill goes: the one that the patient asked for, if any.
const REACHED: &str =
    "iif(p.body -> '$.confidential' is null, '$.person.address', '$.confidential.address')";

/// What a run looks at, by account.
const OWING: &str = "
    select o.account, ifnull(g.account, p.account), ifnull(p.name, g.name),
           o.due, o.waits, o.credit, o.asked, o.since, o.visits, o.service_on,
           coalesce(p.body, g.body) ->> ({REACHED} || '.line1'),
           coalesce(p.body, g.body) ->> ({REACHED} || '.city'),
           coalesce(p.body, g.body) ->> ({REACHED} || '.zip'),
           coalesce(p.body, g.body) ->> '$.person.died_on',
           g.body,
           (select body ->> '$.bill.level' from statement
             where account in (o.account, g.patient_id) and sent_on is not null order by sent_on desc, id desc limit 1),
           (select max(sent_on) from statement where account in (o.account, g.patient_id)),
           (select min(sent_on) from statement where account in (o.account, g.patient_id) and o.since <= sent_on),
           p.body -> '$.confidential' is not null,
           case when p.body ->> '$.answers[#-1].guarantor_id' <> o.account
                then exists (select 1 from open_item i
                               join visit_claim v on v.item = i.item
                               join claim c on c.id = v.claim_id and c.sensitive = 1
                              where i.guarantor = o.account and i.debtor = 'patient'
                                and i.owner = 'patient' and 0 < i.amount_cents)
                else 0 end
      from (select guarantor as account,
                   sum(amount_cents) filter (where owner = 'patient' and 0 < amount_cents) as due,
                   sum(amount_cents) filter (where owner <> 'patient' and 0 < amount_cents) as waits,
                   sum(amount_cents) filter (where amount_cents < 0) as credit,
                   sum(amount_cents) filter (where reason in {WAITS} and 0 < amount_cents) as asked,
                   min(since_on) filter (where owner = 'patient' and 0 < amount_cents) as since,
                   min(service_on) filter (where owner = 'patient' and 0 < amount_cents) as service_on,
                   count(distinct item) filter (where owner = 'patient' and 0 < amount_cents) as visits
              from open_item where debtor = 'patient' and {WHICH} group by guarantor) o
      left join guarantor g on g.id = o.account
      left join patient p on p.id = ifnull(g.patient_id, o.account)
     order by 3, 1";

/// The accounts of which a statement was made whose paper does not count yet, as they were called then:
/// of all, or of one.
fn in_print(db: &Connection, account: Option<&str>) -> Result<HashSet<String>, VaultError> {
    let of = match account {
        Some(_) => format!("statement.{OF_ACCOUNT}"),
        None => "1".to_owned(),
    };
    let mut statement = db.prepare_cached(&format!(
        "select account from print_open join print_item using (print_id)
           join statement on statement.id = print_item.item
          where sent_on is null and {of}"
    ))?;
    let rows = statement.query_map(rusqlite::params_from_iter(account), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn read_owing(row: &Row<'_>, printing: &HashSet<String>) -> Result<Owing, VaultError> {
    let text =
        |at: usize| Ok::<_, VaultError>(row.get::<_, Option<String>>(at)?.unwrap_or_default());
    let money = |at: usize| {
        let cents: Option<i64> = row.get(at)?;
        Ok::<_, VaultError>(Money::from_cents(cents.unwrap_or_default()))
    };
    let day = |at: usize| Ok::<_, VaultError>(text(at)?.parse::<Day>().ok());
    let guarantor: Option<String> = row.get(14)?;
    let guarantor = guarantor
        .map(|body| read_body::<Guarantor>(&body))
        .transpose()?;
    let level: Option<Level> = row
        .get::<_, Option<String>>(15)?
        .map(|level| serde_json::from_value(level.into()).unwrap_or_default());
    let due = money(3)?;
    let last = day(16)?.map(|on| LastStatement {
        on,
        level: level.unwrap_or_default(),
    });
    let has_address = [10, 11, 12]
        .into_iter()
        .all(|at| text(at).is_ok_and(|part| !part.is_empty()));
    // Somebody else opens the mail at home of a patient for whom somebody else answers.
    let (asked_elsewhere, at_home): (bool, bool) = (row.get(18)?, row.get(19)?);
    let confidential_without_address = match asked_elsewhere {
        true => !has_address,
        false => at_home,
    };
    let account = text(0)?;
    let patient = guarantor.as_ref().and_then(|g| g.patient_id);
    let prints = !printing.is_empty()
        && (printing.contains(&account)
            || patient.is_some_and(|id| printing.contains(&id.to_string())));
    let facts = AccountFacts {
        due,
        prints,
        waits: money(4)?,
        credit: money(5)?,
        pending: Money::ZERO,
        plan: None,
        payer_waits_for_patient: Money::ZERO < due && due <= money(6)?,
        last,
        asked_on: day(17)?,
        do_not_bill: guarantor.as_ref().and_then(|g| g.do_not_bill.clone()),
        mail_returned_on: guarantor.as_ref().and_then(|g| g.mail_returned_on),
        died_on: day(13)?,
        has_address,
        confidential_without_address,
    };
    Ok(Owing {
        account,
        number: text(1)?,
        name: text(2)?,
        language: guarantor.map(|g| g.language).unwrap_or_default(),
        facts,
        since: day(7)?,
        visits: row.get(8)?,
        service_on: day(9)?,
    })
}

/// Every account with a balance of a patient's, by name.
///
/// # Errors
/// As the database answers.
pub fn owing(db: &Connection) -> Result<Vec<Owing>, VaultError> {
    read_all(db, "1", &[])
}

/// An account's balance of its patients, if it has any.
///
/// # Errors
/// As the database answers.
pub fn owing_of(db: &Connection, account: &str) -> Result<Option<Owing>, VaultError> {
    Ok(read_all(db, "guarantor = ?1", &[account])?.pop())
}

/// What payers still have to answer for, by account.
const PENDING: &str = "
    select o.account, ifnull(g.account, p.account), ifnull(p.name, g.name), o.cents, o.visits,
           o.service_on, ifnull(g.body ->> '$.language', '')
      from (select guarantor as account, sum(amount_cents) as cents, count(distinct item) as visits,
                   min(service_on) as service_on
              from open_item
             where debtor <> 'patient' and 0 < amount_cents and guarantor is not null
             group by guarantor) o
      left join guarantor g on g.id = o.account
      left join patient p on p.id = ifnull(g.patient_id, o.account)
     order by 3, 1";

/// Every account with a balance of a patient's or of a payer that has still to answer, by name.
///
/// # Errors
/// As the database answers.
pub fn all_owing(db: &Connection) -> Result<Vec<Owing>, VaultError> {
    let mut all = owing(db)?;
    let places: HashMap<String, usize> = all
        .iter()
        .enumerate()
        .map(|(at, owing)| (owing.account.clone(), at))
        .collect();
    let mut statement = db.prepare_cached(PENDING)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let account: String = row.get(0)?;
        let pending = Money::from_cents(row.get(3)?);
        match places.get(&account).and_then(|at| all.get_mut(*at)) {
            Some(owing) => owing.facts.pending = pending,
            None => all.push(Owing {
                account,
                number: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                name: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
                language: row.get(6)?,
                facts: AccountFacts {
                    pending,
                    ..AccountFacts::default()
                },
                since: None,
                visits: row.get(4)?,
                service_on: row.get::<_, String>(5)?.parse().ok(),
            }),
        }
    }
    all.sort_by(|a, b| (&a.name, &a.account).cmp(&(&b.name, &b.account)));
    Ok(all)
}

fn read_all(db: &Connection, which: &str, values: &[&str]) -> Result<Vec<Owing>, VaultError> {
    let sql = OWING
        .replace("{WAITS}", WAITS)
        .replace("{REACHED}", REACHED)
        .replace("{WHICH}", which);
    let printing = in_print(db, values.first().copied())?;
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(rusqlite::params_from_iter(values))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read_owing(row, &printing)?);
    }
    let grace = rules(db)?.grace();
    let mut plans: HashMap<String, (PaymentPlan, Plan)> =
        accounts::live(db, values.first().copied(), grace)?
            .into_iter()
            .map(|(plan, stands)| (plan.account.to_string(), (plan, stands)))
            .collect();
    if plans.is_empty() {
        return Ok(found);
    }
    for owing in &mut found {
        if let Some((plan, stands)) = plans.remove(&owing.account) {
            // What is on the plan is asked for by the plan, in no tone.
            let since = accounts::since_beside(db, &plan)?;
            owing.facts.asked_on = match since {
                Some(since) => accounts::asked_since(db, &owing.account, since)?,
                None => None,
            };
            owing.facts.plan = Some(stands);
        }
    }
    Ok(found)
}

/// When the newest of what an account owes became the patient's.
///
/// # Errors
/// As the database answers.
pub fn newest_since(db: &Connection, account: &str) -> Result<Option<Day>, VaultError> {
    let day: Option<String> = db
        .prepare_cached(
            "select max(since_on) from open_item
              where guarantor = ?1 and debtor = 'patient' and owner = 'patient' and 0 < amount_cents",
        )?
        .query_row([account], |row| row.get(0))?;
    Ok(day.and_then(|day| day.parse().ok()))
}

/// What was sent on an account, also before the patient that answers became a guarantor.
pub(crate) const OF_ACCOUNT: &str =
    "account in (?1, (select patient_id from guarantor where id = ?1))";

/// Until when a patient has who was asked, since a day (ISO), for what is owed; none where no statement that
/// went out asks for it.
///
/// # Errors
/// As the database answers.
pub fn asked_until(db: &Connection, account: &str, since: &str) -> Result<Option<Day>, VaultError> {
    let day: Option<String> = db
        .prepare_cached(&format!(
            "select max(due_on) from statement where {OF_ACCOUNT} and ?2 <= sent_on"
        ))?
        .query_row((account, since), |row| row.get(0))?;
    Ok(day.and_then(|day| day.parse().ok()))
}

/// The statements of an account, the newest first.
///
/// # Errors
/// As the database answers.
pub fn of_account(db: &Connection, account: &str) -> Result<Vec<Statement>, VaultError> {
    let mut statement = db.prepare_cached(&format!(
        "select body from statement where {OF_ACCOUNT} order by id desc"
    ))?;
    let bodies: Vec<String> = statement
        .query_map([account], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    bodies.iter().map(|body| read_body(body)).collect()
}

/// The last statement of an account that went out.
///
/// # Errors
/// As the database answers.
pub fn last_sent(db: &Connection, account: &str) -> Result<Option<Statement>, VaultError> {
    let body: Option<String> = db
        .prepare_cached(&format!(
            "select body from statement where {OF_ACCOUNT} and sent_on is not null
              order by sent_on desc, id desc limit 1"
        ))?
        .query_row([account], |row| row.get(0))
        .optional()?;
    body.map(|body| read_body(&body)).transpose()
}

/// The statements that a job prints, in the order of their pages.
///
/// # Errors
/// As the database answers.
pub fn of_job(db: &Connection, print: &str) -> Result<Vec<Statement>, VaultError> {
    let mut statement =
        db.prepare_cached("select body from statement where print_id = ?1 order by id")?;
    let bodies: Vec<String> = statement
        .query_map([print], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    bodies.iter().map(|body| read_body(body)).collect()
}

/// The visits of an account on which something is open or on which its last statement asked for
/// something: each with its patient.
///
/// # Errors
/// As the database answers.
pub fn items(
    db: &Connection,
    account: &str,
) -> Result<Vec<(billing::ledger::Item, String)>, VaultError> {
    let mut statement = db.prepare_cached(
        "select item, ifnull(claim_id, '') from open_item where guarantor = ?1
          group by item order by min(service_on), item",
    )?;
    let rows = statement.query_map([account], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
