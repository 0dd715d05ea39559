//! After the last statement: letters that are printed, answered and unsent, and accounts that an agency
//! gets in its file and gives back.

use serde_json::{Value, json};
use workbench::Code;

use crate::bed::{Bed, PASSWORD, bed, text};
use crate::guarantors::save;
use crate::payments::words_of;
use crate::plans::{act, later, owing, plan, proves, run_row, send};
use crate::privacy::OWN;

/// An account that is past its last statement.
fn past_last(bed: &Bed) -> (String, Vec<String>) {
    let (patient, claims) = owing(bed, &[200, 55]);
    let mut rules = bed.ask("statement_rules", json!({}));
    rules["phone"] = json!("614-555-0100");
    bed.ask("save_statement_rules", rules);
    for n in 0..4 {
        send(bed, &format!("statement-{n}.pdf"));
        later(bed, 40);
    }
    assert_eq!(run_row(bed)["code"], "past_last");
    (patient, claims)
}

fn letter_row(bed: &Bed) -> Value {
    let run = bed.ask("letters", json!({}));
    assert_eq!(run["rows"].as_array().unwrap().len(), 1, "{run}");
    run["rows"][0].clone()
}

fn ask(row: &Value, token: &str, printer: &str) -> Value {
    json!({
        "job": "letters",
        "rows": [{ "account": row["account"], "stage": row["stage"], "due_cents": row["due_cents"] }],
        "token": token, "printer": printer,
    })
}

#[test]
fn letters_go_out_one_after_the_other_and_count_when_their_paper_is_right() {
    let bed = bed();
    past_last(&bed);
    let row = letter_row(&bed);
    assert_eq!(row["why"], "Collection reminder");
    assert_eq!(
        (&row["state"], &row["due_cents"]),
        (&json!("goes"), &json!(25_500))
    );
    let page = bed.ask(
        "letter_page",
        json!({ "account": row["account"], "page": 0, "dpi": 72 }),
    );
    assert_eq!(
        (&page["says"], &page["pages"]),
        (&json!(""), &json!(1)),
        "{page}"
    );
    // What changed since the list was made is not printed.
    let file = bed.desk("letter.pdf");
    let mut other = row.clone();
    other["due_cents"] = json!(1);
    let problem = bed.refused("print_letters", ask(&other, &bed.token(&file), ""));
    assert_eq!(problem.code, Code::Changed);
    assert!(!file.exists());
    let printed = bed.ask("print_letters", ask(&row, &bed.token(&file), ""));
    let run = text(&printed["value"]["id"]);
    let first = std::fs::read(&file).unwrap();
    assert!(first.starts_with(b"%PDF-"));
    assert!(printed["undo"].is_null(), "it left the building");
    // The next waits for the days of the first.
    assert_eq!(letter_row(&bed)["state"], "waits");
    let account = bed.ask("statement_account", json!({ "id": row["account"] }));
    assert_eq!(account["letters"][0]["level"], "Collection reminder");
    assert_ne!(account["letters"][0]["sent_on"], "");
    // The stored bytes print again as they were.
    let again = bed.desk("again.pdf");
    let token = bed.token(&again);
    bed.ask(
        "reprint",
        json!({ "id": run, "token": token, "printer": "", "from": 0, "to": 0 }),
    );
    assert_eq!(std::fs::read(&again).unwrap(), first);
    // It is mailed, and stands in the list of runs.
    bed.ask("mail_print", json!({ "id": run, "on": "t" }));
    let runs = bed.ask("print_runs", json!({}));
    assert_eq!(runs["runs"][0]["what"], "letter");
    // It never left after all: it goes again, and says why.
    bed.ask(
        "unsend_print",
        json!({ "id": run, "reason": "Wrong envelopes" }),
    );
    assert_eq!(
        (&letter_row(&bed)["state"], &letter_row(&bed)["stage"]),
        (&json!("goes"), &json!(0))
    );
    let account = bed.ask("statement_account", json!({ "id": row["account"] }));
    assert_eq!(account["letters"][0]["unsent"], "Wrong envelopes");
    let token = bed.token(&bed.desk("third.pdf"));
    bed.ask("print_letters", ask(&letter_row(&bed), &token, ""));
    later(&bed, 16);
    let next = letter_row(&bed);
    assert_eq!(
        (&next["stage"], &next["why"]),
        (&json!(1), &json!("Final notice"))
    );
    let token = bed.token(&bed.desk("final.pdf"));
    bed.ask("print_letters", ask(&next, &token, ""));
    later(&bed, 31);
    assert_eq!(letter_row(&bed)["state"], "agency");
    proves(&bed);
}

#[test]
fn a_letter_goes_to_where_the_patient_asked_to_be_reached() {
    let bed = bed();
    let (patient, _) = past_last(&bed);
    let words = |name: &str| {
        let file = bed.desk(name);
        let printed = bed.ask(
            "print_letters",
            ask(&letter_row(&bed), &bed.token(&file), ""),
        );
        let run = json!({ "id": printed["value"]["id"], "reason": "Another address" });
        bed.ask("unsend_print", run);
        words_of(&file).to_uppercase()
    };
    let account = bed.ask("statement_account", json!({ "id": patient }));
    let home = text(&account["person"]["address"]["line1"]).to_uppercase();
    let at_home = words("home.pdf");
    assert!(
        !home.is_empty() && at_home.contains(&home),
        "{home}: {at_home}"
    );
    save(&bed, &patient, &OWN);
    let asked = words("asked.pdf");
    assert!(
        asked.contains("PO BOX 77") && asked.contains("MARROW BAY OH 43998"),
        "{asked}"
    );
    assert!(!asked.contains(&home), "{asked}");
}

#[test]
fn the_texts_of_letters_are_the_practices_own() {
    let bed = bed();
    let rules = bed.ask("collection_rules", json!({}));
    assert_eq!(rules["letters"].as_array().unwrap().len(), 2);
    for (at, value, field) in [
        ("/letters/0/text", json!("Dear {nmae}"), "letters.0.text"),
        ("/letters/1/text", json!(" "), "letters.1.text"),
        ("/letters/1/days", json!(0), "letters.1.days"),
        ("/columns/0/field", json!("diagnosis"), "columns.0.field"),
        ("/columns/1/header", json!(""), "columns.1.header"),
        ("/columns", json!([]), "columns"),
        ("/letters", json!([]), "letters"),
    ] {
        let mut wrong = rules.clone();
        *wrong.pointer_mut(at).unwrap() = value;
        let problem = bed.refused("save_collection_rules", wrong);
        assert_eq!(problem.field.as_deref(), Some(field), "{problem:?}");
    }
    let mut own = rules.clone();
    own["letters"][0]["text"] = json!("{name}: {amount} until {due}.");
    let saved = bed.ask("save_collection_rules", own.clone());
    assert_eq!(saved["value"]["letters"], own["letters"]);
    bed.ask("undo", json!({}));
    assert_eq!(bed.ask("collection_rules", json!({})), rules);
}

#[test]
fn an_agency_gets_its_file_and_gives_accounts_back() {
    let bed = bed();
    let (patient, claims) = past_last(&bed);
    let mut rules = bed.ask("collection_rules", json!({}));
    rules["columns"] = json!([
        { "field": "account", "header": "=ACCT" },
        { "field": "last", "header": "Debtor" },
        { "field": "service_on", "header": "DOS" },
        { "field": "amount", "header": "Placed" },
        { "field": "owes", "header": "Now" },
        { "field": "agency", "header": "Agency" },
    ]);
    bed.ask("save_collection_rules", rules.clone());
    let account = text(&run_row(&bed)["account"]);
    let place = |agency: &str, cents: i64| json!({ "agency": agency, "rows": [{ "account": account, "cents": cents }] });
    let problem = bed.refused("place_accounts", place("", 25_500));
    assert_eq!(problem.field.as_deref(), Some("agency"));
    assert_eq!(
        bed.refused("place_accounts", place("Agency", 1)).code,
        Code::Changed
    );
    // A plan is kept with the practice, not with an agency.
    bed.ask("save_plan", plan(&patient, "100", &[]));
    assert!(
        bed.refused("place_accounts", place("Agency", 25_500))
            .says
            .contains("plan")
    );
    bed.ask("undo", json!({}));
    let before = bed.digests();
    let done = bed.ask("place_accounts", place("@Harbor Recovery", 25_500));
    assert_eq!(done["value"]["cents"], 25_500);
    assert_eq!(run_row(&bed)["code"], "collections");
    bed.ask("undo", json!({}));
    assert_eq!(bed.digests(), before);
    bed.ask("redo", json!({}));
    assert!(
        bed.refused("place_accounts", place("Agency", 25_500))
            .says
            .contains("already")
    );
    // It shows on the account, with what the agency collects.
    act(&bed, "payment", (&patient, "50"), &[(&claims[0], "50")]);
    let view = bed.ask("statement_account", json!({ "id": account }));
    let there = &view["placements"][0];
    assert_eq!(
        (&there["cents"], &there["owes_cents"]),
        (&json!(25_500), &json!(20_500))
    );
    // The file asks for the password when it was typed long ago.
    let file = bed.desk("agency.csv");
    let export = |all: bool| json!({ "token": bed.token(&file), "all": all });
    assert_eq!(
        bed.refused("export_placements", export(false)).code,
        Code::Prove
    );
    assert!(!file.exists());
    bed.ask("confirm_password", json!({ "password": PASSWORD }));
    let saved = bed.ask("export_placements", export(false));
    assert_eq!(saved["value"]["rows"], 2);
    let said = std::fs::read_to_string(&file).unwrap();
    let mut lines = said.trim_start_matches('\u{feff}').lines();
    assert_eq!(
        lines.next(),
        Some("\"'=ACCT\",Debtor,DOS,Placed,Now,Agency"),
        "{said}"
    );
    let number = text(&there["number"]);
    let first = lines.next().unwrap();
    assert!(
        first.starts_with(&number) && first.ends_with(",200.00,150.00,\"'@Harbor Recovery\""),
        "{first}"
    );
    assert!(lines.next().unwrap().contains(",55.00,55.00,"));
    assert_eq!(lines.next(), None);
    // What stood in a file is not in the next, unless all is asked for.
    assert_eq!(
        bed.refused("export_placements", export(false)).code,
        Code::NeedsYou
    );
    bed.ask("export_placements", export(true));
    let list = bed.ask("placements", json!({}));
    assert_eq!(
        (&list["fresh"], &list["rows"][0]["exported_on"]),
        (&json!(0), &json!(bed.bench.today(&bed.open()).to_string()))
    );
    // It comes back, and is billed again.
    let id = &there["id"];
    assert_eq!(
        bed.refused("recall_placement", json!({ "id": id, "reason": "" }))
            .field
            .as_deref(),
        Some("reason")
    );
    bed.ask(
        "recall_placement",
        json!({ "id": id, "reason": "They pay us now" }),
    );
    bed.refused("recall_placement", json!({ "id": id, "reason": "Again" }));
    assert_ne!(run_row(&bed)["code"], "collections");
    let list = bed.ask("placements", json!({}));
    assert!(
        text(&list["rows"][0]["recalled"]).ends_with("They pay us now"),
        "{list}"
    );
    bed.ask("undo", json!({}));
    assert_eq!(run_row(&bed)["code"], "collections");
    for did in ["place_accounts", "recall_placement", "export_placements"] {
        assert!(0 < bed.logged(did), "{did}");
    }
    proves(&bed);
}
