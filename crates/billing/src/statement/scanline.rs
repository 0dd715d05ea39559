//! The line of digits on the slip that a bank's reader reads: a template, for each bank says how it
//! wants it.

use std::fmt::Write;

use values::Money;

/// How a scan line is built, such as `{account:8} {cents:8} {luhn}`: text and blanks as they stand,
/// `{account:N}`, `{bill:N}` and `{cents:N}` filled with zeros to N digits, `{luhn}` the check digit
/// (ISO/IEC 7812-1 annex B) over all digits before it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Scanline(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Account(usize),
    Bill(usize),
    Cents(usize),
    Luhn,
}

/// Why a scan line is not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScanlineError {
    /// The template has a part that says nothing.
    #[error(
        "A part of this says nothing in a scan line. Use {{account:8}}, {{bill:8}}, {{cents:8}}, {{luhn}}, digits and blanks."
    )]
    Template,
    /// A value has more digits than its place, or is no number.
    #[error(
        "the {0} does not fit the {1} digits that the scan line has for it. Ask the bank for a longer line."
    )]
    Value(&'static str, usize),
    /// There is nothing to pay.
    #[error("a scan line needs an amount to pay")]
    Nothing,
}

/// The longest line that fits between the address and the edge, in cells of 7.2 points.
const LONGEST: usize = 23;

impl Default for Scanline {
    fn default() -> Scanline {
        let blank = || Piece::Text(" ".to_owned());
        Scanline(vec![
            Piece::Account(8),
            blank(),
            Piece::Cents(8),
            blank(),
            Piece::Luhn,
        ])
    }
}

impl TryFrom<String> for Scanline {
    type Error = ScanlineError;

    fn try_from(template: String) -> Result<Scanline, ScanlineError> {
        let wrong = || ScanlineError::Template;
        let mut pieces = Vec::new();
        let mut rest = template.as_str();
        while let Some((text, after)) = rest.split_once('{') {
            push_text(&mut pieces, text).ok_or_else(wrong)?;
            let (name, after) = after.split_once('}').ok_or_else(wrong)?;
            let (name, digits) = name.split_once(':').unwrap_or((name, ""));
            let digits: Option<usize> = digits.parse().ok().filter(|n| (1..=16).contains(n));
            pieces.push(match (name, digits) {
                ("account", Some(n)) => Piece::Account(n),
                ("bill", Some(n)) => Piece::Bill(n),
                ("cents", Some(n)) => Piece::Cents(n),
                ("luhn", None) => Piece::Luhn,
                _ => return Err(wrong()),
            });
            rest = after;
        }
        push_text(&mut pieces, rest).ok_or_else(wrong)?;
        let line = Scanline(pieces);
        if line.cells() == 0 || LONGEST < line.cells() {
            return Err(wrong());
        }
        Ok(line)
    }
}

/// Text of a line: digits and blanks only, since a reader knows no more.
fn push_text(pieces: &mut Vec<Piece>, text: &str) -> Option<()> {
    if !text.chars().all(|c| c == ' ' || c.is_ascii_digit()) {
        return None;
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
    Some(())
}

impl From<Scanline> for String {
    fn from(line: Scanline) -> String {
        line.0.iter().fold(String::new(), |mut text, piece| {
            let _ = match piece {
                Piece::Text(same) => write!(text, "{same}"),
                Piece::Account(n) => write!(text, "{{account:{n}}}"),
                Piece::Bill(n) => write!(text, "{{bill:{n}}}"),
                Piece::Cents(n) => write!(text, "{{cents:{n}}}"),
                Piece::Luhn => write!(text, "{{luhn}}"),
            };
            text
        })
    }
}

impl Scanline {
    /// How many characters it has.
    pub fn cells(&self) -> usize {
        let length = |piece: &Piece| match piece {
            Piece::Text(text) => text.len(),
            Piece::Account(n) | Piece::Bill(n) | Piece::Cents(n) => *n,
            Piece::Luhn => 1,
        };
        self.0.iter().map(length).sum()
    }

    /// The line of a bill.
    ///
    /// # Errors
    /// [`ScanlineError::Value`] when a number does not fit its place, [`ScanlineError::Nothing`]
    /// when nothing is due.
    pub fn line(&self, account: &str, bill: &str, due: Money) -> Result<String, ScanlineError> {
        if due <= Money::ZERO {
            return Err(ScanlineError::Nothing);
        }
        let cents = due.cents().to_string();
        let mut line = String::new();
        for piece in &self.0 {
            let (what, value, digits) = match piece {
                Piece::Text(text) => {
                    line.push_str(text);
                    continue;
                }
                Piece::Luhn => {
                    line.push(luhn(&line));
                    continue;
                }
                Piece::Account(n) => ("account number", account, *n),
                Piece::Bill(n) => ("bill number", bill, *n),
                Piece::Cents(n) => ("amount", cents.as_str(), *n),
            };
            let fits = !value.is_empty()
                && value.len() <= digits
                && value.bytes().all(|b| b.is_ascii_digit());
            if !fits {
                return Err(ScanlineError::Value(what, digits));
            }
            let _ = write!(line, "{value:0>digits$}");
        }
        Ok(line)
    }
}

/// The check digit of the digits of a text (ISO/IEC 7812-1 annex B).
pub fn luhn(text: &str) -> char {
    let digits = text.bytes().rev().filter(u8::is_ascii_digit);
    let sum: u32 = digits
        .zip(0u32..)
        .map(|(digit, place)| {
            let n = u32::from(digit - b'0') * if place % 2 == 0 { 2 } else { 1 };
            if 9 < n { n - 9 } else { n }
        })
        .sum();
    char::from_digit((10 - sum % 10) % 10, 10).unwrap_or('0')
}
