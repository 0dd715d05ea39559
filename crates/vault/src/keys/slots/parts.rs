//! The file of key slots as it is written, and how each part of it wraps and opens what it holds.
//! Bytes are hexadecimal text here, read only where they are used, so that damage to one slot stays
//! the matter of that slot.

use serde::{Deserialize, Serialize};
use values::{PracticeId, UserId};
use zeroize::Zeroizing;

use super::super::kdf::{Kdf, KdfProblem, normalized};
use super::super::password::LONGEST;
use super::super::seal::{self, Fields};
use super::super::secret::{AuditKey, DatabaseKey, DeviceSecret};
use super::super::words::RecoveryWords;
use super::{ChangeProblem, Credentials, OpenProblem, Person, Practice};

/// The form of the file that this version writes, and the newest it reads.
pub(super) const FORMAT: u32 = 1;
/// The primitives: Argon2id, HKDF-SHA-256, AES-256-GCM, HPKE with X25519.
pub(super) const SUITE: u32 = 1;
const RECOVERY: &str = "cb/recovery-slot/1";
const USER: &str = "cb/user-slot/1";

/// The file as it is written. Bytes are hexadecimal text here, read only where they are used, so
/// that damage to one slot stays the matter of that slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) format: u32,
    pub(super) suite: u32,
    pub(super) practice: Practice,
    /// Grows by one with every change.
    pub(super) revision: u64,
    /// A slot was taken away, or a kit voided, since the database key was made, so that it is to be
    /// changed.
    pub(super) key_due: bool,
    pub(super) users: Vec<Entry>,
    pub(super) recovery: Recovery,
    /// A kit that takes the place of the other as soon as it is typed back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) next: Option<Recovery>,
    pub(super) audit: Audit,
    pub(super) mac: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) id: UserId,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) slot: Option<Slot>,
    pub(super) sum: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slot {
    pub(super) kdf: String,
    pub(super) memory_kib: u32,
    pub(super) passes: u32,
    pub(super) lanes: u32,
    pub(super) salt: String,
    pub(super) needs_device_secret: bool,
    pub(super) reduced_protection: bool,
    /// From the device secret alone. It is 32 random bytes, so the check lets nobody guess it.
    pub(super) device_check: String,
    /// From the stretched password and the device secret.
    pub(super) key_check: String,
    /// The user's own public key: a new database key is sealed to it without the password.
    pub(super) public: String,
    /// The user's own private key under the KEK.
    pub(super) wrapped: String,
    /// The database key, sealed to `public`.
    pub(super) sealed: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Recovery {
    pub(super) public: String,
    /// The database key, sealed to `public`.
    pub(super) sealed: String,
    /// The words were typed back.
    pub(super) confirmed: bool,
    pub(super) sum: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Audit {
    pub(super) public: String,
    /// The private half under a key derived from the database key.
    pub(super) wrapped: String,
}

/// The beginning of a file of any version.
#[derive(Deserialize)]
pub(super) struct Version {
    pub(super) format: u32,
    pub(super) suite: u32,
}

impl Entry {
    pub(super) fn person(&self) -> Person {
        Person {
            id: self.id,
            name: self.name.clone(),
            role: self.role.clone(),
        }
    }

    pub(super) fn sum(&self, practice: PracticeId) -> String {
        let fields = Fields::of("cb/slot-sum/1")
            .text(&practice.to_string())
            .text(&self.id.to_string())
            .text(&self.name)
            .text(&self.role)
            .flag(self.slot.is_some());
        let fields = match &self.slot {
            Some(slot) => slot.bind(fields).text(&slot.wrapped).text(&slot.sealed),
            None => fields,
        };
        seal::hex(&fields.sha256())
    }
}

impl Slot {
    pub(super) fn new(
        practice: PracticeId,
        user: UserId,
        key: &DatabaseKey,
        credentials: &Credentials<'_>,
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Slot, ChangeProblem> {
        let Credentials {
            password,
            device,
            reduced_protection,
            kdf,
        } = *credentials;
        if too_long(password) {
            return Err(ChangeProblem::LongPassword);
        }
        let mut salt = [0; 16];
        random(&mut salt);
        let stretched = kdf.stretch(password, &salt)?;
        let checked = device.map(|device| seal::hex(&device_check(practice, user, device)));
        let mut slot = Slot {
            kdf: "argon2id".to_owned(),
            memory_kib: kdf.memory_kib(),
            passes: kdf.passes(),
            lanes: kdf.lanes(),
            salt: seal::hex(&salt),
            needs_device_secret: device.is_some(),
            reduced_protection: reduced_protection || device.is_none(),
            device_check: checked.unwrap_or_default(),
            key_check: seal::hex(&key_check(user, &stretched, device)),
            public: String::new(),
            wrapped: String::new(),
            sealed: String::new(),
        };
        let mut seed = Zeroizing::new([0; 32]);
        random(&mut *seed);
        let (private, public) = seal::key_pair(&seed);
        slot.public = seal::hex(&public);
        let kek = kek(user, &stretched, device);
        let bound = slot.bound(practice, user);
        slot.wrapped = seal::hex(&seal::seal(&kek, &*private, &bound, random));
        slot.reseal(practice, user, key, random)?;
        Ok(slot)
    }

    /// Seals a database key to the user's public key. The password is not needed for it.
    pub(super) fn reseal(
        &mut self,
        practice: PracticeId,
        user: UserId,
        key: &DatabaseKey,
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<(), ChangeProblem> {
        let public: [u8; 32] = seal::unhex_exact(&self.public).ok_or(ChangeProblem::Altered)?;
        let bound = Slot::sealed_bound(practice, user, &public);
        let sealed = seal::seal_to(&public, USER, key.as_bytes(), &bound, random);
        self.sealed = seal::hex(&sealed.ok_or(ChangeProblem::Altered)?);
        Ok(())
    }

    /// Whether the slot can be opened with this device secret, the password aside.
    pub(super) fn fits(&self, practice: PracticeId, user: UserId, device: &DeviceSecret) -> bool {
        !self.needs_device_secret
            || seal::unhex_exact(&self.device_check).is_some_and(|check: [u8; 16]| {
                seal::same(&check, &device_check(practice, user, device))
            })
    }

    fn sealed_bound(practice: PracticeId, user: UserId, public: &[u8; 32]) -> Fields {
        Fields::of(USER)
            .text(&practice.to_string())
            .text(&user.to_string())
            .number(SUITE.into())
            .bytes(public)
    }

    pub(super) fn open(
        &self,
        practice: PracticeId,
        user: UserId,
        device: Option<&DeviceSecret>,
        stretch: impl FnOnce(&Kdf, &[u8; 16]) -> Result<Zeroizing<[u8; 32]>, OpenProblem>,
    ) -> Result<DatabaseKey, OpenProblem> {
        let corrupt = OpenProblem::CorruptSlot;
        let kdf = self.kdf()?;
        let salt = seal::unhex_exact(&self.salt).ok_or(corrupt)?;
        let device = match (self.needs_device_secret, device) {
            (false, _) => None,
            (true, None) => return Err(OpenProblem::DeviceSecretMissing),
            (true, Some(device)) => {
                let check: [u8; 16] = seal::unhex_exact(&self.device_check).ok_or(corrupt)?;
                if !seal::same(&check, &device_check(practice, user, device)) {
                    return Err(OpenProblem::DeviceSecretDiffers);
                }
                Some(device)
            }
        };
        let check: [u8; 16] = seal::unhex_exact(&self.key_check).ok_or(corrupt)?;
        let stretched = stretch(&kdf, &salt)?;
        if !seal::same(&check, &key_check(user, &stretched, device)) {
            return Err(OpenProblem::WrongPassword);
        }
        let wrapped = seal::unhex(&self.wrapped).ok_or(corrupt)?;
        let kek = kek(user, &stretched, device);
        let private = seal::open(&kek, &wrapped, &self.bound(practice, user)).ok_or(corrupt)?;
        let private: &[u8; 32] = private.as_slice().try_into().map_err(|_| corrupt)?;
        let public = seal::public_of(private).ok_or(corrupt)?;
        let bound = Slot::sealed_bound(practice, user, &public);
        seal::unhex(&self.sealed)
            .and_then(|sealed| seal::open_with(private, USER, &sealed, &bound))
            .and_then(|plain| DatabaseKey::from_bytes(&plain))
            .ok_or(corrupt)
    }

    pub(super) fn kdf(&self) -> Result<Kdf, OpenProblem> {
        if self.kdf != "argon2id" {
            return Err(OpenProblem::CorruptSlot);
        }
        Kdf::new(self.memory_kib, self.passes, self.lanes).map_err(|problem| match problem {
            KdfProblem::TooCheap => OpenProblem::WeakSlot,
            KdfProblem::TooDear => OpenProblem::CorruptSlot,
        })
    }

    /// What the wrapped key is bound to: whose it is, and everything else in the slot.
    fn bound(&self, practice: PracticeId, user: UserId) -> Fields {
        let fields = Fields::of("cb/slot/1")
            .text(&practice.to_string())
            .text(&user.to_string());
        self.bind(fields.number(SUITE.into()))
    }

    fn bind(&self, fields: Fields) -> Fields {
        fields
            .text(&self.kdf)
            .number(self.memory_kib.into())
            .number(self.passes.into())
            .number(self.lanes.into())
            .text(&self.salt)
            .flag(self.needs_device_secret)
            .flag(self.reduced_protection)
            .text(&self.device_check)
            .text(&self.key_check)
            .text(&self.public)
    }
}

impl Recovery {
    pub(super) fn new(
        practice: PracticeId,
        key: &DatabaseKey,
        words: &RecoveryWords,
        confirmed: bool,
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Recovery {
        let (_, public) = seal::key_pair(&words.seed());
        let mut recovery = Recovery {
            public: seal::hex(&public),
            sealed: String::new(),
            confirmed,
            sum: String::new(),
        };
        if recovery.reseal(practice, key, random).is_err() {
            unreachable!("a public key that was just derived takes a seal")
        }
        recovery
    }

    /// Seals a database key to the kit, whose words are not needed for it.
    pub(super) fn reseal(
        &mut self,
        practice: PracticeId,
        key: &DatabaseKey,
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<(), ChangeProblem> {
        let public: [u8; 32] = seal::unhex_exact(&self.public).ok_or(ChangeProblem::Altered)?;
        let bound = Recovery::bound(practice, &public);
        let sealed = seal::seal_to(&public, RECOVERY, key.as_bytes(), &bound, random);
        self.sealed = seal::hex(&sealed.ok_or(ChangeProblem::Altered)?);
        self.sum = self.sum(practice);
        Ok(())
    }

    pub(super) fn open(
        &self,
        practice: PracticeId,
        words: &RecoveryWords,
    ) -> Result<DatabaseKey, OpenProblem> {
        let (private, public) = seal::key_pair(&words.seed());
        if self.public != seal::hex(&public) {
            let whole = self.sum == self.sum(practice);
            return Err(if whole {
                OpenProblem::WrongKit
            } else {
                OpenProblem::CorruptSlot
            });
        }
        let bound = Recovery::bound(practice, &public);
        seal::unhex(&self.sealed)
            .and_then(|sealed| seal::open_with(&private, RECOVERY, &sealed, &bound))
            .and_then(|plain| DatabaseKey::from_bytes(&plain))
            .ok_or(OpenProblem::CorruptSlot)
    }

    fn bound(practice: PracticeId, public: &[u8; 32]) -> Fields {
        Fields::of(RECOVERY)
            .text(&practice.to_string())
            .number(SUITE.into())
            .bytes(public)
    }

    pub(super) fn sum(&self, practice: PracticeId) -> String {
        let fields = Fields::of("cb/recovery-sum/1").text(&practice.to_string());
        let fields = fields
            .text(&self.public)
            .text(&self.sealed)
            .flag(self.confirmed);
        seal::hex(&fields.sha256())
    }
}

impl Audit {
    pub(super) fn new(
        practice: PracticeId,
        key: &DatabaseKey,
        audit: &AuditKey,
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Audit {
        let public = seal::hex(&audit.public());
        let bound = Audit::bound(practice, &public);
        let wrapped = seal::seal(&Audit::kek(key), audit.as_bytes(), &bound, random);
        Audit {
            public,
            wrapped: seal::hex(&wrapped),
        }
    }

    pub(super) fn open(&self, practice: PracticeId, key: &DatabaseKey) -> Option<AuditKey> {
        let bound = Audit::bound(practice, &self.public);
        let plain = seal::open(&Audit::kek(key), &seal::unhex(&self.wrapped)?, &bound)?;
        AuditKey::from_bytes(&plain)
    }

    fn kek(key: &DatabaseKey) -> Zeroizing<[u8; 32]> {
        key.derived(&[b"cb/audit-key/1"])
    }

    fn bound(practice: PracticeId, public: &str) -> Fields {
        Fields::of("cb/audit-key/1")
            .text(&practice.to_string())
            .text(public)
    }
}

/// The stretched password and the device secret, side by side.
fn both(stretched: &[u8; 32], device: Option<&DeviceSecret>) -> Zeroizing<Vec<u8>> {
    let mut both = Zeroizing::new(Vec::with_capacity(64));
    both.extend_from_slice(stretched);
    both.extend_from_slice(device.map_or(&[], DeviceSecret::as_bytes));
    both
}

/// The key that wraps the database key (security.md 2.1).
fn kek(user: UserId, stretched: &[u8; 32], device: Option<&DeviceSecret>) -> Zeroizing<[u8; 32]> {
    seal::derive(
        &both(stretched, device),
        &[b"cb/kek/1", user.to_string().as_bytes()],
    )
}

/// Tells the right password. It also makes up for AES-GCM not committing to its key.
fn key_check(user: UserId, stretched: &[u8; 32], device: Option<&DeviceSecret>) -> [u8; 16] {
    *seal::derive(
        &both(stretched, device),
        &[b"cb/key-check/1", user.to_string().as_bytes()],
    )
}

/// Tells the right device secret, differently for each user and practice.
pub(super) fn device_check(practice: PracticeId, user: UserId, device: &DeviceSecret) -> [u8; 16] {
    let whose = [practice.to_string(), user.to_string()];
    let [practice, user] = whose.each_ref().map(String::as_bytes);
    *seal::derive(device.as_bytes(), &[b"cb/device-check/1", practice, user])
}

pub(super) fn too_long(password: &str) -> bool {
    4 * LONGEST < password.len() || LONGEST < normalized(password).chars().count()
}
