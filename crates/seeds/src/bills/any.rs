//! Bills of every kind, by number.

use billing::statement::{
    Bill, Instalment, Language, Level, Movement, Pending, Person, Plan, SecondPayer, Visit, Why,
};
use values::Money;

use super::{Left, base, cents, close, moved, on, visit};
use crate::dice::{Dice, Table};

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
