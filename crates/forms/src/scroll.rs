//! A PDF that is written as its pages come. What is kept of a page that was written is where its
//! objects stand, so a run of ten thousand statements needs no more memory than one.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use printpdf::Op;

use crate::face::{FACES, Face, Used, embed};
use crate::pdf::{Meta, PdfError, contents};
use crate::picture::Picture;

/// The objects that are known before the first page.
const CATALOG: usize = 1;
const PAGES: usize = 2;
const INFO: usize = 3;
const RESOURCES: usize = 4;
const PICTURE: usize = 5;
/// Three objects a face: the font, what describes it, its program.
const FONTS: usize = 6;
const FIRST_FREE: usize = FONTS + 3 * FACES.len();

/// Pages of a batch, which is a node of the tree of pages.
const BATCH: usize = 100;

/// The name of the picture in a page's resources.
pub(crate) const PICTURE_NAME: &str = "L";

/// A PDF under way.
pub(crate) struct Scroll<W: Write> {
    sink: W,
    at: usize,
    /// Where each object stands; 0 while it is not written.
    places: Vec<usize>,
    waiting: Vec<Vec<Op>>,
    nodes: Vec<(usize, usize)>,
    used: Used,
    pages: usize,
    size: Size,
    meta: Meta,
}

/// The size of all pages of a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    /// 8.5 by 11 inches.
    Letter,
    /// 8.5 by 5.5 inches: the upper half.
    Half,
}

impl<W: Write> Scroll<W> {
    /// A PDF with no page yet. The title is what the window shows; there is no patient in it.
    pub fn new(
        mut sink: W,
        title: &str,
        language: &str,
        size: Size,
        meta: Meta,
    ) -> Result<Self, PdfError> {
        let head = b"%PDF-1.5\n%\xE2\xE3\xCF\xD3\n";
        sink.write_all(head)?;
        let mut scroll = Scroll {
            sink,
            at: head.len(),
            places: vec![0; FIRST_FREE],
            waiting: Vec::new(),
            nodes: Vec::new(),
            used: [[false; 256]; 4],
            pages: 0,
            size,
            meta,
        };
        let info = format!(
            "<</Title {}/Producer(Claimbench)/CreationDate(D:{})>>",
            text(title),
            meta.made_on.to_x12()
        );
        scroll.object(INFO, info.as_bytes())?;
        // A form that a printer shrinks to its margins misses the window of its envelope.
        let catalog = format!(
            "<</Type/Catalog/Pages {PAGES} 0 R/Lang({language})/ViewerPreferences<</PrintScaling/None/DisplayDocTitle true>>>>"
        );
        scroll.object(CATALOG, catalog.as_bytes())?;
        Ok(scroll)
    }

    /// How many pages were added.
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// Adds a page and the letters that it used.
    pub fn add(&mut self, page: Vec<Op>, used: &Used) -> Result<(), PdfError> {
        for (all, more) in self.used.iter_mut().zip(used) {
            for (all, more) in all.iter_mut().zip(more) {
                *all |= more;
            }
        }
        self.waiting.push(page);
        self.pages += 1;
        if self.waiting.len() < BATCH {
            return Ok(());
        }
        self.flush()
    }

    fn flush(&mut self) -> Result<(), PdfError> {
        let pages = std::mem::take(&mut self.waiting);
        if pages.is_empty() {
            return Ok(());
        }
        let node = self.number();
        let mut kids = String::new();
        for content in contents(pages)? {
            let (stream, page) = (self.number(), self.number());
            self.stream(stream, "", &content)?;
            let dictionary = format!("<</Type/Page/Parent {node} 0 R/Contents {stream} 0 R>>");
            self.object(page, dictionary.as_bytes())?;
            kids.push_str(&format!("{page} 0 R "));
        }
        let count = kids.matches('R').count();
        let dictionary = format!(
            "<</Type/Pages/Parent {PAGES} 0 R/Count {count}/Kids[{}]>>",
            kids.trim_end()
        );
        self.nodes.push((node, count));
        self.object(node, dictionary.as_bytes())
    }

    /// Writes what is left and gives the sink back.
    pub fn finish(mut self, picture: Option<&Picture>) -> Result<W, PdfError> {
        if self.pages == 0 {
            return Err(PdfError::NoPages);
        }
        self.flush()?;
        let count: usize = self.nodes.iter().map(|(_, count)| count).sum();
        let kids: Vec<String> = self.nodes.iter().map(|(n, _)| format!("{n} 0 R")).collect();
        let low = match self.size {
            Size::Letter => 0,
            Size::Half => 396,
        };
        let pages = format!(
            "<</Type/Pages/Count {count}/Kids[{}]/MediaBox[0 {low} 612 792]/Resources {RESOURCES} 0 R>>",
            kids.join(" ")
        );
        self.object(PAGES, pages.as_bytes())?;
        let mut fonts = String::new();
        for (n, face) in FACES.into_iter().enumerate() {
            if self.used[n].contains(&true) {
                let at = FONTS + 3 * n;
                fonts.push_str(&format!("/{} {at} 0 R", face.name()));
                self.font(at, face)?;
            }
        }
        let mut resources = format!("<</Font<<{fonts}>>");
        if let Some(picture) = picture {
            resources.push_str(&format!("/XObject<</{PICTURE_NAME} {PICTURE} 0 R>>"));
            self.stream(PICTURE, &picture.dictionary(), &picture.samples)?;
        }
        resources.push_str(">>");
        self.object(RESOURCES, resources.as_bytes())?;
        self.end()?;
        Ok(self.sink)
    }

    fn font(&mut self, at: usize, face: Face) -> Result<(), PdfError> {
        let font = embed(face, &self.used[face as usize])
            .map_err(|fault| PdfError::Writer(fault.to_string()))?;
        let widths: Vec<String> = font.widths.iter().map(i64::to_string).collect();
        let last = usize::from(font.first) + widths.len() - 1;
        let (descriptor, program) = (at + 1, at + 2);
        let dictionary = format!(
            "<</Type/Font/Subtype/TrueType/BaseFont/{}/Encoding/WinAnsiEncoding/FirstChar {}/LastChar {last}/Widths[{}]/FontDescriptor {descriptor} 0 R>>",
            font.name,
            font.first,
            widths.join(" ")
        );
        self.object(at, dictionary.as_bytes())?;
        let [left, low, right, high] = font.bounds;
        let [ascent, descent, capital] = font.heights;
        // Flags: not symbolic; the digits of OCR-B have one width.
        let flags = if face == Face::Ocr { 33 } else { 32 };
        let description = format!(
            "<</Type/FontDescriptor/FontName/{}/Flags {flags}/FontBBox[{left} {low} {right} {high}]/ItalicAngle 0/Ascent {ascent}/Descent {descent}/CapHeight {capital}/StemV 80/FontFile2 {program} 0 R>>",
            font.name
        );
        self.object(descriptor, description.as_bytes())?;
        let length = format!("/Length1 {}", font.program.len());
        self.stream(program, &length, &font.program)
    }

    /// The table of places (ISO 32000-1 7.5.4) and what ends a PDF.
    fn end(&mut self) -> Result<(), PdfError> {
        let start = self.at;
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.places.len());
        for place in self.places.iter().skip(1) {
            let kind = if *place == 0 { "65535 f" } else { "00000 n" };
            table.push_str(&format!("{place:010} {kind} \n"));
        }
        let id: String = self.meta.id.iter().map(|b| format!("{b:02X}")).collect();
        table.push_str(&format!(
            "trailer\n<</Size {}/Root {CATALOG} 0 R/Info {INFO} 0 R/ID[<{id}><{id}>]>>\nstartxref\n{start}\n%%EOF\n",
            self.places.len()
        ));
        self.write(table.as_bytes())?;
        self.sink.flush()?;
        Ok(())
    }

    /// The number of a new object.
    fn number(&mut self) -> usize {
        self.places.push(0);
        self.places.len() - 1
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), PdfError> {
        self.at += bytes.len();
        Ok(self.sink.write_all(bytes)?)
    }

    fn begin(&mut self, number: usize) -> Result<(), PdfError> {
        if let Some(place) = self.places.get_mut(number) {
            *place = self.at;
        }
        self.write(format!("{number} 0 obj\n").as_bytes())
    }

    fn object(&mut self, number: usize, body: &[u8]) -> Result<(), PdfError> {
        self.begin(number)?;
        self.write(body)?;
        self.write(b"\nendobj\n")
    }

    /// A stream, compressed, with more entries of its dictionary.
    fn stream(&mut self, number: usize, entries: &str, body: &[u8]) -> Result<(), PdfError> {
        let mut small = ZlibEncoder::new(Vec::with_capacity(body.len() / 3), Compression::new(6));
        small.write_all(body)?;
        let small = small.finish()?;
        self.begin(number)?;
        let head = format!(
            "<<{entries}/Filter/FlateDecode/Length {}>>stream\n",
            small.len()
        );
        self.write(head.as_bytes())?;
        self.write(&small)?;
        self.write(b"\nendstream\nendobj\n")
    }
}

/// A text of the PDF itself: UTF-16 in hexadecimal, so that no sign of it is read as syntax.
fn text(text: &str) -> String {
    let units: String = text.encode_utf16().map(|u| format!("{u:04X}")).collect();
    format!("<FEFF{units}>")
}
