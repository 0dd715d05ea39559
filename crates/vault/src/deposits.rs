//! Deposits as they are kept, and the money that is in none.

use billing::deposit::Deposit;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row};
use values::Money;

use crate::kinds::{Record, read_body};
use crate::{VaultError, writer};

impl Record for Deposit {
    const KIND: &'static str = "deposit";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("number", Value::Text(self.number.clone())),
            ("made_on", Value::Text(self.made_on.to_string())),
            ("way", Value::Text(self.way.clone())),
            ("total_cents", Value::Integer(self.total().cents())),
        ]
    }
    fn index(&self, db: &Connection, fresh: bool) -> Result<(), VaultError> {
        let key = self.key();
        if !fresh {
            db.prepare_cached("delete from deposit_item where deposit_id = ?1")?
                .execute([&key])?;
        }
        let mut insert = db.prepare_cached(
            "insert into deposit_item (deposit_id, n, source, cents) values (?1, ?2, ?3, ?4)",
        )?;
        for (n, item) in (0_i64..).zip(&self.items) {
            insert.execute((&key, n, &item.source, item.amount.cents()))?;
        }
        Ok(())
    }
}

/// A payment that is in a deposit or could be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paid {
    /// The patient's payment as it was first taken, or the remittance: its id.
    pub source: String,
    /// The day of the payment, ISO.
    pub on: String,
    /// `cash`, `check`, `card`, `other`.
    pub method: String,
    /// Check number, or the processor's.
    pub number: String,
    /// What stands of it now.
    pub amount: Money,
    /// Whose money it is now, by id; empty for a payer's.
    pub patient: String,
    /// The payer, by id; empty for a patient's.
    pub payer: String,
}

/// Every payment that stands and does not come to the bank by itself.
const PAID: &str = "
    select ifnull(first_id, id) as source, min(done_on) as done_on, min(body ->> '$.method') as method,
           min(ifnull(body ->> '$.number', '')) as number, sum(amount_cents) as cents, min(patient_id) as patient,
           '' as payer
      from act where kind = 'payment' and taken_back = 0 group by 1
    union all
    select id, paid_on, 'check', number, amount_cents, '', ifnull(payer_id, '')
      from remittance where posted_on is not null and body ->> '$.method' = 'check' and amount_cents > 0";

fn read(row: &Row<'_>) -> rusqlite::Result<Paid> {
    let text = |at: usize| row.get::<_, Option<String>>(at);
    Ok(Paid {
        source: row.get(0)?,
        on: text(1)?.unwrap_or_default(),
        method: text(2)?.unwrap_or_default(),
        number: text(3)?.unwrap_or_default(),
        amount: Money::from_cents(row.get(4)?),
        patient: text(5)?.unwrap_or_default(),
        payer: text(6)?.unwrap_or_default(),
    })
}

/// The payments that are in no deposit, the oldest first, and how many there are and what they come to
/// in all.
///
/// # Errors
/// As the database answers.
pub fn in_hand(db: &Connection, most: u32) -> Result<(Vec<Paid>, i64, Money), VaultError> {
    let none = "from (select * from (PAID) where source not in (select source from deposit_item))"
        .replace("PAID", PAID);
    let mut statement = db.prepare_cached(&format!(
        "select * {none} order by done_on, source limit ?1"
    ))?;
    let rows = statement.query_map([most], read)?;
    let rows = rows.collect::<rusqlite::Result<_>>()?;
    let (count, cents) = db
        .prepare_cached(&format!("select count(*), ifnull(sum(cents), 0) {none}"))?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((rows, count, Money::from_cents(cents)))
}

/// What stands now of a deposit's payments, in its order; one that was taken back is not there.
///
/// # Errors
/// As the database answers.
pub fn standing(db: &Connection, deposit: &str) -> Result<Vec<Paid>, VaultError> {
    let sql = format!(
        "select paid.* from deposit_item join ({PAID}) paid using (source) where deposit_id = ?1 order by n"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map([deposit], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A payment as it stands, deposited or not; none when it does not.
///
/// # Errors
/// As the database answers.
pub fn paid(db: &Connection, source: &str) -> Result<Option<Paid>, VaultError> {
    Ok(db
        .prepare_cached(&format!("select * from ({PAID}) where source = ?1"))?
        .query_row([source], read)
        .optional()?)
}

/// The deposit that a payment is in.
///
/// # Errors
/// As the database answers.
pub fn of_source(db: &Connection, source: &str) -> Result<Option<Deposit>, VaultError> {
    let id: Option<String> = db
        .prepare_cached("select deposit_id from deposit_item where source = ?1")?
        .query_row([source], |row| row.get(0))
        .optional()?;
    match id {
        Some(id) => Ok(Some(writer::get::<Deposit>(db, &id)?.0)),
        None => Ok(None),
    }
}

/// Deposits, the newest first.
///
/// # Errors
/// As the database answers.
pub fn deposits(db: &Connection, (from, most): (u32, u32)) -> Result<Vec<Deposit>, VaultError> {
    let mut statement = db.prepare_cached(
        "select body from deposit order by made_on desc, id desc limit ?2 offset ?1",
    )?;
    let rows = statement.query_map((from, most), |row| row.get::<_, String>(0))?;
    rows.map(|body| read_body(&body?)).collect()
}

/// The numbers of a day's deposits.
///
/// # Errors
/// As the database answers.
pub fn numbers(db: &Connection, on: &str) -> Result<Vec<String>, VaultError> {
    let mut statement = db.prepare_cached("select number from deposit where made_on = ?1")?;
    let rows = statement.query_map([on], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// All money that came in and went out, by where it is told: in deposits, in hand, by the bank itself
/// (transfers of payers), and given back or returned.
///
/// # Errors
/// As the database answers.
pub fn sums(db: &Connection) -> Result<[Money; 4], VaultError> {
    let one = |sql: String| -> Result<Money, VaultError> {
        let cents = db.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
        Ok(Money::from_cents(cents))
    };
    let of = "select ifnull(sum(cents), 0) from (PAID) where source".replace("PAID", PAID);
    Ok([
        one(format!("{of} in (select source from deposit_item)"))?,
        one(format!("{of} not in (select source from deposit_item)"))?,
        one(
            "select ifnull(sum(amount_cents), 0) from remittance
              where posted_on is not null and not (body ->> '$.method' = 'check' and amount_cents > 0)"
                .to_owned(),
        )?,
        one(
            "select ifnull(sum(amount_cents), 0) from act
              where kind in ('refund', 'returned', 'payer_refund') and taken_back = 0"
                .to_owned(),
        )?,
    ])
}
