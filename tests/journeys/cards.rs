//! Card numbers are never kept: refused in every field of payments and notes, and pointed at elsewhere by
//! their last four digits.

use serde_json::{Value, json};

use crate::bed::{Bed, find_bytes, text};
use crate::privacy::family;

/// Numbers that the brands publish for tests, and how people type them.
const CARDS: [&str; 14] = [
    "4111111111111111",
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "4012888888881881",
    "4222222222222",
    "5555555555554444",
    "5105 1051 0510 5100",
    "2223003122003222",
    "378282246310005",
    "3714 496353 98431",
    "6011111111111117",
    "3530111333300000",
    "30569309025904",
    "6304000000000000",
];

/// Numbers that are none, although they are long.
const OTHERS: [&str; 6] = [
    "4111111111111112",
    "claim 20260504000123",
    "740-555-0199, 740-555-0133",
    "00-4417293",
    "NPI 1234567893",
    "check 104477",
];

fn act(patient: &str, field: &str, said: &str) -> Value {
    let mut ask = json!({
        "kind": "payment", "patient_id": patient, "payer_id": "", "on": "", "amount": "1.00", "method": "card",
        "number": "", "reason": "", "text": "", "rows": [],
    });
    ask[field] = json!(said);
    ask
}

/// Every command that takes words about a payment or a note, with the field.
fn asks(
    bed: &Bed,
    child: &str,
    account: &str,
    said: &str,
) -> Vec<(&'static str, &'static str, Value)> {
    let claim = &bed.claim_ids()[0];
    let guarantor = json!({
        "account": account, "version": 0, "language": "en", "large_print": false, "hold_reason": "other",
        "hold_text": said, "hold_from": "", "hold_until": "", "mail_returned_on": "",
    });
    let form = bed.ask(
        "open_form",
        json!({ "kind": "claim", "id": claim, "of": "", "item": "" }),
    );
    let mut texts = form["texts"].clone();
    texts["note"] = json!(said);
    let entry = json!({ "kind": "claim", "id": claim, "of": form["of"], "version": form["version"], "texts": texts });
    let estimate = |field: &str| {
        let mut ask = json!({
            "id": "", "version": 0, "patient_id": child, "asked_on": "", "scheduled_on": "", "diagnoses": "",
            "discount": "", "provider_id": "", "facility_id": "", "separate": "",
            "lines": [{ "code": "99213", "modifiers": "", "units": "", "charge": "1" }],
        });
        ask[field] = json!(said);
        ask
    };
    vec![
        ("save_act", "number", act(child, "number", said)),
        ("save_act", "text", act(child, "text", said)),
        ("add_note", "text", json!({ "ids": [claim], "text": said })),
        (
            "hold_claims",
            "reason",
            json!({ "ids": [claim], "reason": said }),
        ),
        ("save_guarantor", "hold_text", guarantor),
        ("save_claim", "note", entry),
        ("save_estimate", "diagnoses", estimate("diagnoses")),
        ("save_estimate", "separate", estimate("separate")),
    ]
}

#[test]
fn no_field_of_payments_and_notes_keeps_the_number_of_a_card() {
    let (bed, child, account, _) = family();
    let before = bed.digests();
    for card in CARDS {
        for said in [card.to_owned(), format!("she said {card} on the phone")] {
            for (command, field, ask) in asks(&bed, &child, &account, &said) {
                let problem = bed.refused(command, ask);
                assert_eq!(
                    problem.field.as_deref(),
                    Some(field),
                    "{command}: {}",
                    problem.says
                );
                let digits: String = card.chars().filter(char::is_ascii_digit).collect();
                let told: String = problem.says.chars().filter(char::is_ascii_digit).collect();
                assert!(
                    !told.contains(&digits) && problem.says.contains("card"),
                    "{}",
                    problem.says
                );
            }
        }
    }
    assert_eq!(bed.digests(), before, "nothing of it is kept");
    for said in OTHERS {
        for (command, field, ask) in asks(&bed, &child, &account, said) {
            if let Err(problem) = bed.try_ask(command, ask) {
                assert!(
                    !problem.says.contains("card"),
                    "{command} {field}: {}",
                    problem.says
                );
            }
        }
    }
    // The audit log tells what was refused without what was typed.
    let log = format!("{:?}", bed.log());
    for card in CARDS {
        assert!(!log.contains(card), "{card}");
        assert!(find_bytes(log.as_bytes(), card.as_bytes()).is_none());
    }
    bed.holds();
}

#[test]
fn elsewhere_a_number_like_a_cards_is_pointed_at_by_its_end() {
    let (bed, child, _, _) = family();
    let form = bed.ask(
        "open_form",
        json!({ "kind": "patient", "id": child, "of": "", "item": "" }),
    );
    let mut texts = form["texts"].clone();
    texts["line2"] = json!("4111 1111 1111 1111");
    let ask = json!({ "kind": "patient", "id": child, "of": "", "version": form["version"], "texts": texts });
    let checked = bed.ask("check_form", ask.clone());
    let findings = checked["findings"].as_array().unwrap();
    let found = findings.iter().find(|one| one["field"] == "line2").unwrap();
    assert_eq!(
        (&found["severity"], &found["unread"]),
        (&json!("fix"), &json!(true))
    );
    let says = text(&found["says"]);
    assert!(
        says.contains("ends in 1111") && !says.contains("4111"),
        "{says}"
    );
    assert_eq!(
        bed.refused("save_person", ask.clone()).field.as_deref(),
        Some("line2")
    );
    // A payer's or a member's long number may be one by chance: somebody looks, and it is kept.
    let coverage = bed.ask("patient", json!({ "id": child }))["coverages"][0]["id"].clone();
    if coverage.is_string() {
        let form = bed.ask(
            "open_form",
            json!({ "kind": "coverage", "id": coverage, "of": "", "item": "" }),
        );
        let mut texts = form["texts"].clone();
        texts["member_id"] = json!("4111111111111111");
        let ask = json!({
            "kind": "coverage", "id": coverage, "of": form["of"], "version": form["version"], "texts": texts,
        });
        let checked = bed.ask("check_form", ask.clone());
        let findings = checked["findings"].as_array().unwrap();
        let found = findings
            .iter()
            .find(|one| one["field"] == "member_id")
            .unwrap();
        assert_eq!(found["unread"], false, "{found}");
        bed.ask("save_coverage", ask);
    }
}
