//! The claim's form: every item of the CMS-1500 as texts, and the texts as a claim. A field that says
//! what it said leaves the claim as it stands, so an imported claim keeps what the form cannot show.

use values::{Day, Money};

use crate::chart::{Coverage, Demographics, Payer};
use crate::chart_form::{
    RELATIONSHIPS, address, address_texts, claim_person, party, party_texts, person_of,
    person_texts,
};
use crate::claim::{
    Amount, ClaimContent, ClaimCoverage, DatedFact, Diagnosis, Note, OtherCoverage,
};
use crate::line_form::{line, line_count, line_texts};
use crate::party::{Party, find};
use crate::typed::{Reader, Texts, Wrong, day_text, put, put_part, set_reference};

/// DTP01 that item 14 shows, the first that the claim has.
const ONSET: [&str; 3] = ["431", "484", "439"];

/// DTP01 that item 15 shows, the first that the claim has.
const OTHER_DATES: [&str; 8] = ["454", "304", "453", "455", "471", "090", "091", "444"];

/// REF01 of item 23, the first that the claim has.
const AUTHORIZATIONS: [&str; 4] = ["G1", "9F", "X4", "EW"];

/// NM101 of item 17, the first that the claim has.
const REFERRERS: [&str; 3] = ["DN", "DK", "DQ"];

/// Letters of item 21.
pub const LETTERS: [&str; 12] = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"];

/// A claim as the texts of its form.
pub fn claim_texts(claim: &ClaimContent) -> Texts {
    let mut texts = Texts::new();
    let mut say = |name: &str, text: &str| put(&mut texts, name, text);
    say("number", &claim.number);
    say("relationship", &claim.relationship);
    for (name, cause) in CAUSES {
        say(
            name,
            if claim.related_causes.iter().any(|c| c == cause) {
                "Y"
            } else {
                "N"
            },
        );
    }
    say("accident_state", &claim.accident_state);
    say("condition_codes", &claim.condition_codes.join(" "));
    say("casualty", casualty(claim));
    say("release", &claim.release);
    say("benefits_assigned", &claim.benefits_assigned);
    say("assignment", &claim.assignment);
    say("provider_signature", &claim.provider_signature);
    say("frequency", &claim.frequency);
    say("original_ref", claim.reference("F8"));
    say("pos", &claim.place_of_service);
    let notes: Vec<&str> = claim.notes.iter().map(|n| n.text.trim()).collect();
    say("note", &notes.join("   "));
    if let Some((kind, on)) = first_date(claim, &ONSET) {
        say("onset_on", &day_text(Some(on)));
        say("onset_kind", kind);
    }
    if let Some((kind, on)) = first_date(claim, &OTHER_DATES) {
        say("other_on", &day_text(Some(on)));
        say("other_kind", kind);
    }
    let (from, to) = unable(claim);
    say("unable_from", &day_text(from));
    say("unable_to", &day_text(to));
    say(
        "admitted_on",
        &day_text(claim.date("435").and_then(|d| d.from)),
    );
    say(
        "discharged_on",
        &day_text(claim.date("096").and_then(|d| d.from)),
    );
    if let Some(kind) = AUTHORIZATIONS
        .iter()
        .find(|q| !claim.reference(q).is_empty())
    {
        say("authorization", claim.reference(kind));
        say("authorization_kind", kind);
    }
    if let Some(paid) = claim.amount("F5") {
        say("paid", &paid.to_string());
    }
    for (letter, diagnosis) in LETTERS.iter().zip(&claim.diagnoses) {
        say(&format!("dx.{letter}"), &pointed(&diagnosis.code));
    }
    say(
        "icd",
        if claim
            .diagnoses
            .first()
            .is_some_and(|d| d.qualifier.starts_with('B'))
        {
            "9"
        } else {
            "0"
        },
    );
    texts.extend(coverage_part(&claim.coverage));
    put_part(
        &mut texts,
        "patient.",
        person_texts(&person_of(&claim.patient)),
    );
    put_part(
        &mut texts,
        "insured.",
        person_texts(&person_of(&claim.coverage.insured)),
    );
    if let Some(other) = claim.other_coverages.first() {
        put_part(&mut texts, "other.", other_texts(other));
    }
    put_part(&mut texts, "billing.", party_texts(&claim.billing));
    for (prefix, roles) in [
        ("rendering.", &["82"][..]),
        ("facility.", &["77"]),
        ("referrer.", &REFERRERS),
    ] {
        if let Some(found) = first_party(claim, roles) {
            put_part(&mut texts, prefix, party_texts(found));
        }
    }
    put(
        &mut texts,
        "referrer.role",
        first_party(claim, &REFERRERS).map_or("", |p| p.role.as_str()),
    );
    for (n, own) in (1..).zip(&claim.lines) {
        let prefix = format!("line.{n}.");
        put_part(&mut texts, &prefix, line_texts(own));
        texts.insert(format!("{prefix}was"), n.to_string());
    }
    texts
}

/// Items 10a to 10c: the field and X12's code.
const CAUSES: [(&str, &str); 3] = [("employment", "EM"), ("auto", "AA"), ("accident", "OA")];

/// `M17.11`.
fn pointed(code: &str) -> String {
    let code = code.replace('.', "");
    match code.split_at_checked(3) {
        Some((head, tail)) if !tail.is_empty() => format!("{head}.{tail}"),
        _ => code,
    }
}

fn casualty(claim: &ClaimContent) -> &str {
    [
        &claim.coverage.insured.references,
        &claim.patient.references,
        &claim.references,
    ]
    .into_iter()
    .map(|all| find(all, "Y4"))
    .find(|value| !value.is_empty())
    .unwrap_or("")
}

fn first_date<'a>(claim: &ClaimContent, of: &[&'a str]) -> Option<(&'a str, Day)> {
    of.iter().find_map(|q| Some((*q, claim.date(q)?.from?)))
}

fn unable(claim: &ClaimContent) -> (Option<Day>, Option<Day>) {
    let range = claim.date("314");
    let day = |q: &str| claim.date(q).and_then(|d| d.from);
    (
        range.and_then(|r| r.from).or(day("360")),
        range.and_then(|r| r.to).or(day("361")),
    )
}

fn first_party<'a>(claim: &'a ClaimContent, roles: &[&str]) -> Option<&'a Party> {
    roles.iter().find_map(|role| claim.party(role))
}

/// Items 1, 1a, 11, 11c and the carrier block.
fn coverage_part(coverage: &ClaimCoverage) -> Texts {
    let mut texts = Texts::new();
    put(&mut texts, "order", &coverage.order);
    put(&mut texts, "filing_indicator", &coverage.filing_indicator);
    put(&mut texts, "insurance_type", &coverage.insurance_type);
    put(&mut texts, "member_id", &coverage.insured.id);
    put(&mut texts, "group_number", &coverage.group_number);
    put(&mut texts, "plan_name", &coverage.group_name);
    put(&mut texts, "payer.name", &coverage.payer.name.last);
    put(&mut texts, "payer.id", &coverage.payer.id);
    put_part(&mut texts, "payer.", address_texts(&coverage.payer.address));
    texts
}

/// Items 9 to 9d and what the other payer paid.
fn other_texts(other: &OtherCoverage) -> Texts {
    let mut texts = coverage_part(&other.coverage);
    put(&mut texts, "relationship", &other.relationship);
    put_part(
        &mut texts,
        "insured.",
        person_texts(&person_of(&other.coverage.insured)),
    );
    if let Some(paid) = other.amounts.iter().find(|a| a.qualifier == "D") {
        put(&mut texts, "paid", paid.amount.to_string());
    }
    texts
}

/// What a new claim says before anything was typed.
pub fn new_claim() -> ClaimContent {
    ClaimContent {
        frequency: "1".to_owned(),
        provider_signature: "Y".to_owned(),
        assignment: "A".to_owned(),
        benefits_assigned: "Y".to_owned(),
        release: "Y".to_owned(),
        claim_or_encounter: "CH".to_owned(),
        place_of_service: "11".to_owned(),
        ..ClaimContent::default()
    }
}

/// What a coverage fills in: items 1 to 7, 11, 11a, 11c and the carrier block.
pub fn from_coverage(patient: &Demographics, coverage: &Coverage, payer: &Payer) -> Texts {
    let mut texts = of_coverage(patient, coverage, payer);
    put_part(&mut texts, "patient.", person_texts(patient));
    texts
}

/// What another coverage fills in: items 9 to 9d.
pub fn from_other(patient: &Demographics, coverage: &Coverage, payer: &Payer) -> Texts {
    let mut texts = Texts::new();
    put_part(&mut texts, "other.", of_coverage(patient, coverage, payer));
    texts
}

fn of_coverage(patient: &Demographics, coverage: &Coverage, payer: &Payer) -> Texts {
    let mut texts = Texts::new();
    let indicator = if coverage.filing_indicator.is_empty() {
        &payer.filing_indicator
    } else {
        &coverage.filing_indicator
    };
    put(&mut texts, "order", order_code(coverage.order));
    put(&mut texts, "filing_indicator", indicator);
    put(&mut texts, "insurance_type", &coverage.insurance_type);
    put(&mut texts, "member_id", &coverage.member_id);
    put(&mut texts, "group_number", &coverage.group_number);
    put(&mut texts, "plan_name", &coverage.plan_name);
    put(&mut texts, "relationship", &coverage.relationship);
    put(&mut texts, "payer.name", &payer.name);
    put(&mut texts, "payer.id", &payer.payer_id);
    put_part(&mut texts, "payer.", address_texts(&payer.address));
    let insured = if coverage.relationship == "18" {
        patient
    } else {
        &coverage.insured
    };
    put_part(&mut texts, "insured.", person_texts(insured));
    texts
}

/// SBR01 of a place.
fn order_code(order: u8) -> &'static str {
    match order {
        1 => "P",
        2 => "S",
        3 => "T",
        _ => "U",
    }
}

/// Reads the claim's form. The claim is whole even where a field could not be read; then it must not
/// be stored.
pub fn claim(texts: &Texts, before: &ClaimContent, today: Day) -> (ClaimContent, Vec<Wrong>) {
    let mut form = Reader::new(texts, "", claim_texts(before), today);
    let mut claim = before.clone();
    form.text("number", &mut claim.number);
    form.choice("relationship", &RELATIONSHIPS, &mut claim.relationship);
    for (name, cause) in CAUSES {
        if form.changed(name) {
            claim.related_causes.retain(|c| c != cause);
            if form.get(name) == "Y" {
                claim.related_causes.push(cause.to_owned());
            }
        }
    }
    form.state("accident_state", false, &mut claim.accident_state);
    if form.changed("condition_codes") {
        let split = form.get("condition_codes").split([' ', ',']);
        claim.condition_codes = split
            .filter(|c| !c.is_empty())
            .map(str::to_uppercase)
            .collect();
    }
    if form.changed("casualty") {
        claim
            .coverage
            .insured
            .references
            .retain(|r| r.qualifier != "Y4");
        claim.patient.references.retain(|r| r.qualifier != "Y4");
        let mut number = String::new();
        form.id("casualty", &mut number);
        set_reference(&mut claim.references, &["Y4"], "Y4", &number);
    }
    form.code("release", &mut claim.release);
    form.code("benefits_assigned", &mut claim.benefits_assigned);
    form.code("assignment", &mut claim.assignment);
    form.code("provider_signature", &mut claim.provider_signature);
    form.code("frequency", &mut claim.frequency);
    if form.changed("original_ref") {
        set_reference(
            &mut claim.references,
            &["F8"],
            "F8",
            form.get("original_ref"),
        );
    }
    form.code("pos", &mut claim.place_of_service);
    if form.changed("note") {
        let text = form.get("note").to_owned();
        claim.notes = if text.is_empty() {
            Vec::new()
        } else {
            vec![Note {
                code: "ADD".to_owned(),
                text,
            }]
        };
    }
    dates(&mut form, &mut claim);
    if form.any_changed(&["authorization", "authorization_kind"]) {
        let kind = match form.get("authorization_kind") {
            "" => "G1",
            kind => kind,
        };
        let was: Vec<&str> = AUTHORIZATIONS
            .iter()
            .copied()
            .filter(|q| !before.reference(q).is_empty())
            .take(1)
            .collect();
        set_reference(&mut claim.references, &was, kind, form.get("authorization"));
    }
    if form.changed("paid") {
        set_amount(&mut claim.amounts, "F5", form.money("paid"));
    }
    diagnoses(&mut form, &mut claim);
    coverage(&mut form, &mut claim.coverage);
    parties(&mut form, texts, &mut claim, today);
    other(&mut form, texts, &mut claim, today);
    lines(&mut form, texts, &mut claim, before, today);
    (claim, form.wrong)
}

fn set_date(dates: &mut Vec<DatedFact>, qualifier: &str, on: Option<Day>) {
    dates.retain(|d| d.qualifier != qualifier);
    if let Some(on) = on {
        dates.push(DatedFact {
            qualifier: qualifier.to_owned(),
            format: "D8".to_owned(),
            text: on.to_x12(),
            from: Some(on),
            to: None,
        });
    }
}

pub(crate) fn set_amount(amounts: &mut Vec<Amount>, qualifier: &str, amount: Option<Money>) {
    amounts.retain(|a| a.qualifier != qualifier);
    if let Some(amount) = amount {
        amounts.push(Amount {
            qualifier: qualifier.to_owned(),
            amount,
        });
    }
}

/// Items 14, 15, 16 and 18.
fn dates(form: &mut Reader<'_>, claim: &mut ClaimContent) {
    for (on, kind, of) in [
        ("onset_on", "onset_kind", &ONSET[..]),
        ("other_on", "other_kind", &OTHER_DATES),
    ] {
        if !form.any_changed(&[on, kind]) {
            continue;
        }
        let first = first_date(claim, of);
        let mut day = first.map(|(_, day)| day);
        form.day(on, &mut day);
        if let Some((was, _)) = first {
            set_date(&mut claim.dates, was, None);
        }
        let chosen = form.get(kind);
        if let Some(qualifier) = of.iter().find(|q| **q == chosen).or(of.first()) {
            set_date(&mut claim.dates, qualifier, day);
        }
    }
    if form.any_changed(&["unable_from", "unable_to"]) {
        let (mut from, mut to) = unable(claim);
        form.day("unable_from", &mut from);
        form.day("unable_to", &mut to);
        claim.dates.retain(|d| d.qualifier != "314");
        set_date(&mut claim.dates, "360", from);
        set_date(&mut claim.dates, "361", to);
        if let (Some(first), Some(last)) = (from, to)
            && last < first
        {
            form.say(
                "unable_to",
                "The last day lies before the first. Correct one of them.",
            );
        }
    }
    let (mut admitted, mut left) = (None, None);
    for (name, qualifier, into) in [
        ("admitted_on", "435", &mut admitted),
        ("discharged_on", "096", &mut left),
    ] {
        *into = claim.date(qualifier).and_then(|d| d.from);
        if form.changed(name) {
            form.day(name, into);
            set_date(&mut claim.dates, qualifier, *into);
        }
    }
    if let (Some(first), Some(last)) = (admitted, left)
        && last < first
        && form.any_changed(&["admitted_on", "discharged_on"])
    {
        form.say(
            "discharged_on",
            "The last day lies before the first. Correct one of them.",
        );
    }
}

/// Item 21. Diagnoses past the twelfth, which the form does not show, stay.
fn diagnoses(form: &mut Reader<'_>, claim: &mut ClaimContent) {
    let names: Vec<String> = LETTERS.iter().map(|l| format!("dx.{l}")).collect();
    if !form.changed("icd") && !names.iter().any(|name| form.changed(name)) {
        return;
    }
    let old_revision = form.get("icd") == "9";
    let mut now: Vec<Diagnosis> = Vec::new();
    let mut gap: Option<&str> = None;
    for (n, name) in names.iter().enumerate() {
        let typed = crate::typed::code(form.get(name));
        if typed.is_empty() {
            gap = gap.or(Some(name));
            continue;
        }
        if let Some(empty) = gap.take() {
            let says = format!(
                "Box 21{} is empty and a later one is not. Move the codes up.",
                &empty[3..]
            );
            form.say(empty, says);
        }
        let qualifier = match (now.is_empty(), old_revision) {
            (true, false) => "ABK",
            (false, false) => "ABF",
            (true, true) => "BK",
            (false, true) => "BF",
        };
        match claim.diagnoses.get(n) {
            Some(kept) if !form.changed(name) && !form.changed("icd") => now.push(kept.clone()),
            _ => now.push(Diagnosis {
                qualifier: qualifier.to_owned(),
                code: typed,
            }),
        }
    }
    now.extend(claim.diagnoses.iter().skip(LETTERS.len()).cloned());
    claim.diagnoses = now;
}

/// Items 1, 1a, 11, 11c and the carrier block.
fn coverage(form: &mut Reader<'_>, coverage: &mut ClaimCoverage) {
    form.code("order", &mut coverage.order);
    form.code("filing_indicator", &mut coverage.filing_indicator);
    form.code("insurance_type", &mut coverage.insurance_type);
    if form.changed("member_id") {
        form.id("member_id", &mut coverage.insured.id);
        coverage.insured.id_qualifier = "MI".to_owned();
    }
    form.text("group_number", &mut coverage.group_number);
    form.text("plan_name", &mut coverage.group_name);
    if form.changed("payer.name") || form.changed("payer.id") {
        form.text("payer.name", &mut coverage.payer.name.last);
        form.id("payer.id", &mut coverage.payer.id);
        if coverage.payer.id_qualifier.is_empty() {
            coverage.payer.id_qualifier = "PI".to_owned();
        }
    }
    if coverage.payer.role.is_empty() && !coverage.payer.is_nobody() {
        coverage.payer.role = "PR".to_owned();
    }
}

/// Items 2 to 7, 11a, 17, 24J, 25, 32, 33 and the payer's address.
fn parties(form: &mut Reader<'_>, texts: &Texts, claim: &mut ClaimContent, today: Day) {
    let mut at_payer = Reader::new(
        texts,
        "payer.",
        address_texts(&claim.coverage.payer.address),
        today,
    );
    address(&mut at_payer, &mut claim.coverage.payer.address);
    form.also(at_payer.wrong);
    let (patient, wrong) = claim_person(texts, "patient.", &claim.patient, "QC", today);
    claim.patient = patient;
    form.also(wrong);
    let (insured, wrong) = claim_person(texts, "insured.", &claim.coverage.insured, "IL", today);
    claim.coverage.insured = insured;
    form.also(wrong);
    let (billing, wrong) = party(texts, "billing.", &claim.billing, "85", today);
    claim.billing = billing;
    form.also(wrong);
    for (prefix, role, roles) in [
        ("rendering.", "82", &["82"][..]),
        ("facility.", "77", &["77"]),
        (
            "referrer.",
            form.get("referrer.role").to_owned().as_str(),
            &REFERRERS,
        ),
    ] {
        let role = if role.is_empty() { "DN" } else { role };
        let at = roles
            .iter()
            .find_map(|r| claim.parties.iter().position(|p| p.role == *r));
        let known = at
            .and_then(|at| claim.parties.get(at))
            .cloned()
            .unwrap_or_default();
        let (mut now, wrong) = party(texts, prefix, &known, role, today);
        form.also(wrong);
        if now.role != role && prefix == "referrer." && form.changed("referrer.role") {
            role.clone_into(&mut now.role);
        }
        match at {
            Some(at) if now.is_nobody() => {
                claim.parties.remove(at);
            }
            Some(at) => claim.parties[at] = now,
            None if !now.is_nobody() => claim.parties.push(now),
            None => (),
        }
    }
}

/// Items 9 to 9d. Other payers past the first stay.
fn other(form: &mut Reader<'_>, texts: &Texts, claim: &mut ClaimContent, today: Day) {
    let known = claim.other_coverages.first().cloned();
    let was = known.as_ref().map(other_texts).unwrap_or_default();
    let mut part = Reader::new(texts, "other.", was.clone(), today);
    let mut now = known.clone().unwrap_or_else(|| OtherCoverage {
        benefits_assigned: "Y".to_owned(),
        release: "Y".to_owned(),
        ..OtherCoverage::default()
    });
    coverage(&mut part, &mut now.coverage);
    part.choice("relationship", &RELATIONSHIPS, &mut now.relationship);
    if part.changed("paid") {
        let paid = part.money("paid");
        set_amount(&mut now.amounts, "D", paid);
    }
    form.also(part.wrong);
    let mut at_payer = Reader::new(
        texts,
        "other.payer.",
        address_texts(&now.coverage.payer.address),
        today,
    );
    address(&mut at_payer, &mut now.coverage.payer.address);
    form.also(at_payer.wrong);
    let (insured, wrong) =
        claim_person(texts, "other.insured.", &now.coverage.insured, "IL", today);
    form.also(wrong);
    now.coverage.insured = insured;
    let nobody = now.coverage.insured.is_nobody() && now.coverage.payer.is_nobody();
    match known {
        Some(_) if nobody => {
            claim.other_coverages.remove(0);
        }
        Some(_) => claim.other_coverages[0] = now,
        None if !nobody => claim.other_coverages.push(now),
        None => (),
    }
}

/// Item 24 and the charge. A line that says nothing goes.
fn lines(
    form: &mut Reader<'_>,
    texts: &Texts,
    claim: &mut ClaimContent,
    before: &ClaimContent,
    today: Day,
) {
    let mut now = Vec::new();
    for n in 1..=line_count(texts) {
        let prefix = format!("line.{n}.");
        let was = texts
            .get(&format!("{prefix}was"))
            .and_then(|at| at.trim().parse::<usize>().ok());
        let known = was.and_then(|at| before.lines.get(at.checked_sub(1)?));
        let (read, wrong) = line(texts, &prefix, known, today);
        form.also(wrong);
        now.extend(read);
    }
    if now != claim.lines {
        claim.lines = now;
        claim.charge = claim.lines.iter().map(|line| line.charge).sum();
    }
}

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
            !phone && !(claim.is_self() && field.starts_with("insured."))
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
