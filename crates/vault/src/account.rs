//! Reading the ledger: of a patient or a visit, the aging, the queues, the sums of the proof.

use std::collections::HashMap;

use billing::ledger::Item;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use values::Money;

use crate::VaultError;
use crate::kinds::read_body;
use crate::ledger::{OPEN_COLUMNS, OpenItem, Posting, read_open};
use crate::quiet::{self, Quiet};

/// Whose ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of<'a> {
    /// A patient's, by the bytes of the id.
    Patient(&'a [u8; 16]),
    /// A visit's.
    Item(&'a Item),
}

impl Of<'_> {
    pub(crate) fn column(self) -> &'static str {
        match self {
            Of::Patient(_) => "patient",
            Of::Item(_) => "item",
        }
    }

    pub(crate) fn bytes(self) -> [u8; 16] {
        match self {
            Of::Patient(id) | Of::Item(id) => *id,
        }
    }
}

/// A posting with its place, what it adds to what is owed, and what takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it is read: its turn, and its place among the postings.
    pub place: (i64, i64),
    /// The posting.
    pub posting: Posting,
    /// What it adds to what is owed to us.
    pub owed: Money,
    /// The id of the posting that takes it back, or empty.
    pub reversed_by: String,
}

const OWED: &str = "sum(case when debit like 'ar:%' then amount_cents else 0 end
    - case when credit like 'ar:%' then amount_cents else 0 end)";

/// Postings of a ledger, the newest first, after as many as `from`: by the day in whose books they stand,
/// then by cause, then as they were written. What only moves between the lines
/// of one debtor is left out: it changes nobody's balance.
///
/// # Errors
/// As the database answers.
pub fn lines(
    db: &Connection,
    of: Of<'_>,
    (from, count): (u32, u32),
) -> Result<Vec<Line>, VaultError> {
    let mut statement = db.prepare_cached(&format!(
        "with page as (select distinct turn, posting from entry where {0} = ?1 and debit <> credit
                       order by turn desc, posting desc limit ?2 offset ?3)
         select page.turn, page.posting, (select {OWED} from entry where entry.posting = page.posting and +{0} = ?1),
                (select body from posting where rowid = page.posting),
                ifnull((select id from posting as back
                         where back.reverses = (select id from posting where rowid = page.posting)), '')
           from page order by page.turn desc, page.posting desc",
        of.column()
    ))?;
    let mut rows = statement.query((of.bytes(), count, from))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Line {
            place: (row.get(0)?, row.get(1)?),
            owed: Money::from_cents(row.get(2)?),
            posting: read_body(row.get_ref(3)?.as_str().unwrap_or_default())?,
            reversed_by: row.get(4)?,
        });
    }
    Ok(found)
}

/// A row of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A posting.
    Posting(Line),
    /// An answer that moved nothing.
    Quiet(Quiet),
}

impl Row {
    /// Where it is read. What moved nothing comes after all that moved in its turn.
    pub fn place(&self) -> (i64, i64) {
        match self {
            Row::Posting(line) => line.place,
            Row::Quiet(quiet) => (quiet.turn(), i64::MAX),
        }
    }
}

/// The rows of a ledger, as [`lines`], with the answers that moved nothing among them; and how many there
/// are in all.
///
/// # Errors
/// As the database answers.
pub fn rows(
    db: &Connection,
    of: Of<'_>,
    (from, count): (u32, u32),
) -> Result<(Vec<Row>, u32), VaultError> {
    let quiet = quiet::of(db, of)?;
    let silent = u32::try_from(quiet.len()).unwrap_or(u32::MAX);
    let total = self::count(db, of)?.saturating_add(silent);
    // Of those before the page at most so many are no postings.
    let first = from.saturating_sub(silent);
    let found = lines(db, of, (first, from - first + count))?;
    let mut rows: Vec<Row> = found.into_iter().map(Row::Posting).collect();
    rows.extend(quiet.into_iter().map(Row::Quiet));
    rows.sort_by_key(|row| std::cmp::Reverse(row.place()));
    // An answer from before the postings that were read stands first, however far before.
    let skip = usize::try_from(from - first).unwrap_or(usize::MAX);
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    Ok((rows.into_iter().skip(skip).take(count).collect(), total))
}

/// How many postings [`lines`] has in all.
///
/// # Errors
/// As the database answers.
pub fn count(db: &Connection, of: Of<'_>) -> Result<u32, VaultError> {
    let sql = match of {
        Of::Patient(_) => {
            "select ifnull((select postings from patient_postings where patient = ?1), 0)"
        }
        Of::Item(_) => {
            "select count(distinct posting) from entry where item = ?1 and debit <> credit"
        }
    };
    Ok(db
        .prepare_cached(sql)?
        .query_row([of.bytes()], |row| row.get(0))?)
}

/// What the postings after a place (newer ones) add to what is owed.
///
/// # Errors
/// As the database answers.
pub fn owed_after(
    db: &Connection,
    of: Of<'_>,
    (turn, posting): (i64, i64),
) -> Result<Money, VaultError> {
    Ok(db
        .prepare_cached(&format!(
            "select ifnull({OWED}, 0) from entry where {} = ?1 and (turn, posting) > (?2, ?3)",
            of.column()
        ))?
        .query_row((of.bytes(), turn, posting), |row| {
            Ok(Money::from_cents(row.get(0)?))
        })?)
}

/// What stands on each account of a ledger: the account, and what it got less what it gave.
///
/// # Errors
/// As the database answers.
pub fn sums(db: &Connection, of: Of<'_>) -> Result<Vec<(String, Money)>, VaultError> {
    let mut statement = db.prepare_cached(match of {
        Of::Patient(_) => {
            "select account, amount_cents from patient_balance where patient = ?1 order by account"
        }
        Of::Item(_) => {
            "select account, sum(cents) from (
                 select debit as account, amount_cents as cents from entry where item = ?1
                  union all
                 select credit, -amount_cents from entry where item = ?1)
              group by account order by account"
        }
    })?;
    let rows = statement.query_map([of.bytes()], |row| {
        Ok((row.get(0)?, Money::from_cents(row.get(1)?)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Which open amounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenFilter {
    /// Of this queue.
    pub queue: Queue,
    /// Of this patient.
    pub patient: Option<String>,
    /// Of this row of an aging.
    pub by: Option<(By, String)>,
    /// The days of a bucket by a basis: after the first, up to the second (ISO); empty for no limit.
    pub days: Option<(Basis, String, String)>,
}

/// A queue of open amounts. Every open amount is in one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Queue {
    /// All.
    #[default]
    All,
    /// Ours, with a reason.
    Denied,
    /// Ours, without a reason.
    Look,
    /// To be sent to a payer.
    Send,
    /// Sent by another system: to be asked about.
    Ask,
    /// With a payer.
    Wait,
    /// The patient's.
    Patient,
    /// Held.
    Hold,
    /// Owed by us.
    Credits,
}

impl Queue {
    /// All queues, in the order in which a day goes.
    pub const ALL: [Queue; 8] = [
        Queue::Denied,
        Queue::Look,
        Queue::Send,
        Queue::Ask,
        Queue::Wait,
        Queue::Patient,
        Queue::Hold,
        Queue::Credits,
    ];

    /// As it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Queue::All => "all",
            Queue::Denied => "denied",
            Queue::Look => "look",
            Queue::Send => "send",
            Queue::Ask => "ask",
            Queue::Wait => "wait",
            Queue::Patient => "patient",
            Queue::Hold => "hold",
            Queue::Credits => "credits",
        }
    }

    /// The queue of an open amount.
    pub fn of(open: &OpenItem) -> Queue {
        match (
            open.amount < Money::ZERO,
            open.owner.as_str(),
            open.step.as_str(),
        ) {
            (true, _, _) => Queue::Credits,
            (_, "patient", _) => Queue::Patient,
            (_, "hold", _) => Queue::Hold,
            (_, "us", _) if open.reason.is_empty() => Queue::Look,
            (_, "us", _) => Queue::Denied,
            (_, _, "send") => Queue::Send,
            (_, _, "ask") => Queue::Ask,
            _ => Queue::Wait,
        }
    }

    fn sql(self) -> &'static str {
        match self {
            Queue::All => "1",
            Queue::Credits => "amount_cents < 0",
            Queue::Patient => "amount_cents > 0 and owner = 'patient'",
            Queue::Hold => "amount_cents > 0 and owner = 'hold'",
            Queue::Denied => "amount_cents > 0 and owner = 'us' and reason <> ''",
            Queue::Look => "amount_cents > 0 and owner = 'us' and reason = ''",
            Queue::Send => {
                "amount_cents > 0 and owner not in ('us', 'hold', 'patient') and step = 'send'"
            }
            Queue::Ask => {
                "amount_cents > 0 and owner not in ('us', 'hold', 'patient') and step = 'ask'"
            }
            Queue::Wait => {
                "amount_cents > 0 and owner not in ('us', 'hold', 'patient') and step not in ('send', 'ask')"
            }
        }
    }
}

/// From which day something ages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// The day of service.
    #[default]
    Service,
    /// When it was first billed.
    Billing,
    /// When something last happened.
    Activity,
    /// Since when it is the debtor's.
    Since,
}

impl Basis {
    /// The column.
    pub fn column(self) -> &'static str {
        match self {
            Basis::Service => "service_on",
            Basis::Billing => "billed_on",
            Basis::Activity => "activity_on",
            Basis::Since => "since_on",
        }
    }
}

/// What an aging is by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Who owes: a payer, or `patient`.
    #[default]
    Payer,
    /// Who rendered.
    Provider,
    /// The patient.
    Patient,
    /// Whose account it stands on: who answers for the bill.
    Guarantor,
    /// Who has to do something.
    Owner,
}

impl By {
    /// What is grouped by, in SQL.
    pub fn column(self) -> &'static str {
        match self {
            By::Payer => "case debtor when 'patient' then 'patient' else ifnull(payer_id, '') end",
            By::Provider => "ifnull(rendering_id, '')",
            By::Patient => "ifnull(patient_id, '')",
            By::Guarantor => "ifnull(guarantor, '')",
            By::Owner => "owner",
        }
    }
}

impl OpenFilter {
    fn sql(&self) -> (String, Vec<Value>) {
        let mut sql = self.queue.sql().to_owned();
        let mut values = Vec::new();
        if let Some(patient) = &self.patient {
            sql.push_str(" and patient_id = ?");
            values.push(Value::Text(patient.clone()));
        }
        if let Some((by, value)) = &self.by {
            sql.push_str(&format!(" and {} = ?", by.column()));
            values.push(Value::Text(value.clone()));
        }
        if let Some((basis, after, to)) = &self.days {
            if !after.is_empty() {
                sql.push_str(&format!(" and {} > ?", basis.column()));
                values.push(Value::Text(after.clone()));
            }
            if !to.is_empty() {
                sql.push_str(&format!(" and {} <= ?", basis.column()));
                values.push(Value::Text(to.clone()));
            }
        }
        (sql, values)
    }
}

/// Open amounts, what is due first.
///
/// # Errors
/// As the database answers.
pub fn open(
    db: &Connection,
    filter: &OpenFilter,
    (from, count): (u32, u32),
) -> Result<Vec<OpenItem>, VaultError> {
    let (places, mut values) = filter.sql();
    values.extend([Value::Integer(count.into()), Value::Integer(from.into())]);
    let mut statement = db.prepare_cached(&format!(
        "select {OPEN_COLUMNS} from open_item where {places}
          order by due_on, abs(amount_cents) desc, item, n limit ? offset ?"
    ))?;
    let rows = statement.query_map(params_from_iter(values), read_open)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// By what the claims of a queue are in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// When somebody has to look.
    #[default]
    Due,
    /// How much is open.
    Amount,
    /// Since when it stands there.
    Since,
    /// The first day of service.
    Service,
}

impl Sort {
    fn sql(self) -> String {
        match self {
            Sort::Due => format!("min({DUE})"),
            Sort::Amount => "sum(amount_cents)".to_owned(),
            Sort::Since => "min(since_on)".to_owned(),
            Sort::Service => "min(service_on)".to_owned(),
        }
    }
}

/// When an open amount is due. A patient whom a statement asked for it has until that statement's day.
const DUE: &str = "case when owner <> 'patient' or amount_cents < 0 then due_on else max(due_on, ifnull(
    (select max(asked.due_on) from statement as asked
      where asked.account in (open_item.guarantor, (select patient_id from guarantor where id = open_item.guarantor))
        and open_item.since_on <= asked.sent_on), '')) end";

/// What is one thing to do: the open amounts of a visit with one owner and one step.
const THINGS: &str = "item, owner, step";

/// Open amounts, those that are one thing to do together, sorted and perhaps the other way round.
///
/// # Errors
/// As the database answers.
pub fn open_claims(
    db: &Connection,
    filter: &OpenFilter,
    (sort, descending): (Sort, bool),
    (from, count): (u32, u32),
) -> Result<Vec<Vec<OpenItem>>, VaultError> {
    let (places, of) = filter.sql();
    let mut values = of.clone();
    values.extend([Value::Integer(count.into()), Value::Integer(from.into())]);
    let way = if descending { "desc" } else { "asc" };
    let mut statement = db.prepare_cached(&format!(
        "select {THINGS} from open_item where {places} group by {THINGS}
          order by {} {way}, abs(sum(amount_cents)) desc, {THINGS} limit ? offset ?",
        sort.sql()
    ))?;
    let rows = statement.query_map(params_from_iter(values), |row| {
        Ok([
            row.get::<_, Value>(0)?,
            row.get::<_, Value>(1)?,
            row.get::<_, Value>(2)?,
        ])
    })?;
    let mut amounts = db.prepare_cached(&format!(
        "select {OPEN_COLUMNS} from open_item where {places} and item = ? and owner = ? and step = ?
          order by n"
    ))?;
    let mut found = Vec::new();
    for thing in rows {
        let values = of.iter().cloned().chain(thing?);
        let rows = amounts.query_map(params_from_iter(values), read_open)?;
        found.push(rows.collect::<rusqlite::Result<_>>()?);
    }
    Ok(found)
}

/// How many things there are to do, as [`open_claims`] has them, their sum, and how many are due by a day
/// (ISO).
///
/// # Errors
/// As the database answers.
pub fn open_sums(
    db: &Connection,
    filter: &OpenFilter,
    today: &str,
) -> Result<(u32, Money, u32), VaultError> {
    let (places, values) = filter.sql();
    let values = std::iter::once(Value::Text(today.to_owned())).chain(values);
    Ok(db
        .prepare_cached(&format!(
            "select count(*), ifnull(sum(cents), 0), ifnull(sum(due_on <= ?), 0)
               from (select sum(amount_cents) as cents, min({DUE}) as due_on
                       from open_item where {places} group by {THINGS})"
        ))?
        .query_row(params_from_iter(values), |row| {
            Ok((row.get(0)?, Money::from_cents(row.get(1)?), row.get(2)?))
        })?)
}

/// What is owed by somebody, by age.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aged {
    /// By bucket, in cents.
    pub cents: Vec<i64>,
    /// Of it credit, in cents, below zero.
    pub credit: i64,
    /// Visits.
    pub visits: u32,
    last: Option<Item>,
}

/// What is owed by age and by somebody. `bounds` are the last days (ISO) of the second and every later
/// bucket. One walk over what is open: it does not grow with what is closed.
///
/// # Errors
/// As the database answers.
pub fn aging(
    db: &Connection,
    basis: Basis,
    by: By,
    bounds: &[String],
) -> Result<Vec<(String, Aged)>, VaultError> {
    // In the order of the visits, so that each is counted once.
    let (whose, order) = match by {
        By::Payer => ("payer", "payer, item"),
        By::Provider => ("rendering_id", "item"),
        By::Patient => ("patient_id", "item"),
        By::Owner => ("owner", "item"),
        By::Guarantor => ("ifnull(guarantor, '')", "item"),
    };
    // A visit can go to another account without being folded anew, so the account stands in one place.
    let sums = match by {
        By::Guarantor => "(select *, min(amount_cents, 0) as credit_cents from open_item)",
        _ => "open_sum",
    };
    let mut statement = db.prepare_cached(&format!(
        "select {whose}, {}, amount_cents, credit_cents, item from {sums} order by {order}",
        basis.column()
    ))?;
    let mut rows = statement.query([])?;
    let mut found: Vec<(String, Aged)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut last = usize::MAX;
    while let Some(row) = rows.next()? {
        let whose = row.get_ref(0)?.as_bytes().unwrap_or_default();
        let same = found
            .get(last)
            .is_some_and(|(last, _)| last.as_bytes() == whose);
        let whose = || String::from_utf8_lossy(whose).into_owned();
        let there = if same {
            Some(last)
        } else {
            places.get(&whose()).copied()
        };
        let at = match there {
            Some(at) => at,
            None => {
                let new = Aged {
                    cents: vec![0; bounds.len() + 1],
                    ..Aged::default()
                };
                found.push((whose(), new));
                places.insert(whose(), found.len() - 1);
                found.len() - 1
            }
        };
        last = at;
        let on = row.get_ref(1)?.as_bytes().unwrap_or_default();
        let bucket = bounds
            .iter()
            .take_while(|bound| on <= bound.as_bytes())
            .count();
        let item: Item = row.get(4)?;
        let aged = &mut found[at].1;
        aged.cents[bucket] += row.get::<_, i64>(2)?;
        aged.credit += row.get::<_, i64>(3)?;
        if aged.last != Some(item) {
            aged.last = Some(item);
            aged.visits += 1;
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(found)
}

/// What is open of a patient by owner and debtor (`patient`, or a payer's id), what is due first first.
///
/// # Errors
/// As the database answers.
pub fn owners_of(
    db: &Connection,
    patient: &str,
) -> Result<Vec<(String, String, Money)>, VaultError> {
    // By jumps along an index: a row that is handed out costs more than one that is added up there, and
    // a patient can have thousands.
    let mut next = db.prepare_cached(
        "select owner, payer, due_on from open_sum
          where patient_id = ?1 and (owner, payer) > (?2, ?3)
          order by owner, payer, due_on limit 1",
    )?;
    let mut sum = db.prepare_cached(
        "select sum(amount_cents) from open_sum
          where patient_id = ?1 and owner = ?2 and payer = ?3",
    )?;
    let mut found: Vec<(String, (String, String, Money))> = Vec::new();
    let (mut owner, mut payer) = (String::new(), String::new());
    loop {
        let there: Option<(String, String, String)> = next
            .query_row((patient, &owner, &payer), |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let Some((due_on, of)) = there.map(|(owner, payer, due_on)| (due_on, (owner, payer)))
        else {
            break;
        };
        (owner, payer) = of;
        let cents = sum.query_row((patient, &owner, &payer), |row| row.get(0))?;
        let money = Money::from_cents(cents);
        found.push((due_on, (owner.clone(), payer.clone(), money)));
    }
    // What comes first in each is due first; the sort leaves those of one day in their order.
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(found.into_iter().map(|(_, of)| of).collect())
}

/// What is owed by owner.
///
/// # Errors
/// As the database answers.
pub fn owners(db: &Connection) -> Result<Vec<(String, Money)>, VaultError> {
    let mut statement = db.prepare_cached(
        "select owner, sum(amount_cents) from open_item group by owner order by owner",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, Money::from_cents(row.get(1)?))))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What is open in all, and how many open amounts have no owner, step or day.
///
/// # Errors
/// As the database answers.
pub fn all_open(db: &Connection) -> Result<(Money, u32), VaultError> {
    Ok(db
        .prepare_cached(
            "select ifnull(sum(amount_cents), 0), ifnull(sum(owner = '' or step = '' or due_on = ''), 0) from open_item",
        )?
        .query_row([], |row| Ok((Money::from_cents(row.get(0)?), row.get(1)?)))?)
}
