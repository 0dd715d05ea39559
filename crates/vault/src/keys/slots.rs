//! The file of key slots of a practice: what the lock screen shows, the database key wrapped once
//! for each user and once for the recovery kit, and the audit key. It is JSON in one fixed spelling,
//! so that support can read it; it holds no secret that is not wrapped.
//!
//! Three checks, from the outside in. A slot carries the SHA-256 of everything it says (`sum`), so
//! that a damaged slot is told from a wrong password, for that user alone. A slot carries a key check,
//! which tells a wrong password from the right one, and a check of the device secret, which tells
//! another machine from a wrong password. And the whole file carries a MAC under a key that only the
//! database key gives: whoever opens a slot or changes the file notices when it was altered, with
//! right sums or without.
//!
//! A user's slot wraps a key pair of their own, and the database key is sealed to its public half. So
//! the database key can change without anybody's password ([`KeySlots::rekeyed`]).
//!
//! The MAC cannot tell an older file from the newest: the caller holds [`KeySlots::revision`] against
//! the one that the database keeps. And a file and a device secret that a removed user copied away
//! open a database copied with them: only a new database key ends that.

use serde::{Deserialize, Serialize};
use values::{PracticeId, UserId};
use zeroize::Zeroizing;

use super::kdf::{Kdf, normalized};
use super::seal::{self, Fields};
use super::secret::{AuditKey, DatabaseKey, DeviceSecret};
use super::words::RecoveryWords;
use parts::{Audit, Entry, FORMAT, File, Recovery, SUITE, Slot, Version, too_long};

mod parts;
mod problem;
#[cfg(test)]
mod tests;

pub use problem::{ChangeProblem, OpenProblem};

/// No practice has a file as large as this.
const LARGEST: usize = 4 * 1024 * 1024;

/// A parsed file of key slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySlots(File);

/// What the lock screen shows of the practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// Its id.
    pub id: PracticeId,
    /// Its name.
    pub name: String,
    /// The colour of its window title, as the interface names it (`teal` or `#0f766e`).
    pub colour: String,
}

/// A user, as the caller gives one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The id.
    pub id: UserId,
    /// The name on the lock screen.
    pub name: String,
    /// The name of the role, in lower case (`practice_admin`).
    pub role: String,
}

/// A user, as the lock screen lists one. Nothing of it is proved before a slot opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub person: Person,
    /// False when an admin has to set a password first.
    pub has_password: bool,
    /// The slot opens only together with the device secret.
    pub needs_device_secret: bool,
    /// The device secret is kept in a file, or there is none: passwords are longer.
    pub reduced_protection: bool,
    /// What the password costs; `None` without a password or when the slot is damaged.
    pub kdf: Option<Kdf>,
}

/// What a user opens a slot with from now on. The caller has held the password against
/// [`super::PasswordRules`].
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// The password.
    pub password: &'a str,
    /// The device secret; without one, the password alone protects the database.
    pub device: Option<&'a DeviceSecret>,
    /// The device secret is kept in a file for want of a keyring. Taken as set without a secret.
    pub reduced_protection: bool,
    /// What a guess costs.
    pub kdf: Kdf,
}

/// A practice to be made.
#[derive(Clone, Copy)]
pub struct NewPractice<'a> {
    /// The practice.
    pub practice: &'a Practice,
    /// Its first user.
    pub owner: &'a Person,
    /// What the first user signs in with.
    pub credentials: Credentials<'a>,
}

/// A practice just made.
#[derive(Debug)]
pub struct Created {
    /// The file to be kept.
    pub slots: KeySlots,
    /// The key to make the database with.
    pub key: DatabaseKey,
    /// The words of the kit, to be printed and typed back: they are nowhere else.
    pub words: RecoveryWords,
    /// The key of the outside log.
    pub audit: AuditKey,
}

/// A slot that a user opened.
#[derive(Debug)]
pub struct Opened {
    /// The key of the database.
    pub key: DatabaseKey,
    /// The key of the outside log.
    pub audit: AuditKey,
    /// Who opened it, as the file proves it.
    pub person: Person,
    /// Parts of the file that were damaged. They do not keep this user out, but whoever needs them:
    /// to be taken from the backup copy, or made anew.
    pub damaged: Vec<Part>,
}

/// A part of the file that can be damaged by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The slot of a user.
    User(UserId),
    /// The slot of the recovery kit.
    Kit,
}

/// What the recovery kit opened.
#[derive(Debug)]
pub struct Recovered {
    /// The key of the database.
    pub key: DatabaseKey,
    /// The key of the outside log; `None` when that part of the file is damaged.
    pub audit: Option<AuditKey>,
    /// False when the file was altered: nothing that it says about users is to be believed, and it is
    /// to be made again with [`KeySlots::rebuilt`].
    pub intact: bool,
}

impl KeySlots {
    /// Makes the slots of a new practice: a new database key, wrapped for its first user and for a new
    /// recovery kit, and a new audit key.
    pub fn create(
        new: &NewPractice<'_>,
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Created, ChangeProblem> {
        let key = DatabaseKey::new(random);
        let audit = AuditKey::new(random);
        let words = RecoveryWords::new(random);
        let mut slots = KeySlots::empty(new.practice, 0, &key, &audit, &words, false, random)?;
        slots.add_user(&key, new.owner, Some(&new.credentials), random)?;
        Ok(Created {
            slots,
            key,
            words,
            audit,
        })
    }

    fn empty(
        practice: &Practice,
        revision: u64,
        key: &DatabaseKey,
        audit: &AuditKey,
        words: &RecoveryWords,
        confirmed: bool,
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<KeySlots, ChangeProblem> {
        check_practice(practice)?;
        let mut slots = KeySlots(File {
            format: FORMAT,
            suite: SUITE,
            practice: practice.clone(),
            revision,
            key_due: false,
            users: Vec::new(),
            recovery: Recovery::new(practice.id, key, words, confirmed, random),
            next: None,
            audit: Audit::new(practice.id, key, audit, random),
            mac: String::new(),
        });
        slots.0.mac = slots.mac(key);
        Ok(slots)
    }

    /// Reads a file. Damage inside one slot is found when that slot is opened.
    pub fn parse(bytes: &[u8]) -> Result<KeySlots, OpenProblem> {
        if LARGEST < bytes.len() {
            return Err(OpenProblem::DamagedFile);
        }
        let version: Version =
            serde_json::from_slice(bytes).map_err(|_| OpenProblem::DamagedFile)?;
        if FORMAT < version.format || SUITE < version.suite {
            return Err(OpenProblem::NewerVersion);
        }
        let slots = KeySlots(serde_json::from_slice(bytes).map_err(|_| OpenProblem::DamagedFile)?);
        // One spelling for each content: whatever is written otherwise, Claimbench did not write.
        let ours = version.format == FORMAT && version.suite == SUITE && slots.to_bytes() == bytes;
        if ours {
            Ok(slots)
        } else {
            Err(OpenProblem::DamagedFile)
        }
    }

    /// The bytes to be kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        match serde_json::to_vec_pretty(&self.0) {
            Ok(mut bytes) => {
                bytes.push(b'\n');
                bytes
            }
            Err(_) => unreachable!("structs of texts, numbers and flags are JSON"),
        }
    }

    /// What the lock screen shows of the practice.
    pub fn practice(&self) -> &Practice {
        &self.0.practice
    }

    /// How often the file was changed. The database keeps the number too: a file with a lower one is
    /// an old one put back.
    pub fn revision(&self) -> u64 {
        self.0.revision
    }

    /// True when a slot was taken away, or a kit voided, since the database key was made. Whoever had
    /// it may have kept the key, so that the database is to get a new one: [`KeySlots::rekeyed`].
    pub fn key_due(&self) -> bool {
        self.0.key_due
    }

    /// True when every slot was made with this device secret.
    pub fn fits(&self, device: &DeviceSecret) -> bool {
        let practice = self.0.practice.id;
        self.0.users.iter().all(|entry| {
            let slot = entry.slot.as_ref();
            slot.is_none_or(|slot| slot.fits(practice, entry.id, device))
        })
    }

    /// The bytes without any user: a third copy, from which the kit opens when both files of slots are
    /// damaged. Its MAC does not fit, so that it is made again from the database then.
    pub fn kit_bytes(&self) -> Vec<u8> {
        let mut kit = self.clone();
        kit.0.users.clear();
        kit.to_bytes()
    }

    /// The same slots under a new database key, which every user opens with the password they have and
    /// the kit with its words. A slot that is damaged is void then.
    pub fn rekeyed(
        &self,
        key: &DatabaseKey,
        audit: &AuditKey,
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<(DatabaseKey, KeySlots), ChangeProblem> {
        if !self.written_with(key) || self.damaged().contains(&Part::Kit) {
            return Err(ChangeProblem::Altered);
        }
        let new = DatabaseKey::new(random);
        let mut changed = self.clone();
        let file = &mut changed.0;
        let practice = file.practice.id;
        for entry in &mut file.users {
            if entry.sum != entry.sum(practice) {
                entry.slot = None;
            }
            if let Some(slot) = &mut entry.slot {
                slot.reseal(practice, entry.id, &new, random)?;
            }
            entry.sum = entry.sum(practice);
        }
        for kit in std::iter::once(&mut file.recovery).chain(&mut file.next) {
            kit.reseal(practice, &new, random)?;
        }
        file.audit = Audit::new(practice, &new, audit, random);
        file.revision += 1;
        file.key_due = false;
        changed.0.mac = changed.mac(&new);
        Ok((new, changed))
    }

    /// True once the words of the newest kit were typed back.
    pub fn kit_confirmed(&self) -> bool {
        self.0.next.is_none() && self.0.recovery.confirmed
    }

    /// True while a kit that was typed back once stands until a newer one is.
    pub fn old_kit_stands(&self) -> bool {
        self.0.next.is_some()
    }

    /// The users, in the order in which they were added.
    pub fn users(&self) -> impl Iterator<Item = Listed> {
        self.0.users.iter().map(|entry| {
            let slot = entry.slot.as_ref();
            Listed {
                person: entry.person(),
                has_password: slot.is_some(),
                needs_device_secret: slot.is_some_and(|slot| slot.needs_device_secret),
                reduced_protection: slot.is_some_and(|slot| slot.reduced_protection),
                kdf: slot.and_then(|slot| slot.kdf().ok()),
            }
        })
    }

    /// The public half of the audit key, to which the outside log is sealed; `None` when this part of
    /// the file is damaged.
    pub fn audit_public(&self) -> Option<[u8; 32]> {
        seal::unhex_exact(&self.0.audit.public)
    }

    /// Opens a user's slot. One run of Argon2id and little else.
    pub fn open(
        &self,
        user: UserId,
        password: &str,
        device: Option<&DeviceSecret>,
    ) -> Result<Opened, OpenProblem> {
        self.open_by(user, device, |kdf, salt| {
            if too_long(password) {
                return Err(OpenProblem::WrongPassword);
            }
            Ok(kdf.stretch(password, salt)?)
        })
    }

    /// Opens a user's slot with what `stretch` makes of the password.
    fn open_by(
        &self,
        user: UserId,
        device: Option<&DeviceSecret>,
        stretch: impl FnOnce(&Kdf, &[u8; 16]) -> Result<Zeroizing<[u8; 32]>, OpenProblem>,
    ) -> Result<Opened, OpenProblem> {
        let entry = self.entry(user).ok_or(OpenProblem::UnknownUser)?;
        if entry.sum != entry.sum(self.0.practice.id) {
            return Err(OpenProblem::CorruptSlot);
        }
        let slot = entry.slot.as_ref().ok_or(OpenProblem::NoPassword)?;
        let key = slot.open(self.0.practice.id, user, device, stretch)?;
        if !self.written_with(&key) {
            return Err(OpenProblem::Altered);
        }
        let audit = self
            .0
            .audit
            .open(self.0.practice.id, &key)
            .ok_or(OpenProblem::Altered)?;
        Ok(Opened {
            key,
            audit,
            person: entry.person(),
            damaged: self.damaged(),
        })
    }

    /// Opens the slot of the recovery kit, or that of one that was not typed back yet. It opens even
    /// when the rest of the file was altered: the kit is the last way in.
    pub fn open_with_kit(&self, words: &RecoveryWords) -> Result<Recovered, OpenProblem> {
        let practice = self.0.practice.id;
        let key = self.0.recovery.open(practice, words).or_else(|problem| {
            let next = self.0.next.as_ref();
            next.and_then(|next| next.open(practice, words).ok())
                .ok_or(problem)
        })?;
        Ok(Recovered {
            audit: self.0.audit.open(practice, &key),
            intact: self.written_with(&key) && self.damaged().is_empty(),
            key,
        })
    }

    /// Makes the file again after the kit opened it, on this machine or a new one: the same practice,
    /// kit and database key, `people` as the database knows them, and no password. Every old slot is
    /// void, and so is another kit; the caller sets the password of whoever recovered.
    pub fn rebuilt(
        &self,
        recovered: &Recovered,
        words: &RecoveryWords,
        practice: &Practice,
        people: &[Person],
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<KeySlots, ChangeProblem> {
        let key = &recovered.key;
        let new_audit;
        let audit = match &recovered.audit {
            Some(audit) => audit,
            None => {
                new_audit = AuditKey::new(random);
                &new_audit
            }
        };
        let revision = self.0.revision;
        let mut slots = KeySlots::empty(practice, revision, key, audit, words, true, random)?;
        for person in people {
            slots.add_user(key, person, None, random)?;
        }
        Ok(slots)
    }

    /// Adds a user, with a password or without one yet.
    pub fn add_user(
        &mut self,
        key: &DatabaseKey,
        person: &Person,
        credentials: Option<&Credentials<'_>>,
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<(), ChangeProblem> {
        self.change(key, |file| {
            if file.users.iter().any(|entry| entry.id == person.id) {
                return Err(ChangeProblem::KnownUser);
            }
            check_person(person, &file.users)?;
            let slot = credentials
                .map(|credentials| Slot::new(file.practice.id, person.id, key, credentials, random))
                .transpose()?;
            let Person { id, name, role } = person.clone();
            file.users.push(Entry {
                id,
                name,
                role,
                slot,
                sum: String::new(),
            });
            Ok(person.id)
        })
    }

    /// Sets a user's password, the first or a new one.
    pub fn set_password(
        &mut self,
        key: &DatabaseKey,
        user: UserId,
        credentials: &Credentials<'_>,
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<(), ChangeProblem> {
        self.change_user(key, user, |practice, entry, _| {
            entry.slot = Some(Slot::new(practice, user, key, credentials, random)?);
            Ok(())
        })
    }

    /// Changes a user's name on the lock screen.
    pub fn set_name(
        &mut self,
        key: &DatabaseKey,
        user: UserId,
        name: &str,
    ) -> Result<(), ChangeProblem> {
        self.change_user(key, user, |_, entry, others| {
            entry.name = name.to_owned();
            check_person(&entry.person(), others)
        })
    }

    /// Changes a user's role.
    pub fn set_role(
        &mut self,
        key: &DatabaseKey,
        user: UserId,
        role: &str,
    ) -> Result<(), ChangeProblem> {
        self.change_user(key, user, |_, entry, others| {
            entry.role = role.to_owned();
            check_person(&entry.person(), others)
        })
    }

    /// Takes a user off the list, slot and all.
    pub fn remove_user(&mut self, key: &DatabaseKey, user: UserId) -> Result<(), ChangeProblem> {
        self.change(key, |file| {
            let at = file.users.iter().position(|entry| entry.id == user);
            let at = at.ok_or(ChangeProblem::UnknownUser)?;
            let others = file.users.iter().filter(|entry| entry.id != user);
            if !others.into_iter().any(|entry| entry.slot.is_some()) {
                return Err(ChangeProblem::LastUser);
            }
            file.users.remove(at);
            file.key_due = true;
            Ok(user)
        })
    }

    /// Changes the name or the colour of the practice on the lock screen.
    pub fn set_practice(
        &mut self,
        key: &DatabaseKey,
        name: &str,
        colour: &str,
    ) -> Result<(), ChangeProblem> {
        self.change_file(key, |file| {
            file.practice.name = name.to_owned();
            file.practice.colour = colour.to_owned();
            check_practice(&file.practice)
        })
    }

    /// Marks the newest kit as checked when the typed words are its words. The one before it opens
    /// nothing from then on, and the database key that it knew is due to be changed.
    pub fn confirm_kit(
        &mut self,
        key: &DatabaseKey,
        words: &RecoveryWords,
    ) -> Result<(), ChangeProblem> {
        self.change_file(key, |file| {
            file.next
                .as_ref()
                .unwrap_or(&file.recovery)
                .open(file.practice.id, words)
                .map_err(|problem| match problem {
                    OpenProblem::WrongKit => ChangeProblem::WrongKit,
                    _ => ChangeProblem::Altered,
                })?;
            if let Some(next) = file.next.take() {
                file.recovery = next;
                file.key_due = true;
            }
            file.recovery.confirmed = true;
            file.recovery.sum = file.recovery.sum(file.practice.id);
            Ok(())
        })
    }

    /// Drops a new kit that was not typed back: the one before it stays.
    pub fn keep_old_kit(&mut self, key: &DatabaseKey) -> Result<(), ChangeProblem> {
        self.change_file(key, |file| {
            file.next = None;
            Ok(())
        })
    }

    /// Makes a new kit, to be printed and typed back. One that was typed back stands until then, so
    /// that there is always a paper that opens; one that never was is void at once.
    pub fn replace_kit(
        &mut self,
        key: &DatabaseKey,
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<RecoveryWords, ChangeProblem> {
        let words = RecoveryWords::new(random);
        self.change_file(key, |file| {
            let practice = file.practice.id;
            let new = Recovery::new(practice, key, &words, false, random);
            if file.recovery.confirmed && file.recovery.sum == file.recovery.sum(practice) {
                file.next = Some(new);
            } else {
                file.recovery = new;
            }
            Ok(())
        })?;
        Ok(words)
    }

    /// The parts whose sums do not fit what they say.
    fn damaged(&self) -> Vec<Part> {
        let File {
            practice,
            users,
            recovery,
            next,
            ..
        } = &self.0;
        let users = users
            .iter()
            .filter(|entry| entry.sum != entry.sum(practice.id));
        let mut damaged: Vec<Part> = users.map(|entry| Part::User(entry.id)).collect();
        let mut kits = std::iter::once(recovery).chain(next);
        if kits.any(|kit| kit.sum != kit.sum(practice.id)) {
            damaged.push(Part::Kit);
        }
        damaged
    }

    fn entry(&self, user: UserId) -> Option<&Entry> {
        self.0.users.iter().find(|entry| entry.id == user)
    }

    /// True when the file is as it was last written with this database key.
    fn written_with(&self, key: &DatabaseKey) -> bool {
        seal::same(self.0.mac.as_bytes(), self.mac(key).as_bytes())
    }

    /// The MAC covers the sums of the slots and not the slots, so that a damaged slot keeps out its
    /// own user and nobody else.
    fn mac(&self, key: &DatabaseKey) -> String {
        let file = &self.0;
        let practice = file.practice.id.to_string();
        let mut fields = Fields::of("cb/slots/1")
            .number(file.format.into())
            .number(file.suite.into())
            .text(&practice)
            .text(&file.practice.name)
            .text(&file.practice.colour)
            .number(file.revision)
            .flag(file.key_due)
            .text(&file.recovery.sum)
            .text(&file.audit.public)
            .text(&file.audit.wrapped)
            .number(file.users.len() as u64);
        for entry in &file.users {
            fields = fields.text(&entry.id.to_string()).text(&entry.sum);
        }
        if let Some(next) = &file.next {
            fields = fields.text(&next.sum);
        }
        seal::hex(&fields.hmac(&key.derived(&[b"cb/slots-mac/1", practice.as_bytes()])))
    }

    /// Makes a change to one user, all of it or none.
    fn change_user(
        &mut self,
        key: &DatabaseKey,
        user: UserId,
        change: impl FnOnce(PracticeId, &mut Entry, &[Entry]) -> Result<(), ChangeProblem>,
    ) -> Result<(), ChangeProblem> {
        self.change(key, |file| {
            let at = file.users.iter().position(|entry| entry.id == user);
            let at = at.ok_or(ChangeProblem::UnknownUser)?;
            let mut entry = file.users.remove(at);
            // A new sum over a damaged slot would make it look whole.
            if entry.sum != entry.sum(file.practice.id) {
                return Err(ChangeProblem::Altered);
            }
            change(file.practice.id, &mut entry, &file.users)?;
            file.users.insert(at, entry);
            Ok(user)
        })
    }

    /// Makes a change to the file and to the user it names.
    fn change(
        &mut self,
        key: &DatabaseKey,
        change: impl FnOnce(&mut File) -> Result<UserId, ChangeProblem>,
    ) -> Result<(), ChangeProblem> {
        self.change_file(key, |file| {
            let changed = change(file)?;
            let practice = file.practice.id;
            for entry in file.users.iter_mut().filter(|entry| entry.id == changed) {
                entry.sum = entry.sum(practice);
            }
            Ok(())
        })
    }

    /// Makes a change to a copy, and keeps the copy when the change is whole. A file that was altered
    /// is not changed: that would give the alteration a right MAC.
    fn change_file(
        &mut self,
        key: &DatabaseKey,
        change: impl FnOnce(&mut File) -> Result<(), ChangeProblem>,
    ) -> Result<(), ChangeProblem> {
        if !self.written_with(key) {
            return Err(ChangeProblem::Altered);
        }
        let mut changed = self.clone();
        change(&mut changed.0)?;
        changed.0.revision += 1;
        changed.0.mac = changed.mac(key);
        *self = changed;
        Ok(())
    }
}

fn check_practice(practice: &Practice) -> Result<(), ChangeProblem> {
    check_name(&practice.name)?;
    let of_colours = |c: char| c == '#' || c == '-' || c.is_ascii_lowercase() || c.is_ascii_digit();
    check_word(&practice.colour, of_colours)
}

fn check_person(person: &Person, others: &[Entry]) -> Result<(), ChangeProblem> {
    check_name(&person.name)?;
    check_word(&person.role, |c| c == '_' || c.is_ascii_lowercase())?;
    let folded = |name: &str| normalized(name).to_lowercase();
    if others
        .iter()
        .any(|other| folded(&other.name) == folded(&person.name))
    {
        return Err(ChangeProblem::SameName);
    }
    Ok(())
}

fn check_name(name: &str) -> Result<(), ChangeProblem> {
    let one_line = !name.chars().any(char::is_control);
    let some = !name.trim().is_empty() && name.chars().count() <= 200;
    if one_line && some {
        Ok(())
    } else {
        Err(ChangeProblem::Name)
    }
}

fn check_word(word: &str, allowed: impl Fn(char) -> bool) -> Result<(), ChangeProblem> {
    let short = !word.is_empty() && word.len() <= 40;
    if short && word.chars().all(allowed) {
        Ok(())
    } else {
        Err(ChangeProblem::Word)
    }
}
