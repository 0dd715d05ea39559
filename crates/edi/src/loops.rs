//! The names of the loops of an 837P, by who is named in them. Version 4010 lettered some otherwise.

/// Which version's letters count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Edition {
    /// 005010X222 and its addenda.
    #[default]
    V5010,
    /// 004010X098 and its addendum.
    V4010,
}

/// The loop of a party of the claim (2310).
pub(crate) fn of_claim(role: &str, edition: Edition) -> &'static str {
    match (role, edition) {
        ("DN" | "P3", _) => "2310A",
        ("82", _) => "2310B",
        ("QB", Edition::V4010) => "2310C",
        ("77" | "FA" | "LI" | "TL", Edition::V4010) => "2310D",
        ("77" | "FA" | "LI" | "TL", Edition::V5010) => "2310C",
        ("DQ", Edition::V4010) => "2310E",
        ("DQ", Edition::V5010) => "2310D",
        ("PW", _) => "2310E",
        ("45", _) => "2310F",
        _ => "2310",
    }
}

/// The loop of a party of another payer (2330).
pub(crate) fn of_other(role: &str, edition: Edition) -> &'static str {
    match (role, edition) {
        ("IL", _) => "2330A",
        ("PR" | "IN", _) => "2330B",
        ("QC", Edition::V4010) => "2330C",
        ("DN" | "P3", Edition::V4010) => "2330D",
        ("82", Edition::V4010) => "2330E",
        ("QB", Edition::V4010) => "2330F",
        ("77" | "FA" | "LI" | "TL", Edition::V4010) => "2330G",
        ("DQ", Edition::V4010) => "2330H",
        ("DN" | "P3", Edition::V5010) => "2330C",
        ("82", Edition::V5010) => "2330D",
        ("77" | "FA" | "LI" | "TL", Edition::V5010) => "2330E",
        ("DQ", Edition::V5010) => "2330F",
        ("85", _) => "2330G",
        _ => "2330",
    }
}

/// The loop of a party of a line (2420).
pub(crate) fn of_line(role: &str, edition: Edition) -> &'static str {
    match (role, edition) {
        ("82", _) => "2420A",
        ("QB", _) => "2420B",
        ("77" | "FA" | "LI" | "TL", _) => "2420C",
        ("DQ", _) => "2420D",
        ("DK", _) => "2420E",
        ("DN" | "P3", _) => "2420F",
        ("PR", Edition::V4010) => "2420G",
        ("PW", _) => "2420G",
        ("45", _) => "2420H",
        _ => "2420",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_are_lettered_as_their_edition_letters_them() {
        use Edition::{V4010, V5010};
        for (loop_of, role, edition, want) in [
            (
                of_claim as fn(&str, Edition) -> &'static str,
                "77",
                V5010,
                "2310C",
            ),
            (of_claim, "FA", V4010, "2310D"),
            (of_claim, "QB", V4010, "2310C"),
            (of_claim, "DQ", V5010, "2310D"),
            (of_claim, "DQ", V4010, "2310E"),
            (of_other, "82", V5010, "2330D"),
            (of_other, "82", V4010, "2330E"),
            (of_line, "DK", V5010, "2420E"),
            (of_line, "PR", V4010, "2420G"),
            (of_line, "ZZ", V5010, "2420"),
        ] {
            assert_eq!(loop_of(role, edition), want, "{role}");
        }
    }
}
