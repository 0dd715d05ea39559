//! Steps with remittances: checks over claims, line by line or as a whole; takebacks and corrections in
//! either order; taking back, posting again, keying twice.

use serde_json::{Value, json};
use workbench::Code;

use crate::bed::text;
use crate::drive::{Pair, cents, dollars};
use crate::reference::{Answer, Check, Fault, Reference, Told, follows};

impl Pair {
    fn number(&mut self) -> String {
        self.numbers += 1;
        format!("EF{}", self.numbers)
    }

    /// What a payer may say of a line of a claim that charges this for it.
    pub fn say(&mut self, visit: usize, order: usize, line: usize, charge: i64) -> Told {
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
            .filter(|(at, visit)| !visit.alone || self.is.exists(*at) && 0 < visit.lines[0])
            .filter_map(|(at, visit)| {
                let order = visit.payers.iter().position(|id| id == payer)?;
                Some((at, order + 1))
            })
            .collect()
    }

    /// What a payer may say of a claim: line by line, at times with something of the whole claim beside,
    /// or of the whole claim alone.
    fn answer(&mut self, visit: usize, order: usize) -> Answer {
        if self.is.visits[visit].alone {
            return self.answer_to_a_balance(visit);
        }
        let it = &self.is.visits[visit];
        let second = it
            .second
            .clone()
            .filter(|_| order == 2 && self.dice.one_in(2));
        let claim = second.unwrap_or_else(|| it.claim.clone());
        let charges = self.is.charges[&claim].clone();
        let mut said = Answer {
            visit,
            claim,
            order,
            ..Answer::default()
        };
        if self.dice.one_in(5) {
            said.whole = self.say_whole(visit, order, charges.iter().sum());
            return said;
        }
        for (line, charge) in charges.iter().enumerate() {
            let told = self.say(visit, order, line, *charge);
            said.lines.push(told);
        }
        let paid = said.paid();
        if 0 < paid && self.dice.one_in(6) {
            // What the claim itself is adjusted by makes what is paid smaller.
            let code = ["CO-45", "PR-1", "CO-97", "PI-45"][self.dice.below(4)];
            let cents = self.dice.cents(paid);
            said.whole.typed = vec![(code.to_owned(), cents)];
            said.whole.paid = -cents;
        }
        said
    }

    /// What a payer may say of an opening balance without a claim: a part of it is paid, a part taken off,
    /// left to nobody known, or denied; the rest it does not speak of.
    fn answer_to_a_balance(&mut self, visit: usize) -> Answer {
        let balance = self.is.visits[visit].lines[0];
        let paid = self.dice.cents(balance);
        let rest = match self.dice.one_in(2) {
            true => balance - paid,
            false => (balance - paid) / 2,
        };
        let code = ["PR-2", "CO-45", "CO-16", "PI-45"][self.dice.below(4)];
        let mut typed = vec![(code.to_owned(), rest)];
        typed.retain(|(_, cents)| *cents != 0);
        Answer {
            visit,
            claim: self.is.visits[visit].claim.clone(),
            order: 1,
            whole: Told {
                paid,
                typed,
                ..Told::default()
            },
            ..Answer::default()
        }
    }

    /// What a payer may say of a whole claim, without its lines.
    fn say_whole(&mut self, visit: usize, order: usize, charge: i64) -> Told {
        let lines = 0..self.is.visits[visit].lines.len();
        let earlier: i64 = lines.map(|line| self.is.earlier(visit, order, line)).sum();
        let (earlier, left) = match charge - earlier {
            left if 1 < left => (earlier, left),
            _ => (charge, 0),
        };
        let paid = self.dice.below(usize::try_from(left + 1).unwrap());
        let paid = i64::try_from(paid).unwrap();
        // A later payer may take off once more what an earlier one took off.
        let twice = if earlier != 0 && self.dice.one_in(3) {
            earlier / 3
        } else {
            0
        };
        let rest = ["PR-2", "CO-45", "CO-16", "PI-45"][self.dice.below(4)];
        let mut typed = vec![
            ("OA-23".to_owned(), earlier - twice),
            ("CO-45".to_owned(), twice),
            (rest.to_owned(), left - paid),
        ];
        typed.retain(|(_, cents)| *cents != 0);
        Told {
            paid,
            typed,
            ..Told::default()
        }
    }

    pub fn a_payer(&mut self) -> String {
        // By their claims, not by their ids: those are other ones each time.
        let payers: Vec<String> = (self.is.visits.iter())
            .filter(|visit| !visit.alone)
            .flat_map(|visit| visit.payers.clone())
            .collect();
        self.dice.pick(&payers).unwrap().clone()
    }

    pub fn post(&mut self) -> bool {
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
            let answer = self.answer(visit, order);
            answers.push(answer);
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
        let paid: i64 = answers.iter().map(Answer::paid).sum();
        let mut provider = Vec::new();
        if interest != 0 {
            provider.push(("L6".to_owned(), -interest));
        }
        if paid + interest < 0 {
            provider.push(("FB".to_owned(), paid + interest));
        }
        let amount = paid - provider.iter().map(|(_, cents)| cents).sum::<i64>();
        let claims = answers.iter().map(|answer| {
            let ids = self.line_ids.get(&answer.claim).into_iter().flatten();
            let lines = answer.lines.iter().zip(ids);
            let lines = lines.map(|(told, id)| line_texts(id, told)).collect();
            let status = if answer.back { "22" } else { "" };
            let mut texts = claim_texts(&answer.claim, status, lines);
            texts["adjustments"] = json!(adjustments_text(&answer.whole));
            if answer.lines.is_empty() {
                texts["paid"] = json!(dollars(answer.whole.paid));
            }
            texts
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
            answer.charges = match self.is.visits[answer.visit].alone {
                // The paper is about what it says.
                true => vec![answer.whole.sum().abs()],
                false => self.is.charges[&answer.claim].clone(),
            };
            answer.part = u32::try_from(cents(&claim["part"])).unwrap();
        }
        let check = Check {
            id: text(&view["texts"]["id"]),
            number,
            payer: payer.to_owned(),
            amount,
            provider,
            posted: Some(self.step),
            rules: self.is.rules.clone(),
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

    pub fn posted(&self) -> Vec<usize> {
        (0..self.is.checks.len())
            .filter(|at| self.is.checks[*at].posted.is_some())
            .collect()
    }

    /// A takeback of an answer that stands, at times with its correction before or after it.
    pub fn take_back(&mut self) -> bool {
        let mut there = Vec::new();
        for at in self.posted() {
            let check = &self.is.checks[at];
            for answer in check.claims.iter().filter(|a| !a.back && !a.left_out) {
                there.push((check.payer.clone(), answer.clone()));
            }
        }
        for (at, visit) in self.is.visits.iter().enumerate() {
            let file = self.is.file_of(at).cloned();
            there.extend(file.map(|file| (visit.payers[0].clone(), file)));
        }
        for (_, answer) in &mut there {
            answer.claim = self.names(answer);
        }
        // The charge is what it was when it was answered.
        there.retain(|(_, answer)| self.explained(answer));
        let Some((payer, answer)) = self.dice.pick(&there).cloned() else {
            return false;
        };
        let back = mirrored(&answer);
        let mut right = self.answer(answer.visit, answer.order);
        right.claim.clone_from(&answer.claim);
        if !self.explained(&right) {
            return false;
        }
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

    /// Whether an answer explains what it is about today.
    fn explained(&self, answer: &Answer) -> bool {
        let charges = self.is.charges.get(&answer.claim);
        charges.is_none_or(|charges| answer.explains(charges))
    }

    /// The claim that an answer names: the one to the second payer, or the one that carries the charges.
    fn names(&self, answer: &Answer) -> String {
        let visit = &self.is.visits[answer.visit];
        match &visit.second {
            Some(second) if *second == answer.claim => second.clone(),
            _ => visit.claim.clone(),
        }
    }

    /// The check comes of which a claim's file told.
    pub fn check_of_the_file(&mut self) -> bool {
        let told = (0..self.is.visits.len()).filter(|at| self.is.file_of(*at).is_some());
        let told: Vec<usize> = told.collect();
        let Some(at) = self.dice.pick(&told).copied() else {
            return false;
        };
        let mut answer = self.is.visits[at].file.clone().unwrap();
        answer.claim = self.names(&answer);
        let of = |a: &Answer| a.visit == at && a.order == answer.order && !a.left_out;
        let posted = self.posted();
        let mut checks = posted.iter().flat_map(|at| &self.is.checks[*at].claims);
        if checks.any(of) || !answer.explains(&self.is.charges[&answer.claim]) {
            return false;
        }
        let payer = self.is.visits[at].payers[0].clone();
        self.send(&payer, vec![answer], 0);
        self.note("the check of which a file told");
        true
    }

    fn version(&self, id: &str) -> i64 {
        cents(&self.bed.ask("sheet", json!({ "id": id }))["texts"]["version"])
    }

    pub fn unpost(&mut self) -> bool {
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
    pub fn unpost_claim(&mut self) -> bool {
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
    pub fn post_again(&mut self) -> bool {
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
                let charge = answer.charges[line];
                let way = if answer.back { -1 } else { 1 };
                let earlier = way * self.is.earlier(answer.visit, answer.order, line);
                let told = &mut answer.lines[line];
                told.computed = follows(way * charge, told, earlier);
            }
            if !answer.closes() {
                return self.does_not_close(&check.id.clone());
            }
        }
        check.posted = Some(self.step);
        check.rules.clone_from(&self.is.rules);
        let sheet = self.bed.ask("sheet", json!({ "id": check.id }));
        self.bed.ask("post_sheet", sheet["texts"].clone());
        self.is.checks[at] = check;
        self.done("post again", was);
        true
    }

    /// What followed from an earlier payer follows no more: the sheet does not close and is refused.
    fn does_not_close(&mut self, id: &str) -> bool {
        let sheet = self.bed.ask("sheet", json!({ "id": id }));
        let problem = self.bed.refused("post_sheet", sheet["texts"].clone());
        assert_eq!(problem.code, Code::Field, "{problem:?}");
        self.note("refused: does not close");
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
        self.note("refused: twin");
        true
    }
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
    json!({
        "line_id": line, "code": "", "charge": "", "paid": dollars(told.paid),
        "allowed": told.allowed.map(dollars).unwrap_or_default(),
        "adjustments": adjustments_text(told), "remarks": "",
    })
}

fn adjustments_text(told: &Told) -> String {
    let typed = told.typed.iter();
    let typed = typed.map(|(code, cents)| format!("{code} {}", dollars(*cents)));
    typed.collect::<Vec<String>>().join(", ")
}

/// A plain first answer of a payer to a visit: a part is paid, a part taken off, the rest is left.
pub fn first_answer(is: &Reference, visit: usize, order: usize) -> Answer {
    let lines = (0..is.visits[visit].lines.len()).map(|line| {
        let charge = is.visits[visit].lines[line];
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
        visit,
        claim: is.visits[visit].claim.clone(),
        order,
        lines: lines.collect(),
        ..Answer::default()
    }
}

/// The takeback of an answer.
pub fn mirrored(answer: &Answer) -> Answer {
    let mut back = answer.clone();
    back.back = true;
    for told in back.lines.iter_mut().chain([&mut back.whole]) {
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
