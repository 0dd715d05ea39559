//! The bill itself.

use values::{ClaimId, Day, Money};

use super::plan::Plan;
use super::practice::{Language, PayPage, Practice, Promises};
use super::reason::{Reason, SecondPayer};
use super::scanline::Scanline;
use crate::record::record;

/// How often the account was asked already: the tone of the bill. The run decides it from the bills
/// that were mailed and the oldest past-due day; a fifth level is a letter, not a bill.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 1: nothing is past due.
    #[default]
    New,
    /// 2: past due since 31 to 60 days.
    Reminder,
    /// 3: past due since 61 to 90 days.
    PastDue,
    /// 4: past due since 91 to 120 days; names what comes next.
    Last,
}

record! {
    /// Everything that a statement says. Sums that follow from other figures are given too, from
    /// another place of the ledger where there is one, so that [`Bill::check`] can hold both against
    /// each other.
    pub struct Bill {
        /// The bill's number. Made by the run, short enough to say on the telephone.
        pub number: String,
        /// The account's number, as the slip and the scan line carry it.
        pub account: String,
        /// The language of the guarantor.
        pub language: Language,
        /// The day that is printed on it; every age counts to this day.
        pub made_on: Option<Day>,
        /// Pay by this day.
        pub due_on: Option<Day>,
        /// The tone.
        pub level: Level,
        /// Who sends it.
        pub practice: Practice,
        /// Who answers for the bill, as a name is written: `Marguerite E. Whitlow`.
        pub guarantor: String,
        /// Name and postal address as the envelope shows them, a line each, three at best and four at
        /// most. The address that the patient asked for, when there is one.
        pub addressee: Vec<String>,
        /// The plans whose part is done, as they are printed: `Cedar State`. From the payers of the
        /// visits below; empty when no insurance was used.
        pub insurers: Vec<String>,
        /// The patients of the bill with their visits, in the order of the oldest visit, the guarantor
        /// first.
        pub people: Vec<Person>,
        /// Visits that a plan has yet to answer; none of their dollars is in `due`. From the standing:
        /// a line of the visit is owned by a payer.
        pub pending: Vec<Pending>,
        /// What happened since the last bill, in the order in which it is printed; its sum is `due`.
        /// Empty on a first bill.
        pub moved: Vec<Moved>,
        /// What is owed and on no payment plan, by the days since each dollar became the patient's:
        /// 0-30, 31-60, 61-90, 91-120, more. From the account's aging (`ledger::aging`).
        pub aging: [Money; 5],
        /// Money of the account that is on no visit yet (`Account::Unapplied`). It is told, not taken
        /// off.
        pub unapplied: Money,
        /// The payment plan, when there is one.
        pub plan: Option<Plan>,
        /// The one amount that is asked for now: new, past due, and what the plan wants by `due_on`.
        pub due: Money,
        /// Call by this day to agree on something (level 3).
        pub call_by: Option<Day>,
        /// On this day it goes to an agency unless we hear something (level 4).
        pub agency_on: Option<Day>,
        /// Where to pay online; none when the practice has no page.
        pub pay: Option<PayPage>,
        /// How the scan line of the slip is built; none when the bank reads none.
        pub scanline: Option<Scanline>,
        /// What the practice promises.
        pub promises: Promises,
    }

    /// A patient on a bill.
    pub struct Person {
        /// As a name is written: `Ivy Whitlow`.
        pub name: String,
        /// What the bill calls the person: `Ivy`.
        pub called: String,
        /// True of who answers for the bill: `Your visits`.
        pub guarantor: bool,
        /// By their days.
        pub visits: Vec<Visit>,
    }

    /// A visit. Every line of it is settled: a visit with a line still with a plan is a [`Pending`].
    /// `charged - insurance_off - discount - insurance_paid - patient_paid = owed`.
    pub struct Visit {
        /// The claim that carries its charges; none for opening balances.
        pub claim_id: Option<ClaimId>,
        /// The first day of service.
        pub on: Option<Day>,
        /// What was done, in plain words of the bill's language: `X-ray, left knee`.
        pub what: String,
        /// Who did it: `Dr. Okafor`.
        pub provider: String,
        /// The codes, secondary: `99213`.
        pub codes: Vec<String>,
        /// False when no insurance was used; then `insurance_off` and `insurance_paid` are zero.
        pub insured: bool,
        /// `Account::Charges` of the visit.
        pub charged: Money,
        /// What plans took off: `Account::Adjustment` of the visit that no plan gave to the patient,
        /// less `Account::Twice`, with our own write-offs of what a plan did not pay.
        pub insurance_off: Money,
        /// What we took off ourselves: `Account::Discount` of the visit, and write-offs of the
        /// patient's part.
        pub discount: Money,
        /// What all plans paid, takebacks and refunds to them taken off: `Account::Clearing` and
        /// `Account::Before` of the visit.
        pub insurance_paid: Money,
        /// The day on which the last answer of a plan was posted, also when it paid nothing.
        pub answered_on: Option<Day>,
        /// What patients paid for it, refunds taken off: acts of kind `payment`, `apply` and `refund`.
        pub patient_paid: Money,
        /// The day of the last such payment.
        pub patient_paid_on: Option<Day>,
        /// What is left: the visit's `Account::Receivable(Debtor::Patient)`.
        pub owed: Money,
        /// Why: the patient's part, `charged - insurance_off - insurance_paid`, by its reasons. Empty
        /// when nothing was left to the patient.
        pub reasons: Vec<Reason>,
        /// What second and later plans paid.
        pub second: Vec<SecondPayer>,
        /// Of `owed`: asked for the first time on this bill.
        pub new: Money,
        /// Of `owed`: was on an earlier bill whose day has passed, and is on no plan.
        pub past_due: Money,
        /// Since when: the day by which the earlier bill was to be paid.
        pub past_due_since: Option<Day>,
        /// Of `owed`: on the payment plan.
        pub on_plan: Money,
        /// `new` and `past_due` once more, by the day on which each dollar became the patient's
        /// (`Open::since` of the standing).
        pub since: Vec<Aged>,
        /// The good-faith estimate that was given for it.
        pub estimate: Option<Estimate>,
    }

    /// Dollars of a day.
    pub struct Aged {
        /// The day on which they became the patient's.
        pub on: Option<Day>,
        /// How many.
        pub amount: Money,
    }

    /// A good-faith estimate (45 CFR 149.610) and what it takes to dispute a bill (149.620).
    pub struct Estimate {
        /// Its number here.
        pub number: String,
        /// The expected charges of this provider.
        pub amount: Money,
        /// From this much above the estimate the patient may dispute the bill: 400 dollars in 2022
        /// rules; a setting, since rules change.
        pub dispute_from: Money,
    }

    /// A visit that a plan has yet to answer.
    pub struct Pending {
        /// The first day of service.
        pub on: Option<Day>,
        /// What the bill calls the patient; empty when that is who answers for the bill.
        pub called: String,
        /// What was done.
        pub what: String,
        /// What was charged.
        pub charged: Money,
        /// The plan that is asked, as it is printed.
        pub payer: String,
        /// When it was sent, where that is known.
        pub sent_on: Option<Day>,
        /// True when the plan waits for an answer of the patient.
        pub waits_for_patient: bool,
    }

    /// A step from the last bill to this one.
    pub struct Moved {
        /// What it was.
        pub what: Movement,
        /// Its day: of the last bill, of a payment, of an instalment.
        pub on: Option<Day>,
        /// How much; payments and what was taken off are negative.
        pub amount: Money,
    }
}

/// What moved what is owed since the last bill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// The last bill: `due` of the one before.
    LastBill,
    /// A payment of the patient.
    #[default]
    YouPaid,
    /// A payment that the bank sent back; positive.
    CameBack,
    /// A refund to the patient; positive.
    Refunded,
    /// A discount or a write-off.
    TakenOff,
    /// An answer of a plan to a visit that was on the last bill; either way.
    Insurance,
    /// Went from the last bill onto the payment plan; negative.
    ToPlan,
    /// What the last bill asked for and this one does not: it stands on another account; negative.
    Elsewhere,
    /// Came back from the payment plan: it was paid ahead, or it ended; positive.
    FromPlan,
    /// Asked for the first time: the sum of `new`.
    New,
    /// What the plan wants by the day of this bill.
    PlanPayment,
}

/// The figures of a row: charged, insurance took off (with our discount), insurance paid, you paid,
/// you owe.
pub type Written = [Money; 5];

impl Visit {
    /// Its row of figures.
    pub fn figures(&self) -> Written {
        [
            self.charged,
            self.insurance_off + self.discount,
            self.insurance_paid,
            self.patient_paid,
            self.owed,
        ]
    }

    /// How far the charges pass the estimate, when that is enough to dispute the bill.
    pub fn over_estimate(&self) -> Option<Money> {
        let estimate = self.estimate.as_ref()?;
        let over = self.billed() - estimate.amount;
        (Money::ZERO < estimate.dispute_from && estimate.dispute_from <= over).then_some(over)
    }

    /// What is billed, as an estimate is compared with: the charges less our own discount.
    pub fn billed(&self) -> Money {
        self.charged - self.discount
    }
}

/// The sum of rows of figures.
pub(super) fn sum(rows: impl Iterator<Item = Written>) -> Written {
    rows.fold([Money::ZERO; 5], |mut sums, row| {
        for (sum, figure) in sums.iter_mut().zip(row) {
            *sum += figure;
        }
        sums
    })
}

impl Person {
    /// The sums of the visits.
    pub fn figures(&self) -> Written {
        sum(self.visits.iter().map(Visit::figures))
    }
}

impl Bill {
    /// All visits of all people.
    pub fn visits(&self) -> impl Iterator<Item = &Visit> + Clone {
        self.people.iter().flat_map(|person| &person.visits)
    }

    /// The sums of all visits.
    pub fn figures(&self) -> Written {
        sum(self.visits().map(Visit::figures))
    }

    /// Asked for the first time.
    pub fn fresh(&self) -> Money {
        self.visits().map(|visit| visit.new).sum()
    }

    /// Past due and on no plan.
    pub fn past_due(&self) -> Money {
        self.visits().map(|visit| visit.past_due).sum()
    }

    /// The oldest day since which something is past due.
    pub fn past_due_since(&self) -> Option<Day> {
        let late = self.visits().filter(|visit| Money::ZERO < visit.past_due);
        late.filter_map(|visit| visit.past_due_since).min()
    }

    /// What the plan wants by the day of the bill.
    pub fn plan_due(&self) -> Money {
        match (&self.plan, self.due_on) {
            (Some(plan), Some(by)) => plan.due(by),
            (Some(plan), None) => plan.open(),
            (None, _) => Money::ZERO,
        }
    }

    /// What is on the plan and not asked for yet.
    pub fn plan_later(&self) -> Money {
        self.plan.as_ref().map_or(Money::ZERO, Plan::open) - self.plan_due()
    }

    /// True when there is nothing to pay: no slip, no square.
    pub fn is_settled(&self) -> bool {
        self.due <= Money::ZERO
    }
}
