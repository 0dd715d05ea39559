//! Keyed EOBs, what is read of them, and what becomes of them beside our claims.

use super::*;
use crate::claim::{Claim, ClaimContent, ServiceLine};
use crate::remittance::Remittance;
use crate::remittance::certificate::certificate;

const ID: &str = "0192f0c1a2b37c4d8e9f0a1b2c3d4e5f";

fn text(texts: &[&str]) -> Vec<KeyedAdjustment> {
    let texts = texts.iter();
    texts
        .map(|text| KeyedAdjustment::Text((*text).to_owned()))
        .collect()
}

/// A line of the given charge, allowed amount and payment.
fn line(charge: &str, allowed: &str, paid: &str, adjustments: &[&str]) -> KeyedLine {
    KeyedLine {
        charge: charge.to_owned(),
        allowed: allowed.to_owned(),
        paid: paid.to_owned(),
        adjustments: text(adjustments),
        ..KeyedLine::default()
    }
}

fn claim(status: &str, charge: &str, paid: &str, lines: Vec<KeyedLine>) -> KeyedClaim {
    KeyedClaim {
        claim: "OH-1".to_owned(),
        status: status.to_owned(),
        charge: charge.to_owned(),
        paid: paid.to_owned(),
        lines,
        ..KeyedClaim::default()
    }
}

fn eob(amount: &str, claims: Vec<KeyedClaim>) -> KeyedEob {
    KeyedEob {
        payer: " LAKE1 ".to_owned(),
        number: "000123".to_owned(),
        date: "05/04/2026".to_owned(),
        amount: amount.to_owned(),
        claims,
        ..KeyedEob::default()
    }
}

/// A claim of ours: 100.00 for 99213-25 on May 4, 50.00 for 87880 on May 4 and again on May 5.
fn ours(order: &str) -> Claim {
    let line = |n: u8, code: &str, modifiers: &[&str], charge: &str, on: &str| ServiceLine {
        id: Some(
            format!("lin_0192f0c1a2b37c4d8e9f0a1b2c3d4e{n:02}")
                .parse()
                .unwrap(),
        ),
        code: code.to_owned(),
        modifiers: modifiers.iter().map(|m| (*m).to_owned()).collect(),
        charge: charge.parse().unwrap(),
        units: "1".to_owned(),
        from: Some(on.parse().unwrap()),
        ..ServiceLine::default()
    };
    let mut content = ClaimContent {
        number: "OH-1".to_owned(),
        charge: "200".parse().unwrap(),
        lines: vec![
            line(1, "99213", &["25"], "100", "2026-05-04"),
            line(2, "87880", &[], "50", "2026-05-04"),
            line(3, "87880", &[], "50", "2026-05-05"),
        ],
        ..ClaimContent::default()
    };
    content.coverage.order = order.to_owned();
    Claim {
        id: format!("clm_{ID}").parse().unwrap(),
        patient_id: format!("pat_{ID}").parse().unwrap(),
        coverage_id: format!("cov_{ID}").parse().unwrap(),
        payer_id: format!("pay_{ID}").parse().unwrap(),
        billing_id: format!("prv_{ID}").parse().unwrap(),
        rendering_id: format!("prv_{ID}").parse().unwrap(),
        facility_id: None,
        import_id: None,
        sent_on: None,
        fingerprint: String::new(),
        hold: None,
        guarantor_id: None,
        sensitive: false,
        content,
    }
}

/// Reads and completes without our claims.
fn complete(eob: &KeyedEob) -> (Remittance, Vec<Fault>) {
    let (draft, mut faults) = read(eob);
    let (remittance, more) = draft.complete(format!("rem_{ID}").parse().unwrap());
    faults.extend(more);
    (remittance, faults)
}

fn shown(adjustments: &[Adjustment]) -> Vec<String> {
    let adjustments = adjustments.iter();
    adjustments
        .map(|a| format!("{}-{} {}", a.group, a.reason, a.amount))
        .collect()
}

#[test]
fn adjustments_are_read_as_people_write_them() {
    for (written, read) in [
        ("CO-45 20.00", Ok("CO-45 20.00")),
        ("co45 20", Ok("CO-45 20.00")),
        ("CO 45 20", Ok("CO-45 20.00")),
        (" PR-2: $1,016.5 ", Ok("PR-2 1016.50")),
        ("OA-B13=(5)", Ok("OA-B13 -5.00")),
        ("CO-45 -20.00", Ok("CO-45 -20.00")),
        ("ZZ-45 1", Ok("ZZ-45 1.00")),
        (
            "CO-45",
            Err("Key group, reason and amount, such as CO-45 20.00."),
        ),
        (
            "45 20.00",
            Err("Key group, reason and amount, such as CO-45 20.00."),
        ),
        (
            "CO- 20.00",
            Err("Key group, reason and amount, such as CO-45 20.00."),
        ),
        (
            "",
            Err("Key group, reason and amount, such as CO-45 20.00."),
        ),
        (
            "éé-45 2",
            Err("Key group, reason and amount, such as CO-45 20.00."),
        ),
        (
            "CO-45 ten",
            Err("This is not an amount: an amount looks like 1,250.00."),
        ),
        (
            "CO-45 ",
            Err("Key group, reason and amount, such as CO-45 20.00."),
        ),
    ] {
        let mut keyed = claim("1", "100", "80", vec![]);
        keyed.adjustments = text(&[written]);
        let (remittance, faults) = complete(&eob("80", vec![keyed]));
        let got = shown(&remittance.claims[0].adjustments);
        match read {
            Ok(read) => assert_eq!((got, faults), (vec![read.to_owned()], vec![]), "{written}"),
            Err(says) => {
                let fault = Fault {
                    place: "claim 1, adjustment 1".to_owned(),
                    says: says.to_owned(),
                };
                assert_eq!((got, faults), (vec![], vec![fault]), "{written}");
            }
        }
    }
}

#[test]
fn every_fault_is_told_and_the_rest_is_read() {
    let mut first = claim("7", "ten", "", vec![]);
    first.interest = "1.005".to_owned();
    first.adjustments = vec![KeyedAdjustment::Parts(KeyedParts {
        group: "CO".to_owned(),
        reason: "45".to_owned(),
        ..KeyedParts::default()
    })];
    let mut bad_line = line("100", "", "eighty", &["CO-45 20"]);
    bad_line.date = "02/30/2026".to_owned();
    bad_line.units = "one".to_owned();
    let second = claim(
        "1",
        "100",
        "80",
        vec![bad_line, line("100", "", "80", &["CO45"])],
    );
    let keyed = KeyedEob {
        method: "cash".to_owned(),
        date: "soon".to_owned(),
        amount: "99999999999999999999".to_owned(),
        provider_adjustments: vec![KeyedProviderAdjustment {
            code: "wo".to_owned(),
            ..KeyedProviderAdjustment::default()
        }],
        ..eob("", vec![first, second])
    };
    let (remittance, faults) = complete(&keyed);
    let places: Vec<&str> = faults.iter().map(|f| f.place.as_str()).collect();
    assert_eq!(
        places,
        [
            "method",
            "amount",
            "date",
            "claim 1, status",
            "claim 1, charge",
            "claim 1, paid",
            "claim 1, interest",
            "claim 1, adjustment 1",
            "claim 2, line 1, units",
            "claim 2, line 1, date",
            "claim 2, line 1, paid",
            "claim 2, line 2, adjustment 1",
            "provider adjustment 1, amount",
            "claim 1, charge",
        ]
    );
    assert!(faults.iter().all(|fault| fault.says.ends_with('.')));
    assert_eq!(
        shown(&remittance.claims[1].lines[0].adjustments),
        ["CO-45 20.00"]
    );
    assert_eq!(remittance.provider_adjustments[0].code, "WO");
    assert_eq!(remittance.claims[1].part, 2);
}

#[test]
fn a_sheet_is_read_as_it_was_keyed() {
    let mut keyed = claim(
        "02",
        "100",
        "16.00",
        vec![line("100", "", "16", &["OA-23 84"])],
    );
    keyed.patient_part = "0".to_owned();
    keyed.payer_claim_number = " 2026-77 ".to_owned();
    keyed.remarks = vec!["n130 ".to_owned(), String::new()];
    let (draft, faults) = read(&eob("16", vec![keyed]));
    assert_eq!(faults, []);
    assert_eq!(
        (draft.payer.as_str(), draft.method.as_str()),
        ("LAKE1", "check")
    );
    assert_eq!(draft.paid_on, Some("2026-05-04".parse().unwrap()));
    let claim = &draft.claims[0];
    assert_eq!((claim.claim.as_str(), claim.status.as_str()), ("OH-1", "2"));
    assert_eq!(claim.patient_part, Some(Money::ZERO));
    assert_eq!(claim.control_number, "2026-77");
    assert_eq!(claim.remarks, ["N130"]);
    let (remittance, faults) = draft.complete(format!("rem_{ID}").parse().unwrap());
    assert_eq!(faults, []);
    assert_eq!(remittance.claims[0].number, "OH-1");
    assert!(certificate(&remittance).closes());
}

#[test]
fn no_payment_needs_no_amount() {
    let keyed = KeyedEob {
        method: "NONE".to_owned(),
        ..eob("", vec![])
    };
    let (remittance, faults) = complete(&keyed);
    assert_eq!((remittance.amount, faults), (Money::ZERO, vec![]));
}

#[test]
fn a_missing_co_45_is_worked_out_and_nothing_else() {
    for (charge, allowed, paid, keyed, added) in [
        ("100", "80", "80", &[][..], true),
        ("100", "80", "64", &["PR-2 16"], true),
        // Sequestration comes off what is allowed.
        ("100", "80", "62.72", &["PR-2 16", "CO-253 1.28"], true),
        // The patient's part is missing: that is not for the program to say.
        ("100", "80", "64", &[], true),
        // It is there, or something else stands in its place.
        ("100", "80", "80", &["CO-45 20"], false),
        ("100", "80", "60", &["CO-45 20"], false),
        ("100", "80", "60", &["PI-45 20"], false),
        ("100", "80", "60", &["CO-97 20"], false),
        ("100", "80", "60", &["OA-23 20"], false),
        ("100", "80", "80", &["CO-253 1.28"], false),
        ("100", "80", "64", &["PR-3 36"], false),
        ("100", "80", "85", &[], false),
        // Nothing is missing.
        ("100", "100", "100", &[], false),
        ("100", "120", "120", &[], false),
        ("100", "", "80", &[], false),
        // A takeback is all of it with a minus sign.
        ("-100", "-80", "-64", &["PR-2 -16"], true),
        ("-100", "-80", "-80", &["CO-45 -20"], false),
    ] {
        let keyed_line = line(charge, allowed, paid, keyed);
        let (remittance, faults) =
            complete(&eob("0", vec![claim("1", charge, paid, vec![keyed_line])]));
        let mut expected: Vec<String> = shown(
            &complete(&eob(
                "0",
                vec![claim(
                    "1",
                    charge,
                    paid,
                    vec![line(charge, "", paid, keyed)],
                )],
            ))
            .0
            .claims[0]
                .lines[0]
                .adjustments,
        );
        if added {
            let sign = if charge.starts_with('-') { "-" } else { "" };
            expected.push(format!("CO-45 {sign}20.00"));
        }
        let got = shown(&remittance.claims[0].lines[0].adjustments);
        assert_eq!(
            (got, faults),
            (expected, vec![]),
            "{charge} {allowed} {paid} {keyed:?}"
        );
    }
    // What the whole claim says is not said again by its lines.
    let mut whole = claim("1", "100", "80", vec![line("100", "80", "100", &[])]);
    whole.adjustments = text(&["CO-45 20"]);
    let (remittance, _) = complete(&eob("80", vec![whole]));
    assert_eq!(remittance.claims[0].lines[0].adjustments, []);
    assert!(certificate(&remittance).closes());
    // The certificate tells what was not made up.
    let (remittance, _) = complete(&eob(
        "64",
        vec![claim("1", "100", "64", vec![line("100", "80", "64", &[])])],
    ));
    let rules: Vec<u8> = certificate(&remittance).broken().map(|c| c.rule).collect();
    assert_eq!(rules, [2, 3]);
}

#[test]
fn our_claim_fills_in_what_was_not_keyed() {
    let by_number = |n| KeyedLine {
        line: Some(n),
        ..line("", "", "40", &["CO-45 10"])
    };
    let lines = vec![
        KeyedLine {
            line: Some(1),
            ..line("", "80", "80", &[])
        },
        by_number(2),
        by_number(3),
    ];
    let (mut draft, faults) = read(&eob("160", vec![claim("", "", "160", lines)]));
    assert_eq!(faults, []);
    let lost = draft.claims[0].answers(&ours("S"));
    assert_eq!(lost, Vec::<usize>::new());
    let (remittance, faults) = draft.complete(format!("rem_{ID}").parse().unwrap());
    assert_eq!(faults, []);
    let claim = &remittance.claims[0];
    assert_eq!(
        (claim.status.as_str(), claim.charge),
        ("2", "200".parse().unwrap())
    );
    assert_eq!(claim.claim_id, Some(ours("S").id));
    let told: Vec<_> = claim
        .lines
        .iter()
        .map(|l| (l.code.as_str(), l.charge.cents()))
        .collect();
    assert_eq!(
        told,
        [("99213", 10_000), ("87880", 5_000), ("87880", 5_000)]
    );
    assert_eq!(claim.lines[0].modifiers, ["25"]);
    assert!(
        claim
            .lines
            .iter()
            .zip(&ours("S").content.lines)
            .all(|(l, ours)| l.line_id == ours.id)
    );
    assert!(certificate(&remittance).closes());
}

#[test]
fn a_takeback_is_filled_in_with_a_minus_sign() {
    let keyed = KeyedLine {
        line: Some(1),
        ..line("", "-80", "-80", &[])
    };
    let (mut draft, _) = read(&eob("0", vec![claim("22", "", "-80", vec![keyed])]));
    draft.claims[0].answers(&ours("P"));
    let (remittance, _) = draft.complete(format!("rem_{ID}").parse().unwrap());
    let claim = &remittance.claims[0];
    assert_eq!(
        (claim.charge.cents(), claim.lines[0].charge.cents()),
        (-20_000, -10_000)
    );
    assert_eq!(shown(&claim.lines[0].adjustments), ["CO-45 -20.00"]);
}

#[test]
fn a_line_without_a_number_is_found_by_what_was_keyed() {
    /// Code, modifier, code that we sent, day, charge.
    type Keyed<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);
    let find = |status: &str, keyed: &[Keyed]| -> Vec<Option<usize>> {
        let lines = keyed
            .iter()
            .map(|(code, modifier, sent, date, charge)| KeyedLine {
                code: (*code).to_owned(),
                modifiers: vec![(*modifier).to_owned()],
                submitted_code: (*sent).to_owned(),
                date: (*date).to_owned(),
                ..line(charge, "", "0", &[])
            });
        let (mut draft, faults) = read(&eob("0", vec![claim(status, "", "0", lines.collect())]));
        assert_eq!(faults, []);
        draft.claims[0].answers(&ours("P"));
        let all = ours("P").content.lines;
        let place = |line: &DraftLine| {
            let id = line.line_id?;
            all.iter().position(|ours| ours.id == Some(id))
        };
        draft.claims[0].lines.iter().map(place).collect()
    };
    for (keyed, expected) in [
        (&[("99213", "25", "", "", "")][..], &[Some(0)][..]),
        (&[("99213", "", "", "05/04/2026", "100")], &[Some(0)]),
        (&[("99213", "59", "", "", "")], &[None]),
        (&[("99213", "", "", "", "99")], &[None]),
        (&[("99213", "", "", "05/05/2026", "")], &[None]),
        // Two fit: none is chosen, unless the day tells, or the other one was found already.
        (&[("87880", "", "", "", "50")], &[None]),
        (&[("87880", "", "", "05/05/2026", "")], &[Some(2)]),
        (
            &[
                ("87880", "", "", "05/05/2026", ""),
                ("87880", "", "", "", ""),
            ],
            &[Some(2), Some(1)],
        ),
        // A changed code is found by the one that we sent.
        (&[("99212", "", "99213", "", "")], &[Some(0)]),
        (&[("99212", "", "", "", "100")], &[None]),
        (&[("", "", "", "", "100")], &[Some(0)]),
        (&[("", "", "", "", "")], &[None]),
    ] {
        assert_eq!(find("1", keyed), expected, "{keyed:?}");
    }
    assert_eq!(find("22", &[("99213", "", "", "", "-100")]), [Some(0)]);
    assert_eq!(find("22", &[("99213", "", "", "", "100")]), [None]);
}

#[test]
fn a_line_number_that_our_claim_has_not_is_told() {
    let numbered = |n, code: &str| KeyedLine {
        line: Some(n),
        code: code.to_owned(),
        ..line("", "", "0", &[])
    };
    let lines = vec![numbered(0, ""), numbered(4, ""), numbered(1, "99212")];
    let (mut draft, _) = read(&eob("0", vec![claim("1", "", "0", lines)]));
    assert_eq!(draft.claims[0].answers(&ours("P")), [0, 1]);
    // The number counts, whatever code was paid; ours is kept beside it.
    assert_eq!(draft.claims[0].lines[2].submitted_code, "99213");
    let (_, faults) = draft.complete(format!("rem_{ID}").parse().unwrap());
    let places: Vec<&str> = faults.iter().map(|f| f.place.as_str()).collect();
    assert_eq!(
        places,
        ["claim 1, line 1, charge", "claim 1, line 2, charge"]
    );
}

#[test]
fn a_cell_reads_its_adjustments_and_one_takes_the_rest() {
    let read = |text: &str| {
        let rest = |_: &str, given: &[Adjustment]| {
            Money::from_cents(10_000) - given.iter().map(|a| a.amount).sum::<Money>()
        };
        read_adjustments(text, rest).map(|found| {
            let shown: Vec<String> = found
                .iter()
                .map(|a| format!("{}-{} {}", a.group, a.reason, a.amount))
                .collect();
            shown.join(", ")
        })
    };
    for (text, want) in [
        ("", ""),
        ("PR-1 5", "PR-1 5.00"),
        ("pr1 5, CO 97 80", "PR-1 5.00, CO-97 80.00"),
        ("co97", "CO-97 100.00"),
        ("CO-97, PR-3 20", "CO-97 80.00, PR-3 20.00"),
        ("CO B7", "CO-B7 100.00"),
        ("OA-23 -5", "OA-23 -5.00"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(want), "{text}");
    }
    for text in ["CO-97, PR-3", "45 5 x", "CO-45 ten", "nothing here"] {
        assert!(read(text).is_err(), "{text}: {:?}", read(text));
    }
}
