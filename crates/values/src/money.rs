//! US money in whole cents, read from what people type and from X12 `R` elements.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An amount of US money in whole cents.
///
/// Claims, payments and adjustments are all small and all dollars, so a cent count in an `i64` is
/// exact, sorts, sums, and stores as one SQLite integer.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Money(i64);

/// Why a typed amount was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// There was no number in the text.
    #[error("an amount looks like 1,250.00")]
    NotAnAmount,
    /// A third decimal place was given.
    #[error("amounts stop at whole cents")]
    FractionOfACent,
    /// The amount does not fit.
    #[error("the amount is too large")]
    TooLarge,
}

/// The largest amount that is read, in cents: ten billion dollars, far above any claim and far
/// below what sums of a practice's life could overflow.
const LARGEST: i64 = 1_000_000_000_000;

impl Money {
    /// No money.
    pub const ZERO: Money = Money(0);

    /// An amount of whole cents.
    pub const fn from_cents(cents: i64) -> Money {
        Money(cents)
    }

    /// The amount in whole cents.
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// The amount as an X12 `R` element writes it: no trailing zeros, no thousands separator.
    pub fn to_x12(self) -> String {
        let text = self.to_string();
        match text.strip_suffix(".00") {
            Some(whole) => whole.to_owned(),
            None => text.strip_suffix('0').unwrap_or(&text).to_owned(),
        }
    }

    /// Reads an X12 `R` element: `1250.5`, `.5`, `-12`, `12-`; decimals past the cent must be zero.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    pub fn from_x12(text: &str) -> Result<Money, MoneyError> {
        let text = text.trim();
        let (text, negative) = match text.strip_suffix('-') {
            Some(digits) => (digits, true),
            None => (text, false),
        };
        let text = text.strip_prefix('+').unwrap_or(text);
        let trimmed = match text.split_once('.') {
            Some((_, cents)) if 2 < cents.len() => {
                let extra = cents.len() - cents.trim_end_matches('0').len();
                &text[..text.len() - extra.min(cents.len() - 2)]
            }
            _ => text,
        };
        let money: Money = trimmed.parse()?;
        Ok(if negative { -money } else { money })
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    /// Reads what a biller types: `1250`, `1,250.5`, `-12.00`, `(12.00)`, `$5`.
    fn from_str(text: &str) -> Result<Money, MoneyError> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
            Some(inner) => (true, inner),
            None => (
                text.starts_with('-'),
                text.strip_prefix('-').unwrap_or(text),
            ),
        };
        let digits = digits.strip_prefix('$').unwrap_or(digits);
        let (dollars, cents) = digits.split_once('.').unwrap_or((digits, ""));
        // A comma parts thousands: `5,00` is no amount, or it would pass for five hundred.
        let mut groups = dollars.split(',');
        let first = groups.next().unwrap_or_default();
        if groups.clone().count() != 0 && !(1..=3).contains(&first.len())
            || groups.any(|group| group.len() != 3)
        {
            return Err(MoneyError::NotAnAmount);
        }
        let dollars = dollars.replace(',', "");
        if dollars.is_empty() && cents.is_empty() {
            return Err(MoneyError::NotAnAmount);
        }
        let all_digits = format!("{dollars}{cents:0<2}");
        if !all_digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(MoneyError::NotAnAmount);
        }
        if 2 < cents.len() {
            return Err(MoneyError::FractionOfACent);
        }
        let cents: i64 = all_digits.parse().map_err(|_| MoneyError::TooLarge)?;
        if LARGEST < cents {
            return Err(MoneyError::TooLarge);
        }
        Ok(Money(if negative { -cents } else { cents }))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0 + other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        self.0 += other.0;
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(-self.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, want: Result<&str, MoneyError>) {
        assert_eq!(
            typed.parse::<Money>().map(|m| m.to_string()),
            want.map(str::to_owned)
        );
    }

    #[test]
    fn reads_what_billers_type() {
        check("1,250.5", Ok("1250.50"));
        check("(12)", Ok("-12.00"));
        check("-0.07", Ok("-0.07"));
        check("$5", Ok("5.00"));
        check(".5", Ok("0.50"));
        check("", Err(MoneyError::NotAnAmount));
        check("$ten", Err(MoneyError::NotAnAmount));
        check("12,345,678.90", Ok("12345678.90"));
        // A comma in the place of a point would be a hundred times as much.
        for wrong in ["5,00", "1250,5", ",500", "1,", "1,2345", "12345,678"] {
            check(wrong, Err(MoneyError::NotAnAmount));
        }
        check("1.005", Err(MoneyError::FractionOfACent));
        check("99999999999999999999", Err(MoneyError::TooLarge));
    }

    #[test]
    fn x12_amounts_go_both_ways() {
        for (text, cents, back) in [
            ("1250.5", 125_050, "1250.5"),
            ("79.04", 7_904, "79.04"),
            ("100", 10_000, "100"),
            ("100.00", 10_000, "100"),
            ("100.0000", 10_000, "100"),
            (".9", 90, "0.9"),
            ("12-", -1_200, "-12"),
            ("+3.10", 310, "3.1"),
        ] {
            let money = Money::from_x12(text).unwrap();
            assert_eq!(
                (money.cents(), money.to_x12().as_str()),
                (cents, back),
                "{text}"
            );
        }
        assert_eq!(Money::from_x12("1.005"), Err(MoneyError::FractionOfACent));
        assert_eq!(Money::from_x12("abc"), Err(MoneyError::NotAnAmount));
    }
}
