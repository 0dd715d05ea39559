//! What can go wrong with the database, as facts. The sentences for people are made in `workbench`.

/// Why the database did not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The file does not open with the practice's key, or its first page is damaged.
    #[error("the database file is damaged at its beginning, or is not this practice's")]
    NotThisDatabase,
    /// A page fails its check.
    #[error("the database file is damaged")]
    Damaged,
    /// The file was made by a newer version.
    #[error("the database was made by a newer version of Claimbench (schema {0})")]
    Newer(i64),
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// Reading or writing the file did not work.
    #[error("the disk did not read or write the database file")]
    Disk,
    /// Another program holds the file.
    #[error("another program is using the database file")]
    Busy,
    /// A record is not there.
    #[error("there is no {0} with that id")]
    NoSuch(&'static str),
    /// The record was changed by somebody since.
    #[error("the {kind} was changed since")]
    ChangedSince {
        /// The kind of record.
        kind: &'static str,
    },
    /// Something made later refers to the record.
    #[error("something made later depends on it")]
    InUse,
    /// A stored body cannot be read as its kind.
    #[error("a stored {kind} cannot be read: {why}")]
    Unreadable {
        /// The kind of record.
        kind: &'static str,
        /// The place in the body, without its values.
        why: String,
    },
    /// There is nothing to undo or redo.
    #[error("there is nothing to take back")]
    NoStep,
    /// The work was cancelled by the person; nothing was kept.
    #[error("cancelled")]
    Cancelled,
    /// Any other fault of the database engine.
    #[error("the database engine answered: {0}")]
    Engine(String),
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> VaultError {
        use rusqlite::ErrorCode as Code;
        match &error {
            rusqlite::Error::SqliteFailure(fault, _) => match fault.code {
                Code::NotADatabase => VaultError::NotThisDatabase,
                Code::DatabaseCorrupt => VaultError::Damaged,
                Code::DiskFull => VaultError::DiskFull,
                Code::SystemIoFailure | Code::CannotOpen | Code::ReadOnly => VaultError::Disk,
                Code::DatabaseBusy | Code::DatabaseLocked => VaultError::Busy,
                Code::OperationInterrupted => VaultError::Cancelled,
                Code::ConstraintViolation if fault.extended_code == 787 => VaultError::InUse,
                // The engine's own words can quote a value; the code alone never does.
                code => VaultError::Engine(format!("{code:?} ({})", fault.extended_code)),
            },
            rusqlite::Error::QueryReturnedNoRows => VaultError::NoSuch("record"),
            _ => VaultError::Engine("an unexpected answer".to_owned()),
        }
    }
}
