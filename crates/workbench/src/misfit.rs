//! Why an ask does not fit its command, by the name of the field. The words of the reader can quote a
//! value, which may be a patient's, so only names and what was expected are told.

use serde_json::Error;

use crate::commands::COMMANDS;
use crate::problem::{Code, Problem};

/// A sentence for an ask that could not be read.
pub(crate) fn misfit(ask: &str, error: &Error) -> Problem {
    let whole = error.to_string();
    let (says, _) = whole.rsplit_once(" at line ").unwrap_or((&whole, ""));
    let place = place(ask, error);
    let inside = |name: &str| match place.as_str() {
        "" => name.to_owned(),
        place => format!("{place}.{name}"),
    };
    let (field, says) = if let Some(name) = quoted(says, "missing field `") {
        let field = inside(name);
        (
            Some(field.clone()),
            format!("The field {field} is missing."),
        )
    } else if let Some((_, expected)) = says.rsplit_once(", expected ") {
        let expected = plain(expected);
        match place.as_str() {
            "" => (None, format!("The ask has to be {expected}.")),
            field => (
                Some(field.to_owned()),
                format!("The field {field} does not fit: expected {expected}."),
            ),
        }
    } else {
        (
            None,
            format!("It cannot be read at character {}.", error.column()),
        )
    };
    Problem {
        code: Code::Malformed,
        says: format!("What was asked does not fit the command. {says}"),
        field,
    }
}

/// What was expected, for people who know JSON and not our types.
fn plain(expected: &str) -> &str {
    match expected {
        "i64" | "u64" | "i32" | "u32" | "usize" | "u8" | "u16" => "a whole number",
        other if other.starts_with("struct ") => "an object: {…}",
        "a sequence" => "a list: […]",
        other => other,
    }
}

/// A name of our own between the marks of the reader.
fn quoted<'a>(says: &'a str, before: &str) -> Option<&'a str> {
    says.strip_prefix(before)?.split('`').next()
}

/// The names that lead to where the reader stopped: `filter.states[0]`. A name that is none of a
/// field's, such as a key that somebody typed, is told as dots.
fn place(ask: &str, error: &Error) -> String {
    let lines = ask.split_inclusive('\n');
    let before: usize = lines
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let end = (before + error.column()).min(ask.len());
    let mut path: Vec<Step> = Vec::new();
    let mut bytes = ask.as_bytes()[..end].iter().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'{' => path.push(Step::Field(String::new())),
            b'[' => path.push(Step::Item(0)),
            b'}' | b']' => drop(path.pop()),
            b',' => match path.last_mut() {
                Some(Step::Item(n)) => *n += 1,
                Some(Step::Field(name)) => name.clear(),
                None => (),
            },
            b'"' => {
                let begin = at + 1;
                let mut escaped = false;
                let close = bytes.find(|(_, byte)| {
                    let closes = **byte == b'"' && !escaped;
                    escaped = **byte == b'\\' && !escaped;
                    closes
                });
                let text = close.and_then(|(close, _)| ask.get(begin..close));
                if let (Some(Step::Field(name)), Some(text)) = (path.last_mut(), text)
                    && name.is_empty()
                {
                    *name = text.to_owned();
                }
            }
            _ => (),
        }
    }
    path.iter().fold(String::new(), |place, step| match step {
        Step::Item(n) => format!("{place}[{n}]"),
        Step::Field(name) if name.is_empty() => place,
        Step::Field(name) => {
            let dot = if place.is_empty() { "" } else { "." };
            let named =
                name.len() <= 40 && name.bytes().all(|b| b == b'_' || b.is_ascii_lowercase());
            format!("{place}{dot}{}", if named { name } else { "…" })
        }
    })
}

enum Step {
    Field(String),
    Item(usize),
}

/// A sentence for a name that is no command's, with the nearest that is.
pub(crate) fn no_command(name: &str) -> Problem {
    let far = |of: &str| strsim::damerau_levenshtein(name, of);
    let nearest = COMMANDS
        .iter()
        .map(|command| command.name)
        .min_by_key(|of| far(of))
        .filter(|of| far(of) <= 1 + of.len() / 3);
    let nearest = nearest.map_or_else(String::new, |of| format!(" Did you mean {of}?"));
    Problem::new(
        Code::Malformed,
        format!("No command is called {name}.{nearest}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    #[allow(dead_code)]
    struct Ask {
        text: String,
        filter: Filter,
    }

    #[derive(serde::Deserialize)]
    #[allow(dead_code)]
    struct Filter {
        states: Vec<String>,
        way: Way,
        count: u32,
    }

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Way {
        Up,
        Down,
    }

    #[track_caller]
    fn check(ask: &str, field: Option<&str>, says: &str) {
        let error = serde_json::from_str::<Ask>(ask).err().expect("a misfit");
        let problem = misfit(ask, &error);
        assert_eq!(problem.field.as_deref(), field, "{problem:?}");
        assert!(problem.says.ends_with(says), "{problem:?}");
        assert!(!problem.says.contains("Ortega"), "{problem:?}");
    }

    #[test]
    fn the_field_that_does_not_fit_is_named_and_no_value_is_told() {
        let missing = |name: &str| format!("The field {name} is missing.");
        check("{}", Some("text"), &missing("text"));
        check(r#"{"txet":"Ortega"}"#, Some("text"), &missing("text"));
        check(
            r#"{"text":"a, \"b\": {","filter":{"states":[]}}"#,
            Some("filter.way"),
            &missing("filter.way"),
        );
        let expected =
            |name: &str, what: &str| format!("The field {name} does not fit: expected {what}.");
        check(r#"{"text":5}"#, Some("text"), &expected("text", "a string"));
        check(
            "{\n\"text\":\"\",\n\"filter\":{\"count\":\"Ortega, expected\"}}",
            Some("filter.count"),
            &expected("filter.count", "a whole number"),
        );
        check(
            r#"{"text":"","filter":{"states":["x",7]}}"#,
            Some("filter.states[1]"),
            &expected("filter.states[1]", "a string"),
        );
        check(
            r#"{"filter":{"way":"Ortega"}}"#,
            Some("filter.way"),
            &expected("filter.way", "`up` or `down`"),
        );
        check("[1]", Some("[0]"), &expected("[0]", "a string"));
        check("{\"text\":}", None, "It cannot be read at character 9.");
    }

    #[test]
    fn a_name_that_is_nearly_a_commands_is_told_which() {
        let says = |name: &str| no_command(name).says;
        assert_eq!(
            says("clams"),
            "No command is called clams. Did you mean claims?"
        );
        assert_eq!(
            says("save_pateint"),
            "No command is called save_pateint. Did you mean save_patient?"
        );
        assert_eq!(says("xyzzy"), "No command is called xyzzy.");
    }
}
