//! The audit log as a privacy officer reads it: whose look, before and after, what stands out, what
//! was refused; on paper, and as a file that a stranger checks.

use serde_json::{Value, json};

use crate::bed::{Bed, OWNER, bed, contents, file_of, no_filter, text};
use crate::print_jobs::with_printer;

fn filter(more: Value) -> Value {
    let mut filter =
        json!({ "who": "", "kinds": [], "patient": "", "from": "", "to": "", "text": "" });
    for (name, value) in more.as_object().unwrap() {
        filter[name] = value.clone();
    }
    filter
}

fn events(bed: &Bed, more: Value) -> Value {
    bed.ask(
        "audit_events",
        json!({ "filter": filter(more), "from": 0, "count": 500 }),
    )
}

fn whats(page: &Value) -> Vec<String> {
    page["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| text(&row["what"]))
        .collect()
}

fn filled() -> Bed {
    let bed = bed();
    bed.import(&[&bed.put("all.837", file_of(&contents()))]);
    bed
}

#[test]
fn who_looked_at_a_patient_stands_there_with_the_claims_and_nobody_else() {
    let bed = filled();
    let patients = bed.patients();
    let claim = bed.claims()[0].clone();
    let whose = text(&bed.ask("claim", json!({ "id": claim["id"] }))["patient_id"]);
    let other = patients
        .iter()
        .find(|patient| patient["id"] != whose.as_str())
        .unwrap();
    bed.ask("patient", json!({ "id": other["id"] }));
    bed.ask("patient", json!({ "id": whose }));
    let page = events(&bed, json!({ "patient": whose, "kinds": ["look"] }));
    assert_eq!(whats(&page), ["Looked at the chart", "Looked at the claim"]);
    assert_eq!(page["total"], 2);
    assert!(
        page["rows"]
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["who"] == OWNER)
    );
    assert_eq!(
        page["patient"],
        patients.iter().find(|p| p["id"] == whose.as_str()).unwrap()["name"]
    );
    // Reading the log is on the log.
    assert_eq!(bed.logged("read_audit"), 1);
}

#[test]
fn a_change_shows_each_field_before_and_after_and_the_log_holds_neither() {
    let bed = filled();
    let id = text(&bed.patients()[0]["id"]);
    let before = bed.ask("patient", json!({ "id": id }));
    let mut person = before["person"].clone();
    person["phone"] = json!("7405550123");
    person["last"] = json!("Quentinsson");
    bed.ask(
        "save_patient",
        json!({ "id": id, "version": before["version"], "person": person }),
    );
    let page = events(&bed, json!({ "patient": id, "kinds": ["change"] }));
    let changed = page["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["what"] == "Changed the patient")
        .unwrap();
    let opened = bed.ask("audit_event", json!({ "n": changed["n"] }));
    let fields = opened["changes"][0]["fields"].as_array().unwrap();
    let of = |name: &str| fields.iter().find(|field| field["name"] == name).unwrap();
    assert_eq!(of("Last name")["before"], before["person"]["last"]);
    assert_eq!(of("Last name")["after"], "Quentinsson");
    assert_eq!(of("Telephone")["after"], "7405550123");
    assert_eq!(fields.len(), 2, "nothing else differs: {fields:?}");
    let log = serde_json::to_string(&bed.log()).unwrap();
    assert!(!log.contains("Quentinsson") && !log.contains("7405550123"));

    // Taking it back is a change too, the other way round.
    bed.ask("undo", json!({}));
    let n = events(&bed, json!({ "text": "took back" }))["rows"][0]["n"].clone();
    let undone = bed.ask("audit_event", json!({ "n": n }));
    let fields = undone["changes"][0]["fields"].as_array().unwrap();
    let last = fields
        .iter()
        .find(|field| field["name"] == "Last name")
        .unwrap();
    assert_eq!(
        (&last["before"], &last["after"]),
        (&json!("Quentinsson"), &before["person"]["last"])
    );
    bed.holds();
}

#[test]
fn one_persons_day_and_what_was_refused_are_lists_and_only_some_roles_read_them() {
    let bed = filled();
    let coder = bed.add_user("Cleo Coder", "coder", "seven green lanterns at dusk");
    bed.refused(
        "unlock",
        json!({ "folder": bed.folder, "user_id": coder, "password": "not this one at all" }),
    );
    bed.unlock_as(&coder, "seven green lanterns at dusk")
        .unwrap();
    bed.refused("read_files", json!({ "job": "r", "tokens": [] }));
    let refused = bed.refused(
        "audit_events",
        json!({ "filter": filter(json!({})), "from": 0, "count": 10 }),
    );
    assert!(refused.says.contains("cannot"), "{}", refused.says);
    bed.unlock(crate::bed::PASSWORD).unwrap();
    let page = events(&bed, json!({ "kinds": ["refused"] }));
    assert_eq!(
        whats(&page),
        ["Was refused", "Was refused", "Sign-in failed"]
    );
    let today = text(&bed.ask("session", json!({}))["today"]);
    let hers = events(&bed, json!({ "who": coder, "from": today, "to": today }));
    assert!(whats(&hers).contains(&"Signed in".to_owned()));
    assert!(
        hers["rows"]
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["who"] == "Cleo Coder")
    );
    assert_eq!(
        events(&bed, json!({ "who": coder, "to": "2020-01-01" }))["total"],
        0
    );
}

#[test]
fn seeded_looks_stand_out_in_the_list() {
    let bed = filled();
    let patient = bed.patients()[0].clone();
    let shown = text(&patient["name"]);
    let (last, first) = shown.split_once(", ").unwrap();
    let first = first.split(' ').next().unwrap();
    // A colleague with the patient's very name, and somebody with the last name alone.
    bed.add_user(
        &format!("{first} {last}"),
        "coder",
        "seven green lanterns at dusk",
    );
    let cousin = bed.add_user(
        &format!("Zed {last}"),
        "biller",
        "seven green lanterns at dawn",
    );
    bed.ask("patient", json!({ "id": patient["id"] }));
    bed.unlock_as(&cousin, "seven green lanterns at dawn")
        .unwrap();
    bed.ask("patient", json!({ "id": patient["id"] }));
    bed.unlock(crate::bed::PASSWORD).unwrap();
    let today = text(&bed.ask("session", json!({}))["today"]);
    let mut usual = bed.ask("usual", json!({}));
    usual["patients_an_hour"] = json!(2);
    bed.ask("save_usual", usual);
    for other in &bed.patients()[1..3] {
        bed.ask("patient", json!({ "id": other["id"] }));
    }
    let rows = bed.ask("audit_noticed", json!({ "from": today, "to": today }))["rows"].clone();
    let has = |why: &str, who: &str| {
        rows.as_array()
            .unwrap()
            .iter()
            .any(|row| row["why"] == why && row["who"] == who)
    };
    assert!(has("own_name", &format!("Zed {last}")), "{rows}");
    assert!(has("co_worker", OWNER), "{rows}");
    assert!(has("many_patients", OWNER), "{rows}");
    assert!(
        !has("own_name", OWNER) && !has("many_patients", &format!("Zed {last}")),
        "{rows}"
    );
}

#[test]
fn the_whole_log_leaves_as_a_file_that_a_stranger_checks_and_a_print_is_recorded() {
    let bed = filled();
    bed.ask("patient", json!({ "id": bed.patients()[0]["id"] }));
    let (file, paper) = (bed.desk("log.jsonl"), bed.desk("log.pdf"));
    let saved = bed.ask("export_audit", json!({ "token": bed.token(&file) }));
    let read = || std::io::BufReader::new(std::fs::File::open(&file).unwrap());
    let checked = chain::check(read(), &[]).unwrap();
    assert_eq!(checked.broken, None);
    assert_eq!(json!(checked.walk.events), saved["events"]);
    let print =
        json!({ "filter": filter(json!({ "kinds": ["look"] })), "token": bed.token(&paper) });
    let printed = bed.ask("print_audit", print);
    assert!(std::fs::read(&paper).unwrap().starts_with(b"%PDF"));
    let log = bed.log();
    for (did, answer, path) in [
        ("export_audit", saved, &file),
        ("print_audit", printed, &paper),
    ] {
        use sha2::{Digest, Sha256};
        let event = log.iter().find(|event| event.did == did).unwrap();
        let real = chain::hex(&Sha256::digest(std::fs::read(path).unwrap()));
        assert_eq!(
            (&event.detail["sha256"], &json!(real)),
            (&real, &answer["sha256"])
        );
        assert_eq!(event.detail["events"], answer["events"].to_string());
    }
    // A later export goes on from the earlier one.
    let seals = chain::read_seals(read()).unwrap().unwrap();
    bed.ask("export_audit", json!({ "token": bed.token(&file) }));
    assert_eq!(chain::check(read(), &seals).unwrap().broken, None);
}

#[test]
fn a_list_of_the_log_goes_to_a_printer_as_well() {
    let said_no = "cat > /dev/null; echo 'lp: Error - The printer is on fire.' >&2; exit 1";
    let bed = with_printer(filled(), said_no);
    let looks = filter(json!({ "kinds": ["look"] }));
    let ask = json!({ "filter": looks, "token": "", "printer": "desk" });
    let problem = bed.refused("print_audit", ask.clone());
    assert!(problem.says.contains("on fire"), "{problem:?}");
    assert_eq!(bed.logged("print_audit"), 0, "nothing was printed");
    let neither = json!({ "filter": looks, "token": "", "printer": "" });
    let problem = bed.refused("print_audit", neither);
    assert_eq!(problem.field.as_deref(), Some("printer"));

    let paper = bed.desk("printed.pdf");
    let bed = with_printer(
        bed,
        &format!(
            "cat > '{}'; echo \"request id is $2-7 (0 file(s))\"",
            paper.display()
        ),
    );
    let printed = bed.ask("print_audit", ask);
    assert_eq!(printed["name"], "desk");
    let bytes = std::fs::read(&paper).unwrap();
    assert!(bytes.starts_with(b"%PDF"));
    use sha2::{Digest, Sha256};
    let real = json!(chain::hex(&Sha256::digest(bytes)));
    assert_eq!(printed["sha256"], real);
    let log = bed.log();
    let event = log.iter().find(|event| event.did == "print_audit").unwrap();
    assert_eq!(json!(event.detail["sha256"]), real);
}

#[test]
fn that_saved_files_can_be_read_by_anyone_is_said_once_to_each_person() {
    let bed = bed();
    assert_eq!(
        bed.ask("readable_told", json!({})),
        json!({ "told": false })
    );
    bed.ask("accept_readable", json!({}));
    bed.ask("accept_readable", json!({}));
    assert_eq!(bed.ask("readable_told", json!({})), json!({ "told": true }));
    assert_eq!(bed.logged("told_readable"), 1);
    let coder = bed.add_user("Cleo Coder", "coder", "seven green lanterns at dusk");
    bed.unlock_as(&coder, "seven green lanterns at dusk")
        .unwrap();
    assert_eq!(
        bed.ask("readable_told", json!({})),
        json!({ "told": false })
    );
}

#[test]
fn what_was_done_to_many_claims_at_once_stands_at_each_of_their_patients() {
    let bed = bed();
    let mut claims = Vec::new();
    for round in 0..3 {
        for mut claim in contents() {
            claim.number = format!("{}R{round}", claim.number);
            claims.push(claim);
        }
    }
    bed.import(&[&bed.put("many.837", file_of(&claims))]);
    let ids = bed.claim_ids();
    assert!(100 < ids.len(), "{} claims", ids.len());
    bed.ask("hold_claims", json!({ "ids": ids, "reason": "Wait" }));
    bed.ask("undo", json!({}));
    let preview = bed.preview(&ids, false);
    let printed: Vec<String> = (preview["claims"].as_array().unwrap().iter())
        .map(|row| text(&row["id"]))
        .collect();
    assert!(60 < printed.len(), "{} print", printed.len());
    bed.print(&preview, &bed.desk("many.pdf"));
    let whole = json!({ "filter": no_filter(), "sort": "number", "descending": false, "except": [], "count": ids.len() });
    let export = json!({
        "job": "x", "token": bed.token(&bed.desk("many.csv")), "columns": [],
        "of": { "list": "claims", "ids": [], "whole": whole },
    });
    bed.ask("export_list", export);
    let last = printed.last().unwrap();
    for id in [&ids[0], &ids[75], last] {
        let patient = text(&bed.ask("claim", json!({ "id": id }))["patient_id"]);
        let found = whats(&events(&bed, json!({ "patient": patient })));
        for what in [
            "Held or released claims",
            "Took back",
            "Saved a list as a file",
        ] {
            assert!(found.iter().any(|one| one == what), "{what}: {found:?}");
        }
        if id == last {
            assert!(found.iter().any(|one| one == "Printed forms"), "{found:?}");
        }
    }
    // The event itself names the first of them, and how many there are.
    let held = events(&bed, json!({ "text": "held or released" }))["rows"][0]["n"].clone();
    let opened = bed.ask("audit_event", json!({ "n": held }));
    assert_eq!(opened["about"].as_array().unwrap().len(), 50);
    assert_eq!(opened["about_count"], ids.len());
    bed.holds();
}

#[test]
fn work_on_a_long_log_tells_how_far_it_is_and_stops() {
    let bed = filled();
    // More events than one go of the index, as years of work leave them.
    {
        let open = bed.open();
        let mut db = open.vault.writer();
        let tx = db.transaction().unwrap();
        for n in 0..45_000 {
            let event = vault::audit::Event::new(n, &bed.user, "view_patient");
            vault::audit::append(&tx, &event).unwrap();
        }
        tx.commit().unwrap();
    }
    let asks = |bed: &Bed| {
        let file = |name: &str| bed.token(&bed.desk(name));
        let narrow = filter(json!({ "text": "brought in" }));
        [
            (
                "audit_events",
                json!({ "job": "long", "filter": filter(json!({})), "from": 0, "count": 1 }),
            ),
            ("verify_audit", json!({ "job": "long" })),
            (
                "export_audit",
                json!({ "job": "long", "token": file("log.jsonl") }),
            ),
            (
                "print_audit",
                json!({ "job": "long", "filter": narrow, "token": file("log.pdf") }),
            ),
        ]
    };
    let bench = std::sync::Arc::downgrade(&bed.bench);
    *bed.props.on_progress.lock().unwrap() = Some(Box::new(move |job| {
        if let (Some(bench), "long") = (bench.upgrade(), job) {
            crate::bed::ask_of(&bench, "cancel_job", json!({ "job": "long" })).unwrap();
        }
    }));
    for (name, ask) in asks(&bed).into_iter().take(3) {
        let stopped = bed.refused(name, ask);
        assert_eq!(stopped.code, workbench::Code::Cancelled, "{name}");
    }
    assert!(!bed.desk("log.jsonl").exists());
    *bed.props.on_progress.lock().unwrap() = None;
    for (name, ask) in asks(&bed) {
        bed.ask(name, ask);
    }
    let told = bed.props.told.lock().unwrap();
    for says in [
        "Reading new events",
        "Walking the audit log",
        "Writing the log",
    ] {
        assert!(format!("{told:?}").contains(says), "{says}");
    }
}
