//! A copy of the ciphertext is one whole state of the database, whatever is saved while it is made.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;

use vault::audit::Event;
use vault::kinds::Setting;
use vault::{Vault, VaultError, Writer, copy};

/// A raw key with its salt.
const KEY: &str = "x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f'";

fn save(vault: &Vault, n: usize) {
    let mut db = vault.writer();
    let mut writer = Writer::begin(&mut db, "usr", 1_000).unwrap();
    let values = BTreeMap::from([("text".to_owned(), format!("{n}").repeat(4_000))]);
    let id = format!("setting {}", n % 50);
    writer.put(&Setting { id, values }).unwrap();
    writer
        .commit("Save", &Event::new(1_000, "usr", "save"))
        .unwrap();
}

fn copy_to(still: &copy::Still<'_>, path: &Path) {
    let mut bytes = Vec::new();
    still
        .copy(Vec::new, |piece| -> Result<(), VaultError> {
            bytes.extend_from_slice(&piece);
            Ok(())
        })
        .unwrap();
    assert_eq!(bytes.len() as u64, still.bytes());
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn what_is_saved_while_the_file_is_held_still_is_not_in_the_copy_and_not_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practice.db");
    let vault = Vault::create(&path, KEY).unwrap();
    (0..40).for_each(|n| save(&vault, n));
    let before = vault.digests().unwrap();
    let still = vault.hold_still().unwrap();
    let content = copy::content(still.db()).unwrap();
    // Far more than what makes the engine bring its log into the file, from here and from elsewhere.
    let other = Vault::open(&path, KEY).unwrap();
    for n in 40..300 {
        save(if n % 2 == 0 { &vault } else { &other }, n);
    }
    drop(other);
    let copied = folder.path().join("copy.db");
    copy_to(&still, &copied);
    drop(still);
    let after = vault.digests().unwrap();
    assert_ne!(before, after);
    assert_eq!(copy::check(&copied, KEY).unwrap(), (content, None));
    assert_eq!(
        Vault::open(&copied, KEY).unwrap().digests().unwrap(),
        before
    );
    // The next copy has it all, and so has the file when it is opened again.
    let still = vault.hold_still().unwrap();
    assert_eq!(copy::content(still.db()).unwrap().events, 300);
    drop(still);
    drop(vault);
    let again = Vault::open(&path, KEY).unwrap();
    assert_eq!(
        (again.digests().unwrap(), again.check().unwrap()),
        (after, Vec::new())
    );
}

#[test]
fn a_copy_with_one_altered_byte_is_named_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::create(&folder.path().join("practice.db"), KEY).unwrap();
    (0..20).for_each(|n| save(&vault, n));
    let copied = folder.path().join("copy.db");
    copy_to(&vault.hold_still().unwrap(), &copied);
    let whole = std::fs::read(&copied).unwrap();
    for at in [3, 5_000, whole.len() / 2, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        std::fs::write(&copied, bytes).unwrap();
        let found = copy::check(&copied, KEY);
        assert!(!matches!(&found, Ok((_, None))), "byte {at}: {found:?}");
    }
    assert!(copy::is_sealed_with(
        &folder.path().join("practice.db"),
        KEY
    ));
    let other = KEY.replace("2021", "3021");
    assert!(!copy::is_sealed_with(
        &folder.path().join("practice.db"),
        &other
    ));
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_stays_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practice.db");
    let vault = Vault::create(&path, KEY).unwrap();
    save(&vault, 1);
    vault
        .writer()
        .execute_batch("create table of_tomorrow (a); pragma user_version = 999")
        .unwrap();
    drop(vault);
    let before = std::fs::read(&path).unwrap();
    for _ in 0..2 {
        assert!(matches!(
            Vault::open(&path, KEY),
            Err(VaultError::Newer(999))
        ));
        assert!(std::fs::read(&path).unwrap() == before);
    }
}
