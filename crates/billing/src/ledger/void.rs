//! What a void (frequency 8) does to what a visit owes.

use std::collections::BTreeMap;

use values::Money;

use super::standing::{Happened, What};
use super::visit::Visit;

/// Whether a voided visit owes nothing: its charges come off, and what the patient paid is owed back. Not
/// while a payer's money or a write-off stands against them: then they stand too, until the payer's
/// takeback is posted or the write-off is taken back, or what was paid would look like owed back twice.
pub fn owes_nothing(visit: &Visit, happened: &[Happened]) -> bool {
    let mut stands: BTreeMap<u8, [Money; 2]> = BTreeMap::new();
    for happened in happened {
        match &happened.what {
            What::Answered(answer) => {
                let [paid, off, ..] = answer.total();
                let sum = stands.entry(answer.order).or_default();
                *sum = [sum[0] + paid, sum[1] + off];
            }
            What::Off(..) | What::PayerRefunded(..) | What::Opened(..) => return false,
            What::Sent(_) | What::PatientPaid(_) | What::Decided(_) | What::LookAgain(_) => {}
        }
    }
    visit.voided && stands.values().flatten().all(|sum| *sum == Money::ZERO)
}
