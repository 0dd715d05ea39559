//! The real Secret Service: gnome-keyring on a bus of its own. The keyring is one of the process, so
//! each case runs this very program again under `dbus-run-session`, with a fresh home.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "every function here is part of a test"
)]

use std::process::Command;

use platform::secret::{
    EntryName, OsKeyring, SecretStore, StoreProblem, create_device_secret, device_secret,
    put_value, renew_device_secret, value,
};
use values::{PracticeId, UserId};

const SERVICE: Option<&str> = Some("org.freedesktop.secrets");
const PATH: &str = "/org/freedesktop/secrets";
const OF: Option<&str> = Some("org.freedesktop.Secret.Service");

fn practice(n: u8) -> PracticeId {
    PracticeId::new(1_000, [n; 10])
}

/// Runs the ignored test `case` of this program after `keyring`, a line of shell, on a new bus.
fn on_a_new_bus(keyring: &str, case: &str) {
    for tool in ["dbus-run-session", "gnome-keyring-daemon"] {
        if Command::new(tool).arg("--version").output().is_err() {
            println!("skipped: there is no {tool}");
            return;
        }
    }
    let home = tempfile::tempdir().unwrap();
    let program = std::env::current_exe().unwrap();
    let script = format!("{keyring}; exec \"$0\" --exact {case} --ignored --nocapture");
    let ran = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", &script])
        .arg(program)
        .envs(["HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"].map(|name| (name, home.path())))
        // No prompt may come up on the screen of whoever runs the tests.
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(
        ran.status.success() && said.contains("1 passed"),
        "{said}\n{}",
        String::from_utf8_lossy(&ran.stderr)
    );
}

#[test]
fn an_unlocked_keyring_keeps_secrets_and_a_locked_one_hides_them() {
    let keyring = r"eval $(printf '\n' | gnome-keyring-daemon --unlock --components=secrets)";
    on_a_new_bus(keyring, "case_unlocked_then_locked");
}

#[test]
fn a_profile_without_its_keyring_is_not_an_empty_keyring() {
    on_a_new_bus(
        "gnome-keyring-daemon --start --components=secrets",
        "case_no_keyring",
    );
}

#[test]
fn a_computer_without_a_bus_has_no_store() {
    on_a_new_bus(
        "export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent",
        "case_no_store",
    );
}

#[test]
#[ignore = "runs in a session of its own"]
fn case_unlocked_then_locked() {
    let store = OsKeyring::open().unwrap();
    assert!(!store.reduced_protection());
    let (ours, theirs) = (practice(1), practice(2));
    assert!(matches!(
        device_secret(&store, ours),
        Err(StoreProblem::Missing)
    ));
    let made = create_device_secret(&store, ours).unwrap();
    assert_eq!(made.bytes().len(), 32);
    assert!(matches!(
        create_device_secret(&store, ours),
        Err(StoreProblem::AlreadyThere)
    ));
    let renewed = renew_device_secret(&store, ours).unwrap();
    assert_ne!(made.bytes(), renewed.bytes());
    assert!(matches!(
        device_secret(&store, theirs),
        Err(StoreProblem::Missing)
    ));

    let guesses = EntryName::guesses(ours, UserId::new(1_000, [3; 10]));
    assert_eq!(value::<(u32, i64)>(&store, &guesses).unwrap(), None);
    for tries in 1..=3 {
        put_value(&store, &guesses, &(tries, 1_750_000_000_000_i64)).unwrap();
        assert_eq!(
            value(&store, &guesses).unwrap(),
            Some((tries, 1_750_000_000_000_i64))
        );
    }
    store.delete(&guesses).unwrap();
    store.delete(&guesses).unwrap();
    assert!(store.get(&guesses).unwrap().is_none());

    // Many threads at once, each with its own entry: one owner answers them all.
    std::thread::scope(|scope| {
        for n in 10..18 {
            let store = &store;
            scope.spawn(move || {
                let name = EntryName::audit_head(practice(n));
                put_value(store, &name, &n).unwrap();
                assert_eq!(value(store, &name).unwrap(), Some(n));
            });
        }
    });

    lock_the_keyring();
    let name = EntryName::device_secret(ours);
    for got in [
        device_secret(&store, ours).map(|_| ()),
        device_secret(&store, theirs).map(|_| ()),
        create_device_secret(&store, theirs).map(|_| ()),
        store.get(&EntryName::audit_head(theirs)).map(|_| ()),
        store.put(&name, &[1; 32]),
        store.delete(&name),
        store.delete(&EntryName::device_secret(theirs)),
    ] {
        assert!(matches!(got, Err(StoreProblem::Locked)), "{got:?}");
    }
    assert!(OsKeyring::open().is_ok());
}

fn lock_the_keyring() {
    let bus = zbus::blocking::Connection::session().unwrap();
    let alias = bus
        .call_method(SERVICE, PATH, OF, "ReadAlias", &"default")
        .unwrap();
    let keyring: zbus::zvariant::OwnedObjectPath = alias.body().deserialize().unwrap();
    bus.call_method(SERVICE, PATH, OF, "Lock", &vec![keyring])
        .unwrap();
}

#[test]
#[ignore = "runs in a session of its own"]
fn case_no_keyring() {
    let got = OsKeyring::open();
    assert!(matches!(got, Err(StoreProblem::NoKeyring)), "{got:?}");
}

#[test]
#[ignore = "runs in a session of its own"]
fn case_no_store() {
    let got = OsKeyring::open();
    assert!(matches!(got, Err(StoreProblem::NoStore)), "{got:?}");
}
