//! What comes after the last statement: letters that went out, and accounts that are with an agency.

use billing::letter::Letter;
use billing::placement::Placement;
use rusqlite::Connection;
use rusqlite::types::Value;
use values::Day;

use crate::accounts::read_all;
use crate::statements::OF_ACCOUNT;
use crate::{Record, VaultError};

fn text(value: impl ToString) -> Value {
    Value::Text(value.to_string())
}

impl Record for Letter {
    const KIND: &'static str = "letter";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        let sent = self.sent_on.filter(|_| self.unsent.is_none());
        vec![
            ("number", text(&self.paper.number)),
            ("account", text(&self.account)),
            ("print_id", self.print_id.map_or(Value::Null, text)),
            ("made_on", text(self.made_on)),
            ("sent_on", sent.map_or(Value::Null, text)),
        ]
    }
}

impl Record for Placement {
    const KIND: &'static str = "placement";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        let recalled = self.recalled.as_ref().map(|back| back.on);
        vec![
            ("account", text(self.account)),
            ("placed_on", text(self.placed_on)),
            ("recalled_on", recalled.map_or(Value::Null, text)),
        ]
    }
}

/// The letters of an account that were made since a day, the newest first; all of them without one.
///
/// # Errors
/// As the database answers.
pub fn letters_of(
    db: &Connection,
    account: &str,
    since: Option<Day>,
) -> Result<Vec<Letter>, VaultError> {
    let since = since.map(|day| day.to_string()).unwrap_or_default();
    let sql =
        format!("select body from letter where {OF_ACCOUNT} and ?2 <= made_on order by id desc");
    read_all(db, &sql, &[account, &since])
}

/// The accounts that are with an agency now, the earliest first.
///
/// # Errors
/// As the database answers.
pub fn placed(db: &Connection) -> Result<Vec<Placement>, VaultError> {
    let sql = "select body from placement where recalled_on is null order by placed_on, id";
    read_all(db, sql, &[])
}

/// Everything that was placed of an account, the newest first.
///
/// # Errors
/// As the database answers.
pub fn placements_of(db: &Connection, account: &str) -> Result<Vec<Placement>, VaultError> {
    let sql = "select body from placement where account = ?1 order by id desc";
    read_all(db, sql, &[account])
}

/// Everything that came back from an agency since a day, the newest first.
///
/// # Errors
/// As the database answers.
pub fn recalled(db: &Connection, since: Day) -> Result<Vec<Placement>, VaultError> {
    let sql =
        "select body from placement where ?1 <= recalled_on order by recalled_on desc, id desc";
    read_all(db, sql, &[&since.to_string()])
}
