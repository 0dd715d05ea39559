use values::{ClaimId, PatientId};

use super::*;
use crate::ledger::visit::{VisitLine, VisitPayer};

fn cents(cents: i64) -> Money {
    Money::from_cents(cents)
}

fn day(n: i8) -> Day {
    Day::new(2026, 3, n).unwrap()
}

fn line(n: u8) -> LineId {
    LineId::new(1, [n; 10])
}

/// A visit of lines with these charges, asked of this many payers.
fn visit(charges: &[i64], payers: u8) -> Visit {
    let claim = ClaimId::new(1, [7; 10]);
    Visit {
        item: claim.bytes(),
        carrier: Some(claim),
        claims: vec![claim],
        patient: Some(PatientId::new(1, [1; 10])),
        lines: (1..)
            .zip(charges)
            .map(|(n, charge)| VisitLine {
                id: Some(line(n)),
                service_on: Some(day(1)),
                charge: cents(*charge),
            })
            .collect(),
        payers: (1..=payers)
            .map(|order| VisitPayer {
                order,
                payer_id: None,
                name: String::new(),
                appeal: crate::appeal::usual(""),
            })
            .collect(),
        hold: None,
        imported: false,
        made_on: day(1),
        twins: BTreeMap::new(),
        replaced: BTreeMap::new(),
        voided: false,
    }
}

fn adjust(text: &str) -> Vec<Adjustment> {
    text.split_whitespace()
        .map(|part| {
            let (code, amount) = part.split_once('=').unwrap();
            let (group, reason) = code.split_once('-').unwrap();
            Adjustment {
                group: group.into(),
                reason: reason.into(),
                amount: amount.parse().unwrap(),
                quantity: String::new(),
            }
        })
        .collect()
}

/// What a payer said of the lines in their order: `paid CO-45=1.00 …`, parted by `;`.
fn said(order: u8, takes_back: bool, lines: &str) -> What {
    let policy = Policy::default();
    What::Answered(Answer {
        order,
        takes_back,
        forwarded: false,
        dated: None,
        said: (1..)
            .zip(lines.split(';'))
            .map(|(n, text)| {
                let (paid, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
                let said = Said::new(paid.parse().unwrap(), &adjust(rest), &policy, None);
                (Some(line(n)), said)
            })
            .collect(),
    })
}

fn shown(standing: &Standing) -> String {
    let parts: Vec<String> = standing
        .open
        .iter()
        .map(|open| format!("{} {} {}", open.owner, open.amount, open.step))
        .collect();
    parts.join(", ")
}

#[track_caller]
fn check(visit: &Visit, what: Vec<What>, want: &str) {
    let happened: Vec<Happened> = (2..)
        .zip(what)
        .map(|(n, what)| Happened {
            on: day(n),
            at: 0,
            what,
        })
        .collect();
    assert_eq!(shown(&standing(visit, &happened)), want);
}

#[test]
fn a_dollar_goes_from_payer_to_payer_to_patient() {
    let v = visit(&[10_000], 2);
    let first = || said(1, false, "60 CO-45=20 PR-2=20");
    check(&v, vec![], "1 100.00 send");
    check(&v, vec![What::Sent(1)], "1 100.00 wait");
    check(&v, vec![What::Sent(1), first()], "2 20.00 send");
    check(&v, vec![first(), What::Sent(2)], "2 20.00 wait");
    check(
        &v,
        vec![first(), said(2, false, "15 OA-23=80 PR-3=5")],
        "patient 5.00 bill",
    );
    check(&visit(&[10_000], 1), vec![first()], "patient 20.00 bill");
}

#[test]
fn a_later_payer_never_writes_off_twice() {
    let v = visit(&[10_000], 2);
    let answers = vec![
        said(1, false, "60 CO-45=20 PR-2=20"),
        said(2, false, "20 OA-23=60 CO-45=15 PR-3=5"),
    ];
    let happened: Vec<Happened> = (2..)
        .zip(answers)
        .map(|(n, what)| Happened {
            on: day(n),
            at: 0,
            what,
        })
        .collect();
    let standing = standing(&v, &happened);
    assert_eq!(
        (shown(&standing).as_str(), standing.twice),
        ("", cents(1_500))
    );
}

#[test]
fn a_denial_stays_ours_until_it_is_sent_again() {
    let v = visit(&[10_000, 5_000], 2);
    let denied = || said(1, false, "0 CO-16=100; 40 PR-2=10");
    check(&v, vec![denied()], "us 100.00 work, 2 10.00 send");
    check(
        &v,
        vec![denied(), What::Sent(1)],
        "1 100.00 wait, 1 10.00 wait",
    );
    let happened = [Happened {
        on: day(2),
        at: 0,
        what: denied(),
    }];
    let open = standing(&v, &happened).open;
    assert_eq!(open[0].reason, Some(("CO".into(), "16".into())));
    assert_eq!(open[0].due, day(2).plus_days(90));
}

#[test]
fn takeback_and_correction_meet_in_either_order() {
    let v = visit(&[10_000], 1);
    let first = || said(1, false, "80 CO-45=20");
    let back = || said(1, true, "-80 CO-45=-20");
    let right = || said(1, false, "50 CO-45=20 PR-2=30");
    check(&v, vec![first()], "");
    check(&v, vec![first(), back()], "1 100.00 wait");
    check(&v, vec![first(), back(), right()], "patient 30.00 bill");
    check(&v, vec![first(), right(), back()], "patient 30.00 bill");
}

#[test]
fn two_answers_to_one_charge_count_once_but_for_their_money() {
    let v = visit(&[10_000], 1);
    let denied = || said(1, false, "0 CO-16=100");
    let paid = || said(1, false, "60 CO-45=20 PR-2=20");
    let duplicate = || said(1, false, "0 OA-18=100");
    check(&v, vec![denied(), paid()], "patient 20.00 bill");
    check(&v, vec![paid(), duplicate()], "patient 20.00 bill");
    check(&v, vec![denied(), denied()], "us 100.00 work");
    let not_covered = said(1, false, "0 PR-204=100");
    check(&v, vec![not_covered, paid()], "patient 20.00 bill");
    check(&v, vec![paid(), paid()], "us -40.00 refund");
    check(
        &v,
        vec![paid(), paid(), said(1, true, "-60 CO-45=-20 PR-2=-20")],
        "patient 20.00 bill",
    );
}

#[test]
fn a_later_payer_repeats_a_denial_and_it_stays_one() {
    let v = visit(&[10_000], 2);
    let answers = vec![said(1, false, "0 CO-97=100"), said(2, false, "0 OA-23=100")];
    check(&v, answers, "us 100.00 work");
}

#[test]
fn a_copay_waits_for_the_answer_and_what_is_too_much_is_owed_back() {
    let v = visit(&[10_000], 1);
    let copay = || What::PatientPaid(cents(2_000));
    check(&v, vec![copay()], "1 80.00 send");
    check(&v, vec![copay(), said(1, false, "60 CO-45=20 PR-3=20")], "");
    check(
        &v,
        vec![copay(), said(1, false, "80 CO-45=20")],
        "patient -20.00 refund",
    );
    check(&v, vec![said(1, false, "90 CO-45=20")], "us -10.00 refund");
    check(
        &v,
        vec![
            said(1, false, "90 CO-45=20"),
            What::PayerRefunded(1, None, cents(1_000)),
        ],
        "",
    );
}

#[test]
fn a_decision_holds_until_the_next_answer() {
    let v = visit(&[10_000], 1);
    let patient = || What::Decided(Owner::Patient);
    check(&v, vec![patient()], "patient 100.00 bill");
    check(
        &v,
        vec![patient(), said(1, false, "0 PR-227=100")],
        "us 100.00 work",
    );
}

#[test]
fn opening_balances_begin_where_the_old_system_ended() {
    let v = visit(&[10_000], 2);
    let opened = |debtor| What::Opened(debtor, cents(3_000));
    check(&v, vec![opened(Debtor::Patient)], "patient 30.00 bill");
    check(&v, vec![opened(Debtor::Payer(2))], "2 30.00 send");
    check(
        &v,
        vec![opened(Debtor::Patient), What::PatientPaid(cents(3_000))],
        "",
    );
    // What is given back of an old credit is not owed anew beside it.
    let credit = What::Opened(Debtor::Patient, cents(-900));
    let back = What::PatientPaid(cents(-600));
    check(&v, vec![credit, back], "patient -3.00 refund");
    // Who is asked again has to answer again, whatever the old system left to the patient.
    check(
        &v,
        vec![opened(Debtor::Patient), What::Sent(1)],
        "1 30.00 wait",
    );
    // The first payer answered in the old system: the second takes nothing off that the first took off.
    check(
        &v,
        vec![opened(Debtor::Payer(2)), said(2, false, "20 CO-45=80")],
        "",
    );
    let alone = Visit {
        payers: Vec::new(),
        ..visit(&[4_000], 0)
    };
    check(
        &alone,
        vec![What::PatientPaid(cents(1_000))],
        "patient 30.00 bill",
    );
}

#[test]
fn write_offs_and_discounts_take_their_own() {
    let v = visit(&[10_000], 1);
    let answer = || said(1, false, "50 CO-16=30 PR-2=20");
    check(&v, vec![answer()], "us 30.00 work, patient 20.00 bill");
    check(
        &v,
        vec![answer(), What::Off(Owner::Us, Some(line(1)), cents(3_000))],
        "patient 20.00 bill",
    );
    check(
        &v,
        vec![answer(), What::Off(Owner::Patient, None, cents(500))],
        "us 30.00 work, patient 15.00 bill",
    );
}

#[test]
fn the_day_a_dollar_became_the_patients_is_kept() {
    let v = visit(&[10_000], 1);
    let happened = vec![
        Happened {
            on: day(5),
            at: 0,
            what: said(1, false, "80 PR-2=20"),
        },
        Happened {
            on: day(20),
            at: 0,
            what: What::PatientPaid(cents(500)),
        },
    ];
    let open = standing(&v, &happened).open;
    assert_eq!((open[0].since, open[0].amount), (day(5), cents(1_500)));
}

#[test]
fn an_answer_for_the_whole_claim_goes_onto_its_lines_in_order() {
    let v = visit(&[10_000, 5_000], 2);
    let policy = Policy::default();
    let whole = |order, paid, adjustments: &str| {
        let said = Said::new(cents(paid), &adjust(adjustments), &policy, None);
        What::Answered(Answer {
            order,
            takes_back: false,
            forwarded: false,
            dated: None,
            said: vec![(None, said)],
        })
    };
    let alone = visit(&[10_000, 5_000], 1);
    let first = || whole(1, 12_000, "PR-1=30");
    check(&alone, vec![first()], "patient 30.00 bill");
    let denied = whole(1, 0, "CO-29=150");
    check(&alone, vec![denied], "us 100.00 work, us 50.00 work");
    // The second payer's goes where the first left something, and owes nothing on the other line.
    let second = || whole(2, 800, "OA-23=140 PR-3=2");
    let lines = said(1, false, "80 CO-45=20; 30 CO-45=10 PR-2=10");
    check(&v, vec![lines, second()], "patient 2.00 bill");
    let before = |what| {
        let happened = [Happened {
            on: day(2),
            at: 0,
            what,
        }];
        earlier(&v, &happened, 2)
    };
    let told = [
        (Some(line(1)), cents(10_000)),
        (Some(line(2)), cents(2_000)),
    ];
    assert_eq!(before(first()), told);
    let opened = What::Opened(Debtor::Payer(2), cents(3_000));
    let told = [(Some(line(1)), cents(7_000)), (Some(line(2)), cents(5_000))];
    assert_eq!(before(opened), told);
}

#[test]
fn a_credit_is_as_old_as_its_first_cent_that_still_stands() {
    let v = visit(&[10_000], 1);
    let paid = |cents_paid| What::PatientPaid(cents(cents_paid));
    let since = |what: Vec<What>| {
        let happened: Vec<Happened> = (2..)
            .zip(what)
            .map(|(n, what)| Happened {
                on: day(n),
                at: 0,
                what,
            })
            .collect();
        let open = standing(&v, &happened).open;
        let credit = open.iter().find(|open| open.amount < Money::ZERO).unwrap();
        (credit.amount, credit.since)
    };
    let answer = || said(1, false, "80 CO-45=20");
    let all = vec![answer(), paid(1_500), paid(-346)];
    assert_eq!(since(all), (cents(-1_154), day(3)), "a part was given back");
    let anew = vec![answer(), paid(1_500), paid(-1_500), paid(200)];
    assert_eq!(since(anew), (cents(-200), day(5)), "all of it was");
}

#[test]
fn each_check_explains_a_part_of_an_opening_balance() {
    let mut v = visit(&[50_000], 1);
    let two = || {
        vec![
            said(1, false, "300 CO-45=50"),
            said(1, false, "400 CO-45=50"),
        ]
    };
    v.carrier = None;
    check(&v, two(), "us -300.00 refund");
    // Two answers to one charge are not: it is taken off once.
    v.carrier = v.claims.first().copied();
    check(&v, two(), "us -262.50 refund");
}
