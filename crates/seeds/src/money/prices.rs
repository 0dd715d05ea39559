//! What each payer allows for a code: stable from line to line, with one rise on a New Year's Day for
//! those whose fee schedules the practice has.

use billing::claim::ServiceLine;
use values::{Day, Money};

use crate::codes::FEES;
use crate::payers::MEDICARE;

/// What of the practice's charges each payer allows, in percent, in the order of the payers.
const PERCENT: [i64; 12] = [68, 64, 60, 54, 43, 71, 70, 55, 58, 76, 82, 66];

/// The payers, by their places, whose fee schedules the practice has.
pub(crate) const SCHEDULED: [usize; 2] = [0, MEDICARE];

/// What a code is, as far as prices and the patient's part depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A visit: a copay is due.
    Visit,
    /// A check-up, a vaccine or a screening: plans pay all of it.
    Preventive,
    /// A laboratory test.
    Test,
    /// Everything else.
    Other,
}

pub(super) fn sort(code: &str) -> Sort {
    let number: u32 = code.parse().unwrap_or(0);
    match (code, number) {
        ("G0438" | "G0439" | "G0444" | "G0008", _) => Sort::Preventive,
        (_, 90460..=90799 | 96127 | 99173 | 99381..=99397) => Sort::Preventive,
        (_, 36415 | 80000..=89999) => Sort::Test,
        (_, 99202..=99239 | 99341..=99350) => Sort::Visit,
        _ => Sort::Other,
    }
}

/// The New Year's Day of the rise.
pub(crate) fn rise(today: Day) -> Day {
    Day::new(today.year(), 1, 1).unwrap_or(today)
}

/// What a payer allows for one unit of a code, in cents, before the rise or after it.
pub(crate) fn unit(payer: usize, code: &str, risen: bool) -> Option<i64> {
    let at = FEES.binary_search_by_key(&code, |(code, _)| code).ok()?;
    let (_, fee) = *FEES.get(at)?;
    // Contracts differ a little from code to code, always in the same way.
    let spread = code
        .bytes()
        .fold(payer as i64 * 5, |sum, byte| sum * 3 + i64::from(byte))
        % 9
        - 4;
    let sort = match sort(code) {
        Sort::Test => -12,
        Sort::Preventive => 6,
        _ => 0,
    };
    let percent = PERCENT.get(payer).copied().unwrap_or(60) + spread + sort;
    let before = fee * percent / 100;
    let now = if risen && SCHEDULED.contains(&payer) {
        before * 103 / 100
    } else {
        before
    };
    Some(now.max(1))
}

/// What a payer allows for a line; never more than its charge.
pub(super) fn allowed(payer: usize, line: &ServiceLine, today: Day) -> Money {
    let charge = line.charge.cents();
    let percent = PERCENT.get(payer).copied().unwrap_or(60);
    let risen = line.from.is_some_and(|day| rise(today) <= day);
    let units: Option<i64> = line.units.parse().ok().filter(|_| line.unit == "UN");
    let cents = match (unit(payer, &line.code, risen), units) {
        (Some(unit), Some(units)) => {
            let both = line.modifiers.iter().any(|m| m == "50");
            unit * units * if both { 3 } else { 2 } / 2
        }
        _ => charge * percent / 100,
    };
    Money::from_cents(cents.min(charge))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PAYERS;

    #[test]
    fn every_payer_allows_something_below_the_charge() {
        for payer in 0..PAYERS.len() {
            for (code, fee) in FEES {
                let (before, after) = (unit(payer, code, false), unit(payer, code, true));
                assert!(
                    before.is_some_and(|cents| 0 < cents && cents <= *fee),
                    "{code}"
                );
                assert_eq!(
                    before < after || before.is_some_and(|cents| cents < 34),
                    SCHEDULED.contains(&payer) || before.is_some_and(|cents| cents < 34),
                    "{code} of payer {payer}"
                );
            }
        }
    }

    #[test]
    fn codes_are_told_apart() {
        for (code, want) in [
            ("99213", Sort::Visit),
            ("99396", Sort::Preventive),
            ("G0439", Sort::Preventive),
            ("80053", Sort::Test),
            ("20610", Sort::Other),
            ("J3301", Sort::Other),
        ] {
            assert_eq!(sort(code), want, "{code}");
        }
    }
}
