//! Good-faith estimates: what a patient without insurance, or who does not use it, is told that a visit
//! will cost (45 CFR 149.610), and by when it is due.

use values::{ClaimId, Day, EstimateId, Money, PatientId, ProviderId};

use crate::record::record;
use crate::statement::{Fault, Practice};

/// An estimate that was made for a patient.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Estimate {
    /// Made before it is first stored.
    pub id: EstimateId,
    /// The number that people say.
    pub number: String,
    /// For whom.
    pub patient_id: PatientId,
    /// The day that is printed on it.
    pub made_on: Day,
    /// Who made it: a user's name as it was.
    pub made_by: String,
    /// When the visit was scheduled, or the patient asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<Day>,
    /// The day of the visit; none when the patient only asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled_on: Option<Day>,
    /// Diagnoses: the code first, then words where somebody typed some.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnoses: Vec<String>,
    /// What is expected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<EstimateLine>,
    /// What is taken off the charges of who pays themselves, in hundredths of a percent.
    #[serde(default, skip_serializing_if = "crate::record::is_empty")]
    pub discount_bp: u32,
    /// Who is expected to do it; none: who bills.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_id: Option<ProviderId>,
    /// Where; none: at the practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facility_id: Option<ProviderId>,
    /// What is expected to be scheduled apart from it, in plain words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub separate: Vec<String>,
    /// Visits that it is for, where the day of service does not tell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ClaimId>,
    /// The estimate in whose place it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<EstimateId>,
    /// When the patient got it; none before its paper is right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_on: Option<Day>,
}

record! {
    /// A service that is expected.
    pub struct EstimateLine {
        /// CPT or HCPCS.
        pub code: String,
        /// Up to four.
        pub modifiers: Vec<String>,
        /// How many units.
        pub units: u32,
        /// What all units of it are charged.
        pub charge: Money,
        /// What is taken off for who pays themselves.
        pub discount: Money,
        /// Where the charge is from.
        pub source: Source,
    }

    /// An estimate as its paper says it.
    pub struct EstimatePaper {
        /// The number that people say.
        pub number: String,
        /// Who makes it.
        pub practice: Practice,
        /// As a name is written: `Ivy Whitlow`.
        pub patient: String,
        /// Date of birth.
        pub born_on: Option<Day>,
        /// Name and address as an envelope shows them; empty to hand it over.
        pub addressee: Vec<String>,
        /// The day that is printed on it.
        pub made_on: Option<Day>,
        /// The day of the visit.
        pub scheduled_on: Option<Day>,
        /// The last day on which it holds.
        pub valid_until: Option<Day>,
        /// What is expected, in plain words with its code.
        pub lines: Vec<PaperLine>,
        /// The expected charges.
        pub total: Money,
        /// Diagnoses, as they are kept.
        pub diagnoses: Vec<String>,
        /// Who is expected to do it: name, NPI, tax number.
        pub provider: PaperParty,
        /// Where.
        pub place: PaperParty,
        /// What is expected to be scheduled apart from it.
        pub separate: Vec<String>,
        /// From this much above it a bill may be disputed.
        pub dispute_from: Money,
        /// The number of the estimate in whose place it stands; empty for none.
        pub replaces: String,
    }

    /// A line of the paper.
    pub struct PaperLine {
        /// What it is, in plain words.
        pub what: String,
        /// The code with its modifiers.
        pub code: String,
        /// How many units.
        pub units: u32,
        /// What all units are charged.
        pub charge: Money,
        /// What is taken off.
        pub discount: Money,
    }

    /// Somebody on the paper.
    pub struct PaperParty {
        /// As it is written.
        pub name: String,
        /// Ten digits.
        pub npi: String,
        /// As it is written: `12-3456789`.
        pub tax_id: String,
        /// Lines of an address, street first.
        pub address: Vec<String>,
    }
}

/// Where a charge of an estimate is from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A person typed it.
    #[default]
    Typed,
    /// The practice's own fee schedule.
    Fee,
    /// What was usually charged in the last year: the median.
    Usual,
}

impl EstimateLine {
    /// What the patient is expected to be billed.
    pub fn expected(&self) -> Money {
        self.charge - self.discount
    }

    /// Takes a share off, to the whole cent.
    pub fn discounted(mut self, basis_points: u32) -> EstimateLine {
        let off = self.charge.cents().saturating_mul(basis_points.into());
        self.discount = Money::from_cents((off + 5_000) / 10_000);
        self
    }
}

/// How long an estimate holds for services that come again (149.610(b)(1)(x)).
const MONTHS: i32 = 12;

impl Estimate {
    /// The expected charges.
    pub fn total(&self) -> Money {
        self.lines.iter().map(EstimateLine::expected).sum()
    }

    /// The last day on which it holds.
    pub fn valid_until(&self) -> Day {
        valid_until(self.made_on)
    }

    /// By when the patient has to have it.
    pub fn due_on(&self) -> Option<Day> {
        due_on(self.asked_on?, self.scheduled_on)
    }

    /// Whether it is about a visit of its patient: the one of its day, one that somebody named, or where
    /// the patient only asked, one while it holds on which something of it was done.
    pub fn covers(&self, claim: Option<ClaimId>, on: Option<Day>, codes: &[String]) -> bool {
        if claim.is_some_and(|id| self.claims.contains(&id)) {
            return true;
        }
        let Some(on) = on else { return false };
        match self.scheduled_on {
            Some(day) => day == on,
            None => {
                let same = |line: &EstimateLine| codes.contains(&line.code);
                self.made_on <= on && on <= self.valid_until() && self.lines.iter().any(same)
            }
        }
    }
}

/// The last day on which an estimate of a day holds.
pub fn valid_until(made_on: Day) -> Day {
    made_on.plus_months(MONTHS).plus_days(-1)
}

/// By when the patient has to have it (149.610(b)(1)(vi)): the next business day for a visit at least
/// three business days ahead; three business days for one at least ten ahead, or when the patient asks.
/// None for a visit so near that no estimate is due. Holidays count as business days here, so that the
/// day is never too late.
pub fn due_on(asked_on: Day, scheduled_on: Option<Day>) -> Option<Day> {
    let Some(scheduled) = scheduled_on else {
        return Some(business_days_after(asked_on, 3));
    };
    if business_days_after(asked_on, 10) <= scheduled {
        Some(business_days_after(asked_on, 3))
    } else if business_days_after(asked_on, 3) <= scheduled {
        Some(business_days_after(asked_on, 1))
    } else {
        None
    }
}

fn business_days_after(day: Day, count: u8) -> Day {
    let (mut day, mut left) = (day, count);
    while 0 < left {
        day = day.plus_days(1);
        if !day.is_weekend() {
            left -= 1;
        }
    }
    day
}

/// The median of charges; the mean of the two in the middle, to the whole cent upwards.
pub fn usual(mut charges: Vec<Money>) -> Option<Money> {
    charges.sort_unstable();
    let middle = charges.len().checked_sub(1)? / 2;
    let low = *charges.get(middle)?;
    if charges.len() % 2 == 1 {
        return Some(low);
    }
    let high = *charges.get(middle + 1)?;
    Some(Money::from_cents((low.cents() + high.cents() + 1) / 2))
}

impl EstimatePaper {
    /// Everything on it that does not tie or is missing; nothing is printed with a fault.
    pub fn check(&self) -> Vec<Fault> {
        let place = format!("Estimate {}", self.number);
        let mut faults = Vec::new();
        let mut says = |says: &str| faults.push(Fault::new(format!("{place}: {says}")));
        if self.lines.is_empty() {
            says("no service is on it");
        }
        if self.lines.iter().any(|line| line.charge < line.discount) {
            says("more is taken off a service than it costs");
        }
        if self.patient.is_empty() {
            says("the patient’s name is missing");
        }
        if self.born_on.is_none() {
            says("the patient’s birth date is missing. It has to stand on it");
        }
        if self.provider.npi.is_empty() || self.provider.tax_id.is_empty() {
            says("the provider’s NPI or tax number is missing. Both have to stand on it");
        }
        let sum: Money = self
            .lines
            .iter()
            .map(|line| line.charge - line.discount)
            .sum();
        if sum != self.total {
            says(&format!(
                "its services come to {sum} but its total is {}",
                self.total
            ));
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn it_is_due_the_sooner_the_nearer_the_visit() {
        // A Monday.
        let asked = day("2026-11-30");
        for (scheduled, due) in [
            (None, Some("2026-12-03")),
            // Ten business days ahead, and more.
            (Some("2026-12-14"), Some("2026-12-03")),
            (Some("2026-12-11"), Some("2026-12-01")),
            (Some("2026-12-03"), Some("2026-12-01")),
            (Some("2026-12-02"), None),
        ] {
            assert_eq!(
                due_on(asked, scheduled.map(day)),
                due.map(day),
                "{scheduled:?}"
            );
        }
        // Over a weekend.
        assert_eq!(due_on(day("2026-12-04"), None), Some(day("2026-12-09")));
    }

    #[test]
    fn it_holds_a_year() {
        assert_eq!(valid_until(day("2026-11-30")), day("2027-11-29"));
        assert_eq!(valid_until(day("2028-02-29")), day("2029-02-27"));
    }

    #[test]
    fn the_usual_charge_is_the_one_in_the_middle() {
        let of = |cents: &[i64]| usual(cents.iter().map(|c| Money::from_cents(*c)).collect());
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[900, 100, 200]), Some(Money::from_cents(200)));
        assert_eq!(of(&[100, 201]), Some(Money::from_cents(151)));
    }

    #[test]
    fn a_share_is_taken_off_to_the_cent() {
        let line = EstimateLine {
            charge: Money::from_cents(12_345),
            ..EstimateLine::default()
        };
        let line = line.discounted(2_000);
        assert_eq!(
            (line.discount.cents(), line.expected().cents()),
            (2_469, 9_876)
        );
    }
}
