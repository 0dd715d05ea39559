//! What a password must be: long enough, not on the lists that are tried first, not made of the
//! names that everybody at the practice knows. No rule asks for digits, signs or capitals.

use std::collections::HashSet;
use std::sync::LazyLock;

use zeroize::Zeroizing;

use super::kdf::normalized;

/// Longest password, in characters.
pub(super) const LONGEST: usize = 1_000;
/// Letters that a password must have beside known words, or it is only these words.
const OWN_LETTERS: usize = 4;
/// How many different common words make a password common; more are a passphrase.
const FEW_WORDS: usize = 2;

/// The rules for one user.
#[derive(Clone, Copy, Debug)]
pub struct PasswordRules<'a> {
    /// The device secret is kept in a file for want of a keyring: the password must be longer.
    pub reduced_protection: bool,
    /// The name of the practice.
    pub practice_name: &'a str,
    /// The name of the user.
    pub user_name: &'a str,
}

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    /// Too few characters.
    #[error("Use {least} characters or more. Three or four unrelated words are easy to remember.")]
    Short {
        /// The fewest that are taken.
        least: usize,
    },
    /// More characters than anybody types.
    #[error("Use 1,000 characters or fewer.")]
    Long,
    /// A few characters over and over.
    #[error("This password repeats a few characters. Put three or four unrelated words together.")]
    Repeats,
    /// A run along the alphabet, the digits or the rows of the keyboard.
    #[error("This password runs along the keyboard. Put three or four unrelated words together.")]
    Run,
    /// On the list, or made of one or two words of the list.
    #[error(
        "This password is one of the first to be guessed. Put three or four unrelated words together."
    )]
    Common,
    /// Made of the names of the practice or the user.
    #[error(
        "This password is made of names that others know. Put three or four unrelated words together."
    )]
    Names,
}

static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| listed(include_str!("common-passwords.txt")).collect());

/// Longest first, so that `qwertyuiop` is found before `qwerty`.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut words: Vec<&str> = listed(include_str!("common-words.txt")).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
});

fn listed(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
}

impl PasswordRules<'_> {
    /// The fewest characters that are taken: 12, or 15 under reduced protection.
    pub fn least(&self) -> usize {
        if self.reduced_protection { 15 } else { 12 }
    }

    /// Whether a password is good enough.
    pub fn check(&self, password: &str) -> Result<(), PasswordProblem> {
        let least = self.least();
        if 4 * LONGEST < password.len() {
            return Err(PasswordProblem::Long);
        }
        let typed = normalized(password);
        let length = typed.chars().count();
        if length < least {
            return Err(PasswordProblem::Short { least });
        }
        if LONGEST < length {
            return Err(PasswordProblem::Long);
        }
        let lower = Zeroizing::new(typed.to_lowercase());
        let characters: Zeroizing<Vec<char>> = Zeroizing::new(lower.chars().collect());
        if COMMON.contains(lower.as_str()) {
            return Err(PasswordProblem::Common);
        }
        if period(&characters) < least.min(characters.len() / 2 + 1) {
            return Err(PasswordProblem::Repeats);
        }
        if runs(&characters) {
            return Err(PasswordProblem::Run);
        }
        self.known(&lower)
    }

    /// Refuses what is left with almost nothing when the known words are taken out, read as typed
    /// and read with digits and signs for the letters they look like (`p@ssw0rd`).
    fn known(&self, lower: &str) -> Result<(), PasswordProblem> {
        let mut names = names(self.practice_name);
        names.extend(self::names(self.user_name));
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        for reading in [letters(lower, |_| None), letters(lower, looks_like)] {
            let (without_names, taken) = without(&reading, names.iter().map(String::as_str));
            if 0 < taken && own(&without_names) < OWN_LETTERS {
                return Err(PasswordProblem::Names);
            }
            let (rest, words) = without(&without_names, WORDS.iter().copied());
            if 0 < words && words <= FEW_WORDS && own(&rest) < OWN_LETTERS {
                return Err(if 0 < taken {
                    PasswordProblem::Names
                } else {
                    PasswordProblem::Common
                });
            }
        }
        Ok(())
    }
}

/// The words of a name of three letters and more, and the name in one word.
fn names(name: &str) -> Vec<String> {
    let lower = normalized(name).to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| 3 <= word.chars().count());
    let mut names: Vec<String> = words.map(str::to_owned).collect();
    let whole: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
    if 3 <= whole.chars().count() {
        names.push(whole);
    }
    names
}

/// The letters of a password alone.
fn letters(lower: &str, reads_as: impl Fn(char) -> Option<char>) -> Zeroizing<String> {
    Zeroizing::new(
        lower
            .chars()
            .filter_map(|c| {
                if c.is_alphabetic() {
                    Some(c)
                } else {
                    reads_as(c)
                }
            })
            .collect(),
    )
}

fn looks_like(sign: char) -> Option<char> {
    Some(match sign {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '8' => 'b',
        _ => return None,
    })
}

/// The text with every word taken out, and how many different ones there were. A gap stays where a
/// word was, so that no new word comes together over it.
fn without<'a>(text: &str, words: impl Iterator<Item = &'a str>) -> (Zeroizing<String>, usize) {
    let (mut text, mut taken) = (Zeroizing::new(text.to_owned()), 0);
    for word in words {
        if text.contains(word) {
            text = Zeroizing::new(text.replace(word, " "));
            taken += 1;
        }
    }
    (text, taken)
}

fn own(text: &str) -> usize {
    text.chars().filter(|c| *c != ' ').count()
}

/// After how many characters the password begins again (`abcabcab`: 3); its length when it does not.
fn period(characters: &[char]) -> usize {
    let whole = characters.len();
    (1..whole)
        .find(|&p| characters[p..].iter().eq(&characters[..whole - p]))
        .unwrap_or(whole)
}

/// True when nearly every character is the neighbour of the one before it.
fn runs(characters: &[char]) -> bool {
    const BREAKS: usize = 2;
    const ROWS: [&str; 16] = [
        "abcdefghijklmnopqrstuvwxyz",
        "01234567890",
        "qwertyuiop[]\\",
        "asdfghjkl;'",
        "zxcvbnm,./",
        "qwertzuiop",
        "!@#$%^&*()_+",
        "1qaz",
        "2wsx",
        "3edc",
        "4rfv",
        "5tgb",
        "6yhn",
        "7ujm",
        "8ik,",
        "9ol.",
    ];
    let next = |a: char, b: char| {
        ROWS.iter().any(|row| {
            let pairs = || row.chars().zip(row.chars().skip(1));
            pairs().any(|pair| pair == (a, b) || pair == (b, a))
        })
    };
    let steps = characters
        .windows(2)
        .filter(|pair| pair[0] == pair[1] || next(pair[0], pair[1]));
    characters.len() <= steps.count() + 1 + BREAKS
}

#[cfg(test)]
mod tests {
    use super::PasswordProblem::*;
    use super::*;

    const RULES: PasswordRules<'_> = PasswordRules {
        reduced_protection: false,
        practice_name: "Lakeside Family Medicine, P.A.",
        user_name: "Dana Ruiz-Ortega",
    };

    #[track_caller]
    fn check(password: &str, want: Result<(), PasswordProblem>) {
        assert_eq!(RULES.check(password), want, "{password}");
    }

    #[test]
    fn length_is_counted_in_characters() {
        check("", Err(Short { least: 12 }));
        check("tulip barge", Err(Short { least: 12 }));
        check("tulip barges", Ok(()));
        check("żółwie łąkowe", Ok(()));
        check("竹林深処小径雨音遠鐘", Err(Short { least: 12 }));
        let longest: String = "tulip barge quill oxbow "
            .chars()
            .cycle()
            .take(1_000)
            .collect();
        check(&longest, Ok(()));
        check(&format!("{longest}!"), Err(Long));
        check(&"z".repeat(1_000_000), Err(Long));
        // Twelve characters as typed, eleven when composed.
        check("tulip barge\u{301}", Err(Short { least: 12 }));
    }

    #[test]
    fn reduced_protection_asks_for_fifteen() {
        let rules = PasswordRules {
            reduced_protection: true,
            ..RULES
        };
        assert_eq!(rules.check("tulip barge ox"), Err(Short { least: 15 }));
        assert_eq!(rules.check("tulip barge oxo"), Ok(()));
    }

    #[test]
    fn no_composition_is_asked_for() {
        check("correct horse battery staple", Ok(()));
        check("tulipbargequill", Ok(()));
        check("TULIPBARGEQUILL", Ok(()));
        check("804719362057", Ok(()));
        check("       tulips       barge", Ok(()));
    }

    #[test]
    fn what_is_guessed_first_is_refused() {
        for common in [
            "password1234",
            "PASSWORD1234",
            "Password2026!",
            "P@ssw0rd1234",
            "passwordpassword1",
            "qwertyuiop12",
            "1qaz2wsx3edc4rfv",
            "Welcome2026!!",
            "letmein-letmein9",
            "Summer2026Summer",
            "medicalbilling1",
            "claimbench2026",
            "iloveyou123456",
            "Dragon.Monkey.77",
            "thecakeisalie",
        ] {
            check(common, Err(Common));
        }
        // Three words of the list are a passphrase.
        check("purple elephant rocket", Ok(()));
        check("password tulip barge", Ok(()));
    }

    #[test]
    fn names_of_the_practice_and_the_user_are_refused() {
        for names in [
            "Lakeside2026!",
            "lakesidefamily",
            "LakesideFamilyMedicine",
            "dana.ruiz.ortega",
            "Dana-2026-2026",
            "D4n4RuizOrt3ga",
            "ruizortegaruiz",
            "Lakeside-Billing-1",
        ] {
            check(names, Err(Names));
        }
        check("lakeside tulip barge", Ok(()));
    }

    #[test]
    fn repeats_and_runs_are_refused() {
        for repeats in [
            "aaaaaaaaaaaa",
            "xyxyxyxyxyxy",
            "tulip tulip tulip",
            "tul1ptul1ptul1ptu",
        ] {
            check(repeats, Err(Repeats));
        }
        for run in [
            "123456789012345",
            "987654321098",
            "abcdefghijkl",
            "zyxwvutsrqpo",
            "qwertyuiopasdf",
            "lkjhgfdsapoiu",
            "112233445566778899",
            "!@#$%^&*()_+",
        ] {
            assert!(matches!(RULES.check(run), Err(Run | Common)), "{run}");
        }
        // A whole password twice is as good as once.
        check("tulip barges tulip barges", Ok(()));
        check("tulip barge tu", Ok(()));
    }

    #[test]
    fn no_name_refuses_everything() {
        for name in ["", "A", "Dr.", "?", "Li"] {
            let rules = PasswordRules {
                practice_name: name,
                user_name: name,
                ..RULES
            };
            assert_eq!(rules.check("tulip barge quill"), Ok(()), "{name}");
        }
    }
}
