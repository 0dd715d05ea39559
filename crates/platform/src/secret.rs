//! Secrets that this computer keeps: the device secret of a practice, without which no password opens
//! its database, and a few small values that must not roll back with the data folder (tries at
//! guessing, the head of the audit chain). They lie in the keyring of the operating system, or, with
//! reduced protection, in files outside the data folder.
//!
//! A missing entry is never a first run: opening a practice and making its secret are two functions.

mod key_file;
mod keyring;

pub use key_file::{GivenFile, KeyFolder};
pub use keyring::OsKeyring;

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;
use values::{PracticeId, UserId};
use zeroize::Zeroizing;

use crate::entropy::{self, NoEntropy};

/// The bytes of a new device secret.
pub const DEVICE_SECRET_BYTES: usize = 32;
/// The fewest bytes that a device secret given as a file may have.
pub const FEWEST_SECRET_BYTES: usize = 16;

/// Bytes to be kept from everybody, wiped when they are dropped and never shown.
#[derive(Clone)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes the bytes over.
    pub fn new(bytes: Vec<u8>) -> Secret {
        Secret(Zeroizing::new(bytes))
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({} bytes)", self.0.len())
    }
}

/// Which entry of a store: a practice and one of its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryName {
    practice: PracticeId,
    item: String,
}

impl EntryName {
    const DEVICE_SECRET: &str = "device-secret";

    /// The device secret of a practice.
    pub fn device_secret(practice: PracticeId) -> EntryName {
        EntryName::item(practice, EntryName::DEVICE_SECRET)
    }

    /// How often a user's password was guessed at, and when last.
    pub fn guesses(practice: PracticeId, user: UserId) -> EntryName {
        EntryName {
            practice,
            item: format!("guesses-{user}"),
        }
    }

    /// The newest audit event of a practice, to spot an old database put back.
    pub fn audit_head(practice: PracticeId) -> EntryName {
        EntryName::item(practice, "audit-head")
    }

    /// Any other item. Its name is part of file names, so it has small letters, digits and hyphens.
    pub fn item(practice: PracticeId, item: &'static str) -> EntryName {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        assert!(
            item.bytes().all(plain),
            "the item names are written in this product: {item}"
        );
        EntryName {
            practice,
            item: item.into(),
        }
    }

    fn is_device_secret(&self) -> bool {
        self.item == EntryName::DEVICE_SECRET
    }
}

impl fmt::Display for EntryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.practice, self.item)
    }
}

/// Why a store did not do as asked, in words for the person.
#[derive(Debug, thiserror::Error)]
pub enum StoreProblem {
    /// The store opened and works, and does not hold the device secret of a practice that has one.
    #[error(
        "The key that this computer kept for the practice is gone. Open the practice with the \
         recovery kit, or have an administrator do it; nothing in it is lost."
    )]
    Missing,
    /// The keyring is there and closed.
    #[error("The keyring of this computer is locked. Unlock it, then try again.")]
    Locked,
    /// No keyring runs.
    #[error("No keyring runs on this computer. Start one, then start Claimbench again.")]
    NoStore,
    /// A keyring runs and has nowhere to put anything: nobody made a keyring in it, or the profile lost
    /// the one it had.
    #[error(
        "The keyring program of this computer has no keyring yet, or lost the one it had. Make a \
         default keyring or bring the old one back, then try again."
    )]
    NoKeyring,
    /// The operating system refused, in its own words.
    #[error("The keyring of this computer refused: {0}. Check it, then try again.")]
    Denied(String),
    /// A key file cannot be read or written.
    #[error("The key file {} cannot be used: {why}. Check who may read and write there.", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: std::io::Error,
    },
    /// The key would lie with the data that it protects.
    #[error("The key file would lie in the data folder. Choose a place outside it.")]
    InsideData,
    /// A given file is too short, or too long, to be a device secret.
    #[error("The key file {} holds {bytes} bytes. A key has from 16 to 65,536.", path.display())]
    Length {
        /// The file.
        path: PathBuf,
        /// Its length.
        bytes: u64,
    },
    /// The practice has a device secret already.
    #[error("This computer already keeps a key for the practice. Open the practice instead.")]
    AlreadyThere,
    /// What is stored is not what is expected there.
    #[error(
        "What this computer keeps as {0} cannot be read. Open the practice with the recovery kit."
    )]
    Unreadable(String),
    /// No random bytes.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
}

/// A place that keeps small secrets for this user of this computer.
pub trait SecretStore: Send + Sync {
    /// The entry's bytes; `None` if the store is open and holds no such entry.
    fn get(&self, name: &EntryName) -> Result<Option<Secret>, StoreProblem>;

    /// Stores the bytes, in place of those that were there.
    fn put(&self, name: &EntryName, bytes: &[u8]) -> Result<(), StoreProblem>;

    /// Removes the entry. One that is not there is removed already.
    fn delete(&self, name: &EntryName) -> Result<(), StoreProblem>;

    /// Whether whoever copies this user's files has the secrets too. It is shown to the person and
    /// written to the audit log, and asks for a longer password.
    fn reduced_protection(&self) -> bool;

    /// Whether the person brought the device secret along; one that is there is then used as it is.
    fn brought_along(&self) -> bool {
        false
    }
}

/// The device secret of a practice that exists. That there is none is a problem here, never a reason
/// to make one: a lost profile looks the same.
pub fn device_secret(
    store: &dyn SecretStore,
    practice: PracticeId,
) -> Result<Secret, StoreProblem> {
    store
        .get(&EntryName::device_secret(practice))?
        .ok_or(StoreProblem::Missing)
}

/// Makes the device secret of a practice that is being set up, stores it and reads it back.
pub fn create_device_secret(
    store: &dyn SecretStore,
    practice: PracticeId,
) -> Result<Secret, StoreProblem> {
    match store.get(&EntryName::device_secret(practice))? {
        Some(brought) if store.brought_along() => Ok(brought),
        Some(_) => Err(StoreProblem::AlreadyThere),
        None => store_fresh(store, practice),
    }
}

/// Makes a new device secret for a practice that was opened another way (recovery kit, administrator).
/// The old one, if any, is overwritten: slots that rest on it stay shut for good.
pub fn renew_device_secret(
    store: &dyn SecretStore,
    practice: PracticeId,
) -> Result<Secret, StoreProblem> {
    match store.get(&EntryName::device_secret(practice))? {
        Some(brought) if store.brought_along() => Ok(brought),
        _ => store_fresh(store, practice),
    }
}

fn store_fresh(store: &dyn SecretStore, practice: PracticeId) -> Result<Secret, StoreProblem> {
    let mut fresh = Secret::new(vec![0; DEVICE_SECRET_BYTES]);
    entropy::fill(&mut fresh.0)?;
    store.put(&EntryName::device_secret(practice), fresh.bytes())?;
    let kept = device_secret(store, practice)?;
    if kept.bytes() != fresh.bytes() {
        return Err(StoreProblem::Denied(
            "it does not keep what it is given".into(),
        ));
    }
    Ok(fresh)
}

/// A small value of a practice, such as its guess counters.
pub fn value<T: DeserializeOwned>(
    store: &dyn SecretStore,
    name: &EntryName,
) -> Result<Option<T>, StoreProblem> {
    let Some(stored) = store.get(name)? else {
        return Ok(None);
    };
    let read = serde_json::from_slice(stored.bytes());
    read.map(Some)
        .map_err(|_| StoreProblem::Unreadable(name.item.clone()))
}

/// Stores a small value. Windows keeps at most 2,560 bytes an entry.
pub fn put_value<T: Serialize>(
    store: &dyn SecretStore,
    name: &EntryName,
    value: &T,
) -> Result<(), StoreProblem> {
    let written = serde_json::to_vec(value).map(Zeroizing::new);
    store.put(
        name,
        &written.map_err(|_| StoreProblem::Unreadable(name.item.clone()))?,
    )
}
