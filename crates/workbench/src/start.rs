//! The way in: the practices on this computer, making one, the recovery kit, unlocking and locking.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

use platform::files;
use platform::secret::{
    self, EntryName, GivenFile, KeyFolder, OsKeyring, SecretStore, StoreProblem,
};
use values::{Npi, PracticeId, UserId};
use vault::keys::{
    AuditKey, ChangeProblem, Credentials, DatabaseKey, DeviceSecret, Hold, Kdf, KeySlots,
    NewPractice, OpenProblem, PasswordProblem, PasswordRules, Person, RecoveryWords, os_random,
};
use vault::kinds::{Practice, User};
use vault::{Vault, database::hex};

use crate::Workbench;
use crate::bench::{Event, Open, SignedIn, lock, random};
use crate::door::guesses;
use crate::key_files::{listed_slots, write_slots};
use crate::machine::{self, PlaceView};
use crate::problem::{Code, Problem};
use crate::role::{Right, Role};
use crate::view::{FileToken, Nothing, view};
use crate::{backup, books, lists, settings, time, users, went_back};

view! {
    /// What the first screen needs before anybody has signed in. Nothing of a patient, not a count.
    pub struct StartView {
        /// The practices on this computer.
        pub practices: Vec<PracticeCard>,
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

    /// A new practice.
    pub struct CreatePractice {
        /// Item 33.
        pub name: String,
        /// Item 33a.
        pub npi: String,
        /// Item 25: EIN or SSN, digits or with hyphens.
        pub tin: String,
        /// An IANA time zone.
        pub time_zone: String,
        /// One of the colours.
        pub colour: String,
        /// The owner's name.
        pub user: String,
        /// The owner's password.
        pub password: String,
    }

    /// The recovery kit of a practice that was just made: to be saved or written down, then typed
    /// back. Shown once.
    pub struct KitView {
        /// The practice.
        pub practice: String,
        /// 24 words.
        pub words: Vec<String>,
        /// The day it was made, ISO.
        pub made_on: String,
    }

    /// The kit typed back: words, numbered or not, in any case; the first four letters are enough.
    pub struct CheckKit {
        /// What was typed.
        pub words: String,
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

    /// Where to save something.
    pub struct SaveTo {
        /// From `pick_save`.
        pub token: String,
    }

    /// A file that was written.
    pub struct Saved {
        /// Its name without its folder.
        pub name: String,
        /// Its size.
        pub bytes: u64,
        /// SHA-256, hex.
        pub sha256: String,
    }

    /// Which files to pick.
    pub struct PickFiles {
        /// True to pick a folder with everything in it.
        pub folder: bool,
    }

    /// A name to suggest for a file to save.
    pub struct PickSave {
        /// `CMS-1500.pdf`; never a patient's name.
        pub suggested: String,
    }

    /// The file to save to, when one was picked.
    pub struct Picked {
        /// None when the person closed the dialog.
        pub file: Option<FileToken>,
    }

    /// The files that were picked.
    pub struct PickedFiles {
        /// None picked when the person closed the dialog.
        pub files: Vec<FileToken>,
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

/// The demo practice's password. Its data are nobody's, so the lock screen shows it.
const DEMO_PASSWORD: &str = "every claim here is made up";

/// The owner of the demo practice.
const DEMO_USER: &str = "Dana Whitcomb";

pub(crate) const DATABASE: &str = "practice.db";
pub(crate) const OUTSIDE: &str = "outside.log";
pub(crate) const GUESSES: &str = "guesses.json";
/// Empty; whoever signs in holds its lock.
pub(crate) const DOOR: &str = "door.lock";

/// Where the device secret and the counters of wrong passwords are kept.
pub struct Secrets {
    store: Result<Box<dyn SecretStore>, StoreProblem>,
    place: &'static str,
}

/// The system's keyring, or, where there is none, a file of this user outside the data folder: that
/// is reduced protection, and every screen says so.
pub fn system_secrets() -> Secrets {
    let keyring = OsKeyring::open();
    match keyring {
        Ok(keyring) => Secrets {
            store: Ok(Box::new(keyring)),
            place: PLACE,
        },
        Err(StoreProblem::NoStore | StoreProblem::NoKeyring) if cfg!(target_os = "linux") => {
            let folder = files::key_folder()
                .ok_or(StoreProblem::NoStore)
                .and_then(|keys| KeyFolder::open(&keys, &files::data_folder().unwrap_or_default()));
            Secrets {
                store: folder.map(|folder| Box::new(folder) as Box<dyn SecretStore>),
                place: "a file of this user",
            }
        }
        Err(problem) => Secrets {
            store: Err(problem),
            place: PLACE,
        },
    }
}

/// What the system calls its store of secrets.
const PLACE: &str = if cfg!(windows) {
    "Windows Credential Manager"
} else if cfg!(target_os = "macos") {
    "this Mac's keychain"
} else {
    "this computer's keyring"
};

/// A file that the person names, for computers where no keyring runs.
pub fn file_secrets(path: PathBuf) -> Secrets {
    Secrets {
        store: Ok(Box::new(GivenFile::new(&path))),
        place: "the file you named",
    }
}

/// This computer's time zone; the East's when it has none.
pub fn own_zone() -> String {
    platform::clock::zone_name()
        .filter(|zone| time::knows_zone(zone))
        .unwrap_or_else(|| "America/New_York".to_owned())
}

impl Secrets {
    fn store(&self) -> Result<&dyn SecretStore, Problem> {
        match &self.store {
            Ok(store) => Ok(&**store),
            Err(problem) => Err(Problem::new(Code::Shut, problem.to_string())),
        }
    }

    pub(crate) fn reduced(&self) -> bool {
        self.store
            .as_ref()
            .is_ok_and(|store| store.reduced_protection() && !store.brought_along())
    }

    /// The device secret of a practice. A missing one is never made anew here.
    pub(crate) fn device(&self, practice: PracticeId) -> Result<DeviceSecret, Problem> {
        let secret = secret::device_secret(self.store()?, practice).map_err(shut)?;
        device_of(secret.bytes())
    }

    /// A new device secret in place of one that is lost.
    pub(crate) fn renewed_device(&self, practice: PracticeId) -> Result<DeviceSecret, Problem> {
        let secret = secret::renew_device_secret(self.store()?, practice).map_err(shut)?;
        device_of(secret.bytes())
    }

    fn new_device(&self, practice: PracticeId) -> Result<DeviceSecret, Problem> {
        let secret = secret::create_device_secret(self.store()?, practice).map_err(shut)?;
        device_of(secret.bytes())
    }

    pub(crate) fn text(&self, name: &EntryName) -> Option<String> {
        let secret = self.store().ok()?.get(name).ok()??;
        String::from_utf8(secret.bytes().to_vec()).ok()
    }

    pub(crate) fn put_text(&self, name: &EntryName, text: &str) -> Result<(), Problem> {
        self.store()?.put(name, text.as_bytes()).map_err(shut)
    }
}

/// A device secret of any length becomes 32 bytes.
fn device_of(bytes: &[u8]) -> Result<DeviceSecret, Problem> {
    use sha2::{Digest, Sha256};
    let whole = DeviceSecret::from_bytes(bytes);
    whole
        .or_else(|| DeviceSecret::from_bytes(&Sha256::digest(bytes)))
        .ok_or_else(|| Problem::new(Code::Shut, "The device secret cannot be used."))
}

fn shut(problem: StoreProblem) -> Problem {
    Problem::new(Code::Shut, problem.to_string())
}

/// The keys of an open practice; wiped when it is locked.
pub struct Keys {
    pub(crate) database: DatabaseKey,
    pub(crate) audit: AuditKey,
    pub(crate) salt: [u8; 32],
    pub(crate) kit: Mutex<Option<RecoveryWords>>,
    pub(crate) slots: Mutex<KeySlots>,
    pub(crate) reduced: bool,
    /// What was noticed when the practice was opened, in sentences.
    pub(crate) notes: Vec<String>,
}

impl Keys {
    /// True until the recovery kit was typed back.
    pub(crate) fn kit_due(&self) -> bool {
        !lock(&self.slots).kit_confirmed()
    }

    /// The key of the database, as the engine takes it.
    pub(crate) fn literal(&self) -> zeroize::Zeroizing<String> {
        self.database.pragma_literal()
    }

    /// The file of keys, as it lies in the folder.
    pub(crate) fn slots_file(&self) -> Vec<u8> {
        lock(&self.slots).to_bytes()
    }

    /// Salts the digests of searches, so that nobody without the key can try names on them.
    pub(crate) fn salt(&self) -> &[u8] {
        &self.salt
    }
}

pub(crate) fn salt_of(database: &DatabaseKey) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    hash.update(b"cb/search/1");
    hash.update(database.pragma_literal().as_bytes());
    hash.finalize().into()
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

pub(crate) fn disk(what: &str) -> Problem {
    Problem::new(
        Code::File,
        format!(
            "{what} cannot be written. Check that the disk has room and may be written to. Nothing was changed."
        ),
    )
}

/// The last part of a path, for people.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Writes a whole file where the person wants it, or leaves what was there.
pub(crate) fn write_file(bench: &Workbench, path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    platform::unfinished::replace(&bench.data(), path, bytes).map_err(|_| disk(&file_name(path)))
}

/// A file that was written, as it is answered.
pub(crate) fn saved(path: &Path, bytes: &[u8]) -> Saved {
    use sha2::{Digest, Sha256};
    Saved {
        name: file_name(path),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        sha256: hex(&Sha256::digest(bytes)),
    }
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
    let mut practices = Vec::new();
    crate::restore::finish(bench);
    sweep(&bench.practices());
    platform::unfinished::sweep(&bench.data());
    let entries = std::fs::read_dir(bench.practices())
        .into_iter()
        .flatten()
        .flatten();
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Ok((_, folder)) = bench.folder(&name)
            && crate::key_change::finish(&folder).is_ok()
            && let Ok(slots) = listed_slots(&folder)
        {
            practices.push(card(bench, &name, &slots));
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
        session,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        time_zones: time::US_ZONES.map(str::to_owned).to_vec(),
        time_zone: own_zone(),
        secret_place: bench.secrets.place.to_owned(),
        reduced_protection: bench.secrets.reduced(),
        password_length: u32::try_from(rules.least()).unwrap_or(12),
        place: bench.place_view(),
    })
}

fn card(bench: &Workbench, folder: &str, slots: &KeySlots) -> PracticeCard {
    let practice = slots.practice();
    let now = bench.now();
    let (state, says) = match bench.secrets.device(practice.id) {
        Ok(device) if !slots.fits(&device) => (
            "missing",
            format!(
                "The device secret in {} is another one than the practice was set up with",
                bench.secrets.place
            ),
        ),
        Ok(_) if bench.secrets.reduced() => (
            "file",
            format!(
                "Reduced protection: the device secret is in {}",
                bench.secrets.place
            ),
        ),
        Ok(_) => (
            "present",
            format!("Device secret present in {}", bench.secrets.place),
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

const DEMO_COLOUR: &str = "demo";

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

/// Makes a practice and answers its recovery kit, which must be typed back.
pub(crate) fn create_practice(bench: &Workbench, ask: CreatePractice) -> Result<KitView, Problem> {
    bench.fit_place()?;
    let name = ask.name.trim();
    if name.is_empty() {
        return Err(Problem::field("name", "The practice needs a name."));
    }
    let npi: Npi = ask
        .npi
        .parse()
        .map_err(|e| Problem::field("npi", sentence(&e)))?;
    let tin: String = ask
        .tin
        .chars()
        .filter(|c| *c != '-' && !c.is_whitespace())
        .collect();
    if tin.len() != 9 || !tin.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::field("tin", "A tax ID has nine digits."));
    }
    if !time::knows_zone(&ask.time_zone) {
        return Err(Problem::field(
            "time_zone",
            "Pick a time zone from the list.",
        ));
    }
    if !COLOURS.contains(&ask.colour.as_str()) {
        return Err(Problem::field("colour", "Pick a color from the list."));
    }
    let user = ask.user.trim();
    if user.is_empty() {
        return Err(Problem::field("user", "Type the owner's name."));
    }
    PasswordRules {
        reduced_protection: bench.secrets.reduced(),
        practice_name: name,
        user_name: user,
    }
    .check(&ask.password)
    .map_err(password_problem)?;
    let facts = Facts {
        name,
        npi: npi.to_string(),
        tin,
        zone: &ask.time_zone,
        colour: &ask.colour,
        user,
        demo: false,
    };
    let (open, words) = make(bench, &facts, &ask.password, |_, _| Ok(()))?;
    *lock(&open.keys.kit) = Some(words);
    open.proved(bench.now());
    let kit = kit_view(bench, &open)?;
    crate::unlock::note_seen(bench, &open)?;
    close(
        bench,
        "because another practice was set up",
        BeforeThat::Nothing,
    );
    machine::show_or_hide(bench, &open);
    *lock(&bench.open) = Some(Arc::new(open));
    Ok(kit)
}

fn sentence(error: &impl ToString) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let first: String = letters
        .next()
        .map(|c| c.to_uppercase().collect())
        .unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

struct Facts<'a> {
    name: &'a str,
    npi: String,
    tin: String,
    zone: &'a str,
    colour: &'a str,
    user: &'a str,
    demo: bool,
}

/// Makes a practice's folder: database, keys, owner. It gets its name last, so that nothing
/// half-made is ever found.
fn make(
    bench: &Workbench,
    facts: &Facts<'_>,
    password: &str,
    fill: impl FnOnce(&Workbench, &Open) -> Result<(), Problem>,
) -> Result<(Open, RecoveryWords), Problem> {
    let at = whole(bench.now());
    let id = PracticeId::new(at, bench.random()?);
    let owner = Person {
        id: UserId::new(at, bench.random()?),
        name: facts.user.to_owned(),
        role: Role::Owner.name().to_owned(),
    };
    files::private_folder(&bench.practices()).map_err(|_| disk("The data folder"))?;
    let device = bench.secrets.new_device(id)?;
    let shown = vault::keys::Practice {
        id,
        name: facts.name.to_owned(),
        colour: if facts.demo {
            DEMO_COLOUR
        } else {
            facts.colour
        }
        .to_owned(),
    };
    let reduced = bench.secrets.reduced();
    let credentials = Credentials {
        password,
        device: Some(&device),
        reduced_protection: reduced,
        kdf: bench.kdf(),
    };
    let new = NewPractice {
        practice: &shown,
        owner: &owner,
        credentials,
    };
    let mut created = KeySlots::create(&new, &mut os_random).map_err(changing)?;
    let making = bench.practices().join(format!(".making-{id}"));
    let finished = bench.practices().join(id.to_string());
    let made = (|| {
        files::private_folder(&making).map_err(|_| disk("The practice's folder"))?;
        if facts.demo {
            created
                .slots
                .confirm_kit(&created.key, &created.words)
                .map_err(changing)?;
        }
        write_slots(&making, &created.slots)?;
        let vault = Vault::create(&making.join(DATABASE), &created.key.pragma_literal())?;
        let practice = Practice {
            id,
            name: facts.name.to_owned(),
            npi: facts.npi.clone(),
            tin: facts.tin.clone(),
            time_zone: facts.zone.to_owned(),
            colour: shown.colour.clone(),
            demo: facts.demo,
        };
        let keys = Keys {
            salt: salt_of(&created.key),
            database: created.key,
            audit: created.audit,
            kit: Mutex::new(None),
            slots: Mutex::new(created.slots),
            reduced,
            notes: Vec::new(),
        };
        let who = SignedIn {
            id: owner.id,
            name: owner.name.clone(),
            role: Role::Owner,
        };
        let open = Open::new(vault, id.to_string(), who, keys, practice.clone());
        bench.transact(&open, "create_practice", |writer| {
            writer.beyond_undo();
            writer.insert(&practice)?;
            writer.insert(&User {
                id: owner.id,
                name: owner.name.clone(),
                role: owner.role.clone(),
                disabled: false,
                given_password: false,
            })?;
            Ok(crate::bench::Done::new((), "Set up the practice").about([id.to_string()]))
        })?;
        books::begin(bench, &open)?;
        fill(bench, &open)?;
        Ok(open)
    })();
    let open = match made {
        Ok(open) => open,
        Err(problem) => {
            // What was half made is taken away again; what cannot be is swept at the next start.
            let _ = std::fs::remove_dir_all(&making);
            return Err(problem);
        }
    };
    let Open {
        vault,
        folder,
        who,
        keys,
        practice,
        ..
    } = open;
    drop(vault);
    std::fs::rename(&making, &finished).map_err(|_| disk("The practice's folder"))?;
    let vault = Vault::open(&finished.join(DATABASE), &keys.database.pragma_literal())?;
    let practice = practice
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    Ok((Open::new(vault, folder, who, keys, practice), created.words))
}

fn kit_view(bench: &Workbench, open: &Open) -> Result<KitView, Problem> {
    let (practice, made_on) = (open.facts().name, bench.today(open).to_string());
    let kit = lock(&open.keys.kit);
    let Some(words) = &*kit else {
        return Err(Problem::new(
            Code::NeedsYou,
            "The kit's words are not in memory any more. Make a new kit; the old one is void then.",
        ));
    };
    Ok(KitView {
        practice,
        words: words.words().map(str::to_owned).to_vec(),
        made_on,
    })
}

/// A new recovery kit in place of one that was never typed back.
pub(crate) fn new_kit(bench: &Workbench, _: Nothing) -> Result<KitView, Problem> {
    let open = bench.opened()?;
    if !open.keys.kit_due() {
        return Err(Problem::new(
            Code::NeedsYou,
            "The recovery kit was typed back already. It stays as it is.",
        ));
    }
    if !open.who.role.may(Right::ManagePractice) {
        bench.log_refusal(&open, "new_kit", Right::ManagePractice)?;
        return Err(Problem::new(
            Code::Refused,
            "Only the owner or a practice admin sees the recovery kit.",
        ));
    }
    {
        let mut slots = lock(&open.keys.slots);
        let mut changed = slots.clone();
        let words = changed
            .replace_kit(&open.keys.database, &mut os_random)
            .map_err(changing)?;
        write_slots(&bench.practices().join(&open.folder), &changed)?;
        *slots = changed;
        *lock(&open.keys.kit) = Some(words);
    }
    bench.log(&open, "new_kit", |event| event)?;
    kit_view(bench, &open)
}

/// Saves the recovery kit as a PDF.
pub(crate) fn save_kit(bench: &Workbench, ask: SaveTo) -> Result<Saved, Problem> {
    let open = bench.opened()?;
    let path = bench.granted(&ask.token)?;
    let kit = kit_view(bench, &open)?;
    let paper = forms::Kit {
        practice_name: &kit.practice,
        made_on: bench.today(&open),
        words: &kit.words,
        check: open
            .folder
            .get(open.folder.len().saturating_sub(6)..)
            .unwrap_or_default(),
    };
    let pdf = forms::kit(&paper, random()?).map_err(|error| {
        Problem::new(
            Code::Unexpected,
            format!("The kit could not be made: {error}."),
        )
    })?;
    write_file(bench, &path, &pdf)?;
    bench.log(&open, "save_kit", |event| event)?;
    Ok(Saved {
        sha256: String::new(),
        ..saved(&path, &pdf)
    })
}

/// Checks the recovery kit as it is typed back; then the practice opens.
pub(crate) fn check_kit(bench: &Workbench, ask: CheckKit) -> Result<SessionView, Problem> {
    let open = bench.opened()?;
    let words =
        RecoveryWords::parse(&ask.words).map_err(|e| Problem::field("words", e.to_string()))?;
    {
        let mut slots = lock(&open.keys.slots);
        let mut changed = slots.clone();
        changed
            .confirm_kit(&open.keys.database, &words)
            .map_err(|e| Problem::field("words", e.to_string()))?;
        write_slots(&bench.practices().join(&open.folder), &changed)?;
        *slots = changed;
    }
    *lock(&open.keys.kit) = None;
    bench.log(&open, "check_kit", |event| event)?;
    session_of(bench, &open)
}

/// Makes the demo practice on the spot, or answers the one that is there.
pub(crate) fn create_demo(bench: &Workbench, ask: JobAsk) -> Result<PracticeCard, Problem> {
    bench.fit_place()?;
    let there = start(bench, Nothing {})?
        .practices
        .into_iter()
        .find(|practice| practice.demo);
    if let Some(card) = there {
        return Ok(card);
    }
    let job = bench.job(&ask.job);
    let today = time::day(bench.now(), &own_zone()).ok_or_else(no_practice)?;
    let made = seeds::practice(&seeds::Plan::demo(), today);
    let facts = made.facts();
    let zone = own_zone();
    let facts = Facts {
        name: &facts.name,
        npi: facts.npi.clone(),
        tin: facts.tin.clone(),
        zone: &zone,
        colour: COLOURS[0],
        user: DEMO_USER,
        demo: true,
    };
    let (open, _) = make(bench, &facts, DEMO_PASSWORD, |bench, open| {
        crate::import::fill_demo(bench, open, &job)
    })?;
    let view = card(bench, &open.folder, &lock(&open.keys.slots));
    Ok(view)
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
        password_due: open.password_due.load(Ordering::Relaxed),
        idle_minutes: settings::idle_minutes(open),
        reduced_protection: open.keys.reduced,
        undo: next(vault::steps::Way::Undo)?,
        redo: next(vault::steps::Way::Redo)?,
        patients: vault::patients::count(&db)?,
        claims: vault::claims::count(&db)?,
        today: bench.today(open).to_string(),
        time_zone: practice.time_zone,
        notes: open.keys.notes.clone(),
        warning: went_back::warning(&db)?,
    })
}

/// Lets the person choose a folder to write into.
pub(crate) fn pick_folder(bench: &Workbench, _: Nothing) -> Result<Picked, Problem> {
    let file = bench
        .host
        .pick_folder()
        .map(|path| bench.grant(path))
        .transpose()?;
    Ok(Picked { file })
}

/// Lets the person name a file to save to.
pub(crate) fn pick_save(bench: &Workbench, ask: PickSave) -> Result<Picked, Problem> {
    let file = bench
        .host
        .pick_save(&ask.suggested)
        .map(|path| bench.grant(path))
        .transpose()?;
    Ok(Picked { file })
}
