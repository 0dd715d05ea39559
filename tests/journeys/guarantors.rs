//! Who answers for a bill: a family on one account, another from a day on, somebody who is a patient too;
//! every open dollar stands on exactly one account.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::bed::{Bed, bed, contents, file_of, text};

/// A form's ask with some fields typed.
fn typed(bed: &Bed, id: &str, fields: &[(&str, &str)]) -> Value {
    let form = bed.ask(
        "open_form",
        json!({ "kind": "patient", "id": id, "of": "", "item": "" }),
    );
    let mut texts = form["texts"].clone();
    for (name, value) in fields {
        texts[name] = json!(value);
    }
    json!({ "kind": "patient", "id": id, "of": "", "version": form["version"], "texts": texts })
}

pub fn save(bed: &Bed, id: &str, fields: &[(&str, &str)]) {
    bed.ask("save_person", typed(bed, id, fields));
}

/// What is open by account, as the aging by guarantor tells it.
fn accounts(bed: &Bed) -> BTreeMap<String, i64> {
    let aging = bed.ask("aging", json!({ "basis": "service", "by": "guarantor" }));
    assert_eq!(aging["total_cents"], aging["ledger_cents"]);
    let rows = aging["rows"].as_array().unwrap().iter();
    rows.map(|row| (text(&row["title"]), row["total_cents"].as_i64().unwrap()))
        .collect()
}

#[track_caller]
fn agrees(bed: &Bed) {
    let proof = bed.ask("proof", json!({ "job": "proof", "whole": true }));
    assert_eq!(proof["agrees"], true, "{proof}");
}

/// Three patients with a claim each.
fn practice() -> (Bed, Vec<(String, String, i64)>) {
    let bed = bed();
    let mut names = Vec::new();
    let claims: Vec<_> = contents()
        .into_iter()
        .filter(|c| c.coverage.order == "P" && c.frequency == "1" && c.amounts.is_empty())
        .filter(|c| {
            let new = !names.contains(&c.patient.name);
            names.push(c.patient.name.clone());
            new
        })
        .take(3)
        .collect();
    bed.import(&[&bed.put("three.837", file_of(&claims))]);
    let mut found: Vec<(String, String, i64)> = bed
        .claim_ids()
        .iter()
        .map(|id| {
            let claim = bed.ask("claim", json!({ "id": id }));
            let standing = bed.ask("claim_standing", json!({ "id": id }));
            (
                text(&claim["patient_id"]),
                text(&claim["patient"]),
                standing["open_cents"].as_i64().unwrap(),
            )
        })
        .collect();
    found.sort();
    assert_eq!(found.len(), 3);
    (bed, found)
}

const ALMA: [(&str, &str); 5] = [
    ("guarantor", "other"),
    ("guarantor.last", "Heronsdale"),
    ("guarantor.first", "Alma"),
    ("guarantor.born_on", "3/14/79"),
    ("guarantor.line1", "4 Fern Ct"),
];

#[test]
fn a_family_is_one_account_and_is_undone_like_everything() {
    let (bed, of) = practice();
    let [(ann, _, one), (ben, _, two), (_, third, three)] = &of[..] else {
        panic!("three")
    };
    let start = bed.digests();
    assert_eq!(accounts(&bed).len(), 3);
    save(&bed, ann, &ALMA);
    let found = bed.ask("find_guarantors", json!({ "text": "heron", "of": "" }));
    let picked = found["rows"][0]["texts"].clone();
    let picked: Vec<(&str, &str)> = picked
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
        .chain([("guarantor", "other")])
        .collect();
    save(&bed, ben, &picked);
    let family = BTreeMap::from([
        ("Heronsdale, Alma".to_owned(), one + two),
        (third.clone(), *three),
    ]);
    assert_eq!(accounts(&bed), family);
    agrees(&bed);
    // One person, corrected in one place.
    save(&bed, ben, &[("guarantor.line1", "5 Oak St")]);
    let chart = bed.ask("patient", json!({ "id": ann }));
    assert_eq!(chart["guarantor"]["address"]["line1"], "5 Oak St");
    // Somebody else with the name, born another day, is another account; the same is the same.
    save(
        &bed,
        ben,
        &[("guarantor.id", ""), ("guarantor.born_on", "3/15/79")],
    );
    let aging = bed.ask("aging", json!({ "basis": "service", "by": "guarantor" }));
    assert_eq!(aging["rows"].as_array().unwrap().len(), 3);
    save(
        &bed,
        ben,
        &[("guarantor.id", ""), ("guarantor.born_on", "3/14/79")],
    );
    assert_eq!(accounts(&bed), family);
    agrees(&bed);
    for _ in 0..5 {
        bed.ask("undo", json!({}));
        agrees(&bed);
    }
    assert_eq!(bed.digests(), start);
    assert_eq!(accounts(&bed).len(), 3);
}

#[test]
fn from_a_day_on_somebody_else_answers() {
    let (bed, of) = practice();
    let (ann, name, open) = &of[0];
    let after: Vec<(&str, &str)> = ALMA
        .into_iter()
        .chain([("guarantor_from", "01/01/2099")])
        .collect();
    save(&bed, ann, &after);
    assert_eq!(
        accounts(&bed).get(name),
        Some(open),
        "it was before that day"
    );
    save(&bed, ann, &[("guarantor_from", "01/01/2001")]);
    assert_eq!(accounts(&bed).get("Heronsdale, Alma"), Some(open));
    agrees(&bed);
    let chart = bed.ask(
        "open_form",
        json!({ "kind": "patient", "id": ann, "of": "", "item": "" }),
    );
    assert_eq!(chart["texts"]["guarantor_from"], "01/01/2001");
    // Back to the patient, for all visits.
    save(
        &bed,
        ann,
        &[("guarantor", "patient"), ("guarantor_from", "")],
    );
    assert_eq!(accounts(&bed).get(name), Some(open));
    agrees(&bed);
}

#[test]
fn a_patient_who_answers_for_another_has_one_account() {
    let (bed, of) = practice();
    let [(ann, mother, one), (ben, _, two), _] = &of[..] else {
        panic!("three")
    };
    let word = mother.split([',', ' ']).next().unwrap();
    let found = bed.ask("find_guarantors", json!({ "text": word, "of": ben }));
    let rows = found["rows"].as_array().unwrap();
    let row = rows
        .iter()
        .find(|row| row["texts"]["guarantor.id"] == json!(ann))
        .unwrap();
    let texts = row["texts"].clone();
    let picked: Vec<(&str, &str)> = texts
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
        .chain([("guarantor", "other")])
        .collect();
    save(&bed, ben, &picked);
    assert_eq!(accounts(&bed).get(mother), Some(&(one + two)));
    agrees(&bed);
    // Her name is changed on her own chart, not through her child's form.
    let problem = bed.refused(
        "save_person",
        typed(&bed, ben, &[("guarantor.last", "Other")]),
    );
    assert_eq!(problem.field.as_deref(), Some("guarantor.last"));
    bed.ask("undo", json!({}));
    assert_eq!(accounts(&bed).len(), 3);
    agrees(&bed);
}
