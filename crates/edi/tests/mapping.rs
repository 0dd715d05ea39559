//! Where each segment of an 837P goes: one row for a loop and an element, the segments on the left
//! and what the claim then says on the right.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{ABOVE, CLAIM, Given, file, read};
use edi::{Read, ReadClaim};
use serde_json::{Value, json};

/// The claim of a file with these segments, which must be the only one.
#[track_caller]
fn claim_of(version: &str, segments: &[&str]) -> (ReadClaim, Given) {
    let mut given = read(&file(version, segments));
    assert_eq!(given.claims.len(), 1, "one claim: {:?}", given.findings);
    (given.claims.remove(0), given)
}

/// The levels above, with one segment put after another, or in its place.
fn above(anchor: &str, segments: &[&'static str]) -> Vec<&'static str> {
    let mut all: Vec<&str> = ABOVE.to_vec();
    let at = all.iter().position(|s| s.starts_with(anchor)).unwrap();
    let replaces = usize::from(segments.first().is_some_and(|s| s.starts_with(anchor)));
    all.splice(at + 1 - replaces..=at, segments.iter().copied());
    all
}

/// A value in a claim by its path: `/coverage/insured/id`.
#[track_caller]
fn at(claim: &ReadClaim, path: &str) -> Value {
    let value = serde_json::to_value(&claim.content).unwrap();
    value.pointer(path).cloned().unwrap_or(Value::Null)
}

/// Segments after the SV1 of the only line, or before the LX; and what stands at a path then.
#[track_caller]
fn check(version: &str, spot: &str, segments: &[&str], path: &str, want: Value) {
    let mut all: Vec<&str> = ABOVE.to_vec();
    for segment in CLAIM {
        if spot == "claim" && segment.starts_with("LX") {
            all.extend(segments);
        }
        all.push(segment);
    }
    if spot == "line" {
        all.extend(segments);
    }
    let (claim, _) = claim_of(version, &all);
    assert_eq!(at(&claim, path), want, "{segments:?} at {path}");
}

const V5: &str = "005010X222A1";
const V4: &str = "004010X098A1";

#[test]
fn segments_of_the_claim_go_to_their_fields() {
    let claim =
        |segments: &[&str], path: &str, want: Value| check(V5, "claim", segments, path, want);
    claim(
        &["DTP*431*D8*20260801"],
        "/dates/0",
        json!({"qualifier": "431", "format": "D8", "text": "20260801", "from": "2026-08-01"}),
    );
    claim(
        &["DTP*314*RD8*20260801-20260805"],
        "/dates/0/to",
        json!("2026-08-05"),
    );
    claim(
        &["DTP*435*DT*202608011430"],
        "/dates/0/from",
        json!("2026-08-01"),
    );
    claim(
        &["REF*F8*ICN1"],
        "/references/0",
        json!({"qualifier": "F8", "value": "ICN1"}),
    );
    claim(&["REF*G1*A*B*2U:C"], "/references/0/further", json!("2U:C"));
    claim(
        &["AMT*F5*12.5"],
        "/amounts/0",
        json!({"qualifier": "F5", "amount": 1250}),
    );
    claim(
        &["NTE*ADD*TWICE: SEEN"],
        "/notes/0/text",
        json!("TWICE: SEEN"),
    );
    claim(
        &["PWK*OB*FX***AC*N1"],
        "/attachments/0",
        json!({"kind": "OB", "transmission": "FX", "control_number": "N1"}),
    );
    claim(&["HI*BG:AA*BG:BB"], "/condition_codes", json!(["AA", "BB"]));
    claim(
        &["HI*BP:47562"],
        "/anesthesia_procedures/0/code",
        json!("47562"),
    );
    claim(
        &["HI*BO:33414"],
        "/anesthesia_procedures/0/qualifier",
        json!("BO"),
    );
    claim(&["HI*ABF:R05*ABF:I10"], "/diagnoses/2/code", json!("I10"));
    claim(
        &["CR1*LB*140**A*DH*12"],
        "/more",
        json!(["CR1*LB*140**A*DH*12"]),
    );
    claim(&["CN1*02*5"], "/more/0", json!("CN1*02*5"));
    claim(&["HCP*03*5"], "/more/0", json!("HCP*03*5"));
    claim(&["K3*X"], "/more/0", json!("K3*X"));
    claim(
        &["NM1*DN*1*PELL*ROSA****XX*1900003033", "REF*0B*L1"],
        "/parties/0/references/0/value",
        json!("L1"),
    );
    claim(
        &["NM1*82*1*HALE*T****XX*1900002027", "PRV*PE*PXC*207Q00000X"],
        "/parties/0/taxonomy",
        json!("207Q00000X"),
    );
    claim(
        &["NM1*77*2*HOSPITAL", "N3*1 WAY", "N4*ASHTON*OH*44113"],
        "/parties/0/address/city",
        json!("ASHTON"),
    );
    claim(
        &["NM1*77*2*HOSPITAL", "PER*IC*ANN*TE*5555550100*EX*9"],
        "/parties/0/contacts/0/numbers/1/value",
        json!("9"),
    );
    claim(
        &[
            "NM1*DQ*1*VANCE*LEO",
            "NM1*PW*2",
            "N3*4 LN",
            "NM1*45*2*PLACE",
            "N3*5 LN",
        ],
        "/parties/2/address/line1",
        json!("5 LN"),
    );
    // What is out of order still belongs to the claim.
    claim(
        &["NM1*82*1*HALE*T", "DTP*439*D8*20260801"],
        "/dates/0/qualifier",
        json!("439"),
    );
    claim(
        &["SBR*S*18", "NM1*PR*2*B", "NTE*ADD*LATE"],
        "/notes/0/text",
        json!("LATE"),
    );
}

#[test]
fn each_element_of_clm_has_its_field() {
    let clm = "CLM*A1*79.04***22:B:7*Y*C*W*I*P*EM:AA:OA:OH:US*02********3";
    let mut all = ABOVE.to_vec();
    all.extend([
        clm,
        "HI*ABK:J020",
        "LX*1",
        "SV1*HC:1*79.04*UN*1***1",
        "DTP*472*D8*20260801",
    ]);
    let (claim, given) = claim_of(V5, &all);
    for (path, want) in [
        ("/number", json!("A1")),
        ("/charge", json!(7904)),
        ("/place_of_service", json!("22")),
        ("/frequency", json!("7")),
        ("/provider_signature", json!("Y")),
        ("/assignment", json!("C")),
        ("/benefits_assigned", json!("W")),
        ("/release", json!("I")),
        ("/signature_source", json!("P")),
        ("/related_causes", json!(["EM", "AA", "OA"])),
        ("/accident_state", json!("OH")),
        ("/accident_country", json!("US")),
        ("/special_program", json!("02")),
        ("/delay_reason", json!("3")),
        ("/claim_or_encounter", json!("CH")),
        ("/more", Value::Null),
    ] {
        assert_eq!(at(&claim, path), want, "{path}");
    }
    assert_eq!(given.findings, []);
}

#[test]
fn segments_of_a_line_go_to_their_fields() {
    let line = |segments: &[&str], path: &str, want: Value| {
        check(V5, "line", segments, &format!("/lines/0{path}"), want);
    };
    line(
        &["DTP*471*D8*20260801"],
        "/dates/0/from",
        json!("2026-08-01"),
    );
    line(&["REF*6R*C1"], "/references/0/value", json!("C1"));
    line(&["AMT*T*1.5"], "/amounts/0/amount", json!(150));
    line(&["NTE*ADD*N"], "/notes/0/text", json!("N"));
    line(&["PWK*CT*AD"], "/attachments/0/kind", json!("CT"));
    line(&["QTY*PT*2"], "/quantities/0/value", json!("2"));
    line(&["PS1*ID*30*OH"], "/purchased_charge", json!(3000));
    line(&["PS1*ID*30*OH"], "/more/0", json!("PS1*ID*30*OH"));
    line(&["CR3*I*MO*99"], "/more/0", json!("CR3*I*MO*99"));
    line(&["MEA*TR*R1*56"], "/more/0", json!("MEA*TR*R1*56"));
    line(&["LQ*UT*04.04", "FRM*4*Y"], "/more/1", json!("FRM*4*Y"));
    line(
        &["LIN**N4*00004196501", "CTP****2.5*ML", "REF*XZ*RX1"],
        "/drugs/0",
        json!({"qualifier": "N4", "code": "00004196501", "quantity": "2.5", "unit": "ML", "references": [{"qualifier": "XZ", "value": "RX1"}]}),
    );
    line(
        &["LIN**N4*1", "LIN**N4*2", "CTP***3*4*UN"],
        "/drugs/1/quantity",
        json!("4"),
    );
    line(
        &["LIN**N4*2", "CTP***3*4*UN"],
        "/more/0",
        json!("CTP***3*4*UN"),
    );
    line(
        &["NM1*82*1*HALE*T", "PRV*PE*PXC*X1", "REF*G2*7"],
        "/parties/0/references/0/value",
        json!("7"),
    );
    line(
        &["NM1*DK*1*PELL*R", "N3*9 DR", "PER*IC*A*TE*5"],
        "/parties/0/contacts/0/name",
        json!("A"),
    );
    line(
        &[
            "SVD*P1*68*HC:99213:25**1*2",
            "CAS*CO*45*50",
            "CAS*PR*2*22*1*3*10",
            "DTP*573*D8*20260825",
            "AMT*EAF*32",
        ],
        "/adjudications/0",
        json!({
            "payer_id": "P1", "paid": 6800, "procedure": "HC:99213:25", "units": "1", "bundled_into": "2",
            "adjustments": [
                {"group": "CO", "reason": "45", "amount": 5000},
                {"group": "PR", "reason": "2", "amount": 2200, "quantity": "1"},
                {"group": "PR", "reason": "3", "amount": 1000},
            ],
            "dates": [{"qualifier": "573", "format": "D8", "text": "20260825", "from": "2026-08-25"}],
            "amounts": [{"qualifier": "EAF", "amount": 3200}],
        }),
    );
    line(
        &["SVD*P1*1*HC:1**1", "SVD*P2*2*HC:1**1", "CAS*CO*45*9"],
        "/adjudications/1/adjustments/0/reason",
        json!("45"),
    );
    line(
        &["SVD*P1*1*HC:1**1", "REF*6R*C1"],
        "/references/0/value",
        json!("C1"),
    );
    line(
        &["NM1*DK*1*PELL*R", "SVD*P1*1*HC:1**1", "DTP*573*D8*20260825"],
        "/adjudications/0/dates/0/qualifier",
        json!("573"),
    );
}

#[test]
fn each_element_of_sv1_has_its_field() {
    let sv1 = "SV1*HC:J3490:JZ:RT:LT:59:GEL*100*MJ*61.5*22**1:2**Y**Y*Y***0";
    let mut all = ABOVE.to_vec();
    all.extend([
        "CLM*A*100***11:B:1*Y*A*Y*Y",
        "HI*ABK:J020*ABF:R05",
        "LX*7",
        sv1,
        "DTP*472*RD8*20260801-20260803",
    ]);
    let (claim, given) = claim_of(V5, &all);
    assert_eq!(
        at(&claim, "/lines/0"),
        json!({
            "number": "7", "code_qualifier": "HC", "code": "J3490",
            "modifiers": ["JZ", "RT", "LT", "59"], "description": "GEL", "charge": 10000,
            "unit": "MJ", "units": "61.5", "place_of_service": "22", "pointers": [1, 2],
            "emergency": "Y", "epsdt": "Y", "family_planning": "Y", "copay_exempt": "0",
            "from": "2026-08-01", "to": "2026-08-03",
        })
    );
    assert_eq!(given.findings, []);
}

#[test]
fn another_payer_has_its_fields() {
    let other = |segments: &[&str], path: &str, want: Value| {
        let mut all = vec!["SBR*P*19*G1*PLAN*12****CI"];
        all.extend(segments);
        check(
            V5,
            "claim",
            &all,
            &format!("/other_coverages/0{path}"),
            want,
        );
    };
    other(
        &[],
        "/coverage",
        json!({"order": "P", "group_number": "G1", "group_name": "PLAN", "insurance_type": "12", "filing_indicator": "CI"}),
    );
    other(&[], "/relationship", json!("19"));
    other(&["CAS*PR*1*20"], "/adjustments/0/amount", json!(2000));
    other(&["AMT*D*88"], "/amounts/0/amount", json!(8800));
    other(&["OI***Y*P**I"], "/benefits_assigned", json!("Y"));
    other(&["OI***Y*P**I"], "/signature_source", json!("P"));
    other(&["OI***Y*P**I"], "/release", json!("I"));
    other(
        &["OI***Y*P**I", "OI***N***N"],
        "/more/0",
        json!("OI***N***N"),
    );
    other(&["MOA***MA01"], "/more/0", json!("MOA***MA01"));
    other(
        &["NM1*IL*1*STROM*ELSE****MI*M9", "N3*3 AVE", "REF*SY*1"],
        "/coverage/insured/references/0/value",
        json!("1"),
    );
    other(
        &[
            "NM1*PR*2*B*****PI*P9",
            "N4*ASHTON*OH*44113",
            "DTP*573*D8*20260825",
            "REF*F8*ICN",
        ],
        "/coverage/payer/references/0/value",
        json!("ICN"),
    );
    other(
        &["NM1*PR*2*B", "DTP*573*D8*20260825"],
        "/dates/0/from",
        json!("2026-08-25"),
    );
    other(
        &[
            "NM1*IL*1*S",
            "NM1*PR*2*B",
            "NM1*82*1",
            "REF*G2*7",
            "NM1*85*2",
            "REF*G2*8",
        ],
        "/parties/1/references/0/value",
        json!("8"),
    );
    // 2330B before 2330A, and a second payer of the claim.
    other(
        &["NM1*PR*2*B", "NM1*IL*1*S"],
        "/coverage/insured/name/last",
        json!("S"),
    );
    check(
        V5,
        "claim",
        &["SBR*P*18", "SBR*T*18", "NM1*PR*2*C"],
        "/other_coverages/1/coverage/payer/name/last",
        json!("C"),
    );
    // DMG of version 4010 stands before the insured.
    check(
        V4,
        "claim",
        &[
            "SBR*P*19",
            "DMG*D8*19651231*F",
            "OI***Y*B**Y",
            "NM1*IL*1*OKAFOR*GRACE",
        ],
        "/other_coverages/0/coverage/insured/born_on",
        json!("1965-12-31"),
    );
    check(
        V4,
        "claim",
        &["SBR*P*19", "NM1*PR*2*B", "NM1*QC*1*OKAFOR*ADA****MI*77"],
        "/other_coverages/0/parties/0/id",
        json!("77"),
    );
}

#[test]
fn the_levels_above_a_claim_have_their_fields() {
    #[track_caller]
    fn check(anchor: &str, segments: &[&'static str], path: &str, want: Value) {
        let mut all = above(anchor, segments);
        all.extend(CLAIM);
        let (claim, _) = claim_of(V5, &all);
        assert_eq!(at(&claim, path), want, "{segments:?} at {path}");
    }
    check(
        "HL*1",
        &["HL*1**20*1", "PRV*BI*PXC*207Q00000X"],
        "/billing/taxonomy",
        json!("207Q00000X"),
    );
    check(
        "HL*1",
        &["HL*1**20*1", "CUR*85*CAD"],
        "/currency",
        json!("CAD"),
    );
    check(
        "REF*EI",
        &[],
        "/billing/references/0/value",
        json!("123456789"),
    );
    check(
        "REF*EI",
        &["PER*IC*RUTH*TE*5555550100"],
        "/billing/contacts/0/numbers/0/value",
        json!("5555550100"),
    );
    check(
        "REF*EI",
        &["NM1*87*2", "N3*PO BOX 9"],
        "/pay_to/address/line1",
        json!("PO BOX 9"),
    );
    check(
        "REF*EI",
        &["NM1*PE*2*PLAN*****PI*7", "REF*EI*9"],
        "/pay_to_plan/references/0/value",
        json!("9"),
    );
    check(
        "SBR",
        &["SBR*S*18*G*PLAN*47****MB"],
        "/coverage/order",
        json!("S"),
    );
    check(
        "SBR",
        &["SBR*S*18*G*PLAN*47****MB"],
        "/coverage/group_name",
        json!("PLAN"),
    );
    check(
        "SBR",
        &["SBR*S*18*G*PLAN*47****MB"],
        "/coverage/insurance_type",
        json!("47"),
    );
    check(
        "SBR",
        &["SBR*S*18*G*PLAN*47****MB"],
        "/coverage/filing_indicator",
        json!("MB"),
    );
    check(
        "SBR",
        &["SBR*P*18**PLAN**1***MB"],
        "/more/0",
        json!("SBR*P*18**PLAN**1***MB"),
    );
    check(
        "SBR",
        &["PAT*****D8*20260101*01*146*Y"],
        "/patient/died_on",
        json!("2026-01-01"),
    );
    check(
        "SBR",
        &["PAT*****D8*20260101*01*146*Y"],
        "/weight",
        json!("146"),
    );
    check(
        "SBR",
        &["PAT*****D8*20260101*01*146*Y"],
        "/pregnant",
        json!("Y"),
    );
    check("NM1*IL", &[], "/coverage/insured/id", json!("M100"));
    check(
        "DMG",
        &["REF*Y4*PC1"],
        "/coverage/insured/references/0/value",
        json!("PC1"),
    );
    check(
        "NM1*PR",
        &["REF*2U*7"],
        "/coverage/payer/references/0/value",
        json!("7"),
    );
    check(
        "NM1*PR",
        &["NM1*QD*1*GUARD*AN", "N3*1 ST"],
        "/coverage/responsible/address/line1",
        json!("1 ST"),
    );
    // The patient is the insured.
    check("NM1*PR", &[], "/patient/name/first", json!("INES"));
    check("NM1*PR", &[], "/patient/born_on", json!("1961-02-14"));
    check("NM1*PR", &[], "/patient/address/city", json!("ASHTON"));
    check("NM1*PR", &[], "/relationship", json!("18"));
    // The payer before the insured.
    check(
        "SBR",
        &["NM1*PR*2*FIRST*****PI*F1"],
        "/coverage/payer/id",
        json!("F1"),
    );
}

#[test]
fn a_dependant_is_the_patient() {
    let mut all = above("SBR", &["SBR*P**GRP7******CI"]);
    all.extend([
        "HL*3*2*23*0",
        "PAT*19****D8*20260101*01*31",
        "NM1*QC*1*MARLOWE*TOM",
        "N3*4 BIRCH LN",
        "DMG*D8*20150101*M",
        "REF*SY*123121234",
    ]);
    all.extend(CLAIM);
    let (claim, given) = claim_of(V5, &all);
    for (path, want) in [
        ("/patient/name/first", json!("TOM")),
        ("/patient/born_on", json!("2015-01-01")),
        ("/patient/sex", json!("M")),
        ("/patient/died_on", json!("2026-01-01")),
        ("/patient/references/0/value", json!("123121234")),
        ("/relationship", json!("19")),
        ("/weight", json!("31")),
        ("/coverage/insured/name/first", json!("INES")),
        ("/more", Value::Null),
    ] {
        assert_eq!(at(&claim, path), want, "{path}");
    }
    assert_eq!(given.findings, []);
    let texts: Vec<&str> = claim.source.iter().map(|s| s.text.as_str()).collect();
    assert_eq!((texts[0], texts.len()), ("HL*1**20*1", 5 + 7 + 6 + 5));
}

#[test]
fn version_4010_has_its_own_ways() {
    let claim =
        |segments: &[&str], path: &str, want: Value| check(V4, "claim", segments, path, want);
    claim(
        &["NM1*FA*2*HOSPITAL*****24*333445555", "N3*1 WAY"],
        "/parties/0/role",
        json!("FA"),
    );
    claim(
        &["NM1*LI*2*LAB", "NM1*TL*2*LAB"],
        "/parties/1/role",
        json!("TL"),
    );
    claim(
        &["NM1*82*1*HALE*T****34*222334444"],
        "/parties/0/id_qualifier",
        json!("34"),
    );
    claim(
        &["NM1*82*1*HALE*T", "PRV*PE*ZZ*203BF0100Y"],
        "/parties/0/taxonomy",
        json!("203BF0100Y"),
    );
    claim(
        &["NM1*82*1*HALE*T", "PRV*PE*ZZ*203BF0100Y"],
        "/parties/0/more",
        Value::Null,
    );
    claim(
        &["HI*BK:4659*BF:V7389"],
        "/diagnoses/2/qualifier",
        json!("BF"),
    );
    claim(&["REF*F5*N"], "/references/0/qualifier", json!("F5"));
    let mut all = ABOVE.to_vec();
    all.extend([
        "CLM*A*10***11::1*Y*A*Y*Y*B*AP:::OH*01***P",
        "HI*BK:4659",
        "LX*1",
        "SV1*HC:1*10*UN*1***1**N",
        "DTP*472*D8*20060801",
    ]);
    let (claim, given) = claim_of(V4, &all);
    assert_eq!(at(&claim, "/related_causes"), json!(["AP"]));
    assert_eq!(
        at(&claim, "/more/0"),
        json!("CLM*A*10***11::1*Y*A*Y*Y*B*AP:::OH*01***P"),
        "CLM15 has no field"
    );
    assert_eq!(at(&claim, "/lines/0/emergency"), json!("N"));
    assert_eq!(given.findings, []);
}

/// The code of each finding of a file with these segments instead of those of the claim.
#[track_caller]
fn noticed(version: &str, segments: &[&str], want: &[(&str, &str, &str)]) -> Given {
    let mut all = ABOVE.to_vec();
    all.extend(segments);
    let given = read(&file(version, &all));
    let got: Vec<(&str, String, String)> = given
        .findings
        .iter()
        .map(|f| {
            let element = f.element_ref().or_else(|| f.segment_id.clone());
            (
                f.code,
                f.loop_id.as_deref().unwrap_or("").to_owned(),
                element.unwrap_or_default(),
            )
        })
        .collect();
    let got: Vec<(&str, &str, &str)> = got
        .iter()
        .map(|(code, at, element)| (*code, at.as_str(), element.as_str()))
        .collect();
    assert_eq!(got, want, "{segments:?}");
    given
}

#[test]
fn what_is_wrong_is_told_with_its_loop_and_element() {
    let claim = "CLM*A*40***11:B:1*Y*A*Y*Y";
    let hi = "HI*ABK:J020";
    let sv1 = "SV1*HC:99213*40*UN*1***1";
    let dtp = "DTP*472*D8*20260811";
    let given = noticed(
        V5,
        &["CLM*A*4O***11:B:1*Y*A*Y*Y", hi, "LX*1", sv1, dtp],
        &[("amount-unreadable", "2300", "CLM02")],
    );
    assert_eq!(
        at(&given.claims[0], "/more/0"),
        json!("CLM*A*4O***11:B:1*Y*A*Y*Y")
    );
    noticed(
        V5,
        &["CLM*A*40.005***11:B:1*Y*A*Y*Y", hi, "LX*1", sv1, dtp],
        &[("amount-fraction", "2300", "CLM02")],
    );
    noticed(
        V5,
        &["CLM*A****11:B:1*Y*A*Y*Y", hi, "LX*1", sv1, dtp],
        &[("charge-missing", "2300", "CLM02")],
    );
    noticed(
        V5,
        &["CLM*A*41***11:B:1*Y*A*Y*Y", hi, "LX*1", sv1, dtp],
        &[("charge-sum", "2300", "CLM02")],
    );
    noticed(
        V5,
        &["CLM**40***11:B:1*Y*A*Y*Y", hi, "LX*1", sv1, dtp],
        &[("claim-number-missing", "2300", "CLM01")],
    );
    noticed(
        V5,
        &[claim, "LX*1", sv1, dtp],
        &[("diagnosis-missing", "2300", "HI")],
    );
    noticed(V5, &[claim, hi], &[("lines-missing", "2300", "CLM")]);
    noticed(
        V5,
        &[claim, hi, "LX*1", dtp],
        &[
            ("charge-sum", "2300", "CLM02"),
            ("service-missing", "2400", "LX"),
        ],
    );
    noticed(
        V5,
        &[claim, hi, "LX*1", sv1],
        &[("service-date-missing", "2400", "SV1")],
    );
    let given = noticed(
        V5,
        &[claim, hi, "LX*1", sv1, "DTP*472*D8*20260231"],
        &[("service-date-unreadable", "2400", "DTP03")],
    );
    assert_eq!(at(&given.claims[0], "/lines/0/from"), Value::Null);
    assert_eq!(
        at(&given.claims[0], "/lines/0/more/0"),
        json!("DTP*472*D8*20260231")
    );
    let given = noticed(
        V5,
        &[claim, hi, "DTP*431*D8*2026", "LX*1", sv1, dtp],
        &[("date-unreadable", "2300", "DTP03")],
    );
    assert_eq!(at(&given.claims[0], "/dates/0/text"), json!("2026"));
    noticed(
        V5,
        &[claim, hi, "LX*1", "SV1*HC:99213*40*UN*1***1:2", dtp],
        &[("pointer-to-nothing", "2400", "SV107")],
    );
    noticed(
        V5,
        &[claim, hi, "LX*1", "SV1*HC:99213*40*UN*1***13", dtp],
        &[("pointer-unreadable", "2400", "SV107")],
    );
    noticed(
        V5,
        &[claim, hi, "LX*1", "SV1*HC:99213*40*UN*1***1.00", dtp],
        &[],
    );
    noticed(
        V5,
        &[claim, hi, "LX*1", "SV1*HC:*40*UN*1***1", dtp],
        &[("code-missing", "2400", "SV101")],
    );
    noticed(
        V5,
        &[claim, hi, "LX*1", "SV1*HC:99213**UN*1***1", dtp],
        &[("charge-missing", "2400", "SV102")],
    );
    noticed(
        V5,
        &[
            claim,
            hi,
            "NM1*82*1*HALE*T****XX*1900002020",
            "LX*1",
            sv1,
            dtp,
        ],
        &[("npi-check-digit", "2310B", "NM109")],
    );
    noticed(
        V4,
        &[claim, hi, "NM1*DQ*1*HALE*T****XX*19", "LX*1", sv1, dtp],
        &[("npi-shape", "2310E", "NM109")],
    );
    noticed(
        V5,
        &[claim, hi, "LX*1", sv1, dtp, "NM1*DK*1*HALE*T****XX*19"],
        &[("npi-shape", "2420E", "NM109")],
    );
    noticed(
        V5,
        &[claim, hi, "NM1*IL*1*S", "NM1*PR*2*B", "LX*1", sv1, dtp],
        &[("other-payer-without-sbr", "2320", "NM101")],
    );
    noticed(
        V5,
        &[claim, hi, sv1, dtp],
        &[("line-without-lx", "2400", "SV1")],
    );
    noticed(
        V5,
        &[claim, hi, "LX*1", sv1, dtp, "DTP*472*D8*20260812"],
        &[("service-date-again", "2400", "DTP03")],
    );
    noticed(
        V5,
        &[claim, hi, "LX*1", sv1, dtp, "QQ9*1"],
        &[("segment-out-of-place", "2400", "QQ9")],
    );
    noticed(
        V5,
        &[
            "CLM*A*-40***11:B:1*Y*A*Y*Y",
            hi,
            "LX*1",
            "SV1*HC:99213*-40*UN*1***1",
            dtp,
        ],
        &[
            ("charge-negative", "2300", "CLM02"),
            ("charge-negative", "2400", "SV102"),
        ],
    );
    noticed(
        V5,
        &[claim, hi, "LX*1", "SV1*HC:99213*40*UN*1O***1", dtp],
        &[("units-unreadable", "2400", "SV104")],
    );
    let many = "HI*ABK:J020*ABF:A01*ABF:A02*ABF:A03*ABF:A04*ABF:A05*ABF:A06*ABF:A07*ABF:A08*ABF:A09*ABF:A10*ABF:A11*ABF:A12";
    let given = noticed(
        V5,
        &[claim, many, "LX*1", sv1, dtp],
        &[("diagnoses-too-many", "2300", "HI")],
    );
    assert_eq!(given.claims[0].content.diagnoses.len(), 13);
}

#[test]
fn what_is_missing_above_the_claims_is_told_once() {
    let segments = [
        "HL*1**20*1",
        "HL*2*1*22*0",
        "SBR*P*01",
        "CLM*A*1***11:B:1",
        "HI*ABK:J020",
        "LX*1",
        "SV1*HC:1*1*UN*1***1",
        "DTP*472*D8*20260811",
        "CLM*B*1***11:B:1",
        "HI*ABK:J020",
        "LX*1",
        "SV1*HC:1*1*UN*1***1",
        "DTP*472*D8*20260811",
    ];
    let given = read(&file(V5, &segments));
    assert_eq!(given.claims.len(), 2);
    assert_eq!(
        given.codes(),
        [
            "billing-missing",
            "insured-missing",
            "payer-missing",
            "patient-missing"
        ]
    );
    assert_eq!(given.findings.len(), 4, "each once, not for each claim");
    assert_eq!(at(&given.claims[1], "/relationship"), json!("18"));
    assert_eq!(
        at(&given.claims[1], "/more/0"),
        json!("SBR*P*01"),
        "what was sent is kept"
    );
}

#[test]
fn levels_without_hl_are_told_by_what_begins_them() {
    let claim = |number: &'static str| {
        [
            number,
            "HI*ABK:J020",
            "LX*1",
            "SV1*HC:1*1*UN*1***1",
            "DTP*472*D8*20260811",
        ]
    };
    let mut all = ABOVE.to_vec();
    all.extend(claim("CLM*A*1***11:B:1"));
    all.extend([
        "SBR*P**G2******CI",
        "NM1*IL*1*OKAFOR*DANIEL",
        "NM1*PR*2*B*****PI*B1",
        "PAT*19",
        "NM1*QC*1*OKAFOR*ADA",
    ]);
    all.extend(claim("CLM*B*1***11:B:1"));
    all.extend(["PAT*01", "NM1*QC*1*OKAFOR*JOY"]);
    all.extend(claim("CLM*C*1***11:B:1"));
    all.extend([
        "NM1*85*2*SECOND CLINIC*****XX*1900004049",
        "SBR*P*18",
        "NM1*IL*1*REYES*LUZ",
        "NM1*PR*2*C",
    ]);
    all.extend(claim("CLM*D*1***11:B:1"));
    let given = read(&file(V5, &all));
    let said: Vec<[String; 5]> = given
        .claims
        .iter()
        .map(|c| {
            let c = &c.content;
            [
                c.number.clone(),
                c.billing.name.last.clone(),
                c.coverage.insured.name.listed(),
                c.patient.name.listed(),
                c.relationship.clone(),
            ]
        })
        .collect();
    assert_eq!(
        said,
        [
            [
                "A",
                "OAK HILL FAMILY MEDICINE",
                "MARLOWE, INES",
                "MARLOWE, INES",
                "18"
            ],
            [
                "B",
                "OAK HILL FAMILY MEDICINE",
                "OKAFOR, DANIEL",
                "OKAFOR, ADA",
                "19"
            ],
            [
                "C",
                "OAK HILL FAMILY MEDICINE",
                "OKAFOR, DANIEL",
                "OKAFOR, JOY",
                "01"
            ],
            ["D", "SECOND CLINIC", "REYES, LUZ", "REYES, LUZ", "18"],
        ]
    );
    assert_eq!(given.codes(), ["level-missing"]);
}

#[test]
fn a_claim_is_whole_when_something_closed_it() {
    let mut all = ABOVE.to_vec();
    all.extend(CLAIM);
    let whole = file(V5, &all);
    let upto = |mark: &str| {
        let text = String::from_utf8(whole.clone()).unwrap();
        text[..text.find(mark).unwrap()].to_owned()
    };
    for (name, text, claims) in [
        ("whole", String::from_utf8(whole.clone()).unwrap(), 1),
        (
            "no SE",
            format!("{}GE*1*7~IEA*1*000000007~", upto("SE*")),
            1,
        ),
        ("only IEA", format!("{}IEA*1*000000007~", upto("SE*")), 1),
        ("another claim", format!("{}CLM*B*1~", upto("SE*")), 1),
        ("another level", format!("{}HL*3*1*22*0~", upto("SE*")), 1),
        ("the end", upto("SE*"), 0),
        ("inside a segment", upto("20260811~SE"), 0),
        (
            "another file glued on",
            format!(
                "{}{}",
                upto("DTP*472"),
                String::from_utf8(whole.clone()).unwrap()
            ),
            1,
        ),
    ] {
        let given = read(text.as_bytes());
        assert_eq!(given.claims.len(), claims, "{name}: {:?}", given.codes());
        let cut = given.codes().contains(&"claim-cut");
        assert_eq!(
            cut,
            matches!(
                name,
                "the end" | "inside a segment" | "another file glued on" | "another claim"
            ),
            "{name}"
        );
        for claim in &given.claims {
            assert_eq!(claim.content.lines.len(), 1, "{name}");
        }
    }
}

#[test]
fn claims_after_a_misplaced_se_keep_the_levels_above_them() {
    let mut all = ABOVE.to_vec();
    all.extend(CLAIM);
    all.push("SE*23*0001");
    all.extend(CLAIM);
    let given = read(&file(V5, &all));
    assert_eq!(given.claims.len(), 2);
    let [first, second] = [0, 1].map(|n| &given.claims[n].content);
    assert_eq!(first, second);
    assert_eq!(given.sets.len(), 1, "it is still the same set");
    assert!(given.codes().contains(&"set-missing"));
}

#[test]
fn claims_of_another_kind_are_left_out_and_named() {
    let mut institutional = ABOVE.to_vec();
    institutional.extend([
        "CLM*H*10***11:A:1",
        "HI*ABK:I10",
        "LX*1",
        "SV2*0120**10*DA*1",
    ]);
    let mut dental = ABOVE.to_vec();
    dental.extend(["CLM*D*10***11:B:1", "LX*1", "SV3*AD:D0120*10"]);
    for (version, segments, code, says) in [
        (
            "005010X223A2",
            &institutional,
            "institutional-claims",
            "837I",
        ),
        (
            "004010X096A1",
            &institutional,
            "institutional-claims",
            "837I",
        ),
        (
            "005010X222A1",
            &institutional,
            "institutional-claims",
            "837I",
        ),
        ("", &institutional, "institutional-claims", "837I"),
        ("005010X224A2", &dental, "dental-claims", "837D"),
        ("005010X222A1", &dental, "dental-claims", "837D"),
    ] {
        let given = read(&file(version, segments));
        assert_eq!(given.claims.len(), 0, "{version}");
        assert_eq!(given.codes(), [code], "{version}");
        assert!(
            given.findings[0].text.contains(says),
            "{}",
            given.findings[0].text
        );
    }
    let given = read(&file("", &[ABOVE, CLAIM].concat()));
    assert_eq!(
        (given.claims.len(), given.codes()),
        (1, vec!["guide-unknown"])
    );
}

#[test]
fn a_set_tells_who_sent_it() {
    let given = read(&file(V5, &[ABOVE, CLAIM].concat()));
    let set = &given.sets[0];
    assert_eq!(
        [
            &set.version,
            &set.sender,
            &set.receiver,
            &set.usage,
            &set.interchange,
            &set.group,
            &set.control,
            &set.batch
        ],
        [
            "005010X222A1",
            "OAKHILL",
            "CLEARWAY",
            "T",
            "000000007",
            "7",
            "0001",
            "B100"
        ]
    );
    assert_eq!(
        (
            set.submitter.name.last.as_str(),
            set.submitter.contact("TE")
        ),
        ("OAK HILL BILLING", "5555550100")
    );
    assert_eq!(set.recipient.name.last, "CLEARWAY");
    assert_eq!(given.claims[0].set, *set);
    assert_eq!(given.sets.len(), 1);
}

#[test]
fn a_claim_keeps_the_segments_it_came_from() {
    let given = read(&file(V5, &[ABOVE, CLAIM].concat()));
    let claim = &given.claims[0];
    let own: Vec<(u64, &str)> = claim
        .source
        .iter()
        .rev()
        .take(5)
        .rev()
        .map(|s| (s.n, s.text.as_str()))
        .collect();
    assert_eq!(
        own,
        [
            (20, CLAIM[0]),
            (21, CLAIM[1]),
            (22, CLAIM[2]),
            (23, CLAIM[3]),
            (24, CLAIM[4])
        ]
    );
    assert_eq!(
        (claim.source[0].n, claim.source[0].text.as_str()),
        (8, "HL*1**20*1")
    );
    assert_eq!(claim.place.segment, 20);
}

#[test]
fn a_finding_never_says_what_a_patient_s_field_says() {
    let mut all = above("DMG", &["DMG*D8*SECRETDATE*SECRETSEX"]);
    all.extend([
        "CLM*SECRETNUMBER*SECRETCHARGE***11:B:1",
        "HI*ABK:J020",
        "DTP*431*D8*SECRETDAY",
        "LX*1",
        "SV1*HC:1*SECRET*UN*1***SECRET",
        "DTP*472*D8*SECRET",
        "SECRET*NAME",
    ]);
    let given = read(&file(V5, &all));
    assert!(5 <= given.findings.len());
    for finding in &given.findings {
        assert!(!format!("{finding:?}").contains("SECRET"), "{finding:?}");
    }
}

/// Many claims, made as they are read; how much was read is counted.
struct Endless<'a> {
    rest: &'a [u8],
    claim: Vec<u8>,
    at: usize,
    left: usize,
    served: &'a std::cell::Cell<usize>,
}

impl std::io::Read for Endless<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let n = match self.rest.read(into)? {
            0 if 0 < self.left => {
                let n = (&self.claim[self.at..]).read(into)?;
                self.at += n;
                if self.at == self.claim.len() {
                    (self.at, self.left) = (0, self.left - 1);
                }
                n
            }
            n => n,
        };
        self.served.set(self.served.get() + n);
        Ok(n)
    }
}

#[test]
fn claims_come_while_the_file_is_still_being_read() {
    let head = file(V5, ABOVE);
    let end = head.windows(3).position(|w| w == b"SE*").unwrap();
    let served = std::cell::Cell::new(0);
    let claim: Vec<u8> = CLAIM.iter().flat_map(|s| s.bytes().chain([b'~'])).collect();
    let many = Endless {
        rest: &head[..end],
        claim,
        at: 0,
        left: 100_000,
        served: &served,
    };
    let mut claims = edi::read_claims(many);
    let mut seen = 0;
    while seen < 1_000 {
        match claims.next() {
            Some(Read::Claim(_)) => seen += 1,
            Some(_) => {}
            None => panic!("the file has more claims"),
        }
    }
    assert!(
        served.get() < 2_000_000,
        "{} bytes read for 1,000 claims",
        served.get()
    );
    assert!(claims.bytes_read() <= served.get() as u64);
    assert!(50_000 < claims.bytes_read());
}

#[test]
fn a_claim_without_end_does_not_fill_the_memory() {
    let mut all = ABOVE.to_vec();
    all.extend(CLAIM);
    all.extend(std::iter::repeat_n("REF*6R*1", 30_000));
    all.extend(CLAIM);
    let given = read(&file(V5, &all));
    assert_eq!(
        (given.claims.len(), given.codes()),
        (1, vec!["claim-too-long"])
    );
    let mut all = ABOVE.to_vec();
    all.extend(std::iter::repeat_n("REF*2U*1", 30_000));
    all.extend(CLAIM);
    let given = read(&file(V5, &all));
    assert_eq!(
        (given.claims.len(), given.codes()),
        (1, vec!["level-too-long"])
    );
    assert!(given.claims[0].source.len() < 1_100);
}
