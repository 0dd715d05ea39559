//! The number of a payment card is kept nowhere (PCI DSS 3.2): every text that comes in is looked
//! through before the command runs, and a half-typed form is kept without it.

use billing::statement::receipt::holds_card_number;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::problem::Problem;

/// Fields in which a long number is somebody else's name for something, and may pass the check of a
/// card by chance: member and group numbers, payers' claim numbers, authorizations, what is searched
/// for, passwords. `number` is a claim's, a member's or a check's; who takes a payment looks at it
/// itself.
const OTHERS: [&str; 24] = [
    "number",
    "numbers",
    "member_id",
    "group_number",
    "control_number",
    "authorization",
    "original_ref",
    "other_id",
    "reference",
    "claim",
    "claims",
    "patient",
    "payer",
    "check",
    "id",
    "ids",
    "ndc",
    "password",
    "new_password",
    "old",
    "words",
    "token",
    "job",
    "sources",
];

/// Commands that only look for something, or whose text is a whole form that they look through
/// themselves.
const LOOKING: [&str; 8] = [
    "find",
    "check_form",
    "claims",
    "claim_totals",
    "patients",
    "find_guarantors",
    "sheet_claims",
    "save_draft",
];

pub(crate) const SAYS: &str = "This looks like the number of a card. Never keep one: type the processor's number of the payment.";

/// Refuses an ask that holds the number of a card in a text.
///
/// # Errors
/// [`crate::Code::Field`] with the name of the field.
pub(crate) fn refuse(name: &str, ask: &RawValue) -> Result<(), Problem> {
    if LOOKING.contains(&name) || !long_number(ask.get()) {
        return Ok(());
    }
    let Ok(value) = serde_json::from_str::<Value>(ask.get()) else {
        return Ok(());
    };
    match place(&value, "") {
        Some(field) => Err(Problem::field(&field, SAYS)),
        None => Ok(()),
    }
}

/// Whether thirteen digits stand in a row anywhere, blanks and hyphens apart: nearly never.
fn long_number(text: &str) -> bool {
    let mut run = 0;
    text.bytes().any(|byte| {
        run = match byte {
            b'0'..=b'9' => run + 1,
            b' ' | b'-' => run,
            _ => 0,
        };
        run == 13
    })
}

/// The field in which the number of a card stands.
fn place(value: &Value, key: &str) -> Option<String> {
    match value {
        Value::String(text) => match form_in(text) {
            Some(form) => place(&form, key),
            None => {
                (!others(key) && !is_id(text) && holds_card_number(text)).then(|| key.to_owned())
            }
        },
        Value::Array(values) => values.iter().find_map(|value| place(value, key)),
        Value::Object(fields) => fields.iter().find_map(|(key, value)| place(value, key)),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// Whether a field holds long numbers of others.
pub(crate) fn others(key: &str) -> bool {
    let last = key.rsplit('.').next().unwrap_or(key);
    OTHERS.contains(&last) || last.ends_with("_id")
}

/// The form that a text holds whole, as the half-typed sheet of a remittance does: it is looked through
/// field by field, or the ids in it would pass for numbers by chance.
fn form_in(text: &str) -> Option<Value> {
    text.starts_with(['{', '['])
        .then(|| serde_json::from_str(text).ok())
        .flatten()
}

/// A name that a program made: an id, `clm_0192F0C1A2B37C4D8E9F0A1B2C3D4E5F`, a token of a file, a digest.
fn is_id(text: &str) -> bool {
    let hex = match text.split_once('_') {
        Some((kind, hex)) if kind.len() == 3 => hex,
        _ => text,
    };
    24 <= hex.len() && hex.bytes().all(|b| b.is_ascii_hexdigit())
}

/// A half-typed form as it is kept: a field that holds the number of a card is empty. `form` is the name
/// under which it is kept.
pub(crate) fn without(form: &str, text: &str) -> String {
    if !long_number(text) {
        return text.to_owned();
    }
    let Ok(mut value) = serde_json::from_str::<Value>(text) else {
        return if holds_card_number(text) {
            String::new()
        } else {
            text.to_owned()
        };
    };
    empty(&mut value, "", form.starts_with("act "));
    value.to_string()
}

fn empty(value: &mut Value, key: &str, of_money: bool) {
    let looks = !others(key) || of_money && key == "number";
    match value {
        Value::String(text) => {
            if let Some(mut form) = form_in(text) {
                empty(&mut form, key, of_money);
                *text = form.to_string();
            } else if looks && !is_id(text) && holds_card_number(text) {
                text.clear();
            }
        }
        Value::Array(values) => values
            .iter_mut()
            .for_each(|value| empty(value, key, of_money)),
        Value::Object(fields) => {
            for (key, value) in fields.iter_mut() {
                empty(value, key, of_money);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn refused(name: &str, ask: &str) -> Option<String> {
        let raw = RawValue::from_string(ask.to_owned()).unwrap();
        refuse(name, &raw).err().and_then(|problem| problem.field)
    }

    #[test]
    fn a_card_is_refused_in_every_text_and_a_member_number_is_none() {
        let card = "4111 1111-1111 1111";
        for (ask, field) in [
            (format!(r#"{{"text": "{card}"}}"#), "text"),
            (
                format!(r#"{{"texts": {{"patient.first": "{card}"}}}}"#),
                "patient.first",
            ),
            (
                format!(r#"{{"rows": [{{"note": "pays with {card} on Friday"}}]}}"#),
                "note",
            ),
        ] {
            assert_eq!(refused("save_act", &ask).as_deref(), Some(field));
        }
        for ask in [
            format!(r#"{{"texts": {{"insured.member_id": "{card}"}}}}"#),
            format!(r#"{{"claims": [{{"control_number": "{card}"}}]}}"#),
            r#"{"id": "clm_41111111111111110000000000000000"}"#.to_owned(),
            r#"{"account": "pat_41111111111111110000000000000000"}"#.to_owned(),
            // A token of a file is random, and holds such a run of digits once in a while.
            r#"{"tokens": ["4111111111111111abcdefabcdefabcd"]}"#.to_owned(),
            r#"{"text": "4111 1111 1111 1112"}"#.to_owned(),
            r#"{"text": ""}"#.to_owned(),
        ] {
            assert_eq!(refused("save_act", &ask), None, "{ask}");
        }
        assert_eq!(refused("find", &format!(r#"{{"text": "{card}"}}"#)), None);
    }

    #[test]
    fn a_half_typed_form_is_kept_without_it() {
        let typed = r#"{"amount":"5.00","number":"4111111111111111","text":"4111111111111111"}"#;
        assert_eq!(
            without("act payment pat_1", typed),
            r#"{"amount":"5.00","number":"","text":""}"#
        );
        let claim = r#"{"note":"x","number":"4111111111111111"}"#;
        assert_eq!(without("claim", claim), claim);
    }

    #[test]
    fn the_ids_of_a_half_typed_sheet_are_no_cards() {
        // Thirteen digits in a row with their check digit, as an id has them once in a while.
        let sheet = r#"{"claims":[{"claim_id":"clm_01a4111111111111111a7b525f06cde1","lines":[{"allowed":"12.34"}]}]}"#;
        let draft = |sheet: &str| Value::from_iter([("sheet", sheet)]).to_string();
        assert_eq!(without("sheet new", &draft(sheet)), draft(sheet));
        let with_card = sheet.replace("12.34", "4111111111111111");
        let kept = sheet.replace("12.34", "");
        assert_eq!(without("sheet new", &draft(&with_card)), draft(&kept));
    }
}
