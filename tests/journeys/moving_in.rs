//! Moving in: from a new practice to old claims that are found, seen, taken back and brought again.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use workbench::{Code, claim_view};

use crate::bed::{self, PASSWORD, bed, contents, file_of, new_practice, text, words};

#[test]
fn a_new_practice_opens_when_its_kit_was_typed_back() {
    let mut bed = bed::bare();
    let first = bed.ask("start", json!({}));
    assert_eq!(first["practices"], json!([]));
    let kit = bed.ask("create_practice", new_practice("Fernhollow Clinic"));
    assert_eq!(kit["words"].as_array().unwrap().len(), 24);
    assert_eq!(kit["practice"], "Fernhollow Clinic");
    let session = bed.ask("session", json!({}));
    assert_eq!(session["kit_due"], true);
    (bed.folder, bed.user) = (text(&session["folder"]), text(&session["user_id"]));

    let all = json!({ "text": "", "from": 0, "count": 10 });
    assert_eq!(bed.refused("patients", all.clone()).code, Code::NeedsYou);
    let typed: Vec<String> = kit["words"].as_array().unwrap().iter().map(text).collect();
    let mut swapped = typed.clone();
    swapped.swap(0, 1);
    for wrong in [
        "",
        "abandon",
        &typed[1..].join(" "),
        &swapped.join(" "),
        &["zoo"; 24].join(" "),
    ] {
        let problem = bed.refused("check_kit", json!({ "words": wrong }));
        assert_eq!(problem.code, Code::Field, "{wrong}");
        assert_eq!(problem.field.as_deref(), Some("words"));
        // Words that our own sentences have: a kit may hold them by chance.
        let ours = ["kit", "fit", "twice"];
        for word in typed.iter().filter(|word| !ours.contains(&word.as_str())) {
            assert!(
                !problem.says.split(' ').any(|said| said == word),
                "{problem:?}"
            );
        }
    }
    assert_eq!(bed.ask("session", json!({}))["kit_due"], true);

    // A restart changes nothing: the kit is still due, and a new one can be asked for.
    bed.reopen();
    assert_eq!(bed.refused("patients", all.clone()).code, Code::NeedsYou);
    let old = words(&kit);
    let kit = bed.ask("new_kit", json!({ "password": "" }));
    assert_eq!(
        bed.refused("check_kit", json!({ "words": old })).code,
        Code::Field
    );
    let pdf = bed.desk("kit.pdf");
    let saved = bed.ask("save_kit", json!({ "token": bed.token(&pdf) }));
    assert_eq!(saved["name"], "kit.pdf");
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF-"));
    let short: Vec<String> = words(&kit)
        .split(' ')
        .zip(1..)
        .map(|(word, n)| {
            format!(
                "{n}. {}",
                word.chars().take(4).collect::<String>().to_uppercase()
            )
        })
        .collect();
    let session = bed.ask("check_kit", json!({ "words": short.join("\n") }));
    assert_eq!(session["kit_due"], false);
    assert_eq!(bed.ask("patients", all.clone())["total"], 0);
    let unproved = bed.refused("new_kit", json!({ "password": "" }));
    assert_eq!(unproved.field.as_deref(), Some("password"));
    bed.reopen();
    assert_eq!(bed.ask("session", json!({}))["kit_due"], false);
    bed.holds();
}

#[test]
fn what_is_wrong_with_a_new_practice_is_said_at_its_field_and_nothing_is_made() {
    let bed = bed::bare();
    for (field, value) in [
        ("name", "  "),
        ("npi", "1234567890"),
        ("tin", "12-34567"),
        ("time_zone", "Mars/Olympus"),
        ("colour", "pink"),
        ("user", ""),
        ("password", "short"),
        ("password", bed::OWNER),
    ] {
        let mut ask = new_practice("Fernhollow Clinic");
        ask[field] = json!(value);
        let problem = bed.refused("create_practice", ask);
        assert_eq!(
            (problem.code, problem.field.as_deref()),
            (Code::Field, Some(field)),
            "{problem:?}"
        );
    }
    assert_eq!(bed.ask("start", json!({}))["practices"], json!([]));
    assert_eq!(
        bed::files_under(&bed.root.path().join("data")),
        Vec::<std::path::PathBuf>::new()
    );
}

/// Every text and number of a record; days without hyphens, so that a segment's can be looked up.
fn all_values(of: &Value, found: &mut BTreeSet<String>) {
    match of {
        Value::String(text) => {
            found.insert(text.clone());
            found.insert(text.replace('-', ""));
        }
        Value::Number(number) => {
            found.insert(number.to_string());
        }
        Value::Array(of) => of.iter().for_each(|value| all_values(value, found)),
        Value::Object(of) => of.values().for_each(|value| all_values(value, found)),
        _ => (),
    }
}

fn cents(amount: &str) -> String {
    let (dollars, rest) = amount.split_once('.').unwrap_or((amount, ""));
    format!("{dollars}{rest:0<2}")
        .trim_start_matches('0')
        .to_owned()
}

/// What a segment says that must be found again in the record.
fn must_be_kept(segment: &str) -> Vec<String> {
    let elements: Vec<&str> = segment.split('*').collect();
    let at = |n: usize| elements.get(n).copied().unwrap_or_default().to_owned();
    let mut kept = match elements[0] {
        "CLM" => vec![at(1), cents(&at(2)), at(6), at(7), at(8), at(9)],
        "SV1" => {
            let mut kept: Vec<String> = at(1).split(':').map(str::to_owned).collect();
            kept.extend([cents(&at(2)), at(3), at(4)]);
            kept.extend(at(7).split(':').map(str::to_owned));
            kept
        }
        "HI" => elements[1..]
            .iter()
            .filter_map(|code| code.split(':').nth(1))
            .map(str::to_owned)
            .collect(),
        "NM1" => vec![at(3), at(4), at(5), at(7), at(8), at(9)],
        "DTP" => at(3).split('-').map(str::to_owned).collect(),
        "REF" => vec![at(1), at(2)],
        "DMG" => vec![at(2), at(3)],
        _ => Vec::new(),
    };
    kept.retain(|value| !value.is_empty());
    kept
}

#[test]
fn every_claim_of_a_file_is_found_again_with_all_that_it_said() {
    let bed = bed();
    let (claims, file) = (contents(), file_of(&contents()));
    let path = bed.put("spring.837", &file);
    let preview = bed.read(&[&path]);
    assert_eq!(preview["claims_created"], claims.len());
    assert_eq!(preview["claims_matched"], 0);
    assert_eq!(preview["files"][0]["findings"], json!([]));
    assert_eq!(preview["files"][0]["name"], "spring.837");
    assert_eq!(preview["files"][0]["what"], "837P 005010X222A1");
    assert_eq!(preview["files"][0]["bytes"], file.len());
    let charge: i64 = claims.iter().map(|claim| claim.charge.cents()).sum();
    assert_eq!(preview["charge_cents"], charge);
    assert!(!preview["cannot_tell"].as_array().unwrap().is_empty());
    // Nothing is stored before the word is given.
    assert_eq!(bed.claims(), Vec::<Value>::new());

    let done = bed.ask(
        "import_claims",
        json!({ "job": "import", "id": preview["id"] }),
    );
    assert_eq!(done["value"]["claims_created"], claims.len());
    assert_eq!(done["undo"], format!("Import {} claims", claims.len()));
    for key in ["kinds", "claims_created", "claims_matched", "files"] {
        assert_eq!(
            done["value"][key], preview[key],
            "the preview says what the import does: {key}"
        );
    }
    let rows = bed.claims();
    assert_eq!(rows.len(), claims.len());
    let people: BTreeSet<String> = claims
        .iter()
        .map(|claim| format!("{}{:?}", claim.patient.name.listed(), claim.patient.born_on))
        .collect();
    assert_eq!(bed.patients().len(), people.len());

    let mut kept = BTreeSet::new();
    for row in &rows {
        let record = claim_view::claim_record(&bed.bench, &text(&row["id"])).unwrap();
        let mut values = BTreeSet::new();
        all_values(&record["record"], &mut values);
        for segment in record["segments"].as_array().unwrap() {
            let segment = text(&segment["text"]);
            for value in must_be_kept(&segment) {
                assert!(
                    values.contains(&value),
                    "{value:?} of {segment} is lost: {}",
                    record["record"]
                );
            }
            kept.insert(segment);
        }
        // The view says the same.
        let view = bed.ask("claim", json!({ "id": row["id"] }));
        let content = claims
            .iter()
            .find(|claim| claim.number == row["number"])
            .unwrap();
        assert_eq!(view["charge_cents"], content.charge.cents());
        assert_eq!(
            view["diagnoses"].as_array().unwrap().len(),
            content.diagnoses.len()
        );
        let lines = view["lines"].as_array().unwrap();
        assert_eq!(lines.len(), content.lines.len());
        for (shown, line) in lines.iter().zip(&content.lines) {
            assert_eq!(shown["code"], *line.code);
            assert_eq!(shown["charge_cents"], line.charge.cents());
            assert_eq!(shown["modifiers"], json!(line.modifiers));
            assert_eq!(shown["from"], line.from.unwrap().to_string());
        }
        assert!(
            text(&view["source"]).contains("spring.837"),
            "{}",
            view["source"]
        );
        assert_eq!(view["timeline"][0]["kind"], "imported");
    }
    // No segment of the file that belongs to a claim is missing from all of them.
    for segment in file
        .split('~')
        .map(str::trim)
        .filter(|segment| !segment.is_empty())
    {
        let name = segment.split('*').next().unwrap();
        let desk = segment.starts_with("NM1*41") || segment.starts_with("NM1*40");
        if matches!(
            name,
            "CLM" | "SV1" | "HI" | "NM1" | "DTP" | "REF" | "DMG" | "SBR"
        ) && !desk
        {
            assert!(kept.contains(segment), "{segment} belongs to no claim");
        }
    }
}

#[test]
fn a_patient_and_a_claim_are_found_by_any_fragment() {
    let bed = bed();
    let claims = contents();
    bed.import(&[&bed.put("all.837", file_of(&claims))]);
    let claim = claims
        .iter()
        .find(|claim| claim.patient.born_on.is_some() && claim.is_self())
        .unwrap();
    let (name, born) = (&claim.patient.name, claim.patient.born_on.unwrap());
    let member = &claim.coverage.insured.id;
    let typed = [
        name.last.clone(),
        name.last.to_lowercase()[..3].to_owned(),
        format!("{} {}", &name.first[..2], name.last),
        format!("{}/{}/{}", born.month(), born.day(), born.year()),
        born.to_string(),
        format!("{:02}{:02}{}", born.month(), born.day(), born.year()),
        member.to_lowercase(),
    ];
    for typed in &typed {
        let hits = bed.ask("find", json!({ "text": typed }))["hits"].clone();
        let found = hits
            .as_array()
            .unwrap()
            .iter()
            .any(|hit| hit["title"] == name.listed());
        assert!(found, "{typed} finds {hits}");
    }
    let patients = bed.patients();
    let account = text(&patients[0]["account"]);
    let hits = bed.ask("find", json!({ "text": account }))["hits"].clone();
    assert_eq!(hits[0]["id"], patients[0]["id"]);
    let hits = bed.ask("find", json!({ "text": claim.number.to_lowercase() }))["hits"].clone();
    let last = hits.as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (text(&last["kind"]), text(&last["title"])),
        ("claim".into(), claim.number.clone())
    );
    assert_eq!(last["charge_cents"], claim.charge.cents());
}

#[test]
fn lists_are_narrowed_by_several_values_and_their_sums_agree() {
    let bed = bed();
    bed.import(&[&bed.put("all.837", file_of(&contents()))]);
    let rows = bed.claims();
    let facets = bed.ask("claim_facets", json!({}));
    let payers = facets["payers"].as_array().unwrap();
    let counted: i64 = payers
        .iter()
        .map(|payer| payer["count"].as_i64().unwrap())
        .sum();
    assert_eq!(counted, i64::try_from(rows.len()).unwrap());
    let mut filter = bed::no_filter();
    filter["payers"] = json!([payers[0]["id"], payers[1]["id"]]);
    let page =
        json!({ "filter": filter, "sort": "charge", "descending": true, "from": 0, "count": 500 });
    let some = bed.ask("claims", page)["rows"].as_array().unwrap().clone();
    let names = [text(&payers[0]["name"]), text(&payers[1]["name"])];
    assert!(
        some.iter().all(|row| names.contains(&text(&row["payer"]))),
        "{some:?}"
    );
    assert!(
        some.windows(2)
            .all(|two| two[1]["charge_cents"].as_i64() <= two[0]["charge_cents"].as_i64())
    );
    let totals = bed.ask("claim_totals", filter.clone());
    let charge: i64 = some
        .iter()
        .map(|row| row["charge_cents"].as_i64().unwrap())
        .sum();
    assert_eq!(
        (totals["count"].as_i64(), totals["charge_cents"].as_i64()),
        (i64::try_from(some.len()).ok(), Some(charge))
    );

    // Page by page is the same list, with nothing twice and nothing left out.
    let mut paged = Vec::new();
    for from in (0..).step_by(7).take_while(|from| *from < rows.len()) {
        let ask = json!({ "filter": bed::no_filter(), "sort": "number", "descending": false, "from": from, "count": 7 });
        paged.extend(bed.ask("claims", ask)["rows"].as_array().unwrap().clone());
    }
    assert_eq!(paged, rows);
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let bed = bed();
    let path = bed.put("spring.837", file_of(&contents()));
    bed.import(&[&path]);
    let before = bed.digests();
    let preview = bed.read(&[&path]);
    assert_eq!(
        (&preview["claims_created"], &preview["claims_matched"]),
        (&json!(0), &json!(54))
    );
    assert!(
        preview["kinds"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|kind| kind["kind"] != "insured")
            .all(|kind| kind["created"] == 0),
        "{preview}"
    );
    let again = bed.ask(
        "import_claims",
        json!({ "job": "import", "id": preview["id"] }),
    );
    assert_eq!(again["undo"], Value::Null);
    assert_eq!(again["touched"], json!([]));
    assert_eq!(bed.digests(), before);
    // The same claims out of another file, written another way, are the same claims.
    let mut options = seeds::x12_file::Options::new(bed::today());
    options.line_break = "\r\n";
    options.claims_in_set = 5;
    options.sets_in_group = 2;
    options.groups_in_interchange = 2;
    options.first_control = 900;
    let other = bed.put(
        "other.837",
        seeds::x12_file::write_837p(&contents(), &options),
    );
    assert_eq!(bed.import(&[&other])["value"]["claims_created"], 0);
    assert_eq!(bed.digests(), before);
    bed.holds();
}

#[test]
fn an_import_is_taken_back_and_done_again_across_restarts() {
    let mut bed = bed();
    let empty = bed.digests();
    bed.import(&[&bed.put("spring.837", file_of(&contents()))]);
    let full = bed.digests();
    assert_ne!(empty, full);

    bed.reopen();
    assert_eq!(bed.ask("session", json!({}))["undo"], "Import 54 claims");
    assert_eq!(
        bed.ask("undo", json!({}))["value"]["title"],
        "Import 54 claims"
    );
    assert_eq!(bed.digests(), empty);
    assert_eq!((bed.claims().len(), bed.patients().len()), (0, 0));
    let someone = contents()[0].patient.name.last.clone();
    assert_eq!(
        bed.ask("find", json!({ "text": someone }))["hits"],
        json!([])
    );
    assert_eq!(bed.refused("undo", json!({})).code, Code::NotFound);

    bed.reopen();
    let session = bed.ask("session", json!({}));
    assert_eq!(
        (&session["undo"], &session["redo"]),
        (&Value::Null, &json!("Import 54 claims"))
    );
    bed.ask("redo", json!({}));
    assert_eq!(bed.digests(), full);
    assert_ne!(
        bed.ask("find", json!({ "text": someone }))["hits"],
        json!([])
    );
    bed.holds();
}

#[test]
fn work_on_claims_is_taken_back_step_by_step_and_an_import_that_was_printed_stays() {
    let bed = bed();
    bed.import(&[&bed.put("spring.837", file_of(&contents()))]);
    let ids = bed.claim_ids();
    let after_import = bed.digests();
    bed.ask(
        "hold_claims",
        json!({ "ids": ids[..3], "reason": "waits for the referral" }),
    );
    bed.ask(
        "add_note",
        json!({ "ids": ids[..1], "text": "Called the payer." }),
    );
    let patient = bed.patients()[0].clone();
    let chart = bed.ask("patient", json!({ "id": patient["id"] }));
    let mut person = chart["person"].clone();
    person["phone"] = json!("(740) 555-0177");
    let ask = json!({ "id": patient["id"], "version": chart["version"], "person": person });
    assert_eq!(
        bed.ask("save_patient", ask.clone())["value"]["person"]["phone"],
        "7405550177"
    );
    assert_eq!(
        bed.refused("save_patient", ask).code,
        Code::Changed,
        "the version is old now"
    );
    for title in [
        format!("Change {}", text(&patient["name"])),
        "Note on 1 claim".into(),
        "Hold 3 claims".into(),
    ] {
        assert_eq!(bed.ask("undo", json!({}))["value"]["title"], title);
    }
    assert_eq!(bed.digests(), after_import);

    let preview = bed.preview(&ids[..4], true);
    bed.print(&preview, &bed.desk("draft.pdf"));
    let printed = bed.digests();
    let problem = bed.refused("undo", json!({}));
    assert_eq!(problem.code, Code::Changed);
    assert!(problem.says.contains("printed form"), "{problem:?}");
    assert_eq!(bed.digests(), printed);
    bed.unlock(PASSWORD).unwrap();
    bed.holds();
}
