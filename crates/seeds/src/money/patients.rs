//! What patients pay of what became theirs, and what the practice lets go: copays at the visit,
//! payments on bills, discounts, write-offs, credits and refunds.

use std::collections::BTreeMap;

use billing::ledger::act::{Act, ActRow, TakenBack};
use values::{ActId, Day, LineId, Money, PatientId};

use super::{Desk, Outcome};
use crate::Practice;
use crate::dice::Dice;

/// How somebody pays bills.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Soon,
    Late,
    InParts,
    Never,
}

/// A bill of one visit.
struct Bill<'a, 'o> {
    of: &'o Outcome<'a>,
    amount: Money,
    /// Since when it is the patient's.
    since: Day,
}

/// Writes acts.
struct Writing<'d, 'p> {
    practice: &'p Practice,
    desk: &'d Desk<'d>,
    dice: Dice,
    acts: Vec<Act>,
}

/// All acts, in the order of their days.
pub(super) fn acts(practice: &Practice, outcomes: &[Outcome<'_>], desk: &Desk<'_>) -> Vec<Act> {
    let mut writing = Writing {
        practice,
        desk,
        dice: practice.money_dice(1 << 40, 0),
        acts: Vec::new(),
    };
    writing.visits(outcomes);
    writing.bills(outcomes);
    writing.written_off(outcomes);
    writing.credits(outcomes);
    writing.taken_back();
    writing.acts.sort_by_key(|act| (act.on, act.id));
    writing.acts
}

fn row(of: &Outcome<'_>, owner: &str, line: Option<LineId>, amount: Money) -> ActRow {
    ActRow {
        claim_id: Some(of.claim.id),
        line_id: line,
        owner: owner.to_owned(),
        amount,
        ..ActRow::default()
    }
}

impl Writing<'_, '_> {
    /// An act of a day; none where the day has not come.
    fn act(&mut self, kind: &str, on: Day) -> Option<&mut Act> {
        if self.practice.today < on {
            return None;
        }
        let mut random = [0; 10];
        for byte in &mut random {
            *byte = u8::try_from(self.dice.below(256)).unwrap_or(0);
        }
        let at = (self.desk.moment)(on).unsigned_abs() + 60_000 + self.acts.len() as u64;
        let mut act = Act::new(ActId::new(at, random), kind, on);
        act.by.clone_from(&self.desk.by);
        act.by_id = Some(self.desk.by_id);
        self.acts.push(act);
        self.acts.last_mut()
    }

    fn payment(&mut self, patient: PatientId, on: Day, amount: Money, rows: Vec<ActRow>) {
        let (method, number) = match self.dice.below(100) {
            0..50 => ("card", format!("ch{}", self.dice.digits(11))),
            50..85 => ("check", self.dice.between(101, 4_990).to_string()),
            _ => ("cash", String::new()),
        };
        if let Some(act) = self.act("payment", on) {
            act.patient_id = Some(patient);
            act.amount = amount;
            act.method = method.to_owned();
            act.number = number;
            act.rows = rows;
        }
    }

    /// Copays, as patients come.
    fn visits(&mut self, outcomes: &[Outcome<'_>]) {
        for of in outcomes.iter().filter(|of| Money::ZERO < of.collected) {
            let on = of.claim.content.first_service_on();
            if let Some(on) = on {
                let rows = vec![row(of, "patient", None, of.collected)];
                self.payment(of.claim.patient, on, of.collected, rows);
            }
        }
    }

    fn way(&self, patient: PatientId, outcomes: &[Outcome<'_>]) -> Way {
        // The same for all bills of one patient: told by the first visit.
        let first = outcomes.iter().find(|of| of.claim.patient == patient);
        let at = first.map_or(0, |of| of.at);
        match self.practice.money_dice(at, 10).below(100) {
            0..60 => Way::Soon,
            60..80 => Way::Late,
            80..89 => Way::InParts,
            _ => Way::Never,
        }
    }

    fn bills(&mut self, outcomes: &[Outcome<'_>]) {
        let mut of_patient: BTreeMap<PatientId, Vec<Bill<'_, '_>>> = BTreeMap::new();
        for of in outcomes {
            if let Some((amount, on)) = of.patient {
                let amount = amount - of.told - of.collected;
                let since = on.plus_days(1);
                if Money::ZERO < amount {
                    let bills = of_patient.entry(of.claim.patient).or_default();
                    bills.push(Bill { of, amount, since });
                }
            }
        }
        let mut loose = 0;
        for (patient, mut bills) in of_patient {
            bills.sort_by_key(|bill| (bill.since, bill.of.at));
            let way = self.way(patient, outcomes);
            if way == Way::Never {
                self.unpaid(patient, &bills, &mut loose);
                continue;
            }
            let mut waiting = bills.into_iter().peekable();
            while let Some(first) = waiting.next() {
                let days = match way {
                    Way::Soon => self.dice.days(9, 34),
                    _ => self.dice.days(48, 130),
                };
                let on = first.since.plus_days(days);
                // One payment for all that was billed by then.
                let mut paid = vec![first];
                while let Some(more) = waiting.next_if(|bill| bill.since.plus_days(6) <= on) {
                    paid.push(more);
                }
                self.pays(patient, way, on, &paid);
            }
        }
    }

    fn pays(&mut self, patient: PatientId, way: Way, on: Day, bills: &[Bill<'_, '_>]) {
        let parts = if way == Way::InParts { 3 } else { 1 };
        for part in 1..=parts {
            let rows: Vec<ActRow> = bills
                .iter()
                .map(|bill| {
                    let share = Money::from_cents(bill.amount.cents() / parts);
                    let rest = bill.amount - Money::from_cents(share.cents() * (parts - 1));
                    let amount = if part == parts { rest } else { share };
                    row(bill.of, "patient", None, amount)
                })
                .filter(|row| Money::ZERO < row.amount)
                .collect();
            let applied: Money = rows.iter().map(|row| row.amount).sum();
            // Some send a round sum; what is too much stays on account.
            let amount = match applied.cents() % 1_000 {
                cents if cents != 0 && self.dice.chance(18) => {
                    applied + Money::from_cents(1_000 - cents)
                }
                _ => applied,
            };
            let months = i32::try_from(part - 1).unwrap_or(0) * 30;
            self.payment(patient, on.plus_days(months), amount, rows);
        }
    }

    /// Bills that nobody pays: a few are let off in part, some of the money comes before it is known
    /// for what.
    fn unpaid(&mut self, patient: PatientId, bills: &[Bill<'_, '_>], loose: &mut usize) {
        let Some(first) = bills.first() else { return };
        *loose += 1;
        if (*loose).is_multiple_of(5) {
            // Money on account, half of them put on the bill later.
            let amount = Money::from_cents(i64::from(self.dice.between(2, 9)) * 1_000);
            let on = first.since.plus_days(self.dice.days(20, 60));
            self.payment(patient, on, amount, Vec::new());
            let part = amount.min(first.amount);
            if (*loose).is_multiple_of(10)
                && let Some(act) = self.act("apply", on.plus_days(12))
            {
                act.patient_id = Some(patient);
                act.amount = part;
                act.rows = vec![row(first.of, "patient", None, part)];
            }
            return;
        }
        for bill in bills {
            let on = bill.since.plus_days(self.dice.days(60, 110));
            let (reason, text, amount) = if bill.amount < Money::from_cents(500) {
                ("other", "Not worth a letter", bill.amount)
            } else if Money::from_cents(6_000) < bill.amount && (*loose).is_multiple_of(3) {
                let half = Money::from_cents(bill.amount.cents() / 2);
                ("hardship", "Form signed, household below the limit", half)
            } else {
                continue;
            };
            if let Some(act) = self.act("discount", on) {
                act.patient_id = Some(patient);
                act.amount = amount;
                act.reason = reason.to_owned();
                act.text = text.to_owned();
                act.rows = vec![row(bill.of, "patient", None, amount)];
            }
        }
    }

    fn write_off(&mut self, of: &Outcome<'_>, on: Day, reason: &str, row: ActRow) {
        if let Some(act) = self.act("write_off", on) {
            act.patient_id = Some(of.claim.patient);
            act.amount = row.amount;
            act.reason = reason.to_owned();
            act.rows = vec![row];
        }
    }

    /// What is denied for good, and claims that were sent by mistake.
    fn written_off(&mut self, outcomes: &[Outcome<'_>]) {
        for of in outcomes {
            if let Some(on) = of.voided {
                let on = on.plus_days(self.dice.days(2, 9));
                let row = row(of, "1", None, of.claim.content.charge - of.told);
                if let Some(act) = self.act("write_off", on) {
                    act.patient_id = Some(of.claim.patient);
                    act.amount = row.amount;
                    act.reason = "other".to_owned();
                    act.text = "Billed by mistake, the claim was voided".to_owned();
                    act.rows = vec![row];
                }
            }
            for (line, reason, on) in &of.denied {
                let Some(line) = of.claim.content.lines.get(*line) else {
                    continue;
                };
                // Copays stand on these too.
                if of.told + of.collected != Money::ZERO {
                    continue;
                }
                let mut dice = self.practice.money_dice(of.at, 11);
                let (often, of_reason) = match *reason {
                    "97" if line.charge < Money::from_cents(2_000) => (850, "small_balance"),
                    "97" => (700, "bundled"),
                    "16" | "29" => (750, "timely_filing"),
                    "197" => (700, "no_authorization"),
                    "50" | "22" | "27" => (700, "not_covered"),
                    // What the plan does not cover is the patient's.
                    _ => (0, ""),
                };
                if dice.chance(often) {
                    let on = on.plus_days(dice.days(30, 110));
                    let row = row(of, "us", line.id, line.charge);
                    self.write_off(of, on, of_reason, row);
                }
            }
        }
    }

    /// Money that has to go back: most of it still waits.
    fn credits(&mut self, outcomes: &[Outcome<'_>]) {
        let mut number = 2_040;
        for of in outcomes {
            let Some((owed, on)) = of.patient else {
                continue;
            };
            let credit = of.told + of.collected - owed;
            if credit <= Money::ZERO || self.dice.chance(350) {
                continue;
            }
            let on = on.plus_days(self.dice.days(20, 58));
            if let Some(act) = self.act("refund", on) {
                number += 1;
                act.patient_id = Some(of.claim.patient);
                act.amount = credit;
                act.method = "check".to_owned();
                act.number = number.to_string();
                act.text = "Paid more than was owed".to_owned();
                act.rows = vec![row(of, "patient", None, credit)];
            }
        }
        let twice = outcomes.iter().find_map(|of| Some((of, of.twice?)));
        let payer = twice.map(|(of, _)| &of.claim.content.coverage.payer.id);
        let payer = payer.and_then(|id| self.desk.payers.get(id)).copied();
        if let Some((of, (paid, on))) = twice
            && Money::ZERO < paid
            && let Some(act) = self.act("payer_refund", on.plus_days(35))
        {
            act.payer_id = payer;
            act.amount = paid;
            act.method = "check".to_owned();
            act.number = (number + 1).to_string();
            act.text = "Paid twice, sent back".to_owned();
            act.rows = vec![row(of, "1", None, paid)];
        }
    }

    /// A few payments were keyed twice and taken back on the next day.
    fn taken_back(&mut self) {
        let payments: Vec<usize> = self
            .acts
            .iter()
            .enumerate()
            .filter(|(_, act)| act.kind == "payment" && act.method != "card")
            .map(|(at, _)| at)
            .collect();
        for nth in 1..=3 {
            let Some(twin) = payments
                .get(payments.len() * nth / 4)
                .and_then(|at| self.acts.get(*at))
                .cloned()
            else {
                continue;
            };
            let at = (self.desk.moment)(twin.on.plus_days(1).min(self.practice.today));
            let (by, by_id) = (self.desk.by.clone(), self.desk.by_id);
            if let Some(act) = self.act("payment", twin.on) {
                *act = Act {
                    id: act.id,
                    taken_back: Some(TakenBack {
                        at,
                        by,
                        by_id: Some(by_id),
                        reason: "Keyed twice".to_owned(),
                        moved: false,
                    }),
                    ..twin
                };
            }
        }
    }
}
