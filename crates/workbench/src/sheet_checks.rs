//! What a sheet is held against beside its own sums (x12.md section 2): whom each claim asks, what this
//! payer answered before, and what earlier payers did. A person should look; it posts all the same, for
//! what came before these books is not known here, and answers come in any order.

use billing::remittance::{RemitClaim, RemitLine, Remittance};
use values::Money;

use crate::answered;
use crate::lists::us_day;
use crate::sheet::SheetCheckView;
use crate::sheet_read::About;

/// What does not fit, claim by claim.
pub(crate) fn of(sheet: &Remittance, payer: &str, about: &[Option<About>]) -> Vec<SheetCheckView> {
    let mut found = Vec::new();
    for (claim, about) in sheet.claims.iter().zip(about) {
        let Some(about) = about else { continue };
        // An opening balance is paid in as many parts as it comes.
        let second = claim
            .claim_id
            .and_then(|_| answered::second(&about.before, sheet, claim, about.order));
        found.extend(second.map(|(first, says)| look(6, claim, (claim.paid, first), says)));
        found.extend(stranger(sheet, payer, claim, about));
        found.extend(too_early(sheet, claim, about));
        found.extend(taken_back(sheet, claim, about));
        found.extend(earlier(claim, about));
        found.extend(too_much(claim, about));
    }
    found
}

fn look(
    rule: u8,
    claim: &RemitClaim,
    (left, right): (Money, Money),
    says: String,
) -> SheetCheckView {
    SheetCheckView {
        rule,
        part: claim.part,
        line: None,
        left_cents: left.cents(),
        right_cents: right.cents(),
        holds: false,
        must: false,
        says,
    }
}

/// A payer that the claim does not ask: its answer would stand for that of one that it asks.
fn stranger(
    sheet: &Remittance,
    payer: &str,
    claim: &RemitClaim,
    about: &About,
) -> Option<SheetCheckView> {
    let id = sheet.payer_id?;
    let asked = &about.before.visit.payers;
    let known = asked.iter().all(|asked| asked.payer_id.is_some());
    if asked.is_empty() || !known || asked.iter().any(|asked| asked.payer_id == Some(id)) {
        return None;
    }
    let names: Vec<&str> = asked.iter().map(|asked| asked.name.as_str()).collect();
    let says = format!(
        "Claim {} asks {}, not {payer}. Choose the payer whose check it is, choose another claim, or add \
         the coverage to the claim.",
        claim.number,
        names.join(" and ")
    );
    Some(look(20, claim, (claim.paid, Money::ZERO), says))
}

/// A check of before the service that it pays.
fn too_early(sheet: &Remittance, claim: &RemitClaim, about: &About) -> Option<SheetCheckView> {
    let first = about.claim.as_ref()?.content.first_service_on()?;
    let paid_on = sheet.paid_on.filter(|paid_on| *paid_on < first)?;
    let says = format!(
        "The check is of {}, before the service of claim {} on {}. Check the year of the check, or choose \
         another claim.",
        us_day(&paid_on.to_string()),
        claim.number,
        us_day(&first.to_string())
    );
    Some(look(21, claim, (claim.paid, Money::ZERO), says))
}

/// Rule 8: a takeback takes back to the cent what the payer answered.
fn taken_back(sheet: &Remittance, claim: &RemitClaim, about: &About) -> Option<SheetCheckView> {
    if !claim.takes_back() {
        return None;
    }
    let answers = answered::before(&about.before, sheet, about.order);
    let stood: Money = answers.iter().map(|(_, of)| of.paid).sum();
    let one = answers
        .iter()
        .any(|(_, of)| !of.takes_back() && of.paid == -claim.paid);
    if one || stood == -claim.paid && !answers.is_empty() {
        return None;
    }
    let number = &claim.number;
    let says = if answers.is_empty() {
        format!(
            "Claim {number}: nothing that this payer answered is here to be taken back. Post the first \
             answer before it, or look for the claim that is meant."
        )
    } else {
        format!(
            "Claim {number}: {} is taken back, but {stood} was paid. A takeback takes all of an answer \
             back; what is paid instead stands on a line of its own.",
            -claim.paid
        )
    };
    Some(look(8, claim, (-claim.paid, stood), says))
}

/// More is paid and taken off an opening balance than is open of it.
fn too_much(claim: &RemitClaim, about: &About) -> Option<SheetCheckView> {
    claim.opening?;
    let open: Money = (about.before.books().open.iter())
        .map(|open| open.amount)
        .sum();
    let lines: Money = claim.lines.iter().map(RemitLine::adjusted).sum();
    let all = claim.paid + crate::sheet_read::sum(&claim.adjustments) + lines;
    let says = format!(
        "The opening balance: {all} is paid and taken off, but {open} is open of it. Check the amounts; \
         what is too much is owed back to the payer."
    );
    (open < all).then(|| look(22, claim, (all, open), says))
}

/// Rule 12: what a later payer says that earlier ones did is what they did.
fn earlier(claim: &RemitClaim, about: &About) -> Vec<SheetCheckView> {
    let said = |line: &RemitLine| -> Money {
        let all = line.adjustments.iter();
        all.filter(|a| a.reason == "23").map(|a| a.amount).sum()
    };
    let lines = (0..).zip(claim.lines.iter().zip(&about.earlier));
    let wrong = lines.filter(|(_, (line, did))| {
        !claim.takes_back() && said(line) != Money::ZERO && said(line) != **did
    });
    wrong
        .map(|(n, (line, did))| {
            let (n, said): (u32, _) = (n, said(line));
            let says = if *did == Money::ZERO {
                format!(
                    "Claim {}, line {}: {said} is what an earlier payer did (23), but no answer of one is \
                     here. Post that first.",
                    claim.number,
                    n + 1
                )
            } else {
                format!(
                    "Claim {}, line {}: {said} is what earlier payers did (23), but they paid and took off \
                     {did}. Key that, or look at their answer.",
                    claim.number,
                    n + 1
                )
            };
            SheetCheckView {
                line: Some(n),
                ..look(12, claim, (said, *did), says)
            }
        })
        .collect()
}
