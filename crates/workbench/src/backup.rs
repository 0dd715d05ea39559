//! Backups: made while people work, reopened and checked before they are called good, on a schedule,
//! in generations; and the monthly try of a restore. What became of each is a record.

mod drill;
mod places;
mod state;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use billing::generations::{self, Made};
use platform::files;
use values::{BackupId, PracticeId};
use vault::backups::{self, BackupRun};
use vault::keys::{DatabaseKey, KeySlots};
use vault::{Vault, VaultError, copy};

use crate::bench::{Done, Event, Job, Open, lock};
use crate::problem::{Code, Problem};
use crate::saving::{SaveTo, Saved, disk, file_name};
use crate::start::{DATABASE, JobAsk, sweep, whole};
use crate::view::{Changed, view};
use crate::{Workbench, archive, time};
use drill::try_and_note;
use places::Places;
pub(crate) use places::{choose_backup_place, save_backup_schedule};
pub(crate) use state::backups;
use state::view_of;

view! {
    /// The state of the backups.
    pub struct BackupsView {
        /// For the status bar: `Backed up 10:14`, `Backup late: last good 11/22/26`; empty for a
        /// practice that needs none.
        pub says: String,
        /// True when that is a warning.
        pub late: bool,
        /// The two places.
        pub places: Vec<BackupPlaceView>,
        /// The newest runs first.
        pub runs: Vec<RunView>,
        /// What the last try of a restore said; empty before the first.
        pub drill: String,
        /// True when it did not work, or is overdue.
        pub drill_late: bool,
    }

    /// A place for backups.
    pub struct BackupPlaceView {
        /// `first` or `second`.
        pub place: String,
        /// The folder, to be read: `~/Backups`; empty when none was chosen.
        pub to: String,
        /// Hours from one backup to the next.
        pub every_hours: u32,
        /// What the last backup there says: `Last good 11/24/26 10:14`, or what keeps it from being made.
        pub says: String,
        /// True when that is a warning.
        pub late: bool,
    }

    /// A backup, or a try of a restore, and what became of it.
    pub struct RunView {
        /// The run's id.
        pub id: String,
        /// When, where the practice is.
        pub at: String,
        /// `backup` or `drill`.
        pub what: String,
        /// The folder, to be read.
        pub to: String,
        /// The how manyth good one; 0 for none.
        pub generation: i64,
        /// Its size.
        pub bytes: u64,
        /// How long it took, milliseconds.
        pub ms: i64,
        /// SHA-256 of the file, hex; empty for a try.
        pub sha256: String,
        /// Who asked for it, or was signed in.
        pub by: String,
        /// True when all of it was found whole.
        pub good: bool,
        /// What went wrong, or what was tried.
        pub says: String,
    }

    /// Which place.
    pub struct PlaceAsk {
        /// `first` or `second`.
        pub place: String,
    }

    /// How often a place gets a backup.
    pub struct ScheduleAsk {
        /// `first` or `second`.
        pub place: String,
        /// Hours from one to the next, 1 to 168; 0 gives the place up.
        pub every_hours: u32,
    }
}

/// After a backup that did not work, the next one at that place is tried when so long has passed.
const TRY_AGAIN_MS: i64 = 15 * 60_000;

/// Without a place, a backup that somebody made holds for so long.
const A_DAY: u32 = 24;

/// A folder as people name it: whole, with `~` for the home folder where that is usual.
fn shown(folder: &Path) -> String {
    let folder = &std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let home = std::env::home_dir().filter(|home| !cfg!(windows) && home.parent().is_some());
    match home.and_then(|home| folder.strip_prefix(home).map(Path::to_owned).ok()) {
        Some(rest) if rest.as_os_str().is_empty() => "~".to_owned(),
        Some(rest) => format!("~/{}", rest.display()),
        None => folder.display().to_string(),
    }
}

/// Why a place does not take a backup, in words.
fn trouble(to: &str, error: &io::Error) -> Problem {
    let says = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => return full(to),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => format!(
            "{to} may not be written to. No backup was made there. Allow it, or choose another place in Settings."
        ),
        io::ErrorKind::NotFound => return gone(to),
        _ => format!(
            "{to} does not answer. No backup was made there. Check the drive, or choose another place in Settings."
        ),
    };
    Problem::new(Code::File, says)
}

fn full(to: &str) -> Problem {
    Problem::new(
        Code::File,
        format!(
            "{to} is full. No backup was made there. Free some space, or choose another place in Settings."
        ),
    )
}

fn gone(to: &str) -> Problem {
    Problem::new(
        Code::File,
        format!(
            "{to} is not there. No backup was made. Connect the drive, or choose another place in Settings."
        ),
    )
}

/// What is backed up.
struct Source<'a> {
    vault: &'a Vault,
    key: &'a str,
    practice: PracticeId,
    name: String,
    slots: Vec<u8>,
    /// The practice's folder: the copy is checked there, on the computer's own disk.
    folder: &'a Path,
}

impl<'a> Source<'a> {
    fn of(open: &'a Open, key: &'a str, folder: &'a Path) -> Source<'a> {
        let facts = open.facts();
        Source {
            vault: &open.vault,
            key,
            practice: facts.id,
            name: facts.name,
            slots: open.keys.slots_file(),
            folder,
        }
    }
}

/// A backup that was found whole.
struct Good {
    bytes: u64,
    sha256: String,
    events: i64,
}

/// Makes a backup, reopens it and checks all of it; only then does it get its name.
fn make(
    bench: &Workbench,
    of: &Source<'_>,
    path: &Path,
    step: &dyn Fn(u64, u64, &str) -> Result<(), Problem>,
) -> Result<Good, Problem> {
    let target = folder_of(path);
    let to = shown(target);
    if !target.is_dir() {
        return Err(gone(&to));
    }
    sweep(target);
    let not_written = |error: &io::Error| trouble(&to, error);
    let needs = std::fs::metadata(of.vault.path()).map_or(0, |meta| meta.len());
    if files::free_space(target).is_ok_and(|free| free < needs) {
        return Err(full(&to));
    }
    let mut out = tempfile::Builder::new()
        .prefix(".claimbench-")
        .tempfile_in(target)
        .map_err(|error| not_written(&error))?;
    let (bytes, content) = copy_to(bench, of, &to, out.as_file_mut(), &|done, total| {
        step(done, total, "Copying the practice")
    })?;
    step(0, 0, "Opening the copy to check it")?;
    let packed = archive::open(out.path())?;
    let scratch = scratch(of.folder)?;
    let sha256 = packed.unpack(scratch.path(), false)?;
    let not_whole = |what: &str| {
        Problem::new(
            Code::Damaged,
            format!(
                "The copy is not whole ({what}), so it was not kept. Run the check in Settings."
            ),
        )
    };
    match copy::check(&scratch.path().join(DATABASE), of.key) {
        Ok((_, Some(wrong))) => return Err(not_whole(&wrong)),
        Ok((found, None)) if found != content => return Err(not_whole("it holds something else")),
        Ok(_) => (),
        Err(VaultError::DiskFull | VaultError::Disk) => return Err(disk("The copy to check")),
        Err(error) => return Err(not_whole(&error.to_string())),
    }
    drop(scratch);
    step(0, 0, "Opening the copy to check it")?;
    out.persist(path).map_err(|kept| not_written(&kept.error))?;
    files::sync_folder(target).map_err(|error| not_written(&error))?;
    Ok(Good {
        bytes,
        sha256,
        events: content.events,
    })
}

/// The copying alone: the file is held still, read once, and written until the disk has it.
fn copy_to(
    bench: &Workbench,
    of: &Source<'_>,
    to: &str,
    out: &mut std::fs::File,
    step: &dyn Fn(u64, u64) -> Result<(), Problem>,
) -> Result<(u64, copy::Content), Problem> {
    let still = of.vault.hold_still()?;
    let content = copy::content(still.db())?;
    let sealed = archive::Sealed {
        practice: of.practice,
        name: of.name.clone(),
        made_at: bench.now(),
        slots: of.slots.clone(),
        still: &still,
        content: &content,
    };
    let bytes = archive::write(out, &sealed, step, &|error| trouble(to, error))?;
    Ok((bytes, content))
}

/// Copies a practice into a file without checking it: the part of a backup that `cargo xtask bench`
/// measures beside `cp`.
///
/// # Errors
/// As the disk answers.
pub fn copy_unchecked(
    bench: &Workbench,
    open: &Open,
    out: &mut std::fs::File,
) -> Result<u64, Problem> {
    let (_, folder) = bench.folder(&open.folder)?;
    let key = open.keys.literal();
    let source = Source::of(open, &key, &folder);
    copy_to(bench, &source, "the file", out, &|_, _| Ok(())).map(|(bytes, _)| bytes)
}

fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// A folder that goes when it is dropped, or at the next start after a kill.
fn scratch(folder: &Path) -> Result<tempfile::TempDir, Problem> {
    tempfile::Builder::new()
        .prefix(".claimbench-")
        .tempdir_in(folder)
        .map_err(|_| disk("The copy to check"))
}

/// `claimbench-prc_…-20261124T151455Z.cbarch`: whose, and when, without a zone.
fn name_of(practice: PracticeId, at: i64) -> String {
    format!("claimbench-{practice}-{}.cbarch", time::stamp(at))
}

/// When the backup of this name was made, if it is one of this practice by the schedule.
fn made_at(practice: PracticeId, name: &str) -> Option<i64> {
    let stamp = name
        .strip_prefix(&format!("claimbench-{practice}-"))?
        .strip_suffix(".cbarch")?;
    time::read_stamp(stamp)
}

/// The backups of a practice in a folder: when, and where.
fn found_in(practice: PracticeId, folder: &Path) -> Vec<(i64, PathBuf)> {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let at = made_at(practice, &entry.file_name().to_string_lossy())?;
            Some((at, entry.path()))
        })
        .collect()
}

/// Removes the backups of a place that no generation keeps. One that a try of a restore found damaged
/// takes no good one's turn, and stays for people to look at.
fn let_go(open: &Open, folder: &Path) -> Result<(), Problem> {
    let damaged: BTreeSet<String> = backups::damaged_files(&*open.vault.reader()?)?
        .into_iter()
        .collect();
    let zone = open.zone();
    let found: Vec<(Made, PathBuf)> = found_in(open.facts().id, folder)
        .into_iter()
        .filter(|(_, path)| !damaged.contains(&file_name(path)))
        .filter_map(|(at, path)| {
            Some((
                Made {
                    at,
                    on: time::day(at, &zone)?,
                },
                path,
            ))
        })
        .collect();
    let made: Vec<Made> = found.iter().map(|(made, _)| *made).collect();
    for ((_, path), keep) in found.iter().zip(generations::kept(&made)) {
        if !keep {
            // One that cannot be removed now is tried again after the next backup.
            let _ = std::fs::remove_file(path);
        }
    }
    Ok(())
}

impl Workbench {
    fn backup_id(&self) -> Result<BackupId, Problem> {
        Ok(BackupId::new(whole(self.now()), self.random()?))
    }

    /// Makes the backups that are due, and tries a restore once a month. The shell calls it every half
    /// minute, on a thread of its own.
    pub fn back_up_when_due(&self) {
        if let Ok(open) = self.opened() {
            when_due(self, &open, true);
        }
    }
}

/// Makes the backups that are late at a lock or an end, before the keys are wiped.
pub(crate) fn at_lock(bench: &Workbench, open: &Open) {
    when_due(bench, open, false);
}

/// Whether a lock has a backup to make, or one under way to wait for.
pub(crate) fn is_due(bench: &Workbench, open: &Open) -> bool {
    bench.backing_up.try_lock().is_err() || due(bench, open).is_ok_and(|due| !due.is_empty())
}

fn when_due(bench: &Workbench, open: &Open, drill_too: bool) {
    let _one_at_a_time = lock(&bench.backing_up);
    let job = bench.job(SCHEDULED);
    // What did not work is a record, and the status bar tells: nobody waits for an answer here.
    for name in due(bench, open).unwrap_or_default() {
        let _ = to_place(bench, open, &job, name);
    }
    if drill_too && is_drill_due(bench, open).unwrap_or(false) {
        let _ = try_and_note(bench, open, &job);
    }
}

/// The job of what runs by itself. A lock lets it finish; only sleep stops it.
pub(crate) const SCHEDULED: &str = "backup-by-schedule";

fn due(bench: &Workbench, open: &Open) -> Result<Vec<&'static str>, Problem> {
    let (db, now) = (open.vault.reader()?, bench.now());
    let mut due = Vec::new();
    for (name, place) in Places::of(&db)?.chosen() {
        let at = |good| {
            let run = backups::last(&db, "backup", Some(name), good)?;
            Ok::<_, Problem>(run.map(|run| run.at))
        };
        let rests = at(false)?.is_some_and(|failed| now - failed < TRY_AGAIN_MS);
        if generations::is_due(at(true)?, now, place.every_hours) && !rests {
            due.push(name);
        }
    }
    Ok(due)
}

fn is_drill_due(bench: &Workbench, open: &Open) -> Result<bool, Problem> {
    let (db, now) = (open.vault.reader()?, bench.now());
    if Places::of(&db)?.chosen().next().is_none() {
        return Ok(false);
    }
    let good = backups::last(&db, "drill", None, true)?.map(|run| run.at);
    let failed = backups::last(&db, "drill", None, false)?.map(|run| run.at);
    let rests = failed.is_some_and(|failed| now - failed < i64::from(A_DAY) * 3_600_000);
    let any = backups::last(&db, "backup", None, true)?.is_some();
    Ok(any && !rests && generations::drill_is_due(good, now))
}

/// Backs up to a place of the settings, and lets go of what no generation keeps.
fn to_place(
    bench: &Workbench,
    open: &Open,
    job: &Job<'_>,
    name: &'static str,
) -> Result<BackupRun, Problem> {
    let places = Places::of(&*open.vault.reader()?)?;
    let Some(place) = places.get(name) else {
        return Err(no_place());
    };
    let path = place.folder.join(name_of(open.facts().id, bench.now()));
    let run = run(bench, open, job, name, &path)?;
    let_go(open, &place.folder)?;
    Ok(run)
}

fn no_place() -> Problem {
    Problem::new(
        Code::NeedsYou,
        "No place for backups is chosen. Choose one in Settings.",
    )
}

/// Backs up to a file and notes what became of it.
fn run(
    bench: &Workbench,
    open: &Open,
    job: &Job<'_>,
    place: &str,
    path: &Path,
) -> Result<BackupRun, Problem> {
    let (_, folder) = bench.folder(&open.folder)?;
    let (at, key) = (bench.now(), open.keys.literal());
    let source = Source::of(open, &key, &folder);
    let made = make(bench, &source, path, &|done, total, says| {
        job.at(done, total, says)
    });
    if let Err(Problem {
        code: Code::Cancelled,
        ..
    }) = &made
    {
        return Err(made.err().unwrap_or_else(no_place));
    }
    let mut run = BackupRun {
        id: bench.backup_id()?,
        at,
        by: open.who.name.clone(),
        what: "backup".to_owned(),
        place: place.to_owned(),
        to: shown(folder_of(path)),
        file: file_name(path),
        generation: 0,
        bytes: 0,
        ms: bench.now() - at,
        sha256: String::new(),
        events: 0,
        good: false,
        says: String::new(),
    };
    match made {
        Ok(good) => {
            run.good = true;
            run.bytes = good.bytes;
            run.sha256 = good.sha256;
            run.events = good.events;
            note(bench, open, run)
        }
        Err(problem) => {
            run.says = problem.says.clone();
            // Where the practice's own disk is the one that is full, this cannot be kept either.
            let _ = note(bench, open, run);
            Err(problem)
        }
    }
}

/// Keeps what became of a run, with its event.
fn note(bench: &Workbench, open: &Open, mut run: BackupRun) -> Result<BackupRun, Problem> {
    let did = match (run.what.as_str(), run.good) {
        ("backup", true) => "back_up",
        ("backup", false) => "back_up_failed",
        (_, true) => "try_restore",
        _ => "try_restore_failed",
    };
    let noted = bench.transact(open, did, |writer| {
        writer.beyond_undo();
        if run.good && run.what == "backup" {
            run.generation = backups::good_backups(writer.db())? + 1;
        }
        writer.insert(&run)?;
        let (sha256, bytes, place) = (run.sha256.clone(), run.bytes, run.place.clone());
        let id = run.id.to_string();
        Ok(Done::new(run, "")
            .about([id])
            .with("place", place)
            .with("bytes", bytes)
            .with("sha256", sha256))
    })?;
    // Whoever asked may be answered with a problem, or nobody asked: what shows runs hears of it here.
    bench.host.tell(&Event::Touched {
        kinds: noted.touched,
    });
    Ok(noted.value)
}

/// A backup that was made before the practice's file is changed for this version.
pub(crate) struct Updated {
    run: BackupRun,
    from: i64,
}

/// Backs up a file of an earlier version, then brings it to this one's schema.
pub(crate) fn before_migration(
    bench: &Workbench,
    folder: &Path,
    slots: &KeySlots,
    key: &DatabaseKey,
    vault: &Vault,
) -> Result<Option<Updated>, Problem> {
    let Some(from) = vault.is_older()? else {
        return Ok(None);
    };
    let (at, practice) = (bench.now(), slots.practice());
    let key = key.pragma_literal();
    let backups = bench.data().join("backups");
    files::private_folder(&backups).map_err(|_| disk("The folder of backups"))?;
    let name = format!(
        "claimbench-{}-before-update-{}.cbarch",
        practice.id,
        time::stamp(at)
    );
    let source = Source {
        vault,
        key: &key,
        practice: practice.id,
        name: practice.name.clone(),
        slots: slots.to_bytes(),
        folder,
    };
    let good = make(bench, &source, &backups.join(&name), &|_, _, _| Ok(())).map_err(|problem| {
        Problem::new(
            problem.code,
            format!(
                "This version of Claimbench changes the practice’s file, and backs it up before. {} The file was left as it was.",
                problem.says
            ),
        )
    })?;
    vault.migrate()?;
    Ok(Some(Updated {
        run: BackupRun {
            id: bench.backup_id()?,
            at,
            by: String::new(),
            what: "backup".to_owned(),
            place: "update".to_owned(),
            to: shown(&backups),
            file: name,
            generation: 0,
            bytes: good.bytes,
            ms: bench.now() - at,
            sha256: good.sha256,
            events: good.events,
            good: true,
            says: String::new(),
        },
        from,
    }))
}

impl Updated {
    /// Notes it, once the practice is open.
    pub(crate) fn note(self, bench: &Workbench, open: &Open) -> Result<(), Problem> {
        let mut run = self.run;
        run.by = open.who.name.clone();
        note(bench, open, run)?;
        bench.log(open, "migrate", |event| {
            event
                .with("from", self.from)
                .with("to", vault::migrations::NEWEST)
        })
    }
}

/// Copies the practice, sealed, into one file, reopens it and checks it.
pub(crate) fn back_up(bench: &Workbench, ask: SaveTo) -> Result<Saved, Problem> {
    let open = bench.opened()?;
    let path = bench.granted(&ask.token)?;
    let _one_at_a_time = lock(&bench.backing_up);
    let job = bench.job("back_up");
    let run = run(bench, &open, &job, "file", &path)?;
    Ok(Saved {
        name: run.file,
        bytes: run.bytes,
        sha256: run.sha256,
    })
}

/// Backs up to the places of the settings now.
pub(crate) fn back_up_now(bench: &Workbench, ask: JobAsk) -> Result<Changed<BackupsView>, Problem> {
    let open = bench.opened()?;
    let _one_at_a_time = lock(&bench.backing_up);
    let job = bench.job(&ask.job);
    let places = Places::of(&*open.vault.reader()?)?;
    let names: Vec<&'static str> = places.chosen().map(|(name, _)| name).collect();
    if names.is_empty() {
        return Err(no_place());
    }
    let (mut failed, mut made) = (None, 0);
    for name in names {
        match to_place(bench, &open, &job, name) {
            Ok(_) => made += 1,
            Err(problem) => failed = failed.or(Some(problem)),
        }
    }
    match failed {
        Some(problem) if made != 0 && problem.code != Code::Cancelled => Err(Problem {
            says: format!("The other place has its backup. {}", problem.says),
            ..problem
        }),
        Some(problem) => Err(problem),
        None => changed(bench, &open),
    }
}

/// Restores the newest backup and an older one into a folder that does not stay, and checks them.
pub(crate) fn try_restore(bench: &Workbench, ask: JobAsk) -> Result<Changed<BackupsView>, Problem> {
    let open = bench.opened()?;
    let _one_at_a_time = lock(&bench.backing_up);
    let job = bench.job(&ask.job);
    let run = try_and_note(bench, &open, &job)?;
    if run.good {
        changed(bench, &open)
    } else {
        Err(Problem::new(Code::Damaged, run.says))
    }
}

fn changed(bench: &Workbench, open: &Open) -> Result<Changed<BackupsView>, Problem> {
    Ok(Changed {
        value: view_of(bench, open)?,
        touched: vec!["backup_run".to_owned()],
        undo: None,
    })
}
