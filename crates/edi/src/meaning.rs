//! One short phrase for one segment of an 837P, shown beside the raw text in the claim view, so that
//! a biller reads the file without the guide open.

use values::{Day, Money};

use crate::words::{self, Words, word};

/// What a segment says, in a few plain words; "" when the segment is none of an 837P.
///
/// The text is a segment with the standard delimiters `*` and `:`, as [`SourceSegment`] holds it.
/// Days are shown as `MM/DD/YY`, money with two decimals; what cannot be read is shown as it stands.
///
/// [`SourceSegment`]: crate::SourceSegment
pub fn meaning(segment: &str) -> String {
    let s = Elements(
        segment
            .trim()
            .trim_end_matches('~')
            .split('*')
            .map(str::trim)
            .collect(),
    );
    match s.el(0) {
        "ISA" => listed(&[
            format!("interchange {}", s.el(13)),
            from_to(s.el(6), s.el(8)),
            if s.el(15) == "T" {
                "test".to_owned()
            } else {
                String::new()
            },
        ]),
        "IEA" => format!("interchange {} ends", s.el(2)),
        "GS" => listed(&[
            after(
                &format!("group {}", s.el(6)),
                &called(words::GROUP_KINDS, s.el(1)),
            ),
            before("version", s.el(8)),
        ]),
        "GE" => format!("group {} ends", s.el(2)),
        "ST" => format!("transaction set {}, {}", s.el(2), s.el(1)),
        "SE" => listed(&[
            format!("transaction set {} ends", s.el(2)),
            counted(s.el(1), "segment", "segments"),
        ]),
        "BHT" => listed(&[
            before("batch", s.el(3)),
            day("D8", s.el(4)),
            called(words::CLAIM_KINDS, s.el(6)),
            if s.el(2) == "18" {
                "sent again".to_owned()
            } else {
                String::new()
            },
        ]),
        "HL" => listed(&[
            format!("level {}", s.el(1)),
            called(words::LEVELS, s.el(3)),
            before("under", s.el(2)),
        ]),
        "NM1" => name(&s),
        "N2" => listed(&[before("also named", s.el(1)), s.el(2).to_owned()]),
        "N3" => listed(&[s.el(1).to_owned(), s.el(2).to_owned()]),
        "N4" => listed(&[
            s.el(1).to_owned(),
            after(s.el(2), &zip(s.el(3))),
            s.el(4).to_owned(),
        ]),
        "PER" => contact(&s),
        "PRV" => before("taxonomy", s.el(3)),
        "CUR" => before("currency", s.el(2)),
        "SBR" => listed(&[
            called(words::ORDERS, s.el(1)),
            called(words::RELATIONSHIPS, s.el(2)),
            before("group", s.el(3)),
            s.el(4).to_owned(),
            called(words::FILINGS, s.el(9)),
        ]),
        "PAT" => listed(&[
            called(words::RELATIONSHIPS, s.el(1)),
            before("died", &day(s.el(5), s.el(6))),
            if s.el(8).is_empty() {
                String::new()
            } else {
                format!("weight {} lb", plain(s.el(8)))
            },
            if s.el(9) == "Y" {
                "pregnant".to_owned()
            } else {
                String::new()
            },
        ]),
        "DMG" => listed(&[
            before("born", &day(s.el(1), s.el(2))),
            sex(s.el(3)).to_owned(),
        ]),
        "REF" => match word(words::NUMBERS, s.el(1)) {
            Some(what) => after(what, s.el(2)),
            None => before(&format!("reference {}", s.el(1)), s.el(2)),
        },
        "CLM" => claim(&s),
        "DTP" => after(
            &word(words::DATES, s.el(1)).map_or_else(|| format!("date {}", s.el(1)), str::to_owned),
            &day(s.el(2), s.el(3)),
        ),
        "AMT" => match word(words::AMOUNTS, s.el(1)) {
            Some(what) => after(what, &money(s.el(2))),
            None => after(&format!("amount {}", s.el(1)), &money(s.el(2))),
        },
        "QTY" => match s.el(1) {
            "PT" => counted(s.el(2), "patient", "patients"),
            _ => before("quantity", &plain(s.el(2))),
        },
        "NTE" => after(
            &format!("{}:", word(words::NOTES, s.el(1)).unwrap_or("note")),
            s.el(2),
        ),
        "K3" => before("file information:", s.el(1)),
        "PWK" => listed(&[
            after("attachment", &called(words::PAPERS, s.el(1))),
            called(words::TRANSMISSIONS, s.el(2)),
            before("number", s.el(6)),
        ]),
        "CN1" => listed(&[
            "contract".to_owned(),
            money(s.el(2)),
            before("code", s.el(4)),
        ]),
        "HI" => codes(&s),
        "HCP" => listed(&["repriced".to_owned(), before("allowed", &money(s.el(2)))]),
        "CR1" => listed(&[
            "ambulance".to_owned(),
            if s.el(2).is_empty() {
                String::new()
            } else {
                format!("weight {} lb", plain(s.el(2)))
            },
            counted(s.el(6), "mile", "miles"),
            s.el(9).to_owned(),
            s.el(10).to_owned(),
        ]),
        "CR2" => listed(&["spinal manipulation".to_owned(), s.el(10).to_owned()]),
        "CR3" => listed(&[
            "equipment certification".to_owned(),
            measured(s.el(3), s.el(2)),
        ]),
        "CR5" => "oxygen certification".to_owned(),
        "CRC" => {
            let what = called(words::CONDITIONS, s.el(1));
            let said: Vec<&str> = (3..8).map(|n| s.el(n)).filter(|e| !e.is_empty()).collect();
            after(
                &match s.el(2) {
                    "N" => format!("{what}: no"),
                    _ => format!("{what}:"),
                },
                &said.join(", "),
            )
            .trim_end_matches(':')
            .to_owned()
        }
        "HSD" => "visits ordered".to_owned(),
        "OI" => listed(&[
            called(words::ASSIGNED, s.el(3)),
            called(words::RELEASES, s.el(6)),
        ]),
        "MOA" | "MIA" => before("Medicare remarks", &remarks(&s)),
        "CAS" => adjustments(&s),
        "LX" => before("line", s.el(1)),
        "SV1" => listed(&[
            procedure(s.el(1)),
            before("charge", &money(s.el(2))),
            measured(s.el(4), s.el(3)),
        ]),
        "SV5" => listed(&[
            procedure(s.el(1)),
            before("rental", &money(s.el(4))),
            before("purchase", &money(s.el(5))),
        ]),
        "PS1" => listed(&[
            before("purchased from", s.el(1)),
            before("for", &money(s.el(2))),
        ]),
        "MEA" => listed(&[before("measured", s.el(2)), plain(s.el(3))]),
        "LIN" => match s.el(2) {
            "N4" => before("drug", &ndc(s.el(3))),
            _ => before("item", s.el(3)),
        },
        "CTP" => measured(s.el(4), s.component(5, 0)),
        "SVD" => listed(&[
            before(&format!("payer {} paid", s.el(1)), &money(s.el(2))),
            before("for", &procedure(s.el(3))),
            measured(s.el(5), "UN"),
        ]),
        "LQ" => before("form", s.el(2)),
        "FRM" => {
            let answer = listed(&[
                match s.el(2) {
                    "Y" => "yes".to_owned(),
                    "N" => "no".to_owned(),
                    other => other.to_owned(),
                },
                s.el(3).to_owned(),
                day("D8", s.el(4)),
                plain(s.el(5)),
            ]);
            after(&format!("question {}:", s.el(1)), &answer)
        }
        _ => String::new(),
    }
}

/// The elements of a segment; one that is not there is "".
struct Elements<'a>(Vec<&'a str>);

impl<'a> Elements<'a> {
    fn el(&self, n: usize) -> &'a str {
        self.0.get(n).copied().unwrap_or("")
    }

    fn component(&self, n: usize, k: usize) -> &'a str {
        self.el(n).split(':').nth(k).unwrap_or("").trim()
    }
}

/// The parts that say something, with commas between.
fn listed(parts: &[String]) -> String {
    let said: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|p| !p.is_empty())
        .collect();
    said.join(", ")
}

/// `what value`, or nothing when there is no value.
fn before(what: &str, value: &str) -> String {
    if value.is_empty() {
        String::new()
    } else {
        format!("{what} {value}")
    }
}

/// `what value`, or only `what` when there is no value.
fn after(what: &str, value: &str) -> String {
    format!("{what} {value}").trim().to_owned()
}

/// What a code is called, or the code.
fn called(table: Words, code: &str) -> String {
    word(table, code).unwrap_or(code).to_owned()
}

/// An amount with two decimals, or what stands there.
fn money(text: &str) -> String {
    Money::from_x12(text).map_or_else(|_| text.to_owned(), |m| m.to_string())
}

/// A decimal without the zeros that say nothing.
fn plain(text: &str) -> String {
    match text.split_once('.') {
        Some((whole, part)) if part.bytes().all(|b| b == b'0') => whole.to_owned(),
        Some(_) => text.trim_end_matches('0').to_owned(),
        None => text.to_owned(),
    }
}

/// `1 unit`, `2 units`, or nothing.
fn counted(text: &str, one: &str, many: &str) -> String {
    match plain(text).as_str() {
        "" => String::new(),
        "1" => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}

/// A quantity in the unit of a code.
fn measured(text: &str, unit: &str) -> String {
    match words::UNITS.iter().find(|(code, ..)| *code == unit) {
        Some((_, one, many)) => counted(text, one, many),
        None => counted(text, unit, unit).trim().to_owned(),
    }
}

/// Days as billers write them, or what stands there.
pub(crate) fn day(format: &str, text: &str) -> String {
    let short = |text: &str| {
        Day::from_x12(text).map_or_else(
            |_| text.to_owned(),
            |d| format!("{:02}/{:02}/{:02}", d.month(), d.day(), d.year() % 100),
        )
    };
    let clock = |text: &str| match (text.get(..2), text.get(2..4)) {
        (Some(hour), Some(minute)) => format!("{hour}:{minute}"),
        _ => text.to_owned(),
    };
    match (format, text.split_once('-')) {
        ("TM", _) => clock(text),
        ("DT", _) => match (text.get(..8), text.get(8..)) {
            (Some(date), Some(time)) => after(&short(date), &clock(time)),
            _ => text.to_owned(),
        },
        (_, Some((from, to))) if from == to => short(from),
        (_, Some((from, to))) => format!("{} to {}", short(from), short(to)),
        _ => short(text),
    }
}

/// The words for DMG03.
fn sex(code: &str) -> &str {
    match code {
        "F" => "female",
        "M" => "male",
        "U" => "sex unknown",
        other => other,
    }
}

fn from_to(from: &str, to: &str) -> String {
    listed(&[before("from", from), before("to", to)]).replace(", to ", " to ")
}

/// `332331234` as `33233-1234`.
fn zip(text: &str) -> String {
    match (text.len(), text.get(..5), text.get(5..)) {
        (9, Some(five), Some(four)) => format!("{five}-{four}"),
        _ => text.to_owned(),
    }
}

/// `3055552222` as `305-555-2222`.
fn telephone(text: &str) -> String {
    match (
        text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit()),
        text.split_at_checked(6),
    ) {
        (true, Some((start, last))) => format!("{}-{}-{last}", &start[..3], &start[3..]),
        _ => text.to_owned(),
    }
}

/// `00004196501` as `00004-1965-01`.
fn ndc(text: &str) -> String {
    match text.len() == 11 && text.bytes().all(|b| b.is_ascii_digit()) {
        true => format!("{}-{}-{}", &text[..5], &text[5..9], &text[9..]),
        false => text.to_owned(),
    }
}

fn name(s: &Elements<'_>) -> String {
    let role =
        word(words::ROLES, s.el(1)).map_or_else(|| format!("party {}", s.el(1)), str::to_owned);
    let last = after(s.el(3), s.el(7));
    let given = after(s.el(4), s.el(5));
    let who = listed(&[last, given]);
    let kind = word(words::ID_KINDS, s.el(8)).unwrap_or("id");
    listed(&[after(&role, &who), before(kind, s.el(9))])
}

fn contact(s: &Elements<'_>) -> String {
    let mut said = vec![before("contact", s.el(2))];
    for (way, number) in [(3, 4), (5, 6), (7, 8)] {
        let what = word(words::WAYS, s.el(way)).unwrap_or(s.el(way));
        said.push(before(what, &telephone(s.el(number))));
    }
    listed(&said)
}

fn claim(s: &Elements<'_>) -> String {
    let mut said = vec![
        after("claim", s.el(1)),
        before("charge", &money(s.el(2))),
        word(words::FREQUENCIES, s.component(5, 2))
            .unwrap_or("")
            .to_owned(),
    ];
    said.extend((0..3).map(|k| called(words::CAUSES, s.component(11, k))));
    listed(&said)
}

/// A procedure code with its modifiers: `99213-25`.
fn procedure(composite: &str) -> String {
    let parts: Vec<&str> = composite.split(':').map(str::trim).collect();
    let code = match parts.as_slice() {
        [code] => *code,
        [_, code, ..] => *code,
        [] => "",
    };
    let modifiers = parts.iter().skip(2).take(4).filter(|m| !m.is_empty());
    modifiers.fold(code.to_owned(), |all, modifier| format!("{all}-{modifier}"))
}

/// A diagnosis with its decimal point.
pub(crate) fn pointed(qualifier: &str, code: &str) -> String {
    let at = match qualifier {
        "ABK" | "ABF" | "ABJ" | "ABN" | "APR" => 3,
        "BK" | "BF" if code.starts_with('E') => 4,
        "BK" | "BF" => 3,
        _ => return code.to_owned(),
    };
    match (code.contains('.'), code.get(..at), code.get(at..)) {
        (false, Some(start), Some(rest)) if !rest.is_empty() => format!("{start}.{rest}"),
        _ => code.to_owned(),
    }
}

fn codes(s: &Elements<'_>) -> String {
    let mut what = "code";
    let mut said = Vec::new();
    for n in 1..s.0.len() {
        let (qualifier, code) = (s.component(n, 0), s.component(n, 1));
        what = match word(words::CODES, qualifier) {
            Some(words) if said.is_empty() => words,
            _ => what,
        };
        match code {
            "" if qualifier.is_empty() => {}
            "" => said.push(qualifier.to_owned()),
            code => said.push(pointed(qualifier, code)),
        }
    }
    let many = match (said.len(), what) {
        (0 | 1, what) => what.to_owned(),
        (_, "diagnosis") => "diagnoses".to_owned(),
        (_, what) => format!("{what}s"),
    };
    after(&many, &said.join(", "))
}

fn adjustments(s: &Elements<'_>) -> String {
    let group = called(words::GROUPS, s.el(1));
    let mut said = Vec::new();
    for at in (2..s.0.len()).step_by(3) {
        if !s.el(at).is_empty() {
            said.push(after(&format!("reason {}", s.el(at)), &money(s.el(at + 1))));
        }
    }
    after(&format!("{group}:"), &said.join(", "))
}

fn remarks(s: &Elements<'_>) -> String {
    let said: Vec<&str> = (3..8).map(|n| s.el(n)).filter(|e| !e.is_empty()).collect();
    said.join(", ")
}

#[cfg(test)]
mod tests {
    use super::meaning;

    #[track_caller]
    fn check(segment: &str, want: &str) {
        assert_eq!(meaning(segment), want, "{segment}");
    }

    #[test]
    fn the_envelope_is_said_in_words() {
        check(
            "ISA*00*          *00*          *ZZ*SENDER         *ZZ*PAYER          *030101*1253*^*00501*000000905*1*T*:",
            "interchange 000000905, from SENDER to PAYER, test",
        );
        check(
            "GS*HC*SENDER*PAYER*19991231*0802*1*X*005010X222A1",
            "group 1 claims, version 005010X222A1",
        );
        check("ST*837*0021*005010X222A1", "transaction set 0021, 837");
        check(
            "BHT*0019*00*0123*20061015*1023*CH",
            "batch 0123, 10/15/06, chargeable claims",
        );
        check(
            "BHT*0019*18*0123*20061015*1023*RP",
            "batch 0123, 10/15/06, encounters, sent again",
        );
        check("SE*42*0021", "transaction set 0021 ends, 42 segments");
        check("GE*1*1", "group 1 ends");
        check("IEA*1*000000905", "interchange 000000905 ends");
    }

    #[test]
    fn people_and_places_are_said_in_words() {
        check("HL*1**20*1", "level 1, billing provider");
        check("HL*3*2*23*0", "level 3, patient, under 2");
        check("NM1*QC*1*SMITH*TED", "patient SMITH, TED");
        check(
            "NM1*85*2*BEN KILDARE SERVICE*****XX*1234567893",
            "billing provider BEN KILDARE SERVICE, NPI 1234567893",
        );
        check(
            "NM1*IL*1*DOE*JOHN*T**JR*MI*123456",
            "insured DOE JR, JOHN T, member id 123456",
        );
        check("NM1*XQ*2*WHO", "party XQ WHO");
        check("N3*236 N MAIN ST*APT 4", "236 N MAIN ST, APT 4");
        check("N4*MIAMI*FL*334131234", "MIAMI, FL 33413-1234");
        check(
            "PER*IC*JERRY*TE*3055552222*EX*231",
            "contact JERRY, telephone 305-555-2222, ext. 231",
        );
        check("PER*IC**TE*5555550199", "telephone 555-555-0199");
        check("DMG*D8*19730501*M", "born 05/01/73, male");
        check(
            "SBR*P*18*2222-SJ******CI",
            "primary, self, group 2222-SJ, commercial",
        );
        check("PAT*19******01*146*Y", "child, weight 146 lb, pregnant");
        check("PAT*19****D8*20250506", "child, died 05/06/25");
        check("REF*EI*123456789", "EIN 123456789");
        check("REF*F8*ICN77", "payer's claim number ICN77");
        check("REF*Q4*7", "reference Q4 7");
        check("PRV*BI*PXC*207Q00000X", "taxonomy 207Q00000X");
    }

    #[test]
    fn a_claim_and_its_lines_are_said_in_words() {
        check(
            "CLM*26463774*100***11:B:1*Y*A*Y*I",
            "claim 26463774, charge 100.00",
        );
        check(
            "CLM*A1*79.4***11:B:7*Y*A*Y*I**AA:OA::FL",
            "claim A1, charge 79.40, replacement, auto accident, other accident",
        );
        check("HI*ABK:J020", "diagnosis J02.0");
        check(
            "HI*ABK:J020*ABF:Z1159*ABF:I10",
            "diagnoses J02.0, Z11.59, I10",
        );
        check("HI*BK:E9170*BF:V7389", "diagnoses E917.0, V73.89");
        check("HI*BG:AA*BG:BB", "condition codes AA, BB");
        check("HI*BP:33414", "surgery code 33414");
        check("DTP*472*D8*20061003", "service 10/03/06");
        check(
            "DTP*472*RD8*20061003-20061004",
            "service 10/03/06 to 10/04/06",
        );
        check("DTP*435*DT*200610031430", "admission 10/03/06 14:30");
        check("DTP*431*D8*2006", "onset 2006");
        check("SV1*HC:99213*40*UN*1***1", "99213, charge 40.00, 1 unit");
        check(
            "SV1*HC:00142:QK:QS*827.00*MJ*61.00***1",
            "00142-QK-QS, charge 827.00, 61 minutes",
        );
        check("LX*2", "line 2");
        check("LIN**N4*00004196501", "drug 00004-1965-01");
        check("CTP****2.5*ML", "2.5 milliliters");
        check(
            "SVD*43*55*HC:99213**3",
            "payer 43 paid 55.00, for 99213, 3 units",
        );
        check(
            "CAS*PR*1*21.89**2*15",
            "patient responsibility: reason 1 21.89, reason 2 15.00",
        );
        check("AMT*F5*10", "patient paid 10.00");
        check("OI***Y*P**Y", "benefits assigned, release signed");
        check("MOA***MA01*MA18", "Medicare remarks MA01, MA18");
        check("NTE*ADD*SEEN TWICE", "note: SEEN TWICE");
        check(
            "PWK*OB*FX***AC*DMN0012",
            "attachment operative note, by fax, number DMN0012",
        );
        check(
            "CR1*LB*140*I*A*DH*12****UNCONSCIOUS",
            "ambulance, weight 140 lb, 12 miles, UNCONSCIOUS",
        );
        check("CRC*07*Y*01*06", "ambulance certification: 01, 06");
        check("FRM*4*Y", "question 4: yes");
    }

    #[test]
    fn a_segment_of_something_else_says_nothing() {
        check("BPR*I*100", "");
        check("", "");
        check("***", "");
        check("~", "");
    }
}
