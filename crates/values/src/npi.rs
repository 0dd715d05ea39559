//! The National Provider Identifier.

use std::fmt;
use std::str::FromStr;

/// A National Provider Identifier: ten digits, the first 1 or 2, with a Luhn check digit over
/// `80840` and the number (45 CFR 162.406).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Npi(u64);

/// Why a text is not an NPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NpiError {
    /// Not ten digits that begin with 1 or 2.
    #[error("an NPI has ten digits and begins with 1 or 2")]
    NotAnNpi,
    /// The check digit does not fit.
    #[error("the NPI's last digit does not fit the others; one digit is mistyped")]
    CheckDigit,
}

impl Npi {
    /// The NPI whose first nine digits are given (the check digit is worked out).
    ///
    /// # Errors
    /// [`NpiError::NotAnNpi`] unless there are nine digits that begin with 1 or 2.
    pub fn from_first_nine(first: u64) -> Result<Npi, NpiError> {
        if !(100_000_000..300_000_000).contains(&first) {
            return Err(NpiError::NotAnNpi);
        }
        Ok(Npi(
            first * 10 + (0..10).find(|&c| luhn(first * 10 + c)).unwrap_or(0)
        ))
    }
}

/// The Luhn sum over the number and the prefix 80840, which adds 24.
fn luhn(mut number: u64) -> bool {
    let (mut sum, mut double) = (24, false);
    while 0 < number {
        let digit = number % 10;
        let value = if double { digit * 2 } else { digit };
        sum += if 9 < value { value - 9 } else { value };
        (number, double) = (number / 10, !double);
    }
    sum % 10 == 0
}

impl FromStr for Npi {
    type Err = NpiError;

    fn from_str(text: &str) -> Result<Npi, NpiError> {
        let text = text.trim();
        let fits = text.len() == 10
            && text.bytes().all(|b| b.is_ascii_digit())
            && matches!(text.as_bytes().first(), Some(b'1' | b'2'));
        let number: u64 = match fits {
            true => text.parse().map_err(|_| NpiError::NotAnNpi)?,
            false => return Err(NpiError::NotAnNpi),
        };
        if luhn(number) {
            Ok(Npi(number))
        } else {
            Err(NpiError::CheckDigit)
        }
    }
}

impl fmt::Display for Npi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:010}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_decides() {
        assert_eq!(
            "1234567893".parse::<Npi>().map(|n| n.to_string()),
            Ok("1234567893".into())
        );
        assert_eq!("1234567890".parse::<Npi>(), Err(NpiError::CheckDigit));
        assert_eq!("3234567893".parse::<Npi>(), Err(NpiError::NotAnNpi));
        assert_eq!("123456789".parse::<Npi>(), Err(NpiError::NotAnNpi));
        let made = Npi::from_first_nine(290_244_417).unwrap().to_string();
        assert_eq!(made.parse::<Npi>().map(|n| n.to_string()), Ok(made));
    }
}
