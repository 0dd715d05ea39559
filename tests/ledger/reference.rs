//! A second ledger, written from the rules alone: plain maps of cents, nothing of the program's. It
//! keeps what was done (checks, acts, charges) and says from it whose dollar each open dollar is and
//! what stands on each account. A fault can be planted in it, to see that the comparison finds it.

use std::collections::BTreeMap;

/// A sum that stands: patient, visit, line, account, cents.
pub type Stands = (String, Option<usize>, Option<usize>, String, i64);

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
    /// More is given back than is owed back.
    RefundOverCredit,
    /// A statement asks for what a payer has yet to answer.
    StatementWhileAPayerWaits,
    /// A payment stays in its deposit when it was taken back.
    DepositKeeps,
    /// A payment counts twice for its plan.
    PlanPaidTwice,
}

/// What is charged once, however many claims ask for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    pub number: String,
    /// The claim that carries the charges now.
    pub claim: String,
    pub patient: String,
    /// The payers in the order in which they pay.
    pub payers: Vec<String>,
    /// Line ids of the carrying claim, and their charges.
    pub lines: Vec<(String, i64)>,
    pub held: bool,
    /// A row of opening balances that no claim explains.
    pub alone: bool,
}

/// What a payer says of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub part: u32,
    pub visit: usize,
    /// The claim of the visit that it names.
    pub claim: String,
    pub order: usize,
    pub back: bool,
    pub left_out: bool,
    /// By line: paid, and adjustments.
    pub lines: Vec<Told>,
}

/// What a payer says of a line.
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

/// An act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    pub id: String,
    pub kind: &'static str,
    pub reason: String,
    pub patient: String,
    pub amount: i64,
    pub rows: Vec<Row>,
    pub at: u64,
    pub taken_back: bool,
    /// Of a payment that was moved: the payment as it was first taken; else its own id.
    pub first: String,
    /// Of a returned payment: the payment.
    pub of: String,
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
    pub fault: Option<Fault>,
}

/// What an adjustment does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    Off,
    Patient,
    Work,
    Nothing,
}

fn does(code: &str) -> Does {
    match code {
        "CO-45" | "CO-253" | "OA-94" => Does::Off,
        "PR-1" | "PR-2" | "PR-3" | "PR-96" => Does::Patient,
        "OA-23" => Does::Nothing,
        _ => Does::Work,
    }
}

/// What all answers of a payer come to on a line.
#[derive(Clone, Copy, Default)]
struct Sum {
    answers: i64,
    paid: i64,
    off: i64,
    patient: i64,
    work: i64,
    nothing: i64,
}

impl Sum {
    /// A charge is explained once, however often a payer answers: a denial gives way, then what is left
    /// to the patient; of what was taken off a part counts where too much was paid. What that is less.
    fn once(&mut self, charge: i64) -> i64 {
        let said = self.paid + self.off + self.patient + self.work + self.nothing;
        if self.answers < 2 || said <= charge || charge <= 0 {
            return 0;
        }
        let gives_way = self.work.clamp(0, said - charge);
        self.work -= gives_way;
        let said = said - gives_way;
        if self.paid + self.off <= charge {
            self.patient -= self.patient.min(said - charge).max(0);
            return 0;
        }
        let less = self.off - self.off * charge / said;
        self.off -= less;
        less
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
    if earlier != 0 && !typed("OA-23") {
        let part = up_to(earlier, left);
        found.push(("OA-23".to_owned(), part));
        left -= part;
    }
    if let (0, Some(allowed), false, false) = (earlier, allowed, typed("OA-23"), typed("CO-45")) {
        let above: i64 = told
            .typed
            .iter()
            .filter(|(code, _)| code.starts_with("CO") && code != "CO-253")
            .map(|(_, cents)| cents)
            .sum();
        let part = up_to(charge - allowed - above, left);
        found.push(("CO-45".to_owned(), part));
        left -= part;
    }
    if !typed("PR-") {
        found.push(("PR-2".to_owned(), left));
    }
    found.retain(|(_, cents)| *cents != 0);
    found
}

/// Puts an amount onto rooms in their order; what is left goes to the first.
fn spread(amount: i64, rooms: &[i64]) -> Vec<i64> {
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

impl Reference {
    fn standing_acts(&self) -> impl Iterator<Item = &Act> {
        self.acts.iter().filter(|act| !act.taken_back)
    }

    /// The answers to a visit that stand, with when they came.
    fn answers(&self, visit: usize) -> impl Iterator<Item = (u64, &Answer)> {
        self.checks
            .iter()
            .filter_map(|check| check.posted.map(|at| (at, check)))
            .flat_map(|(at, check)| check.claims.iter().map(move |answer| (at, answer)))
            .filter(move |(_, answer)| answer.visit == visit && !answer.left_out)
    }

    fn rows(&self, visit: usize) -> impl Iterator<Item = (&Act, &Row)> {
        self.standing_acts()
            .flat_map(|act| act.rows.iter().map(move |row| (act, row)))
            .filter(move |(_, row)| row.visit == visit)
    }

    /// A row of opening balances stands as long as its act does.
    pub fn exists(&self, visit: usize) -> bool {
        let makes = |act: &Act| matches!(act.kind, "opening" | "fee");
        !self.visits[visit].alone || self.rows(visit).any(|(act, _)| makes(act))
    }

    fn opened(&self, visit: usize) -> Option<(&str, i64)> {
        if self.visits[visit].alone {
            return None;
        }
        self.rows(visit)
            .find(|(act, _)| act.kind == "opening")
            .map(|(_, row)| (row.owner.as_str(), row.cents))
    }

    fn sums(&self, visit: usize) -> BTreeMap<usize, Vec<Sum>> {
        let n = self.visits[visit].lines.len();
        let mut sums: BTreeMap<usize, Vec<Sum>> = BTreeMap::new();
        for order in 1..=self.visits[visit].payers.len() {
            sums.insert(order, vec![Sum::default(); n]);
        }
        for (_, answer) in self.answers(visit) {
            let back = answer.back && self.fault != Some(Fault::TakebackSign);
            let way = if back { -1 } else { 1 };
            let of = sums.entry(answer.order).or_default();
            for (sum, told) in of.iter_mut().zip(&answer.lines) {
                let sign = if answer.back && !back { -1 } else { 1 };
                sum.answers += way;
                sum.paid += sign * told.paid;
                for (code, cents) in told.adjustments() {
                    let cents = sign * cents;
                    match does(code) {
                        Does::Off => sum.off += cents,
                        Does::Patient => sum.patient += cents,
                        Does::Work => sum.work += cents,
                        Does::Nothing if self.fault == Some(Fault::EarlierPayerTwice) => {
                            sum.off += cents;
                        }
                        Does::Nothing => sum.nothing += cents,
                    }
                }
            }
        }
        sums
    }

    /// True when a payer's answer to a visit stands.
    pub fn answered(&self, visit: usize, order: usize) -> bool {
        let sums = self.sums(visit);
        let lines = sums.get(&order);
        lines.is_some_and(|lines| lines.iter().any(|line| 0 < line.answers))
    }

    /// What payers before an order paid and took off of a line.
    pub fn earlier(&self, visit: usize, order: usize, line: usize) -> i64 {
        self.sums(visit)
            .range(..order)
            .map(|(_, lines)| lines[line].paid + lines[line].off)
            .sum()
    }

    /// Whose dollar each open dollar of a visit is, and what later payers took off once more.
    pub fn standing(&self, at: usize) -> (Vec<Open>, i64) {
        let visit = &self.visits[at];
        if !self.exists(at) {
            return (Vec::new(), 0);
        }
        let mut sums = self.sums(at);
        let opened = self.opened(at);
        let charges: Vec<i64> = visit.lines.iter().map(|(_, charge)| *charge).collect();
        let base = match opened {
            Some((_, cents)) => spread(cents, &charges),
            None => charges.clone(),
        };
        // The last word of a person, unless a payer answered after it.
        let answered = self.answers(at).map(|(at, _)| at).max().unwrap_or(0);
        let decided = self
            .rows(at)
            .filter(|(act, _)| act.kind == "decision" && answered < act.at)
            .max_by_key(|(act, _)| act.at)
            .map(|(_, row)| row.owner.clone());
        let first = sums
            .iter()
            .find(|(_, lines)| lines.iter().any(|line| 0 < line.answers))
            .map(|(order, _)| *order);
        let (mut open, mut twice) = (Vec::new(), 0);
        for lines in sums.values_mut() {
            for (sum, charge) in lines.iter_mut().zip(&charges) {
                twice += sum.once(*charge);
            }
        }
        for line in 0..charges.len() {
            let of = |kind: &str| -> i64 {
                self.rows(at)
                    .filter(|(act, row)| {
                        act.kind == kind && row.line == Some(line) && row.owner != "patient"
                    })
                    .map(|(_, row)| row.cents)
                    .sum()
            };
            let off = of("write_off");
            let mut left = base[line] + of("payer_refund") - off;
            let mut later = 0;
            for (order, lines) in &sums {
                left -= lines[line].paid;
                if first.is_none() || first == Some(*order) {
                    left -= lines[line].off;
                } else {
                    later += lines[line].off;
                }
            }
            let last = sums
                .iter()
                .rev()
                .find(|(_, lines)| 0 < lines[line].answers)
                .map(|(order, lines)| (*order, lines[line]));
            let patients = last.map_or(0, |(_, sum)| sum.patient);
            // A later payer takes off only what is neither taken off before nor the patient's.
            let room = (left - patients).max(0);
            if room < later {
                twice += later - room;
                later = room;
            }
            left -= later;
            let waits = sums
                .iter()
                .find(|(order, lines)| {
                    let settled = match opened {
                        Some(("patient", _)) => true,
                        Some((owner, _)) => {
                            owner.parse::<usize>().is_ok_and(|begun| **order < begun)
                        }
                        None => false,
                    };
                    lines[line].answers < 1 && !settled
                })
                .map(|(order, _)| *order);
            let mut give = |debtor: String, owner: &str, cents: i64| {
                if cents != 0 {
                    open.push(Open {
                        line,
                        debtor,
                        owner: owner.to_owned(),
                        cents,
                    });
                }
            };
            let payer = last
                .map(|(order, _)| order)
                .or(waits)
                .unwrap_or(1)
                .to_string();
            if left < 0 {
                // Owed to who answered last, else to whom the opening balance names.
                let named = match opened {
                    Some((owner, _)) => owner,
                    None if visit.alone && !visit.payers.is_empty() => "1",
                    None => "patient",
                };
                match last {
                    Some(_) => give(payer, "us", left),
                    None if named == "patient" => give(named.into(), named, left),
                    None => give(named.into(), "us", left),
                }
                continue;
            }
            if let Some(owner) = &decided {
                let debtor = if owner == "us" { payer } else { owner.clone() };
                give(debtor, owner, left);
                continue;
            }
            let patients_own = opened.is_some_and(|(owner, _)| owner == "patient");
            if visit.payers.is_empty() || (patients_own && last.is_none()) {
                give("patient".into(), "patient", left);
                continue;
            }
            let denied = (last.map_or(0, |(_, sum)| sum.work) - off).max(0).min(left);
            give(payer.clone(), "us", denied);
            left -= denied;
            match waits {
                Some(order) => give(order.to_string(), &order.to_string(), left),
                None => {
                    let part = patients.max(0).min(left);
                    if self.fault == Some(Fault::LostTransfer) {
                        give(payer.clone(), &payer, part);
                    } else {
                        give("patient".into(), "patient", part);
                    }
                    give(payer, "us", left - part);
                }
            }
        }
        self.patient_money(at, &mut open);
        for open in &mut open {
            if visit.held && open.owner != "patient" && 0 < open.cents {
                open.owner = "hold".to_owned();
            }
        }
        open.retain(|open| open.cents != 0);
        (open, twice)
    }

    /// What the patient paid comes off what is the patient's, then what payers have yet to answer,
    /// then what is ours; the rest is owed to the patient.
    fn patient_money(&self, at: usize, open: &mut Vec<Open>) {
        let mut rest: i64 = self
            .rows(at)
            .map(|(act, row)| match act.kind {
                "payment" | "apply" | "discount" => row.cents,
                "refund" | "returned" => -row.cents,
                _ => 0,
            })
            .sum();
        for turn in 0..3 {
            for share in open.iter_mut().filter(|share| 0 < share.cents) {
                let now = match share.owner.as_str() {
                    "patient" => 0,
                    "us" => 2,
                    _ => 1,
                };
                if now == turn {
                    let part = rest.min(share.cents).max(0);
                    share.cents -= part;
                    rest -= part;
                }
            }
        }
        if rest != 0 {
            open.push(Open {
                line: 0,
                debtor: "patient".to_owned(),
                owner: "patient".to_owned(),
                cents: -rest,
            });
        }
    }

    /// Every sum that stands: patient, visit, line, account, cents. What is owed comes from whose
    /// dollars are open, the rest from what was done; together they are nothing.
    pub fn sums_of_all(&self) -> Vec<Stands> {
        let mut found = Vec::new();
        let mut put = |patient: &str, visit: Option<usize>, account: &str, cents: i64| {
            found.push((patient.to_owned(), visit, None, account.to_owned(), cents));
        };
        for (at, visit) in self.visits.iter().enumerate() {
            if visit.alone || !self.exists(at) {
                continue;
            }
            let charged: i64 = visit.lines.iter().map(|(_, charge)| charge).sum();
            put(&visit.patient, Some(at), "charges", -charged);
            if let Some((_, cents)) = self.opened(at) {
                put(&visit.patient, Some(at), "before", charged - cents);
            }
        }
        for check in self.checks.iter().filter(|check| check.posted.is_some()) {
            put("", None, "cash", check.amount);
            let mut rest = -check.amount;
            for (code, cents) in &check.provider {
                put("", None, &format!("provider:{code}"), *cents);
                rest -= cents;
            }
            put("", None, "clearing", rest);
            for answer in check.claims.iter().filter(|answer| !answer.left_out) {
                let patient = &self.visits[answer.visit].patient;
                for told in &answer.lines {
                    put(patient, Some(answer.visit), "clearing", told.paid);
                    for (code, cents) in told.adjustments() {
                        if does(code) == Does::Off {
                            put(patient, Some(answer.visit), &format!("adj:{code}"), *cents);
                        }
                    }
                }
            }
        }
        for act in self.standing_acts() {
            let mut loose = match act.kind {
                "payment" | "refund" | "returned" => act.amount,
                _ => 0,
            };
            for row in act.rows.iter().filter(|row| self.exists(row.visit)) {
                let patient = &self.visits[row.visit].patient;
                let to = match act.kind {
                    "payment" => "cash".to_owned(),
                    "apply" => "unapplied".to_owned(),
                    "refund" | "payer_refund" | "returned" => "cash".to_owned(),
                    "discount" => format!("discount:{}", act.reason),
                    "write_off" => format!("off:{}", act.reason),
                    "opening" if self.visits[row.visit].alone => "opening".to_owned(),
                    "fee" => format!("fee:{}", act.reason),
                    _ => continue,
                };
                let way = match act.kind {
                    "refund" | "payer_refund" | "returned" | "opening" | "fee" => -1,
                    _ => 1,
                };
                put(patient, Some(row.visit), &to, way * row.cents);
                loose -= row.cents;
            }
            if matches!(act.kind, "payment" | "refund" | "returned") && loose != 0 {
                let way = if act.kind == "payment" { 1 } else { -1 };
                put(&act.patient, None, "cash", way * loose);
                put(&act.patient, None, "unapplied", -way * loose);
            }
        }
        for at in 0..self.visits.len() {
            let (open, twice) = self.standing(at);
            let patient = self.visits[at].patient.clone();
            found.push((patient.clone(), Some(at), None, "twice".to_owned(), -twice));
            for open in open {
                let account = format!("ar:{}", open.debtor);
                found.push((
                    patient.clone(),
                    Some(at),
                    Some(open.line),
                    account,
                    open.cents,
                ));
            }
        }
        found.retain(|(.., cents)| *cents != 0);
        found
    }

    /// A patient's money that is on no claim.
    pub fn unapplied(&self, patient: &str) -> i64 {
        self.sums_of_all()
            .iter()
            .filter(|(of, _, _, account, _)| of == patient && account == "unapplied")
            .map(|(.., cents)| -cents)
            .sum()
    }

    /// Whether a payment came back from the bank.
    pub fn returned(&self, payment: &str) -> bool {
        self.standing_acts()
            .any(|act| act.kind == "returned" && act.of == payment)
    }

    /// Payments and checks that stand, by what they were first, with what stands of each.
    pub fn paid(&self) -> BTreeMap<String, i64> {
        let mut found = BTreeMap::new();
        let keeps = self.fault == Some(Fault::DepositKeeps);
        for act in self.acts.iter().filter(|act| act.kind == "payment") {
            if !act.taken_back || keeps && act.first == act.id {
                *found.entry(act.first.clone()).or_default() += act.amount;
            }
        }
        for check in self.checks.iter().filter(|check| 0 < check.amount) {
            if check.posted.is_some() {
                found.insert(check.id.clone(), check.amount);
            }
        }
        found
    }

    /// Of those: what is in no deposit.
    pub fn in_hand(&self) -> BTreeMap<String, i64> {
        let mut hand = self.paid();
        for (source, _) in self.deposits.iter().flat_map(|deposit| &deposit.items) {
            hand.remove(source);
        }
        hand
    }

    /// What a statement asks of a patient for: what is the patient's now, visit by visit.
    pub fn asked(&self, patient: &str) -> i64 {
        let early = self.fault == Some(Fault::StatementWhileAPayerWaits);
        (0..self.visits.len())
            .filter(|at| self.visits[*at].patient == patient)
            .flat_map(|at| self.standing(at).0)
            .filter(|open| 0 < open.cents && (open.owner == "patient" || early))
            .map(|open| open.cents)
            .sum::<i64>()
            - self.planned(patient)
    }

    /// What of it is on plans, whose payments lie in the future here.
    fn planned(&self, patient: &str) -> i64 {
        let mine = self.plans.iter().filter(|plan| plan.patient == patient);
        mine.map(|plan| self.plan(plan).1).sum()
    }

    /// What the patient owes now for a visit.
    pub fn owes(&self, visit: usize) -> i64 {
        let (open, _) = self.standing(visit);
        let own = open.iter().filter(|open| open.owner == "patient");
        own.map(|open| open.cents).sum()
    }

    /// What patients paid for a visit, refunds taken off.
    pub fn paid_for(&self, visit: usize) -> i64 {
        self.rows(visit)
            .map(|(act, row)| match act.kind {
                "payment" | "apply" => row.cents,
                "refund" | "returned" => -row.cents,
                _ => 0,
            })
            .sum()
    }

    /// What came for a plan, and what is left of it.
    pub fn plan(&self, plan: &Plan) -> (i64, i64) {
        let twice = self.fault == Some(Fault::PlanPaidTwice);
        let (mut came, mut left) = (0, 0);
        for (visit, agreed, before) in &plan.visits {
            let paid = self.paid_for(*visit) - before;
            let paid = if twice { 2 * paid } else { paid };
            let of = paid.clamp(0, *agreed);
            came += of;
            left += (agreed - of).min(self.owes(*visit)).max(0);
        }
        (came, left)
    }

    /// Whether a visit is on a plan.
    pub fn on_plan(&self, visit: usize) -> bool {
        let mut visits = self.plans.iter().flat_map(|plan| &plan.visits);
        visits.any(|(on, ..)| *on == visit)
    }
}
