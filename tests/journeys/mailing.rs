//! What goes around the envelopes: address labels and the cover sheets of claims.
#![cfg(unix)]

use std::collections::BTreeSet;

use serde_json::{Value, json};
use workbench::Code;

use crate::bed::{Bed, text};
use crate::payments::words_of;
use crate::print_jobs::{TAKES, answer, jobs, practice, print, with_printer};
use crate::privacy::{family, run};

fn labels(bed: &Bed, job: &Value, first: u32) -> Value {
    let ask = json!({ "job": job, "patients": [], "stock": "5160", "first": first, "page": 0, "dpi": 72 });
    bed.ask("labels_page", ask)
}

/// The words of what a command saves.
fn saved(bed: &Bed, command: &str, name: &str, mut ask: Value) -> String {
    let file = bed.desk(name);
    ask["token"] = json!(bed.token(&file));
    ask["printer"] = json!("");
    bed.ask(command, ask);
    let words = words_of(&file);
    words
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_uppercase()
}

#[test]
fn a_run_of_claims_has_a_label_and_a_cover_sheet_for_each_payer() {
    let bed = practice(TAKES);
    let (printed, preview) = print(&bed, &bed.claim_ids(), false);
    bed.ask("answer_print", answer(&printed, 1, "right"));
    let payers: BTreeSet<String> = (preview["claims"].as_array().unwrap().iter())
        .map(|row| text(&row["payer"]))
        .collect();
    assert!(2 <= payers.len(), "{payers:?}");
    let shown = labels(&bed, &printed["id"], 30);
    let count = shown["labels"].as_u64().unwrap();
    let out = shown["left_out"].as_array().unwrap();
    // Payers of one name at two addresses have two.
    assert!(payers.len() as u64 <= count + out.len() as u64);
    assert!(
        1 < count && shown["paper"]["pages"] == 2,
        "the first one is the last of its sheet"
    );
    for one in out {
        assert!(text(&one["why"]).starts_with("No whole address"), "{one}");
    }
    let ask = json!({ "job": printed["id"], "patients": [], "stock": "5160", "first": 1 });
    let sheet = saved(&bed, "print_labels", "labels.pdf", ask.clone());
    let left: Vec<String> = out.iter().map(|one| text(&one["name"])).collect();
    let all = preview["claims"].as_array().unwrap();
    for row in all
        .iter()
        .filter(|row| !left.contains(&text(&row["payer"])))
    {
        let name = text(&row["payer"]).to_uppercase().replace([',', '.'], "");
        assert!(sheet.contains(&name), "{name} is not in {sheet}");
    }
    // Labels go to nobody by themselves: nothing of them is to be mailed.
    let ready = jobs(&bed, "ready");
    assert_eq!((ready.len(), &ready[0]["what"]), (1, &json!("cms1500")));

    let covers = saved(
        &bed,
        "print_covers",
        "covers.pdf",
        json!({ "job": printed["id"] }),
    );
    for row in all {
        let (number, name) = (text(&row["number"]), text(&row["patient"]).to_uppercase());
        assert!(
            covers.contains(&number.to_uppercase()) && covers.contains(&name),
            "{row}"
        );
    }
    assert!(!covers.contains("MAILED"), "{covers}");
    bed.ask("mail_print", json!({ "id": printed["id"], "on": "t" }));
    let covers = saved(
        &bed,
        "print_covers",
        "mailed.pdf",
        json!({ "job": printed["id"] }),
    );
    assert!(covers.contains("MAILED "), "{covers}");
    assert_eq!(
        (bed.logged("print_labels"), bed.logged("print_covers")),
        (1, 2)
    );

    for (key, value, field) in [
        ("first", json!(31), "first"),
        ("first", json!(0), "first"),
        ("stock", json!("9"), "stock"),
    ] {
        let mut wrong = ask.clone();
        (wrong["page"], wrong["dpi"]) = (json!(0), json!(72));
        wrong[key] = value;
        assert_eq!(
            bed.refused("labels_page", wrong).field.as_deref(),
            Some(field)
        );
    }
    // Drafts go nowhere.
    let (draft, _) = print(&bed, &bed.claim_ids()[..1], true);
    let ask = json!({ "job": draft["id"], "page": 0, "dpi": 72 });
    assert_eq!(bed.refused("cover_page", ask).code, Code::NeedsYou);
    bed.holds();
}

#[test]
fn a_label_of_a_statement_goes_where_its_statement_goes() {
    let (bed, child, account, _) = family();
    let rows = run(&bed)["rows"].clone();
    let due = &rows[0]["due_cents"];
    let file = bed.desk("statement.pdf");
    let ask = json!({
        "job": "j", "rows": [{ "account": account, "due_cents": due }],
        "token": bed.token(&file), "printer": "",
    });
    let printed = bed.ask("print_statements", ask)["value"].clone();
    let statement = words_of(&file);
    let ask = json!({ "job": printed["id"], "patients": [], "stock": "5162", "first": 1 });
    let label = saved(&bed, "print_labels", "label.pdf", ask);
    let (name, place) = label.split_once("WEIR FALLS").unwrap();
    assert!(!name.is_empty() && place.contains("43999"), "{label}");
    let flat = statement.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.to_uppercase().contains("WEIR FALLS"), "{flat}");
    // The patient's own label goes to the patient, not to who answers for the bill.
    let ask = json!({ "job": "", "patients": [child], "stock": "5160", "first": 7 });
    let own = saved(&bed, "print_labels", "own.pdf", ask);
    let look = json!({
        "job": "", "patients": [child], "stock": "5160", "first": 7, "page": 0, "dpi": 72,
    });
    assert_eq!(bed.ask("labels_page", look)["labels"], 1);
    let chart = bed.ask("patient", json!({ "id": child }));
    let last = text(&chart["name"])
        .split(',')
        .next()
        .unwrap()
        .to_uppercase();
    assert!(own.contains(&last) && !own.contains("WEIR FALLS"), "{own}");
    // A receipt is handed over: it has no labels.
    let ask =
        json!({ "job": "none", "patients": [], "stock": "5160", "first": 1, "page": 0, "dpi": 72 });
    bed.refused("labels_page", ask);
    bed.holds();
}

#[test]
fn a_statement_is_not_printed_twice_while_nobody_said_how_the_first_came_out() {
    let (bed, _, account, _) = family();
    let bed = with_printer(bed, TAKES);
    let row = || run(&bed)["rows"].as_array().unwrap().clone().remove(0);
    let first = row();
    assert_eq!(first["goes"], true);
    let ask = json!({
        "job": "j", "rows": [{ "account": account, "due_cents": first["due_cents"] }],
        "token": "", "printer": "desk",
    });
    let printed = bed.ask("print_statements", ask.clone())["value"].clone();
    assert_eq!(printed["asked"], true);
    assert_eq!(
        (&row()["goes"], &row()["code"]),
        (&json!(false), &json!("prints"))
    );
    assert_eq!(
        bed.refused("print_statements", ask.clone()).code,
        Code::Changed
    );
    assert_eq!(jobs(&bed, "asked").len(), 1);
    // Nothing came out: the very paper waits, and no other is made.
    bed.ask("answer_print", answer(&printed, 1, "nothing"));
    assert_eq!(row()["code"], "prints");
    assert_eq!(
        bed.refused("print_statements", ask.clone()).code,
        Code::Changed
    );
    // Out of the queue, it may be made anew.
    bed.ask("stop_print", json!({ "id": printed["id"] }));
    assert_eq!(row()["goes"], true);
    let again = bed.ask("print_statements", ask.clone())["value"].clone();
    bed.ask("answer_print", answer(&again, 1, "right"));
    assert_eq!(
        (&row()["goes"], &row()["code"]),
        (&json!(false), &json!("cycle"))
    );
    // A run sends none within the cycle; who asks at the desk gets one, but not twice either.
    assert_eq!(
        bed.refused("print_statements", ask.clone()).code,
        Code::Changed
    );
    assert_eq!(row()["desk"], true);
    let mut desk = ask;
    desk["desk"] = json!(true);
    let given = bed.ask("print_statements", desk.clone())["value"].clone();
    assert_eq!(
        (&row()["code"], &row()["desk"]),
        (&json!("prints"), &json!(false))
    );
    assert_eq!(bed.refused("print_statements", desk).code, Code::Changed);
    bed.ask("answer_print", answer(&given, 1, "right"));
    assert_eq!(row()["code"], "cycle");
    bed.holds();
}
