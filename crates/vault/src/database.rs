//! Opening the database file: the raw key, the settings that never change, the migrations, the one
//! writing connection and a few that read.

use std::collections::HashSet;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub use chain::hex;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::copy::{self, Raw};
use crate::{Kind, VaultError, kinds::KINDS, migrations};

/// Pages kept in memory, in KiB: at 64 MB warm reads cost what plain SQLite's do.
const CACHE_KIB: i64 = 65_536;

/// Reading connections that are kept open for the next question.
const READERS: usize = 2;

/// How long a connection waits for another program before it gives up.
pub(crate) const WAITS: Duration = Duration::from_secs(10);

/// A row that has a pending mark: its kind, its id, and its body (none when it was taken away).
pub type PendingRow = (&'static Kind, String, Option<String>);

/// The encrypted database of a practice, open.
pub struct Vault {
    path: PathBuf,
    key: zeroize::Zeroizing<String>,
    readers: Mutex<Vec<Connection>>,
    /// Closed after those that read, so that it can bring the log into the file.
    writer: Mutex<Connection>,
    /// What the engine's count of other connections' commits was when it was asked last.
    seen: Mutex<Option<i64>>,
    /// Closed last: see [`copy::raw`].
    pub(crate) raw: Arc<Raw>,
}

impl Vault {
    /// Makes the database file. `key` is the raw key as [`crate::keys`] writes it: `x'…'`.
    ///
    /// # Errors
    /// As the disk answers; [`VaultError::Disk`] when the file is there already.
    pub fn create(path: &Path, key: &str) -> Result<Vault, VaultError> {
        if path.exists() {
            return Err(VaultError::Disk);
        }
        let vault = Vault::start(path, key, OpenFlags::SQLITE_OPEN_CREATE)?;
        vault.migrate()?;
        Ok(vault)
    }

    /// Opens the database file and brings it to this version's schema.
    ///
    /// # Errors
    /// As [`Vault::open_as_it_is`] and [`Vault::migrate`].
    pub fn open(path: &Path, key: &str) -> Result<Vault, VaultError> {
        let vault = Vault::open_as_it_is(path, key)?;
        vault.migrate()?;
        Ok(vault)
    }

    /// Opens the database file with the schema that it has, to be copied or checked.
    ///
    /// # Errors
    /// [`VaultError::NotThisDatabase`] for another key or a damaged first page,
    /// [`VaultError::Newer`] for a file of a newer version, which is left alone.
    pub fn open_as_it_is(path: &Path, key: &str) -> Result<Vault, VaultError> {
        Vault::start(path, key, OpenFlags::empty())
    }

    /// The schema's number of the file when this version would change it; `None` when it is as this
    /// version has it.
    ///
    /// # Errors
    /// As the database answers.
    pub fn is_older(&self) -> Result<Option<i64>, VaultError> {
        let at = migrations::schema(&self.writer())?;
        Ok((at < migrations::NEWEST).then_some(at))
    }

    /// Brings the file to this version's schema: all of it, or nothing.
    ///
    /// # Errors
    /// As the database answers; nothing was changed then.
    pub fn migrate(&self) -> Result<(), VaultError> {
        if self.is_older()?.is_some() {
            migrations::bring_up(&mut self.writer(), &migrations::STEPS)?;
        }
        Ok(())
    }

    fn start(path: &Path, key: &str, more: OpenFlags) -> Result<Vault, VaultError> {
        let writer = connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE | more)?;
        let at = migrations::schema(&writer)?;
        if migrations::NEWEST < at {
            // What a newer version left in its log is brought in by a newer version.
            writer.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            return Err(VaultError::Newer(at));
        }
        writer.pragma_update(None, "journal_mode", "wal")?;
        writer.pragma_update(None, "synchronous", "full")?;
        Ok(Vault {
            raw: copy::raw(path)?,
            path: path.to_owned(),
            key: zeroize::Zeroizing::new(key.to_owned()),
            seen: Mutex::new(None),
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
        })
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The one connection that writes. Only `workbench` commits on it.
    pub fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks a question that is answered in less than a keystroke: on the writing connection while
    /// nobody writes, else on one that reads. Every commit empties the cache of the others, so that
    /// they find the pages they knew sealed again.
    ///
    /// # Errors
    /// As the question or the database answers.
    pub fn quick<T, E: From<VaultError>>(
        &self,
        ask: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        match self.writer.try_lock() {
            Ok(db) => ask(&db),
            Err(_) => ask(&*self.reader()?),
        }
    }

    /// A connection that reads a snapshot of its own, so that a long list never waits for a save.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn reader(&self) -> Result<Reader<'_>, VaultError> {
        let kept = self
            .readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let connection = match kept {
            Some(connection) => connection,
            None => connect(&self.path, &self.key, OpenFlags::SQLITE_OPEN_READ_ONLY)?,
        };
        Ok(Reader {
            vault: self,
            connection: Some(connection),
        })
    }

    /// Whether another program has saved something since this was asked last. While somebody here
    /// writes, that is not known and asked the next time.
    pub fn changed_elsewhere(&self) -> bool {
        let Ok(db) = self.writer.try_lock() else {
            return false;
        };
        let asked = db.query_row("pragma data_version", [], |row| row.get(0));
        // A database that does not answer says so to whoever works with it.
        let Ok(now) = asked else { return false };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.replace(now).is_some_and(|before| before != now)
    }

    /// As [`Vault::reader`], and whatever is asked of it is of one moment: rows and the sums over them
    /// agree, also when somebody saves in between. What keeps it long keeps the log from being cut.
    ///
    /// # Errors
    /// As the disk answers.
    pub fn moment(&self) -> Result<Reader<'_>, VaultError> {
        let reader = self.reader()?;
        reader.execute_batch("begin")?;
        Ok(reader)
    }

    /// Tidies the search index and gives cached pages back to the system (while nobody works).
    pub fn rest(&self) {
        // Best effort, as below: a search index in many pieces is only slower.
        // Whoever wants to save in the meantime waits for one step at the most.
        let mut first = true;
        while crate::find::tidy(&self.writer(), first).unwrap_or(false) {
            first = false;
        }
        while let Ok(Some(_)) = crate::audit_list::keep_up(&mut self.writer()) {}
        self.readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
        // Best effort: memory that is not given back is only memory.
        let _ = self.writer().execute_batch("pragma shrink_memory");
        platform::memory::give_back();
    }

    /// Reads every page and checks its seal, then the structure and the references. Answers the first
    /// places that are not whole and, last, how many more there are; none means whole.
    ///
    /// # Errors
    /// As the database answers, when it cannot even be asked.
    pub fn check(&self) -> Result<Vec<String>, VaultError> {
        let db = connect(&self.path, &self.key, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut found = Vec::new();
        if self.salt_differs() {
            found.push("page 1 begins with another salt than its key".to_owned());
        }
        found.extend(said(&db, "cipher_integrity_check"));
        // Where the seals do not fit, what else does not only follows from that.
        if found.is_empty() {
            found.extend(said(&db, "quick_check"));
            found.extend(said(&db, "foreign_key_check"));
        }
        Ok(the_first(found))
    }

    /// Whether the file begins with another salt than the key names. No page's seal covers those 16
    /// bytes, and a key that brings its salt along opens the file without them.
    fn salt_differs(&self) -> bool {
        let Some(salt) = self.key.get(2 + 64..2 + 96) else {
            return false;
        };
        let mut begins = [0; 16];
        self.raw
            .read_at(0, &mut begins)
            .is_ok_and(|()| hex(&begins) != salt)
    }

    /// A digest of every kind: SHA-256 over the ids and bodies in the order of the ids. Two vaults
    /// that hold the same records give the same digests, whatever road the records took.
    ///
    /// # Errors
    /// As the database answers.
    pub fn digests(&self) -> Result<Vec<(&'static str, String)>, VaultError> {
        use sha2::{Digest, Sha256};
        let db = self.reader()?;
        KINDS
            .iter()
            .map(|kind| {
                let mut hash = Sha256::new();
                let mut statement =
                    db.prepare(&format!("select id, body from {} order by id", kind.name))?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    for column in 0..2 {
                        let text = row.get_ref(column)?.as_str().unwrap_or_default();
                        hash.update(text.len().to_le_bytes());
                        hash.update(text);
                    }
                }
                Ok((kind.name, hex(&hash.finalize())))
            })
            .collect()
    }

    /// Every row that has a pending mark: kind, id, and its body (none when it was taken away), in
    /// an order in which another vault can apply them.
    ///
    /// # Errors
    /// As the database answers.
    pub fn pending(&self) -> Result<Vec<PendingRow>, VaultError> {
        let db = self.reader()?;
        let mut found = Vec::new();
        for kind in &KINDS {
            let mut statement = db.prepare(&format!(
                "select pending.id, body from pending left join {0} on {0}.id = pending.id
                  where pending.kind = ?1 order by pending.id",
                kind.name
            ))?;
            let rows = statement.query_map([kind.name], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for row in rows {
                let (id, body) = row?;
                found.push((kind, id, body));
            }
        }
        Ok(found)
    }
}

/// A borrowed reading connection; it goes back to the pool when dropped.
pub struct Reader<'a> {
    vault: &'a Vault,
    connection: Option<Connection>,
}

impl Deref for Reader<'_> {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        match &self.connection {
            Some(connection) => connection,
            None => unreachable!("the connection leaves only in drop"),
        }
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.as_ref().filter(|c| !c.is_autocommit())
            && connection.execute_batch("rollback").is_err()
        {
            return;
        }
        let mut kept = self
            .vault
            .readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if kept.len() < READERS {
            kept.extend(self.connection.take());
        }
    }
}

/// Opens a connection and proves that the key fits.
pub(crate) fn connect(path: &Path, key: &str, flags: OpenFlags) -> Result<Connection, VaultError> {
    let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    db.execute_batch(&format!(
        "pragma cipher_log_level = none; pragma key = \"{key}\";"
    ))?;
    db.busy_timeout(WAITS)?;
    // The first read tells whether the key fits.
    db.query_row("select count(*) from sqlite_schema", [], |row| {
        row.get::<_, i64>(0)
    })?;
    // On a Mac a plain fsync leaves what it wrote in the drive's own memory.
    db.execute_batch(&format!(
        "pragma foreign_keys = on; pragma temp_store = memory; pragma secure_delete = on;
         pragma cache_size = -{CACHE_KIB}; pragma trusted_schema = off;
         pragma fullfsync = on; pragma checkpoint_fullfsync = on;"
    ))?;
    // A plan does not hang on the values that are bound. Otherwise each new value of a LIMIT or of a
    // bound between two texts has the statement prepared again, which costs more than it finds.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(db)
}

/// Places that are told one by one.
const TOLD: usize = 3;

fn the_first(mut found: Vec<String>) -> Vec<String> {
    let more = found.len().saturating_sub(TOLD);
    if more != 0 {
        found.truncate(TOLD);
        let places = if more == 1 { "place" } else { "places" };
        found.push(format!("{more} more {places}"));
    }
    found
}

/// What a check of the engine finds, each place once.
fn said(db: &Connection, pragma: &str) -> Vec<String> {
    let rows = db
        .prepare(&format!("pragma {pragma}"))
        .and_then(|mut check| {
            let rows = check.query_map([], |row| row.get::<_, String>(0))?;
            Ok(rows.collect::<Vec<_>>())
        });
    let (mut found, mut known) = (Vec::new(), HashSet::new());
    for row in rows.unwrap_or_else(|error| vec![Err(error)]) {
        let place = match row {
            Ok(text) if text == "ok" => continue,
            Ok(table) if pragma == "foreign_key_check" => {
                format!(
                    "a {} names a record that is not there",
                    table.replace('_', " ")
                )
            }
            Ok(text) => match page_of(&text) {
                Some(page) => format!("page {page} is not as it was written"),
                None => text,
            },
            Err(error) => VaultError::from(error).to_string(),
        };
        if known.insert(place.clone()) {
            found.push(place);
        }
    }
    found
}

/// The page that the engine names: `Tree 5 page 7: btreeInitPage() returns error code 11`.
fn page_of(text: &str) -> Option<u64> {
    let lower = text.to_lowercase();
    let (_, after) = lower.split_once("page ")?;
    let digits = after.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}
