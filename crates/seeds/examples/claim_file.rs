//! Writes an 837P of made-up claims to the standard output, for trying readers by hand and for
//! measuring: `cargo run -p seeds --example claim_file -- PLAN TODAY [BYTES] [VERSION]`, where PLAN is
//! `demo`, `small` or `bench`, TODAY a day like 2026-11-24, BYTES the size to stop at (0: all claims)
//! and VERSION `005010X222A1` (the usual one), `005010X222A2`, `005010X222` or `004010X098A1`. With
//! the word `kinds` for BYTES it tells how many claims of each kind there are instead.

use std::collections::BTreeMap;
use std::io::{self, Write};

use seeds::x12_file::{Options, Version, pieces};
use seeds::{Plan, practice};
use values::Day;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |n: usize| words.get(n).map_or("", String::as_str);
    let plan = match word(0) {
        "demo" => Plan::demo(),
        "small" => Plan::small(),
        "bench" => Plan::bench(100_000, 400_000),
        _ => return Err("the first word is demo, small or bench".into()),
    };
    let today: Day = word(1).parse()?;
    if word(2) == "kinds" {
        let mut counts = BTreeMap::new();
        for kind in practice(&plan, today).kinds() {
            *counts.entry(kind).or_insert(0) += 1;
        }
        for (kind, count) in counts {
            writeln!(io::stdout(), "{count:6} {kind:?}")?;
        }
        return Ok(());
    }
    let most: u64 = if word(2).is_empty() {
        0
    } else {
        word(2).parse()?
    };
    let versions = [
        Version::X222A1,
        Version::X222A2,
        Version::X222,
        Version::X098A1,
    ];
    let version = versions
        .into_iter()
        .find(|v| v.name() == word(3))
        .unwrap_or(Version::X222A1);
    let options = Options {
        version,
        stop_at_bytes: (0 < most).then_some(most),
        ..Options::new(today)
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    for piece in pieces(practice(&plan, today).claims(), &options) {
        out.write_all(piece.as_bytes())?;
    }
    out.flush()?;
    Ok(())
}
