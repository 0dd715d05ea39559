//! A run of statements: for every account with a balance of a patient's, whether a statement goes out,
//! and why or why not.

use values::{Day, Money};

use super::rules::StatementRules;
use super::{Level, Plan};
use crate::chart::DoNotBill;

/// What is known of an account before its statement is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountFacts {
    /// What the patients of the account owe now.
    pub due: Money,
    /// Of the patients' balances: what waits for something else (held, or to be worked).
    pub waits: Money,
    /// Of the patients' balances: what is owed to them, below zero.
    pub credit: Money,
    /// What payers still have to answer for; none of it is a patient's.
    pub pending: Money,
    /// The payment plan that is under way: what it still wants is in `due`.
    pub plan: Option<Plan>,
    /// A payer waits for an answer of the patient.
    pub payer_waits_for_patient: bool,
    /// A statement was made, and nobody said yet that its paper came out right.
    pub prints: bool,
    /// The last statement that went out.
    pub last: Option<LastStatement>,
    /// When what is still owed was first asked for.
    pub asked_on: Option<Day>,
    /// Why nothing may be asked for.
    pub do_not_bill: Option<DoNotBill>,
    /// Mail came back on this day.
    pub mail_returned_on: Option<Day>,
    /// Who answers for the bill died on this day.
    pub died_on: Option<Day>,
    /// There is a whole address.
    pub has_address: bool,
    /// Visits that may show on no statement but the patient's own, which has no address.
    pub confidential_without_address: bool,
}

/// A statement that went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastStatement {
    /// Its day.
    pub on: Day,
    /// Its tone.
    pub level: Level,
}

impl AccountFacts {
    /// What of `due` is on a payment plan.
    pub fn on_plan(&self) -> Money {
        self.plan.as_ref().map_or(Money::ZERO, Plan::open)
    }

    /// What a statement of today asks for: all that is due but what the plan wants later.
    pub fn asked(&self, rules: &StatementRules, today: Day) -> Money {
        let by = today.plus_days(i32::from(rules.due_days));
        let wants = self.plan.as_ref().map_or(Money::ZERO, |plan| plan.due(by));
        self.due - self.on_plan() + wants
    }

    /// The plan is all that is due.
    fn is_all_on_plan(&self) -> bool {
        self.plan.is_some() && self.due <= self.on_plan()
    }
}

/// Whether a statement goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It goes out, in this tone.
    Goes(Level),
    /// It stays here.
    Stays(Stays),
}

/// Why a statement stays here. Each has its code in `--json` and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stays {
    /// Nothing of it is the patient's: a payer has still to answer.
    PayerPending,
    /// Nothing of it is the patient's to pay yet: held, or a line is to be worked.
    Waits,
    /// Owed to the patient.
    Credit,
    /// The patient died, or who answers for the bill.
    Deceased,
    /// Bankruptcy.
    Bankruptcy,
    /// Disputed.
    Dispute,
    /// With a collection agency.
    Collections,
    /// Somebody said so, with a reason.
    Hold,
    /// Mail came back, or the address is not whole.
    BadAddress,
    /// A visit that only the patient may see a bill of, and no address of their own.
    Confidential,
    /// A statement was made: it waits to be printed, or for the word how it printed.
    Prints,
    /// A payer waits for an answer of the patient.
    PayerWaits,
    /// The payment plan is kept.
    PlanCurrent,
    /// Less than the practice's minimum.
    Minimum,
    /// The last one went out too short a while ago.
    Cycle,
    /// The last statement went out long ago: a letter or an agency is next.
    PastLast,
}

impl Stays {
    /// All, in the order in which a run lists them.
    pub const ALL: [Stays; 16] = [
        Stays::Prints,
        Stays::PayerPending,
        Stays::PayerWaits,
        Stays::Waits,
        Stays::PlanCurrent,
        Stays::Minimum,
        Stays::Cycle,
        Stays::BadAddress,
        Stays::Confidential,
        Stays::Dispute,
        Stays::Bankruptcy,
        Stays::Deceased,
        Stays::Collections,
        Stays::PastLast,
        Stays::Credit,
        Stays::Hold,
    ];

    /// The tone of a statement that somebody asks for at the desk all the same: what only says that none
    /// goes out by itself now keeps nobody from asking. None where something forbids a statement.
    pub fn at_the_desk(self, last: Option<LastStatement>) -> Option<Level> {
        match self {
            Stays::Minimum | Stays::PlanCurrent => Some(Level::New),
            // No tone goes on because somebody asked.
            Stays::Cycle | Stays::PastLast | Stays::BadAddress => {
                Some(last.map_or(Level::New, |last| last.level))
            }
            _ => None,
        }
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Stays::PayerPending => "payer_pending",
            Stays::Prints => "prints",
            Stays::Waits => "waits",
            Stays::Credit => "credit",
            Stays::Deceased => "deceased",
            Stays::Bankruptcy => "bankruptcy",
            Stays::Dispute => "dispute",
            Stays::Collections => "collections",
            Stays::Hold => "hold",
            Stays::BadAddress => "bad_address",
            Stays::Confidential => "confidential",
            Stays::PayerWaits => "payer_waits",
            Stays::PlanCurrent => "plan_current",
            Stays::Minimum => "minimum",
            Stays::Cycle => "cycle",
            Stays::PastLast => "past_last",
        }
    }

    /// In a biller's words.
    pub fn words(self) -> &'static str {
        match self {
            Stays::PayerPending => "A payer has still to answer",
            Stays::Prints => "Made, not printed right yet",
            Stays::Waits => "On hold, or ours to work",
            Stays::Credit => "Owed to the patient",
            Stays::Deceased => "Died",
            Stays::Bankruptcy => "Bankruptcy",
            Stays::Dispute => "Disputed",
            Stays::Collections => "With a collection agency",
            Stays::Hold => "Not to be billed",
            Stays::BadAddress => "No good address",
            Stays::Confidential => "Confidential, and no address of their own",
            Stays::PayerWaits => "A payer waits for the patient's answer",
            Stays::PlanCurrent => "Payment plan is kept",
            Stays::Minimum => "Under the minimum",
            Stays::Cycle => "Sent a short while ago",
            Stays::PastLast => "Past the last statement",
        }
    }
}

/// Whether an account gets a statement on a day. What forbids it for good is told before what does for a
/// while.
pub fn decide(facts: &AccountFacts, rules: &StatementRules, today: Day) -> Decision {
    Decision::Stays(match stays(facts, rules, today) {
        Some(why) => why,
        // A payment of the plan was missed: that is said, in no tone.
        None if facts.is_all_on_plan() => return Decision::Goes(Level::New),
        None => {
            let before = facts.last.map(|last| last.level);
            match rules.levels.of(facts.asked_on, before, today) {
                Some(level) => return Decision::Goes(level),
                None => Stays::PastLast,
            }
        }
    })
}

/// When a run decides about an account again, and what it does then as things are: the day on which the next
/// statement may follow the last one, or today.
pub fn next(facts: &AccountFacts, rules: &StatementRules, today: Day) -> (Day, Decision) {
    let again = facts
        .last
        .map(|last| last.on.plus_days(rules.cycle_days.into()));
    let on = again.map_or(today, |again| again.max(today));
    (on, decide(facts, rules, on))
}

fn stays(facts: &AccountFacts, rules: &StatementRules, today: Day) -> Option<Stays> {
    if facts.due <= Money::ZERO {
        return Some(
            match (Money::ZERO < facts.waits, Money::ZERO < facts.pending) {
                (true, _) => Stays::Waits,
                (false, true) if facts.credit == Money::ZERO => Stays::PayerPending,
                (false, _) => Stays::Credit,
            },
        );
    }
    if facts.prints {
        return Some(Stays::Prints);
    }
    if facts.died_on.is_some() {
        return Some(Stays::Deceased);
    }
    if let Some(hold) = facts
        .do_not_bill
        .as_ref()
        .filter(|hold| hold.holds_on(today))
    {
        return Some(match hold.reason.as_str() {
            "dispute" => Stays::Dispute,
            "bankruptcy" => Stays::Bankruptcy,
            "deceased" => Stays::Deceased,
            "collections" => Stays::Collections,
            _ => Stays::Hold,
        });
    }
    // What was paid too much on one visit is used for another, or given back, before anything is asked
    // for.
    if facts.credit < Money::ZERO {
        return Some(Stays::Credit);
    }
    if facts.confidential_without_address {
        return Some(Stays::Confidential);
    }
    if facts.mail_returned_on.is_some() || !facts.has_address {
        return Some(Stays::BadAddress);
    }
    if facts.payer_waits_for_patient {
        return Some(Stays::PayerWaits);
    }
    let kept = facts.plan.as_ref().is_some_and(|plan| plan.is_kept(today));
    if kept && facts.is_all_on_plan() {
        return Some(Stays::PlanCurrent);
    }
    if facts.asked(rules, today) < rules.minimum {
        return Some(Stays::Minimum);
    }
    let days = facts.last.map(|last| last.on.days_until(today));
    days.is_some_and(|days| days < i32::from(rules.cycle_days))
        .then_some(Stays::Cycle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Instalment;

    fn today() -> Day {
        "2026-11-30".parse().unwrap()
    }

    fn owes(cents: i64) -> AccountFacts {
        AccountFacts {
            due: Money::from_cents(cents),
            has_address: true,
            ..AccountFacts::default()
        }
    }

    /// A plan of one payment that is due in so many days.
    fn plan(cents: i64, days: i32) -> Option<Plan> {
        Some(Plan {
            payments: vec![Instalment {
                due_on: Some(today().plus_days(days)),
                amount: Money::from_cents(cents),
                paid: Money::ZERO,
            }],
            grace_days: 5,
            ..Plan::default()
        })
    }

    fn of(facts: &AccountFacts) -> Decision {
        decide(facts, &StatementRules::ships(), today())
    }

    #[test]
    fn a_statement_goes_out_unless_something_says_no() {
        assert_eq!(of(&owes(4_000)), Decision::Goes(Level::New));
        let says = |change: &dyn Fn(&mut AccountFacts)| {
            let mut facts = owes(4_000);
            change(&mut facts);
            of(&facts)
        };
        let hold = |reason: &str| {
            Some(DoNotBill {
                reason: reason.to_owned(),
                ..DoNotBill::default()
            })
        };
        let last = |days: i32, level| {
            Some(LastStatement {
                on: today().plus_days(-days),
                level,
            })
        };
        for (why, change) in [
            (
                Stays::Minimum,
                &(|f: &mut AccountFacts| f.due = Money::from_cents(499))
                    as &dyn Fn(&mut AccountFacts),
            ),
            (Stays::Credit, &|f| f.due = Money::ZERO),
            (Stays::Credit, &|f| f.credit = Money::from_cents(-1)),
            (Stays::Waits, &|f| {
                (f.due, f.waits) = (Money::ZERO, Money::from_cents(100))
            }),
            (Stays::Deceased, &|f| f.died_on = Some(today())),
            (Stays::Deceased, &|f| f.do_not_bill = hold("deceased")),
            (Stays::Dispute, &|f| f.do_not_bill = hold("dispute")),
            (Stays::Bankruptcy, &|f| f.do_not_bill = hold("bankruptcy")),
            (Stays::Collections, &|f| f.do_not_bill = hold("collections")),
            (Stays::Hold, &|f| f.do_not_bill = hold("hardship")),
            (Stays::BadAddress, &|f| f.has_address = false),
            (Stays::BadAddress, &|f| f.mail_returned_on = Some(today())),
            (Stays::Confidential, &|f| {
                f.confidential_without_address = true
            }),
            (Stays::PayerWaits, &|f| f.payer_waits_for_patient = true),
            (Stays::PlanCurrent, &|f| f.plan = plan(4_000, 3)),
            (Stays::PlanCurrent, &|f| f.plan = plan(4_000, -5)),
            (Stays::Minimum, &|f| {
                (f.due, f.plan) = (Money::from_cents(4_499), plan(4_000, 40))
            }),
            (Stays::Cycle, &|f| f.last = last(27, Level::New)),
            (Stays::PastLast, &|f| {
                (f.last, f.asked_on) = (last(60, Level::Last), Some(today().plus_days(-140)));
            }),
        ] {
            assert_eq!(says(change), Decision::Stays(why));
        }
        assert_eq!(
            says(&|f| (f.last, f.asked_on) = (last(28, Level::New), Some(today().plus_days(-28)))),
            Decision::Goes(Level::Reminder)
        );
        // A plan with a missed payment, and what is owed beside a plan that is kept, are asked for.
        for (on_plan, due_in, asked) in [(4_000, -6, 4_000), (3_000, 40, 1_000), (3_000, 10, 4_000)]
        {
            let mut facts = owes(4_000);
            facts.plan = plan(on_plan, due_in);
            assert_eq!(of(&facts), Decision::Goes(Level::New));
            let rules = StatementRules::ships();
            assert_eq!(facts.asked(&rules, today()), Money::from_cents(asked));
        }
        // A hold that is over holds no more.
        assert_eq!(
            says(&|f| {
                f.do_not_bill = hold("dispute");
                if let Some(hold) = &mut f.do_not_bill {
                    hold.until = Some(today().plus_days(-1));
                }
            }),
            Decision::Goes(Level::New)
        );
    }

    #[test]
    fn who_asks_at_the_desk_gets_a_statement_unless_something_forbids_one() {
        let last = Some(LastStatement {
            on: today(),
            level: Level::PastDue,
        });
        assert_eq!(Stays::Cycle.at_the_desk(last), Some(Level::PastDue));
        assert_eq!(Stays::Minimum.at_the_desk(None), Some(Level::New));
        assert_eq!(Stays::BadAddress.at_the_desk(None), Some(Level::New));
        for why in [
            Stays::Prints,
            Stays::PayerPending,
            Stays::Waits,
            Stays::Dispute,
            Stays::Bankruptcy,
            Stays::Deceased,
            Stays::Collections,
            Stays::Hold,
            Stays::Confidential,
            Stays::Credit,
            Stays::PayerWaits,
        ] {
            assert_eq!(why.at_the_desk(last), None, "{why:?}");
        }
    }

    #[test]
    fn while_a_payer_has_to_answer_nothing_is_asked_for() {
        let pending = AccountFacts {
            pending: Money::from_cents(9_000),
            ..owes(0)
        };
        assert_eq!(of(&pending), Decision::Stays(Stays::PayerPending));
        let credit = AccountFacts {
            credit: Money::from_cents(-500),
            ..pending.clone()
        };
        assert_eq!(of(&credit), Decision::Stays(Stays::Credit));
        let held = AccountFacts {
            waits: Money::from_cents(500),
            ..pending.clone()
        };
        assert_eq!(of(&held), Decision::Stays(Stays::Waits));
        // What is the patient's already is asked for while a payer answers for another visit.
        let both = AccountFacts {
            due: Money::from_cents(4_000),
            ..pending
        };
        assert_eq!(of(&both), Decision::Goes(Level::New));
    }

    #[test]
    fn every_reason_has_a_code_and_words_of_its_own() {
        let mut codes: Vec<&str> = Stays::ALL.iter().map(|why| why.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Stays::ALL.len());
        assert!(Stays::ALL.iter().all(|why| !why.words().is_empty()));
    }

    #[test]
    fn after_a_statement_the_next_one_follows_in_its_turn() {
        let rules = StatementRules::ships();
        let sent = |days: i32, level| AccountFacts {
            last: Some(LastStatement {
                on: today().plus_days(-days),
                level,
            }),
            asked_on: Some(today().plus_days(-days)),
            ..owes(4_000)
        };
        let cycle = i32::from(rules.cycle_days);
        let (on, decision) = next(&sent(3, Level::New), &rules, today());
        assert_eq!(on, today().plus_days(cycle - 3));
        assert_eq!(decision, Decision::Goes(Level::Reminder));
        assert_eq!(next(&owes(4_000), &rules, today()).0, today());
        let long_ago = sent(200, Level::Last);
        let past = Decision::Stays(Stays::PastLast);
        assert_eq!(next(&long_ago, &rules, today()), (today(), past));
    }
}
