//! What is done for a patient on a day, as the claim that a practice sends for it.

mod cases;

use billing::claim::{
    Amount, ClaimContent, DatedFact, Diagnosis, Drug, Note, OtherCoverage, ServiceLine,
};
use billing::party::Party;
use values::{Day, Money};

use crate::codes::{ACUTE, CHILDHOOD, CHRONIC, Medicine, TESTS, fee};
use crate::dice::{Dice, Table};
use crate::kind::Kind;
use crate::order;
use crate::payers::{AUTO, COMP, HMO, MEDICAID, MEDICARE};
use crate::people::{Class, Cover, Person};
use crate::practice::{account, reference};
use crate::schedule::Slot;
use crate::{Mix, Practice};

/// The letters of SBR01.
pub(crate) const ORDERS: [&str; 3] = ["P", "S", "T"];

/// The practice's laboratory certificate; no state begins with 99.
const CLIA: &str = "99D9990417";

/// A claim that is being written.
struct Visit<'p> {
    practice: &'p Practice,
    at: u64,
    dice: Dice,
    person: Person,
    age: i32,
    day: Day,
    payer: usize,
    claim: ClaimContent,
    provider: usize,
    tested: bool,
}

impl Practice {
    /// The claim of a slot that follows no other.
    pub(crate) fn visit(&self, at: u64, slot: Slot) -> ClaimContent {
        let person = self.person(slot.patient);
        let covers = self.covers_of(&person, slot.kind, at);
        let day = self.day(at);
        let mut dice = Dice::of(self.plan.seed, Table::Visit, at);
        let mut claim = ClaimContent {
            number: self.number(at),
            place_of_service: "11".into(),
            frequency: "1".into(),
            provider_signature: "Y".into(),
            assignment: "A".into(),
            benefits_assigned: "Y".into(),
            release: "Y".into(),
            claim_or_encounter: "CH".into(),
            billing: self.facts.billing.clone(),
            pay_to: self.facts.pay_to.clone(),
            coverage: covers[0].of_order(ORDERS[0]),
            patient: person.patient(),
            relationship: covers[0].relationship.into(),
            other_coverages: others(&covers, 1),
            ..ClaimContent::default()
        };
        claim.patient.died_on = person.deceased.then_some(day);
        // The fourth provider gives anesthesia and sees nobody in the office.
        let seeing: Vec<usize> = (0..self.providers.len()).filter(|&p| p != 3).collect();
        let provider = match dice.chance(700) {
            true => seeing[person.home.key as usize % seeing.len()],
            false => *dice.pick(&seeing),
        };
        let age = person.age(day);
        let payer = covers[0].payer;
        let mut visit = Visit {
            practice: self,
            at,
            dice,
            person,
            age,
            day,
            payer,
            claim,
            provider,
            tested: false,
        };
        match slot.kind {
            Kind::Preventive => visit.preventive(),
            Kind::Procedure => visit.procedure(),
            Kind::Injection => visit.injection(),
            Kind::Laboratory => visit.laboratory(),
            Kind::Telehealth => visit.telehealth(),
            Kind::Home => visit.home(),
            Kind::Outpatient => visit.outpatient(),
            Kind::Inpatient => visit.inpatient(),
            Kind::Newborn => visit.newborn(),
            Kind::Pregnancy => visit.pregnancy(),
            Kind::FamilyPlanning => visit.family_planning(),
            Kind::Anesthesia => visit.anesthesia(),
            Kind::WorkAccident => visit.work_accident(),
            Kind::AutoAccident => visit.auto_accident(),
            Kind::OtherAccident => visit.other_accident(),
            Kind::PurchasedTest => visit.purchased_test(),
            Kind::UnlistedCode => visit.unlisted_code(),
            Kind::FootCare => visit.foot_care(),
            Kind::Long => visit.long(),
            Kind::TwoProviders => visit.two_providers(),
            // Those that follow another claim are made from it; see `follow_up`.
            _ => visit.office(),
        }
        visit.usual();
        visit.finish()
    }

    /// The employer's insurance of somebody hurt at work.
    pub(crate) fn employer_cover(&self, person: &Person) -> Cover {
        Cover {
            payer: COMP,
            insured: self.employer(person.home.key),
            relationship: "20",
            group: String::new(),
            plan: String::new(),
            insurance_type: "",
        }
    }

    /// The insurance of the car that somebody was hurt in.
    pub(crate) fn car_cover(&self, person: &Person, at: u64) -> Cover {
        let mut dice = Dice::of(self.plan.seed, Table::Answer, at ^ (1 << 63));
        let policy = format!("PWA{}", dice.digits(8));
        let claim = format!("CBDA{}", dice.digits(9));
        let (mut insured, relationship) = match person.home.member {
            0 if person.age(self.start) < 18 => {
                (self.relative(person, 0, true).insured(&policy), "19")
            }
            0 | 1 if person.home.class != Class::MotherBaby && dice.chance(750) => {
                (person.insured(&policy), "18")
            }
            0 | 1 => (self.relative(person, 1, false).insured(&policy), "G8"),
            _ => (self.person(person.home.head).insured(&policy), "19"),
        };
        if relationship == "18" {
            insured.references.push(reference("Y4", &claim));
        }
        Cover {
            payer: AUTO,
            insured,
            relationship,
            group: String::new(),
            plan: String::new(),
            insurance_type: "",
        }
    }
}

/// The coverages from one on, as a claim to another payer names them when they have decided nothing.
pub(crate) fn others(covers: &[Cover], from: usize) -> Vec<OtherCoverage> {
    covers
        .iter()
        .zip(ORDERS)
        .skip(from)
        .map(|(cover, order)| other(cover, order))
        .collect()
}

/// A coverage as a claim to another payer names it (2320, 2330).
pub(crate) fn other(cover: &Cover, order: &str) -> OtherCoverage {
    let mut coverage = cover.of_order(order);
    // 2330A has no date of birth and no sex.
    (coverage.insured.born_on, coverage.insured.sex) = Default::default();
    OtherCoverage {
        coverage,
        relationship: cover.relationship.into(),
        benefits_assigned: "Y".into(),
        release: "Y".into(),
        ..OtherCoverage::default()
    }
}

/// A date with its meaning.
pub(crate) fn dated(qualifier: &str, day: Day) -> DatedFact {
    DatedFact {
        qualifier: qualifier.into(),
        format: "D8".into(),
        text: day.to_x12(),
        from: Some(day),
        to: None,
    }
}

/// Up to three decimal places of a number of thousandths.
fn decimal(thousandths: u32) -> String {
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Visit<'_> {
    fn medicare(&self) -> bool {
        self.payer == MEDICARE
    }

    fn child(&self) -> bool {
        self.age < 18
    }

    /// True in so many of a thousand claims; where every kind is wanted, in the first of each kind.
    fn rarely(&mut self, per_mille: u32) -> bool {
        match self.practice.plan.mix {
            Mix::Everyday => self.dice.chance(per_mille),
            Mix::EveryKind => self.at < Kind::ALL.len() as u64,
        }
    }

    /// The place of a diagnosis in item 21, from 1; the last place when all twelve are taken.
    fn diagnose(&mut self, code: &str) -> u8 {
        let diagnoses = &mut self.claim.diagnoses;
        let place = match diagnoses.iter().position(|d| d.code == code) {
            Some(at) => at,
            None if 12 <= diagnoses.len() => 11,
            None => {
                let qualifier = if diagnoses.is_empty() { "ABK" } else { "ABF" };
                diagnoses.push(Diagnosis {
                    qualifier: qualifier.into(),
                    code: code.into(),
                });
                diagnoses.len() - 1
            }
        };
        u8::try_from(place + 1).unwrap_or(12)
    }

    /// False of the few codes of the lists that a patient's age or sex rules out.
    fn fits(&self, code: &str) -> bool {
        match code {
            "N401" | "Z125" => self.person.sex == "M" && 50 <= self.age,
            "M810" => 50 <= self.age,
            "F902" | "F909" => 5 <= self.age,
            _ => true,
        }
    }

    fn diagnose_one_of(&mut self, codes: &[&str]) -> u8 {
        let mut code = *self.dice.pick(codes);
        while !self.fits(code) {
            code = *self.dice.pick(codes);
        }
        self.diagnose(code)
    }

    /// Adds a line of the day.
    fn bill(
        &mut self,
        code: &str,
        modifiers: &[&str],
        units: u32,
        points: &[u8],
    ) -> &mut ServiceLine {
        let mut pointers: Vec<u8> = Vec::new();
        // Medicare takes one pointer, everybody else four.
        let most = if self.medicare() { 1 } else { 4 };
        for &point in points {
            if !pointers.contains(&point) && pointers.len() < most {
                pointers.push(point);
            }
        }
        let at = self.claim.lines.len();
        self.claim.lines.push(ServiceLine {
            code_qualifier: "HC".into(),
            code: code.into(),
            modifiers: modifiers.iter().map(|&m| m.into()).collect(),
            charge: Money::from_cents(fee(code) * i64::from(units)),
            unit: "UN".into(),
            units: units.to_string(),
            pointers,
            from: Some(self.day),
            ..ServiceLine::default()
        });
        &mut self.claim.lines[at]
    }

    /// A drug of a line, and its line.
    fn inject(&mut self, medicine: &Medicine, modifiers: &[&str], point: u8) -> &mut ServiceLine {
        let units = self.dice.between(medicine.units.0, medicine.units.1);
        let prescription = self
            .rarely(100)
            .then(|| format!("RX{}", self.dice.digits(7)));
        let line = self.bill(medicine.code, modifiers, units, &[point]);
        line.drugs.push(Drug {
            qualifier: "N4".into(),
            code: medicine.ndc.into(),
            quantity: decimal(units * 1000 / medicine.per),
            unit: medicine.measure.into(),
            references: prescription
                .iter()
                .map(|number| reference("XZ", number))
                .collect(),
        });
        line
    }

    /// So many laboratory tests of different kinds, after the blood is drawn.
    fn tests(&mut self, count: usize) {
        let first = self.dice.below(10) as usize;
        let chosen: Vec<_> = (0..TESTS.len())
            .map(|n| TESTS[(first + n * 3) % TESTS.len()])
            .filter(|&(.., reason)| self.fits(reason))
            .take(count)
            .collect();
        let points: Vec<u8> = chosen
            .iter()
            .map(|&(.., reason)| self.diagnose(reason))
            .collect();
        self.bill("36415", &[], 1, &points);
        for (&(code, waived, _), &point) in chosen.iter().zip(&points) {
            self.bill(code, if waived { &["QW"] } else { &[] }, 1, &[point]);
        }
        self.tested = true;
    }

    /// Reasons of an ordinary visit.
    fn reasons(&mut self) -> Vec<u8> {
        let more = match self.dice.below(100) {
            0..45 => 0,
            45..80 => 1,
            80..95 => 2,
            _ => 3,
        };
        let acute = self.dice.chance(550);
        let mut points = vec![match self.child() {
            true => self.diagnose_one_of(CHILDHOOD),
            false => self.diagnose_one_of(if acute { ACUTE } else { CHRONIC }),
        }];
        for _ in 0..more {
            points.push(self.diagnose_one_of(if self.child() { CHILDHOOD } else { CHRONIC }));
        }
        if (acute || self.child()) && self.rarely(400) {
            let onset = self.dice.days(1, 18);
            self.on("431", -onset);
        }
        points
    }

    /// A date that lies so many days after the visit, no later than today and no earlier than birth.
    fn on(&mut self, qualifier: &str, days: i32) {
        let day = self
            .day
            .plus_days(days)
            .min(self.practice.today)
            .max(self.person.born_on);
        self.claim.dates.push(dated(qualifier, day));
    }

    fn refer(&mut self, qualifier: &str, value: &str) {
        self.claim.references.push(reference(qualifier, value));
    }

    fn note(&mut self, text: &str) {
        self.claim.notes.push(Note {
            code: "ADD".into(),
            text: text.into(),
        });
    }

    fn new_here(&self) -> bool {
        self.practice.first_claim(self.person.home.patient()) == Some(self.at)
    }

    /// The code of an ordinary office visit.
    fn level(&mut self) -> &'static str {
        if self.new_here() && self.dice.chance(400) {
            return self
                .dice
                .pick::<&str>(&["99202", "99203", "99203", "99204", "99205"]);
        }
        match self.dice.below(100) {
            0..10 => "99212",
            10..60 => "99213",
            60..95 => "99214",
            _ => "99215",
        }
    }

    /// What any claim may carry besides.
    fn usual(&mut self) {
        let practice = self.practice;
        let provider = &practice.providers[self.provider];
        self.claim.parties.push(provider.clone());
        if matches!(provider.name.suffix.as_str(), "NP" | "PA") && self.rarely(200) {
            let supervising = &practice.providers[0];
            self.claim.parties.push(Party {
                role: "DQ".into(),
                taxonomy: String::new(),
                ..supervising.clone()
            });
        }
        let commercial = !matches!(self.payer, MEDICARE | MEDICAID | COMP | AUTO);
        let numbered = |claim: &ClaimContent| {
            claim
                .references
                .iter()
                .any(|r| matches!(r.qualifier.as_str(), "G1" | "9F"))
        };
        let referred = if self.payer == HMO { 160 } else { 50 };
        if self.claim.party("DN").is_none() && self.rarely(referred) {
            let who = self.dice.below(24);
            self.claim.parties.push(self.practice.colleague(who, "DN"));
            if self.payer == HMO && !numbered(&self.claim) {
                let number = format!("RF{}", self.dice.digits(7));
                self.refer("9F", &number);
            }
        }
        if commercial && !numbered(&self.claim) && !self.tested && self.rarely(70) {
            let number = format!("PA{}", self.dice.digits(8));
            self.refer("G1", &number);
        }
        if self.tested {
            // Item 23 holds one number, so the certificate stands on the lines where it is taken.
            if numbered(&self.claim) {
                for line in &mut self.claim.lines {
                    if line.modifiers.iter().any(|m| m == "QW") {
                        line.references.push(reference("X4", CLIA));
                    }
                }
            } else {
                self.refer("X4", CLIA);
            }
        }
        if self.rarely(250) {
            let account = account(self.person.home.patient());
            self.refer("EA", &account);
        }
        if commercial && self.rarely(350) {
            let paid = *self.dice.pick(&[1500, 2000, 2500, 3000, 4000]);
            let amount = Money::from_cents(paid);
            self.claim.amounts.push(Amount {
                qualifier: "F5".into(),
                amount,
            });
        }
        if self.claim.notes.is_empty() && self.rarely(25) {
            let text = *self.dice.pick(&[
                "Records sent on request",
                "Seen twice on this day, both visits needed",
                "Interpreter present",
                "Second opinion asked by the patient",
            ]);
            self.note(text);
        }
        if commercial && self.dice.chance(8) {
            self.claim.assignment = "C".into();
            self.claim.benefits_assigned = "N".into();
        }
    }

    /// Numbers the lines, adds them up and puts everything in the order in which a file has it.
    fn finish(mut self) -> ClaimContent {
        number_lines(&mut self.claim);
        order::sort(&mut self.claim);
        self.claim
    }
}

/// Numbers the lines from 1, gives each its control number and adds up their charges.
pub(crate) fn number_lines(claim: &mut ClaimContent) {
    for (at, line) in claim.lines.iter_mut().enumerate() {
        line.number = (at + 1).to_string();
        line.references.retain(|r| r.qualifier != "6R");
        line.references
            .push(reference("6R", &format!("{}{:02}", claim.number, at + 1)));
    }
    claim.charge = claim.lines.iter().map(|line| line.charge).sum();
}
