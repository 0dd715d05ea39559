//! The receipt of a patient's payment.

use values::{Day, Money};

use super::check::{Fault, ties};
use super::practice::{Language, Practice};
use super::scanline::luhn;
use crate::record::record;

/// How somebody paid.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum PaidBy {
    /// Coins and notes.
    #[default]
    Cash,
    /// A check.
    Check {
        /// Its number.
        number: String,
    },
    /// A card. Never its number.
    Card {
        /// The last four digits, where the processor told them.
        #[serde(default)]
        ending: String,
        /// The processor's approval or reference number.
        #[serde(default)]
        approval: String,
    },
    /// Something else, in words of the receipt's language.
    Other {
        /// What.
        how: String,
    },
}

/// What a payment went to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Toward {
    /// Something that was owed.
    #[default]
    Owed,
    /// The copay of a visit.
    Copay,
    /// The patient's share of a visit that the plan has yet to answer.
    Share,
    /// A payment of the payment plan.
    Plan,
    /// A deposit for care to come.
    Ahead,
}

record! {
    /// The receipt of one payment: the act of kind `payment`, with its rows.
    pub struct Receipt {
        /// The receipt's number.
        pub number: String,
        /// The language of who paid.
        pub language: Language,
        /// Who took the money.
        pub practice: Practice,
        /// The day of the payment (`Act::on`).
        pub made_on: Option<Day>,
        /// The time as it is printed in the practice's zone: `10:42 am`. Empty when unknown.
        pub time: String,
        /// Who paid, as a name is written.
        pub paid_by: String,
        /// The account's number.
        pub account: String,
        /// Who took it (`Act::by`).
        pub taken_by: String,
        /// How it was paid (`Act::method`, `Act::number`).
        pub how: PaidBy,
        /// All of it (`Act::amount`).
        pub amount: Money,
        /// Where it went (`Act::rows`).
        pub rows: Vec<PaidFor>,
        /// What is on no visit yet: `Act::amount` less the rows.
        pub unapplied: Money,
        /// What is owed after it, by visit: `Account::Receivable(Debtor::Patient)`.
        pub still_owed: Vec<StillOwed>,
        /// The sum of it, from the patient's balance.
        pub owed: Money,
        /// Days of visits of the rows that a plan has yet to answer.
        pub waiting: Vec<Day>,
        /// The services behind the payment, for a health savings account (IRS Publication 969: who,
        /// what, when, how much, and that no insurance pays it). Empty on a plain receipt.
        pub items: Vec<ReceiptItem>,
    }

    /// A visit that a payment went to.
    pub struct PaidFor {
        /// The first day of service.
        pub on: Option<Day>,
        /// What the receipt calls the patient; empty when that is who paid.
        pub called: String,
        /// What was done.
        pub what: String,
        /// What it went to.
        pub toward: Toward,
        /// How much.
        pub amount: Money,
    }

    /// A visit of which something is still owed.
    pub struct StillOwed {
        /// The first day of service.
        pub on: Option<Day>,
        /// How much.
        pub amount: Money,
    }

    /// A service on an itemised receipt.
    pub struct ReceiptItem {
        /// The day of service.
        pub on: Option<Day>,
        /// The patient, whole name.
        pub patient: String,
        /// What was done.
        pub what: String,
        /// The procedure code.
        pub code: String,
        /// Who did it.
        pub provider: String,
        /// `Account::Charges` of the line.
        pub charged: Money,
        /// What plans paid and took off, and what we took off, of the line.
        pub not_yours: Money,
        /// What the patient has paid of the line with this payment.
        pub paid: Money,
    }
}

impl Receipt {
    /// Every sum that does not tie; a receipt with one is not printed.
    pub fn check(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let rows: Money = self.rows.iter().map(|row| row.amount).sum();
        ties(
            &mut faults,
            "receipt",
            "what it paid for, with what is not used yet",
            rows + self.unapplied,
            "what was paid",
            self.amount,
        );
        let owed = self.still_owed.iter().map(|owed| owed.amount).sum();
        ties(
            &mut faults,
            "receipt",
            "what is owed by visit",
            owed,
            "what is owed in all",
            self.owed,
        );
        if !self.items.is_empty() {
            let items = self.items.iter().map(|item| item.paid).sum();
            ties(
                &mut faults,
                "receipt",
                "what was paid by service",
                items,
                "what it paid for",
                rows,
            );
        }
        if self.texts().any(holds_card_number) {
            faults.push(Fault::new(
                "receipt: a text on it looks like the number of a card. Take it out; the processor’s own reference is enough"
                    .to_owned(),
            ));
        }
        faults
    }

    /// What people typed on it.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let how = match &self.how {
            PaidBy::Cash => ["", ""],
            PaidBy::Check { number } => [number.as_str(), ""],
            PaidBy::Card { ending, approval } => [ending.as_str(), approval.as_str()],
            PaidBy::Other { how } => [how.as_str(), ""],
        };
        let rows = self.rows.iter().map(|row| row.what.as_str());
        let items = self.items.iter().map(|item| item.what.as_str());
        let own = [&self.number, &self.paid_by].map(String::as_str);
        how.into_iter().chain(own).chain(rows).chain(items)
    }
}

/// True when a text holds the number of a card, as [`card_in`] finds it.
pub fn holds_card_number(text: &str) -> bool {
    card_in(text).is_some()
}

/// The last four digits of the number of a card in a text: 13 to 19 digits in a row, blanks and hyphens
/// apart, whose last one is their check digit (ISO/IEC 7812-1). No paper and no record may carry it (PCI
/// DSS 3.4).
pub fn card_in(text: &str) -> Option<String> {
    let mut run = String::new();
    for letter in text.chars().chain(['.']) {
        match letter {
            '0'..='9' => run.push(letter),
            ' ' | '-' => {}
            _ => {
                let digits = std::mem::take(&mut run);
                let (body, last) = digits.split_at(digits.len().saturating_sub(1));
                if (13..=19).contains(&digits.len()) && last.chars().eq([luhn(body)]) {
                    return digits.get(digits.len() - 4..).map(str::to_owned);
                }
            }
        }
    }
    None
}
