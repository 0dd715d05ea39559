//! What the printed kit is for: a forgotten password, a lost keyring entry, damaged files of keys, a
//! new computer.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use workbench::{Code, Problem};

use crate::bed::{Bed, OWNER, PASSWORD, bare, bed, contents, file_of, plain_claim, text, words};

const ANAS: &str = "seven green lanterns at dusk";
const NEW: &str = "nine grey herons by the weir";

fn try_kit(bed: &Bed, words: &str) -> Result<Value, Problem> {
    bed.try_ask("try_kit", json!({ "folder": bed.folder, "words": words }))
}

fn open_with_kit(bed: &Bed, user: &str, password: &str) -> Result<Value, Problem> {
    let ask =
        json!({ "folder": bed.folder, "words": bed.kit, "user_id": user, "password": password });
    bed.try_ask("open_with_kit", ask)
}

/// The practice of every test here: two people and a claim, locked.
fn two() -> (Bed, String) {
    let mut bed = bed();
    bed.import(&[&bed.put("one.837", file_of(&[plain_claim()]))]);
    let ana = bed.add_user("Ana Reyes", "biller", ANAS);
    bed.restart();
    (bed, ana)
}

#[test]
fn the_owners_forgotten_password_is_set_anew_with_the_kit_and_nobody_else_notices() {
    let (bed, ana) = two();
    let other = bed.kit.split(' ').rev().collect::<Vec<_>>().join(" ");
    let wrong = try_kit(&bed, &other).unwrap_err();
    assert_eq!(wrong.field.as_deref(), Some("words"), "{wrong:?}");
    let unread = try_kit(&bed, "zebra").unwrap_err();
    assert_eq!(unread.field.as_deref(), Some("words"), "{unread:?}");
    let opens = try_kit(&bed, &bed.kit).unwrap();
    assert_eq!((&opens["claims"], &opens["says"]), (&json!(1), &json!([])));
    assert_eq!(opens["people"].as_array().unwrap().len(), 2);
    let weak = open_with_kit(&bed, &bed.user, "short").unwrap_err();
    assert_eq!(weak.field.as_deref(), Some("password"));
    let session = open_with_kit(&bed, &bed.user, NEW).unwrap();
    assert_eq!(
        (&session["user"], &session["role"]),
        (&json!(OWNER), &json!("owner"))
    );
    assert_eq!(bed.claims().len(), 1);
    assert_eq!(bed.logged("open_with_kit"), 1);
    bed.holds();
    bed.ask("lock", json!({}));
    assert_eq!(bed.unlock(PASSWORD).unwrap_err().code, Code::Shut);
    bed.unlock(NEW).unwrap();
    bed.unlock_as(&ana, ANAS).unwrap();
}

#[test]
fn the_kit_opens_where_passwords_alone_are_not_taken_any_more() {
    let (bed, _) = two();
    for _ in 0..5 {
        bed.unlock(ANAS).unwrap_err();
    }
    assert_eq!(bed.unlock(PASSWORD).unwrap_err().code, Code::Wait);
    open_with_kit(&bed, &bed.user, NEW).unwrap();
    bed.ask("lock", json!({}));
    bed.unlock(NEW).unwrap();
}

#[test]
fn a_lost_keyring_entry_is_said_and_the_kit_makes_a_new_device_secret() {
    let (mut bed, ana) = two();
    let old = fs::read(bed.secret()).unwrap();
    fs::remove_file(bed.secret()).unwrap();
    bed.restart();
    let card = bed.ask("start", json!({}))["practices"][0].clone();
    assert_eq!(card["secret"], "missing");
    assert!(
        text(&card["secret_says"]).contains("recovery kit"),
        "{card}"
    );
    let opens = try_kit(&bed, &bed.kit).unwrap();
    assert!(
        text(&opens["says"][0]).contains("everybody else are void"),
        "{opens}"
    );
    assert!(!bed.secret().exists(), "trying the kit makes nothing");
    open_with_kit(&bed, &bed.user, NEW).unwrap();
    assert_ne!(fs::read(bed.secret()).unwrap(), old);
    assert_eq!(bed.claims().len(), 1);
    let users = bed.ask("users", json!({}));
    let anas = users["users"]
        .as_array()
        .unwrap()
        .iter()
        .find(|user| user["id"] == *ana)
        .unwrap();
    assert_eq!(anas["state"], "no_password");
    bed.ask("lock", json!({}));
    let card = bed.ask("start", json!({}))["practices"][0].clone();
    assert_eq!(
        (&card["secret"], &card["no_password"]),
        (&json!("present"), &json!(["Ana Reyes"]))
    );
    assert_eq!(bed.unlock_as(&ana, ANAS).unwrap_err().code, Code::Shut);
    bed.unlock(NEW).unwrap();
    bed.ask(
        "reset_password",
        json!({ "user_id": ana, "password": ANAS }),
    );
    bed.unlock_as(&ana, ANAS).unwrap();
    // The old secret opens nothing any more.
    bed.ask("lock", json!({}));
    fs::write(bed.secret(), old).unwrap();
    let card = bed.ask("start", json!({}))["practices"][0].clone();
    assert_eq!(
        card["secret"], "missing",
        "another secret is as good as none"
    );
    assert_eq!(bed.unlock(NEW).unwrap_err().code, Code::Shut);
}

#[test]
fn with_both_files_of_keys_damaged_the_kit_still_opens() {
    let (mut bed, ana) = two();
    for name in ["keyslots.json", "keyslots.json.bak"] {
        fs::write(bed.practice_folder().join(name), b"{}").unwrap();
    }
    bed.restart();
    let card = bed.ask("start", json!({}))["practices"][0].clone();
    assert_eq!(
        (&card["folder"], &card["users"]),
        (&json!(bed.folder), &json!([]))
    );
    let problem = bed.unlock(PASSWORD).unwrap_err();
    assert!(problem.says.contains("recovery kit"), "{problem:?}");
    open_with_kit(&bed, &bed.user, NEW).unwrap();
    bed.ask(
        "reset_password",
        json!({ "user_id": ana, "password": ANAS }),
    );
    bed.ask("lock", json!({}));
    bed.unlock_as(&ana, ANAS).unwrap();
    bed.unlock(NEW).unwrap();
    bed.holds();
}

/// A backup of a practice with two people, and what it holds.
fn backed_up() -> (Bed, PathBuf) {
    let (bed, _) = two();
    bed.unlock(PASSWORD).unwrap();
    let file = bed.desk("practice.cbarch");
    bed.ask("back_up", json!({ "token": bed.token(&file) }));
    (bed, file)
}

#[test]
fn a_machine_with_nothing_but_a_backup_and_the_printed_words_opens_the_practice() {
    let (old, file) = backed_up();
    let mut new = bare();
    let token = new.token(&file);
    let shown = new.ask("backup", json!({ "token": token }));
    assert_eq!(
        (&shown["practice"], &shown["replaces"]),
        (&json!("Quillfern Family Medicine"), &json!(""))
    );
    let wrong = old.kit.split(' ').rev().collect::<Vec<_>>().join(" ");
    let problem = new.refused("try_backup", json!({ "token": token, "words": wrong }));
    assert_eq!(problem.field.as_deref(), Some("words"));
    let opens = new.ask("try_backup", json!({ "token": token, "words": old.kit }));
    assert_eq!(
        (&opens["claims"], opens["people"].as_array().unwrap().len()),
        (&json!(1), 2)
    );
    let ask = |password: &str| json!({ "token": token, "words": old.kit, "user_id": old.user, "password": password });
    let weak = new.refused("restore_backup", ask("short"));
    assert_eq!(weak.field.as_deref(), Some("password"));
    assert_eq!(
        new.ask("start", json!({}))["practices"],
        json!([]),
        "nothing was changed"
    );
    let session = new.ask("restore_backup", ask(NEW));
    assert_eq!(
        (&session["user"], &session["claims"]),
        (&json!(OWNER), &json!(1))
    );
    assert!(new.secret().exists());
    assert_eq!(new.digests(), old.digests());
    new.holds();
    assert_eq!(new.logged("restore"), 1);
    (new.folder, new.user) = (text(&session["folder"]), text(&session["user_id"]));
    new.restart();
    assert_eq!(
        new.unlock(PASSWORD).unwrap_err().code,
        Code::Shut,
        "the old slots are void"
    );
    new.unlock(NEW).unwrap();
    let left: Vec<_> = fs::read_dir(new.root.path().join("data/practices"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, [new.folder.as_str()]);
}

#[test]
fn a_restore_shows_what_it_replaces_and_keeps_it() {
    let (bed, file) = backed_up();
    bed.import(&[&bed.put("two.837", file_of(&crate::bed::contents()[..5]))]);
    let after = bed.claims().len();
    assert!(after > 1);
    let token = bed.token(&file);
    let ask = json!({ "token": token, "words": bed.kit, "user_id": bed.user, "password": NEW });
    assert_eq!(
        bed.refused("restore_backup", ask.clone()).code,
        Code::NeedsYou,
        "it is open"
    );
    bed.ask("lock", json!({}));
    let token = bed.token(&file);
    let shown = bed.ask("backup", json!({ "token": token }));
    assert!(
        text(&shown["replaces"]).contains("Quillfern Family Medicine"),
        "{shown}"
    );
    let mut ask = ask;
    ask["token"] = json!(token);
    bed.ask("restore_backup", ask);
    assert_eq!(bed.claims().len(), 1);
    bed.ask("lock", json!({}));
    // What was there is whole, and opens again in its place.
    let practices = bed.root.path().join("data/practices");
    let kept = fs::read_dir(&practices)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.to_string_lossy().contains(".before-"))
        .unwrap();
    fs::remove_dir_all(bed.practice_folder()).unwrap();
    fs::rename(kept, bed.practice_folder()).unwrap();
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(bed.claims().len(), after);
}

#[test]
fn a_restore_that_is_killed_anywhere_leaves_the_old_practice_or_the_restored_one() {
    let (mut bed, file) = backed_up();
    bed.import(&[&bed.put("two.837", file_of(&crate::bed::contents()[..5]))]);
    let after = bed.claims().len();
    bed.ask("lock", json!({}));
    let data = bed.root.path().join("data");
    let stages: Arc<Mutex<Vec<PathBuf>>> = Arc::default();
    let (seen, from, desk) = (stages.clone(), data.clone(), bed.desk(""));
    *bed.props.on_progress.lock().unwrap() = Some(Box::new(move |job| {
        if job == "restore" {
            let mut seen = seen.lock().unwrap();
            let to = desk.join(format!("killed-{}", seen.len()));
            let done = Command::new("cp")
                .arg("-r")
                .args([&from, &to])
                .status()
                .unwrap();
            assert!(done.success());
            seen.push(to);
        }
    }));
    let ask = json!({ "token": bed.token(&file), "words": bed.kit, "user_id": bed.user, "password": NEW });
    bed.ask("restore_backup", ask);
    *bed.props.on_progress.lock().unwrap() = None;
    let stages = stages.lock().unwrap().clone();
    assert_eq!(stages.len(), 5);
    for (n, killed) in stages.iter().enumerate() {
        bed.restart();
        fs::rename(&data, bed.desk(&format!("good-{n}"))).unwrap();
        fs::rename(killed, &data).unwrap();
        bed.restart();
        assert_eq!(
            bed.ask("start", json!({}))["practices"]
                .as_array()
                .unwrap()
                .len(),
            1,
            "stage {n}"
        );
        let (password, claims) = if n < 3 { (PASSWORD, after) } else { (NEW, 1) };
        bed.unlock(password)
            .unwrap_or_else(|problem| panic!("stage {n}: {problem:?}"));
        assert_eq!(bed.claims().len(), claims, "stage {n}");
        bed.holds();
    }
}

#[test]
fn a_restore_that_cannot_take_its_place_leaves_what_was_there() {
    let bed = bed();
    bed.import(&[&bed.put("one.837", file_of(&[plain_claim()]))]);
    let backup = bed.desk("good.cbarch");
    bed.ask("back_up", json!({ "token": bed.token(&backup) }));
    bed.import(&[&bed.put("more.837", file_of(&contents()[..6]))]);
    let claims = bed.claim_ids();
    bed.ask("lock", json!({}));
    // Between the two renames, what was unpacked is lost to the disk.
    let (place, practices) = (
        bed.practice_folder(),
        bed.root.path().join("data/practices"),
    );
    let staged = practices.join(format!(".restore-{}", bed.folder));
    *bed.props.on_progress.lock().unwrap() = Some(Box::new(move |_| {
        if !place.exists() {
            fs::remove_dir_all(&staged).unwrap();
        }
    }));
    let problem = workbench::restore::restore(&bed.bench, &backup, None)
        .err()
        .unwrap();
    assert_eq!(problem.code, Code::File, "{problem:?}");
    *bed.props.on_progress.lock().unwrap() = None;
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(bed.claim_ids(), claims);
    bed.holds();
}

#[test]
fn a_new_kit_takes_the_place_of_the_old_one_when_it_was_typed_back() {
    let (mut bed, ana) = two();
    bed.unlock_as(&ana, ANAS).unwrap();
    assert_eq!(
        bed.refused("new_kit", json!({ "password": ANAS })).code,
        Code::Refused,
        "a biller does not see the kit"
    );
    bed.unlock(PASSWORD).unwrap();
    let wrong = bed.refused("new_kit", json!({ "password": ANAS }));
    assert_eq!(wrong.field.as_deref(), Some("password"));
    assert_eq!(bed.ask("session", json!({}))["kit_due"], false);
    let before = bed.desk("before.cbarch");
    bed.ask("back_up", json!({ "token": bed.token(&before) }));
    let salt = fs::read(bed.practice_folder().join("practice.db")).unwrap()[..16].to_vec();

    let kit = bed.ask("new_kit", json!({ "password": PASSWORD }));
    assert_eq!((bed.logged("new_kit"), &kit["replaces"]), (1, &json!(true)));
    // Nobody's work stops while the old paper stands, and the nightly backup neither.
    let session = bed.ask("session", json!({}));
    assert_eq!(
        (&session["kit_due"], &session["kit_waits"]),
        (&json!(false), &json!(true))
    );
    assert!(session["notes"].to_string().contains("not typed back"));
    bed.ask("patients", json!({ "text": "", "from": 0, "count": 10 }));
    let old = bed.kit.clone();
    let unlike = bed.refused("check_kit", json!({ "words": old }));
    assert_eq!(
        unlike.field.as_deref(),
        Some("words"),
        "the old paper proves nothing"
    );
    bed.ask("check_kit", json!({ "words": words(&kit) }));
    let new = words(&kit);

    let after = bed.desk("after.cbarch");
    bed.ask("back_up", json!({ "token": bed.token(&after) }));
    bed.restart();
    for (words, opens) in [(&old, false), (&new, true)] {
        assert_eq!(try_kit(&bed, words).is_ok(), opens, "at the lock screen");
    }
    // A backup opens with the kit of its day.
    for (file, right, other) in [(&before, &old, &new), (&after, &new, &old)] {
        let elsewhere = bare();
        let token = elsewhere.token(file);
        let ask = |words: &str| json!({ "token": token, "words": words });
        elsewhere.ask("try_backup", ask(right));
        let problem = elsewhere.refused("try_backup", ask(other));
        assert_eq!(problem.field.as_deref(), Some("words"));
    }
    // Whoever kept the old paper and the old files of keys has no key to what comes now.
    bed.unlock(PASSWORD).unwrap();
    assert_ne!(
        fs::read(bed.practice_folder().join("practice.db")).unwrap()[..16],
        salt
    );
    bed.restart();
    bed.kit = new;
    open_with_kit(&bed, &bed.user, NEW).unwrap();
    assert_eq!(bed.claims().len(), 1);
    bed.holds();
}

#[test]
fn a_new_kit_that_is_cut_anywhere_leaves_a_paper_that_opens() {
    let (mut bed, _) = two();
    bed.unlock(PASSWORD).unwrap();
    let old = bed.kit.clone();
    let files = ["keyslots.json", "keyslots.json.bak", "kit.json"]
        .map(|name| bed.practice_folder().join(name));
    let read = || files.each_ref().map(|path| fs::read(path).unwrap());
    let before = read();
    let kit = bed.ask("new_kit", json!({ "password": PASSWORD }));
    let made = read();
    // A restart in the middle: it is still due, and the old paper still opens.
    bed.restart();
    for paper in [&old, &words(&kit)] {
        try_kit(&bed, paper).unwrap();
    }
    let session = bed.unlock(PASSWORD).unwrap();
    assert_eq!(
        (&session["kit_due"], &session["kit_waits"]),
        (&json!(false), &json!(true))
    );
    let kit = bed.ask("new_kit", json!({ "password": PASSWORD }));
    assert_eq!(kit["replaces"], true);
    let again = read();
    let new = words(&kit);
    bed.ask("check_kit", json!({ "words": new }));
    let typed = read();
    // The files are written one after the other; the disk may have kept any number of them.
    for (from, to) in [(&before, &made), (&made, &again), (&again, &typed)] {
        for done in 0..=files.len() {
            bed.ask("lock", json!({}));
            for (n, path) in files.iter().enumerate() {
                fs::write(path, if n < done { &to[n] } else { &from[n] }).unwrap();
            }
            bed.restart();
            assert!(
                try_kit(&bed, &old).is_ok() || try_kit(&bed, &new).is_ok(),
                "{done} files written"
            );
        }
    }
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(bed.ask("session", json!({}))["kit_waits"], false);
}

#[test]
fn a_new_kit_can_be_given_up_and_the_old_one_stays() {
    let (bed, ana) = two();
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(bed.refused("keep_old_kit", json!({})).code, Code::NeedsYou);
    let kit = bed.ask("new_kit", json!({ "password": PASSWORD }));
    bed.unlock_as(&ana, ANAS).unwrap();
    assert_eq!(
        bed.ask("session", json!({}))["notes"],
        json!([]),
        "it is not hers to do"
    );
    assert_eq!(bed.refused("keep_old_kit", json!({})).code, Code::Refused);
    bed.unlock(PASSWORD).unwrap();
    let session = bed.ask("keep_old_kit", json!({}));
    assert_eq!(
        (&session["kit_waits"], &session["notes"]),
        (&json!(false), &json!([]))
    );
    bed.ask("lock", json!({}));
    assert!(try_kit(&bed, &words(&kit)).is_err());
    try_kit(&bed, &bed.kit).unwrap();
}

#[test]
fn who_comes_in_with_the_old_paper_still_owes_the_new_kit() {
    let (bed, _) = two();
    bed.unlock(PASSWORD).unwrap();
    bed.ask("new_kit", json!({ "password": PASSWORD }));
    bed.ask("lock", json!({}));
    let session = open_with_kit(&bed, &bed.user, NEW).unwrap();
    assert_eq!(session["kit_waits"], true);
}
