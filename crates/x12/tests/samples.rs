//! The public sample files, as they were found: each is read to its end, and the count of segments is
//! the one that plain splitting at the terminator gives, or the reason is written here.

use std::io::Read;
use std::path::PathBuf;

use x12::{Reader, read};

/// Files whose count differs from the list's, which splits at single bytes: the count and why.
const DIFFERENT: &[(&str, usize, &str)] = &[
    (
        "835/CoveHealth-edi-835-parser__sample_835_with_interests.txt",
        167,
        "what is between two terminators has no segment name and is told instead",
    ),
    (
        "other/Inteligenz-X12Parser__Example3.txt",
        36,
        "the terminator has three bytes; nothing comes after the last",
    ),
    (
        "other/Inteligenz-X12Parser__GraniteNetExample.txt",
        67,
        "the component separator has two bytes, the second of which the list took for the terminator",
    ),
    (
        "other/Inteligenz-X12Parser__MortgageBrokersExample.txt",
        330,
        "the same, with lines",
    ),
    (
        "other/Inteligenz-X12Parser__essarsteelalgoma.txt",
        131,
        "the same",
    ),
    (
        "other/irobayna-stupidedi__2_1.edi",
        21,
        "the ISA has 121 bytes, so the delimiters are not where the list looked for them",
    ),
    (
        "other/walmartlabs-gozer__x12.no.line.break.no.delim.txt",
        0,
        "there is no terminator at all, which is told",
    ),
];

/// Files whose GS08 the list has wrong, because of their delimiters.
const OTHER_VERSIONS: &[(&str, &str)] = &[
    (
        "837P/gunajii-EDI-parser-and-validator__invalid_837.edi",
        "005010X222A1",
    ),
    (
        "837P/imsweb-x12-parser__x12_bad_first_line.txt",
        "005010X222A1",
    ),
    ("other/Inteligenz-X12Parser__Example3.txt", "004010"),
    (
        "other/Inteligenz-X12Parser__GraniteNetExample.txt",
        "004010",
    ),
    (
        "other/Inteligenz-X12Parser__MortgageBrokersExample.txt",
        "004010",
    ),
    ("other/Inteligenz-X12Parser__essarsteelalgoma.txt", "004010"),
    ("other/irobayna-stupidedi__2_1.edi", "004010X091A1"),
];

fn samples() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/x12");
    if folder.join("MANIFEST.tsv").exists() {
        return Some(folder);
    }
    eprintln!("skipped: there is no ../shared/data/x12 beside the project");
    None
}

/// A sample file and what the list says of it.
struct Sample {
    file: String,
    bytes: Vec<u8>,
    version: String,
    segments: usize,
    traits: String,
}

fn each() -> Vec<Sample> {
    let Some(folder) = samples() else {
        return Vec::new();
    };
    let bytes = |path: PathBuf| std::fs::read(path).unwrap_or_else(|error| panic!("{error}"));
    let list = String::from_utf8_lossy(&bytes(folder.join("MANIFEST.tsv"))).into_owned();
    let rows = list
        .lines()
        .skip(1)
        .map(|row| row.split('\t').collect::<Vec<_>>());
    rows.map(|row| Sample {
        file: row[0].to_owned(),
        bytes: bytes(folder.join(row[0])),
        version: row[2].to_owned(),
        segments: row[4].parse().unwrap_or_default(),
        traits: row[10].to_owned(),
    })
    .collect()
}

#[track_caller]
fn none(wrong: Vec<String>) {
    assert!(
        wrong.is_empty(),
        "{} files:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_sample_has_the_segments_that_the_list_counts() {
    let mut wrong = Vec::new();
    for Sample {
        file,
        bytes,
        segments: listed,
        traits,
        ..
    } in each()
    {
        let (segments, findings) = read(&bytes);
        let different = DIFFERENT.iter().find(|d| d.0 == file);
        let expected = different.map_or(listed, |d| d.1);
        if let Some((_, count, why)) = different {
            println!("{file}: {count} segments and not {listed}: {why}");
        }
        if segments.len() != expected {
            let codes: Vec<_> = findings.iter().map(|f| f.code).collect();
            wrong.push(format!(
                "{file}: {} and not {expected} [{traits}] {codes:?}",
                segments.len()
            ));
        }
    }
    none(wrong);
}

#[test]
fn every_sample_has_the_version_of_its_first_group() {
    let mut wrong = Vec::new();
    for Sample {
        file,
        bytes,
        version,
        ..
    } in each()
    {
        let mut reader = Reader::new(&bytes[..]);
        let mut found = String::new();
        while reader.advance() {
            if let Some(group) = reader
                .envelope()
                .group
                .as_ref()
                .filter(|_| found.is_empty())
            {
                found = group.version.clone();
            }
        }
        let expected = OTHER_VERSIONS
            .iter()
            .find(|v| v.0 == file)
            .map_or(&version[..], |v| v.1);
        if found != expected {
            wrong.push(format!("{file}: {found:?} and not {expected:?}"));
        }
    }
    none(wrong);
}

#[test]
fn a_sample_without_a_trait_gives_no_finding_about_its_form() {
    // What the list does not look at, and what is about the content of the envelope.
    let not_listed = |code: &str| {
        code.ends_with("-control")
            || code.ends_with("-repeated")
            || code.ends_with("-count")
            || code == "component-separator"
    };
    let mut wrong = Vec::new();
    for Sample {
        file,
        bytes,
        traits,
        ..
    } in each()
    {
        let findings = read(&bytes).1;
        let codes: Vec<_> = findings.iter().map(|f| f.code).collect();
        let known = |code: &str| KNOWN.contains(&(&file, code));
        if traits.is_empty() && !codes.iter().all(|code| not_listed(code) || known(code)) {
            wrong.push(format!("{file}: {codes:?}"));
        }
        for (listed, code) in [
            ("SE01-wrong", "se-count"),
            ("utf8-BOM", "byte-order-mark"),
            ("ISA-not-106-bytes", "isa-length"),
        ] {
            // The list does not count where the ISA has another length.
            let counted = code != "se-count" || !traits.contains("ISA-not-106-bytes");
            let named = traits.contains(listed);
            if counted && named != codes.contains(&code) && !known(code) {
                wrong.push(format!(
                    "{file}: {listed} is {named}, but the findings are {codes:?}"
                ));
            }
        }
    }
    none(wrong);
}

/// What the list and the reader see differently, looked at by hand.
const KNOWN: &[(&str, &str)] = &[
    // It has 21 bytes too few and the list says nothing of it.
    ("TA1/UHIN-x12-parser-library__TA1.edi", "isa-length"),
    // It has no terminator, so nothing of it is read.
    (
        "other/walmartlabs-gozer__x12.no.line.break.no.delim.txt",
        "isa-length",
    ),
    // Its set has no SE, and the list says nothing of it.
    (
        "278/cosyte-x12__transactions-auth-278.test.ts_L209_embedded_",
        "st-open",
    ),
];

#[test]
fn every_sample_is_read_alike_in_small_pieces() {
    for Sample { file, bytes, .. } in each()
        .into_iter()
        .filter(|sample| sample.bytes.len() < 20_000)
    {
        let whole = read(&bytes);
        for step in [1, 7, 106] {
            let mut reader = Reader::new(Small {
                bytes: &bytes,
                step,
            });
            let mut segments = Vec::new();
            while let Some(segment) = reader.next_segment() {
                segments.push(segment.to_buf());
            }
            assert_eq!(
                (segments, reader.take_findings()),
                whole,
                "{file} by {step}"
            );
        }
    }
}

/// A file that gives a few bytes at a time.
struct Small<'a> {
    bytes: &'a [u8],
    step: usize,
}

impl Read for Small<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.step.min(buffer.len()).min(self.bytes.len());
        let (now, later) = self.bytes.split_at(n);
        buffer[..n].copy_from_slice(now);
        self.bytes = later;
        Ok(n)
    }
}

#[test]
fn every_place_is_where_the_segment_stands() {
    for Sample { file, bytes, .. } in each() {
        for (n, segment) in read(&bytes).0.iter().enumerate() {
            let at = &bytes[segment.place.byte as usize..];
            assert!(
                at.starts_with(segment.segment().id().as_bytes()),
                "{file}, segment {n}"
            );
        }
    }
}
