//! What payers ask of the boxes, as data: assets/forms/cms1500-rules.json. A difference between
//! programs is a value in that table, never a branch on a payer's name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The table.
#[derive(Debug, Deserialize)]
pub(super) struct Rules {
    /// SBR09 to the box of item 1.
    boxes: BTreeMap<String, String>,
    /// PAT01 or SBR02 to the box of item 6; every other code is `other`.
    relationships: BTreeMap<String, String>,
    /// The first whose indicators name SBR09; the last names none and takes the rest.
    programs: Vec<Program>,
    /// DTP qualifiers that item 15 can carry, the first in a claim is printed.
    pub other_dates: Vec<String>,
    /// NM101 of those whom item 17 can name, in their order.
    pub referrers: Vec<String>,
    /// REF qualifiers of 17a, 24I, 32b and 33b, in their order.
    pub other_ids: Vec<String>,
    /// REF qualifiers of item 23 and what they mean.
    pub authorizations: BTreeMap<String, String>,
    /// In which order item 23 takes them; it holds one.
    pub authorization_order: Vec<String>,
    /// LIN02 of devices to the qualifier of the shaded line.
    pub devices: BTreeMap<String, String>,
    /// Places of service of a stay, which item 18 dates.
    pub inpatient: Vec<String>,
    /// Places of service for which the billing address says where the service was rendered.
    pub at_the_practice: Vec<String>,
    must_fit: Vec<String>,
    must_fit_of_a_line: Vec<String>,
}

/// Whose insurance items 4, 6, 7 and 11 name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Insured {
    /// The one under which the claim asks.
    Own,
    /// The one that pays before this payer; NONE in item 11 when there is none.
    OtherPrimary,
}

/// Which other insurance item 9 names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum OtherInsured {
    /// Any.
    Any,
    /// A Medigap plan with a claim-based id.
    Medigap,
}

/// What a program asks.
#[derive(Debug, Deserialize)]
pub(super) struct Program {
    /// What people call it, or "".
    pub name: String,
    indicators: Vec<String>,
    /// Items 4, 6, 7, 11 to 11c.
    pub insured: Insured,
    /// Items 9 to 9d and 13.
    pub other_insured: OtherInsured,
    /// Item 11d is answered.
    pub another_plan: bool,
    /// Digits of the year in 14, 16, 18.
    pub year_digits: usize,
    /// DTP qualifiers that item 14 takes, in their order.
    pub onset: Vec<String>,
    /// Item 14 carries its qualifier.
    pub onset_qualifier: bool,
    /// Item 15 is filled.
    pub other_date: bool,
    /// Item 19 carries the date last seen with the NPI of who saw the patient.
    pub last_seen_in_19: bool,
    /// Item 17a is filled.
    pub referrer_id: bool,
    /// Item 22 is filled; otherwise corrected claims do not go on paper.
    pub resubmission: bool,
    /// How many letters item 24E takes.
    pub pointers: usize,
    /// Item 24C is filled.
    pub emergency: bool,
    /// Item 24H is filled.
    pub epsdt: bool,
    /// The shaded half of 24I and J carries the rendering provider's other id.
    pub rendering_id: bool,
    /// Without other id it carries the taxonomy code.
    pub rendering_taxonomy: bool,
    /// Items 32b and 33b carry the other id.
    pub billing_id: bool,
    /// Without other id, 33b carries the taxonomy code.
    pub billing_taxonomy: bool,
    /// Item 29 counts what other payers paid.
    pub paid_by_others: bool,
    /// Each form of a long claim totals its own lines; otherwise only the last form has a
    /// total, that of the claim.
    pub total_on_each_form: bool,
    /// What item 28 says where it has no total. It has room for seven characters, so not for the
    /// whole word CONTINUED; blank is allowed everywhere.
    pub continued: String,
    /// Drugs need their NDC.
    pub ndc_for_drugs: bool,
    /// Blanks between the NDC and its unit.
    pub blanks_after_ndc: usize,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    match serde_json::from_str(include_str!("../../../../assets/forms/cms1500-rules.json")) {
        Ok(rules) => rules,
        Err(fault) => unreachable!("the rules are compiled in and a test reads them: {fault}"),
    }
});

/// The rules of the form.
pub(super) fn rules() -> &'static Rules {
    &RULES
}

impl Rules {
    /// The program of a claim filing indicator (SBR09).
    pub fn program(&self, indicator: &str) -> &Program {
        let named = self
            .programs
            .iter()
            .find(|p| p.indicators.iter().any(|i| i == indicator));
        match named.or(self.programs.last()) {
            Some(program) => program,
            None => unreachable!("a test reads the rules and finds a last program"),
        }
    }

    /// The box of item 1, if the indicator is known.
    pub fn insurance_box(&self, indicator: &str) -> Option<&str> {
        self.boxes.get(indicator).map(String::as_str)
    }

    /// The box of item 6.
    pub fn relationship_box(&self, code: &str) -> &str {
        self.relationships.get(code).map_or("other", String::as_str)
    }

    /// True of a box without which the payer sends the form back: what does not fit it must be
    /// mended before printing.
    pub fn must_fit(&self, item: &str, subfield: &str) -> bool {
        match item.strip_prefix("24.") {
            Some(_) => subfield
                .split_once('_')
                .is_some_and(|(column, _)| self.must_fit_of_a_line.iter().any(|c| c == column)),
            None => self.must_fit.iter().any(|i| i == item),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::cms1500;

    #[test]
    fn the_rules_read_whole_and_name_boxes_of_the_form() {
        let read: Result<Rules, _> =
            serde_json::from_str(include_str!("../../../../assets/forms/cms1500-rules.json"));
        let rules = match read {
            Ok(rules) => rules,
            Err(fault) => panic!("{fault}"),
        };
        assert!(
            rules.programs.last().unwrap().indicators.is_empty(),
            "the last takes the rest"
        );
        for name in rules.boxes.values() {
            assert!(cms1500().find("1", name).is_some(), "{name}");
        }
        for name in rules.relationships.values() {
            assert!(cms1500().find("6", name).is_some(), "{name}");
        }
        for program in &rules.programs {
            assert!(
                program.continued.len() <= cms1500().find("28", "total_dollars").unwrap().1.len
            );
        }
        for item in &rules.must_fit {
            assert!(cms1500().fields().iter().any(|f| f.item == item), "{item}");
        }
        assert!(
            rules
                .authorization_order
                .iter()
                .all(|q| rules.authorizations.contains_key(q))
        );
        assert_eq!(rules.authorization_order.len(), rules.authorizations.len());
    }

    #[test]
    fn each_indicator_has_its_program() {
        assert_eq!(rules().program("MB").name, "Medicare");
        assert_eq!(rules().program("MC").name, "Medicaid");
        assert_eq!(rules().program("CI").name, "");
        assert_eq!(rules().program("").name, "");
        assert_eq!(rules().insurance_box("CH"), Some("Tricare"));
        assert_eq!(rules().insurance_box("??"), None);
        assert_eq!(rules().relationship_box("53"), "other");
    }

    #[test]
    fn what_must_fit_is_known_by_column() {
        assert!(rules().must_fit("24.3", "D_mod2"));
        assert!(!rules().must_fit("24.3", "shaded_supplemental_A-G"));
        assert!(rules().must_fit("2", "patient_name"));
        assert!(!rules().must_fit("26", "account_no"));
    }
}
