//! A claim that is being read: loops 2300 to 2440, segment by segment, until something closes it.

mod line;
mod other;

use std::borrow::Cow;

use billing::claim::{ClaimContent, Diagnosis, OtherCoverage};
use values::Money;
use x12::{Finding, Place, Segment};

use crate::loops::{self, Edition};
use crate::parts::{Reading, raw, said};
use crate::read::SourceSegment;

/// More segments than any claim has; a claim that goes on longer is no claim.
const MOST_SEGMENTS_OF_A_CLAIM: usize = 20_000;
/// HI holds twelve diagnoses, and so does the form.
const MOST_DIAGNOSES: usize = 12;

/// What is said of a charge below zero.
const NEGATIVE: (&str, &str) = (
    "charge-negative",
    "The charge is below zero, and payers refuse that. Correct it before it is billed again.",
);

/// Where in the claim the reader stands: which loop the next segment belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spot {
    /// 2300.
    Claim,
    /// 2310, the last of `parties`.
    Party,
    /// 2320, the last of `other_coverages`.
    Other,
    /// 2330A.
    OtherInsured,
    /// 2330B.
    OtherPayer,
    /// 2330C and on, the last of the coverage's `parties`.
    OtherParty,
    /// 2400, the last of `lines`.
    Line,
    /// 2410, the last of the line's `drugs`.
    Drug,
    /// 2420, the last of the line's `parties`.
    LineParty,
    /// 2430, the last of the line's `adjudications`.
    Adjudication,
}

/// What the service lines say about the kind of claim.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LineKinds {
    /// SV1.
    pub professional: bool,
    /// SV2.
    pub institutional: bool,
    /// SV3.
    pub dental: bool,
}

/// A claim that is being read.
pub(crate) struct OpenClaim {
    pub content: ClaimContent,
    pub place: Place,
    pub source: Vec<SourceSegment>,
    pub found: Vec<Finding>,
    pub kinds: LineKinds,
    /// True when it was longer than any claim, and its rest was left out.
    pub too_long: bool,
    edition: Edition,
    spot: Spot,
    own: usize,
    /// False when a charge could not be read, so that the sum says nothing.
    charges_known: bool,
    /// Where the SV1 of each line stands, or its LX; and whether it has an SV1 and a service date.
    lines: Vec<LineSeen>,
}

#[derive(Clone, Copy)]
struct LineSeen {
    place: Place,
    service: bool,
    dated: bool,
}

impl OpenClaim {
    /// Begins with the CLM; `content` and `source` hold what stands above the claim.
    pub fn new(
        clm: Segment<'_>,
        content: ClaimContent,
        source: Vec<SourceSegment>,
        edition: Edition,
    ) -> OpenClaim {
        let mut open = OpenClaim {
            content,
            place: clm.place,
            source,
            found: Vec::new(),
            kinds: LineKinds::default(),
            too_long: false,
            edition,
            spot: Spot::Claim,
            own: 0,
            charges_known: true,
            lines: Vec::new(),
        };
        open.remember(clm);
        open.claim(clm);
        open
    }

    /// True from the first service line on.
    pub fn in_lines(&self) -> bool {
        !self.content.lines.is_empty()
    }

    /// True when another payer is being read (2320, 2330), where an insured and a patient may stand.
    pub fn in_other_coverage(&self) -> bool {
        matches!(
            self.spot,
            Spot::Other | Spot::OtherInsured | Spot::OtherPayer | Spot::OtherParty
        )
    }

    /// Takes the next segment of the claim.
    pub fn step(&mut self, segment: Segment<'_>) {
        if !self.remember(segment) {
            return;
        }
        match segment.id() {
            "LX" => self.line_begins(segment),
            "NM1" => self.name(segment),
            "SBR" => self.other_begins(segment),
            "HI" => self.codes(segment),
            _ => match self.spot {
                Spot::Claim | Spot::Party => self.of_claim(segment),
                Spot::Other | Spot::OtherInsured | Spot::OtherPayer | Spot::OtherParty => {
                    self.of_other(segment);
                }
                Spot::Line | Spot::Drug | Spot::LineParty | Spot::Adjudication => {
                    self.of_line(segment);
                }
            },
        }
    }

    /// Keeps the raw segment; false when the claim is longer than any claim.
    fn remember(&mut self, segment: Segment<'_>) -> bool {
        self.own += 1;
        if MOST_SEGMENTS_OF_A_CLAIM < self.own {
            self.too_long = true;
            return false;
        }
        self.source.push(SourceSegment {
            n: segment.place.segment,
            text: raw(segment),
        });
        true
    }

    /// CLM.
    fn claim(&mut self, segment: Segment<'_>) {
        let mut r = Reading {
            segment,
            loop_id: "2300",
            found: &mut self.found,
        };
        let content = &mut self.content;
        content.number = r.text(1);
        if content.number.is_empty() {
            r.fix(
                "claim-number-missing",
                1,
                "The claim has no number, so no remittance can find it. Give it one.",
            );
        }
        let charge = r.money(2);
        if charge.is_none() && r.el(2).is_empty() {
            r.fix("charge-missing", 2, "The claim has no charge. Type it in.");
        }
        self.charges_known = charge.is_some();
        content.charge = charge.unwrap_or_default();
        if content.charge < Money::ZERO {
            r.check(NEGATIVE.0, 2, NEGATIVE.1);
        }
        let facility: Vec<&str> = segment.components(5).collect();
        let of = |n: usize| facility.get(n).copied().unwrap_or("").to_owned();
        content.place_of_service = of(0);
        content.frequency = of(2);
        content.provider_signature = r.text(6);
        content.assignment = r.text(7);
        content.benefits_assigned = r.text(8);
        content.release = r.text(9);
        content.signature_source = r.text(10);
        for (n, part) in segment.components(11).enumerate() {
            match n {
                _ if part.is_empty() => {}
                0..=2 => content.related_causes.push(part.to_owned()),
                3 => content.accident_state = part.to_owned(),
                4 => content.accident_country = part.to_owned(),
                _ => {}
            }
        }
        content.special_program = r.text(12);
        content.delay_reason = r.text(20);
        let odd_facility = !matches!(of(1).as_str(), "B" | "") || 3 < facility.len();
        if charge.is_none()
            || odd_facility
            || 5 < segment.components(11).count()
            || r.unsaid(said(&[1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 20]))
        {
            content.more.push(r.raw());
        }
    }

    /// NM1: the role and the spot decide whose it is.
    fn name(&mut self, segment: Segment<'_>) {
        let role = segment.element(1);
        let edition = self.edition;
        if self.in_lines() {
            let loop_id = loops::of_line(role, edition);
            let party = Reading {
                segment,
                loop_id,
                found: &mut self.found,
            }
            .party();
            if let Some(line) = self.content.lines.last_mut() {
                line.parties.push(party);
            }
            self.spot = Spot::LineParty;
            return;
        }
        if matches!(role, "IL" | "PR" | "IN") && !self.in_other_coverage() {
            Reading {
                segment,
                loop_id: "2320",
                found: &mut self.found,
            }
            .check(
                "other-payer-without-sbr",
                1,
                "Another insured or payer is named without an SBR before it. Fill in the order of \
                 that coverage.",
            );
            self.content.other_coverages.push(OtherCoverage::default());
            self.spot = Spot::Other;
        }
        if !self.in_other_coverage() {
            let loop_id = loops::of_claim(role, edition);
            let party = Reading {
                segment,
                loop_id,
                found: &mut self.found,
            }
            .party();
            self.content.parties.push(party);
            self.spot = Spot::Party;
            return;
        }
        self.name_of_other(segment);
    }

    /// HI, which belongs to the claim wherever it stands.
    fn codes(&mut self, segment: Segment<'_>) {
        let mut r = Reading {
            segment,
            loop_id: "2300",
            found: &mut self.found,
        };
        let content = &mut self.content;
        let mut keep = false;
        let mut n = 0;
        while n < segment.element_count() {
            n += 1;
            let mut parts = segment.components(n);
            let (Some(qualifier), code) = (parts.next(), parts.next().unwrap_or("")) else {
                continue;
            };
            let mut code = code;
            let next = segment.element(n + 1);
            if code.is_empty() && is_diagnosis(qualifier) && is_bare_code(&segment, next) {
                r.check(
                    "diagnosis-apart",
                    u8::try_from(n).unwrap_or(u8::MAX),
                    "The diagnosis and its kind stand in two elements. They were read as one; \
                     compare the diagnoses with the chart.",
                );
                code = next;
                keep = true;
                n += 1;
            }
            keep |= parts.any(|part| !part.is_empty());
            let entry = || Diagnosis {
                qualifier: qualifier.to_owned(),
                code: code.to_owned(),
            };
            match qualifier {
                _ if code.is_empty() => keep |= !qualifier.is_empty(),
                "ABK" | "ABF" | "BK" | "BF" => content.diagnoses.push(entry()),
                "BP" | "BO" => content.anesthesia_procedures.push(entry()),
                "BG" => content.condition_codes.push(code.to_owned()),
                _ => keep = true,
            }
        }
        if keep {
            content.more.push(r.raw());
        }
    }

    /// A segment of 2300 or 2310.
    fn of_claim(&mut self, segment: Segment<'_>) {
        if self.spot == Spot::Party {
            let content = &mut self.content;
            if let Some(party) = content.parties.last_mut() {
                let loop_id = loops::of_claim(&party.role, self.edition);
                if (Reading {
                    segment,
                    loop_id,
                    found: &mut self.found,
                })
                .of_party(party)
                {
                    return;
                }
            }
        }
        let mut r = Reading {
            segment,
            loop_id: "2300",
            found: &mut self.found,
        };
        let ClaimContent {
            dates,
            references,
            amounts,
            notes,
            attachments,
            more,
            ..
        } = &mut self.content;
        match segment.id() {
            "DTP" => dates.push(r.dated(more)),
            "REF" => {
                references.push(r.reference());
                r.keep(said(&[1, 2, 3, 4]), more);
            }
            "AMT" => amounts.extend(r.amount(more)),
            "NTE" => notes.push(r.remark(more)),
            "PWK" => attachments.push(r.attachment(more)),
            "SV1" | "SV2" | "SV3" => self.service_without_line(segment),
            id => {
                if !KNOWN_OF_CLAIM.contains(&id) {
                    unknown(&mut r);
                }
                more.push(r.raw());
            }
        }
    }

    /// The last look, when the claim is whole.
    pub fn finish(&mut self) {
        let content = &self.content;
        let fix = |code, place, text: &'static str| Finding::fix(code, place, text);
        let clm = |finding: Finding| finding.in_loop("2300");
        if content.lines.is_empty() {
            self.found.push(clm(fix(
                "lines-missing",
                self.place,
                "The claim has no service line. Add its services.",
            )
            .of("CLM")));
        }
        if content.diagnoses.is_empty() {
            self.found.push(clm(fix(
                "diagnosis-missing",
                self.place,
                "The claim has no diagnosis. Add at least one.",
            )
            .of("HI")));
        }
        if MOST_DIAGNOSES < content.diagnoses.len() {
            self.found.push(clm(Finding::check(
                "diagnoses-too-many",
                self.place,
                "The claim has more than 12 diagnoses, and payers take 12. Leave out the least \
                 important ones before it is billed again.",
            )
            .of("HI")));
        }
        let sum: i128 = content
            .lines
            .iter()
            .map(|line| i128::from(line.charge.cents()))
            .sum();
        if self.charges_known
            && !content.lines.is_empty()
            && sum != i128::from(content.charge.cents())
        {
            self.found.push(clm(Finding::check(
                "charge-sum",
                self.place,
                "The charge of the claim is not the sum of its lines. Correct one of them before \
                 it is billed again.",
            )
            .at("CLM", 2)));
        }
        for (line, seen) in content.lines.iter().zip(&self.lines) {
            let of_line = |finding: Finding| finding.in_loop("2400");
            if !seen.service {
                self.found.push(of_line(fix(
                    "service-missing",
                    seen.place,
                    "The line has no service (SV1). Add its code and charge, or delete the line.",
                )
                .of("LX")));
                continue;
            }
            if !seen.dated {
                self.found.push(of_line(
                    fix(
                        "service-date-missing",
                        seen.place,
                        "The line has no date of service. Type it in.",
                    )
                    .of("SV1"),
                ));
            }
            let there = content.diagnoses.len();
            if 0 < there && line.pointers.iter().any(|&at| there < usize::from(at)) {
                self.found.push(of_line(Finding::check(
                    "pointer-to-nothing",
                    seen.place,
                    "The line points to a diagnosis that the claim does not have. Point it to one \
                     that is there.",
                )
                .at("SV1", 7)));
            }
        }
    }

    /// What is said of a claim in which the file ends.
    pub fn cut(&self) -> Finding {
        Finding {
            loop_id: Some(Cow::Borrowed("2300")),
            ..Finding::fix(
                "claim-cut",
                self.place,
                "The file ends inside this claim, so the claim was left out. Get the whole file \
                 from where it came and import it again; what is here already is not doubled.",
            )
            .of("CLM")
        }
    }
}

/// Segments of 2300 and 2305 that are kept as they stand.
const KNOWN_OF_CLAIM: &[&str] = &[
    "CN1", "K3", "CR1", "CR2", "CR3", "CR4", "CR5", "CR6", "CR7", "CRC", "HCP", "HSD", "MEA", "QTY",
];
/// Notes a segment that no 837P has at this spot.
fn unknown(r: &mut Reading<'_, '_>) {
    r.check(
        "segment-out-of-place",
        0,
        "This segment does not belong here. It is kept with the claim as it stands.",
    );
}

fn is_diagnosis(qualifier: &str) -> bool {
    matches!(qualifier, "ABK" | "ABF" | "BK" | "BF")
}

/// True of a code that stands without its qualifier.
fn is_bare_code(segment: &Segment<'_>, text: &str) -> bool {
    2 < text.len()
        && !is_diagnosis(text)
        && !text.contains(segment.delimiters.component)
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.')
}
