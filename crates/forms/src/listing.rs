//! A list on Letter sheets: a title, a line about it, columns under their headings. Words that do
//! not fit a column go on below; nothing is cut.

use printpdf::BuiltinFont::{Helvetica, HelveticaBold};

use crate::kit::{latin, wrap};
use crate::pdf::{Anchor, Canvas, Meta, PdfError, Sheets, width};

/// A list to print.
#[derive(Clone, Debug)]
pub struct Listing {
    /// What it is: `Audit log`.
    pub title: String,
    /// Whose, what was asked for, how many: sentences under the title.
    pub about: Vec<String>,
    /// The columns: heading and width in points. Together at most 522.
    pub columns: Vec<(String, f32)>,
    /// The rows, a text for each column.
    pub rows: Vec<Vec<String>>,
}

const LEFT: f32 = 45.0;
const RIGHT: f32 = 567.0;
const BOTTOM: f32 = 744.0;
const SIZE: f32 = 8.5;
const LINE: f32 = 10.5;
const GAP: f32 = 6.0;

/// Prints a list.
///
/// # Errors
/// As the PDF writer answers.
pub fn listing(list: &Listing, meta: Meta) -> Result<Vec<u8>, PdfError> {
    let mut sheets = Sheets::new(&list.title, meta);
    let mut canvases = Vec::new();
    let mut canvas = Canvas::new();
    let mut y = heading(&mut canvas, list);
    y = columns(&mut canvas, list, y);
    for row in &list.rows {
        let cells: Vec<Vec<String>> = list
            .columns
            .iter()
            .zip(row)
            .map(|((_, room), text)| broken(room - GAP, text))
            .collect();
        let lines = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
        // A row that is higher than a sheet goes on over the next one.
        for from in 0..lines {
            if BOTTOM < y + LINE {
                canvases.push(std::mem::replace(&mut canvas, Canvas::new()));
                y = columns(&mut canvas, list, 54.0);
            }
            y += LINE;
            let mut x = LEFT;
            canvas.ink(0.0);
            for ((_, room), cell) in list.columns.iter().zip(&cells) {
                if let Some(text) = cell.get(from) {
                    canvas.text(Helvetica, SIZE, (x, y), Anchor::Start, text);
                }
                x += room;
            }
        }
        y += 4.0;
        canvas.pen(0.85, 0.4, &[]);
        canvas.line(&[(LEFT, y), (RIGHT, y)]);
    }
    canvases.push(canvas);
    let all = canvases.len();
    for (n, canvas) in canvases.iter_mut().enumerate() {
        canvas.ink(0.3);
        let foot = format!("{}, sheet {} of {all}", latin(&list.title), n + 1);
        canvas.text(Helvetica, 8.0, (RIGHT, 768.0), Anchor::End, &foot);
    }
    sheets.add(canvases)?;
    sheets.finish()
}

/// The title and what stands under it; where the table may begin.
fn heading(canvas: &mut Canvas, list: &Listing) -> f32 {
    canvas.ink(0.0);
    let title = latin(&list.title);
    canvas.text(HelveticaBold, 16.0, (LEFT, 60.0), Anchor::Start, &title);
    let mut y = 64.0;
    for about in &list.about {
        for line in broken_at(9.5, RIGHT - LEFT, about) {
            y += 12.5;
            canvas.text(Helvetica, 9.5, (LEFT, y), Anchor::Start, &line);
        }
    }
    y + 16.0
}

/// The headings of the columns; where the rows may begin.
fn columns(canvas: &mut Canvas, list: &Listing, y: f32) -> f32 {
    canvas.ink(0.0);
    let mut x = LEFT;
    for (title, room) in &list.columns {
        canvas.text(HelveticaBold, SIZE, (x, y), Anchor::Start, &latin(title));
        x += room;
    }
    canvas.pen(0.0, 0.8, &[]);
    canvas.line(&[(LEFT, y + 4.0), (RIGHT, y + 4.0)]);
    y + 5.0
}

fn broken(room: f32, text: &str) -> Vec<String> {
    broken_at(SIZE, room, text)
}

/// Lines that fit; a word that is wider than the column is broken where it must be.
fn broken_at(size: f32, room: f32, text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in wrap(Helvetica, size, room, &latin(text)) {
        let mut rest = String::new();
        for letter in line.chars() {
            rest.push(letter);
            if room < width(Helvetica, size, &rest) && 1 < rest.chars().count() {
                rest.pop();
                lines.push(std::mem::replace(&mut rest, letter.to_string()));
            }
        }
        lines.push(rest);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::Day;

    #[test]
    fn a_long_list_goes_on_over_sheets_and_loses_no_word() {
        let list = Listing {
            title: "Audit log".to_owned(),
            about: vec!["Quillfern Family Medicine, all of it.".to_owned()],
            columns: vec![("When".to_owned(), 100.0), ("What".to_owned(), 422.0)],
            rows: (0..200)
                .map(|n| vec![format!("11/24/26 {n}"), "looked at a claim ".repeat(9)])
                .collect(),
        };
        let meta = Meta {
            made_on: Day::new(2026, 11, 24).unwrap(),
            id: [1; 16],
        };
        let pdf = listing(&list, meta).unwrap();
        let read = lopdf::Document::load_mem(&pdf).unwrap();
        let pages: Vec<u32> = read.get_pages().keys().copied().collect();
        assert!((5..15).contains(&pages.len()), "{} sheets", pages.len());
        let text = read.extract_text(&pages).unwrap();
        assert_eq!(text.matches("looked").count(), 200 * 9);
        assert!(
            text.contains(&format!("sheet {0} of {0}", pages.len())),
            "{text}"
        );
    }

    #[test]
    fn a_word_that_is_wider_than_its_column_is_broken_not_cut() {
        let word = "a".repeat(300);
        let lines = broken(100.0, &word);
        assert!(
            lines
                .iter()
                .all(|line| width(Helvetica, SIZE, line) <= 100.0)
        );
        assert_eq!(lines.concat(), word);
    }
}
