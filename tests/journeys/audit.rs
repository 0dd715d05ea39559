//! The audit log: who saw, searched, printed, brought in, took back, was refused; without patient data.

use serde_json::{Value, json};

use crate::bed::{PASSWORD, bed, contents, file_of, text};

#[test]
fn everything_that_somebody_does_makes_its_event() {
    let bed = bed();
    assert_eq!(
        (bed.logged("create_practice"), bed.logged("check_kit")),
        (1, 1)
    );
    bed.import(&[&bed.put("all.837", file_of(&contents()))]);
    let ids = bed.claim_ids();
    let patient = bed.patients()[0].clone();
    // A walk through the day: what is asked, and the one event that it must make.
    let person = bed.ask("patient", json!({ "id": patient["id"] }));
    let coder = bed.add_user("Cleo Coder", "coder", "seven green lanterns at dusk");
    let preview = bed.preview(&ids[..2], false);
    let print =
        json!({ "preview": preview["id"], "token": bed.token(&bed.desk("a.pdf")), "printer": "" });
    let mut settings = bed.ask("settings", json!({}));
    settings["idle_minutes"] = json!(5);
    let mut changed = person["person"].clone();
    changed["phone"] = json!("7405550123");
    let change = json!({ "id": patient["id"], "version": person["version"], "person": changed });
    let steps: [(&str, Value, &str); 9] = [
        ("claim", json!({ "id": ids[0] }), "view_claim"),
        ("print_forms", print, "print_forms"),
        (
            "hold_claims",
            json!({ "ids": ids[..3], "reason": "later" }),
            "hold_claims",
        ),
        ("undo", json!({}), "undo"),
        ("redo", json!({}), "redo"),
        (
            "add_note",
            json!({ "ids": ids[..1], "text": "called" }),
            "add_note",
        ),
        ("save_patient", change, "save_patient"),
        ("save_settings", settings, "save_settings"),
        (
            "back_up",
            json!({ "token": bed.token(&bed.desk("a.backup")) }),
            "back_up",
        ),
    ];
    for (name, ask, did) in steps {
        let before = bed.log().len();
        bed.ask(name, ask);
        let log = bed.log();
        assert_eq!(log.len(), before + 1, "{name} makes one event");
        let event = &log[before];
        assert_eq!(
            (event.did.as_str(), event.who.as_str()),
            (did, bed.user.as_str())
        );
        assert!(
            event.at <= bed.bench.now() && bed.bench.now() - event.at < 60_000,
            "{event:?}"
        );
    }
    let log = bed.log();
    let of = |did: &str| log.iter().find(|event| event.did == did).unwrap();
    assert_eq!(of("view_claim").about, [ids[0].clone()]);
    assert_eq!(of("print_forms").about.len(), 2);
    assert_eq!(of("save_patient").detail["fields"], "phone");
    assert_eq!(of("import_claims").detail["created"], "54");

    bed.unlock_as(&coder, "seven green lanterns at dusk")
        .unwrap();
    assert_eq!(
        bed.log()
            .last()
            .map(|event| (event.did.clone(), event.who.clone())),
        Some(("sign_in".into(), coder))
    );
    assert_eq!(bed.logged("lock"), 1, "who was signed in before was locked");
    bed.refused("read_files", json!({ "job": "r", "tokens": [] }));
    assert_eq!(bed.log().last().unwrap().did, "refused");
    bed.ask("lock", json!({}));
    bed.unlock(PASSWORD).unwrap();
    let did: Vec<String> = bed
        .log()
        .iter()
        .rev()
        .take(2)
        .map(|event| event.did.clone())
        .collect();
    assert_eq!(did, ["sign_in", "lock"]);

    // No event holds a name, a date of birth or a number of a patient.
    let all = serde_json::to_string(&bed.log()).unwrap();
    for claim in contents() {
        for said in [
            &claim.patient.name.last,
            &claim.coverage.insured.id,
            &"7405550123".to_owned(),
        ] {
            assert!(
                said.len() < 4 || !all.contains(said.as_str()),
                "{said} is on the audit log"
            );
        }
    }
    bed.holds();
}

#[test]
fn one_look_at_a_record_is_one_event() {
    let bed = bed();
    bed.import(&[&bed.put("all.837", file_of(&contents()))]);
    let (ids, patients) = (bed.claim_ids(), bed.patients());
    for _ in 0..3 {
        bed.ask("claim", json!({ "id": ids[0] }));
        bed.ask("claim", json!({ "id": ids[1] }));
        bed.ask("patient", json!({ "id": patients[0]["id"] }));
    }
    assert_eq!(
        (bed.logged("view_claim"), bed.logged("view_patient")),
        (2, 1)
    );
    // Somebody else's look, or a later session's, is another.
    bed.unlock(PASSWORD).unwrap();
    bed.ask("claim", json!({ "id": ids[0] }));
    assert_eq!(bed.logged("view_claim"), 3);
}

#[test]
fn a_search_is_one_event_when_it_has_settled_and_holds_no_words() {
    let bed = bed();
    bed.import(&[&bed.put("all.837", file_of(&contents()))]);
    let name = contents()[0].patient.name.last.clone();
    for end in 1..=name.chars().count() {
        let typed: String = name.chars().take(end).collect();
        bed.ask("find", json!({ "text": typed }));
    }
    assert_eq!(bed.logged("search"), 0, "it is still being typed");
    let hits = bed.ask("find", json!({ "text": name }))["hits"].clone();
    bed.ask("patient", json!({ "id": hits[0]["id"] }));
    let log = bed.log();
    let search = log.iter().find(|event| event.did == "search").unwrap();
    assert!(search.about.contains(&text(&hits[0]["id"])));
    assert_eq!(
        search.detail["shown"],
        hits.as_array().unwrap().len().to_string()
    );
    assert!(
        !format!("{search:?}")
            .to_lowercase()
            .contains(&name.to_lowercase())
    );
    // Another search, left by the lock.
    bed.ask("find", json!({ "text": "somebody else" }));
    bed.ask("lock", json!({}));
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(bed.logged("search"), 2);
    // One that another follows has settled: the shell has it written when it looks next.
    bed.ask("find", json!({ "text": "ortega" }));
    bed.ask("find", json!({ "text": "voss" }));
    bed.bench.lock_when_idle();
    assert!(3 <= bed.logged("search"));
    bed.ask("lock", json!({}));
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(bed.logged("search"), 4);
    bed.holds();
}
