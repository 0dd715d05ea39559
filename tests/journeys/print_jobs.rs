//! Print jobs: the queue, the question how it printed, what counts when, the mail log, and what is taken
//! back. The printer is a script in place of `lp`; tests/print.rs has a real printing system.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;

use platform::printers::Printing;
use serde_json::{Value, json};
use workbench::Code;

use crate::bed::{Bed, bed, contents, file_of, text};

/// A practice with claims, whose `lp` does this.
pub fn practice(lp: &str) -> Bed {
    let bed = with_printer(bed(), lp);
    bed.import(&[&bed.put("all.837", file_of(&contents()[..14]))]);
    bed
}

/// A bed whose `lp` does this.
pub fn with_printer(bed: Bed, lp: &str) -> Bed {
    let path = bed.desk("lp");
    fs::write(&path, format!("#!/bin/sh\n{lp}\n")).unwrap();
    fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
    bed.printing_with(Printing {
        lp: path.into(),
        lpstat: "no-such-lpstat".into(),
        server: None,
    })
}

pub const TAKES: &str = "cat > /dev/null; echo \"request id is $2-7 (0 file(s))\"";

/// Prints claims on the printer and answers the run and the preview.
pub fn print(bed: &Bed, ids: &[String], draft: bool) -> (Value, Value) {
    let preview = bed.preview(ids, draft);
    let ask = json!({ "preview": preview["id"], "token": "", "printer": "desk" });
    (bed.ask("print_forms", ask)["value"].clone(), preview)
}

fn state(bed: &Bed, claim: &Value) -> String {
    text(&bed.ask("claim", json!({ "id": claim }))["state"])
}

pub fn jobs(bed: &Bed, list: &str) -> Vec<Value> {
    bed.ask("print_jobs", json!({}))[list]
        .as_array()
        .unwrap()
        .clone()
}

pub fn answer(run: &Value, fence: u32, answer: &str) -> Value {
    json!({ "id": run["id"], "fence": fence, "answer": answer, "from": 0, "to": 0 })
}

#[track_caller]
fn agrees(bed: &Bed) {
    let proof = bed.ask("proof", json!({ "job": "proof", "whole": true }));
    assert_eq!(proof["agrees"], true, "{proof}");
}

#[test]
fn nothing_counts_before_somebody_says_that_it_printed_right() {
    let bed = practice(TAKES);
    let (printed, preview) = print(&bed, &bed.claim_ids(), false);
    let claims = preview["claims"].as_array().unwrap();
    assert_eq!(printed["asked"], true);
    for claim in claims {
        assert_eq!(state(&bed, &claim["id"]), "imported");
    }
    let asked = jobs(&bed, "asked");
    assert_eq!((asked.len(), &asked[0]["state"]), (1, &json!("sent")));
    assert_eq!(
        (&asked[0]["to"], &asked[0]["fence"]),
        (&json!("desk"), &json!(1))
    );
    assert_eq!(asked[0]["charge_cents"], preview["charge_cents"]);
    let done = bed.ask("answer_print", answer(&printed, 1, "right"));
    assert_eq!(done["undo"], Value::Null);
    assert_eq!(done["value"]["state"], "right");
    for claim in claims {
        assert_eq!(state(&bed, &claim["id"]), "printed");
    }
    assert_eq!(
        (jobs(&bed, "asked").len(), jobs(&bed, "ready").len()),
        (0, 1)
    );
    for twice in ["right", "nothing"] {
        let problem = bed.refused("answer_print", answer(&printed, 1, twice));
        assert_eq!(problem.code, Code::Changed);
    }
    for did in ["queue_forms", "send_print", "print_sent", "answer_print"] {
        assert_eq!(bed.logged(did), 1, "{did}");
    }
    assert_eq!(bed.logged("print_forms"), 0);
    agrees(&bed);
    bed.holds();
}

#[test]
fn what_is_unsent_does_not_count_and_the_books_follow() {
    let bed = practice(TAKES);
    let before = bed.ask("queues", json!({}));
    let (printed, preview) = print(&bed, &bed.claim_ids(), false);
    let id = printed["id"].clone();
    let unsend = |reason: &str| json!({ "id": id, "reason": reason });
    let early = bed.refused("unsend_print", unsend("never left"));
    assert_eq!(early.code, Code::Changed);
    assert_eq!(
        bed.ask("queues", json!({})),
        before,
        "the books wait for the answer"
    );
    bed.ask("answer_print", answer(&printed, 1, "right"));
    assert_ne!(bed.ask("queues", json!({})), before);
    let nothing = bed.refused("unsend_print", unsend(" "));
    assert_eq!(nothing.field.as_deref(), Some("reason"));
    let done = bed.ask("unsend_print", unsend("left in the tray"))["value"].clone();
    assert_eq!(
        (&done["state"], &done["why"]),
        (&json!("unsent"), &json!("left in the tray"))
    );
    assert_eq!(bed.ask("queues", json!({})), before);
    let first = &preview["claims"][0]["id"];
    assert_eq!(state(&bed, first), "imported");
    let view = bed.ask("claim", json!({ "id": first }));
    let last = view["timeline"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["text"], "Unsent: left in the tray");
    let event = bed.log().pop().unwrap();
    assert!(bed.logged("unsend_print") == 1, "{event:?}");
    let told = serde_json::to_string(
        &bed.log()
            .iter()
            .map(|event| event.detail.clone())
            .collect::<Vec<_>>(),
    );
    assert!(
        !told.unwrap().contains("tray"),
        "a person's words stay out of the log"
    );
    let again = bed.refused("unsend_print", unsend("once more"));
    assert_eq!(again.code, Code::Changed);
    let mail = bed.refused("mail_print", json!({ "id": id, "on": "t" }));
    assert_eq!(mail.code, Code::Changed);
    // Printed anew they count again.
    let (second, _) = print(&bed, &[text(first)], false);
    bed.ask("answer_print", answer(&second, 1, "right"));
    assert_eq!(state(&bed, first), "printed");
    agrees(&bed);
    bed.holds();
}

#[test]
fn after_a_jam_some_sheets_print_again_and_the_others_count_once() {
    let bed = practice(TAKES);
    let (printed, preview) = print(&bed, &bed.claim_ids(), false);
    let pages = preview["pages"].as_u64().unwrap();
    let claims = preview["claims"].as_array().unwrap();
    let ask = |from: u64, to: u64| json!({ "id": printed["id"], "fence": 1, "answer": "again", "from": from, "to": to });
    for (from, to) in [(0, 1), (3, 2), (1, pages + 1)] {
        let problem = bed.refused("answer_print", ask(from, to));
        assert_eq!(problem.field.as_deref(), Some("from"), "{from} {to}");
    }
    let waits = bed.ask("answer_print", ask(1, 1))["value"].clone();
    assert_eq!(
        (&waits["state"], &waits["first"], &waits["last"]),
        (&json!("waiting"), &json!(1), &json!(1))
    );
    let counted = |claim: &&Value| state(&bed, &claim["id"]) == "printed";
    let right = claims.iter().filter(counted).count();
    assert_eq!(
        right,
        claims.len() - 1,
        "all but the one on the first sheet"
    );
    // It cannot be mailed or unsent while a part of it is under way.
    for (name, ask) in [
        ("mail_print", json!({ "id": printed["id"], "on": "t" })),
        (
            "unsend_print",
            json!({ "id": printed["id"], "reason": "wrong" }),
        ),
    ] {
        assert_eq!(bed.refused(name, ask).code, Code::Changed);
    }
    bed.ask(
        "send_print",
        json!({ "id": printed["id"], "printer": "desk" }),
    );
    let asked = jobs(&bed, "asked");
    assert_eq!(
        (&asked[0]["fence"], &asked[0]["last"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(
        bed.refused("answer_print", answer(&printed, 1, "right"))
            .code,
        Code::Changed
    );
    bed.ask("answer_print", answer(&printed, 2, "right"));
    for claim in claims {
        let view = bed.ask("claim", json!({ "id": claim["id"] }));
        let events = view["timeline"].as_array().unwrap();
        let times = events
            .iter()
            .filter(|event| event["kind"] == "printed")
            .count();
        assert_eq!(times, 1);
    }
    agrees(&bed);
}

#[test]
fn a_job_waits_in_the_queue_until_it_is_printed_saved_or_taken_out() {
    let bed = practice(TAKES);
    let ids = bed.claim_ids();
    let queue = |ids: &[String]| {
        let preview = bed.preview(ids, false);
        let queued = bed.ask("queue_forms", json!({ "preview": preview["id"] }));
        assert_eq!(queued["undo"], Value::Null);
        text(&queued["value"]["id"])
    };
    let printable = bed.preview(&ids, false)["claims"].clone();
    let claim = text(&printable[0]["id"]);
    let id = queue(std::slice::from_ref(&claim));
    assert_eq!(jobs(&bed, "waiting")[0]["id"], json!(id));
    // Whoever prints the claim besides is told.
    let preview = bed.preview(std::slice::from_ref(&claim), false);
    assert_eq!(preview["claims"][0]["findings"][0]["code"], "queued");
    // The import that the claim came from stays, as long as paper names it.
    assert_eq!(bed.refused("undo", json!({})).code, Code::Changed);
    // The sheets can be looked at.
    let page = bed.ask(
        "preview_page",
        json!({ "preview": id, "page": 0, "dpi": 72 }),
    );
    assert_eq!(page["width"], 612);
    assert_eq!(bed.logged("view_print"), 1);

    bed.ask("stop_print", json!({ "id": id }));
    assert!(jobs(&bed, "waiting").is_empty());
    assert_eq!(state(&bed, &json!(claim)), "imported");
    let preview = bed.preview(std::slice::from_ref(&claim), false);
    assert_ne!(preview["claims"][0]["findings"][0]["code"], "queued");
    for (name, ask) in [
        ("stop_print", json!({ "id": id })),
        ("send_print", json!({ "id": id, "printer": "desk" })),
    ] {
        assert_eq!(bed.refused(name, ask).code, Code::Changed, "{name}");
    }

    // Saved as a file it counts at once, and only then.
    let id = queue(std::slice::from_ref(&claim));
    let path = bed.desk("out.pdf");
    let ask = json!({ "id": id, "token": bed.token(&path), "printer": "" });
    bed.ask("reprint", ask);
    assert_eq!(state(&bed, &json!(claim)), "printed");
    assert!(jobs(&bed, "waiting").is_empty());
    assert!(fs::read(&path).unwrap().starts_with(b"%PDF-"));
    bed.holds();
}

#[test]
fn a_printer_that_says_no_leaves_the_job_in_the_queue_with_the_reason() {
    let bed = practice("cat > /dev/null; echo 'lp: Error - The printer is on fire.' >&2; exit 1");
    let preview = bed.preview(&bed.claim_ids(), false);
    let ask = json!({ "preview": preview["id"], "token": "", "printer": "desk" });
    let problem = bed.refused("print_forms", ask);
    assert!(
        problem.says.contains("on fire") && problem.says.ends_with("wait in the print queue."),
        "{problem:?}"
    );
    let waiting = jobs(&bed, "waiting");
    assert_eq!(waiting.len(), 1);
    assert!(text(&waiting[0]["why"]).contains("on fire"));
    assert_eq!(bed.logged("print_refused"), 1);
    // An `lp` that ends without a word may have done it: that is in doubt.
    let lp = bed.desk("lp");
    fs::write(&lp, "#!/bin/sh\ncat > /dev/null\nkill -9 $$\n").unwrap();
    let ask = json!({ "id": waiting[0]["id"], "printer": "desk" });
    let problem = bed.refused("send_print", ask.clone());
    assert!(problem.says.contains("without an answer"), "{problem:?}");
    assert_eq!(jobs(&bed, "asked")[0]["state"], "in_doubt");
    assert_eq!(bed.refused("send_print", ask.clone()).code, Code::Changed);
    let fence = jobs(&bed, "asked")[0]["fence"].clone();
    let nothing =
        json!({ "id": waiting[0]["id"], "fence": fence, "answer": "nothing", "from": 0, "to": 0 });
    bed.ask("answer_print", nothing);
    fs::write(&lp, format!("#!/bin/sh\n{TAKES}\n")).unwrap();
    bed.ask("send_print", ask);
    assert_eq!(jobs(&bed, "asked")[0]["fence"], 3);
    bed.holds();
}

#[test]
fn a_draft_counts_for_nothing_so_nobody_is_asked() {
    let bed = practice(TAKES);
    let (printed, preview) = print(&bed, &bed.claim_ids(), true);
    assert_eq!(printed["asked"], false);
    assert!(jobs(&bed, "asked").is_empty() && jobs(&bed, "ready").is_empty());
    let view = bed.ask("claim", json!({ "id": preview["claims"][0]["id"] }));
    assert_eq!(view["state"], "imported");
    assert_eq!(view["timeline"][1]["kind"], "drafted");
}

#[test]
fn the_mail_log_holds_the_day_and_the_day_can_be() {
    let bed = practice(TAKES);
    let (printed, _) = print(&bed, &bed.claim_ids()[..2], false);
    let mail = |on: &str| json!({ "id": printed["id"], "on": on });
    assert_eq!(bed.refused("mail_print", mail("t")).code, Code::Changed);
    bed.ask("answer_print", answer(&printed, 1, "right"));
    for on in ["t+1", "t-1", "soon", ""] {
        let problem = bed.refused("mail_print", mail(on));
        assert_eq!(problem.field.as_deref(), Some("on"), "{on}");
    }
    let done = bed.ask("mail_print", mail("t"))["value"].clone();
    assert_eq!(jobs(&bed, "mailed")[0]["mailed_on"], done["mailed_on"]);
    assert!(jobs(&bed, "ready").is_empty());
    assert_eq!(bed.logged("mail_print"), 1);
    // The list of all runs, saved as a file, is the mail log.
    let out = bed.desk("mail.csv");
    let ask = json!({ "job": "mail", "token": bed.token(&out), "of": { "list": "print_runs" }, "columns": [] });
    bed.ask("export_list", ask);
    let said = fs::read_to_string(out).unwrap();
    assert!(
        said.contains("Mailed on") && said.contains("printed right"),
        "{said}"
    );
}

#[test]
fn a_run_prints_by_payer_and_then_by_patient() {
    let bed = practice(TAKES);
    let mut ids = bed.claim_ids();
    ids.reverse();
    let preview = bed.preview(&ids, false);
    let rows = preview["claims"].as_array().unwrap();
    let keys: Vec<(String, String)> = rows
        .iter()
        .map(|row| {
            (
                text(&row["payer"]).to_lowercase(),
                text(&row["patient"]).to_lowercase(),
            )
        })
        .collect();
    assert!(keys.is_sorted(), "{keys:?}");
    let mut next = 0;
    for row in rows {
        assert_eq!(row["first_page"], next, "sheets follow each other");
        next += row["pages"].as_u64().unwrap();
    }
}
