//! The ledger's rows: postings with their entries, and the caches beside them. A posting is a record
//! that travels; it is only ever appended.

use std::collections::{BTreeMap, BTreeSet};

use billing::ledger::{Account, Debtor, Entry, Item, Source};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, ToSql};
use serde::{Deserialize, Serialize};
use values::{Day, LineId, Money, PatientId, PayerId, PostingId};

use crate::VaultError;
use crate::kinds::{Record, read_body};

/// A movement as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    d: String,
    c: String,
    a: Money,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dl: Option<LineId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cl: Option<LineId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pat: Option<PatientId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pay: Option<PayerId>,
}

/// A posting: movements that were appended together, what they follow from, and what they take back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// Made before it is first stored.
    pub id: PostingId,
    source: String,
    source_id: String,
    #[serde(default, skip_serializing_if = "is_zero")]
    part: u32,
    /// In whose day's books it stands.
    pub on: Day,
    /// When it was written, UTC milliseconds.
    pub at: i64,
    /// Who wrote it: a user id.
    pub by: String,
    /// The posting that it takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reverses: Option<PostingId>,
    /// What may happen once only, hex.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tokens: Vec<String>,
    entries: Vec<Kept>,
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(part: &u32) -> bool {
    *part == 0
}

/// In which place a posting of a kind of source is read: by day, and of one day by cause. What is charged
/// comes first, then what payers answered, whose it is then, and what people did. Four a day since 1970.
pub fn turn(on: Day, source: &str) -> i64 {
    let cause = match source {
        "claim" => 0,
        "remittance" => 1,
        "transfer" => 2,
        _ => 3,
    };
    4 * on.since_1970() + cause
}

fn hex16(bytes: &[u8; 16]) -> String {
    crate::database::hex(bytes)
}

fn bytes16(hex: &str) -> Option<[u8; 16]> {
    u128::from_str_radix(hex, 16).ok().map(u128::to_be_bytes)
}

fn unreadable() -> VaultError {
    VaultError::Unreadable {
        kind: "posting",
        why: "an account or an id".to_owned(),
    }
}

impl Posting {
    /// A posting of something.
    pub fn new(
        id: PostingId,
        source: Source,
        on: Day,
        (at, by): (i64, &str),
        entries: &[Entry],
    ) -> Posting {
        let (source_id, part) = source.key();
        Posting {
            id,
            source: source.kind().to_owned(),
            source_id: hex16(&source_id),
            part,
            on,
            at,
            by: by.to_owned(),
            reverses: None,
            tokens: Vec::new(),
            entries: entries.iter().map(Kept::new).collect(),
        }
    }

    /// The posting that takes this one back: every movement the other way.
    ///
    /// # Errors
    /// [`VaultError::Unreadable`] when the posting is.
    pub fn reversal(
        &self,
        id: PostingId,
        on: Day,
        now: (i64, &str),
    ) -> Result<Posting, VaultError> {
        let mirrored: Vec<Entry> = self.entries()?.iter().map(Entry::mirrored).collect();
        let mut posting = Posting::new(id, self.source()?, on, now, &mirrored);
        posting.reverses = Some(self.id);
        Ok(posting)
    }

    /// What it follows from.
    ///
    /// # Errors
    /// [`VaultError::Unreadable`].
    pub fn source(&self) -> Result<Source, VaultError> {
        bytes16(&self.source_id)
            .and_then(|id| Source::read(&self.source, id, self.part))
            .ok_or_else(unreadable)
    }

    /// In which place it is read, as [`turn`] says.
    pub fn turn(&self) -> i64 {
        turn(self.on, &self.source)
    }

    /// Its movements.
    ///
    /// # Errors
    /// [`VaultError::Unreadable`].
    pub fn entries(&self) -> Result<Vec<Entry>, VaultError> {
        self.entries.iter().map(Kept::entry).collect()
    }
}

impl Kept {
    fn new(entry: &Entry) -> Kept {
        Kept {
            d: entry.debit.to_string(),
            c: entry.credit.to_string(),
            a: entry.amount,
            item: entry.item.as_ref().map(hex16),
            dl: entry.debit_line,
            cl: entry.credit_line,
            pat: entry.patient,
            pay: entry.payer,
        }
    }

    fn entry(&self) -> Result<Entry, VaultError> {
        let account = |text: &str| text.parse::<Account>().map_err(|()| unreadable());
        Ok(Entry {
            debit: account(&self.d)?,
            credit: account(&self.c)?,
            amount: self.a,
            item: match &self.item {
                Some(hex) => Some(bytes16(hex).ok_or_else(unreadable)?),
                None => None,
            },
            debit_line: self.dl,
            credit_line: self.cl,
            patient: self.pat,
            payer: self.pay,
        })
    }
}

/// What the postings of a change add up to. It is written once, at the end of the change.
#[derive(Debug, Default)]
pub struct Sums {
    accounts: BTreeMap<String, i64>,
    patients: BTreeMap<PatientId, (i64, BTreeMap<String, i64>)>,
}

impl Sums {
    fn add(&mut self, posting: &Posting) {
        let mut patients = BTreeSet::new();
        for kept in &posting.entries {
            let cents = kept.a.cents();
            for (account, way) in [(&kept.d, cents), (&kept.c, -cents)] {
                add_to(&mut self.accounts, account, way);
            }
            // What only moves between the lines of one debtor changes nobody's balance.
            if let Some(patient) = kept.pat.filter(|_| kept.d != kept.c) {
                patients.insert(patient);
                let sums = &mut self.patients.entry(patient).or_default().1;
                add_to(sums, &kept.d, cents);
                add_to(sums, &kept.c, -cents);
            }
        }
        for patient in patients {
            self.patients.entry(patient).or_default().0 += 1;
        }
    }

    /// What they add to an account of a patient.
    pub(crate) fn of(&self, patient: PatientId, account: &str) -> Money {
        let sums = self.patients.get(&patient).map(|(_, sums)| sums);
        let cents = sums.and_then(|sums| sums.get(account)).copied();
        Money::from_cents(cents.unwrap_or_default())
    }

    /// Adds them to what stands.
    ///
    /// # Errors
    /// As the database answers.
    pub(crate) fn write(&self, db: &Connection) -> Result<(), VaultError> {
        if self.accounts.is_empty() {
            return Ok(());
        }
        let mut account = db.prepare_cached(
            "insert into account_balance (account, amount_cents) values (?1, ?2)
             on conflict do update set amount_cents = amount_cents + excluded.amount_cents",
        )?;
        for (name, cents) in self.accounts.iter().filter(|(_, cents)| **cents != 0) {
            account.execute((name, cents))?;
        }
        let mut count = db.prepare_cached(
            "insert into patient_postings (patient, postings) values (?1, ?2)
             on conflict do update set postings = postings + excluded.postings",
        )?;
        let mut balance = db.prepare_cached(
            "insert into patient_balance (patient, account, amount_cents) values (?1, ?2, ?3)
             on conflict do update set amount_cents = amount_cents + excluded.amount_cents",
        )?;
        for (patient, (postings, sums)) in &self.patients {
            count.execute((patient.bytes(), postings))?;
            for (name, cents) in sums.iter().filter(|(_, cents)| **cents != 0) {
                balance.execute((patient.bytes(), name, cents))?;
            }
        }
        Ok(())
    }
}

fn add_to(sums: &mut BTreeMap<String, i64>, account: &str, cents: i64) {
    match sums.get_mut(account) {
        Some(sum) => *sum += cents,
        None => {
            sums.insert(account.to_owned(), cents);
        }
    }
}

/// Movements that one statement writes: the triggers of the table make each statement a change of its
/// own, with the pages kept as they were before it.
const AT_ONCE: usize = 8;

fn blob<const N: usize>(bytes: Option<[u8; N]>) -> Value {
    bytes.map_or(Value::Null, |bytes| Value::Blob(bytes.to_vec()))
}

impl Record for Posting {
    const KIND: &'static str = "posting";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("source", Value::Text(self.source.clone())),
            ("source_id", blob(bytes16(&self.source_id))),
            ("part", Value::Integer(self.part.into())),
            ("posted_on", Value::Text(self.on.to_string())),
            ("at", Value::Integer(self.at)),
            (
                "reverses",
                self.reverses
                    .map_or(Value::Null, |id| Value::Text(id.to_string())),
            ),
        ]
    }
    /// A row for each movement.
    fn index(&self, db: &Connection, fresh: bool) -> Result<(), VaultError> {
        if !fresh {
            return Ok(());
        }
        let row = db.last_insert_rowid();
        let turn = self.turn();
        for (from, some) in (0..).step_by(AT_ONCE).zip(self.entries.chunks(AT_ONCE)) {
            let mut insert = db.prepare_cached(&format!(
                "insert into entry (posting, n, debit, credit, amount_cents, item, debit_line, credit_line, patient, payer, turn)
                 values {}",
                ["(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"; AT_ONCE][..some.len()].join(", ")
            ))?;
            let mut at = 0;
            let mut bind = |value: &dyn ToSql| {
                at += 1;
                insert.raw_bind_parameter(at, value)
            };
            for (n, kept) in (from..).zip(some) {
                let n: i64 = n;
                bind(&row)?;
                bind(&n)?;
                bind(&kept.d)?;
                bind(&kept.c)?;
                bind(&kept.a.cents())?;
                bind(&kept.item.as_deref().and_then(bytes16))?;
                bind(&kept.dl.map(LineId::bytes))?;
                bind(&kept.cl.map(LineId::bytes))?;
                bind(&kept.pat.map(PatientId::bytes))?;
                bind(&kept.pay.map(PayerId::bytes))?;
                bind(&turn)?;
            }
            insert.raw_execute()?;
        }
        Ok(())
    }
    fn add_up(&self, sums: &mut Sums) {
        sums.add(self);
    }
    fn keeps_history(&self) -> bool {
        false
    }
}

/// The postings of a source that stand: those that nothing takes back. For a remittance all parts.
///
/// # Errors
/// As the database answers.
pub fn standing_of(db: &Connection, source: Source) -> Result<Vec<Posting>, VaultError> {
    // The plus keeps the planner from the index of `reverses`, in which nearly every posting is null.
    let mut statement = db.prepare_cached(
        "select body from posting where source_id = ?1 and source = ?2 and +reverses is null
            and not exists (select 1 from posting as back where back.reverses = posting.id)
          order by rowid",
    )?;
    let rows = statement.query_map((source.key().0, source.kind()), |row| {
        row.get::<_, String>(0)
    })?;
    rows.map(|body| read_body(&body?)).collect()
}

/// Whether a posting of a source was ever taken back.
///
/// # Errors
/// As the database answers.
pub fn was_taken_back(db: &Connection, source: Source) -> Result<bool, VaultError> {
    let (id, part) = source.key();
    Ok(db
        .prepare_cached(
            "select 1 from posting
              where source_id = ?1 and part = ?2 and source = ?3 and +reverses is not null limit 1",
        )?
        .exists((id, part, source.kind()))?)
}

/// Postings of acts that are no more, each with what takes it back, of a span of days (ISO).
///
/// # Errors
/// As the database answers.
pub fn without_act(
    db: &Connection,
    from: &str,
    to: &str,
) -> Result<Vec<(Posting, Posting)>, VaultError> {
    let mut statement = db.prepare_cached(
        "select posting.body, back.body, posting.source_id from posting
           join posting as back on back.reverses = posting.id
          where posting.source = 'act' and posting.posted_on >= ?1 and posting.posted_on <= ?2
          order by posting.rowid desc",
    )?;
    let mut rows = statement.query([from, to])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let act = values::ActId::from_bytes(row.get(2)?).to_string();
        let there = db
            .prepare_cached("select 1 from act where id = ?1")?
            .exists([act])?;
        if !there {
            let body = |at: usize| {
                row.get_ref(at)
                    .map(|v| v.as_str().unwrap_or_default().to_owned())
            };
            found.push((read_body(&body(0)?)?, read_body(&body(1)?)?));
        }
    }
    Ok(found)
}

/// What stands on a visit's accounts at the end of a day, or after all, by line and debtor, and what was
/// put back of what was taken off twice.
///
/// # Errors
/// As the database answers.
#[allow(clippy::type_complexity)]
pub fn balances(
    db: &Connection,
    item: &Item,
    until: Option<Day>,
) -> Result<(BTreeMap<(Option<LineId>, Debtor), Money>, Money), VaultError> {
    let mut statement = db.prepare_cached(
        "select debit, debit_line, credit, credit_line, amount_cents from entry
          where item = ?1 and turn <= ?2",
    )?;
    let until = until.map_or(i64::MAX, |day| turn(day, "act"));
    let mut rows = statement.query((item, until))?;
    let (mut sums, mut twice) = (BTreeMap::new(), Money::ZERO);
    while let Some(row) = rows.next()? {
        let amount = Money::from_cents(row.get(4)?);
        for (at, way) in [(0, amount), (2, -amount)] {
            match row.get_ref(at)?.as_str().unwrap_or_default() {
                "twice" => twice = twice - way,
                account => {
                    if let Some(debtor) = account.strip_prefix("ar:") {
                        let debtor = debtor.parse().map_err(|()| unreadable())?;
                        let line = row
                            .get::<_, Option<[u8; 16]>>(at + 1)?
                            .map(LineId::from_bytes);
                        *sums.entry((line, debtor)).or_insert(Money::ZERO) += way;
                    }
                }
            }
        }
    }
    Ok((sums, twice))
}

/// An open amount as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenItem {
    /// The visit.
    pub item: Item,
    /// The line.
    pub line: Option<LineId>,
    /// On whose account: `1`, `patient`.
    pub debtor: String,
    /// Who has to do something: `1`, `2`, `3`, `patient`, `hold`, `us`.
    pub owner: String,
    /// How much; negative is owed to the debtor.
    pub amount: Money,
    /// The patient.
    pub patient_id: String,
    /// The payer that owes, or the visit's first one.
    pub payer_id: String,
    /// Who rendered.
    pub rendering_id: String,
    /// The claim that carries the charges; empty for opening balances.
    pub claim_id: String,
    /// On whose account the patient's part stands: a guarantor's id, or that of the patient who
    /// answers; empty where there is no patient.
    pub guarantor: String,
    /// ISO days, or empty.
    pub service_on: String,
    /// When a claim of it first went out or came in.
    pub billed_on: String,
    /// When something last happened.
    pub activity_on: String,
    /// Since when it is the debtor's.
    pub since_on: String,
    /// What is next.
    pub step: String,
    /// When it is due.
    pub due_on: String,
    /// Group and CARC of the denial: `CO-16`.
    pub reason: String,
}

/// The columns of [`OpenItem`], in the order in which [`read_open`] reads them.
pub const OPEN_COLUMNS: &str =
    "item, line, debtor, owner, amount_cents, patient_id, payer_id, rendering_id, claim_id,
    guarantor, service_on, billed_on, activity_on, since_on, step, due_on, reason";

/// Reads a row of [`OPEN_COLUMNS`].
///
/// # Errors
/// As the database answers.
pub fn read_open(row: &Row<'_>) -> rusqlite::Result<OpenItem> {
    let text =
        |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(at)?.unwrap_or_default());
    Ok(OpenItem {
        item: row.get(0)?,
        line: row.get::<_, Option<[u8; 16]>>(1)?.map(LineId::from_bytes),
        debtor: row.get(2)?,
        owner: row.get(3)?,
        amount: Money::from_cents(row.get(4)?),
        patient_id: text(5)?,
        payer_id: text(6)?,
        rendering_id: text(7)?,
        claim_id: text(8)?,
        guarantor: text(9)?,
        service_on: row.get(10)?,
        billed_on: row.get(11)?,
        activity_on: row.get(12)?,
        since_on: row.get(13)?,
        step: row.get(14)?,
        due_on: row.get(15)?,
        reason: row.get(16)?,
    })
}

/// Every movement about a visit, in the order in which they were written.
///
/// # Errors
/// As the database answers; [`VaultError::Unreadable`].
pub fn entries_of(db: &Connection, item: &Item) -> Result<Vec<Entry>, VaultError> {
    let mut statement = db.prepare_cached(
        "select distinct p.body from posting p join entry e on e.posting = p.rowid
          where e.item = ?1 order by p.rowid",
    )?;
    let bodies: Vec<String> = statement
        .query_map([item], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut found = Vec::new();
    for body in bodies {
        let posting: Posting = read_body(&body)?;
        found.extend(
            posting
                .entries()?
                .into_iter()
                .filter(|entry| entry.item == Some(*item)),
        );
    }
    Ok(found)
}

/// The open amounts of a visit.
///
/// # Errors
/// As the database answers.
pub fn open_of(db: &Connection, item: &Item) -> Result<Vec<OpenItem>, VaultError> {
    let mut statement = db.prepare_cached(&format!(
        "select {OPEN_COLUMNS} from open_item where item = ?1 order by n"
    ))?;
    let rows = statement.query_map([item], read_open)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes the open amounts of a visit in place of those that stand; nothing is written when they are
/// the same.
///
/// # Errors
/// As the database answers.
pub fn save_open(db: &Connection, item: &Item, open: &[OpenItem]) -> Result<(), VaultError> {
    let before = open_of(db, item)?;
    if before == open {
        return Ok(());
    }
    db.prepare_cached("delete from open_item where item = ?1")?
        .execute([item])?;
    let mut clear = db.prepare_cached("delete from open_sum where payer = ?1 and item = ?2")?;
    for sum in OpenSum::all(&before) {
        clear.execute((sum.payer, item))?;
    }
    for (n, sum) in (0..).zip(OpenSum::all(open)) {
        sum.insert(db, n)?;
    }
    let mut insert = db.prepare_cached(
        "insert into open_item (item, n, line, debtor, owner, amount_cents, patient_id, payer_id, rendering_id, claim_id,
             guarantor, service_on, billed_on, activity_on, since_on, step, due_on, reason)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
    )?;
    fn none_if_empty(text: &str) -> Option<&str> {
        Some(text).filter(|text| !text.is_empty())
    }
    for (n, open) in (0..).zip(open) {
        let n: i64 = n;
        insert.execute(rusqlite::params![
            open.item,
            n,
            open.line.map(LineId::bytes),
            open.debtor,
            open.owner,
            open.amount.cents(),
            none_if_empty(&open.patient_id),
            none_if_empty(&open.payer_id),
            none_if_empty(&open.rendering_id),
            none_if_empty(&open.claim_id),
            none_if_empty(&open.guarantor),
            open.service_on,
            open.billed_on,
            open.activity_on,
            open.since_on,
            open.step,
            open.due_on,
            open.reason,
        ])?;
    }
    Ok(())
}

/// What is open of a visit with one debtor, one owner and one age.
struct OpenSum<'o> {
    payer: &'o str,
    of: &'o OpenItem,
    amount: i64,
    credit: i64,
    due_on: &'o str,
}

impl<'o> OpenSum<'o> {
    fn all(open: &'o [OpenItem]) -> Vec<OpenSum<'o>> {
        let mut sums: Vec<OpenSum<'o>> = Vec::new();
        for open in open {
            let payer = match open.debtor.as_str() {
                "patient" => "patient",
                _ => &open.payer_id,
            };
            let cents = open.amount.cents();
            let same = |sum: &&mut OpenSum<'_>| {
                (sum.payer, &sum.of.owner) == (payer, &open.owner)
                    && sum.of.service_on == open.service_on
                    && sum.of.since_on == open.since_on
            };
            match sums.iter_mut().find(same) {
                Some(sum) => {
                    sum.amount += cents;
                    sum.credit += cents.min(0);
                    sum.due_on = sum.due_on.min(&open.due_on);
                }
                None => sums.push(OpenSum {
                    payer,
                    of: open,
                    amount: cents,
                    credit: cents.min(0),
                    due_on: &open.due_on,
                }),
            }
        }
        sums
    }

    fn insert(&self, db: &Connection, n: i64) -> Result<(), VaultError> {
        let of = self.of;
        db.prepare_cached(
            "insert or replace into open_sum (payer, item, n, amount_cents, credit_cents, service_on, billed_on,
                 activity_on, since_on, due_on, owner, patient_id, rendering_id)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(rusqlite::params![
            self.payer,
            of.item,
            n,
            self.amount,
            self.credit,
            of.service_on,
            of.billed_on,
            of.activity_on,
            of.since_on,
            self.due_on,
            of.owner,
            of.patient_id,
            of.rendering_id,
        ])?;
        Ok(())
    }
}

/// Takes the open amounts of a visit that is no more out of the cache.
///
/// # Errors
/// As the database answers.
pub fn forget_open(db: &Connection, item: &Item) -> Result<(), VaultError> {
    save_open(db, item, &[])
}

/// Puts the open amounts of a visit on another account.
///
/// # Errors
/// As the database answers.
pub fn save_guarantor(db: &Connection, item: &Item, guarantor: &str) -> Result<(), VaultError> {
    db.prepare_cached(
        "update open_item set guarantor = nullif(?2, '')
          where item = ?1 and ifnull(guarantor, '') <> ?2",
    )?
    .execute((item, guarantor))?;
    Ok(())
}

/// The visits of a patient on which something is open: each with its claim (empty for opening
/// balances) and its first day (ISO).
///
/// # Errors
/// As the database answers.
pub fn open_visits(
    db: &Connection,
    patient: &str,
) -> Result<Vec<(Item, String, String)>, VaultError> {
    let mut statement = db.prepare_cached(
        "select item, ifnull(claim_id, ''), min(service_on) from open_item
          where patient_id = ?1 group by item",
    )?;
    let rows = statement.query_map([patient], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The visits of which a payer left something that is ours to work: item, and the claim, empty where
/// there is none.
///
/// # Errors
/// As the database answers.
pub fn ours_of(db: &Connection, payer: &str) -> Result<Vec<(Item, String)>, VaultError> {
    let mut statement = db.prepare_cached(
        "select distinct item, ifnull(claim_id, '') from open_item where owner = 'us' and payer_id = ?1",
    )?;
    let rows = statement.query_map([payer], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A balance that a payer owes without a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its row of the opening balances.
    pub item: Item,
    /// The patient, or empty.
    pub patient_id: String,
    /// The patient's name, or empty.
    pub patient: String,
    /// The day of service, ISO.
    pub service_on: String,
    /// What is open of it.
    pub open: Money,
}

/// What a payer owes without a claim, the oldest first. It is what came as opening balances.
///
/// # Errors
/// As the database answers.
pub fn openings_of(db: &Connection, payer: &str) -> Result<Vec<Opening>, VaultError> {
    let mut statement = db.prepare_cached(
        "select item, ifnull(patient_id, ''), ifnull(patient.name, ''), min(service_on), sum(amount_cents)
           from open_item left join patient on patient.id = patient_id
          where open_item.claim_id is null and open_item.payer_id = ?1 and debtor <> 'patient'
          group by item order by min(service_on), item",
    )?;
    let rows = statement.query_map([payer], |row| {
        Ok(Opening {
            item: row.get(0)?,
            patient_id: row.get(1)?,
            patient: row.get(2)?,
            service_on: row.get(3)?,
            open: Money::from_cents(row.get(4)?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether the bill of a visit is for the patient's eyes alone: one of its claims says so.
///
/// # Errors
/// As the database answers.
pub fn is_sensitive(db: &Connection, item: &Item) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached(
            "select 1 from visit_claim join claim on claim.id = visit_claim.claim_id
              where visit_claim.item = ?1 and claim.sensitive = 1",
        )?
        .exists([item])?)
}

/// The claims of the visit that a claim belongs to, itself among them.
///
/// # Errors
/// As the database answers.
pub fn claims_of_visit(db: &Connection, claim: &str) -> Result<Vec<String>, VaultError> {
    let mut statement = db.prepare_cached(
        "select claim_id from visit_claim
          where item = (select item from visit_claim where claim_id = ?1) order by claim_id",
    )?;
    let mut found: Vec<String> = statement
        .query_map([claim], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    if found.is_empty() {
        found.push(claim.to_owned());
    }
    Ok(found)
}

/// The accounts on which something of a patient's is open and the patient's to pay.
///
/// # Errors
/// As the database answers.
pub fn accounts_of(db: &Connection, patient: &str) -> Result<Vec<String>, VaultError> {
    let mut statement = db.prepare_cached(
        "select distinct guarantor from open_item
          where patient_id = ?1 and debtor = 'patient' and guarantor is not null order by 1",
    )?;
    let rows = statement.query_map([patient], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Which visit a claim belongs to.
///
/// # Errors
/// As the database answers.
pub fn visit_of(db: &Connection, claim: &str) -> Result<Option<Item>, VaultError> {
    Ok(db
        .prepare_cached("select item from visit_claim where claim_id = ?1")?
        .query_row([claim], |row| row.get(0))
        .optional()?)
}

/// The claims of a visit, by their ids.
///
/// # Errors
/// As the database answers.
pub fn claims_of(db: &Connection, item: &Item) -> Result<Vec<String>, VaultError> {
    let mut statement =
        db.prepare_cached("select claim_id from visit_claim where item = ?1 order by claim_id")?;
    let rows = statement.query_map([item], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Keeps which visit a claim belongs to; none when the claim is gone.
///
/// # Errors
/// As the database answers.
pub fn save_visit(db: &Connection, claim: &str, item: Option<&Item>) -> Result<(), VaultError> {
    match item {
        Some(item) => db
            .prepare_cached(
                "insert into visit_claim (claim_id, item) values (?1, ?2)
                 on conflict do update set item = excluded.item where item <> excluded.item",
            )?
            .execute((claim, item))?,
        None => db
            .prepare_cached("delete from visit_claim where claim_id = ?1")?
            .execute([claim])?,
    };
    Ok(())
}

/// Who has a token: kind and id of the record.
///
/// # Errors
/// As the database answers.
pub fn holder_of(
    db: &Connection,
    token: &[u8; 20],
) -> Result<Option<(String, String)>, VaultError> {
    Ok(db
        .prepare_cached("select kind, id from uniq_token where token = ?1")?
        .query_row([token], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Gives a record the tokens that it should have, and takes from it what it has no more.
///
/// # Errors
/// [`VaultError::Engine`] when somebody else has one: ask [`holder_of`] first.
pub fn save_tokens(
    db: &Connection,
    (kind, id): (&str, &str),
    tokens: &[[u8; 20]],
) -> Result<(), VaultError> {
    db.prepare_cached("delete from uniq_token where id = ?1")?
        .execute([id])?;
    let mut insert =
        db.prepare_cached("insert into uniq_token (token, kind, id) values (?1, ?2, ?3)")?;
    for token in tokens {
        insert.execute((token, kind, id))?;
    }
    Ok(())
}

/// What stands on each account that is not at zero, by its text.
///
/// # Errors
/// As the database answers.
pub fn accounts(db: &Connection) -> Result<BTreeMap<String, Money>, VaultError> {
    let mut statement = db.prepare_cached(
        "select account, amount_cents from account_balance where amount_cents <> 0",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, Money::from_cents(row.get(1)?))))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The last posting's place, 0 before the first.
///
/// # Errors
/// As the database answers.
pub fn last(db: &Connection) -> Result<i64, VaultError> {
    Ok(db
        .prepare_cached("select ifnull(max(rowid), 0) from posting")?
        .query_row([], |row| row.get(0))?)
}

/// The digest of the postings after a place: the first and last place and SHA-256 over their ids and
/// bodies; none when there is none.
///
/// # Errors
/// As the database answers.
pub fn digest_after(
    db: &Connection,
    (after, to): (i64, i64),
) -> Result<Option<String>, VaultError> {
    use sha2::{Digest, Sha256};
    let mut statement = db.prepare_cached(
        "select rowid, body from posting where rowid > ?1 and rowid <= ?2 order by rowid",
    )?;
    let mut rows = statement.query([after, to])?;
    let (mut hash, mut span) = (Sha256::new(), None::<(i64, i64)>);
    while let Some(row) = rows.next()? {
        let at: i64 = row.get(0)?;
        span = Some((span.map_or(at, |(first, _)| first), at));
        hash.update(at.to_le_bytes());
        hash.update(row.get_ref(1)?.as_str().unwrap_or_default());
    }
    Ok(span
        .map(|(first, last)| format!("{first}-{last} {}", crate::database::hex(&hash.finalize()))))
}
