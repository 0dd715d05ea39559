//! A service line of a claim: loops 2400 to 2440.

use billing::claim::{Adjudication, Drug, ServiceLine};
use values::Money;
use x12::{Place, Segment};

use super::{LineSeen, NEGATIVE, OpenClaim, Spot, unknown};
use crate::loops;
use crate::parts::{Reading, colons, said};

/// Segments of 2400 and 2440 that are kept as they stand.
const KNOWN_OF_LINE: &[&str] = &[
    "SV4", "SV5", "SV6", "SV7", "CR1", "CR2", "CR3", "CR5", "CRC", "MEA", "CN1", "K3", "HCP",
    "HSD", "LQ", "FRM", "CTP", "CAS", "IMM",
];

impl OpenClaim {
    /// LX.
    pub(super) fn line_begins(&mut self, segment: Segment<'_>) {
        let line = ServiceLine {
            number: segment.element(1).to_owned(),
            ..ServiceLine::default()
        };
        self.push_line(line, segment.place);
        let r = Reading {
            segment,
            loop_id: "2400",
            found: &mut self.found,
        };
        if let Some(line) = self.content.lines.last_mut() {
            r.keep(said(&[1]), &mut line.more);
        }
    }

    pub(super) fn push_line(&mut self, line: ServiceLine, place: Place) {
        self.content.lines.push(line);
        self.lines.push(LineSeen {
            place,
            service: false,
            dated: false,
        });
        self.spot = Spot::Line;
    }

    /// A service segment that no LX stands before.
    pub(super) fn service_without_line(&mut self, segment: Segment<'_>) {
        Reading {
            segment,
            loop_id: "2400",
            found: &mut self.found,
        }
        .check(
            "line-without-lx",
            0,
            "A service line has no LX before it. It was read as a line of its own.",
        );
        self.push_line(ServiceLine::default(), segment.place);
        self.of_line(segment);
    }

    /// A segment of 2400 to 2440.
    pub(super) fn of_line(&mut self, segment: Segment<'_>) {
        let id = segment.id();
        let again = self.lines.last().is_some_and(|seen| seen.service);
        if matches!(id, "SV1" | "SV2" | "SV3") && again {
            return self.service_without_line(segment);
        }
        let edition = self.edition;
        let Some(line) = self.content.lines.last_mut() else {
            return;
        };
        let mut r = Reading {
            segment,
            loop_id: "2400",
            found: &mut self.found,
        };
        match self.spot {
            Spot::LineParty => {
                if let Some(party) = line.parties.last_mut() {
                    r.loop_id = loops::of_line(&party.role, edition);
                    if r.of_party(party) {
                        return;
                    }
                }
            }
            Spot::Drug => {
                if let Some(drug) = line.drugs.last_mut()
                    && of_drug(&mut r, drug, &mut line.more)
                {
                    return;
                }
            }
            Spot::Adjudication => {
                if let Some(adjudication) = line.adjudications.last_mut()
                    && of_adjudication(&mut r, adjudication, &mut line.more)
                {
                    return;
                }
            }
            _ => {}
        }
        r.loop_id = "2400";
        // What cannot belong to the inner loop ends it; references and contacts do not.
        if !matches!(id, "REF" | "PER") {
            self.spot = Spot::Line;
        }
        match id {
            "SV1" => self.service(segment),
            "DTP" if segment.element(1) == "472" => self.served(segment),
            "SV2" | "SV3" => {
                self.kinds.institutional |= id == "SV2";
                self.kinds.dental |= id == "SV3";
                if let Some(seen) = self.lines.last_mut() {
                    (seen.service, seen.place) = (true, segment.place);
                }
                line.more.push(r.raw());
            }
            "DTP" => line.dates.push(r.dated(&mut line.more)),
            "REF" => {
                line.references.push(r.reference());
                r.keep(said(&[1, 2, 3, 4]), &mut line.more);
            }
            "AMT" => line.amounts.extend(r.amount(&mut line.more)),
            "NTE" => line.notes.push(r.remark(&mut line.more)),
            "PWK" => line.attachments.push(r.attachment(&mut line.more)),
            "QTY" => line.quantities.push(r.quantity(&mut line.more)),
            "PS1" => {
                line.purchased_charge = r.money(2);
                line.more.push(r.raw());
            }
            "LIN" => {
                line.drugs.push(Drug {
                    qualifier: r.text(2),
                    code: r.text(3),
                    ..Drug::default()
                });
                r.keep(said(&[2, 3]), &mut line.more);
                self.spot = Spot::Drug;
            }
            "SVD" => {
                r.loop_id = "2430";
                let paid = r.money(2);
                line.adjudications.push(Adjudication {
                    payer_id: r.text(1),
                    paid: paid.unwrap_or_default(),
                    procedure: colons(&segment, 3),
                    units: r.text(5),
                    bundled_into: r.text(6),
                    ..Adjudication::default()
                });
                if paid.is_none() || r.unsaid(said(&[1, 2, 3, 5, 6])) {
                    line.more.push(r.raw());
                }
                self.spot = Spot::Adjudication;
            }
            id => {
                if !KNOWN_OF_LINE.contains(&id) {
                    unknown(&mut r);
                }
                line.more.push(r.raw());
            }
        }
    }

    /// SV1.
    pub(super) fn service(&mut self, segment: Segment<'_>) {
        self.kinds.professional = true;
        if let Some(seen) = self.lines.last_mut() {
            (seen.service, seen.place) = (true, segment.place);
        }
        let Some(line) = self.content.lines.last_mut() else {
            return;
        };
        let mut r = Reading {
            segment,
            loop_id: "2400",
            found: &mut self.found,
        };
        let mut keep = r.unsaid(said(&[1, 2, 3, 4, 5, 7, 9, 11, 12, 15]));
        let parts: Vec<&str> = segment.components(1).collect();
        match parts.as_slice() {
            [only] if !only.is_empty() => line.code = (*only).to_owned(),
            _ => {}
        }
        for (n, part) in parts
            .iter()
            .enumerate()
            .filter(|(_, part)| !part.is_empty())
        {
            match n {
                _ if parts.len() == 1 => {}
                0 => line.code_qualifier = (*part).to_owned(),
                1 => line.code = (*part).to_owned(),
                2..=5 => line.modifiers.push((*part).to_owned()),
                6 => line.description = (*part).to_owned(),
                _ => keep = true,
            }
        }
        if line.code.is_empty() {
            r.fix(
                "code-missing",
                1,
                "The service line has no procedure code. Type it in.",
            );
        }
        let charge = r.money(2);
        if charge.is_none() && r.el(2).is_empty() {
            r.fix(
                "charge-missing",
                2,
                "The service line has no charge. Type it in.",
            );
        }
        self.charges_known &= charge.is_some();
        keep |= charge.is_none();
        line.charge = charge.unwrap_or_default();
        if line.charge < Money::ZERO {
            r.check(NEGATIVE.0, 2, NEGATIVE.1);
        }
        (line.unit, line.units) = (r.text(3), r.text(4));
        if !line.units.is_empty() && !is_quantity(&line.units) {
            r.check(
                "units-unreadable",
                4,
                "The units are not a number. They are kept as they stand; type the number in.",
            );
        }
        line.place_of_service = r.text(5);
        for text in segment.components(7).filter(|text| !text.is_empty()) {
            match pointer(text) {
                Some(at) => line.pointers.push(at),
                None => {
                    keep = true;
                    r.fix(
                        "pointer-unreadable",
                        7,
                        "A diagnosis pointer is not a number from 1 to 12, so it was not taken. \
                         Point the line to its diagnoses.",
                    );
                }
            }
        }
        (line.emergency, line.epsdt, line.family_planning) = (r.text(9), r.text(11), r.text(12));
        line.copay_exempt = r.text(15);
        if keep {
            line.more.push(r.raw());
        }
    }

    /// DTP*472: the days of service.
    pub(super) fn served(&mut self, segment: Segment<'_>) {
        let Some(line) = self.content.lines.last_mut() else {
            return;
        };
        let mut r = Reading {
            segment,
            loop_id: "2400",
            found: &mut self.found,
        };
        let seen = self.lines.last_mut();
        if seen.as_ref().is_some_and(|seen| seen.dated) {
            r.check(
                "service-date-again",
                3,
                "The line has two dates of service. The first one counts; compare them.",
            );
            line.dates.push(r.dated(&mut line.more));
            return;
        }
        if let Some(seen) = seen {
            seen.dated = true;
        }
        let (format, text) = (r.el(2), r.el(3));
        match crate::parts::days(format, text) {
            Some((from, to)) => {
                (line.from, line.to) = (from, to);
                let plain = match format {
                    "D8" => to.is_none(),
                    "RD8" => to.is_some(),
                    _ => false,
                };
                if !plain || r.unsaid(said(&[1, 2, 3])) {
                    line.more.push(r.raw());
                }
            }
            None => {
                line.more.push(r.raw());
                r.fix(
                    "service-date-unreadable",
                    3,
                    "The date of service is not a date, so the line came in without one. Type it \
                     in.",
                );
            }
        }
    }
}

/// 2410: what follows LIN.
fn of_drug(r: &mut Reading<'_, '_>, drug: &mut Drug, more: &mut Vec<String>) -> bool {
    r.loop_id = "2410";
    match r.segment.id() {
        "CTP" if drug.quantity.is_empty() && drug.unit.is_empty() => {
            drug.quantity = r.text(4);
            let mut unit = r.segment.components(5);
            drug.unit = unit.next().unwrap_or("").to_owned();
            if unit.any(|part| !part.is_empty()) || r.unsaid(said(&[4, 5])) {
                more.push(r.raw());
            }
        }
        "REF" => {
            drug.references.push(r.reference());
            r.keep(said(&[1, 2, 3, 4]), more);
        }
        _ => return false,
    }
    true
}

/// 2430: what follows SVD.
fn of_adjudication(
    r: &mut Reading<'_, '_>,
    adjudication: &mut Adjudication,
    more: &mut Vec<String>,
) -> bool {
    r.loop_id = "2430";
    match r.segment.id() {
        "CAS" => r.adjustments(&mut adjudication.adjustments, more),
        "DTP" if r.el(1) != "472" => adjudication.dates.push(r.dated(more)),
        "AMT" => adjudication.amounts.extend(r.amount(more)),
        _ => return false,
    }
    true
}

/// True of a decimal number above zero or of zero: `1`, `1.5`, `.5`.
fn is_quantity(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    !(whole.is_empty() && part.is_empty())
        && whole
            .bytes()
            .chain(part.bytes())
            .all(|b| b.is_ascii_digit())
}

/// SV107: `1`, `1.00`, or the letter of the paper form.
fn pointer(text: &str) -> Option<u8> {
    let whole = match text.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|b| b == b'0') => whole,
        _ => text,
    };
    match whole.as_bytes() {
        [letter @ b'A'..=b'L'] => Some(letter - b'A' + 1),
        _ => whole.parse().ok().filter(|at| (1..=12).contains(at)),
    }
}
