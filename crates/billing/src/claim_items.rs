//! Which field of the claim's form an item of the paper leads to, and in what two claims differ.

use crate::claim::ClaimContent;
use crate::claim_form::claim_texts;
use crate::typed::Texts;

/// Items of the paper and the field that each leads to.
const ITEMS: [(&str, &str); 48] = [
    ("carrier", "payer.name"),
    ("1", "filing_indicator"),
    ("1a", "member_id"),
    ("2", "patient.last"),
    ("3", "patient.born_on"),
    ("4", "insured.last"),
    ("5", "patient.line1"),
    ("6", "relationship"),
    ("7", "insured.line1"),
    ("9", "other.insured.last"),
    ("9a", "other.member_id"),
    ("9d", "other.plan_name"),
    ("10", "employment"),
    ("10a", "employment"),
    ("10b", "accident_state"),
    ("10c", "accident"),
    ("10d", "condition_codes"),
    ("11", "group_number"),
    ("11a", "insured.born_on"),
    ("11b", "casualty"),
    ("11c", "plan_name"),
    ("11d", "other.insured.last"),
    ("12", "release"),
    ("13", "benefits_assigned"),
    ("14", "onset_on"),
    ("15", "other_on"),
    ("16", "unable_from"),
    ("17", "referrer.last"),
    ("17a", "referrer.other_id"),
    ("17b", "referrer.npi"),
    ("18", "admitted_on"),
    ("19", "note"),
    ("20", "line.1.lab_charge"),
    ("22", "frequency"),
    ("23", "authorization"),
    ("24", "line.1.from"),
    ("25", "billing.tax_id"),
    ("26", "number"),
    ("27", "assignment"),
    ("28", "line.1.charge"),
    ("29", "paid"),
    ("31", "provider_signature"),
    ("32", "facility.last"),
    ("32a", "facility.npi"),
    ("32b", "facility.other_id"),
    ("33", "billing.last"),
    ("33a", "billing.npi"),
    ("33b", "billing.other_id"),
];

/// The field of the form that a finding of the paper leads to: `5` to the patient's street, `24.3 D`
/// to the code of the third line.
pub fn field_of(item: &str) -> String {
    if let Some(rest) = item.strip_prefix("24.") {
        let (n, column) = rest.split_once([' ', '.']).unwrap_or((rest, "A"));
        let field = match column.chars().next() {
            Some('B') => "pos",
            Some('C') => "emg",
            Some('D') => "code",
            Some('E') => "pointers",
            Some('F') => "charge",
            Some('G') => "units",
            Some('H') => "epsdt",
            Some('I' | 'J') => "rendering_npi",
            Some('s') => "ndc",
            _ => "from",
        };
        return format!("line.{n}.{field}");
    }
    if let Some(letter) = item.strip_prefix("21") {
        return format!("dx.{}", if letter.is_empty() { "A" } else { letter });
    }
    ITEMS
        .iter()
        .find(|(known, _)| *known == item)
        .map_or("number", |(_, field)| field)
        .to_owned()
}

/// The item of the paper that a field stands in: `5` for the patient's city.
pub fn item_of(field: &str) -> &'static str {
    if let Some((item, _)) = ITEMS.iter().rev().find(|(_, known)| *known == field) {
        return item;
    }
    let (part, name) = field.rsplit_once('.').unwrap_or(("", field));
    let address = matches!(name, "line1" | "line2" | "city" | "state" | "zip" | "phone");
    match (part, name) {
        ("patient", "sex") => "3",
        ("patient", _) if address => "5",
        ("patient", _) => "2",
        ("insured", "sex") => "11a",
        ("insured", _) if address => "7",
        ("insured", _) => "4",
        ("payer", _) => "carrier",
        ("other.payer", _) => "9d",
        ("other" | "other.insured", _) => "9",
        ("billing", "tax_kind") => "25",
        ("billing", "other_kind" | "taxonomy") => "33b",
        ("billing", _) => "33",
        ("rendering", _) => "24J",
        ("facility", "other_kind") => "32b",
        ("facility", _) => "32",
        ("referrer", "other_kind") => "17a",
        ("referrer", _) => "17",
        ("dx", _) => "21",
        ("", "onset_kind") => "14",
        ("", "other_kind") => "15",
        ("", "unable_to") => "16",
        ("", "discharged_on") => "18",
        ("", "icd") => "21",
        ("", "original_ref") => "22",
        ("", "authorization_kind") => "23",
        ("", "auto") => "10b",
        _ if part.starts_with("line.") => "24",
        _ => "",
    }
}

/// Something that the chart says otherwise than a claim made from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field of the claim's form.
    pub field: String,
    /// What the claim says; may be nothing.
    pub claim: String,
    /// What the chart says now.
    pub now: String,
}

/// What the chart says otherwise than the claim: the texts that a coverage, a patient or a provider
/// would fill in today against the claim's own. What the chart does not know is no difference.
pub fn differences(claim: &ClaimContent, chart: &Texts) -> Vec<Difference> {
    let says = claim_texts(claim);
    let same = |a: &str, b: &str| {
        a.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_uppercase)
            .eq(b
                .chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_uppercase))
    };
    chart
        .iter()
        .filter(|(field, _)| {
            // Claim files carry no telephone of a patient, and a self-insured's own facts are the patient's.
            let phone = field.ends_with("patient.phone") || field.ends_with("insured.phone");
            !(phone || claim.is_self() && field.starts_with("insured."))
        })
        .filter_map(|(field, now)| {
            let own = says.get(field).map_or("", String::as_str);
            (!same(own, now)).then(|| Difference {
                field: field.clone(),
                claim: own.to_owned(),
                now: now.clone(),
            })
        })
        .collect()
}

/// The items of the paper in which two claims differ, for the audit log: `1a 5 24`. No values.
pub fn differing(before: &ClaimContent, after: &ClaimContent) -> String {
    let (was, is) = (claim_texts(before), claim_texts(after));
    let mut items: Vec<&str> = was
        .keys()
        .chain(is.keys())
        .filter(|field| was.get(*field) != is.get(*field))
        .map(|field| item_of(field))
        .filter(|item| !item.is_empty())
        .collect();
    items.sort_unstable();
    items.dedup();
    items.join(" ")
}
