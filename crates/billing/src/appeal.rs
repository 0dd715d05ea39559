//! Until when a payer takes an appeal or a corrected claim: days from the day of its remittance. A payer's
//! own days stand in its record; what is usual is data, `assets/codes/appeal-days.tsv`.

use std::sync::LazyLock;

/// Days that a payer can have: at least one, at most five years.
pub const MOST_DAYS: u16 = 1_827;

/// How long a payer takes an appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Days from the remittance.
    pub days: u16,
    /// True when the payer's record says so, false for what is usual.
    pub stated: bool,
}

static USUAL: LazyLock<Vec<(&str, u16)>> = LazyLock::new(|| {
    include_str!("../../../assets/codes/appeal-days.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, cells.next()?.parse().ok()?))
        })
        .collect()
});

/// What is usual for a kind of insurance (SBR09); that of none where the kind is not in the table.
pub fn usual(filing_indicator: &str) -> Limit {
    let days = |kind: &str| {
        USUAL
            .iter()
            .find(|(of, _)| *of == kind)
            .map(|(_, days)| *days)
    };
    Limit {
        days: days(filing_indicator).or_else(|| days("")).unwrap_or(90),
        stated: false,
    }
}

impl Limit {
    /// The limit in words: `120 days from the remittance, the payer's own`.
    pub fn words(self) -> String {
        let how = if self.stated {
            "as this payer's record says"
        } else {
            "which is usual; type the payer's own days in its record"
        };
        format!("{} days from the remittance, {how}", self.days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_usual_follows_the_kind_of_insurance() {
        for (kind, days) in [("MB", 120), ("MC", 60), ("16", 65), ("CI", 90), ("", 90)] {
            assert_eq!(
                usual(kind),
                Limit {
                    days,
                    stated: false
                },
                "{kind}"
            );
        }
        assert!(USUAL.iter().all(|(_, days)| (1..=MOST_DAYS).contains(days)));
        assert_eq!(USUAL.len(), 6, "every row of the table is read");
    }
}
