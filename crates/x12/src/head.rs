//! The head of an interchange: finds the delimiters in an ISA, whatever its length.
//!
//! An ISA has 106 bytes and its delimiters stand at fixed offsets, says the standard. Files with
//! padding stripped, with a line broken inside the ISA and with an element too few exist, so the
//! separators are counted, and where the count leads nowhere the GS that follows is looked for.

use crate::Delimiters;

/// The longest ISA that is believed, in bytes; the standard one has 106, the longest seen had 121.
const LONGEST: usize = 1024;

/// The fewest elements of an ISA that is believed; fewer say nothing about who sent what.
const FEWEST: usize = 12;

/// How far after the ISA a doubtful terminator has to show up again, in bytes.
const LOOK_AHEAD: usize = 4096;

/// How many bytes [`read`] wants to see, unless the file ends before.
pub(crate) const WANTED: usize = LONGEST + LOOK_AHEAD;

/// What an ISA says about the text that follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) delimiters: Delimiters,
    /// The element separator as it is in the file.
    pub(crate) element: Mark,
    /// The terminator as it is in the file.
    pub(crate) terminator: Mark,
    /// How many bytes the ISA has without its terminator.
    pub(crate) length: usize,
    /// Whether ISA16 names a component separator; if not, a colon is taken.
    pub(crate) names_component: bool,
    /// Whether the file ends before the terminator.
    pub(crate) cut: bool,
}

/// Why an ISA cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoHead {
    /// The file ends inside.
    Cut,
    /// There is no character that ends a segment.
    NoTerminator,
    /// It only looks like an ISA.
    NotIsa,
}

/// The bytes of one delimiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    bytes: [u8; 4],
    length: u8,
}

impl Mark {
    pub(crate) fn of(bytes: &[u8]) -> Mark {
        let mut mark = Mark {
            bytes: [0; 4],
            length: bytes.len().min(4) as u8,
        };
        mark.bytes[..bytes.len().min(4)].copy_from_slice(&bytes[..bytes.len().min(4)]);
        mark
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length as usize]
    }

    /// The delimiter, if it is one byte.
    pub(crate) fn byte(&self) -> Option<u8> {
        (self.length == 1).then_some(self.bytes[0])
    }

    /// Where the delimiter first stands.
    pub(crate) fn find(&self, bytes: &[u8]) -> Option<usize> {
        match self.byte() {
            Some(byte) => memchr::memchr(byte, bytes),
            None => memchr::memmem::find(bytes, self.bytes()),
        }
    }
}

/// The characters of Windows-1252 at 0x80 to 0x9F; the five that it leaves open are kept as they are.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A byte that is not UTF-8, read as Windows-1252.
pub(crate) fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The character that begins at `at` and its bytes: UTF-8 where it is, else Windows-1252.
fn character(bytes: &[u8], at: usize) -> Option<(char, &[u8])> {
    let rest = bytes.get(at..)?;
    let first = *rest.first()?;
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    match rest.get(..length).and_then(|b| std::str::from_utf8(b).ok()) {
        Some(text) => text.chars().next().map(|c| (c, &rest[..length])),
        None => Some((windows(first), &rest[..1])),
    }
}

/// The character that ends at `to`, and its bytes.
fn character_before(bytes: &[u8], to: usize) -> Option<(char, &[u8])> {
    let from = to.checked_sub(1)?;
    (2..=4)
        .filter_map(|length| {
            let (c, of) = character(&bytes[..to], to.checked_sub(length)?)?;
            (of.len() == length).then_some((c, of))
        })
        .next()
        .or_else(|| character(&bytes[..to], from))
}

/// Whether a character can part a file: no letter or digit, no blank, no line break.
fn parts(c: char) -> bool {
    !c.is_alphanumeric() && (!c.is_whitespace() || c == '\t') && c != '\0'
}

/// Whether bytes may be an ISA at the place where a segment begins.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(b"ISA") && character(bytes, 3).is_none_or(|(c, _)| parts(c))
}

/// Whether bytes in the middle of something else are an ISA: its first qualifiers have two
/// characters each. Cheap, because noise and hostile files may ask it at every third byte.
pub(crate) fn is_clearly(bytes: &[u8]) -> bool {
    if !begins(bytes) {
        return false;
    }
    let Some((_, mark)) = character(bytes, 3) else {
        return false;
    };
    let element = Mark::of(mark);
    let mut rest = &bytes[3 + mark.len()..];
    // Elements 1, 3, 5 and 7 are qualifiers; 2, 4 and 6 are texts of 10, 10 and 15 characters.
    for n in 1..=7 {
        let Some(end) = element.find(&rest[..rest.len().min(64)]) else {
            return false;
        };
        if n % 2 == 1 && rest[..end].trim_ascii().len() != 2 {
            return false;
        }
        rest = &rest[end + mark.len()..];
    }
    true
}

/// Reads the head of the ISA that the bytes begin with.
///
/// `whole` says that the file ends with these bytes; otherwise there must be [`WANTED`] of them.
pub(crate) fn read(bytes: &[u8], whole: bool) -> Result<Head, NoHead> {
    let (separator, mark) = character(bytes, 3).ok_or(NoHead::Cut)?;
    if !parts(separator) {
        return Err(NoHead::NotIsa);
    }
    let isa = Isa {
        bytes,
        region: &bytes[..bytes.len().min(LONGEST)],
        separator,
        mark,
    };
    if let Some(at) = isa.after_sixteenth()
        && isa.next_segment(at).is_none()
        && let Some(head) = isa.counted(at, whole)
    {
        return head;
    }
    match isa.next_segment(isa.region.len()) {
        Some(next) => isa.beside(next).and_then(|head| {
            let elements = memchr::memmem::find_iter(&bytes[..head.length], mark).count();
            if elements < FEWEST {
                Err(NoHead::NotIsa)
            } else {
                Ok(head)
            }
        }),
        None if isa.after_sixteenth().is_some() => Err(NoHead::NotIsa),
        None if whole && bytes.len() < LONGEST => Err(NoHead::Cut),
        None => Err(NoHead::NotIsa),
    }
}

/// An ISA that is being read.
struct Isa<'a> {
    bytes: &'a [u8],
    /// The bytes in which the ISA must end.
    region: &'a [u8],
    separator: char,
    mark: &'a [u8],
}

impl Isa<'_> {
    /// Where ISA16 begins.
    fn after_sixteenth(&self) -> Option<usize> {
        let mut at = 3;
        for _ in 0..16 {
            at += Mark::of(self.mark).find(self.region.get(at..)?)? + self.mark.len();
        }
        Some(at)
    }

    /// Where the segment after the ISA begins, if that is before `end`.
    fn next_segment(&self, end: usize) -> Option<usize> {
        memchr::memmem::find_iter(&self.region[..end], self.mark).find_map(|mark| {
            let id = [&b"GS"[..], b"TA1", b"ISA", b"IEA", b"ST"]
                .into_iter()
                .find(|id| self.region[..mark].ends_with(id))?;
            let at = mark.checked_sub(id.len()).filter(|&at| at > 3)?;
            match self.before(at) {
                (Some((c, _)), broken) if c != self.separator && (broken || parts(c)) => Some(at),
                _ => None,
            }
        })
    }

    /// The last character before `at` that is no blank, and whether a line ends between.
    fn before(&self, at: usize) -> (Option<(char, usize)>, bool) {
        let head = self.bytes[..at].trim_ascii_end();
        let broken = self.bytes[head.len()..at]
            .iter()
            .any(|b| matches!(b, b'\r' | b'\n'));
        (
            character_before(self.bytes, head.len()).map(|(c, of)| (c, head.len() - of.len())),
            broken,
        )
    }

    /// The separators were counted: ISA16 is at `at` and the terminator behind it. None when what is
    /// there can be neither.
    fn counted(&self, at: usize, whole: bool) -> Option<Result<Head, NoHead>> {
        let Some((component, of)) = character(self.bytes, at) else {
            return whole.then_some(Err(NoHead::Cut));
        };
        if matches!(component, '\r' | '\n') && names_segment(&self.bytes[at..], self.mark) {
            return Some(Ok(self.head(None, '\n', b"\n", at)));
        }
        if !parts(component) || component == self.separator {
            return None;
        }
        let end = at + of.len();
        let after = &self.bytes[end..];
        Some(Ok(match character(self.bytes, end) {
            None => Head {
                cut: true,
                ..self.head(Some(component), '~', b"~", end)
            },
            Some(('\r' | '\n', _)) if self.ends_the_line(after.trim_ascii_start(), of) => {
                self.head(None, component, of, at)
            }
            Some(('\r', _)) if !after.starts_with(b"\r\n") => {
                self.head(Some(component), '\r', b"\r", end)
            }
            Some(('\r' | '\n', _)) => self.head(Some(component), '\n', b"\n", end),
            Some((c, _)) if c == component => self.head(None, component, of, at),
            Some((c, terminator)) if parts(c) && c != self.separator => {
                self.head(Some(component), c, terminator, end)
            }
            Some(_) if self.next_segment(self.region.len()).is_none() => {
                return Some(Err(NoHead::NoTerminator));
            }
            Some(_) => return None,
        }))
    }

    /// The delimiters are what stands before the next segment, at `next`.
    fn beside(&self, next: usize) -> Result<Head, NoHead> {
        let (Some((last, at)), broken) = self.before(next) else {
            return Err(NoHead::NotIsa);
        };
        let of = character(self.bytes, at).map_or(&b""[..], |(_, of)| of);
        let end = at + of.len();
        let before = character_before(self.bytes, at);
        match before {
            _ if !parts(last) => Ok(self.head(None, '\n', b"\n", end)),
            Some((c, _)) if parts(c) && c != self.separator => Ok(self.head(Some(c), last, of, at)),
            _ if broken && !self.ends_the_line(&self.bytes[next..], of) => {
                Ok(self.head(Some(last), '\n', b"\n", end))
            }
            _ if self.ends_a_segment(&self.bytes[next..], of) => Ok(self.head(None, last, of, at)),
            _ => Err(NoHead::NoTerminator),
        }
    }

    /// Whether the first line ends with these bytes.
    fn ends_the_line(&self, text: &[u8], mark: &[u8]) -> bool {
        let line = memchr::memchr2(b'\r', b'\n', text).map_or(text, |end| &text[..end]);
        line.trim_ascii_end().ends_with(mark)
    }

    /// Whether these bytes stand between two segments further on.
    fn ends_a_segment(&self, text: &[u8], mark: &[u8]) -> bool {
        ends_a_segment(text, mark, self.mark)
    }

    fn head(&self, component: Option<char>, terminator: char, of: &[u8], length: usize) -> Head {
        let element = Mark::of(self.mark);
        let names_component = component.is_some();
        let component = component.unwrap_or(':');
        let element_of = |n: usize| {
            let mut rest = &self.bytes[..length];
            for _ in 0..n {
                rest = &rest[element.find(rest)? + self.mark.len()..];
            }
            Some(rest[..element.find(rest)?].trim_ascii())
        };
        // ISA11 was a standards code, "U", before version 00402.
        let version = element_of(12).and_then(|v| std::str::from_utf8(v).ok()?.parse::<u32>().ok());
        let repetition = element_of(11)
            .and_then(|text| character(text, 0).filter(|(_, of)| of.len() == text.len()))
            .map(|(c, _)| c)
            .filter(|&c| parts(c) && ![self.separator, component, terminator].contains(&c))
            .filter(|_| version.is_some_and(|version| version >= 402));
        Head {
            delimiters: Delimiters {
                element: self.separator,
                component,
                repetition,
                terminator,
            },
            element,
            terminator: Mark::of(of),
            length,
            names_component,
            cut: false,
        }
    }
}

/// Whether a mark stands between two segments in the text: after it comes a name and a separator.
pub(crate) fn ends_a_segment(text: &[u8], mark: &[u8], element: &[u8]) -> bool {
    let text = &text[..text.len().min(LOOK_AHEAD)];
    memchr::memmem::find_iter(text, mark).any(|at| names_segment(&text[at + mark.len()..], element))
}

/// Whether a text begins, after blanks, with a segment name and an element separator.
pub(crate) fn names_segment(text: &[u8], element: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    [2, 3].into_iter().any(|length| {
        text.get(..length).is_some_and(crate::segment::is_id) && text[length..].starts_with(element)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGIN: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       \
                         *240101*1200*^*00501*000000001*0*T*";

    #[track_caller]
    fn check(isa: &str, expected: &str) {
        let found = match read(isa.as_bytes(), true) {
            Ok(head) => {
                let d = head.delimiters;
                format!(
                    "{}{}{}{}{}{}",
                    d.element,
                    if head.names_component {
                        d.component
                    } else {
                        '-'
                    },
                    d.repetition.unwrap_or('-'),
                    d.terminator.escape_debug(),
                    if head.cut { " cut" } else { "" },
                    if head.length == 105 { "" } else { " long" }
                )
            }
            Err(no) => format!("{no:?}"),
        };
        assert_eq!(found, expected, "{isa}");
    }

    #[test]
    fn the_delimiters_are_where_the_sixteen_elements_end() {
        check(&format!("{BEGIN}:~GS*HC*"), "*:^~");
        check(&format!("{BEGIN}:~\r\nGS*HC*"), "*:^~");
        check(&format!("{BEGIN}>\nGS*HC*A*B\nST*837\n"), "*>^\\n");
        check(&format!("{BEGIN}>\r\nGS*HC*A*B\r\nST*837\r\n"), "*>^\\n");
        check(&format!("{BEGIN}>\rGS*HC*A*B\rST*837\r"), "*>^\\r");
        check(&format!("{BEGIN}:\u{1d}\r\n  GS*HC*"), "*:^\\u{1d}");
        check(&format!("{BEGIN}:…\r\n  GS*HC*"), "*:^…");
        check(&format!("{BEGIN}:?\nGS*HC*").replace('*', "|"), "|:^?");
        check(&format!("{BEGIN}:~").replace('^', "U"), "*:-~");
        check(&format!("{BEGIN}:~").replace("00501", "00401"), "*:-~");
        check(&format!("{BEGIN}^~GS*HC"), "*^-~");
    }

    #[test]
    fn an_isa_may_have_any_length() {
        let short = "ISA*00* *00* *ZZ*SENDER *ZZ*RECEIVER *240101*1200*^*00501*1*0*T*:~\nGS*HC*";
        check(short, "*:^~ long");
        check(&short.replace("RECEIVER ", "RECEIVER\n"), "*:^~ long");
        check(
            &format!("{BEGIN}:~GS*").replace("SENDER", "SENDER WITH A LONG NAME"),
            "*:^~ long",
        );
    }

    #[test]
    fn the_group_after_it_helps_where_the_count_is_wrong() {
        check(
            &format!("{BEGIN}:~GS*HC*").replace("*0*T", "*T"),
            "*:^~ long",
        );
        check(
            &format!("{BEGIN}:~\nGS*HC*").replace("*0*T", "*0*0*T"),
            "*:^~ long",
        );
        check(
            &format!("{BEGIN}:~TA1*1*").replace("*0*T", "*T"),
            "*:^~ long",
        );
        check(
            &format!("{BEGIN}:\nGS*A*B\nST*8\n").replace("*0*T", "*T"),
            "*:^\\n long",
        );
        check(&format!("{BEGIN}~GS*A*B~ST*837~"), "*-^~ long");
        check(&format!("{BEGIN}~\nGS*A*B~\nST*837~\n"), "*-^~ long");
        check(&format!("{BEGIN} ~GS*A*B~ST*837~"), "*-^~");
        check(&format!("{BEGIN}\nGS*A*B\nST*837\n"), "*-^\\n long");
    }

    #[test]
    fn what_is_no_isa_is_told_apart() {
        check("ISA", "Cut");
        check("ISA*00*   ", "Cut");
        check(BEGIN, "Cut");
        check(&format!("{BEGIN}:"), "*:^~ cut");
        check(
            &format!("{BEGIN}>GS*SH*A*20240101*XST*AAA*3SE*1*3GE*1*99"),
            "NoTerminator",
        );
        check(&format!("{BEGIN}:X12"), "NoTerminator");
        check(&format!("ISA{}", "*".repeat(5000)), "NotIsa");
        check("ISA*00\nISA*00\nGS*HC*A", "NotIsa");
        check("ISA*SMITH", "Cut");
        check(&format!("ISA*SMITH{}", " ".repeat(5000)), "NotIsa");
    }

    #[test]
    fn an_isa_in_the_middle_is_known_by_its_qualifiers() {
        assert!(is_clearly(format!("{BEGIN}:~").as_bytes()));
        assert!(is_clearly(b"ISA|00||00||ZZ|A|ZZ|B|240101|"));
        for not in [
            "ISA*SMITH*JOHN*A",
            "ISA*00*",
            "ISABEL*00",
            "ISA*ISA*ISA*ISA*ISA*ISA*ISA*ISA*ISA",
        ] {
            assert!(!is_clearly(not.as_bytes()), "{not}");
        }
    }

    #[test]
    fn bytes_that_are_not_utf8_are_windows_1252() {
        assert_eq!(
            (windows(0x80), windows(0x9f), windows(0xe9)),
            ('€', 'Ÿ', 'é')
        );
        assert_eq!(
            character(b"\xa6x", 0).map(|(c, of)| (c, of.len())),
            Some(('¦', 1))
        );
        assert_eq!(
            character("¦x".as_bytes(), 0).map(|(c, of)| (c, of.len())),
            Some(('¦', 2))
        );
        assert_eq!(
            character_before("a…".as_bytes(), 4).map(|(c, of)| (c, of.len())),
            Some(('…', 3))
        );
        assert_eq!(
            character_before(b"a\xa6", 2).map(|(c, of)| (c, of.len())),
            Some(('¦', 1))
        );
        assert_eq!(
            character_before(b"ab", 1).map(|(c, of)| (c, of.len())),
            Some(('a', 1))
        );
        assert_eq!(character_before(b"ab", 0), None);
    }
}
