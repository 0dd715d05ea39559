//! Small files of invented people, one for each scenario, and what is read from them: the golden
//! text beside each. `UPDATE=1` writes the texts anew; read the difference before it is kept.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use edi::{Read, meaning, read_claims};
use x12::Finding;

/// The folders of the golden files of this crate, and whether a person has nothing to put right in
/// their files.
const FOLDERS: &[(&str, bool)] = &[
    ("005010X222A1/pass", true),
    ("005010X222A1/fail", false),
    ("004010X098A1/pass", true),
    ("004010X098A1/fail", false),
];

#[test]
fn golden_files_read_as_their_texts_say() {
    let (mut seen, mut wrong) = (0, Vec::new());
    for (folder, clean) in FOLDERS {
        for file in files(&common::root().join("tests/golden").join(folder)) {
            seen += 1;
            let (text, findings, fixes) = told(&std::fs::read(&file).unwrap());
            let golden = file.with_extension("txt");
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&golden, &text).unwrap();
            }
            if *clean && 0 < fixes || !clean && findings == 0 {
                wrong.push(format!(
                    "{}: {findings} findings, {fixes} to fix",
                    file.display()
                ));
            }
            let want = std::fs::read_to_string(&golden).unwrap_or_default();
            if let Some((line, (got, want))) = text
                .lines()
                .zip(want.lines())
                .enumerate()
                .find(|(_, (got, want))| got != want)
            {
                wrong.push(format!(
                    "{}:{}\n  got  {got}\n  want {want}",
                    golden.display(),
                    line + 1
                ));
            } else if text.lines().count() != want.lines().count() {
                wrong.push(format!("{}: another length", golden.display()));
            }
        }
    }
    assert!(20 <= seen, "only {seen} golden files found");
    assert!(
        wrong.is_empty(),
        "{}\nUPDATE=1 writes the texts anew",
        wrong.join("\n")
    );
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "edi"))
        .collect();
    files.sort();
    files
}

/// Everything that a file gave, as text; how many findings there were, and how many to put right.
fn told(file: &[u8]) -> (String, usize, usize) {
    let (mut out, mut findings, mut fixes) = (String::new(), 0, 0);
    for read in read_claims(file) {
        match read {
            Read::Finding(found) => {
                findings += 1;
                fixes += usize::from(found.severity == x12::Severity::Fix);
                finding(&mut out, &found);
            }
            Read::Set(set) => {
                writeln!(
                    out,
                    "set {} of group {} in interchange {}, {} from {} to {}, {}, batch {} of {}, \
                     submitted by {}\n",
                    set.control,
                    set.group,
                    set.interchange,
                    set.version,
                    set.sender,
                    set.receiver,
                    set.usage,
                    set.batch,
                    set.made_on,
                    set.submitter.name.listed(),
                )
                .unwrap();
            }
            Read::Claim(claim) => {
                writeln!(
                    out,
                    "claim at segment {}, byte {}",
                    claim.place.segment, claim.place.byte
                )
                .unwrap();
                for segment in &claim.source {
                    let line = format!("  {:>3} {:<56}", segment.n, segment.text);
                    writeln!(out, "{line} {}", meaning(&segment.text)).unwrap();
                }
                writeln!(
                    out,
                    "{}\n",
                    serde_json::to_string_pretty(&claim.content).unwrap()
                )
                .unwrap();
            }
        }
    }
    (out, findings, fixes)
}

fn finding(out: &mut String, found: &Finding) {
    let place = [
        Some(format!(
            "segment {}, byte {}",
            found.place.segment, found.place.byte
        )),
        found.loop_id.as_ref().map(|l| format!("loop {l}")),
        found.element_ref().or_else(|| found.segment_id.clone()),
    ];
    let place: Vec<String> = place.into_iter().flatten().collect();
    writeln!(
        out,
        "{} {} ({})\n  {}\n",
        found.severity.word(),
        found.code,
        place.join(", "),
        found.text
    )
    .unwrap();
}
