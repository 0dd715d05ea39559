//! Reading the register: the payers that the practice asks, its providers and its facilities.

use billing::chart::{Payer, Provider};
use rusqlite::Connection;

use crate::VaultError;
use crate::kinds::read_body;

/// All payers, by name.
///
/// # Errors
/// As the database answers.
pub fn payers(db: &Connection) -> Result<Vec<Payer>, VaultError> {
    let mut statement =
        db.prepare_cached("select body from payer order by name collate nocase, id")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|body| read_body(&body?)).collect()
}

/// All providers and facilities, by name.
///
/// # Errors
/// As the database answers.
pub fn providers(db: &Connection) -> Result<Vec<Provider>, VaultError> {
    let mut statement =
        db.prepare_cached("select body from provider order by name collate nocase, id")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|body| read_body(&body?)).collect()
}
