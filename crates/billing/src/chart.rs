//! What a practice keeps about the people and organisations it bills: patients, their coverages,
//! payers and providers.

use values::{CoverageId, Day, PatientId, PayerId, ProviderId};

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
    /// Who answers for the bill; none when the patient does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guarantor: Option<Demographics>,
    /// Other numbers of the patient (`SY`, …).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
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
