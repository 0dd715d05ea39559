//! What a biller can do: the commands, the one road that every change takes, the audit of what was
//! seen, and long work with its progress. The window and the command line both stand on this.

mod archive;
pub mod audit;
mod audit_noticed;
mod audit_out;
mod audit_words;
pub mod backup;
pub mod bench;
mod books;
pub mod chart;
pub mod chosen;
pub mod claim_entry;
pub mod commands;
mod csv;
mod door;
pub mod entry;
pub mod export;
mod follow;
mod fresh;
pub mod guarantors;
pub mod import;
mod key_change;
mod key_files;
pub mod lists;
pub mod machine;
pub mod own;
mod paper;
pub mod people;
pub mod print;
pub mod problem;
pub mod recovery;
pub mod restore;
pub mod role;
pub mod settings;
pub mod start;
mod time;
mod tokens;
pub mod typescript;
mod unlock;
pub mod users;
pub mod view;
mod went_back;

pub use bench::{Event, Host, Workbench};
pub use commands::call;
pub use problem::{Code, Problem};
