//! The envelopes, levels and delimiters of the files that the writer for tests makes.

use billing::claim::ClaimContent;
use seeds::x12_file::{Delimiters, Letters, Options, Version, pieces, write_837p};
use seeds::{Plan, practice};
use values::Day;

fn today() -> Day {
    let Ok(day) = Day::new(2026, 11, 24) else {
        unreachable!("a day of the calendar")
    };
    day
}

fn claims() -> Vec<ClaimContent> {
    practice(&Plan::small(), today()).claims().collect()
}

/// The segments of a file as lists of elements.
fn segments(file: &str, options: &Options) -> Vec<Vec<String>> {
    let d = options.delimiters;
    file.split(d.terminator)
        .map(|s| s.trim_matches(['\r', '\n']))
        .filter(|s| !s.is_empty())
        .map(|s| s.split(d.element).map(str::to_owned).collect())
        .collect()
}

/// Counts, control numbers and levels agree, and every claim is there.
#[track_caller]
fn check(options: &Options, want: (usize, usize, usize)) {
    let claims = claims();
    let file = write_837p(&claims, options);
    let segments = segments(&file, options);
    let (mut isa, mut gs, mut st) = (Vec::new(), Vec::new(), Vec::new());
    let (mut groups, mut sets, mut begun) = (0, 0, 0);
    let mut parents: Vec<(String, String)> = Vec::new();
    let mut numbers = Vec::new();
    for (at, s) in segments.iter().enumerate() {
        let el = |n: usize| s.get(n).cloned().unwrap_or_default();
        match s[0].as_str() {
            "ISA" => {
                let length = s.iter().map(String::len).sum::<usize>() + 17;
                assert_eq!(length, 106, "ISA is 106 bytes with its terminator");
                isa.push(el(13));
                groups = 0;
            }
            "GS" => {
                gs.push(el(6));
                assert_eq!(el(8), options.version.name());
                groups += 1;
                sets = 0;
            }
            "ST" => {
                st.push(el(2));
                sets += 1;
                begun = at;
                parents.clear();
            }
            "HL" => {
                assert_eq!(
                    el(1),
                    (parents.len() + 1).to_string(),
                    "HL01 counts up in its set"
                );
                let parent = el(2).parse().ok().and_then(|n: usize| parents.get(n - 1));
                match el(3).as_str() {
                    "20" => assert_eq!((el(2).as_str(), el(4).as_str()), ("", "1")),
                    "22" => assert_eq!(parent.map(|p| p.0.as_str()), Some("20")),
                    _ => assert_eq!(parent, Some(&("22".into(), "1".into()))),
                }
                parents.push((el(3), el(4)));
            }
            "SBR" if segments[at - 1][0] == "HL" => {
                let child = &segments[at - 1][4];
                assert_eq!(
                    el(2) == "18",
                    child == "0",
                    "a self insured has no patient below"
                );
            }
            "CLM" => numbers.push(el(1)),
            "SE" => {
                assert_eq!(el(1), (at - begun + 1).to_string());
                assert_eq!(Some(&el(2)), st.last());
            }
            "GE" => assert_eq!((el(1), Some(&el(2))), (sets.to_string(), gs.last())),
            "IEA" => assert_eq!((el(1), Some(&el(2))), (groups.to_string(), isa.last())),
            _ => {}
        }
        assert!(
            s.last().is_some_and(|e| !e.is_empty() || s.len() == 1),
            "{s:?}"
        );
    }
    assert_eq!((isa.len(), gs.len(), st.len()), want);
    assert!(numbers.iter().eq(claims.iter().map(|c| &c.number)));
    assert_eq!(pieces(&claims, options).collect::<String>(), file);
}

#[test]
fn counts_and_levels_agree_in_every_shape() {
    let usual = Options::new(today());
    check(&usual, (1, 1, 1));
    for version in [Version::X222A2, Version::X222, Version::X098A1] {
        check(
            &Options {
                version,
                ..usual.clone()
            },
            (1, 1, 1),
        );
    }
    check(
        &Options {
            line_break: "",
            letters: Letters::Capitals,
            ..usual.clone()
        },
        (1, 1, 1),
    );
    check(
        &Options {
            line_break: "\r\n",
            ..usual.clone()
        },
        (1, 1, 1),
    );
    // 54 claims: 14 sets of four, in groups of three, in interchanges of two.
    check(
        &Options {
            claims_in_set: 4,
            sets_in_group: 3,
            groups_in_interchange: 2,
            ..usual.clone()
        },
        (3, 5, 14),
    );
    let delimiters = Delimiters {
        element: '|',
        component: '>',
        repetition: '!',
        terminator: '\n',
    };
    check(
        &Options {
            delimiters,
            line_break: "",
            ..usual
        },
        (1, 1, 1),
    );
}

#[test]
fn letters_are_written_as_asked() {
    let mut claims = claims();
    claims.truncate(1);
    claims[0].patient.name.last = "Núñez-O'Dell*Côté".into();
    claims[0].coverage.insured.name.last = "Núñez-O'Dell*Côté".into();
    for (letters, want) in [
        (Letters::AsTheyStand, "NM1*IL*1*Núñez-O'Dell Côté*"),
        (Letters::Plain, "NM1*IL*1*Nunez-O'Dell Cote*"),
        (Letters::Capitals, "NM1*IL*1*NUNEZ-O'DELL COTE*"),
    ] {
        let file = write_837p(
            &claims,
            &Options {
                letters,
                ..Options::new(today())
            },
        );
        assert!(file.contains(want), "{letters:?}");
    }
}

#[test]
fn names_of_the_demo_lose_only_their_accents() {
    let demo = practice(&Plan::demo(), today());
    for piece in pieces(demo.claims(), &Options::new(today())) {
        assert!(piece.is_ascii());
    }
    let stand = Options {
        letters: Letters::AsTheyStand,
        ..Options::new(today())
    };
    let as_they_stand: String = pieces(demo.claims(), &stand).collect();
    let plain: String = pieces(demo.claims(), &Options::new(today())).collect();
    assert!(!as_they_stand.is_ascii());
    assert_eq!(
        as_they_stand.chars().count(),
        plain.len(),
        "a letter for each letter"
    );
    let blanks = |text: &str| text.chars().filter(|c| *c == ' ').count();
    assert_eq!(
        blanks(&as_they_stand),
        blanks(&plain),
        "no letter and no mark became a blank"
    );
}

#[test]
fn a_file_stops_at_its_size() {
    let bench = practice(&Plan::bench(100_000, 400_000), today());
    let options = Options {
        stop_at_bytes: Some(300_000),
        claims_in_set: 100,
        ..Options::new(today())
    };
    let mut size = 0;
    let mut last = String::new();
    for piece in pieces(bench.claims(), &options) {
        size += piece.len();
        last = piece;
    }
    assert!((300_000..330_000).contains(&size), "{size}");
    assert!(last.trim_end().ends_with("IEA*1*000000001~"));
}

#[test]
fn no_claims_make_no_file() {
    assert_eq!(write_837p(&[], &Options::new(today())), "");
}
