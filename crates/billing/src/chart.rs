//! What a practice keeps about the people and organisations it bills: patients, their coverages,
//! payers and providers.

use values::{CoverageId, Day, GuarantorId, PatientId, PayerId, ProviderId};

use crate::appeal;
use crate::party::{Address, Name, Party, Reference};
use crate::record::record;

record! {
    /// What is known of a person: items 2, 3, 5.
    pub struct Demographics {
        /// Name.
        pub name: Name,
        /// Date of birth.
        pub born_on: Option<Day>,
        /// `F`, `M` or `U`.
        pub sex: String,
        /// Address.
        pub address: Address,
        /// Ten digits.
        pub phone: String,
        /// Date of death.
        pub died_on: Option<Day>,
    }
}

/// A patient.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Patient {
    /// Made before the patient is first stored.
    pub id: PatientId,
    /// The short number that people say; unique in the practice.
    pub account: String,
    /// The patient.
    pub person: Demographics,
    /// Who answers for the bill, as it was kept before guarantors had accounts of their own. It goes
    /// when the patient is saved next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guarantor: Option<Demographics>,
    /// Who answers for the bill, from which day of service, the earliest first. The patient does where
    /// nobody else is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answers>,
    /// Where the patient asked to be reached instead of at home (45 CFR 164.522(b)): whatever is for the
    /// patient alone goes there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidential: Option<Confidential>,
    /// Other numbers of the patient (`SY`, …).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
}

record! {
    /// Who answers for a patient's bill from a day of service on.
    pub struct Answers {
        /// None: from the beginning.
        pub from: Option<Day>,
        /// None: the patient.
        pub guarantor_id: Option<GuarantorId>,
    }
}

record! {
    /// An address and a telephone of a patient's own.
    pub struct Confidential {
        /// Empty when only the telephone was asked for: nothing is mailed then.
        pub address: Address,
        /// Ten digits.
        pub phone: String,
    }
}

impl Patient {
    /// The patient as whatever is for the patient alone names them: at the address that they asked for.
    pub fn reached(&self) -> Demographics {
        let mut person = self.person.clone();
        if let Some(own) = &self.confidential {
            person.address = own.address.clone();
            person.phone.clone_from(&own.phone);
        }
        person
    }

    /// Who answers for what was done on a day; none when the patient does.
    pub fn answers_on(&self, day: Option<Day>) -> Option<GuarantorId> {
        let holds = |one: &&Answers| match (one.from, day) {
            (None, _) => true,
            (Some(from), Some(day)) => from <= day,
            // What has no day is of before all.
            (Some(_), None) => false,
        };
        self.answers.iter().rfind(holds)?.guarantor_id
    }
}

/// Who answers for bills: an account, on which the bills of one or several patients stand.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Guarantor {
    /// Made before the guarantor is first stored.
    pub id: GuarantorId,
    /// The short number that people say: the patient's own when it is one; unique else.
    pub account: String,
    /// Set when it is a patient here: name and address are those of the chart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patient_id: Option<PatientId>,
    /// The person, when it is no patient here.
    #[serde(default)]
    pub person: Demographics,
    /// Of statements: `es`; empty for English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Statements in large print.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub large_print: bool,
    /// Set while no statement may go out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub do_not_bill: Option<DoNotBill>,
    /// Set when mail came back: no statement goes out before the address is corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_returned_on: Option<Day>,
}

record! {
    /// Why no statement may go out.
    pub struct DoNotBill {
        /// By its code in [`DO_NOT_BILL_REASONS`].
        pub reason: String,
        /// In a person's words.
        pub text: String,
        /// None: at once.
        pub from: Option<Day>,
        /// The last day; none: until somebody says otherwise.
        pub until: Option<Day>,
    }
}

/// Why no statement goes out: code, words.
pub const DO_NOT_BILL_REASONS: [(&str, &str); 6] = [
    ("dispute", "Disputed"),
    ("bankruptcy", "Bankruptcy"),
    ("deceased", "Died"),
    ("collections", "With a collection agency"),
    ("hardship", "Hardship under review"),
    ("other", "Other"),
];

impl DoNotBill {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// The words of its reason.
    pub fn words(&self) -> &str {
        DO_NOT_BILL_REASONS
            .iter()
            .find(|(code, _)| *code == self.reason)
            .map_or(self.reason.as_str(), |(_, words)| words)
    }
}

/// A patient's coverage by one payer.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Coverage {
    /// Made before the coverage is first stored.
    pub id: CoverageId,
    /// Whose coverage it is.
    pub patient_id: PatientId,
    /// Who pays.
    pub payer_id: PayerId,
    /// 1 primary, 2 secondary, 3 tertiary, and on.
    pub order: u8,
    /// Item 1a.
    #[serde(default)]
    pub member_id: String,
    /// Item 11: group or policy number.
    #[serde(default)]
    pub group_number: String,
    /// Item 11c: plan name.
    #[serde(default)]
    pub plan_name: String,
    /// SBR09, item 1.
    #[serde(default)]
    pub filing_indicator: String,
    /// SBR05: Medicare secondary payer type.
    #[serde(default)]
    pub insurance_type: String,
    /// Item 6, the patient's relationship to the insured: `18` self, …
    #[serde(default)]
    pub relationship: String,
    /// Items 4, 7, 11a.
    pub insured: Demographics,
    /// The first day of service that a claim used it for; what is known of its beginning.
    #[serde(default)]
    pub from: Option<Day>,
    /// The last day of service that a claim used it for, or its end.
    #[serde(default)]
    pub to: Option<Day>,
}

/// A payer.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Payer {
    /// Made before the payer is first stored.
    pub id: PayerId,
    /// 2010BB NM103.
    pub name: String,
    /// NM108: `PI` or `XV`.
    #[serde(default)]
    pub id_qualifier: String,
    /// NM109: the id under which claims reach it.
    #[serde(default)]
    pub payer_id: String,
    /// The carrier block.
    #[serde(default)]
    pub address: Address,
    /// SBR09 of new coverages, item 1; empty when nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub filing_indicator: String,
    /// Days from its remittance in which it takes an appeal or a corrected claim; none when nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal_days: Option<u16>,
}

impl Payer {
    /// How long it takes an appeal: its own days, else what is usual for its kind, else what is `usual` by
    /// the claim.
    pub fn appeal_limit(&self, usual: appeal::Limit) -> appeal::Limit {
        match (self.appeal_days, self.filing_indicator.as_str()) {
            (Some(days), _) => appeal::Limit { days, stated: true },
            (None, "") => usual,
            (None, kind) => appeal::usual(kind),
        }
    }
}

/// What a provider does for the practice.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ProviderRole {
    /// 2010AA: bills and is paid (item 33).
    Billing,
    /// 2310B: rendered the service (item 24J).
    Rendering,
    /// 2310A, 2310D, 2420E: referred, supervised or ordered (item 17).
    Referring,
    /// 2310C: where the service was rendered (item 32).
    Facility,
}

/// A provider, a billing organisation or a facility.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Provider {
    /// Made before the provider is first stored.
    pub id: ProviderId,
    /// What it does.
    pub role: ProviderRole,
    /// As the claims name it: name, NPI, address, tax id, taxonomy, telephone.
    pub party: Party,
}
