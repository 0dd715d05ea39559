//! Every text of a bill in the letters of the paper. A letter that it lacks loses its accents; a text in
//! another script is refused, since a name with holes is no name.

use billing::statement::{Bill, Practice, Why};

use unicode_normalization::UnicodeNormalization;

use super::StatementError;

/// Changes a text, or says whose it is.
pub(super) fn one(text: &mut String, whose: &'static str) -> Result<(), StatementError> {
    if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control()) {
        return Ok(());
    }
    *text = letters(text).ok_or(StatementError::Letters(whose))?;
    Ok(())
}

fn all<'a>(
    texts: impl IntoIterator<Item = &'a mut String>,
    whose: &'static str,
) -> Result<(), StatementError> {
    texts.into_iter().try_for_each(|text| one(text, whose))
}

/// The texts of a practice.
pub(super) fn practice(practice: &mut Practice) -> Result<(), StatementError> {
    let Practice {
        name,
        address,
        remit_to,
        phone,
        email,
        hours,
        office,
        tax_id,
    } = practice;
    all(
        [name, phone, email, hours, office, tax_id]
            .into_iter()
            .chain(address)
            .chain(remit_to),
        "the practice’s own text",
    )
}

/// The bill, readable.
pub(super) fn bill(bill: &Bill) -> Result<Bill, StatementError> {
    let mut bill = bill.clone();
    practice(&mut bill.practice)?;
    all(&mut bill.addressee, "the address")?;
    all(
        [&mut bill.guarantor, &mut bill.number, &mut bill.account],
        "the name or number of the account",
    )?;
    all(&mut bill.insurers, "the name of an insurance")?;
    if let Some(page) = &mut bill.pay {
        all([&mut page.address, &mut page.code], "the pay page")?;
    }
    for pending in &mut bill.pending {
        all(
            [&mut pending.called, &mut pending.what, &mut pending.payer],
            "a visit still with insurance",
        )?;
    }
    for person in &mut bill.people {
        all([&mut person.name, &mut person.called], "a patient’s name")?;
        for visit in &mut person.visits {
            all([&mut visit.what, &mut visit.provider], "a visit")?;
            all(&mut visit.codes, "a code")?;
            for reason in &mut visit.reasons {
                match &mut reason.why {
                    Why::NotCovered { what } => one(what, "a reason")?,
                    Why::PayerWaits { payer } | Why::TookBack { payer, .. } => {
                        one(payer, "the name of an insurance")?;
                    }
                    _ => {}
                }
            }
            let payers = visit.second.iter_mut().map(|second| &mut second.payer);
            all(payers, "the name of an insurance")?;
        }
    }
    Ok(bill)
}

/// A text in the letters of the paper. Letters with accents that it lacks lose them; none when a letter
/// is of another script and cannot be shown.
fn letters(text: &str) -> Option<String> {
    let plain = |letter: char| match letter {
        'Ł' => Some('L'),
        'ł' => Some('l'),
        'Đ' => Some('D'),
        'đ' => Some('d'),
        'ı' => Some('i'),
        'ħ' => Some('h'),
        '−' | '‐' | '‑' => Some('-'),
        '\u{2002}'..='\u{200a}' | '\u{202f}' => Some(' '),
        c if c.is_control() || c.is_whitespace() && c != '\u{a0}' => Some(' '),
        c if crate::face::code(c).is_some() => Some(c),
        c => std::iter::once(c)
            .nfd()
            .next()
            .filter(|base| base.is_ascii_alphanumeric()),
    };
    // Marks that no letter takes, and signs that have no ink.
    let unseen = |c: char| {
        unicode_normalization::char::is_combining_mark(c)
            || matches!(
                c,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
            )
    };
    text.nfc().filter(|c| !unseen(*c)).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_in_the_letters_of_the_paper() {
        for (name, written) in [
            ("Peña Núñez", Some("Peña Núñez")),
            ("Łukasz Dvořák", Some("Lukasz Dvorák")),
            ("Nguyễn", Some("Nguyen")),
            ("O\u{2011}Neil\u{200b}\t-", Some("O-Neil -")),
            ("e\u{301}", Some("é")),
            ("x\u{302}", Some("x")),
            ("王小明", None),
            ("Иван", None),
        ] {
            assert_eq!(letters(name).as_deref(), written, "{name}");
        }
    }
}
