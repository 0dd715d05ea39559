//! What an adjustment does to an open dollar, by group, CARC and payer. It is data: the shipped table
//! in `assets/codes/adjustment-policy.tsv`, and above it the practice's own rows. Two things are not
//! for the table: what a payer calls contractual never becomes the patient's (CO), and what nobody
//! explained is never written off.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use values::PayerId;

/// What an adjustment does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// The dollars leave what is owed: the contract says so.
    WriteOff,
    /// They are the patient's, or the next payer's.
    Patient,
    /// They stay open and ours to work: a denial.
    Work,
    /// Nothing: they say what another payer did (OA-23).
    Nothing,
}

impl Effect {
    /// As it is kept.
    pub fn name(self) -> &'static str {
        match self {
            Effect::WriteOff => "write_off",
            Effect::Patient => "patient",
            Effect::Work => "work",
            Effect::Nothing => "nothing",
        }
    }

    /// What was kept.
    pub fn read(name: &str) -> Option<Effect> {
        [
            Effect::WriteOff,
            Effect::Patient,
            Effect::Work,
            Effect::Nothing,
        ]
        .into_iter()
        .find(|effect| effect.name() == name)
    }
}

/// A row of the table. An empty reason means every reason of the group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PolicyRow {
    /// CAS01.
    pub group: String,
    /// A CARC, or empty for all of the group.
    #[serde(default)]
    pub reason: String,
    /// Only this payer; none means all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_id: Option<PayerId>,
    /// What it does.
    pub effect: Effect,
}

/// The rules of a practice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    rows: Vec<PolicyRow>,
}

static SHIPPED: LazyLock<Vec<PolicyRow>> = LazyLock::new(|| {
    include_str!("../../../../assets/codes/adjustment-policy.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (group, reason) = (cells.next()?, cells.next()?);
            Some(PolicyRow {
                group: group.to_owned(),
                reason: reason.to_owned(),
                payer_id: None,
                effect: Effect::read(cells.next()?)?,
            })
        })
        .collect()
});

/// The rows that ship.
pub fn shipped() -> &'static [PolicyRow] {
    &SHIPPED
}

impl Policy {
    /// The shipped table with the practice's own rows above it.
    pub fn new(own: Vec<PolicyRow>) -> Policy {
        Policy { rows: own }
    }

    /// What an adjustment of a payer does. The practice's row for the payer comes first, then its row
    /// for all, then what ships; within each the reason comes before the group.
    pub fn effect(&self, group: &str, reason: &str, payer: Option<PayerId>) -> Effect {
        let find = |rows: &[PolicyRow], payer: Option<PayerId>| {
            let of = |reason: &str| {
                rows.iter()
                    .find(|row| row.group == group && row.reason == reason && row.payer_id == payer)
                    .map(|row| row.effect)
            };
            of(reason).or_else(|| of(""))
        };
        let effect = payer
            .and_then(|payer| find(&self.rows, Some(payer)))
            .or_else(|| find(&self.rows, None))
            .or_else(|| find(shipped(), None))
            .unwrap_or(Effect::Work);
        match effect {
            Effect::Patient if group == "CO" => Effect::Work,
            effect => effect,
        }
    }
}

/// Why a row cannot be in the table: the field, and what is wrong with it; none when it can.
pub fn refused(row: &PolicyRow) -> Option<(&'static str, &'static str)> {
    match (row.group.as_str(), row.effect) {
        ("CO", Effect::Patient) => Some((
            "effect",
            "CO is the provider's by contract: it can never become the patient's. Write it off or work it.",
        )),
        ("CO" | "PR" | "OA" | "PI" | "CR", _) => None,
        _ => Some(("group", "the group is CO, PR, OA or PI.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(group: &str, reason: &str, payer: Option<PayerId>, effect: Effect) -> PolicyRow {
        PolicyRow {
            group: group.into(),
            reason: reason.into(),
            payer_id: payer,
            effect,
        }
    }

    #[test]
    fn a_denial_is_worked_and_a_contract_written_off() {
        let policy = Policy::default();
        for (group, reason, want) in [
            ("CO", "45", Effect::WriteOff),
            ("CO", "253", Effect::WriteOff),
            ("CO", "16", Effect::Work),
            ("CO", "29", Effect::Work),
            ("CO", "97", Effect::Work),
            ("PR", "1", Effect::Patient),
            ("PR", "96", Effect::Patient),
            ("PR", "27", Effect::Work),
            ("OA", "23", Effect::Nothing),
            ("OA", "18", Effect::Work),
            ("PI", "45", Effect::Work),
            ("ZZ", "1", Effect::Work),
        ] {
            assert_eq!(policy.effect(group, reason, None), want, "{group}-{reason}");
        }
    }

    #[test]
    fn the_nearest_row_wins_and_co_never_becomes_the_patients() {
        let payer = PayerId::new(1, [1; 10]);
        let other = PayerId::new(2, [2; 10]);
        let policy = Policy::new(vec![
            row("CO", "97", None, Effect::WriteOff),
            row("CO", "97", Some(payer), Effect::Work),
            row("CO", "45", None, Effect::Patient),
        ]);
        assert_eq!(policy.effect("CO", "97", Some(payer)), Effect::Work);
        assert_eq!(policy.effect("CO", "97", Some(other)), Effect::WriteOff);
        assert_eq!(policy.effect("CO", "45", None), Effect::Work);
        assert!(refused(&row("CO", "45", None, Effect::Patient)).is_some());
        assert!(refused(&row("PR", "96", None, Effect::Patient)).is_none());
    }
}
