//! Claimbench without a window: the same commands, for scheduled work and for support. Exit codes:
//! 0 done, 1 something needs a person, 2 wrong use, 3 cannot open.

mod args;
mod books;
mod jobs;
mod payments;
mod print;
mod restoring;
mod statements;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use serde_json::{Value, json};
use workbench::{Code, Problem, Workbench, secrets, start};
use zeroize::Zeroizing;

use args::{Args, AuditVerb, PracticeVerb, Terminal, Verb};
use print::{say, show};

/// How a run ended.
enum End {
    Done,
    NeedsYou,
}

/// What is freed is wiped: passwords and what is known of patients pass through it.
#[global_allocator]
static ALLOCATOR: platform::memory::Wiping = platform::memory::Wiping;

fn main() -> ExitCode {
    platform::memory::no_core_dumps();
    platform::panics::say_only_where();
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let wrong = error.use_stderr();
            if wrong && std::env::args_os().any(|arg| arg == "--json") {
                show(&json!({ "problem": args::wrong_use(&error) }));
            }
            // A closed pipe is no reason to say more.
            let _ = error.print();
            return ExitCode::from(if wrong { 2 } else { 0 });
        }
    };
    let json = args.json;
    match run(args) {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::NeedsYou) => ExitCode::from(1),
        Err(problem) => {
            if json {
                show(&json!({ "problem": problem }));
            }
            print::complain(&problem.says);
            ExitCode::from(match problem.code {
                Code::Malformed | Code::Field => 2,
                Code::Shut | Code::Locked | Code::Wait | Code::Damaged => 3,
                _ => 1,
            })
        }
    }
}

fn run(args: Args) -> Result<End, Problem> {
    let data = match &args.data {
        Some(folder) => folder.clone(),
        None => platform::files::data_folder().ok_or_else(|| {
            Problem::new(
                Code::Field,
                "This computer names no folder for data. Give one with --data.",
            )
        })?,
    };
    let secrets = match &args.device_secret_file {
        Some(file) => secrets::file_secrets(file.clone()),
        None => secrets::system_secrets(),
    };
    let bench = Workbench::new(data, Box::new(Terminal { quiet: args.json }), secrets);
    let done = verb(&bench, &args);
    bench.lock_because("when the command ended");
    done
}

fn verb(bench: &Workbench, args: &Args) -> Result<End, Problem> {
    match &args.verb {
        Verb::Practice {
            verb: PracticeVerb::Create(new),
        } => {
            new_place(bench, &new.name, &new.kit)?;
            let password = args.new_password()?;
            let ask = json!({
                "name": new.name, "npi": new.npi, "tin": new.tin, "user": new.user, "colour": "plum",
                "time_zone": new.time_zone.clone().unwrap_or_else(start::own_zone),
                "password": password.as_str(),
            });
            let kit = ask_core(bench, "create_practice", ask)?;
            let (session, saved) = keep_kit(bench, &kit, &new.kit)?;
            say(
                args,
                &json!({ "practice": session["practice"], "folder": session["folder"], "kit": saved }),
                |_| {
                    format!(
                        "{} is set up. Its recovery kit is in {}: print it, put it away, delete the file.",
                        new.name,
                        new.kit.display()
                    )
                },
            );
            Ok(End::Done)
        }
        Verb::Demo => {
            let card = ask_core(bench, "create_demo", json!({ "job": "demo" }))?;
            say(args, &card, |card| {
                format!(
                    "The demo practice is ready. Sign in as {} with the password: {}",
                    card["users"][0]["name"].as_str().unwrap_or_default(),
                    card["demo_password"].as_str().unwrap_or_default()
                )
            });
            Ok(End::Done)
        }
        Verb::Restore(what) => restoring::restore(bench, args, what),
        Verb::GenerateTypes { file } => {
            let text = workbench::commands::typescript();
            platform::files::replace(file, text.as_bytes())
                .map_err(|_| Problem::new(Code::File, "The file of types cannot be written."))?;
            Ok(End::Done)
        }
        _ => {
            let (password, given) = sign_in(bench, args)?;
            if let Verb::Password { new_password_file } = &args.verb {
                let new = args::new_password_or(new_password_file.as_deref())?;
                let ask = json!({ "old": password.as_str(), "password": new.as_str() });
                ask_core(bench, "change_password", ask)?;
                say(args, &json!({}), |_| "The password is changed.".to_owned());
                return Ok(End::Done);
            }
            if let Verb::Practice {
                verb: PracticeVerb::NewKit { kit },
            } = &args.verb
            {
                return new_kit(bench, args, kit, &password);
            }
            if given && !matches!(args.verb, Verb::Call { .. }) {
                return Err(Problem::new(
                    Code::NeedsYou,
                    "Change your password first, with `claimbench-cli password`. Whoever gave it to you knows it too.",
                ));
            }
            signed_in(bench, args)
        }
    }
}

/// Writes a kit that was just made into a file. Whoever gave the file a place stands for the check of it.
fn keep_kit(bench: &Workbench, kit: &Value, file: &Path) -> Result<(Value, Value), Problem> {
    let token = bench.grant(file.to_owned())?.token;
    let saved = ask_core(bench, "save_kit", json!({ "token": token }))?;
    let words: Vec<&str> = kit["words"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let session = ask_core(bench, "check_kit", json!({ "words": words.join(" ") }))?;
    Ok((session, saved))
}

/// A new kit in place of the one that stands.
fn new_kit(bench: &Workbench, args: &Args, file: &Path, password: &str) -> Result<End, Problem> {
    free_place(file)?;
    let kit = ask_core(bench, "new_kit", json!({ "password": password }))?;
    let (_, saved) = keep_kit(bench, &kit, file)?;
    say(args, &json!({ "kit": saved }), |_| {
        format!(
            "The new recovery kit is in {}: print it, put it away, delete the file. The old one opens only backups made before.",
            file.display()
        )
    });
    Ok(End::Done)
}

/// Opens the practice that was named, or the only one. Answers the password, and whether it is one that
/// somebody else gave.
fn sign_in(bench: &Workbench, args: &Args) -> Result<(Zeroizing<String>, bool), Problem> {
    let start = ask_core(bench, "start", json!({}))?;
    let cards: Vec<&Value> = start["practices"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|card| match &args.practice {
            Some(name) => card["folder"] == **name || card["name"] == **name,
            None => true,
        })
        .collect();
    let card = match cards.as_slice() {
        [card] => *card,
        [] => {
            // One that cannot be read may be the one that is asked for.
            let lost = start["unreadable"].as_array().into_iter().flatten();
            let lost: Vec<&str> = lost.filter_map(Value::as_str).collect();
            return Err(match lost.as_slice() {
                [] => Problem::new(
                    Code::Locked,
                    "There is no such practice here. Make one with `practice create`, or name it with --practice.",
                ),
                lost => Problem::new(Code::Shut, lost.join(" ")),
            });
        }
        several => {
            let named = several.iter().map(|card| {
                let text = |field: &str| card[field].as_str().unwrap_or_default();
                format!("{} ({})", text("name"), text("folder"))
            });
            return Err(Problem::new(
                Code::Field,
                format!(
                    "There are several practices here. Name one, or its folder, with --practice: {}.",
                    named.collect::<Vec<_>>().join(", ")
                ),
            ));
        }
    };
    if let Some(damaged) = card["damaged"].as_str().filter(|says| !says.is_empty()) {
        return Err(Problem::new(
            Code::Shut,
            format!("{}: {damaged}", print::text(card, "name")),
        ));
    }
    let users: Vec<&Value> = card["users"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|user| match &args.user {
            Some(name) => user["id"] == **name || user["name"] == **name,
            None => true,
        })
        .collect();
    let user = match users.as_slice() {
        [user] => *user,
        [] => {
            let there = card["users"].as_array().into_iter().flatten();
            let names: Vec<&str> = there.map(|user| print::text(user, "name")).collect();
            return Err(Problem::new(
                Code::Shut,
                match names.as_slice() {
                    [] => "Nobody has a password on this computer. Open the practice in the window with the recovery kit.".to_owned(),
                    names => format!(
                        "There is no such user in this practice. There are: {}. Name one with --as.",
                        names.join(", ")
                    ),
                },
            ));
        }
        _ => {
            return Err(Problem::new(
                Code::Field,
                "The practice has several users. Name one with --as.",
            ));
        }
    };
    let password = args.password()?;
    let ask =
        json!({ "folder": card["folder"], "user_id": user["id"], "password": password.as_str() });
    let session = ask_core(bench, "unlock", ask)?;
    // An older file that was put back is said until somebody puts it away in the window.
    if let Some(warning) = session["warning"].as_str().filter(|says| !says.is_empty()) {
        eprintln!("{warning}");
    }
    Ok((password, session["password_due"] == true))
}

/// Refuses a new practice that has the name of one that is here, or whose kit would take the place of
/// another's: nothing may be made whose kit is lost.
fn new_place(bench: &Workbench, name: &str, kit: &Path) -> Result<(), Problem> {
    let start = ask_core(bench, "start", json!({}))?;
    let mut cards = start["practices"].as_array().into_iter().flatten();
    if cards.any(|card| card["name"] == *name.trim()) {
        return Err(Problem::field(
            "name",
            "A practice of this name is here already. Give the new one another name.",
        ));
    }
    free_place(kit)
}

/// Refuses a place for a kit that is taken or cannot be written, before a kit is made.
fn free_place(kit: &Path) -> Result<(), Problem> {
    let tried = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(kit);
    match tried {
        Ok(_) => {
            // It was only tried; the kit is written when there is one.
            let _ = std::fs::remove_file(kit);
            Ok(())
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(Problem::field(
            "kit",
            "There is a file at the place of the recovery kit. It may be the kit of another practice: name another place.",
        )),
        Err(error) => Err(Problem::field(
            "kit",
            format!(
                "The recovery kit cannot be written there ({error}). Name another place. Nothing was made."
            ),
        )),
    }
}

fn signed_in(bench: &Workbench, args: &Args) -> Result<End, Problem> {
    match &args.verb {
        Verb::Import { paths } => import(bench, args, paths),
        Verb::Claims => {
            let claims = claims_in(bench, &[])?;
            if args.json {
                show(&Value::Array(claims));
            } else {
                print::claims(&claims);
            }
            Ok(End::Done)
        }
        Verb::Claim { id } => {
            let record = workbench::claim_view::claim_record(bench, id)?;
            if args.json {
                show(&record);
            } else {
                print::claim(&record);
            }
            Ok(End::Done)
        }
        Verb::Print { verb } => jobs::printing(bench, args, verb),
        Verb::Backup { file: None } => {
            let done = ask_core(bench, "back_up_now", json!({ "job": "backup" }))?;
            say(args, &done["value"], |state| {
                format!(
                    "{}. Reopened and checked.",
                    state["says"].as_str().unwrap_or_default()
                )
            });
            Ok(End::Done)
        }
        Verb::Drill => {
            let done = ask_core(bench, "try_restore", json!({ "job": "drill" }))?;
            say(args, &done["value"], |state| {
                state["drill"].as_str().unwrap_or_default().to_owned()
            });
            Ok(End::Done)
        }
        Verb::Backup { file: Some(file) } => {
            let token = bench.grant(file.clone())?.token;
            let saved = ask_core(bench, "back_up", json!({ "token": token }))?;
            say(args, &saved, |saved| {
                format!("Backed up, reopened and checked: {} bytes.", saved["bytes"])
            });
            Ok(End::Done)
        }
        Verb::Audit {
            verb: AuditVerb::Verify,
        } => {
            let verdict = ask_core(bench, "verify_audit", json!({ "job": "verify" }))?;
            let session = ask_core(bench, "session", json!({}))?;
            let whole = verdict["broken"] == ""
                && verdict["damage"].as_array().is_some_and(Vec::is_empty)
                && session["warning"] == "";
            say(args, &verdict, print::verdict);
            Ok(if whole { End::Done } else { End::NeedsYou })
        }
        Verb::Audit {
            verb: AuditVerb::Export { file },
        } => {
            let token = bench.grant(file.clone())?.token;
            let saved = ask_core(
                bench,
                "export_audit",
                json!({ "token": token, "job": "export" }),
            )?;
            say(args, &saved, print::exported);
            Ok(End::Done)
        }
        Verb::Eob { verb } => books::eob(bench, args, verb),
        Verb::Ledger(of) => books::ledger(bench, args, of),
        Verb::Proof { quick } => books::proof(bench, args, *quick),
        Verb::Aging { basis, by } => books::aging(bench, args, basis, by),
        Verb::Payment { verb } => payments::payments(bench, args, verb),
        Verb::Statements { verb } => statements::statements(bench, args, verb),
        Verb::Call { command, ask } => {
            let ask: Value = serde_json::from_str(ask).map_err(|_| {
                Problem::new(
                    Code::Malformed,
                    "The ask is not JSON. Write it like '{\"id\": \"…\"}'.",
                )
            })?;
            show(&ask_core(bench, command, ask)?);
            Ok(End::Done)
        }
        Verb::Practice { .. }
        | Verb::Demo
        | Verb::Restore(_)
        | Verb::Password { .. }
        | Verb::GenerateTypes { .. } => {
            unreachable!("answered before anybody signs in")
        }
    }
}

fn import(bench: &Workbench, args: &Args, paths: &[std::path::PathBuf]) -> Result<End, Problem> {
    let tokens: Vec<String> = paths
        .iter()
        .map(|path| bench.grant(path.clone()).map(|file| file.token))
        .collect::<Result<_, _>>()?;
    let preview = ask_core(
        bench,
        "read_files",
        json!({ "job": "import", "tokens": tokens }),
    )?;
    let done = ask_core(
        bench,
        "import_claims",
        json!({ "job": "import", "id": preview["id"] }),
    )?;
    let done = &done["value"];
    let fix = done["files"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|file| file["findings"].as_array().into_iter().flatten())
        .any(|finding| finding["severity"] == "fix");
    say(args, done, print::imported);
    Ok(if fix { End::NeedsYou } else { End::Done })
}

/// The claims in these states, all with none, as `claims --json` lists them.
fn claims_in(bench: &Workbench, states: &[&str]) -> Result<Vec<Value>, Problem> {
    const PAGE: usize = 500;
    let mut all = Vec::new();
    loop {
        let filter = json!({
            "states": states, "payers": [], "rendering": [], "patient": "", "import": "", "from": "", "to": "", "text": "",
        });
        let ask = json!({ "filter": filter, "sort": "number", "descending": false, "from": all.len(), "count": PAGE });
        let page = ask_core(bench, "claims", ask)?;
        let rows = page["rows"].as_array().cloned().unwrap_or_default();
        let full = rows.len() == PAGE;
        all.extend(rows.into_iter().map(|row| {
            json!({
                "id": row["id"], "claim_number": row["number"], "patient": row["patient"], "payer": row["payer"],
                "charge_cents": row["charge_cents"], "first_service_on": row["service_on"], "state": row["state"],
                "replaced_by": row["replaced_by"],
            })
        }));
        if !full {
            return Ok(all);
        }
    }
}

/// Asks the core by the table of commands, as the window does.
fn ask_core(bench: &Workbench, name: &str, ask: Value) -> Result<Value, Problem> {
    let lost = |_| Problem::new(Code::Unexpected, "The answer cannot be read.");
    let ask = serde_json::value::to_raw_value(&ask).map_err(lost)?;
    let answer = workbench::call(bench, name, &ask)?;
    serde_json::from_str(answer.get()).map_err(lost)
}
