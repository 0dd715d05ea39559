//! Accounts that are with a collection agency: what was given to it, and when it came back. What the agency
//! gets in its file is an order of fields under the headings that it wants.

use values::{ActId, ClaimId, Day, GuarantorId, Money, PlacementId, UserId};

use crate::record::record;

record! {
    /// A visit that an agency has.
    pub struct PlacedVisit {
        /// A claim of it; none for a row of opening balances.
        pub claim_id: Option<ClaimId>,
        /// The row of opening balances that it is.
        pub opening: Option<ActId>,
        /// The first day of service.
        pub service_on: Option<Day>,
        /// What was owed when it was placed.
        pub amount: Money,
    }

    /// A column of the agency's file.
    pub struct AgencyColumn {
        /// By its code in [`FIELDS`].
        pub field: String,
        /// What stands over it.
        pub header: String,
    }

    /// What the practice agreed on with its agency.
    pub struct AgencyRules {
        /// Its name.
        pub name: String,
        /// The columns of its file in their order; none reads as [`shipped`].
        pub columns: Vec<AgencyColumn>,
    }
}

/// That an account came back from an agency.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Recalled {
    /// When, UTC milliseconds.
    pub at: i64,
    /// The day.
    pub on: Day,
    /// Who: the name as it was.
    pub by: String,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_id: Option<UserId>,
    /// Why.
    pub reason: String,
}

/// An account that is with an agency.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Placement {
    /// Made before it is first stored.
    pub id: PlacementId,
    /// Which account.
    pub account: GuarantorId,
    /// The agency's name.
    pub agency: String,
    /// The day on which it was placed.
    pub placed_on: Day,
    /// Who placed it: the name as it was.
    #[serde(default)]
    pub by: String,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_id: Option<UserId>,
    /// The visits with their amounts.
    pub visits: Vec<PlacedVisit>,
    /// The day on which it stood in a file for the agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exported_on: Option<Day>,
    /// Set when it came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recalled: Option<Recalled>,
}

impl Placement {
    /// What was given to the agency.
    pub fn total(&self) -> Money {
        self.visits.iter().map(|visit| visit.amount).sum()
    }
}

/// What can stand in a column: code, heading that ships.
pub const FIELDS: [(&str, &str); 20] = [
    ("account", "Account"),
    ("last", "Last name"),
    ("first", "First name"),
    ("born_on", "Birth date"),
    ("line1", "Address 1"),
    ("line2", "Address 2"),
    ("city", "City"),
    ("state", "State"),
    ("zip", "ZIP"),
    ("phone", "Phone"),
    ("language", "Language"),
    ("patient", "Patient"),
    ("claim", "Claim"),
    ("service_on", "Service date"),
    ("amount", "Amount placed"),
    ("owes", "Owed now"),
    ("placed_on", "Placed on"),
    ("last_statement_on", "Last statement"),
    ("last_letter_on", "Last letter"),
    ("agency", "Agency"),
];

/// The columns that ship: what an agency needs to write to somebody, and nothing of a diagnosis.
pub fn shipped() -> Vec<AgencyColumn> {
    let left_out = ["language", "owes", "agency", "last_letter_on"];
    let fields = FIELDS.iter().filter(|(field, _)| !left_out.contains(field));
    fields
        .map(|(field, header)| AgencyColumn {
            field: (*field).to_owned(),
            header: (*header).to_owned(),
        })
        .collect()
}

impl AgencyRules {
    /// The columns of the file.
    pub fn file(&self) -> Vec<AgencyColumn> {
        if self.columns.is_empty() {
            shipped()
        } else {
            self.columns.clone()
        }
    }
}
