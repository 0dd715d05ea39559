//! Some sheets of a PDF as a PDF of their own: what is printed once more after a jam.

use std::collections::BTreeSet;
use std::ops::Range;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::PdfError;

/// What a page takes over from the nodes above it (ISO 32000-1, 7.7.3.4).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// The sheets of a range, from 0, of a PDF, each exactly as it is there. The same input gives the same
/// bytes.
///
/// # Errors
/// [`PdfError::NoPages`] when the range has no sheet of the document, [`PdfError::Writer`] when the
/// document cannot be read.
pub fn cut(pdf: &[u8], sheets: Range<u32>) -> Result<Vec<u8>, PdfError> {
    let fault = |fault: lopdf::Error| PdfError::Writer(fault.to_string());
    let mut document = Document::load_mem(pdf).map_err(fault)?;
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let index = |n: u32| usize::try_from(n).unwrap_or(usize::MAX).min(pages.len());
    let kept = pages
        .get(index(sheets.start)..index(sheets.end))
        .filter(|kept| !kept.is_empty())
        .ok_or(PdfError::NoPages)?
        .to_vec();
    let catalog = document.catalog().map_err(fault)?;
    let root = catalog
        .get(b"Pages")
        .and_then(Object::as_reference)
        .map_err(fault)?;
    for page in &kept {
        let taken = inherited(&document, *page);
        let page = document.get_dictionary_mut(*page).map_err(fault)?;
        for (name, value) in taken {
            page.set(name, value);
        }
        page.set("Parent", root);
    }
    let node = document.get_dictionary_mut(root).map_err(fault)?;
    let count = i64::try_from(kept.len()).unwrap_or(i64::MAX);
    node.set("Count", count);
    node.set(
        "Kids",
        kept.into_iter().map(Object::from).collect::<Vec<_>>(),
    );
    document.prune_objects();
    let mut bytes = Vec::new();
    document
        .save_modern(&mut bytes)
        .map_err(|fault| PdfError::Writer(fault.to_string()))?;
    Ok(bytes)
}

/// What a page lacks and the nodes above it have, the nearest first.
fn inherited(document: &Document, page: ObjectId) -> Vec<(&'static [u8], Object)> {
    let mut found: Vec<(&[u8], Object)> = Vec::new();
    let above = |node: &Dictionary| node.get(b"Parent").and_then(Object::as_reference).ok();
    let Ok(own) = document.get_dictionary(page) else {
        return found;
    };
    let (mut next, mut seen) = (above(own), BTreeSet::new());
    while let Some(id) = next.filter(|id| seen.insert(*id)) {
        let Ok(node) = document.get_dictionary(id) else {
            break;
        };
        for name in INHERITED {
            let there = own.has(name) || found.iter().any(|(known, _)| *known == name);
            if let (false, Ok(value)) = (there, node.get(name)) {
                found.push((name, value.clone()));
            }
        }
        next = above(node);
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::pdf::{Anchor, Canvas, Meta, Sheets};
    use printpdf::BuiltinFont;
    use values::Day;

    fn document(pages: usize) -> Vec<u8> {
        let meta = Meta {
            made_on: Day::new(2026, 6, 1).unwrap(),
            id: [7; 16],
        };
        let mut sheets = Sheets::new("Sheets", meta);
        sheets
            .add((1..=pages).map(|n| {
                let mut page = Canvas::new();
                let text = format!("sheet {n} of {pages}");
                page.text(
                    BuiltinFont::Courier,
                    12.0,
                    (72.0, 72.0),
                    Anchor::Start,
                    &text,
                );
                page
            }))
            .unwrap();
        sheets.finish().unwrap()
    }

    fn texts(pdf: &[u8]) -> Vec<String> {
        let document = Document::load_mem(pdf).unwrap();
        let pages = document.get_pages();
        pages
            .keys()
            .map(|n| document.extract_text(&[*n]).unwrap().trim().to_owned())
            .collect()
    }

    #[test]
    fn sheets_are_cut_out_as_they_are() {
        let all = document(5);
        let some = cut(&all, 1..3).unwrap();
        assert_eq!(texts(&some), ["sheet 2 of 5", "sheet 3 of 5"]);
        assert_eq!(cut(&all, 1..3).unwrap(), some, "the same bytes each time");
        assert!(some.len() < all.len());
        let cut_out = Document::load_mem(&some).unwrap();
        let whole = Document::load_mem(&all).unwrap();
        for (_, page) in cut_out.get_pages() {
            let page = cut_out.get_dictionary(page).unwrap();
            let size = page.get(b"MediaBox").unwrap().as_array().unwrap().clone();
            assert_eq!(size, [0.into(), 0.into(), 612.into(), 792.into()]);
        }
        let scaling = |document: &Document| {
            let shown = document.catalog().unwrap().get(b"ViewerPreferences");
            format!("{:?}", shown.unwrap())
        };
        assert_eq!(scaling(&cut_out), scaling(&whole), "still not scaled");
        assert_eq!(texts(&cut(&all, 4..9).unwrap()), ["sheet 5 of 5"]);
    }

    #[test]
    fn no_sheet_and_no_document_are_faults() {
        assert!(matches!(cut(&document(2), 2..3), Err(PdfError::NoPages)));
        assert!(matches!(cut(&document(2), 1..1), Err(PdfError::NoPages)));
        assert!(matches!(
            cut(b"%PDF-1.5 no", 0..1),
            Err(PdfError::Writer(_))
        ));
    }
}
