//! What tests, benches and the demo rely on in a made-up practice: it is the same each time, its
//! numbers add up, it fits the form, and nobody could take anything of it for real.

use std::collections::{BTreeMap, BTreeSet};

use billing::claim::ClaimContent;
use billing::party::Party;
use seeds::x12_file::{Letters, Options, write_837p};
use seeds::{Kind, Mix, PAYERS, Plan, Practice, practice};
use values::{Day, Money, Npi};

fn today() -> Day {
    let Ok(day) = Day::new(2026, 11, 24) else {
        unreachable!("a day of the calendar")
    };
    day
}

fn demo() -> Practice {
    practice(&Plan::demo(), today())
}

fn small() -> Practice {
    practice(&Plan::small(), today())
}

/// FNV-1a over the claims as a file, letters as they stand.
fn digest(practice: &Practice) -> u64 {
    let claims: Vec<ClaimContent> = practice.claims().collect();
    let options = Options {
        letters: Letters::AsTheyStand,
        ..Options::new(today())
    };
    write_837p(&claims, &options)
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        })
}

fn patient(claim: &ClaimContent) -> (String, String, Option<Day>) {
    let name = &claim.patient.name;
    (name.last.clone(), name.first.clone(), claim.patient.born_on)
}

/// Every party that a claim names.
fn parties(claim: &ClaimContent) -> Vec<&Party> {
    let mut all = vec![&claim.billing, &claim.pay_to, &claim.patient];
    all.extend([&claim.coverage.insured, &claim.coverage.payer]);
    for other in &claim.other_coverages {
        all.extend([&other.coverage.insured, &other.coverage.payer]);
        all.extend(&other.parties);
    }
    all.extend(
        claim
            .parties
            .iter()
            .chain(claim.lines.iter().flat_map(|line| &line.parties)),
    );
    all
}

#[test]
fn the_same_plan_and_day_give_the_same_practice_for_ever() {
    // Another digest is another practice: screenshots, docs and golden files change with it.
    for (plan, want) in [
        (Plan::demo(), 0x3aa133481d490906_u64),
        (Plan::small(), 0x67b36f22ac42b780),
    ] {
        let made = practice(&plan, today());
        assert_eq!(digest(&made), want, "{plan:?}: {:#018x}", digest(&made));
        assert_eq!(digest(&practice(&plan, today())), want);
    }
    let other = Plan {
        seed: 1,
        ..Plan::small()
    };
    assert_ne!(digest(&practice(&other, today())), digest(&small()));
}

#[test]
fn a_row_made_alone_is_the_row_made_in_its_turn() {
    let practice = demo();
    let kinds: Vec<Kind> = practice.kinds().collect();
    for (at, claim) in practice.claims().enumerate().step_by(97) {
        assert_eq!(practice.claim(at as u64), claim);
        let frequency = match kinds[at] {
            Kind::Replacement => "7",
            Kind::Void => "8",
            _ => "1",
        };
        assert_eq!(claim.frequency, frequency);
    }
    let back: Vec<ClaimContent> = practice.claims().rev().take(9).collect();
    let forth: Vec<ClaimContent> = practice.claims().skip(2991).collect();
    assert!(back.iter().rev().eq(&forth));
}

#[test]
fn the_demo_has_the_numbers_that_it_is_said_to_have() {
    let practice = demo();
    let mut patients = BTreeSet::new();
    let mut rendering = BTreeSet::new();
    let mut payers = BTreeSet::new();
    let mut numbers = BTreeSet::new();
    let (mut claims, mut lines, mut first, mut last) = (0, 0, today(), practice_start());
    for claim in practice.claims() {
        claims += 1;
        lines += claim.lines.len();
        assert!((1..=50).contains(&claim.lines.len()));
        patients.insert(patient(&claim));
        rendering.insert(claim.rendering().id.clone());
        payers.insert(claim.coverage.payer.id.clone());
        payers.extend(
            claim
                .other_coverages
                .iter()
                .map(|o| o.coverage.payer.id.clone()),
        );
        first = claim.first_service_on().map_or(first, |day| first.min(day));
        last = claim.last_service_on().map_or(last, |day| last.max(day));
        assert!(
            numbers.insert(claim.number.clone()),
            "each claim has a number of its own"
        );
    }
    assert_eq!(claims, 3000);
    assert!((7_300..=7_700).contains(&lines), "{lines}");
    assert_eq!(patients.len(), 600);
    assert_eq!((practice.providers().len(), rendering.len()), (4, 4));
    assert_eq!(payers, PAYERS.iter().map(|p| p.id.to_owned()).collect());
    // A stay in the hospital may begin some days before the first day of claims.
    assert!(-8 <= practice_start().days_until(first) && first.days_until(today()) <= 560);
    assert!(last <= today() && last.days_until(today()) < 7, "{last}");
    let kinds: BTreeSet<Kind> = practice.kinds().collect();
    assert_eq!(kinds, BTreeSet::from(Kind::ALL));
}

/// 18 months before today.
fn practice_start() -> Day {
    let Ok(day) = Day::new(2025, 5, 24) else {
        unreachable!("a day of the calendar")
    };
    day
}

#[test]
fn the_small_practice_has_every_kind_and_every_sort_of_person() {
    let practice = small();
    let claims: Vec<ClaimContent> = practice.claims().collect();
    let mut counts = BTreeMap::new();
    for kind in practice.kinds() {
        *counts.entry(kind).or_insert(0) += 1;
    }
    for kind in Kind::ALL {
        assert!(counts.contains_key(&kind), "{kind:?}");
    }
    let patients: BTreeSet<_> = claims.iter().map(patient).collect();
    assert_eq!(patients.len(), 12);
    let any = |what: &str, is: &dyn Fn(&ClaimContent) -> bool| {
        assert!(claims.iter().any(is), "{what}");
    };
    any("an insured who is the patient", &|c| c.relationship == "18");
    any("a spouse", &|c| c.relationship == "01");
    any("a child", &|c| c.relationship == "19");
    any("an employee", &|c| {
        c.relationship == "20" && !c.coverage.insured.person
    });
    any("a policy number", &|c| !c.coverage.group_number.is_empty());
    any("a plan name", &|c| !c.coverage.group_name.is_empty());
    any("Medicare that pays second", &|c| {
        c.other_coverages
            .iter()
            .any(|o| o.coverage.insurance_type == "12")
    });
    any("three payers", &|c| c.other_coverages.len() == 2);
    any("more lines than a form has", &|c| 6 < c.lines.len());
    any("a range of days", &|c| {
        c.lines.iter().any(|l| l.to.is_some())
    });
    any("minutes", &|c| c.lines.iter().any(|l| l.unit == "MJ"));
    any("a drug", &|c| c.lines.iter().any(|l| !l.drugs.is_empty()));
    any("a bought test", &|c| {
        c.lines.iter().any(|l| l.purchased_charge.is_some())
    });
    any("a facility", &|c| c.party("77").is_some());
    any("a referring provider", &|c| c.party("DN").is_some());
    any("a pregnancy", &|c| {
        c.pregnant == "Y" && c.date("484").is_some()
    });
    any("a hospital stay", &|c| {
        c.date("435").is_some() && c.date("096").is_some()
    });
    any("an accident in a car", &|c| c.accident_state.len() == 2);
    any("a patient's payment", &|c| c.amount("F5").is_some());
    any("a note", &|c| !c.notes.is_empty());
    any("a supervising provider", &|c| c.party("DQ").is_some());
    any("an authorization", &|c| !c.reference("G1").is_empty());
    any("a laboratory certificate", &|c| {
        !c.reference("X4").is_empty()
    });
    any("a social security number", &|c| {
        !c.coverage.insured.reference("SY").is_empty()
    });
    any("an attachment", &|c| !c.attachments.is_empty());
    any("a condition code", &|c| !c.condition_codes.is_empty());
    any("a day of onset", &|c| c.date("431").is_some());
    any("a check-up program", &|c| {
        c.lines.iter().any(|l| l.epsdt == "Y")
    });
    any("family planning", &|c| {
        c.lines.iter().any(|l| l.family_planning == "Y")
    });
    any("an emergency", &|c| {
        c.lines.iter().any(|l| l.emergency == "Y")
    });
    any("a second provider", &|c| {
        c.lines.iter().any(|l| l.party("82").is_some())
    });
    any("an ordering provider", &|c| {
        c.lines.iter().any(|l| l.party("DK").is_some())
    });
    any("a prescription number", &|c| {
        c.lines
            .iter()
            .flat_map(|l| &l.drugs)
            .any(|d| !d.references.is_empty())
    });
    any("another place on a line", &|c| {
        c.lines.iter().any(|l| !l.place_of_service.is_empty())
    });
    for place in ["11", "02", "10", "12", "21", "22"] {
        any(place, &|c| c.place_of_service == place);
    }
    for modifier in ["25", "RT", "LT", "59", "76", "QW"] {
        any(modifier, &|c| {
            c.lines
                .iter()
                .any(|l| l.modifiers.iter().any(|m| m == modifier))
        });
    }
    let shared = |c: &ClaimContent| (c.coverage.insured.id.clone(), c.coverage.payer.id.clone());
    let mut by_insured: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for claim in &claims {
        by_insured
            .entry(shared(claim))
            .or_default()
            .insert(patient(claim));
    }
    assert!(
        by_insured.values().any(|p| 3 <= p.len()),
        "a family shares an insured"
    );
}

#[test]
fn a_practice_of_any_day_is_whole() {
    for (year, month, day) in [(2026, 7, 1), (2027, 1, 3), (2028, 2, 29), (2026, 12, 31)] {
        let Ok(today) = Day::new(year, month, day) else {
            panic!("a day of the calendar")
        };
        let small = practice(&Plan::small(), today);
        let kinds: BTreeSet<Kind> = small.kinds().collect();
        assert_eq!(kinds, BTreeSet::from(Kind::ALL), "{today}");
        let patients: BTreeSet<_> = small.claims().map(|c| patient(&c)).collect();
        assert_eq!(patients.len(), 12, "{today}");
        let demo = practice(&Plan::demo(), today);
        for claim in small.claims().chain(demo.claims().step_by(7)) {
            assert!(claim.last_service_on() <= Some(today), "{today}");
            assert!(claim.patient.born_on <= claim.first_service_on(), "{today}");
        }
        let patients: BTreeSet<_> = demo.claims().map(|c| patient(&c)).collect();
        assert_eq!(patients.len(), 600, "{today}");
    }
}

#[test]
fn plans_of_odd_sizes_are_made_too() {
    let of = |patients, claims, mix| Plan {
        patients,
        claims,
        mix,
        ..Plan::demo()
    };
    for plan in [
        of(1, 1, Mix::Everyday),
        of(1, 40, Mix::Everyday),
        of(13, 7, Mix::Everyday),
        of(50, 0, Mix::Everyday),
        of(5, 90, Mix::EveryKind),
        Plan {
            providers: 0,
            patients: 0,
            months: 0,
            ..Plan::demo()
        },
        Plan {
            providers: 1,
            ..Plan::small()
        },
    ] {
        let made = practice(&plan, today());
        assert_eq!(made.claims().count() as u64, made.len());
        assert_eq!(made.is_empty(), plan.claims == 0);
    }
}

#[test]
fn names_come_in_all_shapes() {
    let names: Vec<_> = small().claims().map(|c| c.patient.name).collect();
    let any = |is: &dyn Fn(&billing::party::Name) -> bool| names.iter().any(is);
    assert!(any(&|n| n.last.contains('-')), "hyphen");
    assert!(any(&|n| !n.last.is_ascii()), "accent");
    assert!(any(&|n| !n.suffix.is_empty()), "suffix");
    let names: Vec<_> = demo().claims().map(|c| c.patient.name).collect();
    let any = |is: &dyn Fn(&billing::party::Name) -> bool| names.iter().any(is);
    assert!(any(&|n| n.last.contains('-')), "hyphen");
    assert!(any(&|n| n.last.contains('\'')), "apostrophe");
    assert!(any(&|n| n.last.contains(' ')), "two words");
    assert!(any(&|n| !n.last.is_ascii()), "accent");
    assert!(any(&|n| n.first.contains(' ')), "two given names");
    for suffix in ["Jr", "Sr", "III"] {
        assert!(any(&|n| n.suffix == suffix), "{suffix}");
    }
}

#[test]
fn every_claim_adds_up() {
    for practice in [small(), demo()] {
        let mut told = [0; 3];
        for claim in practice.claims() {
            let number = &claim.number;
            let sum: Money = claim.lines.iter().map(|line| line.charge).sum();
            assert_eq!(claim.charge, sum, "{number}");
            assert!(
                claim.lines.iter().all(|line| Money::ZERO < line.charge),
                "{number}"
            );
            for other in &claim.other_coverages {
                let amount = |q: &str| {
                    other
                        .amounts
                        .iter()
                        .find(|a| a.qualifier == q)
                        .map(|a| a.amount)
                };
                let payer = &other.coverage.payer.id;
                let of_payer = |line: &billing::claim::ServiceLine| {
                    line.adjudications
                        .iter()
                        .find(|a| a.payer_id == *payer)
                        .cloned()
                };
                let by_line: Vec<_> = claim.lines.iter().filter_map(of_payer).collect();
                let of_claim: Money = other.adjustments.iter().map(|a| a.amount).sum();
                if let Some(not_covered) = amount("A8") {
                    assert_eq!(not_covered, claim.charge, "{number}");
                    assert!(
                        by_line.is_empty() && other.adjustments.is_empty(),
                        "{number}"
                    );
                    told[0] += 1;
                    continue;
                }
                let Some(paid) = amount("D") else {
                    assert!(
                        by_line.is_empty() && other.adjustments.is_empty(),
                        "{number}"
                    );
                    continue;
                };
                let of_lines: Money = by_line
                    .iter()
                    .flat_map(|a| &a.adjustments)
                    .map(|a| a.amount)
                    .sum();
                // CLM02 = AMT*D + CAS of 2320 + CAS of 2430.
                assert_eq!(claim.charge, paid + of_claim + of_lines, "{number}");
                let left: Money = by_line
                    .iter()
                    .flat_map(|a| &a.adjustments)
                    .chain(&other.adjustments)
                    .filter(|a| a.group == "PR")
                    .map(|a| a.amount)
                    .sum();
                assert_eq!(amount("EAF").unwrap_or_default(), left, "{number}");
                if by_line.is_empty() {
                    assert!(other.dates.iter().any(|d| d.qualifier == "573"), "{number}");
                    told[1] += 1;
                    continue;
                }
                told[2] += 1;
                let paid_by_line: Money = by_line.iter().map(|a| a.paid).sum();
                assert_eq!(paid, paid_by_line, "{number}");
                assert_eq!(by_line.len(), claim.lines.len(), "{number}");
                for (line, decided) in claim.lines.iter().zip(&by_line) {
                    // SV102 = SVD02 + CAS of 2430.
                    let adjusted: Money = decided.adjustments.iter().map(|a| a.amount).sum();
                    assert_eq!(line.charge, decided.paid + adjusted, "{number}");
                    assert_eq!(line.units, decided.units, "{number}");
                }
            }
            let known: BTreeSet<&str> = claim
                .other_coverages
                .iter()
                .map(|o| o.coverage.payer.id.as_str())
                .collect();
            for decided in claim.lines.iter().flat_map(|line| &line.adjudications) {
                assert!(known.contains(decided.payer_id.as_str()), "{number}");
            }
            let mut orders: Vec<&str> = claim
                .other_coverages
                .iter()
                .map(|o| o.coverage.order.as_str())
                .collect();
            orders.push(&claim.coverage.order);
            assert_eq!(
                orders.iter().collect::<BTreeSet<_>>().len(),
                orders.len(),
                "{number}"
            );
        }
        assert!(
            told.iter().all(|&count| 0 < count),
            "each way of telling occurs: {told:?}"
        );
    }
}

#[test]
fn every_pointer_has_its_diagnosis() {
    for practice in [small(), demo()] {
        for claim in practice.claims() {
            let number = &claim.number;
            let codes: BTreeSet<&str> = claim.diagnoses.iter().map(|d| d.code.as_str()).collect();
            assert_eq!(
                codes.len(),
                claim.diagnoses.len(),
                "{number}: a code stands once"
            );
            assert!((1..=12).contains(&codes.len()), "{number}");
            for (at, diagnosis) in claim.diagnoses.iter().enumerate() {
                assert_eq!(
                    diagnosis.qualifier,
                    if at == 0 { "ABK" } else { "ABF" },
                    "{number}"
                );
                let code = &diagnosis.code;
                assert!(
                    (3..=7).contains(&code.len()) && !code.contains('.'),
                    "{code}"
                );
                assert!(
                    at != 0 || !code.starts_with(['V', 'W', 'Y']),
                    "{number}: {code} first"
                );
            }
            let most = if claim.coverage.filing_indicator == "MB" {
                1
            } else {
                4
            };
            for line in &claim.lines {
                assert!((1..=most).contains(&line.pointers.len()), "{number}");
                let mut seen = BTreeSet::new();
                for &pointer in &line.pointers {
                    assert!(
                        (1..=claim.diagnoses.len()).contains(&pointer.into()),
                        "{number}"
                    );
                    assert!(seen.insert(pointer), "{number}");
                }
                let modifiers: BTreeSet<_> = line.modifiers.iter().collect();
                assert_eq!(modifiers.len(), line.modifiers.len(), "{number}");
                assert!(line.modifiers.len() <= 4, "{number}");
            }
        }
    }
}

#[test]
fn nothing_could_be_taken_for_real() {
    let bench = practice(&Plan::bench(100_000, 400_000), today());
    let sample = (0..400_000).step_by(701).map(|at| bench.claim(at));
    let ids: BTreeSet<&str> = PAYERS.iter().map(|p| p.id).collect();
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    for claim in small().claims().chain(demo().claims()).chain(sample) {
        for party in parties(&claim) {
            match party.id_qualifier.as_str() {
                "XX" => {
                    assert!(party.id.parse::<Npi>().is_ok(), "{}", party.id);
                    assert!(party.id.starts_with('2'), "{}", party.id);
                }
                "PI" => assert!(ids.contains(party.id.as_str()), "{}", party.id),
                "MI" => assert!(!party.id.is_empty() && party.role == "IL"),
                other => assert_eq!((other, party.id.as_str()), ("", "")),
            }
            for reference in &party.references {
                let value = reference.value.as_str();
                let safe = match reference.qualifier.as_str() {
                    "EI" => value.len() == 9 && digits(value) && value.starts_with("00"),
                    "SY" => value.len() == 9 && digits(value) && value.starts_with("999"),
                    "Y4" => value.starts_with("CBD"),
                    "F8" => value.len() == 14 && value.starts_with('C'),
                    _ => false,
                };
                assert!(safe, "{} {value}", reference.qualifier);
            }
            for number in party.contacts.iter().flat_map(|c| &c.numbers) {
                assert!(story_phone(&number.value), "{}", number.value);
            }
        }
        let coverages = claim
            .other_coverages
            .iter()
            .map(|o| &o.coverage)
            .chain([&claim.coverage]);
        for coverage in coverages.filter(|c| c.filing_indicator == "MB") {
            let id = &coverage.insured.id;
            assert!(id.len() == 11 && id[1..].starts_with('S'), "{id}");
        }
        let lines = claim.lines.iter().flat_map(|line| &line.references);
        for reference in claim.references.iter().chain(lines) {
            let value = reference.value.as_str();
            let safe = match reference.qualifier.as_str() {
                "X4" => value.len() == 10 && value.starts_with("99D"),
                "6R" => value.starts_with(claim.number.as_str()),
                "EA" => digits(value),
                "G1" => value.starts_with("PA"),
                "9F" => value.starts_with("RF"),
                "F8" => value.starts_with('C'),
                _ => false,
            };
            assert!(safe, "{} {value}", reference.qualifier);
        }
        for drug in claim.lines.iter().flat_map(|line| &line.drugs) {
            assert!(
                drug.code.len() == 11 && drug.code.starts_with("99999"),
                "{}",
                drug.code
            );
        }
    }
    let facts = demo().facts().clone();
    assert!(facts.npi.starts_with('2') && facts.npi.parse::<Npi>().is_ok());
    assert!(facts.tin.starts_with("00") && story_phone(&facts.phone));
    assert!(facts.name.starts_with("Demo practice"));
    for extra in demo().patients() {
        assert!(story_phone(&extra.phone), "{}", extra.phone);
        assert!(extra.guarantor.is_none_or(|g| story_phone(&g.phone)));
    }
}

fn story_phone(number: &str) -> bool {
    number.len() == 10
        && number.bytes().all(|b| b.is_ascii_digit())
        && (number[3..].starts_with("55501"))
}

#[test]
fn nothing_lies_in_the_future_and_nobody_is_served_before_birth() {
    for practice in [small(), demo()] {
        for claim in practice.claims() {
            let number = &claim.number;
            let Some(born) = claim.patient.born_on else {
                panic!("{number}: no date of birth")
            };
            let first = claim.first_service_on();
            assert!(first.is_some_and(|day| born <= day), "{number}");
            assert!(
                claim.patient.died_on.is_none_or(|day| first <= Some(day)),
                "{number}"
            );
            for line in &claim.lines {
                assert!(line.from.is_some() && line.to.is_none_or(|to| line.from < Some(to)));
                assert!(line.to.or(line.from) <= Some(today()), "{number}");
            }
            let of_lines = claim
                .lines
                .iter()
                .flat_map(|l| &l.adjudications)
                .flat_map(|a| &a.dates);
            let of_others = claim.other_coverages.iter().flat_map(|o| &o.dates);
            for date in claim.dates.iter().chain(of_lines).chain(of_others) {
                assert!(
                    date.from.is_some_and(|day| born <= day && day <= today()),
                    "{number}"
                );
                assert_eq!(
                    date.from.map(Day::to_x12).as_deref(),
                    Some(date.text.as_str())
                );
                if date.qualifier == "573" {
                    assert!(first < date.from, "{number}: decided after it was done");
                }
            }
            assert!(
                claim
                    .coverage
                    .insured
                    .born_on
                    .is_none_or(|day| day < today()),
                "{number}"
            );
            let related = !claim.related_causes.is_empty();
            assert_eq!(
                related,
                claim.date("439").is_some(),
                "{number}: accidents have a day"
            );
            let car = claim.related_causes.iter().any(|cause| cause == "AA");
            assert_eq!(car, !claim.accident_state.is_empty(), "{number}");
        }
    }
}

#[test]
fn a_corrected_or_voided_claim_names_the_payers_number_of_one_before_it() {
    let practice = demo();
    let claims: Vec<ClaimContent> = practice.claims().collect();
    let mut followed = 0;
    for (at, claim) in claims.iter().enumerate() {
        let sent_again = matches!(claim.frequency.as_str(), "7" | "8");
        assert_eq!(
            sent_again,
            !claim.reference("F8").is_empty(),
            "{}",
            claim.number
        );
        if sent_again {
            followed += 1;
            let same = |c: &&ClaimContent| {
                patient(c) == patient(claim)
                    && c.first_service_on() == claim.first_service_on()
                    && c.charge == claim.charge
                    && c.frequency == "1"
            };
            assert!(claims[..at].iter().any(|c| same(&c)), "{}", claim.number);
        }
    }
    assert!(40 < followed, "{followed}");
}

#[test]
fn everything_fits_its_box_on_the_form() {
    #[track_caller]
    fn check(text: &str, most: usize) {
        assert!(text.chars().count() <= most, "{text} is longer than {most}");
    }
    let town = |p: &Party| format!("{} {} {}", p.address.city, p.address.state, p.address.zip);
    let listed = |p: &Party| {
        let n = &p.name;
        let given = [&n.first, &n.middle]
            .into_iter()
            .filter(|g| !g.is_empty())
            .cloned();
        let last = [&n.last, &n.suffix]
            .into_iter()
            .filter(|g| !g.is_empty())
            .cloned();
        let last = last.collect::<Vec<_>>().join(" ");
        [last]
            .into_iter()
            .chain(given)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let street = |p: &Party| {
        let (one, two) = (&p.address.line1, &p.address.line2);
        if two.is_empty() {
            one.clone()
        } else {
            format!("{one} {two}")
        }
    };
    for claim in small().claims().chain(demo().claims()) {
        check(&listed(&claim.patient), 28);
        check(&listed(&claim.coverage.insured), 29);
        check(&street(&claim.patient), 28);
        check(&street(&claim.coverage.insured), 29);
        check(&claim.patient.address.city, 24);
        check(&claim.coverage.insured.id, 29);
        check(&claim.number, 14);
        check(claim.reference("F8"), 18);
        check(&claim.coverage.payer.name.last, 36);
        check(&claim.coverage.group_name, 29);
        for other in &claim.other_coverages {
            check(&listed(&other.coverage.insured), 28);
        }
        for note in &claim.notes {
            check(&note.text, 48);
        }
        if let Some(place) = claim.party("77") {
            check(&place.name.last, 26);
            check(&street(place), 26);
            check(&format!("{}-", town(place)), 26);
        }
        let billing = &claim.billing;
        check(&billing.name.last, 29);
        check(&street(billing), 29);
        check(&format!("{}-", town(billing)), 29);
        let signed = |p: &Party| {
            let n = &p.name;
            let parts = [&n.first, &n.middle, &n.last, &n.suffix];
            parts
                .into_iter()
                .filter(|p| !p.is_empty())
                .cloned()
                .collect::<Vec<_>>()
                .join(" ")
        };
        check(&signed(claim.rendering()), 21);
        for role in ["DN", "DQ"] {
            claim
                .party(role)
                .map(|p| check(&signed(p), 23))
                .unwrap_or_default();
        }
        for line in &claim.lines {
            check(&line.units, 3);
            for note in &line.notes {
                check(&note.text, 59);
            }
            check(&line.description, 59);
        }
    }
}

#[test]
fn extras_name_the_patients_of_the_claims() {
    let practice = demo();
    let mut accounts = BTreeSet::new();
    let extras: BTreeMap<_, _> = practice
        .patients()
        .map(|e| ((e.last.clone(), e.first.clone(), Some(e.born_on)), e))
        .collect();
    assert_eq!(extras.len(), 600);
    for extra in extras.values() {
        assert!(accounts.insert(extra.account.clone()));
        let child = 18 * 365 + 5 < extra.born_on.days_until(today());
        assert_eq!(extra.guarantor.is_none(), child, "{}", extra.account);
    }
    for claim in practice.claims() {
        let extra = extras.get(&patient(&claim));
        assert!(extra.is_some(), "{}", claim.number);
        let record = claim.reference("EA");
        assert!(record.is_empty() || extra.is_some_and(|e| e.account == record));
    }
}

#[test]
fn a_large_practice_is_made_a_row_at_a_time() {
    let practice = practice(&Plan::bench(100_000, 100_000), today());
    assert_eq!(practice.claims().len(), 100_000);
    let some: BTreeSet<_> = practice.claims().take(500).map(|c| patient(&c)).collect();
    assert!(
        498 < some.len(),
        "each claim has a patient of its own: {}",
        some.len()
    );
    let last = practice.claim(99_999);
    assert!(last.first_service_on().is_some_and(|day| day <= today()));
    assert_eq!(
        practice.patients().next_back().map(|e| e.account),
        Some("110000".into())
    );
}
