//! The practice's paper: its logo, envelopes by their own numbers with the page that proves them, and the
//! files that a mail house gets.

use std::fs;

use serde_json::{Value, json};
use workbench::Code;

use crate::bed::{Bed, files_under, text};
use crate::privacy::{family, run};

fn jpeg() -> Vec<u8> {
    fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/crates/forms/tests/data/logo.jpg"
    ))
    .unwrap()
}

fn pick(bed: &Bed, name: &str, bytes: &[u8]) {
    let path = bed.put(name, bytes);
    *bed.props.picks.lock().unwrap() = vec![path];
}

fn page(bed: &Bed, account: &str) -> String {
    let page = json!({ "account": account, "page": 0, "dpi": 72 });
    let page = bed.ask("statement_page", page);
    assert_eq!(page["says"], "");
    text(&page["png"])
}

#[test]
fn a_logo_is_picked_checked_and_stands_on_the_paper() {
    let (bed, _, account, _) = family();
    let bare = page(&bed, &account);
    let start = bed.digests();
    pick(&bed, "logo.gif", b"GIF89a and more");
    let problem = bed.refused("choose_logo", json!({}));
    assert_eq!(problem.field.as_deref(), Some("logo"));
    assert!(
        problem.says.starts_with("This is no PNG or JPEG picture"),
        "{}",
        problem.says
    );
    // A dialog that is closed changes nothing.
    bed.props.picks.lock().unwrap().clear();
    assert_eq!(bed.ask("choose_logo", json!({}))["value"]["png"], "");
    pick(&bed, "logo.jpg", &jpeg());
    let chosen = bed.ask("choose_logo", json!({}));
    assert_eq!(
        (&chosen["value"]["width"], &chosen["value"]["height"]),
        (&json!(160), &json!(120))
    );
    assert_eq!(chosen["value"]["says"], "");
    let with = page(&bed, &account);
    assert_ne!(with, bare);
    bed.ask("remove_logo", json!({}));
    assert_eq!(page(&bed, &account), bare);
    bed.ask("undo", json!({}));
    assert_eq!(page(&bed, &account), with);
    bed.ask("undo", json!({}));
    assert_eq!(bed.digests(), start);
    assert_eq!(bed.logged("save_logo"), 1);
    bed.holds();
}

#[test]
fn envelopes_are_measured_and_the_overlay_page_proves_them() {
    let (bed, _, account, _) = family();
    let rules = bed.ask("statement_rules", json!({}));
    // The usual numbers stand there to begin with.
    assert_eq!(rules["windows"]["addressee"]["envelope_width"], "9.5");
    let own = |change: &dyn Fn(&mut Value)| {
        let mut ask = bed.ask("statement_rules", json!({}));
        ask["envelope"] = json!("own");
        change(&mut ask["windows"]);
        ask
    };
    for (change, field, words) in [
        (
            &(|w: &mut Value| w["sender"]["left"] = json!("half")) as &dyn Fn(&mut Value),
            "sender.left",
            "Inches",
        ),
        (
            &|w| w["addressee"]["used"] = json!(false),
            "addressee.width",
            "needs a window",
        ),
        (
            &|w| w["addressee"]["envelope_width"] = json!("8"),
            "addressee.left",
            "does not go into an envelope of 8.000",
        ),
        (
            &|w| w["remit"]["left"] = json!("6"),
            "remit.left",
            "does not lie on its envelope",
        ),
        (
            &|w| w["sender"]["height"] = json!("0.3"),
            "sender.left",
            "no common part",
        ),
    ] {
        let problem = bed.refused("save_statement_rules", own(change));
        assert_eq!(problem.field.as_deref(), Some(field), "{}", problem.says);
        assert!(problem.says.contains(words), "{}", problem.says);
    }
    let before = page(&bed, &account);
    let saved = bed.ask(
        "save_statement_rules",
        own(&|w| {
            w["addressee"]["left"] = json!(".875");
            w["addressee"]["up"] = json!("0.625");
            w["remit"]["used"] = json!(false);
        }),
    );
    assert_eq!(saved["value"]["windows"]["addressee"]["left"], "0.875");
    assert_eq!(saved["value"]["windows"]["remit"]["used"], false);
    assert_ne!(page(&bed, &account), before, "the address stands elsewhere");
    let file = bed.desk("overlay.pdf");
    let ask = json!({ "token": bed.token(&file), "printer": "" });
    let printed = bed.ask("print_overlay", ask);
    assert!(fs::read(&file).unwrap().starts_with(b"%PDF-"));
    // It is no mail: nobody is asked, and it does not wait to be posted.
    assert_eq!(printed["value"]["asked"], false);
    let jobs = bed.ask("print_jobs", json!({}));
    assert_eq!((&jobs["asked"], &jobs["ready"]), (&json!([]), &json!([])));
    bed.holds();
}

#[test]
fn a_mail_house_gets_the_pages_and_a_list_of_them() {
    let (bed, child, account, _) = family();
    crate::guarantors::save(
        &bed,
        &child,
        &[
            ("guarantor.last", "=HYPERLINK(\"x\")"),
            ("guarantor.first", ""),
        ],
    );
    let folder = bed.desk("house");
    fs::create_dir(&folder).unwrap();
    let due = run(&bed)["rows"][0]["due_cents"].as_i64().unwrap();
    let ask = |token: String, due: i64| {
        json!({ "job": "r", "rows": [{ "account": account, "due_cents": due }], "token": token, "printer": "",
            "mail_house": true })
    };
    // A list that is out of date leaves nothing in the folder.
    let problem = bed.refused("print_statements", ask(bed.token(&folder), due + 1));
    assert_eq!(problem.code, Code::Changed);
    assert!(files_under(&folder).is_empty());
    let missing = bed.desk("nowhere");
    let problem = bed.refused("print_statements", ask(bed.token(&missing), due));
    assert_eq!(problem.field.as_deref(), Some("token"));

    let printed = bed.ask("print_statements", ask(bed.token(&folder), due));
    let files = files_under(&folder);
    assert_eq!(files.len(), 2, "{files:?}");
    let csv = fs::read_to_string(&files[0]).unwrap();
    let mut lines = csv.trim_start_matches('\u{feff}').lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    assert_eq!(head, workbench::mail_house::COLUMNS);
    // The documentation tells every column, in their order.
    let told = include_str!("../../docs/mail-house.md");
    let mut at = 0;
    for column in head.iter().filter(|column| !column.starts_with("address")) {
        let found = told[at..].find(&format!("| `{column}`"));
        at += found.unwrap_or_else(|| panic!("{column} is not told"));
    }
    let row = lines.next().unwrap();
    assert!(lines.next().is_none());
    assert!(row.contains("\"'=HYPERLINK(\"\"X\"\")\""), "{row}");
    let dollars = values::Money::from_cents(due).to_string();
    let pdf = files[1].file_name().unwrap().to_str().unwrap();
    for part in [dollars.as_str(), "First notice", ",en,no,", pdf] {
        assert!(row.contains(part), "{part} is not in {row}");
    }
    assert!(row.ends_with(",1,2"), "{row}");
    assert!(fs::read(&files[1]).unwrap().starts_with(b"%PDF-"));
    assert_eq!(run(&bed)["rows"][0]["code"], "cycle");

    // A job like every other: mailed, unsent, made again beside the first.
    let id = text(&printed["value"]["id"]);
    bed.ask("mail_print", json!({ "id": id, "on": "t" }));
    bed.ask(
        "unsend_print",
        json!({ "id": id, "reason": "the house sent it back" }),
    );
    assert_eq!(run(&bed)["rows"][0]["goes"], true);
    bed.ask("print_statements", ask(bed.token(&folder), due));
    assert_eq!(files_under(&folder).len(), 4);
    // Nothing half written lies anywhere, also of what was refused.
    assert!(files_under(&bed.root.path().join("data/unfinished")).is_empty());
    let hidden = files_under(&bed.desk(""));
    let hidden = hidden.iter().filter(|path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'))
    });
    assert_eq!(hidden.count(), 0);
    // A printer is no mail house.
    let mut other = ask(String::new(), due);
    other["printer"] = json!("Front desk");
    assert_eq!(
        bed.refused("print_statements", other).field.as_deref(),
        Some("printer")
    );
    bed.holds();
}
