//! What keeps a practice shut: passwords that are counted, the device secret, the lock.

use std::fs;
use std::sync::Barrier;

use serde_json::{Value, json};
use workbench::Code;

use crate::bed::{
    Bed, PASSWORD, ask_of, bed, copy_folder, file_of, new_practice, plain_claim, text, workbench_in,
};

const WRONG: &str = "copper kettle on a red stove";

fn card(bed: &Bed) -> Value {
    bed.ask("start", json!({}))["practices"][0].clone()
}

/// The file in which the store keeps how often a password was guessed.
fn store_guesses(bed: &Bed) -> std::path::PathBuf {
    let mut path = bed.secret().into_os_string();
    path.push(format!(".{}.guesses-{}", bed.folder, bed.user));
    path.into()
}

/// Sets both counters, as if the tries had been so long ago.
fn set_guesses(bed: &Bed, failed: u32, ago_ms: i64) {
    let text = format!("guesses 1 {failed} {}", bed.bench.now() - ago_ms);
    fs::write(store_guesses(bed), &text).unwrap();
    let all = json!({ bed.user.clone(): text });
    fs::write(bed.practice_folder().join("guesses.json"), all.to_string()).unwrap();
}

#[test]
fn five_wrong_passwords_then_a_wait_that_neither_a_restart_nor_an_old_folder_shortens() {
    let mut bed = bed();
    bed.ask("lock", json!({}));
    let fresh = fs::read(bed.practice_folder().join("guesses.json")).ok();
    for n in 0..5 {
        let problem = bed.unlock(WRONG).unwrap_err();
        assert_eq!(problem.code, Code::Shut, "try {n}: {problem:?}");
        assert!(!problem.says.contains(WRONG));
        // Half of them before a restart, half after it.
        if n == 2 {
            bed.restart();
        }
    }
    let wait = |bed: &Bed| {
        let problem = bed.unlock(PASSWORD).unwrap_err();
        assert_eq!(problem.code, Code::Wait, "{problem:?}");
        assert!(
            problem.says.contains("30 seconds") || problem.says.contains("29 seconds"),
            "{problem:?}"
        );
        assert!(card(bed)["users"][0]["wait_until"].as_i64().unwrap() > bed.bench.now());
        assert_eq!(bed.refused("claims", json!({
            "filter": crate::bed::no_filter(), "sort": "number", "descending": false, "from": 0, "count": 1,
        })).code, Code::Locked);
    };
    wait(&bed);
    bed.restart();
    wait(&bed);
    // An old copy of the folder does not begin anew …
    let guesses = bed.practice_folder().join("guesses.json");
    match &fresh {
        Some(bytes) => fs::write(&guesses, bytes).unwrap(),
        None => fs::remove_file(&guesses).unwrap(),
    }
    wait(&bed);
    // … nor does a store that lost its counter: the folder has learnt it again.
    fs::remove_file(store_guesses(&bed)).unwrap();
    wait(&bed);
    // What cannot be read counts as too many.
    fs::write(store_guesses(&bed), "nonsense").unwrap();
    fs::write(&guesses, "{}").unwrap();
    wait(&bed);

    // When the time has gone by, one more try; then the wait is longer.
    set_guesses(&bed, 5, 31_000);
    assert_eq!(bed.unlock(WRONG).unwrap_err().code, Code::Shut);
    let problem = bed.unlock(PASSWORD).unwrap_err();
    assert!(
        problem.code == Code::Wait
            && problem.says.contains("60 seconds") | problem.says.contains("59 seconds"),
        "{problem:?}"
    );
    set_guesses(&bed, 6, 61_000);
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(card(&bed)["users"][0]["wait_until"], 0);
    bed.ask("lock", json!({}));
    assert_eq!(
        bed.unlock(WRONG).unwrap_err().code,
        Code::Shut,
        "the right one set the counter back"
    );
    bed.unlock(PASSWORD).unwrap();
    // Ten wrong ones: only another admin or the kit.
    bed.ask("lock", json!({}));
    set_guesses(&bed, 10, 86_400_000);
    let problem = bed.unlock(PASSWORD).unwrap_err();
    assert!(
        problem.code == Code::Wait && problem.says.contains("recovery kit"),
        "{problem:?}"
    );
}

#[test]
fn programs_that_guess_at_once_have_no_more_tries_than_one() {
    let bed = bed();
    bed.ask("lock", json!({}));
    let begin = Barrier::new(8);
    let codes: Vec<Code> = std::thread::scope(|scope| {
        let guess = || {
            let bench = workbench_in(bed.root.path());
            let ask = json!({ "folder": bed.folder, "user_id": bed.user, "password": WRONG });
            begin.wait();
            ask_of(&bench, "unlock", ask).unwrap_err().code
        };
        let all: Vec<_> = (0..8).map(|_| scope.spawn(guess)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let wrong = codes.iter().filter(|code| **code == Code::Shut).count();
    let held = codes.iter().filter(|code| **code == Code::Wait).count();
    assert_eq!((wrong, held), (5, 3), "{codes:?}");
    // Each is on the log, and the log is whole.
    set_guesses(&bed, 0, 0);
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(bed.logged("sign_in_failed"), 5);
    assert_eq!(bed.logged("sign_in_held"), 3);
    assert_eq!(bed.logged("outside_log_broken"), 0);
    // All at once with the right one, and nobody is kept out.
    bed.ask("lock", json!({}));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let bench = workbench_in(bed.root.path());
                let ask =
                    json!({ "folder": bed.folder, "user_id": bed.user, "password": PASSWORD });
                ask_of(&bench, "unlock", ask).unwrap();
            });
        }
    });
    bed.unlock(PASSWORD).unwrap();
    bed.holds();
}

#[test]
fn failed_sign_ins_are_on_the_audit_log_after_the_next_one_that_works() {
    let mut bed = bed();
    bed.ask("lock", json!({}));
    bed.unlock(WRONG).unwrap_err();
    bed.restart();
    bed.unlock(WRONG).unwrap_err();
    let outside = fs::read(bed.practice_folder().join("outside.log")).unwrap();
    assert!(
        !String::from_utf8_lossy(&outside).contains("wrong_password"),
        "it is sealed"
    );
    set_guesses(&bed, 5, 1_000);
    assert_eq!(bed.unlock(PASSWORD).unwrap_err().code, Code::Wait);
    set_guesses(&bed, 2, 1_000);
    bed.unlock(PASSWORD).unwrap();
    let failed: Vec<_> = bed
        .log()
        .into_iter()
        .filter(|event| event.did.starts_with("sign_in_"))
        .collect();
    let said: Vec<&str> = failed.iter().map(|event| event.did.as_str()).collect();
    assert_eq!(said, ["sign_in_failed", "sign_in_failed", "sign_in_held"]);
    assert!(failed.iter().all(|event| event.who == bed.user));
    assert_eq!(failed[0].detail["why"], "wrong_password");
    bed.reopen();
    assert_eq!(bed.logged("sign_in_failed"), 2, "they are brought in once");

    // Who cuts the file is found out.
    bed.ask("lock", json!({}));
    bed.unlock(WRONG).unwrap_err();
    fs::remove_file(bed.practice_folder().join("outside.log")).unwrap();
    bed.unlock(PASSWORD).unwrap();
    assert!(bed.logged("outside_log_broken") > 0);
    bed.holds();
}

#[test]
fn without_its_device_secret_a_practice_stays_shut_and_is_no_first_run() {
    let mut bed = bed();
    bed.import(&[&bed.put("one.837", file_of(&[plain_claim()]))]);
    bed.restart();
    let secret = fs::read(bed.secret()).unwrap();
    fs::remove_file(bed.secret()).unwrap();
    let missing = card(&bed);
    assert_eq!(
        (&missing["secret"], text(&missing["name"]).is_empty()),
        (&json!("missing"), false)
    );
    let problem = bed.unlock(PASSWORD).unwrap_err();
    assert_eq!(problem.code, Code::Shut);
    assert!(problem.says.contains("recovery kit"), "{problem:?}");
    assert!(
        !bed.secret().exists(),
        "a missing secret is never made anew"
    );
    // Another secret of the right length.
    let mut other = secret.clone();
    other[0] ^= 1;
    fs::write(bed.secret(), other).unwrap();
    let problem = bed.unlock(PASSWORD).unwrap_err();
    assert!(
        problem.code == Code::Shut && problem.says.contains("another computer"),
        "{problem:?}"
    );
    fs::write(bed.secret(), secret).unwrap();
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(bed.claims().len(), 1);
    let whys: Vec<String> = bed
        .log()
        .iter()
        .filter(|event| event.did == "sign_in_failed")
        .map(|event| event.detail["why"].clone())
        .collect();
    assert_eq!(whys, ["device_secret_missing", "device_secret_differs"]);
}

#[test]
fn a_copy_of_the_data_folder_stays_shut_on_another_computer() {
    let mut bed = bed();
    bed.ask("lock", json!({}));
    let thief = crate::bed::bare();
    copy_folder(
        &bed.root.path().join("data"),
        &thief.root.path().join("data"),
    );
    let ask = json!({ "folder": bed.folder, "user_id": bed.user, "password": PASSWORD });
    assert_eq!(thief.refused("unlock", ask.clone()).code, Code::Shut);
    // With a practice of its own there, that computer has a secret; it is not this practice's.
    thief.ask("create_practice", new_practice("Their Own"));
    assert_eq!(thief.refused("unlock", ask).code, Code::Shut);
    bed.reopen();
}

#[test]
fn a_lock_closes_everything_and_says_when_and_why() {
    let bed = bed();
    bed.import(&[&bed.put("one.837", file_of(&[plain_claim()]))]);
    let ids = bed.claim_ids();
    bed.ask(
        "save_draft",
        json!({ "form": "note", "text": "Half a sen" }),
    );
    let (preview, token) = (bed.preview(&ids, true), bed.token(&bed.desk("late.pdf")));
    let watched = std::sync::Arc::downgrade(&bed.open());
    bed.bench.lock_because("when the computer went to sleep");
    assert!(
        watched.upgrade().is_none(),
        "nothing holds the keys or the file any more"
    );
    for name in [
        "session",
        "settings",
        "users",
        "claim_facets",
        "print_runs",
        "undo",
    ] {
        assert_eq!(bed.refused(name, json!({})).code, Code::Locked, "{name}");
    }
    let told = format!("{:?}", bed.props.told.lock().unwrap());
    assert!(
        told.contains("Locked at") && told.contains("went to sleep"),
        "{told}"
    );
    assert!(text(&card(&bed)["locked_says"]).contains("went to sleep"));
    assert_eq!(bed.ask("start", json!({}))["session"], Value::Null);

    bed.unlock(PASSWORD).unwrap();
    assert_eq!(card(&bed)["locked_says"], "");
    assert_eq!(
        bed.ask("draft", json!({ "form": "note" }))["text"],
        "Half a sen"
    );
    let print = json!({ "preview": preview["id"], "token": token, "printer": "" });
    assert_eq!(bed.refused("print_forms", print).code, Code::NotFound);
    let page = json!({ "preview": preview["id"], "page": 0, "dpi": 50 });
    assert_eq!(bed.refused("preview_page", page).code, Code::NotFound);
    bed.ask("save_draft", json!({ "form": "note", "text": "" }));
    assert_eq!(
        bed.ask("draft", json!({ "form": "note" }))["text"],
        Value::Null
    );
    // Nobody is idle a moment after a question.
    bed.bench.lock_when_idle();
    bed.ask("session", json!({}));
}

#[test]
fn a_second_practice_on_the_computer_shuts_the_first() {
    let bed = bed();
    let first = bed.folder.clone();
    bed.ask(
        "save_draft",
        json!({ "form": "note", "text": "of the first" }),
    );
    bed.ask("create_practice", new_practice("Second Practice"));
    let session = bed.ask("session", json!({}));
    assert_eq!(
        (&session["practice"], &session["kit_due"]),
        (&json!("Second Practice"), &json!(true))
    );
    assert_ne!(session["folder"], *first);
    assert_eq!(
        bed.ask("start", json!({}))["practices"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(bed.ask("session", json!({}))["folder"], *first);
    assert_eq!(bed.logged("lock"), 1, "leaving the first one is on its log");
}

#[test]
fn a_damaged_file_of_keys_is_opened_from_its_copy() {
    let mut bed = bed();
    bed.add_user("Ana Reyes", "biller", "seven green lanterns at dusk");
    bed.ask("lock", json!({}));
    let path = bed.practice_folder().join("keyslots.json");
    let whole = fs::read(&path).unwrap();
    let owner = |bytes: &[u8]| {
        String::from_utf8(bytes.to_vec())
            .unwrap()
            .replacen(crate::bed::OWNER, "Wanda Pryor", 1)
    };
    for (what, bytes) in [
        ("cut", whole[..whole.len() / 2].to_vec()),
        ("empty", Vec::new()),
        ("nonsense", b"{}".to_vec()),
        ("changed by hand", owner(&whole).into_bytes()),
    ] {
        fs::write(&path, &bytes).unwrap();
        bed.restart();
        assert!(
            bed.unlock(PASSWORD).is_ok(),
            "{what}: {:?}",
            bed.unlock(PASSWORD)
        );
        assert_eq!(
            bed.ask("session", json!({}))["user"],
            crate::bed::OWNER,
            "{what}"
        );
        bed.ask("lock", json!({}));
    }
    // The next change writes the file and its copy whole.
    fs::write(&path, b"{}").unwrap();
    let copy = fs::read(path.with_extension("json.bak")).unwrap();
    bed.reopen();
    bed.add_user("Flo Desk", "front_desk", "seven green lanterns at dusk");
    let after = fs::read(path.with_extension("json.bak")).unwrap();
    assert!(after != copy && after == fs::read(&path).unwrap());
    bed.reopen();
    // With neither, it is damaged, and no first run.
    bed.ask("lock", json!({}));
    fs::write(&path, b"{}").unwrap();
    fs::write(path.with_extension("json.bak"), b"{}").unwrap();
    assert_eq!(bed.unlock(PASSWORD).unwrap_err().code, Code::Shut);
    fs::write(&path, whole).unwrap();
    bed.unlock(PASSWORD).unwrap();
}

#[test]
fn nobody_at_the_keyboard_locks_after_the_minutes_of_the_practice_and_a_key_begins_them_anew() {
    use std::sync::atomic::Ordering;
    let bed = bed();
    let mut settings = bed.ask("settings", json!({}));
    settings["idle_minutes"] = json!(5);
    bed.ask("save_settings", settings);
    let later = |ms: i64| {
        bed.props.later.fetch_add(ms, Ordering::Relaxed);
        bed.bench.lock_when_idle();
    };
    let is_open = || bed.bench.opened().is_ok();
    later(4 * 60_000);
    assert!(is_open(), "one minute is left");
    bed.ask("active", json!({}));
    later(4 * 60_000);
    assert!(is_open(), "the minutes began anew");
    later(60_000);
    assert!(!is_open());
    let says = text(&card(&bed)["locked_says"]);
    assert!(says.contains("after 5 minutes without a key"), "{says}");
}
