//! A database under another key: the whole file copied page by page, each page opened with the old
//! key and sealed with the new one, while nobody else can read or write it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, backup::Backup};

use crate::VaultError;
use crate::database::{connect, hex};

/// A database file that nobody else has open, nor can open until this is dropped.
pub struct Alone {
    db: Connection,
}

impl Alone {
    /// Takes the file. Everything that was committed is in the file itself then, not beside it.
    ///
    /// # Errors
    /// [`VaultError::Busy`] when anybody has it open, here or in another program.
    pub fn take(path: &Path, key: &str) -> Result<Alone, VaultError> {
        let db = connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let mode: String =
            db.pragma_update_and_check(None, "journal_mode", "delete", |row| row.get(0))?;
        if mode != "delete" {
            return Err(VaultError::Busy);
        }
        db.execute_batch("pragma locking_mode = exclusive; begin exclusive; commit;")?;
        Ok(Alone { db })
    }

    /// Copies the database under another key into a new file and has the disk keep it. Every table,
    /// row number and page is as it was.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn copy_under(&self, key: &str, to: &Path) -> Result<(), VaultError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut copy = connect(to, key, flags)?;
        Backup::new(&self.db, &mut copy)?.run_to_completion(4_096, Duration::ZERO, None)?;
        drop(copy);
        std::fs::File::open(to)
            .and_then(|file| file.sync_all())
            .map_err(|_| VaultError::Disk)
    }

    /// The connection, to ask what the file holds.
    pub fn db(&self) -> &Connection {
        &self.db
    }
}

/// The salt at the beginning of a database file, hex: which key it was made with.
///
/// # Errors
/// As the disk answers.
pub fn salt(path: &Path) -> Result<String, VaultError> {
    use std::io::Read;
    let mut begins = [0; 16];
    std::fs::File::open(path)
        .and_then(|mut file| file.read_exact(&mut begins))
        .map_err(|_| VaultError::Disk)?;
    Ok(hex(&begins))
}

/// The salt that a key brings along, as [`salt`] reads it from the file.
pub fn salt_of(key: &str) -> &str {
    key.get(2 + 64..2 + 96).unwrap_or_default()
}

/// What a database leaves beside its file; nothing of it belongs to a file that takes its place.
pub fn beside(path: &Path) -> [PathBuf; 3] {
    ["-wal", "-shm", "-journal"].map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Vault;
    use crate::keys::{DatabaseKey, os_random};

    #[test]
    fn a_file_under_a_new_key_holds_the_same_and_the_old_key_opens_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (path, copy) = (folder.path().join("a.db"), folder.path().join("b.db"));
        let [old, new] = [(); 2].map(|()| DatabaseKey::new(&mut os_random).pragma_literal());
        let vault = Vault::create(&path, &old).unwrap();
        crate::local::save_draft(&vault.writer(), "-", "form", "half a sentence", 1).unwrap();
        assert!(
            matches!(Alone::take(&path, &old), Err(VaultError::Busy)),
            "the vault is open"
        );
        drop(vault);
        let alone = Alone::take(&path, &old).unwrap();
        alone.copy_under(&new, &copy).unwrap();
        drop(alone);
        assert_eq!(salt(&copy).unwrap(), salt_of(&new));
        assert!(matches!(
            Vault::open(&copy, &old),
            Err(VaultError::NotThisDatabase)
        ));
        let vault = Vault::open(&copy, &new).unwrap();
        assert_eq!(vault.check().unwrap(), Vec::<String>::new());
        let kept = crate::local::draft(&vault.reader().unwrap(), "-", "form").unwrap();
        assert_eq!(kept.as_deref(), Some("half a sentence"));
        Vault::open(&path, &old).unwrap();
    }
}
