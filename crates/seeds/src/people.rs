//! Patients and how they are insured. Patients stand in blocks of twelve, each block in households of
//! fixed shapes (couples with children, a mother and her newborn, retired couples, …), so that any
//! patient can be made alone and members of a household still share name, address and insurance.

use billing::chart::Demographics;
use billing::claim::ClaimCoverage;
use billing::party::{Address, Name, Party, Reference};
use values::Day;

use crate::dice::{Dice, Table};
use crate::names::{FAMILIES, MEN, WOMEN};
use crate::payers::{COMMERCIAL, GARRISON, HMO, MEDICAID, MEDICARE, PAYERS, SUPPLEMENT};
use crate::places::{TOWNS, house, telephone};
use crate::{Mix, Practice};

/// Item 2 holds 28 characters.
const LONGEST_LISTED: usize = 28;

/// How a household lives and is insured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A couple, with children from the third member on; employer's insurance.
    Family,
    /// A mother and her newborn.
    MotherBaby,
    /// One or two retired people.
    Seniors,
    /// An adult with insurance of his own.
    Single,
    /// A child with Medicaid; nobody else of the household is a patient.
    MedicaidChild,
    /// A child insured by somebody of another household who is no patient.
    InsuredChild,
    /// Past 65 and at work: the employer's plan pays before Medicare.
    WorkingSenior,
    /// An adult, or a couple, whose spouse's plan pays second.
    TwoPlans,
    /// Employer's plan, Medicare, Medicaid.
    ThreePlans,
    /// Medicare and Medicaid.
    Dual,
    /// A parent and children, each with Medicaid.
    MedicaidFamily,
    /// Insured through the armed forces.
    Garrison,
}

/// Blocks of twelve patients. The first has every shape that tests ask for.
const BLOCKS: [&[(Class, usize)]; 4] = [
    &[
        (Class::Family, 4),
        (Class::MotherBaby, 2),
        (Class::Seniors, 2),
        (Class::ThreePlans, 1),
        (Class::InsuredChild, 1),
        (Class::MedicaidChild, 1),
        (Class::TwoPlans, 1),
    ],
    &[
        (Class::Single, 1),
        (Class::Single, 1),
        (Class::Seniors, 1),
        (Class::Family, 3),
        (Class::MedicaidFamily, 3),
        (Class::Dual, 1),
        (Class::MedicaidChild, 1),
        (Class::Garrison, 1),
    ],
    &[
        (Class::Family, 5),
        (Class::Seniors, 2),
        (Class::MotherBaby, 2),
        (Class::Single, 1),
        (Class::WorkingSenior, 1),
        (Class::Single, 1),
    ],
    &[
        (Class::Seniors, 1),
        (Class::Seniors, 2),
        (Class::TwoPlans, 2),
        (Class::Single, 1),
        (Class::Single, 1),
        (Class::Family, 2),
        (Class::Dual, 1),
        (Class::MedicaidFamily, 2),
    ],
];

const BLOCK: u64 = 12;

/// Family names of every shape, for the households of the first block where tests want them all.
const SHAPES: [&str; 7] = [
    "Sinclair-Ross",
    "Núñez",
    "O'Dell",
    "de la Vega",
    "Côté",
    "Thistlewood",
    "Nguema",
];

/// Where a patient stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Home {
    /// The household.
    pub key: u64,
    /// Its shape.
    pub class: Class,
    /// The patient's place in it, from 0.
    pub member: usize,
    /// The patient who is its first member.
    pub head: u64,
}

impl Home {
    /// The patient.
    pub fn patient(&self) -> u64 {
        self.head + self.member as u64
    }
}

/// Somebody.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub home: Home,
    pub name: Name,
    pub sex: &'static str,
    pub born_on: Day,
    pub address: Address,
    pub phone: String,
    pub ssn: Option<String>,
    /// Claims of the dead: only the one of the last visit.
    pub deceased: bool,
    medicare: String,
    medicaid: String,
    supplement: String,
}

/// A policy as its card shows it.
#[derive(Clone, Debug)]
struct Policy {
    payer: usize,
    member: String,
    group: String,
    plan: String,
}

struct Household {
    family: String,
    address: Address,
    phone: String,
    /// Bought by the first member's employer.
    plan: Policy,
    /// Bought by the second member's, where both have one.
    second: Policy,
    both: bool,
    life_partners: bool,
    medicaid: bool,
    garrison: bool,
    by_spouse: bool,
    supplemented: bool,
}

/// One coverage of a patient.
#[derive(Clone, Debug)]
pub(crate) struct Cover {
    pub payer: usize,
    pub insured: Party,
    pub relationship: &'static str,
    pub group: String,
    pub plan: String,
    /// SBR05, for Medicare that pays second.
    pub insurance_type: &'static str,
}

impl Cover {
    /// The coverage as a claim names it, with its order.
    pub fn of_order(&self, order: &str) -> ClaimCoverage {
        ClaimCoverage {
            order: order.into(),
            group_number: self.group.clone(),
            group_name: self.plan.clone(),
            insurance_type: self.insurance_type.into(),
            filing_indicator: PAYERS[self.payer].filing_indicator.into(),
            insured: self.insured.clone(),
            payer: PAYERS[self.payer].party(),
            responsible: Party::default(),
        }
    }
}

impl Person {
    /// Whole years of age on a day.
    pub fn age(&self, on: Day) -> i32 {
        let birthday_passed = (self.born_on.month(), self.born_on.day()) <= (on.month(), on.day());
        i32::from(on.year()) - i32::from(self.born_on.year()) - i32::from(!birthday_passed)
    }

    /// The person as the insured of a policy.
    pub fn insured(&self, member: &str) -> Party {
        let social = self.ssn.iter().map(|ssn| Reference {
            qualifier: "SY".into(),
            value: ssn.clone(),
            ..Reference::default()
        });
        Party {
            role: "IL".into(),
            person: true,
            name: self.name.clone(),
            id_qualifier: "MI".into(),
            id: member.into(),
            address: self.address.clone(),
            born_on: Some(self.born_on),
            sex: self.sex.into(),
            references: social.collect(),
            ..Party::default()
        }
    }

    /// The person as the patient of a claim.
    pub fn patient(&self) -> Party {
        Party {
            role: "QC".into(),
            person: true,
            name: self.name.clone(),
            address: self.address.clone(),
            born_on: Some(self.born_on),
            sex: self.sex.into(),
            ..Party::default()
        }
    }

    /// What is known of the person besides insurance.
    pub fn demographics(&self) -> Demographics {
        Demographics {
            name: self.name.clone(),
            born_on: Some(self.born_on),
            sex: self.sex.into(),
            address: self.address.clone(),
            phone: self.phone.clone(),
            died_on: None,
        }
    }

    fn covered(&self, payer: usize, member: &str) -> Cover {
        Cover {
            payer,
            insured: self.insured(member),
            relationship: "18",
            group: String::new(),
            plan: String::new(),
            insurance_type: "",
        }
    }
}

impl Policy {
    /// A policy of a payer, with numbers of the shape that the payer gives out.
    fn of(dice: &mut Dice, payer: usize) -> Policy {
        let member = match payer {
            0 => format!("QUL{}", dice.digits(9)),
            1 => format!("NM{}", dice.digits(8)),
            HMO => dice.digits(9),
            MEDICAID => format!("99{}", dice.digits(10)),
            GARRISON => format!("99{}", dice.digits(9)),
            SUPPLEMENT => format!("TS{}", dice.digits(8)),
            _ => format!("{}{}", dice.pick(&['H', 'F', 'X']), dice.digits(9)),
        };
        let number = dice.digits(5);
        let named = dice.chance(150);
        let plan = *dice.pick(&[
            "Choice Plus",
            "Bronze 6000",
            "Silver Saver",
            "Standard Option",
        ]);
        let (group, plan) = match payer {
            MEDICARE | MEDICAID | GARRISON | SUPPLEMENT => Default::default(),
            _ if named => (String::new(), plan.into()),
            _ => (format!("GRP{number}"), String::new()),
        };
        Policy {
            payer,
            member,
            group,
            plan,
        }
    }

    /// The coverage of a person by this policy of somebody's.
    fn covers(&self, insured: &Person, relationship: &'static str) -> Cover {
        Cover {
            payer: self.payer,
            insured: insured.insured(&self.member),
            relationship,
            group: self.group.clone(),
            plan: self.plan.clone(),
            insurance_type: "",
        }
    }
}

/// A Medicare number with an S in the second place, where no real one has a letter S.
fn medicare_number(dice: &mut Dice) -> String {
    const LETTERS: &[u8] = b"ACDEFGHJKMNPQRTUVWXY";
    let mut number = String::with_capacity(11);
    for (place, kind) in "CSXNAXNAANN".chars().enumerate() {
        let kind = if kind == 'X' {
            *dice.pick(&['A', 'N'])
        } else {
            kind
        };
        number.push(match kind {
            'C' => char::from_digit(dice.between(1, 9), 10).unwrap_or('1'),
            'S' => 'S',
            'A' => char::from(*dice.pick(LETTERS)),
            _ => char::from_digit(dice.below(10), 10).unwrap_or('0'),
        });
        debug_assert_eq!(number.len(), place + 1);
    }
    number
}

/// A full name that item 2 holds.
pub(crate) fn name(dice: &mut Dice, family: &str, sex: &str, most: usize) -> Name {
    let list = if sex == "M" { MEN } else { WOMEN };
    let suffix = match dice.below(100) {
        0..3 if sex == "M" => "Jr",
        3..5 if sex == "M" => "Sr",
        5..7 if sex == "M" => "III",
        _ => "",
    };
    let middle = match dice.below(100) {
        0..55 => char::from(b'A' + u8::try_from(dice.below(26)).unwrap_or(0)).to_string(),
        55..58 => (*dice.pick(list)).to_owned(),
        _ => String::new(),
    };
    let mut name = Name {
        last: family.into(),
        first: (*dice.pick(list)).into(),
        middle,
        prefix: String::new(),
        suffix: suffix.into(),
    };
    let length = |name: &Name| {
        let parts = [&name.last, &name.suffix, &name.first, &name.middle];
        // A blank before the suffix, a comma and a blank before each given name.
        let joints = [0, 1, 2, 2];
        parts
            .iter()
            .zip(joints)
            .filter(|(part, _)| !part.is_empty())
            .map(|(part, joint)| part.chars().count() + joint)
            .sum::<usize>()
    };
    if most < length(&name) {
        name.middle.clear();
    }
    while most < length(&name) {
        name.first = (*dice.pick(list)).into();
        if most < length(&name) {
            name.suffix.clear();
        }
    }
    name
}

fn born(start: Day, years: i32, days: i32) -> Day {
    start.plus_days(-(years * 365 + years / 4 + days))
}

impl Practice {
    /// Where a patient stands.
    pub(crate) fn home(&self, patient: u64) -> Home {
        let block = patient / BLOCK;
        let shape = match block {
            0 => 0,
            _ => Dice::of(self.plan.seed, Table::Block, block).below(4) as usize,
        };
        let mut place = patient % BLOCK;
        for (key, &(class, members)) in (block * BLOCK..).zip(BLOCKS[shape]) {
            if place < members as u64 {
                return Home {
                    key,
                    class,
                    member: place as usize,
                    head: patient - place,
                };
            }
            place -= members as u64;
        }
        unreachable!("the households of each block have twelve members")
    }

    fn household(&self, home: &Home) -> Household {
        let mut dice = Dice::of(self.plan.seed, Table::Household, home.key);
        let mut family = (*dice.pick(FAMILIES)).to_owned();
        let other = *dice.pick(FAMILIES);
        if self.plan.mix == Mix::EveryKind && home.key < BLOCK {
            family = SHAPES[home.key as usize % SHAPES.len()].to_owned();
        }
        if dice.chance(60) && family.len() + other.len() < 17 && !family.contains(['-', ' ']) {
            family = format!("{family}-{other}");
        }
        let town = dice.pick(TOWNS);
        let address = house(&mut dice, town);
        let phone = telephone(&mut dice, town);
        let payer = *dice.pick(COMMERCIAL);
        let plan = Policy::of(&mut dice, payer);
        let second = match *dice.pick(COMMERCIAL) {
            same if same == plan.payer => {
                if same == 5 {
                    6
                } else {
                    5
                }
            }
            other => other,
        };
        let second = Policy::of(&mut dice, second);
        Household {
            family,
            address,
            phone,
            plan,
            second,
            // The first household of all has one plan, so that tests find four who share an insured.
            both: dice.chance(180) && home.key != 0,
            life_partners: dice.chance(60),
            medicaid: dice.chance(450),
            garrison: dice.chance(60),
            by_spouse: dice.chance(500),
            supplemented: dice.chance(760) || home.key < BLOCK,
        }
    }

    /// A patient.
    pub(crate) fn person(&self, patient: u64) -> Person {
        let home = self.home(patient);
        let house = self.household(&home);
        let mut dice = Dice::of(self.plan.seed, Table::Person, patient);
        let head = match home.member {
            0 => None,
            _ => Some(self.person(home.head)),
        };
        let year = dice.days(0, 364);
        let mut adult = |least: i32, most: i32| born(self.start, dice.days(least, most), year);
        let partner = head.as_ref().filter(|_| {
            home.member == 1
                && matches!(home.class, Class::Family | Class::Seniors | Class::TwoPlans)
        });
        let born_on = match (home.class, &head, partner) {
            (Class::Seniors, ..) => adult(66, 91),
            (_, _, Some(head)) => head.born_on.plus_days(dice.days(-1500, 1500)),
            (Class::MotherBaby, Some(_), _) => self.day_of_birth(patient),
            (_, Some(head), _) => {
                let most = (head.age(self.start) - 19).clamp(1, 16);
                born(self.start, dice.days(1, most), year)
            }
            (Class::Family, ..) => adult(29, 52),
            (Class::MotherBaby, ..) => adult(19, 38),
            (Class::MedicaidFamily, ..) => adult(21, 40),
            (Class::MedicaidChild | Class::InsuredChild, ..) => adult(2, 15),
            (Class::Single, ..) => adult(20, 63),
            (Class::TwoPlans, ..) => adult(26, 60),
            (Class::Garrison, ..) => adult(21, 44),
            (Class::WorkingSenior | Class::ThreePlans, ..) => adult(65, 70),
            (Class::Dual, ..) => adult(66, 88),
        };
        let sex = match (home.class, home.member, partner) {
            (Class::MotherBaby, 0, _) => "F",
            (_, _, Some(head)) if !dice.chance(30) => {
                if head.sex == "M" {
                    "F"
                } else {
                    "M"
                }
            }
            _ => match dice.below(1000) {
                0..3 => "U",
                3..530 => "F",
                _ => "M",
            },
        };
        let own = *dice.pick(FAMILIES);
        let family = match (partner, dice.below(100)) {
            (Some(_), 0..10) => own.to_owned(),
            (Some(_), 10..20) if house.family.len() + own.len() < 17 => {
                format!("{own}-{}", house.family)
            }
            _ => house.family.clone(),
        };
        let mut named = name(&mut dice, &family, sex, LONGEST_LISTED);
        let unnamed = dice.chance(200);
        if home.class == Class::MotherBaby && home.member == 1 {
            (named.middle, named.suffix) = Default::default();
            if unnamed && family.len() < 18 {
                named.first = if sex == "M" { "Baby Boy" } else { "Baby Girl" }.into();
            }
        }
        let every = self.plan.mix == Mix::EveryKind;
        if every && home.member == 0 && sex == "M" && named.first.len() < 9 {
            named.suffix = "Jr".into();
        }
        let ssn =
            (dice.chance(120) || every && home.key == 0).then(|| format!("999{}", dice.digits(6)));
        let deceased = home.class == Class::Seniors && home.member == 1 && dice.chance(60);
        Person {
            home,
            name: named,
            sex,
            born_on,
            address: house.address,
            phone: house.phone,
            ssn,
            deceased,
            medicare: medicare_number(&mut dice),
            medicaid: Policy::of(&mut dice, MEDICAID).member,
            supplement: Policy::of(&mut dice, SUPPLEMENT).member,
        }
    }

    /// Somebody who insures a patient, or drives the car that the patient sat in, and is no patient.
    pub(crate) fn relative(&self, patient: &Person, row: u64, same_house: bool) -> Person {
        let mut dice = Dice::of(self.plan.seed, Table::Relative, patient.home.key * 4 + row);
        let sex = match patient.sex {
            "F" => "M",
            _ => "F",
        };
        let family = match same_house {
            true => patient.name.last.as_str(),
            false => *dice.pick(FAMILIES),
        };
        let name = name(&mut dice, family, sex, LONGEST_LISTED);
        let town = dice.pick(TOWNS);
        let born_on = match patient.age(self.start) {
            0..19 => patient.born_on.plus_days(-dice.days(8000, 13500)),
            _ => patient.born_on.plus_days(dice.days(-1800, 1800)),
        };
        let (address, phone) = match same_house {
            true => (patient.address.clone(), patient.phone.clone()),
            false => (house(&mut dice, town), telephone(&mut dice, town)),
        };
        Person {
            name,
            sex,
            born_on,
            address,
            phone,
            ssn: None,
            ..patient.clone()
        }
    }

    /// A patient's coverages, the first that pays first.
    pub(crate) fn covers(&self, person: &Person) -> Vec<Cover> {
        let home = person.home;
        let house = self.household(&home);
        let plan = &house.plan;
        let medicare = || person.covered(MEDICARE, &person.medicare);
        let medicaid = || person.covered(MEDICAID, &person.medicaid);
        let after = |cover: Cover| Cover {
            insurance_type: "12",
            ..cover
        };
        match home.class {
            Class::Family => self.family_covers(person, &house),
            Class::MotherBaby => {
                let mother = match home.member {
                    0 => person.clone(),
                    _ => self.person(home.head),
                };
                // A newborn is billed under the mother until it has a number of its own.
                let relationship = if home.member == 0 { "18" } else { "19" };
                let cover = match house.medicaid {
                    true => mother.covered(MEDICAID, &mother.medicaid),
                    false => plan.covers(&mother, "18"),
                };
                vec![Cover {
                    relationship,
                    ..cover
                }]
            }
            Class::Seniors if house.supplemented => {
                vec![medicare(), person.covered(SUPPLEMENT, &person.supplement)]
            }
            Class::Seniors => vec![medicare()],
            Class::Single if house.garrison => vec![self.garrison(person)],
            Class::Single if house.medicaid && !house.by_spouse => vec![medicaid()],
            Class::Single => vec![plan.covers(person, "18")],
            Class::MedicaidChild | Class::MedicaidFamily => vec![medicaid()],
            Class::InsuredChild => {
                let relationship = if house.life_partners { "G8" } else { "19" };
                vec![plan.covers(&self.relative(person, 0, false), relationship)]
            }
            Class::WorkingSenior => vec![plan.covers(person, "18"), after(medicare())],
            Class::TwoPlans => {
                let head = if home.member == 0 {
                    None
                } else {
                    Some(self.person(home.head))
                };
                let (own, spouse, theirs) = match head {
                    None => (plan, self.relative(person, 1, true), &house.second),
                    Some(head) => (&house.second, head, plan),
                };
                vec![own.covers(person, "18"), theirs.covers(&spouse, "01")]
            }
            Class::ThreePlans => {
                vec![plan.covers(person, "18"), after(medicare()), medicaid()]
            }
            Class::Dual => vec![medicare(), medicaid()],
            Class::Garrison => vec![self.garrison(person)],
        }
    }

    fn garrison(&self, person: &Person) -> Cover {
        let mut dice = Dice::of(self.plan.seed, Table::Relative, person.home.key * 4 + 3);
        let policy = Policy::of(&mut dice, GARRISON);
        match self.household(&person.home).by_spouse {
            true => policy.covers(&self.relative(person, 2, true), "01"),
            false => policy.covers(person, "18"),
        }
    }

    fn family_covers(&self, person: &Person, house: &Household) -> Vec<Cover> {
        let home = person.home;
        let (plan, second) = (&house.plan, &house.second);
        // This payer gives each member a number, so each is sent as an insured of his own.
        let numbered = |policy: &Policy| Policy {
            member: format!("{}{:02}", policy.member, home.member + 1),
            ..policy.clone()
        };
        let by = |policy: &Policy, insured: &Person, relationship: &'static str| {
            if policy.payer == HMO {
                numbered(policy).covers(person, "18")
            } else {
                policy.covers(insured, relationship)
            }
        };
        let spouse = if house.life_partners { "53" } else { "01" };
        match (home.member, house.both) {
            (0, _) => vec![by(plan, person, "18")],
            (1, false) => vec![by(plan, &self.person(home.head), spouse)],
            (1, true) => {
                let head = self.person(home.head);
                vec![by(second, person, "18"), by(plan, &head, spouse)]
            }
            (_, both) => {
                let head = self.person(home.head);
                let mut covers = vec![by(plan, &head, "19")];
                if both {
                    let other = self.person(home.head + 1);
                    let birthday = |p: &Person| (p.born_on.month(), p.born_on.day());
                    covers.push(by(second, &other, "19"));
                    // The parent whose birthday comes first in the year insures first.
                    if birthday(&other) < birthday(&head) {
                        covers.reverse();
                    }
                }
                covers
            }
        }
    }
}
