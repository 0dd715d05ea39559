//! What the form can carry of a text: capital ASCII letters, digits and signs. Accents come off,
//! typographic signs become plain ones; what is left over is reported, never replaced.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters and signs that decompose into nothing printable, and what is written for them.
const WRITTEN: &[(char, &str)] = &[
    ('Æ', "AE"),
    ('æ', "AE"),
    ('Œ', "OE"),
    ('œ', "OE"),
    ('Ø', "O"),
    ('ø', "O"),
    ('Ð', "D"),
    ('ð', "D"),
    ('Đ', "D"),
    ('đ', "D"),
    ('Þ', "TH"),
    ('þ', "TH"),
    ('Ł', "L"),
    ('ł', "L"),
    ('Ħ', "H"),
    ('ħ', "H"),
    ('Ŧ', "T"),
    ('ŧ', "T"),
    ('Ŋ', "N"),
    ('ŋ', "N"),
    ('ı', "I"),
    ('ĸ', "K"),
    ('ẞ', "SS"),
    ('ß', "SS"),
    ('ʻ', "'"),
    ('ʼ', "'"),
    ('ʹ', "'"),
    ('‘', "'"),
    ('’', "'"),
    ('‚', "'"),
    ('′', "'"),
    ('´', "'"),
    ('“', "\""),
    ('”', "\""),
    ('„', "\""),
    ('″', "\""),
    ('«', "\""),
    ('»', "\""),
    ('‐', "-"),
    ('‑', "-"),
    ('‒', "-"),
    ('–', "-"),
    ('—', "-"),
    ('−', "-"),
    ('…', "..."),
    ('·', "."),
    ('•', "*"),
    ('×', "X"),
    ('÷', "/"),
    ('⁄', "/"),
    ('¡', "!"),
    ('¿', "?"),
    ('\u{ad}', ""),
    ('\u{200b}', ""),
    ('\u{200d}', ""),
    ('\u{feff}', ""),
    ('\t', " "),
    ('\n', " "),
    ('\r', " "),
];

/// A text as the form carries it, and how many characters of the text it cannot carry.
///
/// Blanks at the end go; blanks at the front and inside stay, since the shaded lines of item 24
/// count them.
pub(crate) fn printable(text: &str) -> (String, usize) {
    let mut out = String::with_capacity(text.len());
    let mut lost = 0;
    for letter in text.chars() {
        if letter.is_ascii() && !letter.is_ascii_control() {
            out.push(letter.to_ascii_uppercase());
        } else if let Some((_, written)) = WRITTEN.iter().find(|(from, _)| *from == letter) {
            out.push_str(written);
        } else {
            lost += usize::from(!push_plain(letter, &mut out));
        }
    }
    out.truncate(out.trim_end().len());
    (out, lost)
}

/// Writes a letter without its accents; false when nothing printable is left of it.
fn push_plain(letter: char, out: &mut String) -> bool {
    let mut any = is_combining_mark(letter);
    for part in std::iter::once(letter)
        .nfkd()
        .filter(|part| !is_combining_mark(*part))
    {
        match part {
            ' '..='~' => out.push(part.to_ascii_uppercase()),
            '\u{2044}' => out.push('/'),
            _ => match WRITTEN.iter().find(|(from, _)| *from == part) {
                Some((_, written)) => out.push_str(written),
                None => return false,
            },
        }
        any = true;
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, want: &str, lost: usize) {
        assert_eq!(printable(text), (want.to_owned(), lost), "{text}");
    }

    #[test]
    fn letters_lose_their_accents_and_nothing_else() {
        check("Núñez-O’Brien, José", "NUNEZ-O'BRIEN, JOSE", 0);
        check("Łukasz Żółć", "LUKASZ ZOLC", 0);
        check("Straße 5½", "STRASSE 51/2", 0);
        check("Nguye\u{302}\u{303}n Văn Đức", "NGUYEN VAN DUC", 0);
        check("Ægir Þór", "AEGIR THOR", 0);
        check("a\u{a0}b\tc  ", "A B C", 0);
        check("  two blanks first", "  TWO BLANKS FIRST", 0);
    }

    #[test]
    fn what_has_no_plain_letter_is_counted() {
        check("李 Li", " LI", 1);
        check("Иван", "", 4);
        check("ok 👍", "OK", 1);
        check("a\u{7}b", "AB", 1);
    }

    #[test]
    fn a_hostile_name_is_just_letters() {
        check(
            "<img src=x onerror=alert(1)>",
            "<IMG SRC=X ONERROR=ALERT(1)>",
            0,
        );
    }

    proptest! {
        #[test]
        fn the_result_is_plain_and_stays_what_it_is(text in "\\PC{0,40}") {
            let (once, _) = printable(&text);
            prop_assert!(once.bytes().all(|b| (b' '..=b'~').contains(&b) && !b.is_ascii_lowercase()));
            prop_assert_eq!(printable(&once), (once.clone(), 0));
        }
    }
}
