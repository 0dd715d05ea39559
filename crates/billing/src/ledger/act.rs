//! Acts: what a person does to money apart from claims and remittances. An act is a record; the
//! postings follow from it.

use values::{ActId, ClaimId, Day, LineId, Money, PatientId, PayerId};

use crate::record::record;
use crate::statement::Language;

/// What an act does.
pub const KINDS: [&str; 11] = [
    "payment",
    "apply",
    "use_credit",
    "refund",
    "payer_refund",
    "discount",
    "write_off",
    "opening",
    "decision",
    "returned",
    "fee",
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
    /// `payment` of a patient, `apply` unapplied money, `use_credit` of a visit that pays another one of the
    /// account (its row is negative), `refund` to a patient, `payer_refund`,
    /// `discount`, `write_off`, `opening` balances, `decision` whose dollar it is, `returned` payment
    /// that the bank did not honor, `fee` of the practice that is no care.
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
    /// Of a `returned` payment: the payment that came back. Of its `fee`: the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_id: Option<ActId>,
    /// Of a payment that was moved from another account: the payment as it was first taken. The money
    /// itself came once, into that one's deposit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_id: Option<ActId>,
    /// Set when it needs somebody else's word: it moves nothing until that is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Approval>,
    /// Set when somebody looked at it whom its notice asked to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looked: Option<Looked>,
}

/// That somebody looked at an act.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Looked {
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who: the name as it was.
    pub by: String,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_id: Option<values::UserId>,
}

/// That an act is more than who did it may do alone.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Approval {
    /// When it was answered, UTC milliseconds; 0 while it waits.
    #[serde(default)]
    pub at: i64,
    /// Who answered: the name as it was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Who answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_id: Option<values::UserId>,
    /// True when the answer is yes.
    #[serde(default)]
    pub given: bool,
    /// Why not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
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
    /// True when its money went on to another account: nothing was given back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub moved: bool,
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

/// What a patient's payment is for, where it is not for what is owed: code, words.
pub const PAYMENT_REASONS: [(&str, &str); 1] = [("copay", "Copay")];

/// The fees of a practice that are no care: code, words, words in Spanish.
const FEES: [(&str, &str, &str); 4] = [
    ("returned_check", "Returned check", "Cheque devuelto"),
    ("missed_visit", "Missed visit", "Cita perdida"),
    ("records", "Copies of records", "Copias del expediente"),
    ("form", "Forms filled in", "Formularios llenados"),
];

/// Whether there is a fee of this code.
pub fn is_fee(code: &str) -> bool {
    FEES.iter().any(|(known, ..)| *known == code)
}

/// What a bill calls a fee.
pub fn fee_words(code: &str, language: Language) -> &'static str {
    let found = FEES.iter().find(|(known, ..)| *known == code);
    match (found, language) {
        (Some((_, english, _)), Language::English) => english,
        (Some((.., spanish)), Language::Spanish) => spanish,
        (None, Language::English) => "Fee",
        (None, Language::Spanish) => "Cargo",
    }
}

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
        .chain(&PAYMENT_REASONS)
        .find(|(c, _)| *c == code)
        .map(|(_, words)| *words)
        .or_else(|| is_fee(code).then(|| fee_words(code, Language::English)))
        .unwrap_or(code)
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
            of_id: None,
            first_id: None,
            approval: None,
            looked: None,
        }
    }

    /// Whether it waits for somebody else's word.
    pub fn waits(&self) -> bool {
        self.taken_back.is_none() && self.approval.as_ref().is_some_and(|asked| asked.at == 0)
    }

    /// Whether it moves money: it was not taken back, and what it needs a word for has it.
    pub fn stands(&self) -> bool {
        self.taken_back.is_none() && self.approval.as_ref().is_none_or(|asked| asked.given)
    }

    /// Whether a row of it is a balance of its own, without a claim: an opening balance or a fee.
    pub fn makes(&self, row: &ActRow) -> bool {
        matches!(self.kind.as_str(), "opening" | "fee") && row.claim_id.is_none()
    }

    /// What its rows take.
    pub fn applied(&self) -> Money {
        self.rows.iter().map(|row| row.amount).sum()
    }

    /// What it is, in words.
    pub fn title(&self) -> &'static str {
        kind_words(&self.kind)
    }
}

/// What an act of a kind is, in words.
pub fn kind_words(kind: &str) -> &'static str {
    match kind {
        "payment" => "Patient payment",
        "apply" => "Unapplied money applied",
        "use_credit" => "Credit used for another visit",
        "refund" => "Refund to the patient",
        "payer_refund" => "Refund to the payer",
        "discount" => "Discount",
        "write_off" => "Write-off",
        "opening" => "Opening balances",
        "returned" => "Payment returned by the bank",
        "fee" => "Fee",
        _ => "Whose balance it is",
    }
}
