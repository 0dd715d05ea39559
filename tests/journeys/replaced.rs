//! Claims that were replaced or voided: they are marked with what stands in their place, are not up to be
//! printed, and a voided visit owes nothing. Undo of the later claim puts everything back.

use billing::claim::ClaimContent;
use billing::party::Reference;
use serde_json::{Value, json};

use crate::bed::{Bed, PASSWORD, bed, contents, file_of, no_filter, text};
use crate::machine::cli;

fn original() -> ClaimContent {
    let mut claims = contents().into_iter();
    let plain =
        |c: &ClaimContent| c.coverage.order == "P" && c.frequency == "1" && c.amounts.is_empty();
    claims
        .find(|c| plain(c) && c.other_coverages.is_empty())
        .unwrap()
}

/// The same claim once more, with a number of its own, that means what the payer knows by a number.
fn later(claim: &ClaimContent, number: &str, frequency: &str) -> ClaimContent {
    let mut claim = claim.clone();
    claim.number = number.to_owned();
    claim.frequency = frequency.to_owned();
    claim.references.push(Reference {
        qualifier: "F8".to_owned(),
        value: "ICN20260001".to_owned(),
        ..Reference::default()
    });
    claim
}

fn row(bed: &Bed, number: &str) -> Value {
    let rows = bed.claims();
    let row = rows.into_iter().find(|row| row["number"] == number);
    row.unwrap_or_else(|| panic!("no claim {number}"))
}

/// The numbers of the claims that are to be printed.
fn to_print(bed: &Bed) -> Vec<String> {
    let mut filter = no_filter();
    filter["states"] = json!(["imported"]);
    let page =
        json!({ "filter": filter, "sort": "number", "descending": false, "from": 0, "count": 500 });
    let rows = bed.ask("claims", page)["rows"].clone();
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| text(&row["number"])).collect()
}

fn owed(bed: &Bed) -> i64 {
    let aging = bed.ask("aging", json!({ "basis": "since", "by": "payer" }));
    aging["total_cents"].as_i64().unwrap()
}

#[track_caller]
fn agrees(bed: &Bed) {
    let proof = bed.ask("proof", json!({ "job": "proof", "whole": true }));
    assert_eq!(proof["agrees"], true, "{proof}");
}

#[test]
fn a_replaced_claim_is_not_printed_beside_its_replacement() {
    let bed = bed();
    let first = original();
    bed.import(&[&bed.put("one.837", file_of(std::slice::from_ref(&first)))]);
    assert_eq!(to_print(&bed), [&*first.number]);
    let charged = owed(&bed);
    bed.import(&[&bed.put("two.837", file_of(&[later(&first, "R-177", "7")]))]);
    assert_eq!(to_print(&bed), ["R-177"]);
    assert_eq!(owed(&bed), charged, "the visit is charged once");

    let old = row(&bed, &first.number);
    assert_eq!(old["state"], "replaced");
    assert_eq!(old["replaced_by"]["number"], "R-177");
    assert_eq!(old["replaced_by"]["voids"], false);
    let view = bed.ask("claim", json!({ "id": old["id"] }));
    assert_eq!(view["replaced_by"], old["replaced_by"]);
    let new = bed.ask("claim", json!({ "id": row(&bed, "R-177")["id"] }));
    assert_eq!(new["replaces"][0]["number"], *first.number);
    agrees(&bed);

    // Whoever names it gets it, and is told.
    let ask = json!({ "job": "print", "ids": [old["id"]], "draft": false });
    let preview = bed.ask("preview_forms", ask);
    assert_eq!(preview["claims"].as_array().unwrap().len(), 1);
    let says = text(&preview["claims"][0]["findings"][0]["text"]);
    assert!(
        says.starts_with("Claim R-177 stands in its place."),
        "{says}"
    );

    bed.ask("undo", json!({}));
    assert_eq!(to_print(&bed), [&*first.number]);
    assert_eq!(row(&bed, &first.number)["replaced_by"], Value::Null);
    agrees(&bed);
}

#[test]
fn a_voided_visit_owes_nothing() {
    let bed = bed();
    let first = original();
    let number = first.number.clone();
    let void = later(&first, "V-180", "8");
    bed.import(&[&bed.put("one.837", file_of(&[first]))]);
    let id = text(&row(&bed, &number)["id"]);
    let charged = owed(&bed);
    assert!(0 < charged);
    bed.import(&[&bed.put("two.837", file_of(&[void]))]);
    // The void goes to the payer, what it voids does not.
    assert_eq!(to_print(&bed), ["V-180"]);
    assert_eq!(row(&bed, &number)["replaced_by"]["voids"], true);
    assert_eq!(owed(&bed), 0);
    let standing = bed.ask("claim_standing", json!({ "id": id }));
    assert_eq!(standing["open_cents"], 0, "{standing}");
    // Nothing is deleted: the charges and what took them off both stand in the ledger.
    let patient = bed.ask("claim", json!({ "id": id }))["patient_id"].clone();
    let ask = json!({ "of": "patient", "id": patient, "from": 0, "count": 100 });
    let ledger = bed.ask("ledger", ask);
    assert_eq!(ledger["rows"].as_array().unwrap().len(), 2, "{ledger}");
    agrees(&bed);
    bed.ask("undo", json!({}));
    assert_eq!(owed(&bed), charged);
    agrees(&bed);
}

#[test]
fn the_command_line_prints_what_is_to_be_sent_and_says_what_it_left_out() {
    let bed = bed();
    let Some(mut command) = cli(bed.root.path()) else {
        println!("skipped: claimbench-cli is not built");
        return;
    };
    let first = original();
    let mut long = contents()
        .into_iter()
        .find(|c| c.number != first.number)
        .unwrap();
    long.number = "A-NUMBER-THAT-IS-TOO-LONG".to_owned();
    let right = later(&first, "R-177", "7");
    bed.import(&[&bed.put("in.837", file_of(&[first.clone(), right, long]))]);
    let password = bed.put("password", PASSWORD);
    let run = command
        .arg("--data")
        .arg(bed.root.path().join("data"))
        .arg("--password-file")
        .arg(password)
        .arg("--device-secret-file")
        .arg(bed.secret())
        .args(["--json", "print", "cms1500", "--all", "--out"])
        .arg(bed.desk("forms.pdf"))
        .output()
        .unwrap();
    let said: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert_eq!(said["blocked"], json!([]));
    assert_eq!(
        said["printed"]["claims"], 2,
        "not what was replaced: {said}"
    );
    let check = said["check"].as_array().unwrap();
    let of_long = check
        .iter()
        .find(|one| one["number"] == "A-NUMBER-THAT-IS-TOO-LONG");
    let findings = of_long.unwrap()["findings"].as_array().unwrap();
    assert!(
        findings
            .iter()
            .any(|one| one["item"] == "26" && one["code"] == "E01"),
        "{findings:?}"
    );
}

#[test]
fn a_claim_on_two_sheets_says_what_each_totals() {
    let bed = bed();
    let mut claim = original();
    let line = claim.lines[0].clone();
    claim.lines = (0..8).map(|_| line.clone()).collect();
    claim.charge = claim.lines.iter().map(|line| line.charge).sum();
    bed.import(&[&bed.put("long.837", file_of(&[claim.clone()]))]);
    let view = bed.ask("claim", json!({ "id": bed.claim_ids()[0] }));
    let sheets = view["sheets"].as_array().unwrap();
    assert_eq!((sheets.len(), &view["pages"]), (2, &json!(2)));
    assert_eq!(view["charge_cents"], claim.charge.cents());
    let total = |n: usize| text(&sheets[n]["charge"]);
    let whole = claim.charge.to_string().replace(',', "");
    let each = [6, 2].map(|lines| {
        let part: values::Money = (0..lines).map(|_| line.charge).sum();
        part.to_string().replace(',', "")
    });
    // Each sheet totals its own lines, or the last one has the total: as the payer has it.
    let says = [total(0), total(1)];
    assert!(
        says == each || (says[1] == whole && !says[0].contains('.')),
        "{says:?}"
    );
}
