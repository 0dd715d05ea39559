//! Receipts and deposits of the same people.

use billing::estimate::{EstimatePaper, PaperLine, PaperParty};
use billing::statement::{
    DepositItem, DepositSlip, PaidBy, PaidFor, Receipt, ReceiptItem, StillOwed, Tender, Toward,
};

use values::Money;

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

/// A good-faith estimate of three services with a discount.
pub fn estimate() -> EstimatePaper {
    let line = |what: &str, code: &str, units: u32, charge: i64| PaperLine {
        what: what.to_owned(),
        code: code.to_owned(),
        units,
        charge: Money::from_cents(charge),
        discount: Money::from_cents(charge / 5),
    };
    let lines = vec![
        line("Office visit", "99204", 1, 31_000),
        line("X-ray, left knee", "73562 LT", 1, 16_500),
        line("Knee injection", "20610 LT", 1, 24_500),
    ];
    let practice = practice();
    EstimatePaper {
        number: "30001".to_owned(),
        patient: "Marguerite E. Whitlow".to_owned(),
        born_on: "1961-03-14".parse().ok(),
        addressee: vec![
            "MARGUERITE E WHITLOW".to_owned(),
            "118 QUARRY HILL ROAD APT 4B".to_owned(),
            "LITTLE FERN OH 43999-0118".to_owned(),
        ],
        made_on: "2026-07-15".parse().ok(),
        scheduled_on: "2026-08-04".parse().ok(),
        valid_until: "2027-07-14".parse().ok(),
        total: lines.iter().map(|line| line.charge - line.discount).sum(),
        lines,
        diagnoses: vec!["M17.12 arthritis of the left knee".to_owned()],
        provider: PaperParty {
            name: "Adaeze Okafor".to_owned(),
            npi: "1234567893".to_owned(),
            tax_id: "00-4417293".to_owned(),
            address: Vec::new(),
        },
        place: PaperParty {
            name: practice.name.clone(),
            address: practice.address.clone(),
            ..PaperParty::default()
        },
        separate: vec!["Physical therapy, about six visits after the injection".to_owned()],
        dispute_from: Money::from_cents(40_000),
        replaces: String::new(),
        practice,
    }
}
