//! Forms on paper: the CMS-1500 from a claim, patient statements, receipts, the recovery kit. Data in, PDF
//! bytes out. Pure: no disk, no clock, no randomness; what a file says about itself comes as arguments.

pub mod cms1500;
mod cut;
pub mod drawing;
mod face;
pub mod items;
mod kit;
pub mod layout;
mod leaf;
mod listing;
mod page;
mod pdf;
mod picture;
mod print;
mod printable;
mod scroll;
pub mod statement;
mod titles;

pub use cut::cut;
pub use items::{Item, Items, items, read_aloud};
pub use kit::{Kit, kit};
pub use listing::{Listing, listing};
pub use page::{FormFinding, FormPage, Severity};
pub use pdf::{Meta, PdfError};
pub use picture::{Picture, PictureError};
pub use print::{Offset, Style, alignment_page, blank, print};
pub use titles::{item_title, subfield_title};
