//! How the form writes names, addresses, numbers and codes.

use billing::party::{Address, Name, Party};

/// A name in the order of items 2, 4 and 9: `LAST JR, FIRST, M`. An organisation is its name.
pub(super) fn listed(name: &Name) -> String {
    let mut out = joined(&[&plain(&name.last), &plain(&name.suffix)]);
    for part in [plain(&name.first), initial(&name.middle)] {
        if !part.is_empty() {
            out.push_str(", ");
            out.push_str(&part);
        }
    }
    out
}

/// A name in the order of item 17: `FIRST M LAST CREDENTIALS`, no commas.
pub(super) fn spoken(name: &Name) -> String {
    let parts = [
        plain(&name.first),
        initial(&name.middle),
        plain(&name.last),
        plain(&name.suffix),
    ];
    joined(&parts.each_ref().map(String::as_str))
}

/// The first letter of a middle name.
fn initial(name: &str) -> String {
    plain(name).chars().take(1).collect()
}

/// A text without the signs that the form's instructions keep out of names and addresses: periods,
/// commas, number signs, semicolons, colons. Blanks become single.
pub(super) fn plain(text: &str) -> String {
    let blank = |c: char| {
        if matches!(c, ',' | '#' | ';' | ':' | '\t' | '\n' | '\r') {
            ' '
        } else {
            c
        }
    };
    let kept: String = text.chars().filter(|c| *c != '.').map(blank).collect();
    kept.split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A number as the form carries it: no blanks, no hyphens.
pub(super) fn id(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect()
}

/// A diagnosis or procedure code: no blanks, no decimal point.
pub(super) fn code(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '.')
        .collect()
}

/// The digits of a text.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A decimal without zeros that say nothing: `01.50` is `1.5`, `2.0` is `2`.
pub(super) fn decimal(text: &str) -> String {
    let text = text.trim();
    let text = match text.split_once('.') {
        Some((whole, rest)) => {
            let rest = rest.trim_end_matches('0');
            if rest.is_empty() {
                whole.to_owned()
            } else {
                format!("{whole}.{rest}")
            }
        }
        None => text.to_owned(),
    };
    let short = text.trim_start_matches('0');
    if short.is_empty() || short.starts_with('.') {
        format!("0{short}")
    } else {
        short.to_owned()
    }
}

/// The street of an address in one line.
pub(super) fn street(address: &Address) -> String {
    joined(&[&plain(&address.line1), &plain(&address.line2)])
}

/// A ZIP code for boxes 5 and 7, digits only; a foreign code as it is.
pub(super) fn zip(address: &Address) -> String {
    let digits = digits(&address.zip);
    if is_domestic(address) && matches!(digits.len(), 5 | 9) {
        digits
    } else {
        plain(&address.zip)
    }
}

/// `CITY ST 12345-6789`, as the carrier block and boxes 32 and 33 write it.
pub(super) fn city_line(address: &Address) -> String {
    let digits = digits(&address.zip);
    let zip = match digits.len() {
        9 if is_domestic(address) => format!("{}-{}", &digits[..5], &digits[5..]),
        _ => plain(&address.zip),
    };
    joined(&[&plain(&address.city), &plain(&address.state), &zip])
}

fn is_domestic(address: &Address) -> bool {
    matches!(address.country.as_str(), "" | "US" | "USA")
}

/// A US phone number as area code and the other seven digits.
pub(super) fn phone(number: &str) -> Option<(String, String)> {
    let digits = digits(number);
    let digits = match digits.len() {
        11 => digits.strip_prefix('1')?.to_owned(),
        _ => digits,
    };
    (digits.len() == 10).then(|| (digits[..3].to_owned(), digits[3..].to_owned()))
}

/// The first other id of a party among the qualifiers, with its qualifier.
pub(super) fn other_id<'a>(
    party: &'a Party,
    qualifiers: &'a [String],
) -> Option<(&'a str, String)> {
    qualifiers
        .iter()
        .map(|q| (q.as_str(), id(party.reference(q))))
        .find(|(_, value)| !value.is_empty())
}

/// The NPI of a party, or "".
pub(super) fn npi(party: &Party) -> String {
    id(party.npi())
}

/// Parts that say something, one blank between.
pub(super) fn joined(parts: &[&str]) -> String {
    parts
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(last: &str, first: &str, middle: &str, suffix: &str) -> Name {
        let own = str::to_owned;
        Name {
            last: own(last),
            first: own(first),
            middle: own(middle),
            prefix: String::new(),
            suffix: own(suffix),
        }
    }

    #[test]
    fn names_stand_in_the_order_of_their_box() {
        let smith = name("Smith-Jones", "Mary Ann", "Louise", "Jr.");
        assert_eq!(listed(&smith), "Smith-Jones Jr, Mary Ann, L");
        assert_eq!(spoken(&smith), "Mary Ann L Smith-Jones Jr");
        assert_eq!(listed(&name("Acme, Inc.", "", "", "")), "Acme Inc");
        assert_eq!(listed(&name("O'Brien", "Pat", "", "")), "O'Brien, Pat");
    }

    #[test]
    fn addresses_lose_their_signs() {
        let address = |line1: &str, line2: &str, zip: &str, country: &str| Address {
            line1: line1.into(),
            line2: line2.into(),
            city: "St. Paul".into(),
            state: "MN".into(),
            zip: zip.into(),
            country: country.into(),
            subdivision: String::new(),
        };
        let home = address("123 N. Main Street, #101", "", "55101-1234", "");
        assert_eq!(street(&home), "123 N Main Street 101");
        assert_eq!(
            (zip(&home).as_str(), city_line(&home).as_str()),
            ("551011234", "St Paul MN 55101-1234")
        );
        let abroad = address("1 Rue A", "Bat. 2", "K1A 0B6", "CA");
        assert_eq!(street(&abroad), "1 Rue A Bat 2");
        assert_eq!(zip(&abroad), "K1A 0B6");
        assert_eq!(city_line(&address("", "", "55101", "")), "St Paul MN 55101");
    }

    #[track_caller]
    fn check(given: &str, want: &str) {
        assert_eq!(decimal(given), want, "{given}");
    }

    #[test]
    fn units_lose_zeros_that_say_nothing() {
        check("1", "1");
        check("2.0", "2");
        check("01.50", "1.5");
        check(".5", "0.5");
        check("0.250", "0.25");
        check("010", "10");
        check("0", "0");
    }

    #[test]
    fn phones_split_after_the_area_code() {
        let split = |area: &str, rest: &str| Some((area.to_owned(), rest.to_owned()));
        assert_eq!(phone("(614) 555-0142"), split("614", "5550142"));
        assert_eq!(phone("16145550142"), split("614", "5550142"));
        assert_eq!(phone("5550142"), None);
    }
}
