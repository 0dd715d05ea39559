//! The keyring of the operating system: Windows Credential Manager, macOS Keychain, Linux Secret
//! Service. One thread owns it, because Windows does not keep the order of calls from several. Only
//! the Secret Service was tried; the other two answer through the same crate.

use std::collections::HashMap;
use std::sync::LazyLock;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use keyring_core::{Entry, Error};
use zeroize::Zeroizing;

use super::{EntryName, Secret, SecretStore, StoreProblem};

const SERVICE: &str = "Claimbench";

type Work = Box<dyn FnOnce() + Send>;

static OWNER: LazyLock<Option<Sender<Work>>> = LazyLock::new(|| {
    let (send, receive) = channel::<Work>();
    let owner = thread::Builder::new().name("keyring".into());
    owner
        .spawn(move || receive.into_iter().for_each(|work| work()))
        .ok()
        .map(|_| send)
});

/// Runs `work` on the thread that owns the keyring and waits for it: as long as a person needs to
/// answer the keyring's own prompt.
fn on_owner<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreProblem> + Send + 'static,
) -> Result<T, StoreProblem> {
    let ended = || StoreProblem::Denied("it stopped answering; start Claimbench again".into());
    let (send, receive) = channel();
    // A caller that is gone needs no answer.
    let work: Work = Box::new(move || drop(send.send(work())));
    OWNER
        .as_ref()
        .ok_or_else(ended)?
        .send(work)
        .map_err(|_| ended())?;
    receive.recv().map_err(|_| ended())?
}

/// The keyring of this user.
#[derive(Debug)]
pub struct OsKeyring(());

impl OsKeyring {
    /// Connects to the keyring. [`StoreProblem::NoStore`] and [`StoreProblem::NoKeyring`] say that
    /// secrets can only lie in files here, with reduced protection, and only if the person agrees. A
    /// keyring that starts later is seen at the next start of the app.
    pub fn open() -> Result<OsKeyring, StoreProblem> {
        on_owner(|| {
            connect()?;
            match state() {
                State::NoService => Err(StoreProblem::NoStore),
                State::NoKeyring => Err(StoreProblem::NoKeyring),
                State::Locked | State::Open => Ok(OsKeyring(())),
            }
        })
    }
}

impl SecretStore for OsKeyring {
    fn get(&self, name: &EntryName) -> Result<Option<Secret>, StoreProblem> {
        let name = name.to_string();
        on_owner(move || match entry(&name)?.get_secret() {
            Ok(bytes) => Ok(Some(Secret::new(bytes))),
            Err(error) => absent(error).map(|()| None),
        })
    }

    fn put(&self, name: &EntryName, bytes: &[u8]) -> Result<(), StoreProblem> {
        let (name, bytes) = (name.to_string(), Zeroizing::new(bytes.to_vec()));
        on_owner(move || entry(&name)?.set_secret(&bytes).map_err(refused))
    }

    fn delete(&self, name: &EntryName) -> Result<(), StoreProblem> {
        let name = name.to_string();
        on_owner(move || entry(&name)?.delete_credential().or_else(absent))
    }

    fn reduced_protection(&self) -> bool {
        false
    }
}

fn connect() -> Result<(), StoreProblem> {
    keyring::Entry::store_status()
        .as_ref()
        .map(|_| ())
        .map_err(|_| StoreProblem::NoStore)
}

fn entry(name: &str) -> Result<Entry, StoreProblem> {
    connect()?;
    let how = if cfg!(windows) {
        // Not with a roaming profile to other computers, which is what the store does unasked.
        HashMap::from([("persistence", "Local")])
    } else if cfg!(target_os = "macos") {
        HashMap::new()
    } else {
        HashMap::from([("label", SERVICE)])
    };
    Entry::new_with_modifiers(SERVICE, name, &how).map_err(refused)
}

/// Passes "no such entry" only if the keyring is open: a closed one may hide what it holds, and one
/// that is gone holds nothing.
fn absent(error: Error) -> Result<(), StoreProblem> {
    match (&error, state()) {
        (Error::NoEntry, State::Open) => Ok(()),
        (Error::NoEntry, State::Locked) => Err(StoreProblem::Locked),
        _ => Err(refused(error)),
    }
}

fn refused(error: Error) -> StoreProblem {
    match state() {
        State::NoService => return StoreProblem::NoStore,
        State::NoKeyring => return StoreProblem::NoKeyring,
        State::Locked | State::Open => (),
    }
    match error {
        // On Linux the store gives this for a prompt that was closed, or could not be shown.
        Error::NoStorageAccess(_) if cfg!(target_os = "linux") => StoreProblem::Locked,
        Error::NoStorageAccess(why) | Error::PlatformFailure(why) => {
            StoreProblem::Denied(why.to_string())
        }
        Error::Ambiguous(twice) => {
            StoreProblem::Denied(format!("it holds {} entries of one name", twice.len()))
        }
        // The other kinds name an attribute or a limit; none shows what is stored.
        other => StoreProblem::Denied(other.to_string()),
    }
}

/// How the default keyring stands. The store's own answers do not tell a keyring that is empty from
/// one that is closed or not there.
#[cfg_attr(
    not(target_os = "linux"),
    allow(dead_code, reason = "only the Secret Service tells")
)]
enum State {
    NoService,
    NoKeyring,
    Locked,
    Open,
}

#[cfg(not(target_os = "linux"))]
fn state() -> State {
    State::Open
}

#[cfg(target_os = "linux")]
fn state() -> State {
    const SERVICE: Option<&str> = Some("org.freedesktop.secrets");
    let ask = || -> zbus::Result<State> {
        let bus = zbus::blocking::Connection::session()?;
        let of = Some("org.freedesktop.Secret.Service");
        let path = "/org/freedesktop/secrets";
        let alias = bus.call_method(SERVICE, path, of, "ReadAlias", &"default")?;
        let keyring: zbus::zvariant::OwnedObjectPath = alias.body().deserialize()?;
        if keyring.as_str() == "/" {
            return Ok(State::NoKeyring);
        }
        let of = Some("org.freedesktop.DBus.Properties");
        let what = ("org.freedesktop.Secret.Collection", "Locked");
        let locked = bus.call_method(SERVICE, keyring, of, "Get", &what)?;
        let locked: zbus::zvariant::OwnedValue = locked.body().deserialize()?;
        Ok(if bool::try_from(locked)? {
            State::Locked
        } else {
            State::Open
        })
    };
    ask().unwrap_or(State::NoService)
}
