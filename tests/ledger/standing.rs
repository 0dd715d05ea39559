//! Whose dollar each open dollar of a visit is, as the rules have it: from the answers of its payers that
//! stand, from what was sent again since, from what people did.

use std::collections::BTreeMap;

use crate::reference::{Act, Answer, Does, Fault, Open, Reference, Row, Rule, Word, does, spread};

/// What all answers of a payer come to on a line, or on the whole claim.
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
    fn parts(self) -> [i64; 5] {
        [self.paid, self.off, self.patient, self.work, self.nothing]
    }

    fn add(&mut self, other: Sum) {
        self.answers += other.answers;
        self.paid += other.paid;
        self.off += other.off;
        self.patient += other.patient;
        self.work += other.work;
        self.nothing += other.nothing;
    }

    /// A charge is explained once, however often a payer answers: a denial gives way, then what is left
    /// to the patient; of what was taken off a part counts where too much was paid. What that is less.
    fn once(&mut self, charge: i64) -> i64 {
        let said: i64 = self.parts().iter().sum();
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

/// An answer as it counts: when it came, of which payer, and what it says.
struct Said {
    at: u64,
    order: usize,
    back: bool,
    lines: Vec<Sum>,
    whole: Sum,
}

impl Said {
    /// All of it, by what it does; of a takeback with the sign of what it takes back.
    fn total(&self) -> [i64; 5] {
        let mut sum = self.whole;
        self.lines.iter().for_each(|line| sum.add(*line));
        sum.parts()
            .map(|cents| if self.back { -cents } else { cents })
    }
}

/// All answers of a payer.
#[derive(Clone)]
struct Payer {
    lines: Vec<Sum>,
    whole: Sum,
    /// It has to answer once more: the claim was sent to it again.
    again: bool,
}

impl Payer {
    /// Puts what was said of the whole claim on the lines: in their order, each as far as neither this
    /// payer nor those before it explain it; what is left goes to the first.
    fn place_whole(&mut self, charges: &[i64], earlier: &[i64], fault: Option<Fault>) {
        let whole = std::mem::take(&mut self.whole);
        if fault == Some(Fault::WholeOnEveryLine) {
            self.lines.iter_mut().for_each(|line| line.add(whole));
            return;
        }
        let places: [fn(&mut Sum) -> &mut i64; 5] = [
            |sum| &mut sum.paid,
            |sum| &mut sum.off,
            |sum| &mut sum.patient,
            |sum| &mut sum.work,
            |sum| &mut sum.nothing,
        ];
        for (n, (cents, place)) in whole.parts().into_iter().zip(places).enumerate() {
            let rooms = self.lines.iter().enumerate().map(|(at, line)| {
                let own = line.paid + line.off + line.patient + line.work;
                let others = if n == 4 { i64::MIN } else { earlier[at] };
                charges[at] - own - others.max(line.nothing)
            });
            let parts = spread(cents, &rooms.collect::<Vec<i64>>());
            for (line, part) in self.lines.iter_mut().zip(parts) {
                *place(line) += part;
            }
        }
    }
}

/// What payers leave of the lines of a visit.
struct Left {
    lines: Vec<i64>,
    /// What was taken off once more than it could be.
    twice: i64,
}

impl Reference {
    /// The acts that move money: not those that were taken back, or that lack a second person's yes.
    pub fn standing_acts(&self) -> impl Iterator<Item = &Act> {
        let early = self.fault == Some(Fault::RefundBeforeTheWord);
        self.acts.iter().filter(move |act| {
            let word = match act.word {
                None | Some(Word::Given) => true,
                Some(Word::Waits) => early,
                Some(Word::TurnedDown) => false,
            };
            word && !act.taken_back
        })
    }

    pub fn rows(&self, visit: usize) -> impl Iterator<Item = (&Act, &Row)> {
        self.standing_acts()
            .flat_map(|act| act.rows.iter().map(move |row| (act, row)))
            .filter(move |(_, row)| row.visit == visit)
    }

    /// A row of opening balances stands as long as its act does.
    pub fn exists(&self, visit: usize) -> bool {
        let makes = |act: &Act| matches!(act.kind, "opening" | "fee");
        !self.visits[visit].alone || self.rows(visit).any(|(act, _)| makes(act))
    }

    /// What an opening balance says is open of a visit: whose, how much, and when it was entered.
    pub fn opened(&self, visit: usize) -> Option<(&str, i64, u64)> {
        if self.visits[visit].alone {
            return None;
        }
        let mut rows = self.rows(visit);
        let (act, row) = rows.find(|(act, _)| act.kind == "opening")?;
        Some((row.owner.as_str(), row.cents, act.at))
    }

    /// Whether a payer is done with a visit by an opening balance.
    fn settled(&self, visit: usize, order: usize) -> bool {
        match self.opened(visit) {
            Some(("patient", ..)) => true,
            Some(_) if self.fault == Some(Fault::OpeningBeginsAgain) => false,
            Some((owner, ..)) => owner.parse().is_ok_and(|begun: usize| order < begun),
            None => false,
        }
    }

    /// The rules that a check obeys.
    pub fn rules_of<'a>(&'a self, rules: &'a [Rule]) -> &'a [Rule] {
        match self.fault {
            Some(Fault::RulesOfToday) => &self.rules,
            _ => rules,
        }
    }

    fn said(&self, at: u64, answer: &Answer, payer: &str, rules: &[Rule]) -> Said {
        let wrong = answer.back && self.fault == Some(Fault::TakebackSign);
        let sign = if wrong { -1 } else { 1 };
        let way = if answer.back && !wrong { -1 } else { 1 };
        let sum = |told: &crate::reference::Told| {
            let mut sum = Sum {
                paid: sign * told.paid,
                ..Sum::default()
            };
            for (code, cents) in told.adjustments() {
                let cents = sign * cents;
                match does(code, payer, rules) {
                    Does::Off => sum.off += cents,
                    Does::Patient => sum.patient += cents,
                    Does::Work => sum.work += cents,
                    Does::Nothing if self.fault == Some(Fault::EarlierPayerTwice) => {
                        sum.off += cents;
                    }
                    Does::Nothing => sum.nothing += cents,
                }
            }
            sum
        };
        let n = self.visits[answer.visit].lines.len();
        let mut lines: Vec<Sum> = answer.lines.iter().map(sum).collect();
        lines.resize_with(n, Sum::default);
        lines.iter_mut().for_each(|line| line.answers = way);
        Said {
            at,
            order: answer.order,
            back: answer.back,
            lines,
            whole: sum(&answer.whole),
        }
    }

    /// The answers to a visit that stand.
    fn answers(&self, visit: usize) -> Vec<Said> {
        let mut found = Vec::new();
        for check in &self.checks {
            let Some(at) = check.posted else { continue };
            let rules = self.rules_of(&check.rules);
            for answer in &check.claims {
                if answer.visit == visit && !answer.left_out {
                    found.push(self.said(at, answer, &check.payer, rules));
                }
            }
        }
        if let Some(file) = self.file_of(visit) {
            found.push(self.said(0, file, "", &[]));
        }
        found
    }

    /// What a claim's file says of its payer, as long as it tells something: a check says the same and
    /// comes in its place, but a takeback that no check explains takes back what the file said. An
    /// opening balance says all of it anew.
    pub fn file_of(&self, visit: usize) -> Option<&Answer> {
        let file = self.visits[visit].file.as_ref()?;
        let all = self.said(0, file, "", &[]).total();
        let (mut checks, mut takebacks, mut any) = (0, 0, false);
        for check in self.checks.iter().filter(|check| check.posted.is_some()) {
            for answer in &check.claims {
                if answer.visit != visit || answer.left_out || answer.order != file.order {
                    continue;
                }
                any = true;
                let rules = self.rules_of(&check.rules);
                if self.said(0, answer, &check.payer, rules).total() == all {
                    checks += if answer.back { 0 } else { 1 };
                    takebacks += if answer.back { 1 } else { 0 };
                }
            }
        }
        let stands = !any || checks < takebacks || self.fault == Some(Fault::FileBesideCheck);
        Some(file).filter(|_| stands && self.opened(visit).is_none())
    }

    /// A voided visit owes nothing, unless money or a write-off stands against its charges.
    pub fn owes_nothing(&self, visit: usize) -> bool {
        let mut stands = BTreeMap::<usize, (i64, i64)>::new();
        for said in self.answers(visit) {
            let [paid, off, ..] = said.total();
            let way = if said.back { -1 } else { 1 };
            let sum = stands.entry(said.order).or_default();
            *sum = (sum.0 + way * paid, sum.1 + way * off);
        }
        let against = |act: &Act| {
            let kinds = ["write_off", "discount", "payer_refund", "opening"];
            kinds.contains(&act.kind)
        };
        self.visits[visit].voided
            && self.fault != Some(Fault::VoidOwes)
            && stands.values().all(|sum| *sum == (0, 0))
            && !self.rows(visit).any(|(act, _)| against(act))
    }

    /// What is charged, by line.
    pub fn charged(&self, visit: usize) -> Vec<i64> {
        let lines = &self.visits[visit].lines;
        match self.owes_nothing(visit) {
            true => vec![0; lines.len()],
            false => lines.clone(),
        }
    }

    /// What each payer of a visit said in all, as it counts; and what was taken off in a second answer.
    fn payers(&self, visit: usize, most: usize) -> (BTreeMap<usize, Payer>, i64) {
        let charges = &self.charged(visit);
        let answers = match self.owes_nothing(visit) {
            true => Vec::new(),
            false => self.answers(visit),
        };
        let (mut payers, mut twice) = (BTreeMap::new(), 0);
        let mut earlier = vec![0; charges.len()];
        for order in 1..=self.visits[visit].payers.len() {
            let mut payer = Payer {
                lines: vec![Sum::default(); charges.len()],
                whole: Sum::default(),
                again: self.again(visit, order, &answers),
            };
            for said in answers
                .iter()
                .filter(|said| said.order == order && order <= most)
            {
                payer.whole.add(said.whole);
                for (line, more) in payer.lines.iter_mut().zip(&said.lines) {
                    line.add(*more);
                }
            }
            payer.place_whole(charges, &earlier, self.fault);
            for (at, line) in payer.lines.iter_mut().enumerate() {
                // Each check explains a part of an opening balance.
                if !self.visits[visit].alone {
                    twice += line.once(charges[at]);
                }
                earlier[at] += line.paid + line.off;
            }
            payers.insert(order, payer);
        }
        (payers, twice)
    }

    /// True when a claim went to a payer after its answer, and it did not answer since.
    fn again(&self, visit: usize, order: usize, answers: &[Said]) -> bool {
        let of = |said: &&Said| said.order == order;
        let sent = self
            .sent
            .iter()
            .filter(|sent| (sent.visit, sent.order) == (visit, order));
        let Some(last) = sent.map(|sent| sent.at).max() else {
            return false;
        };
        let before = answers.iter().filter(of).filter(|said| said.at < last);
        let had: i64 = before.map(|said| said.lines[0].answers).sum();
        let opened = self.opened(visit).is_some_and(|(.., at)| at < last);
        let had = 0 < had || opened && self.settled(visit, order);
        let since = (answers.iter().filter(of)).any(|said| last < said.at && !said.back);
        had && !since && self.fault != Some(Fault::SentAgainForgotten)
    }

    /// True when a payer's answer to a visit stands.
    pub fn answered(&self, visit: usize, order: usize) -> bool {
        let (payers, _) = self.payers(visit, usize::MAX);
        let payer = payers.get(&order);
        payer.is_some_and(|payer| payer.lines.iter().any(|line| 0 < line.answers))
    }

    /// What payers before an order paid and took off of a line; what the opening balance of a later payer
    /// does not leave is theirs.
    pub fn earlier(&self, visit: usize, order: usize, line: usize) -> i64 {
        let charges = &self.charged(visit);
        let opened = self.opened(visit).filter(|(owner, ..)| {
            let begun = owner.parse().unwrap_or(0);
            1 < begun && begun <= order
        });
        let begins = match opened {
            Some((_, cents, _)) => spread(cents, charges),
            None => charges.clone(),
        };
        let (payers, _) = self.payers(visit, order - 1);
        let settled = |order| opened.is_some() && self.settled(visit, order);
        charges[line] - left(&payers, &begins, settled).lines[line]
    }

    /// Whose dollar each open dollar of a visit is, and what was taken off once more than it could be.
    pub fn standing(&self, at: usize) -> (Vec<Open>, i64) {
        let visit = &self.visits[at];
        if !self.exists(at) {
            return (Vec::new(), 0);
        }
        let (payers, once) = self.payers(at, usize::MAX);
        let opened = self.opened(at);
        // What people wrote off and gave back to payers, line by line.
        let of = |kind: &str, line: usize| -> i64 {
            let rows = self.rows(at).filter(|(act, row)| {
                act.kind == kind && row.line == Some(line) && row.owner != "patient"
            });
            rows.map(|(_, row)| row.cents).sum()
        };
        let mut begins = match opened {
            Some((_, cents, _)) => spread(cents, &visit.lines),
            None => self.charged(at),
        };
        for (line, cents) in begins.iter_mut().enumerate() {
            *cents += of("payer_refund", line) - of("write_off", line);
        }
        let Left { lines, twice } = left(&payers, &begins, |order| self.settled(at, order));
        let decided = self.decided(at);
        let mut open = Vec::new();
        for (line, left) in lines.into_iter().enumerate() {
            let told = last(&payers, line);
            let waits = match visit.alone {
                // What a payer leaves of an opening balance is asked of it still.
                true => payers.keys().next().copied(),
                false => self.waits(at, &payers, line),
            };
            let again = waits.is_some_and(|order| payers[&order].again);
            let payer = told
                .map(|(order, _)| order)
                .or(waits)
                .unwrap_or(1)
                .to_string();
            let mut give = |debtor: &str, owner: &str, cents: i64| {
                if cents != 0 {
                    open.push(Open {
                        line,
                        debtor: debtor.to_owned(),
                        owner: owner.to_owned(),
                        cents,
                    });
                }
            };
            if left < 0 {
                // Owed to who answered last, else to whom the opening balance names.
                let named = match opened {
                    Some((owner, ..)) => owner,
                    None if visit.alone && !visit.payers.is_empty() => "1",
                    None => "patient",
                };
                match told {
                    Some(_) => give(&payer, "us", left),
                    None if named == "patient" => give(named, named, left),
                    None => give(named, "us", left),
                }
                continue;
            }
            if let Some(owner) = &decided {
                give(if owner == "us" { &payer } else { owner }, owner, left);
                continue;
            }
            let old = opened.is_some_and(|(owner, ..)| owner == "patient") && told.is_none();
            if visit.payers.is_empty() || old && waits.is_none() {
                give("patient", "patient", left);
                continue;
            }
            let (work, patients) = told.map_or((0, 0), |(_, sum)| (sum.work, sum.patient));
            // What was denied is ours to work, until the payer is asked once more.
            let denied = if again {
                0
            } else {
                work - of("write_off", line)
            };
            let denied = denied.max(0).min(left);
            give(&payer, "us", denied);
            let left = left - denied;
            let part = patients.max(0).min(left);
            if let Some(order) = waits {
                // Of a balance without a patient nobody can be billed: that part is ours to look at.
                let nobodys = if visit.alone { part } else { 0 };
                give(&payer, "us", nobodys);
                give(&order.to_string(), &order.to_string(), left - nobodys);
                continue;
            }
            match self.fault {
                Some(Fault::LostTransfer) => give(&payer, &payer, part),
                _ => give("patient", "patient", part),
            }
            give(&payer, "us", left - part);
        }
        self.patient_money(at, &mut open);
        for open in &mut open {
            if visit.held && open.owner != "patient" && 0 < open.cents {
                open.owner = "hold".to_owned();
            }
        }
        open.retain(|open| open.cents != 0);
        (open, twice + once)
    }

    /// The last word of a person, unless a payer answered after it.
    fn decided(&self, visit: usize) -> Option<String> {
        let answers = self.answers(visit);
        let answered = answers.iter().map(|said| said.at).max().unwrap_or(0);
        let words = self
            .rows(visit)
            .filter(|(act, _)| act.kind == "decision" && answered < act.at);
        words
            .max_by_key(|(act, _)| act.at)
            .map(|(_, row)| row.owner.clone())
    }

    /// The first payer that has yet to answer for a line, or to answer again.
    fn waits(&self, visit: usize, payers: &BTreeMap<usize, Payer>, line: usize) -> Option<usize> {
        let most = match self.fault {
            Some(Fault::ThirdPayerPassed) => 2,
            _ => usize::MAX,
        };
        let found = payers.iter().find(|(order, payer)| {
            payer.again || payer.lines[line].answers < 1 && !self.settled(visit, **order)
        });
        found
            .map(|(order, _)| *order)
            .filter(|order| *order <= most)
    }

    /// What the patient paid comes off what is the patient's, then what payers have yet to answer,
    /// then what is ours; the rest is owed to the patient.
    fn patient_money(&self, at: usize, open: &mut Vec<Open>) {
        let mut rest: i64 = self
            .rows(at)
            .map(|(act, row)| match act.kind {
                "payment" | "apply" | "use_credit" | "discount" => row.cents,
                "refund" | "returned" => -row.cents,
                _ => 0,
            })
            .sum();
        // What was given back comes off what is owed back.
        for share in open.iter_mut().filter(|share| share.debtor == "patient") {
            let part = rest.max(share.cents).min(0);
            share.cents -= part;
            rest -= part;
        }
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
}

/// The last payer that answered for a line, and what it said.
fn last(payers: &BTreeMap<usize, Payer>, line: usize) -> Option<(usize, Sum)> {
    let mut found = payers
        .iter()
        .rev()
        .map(|(order, payer)| (*order, payer.lines[line]));
    found.find(|(_, sum)| 0 < sum.answers)
}

/// What payers leave of what a visit begins with, line by line. The first that answered, here or before
/// these books, takes off what it says.
fn left(payers: &BTreeMap<usize, Payer>, begins: &[i64], settled: impl Fn(usize) -> bool) -> Left {
    let answered = |payer: &Payer| payer.lines.iter().any(|line| 0 < line.answers);
    let mut done = payers
        .iter()
        .filter(|(order, payer)| settled(**order) || answered(payer));
    let first = done.next().map(|(order, _)| *order);
    let (mut lines, mut twice) = (Vec::new(), 0);
    for (at, begins) in begins.iter().enumerate() {
        let (mut left, mut later) = (*begins, 0);
        for (order, payer) in payers {
            left -= payer.lines[at].paid;
            if first.is_none() || first == Some(*order) {
                left -= payer.lines[at].off;
            } else {
                later += payer.lines[at].off;
            }
        }
        // A later payer takes off only what is neither taken off before nor the patient's.
        let room = (left - last(payers, at).map_or(0, |(_, sum)| sum.patient)).max(0);
        twice += (later - room).max(0);
        lines.push(left - later.min(room));
    }
    Left { lines, twice }
}
