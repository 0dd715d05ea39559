//! The computer that the practice lies on: where its data folder may lie, what happens to what is
//! copied, who may see the window, and what a killed print leaves.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::Ordering;

use platform::clipboard::Clipboard;
use serde_json::{Value, json};
use workbench::{Code, Event};

use crate::bed::{
    Bed, PASSWORD, ask_of, bed, contents, file_of, files_under, new_practice, text, workbench_in,
};

#[test]
fn a_practice_is_not_made_opened_or_restored_in_a_synced_folder() {
    let mut bed = bed();
    let backup = bed.desk("practice.backup");
    bed.ask("back_up", json!({ "token": bed.token(&backup) }));
    bed.restart();
    // The person has put the data folder under the care of a sync program meanwhile.
    fs::create_dir(bed.root.path().join(".stfolder")).unwrap();
    let before = files_under(&bed.root.path().join("data"));
    let place = bed.ask("start", json!({}))["place"].clone();
    assert!(text(&place["says"]).contains("Syncthing"), "{place}");
    assert_eq!(place["practices"], 1);
    for (name, ask) in [
        ("create_practice", new_practice("Another")),
        ("create_demo", json!({ "job": "demo" })),
        (
            "unlock",
            json!({ "folder": bed.folder, "user_id": bed.user, "password": PASSWORD }),
        ),
    ] {
        let problem = bed.refused(name, ask);
        assert_eq!(problem.code, Code::Shut, "{name}");
        assert!(
            problem.says.contains("Syncthing"),
            "{name}: {}",
            problem.says
        );
        assert!(
            problem.says.contains("Nothing was changed"),
            "{name}: {}",
            problem.says
        );
    }
    let problem = workbench::restore::restore(&bed.bench, &backup, None)
        .err()
        .unwrap();
    assert!(problem.says.contains("Syncthing"), "{}", problem.says);
    assert_eq!(files_under(&bed.root.path().join("data")), before);

    fs::remove_dir(bed.root.path().join(".stfolder")).unwrap();
    bed.unlock(PASSWORD).unwrap();
}

/// The command line, when it is built.
pub fn cli(home: &Path) -> Option<Command> {
    let named = std::env::var_os("CLAIMBENCH_CLI").map(std::path::PathBuf::from);
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/debug/claimbench-cli");
    let program = named
        .into_iter()
        .chain([built])
        .find(|path| path.is_file())?;
    let mut command = Command::new(program);
    command.env("HOME", home).env_remove("XDG_DATA_HOME");
    Some(command)
}

#[test]
fn the_command_line_says_why_and_where_else_and_ends_with_3() {
    let bed = bed();
    let home = bed.root.path().join("home");
    let Some(mut command) = cli(&home) else {
        println!("skipped: claimbench-cli is not built");
        return;
    };
    let data = bed.root.path().join("Dropbox/claims");
    let run = command
        .arg("--data")
        .arg(&data)
        .arg("demo")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(3), "{said}");
    assert!(said.contains("lies in Dropbox"), "{said}");
    assert!(said.contains("Start without --data"), "{said}");
    assert!(!data.exists());
}

/// Names the home folder to the run of the test inside itself.
const INSIDE: &str = "CLAIMBENCH_MACHINE_INSIDE";

#[test]
fn practices_come_along_to_the_better_place_and_open_there() {
    if std::env::var_os(INSIDE).is_some() {
        return move_and_open();
    }
    let home = tempfile::tempdir().unwrap();
    let run = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "machine::practices_come_along_to_the_better_place_and_open_there",
            "--nocapture",
        ])
        .env(INSIDE, "yes")
        .env("HOME", home.path())
        .env_remove("XDG_DATA_HOME")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(
        run.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&run.stderr)
    );
}

fn move_and_open() {
    let mut bed = bed();
    bed.import(&[&bed.put("in.837", file_of(&contents()[..2]))]);
    let claims = bed.claim_ids();
    bed.restart();
    let old = bed.root.path().join("data");
    assert_eq!(bed.ask("use_better_place", json!({}))["place"], Value::Null);
    assert_eq!(bed.bench.data(), old, "a good place is not left");

    fs::create_dir(bed.root.path().join(".stfolder")).unwrap();
    let better = platform::files::data_folder().unwrap();
    let place = bed.ask("start", json!({}))["place"].clone();
    if cfg!(target_os = "linux") {
        assert_eq!(place["better"], "~/.local/share/claimbench");
    }
    let twin = better.join("practices").join(&bed.folder);
    fs::create_dir_all(&twin).unwrap();
    let problem = bed.refused("use_better_place", json!({}));
    assert!(problem.says.contains("already") && problem.says.contains("Nothing was moved"));
    assert!(old.join("practices").join(&bed.folder).exists());
    fs::remove_dir(&twin).unwrap();
    let there = bed.ask("use_better_place", json!({}));
    assert_eq!(there["place"], Value::Null);
    assert_eq!(there["practices"][0]["folder"], json!(bed.folder));
    assert_eq!(bed.bench.data(), better);
    assert!(!old.join("practices").join(&bed.folder).exists());
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(bed.claim_ids(), claims);
    bed.holds();
}

#[test]
fn what_was_copied_leaves_after_half_a_minute_and_at_the_lock_if_it_is_still_there() {
    let bed = bed();
    let copy = |text: &str| bed.ask("copy_text", json!({ "text": text }));
    let held = || bed.props.clipboard.text();
    let later = |ms: i64| {
        bed.props.later.fetch_add(ms, Ordering::Relaxed);
        bed.bench.clear_clipboard_when_due();
    };
    copy("ZX4417293");
    later(28_000);
    assert_eq!(held().as_deref(), Some("ZX4417293"));
    later(3_000);
    assert_eq!(held(), None);

    copy("ZX4417293");
    bed.props.clipboard.put("what another program copied");
    later(60_000);
    assert_eq!(held().as_deref(), Some("what another program copied"));

    copy("ZX4417293");
    later(20_000);
    copy("ZX4417294");
    later(20_000);
    assert_eq!(
        held().as_deref(),
        Some("ZX4417294"),
        "each has its own half minute"
    );

    copy("ZX4417293");
    let copied = bed.logged("copy");
    let log = format!("{:?}", bed.log());
    assert!(copied == 5 && !log.contains("ZX44172"), "{copied} {log}");
    bed.bench.lock_because("when the computer went to sleep");
    assert_eq!(held(), None);
}

#[test]
fn the_window_is_hidden_as_each_person_has_chosen() {
    let bed = bed();
    let hidden = || bed.props.hidden.lock().unwrap().last().copied();
    assert_eq!(hidden(), Some(false));
    let mut settings = bed.ask("settings", json!({}));
    settings["hidden_window"] = json!(true);
    bed.ask("save_settings", settings);
    assert_eq!(hidden(), Some(true));
    bed.ask("undo", json!({}));
    assert_eq!(hidden(), Some(false));
    bed.ask("redo", json!({}));
    let other = bed.add_user("Flo Desk", "front_desk", "marble kite seven onions");
    bed.unlock_as(&other, "marble kite seven onions").unwrap();
    assert_eq!(hidden(), Some(false), "it is a person's own");
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(hidden(), Some(true));
}

#[test]
fn a_print_that_was_killed_leaves_nothing_after_the_next_start() {
    let mut bed = bed();
    fs::write(bed.root.path().join("keys/password"), PASSWORD).unwrap();
    bed.import(&[&bed.put("in.837", file_of(&contents()))]);
    let Some(_) = cli(bed.root.path()) else {
        println!("skipped: claimbench-cli is not built");
        return;
    };
    let paper = bed.desk("forms.pdf");
    let killed_midway = (0..40).any(|_| {
        let _ = fs::remove_file(&paper);
        print_killed(&bed, &paper)
    });
    if !killed_midway {
        println!("no kill fell between the first byte and the last");
    }
    bed.restart();
    bed.ask("start", json!({}));
    let left: Vec<_> = files_under(&bed.root.path().join("desk"))
        .into_iter()
        .filter(|path| !path.ends_with("in.837") && *path != paper)
        .collect();
    assert!(left.is_empty(), "{left:?}");
    if paper.exists() {
        assert!(
            fs::read(&paper).unwrap().ends_with(b"%%EOF\n")
                || fs::read(&paper).unwrap().ends_with(b"%%EOF")
        );
    }
    assert!(files_under(&bed.root.path().join("data/unfinished")).is_empty());
}

/// Prints with the command line and ends it as soon as it has begun to write the file. Whether it left
/// something unfinished.
fn print_killed(bed: &Bed, paper: &Path) -> bool {
    let mut command = cli(bed.root.path()).unwrap();
    command
        .arg("--data")
        .arg(bed.root.path().join("data"))
        .arg("--password-file")
        .arg(bed.root.path().join("keys/password"))
        .arg("--device-secret-file")
        .arg(bed.secret())
        .args(["print", "cms1500", "--all", "--out"])
        .arg(paper)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null());
    let mut child = command.spawn().unwrap();
    let notes = bed.root.path().join("data/unfinished");
    loop {
        // A note is there from before the first byte until after the last.
        if fs::read_dir(&notes).is_ok_and(|mut notes| notes.next().is_some()) {
            child.kill().unwrap();
            child.wait().unwrap();
            return fs::read_dir(&notes).unwrap().next().is_some();
        }
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::yield_now();
    }
}

#[test]
fn what_another_program_saves_is_read_anew_in_the_window() {
    let bed = bed();
    let touched = || {
        let told = bed.props.told.lock().unwrap();
        told.iter().any(|event| matches!(event, Event::Touched { kinds } if kinds.contains(&"claim".to_owned())))
    };
    bed.bench.lock_when_idle();
    bed.ask("save_settings", bed.ask("settings", json!({})));
    bed.bench.lock_when_idle();
    assert!(!touched(), "nobody else was there");
    let other = workbench_in(bed.root.path());
    let unlock = json!({ "folder": bed.folder, "user_id": bed.user, "password": PASSWORD });
    ask_of(&other, "unlock", unlock).unwrap();
    bed.bench.lock_when_idle();
    assert!(touched(), "the sign-in of another program is on the log");
    bed.props.told.lock().unwrap().clear();
    bed.bench.lock_when_idle();
    assert!(!touched(), "it is said once");
}
