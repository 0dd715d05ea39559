//! Drives the program and the reference side by side: every step is asked of the real core over a real
//! encrypted file and noted in the reference; then both are compared in all that people look at.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use billing::claim::{Claim, ClaimContent};
use serde_json::{Value, json};
use values::{Day, Money};
use workbench::Code;

use crate::bed::{Bed, bed as open_practice, contents, file_of, text, today};
use crate::reference::{
    Act, Answer, Check, Deposit, Fault, Plan, Reference, Row, Told, Visit, follows,
};

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
    fn cents(&mut self, most: i64) -> i64 {
        1 + i64::try_from(self.below(usize::try_from(most.max(1)).unwrap())).unwrap()
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        (!from.is_empty()).then(|| &from[self.below(from.len())])
    }
}

fn dollars(cents: i64) -> String {
    Money::from_cents(cents).to_string()
}

fn cents(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

pub fn texts_of(payer: &str, number: &str, amount: i64, claims: Vec<Value>) -> Value {
    json!({
        "id": "", "version": 0, "payer_id": payer, "method": "check", "number": number,
        "paid_on": "t", "amount": dollars(amount), "claims": claims, "provider": [],
    })
}

pub fn claim_texts(claim: &str, status: &str, lines: Vec<Value>) -> Value {
    json!({
        "part": 0, "claim_id": claim, "status": status, "control_number": "", "patient_part": "",
        "interest": "", "remarks": "", "forwarded_to": "", "adjustments": "", "paid": "", "lines": lines,
    })
}

pub fn line_texts(line: &str, told: &Told) -> Value {
    let typed: Vec<String> = told
        .typed
        .iter()
        .map(|(code, cents)| format!("{code} {}", dollars(*cents)))
        .collect();
    json!({
        "line_id": line, "code": "", "charge": "", "paid": dollars(told.paid),
        "allowed": told.allowed.map(dollars).unwrap_or_default(),
        "adjustments": typed.join(", "), "remarks": "",
    })
}

/// An act as it is typed, with nothing in it.
pub fn act_texts(kind: &str) -> Value {
    json!({
        "kind": kind, "patient_id": "", "payer_id": "", "on": "", "amount": "", "method": "",
        "number": "", "reason": "", "text": "", "rows": [],
    })
}

/// The program and the reference.
pub struct Pair {
    pub bed: Bed,
    pub is: Reference,
    dice: Dice,
    /// How the reference stood before each step that can be undone, and after those that were.
    before: Vec<Reference>,
    after: Vec<Reference>,
    /// The contents that visits were imported from, by visit.
    contents: Vec<Option<ClaimContent>>,
    step: u64,
    numbers: u64,
    guarantors: BTreeMap<String, String>,
    patients: Vec<(String, String)>,
    pub did: BTreeMap<&'static str, u32>,
    /// What was done, for whoever looks for the first step that went wrong.
    pub told: Vec<String>,
}

/// Claims to begin with: of patients with one payer and with two, a day each.
fn first_claims(most: usize) -> Vec<ClaimContent> {
    let plain = |claim: &ClaimContent| {
        claim.coverage.order == "P"
            && claim.frequency == "1"
            && claim.is_self()
            && claim.other_coverages.len() < 2
            && claim.other_coverages.iter().all(|other| {
                other.amounts.is_empty()
                    && other.adjustments.is_empty()
                    && other.coverage.order == "S"
            })
            && claim
                .lines
                .iter()
                .all(|line| line.adjudications.is_empty() && line.to.is_none())
    };
    let all: Vec<ClaimContent> = contents().into_iter().filter(plain).collect();
    let (two, one): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|claim| !claim.other_coverages.is_empty());
    assert!(
        !two.is_empty() && 1 < one.len(),
        "{} {}",
        two.len(),
        one.len()
    );
    let mut found = Vec::new();
    for n in 0..most {
        let from = if n % 5 < 3 { &two } else { &one };
        let mut claim = from[n % from.len()].clone();
        shape(&mut claim, n, 1 + n % 3);
        found.push(claim);
    }
    found
}

/// Gives a claim a number, a day and some lines of its own.
fn shape(claim: &mut ClaimContent, n: usize, lines: usize) {
    claim.number = format!("REF{n:04}");
    claim.amounts.clear();
    let mut line = claim.lines[0].clone();
    line.drugs.clear();
    line.references.clear();
    claim.lines.clear();
    let on = today().plus_days(-i32::try_from(n % 40).unwrap() * 3);
    for (at, code) in ["99213", "93000", "36415"]
        .into_iter()
        .take(lines)
        .enumerate()
    {
        line.code = code.to_owned();
        line.modifiers.clear();
        line.description.clear();
        line.from = Some(on);
        line.number = (at + 1).to_string();
        line.charge = Money::from_cents(4_000 + i64::try_from(n * 137 + at * 2_503).unwrap());
        claim.lines.push(line.clone());
    }
    claim.charge = claim.lines.iter().map(|line| line.charge).sum();
    claim.dates.clear();
}

impl Pair {
    pub fn new(seed: u64) -> Pair {
        let bed = open_practice();
        let mut pair = Pair {
            bed,
            is: Reference::default(),
            dice: Dice::new(seed),
            before: Vec::new(),
            after: Vec::new(),
            contents: Vec::new(),
            step: 0,
            numbers: 1000 + seed % 1000,
            guarantors: BTreeMap::new(),
            patients: Vec::new(),
            did: BTreeMap::new(),
            told: Vec::new(),
        };
        pair.import(first_claims(8));
        pair.guarantors();
        pair.before.clear();
        pair
    }

    fn later(&mut self) {
        self.step += 1;
        // A second a step, and a day at times.
        let more = if self.dice.one_in(25) {
            86_400_000
        } else {
            1_000
        };
        self.bed.props.later.fetch_add(more, Ordering::Relaxed);
    }

    /// Notes a step that can be undone.
    fn done(&mut self, name: &'static str, was: Reference) {
        self.before.push(was);
        self.after.clear();
        *self.did.entry(name).or_default() += 1;
        self.told.push(format!("{}: {name}", self.step));
    }

    fn import(&mut self, claims: Vec<ClaimContent>) {
        self.later();
        let was = self.is.clone();
        let known = self.bed.claim_ids();
        let file = self
            .bed
            .put(&format!("in-{}.837", self.step), file_of(&claims));
        self.bed.import(&[&file]);
        for id in self.bed.claim_ids() {
            if known.contains(&id) {
                continue;
            }
            let claim = self.claim(&id);
            let content = claims
                .iter()
                .find(|content| content.number == claim.content.number)
                .cloned();
            let lines = claim
                .content
                .lines
                .iter()
                .map(|line| (line.id.unwrap().to_string(), line.charge.cents()))
                .collect();
            let charges = claim.content.lines.iter().map(|line| line.charge.cents());
            self.is.charges.insert(id.clone(), charges.collect());
            let same = (self.is.visits.iter()).position(|v| v.number == claim.content.number);
            match same {
                Some(at) => {
                    self.is.visits[at].claim = id;
                    self.is.visits[at].lines = lines;
                    self.contents[at] = content;
                }
                None => {
                    let payers = self.payers_of(&claim);
                    self.is.visits.push(Visit {
                        number: claim.content.number.clone(),
                        claim: id,
                        patient: claim.patient_id.to_string(),
                        payers,
                        lines,
                        ..Visit::default()
                    });
                    self.contents.push(content);
                }
            }
        }
        self.done("import", was);
    }

    fn claim(&self, id: &str) -> Claim {
        let open = self.bed.open();
        let db = open.vault.reader().unwrap();
        vault::writer::get::<Claim>(&db, id).unwrap().0
    }

    /// The payers that a claim names, in their order.
    fn payers_of(&self, claim: &Claim) -> Vec<String> {
        let register = self.bed.ask("register", json!({}));
        let mut payers = vec![claim.payer_id.to_string()];
        for other in &claim.content.other_coverages {
            let name = &other.coverage.payer.name.last;
            let rows = register["rows"].as_array().unwrap();
            let row = rows
                .iter()
                .find(|row| row["kind"] == "payer" && row["name"] == *name)
                .unwrap_or_else(|| panic!("{name} is no payer: {register}"));
            payers.push(text(&row["id"]));
        }
        payers
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
        match self.dice.below(52) {
            0..=10 => self.post(),
            11..=14 => self.take_back(),
            15..=17 => self.unpost(),
            18..=19 => self.unpost_claim(),
            20..=21 => self.post_again(),
            22..=26 => self.pay(),
            27 => self.apply(),
            28..=29 => self.refund(),
            30 => self.refund_payer(),
            31..=32 => self.write_off(),
            33 => self.discount(),
            34 => self.decide(),
            35..=36 => self.open_balances(),
            37..=38 => self.take_back_act(),
            39..=40 => self.undo(),
            41 => self.redo(),
            42 => match self.dice.below(4) {
                0 => self.hold(),
                1 => self.correct_charge(),
                2 => self.replace(),
                _ => self.bring_more(),
            },
            43 => self.twin(),
            44 => self.move_payment(),
            45 => self.send_back(),
            46 => self.fee(),
            47..=48 => self.make_plan(),
            _ => self.deposit(),
        }
    }

    fn number(&mut self) -> String {
        self.numbers += 1;
        format!("EF{}", self.numbers)
    }

    /// What a payer may say of a line.
    fn say(&mut self, visit: usize, order: usize, line: usize) -> Told {
        let charge = self.is.visits[visit].lines[line].1;
        let earlier = self.is.earlier(visit, order, line);
        let left = charge - earlier;
        let typed = |list: &[(&str, i64)]| -> Vec<(String, i64)> {
            list.iter()
                .filter(|(_, cents)| *cents != 0)
                .map(|(code, cents)| ((*code).to_owned(), *cents))
                .collect()
        };
        let mut told = Told::default();
        if earlier != 0 {
            match (self.dice.below(4), left <= 1) {
                (_, true) => told.typed = typed(&[("OA-23", charge)]),
                (0, _) => {
                    // It writes off what was written off before.
                    told.paid = self.dice.cents(left);
                    let off = self.dice.cents(earlier.abs()).min(charge - told.paid);
                    told.typed = typed(&[("OA-23", charge - told.paid - off), ("CO-45", off)]);
                }
                (1, _) => told.typed = typed(&[("OA-23", earlier), ("CO-97", left)]),
                _ => told.paid = self.dice.cents(left),
            }
        } else {
            match self.dice.below(8) {
                0 => told.typed = typed(&[("CO-16", charge)]),
                1 => told.typed = typed(&[("PR-1", charge)]),
                2 => {
                    told.paid = self.dice.cents(charge);
                    let rest = charge - told.paid;
                    let off = self.dice.cents(rest.max(1)).min(rest);
                    told.typed = typed(&[("CO-45", off), ("PR-3", rest - off)]);
                }
                3 => {
                    told.paid = charge + 500;
                    told.typed = typed(&[("OA-94", -500)]);
                }
                4 => {
                    told.paid = self.dice.cents(charge);
                    told.typed = typed(&[("PI-45", charge - told.paid)]);
                }
                5 => told.typed = typed(&[("PR-27", charge - 1), ("CO-253", 1)]),
                _ => {
                    let allowed = self.dice.cents(charge);
                    told.allowed = Some(allowed);
                    told.paid = self.dice.cents(allowed);
                }
            }
        }
        told.computed = follows(charge, &told, earlier);
        told
    }

    /// Visits that a payer is asked for, and as which.
    fn asked(&self, payer: &str) -> Vec<(usize, usize)> {
        (self.is.visits.iter().enumerate())
            .filter(|(_, visit)| !visit.alone)
            .filter_map(|(at, visit)| {
                let order = visit.payers.iter().position(|id| id == payer)?;
                Some((at, order + 1))
            })
            .collect()
    }

    fn a_payer(&mut self) -> String {
        // By their claims, not by their ids: those are other ones each time.
        let payers: Vec<String> = (self.is.visits.iter())
            .filter(|visit| !visit.alone)
            .flat_map(|visit| visit.payers.clone())
            .collect();
        self.dice.pick(&payers).unwrap().clone()
    }

    fn post(&mut self) -> bool {
        let payer = self.a_payer();
        let mut asked = self.asked(&payer);
        // A second answer without a takeback is told in `billing`'s own tests of `standing`.
        asked.retain(|(visit, order)| !self.is.answered(*visit, *order));
        let mut answers = Vec::new();
        for _ in 0..=self.dice.below(3) {
            if asked.is_empty() {
                break;
            }
            let at = self.dice.below(asked.len());
            let (visit, order) = asked.swap_remove(at);
            let lines = 0..self.is.visits[visit].lines.len();
            let lines = lines.map(|line| self.say(visit, order, line)).collect();
            answers.push(Answer {
                part: 0,
                visit,
                claim: self.is.visits[visit].claim.clone(),
                order,
                back: false,
                left_out: false,
                lines,
            });
        }
        if answers.is_empty() {
            return false;
        }
        let interest = if self.dice.one_in(6) { 321 } else { 0 };
        self.send(&payer, answers, interest);
        true
    }

    /// Posts a check over answers, and notes it.
    pub fn send(&mut self, payer: &str, answers: Vec<Answer>, interest: i64) {
        let number = self.number();
        let paid: i64 = (answers.iter())
            .flat_map(|answer| &answer.lines)
            .map(|told| told.paid)
            .sum();
        let mut provider = Vec::new();
        if interest != 0 {
            provider.push(("L6".to_owned(), -interest));
        }
        if paid + interest < 0 {
            provider.push(("FB".to_owned(), paid + interest));
        }
        let amount = paid - provider.iter().map(|(_, cents)| cents).sum::<i64>();
        let claims = answers.iter().map(|answer| {
            let visit = &self.is.visits[answer.visit];
            let lines = answer.lines.iter().zip(&visit.lines);
            let lines = lines.map(|(told, (id, _))| line_texts(id, told)).collect();
            claim_texts(&visit.claim, if answer.back { "22" } else { "" }, lines)
        });
        let mut texts = texts_of(payer, &number, amount, claims.collect());
        texts["provider"] = (provider.iter())
            .map(
                |(code, cents)| json!({ "code": code, "reference": "", "amount": dollars(*cents) }),
            )
            .collect();
        let was = self.is.clone();
        let done = self.bed.ask("post_sheet", texts);
        let view = &done["value"];
        let mut claims = answers;
        for (answer, claim) in claims.iter_mut().zip(view["claims"].as_array().unwrap()) {
            answer.part = u32::try_from(cents(&claim["part"])).unwrap();
        }
        let check = Check {
            id: text(&view["texts"]["id"]),
            number,
            payer: payer.to_owned(),
            amount,
            provider,
            posted: Some(self.step),
            claims,
        };
        // A sheet that is posted at once is parked before: undo takes back the one, then the other.
        let mut parked = was.clone();
        parked.checks.push(Check {
            posted: None,
            ..check.clone()
        });
        self.before.push(was);
        self.is.checks.push(check);
        self.done("post", parked);
    }

    fn posted(&self) -> Vec<usize> {
        (0..self.is.checks.len())
            .filter(|at| self.is.checks[*at].posted.is_some())
            .collect()
    }

    /// A takeback of an answer that stands, at times with its correction before or after it.
    fn take_back(&mut self) -> bool {
        let mut there = Vec::new();
        for at in self.posted() {
            let check = &self.is.checks[at];
            for answer in check.claims.iter().filter(|a| !a.back && !a.left_out) {
                let same = answer.lines.iter().zip(&self.is.visits[answer.visit].lines);
                // The charge is what it was when it was answered.
                if same.clone().all(|(told, (_, charge))| {
                    *charge == told.paid + told.adjustments().map(|(_, c)| c).sum::<i64>()
                }) {
                    there.push((check.payer.clone(), answer.clone()));
                }
            }
        }
        let Some((payer, mut back)) = self.dice.pick(&there).cloned() else {
            return false;
        };
        back.claim.clone_from(&self.is.visits[back.visit].claim);
        let mut right = back.clone();
        back = mirrored(&back);
        right.lines = (0..right.lines.len())
            .map(|line| self.say(right.visit, right.order, line))
            .collect();
        let answers = match self.dice.below(4) {
            0 => vec![back],
            1 => vec![back, right],
            2 => vec![right, back],
            _ => {
                // The correction comes first, in a check of its own.
                self.send(&payer, vec![right], 0);
                self.later();
                vec![back]
            }
        };
        self.send(&payer, answers, 0);
        true
    }

    fn version(&self, id: &str) -> i64 {
        cents(&self.bed.ask("sheet", json!({ "id": id }))["texts"]["version"])
    }

    fn unpost(&mut self) -> bool {
        let Some(at) = self.dice.pick(&self.posted()).copied() else {
            return false;
        };
        let was = self.is.clone();
        let id = self.is.checks[at].id.clone();
        let ask = json!({ "id": id, "version": self.version(&id), "part": 0 });
        self.bed.ask("unpost", ask);
        let check = &mut self.is.checks[at];
        check.posted = None;
        check.claims.iter_mut().for_each(|a| a.left_out = false);
        self.done("unpost", was);
        true
    }

    /// Takes one claim of a check back, or posts it again.
    fn unpost_claim(&mut self) -> bool {
        let Some(at) = self.dice.pick(&self.posted()).copied() else {
            return false;
        };
        let n = self.dice.below(self.is.checks[at].claims.len());
        let was = self.is.clone();
        let check = &mut self.is.checks[at];
        let Some(answer) = check.claims.get_mut(n) else {
            return false;
        };
        let name = if answer.left_out { "repost" } else { "unpost" };
        answer.left_out = !answer.left_out;
        let (id, part) = (check.id.clone(), answer.part);
        let ask = json!({ "id": id, "version": self.version(&id), "part": part });
        self.bed.ask(name, ask);
        self.done(
            if name == "unpost" {
                "unpost a claim"
            } else {
                "repost a claim"
            },
            was,
        );
        true
    }

    /// Posts a parked check: what follows from its lines is worked out anew.
    fn post_again(&mut self) -> bool {
        let parked: Vec<usize> = (0..self.is.checks.len())
            .filter(|at| self.is.checks[*at].posted.is_none())
            .collect();
        let Some(at) = self.dice.pick(&parked).copied() else {
            return false;
        };
        let was = self.is.clone();
        let mut check = self.is.checks[at].clone();
        for answer in &mut check.claims {
            for line in 0..answer.lines.len() {
                let charge = self.is.charges[&answer.claim][line];
                let way = if answer.back { -1 } else { 1 };
                let earlier = way * self.is.earlier(answer.visit, answer.order, line);
                let told = &mut answer.lines[line];
                told.computed = follows(way * charge, told, earlier);
                let all: i64 = told.adjustments().map(|(_, cents)| cents).sum();
                if way * charge != told.paid + all {
                    return self.does_not_close(&check.id.clone());
                }
            }
        }
        check.posted = Some(self.step);
        let sheet = self.bed.ask("sheet", json!({ "id": check.id }));
        self.bed.ask("post_sheet", sheet["texts"].clone());
        self.is.checks[at] = check;
        self.done("post again", was);
        true
    }

    /// A charge was corrected since: the sheet does not close and is refused.
    fn does_not_close(&mut self, id: &str) -> bool {
        let sheet = self.bed.ask("sheet", json!({ "id": id }));
        let problem = self.bed.refused("post_sheet", sheet["texts"].clone());
        assert_eq!(problem.code, Code::Field, "{problem:?}");
        *self.did.entry("refused: does not close").or_default() += 1;
        true
    }

    /// The same check once more, with zeros before its number: refused, with the name of the first.
    pub fn twin(&mut self) -> bool {
        let Some(at) = self.dice.pick(&self.posted()).copied() else {
            return false;
        };
        let check = &self.is.checks[at];
        let mut sheet = self.bed.ask("sheet", json!({ "id": check.id }))["texts"].clone();
        sheet["id"] = json!("");
        sheet["version"] = json!(0);
        sheet["number"] = json!(format!("00{}", check.number.to_lowercase()));
        match self.is.fault {
            Some(Fault::CheckTwice) => {
                let mut twice = check.clone();
                twice.id = "twice".to_owned();
                self.is.checks.push(twice);
            }
            _ => {
                let problem = self.bed.refused("post_sheet", sheet);
                assert!(problem.says.contains(&check.number), "{problem:?}");
            }
        }
        *self.did.entry("refused: twin").or_default() += 1;
        true
    }

    /// What a patient owes on each visit; negative is owed to the patient.
    fn owed(&self, patient: &str, account: bool) -> Vec<(usize, i64)> {
        let of = |at: usize| -> i64 {
            let (open, _) = self.is.standing(at);
            let own = open.iter().filter(|open| {
                let who = if account { &open.debtor } else { &open.owner };
                who == "patient"
            });
            own.map(|open| open.cents).sum()
        };
        (0..self.is.visits.len())
            .filter(|at| self.is.visits[*at].patient == patient && self.is.exists(*at))
            .map(|at| (at, of(at)))
            .collect()
    }

    fn row_texts(&self, rows: &[Row]) -> Vec<Value> {
        rows.iter()
            .map(|row| {
                let visit = &self.is.visits[row.visit];
                let (claim, opening) = match visit.alone {
                    true => ("", visit.claim.as_str()),
                    false => (visit.claim.as_str(), ""),
                };
                let line = row.line.map_or("", |line| visit.lines[line].0.as_str());
                json!({
                    "claim_id": claim, "line_id": line, "opening": opening, "owner": row.owner,
                    "amount": dollars(row.cents),
                })
            })
            .collect()
    }

    /// Asks for an act and notes it.
    pub fn act(&mut self, kind: &'static str, patient: &str, amount: i64, rows: Vec<Row>) {
        let mut ask = act_texts(kind);
        ask["patient_id"] = json!(patient);
        ask["text"] = json!("as agreed");
        ask["rows"] = json!(self.row_texts(&rows));
        if matches!(kind, "payment" | "refund" | "apply") {
            ask["amount"] = json!(dollars(amount));
            ask["method"] = json!("check");
        }
        let reason = match kind {
            "write_off" => "bundled",
            "discount" => "hardship",
            _ => "",
        };
        ask["reason"] = json!(reason);
        let was = self.is.clone();
        if matches!(kind, "payment" | "apply") && self.more_than_its_plan(&rows) {
            let problem = self.bed.refused("save_act", ask);
            assert_eq!(problem.field.as_deref(), Some("rows"), "{problem:?}");
            *self.did.entry("refused: more than its plan").or_default() += 1;
            return;
        }
        let id = match self.is.fault {
            Some(Fault::RefundOverCredit) => {
                let problem = self.bed.refused("save_act", ask);
                assert_eq!(problem.field.as_deref(), Some("amount"), "{problem:?}");
                "refused".to_owned()
            }
            _ => text(&self.bed.ask("save_act", ask)["value"]["id"]),
        };
        self.is.acts.push(Act {
            first: id.clone(),
            of: String::new(),
            id,
            kind,
            reason: reason.to_owned(),
            patient: patient.to_owned(),
            amount,
            rows,
            at: self.step,
            taken_back: false,
        });
        self.done(kind, was);
    }

    fn a_patient(&mut self) -> String {
        let at = self.dice.below(self.patients.len());
        self.patients[at].0.clone()
    }

    fn pay(&mut self) -> bool {
        let patient = self.a_patient();
        let owed = self.owed(&patient, false);
        let mut rows = Vec::new();
        let first = self.dice.below(owed.len().max(1));
        for (visit, owes) in owed.into_iter().skip(first).take(2) {
            if self.is.visits[visit].alone && owes <= 0 {
                continue;
            }
            // What is owed, a part of it, or a copay before anybody answered.
            let cents = match (0 < owes, self.dice.one_in(3)) {
                (true, false) => owes,
                (true, true) => self.dice.cents(owes),
                (false, _) => 1_500,
            };
            rows.push(Row {
                visit,
                owner: "patient".to_owned(),
                line: None,
                cents,
            });
        }
        let more = if self.dice.one_in(3) || rows.is_empty() {
            2_222
        } else {
            0
        };
        let amount = rows.iter().map(|row| row.cents).sum::<i64>() + more;
        if rows.is_empty()
            && self
                .owed(&patient, false)
                .iter()
                .any(|(_, owes)| *owes != 0)
        {
            return false;
        }
        self.act("payment", &patient, amount, rows);
        true
    }

    fn apply(&mut self) -> bool {
        let patient = self.a_patient();
        let loose = self.is.unapplied(&patient);
        let visits = self.owed(&patient, false);
        let Some((visit, _)) = self.dice.pick(&visits).copied() else {
            return false;
        };
        if loose < 1 {
            return false;
        }
        let cents = self.dice.cents(loose);
        let row = Row {
            visit,
            owner: "patient".to_owned(),
            line: None,
            cents,
        };
        self.act("apply", &patient, cents, vec![row]);
        true
    }

    fn refund(&mut self) -> bool {
        let patient = self.a_patient();
        let loose = self.is.unapplied(&patient).max(0);
        let credit = (self.owed(&patient, true).into_iter()).find(|(_, owes)| *owes < 0);
        let mut rows = Vec::new();
        if let Some((visit, owes)) = credit {
            let cents = self.dice.cents(-owes);
            rows.push(Row {
                visit,
                owner: "patient".to_owned(),
                line: None,
                cents,
            });
        }
        let amount = loose / 2 + rows.iter().map(|row| row.cents).sum::<i64>();
        if amount < 1 {
            return false;
        }
        self.act("refund", &patient, amount, rows);
        true
    }

    /// An open amount that fits, with its visit.
    fn an_open(
        &mut self,
        fits: impl Fn(&crate::reference::Open) -> bool,
    ) -> Option<(usize, crate::reference::Open)> {
        let mut found = Vec::new();
        for at in 0..self.is.visits.len() {
            let (open, _) = self.is.standing(at);
            let alone = self.is.visits[at].alone;
            found.extend(
                open.into_iter()
                    .filter(|open| !alone && fits(open))
                    .map(|open| (at, open)),
            );
        }
        self.dice.pick(&found).cloned()
    }

    fn refund_payer(&mut self) -> bool {
        let Some((visit, open)) = self.an_open(|o| o.cents < 0 && o.debtor != "patient") else {
            return false;
        };
        let row = Row {
            visit,
            owner: open.debtor,
            line: Some(open.line),
            cents: self.dice.cents(-open.cents),
        };
        self.act("payer_refund", "", row.cents, vec![row]);
        true
    }

    fn write_off(&mut self) -> bool {
        let Some((visit, open)) =
            self.an_open(|o| 0 < o.cents && !matches!(o.owner.as_str(), "patient" | "hold"))
        else {
            return false;
        };
        let row = Row {
            visit,
            owner: open.owner,
            line: Some(open.line),
            cents: self.dice.cents(open.cents),
        };
        self.act("write_off", "", row.cents, vec![row]);
        true
    }

    fn discount(&mut self) -> bool {
        let Some((visit, open)) = self.an_open(|o| 0 < o.cents && o.owner == "patient") else {
            return false;
        };
        let row = Row {
            visit,
            owner: "patient".to_owned(),
            line: None,
            cents: self.dice.cents(open.cents),
        };
        self.act("discount", "", row.cents, vec![row]);
        true
    }

    fn decide(&mut self) -> bool {
        let Some((visit, _)) = self.an_open(|_| true) else {
            return false;
        };
        let mut owners = vec!["patient".to_owned(), "us".to_owned()];
        owners.extend((1..=self.is.visits[visit].payers.len()).map(|order| order.to_string()));
        let owner = self.dice.pick(&owners).unwrap().clone();
        let row = Row {
            visit,
            owner,
            line: None,
            cents: 0,
        };
        self.act("decision", "", 0, vec![row]);
        true
    }

    fn open_balances(&mut self) -> bool {
        let Some((patient, account)) = self.dice.pick(&self.patients).cloned() else {
            return false;
        };
        let (mut rows, mut texts) = (Vec::new(), Vec::new());
        let mut more = Vec::new();
        let row = |claim: &str, patient: &str, payer: &str, owner: &str, cents: i64| {
            json!({
                "claim": claim, "patient": patient, "payer_id": payer, "owner": owner,
                "amount": dollars(cents), "service_on": "",
            })
        };
        let unanswered: Vec<usize> = (0..self.is.visits.len())
            .filter(|at| {
                let visit = &self.is.visits[*at];
                let about = self.is.checks.iter().filter(|check| check.posted.is_some());
                let answered = about
                    .flat_map(|check| &check.claims)
                    .any(|a| a.visit == *at);
                let opened = (self.is.acts.iter().filter(|act| !act.taken_back))
                    .any(|act| act.kind == "opening" && act.rows.iter().any(|r| r.visit == *at));
                !visit.alone && !answered && !opened
            })
            .collect();
        if let Some(visit) = self.dice.pick(&unanswered).copied() {
            let it = &self.is.visits[visit];
            let charged: i64 = it.lines.iter().map(|(_, charge)| charge).sum();
            let owner = ["patient", "1"][self.dice.below(2)];
            let cents = if self.dice.one_in(6) {
                -700
            } else {
                self.dice.cents(charged)
            };
            texts.push(row(&it.claim, "", "", owner, cents));
            rows.push(Row {
                visit,
                owner: owner.to_owned(),
                line: None,
                cents,
            });
        }
        let payer = self.a_payer();
        for owner in ["patient", "1"] {
            let cents = if self.dice.one_in(5) {
                -900
            } else {
                self.dice.cents(9_000)
            };
            let (account, payer) = match owner {
                "patient" => (account.as_str(), ""),
                _ => ("", payer.as_str()),
            };
            texts.push(row("", account, payer, owner, cents));
            let visit = self.is.visits.len() + more.len();
            more.push(Visit {
                patient: if owner == "patient" {
                    patient.clone()
                } else {
                    String::new()
                },
                payers: (!payer.is_empty())
                    .then(|| payer.to_owned())
                    .into_iter()
                    .collect(),
                lines: vec![(String::new(), cents)],
                alone: true,
                ..Visit::default()
            });
            rows.push(Row {
                visit,
                owner: owner.to_owned(),
                line: None,
                cents,
            });
        }
        let sum: i64 = rows.iter().map(|row| row.cents).sum();
        let ask = |ties: i64| json!({ "on": "t", "ties_to": dollars(ties), "rows": texts });
        assert_eq!(
            self.bed
                .refused("save_opening", ask(sum + 1))
                .field
                .as_deref(),
            Some("ties_to")
        );
        let was = self.is.clone();
        self.bed.ask("save_opening", ask(sum));
        let open = self.bed.open();
        let db = open.vault.reader().unwrap();
        let day = open_day(&self.bed);
        let act = vault::remittances::acts(&db, (&day, &day), None, 100)
            .unwrap()
            .into_iter()
            .filter(|act| act.kind == "opening")
            .max_by_key(|act| act.id)
            .unwrap();
        for (row, visit) in act
            .rows
            .iter()
            .filter(|r| r.claim_id.is_none())
            .zip(&mut more)
        {
            visit.claim = row.opening.unwrap().to_string();
        }
        self.contents.extend(more.iter().map(|_| None));
        self.is.visits.extend(more);
        self.is.acts.push(Act {
            first: act.id.to_string(),
            of: String::new(),
            id: act.id.to_string(),
            kind: "opening",
            reason: String::new(),
            patient: String::new(),
            amount: sum,
            rows,
            at: self.step,
            taken_back: false,
        });
        self.done("opening", was);
        true
    }

    fn take_back_act(&mut self) -> bool {
        let standing: Vec<usize> = (0..self.is.acts.len())
            .filter(|at| !self.is.acts[*at].taken_back)
            .collect();
        let Some(at) = self.dice.pick(&standing).copied() else {
            return false;
        };
        let was = self.is.clone();
        let id = self.is.acts[at].id.clone();
        let ask = json!({ "id": id, "reason": "keyed in error" });
        if self.is.returned(&id) {
            assert_eq!(self.bed.refused("take_back_act", ask).code, Code::Refused);
            return false;
        }
        // What was applied or given back since is not taken away beneath it.
        self.is.acts[at].taken_back = true;
        let patient = self.is.acts[at].patient.clone();
        let left = self.is.unapplied(&patient);
        if left < 0 && left < was.unapplied(&patient) {
            self.bed.refused("take_back_act", ask);
            self.is = was;
            return false;
        }
        self.bed.ask("take_back_act", ask);
        self.done("take back an act", was);
        true
    }

    /// The rows of an act as the program keeps them.
    fn rows_of(&self, id: &str) -> Vec<Row> {
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
    fn more_than_its_plan(&self, rows: &[Row]) -> bool {
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
        self.is.plans.push(Plan {
            patient: patient.to_owned(),
            visits,
        });
        self.done("a payment plan", was);
        true
    }

    fn fee(&mut self) -> bool {
        let patient = self.a_patient();
        self.fee_for(&patient)
    }

    /// A fee on a patient's account.
    pub fn fee_for(&mut self, patient: &str) -> bool {
        let patient = patient.to_owned();
        let was = self.is.clone();
        let mut ask = act_texts("fee");
        ask["patient_id"] = json!(patient);
        ask["amount"] = json!("25.00");
        ask["reason"] = json!("missed_visit");
        let id = text(&self.bed.ask("save_act", ask)["value"]["id"]);
        let open = self.bed.open();
        let db = open.vault.reader().unwrap();
        let (act, _) = vault::writer::get::<billing::ledger::act::Act>(&db, &id).unwrap();
        let visit = self.is.visits.len();
        self.is.visits.push(Visit {
            claim: act.rows[0].opening.unwrap().to_string(),
            patient: patient.clone(),
            lines: vec![(String::new(), 2_500)],
            alone: true,
            ..Visit::default()
        });
        self.contents.push(None);
        self.is.acts.push(Act {
            first: id.clone(),
            of: String::new(),
            id,
            kind: "fee",
            reason: "missed_visit".to_owned(),
            patient,
            amount: 2_500,
            rows: vec![Row {
                visit,
                owner: "patient".to_owned(),
                line: None,
                cents: 2_500,
            }],
            at: self.step,
            taken_back: false,
        });
        self.done("a fee", was);
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

    pub fn undo(&mut self) -> bool {
        let Some(mut was) = self.before.pop() else {
            return false;
        };
        self.bed.ask("undo", json!({}));
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
        *self.did.entry("undo").or_default() += 1;
        self.told.push(format!("{}: undo", self.step));
        true
    }

    pub fn redo(&mut self) -> bool {
        let Some(then) = self.after.pop() else {
            return false;
        };
        self.bed.ask("redo", json!({}));
        self.before.push(std::mem::replace(&mut self.is, then));
        *self.did.entry("redo").or_default() += 1;
        self.told.push(format!("{}: redo", self.step));
        true
    }

    fn hold(&mut self) -> bool {
        let visit = self.dice.below(self.is.visits.len());
        if self.is.visits[visit].alone {
            return false;
        }
        let was = self.is.clone();
        let held = self.is.visits[visit].held;
        let reason = if held { "" } else { "waits for the chart" };
        let ask = json!({ "ids": [self.is.visits[visit].claim], "reason": reason });
        self.bed.ask("hold_claims", ask);
        self.is.visits[visit].held = !held;
        self.done("hold", was);
        true
    }

    /// Corrects the charge of a claim that nobody answered.
    fn correct_charge(&mut self) -> bool {
        let visit = self.dice.below(self.is.visits.len());
        let it = &self.is.visits[visit];
        let about = |rows: &[Row]| rows.iter().any(|row| row.visit == visit);
        let opened = (self.is.acts.iter()).any(|act| act.kind == "opening" && about(&act.rows));
        if it.alone || it.held || opened {
            return false;
        }
        let was = self.is.clone();
        let id = it.claim.clone();
        let form = self.bed.ask(
            "open_form",
            json!({ "kind": "claim", "id": id, "of": "", "item": "" }),
        );
        let charge = 5_000 + self.dice.cents(9_000);
        let mut texts = form["texts"].clone();
        texts["line.1.charge"] = json!(dollars(charge));
        self.bed.ask(
            "save_claim",
            json!({ "kind": "claim", "id": id, "of": form["of"], "version": form["version"], "texts": texts }),
        );
        self.is.visits[visit].lines[0].1 = charge;
        self.is.charges.get_mut(&id).unwrap()[0] = charge;
        self.done("correct a charge", was);
        true
    }

    /// A corrected claim comes in a file: its charges stand in place of the old ones.
    fn replace(&mut self) -> bool {
        let visit = self.dice.below(self.is.visits.len());
        let about = |rows: &[Row]| rows.iter().any(|row| row.visit == visit);
        let opened = (self.is.acts.iter()).any(|act| act.kind == "opening" && about(&act.rows));
        let Some(mut content) = self.contents[visit].clone() else {
            return false;
        };
        if opened || self.is.visits[visit].held {
            return false;
        }
        content.frequency = "7".to_owned();
        content.lines[0].charge = Money::from_cents(6_000 + self.dice.cents(5_000));
        for (n, (_, charge)) in self.is.visits[visit].lines.iter().enumerate().skip(1) {
            content.lines[n].charge = Money::from_cents(*charge);
        }
        content.charge = content.lines.iter().map(|line| line.charge).sum();
        self.import(vec![content]);
        *self.did.entry("a corrected claim").or_default() += 1;
        true
    }

    fn bring_more(&mut self) -> bool {
        let n = 50 + usize::try_from(self.step).unwrap();
        let template = self.dice.below(8);
        let mut claim = first_claims(8).swap_remove(template);
        let lines = 1 + self.dice.below(3);
        shape(&mut claim, n, lines);
        self.import(vec![claim]);
        true
    }
}

fn open_day(bed: &Bed) -> String {
    let today: Day = bed.bench.today(&bed.open());
    today.to_string()
}

/// A plain first answer of a payer to a visit: a part is paid, a part taken off, the rest is left.
pub fn first_answer(is: &Reference, visit: usize, order: usize) -> Answer {
    let lines = (0..is.visits[visit].lines.len()).map(|line| {
        let charge = is.visits[visit].lines[line].1;
        let earlier = is.earlier(visit, order, line);
        let mut told = Told {
            allowed: (earlier == 0).then_some(charge - 1_000),
            paid: (charge - earlier) / 2,
            ..Told::default()
        };
        told.computed = follows(charge, &told, earlier);
        told
    });
    Answer {
        part: 0,
        visit,
        claim: is.visits[visit].claim.clone(),
        order,
        back: false,
        left_out: false,
        lines: lines.collect(),
    }
}

/// The takeback of an answer.
pub fn mirrored(answer: &Answer) -> Answer {
    let mut back = answer.clone();
    back.back = true;
    for told in &mut back.lines {
        let all = told
            .adjustments()
            .map(|(code, cents)| (code.clone(), -cents));
        *told = Told {
            typed: all.collect(),
            paid: -told.paid,
            ..Told::default()
        };
    }
    back
}
