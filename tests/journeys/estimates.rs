//! Good-faith estimates: from the fees, from what was usually charged, or typed; given on paper; and a
//! bill that passes one is told before it goes out.

use std::fs;

use serde_json::{Value, json};
use workbench::Code;

use crate::bed::{Bed, file_of, text};
use crate::privacy::{by_number, family, later, run};
use crate::remits::sheet_of;

fn typed(patient: &str, lines: &[(&str, &str, &str)]) -> Value {
    let lines: Vec<Value> = lines
        .iter()
        .map(|(code, units, charge)| {
            json!({ "code": code, "modifiers": "", "units": units, "charge": charge })
        })
        .collect();
    json!({
        "id": "", "version": 0, "patient_id": patient, "asked_on": "", "scheduled_on": "", "diagnoses": "",
        "discount": "", "provider_id": "", "facility_id": "", "separate": "", "lines": lines,
    })
}

fn today(bed: &Bed) -> values::Day {
    text(&bed.ask("session", json!({}))["today"])
        .parse()
        .unwrap()
}

fn rows(bed: &Bed, patient: &str) -> Vec<Value> {
    let all = bed.ask("estimates", json!({ "id": patient }));
    all["rows"].as_array().unwrap().clone()
}

fn give(bed: &Bed, id: &str, name: &str) -> Value {
    let file = bed.desk(name);
    let ask = json!({ "id": id, "token": bed.token(&file), "printer": "" });
    let printed = bed.ask("print_estimate", ask);
    assert!(fs::read(&file).unwrap().starts_with(b"%PDF-"));
    printed
}

#[test]
fn an_estimate_is_priced_from_fees_from_history_or_by_hand() {
    let (bed, child, _, claim) = family();
    let fee = json!({ "id": "", "payer_id": "", "payer": "", "code": "99204", "modifiers": "", "pos": "", "from": "",
        "amount": "310.00" });
    bed.ask("save_fee", fee);
    // A claim of last week tells what is usual.
    let days = claim.first_service_on().unwrap().days_until(today(&bed)) - 7;
    let recent = later(&claim, days, "RECENT");
    bed.import(&[&bed.put("recent.837", file_of(std::slice::from_ref(&recent)))]);
    let start = bed.digests();
    let known = claim
        .lines
        .iter()
        .find(|line| line.modifiers.is_empty())
        .unwrap();
    let mut ask = typed(
        &child,
        &[
            ("99204", "1", ""),
            (&known.code, "2", ""),
            ("20610", "", "245"),
        ],
    );
    ask["discount"] = json!("20%");
    let checked = bed.ask("check_estimate", ask.clone());
    assert_eq!(checked["says"], "", "{checked}");
    let lines = checked["lines"].as_array().unwrap();
    assert_eq!(
        (
            &lines[0]["source"],
            &lines[0]["charge_cents"],
            &lines[0]["discount_cents"]
        ),
        (&json!("fee"), &json!(31_000), &json!(6_200))
    );
    let units: i64 = known.units.parse().unwrap_or(1);
    let usual = known.charge.cents() / units * 2;
    assert_eq!(
        (&lines[1]["source"], &lines[1]["charge_cents"]),
        (&json!("usual"), &json!(usual))
    );
    assert_eq!(lines[2]["source"], "typed");
    // What nobody knows is typed.
    let unknown = typed(&child, &[("J9999", "1", "")]);
    let problem = bed.refused("save_estimate", unknown);
    assert_eq!(problem.field.as_deref(), Some("line.1.charge"));
    for (field, value, named) in [
        ("discount", "120", "discount"),
        ("scheduled_on", "soon", "scheduled_on"),
        ("asked_on", "t+3", "asked_on"),
    ] {
        let mut wrong = ask.clone();
        wrong[field] = json!(value);
        assert_eq!(
            bed.refused("save_estimate", wrong).field.as_deref(),
            Some(named)
        );
    }
    let saved = bed.ask("save_estimate", ask.clone());
    let total = (31_000 + usual + 24_500) * 8 / 10;
    assert_eq!(saved["value"]["total_cents"], total);
    assert_eq!(saved["value"]["number"], "30001");
    assert_ne!(saved["value"]["due_on"], "");
    // Corrected while nobody has it: the same number.
    let mut again = saved["value"]["texts"].clone();
    again["discount"] = json!("");
    let corrected = bed.ask("save_estimate", again.clone());
    assert_eq!(corrected["value"]["number"], "30001");
    assert_eq!(corrected["value"]["total_cents"], 31_000 + usual + 24_500);
    assert_eq!(bed.refused("save_estimate", again).code, Code::Changed);
    bed.ask("remove_estimate", json!({ "id": saved["value"]["id"] }));
    assert!(rows(&bed, &child).is_empty());
    for _ in 0..3 {
        bed.ask("undo", json!({}));
    }
    assert_eq!(bed.digests(), start);
    bed.holds();
}

#[test]
fn the_patient_has_it_when_its_paper_is_right_and_then_it_stays() {
    let (bed, child, _, _) = family();
    let mut ask = typed(&child, &[("99213", "1", "150")]);
    ask["scheduled_on"] = json!("t+30");
    ask["diagnoses"] = json!("M17.12 arthritis of the left knee");
    ask["separate"] = json!("Physical therapy");
    let saved = bed.ask("save_estimate", ask);
    let id = text(&saved["value"]["id"]);
    let page = bed.ask("estimate_page", json!({ "id": id, "page": 0, "dpi": 72 }));
    assert_eq!(page["says"], "", "{}", page["says"]);
    assert!(rows(&bed, &child)[0]["given_on"] == "");
    let printed = give(&bed, &id, "estimate.pdf");
    assert_ne!(rows(&bed, &child)[0]["given_on"], "");
    let problem = bed.refused("remove_estimate", json!({ "id": id }));
    assert_eq!(problem.code, Code::Changed);
    // A new one takes its place; the old one stays as the patient has it.
    let mut next = rows(&bed, &child)[0]["texts"].clone();
    next["lines"][0]["charge"] = json!("160.00");
    let replaced = bed.ask("save_estimate", next);
    assert_eq!(replaced["value"]["replaces"], "30001");
    let all = rows(&bed, &child);
    assert_eq!(all.len(), 2);
    let old = all.iter().find(|row| row["number"] == "30001").unwrap();
    assert_eq!(
        (&old["replaced"], &old["total_cents"]),
        (&json!(true), &json!(15_000))
    );
    // It never left: the patient does not have it.
    bed.ask(
        "unsend_print",
        json!({ "id": printed["value"]["id"], "reason": "the wrong day" }),
    );
    let all = rows(&bed, &child);
    let old = all.iter().find(|row| row["number"] == "30001").unwrap();
    assert_eq!(old["given_on"], "");
    bed.holds();
}

#[test]
fn a_bill_that_passes_its_estimate_is_told_before_it_goes_out() {
    let (bed, child, alma, claim) = family();
    // A visit for which no insurance is used, and one for which it is; each over its estimate.
    let mut made = Vec::new();
    for (days, number) in [(7, "SELF1"), (14, "PLAN1")] {
        let mut visit = later(&claim, days, number);
        visit.lines.truncate(1);
        visit.lines[0].charge = values::Money::from_cents(90_000);
        visit.charge = visit.lines[0].charge;
        let (code, on) = (&visit.lines[0].code, visit.lines[0].from.unwrap());
        let mut ask = typed(&child, &[(code, "1", "300.00")]);
        ask["scheduled_on"] = json!(on.date().strftime("%m/%d/%Y").to_string());
        made.push(text(&bed.ask("save_estimate", ask)["value"]["id"]));
        bed.import(&[&bed.put(number, file_of(&[visit]))]);
    }
    let (own, planned) = (by_number(&bed, "SELF1"), by_number(&bed, "PLAN1"));
    bed.ask("post_sheet", sheet_of(&bed, "300", &[&planned]));
    let mut decision = json!({
        "kind": "decision", "patient_id": child, "payer_id": "", "on": "", "amount": "", "method": "", "number": "",
        "reason": "", "text": "No insurance is used", "rows": [
            { "claim_id": own, "line_id": "", "opening": "", "owner": "patient", "amount": "" }],
    });
    bed.ask("save_act", decision.clone());
    let over = |bed: &Bed| {
        let run = run(bed);
        let rows = run["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["account"] == alma).unwrap();
        assert_eq!(row["goes"], true, "{row}");
        row["over_cents"].as_i64().unwrap()
    };
    assert_eq!(over(&bed), 0, "the patient has no estimate yet");
    for id in &made {
        give(&bed, id, "estimate.pdf");
    }
    // Of the visit without insurance alone: who uses a plan has no such right.
    assert_eq!(over(&bed), 60_000);
    let account = bed.ask("statement_account", json!({ "id": alma }));
    assert_eq!(account["run"]["over_cents"], 60_000);
    let all = rows(&bed, &child);
    let passed: Vec<i64> = all
        .iter()
        .map(|row| row["over_cents"].as_i64().unwrap())
        .collect();
    assert_eq!(passed.iter().sum::<i64>(), 60_000);
    let words = bed.ask("statement_text", json!({ "id": alma }));
    let words = text(&words["text"]);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("Our estimate was $300.00; this bill is $900.00."),
        "{words}"
    );
    assert!(
        words.contains("$600.00 more than our estimate. You can dispute it"),
        "{words}"
    );
    // From another amount on, and after a discount, there is nothing to warn of.
    let mut rules = bed.ask("statement_rules", json!({}));
    rules["dispute_from"] = json!("700.00");
    bed.ask("save_statement_rules", rules);
    assert_eq!(over(&bed), 0);
    bed.ask("undo", json!({}));
    decision["kind"] = json!("discount");
    decision["reason"] = json!("hardship");
    decision["rows"][0]["amount"] = json!("250.00");
    bed.ask("save_act", decision);
    assert_eq!(over(&bed), 0);
    bed.holds();
}
