//! One piece of the file: where a segment ends, and its text without what is not part of it.

use std::io::Read;

use super::{BYTE_ORDER_MARK, End, Held, LONGEST_SEGMENT, Reader, character};
use crate::head::{self, Mark};
use crate::segment::part;
use crate::{Delimiters, Finding};

/// The shortest piece that may hide an ISA after a cut segment: a standard ISA has this many bytes.
const HIDES_ISA: usize = 106;

/// How many segments in a row begin on a line of their own before the end of a line is taken for a
/// terminator that is missing. Where lines are wrapped at a width, two in a row are rare.
const LINES_IN_A_ROW: u32 = 2;

/// How many lines of a piece begin with a segment, with none that does not, before the same is done
/// without lines in a row before it.
const LINES_IN_A_PIECE: usize = 3;

/// How many times "ISA" is looked at in one piece to see whether one is hidden there. A value that has
/// these letters does not have them more often.
const MOST_CANDIDATES: usize = 4;

impl<R: Read> Reader<R> {
    /// Passes blanks, line breaks and control characters between segments; whether a line ended.
    pub(super) fn skip_blanks(&mut self) -> bool {
        // A terminator that is a line break is behind the reader already.
        let mut new_line =
            self.current.place.segment == 0 || matches!(self.terminator.bytes(), b"\n" | b"\r");
        let element = self.element.byte();
        if matches!(self.window.bytes(), [b'!'..=b'~', _, _, _, ..]) {
            return new_line;
        }
        loop {
            let bytes = self.window.bytes();
            let blanks = bytes
                .iter()
                .take_while(|&&b| (b <= b' ' || b == 0x7f) && Some(b) != element)
                .inspect(|&&b| new_line |= matches!(b, b'\n' | b'\r'))
                .count();
            let all = blanks == bytes.len();
            self.consume(blanks);
            if self.window.bytes().first() == Some(&BYTE_ORDER_MARK[0]) {
                self.window.want(BYTE_ORDER_MARK.len());
                if self.window.bytes().starts_with(BYTE_ORDER_MARK) {
                    // Two files were put together, each with its mark.
                    self.consume(BYTE_ORDER_MARK.len());
                    continue;
                }
            }
            if !all || !self.window.fill() {
                break;
            }
        }
        // What begins with "ISA" is looked at whole.
        self.window.want(4);
        new_line
    }

    /// Where the next terminator stands, if one comes within the longest segment.
    pub(super) fn find_terminator(&mut self) -> Option<usize> {
        loop {
            let bytes = self.window.bytes();
            let from = self.clear.min(bytes.len());
            if let Some(at) = self.terminator.find(&bytes[from..]) {
                self.clear = from + at;
                return Some(self.clear);
            }
            // A terminator of several bytes may be half in the window.
            self.clear = (bytes.len() + 1).saturating_sub(self.terminator.bytes().len());
            if bytes.len() > LONGEST_SEGMENT || !self.window.fill() {
                return None;
            }
        }
    }

    /// Notes the separators of a segment that is held as it stands; `false` when something in it has
    /// to be looked at: line breaks, control characters, bytes that are not UTF-8, a hidden ISA.
    pub(super) fn scan(&mut self, start: usize, mut length: usize) -> bool {
        let Some(element) = self.element.byte().filter(u8::is_ascii) else {
            return false;
        };
        let bytes = self.window.slice(start, start + length);
        if self.terminator_differs() {
            return false;
        }
        // Lines that end with a line feed may have a carriage return before it.
        if bytes.last() == Some(&b'\r') && self.terminator.byte() == Some(b'\n') {
            length -= 1;
        }
        let bytes = &bytes[..length];
        let mut seen = 0;
        self.current.separators.clear();
        for (at, &b) in bytes.iter().enumerate() {
            if b == element {
                self.current.separators.push(at as u32);
            } else if b < b' ' {
                return false;
            }
            seen |= b;
        }
        if !seen.is_ascii() && std::str::from_utf8(bytes).is_err()
            || length >= HIDES_ISA && memchr::memmem::find(bytes, b"ISA").is_some()
        {
            return false;
        }
        self.current.held = Held::Window(start, start + length);
        true
    }

    /// Where a piece ends that is not plain: at its terminator, or before it where a line or an ISA
    /// shows that the terminator is missing. None when it is longer than a segment may be.
    pub(super) fn split(
        &mut self,
        terminator: Option<usize>,
        new_line: bool,
    ) -> Option<(usize, End)> {
        let terminator = terminator.filter(|&at| at <= LONGEST_SEGMENT);
        let bytes = self.window.bytes();
        let piece = &bytes[..terminator.unwrap_or(bytes.len().min(LONGEST_SEGMENT))];
        let line = match self.terminator.bytes() {
            // A terminator that is itself a line break leaves only stray carriage returns.
            b"\n" | b"\r" => None,
            _ => self.line_end(piece, new_line),
        };
        let isa = memchr::memmem::find_iter(&piece[..line.unwrap_or(piece.len())], b"ISA")
            .filter(|&at| at > 0)
            .take(MOST_CANDIDATES)
            .find(|&at| head::is_clearly(&bytes[at..]));
        let line = line.filter(|_| isa.is_none());
        match (line, isa, terminator) {
            (Some(line), _, Some(_)) => Some((line, End::Line)),
            (Some(line), ..) => {
                self.switch_terminator(line);
                Some((line, End::Terminated))
            }
            (None, Some(isa), _) => {
                let line = piece[..isa].trim_ascii_end().len();
                let broken = piece[line..isa].iter().any(is_line_break);
                Some((isa, End::Isa(broken)))
            }
            (None, None, Some(terminator)) => Some((terminator, End::Terminated)),
            (None, None, None) if bytes.len() <= LONGEST_SEGMENT && self.window.done() => {
                let text = bytes
                    .iter()
                    .rposition(|&b| b > b' ')
                    .map_or(0, |last| last + 1);
                Some((
                    bytes.len(),
                    End::File(bytes[text..].iter().any(is_line_break)),
                ))
            }
            _ => None,
        }
    }

    /// The first line break that must stand for a missing terminator.
    pub(super) fn line_end(&self, piece: &[u8], new_line: bool) -> Option<usize> {
        let in_a_row = new_line && self.lines + 1 >= LINES_IN_A_ROW;
        let (mut first, mut segments, mut others) = (None, 0, 0);
        let mut from = 0;
        while let Some(at) = memchr::memchr2(b'\r', b'\n', &piece[from..]) {
            let end = from + at;
            let next = piece[end..].trim_ascii_start();
            from = piece.len() - next.len();
            if next.is_empty() {
                break;
            }
            if head::names_segment(next, self.element.bytes()) {
                if in_a_row {
                    return Some(end);
                }
                first = first.or(Some(end));
                segments += 1;
            } else {
                others += 1;
            }
        }
        first.filter(|_| segments >= LINES_IN_A_PIECE && others == 0)
    }

    /// Takes the end of a line for the terminator from here on; the line ends `at` bytes ahead.
    pub(super) fn switch_terminator(&mut self, at: usize) {
        let ending = match &self.window.bytes()[at..] {
            [b'\r', b'\n', ..] | [b'\n', ..] => '\n',
            _ => '\r',
        };
        let text = format!(
            "From here on segments end with their line and not with {}, which the ISA names. They \
             were read so; nothing needs doing here.",
            character(self.declared.terminator)
        );
        let place = self.here(self.current.place.segment + 1);
        self.findings
            .push(Finding::check("terminator-differs", place, text));
        self.terminator = Mark::of(&[ending as u8]);
        self.track.envelope.delimiters.terminator = ending;
        self.clear = 0;
    }

    /// Whether another terminator was found to be in use than the ISA names.
    pub(super) fn terminator_differs(&self) -> bool {
        self.track.envelope.delimiters.terminator != self.declared.terminator
    }

    /// Holds a piece of the file as text without line breaks and control characters.
    pub(super) fn clean(&mut self, from: usize, to: usize, end: End) {
        let mut bytes = self.window.slice(from, to);
        if matches!(end, End::File(_)) {
            let blanks = bytes.iter().rev().take_while(|b| **b <= b' ').count();
            bytes = &bytes[..bytes.len() - blanks];
        } else if bytes.last().is_some_and(is_line_break) {
            bytes = bytes.trim_ascii_end();
        }
        if self.terminator_differs() {
            // Some lines may still end with the one that the ISA names.
            let mut mark = [0; 4];
            let mark = self.declared.terminator.encode_utf8(&mut mark).as_bytes();
            bytes = bytes.trim_ascii_end().strip_suffix(mark).unwrap_or(bytes);
        }
        let Delimiters {
            element,
            component,
            repetition,
            ..
        } = self.track.envelope.delimiters;
        let (mut foreign, mut broken, mut control) = (false, false, false);
        self.current.scratch.clear();
        for chunk in bytes.utf8_chunks() {
            for c in chunk.valid().chars() {
                match c {
                    _ if c == element || c == component || Some(c) == repetition => {
                        self.current.scratch.push(c);
                    }
                    '\r' | '\n' => broken = true,
                    _ if c.is_ascii_control() => {
                        control = true;
                        self.current.scratch.push(' ');
                    }
                    _ => self.current.scratch.push(c),
                }
            }
            for &b in chunk.invalid() {
                // A delimiter that is one byte of a code page is known, and so is the file then.
                let c = head::windows(b);
                foreign |= c != element && c != component && Some(c) != repetition;
                self.current.scratch.push(c);
            }
        }
        self.current.held = Held::Scratch;
        part(&self.current.scratch, element, &mut self.current.separators);
        self.odd_text(foreign, broken, control);
    }

    /// Tells once in a file what was odd about the characters.
    pub(super) fn odd_text(&mut self, foreign: bool, broken: bool, control: bool) {
        let odd = [
            (
                foreign,
                &mut self.told.encoding,
                "encoding-windows",
                "This segment has characters of a Windows code page. They were read as such, here and \
                 further on; look whether names with accents came out right.",
            ),
            (
                broken,
                &mut self.told.line_breaks,
                "line-breaks",
                "This segment goes over several lines. Its lines were joined, and so were those of \
                 others like it; nothing needs doing here.",
            ),
            (
                control,
                &mut self.told.control_characters,
                "control-characters",
                "This segment has control characters. They became blanks, here and further on; look \
                 whether its values came out right.",
            ),
        ];
        for (found, told, code, text) in odd {
            if found && !std::mem::replace(told, true) {
                self.findings
                    .push(Finding::check(code, self.current.place, text));
            }
        }
    }

    /// Tells how a segment ended that has no terminator; whether it is whole.
    ///
    /// A cut segment must not be read: half an amount is a wrong amount. It is whole where its line
    /// ends, and an IEA that is not shows by its control number.
    pub(super) fn ends_whole(&mut self, end: End) -> bool {
        let id = self.segment().id();
        let whole = match end {
            End::Terminated | End::Line => true,
            End::Isa(line) | End::File(line) => line || id == "IEA",
        };
        let lines = matches!(self.terminator.bytes(), b"\n" | b"\r");
        let place = self.current.place;
        let finding = match end {
            End::Terminated => return true,
            // Why it ends here is told by `over`.
            End::File(_) if self.window.too_large() || self.window.error().is_some() => {
                return false;
            }
            End::File(_) if whole && lines => return true,
            End::File(_) if whole => {
                let text =
                    "The last segment has no terminator. It was read; nothing needs doing here.";
                Finding::check("terminator-last", place, text)
            }
            End::File(_) => {
                let text = "The file ends inside this segment, so it is cut off. The segment was left \
                            out; get the whole file from whoever sent it.";
                Finding::fix("file-cut", place, text)
            }
            End::Line | End::Isa(_) if whole => {
                let text = "This segment has no terminator. It was read as it stands; nothing needs \
                            doing here.";
                Finding::check("terminator-missing", place, text)
            }
            End::Line | End::Isa(_) => {
                let text = "An ISA begins inside this segment, so the interchange before it is cut off. \
                            The segment was left out; get the file of that interchange again.";
                Finding::fix("isa-inside", place, text)
            }
        };
        let finding = finding.of(id);
        self.findings.push(finding);
        whole
    }
}

pub(super) fn is_line_break(b: &u8) -> bool {
    matches!(b, b'\r' | b'\n')
}
