//! A practice put back from a backup: on the computer it came from, or on one that has nothing but
//! the file and the printed kit.
//!
//! The backup is unpacked beside the practices, checked, and given its new keys there. Then it takes
//! the place of what was there, which is kept under another name. A kill before that leaves what was
//! there; a kill between the two renames is finished at the next start, by the mark in the folder.

use std::path::{Path, PathBuf};

use platform::files;
use vault::audit;

use crate::Workbench;
use crate::bench::Event;
use crate::door::Door;
use crate::key_files::{listed_slots, read_slots};
use crate::problem::{Code, Problem};
use crate::recovery::{KitOpens, KitPerson, by_kit, kit_people, new_way_in, opens};
use crate::saving::{SaveTo, disk, file_name};
use crate::start::{DATABASE, SessionView};
use crate::unlock::enter;
use crate::view::{FileToken, Nothing, view};
use crate::{archive, start, time, went_back};

view! {
    /// The backup that was picked.
    pub struct PickedBackup {
        /// None when the person closed the dialog.
        pub file: Option<FileToken>,
    }

    /// What a backup says of itself before anybody opened it, and what it would replace.
    pub struct BackupView {
        /// The file's name.
        pub name: String,
        /// The practice.
        pub practice: String,
        /// When it was made, in this computer's time zone: `11/24/26 08:15`.
        pub made: String,
        /// Which version of Claimbench made it.
        pub version: String,
        /// Its size.
        pub bytes: u64,
        /// What stands in its place now, in a sentence; empty when nothing does.
        pub replaces: String,
    }

    /// The kit's words for a backup.
    pub struct TryBackup {
        /// From `pick_backup`.
        pub token: String,
        /// The kit's words.
        pub words: String,
    }

    /// Puts a backup in its place and opens it with the kit.
    pub struct RestoreBackup {
        /// From `pick_backup`.
        pub token: String,
        /// The kit's words.
        pub words: String,
        /// Who comes in.
        pub user_id: String,
        /// Their new password.
        pub password: String,
    }
}

/// A practice that was put back.
pub struct Restored {
    /// Its folder.
    pub folder: String,
    /// Its name.
    pub name: String,
    /// What was there before, kept under this name; empty when nothing was.
    pub kept: String,
    /// Where that is.
    pub kept_in: Option<PathBuf>,
}

/// The mark of a folder that is ready to take its place.
const READY: &str = "restored";
const STAGING: &str = ".restore-";

/// The name of the work, as its progress is told.
const JOB: &str = "restore";

/// Lets the person pick a backup.
pub(crate) fn pick_backup(bench: &Workbench, _: Nothing) -> Result<PickedBackup, Problem> {
    let file = bench
        .host
        .pick_backup()
        .map(|path| bench.grant(path))
        .transpose()?;
    Ok(PickedBackup { file })
}

/// A practice as a restore finds it, in the backup or on this computer.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Facts {
    /// Its name.
    pub practice: String,
    /// The newest change, in this computer's time zone: `11/24/26 08:15`; of a backup, when it was
    /// made. Empty when it is not known.
    pub changed: String,
    /// Patients in it; none when nothing tells without opening it.
    pub patients: Option<i64>,
    /// Claims in it; none when nothing tells without opening it.
    pub claims: Option<i64>,
    /// The size of its file.
    pub bytes: u64,
}

/// What a backup holds, and what it would replace on this computer, if anything. Nothing is changed.
/// With the words of the kit, what is here is counted too.
///
/// # Errors
/// [`Code::Damaged`] for an archive that is cut or altered, [`Code::Field`] for one of another practice
/// than `only` names.
pub fn meets(
    bench: &Workbench,
    file: &Path,
    only: Option<&str>,
    words: Option<&str>,
) -> Result<(Facts, Option<Facts>), Problem> {
    let head = archive::open(file)?.head;
    fits(&head, only)?;
    Ok(meet(bench, file, &head, words))
}

fn meet(
    bench: &Workbench,
    file: &Path,
    head: &archive::Head,
    words: Option<&str>,
) -> (Facts, Option<Facts>) {
    let count = |kind: &str| head.holds(kind);
    let held = Facts {
        patients: count("patient"),
        claims: count("claim"),
        changed: time::moment(head.made_at, &start::own_zone()),
        bytes: std::fs::metadata(file).map_or(0, |meta| meta.len()),
        practice: head.name.clone(),
    };
    let place = bench.practices().join(head.practice.to_string());
    (held, here(&place, words))
}

fn fits(head: &archive::Head, only: Option<&str>) -> Result<(), Problem> {
    let id = head.practice.to_string();
    if only.is_some_and(|only| only != id && only != head.name) {
        let says = format!(
            "The backup is of another practice: {}. Nothing was changed. Take one of the practice that --practice names.",
            head.name
        );
        return Err(Problem::new(Code::Field, says));
    }
    Ok(())
}

/// The practice that stands at a place now.
fn here(place: &Path, words: Option<&str>) -> Option<Facts> {
    if !place.exists() {
        return None;
    }
    let database = place.join(DATABASE);
    let [file, log] = [database.clone(), database.with_extension("db-wal")]
        .map(|path| std::fs::metadata(path).ok());
    let changed = [&file, &log]
        .into_iter()
        .flatten()
        .filter_map(|meta| meta.modified().ok())
        .max()
        .and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok())
        .and_then(|since| i64::try_from(since.as_millis()).ok());
    // A practice that the kit does not open is replaced all the same: it may be why.
    let opened = words.and_then(|words| opens(&by_kit(place, words).ok()?, Vec::new()).ok());
    let name = listed_slots(place).map(|(slots, _)| slots.practice().name.clone());
    Some(Facts {
        practice: name.unwrap_or_else(|_| "A practice whose files of keys are damaged".to_owned()),
        changed: changed.map_or_else(String::new, |at| time::moment(at, &start::own_zone())),
        patients: opened.as_ref().map(|opened| opened.patients),
        claims: opened.as_ref().map(|opened| opened.claims),
        bytes: file.map_or(0, |meta| meta.len()),
    })
}

/// What a backup holds, as far as it says without being opened, and what it would replace.
pub(crate) fn backup(bench: &Workbench, ask: SaveTo) -> Result<BackupView, Problem> {
    let path = bench.granted(&ask.token)?;
    let head = archive::open(&path)?.head;
    let (held, there) = meet(bench, &path, &head, None);
    let replaces = there.map(|there| {
        let when = match there.changed.as_str() {
            "" => String::new(),
            at => format!(", last changed {at}"),
        };
        format!(
            "{} on this computer{when}. It is kept beside the restored one, not deleted.",
            there.practice
        )
    });
    Ok(BackupView {
        name: file_name(&path),
        practice: held.practice,
        made: held.changed,
        version: head.version,
        bytes: held.bytes,
        replaces: replaces.unwrap_or_default(),
    })
}

/// Tries the kit's words on a backup: who is in it and how much. Nothing is changed.
pub(crate) fn try_backup(bench: &Workbench, ask: TryBackup) -> Result<KitOpens, Problem> {
    let path = bench.granted(&ask.token)?;
    let staged = unpack(bench, &path, None)?;
    let by_kit = by_kit(&staged.folder, &ask.words)?;
    let says = vec![
        "Everybody else needs a new password then: the owner or a practice admin sets them in Settings, People."
            .to_owned(),
    ];
    opens(&by_kit, says)
}

/// Puts a backup in its place with the kit, makes this computer its own, and opens it for a user who
/// gets a new password.
pub(crate) fn restore_backup(
    bench: &Workbench,
    ask: RestoreBackup,
) -> Result<SessionView, Problem> {
    let path = bench.granted(&ask.token)?;
    let whom = |_: &[KitPerson]| Ok((ask.user_id.clone(), ask.password.clone()));
    restore_with_kit(bench, &path, None, &ask.words, whom).map(|(session, _)| session)
}

/// Puts a practice back from an archive. What was there is kept beside it. It opens with the
/// passwords and the device secret of the day it was backed up.
///
/// # Errors
/// [`Code::Damaged`] for an archive that is cut or altered; nothing is changed then.
pub fn restore(bench: &Workbench, file: &Path, only: Option<&str>) -> Result<Restored, Problem> {
    bench.fit_place()?;
    let staged = unpack(bench, file, only)?;
    read_slots(&staged.folder)?;
    place(bench, staged)
}

/// Puts a practice back from an archive with the words of its kit: its database is checked, this
/// computer gets a device secret, every old slot is void, and one user a new password. `whom` names
/// the user's id and the password, of those who are in it.
///
/// # Errors
/// [`Code::Field`] for other words, user or password, [`Code::Damaged`] for an archive that is cut or
/// altered, and for a database that is; nothing is changed then.
pub fn restore_with_kit(
    bench: &Workbench,
    file: &Path,
    only: Option<&str>,
    words: &str,
    whom: impl FnOnce(&[KitPerson]) -> Result<(String, String), Problem>,
) -> Result<(SessionView, Restored), Problem> {
    bench.fit_place()?;
    let staged = unpack(bench, file, only)?;
    let opened = by_kit(&staged.folder, words)?;
    tell(bench, 1, "Checking every page");
    let mut wrong = opened.vault.check()?;
    wrong.extend(
        audit::verify(&*opened.vault.reader()?)?
            .broken
            .map(|(_, what)| what),
    );
    if let Some(first) = wrong.first() {
        return Err(Problem::new(
            Code::Damaged,
            format!("The backup is damaged ({first}). Nothing was changed. Take another one."),
        ));
    }
    let (user_id, password) = whom(&kit_people(&opened.vault)?)?;
    let (found, user) = new_way_in(bench, &staged.folder, opened, &user_id, &password)?;
    let restored = place(bench, staged)?;
    let (id, folder) = bench.folder(&restored.folder)?;
    let door = Door::wait(&folder)?;
    door.forget_tries(bench, id, user.id)?;
    let session = enter(bench, &door, &restored.folder, (found, user.id), "restore")?;
    Ok((session, restored))
}

fn tell(bench: &Workbench, done: u64, says: &str) {
    bench.host.tell(&Event::Progress {
        job: JOB.to_owned(),
        done,
        total: 4,
        says: says.to_owned(),
    });
}

/// A backup that lies unpacked beside the practices; taken away again unless it takes its place.
struct Staged {
    folder: PathBuf,
    id: String,
    name: String,
    /// It waits for the next start, which puts it in its place.
    waits: bool,
}

impl Drop for Staged {
    fn drop(&mut self) {
        if self.waits {
            return;
        }
        // What cannot be removed now is swept at a later start.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Unpacks an archive beside the practices, every byte held against its digest.
fn unpack(bench: &Workbench, file: &Path, only: Option<&str>) -> Result<Staged, Problem> {
    let archive = archive::open(file)?;
    let name = archive.head.name.clone();
    let id = archive.head.practice.to_string();
    fits(&archive.head, only)?;
    if bench.opened().is_ok_and(|open| open.folder == id) {
        return Err(Problem::new(
            Code::NeedsYou,
            "Lock the practice before you put a backup in its place.",
        ));
    }
    // A restore that was cut is brought to its end first, so that it is not taken for a rest.
    finish(bench);
    tell(bench, 0, "Unpacking the backup");
    files::private_folder(&bench.practices()).map_err(|_| disk("The data folder"))?;
    let staged = Staged {
        folder: bench.practices().join(format!("{STAGING}{id}")),
        id,
        name,
        waits: false,
    };
    // A rest of an earlier try is nobody's.
    let _ = std::fs::remove_dir_all(&staged.folder);
    files::private_folder(&staged.folder).map_err(|_| disk("The practice's folder"))?;
    archive.unpack(&staged.folder, true)?;
    Ok(staged)
}

/// Puts an unpacked backup in its place. What was there is kept under another name.
fn place(bench: &Workbench, mut staged: Staged) -> Result<Restored, Problem> {
    let blocked = |_| disk("The practice's folder");
    tell(bench, 2, "Putting the practice in its place");
    files::replace(&staged.folder.join(READY), b"").map_err(blocked)?;
    let place = bench.practices().join(&staged.id);
    let mut kept = String::new();
    if place.exists() {
        kept = format!("{}.before-{}", staged.id, bench.now());
        std::fs::rename(&place, bench.practices().join(&kept)).map_err(blocked)?;
    }
    tell(bench, 3, "Putting the practice in its place");
    if std::fs::rename(&staged.folder, &place).is_err() {
        // What was there comes back. A disk that does not take that either leaves the restored one
        // beside the place, and the next start brings it in.
        staged.waits =
            !kept.is_empty() && std::fs::rename(bench.practices().join(&kept), &place).is_err();
        return Err(disk("The practice's folder"));
    }
    files::sync_folder_of(&place).map_err(blocked)?;
    // A mark that stays does nothing.
    let _ = files::remove(&place.join(READY));
    if let Ok((practice, _)) = bench.folder(&staged.id) {
        went_back::expect(bench, practice);
    }
    tell(bench, 4, "Restored");
    Ok(Restored {
        folder: staged.id.clone(),
        name: staged.name.clone(),
        kept_in: (!kept.is_empty()).then(|| bench.practices().join(&kept)),
        kept,
    })
}

/// Finishes a restore that was cut between its two renames.
pub(crate) fn finish(bench: &Workbench) {
    let entries = std::fs::read_dir(bench.practices());
    for entry in entries.into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(id) = name.strip_prefix(STAGING)
            && let Ok((_, place)) = bench.folder(id)
            && entry.path().join(READY).exists()
            && !place.exists()
            // What cannot be done now is tried again at the next start.
            && std::fs::rename(entry.path(), &place).is_ok()
        {
            let _ = files::sync_folder_of(&place);
            let _ = files::remove(&place.join(READY));
        }
    }
}
