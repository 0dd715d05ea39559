//! The codes of a family practice: ICD-10-CM codes that are valid on every day from October 2024 to
//! September 2027, procedure codes by number with a charge of ours, and drugs with invented NDCs.
//! Procedure names are the American Medical Association's and are not here.

/// Conditions that bring the same adult back.
pub(crate) const CHRONIC: &[&str] = &[
    "I10", "E119", "E1165", "E1122", "E1142", "E785", "E7800", "E781", "E782", "E039", "E6601",
    "E663", "J449", "J441", "J4520", "J4530", "J45909", "F32A", "F411", "F419", "F331", "F1020",
    "F17210", "K219", "K5900", "K589", "M810", "G4733", "G43909", "G2581", "G629", "N1831", "N401",
    "I4891", "I2510", "I5032", "D509", "D649", "E559", "E538", "M109", "L400", "R7303", "I739",
    "N3281", "F909",
];

/// Sudden illnesses of adults.
pub(crate) const ACUTE: &[&str] = &[
    "J069", "J029", "J0190", "J0140", "J209", "J189", "J101", "U071", "R051", "R509", "N390",
    "N3000", "A084", "R197", "K529", "L03115", "L237", "L509", "L309", "B029", "R42", "R519",
    "R5383", "R0789", "R0602", "R002", "R1013", "M5450", "M542", "M5416", "K649", "R21", "T7840XA",
    "H1033", "G5603", "B351",
];

/// What brings a child.
pub(crate) const CHILDHOOD: &[&str] = &[
    "J020", "J029", "J069", "H6691", "H6692", "J050", "R509", "A084", "L2089", "L309", "J4520",
    "H1033", "B084", "R1110", "R051", "J101", "L0100", "F902", "B354", "J302",
];

/// Joints, each with the code of the right side and of the left.
pub(crate) const JOINTS: &[(&str, &str)] = &[
    ("M1711", "M1712"),
    ("M25561", "M25562"),
    ("M25511", "M25512"),
    ("M7541", "M7542"),
    ("M1611", "M1612"),
];

/// Injuries, each with the code of the right side, of the left, and the film that is taken.
pub(crate) const INJURIES: &[(&str, &str, &str)] = &[
    ("S93401A", "S93402A", "73610"),
    ("S63501A", "S63502A", "73110"),
    ("S8001XA", "S8002XA", "73562"),
    ("S43401A", "S43402A", "73030"),
    ("S60221A", "S60222A", "73130"),
];

/// Cuts that are sewn, right and left.
pub(crate) const CUTS: &[(&str, &str)] = &[("S61411A", "S61412A"), ("S81811A", "S81812A")];

/// How it happened at home or at play.
pub(crate) const MISHAPS: &[&str] = &["W010XXA", "W19XXXA", "W228XXA", "W260XXA", "W540XXA"];

/// What is found on the skin, with the procedure that treats it.
pub(crate) const SKIN: &[(&str, &str)] = &[
    ("B079", "17110"),
    ("L570", "17000"),
    ("D485", "11102"),
    ("L0292", "10060"),
    ("H6121", "69210"),
    ("L600", "11750"),
];

/// What is found beside the reason of a long visit.
pub(crate) const STATUS: &[&str] = &[
    "Z7984", "Z794", "Z7901", "Z79899", "Z87891", "Z6830", "Z8249", "Z7982", "Z1331", "Z13220",
];

/// Laboratory tests done in the practice, each with a reason. `QW` marks a waived test.
pub(crate) const TESTS: &[(&str, bool, &str)] = &[
    ("80053", false, "Z79899"),
    ("85025", false, "D649"),
    ("83036", true, "E119"),
    ("80061", true, "E785"),
    ("84443", false, "E039"),
    ("82306", false, "E559"),
    ("81003", true, "R300"),
    ("82607", false, "E538"),
    ("85610", true, "Z7901"),
    ("84153", false, "Z125"),
];

/// A drug given in the practice.
pub(crate) struct Medicine {
    /// HCPCS code.
    pub code: &'static str,
    /// An 11-digit NDC of a labeler that does not exist.
    pub ndc: &'static str,
    /// Fewest and most HCPCS units given.
    pub units: (u32, u32),
    /// How many HCPCS units one unit of the measure holds.
    pub per: u32,
    /// CTP05.
    pub measure: &'static str,
    /// Why it is given.
    pub reason: &'static str,
}

/// Drugs given by injection.
pub(crate) const MEDICINES: &[Medicine] = &[
    drug("J3301", "99999020101", (2, 8), 4, "ML", "M7541"),
    drug("J1885", "99999020202", (2, 4), 2, "ML", "M5450"),
    drug("J0696", "99999020303", (1, 4), 1, "UN", "J189"),
    drug("J3420", "99999020404", (1, 1), 1, "ML", "E538"),
    drug("J1100", "99999020505", (4, 10), 4, "ML", "J029"),
    drug("J1010", "99999020606", (40, 80), 40, "ML", "M5416"),
];

/// The contraceptive implant and injection.
pub(crate) const PLANNED: &[Medicine] = &[
    drug("J7307", "99999020707", (1, 1), 1, "UN", "Z30017"),
    drug("J1050", "99999020808", (150, 150), 150, "ML", "Z3042"),
];

const fn drug(
    code: &'static str,
    ndc: &'static str,
    units: (u32, u32),
    per: u32,
    measure: &'static str,
    reason: &'static str,
) -> Medicine {
    Medicine {
        code,
        ndc,
        units,
        per,
        measure,
        reason,
    }
}

/// Vaccines: code, NDC, youngest and oldest age in years.
pub(crate) const VACCINES: &[(&str, &str, i32, i32)] = &[
    ("90700", "99999010101", 0, 6),
    ("90707", "99999010202", 1, 6),
    ("90716", "99999010303", 1, 6),
    ("90744", "99999010404", 0, 2),
    ("90670", "99999010505", 0, 2),
    ("90713", "99999010606", 0, 6),
    ("90651", "99999010707", 11, 26),
    ("90619", "99999010808", 11, 18),
    ("90715", "99999010909", 11, 99),
    ("90686", "99999011010", 1, 64),
    ("90750", "99999011111", 50, 99),
    ("90677", "99999011212", 50, 99),
    ("90662", "99999011313", 65, 99),
];

/// What the practice charges for a code, in cents; sorted by code.
pub(crate) const FEES: &[(&str, i64)] = &[
    ("00811", 42_000),
    ("00812", 42_000),
    ("10060", 24_500),
    ("11042", 21_800),
    ("11056", 9_400),
    ("11102", 19_600),
    ("11721", 8_650),
    ("11750", 31_200),
    ("11981", 28_400),
    ("12001", 23_875),
    ("17000", 13_400),
    ("17003", 1_250),
    ("17110", 17_900),
    ("17999", 18_500),
    ("20610", 18_600),
    ("29125", 12_350),
    ("36415", 1_225),
    ("45378", 68_900),
    ("54150", 34_000),
    ("69210", 8_725),
    ("72040", 9_850),
    ("73030", 8_400),
    ("73110", 9_175),
    ("73130", 8_850),
    ("73562", 9_900),
    ("73610", 9_300),
    ("76805", 31_475),
    ("80053", 4_350),
    ("80061", 5_250),
    ("81003", 1_480),
    ("81025", 2_375),
    ("82306", 11_900),
    ("82607", 6_325),
    ("83036", 4_275),
    ("84153", 7_150),
    ("84443", 6_680),
    ("85025", 3_120),
    ("85610", 2_260),
    ("87804", 4_950),
    ("87880", 4_480),
    ("90460", 3_850),
    ("90461", 2_150),
    ("90471", 3_600),
    ("90472", 2_400),
    ("90619", 21_600),
    ("90651", 38_925),
    ("90662", 9_840),
    ("90670", 29_750),
    ("90677", 34_560),
    ("90686", 3_480),
    ("90700", 4_970),
    ("90707", 12_340),
    ("90713", 5_860),
    ("90715", 7_125),
    ("90716", 19_980),
    ("90744", 4_110),
    ("90750", 25_470),
    ("93000", 4_600),
    ("93306", 58_750),
    ("94010", 6_940),
    ("94640", 4_125),
    ("96127", 1_450),
    ("96372", 5_225),
    ("99173", 950),
    ("99202", 14_500),
    ("99203", 19_850),
    ("99204", 28_700),
    ("99205", 37_900),
    ("99212", 9_250),
    ("99213", 14_800),
    ("99214", 21_400),
    ("99215", 29_900),
    ("99222", 31_350),
    ("99232", 19_125),
    ("99238", 19_400),
    ("99348", 16_750),
    ("99349", 24_600),
    ("99381", 22_900),
    ("99382", 23_700),
    ("99383", 24_350),
    ("99384", 27_100),
    ("99385", 26_450),
    ("99386", 30_250),
    ("99391", 20_575),
    ("99392", 21_900),
    ("99393", 21_850),
    ("99394", 23_975),
    ("99395", 24_520),
    ("99396", 26_175),
    ("99397", 28_225),
    ("99406", 2_960),
    ("99460", 27_425),
    ("99462", 12_275),
    ("A4570", 2_650),
    ("G0008", 3_675),
    ("G0438", 32_800),
    ("G0439", 25_650),
    ("G0444", 3_340),
    ("G2211", 2_840),
    ("J0696", 1_150),
    ("J1010", 85),
    ("J1050", 70),
    ("J1100", 60),
    ("J1885", 425),
    ("J3301", 375),
    ("J3420", 940),
    ("J7307", 118_500),
];

/// What one unit of a code costs, in cents.
pub(crate) fn fee(code: &str) -> i64 {
    match FEES.binary_search_by_key(&code, |(code, _)| code) {
        Ok(at) => FEES[at].1,
        Err(_) => unreachable!("every code that a visit bills is in the table of fees: {code}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn diagnoses() -> BTreeSet<&'static str> {
        let mut all: BTreeSet<&str> = BTreeSet::new();
        all.extend([CHRONIC, ACUTE, CHILDHOOD, MISHAPS, STATUS].concat());
        all.extend(
            JOINTS
                .iter()
                .chain(CUTS)
                .flat_map(|&(right, left)| [right, left]),
        );
        all.extend(INJURIES.iter().flat_map(|&(right, left, _)| [right, left]));
        all.extend(SKIN.iter().map(|s| s.0));
        all.extend(TESTS.iter().map(|t| t.2));
        all.extend(MEDICINES.iter().chain(PLANNED).map(|m| m.reason));
        all
    }

    #[test]
    fn diagnoses_have_the_shape_of_icd_10_cm() {
        let all = diagnoses();
        assert!(135 < all.len(), "{}", all.len());
        for code in all {
            assert!((3..=7).contains(&code.len()), "{code}");
            assert!(
                code.bytes()
                    .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
                "{code}"
            );
            assert!(code.starts_with(|c: char| c.is_ascii_uppercase()), "{code}");
        }
    }

    #[test]
    fn each_code_has_one_fee_and_the_table_is_sorted() {
        assert!(FEES.windows(2).all(|w| w[0].0 < w[1].0));
        for code in VACCINES
            .iter()
            .map(|v| v.0)
            .chain(MEDICINES.iter().map(|m| m.code))
        {
            assert!(0 < fee(code), "{code}");
        }
    }

    #[test]
    fn ndcs_belong_to_a_labeler_that_does_not_exist() {
        let drugs = MEDICINES.iter().chain(PLANNED).map(|m| m.ndc);
        for ndc in drugs.chain(VACCINES.iter().map(|v| v.1)) {
            assert!(ndc.len() == 11 && ndc.starts_with("99999"), "{ndc}");
        }
    }
}
