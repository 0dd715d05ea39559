//! Statements of people who do not exist: the bills that the paper was designed with, and any number of
//! others made from a number. Their sums tie.

mod any;
mod papers;

use billing::statement::{
    Aged, Bill, Estimate, Instalment, Language, Level, Moved, Movement, PayPage, Pending, Person,
    Plan, Practice, Promises, Reason, Scanline, Visit, Why,
};
use values::{Day, Money};

pub use any::any;
pub use papers::{deposit, estimate, itemized_receipt, receipt};

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
