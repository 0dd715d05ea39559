//! What a payer answered to a visit before: a takeback takes that back, and a second answer that is no
//! correction is pointed at, since it counts twice when nobody looks.

use billing::ledger::standing::What;
use billing::remittance::{RemitClaim, RemitLine, Remittance};
use values::{LineId, Money};

use crate::lists::us_day;
use crate::remits::called;
use crate::told::Told;

/// An answer, and the remittance that it stands on.
pub(crate) type Answered<'a> = (&'a Remittance, &'a RemitClaim);

/// What the payer of a remittance answered to a visit in an order of paying, before that remittance: the
/// oldest first.
pub(crate) fn before<'a>(told: &'a Told, of: &Remittance, order: u8) -> Vec<Answered<'a>> {
    let when = |r: &Remittance| (r.posted_on, r.posted_at, r.id);
    let earlier = told.remittances.iter().filter(|answers| {
        let there = &answers.remittance;
        there.payer_id == of.payer_id && (of.posted_on.is_none() || when(there) < when(of))
    });
    earlier
        .flat_map(|answers| {
            let parts = answers.parts_of(&told.visit);
            parts.map(move |claim| (&answers.remittance, claim))
        })
        .filter(|(_, claim)| counts(told, of, claim, order))
        .collect()
}

/// What a payer answered of a claim, short: `paid 40.00, CO-45 PR-2`, `nothing paid, CO-16`.
pub(crate) fn words(claim: &RemitClaim) -> String {
    let paid = match (claim.status.as_str(), claim.paid) {
        ("23", _) => "not theirs".to_owned(),
        ("25", _) => "a prediction".to_owned(),
        ("22", paid) => format!("took back {}", -paid),
        (_, Money::ZERO) => "nothing paid".to_owned(),
        (_, paid) => format!("paid {paid}"),
    };
    let lines = claim.lines.iter().flat_map(|line| &line.adjustments);
    let mut codes: Vec<String> = Vec::new();
    for a in claim.adjustments.iter().chain(lines) {
        let code = format!("{}-{}", a.group, a.reason);
        if a.amount != Money::ZERO && !codes.contains(&code) {
            codes.push(code);
        }
    }
    match codes.is_empty() {
        true => paid,
        false => format!("{paid}, {}", codes.join(" ")),
    }
}

fn counts(told: &Told, of: &Remittance, claim: &RemitClaim, order: u8) -> bool {
    !matches!(claim.status.as_str(), "23" | "25")
        && told.visit.order_of(of.payer_id, &claim.status) == order
}

fn way(claim: &RemitClaim) -> i32 {
    if claim.takes_back() { -1 } else { 1 }
}

/// The lines of answers that are about one line of a visit.
pub(crate) fn lines<'a>(
    told: &Told,
    answers: &[Answered<'a>],
    line: Option<LineId>,
) -> Vec<&'a RemitLine> {
    let own = |id: Option<LineId>| id.and_then(|id| told.visit.line(id));
    let wanted = own(line);
    let all = answers.iter().flat_map(|(_, claim)| &claim.lines);
    all.filter(|line| wanted.is_some() && own(line.line_id) == wanted)
        .collect()
}

/// What stands of a line by answers: allowed, where all of them say it, and paid. None when nothing
/// stands.
pub(crate) fn stands(
    told: &Told,
    answers: &[Answered<'_>],
    line: Option<LineId>,
) -> Option<(Option<Money>, Money)> {
    if answers.iter().map(|(_, claim)| way(claim)).sum::<i32>() < 1 {
        return None;
    }
    let of = lines(told, answers, line);
    if of.is_empty() {
        return None;
    }
    let allowed: Option<Vec<Money>> = of.iter().map(|line| line.allowed).collect();
    Some((
        allowed.map(|all| all.into_iter().sum()),
        of.iter().map(|line| line.paid).sum(),
    ))
}

/// Whether a claim is denied as one that was answered before (CARC 18).
fn denied_as_double(claim: &RemitClaim) -> bool {
    let lines = claim.lines.iter().flat_map(|line| &line.adjustments);
    let mut all = claim.adjustments.iter().chain(lines);
    all.any(|a| a.reason == "18" && Money::ZERO < a.amount)
}

/// A second answer of the same payer that is neither a takeback nor a correction of one: what the first
/// one paid, and what to say of it. Not when the claim was sent again since; a duplicate's denial always.
pub(crate) fn second(
    told: &Told,
    sheet: &Remittance,
    claim: &RemitClaim,
    order: u8,
) -> Option<(Money, String)> {
    if claim.takes_back() || !counts(told, sheet, claim, order) {
        return None;
    }
    let mut answers = before(told, sheet, order);
    let same = |other: &&RemitClaim| {
        other.part != claim.part
            && other
                .claim_id
                .is_some_and(|id| told.visit.claims.contains(&id))
            && counts(told, sheet, other, order)
    };
    let above = sheet
        .claims
        .iter()
        .take_while(|other| other.part != claim.part);
    answers.extend(above.filter(same).map(|other| (sheet, other)));
    // A correction comes with its takeback, which can stand anywhere on the sheet.
    let below = sheet
        .claims
        .iter()
        .skip_while(|other| other.part != claim.part);
    let below = below.filter(same).filter(|other| other.takes_back());
    let standing: i32 = answers.iter().map(|(_, claim)| way(claim)).sum();
    let (first, of) = *answers.iter().rev().find(|(_, of)| !of.takes_back())?;
    let double = denied_as_double(claim);
    let since = (first.posted_on, first.posted_at);
    let sent = |sent: &What| matches!(sent, What::Sent(to) if *to == order);
    let again = (told.happened.iter()).any(|h| sent(&h.what) && since < (Some(h.on), h.at));
    if !double && (standing - i32::try_from(below.count()).unwrap_or(0) < 1 || again) {
        return None;
    }
    let check = if first.id == sheet.id {
        "this same check".to_owned()
    } else {
        let day = first.paid_on.or(first.posted_on);
        let day = day.map_or_else(String::new, |day| {
            format!(" of {}", us_day(&day.to_string()))
        });
        format!("{}{day}", called(first))
    };
    let number = &claim.number;
    let says = if double {
        format!(
            "Claim {number} is denied as a duplicate. The first answer is on {check}: look at it before \
             you work this denial."
        )
    } else {
        format!(
            "Claim {number} was answered on {check} already. If this corrects it, key its takeback too; \
             if it is the same answer, take it off."
        )
    };
    Some((of.paid, says))
}
