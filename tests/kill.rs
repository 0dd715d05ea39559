//! The program is ended by force at random moments of import, save, print, backup, a try of a restore,
//! a change of the database's key, the typing of a form, the posting of a check and a run of statements.
//! Afterwards the practice opens, its log is
//! whole, nothing that was acknowledged is lost and nothing is half there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "journeys/bed.rs"]
mod bed;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use bed::{Bed, OWNER, PASSWORD, bed as open_practice, contents, file_of, files_under, text};
use serde_json::{Value, json};
use values::Money;

/// The work that is interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    Import,
    Save,
    Print,
    Backup,
    /// To the place of the settings.
    Place,
    Drill,
    /// Somebody leaves, and the database gets another key.
    KeyChange,
    /// A form is typed, letter by letter.
    Form,
    /// A check of many claims is posted.
    Post,
    /// All statements that go out are made into a folder.
    Run,
}

const ALL: [Work; 10] = [
    Work::Import,
    Work::Save,
    Work::Print,
    Work::Backup,
    Work::Place,
    Work::Drill,
    Work::KeyChange,
    Work::Form,
    Work::Post,
    Work::Run,
];

/// Claims of a check at most.
const IN_CHECK: usize = 40;

/// Claims in each file that is brought in.
const IN_FILE: usize = 18;

/// The password of who leaves and comes back.
const ANAS: &str = "seven green lanterns at dusk";

/// What is typed into the form, and its name.
const TYPED: &str = "Quimby, Orla, 12 Elm Street, Gallipolis OH 45631, calls before noon";
const FORM: &str = "form patient new";

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    /// A part of a span, from none of it to all of it.
    fn part_of(&mut self, span: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        span.mul_f64((self.0 >> 11) as f64 / (1_u64 << 53) as f64)
    }
}

/// The command line, when it is built.
fn program() -> Option<PathBuf> {
    let named = std::env::var_os("CLAIMBENCH_CLI").map(PathBuf::from);
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/debug/claimbench-cli");
    named.into_iter().chain([built]).find(|path| path.is_file())
}

/// What happened so far.
#[derive(Default)]
struct Score {
    killed: u32,
    finished: u32,
    kept: u32,
    gone: u32,
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Score {
            killed,
            finished,
            kept,
            gone,
        } = self;
        write!(
            f,
            "{killed} killed, {finished} works done before the kill; {kept} times all of it was there, {gone} times nothing"
        )
    }
}

/// Kills works thirty times, in a practice made from a seed.
fn thirty_kills(seed: u64, works: &'static [Work]) {
    let Some(program) = program() else {
        println!("skipped: claimbench-cli is not built");
        return;
    };
    let mut ring = Ring::new(program, seed, works);
    while ring.score.killed < 30 && ring.round < 200 {
        ring.round();
    }
    println!("{}", ring.score);
    assert!(30 <= ring.score.killed, "the moments lie within the work");
}

struct Ring {
    bed: Bed,
    program: PathBuf,
    round: u32,
    score: Score,
    /// How long each work takes when nobody interrupts it.
    spans: Vec<Duration>,
    /// What is done in turn.
    works: &'static [Work],
    dice: Dice,
    /// Who leaves and comes back.
    leaver: String,
    /// How long the program takes to come up and to sign in.
    came_up: Duration,
    /// How long the last program was there.
    took: Duration,
}

/// What is there before and after: enough to tell whole from absent.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    claims: usize,
    imports: usize,
    phone: String,
    runs: usize,
    left: bool,
    posted: i64,
    /// Statements that were made, and that count as sent.
    statements: (usize, usize),
}

impl Ring {
    fn new(program: PathBuf, seed: u64, works: &'static [Work]) -> Ring {
        let bed = open_practice();
        fs::write(bed.root.path().join("keys/password"), PASSWORD).unwrap();
        bed.import(&[&bed.put("first.837", file_of(&contents()[..IN_FILE]))]);
        fs::create_dir(bed.desk("place")).unwrap();
        if works.contains(&Work::Place) {
            *bed.props.picks.lock().unwrap() = vec![bed.desk("place")];
            bed.ask("choose_backup_place", json!({ "place": "first" }));
            bed.ask("back_up_now", json!({ "job": "first" }));
        }
        let leaver = bed.add_user("Ana Reyes", "biller", ANAS);
        let mut ring = Ring {
            bed,
            program,
            round: 0,
            score: Score::default(),
            spans: Vec::new(),
            works,
            dice: Dice(seed),
            leaver,
            came_up: Duration::ZERO,
            took: Duration::ZERO,
        };
        if works == [Work::Post] {
            let mut more = contents()[IN_FILE..].to_vec();
            for (n, claim) in more.iter_mut().enumerate() {
                claim.number = format!("MORE{n}");
            }
            ring.bed
                .import(&[&ring.bed.put("more.837", file_of(&more))]);
        }
        if works.contains(&Work::Run) {
            owed_by_patients(&ring.bed);
        }
        for (n, work) in works.iter().enumerate() {
            let began = Instant::now();
            ring.once(*work, None);
            // What is done around it takes longer than the work itself.
            ring.spans.push(if ring.alone() {
                ring.took
            } else {
                began.elapsed()
            });
            assert_eq!(
                ring.score.finished,
                u32::try_from(n).unwrap() + 1,
                "{work:?} works when it is left alone"
            );
        }
        ring.score = Score::default();
        if ring.alone() {
            ring.bed.ask("lock", json!({}));
            let began = Instant::now();
            let mut child = ring.cli().args(["call", "session", "{}"]).spawn().unwrap();
            child.wait().unwrap();
            ring.came_up = began.elapsed();
            ring.bed.reopen();
        }
        ring
    }

    /// True when one short work is done again and again.
    fn alone(&self) -> bool {
        matches!(self.works, [Work::Post] | [Work::Run])
    }

    fn start(&self, work: Work) -> Child {
        if work == Work::Form {
            return self.type_form();
        }
        let mut command = self.cli();
        match work {
            Work::Import => command.arg("import").arg(self.file()),
            Work::Save => command
                .arg("call")
                .arg("save_patient")
                .arg(self.change().to_string()),
            Work::Print => command
                .args(["print", "cms1500", "--all", "--out"])
                .arg(self.paper()),
            Work::Backup => command.arg("backup").arg(self.backup()),
            Work::Place => command.arg("backup"),
            Work::Drill => command.arg("drill"),
            Work::KeyChange => command
                .args(["call", "disable_user"])
                .arg(json!({ "user_id": self.leaver, "password": PASSWORD }).to_string()),
            Work::Post => command
                .args(["call", "post_sheet"])
                .arg(self.check().to_string()),
            Work::Run => command.args(["statements", "run", "--out"]).arg(self.run()),
            Work::Form => unreachable!("typed by this program"),
        };
        command.spawn().unwrap()
    }

    /// The command line, signed in as the owner, that says nothing.
    fn cli(&self) -> Command {
        let mut command = cli(&self.program, &self.bed);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Another run of this program that signs in and types the form, as the window does: a letter, the
    /// draft with it, the next one. Each that is kept it says on its output.
    fn type_form(&self) -> Child {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "types_a_form_until_it_is_ended", "--ignored"])
            .arg("--nocapture")
            .env("CLAIMBENCH_TYPES_IN", self.bed.root.path())
            .env("CLAIMBENCH_TYPES_AS", &self.bed.user)
            .stdin(Stdio::null())
            .stdout(fs::File::create(self.typed()).unwrap())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    fn typed(&self) -> PathBuf {
        self.bed.root.path().join("keys/typed")
    }

    fn file(&self) -> PathBuf {
        self.bed.desk(&format!("in-{}.837", self.round))
    }

    fn paper(&self) -> PathBuf {
        self.bed.desk(&format!("out-{}.pdf", self.round))
    }

    fn run(&self) -> PathBuf {
        self.bed.desk(&format!("run-{}", self.round))
    }

    fn backup(&self) -> PathBuf {
        self.bed.desk(&format!("at-{}.backup", self.round))
    }

    fn phone(&self) -> String {
        format!("740555{:04}", self.round % 10_000)
    }

    /// The ask that gives the first patient this round's telephone number.
    fn change(&self) -> Value {
        let id = self.bed.patients()[0]["id"].clone();
        let chart = self.bed.ask("patient", json!({ "id": id }));
        let mut person = chart["person"].clone();
        person["phone"] = json!(self.phone());
        json!({ "id": id, "version": chart["version"], "person": person })
    }

    /// A check over many claims, whose every line pays a dollar and is denied for the rest.
    fn check(&self) -> Value {
        check_of(&self.bed, &format!("K{}", self.round), IN_CHECK)
    }

    fn state(&self) -> State {
        let open = self.bed.open();
        let db = open.vault.reader().unwrap();
        let imports = vault::claims::imports(&db).unwrap();
        for (import, claims) in &imports {
            let said: u64 = import.files.iter().map(|file| file.created).sum();
            assert_eq!(u64::try_from(*claims).unwrap(), said, "an import is whole");
        }
        let patient = text(&self.bed.patients()[0]["id"]);
        let (patient, _) = vault::writer::get::<billing::chart::Patient>(&db, &patient).unwrap();
        State {
            claims: usize::try_from(vault::claims::count(&db).unwrap()).unwrap(),
            imports: imports.len(),
            phone: patient.person.phone,
            runs: vault::prints::runs(&db, None).unwrap().len(),
            left: (vault::local::users(&db).unwrap().iter()).any(|user| user.disabled),
            posted: vault::remittances::counts(&db).unwrap().1,
            statements: statements(&db),
        }
    }

    /// Does a work, ended after a while or left alone, and looks at what is there.
    fn once(&mut self, work: Work, after: Option<Duration>) {
        self.round += 1;
        let round = self.round;
        let mut claims = contents()[..IN_FILE].to_vec();
        for (n, claim) in claims.iter_mut().enumerate() {
            claim.number = format!("R{round}N{n}");
        }
        fs::write(self.file(), file_of(&claims)).unwrap();
        match work {
            // Who left comes back, to leave again.
            Work::KeyChange if self.state().left => {
                let ask = json!({ "user_id": self.leaver, "password": ANAS });
                self.bed.ask("reset_password", ask);
            }
            Work::Form => {
                let ask = json!({ "form": FORM, "text": "" });
                self.bed.ask("save_draft", ask);
            }
            _ => (),
        }
        let folder = self.bed.practice_folder();
        let salt = || vault::rekey::salt(&folder.join("practice.db")).unwrap();
        let (before, key) = (self.state(), salt());
        let goes = if work == Work::Run {
            going(&self.bed)
        } else {
            0
        };
        if work == Work::KeyChange {
            self.bed.ask("lock", json!({}));
        }
        let child = self.start(work);
        self.bed.ask("lock", json!({}));
        let began = Instant::now();
        let ended = end(child, after);
        self.took = began.elapsed();
        let acknowledged = ended.is_some_and(|status| matches!(status.code(), Some(0 | 1)));
        match ended {
            Some(_) => self.score.finished += 1,
            None => self.score.killed += 1,
        }
        let case = format!("round {round}, {work:?} ended after {after:?}, {ended:?}");
        self.bed.reopen();
        self.bed.holds();
        let now = self.state();
        let mut whole = before.clone();
        match work {
            Work::Import => {
                whole.claims += IN_FILE;
                whole.imports += 1;
            }
            Work::Save => whole.phone = self.phone(),
            Work::Print => whole.runs += 1,
            Work::KeyChange => whole.left = true,
            Work::Post => whole.posted += 1,
            Work::Run => {
                whole.runs += 1;
                whole.statements.0 += goes;
                whole.statements.1 += goes;
            }
            Work::Form | Work::Backup | Work::Place | Work::Drill => (),
        }
        assert!(
            now == whole || now == before,
            "{case}: {before:?} became {now:?}"
        );
        assert!(
            now == whole || !acknowledged,
            "{case}: what was acknowledged is lost: {now:?}"
        );
        if now == before {
            self.score.gone += 1
        } else {
            self.score.kept += 1
        }
        match work {
            Work::Import => {
                // The same file again brings what is missing, and no more.
                let created = self.bed.import(&[&self.file()])["value"]["claims_created"].clone();
                assert_eq!(created, if now == whole { 0 } else { IN_FILE }, "{case}");
            }
            Work::Print => self.check_paper(acknowledged, &case),
            Work::Backup => self.check_backup(acknowledged, &case),
            Work::Place => self.check_place(&case),
            Work::KeyChange => self.check_key(salt() != key, now.left, &case),
            Work::Form => self.check_form(acknowledged, &case),
            Work::Post => self.check_posting(now == whole, &case),
            Work::Run => self.check_run(now == whole, goes, &case),
            Work::Save | Work::Drill => (),
        }
        self.check_left_overs(&case);
        let _ = fs::remove_file(self.file());
    }

    /// Every printed run has its document; the file is whole, or not there.
    fn check_paper(&self, acknowledged: bool, case: &str) {
        let open = self.bed.open();
        let db = open.vault.reader().unwrap();
        let runs = vault::prints::runs(&db, None).unwrap();
        for run in &runs {
            assert!(
                vault::local::blob(&db, &run.sha256)
                    .unwrap()
                    .starts_with(b"%PDF-"),
                "{case}"
            );
        }
        let paper = fs::read(self.paper()).ok();
        assert!(
            paper.is_some() || !acknowledged,
            "{case}: the file is there"
        );
        if let Some(paper) = paper {
            let end = &paper[paper.len().saturating_sub(16)..];
            assert!(
                paper.starts_with(b"%PDF-") && bed::find_bytes(end, b"%%EOF").is_some(),
                "{case}: half a PDF"
            );
            if acknowledged {
                assert!(
                    vault::local::blob(&db, &runs[0].sha256).unwrap() == paper,
                    "{case}"
                );
            }
        }
        let _ = fs::remove_file(self.paper());
    }

    /// A backup is whole, or not there.
    fn check_backup(&self, acknowledged: bool, case: &str) {
        let there = self.backup().exists();
        assert!(there || !acknowledged, "{case}: the backup is there");
        if there {
            let other = bed::bare();
            let restored = workbench::restore::restore(&other.bench, &self.backup(), None).unwrap();
            fs::copy(self.bed.secret(), other.secret()).unwrap();
            let ask = json!({ "folder": restored.folder, "user_id": self.bed.user, "password": PASSWORD });
            other.ask("unlock", ask);
            assert_eq!(other.digests(), self.bed.digests(), "{case}");
            fs::remove_file(self.backup()).unwrap();
        }
    }

    /// Whatever has the name of a backup in the place of the settings is whole.
    fn check_place(&self, case: &str) {
        let found = files_under(&self.bed.desk("place"))
            .into_iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == "cbarch"));
        let mut whole = 0;
        for path in found {
            let other = bed::bare();
            workbench::restore::restore(&other.bench, &path, None)
                .unwrap_or_else(|problem| panic!("{case}: {problem:?}"));
            whole += 1;
        }
        assert!(0 < whole, "{case}: the first one is still there");
    }

    /// Who left is out and the database has another key, or neither.
    fn check_key(&self, changed: bool, left: bool, case: &str) {
        assert_eq!(changed, left, "{case}: the key and the person");
        let journal = self.bed.practice_folder().join("keychange.json");
        assert!(!(left && journal.exists()), "{case}: it is finished");
        let start = self.bed.ask("start", json!({})).to_string();
        assert_eq!(start.contains("Ana Reyes"), !left, "{case}");
    }

    /// All of the check is in the books or nothing of it, and the books agree. The same check once more
    /// is refused, or posts what is missing.
    fn check_posting(&self, there: bool, case: &str) {
        agrees(&self.bed, case);
        let texts = self.check();
        let claims = texts["claims"].as_array().unwrap().len();
        match self.bed.try_ask("post_sheet", texts) {
            Ok(done) => {
                assert!(!there, "{case}: posted twice");
                assert_eq!(done["value"]["claims"].as_array().unwrap().len(), claims);
                agrees(&self.bed, case);
            }
            Err(problem) => {
                assert!(there, "{case}: {problem:?}");
                let first = format!("Check K{}", self.round);
                assert!(problem.says.starts_with(&first), "{case}: {problem:?}");
            }
        }
        // It is taken back, so that the next one finds the claims as this one did.
        let listed = self.bed.ask(
            "remittances",
            json!({ "text": format!("K{}", self.round), "from": 0 }),
        );
        // A sheet that was parked before the kill may lie beside it.
        let rows = listed["rows"].as_array().unwrap();
        let posted = rows.iter().filter(|row| row["state"] == "posted");
        assert_eq!(posted.count(), 1, "{case}: {listed}");
        for row in rows {
            let id = &row["id"];
            if row["state"] == "posted" {
                let sheet = self.bed.ask("sheet", json!({ "id": id }));
                let version = &sheet["texts"]["version"];
                self.bed
                    .ask("unpost", json!({ "id": id, "version": version, "part": 0 }));
            }
            self.bed.ask("remove_sheet", json!({ "id": id }));
        }
    }

    /// All statements of the run count as sent and lie in the folder, or none does: then all of them go
    /// out still, and only once. What went out is unsent, so that the next round finds them again.
    fn check_run(&self, there: bool, goes: usize, case: &str) {
        assert!(0 < goes, "{case}: somebody gets a statement");
        let left = going(&self.bed);
        assert_eq!(left, if there { 0 } else { goes }, "{case}");
        let open = self.bed.open();
        let db = open.vault.reader().unwrap();
        let newest = vault::prints::runs(&db, None).unwrap().into_iter().next();
        let file = fs::read(self.run().join("statements.pdf")).ok();
        if there {
            let run = newest.unwrap();
            let kept = vault::local::blob(&db, &run.sha256).unwrap();
            assert!(
                file.is_some_and(|file| file == kept),
                "{case}: the very paper"
            );
            let mut accounts = BTreeSet::new();
            for one in vault::statements::of_job(&db, &run.id.to_string()).unwrap() {
                assert!(one.sent_on.is_some(), "{case}");
                assert!(accounts.insert(one.account), "{case}: twice to one account");
            }
            assert_eq!(accounts.len(), goes, "{case}");
            let ask = json!({ "id": run.id.to_string(), "reason": "the next round" });
            drop(db);
            self.bed.ask("unsend_print", ask);
            assert_eq!(going(&self.bed), goes, "{case}: and unsent they go again");
        } else if let Some(file) = file {
            // Made and not remembered: nothing says that it went out.
            assert!(
                bed::find_bytes(&file, b"%%EOF").is_some(),
                "{case}: half a PDF"
            );
        }
        let _ = fs::remove_dir_all(self.run());
    }

    /// The form is there again up to the last letter that was said to be kept, or one further.
    fn check_form(&self, acknowledged: bool, case: &str) {
        let said = fs::read_to_string(self.typed()).unwrap();
        let said = said.lines().filter(|line| line.contains("kept ")).count();
        assert!(
            said == TYPED.len() || !acknowledged,
            "{case}: all of it was typed"
        );
        let draft = self.bed.ask("draft", json!({ "form": FORM }))["text"].clone();
        let kept = draft.as_str().unwrap_or_default();
        assert!(TYPED.starts_with(kept), "{case}: {kept}");
        assert!(
            (said..=said + 1).contains(&kept.len()),
            "{case}: {said} of {kept}"
        );
    }

    /// What a killed run leaves has a name by which it is swept, and is swept when it is old.
    fn check_left_overs(&mut self, case: &str) {
        let known: BTreeSet<&str> = [
            "practice.db",
            "practice.db-wal",
            "practice.db-shm",
            "keyslots.json",
            "keyslots.json.bak",
            "kit.json",
            "keychange.json",
            "guesses.json",
            "outside.log",
            "door.lock",
        ]
        .into();
        let folder = self.bed.practice_folder();
        let long_ago = std::time::SystemTime::now() - Duration::from_secs(7_200);
        let (mut stray, mut any) = (Vec::new(), false);
        for entry in fs::read_dir(&folder).unwrap().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(".claimbench-") {
                any = true;
                fs::File::open(entry.path())
                    .unwrap()
                    .set_modified(long_ago)
                    .unwrap();
            } else if !known.contains(name.as_str()) && !name.ends_with(".new") {
                stray.push(name);
            }
        }
        assert!(stray.is_empty(), "{case}: {stray:?}");
        for path in files_under(&self.bed.desk("")) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with(".claimbench-") {
                any = true;
                fs::File::options()
                    .write(true)
                    .open(&path)
                    .unwrap()
                    .set_modified(long_ago)
                    .unwrap();
            }
        }
        if any {
            self.bed.reopen();
            let last = self.bed.desk("sweep.backup");
            self.bed
                .ask("back_up", json!({ "token": self.bed.token(&last) }));
            self.bed.ask("back_up_now", json!({ "job": "sweep" }));
            fs::remove_file(last).unwrap();
            let left = [folder, self.bed.desk(""), self.bed.desk("place")]
                .iter()
                .flat_map(|folder| fs::read_dir(folder).unwrap().flatten())
                .filter(|entry| {
                    entry
                        .file_name()
                        .to_string_lossy()
                        .starts_with(".claimbench-")
                })
                .count();
            assert_eq!(left, 0, "{case}: what is old is swept");
        }
    }

    /// One round: the next work, ended somewhere in the time that it takes.
    fn round(&mut self) {
        let which = usize::try_from(self.round).unwrap() % self.works.len();
        let mut after = self.dice.part_of(self.spans[which].mul_f64(1.05));
        if self.alone() {
            // The program comes up and signs in first.
            after = self.came_up
                + self
                    .dice
                    .part_of(self.spans[which].saturating_sub(self.came_up).mul_f64(0.95));
        }
        self.once(self.works[which], Some(after));
    }
}

/// The command line over a bed's practice, signed in as the owner.
fn cli(program: &Path, bed: &Bed) -> Command {
    let mut command = Command::new(program);
    command
        .arg("--data")
        .arg(bed.root.path().join("data"))
        .arg("--password-file")
        .arg(bed.root.path().join("keys/password"))
        .arg("--device-secret-file")
        .arg(bed.secret())
        .args(["--as", OWNER, "--json"])
        .stdin(Stdio::null());
    command
}

/// A check over so many claims: every line is paid a dollar, the rest is denied.
fn check_of(bed: &Bed, number: &str, most: usize) -> Value {
    let register = bed.ask("register", json!({}));
    let rows = register["rows"].as_array().unwrap();
    let payer = &rows.iter().find(|row| row["kind"] == "payer").unwrap()["id"];
    let open = bed.open();
    let db = open.vault.reader().unwrap();
    let mut amount = 0;
    let mut claims = Vec::new();
    for id in bed.claim_ids() {
        // Not asked for: each claim that is looked at is an event of the log.
        let (claim, _) = vault::writer::get::<billing::claim::Claim>(&db, &id).unwrap();
        let of = &claim.content;
        let small = (of.lines.iter()).any(|line| line.charge < Money::from_cents(100));
        if of.coverage.order != "P" || of.frequency != "1" || small {
            continue;
        }
        amount += 100 * i64::try_from(of.lines.len()).unwrap();
        let lines = of.lines.iter().map(|line| {
            json!({
                "line_id": line.id.unwrap().to_string(), "code": "", "charge": "", "allowed": "", "paid": "1.00",
                "adjustments": format!("CO-16 {}", line.charge - Money::from_cents(100)), "remarks": "",
            })
        });
        let lines: Vec<Value> = lines.collect();
        claims.push(json!({
            "part": 0, "claim_id": id, "status": "1", "control_number": "", "patient_part": "",
            "interest": "", "remarks": "", "forwarded_to": "", "adjustments": "", "paid": "",
            "lines": lines,
        }));
        if claims.len() == most {
            break;
        }
    }
    json!({
        "id": "", "version": 0, "payer_id": payer, "method": "check", "number": number, "paid_on": "t",
        "amount": Money::from_cents(amount).to_string(), "claims": claims, "provider": [],
    })
}

/// Statements that were made, and those that count as sent.
fn statements(db: &vault::Connection) -> (usize, usize) {
    let count = |sql: &str| -> i64 { db.query_row(sql, [], |row| row.get(0)).unwrap() };
    (
        usize::try_from(count("select count(*) from statement")).unwrap(),
        usize::try_from(count(
            "select count(*) from statement where sent_on is not null",
        ))
        .unwrap(),
    )
}

/// How many statements a run would make.
fn going(bed: &Bed) -> usize {
    let run = bed.ask("statement_run", json!({}));
    usize::try_from(run["goes"].as_u64().unwrap()).unwrap()
}

/// Every claim becomes the patient's to pay.
fn owed_by_patients(bed: &Bed) {
    for id in bed.claim_ids() {
        let row = json!({ "claim_id": id, "line_id": "", "opening": "", "owner": "patient", "amount": "" });
        let ask = json!({
            "kind": "decision", "patient_id": "", "payer_id": "", "on": "", "amount": "", "method": "",
            "number": "", "reason": "", "text": "no coverage that day", "rows": [row],
        });
        bed.ask("save_act", ask);
    }
}

/// The books agree, every claim folded anew.
#[track_caller]
fn agrees(bed: &Bed, case: &str) {
    let proof = bed.ask("proof", json!({ "job": "proof", "whole": true }));
    assert_eq!(proof["agrees"], true, "{case}: {proof}");
}

/// Waits until a program ends, or ends it. None when it was ended.
fn end(mut child: Child, after: Option<Duration>) -> Option<ExitStatus> {
    let Some(after) = after else {
        return Some(child.wait().unwrap());
    };
    std::thread::sleep(after);
    if let Some(status) = child.try_wait().unwrap() {
        return Some(status);
    }
    child.kill().unwrap();
    let status = child.wait().unwrap();
    // It may have ended by itself in the moment between.
    status.code().map(|_| status)
}

/// No test by itself: what [`Ring::type_form`] runs and ends.
#[test]
#[ignore = "is run by the test of kills"]
fn types_a_form_until_it_is_ended() {
    let name = |name: &str| std::env::var(name).ok();
    let (Some(root), Some(user)) = (name("CLAIMBENCH_TYPES_IN"), name("CLAIMBENCH_TYPES_AS"))
    else {
        println!("skipped: there is no practice to type in");
        return;
    };
    let bench = bed::workbench_in(Path::new(&root));
    let ask = |name: &str, ask: Value| bed::ask_of(&bench, name, ask).unwrap();
    let folder = ask("start", json!({}))["practices"][0]["folder"].clone();
    let sign_in = json!({ "folder": folder, "user_id": user, "password": PASSWORD });
    ask("unlock", sign_in);
    for end in 1..=TYPED.len() {
        ask("save_draft", json!({ "form": FORM, "text": TYPED[..end] }));
        println!("kept {end}");
    }
}

#[test]
fn kill_at_random_moments_loses_nothing_and_leaves_nothing_half_done() {
    thirty_kills(0x00C1_A1B3, &ALL);
}

#[test]
fn kill_in_the_posting_of_a_check_halves_and_doubles_nothing() {
    thirty_kills(0x00C1_A1B5, &[Work::Post]);
}

#[test]
fn kill_in_a_run_of_statements_sends_none_twice_and_loses_none() {
    thirty_kills(0x00C1_A1B9, &[Work::Run]);
}

#[test]
fn two_programs_that_post_at_once_halve_and_double_nothing() {
    let Some(program) = program() else {
        println!("skipped: claimbench-cli is not built");
        return;
    };
    let mut bed = open_practice();
    fs::write(bed.root.path().join("keys/password"), PASSWORD).unwrap();
    bed.import(&[&bed.put("first.837", file_of(&contents()[..IN_FILE]))]);
    for round in 0..3 {
        let same = round != 2;
        let one = check_of(&bed, &format!("T{round}"), IN_FILE);
        let mut two = one.clone();
        if !same {
            two["number"] = json!("OTHER");
        }
        let before = bed.ask("remittances", json!({ "text": "", "from": 0 }))["posted"].clone();
        bed.ask("lock", json!({}));
        let begun = [&one, &two].map(|check| {
            cli(&program, &bed)
                .args(["call", "post_sheet"])
                .arg(check.to_string())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        });
        let mut did = 0;
        for (n, child) in begun.into_iter().enumerate() {
            let output = child.wait_with_output().unwrap();
            let said: Value = serde_json::from_slice(&output.stdout).unwrap();
            match said.get("problem") {
                None => did += 1,
                Some(problem) => {
                    println!("round {round}, program {n}: {}", problem["says"]);
                    assert_ne!(problem["code"], "unexpected", "{problem}");
                }
            }
        }
        bed.reopen();
        agrees(&bed, "two at once");
        let now = bed.ask("remittances", json!({ "text": "", "from": 0 }))["posted"].clone();
        let posted = now.as_i64().unwrap() - before.as_i64().unwrap();
        assert_eq!(posted, did, "what was acknowledged is posted, once");
        assert!(
            if same { did == 1 } else { 1 <= did },
            "round {round}: {did}"
        );
    }
    bed.holds();
}

#[test]
#[ignore = "as long as `cargo xtask torture kill` asks for"]
fn torture_kill() {
    let Some(program) = program() else {
        println!("skipped: claimbench-cli is not built");
        return;
    };
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let minutes = number("CLAIMBENCH_TORTURE_MINUTES");
    let until = minutes.map(|n| Instant::now() + Duration::from_secs(60 * n));
    let rounds = number("CLAIMBENCH_TORTURE_ROUNDS").unwrap_or(if until.is_some() {
        u64::MAX
    } else {
        1_000
    });
    let (mut total, mut seed) = (Score::default(), 0x00C1_A1B4);
    let going = |total: &Score| {
        u64::from(total.killed) < rounds && until.is_none_or(|end| Instant::now() < end)
    };
    while going(&total) {
        // A fresh practice every so often, so that the work keeps its length.
        let mut ring = Ring::new(program.clone(), seed, &ALL);
        seed += 1;
        let at_most = u32::try_from((rounds - u64::from(total.killed)).min(100)).unwrap();
        while ring.score.killed < at_most && until.is_none_or(|end| Instant::now() < end) {
            ring.round();
        }
        total.killed += ring.score.killed;
        total.finished += ring.score.finished;
        total.kept += ring.score.kept;
        total.gone += ring.score.gone;
    }
    println!("torture: {total}; never a part, never a loss");
}
