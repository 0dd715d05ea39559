//! Where the ink of a CMS-1500 stands: every field full, seen by another program (pdftotext) and by
//! the measures of Courier.

use std::collections::BTreeMap;

use forms::layout::{Align, Field, Kind, cms1500};
use forms::{FormPage, Offset, Style, drawing, print};

use crate::{meta, words};

pub fn fields() -> impl Iterator<Item = &'static Field> {
    cms1500().fields().iter().filter(|f| f.item != "PICA")
}

/// Every field filled to its last cell with the letters or digits over and over.
pub fn stress(letters: &str, digits: &str) -> FormPage {
    let mut page = FormPage::new();
    for field in fields() {
        let text = match field.kind {
            Kind::Mark => "X".to_owned(),
            Kind::Digits => digits.chars().cycle().take(field.len).collect(),
            Kind::Text | Kind::Letters => letters.chars().cycle().take(field.len).collect(),
        };
        assert_eq!(page.set(field.item, field.subfield, &text), Ok(()));
    }
    page
}

/// The ink of a Courier character in thousandths of an em from its origin: left, bottom, right, top
/// (Adobe's metrics of the standard font).
#[rustfmt::skip]
const INK: &[(char, [i32; 4])] = &[
    ('A', [3, 0, 597, 562]), ('B', [43, 0, 559, 562]), ('C', [41, -18, 540, 580]),
    ('D', [43, 0, 574, 562]), ('E', [53, 0, 550, 562]), ('F', [53, 0, 545, 562]),
    ('G', [31, -18, 575, 580]), ('H', [32, 0, 568, 562]), ('I', [96, 0, 504, 562]),
    ('J', [34, -18, 566, 562]), ('K', [38, 0, 582, 562]), ('L', [47, 0, 554, 562]),
    ('M', [4, 0, 596, 562]), ('N', [7, -13, 593, 562]), ('O', [43, -18, 557, 580]),
    ('P', [79, 0, 558, 562]), ('Q', [43, -138, 557, 580]), ('R', [38, 0, 588, 562]),
    ('S', [72, -20, 529, 580]), ('T', [38, 0, 563, 562]), ('U', [17, -18, 583, 562]),
    ('V', [-4, -13, 604, 562]), ('W', [-3, -13, 603, 562]), ('X', [23, 0, 577, 562]),
    ('Y', [24, 0, 576, 562]), ('Z', [86, 0, 514, 562]),
    ('0', [106, -15, 494, 622]), ('1', [96, 0, 505, 622]), ('2', [70, 0, 471, 622]),
    ('3', [75, -15, 466, 622]), ('4', [78, 0, 500, 622]), ('5', [92, -15, 497, 607]),
    ('6', [111, -15, 497, 622]), ('7', [82, 0, 483, 607]), ('8', [102, -15, 498, 622]),
    ('9', [96, -15, 489, 622]), (',', [181, -112, 344, 122]), ('-', [103, 231, 497, 285]),
    ('.', [229, -15, 371, 109]), ('\'', [259, 328, 341, 562]), ('&', [66, -15, 492, 543]),
    ('#', [93, -32, 507, 639]), ('/', [125, -80, 475, 629]), ('(', [255, -108, 426, 622]),
    (')', [174, -108, 345, 622]),
];

#[test]
fn no_glyph_touches_a_line_of_the_form() {
    let strokes = drawing::cms1500().strokes();
    let mut hits = BTreeMap::new();
    for field in fields() {
        for cell in 0..field.len {
            let stands = |letter: char| match field.kind {
                Kind::Mark => letter == 'X',
                Kind::Digits => letter.is_ascii_digit(),
                Kind::Text | Kind::Letters => true,
            };
            for (letter, ink) in INK.iter().filter(|(letter, _)| stands(*letter)) {
                let origin = field.x as f32 / 100.0 + 7.2 * cell as f32;
                let base = field.baseline as f32 / 100.0;
                let [left, bottom, right, top] = ink.map(|n| n as f32 * 12.0 / 1000.0);
                let ink = drawing::Area {
                    x0: origin + left,
                    y0: base - top,
                    x1: origin + right,
                    y1: base - bottom,
                };
                let touched = |s: &&drawing::Area| {
                    s.x0 < ink.x1 && ink.x0 < s.x1 && s.y0 < ink.y1 && ink.y0 < s.y1
                };
                if let Some(stroke) = strokes.iter().find(touched) {
                    hits.insert((field.item, field.subfield, *letter), (cell, *stroke));
                }
            }
        }
    }
    assert!(hits.is_empty(), "{hits:#?}");
}

#[test]
fn no_field_reaches_into_another() {
    let all: Vec<&Field> = fields().collect();
    for (at, one) in all.iter().enumerate() {
        for other in all[at + 1..].iter().filter(|other| other.line == one.line) {
            let apart = one.x + one.width() <= other.x || other.x + other.width() <= one.x;
            assert!(
                apart,
                "{} {} and {} {}",
                one.item, one.subfield, other.item, other.subfield
            );
        }
    }
}

/// The words of a PDF lie where the layout puts the values, within a point, and all are there.
pub fn check_places(pages: &[FormPage], style: Style) {
    let pdf = print(pages, style, Offset::default(), meta()).unwrap();
    let Some(found) = words::courier(&pdf) else {
        return;
    };
    assert_eq!(found.len(), pages.len());
    for (page, found) in pages.iter().zip(&found) {
        let mut found = found.clone();
        for (field, text) in page.values() {
            let mut x = field.x as f32 / 100.0;
            if field.align == Align::Right {
                x += 7.2 * (field.len - text.len()) as f32;
            }
            let base = field.baseline as f32 / 100.0;
            for (offset, word) in words::split(text) {
                let left = x + 7.2 * offset as f32;
                let right = left + 7.2 * word.len() as f32;
                let near = |w: &words::Word| {
                    w.text == word
                        && (w.x0 - left).abs() < 1.0
                        && (w.x1 - right).abs() < 1.0
                        && w.y0 - 1.0 < base
                        && base < w.y1 + 1.0
                        && ((w.y0 + w.y1) / 2.0 - (base - 3.0)).abs() <= 3.0
                };
                let at = found.iter().position(near);
                let at = at.unwrap_or_else(|| {
                    panic!("{} {} {word}: {found:?}", field.item, field.subfield)
                });
                found.swap_remove(at);
            }
        }
        if style == Style::DataOnly {
            assert!(found.is_empty(), "nothing else is on the sheet: {found:?}");
        }
    }
}

#[test]
fn full_fields_stand_in_their_cells() {
    check_places(&[stress("W", "8"), stress("M", "0")], Style::DataOnly);
}

#[test]
fn each_field_alone_stands_in_its_cells() {
    // One field to a page, so that no neighbour can lend it a place.
    let pages: Vec<FormPage> = fields()
        .map(|field| {
            let mut page = FormPage::new();
            let text = if field.kind == Kind::Mark { "X" } else { "8" };
            page.set(field.item, field.subfield, text).unwrap();
            page
        })
        .collect();
    check_places(&pages, Style::DataOnly);
    check_places(&pages[..40], Style::Draft);
}

#[test]
fn an_offset_moves_everything_alike() {
    let page = [stress("W", "8")];
    let home = words::courier(&print(&page, Style::DataOnly, Offset::default(), meta()).unwrap());
    let away = Offset::new(25, -10).unwrap();
    let moved = words::courier(&print(&page, Style::DataOnly, away, meta()).unwrap());
    let (Some(home), Some(moved)) = (home, moved) else {
        return;
    };
    assert_eq!(home[0].len(), moved[0].len());
    for (a, b) in home[0].iter().zip(&moved[0]) {
        assert!(
            (b.x0 - a.x0 - 18.0).abs() < 0.1 && (b.y0 - a.y0 + 7.2).abs() < 0.1,
            "{a:?} {b:?}"
        );
    }
    assert!(Offset::new(26, 0).is_err() && Offset::new(0, -26).is_err());
}
