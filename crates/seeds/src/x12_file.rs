//! A small writer of 837P files, for tests and measuring only: it writes what [`crate::practice`]
//! makes and what reading such a file gives back, in many outward shapes (delimiters, line breaks,
//! many envelopes), so that readers can be tried on files of any size. It checks nothing and knows no
//! payer. Claims that go to a payer are written elsewhere.

mod claim;
mod levels;
mod pen;

use std::borrow::Borrow;

use billing::claim::ClaimContent;
use values::Day;

use pen::{Pen, T};

/// Which guide a file follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// `005010X222A1`.
    X222A1,
    /// `005010X222A2`: the same segments under another name.
    X222A2,
    /// `005010X222`: likewise.
    X222,
    /// `004010X098A1`. What that guide has no place for is left out: diagnoses past the eighth,
    /// anesthesia procedures, condition codes, and some dates and amounts. Diagnoses keep their
    /// codes and go as `BK` and `BF`.
    X098A1,
}

impl Version {
    /// GS08, and ST03 from 5010 on.
    pub fn name(self) -> &'static str {
        match self {
            Version::X222A1 => "005010X222A1",
            Version::X222A2 => "005010X222A2",
            Version::X222 => "005010X222",
            Version::X098A1 => "004010X098A1",
        }
    }
}

/// The characters that part a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delimiters {
    /// Between elements.
    pub element: char,
    /// Between components: ISA16.
    pub component: char,
    /// Between repetitions: ISA11 from 5010 on.
    pub repetition: char,
    /// After each segment.
    pub terminator: char,
}

/// How letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// As they stand, accents in UTF-8.
    AsTheyStand,
    /// Without accents: `Núñez` as `Nunez`.
    Plain,
    /// Without accents, in capitals: `NUNEZ`.
    Capitals,
}

/// The outward shape of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The guide.
    pub version: Version,
    /// The delimiters. A value that holds one has a blank in its place.
    pub delimiters: Delimiters,
    /// What follows each terminator: nothing, `\n`, `\r\n`.
    pub line_break: &'static str,
    /// How letters are written.
    pub letters: Letters,
    /// The day on which the file says that it was made.
    pub made_on: Day,
    /// ISA06 and GS02, at most 15 characters.
    pub sender: String,
    /// ISA08 and GS03, at most 15 characters.
    pub receiver: String,
    /// ISA13 of the first interchange; the next ones count up.
    pub first_control: u32,
    /// ISA15: `T` or `P`.
    pub usage: char,
    /// Claims in a transaction set (ST).
    pub claims_in_set: usize,
    /// Sets in a functional group (GS).
    pub sets_in_group: usize,
    /// Groups in an interchange (ISA).
    pub groups_in_interchange: usize,
    /// No claim is begun when the file has so many bytes; the trailers follow.
    pub stop_at_bytes: Option<u64>,
}

impl Options {
    /// One interchange, one group, sets of 5,000 claims, the usual delimiters, each segment on a line
    /// of its own, no accents.
    pub fn new(made_on: Day) -> Options {
        Options {
            version: Version::X222A1,
            delimiters: Delimiters {
                element: '*',
                component: ':',
                repetition: '^',
                terminator: '~',
            },
            line_break: "\n",
            letters: Letters::Plain,
            made_on,
            sender: "QUILLFERN".into(),
            receiver: "CBDEMO".into(),
            first_control: 1,
            usage: 'T',
            claims_in_set: 5000,
            sets_in_group: usize::MAX,
            groups_in_interchange: usize::MAX,
            stop_at_bytes: None,
        }
    }
}

/// The claims as one 837P file, for tests.
pub fn write_837p(claims: &[ClaimContent], options: &Options) -> String {
    pieces(claims, options).collect()
}

/// The claims as the pieces of one 837P file, a claim with what opens before it at a time: for files
/// that are larger than the memory. Claims that follow each other share the levels above them where
/// these say the same.
pub fn pieces<I>(claims: I, options: &Options) -> Pieces<I::IntoIter>
where
    I: IntoIterator,
    I::Item: Borrow<ClaimContent>,
{
    Pieces {
        claims: claims.into_iter(),
        pen: Pen {
            options: options.clone(),
            text: String::new(),
            segments: 0,
        },
        last: None,
        written: 0,
        interchanges: 0,
        groups: 0,
        sets: 0,
        in_set: 0,
        open: Open::Nothing,
        level: Levels::default(),
    }
}

/// See [`pieces`].
pub struct Pieces<I: Iterator> {
    claims: I,
    pen: Pen,
    last: Option<I::Item>,
    written: u64,
    interchanges: u32,
    /// Groups of the interchange, sets of the group, claims of the set.
    groups: usize,
    sets: usize,
    in_set: usize,
    open: Open,
    level: Levels,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Set,
    Done,
}

/// HL01 of the levels that are open.
#[derive(Clone, Copy, Default)]
struct Levels {
    count: u32,
    billing: u32,
    subscriber: u32,
}

impl<I> Iterator for Pieces<I>
where
    I: Iterator,
    I::Item: Borrow<ClaimContent>,
{
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if self.open == Open::Done {
            return None;
        }
        let full = self
            .pen
            .options
            .stop_at_bytes
            .is_some_and(|most| most <= self.written);
        match if full { None } else { self.claims.next() } {
            Some(item) => {
                self.begin(item.borrow());
                self.levels(item.borrow());
                self.pen.claim(item.borrow());
                self.in_set += 1;
                self.last = Some(item);
            }
            None => {
                if self.open == Open::Set {
                    self.end_set();
                    self.end_group();
                    self.end_interchange();
                }
                self.open = Open::Done;
            }
        }
        let text = std::mem::take(&mut self.pen.text);
        self.written += text.len() as u64;
        (!text.is_empty()).then_some(text)
    }
}

impl<I> Pieces<I>
where
    I: Iterator,
    I::Item: Borrow<ClaimContent>,
{
    /// Closes what is full and opens what the claim needs.
    fn begin(&mut self, claim: &ClaimContent) {
        let options = &self.pen.options;
        let (in_set, in_group) = (options.claims_in_set, options.sets_in_group);
        let in_interchange = options.groups_in_interchange;
        if self.open == Open::Set {
            let kind = |c: &ClaimContent| c.claim_or_encounter.clone();
            let same = self
                .last
                .as_ref()
                .is_some_and(|l| kind(l.borrow()) == kind(claim));
            if self.in_set < in_set && same {
                return;
            }
            self.end_set();
            if in_group <= self.sets {
                self.end_group();
                if in_interchange <= self.groups {
                    self.end_interchange();
                }
            }
        }
        if self.groups == 0 && self.sets == 0 {
            self.interchanges += 1;
            self.pen.isa(self.interchange());
        }
        if self.sets == 0 {
            self.groups += 1;
            self.pen.gs(self.group());
        }
        self.sets += 1;
        self.in_set = 0;
        self.last = None;
        self.level = Levels::default();
        self.open = Open::Set;
        self.pen.segments = 0;
        let set = self.set();
        let batch = format!("{:09}{set}", self.interchange());
        self.pen.st(&set, &batch, claim);
    }

    fn interchange(&self) -> u32 {
        self.pen.options.first_control + self.interchanges - 1
    }

    fn group(&self) -> String {
        format!("{}{:03}", self.interchange(), self.groups)
    }

    fn set(&self) -> String {
        format!("{:04}", self.sets)
    }

    fn end_set(&mut self) {
        let (count, set) = (self.pen.segments + 1, self.set());
        self.pen.seg("SE", &[T(&count.to_string()), T(&set)]);
    }

    fn end_group(&mut self) {
        let (count, group) = (self.sets.to_string(), self.group());
        self.pen.seg("GE", &[T(&count), T(&group)]);
        self.sets = 0;
    }

    fn end_interchange(&mut self) {
        let (count, control) = (
            self.groups.to_string(),
            format!("{:09}", self.interchange()),
        );
        self.pen.seg("IEA", &[T(&count), T(&control)]);
        self.groups = 0;
    }

    /// The levels above the claim, as far as those of the last claim do not say the same.
    fn levels(&mut self, claim: &ClaimContent) {
        let last = self.last.as_ref().map(Borrow::borrow);
        let same_billing = last.is_some_and(|l| {
            l.billing == claim.billing
                && l.pay_to == claim.pay_to
                && l.pay_to_plan == claim.pay_to_plan
                && l.currency == claim.currency
        });
        let same_condition = last.is_some_and(|l| {
            l.patient.died_on == claim.patient.died_on
                && l.weight == claim.weight
                && l.pregnant == claim.pregnant
        });
        let same_insured = same_billing
            && last.is_some_and(|l| {
                l.coverage == claim.coverage
                    && l.is_self() == claim.is_self()
                    && (!claim.is_self() || same_condition)
            });
        let same_patient = same_insured
            && same_condition
            && last.is_some_and(|l| {
                l.patient == claim.patient && l.relationship == claim.relationship
            });
        if !same_billing {
            let hl = self.next_level();
            self.level.billing = hl;
            self.pen.billing(hl, claim);
        }
        if !same_insured {
            let hl = self.next_level();
            self.level.subscriber = hl;
            self.pen.subscriber(hl, self.level.billing, claim);
        }
        if !claim.is_self() && !same_patient {
            let hl = self.next_level();
            self.pen.patient(hl, self.level.subscriber, claim);
        }
    }

    fn next_level(&mut self) -> u32 {
        self.level.count += 1;
        self.level.count
    }
}
