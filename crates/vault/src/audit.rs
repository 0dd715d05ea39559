//! The audit log: a chain of events, each sealed to the one before it, written in the same database
//! transaction as the change it tells of (45 CFR 164.312(b)). It holds ids and counts, no patient
//! data: before and after stay in the records.

use std::io::Write;

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use chain::{START, Seal, Walk, hex, seal};

use crate::VaultError;

/// Something that somebody did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who: a user id, or `-` before anybody signed in.
    pub who: String,
    /// What: the command's name, or `sign_in_failed`, `view_patient`, `refused`, …
    pub did: String,
    /// The ids that it is about, all of them: who looked at a patient must find it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<String>,
    /// Counts, hashes and reasons; never patient data.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub detail: std::collections::BTreeMap<String, String>,
}

impl Event {
    /// An event with no ids and no detail yet.
    pub fn new(at: i64, who: &str, did: &str) -> Event {
        Event {
            at,
            who: who.to_owned(),
            did: did.to_owned(),
            ..Event::default()
        }
    }

    /// With the ids it is about.
    pub fn about(mut self, ids: impl IntoIterator<Item = String>) -> Event {
        self.about = ids.into_iter().collect();
        self
    }

    /// With a count, a hash or a reason.
    pub fn with(mut self, name: &str, value: impl ToString) -> Event {
        self.detail.insert(name.to_owned(), value.to_string());
        self
    }
}

/// Appends an event to the chain, inside the transaction that is open.
///
/// # Errors
/// As the database answers.
pub fn append(db: &Connection, event: &Event) -> Result<(), VaultError> {
    let (n, before) = head(db)?;
    let body = serde_json::to_string(event)
        .map_err(|_| VaultError::Engine("an audit event that cannot be written".to_owned()))?;
    db.prepare_cached("insert into audit_event (n, body, hash) values (?1, ?2, ?3)")?
        .execute((n + 1, &body, seal(&before, n + 1, body.as_bytes())))?;
    Ok(())
}

/// The number and the seal of the last event; 0 and zeros before the first.
///
/// # Errors
/// As the database answers.
pub fn head(db: &Connection) -> Result<(i64, Seal), VaultError> {
    Ok(db
        .prepare_cached("select n, hash from audit_event order by n desc limit 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .unwrap_or((0, START)))
}

/// What a walk along the chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Events that hold.
    pub events: i64,
    /// The seal of the last event that holds, hex.
    pub head: String,
    /// The first break: the number of the event and what is wrong with it.
    pub broken: Option<(i64, String)>,
}

/// Walks the chain from its beginning and names the first break.
///
/// # Errors
/// As the database answers.
pub fn verify(db: &Connection) -> Result<Verdict, VaultError> {
    verify_telling(db, |_| Ok(()))
}

/// As [`verify`], telling `at` how many events it walked by.
///
/// # Errors
/// As the database answers, or as `at` does to stop it.
pub fn verify_telling(
    db: &Connection,
    mut at: impl FnMut(i64) -> Result<(), VaultError>,
) -> Result<Verdict, VaultError> {
    let mut statement = db.prepare("select n, body, hash from audit_event order by n")?;
    let mut rows = statement.query([])?;
    let mut walk = Walk::default();
    while let Some(row) = rows.next()? {
        let n: i64 = row.get(0)?;
        let (body, hash): (String, Seal) = (row.get(1)?, row.get(2)?);
        let step = walk.clone().step(n, body.as_bytes(), &hash);
        let broken = match step {
            Err(broken) => Some((broken.n, broken.what)),
            Ok(()) if serde_json::from_str::<Event>(&body).is_err() => {
                Some((n, format!("event {n} cannot be read")))
            }
            Ok(()) => None,
        };
        if broken.is_some() {
            return Ok(Verdict {
                events: walk.events,
                head: hex(&walk.head),
                broken,
            });
        }
        (walk.events, walk.head) = (n, hash);
        if n % 10_000 == 0 {
            at(n)?;
        }
    }
    Ok(Verdict {
        events: walk.events,
        head: hex(&walk.head),
        broken: None,
    })
}

/// Writes events up to a number as lines of an export, each with its very bytes, telling `at` how
/// far it is. A chain that is broken is written as it is: whoever checks the file finds the place.
///
/// # Errors
/// As the database or the file answers, or as `at` does to stop it.
pub fn export<E: From<VaultError> + From<std::io::Error>>(
    db: &Connection,
    last: i64,
    out: &mut impl Write,
    mut at: impl FnMut(i64) -> Result<(), E>,
) -> Result<i64, E> {
    let mut read = || -> Result<i64, Either<E>> {
        let mut statement =
            db.prepare("select n, body, hash from audit_event where n <= ?1 order by n")?;
        let mut rows = statement.query([last])?;
        let mut written = 0;
        while let Some(row) = rows.next()? {
            let n: i64 = row.get(0)?;
            let body = row.get_ref(1)?.as_str().unwrap_or_default();
            chain::write_event(out, n, &row.get(2)?, body).map_err(|e| Either::Theirs(e.into()))?;
            written += 1;
            if written % 10_000 == 0 {
                at(n).map_err(Either::Theirs)?;
            }
        }
        Ok(written)
    };
    read().map_err(|error| match error {
        Either::Ours(error) => VaultError::from(error).into(),
        Either::Theirs(error) => error,
    })
}

/// The database's fault, or the caller's.
enum Either<E> {
    Ours(rusqlite::Error),
    Theirs(E),
}

impl<E> From<rusqlite::Error> for Either<E> {
    fn from(error: rusqlite::Error) -> Either<E> {
        Either::Ours(error)
    }
}

/// Events after a number, oldest first, at most `count`.
///
/// # Errors
/// As the database answers.
pub fn events(db: &Connection, after: i64, count: u32) -> Result<Vec<(i64, Event)>, VaultError> {
    let mut statement =
        db.prepare_cached("select n, body from audit_event where n > ?1 order by n limit ?2")?;
    let rows = statement.query_map((after, count), |row| {
        Ok((row.get(0)?, row.get::<_, String>(1)?))
    })?;
    rows.map(|row| {
        let (n, body) = row?;
        let event = serde_json::from_str(&body)
            .map_err(|_| VaultError::Engine(format!("audit event {n} cannot be read")))?;
        Ok((n, event))
    })
    .collect()
}

/// The seal of an event by its number, when it is there.
///
/// # Errors
/// As the database answers.
pub fn seal_of(db: &Connection, n: i64) -> Result<Option<[u8; 32]>, VaultError> {
    Ok(db
        .prepare_cached("select hash from audit_event where n = ?1")?
        .query_row([n], |row| row.get(0))
        .optional()?)
}
