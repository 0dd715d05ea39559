//! The money of a practice: what its payers answered to its claims, check by check, what its patients
//! paid, and the fee schedules that it has. Made from the claims as they are kept, in the order of time.

use std::collections::BTreeMap;

use billing::claim::{ClaimContent, ServiceLine};
use billing::ledger::act::Act;
use billing::remittance::{RemitClaim, RemitLine, Remittance};
use values::{ClaimId, Day, Money, PatientId, PayerId, UserId};

use crate::Practice;
use crate::codes::FEES;
use crate::dice::Dice;
use crate::kind::Kind;
use crate::payers::{MEDICARE, PAYERS};
use crate::schedule::Slot;

pub(crate) mod answers;
mod checks;
mod patients;
pub(crate) mod prices;

use answers::{Decision, check_day, copay, next};
use checks::Answer;

/// A claim of the practice as it is kept.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    /// Its id.
    pub id: ClaimId,
    /// The patient.
    pub patient: PatientId,
    /// What it says; its lines have their ids.
    pub content: &'a ClaimContent,
}

/// Who keeps the books, and where.
pub struct Desk<'a> {
    /// The payers, by their ids `CBD01` to `CBD12`.
    pub payers: BTreeMap<String, PayerId>,
    /// Who posts.
    pub by: String,
    /// Who posts.
    pub by_id: UserId,
    /// The moment of a day at which its mail is posted, UTC milliseconds.
    pub moment: &'a dyn Fn(Day) -> i64,
}

/// A fee: what the practice charges, or what a payer allows, for one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// Whose schedule; none for the practice's own charges.
    pub payer_id: Option<PayerId>,
    /// CPT or HCPCS.
    pub code: String,
    /// Modifiers it holds for.
    pub modifiers: Vec<String>,
    /// From which day of service.
    pub from: Option<Day>,
    /// The amount.
    pub amount: Money,
}

/// The books of a practice.
#[derive(Clone, Debug, Default)]
pub struct Books {
    /// Checks, in the order of their days; the last two are still on the desk.
    pub remittances: Vec<Remittance>,
    /// What people did, in the order of their days.
    pub acts: Vec<Act>,
    /// Fee schedules.
    pub fees: Vec<Fee>,
}

/// A visit: a claim, and the one that follows it.
struct Visit<'a> {
    at: u64,
    claim: Kept<'a>,
    kind: Kind,
    /// Its payers in their order, by their places.
    payers: Vec<usize>,
    served: Day,
    follower: Option<(Kind, Kept<'a>, Day)>,
}

/// What became of a visit, for those who look at it later.
struct Outcome<'a> {
    claim: Kept<'a>,
    at: u64,
    /// What is the patient's in the end, and from which check on; none while a payer has yet to answer.
    patient: Option<(Money, Day)>,
    /// What the claim says that the patient paid.
    told: Money,
    /// What was collected when the patient came, beside that.
    collected: Money,
    /// Lines that stay denied: place, reason, and from which check on.
    denied: Vec<(usize, &'static str, Day)>,
    /// All of it was taken back for good.
    voided: Option<Day>,
    /// A payer paid it twice.
    twice: Option<(Money, Day)>,
}

/// Why payers deny, with a remark: group, reason, remark, how often of a hundred.
const DENIALS: [(&str, &str, &str, u32); 8] = [
    ("CO", "16", "MA130", 26),
    ("CO", "197", "", 16),
    ("CO", "29", "", 12),
    ("CO", "97", "N19", 8),
    ("CO", "50", "N115", 10),
    ("CO", "22", "", 8),
    ("PR", "204", "N130", 10),
    ("PR", "27", "", 10),
];

impl Practice {
    /// The books that follow from its claims as they are kept, up to its last day.
    pub fn books(&self, claims: &[Kept<'_>], desk: &Desk<'_>) -> Books {
        let mut answers = Vec::new();
        let mut outcomes = Vec::new();
        for visit in self.visits(claims) {
            let outcome = self.story(&visit, &mut answers);
            outcomes.push(outcome);
        }
        Books {
            remittances: checks::checks(self, answers, desk),
            acts: patients::acts(self, &outcomes, desk),
            fees: self.fees(desk),
        }
    }

    fn visits<'a>(&self, claims: &[Kept<'a>]) -> Vec<Visit<'a>> {
        let by_place: BTreeMap<u64, Kept<'a>> = claims
            .iter()
            .filter_map(|claim| {
                let number: u64 = claim.content.number.parse().ok()?;
                Some((number.checked_sub(40_001)?, *claim))
            })
            .collect();
        let slots: BTreeMap<u64, Slot> = by_place.keys().map(|at| (*at, self.slot(*at))).collect();
        let followers: BTreeMap<u64, u64> = slots
            .iter()
            .filter_map(|(at, slot)| Some((slot.follows?, *at)))
            .collect();
        let payer = |id: &str| PAYERS.iter().position(|payer| payer.id == id);
        by_place
            .iter()
            .filter_map(|(at, claim)| {
                let slot = slots.get(at).filter(|slot| slot.follows.is_none())?;
                let content = claim.content;
                let others = content.other_coverages.iter().map(|other| &other.coverage);
                let payers = std::iter::once(&content.coverage)
                    .chain(others)
                    .filter_map(|coverage| payer(&coverage.payer.id))
                    .collect();
                let follower = followers.get(at).and_then(|place| {
                    let slot = slots.get(place)?;
                    Some((slot.kind, *by_place.get(place)?, self.day(*place)))
                });
                Some(Visit {
                    at: *at,
                    claim: *claim,
                    kind: slot.kind,
                    payers,
                    served: content.last_service_on()?,
                    follower,
                })
            })
            .collect()
    }

    /// What the payers answer to a visit.
    fn story<'a>(&self, visit: &Visit<'a>, answers: &mut Vec<Answer>) -> Outcome<'a> {
        let mut dice = self.money_dice(visit.at, 8);
        let claim = visit.claim;
        let mut outcome = Outcome {
            claim,
            at: visit.at,
            patient: None,
            told: claim.content.amount("F5").unwrap_or_default(),
            collected: Money::ZERO,
            denied: Vec::new(),
            voided: None,
            twice: None,
        };
        let Some(&payer) = visit.payers.first() else {
            return outcome;
        };
        let followed = visit.follower.is_some();
        let on = self.answered_on(visit.at, payer, visit.served, followed);
        let decided = self.decide(visit.at, claim.content, &visit.payers);
        let Some(first) = decided.first() else {
            return outcome;
        };
        let mut say = Says {
            practice: self,
            visit,
            answers,
        };
        match visit.follower {
            Some((Kind::Replacement, corrected, sent)) => {
                let later = check_day(payer, sent.plus_days(dice.days(14, 24)));
                match dice.below(10) {
                    0..5 => {
                        // Denied for its form, paid when it was put right.
                        let denial = ("CO", "16");
                        let denied = deny(claim.content, denial);
                        say.says(payer, on, claim, "4", &denied, "N657");
                    }
                    5..8 => {
                        say.says(payer, on, claim, "1", first, "");
                        say.takes_back(payer, later, claim, first, dice.chance(400));
                    }
                    _ => {
                        say.says(payer, on, claim, "1", first, "");
                        let next = check_day(payer, later.plus_days(1));
                        say.takes_back(payer, next, claim, first, dice.chance(400));
                    }
                }
                let paid = self.decide(visit.at, corrected.content, &visit.payers);
                let Some(paid) = paid.first() else {
                    return outcome;
                };
                say.says(payer, later, corrected, "1", paid, "");
                outcome.patient = say.the_rest(&mut dice, later, corrected, paid);
                outcome.claim = corrected;
                outcome.stays_denied(paid, later);
                return outcome;
            }
            Some((Kind::Void, _, sent)) => {
                say.says(payer, on, claim, "1", first, "");
                let later = check_day(payer, sent.plus_days(dice.days(14, 24)));
                say.takes_back(payer, later, claim, first, true);
                outcome.voided = Some(later);
                return outcome;
            }
            Some((Kind::SecondaryNotCovered, second, sent)) => {
                let denied = deny(claim.content, ("PR", "204"));
                say.says(payer, on, claim, "4", &denied, "N130");
                let asked = visit.payers.get(1).copied().unwrap_or(payer);
                let later = check_day(asked, sent.plus_days(dice.days(14, 26)));
                let paid = self.first(&mut dice, second.content, asked);
                say.says(asked, later, second, "2", &paid, "");
                outcome.patient = Some((left(&paid), later));
                return outcome;
            }
            Some((kind, later_claim, sent)) => {
                let asked = if kind == Kind::Tertiary { 2 } else { 1 };
                let mut before = on;
                for (place, decided) in decided.iter().enumerate().take(asked) {
                    let day = self.decided_on(visit.at, visit.served, &visit.payers, place);
                    let status = if place == 0 { "1" } else { "2" };
                    let asked = visit.payers.get(place).copied().unwrap_or(payer);
                    say.says(asked, day, claim, status, decided, "");
                    before = day;
                }
                let (Some(decided), Some(asked)) = (decided.get(asked), visit.payers.get(asked))
                else {
                    return outcome;
                };
                let later = sent.max(before).plus_days(dice.days(14, 26));
                let later = check_day(*asked, later);
                let status = if kind == Kind::Tertiary { "3" } else { "2" };
                say.says(*asked, later, later_claim, status, decided, "");
                if kind == Kind::Tertiary || visit.payers.len() == 2 {
                    outcome.patient = Some((left(decided), later));
                }
                outcome.stays_denied(first, on);
                return outcome;
            }
            None => {}
        }
        if outcome.told == Money::ZERO {
            outcome.collected = self.collected(visit, payer);
        }
        let status = say.status(payer);
        match dice.below(1000) {
            // Lost on its way.
            0..9 => {}
            9..94 => {
                let (group, reason, remark) = denial(&mut dice);
                let denied = deny(claim.content, (group, reason));
                say.says(payer, on, claim, "4", &denied, remark);
                let again = match reason {
                    "16" => 700,
                    "29" | "27" => 100,
                    _ => 450,
                };
                if dice.chance(again) {
                    let later = check_day(payer, on.plus_days(dice.days(24, 55)));
                    // Some payers take the denial back, some only answer once more.
                    if dice.chance(500) {
                        say.takes_back(payer, later, claim, &denied, false);
                    }
                    say.says(payer, later, claim, status, first, "");
                    outcome.patient = say.the_rest(&mut dice, later, claim, first);
                    outcome.stays_denied(first, later);
                } else {
                    let all = 0..claim.content.lines.len();
                    outcome.denied = all.map(|line| (line, reason, on)).collect();
                }
            }
            94..100 => {
                say.says(payer, on, claim, status, first, "");
                let later = check_day(payer, on.plus_days(dice.days(10, 30)));
                let duplicate = deny(claim.content, ("OA", "18"));
                say.says(payer, later, claim, "4", &duplicate, "N522");
                outcome.patient = say.the_rest(&mut dice, on, claim, first);
                outcome.stays_denied(first, on);
            }
            100..103 if visit.payers.len() == 1 => {
                say.says(payer, on, claim, "1", first, "");
                let later = check_day(payer, on.plus_days(dice.days(5, 20)));
                say.says(payer, later, claim, "1", first, "");
                let paid = first.iter().map(|d| d.paid).sum();
                outcome.twice = Some((paid, later));
            }
            103..112 if visit.payers.len() == 1 => {
                // Looked at again, and paid less.
                say.says(payer, on, claim, "1", first, "");
                let later = check_day(payer, on.plus_days(dice.days(60, 150)));
                let less = shorter(&claim.content.lines, first);
                let held = dice.chance(500);
                let back = match dice.chance(300) {
                    true => check_day(payer, later.plus_days(1)),
                    false => later,
                };
                say.takes_back(payer, back, claim, first, held);
                say.says(payer, later, claim, "1", &less, "");
                outcome.patient = Some((left(&less), later));
                outcome.stays_denied(first, on);
            }
            _ => {
                let interest = dice.chance(8);
                say.says(payer, on, claim, status, first, "");
                if interest && let Some(answer) = say.answers.last_mut() {
                    answer.claim.interest = Money::from_cents(answer.claim.paid.cents() / 90);
                }
                outcome.patient = say.the_rest(&mut dice, on, claim, first);
                outcome.stays_denied(first, on);
            }
        }
        outcome
    }

    /// The copay that is taken as the patient comes; at a check-up at times by mistake.
    fn collected(&self, visit: &Visit<'_>, payer: usize) -> Money {
        let mut dice = self.money_dice(visit.at, 9);
        match (copay(payer, visit.claim.content), visit.kind) {
            (Some(cents), _) if dice.chance(720) => Money::from_cents(cents),
            (None, Kind::Preventive) if payer < 2 && dice.chance(60) => Money::from_cents(2_500),
            _ => Money::ZERO,
        }
    }

    /// The practice's own charges, and what two payers allow.
    fn fees(&self, desk: &Desk<'_>) -> Vec<Fee> {
        let mut fees = Vec::new();
        let mut add = |payer_id, code: &str, modifiers: &[&str], from, cents| {
            fees.push(Fee {
                payer_id,
                code: code.to_owned(),
                modifiers: modifiers.iter().map(|&m| m.to_owned()).collect(),
                from,
                amount: Money::from_cents(cents),
            });
        };
        // Anesthesia is priced by time, and an unlisted code by what was done.
        let listed = |code: &str| !matches!(code, "00811" | "00812" | "17999");
        for &(code, cents) in FEES.iter().filter(|(code, _)| listed(code)) {
            add(None, code, &[], None, cents);
        }
        for payer in prices::SCHEDULED {
            let Some(id) = PAYERS.get(payer).and_then(|p| desk.payers.get(p.id)) else {
                continue;
            };
            for &(code, _) in FEES.iter().filter(|(code, _)| listed(code)) {
                for (risen, from) in [(false, None), (true, Some(prices::rise(self.today)))] {
                    let Some(cents) = prices::unit(payer, code, risen) else {
                        continue;
                    };
                    add(Some(*id), code, &[], from, cents);
                    if code == "20610" {
                        add(Some(*id), code, &["50"], from, cents * 3 / 2);
                    }
                }
            }
        }
        fees
    }
}

impl Outcome<'_> {
    /// Bundled lines stay ours to look at.
    fn stays_denied(&mut self, decided: &[Decision], on: Day) {
        for (line, decision) in decided.iter().enumerate() {
            if decision.allowed == Money::ZERO
                && decision.adjustments.iter().any(|a| a.reason == "97")
            {
                self.denied.push((line, "97", on));
            }
        }
    }
}

fn left(decided: &[Decision]) -> Money {
    decided.iter().map(Decision::left).sum()
}

fn deny(claim: &ClaimContent, code: (&str, &str)) -> Vec<Decision> {
    let lines = claim.lines.iter();
    lines.map(|line| Decision::denied(line, code)).collect()
}

fn denial(dice: &mut Dice) -> (&'static str, &'static str, &'static str) {
    let mut roll = dice.below(100);
    for (group, reason, remark, often) in DENIALS {
        if roll < often {
            return (group, reason, remark);
        }
        roll -= often;
    }
    ("CO", "16", "MA130")
}

/// The same decisions with the first line that pays brought down.
fn shorter(lines: &[ServiceLine], decided: &[Decision]) -> Vec<Decision> {
    let mut decided = decided.to_vec();
    let at = decided
        .iter()
        .position(|d| Money::from_cents(2_000) < d.paid);
    if let Some((decision, _)) = at.and_then(|at| Some((decided.get_mut(at)?, lines.get(at)?))) {
        let cut = Money::from_cents(decision.paid.cents() / 4);
        decision.paid = decision.paid - cut;
        decision.allowed = decision.allowed - cut;
        match decision.adjustments.iter_mut().find(|a| a.reason == "45") {
            Some(contract) => contract.amount += cut,
            None => decision
                .adjustments
                .extend(answers::adjustment("CO", "45", cut.cents())),
        }
    }
    decided
}

/// Puts answers to a visit on the payers' next checks.
struct Says<'s, 'v, 'a> {
    practice: &'s Practice,
    visit: &'v Visit<'a>,
    answers: &'s mut Vec<Answer>,
}

impl Says<'_, '_, '_> {
    /// How the first payer processes it: Medicare sends it on to the next one.
    fn status(&self, payer: usize) -> &'static str {
        if payer == MEDICARE && 1 < self.visit.payers.len() {
            "19"
        } else {
            "1"
        }
    }

    fn control(&self, payer: usize) -> String {
        let place = self.visit.payers.iter().position(|p| *p == payer);
        self.practice
            .control_number(self.visit.at, place.unwrap_or(0), self.visit.served)
    }

    fn says(
        &mut self,
        payer: usize,
        on: Day,
        claim: Kept<'_>,
        status: &str,
        decided: &[Decision],
        remark: &str,
    ) {
        let mut told = remit_claim(claim, status, decided, remark);
        told.control_number = self.control(payer);
        if status == "19" {
            let next = self.visit.payers.get(1).and_then(|p| PAYERS.get(*p));
            told.forwarded_to = next.map(|p| p.name.to_owned()).unwrap_or_default();
        }
        self.answers.push(Answer {
            payer,
            on,
            claim: told,
            held_later: false,
        });
    }

    /// Takes an answer back; `held_later` when its money is kept from a later check.
    fn takes_back(
        &mut self,
        payer: usize,
        on: Day,
        claim: Kept<'_>,
        decided: &[Decision],
        held_later: bool,
    ) {
        let mut told = remit_claim(claim, "22", decided, "");
        told.control_number = self.control(payer);
        checks::turn(&mut told);
        self.answers.push(Answer {
            payer,
            on,
            claim: told,
            held_later,
        });
    }

    /// What later payers answer after the first; what is the patient's in the end, once all have.
    fn the_rest(
        &mut self,
        dice: &mut Dice,
        on: Day,
        claim: Kept<'_>,
        first: &[Decision],
    ) -> Option<(Money, Day)> {
        let payers = self.visit.payers.clone();
        let (mut before, mut day) = (first.to_vec(), on);
        for (place, payer) in payers.iter().enumerate().skip(1) {
            if left(&before) == Money::ZERO {
                break;
            }
            let crossed = payers.first() == Some(&MEDICARE);
            if !crossed && dice.chance(50) {
                return None;
            }
            let (least, most) = if crossed { (8, 18) } else { (24, 45) };
            day = check_day(*payer, day.plus_days(dice.days(least, most)));
            let decided = next(&claim.content.lines, &before, *payer);
            let status = if place == 1 { "2" } else { "3" };
            self.says(*payer, day, claim, status, &decided, "");
            before = decided;
        }
        Some((left(&before), day))
    }
}

/// A claim as a payer answers it.
fn remit_claim(claim: Kept<'_>, status: &str, decided: &[Decision], remark: &str) -> RemitClaim {
    let content = claim.content;
    let lines = content.lines.iter().zip(decided);
    let lines = lines.map(|(line, decision)| RemitLine {
        line_id: line.id,
        service_on: line.from,
        code: line.code.clone(),
        modifiers: line.modifiers.clone(),
        units: line.units.clone(),
        pos: match line.place_of_service.as_str() {
            "" => content.place_of_service.clone(),
            pos => pos.to_owned(),
        },
        charge: line.charge,
        allowed: Some(decision.allowed),
        paid: decision.paid,
        adjustments: decision.adjustments.clone(),
        ..RemitLine::default()
    });
    let left = left(decided);
    RemitClaim {
        claim_id: Some(claim.id),
        number: content.number.clone(),
        status: status.to_owned(),
        charge: content.charge,
        paid: decided.iter().map(|d| d.paid).sum(),
        patient_part: (left != Money::ZERO).then_some(left),
        remarks: Some(remark.to_owned())
            .filter(|r| !r.is_empty())
            .into_iter()
            .collect(),
        lines: lines.collect(),
        ..RemitClaim::default()
    }
}
