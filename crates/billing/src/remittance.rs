//! A remittance advice: a check or EFT of a payer and what it says of claims. It knows nothing of
//! X12: a keyed EOB makes one, and so will an 835. Amounts keep the sign of the paper: a takeback
//! is negative.

use values::{ActId, ClaimId, Day, LineId, Money, PayerId, RemitId};

use crate::claim::Adjustment;
use crate::ledger::policy::{Policy, PolicyRow};
use crate::record::record;

pub mod certificate;
pub mod computed;
pub mod keyed;

/// What stands in the place of a claim's number where a payer pays an opening balance.
pub const OPENING: &str = "opening";

record! {
    /// A claim as a remittance answers it (X12 835 loop 2100).
    pub struct RemitClaim {
        /// Tells it from the others of the remittance, for ever; from 1.
        pub part: u32,
        /// The claim here that it answers; none while it is not known.
        pub claim_id: Option<ClaimId>,
        /// In place of a claim: the row of opening balances that it pays. What such an answer leaves open
        /// stays with its payer.
        pub opening: Option<ActId>,
        /// CLP01: our claim number as the payer echoes it.
        pub number: String,
        /// CLP02: `1` primary, `2` secondary, `3` tertiary, `4` denied, `19` to `21` forwarded,
        /// `22` takeback, `23` not ours, `25` no money.
        pub status: String,
        /// CLP03.
        pub charge: Money,
        /// CLP04.
        pub paid: Money,
        /// CLP05: the patient's part, where the payer says it.
        pub patient_part: Option<Money>,
        /// CLP07: the payer's own number of the claim.
        pub control_number: String,
        /// AMT*I: interest; it stands in a provider adjustment too when the check carries it there.
        pub interest: Money,
        /// CAS of 2100: adjustments of the whole claim.
        pub adjustments: Vec<Adjustment>,
        /// MOA, MIA: remark codes of the whole claim.
        pub remarks: Vec<String>,
        /// The payer that it went on to (NM1*TT).
        pub forwarded_to: String,
        /// The service lines.
        pub lines: Vec<RemitLine>,
    }

    /// A service line as a remittance answers it (X12 835 loop 2110).
    pub struct RemitLine {
        /// The line here that it answers; none when the payer made it up (bundled, re-coded).
        pub line_id: Option<LineId>,
        /// DTM*472.
        pub service_on: Option<Day>,
        /// SVC01-2: the code that was paid.
        pub code: String,
        /// SVC01-3 to -6.
        pub modifiers: Vec<String>,
        /// SVC06-2: the code that we sent, where it differs.
        pub submitted_code: String,
        /// SVC05: a decimal as sent.
        pub units: String,
        /// Where our line was rendered (SV105 or CLM05): what a payer allows can differ by it.
        pub pos: String,
        /// SVC02.
        pub charge: Money,
        /// AMT*B6: what the payer allows for it.
        pub allowed: Option<Money>,
        /// SVC03.
        pub paid: Money,
        /// CAS of 2110.
        pub adjustments: Vec<Adjustment>,
        /// How many of the adjustments, the last ones, nobody typed: they follow from the rest.
        pub computed: u32,
        /// LQ*HE: remark codes.
        pub remarks: Vec<String>,
    }

    /// An adjustment that belongs to no claim (X12 PLB). Positive makes the check smaller.
    pub struct ProviderAdjustment {
        /// PLB03-1: `WO` recovery of an overpayment, `FB` balance forward, `L6` interest, `72` refund
        /// that we sent, `CT` capitation, …
        pub code: String,
        /// PLB03-2: often the payer's number of the claim that it is about.
        pub reference: String,
        /// PLB04.
        pub amount: Money,
    }
}

/// A remittance advice that is kept: on a sheet that is still open, or posted.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Remittance {
    /// Made before it is first stored.
    pub id: RemitId,
    /// Who pays; none while the sheet does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_id: Option<PayerId>,
    /// BPR04: `check`, `eft`, or `none` when no money moves.
    #[serde(default)]
    pub method: String,
    /// TRN02: the number of the check or EFT.
    #[serde(default)]
    pub number: String,
    /// BPR16: the day of the check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_on: Option<Day>,
    /// BPR02: what the check is over.
    #[serde(default)]
    pub amount: Money,
    /// The day in whose books it stands; none while it is parked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_on: Option<Day>,
    /// When it was posted, UTC milliseconds; 0 while it is parked.
    #[serde(default)]
    pub posted_at: i64,
    /// Who posted it: the name as it was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub posted_by: String,
    /// The practice's own rules for adjustments as they were when it was posted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<PolicyRow>,
    /// `keyed`.
    #[serde(default)]
    pub source: String,
    /// The claims, in the order of the paper.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<RemitClaim>,
    /// What belongs to no claim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provider_adjustments: Vec<ProviderAdjustment>,
    /// Claims (by part) that were taken back one by one after the check was posted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<u32>,
}

impl Remittance {
    /// A sheet with nothing on it.
    pub fn new(id: RemitId) -> Remittance {
        Remittance {
            id,
            payer_id: None,
            method: "check".to_owned(),
            number: String::new(),
            paid_on: None,
            amount: Money::ZERO,
            posted_on: None,
            posted_at: 0,
            posted_by: String::new(),
            rules: Vec::new(),
            source: "keyed".to_owned(),
            claims: Vec::new(),
            provider_adjustments: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// The number of the check as it is told from others: upper case, without leading zeros.
    pub fn plain_number(&self) -> String {
        plain_number(&self.number)
    }

    /// What its adjustments do: the rules as they were when it was posted.
    pub fn policy(&self) -> Policy {
        Policy::new(self.rules.clone())
    }

    /// The claims that stand in the books: all that were not taken back one by one.
    pub fn standing(&self) -> impl Iterator<Item = &RemitClaim> {
        self.claims
            .iter()
            .filter(|claim| !self.left_out.contains(&claim.part))
    }
}

/// A check's number as it is told from others: letters and digits in upper case, leading zeros off.
pub fn plain_number(number: &str) -> String {
    let plain: String = number
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect();
    plain.trim_start_matches('0').to_owned()
}

impl RemitClaim {
    /// Whether it is known what it answers.
    pub fn is_known(&self) -> bool {
        self.claim_id.is_some() || self.opening.is_some()
    }

    /// True of a takeback.
    pub fn takes_back(&self) -> bool {
        self.status == "22"
    }

    /// The sum of the adjustments in a group, of the claim and its lines.
    pub fn of_group(&self, group: &str) -> Money {
        let lines = self.lines.iter().flat_map(|line| &line.adjustments);
        self.adjustments
            .iter()
            .chain(lines)
            .filter(|a| a.group == group)
            .map(|a| a.amount)
            .sum()
    }
}

impl RemitLine {
    /// The sum of its adjustments.
    pub fn adjusted(&self) -> Money {
        self.adjustments.iter().map(|a| a.amount).sum()
    }
}
