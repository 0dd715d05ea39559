//! Every public sample file: what the judges accept is read with no loss, everything else is
//! answered. The files stay where they are; without them the tests say so and pass.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::HashSet;

use common::{read, sample_files, samples};
use edi::ReadClaim;
use serde_json::Value;

/// The segments of a file as plainly as possible: what the reader under test has to find.
fn plainly(file: &[u8]) -> (Vec<Vec<String>>, char) {
    let text: String = file.iter().map(|&b| char::from(b)).collect();
    let text = text.trim_start_matches(['ï', '»', '¿', ' ', '\n', '\r']);
    let Some(element) = text
        .strip_prefix("ISA")
        .and_then(|rest| rest.chars().next())
    else {
        return (Vec::new(), ':');
    };
    let Some(sixteenth) = text.split(element).nth(16) else {
        return (Vec::new(), ':');
    };
    let mut ends = sixteenth.chars();
    let (Some(component), Some(terminator)) = (ends.next(), ends.next()) else {
        return (Vec::new(), ':');
    };
    let segments = text
        .split(terminator)
        .map(str::trim)
        .filter(|segment| !segment.is_empty())
        .map(|segment| {
            segment
                .split(element)
                .map(|e| e.trim().to_owned())
                .collect()
        })
        .collect();
    (segments, component)
}

/// An amount as plainly as possible.
fn cents(text: &str) -> i64 {
    let (dollars, part) = text.split_once('.').unwrap_or((text, ""));
    format!("{dollars}{:0<2}", part.trim_end_matches('0'))
        .parse()
        .unwrap()
}

/// All texts in a claim, and the pieces of those that are whole segments or composites.
fn texts(value: &Value, into: &mut HashSet<String>) {
    match value {
        Value::String(text) => {
            into.insert(text.clone());
            into.extend(
                text.split(['*', ':', '>'])
                    .map(|piece| piece.trim().to_owned()),
            );
        }
        Value::Number(number) => {
            into.insert(number.to_string());
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, into)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, into)),
        Value::Null | Value::Bool(_) => {}
    }
}

/// True when a claim holds a text of a file: as it stands, as a day or as cents.
fn holds(texts: &HashSet<String>, piece: &str) -> bool {
    let day = |text: &str| {
        values::Day::from_x12(text).map_or_else(|_| text.to_owned(), |d| d.to_string())
    };
    texts.contains(piece)
        || texts.contains(&day(piece))
        || values::Money::from_x12(piece)
            .is_ok_and(|money| money.cents() == 0 || texts.contains(&money.cents().to_string()))
        || piece
            .parse::<f64>()
            .is_ok_and(|n| texts.contains(&n.to_string()))
        || piece
            .split_once('-')
            .is_some_and(|(from, to)| texts.contains(&day(from)) && texts.contains(&day(to)))
}

/// Elements that the shape of a claim says, so that their text need not be in it: the levels, the
/// place of a qualifier that has only one value, and numbers that only count.
fn is_shape(segment: &[&str], n: usize, component: usize) -> bool {
    match (segment[0], n) {
        ("HL", _) | ("LX", _) => true,
        ("NM1", 2) | ("PRV", 1 | 2) | ("PER", 1) => true,
        ("DMG", 1) | ("PAT", 5 | 7) | ("SBR", 2) | ("PAT", 1) => true,
        ("DTP", 1 | 2) => segment[1] == "472",
        ("CLM", 5) => component == 1,
        ("PWK", 5) => true,
        // Condition codes have a list of their own, and their qualifier is its name.
        ("HI", _) => component == 0,
        _ => false,
    }
}

/// The pieces of a claim's own segments that its content does not hold.
fn lost(claim: &ReadClaim) -> Vec<String> {
    let mut there = HashSet::new();
    texts(&serde_json::to_value(&claim.content).unwrap(), &mut there);
    let mut lost = Vec::new();
    for source in &claim.source {
        let segment: Vec<&str> = source.text.split('*').map(str::trim).collect();
        for (n, element) in segment.iter().enumerate().skip(1) {
            for (component, piece) in element.split([':', '>']).map(str::trim).enumerate() {
                if !piece.is_empty() && !is_shape(&segment, n, component) && !holds(&there, piece) {
                    lost.push(format!(
                        "segment {} {}{n:02}: {piece}",
                        source.n, segment[0]
                    ));
                }
            }
        }
    }
    lost
}

#[test]
fn files_that_a_judge_accepts_are_read_with_no_loss() {
    let Some(folder) = samples() else {
        println!("skipped: the sample files are not here");
        return;
    };
    let (mut files, mut claims, mut wrong) = (0, 0, Vec::new());
    for (path, accepted) in sample_files(&folder, "837P") {
        if !accepted {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let (segments, component) = plainly(&bytes);
        let given = read(&bytes);
        files += 1;
        claims += given.claims.len();
        let of = |id: &str| segments.iter().filter(|s| s[0] == id).collect::<Vec<_>>();
        let numbers: Vec<(String, i64)> = of("CLM")
            .iter()
            .map(|s| (s[1].clone(), cents(&s[2])))
            .collect();
        let read_numbers: Vec<(String, i64)> = given
            .claims
            .iter()
            .map(|c| (c.content.number.clone(), c.content.charge.cents()))
            .collect();
        if numbers != read_numbers {
            wrong.push(format!("{name}: claims {read_numbers:?}, not {numbers:?}"));
        }
        let codes: Vec<&str> = of("SV1")
            .iter()
            .map(|s| s[1].split([component, '>']).nth(1).unwrap_or(""))
            .collect();
        let read_codes: Vec<&str> = given
            .claims
            .iter()
            .flat_map(|c| &c.content.lines)
            .map(|line| line.code.as_str())
            .collect();
        if codes != read_codes {
            wrong.push(format!("{name}: services {read_codes:?}, not {codes:?}"));
        }
        let diagnoses: usize = of("HI").iter().map(|s| s.len() - 1).sum();
        let read_diagnoses: usize = given
            .claims
            .iter()
            .map(|c| {
                let c = &c.content;
                c.diagnoses.len() + c.condition_codes.len() + c.anesthesia_procedures.len()
            })
            .sum();
        if diagnoses != read_diagnoses {
            wrong.push(format!(
                "{name}: {read_diagnoses} codes of HI, not {diagnoses}"
            ));
        }
        // Every segment of a level or a claim stands in the source of a claim.
        let sourced: HashSet<u64> = given
            .claims
            .iter()
            .flat_map(|c| &c.source)
            .map(|s| s.n)
            .collect();
        let (mut inside, mut number) = (false, 0);
        for segment in &segments {
            number += 1;
            inside = match segment[0].as_str() {
                "HL" => true,
                "SE" => false,
                _ => inside,
            };
            if inside && !sourced.contains(&number) {
                wrong.push(format!(
                    "{name}: segment {number} {} is in no claim",
                    segment[0]
                ));
            }
        }
        for claim in &given.claims {
            for lost in lost(claim) {
                wrong.push(format!("{name}: claim {}: {lost}", claim.content.number));
            }
        }
        let fixes: Vec<String> = given
            .findings
            .iter()
            .filter(|f| f.severity == x12::Severity::Fix)
            .map(|f| format!("{name}: {} at {}", f.code, f.place.segment))
            .collect();
        println!("{name}: {} claims, {:?}", given.claims.len(), given.codes());
        wrong.extend(fixes);
    }
    println!("{files} files, {claims} claims");
    assert!(25 <= files, "only {files} files");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_that_the_judges_refuse_are_read_as_far_as_they_go() {
    let Some(folder) = samples() else {
        println!("skipped: the sample files are not here");
        return;
    };
    let mut wrong = Vec::new();
    for (path, accepted) in sample_files(&folder, "837P") {
        if accepted {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let claims = plainly(&bytes).0.iter().filter(|s| s[0] == "CLM").count();
        let given = read(&bytes);
        println!(
            "{name}: {} of {claims} claims, {:?}",
            given.claims.len(),
            given.codes()
        );
        if given.claims.is_empty() && given.findings.is_empty() {
            wrong.push(format!("{name}: nothing is said"));
        }
        // An ISA that is not as long as it should be cannot be read as plainly as `plainly` does.
        if given.claims.len() < claims {
            wrong.push(format!("{name}: {} of {claims} claims", given.claims.len()));
        }
        for claim in &given.claims {
            for lost in lost(claim) {
                wrong.push(format!("{name}: claim {}: {lost}", claim.content.number));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_of_other_transactions_give_no_claim_and_say_what_they_are() {
    let Some(folder) = samples() else {
        println!("skipped: the sample files are not here");
        return;
    };
    let (mut seen, mut wrong) = (0, Vec::new());
    for kind in [
        "837I", "837D", "835", "999", "997", "270", "271", "276", "277", "277CA", "278", "TA1",
        "other",
    ] {
        for (path, _) in sample_files(&folder, kind) {
            seen += 1;
            let given = read(&std::fs::read(&path).unwrap());
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if !given.claims.is_empty() && kind != "other" {
                wrong.push(format!("{kind} {name}: {} claims", given.claims.len()));
            }
            if given.findings.is_empty() {
                wrong.push(format!("{kind} {name}: nothing is said"));
            }
            let of_kind: String = kind.chars().take_while(|c| c.is_ascii_digit()).collect();
            let says =
                |f: &x12::Finding| f.text.contains(&of_kind) || f.severity == x12::Severity::Fix;
            if !given.findings.iter().any(says) {
                wrong.push(format!("{kind} {name}: {:?}", given.codes()));
            }
            println!(
                "{kind} {name}: {} claims, {:?}",
                given.claims.len(),
                given.codes()
            );
        }
    }
    println!("{seen} files");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
