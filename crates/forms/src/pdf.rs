//! The PDF file itself. printpdf writes the pages; lopdf puts them together: shared fonts and
//! drawings, object streams, no printer scaling, and nothing in the file but what the arguments say,
//! so that the same input gives the same bytes.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use printpdf::{
    BuiltinFont, Color, Greyscale, Line, LineDashPattern, LinePoint, Mm, Op, PaintMode,
    PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, PdfWarnMsg, Point, Polygon, PolygonRing,
    Pt, Rect, TextItem, TextMatrix, XObjectId, XObjectTransform,
};
use values::Day;

/// The height of the sheet, US Letter, in points.
pub(crate) const HEIGHT: f32 = 792.0;

/// printpdf holds about 80 kB for a page until it is written, so pages go through it in batches.
const BATCH: usize = 200;

/// What a PDF says about itself. There is no patient in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meta {
    /// The day on which it was made (/CreationDate).
    pub made_on: Day,
    /// The file's id (/ID): any 16 bytes that are this print's own, for instance its print id.
    pub id: [u8; 16],
}

/// Why a PDF was not made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// There is nothing to print.
    #[error("there is no page to print")]
    NoPages,
    /// The print offset reaches too far.
    #[error("the print offset goes up to 0.25 in each way")]
    Offset,
    /// The words of a recovery kit are missing or too many for its page.
    #[error("a recovery kit has 1 to 24 words")]
    Words,
    /// The PDF writer refused a page; this is a fault of the program.
    #[error("the PDF could not be written: {0}")]
    Writer(String),
    /// What takes the bytes could not: a full disk, for instance.
    #[error("the PDF could not be kept: {0}")]
    Sink(#[from] std::io::Error),
}

/// A PDF under way.
pub(crate) struct Sheets {
    document: Document,
    pages_id: ObjectId,
    kids: Vec<Object>,
    fonts: Dictionary,
    forms: Dictionary,
    info_id: ObjectId,
    meta: Meta,
}

impl Sheets {
    /// A PDF with no page yet.
    pub fn new(title: &str, meta: Meta) -> Sheets {
        let mut document = Document::with_version("1.5");
        let pages_id = document.new_object_id();
        let text = |text: &str| Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
        let day = meta.made_on.to_x12();
        let info_id = document.add_object(dictionary! {
            "Title" => text(title),
            "Producer" => text("Claimbench"),
            "CreationDate" => text(&format!("D:{day}")),
        });
        let (fonts, forms) = (Dictionary::new(), Dictionary::new());
        Sheets {
            document,
            pages_id,
            kids: Vec::new(),
            fonts,
            forms,
            info_id,
            meta,
        }
    }

    /// Adds a drawing that pages show with [`Canvas::show`]; it is in the file once.
    pub fn add_drawing(&mut self, name: &str, drawing: Canvas) -> Result<(), PdfError> {
        for content in self.contents(vec![drawing.ops])? {
            let mut drawing = content;
            drawing.dict.set("Type", "XObject");
            drawing.dict.set("Subtype", "Form");
            drawing.dict.set("BBox", sheet());
            // The fonts of the drawing: all that are known when the file is finished.
            drawing.dict.set("Resources", Object::Null);
            let id = self.document.add_object(drawing);
            self.forms.set(name, id);
        }
        Ok(())
    }

    /// Adds pages.
    pub fn add(&mut self, pages: impl IntoIterator<Item = Canvas>) -> Result<(), PdfError> {
        let mut pages = pages.into_iter().map(|page| page.ops).peekable();
        while pages.peek().is_some() {
            for content in self.contents(pages.by_ref().take(BATCH).collect())? {
                let content = self.document.add_object(content);
                let page = self.document.add_object(dictionary! {
                    "Type" => "Page",
                    "Parent" => self.pages_id,
                    "Contents" => content,
                });
                self.kids.push(page.into());
            }
        }
        Ok(())
    }

    /// The content streams that printpdf makes of pages, compressed. Their fonts are noted.
    fn contents(&mut self, pages: Vec<Vec<Op>>) -> Result<Vec<Stream>, PdfError> {
        let mut made = drawn(pages)?;
        let fault = |fault: lopdf::Error| PdfError::Writer(fault.to_string());
        let ids: Vec<ObjectId> = made.page_iter().collect();
        let mut streams = Vec::with_capacity(ids.len());
        for page in ids {
            if streams.is_empty() {
                let page = made.get_dictionary(page).map_err(fault)?;
                let resources = page.get(b"Resources").map_err(fault)?.clone();
                self.note_fonts(&made, &resources).map_err(fault)?;
            }
            let mut content = content_of(&mut made, page)?;
            content.compress().map_err(fault)?;
            streams.push(content);
        }
        Ok(streams)
    }

    /// Takes over the font dictionaries of a page that printpdf made; it calls a built-in font by
    /// the same name in every document.
    fn note_fonts(&mut self, made: &Document, resources: &Object) -> lopdf::Result<()> {
        let resources = made.dereference(resources)?.1.as_dict()?;
        let fonts = made.dereference(resources.get(b"Font")?)?.1.as_dict()?;
        for (name, font) in fonts.iter() {
            if !self.fonts.has(name) {
                let font = made.dereference(font)?.1.clone();
                let id = self.document.add_object(font);
                self.fonts.set(name.clone(), id);
            }
        }
        Ok(())
    }

    /// The finished file.
    pub fn finish(mut self) -> Result<Vec<u8>, PdfError> {
        if self.kids.is_empty() {
            return Err(PdfError::NoPages);
        }
        let fonts = self.document.add_object(self.fonts);
        let drawings: Vec<ObjectId> = self
            .forms
            .iter()
            .filter_map(|(_, form)| form.as_reference().ok())
            .collect();
        for drawing in drawings {
            if let Ok(Object::Stream(stream)) = self.document.get_object_mut(drawing) {
                stream
                    .dict
                    .set("Resources", dictionary! { "Font" => fonts });
            }
        }
        let resources = self
            .document
            .add_object(dictionary! { "Font" => fonts, "XObject" => self.forms });
        let count = i64::try_from(self.kids.len()).unwrap_or(i64::MAX);
        self.document.objects.insert(
            self.pages_id,
            dictionary! {
                "Type" => "Pages",
                "Count" => count,
                "Kids" => self.kids,
                "MediaBox" => sheet(),
                "Resources" => resources,
            }
            .into(),
        );
        let catalog = self.document.add_object(dictionary! {
            "Type" => "Catalog",
            "Pages" => self.pages_id,
            "Lang" => Object::String(b"en-US".to_vec(), StringFormat::Literal),
            // A form that a printer shrinks to its margins misses every box.
            "ViewerPreferences" => dictionary! { "PrintScaling" => "None", "DisplayDocTitle" => true },
        });
        let id = Object::String(self.meta.id.to_vec(), StringFormat::Hexadecimal);
        self.document.trailer.set("Root", catalog);
        self.document.trailer.set("Info", self.info_id);
        self.document.trailer.set("ID", vec![id.clone(), id]);
        let mut bytes = Vec::new();
        self.document
            .save_modern(&mut bytes)
            .map_err(|fault| PdfError::Writer(fault.to_string()))?;
        Ok(bytes)
    }
}

/// Pages as printpdf makes them.
fn drawn(pages: Vec<Vec<Op>>) -> Result<Document, PdfError> {
    let pages = pages
        .into_iter()
        .map(|ops| PdfPage::new(Mm(215.9), Mm(279.4), ops))
        .collect();
    let options = PdfSaveOptions {
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let mut warnings: Vec<PdfWarnMsg> = Vec::new();
    let made = PdfDocument {
        pages,
        ..PdfDocument::default()
    }
    .to_lopdf_document(&options, &mut warnings);
    match warnings.first() {
        Some(warning) => Err(PdfError::Writer(warning.msg.clone())),
        None => Ok(made),
    }
}

/// Takes the content of a page out of a document.
fn content_of(made: &mut Document, page: ObjectId) -> Result<Stream, PdfError> {
    let content = made
        .get_dictionary(page)
        .and_then(|page| page.get(b"Contents"))
        .and_then(Object::as_reference)
        .map_err(|fault| PdfError::Writer(fault.to_string()))?;
    match made.objects.remove(&content) {
        Some(Object::Stream(content)) => Ok(content),
        _ => Err(PdfError::Writer("a page has no content".to_owned())),
    }
}

/// The content streams of pages, as they are written.
pub(crate) fn contents(pages: Vec<Vec<Op>>) -> Result<Vec<Vec<u8>>, PdfError> {
    let mut made = drawn(pages)?;
    let ids: Vec<ObjectId> = made.page_iter().collect();
    ids.into_iter()
        .map(|page| content_of(&mut made, page).map(|content| content.content))
        .collect()
}

/// The whole sheet as a PDF rectangle.
fn sheet() -> Object {
    vec![0.into(), 0.into(), 612.into(), 792.into()].into()
}

/// The drawing of a page. All places count in points from the top left corner.
#[derive(Default)]
pub(crate) struct Canvas {
    ops: Vec<Op>,
}

/// Where a text stands to its point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Anchor {
    /// It begins there.
    #[default]
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

impl Canvas {
    /// An empty page.
    pub fn new() -> Canvas {
        Canvas::default()
    }

    /// Shows a drawing of [`Sheets::add_drawing`].
    pub fn show(&mut self, drawing: &str) {
        self.ops.push(Op::UseXobject {
            id: XObjectId(drawing.to_owned()),
            transform: XObjectTransform {
                no_auto_scale: true,
                ..XObjectTransform::default()
            },
        });
    }

    /// Sets the grey of texts and fills: 0 black, 1 white.
    pub fn ink(&mut self, grey: f32) {
        self.ops.push(Op::SetFillColor {
            col: Color::Greyscale(Greyscale::new(grey, None)),
        });
    }

    /// Sets the grey, width and dashes of lines.
    pub fn pen(&mut self, grey: f32, width: f32, dashes: &[f32]) {
        self.ops.push(Op::SetOutlineColor {
            col: Color::Greyscale(Greyscale::new(grey, None)),
        });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
        self.ops.push(Op::SetLineDashPattern {
            dash: LineDashPattern::new(0.0, dashes),
        });
    }

    /// Draws a line through points.
    pub fn line(&mut self, points: &[(f32, f32)]) {
        let points = points.iter().map(|&place| corner(place)).collect();
        self.ops.push(Op::DrawLine {
            line: Line {
                points,
                is_closed: false,
            },
        });
    }

    /// Draws the outline of a box.
    pub fn outline(&mut self, x0: f32, y0: f32, x1: f32, y1: f32) {
        self.rectangle(x0, y0, x1, y1, PaintMode::Stroke);
    }

    /// Fills a box.
    pub fn fill(&mut self, x0: f32, y0: f32, x1: f32, y1: f32) {
        self.rectangle(x0, y0, x1, y1, PaintMode::Fill);
    }

    fn rectangle(&mut self, x0: f32, y0: f32, x1: f32, y1: f32, mode: PaintMode) {
        let mut rectangle = Rect::from_xywh(Pt(x0), Pt(HEIGHT - y1), Pt(x1 - x0), Pt(y1 - y0));
        rectangle.mode = Some(mode);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    /// Fills the shape between points.
    pub fn shape(&mut self, points: &[(f32, f32)]) {
        let ring = PolygonRing {
            points: points.iter().map(|&place| corner(place)).collect(),
        };
        let polygon = Polygon {
            rings: vec![ring],
            mode: PaintMode::Fill,
            ..Polygon::default()
        };
        self.ops.push(Op::DrawPolygon { polygon });
    }

    /// Writes a line of text with its baseline at `y`.
    pub fn text(
        &mut self,
        font: BuiltinFont,
        size: f32,
        (x, y): (f32, f32),
        anchor: Anchor,
        text: &str,
    ) {
        let x = x - before(font, size, anchor, text);
        self.write(
            font,
            size,
            TextMatrix::Translate(Pt(x), Pt(HEIGHT - y)),
            text,
        );
    }

    /// Writes a line of text that reads upwards, its baseline at `x` and its middle at `y`.
    pub fn text_up(&mut self, font: BuiltinFont, size: f32, (x, y): (f32, f32), text: &str) {
        let y = HEIGHT - y - before(font, size, Anchor::Middle, text);
        self.write(
            font,
            size,
            TextMatrix::Raw([0.0, 1.0, -1.0, 0.0, x, y]),
            text,
        );
    }

    fn write(&mut self, font: BuiltinFont, size: f32, matrix: TextMatrix, text: &str) {
        self.ops.extend([
            Op::StartTextSection,
            Op::SetFont {
                font: PdfFontHandle::Builtin(font),
                size: Pt(size),
            },
            Op::SetTextMatrix { matrix },
            Op::ShowText {
                items: vec![TextItem::Text(text.to_owned())],
            },
            Op::EndTextSection,
        ]);
    }

    /// Writes texts in Courier 12 pt at places in hundredths of a point from the top left, which
    /// add up exactly.
    pub fn typed<'a>(
        &mut self,
        texts: impl IntoIterator<Item = (i32, i32, std::borrow::Cow<'a, str>)>,
    ) {
        let hundredths = |n: i32| n as f32 / 100.0;
        self.ops.push(Op::StartTextSection);
        self.ops.push(Op::SetFont {
            font: PdfFontHandle::Builtin(BuiltinFont::Courier),
            size: Pt(12.0),
        });
        let mut at = (0, 79_200);
        for (x, y, text) in texts {
            let step = Point {
                x: Pt(hundredths(x - at.0)),
                y: Pt(hundredths(at.1 - y)),
            };
            self.ops.push(Op::SetTextCursor { pos: step });
            self.ops.push(Op::ShowText {
                items: vec![TextItem::Text(text.into_owned())],
            });
            at = (x, y);
        }
        self.ops.push(Op::EndTextSection);
    }
}

fn corner((x, y): (f32, f32)) -> LinePoint {
    LinePoint {
        p: Point {
            x: Pt(x),
            y: Pt(HEIGHT - y),
        },
        bezier: false,
    }
}

/// How much of a text stands before its point.
fn before(font: BuiltinFont, size: f32, anchor: Anchor, text: &str) -> f32 {
    match anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => width(font, size, text) / 2.0,
        Anchor::End => width(font, size, text),
    }
}

/// How wide a text is, in points. Knows Courier and the upright and oblique Helvetica.
pub(crate) fn width(font: BuiltinFont, size: f32, text: &str) -> f32 {
    let table = match font {
        BuiltinFont::HelveticaBold | BuiltinFont::HelveticaBoldOblique => &BOLD,
        BuiltinFont::Courier | BuiltinFont::CourierBold => {
            return 0.6 * size * text.chars().count() as f32;
        }
        _ => &PLAIN,
    };
    let units: u32 = text
        .chars()
        .map(|letter| match u32::from(letter) {
            code @ 32..=126 => u32::from(table[code as usize - 32]),
            code @ 192..=255 => u32::from(table[code as usize - 192 + 95]),
            // The dashes, quotes and signs of the code page: about a digit.
            _ => 556,
        })
        .sum();
    size * units as f32 / 1000.0
}

/// Advance widths of Helvetica in thousandths of an em: ASCII from the blank on, then À to ÿ.
#[rustfmt::skip]
const PLAIN: [u16; 159] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
    722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
    556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556, 500,
];

/// As [`PLAIN`], of Helvetica-Bold.
#[rustfmt::skip]
const BOLD: [u16; 159] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
    722, 722, 722, 722, 722, 722, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
    722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
    556, 556, 556, 556, 556, 556, 889, 556, 556, 556, 556, 556, 278, 278, 278, 278,
    611, 611, 611, 611, 611, 611, 611, 584, 611, 611, 611, 611, 611, 556, 611, 556,
];
