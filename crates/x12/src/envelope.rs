//! The envelopes around a segment: interchange, group and transaction set, and whether they close as
//! they opened, with the right counts and control numbers.

use std::collections::BTreeSet;

use crate::{Delimiters, Finding, Findings, Place, Segment};

/// What is open where the reader stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The delimiters in force.
    pub delimiters: Delimiters,
    /// The open interchange, ISA to IEA.
    pub interchange: Option<Interchange>,
    /// The open group, GS to GE.
    pub group: Option<Group>,
    /// The open transaction set, ST to SE; the SE itself still belongs to it.
    pub set: Option<Set>,
}

impl Envelope {
    /// Which transaction set is open, ST01, such as `837`; `""` outside of one.
    pub fn transaction(&self) -> &str {
        self.set.as_ref().map_or("", |set| &set.transaction)
    }

    /// The implementation guide in force, such as `005010X222A1`.
    ///
    /// ST03 says it for one set and GS08 for the whole group; ST03 counts when it names a guide.
    pub fn version(&self) -> &str {
        let st03 = self.set.as_ref().map_or("", |set| set.version.as_str());
        let gs08 = self
            .group
            .as_ref()
            .map_or("", |group| group.version.as_str());
        if st03.contains('X') || gs08.is_empty() {
            st03
        } else {
            gs08
        }
    }
}

/// An interchange: what its ISA says. The texts are without padding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interchange {
    /// Where the ISA stands.
    pub place: Place,
    /// What kind of id the sender's is, ISA05.
    pub sender_qualifier: String,
    /// Who sent it, ISA06.
    pub sender: String,
    /// What kind of id the receiver's is, ISA07.
    pub receiver_qualifier: String,
    /// Who was to have it, ISA08.
    pub receiver: String,
    /// The day, ISA09, as it stands: YYMMDD.
    pub date: String,
    /// The time, ISA10, as it stands: HHMM.
    pub time: String,
    /// The version of the envelope, ISA12, such as `00501`.
    pub version: String,
    /// The control number, ISA13.
    pub control: String,
    /// `P` production or `T` test, ISA15.
    pub usage: String,
}

/// A functional group: what its GS says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Where the GS stands.
    pub place: Place,
    /// What the group holds, GS01, such as `HC` for claims.
    pub kind: String,
    /// The sender's code, GS02.
    pub sender: String,
    /// The receiver's code, GS03.
    pub receiver: String,
    /// The day, GS04, as it stands: CCYYMMDD.
    pub date: String,
    /// The time, GS05, as it stands.
    pub time: String,
    /// The control number, GS06.
    pub control: String,
    /// The implementation guide, GS08, such as `005010X222A1`.
    pub version: String,
}

/// A transaction set: what its ST says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set {
    /// Where the ST stands.
    pub place: Place,
    /// Which set it is, ST01, such as `837`.
    pub transaction: String,
    /// The control number, ST02.
    pub control: String,
    /// The implementation guide, ST03; empty in version 4010.
    pub version: String,
}

/// How many control numbers are remembered at one level, to find repeated ones. A batch has fewer; a
/// hostile file must not fill the memory.
const MOST_REMEMBERED: usize = 10_000;

/// Follows the envelopes from segment to segment.
#[derive(Debug, Default)]
pub(crate) struct Track {
    pub(crate) envelope: Envelope,
    /// The file began without an ISA, which was told; its first segments are not told again.
    pub(crate) part: bool,
    /// The envelope segment whose envelope ends with it.
    ending: Option<Level>,
    /// Segments since the ST, with it.
    in_set: u64,
    /// Sets since the GS.
    in_group: u64,
    /// Groups since the ISA.
    in_interchange: u64,
    /// A segment outside of a set was told since the last envelope segment.
    outside_told: bool,
    interchanges_seen: BTreeSet<String>,
    groups_seen: BTreeSet<String>,
    sets_seen: BTreeSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Interchange,
    Group,
    Set,
}

/// The segments that make envelopes.
pub(crate) fn makes_envelope(id: &[u8]) -> bool {
    matches!(id, b"ISA" | b"GS" | b"ST" | b"SE" | b"GE" | b"IEA" | b"TA1")
}

/// Why an envelope is over although nothing closed it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    /// Another segment, which this is the name of, came first.
    By(&'static str),
    /// The file ended.
    End,
}

impl Track {
    /// Closes what the segment before this one ended.
    pub(crate) fn step(&mut self) {
        match self.ending.take() {
            Some(Level::Interchange) => self.envelope.interchange = None,
            Some(Level::Group) => self.envelope.group = None,
            Some(Level::Set) => self.envelope.set = None,
            None => (),
        }
    }

    /// Counts a segment that cannot be shown, or any that is no envelope segment.
    pub(crate) fn count(&mut self) {
        self.in_set += 1;
    }

    /// Whether a segment may stand here; tells it once in a row.
    pub(crate) fn body(&mut self, segment: &Segment<'_>, findings: &mut Findings) {
        self.count();
        if self.envelope.set.is_some() || self.outside_told {
            return;
        }
        self.outside_told = true;
        if !self.part || self.envelope.group.is_some() {
            let text = "This segment stands outside of any transaction set, between no ST and SE. \
                        See whether the sender's program lost a line, and whether claims are missing.";
            findings.push(Finding::fix("segment-outside", segment.place, text).of(segment.id()));
        }
    }

    /// Takes in an envelope segment: ISA, GS, ST, SE, GE, IEA or TA1.
    pub(crate) fn take_in(&mut self, segment: &Segment<'_>, findings: &mut Findings) {
        self.outside_told = false;
        match segment.id() {
            "ISA" => self.interchange_begins(segment, findings),
            "GS" => self.group_begins(segment, findings),
            "ST" => self.set_begins(segment, findings),
            "SE" => self.set_ends(segment, findings),
            "GE" => self.group_ends(segment, findings),
            "IEA" => self.interchange_ends(segment, findings),
            _ => self.count(),
        }
    }

    /// The file ended.
    pub(crate) fn end(&mut self, findings: &mut Findings) {
        self.step();
        self.close(Level::Interchange, Over::End, findings);
    }

    fn interchange_begins(&mut self, isa: &Segment<'_>, findings: &mut Findings) {
        self.close(Level::Interchange, Over::By("ISA"), findings);
        let text = |n| isa.element(n).to_owned();
        let interchange = Interchange {
            place: isa.place,
            sender_qualifier: text(5),
            sender: text(6),
            receiver_qualifier: text(7),
            receiver: text(8),
            date: text(9),
            time: text(10),
            version: text(12),
            control: text(13),
            usage: text(15),
        };
        let key = format!(
            "{} {} {}",
            interchange.sender, interchange.receiver, interchange.control
        );
        if repeats(&mut self.interchanges_seen, key) {
            let text = "An interchange with this control number, sender and receiver came earlier in \
                        the file. See whether the same file was sent twice.";
            findings.push(Finding::check("isa-repeated", isa.place, text).at("ISA", 13));
        }
        self.envelope.interchange = Some(interchange);
        self.groups_seen.clear();
        self.in_interchange = 0;
        self.part = false;
    }

    fn group_begins(&mut self, gs: &Segment<'_>, findings: &mut Findings) {
        self.close(Level::Group, Over::By("GS"), findings);
        if self.envelope.interchange.is_none() && !self.part {
            let text = "This group stands outside of any interchange: there is no ISA before it. It \
                        was read with the last delimiters; check that its claims are whole.";
            findings.push(Finding::fix("gs-outside", gs.place, text).of("GS"));
        }
        let text = |n| gs.element(n).to_owned();
        let group = Group {
            place: gs.place,
            kind: text(1),
            sender: text(2),
            receiver: text(3),
            date: text(4),
            time: text(5),
            control: text(6),
            version: text(8),
        };
        if repeats(&mut self.groups_seen, group.control.clone()) {
            let text = "A group with this control number came earlier in the interchange. See \
                        whether its claims are there twice.";
            findings.push(Finding::check("gs-repeated", gs.place, text).at("GS", 6));
        }
        self.envelope.group = Some(group);
        self.sets_seen.clear();
        self.in_interchange += 1;
        self.in_group = 0;
    }

    fn set_begins(&mut self, st: &Segment<'_>, findings: &mut Findings) {
        self.close(Level::Set, Over::By("ST"), findings);
        if self.envelope.group.is_none() && !self.part {
            let text = "This transaction set stands outside of any group: there is no GS before it. \
                        It was read all the same; check which guide it follows.";
            findings.push(Finding::fix("st-outside", st.place, text).of("ST"));
        }
        let text = |n| st.element(n).to_owned();
        let set = Set {
            place: st.place,
            transaction: text(1),
            control: text(2),
            version: text(3),
        };
        if repeats(&mut self.sets_seen, set.control.clone()) {
            let text = "A transaction set with this control number came earlier in the group. See \
                        whether its claims are there twice.";
            findings.push(Finding::check("st-repeated", st.place, text).at("ST", 2));
        }
        self.envelope.set = Some(set);
        self.in_group += 1;
        self.in_set = 1;
    }

    fn set_ends(&mut self, se: &Segment<'_>, findings: &mut Findings) {
        self.count();
        let Some(set) = &self.envelope.set else {
            if !self.part {
                let text = "This SE closes a transaction set that was not opened: the ST is missing. \
                            See whether claims before it are missing.";
                findings.push(Finding::fix("se-alone", se.place, text).of("SE"));
            }
            return;
        };
        let counted = count(se, self.in_set, "segments", "the transaction set");
        findings.extend(counted.map(|text| Finding::fix("se-count", se.place, text).at("SE", 1)));
        let control = control(se, &set.control, "ST02");
        findings.extend(control.map(|text| Finding::fix("se-control", se.place, text).at("SE", 2)));
        self.ending = Some(Level::Set);
    }

    fn group_ends(&mut self, ge: &Segment<'_>, findings: &mut Findings) {
        self.close(Level::Set, Over::By("GE"), findings);
        let Some(group) = &self.envelope.group else {
            if !self.part {
                let text = "This GE closes a group that was not opened: the GS is missing. See \
                            whether claims before it are missing.";
                findings.push(Finding::fix("ge-alone", ge.place, text).of("GE"));
            }
            return;
        };
        let counted = count(ge, self.in_group, "transaction sets", "the group");
        findings.extend(counted.map(|text| Finding::fix("ge-count", ge.place, text).at("GE", 1)));
        let control = control(ge, &group.control, "GS06");
        findings.extend(control.map(|text| Finding::fix("ge-control", ge.place, text).at("GE", 2)));
        self.ending = Some(Level::Group);
    }

    fn interchange_ends(&mut self, iea: &Segment<'_>, findings: &mut Findings) {
        self.close(Level::Group, Over::By("IEA"), findings);
        let Some(interchange) = &self.envelope.interchange else {
            if !self.part {
                let text = "This IEA closes an interchange that was not opened: the ISA is missing. \
                            See whether claims before it are missing.";
                findings.push(Finding::fix("iea-alone", iea.place, text).of("IEA"));
            }
            return;
        };
        let counted = count(iea, self.in_interchange, "groups", "the interchange");
        findings
            .extend(counted.map(|text| Finding::fix("iea-count", iea.place, text).at("IEA", 1)));
        let control = control(iea, &interchange.control, "ISA13");
        findings
            .extend(control.map(|text| Finding::fix("iea-control", iea.place, text).at("IEA", 2)));
        self.ending = Some(Level::Interchange);
    }

    /// Closes what is open from a level inwards, and tells what was left open.
    ///
    /// Only the innermost is a fault to put right at the end of a file: what is around it is open
    /// for the same reason.
    fn close(&mut self, level: Level, over: Over, findings: &mut Findings) {
        let mut open: Vec<(&'static str, &'static str, Place, &'static str)> = Vec::new();
        if let Some(set) = self.envelope.set.take() {
            open.push(("st-open", "ST", set.place, "transaction set has no SE"));
        }
        if level != Level::Set
            && let Some(group) = self.envelope.group.take()
        {
            open.push(("gs-open", "GS", group.place, "group has no GE"));
        }
        if level == Level::Interchange
            && let Some(interchange) = self.envelope.interchange.take()
        {
            open.push((
                "isa-open",
                "ISA",
                interchange.place,
                "interchange has no IEA",
            ));
        }
        for (n, (code, id, place, what)) in open.into_iter().enumerate() {
            let text = match over {
                Over::By(next) => format!(
                    "This {what}: the next {next} comes first. See whether its last claims are missing."
                ),
                Over::End => format!(
                    "This {what}: the file ends first. It may be cut off; get the whole file from \
                     whoever sent it."
                ),
            };
            let finding = match n {
                0 => Finding::fix(code, place, text),
                _ => Finding::check(code, place, text),
            };
            findings.push(finding.of(id));
        }
    }
}

/// Remembers a control number; whether it was there before. Blank ones do not count.
fn repeats(seen: &mut BTreeSet<String>, control: String) -> bool {
    if control.trim().is_empty() {
        return false;
    }
    seen.contains(&control) || (seen.len() < MOST_REMEMBERED && !seen.insert(control))
}

/// What is wrong with the count in a trailer's first element.
fn count(trailer: &Segment<'_>, counted: u64, what: &str, of: &str) -> Option<String> {
    let id = trailer.id();
    match trailer.element(1).parse::<u64>() {
        Ok(said) if said == counted => None,
        Ok(said) => Some(format!(
            "{id}01 says {said} {what}, but {of} has {counted}. Something may be missing; compare \
             with the sender's report."
        )),
        Err(_) => Some(format!(
            "{id}01 holds no number; it should say {counted}, the {what} of {of}. Something may be \
             missing; compare with the sender's report."
        )),
    }
}

/// What is wrong with the control number in a trailer's second element. Leading zeros do not count.
fn control(trailer: &Segment<'_>, opened: &str, with: &str) -> Option<String> {
    let closes = trailer.element(2);
    let bare = |text: &str| text.trim_start_matches('0').to_owned();
    (bare(closes) != bare(opened)).then(|| {
        format!(
            "{}02 is {} and {with} is {}; they should be the same. Parts of two files may be mixed; \
             get the file again.",
            trailer.id(),
            shown(closes),
            shown(opened)
        )
    })
}

/// A control number for a text; what is none is only measured, because it may be anything.
fn shown(control: &str) -> String {
    match control.len() {
        0 => "blank".to_owned(),
        1..=9 if control.bytes().all(|b| b.is_ascii_alphanumeric()) => control.to_owned(),
        _ => match control.chars().count() {
            1 => "a text of 1 character".to_owned(),
            n => format!("a text of {n} characters"),
        },
    }
}
