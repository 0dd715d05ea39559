//! What people agreed on for an account: payment plans with what came for them, notes and promises.

use std::collections::BTreeMap;

use billing::account_note::AccountNote;
use billing::ledger::Item;
use billing::payment_plan::{OnPlan, PaymentPlan, PlanVisit};
use billing::statement::Plan;
use rusqlite::Connection;
use rusqlite::types::Value;
use values::{Day, Money, PatientId};

use crate::kinds::read_body;
use crate::{Record, VaultError, ledger};

fn text(value: impl ToString) -> Value {
    Value::Text(value.to_string())
}

impl Record for PaymentPlan {
    const KIND: &'static str = "payment_plan";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        let ended = self.ended.as_ref().map(|end| end.on);
        vec![
            ("account", text(self.account)),
            ("made_on", text(self.made_on)),
            ("ended_on", ended.map_or(Value::Null, text)),
        ]
    }
    fn index(&self, db: &Connection, fresh: bool) -> Result<(), VaultError> {
        let key = self.key();
        if !fresh {
            db.prepare_cached("delete from plan_visit where plan_id = ?1")?
                .execute([&key])?;
        }
        let mut insert =
            db.prepare_cached("insert into plan_visit (plan_id, n, item) values (?1, ?2, ?3)")?;
        for (n, visit) in (0..).zip(&self.visits) {
            let n: i64 = n;
            if let Some(item) = name_of(visit) {
                insert.execute((&key, n, item))?;
            }
        }
        Ok(())
    }
}

impl Record for AccountNote {
    const KIND: &'static str = "account_note";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        let promised = self.promise.map(|promise| promise.on);
        vec![
            ("account", text(self.account)),
            ("at", Value::Integer(self.at)),
            ("promised_on", promised.map_or(Value::Null, text)),
        ]
    }
}

fn name_of(visit: &PlanVisit) -> Option<String> {
    let claim = visit.claim_id.map(|id| id.to_string());
    claim.or_else(|| visit.opening.map(|id| id.to_string()))
}

/// The item of a visit of a plan; none when its claim is gone.
fn item_of(db: &Connection, visit: &PlanVisit) -> Result<Option<Item>, VaultError> {
    match (visit.claim_id, visit.opening) {
        (Some(id), _) => ledger::visit_of(db, &id.to_string()),
        (None, Some(id)) => Ok(Some(id.bytes())),
        (None, None) => Ok(None),
    }
}

/// What patients have paid for a visit, refunds taken off.
///
/// # Errors
/// As the database answers.
pub fn paid(db: &Connection, item: &Item) -> Result<Money, VaultError> {
    let cents: i64 = db
        .prepare_cached(
            "select ifnull(sum(case when credit = 'ar:patient' then amount_cents else -amount_cents end), 0)
               from entry
              where item = ?1 and (credit = 'ar:patient' and debit in ('cash', 'unapplied', 'moved')
                                or debit = 'ar:patient' and credit in ('cash', 'unapplied', 'moved'))",
        )?
        .query_row([item], |row| row.get(0))?;
    Ok(Money::from_cents(cents))
}

/// What patients owe for a visit on an account.
///
/// # Errors
/// As the database answers.
pub fn owed(db: &Connection, item: &Item, account: &str) -> Result<Money, VaultError> {
    let cents: i64 = db
        .prepare_cached(
            "select ifnull(sum(amount_cents), 0) from open_item
              where item = ?1 and guarantor = ?2 and debtor = 'patient' and owner = 'patient'",
        )?
        .query_row((item, account), |row| row.get(0))?;
    Ok(Money::from_cents(cents))
}

/// The visits of a plan as they stand, by their items: what two claims of one visit agreed on is one.
///
/// # Errors
/// As the database answers.
pub fn on_plan(db: &Connection, plan: &PaymentPlan) -> Result<BTreeMap<Item, OnPlan>, VaultError> {
    let account = plan.account.to_string();
    let mut visits = BTreeMap::<Item, (Money, Money)>::new();
    for visit in &plan.visits {
        if let Some(item) = item_of(db, visit)? {
            let (agreed, before) = visits.entry(item).or_default();
            *agreed += visit.agreed;
            *before += visit.paid_before;
        }
    }
    visits
        .into_iter()
        .map(|(item, (agreed, before))| {
            let stands = OnPlan {
                agreed,
                paid: paid(db, &item)? - before,
                owed: owed(db, &item, &account)?,
            };
            Ok((item, stands))
        })
        .collect()
}

/// A plan with what came for it.
///
/// # Errors
/// As the database answers.
pub fn stands(db: &Connection, plan: &PaymentPlan, grace: u16) -> Result<Plan, VaultError> {
    Ok(plan.stands(on_plan(db, plan)?.into_values(), grace))
}

/// Reads the bodies that a question finds.
pub(crate) fn read_all<R: Record>(
    db: &Connection,
    sql: &str,
    values: &[&str],
) -> Result<Vec<R>, VaultError> {
    let mut statement = db.prepare_cached(sql)?;
    let bodies: Vec<String> = statement
        .query_map(rusqlite::params_from_iter(values), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    bodies.iter().map(|body| read_body(body)).collect()
}

/// The plans of an account, the newest first.
///
/// # Errors
/// As the database answers.
pub fn plans_of(db: &Connection, account: &str) -> Result<Vec<PaymentPlan>, VaultError> {
    let sql = "select body from payment_plan where account = ?1 order by id desc";
    read_all(db, sql, &[account])
}

/// The plans that nobody ended, each as it stands and while something of it is open.
///
/// # Errors
/// As the database answers.
pub fn live(
    db: &Connection,
    account: Option<&str>,
    grace: u16,
) -> Result<Vec<(PaymentPlan, Plan)>, VaultError> {
    let plans: Vec<PaymentPlan> = match account {
        Some(account) => read_all(
            db,
            "select body from payment_plan where account = ?1 and ended_on is null order by id",
            &[account],
        )?,
        None => read_all(
            db,
            "select body from payment_plan where ended_on is null order by id",
            &[],
        )?,
    };
    let mut found = Vec::new();
    for plan in plans {
        let stands = stands(db, &plan, grace)?;
        if Money::ZERO < stands.open() {
            found.push((plan, stands));
        }
    }
    Ok(found)
}

/// The plans that nobody ended and that are on a visit, by the id of any of its claims or of its row of
/// opening balances.
///
/// # Errors
/// As the database answers.
pub fn plans_on(db: &Connection, item: &Item, name: &str) -> Result<Vec<PaymentPlan>, VaultError> {
    let mut names = ledger::claims_of(db, item)?;
    if !names.iter().any(|there| there == name) {
        names.push(name.to_owned());
    }
    let mut found = Vec::<PaymentPlan>::new();
    for name in names {
        let plans: Vec<PaymentPlan> = read_all(
            db,
            "select body from payment_plan where ended_on is null and id in
                 (select plan_id from plan_visit where item = ?1)",
            &[&name],
        )?;
        for plan in plans {
            if !found.iter().any(|there| there.id == plan.id) {
                found.push(plan);
            }
        }
    }
    Ok(found)
}

/// Since when the oldest of what is due and on no plan is the patient's.
///
/// # Errors
/// As the database answers.
pub fn since_beside(db: &Connection, plan: &PaymentPlan) -> Result<Option<Day>, VaultError> {
    let on_plan: Vec<Item> = on_plan(db, plan)?.into_keys().collect();
    let mut statement = db.prepare_cached(
        "select item, since_on from open_item
          where guarantor = ?1 and debtor = 'patient' and owner = 'patient' and 0 < amount_cents
          order by since_on",
    )?;
    let mut rows = statement.query([plan.account.to_string()])?;
    while let Some(row) = rows.next()? {
        if !on_plan.contains(&row.get::<_, Item>(0)?) {
            return Ok(row.get_ref(1)?.as_str().unwrap_or_default().parse().ok());
        }
    }
    Ok(None)
}

/// On which day an account was first asked for something since a day.
///
/// # Errors
/// As the database answers.
pub fn asked_since(db: &Connection, account: &str, since: Day) -> Result<Option<Day>, VaultError> {
    let on: Option<String> = db
        .prepare_cached(&format!(
            "select min(sent_on) from statement where {} and ?2 <= sent_on",
            crate::statements::OF_ACCOUNT
        ))?
        .query_row((account, since.to_string()), |row| row.get(0))?;
    Ok(on.and_then(|on| on.parse().ok()))
}

/// Whether payers have yet to answer something of an account.
///
/// # Errors
/// As the database answers.
pub fn payers_owe(db: &Connection, account: &str) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached(
            "select 1 from open_item
              where guarantor = ?1 and debtor <> 'patient' and 0 < amount_cents limit 1",
        )?
        .exists([account])?)
}

/// The notes on an account, the newest first.
///
/// # Errors
/// As the database answers.
pub fn notes_of(db: &Connection, account: &str) -> Result<Vec<AccountNote>, VaultError> {
    let sql = "select body from account_note where account = ?1 order by at desc, id desc";
    read_all(db, sql, &[account])
}

/// The notes with a promise for a day before this one, the newest promise first; of promises that are
/// older than a day nobody asks any more.
///
/// # Errors
/// As the database answers.
pub fn promises(db: &Connection, from: Day, before: Day) -> Result<Vec<AccountNote>, VaultError> {
    let sql = "select body from account_note where ?1 <= promised_on and promised_on < ?2
                order by promised_on desc, id desc";
    read_all(db, sql, &[&from.to_string(), &before.to_string()])
}

/// Money of a patient that came in after a moment (UTC milliseconds) and stands in the books of a day up
/// to `until`, by the visit that it went on; none is on no visit yet.
///
/// # Errors
/// As the database answers.
pub fn came(
    db: &Connection,
    patient: PatientId,
    (after, until): (i64, Day),
) -> Result<Vec<(Option<Item>, Money)>, VaultError> {
    let mut statement = db.prepare_cached(
        "select e.item, sum(case when e.debit = 'cash' then e.amount_cents else -e.amount_cents end)
           from entry e join posting p on p.rowid = e.posting
          where e.patient = ?1 and ?2 < p.at and p.posted_on <= ?3
            and (e.debit = 'cash' and e.credit in ('ar:patient', 'unapplied')
              or e.credit = 'cash' and e.debit in ('ar:patient', 'unapplied'))
          group by e.item",
    )?;
    let rows = statement.query_map((patient.bytes(), after, until.to_string()), |row| {
        Ok((row.get(0)?, Money::from_cents(row.get(1)?)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A visit of which something is a patient's to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueVisit {
    /// The visit.
    pub item: Item,
    /// The claim that carries its charges; empty for a row of opening balances.
    pub claim: String,
    /// Whose visit it is.
    pub patient: String,
    /// The first day of service, ISO.
    pub service_on: String,
    /// What is owed.
    pub owed: Money,
}

/// The visits of an account of which something is a patient's to pay, the oldest first.
///
/// # Errors
/// As the database answers.
pub fn due_visits(db: &Connection, account: &str) -> Result<Vec<DueVisit>, VaultError> {
    let mut statement = db.prepare_cached(
        "select item, ifnull(max(claim_id), ''), ifnull(max(patient_id), ''), min(service_on), sum(amount_cents)
           from open_item
          where guarantor = ?1 and debtor = 'patient' and owner = 'patient'
          group by item having 0 < sum(amount_cents) order by min(service_on), item",
    )?;
    let rows = statement.query_map([account], |row| {
        Ok(DueVisit {
            item: row.get(0)?,
            claim: row.get(1)?,
            patient: row.get(2)?,
            service_on: row.get(3)?,
            owed: Money::from_cents(row.get(4)?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
