//! The demo practice's books: eighteen months of checks and acts that agree to the cent, with one of
//! everything that a biller meets.

use std::collections::{BTreeMap, BTreeSet};

use billing::ledger::act::Act;
use billing::remittance::certificate::certificate;
use billing::remittance::{RemitClaim, Remittance};
use serde_json::{Value, json};

use crate::bed::{Bed, bare, text};

fn demo() -> Bed {
    let mut bed = bare();
    let began = std::time::Instant::now();
    let card = bed.ask("create_demo", json!({ "job": "demo" }));
    println!("made in {:?}", began.elapsed());
    (bed.folder, bed.user) = (text(&card["folder"]), text(&card["users"][0]["id"]));
    bed.unlock(&text(&card["demo_password"])).unwrap();
    bed
}

#[track_caller]
fn cents(value: &Value) -> i64 {
    value
        .as_i64()
        .unwrap_or_else(|| panic!("{value} is no sum"))
}

fn rows(value: &Value) -> &[Value] {
    value["rows"].as_array().unwrap()
}

/// Every account with a balance of a patient's is on a run of statements, with a reason; the list ties to
/// the ledger; what goes out asks for what the ledger says, and every sum on it ties.
fn statements_tie(bed: &Bed) {
    let began = std::time::Instant::now();
    let run = bed.ask("statement_run", json!({}));
    println!("run in {:?}: {}", began.elapsed(), run["groups"]);
    assert_eq!(run["total_cents"], run["ledger_cents"]);
    let groups = run["groups"].as_array().unwrap();
    let listed: i64 = groups.iter().map(|group| cents(&group["count"])).sum();
    assert_eq!(listed, i64::try_from(rows(&run).len()).unwrap());
    // Also who owes nothing while a payer has still to answer, with what the payer was asked for.
    let owing = bed.ask("aging", json!({ "basis": "service", "by": "guarantor" }));
    let listed: BTreeSet<String> = (rows(&run).iter()).map(|row| text(&row["name"])).collect();
    for row in rows(&owing)
        .iter()
        .filter(|row| 0 < cents(&row["total_cents"]))
    {
        assert!(listed.contains(&text(&row["title"])), "{row}");
    }
    let pending = |row: &&Value| row["code"] == "payer_pending";
    let waits: Vec<&Value> = rows(&run).iter().filter(pending).collect();
    assert!(10 < waits.len(), "{}", run["groups"]);
    for row in waits {
        assert!(
            row["goes"] == false && row["due_cents"] == 0 && row["balance_cents"] == 0,
            "{row}"
        );
        assert!(0 < cents(&row["pending_cents"]), "{row}");
    }
    let going: Vec<&Value> = rows(&run)
        .iter()
        .filter(|row| row["goes"] == true)
        .collect();
    assert!(10 < going.len(), "{}", run["groups"]);
    let began = std::time::Instant::now();
    let mut reasons = BTreeMap::<String, u32>::new();
    for row in &going {
        let bill = workbench::statements::bill(&bed.bench, row["account"].as_str().unwrap(), "1");
        let bill = bill.unwrap();
        let faults: Vec<String> = bill.check().iter().map(ToString::to_string).collect();
        assert_eq!(faults, Vec::<String>::new(), "{}", row["number"]);
        assert_eq!(
            bill.due.cents(),
            cents(&row["due_cents"]),
            "{}",
            row["number"]
        );
        for reason in bill.visits().flat_map(|visit| &visit.reasons) {
            let why = serde_json::to_value(reason).unwrap()["why"].clone();
            *reasons.entry(text(&why)).or_default() += 1;
        }
    }
    println!(
        "{} bills in {:?}: {reasons:?}",
        going.len(),
        began.elapsed()
    );
    for why in ["copay", "deductible", "coinsurance"] {
        assert!(reasons.contains_key(why), "{reasons:?}");
    }
}

/// What was charged comes before what became of it, and what moves to somebody else does so on the day of
/// what moved it.
fn ledgers_read(bed: &Bed) {
    let (mut moved, mut claims) = (0, 0);
    for patient in bed.patients().iter().step_by(7) {
        let rows = crate::ledgers::reads(bed, "patient", &text(&patient["id"]));
        let (transfers, causes): (Vec<&Value>, Vec<&Value>) = (rows.iter())
            .filter(|row| row["number"] != "")
            .partition(|row| row["source"] == "transfer");
        let mut charged = BTreeSet::new();
        for row in &causes {
            let first = charged.insert(row["number"].as_str());
            claims += i32::from(first);
            assert_eq!(first, row["source"] == "claim", "{row}");
        }
        // A payment over several visits stands under the first of them.
        let days: BTreeSet<&str> = causes.iter().filter_map(|row| row["on"].as_str()).collect();
        for row in &transfers {
            assert!(days.contains(row["on"].as_str().unwrap()), "{row}");
        }
        moved += transfers.len();
    }
    println!("{claims} claims, {moved} transfers read");
    assert!(100 < claims && 20 < moved, "{claims} {moved}");
}

/// A run is saved as a file, counts at once, is not made twice within its cycle, and is unsent.
fn statements_go_out(bed: &Bed) {
    let list = |bed: &Bed| -> Vec<Value> {
        let run = bed.ask("statement_run", json!({}));
        rows(&run)
            .iter()
            .filter(|row| row["goes"] == true)
            .cloned()
            .collect()
    };
    let going = list(bed);
    let ask = |rows: &[Value], token: String| {
        let rows: Vec<Value> = rows
            .iter()
            .map(|row| json!({ "account": row["account"], "due_cents": row["due_cents"] }))
            .collect();
        json!({ "job": "run", "rows": rows, "token": token, "printer": "" })
    };
    let before = bed.digests();
    let file = bed.desk("statements.pdf");
    let mut other = going[..2].to_vec();
    other[1]["due_cents"] = json!(1);
    let problem = bed.refused("print_statements", ask(&other, bed.token(&file)));
    assert_eq!(problem.code, workbench::Code::Changed);
    assert!(!file.exists(), "nothing was printed");
    assert_eq!(bed.digests(), before, "and nothing kept");

    let began = std::time::Instant::now();
    let printed = bed.ask("print_statements", ask(&going[..5], bed.token(&file)));
    println!("5 statements in {:?}", began.elapsed());
    assert!(printed["undo"].is_null());
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF-"));
    assert_eq!(printed["value"]["claims"], 5);
    let now = list(bed);
    assert_eq!(now.len(), going.len() - 5);
    let account = bed.ask("statement_account", json!({ "id": going[0]["account"] }));
    assert_eq!(account["run"]["code"], "cycle", "{account}");
    let sent = &account["statements"][0];
    assert_eq!(
        (&sent["due_cents"], &sent["unsent"]),
        (&going[0]["due_cents"], &json!(""))
    );
    assert_ne!(sent["sent_on"], "");
    let due = |patient: &Value| cents(&patient["due_cents"]);
    let by_patient: i64 = account["patients"]
        .as_array()
        .unwrap()
        .iter()
        .map(due)
        .sum();
    assert_eq!(by_patient, cents(&account["run"]["due_cents"]), "{account}");
    // It never left after all.
    let unsend = json!({ "id": printed["value"]["id"], "reason": "the envelopes ran out" });
    bed.ask("unsend_print", unsend);
    assert_eq!(list(bed).len(), going.len());
    let account = bed.ask("statement_account", json!({ "id": going[0]["account"] }));
    assert_eq!(account["statements"][0]["unsent"], "the envelopes ran out");
    let page = json!({ "account": going[0]["account"], "page": 0, "dpi": 72 });
    assert_eq!(bed.ask("statement_page", page)["says"], "");
    let told = bed.ask("statement_text", json!({ "id": going[0]["account"] }));
    assert!(
        told["text"].as_str().unwrap().contains("Amount due"),
        "{told}"
    );
}

/// Every queue and every way of aging is what the ledger says.
fn ties(bed: &Bed) {
    let began = std::time::Instant::now();
    let proof = bed.ask("proof", json!({ "job": "proof", "whole": true }));
    println!("proved in {:?}", began.elapsed());
    assert_eq!(proof["breaks"], json!([]), "{proof}");
    assert_eq!(
        (&proof["agrees"], &proof["whole"], &proof["adrift"]),
        (&json!(true), &json!(true), &json!(0)),
        "{proof}"
    );
    let owed = cents(&proof["ar_cents"]);
    let owners: i64 = proof["owners"]
        .as_array()
        .unwrap()
        .iter()
        .map(|owner| cents(&owner["cents"]))
        .sum();
    assert_eq!(owners, owed);
    let queues = bed.ask("queues", json!({}));
    println!("{queues}");
    let queued: i64 = rows(&queues).iter().map(|row| cents(&row["cents"])).sum();
    assert_eq!((queued, cents(&queues["total_cents"])), (owed, owed));
    for queue in rows(&queues) {
        let there = cents(&queue["count"]);
        match queue["name"].as_str().unwrap() {
            "hold" => assert_eq!(there, 0),
            // Every denial says why.
            "look" => assert!(there < 5, "{there}"),
            name => assert!(0 < there, "{name}"),
        }
    }
    let short = cents(&queues["underpaid"]);
    assert!((5..80).contains(&short), "{short}");
    for basis in ["service", "billing", "activity", "since"] {
        for by in ["payer", "provider", "patient", "guarantor", "owner"] {
            let aging = bed.ask("aging", json!({ "basis": basis, "by": by }));
            let of_rows: i64 = rows(&aging)
                .iter()
                .map(|row| cents(&row["total_cents"]))
                .sum();
            let sums: i64 = aging["sums"].as_array().unwrap().iter().map(cents).sum();
            let all = [of_rows, sums, cents(&aging["total_cents"])];
            assert_eq!(all, [owed; 3], "{basis} by {by}");
            assert_eq!(cents(&aging["ledger_cents"]), owed);
            if (basis, by) == ("service", "owner") {
                println!("{} of {owed}", aging["sums"]);
                let old = cents(&aging["sums"][4]);
                assert!(0 < old && old * 3 < owed, "{old} of {owed} is old");
            }
        }
    }
}

fn all<R: serde::de::DeserializeOwned>(bed: &Bed, kind: &str) -> Vec<R> {
    let open = bed.open();
    let db = open.vault.reader().unwrap();
    let mut statement = db
        .prepare(&format!("select body from {kind} order by id"))
        .unwrap();
    let bodies = statement.query_map([], |row| row.get::<_, String>(0));
    bodies
        .unwrap()
        .map(|body| serde_json::from_str(&body.unwrap()).unwrap())
        .collect()
}

/// Every check closes but one that is still on the desk, and there is one of everything.
fn checks(bed: &Bed) {
    let remittances: Vec<Remittance> = all(bed, "remittance");
    let mut found: BTreeMap<&str, u32> = BTreeMap::new();
    let mut held: BTreeMap<(String, String), i64> = BTreeMap::new();
    for remittance in &remittances {
        let closes = certificate(remittance).closes();
        let mut note = |what| *found.entry(what).or_default() += 1;
        match remittance.posted_on {
            Some(on) => {
                assert!(closes, "{}", remittance.number);
                assert!(remittance.paid_on.unwrap() < on);
                assert!(0 < remittance.posted_at && !remittance.posted_by.is_empty());
                note("posted");
            }
            None if closes => note("parked"),
            None => note("parked and unbalanced"),
        }
        if remittance.method == "none" {
            note("no money");
        }
        for adjustment in &remittance.provider_adjustments {
            note(match adjustment.code.as_str() {
                "WO" => "withheld",
                "FB" => "carried over",
                _ => "interest",
            });
            let payer = remittance.payer_id.unwrap().to_string();
            let key = (payer, adjustment.code.clone());
            *held.entry(key).or_default() += adjustment.amount.cents();
        }
        for claim in &remittance.claims {
            for what in kinds(claim) {
                note(what);
            }
        }
    }
    println!("{found:?}");
    for what in [
        "denied",
        "not covered",
        "bundled",
        "filed late",
        "not authorized",
        "billing error",
        "duplicate",
        "sent on",
        "second payer",
        "third payer",
        "what others did",
        "takeback",
        "sequestration",
        "deductible",
        "coinsurance",
        "copay",
        "zero pay",
        "no money",
        "withheld",
        "carried over",
        "interest",
    ] {
        assert!(
            0 < found.get(what).copied().unwrap_or(0),
            "{what}: {found:?}"
        );
    }
    assert_eq!((found["parked"], found["parked and unbalanced"]), (1, 1));
    let (denied, answered) = (found["denied"], found["answered"]);
    assert!(
        (5..=10).contains(&(denied * 100 / answered)),
        "{denied} of {answered}"
    );
    // What a payer puts back for later it keeps from a later check, nothing twice.
    for ((_, code), kept) in held.iter().filter(|((_, code), _)| code != "L6") {
        assert!(*kept <= 0, "{code}: {kept}");
    }
}

/// What a claim of a check is an example of.
fn kinds(claim: &RemitClaim) -> Vec<&'static str> {
    let mut found = vec![match claim.status.as_str() {
        "2" => "second payer",
        "3" => "third payer",
        "19" => "sent on",
        "22" => "takeback",
        "4" => "denied",
        _ => "first payer",
    }];
    if claim.takes_back() {
        return found;
    }
    found.push("answered");
    if claim.paid == values::Money::ZERO {
        found.push("zero pay");
    }
    for a in claim.lines.iter().flat_map(|line| &line.adjustments) {
        found.push(match (a.group.as_str(), a.reason.as_str()) {
            ("CO", "45") => "contract",
            ("CO", "253") => "sequestration",
            ("CO", "97") => "bundled",
            ("CO", "16") => "billing error",
            ("CO", "29") => "filed late",
            ("CO", "197") => "not authorized",
            ("PR", "204") => "not covered",
            ("PR", "1") => "deductible",
            ("PR", "2") => "coinsurance",
            ("PR", "3") => "copay",
            ("OA", "18") => "duplicate",
            ("OA", "23") => "what others did",
            _ => "other denial",
        });
    }
    found
}

/// A takeback before its correction, and one after it.
fn corrections(bed: &Bed) {
    let mut remittances: Vec<Remittance> = all(bed, "remittance");
    remittances.sort_by_key(|remittance| remittance.paid_on);
    let (mut before, mut after) = (0, 0);
    let claims = || {
        remittances
            .iter()
            .flat_map(|r| r.claims.iter().map(|claim| (r.paid_on, claim)))
    };
    for (on, back) in claims().filter(|(_, claim)| claim.takes_back()) {
        for (then, answer) in claims() {
            if answer.control_number == back.control_number
                && answer.status == "1"
                && answer.paid != -back.paid
            {
                if on <= then {
                    before += 1;
                } else {
                    after += 1;
                }
            }
        }
    }
    println!("takebacks before their corrections: {before}, after: {after}");
    assert!(0 < before && 0 < after);
}

/// Everything that a practice does to money was done.
fn acts(bed: &Bed) {
    let mut found: BTreeMap<String, u32> = BTreeMap::new();
    for act in all::<Act>(bed, "act") {
        let mut note = |what: &str| *found.entry(what.to_owned()).or_default() += 1;
        note(&act.kind);
        note(&act.method);
        note(&act.reason);
        if act.taken_back.is_some() {
            note("taken back");
        }
        if act.kind == "payment" && act.applied() < act.amount {
            note("unapplied");
        }
    }
    println!("{found:?}");
    for what in [
        "payment",
        "cash",
        "check",
        "card",
        "apply",
        "refund",
        "payer_refund",
        "discount",
        "hardship",
        "write_off",
        "small_balance",
        "taken back",
        "unapplied",
    ] {
        assert!(found.contains_key(what), "{what}: {found:?}");
    }
    assert_eq!(found["taken back"], 3);
    assert!(200 < found["payment"]);
    let fees = bed.ask("fees", json!({}));
    let mut schedules: BTreeMap<String, u32> = BTreeMap::new();
    for fee in rows(&fees) {
        *schedules.entry(text(&fee["payer"])).or_default() += 1;
    }
    assert_eq!(schedules.len(), 3, "{schedules:?}");
}

/// A patient whose payers have yet to answer owes nothing.
fn nobody_owes_what_a_payer_has_to_answer(bed: &Bed) {
    let open = bed.open();
    let db = open.vault.reader().unwrap();
    let pending: Vec<String> = db
        .prepare(
            "select distinct patient_id from open_item where owner in ('1', '2', '3')
                and patient_id not in (select patient_id from open_item where owner = 'patient')
              limit 20",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    drop(db);
    assert_eq!(pending.len(), 20);
    for patient in pending {
        let owes = bed.ask("patient_owes", json!({ "id": patient }));
        assert_eq!(cents(&owes["owes_cents"]), 0, "{owes}");
        assert!(0 < cents(&owes["payers_cents"]), "{owes}");
    }
}

#[test]
fn the_demo_practice_has_books_that_agree_and_one_of_everything() {
    let bed = demo();
    ties(&bed);
    ledgers_read(&bed);
    statements_tie(&bed);
    statements_go_out(&bed);
    checks(&bed);
    corrections(&bed);
    acts(&bed);
    nobody_owes_what_a_payer_has_to_answer(&bed);
    bed.holds();
}
