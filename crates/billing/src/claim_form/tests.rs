//! The claim's form read, shown again, and refused.

use super::*;
use crate::claim_items::{field_of, item_of};

fn today() -> Day {
    "2026-11-24".parse().unwrap()
}

fn typed(fields: &[(&str, &str)], before: &ClaimContent) -> (ClaimContent, Vec<Wrong>) {
    let mut texts = claim_texts(before);
    texts.extend(
        fields
            .iter()
            .map(|(n, t)| ((*n).to_owned(), (*t).to_owned())),
    );
    claim(&texts, before, today())
}

#[test]
fn every_item_of_the_paper_is_read_and_shown_again() {
    let fields = [
        ("filing_indicator", "CI"),
        ("member_id", "XHB1"),
        ("order", "P"),
        ("group_number", "G-1"),
        ("plan_name", "Gold"),
        ("payer.name", "Blue Heron"),
        ("payer.id", "BH100"),
        ("payer.line1", "PO Box 1"),
        ("payer.city", "Columbus"),
        ("payer.state", "OH"),
        ("payer.zip", "43201"),
        ("patient.last", "Smith"),
        ("patient.first", "Jordan"),
        ("patient.born_on", "03/14/1979"),
        ("patient.sex", "M"),
        ("patient.line1", "12 Elm St"),
        ("patient.phone", "(614) 555-0199"),
        ("relationship", "01"),
        ("insured.last", "Smith"),
        ("insured.first", "Alma"),
        ("insured.born_on", "05/02/1980"),
        ("insured.zip", "43201-1234"),
        ("other.insured.last", "Smith"),
        ("other.member_id", "SEC1"),
        ("other.payer.name", "Second Plan"),
        ("other.order", "S"),
        ("other.relationship", "18"),
        ("other.paid", "12.00"),
        ("employment", "Y"),
        ("auto", "Y"),
        ("accident_state", "OH"),
        ("accident", "N"),
        ("condition_codes", "W2 W3"),
        ("casualty", "CL9"),
        ("onset_on", "10/13/2026"),
        ("onset_kind", "484"),
        ("other_on", "10/01/2026"),
        ("other_kind", "304"),
        ("unable_from", "10/02/2026"),
        ("unable_to", "10/09/2026"),
        ("admitted_on", "10/03/2026"),
        ("discharged_on", "10/04/2026"),
        ("note", "SEE NOTES"),
        ("referrer.role", "DK"),
        ("referrer.last", "Vega"),
        ("referrer.first", "Mara"),
        ("referrer.npi", "1234567893"),
        ("referrer.other_kind", "0B"),
        ("referrer.other_id", "L1"),
        ("dx.A", "M17.11"),
        ("dx.B", "E11.9"),
        ("frequency", "7"),
        ("original_ref", "ICN1"),
        ("authorization", "BH77"),
        ("authorization_kind", "9F"),
        ("billing.last", "Larch Hollow"),
        ("billing.npi", "1234567893"),
        ("billing.tax_id", "004417293"),
        ("billing.tax_kind", "EI"),
        ("billing.phone", "(614) 555-0142"),
        ("billing.kind", "organization"),
        ("rendering.last", "Okafor"),
        ("rendering.npi", "1234567893"),
        ("rendering.taxonomy", "207Q00000X"),
        ("facility.last", "Elm Center"),
        ("facility.npi", "1234567893"),
        ("number", "10482C1"),
        ("assignment", "A"),
        ("paid", "25.00"),
        ("release", "Y"),
        ("benefits_assigned", "Y"),
        ("provider_signature", "Y"),
        ("pos", "11"),
        ("line.1.from", "11/20/2026"),
        ("line.1.to", "11/21/2026"),
        ("line.1.pos", "12"),
        ("line.1.emg", "Y"),
        ("line.1.code", "J3301"),
        ("line.1.mods", "25 RT"),
        ("line.1.pointers", "BA"),
        ("line.1.charge", "18.60"),
        ("line.1.units", "4"),
        ("line.1.unit", "UN"),
        ("line.1.epsdt", "Y"),
        ("line.1.family", "Y"),
        ("line.1.rendering_npi", "1234567893"),
        ("line.1.ndc", "99999029328"),
        ("line.1.ndc_unit", "ML"),
        ("line.1.ndc_quantity", "1"),
        ("line.1.note", "LONG"),
        ("line.1.lab_charge", "5.00"),
    ];
    let (made, wrong) = typed(&fields, &new_claim());
    assert_eq!(wrong, []);
    let shown = claim_texts(&made);
    for (field, text) in fields {
        assert_eq!(shown.get(field).map(String::as_str), Some(text), "{field}");
    }
    assert_eq!(made.charge, Money::from_cents(1_860));
    assert_eq!(made.lines[0].pointers, [2, 1]);
    // Opened and saved it says the very same, and emptied it says nothing of what was emptied.
    assert_eq!(typed(&[], &made), (made.clone(), vec![]));
    let (emptied, wrong) = typed(
        &[
            ("referrer.last", ""),
            ("referrer.first", ""),
            ("referrer.npi", ""),
            ("onset_on", ""),
            ("authorization", ""),
            ("casualty", ""),
            ("line.1.from", ""),
            ("line.1.code", ""),
            ("line.1.charge", ""),
            ("line.1.pointers", ""),
            ("line.1.mods", ""),
            ("line.1.note", ""),
            ("line.1.ndc", ""),
            ("line.1.lab_charge", ""),
        ],
        &made,
    );
    assert_eq!(wrong, []);
    assert!(
        emptied.party("DK").is_none()
            && emptied.date("484").is_none()
            && emptied.references.iter().all(|r| r.qualifier == "F8")
    );
    assert_eq!((emptied.lines.len(), emptied.charge), (0, Money::ZERO));
}

#[test]
fn lines_keep_their_own_when_one_before_them_goes() {
    let (made, _) = typed(
        &[
            ("line.1.code", "99213"),
            ("line.1.charge", "90"),
            ("line.2.code", "20610"),
            ("line.2.charge", "186"),
        ],
        &new_claim(),
    );
    let mut kept = made.clone();
    kept.lines[1].more.push("CR3*I*MO*6".to_owned());
    let (left, _) = typed(&[("line.1.code", ""), ("line.1.charge", "")], &kept);
    assert_eq!(left.lines, [kept.lines[1].clone()]);
    assert_eq!(left.charge, Money::from_cents(18_600));
}

#[test]
fn what_cannot_be_stored_leads_to_its_field() {
    let (_, wrong) = typed(
        &[
            ("dx.B", "E119"),
            ("line.1.from", "soon"),
            ("line.1.pointers", "A9"),
            ("line.1.mods", "255"),
            ("line.1.units", "two"),
            ("other.paid", "x"),
            ("discharged_on", "1/1/26"),
            ("admitted_on", "1/2/26"),
        ],
        &new_claim(),
    );
    let fields: Vec<&str> = wrong.iter().map(|w| w.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "discharged_on",
            "dx.A",
            "other.paid",
            "line.1.from",
            "line.1.mods",
            "line.1.pointers",
            "line.1.units"
        ]
    );
}

#[test]
fn findings_of_the_paper_lead_to_fields_and_back() {
    for (item, field) in [
        ("5", "patient.line1"),
        ("24.3 D", "line.3.code"),
        ("21C", "dx.C"),
        ("24.1 shaded", "line.1.ndc"),
        ("17b", "referrer.npi"),
        ("21", "dx.A"),
    ] {
        assert_eq!(field_of(item), field);
    }
    for (field, item) in [
        ("patient.city", "5"),
        ("insured.last", "4"),
        ("billing.tax_kind", "25"),
        ("line.2.code", "24"),
        ("member_id", "1a"),
        ("other_kind", "15"),
        ("rendering.npi", "24J"),
    ] {
        assert_eq!(item_of(field), item, "{field}");
    }
}
