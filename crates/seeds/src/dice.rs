//! Chance that can be repeated: a stream of numbers for each row of each table, keyed by the seed, the
//! table and the place of the row, so that any row can be made without those before it.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// What a row is of. The numbers are part of the key: a changed number is another practice.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Table {
    /// How a block of patients is made of households.
    Block = 1,
    /// A household: its name, address and insurance.
    Household = 2,
    /// A patient.
    Person = 3,
    /// Somebody who insures a patient and is none.
    Relative = 4,
    /// Who comes for a claim, and whether it follows an earlier one.
    Slot = 5,
    /// What is done for a claim.
    Visit = 6,
    /// What a payer answers to a claim.
    Answer = 7,
    /// A provider who is named beside the practice's own.
    Colleague = 8,
    /// A provider of the practice.
    Provider = 9,
    /// The order in which patients first come.
    Order = 10,
    /// What payers and patients pay for a claim.
    Money = 11,
}

/// The numbers of one row.
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// The numbers of a row of a table.
    pub fn of(seed: u64, table: Table, row: u64) -> Dice {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&(table as u64).to_le_bytes());
        key[16..24].copy_from_slice(&row.to_le_bytes());
        Dice(ChaCha8Rng::from_seed(key))
    }

    /// A number below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        // The high half of the product is below n, so it fits.
        ((u64::from(self.0.next_u32()) * u64::from(n)) >> 32) as u32
    }

    /// A number from `least` to `most`, both included.
    pub fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most.saturating_sub(least) + 1)
    }

    /// A number of days from `least` to `most`, both included.
    pub fn days(&mut self, least: i32, most: i32) -> i32 {
        let span = u32::try_from(most - least).unwrap_or(0);
        least + i32::try_from(self.below(span + 1)).unwrap_or(0)
    }

    /// True in so many of a thousand rolls.
    pub fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < per_mille
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let len = u32::try_from(list.len()).unwrap_or(u32::MAX);
        &list[self.below(len) as usize]
    }

    /// So many decimal digits.
    pub fn digits(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from_digit(self.below(10), 10).unwrap_or('0'))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_does_not_depend_on_the_rows_before_it() {
        let alone = Dice::of(7, Table::Visit, 41).digits(12);
        for row in 0..41 {
            Dice::of(7, Table::Visit, row).digits(3);
        }
        assert_eq!(Dice::of(7, Table::Visit, 41).digits(12), alone);
        assert_ne!(Dice::of(7, Table::Visit, 42).digits(12), alone);
        assert_ne!(Dice::of(7, Table::Person, 41).digits(12), alone);
        assert_ne!(Dice::of(8, Table::Visit, 41).digits(12), alone);
    }

    #[test]
    fn numbers_keep_their_bounds() {
        let mut dice = Dice::of(1, Table::Block, 0);
        for _ in 0..1000 {
            assert!(dice.below(3) < 3);
            assert!((5..=6).contains(&dice.between(5, 6)));
            assert!((-3..=2).contains(&dice.days(-3, 2)));
        }
        assert_eq!(dice.below(0), 0);
        assert!(!dice.chance(0) && dice.chance(1000));
    }
}
