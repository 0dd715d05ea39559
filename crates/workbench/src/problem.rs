//! A failure as it crosses to the interface: a code for the program, a sentence for the person, a
//! field for the form. Never patient data.

use serde::{Deserialize, Serialize};
use vault::VaultError;

/// What a screen or a script branches on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// What was asked does not have the shape of the command.
    Malformed,
    /// A field of the form is wrong.
    Field,
    /// Nobody has signed in, or the window was locked.
    Locked,
    /// The role may not.
    Refused,
    /// The password, the kit or the device secret does not open it.
    Shut,
    /// Too many tries; wait.
    Wait,
    /// Somebody changed the record since, or something depends on it.
    Changed,
    /// It is not there.
    NotFound,
    /// The person stopped the work; nothing was kept.
    Cancelled,
    /// A file cannot be read or written.
    File,
    /// The database file is damaged.
    Damaged,
    /// Something needs a person before it can be done.
    NeedsYou,
    /// The own password is to be typed again (`confirm_password`); then the same is asked once more.
    Prove,
    /// Anything else; the sentence carries an incident number.
    Unexpected,
}

/// A failure, as it crosses to the interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Problem {
    /// For the program.
    pub code: Code,
    /// For the person: what happened, then what to do.
    pub says: String,
    /// For the form: the field that is wrong, if one is.
    pub field: Option<String>,
}

impl Problem {
    /// A failure with its sentence.
    pub fn new(code: Code, says: impl Into<String>) -> Problem {
        Problem {
            code,
            says: says.into(),
            field: None,
        }
    }

    /// A field of a form that is wrong.
    pub fn field(field: &str, says: impl Into<String>) -> Problem {
        Problem {
            code: Code::Field,
            says: says.into(),
            field: Some(field.to_owned()),
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.says)
    }
}

impl std::error::Error for Problem {}

impl From<VaultError> for Problem {
    fn from(error: VaultError) -> Problem {
        use VaultError as E;
        let (code, says) = match error {
            E::NotThisDatabase => (
                Code::Damaged,
                "The database file is damaged at its beginning. Nothing was changed. Restore the last good backup."
                    .to_owned(),
            ),
            E::Damaged => (
                Code::Damaged,
                "The database file is damaged. Nothing was changed. Run the check in Settings to see where, then restore the last good backup."
                    .to_owned(),
            ),
            E::Newer(_) => (
                Code::NeedsYou,
                "This practice was opened by a newer Claimbench. Update Claimbench on this computer; the file was left alone."
                    .to_owned(),
            ),
            E::DiskFull => (
                Code::File,
                "The disk is full. Nothing was changed. Free some space, then do it again.".to_owned(),
            ),
            E::Disk => (
                Code::File,
                "The disk did not answer. Nothing was changed. Check that the drive is connected and can be written to."
                    .to_owned(),
            ),
            E::Busy => (
                Code::File,
                "Another program is using the practice's file. Close it, then do it again.".to_owned(),
            ),
            E::NoSuch(kind) => (
                Code::NotFound,
                format!("That {} is not here any more. Go back to the list.", kind.replace('_', " ")),
            ),
            E::ChangedSince { kind } => (
                Code::Changed,
                format!("The {} was changed since. Nothing was taken back. Open it to see what it says now.", kind.replace('_', " ")),
            ),
            E::InUse => (
                Code::Changed,
                "Something made later depends on this, such as a printed form. Nothing was taken back.".to_owned(),
            ),
            E::NoStep => (Code::NotFound, "There is nothing to take back.".to_owned()),
            E::Cancelled => (Code::Cancelled, "Stopped. Nothing was kept.".to_owned()),
            E::Unreadable { kind, why } => (
                Code::Unexpected,
                format!("A stored {} cannot be read ({why}). Nothing was changed. Run the check in Settings.", kind.replace('_', " ")),
            ),
            E::Engine(what) => (
                Code::Unexpected,
                format!("The database did not do that: {what}. Nothing was changed."),
            ),
        };
        Problem::new(code, says)
    }
}
