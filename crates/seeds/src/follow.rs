//! Claims that follow an earlier one: its replacement, its void, and the claims to the second and the
//! third payer with what those before them decided.

use billing::claim::{Adjudication, Adjustment, Amount, ClaimContent, Note, ServiceLine};
use values::{Day, Money};

use crate::Practice;
use crate::dice::{Dice, Table};
use crate::kind::Kind;
use crate::order;
use crate::payers::{MEDICARE, PAYERS};
use crate::people::Cover;
use crate::practice::reference;
use crate::visit::{ORDERS, dated, number_lines, other, others};

/// What a payer decided on a line.
struct Decision {
    paid: Money,
    adjustments: Vec<Adjustment>,
}

impl Decision {
    /// What it left to the patient.
    fn left(&self) -> Money {
        self.adjustments
            .iter()
            .filter(|a| a.group == "PR")
            .map(|a| a.amount)
            .sum()
    }
}

fn adjustment(group: &str, reason: &str, cents: i64) -> Option<Adjustment> {
    (cents != 0).then(|| Adjustment {
        group: group.into(),
        reason: reason.into(),
        amount: Money::from_cents(cents),
        quantity: String::new(),
    })
}

impl Practice {
    /// The claim that follows an earlier one.
    pub(crate) fn follow_up(&self, at: u64, kind: Kind, earlier: u64) -> ClaimContent {
        let slot = self.slot(earlier);
        let mut claim = self.visit(earlier, slot);
        claim.number = self.number(at);
        let served = claim.last_service_on().unwrap_or(self.day(earlier));
        let mut dice = Dice::of(self.plan.seed, Table::Answer, earlier);
        dice.below(100);
        match kind {
            Kind::Replacement => {
                claim.frequency = "7".into();
                claim
                    .references
                    .push(reference("F8", &self.control_number(earlier, 0, served)));
                correct(&mut claim);
            }
            Kind::Void => {
                claim.frequency = "8".into();
                claim
                    .references
                    .push(reference("F8", &self.control_number(earlier, 0, served)));
            }
            _ => {
                let covers = self.covers(&self.person(slot.patient));
                let asked = if kind == Kind::Tertiary { 2 } else { 1 };
                ask_next(&mut claim, &covers, asked);
                let decided_on = served.plus_days(dice.days(8, 16)).min(self.today);
                let line_by_line = !matches!(kind, Kind::SecondaryByClaim);
                let decisions: Vec<Vec<Decision>> = match kind {
                    Kind::SecondaryNotCovered => Vec::new(),
                    _ => decide(&mut dice, &claim.lines, asked),
                };
                for (place, cover) in covers.iter().enumerate().take(asked) {
                    let mut before = other(cover, ORDERS[place]);
                    match decisions.get(place) {
                        None => before.amounts.push(amount("A8", claim.charge)),
                        Some(decided) => {
                            let day = decided_on.plus_days(i32::try_from(place).unwrap_or(0) * 9);
                            let day = day.min(self.today);
                            let paid = decided.iter().map(|d| d.paid).sum();
                            let left: Money = decided.iter().map(Decision::left).sum();
                            before.amounts.push(amount("D", paid));
                            if left != Money::ZERO {
                                before.amounts.push(amount("EAF", left));
                            }
                            let control = self.control_number(earlier, place, served);
                            before
                                .coverage
                                .payer
                                .references
                                .push(reference("F8", &control));
                            if cover.payer == MEDICARE {
                                before.more.push("MOA***MA01".into());
                            }
                            if line_by_line {
                                let id = PAYERS[cover.payer].id;
                                tell_by_line(&mut claim.lines, decided, id, day);
                            } else {
                                before.adjustments = added_up(decided);
                                before.dates.push(dated("573", day));
                            }
                        }
                    }
                    claim.other_coverages.insert(place, before);
                }
            }
        }
        number_lines(&mut claim);
        order::sort(&mut claim);
        claim
    }

    /// The number under which a payer keeps a claim (CLP07 of its remittance).
    fn control_number(&self, at: u64, place: usize, served: Day) -> String {
        let mut dice = Dice::of(
            self.plan.seed,
            Table::Answer,
            (at * 4 + place as u64) | (1 << 62),
        );
        format!(
            "C{:02}{:02}{}",
            served.year() % 100,
            served.month(),
            dice.digits(9)
        )
    }
}

/// What was wrong with the first claim, put right.
fn correct(claim: &mut ClaimContent) {
    let several = 1 < claim.lines.len();
    let visit = claim
        .lines
        .iter_mut()
        .find(|line| line.code.starts_with("992"));
    let text = match visit {
        Some(line) if several && line.modifiers.is_empty() => {
            line.modifiers.push("25".into());
            "Corrected, modifier 25 on the visit"
        }
        _ => "Corrected, sent again as the plan asked",
    };
    claim.notes = vec![Note {
        code: "ADD".into(),
        text: text.into(),
    }];
}

/// Turns a claim to a payer further down; those after it are named without a decision.
fn ask_next(claim: &mut ClaimContent, covers: &[Cover], asked: usize) {
    let cover = &covers[asked];
    claim.coverage = cover.of_order(ORDERS[asked]);
    claim.relationship = cover.relationship.into();
    claim.other_coverages = others(covers, asked + 1);
    if cover.payer == MEDICARE {
        claim
            .lines
            .iter_mut()
            .for_each(|line| line.pointers.truncate(1));
    }
}

fn amount(qualifier: &str, amount: Money) -> Amount {
    Amount {
        qualifier: qualifier.into(),
        amount,
    }
}

/// What each payer before the one that is asked decided on each line. A line's charge is always what
/// was paid and what was adjusted.
fn decide(dice: &mut Dice, lines: &[ServiceLine], payers: usize) -> Vec<Vec<Decision>> {
    let rate = i64::from(dice.between(42, 78));
    let mut deductible = if dice.chance(300) {
        i64::from(dice.between(20, 90)) * 100
    } else {
        0
    };
    let copay = if dice.chance(400) { 2500 } else { 0 };
    let first: Vec<Decision> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let charge = line.charge.cents();
            if 0 < at && dice.chance(60) {
                let adjustments = Vec::from_iter(adjustment("CO", "97", charge));
                return Decision {
                    paid: Money::ZERO,
                    adjustments,
                };
            }
            let allowed = charge * rate / 100;
            let owed_first = deductible.min(allowed);
            deductible -= owed_first;
            let rest = allowed - owed_first;
            let (reason, share) = match (at, copay) {
                (0, copay) if copay != 0 => ("3", copay.min(rest)),
                (_, 0) => ("2", rest / 5),
                _ => ("2", 0),
            };
            let adjustments = [
                adjustment("CO", "45", charge - allowed),
                adjustment("PR", "1", owed_first),
                adjustment("PR", reason, share),
            ];
            let paid = Money::from_cents(rest - share);
            Decision {
                paid,
                adjustments: adjustments.into_iter().flatten().collect(),
            }
        })
        .collect();
    let mut all = vec![first];
    if 1 < payers {
        let second = lines.iter().zip(&all[0]).map(|(line, before)| {
            let left = before.left().cents();
            let paid = left * 6 / 10;
            let adjustments = [
                // What the first payer paid and took off is no longer the second's affair.
                adjustment("OA", "23", line.charge.cents() - left),
                adjustment("PR", "2", left - paid),
            ];
            let adjustments = adjustments.into_iter().flatten().collect();
            Decision {
                paid: Money::from_cents(paid),
                adjustments,
            }
        });
        all.push(second.collect());
    }
    all
}

/// 2430: a payer's decision on each line.
fn tell_by_line(lines: &mut [ServiceLine], decided: &[Decision], payer: &str, day: Day) {
    for (line, decision) in lines.iter_mut().zip(decided) {
        let code = [line.code_qualifier.as_str(), line.code.as_str()].into_iter();
        let procedure: Vec<&str> = code
            .chain(line.modifiers.iter().map(String::as_str))
            .collect();
        line.adjudications.push(Adjudication {
            payer_id: payer.into(),
            paid: decision.paid,
            procedure: procedure.join(":"),
            units: line.units.clone(),
            bundled_into: String::new(),
            adjustments: decision.adjustments.clone(),
            dates: vec![dated("573", day)],
            amounts: Vec::new(),
        });
    }
}

/// 2320: the adjustments of all lines, one for each reason.
fn added_up(decided: &[Decision]) -> Vec<Adjustment> {
    let mut sums: Vec<Adjustment> = Vec::new();
    for adjustment in decided.iter().flat_map(|d| &d.adjustments) {
        let same =
            |a: &&mut Adjustment| (&a.group, &a.reason) == (&adjustment.group, &adjustment.reason);
        match sums.iter_mut().find(same) {
            Some(sum) => sum.amount += adjustment.amount,
            None => sums.push(adjustment.clone()),
        }
    }
    sums.sort_by(|a, b| a.group.cmp(&b.group));
    sums
}
