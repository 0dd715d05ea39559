//! Lists as billers work them: all of a list held at once, lists and columns of one's own, and files
//! for a spreadsheet that no name can turn into a program.

use std::fs;

use seeds::x12_file::{Letters, Options, write_837p};
use serde_json::{Value, json};
use workbench::Code;

use crate::bed::{Bed, bed, contents, file_of, no_filter, text, today};

/// Texts that look like programs, shared with the tests of the interface.
pub fn hostile() -> Vec<String> {
    serde_json::from_str(include_str!("../corpus/hostile.json")).unwrap()
}

/// A whole list, as the person saw it.
fn whole(filter: &Value, except: &[String], count: usize) -> Value {
    json!({ "filter": filter, "sort": "number", "descending": false, "except": except, "count": count })
}

fn held(bed: &Bed) -> u64 {
    let mut filter = no_filter();
    filter["states"] = json!(["held"]);
    bed.ask("claim_totals", filter)["count"].as_u64().unwrap()
}

#[test]
fn a_whole_list_is_held_but_for_some_and_one_undo_takes_it_back() {
    let bed = bed();
    bed.import(&[&bed.put("all.837", file_of(&contents()))]);
    let ids = bed.claim_ids();
    let before = bed.digests();
    let except = [ids[3].clone(), ids[9].clone()];
    let ask = |count| json!({ "ids": [], "list": whole(&no_filter(), &except, count), "reason": "the new fee schedule" });
    let changed = bed.ask("hold_claims", ask(ids.len() - 2));
    assert_eq!(changed["value"]["claims"], ids.len() - 2);
    assert_eq!(changed["undo"], format!("Hold {} claims", ids.len() - 2));
    assert_eq!(held(&bed), u64::try_from(ids.len() - 2).unwrap());
    for id in &except {
        assert_eq!(bed.ask("claim", json!({ "id": id }))["hold"], "");
    }
    let event = bed
        .log()
        .into_iter()
        .rev()
        .find(|event| event.did == "hold_claims")
        .unwrap();
    assert_eq!(event.detail["claims"], (ids.len() - 2).to_string());
    bed.ask("undo", json!({}));
    assert_eq!(held(&bed), 0);
    let claims = |digests: Vec<(&'static str, String)>| {
        digests.into_iter().find(|(kind, _)| *kind == "claim")
    };
    assert_eq!(claims(bed.digests()), claims(before));
    // Stopped in the middle, nothing of it is kept.
    let bench = std::sync::Arc::downgrade(&bed.bench);
    *bed.props.on_progress.lock().unwrap() = Some(Box::new(move |job| {
        if let Some(bench) = bench.upgrade() {
            crate::bed::ask_of(&bench, "cancel_job", json!({ "job": job })).unwrap();
        }
    }));
    let mut stopped = ask(ids.len() - 2);
    stopped["job"] = json!("hold");
    assert_eq!(bed.refused("hold_claims", stopped).code, Code::Cancelled);
    *bed.props.on_progress.lock().unwrap() = None;
    assert_eq!(held(&bed), 0);
    // A list that has another length than the person saw is left alone.
    let problem = bed.refused("hold_claims", ask(ids.len()));
    assert_eq!(problem.code, Code::Changed);
    let note =
        json!({ "ids": [], "list": whole(&no_filter(), &[], ids.len() + 1), "text": "seen" });
    assert_eq!(bed.refused("add_note", note).code, Code::Changed);
    assert_eq!(held(&bed), 0);
    bed.holds();
}

#[test]
fn lists_and_columns_are_a_persons_own_and_survive_other_settings() {
    let mut bed = bed();
    let biller = bed.add_user("Ana Reyes", "biller", "seven green lanterns at dusk");
    let mut filter = no_filter();
    filter["states"] = json!(["held"]);
    filter["text"] = json!("Orte");
    let list = |name: &str| json!({ "name": name, "filter": filter, "sort": "charge", "descending": true });
    bed.ask("save_list", list("  On hold, O  "));
    bed.ask("save_list", list("Another"));
    bed.ask(
        "save_columns",
        json!({ "list": "claims", "columns": ["patient", "member", "charge", "patient"] }),
    );
    let mut settings = bed.ask("settings", json!({}));
    settings["theme"] = json!("dark");
    bed.ask("save_settings", settings);
    bed.reopen();
    let own = bed.ask("own_lists", json!({}));
    let names: Vec<&Value> = own["saved"]
        .as_array()
        .unwrap()
        .iter()
        .map(|list| &list["name"])
        .collect();
    assert_eq!(names, ["Another", "On hold, O"]);
    assert_eq!(own["saved"][1]["filter"], filter);
    assert_eq!(
        own["columns"],
        json!([{ "list": "claims", "columns": ["patient", "member", "charge"] }])
    );
    bed.ask("remove_list", json!({ "name": "Another" }));
    bed.ask("undo", json!({}));
    assert_eq!(bed.ask("own_lists", json!({})), own);
    for (ask, field) in [
        (
            json!({ "name": " ", "filter": filter, "sort": "charge", "descending": true }),
            "name",
        ),
        (
            json!({ "name": "x", "filter": filter, "sort": "body", "descending": true }),
            "sort",
        ),
    ] {
        assert_eq!(bed.refused("save_list", ask).field.as_deref(), Some(field));
    }
    let ask = json!({ "list": "claims", "columns": ["body"] });
    assert_eq!(
        bed.refused("save_columns", ask).field.as_deref(),
        Some("columns")
    );
    assert_eq!(
        bed.refused("remove_list", json!({ "name": "none" })).code,
        Code::NotFound
    );
    bed.unlock_as(&biller, "seven green lanterns at dusk")
        .unwrap();
    assert_eq!(
        bed.ask("own_lists", json!({})),
        json!({ "saved": [], "columns": [] })
    );
}

/// A strict reader of CSV (RFC 4180): lines end in CR LF, quotes stand around whole cells.
fn cells(file: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let (mut quoted, mut signs) = (false, file.chars().peekable());
    while let Some(sign) = signs.next() {
        let row = rows.last_mut().unwrap();
        let cell = row.last_mut().unwrap();
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' if quoted => {
                quoted = false;
                assert!(
                    matches!(signs.peek(), Some(',' | '\r')),
                    "a quote ends a cell"
                );
            }
            '"' => {
                assert_eq!(cell, "", "a quote begins a cell");
                quoted = true;
            }
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(signs.next(), Some('\n'));
                rows.push(vec![String::new()]);
            }
            '\n' if !quoted => panic!("a line ends in CR LF"),
            other => cell.push(other),
        }
    }
    assert_eq!(
        rows.pop(),
        Some(vec![String::new()]),
        "the last line ends too"
    );
    rows
}

/// Nothing in a cell that a spreadsheet would run; numbers may have their sign.
#[track_caller]
fn check_harmless(cell: &str) {
    let number = !cell.is_empty()
        && cell
            .trim_start_matches('-')
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.');
    let first = cell
        .trim_start_matches(|c: char| {
            c.is_whitespace() || c.is_control() || "\u{200b}\u{feff}\u{202e}\u{ad}".contains(c)
        })
        .chars()
        .next();
    let sign = first.is_some_and(|c| "=+-@＝＋－＠﹦﹢﹣﹫−".contains(c));
    assert!(
        number || (!sign && !cell.starts_with(['\t', '\r', '\n'])),
        "{cell:?}"
    );
    assert!(!cell.contains('\0'));
}

#[test]
fn every_list_becomes_a_file_and_the_log_knows_its_digest() {
    let bed = bed();
    bed.import(&[&bed.put("all.837", file_of(&contents()))]);
    let ids = bed.claim_ids();
    bed.print(&bed.preview(&ids[..2], true), &bed.desk("two.pdf"));
    let export = |name: &str, of: Value, columns: Value| {
        let path = bed.desk(name);
        let ask = json!({ "job": "e", "token": bed.token(&path), "of": of, "columns": columns });
        let done = bed.ask("export_list", ask);
        let bytes = fs::read(&path).unwrap();
        assert_eq!(done["bytes"], bytes.len());
        assert_eq!(
            bytes[..3],
            [0xef, 0xbb, 0xbf],
            "Excel is told that it is UTF-8"
        );
        let event = bed.log().pop().unwrap();
        assert_eq!(
            (event.did.as_str(), &event.detail["sha256"]),
            ("export_list", &text(&done["sha256"]))
        );
        assert_eq!(event.detail["rows"], done["rows"].to_string());
        (cells(std::str::from_utf8(&bytes[3..]).unwrap()), event)
    };
    let all = json!({ "list": "claims", "ids": [], "whole": whole(&no_filter(), &[ids[0].clone()], ids.len() - 1) });
    let (rows, event) = export("claims.csv", all, json!([]));
    assert_eq!(rows.len(), ids.len());
    assert_eq!(
        rows[0],
        [
            "Claim",
            "Patient",
            "Payer",
            "Service",
            "Charge",
            "State",
            "Account",
            "Birth date",
            "Member ID",
            "Rendering",
            "Why held",
            "Imported on",
            "Printed on"
        ]
    );
    let totals = bed.ask("claim_totals", no_filter());
    let first = bed.claims()[0]["charge_cents"].as_i64().unwrap();
    let cents: i64 = rows[1..]
        .iter()
        .map(|row| row[4].replace('.', "").parse::<i64>().unwrap())
        .sum();
    assert_eq!(cents + first, totals["charge_cents"].as_i64().unwrap());
    assert!(
        !event.about.is_empty() && event.about.iter().all(|id| id.starts_with("pat_")),
        "{:?}",
        event.about
    );
    let some = json!({ "list": "claims", "ids": ids[..2] });
    let (rows, _) = export("two.csv", some, json!(["charge", "number"]));
    assert_eq!(rows[0], ["Charge", "Claim"]);
    assert_eq!(rows.len(), 3);
    let (rows, event) = export(
        "patients.csv",
        json!({ "list": "patients", "text": "" }),
        json!(["name", "claims"]),
    );
    assert_eq!(rows.len(), bed.patients().len() + 1);
    assert_eq!(event.about.len(), bed.patients().len());
    let (rows, _) = export("runs.csv", json!({ "list": "print_runs" }), json!([]));
    assert_eq!((rows.len(), rows[1][5].as_str()), (2, "draft"));
    // What cannot be done leaves no file and no event.
    let before = bed.logged("export_list");
    let path = bed.desk("none.csv");
    for (of, code) in [
        (
            json!({ "list": "claims", "ids": [], "whole": whole(&no_filter(), &[], 1) }),
            Code::Changed,
        ),
        (json!({ "list": "claims", "ids": ["none"] }), Code::NotFound),
    ] {
        let ask = json!({ "job": "e", "token": bed.token(&path), "of": of, "columns": [] });
        assert_eq!(bed.refused("export_list", ask).code, code);
    }
    let nowhere = bed.root.path().join("nowhere/list.csv");
    let ask = json!({ "job": "e", "token": bed.token(&nowhere), "of": { "list": "patients", "text": "" }, "columns": [] });
    assert_eq!(bed.refused("export_list", ask).code, Code::File);
    assert!(!path.exists());
    assert_eq!(bed.logged("export_list"), before);
    let left = fs::read_dir(bed.desk(""))
        .unwrap()
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with('.'));
    assert_eq!(left.count(), 0, "nothing half written lies about");
    bed.holds();
}

#[test]
fn no_cell_of_a_saved_list_is_a_formula() {
    let bed = bed();
    let hostile = hostile();
    let mut claims = contents();
    let count = claims.len();
    for (n, claim) in claims.iter_mut().enumerate() {
        let name = &hostile[n * hostile.len() / count];
        let plain: String = name
            .chars()
            .filter(|c| !c.is_control() && !"*~:^".contains(*c))
            .take(50)
            .collect();
        claim.patient.name.last.clone_from(&plain);
        claim.coverage.insured.name.last.clone_from(&plain);
        claim.coverage.payer.name.last = plain;
    }
    let mut options = Options::new(today());
    options.letters = Letters::AsTheyStand;
    bed.import(&[&bed.put("hostile.837", write_837p(&claims, &options))]);
    let patients = bed.patients();
    let mut kept = 0;
    for (n, name) in hostile.iter().enumerate() {
        let id = &patients[n % patients.len()]["id"];
        let chart = bed.ask("patient", json!({ "id": id }));
        let mut person = chart["person"].clone();
        person["last"] = json!(name);
        person["address"]["city"] = json!(name);
        let saved = bed.try_ask(
            "save_patient",
            json!({ "id": id, "version": chart["version"], "person": person }),
        );
        kept += usize::from(saved.is_ok());
        let ids = bed.claim_ids();
        let held = bed.try_ask(
            "hold_claims",
            json!({ "ids": [ids[n % ids.len()]], "reason": name }),
        );
        assert!(held.is_ok() || name.trim().is_empty(), "{name:?}");
        if n % 20 == 19 || n + 1 == hostile.len() {
            let ids = bed.claim_ids();
            for (of, file) in [
                (
                    json!({ "list": "claims", "ids": [], "whole": whole(&no_filter(), &[], ids.len()) }),
                    "c.csv",
                ),
                (json!({ "list": "patients", "text": "" }), "p.csv"),
            ] {
                let path = bed.desk(file);
                let ask = json!({ "job": "e", "token": bed.token(&path), "of": of, "columns": [] });
                bed.ask("export_list", ask);
                let written = fs::read_to_string(&path).unwrap();
                let rows = cells(written.trim_start_matches('\u{feff}'));
                assert!(rows.iter().all(|row| row.len() == rows[0].len()));
                rows.iter().flatten().for_each(|cell| check_harmless(cell));
            }
        }
    }
    assert!(
        hostile.len() - 5 < kept,
        "almost all of them are names that can be kept: {kept}"
    );
}

#[test]
fn taking_back_a_change_of_many_tells_how_far_it_is_and_can_be_stopped() {
    let bed = bed();
    bed.import(&[&bed.put("a.837", file_of(&contents()))]);
    let ids = bed.claim_ids();
    bed.ask("hold_claims", json!({ "ids": ids, "reason": "Wait" }));
    let held = bed.digests();
    let bench = std::sync::Arc::downgrade(&bed.bench);
    *bed.props.on_progress.lock().unwrap() = Some(Box::new(move |job| {
        if let Some(bench) = bench.upgrade() {
            crate::bed::ask_of(&bench, "cancel_job", json!({ "job": job })).unwrap();
        }
    }));
    let stopped = bed.refused("undo", json!({ "job": "back" }));
    assert_eq!(stopped.code, workbench::Code::Cancelled);
    assert_eq!(bed.digests(), held, "all of it stays");
    *bed.props.on_progress.lock().unwrap() = None;
    bed.ask("undo", json!({ "job": "back" }));
    assert!(bed.claims().iter().all(|claim| claim["state"] != "held"));
    bed.holds();
}
