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
        /// The envelope: `10` with two windows, `1` with one and the return address on it.
        pub envelope: String,
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
