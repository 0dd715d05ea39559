//! Printing without a window: forms into a file, and what became of print jobs.

use serde_json::{Value, json};
use workbench::{Problem, Workbench};

use crate::args::{Args, Forms, PrintVerb};
use crate::print::{line, money, say, show, text};
use crate::{End, ask_core, claims_in, print};

/// Prints, lists, answers or unsends.
pub fn printing(bench: &Workbench, args: &Args, verb: &PrintVerb) -> Result<End, Problem> {
    match verb {
        PrintVerb::Cms1500(what) => forms(bench, args, what),
        PrintVerb::Jobs => {
            let jobs = ask_core(bench, "print_jobs", json!({}))?;
            if args.json {
                show(&jobs);
            } else {
                listed(&jobs);
            }
            Ok(End::Done)
        }
        PrintVerb::Answer {
            job,
            answer,
            sheets,
        } => {
            let (from, to) = match (answer.as_str(), range(sheets)) {
                ("again", Some(sheets)) => sheets,
                ("again", None) => {
                    return Err(Problem::field(
                        "sheets",
                        "Say which sheets are printed again, as 2-3.",
                    ));
                }
                _ => (0, 0),
            };
            let fence = find(bench, job)?["fence"].clone();
            let ask =
                json!({ "id": job, "fence": fence, "answer": answer, "from": from, "to": to });
            let done = ask_core(bench, "answer_print", ask)?;
            say(args, &done["value"], one);
            Ok(End::Done)
        }
        PrintVerb::Unsend { job, reason } => {
            let ask = json!({ "id": job, "reason": reason });
            let done = ask_core(bench, "unsend_print", ask)?;
            say(args, &done["value"], one);
            Ok(End::Done)
        }
    }
}

/// Findings that say that a box stays empty, or may be misread, because of what stands in it.
const LEFT_OUT: [&str; 2] = ["E01", "E02"];

/// Prints forms into a file; what does not print is listed with what to fix, and what prints with what to
/// look at.
fn forms(bench: &Workbench, args: &Args, what: &Forms) -> Result<End, Problem> {
    let ids: Vec<Value> = if what.all {
        claims_in(bench, &["imported", "printed", "held"])?
            .into_iter()
            .map(|claim| claim["id"].clone())
            .collect()
    } else {
        what.ids
            .iter()
            .map(|id| workbench::claim_view::claim_id(bench, id).map(Value::String))
            .collect::<Result<_, _>>()?
    };
    let preview = ask_core(
        bench,
        "preview_forms",
        json!({ "job": "print", "ids": ids, "draft": what.draft }),
    )?;
    let blocked = preview["blocked"].as_array().cloned().unwrap_or_default();
    let looks: Vec<Value> = (preview["claims"].as_array().into_iter().flatten())
        .filter(|claim| claim["findings"].as_array().is_some_and(|all| !all.is_empty()))
        .map(|claim| json!({ "id": claim["id"], "number": claim["number"], "findings": claim["findings"] }))
        .collect();
    let left_out = looks
        .iter()
        .flat_map(|claim| claim["findings"].as_array().into_iter().flatten())
        .any(|finding| LEFT_OUT.iter().any(|code| finding["code"] == *code));
    let mut answer = json!({ "printed": Value::Null, "blocked": blocked, "check": looks });
    if preview["pages"] != 0 {
        let token = bench.grant(what.out.clone())?.token;
        let ask = json!({ "preview": preview["id"], "token": token, "printer": "" });
        answer["printed"] = ask_core(bench, "print_forms", ask)?["value"].clone();
    }
    say(args, &answer, print::forms);
    Ok(match blocked.is_empty() && !left_out {
        true => End::Done,
        false => End::NeedsYou,
    })
}

/// The run of an id; nothing when there is none, which the core then says.
fn find(bench: &Workbench, job: &str) -> Result<Value, Problem> {
    let jobs = ask_core(bench, "print_jobs", json!({}))?;
    let asked = jobs["asked"].as_array().cloned().unwrap_or_default();
    Ok(asked
        .into_iter()
        .find(|run| run["id"] == job)
        .unwrap_or_else(|| json!({ "fence": 0 })))
}

/// `2-3` or `2` as the first and the last sheet.
fn range(sheets: &str) -> Option<(u32, u32)> {
    let (from, to) = sheets.split_once('-').unwrap_or((sheets, sheets));
    Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
}

/// A run in a line.
fn one(run: &Value) -> String {
    let due = match run["first"].as_u64() {
        Some(first) if 0 < first => format!(", sheets {first}-{} of", run["last"]),
        _ => ",".to_owned(),
    };
    format!(
        "{}  {:<9} {}{due} {} sheets, {} on them, {}{}",
        text(run, "id"),
        text(run, "state"),
        text(run, "title"),
        run["pages"],
        run["claims"],
        money(&run["charge_cents"]),
        match text(run, "mailed_on") {
            "" => String::new(),
            on => format!(", mailed {on}"),
        },
    )
}

/// The jobs of which something is to be done, and those of today.
fn listed(jobs: &Value) {
    for (list, title) in [
        ("waiting", "To print"),
        ("asked", "Printed, not answered"),
        ("ready", "Printed today, not marked as mailed"),
        ("mailed", "Mailed today"),
    ] {
        let runs = jobs[list].as_array().cloned().unwrap_or_default();
        if runs.is_empty() {
            continue;
        }
        line(title);
        for run in &runs {
            line(&format!("  {}", one(run)));
        }
    }
}
