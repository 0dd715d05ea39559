//! Where a claim stands: what its paper says while nobody has answered it, and from then on what the open
//! dollars of its visit say, the most urgent first.

use std::str::FromStr;

use values::Money;

use super::standing::{Happened, Open, Owner, Standing, What};

/// Where a claim stands. The place in [`State::ALL`] is its rank: the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// The claim is on hold, or a person put its dollars there.
    Held,
    /// A payer refused something and said why.
    Denied,
    /// Something is left open without a reason.
    Work,
    /// The next payer has not been asked.
    Send,
    /// It is not on paper, and nobody has answered.
    Unprinted,
    /// A payer has to answer.
    Payer,
    /// It is on paper, and nobody has answered.
    Printed,
    /// The patient has to pay.
    Patient,
    /// More was paid than was owed.
    Credit,
    /// Nothing is open, and somebody paid.
    Paid,
    /// Nothing is open, and nobody paid.
    Closed,
    /// Another claim stands in its place, or voids it.
    Replaced,
}

impl State {
    /// All of them, the most urgent first.
    pub const ALL: [State; 12] = [
        State::Held,
        State::Denied,
        State::Work,
        State::Send,
        State::Unprinted,
        State::Payer,
        State::Printed,
        State::Patient,
        State::Credit,
        State::Paid,
        State::Closed,
        State::Replaced,
    ];

    /// Its name in lists, filters and saved lists.
    pub fn name(self) -> &'static str {
        match self {
            State::Held => "held",
            State::Denied => "denied",
            State::Work => "work",
            State::Send => "send",
            State::Unprinted => "imported",
            State::Payer => "payer",
            State::Printed => "printed",
            State::Patient => "patient",
            State::Credit => "credit",
            State::Paid => "paid",
            State::Closed => "closed",
            State::Replaced => "replaced",
        }
    }

    /// Its rank, from 0: as it is stored.
    pub fn rank(self) -> u8 {
        self as u8
    }

    /// The state of a rank.
    pub fn of_rank(rank: u8) -> Option<State> {
        State::ALL.get(usize::from(rank)).copied()
    }
}

impl FromStr for State {
    type Err = ();
    fn from_str(name: &str) -> Result<State, ()> {
        let mut all = State::ALL.into_iter();
        all.find(|state| state.name() == name).ok_or(())
    }
}

/// What is to be known of a claim of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The order in which it asks its payer.
    pub order: u8,
    /// True when it was printed and that was not taken back.
    pub printed: bool,
    /// True when it was made here, and no answer names it.
    pub fresh: bool,
    /// True when it replaces or voids another, and no payer has answered since it went out.
    pub awaited: bool,
}

impl Paper {
    /// Whether it has yet to go to a payer that owes an answer: as the claim to the next payer, or as one
    /// that was made anew for what was refused.
    fn goes_for(self, open: &Open) -> bool {
        let next = open.owner == Owner::Payer(self.order) && open.step == "send";
        let again = open.debtor == super::Debtor::Payer(self.order)
            && (matches!(open.owner, Owner::Payer(_)) || open.reason.is_some());
        !self.printed && Money::ZERO < open.amount && (next || self.fresh && again)
    }
}

/// Where a claim that is not on hold itself stands by what happened to its visit; none while that is what
/// its paper says: nobody has answered nor given it up, or it has yet to go out.
pub fn state(standing: &Standing, happened: &[Happened], paper: Paper) -> Option<State> {
    // What was paid or refused before says nothing of what a correction comes to; what a person decided
    // since does.
    if paper.awaited && !settled_by_hand(happened) {
        return None;
    }
    let answered = happened.iter().any(|happened| {
        matches!(
            happened.what,
            What::Answered(_) | What::Opened(..) | What::Decided(_)
        )
    });
    let given_up = standing.open.is_empty()
        && (happened.iter()).any(|happened| matches!(happened.what, What::Off(..)));
    if !answered && !given_up || standing.open.iter().any(|open| paper.goes_for(open)) {
        return None;
    }
    let owed = standing
        .open
        .iter()
        .filter(|open| Money::ZERO < open.amount)
        .map(|open| match open.owner {
            Owner::Us if open.reason.is_some() => State::Denied,
            Owner::Us => State::Work,
            Owner::Hold => State::Held,
            Owner::Payer(_) if open.step == "send" => State::Send,
            Owner::Payer(_) => State::Payer,
            Owner::Patient => State::Patient,
        });
    // What is refused is worked while the rest is on hold.
    let found = owed.min_by_key(|state| match state {
        State::Held => (State::Work, true),
        other => (*other, false),
    });
    Some(match found {
        Some(state) => state,
        None if !standing.open.is_empty() => State::Credit,
        None if Money::ZERO < paid(happened) => State::Paid,
        None => State::Closed,
    })
}

/// Whether a person decided whose balance it is, or gave some of it up, since a payer answered last.
fn settled_by_hand(happened: &[Happened]) -> bool {
    let when = |happened: &Happened| (happened.on, happened.at);
    let answers = happened
        .iter()
        .filter(|happened| matches!(happened.what, What::Answered(_)));
    let last = answers.map(when).max();
    happened.iter().any(|happened| {
        matches!(happened.what, What::Decided(_) | What::Off(..)) && last < Some(when(happened))
    })
}

/// What was paid in all, by whomever.
fn paid(happened: &[Happened]) -> Money {
    happened
        .iter()
        .map(|happened| match &happened.what {
            What::Answered(answer) => answer.total()[0],
            What::PatientPaid(amount) => *amount,
            What::PayerRefunded(_, _, amount) => -*amount,
            _ => Money::ZERO,
        })
        .sum()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::ledger::Debtor;
    use crate::ledger::standing::Answer;
    use values::Day;

    const SENT: Paper = Paper {
        order: 1,
        printed: true,
        fresh: false,
        awaited: false,
    };

    fn open(owner: Owner, cents: i64, step: &'static str) -> Open {
        let day = Day::new(2026, 3, 2).unwrap();
        Open {
            line: None,
            service_on: None,
            debtor: match owner {
                Owner::Payer(order) => Debtor::Payer(order),
                Owner::Patient => Debtor::Patient,
                Owner::Us | Owner::Hold => Debtor::Payer(1),
            },
            owner,
            amount: Money::from_cents(cents),
            step,
            due: day,
            since: day,
            reason: (step == "work").then(|| ("CO".to_owned(), "16".to_owned())),
        }
    }

    fn happened(what: What) -> Happened {
        let on = Day::new(2026, 3, 2).unwrap();
        Happened { on, at: 0, what }
    }

    fn answered() -> Happened {
        happened(What::Answered(Answer {
            order: 1,
            takes_back: false,
            forwarded: false,
            dated: None,
            said: Vec::new(),
        }))
    }

    fn stands(open: Vec<Open>, paper: Paper) -> Option<State> {
        let standing = Standing {
            open,
            twice: Money::ZERO,
        };
        state(&standing, &[answered()], paper)
    }

    #[test]
    fn every_state_has_a_rank_and_a_name_of_its_own() {
        for (rank, state) in (0..).zip(State::ALL) {
            assert_eq!((state.rank(), State::of_rank(rank)), (rank, Some(state)));
            assert_eq!(state.name().parse(), Ok(state));
        }
        assert_eq!(State::of_rank(12), None);
        assert_eq!("of tomorrow".parse::<State>(), Err(()));
    }

    #[test]
    fn the_most_urgent_of_what_is_open_says_where_a_claim_stands() {
        // Each with all that comes after it.
        let all = [
            (open(Owner::Us, 100, "work"), State::Denied),
            (open(Owner::Us, 100, "look"), State::Work),
            (open(Owner::Hold, 100, "release"), State::Held),
            (open(Owner::Payer(2), 100, "send"), State::Send),
            (open(Owner::Payer(2), 100, "wait"), State::Payer),
            (open(Owner::Patient, 100, "bill"), State::Patient),
            (open(Owner::Us, -100, "refund"), State::Credit),
        ];
        for (n, (_, state)) in all.iter().enumerate() {
            let left: Vec<Open> = all[n..]
                .iter()
                .rev()
                .map(|(open, _)| open.clone())
                .collect();
            assert_eq!(stands(left, SENT), Some(*state));
        }
        assert_eq!(stands(Vec::new(), SENT), Some(State::Closed));
        let paid = [
            answered(),
            happened(What::PatientPaid(Money::from_cents(5))),
        ];
        let nothing = Standing::default();
        assert_eq!(state(&nothing, &paid, SENT), Some(State::Paid));
        // Nobody answered: the patient's money alone says nothing, but giving all of it up does.
        assert_eq!(state(&nothing, &paid[1..], SENT), None);
        let off = [happened(What::Off(
            Owner::Payer(1),
            None,
            Money::from_cents(5),
        ))];
        assert_eq!(state(&nothing, &off, SENT), Some(State::Closed));
    }

    #[test]
    fn a_claim_that_has_yet_to_go_out_is_paper_whatever_was_said_of_its_visit() {
        let next = Paper {
            order: 2,
            printed: false,
            fresh: false,
            awaited: false,
        };
        let both = || {
            vec![
                open(Owner::Us, 100, "work"),
                open(Owner::Payer(2), 100, "send"),
            ]
        };
        assert_eq!(stands(both(), next), None);
        assert_eq!(stands(both(), SENT), Some(State::Denied));
        let printed = Paper {
            printed: true,
            ..next
        };
        assert_eq!(stands(both(), printed), Some(State::Denied));
        // A claim that was made anew in the place of the denied one, and one that came from a file.
        let anew = Paper {
            order: 1,
            printed: false,
            fresh: true,
            awaited: false,
        };
        let denied = || vec![open(Owner::Us, 100, "work")];
        assert_eq!(stands(denied(), anew), None);
        let read = Paper {
            fresh: false,
            ..anew
        };
        assert_eq!(stands(denied(), read), Some(State::Denied));
        // One that replaces or voids a claim that was paid has yet to be answered, printed or not.
        let corrects = Paper {
            awaited: true,
            ..read
        };
        assert_eq!(stands(Vec::new(), corrects), None);
        assert_eq!(stands(denied(), corrects), None);
        let patients = Standing {
            open: vec![open(Owner::Patient, 100, "bill")],
            twice: Money::ZERO,
        };
        let decided = Happened {
            at: 1,
            ..happened(What::Decided(Owner::Patient))
        };
        let after = [answered(), decided];
        assert_eq!(state(&patients, &after, corrects), Some(State::Patient));
        // What a person put with us to work is worked.
        let ours = vec![open(Owner::Us, 100, "look")];
        assert_eq!(stands(ours, anew), Some(State::Work));
    }
}
