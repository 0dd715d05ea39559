//! Books of 1,000,000 service lines, written by bulk SQL: most of them closed, 96,000 open. They stand
//! in the tables as the ledger writes them, but for the bodies of the postings, which nothing that is
//! measured here reads.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, ensure};
use rusqlite::Connection;
use values::{ClaimId, Day, LineId, PatientId, PayerId, PostingId, RemitId};

use crate::desk::{Desk, today};

/// Lines and their cents.
type Lines = Vec<([u8; 16], i64)>;

/// Service lines of seven years.
const LINES: i64 = 1_000_000;
/// Of them with something open.
const OPEN: i64 = 96_000;
/// Those that are open were rendered in so many days.
const OPEN_DAYS: i32 = 150;
/// A payer answers after so many days.
const ANSWERED_AFTER: i32 = 21;
const PATIENTS: u64 = 30_000;
const RENDERING: &str = "prv_0192f0c1a2b37c4d8e9f0a1b2c3d4e5f";
const DAY_MS: i64 = 86_400_000;

/// Ids of a made-up visit.
struct Visit {
    item: [u8; 16],
    patient: [u8; 16],
    payer: usize,
    on: Day,
    at: i64,
}

/// A movement before it is written.
struct Move<'a> {
    accounts: [&'a str; 2],
    cents: i64,
    lines: [Option<[u8; 16]>; 2],
}

/// Writes postings with their movements, and adds up what stands on each account.
struct Scribe<'a> {
    db: &'a Connection,
    payers: Vec<PayerId>,
    dice: u64,
    posting: i64,
    sums: BTreeMap<String, i64>,
}

impl Scribe<'_> {
    /// The next number of a made-up sequence (splitmix64).
    fn roll(&mut self) -> u64 {
        self.dice = self.dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.dice ^ (self.dice >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn random(&mut self) -> [u8; 10] {
        let (a, b) = (self.roll().to_be_bytes(), self.roll().to_be_bytes());
        [a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], b[0], b[1]]
    }

    fn visit(&mut self, on: Day, at: i64) -> Visit {
        let patient = self.roll() % PATIENTS;
        let mut id = [7; 10];
        id[2..].copy_from_slice(&patient.to_be_bytes());
        let made = u64::try_from(at).unwrap_or(0);
        Visit {
            item: ClaimId::new(made, self.random()).bytes(),
            // Patients came over the years: their ids are in no order.
            patient: PatientId::new(1_600_000_000_000 + patient * 7_919, id).bytes(),
            payer: usize::try_from(self.roll()).unwrap_or(0) % self.payers.len(),
            on,
            at,
        }
    }

    fn post(
        &mut self,
        (source, id, part): (&str, [u8; 16], i64),
        visit: Option<&Visit>,
        (on, at): (Day, i64),
        moves: &[Move<'_>],
    ) -> anyhow::Result<()> {
        self.posting += 1;
        let key = PostingId::new(u64::try_from(at)?, self.random()).to_string();
        self.db
            .prepare_cached(
                "insert into posting (rowid, id, version, source, source_id, part, posted_on, at, body)
                 values (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, '{}')",
            )?
            .execute((self.posting, key, source, id, part, on.to_string(), at))?;
        let mut insert = self.db.prepare_cached(
            "insert into entry (posting, n, debit, credit, amount_cents, item, debit_line, credit_line, patient, payer, turn)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?;
        let turn = vault::ledger::turn(on, source);
        for (n, moved) in (0_i64..).zip(moves) {
            insert.execute((
                self.posting,
                n,
                moved.accounts[0],
                moved.accounts[1],
                moved.cents,
                visit.map(|visit| visit.item),
                moved.lines[0],
                moved.lines[1],
                visit.map(|visit| visit.patient),
                visit.map(|visit| self.payers[visit.payer].bytes()),
                turn,
            ))?;
            for (account, cents) in moved.accounts.iter().zip([moved.cents, -moved.cents]) {
                match self.sums.get_mut(*account) {
                    Some(sum) => *sum += cents,
                    None => {
                        self.sums.insert((*account).to_owned(), cents);
                    }
                }
            }
        }
        Ok(())
    }

    /// The charges of a visit: its lines with what each is.
    fn charge(&mut self, visit: &Visit, lines: i64) -> anyhow::Result<Vec<([u8; 16], i64)>> {
        let made = u64::try_from(visit.at)?;
        let charged: Vec<([u8; 16], i64)> = (0..lines)
            .map(|_| {
                let cents = i64::try_from(8_000 + self.roll() % 24_000).unwrap_or(8_000);
                (LineId::new(made, self.random()).bytes(), cents)
            })
            .collect();
        let moves: Vec<Move<'_>> = charged
            .iter()
            .map(|(line, cents)| Move {
                accounts: ["ar:1", "charges"],
                cents: *cents,
                lines: [Some(*line), None],
            })
            .collect();
        let source = ("claim", visit.item, 0);
        self.post(source, Some(visit), (visit.on, visit.at), &moves)?;
        Ok(charged)
    }

    /// A payer's answer: four fifths allowed, of that a fifth left to the patient on every third visit.
    /// What the check has to be over, and what the patient is left with by line.
    fn answer(
        &mut self,
        visit: &Visit,
        (remit, part): ([u8; 16], i64),
        charged: &[([u8; 16], i64)],
    ) -> anyhow::Result<(i64, Lines)> {
        let shared = self.roll().is_multiple_of(3);
        let (mut moves, mut left, mut check) = (Vec::new(), Vec::new(), 0);
        for (line, cents) in charged {
            let off = cents / 5;
            let patient = if shared { (cents - off) / 5 } else { 0 };
            let paid = cents - off - patient;
            for (account, cents) in [("clearing", paid), ("adj:CO-45", off)] {
                moves.push(Move {
                    accounts: [account, "ar:1"],
                    cents,
                    lines: [None, Some(*line)],
                });
            }
            check += paid;
            if shared {
                left.push((*line, patient));
            }
        }
        let at = visit.at + i64::from(ANSWERED_AFTER) * DAY_MS;
        let on = visit.on.plus_days(ANSWERED_AFTER);
        let source = ("remittance", remit, part);
        self.post(source, Some(visit), (on, at), &moves)?;
        let moves: Vec<Move<'_>> = left
            .iter()
            .map(|(line, cents)| Move {
                accounts: ["ar:patient", "ar:1"],
                cents: *cents,
                lines: [Some(*line), Some(*line)],
            })
            .collect();
        if !moves.is_empty() {
            let source = ("transfer", visit.item, 0);
            self.post(source, Some(visit), (on, at), &moves)?;
        }
        Ok((check, left))
    }

    /// What a payer paid and the patient paid of the rest: what the payer's check has to be over.
    fn settle(
        &mut self,
        visit: &Visit,
        remit: ([u8; 16], i64),
        charged: &[([u8; 16], i64)],
    ) -> anyhow::Result<i64> {
        let (check, left) = self.answer(visit, remit, charged)?;
        let moves: Vec<Move<'_>> = left
            .iter()
            .map(|(line, cents)| Move {
                accounts: ["cash", "ar:patient"],
                cents: *cents,
                lines: [None, Some(*line)],
            })
            .collect();
        if !moves.is_empty() {
            let at = (visit.on.plus_days(45), visit.at + 45 * DAY_MS);
            self.post(("act", visit.item, 0), Some(visit), at, &moves)?;
        }
        Ok(check)
    }

    /// Keeps lines open: with the payer, or every fourth visit with the patient after the payer's
    /// answer. What the payer's check has to be over.
    fn keep_open(
        &mut self,
        visit: &Visit,
        remit: ([u8; 16], i64),
        charged: Vec<([u8; 16], i64)>,
    ) -> anyhow::Result<i64> {
        let answered = self.roll().is_multiple_of(4);
        let ((check, left), (owner, step)) = if answered {
            (
                self.answer(visit, remit, &charged)?,
                ("patient", "statement"),
            )
        } else {
            ((0, charged), ("1", "wait"))
        };
        if !left.is_empty() {
            self.db
                .prepare_cached(
                    "insert into open_sum (payer, item, n, amount_cents, credit_cents, service_on, billed_on, activity_on,
                         since_on, due_on, owner, patient_id, rendering_id)
                     values (?1, ?2, 0, ?3, 0, ?4, ?4, ?4, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute((
                    match owner {
                        "patient" => owner.to_owned(),
                        _ => self.payers[visit.payer].to_string(),
                    },
                    visit.item,
                    left.iter().map(|(_, cents)| cents).sum::<i64>(),
                    visit.on.to_string(),
                    visit.on.plus_days(45).to_string(),
                    owner,
                    PatientId::from_bytes(visit.patient).to_string(),
                    RENDERING,
                ))?;
        }
        let mut insert = self.db.prepare_cached(
            "insert into open_item (item, n, line, debtor, owner, amount_cents, patient_id, payer_id, rendering_id,
                 claim_id, service_on, billed_on, activity_on, since_on, step, due_on)
             values (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, ?10, ?10, ?11, ?12)",
        )?;
        for (n, (line, cents)) in (0_i64..).zip(&left) {
            insert.execute((
                visit.item,
                n,
                line,
                owner,
                cents,
                PatientId::from_bytes(visit.patient).to_string(),
                self.payers[visit.payer].to_string(),
                RENDERING,
                ClaimId::from_bytes(visit.item).to_string(),
                visit.on.to_string(),
                step,
                visit.on.plus_days(45).to_string(),
            ))?;
        }
        Ok(check)
    }

    /// Visits of a span of days, the same number of lines each day, and a check a day. Those that are
    /// to be closed are paid three weeks later.
    fn days(&mut self, (first, days): (Day, i32), lines: i64, closed: bool) -> anyhow::Result<()> {
        let mut waiting: VecDeque<(i32, Visit, Lines)> = VecDeque::new();
        let (mut done, epoch) = (0, Day::new(1970, 1, 1)?);
        for day in 0..days {
            if day % 30 == 0 {
                self.db.execute_batch("begin immediate")?;
            }
            let (on, last) = (first.plus_days(day), day + 1 == days);
            let at = i64::from(epoch.days_until(on)) * DAY_MS;
            let remit = RemitId::new(u64::try_from(at)?, self.random()).bytes();
            let (mut part, mut check) = (0, 0);
            let due = lines * i64::from(day + 1) / i64::from(days);
            while done < due {
                let of = (1 + part % 4).min(due - done);
                part += 1;
                done += of;
                let visit = self.visit(on, at + part);
                let charged = self.charge(&visit, of)?;
                if closed {
                    waiting.push_back((day + ANSWERED_AFTER, visit, charged));
                } else {
                    check += self.keep_open(&visit, (remit, part), charged)?;
                }
            }
            while let Some((_, visit, charged)) =
                waiting.pop_front_if(|(then, ..)| last || *then <= day)
            {
                part += 1;
                check += self.settle(&visit, (remit, part), &charged)?;
            }
            if 0 < check {
                let moves = [Move {
                    accounts: ["cash", "clearing"],
                    cents: check,
                    lines: [None, None],
                }];
                self.post(("remittance", remit, 0), None, (on, at), &moves)?;
            }
            if day % 30 == 29 || last {
                self.db.execute_batch("commit")?;
            }
        }
        Ok(())
    }
}

/// Makes a practice with so many years of closed history, as many lines each year, and always the same
/// lines open.
pub fn make(folder: &Path, years: i32) -> anyhow::Result<Desk> {
    let desk = Desk::make(folder)?;
    desk.fill(&seeds::practice(&seeds::Plan::small(), today()), folder)?;
    let open = desk.open()?;
    let db = open.vault.writer();
    let payers = vault::register::payers(&db)?;
    ensure!(!payers.is_empty(), "a practice without payers");
    // Patients are in no order: their index is made at the end.
    let by_patient: String = db.query_row(
        "select sql from sqlite_schema where name = 'entry_patient'",
        [],
        |row| row.get(0),
    )?;
    db.execute_batch("drop index entry_patient")?;
    let mut scribe = Scribe {
        db: &db,
        payers: payers.iter().map(|payer| payer.id).collect(),
        dice: 1,
        posting: vault::ledger::last(&db)?,
        sums: BTreeMap::new(),
    };
    let closed = (LINES - OPEN) * i64::from(years) / 7;
    let days = years * 365;
    scribe.days((today().plus_days(-days), days), closed, true)?;
    let span = (today().plus_days(-OPEN_DAYS), OPEN_DAYS);
    scribe.days(span, OPEN, false)?;
    let sums = std::mem::take(&mut scribe.sums);
    drop(scribe);
    // All the money of the movements came as one transfer: the proof holds the two against each other.
    db.execute(
        "insert into remittance (id, version, number, posted_on, amount_cents, left_cents, body)
         values (?1, 1, '', ?2, ?3, 0, '{\"method\":\"eft\"}')",
        (
            RemitId::from_bytes([7; 16]).to_string(),
            today().to_string(),
            sums.get("cash").copied().unwrap_or(0),
        ),
    )?;
    for (account, cents) in sums {
        db.execute(
            "insert into account_balance (account, amount_cents) values (?1, ?2)
             on conflict do update set amount_cents = amount_cents + excluded.amount_cents",
            (account, cents),
        )?;
    }
    db.execute_batch(&format!("{by_patient}; pragma wal_checkpoint(truncate)"))?;
    drop(db);
    Ok(desk)
}

/// Writes every service line with what is open of it: line, visit, patient, payer (0 for patients),
/// day, charge, balance. The sum of the balances is the answer.
pub fn write_lines(desk: &Desk, folder: &Path) -> anyhow::Result<i64> {
    let open = desk.open()?;
    let db = open.vault.reader()?;
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut number = |payer: &str| {
        let next = numbers.len() + 1;
        *numbers.entry(payer.to_owned()).or_insert(next)
    };
    let mut still: HashMap<_, (usize, String, i64)> = HashMap::new();
    let mut sum = 0;
    let mut statement = db.prepare(
        "select item, line, debtor, ifnull(payer_id, ''), service_on, amount_cents from open_item",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let place: ([u8; 16], Option<[u8; 16]>) = (row.get(0)?, row.get(1)?);
        let payer = match row.get_ref(2)?.as_str()? {
            "patient" => 0,
            _ => number(row.get_ref(3)?.as_str()?),
        };
        let cents: i64 = row.get(5)?;
        sum += cents;
        let same = still.entry(place).or_insert((payer, row.get(4)?, 0));
        same.2 += cents;
    }
    let mut out = BufWriter::new(File::create(folder.join("lines.csv"))?);
    let mut lines = 0;
    let mut statement = db.prepare(
        "select item, debit_line, patient, payer, posted_on, amount_cents
           from entry join posting on posting.rowid = posting
          where credit = 'charges' and debit_line is not null",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = |at: usize| row.get::<_, Option<[u8; 16]>>(at);
        let place = (id(0)?.unwrap_or_default(), id(1)?);
        let (payer, day, cents) = match still.remove(&place) {
            Some(open) => open,
            None => {
                let payer = id(3)?.map(|id| PayerId::from_bytes(id).to_string());
                (number(&payer.unwrap_or_default()), row.get(4)?, 0)
            }
        };
        let hex = |id: Option<[u8; 16]>| vault::database::hex(&id.unwrap_or_default());
        let (line, visit, patient) = (hex(place.1), hex(Some(place.0)), hex(id(2)?));
        let charge: i64 = row.get(5)?;
        writeln!(
            out,
            "{line},{visit},{patient},{payer},{day},{charge},{cents}"
        )?;
        lines += 1;
    }
    // What is open of a visit and of no line of it.
    for ((visit, _), (payer, day, cents)) in still {
        let visit = vault::database::hex(&visit);
        writeln!(out, "{visit},{visit},{visit},{payer},{day},0,{cents}")?;
        lines += 1;
    }
    ensure!(LINES <= lines, "{lines} lines");
    out.flush().context("lines.csv")?;
    Ok(sum)
}
