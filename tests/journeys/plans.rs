//! Payment plans and promises: agreed on, paid, missed, finished, cancelled and undone, and what the
//! statements say meanwhile, to the cent.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};
use values::Money;

use crate::bed::{Bed, bed, file_of, plain_claim, text};

const DAY: i64 = 86_400_000;

/// A patient with visits of these dollars that are all theirs to pay: the patient and the claims.
pub fn owing(bed: &Bed, dollars: &[i64]) -> (String, Vec<String>) {
    let claims: Vec<_> = (0..)
        .zip(dollars)
        .map(|(n, dollars)| {
            let mut claim = plain_claim();
            claim.number = format!("PLAN{n}");
            claim.lines.truncate(1);
            claim.amounts.clear();
            let charge = Money::from_cents(dollars * 100);
            claim.charge = charge;
            for line in &mut claim.lines {
                line.charge = charge;
                line.from = line.from.map(|on| on.plus_days(n));
                line.to = line.from;
            }
            claim
        })
        .collect();
    bed.import(&[&bed.put("plan.837", file_of(&claims))]);
    let mut ids: Vec<(String, String)> = (bed.claims().iter())
        .map(|claim| (text(&claim["number"]), text(&claim["id"])))
        .collect();
    ids.sort();
    let ids: Vec<String> = ids.into_iter().map(|(_, id)| id).collect();
    for id in &ids {
        act(bed, "decision", ("", ""), &[(id, "")]);
    }
    let patient = text(&bed.ask("claim", json!({ "id": ids[0] }))["patient_id"]);
    (patient, ids)
}

/// Does something to money; the rows are claims with their amounts.
pub fn try_act(
    bed: &Bed,
    kind: &str,
    (patient, amount): (&str, &str),
    rows: &[(&str, &str)],
) -> Result<Value, workbench::Problem> {
    let rows: Vec<Value> = rows
        .iter()
        .map(|(claim, amount)| {
            json!({
                "claim_id": claim, "line_id": "", "opening": "", "owner": "patient", "amount": amount,
            })
        })
        .collect();
    let reason = if kind == "discount" { "courtesy" } else { "" };
    bed.try_ask(
        "save_act",
        json!({
            "kind": kind, "patient_id": patient, "payer_id": "", "on": "", "amount": amount,
            "method": "check", "number": "", "reason": reason, "text": "Agreed on the telephone",
            "rows": rows,
        }),
    )
}

#[track_caller]
pub fn act(bed: &Bed, kind: &str, of: (&str, &str), rows: &[(&str, &str)]) -> Value {
    try_act(bed, kind, of, rows).unwrap_or_else(|problem| panic!("{kind}: {problem:?}"))
}

/// So many days later.
pub fn later(bed: &Bed, days: i64) {
    bed.props.later.fetch_add(days * DAY, Ordering::Relaxed);
}

pub fn plan(account: &str, amount: &str, rows: &[&str]) -> Value {
    let rows: Vec<Value> = rows
        .iter()
        .map(|id| json!({ "claim_id": id, "opening": "" }))
        .collect();
    json!({
        "account": account, "rows": rows, "amount": amount, "every": "month", "first_on": "t+10",
        "disclosed": false, "text": "",
    })
}

/// The account's row of a run.
#[track_caller]
pub fn run_row(bed: &Bed) -> Value {
    let run = bed.ask("statement_run", json!({}));
    assert_eq!(run["total_cents"], run["ledger_cents"]);
    let rows = run["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1, "{run}");
    rows[0].clone()
}

/// The bill of the account: every sum ties, and it asks for what the run says.
#[track_caller]
pub fn bill(bed: &Bed) -> billing::statement::Bill {
    let row = run_row(bed);
    let bill = workbench::statements::bill(&bed.bench, &text(&row["account"]), "1").unwrap();
    let faults: Vec<String> = bill.check().iter().map(ToString::to_string).collect();
    assert_eq!(faults, Vec::<String>::new(), "{bill:#?}");
    assert_eq!(json!(bill.due.cents()), row["due_cents"], "{bill:#?}");
    bill
}

/// Statements go out into a file.
#[track_caller]
pub fn send(bed: &Bed, name: &str) {
    let row = run_row(bed);
    assert_eq!(row["goes"], true, "{row}");
    let rows = json!([{ "account": row["account"], "due_cents": row["due_cents"] }]);
    let token = bed.token(&bed.desk(name));
    let ask = json!({ "job": "run", "rows": rows, "token": token, "printer": "" });
    bed.ask("print_statements", ask);
}

/// The books are whole.
#[track_caller]
pub fn proves(bed: &Bed) {
    let proof = bed.ask("proof", json!({ "job": "proof", "whole": true }));
    assert_eq!(proof["agrees"], true, "{proof}");
    bed.holds();
}

fn set_phone(bed: &Bed) {
    let mut rules = bed.ask("statement_rules", json!({}));
    rules["phone"] = json!("614-555-0100");
    bed.ask("save_statement_rules", rules);
}

fn states(live: &Value) -> Vec<String> {
    let payments = live["payments"].as_array().unwrap();
    payments.iter().map(|one| text(&one["state"])).collect()
}

#[test]
fn a_plan_is_made_paid_missed_and_finished_and_the_statements_say_so() {
    let bed = bed();
    let (patient, claims) = owing(&bed, &[200, 100, 55]);
    set_phone(&bed);
    let first = bill(&bed);
    assert_eq!(first.due.cents(), 35_500);
    send(&bed, "first.pdf");
    later(&bed, 29);
    // Two of the three visits: 300 dollars in 120 a month.
    let account = text(&run_row(&bed)["account"]);
    let ask = plan(&account, "120", &[&claims[0], &claims[1]]);
    let checked = bed.ask("check_plan", ask.clone());
    assert_eq!(checked["total_cents"], 30_000);
    let cents: Vec<&Value> = checked["payments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| &p["cents"])
        .collect();
    assert_eq!(cents, [12_000, 12_000, 6_000]);
    let before = bed.digests();
    let made = bed.ask("save_plan", ask.clone());
    let account = text(&made["value"]["account"]);
    assert!(account.starts_with("gua_"));
    assert_eq!(made["value"]["live"]["title"], "120.00 a month");
    assert_eq!(states(&made["value"]["live"]), ["waits", "waits", "waits"]);
    // Undone and made again.
    bed.ask("undo", json!({}));
    assert_eq!(bed.digests(), before);
    bed.ask("redo", json!({}));
    // The rest of the account is asked for, with the payment that is due by then.
    let told = bill(&bed);
    assert_eq!(told.due.cents(), 5_500 + 12_000);
    assert_eq!(told.past_due().cents(), 5_500);
    assert_eq!(told.plan.as_ref().unwrap().open().cents(), 30_000);
    send(&bed, "second.pdf");
    // A second plan, or another over the same visits, is refused.
    let again = bed.refused("save_plan", plan(&account, "20", &[&claims[2]]));
    assert!(again.says.contains("Cancel it"), "{again:?}");
    // The first payment comes, the rest of the account too: nothing goes out while the plan is kept.
    later(&bed, 10);
    act(
        &bed,
        "payment",
        (&patient, "175"),
        &[(&claims[0], "120"), (&claims[2], "55")],
    );
    let live = &bed.ask("payment_plans", json!({ "id": account }))["live"];
    assert_eq!(states(live), ["paid", "waits", "waits"]);
    assert_eq!(live["paid_cents"], 12_000);
    let row = run_row(&bed);
    assert_eq!(
        (&row["goes"], &row["code"]),
        (&json!(false), &json!("plan_current"))
    );
    // The second does not: after the days of grace it is missed, and the statement says so.
    later(&bed, 31);
    assert_eq!(
        run_row(&bed)["code"],
        "plan_current",
        "in its days of grace"
    );
    later(&bed, 6);
    let live = &bed.ask("payment_plans", json!({ "id": account }))["live"];
    assert_eq!(states(live), ["paid", "missed", "waits"]);
    assert_eq!(
        (&live["missed"], &live["missed_cents"]),
        (&json!(1), &json!(12_000))
    );
    let work = bed.ask("account_work", json!({}));
    assert_eq!(work["missed"][0]["cents"], 12_000);
    assert_eq!(work["missed"][0]["account"], json!(account));
    let told = bill(&bed);
    assert!(told.plan.as_ref().unwrap().keep_by.is_some());
    assert_eq!(told.due.cents(), 12_000);
    let of = statement_text(&bed, &account);
    assert!(of.contains("did not arrive"), "{of}");
    send(&bed, "third.pdf");
    proves(&bed);
    // Paid twice is refused; paid once ends the plan by itself.
    let all = [(claims[0].as_str(), "80"), (claims[1].as_str(), "100")];
    let twice = [(claims[0].as_str(), "200"), (claims[1].as_str(), "100")];
    let problem = try_act(&bed, "payment", (&patient, "300"), &twice).unwrap_err();
    assert!(problem.says.contains("posted already"), "{problem:?}");
    act(&bed, "payment", (&patient, "180"), &all);
    let plans = bed.ask("payment_plans", json!({ "id": account }));
    assert_eq!(plans["live"], Value::Null);
    assert_eq!(plans["past"][0]["state"], "finished");
    assert_eq!(bed.ask("account_work", json!({}))["missed"], json!([]));
    let problem = try_act(&bed, "payment", (&patient, "180"), &all).unwrap_err();
    assert!(problem.says.contains("Only 0.00"), "{problem:?}");
    proves(&bed);
}

fn statement_text(bed: &Bed, account: &str) -> String {
    let said = bed.ask("statement_text", json!({ "id": account }));
    assert_eq!(said["says"], "", "{said}");
    text(&said["text"])
}

#[test]
fn a_plan_follows_what_is_let_off_and_ends_with_a_reason() {
    let bed = bed();
    let (patient, claims) = owing(&bed, &[90, 60]);
    set_phone(&bed);
    let made = bed.ask("save_plan", plan(&patient, "50", &[]));
    let account = text(&made["value"]["account"]);
    assert_eq!(made["value"]["live"]["total_cents"], 15_000);
    assert_eq!(run_row(&bed)["code"], "plan_current");
    // Let off: the plan is shorter at its end, and nothing of it is lost.
    act(&bed, "discount", ("", ""), &[(&claims[1], "60")]);
    let live = &bed.ask("payment_plans", json!({ "id": account }))["live"];
    assert_eq!(
        (&live["total_cents"], &live["left_cents"]),
        (&json!(9_000), &json!(9_000))
    );
    assert_eq!(states(live), ["waits", "waits"]);
    act(&bed, "payment", (&patient, "30"), &[(&claims[0], "30")]);
    // Paid ahead, then sent back: the plan follows.
    let paid = act(&bed, "payment", (&patient, "40"), &[(&claims[0], "40")]);
    let live = &bed.ask("payment_plans", json!({ "id": account }))["live"];
    assert_eq!(
        (states(live)[0].as_str(), &live["paid_cents"]),
        ("paid", &json!(7_000))
    );
    let id = paid["value"]["id"].clone();
    bed.ask(
        "take_back_act",
        json!({ "id": id, "reason": "The bank sent it back" }),
    );
    let live = &bed.ask("payment_plans", json!({ "id": account }))["live"];
    assert_eq!(live["paid_cents"], 3_000);
    let plan_id = live["id"].clone();
    assert_eq!(
        bed.refused("cancel_plan", json!({ "id": plan_id, "reason": " " }))
            .field
            .as_deref(),
        Some("reason")
    );
    let done = bed.ask(
        "cancel_plan",
        json!({ "id": plan_id, "reason": "They lost their job" }),
    );
    let past = &done["value"]["past"][0];
    assert_eq!(
        (&past["state"], &past["paid_cents"]),
        (&json!("cancelled"), &json!(3_000))
    );
    assert!(
        text(&past["ended"]).ends_with("They lost their job"),
        "{past}"
    );
    let row = run_row(&bed);
    assert_eq!(
        (&row["goes"], &row["due_cents"]),
        (&json!(true), &json!(6_000))
    );
    bill(&bed);
    bed.refused("cancel_plan", json!({ "id": plan_id, "reason": "Again" }));
    bed.ask("undo", json!({}));
    assert_eq!(run_row(&bed)["code"], "plan_current");
    bed.ask("redo", json!({}));
    // More than four payments need the disclosures.
    let mut many = plan(&account, "10", &[]);
    let problem = bed.refused("save_plan", many.clone());
    assert_eq!(problem.field.as_deref(), Some("disclosed"));
    many["disclosed"] = json!(true);
    many["every"] = json!("two_weeks");
    bed.ask("save_plan", many);
    for (field, value) in [
        ("amount", "60"),
        ("amount", "x"),
        ("first_on", "1/1/20"),
        ("every", "day"),
    ] {
        let mut wrong = plan(&account, "10", &[]);
        wrong[field] = json!(value);
        assert_ne!(bed.ask("check_plan", wrong)["says"], "", "{field} {value}");
    }
    for did in ["save_plan", "cancel_plan"] {
        assert!(0 < bed.logged(did));
    }
    proves(&bed);
}

#[test]
fn a_visit_is_on_one_plan_whoever_answers_for_it() {
    let bed = bed();
    let (patient, claims) = owing(&bed, &[90, 60]);
    bed.ask("save_plan", plan(&patient, "30", &[&claims[0]]));
    // Somebody else answers from now on: the plan is not theirs, and the visit cannot be on two.
    crate::guarantors::save(
        &bed,
        &patient,
        &[
            ("guarantor", "other"),
            ("guarantor.last", "Heronsdale"),
            ("guarantor.first", "Alma"),
            ("guarantor.born_on", "3/14/79"),
            ("guarantor.line1", "4 Fern Ct"),
            ("guarantor.city", "Weir Falls"),
            ("guarantor.state", "OH"),
            ("guarantor.zip", "43999"),
        ],
    );
    let row = run_row(&bed);
    assert_eq!(row["due_cents"], 15_000, "{row}");
    let account = text(&row["account"]);
    let again = bed.refused("save_plan", plan(&patient, "30", &[]));
    assert_eq!(again.field.as_deref(), Some("rows"), "nothing is theirs");
    bed.ask("save_plan", plan(&account, "50", &[]));
    assert_eq!(run_row(&bed)["code"], "plan_current");
    let problem = bed.refused("save_plan", plan(&account, "30", &[&claims[0]]));
    assert!(problem.says.contains("Cancel it"), "{problem:?}");
    proves(&bed);
}

#[test]
fn a_promise_is_kept_or_broken_by_what_comes() {
    let bed = bed();
    let (patient, claims) = owing(&bed, &[90]);
    let before = bed.digests();
    let note = |text: &str, on: &str, amount: &str| json!({ "account": patient, "text": text, "promise_on": on, "promise_amount": amount });
    for (ask, field) in [
        (note("", "", ""), "text"),
        (note("card 4111 1111 1111 1111", "", ""), "text"),
        (note("", "t-1", "5"), "promise_on"),
        (note("", "", "5"), "promise_on"),
        (note("", "t+3", "x"), "promise_amount"),
        (note("", "t+3", "0"), "promise_amount"),
    ] {
        assert_eq!(
            bed.refused("save_account_note", ask).field.as_deref(),
            Some(field)
        );
    }
    assert_eq!(bed.digests(), before);
    let done = bed.ask(
        "save_account_note",
        note("Called, will pay Friday", "t+3", "50"),
    );
    let account = text(&done["value"]["account"]);
    let state =
        || bed.ask("account_notes", json!({ "id": account }))["notes"][0]["promise"].clone();
    assert_eq!(state(), "waits");
    bed.ask("undo", json!({}));
    assert_eq!(bed.digests(), before);
    bed.ask("redo", json!({}));
    act(&bed, "payment", (&patient, "20"), &[(&claims[0], "20")]);
    later(&bed, 4);
    assert_eq!(state(), "broken");
    let broken = bed.ask("account_work", json!({}))["broken"].clone();
    assert_eq!(
        (&broken[0]["cents"], &broken[0]["left_cents"]),
        (&json!(3_000), &json!(7_000))
    );
    act(&bed, "payment", (&patient, "30"), &[(&claims[0], "30")]);
    assert_eq!(state(), "late");
    assert_eq!(bed.ask("account_work", json!({}))["broken"], json!([]));
    bed.ask("save_account_note", note("", "t", "40"));
    act(&bed, "payment", (&patient, "40"), &[(&claims[0], "40")]);
    assert_eq!(state(), "kept");
    bed.holds();
}
