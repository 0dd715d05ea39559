//! What the boxes of the CMS-1500 are called on the screen and in findings: short, in our own words.

/// Items without a number of their own, and what stands in them.
const ITEMS: &[(&str, &str)] = &[
    ("carrier", "Payer's name and address"),
    ("1", "Kind of insurance"),
    ("1a", "Insured's ID"),
    ("2", "Patient's name"),
    ("3", "Patient's birth date and sex"),
    ("4", "Insured's name"),
    ("5", "Patient's address and phone"),
    ("6", "Patient's relationship to insured"),
    ("7", "Insured's address and phone"),
    ("8", "Reserved"),
    ("9", "Other insured's name"),
    ("9a", "Other insured's policy or group"),
    ("9b", "Reserved"),
    ("9c", "Reserved"),
    ("9d", "Other insurance plan"),
    ("10a", "Related to employment"),
    ("10b", "Related to an auto accident"),
    ("10c", "Related to another accident"),
    ("10d", "Claim codes"),
    ("11", "Insured's policy, group or FECA number"),
    ("11a", "Insured's birth date and sex"),
    ("11b", "Other claim ID"),
    ("11c", "Insurance plan"),
    ("11d", "Another health plan"),
    ("12", "Patient's signature"),
    ("13", "Insured's signature"),
    ("14", "Onset, injury or last period"),
    ("15", "Other date"),
    ("16", "Dates unable to work"),
    ("17", "Referring, ordering or supervising provider"),
    ("17a", "That provider's other ID"),
    ("17b", "That provider's NPI"),
    ("18", "Hospital dates"),
    ("19", "Additional claim information"),
    ("20", "Outside lab and its charge"),
    ("21", "ICD revision"),
    ("22", "Resubmission code and original reference"),
    ("23", "Prior authorization"),
    ("24.A", "Dates of service"),
    ("24.B", "Place of service"),
    ("24.C", "Emergency"),
    ("24.D", "Procedure and modifiers"),
    ("24.E", "Diagnosis pointer"),
    ("24.F", "Charge"),
    ("24.G", "Days or units"),
    ("24.H", "EPSDT and family planning"),
    ("24.J", "Rendering provider's NPI"),
    ("24.shaded", "Supplemental information"),
    ("25", "Federal tax ID"),
    ("26", "Patient's account number"),
    ("27", "Accepts assignment"),
    ("28", "Total charge"),
    ("29", "Amount paid"),
    ("30", "Reserved"),
    ("31", "Provider's signature"),
    ("32", "Service facility"),
    ("32a", "Facility's NPI"),
    ("32b", "Facility's other ID"),
    ("33", "Billing provider and phone"),
    ("33a", "Billing provider's NPI"),
    ("33b", "Billing provider's other ID"),
];

/// Subfields that say more than their item does.
const SUBFIELDS: &[(&str, &str)] = &[
    ("line1", "line 1"),
    ("line2", "line 2"),
    ("line3", "line 3"),
    ("line4", "line 4"),
    ("street", "street"),
    ("city", "city"),
    ("state", "state"),
    ("zip", "ZIP code"),
    ("area_code", "area code"),
    ("phone_area", "area code"),
    ("phone", "phone"),
    ("dob_mm", "month of birth"),
    ("dob_dd", "day of birth"),
    ("dob_yyyy", "year of birth"),
    ("sex_M", "male"),
    ("sex_F", "female"),
    ("yes", "yes"),
    ("no", "no"),
    ("self", "self"),
    ("spouse", "spouse"),
    ("child", "child"),
    ("other", "other"),
    ("qualifier", "qualifier"),
    ("mm", "month"),
    ("dd", "day"),
    ("yyyy", "year"),
    ("from_mm", "from, month"),
    ("from_dd", "from, day"),
    ("from_yyyy", "from, year"),
    ("to_mm", "to, month"),
    ("to_dd", "to, day"),
    ("to_yyyy", "to, year"),
    ("name", "name"),
    ("npi", "NPI"),
    ("other_id", "other ID"),
    ("signature", "signature"),
    ("date", "date"),
    ("claim_id", "claim number"),
    ("charge_dollars", "charge, dollars"),
    ("charge_cents", "charge, cents"),
    ("resubmission_code", "code"),
    ("original_ref", "original reference"),
    ("total_dollars", "dollars"),
    ("total_cents", "cents"),
    ("paid_dollars", "dollars"),
    ("paid_cents", "cents"),
    ("ssn_box", "SSN box"),
    ("ein_box", "EIN box"),
    ("shaded_H_epsdt", "EPSDT referral"),
    ("shaded_I_qual", "ID qualifier"),
    ("shaded_J_other_id", "provider's other ID"),
    ("A_from_mm", "from, month"),
    ("A_from_dd", "from, day"),
    ("A_from_yy", "from, year"),
    ("A_to_mm", "to, month"),
    ("A_to_dd", "to, day"),
    ("A_to_yy", "to, year"),
    ("D_cpt_hcpcs", "code"),
    ("D_mod1", "modifier 1"),
    ("D_mod2", "modifier 2"),
    ("D_mod3", "modifier 3"),
    ("D_mod4", "modifier 4"),
    ("F_dollars", "dollars"),
    ("F_cents", "cents"),
    ("H_family_plan", "family planning"),
];

/// What an item is called on the screen: `Patient's name` for `2`, `Charge` for `24.3.F`,
/// `Diagnosis C` for `21C`; "" for what is no item of the form.
pub fn item_title(item: &str) -> &'static str {
    const DIAGNOSES: [&str; 12] = [
        "Diagnosis A",
        "Diagnosis B",
        "Diagnosis C",
        "Diagnosis D",
        "Diagnosis E",
        "Diagnosis F",
        "Diagnosis G",
        "Diagnosis H",
        "Diagnosis I",
        "Diagnosis J",
        "Diagnosis K",
        "Diagnosis L",
    ];
    if let Some([letter @ b'A'..=b'L']) = item.strip_prefix("21").map(str::as_bytes) {
        return DIAGNOSES[usize::from(letter - b'A')];
    }
    let line = item
        .strip_prefix("24.")
        .and_then(|rest| rest.split_once('.'));
    let numbered =
        line.filter(|(number, _)| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
    let wanted = match numbered {
        Some((_, column)) => format!("24.{column}"),
        None => item.to_owned(),
    };
    ITEMS
        .iter()
        .find(|(name, _)| *name == wanted)
        .map_or("", |(_, title)| title)
}

/// What a subfield is called within its item: `area code`, `modifier 2`; "" where the item says it
/// all.
pub fn subfield_title(subfield: &str) -> &'static str {
    SUBFIELDS
        .iter()
        .find(|(name, _)| *name == subfield)
        .map_or("", |(_, title)| title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::items::key_of;
    use crate::layout::{PICA, cms1500};

    #[test]
    fn every_box_of_the_form_has_a_title() {
        for field in cms1500().fields().iter().filter(|f| f.item != PICA) {
            let (key, _) = key_of(field, 0);
            assert_ne!(item_title(&key), "", "{key}");
        }
    }

    #[test]
    fn lines_and_diagnoses_share_their_titles() {
        assert_eq!(item_title("24.1.D"), "Procedure and modifiers");
        assert_eq!(item_title("24.13.shaded"), "Supplemental information");
        assert_eq!(item_title("21L"), "Diagnosis L");
        assert_eq!(item_title("21M"), "");
        assert_eq!(item_title("24.D"), "Procedure and modifiers");
        assert_eq!(item_title("34"), "");
        assert_eq!(subfield_title("D_mod4"), "modifier 4");
        assert_eq!(subfield_title("insured_id"), "");
    }
}
