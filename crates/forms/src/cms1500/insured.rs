//! The upper half of the form: the carrier block and items 1 to 13, the patient and the insured.

use billing::claim::{ClaimContent, ClaimCoverage, OtherCoverage};
use billing::party::{Address, Party, Reference};

use super::Writer;
use super::rules::{Insured, OtherInsured};
use super::words;

/// What stands for a signature that the practice has.
pub(super) const ON_FILE: &str = "SIGNATURE ON FILE";

/// Fills the carrier block and items 1 to 13.
pub(super) fn fill(form: &mut Writer, claim: &ClaimContent) {
    carrier(form, &claim.coverage.payer);
    kind_of_insurance(form, &claim.coverage);
    patient(form, claim);
    match form.program.insured {
        Insured::Own => own_insured(form, claim),
        Insured::OtherPrimary => other_primary(form, claim),
    }
    other_insured(form, claim);
    condition(form, claim);
    claim_number(form, claim);
    signatures(form, claim);
}

/// Name on the first line, address on the second and third, city on the fourth.
fn carrier(form: &mut Writer, payer: &Party) {
    form.put("carrier", "line1", &words::plain(&payer.name.last));
    form.put("carrier", "line2", &words::plain(&payer.address.line1));
    form.put("carrier", "line3", &words::plain(&payer.address.line2));
    form.put("carrier", "line4", &words::city_line(&payer.address));
}

/// Items 1 and 1a.
fn kind_of_insurance(form: &mut Writer, coverage: &ClaimCoverage) {
    let indicator = coverage.filing_indicator.as_str();
    match form.rules.insurance_box(indicator) {
        Some(box_) => form.mark("1", box_),
        None if indicator.is_empty() => {
            form.fix("1", "E10", "The claim does not say what kind of insurance it asks. Set the claim filing indicator of the coverage.");
        }
        None => {
            form.mark("1", "Other");
            form.check(
                "1",
                "E10",
                "The kind of insurance is not one the form knows. Box 1 says Other.",
            );
        }
    }
    let id = words::id(&coverage.insured.id);
    if id.is_empty() {
        form.fix(
            "1a",
            "E11",
            "The insured's ID is missing. Add it to the coverage.",
        );
    }
    form.put("1a", "insured_id", &id);
}

/// Items 2, 3 and 5.
fn patient(form: &mut Writer, claim: &ClaimContent) {
    let patient = &claim.patient;
    form.put("2", "patient_name", &words::listed(&patient.name));
    if patient.name.last.is_empty() {
        form.fix("2", "E12", "The patient's name is missing. Add it.");
    }
    match patient.born_on {
        Some(day) => form.day("3", "dob_", day, 4),
        None => form.fix(
            "3",
            "E12",
            "The patient's date of birth is missing. Add it.",
        ),
    }
    match patient.sex.as_str() {
        "M" => form.mark("3", "sex_M"),
        "F" => form.mark("3", "sex_F"),
        _ => form.check(
            "3",
            "E12",
            "The patient's sex is not known. Both boxes stay blank; many payers ask for it.",
        ),
    }
    address(form, "5", &patient.address);
    phone(form, "5", patient.contact("TE"));
    let Address {
        line1,
        city,
        state,
        zip,
        country,
        ..
    } = &patient.address;
    if line1.is_empty()
        || city.is_empty()
        || (country.is_empty() && (state.is_empty() || zip.is_empty()))
    {
        form.fix(
            "5",
            "E13",
            "The patient's address is not complete. Add street, city, state and ZIP code.",
        );
    }
}

/// Street, city, state and ZIP code of item 5 or 7.
fn address(form: &mut Writer, item: &str, address: &Address) {
    form.put(item, "street", &words::street(address));
    form.put(item, "city", &words::plain(&address.city));
    form.put(item, "state", &words::plain(&address.state));
    form.put(item, "zip", &words::zip(address));
}

/// Telephone of item 5 or 7.
fn phone(form: &mut Writer, item: &str, number: &str) {
    match words::phone(number) {
        Some((area, rest)) => {
            form.put(item, "area_code", &area);
            form.put(item, "phone", &rest);
        }
        None if number.is_empty() => (),
        None => {
            let text = format!(
                "The phone number of box {item} does not have ten digits and is left out. Correct it."
            );
            form.check(item, "E02", &text);
        }
    }
}

/// Items 4, 6, 7, 11, 11a and 11c from the insurance that the claim asks.
fn own_insured(form: &mut Writer, claim: &ClaimContent) {
    let coverage = &claim.coverage;
    relationship(form, &claim.relationship);
    if claim.is_self() {
        // The insured is the patient: the claim may say either's address, and means both.
        form.put("4", "insured_name", &words::listed(&claim.patient.name));
        address(form, "7", &claim.patient.address);
        phone(form, "7", claim.patient.contact("TE"));
    } else {
        let insured = &coverage.insured;
        form.put("4", "insured_name", &words::listed(&insured.name));
        if insured.name.last.is_empty() {
            form.check(
                "4",
                "E45",
                "The insured's name is missing. Add it to the coverage.",
            );
        }
        address(form, "7", &insured.address);
        phone(form, "7", insured.contact("TE"));
        if insured.address.line1.is_empty() {
            form.check(
                "7",
                "E45",
                "The insured's address is missing. Add it to the coverage.",
            );
        }
        birth(form, insured);
    }
    form.put(
        "11",
        "policy_group_feca",
        &words::id(&coverage.group_number),
    );
    form.put("11c", "plan_name", &words::plain(plan(coverage)));
    if form.program.another_plan {
        form.mark(
            "11d",
            if claim.other_coverages.is_empty() {
                "no"
            } else {
                "yes"
            },
        );
    }
}

/// Items 4, 6, 7, 11, 11a and 11c from the insurance that pays before; NONE without one.
fn other_primary(form: &mut Writer, claim: &ClaimContent) {
    let Some(primary) = primary(claim) else {
        return form.put("11", "policy_group_feca", "NONE");
    };
    let insured = &primary.coverage.insured;
    let is_self = primary.relationship == "18";
    relationship(form, &primary.relationship);
    if is_self {
        form.put("4", "insured_name", "SAME");
        form.put("7", "street", "SAME");
    } else {
        form.put("4", "insured_name", &words::listed(&insured.name));
        if insured.address == claim.patient.address {
            form.put("7", "street", "SAME");
        } else {
            address(form, "7", &insured.address);
        }
        birth(form, insured);
    }
    let policy = first_said(&[&primary.coverage.group_number, &insured.id]);
    if policy.is_empty() {
        form.fix("11", "E23", "The policy number of the insurance that pays first is missing. Add it to the coverage.");
    }
    form.put("11", "policy_group_feca", &words::id(policy));
    form.put("11c", "plan_name", &words::plain(plan(&primary.coverage)));
}

/// The insurance that pays before the one the claim asks, if any does.
fn primary(claim: &ClaimContent) -> Option<&OtherCoverage> {
    if matches!(claim.coverage.order.as_str(), "P" | "") {
        return None;
    }
    let others = &claim.other_coverages;
    others
        .iter()
        .find(|other| other.coverage.order == "P")
        .or(others.first())
}

/// Item 6.
fn relationship(form: &mut Writer, code: &str) {
    if code.is_empty() {
        form.check("6", "E45", "The claim does not say how the patient is related to the insured. Add it to the coverage.");
        return;
    }
    let box_ = form.rules.relationship_box(code);
    form.mark("6", box_);
}

/// Item 11a, for an insured who is not the patient of item 3.
fn birth(form: &mut Writer, insured: &Party) {
    if let Some(day) = insured.born_on {
        form.day("11a", "dob_", day, 4);
    }
    match insured.sex.as_str() {
        "M" => form.mark("11a", "sex_M"),
        "F" => form.mark("11a", "sex_F"),
        _ => (),
    }
}

/// Items 9, 9a and 9d.
fn other_insured(form: &mut Writer, claim: &ClaimContent) {
    match form.program.other_insured {
        OtherInsured::Any => {
            let Some(other) = claim.other_coverages.first() else {
                return;
            };
            let coverage = &other.coverage;
            let name = words::listed(&coverage.insured.name);
            let policy = first_said(&[&coverage.group_number, &coverage.insured.id]);
            let plan = plan(coverage);
            form.put("9", "other_insured_name", &name);
            form.put("9a", "other_policy", &words::id(policy));
            form.put("9d", "other_plan_name", &words::plain(plan));
            for (box_, missing, what) in [
                ("9", name.is_empty(), "The other insured's name"),
                (
                    "9a",
                    policy.is_empty(),
                    "The other insured's policy or group number",
                ),
                ("9d", plan.is_empty(), "The name of the other insurance"),
            ] {
                if missing {
                    form.check(
                        box_,
                        "E41",
                        &format!("{what} is missing. Add it to the coverage."),
                    );
                }
            }
            if 1 < claim.other_coverages.len() {
                form.check("9", "F02", "The claim names more than one other insurance and the form has room for one. Send what the others paid along with it.");
            }
        }
        OtherInsured::Medigap => {
            let Some(other) = medigap(claim) else { return };
            let insured = &other.coverage.insured;
            let name = match other.relationship.as_str() {
                "18" => "SAME".to_owned(),
                _ => words::listed(&insured.name),
            };
            form.put("9", "other_insured_name", &name);
            form.put(
                "9a",
                "other_policy",
                &format!("MEDIGAP {}", words::id(&insured.id)),
            );
            form.put(
                "9d",
                "other_plan_name",
                &words::id(&other.coverage.payer.id),
            );
        }
    }
}

/// The Medigap plan of a claim: its claim-based id has five digits, 55000 to 59999.
fn medigap(claim: &ClaimContent) -> Option<&OtherCoverage> {
    claim.other_coverages.iter().find(|other| {
        let id = &other.coverage.payer.id;
        id.len() == 5
            && id
                .parse()
                .is_ok_and(|number: u32| (55_000..=59_999).contains(&number))
    })
}

/// Items 10a to 10d.
fn condition(form: &mut Writer, claim: &ClaimContent) {
    let is = |cause: &str| claim.related_causes.iter().any(|c| c == cause);
    let causes = [("10a", is("EM")), ("10b", is("AA")), ("10c", is("OA"))];
    for (item, yes) in causes {
        form.mark(item, if yes { "yes" } else { "no" });
    }
    if is("AA") {
        form.put("10b", "state", &words::plain(&claim.accident_state));
        if claim.accident_state.is_empty() {
            form.check(
                "10b",
                "E40",
                "An auto accident needs the state where it was. Add it.",
            );
        }
    }
    let any = causes.iter().any(|(_, yes)| *yes);
    if any && claim.date("439").is_none() && claim.date("431").is_none() {
        form.check(
            "14",
            "E40",
            "A condition related to work or an accident needs its date in box 14. Add it.",
        );
    }
    if any && form.rules.insurance_box(&claim.coverage.filing_indicator) == Some("Group") {
        form.check("10a", "E49", "The condition is related to work or an accident and the claim asks a health plan. Another insurance may pay first.");
    }
    form.put(
        "10d",
        "claim_codes",
        &claim
            .condition_codes
            .iter()
            .map(|c| words::code(c))
            .collect::<Vec<_>>()
            .join("   "),
    );
}

/// Item 11b: the number of a casualty claim.
fn claim_number(form: &mut Writer, claim: &ClaimContent) {
    let all: [&[Reference]; 3] = [
        &claim.coverage.insured.references,
        &claim.patient.references,
        &claim.references,
    ];
    let number = all.into_iter().flatten().find(|r| r.qualifier == "Y4");
    if let Some(number) = number {
        form.put("11b", "qualifier", "Y4");
        form.put("11b", "claim_id", &words::id(&number.value));
    }
}

/// Items 12 and 13.
fn signatures(form: &mut Writer, claim: &ClaimContent) {
    // 4010 files know more ways to say that a release is on file.
    if matches!(claim.release.as_str(), "Y" | "I" | "A" | "M" | "O") {
        form.put("12", "signature", ON_FILE);
    } else {
        form.check(
            "12",
            "F03",
            "No signature of the patient is on file. Have box 12 signed.",
        );
    }
    let assigned = match form.program.other_insured {
        OtherInsured::Any => claim.benefits_assigned == "Y",
        OtherInsured::Medigap => medigap(claim).is_some_and(|other| other.benefits_assigned == "Y"),
    };
    if assigned {
        form.put("13", "signature", ON_FILE);
    } else if form.program.other_insured == OtherInsured::Any
        && claim.assignment == "A"
        && claim.benefits_assigned != "W"
    {
        form.check("13", "E46", "The claim accepts assignment but no signature of the insured assigns the benefits. Box 13 stays blank.");
    }
}

/// The name of an insurance plan: the one the claim gives, or the payer's, or the payer's id.
fn plan(coverage: &ClaimCoverage) -> &str {
    first_said(&[
        &coverage.group_name,
        &coverage.payer.name.last,
        &coverage.payer.id,
    ])
}

fn first_said<'a>(texts: &[&'a String]) -> &'a str {
    texts
        .iter()
        .find(|text| !text.trim().is_empty())
        .map_or("", |text| text.as_str())
}
