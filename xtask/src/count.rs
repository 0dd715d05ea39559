//! How many tests a run passed, failed and skipped, read from what the test runners print.

/// A count of tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Those that passed.
    pub passed: u32,
    /// Those that failed.
    pub failed: u32,
    /// Those that were not run.
    pub skipped: u32,
    /// What a person should know: what was skipped and why, what failed.
    pub notes: Vec<String>,
}

impl Count {
    /// One thing that was found to be so.
    pub fn one() -> Count {
        Count {
            passed: 1,
            ..Count::default()
        }
    }

    /// Nothing was run, for this reason.
    pub fn skip(why: impl Into<String>) -> Count {
        Count {
            skipped: 1,
            notes: vec![format!("skipped: {}", why.into())],
            ..Count::default()
        }
    }

    /// One thing failed, and this is what it said.
    pub fn fault(said: impl Into<String>) -> Count {
        Count {
            failed: 1,
            notes: vec![said.into()],
            ..Count::default()
        }
    }

    /// Adds another count to this one.
    pub fn add(&mut self, other: Count) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.notes.extend(other.notes);
    }
}

/// Reads what cargo-nextest, `cargo test`, vitest, node's test runner or ../shared/checks/run printed.
/// None when no line tells a count.
pub fn read(printed: &str) -> Option<Count> {
    let mut count = Count::default();
    let mut told = false;
    for line in printed.lines() {
        let line = plain(line);
        let line = line.trim();
        let numbers = if let Some((_, numbers)) = line
            .strip_prefix("Summary [")
            .and_then(|rest| rest.split_once(':'))
        {
            numbers // cargo-nextest: 12 tests run: 11 passed (1 slow), 1 failed, 2 skipped
        } else if let Some((_, numbers)) = line
            .strip_prefix("test result:")
            .and_then(|rest| rest.split_once('.'))
        {
            numbers // cargo test: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out
        } else if let Some(numbers) = line.strip_prefix("Tests ") {
            numbers // vitest: 1 failed | 40 passed | 2 skipped (43)
        } else if let Some(rest) = line.strip_prefix("ℹ ").or(line.strip_prefix("# ")) {
            // node: one line each, the word first.
            let (word, number) = rest.split_once(' ').unwrap_or_default();
            let word = match word {
                "pass" => "passed",
                "fail" | "cancelled" => "failed",
                "skipped" | "todo" => "skipped",
                _ => continue,
            };
            told |= add(&mut count, number, word);
            continue;
        } else if line.starts_with("ok    ") {
            "1 passed" // shared/checks
        } else if line.starts_with("SHORT ") {
            "1 failed"
        } else {
            continue;
        };
        for part in numbers.split([',', ';', '|']) {
            let mut words = part.split_whitespace();
            if let (Some(number), Some(word)) = (words.next(), words.next()) {
                told |= add(&mut count, number, word);
            }
        }
    }
    told.then_some(count)
}

fn add(count: &mut Count, number: &str, word: &str) -> bool {
    let Ok(number) = number.parse::<u32>() else {
        return false;
    };
    match word {
        "passed" => count.passed += number,
        "failed" | "timed" => count.failed += number,
        "skipped" | "ignored" | "todo" => count.skipped += number,
        _ => return false,
    }
    true
}

/// A line without its colours.
fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(printed: &str, want: Option<(u32, u32, u32)>) {
        let got = read(printed).map(|count| (count.passed, count.failed, count.skipped));
        assert_eq!(got, want);
    }

    #[test]
    fn every_runner_is_understood() {
        check(
            "     Summary [   2.931s] 4 tests run: 3 passed (1 slow), 1 failed, 2 skipped",
            Some((3, 1, 2)),
        );
        check(
            "  Summary [ 9s] 3/5 tests run: 1 passed, 1 failed, 1 timed out, 0 skipped",
            Some((1, 2, 0)),
        );
        check(
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.1s\n\
             test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured",
            Some((7, 1, 1)),
        );
        check(
            "\u{1b}[2m      Tests \u{1b}[22m 1 failed | 40 passed | 2 skipped (43)",
            Some((40, 1, 2)),
        );
        check(
            "ℹ tests 3\nℹ pass 2\nℹ fail 0\nℹ cancelled 1\nℹ skipped 0",
            Some((2, 1, 0)),
        );
        check(
            "ok    sealed: 31 of 31\nSHORT import_whole (exit 1):\n      x",
            Some((1, 1, 0)),
        );
        check("Compiling x\nwarning: 3 passed over", None);
    }
}
