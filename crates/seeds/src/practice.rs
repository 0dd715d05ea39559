//! A practice that does not exist: who it is, who works there, who comes when. Every patient and every
//! claim can be made alone, in any order; nothing is held.

use billing::chart::Demographics;
use billing::claim::ClaimContent;
use billing::party::{Address, Contact, Name, Party, Reference};
use values::{Day, Npi};

use crate::Plan;
use crate::colleagues::provider;
use crate::dice::{Dice, Table};
use crate::kind::Kind;
use crate::people::Class;
use crate::places::HOME;

/// Who a made-up practice is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The name on the window, which says that it is a demo.
    pub name: String,
    /// The name under which it bills.
    pub legal_name: String,
    /// Its NPI.
    pub npi: String,
    /// Its employer identification number, nine digits.
    pub tin: String,
    /// Its taxonomy code.
    pub taxonomy: String,
    /// Where it is.
    pub address: Address,
    /// Ten digits.
    pub phone: String,
    /// The name of its time zone.
    pub time_zone: String,
    /// All this as a claim names it (2010AA).
    pub billing: Party,
    /// Where its payments go (2010AB).
    pub pay_to: Party,
}

/// What claim files cannot tell of a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatientExtra {
    /// With first name and date of birth: who it is.
    pub last: String,
    /// First name.
    pub first: String,
    /// Date of birth.
    pub born_on: Day,
    /// The short number that people say.
    pub account: String,
    /// Ten digits.
    pub phone: String,
    /// Who answers for the bill; none when the patient does.
    pub guarantor: Option<Demographics>,
}

/// A practice that does not exist.
#[derive(Clone, Debug)]
pub struct Practice {
    pub(crate) plan: Plan,
    pub(crate) today: Day,
    pub(crate) start: Day,
    pub(crate) facts: Facts,
    pub(crate) providers: Vec<Party>,
    pub(crate) days: i64,
    /// Every so many claims one is the first of a patient.
    pub(crate) step: u64,
    pub(crate) stride: u64,
    pub(crate) inverse: u64,
    pub(crate) offset: u64,
    /// How many claims before it a claim stands that follows it.
    pub(crate) gap: u64,
}

/// The practice of a plan, with claims up to the day `today`.
///
/// No clock is read: the same plan and the same day give the same practice, byte for byte.
pub fn practice(plan: &Plan, today: Day) -> Practice {
    let plan = Plan {
        providers: plan.providers.max(1),
        patients: plan.patients.max(1),
        months: plan.months.max(1),
        ..*plan
    };
    let start = months_before(today, plan.months);
    let (patients, claims) = (u64::from(plan.patients), u64::from(plan.claims));
    let days = i64::from(start.days_until(today));
    let stride = (patients * 618 / 1000 + 1..)
        .find(|&n| coprime(n, patients))
        .unwrap_or(1);
    let mut order = Dice::of(plan.seed, Table::Order, 0);
    Practice {
        plan,
        today,
        start,
        facts: facts(),
        providers: (0..plan.providers).map(|i| provider(&plan, i)).collect(),
        days,
        step: (claims / patients).max(1),
        stride,
        inverse: (1..=patients)
            .find(|n| stride * n % patients == 1 % patients)
            .unwrap_or(1),
        offset: u64::from(order.below(plan.patients)),
        gap: (25 * claims).div_ceil(days.unsigned_abs().max(1)).max(1),
    }
}

fn coprime(mut a: u64, mut b: u64) -> bool {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a == 1
}

fn months_before(today: Day, months: u32) -> Day {
    let month = i64::from(today.year()) * 12 + i64::from(today.month()) - 1 - i64::from(months);
    let year = i16::try_from(month.div_euclid(12)).unwrap_or(1);
    let of_year = i8::try_from(month.rem_euclid(12)).unwrap_or(0) + 1;
    Day::new(year, of_year, today.day().min(28)).unwrap_or(today)
}

/// The Employer Identification Numbers that begin with 00 belong to nobody.
const TIN: &str = "004417293";

fn facts() -> Facts {
    let legal_name = "Quillfern Family Medicine";
    let (npi, phone) = (npi(290_000_001), format!("{}5550100", HOME.3));
    let address = Address {
        line1: "210 Tansyfield Rd".into(),
        line2: "Ste 4".into(),
        city: HOME.0.into(),
        state: HOME.1.into(),
        zip: format!("{}0210", HOME.2),
        ..Address::default()
    };
    let telephone = reference("TE", &phone);
    let fax = reference("FX", &format!("{}5550101", HOME.3));
    let billing = Party {
        role: "85".into(),
        name: organisation(legal_name),
        id_qualifier: "XX".into(),
        id: npi.clone(),
        address: address.clone(),
        taxonomy: FAMILY.into(),
        references: vec![reference("EI", TIN)],
        contacts: vec![Contact {
            name: "Billing Desk".into(),
            numbers: vec![telephone, fax],
        }],
        ..Party::default()
    };
    let pay_to = Party {
        role: "87".into(),
        address: Address {
            line1: "PO Box 5521".into(),
            line2: String::new(),
            ..address.clone()
        },
        ..Party::default()
    };
    Facts {
        name: format!("Demo practice: {legal_name}"),
        legal_name: legal_name.into(),
        npi,
        tin: TIN.into(),
        taxonomy: FAMILY.into(),
        address,
        phone,
        time_zone: "America/New_York".into(),
        billing,
        pay_to,
    }
}

/// Family medicine.
pub(crate) const FAMILY: &str = "207Q00000X";

/// An NPI that begins with 2, as none that was given out does.
pub(crate) fn npi(first_nine: u64) -> String {
    match Npi::from_first_nine(first_nine) {
        Ok(npi) => npi.to_string(),
        Err(_) => unreachable!("nine digits that begin with 2 make an NPI"),
    }
}

pub(crate) fn reference(qualifier: &str, value: &str) -> Reference {
    Reference {
        qualifier: qualifier.into(),
        value: value.into(),
        ..Reference::default()
    }
}

pub(crate) fn organisation(last: &str) -> Name {
    Name {
        last: last.into(),
        ..Name::default()
    }
}

impl Practice {
    /// Who it is.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The plan that it was made from, with at least one of everything.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Its providers, as claims name them (2310B).
    pub fn providers(&self) -> &[Party] {
        &self.providers
    }

    /// How many claims there are.
    pub fn len(&self) -> u64 {
        self.plan.claims.into()
    }

    /// True when there are no claims.
    pub fn is_empty(&self) -> bool {
        self.plan.claims == 0
    }

    /// Its claims in the order of their numbers, the oldest first, made one at a time.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = ClaimContent> + DoubleEndedIterator {
        (0..self.plan.claims).map(|at| self.claim(at.into()))
    }

    /// What each claim is an example of, in the order of [`claims`](Practice::claims).
    pub fn kinds(&self) -> impl ExactSizeIterator<Item = Kind> + DoubleEndedIterator {
        (0..self.plan.claims).map(|at| self.slot(at.into()).kind)
    }

    /// One claim, counted from 0.
    pub fn claim(&self, at: u64) -> ClaimContent {
        let slot = self.slot(at);
        match slot.follows {
            None => self.visit(at, slot),
            Some(earlier) => self.follow_up(at, slot.kind, earlier),
        }
    }

    /// What claim files cannot tell, for each patient.
    pub fn patients(&self) -> impl ExactSizeIterator<Item = PatientExtra> + DoubleEndedIterator {
        (0..self.plan.patients).map(|at| self.extra(at.into()))
    }

    fn extra(&self, at: u64) -> PatientExtra {
        let person = self.person(at);
        let guarantor = (person.age(self.today) < 18).then(|| match person.home.class {
            Class::InsuredChild | Class::MedicaidChild => self.relative(&person, 0, false),
            _ if person.home.member == 0 => self.relative(&person, 0, true),
            _ => self.person(person.home.head),
        });
        PatientExtra {
            account: account(at),
            phone: person.phone,
            born_on: person.born_on,
            last: person.name.last,
            first: person.name.first,
            guarantor: guarantor.map(|g| g.demographics()),
        }
    }

    /// The number of a claim (CLM01).
    pub(crate) fn number(&self, at: u64) -> String {
        (40_001 + at).to_string()
    }
}

/// The account number of a patient.
pub(crate) fn account(patient: u64) -> String {
    (10_001 + patient).to_string()
}
