//! What holds for any delimiters, any layout, and any bytes at all.

use std::io::Read;

use proptest::prelude::*;
use x12::{Delimiters, Finding, Reader, SegmentBuf, read};

/// Characters that may be delimiters.
const PARTS: &str = "*|~^:>!\\?=;%$#@+`{}[]<_\u{1c}\u{1d}\u{1e}\u{1f}¦§…";

fn delimiters() -> impl Strategy<Value = Delimiters> {
    let parts: Vec<char> = PARTS.chars().collect();
    (
        proptest::sample::subsequence(parts, 4).prop_shuffle(),
        0..4u8,
    )
        .prop_map(|(four, end)| Delimiters {
            element: four[0],
            component: four[1],
            repetition: Some(four[2]),
            terminator: if end == 0 { '\n' } else { four[3] },
        })
}

/// A segment as names of elements, of repetitions, of components.
type Plain = (String, Vec<Vec<Vec<String>>>);

fn segment() -> impl Strategy<Value = Plain> {
    let name = "(REF|NM1|N3|PER|DTP|NTE|K3|LX|AMT)";
    let component = "([A-Za-z0-9]([A-Za-z0-9 .,'ñÉ-]{0,12}[A-Za-z0-9.])?)?";
    let last = "[A-Z0-9]{1,8}";
    let element = proptest::collection::vec(proptest::collection::vec(component, 1..4), 1..3);
    (name, proptest::collection::vec(element, 0..6), last).prop_map(|(name, mut elements, last)| {
        elements.push(vec![vec![last]]);
        (name, elements)
    })
}

fn join(parts: impl Iterator<Item = String>, between: char) -> String {
    parts.collect::<Vec<_>>().join(&between.to_string())
}

fn written((name, elements): &Plain, d: &Delimiters) -> String {
    let repetition = d.repetition.unwrap_or('^');
    let element = |element: &Vec<Vec<String>>| {
        join(
            element.iter().map(|r| join(r.iter().cloned(), d.component)),
            repetition,
        )
    };
    let all = std::iter::once(name.clone()).chain(elements.iter().map(element));
    join(all, d.element) + &d.terminator.to_string()
}

/// A whole file; `between` comes after each segment.
fn file(segments: &[Plain], d: &Delimiters, between: &str) -> String {
    let count = segments.len() + 2;
    let trailers = format!("SE*{count}*0001~GE*1*1~IEA*1*000000001~");
    let heads = "GS*HC*S*R*20240101*1200*1*X*005010X222A1~ST*837*0001*005010X222A1~";
    let (repetition, component) = (
        d.repetition.unwrap_or('^').to_string(),
        d.component.to_string(),
    );
    let isa: [&str; 17] = [
        "ISA",
        "00",
        "          ",
        "00",
        "          ",
        "ZZ",
        "SENDER         ",
        "ZZ",
        "RECEIVER       ",
        "240101",
        "1200",
        &repetition,
        "00501",
        "000000001",
        "0",
        "P",
        &component,
    ];
    let isa = join(isa.iter().map(|&e| e.to_owned()), d.element) + &d.terminator.to_string();
    let swap = |text: &str| {
        let ends = |c| match c {
            '*' => d.element.to_string(),
            '~' => format!("{}{between}", d.terminator),
            c => String::from(c),
        };
        text.chars().map(ends).collect::<String>()
    };
    let body: String = segments.iter().map(|s| written(s, d) + between).collect();
    isa + between + &swap(heads) + &body + &swap(&trailers)
}

/// All of a file, given so many bytes at a time.
fn read_by(bytes: &[u8], step: usize) -> (Vec<SegmentBuf>, Vec<Finding>) {
    struct Small<'a>(&'a [u8], usize);
    impl Read for Small<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let step = self.1.min(buffer.len());
            self.0.read(&mut buffer[..step])
        }
    }
    let mut reader = Reader::new(Small(bytes, step));
    let mut segments = Vec::new();
    while let Some(segment) = reader.next_segment() {
        segments.push(segment.to_buf());
    }
    (segments, reader.take_findings())
}

/// What holds whatever the bytes are.
fn sound(bytes: &[u8], step: usize) {
    let (segments, findings) = read(bytes);
    let mut last = 0;
    for segment in &segments {
        assert!(segment.place.segment > last, "segments are counted upwards");
        last = segment.place.segment;
        let at = segment.place.byte as usize;
        let id = segment.segment().id().as_bytes();
        assert!(matches!(id.len(), 2 | 3));
        let wide = findings
            .iter()
            .any(|finding| finding.code == "encoding-utf16");
        // A name may be broken by a line, or have a blank of a code page before it.
        let there = bytes
            .get(at)
            .is_some_and(|b| b.eq_ignore_ascii_case(&id[0]) || !b.is_ascii());
        assert!(wide || there, "{at}");
        assert!(!segment.segment().text().contains(['\r', '\n']));
    }
    for finding in &findings {
        assert!(finding.place.byte <= bytes.len() as u64);
        assert!(!finding.text.is_empty() && finding.text.len() < 400);
    }
    assert_eq!(
        read_by(bytes, step),
        (segments, findings),
        "read by {step} bytes"
    );
}

/// A fault that is made in a file.
#[derive(Clone, Debug)]
enum Fault {
    Cut(usize),
    Delete(usize, usize),
    Insert(usize, Vec<u8>),
    Double(usize, usize),
}

fn fault() -> impl Strategy<Value = Fault> {
    let odd: Vec<&'static [u8]> = vec![
        b"~", b"*", b"\r\n", b"\n", b"ISA", b"ISA*00*", b"\0", b"\xff", b"\xc3", b" ", b"~~",
        b"N1*",
    ];
    let bytes = prop_oneof![
        proptest::collection::vec(any::<u8>(), 1..4),
        proptest::sample::select(odd).prop_map(<[u8]>::to_vec),
    ];
    prop_oneof![
        any::<usize>().prop_map(Fault::Cut),
        (any::<usize>(), 1..120usize).prop_map(|(at, n)| Fault::Delete(at, n)),
        (any::<usize>(), bytes).prop_map(|(at, bytes)| Fault::Insert(at, bytes)),
        (any::<usize>(), 1..400usize).prop_map(|(at, n)| Fault::Double(at, n)),
    ]
}

fn spoil(mut bytes: Vec<u8>, faults: &[Fault]) -> Vec<u8> {
    for fault in faults {
        let len = bytes.len();
        let place = |at: &usize| at % (len + 1);
        match fault {
            Fault::Cut(at) => bytes.truncate(place(at)),
            Fault::Delete(at, n) => drop(bytes.drain(place(at)..(place(at) + n).min(len))),
            Fault::Insert(at, more) => drop(bytes.splice(place(at)..place(at), more.clone())),
            Fault::Double(at, n) => {
                let again = bytes[place(at)..(place(at) + n).min(len)].to_vec();
                bytes.splice(place(at)..place(at), again);
            }
        }
    }
    bytes
}

proptest! {
    // PROPTEST_CASES says how many; a failure prints its smallest case, which becomes a test of its own.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_with_any_delimiters_is_read(
        segments in proptest::collection::vec(segment(), 1..12),
        from in delimiters(),
        to in delimiters(),
        between in prop_oneof![Just(""), Just("\n"), Just("\r\n"), Just("\r\n    ")],
    ) {
        let text = file(&segments, &from, between);
        let (found, findings) = read(text.as_bytes());
        prop_assert_eq!(&findings, &vec![], "{}", text.escape_debug());
        prop_assert_eq!(found.len(), segments.len() + 6);
        for (found, (name, elements)) in found[3..].iter().zip(&segments) {
            let found = found.segment();
            prop_assert_eq!(found.id(), name);
            prop_assert_eq!(found.element_count(), elements.len());
            for (n, element) in (1..).zip(elements) {
                let repetitions: Vec<Vec<&str>> =
                    found.repetitions(n).map(|r| found.components_of(r).collect()).collect();
                let plain = element.len() == 1 && element[0].len() == 1 && element[0][0].is_empty();
                let empty = Vec::<Vec<&str>>::new();
                let expected: Vec<Vec<&str>> = match plain {
                    true => empty,
                    // An empty repetition has no components.
                    false => element
                        .iter()
                        .map(|r| match &r[..] {
                            [only] if only.is_empty() => vec![],
                            all => all.iter().map(|c| &c[..]).collect(),
                        })
                        .collect(),
                };
                prop_assert_eq!(repetitions, expected);
            }
        }
        // Written again with other delimiters, it is the same file.
        let again: String = found.iter().map(|s| s.segment().to_text(&to)).collect();
        let (found_again, findings) = read(again.as_bytes());
        prop_assert_eq!(&findings, &vec![], "{}", again.escape_debug());
        let standard = |all: &[SegmentBuf]| {
            all.iter().map(|s| s.segment().to_text(&Delimiters::STANDARD)).collect::<String>()
        };
        prop_assert_eq!(standard(&found), standard(&found_again));
    }

    #[test]
    fn a_broken_file_is_read_to_its_end(
        segments in proptest::collection::vec(segment(), 1..30),
        delimiters in delimiters(),
        between in prop_oneof![Just(""), Just("\n"), Just("\r\n  ")],
        faults in proptest::collection::vec(fault(), 1..6),
        step in 1..300usize,
    ) {
        sound(&spoil(file(&segments, &delimiters, between).into_bytes(), &faults), step);
    }

    #[test]
    fn any_bytes_are_read_to_their_end(
        bytes in proptest::collection::vec(any::<u8>(), 0..3000),
        isa in any::<bool>(),
        step in 1..300usize,
    ) {
        let isa = file(&[], &Delimiters::STANDARD, "")[..106 * usize::from(isa)].to_owned();
        sound(&[isa.as_bytes(), &bytes].concat(), step);
    }

    #[test]
    fn any_text_of_delimiters_is_read_to_its_end(
        text in "(ISA|GS|ST|SE|IEA|N1|\\*|\\*|~|~|:|\\^|\n|\r|00|ZZ| |\u{0}){0,400}",
        isa in any::<bool>(),
        step in 1..300usize,
    ) {
        let isa = file(&[], &Delimiters::STANDARD, "")[..106 * usize::from(isa)].to_owned();
        sound((isa + &text).as_bytes(), step);
    }
}
