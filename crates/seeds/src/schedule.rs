//! Who comes when, and for what: the slot of each claim, told by its own dice and by nothing before it.

use values::Day;

use crate::dice::{Dice, Table};
use crate::kind::Kind;
use crate::people::{Class, Cover, Person};
use crate::{Mix, Practice};

/// What a claim is and whose.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub patient: u64,
    pub kind: Kind,
    /// The claim that this one follows; none for a claim of its own.
    pub follows: Option<u64>,
}

impl Practice {
    /// The day on which a claim is made: a working day, or the days of the claims are so many that
    /// weekends are worked too.
    pub(crate) fn day(&self, at: u64) -> Day {
        let claims = i64::from(self.plan.claims.max(1));
        let nth = self.days * i64::try_from(at).unwrap_or(0) / claims;
        let day = self.start.plus_days(i32::try_from(nth).unwrap_or(0));
        match day.date().weekday().to_monday_zero_offset() {
            5 => day.plus_days(-1),
            6 => day.plus_days(-2),
            _ => day,
        }
    }

    /// The patient whose first claim this is, if it is one's.
    fn first_of(&self, at: u64) -> Option<u64> {
        let patients = u64::from(self.plan.patients);
        let (nth, rest) = (at / self.step, at % self.step);
        if self.plan.mix == Mix::EveryKind || rest != 0 || patients <= nth {
            return None;
        }
        Some((nth + patients - self.offset) % patients * self.inverse % patients)
    }

    /// A patient's first claim; none where there are fewer claims than patients.
    pub(crate) fn first_claim(&self, patient: u64) -> Option<u64> {
        let patients = u64::from(self.plan.patients);
        let at = match self.plan.mix {
            Mix::EveryKind => Kind::ALL.iter().position(|k| *k == Kind::Newborn)? as u64,
            Mix::Everyday => (patient * self.stride + self.offset) % patients * self.step,
        };
        (at < u64::from(self.plan.claims)).then_some(at)
    }

    /// The day on which a newborn was born: two days before its first claim is made.
    pub(crate) fn day_of_birth(&self, patient: u64) -> Day {
        self.day(self.first_claim(patient).unwrap_or(0))
            .plus_days(-2)
    }

    /// What a claim is and whose.
    pub(crate) fn slot(&self, at: u64) -> Slot {
        if self.plan.mix == Mix::EveryKind {
            return self.slot_in_turn(at);
        }
        if self.first_of(at).is_some() {
            return self.own_slot(at);
        }
        let kind = match Dice::of(self.plan.seed, Table::Slot, at).below(1000) {
            0..45 => Kind::Replacement,
            45..60 => Kind::Void,
            60..500 => Kind::Secondary,
            _ => return self.own_slot(at),
        };
        match at.checked_sub(self.gap) {
            // Whether a claim may be followed is told by its own dice alone, so nothing recurs.
            Some(earlier) if self.is_own(earlier) => self
                .follower(self.own_slot(earlier), earlier, kind)
                .unwrap_or_else(|| self.own_slot(at)),
            _ => self.own_slot(at),
        }
    }

    fn is_own(&self, at: u64) -> bool {
        self.first_of(at).is_some() || 500 <= Dice::of(self.plan.seed, Table::Slot, at).below(1000)
    }

    /// The slot of a claim that follows an earlier one, if that can be followed so.
    fn follower(&self, earlier: Slot, at: u64, kind: Kind) -> Option<Slot> {
        let covers = self.covers_of(&self.person(earlier.patient), earlier.kind, at);
        let medicare = covers[0].payer == crate::payers::MEDICARE;
        let kind = match (kind, covers.len()) {
            // Medicare corrects a claim by a reopening, not by another claim.
            (Kind::Replacement | Kind::Void, _) if medicare => return None,
            (Kind::Replacement | Kind::Void, _) => kind,
            (_, 0 | 1) => return None,
            (Kind::Tertiary, 2) => return None,
            (Kind::Secondary, plans) if self.plan.mix == Mix::Everyday => {
                match Dice::of(self.plan.seed, Table::Answer, at).below(100) {
                    0..40 if 2 < plans => Kind::Tertiary,
                    40..55 => Kind::SecondaryByClaim,
                    55..63 => Kind::SecondaryNotCovered,
                    _ => kind,
                }
            }
            _ => kind,
        };
        Some(Slot {
            patient: earlier.patient,
            kind,
            follows: Some(at),
        })
    }

    /// What a claim would be that follows none.
    fn own_slot(&self, at: u64) -> Slot {
        let day = self.day(at);
        if let Some(patient) = self.first_of(at) {
            let person = self.person(patient);
            let kind = match (person.home.class, person.home.member) {
                (Class::MotherBaby, 1) => Kind::Newborn,
                _ => self.everyday(at, &person, day),
            };
            return Slot {
                patient,
                kind,
                follows: None,
            };
        }
        let mut dice = Dice::of(self.plan.seed, Table::Slot, at);
        dice.below(1000);
        let patients = u64::from(self.plan.patients);
        for _ in 0..64 {
            // Some come more often than others: the smaller of two draws.
            let drawn = dice
                .below(self.plan.patients)
                .min(dice.below(self.plan.patients));
            let patient = u64::from(drawn) * self.stride % patients;
            let person = self.person(patient);
            if person.born_on.plus_days(6) <= day && !person.deceased {
                let kind = self.everyday(at, &person, day);
                return Slot {
                    patient,
                    kind,
                    follows: None,
                };
            }
        }
        // The first patient of all is an adult.
        Slot {
            patient: 0,
            kind: Kind::Office,
            follows: None,
        }
    }

    /// What brings a patient, as often as it does.
    fn everyday(&self, at: u64, person: &Person, day: Day) -> Kind {
        let mut dice = Dice::of(self.plan.seed, Table::Visit, at ^ (1 << 63));
        let table: &[(u32, Kind)] = match person.age(day) {
            ..18 => &[
                (300, Kind::Preventive),
                (560, Kind::Office),
                (60, Kind::OtherAccident),
                (40, Kind::Laboratory),
                (40, Kind::Telehealth),
            ],
            18..65 => &[
                (393, Kind::Office),
                (95, Kind::Preventive),
                (95, Kind::Procedure),
                (70, Kind::Injection),
                (85, Kind::Laboratory),
                (80, Kind::Telehealth),
                (15, Kind::Outpatient),
                (15, Kind::Inpatient),
                (25, Kind::WorkAccident),
                (14, Kind::AutoAccident),
                (14, Kind::OtherAccident),
                (15, Kind::Anesthesia),
                (20, Kind::Pregnancy),
                (20, Kind::FamilyPlanning),
                (8, Kind::PurchasedTest),
                (6, Kind::UnlistedCode),
                (20, Kind::Long),
                (10, Kind::TwoProviders),
            ],
            _ => &[
                (402, Kind::Office),
                (90, Kind::Preventive),
                (80, Kind::Procedure),
                (85, Kind::Injection),
                (90, Kind::Laboratory),
                (40, Kind::Telehealth),
                (45, Kind::Home),
                (20, Kind::Outpatient),
                (35, Kind::Inpatient),
                (20, Kind::Anesthesia),
                (35, Kind::FootCare),
                (12, Kind::PurchasedTest),
                (5, Kind::UnlistedCode),
                (31, Kind::Long),
                (10, Kind::TwoProviders),
            ],
        };
        let mut roll = dice.below(1000);
        for &(weight, kind) in table {
            if roll < weight {
                return if self.suits(kind, person, day) {
                    kind
                } else {
                    Kind::Office
                };
            }
            roll -= weight;
        }
        Kind::Office
    }

    /// True when a patient can have a claim of a kind on a day.
    fn suits(&self, kind: Kind, person: &Person, day: Day) -> bool {
        let (age, class) = (person.age(day), person.home.class);
        let medicaid = matches!(
            class,
            Class::MedicaidFamily | Class::MedicaidChild | Class::Dual
        );
        if day < person.born_on.plus_days(6) && kind != Kind::Newborn {
            return false;
        }
        match kind {
            Kind::Newborn => class == Class::MotherBaby && person.born_on.plus_days(2) == day,
            Kind::Preventive | Kind::Office => true,
            Kind::OtherAccident => 3 <= age,
            Kind::WorkAccident => (18..68).contains(&age) && !medicaid,
            Kind::AutoAccident => 4 <= age,
            // A mother of the last months is not pregnant again, unless there is nobody else.
            Kind::Pregnancy => {
                (class != Class::MotherBaby || self.plan.mix == Mix::EveryKind)
                    && person.sex == "F"
                    && (18..43).contains(&age)
            }
            Kind::FamilyPlanning => person.sex == "F" && (16..46).contains(&age),
            Kind::Anesthesia => 45 <= age,
            Kind::FootCare => 66 <= age && matches!(class, Class::Seniors | Class::Dual),
            Kind::Home => 60 <= age,
            Kind::Laboratory | Kind::Telehealth => 1 <= age,
            _ => 18 <= age,
        }
    }

    /// Every kind in turn, each with a patient that it suits.
    fn slot_in_turn(&self, at: u64) -> Slot {
        let patients = u64::from(self.plan.patients);
        let day = self.day(at);
        let kind = Kind::ALL[(at % Kind::ALL.len() as u64) as usize];
        if kind.follows() {
            let suitable = || {
                (0..=at.saturating_sub(self.gap))
                    .rev()
                    .filter_map(|earlier| {
                        self.follower(self.slot_in_turn_own(earlier)?, earlier, kind)
                    })
            };
            // Kinds stand side by side; each follows another claim where there are enough.
            let nth = Kind::ALL.iter().rev().position(|k| *k == kind).unwrap_or(0);
            let found = suitable().nth(nth).or_else(|| suitable().next());
            return found.unwrap_or(Slot {
                patient: 0,
                kind: Kind::Office,
                follows: None,
            });
        }
        self.slot_in_turn_own(at).unwrap_or_else(|| {
            let patient = (0..patients)
                .map(|n| (at + n) % patients)
                .find(|&p| self.suits(Kind::Office, &self.person(p), day))
                .unwrap_or(0);
            Slot {
                patient,
                kind: Kind::Office,
                follows: None,
            }
        })
    }

    fn slot_in_turn_own(&self, at: u64) -> Option<Slot> {
        let patients = u64::from(self.plan.patients);
        let kind = Kind::ALL[(at % Kind::ALL.len() as u64) as usize];
        let day = self.day(at);
        if kind.follows() {
            return None;
        }
        (0..patients)
            .map(|n| (at * 7 + at / Kind::ALL.len() as u64 * 6 + n) % patients)
            .find(|&patient| self.suits(kind, &self.person(patient), day))
            .map(|patient| Slot {
                patient,
                kind,
                follows: None,
            })
    }

    /// The coverages that a claim of a kind is sent under: those of the patient, or that of the
    /// employer or the car when one of them pays.
    pub(crate) fn covers_of(&self, person: &Person, kind: Kind, at: u64) -> Vec<Cover> {
        match kind {
            Kind::WorkAccident => vec![self.employer_cover(person)],
            Kind::AutoAccident => vec![self.car_cover(person, at)],
            _ => self.covers(person),
        }
    }
}
