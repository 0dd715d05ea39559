//! The postings that should stand for a claim, a remittance and an act. What is written is compared
//! with these, and what differs is reversed and written anew.

use std::collections::BTreeMap;

use values::{LineId, Money, PayerId};

use super::act::{Act, ActRow};
use super::policy::{Effect, Policy};
use super::standing::{Answer, Owner, Said, What, answer};
use super::visit::{Visit, order_of};
use super::{Account, Debtor, Entry, Source, Wanted};
use crate::claim::{Adjustment, Claim};
use crate::remittance::{RemitClaim, Remittance};

/// Entries of one visit.
struct Book<'a> {
    visit: &'a Visit,
    payer: Option<PayerId>,
    entries: Vec<Entry>,
}

impl Book<'_> {
    fn new(visit: &Visit, payer: Option<PayerId>) -> Book<'_> {
        Book {
            visit,
            payer,
            entries: Vec::new(),
        }
    }

    /// A movement between a debtor's account and another; negative goes the other way.
    fn put(&mut self, debit: Account, credit: Account, line: Option<LineId>, amount: Money) {
        let Some(mut entry) = Entry::new(debit, credit, amount) else {
            return;
        };
        entry.item = Some(self.visit.item);
        entry.patient = self.visit.patient;
        entry.payer = self.payer;
        if matches!(entry.debit, Account::Receivable(_)) {
            entry.debit_line = line;
        }
        if matches!(entry.credit, Account::Receivable(_)) {
            entry.credit_line = line;
        }
        self.entries.push(entry);
    }

    /// What a payer paid and took off, out of its account.
    fn answered(
        &mut self,
        order: u8,
        line: Option<LineId>,
        (paid, adjustments): (Money, &[Adjustment]),
        from: &Account,
        policy: &Policy,
    ) {
        let owed = || Account::Receivable(Debtor::Payer(order));
        self.put(from.clone(), owed(), line, paid);
        for a in adjustments {
            if policy.effect(&a.group, &a.reason, self.payer) == Effect::WriteOff {
                let off = Account::Adjustment(a.group.clone(), a.reason.clone());
                self.put(off, owed(), line, a.amount);
            }
        }
    }
}

/// What a claim's file says that an earlier payer did (2320, 2430).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileAnswer {
    /// The payer's order.
    pub order: u8,
    /// Who, where it is known here.
    pub payer_id: Option<PayerId>,
    /// By line; none for the whole claim: paid and adjustments.
    pub lines: Vec<(Option<LineId>, Money, Vec<Adjustment>)>,
}

/// What the files of a visit's claims say that payers did, by payer; the newest claim that tells it.
pub fn file_answers(visit: &Visit, claims: &[&Claim]) -> Vec<FileAnswer> {
    let mut found: BTreeMap<u8, FileAnswer> = BTreeMap::new();
    for claim in claims.iter().rev() {
        for other in &claim.content.other_coverages {
            let order = order_of(&other.coverage.order);
            if found.contains_key(&order) {
                continue;
            }
            let id = &other.coverage.payer.id;
            let mut lines = Vec::new();
            for line in &claim.content.lines {
                for told in line
                    .adjudications
                    .iter()
                    .filter(|told| told.payer_id == *id)
                {
                    let own = line.id.and_then(|line| visit.line(line));
                    lines.push((own, told.paid, told.adjustments.clone()));
                }
            }
            let paid = other
                .amounts
                .iter()
                .find(|a| a.qualifier == "D")
                .map(|a| a.amount);
            if lines.is_empty() && (paid.is_some() || !other.adjustments.is_empty()) {
                lines.push((None, paid.unwrap_or_default(), other.adjustments.clone()));
            } else if !other.adjustments.is_empty() {
                let adjusted: Money = other.adjustments.iter().map(|a| a.amount).sum();
                lines.push((None, -adjusted, other.adjustments.clone()));
            }
            if !lines.is_empty() {
                let payer_id = visit.payer(order).and_then(|payer| payer.payer_id);
                found.insert(
                    order,
                    FileAnswer {
                        order,
                        payer_id,
                        lines,
                    },
                );
            }
        }
    }
    found.into_values().collect()
}

impl FileAnswer {
    /// As an answer to the visit.
    pub fn answer(&self, policy: &Policy) -> Answer {
        Answer {
            order: self.order,
            takes_back: false,
            forwarded: false,
            dated: None,
            said: self
                .lines
                .iter()
                .map(|(line, paid, adjustments)| {
                    (*line, Said::new(*paid, adjustments, policy, self.payer_id))
                })
                .collect(),
        }
    }
}

/// What the claims of a visit put into the books: the charges, and what their files say was paid.
/// `opened` is what opening balances say is open instead.
pub fn of_claims(
    visit: &Visit,
    claims: &[&Claim],
    answers: &[FileAnswer],
    opened: Option<Money>,
    policy: &Policy,
) -> Option<Wanted> {
    let carrier = visit.carrier?;
    let first = || Account::Receivable(visit.first_debtor());
    let payer = visit.payers.first().and_then(|payer| payer.payer_id);
    let mut book = Book::new(visit, payer);
    for line in &visit.lines {
        book.put(first(), Account::Charges, line.id, line.charge);
    }
    let charged: Money = visit.lines.iter().map(|line| line.charge).sum();
    match opened {
        Some(open) => book.put(Account::Before, first(), None, charged - open),
        None => {
            book.payer = None;
            let patient = Account::Receivable(Debtor::Patient);
            book.put(Account::Before, patient, None, paid_by_patient(claims));
            for told in answers {
                book.payer = told.payer_id;
                for (line, paid, adjustments) in &told.lines {
                    let said = (*paid, &adjustments[..]);
                    book.answered(told.order, *line, said, &Account::Before, policy);
                }
            }
        }
    }
    let service = visit.lines.iter().filter_map(|line| line.service_on).min();
    Some(Wanted {
        source: Source::Claim(carrier),
        on: service.filter(|_| visit.imported).unwrap_or(visit.made_on),
        entries: book.entries,
    })
}

/// What the newest claim that tells it says the patient paid (AMT*F5, item 29).
pub fn paid_by_patient(claims: &[&Claim]) -> Money {
    claims
        .iter()
        .rev()
        .find_map(|claim| claim.content.amount("F5"))
        .unwrap_or_default()
}

/// The check itself: into the bank, and what the payer kept or added apart from claims.
pub fn of_check(remittance: &Remittance) -> Option<Wanted> {
    let on = remittance.posted_on?;
    let mut entries = Vec::new();
    entries.extend(Entry::new(
        Account::Cash,
        Account::Clearing,
        remittance.amount,
    ));
    for adjustment in &remittance.provider_adjustments {
        let account = Account::Provider(adjustment.code.clone());
        entries.extend(Entry::new(account, Account::Clearing, adjustment.amount));
    }
    for entry in &mut entries {
        entry.payer = remittance.payer_id;
    }
    Some(Wanted {
        source: Source::Remittance(remittance.id, 0),
        on,
        entries,
    })
}

/// A claim of a check.
pub fn of_remit_claim(
    remittance: &Remittance,
    claim: &RemitClaim,
    visit: &Visit,
    policy: &Policy,
) -> Option<Wanted> {
    let on = remittance.posted_on?;
    let mut book = Book::new(visit, remittance.payer_id);
    if let Some(answer) = answer(remittance, claim, visit, policy) {
        let whole = claim.paid - claim.lines.iter().map(|line| line.paid).sum();
        let said = (whole, &claim.adjustments[..]);
        book.answered(answer.order, None, said, &Account::Clearing, policy);
        for line in &claim.lines {
            let own = line.line_id.and_then(|id| visit.line(id));
            let said = (line.paid, &line.adjustments[..]);
            book.answered(answer.order, own, said, &Account::Clearing, policy);
        }
    }
    Some(Wanted {
        source: Source::Remittance(remittance.id, claim.part),
        on,
        entries: book.entries,
    })
}

fn account_of(owner: &str) -> Account {
    Account::Receivable(owner.parse().unwrap_or(Debtor::Payer(1)))
}

/// What an act puts into the books. `visit_of` finds the visit of a row; a row whose visit is gone
/// moves nothing, and the patient's money of it is on no claim.
pub fn of_act<'a>(act: &Act, visit_of: impl Fn(&ActRow) -> Option<&'a Visit>) -> Option<Wanted> {
    if !act.stands() {
        return None;
    }
    let (mut entries, mut applied) = (Vec::new(), Money::ZERO);
    let patient = || Account::Receivable(Debtor::Patient);
    for row in &act.rows {
        let Some(visit) = visit_of(row) else { continue };
        applied += row.amount;
        let mut book = Book::new(visit, row.payer_id.or(act.payer_id));
        let line = row.line_id.and_then(|id| visit.line(id));
        match act.kind.as_str() {
            "payment" => book.put(Account::Cash, patient(), line, row.amount),
            "apply" => book.put(Account::Unapplied, patient(), line, row.amount),
            "use_credit" => book.put(Account::Moved, patient(), None, row.amount),
            "refund" | "returned" => book.put(patient(), Account::Cash, line, row.amount),
            "payer_refund" => book.put(account_of(&row.owner), Account::Cash, line, row.amount),
            "discount" => {
                let off = Account::Discount(act.reason.clone());
                book.put(off, patient(), line, row.amount);
            }
            "write_off" => {
                let off = Account::WriteOff(act.reason.clone());
                book.put(off, account_of(&row.owner), line, row.amount);
            }
            "opening" if row.claim_id.is_none() => {
                book.put(account_of(&row.owner), Account::Opening, None, row.amount);
            }
            "fee" if row.claim_id.is_none() => {
                let fee = Account::Fee(act.reason.clone());
                book.put(patient(), fee, None, row.amount);
            }
            _ => {}
        }
        entries.append(&mut book.entries);
    }
    let rest = act.amount - applied;
    let loose = match act.kind.as_str() {
        "payment" => Entry::new(Account::Cash, Account::Unapplied, rest),
        "refund" | "returned" => Entry::new(Account::Unapplied, Account::Cash, rest),
        _ => None,
    };
    entries.extend(loose.map(|entry| Entry {
        patient: act.patient_id,
        ..entry
    }));
    Some(Wanted {
        source: Source::Act(act.id),
        on: act.on,
        entries,
    })
}

/// What a row of an act says happened to its visit.
pub fn happened(act: &Act, row: &ActRow, visit: &Visit) -> Option<What> {
    let line = row.line_id.and_then(|id| visit.line(id));
    let owner: Owner = row.owner.parse().unwrap_or(Owner::Us);
    Some(match act.kind.as_str() {
        "payment" | "apply" | "use_credit" => What::PatientPaid(row.amount),
        "refund" | "returned" => What::PatientPaid(-row.amount),
        "payer_refund" => match owner {
            Owner::Payer(order) => What::PayerRefunded(order, line, row.amount),
            _ => What::PayerRefunded(1, line, row.amount),
        },
        "discount" => What::Off(Owner::Patient, line, row.amount),
        "write_off" => What::Off(owner, line, row.amount),
        "opening" if row.claim_id.is_some() => {
            What::Opened(row.owner.parse().unwrap_or(Debtor::Payer(1)), row.amount)
        }
        "decision" => What::Decided(owner),
        _ => return None,
    })
}

/// The movements that bring the balances of a visit's lines to where its standing has them. `now` is
/// what stands, `then` what should, by line and debtor; `twice` is what is missing of what was taken
/// off once more.
pub fn transfers(
    visit: &Visit,
    now: &BTreeMap<(Option<LineId>, Debtor), Money>,
    then: &BTreeMap<(Option<LineId>, Debtor), Money>,
    twice: Money,
) -> Vec<Entry> {
    type Side = (Account, Option<LineId>, Money);
    let (mut less, mut more): (Vec<Side>, Vec<Side>) = (Vec::new(), Vec::new());
    let mut side = |account: Account, line: Option<LineId>, by: Money| match by.cmp(&Money::ZERO) {
        std::cmp::Ordering::Less => less.push((account, line, -by)),
        std::cmp::Ordering::Greater => more.push((account, line, by)),
        std::cmp::Ordering::Equal => {}
    };
    let mut keys: Vec<_> = now.keys().chain(then.keys()).collect();
    keys.sort();
    keys.dedup();
    for key in keys {
        let get = |of: &BTreeMap<_, Money>| of.get(key).copied().unwrap_or_default();
        side(Account::Receivable(key.1), key.0, get(then) - get(now));
    }
    side(Account::Twice, None, -twice);
    // Within a line first, so that a transfer says what it is.
    let mut entries = Vec::new();
    for same_line in [true, false] {
        for (to, to_line, want) in &mut more {
            for (from, from_line, have) in &mut less {
                if same_line && (to_line != from_line) {
                    continue;
                }
                let amount = (*want).min(*have);
                if let Some(mut entry) = Entry::new(to.clone(), from.clone(), amount) {
                    entry.item = Some(visit.item);
                    entry.patient = visit.patient;
                    entry.debit_line = *to_line;
                    entry.credit_line = *from_line;
                    entries.push(entry);
                    *want = *want - amount;
                    *have = *have - amount;
                }
            }
        }
    }
    entries
}
