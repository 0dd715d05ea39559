//! Statements of people who do not exist: the bills that the paper was designed with, and any number of
//! others made from a number. Their sums tie.

use billing::statement::{
    Aged, Bill, DepositItem, DepositSlip, Estimate, Instalment, Language, Level, Moved, Movement,
    PaidBy, PaidFor, PayPage, Pending, Person, Plan, Practice, Promises, Reason, Receipt,
    ReceiptItem, Scanline, SecondPayer, StillOwed, Tender, Toward, Visit, Why,
};
use values::{Day, Money};

use crate::dice::{Dice, Table};

const fn cents(cents: i64) -> Money {
    Money::from_cents(cents)
}

/// A day of 2026.
fn on(month: i8, day: i8) -> Option<Day> {
    Day::new(2026, month, day).ok()
}

fn texts(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

/// The practice that sends them.
pub fn practice() -> Practice {
    Practice {
        name: "Harbor Lane Family Medicine".to_owned(),
        address: texts(&["400 Harbor Lane, Suite 12", "Little Fern OH 43999-0400"]),
        remit_to: texts(&[
            "Harbor Lane Family Medicine",
            "PO Box 400",
            "Little Fern OH 43999-0401",
        ]),
        phone: "614-555-0100".to_owned(),
        email: "billing@harborlane.example".to_owned(),
        hours: "Monday to Friday, 8 to 5".to_owned(),
        office: "400 Harbor Lane, Suite 12".to_owned(),
        tax_id: "00-1234567".to_owned(),
    }
}

/// Everything is promised.
pub fn promises() -> Promises {
    Promises {
        answer_days: Some(30),
        not_asked_meanwhile: true,
        monthly_free: true,
        help_form: true,
        interpreter: true,
        other_language_option: Some(2),
    }
}

/// What is left of a visit, and where it stands.
#[derive(Clone, Copy)]
enum Left {
    New,
    /// Past due since June 14.
    Late,
    OnPlan,
}

/// A visit with insurance. Days as (month, day); the last two when the insurance answered and when the
/// patient paid.
fn visit(
    (day, what, provider, code): ((i8, i8), &str, &str, &str),
    figures: [i64; 5],
    left: Left,
    reasons: &[(Why, i64)],
    answered: (i8, i8),
    paid: Option<(i8, i8)>,
) -> Visit {
    let [charged, off, insurance, patient, owed] = figures.map(cents);
    let mut visit = Visit {
        on: on(day.0, day.1),
        what: what.to_owned(),
        provider: provider.to_owned(),
        codes: code.split(", ").map(str::to_owned).collect(),
        insured: true,
        charged,
        insurance_off: off,
        insurance_paid: insurance,
        answered_on: on(answered.0, answered.1),
        patient_paid: patient,
        patient_paid_on: paid.and_then(|(month, day)| on(month, day)),
        owed,
        reasons: reasons
            .iter()
            .map(|(why, amount)| Reason::new(why.clone(), cents(*amount)))
            .collect(),
        ..Visit::default()
    };
    stand(&mut visit, left, on(7, 1));
    visit
}

/// Says where what is owed stands, and since when it is the patient's.
fn stand(visit: &mut Visit, left: Left, since: Option<Day>) {
    let owed = visit.owed;
    match left {
        Left::New => visit.new = owed,
        Left::Late => {
            visit.past_due = owed;
            visit.past_due_since = on(6, 14);
        }
        Left::OnPlan => visit.on_plan = owed,
    }
    let since = match left {
        Left::New => since,
        Left::Late => on(5, 12),
        Left::OnPlan => None,
    };
    if owed != Money::ZERO && since.is_some() {
        visit.since = vec![Aged {
            on: since,
            amount: owed,
        }];
    }
}

/// What all bills have in common.
fn base(number: &str, account: &str, guarantor: &str) -> Bill {
    Bill {
        number: number.to_owned(),
        account: account.to_owned(),
        made_on: on(7, 15),
        due_on: on(8, 14),
        practice: practice(),
        guarantor: guarantor.to_owned(),
        addressee: texts(&[
            guarantor,
            "118 Quarry Hill Road, Apt 4B",
            "Little Fern OH 43999-0118",
        ]),
        pay: Some(PayPage {
            address: "harborlane.example/pay".to_owned(),
            code: "7K4P 29".to_owned(),
            link: "https://harborlane.example/pay?c=7K4P29".to_owned(),
        }),
        scanline: Some(Scanline::default()),
        promises: promises(),
        insurers: texts(&["Cedar State"]),
        ..Bill::default()
    }
}

/// Works out the amount due and the aging from the visits and the plan.
fn close(mut bill: Bill) -> Bill {
    let made_on = bill.made_on;
    let mut aging = [Money::ZERO; 5];
    for aged in bill.visits().flat_map(|visit| &visit.since) {
        if let (Some(on), Some(today)) = (aged.on, made_on) {
            aging[billing::ledger::aging::bucket_of(on, today)] += aged.amount;
        }
    }
    bill.aging = aging;
    bill.due = bill.fresh() + bill.past_due() + bill.plan_due();
    bill
}

/// The normal bill: three visits, one of them partly paid, one more still with the insurance.
pub fn normal() -> Bill {
    let mut bill = base("118204", "10042", "Marguerite E. Whitlow");
    let share = Why::Coinsurance {
        percent_bp: Some(2_000),
    };
    bill.people = vec![Person {
        name: "Marguerite E. Whitlow".to_owned(),
        called: "Marguerite".to_owned(),
        guarantor: true,
        visits: vec![
            visit(
                ((5, 6), "Office visit", "Dr. Okafor", "99213"),
                [21_000, 7_435, 9_565, 0, 4_000],
                Left::New,
                &[(Why::Copay, 4_000)],
                (5, 27),
                None,
            ),
            visit(
                ((5, 20), "X-ray, left knee", "Dr. Okafor", "73562"),
                [16_500, 6_160, 0, 0, 10_340],
                Left::New,
                &[(Why::Deductible, 10_340)],
                (6, 9),
                None,
            ),
            visit(
                ((6, 11), "Knee injection", "Dr. Okafor", "20610"),
                [24_500, 8_000, 13_200, 2_000, 1_300],
                Left::New,
                &[(share, 3_300)],
                (7, 1),
                Some((6, 11)),
            ),
        ],
    }];
    bill.pending = vec![Pending {
        on: on(7, 2),
        what: "Follow-up visit".to_owned(),
        charged: cents(14_000),
        payer: "Cedar State".to_owned(),
        sent_on: on(7, 6),
        ..Pending::default()
    }];
    bill.moved = vec![
        moved(Movement::LastBill, on(6, 15), 2_500),
        moved(Movement::YouPaid, on(6, 22), -2_500),
        moved(Movement::New, None, 15_640),
    ];
    close(bill)
}

fn moved(what: Movement, on: Option<Day>, amount: i64) -> Moved {
    Moved {
        what,
        on,
        amount: cents(amount),
    }
}

/// The same bill in Spanish.
pub fn spanish() -> Bill {
    let mut bill = normal();
    bill.language = Language::Spanish;
    bill.practice.hours = "de lunes a viernes de 8 a 5".to_owned();
    bill.promises.other_language_option = Some(1);
    let whats = [
        "Visita al consultorio",
        "Radiografía de rodilla",
        "Inyección en la rodilla",
    ];
    for person in &mut bill.people {
        for (visit, what) in person.visits.iter_mut().zip(whats) {
            visit.what = what.to_owned();
            visit.provider = "Dra. Okafor".to_owned();
        }
    }
    for pending in &mut bill.pending {
        pending.what = "Visita de control".to_owned();
    }
    bill
}

/// A family: nine visits of two people, a payment plan, past due for the third time.
pub fn family() -> Bill {
    let mut bill = base("118205", "10043", "Jonathan R. Whitlow");
    bill.level = Level::PastDue;
    bill.call_by = on(7, 29);
    let deductible = |amount| [(Why::Deductible, amount)];
    let copay = |amount| [(Why::Copay, amount)];
    let share = Why::Coinsurance {
        percent_bp: Some(2_000),
    };
    let forms = Why::NotCovered {
        what: "forms".to_owned(),
    };
    bill.people = vec![
        Person {
            name: "Jonathan R. Whitlow".to_owned(),
            called: "Jonathan".to_owned(),
            guarantor: true,
            visits: vec![
                visit(
                    ((2, 10), "Mole removed", "Dr. Okafor", "11402"),
                    [64_000, 19_000, 13_000, 12_000, 20_000],
                    Left::OnPlan,
                    &deductible(32_000),
                    (3, 3),
                    Some((7, 14)),
                ),
                visit(
                    ((2, 24), "Wound check and repair", "Dr. Okafor", "13160"),
                    [31_000, 10_200, 4_800, 0, 16_000],
                    Left::OnPlan,
                    &deductible(16_000),
                    (3, 17),
                    None,
                ),
                visit(
                    ((4, 21), "Blood tests", "our lab", "80053"),
                    [11_800, 4_880, 0, 0, 6_920],
                    Left::Late,
                    &deductible(6_920),
                    (5, 12),
                    None,
                ),
                visit(
                    ((5, 19), "Office visit", "Dr. Okafor", "99213"),
                    [21_000, 7_435, 9_565, 0, 4_000],
                    Left::New,
                    &copay(4_000),
                    (6, 16),
                    None,
                ),
                visit(
                    ((6, 11), "Knee injection", "Dr. Okafor", "20610"),
                    [24_500, 8_000, 13_200, 2_000, 1_300],
                    Left::New,
                    &[(share, 3_300)],
                    (7, 1),
                    Some((6, 11)),
                ),
            ],
        },
        Person {
            name: "Ivy Whitlow".to_owned(),
            called: "Ivy".to_owned(),
            guarantor: false,
            visits: vec![
                visit(
                    ((4, 7), "Office visit, sore throat", "Dr. Reyes", "99213"),
                    [16_500, 5_500, 8_500, 0, 2_500],
                    Left::Late,
                    &copay(2_500),
                    (4, 28),
                    None,
                ),
                visit(
                    ((5, 26), "Yearly check-up", "Dr. Reyes", "99393"),
                    [19_800, 6_000, 13_800, 0, 0],
                    Left::New,
                    &[],
                    (6, 16),
                    None,
                ),
                visit(
                    ((6, 3), "Sports form", "Dr. Reyes", "99080"),
                    [4_500, 0, 0, 0, 4_500],
                    Left::New,
                    &[(forms, 4_500)],
                    (6, 24),
                    None,
                ),
                visit(
                    (
                        (6, 23),
                        "Office visit, strep test",
                        "Dr. Reyes",
                        "99213, 87880",
                    ),
                    [19_200, 6_675, 8_460, 0, 4_065],
                    Left::New,
                    &[(Why::Copay, 2_500), (Why::Deductible, 1_565)],
                    (7, 8),
                    None,
                ),
            ],
        },
    ];
    bill.plan = Some(plan([12_000, 0, 0, 0]));
    bill.pending = vec![Pending {
        on: on(7, 7),
        called: "Jonathan".to_owned(),
        what: "Follow-up visit".to_owned(),
        charged: cents(14_000),
        payer: "Cedar State".to_owned(),
        sent_on: on(7, 9),
        ..Pending::default()
    }];
    bill.moved = vec![
        moved(Movement::LastBill, on(6, 15), 21_420),
        moved(Movement::YouPaid, on(7, 14), -12_000),
        moved(Movement::New, None, 13_865),
        moved(Movement::PlanPayment, on(8, 14), 12_000),
    ];
    close(bill)
}

/// A plan of four payments of 120 dollars from July on, of which so much came.
pub fn plan(paid: [i64; 4]) -> Plan {
    let payments = (7i8..).zip(paid).map(|(month, paid)| Instalment {
        due_on: on(month, 14),
        amount: cents(12_000),
        paid: cents(paid),
    });
    Plan {
        payments: payments.collect(),
        ..Plan::default()
    }
}

/// A visit without insurance, well over its estimate.
pub fn self_pay() -> Bill {
    let mut bill = base("118206", "10044", "Ruth Abernathy");
    bill.insurers.clear();
    let mut visit = Visit {
        on: on(6, 30),
        what: "Office visit and stitches".to_owned(),
        provider: "Dr. Okafor".to_owned(),
        codes: texts(&["99213", "12002"]),
        charged: cents(70_000),
        discount: cents(4_000),
        owed: cents(66_000),
        reasons: vec![Reason::new(Why::NoInsurance, cents(70_000))],
        estimate: Some(Estimate {
            number: "G-3071".to_owned(),
            amount: cents(18_000),
            dispute_from: cents(40_000),
        }),
        ..Visit::default()
    };
    stand(&mut visit, Left::New, on(6, 30));
    bill.people = vec![Person {
        name: "Ruth Abernathy".to_owned(),
        called: "Ruth".to_owned(),
        guarantor: true,
        visits: vec![visit],
    }];
    bill.unapplied = cents(3_000);
    close(bill)
}

/// A bill with so many visits of one person, as long as bills get.
pub fn long(visits: usize) -> Bill {
    let mut bill = base(
        "118207",
        "10045",
        "Konstantinos A. Papadopoulos-Vandenberghe",
    );
    bill.addressee = texts(&[
        "Konstantinos A Papadopoulos",
        "2204 Old Mill Landing Road",
        "Little Fern OH 43999-2204",
    ]);
    let mut all = Vec::with_capacity(visits);
    for n in 0..visits {
        let day = i32::try_from(n).unwrap_or(0);
        let mut one = visit(
            (
                (1, 5),
                "Physical therapy, shoulder and arm",
                "Dr. Featherstonehaugh",
                "97110, 97140",
            ),
            [123_400, 23_400, 76_543, 0, 23_457],
            Left::New,
            &[
                (
                    Why::Coinsurance {
                        percent_bp: Some(1_250),
                    },
                    20_000,
                ),
                (Why::Deductible, 3_457),
            ],
            (6, 30),
            None,
        );
        one.on = on(1, 5).map(|first| first.plus_days(3 * day));
        all.push(one);
    }
    bill.people = vec![Person {
        name: "Konstantinos A. Papadopoulos-Vandenberghe".to_owned(),
        called: "Konstantinos".to_owned(),
        guarantor: true,
        visits: all,
    }];
    close(bill)
}

/// Some bill: another one for each number, of every kind that there is.
pub fn any(seed: u64) -> Bill {
    let mut dice = Dice::of(seed, Table::Money, 7);
    let mut bill = base("118300", "10100", "Marguerite E. Whitlow");
    if dice.below(3) == 0 {
        bill.language = Language::Spanish;
    }
    let people = dice.between(1, 3);
    let planned = dice.below(4) == 0;
    for n in 0..people {
        let names = ["Marguerite", "Ivy", "Jonathan Bartholomew"];
        let called = names[n as usize % names.len()];
        let visits = if dice.below(5) == 0 {
            dice.between(8, 25)
        } else {
            dice.between(1, 4)
        };
        bill.people.push(Person {
            name: format!("{called} Whitlow"),
            called: called.to_owned(),
            guarantor: n == 0 && dice.below(4) != 0,
            visits: (0..visits).map(|day| some_visit(&mut dice, day)).collect(),
        });
    }
    if planned {
        // The plan is what the first visit still owes.
        let first = bill
            .people
            .first_mut()
            .and_then(|person| person.visits.first_mut());
        if let Some(first) = first.filter(|visit| cents(400) < visit.owed) {
            first.on_plan = first.owed;
            (first.new, first.past_due, first.since) = (Money::ZERO, Money::ZERO, Vec::new());
            let part = first.owed.cents() / 3;
            let amounts = [part, part, first.owed.cents() - 2 * part];
            let payments = (8i8..).zip(amounts).map(|(month, amount)| Instalment {
                due_on: on(month, 14),
                amount: cents(amount),
                paid: Money::ZERO,
            });
            bill.plan = Some(Plan {
                payments: payments.collect(),
                ..Plan::default()
            });
        }
    }
    for n in 0..dice.below(4) {
        bill.pending.push(Pending {
            on: on(7, 2),
            called: if n == 0 {
                String::new()
            } else {
                "Ivy".to_owned()
            },
            what: "Follow-up visit with blood tests".to_owned(),
            charged: cents(14_000),
            payer: "Cedar State Health Plan of the Lower Valley".to_owned(),
            sent_on: if n == 1 { None } else { on(7, 6) },
            waits_for_patient: n == 2,
        });
    }
    let late = bill.past_due() != Money::ZERO;
    bill.level = match (late, dice.below(3)) {
        (false, _) => Level::New,
        (true, 0) => Level::Reminder,
        (true, 1) => Level::PastDue,
        (true, _) => Level::Last,
    };
    (bill.call_by, bill.agency_on) = (on(7, 29), on(8, 14));
    if dice.below(3) == 0 {
        bill.unapplied = cents(i64::from(dice.between(1, 9_000)));
    }
    if dice.below(6) == 0 {
        bill.pay = None;
    }
    let mut bill = close(bill);
    if dice.below(2) == 0 && bill.due != Money::ZERO {
        bill.moved = vec![
            moved(
                Movement::LastBill,
                on(6, 15),
                bill.past_due().cents() + 5_000,
            ),
            moved(Movement::YouPaid, on(6, 22), -5_000),
            moved(Movement::New, None, bill.fresh().cents()),
            moved(Movement::PlanPayment, None, bill.plan_due().cents()),
        ];
    }
    bill
}

fn some_visit(dice: &mut Dice, day: u32) -> Visit {
    let whats = [
        "Office visit",
        "X-ray, left knee",
        "Removal of a benign lesion and repair of the wound",
        "Physical therapy",
    ];
    let providers = [
        "Dr. Okafor",
        "our lab",
        "Dr. Featherstonehaugh-Montgomery",
        "",
    ];
    let pick = |dice: &mut Dice, n: usize| dice.below(u32::try_from(n).unwrap_or(1)) as usize;
    let insured = dice.below(5) != 0;
    let most = if dice.below(8) == 0 {
        1_500_000
    } else {
        60_000
    };
    let charged = i64::from(dice.between(1_000, most));
    let part = |dice: &mut Dice, of: i64| of * i64::from(dice.below(70)) / 100;
    let (off, paid) = if insured {
        let off = part(dice, charged);
        (off, part(dice, charged - off))
    } else {
        (0, 0)
    };
    let share = charged - off - paid;
    let discount = if dice.below(6) == 0 {
        part(dice, share)
    } else {
        0
    };
    let patient = if dice.below(3) == 0 {
        part(dice, share - discount)
    } else {
        0
    };
    let reasons = match (insured, dice.below(5)) {
        (false, _) => vec![(Why::NoInsurance, share)],
        (_, 0) => vec![
            (Why::Copay, share / 2),
            (Why::Deductible, share - share / 2),
        ],
        (_, 1) => on(7, 3)
            .map(|on| {
                let payer = "Cedar State".to_owned();
                (Why::TookBack { payer, on }, share)
            })
            .into_iter()
            .collect(),
        (_, 2) => vec![(
            Why::Coinsurance {
                percent_bp: Some(2_000),
            },
            share,
        )],
        (_, 3) => vec![(
            Why::NotCovered {
                what: String::new(),
            },
            share,
        )],
        _ => vec![(Why::LeftToYou, share)],
    };
    let second = i64::from(u8::from(insured && dice.below(6) == 0)) * (paid / 3);
    let month = i8::try_from(1 + dice.below(6)).unwrap_or(1);
    let what = whats[pick(dice, whats.len())];
    let provider = providers[pick(dice, providers.len())];
    let mut visit = visit(
        (
            (month, i8::try_from(1 + day % 28).unwrap_or(1)),
            what,
            provider,
            "99213, 87880",
        ),
        [charged, off, paid, patient, share - discount - patient],
        if dice.below(3) == 0 {
            Left::Late
        } else {
            Left::New
        },
        &reasons,
        (7, 1),
        (patient != 0).then_some((6, 11)),
    );
    visit.insured = insured;
    visit.discount = cents(discount);
    if !insured {
        visit.answered_on = None;
    }
    if 0 < second {
        visit.second = vec![SecondPayer {
            payer: "Lakeshore Supplement".to_owned(),
            amount: cents(second),
            on: on(7, 3),
        }];
    }
    visit
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_of_all_bills_tie() {
        for (name, bill) in [
            ("normal", normal()),
            ("spanish", spanish()),
            ("family", family()),
            ("self pay", self_pay()),
            ("long", long(60)),
        ] {
            assert_eq!(bill.check(), [], "{name}");
        }
        assert_eq!((normal().due, family().due), (cents(15_640), cents(35_285)));
        for seed in 0..500 {
            assert_eq!(any(seed).check(), [], "{seed}");
        }
        assert_eq!(
            (receipt().check(), itemized_receipt().check()),
            (vec![], vec![])
        );
        assert_eq!(deposit().check(), []);
    }
}
