//! The sums of a bill. A statement whose sums fail is not printed: somebody looks at its ledger first.

use values::{Day, Money};

use super::bill::{Bill, Level, Movement, Visit};
use super::plan::PAYMENTS_WITHOUT_DISCLOSURE;
use crate::ledger::aging;

/// Something on a paper that does not tie or is missing. The sentence names the place by its number and
/// the figures; it holds no name of a patient.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{says}")]
pub struct Fault {
    says: String,
}

impl Fault {
    /// A fault in a sentence.
    pub(crate) fn new(says: String) -> Fault {
        Fault { says }
    }
}

/// Notes when two figures that must be one differ.
pub(super) fn ties(
    faults: &mut Vec<Fault>,
    place: &str,
    what: &str,
    figure: Money,
    other: &str,
    wanted: Money,
) {
    if figure != wanted {
        faults.push(Fault::new(format!(
            "{place}: {what} comes to {figure}, but {other} is {wanted}"
        )));
    }
}

impl Visit {
    fn check(&self, place: &str, faults: &mut Vec<Fault>) {
        let left = self.charged
            - self.insurance_off
            - self.discount
            - self.insurance_paid
            - self.patient_paid;
        ties(
            faults,
            place,
            "charged less what came off and was paid",
            left,
            "what is owed",
            self.owed,
        );
        let part = self.charged - self.insurance_off - self.insurance_paid;
        let reasons: Money = self.reasons.iter().map(|reason| reason.amount).sum();
        ties(
            faults,
            place,
            "the reasons of what is owed",
            reasons,
            "the patient's part",
            part,
        );
        ties(
            faults,
            place,
            "new, past due and on the plan",
            self.new + self.past_due + self.on_plan,
            "what is owed",
            self.owed,
        );
        let since: Money = self.since.iter().map(|aged| aged.amount).sum();
        ties(
            faults,
            place,
            "what is owed by its days",
            since,
            "new and past due",
            self.new + self.past_due,
        );
        let second: Money = self.second.iter().map(|payer| payer.amount).sum();
        if self.insurance_paid < second {
            faults.push(Fault::new(format!(
                "{place}: the second plan paid {second}, but all plans paid {}",
                self.insurance_paid
            )));
        }
        if !self.insured && (self.insurance_off, self.insurance_paid) != (Money::ZERO, Money::ZERO)
        {
            faults.push(Fault::new(format!(
                "{place}: no insurance was used, but {} came off and {} was paid by one",
                self.insurance_off, self.insurance_paid
            )));
        }
        if self.owed < Money::ZERO {
            faults.push(Fault::new(format!(
                "{place}: {} too much was paid. Refund it or use it for another visit",
                -self.owed
            )));
        }
        if Money::ZERO < self.past_due && self.past_due_since.is_none() {
            faults.push(Fault::new(format!(
                "{place}: {} is past due, but since when is missing",
                self.past_due
            )));
        }
        if self.on.is_none() {
            faults.push(Fault::new(format!("{place}: its day is missing")));
        }
    }
}

impl Bill {
    /// Every sum that does not tie and every fact without which a bill cannot be read. Empty when it may
    /// be printed.
    pub fn check(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let bill = format!("bill {}", self.number);
        let (Some(made_on), Some(_)) = (self.made_on, self.due_on) else {
            faults.push(Fault::new(format!("{bill}: its days are missing")));
            return faults;
        };
        let visits = (1..).zip(self.visits());
        for (n, visit) in visits {
            visit.check(&format!("{bill}, visit {n}"), &mut faults);
        }
        self.tie_due(&bill, made_on, &mut faults);
        self.tie_plan(&bill, made_on, &mut faults);
        self.complete(&bill, &mut faults);
        faults
    }

    /// The amount due three ways: from the visits, from its parts, from the last bill.
    fn tie_due(&self, bill: &str, made_on: Day, faults: &mut Vec<Fault>) {
        let owed: Money = self.visits().map(|visit| visit.owed).sum();
        let due = "the amount due";
        let (from_visits, parts) = (
            "what is owed less the plan payments not yet due",
            "new, past due and this month's plan payment",
        );
        let later = owed - self.plan_later();
        ties(faults, bill, from_visits, later, due, self.due);
        let sum = self.fresh() + self.past_due() + self.plan_due();
        ties(faults, bill, parts, sum, due, self.due);
        if !self.moved.is_empty() {
            let moved = self.moved.iter().map(|step| step.amount).sum();
            ties(
                faults,
                bill,
                "the last bill with what moved since",
                moved,
                due,
                self.due,
            );
            let of = |what: Movement| -> Money {
                let steps = self.moved.iter().filter(|step| step.what == what);
                steps.map(|step| step.amount).sum()
            };
            let (new, planned) = (of(Movement::New), of(Movement::PlanPayment));
            ties(faults, bill, "what moved as new", new, "new", self.fresh());
            ties(
                faults,
                bill,
                "what moved as plan payment",
                planned,
                "this month's plan payment",
                self.plan_due(),
            );
        }
        let mut aged = [Money::ZERO; 5];
        for row in self.visits().flat_map(|visit| &visit.since) {
            let bucket = row.on.map_or(0, |on| aging::bucket_of(on, made_on));
            if let Some(sum) = aged.get_mut(bucket) {
                *sum += row.amount;
            }
        }
        for ((title, from_visits), figure) in ["0-30", "31-60", "61-90", "91-120", "121+"]
            .iter()
            .zip(aged)
            .zip(self.aging)
        {
            let what = format!("what the visits owe since {title} days");
            ties(faults, bill, &what, from_visits, "the aging", figure);
        }
    }

    fn tie_plan(&self, bill: &str, made_on: Day, faults: &mut Vec<Fault>) {
        let on_plan: Money = self.visits().map(|visit| visit.on_plan).sum();
        let open = self.plan.as_ref().map_or(Money::ZERO, |plan| plan.open());
        ties(
            faults,
            bill,
            "what the visits have on the plan",
            on_plan,
            "what the plan still wants",
            open,
        );
        let Some(plan) = &self.plan else { return };
        if PAYMENTS_WITHOUT_DISCLOSURE < plan.payments.len() && !plan.disclosed {
            faults.push(Fault::new(format!(
                "{bill}: a plan of {} payments needs the disclosures of Regulation Z. Confirm in Settings that you hand them out, or agree on {PAYMENTS_WITHOUT_DISCLOSURE} payments",
                plan.payments.len()
            )));
        }
        let mut before = None;
        for (n, payment) in (1..).zip(&plan.payments) {
            if payment.paid < Money::ZERO || payment.open() < Money::ZERO {
                faults.push(Fault::new(format!(
                    "{bill}, plan payment {n}: {} was agreed and {} paid",
                    payment.amount, payment.paid
                )));
            }
            if payment.due_on.is_none() || payment.due_on < before {
                faults.push(Fault::new(format!(
                    "{bill}, plan payment {n}: its day is missing or out of order"
                )));
            }
            before = payment.due_on;
        }
        if plan.missed(made_on).next().is_none() && plan.keep_by.is_some() {
            faults.push(Fault::new(format!(
                "{bill}: the plan names a day for a missed payment, but none was missed"
            )));
        }
    }

    /// What has to be there.
    fn complete(&self, bill: &str, faults: &mut Vec<Fault>) {
        let mut missing = |there: bool, what: &str| {
            if !there {
                faults.push(Fault::new(format!("{bill}: {what}")));
            }
        };
        missing(!self.number.trim().is_empty(), "its number is missing");
        missing(
            !self.account.trim().is_empty(),
            "the account number is missing",
        );
        missing(
            !self.practice.name.trim().is_empty(),
            "the practice's name is missing. Enter it in Settings",
        );
        missing(
            !self.practice.phone.trim().is_empty(),
            "the billing telephone is missing. Enter it in Settings",
        );
        missing(
            !self.guarantor.trim().is_empty(),
            "who answers for it is missing",
        );
        let lines = self.addressee.iter().filter(|l| !l.trim().is_empty());
        missing(
            lines.count() == self.addressee.len() && 2 <= self.addressee.len(),
            "the address is not whole",
        );
        let people = self.people.iter();
        missing(
            people.clone().all(|person| !person.visits.is_empty()) && people.len() != 0,
            "a patient on it has no visit",
        );
        missing(
            Money::ZERO <= self.due,
            "more was paid than is owed. Refund it or use it for another visit",
        );
        missing(
            Money::ZERO <= self.unapplied,
            "the money on no visit is below zero",
        );
        let late = self.level != Level::New;
        missing(
            !late || Money::ZERO < self.past_due(),
            "it says that something is past due, but nothing is",
        );
        missing(
            self.level != Level::PastDue || self.call_by.is_some(),
            "the day until which to call is missing",
        );
        missing(
            self.level != Level::Last || self.agency_on.is_some(),
            "the day on which it goes to an agency is missing",
        );
        let promised = self.pay.as_ref();
        missing(
            promised.is_none_or(|page| !page.link.is_empty() && !page.address.is_empty()),
            "the address of the pay page is missing. Enter it in Settings",
        );
    }
}
