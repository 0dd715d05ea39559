//! Steps with a patient's account: a payment moves or comes back, a plan is agreed on, money goes to the
//! bank.

use serde_json::json;
use values::{Day, Money};

use crate::bed::text;
use crate::drive::{Pair, cents, dollars};
use crate::reference::{Act, Deposit, Plan, Row};

impl Pair {
    /// The rows of an act as the program keeps them.
    pub fn rows_of(&self, id: &str) -> Vec<Row> {
        let open = self.bed.open();
        let db = open.vault.reader().unwrap();
        let (act, _) = vault::writer::get::<billing::ledger::act::Act>(&db, id).unwrap();
        let named = |row: &billing::ledger::act::ActRow| {
            let claim = row.claim_id.map(|id| id.to_string());
            let name = claim.or(row.opening.map(|id| id.to_string())).unwrap();
            (self.is.visits.iter().position(|visit| visit.claim == name)).unwrap()
        };
        (act.rows.iter())
            .map(|row| Row {
                visit: named(row),
                owner: "patient".to_owned(),
                line: None,
                cents: row.amount.cents(),
            })
            .collect()
    }

    fn a_payment(&mut self) -> Option<usize> {
        let standing: Vec<usize> = (0..self.is.acts.len())
            .filter(|at| {
                let act = &self.is.acts[*at];
                act.kind == "payment" && !act.taken_back && !self.is.returned(&act.id)
            })
            .collect();
        self.dice.pick(&standing).copied()
    }

    /// Moves a payment, or a part of it, to another patient.
    pub fn move_payment(&mut self) -> bool {
        let Some(at) = self.a_payment() else {
            return false;
        };
        let to = self.a_patient();
        let (was, old) = (self.is.clone(), self.is.acts[at].clone());
        if to == old.patient {
            return false;
        }
        let amount = match self.dice.one_in(2) {
            true => old.amount,
            false => self.dice.cents(old.amount),
        };
        let ask = json!({
            "id": old.id, "patient_id": to, "amount": dollars(amount), "reason": "of the sister",
        });
        let again = |id: &str, amount: i64, rows: Vec<Row>| Act {
            id: id.to_owned(),
            amount,
            rows,
            at: old.at,
            taken_back: false,
            ..old.clone()
        };
        self.is.acts[at].taken_back = true;
        let (mut rest, mut stays) = (old.amount - amount, Vec::new());
        for row in &old.rows {
            let cents = row.cents.min(rest);
            if 0 < cents {
                stays.push(Row {
                    cents,
                    ..row.clone()
                });
            }
            rest -= cents;
        }
        if amount < old.amount {
            self.is
                .acts
                .push(again("stays", old.amount - amount, stays));
        }
        let left = self.is.unapplied(&old.patient);
        if left < 0 && left < was.unapplied(&old.patient) {
            self.bed.refused("move_payment", ask);
            self.is = was;
            return false;
        }
        // What is owed there before it comes; the program says where it put it, the oldest first.
        let owed = self.owed(&to, false);
        let room: i64 = owed.iter().map(|(_, cents)| (*cents).max(0)).sum();
        let moved = text(&self.bed.ask("move_payment", ask)["value"]["id"]);
        let rows = self.rows_of(&moved);
        let placed: i64 = rows.iter().map(|row| row.cents).sum();
        assert!(placed <= amount.min(room), "{placed} of {amount} on {room}");
        let acts = self.bed.ask(
            "acts",
            json!({ "patient_id": old.patient, "from": "", "to": "", "noticed": false }),
        );
        if amount < old.amount {
            let note = format!("{} of it moved", Money::from_cents(amount));
            let mine = acts["rows"].as_array().unwrap().iter();
            let known: Vec<&String> = was.acts.iter().map(|act| &act.id).collect();
            let stays = mine
                .filter(|act| text(&act["text"]).starts_with(&note))
                .find(|act| !known.contains(&&text(&act["id"])))
                .unwrap();
            self.is.acts.last_mut().unwrap().id = text(&stays["id"]);
        }
        let mut there = again(&moved, amount, rows);
        there.patient = to;
        self.is.acts.push(there);
        self.done("move a payment", was);
        true
    }

    /// The bank sends a payment back.
    pub fn send_back(&mut self) -> bool {
        let Some(at) = self.a_payment() else {
            return false;
        };
        let (was, old) = (self.is.clone(), self.is.acts[at].clone());
        let ask = json!({ "id": old.id, "on": "", "reason": "no funds", "fee": "" });
        self.is.acts.push(Act {
            id: String::new(),
            first: String::new(),
            of: old.id.clone(),
            kind: "returned",
            at: self.step,
            ..old.clone()
        });
        let left = self.is.unapplied(&old.patient);
        if left < 0 && left < was.unapplied(&old.patient) {
            self.bed.refused("return_payment", ask);
            self.is = was;
            return false;
        }
        let id = text(&self.bed.ask("return_payment", ask)["value"]["id"]);
        self.is.acts.last_mut().unwrap().id = id;
        self.done("a payment comes back", was);
        true
    }

    /// True when more is paid for a visit of a plan than is owed for it.
    pub fn more_than_its_plan(&self, rows: &[Row]) -> bool {
        rows.iter().any(|row| {
            let all: i64 = (rows.iter().filter(|other| other.visit == row.visit))
                .map(|row| row.cents)
                .sum();
            self.is.on_plan(row.visit) && self.is.owes(row.visit).max(0) < all
        })
    }

    /// Puts all that a patient owes and that is on no plan on one, in payments that lie in the future.
    pub fn make_plan(&mut self) -> bool {
        let patient = self.a_patient();
        self.plan_for(&patient)
    }

    pub fn plan_for(&mut self, patient: &str) -> bool {
        let owes = self.bed.ask("patient_owes", json!({ "id": patient }));
        let account = owes["account"].clone();
        let view = self.bed.ask("payment_plans", json!({ "id": account }));
        if !view["live"].is_null() {
            return false;
        }
        let (mut visits, mut picks) = (Vec::new(), Vec::new());
        for row in view["due"].as_array().unwrap() {
            let name = match row["claim_id"].as_str().unwrap() {
                "" => text(&row["opening"]),
                claim => claim.to_owned(),
            };
            let visit = (self.is.visits.iter().position(|visit| visit.claim == name)).unwrap();
            // Of a family's account, only what is this patient's.
            if self.is.visits[visit].patient != patient {
                continue;
            }
            let agreed = cents(&row["cents"]);
            assert_eq!(agreed, self.is.owes(visit), "what is due on visit {visit}");
            visits.push((visit, agreed, self.is.paid_for(visit)));
            picks.push(json!({ "claim_id": row["claim_id"], "opening": row["opening"] }));
        }
        let total: i64 = visits.iter().map(|(_, agreed, _)| agreed).sum();
        if total < 300 {
            return false;
        }
        let was = self.is.clone();
        let first: Day = self.bed.bench.today(&self.bed.open()).plus_days(60);
        let ask = json!({
            "account": account, "rows": picks, "amount": dollars(total / 3), "every": "month",
            "first_on": first.to_string(), "disclosed": true, "text": "",
        });
        self.bed.ask("save_plan", ask);
        // One that was paid ends when the account gets the next.
        let who = self.answers_for(patient);
        let ends = |plan: &Plan| self.answers_for(&plan.patient) == who;
        let stay = self.is.plans.iter().filter(|plan| !ends(plan)).cloned();
        self.is.plans = stay.collect();
        self.is.plans.push(Plan {
            patient: patient.to_owned(),
            visits,
        });
        self.done("a payment plan", was);
        true
    }

    /// Takes some of what is in hand to the bank, or a deposit apart.
    pub fn deposit(&mut self) -> bool {
        let was = self.is.clone();
        if self.dice.one_in(6) && !self.is.deposits.is_empty() {
            let at = self.dice.below(self.is.deposits.len());
            let gone = self.is.deposits.remove(at);
            self.bed.ask("remove_deposit", json!({ "id": gone.id }));
            self.done("take a deposit apart", was);
            return true;
        }
        let hand: Vec<(String, i64)> = self.is.in_hand().into_iter().take(3).collect();
        if hand.is_empty() {
            return false;
        }
        let sources: Vec<&String> = hand.iter().map(|(source, _)| source).collect();
        let ask = json!({
            "id": "", "version": 0, "on": "", "way": "bank", "bank": "", "account_ending": "", "sources": sources,
        });
        let id = text(&self.bed.ask("save_deposit", ask)["value"]["id"]);
        self.is.deposits.push(Deposit { id, items: hand });
        self.done("a deposit", was);
        true
    }
}
