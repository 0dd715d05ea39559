//! The head of the audit chain is kept outside the file: an older file put back, and a log that lost
//! its end without the engine noticing, are said in words at the next sign-in.

use std::fs;

use serde_json::json;

use crate::bed::{Bed, PASSWORD, bed, contents, file_of, text};

fn files_of_the_database(bed: &Bed) -> Vec<std::path::PathBuf> {
    ["practice.db", "practice.db-wal", "practice.db-shm"]
        .map(|name| bed.practice_folder().join(name))
        .to_vec()
}

#[test]
fn an_older_database_that_was_put_back_is_noticed_and_named() {
    let mut bed = bed();
    bed.import(&[&bed.put("a.837", file_of(&contents()[..5]))]);
    bed.ask(
        "back_up",
        json!({ "token": bed.token(&bed.desk("monday.cbarch")) }),
    );
    bed.ask("lock", json!({}));
    let old = bed.desk("old.db");
    fs::copy(bed.practice_folder().join("practice.db"), &old).unwrap();
    bed.unlock(PASSWORD).unwrap();
    let ids = bed.claim_ids();
    for n in 0..3 {
        bed.ask(
            "add_note",
            json!({ "ids": ids, "text": format!("note {n}") }),
        );
    }
    bed.ask("lock", json!({}));
    fs::copy(&old, bed.practice_folder().join("practice.db")).unwrap();
    bed.restart();
    let session = bed.unlock(PASSWORD).unwrap();
    let says = text(&session["warning"]);
    // The sign-in, three notes, and the lock.
    assert!(
        says.contains("5 events of the log after that are missing"),
        "{says}"
    );
    assert!(
        says.contains("The last good backup is of") && says.contains("desk"),
        "{says}"
    );
    assert_eq!(
        bed.log()
            .iter()
            .filter(|event| event.did == "log_went_back")
            .count(),
        1
    );
    // It is said until somebody puts it away, and not again after that.
    bed.reopen();
    assert_eq!(bed.ask("session", json!({}))["warning"], json!(says));
    bed.ask("put_warning_away", json!({}));
    bed.reopen();
    assert_eq!(bed.ask("session", json!({}))["warning"], "");
    bed.holds();
    // An older file that was worked on for longer than what it lacks is another history.
    bed.ask("lock", json!({}));
    fs::copy(&old, bed.practice_folder().join("practice.db")).unwrap();
    fs::copy(bed.secret(), bed.desk("device")).unwrap();
    bed.restart_with("desk/device");
    bed.unlock(PASSWORD).unwrap();
    for n in 0..30 {
        bed.ask(
            "add_note",
            json!({ "ids": ids, "text": format!("elsewhere {n}") }),
        );
    }
    bed.ask("lock", json!({}));
    bed.restart();
    let says = text(&bed.unlock(PASSWORD).unwrap()["warning"]);
    assert!(
        says.contains("is another one than was last used here"),
        "{says}"
    );
}

#[test]
fn a_byte_flipped_in_the_log_that_drops_what_follows_is_noticed() {
    let mut bed = bed();
    bed.import(&[&bed.put("a.837", file_of(&contents()[..5]))]);
    let ids = bed.claim_ids();
    // The log goes into the file here, so that what follows lies in the log alone.
    drop(bed.open().vault.hold_still().unwrap());
    for n in 0..6 {
        bed.ask(
            "add_note",
            json!({ "ids": ids, "text": format!("note {n}") }),
        );
    }
    let killed: Vec<(std::path::PathBuf, Vec<u8>)> = files_of_the_database(&bed)
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    // What this computer remembers is kept at the lock; the file is as a kill would have left it.
    bed.ask("lock", json!({}));
    for (path, bytes) in killed {
        let mut bytes = bytes;
        if path.extension().is_some_and(|ending| ending == "db-shm") {
            continue;
        }
        if path.extension().is_some_and(|ending| ending == "db-wal") {
            assert!(40_000 < bytes.len());
            let third = bytes.len() / 3;
            bytes[third] ^= 1;
        }
        fs::write(path, bytes).unwrap();
    }
    bed.restart();
    let session = bed.unlock(PASSWORD).unwrap();
    let says = text(&session["warning"]);
    assert!(
        says.contains("are missing") && says.contains("the disk lost what was saved"),
        "{says}"
    );
    // The file itself is whole: nothing else would have told.
    bed.holds();
}

#[test]
fn a_backup_that_was_restored_on_purpose_says_what_is_not_in_it() {
    let mut bed = bed();
    bed.import(&[&bed.put("a.837", file_of(&contents()[..5]))]);
    let backup = bed.desk("monday.cbarch");
    bed.ask("back_up", json!({ "token": bed.token(&backup) }));
    let ids = bed.claim_ids();
    bed.ask("add_note", json!({ "ids": ids, "text": "later" }));
    bed.ask("lock", json!({}));
    workbench::restore::restore(&bed.bench, &backup, None).unwrap();
    bed.restart();
    let says = text(&bed.unlock(PASSWORD).unwrap()["warning"]);
    assert!(
        says.starts_with("The practice was put back from a backup."),
        "{says}"
    );
    bed.ask("put_warning_away", json!({}));
    bed.reopen();
    assert_eq!(bed.ask("session", json!({}))["warning"], "");
}
