//! Who works in a practice and around it: its providers, those who send it patients, the hospital, the
//! place where tests are bought, the employers of those who are hurt at work.

use billing::party::{Address, Name, Party};

use crate::dice::{Dice, Table};
use crate::people::name;
use crate::places::{TOWNS, Town, house};
use crate::practice::{FAMILY, npi, organisation};
use crate::{Plan, Practice};

/// Item 31 holds 21 characters: `FIRST M LAST CRED` with its blanks.
const LONGEST_SIGNATURE: usize = 21;

/// A person with an NPI, credentials where claims put them.
fn professional(dice: &mut Dice, role: &str, npi: String, credential: &str) -> Party {
    let sex = if dice.chance(520) { "F" } else { "M" };
    let family = dice.pick(crate::names::FAMILIES);
    let most = LONGEST_SIGNATURE - 1 - credential.len();
    let named = name(
        dice,
        if family.len() < 11 { family } else { "Oduya" },
        sex,
        most,
    );
    Party {
        role: role.into(),
        person: true,
        name: Name {
            suffix: credential.into(),
            ..named
        },
        id_qualifier: "XX".into(),
        id: npi,
        ..Party::default()
    }
}

/// A provider of the practice. Where there are four or more, the fourth gives anesthesia.
pub(crate) fn provider(plan: &Plan, at: u32) -> Party {
    let mut dice = Dice::of(plan.seed, Table::Provider, at.into());
    let (credential, taxonomy) = match at % 6 {
        0 | 4 => ("MD", FAMILY),
        1 => ("DO", FAMILY),
        2 => ("NP", "363LF0000X"),
        3 if at == 3 => ("CRNA", "367500000X"),
        _ => ("PA", "363A00000X"),
    };
    let npi = npi(290_100_000 + u64::from(at) * 37);
    Party {
        taxonomy: taxonomy.into(),
        ..professional(&mut dice, "82", npi, credential)
    }
}

impl Practice {
    /// A colleague outside of the practice who sends patients.
    pub(crate) fn colleague(&self, at: u32, role: &str) -> Party {
        let mut dice = Dice::of(self.plan.seed, Table::Colleague, at.into());
        let credential = *dice.pick(&["MD", "MD", "DO", "NP"]);
        professional(
            &mut dice,
            role,
            npi(290_200_000 + u64::from(at) * 41),
            credential,
        )
    }

    /// The hospital where patients lie (2310C).
    pub(crate) fn hospital(&self) -> Party {
        place(
            "Otterbank Valley Hospital",
            290_300_001,
            "900 Lanternside Ave",
            &TOWNS[3],
            "0900",
        )
    }

    /// Where tests are bought (2310C).
    pub(crate) fn imaging(&self) -> Party {
        place(
            "Marlpit Heart Imaging",
            290_300_044,
            "18 Rushlight Ct",
            &TOWNS[16],
            "0018",
        )
    }

    /// Where somebody works who is hurt there.
    pub(crate) fn employer(&self, household: u64) -> Party {
        let mut dice = Dice::of(
            self.plan.seed,
            Table::Household,
            (1 << 62) | (household % 24),
        );
        let what = dice.pick(&[
            "Sawmill",
            "Foundry",
            "Dairy",
            "Bakery",
            "Haulage",
            "Nurseries",
        ]);
        let who = dice.pick(&["Gristwold", "Penhallow Ridge", "Copperfen", "Brindlecot"]);
        let town = dice.pick(TOWNS);
        Party {
            role: "IL".into(),
            name: organisation(&format!("{who} {what}")),
            id_qualifier: "MI".into(),
            id: format!("WCP{}", dice.digits(7)),
            address: house(&mut dice, town),
            ..Party::default()
        }
    }
}

fn place(name: &str, first_nine: u64, street: &str, town: &Town, plus4: &str) -> Party {
    Party {
        role: "77".into(),
        name: organisation(name),
        id_qualifier: "XX".into(),
        id: npi(first_nine),
        address: Address {
            line1: street.into(),
            city: town.0.into(),
            state: town.1.into(),
            zip: format!("{}{plus4}", town.2),
            ..Address::default()
        },
        ..Party::default()
    }
}
