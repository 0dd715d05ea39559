//! Who may answer for a patient's bill, found as one types: guarantors that are named already, and
//! patients of the practice. What is picked fills the fields of the form.

use std::collections::BTreeSet;

use billing::chart::{Demographics, Patient};
use billing::chart_form::person_texts;
use billing::typed::{Texts, put_part};
use vault::{patients, writer};

use crate::Workbench;
use crate::lists::found_patients;
use crate::problem::Problem;
use crate::view::view;

/// How many are offered.
const MOST: usize = 8;

view! {
    /// Whom to find.
    pub struct FindGuarantors {
        /// What was typed: parts of a name.
        pub text: String,
        /// The patient whose guarantor is asked for; empty for a new one. They are not offered.
        pub of: String,
    }

    /// Who was found.
    pub struct GuarantorRows {
        /// Guarantors first, then patients.
        pub rows: Vec<GuarantorRow>,
    }

    /// Somebody who may answer for the bill.
    pub struct GuarantorRow {
        /// As lists show it.
        pub name: String,
        /// ISO, or empty.
        pub born_on: String,
        /// Whose guarantor it is already, or the account of the patient that it is.
        pub known_as: String,
        /// What it fills into the form, by field.
        pub texts: Texts,
    }
}

/// Finds who may answer for a patient's bill.
pub(crate) fn find_guarantors(
    bench: &Workbench,
    ask: FindGuarantors,
) -> Result<GuarantorRows, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let mut rows = Vec::new();
    let mut known = BTreeSet::new();
    // Answers whether there is room for more.
    let mut take = |person: &Demographics, known_as: String| {
        let (name, born_on) = (
            person.name.listed(),
            person
                .born_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
        );
        if !known.insert((name.to_uppercase(), born_on.clone())) {
            return true;
        }
        let mut texts = Texts::new();
        put_part(&mut texts, "guarantor.", person_texts(person));
        rows.push(GuarantorRow {
            name,
            born_on,
            known_as,
            texts,
        });
        rows.len() < MOST
    };
    if !ask.text.trim().is_empty() {
        let mut room = true;
        for patient in patients::with_guarantor(&db, &ask.text, MOST)? {
            if let Some(guarantor) = &patient.guarantor {
                room = take(guarantor, format!("for {}", patient.person.name.listed()));
            }
        }
        for line in found_patients(&db, &ask.text)? {
            if !room {
                break;
            }
            if line.id != ask.of {
                let (patient, _) = writer::get::<Patient>(&db, &line.id)?;
                room = take(&patient.person, format!("patient {}", patient.account));
            }
        }
    }
    Ok(GuarantorRows { rows })
}
