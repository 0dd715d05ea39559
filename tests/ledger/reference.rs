//! A second ledger, written from the rules alone: plain maps of cents, nothing of the program's. It
//! keeps what was done (claims, checks, acts, rules) and says from it whose dollar each open dollar is
//! (`standing.rs`) and what stands on each account (`books.rs`). A fault can be planted in it, to see
//! that the comparison finds it.

use std::collections::BTreeMap;

/// A wrong turn that a ledger could take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A takeback counts like a payment.
    TakebackSign,
    /// A check that was keyed twice counts twice.
    CheckTwice,
    /// Undo leaves what a later posting of the same check brought.
    UndoLeavesPart,
    /// What an earlier payer did is written off once more (OA-23).
    EarlierPayerTwice,
    /// What a payer leaves to the patient stays with the payer.
    LostTransfer,
    /// What the second payer leaves goes past the third to the patient.
    ThirdPayerPassed,
    /// A claim that is sent again after a denial leaves the dollars where they were.
    SentAgainForgotten,
    /// What is said of the whole claim counts on every line of it.
    WholeOnEveryLine,
    /// A check obeys the rules of today, not those under which it was posted.
    RulesOfToday,
    /// What a claim's file says of a payer counts beside that payer's check.
    FileBesideCheck,
    /// An opening balance of a later payer is asked of the first once more.
    OpeningBeginsAgain,
    /// More is given back than is owed back.
    RefundOverCredit,
    /// A refund counts before somebody else said yes.
    RefundBeforeTheWord,
    /// A statement asks for what a payer has yet to answer.
    StatementWhileAPayerWaits,
    /// A payment stays in its deposit when it was taken back.
    DepositKeeps,
    /// A payment counts twice for its plan.
    PlanPaidTwice,
    /// A visit that was voided is still owed.
    VoidOwes,
}

/// What is charged once, however many claims ask for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    pub number: String,
    /// The claim that carries the charges now.
    pub claim: String,
    /// The claim to the second payer, where there is one.
    pub second: Option<String>,
    pub patient: String,
    /// The payers in the order in which they pay.
    pub payers: Vec<String>,
    /// Charges of the lines.
    pub lines: Vec<i64>,
    /// What the file of the second claim says that the first payer did.
    pub file: Option<Answer>,
    pub held: bool,
    /// No claim asks for it any more: a void was the last word.
    pub voided: bool,
    /// A row of opening balances that no claim explains.
    pub alone: bool,
}

/// What a payer says of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub part: u32,
    pub visit: usize,
    /// The claim of the visit that it names.
    pub claim: String,
    pub order: usize,
    pub back: bool,
    pub left_out: bool,
    /// What the lines of the claim charged when the sheet was keyed: what the paper is about.
    pub charges: Vec<i64>,
    /// By line: paid, and adjustments; none when it names no line.
    pub lines: Vec<Told>,
    /// What it says of the whole claim beside.
    pub whole: Told,
}

impl Answer {
    /// What is said of the whole claim and of its lines.
    pub fn told(&self) -> impl Iterator<Item = &Told> {
        std::iter::once(&self.whole).chain(&self.lines)
    }

    /// What it pays.
    pub fn paid(&self) -> i64 {
        self.told().map(|told| told.paid).sum()
    }

    /// True when it explains its charges, line by line or as a whole.
    pub fn closes(&self) -> bool {
        self.explains(&self.charges)
    }

    /// True when it explains charges.
    pub fn explains(&self, charges: &[i64]) -> bool {
        let way = if self.back { -1 } else { 1 };
        if self.lines.is_empty() {
            return self.whole.sum() == way * charges.iter().sum::<i64>();
        }
        let mut lines = self.lines.iter().zip(charges);
        lines.all(|(told, charge)| told.sum() == way * charge)
    }
}

/// What a payer says of a line, or of the whole claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub allowed: Option<i64>,
    pub paid: i64,
    pub typed: Vec<(String, i64)>,
    pub computed: Vec<(String, i64)>,
}

impl Told {
    pub fn adjustments(&self) -> impl Iterator<Item = &(String, i64)> {
        self.typed.iter().chain(&self.computed)
    }

    /// The charge that it explains.
    pub fn sum(&self) -> i64 {
        self.paid + self.adjustments().map(|(_, cents)| cents).sum::<i64>()
    }
}

/// A row of the practice's own policy: what an adjustment of a group, or of one reason in it, does; of
/// one payer, or of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub group: &'static str,
    pub reason: &'static str,
    pub payer: Option<String>,
    pub does: Does,
}

/// A claim that went out to the payer of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub visit: usize,
    pub order: usize,
    pub at: u64,
    /// The run in which it was printed.
    pub run: String,
}

/// A check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub id: String,
    pub number: String,
    pub payer: String,
    pub amount: i64,
    pub provider: Vec<(String, i64)>,
    /// When it was posted, as a number of the step; none while it is parked.
    pub posted: Option<u64>,
    /// The practice's own rules as they were then.
    pub rules: Vec<Rule>,
    pub claims: Vec<Answer>,
}

/// Where money of an act goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub visit: usize,
    pub owner: String,
    pub line: Option<usize>,
    pub cents: i64,
}

/// A word that an act needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Waits,
    Given,
    TurnedDown,
}

/// An act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Act {
    pub id: String,
    pub kind: &'static str,
    pub reason: String,
    pub patient: String,
    pub amount: i64,
    pub rows: Vec<Row>,
    pub at: u64,
    pub taken_back: bool,
    /// Of a refund: what became of the second person's word that it needs; none when it needs none.
    pub word: Option<Word>,
    /// Of a payment that was moved: the payment as it was first taken; else its own id.
    pub first: String,
    /// Of a returned payment: the payment.
    pub of: String,
}

impl Act {
    /// Whether it waits for somebody's word.
    pub fn waits(&self) -> bool {
        !self.taken_back && self.word == Some(Word::Waits)
    }
}

/// What went to the bank together: payments as they were first taken, and checks, with what each was
/// when it was put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deposit {
    pub id: String,
    pub items: Vec<(String, i64)>,
}

/// A payment plan that nobody ended, over visits: what was owed for each when it was made, and what
/// patients had paid for it by then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub patient: String,
    pub visits: Vec<(usize, i64, i64)>,
}

/// An open amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    pub line: usize,
    /// On whose account: `1`, `patient`.
    pub debtor: String,
    /// Who has to do something: `1`, `patient`, `us`, `hold`.
    pub owner: String,
    pub cents: i64,
}

/// Everything that was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    pub visits: Vec<Visit>,
    pub checks: Vec<Check>,
    pub acts: Vec<Act>,
    pub deposits: Vec<Deposit>,
    pub plans: Vec<Plan>,
    /// What each claim charges, by line, those too that carry no charges any more.
    pub charges: BTreeMap<String, Vec<i64>>,
    /// The practice's own rules today.
    pub rules: Vec<Rule>,
    /// What the owner gives back alone; none is no limit.
    pub refund_limit: Option<i64>,
    /// The claims that are out, in the order in which they went.
    pub sent: Vec<Sent>,
    pub fault: Option<Fault>,
}

/// What an adjustment does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    Off,
    Patient,
    Work,
    Nothing,
}

fn ships(code: &str) -> Does {
    match code {
        "CO-45" | "CO-253" | "OA-94" => Does::Off,
        "PR-1" | "PR-2" | "PR-3" | "PR-96" => Does::Patient,
        "OA-23" => Does::Nothing,
        _ => Does::Work,
    }
}

/// What an adjustment of a payer does. The practice's rows for the payer come before those for all, and
/// a reason before its group. What is CO is never the patient's.
pub fn does(code: &str, payer: &str, rules: &[Rule]) -> Does {
    let (group, reason) = code.split_once('-').unwrap();
    let nearness = |rule: &&Rule| (rule.payer.is_some(), !rule.reason.is_empty());
    let fits = rules.iter().filter(|rule| {
        rule.group == group
            && (rule.reason.is_empty() || rule.reason == reason)
            && rule.payer.as_deref().is_none_or(|of| of == payer)
    });
    match fits.max_by_key(nearness).map(|rule| rule.does) {
        Some(Does::Patient) if group == "CO" => Does::Work,
        Some(does) => does,
        None => ships(code),
    }
}

/// What a line's typed amounts leave to follow: what earlier payers did, what the contract takes off,
/// and whose the rest is.
pub fn follows(charge: i64, told: &Told, earlier: i64) -> Vec<(String, i64)> {
    let allowed = told.allowed.filter(|allowed| *allowed != 0);
    if allowed.is_none() && earlier == 0 {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut left = charge - told.paid - told.typed.iter().map(|(_, cents)| cents).sum::<i64>();
    let typed = |code: &str| told.typed.iter().any(|(c, _)| c.starts_with(code));
    let up_to = |most: i64, left: i64| {
        if most.signum() == left.signum() {
            most.signum() * most.abs().min(left.abs())
        } else {
            0
        }
    };
    // What they did is what they did, whatever that leaves.
    if earlier != 0 && !typed("OA-23") && earlier.signum() == left.signum() {
        found.push(("OA-23".to_owned(), earlier));
        left -= earlier;
    }
    if let (0, Some(allowed), false, false) = (earlier, allowed, typed("OA-23"), typed("CO-45")) {
        let above: i64 = told
            .typed
            .iter()
            .filter(|(code, _)| {
                (code.starts_with("CO") || code.starts_with("PI")) && code != "CO-253"
            })
            .map(|(_, cents)| cents)
            .sum();
        let part = up_to(charge - allowed - above, left);
        found.push(("CO-45".to_owned(), part));
        left -= part;
    }
    if !typed("PR-") && left.signum() == charge.signum() {
        found.push(("PR-2".to_owned(), left));
    }
    found.retain(|(_, cents)| *cents != 0);
    found
}

/// Puts an amount onto rooms in their order; what is left goes to the first.
pub fn spread(amount: i64, rooms: &[i64]) -> Vec<i64> {
    let mut rest = amount;
    let mut parts: Vec<i64> = rooms
        .iter()
        .map(|room| {
            let part = if 0 < rest {
                rest.min((*room).max(0))
            } else {
                rest.max((*room).min(0))
            };
            rest -= part;
            part
        })
        .collect();
    if let Some(first) = parts.first_mut() {
        *first += rest;
    }
    parts
}
