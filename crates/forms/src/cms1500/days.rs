//! What the days of a claim say against one another and against the day on which somebody looks
//! (edits E33 to E36 of the scrubber).

use billing::claim::ClaimContent;
use values::Day;

use super::Writer;
use super::provider::day;

/// Looks at every day of the claim.
pub(super) fn check(form: &mut Writer, claim: &ClaimContent, today: Day) {
    let born = claim.patient.born_on;
    if born.is_some_and(|born| today < born) {
        form.check(
            "3",
            "E34",
            "The patient's birth date lies in the future. Check its year.",
        );
    }
    for (number, line) in (1..).zip(&claim.lines) {
        let Some(from) = line.from else { continue };
        let to = line.to.unwrap_or(from);
        let mut say = |code, what: &str| form.check(&format!("24.{number} A"), code, what);
        if to < from {
            say(
                "E33",
                "The last day of service lies before the first. Check both days.",
            );
        }
        if today < from.max(to) {
            say(
                "E33",
                "The day of service lies in the future. Check its year.",
            );
        }
        if born.is_some_and(|born| from < born) {
            say(
                "E34",
                "The day of service lies before the patient's birth. Check both days.",
            );
        }
    }
    let (Some(first), Some(last)) = (claim.first_service_on(), claim.last_service_on()) else {
        return;
    };
    let onset = form
        .program
        .onset
        .iter()
        .find_map(|qualifier| day(claim, qualifier));
    if onset.is_some_and(|onset| first < onset) {
        form.check(
            "14",
            "E35",
            "The service lies before the day in box 14, on which it began. Check both days.",
        );
    }
    span(form, claim, "16", ("360", "361"));
    span(form, claim, "18", ("435", "096"));
    let (admitted, left) = (day(claim, "435"), day(claim, "096"));
    if !form.rules.inpatient.contains(&claim.place_of_service) {
        return;
    }
    if admitted.is_some_and(|admitted| first < admitted) {
        form.check(
            "18",
            "E36",
            "The service lies before the day of admission. Check both days.",
        );
    }
    if left.is_some_and(|left| left < last) {
        form.check(
            "18",
            "E36",
            "The service lies after the day of discharge. Check both days.",
        );
    }
}

/// The two days of a box against each other.
fn span(form: &mut Writer, claim: &ClaimContent, item: &str, (begin, end): (&str, &str)) {
    if let (Some(from), Some(to)) = (day(claim, begin), day(claim, end))
        && to < from
    {
        let text = format!("The last day of box {item} lies before the first. Check both days.");
        form.check(item, "E36", &text);
    }
}
