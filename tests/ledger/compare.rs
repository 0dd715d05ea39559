//! Holds the program against the reference: per line, claim, patient, guarantor, payer and account.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use serde_json::{Value, json};

use crate::bed::text;
use crate::books::Stands;
use crate::drive::Pair;

type Sums<K> = BTreeMap<K, i64>;

fn add<K: Ord>(sums: &mut Sums<K>, key: K, cents: i64) {
    *sums.entry(key).or_default() += cents;
}

/// The first key at which two sums differ, in words.
fn same<K: Ord + Clone + Debug>(what: &str, is: &Sums<K>, should: &Sums<K>) -> Result<(), String> {
    let keys: BTreeSet<&K> = is.keys().chain(should.keys()).collect();
    for key in keys {
        let (one, two) = (
            is.get(key).copied().unwrap_or(0),
            should.get(key).copied().unwrap_or(0),
        );
        if one != two {
            return Err(format!(
                "{what}, {key:?}: the program says {one}, the reference {two}"
            ));
        }
    }
    Ok(())
}

fn cents(value: &Value) -> i64 {
    value
        .as_i64()
        .unwrap_or_else(|| panic!("{value} is no amount"))
}

fn equal(what: &str, is: i64, should: i64) -> Result<(), String> {
    same(what, &Sums::from([("", is)]), &Sums::from([("", should)]))
}

impl Pair {
    /// All that people look at, and the books; in words where they differ.
    pub fn compare(&self) -> Result<(), String> {
        let all = self.is.sums_of_all();
        let (mut payers, mut owners) = (Sums::new(), Sums::new());
        let (mut patients, mut guarantors) = (Sums::new(), Sums::new());
        let mut owes: BTreeMap<String, [i64; 5]> = BTreeMap::new();
        let (mut total, mut credit) = (0, 0);
        for (at, visit) in self.is.visits.iter().enumerate() {
            let (open, _) = self.is.standing(at);
            if !visit.alone {
                self.of_claim(at, &open, &all)?;
            }
            for open in &open {
                let payer = match open.debtor.parse::<usize>() {
                    Ok(order) => visit.payers[order - 1].clone(),
                    Err(_) => "patient".to_owned(),
                };
                add(&mut payers, payer, open.cents);
                add(&mut owners, open.owner.clone(), open.cents);
                add(&mut patients, visit.patient.clone(), open.cents);
                let who = self.answers_for(&visit.patient);
                add(&mut guarantors, who, open.cents);
                let of = owes.entry(visit.patient.clone()).or_default();
                let whose = match open.owner.as_str() {
                    "patient" => 0,
                    _ if open.cents < 0 => 4,
                    "us" => 2,
                    "hold" => 3,
                    _ => 1,
                };
                of[whose] += open.cents;
                total += open.cents;
                credit += open.cents.min(0);
            }
        }
        for (by, should) in [
            ("payer", &payers),
            ("owner", &owners),
            ("patient", &patients),
            ("guarantor", &guarantors),
        ] {
            let view = self.ask("aging", json!({ "basis": "since", "by": by }));
            let mut is = Sums::new();
            for row in view["rows"].as_array().unwrap() {
                let name = if by == "guarantor" { "title" } else { "id" };
                // What is of nobody has a name of its own, so that it can be asked for.
                let name = text(&row[name]);
                let name = if name == "none" { String::new() } else { name };
                add(&mut is, name, cents(&row["total_cents"]));
            }
            same(&format!("aging by {by}"), &is, should)?;
            equal("aging, total", cents(&view["total_cents"]), total)?;
            equal("aging, the ledger", cents(&view["ledger_cents"]), total)?;
            equal("aging, credits", cents(&view["credit_cents"]), credit)?;
        }
        let queues = self.ask("queues", json!({}));
        equal("queues, total", cents(&queues["total_cents"]), total)?;
        for row in queues["rows"].as_array().unwrap() {
            if row["name"] == "credits" {
                equal("queues, credits", cents(&row["cents"]), credit)?;
            }
        }
        for patient in self.people() {
            let should = owes.get(&patient).copied().unwrap_or_default();
            let view = self.ask("patient_owes", json!({ "id": patient }));
            let what = format!("patient {patient}");
            let whose = ["owes", "payers", "work", "hold", "credit"];
            for (whose, should) in whose.into_iter().zip(should) {
                let is = cents(&view[format!("{whose}_cents")]);
                equal(&format!("{what} {whose}"), is, should)?;
            }
            let loose = cents(&view["unapplied_cents"]);
            let own = (all.iter()).filter(|(of, _, _, a, _)| *of == patient && a == "unapplied");
            let should = -own.map(|(.., cents)| cents).sum::<i64>();
            equal(&format!("{what} unapplied"), loose, should)?;
            let view = self.ask(
                "ledger",
                json!({ "of": "patient", "id": patient, "from": 0, "count": 1 }),
            );
            let mine: Vec<(String, i64)> = (all.iter())
                .filter(|(of, ..)| *of == patient)
                .map(|(_, _, _, account, cents)| (account.clone(), *cents))
                .collect();
            sides(&format!("{what}, ledger"), &view, &mine)?;
        }
        self.waiting()?;
        self.deposits()?;
        self.plans()?;
        self.statements()?;
        self.accounts(&all)?;
        let sum = all.iter().map(|(.., cents)| cents).sum();
        equal("the reference itself, all accounts", sum, 0)?;
        agrees(&self.ask("proof_state", json!({})))
    }

    /// Refunds that wait for somebody's word.
    fn waiting(&self) -> Result<(), String> {
        let view = self.ask("waiting_acts", json!({}));
        let mut is = Sums::new();
        for row in view["rows"].as_array().unwrap() {
            add(&mut is, text(&row["id"]), cents(&row["cents"]));
        }
        same("a refund that waits", &is, &self.is.waiting())
    }

    /// What is in hand, and each deposit.
    fn deposits(&self) -> Result<(), String> {
        let view = self.ask("deposits", json!({}));
        let mut is = Sums::new();
        for row in view["hand"].as_array().unwrap() {
            add(&mut is, text(&row["source"]), cents(&row["cents"]));
        }
        same("in hand", &is, &self.is.in_hand())?;
        let hand = self.is.in_hand().values().sum();
        equal("in hand, in all", cents(&view["hand_cents"]), hand)?;
        let (paid, mut is, mut should) = (self.is.paid(), Sums::new(), Sums::new());
        for row in view["rows"].as_array().unwrap() {
            add(&mut is, text(&row["id"]), cents(&row["cents"]));
            add(
                &mut is,
                format!("{} now", text(&row["id"])),
                cents(&row["now_cents"]),
            );
        }
        for deposit in &self.is.deposits {
            for (source, cents) in &deposit.items {
                add(&mut should, deposit.id.clone(), *cents);
                let now = paid.get(source).copied().unwrap_or(0);
                add(&mut should, format!("{} now", deposit.id), now);
            }
        }
        same("deposit", &is, &should)
    }

    /// What came for each plan that is under way, and what is left of it, by the patient.
    fn plans(&self) -> Result<(), String> {
        for plan in &self.is.plans {
            let (came, left) = self.is.plan(plan);
            let account =
                self.ask("patient_owes", json!({ "id": plan.patient }))["account"].clone();
            let view = self.ask("payment_plans", json!({ "id": account }));
            let what = format!("the plan of {}", plan.patient);
            let live = &view["live"];
            if live.is_null() {
                equal(&format!("{what}, left"), 0, left)?;
                continue;
            }
            if left != 0 {
                equal(&format!("{what}, came"), cents(&live["paid_cents"]), came)?;
                equal(&format!("{what}, left"), cents(&live["left_cents"]), left)?;
            }
        }
        Ok(())
    }

    /// What a run of statements says of each account, by who answers.
    fn statements(&self) -> Result<(), String> {
        let run = self.ask("statement_run", json!({}));
        let (mut is, mut should) = (Sums::new(), Sums::new());
        for row in run["rows"].as_array().unwrap() {
            add(&mut is, text(&row["name"]), cents(&row["due_cents"]));
        }
        for patient in self.people() {
            let who = self.answers_for(&patient);
            if is.contains_key(&who) {
                add(&mut should, who, self.is.asked(&patient));
            }
        }
        same("statement, due", &is, &should)?;
        let total = cents(&run["total_cents"]);
        equal("statements, the ledger", total, cents(&run["ledger_cents"]))
    }

    /// The whole proof.
    pub fn prove(&self) -> Result<(), String> {
        agrees(&self.ask("proof", json!({ "job": "proof", "whole": true })))
    }

    fn ask(&self, name: &str, ask: Value) -> Value {
        self.bed.ask(name, ask)
    }

    /// What stands on each account of the practice.
    fn accounts(&self, all: &[Stands]) -> Result<(), String> {
        let open = self.bed.open();
        let db = open.vault.reader().unwrap();
        let is: Sums<String> = vault::ledger::accounts(&db)
            .unwrap()
            .into_iter()
            .map(|(account, money)| (account, money.cents()))
            .collect();
        let mut should = Sums::new();
        for (.., account, cents) in all {
            add(&mut should, account.clone(), *cents);
        }
        same("account", &is, &should)
    }

    /// A claim: whose dollars its lines are, and its ledger from the first movement.
    fn of_claim(
        &self,
        at: usize,
        open: &[crate::reference::Open],
        all: &[Stands],
    ) -> Result<(), String> {
        let visit = &self.is.visits[at];
        let what = format!("claim {}", visit.number);
        let view = self.ask("claim_standing", json!({ "id": visit.claim }));
        let (mut is, mut should) = (Sums::new(), Sums::new());
        for row in view["open"].as_array().unwrap() {
            add(
                &mut is,
                (cents(&row["line"]), text(&row["owner"])),
                cents(&row["cents"]),
            );
        }
        for open in open {
            let line = i64::try_from(open.line).unwrap() + 1;
            add(&mut should, (line, open.owner.clone()), open.cents);
        }
        same(&format!("{what}, line and owner"), &is, &should)?;
        let (mut by_line, mut lines) = (Sums::new(), Sums::new());
        for row in view["lines"].as_array().unwrap() {
            add(&mut by_line, cents(&row["n"]), cents(&row["open_cents"]));
        }
        for ((line, _), cents) in &should {
            add(&mut lines, *line, *cents);
        }
        same(&format!("{what}, line"), &by_line, &lines)?;
        let sum: i64 = open.iter().map(|open| open.cents).sum();
        equal(&format!("{what}, open"), cents(&view["open_cents"]), sum)?;
        let owed = (open.iter())
            .filter(|open| open.owner == "patient")
            .map(|open| open.cents)
            .sum();
        equal(
            &format!("{what}, patient owes"),
            cents(&view["patient_owes_cents"]),
            owed,
        )?;
        let view = self.ask(
            "ledger",
            json!({ "of": "claim", "id": visit.claim, "from": 0, "count": 500 }),
        );
        let (mut is, mut should) = (Sums::new(), Sums::new());
        for row in view["rows"].as_array().unwrap() {
            for entry in row["entries"].as_array().unwrap() {
                add(&mut is, text(&entry["debit"]), cents(&entry["cents"]));
                add(&mut is, text(&entry["credit"]), -cents(&entry["cents"]));
            }
        }
        let mine: Vec<(String, i64)> = (all.iter())
            .filter(|(_, of, ..)| *of == Some(at))
            .map(|(_, _, _, account, cents)| (account.clone(), *cents))
            .collect();
        for (account, cents) in &mine {
            add(&mut should, account.clone(), *cents);
        }
        if cents(&view["total"]) <= 500 {
            same(&format!("{what}, movements"), &is, &should)?;
        }
        sides(&format!("{what}, ledger"), &view, &mine)
    }
}

/// The figures at the head of a ledger.
fn sides(what: &str, view: &Value, of: &[(String, i64)]) -> Result<(), String> {
    let sum = |fits: &dyn Fn(&str) -> bool| -> i64 {
        of.iter()
            .filter(|(account, _)| fits(account))
            .map(|(_, cents)| cents)
            .sum()
    };
    let off = |account: &str| {
        ["adj:", "off:", "discount:"]
            .iter()
            .any(|begin| account.starts_with(begin))
            || account == "twice"
    };
    for (field, should) in [
        ("balance_cents", sum(&|a| a.starts_with("ar:"))),
        (
            "charged_cents",
            -sum(&|a| matches!(a, "charges" | "opening") || a.starts_with("fee:")),
        ),
        ("payer_paid_cents", sum(&|a| a == "clearing")),
        (
            "patient_paid_cents",
            sum(&|a| matches!(a, "cash" | "moved")),
        ),
        ("before_cents", sum(&|a| a == "before")),
        ("off_cents", sum(&off)),
        ("unapplied_cents", -sum(&|a| a == "unapplied")),
    ] {
        equal(&format!("{what}, {field}"), cents(&view[field]), should)?;
    }
    Ok(())
}

fn agrees(proof: &Value) -> Result<(), String> {
    if proof["agrees"] == true && proof["adrift"] == 0 {
        return Ok(());
    }
    Err(format!("the proof: {} {}", proof["breaks"], proof["sums"]))
}
