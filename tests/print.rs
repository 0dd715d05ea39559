//! The road to the printer with everything real: the command line ended by force at each stage of
//! printing, and a printing system (CUPS) of the test's own that writes what arrives into files.
//! Nothing is sent twice, nothing counts unasked, and the bytes that arrive are ours.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "journeys/bed.rs"]
mod bed;
#[path = "print/cups.rs"]
mod cups;
#[path = "print/kills.rs"]
mod kills;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use bed::{Bed, OWNER, text};
use serde_json::{Value, json};

/// The command line, when it is built.
fn program() -> Option<PathBuf> {
    let named = std::env::var_os("CLAIMBENCH_CLI").map(PathBuf::from);
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/debug/claimbench-cli");
    named.into_iter().chain([built]).find(|path| path.is_file())
}

/// The command line over a bed's practice, signed in as the owner, that asks one thing.
fn cli(program: &Path, bed: &Bed, command: &str, ask: &Value) -> Command {
    let mut cli = Command::new(program);
    cli.arg("--data")
        .arg(bed.root.path().join("data"))
        .arg("--password-file")
        .arg(bed.root.path().join("keys/password"))
        .arg("--device-secret-file")
        .arg(bed.secret())
        .args(["--as", OWNER, "--json", "call", command])
        .arg(ask.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    cli
}

/// A program of the shell.
fn script(path: &Path, body: &str) {
    fs::write(path, format!("#!/bin/sh\n{body}\n")).unwrap();
    fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
}

/// Waits until something is so, half a minute at the most.
#[track_caller]
fn until(what: &str, mut so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "waited in vain until {what}"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Where a job stands, by the list of all runs.
fn job(bed: &Bed, id: &str) -> Value {
    let runs = bed.ask("print_runs", json!({}))["runs"].clone();
    let runs = runs.as_array().unwrap();
    runs.iter().find(|run| run["id"] == id).unwrap().clone()
}

/// How often a claim was printed, as its own timeline tells it.
fn times_printed(bed: &Bed, claim: &str) -> usize {
    let view = bed.ask("claim", json!({ "id": claim }));
    let timeline = view["timeline"].as_array().unwrap();
    timeline
        .iter()
        .filter(|event| event["kind"] == "printed")
        .count()
}

/// Puts claims into the print queue and answers the job's id.
fn queue(bed: &Bed, ids: &[String]) -> String {
    let preview = bed.preview(ids, false);
    let queued = bed.ask("queue_forms", json!({ "preview": preview["id"] }));
    text(&queued["value"]["id"])
}

/// Answers how a job printed.
fn answer(bed: &Bed, id: &str, answer: &str) -> Value {
    let fence = job(bed, id)["fence"].clone();
    let ask = json!({ "id": id, "fence": fence, "answer": answer, "from": 0, "to": 0 });
    bed.ask("answer_print", ask)["value"].clone()
}
