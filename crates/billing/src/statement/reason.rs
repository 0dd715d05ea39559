//! Why something is left to the patient: the patient's part of a visit, cent by cent.

use values::{Day, Money};

use crate::record::record;

/// Why an amount is the patient's. Follows from the group and reason (CAS01, CAS02) of the posted
/// adjustments; the numbers stand in brackets.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Why {
    /// The plan's set fee for a visit (PR-3).
    Copay,
    /// Counts toward the yearly deductible (PR-1, PR-66).
    Deductible,
    /// A share of the agreed price (PR-2).
    Coinsurance {
        /// The share in hundredths of a percent (2000 is 20 %), where the payer's answer or the
        /// coverage tells it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        percent_bp: Option<u32>,
    },
    /// The plan does not pay for it (PR-96, PR-204, PR-49 …).
    NotCovered {
        /// What it does not pay for, in the bill's language: `forms`. Empty when nobody said.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        what: String,
    },
    /// The plan had paid the most that it pays in a year, or for this kind of care (PR-119, PR-35).
    UsedUp,
    /// The plan says that it was not in force on that day (PR-26, PR-27, PR-31).
    NotInsuredThen,
    /// The plan waits for something that only the patient can answer (PR-227, PR-22 …).
    PayerWaits {
        /// The plan, as it is printed.
        payer: String,
    },
    /// The plan had paid it and took it back.
    TookBack {
        /// The plan, as it is printed.
        payer: String,
        /// The day on which it was posted.
        on: Day,
    },
    /// No insurance was used: a price of our own.
    NoInsurance,
    /// A fee of the practice itself that is no care: a returned check, a missed visit.
    OurFee,
    /// Brought over from the books of an earlier system, which said only how much.
    BroughtOver,
    /// The plan left it to the patient without saying more, or for a reason that has no sentence here.
    #[default]
    LeftToYou,
}

record! {
    /// What a second or later plan paid for a visit; part of the visit's `insurance_paid`.
    pub struct SecondPayer {
        /// The plan, as it is printed.
        pub payer: String,
        /// What it paid, from its answers.
        pub amount: Money,
        /// The day on which its last answer was posted.
        pub on: Option<Day>,
    }
}

/// A reason with its cents.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(from = "Kept")]
pub struct Reason {
    /// Why.
    #[serde(flatten)]
    pub why: Why,
    /// How much of the patient's part, before anything that the patient paid or was let off. Sums of
    /// the adjustments in the payers' answers that the standing gives to the patient.
    pub amount: Money,
}

/// As it is kept: statements of before wrote no `why` where nothing more was said.
#[derive(serde::Deserialize)]
struct Kept {
    #[serde(flatten)]
    why: Option<Why>,
    #[serde(default)]
    amount: Money,
}

impl From<Kept> for Reason {
    fn from(kept: Kept) -> Reason {
        Reason::new(kept.why.unwrap_or_default(), kept.amount)
    }
}

impl Reason {
    /// A reason with its cents.
    pub fn new(why: Why, amount: Money) -> Reason {
        Reason { why, amount }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_reads_back_as_it_was_written() {
        for why in [
            Why::LeftToYou,
            Why::Copay,
            Why::Coinsurance { percent_bp: None },
        ] {
            let reason = Reason::new(why, Money::from_cents(5));
            let text = serde_json::to_string(&reason).unwrap();
            assert_eq!(serde_json::from_str::<Reason>(&text).unwrap(), reason);
        }
        let nameless: Reason = serde_json::from_str(r#"{"amount":500}"#).unwrap();
        assert_eq!(nameless.why, Why::LeftToYou);
    }
}
