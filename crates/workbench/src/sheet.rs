//! A remittance sheet as it crosses to the interface: texts as typed, and what they come to.

use crate::view::view;

view! {
    /// A page of the remittances.
    pub struct RemittancesAsk {
        /// Each word of it is the beginning of the number or of a word of the payer's name, an amount, a
        /// day of the check or of its posting, or `parked`, `posted`, `taken back`; empty for all.
        pub text: String,
        /// From which place in the list, from 0.
        pub from: u32,
    }

    /// Remittances: what is parked first, then the newest.
    pub struct RemittanceRows {
        /// At most 200.
        pub rows: Vec<RemittanceRow>,
        /// How many there are of what was asked for.
        pub found: u32,
        /// How many are parked.
        pub parked: i64,
        /// How many are posted.
        pub posted: i64,
    }

    /// A remittance of the list.
    pub struct RemittanceRow {
        /// Its id.
        pub id: String,
        /// The payer's name, or empty.
        pub payer: String,
        /// `check`, `eft`, `none`.
        pub method: String,
        /// Check or EFT number.
        pub number: String,
        /// The day of the check, ISO, or empty.
        pub paid_on: String,
        /// What it is over.
        pub amount_cents: i64,
        /// Claims on it.
        pub claims: u32,
        /// Claims that were taken back one by one.
        pub left_out: u32,
        /// `parked` or `posted`.
        pub state: String,
        /// True of a parked one that was posted before.
        pub taken_back: bool,
        /// The day in whose books it stands, ISO, or empty.
        pub posted_on: String,
        /// Who posted it, or empty.
        pub posted_by: String,
        /// What of the check is not explained yet.
        pub remainder_cents: i64,
    }

    /// A sheet as it is typed. Amounts, days and codes are texts as people write them.
    pub struct SheetTexts {
        /// The remittance's id; empty for a new sheet.
        pub id: String,
        /// The version that was read; 0 for a new sheet.
        pub version: i64,
        /// The payer's id, or empty.
        pub payer_id: String,
        /// `check`, `eft`, `none`.
        pub method: String,
        /// Check or EFT number.
        pub number: String,
        /// The day of the check.
        pub paid_on: String,
        /// What it is over.
        pub amount: String,
        /// The claims, in the order of the paper.
        pub claims: Vec<SheetClaimTexts>,
        /// What belongs to no claim.
        pub provider: Vec<SheetProviderTexts>,
    }

    /// A claim of a sheet, as typed.
    pub struct SheetClaimTexts {
        /// Tells it from the others of the sheet; 0 for a new one.
        pub part: u32,
        /// Our claim's id, or that of a row of opening balances.
        pub claim_id: String,
        /// `1`, `2`, `3`, `4`, `19` to `22`; empty for what follows from the payer's place in line.
        pub status: String,
        /// The payer's number of the claim.
        pub control_number: String,
        /// The patient's part, where the paper says it.
        pub patient_part: String,
        /// Interest.
        pub interest: String,
        /// Remark codes, parted by spaces.
        pub remarks: String,
        /// The payer that it went on to.
        pub forwarded_to: String,
        /// Adjustments of the whole claim: `CO-45 20.00, PR-1 5`.
        pub adjustments: String,
        /// What the whole claim is paid, when the paper names no lines; else empty.
        pub paid: String,
        /// Lines. Left empty they are our claim's, each to be answered, unless `paid` says it all.
        pub lines: Vec<SheetLineTexts>,
    }

    /// A line of a claim of a sheet, as typed.
    pub struct SheetLineTexts {
        /// Our line's id; empty for a line that the payer made up.
        pub line_id: String,
        /// The code that was paid, when it is another one or the line is the payer's own.
        pub code: String,
        /// The charge, when the line is the payer's own.
        pub charge: String,
        /// What the payer allows.
        pub allowed: String,
        /// What it pays. Empty is not answered yet; `0` is a zero pay.
        pub paid: String,
        /// Adjustments: `PR-1 5, CO-97 80`. What allowed and paid leave over is computed.
        pub adjustments: String,
        /// Remark codes, parted by spaces.
        pub remarks: String,
    }

    /// A provider-level adjustment, as typed.
    pub struct SheetProviderTexts {
        /// `WO`, `FB`, `L6`, `72`, `CT`, …
        pub code: String,
        /// The payer's number of the claim it is about.
        pub reference: String,
        /// Positive makes the check smaller.
        pub amount: String,
    }

    /// A sheet: what was typed, and what it comes to.
    pub struct SheetView {
        /// As typed, with ids and versions filled in.
        pub texts: SheetTexts,
        /// `open` (not kept yet), `parked`, `posted`.
        pub state: String,
        /// In a sentence: when it was posted and by whom; empty.
        pub posted: String,
        /// The payer's name, or empty.
        pub payer: String,
        /// What the check is over.
        pub amount_cents: i64,
        /// What its claims come to.
        pub claims_cents: i64,
        /// What its provider-level adjustments take off (positive) or add (negative).
        pub provider_cents: i64,
        /// What is left to explain; 0 when it ties.
        pub remainder_cents: i64,
        /// Lines that are not answered yet.
        pub unanswered: u32,
        /// True when it can be posted.
        pub closes: bool,
        /// The claims.
        pub claims: Vec<SheetClaimView>,
        /// The provider-level adjustments, in words.
        pub provider: Vec<SheetProviderView>,
        /// The certificate: every check, those that hold too.
        pub checks: Vec<SheetCheckView>,
        /// What cannot be read or is missing.
        pub faults: Vec<SheetFaultView>,
        /// What to say of a parked sheet that seems to be the same check; empty when there is none.
        pub parked: String,
        /// That sheet's id.
        pub parked_id: String,
        /// What to say of the same check that is posted already; empty when there is none.
        pub twin: String,
        /// That check's id.
        pub twin_id: String,
    }

    /// A claim of a sheet.
    pub struct SheetClaimView {
        /// Tells it from the others.
        pub part: u32,
        /// Our claim; empty where an opening balance is paid.
        pub claim_id: String,
        /// CLM01, or `opening`.
        pub number: String,
        /// The patient's id.
        pub patient_id: String,
        /// As lists show the patient.
        pub patient: String,
        /// ISO, or empty.
        pub born_on: String,
        /// The account number.
        pub account: String,
        /// First day of service, ISO.
        pub service_on: String,
        /// Which payer of the visit answers: 1, 2, 3.
        pub order: u8,
        /// The status in words: `primary`, `secondary`, `takeback`, …
        pub status: String,
        /// What was charged.
        pub charge_cents: i64,
        /// What is paid.
        pub paid_cents: i64,
        /// What is written off.
        pub off_cents: i64,
        /// What becomes the patient's or the next payer's.
        pub patient_cents: i64,
        /// What is denied and stays to be worked.
        pub work_cents: i64,
        /// True when it adds up.
        pub balanced: bool,
        /// True when it was taken back by itself after the check was posted.
        pub left_out: bool,
        /// Whose dollars the visit's open dollars are without this sheet.
        pub before: Vec<OwnedView>,
        /// And with it.
        pub after: Vec<OwnedView>,
        /// Its lines.
        pub lines: Vec<SheetLineView>,
    }

    /// Dollars of an owner.
    pub struct OwnedView {
        /// `1`, `2`, `3`, `patient`, `hold`, `us`.
        pub owner: String,
        /// In words: the payer's name, `Patient`, `On hold`, `To work`.
        pub title: String,
        /// How much.
        pub cents: i64,
    }

    /// A line of a claim of a sheet.
    pub struct SheetLineView {
        /// Our line's id, or empty.
        pub line_id: String,
        /// From 1, on our claim; 0 for the payer's own.
        pub n: u32,
        /// ISO, or empty.
        pub service_on: String,
        /// CPT or HCPCS.
        pub code: String,
        /// Up to four.
        pub modifiers: Vec<String>,
        /// Units as sent.
        pub units: String,
        /// What was charged.
        pub charge_cents: i64,
        /// What the payer is expected to allow; none when nobody knows.
        pub expected_cents: Option<i64>,
        /// What the payer is expected to pay; none when nobody knows.
        pub expected_paid_cents: Option<i64>,
        /// Where that comes from: `fee schedule`, `9 paid lines`.
        pub expected_from: String,
        /// What earlier payers paid and took off.
        pub earlier_cents: i64,
        /// What the payer allows.
        pub allowed_cents: Option<i64>,
        /// What it pays; none while it is not answered.
        pub paid_cents: Option<i64>,
        /// Its adjustments, the computed ones too.
        pub adjustments: Vec<SheetAdjustmentView>,
        /// Remark codes and their words.
        pub remarks: Vec<CodeWords>,
        /// What of the charge is not explained yet.
        pub remainder_cents: i64,
    }

    /// An adjustment.
    pub struct SheetAdjustmentView {
        /// `CO-45`.
        pub code: String,
        /// How much.
        pub cents: i64,
        /// In plain words.
        pub words: String,
        /// `write_off`, `patient`, `work`, `nothing`.
        pub effect: String,
        /// True when nobody typed it.
        pub computed: bool,
    }

    /// A code and what it means.
    pub struct CodeWords {
        /// The code.
        pub code: String,
        /// In plain words.
        pub words: String,
    }

    /// A provider-level adjustment.
    pub struct SheetProviderView {
        /// `WO`.
        pub code: String,
        /// In plain words.
        pub words: String,
        /// Positive makes the check smaller.
        pub cents: i64,
    }

    /// A check of the certificate.
    pub struct SheetCheckView {
        /// The number of the rule.
        pub rule: u8,
        /// The claim's part; 0 for the whole check.
        pub part: u32,
        /// The line's place in the claim from 0; none for the whole claim.
        pub line: Option<u32>,
        /// The side that is told.
        pub left_cents: i64,
        /// The side it is held against.
        pub right_cents: i64,
        /// Whether it holds.
        pub holds: bool,
        /// True when nothing posts while it does not.
        pub must: bool,
        /// What adds up, or what does not and the way out.
        pub says: String,
    }

    /// Something that cannot be read, or is missing.
    pub struct SheetFaultView {
        /// The claim's place in the sheet from 0; none for the whole sheet.
        pub claim: Option<u32>,
        /// The line's place in the claim from 0.
        pub line: Option<u32>,
        /// The provider-level adjustment's place from 0.
        pub provider: Option<u32>,
        /// The field, as the texts name it.
        pub field: String,
        /// What is wrong, then the way out.
        pub says: String,
    }

    /// Looks for a claim to put on a sheet.
    pub struct SheetClaimsAsk {
        /// The sheet's payer, or empty.
        pub payer_id: String,
        /// The number, or a part of the patient's name.
        pub text: String,
    }

    /// Claims that may be meant: what this payer has to answer first.
    pub struct SheetClaimRows {
        /// At most 12.
        pub rows: Vec<SheetClaimRow>,
    }

    /// A claim that may be meant.
    pub struct SheetClaimRow {
        /// Our claim.
        pub claim_id: String,
        /// CLM01.
        pub number: String,
        /// As lists show the patient.
        pub patient: String,
        /// ISO, or empty.
        pub born_on: String,
        /// First day of service, ISO.
        pub service_on: String,
        /// Who is asked.
        pub payer: String,
        /// The charge.
        pub charge_cents: i64,
        /// What is open of the visit.
        pub open_cents: i64,
        /// True when the sheet's payer has to answer it.
        pub waits: bool,
    }

    /// A remittance to take back, or to post again.
    pub struct Unpost {
        /// Its id.
        pub id: String,
        /// The version that was read.
        pub version: i64,
        /// A claim by its part; 0 for the whole check.
        pub part: u32,
    }

    /// Looks for a reason code.
    pub struct CodesAsk {
        /// `carc`, `rarc`, `provider`.
        pub list: String,
        /// A code or words.
        pub text: String,
    }

    /// Codes and what they mean.
    pub struct CodesView {
        /// At most 20.
        pub rows: Vec<CodeWords>,
    }
}
