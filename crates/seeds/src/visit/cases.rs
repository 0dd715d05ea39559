//! What is done in a visit of each kind: the diagnoses, the lines and the facts that go with them.

use billing::claim::{Attachment, Diagnosis, Drug, Note};
use billing::party::{Name, Party};
use values::Money;

use super::Visit;
use crate::Mix;
use crate::codes::{
    CHILDHOOD, CHRONIC, CUTS, INJURIES, JOINTS, MEDICINES, MISHAPS, PLANNED, SKIN, STATUS,
    VACCINES, fee,
};
use crate::payers::{MEDICAID, MEDICARE};
use crate::practice::reference;

impl Visit<'_> {
    pub(super) fn office(&mut self) {
        let points = self.reasons();
        let level = self.level();
        let emergency = self.rarely(15);
        let line = self.bill(level, &[], 1, &points);
        if emergency {
            line.emergency = "Y".into();
        }
        if self.medicare() && self.dice.chance(300) {
            self.bill("G2211", &[], 1, &points);
        }
        match self.dice.below(100) {
            0..38 if self.child() => {
                let (code, reason) = *self.dice.pick(&[("87880", "J029"), ("87804", "R509")]);
                let point = self.diagnose(reason);
                self.bill(code, &["QW"], 1, &[point]);
                self.tested = true;
            }
            0..30 if !self.child() => {
                let count = self.dice.between(1, 2) as usize;
                self.tests(count);
            }
            42..50 if 5 < self.age => {
                let point = self.diagnose("J45909");
                self.bill("94010", &[], 1, &[point]);
            }
            50..58 if 40 < self.age => {
                let point = self.diagnose("R0789");
                self.bill("93000", &[], 1, &[point]);
            }
            58..62 if !self.child() => {
                let point = self.diagnose("F17210");
                self.bill("99406", &[], 1, &[point]);
            }
            _ => {}
        }
    }

    pub(super) fn vaccinate(&mut self, most: usize) {
        let mut chosen: Vec<_> = VACCINES
            .iter()
            .filter(|&&(_, _, from, to)| (from..=to).contains(&self.age))
            .copied()
            .collect();
        while most < chosen.len() {
            let at = self.dice.below(u32::try_from(chosen.len()).unwrap_or(1)) as usize;
            chosen.remove(at);
        }
        if chosen.is_empty() {
            return;
        }
        let point = self.diagnose("Z23");
        let named = self.payer == MEDICAID || self.dice.chance(600);
        for &(code, ndc, ..) in &chosen {
            let line = self.bill(code, &[], 1, &[point]);
            if named {
                line.drugs.push(Drug {
                    qualifier: "N4".into(),
                    code: ndc.into(),
                    quantity: "0.5".into(),
                    unit: "ML".into(),
                    references: Vec::new(),
                });
            }
        }
        let count = u32::try_from(chosen.len()).unwrap_or(1);
        if self.child() {
            self.bill("90460", &[], count, &[point]);
            if chosen
                .iter()
                .any(|&(code, ..)| matches!(code, "90700" | "90707" | "90715"))
            {
                self.bill("90461", &[], 2, &[point]);
            }
        } else if self.medicare() && count == 1 && chosen[0].0 == "90662" {
            self.bill("G0008", &[], 1, &[point]);
        } else {
            self.bill("90471", &[], 1, &[point]);
            if 1 < count {
                self.bill("90472", &[], count - 1, &[point]);
            }
        }
    }

    pub(super) fn preventive(&mut self) {
        let fresh = self.new_here() && self.dice.chance(400);
        let found = self.dice.chance(250);
        let reason = match (self.child(), found) {
            (true, false) => "Z00129",
            (true, true) => "Z00121",
            (false, false) => "Z0000",
            (false, true) => "Z0001",
        };
        let point = self.diagnose(reason);
        let shots = self.dice.chance(if self.child() { 620 } else { 320 });
        let modifiers: &[&str] = if shots { &["25"] } else { &[] };
        if self.medicare() {
            let code = if fresh { "G0438" } else { "G0439" };
            self.bill(code, &[], 1, &[point]);
            if !fresh {
                let screened = self.diagnose("Z1331");
                self.bill("G0444", &["59"], 1, &[screened]);
            }
        } else {
            let code = match (self.age, fresh) {
                (..1, true) => "99381",
                (..1, false) => "99391",
                (..5, true) => "99382",
                (..5, false) => "99392",
                (..12, true) => "99383",
                (..12, false) => "99393",
                (..18, true) => "99384",
                (..18, false) => "99394",
                (..40, true) => "99385",
                (..40, false) => "99395",
                (..65, true) => "99386",
                (..65, false) => "99396",
                _ => "99397",
            };
            let program = self.child() && self.payer == MEDICAID;
            let line = self.bill(code, modifiers, 1, &[point]);
            if program {
                line.epsdt = "Y".into();
                // CRC of 2300: whether the check-up led to a referral.
                let referral = if found { "CRC*ZZ*Y*ST" } else { "CRC*ZZ*N*NU" };
                self.claim.more.push(referral.into());
            }
        }
        if found {
            let also = self.diagnose_one_of(if self.child() { CHILDHOOD } else { CHRONIC });
            let first = &mut self.claim.lines[0].pointers;
            if self.payer != MEDICARE && !first.contains(&also) {
                first.push(also);
            }
        }
        if (3..18).contains(&self.age) {
            self.bill("99173", &[], 1, &[point]);
        }
        if (12..18).contains(&self.age) {
            let screened = self.diagnose("Z1331");
            self.bill("96127", &[], 1, &[screened]);
        }
        if shots {
            let most = if self.child() {
                self.dice.between(1, 4)
            } else {
                self.dice.between(1, 2)
            };
            self.vaccinate(most as usize);
        } else if 40 <= self.age && self.dice.chance(300) {
            self.tests(2);
        }
    }

    pub(super) fn procedure(&mut self) {
        let points = self.reasons();
        let level = self.level();
        let roll = match (self.practice.plan.mix, self.rarely(0)) {
            (Mix::Everyday, _) => self.dice.below(100),
            (Mix::EveryKind, true) => 72,
            (Mix::EveryKind, false) => 0,
        };
        match roll {
            0..30 => {
                let joint = *self.dice.pick(JOINTS);
                self.bill(level, &["25"], 1, &points);
                self.joint(joint);
            }
            30..38 => {
                let joint = *self.dice.pick(JOINTS);
                self.bill(level, &["25"], 1, &points);
                let both = [self.diagnose(joint.0), self.diagnose(joint.1)];
                let line = self.bill("20610", &["50"], 1, &both);
                line.charge = Money::from_cents(line.charge.cents() * 3 / 2);
            }
            38..72 => {
                let &(code, procedure) = self.dice.pick(SKIN);
                self.bill(level, &["25"], 1, &points);
                let point = self.diagnose(code);
                match procedure {
                    "17000" => {
                        let more = self.dice.between(2, 9);
                        self.bill("17000", &[], 1, &[point]);
                        self.bill("17003", &[], more, &[point]);
                    }
                    "17110" => {
                        let other = self.diagnose("D485");
                        self.bill("17110", &[], 1, &[point]);
                        self.bill("11102", &["59"], 1, &[other]);
                    }
                    "69210" => {
                        self.bill("69210", &["RT"], 1, &[point]);
                    }
                    "11750" => {
                        let toe = *self.dice.pick(&["TA", "T5"]);
                        self.bill("11750", &[toe], 1, &[point]);
                    }
                    other => {
                        self.bill(other, &[], 1, &[point]);
                    }
                }
            }
            72..86 => {
                let point = self.diagnose("J45909");
                self.bill(level, &["25"], 1, &points);
                self.bill("94640", &[], 1, &[point]);
                self.bill("94640", &["76"], 1, &[point]);
            }
            _ => {
                let point = self.diagnose("R002");
                self.bill(level, &["25"], 1, &points);
                self.bill("93000", &[], 1, &[point]);
                self.bill("93000", &["76"], 1, &[point]);
            }
        }
    }

    /// An injection into a joint of one side.
    pub(super) fn joint(&mut self, joint: (&str, &str)) {
        let right = self.dice.chance(500);
        let (code, side) = if right {
            (joint.0, "RT")
        } else {
            (joint.1, "LT")
        };
        let point = self.diagnose(code);
        self.bill("20610", &[side], 1, &[point]);
        self.inject(&MEDICINES[0], &[], point);
    }

    pub(super) fn injection(&mut self) {
        let points = self.reasons();
        let level = self.level();
        let medicine = self.dice.pick(MEDICINES);
        let point = self.diagnose(medicine.reason);
        // Medicare wants to hear that nothing of a single-dose vial was left.
        let modifiers: &[&str] = if self.medicare() { &["JZ"] } else { &[] };
        if self.dice.chance(800) {
            self.bill(level, &["25"], 1, &points);
        }
        self.bill("96372", &[], 1, &[point]);
        self.inject(medicine, modifiers, point);
    }

    pub(super) fn laboratory(&mut self) {
        let count = self.dice.between(2, 4) as usize;
        self.tests(count);
        if self.medicare() || self.rarely(250) {
            let ordering = Party {
                role: "DK".into(),
                taxonomy: String::new(),
                ..self.practice.providers[self.provider].clone()
            };
            for line in self.claim.lines.iter_mut().skip(1) {
                line.parties.push(ordering.clone());
            }
        }
    }

    pub(super) fn telehealth(&mut self) {
        self.claim.place_of_service = if self.rarely(300) { "02" } else { "10" }.into();
        self.claim.signature_source = "P".into();
        let points = self.reasons();
        let (level, how) = *self
            .dice
            .pick(&[("99213", "95"), ("99214", "95"), ("99212", "93")]);
        self.bill(level, &[how], 1, &points);
    }

    pub(super) fn home(&mut self) {
        self.claim.place_of_service = "12".into();
        let points = self.reasons();
        let level = *self.dice.pick(&["99348", "99349"]);
        self.bill(level, &[], 1, &points);
        if self.rarely(350) {
            // Taken at home, done in the office.
            let point = self.diagnose("R300");
            self.bill("81003", &["QW"], 1, &[point]).place_of_service = "11".into();
            self.tested = true;
        }
    }

    pub(super) fn outpatient(&mut self) {
        self.claim.place_of_service = "22".into();
        self.claim.parties.push(self.practice.hospital());
        if 45 <= self.age && self.dice.chance(500) {
            let point = self.diagnose("Z1211");
            let screening = if self.medicare() { "PT" } else { "33" };
            self.bill("45378", &[screening], 1, &[point]);
            if !self.medicare() {
                let number = format!("PA{}", self.dice.digits(8));
                self.refer("G1", &number);
            }
        } else {
            let points = self.reasons();
            self.bill("99214", &[], 1, &points);
        }
    }

    pub(super) fn inpatient(&mut self) {
        self.claim.place_of_service = "21".into();
        self.claim.parties.push(self.practice.hospital());
        let nights = self.dice.days(2, 6);
        let reason = *self.dice.pick(&["J189", "I5032", "N390", "J441", "L03115"]);
        let points = [self.diagnose(reason), self.diagnose_one_of(CHRONIC)];
        let (admitted, left) = (self.day.plus_days(-nights), self.day);
        // The first day of Medicare's attending physician is marked.
        let first: &[&str] = if self.medicare() { &["AI"] } else { &[] };
        self.bill("99222", first, 1, &points).from = Some(admitted);
        let between = u32::try_from(nights - 1).unwrap_or(1);
        let line = self.bill("99232", &[], between, &points);
        line.from = Some(admitted.plus_days(1));
        line.to = (1 < between).then(|| left.plus_days(-1));
        self.bill("99238", &[], 1, &points);
        self.on("435", -nights);
        self.on("096", 0);
    }

    pub(super) fn newborn(&mut self) {
        self.claim.place_of_service = "21".into();
        self.claim.parties.push(self.practice.hospital());
        let born = self.person.born_on;
        let point = self.diagnose("Z3800");
        let mut points = vec![point];
        if self.dice.chance(250) {
            points.push(self.diagnose("P599"));
        }
        self.bill("99460", &[], 1, &[point]).from = Some(born);
        self.bill("99462", &[], 1, &points).from = Some(born.plus_days(1));
        if self.person.sex == "M" && self.dice.chance(500) {
            self.bill("54150", &[], 1, &[point]).from = Some(born.plus_days(1));
        }
        self.bill("99238", &[], 1, &points);
        self.on("435", -2);
        self.on("096", 0);
        if self.payer == MEDICAID {
            // Eligibility of the newborn took its time.
            self.claim.delay_reason = "8".into();
        }
    }

    pub(super) fn pregnancy(&mut self) {
        let days = self.dice.days(60, 250);
        let weeks = days / 7;
        let trimester = match weeks {
            ..14 => "Z3401",
            14..28 => "Z3402",
            _ => "Z3403",
        };
        let points = [
            self.diagnose(trimester),
            self.diagnose(&format!("Z3A{weeks:02}")),
        ];
        self.bill("99213", &["TH"], 1, &points);
        if (16..24).contains(&weeks) {
            self.bill("76805", &[], 1, &points);
        }
        self.bill("81003", &["QW"], 1, &points[..1]);
        self.tested = true;
        self.claim.pregnant = "Y".into();
        self.on("484", -days);
    }

    pub(super) fn family_planning(&mut self) {
        let medicine = self.dice.pick(PLANNED);
        let points = [self.diagnose(medicine.reason), self.diagnose("Z3202")];
        let given = if medicine.code == "J7307" {
            "11981"
        } else {
            "96372"
        };
        self.bill(given, &["FP"], 1, &points[..1]);
        self.inject(medicine, &["FP"], points[0]);
        self.bill("81025", &["QW", "FP"], 1, &points[1..]);
        for line in &mut self.claim.lines {
            line.family_planning = "Y".into();
        }
        self.tested = true;
    }

    pub(super) fn anesthesia(&mut self) {
        self.provider = if 3 < self.practice.providers.len() {
            3
        } else {
            0
        };
        self.claim.place_of_service = "22".into();
        self.claim.parties.push(self.practice.hospital());
        let minutes = self.dice.between(18, 74);
        let screening = self.dice.chance(600);
        let (code, reason) = if screening {
            ("00812", "Z1211")
        } else {
            ("00811", "K635")
        };
        let point = self.diagnose(reason);
        let begin = self.dice.between(7, 13) * 60 + self.dice.below(60);
        let clock = |minute: u32| format!("{:02}{:02}", minute / 60, minute % 60);
        let line = self.bill(code, &["QZ", "P2"], 1, &[point]);
        line.charge = Money::from_cents(fee(code) / 2 + i64::from(minutes) * 650);
        (line.unit, line.units) = ("MJ".into(), minutes.to_string());
        line.notes.push(Note {
            code: "ADD".into(),
            text: format!("Start {} stop {}", clock(begin), clock(begin + minutes)),
        });
        let procedure = Diagnosis {
            qualifier: "BP".into(),
            code: "45378".into(),
        };
        self.claim.anesthesia_procedures.push(procedure);
    }

    /// A sprain or a bruise of one side, with its film.
    pub(super) fn injury(&mut self, how: &[&str]) {
        let &(right, left, film) = self.dice.pick(INJURIES);
        let (code, side) = if self.dice.chance(500) {
            (right, "RT")
        } else {
            (left, "LT")
        };
        let mut points = vec![self.diagnose(code)];
        for cause in how {
            points.push(self.diagnose(cause));
        }
        let level = self.level();
        self.bill(level, &["25"], 1, &points);
        self.bill(film, &[side], 1, &points[..1]);
        match self.dice.below(3) {
            0 => drop(self.bill("29125", &[side], 1, &points[..1])),
            1 => drop(self.bill("A4570", &[], 1, &points[..1])),
            _ => {}
        }
    }

    pub(super) fn work_accident(&mut self) {
        let ago = self.dice.days(0, 9);
        self.claim.related_causes.push("EM".into());
        let how = *self.dice.pick(MISHAPS);
        self.injury(&[how, "Y990"]);
        self.on("439", -ago);
        self.on("360", -ago);
        self.on("297", -ago);
        let number = format!("CBDW{}", self.dice.digits(9));
        let patient = &mut self.claim.patient.references;
        patient.push(reference("Y4", &number));
        patient.extend(self.person.ssn.iter().map(|ssn| reference("SY", ssn)));
        if self.rarely(400) {
            let control_number = format!("ATT{}", self.claim.number);
            self.claim.attachments.push(Attachment {
                kind: "OZ".into(),
                transmission: "FX".into(),
                control_number,
            });
        }
        if self.rarely(150) {
            self.claim.condition_codes.push("W2".into());
        }
    }

    pub(super) fn auto_accident(&mut self) {
        let ago = self.dice.days(0, 12);
        self.claim.related_causes.push("AA".into());
        self.claim.accident_state = (*self.dice.pick(&["OH", "OH", "OH", "WV"])).into();
        let points = [
            self.diagnose("S161XXA"),
            self.diagnose("V4352XA"),
            self.diagnose("Y92410"),
        ];
        let level = self.level();
        self.bill(level, &[], 1, &points);
        self.bill("72040", &[], 1, &points[..1]);
        self.on("439", -ago);
        self.on("444", 0);
        if self.claim.relationship != "18" {
            let number = format!("CBDA{}", self.dice.digits(9));
            self.claim.patient.references.push(reference("Y4", &number));
        }
    }

    pub(super) fn other_accident(&mut self) {
        let ago = self.dice.days(0, 3);
        self.claim.related_causes.push("OA".into());
        let how = *self.dice.pick(MISHAPS);
        if self.dice.chance(400) {
            let &(right, left) = self.dice.pick(CUTS);
            let code = if self.dice.chance(500) { right } else { left };
            let points = [self.diagnose(code), self.diagnose(how)];
            self.bill("99213", &["25"], 1, &points);
            self.bill("12001", &[], 1, &points).emergency = "Y".into();
        } else {
            self.injury(&[how]);
        }
        self.on("439", -ago);
    }

    pub(super) fn purchased_test(&mut self) {
        let points = self.reasons();
        let level = self.level();
        self.bill(level, &[], 1, &points);
        let point = self.diagnose("I341");
        let imaging = self.practice.imaging();
        let cost = Money::from_cents(fee("93306") * 55 / 100);
        let line = self.bill("93306", &["TC"], 1, &[point]);
        line.purchased_charge = Some(cost);
        line.more
            .push(format!("PS1*{}*{}", imaging.id, cost.to_x12()));
        // 2420B tells only the number of who sold it.
        line.parties.push(Party {
            role: "QB".into(),
            name: Name::default(),
            address: Default::default(),
            ..imaging.clone()
        });
        self.claim.parties.push(imaging);
    }

    pub(super) fn unlisted_code(&mut self) {
        let points = self.reasons();
        let point = self.diagnose("M795");
        self.bill("99213", &["25"], 1, &points);
        let words = "Removal of embedded bead, earlobe";
        self.bill("17999", &[], 1, &[point]).description = words.into();
        self.note(words);
    }

    pub(super) fn foot_care(&mut self) {
        let points = [
            self.diagnose("B351"),
            self.diagnose("I70203"),
            self.diagnose("E1142"),
        ];
        self.bill("11721", &["Q8", "59"], 1, &points);
        if self.dice.chance(500) {
            self.bill("11056", &["Q8"], 1, &points[1..]);
        }
        let attending = self.dice.below(24);
        self.claim
            .parties
            .push(self.practice.colleague(attending, "DN"));
        let seen = self.dice.days(20, 150);
        self.on("304", -seen);
    }

    pub(super) fn long(&mut self) {
        let lines = self.dice.between(7, 14) as usize;
        let mut points = self.reasons();
        for _ in 0..self.dice.between(1, 4) {
            points.push(self.diagnose_one_of(STATUS));
        }
        let level = *self.dice.pick(&["99214", "99215"]);
        self.bill(level, &["25"], 1, &points);
        let joint = *self.dice.pick(JOINTS);
        self.joint(joint);
        let wart = self.diagnose("B079");
        self.bill("17110", &["59"], 1, &[wart]);
        let heart = self.diagnose("R002");
        self.bill("93000", &[], 1, &[heart]);
        // The draw of blood is a line too.
        let left = lines.saturating_sub(self.claim.lines.len() + 1);
        self.tests(left.min(8));
    }

    pub(super) fn two_providers(&mut self) {
        let others: Vec<usize> = (0..self.practice.providers.len())
            .filter(|&p| p != 3 && p != self.provider)
            .collect();
        let points = self.reasons();
        let level = self.level();
        self.bill(level, &["25"], 1, &points);
        let joint = *self.dice.pick(JOINTS);
        self.joint(joint);
        if !others.is_empty() {
            let other = *self.dice.pick(&others);
            let party = self.practice.providers[other].clone();
            self.claim.lines[1].parties.push(party);
        }
    }
}
