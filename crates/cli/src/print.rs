//! What the command line writes: JSON for programs, short lines for people.
#![allow(clippy::print_stdout)]

use std::io::{IsTerminal, Write};

use serde_json::Value;

use crate::args::Args;

/// Writes a line; a pipe that was closed is no reason to stop.
pub fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Writes JSON.
pub fn show(value: &Value) {
    line(&value.to_string());
}

/// Writes the answer as JSON, or in words.
pub fn say(args: &Args, answer: &Value, words: impl FnOnce(&Value) -> String) {
    if args.json {
        show(answer)
    } else {
        line(&words(answer))
    }
}

/// Writes a problem.
pub fn complain(says: &str) {
    let _ = writeln!(std::io::stderr(), "{says}");
}

/// Writes how far long work is, when somebody looks.
pub fn progress(done: u64, total: u64, says: &str) {
    let mut out = std::io::stderr();
    if out.is_terminal() {
        let _ = write!(out, "\r{:>3} %  {says}\x1b[K", done * 100 / total);
        if done == total {
            let _ = write!(out, "\r\x1b[K");
        }
        let _ = out.flush();
    }
}

/// A text of an answer.
pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// Cents as dollars.
pub fn money(cents: &Value) -> String {
    let cents = cents.as_i64().unwrap_or(0);
    let sign = if cents < 0 { "-" } else { "" };
    format!(
        "{sign}{}.{:02}",
        cents.unsigned_abs() / 100,
        cents.unsigned_abs() % 100
    )
}

/// The list of claims.
pub fn claims(claims: &[Value]) {
    for claim in claims {
        line(&format!(
            "{:<20} {:<10} {:>12}  {:<28} {:<28} {}",
            text(claim, "claim_number"),
            text(claim, "first_service_on"),
            money(&claim["charge_cents"]),
            text(claim, "patient"),
            text(claim, "payer"),
            state(claim),
        ));
    }
}

/// Where a claim stands; of one that another one stands for, which.
fn state(claim: &Value) -> String {
    let later = &claim["replaced_by"];
    match (text(claim, "state") != "replaced", later["voids"] == true) {
        (true, _) => text(claim, "state").to_owned(),
        (false, false) => format!("replaced by {}", text(later, "number")),
        (false, true) => format!("voided by {}", text(later, "number")),
    }
}

/// A claim by its boxes.
pub fn claim(claim: &Value) {
    line(&format!("{:<14} {}", "State", state(claim)));
    for (item, values) in claim["items"].as_object().into_iter().flatten() {
        // What differs on a later sheet has that sheet's number.
        let item = &item.replace('#', ", sheet ");
        let values: Vec<String> = values
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, value)| format!("{name} {}", value.as_str().unwrap_or_default()))
            .collect();
        line(&format!("{item:<14} {}", values.join(", ")));
    }
}

fn findings(of: &Value) -> String {
    let mut out = String::new();
    for finding in of.as_array().into_iter().flatten() {
        let place = [
            match finding["segment"].as_u64() {
                Some(n) if 0 < n => format!("segment {n}"),
                _ => String::new(),
            },
            text(finding, "loop").to_owned(),
            text(finding, "element").to_owned(),
            match text(finding, "item") {
                "" => String::new(),
                item => format!("box {item}"),
            },
        ];
        let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
        out.push_str(&format!(
            "\n  {:<5} {}: {}",
            text(finding, "severity"),
            place.join(" "),
            text(finding, "text")
        ));
    }
    out
}

/// What an import made.
pub fn imported(done: &Value) -> String {
    let mut out = String::new();
    for file in done["files"].as_array().into_iter().flatten() {
        out.push_str(&format!(
            "{}: {} claims, {} new, {} here already{}\n",
            text(file, "name"),
            file["claims"],
            file["created"],
            file["matched"],
            findings(&file["findings"])
        ));
    }
    out.trim_end().to_owned()
}

/// What was printed and what was not.
pub fn forms(answer: &Value) -> String {
    let printed = &answer["printed"];
    let mut out = match printed.is_null() {
        true => "Nothing was printed.".to_owned(),
        false => format!(
            "{} claims on {} sheets.",
            printed["claims"], printed["pages"]
        ),
    };
    for (list, says) in [
        ("blocked", "Not printed: claim"),
        ("check", "Look at claim"),
    ] {
        for claim in answer[list].as_array().into_iter().flatten() {
            out.push_str(&format!(
                "\n{says} {}{}",
                text(claim, "number"),
                findings(&claim["findings"])
            ));
        }
    }
    out
}

/// What an export of the audit log made.
pub fn exported(saved: &Value) -> String {
    format!(
        "{} events. Write down the head, to know the log again: {}\nSHA-256 of the file: {}",
        saved["events"],
        text(saved, "head"),
        text(saved, "sha256")
    )
}

/// What a walk along the audit log found.
pub fn verdict(verdict: &Value) -> String {
    let mut out = match text(verdict, "broken") {
        "" => format!(
            "The audit log is whole: {} events, head {}.",
            verdict["events"],
            text(verdict, "head")
        ),
        broken => format!(
            "The audit log is broken: {broken}. {} events before that hold.",
            verdict["events"]
        ),
    };
    let damage: Vec<&str> = verdict["damage"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    if !damage.is_empty() {
        out.push_str(&format!(
            "\nThe database file is damaged: {}. Nothing was changed. Restore the last good backup.",
            damage.join(", ")
        ));
    }
    out
}
