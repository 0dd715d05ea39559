//! The certificate of a remittance: each invariant that holds for it, with both sides in cents and
//! the place that breaks it (X12 835 balancing; x12.md section 2). A remittance posts when it closes.
//! No sentence here names a patient.

use values::Money;

use super::{RemitClaim, RemitLine, Remittance};
use crate::claim::Adjustment;
use crate::reasons::{self, GROUPS};

/// Where in a remittance something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The whole check.
    Sheet,
    /// A claim, by its part.
    Claim(u32),
    /// A line of a claim: the claim's part, and the line's place in it from 0.
    Line(u32, usize),
    /// A provider adjustment, by its place from 0.
    ProviderAdjustment(usize),
}

/// How much a check matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// While it does not hold, nothing posts.
    Must,
    /// A person should look; it posts all the same.
    Check,
}

/// One invariant at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its number in the list of the 835's invariants: 1 the check, 2 a claim, 3 a line, 4 lines and
    /// their claim, 5 the patient's part, 7 no money, 8 the signs of a takeback, 10 adjustments,
    /// 11 more paid than there is a reason for.
    pub rule: u8,
    /// Where.
    pub place: Place,
    /// The side that is told.
    pub left: Money,
    /// The side that it is held against.
    pub right: Money,
    /// Whether it holds.
    pub holds: bool,
    /// How much it matters.
    pub severity: Severity,
    /// For the biller: what adds up, or what does not and the way out.
    pub says: String,
}

/// Every check of a remittance, in the order of the paper: the whole check, then claim by claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The checks, those that hold too.
    pub checks: Vec<Check>,
}

/// What a remittance lacks before it can post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// Where.
    pub place: Place,
    /// The field of the remittance or the claim: `payer_id`, `method`, `number`, `paid_on`, `claims`,
    /// `claim_id`, `status`, `code`.
    pub field: &'static str,
    /// For the biller: what is missing, and the way out.
    pub says: String,
}

impl Certificate {
    /// True when nothing keeps the money from adding up.
    pub fn closes(&self) -> bool {
        self.checks
            .iter()
            .all(|check| check.holds || check.severity == Severity::Check)
    }

    /// What does not hold, the warnings too.
    pub fn broken(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| !check.holds)
    }

    /// What of the check its claims and provider adjustments do not explain; negative when they come
    /// to more than the check.
    pub fn remainder(&self) -> Money {
        self.checks
            .iter()
            .find(|check| check.rule == 1)
            .map_or(Money::ZERO, |check| check.left - check.right)
    }
}

/// Holds a remittance against every invariant.
///
/// All claims of the sheet count, those too that were taken back one by one since: the check was over
/// all of them.
pub fn certificate(remittance: &Remittance) -> Certificate {
    let mut checks = Vec::new();
    sheet(remittance, &mut checks);
    for claim in &remittance.claims {
        of_claim(claim, &mut checks);
        for (index, line) in claim.lines.iter().enumerate() {
            of_line(claim, index, line, &mut checks);
        }
    }
    Certificate { checks }
}

/// What keeps a remittance from posting that no sum shows: nobody who pays, no number, no day,
/// nothing on it, a claim that is not known here.
pub fn needed(remittance: &Remittance) -> Vec<Needed> {
    let mut needed = Vec::new();
    let mut need = |place, field, says: String| needed.push(Needed { place, field, says });
    if remittance.payer_id.is_none() {
        let says = "It is not known who pays. Choose the payer.";
        need(Place::Sheet, "payer_id", says.to_owned());
    }
    if !matches!(remittance.method.as_str(), "check" | "eft" | "none") {
        let says = "It is not known how it was paid. Choose check, EFT or no payment.";
        need(Place::Sheet, "method", says.to_owned());
    }
    if remittance.method != "none" && remittance.plain_number().is_empty() {
        let says = "The number of the check or EFT is missing. Key it from the paper.";
        need(Place::Sheet, "number", says.to_owned());
    }
    if remittance.paid_on.is_none() {
        let says = "The date of the check is missing. Key it from the paper.";
        need(Place::Sheet, "paid_on", says.to_owned());
    }
    if remittance.claims.is_empty() && remittance.provider_adjustments.is_empty() {
        let says = "There is no claim on the sheet. Add a claim or a provider adjustment.";
        need(Place::Sheet, "claims", says.to_owned());
    }
    for claim in &remittance.claims {
        let place = Place::Claim(claim.part);
        if !claim.is_known() {
            let says = format!(
                "{} is not matched to a claim here. Choose our claim, or take it off the sheet.",
                name(claim)
            );
            need(place, "claim_id", says);
        }
        if claim.status.is_empty() {
            let says = format!(
                "{} has no status. Choose how the payer processed it.",
                name(claim)
            );
            need(place, "status", says);
        }
    }
    for (index, adjustment) in remittance.provider_adjustments.iter().enumerate() {
        if adjustment.code.is_empty() && adjustment.amount != Money::ZERO {
            let says = format!(
                "Provider adjustment {} of {} has no reason. Key it, such as WO or L6.",
                index + 1,
                dollars(adjustment.amount)
            );
            need(Place::ProviderAdjustment(index), "code", says);
        }
    }
    needed
}

/// Rules 1 and 7.
fn sheet(remittance: &Remittance, checks: &mut Vec<Check>) {
    let amount = remittance.amount;
    let paid: Money = remittance.claims.iter().map(|claim| claim.paid).sum();
    let of = |code: Option<&str>| -> Money {
        let all = remittance.provider_adjustments.iter();
        all.filter(|a| code.is_none_or(|code| a.code == code))
            .map(|a| a.amount)
            .sum()
    };
    let explained = paid - of(None);
    let left = amount - explained;
    let interest: Money = remittance.claims.iter().map(|claim| claim.interest).sum();
    let says = if left == Money::ZERO {
        format!(
            "The check is over {}, which is what its claims and provider adjustments come to.",
            dollars(amount)
        )
    } else {
        let way_out = if left == interest + of(Some("L6")) {
            "That is the interest of its claims: add it as provider adjustment L6 with a minus sign."
        } else if left > Money::ZERO {
            "Look for a claim that is not keyed yet, a payment that is too small, or a provider \
             adjustment with a minus sign."
        } else {
            "Look for a payment that is too large, a takeback without its minus sign, or a provider \
             adjustment that is not keyed yet."
        };
        format!(
            "The check is over {}, but its claims and provider adjustments come to {}: {} {}. {way_out}",
            dollars(amount),
            dollars(explained),
            dollars(size(left)),
            if left > Money::ZERO {
                "is not explained"
            } else {
                "too much"
            },
        )
    };
    checks.push(equal(1, Place::Sheet, amount, explained, says));

    let holds = Money::ZERO <= amount;
    checks.push(Check {
        rule: 7,
        place: Place::Sheet,
        left: amount,
        right: Money::ZERO,
        holds,
        severity: Severity::Must,
        says: if holds {
            "The amount of the check is not negative.".to_owned()
        } else {
            format!(
                "The check is over {}, but no check is negative. Key 0.00, and what the payer carries \
                 forward as provider adjustment FB.",
                dollars(amount)
            )
        },
    });
    if remittance.method == "none" {
        let says = if amount == Money::ZERO {
            "No money comes with it.".to_owned()
        } else {
            format!(
                "No money comes with it, but its amount is {}. Key 0.00, or choose check or EFT.",
                dollars(amount)
            )
        };
        checks.push(equal(7, Place::Sheet, amount, Money::ZERO, says));
    }
}

/// Rules 2, 4, 5, 7, 8, 10 and 11 of a claim.
fn of_claim(claim: &RemitClaim, checks: &mut Vec<Check>) {
    let (place, name) = (Place::Claim(claim.part), name(claim));
    let own = sum(&claim.adjustments);
    let adjusted = own + claim.lines.iter().map(RemitLine::adjusted).sum::<Money>();
    let explained = claim.charge - adjusted;
    let mut says = leaves(&name, claim.charge, adjusted, claim.paid);
    if explained != claim.paid {
        says.push_str(
            " Check its charge, its payment and the adjustments of the claim and its lines.",
        );
    }
    checks.push(equal(2, place, claim.paid, explained, says));
    if !claim.lines.is_empty() {
        lines_and_claim(claim, own, checks);
    }
    if let Some(part) = claim.patient_part {
        let owes = claim.of_group("PR");
        let says = if part == owes {
            format!("{name}: the patient's part is {}.", dollars(part))
        } else {
            format!(
                "{name}: the payer says that the patient's part is {}, but its PR adjustments come to \
                 {}. Many payers are loose here; the adjustments count.",
                dollars(part),
                dollars(owes)
            )
        };
        checks.push(Check {
            severity: Severity::Check,
            ..equal(5, place, part, owes, says)
        });
    }
    if claim.status == "25" {
        let says = if claim.paid == Money::ZERO {
            format!("{name}: an estimate moves no money.")
        } else {
            format!(
                "{name}: status 25 is an estimate, which moves no money, but {} is paid. Check the \
                 status.",
                dollars(claim.paid)
            )
        };
        checks.push(Check {
            severity: Severity::Check,
            ..equal(7, place, claim.paid, Money::ZERO, says)
        });
    }
    signs(claim, checks);
    adjustments(place, &name, &claim.adjustments, checks);
    if !claim.takes_back() {
        let lines = claim.lines.iter().flat_map(|line| &line.adjustments);
        let added: Money = claim
            .adjustments
            .iter()
            .chain(lines)
            .map(|a| a.amount.min(Money::ZERO))
            .sum();
        let most = claim.charge - added;
        let holds = claim.paid <= most;
        checks.push(Check {
            rule: 11,
            place,
            left: claim.paid,
            right: most,
            holds,
            severity: Severity::Check,
            says: if holds {
                format!("{name}: no more is paid than there is a reason for.")
            } else {
                format!(
                    "{name}: {} is paid, which is more than the charge, and no adjustment with a minus \
                     sign says why. Check the payment.",
                    dollars(claim.paid)
                )
            },
        });
    }
}

/// Rule 4: the lines make the claim.
fn lines_and_claim(claim: &RemitClaim, own: Money, checks: &mut Vec<Check>) {
    let (place, name) = (Place::Claim(claim.part), name(claim));
    let charges: Money = claim.lines.iter().map(|line| line.charge).sum();
    let says = if charges == claim.charge {
        format!("{name}: its lines charge {}, as it does.", dollars(charges))
    } else {
        format!(
            "{name} charges {}, but its lines come to {}. Look for a line that is missing or twice: a \
             bundled line is keyed too, with its charge taken off by CO-97.",
            dollars(claim.charge),
            dollars(charges)
        )
    };
    checks.push(equal(4, place, claim.charge, charges, says));
    let paid = claim.lines.iter().map(|line| line.paid).sum::<Money>() - own;
    let says = if paid == claim.paid {
        format!("{name}: its lines pay {}, as it does.", dollars(paid))
    } else {
        format!(
            "{name} pays {}, but its lines, less the adjustments of the whole claim, come to {}. \
             Check what each line pays.",
            dollars(claim.paid),
            dollars(paid)
        )
    };
    checks.push(equal(4, place, claim.paid, paid, says));
}

/// Rule 8: a takeback is negative, and nothing else is.
fn signs(claim: &RemitClaim, checks: &mut Vec<Check>) {
    let (place, name) = (Place::Claim(claim.part), name(claim));
    let mut sign = |amount: Money, holds: bool, says: String| {
        checks.push(Check {
            rule: 8,
            place,
            left: amount,
            right: Money::ZERO,
            holds,
            severity: Severity::Must,
            says: if holds {
                format!("{name}: the sign fits.")
            } else {
                says
            },
        });
    };
    if claim.takes_back() {
        for (what, amount) in [("charge", claim.charge), ("payment", claim.paid)] {
            let says = format!(
                "{name} is a takeback, but its {what} of {} has no minus sign. Key every amount of a \
                 takeback with a minus sign, or choose another status.",
                dollars(amount)
            );
            sign(amount, amount <= Money::ZERO, says);
        }
    } else {
        let says = format!(
            "{name} charges {}. Only a takeback is negative: choose status 22, or take the minus sign \
             off.",
            dollars(claim.charge)
        );
        sign(claim.charge, Money::ZERO <= claim.charge, says);
    }
}

/// Rules 3, 10 and 11 of a line.
fn of_line(claim: &RemitClaim, index: usize, line: &RemitLine, checks: &mut Vec<Check>) {
    let place = Place::Line(claim.part, index);
    let name = format!("{}, line {}", name(claim), index + 1);
    let adjusted = line.adjusted();
    let explained = line.charge - adjusted;
    let mut says = leaves(&name, line.charge, adjusted, line.paid);
    if explained != line.paid {
        says.push_str(" Key the adjustment that is missing, or check the amounts.");
    }
    checks.push(equal(3, place, line.paid, explained, says));
    adjustments(place, &name, &line.adjustments, checks);
    if let Some(allowed) = line.allowed
        && !claim.takes_back()
    {
        let holds = line.paid <= allowed;
        checks.push(Check {
            rule: 11,
            place,
            left: line.paid,
            right: allowed,
            holds,
            severity: Severity::Check,
            says: if holds {
                format!("{name}: no more is paid than is allowed.")
            } else {
                format!(
                    "{name}: {} is paid, but only {} is allowed. Check both amounts.",
                    dollars(line.paid),
                    dollars(allowed)
                )
            },
        });
    }
}

/// Rule 10: each adjustment that is faulty, or one check that says that none is.
fn adjustments(place: Place, name: &str, all: &[Adjustment], checks: &mut Vec<Check>) {
    if all.is_empty() {
        return;
    }
    let before = checks.len();
    for adjustment in all {
        let amount = adjustment.amount;
        let Some((severity, fault)) = fault(adjustment) else {
            continue;
        };
        checks.push(Check {
            rule: 10,
            place,
            left: amount,
            right: Money::ZERO,
            holds: false,
            severity,
            says: format!("{name}: the adjustment of {} {fault}", dollars(amount)),
        });
    }
    if checks.len() == before {
        let adjusted = sum(all);
        let says = format!(
            "{name}: adjustments of {} have their groups and reasons.",
            dollars(adjusted)
        );
        checks.push(equal(10, place, adjusted, adjusted, says));
    }
}

/// What is wrong with an adjustment, said after its amount. One of zero may lack its reason.
fn fault(adjustment: &Adjustment) -> Option<(Severity, &'static str)> {
    let (group, reason) = (adjustment.group.as_str(), adjustment.reason.as_str());
    let moves = adjustment.amount != Money::ZERO;
    let must = |says| Some((Severity::Must, says));
    match group {
        "" if moves || !reason.is_empty() => {
            must("has no group. Key CO, PR, OA or PI before its reason, as in CO-45.")
        }
        "" => None,
        "CR" => Some((
            Severity::Check,
            "is in group CR, which payers gave up. See which claim it corrects.",
        )),
        _ if !GROUPS.contains(&group) => {
            must("is in a group that there is not. Choose CO, PR, OA or PI.")
        }
        _ if moves && reason.is_empty() => {
            must("has no reason. Key it after its group, as in CO-45.")
        }
        _ if !reason.is_empty() && reasons::carc(reason).is_none() => Some((
            Severity::Check,
            "has a reason that is not on the list here. Compare it with the paper.",
        )),
        _ => None,
    }
}

/// A check that both sides are equal.
fn equal(rule: u8, place: Place, left: Money, right: Money, says: String) -> Check {
    Check {
        rule,
        place,
        left,
        right,
        holds: left == right,
        severity: Severity::Must,
        says,
    }
}

/// A claim by its number, or by its place while it has none.
fn name(claim: &RemitClaim) -> String {
    if claim.number.is_empty() {
        format!("Claim {} of the sheet", claim.part)
    } else {
        format!("Claim {}", claim.number)
    }
}

/// The sentence of rules 2 and 3: what is left of a charge, and whether that is paid.
fn leaves(name: &str, charge: Money, adjusted: Money, paid: Money) -> String {
    let left = charge - adjusted;
    let sum = format!(
        "{name}: {} charged less {} adjusted leaves {}",
        dollars(charge),
        dollars(adjusted),
        dollars(left)
    );
    if left == paid {
        format!("{sum}, as paid.")
    } else {
        format!(
            "{sum}, but {} is paid: a difference of {}.",
            dollars(paid),
            dollars(size(paid - left))
        )
    }
}

fn sum(adjustments: &[Adjustment]) -> Money {
    adjustments.iter().map(|a| a.amount).sum()
}

fn size(amount: Money) -> Money {
    amount.max(-amount)
}

/// An amount in a sentence: `$12.50`, `-$3.00`.
fn dollars(amount: Money) -> String {
    let sign = if amount < Money::ZERO { "-" } else { "" };
    format!("{sign}${}", size(amount))
}

#[cfg(test)]
mod tests;
