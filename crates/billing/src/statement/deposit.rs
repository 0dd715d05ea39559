//! The slip that goes to the bank with checks and cash.

use values::{Day, Money};

use super::check::{Fault, ties};
use super::practice::Practice;
use crate::record::record;

/// What is handed to the bank.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "tender", rename_all = "snake_case")]
pub enum Tender {
    /// Coins and notes, counted.
    #[default]
    Cash,
    /// A check.
    Check {
        /// Its number.
        number: String,
    },
}

record! {
    /// A deposit: payments whose paper goes to the bank together. Card payments and transfers are not
    /// in it.
    pub struct DepositSlip {
        /// The deposit's number.
        pub number: String,
        /// The day on which it is taken to the bank.
        pub made_on: Option<Day>,
        /// Whose it is.
        pub practice: Practice,
        /// The last four digits of the bank account.
        pub account_ending: String,
        /// The bank's name.
        pub bank: String,
        /// What is in it.
        pub items: Vec<DepositItem>,
        /// The movements into `Account::Cash` that name this deposit.
        pub posted: Money,
        /// Who prepared it.
        pub prepared_by: String,
    }

    /// A check, or the cash.
    pub struct DepositItem {
        /// Whom it is from, without a patient's name: `Cedar State Health Plan`, `Patient, account
        /// 10043`, `Cash, counted twice`.
        pub from: String,
        /// Check or cash.
        pub tender: Tender,
        /// Where it was posted: `14 claims`, `payment plan`, `bill 118198`.
        pub posted_to: String,
        /// How much.
        pub amount: Money,
    }
}

impl DepositSlip {
    /// The checks.
    pub fn checks(&self) -> Money {
        let checks = |item: &&DepositItem| item.tender != Tender::Cash;
        self.items.iter().filter(checks).map(|i| i.amount).sum()
    }

    /// The cash.
    pub fn cash(&self) -> Money {
        let cash = |item: &&DepositItem| item.tender == Tender::Cash;
        self.items.iter().filter(cash).map(|i| i.amount).sum()
    }

    /// Every sum that does not tie; a slip with one is not printed.
    pub fn check(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        ties(
            &mut faults,
            "deposit",
            "checks and cash",
            self.checks() + self.cash(),
            "what is posted",
            self.posted,
        );
        for (n, item) in (1..).zip(&self.items) {
            if item.amount <= Money::ZERO {
                faults.push(Fault::new(format!(
                    "deposit, item {n}: {} is no amount to take to a bank",
                    item.amount
                )));
            }
        }
        faults
    }
}
