//! Files that meet what is here already, and files that are not what they should be.

use std::path::Path;
use std::sync::Arc;

use billing::claim::ClaimContent;
use serde_json::{Value, json};
use workbench::Code;

use crate::bed::{ask_of, bed, contents, file_of, plain_claim, text};

/// The claim of a person on another day.
fn on(claim: &ClaimContent, number: &str, day: &str) -> ClaimContent {
    let mut claim = claim.clone();
    claim.number = number.to_owned();
    claim.dates.clear();
    for line in &mut claim.lines {
        line.from = day.parse().ok();
        line.to = line.from;
    }
    claim
}

fn count(of: &Value, kind: &str) -> (u64, u64) {
    let kinds = of["kinds"].as_array().unwrap();
    let found = kinds.iter().find(|count| count["kind"] == kind);
    found.map_or((0, 0), |count| {
        (
            count["created"].as_u64().unwrap(),
            count["matched"].as_u64().unwrap(),
        )
    })
}

#[test]
fn a_second_file_finds_the_patient_the_payer_and_the_providers_and_widens_the_coverage() {
    let bed = bed();
    let claim = plain_claim();
    bed.import(&[&bed.put("first.837", file_of(&[on(&claim, "A1", "2026-03-02")]))]);
    let before = bed.patients();
    let chart = bed.ask("patient", json!({ "id": before[0]["id"] }));
    assert_eq!(chart["coverages"][0]["from"], "2026-03-02");

    let more = [
        on(&claim, "A2", "2026-01-05"),
        on(&claim, "A3", "2026-05-20"),
    ];
    let done = bed.import(&[&bed.put("second.837", file_of(&more))]);
    for kind in ["patient", "coverage", "payer", "billing", "rendering"] {
        assert_eq!(count(&done["value"], kind), (0, 1), "{kind}");
    }
    assert_eq!(count(&done["value"], "claim"), (2, 0));
    assert_eq!(bed.patients().len(), 1);
    let chart = bed.ask("patient", json!({ "id": before[0]["id"] }));
    let coverages = chart["coverages"].as_array().unwrap();
    assert_eq!(coverages.len(), 1);
    assert_eq!(
        (&coverages[0]["from"], &coverages[0]["to"]),
        (&json!("2026-01-05"), &json!("2026-05-20"))
    );
    assert_eq!(chart["claims"], 3);
    // Taking the second back narrows it again.
    bed.ask("undo", json!({}));
    let chart = bed.ask("patient", json!({ "id": before[0]["id"] }));
    assert_eq!(
        (&chart["coverages"][0]["from"], &chart["claims"]),
        (&json!("2026-03-02"), &json!(1))
    );
}

#[test]
fn the_same_name_with_another_birthday_is_another_patient() {
    let bed = bed();
    let claim = plain_claim();
    let mut twin = on(&claim, "B2", "2026-03-02");
    let other = "1950-01-31".parse().ok();
    twin.patient.born_on = other;
    twin.coverage.insured.born_on = other;
    let mut upper = on(&claim, "B3", "2026-03-03");
    upper.patient.name.last = upper.patient.name.last.to_uppercase();
    upper.coverage.insured.name.last = upper.coverage.insured.name.last.to_uppercase();
    bed.import(&[&bed.put(
        "twins.837",
        file_of(&[on(&claim, "B1", "2026-03-02"), twin, upper]),
    )]);
    assert_eq!(bed.patients().len(), 2);
}

#[test]
fn two_claims_of_a_file_that_say_the_same_are_both_kept() {
    let bed = bed();
    let claim = on(&plain_claim(), "TWICE", "2026-03-02");
    let path = bed.put("twice.837", file_of(&[claim.clone(), claim]));
    assert_eq!(bed.import(&[&path])["value"]["claims_created"], 2);
    assert_eq!(bed.import(&[&path])["value"]["claims_created"], 0);
    assert_eq!(bed.claims().len(), 2);
    // The command line cannot tell by the number which one is meant, and says so.
    let problem = workbench::claim_view::claim_id(&bed.bench, "TWICE").unwrap_err();
    assert_eq!(problem.code, Code::Field);
}

#[test]
fn a_folder_comes_in_whole_and_its_copies_are_known() {
    let bed = bed();
    let claims = contents();
    bed.put("folder/a.837", file_of(&claims[..20]));
    bed.put("folder/deep/b.837", file_of(&claims[20..]));
    bed.put("folder/deep/copy of a.837", file_of(&claims[..20]));
    bed.put("folder/.hidden", "nothing");
    bed.put("folder/notes.txt", "Call the clearinghouse.");
    bed.props.picks.lock().unwrap().push(bed.desk("folder"));
    let picked = bed.ask("pick_files", json!({ "folder": true }));
    assert_eq!(picked["files"][0]["name"], "folder");
    assert!(
        !picked.to_string().contains("desk"),
        "the window never sees a path"
    );
    let tokens = json!([picked["files"][0]["token"]]);
    let preview = bed.ask("read_files", json!({ "job": "read", "tokens": tokens }));
    assert_eq!(preview["files"].as_array().unwrap().len(), 4);
    assert_eq!(preview["claims_created"], claims.len());
    assert_eq!(preview["claims_matched"], 20);
    bed.ask(
        "import_claims",
        json!({ "job": "import", "id": preview["id"] }),
    );
    assert_eq!(bed.claims().len(), claims.len());
    // Tokens are good for one import.
    assert_eq!(
        bed.refused("read_files", json!({ "job": "read", "tokens": tokens }))
            .code,
        Code::NotFound
    );
    std::fs::create_dir(bed.desk("bare")).unwrap();
    let ask = json!({ "job": "read", "tokens": [bed.token(&bed.desk("bare"))] });
    assert_eq!(bed.refused("read_files", ask).code, Code::NotFound);
}

#[test]
fn an_import_that_is_stopped_in_the_middle_leaves_nothing() {
    let bed = bed();
    let path = bed.put("all.837", file_of(&contents()));
    let (before, preview) = (bed.digests(), bed.read(&[&path]));
    let bench = Arc::downgrade(&bed.bench);
    *bed.props.on_progress.lock().unwrap() = Some(Box::new(move |job| {
        if let Some(bench) = bench.upgrade() {
            ask_of(&bench, "cancel_job", json!({ "job": job })).unwrap();
        }
    }));
    let problem = bed.refused(
        "import_claims",
        json!({ "job": "import", "id": preview["id"] }),
    );
    assert_eq!(problem.code, Code::Cancelled);
    *bed.props.on_progress.lock().unwrap() = None;
    assert_eq!(bed.digests(), before);
    assert_eq!(bed.ask("session", json!({}))["undo"], Value::Null);
    // It can be done again at once.
    assert_eq!(bed.import(&[&path])["value"]["claims_created"], 54);
    bed.holds();
}

#[test]
fn a_lock_in_the_middle_of_an_import_stops_it() {
    let bed = bed();
    let path = bed.put("all.837", file_of(&contents()));
    let preview = bed.read(&[&path]);
    let ask = json!({ "job": "import", "id": preview["id"] });
    let (began, begun) = std::sync::mpsc::channel();
    *bed.props.on_progress.lock().unwrap() = Some(Box::new(move |_| {
        let _ = began.send(());
    }));
    let (bench, asked) = (bed.bench.clone(), ask.clone());
    let importing = std::thread::spawn(move || ask_of(&bench, "import_claims", asked));
    begun.recv().unwrap();
    bed.ask("lock", json!({}));
    // Either it was done before the lock, or nothing of it is there.
    let done = importing.join().unwrap();
    *bed.props.on_progress.lock().unwrap() = None;
    bed.unlock(crate::bed::PASSWORD).unwrap();
    // The lock forgot the preview.
    assert_eq!(bed.refused("import_claims", ask).code, Code::NotFound);
    match done {
        Ok(_) => assert_eq!(bed.claims().len(), 54),
        Err(problem) => {
            assert_eq!(problem.code, Code::Cancelled, "{problem:?}");
            assert_eq!(bed.claims().len(), 0);
        }
    }
    bed.holds();
}

#[test]
fn a_file_that_changed_after_it_was_looked_at_is_refused() {
    let bed = bed();
    let claims = contents();
    let path = bed.put("inbox.837", file_of(&claims[..10]));
    let (before, preview) = (bed.digests(), bed.read(&[&path]));
    std::fs::write(&path, file_of(&claims[..11])).unwrap();
    let problem = bed.refused(
        "import_claims",
        json!({ "job": "import", "id": preview["id"] }),
    );
    assert_eq!(problem.code, Code::File);
    assert!(
        problem.says.contains("inbox.837") && problem.says.contains("changed"),
        "{problem:?}"
    );
    assert_eq!(bed.digests(), before);
    let preview = bed.read(&[&path]);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(
        bed.refused(
            "import_claims",
            json!({ "job": "import", "id": preview["id"] })
        )
        .code,
        Code::File
    );
    // A preview is good for one import, and another preview replaces it.
    let path = bed.put("inbox.837", file_of(&claims[..10]));
    let (old, new) = (bed.read(&[&path]), bed.read(&[&path]));
    assert_eq!(
        bed.refused("import_claims", json!({ "job": "import", "id": old["id"] }))
            .code,
        Code::NotFound
    );
    let _ = new;
    assert_eq!(bed.digests(), before);
}

/// A file that holds no claim for us: it says what it is and why, and nothing comes of it.
#[track_caller]
fn check_foreign(name: &str, bytes: &[u8], what: &str) {
    let bed = bed();
    let before = bed.digests();
    let preview = bed.read(&[&bed.put(name, bytes)]);
    let file = &preview["files"][0];
    let says = format!("{} {}", file["what"], file["findings"]);
    assert!(says.contains(what), "{name}: {says}");
    assert_eq!(
        (&file["claims"], &preview["claims_created"]),
        (&json!(0), &json!(0)),
        "{name}"
    );
    let findings = file["findings"].as_array().unwrap();
    assert!(!findings.is_empty(), "{name}: nothing is said");
    assert!(
        findings.iter().any(|finding| finding["severity"] == "fix"),
        "{name}: {findings:?}"
    );
    bed.ask(
        "import_claims",
        json!({ "job": "import", "id": preview["id"] }),
    );
    assert_eq!(bed.digests(), before, "{name}");
}

#[test]
fn files_that_are_no_837p_say_what_they_are() {
    let file = file_of(&contents()[..3]);
    let institutional = file.replace("005010X222A1", "005010X223A2");
    check_foreign("hospital.837", institutional.as_bytes(), "837I");
    let dental = file.replace("005010X222A1", "005010X224A2");
    check_foreign("teeth.837", dental.as_bytes(), "837D");
    let isa = &file[..file.find("GS*").unwrap()];
    let remittance = format!(
        "{isa}GS*HP*CBDEMO*QUILLFERN*20260601*1200*1*X*005010X221A1~\nST*835*0001~\nBPR*I*100*C*CHK************20260601~\nTRN*1*5*1512345678~\nSE*4*0001~\nGE*1*1~\nIEA*1*000000001~\n"
    );
    check_foreign("remit.835", remittance.as_bytes(), "835");
    check_foreign("form.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "PDF");
    check_foreign("empty.837", b"", "");
    check_foreign("noise.837", &[0xA7; 5_000], "");
    check_foreign("letter.txt", b"Dear Sir or Madam", "");
}

#[test]
fn a_cut_file_brings_what_is_whole_and_says_where_it_ends() {
    let claims = contents();
    let whole = file_of(&claims[..6]);
    let starts: Vec<usize> = whole.match_indices("CLM*").map(|(at, _)| at).collect();
    let bed = bed();
    let cut = &whole[..starts[5] + 20];
    let preview = bed.read(&[&bed.put("cut.837", cut)]);
    let findings = preview["files"][0]["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    for finding in findings {
        let byte = finding["byte"].as_u64().unwrap();
        assert!(byte <= u64::try_from(cut.len()).unwrap(), "{finding}");
        assert!(!text(&finding["text"]).is_empty() && !text(&finding["code"]).is_empty());
    }
    bed.ask(
        "import_claims",
        json!({ "job": "import", "id": preview["id"] }),
    );
    let read: Vec<String> = bed
        .claims()
        .iter()
        .map(|row| text(&row["number"]))
        .collect();
    for claim in &claims[..5] {
        assert!(
            read.contains(&claim.number),
            "{} was whole in the file",
            claim.number
        );
    }
    // A wrong count is named with its place, and keeps nothing out.
    let at = whole.find("\nSE*").unwrap();
    let end = at + whole[at..].find('~').unwrap();
    let wrong = format!("{}\nSE*999*0001{}", &whole[..at], &whole[end..]);
    let preview = bed.read(&[&bed.put("count.837", wrong)]);
    let findings = preview["files"][0]["findings"].to_string();
    assert!(findings.contains("SE01"), "{findings}");
    assert_eq!(preview["files"][0]["claims"], 6);
}

#[test]
fn the_public_samples_come_in_together() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/x12");
    if !folder.is_dir() {
        println!("skipped: the public sample files are not here");
        return;
    }
    let bed = bed();
    let (before, preview) = (bed.digests(), bed.read(&[&folder]));
    assert!(preview["claims_created"].as_u64().unwrap() > 0);
    let done = bed.ask(
        "import_claims",
        json!({ "job": "import", "id": preview["id"] }),
    );
    assert_eq!(done["value"]["claims_created"], preview["claims_created"]);
    assert_eq!(done["value"]["kinds"], preview["kinds"]);
    let totals = bed.ask("claim_totals", crate::bed::no_filter());
    assert_eq!(totals["count"], preview["claims_created"]);
    bed.ask("undo", json!({}));
    assert_eq!(bed.digests(), before);
    bed.holds();
}
