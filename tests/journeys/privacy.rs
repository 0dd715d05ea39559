//! Whose eyes a bill is for: a visit that is marked sensitive shows on nobody's statement but the
//! patient's, which goes to the address that the patient asked for, or stays; a visit with a guarantor
//! of its own stands on that account.

use billing::claim::ClaimContent;
use serde_json::{Value, json};

use crate::bed::{Bed, bed, contents, file_of, text};
use crate::guarantors::{ALMA, agrees, save, typed};
use crate::remits::sheet_of;

pub const OWN: [(&str, &str); 5] = [
    ("confidential", "own"),
    ("confidential.line1", "PO Box 77"),
    ("confidential.city", "Marrow Bay"),
    ("confidential.state", "OH"),
    ("confidential.zip", "43998"),
];

/// A claim for the same some days later, under a number of its own.
pub fn later(claim: &ClaimContent, days: i32, number: &str) -> ClaimContent {
    let mut claim = claim.clone();
    number.clone_into(&mut claim.number);
    for line in &mut claim.lines {
        line.from = line.from.map(|day| day.plus_days(days));
        line.to = line.to.map(|day| day.plus_days(days));
        line.references.clear();
    }
    claim
}

pub fn by_number(bed: &Bed, number: &str) -> String {
    let claims = bed.claims();
    let row = claims.iter().find(|row| row["number"] == number);
    text(&row.unwrap_or_else(|| panic!("no claim {number}"))["id"])
}

fn row<'a>(run: &'a Value, account: &str) -> Option<&'a Value> {
    let rows = run["rows"].as_array().unwrap();
    rows.iter().find(|row| row["account"] == account)
}

pub fn run(bed: &Bed) -> Value {
    let run = bed.ask("statement_run", json!({}));
    assert_eq!(run["total_cents"], run["ledger_cents"]);
    run
}

/// Everything that a statement says: its facts, and its words.
fn told(bed: &Bed, account: &str) -> (String, String) {
    let bill = workbench::statements::bill(&bed.bench, account, "1").unwrap();
    let faults: Vec<String> = bill.check().iter().map(ToString::to_string).collect();
    assert_eq!(faults, Vec::<String>::new());
    let words = bed.ask("statement_text", json!({ "id": account }));
    assert_eq!(words["says"], "");
    (format!("{bill:#?}"), text(&words["text"]))
}

/// A child of Alma's with a paid visit: the bed, the child, the account, the claim.
pub fn family() -> (Bed, String, String, ClaimContent) {
    let bed = bed();
    let claim = contents()
        .into_iter()
        .find(|c| {
            c.coverage.order == "P"
                && c.frequency == "1"
                && c.amounts.is_empty()
                && c.other_coverages.is_empty()
                && 2 <= c.lines.len()
        })
        .unwrap();
    bed.import(&[&bed.put("one.837", file_of(std::slice::from_ref(&claim)))]);
    let id = by_number(&bed, &claim.number);
    let child = text(&bed.ask("claim", json!({ "id": id }))["patient_id"]);
    save(&bed, &child, &ALMA);
    save(
        &bed,
        &child,
        &[
            ("guarantor.city", "Weir Falls"),
            ("guarantor.state", "OH"),
            ("guarantor.zip", "43999"),
        ],
    );
    bed.ask("post_sheet", sheet_of(&bed, "100", &[&id]));
    let account = text(&run(&bed)["rows"][0]["account"]);
    (bed, child, account, claim)
}

/// A second visit of the child's, paid, with what the patient is left to pay.
pub fn second(bed: &Bed, claim: &ClaimContent) -> String {
    let other = later(claim, 7, "SENS1");
    bed.import(&[&bed.put("two.837", file_of(&[other]))]);
    let id = by_number(bed, "SENS1");
    bed.ask("post_sheet", sheet_of(bed, "200", &[&id]));
    id
}

fn mark(bed: &Bed, claim: &str, sensitive: bool) -> Value {
    bed.ask(
        "mark_sensitive",
        json!({ "id": claim, "sensitive": sensitive }),
    )
}

#[test]
fn nothing_of_a_sensitive_visit_shows_on_the_bill_of_somebody_else() {
    let (bed, child, alma, claim) = family();
    let without = told(&bed, &alma);
    let id = second(&bed, &claim);
    let both = told(&bed, &alma);
    assert_ne!(
        both, without,
        "before it is marked it is on the family's bill"
    );
    let start = bed.digests();

    let marked = mark(&bed, &id, true);
    assert_eq!(marked["value"]["sensitive"], true);
    assert_eq!(marked["value"]["bill_to"], "");
    agrees(&bed);
    // Every word, sum and fact of the other statement is what it was without the visit.
    assert_eq!(told(&bed, &alma), without);
    let own = row(&run(&bed), &child).unwrap().clone();
    assert_eq!(
        (&own["goes"], &own["code"]),
        (&json!(false), &json!("confidential"))
    );

    // With an address of their own the patient gets a bill there, of that visit alone.
    let part = typed(
        &bed,
        &child,
        &[("confidential", "own"), ("confidential.line1", "PO Box 77")],
    );
    let problem = bed.refused("save_person", part);
    assert_eq!(problem.field.as_deref(), Some("confidential.city"));
    save(&bed, &child, &OWN);
    let own = row(&run(&bed), &child).unwrap().clone();
    assert_eq!(own["goes"], true, "{own}");
    let (facts, words) = told(&bed, &child);
    assert!(facts.contains("PO BOX 77") && facts.contains("MARROW BAY OH 43998"));
    assert!(!facts.contains("HERONSDALE") && !words.contains("Heronsdale"));
    assert!(!facts.contains(&claim.patient.address.line1.to_uppercase()));
    assert_eq!(told(&bed, &alma), without);
    let account = bed.ask("statement_account", json!({ "id": child }));
    assert_eq!(account["confidential"], true);
    assert_eq!(account["person"]["address"]["line1"], "PO Box 77");
    let chart = bed.ask("patient", json!({ "id": child }));
    assert_eq!(chart["confidential"]["address"]["city"], "Marrow Bay");

    // Money of the patient that is on no visit may be of that one: the family does not read of it.
    let paid = json!({
        "kind": "payment", "patient_id": child, "payer_id": "", "on": "", "amount": "500.00", "method": "cash",
        "number": "", "reason": "", "text": "", "rows": [
            { "claim_id": id, "line_id": "", "opening": "", "owner": "patient", "amount": "1.00" }],
    });
    bed.ask("save_act", paid);
    assert_eq!(told(&bed, &alma), without);
    bed.ask("undo", json!({}));
    // An address that was asked for and is not there keeps the bill here.
    save(
        &bed,
        &child,
        &[
            ("confidential.line1", ""),
            ("confidential.city", ""),
            ("confidential.zip", ""),
            ("confidential.phone", "740-555-0133"),
        ],
    );
    assert_eq!(row(&run(&bed), &child).unwrap()["code"], "confidential");

    for _ in 0..3 {
        bed.ask("undo", json!({}));
    }
    assert_eq!(bed.digests(), start);
    assert_eq!(told(&bed, &alma), both);
    assert_eq!(bed.logged("mark_sensitive"), 1);
    agrees(&bed);
}

#[test]
fn a_visit_that_leaves_a_bill_that_went_out_is_told_by_its_sum_alone() {
    let (bed, child, alma, claim) = family();
    let id = second(&bed, &claim);
    save(&bed, &child, &OWN);
    let due = row(&run(&bed), &alma).unwrap()["due_cents"].clone();
    let file = bed.desk("bills.pdf");
    let rows = json!([{ "account": alma, "due_cents": due }]);
    let ask = json!({ "job": "r", "rows": rows, "token": bed.token(&file), "printer": "" });
    bed.ask("print_statements", ask);
    mark(&bed, &id, true);
    let (_, words) = told(&bed, &alma);
    assert!(words.contains("No longer on this bill"), "{words}");
    let bill = workbench::statements::bill(&bed.bench, &alma, "1").unwrap();
    let left: Vec<_> = bill.visits().map(|visit| visit.claim_id).collect();
    assert!(!left.iter().flatten().any(|one| one.to_string() == id));
    // What the patient pays on it is no payment on the family's bill.
    let owed = row(&run(&bed), &child).unwrap()["due_cents"]
        .as_i64()
        .unwrap();
    let before = told(&bed, &alma);
    bed.ask("save_act", json!({
        "kind": "payment", "patient_id": child, "payer_id": "", "on": "", "amount": values::Money::from_cents(owed).to_string(),
        "method": "cash", "number": "", "reason": "", "text": "", "rows": [
            { "claim_id": id, "line_id": "", "opening": "", "owner": "patient", "amount": values::Money::from_cents(owed).to_string() }],
    }));
    assert_eq!(told(&bed, &alma), before);
    agrees(&bed);
}

#[test]
fn a_visit_has_a_guarantor_of_its_own() {
    let (bed, child, alma, claim) = family();
    let id = second(&bed, &claim);
    let open = |bed: &Bed| {
        bed.ask(
            "open_form",
            json!({ "kind": "claim", "id": id, "of": "", "item": "" }),
        )
    };
    let form = open(&bed);
    assert_eq!(form["texts"]["sensitive"], "N");
    let save_claim = |fields: &[(&str, &str)]| {
        let form = open(&bed);
        let mut texts = form["texts"].clone();
        for (name, value) in fields {
            texts[name] = json!(value);
        }
        json!({ "kind": "claim", "id": id, "of": form["of"], "version": form["version"], "texts": texts })
    };
    // A name that is none of the list is no account.
    let problem = bed.refused("save_claim", save_claim(&[("bill_to", "Somebody")]));
    assert_eq!(problem.field.as_deref(), Some("bill_to"));
    // The patient's own account, by picking the patient.
    let mine = [("bill_to", "x"), ("bill_to_id", child.as_str())];
    bed.ask("save_claim", save_claim(&mine));
    let claim_now = bed.ask("claim", json!({ "id": id }));
    assert_eq!(claim_now["bill_to"], "");
    let rows = run(&bed);
    assert_eq!(rows["rows"].as_array().unwrap().len(), 2);
    agrees(&bed);
    bed.ask("undo", json!({}));
    assert_eq!(run(&bed)["rows"].as_array().unwrap().len(), 1);
    assert_eq!(
        bed.ask("claim", json!({ "id": id }))["bill_to"],
        "Heronsdale, Alma"
    );
    // Sensitive by the form, and the account gives way to it.
    let quiet = [
        ("bill_to", "Heronsdale"),
        ("bill_to_id", alma.as_str()),
        ("sensitive", "Y"),
    ];
    bed.ask("save_claim", save_claim(&quiet));
    let claim_now = bed.ask("claim", json!({ "id": id }));
    assert_eq!(
        (&claim_now["bill_to"], &claim_now["sensitive"]),
        (&json!(""), &json!(true))
    );
    assert_eq!(row(&run(&bed), &child).unwrap()["code"], "confidential");
    agrees(&bed);
    mark(&bed, &id, false);
    assert_eq!(
        bed.ask("claim", json!({ "id": id }))["bill_to"],
        "Heronsdale, Alma"
    );
    agrees(&bed);
}
