//! Drives the program and the reference side by side: every step is asked of the real core over a real
//! encrypted file and noted in the reference; then both are compared in all that people look at. The
//! steps themselves stand by what they are about: `claims.rs`, `paper.rs`, `remittances.rs`, `money.rs`,
//! `words.rs`, `accounts.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;

use billing::claim::ClaimContent;
use serde_json::{Value, json};
use values::Money;

use crate::bed::{Bed, bed as open_practice, text};
use crate::claims::first_claims;
use crate::reference::{Fault, Reference};

/// Numbers that look random and are the same each time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..8 {
            dice.next();
        }
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() >> 11).unwrap() % n.max(1)
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// Cents up to an amount; at least one of it.
    pub fn cents(&mut self, most: i64) -> i64 {
        1 + i64::try_from(self.below(usize::try_from(most.max(1)).unwrap())).unwrap()
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        (!from.is_empty()).then(|| &from[self.below(from.len())])
    }
}

pub fn dollars(cents: i64) -> String {
    Money::from_cents(cents).to_string()
}

pub fn cents(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

/// The program and the reference.
pub struct Pair {
    pub bed: Bed,
    pub is: Reference,
    pub dice: Dice,
    /// How the reference stood before each step that can be undone, and after those that were.
    pub before: Vec<Reference>,
    after: Vec<Reference>,
    /// The contents that visits were imported from, by their numbers.
    pub contents: BTreeMap<String, ClaimContent>,
    /// The lines of each claim, by their ids.
    pub line_ids: BTreeMap<String, Vec<String>>,
    /// Claims that were on paper once: their import is not undone any more.
    pub printed: BTreeSet<String>,
    pub step: u64,
    pub numbers: u64,
    guarantors: BTreeMap<String, String>,
    pub patients: Vec<(String, String)>,
    /// Somebody who says yes or no to refunds.
    pub second: String,
    pub did: BTreeMap<&'static str, u32>,
    /// What was done, for whoever looks for the first step that went wrong.
    pub told: Vec<String>,
}

impl Pair {
    pub fn new(seed: u64) -> Pair {
        let bed = open_practice();
        let second = bed.add_user("Alma Second", "practice_admin", crate::words::SECONDS);
        let mut pair = Pair {
            bed,
            is: Reference::default(),
            dice: Dice::new(seed),
            before: Vec::new(),
            after: Vec::new(),
            contents: BTreeMap::new(),
            line_ids: BTreeMap::new(),
            printed: BTreeSet::new(),
            step: 0,
            numbers: 1000 + seed % 1000,
            guarantors: BTreeMap::new(),
            patients: Vec::new(),
            second,
            did: BTreeMap::new(),
            told: Vec::new(),
        };
        pair.import(first_claims(8));
        pair.guarantors();
        pair.before.clear();
        pair
    }

    pub fn later(&mut self) {
        self.step += 1;
        // A second a step, and a day at times.
        let more = if self.dice.one_in(25) {
            86_400_000
        } else {
            1_000
        };
        self.bed.props.later.fetch_add(more, Ordering::Relaxed);
    }

    /// Counts and tells a step.
    pub fn note(&mut self, name: &'static str) {
        *self.did.entry(name).or_default() += 1;
        self.told.push(format!("{}: {name}", self.step));
    }

    /// Notes a step that can be undone.
    pub fn done(&mut self, name: &'static str, was: Reference) {
        self.before.push(was);
        self.after.clear();
        self.note(name);
    }

    /// Notes a step of somebody else: what was done before it is not undone beneath it.
    pub fn done_by_another(&mut self, name: &'static str) {
        self.before.clear();
        self.after.clear();
        self.note(name);
    }

    /// Two patients get one guarantor; everybody else answers for himself.
    fn guarantors(&mut self) {
        let mut ids: Vec<String> = Vec::new();
        for visit in &self.is.visits {
            if !ids.contains(&visit.patient) {
                ids.push(visit.patient.clone());
            }
        }
        assert!(1 < ids.len());
        for (n, id) in ids.iter().enumerate() {
            if n < 2 {
                let form = self.bed.ask(
                    "open_form",
                    json!({ "kind": "patient", "id": id, "of": "", "item": "" }),
                );
                let mut texts = form["texts"].clone();
                texts["guarantor"] = json!("other");
                texts["guarantor.last"] = json!("Marrow");
                texts["guarantor.first"] = json!("Edda");
                self.bed.ask(
                    "save_person",
                    json!({ "kind": "patient", "id": id, "of": form["of"], "version": form["version"], "texts": texts }),
                );
            }
            let chart = self.bed.ask("patient", json!({ "id": id }));
            let listed = self.bed.patients();
            let own = text(&listed.iter().find(|row| row["id"] == **id).unwrap()["name"]);
            let who = if n < 2 {
                "Marrow, Edda".to_owned()
            } else {
                own
            };
            self.guarantors.insert(id.clone(), who);
            self.patients.push((id.clone(), text(&chart["account"])));
        }
    }

    /// The patients, by their ids.
    pub fn people(&self) -> Vec<String> {
        self.patients.iter().map(|(id, _)| id.clone()).collect()
    }

    /// Who answers for a patient's bill, as lists show it.
    pub fn answers_for(&self, patient: &str) -> String {
        match patient {
            "" => "No patient".to_owned(),
            id => self.guarantors[id].clone(),
        }
    }

    /// One step of any kind; false when the dice named one that cannot be done now.
    pub fn random_step(&mut self) -> bool {
        self.later();
        match self.dice.below(68) {
            0..=10 => self.post(),
            11..=14 => self.take_back(),
            15..=17 => self.unpost(),
            18..=19 => self.unpost_claim(),
            20..=21 => self.post_again(),
            22..=26 => self.pay(),
            27 => self.apply(),
            28..=30 => self.refund(),
            31 => self.refund_payer(),
            32..=33 => self.write_off(),
            34 => self.discount(),
            35 => self.decide(),
            36..=37 => self.open_balances(),
            38..=39 => self.take_back_act(),
            40..=41 => self.undo(),
            42 => self.redo(),
            43 => match self.dice.below(5) {
                0 => self.hold(),
                1 => self.correct_charge(),
                2 => self.replace(),
                3 => self.void(),
                _ => self.bring_more(),
            },
            44 => self.twin(),
            45 => self.move_payment(),
            46 => self.send_back(),
            47 => self.fee(),
            48..=49 => self.make_plan(),
            50..=51 => self.deposit(),
            52..=54 => self.print(),
            55 => self.unsend(),
            56..=58 => self.second_claim(),
            59..=60 => self.check_of_the_file(),
            61 => self.change_rules(),
            62..=63 => self.use_credit(),
            _ => self.give_word(),
        }
    }

    pub fn undo(&mut self) -> bool {
        let Some(mut was) = self.before.pop() else {
            return false;
        };
        if self
            .printed
            .iter()
            .any(|claim| !was.charges.contains_key(claim))
        {
            self.bed.refused("undo", json!({}));
            self.before.clear();
            self.note("refused: undo of what was printed");
            return true;
        }
        self.bed.ask("undo", json!({}));
        // What left the building is not undone.
        was.sent.clone_from(&self.is.sent);
        if self.is.fault == Some(Fault::UndoLeavesPart) {
            // The check is taken back, but one of its claims is not.
            let posted = |is: &Reference| is.checks.iter().filter(|c| c.posted.is_some()).count();
            if let Some(last) = self
                .is
                .checks
                .last()
                .filter(|c| posted(&was) < posted(&self.is) && !c.claims.is_empty())
            {
                let mut part = last.clone();
                part.claims.truncate(1);
                was.checks.push(part);
            }
        }
        self.after.push(std::mem::replace(&mut self.is, was));
        self.note("undo");
        true
    }

    pub fn redo(&mut self) -> bool {
        let Some(mut then) = self.after.pop() else {
            return false;
        };
        self.bed.ask("redo", json!({}));
        then.sent.clone_from(&self.is.sent);
        self.before.push(std::mem::replace(&mut self.is, then));
        self.note("redo");
        true
    }
}

impl Drop for Pair {
    /// A step that the program answers otherwise than the reference expects ends the test at once.
    fn drop(&mut self) {
        if std::thread::panicking() {
            let last = &self.told[self.told.len().saturating_sub(12)..];
            println!("last steps: {last:#?}");
        }
    }
}
