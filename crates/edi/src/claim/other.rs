//! Another payer of a claim: loops 2320 and 2330.

use billing::claim::{ClaimCoverage, OtherCoverage};
use billing::party::Party;
use x12::Segment;

use super::{OpenClaim, Spot, unknown};
use crate::loops;
use crate::parts::{Reading, said};

/// Segments that belong to 2300 and to nothing in 2320 and 2330.
const KNOWN_ONLY_OF_CLAIM: &[&str] = &[
    "CN1", "K3", "CR1", "CR2", "CR3", "CR5", "CR7", "CRC", "HCP", "HSD", "NTE", "PWK",
];
impl OpenClaim {
    /// SBR in a claim: another payer (2320).
    pub(super) fn other_begins(&mut self, segment: Segment<'_>) {
        let r = Reading {
            segment,
            loop_id: "2320",
            found: &mut self.found,
        };
        let mut other = OtherCoverage {
            coverage: ClaimCoverage {
                order: r.text(1),
                group_number: r.text(3),
                group_name: r.text(4),
                insurance_type: r.text(5),
                filing_indicator: r.text(9),
                ..ClaimCoverage::default()
            },
            relationship: r.text(2),
            ..OtherCoverage::default()
        };
        r.keep(said(&[1, 2, 3, 4, 5, 9]), &mut other.more);
        self.content.other_coverages.push(other);
        self.spot = Spot::Other;
    }

    /// NM1 in 2330.
    pub(super) fn name_of_other(&mut self, segment: Segment<'_>) {
        let role = segment.element(1);
        let loop_id = loops::of_other(role, self.edition);
        let party = Reading {
            segment,
            loop_id,
            found: &mut self.found,
        }
        .party();
        let Some(other) = self.content.other_coverages.last_mut() else {
            return;
        };
        let coverage = &mut other.coverage;
        // DMG of version 4010 stands in 2320, before the insured is named.
        match role {
            "IL" if coverage.insured.role.is_empty() => {
                let Party {
                    born_on, sex, more, ..
                } = std::mem::take(&mut coverage.insured);
                coverage.insured = Party {
                    born_on,
                    sex,
                    ..party
                };
                coverage.insured.more.extend(more);
                self.spot = Spot::OtherInsured;
            }
            "PR" | "IN" if coverage.payer.role.is_empty() => {
                coverage.payer = party;
                self.spot = Spot::OtherPayer;
            }
            _ => {
                other.parties.push(party);
                self.spot = Spot::OtherParty;
            }
        }
    }

    /// A segment of 2320 or 2330.
    pub(super) fn of_other(&mut self, segment: Segment<'_>) {
        let id = segment.id();
        if KNOWN_ONLY_OF_CLAIM.contains(&id) || matches!(id, "SV1" | "SV2" | "SV3") {
            let spot = std::mem::replace(&mut self.spot, Spot::Claim);
            self.of_claim(segment);
            if self.spot == Spot::Claim {
                self.spot = spot;
            }
            return;
        }
        let Some(other) = self.content.other_coverages.last_mut() else {
            return;
        };
        let OtherCoverage {
            coverage,
            adjustments,
            amounts,
            dates,
            parties,
            more,
            ..
        } = other;
        let (party, loop_id) = match self.spot {
            Spot::OtherInsured => (Some(&mut coverage.insured), "2330A"),
            Spot::OtherPayer => (Some(&mut coverage.payer), "2330B"),
            Spot::OtherParty => match parties.last_mut() {
                Some(party) => {
                    let loop_id = loops::of_other(&party.role, self.edition);
                    (Some(party), loop_id)
                }
                None => (None, "2330"),
            },
            _ => (None, "2320"),
        };
        let mut r = Reading {
            segment,
            loop_id,
            found: &mut self.found,
        };
        // DMG of 2320 is the other insured's, wherever it stands.
        if id == "DMG" {
            return r.demographics(&mut coverage.insured);
        }
        if let Some(party) = party
            && r.of_party(party)
        {
            return;
        }
        match id {
            "CAS" => r.adjustments(adjustments, more),
            "AMT" => amounts.extend(r.amount(more)),
            "DTP" => dates.push(r.dated(more)),
            "OI" if other.release.is_empty() && other.benefits_assigned.is_empty() => {
                other.benefits_assigned = r.text(3);
                other.signature_source = r.text(4);
                other.release = r.text(6);
                r.keep(said(&[3, 4, 6]), more);
            }
            id => {
                if !matches!(id, "OI" | "MOA" | "MIA") {
                    unknown(&mut r);
                }
                more.push(r.raw());
            }
        }
    }
}
