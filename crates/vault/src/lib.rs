//! The encrypted database of a practice: its keys, its tables, and the one writer. Rows that travel
//! to other desks are whole records with a version; everything else here can be made again from them.

pub mod account;
pub mod accounts;
pub mod audit;
pub mod audit_list;
pub mod backups;
pub mod brief;
pub mod claims;
pub mod collections;
pub mod copy;
pub mod database;
pub mod deposits;
mod error;
pub mod estimates;
pub mod expected;
pub mod find;
pub mod guarantors;
pub mod history;
pub mod keys;
pub mod kinds;
pub mod ledger;
pub mod local;
pub mod migrations;
pub mod patients;
pub mod prints;
pub mod proof;
pub mod quiet;
pub mod register;
pub mod rekey;
pub mod remittances;
pub mod statements;
pub mod steps;
pub mod writer;

pub use database::Vault;
pub use error::VaultError;
pub use kinds::{Kind, Record};
pub use rusqlite::Connection;
pub use writer::Writer;
