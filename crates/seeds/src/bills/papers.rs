//! Receipts and deposits of the same people.

use billing::statement::{
    DepositItem, DepositSlip, PaidBy, PaidFor, Receipt, ReceiptItem, StillOwed, Tender, Toward,
};

use super::{cents, on, practice};

/// A receipt of a card payment, with its services.
pub fn receipt() -> Receipt {
    Receipt {
        number: "40871".to_owned(),
        practice: practice(),
        made_on: on(6, 11),
        time: "10:42 am".to_owned(),
        paid_by: "Marguerite E. Whitlow".to_owned(),
        account: "10042".to_owned(),
        taken_by: "T. Alder".to_owned(),
        how: PaidBy::Card {
            ending: "4417".to_owned(),
            approval: "093127".to_owned(),
        },
        amount: cents(2_000),
        rows: vec![PaidFor {
            on: on(6, 11),
            what: "Knee injection".to_owned(),
            toward: Toward::Share,
            amount: cents(2_000),
            ..PaidFor::default()
        }],
        still_owed: vec![
            StillOwed {
                on: on(4, 8),
                amount: cents(2_500),
            },
            StillOwed {
                on: on(5, 6),
                amount: cents(4_000),
            },
            StillOwed {
                on: on(5, 20),
                amount: cents(10_340),
            },
        ],
        owed: cents(16_840),
        waiting: on(6, 11).into_iter().collect(),
        ..Receipt::default()
    }
}

/// That receipt with the services behind it.
pub fn itemized_receipt() -> Receipt {
    let mut receipt = receipt();
    receipt.items = vec![ReceiptItem {
        on: on(6, 11),
        patient: "Marguerite E. Whitlow".to_owned(),
        what: "Knee injection".to_owned(),
        code: "20610".to_owned(),
        provider: "Dr. Okafor".to_owned(),
        charged: cents(24_500),
        not_yours: cents(21_200),
        paid: cents(2_000),
    }];
    receipt
}

/// A deposit of four checks and some cash.
pub fn deposit() -> DepositSlip {
    let item = |from: &str, number: &str, posted_to: &str, amount: i64| DepositItem {
        from: from.to_owned(),
        tender: match number {
            "" => Tender::Cash,
            number => Tender::Check {
                number: number.to_owned(),
            },
        },
        posted_to: posted_to.to_owned(),
        amount: cents(amount),
    };
    DepositSlip {
        number: "2026-0715".to_owned(),
        made_on: on(7, 15),
        practice: practice(),
        account_ending: "2290".to_owned(),
        bank: "Fern County Bank".to_owned(),
        items: vec![
            item("Cedar State Health Plan", "558120447", "14 claims", 128_415),
            item("Lakeshore Supplement", "90331", "3 claims", 21_260),
            item("Patient, account 10043", "1187", "payment plan", 12_000),
            item("Patient, account 10051", "402", "bill 118198", 6_435),
            item("Cash, counted twice", "", "2 receipts", 5_500),
        ],
        posted: cents(173_610),
        prepared_by: "T. Alder".to_owned(),
    }
}
