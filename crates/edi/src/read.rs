//! The way in: a stream of bytes becomes a stream of claims, sets and findings, in the order of the
//! file, holding no more than one claim and the people above it.

use std::collections::VecDeque;
use std::sync::Arc;

use billing::claim::ClaimContent;
use billing::party::Party;
use x12::{Finding, Place, Reader};

use crate::walk::Walk;

/// One thing that a file gave.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    /// A transaction set of claims begins.
    Set(Arc<ReadSet>),
    /// A whole claim.
    Claim(Box<ReadClaim>),
    /// Something that was noticed. The findings of a claim come before it.
    Finding(Finding),
}

/// A transaction set of claims and the envelopes around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadSet {
    /// Where the ST stands.
    pub place: Place,
    /// The implementation guide, ST03 or GS08: `005010X222A1`; as it stands, or "".
    pub version: String,
    /// ISA06, without padding.
    pub sender: String,
    /// ISA08, without padding.
    pub receiver: String,
    /// ISA15: `P` production, `T` test.
    pub usage: String,
    /// ISA13.
    pub interchange: String,
    /// GS06.
    pub group: String,
    /// ST02.
    pub control: String,
    /// BHT02: `00` original, `18` sent again.
    pub purpose: String,
    /// BHT03: the sender's number of the batch.
    pub batch: String,
    /// BHT04 as it stands: the day on which the batch was made.
    pub made_on: String,
    /// BHT06: `CH`, `RP` or `31`.
    pub claim_or_encounter: String,
    /// 1000A: who submitted.
    pub submitter: Party,
    /// 1000B: who received.
    pub recipient: Party,
}

/// A segment that a claim was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceSegment {
    /// The number of the segment in the file, from 1.
    pub n: u64,
    /// The segment without its terminator, with the delimiters `*`, `:` and `^`.
    pub text: String,
}

/// A claim and where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadClaim {
    /// What it says. Segments without a field of their own are in its `more` lists.
    pub content: ClaimContent,
    /// Where the CLM stands.
    pub place: Place,
    /// Every segment that it was read from: those of the billing provider, the subscriber and the
    /// patient above it, then its own.
    pub source: Vec<SourceSegment>,
    /// The set that it stood in: version, sender, control numbers.
    pub set: Arc<ReadSet>,
}

/// Reads the professional claims of a file, and reports everything else that is to be said of it.
///
/// Nothing stops the reading: what can be read is read. A claim is given when another claim, level or
/// trailer closed it; one in which the file ends is held back and reported.
pub fn read_claims<R: std::io::Read>(input: R) -> Claims<R> {
    Claims {
        reader: Reader::new(input),
        walk: Walk::default(),
        ready: VecDeque::new(),
        done: false,
    }
}

/// The stream that [`read_claims`] gives.
pub struct Claims<R> {
    reader: Reader<R>,
    walk: Walk,
    ready: VecDeque<Read>,
    done: bool,
}

impl<R: std::io::Read> Claims<R> {
    /// How many bytes of the file are behind the reader: for a progress bar.
    pub fn bytes_read(&self) -> u64 {
        self.reader.bytes_read()
    }

    /// Why the file could not be read to its end, where the disk or the network is to blame.
    pub fn io_error(&self) -> Option<&std::io::Error> {
        self.reader.io_error()
    }
}

impl<R: std::io::Read> Iterator for Claims<R> {
    type Item = Read;

    fn next(&mut self) -> Option<Read> {
        loop {
            if let Some(read) = self.ready.pop_front() {
                return Some(read);
            }
            if self.done {
                return None;
            }
            let more = self.reader.advance();
            let noticed = self.reader.take_findings();
            self.walk.envelope_said_something |= !noticed.is_empty();
            self.ready.extend(noticed.into_iter().map(Read::Finding));
            if more {
                self.walk.step(
                    self.reader.segment(),
                    self.reader.envelope(),
                    &mut self.ready,
                );
            } else {
                self.done = true;
                self.walk.end(&mut self.ready);
            }
        }
    }
}
