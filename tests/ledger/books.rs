//! What stands on each account, patient by patient and deposit by deposit, from what was done.

use std::collections::BTreeMap;

use crate::reference::{Act, Does, Fault, Plan, Reference, Told, does};

/// A sum that stands: patient, visit, line, account, cents.
pub type Stands = (String, Option<usize>, Option<usize>, String, i64);

impl Reference {
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
            let charged: i64 = self.charged(at).iter().sum();
            put(&visit.patient, Some(at), "charges", -charged);
            if let Some((_, cents, _)) = self.opened(at) {
                put(&visit.patient, Some(at), "before", charged - cents);
            }
            if let Some(file) = self.file_of(at) {
                put(&visit.patient, Some(at), "before", file.paid());
                for (code, cents) in file.told().flat_map(Told::adjustments) {
                    if does(code, "", &[]) == Does::Off {
                        put(&visit.patient, Some(at), &format!("adj:{code}"), *cents);
                    }
                }
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
                put(patient, Some(answer.visit), "clearing", answer.paid());
                let rules = self.rules_of(&check.rules);
                for (code, cents) in answer.told().flat_map(Told::adjustments) {
                    if does(code, &check.payer, rules) == Does::Off {
                        put(patient, Some(answer.visit), &format!("adj:{code}"), *cents);
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
                    "use_credit" => "moved".to_owned(),
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

    /// Refunds that wait for a second person's word, with what they give back.
    pub fn waiting(&self) -> BTreeMap<String, i64> {
        let waits = self.acts.iter().filter(|act| act.waits());
        waits.map(|act| (act.id.clone(), act.amount)).collect()
    }

    /// Whether what a refund gives back is still owed back: on each visit, and on none.
    pub fn owed_back(&self, act: &Act) -> bool {
        let rows = act.rows.iter().all(|row| {
            let (open, _) = self.standing(row.visit);
            let of = open.iter().filter(|open| {
                open.debtor == row.owner && row.line.is_none_or(|line| open.line == line)
            });
            row.cents <= -of.map(|open| open.cents).sum::<i64>()
        });
        let loose = act.amount - act.rows.iter().map(|row| row.cents).sum::<i64>();
        rows && (act.kind != "refund" || loose <= self.unapplied(&act.patient))
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
            .filter(|_| self.exists(visit))
            .map(|(act, row)| match act.kind {
                "payment" | "apply" | "use_credit" => row.cents,
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
