//! Payment plans: what was agreed, and how it stands. A plan is on visits; what came for it is what
//! patients paid for those visits since, so nobody has to tell a payment that it is for the plan.

use values::{ActId, ClaimId, Day, GuarantorId, Money, PlanId, UserId};

use crate::record::record;
use crate::statement::{Instalment, Plan};

/// The most payments that a plan can have.
pub const MOST: usize = 120;

/// How far the payments of a plan lie apart.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// On the same day of every month.
    #[default]
    Month,
    /// Every 14 days.
    TwoWeeks,
    /// Every 7 days.
    Week,
}

impl Every {
    /// By its code.
    pub fn of(code: &str) -> Option<Every> {
        match code {
            "month" => Some(Every::Month),
            "two_weeks" => Some(Every::TwoWeeks),
            "week" => Some(Every::Week),
            _ => None,
        }
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Every::Month => "month",
            Every::TwoWeeks => "two_weeks",
            Every::Week => "week",
        }
    }

    /// In a biller's words.
    pub fn words(self) -> &'static str {
        match self {
            Every::Month => "a month",
            Every::TwoWeeks => "every two weeks",
            Every::Week => "a week",
        }
    }

    /// The day of payment `n`, from 0. A month without the day has its last one instead.
    pub fn day(self, first: Day, n: usize) -> Day {
        let n = i32::try_from(n).unwrap_or(i32::MAX);
        match self {
            Every::Month => first.plus_months(n),
            Every::TwoWeeks => first.plus_days(n.saturating_mul(14)),
            Every::Week => first.plus_days(n.saturating_mul(7)),
        }
    }
}

record! {
    /// A visit on a plan.
    pub struct PlanVisit {
        /// A claim of it; none for a row of opening balances.
        pub claim_id: Option<ClaimId>,
        /// The row of opening balances that it is.
        pub opening: Option<ActId>,
        /// What was owed for it when the plan was made.
        pub agreed: Money,
        /// What patients had paid for it by then.
        pub paid_before: Money,
    }
}

/// That a plan ended before all of it came.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PlanEnd {
    /// When, UTC milliseconds.
    pub at: i64,
    /// The day.
    pub on: Day,
    /// Who: the name as it was.
    pub by: String,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_id: Option<UserId>,
    /// Why.
    pub reason: String,
    /// What had come for it by then.
    #[serde(default)]
    pub paid: Money,
}

/// A payment plan of an account.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PaymentPlan {
    /// Made before it is first stored.
    pub id: PlanId,
    /// Whose account.
    pub account: GuarantorId,
    /// The day on which it was agreed.
    pub made_on: Day,
    /// Who agreed to it: the name as it was.
    #[serde(default)]
    pub by: String,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_id: Option<UserId>,
    /// The visits that are paid by it.
    pub visits: Vec<PlanVisit>,
    /// All that was agreed: the sum of the visits.
    pub total: Money,
    /// One payment; the last takes the rest.
    pub amount: Money,
    /// How far they lie apart.
    #[serde(default)]
    pub every: Every,
    /// The day of the first.
    pub first_on: Day,
    /// The disclosures of Regulation Z were handed out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub disclosed: bool,
    /// In a person's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Set when somebody ended it. A plan of which all came has ended by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<PlanEnd>,
}

/// How a visit of a plan stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnPlan {
    /// What was owed when the plan was made.
    pub agreed: Money,
    /// What patients paid since.
    pub paid: Money,
    /// What the patient owes now.
    pub owed: Money,
}

impl OnPlan {
    /// What came for the plan: no more than was agreed.
    pub fn came(&self) -> Money {
        self.paid.min(self.agreed).max(Money::ZERO)
    }

    /// What of it is on the plan still: no more than is owed, so what was let off or paid by a payer
    /// since makes the plan shorter.
    pub fn left(&self) -> Money {
        let agreed = self.agreed - self.came();
        agreed.min(self.owed).max(Money::ZERO)
    }
}

/// The payments that were agreed: equal ones, and the last takes the rest. Empty when there is nothing to
/// agree on, or when there would be more than [`MOST`].
pub fn schedule(total: Money, amount: Money, every: Every, first: Day) -> Vec<Instalment> {
    let mut rest = total;
    let mut payments = Vec::new();
    while Money::ZERO < rest && Money::ZERO < amount {
        if payments.len() == MOST {
            return Vec::new();
        }
        let amount = amount.min(rest);
        rest = rest - amount;
        payments.push(Instalment {
            due_on: Some(every.day(first, payments.len())),
            amount,
            paid: Money::ZERO,
        });
    }
    payments
}

impl PaymentPlan {
    /// The plan as it stands: its payments with what came for each, the oldest first. What is owed no
    /// more without having been paid shortens it from the end.
    pub fn stands(&self, visits: impl IntoIterator<Item = OnPlan>, grace_days: u16) -> Plan {
        let (mut came, mut left) = (Money::ZERO, Money::ZERO);
        for visit in visits {
            came += visit.came();
            left += visit.left();
        }
        let mut rest = came + left;
        let mut payments = schedule(self.total, self.amount, self.every, self.first_on);
        for payment in &mut payments {
            payment.amount = payment.amount.min(rest);
            rest = rest - payment.amount;
            payment.paid = payment.amount.min(came);
            came = came - payment.paid;
        }
        payments.retain(|payment| payment.amount != Money::ZERO);
        Plan {
            payments,
            keep_by: None,
            disclosed: self.disclosed,
            every: self.every,
            grace_days,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn cents(cents: i64) -> Money {
        Money::from_cents(cents)
    }

    fn plan(total: i64, amount: i64) -> PaymentPlan {
        PaymentPlan {
            id: PlanId::new(1, [1; 10]),
            account: GuarantorId::new(1, [2; 10]),
            made_on: day("2026-01-10"),
            by: String::new(),
            by_id: None,
            visits: Vec::new(),
            total: cents(total),
            amount: cents(amount),
            every: Every::Month,
            first_on: day("2026-01-31"),
            disclosed: false,
            text: String::new(),
            ended: None,
        }
    }

    fn visit(agreed: i64, paid: i64, owed: i64) -> OnPlan {
        OnPlan {
            agreed: cents(agreed),
            paid: cents(paid),
            owed: cents(owed),
        }
    }

    #[test]
    fn the_last_payment_takes_the_rest_and_months_end_where_they_end() {
        let found = schedule(cents(10_001), cents(3_000), Every::Month, day("2026-01-31"));
        let found: Vec<(String, i64)> = found
            .iter()
            .map(|one| (one.due_on.unwrap().to_string(), one.amount.cents()))
            .collect();
        let wanted = [
            ("2026-01-31", 3_000),
            ("2026-02-28", 3_000),
            ("2026-03-31", 3_000),
            ("2026-04-30", 1_001),
        ];
        assert_eq!(found, wanted.map(|(day, cents)| (day.to_owned(), cents)));
        let weeks = schedule(cents(200), cents(100), Every::TwoWeeks, day("2026-12-25"));
        assert_eq!(weeks[1].due_on, Some(day("2027-01-08")));
        for (total, amount) in [(0, 100), (100, 0), (100_000, 1)] {
            let none = schedule(cents(total), cents(amount), Every::Week, day("2026-01-31"));
            assert!(none.is_empty(), "{total} in {amount}");
        }
    }

    #[test]
    fn what_came_goes_on_the_oldest_payment_and_every_cent_is_somewhere() {
        let plan = plan(10_000, 4_000);
        let found = |visits: &[OnPlan]| {
            let stands = plan.stands(visits.iter().copied(), 5);
            let left: Money = visits.iter().map(OnPlan::left).sum();
            assert_eq!(stands.open(), left);
            let rows = stands.payments.iter();
            rows.map(|one| (one.amount.cents(), one.paid.cents()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            found(&[visit(6_000, 0, 6_000), visit(4_000, 5_00, 3_500)]),
            [(4_000, 500), (4_000, 0), (2_000, 0)]
        );
        // Let off: the plan is shorter at its end.
        assert_eq!(
            found(&[visit(6_000, 5_000, 0), visit(4_000, 0, 4_000)]),
            [(4_000, 4_000), (4_000, 1_000), (1_000, 0)]
        );
        // More than was agreed, by a payer's takeback: the rest is not the plan's.
        assert_eq!(found(&[visit(10_000, 4_000, 9_000)])[0], (4_000, 4_000));
        // Paid twice: the plan is done, and what is too much is no payment of it.
        assert_eq!(
            found(&[visit(10_000, 14_000, -4_000)]),
            [(4_000, 4_000), (4_000, 4_000), (2_000, 2_000)]
        );
        // A payment of before was sent back: that comes first.
        assert_eq!(found(&[visit(10_000, -100, 10_100)])[0], (4_000, 0));
    }

    #[test]
    fn a_payment_is_missed_when_its_days_of_grace_are_over() {
        let plan = plan(10_000, 5_000).stands([visit(10_000, 0, 10_000)], 5);
        assert!(plan.is_kept(day("2026-02-05")));
        assert!(!plan.is_kept(day("2026-02-06")));
        assert_eq!(plan.due(day("2026-02-28")), cents(10_000));
    }
}
