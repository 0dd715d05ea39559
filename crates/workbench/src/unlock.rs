//! From a password, or the kit, to an open practice.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

use values::UserId;
use vault::keys::{AuditKey, DatabaseKey, KeySlots, OpenProblem};
use vault::kinds::{Practice, User};
use vault::rekey::{salt, salt_of};
use vault::{Vault, VaultError, audit, local, writer};

use crate::Workbench;
use crate::bench::{Open, SignedIn, lock};
use crate::door::{Door, NOBODY, fold_outside, note_outside};
use crate::key_files::{
    copied_slots, is_older, keep_revision, read_slots, unreadable, write_all_slots,
};
use crate::problem::{Code, Problem};
use crate::role::Role;
use crate::secrets::{Keys, salt_of as search_salt};
use crate::start::{
    BeforeThat, DATABASE, SessionView, Unlock, changing, close, no_practice, opening, session_of,
    sweep,
};
use crate::{backup, books, key_change, machine, restore, went_back};

/// Opens a practice with a user's password.
pub(crate) fn unlock(bench: &Workbench, ask: Unlock) -> Result<SessionView, Problem> {
    bench.fit_place()?;
    let (id, folder) = bench.folder(&ask.folder)?;
    let user: UserId = ask
        .user_id
        .parse()
        .map_err(|_| opening(OpenProblem::UnknownUser))?;
    let door = Door::wait(&folder)?;
    restore::finish(bench);
    key_change::finish(&folder)?;
    let mut slots = read_slots(&folder)?;
    let at = bench.now();
    let event = |did: &str| audit::Event::new(at, &ask.user_id, did);
    if let Err(hold) = door.count_try(bench, id, user)? {
        note_outside(bench, &folder, &slots, &event("sign_in_held"))?;
        return Err(Problem::new(Code::Wait, hold.to_string()));
    }
    let device = bench.secrets.device(id);
    let given = device.as_ref().ok();
    let mut opened = slots.open(user, &ask.password, given);
    if let Err(OpenProblem::CorruptSlot | OpenProblem::Altered | OpenProblem::WeakSlot) = &opened
        && let Some(copy) = copied_slots(&folder)
        && let Ok(with_copy) = copy.open(user, &ask.password, given)
    {
        (slots, opened) = (copy, Ok(with_copy));
    }
    let opened = match opened {
        Ok(opened) => opened,
        Err(problem) => {
            let why = match problem {
                OpenProblem::WrongPassword => "wrong_password",
                OpenProblem::DeviceSecretMissing => "device_secret_missing",
                OpenProblem::DeviceSecretDiffers => "device_secret_differs",
                _ => "slot_not_opened",
            };
            note_outside(
                bench,
                &folder,
                &slots,
                &event("sign_in_failed").with("why", why),
            )?;
            let says = match (&problem, device) {
                // The store knows better why the secret is not there.
                (OpenProblem::DeviceSecretMissing, Err(store)) => store.says,
                (OpenProblem::DeviceSecretDiffers | OpenProblem::CorruptSlot, _) => {
                    format!("{problem} Open the practice with the recovery kit.")
                }
                _ => problem.to_string(),
            };
            return Err(Problem::new(Code::Shut, says));
        }
    };
    door.forget_tries(bench, id, user)?;
    let found = Found {
        slots,
        key: opened.key,
        audit: opened.audit,
    };
    enter(bench, &door, &ask.folder, (found, user), "sign_in")
}

/// The keys of a practice that somebody found their way to.
pub(crate) struct Found {
    pub(crate) slots: KeySlots,
    pub(crate) key: DatabaseKey,
    pub(crate) audit: AuditKey,
}

/// Changes the key of the database. When it cannot be changed now, the old one opens as before.
fn change_key(bench: &Workbench, folder: &Path, found: &mut Found) -> Result<(), Problem> {
    let (key, slots) = key_change::change(bench, folder, &found.slots, &found.key, &found.audit)?;
    (found.key, found.slots) = (key, slots);
    Ok(())
}

/// Takes the slots of those of whom the database says that they left; whether there was one. The key
/// is to be changed then.
fn drop_who_left(vault: &Vault, found: &mut Found) -> Result<bool, Problem> {
    let mut any = false;
    for user in local::users(&*vault.reader()?)? {
        let has_slot = found.slots.users().any(|slot| slot.person.id == user.id);
        if user.disabled && has_slot {
            (found.slots.remove_user(&found.key, user.id)).map_err(changing)?;
            any = true;
        }
    }
    Ok(any)
}

/// Opens the practice for a user whose right to it was proved. Who they are and what they may says
/// the database, not the file of keys.
pub(crate) fn enter(
    bench: &Workbench,
    _door: &Door,
    name: &str,
    (mut found, user): (Found, UserId),
    did: &str,
) -> Result<SessionView, Problem> {
    let (id, folder) = bench.folder(name)?;
    close(
        bench,
        "because somebody else signed in",
        BeforeThat::Nothing,
    );
    let mut put_off = None;
    if found.slots.key_due() {
        put_off = change_key(bench, &folder, &mut found).err();
    }
    let mut vault = open_database(&folder, &found.key)?;
    let updated = backup::before_migration(bench, &folder, &found.slots, &found.key, &vault)?;
    let (who, given) = signed_in(&vault, user)?;
    let before = found.slots.clone();
    if drop_who_left(&vault, &mut found)? {
        // Their slots first: whatever becomes of the key, they are out.
        match write_all_slots(&folder, &found.slots) {
            Err(problem) => (found.slots, put_off) = (before, Some(problem)),
            Ok(()) => {
                drop(vault);
                put_off = change_key(bench, &folder, &mut found).err();
                vault = open_database(&folder, &found.key)?;
            }
        }
    }
    let (practice, _) = writer::get::<Practice>(&*vault.reader()?, &id.to_string())?;
    let mut notes = Vec::new();
    let older = is_older(&*vault.reader()?, &found.slots)?;
    if older {
        notes.push(
            "The file of keys on this computer is older than the practice: somebody put an old copy back, or it was damaged. Passwords that were changed since are the old ones again. Look through Settings, People."
                .to_owned(),
        );
    }
    if let Some(Problem { says, .. }) = &put_off {
        notes.push(format!(
            "The key of the database is still the old one, which somebody who left or has an old recovery kit may know. {says} It is tried again at the next sign-in."
        ));
    }
    let reduced = bench.secrets.reduced()
        && found
            .slots
            .users()
            .any(|listed| listed.person.id == user && listed.reduced_protection);
    let keys = Keys {
        salt: search_salt(&found.key),
        database: found.key,
        audit: found.audit,
        kit: Mutex::new(None),
        slots: Mutex::new(found.slots),
        reduced,
        notes,
    };
    let open = Arc::new(Open::new(vault, name.to_owned(), who, keys, practice));
    open.proved(bench.now());
    open.password_due.store(given, Ordering::Relaxed);
    sweep(&folder);
    went_back::look(bench, id, &open)?;
    if let Some(updated) = updated {
        updated.note(bench, &open)?;
    }
    fold_outside(bench, &folder, id, &open)?;
    books::begin(bench, &open)?;
    if older {
        bench.log(&open, "older_file_of_keys", |event| event)?;
    }
    if put_off.is_some() {
        bench.log(&open, "key_change_put_off", |event| event)?;
    }
    bench.log(&open, did, |event| {
        event.with("device", platform::machine::name())
    })?;
    note_seen(bench, &open)?;
    went_back::keep(bench, &open);
    lock(&bench.locked_says).remove(name);
    *lock(&bench.open) = Some(open.clone());
    bench.touch();
    machine::show_or_hide(bench, &open);
    session_of(bench, &open)
}

/// Notes who is here, since when and where, and how often the slots were changed.
pub(crate) fn note_seen(bench: &Workbench, open: &Open) -> Result<(), Problem> {
    let (db, at) = (open.vault.writer(), bench.now());
    keep_revision(&db, &lock(&open.keys.slots), at)?;
    let seen = format!("{at} {}", platform::machine::name());
    local::save_draft(&db, NOBODY, &seen_key(open.who.id), &seen, at)?;
    Ok(())
}

/// Under which name the database keeps when and where a user signed in last.
pub(crate) fn seen_key(user: UserId) -> String {
    format!("seen {user}")
}

/// The database of a folder. A key that is not the file's says why.
pub(crate) fn open_database(folder: &Path, key: &DatabaseKey) -> Result<Vault, Problem> {
    let path = folder.join(DATABASE);
    let lost = |how: &str| {
        let says = format!("The practice's database file is {how}. Restore the last good backup.");
        Problem::new(Code::Damaged, says)
    };
    let file = std::fs::File::open(&path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => lost("gone"),
        kind => unreadable("The practice's database file", kind),
    })?;
    match file.metadata() {
        Ok(meta) if !meta.is_file() => return Err(lost("no file any more")),
        // The engine would take an empty file for a new database.
        Ok(meta) if meta.len() == 0 => return Err(lost("empty")),
        _ => (),
    }
    let literal = key.pragma_literal();
    Vault::open_as_it_is(&path, &literal).map_err(|error| match error {
        VaultError::NotThisDatabase if salt(&path).is_ok_and(|salt| salt != salt_of(&literal)) => {
            Problem::new(
                Code::Shut,
                "The file of keys is not the one of this database: an old copy of one of them was put back. Open the practice with the recovery kit, or restore the last good backup.",
            )
        }
        VaultError::NotThisDatabase => lost("damaged at its beginning"),
        VaultError::Damaged => lost("damaged or cut off"),
        other => other.into(),
    })
}

/// The user as the database knows them, and whether their password is one that somebody else gave.
fn signed_in(vault: &Vault, user: UserId) -> Result<(SignedIn, bool), Problem> {
    let known = writer::get::<User>(&*vault.reader()?, &user.to_string());
    let known = match known {
        Ok((known, _)) => known,
        Err(VaultError::NoSuch(_)) => return Err(opening(OpenProblem::UnknownUser)),
        Err(error) => return Err(error.into()),
    };
    if known.disabled {
        return Err(Problem::new(
            Code::Shut,
            format!(
                "{} cannot sign in any more. The owner or a practice admin can let them in again.",
                known.name
            ),
        ));
    }
    let role: Role = known.role.parse().map_err(|()| {
        Problem::new(
            Code::NeedsYou,
            "This version of Claimbench does not know your role. Update it.",
        )
    })?;
    let who = SignedIn {
        id: user,
        name: known.name,
        role,
    };
    Ok((who, known.given_password))
}

/// The facts of a practice whose database is open.
pub(crate) fn facts(vault: &Vault, id: &str) -> Result<Practice, Problem> {
    match writer::get::<Practice>(&*vault.reader()?, id) {
        Ok((facts, _)) => Ok(facts),
        Err(VaultError::NoSuch(_)) => Err(no_practice()),
        Err(error) => Err(error.into()),
    }
}
