//! Where claims stand in every list: what their paper says until somebody answers, and from then on what
//! their open dollars say. Over real postings, and back again by undo.

use std::fs;

use serde_json::{Value, json};
use values::Money;

use crate::bed::{Bed, bed, contents, file_of, no_filter, text};
use crate::remits::sheet_of;

/// Claims that ask their first payer, to be printed: their ids, by number. With `next`, those that have a
/// second payer.
fn practice(next: bool) -> (Bed, Vec<String>) {
    let bed = bed();
    let claims: Vec<_> = contents()
        .into_iter()
        .filter(|c| c.coverage.order == "P" && c.frequency == "1" && c.amounts.is_empty())
        .filter(|c| c.other_coverages.is_empty() != next)
        .filter(|c| c.other_coverages.iter().all(|o| o.adjustments.is_empty()))
        .take(6)
        .collect();
    bed.import(&[&bed.put("first.837", file_of(&claims))]);
    let ids = bed.claim_ids();
    assert!(!ids.is_empty());
    (bed, ids)
}

fn row_of(bed: &Bed, claim: &str) -> Value {
    let rows = bed.claims();
    rows.into_iter().find(|row| row["id"] == claim).unwrap()
}

/// Where a claim stands. The list, its filter, its totals and the claim itself say the same.
#[track_caller]
fn state(bed: &Bed, claim: &str) -> String {
    let state = text(&row_of(bed, claim)["state"]);
    let view = bed.ask("claim", json!({ "id": claim }));
    assert_eq!(view["state"], state);
    let mut filter = no_filter();
    filter["states"] = json!([state]);
    let page = json!({
        "filter": filter, "sort": "state", "descending": false, "from": 0, "count": 500,
    });
    let rows = bed.ask("claims", page)["rows"].clone();
    let rows = rows.as_array().unwrap();
    assert!(
        rows.iter().any(|row| row["id"] == claim),
        "{state}: {rows:?}"
    );
    assert!(rows.iter().all(|row| row["state"] == state), "{rows:?}");
    let totals = bed.ask("claim_totals", filter);
    assert_eq!(totals["count"], rows.len());
    assert_eq!(totals["states"].as_array().unwrap().len(), 1);
    assert_eq!(totals["states"][0]["state"], state);
    state
}

#[track_caller]
fn agrees(bed: &Bed) {
    let proof = bed.ask("proof", json!({ "job": "proof", "whole": true }));
    assert_eq!(proof["agrees"], true, "{proof}");
}

/// A check over one claim on which every line is paid nothing and adjusted by this; or is paid in full.
fn answer(bed: &Bed, claim: &String, number: &str, adjusted: &str) -> Value {
    let mut sheet = sheet_of(bed, number, &[claim]);
    let view = bed.ask("claim", json!({ "id": claim }));
    let charges = bed.ask("claim_standing", json!({ "id": claim }))["lines"].clone();
    let paid = |line: &Value| match adjusted {
        "" => text(&json!(
            Money::from_cents(line["charge_cents"].as_i64().unwrap()).to_string()
        )),
        _ => "0".to_owned(),
    };
    for (line, charge) in (sheet["claims"][0]["lines"]
        .as_array_mut()
        .unwrap()
        .iter_mut())
    .zip(charges.as_array().unwrap())
    {
        line["allowed"] = json!("");
        line["paid"] = json!(paid(charge));
        line["adjustments"] = json!(adjusted);
    }
    let all = Money::from_cents(view["charge_cents"].as_i64().unwrap());
    sheet["amount"] = json!(
        if adjusted.is_empty() {
            all
        } else {
            Money::ZERO
        }
        .to_string()
    );
    sheet
}

fn act(kind: &str, claim: &str, owner: &str, amount: &str) -> Value {
    json!({
        "kind": kind, "patient_id": "", "payer_id": "", "on": "", "amount": amount, "method": "",
        "number": "", "reason": "", "text": "as they said", "rows": [
            { "claim_id": claim, "line_id": "", "opening": "", "owner": owner, "amount": amount }],
    })
}

#[test]
fn an_answer_says_where_a_claim_stands_and_undo_takes_it_back() {
    let (bed, ids) = practice(false);
    for (n, (adjusted, stands)) in [
        ("CO-16", "denied"),
        ("PR-1", "patient"),
        ("CO-45", "closed"),
        ("", "paid"),
    ]
    .into_iter()
    .enumerate()
    {
        let claim = &ids[n];
        assert_eq!(state(&bed, claim), "imported");
        bed.ask(
            "post_sheet",
            answer(&bed, claim, &format!("77{n}"), adjusted),
        );
        assert_eq!(state(&bed, claim), stands, "{adjusted}");
        agrees(&bed);
        bed.ask("undo", json!({}));
        assert_eq!(state(&bed, claim), "imported", "{adjusted} taken back");
        bed.ask("redo", json!({}));
        assert_eq!(state(&bed, claim), stands, "{adjusted} again");
    }
    // Held comes first, whatever the payer said; released it is denied as before.
    bed.ask(
        "hold_claims",
        json!({ "ids": [ids[0]], "reason": "waits for the chart" }),
    );
    assert_eq!(state(&bed, &ids[0]), "held");
    bed.ask("hold_claims", json!({ "ids": [ids[0]], "reason": "" }));
    assert_eq!(state(&bed, &ids[0]), "denied");
    // Sent again, the payer has to answer; unsent, it is denied as before.
    let run = bed.print(&bed.preview(&ids[..1], false), &bed.desk("again.pdf"));
    assert_eq!(state(&bed, &ids[0]), "payer");
    let row = row_of(&bed, &ids[0]);
    assert_eq!(row["waits_for"], row["payer"]);
    bed.ask(
        "unsend_print",
        json!({ "id": run["id"], "reason": "wrong envelope" }),
    );
    assert_eq!(state(&bed, &ids[0]), "denied");
    agrees(&bed);
    // The whole list, the most urgent first, and a claim that nobody answered among them.
    let sorted = |descending: bool| -> Vec<String> {
        let page = json!({
            "filter": no_filter(), "sort": "state", "descending": descending, "from": 0, "count": 500,
        });
        let rows = bed.ask("claims", page)["rows"].clone();
        rows.as_array()
            .unwrap()
            .iter()
            .map(|row| text(&row["state"]))
            .collect()
    };
    let urgent = [
        "denied", "imported", "imported", "patient", "paid", "closed",
    ];
    assert_eq!(sorted(false), urgent);
    assert_eq!(sorted(true), urgent.into_iter().rev().collect::<Vec<_>>());
    bed.holds();
}

#[test]
fn paper_says_where_a_claim_stands_until_somebody_answers() {
    let (bed, ids) = practice(false);
    bed.print(&bed.preview(&ids[..2], false), &bed.desk("a.pdf"));
    assert_eq!(state(&bed, &ids[0]), "printed");
    assert_eq!(state(&bed, &ids[2]), "imported");
    // A payment of the patient is no answer of a payer.
    let patient = text(&bed.ask("claim", json!({ "id": ids[2] }))["patient_id"]);
    let mut paid = act("payment", &ids[2], "patient", "5.00");
    paid["patient_id"] = json!(patient);
    paid["method"] = json!("cash");
    bed.ask("save_act", paid);
    assert_eq!(state(&bed, &ids[2]), "imported");
    // What a person decided is one, and so is giving all of it up.
    bed.ask("save_act", act("decision", &ids[0], "us", ""));
    assert_eq!(state(&bed, &ids[0]), "work");
    bed.ask("save_act", act("decision", &ids[1], "patient", ""));
    assert_eq!(state(&bed, &ids[1]), "patient");
    let open = bed.ask("claim_standing", json!({ "id": ids[3] }))["open_cents"].clone();
    let all = Money::from_cents(open.as_i64().unwrap()).to_string();
    let mut off = act("write_off", &ids[3], "1", &all);
    off["reason"] = json!("bundled");
    bed.ask("save_act", off);
    assert_eq!(state(&bed, &ids[3]), "closed");
    agrees(&bed);
    for _ in 0..4 {
        bed.ask("undo", json!({}));
    }
    for (claim, stands) in ids
        .iter()
        .zip(["printed", "printed", "imported", "imported"])
    {
        assert_eq!(state(&bed, claim), stands);
    }
}

#[test]
fn more_than_was_owed_is_owed_back() {
    let (bed, ids) = practice(false);
    bed.ask("post_sheet", answer(&bed, &ids[0], "1", ""));
    bed.ask("post_sheet", answer(&bed, &ids[0], "2", ""));
    assert_eq!(state(&bed, &ids[0]), "credit");
    agrees(&bed);
}

#[test]
fn the_next_payer_is_named_and_its_claim_is_to_be_printed() {
    let (bed, ids) = practice(true);
    // The same visits, asked of the second payer: one whose form has all that it needs is followed.
    let files: Vec<_> = contents()
        .iter()
        .filter(|c| {
            let rows = bed.claims();
            rows.iter().any(|row| row["number"] == c.number.as_str())
        })
        .map(second_of)
        .collect();
    bed.import(&[&bed.put("second.837", file_of(&files))]);
    let claims = bed.claims();
    let next = claims.iter().find(|row| {
        let id = text(&row["id"]);
        !ids.contains(&id) && bed.preview(&[id], false)["pages"] != 0
    });
    let (next, number) = next.map(|row| (text(&row["id"]), &row["number"])).unwrap();
    let of_visit = |row: &&Value| row["number"] == *number && row["id"] != next.as_str();
    let first = text(&claims.iter().find(of_visit).unwrap()["id"]);
    bed.ask("post_sheet", answer(&bed, &first, "31", "PR-2"));
    assert_eq!(state(&bed, &first), "send");
    let row = row_of(&bed, &first);
    assert_ne!(row["waits_for"], "");
    assert_ne!(row["waits_for"], row["payer"]);
    let view = bed.ask("claim", json!({ "id": first }));
    assert_eq!(view["waits_for"], row["waits_for"]);
    assert_eq!(
        state(&bed, &next),
        "imported",
        "its paper is the one to print"
    );
    // Held, it holds nothing but itself.
    let hold = |reason: &str| bed.ask("hold_claims", json!({ "ids": [next], "reason": reason }));
    hold("waits for the first answer");
    assert_eq!(state(&bed, &next), "held");
    assert_eq!(state(&bed, &first), "send");
    agrees(&bed);
    hold("");
    agrees(&bed);
    bed.print(
        &bed.preview(std::slice::from_ref(&next), false),
        &bed.desk("second.pdf"),
    );
    for claim in [&first, &next] {
        assert_eq!(state(&bed, claim), "payer");
        assert_eq!(row_of(&bed, claim)["waits_for"], row["waits_for"]);
    }
    agrees(&bed);
}

/// A claim as its second payer gets it.
fn second_of(claim: &billing::claim::ClaimContent) -> billing::claim::ClaimContent {
    let mut second = claim.clone();
    let other = &mut second.other_coverages[0];
    std::mem::swap(&mut second.coverage.order, &mut other.coverage.order);
    std::mem::swap(&mut second.coverage.payer, &mut other.coverage.payer);
    second
}

#[test]
fn the_proof_finds_a_claim_that_stands_where_it_does_not() {
    for change in [
        "update claim set stands = 9 where id = ?1",
        "update claim set stands = null where id = ?1",
    ] {
        let (bed, ids) = practice(false);
        bed.ask("post_sheet", answer(&bed, &ids[0], "5", "CO-16"));
        agrees(&bed);
        let open = bed.open();
        open.vault.writer().execute(change, [&ids[0]]).unwrap();
        let proof = bed.ask("proof", json!({ "job": "proof", "whole": true }));
        assert_eq!(proof["agrees"], false);
        let number = text(&row_of(&bed, &ids[0])["number"]);
        let said = proof["breaks"].to_string();
        assert!(
            said.contains(&number) && said.contains("where it stands"),
            "{said}"
        );
    }
}

#[test]
fn a_practice_of_before_learns_where_its_claims_stand() {
    let (mut bed, ids) = practice(false);
    bed.ask("post_sheet", answer(&bed, &ids[0], "5", "CO-16"));
    bed.open()
        .vault
        .writer()
        .execute_batch(&format!(
            "{}; drop index claim_state; alter table claim drop column state;
             alter table claim drop column stands; pragma user_version = 9",
            crate::ledgers::WITHOUT_TURNS
        ))
        .unwrap();
    bed.restart();
    bed.unlock(crate::bed::PASSWORD).unwrap();
    assert_eq!(state(&bed, &ids[0]), "denied");
    assert_eq!(state(&bed, &ids[1]), "imported");
    agrees(&bed);
}

#[test]
fn a_saved_list_and_a_file_say_the_same() {
    let (bed, ids) = practice(false);
    bed.ask("post_sheet", answer(&bed, &ids[0], "5", "CO-16"));
    let mut filter = no_filter();
    // A list of before, and a state that no claim of this version is ever in.
    filter["states"] = json!(["imported", "held", "printed", "of tomorrow"]);
    let list = json!({ "name": "Paper", "filter": filter, "sort": "state", "descending": false });
    bed.ask("save_list", list);
    let kept = bed.ask("own_lists", json!({}))["saved"][0]["filter"].clone();
    let totals = bed.ask("claim_totals", kept);
    assert_eq!(totals["count"], ids.len() - 1);
    let file = bed.desk("claims.csv");
    let of = json!({ "list": "claims", "ids": [ids[0], ids[1]] });
    let ask = json!({ "job": "csv", "token": bed.token(&file), "of": of, "columns": ["state"] });
    bed.ask("export_list", ask);
    let csv = fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines, ["State", "Denied", "To print"]);
}
