//! Claims that follow an earlier one: its replacement, its void, and the claims to the second and the
//! third payer with what those before them decided.

use billing::claim::{Adjudication, Adjustment, Amount, ClaimContent, Note, ServiceLine};
use values::{Day, Money};

use crate::Practice;
use crate::dice::{Dice, Table};
use crate::kind::Kind;
use crate::money::answers::{Decision, check_day};
use crate::order;
use crate::payers::{MEDICARE, PAYERS};
use crate::people::Cover;
use crate::practice::reference;
use crate::visit::{ORDERS, dated, number_lines, other, others};

impl Practice {
    /// The claim that follows an earlier one.
    pub(crate) fn follow_up(&self, at: u64, kind: Kind, earlier: u64) -> ClaimContent {
        let slot = self.slot(earlier);
        let first = self.visit(earlier, slot);
        let mut claim = first.clone();
        claim.number = self.number(at);
        let served = claim.last_service_on().unwrap_or(self.day(earlier));
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
                let payers: Vec<usize> = covers.iter().take(asked).map(|c| c.payer).collect();
                let line_by_line = !matches!(kind, Kind::SecondaryByClaim);
                let decisions: Vec<Vec<Decision>> = match kind {
                    Kind::SecondaryNotCovered => Vec::new(),
                    _ => self.decide(earlier, &first, &payers),
                };
                for (place, cover) in covers.iter().enumerate().take(asked) {
                    let mut before = other(cover, ORDERS[place]);
                    match decisions.get(place) {
                        None => before.amounts.push(amount("A8", claim.charge)),
                        Some(decided) => {
                            let day = self.decided_on(earlier, served, &payers, place);
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

    /// The day on which the payer of a place answered a claim that another one follows.
    pub(crate) fn decided_on(&self, at: u64, served: Day, payers: &[usize], place: usize) -> Day {
        let first = payers.first().copied().unwrap_or(0);
        let mut day = self.answered_on(at, first, served, true);
        for payer in payers.iter().take(place + 1).skip(1) {
            day = check_day(*payer, day.plus_days(4));
        }
        day.min(self.today)
    }

    /// The number under which a payer keeps a claim (CLP07 of its remittance).
    pub(crate) fn control_number(&self, at: u64, place: usize, served: Day) -> String {
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
