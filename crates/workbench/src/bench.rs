//! The workbench: the open practice, who has signed in, the one road for changes, long work.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::JoinHandle;

use platform::clipboard::Clipboard;
use platform::disk::Encryption;
use platform::printers::Printing;
use serde::{Deserialize, Serialize};
use values::{Day, UserId};
use vault::{Vault, Writer, audit, steps};

use crate::problem::{Code, Problem};
use crate::role::{Right, Role};
use crate::secrets::{Keys, Secrets};
use crate::start::{BeforeThat, StartView, close};
use crate::told::Seen;
use crate::view::{Changed, FileToken};
use crate::{backup, follow, import, lists, machine, print, time, went_back};

/// What the core tells without being asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// Long work goes on.
    Progress {
        /// The job's name.
        job: String,
        /// Done so far.
        done: u64,
        /// Of how much; 0 when that is not known.
        total: u64,
        /// What is being done, in words.
        says: String,
    },
    /// The window must show the lock screen.
    Locked {
        /// Why, in a sentence.
        says: String,
    },
    /// The backup at the lock is done: the keys of a practice are out of memory now.
    Closed {
        /// The practice's folder.
        folder: String,
    },
    /// Files were dropped on the window.
    Dropped {
        /// What was dropped.
        files: Vec<FileToken>,
    },
    /// Records changed; read again what shows them.
    Touched {
        /// Their kinds.
        kinds: Vec<String>,
    },
}

/// What the shell around the core does for it: dialogs and events. The window, the command line and
/// the tests each bring their own.
pub trait Host: Send + Sync {
    /// Lets the person pick files, or a folder. None when the dialog was closed.
    fn pick_files(&self, folder: bool) -> Vec<PathBuf>;
    /// Lets the person pick a backup.
    fn pick_backup(&self) -> Option<PathBuf> {
        self.pick_files(false).into_iter().next()
    }
    /// Lets the person pick a picture.
    fn pick_picture(&self) -> Option<PathBuf> {
        self.pick_files(false).into_iter().next()
    }
    /// Lets the person pick a folder to write into.
    fn pick_folder(&self) -> Option<PathBuf> {
        self.pick_files(true).into_iter().next()
    }
    /// Lets the person name a file to save to.
    fn pick_save(&self, suggested: &str) -> Option<PathBuf>;
    /// Tells the interface.
    fn tell(&self, event: &Event);
    /// The clipboard, where there is one.
    fn clipboard(&self) -> Option<&dyn Clipboard> {
        None
    }
    /// Hides the window from previews and screen sharing, or shows it again.
    fn hide_window(&self, _hidden: bool) {}
}

/// Who has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The user.
    pub id: UserId,
    /// The user's name.
    pub name: String,
    /// The user's role.
    pub role: Role,
}

/// A practice that is open.
pub struct Open {
    /// Its database.
    pub vault: Vault,
    /// Its folder's name.
    pub folder: String,
    /// Who has signed in.
    pub who: SignedIn,
    /// Its keys while it is open.
    pub keys: Keys,
    /// The practice's own facts.
    pub(crate) practice: Mutex<vault::kinds::Practice>,
    /// When a person last looked at a record, so that one look is one event.
    viewed: Mutex<HashMap<String, i64>>,
    /// The number of the audit event that was kept outside last, and when.
    pub(crate) head_kept: Mutex<(i64, i64)>,
    /// The searches that are not on the audit log yet; the last is being typed.
    pub(crate) searches: Mutex<VecDeque<lists::Search>>,
    /// When who has signed in typed their password last.
    pub(crate) proved_at: AtomicI64,
    /// Whether they still have the password that somebody else gave them.
    pub(crate) password_due: AtomicBool,
}

impl Open {
    /// As it is found open.
    pub fn new(
        vault: Vault,
        folder: String,
        who: SignedIn,
        keys: Keys,
        practice: vault::kinds::Practice,
    ) -> Open {
        Open {
            vault,
            folder,
            who,
            keys,
            practice: Mutex::new(practice),
            viewed: Mutex::default(),
            head_kept: Mutex::default(),
            searches: Mutex::default(),
            proved_at: AtomicI64::default(),
            password_due: AtomicBool::default(),
        }
    }

    /// The practice's own facts, as they are now.
    pub fn facts(&self) -> vault::kinds::Practice {
        lock(&self.practice).clone()
    }

    /// Whether this is a new look at a record and not the same one still, which lasts five minutes.
    fn looks_anew(&self, id: &str, now: i64) -> bool {
        let mut viewed = lock(&self.viewed);
        match viewed.get(id) {
            Some(at) if now - at < 300_000 => false,
            _ => {
                viewed.insert(id.to_owned(), now);
                true
            }
        }
    }

    /// The practice's time zone.
    pub fn zone(&self) -> String {
        self.facts().time_zone
    }
}

/// A change as its command describes it.
pub struct Done<T> {
    /// The answer.
    pub value: T,
    /// The step in words, as undo names it: `Hold 3 claims`.
    pub title: String,
    /// The ids that it is about.
    pub about: Vec<String>,
    /// Counts and hashes for the audit log.
    pub detail: BTreeMap<String, String>,
    /// What it read on its way, so that the ledger need not read it again.
    seen: Seen,
    /// Nothing is told of it when it left every record as it was.
    quiet: bool,
}

impl<T> Done<T> {
    /// A change and its title.
    pub fn new(value: T, title: impl Into<String>) -> Done<T> {
        Done {
            value,
            title: title.into(),
            about: Vec::new(),
            detail: BTreeMap::new(),
            seen: Seen::default(),
            quiet: false,
        }
    }

    /// Of which nothing is told when it left every record as it was.
    pub(crate) fn if_changed(self) -> Done<T> {
        Done {
            quiet: true,
            ..self
        }
    }

    /// With the ids it is about.
    pub fn about(mut self, ids: impl IntoIterator<Item = String>) -> Done<T> {
        self.about.extend(ids);
        self
    }

    /// With a count or a hash for the audit log.
    pub fn with(mut self, name: &str, value: impl ToString) -> Done<T> {
        self.detail.insert(name.to_owned(), value.to_string());
        self
    }

    /// With what it has seen of claims and patients, of which it wrote none.
    pub(crate) fn having_seen(self, seen: Seen) -> Done<T> {
        Done { seen, ..self }
    }
}

/// Long work under way: it reports its progress and can be stopped between two steps.
pub struct Job<'a> {
    bench: &'a Workbench,
    name: String,
    stop: Arc<AtomicBool>,
    told: Mutex<i64>,
}

impl Job<'_> {
    /// Tells how far it is, ten times a second at the most; counts of any kind of number.
    ///
    /// # Errors
    /// [`Code::Cancelled`] when the person stopped it.
    pub fn at(
        &self,
        done: impl TryInto<u64>,
        total: impl TryInto<u64>,
        says: &str,
    ) -> Result<(), Problem> {
        let (done, total) = (done.try_into().unwrap_or(0), total.try_into().unwrap_or(0));
        if self.stop.load(Ordering::Relaxed) {
            return Err(Problem::new(Code::Cancelled, "Stopped. Nothing was kept."));
        }
        let now = self.bench.now();
        let mut told = lock(&self.told);
        if 100 <= now - *told || done == total {
            *told = now;
            self.bench.host.tell(&Event::Progress {
                job: self.name.clone(),
                done,
                total,
                says: says.to_owned(),
            });
        }
        Ok(())
    }
}

impl Drop for Job<'_> {
    fn drop(&mut self) {
        lock(&self.bench.jobs).remove(&self.name);
    }
}

/// The core, as the shell holds it.
pub struct Workbench {
    pub(crate) data: Mutex<PathBuf>,
    pub(crate) host: Box<dyn Host>,
    pub(crate) secrets: Secrets,
    /// What the first screen needs, while it is looked up.
    pub(crate) ahead: Mutex<Option<JoinHandle<Result<StartView, Problem>>>>,
    pub(crate) open: Mutex<Option<Arc<Open>>>,
    pub(crate) locked_says: Mutex<HashMap<String, String>>,
    /// Practices that are locked while their last backup is still made, by folder.
    pub(crate) closing: Mutex<BTreeSet<String>>,
    jobs: Mutex<HashMap<String, Arc<AtomicBool>>>,
    tokens: Mutex<HashMap<String, PathBuf>>,
    pub(crate) import: Mutex<Option<import::Prepared>>,
    pub(crate) forms: Mutex<Option<print::Prepared>>,
    /// The print jobs that this program is sending.
    pub(crate) sending: Mutex<BTreeSet<String>>,
    /// The commands that print.
    pub(crate) printing: Printing,
    /// One backup at a time.
    pub(crate) backing_up: Mutex<()>,
    active_at: AtomicI64,
    resting: AtomicBool,
    /// How often somebody asked for a lock.
    pub(crate) lock_asks: AtomicI64,
    pub(crate) reckless_kdf: bool,
    pub(crate) encryption: OnceLock<Encryption>,
    pub(crate) copied: Mutex<Option<machine::Copied>>,
    later: Arc<AtomicI64>,
}

/// Without a key for this long, cached pages go back to the system, in milliseconds.
const RESTS_AFTER_MS: i64 = 20_000;

/// Random bytes of the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Problem> {
    platform::entropy::bytes().map_err(|_| {
        Problem::new(
            Code::Unexpected,
            "The system gives no random numbers. Restart the computer.",
        )
    })
}

/// A mutex's content, whatever became of who held it before.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Workbench {
    /// A workbench over a data folder.
    pub fn new(data: PathBuf, host: Box<dyn Host>, secrets: Secrets) -> Workbench {
        let bench = Workbench {
            data: Mutex::new(data),
            host,
            secrets,
            ahead: Mutex::default(),
            open: Mutex::default(),
            locked_says: Mutex::default(),
            closing: Mutex::default(),
            jobs: Mutex::default(),
            tokens: Mutex::default(),
            import: Mutex::default(),
            forms: Mutex::default(),
            sending: Mutex::default(),
            printing: Printing::default(),
            backing_up: Mutex::default(),
            active_at: AtomicI64::new(0),
            resting: AtomicBool::new(false),
            lock_asks: AtomicI64::new(0),
            reckless_kdf: false,
            encryption: OnceLock::new(),
            copied: Mutex::default(),
            later: Arc::default(),
        };
        bench.active_at.store(bench.now(), Ordering::Relaxed);
        bench
    }

    /// For tests only: the cheapest password hashing that is still allowed.
    pub fn with_cheapest_kdf(mut self) -> Workbench {
        self.reckless_kdf = true;
        self
    }

    /// For tests only: what the disk is said to be.
    pub fn with_encryption(self, encryption: Encryption) -> Workbench {
        let _ = self.encryption.set(encryption);
        self
    }

    /// For tests only: another printing system.
    pub fn with_printing(mut self, printing: Printing) -> Workbench {
        self.printing = printing;
        self
    }

    /// For tests only: by how many milliseconds the clock is ahead.
    pub fn with_clock_ahead(mut self, later: Arc<AtomicI64>) -> Workbench {
        self.later = later;
        self
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        lock(&self.data).clone()
    }

    /// The moment, UTC milliseconds.
    pub fn now(&self) -> i64 {
        platform::clock::now_ms() + self.later.load(Ordering::Relaxed)
    }

    /// Ten random bytes for an id.
    ///
    /// # Errors
    /// When the system has none to give.
    pub(crate) fn random(&self) -> Result<[u8; 10], Problem> {
        random()
    }

    /// Today in the practice's zone.
    pub fn today(&self, open: &Open) -> Day {
        let fallback = || Day::from(jiff::civil::Date::constant(2026, 1, 1));
        time::day(self.now(), &open.zone()).unwrap_or_else(fallback)
    }

    /// The open practice.
    ///
    /// # Errors
    /// [`Code::Locked`] when none is open.
    pub fn opened(&self) -> Result<Arc<Open>, Problem> {
        lock(&self.open)
            .clone()
            .ok_or_else(|| Problem::new(Code::Locked, "Locked. Sign in to go on."))
    }

    /// Refuses what the role may not; the refusal is on the audit log.
    pub(crate) fn allow(&self, name: &str, right: Right) -> Result<(), Problem> {
        if right == Right::Anyone {
            return Ok(());
        }
        let open = self.opened()?;
        if !open.who.role.may(right) {
            self.log_refusal(&open, name, right)?;
            return Err(Problem::new(
                Code::Refused,
                format!(
                    "{} cannot {}. Ask the owner or a practice admin.",
                    open.who.role.title(),
                    right.title()
                ),
            ));
        }
        // The one thing that needs a role and is what is waited for.
        if right == Right::SignedIn || name == "new_kit" {
            return Ok(());
        }
        if open.keys.kit_due() {
            return Err(Problem::new(
                Code::NeedsYou,
                "Type the recovery kit back first. Without it a lost password would lose the practice.",
            ));
        }
        if open.password_due.load(Ordering::Relaxed) {
            return Err(Problem::new(
                Code::NeedsYou,
                "Change your password first. Whoever gave it to you knows it too.",
            ));
        }
        Ok(())
    }

    /// Puts a refusal on the audit log.
    pub(crate) fn log_refusal(&self, open: &Open, name: &str, right: Right) -> Result<(), Problem> {
        self.log(open, "refused", |event| {
            event.with("command", name).with("right", right.name())
        })
    }

    /// Makes a change: all of it happens, or none of it does. This is the only road to a commit, so a
    /// change cannot forget its versions, its marks, its audit event or its undo.
    ///
    /// # Errors
    /// The change's own problem, or the database's; nothing is kept then.
    pub fn transact<T>(
        &self,
        open: &Open,
        did: &str,
        change: impl FnOnce(&mut Writer<'_>) -> Result<Done<T>, Problem>,
    ) -> Result<Changed<T>, Problem> {
        let mut db = open.vault.writer();
        let at = self.now();
        let mut writer = Writer::begin(&mut db, &open.who.id.to_string(), at)?;
        let done = change(&mut writer)?;
        if done.quiet && writer.touched().is_empty() {
            writer.commit_unchanged()?;
            return Ok(Changed {
                value: done.value,
                touched: Vec::new(),
                undo: None,
            });
        }
        let books = (&*open.zone(), self.today(open));
        let followed = follow::follow(&mut writer, books, done.seen, |_, _| Ok(()))?;
        let mut event = audit::Event::new(at, &open.who.id.to_string(), did).about(done.about);
        event.detail = done.detail;
        event
            .detail
            .extend(followed.map(|postings| (follow::POSTINGS.to_owned(), postings)));
        let committed = writer.commit(&done.title, &event)?;
        Ok(Changed {
            value: done.value,
            touched: committed.touched.into_iter().map(str::to_owned).collect(),
            undo: committed.undoable.then_some(done.title),
        })
    }

    /// Takes the user's last step back, or does it again; a step of many rows can be stopped.
    pub(crate) fn swap(
        &self,
        open: &Open,
        way: steps::Way,
        job: Option<&Job<'_>>,
    ) -> Result<Changed<String>, Problem> {
        self.swap_of(open, (way, None), job)
    }

    /// Takes back the step that made a record, whoever took it.
    pub(crate) fn take_back(
        &self,
        open: &Open,
        made: (&str, &str),
        job: Option<&Job<'_>>,
    ) -> Result<Changed<String>, Problem> {
        self.swap_of(open, (steps::Way::Undo, Some(made)), job)
    }

    fn swap_of(
        &self,
        open: &Open,
        (way, made): (steps::Way, Option<(&str, &str)>),
        job: Option<&Job<'_>>,
    ) -> Result<Changed<String>, Problem> {
        let mut db = open.vault.writer();
        let (at, who) = (self.now(), open.who.id.to_string());
        let writer = Writer::begin(&mut db, &who, at)?;
        let (did, says) = match way {
            steps::Way::Undo => ("undo", "Taking it back"),
            steps::Way::Redo => ("redo", "Doing it again"),
        };
        let tell = |done: usize, total: usize| {
            job.map_or(Ok(()), |job| job.at(done, total, says))
                .map_err(|_| vault::VaultError::Cancelled)
        };
        let books = (&*open.zone(), self.today(open));
        let event = |writer: &mut Writer<'_>, title: &str| {
            let at_ledger = |done, total| job.map_or(Ok(()), |job| job.at(done, total, says));
            let followed = follow::follow(writer, books, Seen::default(), at_ledger)?;
            let event = audit::Event::new(at, &who, did).with("step", title);
            Ok::<_, Problem>(match followed {
                Some(postings) => event.with(follow::POSTINGS, postings),
                None => event,
            })
        };
        let (title, done) = match made {
            Some(made) => steps::take_back(writer, made, event, tell)?,
            None => steps::swap(writer, way, event, tell)?,
        };
        Ok(Changed {
            value: title,
            touched: done.touched.into_iter().map(str::to_owned).collect(),
            undo: None,
        })
    }

    /// Puts something that changes no record on the audit log.
    pub(crate) fn log(
        &self,
        open: &Open,
        did: &str,
        more: impl FnOnce(audit::Event) -> audit::Event,
    ) -> Result<(), Problem> {
        let mut db = open.vault.writer();
        let (at, who) = (self.now(), open.who.id.to_string());
        let writer = Writer::begin(&mut db, &who, at)?;
        writer.commit("", &more(audit::Event::new(at, &who, did)))?;
        Ok(())
    }

    /// Notes that a person looked at a record: one event for the same record in five minutes. A
    /// patient who was looked at is found first from then on.
    pub(crate) fn log_view(
        &self,
        open: &Open,
        did: &str,
        id: &str,
        patient: &str,
    ) -> Result<(), Problem> {
        let now = self.now();
        if !open.looks_anew(id, now) {
            return Ok(());
        }
        let mut db = open.vault.writer();
        let who = open.who.id.to_string();
        let writer = Writer::begin(&mut db, &who, now)?;
        vault::find::seen(writer.db(), patient)?;
        writer.commit(
            "",
            &audit::Event::new(now, &who, did).about([id.to_owned()]),
        )?;
        Ok(())
    }

    /// Notes that a person looked at something that shows several patients.
    pub(crate) fn log_look(
        &self,
        open: &Open,
        did: &str,
        id: &str,
        about: Vec<String>,
    ) -> Result<(), Problem> {
        if !open.looks_anew(id, self.now()) {
            return Ok(());
        }
        let all = std::iter::once(id.to_owned()).chain(about);
        self.log(open, did, |event| event.about(all))
    }

    /// Notes that a person reads the audit log, of everybody or of a patient: once in five minutes.
    pub(crate) fn log_reading(&self, open: &Open, did: &str, patient: &str) -> Result<(), Problem> {
        if !open.looks_anew(&format!("{did} {patient}"), self.now()) {
            return Ok(());
        }
        let about = (!patient.is_empty()).then(|| patient.to_owned());
        self.log(open, did, |event| event.about(about))
    }

    /// Keeps something of an open practice in memory, unless it was locked meanwhile: nothing of a
    /// patient outlives the lock.
    ///
    /// # Errors
    /// [`Code::Locked`]; it is dropped then.
    pub(crate) fn keep<T>(
        &self,
        open: &Arc<Open>,
        place: &Mutex<Option<T>>,
        what: T,
    ) -> Result<(), Problem> {
        let now = lock(&self.open);
        if !now.as_ref().is_some_and(|now| Arc::ptr_eq(now, open)) {
            return Err(Problem::new(Code::Locked, "Locked. Sign in to go on."));
        }
        *lock(place) = Some(what);
        Ok(())
    }

    /// Begins long work under a name.
    pub(crate) fn job(&self, name: &str) -> Job<'_> {
        let stop = Arc::new(AtomicBool::new(false));
        lock(&self.jobs).insert(name.to_owned(), stop.clone());
        Job {
            bench: self,
            name: name.to_owned(),
            stop,
            told: Mutex::new(0),
        }
    }

    /// Stops long work; it takes back what it did.
    pub(crate) fn stop_job(&self, name: &str) {
        if let Some(stop) = lock(&self.jobs).get(name) {
            stop.store(true, Ordering::Relaxed);
        }
    }

    /// Stops all long work that a person began. A backup by the schedule reads only, and finishes.
    pub(crate) fn stop_all_jobs(&self) {
        for (name, stop) in &*lock(&self.jobs) {
            if name != backup::SCHEDULED {
                stop.store(true, Ordering::Relaxed);
            }
        }
    }

    /// A name under which the interface can speak of a file without knowing its path.
    ///
    /// # Errors
    /// When the system has no random bytes to give.
    pub fn grant(&self, path: PathBuf) -> Result<FileToken, Problem> {
        let token = vault::database::hex(&random::<16>()?);
        let name = crate::saving::file_name(&path);
        lock(&self.tokens).insert(token.clone(), path);
        Ok(FileToken { token, name })
    }

    /// The path of a token.
    pub(crate) fn granted(&self, token: &str) -> Result<PathBuf, Problem> {
        lock(&self.tokens).get(token).cloned().ok_or_else(|| {
            Problem::new(
                Code::NotFound,
                "That file is not picked any more. Pick it again.",
            )
        })
    }

    /// Forgets every file that was picked.
    pub(crate) fn forget_files(&self) {
        lock(&self.tokens).clear();
    }

    /// Notes that the person did something; questions that screens ask by themselves do not count.
    pub(crate) fn note_activity(&self, command: &str) {
        if !matches!(
            command,
            "session" | "start" | "preview_page" | "print_news" | "print_jobs"
        ) {
            self.touch();
        }
    }

    /// Notes that the person used a key or the mouse.
    pub fn touch(&self) {
        self.active_at.store(self.now(), Ordering::Relaxed);
        self.resting.store(false, Ordering::Relaxed);
    }

    /// Locks when nobody has done anything for as long as the practice allows. The shell calls it
    /// every few seconds.
    pub fn lock_when_idle(&self) {
        let Ok(open) = self.opened() else { return };
        let minutes = i64::from(crate::settings::idle_minutes(&open));
        let idle = self.now() - self.active_at.load(Ordering::Relaxed);
        self.notice_others(&open);
        lists::settle_searches(self, &open);
        went_back::keep_when_due(self, &open);
        if RESTS_AFTER_MS <= idle && !self.resting.swap(true, Ordering::Relaxed) {
            open.vault.rest();
        }
        if minutes * 60_000 <= idle {
            let word = if minutes == 1 { "minute" } else { "minutes" };
            self.lock_and_back_up(&format!("after {minutes} {word} without a key"));
        }
    }

    /// The window reads anew what the command line, or another window, has saved.
    fn notice_others(&self, open: &Open) {
        if open.vault.changed_elsewhere() {
            let kinds = vault::kinds::KINDS.iter().map(|kind| kind.name.to_owned());
            self.host.tell(&Event::Touched {
                kinds: kinds.collect(),
            });
        }
    }

    /// Locks with a reason (`when the computer went to sleep`) and tells the window. The keys are
    /// wiped at once; a backup that the schedule has under way is stopped.
    pub fn lock_because(&self, why: &str) {
        self.lock_asks.fetch_add(1, Ordering::SeqCst);
        self.stop_job(backup::SCHEDULED);
        close(self, why, BeforeThat::Nothing);
    }

    /// Locks with a reason (`when the window was closed`) and tells the window; then makes the backup
    /// that is due, and only then wipes the keys.
    pub fn lock_and_back_up(&self, why: &str) {
        self.lock_asks.fetch_add(1, Ordering::SeqCst);
        close(self, why, BeforeThat::BackUp);
    }
}
