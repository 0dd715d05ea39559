//! The standing of a visit: whose dollar each open dollar is, folded from what happened. The order in
//! which a takeback and its correction arrive makes no difference: answers of a payer are summed.

use std::collections::BTreeMap;

use values::{Day, LineId, Money, PayerId};

use super::Debtor;
use super::policy::{Effect, Policy};
use super::visit::Visit;
use crate::appeal;
use crate::claim::Adjustment;
use crate::remittance::{RemitClaim, Remittance};

/// Who has to do something about an open dollar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// The payer of this order has to answer.
    Payer(u8),
    /// The patient has to pay.
    Patient,
    /// It is held back.
    Hold,
    /// We have to: a denial, or dollars that nobody explained.
    Us,
}

impl std::fmt::Display for Owner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Owner::Payer(order) => write!(f, "{order}"),
            Owner::Patient => f.write_str("patient"),
            Owner::Hold => f.write_str("hold"),
            Owner::Us => f.write_str("us"),
        }
    }
}

impl std::str::FromStr for Owner {
    type Err = ();
    fn from_str(text: &str) -> Result<Owner, ()> {
        match text {
            "hold" => Ok(Owner::Hold),
            "us" => Ok(Owner::Us),
            _ => Ok(match text.parse::<Debtor>()? {
                Debtor::Payer(order) => Owner::Payer(order),
                Debtor::Patient => Owner::Patient,
            }),
        }
    }
}

/// What an answer says of a line, or of the whole claim, by what it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Paid.
    pub paid: Money,
    /// Taken off for good.
    pub off: Money,
    /// The patient's, or the next payer's.
    pub patient: Money,
    /// Denied.
    pub work: Money,
    /// What another payer did.
    pub nothing: Money,
    /// The denials: group, CARC, amount.
    pub reasons: Vec<(String, String, Money)>,
}

impl Said {
    /// What a line or a claim says, with the effects of the practice's policy.
    pub fn new(
        paid: Money,
        adjustments: &[Adjustment],
        policy: &Policy,
        payer: Option<PayerId>,
    ) -> Said {
        let mut said = Said {
            paid,
            ..Said::default()
        };
        for a in adjustments {
            match policy.effect(&a.group, &a.reason, payer) {
                Effect::WriteOff => said.off += a.amount,
                Effect::Patient => said.patient += a.amount,
                Effect::Nothing => said.nothing += a.amount,
                Effect::Work => {
                    said.work += a.amount;
                    said.reasons
                        .push((a.group.clone(), a.reason.clone(), a.amount));
                }
            }
        }
        said
    }

    /// What is left of several answers to one charge of which none was taken back, and how much less is
    /// taken off than they say. A charge is explained once: a denial gives way to an answer that pays,
    /// whichever came first. What was paid was paid; where that and what was taken off come to more than
    /// the charge, what each of the answers took off counts in its part.
    fn once(&mut self, charge: Money, answers: i32) -> Money {
        let all = self.paid + self.off + self.patient + self.work + self.nothing;
        if answers < 2 || all <= charge || charge <= Money::ZERO {
            return Money::ZERO;
        }
        let denied = self.work.min(all - charge).max(Money::ZERO);
        self.work = self.work - denied;
        let all = all - denied;
        if self.paid + self.off <= charge {
            let left = self.patient.min(all - charge).max(Money::ZERO);
            self.patient = self.patient - left;
            return Money::ZERO;
        }
        let off = Money::from_cents(self.off.cents() * charge.cents() / all.cents());
        let less = self.off - off;
        self.off = off;
        less
    }

    /// The denial that weighs most: group and CARC.
    fn denial(&self) -> Option<(String, String)> {
        self.reasons
            .iter()
            .filter(|(_, _, amount)| Money::ZERO < *amount && Money::ZERO < self.work)
            .max_by_key(|(_, _, amount)| *amount)
            .map(|(group, reason, _)| (group.clone(), reason.clone()))
    }

    fn add(&mut self, other: &Said) {
        self.paid += other.paid;
        self.off += other.off;
        self.patient += other.patient;
        self.work += other.work;
        self.nothing += other.nothing;
        for (group, reason, amount) in &other.reasons {
            match self
                .reasons
                .iter_mut()
                .find(|(g, r, _)| g == group && r == reason)
            {
                Some((_, _, sum)) => *sum += *amount,
                None => self.reasons.push((group.clone(), reason.clone(), *amount)),
            }
        }
    }
}

/// Something that happened to a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A claim went out to the payer of this order.
    Sent(u8),
    /// A payer answered.
    Answered(Answer),
    /// A patient paid; a refund is negative.
    PatientPaid(Money),
    /// We gave a payer its money back.
    PayerRefunded(u8, Option<LineId>, Money),
    /// We wrote it off, of a debtor's balance.
    Off(Owner, Option<LineId>, Money),
    /// The old system said that this is open, and whose it is.
    Opened(Debtor, Money),
    /// A person said whose balance it is until the next answer.
    Decided(Owner),
    /// A person looked at it and said when to look again, until it is sent, answered or decided.
    LookAgain(Day),
}

/// An answer of a payer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The payer's order in the visit.
    pub order: u8,
    /// True of a takeback.
    pub takes_back: bool,
    /// True when the payer sent the claim on to the next one.
    pub forwarded: bool,
    /// The day of the remittance, where it is known: from it a payer counts how long it takes an appeal.
    pub dated: Option<Day>,
    /// By line; none for the whole claim.
    pub said: Vec<(Option<LineId>, Said)>,
}

impl Answer {
    /// All of it: paid, taken off, the patient's, denied, what others did.
    pub fn total(&self) -> [Money; 5] {
        let mut sum = Said::default();
        for (_, said) in &self.said {
            sum.add(said);
        }
        [sum.paid, sum.off, sum.patient, sum.work, sum.nothing]
    }
}

/// Something that happened, and when. `at` orders what happened on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// The day in the books.
    pub on: Day,
    /// UTC milliseconds of the record.
    pub at: i64,
    /// What.
    pub what: What,
}

/// An open amount of a line, its owner, what is next and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The line; none for opening balances.
    pub line: Option<LineId>,
    /// Its day of service.
    pub service_on: Option<Day>,
    /// On whose account it stands.
    pub debtor: Debtor,
    /// Who has to do something.
    pub owner: Owner,
    /// How much; negative when it is owed to the debtor.
    pub amount: Money,
    /// `send`, `ask`, `wait`, `work`, `look`, `bill`, `release`, `refund`.
    pub step: &'static str,
    /// When the step is due.
    pub due: Day,
    /// Since when it is the patient's; for others the day of what put it there.
    pub since: Day,
    /// The denial that weighs most: group and CARC.
    pub reason: Option<(String, String)>,
}

/// The standing of a visit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// What is open, by line and debtor; nothing of zero.
    pub open: Vec<Open>,
    /// What was taken off once more than it could be: by a later payer, or in a second answer.
    pub twice: Money,
}

/// Days until somebody should look again.
const WAIT_DAYS: i32 = 30;
const ASK_DAYS: i32 = 45;
const HOLD_DAYS: i32 = 7;
/// 42 CFR 401.305: an overpayment is given back within sixty days.
const REFUND_DAYS: i32 = 60;

/// What a claim of a remittance says, as an answer to a visit. None when it says nothing that counts:
/// a prediction, or a claim that is not the payer's.
pub fn answer(
    remittance: &Remittance,
    claim: &RemitClaim,
    visit: &Visit,
    policy: &Policy,
) -> Option<Answer> {
    if matches!(claim.status.as_str(), "23" | "25") {
        return None;
    }
    let payer = remittance.payer_id;
    // With lines, what is paid is theirs less what the claim itself was adjusted by.
    let whole = Said::new(
        claim.paid - claim.lines.iter().map(|line| line.paid).sum(),
        &claim.adjustments,
        policy,
        payer,
    );
    let mut said = Vec::new();
    if whole != Said::default() || claim.lines.is_empty() {
        said.push((None, whole));
    }
    for line in &claim.lines {
        let of = Said::new(line.paid, &line.adjustments, policy, payer);
        said.push((line.line_id.and_then(|id| visit.line(id)), of));
    }
    Some(Answer {
        order: visit.order_of(payer, &claim.status),
        takes_back: claim.takes_back(),
        forwarded: matches!(claim.status.as_str(), "19" | "20" | "21"),
        dated: remittance.paid_on,
        said,
    })
}

/// What a payer said in all, by place in the list of lines.
#[derive(Clone, Debug, Default)]
struct Payer {
    answers: i32,
    asked_again: bool,
    forwarded: bool,
    answered_on: Option<Day>,
    /// The day of its newest remittance that took nothing back.
    dated: Option<Day>,
    sent_on: Option<Day>,
    lines: Vec<Said>,
    covered: Vec<i32>,
    whole: Said,
}

struct Fold {
    n: usize,
    payers: BTreeMap<u8, Payer>,
    patient_paid: Money,
    refunded: Vec<Money>,
    off: Vec<Money>,
    patient_off: Money,
    opened: Option<(Debtor, Money, Day)>,
    decided: Option<Owner>,
    look_again: Option<Day>,
    last: Option<Day>,
}

impl Fold {
    fn new(visit: &Visit) -> Fold {
        let n = visit.lines.len();
        let mut fold = Fold {
            n,
            payers: BTreeMap::new(),
            patient_paid: Money::ZERO,
            refunded: vec![Money::ZERO; n],
            off: vec![Money::ZERO; n],
            patient_off: Money::ZERO,
            opened: None,
            decided: None,
            look_again: None,
            last: None,
        };
        for payer in &visit.payers {
            fold.payer(payer.order);
        }
        fold
    }

    fn payer(&mut self, order: u8) -> &mut Payer {
        let n = self.n;
        self.payers.entry(order).or_insert_with(|| Payer {
            lines: vec![Said::default(); n],
            covered: vec![0; n],
            ..Payer::default()
        })
    }

    fn take(&mut self, visit: &Visit, happened: &Happened) {
        let place = |line: Option<LineId>| {
            line.and_then(|line| visit.lines.iter().position(|l| l.id == Some(line)))
        };
        if let What::LookAgain(on) = happened.what {
            self.look_again = Some(on);
            return;
        }
        self.last = Some(happened.on);
        if matches!(
            happened.what,
            What::Sent(_) | What::Answered(_) | What::Decided(_)
        ) {
            self.look_again = None;
        }
        match &happened.what {
            What::Sent(order) => {
                let settled = self.settled(*order);
                let payer = self.payer(*order);
                payer.asked_again = 0 < payer.answers || settled;
                payer.sent_on = Some(happened.on);
            }
            What::Answered(answer) => {
                let n = self.n;
                let payer = self.payer(answer.order);
                let way = if answer.takes_back { -1 } else { 1 };
                payer.answers += way;
                payer.asked_again &= answer.takes_back;
                payer.forwarded |= answer.forwarded;
                payer.answered_on = Some(happened.on);
                if !answer.takes_back {
                    payer.dated = Some(answer.dated.unwrap_or(happened.on));
                }
                let mut covers = vec![false; n];
                for (line, said) in &answer.said {
                    match place(*line) {
                        Some(at) => {
                            covers[at] = true;
                            payer.lines[at].add(said);
                        }
                        None => {
                            payer.whole.add(said);
                        }
                    }
                }
                // An answer that names none of our lines is about all of them.
                let all = !covers.contains(&true);
                for (at, covered) in covers.into_iter().enumerate() {
                    if covered || all {
                        payer.covered[at] += way;
                    }
                }
                self.decided = None;
            }
            What::PatientPaid(amount) => self.patient_paid += *amount,
            What::PayerRefunded(_, line, amount) => {
                let at = place(*line).unwrap_or(0);
                if let Some(sum) = self.refunded.get_mut(at) {
                    *sum += *amount;
                }
            }
            What::Off(owner, line, amount) => {
                if *owner == Owner::Patient {
                    self.patient_off += *amount;
                } else {
                    match place(*line) {
                        Some(at) => self.off[at] += *amount,
                        None => {
                            let room = self.open(visit);
                            spread(*amount, &room, &mut self.off);
                        }
                    }
                }
            }
            What::Opened(debtor, amount) => self.opened = Some((*debtor, *amount, happened.on)),
            What::Decided(owner) => self.decided = Some(*owner),
            What::LookAgain(_) => {}
        }
    }

    /// What payers and write-offs leave of each line.
    fn open(&self, visit: &Visit) -> Vec<Money> {
        self.lines(visit)
            .0
            .into_iter()
            .map(|line| line.open)
            .collect()
    }

    /// Each line, and what was taken off twice in all.
    fn lines(&self, visit: &Visit) -> (Vec<Line>, Money) {
        let mut twice = Money::ZERO;
        let mut spread: BTreeMap<u8, Vec<Said>> = BTreeMap::new();
        let mut earlier = vec![Money::ZERO; self.n];
        for (order, payer) in &self.payers {
            let mut said = payer.spread(visit, &earlier);
            for (at, (line, said)) in visit.lines.iter().zip(&mut said).enumerate() {
                // An opening balance is not one charge: each check explains a part of it.
                if visit.carrier.is_some() {
                    twice += said.once(line.charge, payer.covered[at]);
                }
                earlier[at] += said.paid + said.off;
            }
            spread.insert(*order, said);
        }
        let first = self
            .payers
            .iter()
            .find(|(order, payer)| 0 < payer.answers || self.settled(**order))
            .map(|(order, _)| *order);
        let opened: Option<Vec<Money>> = self.opened.map(|(_, amount, _)| {
            let room: Vec<Money> = visit.lines.iter().map(|line| line.charge).collect();
            let mut open = vec![Money::ZERO; self.n];
            self::spread(amount, &room, &mut open);
            open
        });
        let lines = visit
            .lines
            .iter()
            .enumerate()
            .map(|(at, line)| {
                let mut open = match &opened {
                    Some(opened) => opened[at],
                    None => line.charge,
                };
                open = open + self.refunded[at] - self.off[at];
                let mut later = Money::ZERO;
                for (order, said) in &spread {
                    open = open - said[at].paid;
                    if Some(*order) == first || first.is_none() {
                        open = open - said[at].off;
                    } else {
                        later += said[at].off;
                    }
                }
                let last = self
                    .payers
                    .iter()
                    .rev()
                    .find(|(_, payer)| 0 < payer.covered[at])
                    .map(|(order, _)| *order);
                let said = last
                    .and_then(|order| spread.get(&order))
                    .map(|said| &said[at]);
                let patient = said.map_or(Money::ZERO, |said| said.patient);
                let room = (open - patient).max(Money::ZERO);
                if room < later {
                    twice += later - room;
                    later = room;
                }
                Line {
                    open: open - later,
                    patient,
                    work: said.map_or(Money::ZERO, |said| said.work) - self.off[at],
                    reason: said.and_then(Said::denial),
                    earlier: last.and_then(|last| {
                        let before = spread.range(..last).rev();
                        before.map(|(_, said)| &said[at]).find_map(Said::denial)
                    }),
                    last,
                }
            })
            .collect();
        (lines, twice)
    }

    /// Whether a payer answered before these books began, as the opening balance has it.
    fn settled(&self, order: u8) -> bool {
        self.opened.is_some_and(|(debtor, _, _)| match debtor {
            Debtor::Patient => true,
            Debtor::Payer(opened) => order < opened,
        })
    }

    /// The payer that has to answer for a line, if one has. What it leaves of an opening balance that no
    /// claim explains is asked of it still.
    fn pending(&self, visit: &Visit, at: usize) -> Option<u8> {
        let alone = visit.carrier.is_none();
        self.payers
            .iter()
            .find(|(order, payer)| {
                alone || payer.asked_again || (payer.covered[at] < 1 && !self.settled(**order))
            })
            .map(|(order, _)| *order)
    }

    /// The shares of each line: place, debtor, owner, amount, reason.
    fn shares(&self, visit: &Visit) -> (Vec<Share>, Money) {
        let (lines, twice) = self.lines(visit);
        let mut shares = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let pending = self.pending(visit, at);
            let last = line.last.or(pending).unwrap_or(1);
            let has_payer = !self.payers.is_empty();
            let mut give = |debtor, owner, amount: Money, reason| {
                if amount != Money::ZERO {
                    shares.push(Share {
                        at,
                        debtor,
                        owner,
                        amount,
                        reason,
                    });
                }
            };
            if line.open < Money::ZERO {
                // Who paid too much is owed: the payer that answered last, else whom the opening
                // balance names, else the patient.
                let alone = || visit.carrier.is_none().then(|| visit.first_debtor());
                let opened = || self.opened.map(|(debtor, _, _)| debtor).or_else(alone);
                match line.last.map(Debtor::Payer).or_else(opened) {
                    Some(Debtor::Payer(order)) => {
                        give(Debtor::Payer(order), Owner::Us, line.open, None);
                    }
                    _ => give(Debtor::Patient, Owner::Patient, line.open, None),
                }
                continue;
            }
            if let Some(owner) = self.decided {
                let debtor = match owner {
                    Owner::Patient => Debtor::Patient,
                    Owner::Payer(order) => Debtor::Payer(order),
                    Owner::Us | Owner::Hold => Debtor::Payer(last),
                };
                give(debtor, owner, line.open, line.reason.clone());
                continue;
            }
            let opened_patient = match self.opened {
                Some((Debtor::Patient, _, _)) if line.last.or(pending).is_none() => line.open,
                _ => Money::ZERO,
            };
            if !has_payer || opened_patient != Money::ZERO {
                give(Debtor::Patient, Owner::Patient, line.open, None);
                continue;
            }
            let asked_again = pending.is_some_and(|order| self.payers[&order].asked_again);
            let denied = if asked_again {
                Money::ZERO
            } else {
                line.work.max(Money::ZERO).min(line.open)
            };
            give(Debtor::Payer(last), Owner::Us, denied, line.reason.clone());
            let mut rest = line.open - denied;
            if pending.is_none() || visit.carrier.is_none() {
                let patient = line.patient.max(Money::ZERO).min(rest);
                rest = rest - patient;
                match visit.patient {
                    Some(_) => give(Debtor::Patient, Owner::Patient, patient, None),
                    // Nobody is known who could be billed.
                    None => give(Debtor::Payer(last), Owner::Us, patient, None),
                }
            }
            match pending {
                Some(order) => give(Debtor::Payer(order), Owner::Payer(order), rest, None),
                None => give(Debtor::Payer(last), Owner::Us, rest, line.earlier.clone()),
            }
        }
        self.patient_money(&mut shares);
        shares.retain(|share| share.amount != Money::ZERO);
        (shares, twice)
    }

    /// Takes what the patient paid, and was let off, out of the shares: the patient's own first, then
    /// what a payer has yet to answer, then ours. What is left is owed to the patient.
    fn patient_money(&self, shares: &mut Vec<Share>) {
        let mut rest = self.patient_paid + self.patient_off;
        // What was given back comes off what is owed back, and is not owed anew beside it.
        let owed_back =
            |share: &&mut Share| share.debtor == Debtor::Patient && share.amount < Money::ZERO;
        for share in shares.iter_mut().filter(owed_back) {
            let part = rest.max(share.amount).min(Money::ZERO);
            share.amount = share.amount - part;
            rest = rest - part;
        }
        for owner in [
            |share: &Share| share.owner == Owner::Patient,
            |share: &Share| matches!(share.owner, Owner::Payer(_)),
            |share: &Share| share.owner == Owner::Us,
        ] {
            for share in shares
                .iter_mut()
                .filter(|share| owner(share) && Money::ZERO < share.amount)
            {
                let part = rest.min(share.amount).max(Money::ZERO);
                share.amount = share.amount - part;
                rest = rest - part;
            }
        }
        if rest != Money::ZERO {
            shares.push(Share {
                at: 0,
                debtor: Debtor::Patient,
                owner: Owner::Patient,
                amount: -rest,
                reason: None,
            });
        }
    }
}

/// Since when something is so.
#[derive(Default)]
struct Begun {
    /// The first day on which a line had something of the patient's.
    patient: BTreeMap<usize, Day>,
    /// The day from which more than was charged stands on a line: what is left of a credit is as old.
    credit: BTreeMap<(usize, Debtor), Day>,
}

impl Begun {
    fn at_the_end_of(&mut self, day: Day, shares: &[Share]) {
        let credits = shares.iter().filter(|share| share.amount < Money::ZERO);
        let before = std::mem::take(&mut self.credit);
        for share in credits {
            let place = (share.at, share.debtor);
            let since = before.get(&place).copied().unwrap_or(day);
            self.credit.insert(place, since);
        }
        for share in shares {
            if share.debtor == Debtor::Patient && Money::ZERO < share.amount {
                self.patient.entry(share.at).or_insert(day);
            }
        }
    }
}

struct Line {
    open: Money,
    patient: Money,
    work: Money,
    reason: Option<(String, String)>,
    /// Why a payer before the last one denied it: that one only repeats it (OA-23).
    earlier: Option<(String, String)>,
    last: Option<u8>,
}

struct Share {
    at: usize,
    debtor: Debtor,
    owner: Owner,
    amount: Money,
    reason: Option<(String, String)>,
}

/// Puts an amount on lines in their order, each up to its room; what is left goes on the first.
fn spread(amount: Money, room: &[Money], onto: &mut [Money]) {
    let mut rest = amount;
    for (room, sum) in room.iter().zip(onto.iter_mut()) {
        let part = if Money::ZERO < rest {
            rest.min((*room).max(Money::ZERO))
        } else {
            rest.max((*room).min(Money::ZERO))
        };
        *sum += part;
        rest = rest - part;
    }
    if let Some(first) = onto.first_mut() {
        *first += rest;
    }
}

impl Payer {
    /// What it said by line, with what it said of the whole claim put on the lines in their order, as far
    /// as neither it nor payers before it (`earlier`, by line) explain them.
    fn spread(&self, visit: &Visit, earlier: &[Money]) -> Vec<Said> {
        let mut lines = self.lines.clone();
        if self.whole == Said::default() {
            return lines;
        }
        type Part = (fn(&Said) -> Money, fn(&mut Said) -> &mut Money);
        let parts: [Part; 5] = [
            (|s| s.paid, |s| &mut s.paid),
            (|s| s.off, |s| &mut s.off),
            (|s| s.patient, |s| &mut s.patient),
            (|s| s.work, |s| &mut s.work),
            (|s| s.nothing, |s| &mut s.nothing),
        ];
        for (n, (get, place)) in parts.into_iter().enumerate() {
            let amount = get(&self.whole);
            if amount == Money::ZERO {
                continue;
            }
            let room: Vec<Money> = (visit.lines.iter().zip(&lines).zip(earlier))
                .map(|((line, s), earlier)| {
                    // What others did goes where they did it; the rest only beside that.
                    let others = if n < 4 {
                        s.nothing.max(*earlier)
                    } else {
                        s.nothing
                    };
                    line.charge - s.paid - s.off - s.patient - s.work - others
                })
                .collect();
            let mut onto = vec![Money::ZERO; lines.len()];
            spread(amount, &room, &mut onto);
            for (line, more) in lines.iter_mut().zip(onto) {
                *place(line) += more;
            }
        }
        for line in &mut lines {
            if line.reasons.is_empty() {
                line.reasons.clone_from(&self.whole.reasons);
            }
        }
        lines
    }
}

/// The standing of a visit after all that happened, in any order.
pub fn standing(visit: &Visit, happened: &[Happened]) -> Standing {
    let mut sorted: Vec<&Happened> = happened.iter().collect();
    sorted.sort_by_key(|h| (h.on, h.at, rank(&h.what)));
    let mut fold = Fold::new(visit);
    let mut begun = Begun::default();
    for (n, happened) in sorted.iter().enumerate() {
        fold.take(visit, happened);
        if sorted.get(n + 1).is_some_and(|next| next.on == happened.on) {
            continue;
        }
        begun.at_the_end_of(happened.on, &fold.shares(visit).0);
    }
    let (shares, twice) = fold.shares(visit);
    let open = shares
        .into_iter()
        .map(|share| fold.dated(visit, &begun, share))
        .collect();
    Standing { open, twice }
}

/// What the payers before an order paid and took off of each line, which it answers with OA-23. What an
/// opening balance of a later payer does not leave is theirs.
pub fn earlier(visit: &Visit, happened: &[Happened], order: u8) -> Vec<(Option<LineId>, Money)> {
    let mut fold = Fold::new(visit);
    for happened in happened {
        let before = match &happened.what {
            What::Answered(answer) => answer.order < order,
            What::Opened(Debtor::Payer(opened), _) => 1 < *opened && *opened <= order,
            _ => false,
        };
        if before {
            fold.take(visit, happened);
        }
    }
    let lines = visit.lines.iter().zip(fold.open(visit));
    lines
        .map(|(line, open)| (line.id, line.charge - open))
        .collect()
}

/// Among what happened in one moment, a claim goes out before it is answered.
fn rank(what: &What) -> u8 {
    match what {
        What::Opened(..) => 0,
        What::Sent(_) => 1,
        What::Answered(_) => 2,
        _ => 3,
    }
}

impl Fold {
    fn dated(&self, visit: &Visit, begun: &Begun, share: Share) -> Open {
        let line = visit.lines.get(share.at);
        let service_on = line.and_then(|line| line.service_on);
        let answered = |order: u8| self.payers.get(&order).and_then(|payer| payer.answered_on);
        let last = self.last.unwrap_or(visit.made_on);
        let mut owner = share.owner;
        let (step, since, due) = if share.amount < Money::ZERO {
            let credit = begun.credit.get(&(share.at, share.debtor));
            let since = credit.copied().unwrap_or(last);
            ("refund", since, since.plus_days(REFUND_DAYS))
        } else {
            match (share.owner, &visit.hold) {
                (Owner::Patient, _) => {
                    let first = begun.patient.get(&share.at);
                    let since = first.copied().unwrap_or(visit.made_on);
                    ("bill", since, since)
                }
                (_, Some(_)) | (Owner::Hold, None) => {
                    owner = Owner::Hold;
                    ("release", last, last.plus_days(HOLD_DAYS))
                }
                (Owner::Payer(order), None) => self.payer_step(visit, order, service_on),
                (Owner::Us, None) => {
                    let order = match share.debtor {
                        Debtor::Payer(order) => order,
                        Debtor::Patient => 1,
                    };
                    let since = answered(order).unwrap_or(last);
                    let step = if share.reason.is_some() {
                        "work"
                    } else {
                        "look"
                    };
                    (step, since, self.appeal_by(visit, order, last))
                }
            }
        };
        Open {
            line: line.and_then(|line| line.id),
            service_on,
            debtor: share.debtor,
            owner,
            amount: share.amount,
            step,
            due: self.look_again.unwrap_or(due),
            since,
            reason: share.reason,
        }
    }

    /// Until when a payer takes an appeal of what it said last, or of what was seen last where it said
    /// nothing.
    fn appeal_by(&self, visit: &Visit, order: u8, last: Day) -> Day {
        let said = self.payers.get(&order).and_then(|payer| payer.dated);
        let limit = visit
            .payer(order)
            .map_or_else(|| appeal::usual(""), |payer| payer.appeal);
        said.unwrap_or(last).plus_days(limit.days.into())
    }

    fn payer_step(
        &self,
        visit: &Visit,
        order: u8,
        service_on: Option<Day>,
    ) -> (&'static str, Day, Day) {
        let payer = &self.payers[&order];
        let before = self
            .payers
            .range(..order)
            .rev()
            .find(|(_, payer)| 0 < payer.answers);
        match (payer.sent_on, payer.answered_on, before) {
            (Some(on), _, _) => ("wait", on, on.plus_days(WAIT_DAYS)),
            (None, Some(on), _) => ("wait", on, on.plus_days(WAIT_DAYS)),
            (None, None, Some((_, before))) => {
                let on = before.answered_on.unwrap_or(visit.made_on);
                let step = if before.forwarded { "wait" } else { "send" };
                let days = if before.forwarded { WAIT_DAYS } else { 0 };
                (step, on, on.plus_days(days))
            }
            (None, None, None) if visit.imported => {
                let on = service_on.unwrap_or(visit.made_on);
                ("ask", on, on.plus_days(ASK_DAYS))
            }
            (None, None, None) => ("send", visit.made_on, visit.made_on),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "standing_tests.rs"]
mod tests;
