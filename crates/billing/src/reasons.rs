//! Why a payer paid other than what was charged: the reasons of an adjustment (CARC), the remarks
//! beside them (RARC) and the groups that say who bears it. The numbers are facts; the words are our
//! own and short, made for a list and a tooltip. A number that is not here is shown as a number.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A reason of an adjustment (CAS02, CARC).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carc {
    /// The number, such as `45` or `B13`.
    pub code: &'static str,
    /// What it means, in our words.
    pub words: &'static str,
    /// The work that it makes: `contractual`, `patient`, `authorization`, `timely-filing`, `coding`, …
    pub category: &'static str,
}

/// A remark of a remittance (LQ02, MOA03, RARC).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rarc {
    /// The code, such as `N130` or `MA18`.
    pub code: &'static str,
    /// What it means, in our words.
    pub words: &'static str,
}

/// A list of codes in the order of its file, and where each stands.
struct List<Row: 'static> {
    rows: Vec<Row>,
    places: HashMap<&'static str, usize>,
}

impl<Row> List<Row> {
    /// Reads a file of columns under one line of headings; a line of another shape is passed over.
    fn read(
        file: &'static str,
        row: impl Fn(&[&'static str]) -> Option<Row>,
        code: impl Fn(&Row) -> &'static str,
    ) -> List<Row> {
        let rows: Vec<Row> = file
            .lines()
            .skip(1)
            .filter_map(|line| row(&line.split('\t').collect::<Vec<_>>()))
            .collect();
        let places = rows
            .iter()
            .enumerate()
            .map(|(place, row)| (code(row), place))
            .collect();
        List { rows, places }
    }

    /// The row of a code, in capitals or not.
    fn get(&self, code: &str) -> Option<&Row> {
        let code = code.trim();
        let place = self.places.get(code).copied().or_else(|| {
            let capitals = code.to_ascii_uppercase();
            self.places.get(capitals.as_str()).copied()
        });
        place.and_then(|place| self.rows.get(place))
    }
}

static CARCS: LazyLock<List<Carc>> = LazyLock::new(|| {
    let row = |columns: &[&'static str]| match columns {
        [code, words, category, ..] => Some(Carc {
            code,
            words,
            category,
        }),
        _ => None,
    };
    List::read(
        include_str!("../../../assets/codes/carc.tsv"),
        row,
        |carc| carc.code,
    )
});

static RARCS: LazyLock<List<Rarc>> = LazyLock::new(|| {
    let row = |columns: &[&'static str]| match columns {
        [code, words, ..] => Some(Rarc { code, words }),
        _ => None,
    };
    List::read(
        include_str!("../../../assets/codes/rarc.tsv"),
        row,
        |rarc| rarc.code,
    )
});

/// The reason with a code; none when it is not in the list.
pub fn carc(code: &str) -> Option<&'static Carc> {
    CARCS.get(code)
}

/// What a reason means; its number where the list has no words for it.
pub fn carc_words(code: &str) -> String {
    carc(code).map_or_else(
        || format!("Reason {} (no description installed)", code.trim()),
        |carc| carc.words.to_owned(),
    )
}

/// The remark with a code; none when it is not in the list.
pub fn rarc(code: &str) -> Option<&'static Rarc> {
    RARCS.get(code)
}

/// What a remark means; its code where the list has no words for it.
pub fn rarc_words(code: &str) -> String {
    rarc(code).map_or_else(
        || format!("Remark {} (no description installed)", code.trim()),
        |rarc| rarc.words.to_owned(),
    )
}

/// The groups of adjustments that a payer uses today (CAS01), as a list shows them.
pub const GROUPS: [&str; 4] = ["CO", "PR", "OA", "PI"];

/// Who bears an adjustment of a group (CAS01); nothing for what is no group.
pub fn group_words(group: &str) -> &'static str {
    match group {
        "CO" => "Contractual: the practice writes it off",
        "PR" => "The patient owes it",
        "OA" => "Other: neither the practice nor the patient by itself",
        "PI" => "The payer chose to reduce; look at it before it is written off",
        "CR" => "A correction of an earlier decision (4010 files)",
        _ => "",
    }
}

/// Every reason, in the order of the list.
pub fn all_carcs() -> &'static [Carc] {
    &CARCS.rows
}

/// Every remark, in the order of the list.
pub fn all_rarcs() -> &'static [Rarc] {
    &RARCS.rows
}

/// The reasons that a text means, at most `limit`: the code itself, then codes that begin so, then
/// those whose words have a word that begins with each word of the text. `CO-45` and `co45` find what
/// `45` finds.
pub fn find_carcs(text: &str, limit: usize) -> Vec<&'static Carc> {
    let text = without_group(text.trim());
    find(&CARCS.rows, text, limit, |carc| (carc.code, carc.words))
}

/// The remarks that a text means, at most `limit`, as [`find_carcs`] finds reasons.
pub fn find_rarcs(text: &str, limit: usize) -> Vec<&'static Rarc> {
    find(&RARCS.rows, text.trim(), limit, |rarc| {
        (rarc.code, rarc.words)
    })
}

/// What follows the group where one is typed before the number.
fn without_group(text: &str) -> &str {
    let Some((group, rest)) = text.split_at_checked(2) else {
        return text;
    };
    let known = GROUPS.iter().any(|known| known.eq_ignore_ascii_case(group));
    match rest.strip_prefix(['-', ' ']) {
        Some(rest) if known => rest.trim_start(),
        None if known && rest.starts_with(|c: char| c.is_ascii_digit()) => rest,
        _ => text,
    }
}

fn find<Row>(
    rows: &'static [Row],
    text: &str,
    limit: usize,
    shown: impl Fn(&Row) -> (&'static str, &'static str),
) -> Vec<&'static Row> {
    let text = text.to_lowercase();
    let typed: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let rank = |row: &Row| {
        let (code, words) = shown(row);
        let (code, words) = (code.to_lowercase(), words.to_lowercase());
        let mut of_words = words.split(|c: char| !c.is_alphanumeric());
        if code == text {
            Some(0)
        } else if code.starts_with(&text) {
            Some(1)
        } else if !typed.is_empty()
            && typed
                .iter()
                .all(|typed| of_words.clone().any(|word| word.starts_with(typed)))
        {
            // What begins with the text is meant sooner than what holds it somewhere.
            let begins = of_words
                .next()
                .is_some_and(|word| word.starts_with(typed[0]));
            Some(if begins { 2 } else { 3 })
        } else {
            None
        }
    };
    let mut found: Vec<(u8, &Row)> = rows
        .iter()
        .filter_map(|row| Some((rank(row)?, row)))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, row)| row).take(limit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_lists_is_found_once_and_has_words() {
        assert_eq!((all_carcs().len(), all_rarcs().len()), (257, 64));
        assert_eq!((CARCS.places.len(), RARCS.places.len()), (257, 64));
        for reason in all_carcs() {
            assert_eq!(carc(reason.code), Some(reason));
            assert!(!reason.words.is_empty() && !reason.category.is_empty());
        }
        for remark in all_rarcs() {
            assert_eq!(rarc(remark.code), Some(remark));
            assert!(!remark.words.is_empty());
        }
    }

    #[test]
    fn a_code_without_words_is_shown_as_its_number() {
        for (code, words) in [
            ("45", "Above the allowed amount"),
            (" b13 ", "Already paid"),
            ("9999", "Reason 9999 (no description installed)"),
            ("", "Reason  (no description installed)"),
        ] {
            assert_eq!(carc_words(code), words, "{code}");
        }
        assert_eq!(
            rarc_words("ma18"),
            "Forwarded to supplemental insurer (alert)"
        );
        assert_eq!(rarc_words("N999"), "Remark N999 (no description installed)");
        assert!(GROUPS.iter().all(|group| !group_words(group).is_empty()));
        assert_eq!(group_words("XX"), "");
    }

    #[test]
    fn reasons_are_found_by_code_and_by_word() {
        for (text, limit, codes) in [
            ("45", 9, &["45"][..]),
            ("CO-45", 9, &["45"]),
            ("pr3", 3, &["3", "31", "32"]),
            ("pr 1", 2, &["1", "10"]),
            ("1", 3, &["1", "10", "11"]),
            ("b1", 4, &["B1", "B10", "B11", "B12"]),
            ("dedu", 9, &["1", "281", "66", "247"]),
            ("filing late", 9, &["B4"]),
            ("copay", 2, &["3", "241"]),
            ("cobra", 9, &[]),
            ("", 2, &["1", "2"]),
            ("45", 0, &[]),
            ("é", 9, &[]),
        ] {
            let found: Vec<&str> = find_carcs(text, limit).iter().map(|c| c.code).collect();
            assert_eq!(found, codes, "{text}");
        }
        let found: Vec<&str> = find_rarcs("n13", 9).iter().map(|r| r.code).collect();
        assert_eq!(found, ["N130"]);
    }
}
