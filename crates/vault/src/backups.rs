//! What became of backups and of tries to restore one: records that prove it later.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use values::BackupId;

use crate::VaultError;
use crate::kinds::{Record, read_body};

/// A backup, or a try of a restore, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupRun {
    /// Made before it is first stored.
    pub id: BackupId,
    /// When it began, UTC milliseconds.
    pub at: i64,
    /// Who asked for it, or who was signed in when it was due.
    pub by: String,
    /// `backup`, or `drill`: a restore that was tried and thrown away.
    pub what: String,
    /// `first` and `second`: the places of the settings; `file`: one that somebody named; `update`:
    /// before this version changed the file.
    pub place: String,
    /// The folder as people name it, without what lies above.
    pub to: String,
    /// The name of the file that was written; of the newest that was tried.
    pub file: String,
    /// The how manyth good backup of this practice it is, from 1; 0 for none.
    pub generation: i64,
    /// Its size.
    pub bytes: u64,
    /// How long it took, milliseconds.
    pub ms: i64,
    /// SHA-256 of the file, hex.
    pub sha256: String,
    /// The number of the last audit event in it.
    pub events: i64,
    /// True when it was reopened and all of it was found whole.
    pub good: bool,
    /// What went wrong, or what was tried, in a sentence.
    #[serde(default)]
    pub says: String,
}

impl Record for BackupRun {
    const KIND: &'static str = "backup_run";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("at", Value::Integer(self.at)),
            ("what", Value::Text(self.what.clone())),
            ("place", Value::Text(self.place.clone())),
            ("good", Value::Integer(self.good.into())),
        ]
    }
}

/// The newest runs first.
///
/// # Errors
/// As the database answers.
pub fn runs(db: &Connection, count: u32) -> Result<Vec<BackupRun>, VaultError> {
    let mut statement =
        db.prepare_cached("select body from backup_run order by at desc, rowid desc limit ?1")?;
    let rows = statement.query_map([count], |row| row.get::<_, String>(0))?;
    rows.map(|body| read_body(&body?)).collect()
}

/// The newest run of its sort at a place, or at any.
///
/// # Errors
/// As the database answers.
pub fn last(
    db: &Connection,
    what: &str,
    place: Option<&str>,
    good: bool,
) -> Result<Option<BackupRun>, VaultError> {
    let body: Option<String> = db
        .prepare_cached(
            "select body from backup_run where what = ?1 and good = ?2 and (?3 is null or place = ?3)
              order by at desc, rowid desc limit 1",
        )?
        .query_row((what, good, place), |row| row.get(0))
        .optional()?;
    body.map(|body| read_body(&body)).transpose()
}

/// How many backups were found whole so far.
///
/// # Errors
/// As the database answers.
pub fn good_backups(db: &Connection) -> Result<i64, VaultError> {
    Ok(db
        .prepare_cached("select count(*) from backup_run where what = 'backup' and good = 1")?
        .query_row([], |row| row.get(0))?)
}

/// The names of files that a try of a restore found damaged.
///
/// # Errors
/// As the database answers.
pub fn damaged_files(db: &Connection) -> Result<Vec<String>, VaultError> {
    let mut statement = db.prepare_cached(
        "select json_extract(body, '$.file') from backup_run where what = 'drill' and good = 0",
    )?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
