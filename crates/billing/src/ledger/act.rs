//! Acts: what a person does to money apart from claims and remittances. An act is a record; the
//! postings follow from it.

use values::{ActId, ClaimId, Day, LineId, Money, PatientId, PayerId};

use crate::record::record;

/// What an act does.
pub const KINDS: [&str; 8] = [
    "payment",
    "apply",
    "refund",
    "payer_refund",
    "discount",
    "write_off",
    "opening",
    "decision",
];

record! {
    /// One line of an act: where its money goes.
    pub struct ActRow {
        /// The claim it is about.
        pub claim_id: Option<ClaimId>,
        /// The service line; none for the whole claim.
        pub line_id: Option<LineId>,
        /// A row of opening balances without a claim that it is about, or, in an `opening`, the name
        /// that this row gets.
        pub opening: Option<ActId>,
        /// Whose balance: `1`, `2`, `3`, `patient`, `us`.
        pub owner: String,
        /// The patient of a row of opening balances.
        pub patient_id: Option<PatientId>,
        /// The payer of a row of opening balances.
        pub payer_id: Option<PayerId>,
        /// How much.
        pub amount: Money,
        /// The day of service of a row of opening balances.
        pub service_on: Option<Day>,
    }
}

/// An act.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Act {
    /// Made before it is first stored.
    pub id: ActId,
    /// `payment` of a patient, `apply` unapplied money, `refund` to a patient, `payer_refund`,
    /// `discount`, `write_off`, `opening` balances, `decision` whose dollar it is.
    pub kind: String,
    /// In whose day's books it stands.
    pub on: Day,
    /// Who did it: the name as it was.
    #[serde(default)]
    pub by: String,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_id: Option<values::UserId>,
    /// The patient whose money it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patient_id: Option<PatientId>,
    /// The payer whose money it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_id: Option<PayerId>,
    /// All of it; what no row takes of a payment stays unapplied.
    #[serde(default)]
    pub amount: Money,
    /// `cash`, `check`, `card`, `other`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub method: String,
    /// Check number, or the processor's number of a card payment. Never a card number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The reason by its code: `small_balance`, `hardship`, `timely_filing`, …
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// In a person's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Where it goes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<ActRow>,
    /// The total of the old system that opening balances tie to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ties_to: Option<Money>,
    /// Set when it was taken back: its postings are reversed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back: Option<TakenBack>,
}

/// That an act was taken back.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TakenBack {
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who: the name as it was.
    pub by: String,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_id: Option<values::UserId>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// The reasons of write-offs: code, words.
pub const WRITE_OFF_REASONS: [(&str, &str); 8] = [
    ("timely_filing", "Filed too late"),
    ("no_authorization", "No authorization"),
    ("not_covered", "Not covered, not billable"),
    ("bundled", "Bundled"),
    ("small_balance", "Small balance"),
    ("bad_debt", "Bad debt"),
    ("deceased", "Patient died, no estate"),
    ("other", "Other"),
];

/// The reasons of discounts: code, words.
pub const DISCOUNT_REASONS: [(&str, &str); 6] = [
    ("hardship", "Hardship"),
    ("prompt_pay", "Paid at once"),
    ("self_pay", "Self-pay price"),
    ("courtesy", "Courtesy"),
    ("small_balance", "Small balance"),
    ("other", "Other"),
];

/// The words of a reason.
pub fn reason_words(code: &str) -> &str {
    WRITE_OFF_REASONS
        .iter()
        .chain(&DISCOUNT_REASONS)
        .find(|(c, _)| *c == code)
        .map_or(code, |(_, words)| words)
}

impl Act {
    /// An act with nothing in it.
    pub fn new(id: ActId, kind: &str, on: Day) -> Act {
        Act {
            id,
            kind: kind.to_owned(),
            on,
            by: String::new(),
            by_id: None,
            patient_id: None,
            payer_id: None,
            amount: Money::ZERO,
            method: String::new(),
            number: String::new(),
            reason: String::new(),
            text: String::new(),
            rows: Vec::new(),
            ties_to: None,
            taken_back: None,
        }
    }

    /// What its rows take.
    pub fn applied(&self) -> Money {
        self.rows.iter().map(|row| row.amount).sum()
    }

    /// What it is, in words.
    pub fn title(&self) -> &'static str {
        match self.kind.as_str() {
            "payment" => "Patient payment",
            "apply" => "Unapplied money applied",
            "refund" => "Refund to the patient",
            "payer_refund" => "Refund to the payer",
            "discount" => "Discount",
            "write_off" => "Write-off",
            "opening" => "Opening balances",
            _ => "Whose balance it is",
        }
    }
}
