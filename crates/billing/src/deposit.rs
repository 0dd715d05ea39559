//! Deposits: which payments went to the bank together, and which card payments came from the processor
//! together. A payment is in one deposit at the most; what is in none is money in hand.

use values::{Day, DepositId, Money, UserId};

/// The ways on which money in hand gets to the bank: code, words.
pub const WAYS: [(&str, &str); 2] = [("bank", "Cash and checks"), ("card", "Cards")];

/// A deposit.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Deposit {
    /// Made before it is first stored.
    pub id: DepositId,
    /// What people say: `261130-1`.
    pub number: String,
    /// The day on which it went to the bank, or came from the processor.
    pub made_on: Day,
    /// `bank` or `card`, as in [`WAYS`].
    pub way: String,
    /// Who made it: the name as it was.
    pub by: String,
    /// Who made it.
    pub by_id: UserId,
    /// The bank's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub bank: String,
    /// The last four digits of the bank account.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub account_ending: String,
    /// What is in it.
    pub items: Vec<Deposited>,
}

/// A payment in a deposit.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Deposited {
    /// The patient's payment as it was first taken, or the remittance: its id.
    pub source: String,
    /// What it was when it was put in.
    pub amount: Money,
}

impl Deposit {
    /// What the slip says.
    pub fn total(&self) -> Money {
        self.items.iter().map(|item| item.amount).sum()
    }
}

/// The deposit that a payment goes into by how it was paid; none for what the bank gets by itself.
pub fn way_of(method: &str) -> Option<&'static str> {
    match method {
        "cash" | "check" | "other" => Some("bank"),
        "card" => Some("card"),
        _ => None,
    }
}

/// The number of a day's next deposit, after those that are there.
pub fn next_number<'a>(on: Day, there: impl Iterator<Item = &'a str>) -> String {
    let day = on.to_string().replace('-', "");
    let day = day.get(2..).unwrap_or_default().to_owned();
    let last = there
        .filter_map(|number| number.strip_prefix(&day)?.strip_prefix('-')?.parse().ok())
        .max()
        .unwrap_or(0_u32);
    format!("{day}-{}", last + 1)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_days_deposits_are_counted() {
        let on: Day = "2026-11-30".parse().unwrap();
        assert_eq!(next_number(on, [].into_iter()), "261130-1");
        let there = ["261130-1", "261130-12", "261129-40", "261130-x"];
        assert_eq!(next_number(on, there.into_iter()), "261130-13");
    }

    #[test]
    fn a_transfer_needs_no_deposit() {
        assert_eq!(way_of("check"), Some("bank"));
        assert_eq!(way_of("card"), Some("card"));
        assert_eq!(way_of("eft"), None);
    }
}
