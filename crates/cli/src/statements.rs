//! Statements without a window: who gets one and why, a run into a folder, a run that never left.

use std::path::Path;

use serde_json::{Value, json};
use workbench::{Code, Problem, Workbench};

use crate::args::{Args, StatementsVerb};
use crate::print::{line, money, say, show, text};
use crate::{End, ask_core};

/// Previews, makes or unsends statements.
pub fn statements(bench: &Workbench, args: &Args, verb: &StatementsVerb) -> Result<End, Problem> {
    match verb {
        StatementsVerb::Preview => preview(bench, args),
        StatementsVerb::Run { out, mail_house } => run(bench, args, (out, *mail_house)),
        StatementsVerb::Unsend { run, reason } => {
            let done = ask_core(
                bench,
                "unsend_print",
                json!({ "id": run, "reason": reason }),
            )?;
            say(args, &done["value"], |_| {
                "The run counts as not sent.".to_owned()
            });
            Ok(End::Done)
        }
    }
}

/// Every statement that goes out today, into a folder: `statements.pdf` and `statements.csv`, or for a
/// mail house under the names of the day.
fn run(bench: &Workbench, args: &Args, (out, mail_house): (&Path, bool)) -> Result<End, Problem> {
    let unwritten = |_| {
        Problem::field(
            "out",
            "The folder cannot be written to. Check its name and your rights to it.",
        )
    };
    std::fs::create_dir_all(out).map_err(unwritten)?;
    let list = ask_core(bench, "statement_run", json!({}))?;
    let rows: Vec<&Value> = list["rows"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|row| row["goes"] == true)
        .collect();
    if rows.is_empty() {
        return Err(Problem::new(Code::NeedsYou, "No statement goes out today."));
    }
    let to = if mail_house {
        out.to_owned()
    } else {
        out.join("statements.pdf")
    };
    let token = bench.grant(to)?.token;
    let ask: Vec<Value> = rows
        .iter()
        .map(|row| json!({ "account": row["account"], "due_cents": row["due_cents"] }))
        .collect();
    let done = ask_core(
        bench,
        "print_statements",
        json!({
            "job": "run", "rows": ask, "token": token, "printer": "", "mail_house": mail_house,
        }),
    )?;
    if !mail_house {
        let run = text(&done["value"], "id");
        let csv = workbench::mail_house::list_of(bench, run, "statements.pdf")?;
        platform::files::replace(&out.join("statements.csv"), &csv).map_err(|_| {
            Problem::new(
                Code::File,
                format!(
                    "The statements are in the folder and count as sent, but their list could not be written. Check the disk, unsend the run {run}, and make it again."
                ),
            )
        })?;
    }
    say(args, &done["value"], |value| {
        format!(
            "{} statements on {} pages are in the folder. The run is {}.",
            value["claims"],
            value["pages"],
            text(value, "id")
        )
    });
    Ok(End::Done)
}

/// Who gets a statement today and who does not, and why.
fn preview(bench: &Workbench, args: &Args) -> Result<End, Problem> {
    let run = ask_core(bench, "statement_run", json!({}))?;
    let rows = run["rows"].as_array().cloned().unwrap_or_default();
    if args.json {
        let rows: Vec<Value> = rows
            .iter()
            .map(|row| {
                json!({
                    "patient": row["name"], "account": row["number"], "goes": row["goes"],
                    "why": row["code"], "says": row["why"], "due_cents": row["due_cents"],
                    "balance_cents": row["balance_cents"], "pending_cents": row["pending_cents"], "visits": row["visits"],
                    "since_on": row["since_on"], "last_on": row["last_on"],
                })
            })
            .collect();
        show(&Value::Array(rows));
        return Ok(End::Done);
    }
    for group in run["groups"].as_array().into_iter().flatten() {
        let goes = group["goes"] == true;
        line(&format!(
            "{} {}: {}, {}",
            if goes { "Goes out," } else { "Stays here," },
            text(group, "title").to_lowercase(),
            group["count"],
            money(
                &group[if group["code"] == "payer_pending" {
                    "pending_cents"
                } else {
                    "cents"
                }]
            )
        ));
        for row in rows
            .iter()
            .filter(|row| row["goes"] == group["goes"] && row["code"] == group["code"])
        {
            let cents = if goes {
                &row["due_cents"]
            } else if row["code"] == "payer_pending" {
                &row["pending_cents"]
            } else {
                &row["balance_cents"]
            };
            line(&format!(
                "  {:<10}{:<36}{:>12}",
                text(row, "number"),
                text(row, "name"),
                money(cents)
            ));
        }
    }
    line(&format!(
        "{} go out and ask for {}. With patients {}, which {} the ledger.",
        run["goes"],
        money(&run["goes_cents"]),
        money(&run["total_cents"]),
        if run["total_cents"] == run["ledger_cents"] {
            "is what is in"
        } else {
            "is not what is in"
        }
    ));
    Ok(End::Done)
}
