//! The writing side of a transaction. A change goes through here and nowhere else, so the version,
//! the mark for the practice server, the image for undo and the search index cannot be forgotten.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params_from_iter};
use values::{Money, PatientId};

use crate::kinds::{self, Concern, Record, UndoRule, read_body};
use crate::ledger::Sums;
use crate::{VaultError, audit, find, history};

/// How many steps a person can take back at least; older ones are let go.
const STEPS_KEPT: i64 = 200;

/// An open transaction: all of it happens, or none of it does.
pub struct Writer<'a> {
    tx: Transaction<'a>,
    at: i64,
    user: String,
    step: Option<i64>,
    recording: bool,
    touched: BTreeSet<&'static str>,
    event: Option<i64>,
    concerns: BTreeSet<Concern>,
    sums: Sums,
    /// Kinds of which nothing was ever taken away.
    none_buried: BTreeSet<&'static str>,
    /// How a row of a kind is written.
    inserts: BTreeMap<&'static str, String>,
    /// Where bodies are written one after the other, so that each needs no room of its own.
    body: Vec<u8>,
}

impl<'a> Writer<'a> {
    /// Begins a change by a user at a moment (UTC milliseconds).
    ///
    /// # Errors
    /// As the database answers.
    pub fn begin(db: &'a mut Connection, user: &str, at: i64) -> Result<Writer<'a>, VaultError> {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Writer {
            tx,
            at,
            user: user.to_owned(),
            step: None,
            recording: true,
            touched: BTreeSet::new(),
            event: None,
            concerns: BTreeSet::new(),
            sums: Sums::default(),
            none_buried: BTreeSet::new(),
            inserts: BTreeMap::new(),
            body: Vec::new(),
        })
    }

    /// The connection, to read what this change has written so far.
    pub fn db(&self) -> &Connection {
        &self.tx
    }

    /// The moment of the change, UTC milliseconds.
    pub fn at(&self) -> i64 {
        self.at
    }

    /// Whose change it is.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// From here on nothing is kept for undo: what follows has left the building.
    pub fn beyond_undo(&mut self) {
        self.recording = false;
    }

    /// The kinds that were changed so far.
    pub fn touched(&self) -> Vec<&'static str> {
        self.touched.iter().copied().collect()
    }

    /// What the ledger has to look at again, of what changed since this was asked last.
    pub fn concerns(&mut self) -> BTreeSet<Concern> {
        std::mem::take(&mut self.concerns)
    }

    /// A record by its id.
    ///
    /// # Errors
    /// [`VaultError::NoSuch`] when it is not there.
    pub fn get<R: Record>(&self, key: &str) -> Result<R, VaultError> {
        get(&self.tx, key).map(|(record, _)| record)
    }

    /// Writes a record: a new row, or a new version of the row that is there. Writing what is there
    /// already changes nothing.
    ///
    /// # Errors
    /// As the database answers.
    pub fn put<R: Record>(&mut self, record: &R) -> Result<(), VaultError> {
        let key = record.key();
        let there: Option<(i64, String)> = self
            .tx
            .prepare_cached(&format!(
                "select version, body from {} where id = ?1",
                R::KIND
            ))?
            .query_row([&key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        match there {
            None => self.insert(record),
            Some((version, before)) => {
                let mut room = std::mem::take(&mut self.body);
                let body = body(record, &mut room)?;
                if body == before {
                    self.body = room;
                    return Ok(());
                }
                if record.keeps_history() {
                    let n = self.event_number()?;
                    let row = (n, R::KIND, key.as_str(), version);
                    history::note(&self.tx, row, &before, Some(body))?;
                }
                // A column that is named has its index written anew, even with the value it had.
                let mut columns = record.columns();
                if let Ok(old) = read_body::<R>(&before) {
                    self.concerns.extend(old.concerns());
                    let old = old.columns();
                    columns.retain(|column| !old.contains(column));
                }
                self.concerns.extend(record.concerns());
                let sets: String = columns
                    .iter()
                    .map(|(name, _)| format!(", {name} = ?"))
                    .collect();
                let values = [ToSqlOutput::from(version + 1), ToSqlOutput::from(body)]
                    .into_iter()
                    .chain(
                        columns
                            .into_iter()
                            .map(|(_, value)| ToSqlOutput::Owned(value)),
                    )
                    .chain([ToSqlOutput::from(key.as_str())]);
                self.tx
                    .prepare_cached(&format!(
                        "update {} set version = ?, body = ?{sets} where id = ?",
                        R::KIND
                    ))?
                    .execute(params_from_iter(values))?;
                self.body = room;
                record.index(&self.tx, false)?;
                self.mark(R::KIND, &key, version, version + 1, Some(before))
            }
        }
    }

    /// Writes a record that is known to be new.
    ///
    /// # Errors
    /// As the database answers; a row with the id is a fault.
    pub fn insert<R: Record>(&mut self, record: &R) -> Result<(), VaultError> {
        let key = record.key();
        let before = self.dig_up(R::KIND, &key)?;
        let columns = record.columns();
        let sql = self.inserts.entry(R::KIND).or_insert_with(|| {
            let names: String = (columns.iter())
                .map(|(name, _)| format!(", {name}"))
                .collect();
            let marks = ", ?".repeat(columns.len());
            format!(
                "insert into {} (id, version, body{names}) values (?, ?, ?{marks})",
                R::KIND
            )
        });
        let mut room = std::mem::take(&mut self.body);
        let values = [
            ToSqlOutput::from(key.as_str()),
            ToSqlOutput::from(before + 1),
            ToSqlOutput::from(body(record, &mut room)?),
        ]
        .into_iter()
        .chain(
            columns
                .into_iter()
                .map(|(_, value)| ToSqlOutput::Owned(value)),
        );
        self.tx
            .prepare_cached(sql)?
            .execute(params_from_iter(values))?;
        self.body = room;
        record.index(&self.tx, true)?;
        record.add_up(&mut self.sums);
        self.concerns.extend(record.concerns());
        self.mark(R::KIND, &key, before, before + 1, None)
    }

    /// Takes a record away, leaving its version behind.
    ///
    /// # Errors
    /// [`VaultError::InUse`] (at the latest on commit) when something refers to it.
    pub fn remove<R: Record>(&mut self, key: &str) -> Result<(), VaultError> {
        let (version, before): (i64, String) = self
            .tx
            .prepare_cached(&format!(
                "select version, body from {} where id = ?1",
                R::KIND
            ))?
            .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?
            .ok_or(VaultError::NoSuch(R::KIND))?;
        // What undo takes away again was made by the step that it names.
        if self.recording {
            let n = self.event_number()?;
            history::note(&self.tx, (n, R::KIND, key, version), &before, None)?;
        }
        R::unindex(&self.tx, key)?;
        if let Ok(record) = read_body::<R>(&before) {
            self.concerns.extend(record.concerns());
        }
        self.tx
            .prepare_cached(&format!("delete from {} where id = ?1", R::KIND))?
            .execute([key])?;
        self.none_buried.remove(R::KIND);
        self.tx
            .prepare_cached("insert into tombstone (kind, id, version) values (?1, ?2, ?3)")?
            .execute((R::KIND, key, version + 1))?;
        self.mark(R::KIND, key, version, version + 1, Some(before))
    }

    /// The version that a row had when it was taken away, which it is no more; 0 when it never was.
    fn dig_up(&mut self, kind: &'static str, key: &str) -> Result<i64, VaultError> {
        if self.none_buried.contains(kind) {
            return Ok(0);
        }
        let any = "select 1 from tombstone where kind = ?1";
        if !self.tx.prepare_cached(any)?.exists([kind])? {
            self.none_buried.insert(kind);
            return Ok(0);
        }
        let version: Option<i64> = self
            .tx
            .prepare_cached("delete from tombstone where kind = ?1 and id = ?2 returning version")?
            .query_row((kind, key), |row| row.get(0))
            .optional()?;
        Ok(version.unwrap_or(0))
    }

    /// The number that this change's audit event will have.
    fn event_number(&mut self) -> Result<i64, VaultError> {
        match self.event {
            Some(n) => Ok(n),
            None => Ok(*self.event.insert(audit::head(&self.tx)?.0 + 1)),
        }
    }

    /// One pending mark a row, and the image that undo puts back.
    fn mark(
        &mut self,
        kind: &'static str,
        key: &str,
        base: i64,
        version: i64,
        image: Option<String>,
    ) -> Result<(), VaultError> {
        self.touched.insert(kind);
        self.tx
            .prepare_cached(
                "insert into pending (kind, id, base_version) values (?1, ?2, ?3)
                 on conflict do nothing",
            )?
            .execute((kind, key, base))?;
        let undone = kinds::kind(kind).is_some_and(|k| k.undo == UndoRule::Swap);
        if !self.recording || !undone {
            return Ok(());
        }
        let seq = match self.step {
            Some(seq) => seq,
            None => {
                self.tx
                    .prepare_cached(
                        "insert into step (at, user_id, title, state) values (?1, ?2, '', 'done')",
                    )?
                    .execute((self.at, &self.user))?;
                *self.step.insert(self.tx.last_insert_rowid())
            }
        };
        self.tx
            .prepare_cached(
                "insert into step_row (seq, kind, id, base, version, image)
                 values (?1, ?2, ?3, ?4, ?5, ?6)
                 on conflict do update set version = excluded.version",
            )?
            .execute((seq, kind, key, base, version, image))?;
        Ok(())
    }

    /// Appends the audit event, names the step, drops what can no longer be redone, and commits.
    ///
    /// # Errors
    /// As the database answers; nothing is kept then.
    pub fn commit(self, title: &str, event: &audit::Event) -> Result<Committed, VaultError> {
        if let Some(seq) = self.step {
            self.tx
                .prepare_cached("update step set title = ?2 where seq = ?1")?
                .execute((seq, title))?;
            self.tx
                .prepare_cached("delete from step where user_id = ?1 and state = 'undone'")?
                .execute([&self.user])?;
            // Letting go writes as many pages as the step itself, so not at every save.
            if seq % 16 == 0 {
                self.tx.execute(
                    "delete from step where user_id = ?1 and seq <= ifnull(
                         (select seq from step where user_id = ?1 order by seq desc limit 1 offset ?2), -1)",
                    (&self.user, STEPS_KEPT),
                )?;
            }
        }
        self.finish(event)
    }

    /// Commits where no record was changed: nothing was done that the log or undo could tell. What is
    /// no record stays, such as that a draft went.
    ///
    /// # Errors
    /// As the database answers.
    pub fn commit_unchanged(self) -> Result<(), VaultError> {
        Ok(self.tx.commit()?)
    }

    /// What the postings of this change add to an account of a patient; the balances that are read hold it
    /// when the change is committed.
    pub fn adds(&self, patient: PatientId, account: &str) -> Money {
        self.sums.of(patient, account)
    }

    /// As [`Writer::commit`], for undo and redo, which keep their own steps.
    pub(crate) fn finish(self, event: &audit::Event) -> Result<Committed, VaultError> {
        self.sums.write(&self.tx)?;
        if self.touched.contains("patient") {
            find::catch_up(&self.tx)?;
        }
        audit::append(&self.tx, event)?;
        let done = Committed {
            touched: self.touched(),
            undoable: self.step.is_some(),
        };
        self.tx.commit()?;
        Ok(done)
    }
}

/// What a finished change touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    /// The kinds to read again.
    pub touched: Vec<&'static str>,
    /// True when undo can take it back.
    pub undoable: bool,
}

/// Writes a record's body.
fn body<'b, R: Record>(record: &R, text: &'b mut Vec<u8>) -> Result<&'b str, VaultError> {
    text.clear();
    // Room for a usual claim at once: a text that grows is copied several times.
    text.reserve(4_096);
    serde_json::to_writer(&mut *text, record).map_err(|e| VaultError::Unreadable {
        kind: R::KIND,
        why: format!("{:?}", e.classify()),
    })?;
    std::str::from_utf8(text).map_err(|_| VaultError::Unreadable {
        kind: R::KIND,
        why: "Utf8".to_owned(),
    })
}

/// The version of a row, also of one that was taken away; 0 when there never was one.
pub(crate) fn version_of(db: &Connection, kind: &str, key: &str) -> Result<i64, VaultError> {
    let there: Option<i64> = db
        .prepare_cached(&format!("select version from {kind} where id = ?1"))?
        .query_row([key], |row| row.get(0))
        .optional()?;
    if let Some(version) = there {
        return Ok(version);
    }
    Ok(db
        .prepare_cached("select version from tombstone where kind = ?1 and id = ?2")?
        .query_row((kind, key), |row| row.get(0))
        .optional()?
        .unwrap_or(0))
}

/// A record and its version.
///
/// # Errors
/// [`VaultError::NoSuch`] when it is not there.
pub fn get<R: Record>(db: &Connection, key: &str) -> Result<(R, i64), VaultError> {
    let (body, version): (String, i64) = db
        .prepare_cached(&format!(
            "select body, version from {} where id = ?1",
            R::KIND
        ))?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .ok_or(VaultError::NoSuch(R::KIND))?;
    Ok((read_body(&body)?, version))
}
