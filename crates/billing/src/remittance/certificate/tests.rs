//! Sheets and what does not hold on them.

use super::*;
use crate::remittance::ProviderAdjustment;

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

/// `CO-45 20.00 PR-2 16.00`; a `-` stands for no group or no reason.
fn adjusted(text: &str) -> Vec<Adjustment> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .chunks(2)
        .map(|pair| {
            let (group, reason) = pair[0].split_once('-').unwrap();
            Adjustment {
                group: group.to_owned(),
                reason: reason.to_owned(),
                amount: money(pair[1]),
                ..Adjustment::default()
            }
        })
        .collect()
}

/// A line: charge, paid, adjustments.
type Line<'a> = (&'a str, &'a str, &'a str);

/// A claim: status, charge, paid, adjustments of the whole claim, lines.
fn claim(part: u32, told: (&str, &str, &str, &str), lines: &[Line]) -> RemitClaim {
    let (status, charge, paid, adjustments) = told;
    RemitClaim {
        part,
        claim_id: Some("clm_0192f0c1a2b37c4d8e9f0a1b2c3d4e5f".parse().unwrap()),
        number: format!("OH-{part}"),
        status: status.to_owned(),
        charge: money(charge),
        paid: money(paid),
        adjustments: adjusted(adjustments),
        lines: lines
            .iter()
            .map(|(charge, paid, adjustments)| RemitLine {
                charge: money(charge),
                paid: money(paid),
                adjustments: adjusted(adjustments),
                ..RemitLine::default()
            })
            .collect(),
        ..RemitClaim::default()
    }
}

/// A sheet that lacks nothing. Provider adjustments as `WO 20.00 L6 -1.50`.
fn sheet(amount: &str, claims: Vec<RemitClaim>, provider: &str) -> Remittance {
    let id = "rem_0192f0c1a2b37c4d8e9f0a1b2c3d4e5f".parse().unwrap();
    let words: Vec<&str> = provider.split_whitespace().collect();
    Remittance {
        payer_id: Some("pay_0192f0c1a2b37c4d8e9f0a1b2c3d4e5f".parse().unwrap()),
        number: "000123".to_owned(),
        paid_on: Some("2026-05-04".parse().unwrap()),
        amount: money(amount),
        claims,
        provider_adjustments: words
            .chunks(2)
            .map(|pair| ProviderAdjustment {
                code: pair[0].to_owned(),
                amount: money(pair[1]),
                ..ProviderAdjustment::default()
            })
            .collect(),
        ..Remittance::new(id)
    }
}

/// Rule, place, the two sides in cents.
type Broken = (u8, Place, i64, i64);

#[track_caller]
fn check(remittance: &Remittance, expected: &[Broken]) {
    let certificate = certificate(remittance);
    let broken: Vec<Broken> = certificate
        .broken()
        .map(|c| (c.rule, c.place, c.left.cents(), c.right.cents()))
        .collect();
    let says: Vec<&str> = certificate.broken().map(|c| c.says.as_str()).collect();
    assert_eq!(broken, expected, "{says:#?}");
    let musts = certificate.broken().any(|c| c.severity == Severity::Must);
    assert_eq!(certificate.closes(), !musts);
}

use Place::{Claim, Line as At, Sheet};

#[test]
fn sheets_that_add_up_close() {
    for (about, remittance) in [
        ("nothing on it", sheet("0", vec![], "")),
        (
            "a paid line",
            sheet(
                "64",
                vec![claim(
                    1,
                    ("1", "100", "64", ""),
                    &[("100", "64", "CO-45 20 PR-2 16")],
                )],
                "",
            ),
        ),
        (
            "adjusted as a whole, no lines",
            sheet(
                "64",
                vec![claim(1, ("1", "100", "64", "CO-45 20 PR-2 16"), &[])],
                "",
            ),
        ),
        (
            "adjusted at both places",
            sheet(
                "54",
                vec![claim(
                    1,
                    ("1", "100", "54", "PR-1 10"),
                    &[("60", "50", "CO-45 10"), ("40", "14", "CO-45 26")],
                )],
                "",
            ),
        ),
        (
            "a denial pays nothing",
            sheet(
                "0",
                vec![claim(
                    1,
                    ("4", "100", "0", ""),
                    &[("100", "0", "CO-29 100")],
                )],
                "",
            ),
        ),
        (
            "a denial of the whole claim without lines",
            sheet("0", vec![claim(1, ("4", "100", "0", "PR-26 100"), &[])], ""),
        ),
        (
            "a secondary after what the primary did",
            sheet(
                "16",
                vec![claim(
                    1,
                    ("2", "100", "16", ""),
                    &[("100", "16", "OA-23 84")],
                )],
                "",
            ),
        ),
        (
            "a line that went into another",
            sheet(
                "80",
                vec![claim(
                    1,
                    ("1", "150", "80", ""),
                    &[("100", "80", "CO-45 20"), ("50", "0", "CO-97 50")],
                )],
                "",
            ),
        ),
        (
            "charges moved onto the line that was paid",
            sheet(
                "80",
                vec![claim(
                    1,
                    ("1", "150", "80", ""),
                    &[
                        ("100", "0", "CO-97 100"),
                        ("50", "0", "CO-97 50"),
                        ("0", "80", "OA-94 -80"),
                    ],
                )],
                "",
            ),
        ),
        (
            "a takeback and then its correction",
            sheet(
                "20",
                vec![
                    claim(
                        1,
                        ("22", "-100", "-60", ""),
                        &[("-100", "-60", "CO-45 -40")],
                    ),
                    claim(2, ("1", "100", "80", ""), &[("100", "80", "CO-45 20")]),
                ],
                "",
            ),
        ),
        (
            "the correction first, the takeback after it",
            sheet(
                "20",
                vec![
                    claim(1, ("1", "100", "80", ""), &[("100", "80", "CO-45 20")]),
                    claim(
                        2,
                        ("22", "-100", "-60", ""),
                        &[("-100", "-60", "CO-45 -40")],
                    ),
                ],
                "",
            ),
        ),
        (
            "a takeback larger than the check is carried forward",
            sheet(
                "0",
                vec![claim(
                    1,
                    ("22", "-100", "-60", ""),
                    &[("-100", "-60", "CO-45 -40")],
                )],
                "FB -60",
            ),
        ),
        (
            "an old overpayment is kept and interest comes on top",
            sheet(
                "51.25",
                vec![claim(1, ("1", "80", "80", ""), &[("80", "80", "")])],
                "WO 30 L6 -1.25",
            ),
        ),
        (
            "zero amounts tell, they move nothing",
            sheet(
                "80",
                vec![claim(
                    1,
                    ("1", "80", "80", "- 0"),
                    &[("80", "80", "CO- 0 PI-45 0")],
                )],
                "",
            ),
        ),
    ] {
        let certificate = certificate(&remittance);
        let broken: Vec<&Check> = certificate.broken().collect();
        assert!(broken.is_empty(), "{about}: {broken:#?}");
        assert!(certificate.closes() && certificate.remainder() == Money::ZERO);
        assert_eq!(needed(&remittance).is_empty(), about != "nothing on it");
    }
}

#[test]
fn what_does_not_add_up_is_named_where_it_is() {
    let paid = |part, amount: &str| claim(part, ("1", amount, amount, ""), &[(amount, amount, "")]);
    // A claim that is not keyed, one too many, a takeback without its sign.
    check(
        &sheet("100", vec![paid(1, "80")], ""),
        &[(1, Sheet, 10_000, 8_000)],
    );
    check(
        &sheet("80", vec![paid(1, "80"), paid(2, "5")], ""),
        &[(1, Sheet, 8_000, 8_500)],
    );
    check(
        &sheet("80", vec![paid(1, "80")], "WO 10"),
        &[(1, Sheet, 8_000, 7_000)],
    );
    check(
        &sheet("60", vec![claim(1, ("22", "60", "60", ""), &[])], ""),
        &[(8, Claim(1), 6_000, 0), (8, Claim(1), 6_000, 0)],
    );
    check(
        &sheet("0", vec![claim(1, ("1", "-60", "0", "CO-45 -60"), &[])], ""),
        &[(8, Claim(1), -6_000, 0)],
    );
    // An adjustment that is missing breaks its line and its claim, and no other.
    check(
        &sheet(
            "144",
            vec![
                claim(
                    1,
                    ("1", "180", "144", ""),
                    &[("80", "80", ""), ("100", "64", "CO-45 20")],
                ),
                paid(2, "0"),
            ],
            "",
        ),
        &[(2, Claim(1), 14_400, 16_000), (3, At(1, 1), 6_400, 8_000)],
    );
    // The same adjustment at both places.
    check(
        &sheet(
            "80",
            vec![claim(
                1,
                ("1", "100", "80", "CO-45 20"),
                &[("100", "80", "CO-45 20")],
            )],
            "",
        ),
        &[(2, Claim(1), 8_000, 6_000), (4, Claim(1), 8_000, 6_000)],
    );
    // A bundled line that is left out.
    check(
        &sheet(
            "80",
            vec![claim(
                1,
                ("1", "150", "80", "CO-97 50"),
                &[("100", "80", "CO-45 20")],
            )],
            "",
        ),
        &[(4, Claim(1), 15_000, 10_000), (4, Claim(1), 8_000, 3_000)],
    );
    // More than was charged, and nothing that says why.
    check(
        &sheet("90", vec![claim(1, ("1", "80", "90", ""), &[])], ""),
        &[(2, Claim(1), 9_000, 8_000), (11, Claim(1), 9_000, 8_000)],
    );
}

#[test]
fn a_check_is_never_negative_and_no_payment_is_zero() {
    let takeback = || claim(1, ("22", "-60", "-60", ""), &[]);
    check(
        &sheet("-60", vec![takeback()], ""),
        &[(7, Sheet, -6_000, 0)],
    );
    let zero = Remittance {
        method: "none".to_owned(),
        ..sheet("0", vec![takeback()], "FB -60")
    };
    check(&zero, &[]);
    let paid = Remittance {
        amount: money("5"),
        ..zero
    };
    check(&paid, &[(1, Sheet, 500, 0), (7, Sheet, 500, 0)]);
}

#[test]
fn an_adjustment_has_a_group_and_a_reason() {
    for (adjustments, broken, closes) in [
        ("CO-45 20", &[][..], true),
        ("-45 20", &[2_000][..], false),
        ("-45 0", &[0], false),
        ("CO- 20", &[2_000], false),
        ("- 20", &[2_000], false),
        ("XX-45 20", &[2_000], false),
        ("CR-45 20", &[2_000], true),
        ("CO- 5 PR- 15", &[500, 1_500], false),
    ] {
        let of_line = claim(1, ("1", "100", "80", ""), &[("100", "80", adjustments)]);
        let of_claim = claim(1, ("1", "100", "80", adjustments), &[]);
        let even = adjustments.ends_with(" 0");
        let paid = if even { "100" } else { "80" };
        for (place, mut claim) in [(At(1, 0), of_line), (Claim(1), of_claim)] {
            claim.paid = money(paid);
            for line in &mut claim.lines {
                line.paid = money(paid);
            }
            let remittance = sheet(paid, vec![claim], "");
            let expected: Vec<Broken> = broken.iter().map(|cents| (10, place, *cents, 0)).collect();
            check(&remittance, &expected);
            assert_eq!(certificate(&remittance).closes(), closes, "{adjustments}");
        }
    }
}

#[test]
fn what_many_payers_are_loose_with_is_only_a_warning() {
    let mut loose = claim(
        1,
        ("1", "100", "64", ""),
        &[("100", "64", "CO-45 20 PR-2 16")],
    );
    loose.lines[0].allowed = Some(money("80"));
    for (part, broken) in [(Some("16"), false), (None, false), (Some("0"), true)] {
        loose.patient_part = part.map(money);
        let expected = [(5, Claim(1), 0, 1_600)];
        let expected = if broken { &expected[..] } else { &[] };
        check(&sheet("64", vec![loose.clone()], ""), expected);
    }
    loose.patient_part = None;
    loose.lines[0].allowed = Some(money("60"));
    check(
        &sheet("64", vec![loose.clone()], ""),
        &[(11, At(1, 0), 6_400, 6_000)],
    );
    loose.lines[0].allowed = None;
    loose.status = "25".to_owned();
    check(&sheet("64", vec![loose], ""), &[(7, Claim(1), 6_400, 0)]);
}

#[test]
fn the_interest_of_a_claim_is_paid_by_l6_and_never_twice() {
    let mut with_interest = claim(1, ("1", "80", "80", ""), &[]);
    with_interest.interest = money("1.25");
    check(
        &sheet("81.25", vec![with_interest.clone()], "L6 -1.25"),
        &[],
    );
    let lacks = sheet("81.25", vec![with_interest], "");
    check(&lacks, &[(1, Sheet, 8_125, 8_000)]);
    let certificate = certificate(&lacks);
    assert_eq!(certificate.remainder(), money("1.25"));
    let says: Vec<&str> = certificate.broken().map(|c| c.says.as_str()).collect();
    assert_eq!(
        says,
        [
            "The check is over $81.25, but its claims and provider adjustments come to $80.00: $1.25 \
             is not explained. That is the interest of its claims: add it as provider adjustment L6 \
             with a minus sign."
        ]
    );
}

#[test]
fn a_claim_that_was_taken_back_since_still_counts_in_its_check() {
    let mut remittance = sheet("80", vec![claim(1, ("1", "80", "80", ""), &[])], "");
    remittance.left_out.push(1);
    check(&remittance, &[]);
}

#[test]
fn the_sentences_name_the_claim_the_line_and_the_way_out() {
    let mut remittance = sheet(
        "64",
        vec![claim(
            1,
            ("1", "100", "64", ""),
            &[("100", "64", "CO-45 20")],
        )],
        "",
    );
    remittance.claims[0].number.clear();
    let certificate = certificate(&remittance);
    let says: Vec<&str> = certificate.broken().map(|c| c.says.as_str()).collect();
    assert_eq!(
        says,
        [
            "Claim 1 of the sheet: $100.00 charged less $20.00 adjusted leaves $80.00, but $64.00 is \
             paid: a difference of $16.00. Check its charge, its payment and the adjustments of the \
             claim and its lines.",
            "Claim 1 of the sheet, line 1: $100.00 charged less $20.00 adjusted leaves $80.00, but \
             $64.00 is paid: a difference of $16.00. Key the adjustment that is missing, or check the \
             amounts.",
        ]
    );
}

#[test]
fn what_a_sheet_lacks_is_listed_by_field() {
    let whole = sheet("80", vec![claim(1, ("1", "80", "80", ""), &[])], "WO 0");
    let id = whole.id;
    let lacks = |remittance: &Remittance| -> Vec<(Place, &str)> {
        let needed = needed(remittance);
        assert!(needed.iter().all(|n| n.says.ends_with('.')));
        needed.iter().map(|n| (n.place, n.field)).collect()
    };
    assert_eq!(lacks(&whole), []);
    assert_eq!(
        lacks(&Remittance::new(id)),
        ["payer_id", "number", "paid_on", "claims"].map(|field| (Sheet, field))
    );
    let no_payment = Remittance {
        method: "none".to_owned(),
        number: String::new(),
        ..whole.clone()
    };
    assert_eq!(lacks(&no_payment), []);
    let zeros = Remittance {
        number: "0-00".to_owned(),
        method: "wire".to_owned(),
        ..whole.clone()
    };
    assert_eq!(lacks(&zeros), [(Sheet, "method"), (Sheet, "number")]);
    let mut unknown = whole;
    unknown.claims[0].claim_id = None;
    unknown.claims[0].status.clear();
    unknown.provider_adjustments.push(ProviderAdjustment {
        amount: money("5"),
        ..ProviderAdjustment::default()
    });
    assert_eq!(
        lacks(&unknown),
        [
            (Claim(1), "claim_id"),
            (Claim(1), "status"),
            (Place::ProviderAdjustment(1), "code"),
        ]
    );
}
