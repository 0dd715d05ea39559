//! What was done, in plain words of our own: a patient reads `Office visit`, not a code. By ranges of CPT
//! and HCPCS codes; the narrowest range that holds a code names it.

use std::sync::LazyLock;

use crate::statement::Language;

struct Range {
    from: &'static str,
    to: &'static str,
    en: &'static str,
    es: &'static str,
    width: u32,
}

static RANGES: LazyLock<Vec<Range>> = LazyLock::new(|| {
    let table = include_str!("../../../assets/codes/plain-services.tsv");
    let mut ranges: Vec<Range> = table.lines().skip(1).filter_map(read).collect();
    ranges.sort_by_key(|range| range.width);
    ranges
});

fn read(line: &'static str) -> Option<Range> {
    let mut cells = line.split('\t');
    let (from, to) = (cells.next()?, cells.next()?);
    let digits = |code: &str| code.trim_start_matches(char::is_alphabetic).parse::<u32>();
    Some(Range {
        from,
        to,
        en: cells.next()?,
        es: cells.next()?,
        width: digits(to).ok()?.checked_sub(digits(from).ok()?)?,
    })
}

/// What a code means to a patient; `Service` for one that is in no range.
pub fn plain(code: &str, language: Language) -> &'static str {
    let found = RANGES
        .iter()
        .find(|range| code.len() == 5 && range.from <= code && code <= range.to);
    match (found, language) {
        (Some(range), Language::English) => range.en,
        (Some(range), Language::Spanish) => range.es,
        (None, Language::English) => "Service",
        (None, Language::Spanish) => "Servicio",
    }
}

/// What was done on a visit: each thing once, in the order of the lines, at most three.
pub fn plain_visit<'a>(codes: impl Iterator<Item = &'a str>, language: Language) -> String {
    let mut words: Vec<&str> = Vec::new();
    for code in codes {
        let word = plain(code, language);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let shown = words.len().min(3);
    let mut text = words[..shown].join(", ").to_lowercase();
    if let Some(first) = text.chars().next() {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    text.replace("x-ray", "X-ray")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read_and_the_narrowest_range_names_a_code() {
        let table = include_str!("../../../assets/codes/plain-services.tsv");
        assert_eq!(RANGES.len(), table.lines().count() - 1);
        for (code, en, es) in [
            ("99213", "Office visit", "Visita al consultorio"),
            ("36415", "Blood draw", "Toma de sangre"),
            (
                "36600",
                "Heart or blood vessel procedure",
                "Procedimiento del corazón o de vasos",
            ),
            ("71046", "Chest X-ray", "Radiografía de tórax"),
            ("J3301", "Medicine", "Medicamento"),
            ("G0439", "Checkup", "Chequeo"),
            ("ZZZZZ", "Service", "Servicio"),
            ("", "Service", "Servicio"),
        ] {
            assert_eq!(plain(code, Language::English), en, "{code}");
            assert_eq!(plain(code, Language::Spanish), es, "{code}");
        }
    }

    #[test]
    fn a_visit_is_told_once_for_each_thing() {
        let told = |codes: &[&str]| plain_visit(codes.iter().copied(), Language::English);
        assert_eq!(
            told(&["99213", "36415", "80053", "80061"]),
            "Office visit, blood draw, lab test"
        );
        assert_eq!(told(&["71046"]), "Chest X-ray");
        assert_eq!(
            told(&["99213", "36415", "80053", "J3301"]),
            "Office visit, blood draw, lab test"
        );
    }
}
