//! A page of a paper as a picture, before it is printed: the same for statements, letters, receipts,
//! estimates, labels and cover sheets.

use std::fmt::Display;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::print::{draw, pages_of, undrawn};
use crate::problem::Problem;
use crate::view::view;

view! {
    /// A page of a paper as a picture.
    pub struct PaperPage {
        /// A PNG, base64; empty when it cannot be made.
        pub png: String,
        /// Pixels.
        pub width: u32,
        /// Pixels.
        pub height: u32,
        /// How many pages there are.
        pub pages: u32,
        /// Why it cannot be made, in sentences; empty when it can.
        pub says: String,
    }
}

/// A page, from 0, of a paper that was made, or why it cannot be.
///
/// # Errors
/// When the page cannot be drawn.
pub(crate) fn page_of(
    made: Result<Vec<u8>, impl Display>,
    page: u32,
    dpi: u32,
) -> Result<PaperPage, Problem> {
    let pdf = match made {
        Ok(pdf) => pdf,
        Err(error) => {
            return Ok(PaperPage {
                png: String::new(),
                width: 0,
                height: 0,
                pages: 0,
                says: error.to_string(),
            });
        }
    };
    let pages = pages_of(&pdf)?;
    let page = page.min(pages.saturating_sub(1));
    let sheet = draw(pdf, page, dpi.clamp(50, 300))?;
    let (width, height) = (u32::from(sheet.width()), u32::from(sheet.height()));
    let png = sheet.into_png().map_err(|_| undrawn())?;
    Ok(PaperPage {
        png: STANDARD.encode(png),
        width,
        height,
        pages,
        says: String::new(),
    })
}
