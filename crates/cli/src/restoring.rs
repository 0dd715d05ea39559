//! A practice put back from a backup: what it holds and what it replaces are shown first.

use std::io::{BufRead, IsTerminal};

use serde_json::json;
use workbench::restore::{self, Facts, Restored};
use workbench::{Code, Problem, Workbench, recovery};
use zeroize::Zeroizing;

use crate::End;
use crate::args::{Args, Restore};
use crate::print::{complain, line, show};

/// Puts a practice back. One that is here is replaced only when somebody said so.
pub fn restore(bench: &Workbench, args: &Args, what: &Restore) -> Result<End, Problem> {
    let words = match &what.kit_file {
        Some(kit) => Some(
            std::fs::read_to_string(kit)
                .map(Zeroizing::new)
                .map_err(|_| {
                    Problem::field("words", "The file with the kit's words cannot be read.")
                })?,
        ),
        None => None,
    };
    let words = words.as_ref().map(|words| words.as_str());
    let only = args.practice.as_deref();
    let (held, there) =
        restore::meets(bench, &what.file, only, words).map_err(|problem| match problem.code {
            // Nothing was begun: it is a file that does not open.
            Code::File => Problem {
                code: Code::Shut,
                ..problem
            },
            _ => problem,
        })?;
    let mut answer = json!({ "backup": held, "replaces": there, "folder": "", "practice": held.practice, "kept": "", "kept_in": null });
    if !args.json {
        line(&format!("The backup:    {}", told(&held, "made")));
        if let Some(there) = &there {
            line(&format!("It replaces:   {}", told(there, "last changed")));
            line("What is here is kept beside it, under another name.");
        }
    }
    if there.is_some() && !what.yes && (args.json || !said_yes()) {
        let problem = Problem::new(
            Code::NeedsYou,
            "Nothing was changed. To put the backup in the place of the practice that is here, give --yes.",
        );
        if args.json {
            answer["problem"] = json!(problem);
            show(&answer);
        }
        complain(&problem.says);
        return Ok(End::NeedsYou);
    }
    let restored = match words {
        Some(words) => with_kit(bench, args, what, words)?,
        None => restore::restore(bench, &what.file, only)?,
    };
    if args.json {
        answer["folder"] = json!(restored.folder);
        answer["kept"] = json!(restored.kept);
        answer["kept_in"] = json!(restored.kept_in);
        show(&answer);
    } else {
        line(&format!("{} is restored and was checked.", restored.name));
        if let Some(kept) = &restored.kept_in {
            line(&format!(
                "What was here before is kept in {}.",
                kept.display()
            ));
        }
    }
    Ok(End::Done)
}

/// `Oak Hill, made 11/24/26 08:15, 12 patients, 34 claims, 5.2 MB`.
fn told(facts: &Facts, how: &str) -> String {
    let counted = |n: Option<i64>, one: &str, many: &str| {
        n.map(|n| format!("{n} {}", if n == 1 { one } else { many }))
    };
    let changed = (!facts.changed.is_empty()).then(|| format!("{how} {}", facts.changed));
    let parts = [
        Some(facts.practice.clone()),
        changed,
        counted(facts.patients, "patient", "patients"),
        counted(facts.claims, "claim", "claims"),
        Some(format!("{:.1} MB", facts.bytes as f64 / 1e6)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Asks on the terminal; without one, nobody said yes.
fn said_yes() -> bool {
    if !std::io::stdin().is_terminal() {
        return false;
    }
    line("Put the backup in its place? Type yes:");
    let mut said = String::new();
    let read = std::io::stdin().lock().read_line(&mut said);
    read.is_ok() && matches!(said.trim().to_lowercase().as_str(), "y" | "yes")
}

/// Puts it back with the words of the kit: a user who is named gets a new password.
fn with_kit(
    bench: &Workbench,
    args: &Args,
    what: &Restore,
    words: &str,
) -> Result<Restored, Problem> {
    let name = what.user.as_deref().unwrap_or_default();
    let whom = |people: &[recovery::KitPerson]| {
        let user = people
            .iter()
            .find(|user| user.name == name || user.id == name)
            .ok_or_else(|| {
                let names: Vec<&str> = people.iter().map(|user| user.name.as_str()).collect();
                Problem::field(
                    "user",
                    format!(
                        "There is no such user in the backup. There are: {}.",
                        names.join(", ")
                    ),
                )
            })?;
        let password = args.new_password()?;
        Ok((user.id.clone(), password.to_string()))
    };
    let only = args.practice.as_deref();
    restore::restore_with_kit(bench, &what.file, only, words, whom).map(|(_, restored)| restored)
}
