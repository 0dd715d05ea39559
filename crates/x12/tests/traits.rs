//! Every fault that files of the world have: what is read all the same, and what is told.

use x12::{Delimiters, Envelope, Finding, Kind, Reader, SegmentBuf, Severity, read};

const ISA: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *240101*1200\
                   *^*00501*000000905*0*P*:~";

/// A small 837P.
const BODY: &[&str] = &[
    "GS*HC*SENDER*RECEIVER*20240101*1200*17*X*005010X222A1",
    "ST*837*0021*005010X222A1",
    "BHT*0019*00*0123*20240101*1200*CH",
    "NM1*85*2*BEN KILDARE SERVICE*****XX*9876543210",
    "CLM*26463774*100***11:B:1*Y*A*Y*I",
    "HI*BK:0340*BF:V7389",
    "LX*1",
    "SV1*HC:99213*40*UN*1***1",
    "SE*8*0021",
    "GE*1*17",
    "IEA*1*000000905",
];

/// The whole file, a segment after the other.
fn whole() -> String {
    ISA.to_owned() + &BODY.join("~") + "~"
}

fn lines(end: &str) -> String {
    whole().replace('~', end)
}

fn codes(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|finding| finding.code)
        .collect::<Vec<_>>()
        .join(" ")
}

fn standard(segments: &[SegmentBuf]) -> Vec<String> {
    segments
        .iter()
        .map(|s| s.segment().to_text(&Delimiters::STANDARD))
        .collect()
}

/// The findings, to be looked at when a test fails.
fn told(findings: &[Finding]) -> String {
    let line = |f: &Finding| format!("{} at {:?}: {}\n", f.code, f.place, f.text);
    findings.iter().map(line).collect()
}

/// The file is read as the whole one, with these findings.
#[track_caller]
fn reads_whole(file: impl AsRef<[u8]>, expected: &str) {
    let (segments, findings) = read(file.as_ref());
    let mut expected_text: Vec<String> = vec![ISA.to_owned()];
    expected_text.extend(BODY.iter().map(|s| format!("{s}~")));
    let text = standard(&segments);
    assert_eq!(&text[1..], &expected_text[1..], "{}", told(&findings));
    assert_eq!(segments[0].segment().element(13), "000000905");
    assert_eq!(codes(&findings), expected, "{}", told(&findings));
    for (segment, n) in segments.iter().zip(1..) {
        assert_eq!(segment.place.segment, n);
    }
}

/// The file gives these names and these findings.
#[track_caller]
fn check(file: impl AsRef<[u8]>, names: &str, expected: &str) -> Vec<Finding> {
    let (segments, findings) = read(file.as_ref());
    let found: Vec<_> = segments
        .iter()
        .map(|s| s.segment().id().to_owned())
        .collect();
    assert_eq!(found.join(" "), names, "{}", told(&findings));
    assert_eq!(codes(&findings), expected, "{}", told(&findings));
    for finding in &findings {
        let text = &finding.text;
        assert!(text.ends_with('.') && !text.contains("  "), "{text}");
        assert!(
            finding.place.segment <= segments.len() as u64 + 2,
            "{finding:?}"
        );
    }
    findings
}

const ALL: &str = "ISA GS ST BHT NM1 CLM HI LX SV1 SE GE IEA";

#[test]
fn a_sound_file_gives_its_segments_and_no_finding() {
    reads_whole(whole(), "");
}

#[test]
fn lines_and_indentation_are_not_part_of_it() {
    reads_whole(lines("~\n"), "");
    reads_whole(lines("~\r\n"), "");
    reads_whole(lines("~\r"), "");
    reads_whole(lines("~\r\n\r\n   \t"), "");
    reads_whole(whole() + "\r\n\r\n", "");
    reads_whole(whole() + "\x1a", "");
    reads_whole(whole() + &"\0".repeat(300), "");
    reads_whole(format!("\r\n\n   {}", whole()), "");
}

#[test]
fn any_delimiters_are_read() {
    reads_whole(whole().replace('*', "|"), "");
    reads_whole(whole().replace('*', "\t"), "");
    reads_whole(
        whole()
            .replace('*', "\x1d")
            .replace('~', "\x1c")
            .replace(':', "\x1f"),
        "",
    );
    reads_whole(whole().replace('~', "'"), "");
    reads_whole(whole().replace(':', ">"), "");
    reads_whole(whole().replace(':', "\\"), "");
    reads_whole(whole().replace('~', "?\n"), "");
    reads_whole(lines("\n"), "");
    reads_whole(lines("\r\n"), "");
    reads_whole(lines("\r"), "");
    reads_whole(lines("\x1d\r\n  "), "");
    reads_whole(lines("…\r\n"), "");
    reads_whole(whole().replace('*', "¦").replace(':', "§"), "");
    let windows: Vec<u8> = whole()
        .replace('*', "¦")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    reads_whole(windows, "");
}

#[test]
fn the_repetition_separator_counts_from_version_00402_on() {
    let repetition = |file: String| read(file.as_bytes()).0[0].delimiters.repetition;
    assert_eq!(repetition(whole()), Some('^'));
    assert_eq!(repetition(whole().replace("*^*00501", "*U*00501")), None);
    assert_eq!(repetition(whole().replace("*^*00501", "*^*00401")), None);
    assert_eq!(repetition(whole().replace("*^*00501", "*:*00501")), None);
}

#[test]
fn marks_and_encodings_are_read() {
    let bytes = |text: &str, unit: fn(u16) -> [u8; 2]| {
        text.encode_utf16().flat_map(unit).collect::<Vec<u8>>()
    };
    reads_whole(format!("\u{feff}{}", whole()), "byte-order-mark");
    reads_whole(
        bytes(&format!("\u{feff}{}", lines("~\r\n")), u16::to_le_bytes),
        "encoding-utf16",
    );
    reads_whole(
        bytes(&format!("\u{feff}{}", whole()), u16::to_be_bytes),
        "encoding-utf16",
    );
    reads_whole(bytes(&whole(), u16::to_le_bytes), "encoding-utf16");
    reads_whole(bytes(&whole(), u16::to_be_bytes), "encoding-utf16");

    let place = bytes(
        &format!("\u{feff}{}", whole().replace("BEN", "B€😀N")),
        u16::to_le_bytes,
    );
    let (segments, _) = read(&place);
    assert_eq!(segments[4].segment().element(3), "B€😀N KILDARE SERVICE");
    for segment in &segments[5..] {
        let at = segment.place.byte as usize;
        assert_eq!(place[at], segment.segment().id().as_bytes()[0]);
    }
}

#[test]
fn letters_outside_of_ascii_are_kept() {
    let name = |file: &[u8], expected: &str, findings: &str| {
        let (segments, found) = read(file);
        assert_eq!(segments[4].segment().element(3), expected);
        assert_eq!(codes(&found), findings);
    };
    name(
        whole().replace("BEN KILDARE SERVICE", "MUÑOZ").as_bytes(),
        "MUÑOZ",
        "",
    );
    let mut bytes = whole().into_bytes();
    let at = whole().find("BEN").unwrap();
    bytes[at..at + 3].copy_from_slice(b"B\xd1X");
    name(&bytes, "BÑX KILDARE SERVICE", "encoding-windows");
    bytes[at..at + 3].copy_from_slice(b"O\x92N");
    name(&bytes, "O’N KILDARE SERVICE", "encoding-windows");
    bytes[at..at + 3].copy_from_slice(b"A\0B");
    name(&bytes, "A B KILDARE SERVICE", "control-characters");
}

#[test]
fn wrapped_lines_are_joined() {
    for width in [20, 72, 80, 106, 128] {
        let file = whole();
        let lines: Vec<_> = file.as_bytes().chunks(width).collect();
        reads_whole(lines.join(&b"\r\n"[..]), "line-breaks");
    }
}

#[test]
fn an_isa_of_another_length_is_read() {
    let short = whole()
        .replace("SENDER         ", "SENDER")
        .replace("          ", " ");
    reads_whole(&short, "isa-length");
    reads_whole(
        short.replace("*ZZ*RECEIVER       *", "*ZZ*RECEIVER\n*"),
        "line-breaks isa-length",
    );
    reads_whole(
        whole().replace("SENDER         ", "A SENDER WITH A LONG NAME"),
        "isa-length",
    );
    reads_whole(whole().replacen(":~", "~", 1), "isa-length isa16-missing");
    check(
        whole().replace("*0*P", "*P"),
        ALL,
        "isa-length isa-elements",
    );
    check(
        whole().replace("*0*P", "*0*0*P"),
        ALL,
        "isa-length isa-elements",
    );
}

#[test]
fn what_stands_before_the_isa_is_passed_over() {
    reads_whole(
        format!("From: a@example.com\r\nSubject: claims\r\n\r\n{}", whole()),
        "before-isa",
    );
    reads_whole(
        [&b"\x01\x02\x03\xff"[..], whole().as_bytes()].concat(),
        "before-isa",
    );
    reads_whole([&[b' '; 10_000][..], whole().as_bytes()].concat(), "");
    reads_whole([&[0; 10_000][..], whole().as_bytes()].concat(), "");
    reads_whole(
        [&[b' '; 10_000][..], b"Claims:", whole().as_bytes()].concat(),
        "before-isa",
    );
    reads_whole(
        [&[b'x'; 1_000_000][..], whole().as_bytes()].concat(),
        "before-isa",
    );
}

#[test]
fn another_component_separator_is_found_out() {
    let file = ISA.to_owned() + &whole()[106..].replace(':', ">");
    reads_whole(&file, "component-separator");
    let finding = read(file.as_bytes()).1.remove(0);
    assert_eq!(finding.element_ref().as_deref(), Some("CLM05"));
    assert_eq!(finding.severity, Severity::Check);
    // The one that ISA16 names is used again, in an interchange of its own or in the same.
    let mixed = file.replace("SV1*HC>99213", "SV1*HC:99213");
    reads_whole(mixed, "component-separator");
    let two = format!("{file}{}", whole().replace("905", "906"));
    let (segments, _) = read(two.as_bytes());
    assert_eq!(segments[5].segment().component(5, 2), "B");
    assert_eq!(segments[17].segment().component(5, 2), "B");
    reads_whole(
        ISA.replace(":~", "~") + &whole()[106..].replace(':', ">"),
        "isa-length isa16-missing",
    );
}

#[test]
fn each_isa_brings_its_own_delimiters() {
    let two = format!(
        "{}{}",
        whole(),
        whole().replace('*', "|").replace('~', "\n")
    );
    check(&two, &format!("{ALL} {ALL}"), "isa-repeated");
    check(
        two.replace("|000000905", "|000000906"),
        &format!("{ALL} {ALL}"),
        "",
    );
    // The last segment of the first file lacks its terminator.
    let open = format!(
        "{}\r\n{}",
        whole().trim_end_matches('~'),
        whole().replace("905", "906")
    );
    check(open, &format!("{ALL} {ALL}"), "terminator-missing");
}

#[test]
fn several_groups_and_sets_are_counted() {
    let set = BODY[1..9].join("~");
    let group = format!("{}~{set}~{}~GE*2*17", BODY[0], set.replace("0021", "0022"));
    let other = group.replace("*17", "*18");
    let names = "ISA GS ST BHT NM1 CLM HI LX SV1 SE ST BHT NM1 CLM HI LX SV1 SE GE GS ST BHT NM1 CLM HI \
                 LX SV1 SE ST BHT NM1 CLM HI LX SV1 SE GE IEA";
    check(format!("{ISA}{group}~{other}~IEA*2*000000905~"), names, "");
    check(
        format!("{ISA}{group}~{group}~IEA*2*905~"),
        names,
        "gs-repeated",
    );
    let twice = group.replace("0022", "0021");
    check(
        format!("{ISA}{twice}~{other}~IEA*2*905~"),
        names,
        "st-repeated",
    );
}

#[test]
fn wrong_counts_and_control_numbers_are_told() {
    let one = |from: &str, to: &str, code: &str, element: &str, text: &str| {
        let found = check(whole().replace(from, to), ALL, code);
        assert_eq!(found[0].element_ref().as_deref(), Some(element));
        assert_eq!(found[0].severity, Severity::Fix);
        assert!(found[0].text.starts_with(text), "{}", found[0].text);
    };
    one(
        "SE*8*",
        "SE*7*",
        "se-count",
        "SE01",
        "SE01 says 7 segments, but the transaction set has 8.",
    );
    one(
        "SE*8*",
        "SE*x*",
        "se-count",
        "SE01",
        "SE01 holds no number; it should say 8",
    );
    one(
        "GE*1*",
        "GE*2*",
        "ge-count",
        "GE01",
        "GE01 says 2 transaction sets, but the group has 1.",
    );
    one(
        "IEA*1*",
        "IEA*3*",
        "iea-count",
        "IEA01",
        "IEA01 says 3 groups, but the interchange has 1.",
    );
    one(
        "SE*8*0021",
        "SE*8*0022",
        "se-control",
        "SE02",
        "SE02 is 0022 and ST02 is 0021;",
    );
    one(
        "GE*1*17",
        "GE*1*",
        "ge-control",
        "GE02",
        "GE02 is blank and GS06 is 17;",
    );
    one(
        "IEA*1*000000905",
        "IEA*1*JOHN Q. PUBLIC",
        "iea-control",
        "IEA02",
        "IEA02 is a text of 14 characters and ISA13 is 000000905;",
    );
    // Leading zeros are no difference.
    check(whole().replace("*17*X", "*0017*X"), ALL, "");
}

#[test]
fn missing_and_doubled_envelopes_are_told() {
    let without = |id: &str| {
        let kept = BODY.iter().filter(|s| !s.starts_with(&format!("{id}*")));
        ISA.to_owned() + &kept.map(|s| format!("{s}~")).collect::<String>()
    };
    let names = |id: &str| ALL.replace(&format!("{id} "), "");
    check(without("GS"), &names("GS"), "st-outside ge-alone iea-count");
    check(
        without("ST"),
        &names("ST"),
        "segment-outside se-alone ge-count",
    );
    check(without("SE"), &names("SE"), "st-open");
    check(without("GE"), &names("GE"), "gs-open");
    check(without("IEA"), ALL.trim_end_matches(" IEA"), "isa-open");
    let found = check(
        &whole()[..whole().find("CLM").unwrap()],
        "ISA GS ST BHT NM1",
        "st-open gs-open isa-open",
    );
    assert_eq!(
        found.iter().map(|f| f.place.segment).collect::<Vec<_>>(),
        [3, 2, 1]
    );
    let severities: Vec<_> = found.iter().map(|f| f.severity).collect();
    assert_eq!(
        severities,
        [Severity::Fix, Severity::Check, Severity::Check]
    );
    check(
        whole() + "IEA*1*000000905~",
        &format!("{ALL} IEA"),
        "iea-alone",
    );
    check(
        whole() + "REF*F8*1~REF*F8*2~",
        &format!("{ALL} REF REF"),
        "segment-outside",
    );
    check(
        whole() + BODY[0] + "~",
        &format!("{ALL} GS"),
        "gs-outside gs-repeated gs-open",
    );
}

#[test]
fn a_part_of_a_file_is_read_without_its_isa() {
    let part = |from: &str| whole()[whole().find(from).unwrap()..].to_owned();
    check(part("GS*"), ALL.trim_start_matches("ISA "), "isa-missing");
    check(
        part("ST*"),
        ALL.trim_start_matches("ISA GS "),
        "isa-missing",
    );
    check(part("CLM*"), "CLM HI LX SV1 SE GE IEA", "isa-missing");
    let lines = part("GS*")
        .replace('~', "\r\n")
        .replace('*', "|")
        .replace(':', ">");
    check(&lines, ALL.trim_start_matches("ISA "), "isa-missing");
    assert_eq!(read(lines.as_bytes()).0[4].segment().component(5, 2), "B");
}

#[test]
fn a_cut_file_is_read_as_far_as_it_goes() {
    let cut = |at: usize| whole()[..at].to_owned();
    check(cut(10), "", "isa-cut");
    check(cut(104), "", "isa-cut");
    check(cut(105), "ISA", "file-cut isa-open");
    check(cut(106), "ISA", "isa-open");
    check(cut(107), "ISA", "file-cut isa-open");
    let last = whole().len();
    check(cut(last - 1), ALL, "terminator-last");
    check(cut(last - 3), ALL, "terminator-last iea-control");
    check(
        cut(last - 30),
        "ISA GS ST BHT NM1 CLM HI LX SV1",
        "file-cut st-open gs-open isa-open",
    );
    let found = read(cut(whole().find("HI*").unwrap() + 8).as_bytes()).1;
    assert_eq!(codes(&found), "file-cut st-open gs-open isa-open");
    assert_eq!(
        (found[0].place.segment, found[0].segment_id.as_deref()),
        (7, Some("HI"))
    );
}

#[test]
fn half_a_segment_is_never_read() {
    let texts = |file: &[u8]| -> Vec<String> {
        read(file)
            .0
            .iter()
            .map(|s| s.segment().text().to_owned())
            .collect()
    };
    for file in [
        whole(),
        lines("~\r\n"),
        lines("\n"),
        lines("\r\n"),
        lines("…"),
    ] {
        let all = texts(file.as_bytes());
        for cut in 0..file.len() {
            let mut read = texts(&file.as_bytes()[..cut]);
            // An IEA is read to be compared with its ISA.
            read.truncate(11);
            assert_eq!(read, all[..read.len()], "cut at {cut}");
            let followed = [&file.as_bytes()[..cut], whole().as_bytes()].concat();
            for text in texts(&followed) {
                assert!(
                    all.contains(&text) || text.starts_with("I"),
                    "cut at {cut}: {text}"
                );
            }
        }
    }
}

#[test]
fn missing_terminators_are_found_by_the_lines() {
    let file = lines("~\n");
    // One of them.
    reads_whole(file.replace("*CH~\n", "*CH\n"), "terminator-missing");
    reads_whole(
        file.replace("*CH~\n", "*CH\n").replace("LX*1~\n", "LX*1\n"),
        "terminator-missing terminator-missing",
    );
    // All after the ISA.
    reads_whole(
        file.replace("~\n", "\n").replacen('\n', "~\n", 1),
        "terminator-differs",
    );
    // The last ones.
    reads_whole(
        file.replace("0021~\nGE", "0021\nGE")
            .replace("*17~\n", "*17\n"),
        "terminator-missing terminator-missing",
    );
    // None anywhere.
    let bare = ISA.replace('~', "") + &BODY.concat();
    check(bare, "", "no-terminator");
}

#[test]
fn odd_segments_are_told_and_the_rest_is_read() {
    reads_whole(
        whole().replace("~LX", "~~LX").replace("~SV1", "~~~SV1"),
        "segment-empty",
    );
    reads_whole(
        whole().replace("~LX*", "~lx*").replace("HI*", "hi*"),
        "segment-lower-case",
    );
    reads_whole(
        whole()
            .replace("LX*1", " LX *1")
            .replace(" LX *1", "  LX*1"),
        "",
    );
    let found = check(
        whole()
            .replace("~LX", "~SMITH, JOHN~LX")
            .replace("SE*8", "SE*9"),
        ALL,
        "segment-name",
    );
    assert!(!format!("{found:?}").contains("SMITH"));
    check(
        whole().replace("~LX", "~*LX"),
        &ALL.replace("LX ", ""),
        "segment-name",
    );
    let gap = whole().replace("~LX", &format!("~NTE*ADD*{}~LX", "x".repeat(70_000)));
    check(gap.replace("SE*8", "SE*9"), ALL, "segment-too-long");
    let lost = whole().replace("~LX", &format!("~NTE*ADD*{}", "x".repeat(70_000)));
    check(
        lost + &whole().replace("905", "906"),
        &format!("{} {ALL}", ALL.replace(" LX", "")),
        "segment-too-long",
    );
}

#[test]
fn an_interchange_after_a_broken_one_is_read() {
    let next = whole().replace("905", "906");
    let cut = whole()[..250].to_owned();
    check(
        format!("{cut}{next}"),
        &format!("ISA GS ST BHT {ALL}"),
        "isa-inside st-open gs-open isa-open",
    );
    check(format!("ISA*00*{next}"), ALL, "isa-unreadable");
    check(
        format!("ISA{}{next}", "*".repeat(300_000)),
        ALL,
        "isa-unreadable",
    );
    let long = format!("{ISA}GS*HC*{}", "x".repeat(200_000));
    check(
        format!("{long}{next}"),
        &format!("ISA {ALL}"),
        "segment-too-long isa-open",
    );
    let unended = ISA.replace('~', "") + &BODY.concat();
    check(format!("{unended}{next}"), ALL, "no-terminator");
}

#[test]
fn what_is_no_x12_is_named() {
    let check_kind = |file: &[u8], kind: Kind, code: &str, text: &str| {
        let mut reader = Reader::new(file);
        assert!(!reader.advance());
        assert!(!reader.advance());
        assert_eq!(reader.segment().id(), "");
        assert_eq!(reader.kind(), Some(kind));
        let found = reader.take_findings();
        assert_eq!(codes(&found), code);
        assert!(found[0].text.starts_with(text), "{}", found[0].text);
        assert_eq!(
            (found[0].severity, found[0].place.segment),
            (Severity::Fix, 0)
        );
    };
    check_kind(b"", Kind::Empty, "file-empty", "The file is empty.");
    check_kind(
        b"\xef\xbb\xbf",
        Kind::Empty,
        "file-empty",
        "The file is empty.",
    );
    check_kind(
        &[b'\n'; 20_000],
        Kind::Empty,
        "file-empty",
        "The file is empty.",
    );
    check_kind(
        &[0; 100_000],
        Kind::Zeros,
        "not-x12",
        "The file holds nothing but zero bytes.",
    );
    check_kind(
        b"%PDF-1.7\n...",
        Kind::Pdf,
        "not-x12",
        "This is a PDF, not an X12 file.",
    );
    check_kind(
        b"PK\x03\x04",
        Kind::Zip,
        "not-x12",
        "This is a zip archive, not an X12 file. Unpack",
    );
    check_kind(
        b"Dear Sir",
        Kind::Text,
        "not-x12",
        "This is a text, not an X12 file.",
    );
    check_kind(
        b"MSH|^~\\&|A|",
        Kind::Hl7,
        "not-x12",
        "This is an HL7 message,",
    );
    let noise: Vec<u8> = (0u32..200_000)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    check_kind(
        &noise,
        Kind::Binary,
        "not-x12",
        "This is a file of unknown kind, not an X12 file.",
    );
    let late = [&[b' '; 9000][..], b"Dear Sir"].concat();
    check_kind(&late, Kind::Text, "not-x12", "This is a text");
}

#[test]
fn hostile_files_end() {
    let (segments, findings) = read(ISA.repeat(5000).as_bytes());
    assert_eq!(segments.len(), 5000);
    assert!(findings.len() < 500);
    assert!(
        findings
            .iter()
            .any(|f| f.text.starts_with("4,7") || f.text.contains("more findings"))
    );
    check(
        [&b"ISA"[..], &[b'*'; 2_000_000]].concat(),
        "",
        "isa-unreadable",
    );
    check(
        format!("{ISA}{}", "~".repeat(1_000_000)),
        "ISA",
        "segment-empty isa-open",
    );
    check(
        format!("{ISA}{}", "*".repeat(1_000_000)),
        "ISA",
        "segment-too-long isa-open",
    );
    check(
        format!("{ISA}{}", "\n".repeat(1_000_000)),
        "ISA",
        "isa-open",
    );
    let lines = format!("{ISA}\n{}", "N1*\n".repeat(300_000));
    let (segments, findings) = read(lines.as_bytes());
    assert_eq!(segments.len(), 300_001);
    assert_eq!(
        codes(&findings),
        "terminator-differs segment-outside isa-open"
    );
    let mixed = format!("{ISA}\n{}", ("N1*\n".repeat(16_000) + "~").repeat(8));
    assert_eq!(read(mixed.as_bytes()).0.len(), 128_001);
    let candidates = "ISA*00*ISA*00*".repeat(100_000);
    assert!(read(candidates.as_bytes()).0.is_empty());
    let hidden = format!("{ISA}{}~", "ISA*00**00**ZZ*".repeat(4_000));
    assert!(!read(hidden.as_bytes()).0.is_empty());
}

#[test]
fn the_envelope_is_the_one_around_the_segment() {
    let file = whole()
        + &whole()
            .replace("905", "906")
            .replace("SENDER  ", "OTHER   ");
    let mut reader = Reader::new(file.as_bytes());
    let mut seen = Vec::new();
    while reader.advance() {
        let id = reader.segment().id().to_owned();
        let Envelope {
            interchange,
            group,
            set,
            ..
        } = reader.envelope();
        let control = interchange
            .as_ref()
            .map(|i| format!("{} {}", i.sender, i.control));
        let open = format!(
            "{id} {} {}{}",
            control.unwrap_or_default(),
            if group.is_some() { "g" } else { "" },
            if set.is_some() { "s" } else { "" }
        );
        seen.push(open);
        if id == "CLM" {
            assert_eq!(reader.envelope().transaction(), "837");
            assert_eq!(reader.envelope().version(), "005010X222A1");
            let interchange = reader.envelope().interchange.as_ref().unwrap();
            assert_eq!(
                (&interchange.receiver[..], &interchange.usage[..]),
                ("RECEIVER", "P")
            );
            let set = reader.envelope().set.as_ref().unwrap();
            assert_eq!((&set.control[..], set.place.segment % 12), ("0021", 3));
        }
    }
    assert_eq!(
        seen[..12],
        [
            "ISA SENDER 000000905 ",
            "GS SENDER 000000905 g",
            "ST SENDER 000000905 gs",
            "BHT SENDER 000000905 gs",
            "NM1 SENDER 000000905 gs",
            "CLM SENDER 000000905 gs",
            "HI SENDER 000000905 gs",
            "LX SENDER 000000905 gs",
            "SV1 SENDER 000000905 gs",
            "SE SENDER 000000905 gs",
            "GE SENDER 000000905 g",
            "IEA SENDER 000000905 ",
        ]
    );
    assert_eq!(seen[12], "ISA OTHER 000000906 ");
    assert_eq!(reader.envelope().interchange, None);
    assert_eq!(reader.bytes_read(), file.len() as u64);
}

#[test]
fn the_guide_is_the_one_that_the_set_names() {
    let version = |gs08: &str, st03: &str| {
        let file = whole()
            .replace("*X*005010X222A1", &format!("*X*{gs08}"))
            .replace("0021*005010X222A1", &format!("0021*{st03}"));
        let mut reader = Reader::new(file.as_bytes());
        while reader.advance() && reader.segment().id() != "BHT" {}
        reader.envelope().version().to_owned()
    };
    assert_eq!(version("004010X098A1", ""), "004010X098A1");
    assert_eq!(version("005010X222", "005010X222A1"), "005010X222A1");
    assert_eq!(version("005010X222A1", "0001"), "005010X222A1");
    assert_eq!(version("", "005010X222A1"), "005010X222A1");
}

#[test]
fn a_disk_that_fails_is_told_and_what_came_before_is_kept() {
    struct Failing<'a>(&'a [u8]);
    impl std::io::Read for Failing<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            match self.0.read(buffer)? {
                0 => Err(std::io::ErrorKind::ConnectionReset.into()),
                n => Ok(n),
            }
        }
    }
    let file = whole();
    let mut reader = Reader::new(Failing(&file.as_bytes()[..200]));
    let mut names = Vec::new();
    while let Some(segment) = reader.next_segment() {
        names.push(segment.id().to_owned());
    }
    assert_eq!(names, ["ISA", "GS", "ST"]);
    assert_eq!(
        codes(&reader.take_findings()),
        "file-unreadable st-open gs-open isa-open"
    );
    assert!(reader.io_error().is_some());
}
