//! What a file is when it holds no professional claims: its name in the trade, and the way out.

use crate::words::{Words, word};

/// Which kind of claims a guide is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Family {
    /// 837P.
    Professional,
    /// 837I.
    Institutional,
    /// 837D.
    Dental,
    /// The version names no guide that is known.
    #[default]
    Unknown,
}

/// The guides of claims, by the part of the version that does not change with an addendum.
const GUIDES: &[(&str, Family)] = &[
    ("005010X222", Family::Professional),
    ("004010X098", Family::Professional),
    ("005010X223", Family::Institutional),
    ("004010X096", Family::Institutional),
    ("005010X224", Family::Dental),
    ("004010X097", Family::Dental),
    ("005010X292", Family::Institutional),
    ("005010X299", Family::Institutional),
    ("005010X290", Family::Dental),
    ("005010X300", Family::Dental),
];

/// The kind of claims that a version (`005010X222A1`) promises.
pub(crate) fn family(version: &str) -> Family {
    let known = GUIDES.iter().find(|(guide, _)| version.starts_with(guide));
    known.map_or(Family::Unknown, |(_, family)| *family)
}

/// Transaction sets, with their article.
const SETS: Words = &[
    ("270", "a 270, a question about benefits"),
    ("271", "a 271, an answer about benefits"),
    ("275", "a 275, additional information for a claim"),
    ("276", "a 276, a question about the status of claims"),
    ("277", "a 277, the status of claims"),
    ("278", "a 278, a request for an authorization"),
    ("820", "an 820, a payment of premiums"),
    ("824", "an 824, a report about a file"),
    ("834", "an 834, an enrollment"),
    ("835", "an 835, a remittance"),
    ("997", "a 997, an acknowledgment"),
    ("999", "a 999, an acknowledgment"),
    ("TA1", "a TA1, an acknowledgment of an interchange"),
];

/// What to say of a set that is no 837.
pub(crate) fn other_set(transaction: &str) -> String {
    match word(SETS, transaction) {
        Some(what) => {
            format!("This is {what}. It holds no claims. Pick the claim files (837P) instead.")
        }
        None => "This is X12, but no claim file. Pick the claim files (837P) instead.".to_owned(),
    }
}

/// What to say of an 837 of another kind.
pub(crate) fn other_claims(family: Family) -> &'static str {
    match family {
        Family::Dental => {
            "This is an 837D, a dental claim file. Claimbench bills professional claims (837P), so \
             its claims were left out."
        }
        _ => {
            "This is an 837I, an institutional claim file. Claimbench bills professional claims \
             (837P), so its claims were left out."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_tells_the_kind_of_claims() {
        for (version, want) in [
            ("005010X222", Family::Professional),
            ("005010X222A2", Family::Professional),
            ("004010X098A1", Family::Professional),
            ("005010X223A2", Family::Institutional),
            ("004010X097", Family::Dental),
            ("005010", Family::Unknown),
            ("", Family::Unknown),
        ] {
            assert_eq!(family(version), want, "{version}");
        }
    }

    #[test]
    fn a_set_is_named_and_the_way_out_too() {
        assert_eq!(
            other_set("835"),
            "This is an 835, a remittance. It holds no claims. Pick the claim files (837P) instead."
        );
        assert_eq!(
            other_set("850"),
            "This is X12, but no claim file. Pick the claim files (837P) instead."
        );
    }
}
