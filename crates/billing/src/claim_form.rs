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

#[cfg(test)]
mod tests;
