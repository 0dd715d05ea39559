//! The people of a practice: their passwords, their roles, who was here, and who left.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use workbench::Code;

use crate::bed::{Bed, OWNER, PASSWORD, bed, contents, file_of, plain_claim, text};

const ANAS: &str = "seven green lanterns at dusk";
const NEW: &str = "nine grey herons by the weir";

fn user(bed: &Bed, name: &str) -> Value {
    let users = bed.ask("users", json!({}));
    let users = users["users"].as_array().unwrap();
    users
        .iter()
        .find(|user| user["name"] == name)
        .unwrap()
        .clone()
}

fn shown_at_the_lock(bed: &Bed) -> Vec<String> {
    let start = bed.ask("start", json!({}));
    let users = start["practices"][0]["users"].as_array().unwrap();
    users.iter().map(|user| text(&user["name"])).collect()
}

#[test]
fn whoever_knows_the_old_password_sets_a_new_one() {
    let bed = bed();
    let ask = |old: &str, new: &str| json!({ "old": old, "password": new });
    let wrong = bed.refused("change_password", ask(ANAS, NEW));
    assert_eq!(wrong.field.as_deref(), Some("old"), "{wrong:?}");
    let short = bed.refused("change_password", ask(PASSWORD, "short"));
    assert_eq!(short.field.as_deref(), Some("password"), "{short:?}");
    let named = bed.refused("change_password", ask(PASSWORD, "Quillfern2026!"));
    assert_eq!(named.field.as_deref(), Some("password"), "{named:?}");
    bed.ask("change_password", ask(PASSWORD, NEW));
    assert_eq!(bed.logged("change_password"), 1);
    assert_eq!(bed.logged("password_wrong"), 1);
    bed.ask("lock", json!({}));
    assert_eq!(bed.unlock(PASSWORD).unwrap_err().code, Code::Shut);
    bed.unlock(NEW).unwrap();
    // No copy of the file of keys opens with the old one either.
    bed.ask("lock", json!({}));
    fs::write(bed.practice_folder().join("keyslots.json"), b"{}").unwrap();
    assert_eq!(bed.unlock(PASSWORD).unwrap_err().code, Code::Shut);
    bed.unlock(NEW).unwrap();
    bed.holds();
}

#[test]
fn guesses_at_the_old_password_are_counted_as_at_the_lock_screen() {
    let bed = bed();
    for _ in 0..5 {
        let problem = bed.refused("change_password", json!({ "old": ANAS, "password": NEW }));
        assert_eq!(problem.field.as_deref(), Some("old"));
    }
    let held = bed.refused(
        "change_password",
        json!({ "old": PASSWORD, "password": NEW }),
    );
    assert_eq!(held.code, Code::Wait, "{held:?}");
}

#[test]
fn two_people_on_one_computer_each_sign_in_with_their_own_password() {
    let mut bed = bed();
    bed.import(&[&bed.put("one.837", file_of(&[plain_claim()]))]);
    let ana = bed.add_user("Ana Reyes", "biller", ANAS);
    assert_eq!(user(&bed, "Ana Reyes")["seen_at"], 0);
    bed.restart();
    let session = bed.unlock_as(&ana, ANAS).unwrap();
    assert_eq!(
        (&session["user"], &session["role"]),
        (&json!("Ana Reyes"), &json!("biller"))
    );
    assert_eq!(bed.claims().len(), 1);
    bed.ask("save_draft", json!({ "form": "note", "text": "Ana's" }));
    bed.ask("lock", json!({}));
    assert!(bed.unlock_as(&ana, PASSWORD).is_err());
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(
        bed.ask("draft", json!({ "form": "note" }))["text"],
        Value::Null
    );
    // Who was here last, when and where.
    let seen = user(&bed, "Ana Reyes");
    assert!(seen["seen_at"].as_i64().unwrap() > 0 && text(&seen["seen"]).contains('/'));
    assert_eq!(text(&seen["device"]), platform::machine::name());
    assert_eq!(user(&bed, OWNER)["me"], true);
    let signed: Vec<_> = bed
        .log()
        .into_iter()
        .filter(|event| event.did == "sign_in")
        .collect();
    assert!(signed.iter().any(|event| event.who == ana));
    assert!(
        signed
            .iter()
            .all(|event| event.detail["device"] == platform::machine::name())
    );
}

#[test]
fn a_forgotten_password_is_set_anew_by_the_owner_and_the_tries_are_forgiven() {
    let bed = bed();
    let ana = bed.add_user("Ana Reyes", "biller", ANAS);
    bed.ask("lock", json!({}));
    for _ in 0..5 {
        bed.unlock_as(&ana, "whatever it may have been")
            .unwrap_err();
    }
    assert_eq!(bed.unlock_as(&ana, ANAS).unwrap_err().code, Code::Wait);
    bed.unlock(PASSWORD).unwrap();
    let short = bed.refused("reset_password", json!({ "user_id": ana, "password": "x" }));
    assert_eq!(short.field.as_deref(), Some("password"));
    bed.ask("reset_password", json!({ "user_id": ana, "password": NEW }));
    bed.ask("lock", json!({}));
    assert_eq!(bed.unlock_as(&ana, ANAS).unwrap_err().code, Code::Shut);
    let session = bed.unlock_as(&ana, NEW).unwrap();
    assert_eq!(session["user_id"], *ana);
    // A biller resets nobody.
    let refused = bed.refused(
        "reset_password",
        json!({ "user_id": bed.user, "password": NEW }),
    );
    assert_eq!(refused.code, Code::Refused);
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(bed.logged("reset_password"), 1);
}

#[test]
fn a_role_changes_from_the_next_sign_in_and_owners_are_changed_by_owners_only() {
    let bed = bed();
    let ana = bed.add_user("Ana Reyes", "biller", ANAS);
    let pat = bed.add_user("Pat Moss", "practice_admin", NEW);
    let role = |id: &str, role: &str| json!({ "user_id": id, "role": role });
    let last = bed.refused("change_role", role(&bed.user, "biller"));
    assert!(last.says.contains("needs an owner"), "{last:?}");
    bed.ask("change_role", role(&ana, "front_desk"));
    assert_eq!(user(&bed, "Ana Reyes")["role_name"], "front_desk");

    bed.unlock_as(&pat, NEW).unwrap();
    for ask in [
        ("change_role", role(&bed.user, "biller")),
        (
            "reset_password",
            json!({ "user_id": bed.user, "password": ANAS }),
        ),
        (
            "disable_user",
            json!({ "user_id": bed.user, "password": NEW }),
        ),
    ] {
        let refused = bed.refused(ask.0, ask.1);
        assert_eq!(refused.code, Code::Refused, "{}: {refused:?}", ask.0);
    }
    let made = bed.refused("change_role", role(&ana, "owner"));
    assert_eq!(made.field.as_deref(), Some("role"));
    let session = bed.unlock_as(&ana, ANAS).unwrap();
    assert_eq!(session["role"], "front_desk");
    assert!(
        !session["rights"]
            .as_array()
            .unwrap()
            .contains(&json!("import_claims"))
    );

    // The role in the database holds, not the one in a file of keys that is put back.
    bed.unlock(PASSWORD).unwrap();
    bed.ask("change_role", role(&ana, "owner"));
    let as_owner = fs::read(bed.practice_folder().join("keyslots.json")).unwrap();
    bed.ask("change_role", role(&ana, "auditor"));
    bed.ask("lock", json!({}));
    fs::write(bed.practice_folder().join("keyslots.json"), as_owner).unwrap();
    let session = bed.unlock_as(&ana, ANAS).unwrap();
    assert_eq!(session["role"], "auditor");
    // And that it was put back is noticed, once, and on the log.
    assert!(text(&session["notes"][0]).contains("older"), "{session}");
    let session = bed.unlock(PASSWORD).unwrap();
    assert_eq!(session["notes"], json!([]));
    assert_eq!(bed.logged("older_file_of_keys"), 1);
}

#[test]
fn who_leaves_is_out_and_the_database_has_another_key_that_everybody_else_opens() {
    let mut bed = bed();
    bed.import(&[&bed.put("one.837", file_of(&[plain_claim()]))]);
    let ana = bed.add_user("Ana Reyes", "biller", ANAS);
    let flo = bed.add_user("Flo Desk", "front_desk", NEW);
    let (digests, events) = (bed.digests(), bed.log().len());
    let before = bed.desk("before");
    crate::bed::copy_folder(&bed.practice_folder(), &before);
    let salt = vault::rekey::salt(&bed.practice_folder().join("practice.db")).unwrap();

    let wrong = bed.refused("disable_user", json!({ "user_id": ana, "password": ANAS }));
    assert_eq!(wrong.field.as_deref(), Some("password"));
    let last = bed.refused(
        "disable_user",
        json!({ "user_id": bed.user, "password": PASSWORD }),
    );
    assert!(last.says.contains("last owner"), "{last:?}");
    let changed = bed.ask(
        "disable_user",
        json!({ "user_id": ana, "password": PASSWORD }),
    );
    assert!(!changed["touched"].as_array().unwrap().is_empty());
    assert_eq!(user(&bed, "Ana Reyes")["state"], "left");

    // Still signed in, with everything there, under another key.
    assert_eq!(bed.ask("session", json!({}))["user"], OWNER);
    let of = |all: &[(&'static str, String)]| {
        all.iter()
            .filter(|(kind, _)| *kind != "user")
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(of(&bed.digests()), of(&digests));
    assert!(bed.log().len() > events && bed.logged("disable_user") == 1);
    assert_eq!(bed.logged("key_change"), 1);
    let now = vault::rekey::salt(&bed.practice_folder().join("practice.db")).unwrap();
    assert_ne!(now, salt);
    bed.holds();
    bed.restart();
    assert_eq!(shown_at_the_lock(&bed), [OWNER, "Flo Desk"]);
    assert_eq!(bed.unlock_as(&ana, ANAS).unwrap_err().code, Code::Shut);
    bed.unlock_as(&flo, NEW).unwrap();
    bed.unlock(PASSWORD).unwrap();

    // The old file of keys, put back, opens nothing of it.
    bed.ask("lock", json!({}));
    let slots = bed.practice_folder().join("keyslots.json");
    let kept = fs::read(&slots).unwrap();
    fs::write(&slots, fs::read(before.join("keyslots.json")).unwrap()).unwrap();
    let problem = bed.unlock_as(&ana, ANAS).unwrap_err();
    assert!(problem.says.contains("old copy"), "{problem:?}");
    fs::write(&slots, kept).unwrap();
    bed.unlock(PASSWORD).unwrap();

    // Who comes back gets a new password under the same name.
    bed.ask(
        "reset_password",
        json!({ "user_id": ana, "password": ANAS }),
    );
    assert_eq!(bed.unlock_as(&ana, ANAS).unwrap()["user_id"], *ana);
    bed.reopen();
    bed.holds();
}

/// Copies a folder as it lies on the disk, by another program: closing a file of the database here
/// would let go of the holds on it.
fn snapshot(from: &Path, to: &Path) {
    let done = Command::new("cp")
        .arg("-r")
        .args([from, to])
        .status()
        .unwrap();
    assert!(done.success());
}

#[test]
fn a_change_of_key_that_is_killed_anywhere_is_finished_or_begun_anew() {
    let mut bed = bed();
    bed.import(&[&bed.put("one.837", file_of(&[plain_claim()]))]);
    let ana = bed.add_user("Ana Reyes", "biller", ANAS);
    let flo = bed.add_user("Flo Desk", "front_desk", NEW);
    let claims = bed.claim_ids();
    let data = bed.root.path().join("data");
    let stages: Arc<Mutex<Vec<PathBuf>>> = Arc::default();
    let (seen, from, desk) = (stages.clone(), data.clone(), bed.desk(""));
    *bed.props.on_progress.lock().unwrap() = Some(Box::new(move |job| {
        if job == "key_change" {
            let mut seen = seen.lock().unwrap();
            let to = desk.join(format!("killed-{}", seen.len()));
            snapshot(&from, &to);
            seen.push(to);
        }
    }));
    bed.ask(
        "disable_user",
        json!({ "user_id": ana, "password": PASSWORD }),
    );
    *bed.props.on_progress.lock().unwrap() = None;
    let stages = stages.lock().unwrap().clone();
    assert_eq!(stages.len(), 5);
    bed.ask("lock", json!({}));
    let mut salts = std::collections::BTreeSet::new();
    for (n, killed) in stages.iter().enumerate() {
        bed.restart();
        fs::rename(&data, bed.desk(&format!("good-{n}"))).unwrap();
        snapshot(killed, &data);
        bed.restart();
        // Whoever left is out at once, whatever became of the key.
        assert_eq!(shown_at_the_lock(&bed), [OWNER, "Flo Desk"], "stage {n}");
        assert!(bed.unlock_as(&ana, ANAS).is_err(), "stage {n}");
        bed.unlock_as(&flo, NEW)
            .unwrap_or_else(|problem| panic!("stage {n}: {problem:?}"));
        bed.unlock(PASSWORD)
            .unwrap_or_else(|problem| panic!("stage {n}: {problem:?}"));
        assert_eq!(bed.claim_ids(), claims, "stage {n}");
        assert_eq!(bed.logged("disable_user"), 1, "stage {n}");
        bed.holds();
        salts.insert(vault::rekey::salt(&bed.practice_folder().join("practice.db")).unwrap());
        assert!(
            !bed.practice_folder().join("keychange.json").exists(),
            "stage {n}"
        );
    }
    // The first three began anew with keys of their own, the last two were finished with the same.
    assert_eq!(salts.len(), 4);
}

#[test]
fn a_lock_that_is_asked_for_while_the_key_changes_is_kept() {
    let bed = bed();
    let ana = bed.add_user("Ana Reyes", "biller", ANAS);
    let bench = Arc::downgrade(&bed.bench);
    *bed.props.on_progress.lock().unwrap() = Some(Box::new(move |job| {
        if job == "key_change"
            && let Some(bench) = bench.upgrade()
        {
            bench.lock_because("when the computer went to sleep");
        }
    }));
    let ask = json!({ "user_id": ana, "password": PASSWORD });
    assert_eq!(bed.refused("disable_user", ask).code, Code::Locked);
    *bed.props.on_progress.lock().unwrap() = None;
    assert_eq!(bed.refused("users", json!({})).code, Code::Locked);
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(user(&bed, "Ana Reyes")["state"], "left");
}

#[test]
fn a_change_of_key_that_cannot_happen_now_is_put_off_and_said() {
    let mut bed = bed();
    let ana = bed.add_user("Ana Reyes", "biller", ANAS);
    let path = bed.practice_folder().join("practice.db");
    let before = vault::rekey::salt(&path).unwrap();
    // A folder that stands where the journal goes: nothing can be written there.
    fs::create_dir(bed.practice_folder().join("keychange.json")).unwrap();
    bed.ask(
        "disable_user",
        json!({ "user_id": ana, "password": PASSWORD }),
    );
    assert_eq!(user(&bed, "Ana Reyes")["state"], "left");
    let session = bed.ask("session", json!({}));
    assert!(
        text(&session["notes"][0]).contains("tried again"),
        "{session}"
    );
    assert_eq!(bed.logged("key_change_put_off"), 1);
    assert_eq!(vault::rekey::salt(&path).unwrap(), before);
    fs::remove_dir(bed.practice_folder().join("keychange.json")).unwrap();
    bed.reopen();
    assert_ne!(vault::rekey::salt(&path).unwrap(), before);
    assert_eq!(bed.ask("session", json!({}))["notes"], json!([]));
    bed.holds();
}

#[test]
fn a_password_that_was_given_is_changed_by_its_person_before_anything_else() {
    let mut bed = bed();
    bed.import(&[&bed.put("one.837", file_of(&[plain_claim()]))]);
    let ask = json!({ "name": "Ana Reyes", "role": "biller", "password": ANAS });
    bed.ask("add_user", ask);
    let ana = text(&user(&bed, "Ana Reyes")["id"]);
    let gives = |bed: &Bed, password: &str, new: &str| {
        assert_eq!(bed.unlock_as(&ana, password).unwrap()["password_due"], true);
        let refused = bed.refused("claim_facets", json!({}));
        assert!(refused.says.contains("Change your password"), "{refused:?}");
        bed.ask(
            "change_password",
            json!({ "old": password, "password": new }),
        );
        assert_eq!(bed.ask("session", json!({}))["password_due"], false);
        bed.ask("claim_facets", json!({}));
    };
    gives(&bed, ANAS, NEW);
    bed.restart();
    assert_eq!(bed.unlock_as(&ana, NEW).unwrap()["password_due"], false);
    // A reset one is given as well.
    bed.unlock(PASSWORD).unwrap();
    bed.ask(
        "reset_password",
        json!({ "user_id": ana, "password": ANAS }),
    );
    gives(&bed, ANAS, NEW);
    bed.unlock(PASSWORD).unwrap();
    bed.holds();
}

#[test]
fn the_command_line_says_that_a_given_password_is_to_be_changed_and_changes_it() {
    let Some(cli) = std::env::var_os("CLAIMBENCH_CLI")
        .map(PathBuf::from)
        .or_else(|| {
            let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/debug/claimbench-cli");
            built.is_file().then_some(built)
        })
    else {
        println!("skipped: claimbench-cli is not built");
        return;
    };
    let bed = bed();
    let ask = json!({ "name": "Ana Reyes", "role": "biller", "password": ANAS });
    bed.ask("add_user", ask);
    bed.ask("lock", json!({}));
    for (name, password) in [("given", ANAS), ("own", NEW)] {
        fs::write(bed.root.path().join("keys").join(name), password).unwrap();
    }
    let run = |password: &str, words: &[&str]| {
        let keys = bed.root.path().join("keys");
        let done = Command::new(&cli)
            .arg("--data")
            .arg(bed.root.path().join("data"))
            .arg("--password-file")
            .arg(keys.join(password))
            .arg("--device-secret-file")
            .arg(bed.secret())
            .args(["--as", "Ana Reyes"])
            .args(words)
            .current_dir(&keys)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        (done.status.code(), said)
    };
    let (code, said) = run("given", &["claims"]);
    assert!(
        code == Some(1) && said.contains("claimbench-cli password"),
        "{said}"
    );
    assert_eq!(
        run("given", &["password", "--new-password-file", "own"]).0,
        Some(0)
    );
    assert_eq!(run("own", &["claims"]).0, Some(0));
    assert_eq!(run("given", &["claims"]).0, Some(3));
}

#[test]
fn many_records_leave_only_after_the_password_was_typed_lately() {
    use std::sync::atomic::Ordering;
    let bed = bed();
    let mut claims = Vec::new();
    for round in 0..2 {
        for mut claim in contents() {
            claim.number = format!("{}R{round}", claim.number);
            claims.push(claim);
        }
    }
    bed.import(&[&bed.put("many.837", file_of(&claims))]);
    let ids = bed.claim_ids();
    let export = |ids: &[String]| {
        json!({
            "job": "x", "token": bed.token(&bed.desk("list.csv")), "columns": [],
            "of": { "list": "claims", "ids": ids },
        })
    };
    let audit = || json!({ "token": bed.token(&bed.desk("log.jsonl")) });
    bed.ask("export_list", export(&ids));
    bed.props.later.fetch_add(11 * 60_000, Ordering::Relaxed);
    // A handful needs nothing; many do, and so does the log, and so do people.
    bed.ask("export_list", export(&ids[..50]));
    let preview = bed.preview(&ids, true);
    let print =
        json!({ "preview": preview["id"], "token": bed.token(&bed.desk("a.pdf")), "printer": "" });
    let add = json!({ "name": "Ana Reyes", "role": "biller", "password": ANAS });
    for (name, ask) in [
        ("export_list", export(&ids)),
        ("print_forms", print.clone()),
        ("export_audit", audit()),
        ("add_user", add),
    ] {
        assert_eq!(bed.refused(name, ask).code, Code::Prove, "{name}");
    }
    let wrong = bed.refused("confirm_password", json!({ "password": ANAS }));
    assert_eq!(wrong.field.as_deref(), Some("password"), "{wrong:?}");
    assert_eq!(bed.refused("export_audit", audit()).code, Code::Prove);
    bed.ask("confirm_password", json!({ "password": PASSWORD }));
    bed.ask("export_list", export(&ids));
    bed.ask("print_forms", print);
    bed.ask("export_audit", audit());
    assert_eq!(bed.logged("confirm_password"), 1);
}
