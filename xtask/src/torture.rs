//! `cargo xtask torture`: the long forms of the tests that hurt. A part is all ignored tests whose
//! names hold `torture_` and the part's name; how long they go on is told them in the environment.

use std::time::Instant;

use crate::count;
use crate::leash::Program;
use crate::parts;
use crate::tree;

/// The parts and what they do.
const PARTS: [(&str, &str); 4] = [
    (
        "kill",
        "ends the program at random moments of import, save, print, backup, a change of key, a typed form and a posting",
    ),
    (
        "fault",
        "fails the disk at a write of save, import, print, backup, restore, a change of key, a posting and an update",
    ),
    ("fuzz", "files that nobody should send"),
    (
        "ledger",
        "random days beside a ledger that is written from the rules, with another seed each time",
    ),
];

/// What a person asked for.
#[derive(Debug, PartialEq)]
struct Ask<'a> {
    part: &'a str,
    /// The variable and its value that tell the tests when to stop.
    until: (&'static str, &'a str),
}

/// `PART --minutes N` or `PART --rounds N`.
fn read<'a>(words: &[&'a str]) -> Result<Ask<'a>, String> {
    let usage = || {
        let parts: Vec<String> = PARTS
            .iter()
            .map(|(name, about)| format!("  {name:6} {about}"))
            .collect();
        format!(
            "cargo xtask torture PART --minutes N | --rounds N\n{}",
            parts.join("\n")
        )
    };
    let (part, until) = match words {
        [part, "--minutes", n] => (*part, ("CLAIMBENCH_TORTURE_MINUTES", *n)),
        [part, "--rounds", n] => (*part, ("CLAIMBENCH_TORTURE_ROUNDS", *n)),
        _ => return Err(usage()),
    };
    let known = PARTS.iter().any(|(name, _)| *name == part);
    match known && until.1.parse::<u32>().is_ok_and(|n| 0 < n) {
        true => Ok(Ask { part, until }),
        false => Err(usage()),
    }
}

/// Runs a part. Whether it held.
pub fn torture(words: &[String]) -> Result<bool, String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let ask = read(&words)?;
    let start = Instant::now();
    // Without the window: nothing here opens one, and WebKit need not be built for release.
    let build = Program::cargo().args(["build", "--release", "--workspace", "--bins"]);
    build.must()?;
    let wanted = format!("torture_{}", ask.part);
    let program = match tree::program("cargo-nextest").is_some() {
        true => Program::cargo()
            .args([
                "nextest",
                "run",
                "--release",
                "--workspace",
                "--profile",
                "torture",
            ])
            .args(["--run-ignored", "all", "--no-capture", "--no-tests", "fail"])
            .arg(&wanted),
        false => Program::cargo()
            .args(["test", "--release", "--workspace", &wanted])
            .args(["--", "--ignored", "--nocapture", "--test-threads=1"]),
    };
    let program = parts::with_programs(program, "release").env(ask.until.0, ask.until.1);
    let log = tree::target().join(format!("torture-{}.log", ask.part));
    let finish = program.finish(&log, Some(&format!("{:>8} │", ask.part)), FOR_EVER)?;
    if count::read(&finish.text).is_some_and(|count| count.passed + count.failed == 0) {
        return Err(format!("There is no test that is called {wanted}."));
    }
    // What a test wants kept it says in a line of its own.
    let figures = finish
        .text
        .lines()
        .filter(|line| line.trim_start().starts_with("torture:"));
    println!(
        "\n{}, {}, took {}",
        ask.part,
        until_words(&ask),
        hours(start)
    );
    for figure in figures {
        println!("  {}", figure.trim());
    }
    let end = if finish.success {
        "It held."
    } else {
        "It did not hold."
    };
    println!("{end} All that was said is in {}", tree::short(&log));
    Ok(finish.success)
}

/// A torture ends by itself; this only keeps arithmetic with it from overflowing.
const FOR_EVER: std::time::Duration = std::time::Duration::from_secs(60 * 60 * 24 * 30);

fn until_words(ask: &Ask) -> String {
    let unit = if ask.until.0.ends_with("ROUNDS") {
        "rounds"
    } else {
        "minutes"
    };
    format!("{} {unit}", ask.until.1)
}

fn hours(start: Instant) -> String {
    let seconds = start.elapsed().as_secs();
    format!(
        "{}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torture_has_a_part_and_an_end() {
        let minutes = Ask {
            part: "kill",
            until: ("CLAIMBENCH_TORTURE_MINUTES", "10"),
        };
        assert_eq!(read(&["kill", "--minutes", "10"]), Ok(minutes));
        assert!(read(&["fuzz", "--rounds", "1000"]).is_ok());
        for wrong in [
            &["kill"][..],
            &["kill", "--minutes", "0"],
            &["rack", "--rounds", "1"],
            &[],
        ] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
