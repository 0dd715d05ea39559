//! What a claim becomes on paper, box by box.

use billing::claim::{
    Amount, Attachment, ClaimContent, ClaimCoverage, DatedFact, Diagnosis, Drug, Note,
    OtherCoverage, ServiceLine,
};
use billing::party::{Address, Contact, Name, Party, Reference};
use forms::cms1500::{Filled, fill, unsigned};
use forms::{Items, Severity, Style, items};
use values::Money;

use crate::day;
use crate::places::check_places;

fn own(text: &str) -> String {
    text.to_owned()
}

fn reference(qualifier: &str, value: &str) -> Reference {
    Reference {
        qualifier: own(qualifier),
        value: own(value),
        ..Reference::default()
    }
}

fn address(line1: &str, city: &str, state: &str, zip: &str) -> Address {
    Address {
        line1: own(line1),
        city: own(city),
        state: own(state),
        zip: own(zip),
        ..Address::default()
    }
}

fn person(role: &str, last: &str, first: &str, middle: &str) -> Party {
    let name = Name {
        last: own(last),
        first: own(first),
        middle: own(middle),
        ..Name::default()
    };
    Party {
        role: own(role),
        person: true,
        name,
        ..Party::default()
    }
}

fn organisation(role: &str, name: &str) -> Party {
    Party {
        role: own(role),
        name: Name {
            last: own(name),
            ..Name::default()
        },
        ..Party::default()
    }
}

fn with_npi(mut party: Party, npi: &str) -> Party {
    party.id_qualifier = own("XX");
    party.id = own(npi);
    party
}

fn dated(qualifier: &str, from: &str, to: &str) -> DatedFact {
    let to = (!to.is_empty()).then(|| day(to));
    DatedFact {
        qualifier: own(qualifier),
        from: Some(day(from)),
        to,
        ..DatedFact::default()
    }
}

fn note(code: &str, text: &str) -> Note {
    Note {
        code: own(code),
        text: own(text),
    }
}

fn line(code: &str, cents: i64) -> ServiceLine {
    ServiceLine {
        code: own(code),
        charge: Money::from_cents(cents),
        unit: own("UN"),
        units: own("1"),
        pointers: vec![1],
        from: Some(day("2026-06-11")),
        ..ServiceLine::default()
    }
}

/// A commercial claim for the insured's wife, one line.
fn claim() -> ClaimContent {
    let home = Address {
        line2: own("Apt. 4B"),
        ..address("118 Quarry Hill Road,", "Little Fern", "OH", "439990118")
    };
    let mut patient = person("QC", "Whitlow", "Marguerite", "Ellen");
    patient.born_on = Some(day("1958-04-12"));
    patient.sex = own("F");
    patient.address = home.clone();
    patient.contacts = vec![Contact {
        numbers: vec![reference("TE", "(614) 555-0142")],
        ..Contact::default()
    }];
    let mut insured = person("IL", "Whitlow", "Jonathan", "R");
    insured.id = own("CSH-123 456789A");
    insured.address = home;
    insured.born_on = Some(day("1956-09-03"));
    insured.sex = own("M");
    let mut payer = organisation("PR", "Cedar State Health Plan");
    payer.address = address("PO Box 1500", "Example City", "OH", "439991500");
    let mut billing = with_npi(
        organisation("85", "Harbor Lane Family Medicine"),
        "1000000038",
    );
    billing.address = address("400 Harbor Lane, Ste. 12", "Little Fern", "OH", "439990400");
    billing.references = vec![reference("EI", "00-9876543")];
    billing.contacts = vec![Contact {
        numbers: vec![reference("TE", "6145550100")],
        ..Contact::default()
    }];
    billing.taxonomy = own("261QP2300X");
    ClaimContent {
        number: own("CB-0001042"),
        charge: Money::from_cents(18_500),
        place_of_service: own("11"),
        frequency: own("1"),
        provider_signature: own("Y"),
        assignment: own("A"),
        benefits_assigned: own("Y"),
        release: own("Y"),
        billing,
        coverage: ClaimCoverage {
            order: own("P"),
            group_number: own("GRP 0045871"),
            group_name: own("Cedar State PPO 500"),
            filing_indicator: own("CI"),
            insured,
            payer,
            ..ClaimCoverage::default()
        },
        patient,
        relationship: own("01"),
        diagnoses: vec![Diagnosis {
            qualifier: own("ABK"),
            code: own("S13.4XXA"),
        }],
        lines: vec![line("99214", 18_500)],
        ..ClaimContent::default()
    }
}

/// The same from Medicare, for the insured herself.
fn medicare() -> ClaimContent {
    let mut claim = claim();
    claim.relationship = own("18");
    claim.coverage.filing_indicator = own("MB");
    claim.coverage.group_number = String::new();
    claim.coverage.group_name = String::new();
    claim.coverage.insured = claim.patient.clone();
    claim.coverage.insured.id = own("1EG4TE5MK73");
    claim
}

fn other(order: &str, relationship: &str, payer: &str, payer_id: &str) -> OtherCoverage {
    let mut insured = person("IL", "Whitlow", "Jonathan", "R");
    insured.id = own("LKS4471920");
    let mut payer = organisation("PR", payer);
    payer.id = own(payer_id);
    let coverage = ClaimCoverage {
        order: own(order),
        insured,
        payer,
        ..ClaimCoverage::default()
    };
    OtherCoverage {
        coverage,
        relationship: own(relationship),
        benefits_assigned: own("Y"),
        ..OtherCoverage::default()
    }
}

fn filled(claim: &ClaimContent) -> Filled {
    fill(claim, day("2026-07-08"))
}

fn on_paper(claim: &ClaimContent) -> Items {
    items(&filled(claim).pages)
}

/// Every value named stands in its box; an empty one says that the box is blank.
#[track_caller]
fn check(claim: &ClaimContent, want: &[(&str, &str, &str)]) {
    let items = on_paper(claim);
    for (item, subfield, text) in want {
        assert_eq!(items.get(item, subfield), *text, "{item} {subfield}");
    }
}

/// The findings of a claim, as box, code and weight.
#[track_caller]
fn findings(claim: &ClaimContent, want: &[(&str, &str, Severity)]) {
    let filled = filled(claim);
    let found: Vec<_> = filled
        .findings
        .iter()
        .map(|f| (f.box_.as_str(), f.code, f.severity))
        .collect();
    assert_eq!(found, want, "{:#?}", filled.findings);
}

use Severity::{Check, Fix};

#[test]
fn a_commercial_claim_fills_its_boxes() {
    let claim = claim();
    check(
        &claim,
        &[
            ("carrier", "line1", "CEDAR STATE HEALTH PLAN"),
            ("carrier", "line2", "PO BOX 1500"),
            ("carrier", "line3", ""),
            ("carrier", "line4", "EXAMPLE CITY OH 43999-1500"),
            ("1", "Group", "X"),
            ("1a", "insured_id", "CSH123456789A"),
            ("2", "patient_name", "WHITLOW, MARGUERITE, E"),
            ("3", "dob_mm", "04"),
            ("3", "dob_dd", "12"),
            ("3", "dob_yyyy", "1958"),
            ("3", "sex_F", "X"),
            ("3", "sex_M", ""),
            ("4", "insured_name", "WHITLOW, JONATHAN, R"),
            ("5", "street", "118 QUARRY HILL ROAD APT 4B"),
            ("5", "city", "LITTLE FERN"),
            ("5", "state", "OH"),
            ("5", "zip", "439990118"),
            ("5", "area_code", "614"),
            ("5", "phone", "5550142"),
            ("6", "spouse", "X"),
            ("7", "street", "118 QUARRY HILL ROAD APT 4B"),
            ("9", "other_insured_name", ""),
            ("10a", "no", "X"),
            ("10b", "no", "X"),
            ("10c", "no", "X"),
            ("11", "policy_group_feca", "GRP0045871"),
            ("11a", "dob_yyyy", "1956"),
            ("11a", "sex_M", "X"),
            ("11c", "plan_name", "CEDAR STATE PPO 500"),
            ("11d", "no", "X"),
            ("12", "signature", "SIGNATURE ON FILE"),
            ("12", "date", ""),
            ("13", "signature", "SIGNATURE ON FILE"),
            ("20", "no", "X"),
            ("21", "icd_ind", "0"),
            ("21A", "code", "S134XXA"),
            ("22", "resubmission_code", ""),
            ("24.1.A", "from_mm", "06"),
            ("24.1.A", "from_dd", "11"),
            ("24.1.A", "from_yy", "26"),
            ("24.1.A", "to_mm", "06"),
            ("24.1.A", "to_dd", "11"),
            ("24.1.A", "to_yy", "26"),
            ("24.1.B", "pos", "11"),
            ("24.1.D", "cpt_hcpcs", "99214"),
            ("24.1.E", "pointer", "A"),
            ("24.1.F", "dollars", "185"),
            ("24.1.F", "cents", "00"),
            ("24.1.G", "units", "1"),
            ("25", "tax_id", "009876543"),
            ("25", "ein_box", "X"),
            ("26", "account_no", "CB0001042"),
            ("27", "yes", "X"),
            ("28", "total_dollars", "185"),
            ("28", "total_cents", "00"),
            ("29", "paid_dollars", ""),
            ("31", "signature", "SIGNATURE ON FILE"),
            ("31", "date", "070826"),
            ("32", "line1", "HARBOR LANE FAMILY MEDICINE"),
            ("32a", "npi", "1000000038"),
            ("33", "line1", "HARBOR LANE FAMILY MEDICINE"),
            ("33", "line2", "400 HARBOR LANE STE 12"),
            ("33", "line3", "LITTLE FERN OH 43999-0400"),
            ("33", "phone_area", "614"),
            ("33", "phone", "5550100"),
            ("33a", "npi", "1000000038"),
            ("33b", "other_id", "ZZ261QP2300X"),
        ],
    );
    // The name of the practice is one letter longer than box 32 is wide.
    findings(&claim, &[("32", "E01", Check)]);
    let unsigned = items(&unsigned(&claim, day("2026-07-08")).pages);
    assert_eq!(
        unsigned.get("31", "date"),
        "",
        "without a day of signing the date stays blank"
    );
}

#[test]
fn medicare_first_leaves_the_insured_blank_and_says_none() {
    check(
        &medicare(),
        &[
            ("1", "Medicare", "X"),
            ("1a", "insured_id", "1EG4TE5MK73"),
            ("4", "insured_name", ""),
            ("6", "self", ""),
            ("7", "street", ""),
            ("11", "policy_group_feca", "NONE"),
            ("11a", "dob_mm", ""),
            ("11c", "plan_name", ""),
            ("11d", "no", ""),
            ("13", "signature", ""),
            ("33b", "other_id", ""),
        ],
    );
}

#[test]
fn medicare_second_names_who_pays_first() {
    let mut claim = medicare();
    claim.coverage.order = own("S");
    let mut first = other("P", "01", "Commerce Health", "60054");
    first.coverage.insured.born_on = Some(day("1956-09-03"));
    first.coverage.insured.sex = own("M");
    first.coverage.insured.address = claim.patient.address.clone();
    first.amounts = vec![Amount {
        qualifier: own("D"),
        amount: Money::from_cents(8_000),
    }];
    claim.other_coverages = vec![first];
    check(
        &claim,
        &[
            ("1a", "insured_id", "1EG4TE5MK73"),
            ("4", "insured_name", "WHITLOW, JONATHAN, R"),
            ("6", "spouse", "X"),
            ("7", "street", "SAME"),
            ("9", "other_insured_name", ""),
            ("11", "policy_group_feca", "LKS4471920"),
            ("11a", "dob_yyyy", "1956"),
            ("11c", "plan_name", "COMMERCE HEALTH"),
            ("11d", "yes", ""),
            ("29", "paid_dollars", ""),
        ],
    );
    claim.other_coverages[0].relationship = own("18");
    check(
        &claim,
        &[
            ("4", "insured_name", "SAME"),
            ("6", "self", "X"),
            ("7", "street", "SAME"),
            ("11a", "dob_mm", ""),
        ],
    );
    claim.other_coverages[0].coverage.insured.id = String::new();
    let filled = filled(&claim);
    assert!(filled.needs_fixing());
    assert!(
        filled
            .findings
            .iter()
            .any(|f| (f.box_.as_str(), f.code) == ("11", "E23"))
    );
}

#[test]
fn medigap_stands_in_9_only_with_its_claim_based_id() {
    let mut claim = medicare();
    claim.other_coverages = vec![other("S", "18", "Lakeshore Supplement", "55123")];
    check(
        &claim,
        &[
            ("9", "other_insured_name", "SAME"),
            ("9a", "other_policy", "MEDIGAP LKS4471920"),
            ("9d", "other_plan_name", "55123"),
            ("11", "policy_group_feca", "NONE"),
            ("13", "signature", "SIGNATURE ON FILE"),
        ],
    );
    claim.other_coverages = vec![other("S", "18", "Lakeshore Supplement", "60054")];
    check(
        &claim,
        &[
            ("9", "other_insured_name", ""),
            ("9d", "other_plan_name", ""),
            ("13", "signature", ""),
        ],
    );
}

#[test]
fn other_insurance_fills_9_and_11d() {
    let mut claim = claim();
    let mut second = other("S", "18", "Lakeshore Supplement", "60054");
    second.amounts = vec![Amount {
        qualifier: own("D"),
        amount: Money::from_cents(4_000),
    }];
    claim.other_coverages = vec![second];
    claim.amounts = vec![Amount {
        qualifier: own("F5"),
        amount: Money::from_cents(2_050),
    }];
    check(
        &claim,
        &[
            ("9", "other_insured_name", "WHITLOW, JONATHAN, R"),
            ("9a", "other_policy", "LKS4471920"),
            ("9d", "other_plan_name", "LAKESHORE SUPPLEMENT"),
            ("11d", "yes", "X"),
            ("11d", "no", ""),
            ("29", "paid_dollars", "60"),
            ("29", "paid_cents", "50"),
        ],
    );
    claim.billing.name.last = own("Harbor Lane");
    claim.other_coverages[0].coverage.insured.name = Name::default();
    claim
        .other_coverages
        .push(other("T", "18", "Third Plan", "70000"));
    findings(&claim, &[("9", "E41", Check), ("9", "F02", Check)]);
}

#[test]
fn accidents_answer_10_and_date_14_and_15() {
    let mut claim = claim();
    claim.billing.name.last = own("Harbor Lane");
    claim.coverage.filing_indicator = own("AM");
    claim.related_causes = vec![own("AA"), own("EM")];
    claim.accident_state = own("OH");
    claim.dates = vec![dated("439", "2026-04-17", "")];
    claim.patient.references = vec![reference("Y4", "AC-2026 0417883")];
    claim.condition_codes = vec![own("W2"), own("W3")];
    check(
        &claim,
        &[
            ("1", "Other", "X"),
            ("10a", "yes", "X"),
            ("10a", "no", ""),
            ("10b", "yes", "X"),
            ("10b", "state", "OH"),
            ("10c", "no", "X"),
            ("10d", "claim_codes", "W2   W3"),
            ("11b", "qualifier", "Y4"),
            ("11b", "claim_id", "AC20260417883"),
            ("14", "mm", "04"),
            ("14", "dd", "17"),
            ("14", "yyyy", "2026"),
            ("14", "qualifier", "431"),
            ("15", "qualifier", "439"),
            ("15", "yyyy", "2026"),
        ],
    );
    findings(&claim, &[]);
    claim.accident_state = String::new();
    claim.dates = Vec::new();
    findings(&claim, &[("10b", "E40", Check), ("14", "E40", Check)]);
}

#[test]
fn dates_stand_in_their_boxes() {
    let mut claim = claim();
    claim.dates = vec![
        dated("484", "2026-01-05", ""),
        dated("454", "2026-02-01", ""),
        dated("314", "2026-04-18", "2026-05-02"),
        dated("435", "2026-04-17", ""),
        dated("096", "2026-04-19", ""),
    ];
    check(
        &claim,
        &[
            ("14", "qualifier", "484"),
            ("14", "mm", "01"),
            ("15", "qualifier", "454"),
            ("15", "mm", "02"),
            ("16", "from_dd", "18"),
            ("16", "to_mm", "05"),
            ("16", "to_yyyy", "2026"),
            ("18", "from_dd", "17"),
            ("18", "to_dd", "19"),
        ],
    );
    claim.coverage.filing_indicator = own("MB");
    check(
        &claim,
        &[
            ("14", "yyyy", "26"),
            ("14", "qualifier", ""),
            ("15", "qualifier", ""),
            ("16", "to_yyyy", "26"),
            ("18", "from_yyyy", "26"),
        ],
    );
}

#[test]
fn who_referred_comes_before_who_ordered_and_supervised() {
    let mut claim = claim();
    let mut voss = with_npi(person("DN", "Voss", "Eleanor", "Maria"), "1000000012");
    voss.name.suffix = own("M.D.");
    voss.references = vec![reference("G2", "CSH-0071234")];
    claim.parties = vec![
        with_npi(person("DQ", "Super", "Viola", ""), "1000000020"),
        voss,
    ];
    claim.lines[0].parties = vec![with_npi(person("DK", "Order", "Otto", ""), "1000000038")];
    check(
        &claim,
        &[
            ("17", "qualifier", "DN"),
            ("17", "name", "ELEANOR M VOSS MD"),
            ("17a", "qualifier", "G2"),
            ("17a", "other_id", "CSH0071234"),
            ("17b", "npi", "1000000012"),
        ],
    );
    claim.parties.clear();
    check(
        &claim,
        &[
            ("17", "qualifier", "DK"),
            ("17", "name", "OTTO ORDER"),
            ("17b", "npi", "1000000038"),
        ],
    );
    claim.lines[0].parties.clear();
    check(&claim, &[("17", "qualifier", "")]);
}

#[test]
fn box_19_holds_notes_and_paperwork_apart() {
    let mut claim = claim();
    claim.billing.name.last = own("Harbor Lane");
    claim.notes = vec![note("ADD", "Surgery was difficult")];
    claim.attachments = vec![Attachment {
        kind: own("OZ"),
        transmission: own("BM"),
        control_number: own("AB-1234"),
    }];
    check(
        &claim,
        &[(
            "19",
            "additional_info",
            "SURGERY WAS DIFFICULT   PWKOZBMAB1234",
        )],
    );
    findings(&claim, &[]);

    claim.notes[0].text =
        own("Surgery was unusually long because the patient was found to have situs");
    let filled = filled(&claim);
    assert_eq!(
        filled.pages[0].get("19", "additional_info"),
        "",
        "it is never cut"
    );
    let finding = &filled.findings[0];
    assert_eq!(
        (finding.box_.as_str(), finding.code, finding.severity),
        ("19", "E01", Check)
    );
    assert_eq!((finding.length, finding.room), (86, 48));
    assert!(
        finding.text.contains("86 characters") && finding.text.contains("48 fit"),
        "{}",
        finding.text
    );
    let shown = items(&filled.pages);
    assert!(
        shown.get("19", "additional_info").contains("SITUS"),
        "the screen shows it whole"
    );

    let mut seen = medicare();
    seen.dates = vec![dated("304", "2026-06-01", "")];
    seen.parties = vec![with_npi(person("DQ", "Super", "Viola", ""), "1000000020")];
    seen.more = vec![own("CRC*75*Y*IH")];
    check(
        &seen,
        &[("19", "additional_info", "1000000020 060126   HOMEBOUND")],
    );
}

#[test]
fn a_bought_test_says_yes_in_20() {
    let mut claim = claim();
    claim.lines[0].purchased_charge = Some(Money::from_cents(12_500));
    claim.lines[0].parties = vec![with_npi(organisation("QB", "Far Lab"), "1000000046")];
    check(
        &claim,
        &[
            ("20", "yes", "X"),
            ("20", "no", ""),
            ("20", "charge_dollars", "125"),
            ("20", "charge_cents", "00"),
            ("32", "line1", "FAR LAB"),
        ],
    );
}

#[test]
fn twelve_diagnoses_fit_and_a_thirteenth_is_said() {
    let mut claim = claim();
    claim.billing.name.last = own("Harbor Lane");
    claim.diagnoses = (10..22)
        .map(|n| Diagnosis {
            qualifier: own(if n == 10 { "ABK" } else { "ABF" }),
            code: format!("E{n}.9"),
        })
        .collect();
    claim.lines[0].pointers = vec![12, 1, 3];
    check(
        &claim,
        &[
            ("21A", "code", "E109"),
            ("21L", "code", "E219"),
            ("24.1.E", "pointer", "LAC"),
        ],
    );
    findings(&claim, &[]);
    claim.diagnoses.push(Diagnosis {
        qualifier: own("BF"),
        code: own("4019"),
    });
    claim.lines[0].pointers = vec![13];
    findings(
        &claim,
        &[
            ("21", "E66", Fix),
            ("21", "E05", Fix),
            ("24.1 E", "E64", Fix),
        ],
    );
    claim.diagnoses = vec![Diagnosis {
        qualifier: own("BK"),
        code: own("401.9"),
    }];
    claim.lines[0].pointers = vec![1];
    check(&claim, &[("21", "icd_ind", "9"), ("21A", "code", "4019")]);
}

#[test]
fn corrected_and_void_claims_carry_the_payers_number() {
    for code in ["7", "8"] {
        let mut claim = claim();
        claim.billing.name.last = own("Harbor Lane");
        claim.frequency = own(code);
        claim.references = vec![reference("F8", "2026 1130-0447219801")];
        check(
            &claim,
            &[
                ("22", "resubmission_code", code),
                ("22", "original_ref", "202611300447219801"),
            ],
        );
        findings(&claim, &[]);
        claim.references.clear();
        findings(&claim, &[("22", "E43", Fix)]);
    }
    let mut original = claim();
    original.billing.name.last = own("Harbor Lane");
    original.references = vec![reference("F8", "1")];
    check(
        &original,
        &[("22", "resubmission_code", ""), ("22", "original_ref", "")],
    );
    findings(&original, &[("22", "E43", Check)]);
    let mut to_medicare = medicare();
    to_medicare.billing.name.last = own("Harbor Lane");
    to_medicare.frequency = own("7");
    to_medicare.references = vec![reference("F8", "1")];
    check(&to_medicare, &[("22", "resubmission_code", "")]);
    findings(&to_medicare, &[("22", "E47", Check)]);
}

#[test]
fn box_23_holds_one_number() {
    let mut claim = claim();
    claim.billing.name.last = own("Harbor Lane");
    claim.references = vec![
        reference("X4", "36D0123456"),
        reference("G1", "PA-260417993"),
    ];
    claim.lines[0].references = vec![reference("G1", "PA260417993"), reference("6R", "1")];
    check(&claim, &[("23", "prior_auth", "PA260417993")]);
    findings(&claim, &[("23", "F07", Check)]);
    let text = filled(&claim).findings.remove(0).text;
    assert!(text.contains("CLIA number"), "{text}");
    claim.references.pop();
    claim.lines[0].references.clear();
    check(&claim, &[("23", "prior_auth", "36D0123456")]);
    findings(&claim, &[]);
}

#[test]
fn the_shaded_line_carries_drugs_minutes_and_notes() {
    let mut claim = claim();
    claim.billing.name.last = own("Harbor Lane");
    let drug = Drug {
        qualifier: own("N4"),
        code: own("00026-0635-12"),
        quantity: own("1.50"),
        unit: own("ML"),
        ..Drug::default()
    };
    claim.lines[0].drugs = vec![drug];
    claim.lines[0].notes = vec![note("ADD", "extended visit")];
    check(
        &claim,
        &[(
            "24.1.shaded",
            "supplemental_A-G",
            "N400026063512   ML1.5   ZZEXTENDED VISIT",
        )],
    );

    claim.lines[0] = ServiceLine {
        unit: own("MJ"),
        units: own("40"),
        ..line("00400", 18_500)
    };
    check(
        &claim,
        &[
            ("24.1.shaded", "supplemental_A-G", "7TIME 40 MINUTES"),
            ("24.1.G", "units", "40"),
        ],
    );

    claim.lines[0] = ServiceLine {
        description: own("Unlisted procedure, skin"),
        ..line("17999", 18_500)
    };
    check(
        &claim,
        &[(
            "24.1.shaded",
            "supplemental_A-G",
            "ZZUNLISTED PROCEDURE, SKIN",
        )],
    );

    claim.lines[0].description = "long ".repeat(12);
    claim.lines[0].drugs = vec![Drug {
        qualifier: own("UK"),
        code: own("00312345678906"),
        ..Drug::default()
    }];
    let filled = filled(&claim);
    assert_eq!(
        filled.pages[0].get("24.1", "shaded_supplemental_A-G"),
        "OZ00312345678906"
    );
    let finding = &filled.findings[0];
    assert_eq!(
        (finding.box_.as_str(), finding.code),
        ("24.1 shaded", "E01")
    );
    assert_eq!((finding.length, finding.room), (61, 61 - 16 - 3));
}

#[test]
fn columns_c_h_i_and_j_follow_the_program() {
    let mut claim = claim();
    claim.billing.name.last = own("Harbor Lane");
    claim.coverage.filing_indicator = own("MC");
    let mut doctor = with_npi(person("82", "Okafor", "Priya", "N"), "1000000020");
    doctor.taxonomy = own("207Q00000X");
    claim.parties = vec![doctor];
    let line = &mut claim.lines[0];
    (line.emergency, line.epsdt, line.family_planning) = (own("Y"), own("Y"), own("Y"));
    line.more = vec![own("CRC*ZZ*Y*AV")];
    line.modifiers = vec![own("25"), own("GA"), own("59"), own("QW")];
    check(
        &claim,
        &[
            ("24.1.C", "emg", "Y"),
            ("24.1.D", "mod1", "25"),
            ("24.1.D", "mod4", "QW"),
            ("24.1.shaded", "H_epsdt", "AV"),
            ("24.1.H", "family_plan", "Y"),
            ("24.1.shaded", "I_qual", "ZZ"),
            ("24.1.shaded", "J_other_id", "207Q00000X"),
            ("24.1.J", "npi", "1000000020"),
        ],
    );
    claim.coverage.filing_indicator = own("MB");
    check(
        &claim,
        &[
            ("24.1.C", "emg", ""),
            ("24.1.shaded", "H_epsdt", ""),
            ("24.1.H", "family_plan", ""),
            ("24.1.shaded", "I_qual", ""),
            ("24.1.J", "npi", "1000000020"),
        ],
    );
    claim.parties[0].id = claim.billing.id.clone();
    check(&claim, &[("24.1.J", "npi", "")]);
}

#[test]
fn medicare_takes_one_pointer() {
    let mut claim = medicare();
    claim.billing.name.last = own("Harbor Lane");
    claim.diagnoses.push(Diagnosis {
        qualifier: own("ABF"),
        code: own("M542"),
    });
    claim.lines[0].pointers = vec![2, 1];
    check(&claim, &[("24.1.E", "pointer", "B")]);
    findings(&claim, &[("24.1 E", "E48", Check)]);
}

/// Eight lines of 10.01, 10.02, … dollars.
fn eight(mut claim: ClaimContent) -> ClaimContent {
    claim.billing.name.last = own("Harbor Lane");
    claim.lines = (1..=8)
        .map(|n| line(&format!("9921{n}"), 1_000 + n))
        .collect();
    claim.charge = claim.lines.iter().map(|line| line.charge).sum();
    claim.amounts = vec![Amount {
        qualifier: own("F5"),
        amount: Money::from_cents(500),
    }];
    claim
}

#[test]
fn more_than_six_lines_go_on_with_the_total_on_the_last_form() {
    let long = filled(&eight(claim()));
    assert_eq!(long.pages.len(), 2);
    assert_eq!(long.findings, []);
    let (one, two) = (&long.pages[0], &long.pages[1]);
    assert_eq!(
        (
            one.get("28", "total_dollars"),
            one.get("29", "paid_dollars")
        ),
        ("", "")
    );
    assert_eq!(
        (two.get("28", "total_dollars"), two.get("28", "total_cents")),
        ("80", "36")
    );
    assert_eq!(
        (two.get("29", "paid_dollars"), two.get("29", "paid_cents")),
        ("5", "00")
    );
    for (item, subfield) in [
        ("1a", "insured_id"),
        ("2", "patient_name"),
        ("21A", "code"),
        ("33a", "npi"),
        ("31", "date"),
    ] {
        assert_ne!(two.get(item, subfield), "", "{item} is repeated");
        assert_eq!(one.get(item, subfield), two.get(item, subfield));
    }
    assert_eq!(
        (
            two.get("24.1", "D_cpt_hcpcs"),
            two.get("24.2", "D_cpt_hcpcs")
        ),
        ("99217", "99218")
    );
    assert_eq!(two.get("24.3", "D_cpt_hcpcs"), "");
    let items = items(&long.pages);
    assert_eq!(items.get("24.7.D", "cpt_hcpcs"), "99217");
    assert_eq!(items.get("24.8.F", "cents"), "08");
    assert_eq!(items.get("28#2", "total_dollars"), "80");
}

#[test]
fn medicare_totals_each_form() {
    let long = filled(&eight(medicare()));
    let (one, two) = (&long.pages[0], &long.pages[1]);
    assert_eq!(
        (one.get("28", "total_dollars"), one.get("28", "total_cents")),
        ("60", "21")
    );
    assert_eq!(
        (two.get("28", "total_dollars"), two.get("28", "total_cents")),
        ("20", "15")
    );
    assert_eq!(
        (one.get("29", "paid_dollars"), two.get("29", "paid_dollars")),
        ("5", "")
    );
    let codes: Vec<_> = long
        .findings
        .iter()
        .map(|f| (f.box_.as_str(), f.code))
        .collect();
    assert_eq!(codes, [("29", "F06")]);
}

#[test]
fn findings_of_later_forms_count_the_lines_of_the_claim() {
    let mut claim = eight(claim());
    claim.lines[6].modifiers = vec![own("259")];
    claim.lines[7].from = None;
    findings(&claim, &[("24.7 D", "E01", Fix), ("24.8 A", "E21", Fix)]);
    let filled = filled(&claim);
    let text = &filled.findings[0].text;
    assert_eq!(
        text,
        "Box 24.7 D, modifier 1 is 3 characters long and 2 fit. Shorten it."
    );
}

#[test]
fn what_is_missing_is_said() {
    let mut bare = ClaimContent {
        lines: vec![ServiceLine::default()],
        ..ClaimContent::default()
    };
    let filled_bare = filled(&bare);
    let fixes: Vec<_> = filled_bare
        .findings
        .iter()
        .filter(|f| f.severity == Fix)
        .map(|f| (f.box_.as_str(), f.code))
        .collect();
    assert_eq!(
        fixes,
        [
            ("1", "E10"),
            ("1a", "E11"),
            ("2", "E12"),
            ("3", "E12"),
            ("5", "E13"),
            ("21A", "E20"),
            ("25", "E15"),
            ("27", "E16"),
            ("33", "E19"),
            ("24.1 A", "E21"),
            ("24.1 B", "E21"),
            ("24.1 D", "E21"),
            ("24.1 E", "E21"),
            ("24.1 G", "E21"),
        ]
    );
    bare.lines.clear();
    assert_eq!(
        filled(&bare).pages.len(),
        1,
        "a form that says what is missing"
    );
    assert!(
        filled(&bare)
            .findings
            .iter()
            .any(|f| (f.box_.as_str(), f.code) == ("24", "E21"))
    );
}

#[test]
fn amounts_that_the_form_cannot_show_are_never_printed() {
    let mut claim = claim();
    claim.billing.name.last = own("Harbor Lane");
    claim.lines[0].charge = Money::from_cents(100_000_000);
    claim.charge = claim.lines[0].charge;
    findings(&claim, &[("24.1 F", "E06", Fix)]);
    check(
        &claim,
        &[("24.1.F", "cents", ""), ("28", "total_dollars", "1000000")],
    );
    assert_eq!(filled(&claim).pages[0].get("24.1", "F_dollars"), "");
    claim.lines[0].charge = Money::from_cents(-1);
    claim.charge = claim.lines[0].charge;
    let found = filled(&claim);
    assert!(found.needs_fixing());
    assert_eq!(found.pages[0].get("24.1", "F_dollars"), "");
    assert_eq!(found.pages[0].get("28", "total_dollars"), "");
}

#[test]
fn a_hostile_name_is_a_name() {
    let mut claim = claim();
    claim.billing.name.last = own("Harbor Lane");
    claim.patient.name = Name {
        last: own("<img src=x onerror=alert(1)>"),
        ..Name::default()
    };
    check(
        &claim,
        &[("2", "patient_name", "<IMG SRC=X ONERROR=ALERT(1)>")],
    );
    findings(&claim, &[("2", "E02", Check)]);
    claim.patient.name = Name {
        last: own("Кузнецова"),
        ..Name::default()
    };
    findings(&claim, &[("2", "E02", Fix)]);
    assert_eq!(filled(&claim).pages[0].get("2", "patient_name"), "");
}

#[test]
fn no_finding_repeats_a_value() {
    let mut claim = claim();
    claim.patient.name = Name {
        last: own("Verylongsecretname-Verylongsecretname"),
        ..Name::default()
    };
    claim.coverage.insured.id = "secretid".repeat(5);
    claim.number = "secretnumber".repeat(3);
    claim.notes = vec![note("ADD", &"secret note ".repeat(9))];
    claim.lines[0].notes = vec![note("ADD", &"secret line ".repeat(9))];
    let findings = filled(&claim).findings;
    assert_eq!(findings.len(), 6);
    for finding in findings {
        assert!(
            !finding.text.to_lowercase().contains("secret"),
            "{}",
            finding.text
        );
    }
}

#[test]
fn filled_claims_of_all_kinds_stand_in_their_boxes() {
    let mut kinds = vec![claim(), medicare(), eight(claim()), eight(medicare())];
    let mut second = medicare();
    second.coverage.order = own("S");
    second.other_coverages = vec![other("P", "01", "Commerce Health", "60054")];
    kinds.push(second);
    let mut gap = medicare();
    gap.other_coverages = vec![other("S", "18", "Lakeshore Supplement", "55123")];
    kinds.push(gap);
    let mut void = claim();
    void.frequency = own("8");
    void.references = vec![
        reference("F8", "202611300447219801"),
        reference("G1", "PA260417993"),
    ];
    void.other_coverages = vec![other("S", "18", "Lakeshore Supplement", "60054")];
    void.dates = vec![
        dated("431", "2026-04-17", ""),
        dated("439", "2026-04-17", ""),
        dated("314", "2026-04-18", "2026-05-02"),
        dated("435", "2026-04-17", "2026-04-19"),
    ];
    void.notes = vec![note("ADD", "Surgery was difficult")];
    void.lines[0].purchased_charge = Some(Money::from_cents(12_500));
    void.lines[0].drugs = vec![Drug {
        qualifier: own("N4"),
        code: own("00026063512"),
        quantity: own("1.5"),
        unit: own("ML"),
        ..Drug::default()
    }];
    kinds.push(void);
    let mut anesthesia = claim();
    anesthesia.lines = vec![ServiceLine {
        unit: own("MJ"),
        units: own("40"),
        ..line("00400", 18_500)
    }];
    kinds.push(anesthesia);
    let pages: Vec<_> = kinds.iter().flat_map(|kind| filled(kind).pages).collect();
    assert_eq!(pages.len(), 10);
    check_places(&pages, Style::DataOnly);
    check_places(&pages, Style::Draft);
}

#[test]
fn days_that_cannot_be_are_said_with_their_boxes_whoever_looks() {
    let mut claim = claim();
    claim.place_of_service = own("21");
    claim.dates = vec![
        dated("431", "2026-06-12", ""),
        dated("435", "2026-06-12", ""),
        dated("096", "2026-06-10", ""),
    ];
    claim.lines = vec![
        ServiceLine {
            to: Some(day("2026-07-09")),
            ..line("99221", 10_000)
        },
        ServiceLine {
            from: Some(day("1958-04-11")),
            ..line("99222", 8_500)
        },
        ServiceLine {
            to: Some(day("2026-06-10")),
            ..line("99223", 0)
        },
    ];
    let of_days = |found: Filled| -> Vec<(String, &'static str)> {
        (found.findings.into_iter())
            .filter(|f| ["E33", "E34", "E35", "E36"].contains(&f.code))
            .map(|f| (f.box_, f.code))
            .collect()
    };
    let today = day("2026-07-08");
    let found = of_days(fill(&claim, today));
    assert_eq!(found, of_days(unsigned(&claim, today)));
    let want = [
        ("24.1 A", "E33"),
        ("24.2 A", "E34"),
        ("24.3 A", "E33"),
        ("14", "E35"),
        ("18", "E36"),
        ("18", "E36"),
        ("18", "E36"),
    ];
    assert_eq!(found, want.map(|(box_, code)| (own(box_), code)));
    // A day later the first line is over.
    assert_eq!(of_days(fill(&claim, day("2026-07-09")))[0].0, "24.2 A");
}
