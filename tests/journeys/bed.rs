//! Where the tests play: a data folder, a device secret beside it, a host that picks what it is told,
//! and practices with cheap password hashing.
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicI64;
use std::sync::{Arc, Mutex};

use billing::claim::ClaimContent;
use platform::clipboard::{Clipboard, OwnClipboard};
use platform::printers::Printing;
use seeds::x12_file::{Options, write_837p};
use serde_json::{Value, json};
use values::Day;
use workbench::bench::Open;
use workbench::{Event, Host, Problem, Workbench, secrets};

/// Takes a database back to the schema that the first step of the migrations makes.
pub const TO_THE_FIRST_SCHEMA: &str =
    "create table patient_rank (rank integer primary key, patient_id text not null unique, name text not null,
        born_on text not null, account text not null, words text not null) strict;
    insert into patient_rank select -seen, patient_id, name, born_on, account, '' from patient_hit; drop table patient_hit;
    drop table quiet_answer; drop table remittance_opening; drop table placement; drop table letter; drop table account_note; drop table plan_visit; drop table payment_plan;
    drop table deposit_item; drop table deposit; drop table estimate; drop table logo;
    drop index claim_state; alter table claim drop column state; alter table claim drop column stands;
    alter table claim drop column replaced_by; drop index patient_born;
    alter table claim drop column sensitive;
    drop table statement; drop table statement_rules;
    drop table print_open; drop table print_item; drop table print_event;
    drop index claim_patient_name; drop table uniq_token; drop table account_balance;
    drop table patient_balance; drop table patient_postings;
    drop table open_sum; drop table open_item; drop table visit_claim; drop table entry; drop table posting;
    drop table money_rules; drop table patient_guarantor; drop table guarantor; drop table fee; drop table act_item; drop table act;
    drop table paid_line; drop table remittance_claim; drop table remittance;
    delete from pending where kind in ('posting', 'money_rules', 'guarantor');
    drop table row_change; drop table audit_about;
    drop table audit_index; drop table backup_run; pragma user_version = 1";

/// The password of every owner.
pub const PASSWORD: &str = "copper kettle on a blue stove";

/// The owner of every practice.
pub const OWNER: &str = "Wanda Prior";

/// What a test does when work under the job's name tells how far it is.
type Act = Box<dyn FnMut(&str) + Send>;

/// A host that answers dialogs as it was told, remembers what it was told, and lets a test act on it.
#[derive(Default)]
pub struct Props {
    pub picks: Mutex<Vec<PathBuf>>,
    pub save: Mutex<Option<PathBuf>>,
    pub told: Mutex<Vec<Event>>,
    pub on_progress: Mutex<Option<Act>>,
    pub clipboard: OwnClipboard,
    pub hidden: Mutex<Vec<bool>>,
    pub later: Arc<AtomicI64>,
}

struct Shell(Arc<Props>);

impl Host for Shell {
    fn pick_files(&self, _: bool) -> Vec<PathBuf> {
        self.0.picks.lock().unwrap().clone()
    }

    fn pick_save(&self, _: &str) -> Option<PathBuf> {
        self.0.save.lock().unwrap().clone()
    }

    fn tell(&self, event: &Event) {
        self.0.told.lock().unwrap().push(event.clone());
        if let Event::Progress { job, .. } = event
            && let Some(act) = &mut *self.0.on_progress.lock().unwrap()
        {
            act(job);
        }
    }

    fn clipboard(&self) -> Option<&dyn Clipboard> {
        Some(&self.0.clipboard)
    }

    fn hide_window(&self, hidden: bool) {
        self.0.hidden.lock().unwrap().push(hidden);
    }
}

/// A computer with one user's Claimbench on it.
pub struct Bed {
    pub root: tempfile::TempDir,
    pub bench: Arc<Workbench>,
    pub props: Arc<Props>,
    pub folder: String,
    pub user: String,
    /// The words of the recovery kit.
    pub kit: String,
}

fn workbench(data: PathBuf, secret: PathBuf, props: &Arc<Props>) -> Arc<Workbench> {
    Arc::new(bare_workbench(data, secret, props))
}

fn bare_workbench(data: PathBuf, secret: PathBuf, props: &Arc<Props>) -> Workbench {
    let host = Box::new(Shell(props.clone()));
    Workbench::new(data, host, secrets::file_secrets(secret))
        .with_cheapest_kdf()
        .with_clock_ahead(props.later.clone())
}

/// The program once more, over the folders of a bed.
pub fn workbench_in(root: &Path) -> Arc<Workbench> {
    workbench(root.join("data"), root.join("keys/device"), &Arc::default())
}

/// Asks a workbench, as the window does.
pub fn ask_of(bench: &Workbench, name: &str, ask: Value) -> Result<Value, Problem> {
    let ask = serde_json::value::to_raw_value(&ask).unwrap();
    workbench::call(bench, name, &ask).map(|answer| serde_json::from_str(answer.get()).unwrap())
}

/// What sets a practice up.
pub fn new_practice(name: &str) -> Value {
    json!({
        "name": name, "npi": "1234567893", "tin": "00-4417293", "time_zone": "America/Chicago",
        "colour": "teal", "user": OWNER, "password": PASSWORD,
    })
}

/// A computer with nothing on it yet.
pub fn bare() -> Bed {
    let root = tempfile::tempdir().unwrap();
    for folder in ["data", "keys", "desk"] {
        std::fs::create_dir(root.path().join(folder)).unwrap();
    }
    let props = Arc::new(Props::default());
    let bench = workbench(
        root.path().join("data"),
        root.path().join("keys/device"),
        &props,
    );
    Bed {
        root,
        bench,
        props,
        folder: String::new(),
        user: String::new(),
        kit: String::new(),
    }
}

/// A computer with a practice that is open, its kit typed back.
pub fn bed() -> Bed {
    named("Quillfern Family Medicine")
}

/// As [`bed`], with the practice's name.
pub fn named(name: &str) -> Bed {
    let mut bed = bare();
    let kit = bed.ask("create_practice", new_practice(name));
    let session = bed.ask("check_kit", json!({ "words": words(&kit) }));
    bed.folder = text(&session["folder"]);
    bed.user = text(&session["user_id"]);
    bed.kit = words(&kit);
    bed
}

/// A kit's words, as one types them.
pub fn words(kit: &Value) -> String {
    let words: Vec<String> = kit["words"].as_array().unwrap().iter().map(text).collect();
    words.join(" ")
}

impl Bed {
    /// The answer of a command that must work.
    #[track_caller]
    pub fn ask(&self, name: &str, ask: Value) -> Value {
        self.try_ask(name, ask)
            .unwrap_or_else(|problem| panic!("{name}: {problem:?}"))
    }

    /// The answer, or the problem.
    pub fn try_ask(&self, name: &str, ask: Value) -> Result<Value, Problem> {
        ask_of(&self.bench, name, ask)
    }

    /// The problem of a command that must not work.
    #[track_caller]
    pub fn refused(&self, name: &str, ask: Value) -> Problem {
        match self.try_ask(name, ask) {
            Ok(answer) => panic!("{name} answered {answer}"),
            Err(problem) => problem,
        }
    }

    /// A file on the person's desk, outside everything that is Claimbench's.
    pub fn desk(&self, name: &str) -> PathBuf {
        self.root.path().join("desk").join(name)
    }

    /// The practice's own folder.
    pub fn practice_folder(&self) -> PathBuf {
        self.root.path().join("data/practices").join(&self.folder)
    }

    /// The file of the device secret.
    pub fn secret(&self) -> PathBuf {
        self.root.path().join("keys/device")
    }

    /// Puts a file on the desk.
    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.desk(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// A token for a file, as the dialog gives it.
    pub fn token(&self, path: &Path) -> String {
        self.bench.grant(path.to_owned()).unwrap().token
    }

    /// Reads files and answers the preview.
    #[track_caller]
    pub fn read(&self, paths: &[&Path]) -> Value {
        let tokens: Vec<String> = paths.iter().map(|path| self.token(path)).collect();
        self.ask("read_files", json!({ "job": "read", "tokens": tokens }))
    }

    /// Reads files and brings them in.
    #[track_caller]
    pub fn import(&self, paths: &[&Path]) -> Value {
        let preview = self.read(paths);
        self.ask(
            "import_claims",
            json!({ "job": "import", "id": preview["id"] }),
        )
    }

    /// The rows of the list of claims, by number.
    pub fn claims(&self) -> Vec<Value> {
        let page = json!({
            "filter": no_filter(), "sort": "number", "descending": false, "from": 0, "count": 500,
        });
        self.ask("claims", page)["rows"].as_array().unwrap().clone()
    }

    /// The ids of all claims, by number.
    pub fn claim_ids(&self) -> Vec<String> {
        self.claims().iter().map(|row| text(&row["id"])).collect()
    }

    /// The rows of the list of patients.
    pub fn patients(&self) -> Vec<Value> {
        let page = json!({ "text": "", "from": 0, "count": 500 });
        self.ask("patients", page)["rows"]
            .as_array()
            .unwrap()
            .clone()
    }

    /// Previews forms.
    #[track_caller]
    pub fn preview(&self, ids: &[String], draft: bool) -> Value {
        self.ask(
            "preview_forms",
            json!({ "job": "print", "ids": ids, "draft": draft }),
        )
    }

    /// Prints a preview to a file on the desk and answers the printed run.
    #[track_caller]
    pub fn print(&self, preview: &Value, to: &Path) -> Value {
        let ask = json!({ "preview": preview["id"], "token": self.token(to), "printer": "" });
        self.ask("print_forms", ask)["value"].clone()
    }

    /// What is open.
    #[track_caller]
    pub fn open(&self) -> Arc<Open> {
        self.bench.opened().unwrap()
    }

    /// A digest of every kind, but for what a backup tells of itself: that comes after it.
    pub fn digests(&self) -> Vec<(&'static str, String)> {
        let mut digests = self.open().vault.digests().unwrap();
        // What is only ever appended tells how it came about, not what stands.
        digests.retain(|(kind, _)| !matches!(*kind, "backup_run" | "posting"));
        digests
    }

    /// The audit log from its beginning.
    pub fn log(&self) -> Vec<vault::audit::Event> {
        let open = self.open();
        let db = open.vault.reader().unwrap();
        let events = vault::audit::events(&db, 0, 100_000).unwrap();
        events.into_iter().map(|(_, event)| event).collect()
    }

    /// How many events of the audit log say this.
    pub fn logged(&self, did: &str) -> usize {
        self.log().iter().filter(|event| event.did == did).count()
    }

    /// The audit chain and the file are whole.
    #[track_caller]
    pub fn holds(&self) {
        let verdict = self.ask("verify_audit", json!({ "job": "verify" }));
        assert_eq!(verdict["broken"], "", "{verdict}");
        assert_eq!(verdict["damage"], json!([]), "{verdict}");
    }

    /// A sign-in with a password.
    pub fn unlock(&self, password: &str) -> Result<Value, Problem> {
        self.unlock_as(&self.user, password)
    }

    /// A sign-in of somebody.
    pub fn unlock_as(&self, user: &str, password: &str) -> Result<Value, Problem> {
        let ask = json!({ "folder": self.folder, "user_id": user, "password": password });
        self.try_ask("unlock", ask)
    }

    /// The program begins again with another printing system, and the owner signs in.
    #[track_caller]
    pub fn printing_with(mut self, printing: Printing) -> Bed {
        let (data, secret) = (self.root.path().join("data"), self.secret());
        let bench = bare_workbench(data, secret, &self.props);
        self.bench = Arc::new(bench.with_printing(printing));
        self.unlock(PASSWORD).unwrap();
        self
    }

    /// The program ends and begins again; nobody has signed in yet.
    pub fn restart(&mut self) {
        self.restart_with("keys/device");
    }

    /// The program begins again with another file for the device secret.
    pub fn restart_with(&mut self, secret: &str) {
        let (data, secret) = (self.root.path().join("data"), self.root.path().join(secret));
        self.props = Arc::new(Props::default());
        self.bench = workbench(data, secret, &self.props);
    }

    /// The program ends, begins again, and the owner signs in.
    #[track_caller]
    pub fn reopen(&mut self) {
        self.restart();
        self.unlock(PASSWORD).unwrap();
    }

    /// Adds somebody with a role and answers their id.
    #[track_caller]
    pub fn add_user(&self, name: &str, role: &str, password: &str) -> String {
        let ask = json!({ "name": name, "role": role, "password": password });
        let users = self.ask("add_user", ask)["value"]["users"].clone();
        let users = users.as_array().unwrap();
        let id = text(&users.iter().find(|user| user["name"] == name).unwrap()["id"]);
        self.password_is_their_own(&id);
        id
    }

    /// As if somebody had changed the password that was given to them, to the same one.
    pub fn password_is_their_own(&self, user: &str) {
        let forget = "update user set body = json_remove(body, '$.given_password') where id = ?1";
        (self.open().vault.writer())
            .execute(forget, [user])
            .unwrap();
    }
}

/// A list that leaves nothing out.
pub fn no_filter() -> Value {
    json!({
        "states": [], "payers": [], "rendering": [], "patient": "", "import": "", "from": "", "to": "", "text": "",
    })
}

/// A JSON text.
#[track_caller]
pub fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no text"))
        .to_owned()
}

/// The day on which the made-up practices stand.
pub fn today() -> Day {
    Day::new(2026, 6, 1).unwrap()
}

/// The claims of the small made-up practice: two of every kind.
pub fn contents() -> Vec<ClaimContent> {
    seeds::practice(&seeds::Plan::small(), today())
        .claims()
        .collect()
}

/// Claims as a file.
pub fn file_of(claims: &[ClaimContent]) -> String {
    write_837p(claims, &Options::new(today()))
}

/// A plain claim that prints: the first of the small practice that does with six lines or fewer.
pub fn plain_claim() -> ClaimContent {
    contents()
        .into_iter()
        .find(|claim| claim.is_self() && claim.other_coverages.is_empty())
        .unwrap()
}

/// Every file under a folder.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let (mut waiting, mut found) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found.sort();
    found
}

/// Copies a folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in files_under(from) {
        let target = to.join(file.strip_prefix(from).unwrap());
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(file, target).unwrap();
    }
}

/// Where a pattern begins in bytes.
pub fn find_bytes(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes
        .windows(pattern.len())
        .position(|window| window == pattern)
}
