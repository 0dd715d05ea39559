//! Who may open a practice: the key of its database, the file of key slots that wraps this key for
//! each user and for the recovery kit, the words of the kit, the counter of wrong passwords, the
//! rules for passwords, and the sealed log of what happens while the database is shut. Everything
//! here is bytes in and bytes out: the caller keeps the files and the device secret, gives the time
//! in UTC milliseconds and the source of random bytes ([`os_random`] in the product).
//!
//! ```text
//! password ── Argon2id ─┐
//! device secret ────────┴─ HKDF ── KEK ── AES-256-GCM ──┐
//! 24 words ── HKDF ── X25519 ── HPKE ───────────────────┴── database key ── PRAGMA key
//!                                                              ├── MAC over the slot file
//!                                                              └── audit key (opens the outside log)
//! ```

mod guesses;
mod kdf;
mod outside;
mod password;
mod seal;
mod secret;
mod slots;
mod words;

pub use guesses::{Guesses, Hold};
pub use kdf::{Kdf, KdfProblem};
pub use outside::{Appended, Outside, OutsideEvent, OutsideProblem, Tail};
pub use password::{PasswordProblem, PasswordRules};
pub use secret::{AuditKey, DatabaseKey, DeviceSecret};
pub use slots::{
    ChangeProblem, Created, Credentials, KeySlots, Listed, NewPractice, OpenProblem, Opened, Part,
    Person, Practice, Recovered,
};
pub use words::{RecoveryWords, WordsProblem};

/// Fills `out` with random bytes of the operating system.
///
/// # Panics
/// When the machine has no random bytes to give: nothing that is made without them would be a key.
pub fn os_random(out: &mut [u8]) {
    let filled = getrandom::fill(out);
    assert!(filled.is_ok(), "the operating system gives no random bytes");
}

#[cfg(test)]
mod testing {
    //! Random bytes that repeat, so that a test fails the same way twice.

    use sha2::{Digest, Sha256};

    pub type Random = Box<dyn FnMut(&mut [u8])>;

    /// A source that gives the same bytes for the same seed.
    pub fn random(seed: &str) -> Random {
        let (seed, mut n) = (seed.to_owned(), 0_u64);
        Box::new(move |out: &mut [u8]| {
            for chunk in out.chunks_mut(32) {
                let block = Sha256::digest(format!("{seed} {n}"));
                chunk.copy_from_slice(&block[..chunk.len()]);
                n += 1;
            }
        })
    }
}
