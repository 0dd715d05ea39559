//! A statement that was made: what it said, and what became of the paper.

use values::{Day, PrintId, StatementId};

use super::Bill;

/// A statement. What it said never changes; whether it went out does.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Statement {
    /// Made before it is first stored.
    pub id: StatementId,
    /// On whose account: a guarantor's id, or that of the patient who answers.
    pub account: String,
    /// The job that prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub print_id: Option<PrintId>,
    /// The day that is printed on it.
    pub made_on: Day,
    /// The day on which somebody said that it came out right; none before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<Day>,
    /// Set when it did not go out after all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsent: Option<Unsent>,
    /// In large print.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub large_print: bool,
    /// What it says.
    pub bill: Bill,
}

/// That a statement did not go out after all.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Unsent {
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who said so: the name as it was.
    pub by: String,
    /// Why.
    pub reason: String,
}
