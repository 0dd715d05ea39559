//! Text in lines: broken at its blanks, in two weights, never cut. A word that is wider than its column
//! is broken where it must be.

use super::words::{Rich, Span};
use crate::face::Face;
use crate::leaf::{Leaf, Style};

/// A text style with the face of its bold words and the distance of its lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    pub style: Style,
    pub bold: Face,
    /// From a baseline to the next, in points.
    pub leading: f32,
}

impl Set {
    /// Regular with SemiBold.
    pub const fn new(size: f32, leading: f32) -> Set {
        Set {
            style: Style::new(Face::Regular, size),
            bold: Face::SemiBold,
            leading,
        }
    }

    /// Secondary words.
    pub const fn soft(self) -> Set {
        Set {
            style: self.style.soft(),
            ..self
        }
    }

    /// All of it in a face.
    pub const fn face(self, face: Face) -> Set {
        Set {
            style: self.style.face(face),
            bold: face,
            ..self
        }
    }

    fn of(&self, bold: bool) -> Style {
        if bold {
            self.style.face(self.bold)
        } else {
            self.style
        }
    }

    /// From the top of a line's box to its baseline: the letters stand in its middle, as the em of the
    /// face has them (ascent 0.969, descent 0.241).
    pub fn drop(&self) -> f32 {
        drop(self.style.size, self.leading)
    }
}

/// As [`Set::drop`], for a size and a leading.
pub(super) fn drop(size: f32, leading: f32) -> f32 {
    (leading - 1.21 * size) / 2.0 + 0.969 * size
}

/// A line: its pieces by weight.
pub(super) type Line = Vec<(bool, String)>;

/// A word: pieces that stand together.
#[derive(Default)]
struct Word {
    pieces: Line,
    width: f32,
    /// True when a line begins before it.
    breaks: bool,
}

/// All of one weight.
pub(super) fn text(text: &str) -> Rich {
    vec![Span {
        bold: false,
        text: text.to_owned(),
    }]
}

/// All bold.
pub(super) fn bold(text: &str) -> Rich {
    vec![Span {
        bold: true,
        text: text.to_owned(),
    }]
}

/// Sentences in a row, with a blank between.
pub(super) fn joined(sentences: impl IntoIterator<Item = Rich>) -> Rich {
    let mut all: Rich = Vec::new();
    for sentence in sentences {
        if sentence.iter().all(|span| span.text.is_empty()) {
            continue;
        }
        if !all.is_empty() {
            push(&mut all, false, " ");
        }
        for span in sentence {
            push(&mut all, span.bold, &span.text);
        }
    }
    all
}

fn push(all: &mut Rich, bold: bool, text: &str) {
    match all.last_mut() {
        Some(span) if span.bold == bold => span.text.push_str(text),
        _ => all.push(Span {
            bold,
            text: text.to_owned(),
        }),
    }
}

fn words(rich: &Rich, set: &Set) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for span in rich {
        let mut begin = 0;
        let ends = span.text.match_indices([' ', '\n']);
        let ends = ends.map(|(at, sign)| (at, Some(sign)));
        for (end, sign) in ends.chain([(span.text.len(), None)]) {
            let piece = span.text.get(begin..end).unwrap_or("");
            if !piece.is_empty() {
                if !std::mem::replace(&mut open, true) || words.is_empty() {
                    words.push(Word::default());
                }
                if let Some(word) = words.last_mut() {
                    word.width += set.of(span.bold).width(piece);
                    word.pieces.push((span.bold, piece.to_owned()));
                }
            }
            if let Some(sign) = sign {
                open = false;
                if sign == "\n" {
                    words.push(Word {
                        breaks: true,
                        ..Word::default()
                    });
                    open = true;
                }
            }
            begin = end + 1;
        }
    }
    words
}

/// The lines of a text in a column of `room` points.
pub(super) fn lines(rich: &Rich, set: &Set, room: f32) -> Vec<Line> {
    let blank = set.style.width(" ");
    let mut lines: Vec<Line> = Vec::new();
    let mut width = 0.0;
    for word in words(rich, set) {
        let fits = width + blank + word.width <= room && !word.breaks;
        match lines.last_mut() {
            Some(line) if fits => {
                width += blank + word.width;
                for (n, (bold, piece)) in word.pieces.into_iter().enumerate() {
                    let lead = if n == 0 { " " } else { "" };
                    match line.last_mut() {
                        Some((last, text)) if *last == bold => {
                            text.push_str(lead);
                            text.push_str(&piece);
                        }
                        // A blank before bold is of the weight before it.
                        Some((_, text)) => {
                            text.push_str(lead);
                            line.push((bold, piece));
                        }
                        None => line.push((bold, piece)),
                    }
                }
            }
            _ if word.width <= room => {
                width = word.width;
                lines.push(word.pieces);
            }
            _ => {
                width = broken(word, set, room, &mut lines);
            }
        }
    }
    lines
}

/// Breaks a word that is wider than the column; answers how wide its last line is.
fn broken(word: Word, set: &Set, room: f32, lines: &mut Vec<Line>) -> f32 {
    let mut line: Line = Vec::new();
    let mut width = 0.0;
    for (bold, piece) in word.pieces {
        for letter in piece.chars() {
            let mut one = [0; 4];
            let more = set.of(bold).width(letter.encode_utf8(&mut one));
            if room < width + more && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                width = 0.0;
            }
            width += more;
            match line.last_mut() {
                Some((last, text)) if *last == bold => text.push(letter),
                _ => line.push((bold, letter.to_string())),
            }
        }
    }
    lines.push(line);
    width
}

/// How wide a line is.
pub(super) fn width(line: &Line, set: &Set) -> f32 {
    let pieces = line.iter();
    pieces.map(|(bold, text)| set.of(*bold).width(text)).sum()
}

/// Writes a line with its baseline at `y`; answers where it ends.
pub(super) fn write(leaf: &mut Leaf, set: &Set, x: f32, y: f32, line: &Line) -> f32 {
    line.iter()
        .fold(x, |x, (bold, text)| leaf.text(set.of(*bold), x, y, text))
}

/// Writes lines below each other, the first with its baseline at `y`; answers the baseline that a next
/// line would have.
pub(super) fn write_all(leaf: &mut Leaf, set: &Set, x: f32, y: f32, lines: &[Line]) -> f32 {
    lines.iter().fold(y, |y, line| {
        write(leaf, set, x, y, line);
        y + set.leading
    })
}

/// A style small enough for a text to fit the room: 0.25 points at a time, down to 6.
pub(super) fn fitted(style: Style, text: &str, room: f32) -> Style {
    let mut style = style;
    while room < style.width(text) && 6.0 < style.size {
        style.size -= 0.25;
    }
    style
}

#[cfg(test)]
mod tests {
    use super::super::words::say;
    use super::*;

    fn flat(lines: &[Line]) -> Vec<String> {
        lines
            .iter()
            .map(|line| line.iter().map(|(_, text)| text.as_str()).collect())
            .collect()
    }

    #[test]
    fn lines_break_at_blanks_and_lose_nothing() {
        let set = Set::new(10.0, 13.0);
        let rich = say(
            "Call <b>614-555-0100</b>, Monday to Friday, or write to us.",
            &[],
        );
        let lines = lines(&rich, &set, 120.0);
        assert!(lines.iter().all(|line| width(line, &set) <= 120.0));
        assert_eq!(
            flat(&lines).join(" "),
            "Call 614-555-0100, Monday to Friday, or write to us."
        );
        assert!(2 < lines.len());
    }

    #[test]
    fn a_word_that_is_too_wide_is_broken_and_lines_may_be_set() {
        let set = Set::new(10.0, 13.0);
        let long = "x".repeat(100);
        let lines = lines(&text(&format!("a {long} b\nc\n\nd")), &set, 100.0);
        assert!(lines.iter().all(|line| width(line, &set) <= 100.5));
        let flat = flat(&lines);
        assert_eq!(flat.concat().matches('x').count(), 100);
        assert_eq!(flat[flat.len() - 3..], ["c", "", "d"]);
    }
}
