//! The walk through a file: envelopes, the headers of sets, and which claim is open. What is no set of
//! professional claims is named and passed over.

use std::collections::VecDeque;
use std::sync::Arc;

use x12::{Envelope, Finding, Findings, Place, Segment};

use crate::claim::OpenClaim;
use crate::foreign::{Family, family, other_claims, other_set};
use crate::levels::Levels;
use crate::loops::Edition;
use crate::parts::Reading;
use crate::read::{Read, ReadClaim, ReadSet};

/// More segments than the header of a set ever has; the rest is left out.
const MOST_SEGMENTS_OF_A_HEADER: usize = 1_000;
/// How many findings wait for the claim that they stand above.
const MOST_WAITING: usize = 500;

/// What a set has been so far.
#[derive(Default)]
struct SetState {
    /// The set as it is told; `None` between sets and in a set that is passed over.
    header: Option<Arc<ReadSet>>,
    /// Segments of the header.
    header_length: usize,
    /// NM101 of the party that the header is at.
    header_role: Option<&'static str>,
    told: bool,
    /// True from ST to SE.
    open: bool,
    /// True of a set that is no 837P.
    skipped: bool,
    edition: Edition,
    place: Place,
    claims: bool,
    imported: bool,
    left_out: bool,
}

/// The state of the reading between two segments.
#[derive(Default)]
pub(crate) struct Walk {
    /// True when the reader of the envelope noticed something; then it has said why nothing came.
    pub envelope_said_something: bool,
    set: SetState,
    /// The set that an SE closed, in case claims follow it.
    before: Option<(Arc<ReadSet>, Edition)>,
    levels: Levels,
    claim: Option<Box<OpenClaim>>,
    findings: Findings,
    /// The transaction sets that were told as other than claims.
    others: Vec<String>,
    any_set: bool,
    /// Where the first TA1 stands: a file may have one beside its sets, or nothing else.
    acknowledged: Option<Place>,
}

impl Walk {
    /// Takes the next segment.
    pub fn step(&mut self, segment: Segment<'_>, envelope: &Envelope, out: &mut VecDeque<Read>) {
        match segment.id() {
            "ISA" => {
                // Without an SE this is a file that was cut, with another one glued to it.
                self.close(self.set.open, out);
                self.leave_set(out);
                self.before = None;
            }
            "GS" => {
                self.close(false, out);
                self.leave_set(out);
                self.before = None;
            }
            "GE" | "IEA" => {
                self.close(false, out);
                self.leave_set(out);
            }
            "ST" => {
                self.close(false, out);
                self.leave_set(out);
                self.enter_set(segment, envelope, out);
            }
            "SE" => {
                self.close(false, out);
                self.tell_set(out);
                self.before = self
                    .set
                    .header
                    .clone()
                    .map(|header| (header, self.set.edition));
                self.leave_set(out);
            }
            "TA1" => {
                self.close(false, out);
                self.acknowledged.get_or_insert(segment.place);
            }
            _ if self.set.skipped => {}
            id => {
                if self.set.header.is_none() && matches!(id, "BHT" | "HL" | "CLM") {
                    self.enter_lost_set(segment, envelope);
                }
                if self.set.header.is_some() {
                    self.inside(segment, out);
                }
            }
        }
        if MOST_WAITING < self.levels.found.len() {
            self.tell_waiting(out);
        }
    }

    /// The end of the file.
    pub fn end(&mut self, out: &mut VecDeque<Read>) {
        self.close(true, out);
        self.leave_set(out);
        let nothing = !self.any_set && self.others.is_empty();
        if nothing && let Some(place) = self.acknowledged {
            self.other("TA1", place, out);
        } else if nothing && !self.envelope_said_something {
            self.findings.push(Finding::fix(
                "no-claims",
                Place::default(),
                "The file holds no claims. Pick the claim files (837P) instead.",
            ));
        }
        out.extend(self.findings.finish().into_iter().map(Read::Finding));
    }

    /// Gives out a finding, unless there were enough of its kind.
    fn tell(&mut self, finding: Finding, out: &mut VecDeque<Read>) {
        self.findings.push(finding);
        out.extend(self.findings.take().into_iter().map(Read::Finding));
    }

    /// Gives out what was noticed above the claims.
    fn tell_waiting(&mut self, out: &mut VecDeque<Read>) {
        for finding in std::mem::take(&mut self.levels.found) {
            self.tell(finding, out);
        }
    }

    /// Tells, once in a file, that it holds another transaction set.
    fn other(&mut self, transaction: &str, place: Place, out: &mut VecDeque<Read>) {
        // A broken file may have anything for a name; a handful of them says enough.
        if self.others.len() < 20 && !self.others.iter().any(|told| told == transaction) {
            self.others.push(transaction.to_owned());
            let finding = Finding::fix("other-file", place, other_set(transaction));
            let finding = match transaction {
                "TA1" => finding.of("TA1"),
                _ => finding.at("ST", 1),
            };
            self.tell(finding, out);
        }
    }

    /// ST.
    fn enter_set(&mut self, segment: Segment<'_>, envelope: &Envelope, out: &mut VecDeque<Read>) {
        let transaction = segment.element(1);
        if transaction != "837" {
            self.set = SetState {
                skipped: true,
                open: true,
                ..SetState::default()
            };
            return self.other(transaction, segment.place, out);
        }
        self.begin_set(segment.place, segment.element(2), envelope);
        if let family @ (Family::Institutional | Family::Dental) = family(envelope.version()) {
            self.set = SetState {
                skipped: true,
                open: true,
                ..SetState::default()
            };
            self.left_out(family, segment.place, out);
        }
    }

    /// Claims between sets: an ST is missing, or an SE stands before its time.
    fn enter_lost_set(&mut self, segment: Segment<'_>, envelope: &Envelope) {
        match (segment.id(), self.before.take()) {
            ("BHT", _) if segment.element(1) != "0019" => return,
            ("HL" | "CLM", Some((header, edition))) => {
                self.set = SetState {
                    place: segment.place,
                    header: Some(header),
                    told: true,
                    open: true,
                    claims: true,
                    edition,
                    ..SetState::default()
                };
            }
            _ => self.begin_set(segment.place, "", envelope),
        }
        self.levels.found.push(
            Finding::check(
                "set-missing",
                segment.place,
                "There is no ST before these claims. They were read all the same.",
            )
            .of(segment.id()),
        );
    }

    fn begin_set(&mut self, place: Place, control: &str, envelope: &Envelope) {
        let version = envelope.version();
        let edition = if version.starts_with("004010") {
            Edition::V4010
        } else {
            Edition::V5010
        };
        let interchange = envelope.interchange.as_ref();
        let of = |read: fn(&x12::Interchange) -> &String| {
            interchange.map_or_else(String::new, |i| read(i).clone())
        };
        self.set = SetState {
            header: Some(Arc::new(ReadSet {
                place,
                version: version.to_owned(),
                sender: of(|i| &i.sender),
                receiver: of(|i| &i.receiver),
                usage: of(|i| &i.usage),
                interchange: of(|i| &i.control),
                group: envelope
                    .group
                    .as_ref()
                    .map_or_else(String::new, |g| g.control.clone()),
                control: control.to_owned(),
                ..ReadSet::default()
            })),
            open: true,
            edition,
            place,
            ..SetState::default()
        };
        self.any_set = true;
        self.levels.clear();
        if family(version) == Family::Unknown {
            self.levels.found.push(
                Finding::check(
                    "guide-unknown",
                    place,
                    "The file does not name a known guide for claims. It was read as an 837P; \
                     compare a claim with its paper.",
                )
                .at("ST", 3),
            );
        }
    }

    /// Tells of the set, once its header is read.
    fn tell_set(&mut self, out: &mut VecDeque<Read>) {
        if let Some(header) = &self.set.header
            && !std::mem::replace(&mut self.set.told, true)
        {
            out.push_back(Read::Set(header.clone()));
        }
    }

    /// The end of a set, said or not.
    fn leave_set(&mut self, out: &mut VecDeque<Read>) {
        let set = std::mem::take(&mut self.set);
        if set.header.is_some() && !set.claims {
            self.levels.found.push(
                Finding::fix(
                    "set-without-claims",
                    set.place,
                    "There is no claim in this part of the file. Ask the sender for a file with \
                     claims.",
                )
                .of("ST"),
            );
        }
        if set.left_out && !set.imported {
            self.levels.found.clear();
        }
        self.tell_waiting(out);
    }

    /// Tells that the claims of a set are none that are billed here.
    fn left_out(&mut self, family: Family, place: Place, out: &mut VecDeque<Read>) {
        let code = if family == Family::Dental {
            "dental-claims"
        } else {
            "institutional-claims"
        };
        let finding = Finding::fix(code, place, other_claims(family)).at("ST", 3);
        self.set.left_out = true;
        self.tell(finding, out);
    }

    /// Closes the open claim; `cut` when the file ended or broke off inside it.
    fn close(&mut self, cut: bool, out: &mut VecDeque<Read>) {
        let Some(mut claim) = self.claim.take() else {
            return;
        };
        self.set.claims = true;
        let kinds = claim.kinds;
        let foreign = match (kinds.professional, kinds.institutional, kinds.dental) {
            (true, ..) => None,
            (_, true, _) => Some(Family::Institutional),
            (_, _, true) => Some(Family::Dental),
            _ => None,
        };
        if let Some(family) = foreign {
            if !self.set.left_out {
                self.left_out(family, self.set.place, out);
            }
            return;
        }
        self.set.imported = true;
        self.tell_set(out);
        self.tell_waiting(out);
        if cut {
            let finding = claim.cut();
            return self.tell(finding, out);
        }
        if claim.too_long {
            let finding = Finding::fix(
                "claim-too-long",
                claim.place,
                "This claim has more segments than any claim, so it was left out. Ask the sender \
                 for the file again.",
            )
            .in_loop("2300")
            .of("CLM");
            return self.tell(finding, out);
        }
        claim.finish();
        let OpenClaim {
            content,
            place,
            source,
            found,
            ..
        } = *claim;
        for finding in found {
            self.tell(finding, out);
        }
        let Some(set) = self.set.header.clone() else {
            return;
        };
        out.push_back(Read::Claim(Box::new(ReadClaim {
            content,
            place,
            source,
            set,
        })));
    }

    /// A segment between ST and SE.
    fn inside(&mut self, segment: Segment<'_>, out: &mut VecDeque<Read>) {
        match segment.id() {
            "HL" => {
                self.close(false, out);
                self.tell_set(out);
                return self.levels.begin(segment);
            }
            "CLM" => {
                self.close(false, out);
                self.tell_set(out);
                let Some(set) = &self.set.header else { return };
                let (content, source) = self.levels.above(segment.place, &set.claim_or_encounter);
                let claim = OpenClaim::new(segment, content, source, self.set.edition);
                self.claim = Some(Box::new(claim));
                return;
            }
            _ => {}
        }
        if let Some(claim) = &mut self.claim {
            if !begins_level(segment, claim) {
                return claim.step(segment);
            }
            self.close(false, out);
        }
        if self.levels.none_yet() && self.of_header(segment) {
            return;
        }
        self.tell_set(out);
        self.levels.step(segment);
    }

    /// A segment of the header; false when it is one of a level.
    fn of_header(&mut self, segment: Segment<'_>) -> bool {
        self.set.header_length += 1;
        let (id, role) = (segment.id(), segment.element(1));
        let of_level = match id {
            "NM1" => !matches!(role, "40" | "41"),
            _ => matches!(id, "SBR" | "PAT" | "LX" | "SV1" | "PRV"),
        };
        if of_level || MOST_SEGMENTS_OF_A_HEADER < self.set.header_length {
            return !of_level;
        }
        // The header is not shared before it is told, and afterwards it does not change.
        let Some(set) = self.set.header.as_mut().and_then(Arc::get_mut) else {
            return true;
        };
        let mut r = Reading {
            segment,
            loop_id: "1000A",
            found: &mut self.levels.found,
        };
        match id {
            "BHT" => {
                set.purpose = r.text(2);
                set.batch = r.text(3);
                set.made_on = r.text(4);
                set.claim_or_encounter = r.text(6);
            }
            "NM1" if role == "41" => {
                set.submitter = r.party();
                self.set.header_role = Some("41");
            }
            "NM1" => {
                r.loop_id = "1000B";
                set.recipient = r.party();
                self.set.header_role = Some("40");
            }
            _ => match self.set.header_role {
                Some("41") => _ = r.of_party(&mut set.submitter),
                Some(_) => _ = r.of_party(&mut set.recipient),
                None => {}
            },
        }
        true
    }
}

/// True of a segment inside a claim that begins a level whose HL is missing: what may stand in 2320
/// and 2330 does not begin one.
fn begins_level(segment: Segment<'_>, claim: &OpenClaim) -> bool {
    if !claim.in_lines() {
        return false;
    }
    match segment.id() {
        "SBR" | "PAT" => true,
        "NM1" => matches!(segment.element(1), "85" | "87" | "IL" | "QC" | "40" | "41"),
        _ => false,
    }
}
