//! A payment plan as a bill shows it.

use values::{Day, Money};

use crate::payment_plan::Every;
use crate::record::record;

record! {
    /// One payment of a plan.
    pub struct Instalment {
        /// When it is due.
        pub due_on: Option<Day>,
        /// How much was agreed.
        pub amount: Money,
        /// What came for it: payments whose rows stand on the plan's visits, oldest payment of the
        /// plan first.
        pub paid: Money,
    }

    /// A payment plan.
    pub struct Plan {
        /// All payments in the order of their days, those that were made too.
        pub payments: Vec<Instalment>,
        /// By when a missed payment must come for the plan to go on; none when none was missed.
        pub keep_by: Option<Day>,
        /// True when the practice has confirmed that it hands out the disclosures of Regulation Z
        /// (12 CFR 1026.1(c)(1)(iii)): needed for more than four payments or any finance charge.
        pub disclosed: bool,
        /// How far its payments lie apart.
        pub every: Every,
        /// A payment is missed when it has not come this many days after its own.
        pub grace_days: u16,
    }
}

/// The most payments for which no disclosure is needed.
pub const PAYMENTS_WITHOUT_DISCLOSURE: usize = 4;

impl Instalment {
    /// What is missing of it.
    pub fn open(&self) -> Money {
        self.amount - self.paid
    }
}

impl Plan {
    /// All that was agreed.
    pub fn total(&self) -> Money {
        self.payments.iter().map(|payment| payment.amount).sum()
    }

    /// What is still open of it: the same dollars as the `on_plan` of the bill's visits.
    pub fn open(&self) -> Money {
        self.payments.iter().map(Instalment::open).sum()
    }

    /// What of it this bill asks for: everything open that is due by the day on which the bill is.
    pub fn due(&self, by: Day) -> Money {
        let due = |payment: &&Instalment| payment.due_on.is_none_or(|on| on <= by);
        self.payments.iter().filter(due).map(Instalment::open).sum()
    }

    /// The payments that were due before a day, with the days of grace, and did not come whole.
    pub fn missed(&self, today: Day) -> impl Iterator<Item = &Instalment> {
        self.payments
            .iter()
            .filter(move |payment| self.is_missed(payment, today))
    }

    /// Whether a payment of it is missed on a day.
    pub fn is_missed(&self, payment: &Instalment, today: Day) -> bool {
        let last = |on: Day| on.plus_days(i32::from(self.grace_days));
        Money::ZERO < payment.open() && payment.due_on.is_some_and(|on| last(on) < today)
    }

    /// True when nothing of it was missed by a day.
    pub fn is_kept(&self, today: Day) -> bool {
        self.missed(today).next().is_none()
    }

    /// How many payments came whole.
    pub fn made(&self) -> usize {
        let whole = |payment: &&Instalment| payment.open() <= Money::ZERO;
        self.payments.iter().filter(whole).count()
    }
}
