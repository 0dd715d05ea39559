//! The lower half of the form but for the service lines: items 14 to 23, 25 to 27 and 31 to 33.

use billing::claim::{ClaimContent, DatedFact};
use billing::party::{Party, Reference};
use values::{Day, Money};

use super::Writer;
use super::insured::ON_FILE;
use super::words;

/// Fills items 14 to 23, 25 to 27 and 31 to 33.
pub(super) fn fill(form: &mut Writer, claim: &ClaimContent, signed_on: Option<Day>) {
    onset(form, claim);
    other_date(form, claim);
    disability(form, claim);
    referrer(form, claim);
    hospital(form, claim);
    additional(form, claim);
    outside_lab(form, claim);
    diagnoses(form, claim);
    resubmission(form, claim);
    authorization(form, claim);
    account(form, claim);
    signature(form, claim, signed_on);
    facility(form, claim);
    billing(form, &claim.billing, claim);
}

/// A dated fact of the claim or, failing that, of one of its lines.
fn fact<'a>(claim: &'a ClaimContent, qualifier: &str) -> Option<&'a DatedFact> {
    let of_lines = claim.lines.iter().flat_map(|line| &line.dates);
    claim.date(qualifier).or_else(|| {
        of_lines
            .into_iter()
            .find(|date| date.qualifier == qualifier)
    })
}

pub(super) fn day(claim: &ClaimContent, qualifier: &str) -> Option<Day> {
    fact(claim, qualifier).and_then(|fact| fact.from)
}

/// Item 14.
fn onset(form: &mut Writer, claim: &ClaimContent) {
    let found = form
        .program
        .onset
        .iter()
        .find_map(|q| Some((q.as_str(), day(claim, q)?)));
    if let Some((qualifier, on)) = found {
        form.day("14", "", on, form.program.year_digits);
        if form.program.onset_qualifier {
            // The box knows two qualifiers; the day of an accident is the onset of the injury.
            form.put(
                "14",
                "qualifier",
                if qualifier == "484" { "484" } else { "431" },
            );
        }
    }
}

/// Item 15.
fn other_date(form: &mut Writer, claim: &ClaimContent) {
    if !form.program.other_date {
        return;
    }
    let dates = form.rules.other_dates.iter();
    let mut found = dates.filter_map(|q| Some((q.as_str(), day(claim, q)?)));
    if let Some((qualifier, on)) = found.next() {
        form.put("15", "qualifier", qualifier);
        form.day("15", "", on, 4);
        if found.next().is_some() {
            form.check("15", "F01", "The claim has more than one other date and box 15 holds one. The first by importance is shown.");
        }
    }
}

/// Item 16.
fn disability(form: &mut Writer, claim: &ClaimContent) {
    let range = fact(claim, "314");
    let from = range.and_then(|r| r.from).or(day(claim, "360"));
    let to = range.and_then(|r| r.to).or(day(claim, "361"));
    from_to(form, "16", from, to);
}

/// Item 18.
fn hospital(form: &mut Writer, claim: &ClaimContent) {
    let admitted = day(claim, "435");
    from_to(form, "18", admitted, day(claim, "096"));
    if admitted.is_none() && form.rules.inpatient.contains(&claim.place_of_service) {
        form.check(
            "18",
            "E36",
            "The place of service is a hospital stay, and its first day is missing. Add it.",
        );
    }
}

fn from_to(form: &mut Writer, item: &str, from: Option<Day>, to: Option<Day>) {
    let digits = form.program.year_digits;
    if let Some(from) = from {
        form.day(item, "from_", from, digits);
    }
    if let Some(to) = to {
        form.day(item, "to_", to, digits);
    }
}

/// Items 17, 17a and 17b: who referred, else who ordered, else who supervised.
fn referrer(form: &mut Writer, claim: &ClaimContent) {
    let roles = form.rules.referrers.iter();
    let mut found = roles.filter_map(|role| {
        let mut all: Vec<&Party> = claim.party(role).into_iter().collect();
        all.extend(claim.lines.iter().filter_map(|line| line.party(role)));
        let first = *all.first()?;
        Some((
            role.as_str(),
            first,
            all.iter().any(|party| party.id != first.id),
        ))
    });
    let Some((role, party, several)) = found.next() else {
        return;
    };
    form.put("17", "qualifier", role);
    form.put("17", "name", &words::spoken(&party.name));
    if form.program.referrer_id
        && let Some((qualifier, id)) = words::other_id(party, &form.rules.other_ids)
    {
        form.put("17a", "qualifier", qualifier);
        form.put("17a", "other_id", &id);
    }
    let npi = words::npi(party);
    form.put("17b", "npi", &npi);
    if npi.is_empty() {
        form.check("17b", "E42", "The provider of box 17 has no NPI. Add it.");
    } else if npi == words::npi(claim.rendering()) {
        form.check(
            "17b",
            "E53",
            "The referring and the rendering provider are the same. Check box 17.",
        );
    }
    if several {
        form.check("17", "F04", "The lines name several referring or ordering providers and the form has room for one. Make one claim for each.");
    }
}

/// Item 19: notes, paperwork, and what a program asks besides; three blanks between.
fn additional(form: &mut Writer, claim: &ClaimContent) {
    let mut parts: Vec<String> = claim
        .notes
        .iter()
        .map(|note| note.text.trim().to_owned())
        .collect();
    parts.extend(claim.attachments.iter().map(|paper| {
        format!(
            "PWK{}{}{}",
            paper.kind,
            paper.transmission,
            words::id(&paper.control_number)
        )
    }));
    if form.program.last_seen_in_19
        && let Some(seen) = day(claim, "304")
    {
        let by = claim.party("DQ").map(words::npi).unwrap_or_default();
        parts.push(words::joined(&[&by, &short(seen)]));
    }
    if form.program.last_seen_in_19 && claim.more.iter().any(|segment| is_homebound(segment)) {
        parts.push("HOMEBOUND".to_owned());
    }
    parts.retain(|part| !part.is_empty());
    form.put("19", "additional_info", &parts.join("   "));
}

/// CRC*75: the patient cannot leave home.
fn is_homebound(segment: &str) -> bool {
    let mut elements = segment.split('*');
    (elements.next(), elements.next(), elements.next()) == (Some("CRC"), Some("75"), Some("Y"))
        && elements.any(|element| element == "IH")
}

/// A day as six digits.
fn short(day: Day) -> String {
    format!("{:02}{:02}{:02}", day.month(), day.day(), day.year() % 100)
}

/// Item 20.
fn outside_lab(form: &mut Writer, claim: &ClaimContent) {
    let bought =
        |line: &billing::claim::ServiceLine| line.purchased_charge.filter(|c| Money::ZERO < *c);
    let charges: Vec<Money> = claim.lines.iter().filter_map(bought).collect();
    if charges.is_empty() {
        return form.mark("20", "no");
    }
    form.mark("20", "yes");
    form.money(
        "20",
        "charge_dollars",
        "charge_cents",
        charges.iter().copied().sum(),
    );
    if 1 < charges.len() {
        form.check(
            "20",
            "F05",
            "Several services were bought from an outside lab. Payers take one on a claim.",
        );
    }
    let lab = claim.lines.iter().find_map(|line| line.party("QB"));
    if claim.party("77").is_none() && lab.is_none() {
        form.check(
            "32",
            "E44",
            "A service bought from an outside lab needs the lab in box 32. Add the facility.",
        );
    }
}

/// Items 21 and 21A to 21L.
fn diagnoses(form: &mut Writer, claim: &ClaimContent) {
    let Some(first) = claim.diagnoses.first() else {
        return form.fix("21A", "E20", "The claim has no diagnosis. Add one.");
    };
    let revision = |qualifier: &str| {
        if matches!(qualifier, "BK" | "BF") {
            "9"
        } else {
            "0"
        }
    };
    form.put("21", "icd_ind", revision(&first.qualifier));
    if claim
        .diagnoses
        .iter()
        .any(|d| revision(&d.qualifier) != revision(&first.qualifier))
    {
        form.fix(
            "21",
            "E66",
            "The claim mixes ICD-9 and ICD-10 codes. Use one revision.",
        );
    }
    for (letter, diagnosis) in ('A'..='L').zip(&claim.diagnoses) {
        form.put(
            &format!("21{letter}"),
            "code",
            &words::code(&diagnosis.code),
        );
    }
    if 12 < claim.diagnoses.len() {
        let text = format!(
            "The claim has {} diagnoses and the form holds 12. Split the claim.",
            claim.diagnoses.len()
        );
        form.fix("21", "E05", &text);
    }
}

/// Item 22: corrected and void claims.
fn resubmission(form: &mut Writer, claim: &ClaimContent) {
    let original = claim.reference("F8");
    match claim.frequency.as_str() {
        "7" | "8" if !form.program.resubmission => {
            let text = format!(
                "{} takes no corrected claims on paper: this would go as a new one. Ask for a reopening.",
                form.program.name
            );
            form.check("22", "E47", &text);
        }
        code @ ("7" | "8") => {
            form.put("22", "resubmission_code", code);
            form.put("22", "original_ref", &words::id(original));
            if original.is_empty() {
                form.fix("22", "E43", "A corrected or void claim needs the payer's number of the original. Add it.");
            }
        }
        "" | "1" if original.is_empty() => (),
        "" | "1" => form.check("22", "E43", "The claim has the payer's number of an earlier claim but goes as an original. Box 22 stays blank."),
        _ => form.check("22", "E43", "Box 22 knows the codes 7 and 8. The claim has another, which is left out."),
    }
}

/// Item 23 holds one number.
fn authorization(form: &mut Writer, claim: &ClaimContent) {
    let mut found: Vec<(&str, String)> = Vec::new();
    for qualifier in &form.rules.authorization_order {
        let all: Vec<&Reference> = claim
            .references
            .iter()
            .chain(claim.lines.iter().flat_map(|line| &line.references))
            .collect();
        for reference in all.into_iter().filter(|r| r.qualifier == *qualifier) {
            let value = words::id(&reference.value);
            if !value.is_empty() && !found.iter().any(|(_, known)| *known == value) {
                found.push((qualifier, value));
            }
        }
    }
    if let Some((_, value)) = found.first() {
        form.put("23", "prior_auth", value);
    }
    if 1 < found.len() {
        let named: Vec<&str> = found[1..]
            .iter()
            .filter_map(|(q, _)| form.rules.authorizations.get(*q).map(String::as_str))
            .collect();
        let text = format!(
            "Box 23 holds one number. Left out: {}. Make a claim of its own for each.",
            named.join(", ")
        );
        form.check("23", "F07", &text);
    }
}

/// Items 25, 26 and 27.
fn account(form: &mut Writer, claim: &ClaimContent) {
    match claim.billing.tax_id() {
        Some((number, ein)) => {
            form.put("25", "tax_id", &words::digits(number));
            form.mark("25", if ein { "ein_box" } else { "ssn_box" });
        }
        None => form.fix(
            "25",
            "E15",
            "The billing provider's tax ID is missing. Add it to the provider.",
        ),
    }
    form.put("26", "account_no", &words::id(&claim.number));
    match claim.assignment.as_str() {
        "A" | "B" => form.mark("27", "yes"),
        "C" | "P" => form.mark("27", "no"),
        _ => form.fix(
            "27",
            "E16",
            "The claim does not say whether assignment is accepted. Answer box 27.",
        ),
    }
}

/// Item 31.
fn signature(form: &mut Writer, claim: &ClaimContent, signed_on: Option<Day>) {
    if claim.provider_signature == "Y" {
        form.put("31", "signature", ON_FILE);
        form.put("31", "date", &signed_on.map(short).unwrap_or_default());
    } else {
        form.check(
            "31",
            "E18",
            "No signature of the provider is on file. Sign and date box 31 by hand.",
        );
    }
}

/// Items 32, 32a and 32b. A claim names a facility only where it is not the billing address.
fn facility(form: &mut Writer, claim: &ClaimContent) {
    let at_home = claim.place_of_service == "12";
    let named = claim.party("77").or_else(|| {
        claim
            .lines
            .iter()
            .find_map(|line| line.party("QB").or(line.party("77")))
    });
    let (party, own) = match named {
        Some(party) => (party, false),
        // The service was at the patient's: the billing address would be untrue.
        None if at_home => return,
        None => (&claim.billing, true),
    };
    form.put("32", "line1", &words::plain(&full_name(party)));
    form.put("32", "line2", &words::street(&party.address));
    form.put("32", "line3", &words::city_line(&party.address));
    form.put("32a", "npi", &words::npi(party));
    if own {
        if !form.rules.at_the_practice.contains(&claim.place_of_service) {
            form.check("32", "E22", "The claim names no facility for its place of service. Box 32 shows the billing provider.");
        }
    } else if form.program.billing_id
        && let Some((qualifier, id)) = words::other_id(party, &form.rules.other_ids)
    {
        form.put("32b", "other_id", &format!("{qualifier}{id}"));
    }
}

/// Items 33, 33a and 33b.
fn billing(form: &mut Writer, party: &Party, claim: &ClaimContent) {
    let name = full_name(party);
    form.put("33", "line1", &words::plain(&name));
    form.put("33", "line2", &words::street(&party.address));
    form.put("33", "line3", &words::city_line(&party.address));
    if name.is_empty() || party.address.line1.is_empty() || party.address.city.is_empty() {
        form.fix(
            "33",
            "E19",
            "The billing provider's name and address are not complete. Add them to the provider.",
        );
    }
    match words::phone(party.contact("TE")) {
        Some((area, rest)) => {
            form.put("33", "phone_area", &area);
            form.put("33", "phone", &rest);
        }
        None => form.check("33", "E19", "The billing provider's phone number is missing or does not have ten digits. Add it to the provider."),
    }
    let npi = words::npi(party);
    form.put("33a", "npi", &npi);
    // The payer's number for the provider stands in the payer's loop, or in the provider's own.
    let of_payer = words::other_id(&claim.coverage.payer, &form.rules.other_ids);
    let other = of_payer.or_else(|| words::other_id(party, &form.rules.other_ids));
    if npi.is_empty() && other.is_none() {
        form.check(
            "33a",
            "E19",
            "The billing provider has no NPI. Unless it need not have one, add it to the provider.",
        );
    }
    if !form.program.billing_id {
        return;
    }
    match other {
        Some((qualifier, id)) => form.put("33b", "other_id", &format!("{qualifier}{id}")),
        None if form.program.billing_taxonomy && !party.taxonomy.is_empty() => {
            form.put(
                "33b",
                "other_id",
                &format!("ZZ{}", words::id(&party.taxonomy)),
            );
        }
        None => (),
    }
}

/// The name of a person or an organisation as an address has it.
fn full_name(party: &Party) -> String {
    if party.person {
        words::spoken(&party.name)
    } else {
        words::plain(&party.name.last)
    }
}
