//! The recovery kit: one Letter page that a person prints, locks away and one day types back. Black
//! on white, large words in numbered columns, nothing that needs color or a second page.

use printpdf::BuiltinFont::{Helvetica, HelveticaBold};
use unicode_normalization::UnicodeNormalization;
use values::Day;

use crate::pdf::{Anchor, Canvas, Meta, PdfError, Sheets, width};

/// What a recovery kit says.
#[derive(Clone, Copy, Debug)]
pub struct Kit<'a> {
    /// Whose records it opens.
    pub practice_name: &'a str,
    /// The day on which its words were made.
    pub made_on: Day,
    /// The words in their order, at most 24.
    pub words: &'a [String],
    /// What tells this kit from another and may be read by anyone: a few characters, or "".
    pub check: &'a str,
}

const LEFT: f32 = 54.0;
const RIGHT: f32 = 558.0;
const COLUMNS: usize = 3;
const MOST: usize = 24;
const ROW: f32 = 33.0;

/// Prints a recovery kit.
///
/// # Errors
/// [`PdfError::Words`] without words or with more than 24: they would not fit one page.
pub fn kit(kit: &Kit, id: [u8; 16]) -> Result<Vec<u8>, PdfError> {
    if kit.words.is_empty() || MOST < kit.words.len() {
        return Err(PdfError::Words);
    }
    let mut canvas = Canvas::new();
    canvas.ink(0.0);
    let top = heading(&mut canvas, kit);
    let foot = words(&mut canvas, kit, top);
    advice(&mut canvas, foot);
    keeping(&mut canvas);
    let mut sheets = Sheets::new(
        "Recovery kit",
        Meta {
            made_on: kit.made_on,
            id,
        },
    );
    sheets.add([canvas])?;
    sheets.finish()
}

/// The title, the practice and what the sheet is; returns where the words may begin.
fn heading(canvas: &mut Canvas, kit: &Kit) -> f32 {
    canvas.text(
        HelveticaBold,
        30.0,
        (LEFT - 1.5, 76.0),
        Anchor::Start,
        "Recovery kit",
    );
    canvas.text(
        Helvetica,
        10.0,
        (RIGHT, 76.0),
        Anchor::End,
        &format!("Made {}", spoken(kit.made_on)),
    );
    let name = latin(kit.practice_name);
    let fits = |size: &f32| wrap(HelveticaBold, *size, RIGHT - LEFT, &name).len() <= 2;
    let size = [15.0, 12.0, 9.0, 7.0].into_iter().find(fits).unwrap_or(5.0);
    let mut y = 84.0;
    for line in wrap(HelveticaBold, size, RIGHT - LEFT, &name) {
        y += 1.3 * size;
        canvas.text(HelveticaBold, size, (LEFT, y), Anchor::Start, &line);
    }
    y += 11.0;
    canvas.fill(LEFT, y, RIGHT, y + 3.0);
    let count = match kit.words.len() {
        1 => "This word opens".to_owned(),
        n => format!("These {n} words open"),
    };
    let lead = format!(
        "{count} the records of the practice when no password can: on a new computer, after a \
         lost key store, or when the only administrator is gone. Whoever holds this sheet and the \
         data can read everything. There is no other copy of the words; without them, lost \
         passwords mean lost records."
    );
    y += 8.0;
    for line in wrap(Helvetica, 11.0, RIGHT - LEFT, &lead) {
        y += 15.0;
        canvas.text(Helvetica, 11.0, (LEFT, y), Anchor::Start, &line);
    }
    y + 16.0
}

/// The words, down the columns; returns where the table ends.
fn words(canvas: &mut Canvas, kit: &Kit, top: f32) -> f32 {
    let rows = kit.words.len().div_ceil(COLUMNS);
    let column = (RIGHT - LEFT) / COLUMNS as f32;
    let bottom = top + ROW * rows as f32;
    canvas.pen(0.65, 0.5, &[]);
    for row in 1..rows {
        let y = top + ROW * row as f32;
        canvas.line(&[(LEFT, y), (RIGHT, y)]);
    }
    canvas.pen(0.0, 1.2, &[]);
    canvas.outline(LEFT, top, RIGHT, bottom);
    canvas.pen(0.0, 0.6, &[]);
    for n in 1..COLUMNS {
        let x = LEFT + column * n as f32;
        canvas.line(&[(x, top), (x, bottom)]);
    }
    for (at, word) in kit.words.iter().enumerate() {
        let x = LEFT + column * (at / rows) as f32;
        let y = top + ROW * (at % rows) as f32 + 22.5;
        canvas.ink(0.3);
        canvas.text(
            Helvetica,
            10.0,
            (x + 25.0, y - 0.8),
            Anchor::End,
            &(at + 1).to_string(),
        );
        canvas.ink(0.0);
        let word = latin(word);
        let room = column - 33.0 - 6.0;
        let size = (19.0 * room / width(HelveticaBold, 19.0, &word)).min(19.0);
        canvas.text(HelveticaBold, size, (x + 33.0, y), Anchor::Start, &word);
    }
    if kit.check.is_empty() {
        return bottom;
    }
    canvas.text(
        Helvetica,
        9.5,
        (LEFT, bottom + 15.0),
        Anchor::Start,
        "Read down the columns.",
    );
    let check = format!("Kit {}", latin(kit.check));
    canvas.text(
        HelveticaBold,
        9.5,
        (RIGHT, bottom + 15.0),
        Anchor::End,
        &check,
    );
    bottom + 15.0
}

/// How to use it and how to keep it, side by side.
fn advice(canvas: &mut Canvas, top: f32) {
    const USE: &[&str] = &[
        "Open Claimbench. Where it asks for the password, choose the recovery kit.",
        "Type the words in their order: down the first column, then the second, then the third.",
        "Set a new password. Put this sheet back where it was.",
    ];
    const KEEP: &[&str] = &[
        "On paper only. Do not photograph it, mail it or keep it as a file.",
        "Locked away and not beside the computer. A second copy belongs in another building.",
        "Every six months, take it out and check that each word can be read.",
        "If someone has seen it who should not have, make a new kit at once.",
    ];
    let half = (RIGHT - LEFT - 28.0) / 2.0;
    let columns = [
        ("When you need it", USE, true),
        ("How to keep it", KEEP, false),
    ];
    for (n, (title, points, numbered)) in columns.into_iter().enumerate() {
        let x = LEFT + (half + 28.0) * n as f32;
        let mut y = top + 27.0;
        canvas.text(HelveticaBold, 11.5, (x, y), Anchor::Start, title);
        y += 3.0;
        for (at, point) in points.iter().enumerate() {
            let mark = if numbered {
                format!("{}.", at + 1)
            } else {
                "\u{2022}".to_owned()
            };
            canvas.text(Helvetica, 10.0, (x, y + 13.0), Anchor::Start, &mark);
            for line in wrap(Helvetica, 10.0, half - 14.0, point) {
                y += 13.0;
                canvas.text(Helvetica, 10.0, (x + 14.0, y), Anchor::Start, &line);
            }
            y += 2.5;
        }
    }
}

/// Lines to write on: who keeps it, where, and when it was looked at.
fn keeping(canvas: &mut Canvas) {
    let blank = |canvas: &mut Canvas, label: &str, x: f32, y: f32, end: f32| {
        canvas.text(Helvetica, 10.0, (x, y), Anchor::Start, label);
        canvas.line(&[
            (x + width(Helvetica, 10.0, label) + 6.0, y + 2.0),
            (end, y + 2.0),
        ]);
    };
    canvas.pen(0.0, 0.6, &[]);
    let middle = (LEFT + RIGHT) / 2.0;
    blank(canvas, "Kept by", LEFT, 684.0, middle - 14.0);
    blank(canvas, "Where", middle + 14.0, 684.0, RIGHT);
    blank(canvas, "Second copy with", LEFT, 712.0, middle - 14.0);
    blank(canvas, "Where", middle + 14.0, 712.0, RIGHT);
    let third = (RIGHT - LEFT + 14.0) / 3.0;
    for n in 0..3u8 {
        let x = LEFT + third * f32::from(n);
        blank(canvas, "Looked at on", x, 740.0, x + third - 14.0);
    }
}

/// A day as people say it: July 3, 2026.
fn spoken(day: Day) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(day.month()).unwrap_or(1);
    format!("{} {}, {}", MONTHS[(month - 1) % 12], day.day(), day.year())
}

/// The text in the letters of the built-in fonts: Western European ones stay, others lose their
/// accents, and a letter of another script becomes a question mark.
pub(crate) fn latin(text: &str) -> String {
    let plain = |letter: char| -> char {
        match letter {
            ' '..='~' | 'À'..='ÿ' | '‘' | '’' | '“' | '”' | '–' | '—' | '\u{2022}' => {
                letter
            }
            'Ł' => 'L',
            'ł' => 'l',
            'Đ' => 'D',
            'đ' => 'd',
            'ı' => 'i',
            c if c.is_whitespace() || c.is_control() => ' ',
            c => std::iter::once(c)
                .nfd()
                .next()
                .filter(|base| (' '..='~').contains(base))
                .unwrap_or('?'),
        }
    };
    text.nfc().map(plain).collect()
}

/// Breaks a text at its blanks into lines no wider than given; a word that is wider stands alone.
pub(crate) fn wrap(font: printpdf::BuiltinFont, size: f32, room: f32, text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(font, size, &format!("{line} {word}")) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_other_scripts_do_not_break_the_page() {
        assert_eq!(
            latin("Clínica Łódź “Żar” 李\t(a)"),
            "Clínica Lódz “Zar” ? (a)"
        );
    }

    #[test]
    fn lines_break_at_blanks_and_lose_nothing() {
        let text = "one two three four five six";
        let lines = wrap(Helvetica, 10.0, 60.0, text);
        assert!(1 < lines.len() && lines.iter().all(|l| width(Helvetica, 10.0, l) <= 60.0));
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_kit_has_words_and_one_page() {
        let words = vec!["word".to_owned(); 25];
        let ask = |words: &[String]| {
            let made_on = Day::new(2026, 7, 3).unwrap();
            kit(
                &Kit {
                    practice_name: "A",
                    made_on,
                    words,
                    check: "",
                },
                [0; 16],
            )
        };
        assert!(matches!(ask(&words), Err(PdfError::Words)));
        assert!(matches!(ask(&[]), Err(PdfError::Words)));
        assert!(ask(&words[..24]).is_ok() && ask(&words[..1]).is_ok());
    }
}
