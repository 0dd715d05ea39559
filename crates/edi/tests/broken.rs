//! Broken files: whatever is deleted, doubled, swapped, cut or overwritten, reading ends, nothing
//! panics, and no claim appears that the file does not hold.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::sync::LazyLock;

use common::{read, root, sample_files, samples};
use proptest::prelude::*;

/// Whole files to break: the golden ones, and the public samples where they are there.
static WHOLE: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut files = Vec::new();
    for folder in [
        "005010X222A1/pass",
        "005010X222A1/fail",
        "004010X098A1/pass",
    ] {
        for entry in std::fs::read_dir(root().join("tests/golden").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "edi") {
                files.push(std::fs::read(path).unwrap());
            }
        }
    }
    if let Some(folder) = samples() {
        for (path, _) in sample_files(&folder, "837P") {
            let bytes = std::fs::read(path).unwrap();
            if bytes.len() < 20_000 {
                files.push(bytes);
            }
        }
    }
    files
});

/// One way to break a file; the numbers choose the place.
#[derive(Clone, Debug)]
enum Harm {
    Delete(usize),
    Double(usize),
    Swap(usize, usize),
    Cut(usize),
    Byte(usize, u8),
    DropBytes(usize, usize),
    Replace(usize, String),
}

fn harms() -> impl Strategy<Value = Vec<Harm>> {
    let place = any::<usize>;
    let harm = prop_oneof![
        4 => place().prop_map(Harm::Delete),
        3 => place().prop_map(Harm::Double),
        3 => (place(), place()).prop_map(|(a, b)| Harm::Swap(a, b)),
        1 => place().prop_map(Harm::Cut),
        2 => (place(), any::<u8>()).prop_map(|(at, b)| Harm::Byte(at, b)),
        1 => (place(), 1..40_usize).prop_map(|(at, n)| Harm::DropBytes(at, n)),
        2 => (place(), "[A-Z]{2,3}(\\*[0-9A-Z:>^.-]{0,6}){0,9}").prop_map(|(at, s)| Harm::Replace(at, s)),
    ];
    proptest::collection::vec(harm, 1..6)
}

fn break_it(file: &[u8], harms: &[Harm]) -> Vec<u8> {
    let mut file = file.to_vec();
    for harm in harms {
        let end = file.iter().copied().nth(105).unwrap_or(b'~');
        let mut segments: Vec<Vec<u8>> = file.split(|&b| b == end).map(<[u8]>::to_vec).collect();
        let count = segments.len();
        match harm {
            Harm::Delete(at) => {
                segments.remove(at % count);
            }
            Harm::Double(at) => segments.insert(at % count, segments[at % count].clone()),
            Harm::Swap(a, b) => segments.swap(a % count, b % count),
            Harm::Replace(at, text) => segments[at % count] = text.clone().into_bytes(),
            Harm::Cut(at) => {
                file.truncate(at % (file.len() + 1));
                continue;
            }
            Harm::Byte(at, byte) => {
                if !file.is_empty() {
                    let at = at % file.len();
                    file[at] = *byte;
                }
                continue;
            }
            Harm::DropBytes(at, n) => {
                let at = at % (file.len() + 1);
                let to = (at + n).min(file.len());
                file.drain(at..to);
                continue;
            }
        }
        file = segments.join(&end);
    }
    file
}

/// How often a file can begin a claim.
fn claims_in(file: &[u8]) -> usize {
    file.windows(3)
        .filter(|w| w.eq_ignore_ascii_case(b"CLM"))
        .count()
}

/// A thousand cases, or as many more as PROPTEST_CASES asks for.
fn cases() -> ProptestConfig {
    let config = ProptestConfig::default();
    ProptestConfig {
        cases: config.cases.max(1_000),
        ..config
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_broken_file_is_read_as_far_as_it_goes(which in any::<usize>(), harms in harms()) {
        let file = break_it(&WHOLE[which % WHOLE.len()], &harms);
        let given = read(&file);
        prop_assert!(given.claims.len() <= claims_in(&file));
        for claim in &given.claims {
            let numbers: Vec<u64> = claim.source.iter().map(|s| s.n).collect();
            prop_assert!(numbers.is_sorted(), "the segments of a claim stand in file order");
            prop_assert!(numbers.contains(&claim.place.segment));
            prop_assert!(claim.source.iter().any(|s| s.text.starts_with("CLM")));
            for segment in &claim.source {
                edi::meaning(&segment.text);
            }
            let text = serde_json::to_string(&claim.content).unwrap();
            prop_assert_eq!(&serde_json::from_str::<billing::claim::ClaimContent>(&text).unwrap(), &claim.content);
        }
        if given.claims.is_empty() {
            prop_assert!(!given.findings.is_empty(), "nothing came and nothing is said");
        }
    }

    #[test]
    fn bytes_that_are_no_file_give_no_claim(bytes in proptest::collection::vec(any::<u8>(), 0..3_000)) {
        prop_assert_eq!(read(&bytes).claims.len(), 0);
    }

    #[test]
    fn every_text_has_a_meaning_or_none(text in "\\PC{0,60}", id in "[A-Z0-9]{2,3}") {
        edi::meaning(&text);
        edi::meaning(&format!("{id}*{text}"));
    }

    #[test]
    fn a_file_that_ends_early_gives_only_whole_claims(which in any::<usize>(), at in any::<usize>()) {
        let whole = &WHOLE[which % WHOLE.len()];
        let cut = &whole[..at % (whole.len() + 1)];
        let all: Vec<String> = read(whole).claims.iter()
            .map(|c| serde_json::to_string(&c.content).unwrap()).collect();
        for (n, claim) in read(cut).claims.iter().enumerate() {
            let text = serde_json::to_string(&claim.content).unwrap();
            prop_assert_eq!(Some(&text), all.get(n), "claim {} is another than in the whole file", n);
        }
    }
}
