//! Steps with claims: they come in files, are held, corrected and replaced, and the second payer gets its
//! own, with what the first one did.

use billing::claim::{Adjudication, Adjustment, Amount, Claim, ClaimContent, OtherCoverage};
use serde_json::json;
use values::Money;

use crate::bed::{contents, file_of, text, today};
use crate::drive::{Pair, dollars};
use crate::reference::{Answer, Row, Told, Visit};

impl Pair {
    pub fn import(&mut self, claims: Vec<ClaimContent>) {
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
            let lines = claim.content.lines.iter();
            let charges: Vec<i64> = lines.clone().map(|line| line.charge.cents()).collect();
            let ids = lines.map(|line| line.id.unwrap().to_string()).collect();
            self.line_ids.insert(id.clone(), ids);
            self.is.charges.insert(id.clone(), charges.clone());
            let same = (self.is.visits.iter()).position(|v| v.number == claim.content.number);
            match same {
                Some(at) if claim.content.coverage.order == "S" => {
                    self.is.visits[at].second = Some(id);
                }
                Some(at) if claim.content.frequency == "8" => self.is.visits[at].voided = true,
                Some(at) => {
                    self.is.visits[at].claim = id;
                    self.is.visits[at].lines = charges;
                }
                None => {
                    let payers = self.payers_of(&claim);
                    self.is.visits.push(Visit {
                        number: claim.content.number.clone(),
                        claim: id,
                        patient: claim.patient_id.to_string(),
                        payers,
                        lines: charges,
                        ..Visit::default()
                    });
                }
            }
        }
        for content in claims {
            if content.coverage.order == "P" && content.frequency != "8" {
                self.contents.insert(content.number.clone(), content);
            }
        }
        self.done("import", was);
    }

    /// What a visit was imported from.
    fn content_of(&self, visit: usize) -> Option<ClaimContent> {
        self.contents.get(&self.is.visits[visit].number).cloned()
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

    pub fn hold(&mut self) -> bool {
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
    pub fn correct_charge(&mut self) -> bool {
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
        self.is.visits[visit].lines[0] = charge;
        self.is.charges.get_mut(&id).unwrap()[0] = charge;
        self.done("correct a charge", was);
        true
    }

    /// A corrected claim comes in a file: its charges stand in place of the old ones.
    pub fn replace(&mut self) -> bool {
        let visit = self.dice.below(self.is.visits.len());
        let about = |rows: &[Row]| rows.iter().any(|row| row.visit == visit);
        let opened = (self.is.acts.iter()).any(|act| act.kind == "opening" && about(&act.rows));
        let Some(mut content) = self.content_of(visit) else {
            return false;
        };
        if opened || self.is.visits[visit].held {
            return false;
        }
        content.frequency = "7".to_owned();
        content.lines[0].charge = Money::from_cents(6_000 + self.dice.cents(5_000));
        for (n, charge) in self.is.visits[visit].lines.iter().enumerate().skip(1) {
            content.lines[n].charge = Money::from_cents(*charge);
        }
        content.charge = content.lines.iter().map(|line| line.charge).sum();
        self.import(vec![content]);
        self.note("a corrected claim");
        true
    }

    /// The void of a claim comes in a file: nothing is owed of its visit, unless it was paid.
    pub fn void(&mut self) -> bool {
        let visit = self.dice.below(self.is.visits.len());
        self.void_of(visit)
    }

    pub fn void_of(&mut self, visit: usize) -> bool {
        let it = &self.is.visits[visit];
        let Some(mut content) = self.content_of(visit).filter(|_| !it.held && !it.voided) else {
            return false;
        };
        content.frequency = "8".to_owned();
        for (line, charge) in content.lines.iter_mut().zip(&it.lines) {
            line.charge = Money::from_cents(*charge);
        }
        content.charge = content.lines.iter().map(|line| line.charge).sum();
        self.import(vec![content]);
        self.note("a void");
        true
    }

    pub fn second_claim(&mut self) -> bool {
        let all = 0..self.is.visits.len();
        let visits: Vec<usize> = all.filter(|at| self.second_of(*at).is_some()).collect();
        let Some(visit) = self.dice.pick(&visits).copied() else {
            return false;
        };
        let tells = self.dice.below(3);
        self.second_claim_of(visit, tells)
    }

    /// What the claim to the second payer is made from, where there is none yet and the patient is the
    /// insured of both.
    fn second_of(&self, visit: usize) -> Option<ClaimContent> {
        let it = &self.is.visits[visit];
        let content = self.content_of(visit)?;
        let own = |other: &OtherCoverage| other.relationship == "18";
        let both = content.other_coverages.first().is_some_and(own);
        Some(content).filter(|_| both && it.second.is_none() && !it.held)
    }

    /// The claim to the second payer comes in a file: with nothing of the first one (0), with what it did
    /// of the whole claim (1), or line by line (2).
    pub fn second_claim_of(&mut self, visit: usize, tells: usize) -> bool {
        let Some(mut content) = self.second_of(visit) else {
            return false;
        };
        let charges = self.is.visits[visit].lines.clone();
        content.frequency = "1".to_owned();
        for (line, charge) in content.lines.iter_mut().zip(&charges) {
            line.charge = Money::from_cents(*charge);
        }
        content.charge = content.lines.iter().map(|line| line.charge).sum();
        let first = &mut content.other_coverages[0];
        std::mem::swap(&mut content.coverage, &mut first.coverage);
        // Who is asked under a coverage is told with birthday and sex; of another one neither is said.
        let (now, was) = (&mut content.coverage.insured, &mut first.coverage.insured);
        now.born_on = was.born_on.take();
        now.sex = std::mem::take(&mut was.sex);
        let mut file = Answer {
            visit,
            order: 1,
            ..Answer::default()
        };
        for (line, charge) in charges.iter().enumerate() {
            let mut told = self.say(visit, 1, line, *charge);
            (told.allowed, told.typed) = (None, told.adjustments().cloned().collect());
            told.computed.clear();
            file.lines.push(told);
        }
        if tells == 1 {
            let lines = std::mem::take(&mut file.lines);
            file.whole.paid = lines.iter().map(|told| told.paid).sum();
            file.whole.typed = lines.into_iter().flat_map(|told| told.typed).collect();
            file.whole.typed.sort();
        }
        if tells != 0 {
            tell(&mut content, &file);
        }
        self.import(vec![content]);
        self.note(
            [
                "a second claim",
                "a second claim that tells",
                "a second claim by line",
            ][tells],
        );
        self.is.visits[visit].file = Some(file).filter(|_| tells != 0);
        true
    }

    pub fn bring_more(&mut self) -> bool {
        let n = 50 + usize::try_from(self.step).unwrap();
        let template = self.dice.below(8);
        let mut claim = first_claims(8).swap_remove(template);
        let lines = 1 + self.dice.below(3);
        shape(&mut claim, n, lines);
        self.import(vec![claim]);
        true
    }
}

/// Claims to begin with: of patients with one payer and with two, a day each.
pub fn first_claims(most: usize) -> Vec<ClaimContent> {
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
        if n % 5 == 1 {
            // A third payer: one that claims of one payer ask.
            let known = [
                &claim.coverage.payer,
                &claim.other_coverages[0].coverage.payer,
            ];
            let mut payers = [3, 4]
                .into_iter()
                .map(|n| &one[n % one.len()].coverage.payer);
            let third = payers.find(|payer| known.iter().all(|k| k.name.last != payer.name.last));
            let mut other = claim.other_coverages[0].clone();
            other.coverage.order = "T".to_owned();
            other.coverage.payer = third.expect("a third payer").clone();
            claim.other_coverages.push(other);
        }
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

/// Writes what a claim's first payer did into the claim to the second: of the whole claim (2320), or line
/// by line (2430).
fn tell(content: &mut ClaimContent, file: &Answer) {
    let adjustments = |told: &Told| -> Vec<Adjustment> {
        let all = told.adjustments().map(|(code, cents)| {
            let (group, reason) = code.split_once('-').unwrap();
            Adjustment {
                group: group.to_owned(),
                reason: reason.to_owned(),
                amount: Money::from_cents(*cents),
                quantity: String::new(),
            }
        });
        all.collect()
    };
    let first = &mut content.other_coverages[0];
    first.amounts = vec![Amount {
        qualifier: "D".to_owned(),
        amount: Money::from_cents(file.paid()),
    }];
    first.adjustments = adjustments(&file.whole);
    let payer_id = first.coverage.payer.id.clone();
    for (line, told) in content.lines.iter_mut().zip(&file.lines) {
        line.adjudications.push(Adjudication {
            payer_id: payer_id.clone(),
            paid: Money::from_cents(told.paid),
            procedure: format!("HC:{}", line.code),
            units: "1".to_owned(),
            adjustments: adjustments(told),
            ..Adjudication::default()
        });
    }
}
