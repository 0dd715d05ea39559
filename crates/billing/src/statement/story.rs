//! A visit as its statement tells it: what was charged, what came off, who paid, what is left and why.
//! The figures are movements of the ledger; the reasons are the adjustments of payers' answers.

use values::{Day, LineId, Money, PayerId};

use super::{Aged, Language, Pending, Reason, SecondPayer, Visit as Told, Why};
use crate::claim::{Adjustment, Claim};
use crate::ledger::act::fee_words;
use crate::ledger::policy::{Effect, Policy};
use crate::ledger::standing::{Open, Owner};
use crate::ledger::visit::Visit;
use crate::ledger::{Account, Debtor, Entry};
use crate::services::plain_visit;

/// What a payer answered to a visit and still holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The payer's order in the visit.
    pub order: u8,
    /// Who.
    pub payer_id: Option<PayerId>,
    /// As it is printed.
    pub payer: String,
    /// The day in whose books it stands.
    pub on: Day,
    /// True of a takeback.
    pub takes_back: bool,
    /// By line; none for the whole claim: what was paid, and the adjustments.
    pub lines: Vec<(Option<LineId>, Money, Vec<Adjustment>)>,
}

/// All that a visit's story is made of.
pub struct Facts<'a> {
    /// The visit.
    pub visit: &'a Visit,
    /// The claim that carries its charges; none for opening balances.
    pub carrier: Option<&'a Claim>,
    /// Every movement about it, those that were taken back and what takes them back too.
    pub entries: &'a [Entry],
    /// What is open.
    pub open: &'a [Open],
    /// What payers answered, the earliest first.
    pub answers: &'a [Answered],
    /// What the files of its claims say that payers had paid and the patient had paid before these books.
    pub before: (Money, Money),
    /// The practice's policy.
    pub policy: &'a Policy,
    /// When the patient last paid something for it.
    pub patient_paid_on: Option<Day>,
    /// When a claim of it last went out.
    pub sent_on: Option<Day>,
    /// Who rendered, as it is printed.
    pub provider: String,
    /// What the bill calls the patient; empty for who answers for the bill.
    pub called: String,
    /// The language of the bill.
    pub language: Language,
}

/// The story of a visit: what is asked of the patient, if anything was ever left to them, and what a
/// payer has yet to answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Story {
    /// The settled lines.
    pub visit: Option<Told>,
    /// The lines that a payer has yet to answer.
    pub pending: Option<Pending>,
}

/// Movements of the settled lines, as sums.
#[derive(Default)]
struct Sums {
    charged: Money,
    off: Money,
    discount: Money,
    insurance: Money,
    patient: Money,
    before: Money,
}

/// Waits for something that only the patient can answer.
const WAITS_FOR_PATIENT: [&str; 2] = ["227", "22"];

impl Facts<'_> {
    /// Tells the visit.
    pub fn story(&self) -> Story {
        let waits = |open: &&Open| Money::ZERO < open.amount && open.owner != Owner::Patient;
        let unsettled: Vec<Option<LineId>> = self
            .open
            .iter()
            .filter(waits)
            .map(|open| open.line)
            .collect();
        let settled = |line: Option<LineId>| !unsettled.contains(&line);
        let left_to_patient = self.open.iter().any(|open| {
            open.debtor == Debtor::Patient && open.owner == Owner::Patient && settled(open.line)
        });
        let every_line_waits =
            !unsettled.is_empty() && self.visit.lines.iter().all(|line| !settled(line.id));
        let visit = (left_to_patient || !every_line_waits).then(|| self.told(&settled));
        Story {
            visit,
            pending: self.pending(),
        }
    }

    fn sums(&self, settled: &dyn Fn(Option<LineId>) -> bool) -> Sums {
        let mut sums = Sums::default();
        for less in self.entries.iter().filter_map(Entry::lessens) {
            if !settled(less.line) {
                continue;
            }
            let off = less.amount;
            match less.by {
                Account::Charges | Account::Opening | Account::Fee(_) => {
                    sums.charged = sums.charged - off
                }
                Account::Adjustment(..) | Account::WriteOff(_) | Account::Twice => sums.off += off,
                Account::Discount(_) => sums.discount += off,
                Account::Clearing | Account::Provider(_) => sums.insurance += off,
                Account::Cash if *less.debtor != Debtor::Patient => sums.insurance += off,
                Account::Cash | Account::Unapplied | Account::Moved => sums.patient += off,
                Account::Before => sums.before += off,
                Account::Receivable(_) => {}
            }
        }
        sums
    }

    fn told(&self, settled: &dyn Fn(Option<LineId>) -> bool) -> Told {
        let mut sums = self.sums(settled);
        let insured = !self.visit.payers.is_empty();
        // What was paid before these books is known from files; the rest came off.
        let (by_payers, by_patient) = self.before;
        let paid = by_payers.min(sums.before).max(Money::ZERO);
        let own = by_patient.min(sums.before - paid).max(Money::ZERO);
        sums.insurance += paid;
        sums.patient += own;
        sums.off += sums.before - paid - own;
        if !insured {
            sums.discount += sums.off;
            sums.patient += sums.insurance;
            (sums.off, sums.insurance) = (Money::ZERO, Money::ZERO);
        }
        let mut since = Vec::<Aged>::new();
        let mine = self.open.iter().filter(|open| {
            open.debtor == Debtor::Patient && open.owner == Owner::Patient && settled(open.line)
        });
        let mut owed = Money::ZERO;
        for open in mine {
            owed += open.amount;
            match since.iter_mut().find(|aged| aged.on == Some(open.since)) {
                Some(aged) => aged.amount += open.amount,
                None => since.push(Aged {
                    on: Some(open.since),
                    amount: open.amount,
                }),
            }
        }
        since.retain(|aged| aged.amount != Money::ZERO);
        since.sort_by_key(|aged| aged.on);
        let part = sums.charged - sums.off - sums.insurance;
        let lines = self.carrier.map(|claim| &claim.content.lines);
        let codes = lines.into_iter().flatten().filter(|line| settled(line.id));
        let codes: Vec<String> = codes.map(|line| line.code.clone()).collect();
        let begun = self
            .visit
            .lines
            .iter()
            .filter_map(|line| line.service_on)
            .min();
        Told {
            claim_id: self.visit.carrier,
            on: begun.or(Some(self.visit.made_on)),
            what: match (self.carrier, self.fee(), self.language) {
                (Some(_), _, language) => plain_visit(codes.iter().map(String::as_str), language),
                (None, Some(fee), language) => fee_words(fee, language).to_owned(),
                (None, None, Language::English) => "From our earlier books".to_owned(),
                (None, None, Language::Spanish) => "De nuestros libros anteriores".to_owned(),
            },
            provider: self.provider.clone(),
            codes,
            insured,
            charged: sums.charged,
            insurance_off: sums.off,
            discount: sums.discount,
            insurance_paid: sums.insurance,
            answered_on: self.answers.iter().map(|answer| answer.on).max(),
            patient_paid: sums.patient,
            patient_paid_on: self.patient_paid_on.filter(|_| sums.patient != Money::ZERO),
            owed,
            reasons: self.reasons(settled, part, insured),
            second: self.second(settled),
            new: owed,
            since,
            ..Told::default()
        }
    }

    /// The fee of ours that it is, by its code.
    fn fee(&self) -> Option<&str> {
        self.entries.iter().find_map(|entry| match &entry.credit {
            Account::Fee(reason) => Some(reason.as_str()),
            _ => None,
        })
    }

    /// The answers of the payer that answered last in the order of payers, which say what is the
    /// patient's.
    fn last_payer(&self) -> Vec<&Answered> {
        let last = self.answers.iter().map(|answer| answer.order).max();
        let of = self
            .answers
            .iter()
            .filter(|answer| Some(answer.order) == last);
        of.collect()
    }

    fn reasons(
        &self,
        settled: &dyn Fn(Option<LineId>) -> bool,
        part: Money,
        insured: bool,
    ) -> Vec<Reason> {
        if part <= Money::ZERO {
            return Vec::new();
        }
        if self.visit.carrier.is_none() {
            let why = match self.fee() {
                Some(_) => Why::OurFee,
                None => Why::BroughtOver,
            };
            return vec![Reason::new(why, part)];
        }
        if !insured {
            return vec![Reason::new(Why::NoInsurance, part)];
        }
        let last = self.last_payer();
        if let Some(back) = last.last().filter(|answer| answer.takes_back) {
            let (payer, on) = (back.payer.clone(), back.on);
            return vec![Reason::new(Why::TookBack { payer, on }, part)];
        }
        let mut found = Vec::<Reason>::new();
        for answer in &last {
            for (line, _, adjustments) in &answer.lines {
                if !settled(*line) {
                    continue;
                }
                for a in adjustments {
                    let effect = self.policy.effect(&a.group, &a.reason, answer.payer_id);
                    if effect != Effect::Patient {
                        continue;
                    }
                    let why = why(&a.reason, &answer.payer);
                    match found.iter_mut().find(|reason| reason.why == why) {
                        Some(reason) => reason.amount += a.amount,
                        None => found.push(Reason::new(why, a.amount)),
                    }
                }
            }
        }
        found.retain(|reason| Money::ZERO < reason.amount);
        found.sort_by_key(|reason| std::cmp::Reverse(reason.amount));
        fit(&mut found, part);
        found
    }

    fn second(&self, settled: &dyn Fn(Option<LineId>) -> bool) -> Vec<SecondPayer> {
        let mut found = Vec::<(u8, SecondPayer)>::new();
        for answer in self.answers.iter().filter(|answer| 1 < answer.order) {
            let paid: Money = answer
                .lines
                .iter()
                .filter(|(line, ..)| settled(*line))
                .map(|(_, paid, _)| *paid)
                .sum();
            match found.iter_mut().find(|(order, _)| *order == answer.order) {
                Some((_, second)) => {
                    second.amount += paid;
                    second.on = Some(answer.on);
                }
                None => found.push((
                    answer.order,
                    SecondPayer {
                        payer: answer.payer.clone(),
                        amount: paid,
                        on: Some(answer.on),
                    },
                )),
            }
        }
        let paid = found.into_iter().map(|(_, second)| second);
        paid.filter(|second| Money::ZERO < second.amount).collect()
    }

    fn pending(&self) -> Option<Pending> {
        let waits: Vec<(&Open, u8)> = self
            .open
            .iter()
            .filter(|open| Money::ZERO < open.amount)
            .filter_map(|open| match open.owner {
                Owner::Payer(order) => Some((open, order)),
                _ => None,
            })
            .collect();
        let (_, order) = waits.first()?;
        let waiting = |line: Option<LineId>| waits.iter().any(|(open, _)| open.line == line);
        let lines = self.carrier.map(|claim| &claim.content.lines);
        let codes = lines.into_iter().flatten().filter(|line| waiting(line.id));
        let charged: Money = self
            .visit
            .lines
            .iter()
            .filter(|line| waiting(line.id))
            .map(|line| line.charge)
            .sum();
        let of_patient = |open: &Open| {
            (open.reason.as_ref())
                .is_some_and(|(_, reason)| WAITS_FOR_PATIENT.contains(&reason.as_str()))
        };
        Some(Pending {
            on: self
                .visit
                .lines
                .iter()
                .filter_map(|line| line.service_on)
                .min(),
            called: self.called.clone(),
            what: plain_visit(codes.map(|line| line.code.as_str()), self.language),
            charged,
            payer: self
                .visit
                .payer(*order)
                .map(|payer| payer.name.clone())
                .unwrap_or_default(),
            sent_on: self.sent_on,
            waits_for_patient: waits.iter().all(|(open, _)| of_patient(open)),
        })
    }
}

/// Why an adjustment leaves something to the patient, by its CARC.
fn why(reason: &str, payer: &str) -> Why {
    match reason {
        "1" | "66" | "187" | "241" => Why::Deductible,
        "2" => Why::Coinsurance { percent_bp: None },
        "3" => Why::Copay,
        "96" | "204" | "49" | "50" | "51" | "53" | "54" | "55" | "56" | "114" | "167" | "171"
        | "272" => Why::NotCovered {
            what: String::new(),
        },
        "119" | "35" | "149" | "151" | "222" => Why::UsedUp,
        "26" | "27" | "31" | "32" | "33" | "200" => Why::NotInsuredThen,
        "227" | "22" | "229" => Why::PayerWaits {
            payer: payer.to_owned(),
        },
        _ => Why::LeftToYou,
    }
}

/// Makes reasons come to the patient's part: what they say too much comes off the last, what they do not
/// say was left without a word.
fn fit(found: &mut Vec<Reason>, part: Money) {
    let mut said: Money = found.iter().map(|reason| reason.amount).sum();
    while part < said {
        let Some(last) = found.last_mut() else { break };
        let over = last.amount.min(said - part);
        last.amount = last.amount - over;
        said = said - over;
        if last.amount == Money::ZERO {
            found.pop();
        }
    }
    if said < part {
        match found.iter_mut().find(|reason| reason.why == Why::LeftToYou) {
            Some(left) => left.amount += part - said,
            None => found.push(Reason::new(Why::LeftToYou, part - said)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(cents: i64) -> Money {
        Money::from_cents(cents)
    }

    #[test]
    fn reasons_come_to_the_part_whatever_the_answers_say() {
        let of = |said: &[i64], part: i64| {
            let whys = [
                Why::Copay,
                Why::Deductible,
                Why::Coinsurance { percent_bp: None },
            ];
            let mut found: Vec<Reason> = said
                .iter()
                .zip(whys)
                .map(|(amount, why)| Reason::new(why, cents(*amount)))
                .collect();
            fit(&mut found, cents(part));
            assert_eq!(found.iter().map(|r| r.amount).sum::<Money>(), cents(part));
            assert!(found.iter().all(|reason| Money::ZERO < reason.amount));
            found.last().map(|reason| reason.why.clone())
        };
        assert_eq!(of(&[2_500], 2_500), Some(Why::Copay));
        assert_eq!(of(&[2_500], 3_000), Some(Why::LeftToYou));
        assert_eq!(of(&[2_500, 1_000], 2_600), Some(Why::Deductible));
        assert_eq!(of(&[2_500, 1_000], 2_500), Some(Why::Copay));
        assert_eq!(of(&[], 100), Some(Why::LeftToYou));
    }
}
