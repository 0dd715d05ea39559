//! A day of payments: checks that are posted, parked, taken back and posted anew; patients' money; old
//! balances; who may do what, and at what somebody else should look.

use serde_json::{Value, json};
use values::Money;
use workbench::Code;

use crate::bed::{Bed, bed, contents, file_of, text};

const ANAS: &str = "seven green lanterns at dusk";
const POLLYS: &str = "nine grey herons by the weir";

pub fn cents(value: &Value) -> i64 {
    value
        .as_i64()
        .unwrap_or_else(|| panic!("{value} is no amount"))
}

fn dollars(cents: i64) -> String {
    Money::from_cents(cents).to_string()
}

/// A practice with claims, and some that their first payers have not answered: ids, by number.
pub fn practice() -> (Bed, Vec<String>) {
    let bed = bed();
    let claims: Vec<_> = contents()
        .into_iter()
        .filter(|c| c.coverage.order == "P" && c.frequency == "1" && c.other_coverages.is_empty())
        .filter(|c| c.amounts.is_empty())
        .take(6)
        .collect();
    bed.import(&[&bed.put("first.837", file_of(&claims))]);
    let ids = bed.claim_ids();
    assert_eq!(ids.len(), 6);
    (bed, ids)
}

fn a_payer(bed: &Bed) -> String {
    let register = bed.ask("register", json!({}));
    let rows = register["rows"].as_array().unwrap();
    text(&rows.iter().find(|row| row["kind"] == "payer").unwrap()["id"])
}

fn standing(bed: &Bed, claim: &str) -> Value {
    bed.ask("claim_standing", json!({ "id": claim }))
}

/// By owner, what is open of a claim.
fn owners(bed: &Bed, claim: &str) -> Vec<(String, i64)> {
    let owners = standing(bed, claim)["owners"].clone();
    let owners = owners.as_array().unwrap().iter();
    owners
        .map(|row| (text(&row["owner"]), cents(&row["cents"])))
        .collect()
}

/// A sheet over claims: every line is allowed what it was charged less ten dollars, and paid all of
/// that but five.
pub fn sheet_of(bed: &Bed, number: &str, claims: &[&String]) -> Value {
    let (mut amount, mut rows) = (0, Vec::new());
    for id in claims {
        let lines = standing(bed, id)["lines"].clone();
        let lines: Vec<Value> = lines
            .as_array()
            .unwrap()
            .iter()
            .map(|line| {
                let charge = cents(&line["charge_cents"]);
                amount += charge - 1_500;
                json!({
                    "line_id": line["line_id"], "code": "", "charge": "", "allowed": dollars(charge - 1_000),
                    "paid": dollars(charge - 1_500), "adjustments": "", "remarks": "",
                })
            })
            .collect();
        rows.push(json!({
            "part": 0, "claim_id": id, "status": "1", "control_number": "", "patient_part": "",
            "interest": "", "remarks": "", "forwarded_to": "", "adjustments": "", "paid": "",
            "lines": lines,
        }));
    }
    json!({
        "id": "", "version": 0, "payer_id": a_payer(bed), "method": "check", "number": number,
        "paid_on": "t", "amount": dollars(amount), "claims": rows, "provider": [],
    })
}

pub fn act(kind: &str) -> Value {
    json!({
        "kind": kind, "patient_id": "", "payer_id": "", "on": "", "amount": "", "method": "", "number": "",
        "reason": "", "text": "", "rows": [],
    })
}

pub fn row(claim: &str, owner: &str, amount: &str) -> Value {
    json!({ "claim_id": claim, "line_id": "", "opening": "", "owner": owner, "amount": amount })
}

pub fn patient_of(bed: &Bed, claim: &str) -> String {
    text(&bed.ask("claim", json!({ "id": claim }))["patient_id"])
}

/// A payment of a patient, in cash.
pub fn payment(patient: &str, amount: &str, rows: &[Value]) -> Value {
    let mut ask = act("payment");
    ask["patient_id"] = json!(patient);
    ask["amount"] = json!(amount);
    ask["method"] = json!("cash");
    ask["rows"] = json!(rows);
    ask
}

#[track_caller]
pub fn agrees(bed: &Bed) {
    let proof = bed.ask("proof", json!({ "job": "proof", "whole": true }));
    assert_eq!(proof["agrees"], true, "{proof}");
    assert_eq!(proof["adrift"], 0);
}

pub fn unpost(sheet: &Value, part: u32) -> Value {
    json!({ "id": sheet["texts"]["id"], "version": sheet["texts"]["version"], "part": part })
}

#[test]
fn a_check_is_posted_taken_back_and_posted_anew() {
    let (bed, ids) = practice();
    let before: Vec<_> = ids.iter().map(|id| owners(&bed, id)).collect();
    let claims = [&ids[0], &ids[1]];
    let done = bed.ask("post_sheet", sheet_of(&bed, "0077-120", &claims));
    let posted = &done["value"];
    assert_eq!(posted["state"], "posted");
    assert_eq!(done["undo"], "Post check 0077-120");
    assert!(done["touched"].to_string().contains("posting"), "{done}");
    for id in claims {
        let n = standing(&bed, id)["lines"].as_array().unwrap().len();
        let owed = 500 * i64::try_from(n).unwrap();
        assert_eq!(owners(&bed, id), [("patient".to_owned(), owed)]);
    }
    agrees(&bed);
    // The whole check, back on the sheet.
    let parked = bed.ask("unpost", unpost(posted, 0))["value"].clone();
    assert_eq!(parked["state"], "parked");
    for (id, was) in ids.iter().zip(&before) {
        assert_eq!(owners(&bed, id), *was);
    }
    agrees(&bed);
    let again = bed.ask("post_sheet", parked["texts"].clone())["value"].clone();
    assert_eq!(again["state"], "posted");
    // One claim of it.
    let part = u32::try_from(cents(&again["claims"][1]["part"])).unwrap();
    let less = bed.ask("unpost", unpost(&again, part))["value"].clone();
    assert_eq!(less["claims"][1]["left_out"], true);
    assert_eq!(owners(&bed, &ids[1]), before[1]);
    assert_ne!(owners(&bed, &ids[0]), before[0]);
    assert_eq!(
        bed.refused("unpost", unpost(&less, part)).code,
        Code::Changed
    );
    agrees(&bed);
    let whole = bed.ask("repost", unpost(&less, part))["value"].clone();
    assert_eq!(whole["claims"][1]["left_out"], false);
    assert_eq!(
        bed.refused("repost", unpost(&whole, part)).code,
        Code::Changed
    );
    // What was read before somebody changed it is refused.
    assert_eq!(bed.refused("unpost", unpost(&again, 0)).code, Code::Changed);
    let thrown = json!({ "id": whole["texts"]["id"] });
    assert_eq!(bed.refused("remove_sheet", thrown).code, Code::Changed);
    // Each step back, the last first; the ledger keeps all of it.
    for _ in 0..5 {
        bed.ask("undo", json!({}));
        agrees(&bed);
    }
    for (id, was) in ids.iter().zip(&before) {
        assert_eq!(owners(&bed, id), *was);
    }
    let ledger = bed.ask(
        "ledger",
        json!({ "of": "claim", "id": ids[0], "from": 0, "count": 100 }),
    );
    let rows = ledger["rows"].as_array().unwrap();
    let back = rows.iter().filter(|row| row["reverses"] != "").count();
    assert!(2 <= back, "what was taken back stays visible: {ledger}");
    assert_eq!(
        ledger["balance_cents"],
        standing(&bed, &ids[0])["open_cents"]
    );
    bed.holds();
}

#[test]
fn the_same_check_is_refused_with_the_name_of_the_first() {
    let (bed, ids) = practice();
    let first = sheet_of(&bed, "0012ab", &[&ids[0]]);
    bed.ask("post_sheet", first.clone());
    // With zeros before it, in other letters, over other claims of the same sum.
    for number in ["0012ab", "12AB", "000-12-ab"] {
        let mut twin = first.clone();
        twin["number"] = json!(number);
        let checked = bed.ask("check_sheet", twin.clone());
        assert!(text(&checked["twin"]).contains("0012ab"), "{checked}");
        assert_eq!(checked["closes"], false);
        let problem = bed.refused("post_sheet", twin);
        assert_eq!(problem.code, Code::Changed);
        assert_eq!(problem.field.as_deref(), Some("number"));
        for word in ["0012ab", "posted already", "Wanda Prior"] {
            assert!(problem.says.contains(word), "{problem:?}");
        }
    }
    // Another number is another check; it can be parked beside it and still not become the first.
    let mut other = first.clone();
    other["number"] = json!("13");
    let parked = bed.ask("park_sheet", other)["value"].clone();
    let mut texts = parked["texts"].clone();
    texts["number"] = json!("12ab");
    bed.refused("post_sheet", texts);
    assert_eq!(
        bed.ask("remittances", json!({ "text": "", "from": 0 }))["parked"],
        1
    );
    // Taken back, it may be posted once more.
    let listed = bed.ask("remittances", json!({ "text": "0012", "from": 0 }));
    let id = &listed["rows"][0]["id"];
    let sheet = bed.ask("sheet", json!({ "id": id }));
    bed.ask("unpost", unpost(&sheet, 0));
    let found = |text: &str| bed.ask("remittances", json!({ "text": text, "from": 0 }));
    assert_eq!(found("0012")["rows"][0]["taken_back"], true);
    bed.ask("post_sheet", first);
    agrees(&bed);
    // The sheet that was parked is the one that is posted now: nothing of it is left lying.
    assert_eq!(bed.ask("sheet", json!({ "id": id }))["state"], "posted");
    assert_eq!(
        (&found("0012")["found"], &found("")["parked"]),
        (&json!(1), &json!(1))
    );
    bed.ask("undo", json!({}));
    assert_eq!(bed.ask("sheet", json!({ "id": id }))["state"], "parked");
    agrees(&bed);
}

#[test]
fn a_check_posts_when_it_ties_and_waits_as_it_was_typed() {
    let (mut bed, ids) = practice();
    let mut sheet = sheet_of(&bed, "500", &[&ids[0], &ids[1]]);
    sheet["amount"] = json!("1.00");
    let checked = bed.ask("check_sheet", sheet.clone());
    assert_ne!(checked["remainder_cents"], 0);
    assert_eq!(checked["closes"], false);
    let problem = bed.refused("post_sheet", sheet.clone());
    assert_eq!(problem.field.as_deref(), Some("checks"), "{problem:?}");
    let parked = bed.ask("park_sheet", sheet.clone())["value"].clone();
    assert_eq!(parked["state"], "parked");
    assert_eq!(parked["remainder_cents"], checked["remainder_cents"]);
    bed.reopen();
    let found = bed.ask("sheet", json!({ "id": parked["texts"]["id"] }));
    assert_eq!(found["texts"], parked["texts"]);
    assert_eq!(found["claims"], parked["claims"]);
    // Half an amount is not kept in silence.
    let mut half = found["texts"].clone();
    half["claims"][0]["lines"][0]["paid"] = json!("12,");
    let problem = bed.refused("park_sheet", {
        half["claims"][0]["lines"][0]["paid"] = json!("twelve");
        half
    });
    assert_eq!(problem.field.as_deref(), Some("paid"), "{problem:?}");
    // Two people at one sheet: the second is told.
    bed.ask("park_sheet", {
        let mut texts = found["texts"].clone();
        texts["number"] = json!("501");
        texts
    });
    assert_eq!(
        bed.refused("park_sheet", {
            let mut texts = found["texts"].clone();
            texts["number"] = json!("502");
            texts
        })
        .code,
        Code::Changed
    );
    let thrown = json!({ "id": found["texts"]["id"] });
    bed.ask("remove_sheet", thrown);
    bed.ask("undo", json!({}));
    let back = bed.ask("sheet", json!({ "id": found["texts"]["id"] }));
    assert_eq!(back["texts"]["number"], "501");
    assert_eq!(bed.ask("proof_state", json!({}))["postings"], 6);
    agrees(&bed);
}

#[test]
fn who_may_post_and_write_off_how_much() {
    let (bed, ids) = practice();
    let sheet = sheet_of(&bed, "900", &[&ids[0]]);
    let auditor = bed.add_user("Otto Reads", "auditor", ANAS);
    let poster = bed.add_user("Polly Posts", "poster", POLLYS);
    let biller = bed.add_user("Ana Reyes", "biller", ANAS);
    bed.unlock_as(&auditor, ANAS).unwrap();
    for (name, ask) in [
        ("post_sheet", sheet.clone()),
        ("park_sheet", sheet.clone()),
        ("save_act", payment(&patient_of(&bed, &ids[0]), "5", &[])),
    ] {
        assert_eq!(bed.refused(name, ask).code, Code::Refused, "{name}");
    }
    bed.ask("queues", json!({}));
    bed.unlock_as(&poster, POLLYS).unwrap();
    // A denial of every line, to have something of ours to write off.
    let mut denied = sheet;
    denied["amount"] = json!("0");
    for line in denied["claims"][0]["lines"].as_array_mut().unwrap() {
        line["allowed"] = json!("");
        line["paid"] = json!("0");
        line["adjustments"] = json!("CO-16");
    }
    bed.ask("post_sheet", denied);
    let open = standing(&bed, &ids[0]);
    assert_eq!(open["owners"][0]["owner"], "us", "{open}");
    let write_off = |amount: &str| {
        let mut ask = act("write_off");
        ask["reason"] = json!("bundled");
        ask["rows"] = json!([row(&ids[0], "us", amount)]);
        ask
    };
    let problem = bed.refused("save_act", write_off("25.01"));
    assert_eq!(problem.code, Code::Refused);
    assert!(
        problem.says.contains("$25.00") || problem.says.contains("25.00"),
        "{problem:?}"
    );
    bed.ask("save_act", write_off("25.00"));
    // Not in small steps either.
    let problem = bed.refused("save_act", write_off("0.01"));
    assert!(
        problem.code == Code::Refused && problem.says.contains("25.00 on this one already"),
        "{problem:?}"
    );
    bed.unlock_as(&biller, ANAS).unwrap();
    // Two hands cannot take more than stands there; one hand has its limit.
    let all = dollars(cents(&open["open_cents"]));
    let problem = bed.refused("save_act", write_off(&all));
    assert_eq!(problem.field.as_deref(), Some("amount"), "{problem:?}");
    // The owner sets another limit; the biller's holds from then on.
    bed.unlock(crate::bed::PASSWORD).unwrap();
    let mut policy = bed.ask("policy", json!({}));
    for limit in policy["limits"].as_array_mut().unwrap() {
        if limit["role"] == "biller" {
            limit["amount"] = json!("3.00");
        }
    }
    bed.ask("save_policy", policy.clone());
    bed.unlock_as(&biller, ANAS).unwrap();
    assert_eq!(
        bed.refused("save_act", write_off("3.01")).code,
        Code::Refused
    );
    bed.ask("save_act", write_off("3.00"));
    assert_eq!(bed.refused("save_policy", policy).code, Code::Refused);
    agrees(&bed);
}

#[test]
fn the_number_of_a_card_is_kept_nowhere() {
    let (bed, ids) = practice();
    let patient = patient_of(&bed, &ids[0]);
    let card = "4111 1111 1111 1111";
    for field in ["number", "text"] {
        let mut ask = payment(&patient, "20", &[]);
        ask["method"] = json!("card");
        ask[field] = json!(format!("visa {card}"));
        let problem = bed.refused("save_act", ask);
        assert_eq!(problem.field.as_deref(), Some(field), "{problem:?}");
        assert!(!problem.says.contains("1111"), "{problem:?}");
    }
    let mut ask = payment(&patient, "20", &[]);
    ask["method"] = json!("card");
    ask["number"] = json!("TXN-000481");
    let done = bed.ask("save_act", ask.clone());
    // The processor's number is taken once.
    ask["number"] = json!("txn 481");
    ask["number"] = json!("TXN000481");
    let twice = bed.refused("save_act", ask);
    assert_eq!(twice.field.as_deref(), Some("number"), "{twice:?}");
    let back = json!({ "id": done["value"]["id"], "reason": format!("wrong card {card}") });
    assert_eq!(
        bed.refused("take_back_act", back).field.as_deref(),
        Some("reason")
    );
    agrees(&bed);
}

#[test]
fn money_taken_and_given_back_by_one_person_is_in_a_list() {
    let (bed, ids) = practice();
    let patient = patient_of(&bed, &ids[0]);
    let polly = bed.add_user("Polly Posts", "poster", POLLYS);
    let noticed = |bed: &Bed| {
        let ask = json!({ "patient_id": "", "from": "", "to": "", "noticed": true });
        let rows = bed.ask("acts", ask)["rows"].clone();
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| (cents(&row["cents"]), text(&row["notice"])))
            .collect::<Vec<_>>()
    };
    let refund = |amount: &str| {
        let mut ask = payment(&patient, amount, &[]);
        ask["kind"] = json!("refund");
        ask["text"] = json!("moved away");
        ask
    };
    // The owner takes it; Polly takes it back: two people.
    let taken = bed.ask(
        "save_act",
        payment(&patient, "11", &[row(&ids[0], "patient", "11")]),
    );
    bed.unlock_as(&polly, POLLYS).unwrap();
    bed.ask(
        "take_back_act",
        json!({ "id": taken["value"]["id"], "reason": "keyed twice" }),
    );
    assert_eq!(noticed(&bed), []);
    // Polly takes money and takes it back; gives some back; and undoes a payment as if it never was.
    let own = bed.ask(
        "save_act",
        payment(&patient, "12", &[row(&ids[0], "patient", "12")]),
    );
    bed.ask(
        "take_back_act",
        json!({ "id": own["value"]["id"], "reason": "keyed in error" }),
    );
    bed.ask(
        "save_act",
        payment(&patient, "13", &[row(&ids[0], "patient", "3")]),
    );
    bed.ask("save_act", refund("10"));
    bed.ask(
        "save_act",
        payment(&patient, "14", &[row(&ids[0], "patient", "14")]),
    );
    bed.ask("undo", json!({}));
    let mut found = noticed(&bed);
    found.sort();
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(found[0].0, 1_000);
    assert!(
        found[0].1.starts_with("Given back by who took"),
        "{found:?}"
    );
    assert_eq!(found[1], (1_200, "Taken back by who took it.".to_owned()));
    assert_eq!(found[2], (1_400, "Undone by who took it.".to_owned()));
    agrees(&bed);
    let look = json!({ "id": own["value"]["id"] });
    let problem = bed.refused("look_at_act", look.clone());
    assert!(problem.says.contains("somebody else"), "{problem:?}");
    bed.unlock(crate::bed::PASSWORD).unwrap();
    assert_eq!(noticed(&bed).len(), 3, "whoever looks sees it");
    // Who looked at it stands on it, and it leaves the list; undo brings it back.
    let looked = bed.ask("look_at_act", look)["value"].clone();
    assert!(
        text(&looked["looked"]).ends_with("by Wanda Prior"),
        "{looked}"
    );
    assert_eq!(noticed(&bed).len(), 2);
    assert_eq!(bed.logged("look_at_act"), 1);
    bed.ask("undo", json!({}));
    assert_eq!(noticed(&bed).len(), 3);
    let kind = |kind: &str| {
        let ask = json!({ "patient_id": "", "from": "", "to": "", "noticed": false, "kind": kind });
        bed.ask("acts", ask)["rows"].as_array().unwrap().len()
    };
    assert_eq!((kind("refund"), kind("decision")), (1, 0));
}

#[test]
fn old_balances_tie_to_the_old_total_or_are_not_taken() {
    let (bed, ids) = practice();
    let moved = bed.ask("moved_in", json!({}));
    assert_eq!(moved["claims"], 6);
    let patient = patient_of(&bed, &ids[0]);
    let account = text(&bed.ask("patient", json!({ "id": patient }))["account"]);
    let numbers: Vec<String> = bed
        .claims()
        .iter()
        .map(|row| text(&row["number"]))
        .collect();
    let balance = |claim: &str, patient: &str, payer: &str, owner: &str, amount: &str| {
        json!({
            "claim": claim, "patient": patient, "payer_id": payer, "owner": owner, "amount": amount,
            "service_on": "",
        })
    };
    let rows = json!([
        balance(&numbers[0], "", "", "patient", "20.00"),
        balance(&numbers[1], "", "", "1", "30.00"),
        balance("", &account, "", "patient", "44.50"),
        balance("", "", &a_payer(&bed), "1", "5.50"),
    ]);
    let ask = |ties: &str| json!({ "on": "t", "ties_to": ties, "rows": rows });
    let before = bed.digests();
    assert_eq!(bed.ask("check_opening", ask("99.99"))["closes"], false);
    let problem = bed.refused("save_opening", ask("99.99"));
    assert_eq!(problem.field.as_deref(), Some("ties_to"), "{problem:?}");
    assert_eq!(bed.digests(), before, "nothing of it is kept");
    assert_eq!(bed.ask("check_opening", ask("100.00"))["closes"], true);
    bed.ask("save_opening", ask("100.00"));
    assert_eq!(owners(&bed, &ids[0]), [("patient".to_owned(), 2_000)]);
    assert_eq!(owners(&bed, &ids[1]), [("1".to_owned(), 3_000)]);
    assert_eq!(bed.ask("moved_in", json!({}))["claims"], 5);
    let owes = bed.ask("patient_owes", json!({ "id": patient }));
    assert_eq!(owes["owes_cents"], 6_450);
    agrees(&bed);
    // The same claim twice is not taken, and a claim that a check has answered is known.
    assert_eq!(
        bed.refused("save_opening", ask("100.00")).field.as_deref(),
        Some("claim")
    );
    bed.ask("post_sheet", sheet_of(&bed, "1", &[&ids[2]]));
    let answered =
        json!({ "on": "t", "ties_to": "1", "rows": [balance(&numbers[2], "", "", "1", "1")] });
    assert_eq!(
        bed.refused("save_opening", answered).field.as_deref(),
        Some("claim")
    );
    // A payment on an old balance that is taken back is the patient's money on no claim.
    let opening = owes["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["opening"] != "")
        .unwrap();
    let mut onto = row("", "patient", "44.50");
    onto["opening"] = opening["opening"].clone();
    bed.ask("save_act", payment(&patient, "44.50", &[onto]));
    let acts = bed.ask(
        "acts",
        json!({ "patient_id": "", "from": "", "to": "", "noticed": false }),
    );
    let acts = acts["rows"].as_array().unwrap().clone();
    let old = acts.iter().find(|act| act["kind"] == "opening").unwrap();
    bed.ask(
        "take_back_act",
        json!({ "id": old["id"], "reason": "the wrong list" }),
    );
    let owes = bed.ask("patient_owes", json!({ "id": patient }));
    assert_eq!(owes["unapplied_cents"], 4_450, "{owes}");
    assert_eq!(bed.ask("moved_in", json!({}))["claims"], 5);
    agrees(&bed);
    bed.ask("undo", json!({}));
    agrees(&bed);
}

#[test]
fn a_payment_is_not_taken_from_under_what_was_done_with_it() {
    let (bed, ids) = practice();
    let patient = patient_of(&bed, &ids[0]);
    let paid = bed.ask("save_act", payment(&patient, "30", &[]))["value"].clone();
    let mut ask = act("apply");
    ask["patient_id"] = json!(patient);
    ask["amount"] = json!("20");
    ask["rows"] = json!([row(&ids[0], "patient", "20")]);
    let applied = bed.ask("save_act", ask)["value"].clone();
    let before = bed.digests();
    let back = |act: &Value| json!({ "id": act["id"], "reason": "the wrong patient" });
    let problem = bed.refused("take_back_act", back(&paid));
    assert_eq!(problem.code, Code::Refused, "{problem:?}");
    assert!(
        problem.says.starts_with("20.00 of this money"),
        "{problem:?}"
    );
    assert_eq!(bed.digests(), before);
    bed.ask("take_back_act", back(&applied));
    bed.ask("take_back_act", back(&paid));
    let owes = bed.ask("patient_owes", json!({ "id": patient }));
    assert_eq!(owes["unapplied_cents"], 0, "{owes}");
    agrees(&bed);
}

#[test]
fn what_money_stands_on_is_not_undone_from_under_it() {
    let bed = bed();
    let ana = bed.add_user("Ana Reyes", "biller", ANAS);
    let polly = bed.add_user("Polly Posts", "poster", POLLYS);
    // The patient was here before Ana brought another claim of hers.
    let first = contents().swap_remove(0);
    bed.import(&[&bed.put("first.837", file_of(std::slice::from_ref(&first)))]);
    let was = bed.claim_ids();
    let mut second = first;
    second.number = "ZZ2".to_owned();
    for line in &mut second.lines {
        line.from = line.from.map(|day| day.plus_days(-1));
        line.to = None;
    }
    bed.unlock_as(&ana, ANAS).unwrap();
    bed.import(&[&bed.put("second.837", file_of(&[second]))]);
    let ids: Vec<String> = bed
        .claim_ids()
        .into_iter()
        .filter(|id| !was.contains(id))
        .collect();
    let patient = patient_of(&bed, &ids[0]);
    assert_eq!(patient, patient_of(&bed, &was[0]));
    bed.unlock_as(&polly, POLLYS).unwrap();
    bed.ask(
        "save_act",
        payment(&patient, "12", &[row(&ids[0], "patient", "12")]),
    );
    // Ana's import is under Polly's payment.
    bed.unlock_as(&ana, ANAS).unwrap();
    let problem = bed.refused("undo", json!({}));
    assert_eq!(problem.code, Code::Changed, "{problem:?}");
    assert!(problem.says.contains("depends on this"), "{problem:?}");
    assert_eq!(bed.claim_ids().len(), 2);
    agrees(&bed);
    bed.unlock_as(&polly, POLLYS).unwrap();
    bed.ask("undo", json!({}));
    bed.unlock_as(&ana, ANAS).unwrap();
    bed.ask("undo", json!({}));
    assert_eq!(bed.claim_ids(), was);
    agrees(&bed);
}
