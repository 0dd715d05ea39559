//! What a biller can do: the commands, the one road that every change takes, the audit of what was
//! seen, and long work with its progress. The window and the command line both stand on this.

pub mod audit;
mod audit_noticed;
mod audit_out;
mod audit_words;
pub mod bench;
pub mod chart;
pub mod commands;
pub mod import;
pub mod lists;
pub mod print;
pub mod problem;
pub mod role;
pub mod settings;
pub mod start;
mod time;
pub mod typescript;
pub mod view;

pub use bench::{Event, Host, Workbench};
pub use commands::call;
pub use problem::{Code, Problem};
