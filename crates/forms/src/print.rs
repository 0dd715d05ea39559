//! CMS-1500 forms as a PDF: the values alone for preprinted red forms, or a draft on plain paper
//! with the form drawn by us.

use std::borrow::Cow;

use crate::drawing;
use crate::layout::{CELL, Kind, PICA, cms1500};
use crate::page::FormPage;
use crate::pdf::{Canvas, Meta, PdfError, Sheets};

/// What stands on the paper besides the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Nothing: the paper is the preprinted red form.
    DataOnly,
    /// The form in black and grey, stamped DRAFT, for plain paper.
    Draft,
}

/// How far a printer's sheet is off, in hundredths of an inch: right and down are positive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offset {
    x: i8,
    y: i8,
}

impl Offset {
    /// An offset of at most 0.25 in each way.
    ///
    /// # Errors
    /// [`PdfError::Offset`] beyond.
    pub fn new(x: i32, y: i32) -> Result<Offset, PdfError> {
        let within = |n: i32| i8::try_from(n).ok().filter(|n| (-25..=25).contains(n));
        match (within(x), within(y)) {
            (Some(x), Some(y)) => Ok(Offset { x, y }),
            _ => Err(PdfError::Offset),
        }
    }

    /// To the right, in hundredths of an inch.
    pub fn x(self) -> i32 {
        self.x.into()
    }

    /// Down, in hundredths of an inch.
    pub fn y(self) -> i32 {
        self.y.into()
    }

    /// In hundredths of a point: 0.01 in is 0.72 pt.
    fn points(self) -> (i32, i32) {
        (72 * self.x(), 72 * self.y())
    }
}

/// Prints forms, one to a page.
///
/// The offset moves the values on preprinted forms only: a draft carries its form with it. The same
/// arguments give the same bytes.
///
/// # Errors
/// [`PdfError::NoPages`] without a form.
pub fn print(
    pages: &[FormPage],
    style: Style,
    offset: Offset,
    meta: Meta,
) -> Result<Vec<u8>, PdfError> {
    const FORM: &str = "Form";
    let mut sheets = Sheets::new("CMS-1500", meta);
    if style == Style::Draft {
        sheets.add_drawing(FORM, drawing::cms1500().draw(true))?;
    }
    sheets.add(pages.iter().map(|page| {
        let mut canvas = Canvas::new();
        match style {
            Style::DataOnly => canvas.typed(runs(page, offset)),
            Style::Draft => {
                canvas.show(FORM);
                canvas.typed(runs(page, Offset::default()));
            }
        }
        canvas
    }))?;
    sheets.finish()
}

/// The form without any value, as it lies in the tray. Only for looking at: it is no approved form.
///
/// # Errors
/// [`PdfError::Writer`] when the writer refuses, which is a fault of the program.
pub fn blank(meta: Meta) -> Result<Vec<u8>, PdfError> {
    let mut sheets = Sheets::new("CMS-1500", meta);
    sheets.add([drawing::cms1500().draw(false)])?;
    sheets.finish()
}

/// Prints the page that tells how a printer's sheet is off: rulers of columns and lines, XXX in the
/// boxes at the upper corners and an X in each box. On a preprinted form all of them stand inside.
///
/// # Errors
/// [`PdfError::Writer`] when the writer refuses, which is a fault of the program.
pub fn alignment_page(offset: Offset, meta: Meta) -> Result<Vec<u8>, PdfError> {
    let (right, down) = offset.points();
    let inches = |n: i32| {
        format!(
            "{}{}.{:02}",
            if n < 0 { "-" } else { "" },
            n.abs() / 100,
            n.abs() % 100
        )
    };
    let note = [
        "CLAIMBENCH ALIGNMENT PAGE".to_owned(),
        format!(
            "OFFSET {} IN RIGHT, {} IN DOWN",
            inches(offset.x()),
            inches(offset.y())
        ),
        "EACH X STANDS INSIDE ITS BOX,".to_owned(),
        "LOWER CROSSES ON THE FORM'S CORNERS".to_owned(),
    ];
    let fields = cms1500().fields().iter();
    let marks = fields.filter_map(|field| {
        let text: Cow<str> = match (field.item, field.kind, field.subfield) {
            (PICA, ..) => "X".repeat(field.len).into(),
            (_, Kind::Mark, _) => "X".into(),
            ("carrier", _, "line1") => note[0].as_str().into(),
            ("carrier", _, "line2") => note[1].as_str().into(),
            ("carrier", _, "line3") => note[2].as_str().into(),
            ("carrier", _, "line4") => note[3].as_str().into(),
            _ => return None,
        };
        Some((field.x + right, field.baseline + down, text))
    });
    let mut canvas = Canvas::new();
    canvas.typed(marks);
    rulers(&mut canvas, (right as f32 / 100.0, down as f32 / 100.0));
    let mut sheets = Sheets::new("CMS-1500 alignment page", meta);
    sheets.add([canvas])?;
    sheets.finish()
}

/// Ticks for each column along the lower edge and each line along both sides, numbered by tens, and
/// a cross on each corner of the form.
fn rulers(canvas: &mut Canvas, (right, down): (f32, f32)) {
    const LEFT: f32 = 21.6;
    const RIGHT: f32 = 592.6;
    const TOP: f32 = 96.0;
    const BOTTOM: f32 = 756.0;
    let font = printpdf::BuiltinFont::Helvetica;
    let middle = crate::pdf::Anchor::Middle;
    canvas.ink(0.0);
    canvas.pen(0.0, 0.4, &[]);
    for column in 0..=79u8 {
        let x = LEFT + 7.2 * f32::from(column) + right;
        let length = if column % 10 == 0 {
            7.0
        } else if column % 5 == 0 {
            5.0
        } else {
            3.0
        };
        canvas.line(&[(x, BOTTOM + 3.0 + down), (x, BOTTOM + 3.0 + length + down)]);
        if column % 10 == 0 {
            canvas.text(
                font,
                5.0,
                (x, BOTTOM + 16.0 + down),
                middle,
                &column.to_string(),
            );
        }
    }
    for line in 8..=63u8 {
        let y = 12.0 * f32::from(line) + down;
        let length = if line % 10 == 0 {
            7.0
        } else if line % 5 == 0 {
            5.0
        } else {
            3.0
        };
        canvas.line(&[(LEFT - 3.0 - length + right, y), (LEFT - 3.0 + right, y)]);
        canvas.line(&[(RIGHT + 3.0 + right, y), (RIGHT + 3.0 + length + right, y)]);
    }
    canvas.pen(0.0, 0.6, &[]);
    for x in [LEFT + right, RIGHT + right] {
        let (top, bottom) = (TOP + down, BOTTOM + down);
        // At the top, XXX stands above the corner.
        canvas.line(&[(x - 10.0, top), (x + 10.0, top)]);
        canvas.line(&[(x, top), (x, top + 10.0)]);
        canvas.line(&[(x - 10.0, bottom), (x + 10.0, bottom)]);
        canvas.line(&[(x, bottom - 10.0), (x, bottom + 10.0)]);
    }
}

/// The texts of a form with their places. Neighbours that stand whole cells apart become one text
/// with blanks between: half as many in a line of dates.
fn runs(page: &FormPage, offset: Offset) -> Vec<(i32, i32, Cow<'_, str>)> {
    const BLANKS: &str = "  ";
    let (right, down) = offset.points();
    let mut runs: Vec<(i32, i32, Cow<str>)> = Vec::new();
    let mut end = 0;
    for (field, text) in page.values() {
        let (x, y) = (field.start(text) + right, field.baseline + down);
        let cells = |text: &str| i32::try_from(text.len()).unwrap_or(79) * CELL;
        match runs.last_mut() {
            Some((_, line, run)) if *line == y && [CELL, 2 * CELL].contains(&(x - end)) => {
                let run = run.to_mut();
                run.push_str(&BLANKS[..if x - end == CELL { 1 } else { 2 }]);
                run.push_str(text);
            }
            _ => runs.push((x, y, text.into())),
        }
        end = x + cells(text);
    }
    runs
}
