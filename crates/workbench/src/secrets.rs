//! The keys of a practice: where this computer keeps its device secret, and those of an open one.

use std::path::PathBuf;
use std::sync::{LazyLock, Mutex};

use platform::files;
use platform::secret::{
    self, EntryName, GivenFile, KeyFolder, OsKeyring, SecretStore, StoreProblem,
};
use values::PracticeId;
use vault::keys::{AuditKey, DatabaseKey, DeviceSecret, KeySlots, RecoveryWords};

use crate::bench::lock;
use crate::problem::{Code, Problem};

/// Where the device secret and the counters of wrong passwords are kept. The system is first asked for it
/// when it is needed, since a window need not wait for that.
pub struct Secrets(LazyLock<Opened, Box<dyn FnOnce() -> Opened + Send>>);

struct Opened {
    store: Result<Box<dyn SecretStore>, StoreProblem>,
    place: &'static str,
}

/// The system's keyring, or, where there is none, a file of this user outside the data folder: that
/// is reduced protection, and every screen says so.
pub fn system_secrets() -> Secrets {
    Secrets(LazyLock::new(Box::new(open_system)))
}

fn open_system() -> Opened {
    let keyring = OsKeyring::open();
    match keyring {
        Ok(keyring) => Opened {
            store: Ok(Box::new(keyring)),
            place: PLACE,
        },
        Err(StoreProblem::NoStore | StoreProblem::NoKeyring) if cfg!(target_os = "linux") => {
            let folder = files::key_folder()
                .ok_or(StoreProblem::NoStore)
                .and_then(|keys| KeyFolder::open(&keys, &files::data_folder().unwrap_or_default()));
            Opened {
                store: folder.map(|folder| Box::new(folder) as Box<dyn SecretStore>),
                place: "a file of this user",
            }
        }
        Err(problem) => Opened {
            store: Err(problem),
            place: PLACE,
        },
    }
}

/// What the system calls its store of secrets.
const PLACE: &str = if cfg!(windows) {
    "Windows Credential Manager"
} else if cfg!(target_os = "macos") {
    "this Mac's keychain"
} else {
    "this computer's keyring"
};

/// A file that the person names, for computers where no keyring runs.
pub fn file_secrets(path: PathBuf) -> Secrets {
    let open = move || Opened {
        store: Ok(Box::new(GivenFile::new(&path))),
        place: "the file you named",
    };
    Secrets(LazyLock::new(Box::new(open)))
}

impl Secrets {
    fn store(&self) -> Result<&dyn SecretStore, Problem> {
        match &self.0.store {
            Ok(store) => Ok(&**store),
            Err(problem) => Err(Problem::new(Code::Shut, problem.to_string())),
        }
    }

    /// What the place is called.
    pub(crate) fn place(&self) -> &'static str {
        self.0.place
    }

    pub(crate) fn reduced(&self) -> bool {
        self.0
            .store
            .as_ref()
            .is_ok_and(|store| store.reduced_protection() && !store.brought_along())
    }

    /// The device secret of a practice. A missing one is never made anew here.
    pub(crate) fn device(&self, practice: PracticeId) -> Result<DeviceSecret, Problem> {
        let secret = secret::device_secret(self.store()?, practice).map_err(shut)?;
        device_of(secret.bytes())
    }

    /// A new device secret in place of one that is lost.
    pub(crate) fn renewed_device(&self, practice: PracticeId) -> Result<DeviceSecret, Problem> {
        let secret = secret::renew_device_secret(self.store()?, practice).map_err(shut)?;
        device_of(secret.bytes())
    }

    pub(crate) fn new_device(&self, practice: PracticeId) -> Result<DeviceSecret, Problem> {
        let secret = secret::create_device_secret(self.store()?, practice).map_err(shut)?;
        device_of(secret.bytes())
    }

    pub(crate) fn text(&self, name: &EntryName) -> Option<String> {
        let secret = self.store().ok()?.get(name).ok()??;
        String::from_utf8(secret.bytes().to_vec()).ok()
    }

    pub(crate) fn put_text(&self, name: &EntryName, text: &str) -> Result<(), Problem> {
        self.store()?.put(name, text.as_bytes()).map_err(shut)
    }
}

/// A device secret of any length becomes 32 bytes.
fn device_of(bytes: &[u8]) -> Result<DeviceSecret, Problem> {
    use sha2::{Digest, Sha256};
    let whole = DeviceSecret::from_bytes(bytes);
    whole
        .or_else(|| DeviceSecret::from_bytes(&Sha256::digest(bytes)))
        .ok_or_else(|| Problem::new(Code::Shut, "The device secret cannot be used."))
}

fn shut(problem: StoreProblem) -> Problem {
    Problem::new(Code::Shut, problem.to_string())
}

/// The keys of an open practice; wiped when it is locked.
pub struct Keys {
    pub(crate) database: DatabaseKey,
    pub(crate) audit: AuditKey,
    pub(crate) salt: [u8; 32],
    pub(crate) kit: Mutex<Option<RecoveryWords>>,
    pub(crate) slots: Mutex<KeySlots>,
    pub(crate) reduced: bool,
    /// What was noticed when the practice was opened, in sentences.
    pub(crate) notes: Vec<String>,
}

impl Keys {
    /// True until a recovery kit was typed back: there is no paper yet that is known to open the practice.
    pub(crate) fn kit_due(&self) -> bool {
        let slots = lock(&self.slots);
        !slots.kit_confirmed() && !slots.old_kit_stands()
    }

    /// True while a new kit was not typed back, so that the one before it stands.
    pub(crate) fn kit_waits(&self) -> bool {
        lock(&self.slots).old_kit_stands()
    }

    /// The key of the database, as the engine takes it.
    pub(crate) fn literal(&self) -> zeroize::Zeroizing<String> {
        self.database.pragma_literal()
    }

    /// The file of keys, as it lies in the folder.
    pub(crate) fn slots_file(&self) -> Vec<u8> {
        lock(&self.slots).to_bytes()
    }

    /// Salts the digests of searches, so that nobody without the key can try names on them.
    pub(crate) fn salt(&self) -> &[u8] {
        &self.salt
    }
}

pub(crate) fn salt_of(database: &DatabaseKey) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    hash.update(b"cb/search/1");
    hash.update(database.pragma_literal().as_bytes());
    hash.finalize().into()
}
