//! What an import notices and keeps: a file that says another address than the chart, people who may be
//! one, and the way back to an import that is not the last step.

use billing::claim::ClaimContent;
use serde_json::{Value, json};

use crate::bed::{Bed, bed, contents, file_of, text};

fn two() -> (ClaimContent, ClaimContent) {
    let plain = |c: &ClaimContent| c.coverage.order == "P" && c.frequency == "1" && c.is_self();
    let first = contents().into_iter().find(plain).unwrap();
    let mut second = first.clone();
    second.number = "LATER-1".to_owned();
    for line in &mut second.lines {
        line.from = line.from.map(|day| day.plus_days(7));
        line.to = line.to.map(|day| day.plus_days(7));
    }
    (first, second)
}

fn moved(claim: &mut ClaimContent) {
    for party in [&mut claim.patient, &mut claim.coverage.insured] {
        party.address.line1 = "900 NEW ROAD".to_owned();
        party.address.city = "MARFA".to_owned();
    }
    claim.coverage.payer.address.line1 = "PO BOX 4477".to_owned();
}

fn of<'a>(findings: &'a Value, code: &str) -> Vec<&'a Value> {
    let all = findings.as_array().unwrap().iter();
    all.filter(|finding| finding["code"] == code).collect()
}

fn id_of(bed: &Bed, number: &str) -> String {
    let rows = bed.claims();
    let row = rows.iter().find(|row| row["number"] == number);
    text(&row.unwrap()["id"])
}

#[test]
fn another_address_is_said_kept_and_taken_over_by_a_key() {
    let bed = bed();
    let (first, mut second) = two();
    bed.import(&[&bed.put("one.837", file_of(std::slice::from_ref(&first)))]);
    moved(&mut second);
    let file = bed.put("two.837", file_of(&[second]));
    let preview = bed.read(&[&file]);
    let said = of(&preview["files"][0]["findings"], "says-otherwise");
    assert_eq!(said.len(), 2, "patient and payer: {said:?}");
    let done = bed.import(&[&file]);
    let claim = id_of(&bed, "LATER-1");
    let said = of(&done["value"]["files"][0]["findings"], "says-otherwise")
        .into_iter()
        .cloned()
        .collect::<Vec<_>>();
    assert!(said.iter().all(|finding| finding["claim_id"] == *claim));

    // They are there when the screen is left, and lead to the claim.
    let imports = bed.ask("imports", json!({}));
    let row = &imports["rows"][0];
    assert_eq!(
        (&row["file"], &row["claims"]),
        (&json!("two.837"), &json!(1))
    );
    assert_eq!(row["check"], 2);
    let kept = bed.ask("import", json!({ "id": row["id"] }));
    let view = bed.ask("claim", json!({ "id": claim }));
    assert_eq!(view["import_id"], row["id"]);
    assert_eq!(
        json!(of(&kept["files"][0]["findings"], "says-otherwise")),
        json!(said)
    );

    // The chart keeps what it said, until somebody takes the file's over; undo puts it back.
    let chart = || bed.ask("patient", json!({ "id": view["patient_id"] }));
    let line1 = || text(&chart()["person"]["address"]["line1"]);
    assert_eq!(line1(), first.patient.address.line1);
    let what = view["said_otherwise"].as_array().unwrap();
    let of_patient: Vec<_> = what.iter().filter(|one| one["of"] == "patient").collect();
    assert_eq!(of_patient.len(), 1);
    assert_eq!(of_patient[0]["what"], "address");
    let taken = bed.ask("take_to_chart", json!({ "id": claim }));
    assert_eq!(line1(), "900 NEW ROAD");
    assert_eq!(taken["value"]["said_otherwise"], json!([]));
    bed.refused("take_to_chart", json!({ "id": claim }));
    bed.ask("undo", json!({}));
    assert_eq!(line1(), first.patient.address.line1);
}

#[test]
fn the_same_file_again_says_nothing_twice() {
    let bed = bed();
    let (first, mut second) = two();
    moved(&mut second);
    let file = bed.put("both.837", file_of(&[first, second]));
    let done = bed.import(&[&file]);
    let said = of(&done["value"]["files"][0]["findings"], "says-otherwise").len();
    assert_eq!(said, 2, "also within one file: {done}");
    let again = bed.read(&[&file]);
    assert!(of(&again["files"][0]["findings"], "says-otherwise").is_empty());
}

#[test]
fn people_who_may_be_one_are_said_on_import_and_on_entry() {
    let bed = bed();
    let (mut first, mut second) = two();
    first.patient.name.first = "ANA".to_owned();
    second.patient.name.first = "ANNA".to_owned();
    (first.coverage.insured.name, second.coverage.insured.name) =
        (first.patient.name.clone(), second.patient.name.clone());
    let file = bed.put("both.837", file_of(&[first.clone(), second.clone()]));
    let preview = bed.read(&[&file]);
    let alike = of(&preview["files"][0]["findings"], "alike");
    assert_eq!(alike.len(), 1, "{alike:?}");
    assert!(text(&alike[0]["text"]).contains("same family name and birth date"));
    let done = bed.import(&[&file]);
    let alike = of(&done["value"]["files"][0]["findings"], "alike");
    assert_eq!(alike.len(), 1);
    assert_eq!(alike[0]["claim_id"], *id_of(&bed, "LATER-1"));

    let person = &first.patient;
    let form = |first: &str| {
        json!({ "kind": "patient", "id": "", "of": "", "version": 0, "texts": {
            "last": person.name.last, "first": first, "born_on": person.born_on.unwrap().to_string() } })
    };
    let found = bed.ask("check_form", form("ANITA"))["findings"].clone();
    let charts: Vec<_> = (found.as_array().unwrap().iter())
        .filter(|one| one["chart"] != "")
        .collect();
    assert_eq!(charts.len(), 2, "{found}");
    let there = bed.ask("patient", json!({ "id": charts[0]["chart"] }));
    assert_eq!(there["person"]["last"], person.name.last);
    let mut other = form("ANITA");
    other["texts"]["born_on"] = json!("1971-02-03");
    let found = bed.ask("check_form", other)["findings"].clone();
    assert!(
        found
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["chart"] == "")
    );
}

#[test]
fn an_import_is_taken_back_from_the_list() {
    let bed = bed();
    let (first, second) = two();
    bed.import(&[&bed.put("one.837", file_of(&[first]))]);
    bed.import(&[&bed.put("two.837", file_of(&[second]))]);
    let claim = id_of(&bed, "LATER-1");
    let rows = bed.ask("imports", json!({}))["rows"].clone();
    let (newer, older) = (&rows[0]["id"], &rows[1]["id"]);
    let take = |id: &Value| json!({ "id": id, "job": "take" });
    // The patient of the first is needed by the claim of the second.
    bed.refused("take_back_import", take(older));
    assert_eq!(bed.claims().len(), 2);
    // A step of later does not stand in the way of one that it does not touch.
    let other = bed.claims().into_iter().find(|row| row["id"] != *claim);
    let hold = json!({ "ids": [other.unwrap()["id"]], "reason": "waits" });
    bed.ask("hold_claims", hold);
    let view = bed.ask("import", json!({ "id": newer }));
    assert_eq!(view["undo"], "Import 1 claim");
    bed.ask("take_back_import", take(newer));
    assert_eq!(bed.claims().len(), 1);
    assert_eq!(
        bed.ask("imports", json!({}))["rows"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    bed.refused("take_back_import", take(newer));
    bed.holds();
}
