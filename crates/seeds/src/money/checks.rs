//! Checks: what payers answered, gathered by the day of the check, with what they keep and carry over
//! apart from claims.

use std::collections::BTreeMap;

use billing::remittance::{ProviderAdjustment, RemitClaim, Remittance};
use values::{Day, Money, RemitId};

use super::Desk;
use crate::Practice;
use crate::payers::{AUTO, COMP, PAYERS};

/// A payer's answer to a claim on a day.
pub(super) struct Answer {
    pub payer: usize,
    pub on: Day,
    pub claim: RemitClaim,
    /// The money of a takeback is kept from a later check.
    pub held_later: bool,
}

/// A takeback has every amount with a minus sign.
pub(super) fn turn(claim: &mut RemitClaim) {
    claim.charge = -claim.charge;
    claim.paid = -claim.paid;
    claim.patient_part = claim.patient_part.map(|part| -part);
    for line in &mut claim.lines {
        line.charge = -line.charge;
        line.paid = -line.paid;
        line.allowed = line.allowed.map(|allowed| -allowed);
        for adjustment in &mut line.adjustments {
            adjustment.amount = -adjustment.amount;
        }
    }
}

/// The sheets that are still on the desk.
const PARKED: usize = 2;

/// What a payer carries over to its next checks.
#[derive(Default)]
struct Account {
    sent: u32,
    due: Vec<ProviderAdjustment>,
}

/// The checks of all answers, posted the day after they are dated.
pub(super) fn checks(
    practice: &Practice,
    answers: Vec<Answer>,
    desk: &Desk<'_>,
) -> Vec<Remittance> {
    let mut by_check: BTreeMap<(Day, usize), Vec<Answer>> = BTreeMap::new();
    for answer in answers {
        // What comes tomorrow is not here yet.
        if answer.on < practice.today {
            let check = by_check.entry((answer.on, answer.payer)).or_default();
            check.push(answer);
        }
    }
    let mut accounts: BTreeMap<usize, Account> = BTreeMap::new();
    let mut checks = Vec::new();
    for ((on, payer), mut answers) in by_check {
        let Some(id) = PAYERS.get(payer).and_then(|p| desk.payers.get(p.id)) else {
            continue;
        };
        // The paper has claims by their numbers, what is taken back before what is paid.
        answers.sort_by(|a, b| {
            let key = |answer: &Answer| (answer.claim.number.clone(), !answer.claim.takes_back());
            key(a).cmp(&key(b))
        });
        let account = accounts.entry(payer).or_default();
        let at = (desk.moment)(on);
        let mut dice = practice.money_dice(at.unsigned_abs() / 1000, payer as u64);
        let mut random = [0; 10];
        for byte in &mut random {
            *byte = u8::try_from(dice.below(256)).unwrap_or(0);
        }
        let mut remittance = Remittance::new(RemitId::new(at.unsigned_abs(), random));
        remittance.payer_id = Some(*id);
        remittance.paid_on = Some(on);
        remittance.provider_adjustments = apart(&mut answers, account);
        for (part, answer) in (1..).zip(answers) {
            remittance.claims.push(RemitClaim {
                part,
                ..answer.claim
            });
        }
        let claims: Money = remittance.claims.iter().map(|claim| claim.paid).sum();
        let kept: Money = remittance
            .provider_adjustments
            .iter()
            .map(|a| a.amount)
            .sum();
        remittance.amount = claims - kept;
        account.sent += 1;
        let paper = matches!(payer, 5 | 6 | COMP | AUTO);
        remittance.method = match (remittance.amount, paper) {
            (Money::ZERO, _) => "none",
            (_, true) => "check",
            (_, false) => "eft",
        }
        .to_owned();
        remittance.number = if paper {
            (48_210 + payer * 7_000 + account.sent as usize * 3).to_string()
        } else {
            format!("E{:02}{:06}", payer + 1, 101_000 + account.sent * 17)
        };
        checks.push(remittance);
    }
    post(practice, &mut checks, desk);
    checks
}

/// What stands on a check apart from claims: interest, what is kept back now and later, and what is
/// carried to the next check where the claims take back more than they pay.
fn apart(answers: &mut [Answer], account: &mut Account) -> Vec<ProviderAdjustment> {
    let mut found: Vec<ProviderAdjustment> = Vec::new();
    let mut total: Money = answers.iter().map(|answer| answer.claim.paid).sum();
    let mut later = Vec::new();
    for answer in answers.iter() {
        let (interest, paid) = (answer.claim.interest, answer.claim.paid);
        if Money::ZERO < interest {
            found.push(adjustment("L6", &answer.claim.control_number, -interest));
            total += interest;
        }
        if answer.held_later && paid < Money::ZERO {
            found.push(adjustment("WO", &answer.claim.control_number, paid));
            total = total - paid;
            later.push(adjustment("WO", &answer.claim.control_number, -paid));
        }
    }
    for due in std::mem::take(&mut account.due) {
        if due.amount <= total {
            total = total - due.amount;
            found.push(due);
        } else {
            later.push(due);
        }
    }
    if total < Money::ZERO {
        found.push(adjustment("FB", "", total));
        later.push(adjustment("FB", "", -total));
    }
    account.due = later;
    found
}

fn adjustment(code: &str, reference: &str, amount: Money) -> ProviderAdjustment {
    ProviderAdjustment {
        code: code.to_owned(),
        reference: reference.to_owned(),
        amount,
    }
}

/// Posts each check the day after it was dated. Two of the last days are still on the desk, one of them
/// with a claim that is not keyed yet.
fn post(practice: &Practice, checks: &mut [Remittance], desk: &Desk<'_>) {
    let plain = |check: &&mut Remittance| {
        1 < check.claims.len()
            && check.method != "none"
            && check.provider_adjustments.is_empty()
            && check.claims.iter().all(|claim| !claim.takes_back())
    };
    let mut parked = 0;
    for check in checks.iter_mut().rev().filter(plain).take(PARKED) {
        parked += 1;
        check.posted_at = -1;
        if parked == PARKED
            && let Some(last) = check.claims.pop()
            && last.paid == Money::ZERO
        {
            // What is missing must be seen in the sum.
            check.amount += Money::from_cents(4_250);
        }
    }
    for check in checks.iter_mut() {
        if check.posted_at < 0 {
            check.posted_at = 0;
            continue;
        }
        let on = check
            .paid_on
            .map(|day| day.plus_days(1).min(practice.today));
        check.posted_on = on;
        check.posted_at = on.map(desk.moment).unwrap_or_default();
        check.posted_by.clone_from(&desk.by);
    }
}
