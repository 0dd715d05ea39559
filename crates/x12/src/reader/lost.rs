//! What is done where no segment can be read: the next place is looked for where one can.

use std::io::Read;

use super::{LONGEST_SEGMENT, Reader, State, Step};
use crate::{Finding, Kind, head};

/// How many bytes show whether an ISA begins with them: seven elements and room for odd padding.
pub(super) const CLEAR_ISA: usize = 512;

impl<R: Read> Reader<R> {
    /// Tells of a segment without an end and goes looking for it.
    pub(super) fn too_long(&mut self) -> Step {
        self.begin_segment(false);
        self.track.count();
        let text = format!(
            "This segment runs on for more than {} KB, so its terminator is missing. It was passed \
             over up to the next terminator; get the file again from whoever sent it.",
            LONGEST_SEGMENT / 1024
        );
        self.findings
            .push(Finding::fix("segment-too-long", self.current.place, text));
        self.state = State::Skipping;
        Step::Nothing
    }

    /// Looks for the next ISA.
    pub(super) fn seek(&mut self) -> Step {
        let mut passed = false;
        loop {
            let found = self.clear_isa(usize::MAX);
            let (Ok(before) | Err(before)) = found;
            let text = self.window.bytes()[..before].iter().any(|&b| b > b' ');
            if text && matches!(self.kind, Some(Kind::Empty | Kind::Zeros)) {
                // After so many blanks only this can be told.
                let is_text = std::str::from_utf8(&self.window.bytes()[..before]).is_ok();
                self.kind = Some(if is_text { Kind::Text } else { Kind::Binary });
            }
            passed |= text;
            self.consume(before);
            if found.is_ok() {
                self.state = State::Segments;
                if !self.begun && passed {
                    let text = "Something that is not X12 stands before this ISA. It was passed over; \
                                see whether claims are missing.";
                    let place = self.here(self.current.place.segment + 1);
                    self.findings
                        .push(Finding::check("before-isa", place, text).of("ISA"));
                }
                self.kind = Some(Kind::X12);
                return Step::Nothing;
            }
            if !self.window.fill() && self.window.bytes().is_empty() {
                return self.over();
            }
        }
    }

    /// Looks for the end of a segment that is too long.
    pub(super) fn skip(&mut self) -> Step {
        loop {
            let terminator = self.terminator.find(self.window.bytes());
            match (self.clear_isa(terminator.unwrap_or(usize::MAX)), terminator) {
                (Ok(isa), _) => {
                    self.consume(isa);
                    self.state = State::Segments;
                    return Step::Nothing;
                }
                (Err(sure), Some(at)) if at <= sure => {
                    self.consume(at + self.terminator.bytes().len());
                    self.state = State::Segments;
                    return Step::Nothing;
                }
                (Err(sure), _) => {
                    self.consume(sure);
                    if !self.window.fill() && self.window.bytes().is_empty() {
                        return self.over();
                    }
                }
            }
        }
    }

    /// Where an ISA clearly begins in the window before `end`, or how many bytes surely begin none.
    pub(super) fn clear_isa(&self, end: usize) -> Result<usize, usize> {
        let bytes = self.window.bytes();
        let sure = match self.window.done() {
            true => bytes.len(),
            // One that begins near the end is seen when more is read.
            false => bytes.len().saturating_sub(CLEAR_ISA),
        };
        memchr::memmem::find_iter(&bytes[..end.min(bytes.len())], b"ISA")
            .take_while(|&at| at < sure)
            .find(|&at| head::is_clearly(&bytes[at..]))
            .ok_or(sure)
    }
}
