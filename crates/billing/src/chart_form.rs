//! The forms of patients, coverages, payers and providers: a record as the texts of its form, and the
//! texts as a record.

use values::Day;

use crate::appeal;
use crate::chart::{Confidential, Coverage, Demographics, Patient, Payer, Provider, ProviderRole};
use crate::odd::is_state;
use crate::party::{Address, Contact, Name, Party, Reference, find};
use crate::typed::{Reader, Texts, Wrong, day_text, part, put, put_part, set_reference};

/// REF01 of the other ids that a form can carry: payer's own, licence, location, UPIN.
pub const OTHER_IDS: [&str; 4] = ["G2", "0B", "LU", "1G"];

/// REF01 of tax numbers.
const TAX_IDS: [&str; 3] = ["EI", "SY", "TJ"];

/// What the practice calls its relationships, SBR02 and PAT01.
pub const RELATIONSHIPS: [&str; 9] = ["18", "01", "19", "20", "21", "39", "40", "53", "G8"];

/// A postal address as texts.
pub fn address_texts(address: &Address) -> Texts {
    let mut texts = Texts::new();
    put(&mut texts, "line1", &address.line1);
    put(&mut texts, "line2", &address.line2);
    put(&mut texts, "city", &address.city);
    put(&mut texts, "state", &address.state);
    put(&mut texts, "zip", zip_text(&address.zip));
    texts
}

fn zip_text(zip: &str) -> String {
    match zip.split_at_checked(5) {
        Some((five, four)) if zip.len() == 9 && zip.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{five}-{four}")
        }
        _ => zip.to_owned(),
    }
}

/// `(740) 555-0100`; anything else as it is.
pub fn phone_text(phone: &str) -> String {
    if phone.len() == 10 && phone.bytes().all(|b| b.is_ascii_digit()) {
        format!("({}) {}-{}", &phone[..3], &phone[3..6], &phone[6..])
    } else {
        phone.to_owned()
    }
}

/// Reads an address.
pub fn address(form: &mut Reader<'_>, into: &mut Address) {
    let foreign = !matches!(into.country.as_str(), "" | "US" | "USA");
    form.text("line1", &mut into.line1);
    form.text("line2", &mut into.line2);
    form.text("city", &mut into.city);
    form.state("state", foreign, &mut into.state);
    // Two letters that are no state are somewhere else, where a ZIP code looks otherwise.
    let abroad = foreign || !(into.state.is_empty() || is_state(&into.state));
    form.zip("zip", abroad, &mut into.zip);
}

/// A name as texts.
pub fn name_texts(name: &Name) -> Texts {
    let mut texts = Texts::new();
    put(&mut texts, "last", &name.last);
    put(&mut texts, "first", &name.first);
    put(&mut texts, "middle", &name.middle);
    put(&mut texts, "suffix", &name.suffix);
    texts
}

/// Reads a name.
pub fn name(form: &mut Reader<'_>, into: &mut Name) {
    form.text("last", &mut into.last);
    form.text("first", &mut into.first);
    form.text("middle", &mut into.middle);
    form.text("suffix", &mut into.suffix);
}

/// A person as texts: items 2, 3, 5.
pub fn person_texts(person: &Demographics) -> Texts {
    let mut texts = name_texts(&person.name);
    put(&mut texts, "born_on", day_text(person.born_on));
    put(&mut texts, "sex", &person.sex);
    put(&mut texts, "phone", phone_text(&person.phone));
    texts.extend(address_texts(&person.address));
    texts
}

/// Reads a person.
pub fn person(
    texts: &Texts,
    prefix: &str,
    before: &Demographics,
    today: Day,
) -> (Demographics, Vec<Wrong>) {
    let mut form = Reader::new(texts, prefix, person_texts(before), today);
    let mut person = before.clone();
    name(&mut form, &mut person.name);
    form.past_day("born_on", &mut person.born_on);
    if form.changed("born_on") && person.born_on.is_some_and(|day| day.year() < 1900) {
        form.say("born_on", "Nobody was born so long ago. Correct the year.");
    }
    form.choice("sex", &["F", "M", "U"], &mut person.sex);
    form.phone("phone", &mut person.phone);
    address(&mut form, &mut person.address);
    (person, form.wrong)
}

/// Who answers for a patient's bill, as a form says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answering {
    /// From which day of service; none from the beginning.
    pub from: Option<Day>,
    /// The account's key, empty for somebody new, and the person; none when the patient answers.
    pub who: Option<(String, Demographics)>,
}

/// The patient's form: the patient, and who answers for the bill (`guarantor` is `patient` or
/// `other`, whose fields begin with `guarantor.`; `guarantor.id` is the key of somebody known).
pub fn patient_texts(patient: &Patient, answering: &Answering) -> Texts {
    let mut texts = person_texts(&patient.person);
    let who = if answering.who.is_some() {
        "other"
    } else {
        "patient"
    };
    texts.insert("guarantor".to_owned(), who.to_owned());
    put(&mut texts, "guarantor_from", day_text(answering.from));
    if let Some((key, person)) = &answering.who {
        put_part(&mut texts, "guarantor.", person_texts(person));
        texts.insert("guarantor.id".to_owned(), key.clone());
    }
    let own = patient.confidential.as_ref();
    let reach = if own.is_some() { "own" } else { "home" };
    texts.insert("confidential".to_owned(), reach.to_owned());
    if let Some(own) = own {
        put_part(&mut texts, OWN, confidential_texts(own));
    }
    texts
}

/// What the fields of an address of the patient's own begin with.
const OWN: &str = "confidential.";

fn confidential_texts(own: &Confidential) -> Texts {
    let mut texts = address_texts(&own.address);
    put(&mut texts, "phone", phone_text(&own.phone));
    texts
}

/// Reads where the patient asked to be reached: at home, or at an address and a telephone of their own.
fn confidential(
    texts: &Texts,
    before: Option<&Confidential>,
    today: Day,
) -> (Option<Confidential>, Vec<Wrong>) {
    if texts.get("confidential").map(String::as_str) != Some("own") {
        return (None, Vec::new());
    }
    let mut own = before.cloned().unwrap_or_default();
    let mut form = Reader::new(texts, OWN, confidential_texts(&own), today);
    address(&mut form, &mut own.address);
    form.phone("phone", &mut own.phone);
    let parts = [
        ("line1", &own.address.line1),
        ("city", &own.address.city),
        ("zip", &own.address.zip),
    ];
    let typed = parts.iter().any(|(_, part)| !part.is_empty());
    let missing = parts.iter().find(|(_, part)| part.is_empty());
    match missing {
        Some((field, _)) if typed => form.say(
            field,
            "An address needs street, city and ZIP. Without one no bill goes out.",
        ),
        Some((field, _)) if own.phone.is_empty() => form.say(
            field,
            "Type the address or the telephone that the patient asked for. Or choose that the patient is reached at home.",
        ),
        _ => (),
    }
    (Some(own), form.wrong)
}

/// Reads the patient's form into a patient, and who answers for the bill.
///
/// # Errors
/// What cannot be stored.
pub fn patient(
    texts: &Texts,
    (before, answers): (&Patient, &Answering),
    today: Day,
) -> Result<(Patient, Answering), Vec<Wrong>> {
    let (person_now, mut wrong) = person(texts, "", &before.person, today);
    if person_now.name.last.is_empty() {
        wrong.push(missing("last", "A patient needs a last name."));
    }
    let mut form = Reader::new(texts, "", patient_texts(before, answers), today);
    let mut from = answers.from;
    form.day("guarantor_from", &mut from);
    wrong.extend(form.wrong);
    let (confidential, also) = confidential(texts, before.confidential.as_ref(), today);
    wrong.extend(also);
    let who = match texts.get("guarantor").map(String::as_str) {
        Some("other") => {
            let key = texts.get("guarantor.id").cloned().unwrap_or_default();
            let known = match &answers.who {
                Some((there, person)) if *there == key => person.clone(),
                _ => Demographics::default(),
            };
            let (guarantor, also) = person(texts, "guarantor.", &known, today);
            wrong.extend(also);
            if guarantor.name.last.is_empty() {
                wrong.push(missing("guarantor.last", "A guarantor needs a last name. Or choose that the patient answers for the bill."));
            }
            Some((key, guarantor))
        }
        _ => None,
    };
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let patient = Patient {
        person: person_now,
        confidential,
        ..before.clone()
    };
    Ok((patient, Answering { from, who }))
}

fn missing(field: &str, says: &str) -> Wrong {
    Wrong {
        field: field.to_owned(),
        says: says.to_owned(),
    }
}

/// The coverage's form. The insured's fields begin with `insured.`; they are the patient's own when
/// the relationship is self.
pub fn coverage_texts(coverage: &Coverage) -> Texts {
    let mut texts = Texts::new();
    put(&mut texts, "payer_id", coverage.payer_id.to_string());
    put(&mut texts, "order", coverage.order.to_string());
    put(&mut texts, "member_id", &coverage.member_id);
    put(&mut texts, "group_number", &coverage.group_number);
    put(&mut texts, "plan_name", &coverage.plan_name);
    put(&mut texts, "filing_indicator", &coverage.filing_indicator);
    put(&mut texts, "insurance_type", &coverage.insurance_type);
    put(&mut texts, "relationship", &coverage.relationship);
    put(&mut texts, "from", day_text(coverage.from));
    put(&mut texts, "to", day_text(coverage.to));
    put_part(&mut texts, "insured.", person_texts(&coverage.insured));
    texts
}

/// Reads the coverage's form. `of` is the patient, who is the insured when the relationship is self.
///
/// # Errors
/// What cannot be stored.
pub fn coverage(
    texts: &Texts,
    before: &Coverage,
    new: bool,
    of: &Demographics,
    today: Day,
) -> Result<Coverage, Vec<Wrong>> {
    let was = if new {
        Texts::new()
    } else {
        coverage_texts(before)
    };
    let mut form = Reader::new(texts, "", was, today);
    let mut coverage = before.clone();
    match form.get("payer_id").parse() {
        Ok(id) => coverage.payer_id = id,
        Err(_) => form.say("payer", "A coverage needs a payer. Choose one of the list."),
    }
    match form.get("order").parse::<u8>() {
        Ok(order @ 1..=9) => coverage.order = order,
        _ => form.say("order", "Choose whether it pays first, second or third."),
    }
    form.id("member_id", &mut coverage.member_id);
    form.text("group_number", &mut coverage.group_number);
    form.text("plan_name", &mut coverage.plan_name);
    form.code("filing_indicator", &mut coverage.filing_indicator);
    form.code("insurance_type", &mut coverage.insurance_type);
    form.choice("relationship", &RELATIONSHIPS, &mut coverage.relationship);
    form.day("from", &mut coverage.from);
    form.day("to", &mut coverage.to);
    if let (Some(from), Some(to)) = (coverage.from, coverage.to)
        && to < from
    {
        form.say(
            "to",
            "The coverage ends before it begins. Correct one of the days.",
        );
    }
    if coverage.relationship == "18" {
        coverage.insured = of.clone();
    } else {
        let (insured, wrong) = person(
            texts,
            "insured.",
            &if new {
                Demographics::default()
            } else {
                before.insured.clone()
            },
            today,
        );
        coverage.insured = insured;
        form.also(wrong);
    }
    if form.wrong.is_empty() {
        Ok(coverage)
    } else {
        Err(form.wrong)
    }
}

/// What a biller should look at before a claim is made of a coverage: field and sentence.
pub fn coverage_checks(coverage: &Coverage, others: &[Coverage]) -> Vec<Wrong> {
    let mut found = Vec::new();
    if coverage.member_id.is_empty() {
        found.push(missing(
            "member_id",
            "The member ID is missing. No claim prints without it.",
        ));
    }
    if coverage.filing_indicator.is_empty() {
        found.push(missing(
            "filing_indicator",
            "The kind of insurance is missing. Box 1 needs it.",
        ));
    }
    if coverage.relationship.is_empty() {
        found.push(missing(
            "relationship",
            "How the patient is related to the insured is missing. Box 6 needs it.",
        ));
    } else if coverage.relationship != "18" && coverage.insured.name.last.is_empty() {
        found.push(missing(
            "insured.last",
            "The insured's name is missing. Box 4 needs it.",
        ));
    }
    let overlaps = others.iter().any(|other| {
        other.id != coverage.id
            && other.order == coverage.order
            && other
                .from
                .is_none_or(|from| coverage.to.is_none_or(|to| from <= to))
            && coverage
                .from
                .is_none_or(|from| other.to.is_none_or(|to| from <= to))
    });
    if overlaps {
        found.push(missing("order", "Another coverage has the same place on the same days. End one of them, or change its place."));
    }
    found
}

/// The coverage that pays in a place on a day; the one that began last of several.
pub fn in_force(coverages: &[Coverage], order: u8, on: Day) -> Option<&Coverage> {
    coverages
        .iter()
        .filter(|c| {
            c.order == order
                && c.from.is_none_or(|from| from <= on)
                && c.to.is_none_or(|to| on <= to)
        })
        .max_by_key(|c| c.from)
}

/// The payer's form.
pub fn payer_texts(payer: &Payer) -> Texts {
    let mut texts = address_texts(&payer.address);
    put(&mut texts, "name", &payer.name);
    put(&mut texts, "payer_id", &payer.payer_id);
    put(&mut texts, "filing_indicator", &payer.filing_indicator);
    let days = payer.appeal_days.map(|days| days.to_string());
    put(&mut texts, "appeal_days", days.unwrap_or_default());
    texts
}

/// Reads the payer's form.
///
/// # Errors
/// What cannot be stored.
pub fn payer(texts: &Texts, before: &Payer, today: Day) -> Result<Payer, Vec<Wrong>> {
    let mut form = Reader::new(texts, "", payer_texts(before), today);
    let mut payer = before.clone();
    form.text("name", &mut payer.name);
    form.id("payer_id", &mut payer.payer_id);
    form.code("filing_indicator", &mut payer.filing_indicator);
    match form.get("appeal_days") {
        "" => payer.appeal_days = None,
        typed => match typed.parse() {
            Ok(days) if (1..=appeal::MOST_DAYS).contains(&days) => payer.appeal_days = Some(days),
            _ => form.say(
                "appeal_days",
                format!(
                    "Days are a number from 1 to {}, or nothing for what is usual.",
                    appeal::MOST_DAYS
                ),
            ),
        },
    }
    address(&mut form, &mut payer.address);
    if payer.name.is_empty() {
        form.say("name", "A payer needs a name.");
    }
    if payer.id_qualifier.is_empty() {
        payer.id_qualifier = "PI".to_owned();
    }
    if form.wrong.is_empty() {
        Ok(payer)
    } else {
        Err(form.wrong)
    }
}

/// A provider or a facility as texts, as the claim form and the provider's own form show it.
pub fn party_texts(party: &Party) -> Texts {
    let mut texts = name_texts(&party.name);
    put(
        &mut texts,
        "kind",
        if party.person {
            "person"
        } else {
            "organization"
        },
    );
    put(&mut texts, "npi", party.npi());
    put(&mut texts, "taxonomy", &party.taxonomy);
    if let Some((number, ein)) = party.tax_id() {
        put(&mut texts, "tax_id", number);
        put(&mut texts, "tax_kind", if ein { "EI" } else { "SY" });
    }
    let other = OTHER_IDS
        .iter()
        .find(|q| !find(&party.references, q).is_empty());
    if let Some(qualifier) = other {
        put(&mut texts, "other_kind", *qualifier);
        put(&mut texts, "other_id", find(&party.references, qualifier));
    }
    put(&mut texts, "phone", phone_text(party.contact("TE")));
    texts.extend(address_texts(&party.address));
    texts
}

/// Reads a provider or a facility; what the form does not show stays.
pub fn party(
    texts: &Texts,
    prefix: &str,
    before: &Party,
    role: &str,
    today: Day,
) -> (Party, Vec<Wrong>) {
    let was = if before.is_nobody() {
        Texts::new()
    } else {
        party_texts(before)
    };
    let mut form = Reader::new(texts, prefix, was, today);
    let mut party = before.clone();
    name(&mut form, &mut party.name);
    if form.changed("kind") {
        party.person = form.get("kind") == "person";
    } else if before.is_nobody() {
        party.person = matches!(role, "82" | "DN" | "DK" | "DQ");
    }
    if form.changed("npi") {
        let mut npi = String::new();
        form.npi("npi", &mut npi);
        party.id_qualifier = if npi.is_empty() { "" } else { "XX" }.to_owned();
        party.id = npi;
    }
    form.code("taxonomy", &mut party.taxonomy);
    if form.changed("taxonomy") && !matches!(party.taxonomy.len(), 0 | 10) {
        form.say(
            "taxonomy",
            "A taxonomy code has ten characters, such as 207Q00000X.",
        );
    }
    if form.any_changed(&["tax_id", "tax_kind"]) {
        let number = crate::typed::digits(form.get("tax_id"));
        if !matches!(number.len(), 0 | 9) {
            form.say("tax_id", "A tax ID has nine digits.");
        }
        let kind = if form.get("tax_kind") == "SY" {
            "SY"
        } else {
            "EI"
        };
        set_reference(&mut party.references, &TAX_IDS, kind, &number);
    }
    if form.any_changed(&["other_kind", "other_id"]) {
        let mut other = String::new();
        form.id("other_id", &mut other);
        if !form.changed("other_id") {
            form.get("other_id").clone_into(&mut other);
        }
        let kind = match form.get("other_kind") {
            "" => "G2",
            kind => kind,
        };
        let was: Vec<&str> = OTHER_IDS
            .iter()
            .copied()
            .filter(|q| !find(&before.references, q).is_empty())
            .take(1)
            .collect();
        set_reference(&mut party.references, &was, kind, &other);
    }
    if form.changed("phone") {
        let mut phone = String::new();
        form.phone("phone", &mut phone);
        set_phone(&mut party.contacts, &phone);
    }
    address(&mut form, &mut party.address);
    if party.role.is_empty() {
        role.clone_into(&mut party.role);
    }
    (party, form.wrong)
}

/// Puts a telephone number in the place of the first, or takes it away.
pub(crate) fn set_phone(contacts: &mut Vec<Contact>, phone: &str) {
    for contact in contacts.iter_mut() {
        if !find(&contact.numbers, "TE").is_empty() {
            set_reference(&mut contact.numbers, &["TE"], "TE", phone);
            return;
        }
    }
    if !phone.is_empty() {
        contacts.push(Contact {
            name: String::new(),
            numbers: vec![Reference {
                qualifier: "TE".to_owned(),
                value: phone.to_owned(),
                ..Reference::default()
            }],
        });
    }
}

/// The provider's own form: what it does, and the party.
pub fn provider_texts(provider: &Provider) -> Texts {
    let mut texts = party_texts(&provider.party);
    texts.insert("role".to_owned(), role_name(provider.role).to_owned());
    texts
}

/// A provider's role as forms and tables write it.
pub fn role_name(role: ProviderRole) -> &'static str {
    match role {
        ProviderRole::Billing => "billing",
        ProviderRole::Rendering => "rendering",
        ProviderRole::Referring => "referring",
        ProviderRole::Facility => "facility",
    }
}

/// Reads the provider's form.
///
/// # Errors
/// What cannot be stored.
pub fn provider(texts: &Texts, before: &Provider, today: Day) -> Result<Provider, Vec<Wrong>> {
    let role = match texts.get("role").map(String::as_str) {
        Some("billing") => Ok(ProviderRole::Billing),
        Some("rendering") => Ok(ProviderRole::Rendering),
        Some("referring") => Ok(ProviderRole::Referring),
        Some("facility") => Ok(ProviderRole::Facility),
        _ => Err(missing("role", "Choose what the provider does.")),
    };
    let (party, mut wrong) = party(texts, "", &before.party, "", today);
    if party.name.last.is_empty() {
        wrong.push(missing("last", "A provider needs a name."));
    }
    match role {
        Ok(role) if wrong.is_empty() => {
            // NM101 follows what the provider does.
            let code = match role {
                ProviderRole::Billing => "85",
                ProviderRole::Rendering => "82",
                ProviderRole::Referring => "DN",
                ProviderRole::Facility => "77",
            };
            let code = if role == before.role && !before.party.role.is_empty() {
                before.party.role.clone()
            } else {
                code.to_owned()
            };
            Ok(Provider {
                role,
                party: Party {
                    role: code,
                    ..party
                },
                id: before.id,
            })
        }
        Ok(_) => Err(wrong),
        Err(error) => {
            wrong.push(error);
            Err(wrong)
        }
    }
}

/// What a biller should look at in a provider: field and sentence.
pub fn provider_checks(provider: &Provider) -> Vec<Wrong> {
    let mut found = Vec::new();
    if provider.party.npi().is_empty() {
        found.push(missing(
            "npi",
            "The NPI is missing. Payers send claims without it back.",
        ));
    }
    if provider.role == ProviderRole::Billing {
        if provider.party.tax_id().is_none() {
            found.push(missing("tax_id", "The tax ID is missing. Box 25 needs it."));
        }
        if provider.party.contact("TE").is_empty() {
            found.push(missing(
                "phone",
                "The telephone number is missing. Box 33 shows it.",
            ));
        }
    }
    if matches!(
        provider.role,
        ProviderRole::Billing | ProviderRole::Facility
    ) && provider.party.address.line1.is_empty()
    {
        found.push(missing(
            "line1",
            "The address is missing. The form shows it.",
        ));
    }
    found
}

/// A party of a claim as a person.
pub fn person_of(party: &Party) -> Demographics {
    Demographics {
        name: party.name.clone(),
        born_on: party.born_on,
        sex: party.sex.clone(),
        address: party.address.clone(),
        phone: party.contact("TE").to_owned(),
        died_on: party.died_on,
    }
}

/// Reads a person of a claim; what the form does not show stays.
pub(crate) fn claim_person(
    texts: &Texts,
    prefix: &str,
    before: &Party,
    role: &str,
    today: Day,
) -> (Party, Vec<Wrong>) {
    let known = person_of(before);
    if part(texts, prefix) == person_texts(&known) {
        return (before.clone(), Vec::new());
    }
    let (now, wrong) = person(texts, prefix, &known, today);
    let mut party = before.clone();
    if now.phone != known.phone {
        set_phone(&mut party.contacts, &now.phone);
    }
    if party.role.is_empty() {
        role.clone_into(&mut party.role);
        party.person = true;
    }
    (
        Party {
            name: now.name,
            address: now.address,
            born_on: now.born_on,
            sex: now.sex,
            ..party
        },
        wrong,
    )
}
