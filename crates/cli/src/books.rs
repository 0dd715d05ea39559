//! The books without a window: keyed EOBs, ledgers, the proof, the aging.

use serde_json::{Value, json};
use workbench::{Code, Problem, Workbench};

use crate::args::{Args, EobVerb, LedgerOf};
use crate::print::{line, money, say, show, text};
use crate::{End, ask_core};

/// Rows of a page of the ledger.
const PAGE: usize = 500;

/// Posts, previews or takes back a keyed EOB.
pub fn eob(bench: &Workbench, args: &Args, verb: &EobVerb) -> Result<End, Problem> {
    let lost = |_| Problem::new(Code::Unexpected, "The answer cannot be read.");
    match verb {
        EobVerb::Post { file, preview } => {
            let json = std::fs::read_to_string(file).map_err(|_| {
                Problem::field(
                    "file",
                    "The file of the EOB cannot be read. Check its name and place.",
                )
            })?;
            let view = if *preview {
                workbench::eob::preview_eob(bench, &json)?
            } else {
                let posted = workbench::eob::post_eob(bench, &json)?.value;
                workbench::remits::just_kept(bench, posted)?
            };
            let view = serde_json::to_value(view).map_err(lost)?;
            let closes = *preview && view["closes"] != true;
            if args.json {
                show(&view);
            } else {
                sheet(&view);
            }
            Ok(if closes { End::NeedsYou } else { End::Done })
        }
        EobVerb::Unpost { check, claim } => {
            let (id, version) = workbench::remits::posted_of(bench, check)?;
            let part = match claim {
                None => 0,
                Some(named) => part_of(bench, &id, named)?,
            };
            let done = ask_core(
                bench,
                "unpost",
                json!({ "id": id, "version": version, "part": part }),
            )?;
            say(args, &done["value"], |_| match claim {
                None => "The check is taken back. Its sheet is parked.".to_owned(),
                Some(_) => "The claim is taken back from the check.".to_owned(),
            });
            Ok(End::Done)
        }
    }
}

/// The part of a claim on a check.
fn part_of(bench: &Workbench, check: &str, named: &str) -> Result<u64, Problem> {
    let sheet = ask_core(bench, "sheet", json!({ "id": check }))?;
    let parts: Vec<u64> = sheet["claims"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|claim| claim["claim_id"] == *named || claim["number"] == *named)
        .filter(|claim| claim["left_out"] != true)
        .filter_map(|claim| claim["part"].as_u64())
        .collect();
    match parts.as_slice() {
        [part] => Ok(*part),
        [] => Err(Problem::new(
            Code::NotFound,
            "That claim does not stand on this check.",
        )),
        _ => Err(Problem::field(
            "claim",
            "That claim stands on this check more than once. Take the check back, correct it, post it again.",
        )),
    }
}

fn owned(of: &Value) -> String {
    let parts: Vec<String> = of
        .as_array()
        .into_iter()
        .flatten()
        .map(|owned| format!("{} {}", text(owned, "title"), money(&owned["cents"])))
        .collect();
    if parts.is_empty() {
        "nothing open".to_owned()
    } else {
        parts.join(", ")
    }
}

/// A sheet: each claim before and after, and what does not add up.
fn sheet(view: &Value) {
    line(&format!(
        "{} {} over {}: {}",
        text(view, "payer"),
        text(&view["texts"], "number"),
        money(&view["amount_cents"]),
        match text(view, "posted") {
            "" => "not posted",
            posted => posted,
        }
    ));
    for claim in view["claims"].as_array().into_iter().flatten() {
        line(&format!(
            "  {:<16} paid {:>10}  off {:>10}  patient {:>10}  denied {:>10}   {} -> {}",
            text(claim, "number"),
            money(&claim["paid_cents"]),
            money(&claim["off_cents"]),
            money(&claim["patient_cents"]),
            money(&claim["work_cents"]),
            owned(&claim["before"]),
            owned(&claim["after"])
        ));
    }
    for row in view["provider"].as_array().into_iter().flatten() {
        line(&format!(
            "  {} {}: {}",
            text(row, "code"),
            text(row, "words"),
            money(&row["cents"])
        ));
    }
    line(&format!(
        "  left to explain: {}",
        money(&view["remainder_cents"])
    ));
    let broken = view["checks"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|check| check["holds"] != true);
    for says in broken.chain(view["faults"].as_array().into_iter().flatten()) {
        line(&format!("  {}", text(says, "says")));
    }
    if !text(view, "twin").is_empty() {
        line(&format!("  {}", text(view, "twin")));
    }
}

/// The ledger of a claim or a patient, the newest posting first.
pub fn ledger(bench: &Workbench, args: &Args, of: &LedgerOf) -> Result<End, Problem> {
    let (of, id) = match (&of.claim, &of.patient) {
        (Some(claim), _) => ("claim", workbench::claim_view::claim_id(bench, claim)?),
        (None, Some(patient)) => ("patient", workbench::chart::patient_id(bench, patient)?),
        (None, None) => return Err(Problem::new(Code::Field, "Name a claim or a patient.")),
    };
    let mut rows: Vec<Value> = Vec::new();
    let mut answer = json!({});
    loop {
        let ask = json!({ "of": of, "id": id, "from": rows.len(), "count": PAGE });
        let page = ask_core(bench, "ledger", ask)?;
        let found = page["rows"].as_array().cloned().unwrap_or_default();
        let full = found.len() == PAGE;
        rows.extend(found);
        if answer["total"].is_null() {
            answer = page;
        }
        if !full {
            break;
        }
    }
    answer["rows"] = Value::Array(rows);
    if of == "claim" {
        answer["standing"] = ask_core(bench, "claim_standing", json!({ "id": id }))?;
    } else {
        answer["patient"] = ask_core(bench, "patient_owes", json!({ "id": id }))?;
    }
    if args.json {
        show(&answer);
        return Ok(End::Done);
    }
    for row in answer["rows"].as_array().into_iter().flatten() {
        line(&format!(
            "{}  {:<16} {:>12} {:>12}  {}",
            text(row, "on"),
            text(row, "number"),
            money(&row["cents"]),
            money(&row["balance_cents"]),
            text(row, "title")
        ));
        for entry in row["entries"].as_array().into_iter().flatten() {
            line(&format!(
                "{:28}{:>12}   {} <- {}",
                "",
                money(&entry["cents"]),
                text(entry, "to"),
                text(entry, "from")
            ));
        }
    }
    line(&format!(
        "Owed: {}. {}",
        money(&answer["balance_cents"]),
        owned(&answer["owners"])
    ));
    match of {
        "claim" => claim_next(&answer["standing"]),
        _ => line(&format!(
            "The patient owes {} now; {} is with payers, {} ours to work, {} held; {} goes back to payers; {} is on no claim.",
            money(&answer["patient"]["owes_cents"]),
            money(&answer["patient"]["payers_cents"]),
            money(&answer["patient"]["work_cents"]),
            money(&answer["patient"]["hold_cents"]),
            money(&json!(
                -answer["patient"]["credit_cents"].as_i64().unwrap_or(0)
            )),
            money(&answer["patient"]["unapplied_cents"])
        )),
    }
    Ok(End::Done)
}

/// Why the patient owes what they owe, and what is next of each open amount.
fn claim_next(standing: &Value) {
    line(text(standing, "because"));
    for open in standing["open"].as_array().into_iter().flatten() {
        let limit = match text(open, "limit") {
            "" => String::new(),
            limit => format!(": {limit}"),
        };
        line(&format!(
            "  {:>12}  {}: {}, due {}{limit}",
            money(&open["cents"]),
            text(open, "title"),
            text(open, "says"),
            text(open, "due_on")
        ));
    }
}

/// Proves the books.
pub fn proof(bench: &Workbench, args: &Args, quick: bool) -> Result<End, Problem> {
    let proof = if quick {
        ask_core(bench, "proof_state", json!({}))?
    } else {
        ask_core(bench, "proof", json!({ "job": "proof", "whole": true }))?
    };
    if args.json {
        show(&proof);
    } else {
        line(text(&proof, "says"));
        for sum in proof["sums"].as_array().into_iter().flatten() {
            line(&format!(
                "  {:>14} {:>14}  {}  {}",
                money(&sum["left_cents"]),
                money(&sum["right_cents"]),
                if sum["agrees"] == true { "=" } else { "differ" },
                text(sum, "title")
            ));
        }
        for owner in proof["owners"].as_array().into_iter().flatten() {
            line(&format!(
                "  {:>14}  {}",
                money(&owner["cents"]),
                text(owner, "title")
            ));
        }
        for broken in proof["breaks"].as_array().into_iter().flatten() {
            line(&format!("  {}", broken.as_str().unwrap_or_default()));
        }
        line(&format!(
            "  {} postings; {} open amounts without an owner, a step or a day",
            proof["postings"], proof["adrift"]
        ));
    }
    Ok(if proof["agrees"] == true {
        End::Done
    } else {
        End::NeedsYou
    })
}

/// What is owed, by age.
pub fn aging(bench: &Workbench, args: &Args, basis: &str, by: &str) -> Result<End, Problem> {
    let aging = ask_core(bench, "aging", json!({ "basis": basis, "by": by }))?;
    if args.json {
        show(&aging);
        return Ok(End::Done);
    }
    let row = |title: &str, cents: &Value, total: &Value| {
        let cells: Vec<String> = cents
            .as_array()
            .into_iter()
            .flatten()
            .map(|cents| format!("{:>12}", money(cents)))
            .collect();
        line(&format!(
            "{title:<32}{} {:>13}",
            cells.join(""),
            money(total)
        ));
    };
    let titles: Vec<String> = aging["buckets"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|title| format!("{:>12}", title.as_str().unwrap_or_default()))
        .collect();
    line(&format!("{:<32}{} {:>13}", "", titles.join(""), "all"));
    for found in aging["rows"].as_array().into_iter().flatten() {
        row(text(found, "title"), &found["cents"], &found["total_cents"]);
    }
    row("All", &aging["sums"], &aging["total_cents"]);
    line(&format!(
        "In it {} of credits. The ledger says {} is owed.",
        money(&aging["credit_cents"]),
        money(&aging["ledger_cents"])
    ));
    Ok(End::Done)
}
