//! What stands in a form and is nearly always typed wrong: states, and the shapes of codes. Now and
//! then it is right (an address abroad, a local code), so a biller looks at it and may save it.

use crate::typed::{Texts, Wrong, code};

/// What the postal service calls states: the states, the territories, and where the military is.
pub const STATES: [&str; 62] = [
    "AA", "AE", "AK", "AL", "AP", "AR", "AS", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "FM", "GA",
    "GU", "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MH", "MI", "MN", "MO",
    "MP", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "PR",
    "PW", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VI", "VT", "WA", "WI", "WV", "WY",
];

/// Whether two letters are a state.
pub fn is_state(letters: &str) -> bool {
    STATES.binary_search(&letters).is_ok()
}

/// Whether a code has the shape of ICD-10-CM (`M17.11`): a letter, a digit, a digit or A or B, and up
/// to four letters or digits.
pub fn is_icd10(typed: &str) -> bool {
    let code = code(typed);
    let at = code.as_bytes();
    (3..=7).contains(&at.len())
        && at[0].is_ascii_uppercase()
        && at[1].is_ascii_digit()
        && (at[2].is_ascii_digit() || matches!(at[2], b'A' | b'B'))
        && at.iter().all(u8::is_ascii_alphanumeric)
}

/// Whether a code has the shape of ICD-9-CM (`715.16`, `V70.0`, `E885.9`).
fn is_icd9(typed: &str) -> bool {
    let code = code(typed);
    let (digits, most) = match code.as_bytes().first() {
        Some(b'E') => (&code[1..], 3..=4),
        Some(b'V') => (&code[1..], 2..=4),
        _ => (code.as_str(), 3..=5),
    };
    most.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a code has the shape of CPT or HCPCS: five letters and digits, a letter only at its
/// beginning or its end (`99213`, `J1100`, `0001A`, `3074F`).
pub fn is_procedure(typed: &str) -> bool {
    let code = code(typed);
    let at = code.as_bytes();
    at.len() == 5
        && at[1..4].iter().all(u8::is_ascii_digit)
        && [at[0], at[4]].iter().all(u8::is_ascii_alphanumeric)
        && (at[0].is_ascii_digit() || at[4].is_ascii_digit())
}

/// Whether a text has the shape of an e-mail address.
pub fn is_email(text: &str) -> bool {
    let blank = text.chars().any(|c| c.is_whitespace() || c == ',');
    let domain = |domain: &str| {
        let mut names = domain.split('.');
        domain.contains('.') && !domain.contains('@') && names.all(|name| !name.is_empty())
    };
    !blank && matches!(text.split_once('@'), Some((who, at)) if !who.is_empty() && domain(at))
}

/// What a biller should look at in the texts of a form, whichever it is.
pub fn odd(texts: &Texts) -> Vec<Wrong> {
    let icd9 = texts.get("icd").is_some_and(|revision| revision == "9");
    let said = |(field, text): (&String, &String)| {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let says = match field.rsplit('.').next()? {
            "state" | "accident_state" => state(text),
            _ if field.starts_with("dx.") => diagnosis(text, icd9),
            "code" if field.starts_with("line.") => procedure(text),
            _ => None,
        }?;
        Some(Wrong {
            field: field.clone(),
            says,
        })
    };
    texts.iter().filter_map(said).collect()
}

fn state(text: &str) -> Option<String> {
    let letters = text.to_uppercase();
    (!is_state(&letters)).then(|| {
        format!(
            "{letters} is no state or territory of the US. Correct it, unless the address is abroad."
        )
    })
}

fn diagnosis(text: &str, icd9: bool) -> Option<String> {
    let (fits, looks) = match icd9 {
        true => (is_icd9(text), "ICD-9-CM looks like 715.16 or V70.0"),
        false => (is_icd10(text), "ICD-10-CM looks like M17.11 or Z00.00"),
    };
    (!fits).then(|| {
        format!(
            "{} is no diagnosis code: {looks}. Correct it, or payers send the claim back.",
            text.to_uppercase()
        )
    })
}

fn procedure(text: &str) -> Option<String> {
    (!is_procedure(text)).then(|| {
        format!(
            "{} is no procedure code: CPT and HCPCS have five characters, such as 99213 or J1100. Correct it, unless the payer has codes of its own.",
            text.to_uppercase()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_states_are_in_order_so_that_they_are_found() {
        assert!(STATES.is_sorted());
        for (letters, is) in [
            ("OH", true),
            ("AA", true),
            ("WY", true),
            ("PW", true),
            ("ON", false),
            ("XX", false),
            ("", false),
        ] {
            assert_eq!(is_state(letters), is, "{letters}");
        }
    }

    #[test]
    fn codes_are_known_by_their_shape() {
        for code in [
            "M17.11", "m1711", "C4A.0", "Z3A.39", "D3A", "U07.1", "S52.501A", "T36.0X5A", "Z00.00",
        ] {
            assert!(is_icd10(code), "{code}");
        }
        for code in [
            "M1",
            "17.11",
            "MM7",
            "M1C",
            "S52.501AB",
            "99213",
            "M17-11",
            "",
        ] {
            assert!(!is_icd10(code), "{code}");
        }
        for code in ["715.16", "V70.0", "E885.9", "V70", "001"] {
            assert!(is_icd9(code), "{code}");
        }
        for code in ["M17.11", "71", "715.167", "E88"] {
            assert!(!is_icd9(code), "{code}");
        }
        for code in ["99213", "J1100", "0001A", "3074F", "0202U", "g0008"] {
            assert!(is_procedure(code), "{code}");
        }
        for code in ["9921", "992133", "99A13", "JJ100", "J110A", "", "99-13"] {
            assert!(!is_procedure(code), "{code}");
        }
    }

    #[test]
    fn an_address_of_mail_has_somebody_at_somewhere() {
        for (text, is) in [
            ("billing@oakhill.com", true),
            ("a.b+c@mail.oakhill.co.us", true),
            ("billing", false),
            ("@oakhill.com", false),
            ("billing@oakhill", false),
            ("billing@oak hill.com", false),
            ("a@b@c.com", false),
            ("billing@oakhill.", false),
        ] {
            assert_eq!(is_email(text), is, "{text}");
        }
    }

    #[test]
    fn what_is_odd_names_its_field_and_what_is_empty_says_nothing() {
        let texts: Texts = [
            ("patient.state", "on"),
            ("billing.state", "OH"),
            ("facility.state", ""),
            ("accident_state", "ZZ"),
            ("dx.A", "M17.11"),
            ("dx.B", "99213"),
            ("line.1.code", "99213"),
            ("line.2.code", "S52.501A"),
            ("frequency", "1"),
        ]
        .map(|(field, text)| (field.to_owned(), text.to_owned()))
        .into();
        let found = odd(&texts);
        let fields: Vec<&str> = found.iter().map(|wrong| wrong.field.as_str()).collect();
        assert_eq!(
            fields,
            ["accident_state", "dx.B", "line.2.code", "patient.state"]
        );
        assert!(found[3].says.starts_with("ON is no state"), "{found:?}");
        let nine: Texts = [("icd", "9"), ("dx.A", "715.16"), ("dx.B", "M17.11")]
            .map(|(field, text)| (field.to_owned(), text.to_owned()))
            .into();
        assert_eq!(odd(&nine).len(), 1);
    }
}
