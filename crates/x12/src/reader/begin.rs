//! Where something begins: the file, and each interchange in it.

use std::io::Read;

use super::piece::is_line_break;
use super::{BYTE_ORDER_MARK, End, Reader, State, Step};
use crate::head::{self, Head, Mark, NoHead};
use crate::{Delimiters, Finding, Kind, Place, sniff};

/// How many bytes are looked at to tell what a file is.
const SNIFFED: usize = 4096;

/// How many ISAs that cannot be read are passed over before the reading ends: each takes its time, and
/// no file that was ever sent has so many.
const MOST_UNREADABLE: u32 = 1_000;

impl<R: Read> Reader<R> {
    /// Looks at what the file is and where its first segment begins.
    pub(super) fn start(&mut self) -> Step {
        let wide = self.window.begin();
        self.window.want(SNIFFED);
        let marked = self.window.bytes().starts_with(BYTE_ORDER_MARK);
        if marked {
            self.consume(BYTE_ORDER_MARK.len());
        }
        let kind = sniff(self.window.bytes());
        self.kind = Some(kind);
        let x12 = matches!(kind, Kind::X12 | Kind::X12Part);
        if marked && x12 {
            let text = "The file begins with a byte order mark, which is not part of X12. It was read \
                        without it; nothing needs doing here.";
            self.findings
                .push(Finding::check("byte-order-mark", Place::default(), text));
        }
        if wide && x12 {
            let text = "The file is UTF-16 text, not plain text. It was read; save it as plain text \
                        before sending it to anyone.";
            self.findings
                .push(Finding::check("encoding-utf16", Place::default(), text));
        }
        self.state = match kind {
            Kind::X12 => State::Segments,
            Kind::X12Part if self.begin_part() => State::Segments,
            Kind::Empty if self.window.done() => State::Over,
            _ if kind.may_hold_isa() => State::Lost,
            _ => State::Over,
        };
        match self.state {
            State::Over => self.over(),
            _ => Step::Nothing,
        }
    }

    /// Guesses the delimiters of a file that begins without an ISA; `false` when nothing shows them.
    pub(super) fn begin_part(&mut self) -> bool {
        let bytes = self.window.bytes().trim_ascii_start();
        let Some(&element) = bytes.iter().find(|b| !b.is_ascii_alphanumeric()) else {
            return false;
        };
        let terminator = b"~\n\r\x1c\x1d\x1e!'?|_"
            .iter()
            .copied()
            .filter(|&b| b != element)
            .find(|&b| head::ends_a_segment(bytes, &[b], &[element]));
        let Some(terminator) = terminator else {
            return false;
        };
        self.element = Mark::of(&[element]);
        self.terminator = Mark::of(&[terminator]);
        self.declare(Delimiters {
            element: char::from(element),
            terminator: char::from(terminator),
            repetition: Delimiters::STANDARD
                .repetition
                .filter(|&c| c != char::from(element)),
            ..Delimiters::STANDARD
        });
        self.told.component = true;
        self.track.part = true;
        let text = "The file begins without an ISA, so it is only a part of one. It was read with the \
                    delimiters that its segments show; get the whole file from whoever sent it.";
        self.findings
            .push(Finding::fix("isa-missing", self.here(1), text));
        true
    }

    /// Reads an ISA and puts its delimiters in force.
    pub(super) fn interchange(&mut self) -> Step {
        self.begun = true;
        self.window.want(head::WANTED);
        let place = self.here(self.current.place.segment + 1);
        let head = match self.head() {
            Ok(head) => head,
            Err(NoHead::Cut) => {
                let text = "The file ends inside this ISA, so it is cut off. Get the whole file from \
                            whoever sent it.";
                self.findings
                    .push(Finding::fix("isa-cut", place, text).of("ISA"));
                return self.over();
            }
            Err(no) => {
                let (code, text) = match no {
                    NoHead::NoTerminator => (
                        "no-terminator",
                        "No character ends this ISA, so its segments cannot be told apart. They were \
                         passed over up to the next ISA; get the file again from whoever sent it.",
                    ),
                    _ => (
                        "isa-unreadable",
                        "This ISA cannot be read: its 16 elements and the delimiters after them are \
                         not there. What follows was passed over up to the next ISA; get the file \
                         again from whoever sent it.",
                    ),
                };
                self.findings
                    .push(Finding::fix(code, place, text).of("ISA"));
                self.unreadable += 1;
                if self.unreadable > MOST_UNREADABLE {
                    return self.over();
                }
                self.consume(b"ISA".len());
                self.state = State::Lost;
                return Step::Nothing;
            }
        };
        self.current.place = place;
        self.lines = 0;
        self.clear = 0;
        (self.element, self.terminator) = (head.element, head.terminator);
        self.declare(head.delimiters);
        self.told.component = !head.names_component;
        self.told.empty_segments = false;
        let start = self.window.start();
        let isa = &self.window.bytes()[..head.length];
        let characters = std::str::from_utf8(isa).map_or(isa.len(), |text| text.chars().count());
        let breaks = isa.iter().filter(|b| is_line_break(b)).count();
        let after = if head.cut {
            0
        } else {
            head.terminator.bytes().len()
        };
        self.consume(head.length + after);
        self.clean(start, start + head.length, End::Terminated);
        self.odd_isa(characters - breaks + 1, head.names_component);
        if head.cut {
            let text = "The file ends at this ISA, before its terminator. It is cut off; get the whole \
                        file from whoever sent it.";
            self.findings
                .push(Finding::fix("file-cut", place, text).of("ISA"));
        }
        let segment = self
            .current
            .segment(&self.window, self.track.envelope.delimiters);
        self.track.take_in(&segment, &mut self.findings);
        Step::Segment
    }

    /// Reads the head of the ISA at the window's start.
    fn head(&self) -> Result<Head, NoHead> {
        let bytes = self.window.bytes();
        let head = head::read(bytes, self.window.done())?;
        // It may be cut off, and the next one follow at once.
        let inside = &bytes[3..head.length];
        match memchr::memmem::find_iter(inside, b"ISA").any(|at| head::is_clearly(&inside[at..])) {
            true => Err(NoHead::NotIsa),
            false => Ok(head),
        }
    }

    /// Tells what is odd about an ISA that could be read.
    pub(super) fn odd_isa(&mut self, characters: usize, names_component: bool) {
        let place = self.current.place;
        let mut tell = |finding: Finding| self.findings.push(finding.of("ISA"));
        if characters != 106 {
            tell(Finding::check(
                "isa-length",
                place,
                format!(
                    "This ISA has {characters} characters instead of 106. It was read by counting its \
                     elements; nothing needs doing here."
                ),
            ));
        }
        let elements = self.current.separators.len();
        if elements != 16 {
            tell(Finding::fix(
                "isa-elements",
                place,
                format!(
                    "This ISA has {elements} elements instead of 16. Sender, receiver and control \
                     number may be in the wrong places; compare them."
                ),
            ));
        }
        if !names_component {
            let text = "ISA16 names no component separator. A colon was taken, or what the segments \
                        show; nothing needs doing here.";
            self.findings
                .push(Finding::check("isa16-missing", place, text).at("ISA", 16));
        }
    }

    /// Puts delimiters in force.
    pub(super) fn declare(&mut self, delimiters: Delimiters) {
        self.begun = true;
        self.declared = delimiters;
        self.track.envelope.delimiters = delimiters;
    }
}
