//! Copying the database while work goes on. The file is ciphertext, so its bytes are copied as they
//! lie: nothing is opened and sealed again. While they are copied the file is held still, and what is
//! saved in the meantime goes into the log beside it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use rusqlite::Connection;

use crate::database::{Reader, hex};
use crate::kinds::KINDS;
use crate::{Vault, VaultError, audit};

/// The file of a database, open beside the engine's own connections.
#[derive(Debug)]
pub(crate) struct Raw(Mutex<File>);

/// The files that are open so, by place.
static OPEN: Mutex<Vec<(PathBuf, Weak<Raw>)>> = Mutex::new(Vec::new());

/// Opens the file for copying, once for all who have it open. On Unix a process that closes *any*
/// handle of a file lets go all its locks on it, the engine's too; another program would then take
/// the log away under our feet. So the handle is shared, and closed after the last connection.
pub(crate) fn raw(path: &Path) -> Result<Arc<Raw>, VaultError> {
    let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    open.retain(|(_, raw)| raw.strong_count() != 0);
    let there = open.iter().filter(|(at, _)| at == path);
    for raw in there.filter_map(|(_, raw)| raw.upgrade()) {
        if raw.is_still_at(path) {
            return Ok(raw);
        }
    }
    let file = File::open(path).map_err(|_| VaultError::Disk)?;
    let raw = Arc::new(Raw(Mutex::new(file)));
    open.push((path.to_owned(), Arc::downgrade(&raw)));
    Ok(raw)
}

impl Raw {
    /// Whether the place still holds this file and not another that was put there.
    #[cfg(unix)]
    fn is_still_at(&self, path: &Path) -> bool {
        use std::os::unix::fs::MetadataExt;
        let ours = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .metadata();
        match (ours, std::fs::metadata(path)) {
            (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
            _ => false,
        }
    }

    /// Windows does not let go the name of an open file.
    #[cfg(not(unix))]
    fn is_still_at(&self, _: &Path) -> bool {
        true
    }

    fn bytes(&self) -> Result<u64, VaultError> {
        let file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(file.metadata().map_err(|_| VaultError::Disk)?.len())
    }

    /// Fills a buffer from a place in the file.
    pub(crate) fn read_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), VaultError> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at))
            .and_then(|_| file.read_exact(buffer))
            .map_err(|_| VaultError::Disk)
    }
}

/// Bytes that are copied at a time.
const PIECE: u64 = 1 << 20;

/// How often it is tried to bring the log into the file while others still read from the log.
const TRIES: u32 = 40;

/// How long each try waits for them.
const TRY: Duration = Duration::from_millis(250);

/// A state of the database whose file does not change for as long as this is held.
pub struct Still<'a> {
    vault: &'a Vault,
    reader: Reader<'a>,
    bytes: u64,
}

impl Vault {
    /// Brings the log into the file and holds the file still. Others read and save as before.
    ///
    /// # Errors
    /// [`VaultError::Busy`] when somebody reads an old state for so long that the log cannot be
    /// brought in; else as the disk answers.
    pub fn hold_still(&self) -> Result<Still<'_>, VaultError> {
        for _ in 0..TRIES {
            let db = self.writer();
            db.busy_timeout(TRY)?;
            let brought_in = db.query_row("pragma wal_checkpoint(truncate)", [], |row| {
                Ok(row.get::<_, i64>(0)? == 0)
            });
            db.busy_timeout(crate::database::WAITS)?;
            if !brought_in? {
                drop(db);
                std::thread::sleep(TRY);
                continue;
            }
            // A reader that begins while the log is empty reads the file alone; for as long as it
            // does, nobody, not another program either, may write the file.
            let reader = self.reader()?;
            reader.execute_batch("begin; select 1 from sqlite_schema limit 1")?;
            let still = Still {
                vault: self,
                reader,
                bytes: self.raw.bytes()?,
            };
            if self.log_is_empty() {
                return Ok(still);
            }
        }
        Err(VaultError::Busy)
    }

    fn log_is_empty(&self) -> bool {
        let mut log = self.path().as_os_str().to_owned();
        log.push("-wal");
        std::fs::metadata(log).map_or(true, |meta| meta.len() == 0)
    }
}

impl Still<'_> {
    /// How many bytes there are to copy.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The same state, to be asked.
    pub fn db(&self) -> &Connection {
        &self.reader
    }

    /// Hands the bytes over, piece by piece, each in the room that `room` has for it.
    ///
    /// # Errors
    /// As `take` answers, or the disk.
    pub fn copy<E: From<VaultError>>(
        &self,
        mut room: impl FnMut() -> Vec<u8>,
        mut take: impl FnMut(Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut at = 0;
        while at < self.bytes {
            let length = PIECE.min(self.bytes - at);
            let mut piece = room();
            piece.resize(usize::try_from(length).unwrap_or(0), 0);
            self.vault.raw.read_at(at, &mut piece)?;
            take(piece)?;
            at += length;
        }
        Ok(())
    }
}

impl Drop for Still<'_> {
    fn drop(&mut self) {
        // The connection goes back to the others only without its snapshot.
        let _ = self.reader.execute_batch("rollback");
    }
}

/// What a database holds, in numbers that two copies of the same state share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// The number of the last audit event.
    pub events: i64,
    /// Its seal, hex.
    pub head: String,
    /// The schema's number.
    pub schema: i64,
    /// Rows of each kind.
    pub rows: BTreeMap<String, i64>,
}

/// Counts what a database holds.
///
/// # Errors
/// As the database answers.
pub fn content(db: &Connection) -> Result<Content, VaultError> {
    let (events, head) = audit::head(db)?;
    let mut rows = BTreeMap::new();
    for kind in &KINDS {
        let there: bool = db.query_row(
            "select exists (select 1 from sqlite_schema where type = 'table' and name = ?1)",
            [kind.name],
            |row| row.get(0),
        )?;
        // A file of an earlier version has fewer kinds.
        if there {
            let count = format!("select count(*) from {}", kind.name);
            rows.insert(
                kind.name.to_owned(),
                db.query_row(&count, [], |row| row.get(0))?,
            );
        }
    }
    Ok(Content {
        events,
        head: hex(&head),
        schema: crate::migrations::schema(db)?,
        rows,
    })
}

/// Opens a copy as it is and reads all of it: every page's seal, the structure, the references, the
/// audit chain. Answers what it holds and the first thing that is wrong.
///
/// # Errors
/// As [`Vault::open_as_it_is`].
pub fn check(path: &Path, key: &str) -> Result<(Content, Option<String>), VaultError> {
    let copy = Vault::open_as_it_is(path, key)?;
    if let Some(wrong) = copy.check()?.into_iter().next() {
        return Ok((Content::default(), Some(wrong)));
    }
    let db = copy.reader()?;
    let verdict = audit::verify(&db)?;
    Ok((content(&db)?, verdict.broken.map(|(_, what)| what)))
}

/// Whether a file was sealed under this key; one that was made before the keys were changed was not.
pub fn is_sealed_with(path: &Path, key: &str) -> bool {
    let mut begins = [0; 16];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut begins));
    read.is_ok() && key.get(2 + 64..2 + 96) == Some(&*hex(&begins))
}
