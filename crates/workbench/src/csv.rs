//! Lists as files for a spreadsheet: UTF-8 with a byte order mark so that Excel reads it, and no text
//! that a spreadsheet would take for a formula.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

/// What stands in a cell.
pub(crate) enum Cell<'a> {
    /// Text of any origin; made harmless.
    Text(&'a str),
    /// A count; stays a number.
    Number(i64),
    /// Cents; stays a number: `-12.50`.
    Money(i64),
    /// An ISO day, written as Excel reads days in the United States; empty stays empty.
    Day(&'a str),
}

/// Signs with which a spreadsheet begins a formula, and their full-width and small forms.
const SIGNS: [char; 15] = [
    '=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '−', '\u{207a}', '\u{208a}',
];

/// Signs that some programs skip before they look for a formula.
fn is_skipped(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
        )
}

/// True when a spreadsheet could take the text for a formula.
fn is_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n'])
        || text
            .trim_start_matches(is_skipped)
            .starts_with(SIGNS.as_slice())
}

/// A text as a cell: with `'` before what could be a formula, in quotes where it needs them. Control
/// signs that no cell can hold become spaces.
fn text_cell(text: &str, out: &mut String) {
    let plain = |c: char| {
        if c.is_control() && !matches!(c, '\t' | '\r' | '\n') {
            ' '
        } else {
            c
        }
    };
    let mark = if is_formula(text) { "'" } else { "" };
    let quoted = !mark.is_empty()
        || text.contains(['"', ',', ';', '\t', '\r', '\n'])
        || text.starts_with(char::is_whitespace)
        || text.ends_with(char::is_whitespace);
    if quoted {
        out.push('"');
    }
    out.push_str(mark);
    for c in text.chars().map(plain) {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    if quoted {
        out.push('"');
    }
}

fn cell(cell: &Cell<'_>, out: &mut String) {
    match cell {
        Cell::Text(text) => text_cell(text, out),
        Cell::Number(n) => out.push_str(&n.to_string()),
        Cell::Money(cents) => {
            let sign = if *cents < 0 { "-" } else { "" };
            let whole = cents.unsigned_abs();
            out.push_str(&format!("{sign}{}.{:02}", whole / 100, whole % 100));
        }
        Cell::Day(iso) => match iso.parse::<values::Day>() {
            Ok(day) => out.push_str(&format!(
                "{:02}/{:02}/{:04}",
                day.month(),
                day.day(),
                day.year()
            )),
            Err(_) => text_cell(iso, out),
        },
    }
}

/// Writes lines, and knows their number, their size and their SHA-256.
pub(crate) struct Sheet<W: Write> {
    out: W,
    line: String,
    hash: Sha256,
    bytes: u64,
    /// Lines besides the heading.
    rows: u64,
}

impl<W: Write> Sheet<W> {
    /// Begins with the byte order mark and the headings.
    pub(crate) fn begin(out: W, headings: &[&str]) -> io::Result<Sheet<W>> {
        let mut sheet = Sheet {
            out,
            line: String::from("\u{feff}"),
            hash: Sha256::new(),
            bytes: 0,
            rows: 0,
        };
        sheet.write(headings.iter().map(|heading| Cell::Text(heading)))?;
        Ok(sheet)
    }

    /// Writes a line.
    pub(crate) fn row<'a>(&mut self, cells: impl Iterator<Item = Cell<'a>>) -> io::Result<()> {
        self.rows += 1;
        self.write(cells)
    }

    fn write<'a>(&mut self, cells: impl Iterator<Item = Cell<'a>>) -> io::Result<()> {
        for (n, value) in cells.enumerate() {
            if n != 0 {
                self.line.push(',');
            }
            cell(&value, &mut self.line);
        }
        self.line.push_str("\r\n");
        self.hash.update(&self.line);
        self.bytes += u64::try_from(self.line.len()).unwrap_or(0);
        let written = self.out.write_all(self.line.as_bytes());
        self.line.clear();
        written
    }

    /// Ends it: what it was written to, lines, bytes, SHA-256 in hex.
    pub(crate) fn end(self) -> (W, u64, u64, String) {
        let digest = vault::database::hex(&self.hash.finalize());
        (self.out, self.rows, self.bytes, digest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: Cell<'_>, want: &str) {
        let mut out = String::new();
        cell(&value, &mut out);
        assert_eq!(out, want);
    }

    #[test]
    fn what_could_be_a_formula_is_text_and_numbers_stay_numbers() {
        check(Cell::Text("Ortega, Ana"), "\"Ortega, Ana\"");
        check(Cell::Text("=1+1"), "\"'=1+1\"");
        check(
            Cell::Text("=HYPERLINK(\"x\")"),
            "\"'=HYPERLINK(\"\"x\"\")\"",
        );
        check(Cell::Text("＝1"), "\"'＝1\"");
        check(
            Cell::Text("\u{feff} \u{200b}@x"),
            "\"'\u{feff} \u{200b}@x\"",
        );
        check(Cell::Text("\tx"), "\"'\tx\"");
        check(Cell::Text("-5"), "\"'-5\"");
        check(Cell::Text("a\0b"), "a b");
        check(Cell::Text("O'Brien"), "O'Brien");
        check(Cell::Money(-1250), "-12.50");
        check(Cell::Money(7), "0.07");
        check(Cell::Money(i64::MIN), "-92233720368547758.08");
        check(Cell::Number(-3), "-3");
        check(Cell::Day("2026-11-03"), "11/03/2026");
        check(Cell::Day("=1"), "\"'=1\"");
        check(Cell::Day(""), "");
    }
}
