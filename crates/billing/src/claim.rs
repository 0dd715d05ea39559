//! A professional claim as it was sent or will be: everything that a CMS-1500 shows and an 837P
//! carries. A claim keeps the parties it was made from, so that a coverage or an address edited
//! later does not change what was billed.

use values::{
    ClaimId, CoverageId, Day, GuarantorId, ImportId, LineId, Money, PatientId, PayerId, ProviderId,
};

use crate::party::{Party, Reference, find};
use crate::record::record;

record! {
    /// What a claim says (837P loops 2000A to 2430; CMS-1500 items 1 to 33).
    pub struct ClaimContent {
        /// CLM01, item 26: the number that the remittance echoes.
        pub number: String,
        /// CLM02, item 28.
        pub charge: Money,
        /// CLM05-1, item 24B: place of service of the claim.
        pub place_of_service: String,
        /// CLM05-3, item 22: `1` original, `7` replacement, `8` void.
        pub frequency: String,
        /// CLM06, item 31: `Y` or `N`, the provider's signature is on file.
        pub provider_signature: String,
        /// CLM07, item 27: `A` assigned, `B` lab only, `C` not assigned, `P` patient refuses.
        pub assignment: String,
        /// CLM08, item 13: `Y`, `N` or `W`, benefits are assigned to the provider.
        pub benefits_assigned: String,
        /// CLM09, item 12: `Y` or `I`, release of information.
        pub release: String,
        /// CLM10: `P` when the provider signed for the patient.
        pub signature_source: String,
        /// CLM11-1 to -3, item 10: `EM` employment, `AA` auto accident, `OA` other accident.
        pub related_causes: Vec<String>,
        /// CLM11-4, item 10b.
        pub accident_state: String,
        /// CLM11-5.
        pub accident_country: String,
        /// CLM12: special program.
        pub special_program: String,
        /// CLM20: delay reason.
        pub delay_reason: String,
        /// BHT06: `CH` chargeable, `RP` encounter, `31` subrogation.
        pub claim_or_encounter: String,

        /// 2010AA, item 33 and 25.
        pub billing: Party,
        /// CUR02 of 2000A.
        pub currency: String,
        /// 2010AB.
        pub pay_to: Party,
        /// 2010AC.
        pub pay_to_plan: Party,

        /// The payer that this claim asks (2000B, 2010BA, 2010BB): items 1, 1a, 4, 7, 11.
        pub coverage: ClaimCoverage,
        /// 2010CA, or 2010BA when the patient is the insured: items 2, 3, 5.
        pub patient: Party,
        /// PAT01 or SBR02, item 6: `18` self, `01` spouse, `19` child, …
        pub relationship: String,
        /// PAT07/PAT08: weight in pounds as sent, qualifier `01`.
        pub weight: String,
        /// PAT09: `Y` when pregnant.
        pub pregnant: String,

        /// DTP segments of 2300: items 14, 15, 16, 18.
        pub dates: Vec<DatedFact>,
        /// REF segments of 2300: items 22, 23.
        pub references: Vec<Reference>,
        /// AMT segments of 2300: item 29 (`F5`).
        pub amounts: Vec<Amount>,
        /// NTE segments of 2300: item 19.
        pub notes: Vec<Note>,
        /// PWK segments of 2300.
        pub attachments: Vec<Attachment>,
        /// HI ABK, ABF, BK, BF: item 21, in the order of the pointers.
        pub diagnoses: Vec<Diagnosis>,
        /// HI BG: item 10d.
        pub condition_codes: Vec<String>,
        /// HI BP, BO: surgical procedures of an anesthesia claim.
        pub anesthesia_procedures: Vec<Diagnosis>,
        /// Parties of 2310 (2310A referring `DN`/`P3`, 2310B rendering `82`, 2310C facility `77`,
        /// 2310D supervising `DQ`, 2310E/F ambulance `PW`, `45`): items 17, 24J, 32.
        pub parties: Vec<Party>,
        /// 2320, 2330: the other payers: items 9 to 9d, 11d, 29.
        pub other_coverages: Vec<OtherCoverage>,
        /// 2400, item 24.
        pub lines: Vec<ServiceLine>,
        /// Segments of 2000A-2300 without a field here (CR1, CR2, CRC, CN1, HCP, …), as they stood.
        pub more: Vec<String>,
    }

    /// The coverage under which a claim asks (X12 SBR, 2010BA, 2010BB).
    pub struct ClaimCoverage {
        /// SBR01: `P` primary, `S` secondary, `T` tertiary, `A`-`H`, `U`.
        pub order: String,
        /// SBR03, item 11: group or policy number.
        pub group_number: String,
        /// SBR04, item 11c: group or plan name.
        pub group_name: String,
        /// SBR05: Medicare secondary payer type.
        pub insurance_type: String,
        /// SBR09, item 1: claim filing indicator (`MB`, `MC`, `CI`, `BL`, `CH`, …).
        pub filing_indicator: String,
        /// 2010BA / 2330A: the insured; `id` is item 1a.
        pub insured: Party,
        /// 2010BB / 2330B: the payer, the carrier block of the form.
        pub payer: Party,
        /// 2010BC of older files, 2010BD: a responsible party or credit card holder.
        pub responsible: Party,
    }

    /// Another payer of the claim (2320, 2330A-2330I).
    pub struct OtherCoverage {
        /// SBR, 2330A, 2330B.
        pub coverage: ClaimCoverage,
        /// SBR02: the patient's relationship to that insured.
        pub relationship: String,
        /// CAS of 2320.
        pub adjustments: Vec<Adjustment>,
        /// AMT of 2320: `D` paid, `A8` not covered, `EAF` remaining liability.
        pub amounts: Vec<Amount>,
        /// OI03: `Y`, `N`, `W`.
        pub benefits_assigned: String,
        /// OI04.
        pub signature_source: String,
        /// OI06.
        pub release: String,
        /// DTP*573 and other dates of 2330B.
        pub dates: Vec<DatedFact>,
        /// 2330C-2330I.
        pub parties: Vec<Party>,
        /// MOA and other segments without a field here, as they stood.
        pub more: Vec<String>,
    }

    /// A service line (2400-2430, item 24).
    pub struct ServiceLine {
        /// Set when the claim is stored; the ledger refers to it.
        pub id: Option<LineId>,
        /// LX01 as sent.
        pub number: String,
        /// SV101-1: `HC` HCPCS/CPT, `ER`, `IV`, `WK`.
        pub code_qualifier: String,
        /// SV101-2, item 24D.
        pub code: String,
        /// SV101-3 to -6, item 24D: up to four.
        pub modifiers: Vec<String>,
        /// SV101-7: the description of an unlisted code.
        pub description: String,
        /// SV102, item 24F.
        pub charge: Money,
        /// SV103: `UN` units, `MJ` minutes.
        pub unit: String,
        /// SV104, item 24G: a decimal as sent, up to 3 places.
        pub units: String,
        /// SV105, item 24B, when it differs from the claim's.
        pub place_of_service: String,
        /// SV107, item 24E: 1-based places in the list of diagnoses.
        pub pointers: Vec<u8>,
        /// SV109, item 24C: `Y`.
        pub emergency: String,
        /// SV111, item 24H shaded: `Y`.
        pub epsdt: String,
        /// SV112, item 24H: `Y`.
        pub family_planning: String,
        /// SV115: copay exempt.
        pub copay_exempt: String,
        /// DTP*472, item 24A: first day.
        pub from: Option<Day>,
        /// DTP*472 RD8, item 24A: last day, when it is a range.
        pub to: Option<Day>,
        /// Other DTP of 2400.
        pub dates: Vec<DatedFact>,
        /// REF of 2400; `6R` is the line's control number.
        pub references: Vec<Reference>,
        /// AMT of 2400.
        pub amounts: Vec<Amount>,
        /// NTE of 2400: shaded line of 24.
        pub notes: Vec<Note>,
        /// PWK of 2400.
        pub attachments: Vec<Attachment>,
        /// QTY of 2400 (anesthesia, ambulance patients).
        pub quantities: Vec<Reference>,
        /// 2410: drugs, shaded line of 24.
        pub drugs: Vec<Drug>,
        /// 2420A rendering `82`, 2420B purchased `QB`, 2420C facility `77`, 2420D supervising `DQ`,
        /// 2420E ordering `DK`, 2420F referring `DN`, 2420G/H ambulance.
        pub parties: Vec<Party>,
        /// PS102, item 20: what the purchased service cost.
        pub purchased_charge: Option<Money>,
        /// 2430: what other payers decided on this line.
        pub adjudications: Vec<Adjudication>,
        /// SV5, CR1, CR3, CRC, MEA, HCP, PS1, LQ, FRM, …, as they stood.
        pub more: Vec<String>,
    }

    /// A date with its meaning (X12 DTP).
    pub struct DatedFact {
        /// DTP01: `431` onset, `484` LMP, `439` accident, `454`, `304`, `435` admission, `096` discharge, `360`/`361`/`314` disability, …
        pub qualifier: String,
        /// DTP02: `D8`, `RD8`, `DT`, `TM`.
        pub format: String,
        /// DTP03 as sent.
        pub text: String,
        /// The day, or the first day of a range, when the text can be read.
        pub from: Option<Day>,
        /// The last day of a range.
        pub to: Option<Day>,
    }

    /// An amount with its meaning (X12 AMT).
    pub struct Amount {
        /// AMT01.
        pub qualifier: String,
        /// AMT02.
        pub amount: Money,
    }

    /// A note (X12 NTE).
    pub struct Note {
        /// NTE01: `ADD`, `CER`, `DCP`, `DGN`, `TPO`, `PMT`.
        pub code: String,
        /// NTE02.
        pub text: String,
    }

    /// Paperwork that goes with the claim (X12 PWK).
    pub struct Attachment {
        /// PWK01.
        pub kind: String,
        /// PWK02: `BM` by mail, `EL`, `FX`, `AA`, …
        pub transmission: String,
        /// PWK06.
        pub control_number: String,
    }

    /// A code of item 21 or of an anesthesia claim (X12 HI).
    pub struct Diagnosis {
        /// HI01-1: `ABK`, `ABF` ICD-10-CM; `BK`, `BF` ICD-9-CM; `BP`, `BO` procedures.
        pub qualifier: String,
        /// HI01-2 as sent.
        pub code: String,
    }

    /// A drug (2410, item 24 shaded).
    pub struct Drug {
        /// LIN02: `N4` for an NDC; `EN`, `EO`, `HI`, `ON`, `UK`, `UP` device ids.
        pub qualifier: String,
        /// LIN03: 11 digits for an NDC.
        pub code: String,
        /// CTP04: a decimal as sent.
        pub quantity: String,
        /// CTP05-1: `F2`, `GR`, `ME`, `ML`, `UN`.
        pub unit: String,
        /// REF of 2410: `XZ` prescription number, `VY` link.
        pub references: Vec<Reference>,
    }

    /// One reason of an adjustment (X12 CAS triplet).
    pub struct Adjustment {
        /// CAS01: `CO`, `PR`, `OA`, `PI`.
        pub group: String,
        /// CAS02, 05, …: a CARC.
        pub reason: String,
        /// CAS03, 06, …
        pub amount: Money,
        /// CAS04, 07, …: a decimal as sent.
        pub quantity: String,
    }

    /// What another payer decided on a line (2430).
    pub struct Adjudication {
        /// SVD01: the id of the payer in 2330B.
        pub payer_id: String,
        /// SVD02.
        pub paid: Money,
        /// SVD03 as sent, components joined by `:`.
        pub procedure: String,
        /// SVD05: a decimal as sent.
        pub units: String,
        /// SVD06: the line that it was bundled into.
        pub bundled_into: String,
        /// CAS.
        pub adjustments: Vec<Adjustment>,
        /// DTP*573.
        pub dates: Vec<DatedFact>,
        /// AMT of 2430.
        pub amounts: Vec<Amount>,
    }
}

/// A claim that is kept: its content, and what it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Claim {
    /// Made before the claim is first stored.
    pub id: ClaimId,
    /// The patient that the content names.
    pub patient_id: PatientId,
    /// The coverage that the content was made from or matched to.
    pub coverage_id: CoverageId,
    /// The payer that is asked.
    pub payer_id: PayerId,
    /// 2010AA.
    pub billing_id: ProviderId,
    /// 2310B, or the first line's 2420A; the billing provider when nobody else rendered.
    pub rendering_id: ProviderId,
    /// 2310C.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facility_id: Option<ProviderId>,
    /// The import that brought it; none when it was typed here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import_id: Option<ImportId>,
    /// BHT04 of the file that brought it: the day on which it was made to be sent; none where the file does
    /// not tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<Day>,
    /// What tells a claim from another of the same import: a digest of its content, and `#2` and up
    /// for the second and later claims of one file that say the very same.
    pub fingerprint: String,
    /// Set while somebody holds the claim back, with the reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<String>,
    /// Who answers for this visit's bill, where that is not who does for the patient's day of service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guarantor_id: Option<GuarantorId>,
    /// Said by a person: the bill of this visit is for the patient's eyes alone (45 CFR 164.522).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
    /// What it says.
    pub content: ClaimContent,
}

impl ClaimContent {
    /// The first party of 2310 in a role (`82`, `DN`, `77`, `DQ`), if the claim names one.
    pub fn party(&self, role: &str) -> Option<&Party> {
        self.parties.iter().find(|party| party.role == role)
    }

    /// The first claim-level reference with the qualifier, or "".
    pub fn reference(&self, qualifier: &str) -> &str {
        find(&self.references, qualifier)
    }

    /// The claim-level amount with the qualifier (`F5` patient paid).
    pub fn amount(&self, qualifier: &str) -> Option<Money> {
        self.amounts
            .iter()
            .find(|a| a.qualifier == qualifier)
            .map(|a| a.amount)
    }

    /// The claim-level date with the qualifier.
    pub fn date(&self, qualifier: &str) -> Option<&DatedFact> {
        self.dates.iter().find(|d| d.qualifier == qualifier)
    }

    /// The earliest day of service of its lines.
    pub fn first_service_on(&self) -> Option<Day> {
        self.lines.iter().filter_map(|line| line.from).min()
    }

    /// The latest day of service of its lines.
    pub fn last_service_on(&self) -> Option<Day> {
        self.lines
            .iter()
            .filter_map(|line| line.to.or(line.from))
            .max()
    }

    /// True when the patient is the insured (item 6 self).
    pub fn is_self(&self) -> bool {
        self.relationship == "18"
    }

    /// Who rendered the services: 2310B, else the first line's 2420A, else the billing provider.
    pub fn rendering(&self) -> &Party {
        self.party("82")
            .or_else(|| {
                self.lines
                    .iter()
                    .flat_map(|l| &l.parties)
                    .find(|p| p.role == "82")
            })
            .unwrap_or(&self.billing)
    }
}

impl ServiceLine {
    /// The first party of 2420 in a role, if the line names one.
    pub fn party(&self, role: &str) -> Option<&Party> {
        self.parties.iter().find(|party| party.role == role)
    }
}
