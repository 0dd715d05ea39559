//! The reader: bytes to segments, in one pass and in bounded memory. It goes on after every fault and
//! tells each as a [`Finding`].

mod begin;
mod lost;
mod piece;

use std::io::Read;

use self::lost::CLEAR_ISA;
use crate::component;
use crate::envelope::{Track, makes_envelope};
use crate::head::{self, Mark};
use crate::segment::is_id;
use crate::window::Window;
use crate::{Delimiters, Envelope, Finding, Findings, Kind, Place, Segment, SegmentBuf};

/// The longest segment that is read, in bytes. The longest of any guide has about 3,000; what is
/// longer than this has lost its terminators.
pub const LONGEST_SEGMENT: usize = 64 * 1024;

/// The largest file that is read, in bytes: 1 GB. A day's batch of a large practice has 5 MB and no
/// clearinghouse takes as much as this at once; what is larger is a disk image or a mistake.
pub const LARGEST_FILE: u64 = 1 << 30;

/// The most segments that are read. A file of 1 GB has about 35 million, so this stops only files
/// that were made to keep a reader busy.
pub const MOST_SEGMENTS: u64 = 50_000_000;

/// Reads the segments of a file one by one, whatever its size, and never stops at a fault.
///
/// The delimiters are taken from each ISA anew. Line breaks, indentation, a byte order mark, UTF-16
/// and Windows-1252 are read as what they mean. What has no segment name is told and passed over. The
/// segment that the reader stands on, the envelope around it and the findings are seen through the
/// reader:
///
/// ```
/// # let file = &b"ISA*00*          *00*          *ZZ*S              *ZZ*R              *240101\
/// #     *1200*^*00501*000000001*0*T*:~IEA*0*000000001~"[..];
/// let mut reader = x12::Reader::new(file);
/// let mut names = Vec::new();
/// while let Some(segment) = reader.next_segment() {
///     names.push(segment.id().to_owned());
/// }
/// assert_eq!(names, ["ISA", "IEA"]);
/// assert_eq!(reader.take_findings(), []);
/// ```
pub struct Reader<R> {
    window: Window<R>,
    state: State,
    kind: Option<Kind>,
    /// Whether there was an ISA, or segments to be read without one.
    begun: bool,
    track: Track,
    findings: Findings,
    element: Mark,
    terminator: Mark,
    /// What the ISA says; the delimiters in force may be others.
    declared: Delimiters,
    current: Current,
    /// How many bytes at the window's start hold no terminator: they are not searched again.
    clear: usize,
    /// How many segments in a row began on a line of their own.
    lines: u32,
    /// How many ISAs could not be read.
    unreadable: u32,
    told: Told,
}

/// Where the reader is in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    Segments,
    /// No ISA is in force; the next one is looked for.
    Lost,
    /// Inside a segment that is too long; its end is looked for.
    Skipping,
    Over,
}

/// What one step came to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Segment,
    Nothing,
}

/// The segment that the reader stands on.
#[derive(Default)]
struct Current {
    place: Place,
    held: Held,
    /// The text of the segment, where it is not as it stands in the file.
    scratch: String,
    separators: Vec<u32>,
}

/// Where the text of the current segment is.
#[derive(Clone, Copy, Default)]
enum Held {
    /// In the window's buffer, from one byte to another.
    Window(usize, usize),
    #[default]
    Scratch,
}

impl Current {
    fn segment<'a, R: Read>(
        &'a self,
        window: &'a Window<R>,
        delimiters: Delimiters,
    ) -> Segment<'a> {
        let text = match self.held {
            // The bytes were seen to be UTF-8 when they were held.
            Held::Window(from, to) => {
                std::str::from_utf8(window.slice(from, to)).unwrap_or_default()
            }
            Held::Scratch => &self.scratch,
        };
        Segment::new(text, &self.separators, delimiters, self.place)
    }
}

/// What is told once, in a file or in an interchange.
#[derive(Default)]
struct Told {
    encoding: bool,
    line_breaks: bool,
    control_characters: bool,
    lower_case: bool,
    empty_segments: bool,
    component: bool,
}

/// How a piece of the file ends that is to become a segment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// With its terminator.
    Terminated,
    /// With a line, where the terminator is missing.
    Line,
    /// At an ISA; whether a line ends before it.
    Isa(bool),
    /// With the file; whether its line ends before.
    File(bool),
}

impl<R: Read> Reader<R> {
    /// A reader at the beginning of a file.
    pub fn new(inner: R) -> Reader<R> {
        Reader {
            window: Window::new(inner),
            state: State::Start,
            kind: None,
            begun: false,
            track: Track::default(),
            findings: Findings::new(),
            element: Mark::of(b"*"),
            terminator: Mark::of(b"~"),
            declared: Delimiters::STANDARD,
            current: Current::default(),
            clear: 0,
            lines: 0,
            unreadable: 0,
            told: Told::default(),
        }
    }

    /// Goes to the next segment; `false` when nothing more can be read.
    pub fn advance(&mut self) -> bool {
        loop {
            let step = match self.state {
                State::Segments => self.step(),
                State::Start => self.start(),
                State::Lost => self.seek(),
                State::Skipping => self.skip(),
                State::Over => return false,
            };
            if step == Step::Segment {
                return true;
            }
        }
    }

    /// The segment that [`Reader::advance`] came to; an empty one before the first and after the last.
    pub fn segment(&self) -> Segment<'_> {
        self.current
            .segment(&self.window, self.track.envelope.delimiters)
    }

    /// The next segment: [`Reader::advance`] and [`Reader::segment`] in one.
    pub fn next_segment(&mut self) -> Option<Segment<'_>> {
        if self.advance() {
            Some(self.segment())
        } else {
            None
        }
    }

    /// The envelopes around the segment that the reader stands on.
    pub fn envelope(&self) -> &Envelope {
        &self.track.envelope
    }

    /// The delimiters in force.
    pub fn delimiters(&self) -> Delimiters {
        self.track.envelope.delimiters
    }

    /// What was noticed since the last call. After [`Reader::advance`] said `false` nothing more
    /// comes; what was too much to list is then counted.
    pub fn take_findings(&mut self) -> Vec<Finding> {
        match self.state {
            State::Over => self.findings.finish(),
            _ => self.findings.take(),
        }
    }

    /// How many bytes of the file are behind the reader, for a progress bar.
    pub fn bytes_read(&self) -> u64 {
        self.window.offset()
    }

    /// What the file seems to be; known after the first [`Reader::advance`].
    pub fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// Why the file could not be read to its end, where the disk or the network is to blame.
    pub fn io_error(&self) -> Option<&std::io::Error> {
        self.window.error()
    }

    /// Reads one segment.
    fn step(&mut self) -> Step {
        self.track.step();
        let new_line = self.skip_blanks();
        if self.window.bytes().starts_with(b"ISA") && head::begins(self.window.bytes()) {
            return self.interchange();
        }
        let terminator = self.find_terminator();
        if self.window.bytes().is_empty() {
            return self.over();
        }
        let start = self.window.start();
        if let Some(length) = terminator.filter(|&length| length <= LONGEST_SEGMENT) {
            if length == 0 {
                return self.empty_segment();
            }
            if self.scan(start, length) {
                self.begin_segment(new_line);
                self.consume(length + self.terminator.bytes().len());
                return self.take_in(End::Terminated);
            }
        }
        // An ISA that begins at the end of the piece is to be seen whole.
        let piece = terminator.map_or(LONGEST_SEGMENT, |length| length.min(LONGEST_SEGMENT));
        self.window.want(piece + CLEAR_ISA);
        let start = self.window.start();
        let Some((length, end)) = self.split(terminator, new_line) else {
            return self.too_long();
        };
        self.begin_segment(new_line);
        let after = if end == End::Terminated {
            self.terminator.bytes().len()
        } else {
            0
        };
        self.consume(length + after);
        self.clean(start, start + length, end);
        self.take_in(end)
    }

    /// Counts the segment that begins at the window's start.
    fn begin_segment(&mut self, new_line: bool) {
        self.lines = if new_line { self.lines + 1 } else { 0 };
        self.current.place = self.here(self.current.place.segment + 1);
    }

    /// Passes a terminator that follows another one.
    fn empty_segment(&mut self) -> Step {
        if !std::mem::replace(&mut self.told.empty_segments, true) {
            let text = "A segment is empty: two terminators follow each other. It was passed over, as \
                        were all like it; nothing needs doing here.";
            let place = self.here(self.current.place.segment);
            self.findings
                .push(Finding::check("segment-empty", place, text));
        }
        self.consume(self.terminator.bytes().len());
        Step::Nothing
    }

    /// Makes the text that is held the current segment.
    fn take_in(&mut self, end: End) -> Step {
        if self.current.place.segment > MOST_SEGMENTS {
            let text = format!(
                "The file has more than {MOST_SEGMENTS} segments. The rest was left; split the file."
            );
            self.findings
                .push(Finding::fix("too-many-segments", self.current.place, text));
            return self.over();
        }
        if end != End::Terminated && !self.ends_whole(end) {
            self.track.count();
            return Step::Nothing;
        }
        if self.track.envelope.set.is_some() && self.is_plain() {
            self.track.count();
            return Step::Segment;
        }
        let delimiters = self.track.envelope.delimiters;
        let segment = self.current.segment(&self.window, delimiters);
        let id = segment.id();
        if makes_envelope(id.as_bytes()) {
            self.track.take_in(&segment, &mut self.findings);
        } else if is_id(id.as_bytes()) {
            self.track.body(&segment, &mut self.findings);
            if let Some((separator, element)) = component::shown(&segment, self.declared.component)
                && separator != delimiters.component
            {
                let finding = Finding::check("component-separator", self.current.place, "");
                self.switch_component(separator, finding.at(id, element));
            }
        } else if is_id(id.to_ascii_uppercase().as_bytes()) {
            self.capitals();
            return self.take_in(End::Terminated);
        } else {
            self.track.count();
            let text = "This does not begin with the name of a segment, such as NM1. It was passed \
                        over; see what stands there in the file.";
            self.findings
                .push(Finding::check("segment-name", self.current.place, text));
            return Step::Nothing;
        }
        Step::Segment
    }

    /// Whether nothing more has to be known about the segment: most are so, and this is quick.
    fn is_plain(&self) -> bool {
        let Held::Window(from, to) = self.current.held else {
            return false;
        };
        let name = self
            .current
            .separators
            .first()
            .map_or(to - from, |&at| at as usize);
        let id = self.window.slice(from, from + name);
        is_id(id) && !makes_envelope(id) && component::composite(id).is_none()
    }

    /// Writes the name of the segment in capitals.
    fn capitals(&mut self) {
        let text = self.segment().text().to_owned();
        let name = self
            .current
            .separators
            .first()
            .map_or(text.len(), |&at| at as usize);
        self.current.scratch = text[..name].to_ascii_uppercase() + &text[name..];
        self.current.held = Held::Scratch;
        if !std::mem::replace(&mut self.told.lower_case, true) {
            let text = "The name of this segment is in small letters. It was read as capitals, as were \
                        others like it; clearinghouses refuse such files.";
            self.findings.push(Finding::check(
                "segment-lower-case",
                self.current.place,
                text,
            ));
        }
    }

    /// Reads composites with another separator than the one in force, and tells it once.
    fn switch_component(&mut self, separator: char, finding: Finding) {
        let delimiters = &mut self.track.envelope.delimiters;
        delimiters.component = separator;
        delimiters.repetition = self.declared.repetition.filter(|&c| c != separator);
        if !std::mem::replace(&mut self.told.component, true) {
            let text = format!(
                "ISA16 names {} as the component separator, but this element uses {}. It was read \
                 with that; nothing needs doing here.",
                character(self.declared.component),
                character(separator)
            );
            self.findings.push(Finding { text, ..finding });
        }
    }

    /// Ends the reading, for whatever reason, and tells what is missing then.
    fn over(&mut self) -> Step {
        self.state = State::Over;
        self.current.place.byte = self.window.offset();
        if let Some(error) = self.window.error() {
            let text = format!(
                "The file could not be read past this place ({}). Copy it to this computer and try \
                 again.",
                error.kind()
            );
            self.findings
                .push(Finding::fix("file-unreadable", self.current.place, text));
        } else if self.window.too_large() {
            let text = format!(
                "The file has more than {} MB. The rest was left; split the file.",
                LARGEST_FILE >> 20
            );
            self.findings
                .push(Finding::fix("file-too-large", self.current.place, text));
        } else if !self.begun {
            self.findings.extend(self.kind.map(Kind::finding));
        }
        self.track.end(&mut self.findings);
        self.current.scratch.clear();
        self.current.separators.clear();
        self.current.held = Held::Scratch;
        Step::Nothing
    }

    /// The place of the window's first byte.
    fn here(&self, segment: u64) -> Place {
        Place {
            segment,
            byte: self.window.offset(),
        }
    }

    fn consume(&mut self, n: usize) {
        self.window.consume(n);
        self.clear = self.clear.saturating_sub(n);
    }
}

/// The mark that some programs put before UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A delimiter for a text: as it is, or by its number where it cannot be seen.
fn character(c: char) -> String {
    match c {
        '\n' => "the end of the line".to_owned(),
        _ if c.is_control() => format!("the character {:02X}", u32::from(c)),
        _ => c.to_string(),
    }
}

/// Reads a whole file that is in memory: every segment, and everything that was noticed.
///
/// A remittance with one bad trailer still pays eleven claims, so there is no `Result` here. For files
/// of any size there is [`Reader`].
pub fn read(file: &[u8]) -> (Vec<SegmentBuf>, Vec<Finding>) {
    let mut reader = Reader::new(file);
    let mut segments = Vec::new();
    while let Some(segment) = reader.next_segment() {
        segments.push(segment.to_buf());
    }
    (segments, reader.take_findings())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::WIDTH;

    /// A file of this many bytes that repeats its last part for ever.
    struct Endless {
        head: &'static [u8],
        again: &'static [u8],
        at: usize,
        left: usize,
    }

    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let mut n = 0;
            while n < buffer.len() && self.left > 0 {
                let from = match self.at.checked_sub(self.head.len()) {
                    None => &self.head[self.at..],
                    Some(at) => &self.again[at % self.again.len()..],
                };
                let some = from.len().min(buffer.len() - n).min(self.left);
                buffer[n..n + some].copy_from_slice(&from[..some]);
                (self.at, self.left, n) = (self.at + some, self.left - some, n + some);
            }
            Ok(n)
        }
    }

    const ISA: &[u8] =
        b"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *240101*\
          1200*^*00501*000000905*0*P*:~";

    /// Reads a file of so many megabytes; how many segments it has. What is held stays small.
    #[track_caller]
    fn read_large(head: &'static [u8], again: &'static [u8], megabytes: usize) -> u64 {
        let mut reader = Reader::new(Endless {
            head,
            again,
            at: 0,
            left: megabytes << 20,
        });
        let mut segments = 0;
        while reader.advance() {
            segments += 1;
        }
        let Current {
            scratch,
            separators,
            ..
        } = &reader.current;
        assert_eq!(reader.window.buffer(), WIDTH);
        assert!(
            scratch.capacity() <= 8 * LONGEST_SEGMENT,
            "{}",
            scratch.capacity()
        );
        assert!(
            separators.capacity() <= 2 * LONGEST_SEGMENT,
            "{}",
            separators.capacity()
        );
        assert!(reader.take_findings().len() <= 20 * crate::MOST_OF_ONE_CODE);
        segments
    }

    #[test]
    fn a_large_file_is_read_in_a_small_buffer() {
        assert!(read_large(ISA, b"N3*17 MAIN STREET*SUITE 4~\r\nHI*ABK:J069~", 256) > 10_000_000);
    }

    #[test]
    fn hostile_files_are_read_in_a_small_buffer() {
        assert_eq!(read_large(b"ISA", b"*", 4), 0);
        assert_eq!(read_large(ISA, b"*", 4), 1);
        assert_eq!(read_large(ISA, b"~", 4), 1);
        assert_eq!(read_large(ISA, b"\n", 4), 1);
        assert_eq!(read_large(ISA, b"N1*\xe9\xff", 4), 1);
        assert_eq!(read_large(b"", b"\0", 4), 0);
        assert_eq!(read_large(b"\xff\xfe", b"\xd8\xff\xd9", 4), 0);
        assert!(read_large(b"", ISA, 4) > 30_000);
        read_large(ISA, b"ISA*00*ISA*00**00**ZZ", 4);
        read_large(ISA, b"\nN1*A", 4);
        read_large(ISA, b"A*\nN1*\r~", 4);
    }

    #[test]
    fn a_file_that_is_too_large_is_read_as_far_as_that_goes() {
        let left = (LARGEST_FILE as usize) + 1;
        // Few and long segments, so that it is soon read.
        const NOTE: [u8; 4096] = {
            let mut note = [b'A'; 4096];
            (note[0], note[1], note[2], note[4095]) = (b'K', b'3', b'*', b'~');
            note
        };
        let mut reader = Reader::new(Endless {
            head: ISA,
            again: &NOTE,
            at: 0,
            left,
        });
        while reader.advance() {}
        let found = reader.take_findings();
        assert!(found.iter().any(|finding| finding.code == "file-too-large"));
        assert!(reader.bytes_read() <= LARGEST_FILE);
    }
}
