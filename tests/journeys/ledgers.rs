//! A ledger as it is read: by the day in whose books a posting stands and then by cause, with a balance that
//! is true on every row, and in words that say what a posting was.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use crate::bed::{Bed, text};
use crate::remits::{act, agrees, cents, patient_of, payment, practice, row, sheet_of, unpost};

const DAY: i64 = 86_400_000;

/// The rows of a ledger, the oldest first, each with the balance that it comes to.
pub fn reads(bed: &Bed, of: &str, id: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    loop {
        // In small pages, so that the balance is carried from one to the next.
        let ask = json!({ "of": of, "id": id, "from": rows.len(), "count": 3 });
        let page = bed.ask("ledger", ask);
        let found = page["rows"].as_array().unwrap().clone();
        if found.is_empty() {
            break;
        }
        rows.extend(found);
    }
    rows.reverse();
    let mut balance = 0;
    for pair in rows.windows(2) {
        assert!(text(&pair[0]["on"]) <= text(&pair[1]["on"]), "{pair:?}");
    }
    for row in &rows {
        balance += cents(&row["cents"]);
        assert_eq!(cents(&row["balance_cents"]), balance, "{row}");
    }
    rows
}

fn titles(rows: &[Value]) -> Vec<String> {
    rows.iter().map(|row| text(&row["title"])).collect()
}

fn days_later(bed: &Bed, days: i64) {
    bed.props.later.fetch_add(days * DAY, Ordering::Relaxed);
}

#[test]
fn a_ledger_reads_by_day_and_then_by_cause() {
    let (bed, ids) = practice();
    let claim = &ids[0];
    let patient = patient_of(&bed, claim);
    bed.ask("post_sheet", sheet_of(&bed, "700", &[claim]));
    let posted_on = text(&reads(&bed, "claim", claim).last().unwrap()["on"]);
    days_later(&bed, 4);
    // A check of the patient's that came the day after the payer's, and is entered three days later.
    let mut check = payment(&patient, "2.00", &[row(claim, "patient", "2.00")]);
    check["method"] = json!("check");
    check["number"] = json!("551");
    check["on"] = json!("t-3");
    bed.ask(
        "save_act",
        payment(&patient, "3.00", &[row(claim, "patient", "3.00")]),
    );
    bed.ask("save_act", check);
    let rows = reads(&bed, "claim", claim);
    let said = titles(&rows);
    assert!(said[0].starts_with("Charges 9"), "{said:?}");
    assert!(said[1].starts_with("Check 700, "), "{said:?}");
    assert_eq!(
        said[2..],
        [
            "Now owed by the patient",
            "Check 551, patient",
            "Cash, patient"
        ]
    );
    assert_eq!(
        text(&rows[2]["on"]),
        posted_on,
        "a transfer has the day of its cause"
    );
    assert_eq!(rows[2]["cents"], 0);
    // The patient's ledger says the same, the visit among the others.
    let of_claim = |row: &Value| row["claim_id"] == json!(claim);
    let own: Vec<Value> = reads(&bed, "patient", &patient)
        .into_iter()
        .filter(of_claim)
        .collect();
    assert_eq!(titles(&own), said);
    agrees(&bed);
}

/// Takes a file back to the schema in which the movements of a ledger had no place of reading.
pub const WITHOUT_TURNS: &str = "create table patient_rank (rank integer primary key, patient_id text not null unique, name text not null,
        born_on text not null, account text not null, words text not null) strict;
    insert into patient_rank select -seen, patient_id, name, born_on, account, '' from patient_hit; drop table patient_hit; drop table quiet_answer; drop table remittance_opening;
    drop index statement_account; create index statement_account on statement (account, sent_on);
    alter table statement drop column due_on;
    drop trigger entry_is_never_edited; drop index entry_patient;
    alter table entry drop column turn;
    create index entry_patient on entry (patient, posting) where patient is not null;
    create trigger entry_is_never_edited before update on entry
    begin select raise(abort, 'entries are never edited'); end;
    drop index patient_born; drop index claim_state;
    alter table claim drop column state; alter table claim drop column replaced_by;
    alter table claim add column state integer not null generated always as (
        case when held = 1 then 0 when stands is not null then stands when printed_at > 0 then 6 else 4 end) virtual;
    create index claim_state on claim (state, service_on desc, charge_cents);
    pragma user_version = 10";

#[test]
fn a_ledger_of_before_is_put_into_its_order() {
    let (mut bed, ids) = practice();
    let patient = patient_of(&bed, &ids[0]);
    bed.ask("post_sheet", sheet_of(&bed, "705", &[&ids[0]]));
    bed.ask(
        "save_act",
        payment(&patient, "3.00", &[row(&ids[0], "patient", "3.00")]),
    );
    let before = reads(&bed, "patient", &patient);
    let writer = |bed: &Bed, sql: &str| bed.open().vault.writer().execute_batch(sql);
    writer(&bed, WITHOUT_TURNS).unwrap();
    bed.reopen();
    assert_eq!(reads(&bed, "patient", &patient), before);
    // The proof holds each place against its posting, and nothing may be edited.
    agrees(&bed);
    assert!(writer(&bed, "update entry set turn = turn + 1").is_err());
}

#[test]
fn what_is_posted_again_stands_in_the_books_of_that_day() {
    let (bed, ids) = practice();
    let claim = &ids[0];
    let posted = bed.ask("post_sheet", sheet_of(&bed, "710", &[claim]))["value"].clone();
    let first_day = reads(&bed, "claim", claim);
    days_later(&bed, 9);
    bed.ask("unpost", unpost(&posted, 0));
    // The check is of its first day again; what the books of that day said stays as it was read then.
    bed.ask("undo", json!({}));
    let rows = reads(&bed, "claim", claim);
    let before = rows.iter().take(first_day.len());
    let same = |(a, b): (&Value, &Value)| {
        (&a["id"], &a["balance_cents"]) == (&b["id"], &b["balance_cents"])
    };
    assert!(before.zip(&first_day).all(same), "{rows:?}");
    let on: Vec<String> = rows.iter().map(|row| text(&row["on"])).collect();
    let (early, late) = on.split_at(first_day.len());
    assert!(
        !late.is_empty() && early.iter().all(|day| *day < late[0]),
        "{on:?}"
    );
    assert_eq!(
        rows.last().unwrap()["balance_cents"],
        first_day.last().unwrap()["balance_cents"]
    );
    agrees(&bed);
    // It stands; nothing is written when nothing changed, whatever the day.
    days_later(&bed, 2);
    let count = rows.len();
    bed.ask("add_note", json!({ "ids": [claim], "text": "Looked at" }));
    bed.ask("hold_claims", json!({ "ids": [claim], "reason": "Wait" }));
    assert_eq!(reads(&bed, "claim", claim).len(), count);
    bed.holds();
}

#[test]
fn a_ledger_says_what_was_undone_and_where_all_of_it_went() {
    let (bed, ids) = practice();
    let claim = &ids[0];
    let patient = patient_of(&bed, claim);
    let mut off = act("write_off");
    off["reason"] = json!("timely_filing");
    off["rows"] = json!([row(claim, "1", "5.00")]);
    off["text"] = json!("Too late");
    for ask in [payment(&patient, "4.00", &[]), off] {
        bed.ask("save_act", ask);
        bed.ask("undo", json!({}));
    }
    let said = titles(&reads(&bed, "patient", &patient));
    for wanted in [
        "Patient payment",
        "Taken back: Patient payment",
        "Write-off, filed too late",
        "Taken back: Write-off, filed too late",
    ] {
        assert!(
            said.iter().any(|title| title == wanted),
            "{wanted}: {said:?}"
        );
    }
    agrees(&bed);
}

#[test]
fn what_a_patient_paid_on_a_claim_is_paid_on_its_lines() {
    let (bed, ids) = practice();
    let claim = &ids[0];
    let patient = patient_of(&bed, claim);
    let told = |what: &str| -> [i64; 3] {
        let standing = bed.ask("claim_standing", json!({ "id": claim }));
        let lines = standing["lines"].as_array().unwrap().clone();
        let sum = |field: &str| lines.iter().map(|line| cents(&line[field])).sum::<i64>();
        let (paid, off) = (sum("paid_cents"), sum("off_cents"));
        let heads = ["payer_paid_cents", "patient_paid_cents", "before_cents"];
        let head: i64 = heads.iter().map(|head| cents(&standing[head])).sum();
        assert_eq!((paid, off), (head, cents(&standing["off_cents"])), "{what}");
        [paid, off, sum("open_cents")]
    };
    let [_, _, charge] = told("new");
    bed.ask(
        "save_act",
        payment(&patient, "4.00", &[row(claim, "patient", "4.00")]),
    );
    assert_eq!(told("a copay"), [400, 0, charge - 400]);
    bed.ask("post_sheet", sheet_of(&bed, "705", &[claim]));
    let [paid, off, open] = told("answered");
    assert!(400 < paid && 0 < off, "{paid} {off}");
    assert_eq!(paid + off + open, charge);
    agrees(&bed);
}

#[test]
fn a_sheet_is_held_against_what_is_known_of_its_claims() {
    let (bed, ids) = practice();
    let claim = &ids[0];
    let broken = |sheet: &Value| -> Vec<(i64, String)> {
        let checked = bed.ask("check_sheet", sheet.clone());
        let checks = checked["checks"].as_array().unwrap().iter();
        let broken = checks.filter(|check| check["holds"] == false);
        broken
            .map(|check| (cents(&check["rule"]), text(&check["says"])))
            .collect()
    };
    let sheet = sheet_of(&bed, "730", &[claim]);
    assert_eq!(broken(&sheet), []);
    // A payer that the claim does not ask.
    let register = bed.ask("register", json!({}))["rows"].clone();
    let mut payers = register.as_array().unwrap().iter();
    let other = payers
        .find(|row| row["kind"] == "payer" && row["id"] != sheet["payer_id"])
        .unwrap();
    let mut strange = sheet.clone();
    strange["payer_id"] = other["id"].clone();
    assert_eq!(bed.ask("check_sheet", strange.clone())["closes"], true);
    let [(20, says)] = &broken(&strange)[..] else {
        panic!("{:?}", broken(&strange))
    };
    assert!(
        says.contains(&format!("not {}", text(&other["name"]))),
        "{says}"
    );
    // A check of years before the service.
    let mut early = sheet.clone();
    early["paid_on"] = json!("01/05/2001");
    let [(21, says)] = &broken(&early)[..] else {
        panic!("{:?}", broken(&early))
    };
    assert!(says.contains("01/05/01"), "{says}");
    // A reason that is on no list.
    let mut unknown = sheet.clone();
    let line = &mut unknown["claims"][0]["lines"][0];
    line["adjustments"] = json!("CO-999 10.00");
    assert!(
        broken(&unknown)
            .iter()
            .any(|(rule, says)| *rule == 10 && says.contains("not on the list"))
    );
    // A takeback: of nothing, of all of it, of a part.
    let mut back = sheet.clone();
    back["claims"][0]["status"] = json!("22");
    for line in back["claims"][0]["lines"].as_array_mut().unwrap() {
        for field in ["allowed", "paid"] {
            line[field] = json!(format!("-{}", text(&line[field])));
        }
    }
    back["number"] = json!("731");
    let nothing = broken(&back);
    assert!(
        nothing
            .iter()
            .any(|(rule, says)| *rule == 8 && says.contains("nothing that this payer answered")),
        "{nothing:?}"
    );
    bed.ask("post_sheet", sheet);
    assert!(broken(&back).iter().all(|(rule, _)| *rule != 8));
    back["claims"][0]["lines"][0]["paid"] = json!("-1.00");
    let part = broken(&back);
    assert!(
        part.iter()
            .any(|(_, says)| says.contains("A takeback takes all of an answer")),
        "{part:?}"
    );
}

/// A sheet of one claim in which each line is answered as it is said: allowed, paid, adjustments.
fn answer(bed: &Bed, number: &str, claim: &String, line: impl Fn(i64) -> [String; 3]) -> Value {
    let mut sheet = sheet_of(bed, number, &[claim]);
    let lines = bed.ask("claim_standing", json!({ "id": claim }))["lines"].clone();
    let mut amount = 0;
    for (n, of) in lines.as_array().unwrap().iter().enumerate() {
        let [allowed, paid, adjustments] = line(cents(&of["charge_cents"]));
        amount += paid.parse::<values::Money>().unwrap_or_default().cents();
        let typed = &mut sheet["claims"][0]["lines"][n];
        typed["allowed"] = json!(allowed);
        typed["paid"] = json!(paid);
        typed["adjustments"] = json!(adjustments);
    }
    sheet["amount"] = json!(values::Money::from_cents(amount).to_string());
    sheet
}

fn second(checked: &Value) -> Vec<String> {
    let checks = checked["checks"].as_array().unwrap().iter();
    let found = checks.filter(|check| check["rule"] == 6);
    found
        .map(|check| {
            assert_eq!(
                (&check["holds"], &check["must"]),
                (&json!(false), &json!(false))
            );
            text(&check["says"])
        })
        .collect()
}

#[test]
fn a_second_answer_is_pointed_at_with_the_first_one() {
    let (bed, ids) = practice();
    let claim = &ids[0];
    assert_eq!(
        second(&bed.ask("check_sheet", sheet_of(&bed, "720", &[claim]))),
        [""; 0]
    );
    let first = bed.ask("post_sheet", sheet_of(&bed, "720", &[claim]))["value"].clone();
    assert_eq!(second(&first), [""; 0], "the first is no second to itself");
    let again = sheet_of(&bed, "721", &[claim]);
    let checked = bed.ask("check_sheet", again.clone());
    let today = workbench_day(&bed);
    let [says] = &second(&checked)[..] else {
        panic!("{checked}")
    };
    assert!(
        says.contains("check 720") && says.contains(&today),
        "{says}"
    );
    assert_eq!(checked["closes"], true, "it is pointed at, not refused");
    // With its takeback on the same sheet it is a correction, whichever stands first.
    let mut corrected = again.clone();
    let mut back = corrected["claims"][0].clone();
    back["status"] = json!("22");
    for order in 0..2 {
        corrected["claims"] = json!([back, again["claims"][0]]);
        corrected["claims"]
            .as_array_mut()
            .unwrap()
            .rotate_left(order);
        assert_eq!(second(&bed.ask("check_sheet", corrected.clone())), [""; 0]);
    }
    // Twice on one sheet.
    let mut twice = sheet_of(&bed, "722", &[&ids[1], &ids[1]]);
    let [says] = &second(&bed.ask("check_sheet", twice.clone()))[..] else {
        panic!()
    };
    assert!(says.contains("this same check"), "{says}");
    // Taken back, there is no first any more.
    bed.ask("unpost", unpost(&first, 0));
    assert_eq!(second(&bed.ask("check_sheet", again)), [""; 0]);
    // A denial that was sent again is answered again; one as a duplicate is pointed at all the same.
    let denied = answer(&bed, "723", claim, |charge| {
        let all = values::Money::from_cents(charge);
        [String::new(), "0".to_owned(), format!("CO-16 {all}")]
    });
    bed.ask("post_sheet", with_method_none(denied));
    let file = bed.desk("again.pdf");
    days_later(&bed, 1);
    bed.print(&bed.preview(std::slice::from_ref(claim), false), &file);
    days_later(&bed, 1);
    assert_eq!(
        second(&bed.ask("check_sheet", sheet_of(&bed, "724", &[claim]))),
        [""; 0]
    );
    let double = answer(&bed, "725", claim, |charge| {
        let all = values::Money::from_cents(charge);
        [String::new(), "0".to_owned(), format!("OA-18 {all}")]
    });
    let [says] = &second(&bed.ask("check_sheet", double))[..] else {
        panic!()
    };
    assert!(says.contains("denied as a duplicate"), "{says}");
    twice["number"] = json!("726");
    agrees(&bed);
}

/// A remittance without money.
fn with_method_none(mut sheet: Value) -> Value {
    sheet["method"] = json!("none");
    sheet
}

/// Today as sentences say it.
fn workbench_day(bed: &Bed) -> String {
    let today = text(&bed.ask("session", json!({}))["today"]);
    let [year, month, day] = today.split('-').collect::<Vec<_>>()[..] else {
        panic!("{today}")
    };
    format!("{month}/{day}/{}", &year[2..])
}

#[test]
fn a_takeback_expects_what_was_posted() {
    let (bed, ids) = practice();
    let claim = &ids[0];
    let first = bed.ask("post_sheet", sheet_of(&bed, "730", &[claim]))["value"].clone();
    let mut back = sheet_of(&bed, "731", &[claim]);
    back["claims"][0]["status"] = json!("22");
    for line in back["claims"][0]["lines"].as_array_mut().unwrap() {
        line["allowed"] = json!("");
        line["paid"] = json!("");
    }
    let checked = bed.ask("check_sheet", back.clone());
    let was = first["claims"][0]["lines"].as_array().unwrap();
    let lines = checked["claims"][0]["lines"].as_array().unwrap();
    assert_eq!(lines.len(), was.len());
    for (line, was) in lines.iter().zip(was) {
        assert_eq!(
            cents(&line["expected_cents"]),
            -cents(&was["allowed_cents"]),
            "{line}"
        );
        assert_eq!(
            cents(&line["expected_paid_cents"]),
            -cents(&was["paid_cents"]),
            "{line}"
        );
        assert_eq!(line["expected_from"], "check 730");
    }
    // Taken as it is expected, nothing of the first answer is left.
    for (typed, line) in back["claims"][0]["lines"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .zip(lines)
    {
        let money = |of: &str| values::Money::from_cents(cents(&line[of])).to_string();
        typed["allowed"] = json!(money("expected_cents"));
        typed["paid"] = json!(money("expected_paid_cents"));
    }
    let checked = bed.ask("check_sheet", back);
    let before = first["claims"][0]["before"].clone();
    assert_eq!(checked["claims"][0]["after"], before, "{checked}");
}

#[test]
fn a_note_says_when_to_look_again_until_the_payer_answers() {
    let (bed, _) = practice();
    let queue = |more: Value| {
        let mut ask = json!({ "name": "ask", "from": 0 });
        for (name, value) in more.as_object().unwrap() {
            ask[name] = value.clone();
        }
        bed.ask("queue", ask)
    };
    let all = queue(json!({}));
    assert_eq!(all["count"], 6, "a row for each claim, however many lines");
    let row = all["rows"].as_array().unwrap().last().unwrap().clone();
    let lines: i64 = row["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| cents(&line["cents"]))
        .sum();
    assert_eq!(lines, cents(&row["open"]["cents"]));
    let claim = text(&row["claim_id"]);
    let was = text(&row["open"]["due_on"]);
    let due = |claim: &str| {
        let rows = queue(json!({}));
        let rows = rows["rows"].as_array().unwrap();
        rows.iter().find(|row| row["claim_id"] == claim).cloned()
    };
    let note =
        |look_on: &str| json!({ "ids": [claim], "text": "They look again", "look_on": look_on });
    let problem = bed.refused("add_note", note("t-1"));
    assert_eq!(problem.field.as_deref(), Some("look_on"), "{problem:?}");
    bed.ask("add_note", note("t+9"));
    let noted = due(&claim).unwrap();
    let wanted = crate::bed::today().plus_days(9);
    assert!(noted["open"]["due_on"] != json!(was), "{noted}");
    assert_eq!(noted["note"], "They look again");
    assert!(
        text(&noted["noted"]).starts_with("Wanda Prior, "),
        "{noted}"
    );
    let told = bed.ask("claim_standing", json!({ "id": claim }))["open"].clone();
    assert_eq!(told[0]["due_on"], noted["open"]["due_on"]);
    assert!(
        text(&told[0]["due_on"]) >= wanted.plus_days(-1).to_string(),
        "{told}"
    );
    // Sorted both ways, whatever is asked for.
    for sort in ["due", "amount", "since", "service"] {
        let order = |descending: bool| -> Vec<String> {
            let rows = queue(json!({ "sort": sort, "descending": descending }));
            let of = |row: &Value| match sort {
                "due" => text(&row["open"]["due_on"]),
                "amount" => format!("{:012}", cents(&row["open"]["cents"])),
                "since" => text(&row["open"]["since_on"]),
                _ => text(&row["service_on"]),
            };
            rows["rows"].as_array().unwrap().iter().map(of).collect()
        };
        let (up, mut down) = (order(false), order(true));
        assert!(up.is_sorted(), "{sort}: {up:?}");
        down.reverse();
        assert_eq!(up, down, "{sort}");
    }
    agrees(&bed);
    // A note without a day leaves the day; undo takes both back.
    bed.ask("add_note", json!({ "ids": [claim], "text": "Called" }));
    assert_eq!(
        due(&claim).unwrap()["open"]["due_on"],
        noted["open"]["due_on"]
    );
    bed.ask("undo", json!({}));
    bed.ask("undo", json!({}));
    assert_eq!(due(&claim).unwrap()["open"]["due_on"], json!(was));
    bed.ask("redo", json!({}));
    assert_eq!(
        due(&claim).unwrap()["open"]["due_on"],
        noted["open"]["due_on"]
    );
    // The payer answers: what is next follows from that.
    bed.ask("post_sheet", sheet_of(&bed, "740", &[&claim]));
    assert!(due(&claim).is_none());
    let open = bed.ask("claim_standing", json!({ "id": claim }))["open"].clone();
    assert!(open[0]["due_on"] != noted["open"]["due_on"], "{open}");
    agrees(&bed);
}

/// The open amount of a claim that has a step.
fn step(bed: &Bed, claim: &str, step: &str) -> Value {
    let open = bed.ask("claim_standing", json!({ "id": claim }))["open"].clone();
    let found = open
        .as_array()
        .unwrap()
        .iter()
        .find(|open| open["step"] == step);
    found.unwrap_or_else(|| panic!("{step}: {open}")).clone()
}

/// The payer that a claim asks: its id and its name.
fn payer_of(bed: &Bed, claim: &str) -> (String, String) {
    let open = bed.open();
    let db = open.vault.reader().unwrap();
    let (claim, _) = vault::writer::get::<billing::claim::Claim>(&db, claim).unwrap();
    let id = claim.payer_id.to_string();
    let (payer, _) = vault::writer::get::<billing::chart::Payer>(&db, &id).unwrap();
    (id, payer.name)
}

#[test]
fn a_denial_is_due_by_the_days_of_its_payer() {
    let (bed, ids) = practice();
    let claim = &ids[0];
    let mut sheet = answer(&bed, "770", claim, |charge| {
        [
            String::new(),
            "0".to_owned(),
            format!("CO-16 {}", values::Money::from_cents(charge)),
        ]
    });
    sheet["paid_on"] = json!("t-4");
    let (payer, _) = payer_of(&bed, claim);
    sheet["payer_id"] = json!(payer);
    let form = || {
        bed.ask(
            "open_form",
            json!({ "kind": "payer", "id": payer, "of": "", "item": "" }),
        )
    };
    let save = |days: &str, kind: &str| {
        let form = form();
        let mut texts = form["texts"].clone();
        texts["appeal_days"] = json!(days);
        texts["filing_indicator"] = json!(kind);
        let ask = json!({ "kind": "payer", "id": payer, "version": form["version"], "of": "", "texts": texts });
        bed.try_ask("save_payer", ask)
    };
    bed.ask("post_sheet", sheet);
    // Counted from the remittance, not from the day of its posting; what is usual says so.
    let today: values::Day = text(&bed.ask("session", json!({}))["today"])
        .parse()
        .unwrap();
    let due = |days: i32| json!(today.plus_days(days - 4).to_string());
    let denied = step(&bed, claim, "work");
    let usual: i32 = text(&denied["limit"])
        .split(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(denied["due_on"], due(usual), "{denied}");
    assert!(text(&denied["limit"]).contains("usual"), "{denied}");
    let kind = form()["texts"]["filing_indicator"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    for wrong in ["0", "soon", "2000"] {
        let problem = save(wrong, &kind).expect_err(wrong);
        assert_eq!(problem.field.as_deref(), Some("appeal_days"), "{problem:?}");
    }
    save("45", &kind).unwrap();
    let denied = step(&bed, claim, "work");
    assert_eq!(denied["due_on"], due(45));
    assert!(
        text(&denied["limit"]).starts_with("45 days from the remittance, as"),
        "{denied}"
    );
    let queue = bed.ask("queue", json!({ "name": "denied", "from": 0 }));
    assert_eq!(queue["rows"][0]["open"]["due_on"], due(45), "{queue}");
    agrees(&bed);
    bed.ask("undo", json!({}));
    assert_eq!(step(&bed, claim, "work")["due_on"], due(usual));
    agrees(&bed);
    // Sixteen days are another limit than the kind that is numbered 16, which has 65.
    for (days, kind, limit) in [("", "16", 65), ("16", "16", 16), ("", "16", 65)] {
        save(days, kind).unwrap();
        assert_eq!(
            step(&bed, claim, "work")["due_on"],
            due(limit),
            "{days} {kind}"
        );
        agrees(&bed);
    }
}

#[test]
fn an_answer_that_moves_nothing_is_a_row_of_the_ledger() {
    let (bed, ids) = practice();
    let claim = &ids[0];
    let patient = patient_of(&bed, claim);
    let before = [
        reads(&bed, "claim", claim),
        reads(&bed, "patient", &patient),
    ];
    let denied = |number: &str| {
        with_method_none(answer(&bed, number, claim, |charge| {
            [
                String::new(),
                "0".to_owned(),
                format!("CO-16 {}", values::Money::from_cents(charge)),
            ]
        }))
    };
    let posted = bed.ask("post_sheet", denied("780"));
    bed.ask("post_sheet", denied("781"));
    for (of, id, before) in [
        ("claim", claim, &before[0]),
        ("patient", &patient, &before[1]),
    ] {
        let rows = reads(&bed, of, id);
        assert_eq!(rows.len(), before.len() + 2, "{of}");
        let quiet: Vec<&Value> = rows
            .iter()
            .filter(|row| row["source"] == "remittance")
            .collect();
        assert!(
            text(&quiet[0]["title"]).starts_with("Remittance 780, "),
            "{quiet:?}"
        );
        assert!(
            text(&quiet[0]["title"]).ends_with(": nothing paid, CO-16"),
            "{quiet:?}"
        );
        assert_eq!(
            (&quiet[1]["cents"], &quiet[1]["by"]),
            (&json!(0), &json!("Wanda Prior"))
        );
        assert_eq!(quiet[1]["claim_id"], json!(claim));
        let view = bed.ask(
            "ledger",
            json!({ "of": of, "id": id, "from": 0, "count": 1 }),
        );
        assert_eq!(view["total"], json!(rows.len()));
        assert_eq!(view["balance_cents"], rows.last().unwrap()["balance_cents"]);
    }
    let timeline = bed.ask("claim", json!({ "id": claim }))["timeline"].clone();
    let answered: Vec<&Value> = (timeline.as_array().unwrap().iter())
        .filter(|event| event["kind"] == "answered")
        .collect();
    assert_eq!(answered.len(), 2, "{timeline}");
    assert!(
        text(&answered[0]["text"]).ends_with("nothing paid, CO-16"),
        "{timeline}"
    );
    agrees(&bed);
    // It goes with its remittance, and a row that is not there is found by the proof.
    bed.ask("unpost", unpost(&posted["value"], 0));
    assert_eq!(reads(&bed, "claim", claim).len(), before[0].len() + 1);
    agrees(&bed);
    bed.open()
        .vault
        .writer()
        .execute("delete from quiet_answer", [])
        .unwrap();
    let proof = bed.ask("proof", json!({ "job": "proof", "whole": true }));
    assert!(
        proof["breaks"].to_string().contains("moved nothing"),
        "{proof}"
    );
}

/// An opening balance of a payer without a claim: its row's id.
fn opening_of(bed: &Bed, payer: &str, patient: &str, amount: &str) -> String {
    let row = json!({
        "claim": "", "patient": patient, "payer_id": payer, "owner": "1", "amount": amount,
        "service_on": "t-90",
    });
    bed.ask(
        "save_opening",
        json!({ "on": "t", "ties_to": amount, "rows": [row] }),
    );
    let rows =
        bed.ask("sheet_claims", json!({ "payer_id": payer, "text": "open" }))["rows"].clone();
    let rows = rows.as_array().unwrap();
    text(
        &rows
            .iter()
            .find(|row| cents(&row["open_cents"]) == dollars(amount))
            .unwrap()["claim_id"],
    )
}

fn dollars(text: &str) -> i64 {
    text.parse::<values::Money>().unwrap().cents()
}

#[test]
fn a_check_pays_an_opening_balance_that_has_no_claim() {
    let (bed, ids) = practice();
    let (payer, name) = payer_of(&bed, &ids[0]);
    let row = opening_of(&bed, &payer, "", "500.00");
    let mut sheet = sheet_of(&bed, "790", &[]);
    sheet["payer_id"] = json!(payer);
    sheet["claims"] = json!([{
        "part": 0, "claim_id": row, "status": "", "control_number": "", "patient_part": "",
        "interest": "", "remarks": "", "forwarded_to": "", "adjustments": "CO-45 50", "paid": "300.00",
        "lines": [],
    }]);
    sheet["amount"] = json!("300.00");
    let checked = bed.ask("check_sheet", sheet.clone());
    let claim = &checked["claims"][0];
    assert_eq!(checked["closes"], true, "{checked}");
    assert_eq!(
        (&claim["number"], &claim["patient"]),
        (&json!("opening"), &json!("No patient"))
    );
    let owned = |cents: i64| json!([{ "owner": "1", "title": name, "cents": cents }]);
    assert_eq!(
        claim["before"],
        owned(50_000),
        "its owner is the payer by its name"
    );
    assert_eq!(
        claim["after"],
        owned(15_000),
        "what the check does not speak of stays asked for"
    );
    let posted = bed.ask("post_sheet", sheet.clone());
    agrees(&bed);
    let left = |bed: &Bed| {
        let rows = bed.ask(
            "sheet_claims",
            json!({ "payer_id": payer, "text": "no pat" }),
        )["rows"]
            .clone();
        rows[0]["open_cents"].clone()
    };
    assert_eq!(left(&bed), 15_000);
    // The balance is not taken away beneath the check, and comes back with it.
    let acts = bed.ask(
        "acts",
        json!({ "patient_id": "", "from": "", "to": "", "noticed": false }),
    );
    let acts = acts["rows"].as_array().unwrap();
    let act = text(&acts.iter().find(|act| act["kind"] == "opening").unwrap()["id"]);
    let problem = bed.refused(
        "take_back_act",
        json!({ "id": act, "reason": "keyed in error" }),
    );
    assert!(
        problem.says.contains("check 790 pays this opening balance"),
        "{problem:?}"
    );
    bed.ask("unpost", unpost(&posted["value"], 0));
    assert_eq!(left(&bed), 50_000);
    agrees(&bed);
    // A keyed EOB names it by the payer alone, while there is one.
    let eob = json!({
        "payer": name, "number": "791", "date": "05/04/2026", "amount": "500.00",
        "claims": [{ "claim": "opening", "paid": "500.00" }],
    });
    workbench::eob::post_eob(&bed.bench, &eob.to_string()).unwrap();
    agrees(&bed);
    let problem = workbench::eob::preview_eob(&bed.bench, &eob.to_string()).unwrap_err();
    assert!(
        problem.says.contains("owes nothing without a claim"),
        "{problem:?}"
    );
}

#[test]
fn a_patients_part_of_an_opening_balance_is_the_patients() {
    let (bed, ids) = practice();
    let (payer, _) = payer_of(&bed, &ids[0]);
    let patient = patient_of(&bed, &ids[0]);
    let number = text(&bed.ask("patient", json!({ "id": patient }))["account"]);
    let row = opening_of(&bed, &payer, &number, "80.00");
    let before = cents(&bed.ask("patient_owes", json!({ "id": patient }))["owes_cents"]);
    let mut sheet = sheet_of(&bed, "795", &[]);
    sheet["payer_id"] = json!(payer);
    sheet["claims"] = json!([{
        "part": 0, "claim_id": row, "status": "", "control_number": "", "patient_part": "",
        "interest": "", "remarks": "", "forwarded_to": "", "adjustments": "PR-2 20", "paid": "60.00",
        "lines": [],
    }]);
    sheet["amount"] = json!("60.00");
    bed.ask("post_sheet", sheet);
    let owes = bed.ask("patient_owes", json!({ "id": patient }));
    assert_eq!(cents(&owes["owes_cents"]), before + 2_000, "{owes}");
    agrees(&bed);
}

#[test]
fn what_came_in_a_file_was_billed_when_the_file_says() {
    let bed = crate::bed::bed();
    let claims = crate::bed::contents();
    let claim = claims.iter().find(|claim| {
        claim.coverage.order == "P" && claim.frequency == "1" && claim.other_coverages.is_empty()
    });
    let claim = claim.unwrap();
    let days = claim.lines.iter().filter_map(|line| line.from.or(line.to));
    let served = days.max().unwrap();
    let file = |made_on: values::Day, number: &str| {
        let mut claim = claim.clone();
        claim.number = number.to_owned();
        seeds::x12_file::write_837p(&[claim], &seeds::x12_file::Options::new(made_on))
    };
    // Sent nine days after the service; and one whose day cannot be: before the service.
    for (made_on, number) in [(9, "A1"), (-30, "A2")] {
        let file = file(served.plus_days(made_on), number);
        bed.import(&[&bed.put(&format!("{number}.837"), file)]);
    }
    let open = bed.open();
    let db = open.vault.reader().unwrap();
    let billed = |number: &str| -> String {
        let sql = "select min(billed_on) from open_item join claim on claim.id = claim_id where number = ?1";
        db.query_row(sql, [number], |row| row.get(0)).unwrap()
    };
    assert_eq!(billed("A1"), served.plus_days(9).to_string());
    assert_eq!(billed("A2"), served.to_string());
}

#[test]
fn remittances_are_found_by_whatever_is_known_of_them() {
    let (bed, ids) = practice();
    let posted = bed.ask("post_sheet", sheet_of(&bed, "0081", &[&ids[0]]))["value"].clone();
    bed.ask("post_sheet", sheet_of(&bed, "92", &[&ids[1]]));
    bed.ask("park_sheet", sheet_of(&bed, "93", &[&ids[2]]));
    let found = |text: &str| -> Vec<String> {
        let list = bed.ask("remittances", json!({ "text": text, "from": 0 }));
        let rows = list["rows"].as_array().unwrap();
        assert_eq!(list["found"], rows.len());
        let mut numbers: Vec<String> = rows.iter().map(|row| self::text(&row["number"])).collect();
        numbers.sort();
        numbers
    };
    let payer = text(&posted["payer"]);
    let word = payer.split(' ').next_back().unwrap().to_lowercase();
    assert_eq!(found(&word), ["0081", "92", "93"]);
    assert_eq!(found(&format!("{word} 81")), ["0081"]);
    assert_eq!(found("parked"), ["93"]);
    assert_eq!(found("posted 9"), ["92"]);
    assert_eq!(found(&text(&posted["texts"]["amount"])), ["0081"]);
    assert_eq!(found(&workbench_day(&bed)), ["0081", "92", "93"]);
    assert_eq!(found("taken back"), [""; 0]);
    bed.ask("unpost", unpost(&posted, 0));
    assert_eq!(found("taken back"), ["0081"]);
    assert_eq!(found("parked"), ["0081", "93"]);
    assert_eq!(found("nobody"), [""; 0]);
}

#[test]
fn a_keyed_eob_that_was_taken_back_and_comes_again_is_the_sheet_that_was_parked() {
    let (bed, ids) = practice();
    let register = bed.ask("register", json!({}));
    let mut payers = register["rows"].as_array().unwrap().iter();
    let payer = text(&payers.find(|row| row["kind"] == "payer").unwrap()["id"]);
    let charge = cents(&bed.ask("claim_standing", json!({ "id": ids[0] }))["charge_cents"]);
    let amount = values::Money::from_cents(charge).to_string();
    let eob = json!({
        "payer": payer, "method": "check", "number": "755", "date": "2026-11-02",
        "amount": amount, "claims": [{ "claim": ids[0], "paid": amount }],
    })
    .to_string();
    let post = || {
        let posted = workbench::eob::post_eob(&bed.bench, &eob).unwrap().value;
        workbench::remits::just_kept(&bed.bench, posted).unwrap()
    };
    let first = post();
    bed.ask("unpost", unpost(&serde_json::to_value(&first).unwrap(), 0));
    let again = post();
    assert_eq!(again.texts.id, first.texts.id);
    let list = bed.ask("remittances", json!({ "text": "755", "from": 0 }));
    assert_eq!(
        (&list["found"], &list["parked"]),
        (&json!(1), &json!(0)),
        "{list}"
    );
    // What it answers with is what is kept: it can be taken back by it.
    bed.ask("unpost", unpost(&serde_json::to_value(&again).unwrap(), 0));
    agrees(&bed);
}

/// The row of a claim in the queue of what patients owe.
fn with_patient(bed: &Bed, claim: &str) -> Value {
    let queue = bed.ask("queue", json!({ "name": "patient", "from": 0 }));
    let rows = queue["rows"].as_array().unwrap();
    rows.iter().find(|row| row["claim_id"] == claim).unwrap()["open"].clone()
}

#[test]
fn a_patient_who_was_asked_has_until_the_day_of_the_statement() {
    let bed = crate::bed::bed();
    let (_, ids) = crate::plans::owing(&bed, &[40]);
    let open = with_patient(&bed, &ids[0]);
    assert_eq!(
        (&open["step"], &open["says"]),
        (&json!("bill"), &json!("Bill the patient"))
    );
    let due = |bed: &Bed| {
        let rows = bed.ask("queues", json!({}))["rows"].clone();
        let of = rows
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["name"] == "patient")
            .cloned();
        of.unwrap()["due"].clone()
    };
    assert_eq!(due(&bed), 1);
    let run = bed.ask("statement_run", json!({}));
    let row = &run["rows"][0];
    let file = bed.desk("statement.pdf");
    let rows = json!([{ "account": row["account"], "due_cents": row["due_cents"] }]);
    let ask = json!({ "job": "j", "rows": rows, "token": bed.token(&file), "printer": "" });
    bed.ask("print_statements", ask);
    let open = with_patient(&bed, &ids[0]);
    assert_eq!(
        (&open["step"], &open["due_on"]),
        (&json!("wait"), &run["due_on"]),
        "{open}"
    );
    let says = text(&open["says"]);
    assert!(says.starts_with("Wait for the patient until "), "{says}");
    assert!(says.contains("then send the next statement on "), "{says}");
    assert_eq!(
        due(&bed),
        0,
        "nothing of it is due while the patient has time"
    );
    let standing = bed.ask("claim_standing", json!({ "id": ids[0] }))["open"].clone();
    assert_eq!(standing[0]["says"], open["says"], "the claim says the same");
    days_later(&bed, 30);
    assert_eq!(due(&bed), 1);
    let says = text(&with_patient(&bed, &ids[0])["says"]);
    assert!(
        says.starts_with("The patient had until ") && says.contains("(reminder)"),
        "{says}"
    );
    agrees(&bed);
}

#[test]
fn a_credit_on_one_visit_pays_another_of_the_account() {
    let bed = crate::bed::bed();
    let (patient, ids) = crate::plans::owing(&bed, &[100, 60]);
    let pay = payment(&patient, "130.00", &[row(&ids[0], "patient", "130.00")]);
    bed.ask("save_act", pay);
    let owes = |bed: &Bed| {
        let owes = bed.ask("patient_owes", json!({ "id": patient }));
        ["account_credit_cents", "account_owes_cents", "owes_cents"].map(|name| cents(&owes[name]))
    };
    assert_eq!(owes(&bed), [3_000, 6_000, 3_000]);
    let used = |amount: &str| {
        let mut ask = act("use_credit");
        ask["patient_id"] = json!(patient);
        ask["amount"] = json!(amount);
        ask["rows"] = json!([row(&ids[1], "patient", amount)]);
        ask
    };
    let problem = bed.refused("save_act", used("30.01"));
    assert!(
        problem.says.starts_with("Only 30.00 is owed back"),
        "{problem:?}"
    );
    let before = [reads(&bed, "claim", &ids[0]), reads(&bed, "claim", &ids[1])];
    let done = bed.ask("save_act", used("25.00"));
    assert_eq!(owes(&bed), [500, 3_500, 3_000]);
    for (id, before) in ids.iter().zip(&before) {
        let rows = reads(&bed, "claim", id);
        assert_eq!(rows.len(), before.len() + 1);
        assert_eq!(
            rows.last().unwrap()["title"],
            "Credit used for another visit"
        );
    }
    agrees(&bed);
    bed.ask(
        "take_back_act",
        json!({ "id": done["value"]["id"], "reason": "the wrong visit" }),
    );
    assert_eq!(owes(&bed), [3_000, 6_000, 3_000]);
    agrees(&bed);
    bed.ask("undo", json!({}));
    assert_eq!(owes(&bed), [500, 3_500, 3_000]);
    agrees(&bed);
}

#[test]
fn an_underpaid_line_that_is_settled_leaves_the_list() {
    let bed = crate::bed::bed();
    let mut claim = crate::bed::plain_claim();
    for line in &mut claim.lines {
        (line.from, line.modifiers) = (Some(crate::bed::today().plus_days(-20)), Vec::new());
        line.to = line.from;
    }
    bed.import(&[&bed.put("one.837", crate::bed::file_of(&[claim]))]);
    let ids = bed.claim_ids();
    let (payer, _) = payer_of(&bed, &ids[0]);
    let mut sheet = sheet_of(&bed, "796", &[&ids[0]]);
    sheet["payer_id"] = json!(payer);
    bed.ask("post_sheet", sheet);
    let line = bed.ask("claim_standing", json!({ "id": ids[0] }))["lines"][0].clone();
    let charge = values::Money::from_cents(cents(&line["charge_cents"])).to_string();
    let fee = json!({
        "id": "", "payer_id": payer, "payer": "", "code": line["code"], "modifiers": "", "pos": "",
        "from": "", "amount": charge,
    });
    bed.ask("save_fee", fee);
    let listed = |bed: &Bed| bed.ask("underpaid", json!({}));
    let was = listed(&bed);
    let row = was["rows"][0].clone();
    assert!(row.is_object(), "{was}");
    let settle = |text: &str| {
        json!({
            "claim_id": row["claim_id"], "remittance_id": row["remittance_id"], "code": row["code"],
            "how": "appealed", "text": text,
        })
    };
    assert_eq!(
        bed.refused("settle_underpaid", settle(" "))
            .field
            .as_deref(),
        Some("text")
    );
    bed.ask("settle_underpaid", settle("Called, ref 5521"));
    assert_eq!(cents(&listed(&bed)["count"]), cents(&was["count"]) - 1);
    let problem = bed.refused("settle_underpaid", settle("again"));
    assert_eq!(problem.code, workbench::Code::Changed);
    let timeline = bed.ask("claim", json!({ "id": ids[0] }))["timeline"].to_string();
    assert!(
        timeline.contains("appealed: Called, ref 5521"),
        "{timeline}"
    );
    bed.ask("undo", json!({}));
    assert_eq!(listed(&bed)["count"], was["count"]);
}

#[test]
fn a_parked_sheet_is_pointed_at_while_its_check_is_typed_again() {
    let (bed, ids) = practice();
    let parked = bed.ask("park_sheet", sheet_of(&bed, "00797", &[&ids[0]]));
    let mut again = sheet_of(&bed, "797", &[]);
    let said = |sheet: &Value| bed.ask("check_sheet", sheet.clone());
    // The payer and the number are typed, the amount is not.
    let view = said(&again);
    assert!(
        text(&view["parked"]).contains("00797") && text(&view["twin"]).is_empty(),
        "{view}"
    );
    assert_eq!(view["parked_id"], parked["value"]["texts"]["id"]);
    // Another payer's check of the number is another check, unless it is over the same.
    again["payer_id"] = json!("");
    again["amount"] = json!("1.00");
    assert_eq!(said(&again)["parked"], "");
    again["amount"] = parked["value"]["texts"]["amount"].clone();
    assert!(!text(&said(&again)["parked"]).is_empty());
    assert_eq!(
        said(&parked["value"]["texts"])["parked"],
        "",
        "it is not its own twin"
    );
}
