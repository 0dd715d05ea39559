//! Files that nobody should send, at length: nothing panics, nothing is half there, the log holds.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::bed::{bed, contents, file_of, files_under};

/// Numbers that look random and are the same each time.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(n.max(1)).unwrap()).unwrap()
    }
}

/// A file with a few things wrong in it.
fn spoilt(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(6) {
        if bytes.is_empty() {
            return bytes;
        }
        let (at, other) = (dice.below(bytes.len()), dice.below(bytes.len()));
        match dice.below(8) {
            0 => bytes[at] = u8::try_from(dice.below(256)).unwrap(),
            1 => bytes[at] = b"*~:^|\n\r> "[dice.below(9)],
            2 => bytes.truncate(at),
            3 => {
                bytes.drain(at.min(other)..at.max(other).min(at.min(other) + 200));
            }
            4 => {
                let piece = bytes[at..(at + dice.below(400)).min(bytes.len())].to_vec();
                bytes.splice(other..other, piece);
            }
            5 => bytes.insert(at, 0),
            6 => {
                let noise: Vec<u8> = (0..dice.below(64))
                    .map(|_| u8::try_from(dice.below(256)).unwrap())
                    .collect();
                bytes.splice(at..at, noise);
            }
            _ => {
                let digits: Vec<usize> = (0..bytes.len())
                    .filter(|at| bytes[*at].is_ascii_digit())
                    .collect();
                if !digits.is_empty() {
                    let at = digits[dice.below(digits.len())];
                    let many = dice.below(40);
                    bytes.splice(at..at, vec![b'9'; many]);
                }
            }
        }
    }
    bytes
}

/// Throws spoilt files at a practice until the rounds are done or the time is up.
fn throw(rounds: u64, until: Option<Instant>, seed: u64) -> (u64, u64) {
    let bed = bed();
    let mut samples: Vec<Vec<u8>> = vec![file_of(&contents()[..8]).into_bytes()];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/x12");
    for file in files_under(&folder) {
        samples.extend(
            std::fs::read(file)
                .ok()
                .filter(|bytes| bytes.len() < 20_000),
        );
    }
    // Most of what is thrown are claim files.
    for file in files_under(&folder.join("837P")) {
        let bytes = std::fs::read(file).unwrap_or_default();
        samples.extend(std::iter::repeat_n(bytes, 12).filter(|bytes| bytes.len() < 20_000));
    }
    let mut dice = Dice(seed);
    let (mut done, mut claims) = (0, 0);
    while done < rounds && until.is_none_or(|end| Instant::now() < end) {
        done += 1;
        let bytes = if done % 9 == 0 {
            (0..dice.below(3_000))
                .map(|_| u8::try_from(dice.below(256)).unwrap())
                .collect()
        } else {
            spoilt(&samples[dice.below(samples.len())], &mut dice)
        };
        let path = bed.put("spoilt.837", &bytes);
        let preview = bed.read(&[&path]);
        let made = bed.ask("import_claims", json!({ "job": "i", "id": preview["id"] }));
        assert_eq!(
            made["value"]["claims_created"], preview["claims_created"],
            "round {done} of seed {seed}"
        );
        claims += preview["claims_created"].as_u64().unwrap();
        let ids: Vec<String> = bed.claim_ids();
        if let Some(id) = ids.last() {
            bed.ask("claim", json!({ "id": id }));
            bed.preview(&ids[ids.len().saturating_sub(5)..], done % 2 == 0);
        }
        // A file that was taken in is taken back, so that lists stay short; often, not always.
        if made["undo"].is_string() && done % 4 != 0 {
            bed.ask("undo", json!({}));
        }
    }
    bed.holds();
    (done, claims)
}

#[test]
fn spoilt_files_never_break_anything() {
    throw(30, None, 0x5EED_0001);
}

#[test]
#[ignore = "as long as `cargo xtask torture fuzz` asks for"]
fn torture_fuzz() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let minutes = number("CLAIMBENCH_TORTURE_MINUTES");
    let until = minutes.map(|n| Instant::now() + Duration::from_secs(60 * n));
    let rounds = number("CLAIMBENCH_TORTURE_ROUNDS").unwrap_or(if until.is_some() {
        u64::MAX
    } else {
        1_000
    });
    let (mut done, mut claims, mut seed) = (0, 0, 0x5EED_1000);
    // A fresh practice every so often, as its lists grow.
    while done < rounds && until.is_none_or(|end| Instant::now() < end) {
        let (more, read) = throw((rounds - done).min(400), until, seed);
        (done, claims, seed) = (done + more, claims + read, seed + 1);
    }
    println!(
        "torture: {done} spoilt files, {claims} claims read out of them, no panic, every log whole"
    );
}
