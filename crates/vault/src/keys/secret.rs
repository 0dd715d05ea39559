//! Secrets that live in memory only: the key of the database, the secret of the device, the private
//! half of the audit key. Each lies in pages of its own that are kept out of swap and are wiped when it
//! is dropped, and shows nothing of itself in a log.

use std::fmt;

use platform::memory::LockedBytes;
use zeroize::Zeroizing;

use super::seal;

/// Bytes in one place, so that moving the value leaves no copy behind.
struct Held<const N: usize>(LockedBytes);

impl<const N: usize> Held<N> {
    fn new(fill: impl FnOnce(&mut [u8])) -> Held<N> {
        let mut held = Held(LockedBytes::zeroed(N));
        fill(held.0.bytes_mut());
        held
    }

    fn bytes(&self) -> &[u8; N] {
        match self.0.bytes().first_chunk() {
            Some(bytes) => bytes,
            None => unreachable!("it was made of N bytes"),
        }
    }

    fn copied(bytes: &[u8]) -> Option<Held<N>> {
        (bytes.len() == N).then(|| Held::new(|to| to.copy_from_slice(bytes)))
    }
}

macro_rules! shows_nothing {
    ($($name:ident)+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &$name) -> bool {
                seal::same(self.0.bytes(), other.0.bytes())
            }
        }

        impl Eq for $name {}
    )+};
}

shows_nothing! { DatabaseKey DeviceSecret AuditKey }

/// The key of a practice's database: 32 bytes of key and the 16 bytes of salt that SQLCipher keeps
/// at the beginning of the file.
pub struct DatabaseKey(Held<48>);

impl DatabaseKey {
    /// A new key.
    pub fn new(random: &mut dyn FnMut(&mut [u8])) -> DatabaseKey {
        DatabaseKey(Held::new(random))
    }

    /// What `PRAGMA key` takes in double quotes: `x'`, 64 digits of key, 32 digits of salt, `'`.
    /// In this form SQLCipher uses the key as it is and skips its own passphrase derivation.
    pub fn pragma_literal(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(99));
        text.push_str("x'");
        seal::push_hex(&mut text, self.0.bytes());
        text.push('\'');
        text
    }

    /// A key for another use, derived from this one: never the key itself.
    pub(super) fn derived(&self, info: &[&[u8]]) -> Zeroizing<[u8; 32]> {
        seal::derive(self.0.bytes(), info)
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.bytes()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<DatabaseKey> {
        Held::copied(bytes).map(DatabaseKey)
    }
}

/// The secret of this computer and OS user, 32 bytes in the OS keyring: the second half of what
/// opens a slot, so that a copy of the folder on another machine stays shut.
pub struct DeviceSecret(Held<32>);

impl DeviceSecret {
    /// A new secret.
    pub fn new(random: &mut dyn FnMut(&mut [u8])) -> DeviceSecret {
        DeviceSecret(Held::new(random))
    }

    /// Reads what the keyring keeps; `None` when it is not 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<DeviceSecret> {
        Held::copied(bytes).map(DeviceSecret)
    }

    /// The bytes that the keyring keeps.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.bytes()
    }

    /// Reads 64 hexadecimal digits, as a device secret file holds them; space around them does not
    /// count.
    pub fn from_text(text: &str) -> Option<DeviceSecret> {
        let bytes = Zeroizing::new(seal::unhex(text.trim())?);
        DeviceSecret::from_bytes(&bytes)
    }

    /// The 64 hexadecimal digits for a device secret file.
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        seal::push_hex(&mut text, self.0.bytes());
        text
    }
}

/// The private half of the practice's audit key: opens the log of what happened while the database
/// was shut. It comes with an open slot.
pub struct AuditKey(Held<32>);

impl AuditKey {
    /// A new pair.
    pub(super) fn new(random: &mut dyn FnMut(&mut [u8])) -> AuditKey {
        let mut seed = Zeroizing::new([0; 32]);
        random(&mut *seed);
        AuditKey(Held::new(|to| {
            to.copy_from_slice(&*seal::key_pair(&seed).0)
        }))
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<AuditKey> {
        Held::copied(bytes).map(AuditKey)
    }

    pub(super) fn as_bytes(&self) -> &[u8; 32] {
        self.0.bytes()
    }

    /// The public half, which anybody may seal to.
    pub fn public(&self) -> [u8; 32] {
        match seal::public_of(self.0.bytes()) {
            Some(public) => public,
            None => unreachable!("any 32 bytes are an X25519 private key"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pragma_literal_is_the_raw_key_and_the_salt() {
        let mut next = 0;
        let key = DatabaseKey::new(&mut |out: &mut [u8]| {
            for byte in out {
                *byte = next;
                next += 1;
            }
        });
        assert_eq!(
            *key.pragma_literal(),
            "x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\
             202122232425262728292a2b2c2d2e2f'"
        );
    }

    #[test]
    fn sqlcipher_takes_the_literal_and_begins_the_file_with_the_salt() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("practice.db");
        let opens = |key: &DatabaseKey| {
            let db = rusqlite::Connection::open(&path).unwrap();
            db.execute_batch(&format!("pragma key = \"{}\";", *key.pragma_literal()))
                .unwrap();
            let read = "create table if not exists t (a text) strict; select * from t;";
            db.execute_batch(read).is_ok()
        };
        let key = DatabaseKey::from_bytes(&std::array::from_fn::<u8, 48, _>(|n| n as u8)).unwrap();
        assert!(opens(&key) && opens(&key));
        assert_eq!(&std::fs::read(&path).unwrap()[..16], &key.as_bytes()[32..]);
        let mut other = *key.0.bytes();
        other[31] ^= 1;
        assert!(!opens(&DatabaseKey::from_bytes(&other).unwrap()));
    }

    #[test]
    fn a_device_secret_reads_back_from_its_file() {
        let secret = DeviceSecret::from_bytes(&[0xab; 32]).unwrap();
        let text = format!("{}\n", *secret.to_text());
        assert_eq!(DeviceSecret::from_text(&text), Some(secret));
        assert_eq!(DeviceSecret::from_text(&text[1..]), None);
        assert_eq!(DeviceSecret::from_bytes(&[0; 31]), None);
    }

    #[test]
    fn secrets_show_nothing() {
        let key = DatabaseKey::from_bytes(&[0xab; 48]).unwrap();
        assert_eq!(format!("{key:?}"), "DatabaseKey(…)");
    }
}
