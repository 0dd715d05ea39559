//! A keyed EOB in JSON: the example of docs/cli.md is read and closes, and what is misspelt is named.
//! The structs are of `billing`, which does not know JSON.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use billing::remittance::certificate::{certificate, needed};
use billing::remittance::keyed::{KeyedAdjustment, KeyedEob, read};

/// The example of the manual.
fn example() -> &'static str {
    let manual = include_str!("../../../docs/cli.md");
    let section = manual.split("## A keyed EOB").nth(1).unwrap();
    let block = section.split("```json").nth(1).unwrap();
    block.split("```").next().unwrap()
}

#[test]
fn the_example_of_the_manual_closes() {
    let eob: KeyedEob = serde_json::from_str(example()).unwrap();
    let (draft, faults) = read(&eob);
    assert_eq!(faults, []);
    assert_eq!(draft.payer, "Lakeside Health Plan");
    let id = "rem_0192f0c1a2b37c4d8e9f0a1b2c3d4e5f".parse().unwrap();
    let (remittance, faults) = draft.complete(id);
    assert_eq!(faults, []);
    let certificate = certificate(&remittance);
    let broken: Vec<&str> = certificate.broken().map(|c| c.says.as_str()).collect();
    assert_eq!(broken, Vec::<&str>::new());
    // Who pays and which claims are ours is for the practice's records to say.
    let needed = needed(&remittance);
    let fields: Vec<&str> = needed.iter().map(|needed| needed.field).collect();
    assert_eq!(fields, ["payer_id", "claim_id", "claim_id", "claim_id"]);
    // The contractual part of the first line was worked out.
    let added = remittance.claims[0].lines[0].adjustments.last().unwrap();
    assert_eq!(
        (
            added.group.as_str(),
            added.reason.as_str(),
            added.amount.cents()
        ),
        ("CO", "45", 4_500)
    );
}

#[test]
fn the_manual_names_every_field() {
    let section = include_str!("../../../docs/cli.md")
        .split("## A keyed EOB")
        .nth(1)
        .unwrap();
    for field in [
        "payer",
        "method",
        "number",
        "date",
        "amount",
        "claims",
        "provider_adjustments",
        "code",
        "reference",
        "claim",
        "status",
        "charge",
        "paid",
        "patient_part",
        "payer_claim_number",
        "interest",
        "remarks",
        "adjustments",
        "forwarded_to",
        "lines",
        "line",
        "modifiers",
        "submitted_code",
        "units",
        "allowed",
        "group",
        "reason",
        "quantity",
    ] {
        assert!(section.contains(&format!("`{field}`")), "{field}");
    }
}

#[test]
fn what_json_cannot_mean_is_named() {
    for (json, says) in [
        (r#"{"payor": "x"}"#, "unknown field `payor`"),
        (r#"{"claims": [{"pay": "1"}]}"#, "unknown field `pay`"),
        (r#"{"amount": 125.5}"#, "expected a string"),
        (
            r#"{"claims": [{"adjustments": [{"grp": "CO"}]}]}"#,
            "unknown field `grp`",
        ),
        (
            r#"{"claims": [{"adjustments": [20]}]}"#,
            "an adjustment such as \"CO-45 20.00\"",
        ),
        (r#"{"claims": [{"lines": [{"line": -1}]}]}"#, "expected u32"),
    ] {
        let error = serde_json::from_str::<KeyedEob>(json).unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
    }
    let eob: KeyedEob = serde_json::from_str(
        r#"{"claims": [{"adjustments": ["CO-45 20.00", {"group": "PR", "amount": "1"}]}]}"#,
    )
    .unwrap();
    let adjustments = &eob.claims[0].adjustments;
    assert!(matches!(&adjustments[0], KeyedAdjustment::Text(text) if text == "CO-45 20.00"));
    assert!(matches!(&adjustments[1], KeyedAdjustment::Parts(parts) if parts.group == "PR"));
}
