//! The file of keys of a practice: read, with its copy where it is damaged, and written whole.
//!
//! ```text
//! keyslots.json       the slots
//! keyslots.json.bak   the same, written after it, for when the first is damaged
//! kit.json            no users, only what the recovery kit opens, for when both are
//! ```

use std::io::ErrorKind;
use std::path::Path;

use platform::files;
use vault::Connection;
use vault::keys::{KeySlots, OpenProblem};

use crate::Workbench;
use crate::bench::{Open, lock};
use crate::door::NOBODY;
use crate::problem::{Code, Problem};
use crate::saving::disk;
use crate::start::{no_practice, opening};

pub(crate) const SLOTS: &str = "keyslots.json";
const KIT: &str = "kit.json";
/// What the database calls the number of changes of the file.
const REVISION: &str = "keys";

/// The slots of a practice: the file, or its copy when the file is damaged.
pub(crate) fn read_slots(folder: &Path) -> Result<KeySlots, Problem> {
    let path = folder.join(SLOTS);
    let first = match slots_in(&path) {
        Ok(slots) => return Ok(slots),
        Err(problem) => problem,
    };
    match slots_in(&files::copy_of(&path)) {
        Ok(slots) if first != opening(OpenProblem::NewerVersion) => Ok(slots),
        _ => Err(first),
    }
}

fn slots_in(path: &Path) -> Result<KeySlots, Problem> {
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => no_practice(),
        kind => unreadable("The practice's file of keys", kind),
    })?;
    KeySlots::parse(&bytes).map_err(|problem| match problem {
        OpenProblem::NewerVersion => opening(problem),
        _ => damaged(),
    })
}

fn damaged() -> Problem {
    Problem::new(
        Code::Shut,
        "The file of keys is damaged, and so is its copy. Open the practice with the recovery kit.",
    )
}

/// What is to be said of a practice's folder of which no file of keys opens anything.
pub(crate) fn nothing_opens(name: &str, why: Problem) -> String {
    let says = if why == damaged() || why.code == Code::NotFound {
        "No file of its keys is whole, so nothing opens it. Restore its last good backup.".into()
    } else {
        why.says
    };
    format!("The practice in the folder {name}: {says}")
}

/// A file or folder that is there and that this user is not given.
pub(crate) fn unreadable(what: &str, why: ErrorKind) -> Problem {
    let way = match why {
        ErrorKind::PermissionDenied => "Give this user of the computer the right to read it",
        _ => "Check that its drive is connected and whole",
    };
    Problem::new(
        Code::Shut,
        format!("{what} cannot be read ({why}). {way}, then open the practice again."),
    )
}

/// The copy of the slots, when it is whole.
pub(crate) fn copied_slots(folder: &Path) -> Option<KeySlots> {
    let bytes = std::fs::read(files::copy_of(&folder.join(SLOTS))).ok()?;
    KeySlots::parse(&bytes).ok()
}

/// The files in which the recovery kit may find its key, the likeliest first.
pub(crate) fn all_slots(folder: &Path) -> Vec<KeySlots> {
    let path = folder.join(SLOTS);
    [path.clone(), files::copy_of(&path), folder.join(KIT)]
        .iter()
        .filter_map(|path| std::fs::read(path).ok())
        .filter_map(|bytes| KeySlots::parse(&bytes).ok())
        .collect()
}

/// The slots as the first screen lists them: with nobody in them, and why, when only the kit opens
/// any more.
pub(crate) fn listed_slots(folder: &Path) -> Result<(KeySlots, Option<Problem>), Problem> {
    match read_slots(folder) {
        Ok(slots) => Ok((slots, None)),
        Err(problem) => match all_slots(folder).into_iter().next() {
            Some(slots) => Ok((slots, Some(problem))),
            None => Err(problem),
        },
    }
}

/// Writes the slots over both copies: what the copies open is void.
pub(crate) fn write_all_slots(folder: &Path, slots: &KeySlots) -> Result<(), Problem> {
    let path = folder.join(SLOTS);
    files::replace(&path, &slots.to_bytes())
        .and_then(|()| files::replace(&files::copy_of(&path), &slots.to_bytes()))
        .and_then(|()| files::replace(&folder.join(KIT), &slots.kit_bytes()))
        .map_err(|_| disk("The file of keys"))
}

/// Changes the slots of an open practice, all of it or nothing; the database keeps how often that was
/// done: a file with a lower number is an old one put back. No copy keeps a password that was changed,
/// nor a void kit. To be called in the transaction that says what was done, so that no two changes meet.
pub(crate) fn change_slots<T>(
    bench: &Workbench,
    open: &Open,
    db: &Connection,
    change: impl FnOnce(&mut KeySlots) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let (_, folder) = bench.folder(&open.folder)?;
    let mut slots = lock(&open.keys.slots).clone();
    let answer = change(&mut slots)?;
    write_all_slots(&folder, &slots)?;
    keep_revision(db, &slots, bench.now())?;
    *lock(&open.keys.slots) = slots;
    Ok(answer)
}

pub(crate) fn keep_revision(db: &Connection, slots: &KeySlots, at: i64) -> Result<(), Problem> {
    let revision = slots.revision().to_string();
    Ok(vault::local::save_draft(
        db, NOBODY, REVISION, &revision, at,
    )?)
}

/// Whether the database has seen a newer file than this one.
pub(crate) fn is_older(db: &Connection, slots: &KeySlots) -> Result<bool, Problem> {
    let seen = vault::local::draft(db, NOBODY, REVISION)?;
    let seen = seen.and_then(|text| text.parse().ok()).unwrap_or(0);
    Ok(slots.revision() < seen)
}
