//! The command line where things are damaged, asked for wrongly, or would be replaced: one sentence that
//! names the thing and the way out, the same facts as JSON, and an exit code that a script can act on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::bed::{Bed, PASSWORD, bed, contents, file_of, plain_claim};

/// The command line over a bed.
struct Line<'a> {
    bed: &'a Bed,
    program: PathBuf,
}

/// What a run said, and how it ended.
struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Said {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{} {}", self.out, self.err))
    }
}

impl Line<'_> {
    fn over(bed: &Bed) -> Option<Line<'_>> {
        let named = std::env::var_os("CLAIMBENCH_CLI").map(PathBuf::from);
        let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/debug/claimbench-cli");
        let program = named.into_iter().chain([built]).find(|path| path.is_file());
        if program.is_none() {
            println!("skipped: claimbench-cli is not built");
        }
        fs::write(bed.root.path().join("keys/password"), PASSWORD).unwrap();
        program.map(|program| Line { bed, program })
    }

    fn run_in(&self, data: &Path, words: &[&str]) -> Said {
        let done = Command::new(&self.program)
            .arg("--data")
            .arg(data)
            .arg("--password-file")
            .arg(self.bed.root.path().join("keys/password"))
            .arg("--device-secret-file")
            .arg(self.bed.secret())
            .args(words)
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Said {
            code: done.status.code().unwrap(),
            out: text(done.stdout),
            err: text(done.stderr),
        }
    }

    fn run(&self, words: &[&str]) -> Said {
        self.run_in(&self.bed.root.path().join("data"), words)
    }

    /// Exit code 3, and one line that says these things.
    #[track_caller]
    fn shut(&self, words: &[&str], says: &[&str]) {
        let said = self.run(words);
        assert_eq!(said.code, 3, "{}{}", said.out, said.err);
        assert_eq!(said.err.trim().lines().count(), 1, "{}", said.err);
        for part in says {
            assert!(said.err.contains(part), "{part}: {}", said.err);
        }
    }
}

#[test]
fn what_is_damaged_is_named_with_the_way_out() {
    let bed = bed();
    bed.import(&[&bed.put("in.837", file_of(&contents()))]);
    let good = bed.desk("good.cbarch");
    bed.ask("back_up", json!({ "token": bed.token(&good) }));
    bed.ask("lock", json!({}));
    let Some(line) = Line::over(&bed) else { return };
    let folder = bed.practice_folder();
    let whole: Vec<(PathBuf, Vec<u8>)> = [
        "keyslots.json",
        "keyslots.json.bak",
        "kit.json",
        "practice.db",
    ]
    .map(|name| folder.join(name))
    .into_iter()
    .filter_map(|path| Some((path.clone(), fs::read(&path).ok()?)))
    .collect();
    let mend = || {
        for (path, bytes) in &whole {
            if path.is_dir() {
                fs::remove_dir(path).unwrap();
            }
            fs::write(path, bytes).unwrap();
        }
    };
    let database = folder.join("practice.db");
    let claims = |says: &[&str]| line.shut(&["claims"], says);

    for name in ["keyslots.json", "keyslots.json.bak"] {
        fs::write(folder.join(name), b"{").unwrap();
    }
    claims(&["file of keys is damaged", "recovery kit"]);
    fs::write(folder.join("kit.json"), b"").unwrap();
    claims(&[
        "No file of its keys is whole",
        "Restore its last good backup",
    ]);
    mend();
    // A folder in the place of a file cannot be read, whoever asks.
    for name in ["keyslots.json", "keyslots.json.bak", "kit.json"] {
        let _ = fs::remove_file(folder.join(name));
        fs::create_dir(folder.join(name)).unwrap();
    }
    claims(&["file of keys cannot be read", "open the practice again"]);
    for name in ["keyslots.json", "keyslots.json.bak", "kit.json"] {
        fs::remove_dir(folder.join(name)).unwrap();
    }
    mend();

    fs::write(&database, b"").unwrap();
    claims(&["database file is empty", "Restore the last good backup"]);
    fs::remove_file(&database).unwrap();
    fs::create_dir(&database).unwrap();
    claims(&[
        "database file is no file any more",
        "Restore the last good backup",
    ]);
    fs::remove_dir(&database).unwrap();
    claims(&["database file is gone", "Restore the last good backup"]);
    let bytes = &whole.last().unwrap().1;
    for cut in [100, 4096 * 3, bytes.len() / 2] {
        fs::write(&database, &bytes[..cut]).unwrap();
        claims(&["database file is damaged", "Restore the last good backup"]);
    }
    // Much of it is damaged: the first places are told, and how many more.
    let mut spoilt = bytes.clone();
    for page in spoilt.len() / 4096 / 2..spoilt.len() / 4096 - 1 {
        spoilt[page * 4096 + 7] ^= 1;
    }
    fs::write(&database, spoilt).unwrap();
    let said = line.run(&["audit", "verify"]);
    assert!(matches!(said.code, 1 | 3), "{}", said.err);
    let told = format!("{}{}", said.out, said.err);
    assert!(told.trim().lines().count() <= 2, "{told}");
    assert!(!told.contains("btree"), "{told}");
    if said.code == 1 {
        assert!(told.contains("more places"), "{told}");
    }
    mend();
    assert_eq!(line.run(&["claims"]).code, 0);

    let cut = bed.desk("cut.cbarch");
    fs::write(&cut, &fs::read(&good).unwrap()[..5000]).unwrap();
    line.shut(
        &["restore", bed.desk("none.cbarch").to_str().unwrap()],
        &["none.cbarch cannot be read"],
    );
    line.shut(
        &["restore", cut.to_str().unwrap(), "--yes"],
        &["cut.cbarch is not a whole backup", "Take another one"],
    );
    let file = bed.desk("no-folder");
    fs::write(&file, b"").unwrap();
    let said = line.run_in(&file, &["claims"]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(
        said.err.contains("no-folder") || said.err.contains("data folder"),
        "{}",
        said.err
    );
}

#[test]
fn a_restore_shows_what_it_replaces_before_it_does() {
    let bed = bed();
    bed.import(&[&bed.put("one.837", file_of(&[plain_claim()]))]);
    let file = bed.desk("one.cbarch");
    bed.ask("back_up", json!({ "token": bed.token(&file) }));
    bed.import(&[&bed.put("more.837", file_of(&contents()[..5]))]);
    let (now, patients) = (bed.claims().len(), bed.patients().len());
    bed.ask("lock", json!({}));
    let Some(line) = Line::over(&bed) else { return };
    let kit = bed.put("words.txt", &bed.kit);
    let (file, kit) = (file.to_str().unwrap(), kit.to_str().unwrap());
    let with_kit = [
        "restore",
        file,
        "--kit-file",
        kit,
        "--user",
        crate::bed::OWNER,
    ];

    let said = line.run(&["restore", file]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(
        said.err.contains("Nothing was changed") && said.err.contains("--yes"),
        "{}",
        said.err
    );
    assert!(said.out.contains("1 patient, 1 claim,"), "{}", said.out);
    assert!(
        said.out
            .contains("It replaces:   Quillfern Family Medicine, last changed"),
        "{}",
        said.out
    );
    let said = line.run(&[&["--json"][..], &with_kit].concat());
    assert_eq!(said.code, 1);
    let facts = said.json();
    assert_eq!(
        (&facts["backup"]["claims"], &facts["replaces"]["claims"]),
        (&json!(1), &json!(now))
    );
    assert_eq!(
        (&facts["backup"]["patients"], &facts["replaces"]["patients"]),
        (&json!(1), &json!(patients))
    );
    assert_eq!(facts["problem"]["code"], "needs_you");
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(bed.claims().len(), now, "nothing was replaced");
    bed.ask("lock", json!({}));

    let said = line.run(&["--json", "restore", file, "--yes"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let done = said.json();
    assert_eq!(done["replaces"]["practice"], "Quillfern Family Medicine");
    let kept = PathBuf::from(done["kept_in"].as_str().unwrap());
    assert!(kept.join("practice.db").is_file());
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(bed.claims().len(), 1);
    bed.ask("lock", json!({}));
    // Where nothing stands, nobody is asked.
    fs::remove_dir_all(bed.practice_folder()).unwrap();
    let said = line.run(&["restore", file]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(!said.out.contains("It replaces"), "{}", said.out);
}

#[test]
fn wrong_use_is_json_where_json_was_asked_for() {
    let bed = bed();
    bed.ask("lock", json!({}));
    let Some(line) = Line::over(&bed) else { return };
    let problem = |words: &[&str]| {
        let said = line.run(&[&["--json"][..], words].concat());
        assert_eq!(said.code, 2, "{words:?}: {}", said.err);
        let problem = said.json()["problem"].clone();
        assert_eq!(problem["code"], "malformed", "{words:?}");
        (
            problem["says"].as_str().unwrap().to_owned(),
            problem["field"].clone(),
        )
    };
    assert!(problem(&["clams"]).0.contains("'claims'"));
    assert!(problem(&["claim"]).0.contains("<ID>"));
    assert!(problem(&["claims", "--colour"]).0.contains("--colour"));
    let (says, _) = problem(&["call", "clams"]);
    assert!(says.ends_with("Did you mean claims?"), "{says}");
    let (says, field) = problem(&["call", "patient", r#"{"idd":"x"}"#]);
    assert!(says.ends_with("The field id is missing."), "{says}");
    assert_eq!(field, "id");
    let (says, field) = problem(&["call", "patients", r#"{"text":"","from":"none","count":1}"#]);
    assert!(says.contains("The field from does not fit"), "{says}");
    assert_eq!(field, "from");
    problem(&["call", "patients", "{"]);
    // Without it, people read what is wrong and nothing of JSON.
    let said = line.run(&["clams"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
}

#[test]
fn a_new_kit_is_made_without_a_window() {
    let bed = bed();
    bed.ask("lock", json!({}));
    let Some(line) = Line::over(&bed) else { return };
    let kit = bed.desk("new kit.pdf");
    let words = ["practice", "new-kit", "--kit", kit.to_str().unwrap()];
    let said = line.run(&words);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(fs::read(&kit).unwrap().starts_with(b"%PDF-"));
    let old = bed.try_ask("try_kit", json!({ "folder": bed.folder, "words": bed.kit }));
    assert_eq!(old.unwrap_err().field.as_deref(), Some("words"));
    assert_eq!(
        line.run(&words).code,
        2,
        "no kit takes the place of another"
    );
}
