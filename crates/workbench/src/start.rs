//! The way in: the practices on this computer, who is signed in, locking.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::JoinHandle;

use platform::files;
use values::PracticeId;
use vault::keys::{
    ChangeProblem, Hold, Kdf, KeySlots, OpenProblem, PasswordProblem, PasswordRules,
};

use crate::Workbench;
use crate::bench::{Event, Open, lock};
use crate::door::guesses;
use crate::key_files::{listed_slots, nothing_opens, unreadable};
use crate::machine::PlaceView;
use crate::problem::{Code, Problem};
use crate::role::Right;
use crate::set_up::DEMO_PASSWORD;
use crate::view::{Nothing, view};
use crate::{backup, lists, settings, time, users, went_back};

view! {
    /// What the first screen needs before anybody has signed in. Nothing of a patient, not a count.
    pub struct StartView {
        /// The practices on this computer.
        pub practices: Vec<PracticeCard>,
        /// What of the data folder cannot be read, and the way out, in sentences.
        pub unreadable: Vec<String>,
        /// Whoever is signed in, when the window was only reloaded.
        pub session: Option<SessionView>,
        /// The product's version.
        pub version: String,
        /// IANA names of the time zones of the US, for a new practice.
        pub time_zones: Vec<String>,
        /// The computer's own time zone, when it is known.
        pub time_zone: String,
        /// Where the device secret is or will be kept, in words: `this computer's keychain`.
        pub secret_place: String,
        /// True when there is no keychain and the reduced protection would be used.
        pub reduced_protection: bool,
        /// Fewest characters of a new password.
        pub password_length: u32,
        /// Why the data folder is no place for a practice; none when it is.
        pub place: Option<PlaceView>,
    }

    /// A practice on this computer, as the lock screen shows it.
    pub struct PracticeCard {
        /// Names the practice to `unlock`; says nothing about it.
        pub folder: String,
        /// The practice's name.
        pub name: String,
        /// `plum`, `teal`, `rust`, `moss`, `slate`, `ochre`.
        pub colour: String,
        /// True for the made-up practice.
        pub demo: bool,
        /// The password of the made-up practice, whose data are nobody's; else empty.
        pub demo_password: String,
        /// Who may sign in.
        pub users: Vec<UserCard>,
        /// `present`, `missing`, `locked`, `file`: the device secret.
        pub secret: String,
        /// The same in a sentence: `Device secret present in the keychain`.
        pub secret_says: String,
        /// Who cannot sign in on this computer before they get a new password, by name.
        pub no_password: Vec<String>,
        /// Why nobody's password opens it: its files of keys are damaged; else empty.
        pub damaged: String,
        /// Why it was locked, in a sentence; empty at the start.
        pub locked_says: String,
        /// True while the last backup is still made: the keys are in memory until it is done.
        pub closing: bool,
    }

    /// A person on the lock screen.
    pub struct UserCard {
        /// Names the person to `unlock`.
        pub id: String,
        /// As shown.
        pub name: String,
        /// The role in words.
        pub role: String,
        /// When the next try is allowed, UTC milliseconds; 0 when it is now.
        pub wait_until: i64,
    }

    /// A sign-in.
    pub struct Unlock {
        /// The practice's folder.
        pub folder: String,
        /// The user's id.
        pub user_id: String,
        /// The password.
        pub password: String,
    }

    /// Who is signed in, and what the frame of every screen shows.
    pub struct SessionView {
        /// The practice.
        pub practice: String,
        /// The practice's folder.
        pub folder: String,
        /// Its colour.
        pub colour: String,
        /// True for the made-up practice.
        pub demo: bool,
        /// The user's id.
        pub user_id: String,
        /// The user's name.
        pub user: String,
        /// `owner`, `biller`, …
        pub role: String,
        /// The role in words.
        pub role_title: String,
        /// What the role may do, as the table of commands names rights.
        pub rights: Vec<String>,
        /// True until the recovery kit has been typed back; nothing else opens before.
        pub kit_due: bool,
        /// True while a new recovery kit was not typed back, so that the old one stands.
        pub kit_waits: bool,
        /// True until a password that somebody else gave is changed; nothing else opens before.
        pub password_due: bool,
        /// Minutes without a key after which the window locks.
        pub idle_minutes: u32,
        /// True when there is no keychain and the reduced protection is used.
        pub reduced_protection: bool,
        /// What undo would take back, in words.
        pub undo: Option<String>,
        /// What redo would do again, in words.
        pub redo: Option<String>,
        /// Patients, claims.
        pub patients: i64,
        /// Claims.
        pub claims: i64,
        /// Today in the practice's time zone, ISO.
        pub today: String,
        /// The practice's time zone.
        pub time_zone: String,
        /// What was noticed about the keys when the practice was opened, in sentences.
        pub notes: Vec<String>,
        /// What is wrong with the practice's file since it was last used here, in words, until
        /// somebody puts it away; else empty.
        pub warning: String,
    }

    /// A half-typed form to keep.
    pub struct SaveDraft {
        /// The form's name and the record it is for.
        pub form: String,
        /// What was typed, as the screen writes it; empty to forget it.
        pub text: String,
    }

    /// A form whose draft is wanted.
    pub struct DraftAsk {
        /// The form's name and the record it is for.
        pub form: String,
    }

    /// A half-typed form.
    pub struct DraftView {
        /// What was typed; none when nothing was.
        pub text: Option<String>,
    }

    /// Work under way that somebody wants to stop.
    pub struct CancelJob {
        /// The job's name, made by whoever started it.
        pub job: String,
    }

    /// Work that reports its progress under a name.
    pub struct JobAsk {
        /// Made by the caller.
        pub job: String,
    }
}

/// The colours that a practice's window can have.
pub const COLOURS: [&str; 6] = ["plum", "teal", "rust", "moss", "slate", "ochre"];

pub(crate) const DATABASE: &str = "practice.db";
pub(crate) const OUTSIDE: &str = "outside.log";
pub(crate) const GUESSES: &str = "guesses.json";
/// Empty; whoever signs in holds its lock.
pub(crate) const DOOR: &str = "door.lock";

/// This computer's time zone; the East's when it has none.
pub fn own_zone() -> String {
    platform::clock::zone_name()
        .filter(|zone| time::knows_zone(zone))
        .unwrap_or_else(|| "America/New_York".to_owned())
}

impl Workbench {
    pub(crate) fn practices(&self) -> PathBuf {
        self.data().join("practices")
    }

    /// The folder of a practice. Its name is an id, so no name from outside becomes a path.
    pub(crate) fn folder(&self, name: &str) -> Result<(PracticeId, PathBuf), Problem> {
        let id: PracticeId = name.parse().map_err(|_| no_practice())?;
        Ok((id, self.practices().join(id.to_string())))
    }

    /// The folders of practices, each with its name. There may be none yet.
    pub(crate) fn practice_folders(&self) -> Result<Vec<(String, PathBuf)>, Problem> {
        let entries = match std::fs::read_dir(self.practices()) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => {
                let what = format!("The data folder {}", self.data().display());
                return Err(unreadable(&what, error.kind()));
            }
        };
        let names = entries.flatten().map(|entry| entry.file_name());
        Ok(names
            .map(|name| name.to_string_lossy().into_owned())
            .filter_map(|name| {
                let (_, folder) = self.folder(&name).ok()?;
                Some((name, folder))
            })
            .collect())
    }

    /// Looks up what the first screen needs while the window is still being made; the first `start`
    /// gets it.
    pub fn look_ahead(self: &Arc<Self>) {
        let bench = self.clone();
        *lock(&self.ahead) = Some(std::thread::spawn(move || look(&bench)));
    }

    /// What was looked up, as JSON, once; none while that goes on: a keychain may ask the person first.
    pub fn looked_up(&self) -> Option<String> {
        let done = lock(&self.ahead).take_if(|look| look.is_finished())?;
        serde_json::to_string(&done.join().ok()?.ok()?).ok()
    }

    pub(crate) fn kdf(&self) -> Kdf {
        if self.reckless_kdf {
            return Kdf::floor();
        }
        Kdf::calibrated(|kdf| {
            let before = platform::clock::now_ms();
            kdf.rehearse();
            u64::try_from(platform::clock::now_ms() - before).unwrap_or(0)
        })
    }
}

pub(crate) fn no_practice() -> Problem {
    Problem::new(Code::NotFound, "That practice is not on this computer.")
}

pub(crate) fn opening(problem: OpenProblem) -> Problem {
    Problem::new(Code::Shut, problem.to_string())
}

pub(crate) fn changing(problem: ChangeProblem) -> Problem {
    Problem::new(Code::NeedsYou, problem.to_string())
}

pub(crate) fn password_problem(problem: PasswordProblem) -> Problem {
    Problem::field("password", problem.to_string())
}

/// The practices on this computer, and what the first screen needs.
pub(crate) fn start(bench: &Workbench, _: Nothing) -> Result<StartView, Problem> {
    let ahead = lock(&bench.ahead).take();
    match ahead.map(JoinHandle::join) {
        Some(Ok(found)) => found,
        _ => look(bench),
    }
}

fn look(bench: &Workbench) -> Result<StartView, Problem> {
    let (mut practices, mut unreadable) = (Vec::new(), Vec::new());
    crate::restore::finish(bench);
    sweep(&bench.practices());
    platform::unfinished::sweep(&bench.data());
    let folders = bench.practice_folders().unwrap_or_else(|problem| {
        unreadable.push(problem.says);
        Vec::new()
    });
    for (name, folder) in folders {
        // What cannot be finished now is tried again at the sign-in, which says why.
        let _ = crate::key_change::finish(&folder);
        match listed_slots(&folder) {
            Ok((slots, damaged)) => practices.push(PracticeCard {
                damaged: damaged.map(|problem| problem.says).unwrap_or_default(),
                ..card(bench, &name, &slots)
            }),
            Err(why) => unreadable.push(nothing_opens(&name, why)),
        }
    }
    practices.sort_by(|a, b| (a.demo, &a.name, &a.folder).cmp(&(b.demo, &b.name, &b.folder)));
    let session = match bench.opened() {
        Ok(open) => Some(session_of(bench, &open)?),
        Err(_) => None,
    };
    let rules = PasswordRules {
        reduced_protection: bench.secrets.reduced(),
        practice_name: "",
        user_name: "",
    };
    Ok(StartView {
        practices,
        unreadable,
        session,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        time_zones: time::US_ZONES.map(str::to_owned).to_vec(),
        time_zone: own_zone(),
        secret_place: bench.secrets.place().to_owned(),
        reduced_protection: bench.secrets.reduced(),
        password_length: u32::try_from(rules.least()).unwrap_or(12),
        place: bench.place_view(),
    })
}

pub(crate) fn card(bench: &Workbench, folder: &str, slots: &KeySlots) -> PracticeCard {
    let practice = slots.practice();
    let now = bench.now();
    let (state, says) = match bench.secrets.device(practice.id) {
        Ok(device) if !slots.fits(&device) => (
            "missing",
            format!(
                "The device secret in {} is another one than the practice was set up with",
                bench.secrets.place()
            ),
        ),
        Ok(_) if bench.secrets.reduced() => (
            "file",
            format!(
                "Reduced protection: the device secret is in {}",
                bench.secrets.place()
            ),
        ),
        Ok(_) => (
            "present",
            format!("Device secret present in {}", bench.secrets.place()),
        ),
        Err(problem) => ("missing", problem.says),
    };
    let demo = is_demo(slots);
    PracticeCard {
        folder: folder.to_owned(),
        name: practice.name.clone(),
        colour: shown_colour(&practice.colour),
        demo,
        demo_password: if demo {
            DEMO_PASSWORD.to_owned()
        } else {
            String::new()
        },
        users: slots
            .users()
            .filter(|user| user.has_password)
            .map(|user| UserCard {
                id: user.person.id.to_string(),
                role: users::role_title(&user.person.role),
                wait_until: match guesses(bench, practice.id, user.person.id).allowed(whole(now)) {
                    Err(Hold::Wait { until_ms, .. }) => i64::try_from(until_ms).unwrap_or(i64::MAX),
                    _ => 0,
                },
                name: user.person.name,
            })
            .collect(),
        no_password: slots
            .users()
            .filter(|user| !user.has_password)
            .map(|user| user.person.name)
            .collect(),
        secret: state.to_owned(),
        secret_says: says,
        damaged: String::new(),
        locked_says: lock(&bench.locked_says)
            .get(folder)
            .cloned()
            .unwrap_or_default(),
        closing: lock(&bench.closing).contains(folder),
    }
}

/// The demo practice is known by its mark in the name that nobody can type: the colour `demo`.
fn is_demo(slots: &KeySlots) -> bool {
    slots.practice().colour == DEMO_COLOUR
}

/// The colour that stands for the mark.
pub(crate) const DEMO_COLOUR: &str = "demo";

/// The colour that the window wears.
fn shown_colour(kept: &str) -> String {
    if kept == DEMO_COLOUR { "slate" } else { kept }.to_owned()
}

/// What work that was killed in the middle left behind, once nobody can still be at it.
pub(crate) fn sweep(folder: &Path) {
    const AN_HOUR: std::time::Duration = std::time::Duration::from_secs(3_600);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let left = [".making-", ".claimbench-", ".restore-"]
            .iter()
            .any(|begin| name.starts_with(begin))
            || files::is_unfinished(Path::new(&name));
        let old = entry
            .metadata()
            .and_then(|meta| meta.modified())
            .is_ok_and(|at| at.elapsed().is_ok_and(|age| AN_HOUR < age));
        if left && old {
            // What cannot be removed now is tried again at the next start.
            let _ = std::fs::remove_dir_all(entry.path())
                .or_else(|_| std::fs::remove_file(entry.path()));
        }
    }
}

pub(crate) fn whole(ms: i64) -> u64 {
    u64::try_from(ms).unwrap_or(0)
}

/// Closes the database and wipes the keys from memory.
pub(crate) fn lock_practice(bench: &Workbench, _: Nothing) -> Result<Nothing, Problem> {
    bench.lock_and_back_up("");
    Ok(Nothing {})
}

/// What a lock does before the keys are wiped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BeforeThat {
    /// Nothing.
    Nothing,
    /// The backup that is due, if one is.
    BackUp,
}

/// Locks, with the reason for the lock screen.
pub(crate) fn close(bench: &Workbench, why: &str, before: BeforeThat) {
    bench.clear_clipboard();
    let Some(open) = lock(&bench.open).take() else {
        return;
    };
    bench.stop_all_jobs();
    // Nothing stands in the way of locking: what cannot be logged now shows as a gap in sessions.
    let _ = lists::end_search(bench, &open);
    let _ = bench.log(&open, "lock", |event| {
        if why.is_empty() {
            event
        } else {
            event.with("why", why)
        }
    });
    bench.forget_files();
    *lock(&bench.import) = None;
    *lock(&bench.forms) = None;
    let moment = time::moment(bench.now(), &open.zone());
    let clock = moment.split(' ').nth(1).unwrap_or_default();
    let says = format!(
        "Locked at {clock}{}{why}. You come back to the same place.",
        if why.is_empty() { "" } else { " " }
    );
    lock(&bench.locked_says).insert(open.folder.clone(), says.clone());
    if before == BeforeThat::BackUp && backup::is_due(bench, &open) {
        // The screen is locked at once, whatever the backup takes; it says that the keys are still here.
        let folder = open.folder.clone();
        lock(&bench.closing).insert(folder.clone());
        bench.host.tell(&Event::Locked { says });
        backup::at_lock(bench, &open);
        went_back::keep(bench, &open);
        drop(open);
        lock(&bench.closing).remove(&folder);
        return bench.host.tell(&Event::Closed { folder });
    }
    went_back::keep(bench, &open);
    drop(open);
    bench.host.tell(&Event::Locked { says });
}

/// Stops work under way; what it did is taken back.
pub(crate) fn cancel_job(bench: &Workbench, ask: CancelJob) -> Result<Nothing, Problem> {
    bench.stop_job(&ask.job);
    Ok(Nothing {})
}

/// Notes that the person uses the keyboard or the mouse.
pub(crate) fn active(_: &Workbench, _: Nothing) -> Result<Nothing, Problem> {
    Ok(Nothing {})
}

/// Who is signed in.
pub(crate) fn session(bench: &Workbench, _: Nothing) -> Result<SessionView, Problem> {
    session_of(bench, &*bench.opened()?)
}

/// What is to be known about the keys, by whoever can do something about it.
fn notes_of(open: &Open) -> Vec<String> {
    let mut notes = open.keys.notes.clone();
    if open.keys.kit_waits() && open.who.role.may(Right::ManagePractice) {
        notes.push(
            "A new recovery kit was made and not typed back, so the old paper still opens the practice. Make it once more or keep the old one: Settings, Recovery kit."
                .to_owned(),
        );
    }
    notes
}

pub(crate) fn session_of(bench: &Workbench, open: &Open) -> Result<SessionView, Problem> {
    let db = open.vault.reader()?;
    let who = open.who.id.to_string();
    let next = |way| vault::steps::next(&db, &who, way).map(|step| step.map(|(_, title)| title));
    let practice = open.facts();
    Ok(SessionView {
        practice: practice.name,
        folder: open.folder.clone(),
        colour: shown_colour(&practice.colour),
        demo: practice.demo,
        user_id: who.clone(),
        user: open.who.name.clone(),
        role: open.who.role.name().to_owned(),
        role_title: open.who.role.title().to_owned(),
        rights: open
            .who
            .role
            .rights()
            .iter()
            .map(|right| right.name().to_owned())
            .collect(),
        kit_due: open.keys.kit_due(),
        kit_waits: open.keys.kit_waits(),
        password_due: open.password_due.load(Ordering::Relaxed),
        idle_minutes: settings::idle_minutes(open),
        reduced_protection: open.keys.reduced,
        undo: next(vault::steps::Way::Undo)?,
        redo: next(vault::steps::Way::Redo)?,
        patients: vault::patients::count(&db)?,
        claims: vault::claims::count(&db)?,
        today: bench.today(open).to_string(),
        time_zone: practice.time_zone,
        notes: notes_of(open),
        warning: went_back::warning(&db)?,
    })
}
