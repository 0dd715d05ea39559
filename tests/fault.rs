//! The disk fails at the nth write, sync, rename or new file of a save, an import, a print, a backup, a
//! try of a restore, a restore, a change of the database's key, the posting of a check, a run of
//! statements and an update of the file: once with an error, or for ever as a full disk does. Afterwards
//! the practice opens, its log is whole, nothing that was acknowledged is lost, nothing is half there, and
//! the sentence names the way out.
//!
//! The faults come from a small library that stands in front of the system's (tests/fault/shim.c), in a
//! process of its own: no file system, right or container is needed for it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "journeys/bed.rs"]
mod bed;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use bed::{Bed, OWNER, PASSWORD, bed as open_practice, contents, copy_folder, file_of, text};
use serde_json::{Value, json};

/// The work during which the disk fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    Save,
    Import,
    Print,
    Backup,
    Drill,
    Restore,
    /// Somebody leaves, and the database gets another key.
    KeyChange,
    /// A check is posted.
    Post,
    /// All statements that go out are made into a folder.
    Run,
    Update,
}

const ALL: [Work; 10] = [
    Work::Save,
    Work::Import,
    Work::Print,
    Work::Backup,
    Work::Drill,
    Work::Restore,
    Work::KeyChange,
    Work::Post,
    Work::Run,
    Work::Update,
];

/// What fails: its number as the system names it, whether for ever, and in words.
const FAULTS: [(i32, bool, &str); 3] = [
    (5, false, "one input/output error"),
    (28, true, "a disk that is full from then on"),
    (5, true, "a disk that is gone from then on"),
];

fn program() -> Option<PathBuf> {
    let named = std::env::var_os("CLAIMBENCH_CLI").map(PathBuf::from);
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/debug/claimbench-cli");
    named.into_iter().chain([built]).find(|path| path.is_file())
}

/// Builds the library, when there is a C compiler.
fn shim(into: &Path) -> Option<PathBuf> {
    let library = into.join("fault.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fault/shim.c");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .args([&library, &source])
        .arg("-ldl")
        .status();
    built
        .is_ok_and(|status| status.success())
        .then_some(library)
}

/// A practice as it stands before each fault, and what it held.
struct Stand {
    bed: Bed,
    program: PathBuf,
    shim: PathBuf,
    kept: tempfile::TempDir,
    before: State,
    backup: PathBuf,
    change: Value,
    /// The check that is posted.
    check: Value,
    /// How many statements go out.
    goes: usize,
    /// Who leaves when the key is changed, and the key's mark before.
    leaver: String,
    salt: String,
    /// The schema before this one, when an update is what fails.
    older: bool,
}

/// Enough to tell all of a work from none of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    claims: usize,
    phone: String,
    prints: usize,
    left: bool,
    posted: i64,
    /// Statements that count as sent.
    sent: usize,
}

const ANAS: &str = "seven green lanterns at dusk";
const FLOS: &str = "nine grey herons by the weir";

const IN_FILE: usize = 6;

impl Stand {
    fn new(program: &Path, shim: &Path, older: bool) -> Stand {
        let mut bed = open_practice();
        fs::write(bed.root.path().join("keys/password"), PASSWORD).unwrap();
        bed.import(&[&bed.put("first.837", file_of(&contents()[..IN_FILE]))]);
        let mut more = contents()[..IN_FILE].to_vec();
        for (n, claim) in more.iter_mut().enumerate() {
            claim.number = format!("MORE{n}");
        }
        bed.put("more.837", file_of(&more));
        fs::create_dir(bed.desk("usb")).unwrap();
        *bed.props.picks.lock().unwrap() = vec![bed.desk("usb")];
        bed.ask("choose_backup_place", json!({ "place": "first" }));
        bed.ask("back_up_now", json!({ "job": "b" }));
        let backup = bed.desk("good.cbarch");
        bed.ask("back_up", json!({ "token": bed.token(&backup) }));
        let id = bed.patients()[0]["id"].clone();
        let chart = bed.ask("patient", json!({ "id": id }));
        let mut person = chart["person"].clone();
        person["phone"] = json!("7405550199");
        let change = json!({ "id": id, "version": chart["version"], "person": person });
        // The first claims are paid by a payer, the last one is the patient's.
        let check = check_of(&bed);
        let last = bed.claim_ids().pop().unwrap();
        let row = json!({ "claim_id": last, "line_id": "", "opening": "", "owner": "patient", "amount": "" });
        bed.ask(
            "save_act",
            json!({
                "kind": "decision", "patient_id": "", "payer_id": "", "on": "", "amount": "", "method": "",
                "number": "", "reason": "", "text": "no coverage that day", "rows": [row],
            }),
        );
        let run = bed.ask("statement_run", json!({}));
        let goes = usize::try_from(run["goes"].as_u64().unwrap()).unwrap();
        assert!(0 < goes, "somebody gets a statement: {run}");
        let leaver = bed.add_user("Ana Reyes", "biller", ANAS);
        bed.add_user("Flo Desk", "front_desk", FLOS);
        let salt = vault::rekey::salt(&bed.practice_folder().join("practice.db")).unwrap();
        let before = state(&bed);
        if older {
            bed.open()
                .vault
                .writer()
                .execute_batch(bed::TO_THE_FIRST_SCHEMA)
                .unwrap();
            bed.restart();
        } else {
            bed.ask("lock", json!({}));
        }
        let kept = tempfile::tempdir().unwrap();
        copy_folder(bed.root.path(), kept.path());
        Stand {
            bed,
            program: program.to_owned(),
            shim: shim.to_owned(),
            kept,
            before,
            backup,
            change,
            check,
            goes,
            leaver,
            salt,
            older,
        }
    }

    /// Everything as it was before the fault.
    fn again(&mut self) {
        self.bed.restart();
        for folder in ["data", "keys", "desk"] {
            let here = self.bed.root.path().join(folder);
            fs::remove_dir_all(&here).unwrap();
            copy_folder(&self.kept.path().join(folder), &here);
        }
        fs::create_dir_all(self.bed.desk("usb")).unwrap();
    }

    /// Does a work in a process of its own, whose nth write fails. With none it counts them.
    fn run(&self, work: Work, fault: Option<(u64, i32, bool)>) -> (Output, u64) {
        let counted = self.kept.path().join("counted");
        let mut command = Command::new(&self.program);
        command
            .env("LD_PRELOAD", &self.shim)
            .env("FAULT_UNDER", self.bed.root.path())
            .env("FAULT_COUNT", &counted)
            .arg("--data")
            .arg(self.bed.root.path().join("data"))
            .arg("--password-file")
            .arg(self.bed.root.path().join("keys/password"))
            .arg("--device-secret-file")
            .arg(self.bed.secret())
            .arg("--json");
        if work != Work::Restore {
            command.args(["--as", OWNER]);
        }
        if let Some((n, errno, for_ever)) = fault {
            command
                .env("FAULT_AT", n.to_string())
                .env("FAULT_ERRNO", errno.to_string());
            if for_ever {
                command.env("FAULT_FOR_EVER", "1");
            }
        }
        match work {
            Work::Save => command
                .arg("call")
                .arg("save_patient")
                .arg(self.change.to_string()),
            Work::Import => command.arg("import").arg(self.bed.desk("more.837")),
            Work::Print => command
                .args(["print", "cms1500", "--all", "--out"])
                .arg(self.bed.desk("out.pdf")),
            Work::Backup => command.arg("backup"),
            Work::Drill => command.arg("drill"),
            Work::Restore => command.args(["restore", "--yes"]).arg(&self.backup),
            Work::KeyChange => command
                .args(["call", "disable_user"])
                .arg(json!({ "user_id": self.leaver, "password": PASSWORD }).to_string()),
            Work::Post => command
                .args(["call", "post_sheet"])
                .arg(self.check.to_string()),
            Work::Run => command
                .args(["statements", "run", "--out"])
                .arg(self.bed.desk("run")),
            Work::Update => command.args(["call", "session"]),
        };
        let output = command.stdin(Stdio::null()).output().unwrap();
        let count = fs::read_to_string(&counted)
            .ok()
            .and_then(|n| n.parse().ok());
        (output, count.unwrap_or(0))
    }

    /// One fault, and what is there afterwards.
    fn fault(&mut self, work: Work, n: u64, (errno, for_ever, words): (i32, bool, &str)) {
        self.again();
        let (output, _) = self.run(work, Some((n, errno, for_ever)));
        let case = format!("{work:?}, write {n}: {words}");
        let said = String::from_utf8_lossy(&output.stdout);
        let code = output.status.code();
        assert!(
            matches!(code, Some(0 | 1 | 3)),
            "{case}: it ended with {:?}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        let answer: Value = serde_json::from_str(&said).unwrap_or_default();
        let problem = answer.get("problem");
        if let Some(problem) = problem {
            let says = text(&problem["says"]);
            let way_out = [
                "Check",
                "Free",
                "Connect",
                "Restore",
                "Take another",
                "again",
                "choose",
                "Run",
            ];
            assert!(
                way_out.iter().any(|word| says.contains(word)),
                "{case}: {says}"
            );
            assert!(problem["code"] != "unexpected", "{case}: {says}");
        }
        let acknowledged = problem.is_none();
        // The disk works again, and the program begins anew.
        self.bed.restart();
        self.bed
            .unlock(PASSWORD)
            .unwrap_or_else(|problem| panic!("{case}: {problem:?}"));
        self.bed.holds();
        let now = state(&self.bed);
        let mut whole = self.before.clone();
        match work {
            Work::Save => whole.phone = "7405550199".to_owned(),
            Work::Import => whole.claims += IN_FILE,
            Work::Print => whole.prints += 1,
            Work::KeyChange => whole.left = true,
            Work::Post => whole.posted += 1,
            Work::Run => {
                whole.prints += 1;
                whole.sent += self.goes;
            }
            _ => (),
        }
        assert!(
            now == whole || now == self.before,
            "{case}: half there: {now:?}"
        );
        assert!(
            now == whole || !acknowledged,
            "{case}: what was acknowledged is lost"
        );
        let warning = text(&self.bed.ask("session", json!({}))["warning"]);
        // A restore takes the practice back, and says so; nothing else does.
        assert!(
            warning.is_empty() || work == Work::Restore,
            "{case}: {warning}"
        );
        self.keys_are_whole(now.left, &case);
        self.backups_are_whole(&case);
        // A file that was taken back to an older schema has a log that tells of its first postings.
        let whole = json!({ "job": "proof", "whole": !self.older });
        let proof = self.bed.ask("proof", whole);
        assert_eq!(proof["agrees"], true, "{case}: {proof}");
        if let Ok(list) = fs::read_to_string(self.bed.desk("run/statements.csv")) {
            assert_eq!(list.lines().count(), self.goes + 1, "{case}: half a list");
        }
        let papers = ["out.pdf", "run/statements.pdf"].map(|name| fs::read(self.bed.desk(name)));
        for paper in papers.into_iter().flatten() {
            let end = &paper[paper.len().saturating_sub(16)..];
            assert!(
                bed::find_bytes(end, b"%%EOF").is_some(),
                "{case}: half a PDF"
            );
        }
        if self.older {
            let at = vault::migrations::schema(&self.bed.open().vault.writer()).unwrap();
            assert_eq!(at, vault::migrations::NEWEST, "{case}");
        }
    }

    /// Who left is out and the database has another key, or neither; everybody else signs in.
    fn keys_are_whole(&self, left: bool, case: &str) {
        let folder = self.bed.practice_folder();
        let salt = vault::rekey::salt(&folder.join("practice.db")).unwrap();
        assert_eq!(salt != self.salt, left, "{case}: the key and the person");
        let users = self.bed.ask("users", json!({}))["users"].clone();
        for user in users.as_array().unwrap() {
            let gone = left && user["id"] == *self.leaver;
            let expected = if gone { "left" } else { "can_sign_in" };
            assert_eq!(user["state"], expected, "{case}: {user}");
        }
        if left {
            let start = self.bed.ask("start", json!({})).to_string();
            assert!(!start.contains("Ana Reyes"), "{case}: {start}");
            assert!(!folder.join("keychange.json").exists(), "{case}");
        }
    }

    /// Whatever has the name of a backup is one.
    fn backups_are_whole(&self, case: &str) {
        let found = bed::files_under(self.bed.root.path())
            .into_iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == "cbarch"))
            .filter(|path| *path != self.backup);
        for path in found {
            let other = bed::bare();
            workbench::restore::restore(&other.bench, &path, None)
                .unwrap_or_else(|problem| panic!("{case}: {}: {problem:?}", path.display()));
        }
    }
}

fn state(bed: &Bed) -> State {
    let open = bed.open();
    let db = open.vault.reader().unwrap();
    let patient = text(&bed.patients()[0]["id"]);
    let (patient, _) = vault::writer::get::<billing::chart::Patient>(&db, &patient).unwrap();
    State {
        claims: usize::try_from(vault::claims::count(&db).unwrap()).unwrap(),
        phone: patient.person.phone,
        prints: vault::prints::runs(&db, None).unwrap().len(),
        left: (vault::local::users(&db).unwrap().iter()).any(|user| user.disabled),
        posted: vault::remittances::counts(&db).unwrap().1,
        sent: {
            let sent = "select count(*) from statement where sent_on is not null";
            let count: i64 = db.query_row(sent, [], |row| row.get(0)).unwrap();
            usize::try_from(count).unwrap()
        },
    }
}

/// A check over every claim, whose lines are paid in full.
fn check_of(bed: &Bed) -> Value {
    let register = bed.ask("register", json!({}));
    let rows = register["rows"].as_array().unwrap();
    let payer = &rows.iter().find(|row| row["kind"] == "payer").unwrap()["id"];
    let (mut amount, mut claims) = (0, Vec::new());
    for id in bed.claim_ids() {
        let standing = bed.ask("claim_standing", json!({ "id": id }));
        let lines = standing["lines"].as_array().unwrap().iter().map(|line| {
            let charge = line["charge_cents"].as_i64().unwrap();
            amount += charge;
            json!({
                "line_id": line["line_id"], "code": "", "charge": "", "allowed": "",
                "paid": values::Money::from_cents(charge).to_string(), "adjustments": "", "remarks": "",
            })
        });
        let lines: Vec<Value> = lines.collect();
        if standing["claim_id"] == id.as_str() {
            claims.push(json!({
                "part": 0, "claim_id": id, "status": "1", "control_number": "", "patient_part": "",
                "interest": "", "remarks": "", "forwarded_to": "", "adjustments": "", "paid": "",
                "lines": lines,
            }));
        }
    }
    json!({
        "id": "", "version": 0, "payer_id": payer, "method": "check", "number": "1001", "paid_on": "t",
        "amount": values::Money::from_cents(amount).to_string(), "claims": claims, "provider": [],
    })
}

/// What is needed, or why it cannot be.
fn ready(folder: &Path) -> Option<(PathBuf, PathBuf)> {
    let Some(program) = program() else {
        println!("skipped: claimbench-cli is not built");
        return None;
    };
    let Some(shim) = shim(folder) else {
        println!("skipped: there is no C compiler to build the failing disk with");
        return None;
    };
    Some((program, shim))
}

/// Every work with so many faults each, spread over its writes from the first to the last.
fn all_works(folder: &Path, faults: u64, until: Option<Instant>) -> Option<u64> {
    let (program, shim) = ready(folder)?;
    let mut made = 0;
    let mut stand = Stand::new(&program, &shim, false);
    for work in ALL {
        if work == Work::Update {
            stand = Stand::new(&program, &shim, true);
        }
        stand.again();
        let (output, writes) = stand.run(work, None);
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{work:?} works while the disk does: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(
            8 < writes,
            "{work:?} writes {writes} times: the shim sees the disk"
        );
        for n in 0..faults.min(writes * FAULTS.len() as u64) {
            if until.is_some_and(|until| until <= Instant::now()) {
                return Some(made);
            }
            // Another kind at each place in turn, so that each kind meets all parts of the work.
            let at = 1 + n * writes / faults.min(writes * FAULTS.len() as u64);
            stand.fault(work, at, FAULTS[usize::try_from(n).unwrap() % FAULTS.len()]);
            made += 1;
        }
    }
    Some(made)
}

#[test]
fn fault_a_disk_that_fails_loses_nothing_and_leaves_nothing_half_done() {
    let folder = tempfile::tempdir().unwrap();
    if let Some(made) = all_works(folder.path(), 5, None) {
        println!("{made} faults");
        assert_eq!(made, 5 * ALL.len() as u64);
    }
}

#[test]
#[ignore = "as long as `cargo xtask torture fault` asks for"]
fn torture_fault() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let minutes = number("CLAIMBENCH_TORTURE_MINUTES");
    let until = minutes.map(|n| Instant::now() + Duration::from_secs(60 * n));
    let rounds = number("CLAIMBENCH_TORTURE_ROUNDS").unwrap_or(10_000);
    let faults = rounds.div_ceil(ALL.len() as u64);
    let folder = tempfile::tempdir().unwrap();
    if let Some(made) = all_works(folder.path(), faults, until) {
        println!("torture: {made} faults; never a part, never a loss");
    }
}
