//! Small balances are let off in one step, taken back in one, and the books prove both to the cent.

use serde_json::{Value, json};
use workbench::Code;

use crate::bed::{Bed, PASSWORD, bed, text};
use crate::plans::{act, owing, plan, proves, run_row};

fn list(bed: &Bed) -> Vec<Value> {
    let list = bed.ask("small_balances", json!({}));
    let rows = list["rows"].as_array().unwrap().clone();
    let sum: i64 = rows.iter().map(|row| row["cents"].as_i64().unwrap()).sum();
    assert_eq!(list["cents"], sum);
    rows
}

fn ask(rows: &[Value]) -> Value {
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| json!({ "account": row["account"], "cents": row["cents"] }))
        .collect();
    json!({ "rows": rows })
}

#[test]
fn small_balances_are_let_off_and_taken_back_to_the_cent() {
    let bed = bed();
    let (patient, claims) = owing(&bed, &[60, 40]);
    assert!(list(&bed).is_empty(), "100 dollars are not small");
    act(
        &bed,
        "payment",
        (&patient, "96.01"),
        &[(&claims[0], "58.01"), (&claims[1], "38")],
    );
    let rows = list(&bed);
    assert_eq!(
        (&rows[0]["cents"], &rows[0]["visits"]),
        (&json!(399), &json!(2))
    );
    // What changed since the list was made is not let off.
    let mut old = rows.clone();
    old[0]["cents"] = json!(398);
    assert_eq!(bed.refused("let_off_small", ask(&old)).code, Code::Changed);
    assert_eq!(bed.refused("let_off_small", ask(&[])).code, Code::NeedsYou);
    let before = bed.digests();
    let done = bed.ask("let_off_small", ask(&rows));
    assert_eq!(done["value"], json!({ "accounts": 1, "cents": 399 }));
    assert_eq!(done["undo"], "Let off a small balance of 3.99");
    assert!(list(&bed).is_empty());
    let owes = bed.ask("patient_owes", json!({ "id": patient }));
    assert_eq!(owes["owes_cents"], 0);
    let acts = bed.ask(
        "acts",
        json!({ "patient_id": patient, "from": "", "to": "", "noticed": false }),
    );
    let small = &acts["rows"][0];
    assert_eq!(
        (&small["reason"], &small["cents"]),
        (&json!("Small balance"), &json!(399))
    );
    proves(&bed);
    bed.ask("undo", json!({}));
    let kinds = |digests: Vec<(&'static str, String)>| -> Vec<(&'static str, String)> {
        digests
            .into_iter()
            .filter(|(kind, _)| *kind != "posting")
            .collect()
    };
    assert_eq!(
        kinds(bed.digests()),
        kinds(before),
        "but for the reversals of the ledger"
    );
    assert_eq!(list(&bed), rows);
    proves(&bed);
    assert_eq!(bed.logged("let_off_small"), 1);
}

#[test]
fn what_is_under_way_is_not_small() {
    let bed = bed();
    let (patient, claims) = owing(&bed, &[60]);
    act(&bed, "payment", (&patient, "56"), &[(&claims[0], "56")]);
    assert_eq!(list(&bed).len(), 1);
    // On a plan, disputed, over the practice's limit: none of them.
    bed.ask("save_plan", plan(&patient, "2", &[]));
    assert!(list(&bed).is_empty());
    bed.ask("undo", json!({}));
    let account = text(&run_row(&bed)["account"]);
    bed.ask(
        "save_guarantor",
        json!({
            "account": account, "version": 0, "language": "en", "large_print": false,
            "hold_reason": "dispute", "hold_text": "", "hold_from": "", "hold_until": "",
            "mail_returned_on": "",
        }),
    );
    assert!(list(&bed).is_empty());
    bed.ask("undo", json!({}));
    let mut rules = bed.ask("statement_rules", json!({}));
    rules["small_balance"] = json!("3.99");
    bed.ask("save_statement_rules", rules);
    assert!(list(&bed).is_empty());
    bed.ask("undo", json!({}));
    let rows = list(&bed);
    assert_eq!(rows.len(), 1);
    // A role whose limit is less is told whom to ask.
    let mut policy = bed.ask("policy", json!({}));
    for limit in policy["limits"].as_array_mut().unwrap() {
        if limit["role"] == "poster" {
            limit["amount"] = json!("1.00");
        }
    }
    bed.ask("save_policy", policy);
    let password = "seven blue cups on a shelf";
    let poster = bed.add_user("Pia Poster", "poster", password);
    bed.unlock_as(&poster, password).unwrap();
    let problem = bed.refused("let_off_small", ask(&rows));
    assert_eq!(problem.code, Code::Refused, "{problem:?}");
    bed.unlock(PASSWORD).unwrap();
    bed.ask("let_off_small", ask(&rows));
    proves(&bed);
}
