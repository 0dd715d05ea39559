//! How a practice bills its patients: when a statement goes out, what it says besides the figures, and
//! how the paper lies in its envelope.

use values::Money;

use super::level::Levels;
use super::{Practice, Promises};
use crate::letter::LetterStage;
use crate::placement::AgencyRules;
use crate::record::record;

record! {
    /// The practice's own rules for statements. What is empty reads as [`StatementRules::ships`] says.
    pub struct StatementRules {
        /// `statements`: there is one.
        pub id: String,
        /// Days from one statement of an account to the next.
        pub cycle_days: u16,
        /// An account that owes less gets none.
        pub minimum: Money,
        /// Days to pay.
        pub due_days: u16,
        /// When a statement becomes a reminder, past due, and the last one.
        pub levels: Levels,
        /// Who sends it, and how it is answered.
        pub practice: Practice,
        /// What the practice confirmed.
        pub promises: Promises,
        /// The practice's own page, as it is typed: `harborlane.example/pay`; empty for none.
        pub pay_page: String,
        /// How the scan line is built: `{account:8} {cents:8} {luhn}`; empty for none.
        pub scanline: String,
        /// By how much a bill may pass its good-faith estimate before it may be disputed (45 CFR
        /// 149.620).
        pub dispute_from: Money,
        /// What a small-balance run writes off at the most.
        pub small_balance: Money,
        /// Days after which a payment of a plan is missed; none reads as five.
        pub grace_days: Option<u16>,
        /// The letters after the last statement; none reads as those that ship.
        pub letters: Vec<LetterStage>,
        /// What was agreed on with the collection agency.
        pub agency: AgencyRules,
        /// The envelope: `10` with two windows, `1` with one and the return address on it, `own` with
        /// the numbers of `windows`.
        pub envelope: String,
        /// The practice's own numbers of its envelopes.
        pub windows: Envelopes,
    }
}

record! {
    /// The windows of a practice's envelopes, as somebody measured them.
    pub struct Envelopes {
        /// The upper window, with the return address; none when it is printed on the envelope.
        pub sender: Option<Window>,
        /// The window with the patient's address.
        pub addressee: Option<Window>,
        /// The window of the return envelope; none when that has none.
        pub remit: Option<Window>,
    }

    /// An envelope with a window, in thousandths of an inch, from the lower left corner of its front.
    pub struct Window {
        /// The envelope's width.
        pub envelope_width: i32,
        /// The envelope's height.
        pub envelope_height: i32,
        /// The window's width.
        pub width: i32,
        /// The window's height.
        pub height: i32,
        /// From the left edge.
        pub left: i32,
        /// From the lower edge.
        pub up: i32,
    }
}

impl StatementRules {
    /// Its only id.
    pub const ID: &'static str = "statements";

    /// The letters after the last statement.
    pub fn series(&self) -> Vec<LetterStage> {
        if self.letters.is_empty() {
            crate::letter::shipped()
        } else {
            self.letters.clone()
        }
    }

    /// Days after which a payment of a plan is missed.
    pub fn grace(&self) -> u16 {
        self.grace_days.unwrap_or(5)
    }

    /// What holds until somebody sets it.
    pub fn ships() -> StatementRules {
        StatementRules {
            id: Self::ID.to_owned(),
            cycle_days: 28,
            minimum: Money::from_cents(500),
            due_days: 21,
            levels: Levels::ships(),
            dispute_from: Money::from_cents(40_000),
            small_balance: Money::from_cents(500),
            envelope: "10".to_owned(),
            ..StatementRules::default()
        }
    }
}

impl Envelopes {
    /// The usual double windows, from which somebody begins who measures their own.
    pub fn usual() -> Envelopes {
        let ten = Window {
            envelope_width: 9_500,
            envelope_height: 4_125,
            width: 4_000,
            height: 1_000,
            left: 500,
            up: 500,
        };
        Envelopes {
            sender: Some(Window {
                width: 3_500,
                height: 875,
                up: 2_500,
                ..ten.clone()
            }),
            addressee: Some(ten),
            remit: Some(Window {
                envelope_width: 8_875,
                envelope_height: 3_875,
                width: 4_500,
                height: 1_125,
                left: 875,
                up: 500,
            }),
        }
    }
}

/// Reads inches as somebody measures them, to the thousandth: `9.5`, `.875`, `0 7/8` is not read.
pub fn inches(text: &str) -> Option<i32> {
    let text = text.trim().trim_end_matches(['"', '″']).trim_end();
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || (whole.is_empty() && part.is_empty()) {
        return None;
    }
    if 2 < whole.len() || 3 < part.len() {
        return None;
    }
    format!("{whole}{part:0<3}").parse().ok()
}

/// Thousandths of an inch as they are typed: `9.5`, `0.875`.
pub fn inch_text(thousandths: i32) -> String {
    let text = format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inches_are_read_to_the_thousandth() {
        for (typed, thousandths) in [
            ("9.5", 9_500),
            (".875", 875),
            ("0.5\"", 500),
            (" 4 ", 4_000),
            ("12.125", 12_125),
        ] {
            assert_eq!(inches(typed), Some(thousandths), "{typed}");
        }
        for typed in ["", ".", "-1", "7/8", "0.8755", "100", "9,5", "1e3"] {
            assert_eq!(inches(typed), None, "{typed}");
        }
        assert_eq!(inch_text(9_500), "9.5");
        assert_eq!(inch_text(875), "0.875");
        assert_eq!(inch_text(4_000), "4");
    }
}
