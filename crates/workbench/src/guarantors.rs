//! Who answers for patients' bills: their accounts; whom a patient's form names; and who is found as
//! one types: guarantors that are named already, and patients of the practice.

use std::collections::BTreeSet;

use billing::chart::{Answers, Demographics, Guarantor, Patient};
use billing::chart_form::{Answering, person_texts};
use billing::typed::{Texts, Wrong, put_part};
use values::{GuarantorId, PatientId};
use vault::{Connection, VaultError, Writer, guarantors, kinds, local, writer};

use crate::Workbench;
use crate::bench::random;
use crate::lists::found_patients;
use crate::problem::{Code, Problem};
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
    let mut take = |person: &Demographics, id: &str, known_as: String| {
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
        texts.insert("guarantor.id".to_owned(), id.to_owned());
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
        for guarantor in guarantors::named(&db, &ask.text, MOST)? {
            let known_as = for_whom(&db, &guarantor.id.to_string())?;
            room = room && take(&guarantor.person, &guarantor.id.to_string(), known_as);
        }
        for line in found_patients(&db, &ask.text)? {
            if !room {
                break;
            }
            if line.id != ask.of {
                let (patient, _) = writer::get::<Patient>(&db, &line.id)?;
                let known_as = format!("patient {}", patient.account);
                room = take(&patient.person, &line.id, known_as);
            }
        }
    }
    Ok(GuarantorRows { rows })
}

/// For whom a guarantor answers, in words: `for MARLOWE, INES and 2 more`.
fn for_whom(db: &Connection, id: &str) -> Result<String, Problem> {
    let of = guarantors::patients_of(db, id)?;
    let Some(first) = of.first() else {
        return Ok(String::new());
    };
    let name = first.person.name.listed();
    Ok(match of.len() {
        1 => format!("for {name}"),
        n => format!("for {name} and {} more", n - 1),
    })
}

/// An account: who answers for the bills that stand on it.
pub(crate) struct Account {
    /// The number that people say.
    pub(crate) number: String,
    /// Who gets the bill.
    pub(crate) person: Demographics,
    /// The same where the bill goes: at the address that a patient asked for, where one did.
    pub(crate) reached: Demographics,
    /// The patient that it is, if it is one.
    pub(crate) patient: Option<PatientId>,
    /// What is kept of it as a guarantor, if anything.
    pub(crate) guarantor: Option<Guarantor>,
}

/// The key of an account now: a patient who answers may have become a guarantor since.
///
/// # Errors
/// As the database answers.
pub(crate) fn key_now(db: &Connection, key: &str) -> Result<String, VaultError> {
    if !key.starts_with(PatientId::PREFIX) {
        return Ok(key.to_owned());
    }
    let own = guarantors::of_patient(db, key)?;
    Ok(own.map_or_else(|| key.to_owned(), |there| there.id.to_string()))
}

/// The account of a key: a guarantor's id, or the id of a patient who answers.
///
/// # Errors
/// [`VaultError::NoSuch`] when nobody has it.
pub(crate) fn account(db: &Connection, key: &str) -> Result<Account, VaultError> {
    if key.starts_with(PatientId::PREFIX) {
        let (patient, _) = writer::get::<Patient>(db, key)?;
        let reached = match &patient.guarantor {
            Some(other) => other.clone(),
            None => patient.reached(),
        };
        return Ok(Account {
            number: patient.account,
            patient: patient.guarantor.is_none().then_some(patient.id),
            person: patient.guarantor.unwrap_or(patient.person),
            reached,
            guarantor: None,
        });
    }
    let (guarantor, _) = writer::get::<Guarantor>(db, key)?;
    let (person, reached) = match guarantor.patient_id {
        Some(id) => {
            let (patient, _) = writer::get::<Patient>(db, &id.to_string())?;
            let reached = patient.reached();
            (patient.person, reached)
        }
        None => (guarantor.person.clone(), guarantor.person.clone()),
    };
    Ok(Account {
        number: guarantor.account.clone(),
        person,
        reached,
        patient: guarantor.patient_id,
        guarantor: Some(guarantor),
    })
}

/// Who answers for a patient now, as the patient's form shows it: the key and the person; none when
/// the patient does.
///
/// # Errors
/// As the database answers.
pub(crate) fn answering(db: &Connection, patient: &Patient) -> Result<Answering, Problem> {
    let last = patient.answers.last();
    let who = match last.and_then(|one| one.guarantor_id) {
        Some(id) => {
            let key = id.to_string();
            let person = account(db, &key)?.person;
            Some((key, person))
        }
        None if patient.answers.is_empty() => {
            (patient.guarantor.clone()).map(|person| (String::new(), person))
        }
        None => None,
    };
    let from = last.and_then(|one| one.from);
    Ok(Answering { from, who })
}

/// Names who answers for a patient, as typed: somebody known, or somebody new.
///
/// # Errors
/// A field, when what was typed of a patient of the practice is another than on their chart.
pub(crate) fn name(
    writer: &mut Writer<'_>,
    patient: &mut Patient,
    answering: Answering,
) -> Result<(), Problem> {
    let guarantor_id = match answering.who {
        None => None,
        Some((key, person)) => Some(named(writer, &key, person)?),
    };
    patient.guarantor = None;
    match answering.from {
        None => patient.answers.clear(),
        Some(from) => patient
            .answers
            .retain(|one| one.from.is_none_or(|there| there < from)),
    }
    let one = Answers {
        from: answering.from,
        guarantor_id,
    };
    // The patient answers where nobody is named: that needs no word.
    let before = patient.answers.last().and_then(|one| one.guarantor_id);
    if before != guarantor_id {
        patient.answers.push(one);
    }
    Ok(())
}

/// Names who answers for a patient: the patient of the practice that it is, if there is one.
///
/// # Errors
/// As the database answers.
pub(crate) fn name_known(
    writer: &mut Writer<'_>,
    patient: &mut Patient,
    person: Demographics,
) -> Result<(), Problem> {
    let key = kinds::patient_key(&person.name, person.born_on);
    let who = match vault::patients::matching(writer.db(), "patient", &key, None)? {
        Some(body) => {
            let other: Patient = kinds::read_body(&body)?;
            (other.id.to_string(), other.person)
        }
        None => (String::new(), person),
    };
    let answering = Answering {
        from: None,
        who: Some(who),
    };
    name(writer, patient, answering)
}

fn named(writer: &mut Writer<'_>, key: &str, person: Demographics) -> Result<GuarantorId, Problem> {
    if key.starts_with(PatientId::PREFIX) {
        let other: Patient = writer.get(key)?;
        if !same_texts(&other.person, &person) {
            return Err(elsewhere(&other));
        }
        return as_guarantor(writer, &other);
    }
    if !key.is_empty() {
        let mut known: Guarantor = writer.get(key)?;
        if let Some(id) = known.patient_id {
            let other: Patient = writer.get(&id.to_string())?;
            if !same_texts(&other.person, &person) {
                return Err(elsewhere(&other));
            }
        } else {
            correct(writer, &mut known, person)?;
        }
        return Ok(known.id);
    }
    let match_key = kinds::patient_key(&person.name, person.born_on);
    let same = guarantors::matching(writer.db(), &match_key)?
        .into_iter()
        .find(|there| match person.born_on {
            Some(_) => true,
            None => there.person.address == person.address,
        });
    if let Some(mut known) = same {
        correct(writer, &mut known, person)?;
        return Ok(known.id);
    }
    let id = GuarantorId::new(u64::try_from(writer.at()).unwrap_or(0), random()?);
    let account = local::next_number(writer.db(), "account", 10_001)?.to_string();
    writer.put(&Guarantor {
        person,
        ..fresh(id, account)
    })?;
    Ok(id)
}

fn same_texts(one: &Demographics, other: &Demographics) -> bool {
    person_texts(one) == person_texts(other)
}

/// Puts what was typed of a guarantor into place, for everybody for whom they answer.
fn correct(
    writer: &mut Writer<'_>,
    known: &mut Guarantor,
    person: Demographics,
) -> Result<(), Problem> {
    if !same_texts(&known.person, &person) {
        // Mail came back from the address of before.
        if known.person.address != person.address {
            known.mail_returned_on = None;
        }
        known.person = Demographics {
            died_on: known.person.died_on,
            ..person
        };
        writer.put(known)?;
    }
    Ok(())
}

/// A guarantor of whom nothing is kept yet.
pub(crate) fn fresh(id: GuarantorId, account: String) -> Guarantor {
    Guarantor {
        id,
        account,
        patient_id: None,
        person: Demographics::default(),
        language: String::new(),
        large_print: false,
        do_not_bill: None,
        mail_returned_on: None,
    }
}

/// The guarantor that a patient is; made when there is none.
///
/// # Errors
/// As the database answers.
pub(crate) fn as_guarantor(
    writer: &mut Writer<'_>,
    patient: &Patient,
) -> Result<GuarantorId, Problem> {
    if let Some(there) = guarantors::of_patient(writer.db(), &patient.id.to_string())? {
        return Ok(there.id);
    }
    let id = GuarantorId::new(u64::try_from(writer.at()).unwrap_or(0), random()?);
    writer.put(&Guarantor {
        patient_id: Some(patient.id),
        ..fresh(id, patient.account.clone())
    })?;
    Ok(id)
}

/// Somebody saved it since it was opened.
pub(crate) fn changed() -> Problem {
    Problem::new(
        Code::Changed,
        "Somebody changed this account meanwhile. Open it again.",
    )
}

fn elsewhere(other: &Patient) -> Problem {
    Problem::field(
        "guarantor.last",
        format!(
            "This is patient {}: name and address are changed on that chart. Change them there, or pick \
             somebody else here.",
            other.account
        ),
    )
}

/// What a biller should look at in who answers.
pub(crate) fn checks(db: &Connection, answering: &Answering) -> Result<Vec<Wrong>, Problem> {
    let mut found = Vec::new();
    if let Some((key, person)) = &answering.who
        && key.is_empty()
        && !person.name.last.is_empty()
        && person.born_on.is_some()
    {
        let match_key = kinds::patient_key(&person.name, person.born_on);
        if vault::patients::matching(db, "patient", &match_key, None)?.is_some() {
            found.push(Wrong {
                field: "guarantor.last".to_owned(),
                says:
                    "A patient with this name and birth date is here. Pick that one above, so that \
                       there is one account, unless they are two people."
                        .to_owned(),
            });
        }
    }
    Ok(found)
}
