//! A sentence with its values: a template read once, values put in as they are.

use std::borrow::Cow;

/// Text of one weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::statement) struct Span {
    /// True of bold.
    pub bold: bool,
    /// The text.
    pub text: String,
}

/// Text of several weights.
pub(in crate::statement) type Rich = Vec<Span>;

/// A piece of a template.
enum Piece<'a> {
    Text(&'a str),
    Value(&'a str),
    Bold(bool),
}

fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        for (mark, piece) in [("<b>", true), ("</b>", false)] {
            if let Some(after) = rest.strip_prefix(mark) {
                rest = after;
                return Some(Piece::Bold(piece));
            }
        }
        if let Some((name, after)) = rest.strip_prefix('{').and_then(|r| r.split_once('}')) {
            rest = after;
            return Some(Piece::Value(name));
        }
        let start = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest
            .get(start..)
            .and_then(|tail| tail.find(['{', '<']))
            .map_or(rest.len(), |at| at + start);
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Text(text))
    })
}

fn value<'a>(args: &[(&str, &'a str)], name: &str) -> &'a str {
    let found = args.iter().find(|(key, _)| *key == name);
    debug_assert!(found.is_some(), "nothing is said for {{{name}}}");
    found.map_or("", |(_, value)| value)
}

/// A sentence with its values, in its weights.
pub(in crate::statement) fn say(template: &str, args: &[(&str, &str)]) -> Rich {
    let mut bold = false;
    let mut said: Rich = Vec::new();
    for piece in pieces(template) {
        let text = match piece {
            Piece::Bold(on) => {
                bold = on;
                continue;
            }
            Piece::Text(text) => text,
            Piece::Value(name) => value(args, name),
        };
        match said.last_mut() {
            Some(span) if span.bold == bold => span.text.push_str(text),
            _ => said.push(Span {
                bold,
                text: text.to_owned(),
            }),
        }
    }
    said
}

/// A sentence with its values, all of one weight.
pub(in crate::statement) fn plain(template: &str, args: &[(&str, &str)]) -> String {
    pieces(template)
        .map(|piece| match piece {
            Piece::Bold(_) => Cow::Borrowed(""),
            Piece::Text(text) => text.into(),
            Piece::Value(name) => value(args, name).into(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shown_as_they_are() {
        let said = say(
            "Pay <b>{amount}</b> to {name}.",
            &[("amount", "{name}"), ("name", "<b>Ann</b>")],
        );
        let texts: Vec<(bool, &str)> = said.iter().map(|s| (s.bold, s.text.as_str())).collect();
        assert_eq!(
            texts,
            [
                (false, "Pay "),
                (true, "{name}"),
                (false, " to <b>Ann</b>.")
            ]
        );
        assert_eq!(plain("<b>{a}</b> < {a", &[("a", "1")]), "1 < {a");
    }
}
