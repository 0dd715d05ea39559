use values::{Day, Money};

use super::*;

fn day(text: &str) -> Option<Day> {
    Some(text.parse().unwrap())
}

const fn cents(cents: i64) -> Money {
    Money::from_cents(cents)
}

/// A bill of two visits: one new, one past due.
fn bill() -> Bill {
    let visit = |on: &str, figures: [i64; 5], why: Why, past: bool| {
        let [charged, off, paid, patient_paid, owed] = figures.map(cents);
        Visit {
            on: day(on),
            what: "Office visit".into(),
            insured: true,
            charged,
            insurance_off: off,
            insurance_paid: paid,
            patient_paid,
            owed,
            reasons: vec![Reason::new(why, charged - off - paid)],
            new: if past { Money::ZERO } else { owed },
            past_due: if past { owed } else { Money::ZERO },
            past_due_since: past.then(|| day("2026-06-14")).flatten(),
            since: vec![Aged {
                on: day(if past { "2026-05-12" } else { "2026-07-01" }),
                amount: owed,
            }],
            ..Visit::default()
        }
    };
    Bill {
        number: "118204".into(),
        account: "10042".into(),
        made_on: day("2026-07-15"),
        due_on: day("2026-08-14"),
        practice: Practice {
            name: "Harbor Lane Family Medicine".into(),
            phone: "614-555-0100".into(),
            ..Practice::default()
        },
        guarantor: "Marguerite E. Whitlow".into(),
        addressee: vec!["Marguerite E Whitlow".into(), "Little Fern OH 43999".into()],
        people: vec![Person {
            name: "Marguerite E. Whitlow".into(),
            called: "Marguerite".into(),
            guarantor: true,
            visits: vec![
                visit(
                    "2026-04-21",
                    [11_800, 4_880, 0, 0, 6_920],
                    Why::Deductible,
                    true,
                ),
                visit(
                    "2026-06-11",
                    [24_500, 8_000, 13_200, 2_000, 1_300],
                    Why::Copay,
                    false,
                ),
            ],
        }],
        moved: vec![
            Moved {
                what: Movement::LastBill,
                on: day("2026-06-15"),
                amount: cents(6_920),
            },
            Moved {
                what: Movement::New,
                on: None,
                amount: cents(1_300),
            },
        ],
        aging: [1_300, 0, 6_920, 0, 0].map(cents),
        due: cents(8_220),
        level: Level::Reminder,
        ..Bill::default()
    }
}

/// Asserts that a change makes one of the sums fail, in words that name it.
#[track_caller]
fn refused(change: impl FnOnce(&mut Bill), words: &str) {
    let mut changed = bill();
    change(&mut changed);
    let faults: Vec<String> = changed.check().iter().map(ToString::to_string).collect();
    assert!(
        faults.iter().any(|fault| fault.contains(words)),
        "{faults:?}"
    );
    assert!(
        faults.iter().all(|fault| !fault.contains("Whitlow")),
        "{faults:?}"
    );
}

#[test]
fn a_bill_whose_sums_tie_has_no_fault() {
    assert_eq!(bill().check(), []);
}

#[test]
fn each_sum_that_does_not_tie_is_named() {
    refused(|b| b.due = cents(8_221), "the amount due is 82.21");
    refused(
        |b| b.people[0].visits[1].owed = cents(1_301),
        "visit 2: charged less what came off and was paid comes to 13.00, but what is owed is 13.01",
    );
    refused(
        |b| b.people[0].visits[0].reasons[0].amount = cents(1),
        "visit 1: the reasons of what is owed comes to 0.01",
    );
    refused(
        |b| b.people[0].visits[0].past_due_since = None,
        "since when is missing",
    );
    refused(|b| b.aging.swap(0, 1), "since 0-30 days");
    refused(|b| b.moved[0].amount = cents(6_900), "what moved since");
    refused(|b| b.moved[1].what = Movement::YouPaid, "what moved as new");
    refused(
        |b| b.people[0].visits[0].insured = false,
        "no insurance was used",
    );
    refused(
        |b| b.people[0].visits[0].on_plan = cents(100),
        "what the visits have on the plan",
    );
    refused(|b| b.level = Level::Last, "agency");
    refused(|b| b.addressee.truncate(1), "the address is not whole");
    refused(|b| b.due_on = None, "its days are missing");
    refused(|b| b.people.clear(), "has no visit");
}

#[test]
fn a_plan_splits_into_due_now_and_later() {
    let payment = |month: u8, paid: i64| Instalment {
        due_on: day(&format!("2026-{month:02}-14")),
        amount: cents(12_000),
        paid: cents(paid),
    };
    let plan = Plan {
        payments: vec![
            payment(7, 12_000),
            payment(8, 0),
            payment(9, 0),
            payment(10, 0),
        ],
        ..Plan::default()
    };
    let by = day("2026-08-14").unwrap();
    assert_eq!(
        (plan.total(), plan.open(), plan.due(by)),
        (cents(48_000), cents(36_000), cents(12_000))
    );
    assert_eq!((plan.made(), plan.missed(by).count()), (1, 0));
    assert_eq!(plan.missed(day("2026-08-15").unwrap()).count(), 1);
    let mut long = bill();
    let mut five = plan.clone();
    five.payments.push(payment(11, 0));
    long.plan = Some(five);
    let faults: Vec<String> = long.check().iter().map(ToString::to_string).collect();
    assert!(
        faults.iter().any(|fault| fault.contains("Regulation Z")),
        "{faults:?}"
    );
}

#[test]
fn an_estimate_warns_from_its_amount_on() {
    let mut visit = Visit {
        charged: cents(100_000),
        estimate: Some(Estimate {
            number: "G-1".into(),
            amount: cents(60_000),
            dispute_from: cents(40_000),
        }),
        ..Visit::default()
    };
    assert_eq!(visit.over_estimate(), Some(cents(40_000)));
    visit.discount = cents(1);
    assert_eq!(visit.over_estimate(), None);
}

#[test]
fn a_bill_reads_back_as_it_was_stored() {
    let mut one = bill();
    one.scanline = Some(Scanline::default());
    one.people[0].visits[0].reasons.push(Reason::new(
        Why::TookBack {
            payer: "Cedar State".into(),
            on: day("2026-07-03").unwrap(),
        },
        cents(0),
    ));
    let text = serde_json::to_string(&one).unwrap();
    assert_eq!(serde_json::from_str::<Bill>(&text).unwrap(), one);
}

#[track_caller]
fn line(template: &str, account: &str, due: i64, want: Result<&str, &str>) {
    let line = Scanline::try_from(template.to_owned())
        .and_then(|line| line.line(account, "118204", cents(due)))
        .map_err(|fault| fault.to_string());
    match want {
        Ok(text) => assert_eq!(line.as_deref(), Ok(text)),
        Err(words) => assert!(line.as_ref().is_err_and(|l| l.contains(words)), "{line:?}"),
    }
}

#[test]
fn a_scan_line_is_its_template_with_a_check_digit() {
    line(
        "{account:8} {cents:8} {luhn}",
        "10042",
        15_640,
        Ok("00010042 00015640 6"),
    );
    line(
        "{account:8} {cents:8} {luhn}",
        "10043",
        35_285,
        Ok("00010043 00035285 4"),
    );
    line(
        "7{bill:6}{cents:7}{luhn}",
        "10043",
        35_285,
        Ok("711820400352853"),
    );
    line(
        "{account:4} {luhn}",
        "10042",
        1,
        Err("account number does not fit"),
    );
    line("{account:8}", "A-1", 1, Err("account number does not fit"));
    line("{account:8}", "10042", 0, Err("an amount to pay"));
    line("{patient:8}", "10042", 1, Err("says nothing"));
    line("ACCT {account:8}", "10042", 1, Err("says nothing"));
    line("{account:16}{cents:16}", "10042", 1, Err("says nothing"));
    line("{account:8", "10042", 1, Err("says nothing"));
    assert_eq!(
        String::from(Scanline::default()),
        "{account:8} {cents:8} {luhn}"
    );
}

#[test]
fn a_receipt_and_a_deposit_tie() {
    let receipt = Receipt {
        amount: cents(3_000),
        rows: vec![PaidFor {
            amount: cents(2_000),
            ..PaidFor::default()
        }],
        unapplied: cents(1_000),
        ..Receipt::default()
    };
    assert_eq!(receipt.check(), []);
    let short = Receipt {
        unapplied: Money::ZERO,
        ..receipt
    };
    assert_eq!(short.check().len(), 1);
    let slip = DepositSlip {
        items: vec![
            DepositItem {
                amount: cents(128_415),
                tender: Tender::Check {
                    number: "5581".into(),
                },
                ..DepositItem::default()
            },
            DepositItem {
                amount: cents(5_500),
                ..DepositItem::default()
            },
        ],
        posted: cents(133_915),
        ..DepositSlip::default()
    };
    assert_eq!(
        (slip.check(), slip.checks(), slip.cash()),
        (vec![], cents(128_415), cents(5_500))
    );
}

#[test]
fn a_receipt_with_the_number_of_a_card_is_refused() {
    for (text, held) in [
        ("4111 1111 1111 1111", true),
        ("paid with 5500-0000-0000-0004, thanks", true),
        ("378282246310005", true),
        ("4111 1111 1111 1112", false),
        ("093127", false),
        ("558120447", false),
        ("", false),
    ] {
        assert_eq!(receipt::holds_card_number(text), held, "{text}");
        let receipt = Receipt {
            how: PaidBy::Card {
                ending: "1111".into(),
                approval: text.into(),
            },
            ..Receipt::default()
        };
        let faults = receipt.check();
        assert_eq!(faults.len(), usize::from(held), "{text}");
        assert!(
            faults
                .iter()
                .all(|fault| !fault.to_string().contains("4111"))
        );
    }
}

#[test]
fn a_statement_is_read_as_it_was_kept() {
    let day: Day = "2026-05-04".parse().unwrap();
    for why in [
        Why::Copay,
        Why::Deductible,
        Why::Coinsurance { percent_bp: None },
        Why::Coinsurance {
            percent_bp: Some(2_000),
        },
        Why::NotCovered {
            what: String::new(),
        },
        Why::UsedUp,
        Why::NotInsuredThen,
        Why::PayerWaits {
            payer: "Cedar State".to_owned(),
        },
        Why::TookBack {
            payer: "Cedar State".to_owned(),
            on: day,
        },
        Why::NoInsurance,
        Why::OurFee,
        Why::BroughtOver,
        Why::LeftToYou,
    ] {
        let reason = Reason::new(why, Money::from_cents(1_234));
        let text = serde_json::to_string(&reason).unwrap();
        let read: Reason =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(read, reason);
    }
    let of_before: Reason = serde_json::from_str(r#"{"amount":1234}"#).unwrap();
    assert_eq!(
        of_before,
        Reason::new(Why::LeftToYou, Money::from_cents(1_234))
    );
}
