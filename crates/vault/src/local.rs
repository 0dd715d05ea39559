//! What stays on this computer: half-typed forms, running numbers, and the bytes of documents.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use crate::VaultError;
use crate::database::hex;
use crate::kinds::{User, read_body};

/// Keeps a half-typed form of a user.
///
/// # Errors
/// As the database answers.
pub fn save_draft(
    db: &Connection,
    user: &str,
    form: &str,
    body: &str,
    at: i64,
) -> Result<(), VaultError> {
    db.prepare_cached(
        "insert into draft (user_id, form, body, at) values (?1, ?2, ?3, ?4)
         on conflict do update set body = excluded.body, at = excluded.at",
    )?
    .execute((user, form, body, at))?;
    Ok(())
}

/// A half-typed form of a user, if there is one.
///
/// # Errors
/// As the database answers.
pub fn draft(db: &Connection, user: &str, form: &str) -> Result<Option<String>, VaultError> {
    Ok(db
        .prepare_cached("select body from draft where user_id = ?1 and form = ?2")?
        .query_row((user, form), |row| row.get(0))
        .optional()?)
}

/// The half-typed forms of a user, the latest first: name and moment (UTC milliseconds).
///
/// # Errors
/// As the database answers.
pub fn drafts(db: &Connection, user: &str) -> Result<Vec<(String, i64)>, VaultError> {
    let mut statement =
        db.prepare_cached("select form, at from draft where user_id = ?1 order by at desc")?;
    let rows = statement.query_map([user], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Forgets a half-typed form.
///
/// # Errors
/// As the database answers.
pub fn drop_draft(db: &Connection, user: &str, form: &str) -> Result<(), VaultError> {
    db.prepare_cached("delete from draft where user_id = ?1 and form = ?2")?
        .execute((user, form))?;
    Ok(())
}

/// The next running number of a name, beginning at `first`. Gaps may come, a number never twice.
///
/// # Errors
/// As the database answers.
pub fn next_number(db: &Connection, name: &str, first: i64) -> Result<i64, VaultError> {
    let number = peek_number(db, name, first)?;
    // Not with `returning`, for which the engine makes a table each time.
    db.prepare_cached(
        "insert into counter (name, next) values (?1, ?2)
         on conflict do update set next = excluded.next",
    )?
    .execute((name, number + 1))?;
    Ok(number)
}

/// The number that [`next_number`] would answer.
///
/// # Errors
/// As the database answers.
pub fn peek_number(db: &Connection, name: &str, first: i64) -> Result<i64, VaultError> {
    let next = db
        .prepare_cached("select next from counter where name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    Ok(next.unwrap_or(first))
}

/// Whether a running number of a name was begun.
///
/// # Errors
/// As the database answers.
pub fn counts(db: &Connection, name: &str) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached("select 1 from counter where name = ?1")?
        .exists([name])?)
}

/// Forgets a running number.
///
/// # Errors
/// As the database answers.
pub fn forget_counter(db: &Connection, name: &str) -> Result<(), VaultError> {
    db.prepare_cached("delete from counter where name = ?1")?
        .execute([name])?;
    Ok(())
}

/// Keeps a document and answers its name: the SHA-256 of its bytes, hex.
///
/// # Errors
/// As the database answers.
pub fn save_blob(db: &Connection, bytes: &[u8]) -> Result<String, VaultError> {
    let name = hex(&Sha256::digest(bytes));
    db.prepare_cached("insert into blob (sha256, bytes) values (?1, ?2) on conflict do nothing")?
        .execute((&name, bytes))?;
    Ok(name)
}

/// A document by its name.
///
/// # Errors
/// [`VaultError::NoSuch`] when it is not there.
pub fn blob(db: &Connection, name: &str) -> Result<Vec<u8>, VaultError> {
    db.prepare_cached("select bytes from blob where sha256 = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?
        .ok_or(VaultError::NoSuch("document"))
}

/// The people who may sign in.
///
/// # Errors
/// As the database answers.
pub fn users(db: &Connection) -> Result<Vec<User>, VaultError> {
    let mut statement = db.prepare_cached("select body from user order by id")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|body| read_body(&body?)).collect()
}
