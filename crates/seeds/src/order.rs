//! The order in which an 837P has what may stand in any order in a claim.

use billing::claim::ClaimContent;

/// DTP of 2300.
const DATES: &[&str] = &[
    "431", "454", "304", "453", "439", "484", "455", "471", "314", "360", "361", "297", "296",
    "435", "096", "090", "091", "444", "050",
];
/// REF of 2300.
const REFERENCES: &[&str] = &[
    "4N", "F5", "EW", "9F", "G1", "F8", "X4", "9A", "9C", "LX", "D9", "EA", "P4", "1J",
];
/// AMT of 2320.
const AMOUNTS: &[&str] = &["F5", "D", "A8", "EAF"];
/// NM1 of 2310.
const PARTIES: &[&str] = &["DN", "P3", "82", "77", "DQ", "PW", "45"];
/// REF of 2400.
const LINE_REFERENCES: &[&str] = &["9B", "9D", "G1", "6R", "EW", "X4", "F4", "BT", "9F"];
/// NM1 of 2420.
const LINE_PARTIES: &[&str] = &["82", "QB", "77", "DQ", "DK", "DN", "P3", "PW", "45"];

fn rank(order: &[&str], key: &str) -> usize {
    order.iter().position(|k| *k == key).unwrap_or(order.len())
}

/// Puts the parts of a claim in the order of the file.
pub(crate) fn sort(claim: &mut ClaimContent) {
    claim.dates.sort_by_key(|d| rank(DATES, &d.qualifier));
    claim
        .references
        .sort_by_key(|r| rank(REFERENCES, &r.qualifier));
    claim.parties.sort_by_key(|p| rank(PARTIES, &p.role));
    for other in &mut claim.other_coverages {
        other.amounts.sort_by_key(|a| rank(AMOUNTS, &a.qualifier));
    }
    for line in &mut claim.lines {
        line.references
            .sort_by_key(|r| rank(LINE_REFERENCES, &r.qualifier));
        line.parties.sort_by_key(|p| rank(LINE_PARTIES, &p.role));
    }
}
