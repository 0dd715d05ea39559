//! The audit log: a chain of events, each sealed to the one before it, written in the same database
//! transaction as the change it tells of (45 CFR 164.312(b)). It holds ids and counts, no patient
//! data: before and after stay in the records.

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::VaultError;
use crate::database::hex;

/// What the first event is chained to.
const START: [u8; 32] = [0; 32];

/// Something that somebody did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who: a user id, or `-` before anybody signed in.
    pub who: String,
    /// What: the command's name, or `sign_in_failed`, `view_patient`, `refused`, …
    pub did: String,
    /// The ids that it is about, at most 50.
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

    /// With the ids it is about; the first 50 are kept.
    pub fn about(mut self, ids: impl IntoIterator<Item = String>) -> Event {
        self.about = ids.into_iter().take(50).collect();
        self
    }

    /// With a count, a hash or a reason.
    pub fn with(mut self, name: &str, value: impl ToString) -> Event {
        self.detail.insert(name.to_owned(), value.to_string());
        self
    }
}

/// The seal of an event: SHA-256 over the one before it, the event's number and its body.
fn seal(before: &[u8], n: i64, body: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"cb/audit/1");
    hash.update(before);
    hash.update(n.to_be_bytes());
    hash.update(body);
    hash.finalize().into()
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
        .execute((n + 1, &body, seal(&before, n + 1, &body)))?;
    Ok(())
}

/// The number and the seal of the last event; 0 and zeros before the first.
///
/// # Errors
/// As the database answers.
pub fn head(db: &Connection) -> Result<(i64, [u8; 32]), VaultError> {
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
    let mut statement = db.prepare("select n, body, hash from audit_event order by n")?;
    let mut rows = statement.query([])?;
    let mut verdict = Verdict {
        events: 0,
        head: hex(&START),
        broken: None,
    };
    let mut before = START;
    while let Some(row) = rows.next()? {
        let (n, body, hash): (i64, String, [u8; 32]) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let broken = if n != verdict.events + 1 {
            Some(format!(
                "event {} is missing; the next one there is {n}",
                verdict.events + 1
            ))
        } else if seal(&before, n, &body) != hash {
            Some(format!(
                "event {n} was altered, or an event before it was taken out"
            ))
        } else if serde_json::from_str::<Event>(&body).is_err() {
            Some(format!("event {n} cannot be read"))
        } else {
            None
        };
        if let Some(what) = broken {
            verdict.broken = Some((verdict.events + 1, what));
            return Ok(verdict);
        }
        (before, verdict.events) = (hash, n);
    }
    verdict.head = hex(&before);
    Ok(verdict)
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
