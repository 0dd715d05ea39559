//! What becomes of patients' payments: copays, the wrong account, checks that bounce, refunds that need
//! a second person, deposits with their slips, receipts. The proof agrees after every step.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use values::Money;
use workbench::Code;

use crate::bed::{Bed, PASSWORD, bed, contents, file_of, text};

const POLLYS: &str = "nine grey herons by the weir";

fn cents(value: &Value) -> i64 {
    value
        .as_i64()
        .unwrap_or_else(|| panic!("{value} is no amount"))
}

/// A practice with claims of which the patients owe everything: ids of claims, of their patients.
fn practice() -> (Bed, Vec<String>, Vec<String>) {
    let bed = bed();
    let mut claims: Vec<_> = contents()
        .into_iter()
        .filter(|c| c.coverage.order == "P" && c.frequency == "1" && c.other_coverages.is_empty())
        .filter(|c| c.amounts.is_empty())
        .collect();
    claims.sort_by(|a, b| a.patient.name.last.cmp(&b.patient.name.last));
    claims.dedup_by(|a, b| a.patient.name == b.patient.name);
    claims.truncate(4);
    bed.import(&[&bed.put("first.837", file_of(&claims))]);
    let ids = bed.claim_ids();
    assert_eq!(ids.len(), 4);
    for id in &ids {
        let mut decision = act("decision", "", "");
        decision["text"] = json!("no coverage that day");
        decision["rows"] = json!([{ "claim_id": id, "line_id": "", "opening": "", "owner": "patient", "amount": "" }]);
        bed.ask("save_act", decision);
    }
    let patients = ids
        .iter()
        .map(|id| text(&bed.ask("claim", json!({ "id": id }))["patient_id"]))
        .collect();
    (bed, ids, patients)
}

fn act(kind: &str, patient: &str, amount: &str) -> Value {
    json!({
        "kind": kind, "patient_id": patient, "payer_id": "", "on": "", "amount": amount, "method": "check",
        "number": "", "reason": "", "text": "", "rows": [],
    })
}

fn take(bed: &Bed, patient: &str, amount: &str, number: &str) -> Value {
    let mut ask = act("payment", patient, amount);
    ask["number"] = json!(number);
    bed.ask("save_act", ask)["value"].clone()
}

fn owes(bed: &Bed, patient: &str) -> (i64, i64) {
    let owes = bed.ask("patient_owes", json!({ "id": patient }));
    (cents(&owes["owes_cents"]), cents(&owes["unapplied_cents"]))
}

fn agrees(bed: &Bed) {
    let proof = bed.ask("proof", json!({ "job": "proof", "whole": true }));
    assert_eq!(proof["agrees"], true, "{proof}");
}

fn acts_of(bed: &Bed, patient: &str) -> Vec<Value> {
    let ask = json!({ "patient_id": patient, "from": "", "to": "", "noticed": false });
    bed.ask("acts", ask)["rows"].as_array().unwrap().clone()
}

/// The words of a PDF, as pdftotext reads them.
pub fn words_of(file: &Path) -> String {
    let read = Command::new("pdftotext")
        .arg("-layout")
        .arg(file)
        .arg("-")
        .output();
    String::from_utf8(read.unwrap().stdout).unwrap()
}

fn dollars(cents: i64) -> String {
    Money::from_cents(cents).to_string()
}

#[test]
fn a_payment_on_the_wrong_account_moves_and_both_sides_show_it() {
    let (bed, _, patients) = practice();
    let (from, to) = (&patients[0], &patients[1]);
    let before = (owes(&bed, from), owes(&bed, to));
    let taken = take(&bed, from, "40.00", "1187");
    assert_eq!(owes(&bed, from).0, before.0.0 - 4_000);
    let nowhere = json!({ "id": taken["id"], "patient_id": "", "amount": "", "reason": "twins" });
    assert_eq!(
        bed.refused("move_payment", nowhere).field.as_deref(),
        Some("patient_id")
    );
    let same = json!({ "id": taken["id"], "patient_id": from, "amount": "", "reason": "twins" });
    assert_eq!(
        bed.refused("move_payment", same).field.as_deref(),
        Some("patient_id")
    );
    let wordless = json!({ "id": taken["id"], "patient_id": to, "amount": "", "reason": " " });
    assert_eq!(
        bed.refused("move_payment", wordless).field.as_deref(),
        Some("reason")
    );
    let more = json!({ "id": taken["id"], "patient_id": to, "amount": "40.01", "reason": "twins" });
    assert_eq!(
        bed.refused("move_payment", more).field.as_deref(),
        Some("amount")
    );

    // A part of it moves; the rest stays where it was.
    let part = json!({ "id": taken["id"], "patient_id": to, "amount": "15.00", "reason": "twins" });
    bed.ask("move_payment", part);
    assert_eq!(owes(&bed, from).0, before.0.0 - 2_500);
    assert_eq!(owes(&bed, to).0, before.1.0 - 1_500);
    let (mine, theirs) = (acts_of(&bed, from), acts_of(&bed, to));
    assert!(
        mine.iter()
            .any(|act| text(&act["taken_back"]).contains("moved to account"))
    );
    assert!(
        theirs
            .iter()
            .any(|act| text(&act["text"]).contains("Moved from account")
                && act["number"] == "1187"
                && act["cents"] == 1_500)
    );
    assert!(
        theirs.iter().all(|act| act["notice"] == ""),
        "a moved payment is no secret refund"
    );
    agrees(&bed);

    // Who only writes that it was moved is listed all the same.
    let said = take(&bed, from, "1.00", "1188");
    bed.ask(
        "take_back_act",
        json!({ "id": said["id"], "reason": "moved to the sister" }),
    );
    let listed = acts_of(&bed, from)
        .into_iter()
        .find(|act| act["id"] == said["id"])
        .unwrap();
    assert_eq!(listed["notice"], "Taken back by who took it.");
    bed.ask("undo", json!({}));
    bed.ask("undo", json!({}));

    // Undo puts it back whole; and the whole can move.
    bed.ask("undo", json!({}));
    assert_eq!(
        (owes(&bed, from).0, owes(&bed, to)),
        (before.0.0 - 4_000, before.1)
    );
    let all = json!({ "id": taken["id"], "patient_id": to, "amount": "", "reason": "twins" });
    bed.ask("move_payment", all);
    assert_eq!(
        (owes(&bed, from), owes(&bed, to).0),
        (before.0, before.1.0 - 4_000)
    );
    agrees(&bed);
}

#[test]
fn a_card_payment_that_was_moved_is_still_the_one_with_its_number() {
    let (bed, _, patients) = practice();
    let mut card = act("payment", &patients[0], "30.00");
    (card["method"], card["number"]) = (json!("card"), json!("txn-8841"));
    let taken = bed.ask("save_act", card.clone())["value"].clone();
    let part =
        json!({ "id": taken["id"], "patient_id": patients[1], "amount": "10", "reason": "sister" });
    bed.ask("move_payment", part);
    card["patient_id"] = json!(patients[2]);
    assert_eq!(
        bed.refused("save_act", card.clone()).field.as_deref(),
        Some("number")
    );
    bed.ask("undo", json!({}));
    assert_eq!(
        bed.refused("save_act", card).field.as_deref(),
        Some("number")
    );
    agrees(&bed);
}

#[test]
fn a_check_that_bounces_is_owed_again_with_a_fee_of_its_own() {
    let (bed, _, patients) = practice();
    let patient = &patients[0];
    let (before, _) = owes(&bed, patient);
    let taken = take(&bed, patient, "50.00", "2201");
    let ask =
        json!({ "id": taken["id"], "on": "", "reason": "Insufficient funds", "fee": "25.00" });
    bed.ask("return_payment", ask.clone());
    assert_eq!(owes(&bed, patient).0, before + 2_500);
    let fee = acts_of(&bed, patient)
        .into_iter()
        .find(|act| act["kind"] == "fee")
        .unwrap();
    assert_eq!((cents(&fee["cents"]), &fee["of_id"]), (2_500, &taken["id"]));
    let row = bed.ask("patient_owes", json!({ "id": patient }))["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["opening"] != "")
        .unwrap()
        .clone();
    assert_eq!(row["because"], "Our fee: returned check.");
    // It came back once: not twice, not taken back, not moved.
    assert_eq!(bed.refused("return_payment", ask).code, Code::Refused);
    let back = json!({ "id": taken["id"], "reason": "wrong" });
    assert_eq!(bed.refused("take_back_act", back).code, Code::Refused);
    let away =
        json!({ "id": taken["id"], "patient_id": patients[1], "amount": "", "reason": "wrong" });
    assert_eq!(bed.refused("move_payment", away).code, Code::Refused);
    agrees(&bed);

    // The bill tells the fee as a fee.
    let account = bed.ask("statement_run", json!({}))["rows"][0]["account"].clone();
    let texts: Vec<String> = bed.ask("statement_run", json!({}))["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| text(&bed.ask("statement_text", json!({ "id": row["account"] }))["text"]))
        .collect();
    assert!(account.is_string());
    assert!(
        texts
            .iter()
            .any(|bill| bill.contains("Returned check") && bill.contains("fee of ours")),
        "{texts:?}"
    );

    // The fee is paid like anything else; and the whole is taken back with one undo.
    bed.ask("undo", json!({}));
    assert_eq!(owes(&bed, patient).0, before - 5_000);
    agrees(&bed);
}

#[test]
fn what_was_done_with_a_bounced_payment_comes_first() {
    let (bed, ids, patients) = practice();
    let patient = &patients[0];
    let (before, _) = owes(&bed, patient);
    // More than is owed: the rest is on no claim, and given back.
    let taken = take(&bed, patient, &dollars(before + 3_000), "2202");
    assert_eq!(owes(&bed, patient), (0, 3_000));
    let mut refund = act("refund", patient, "30.00");
    refund["text"] = json!("paid too much");
    let refund = bed.ask("save_act", refund)["value"].clone();
    let ask = json!({ "id": taken["id"], "on": "", "reason": "", "fee": "" });
    let refused = bed.refused("return_payment", ask.clone());
    assert!(
        refused
            .says
            .starts_with("30.00 of this money was applied or given back"),
        "{}",
        refused.says
    );
    bed.ask(
        "take_back_act",
        json!({ "id": refund["id"], "reason": "the check bounced" }),
    );
    bed.ask("return_payment", ask);
    assert_eq!(owes(&bed, patient), (before, 0));
    assert_eq!(ids.len(), 4);
    agrees(&bed);
    // Cash is not sent back by a bank.
    let mut cash = act("payment", patient, "5.00");
    cash["method"] = json!("cash");
    let cash = bed.ask("save_act", cash)["value"]["id"].clone();
    let ask = json!({ "id": cash, "on": "", "reason": "", "fee": "" });
    assert_eq!(bed.refused("return_payment", ask).code, Code::Refused);
}

#[test]
fn a_refund_over_the_limit_waits_for_somebody_else() {
    let (bed, _, patients) = practice();
    let patient = &patients[0];
    let (before, _) = owes(&bed, patient);
    let polly = bed.add_user("Polly Marsh", "poster", POLLYS);
    bed.unlock_as(&polly, POLLYS).unwrap();
    take(&bed, patient, &dollars(before + 2_000), "3301");
    let mut refund = act("refund", patient, "20.00");
    refund["text"] = json!("paid twice");
    let asked = bed.ask("save_act", refund.clone())["value"].clone();
    assert_eq!(asked["waits"], true);
    assert_eq!(
        owes(&bed, patient),
        (0, 2_000),
        "nothing is given back before the word"
    );
    let yes = json!({ "id": asked["id"], "given": true, "reason": "" });
    assert_eq!(bed.refused("answer_act", yes.clone()).code, Code::Refused);
    let waiting = bed.ask("waiting_acts", json!({}));
    assert!(text(&waiting["refused"][0]).starts_with("You asked for it yourself"));
    agrees(&bed);

    bed.unlock(PASSWORD).unwrap();
    let no = json!({ "id": asked["id"], "given": false, "reason": "" });
    assert_eq!(
        bed.refused("answer_act", no).field.as_deref(),
        Some("reason")
    );
    let given = bed.ask("answer_act", yes.clone())["value"].clone();
    assert!(text(&given["approval"]).starts_with("Approved"), "{given}");
    assert_eq!(owes(&bed, patient), (0, 0));
    assert_eq!(bed.refused("answer_act", yes).code, Code::Changed);
    assert_eq!(bed.ask("waiting_acts", json!({}))["rows"], json!([]));
    agrees(&bed);

    // An owner gives back alone. What is gone meanwhile is not approved any more.
    take(&bed, patient, "10.00", "3302");
    bed.unlock_as(&polly, POLLYS).unwrap();
    refund["amount"] = json!("10.00");
    let asked = bed.ask("save_act", refund.clone())["value"].clone();
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(bed.ask("save_act", refund)["value"]["waits"], false);
    let late = json!({ "id": asked["id"], "given": true, "reason": "" });
    assert_eq!(
        bed.refused("answer_act", late).field.as_deref(),
        Some("amount")
    );
    let no = json!({ "id": asked["id"], "given": false, "reason": "given back already" });
    bed.ask("answer_act", no);
    agrees(&bed);
}

#[test]
fn a_copay_goes_to_the_visit_of_its_day() {
    let (bed, ids, patients) = practice();
    let day = bed.ask("claim", json!({ "id": ids[0] }))["service_on"].clone();
    let mut copay = act("payment", &patients[0], "25.00");
    (copay["reason"], copay["on"], copay["method"]) = (json!("copay"), day, json!("cash"));
    let made = bed.ask("save_act", copay.clone())["value"].clone();
    assert_eq!(
        (cents(&made["unapplied_cents"]), &made["reason"]),
        (0, &json!("Copay"))
    );
    // On another day it waits on no claim.
    copay["on"] = json!("");
    let made = bed.ask("save_act", copay)["value"].clone();
    assert_eq!(cents(&made["unapplied_cents"]), 2_500);
    agrees(&bed);
}

#[test]
fn every_payment_is_in_one_deposit_and_its_slip_ties() {
    let (bed, _, patients) = practice();
    let mut cash = act("payment", &patients[0], "12.50");
    cash["method"] = json!("cash");
    bed.ask("save_act", cash);
    let check = take(&bed, &patients[1], "40.00", "1187");
    let mut card = act("payment", &patients[2], "30.00");
    (card["method"], card["number"]) = (json!("card"), json!("txn-1"));
    bed.ask("save_act", card);
    let there = bed.ask("deposits", json!({}));
    assert_eq!(
        (there["hand_count"].as_i64(), cents(&there["hand_cents"])),
        (Some(3), 8_250)
    );
    let source = |way: &str| -> Vec<Value> {
        let rows = there["hand"].as_array().unwrap().iter();
        rows.filter(|row| row["way"] == way)
            .map(|row| row["source"].clone())
            .collect()
    };
    let ask = |way: &str, sources: &[Value]| json!({ "id": "", "version": 0, "on": "", "way": way, "bank": "First Bank", "account_ending": "4417", "sources": sources });
    assert_eq!(
        bed.refused("save_deposit", ask("bank", &[]))
            .field
            .as_deref(),
        Some("sources")
    );
    assert_eq!(
        bed.refused("save_deposit", ask("bank", &source("card")))
            .field
            .as_deref(),
        Some("sources")
    );
    let made = bed.ask("save_deposit", ask("bank", &source("bank")));
    assert_eq!(cents(&made["value"]["cents"]), 5_250);
    let cards = bed.ask("save_deposit", ask("card", &source("card")))["value"].clone();
    assert!(text(&cards["number"]).ends_with("-2"), "{cards}");
    let twice = bed.refused("save_deposit", ask("bank", &source("bank")));
    assert!(
        twice.says.contains(&text(&made["value"]["number"])),
        "{}",
        twice.says
    );
    let there = bed.ask("deposits", json!({}));
    assert_eq!(
        (
            there["hand_count"].as_i64(),
            there["rows"].as_array().unwrap().len()
        ),
        (Some(0), 2)
    );
    agrees(&bed);

    // The slip says the same, and names no patient.
    let file = bed.desk("slip.pdf");
    let print = json!({ "id": made["value"]["id"], "token": bed.token(&file), "printer": "" });
    bed.ask("print_deposit", print);
    let slip = words_of(&file);
    for word in ["52.50", "40.00", "12.50", "1187", "They agree"] {
        assert!(slip.contains(word), "{word}: {slip}");
    }
    let name = text(&bed.ask("patient", json!({ "id": patients[1] }))["name"]);
    let last = name.split(',').next().unwrap().to_owned();
    assert!(
        !slip.to_uppercase().contains(&last.to_uppercase()),
        "{slip}"
    );
    let cards = json!({ "id": cards["id"], "token": bed.token(&file), "printer": "" });
    assert_eq!(bed.refused("print_deposit", cards).code, Code::Refused);

    // A moved payment stays in its deposit; one that is taken back is told, and the slip waits for it.
    let moved =
        json!({ "id": check["id"], "patient_id": patients[3], "amount": "", "reason": "sister" });
    let moved = bed.ask("move_payment", moved)["value"].clone();
    assert_eq!(moved["deposit"], made["value"]["number"]);
    agrees(&bed);
    bed.ask(
        "take_back_act",
        json!({ "id": moved["id"], "reason": "never came" }),
    );
    let now = bed.ask("deposit", json!({ "id": made["value"]["id"] }));
    assert_eq!(
        (cents(&now["cents"]), cents(&now["now_cents"])),
        (5_250, 1_250)
    );
    let said: Vec<String> = now["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| text(&item["says"]))
        .collect();
    assert!(
        said.contains(&"It was taken back since.".to_owned()),
        "{said:?}"
    );
    let print = json!({ "id": made["value"]["id"], "token": bed.token(&file), "printer": "" });
    assert_eq!(bed.refused("print_deposit", print).code, Code::NeedsYou);
    agrees(&bed);
    let keep: Vec<Value> = now["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["says"] == "")
        .map(|item| item["source"].clone())
        .collect();
    let mut correct = ask("bank", &keep);
    (correct["id"], correct["version"]) = (now["id"].clone(), now["version"].clone());
    assert_eq!(
        cents(&bed.ask("save_deposit", correct)["value"]["cents"]),
        1_250
    );
    bed.ask("remove_deposit", json!({ "id": now["id"] }));
    assert_eq!(bed.ask("deposits", json!({}))["hand_count"], 1);
    bed.ask("undo", json!({}));
    assert_eq!(bed.ask("deposits", json!({}))["hand_count"], 0);
    agrees(&bed);
}

#[test]
fn a_receipt_says_what_was_paid_and_for_what() {
    let (bed, _, patients) = practice();
    let taken = take(&bed, &patients[0], "40.00", "1187");
    let name = text(&bed.ask("patient", json!({ "id": patients[0] }))["name"]);
    let last = name.split(',').next().unwrap().to_uppercase();
    for itemized in [false, true] {
        let page = bed.ask(
            "receipt_page",
            json!({ "id": taken["id"], "itemized": itemized, "page": 0, "dpi": 60 }),
        );
        assert!(
            page["says"] == "" && text(&page["png"]).len() > 1_000,
            "{}",
            page["says"]
        );
        let file = bed.desk(&format!("receipt-{itemized}.pdf"));
        let print = json!({ "id": taken["id"], "itemized": itemized, "token": bed.token(&file), "printer": "" });
        bed.ask("print_receipt", print);
        let receipt = words_of(&file);
        assert!(
            receipt.contains("40.00") && receipt.contains("1187"),
            "{receipt}"
        );
        assert!(receipt.to_uppercase().contains(&last), "{receipt}");
        let code = receipt
            .split_whitespace()
            .any(|word| word.len() == 5 && word.bytes().all(|b| b.is_ascii_digit()));
        assert!(
            !itemized || code,
            "an itemised receipt names the services: {receipt}"
        );
    }
    bed.ask(
        "take_back_act",
        json!({ "id": taken["id"], "reason": "wrong" }),
    );
    let gone = json!({ "id": taken["id"], "itemized": false, "page": 0, "dpi": 60 });
    assert_eq!(bed.refused("receipt_page", gone).code, Code::Changed);
}

#[test]
fn an_undo_does_not_take_money_from_under_what_was_done_with_it() {
    let (bed, _, patients) = practice();
    let patient = &patients[0];
    let (before, _) = owes(&bed, patient);
    let polly = bed.add_user("Polly Marsh", "poster", POLLYS);
    bed.unlock_as(&polly, POLLYS).unwrap();
    let taken = take(&bed, patient, &dollars(before + 1_000), "4401");
    bed.unlock(PASSWORD).unwrap();
    let mut refund = act("refund", patient, "10.00");
    refund["text"] = json!("paid too much");
    bed.ask("save_act", refund);
    bed.unlock_as(&polly, POLLYS).unwrap();
    let refused = bed.refused("undo", json!({}));
    assert!(
        refused
            .says
            .contains("10.00 of this money was applied or given back"),
        "{}",
        refused.says
    );
    agrees(&bed);
    // Nor does it leave a payment that the bank sent back without its payment.
    bed.unlock(PASSWORD).unwrap();
    bed.ask("undo", json!({}));
    let back = json!({ "id": taken["id"], "on": "", "reason": "", "fee": "" });
    bed.ask("return_payment", back);
    bed.unlock_as(&polly, POLLYS).unwrap();
    let refused = bed.refused("undo", json!({}));
    assert!(
        refused.says.contains("The bank sent this payment back"),
        "{}",
        refused.says
    );
    agrees(&bed);
}
