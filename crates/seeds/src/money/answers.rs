//! What payers decide on the lines of a claim, and when they answer. The claim to the next payer says
//! the same of it as the remittance does.

use billing::claim::{Adjustment, ClaimContent, ServiceLine};
use values::{Day, Money};

use super::prices::{self, Sort};
use crate::Practice;
use crate::dice::{Dice, Table};
use crate::payers::{AUTO, COMP, HMO, MEDICAID, MEDICARE, SUPPLEMENT};

/// What a payer decided on a line.
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    pub allowed: Money,
    pub paid: Money,
    pub adjustments: Vec<Adjustment>,
}

impl Decision {
    /// What it left to the patient, or to the next payer.
    pub fn left(&self) -> Money {
        self.adjustments
            .iter()
            .filter(|a| a.group == "PR")
            .map(|a| a.amount)
            .sum()
    }

    /// Nothing is paid, for one reason.
    pub fn denied(line: &ServiceLine, (group, reason): (&str, &str)) -> Decision {
        Decision {
            allowed: Money::ZERO,
            paid: Money::ZERO,
            adjustments: adjustment(group, reason, line.charge.cents())
                .into_iter()
                .collect(),
        }
    }
}

pub(crate) fn adjustment(group: &str, reason: &str, cents: i64) -> Option<Adjustment> {
    (cents != 0).then(|| Adjustment {
        group: group.into(),
        reason: reason.into(),
        amount: Money::from_cents(cents),
        quantity: String::new(),
    })
}

/// True of the plans that ask for a copay.
fn asks_copay(payer: usize) -> bool {
    matches!(payer, 0 | 1 | HMO | 11)
}

/// What a plan asks for at a visit, in cents; none where it asks for none, or where nothing of the
/// claim is a visit. What the claim says that the patient paid was asked for, nearly always.
pub(super) fn copay(payer: usize, claim: &ClaimContent) -> Option<i64> {
    if let Some(told) = claim.amount("F5") {
        return Some(told.cents());
    }
    let visit = |line: &ServiceLine| prices::sort(&line.code) == Sort::Visit;
    let mut member = claim.coverage.insured.id.bytes();
    let usual = match member.by_ref().map(usize::from).sum::<usize>() % 4 {
        0 => 2_000,
        1 => 2_500,
        2 => 3_000,
        _ => 3_500,
    };
    (asks_copay(payer) && claim.lines.iter().any(visit)).then_some(usual)
}

/// The days from a service to its answer: sooner where another claim waits for it.
const SOON: (i32, i32) = (12, 16);
const USUAL: (i32, i32) = (21, 40);

impl Practice {
    /// What the first payers of a claim, in their order, decide on each of its lines. A line's charge
    /// is always what was paid and what was adjusted.
    pub(crate) fn decide(
        &self,
        at: u64,
        claim: &ClaimContent,
        payers: &[usize],
    ) -> Vec<Vec<Decision>> {
        let mut all: Vec<Vec<Decision>> = Vec::new();
        for (place, payer) in payers.iter().enumerate() {
            let mut dice = self.money_dice(at, place as u64);
            let decided = match all.last() {
                None => self.first(&mut dice, claim, *payer),
                Some(before) => next(&claim.lines, before, *payer),
            };
            all.push(decided);
        }
        all
    }

    pub(super) fn money_dice(&self, at: u64, row: u64) -> Dice {
        Dice::of(self.plan.seed, Table::Money, at * 16 + row)
    }

    /// What a payer decides that answers first.
    pub(super) fn first(
        &self,
        dice: &mut Dice,
        claim: &ClaimContent,
        payer: usize,
    ) -> Vec<Decision> {
        let month = claim.first_service_on().map_or(6, Day::month);
        let early = month <= 3;
        let often = match payer {
            MEDICAID | COMP | AUTO | HMO => 0,
            MEDICARE if early => 450,
            _ if early => 300,
            _ => 60,
        };
        let mut deductible = if dice.chance(often) {
            i64::from(dice.between(20, 160)) * 100
        } else {
            0
        };
        let told = claim.amount("F5").is_some();
        let mut copay = copay(payer, claim).unwrap_or(0);
        // The practice asked, and the plan did not.
        if told && dice.chance(25) {
            copay = 0;
        }
        let share = match payer {
            MEDICARE | 5 | 6 => 20,
            8 => 15,
            _ => 0,
        };
        let mut decisions = Vec::new();
        for (at, line) in claim.lines.iter().enumerate() {
            let bundled = 0 < at && dice.chance(22);
            let short = dice.chance(9);
            if bundled && prices::sort(&line.code) != Sort::Preventive {
                decisions.push(Decision::denied(line, ("CO", "97")));
                continue;
            }
            let mut allowed = prices::allowed(payer, line, self.today).cents();
            if short && 2_000 < allowed {
                allowed = allowed * 84 / 100;
            }
            let sort = prices::sort(&line.code);
            let covered = sort == Sort::Preventive || payer == MEDICARE && sort == Sort::Test;
            let owed_first = if covered { 0 } else { deductible.min(allowed) };
            deductible -= owed_first;
            let rest = allowed - owed_first;
            let (reason, part) = match sort {
                _ if 0 < copay && (told || sort == Sort::Visit) => {
                    let part = copay.min(rest);
                    // What the patient paid is asked for on the next line where this one is too small.
                    copay = if told { copay - part } else { 0 };
                    ("3", part)
                }
                _ if covered => ("2", 0),
                _ => ("2", rest * share / 100),
            };
            let due = rest - part;
            // Medicare holds back two percent of what it pays.
            let held = if payer == MEDICARE { due * 2 / 100 } else { 0 };
            let adjustments = [
                adjustment("CO", "45", line.charge.cents() - allowed),
                adjustment("CO", "253", held),
                adjustment("PR", "1", owed_first),
                adjustment("PR", reason, part),
            ];
            decisions.push(Decision {
                allowed: Money::from_cents(allowed),
                paid: Money::from_cents(due - held),
                adjustments: adjustments.into_iter().flatten().collect(),
            });
        }
        decisions
    }

    /// The day of the check on which a payer answers a claim of a day of service.
    pub(crate) fn answered_on(&self, at: u64, payer: usize, served: Day, followed: bool) -> Day {
        let (least, most) = if followed { SOON } else { USUAL };
        let days = self.money_dice(at, 7).days(least, most);
        check_day(payer, served.plus_days(days))
    }
}

/// What a later payer decides of what the one before it left.
pub(super) fn next(lines: &[ServiceLine], before: &[Decision], payer: usize) -> Vec<Decision> {
    lines
        .iter()
        .zip(before)
        .map(|(line, before)| {
            let left = before.left().cents();
            let deductible: i64 = before
                .adjustments
                .iter()
                .filter(|a| (a.group.as_str(), a.reason.as_str()) == ("PR", "1"))
                .map(|a| a.amount.cents())
                .sum();
            let (paid, group, reason) = match payer {
                // It pays everything but the deductible.
                SUPPLEMENT => (left - deductible, "PR", "1"),
                // What it does not pay is nobody's.
                MEDICAID => (left / 2, "CO", "45"),
                _ => (left * 6 / 10, "PR", "2"),
            };
            let adjustments = [
                // What the payers before it paid and took off is no longer its affair.
                adjustment("OA", "23", line.charge.cents() - left),
                adjustment(group, reason, left - paid),
            ];
            Decision {
                allowed: Money::from_cents(left),
                paid: Money::from_cents(paid),
                adjustments: adjustments.into_iter().flatten().collect(),
            }
        })
        .collect()
}

/// The first day from one on at which a payer sends its checks: each week, the smaller ones each
/// second week.
pub(crate) fn check_day(payer: usize, from: Day) -> Day {
    let place = i32::try_from(payer).unwrap_or(0);
    let every = if matches!(payer, 5 | 6 | 8 | COMP | AUTO) {
        14
    } else {
        7
    };
    let monday = Day::new(2000, 1, 3).unwrap_or(from);
    let since = monday.days_until(from) - place % 5 - place / 5 % 2 * 7;
    from.plus_days((-since).rem_euclid(every))
}
