//! A page of text in the paper's own faces. Places count in points from the top left corner. Each thing
//! that is drawn leaves its mark: where its ink stands, and what it is to the envelope.

use printpdf::{
    Color, CurTransMat, FontId, Greyscale, LineDashPattern, Op, PaintMode, PdfFontHandle, Pt, Rect,
    Rgb, TextItem, TextMatrix, XObjectId, XObjectTransform,
};

use crate::face::{Face, Used, codes};
use crate::pdf::HEIGHT;
use crate::scroll::PICTURE_NAME;

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    /// Its face.
    pub face: Face,
    /// Its size in points.
    pub size: f32,
    /// So much more after each letter, in points.
    pub tracking: f32,
    /// 0 black, 1 white.
    pub grey: f32,
}

impl Style {
    /// A black text.
    pub const fn new(face: Face, size: f32) -> Style {
        Style {
            face,
            size,
            tracking: -0.06,
            grey: 0.0,
        }
    }

    /// Secondary words.
    pub const fn soft(self) -> Style {
        Style { grey: 0.2, ..self }
    }

    /// Codes.
    pub const fn faint(self) -> Style {
        Style {
            grey: 0.267,
            ..self
        }
    }

    /// In another face.
    pub const fn face(self, face: Face) -> Style {
        Style { face, ..self }
    }

    /// With another space between letters.
    pub const fn tracked(self, tracking: f32) -> Style {
        Style { tracking, ..self }
    }

    /// How wide a text is.
    pub fn width(&self, text: &str) -> f32 {
        self.face.width(self.size, self.tracking, text)
    }
}

/// A box on the page, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Area {
    /// A box from its corners.
    pub const fn new(left: f32, top: f32, right: f32, bottom: f32) -> Area {
        Area {
            left,
            top,
            right,
            bottom,
        }
    }

    /// True when two boxes have more than an edge in common.
    pub fn touches(&self, other: &Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// True when the other box lies in this one.
    pub fn holds(&self, other: &Area) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }
}

/// What something is to the envelope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// The practice's name and address in the upper window.
    Sender,
    /// Name and address of who gets the bill.
    Addressee,
    /// Where checks go.
    RemitTo,
    /// Everything else, which no window may show.
    #[default]
    Inside,
}

/// Where the ink of something stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Mark {
    pub role: Role,
    /// True of a text, false of a line, a box or a picture.
    pub text: bool,
    pub area: Area,
}

/// A text on a page: bold, size, tracking, x, baseline from the top, text.
pub(crate) type Placed = (bool, f32, f32, f32, f32, String);

/// A page.
pub(crate) struct Leaf {
    pub ops: Vec<Op>,
    pub marks: Vec<Mark>,
    pub used: Used,
    pub role: Role,
    in_text: bool,
    font: Option<(Face, f32)>,
    tracking: f32,
    fill: Option<Ink>,
}

/// A color of fills.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Ink {
    /// 0 black, 1 white.
    Grey(f32),
    /// The one accent, #174a86.
    Accent,
}

/// Hundredths of a point are enough, and short.
fn short(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}

impl Leaf {
    /// An empty page.
    pub fn new() -> Leaf {
        Leaf {
            ops: Vec::with_capacity(512),
            marks: Vec::with_capacity(128),
            used: [[false; 256]; 4],
            role: Role::Inside,
            in_text: false,
            font: None,
            tracking: 0.0,
            fill: None,
        }
    }

    fn ink(&mut self, ink: Ink) {
        if self.fill.replace(ink) == Some(ink) {
            return;
        }
        let col = match ink {
            Ink::Grey(grey) => Color::Greyscale(Greyscale::new(grey, None)),
            Ink::Accent => Color::Rgb(Rgb::new(0.09, 0.29, 0.525, None)),
        };
        self.ops.push(Op::SetFillColor { col });
    }

    fn end_text(&mut self) {
        if std::mem::take(&mut self.in_text) {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn mark(&mut self, text: bool, area: Area) {
        self.marks.push(Mark {
            role: self.role,
            text,
            area,
        });
    }

    /// Writes a text with its baseline at `y`; answers where it ends.
    pub fn text(&mut self, style: Style, x: f32, y: f32, text: &str) -> f32 {
        if text.is_empty() {
            return x;
        }
        self.ink(Ink::Grey(style.grey));
        if !std::mem::replace(&mut self.in_text, true) {
            self.ops.push(Op::StartTextSection);
        }
        if self.font.replace((style.face, style.size)) != Some((style.face, style.size)) {
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(FontId(style.face.name().to_owned())),
                size: Pt(style.size),
            });
        }
        if self.tracking != style.tracking {
            self.tracking = style.tracking;
            self.ops.push(Op::SetCharacterSpacing {
                multiplier: style.tracking,
            });
        }
        self.ops.push(Op::SetTextMatrix {
            matrix: TextMatrix::Translate(Pt(short(x)), Pt(short(HEIGHT - y))),
        });
        let items = self.items(style.face, text);
        self.ops.push(Op::ShowText { items });
        let end = x + style.width(text);
        let (low, high) = style.face.ink(style.size, text);
        if low < high {
            self.mark(true, Area::new(x, y - high, end, y - low));
        }
        end
    }

    /// A text as the page shows it: cut where two letters stand closer.
    fn items(&mut self, face: Face, text: &str) -> Vec<TextItem> {
        let cut = face.cut();
        let mut items = Vec::new();
        let (mut part, mut before) = (String::with_capacity(text.len()), None);
        for letter in text.chars() {
            let letter = if letter == '\u{a0}' { ' ' } else { letter };
            let Some(code) = crate::face::code(letter) else {
                continue;
            };
            self.used[face as usize][usize::from(code)] = true;
            let closer = before.map_or(0.0, |left| cut.kern(left, code));
            if closer != 0.0 {
                items.push(TextItem::Text(std::mem::take(&mut part)));
                items.push(TextItem::Offset(short(-closer)));
            }
            part.push(letter);
            before = Some(code);
        }
        items.push(TextItem::Text(part));
        items
    }

    /// Writes a text that ends at `x`; answers where it begins.
    pub fn text_to(&mut self, style: Style, x: f32, y: f32, text: &str) -> f32 {
        let start = x - style.width(text);
        self.text(style, start, y, text);
        start
    }

    /// Writes a text with its middle at `x`.
    pub fn text_mid(&mut self, style: Style, x: f32, y: f32, text: &str) {
        self.text(style, x - style.width(text) / 2.0, y, text);
    }

    /// Fills a box.
    pub fn fill(&mut self, ink: Ink, area: Area) {
        self.end_text();
        self.ink(ink);
        self.rectangle(area, PaintMode::Fill);
        self.mark(false, area);
    }

    fn rectangle(&mut self, area: Area, mode: PaintMode) {
        let mut rectangle = Rect::from_xywh(
            Pt(short(area.left)),
            Pt(short(HEIGHT - area.bottom)),
            Pt(short(area.right - area.left)),
            Pt(short(area.bottom - area.top)),
        );
        rectangle.mode = Some(mode);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    /// A rule: a thin box, so that its ends are sharp.
    pub fn rule(&mut self, grey: f32, left: f32, right: f32, y: f32, thick: f32) {
        let area = Area::new(left, y - thick / 2.0, right, y + thick / 2.0);
        self.fill(Ink::Grey(grey), area);
    }

    fn pen(&mut self, grey: f32, width: f32, dashes: &[f32]) {
        self.end_text();
        self.ops.push(Op::SetOutlineColor {
            col: Color::Greyscale(Greyscale::new(grey, None)),
        });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
        self.ops.push(Op::SetLineDashPattern {
            dash: LineDashPattern::new(0.0, dashes),
        });
    }

    /// Draws the outline of a box.
    pub fn outline(&mut self, grey: f32, width: f32, dashes: &[f32], area: Area) {
        self.pen(grey, width, dashes);
        self.rectangle(area, PaintMode::Stroke);
        let half = width / 2.0;
        // Its ink is a frame; the box in it is free.
        let frame = [
            Area::new(
                area.left - half,
                area.top - half,
                area.right + half,
                area.top + half,
            ),
            Area::new(
                area.left - half,
                area.bottom - half,
                area.right + half,
                area.bottom + half,
            ),
            Area::new(
                area.left - half,
                area.top - half,
                area.left + half,
                area.bottom + half,
            ),
            Area::new(
                area.right - half,
                area.top - half,
                area.right + half,
                area.bottom + half,
            ),
        ];
        for side in frame {
            self.mark(false, side);
        }
    }

    /// Draws a dashed line across.
    pub fn dashed(&mut self, left: f32, right: f32, y: f32) {
        self.pen(0.267, 0.9, &[2.4, 2.0]);
        let point = |x: f32| printpdf::LinePoint {
            p: printpdf::Point {
                x: Pt(short(x)),
                y: Pt(short(HEIGHT - y)),
            },
            bezier: false,
        };
        self.ops.push(Op::DrawLine {
            line: printpdf::Line {
                points: vec![point(left), point(right)],
                is_closed: false,
            },
        });
        self.mark(false, Area::new(left, y - 0.5, right, y + 0.5));
    }

    /// Draws dark modules in a grid: `rows` of (from, length) runs. A module is `side` points.
    pub fn modules(&mut self, left: f32, top: f32, side: f32, rows: &[Vec<(u8, u8)>]) {
        self.end_text();
        self.ink(Ink::Grey(0.0));
        self.ops.push(Op::SaveGraphicsState);
        let matrix = [side, 0.0, 0.0, -side, short(left), short(HEIGHT - top)];
        self.ops.push(Op::SetTransformationMatrix {
            matrix: CurTransMat::Raw(matrix),
        });
        for (y, row) in rows.iter().enumerate() {
            for &(from, length) in row {
                // A hair higher than a module, or screens show seams between the rows.
                let mut rectangle = Rect::from_xywh(
                    Pt(f32::from(from)),
                    Pt(y as f32),
                    Pt(f32::from(length)),
                    Pt(1.02),
                );
                rectangle.mode = Some(PaintMode::Fill);
                self.ops.push(Op::DrawRectangle { rectangle });
            }
        }
        self.ops.push(Op::RestoreGraphicsState);
        let side = side * rows.len() as f32;
        self.mark(false, Area::new(left, top, left + side, top + side));
    }

    /// Shows the picture of the run in a box.
    pub fn picture(&mut self, area: Area) {
        self.end_text();
        self.ops.push(Op::SaveGraphicsState);
        let matrix = [
            short(area.right - area.left),
            0.0,
            0.0,
            short(area.bottom - area.top),
            short(area.left),
            short(HEIGHT - area.bottom),
        ];
        self.ops.push(Op::SetTransformationMatrix {
            matrix: CurTransMat::Raw(matrix),
        });
        self.ops.push(Op::UseXobject {
            id: XObjectId(PICTURE_NAME.to_owned()),
            transform: XObjectTransform {
                no_auto_scale: true,
                ..XObjectTransform::default()
            },
        });
        self.ops.push(Op::RestoreGraphicsState);
        self.mark(false, area);
    }

    /// Ends what is under way, before operations of another kind; colors are set anew after them.
    pub fn plain(&mut self) {
        self.end_text();
        self.fill = None;
    }

    /// Puts what was drawn on another leaf before what is on this one: it is read first.
    pub fn before(&mut self, mut head: Leaf) {
        head.end_text();
        if head.tracking != 0.0 {
            head.ops.push(Op::SetCharacterSpacing { multiplier: 0.0 });
        }
        head.ops.append(&mut self.ops);
        self.ops = head.ops;
        self.marks.append(&mut head.marks);
        for (all, more) in self.used.iter_mut().zip(&head.used) {
            for (all, more) in all.iter_mut().zip(more) {
                *all |= more;
            }
        }
    }

    /// The texts of the page with their looks and places: bold, size, tracking, x, baseline, text.
    pub fn texts(&self) -> Vec<Placed> {
        let (mut bold, mut size, mut tracking, mut at) = (false, 0.0, 0.0, (0.0, 0.0));
        let mut texts = Vec::new();
        for op in &self.ops {
            match op {
                Op::SetFont { font, size: points } => {
                    let face = |face: Face| {
                        *font == PdfFontHandle::External(FontId(face.name().to_owned()))
                    };
                    bold = face(Face::Bold) || face(Face::SemiBold);
                    size = points.0;
                }
                Op::SetCharacterSpacing { multiplier } => tracking = *multiplier,
                Op::SetTextMatrix {
                    matrix: TextMatrix::Translate(x, y),
                } => at = (x.0, HEIGHT - y.0),
                Op::ShowText { items } => {
                    let text = items.iter().map(|item| match item {
                        TextItem::Text(text) => text.as_str(),
                        _ => "",
                    });
                    texts.push((bold, size, tracking, at.0, at.1, text.collect()));
                }
                _ => {}
            }
        }
        texts
    }

    /// The finished page.
    pub fn finish(mut self) -> (Vec<Op>, Used) {
        self.end_text();
        (self.ops, self.used)
    }
}

/// True when a text has ink.
pub(crate) fn has_ink(text: &str) -> bool {
    codes(text).any(|code| code != b' ')
}
