//! Patient statements on paper: the words, the layout on Letter with what an envelope's windows may show,
//! large print, plain text, receipts, deposit slips, and the page that shows how a sheet lies in its
//! envelope. A bill whose sums do not tie is not drawn.
//!
//! The PDF is not tagged: the writer knows no structure of a document. Its texts stand in the order in
//! which they are read; who needs a screen reader gets [`plain_text`].

mod back;
mod block;
mod cover;
mod deposit;
mod estimate;
mod flow;
mod half;
mod help;
mod label;
mod large;
mod letter;
mod letters;
mod note;
mod overlay;
mod page;
mod plain;
mod receipt;
mod slip;
mod square;
mod telling;
mod visits;
mod window;
mod words;

use std::io::Write;

use billing::statement::{Bill, Fault, Language, ScanlineError};

pub use cover::{CoverClaim, CoverSheet, cover_sheets};
pub use deposit::deposit_slip;
pub use estimate::estimate;
pub use label::{LabelStock, Labels, STOCKS, labels};
pub use letter::{Letters, letter};
pub use overlay::overlay;
pub use plain::{ToldVisit, plain_text, told_visits};
pub use receipt::{receipt, receipt_with};
pub use window::{NINE, TEN, TEN_HIGH, TEN_SENDER, Window, WindowError, Windows};

use self::back::{Back, CLOSE, WIDE, end_of, new_address};
use self::flow::{Set, drop, lines, write_all};
use self::note::{note, note_height};
use self::page::{Front, LEFT, RIGHT};
use self::telling::Telling;
use self::visits::{BODY_TOP, Visits};
use self::window::Zones;
use crate::face::Face;
use crate::leaf::{Leaf, Mark, Style};
use crate::pdf::{Meta, PdfError};
use crate::picture::Picture;
use crate::scroll::{Scroll, Size};

/// How a practice's statements look: settings of the practice.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The windows of its envelopes.
    pub windows: Windows,
    /// Its logo.
    pub logo: Option<Picture>,
    /// Both sides of a sheet are printed: page 2 leaves the back of the slip free, and each statement
    /// begins on a sheet of its own.
    pub both_sides: bool,
}

impl Look {
    /// Whether the logo finds a place that no window shows; true without a logo.
    ///
    /// # Errors
    /// When the windows cannot be used.
    pub fn shows_logo(&self) -> Result<bool, WindowError> {
        let zones = self.windows.zones()?;
        let place = |logo| page::logo_place(&zones, logo).is_some();
        Ok(self.logo.as_ref().is_none_or(place))
    }
}

/// Why a statement is not drawn. The sentences hold no patient's name or address.
#[derive(Debug, thiserror::Error)]
pub enum StatementError {
    /// Sums that do not tie, or facts that are missing; all of them.
    #[error("{}", sentences(.0))]
    Sums(Vec<Fault>),
    /// The sheet does not go with the envelopes.
    #[error("{0}")]
    Window(#[from] WindowError),
    /// The scan line cannot be built.
    #[error("{0}")]
    Scanline(#[from] ScanlineError),
    /// A text has letters that the paper does not have.
    #[error(
        "{0} has letters that this paper cannot show. Write it in Latin letters, as on the insurance card"
    )]
    Letters(&'static str),
    /// The link in the square is too long.
    #[error(
        "the link of the pay page is too long for the square on the paper. Use one of at most 150 characters"
    )]
    Link,
    /// The PDF was not made.
    #[error("{0}")]
    Pdf(#[from] PdfError),
}

fn sentences(faults: &[Fault]) -> String {
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    faults.join(". ")
}

/// Which pages of a run a statement has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pages {
    /// Its first page, counted from 1.
    pub first: usize,
    /// How many pages it has; an empty back before the next statement is not one of them.
    pub count: usize,
}

/// Statements under way: one PDF, written to its sink as they come, so that memory stays flat however
/// many there are.
pub struct Statements<'a, W: Write> {
    scroll: Scroll<W>,
    look: &'a Look,
    zones: Zones,
}

impl<'a, W: Write> Statements<'a, W> {
    /// Begins a run. The title names no patient; the language is that of the file, for statements of
    /// several languages that of the practice.
    ///
    /// # Errors
    /// When the windows cannot be used, or the sink does not take the first bytes.
    pub fn new(
        sink: W,
        look: &'a Look,
        language: Language,
        meta: Meta,
    ) -> Result<Statements<'a, W>, StatementError> {
        let words = words::words(language);
        let zones = look.windows.zones()?;
        let title = words.bill_title;
        Ok(Statements {
            scroll: Scroll::new(sink, title, words.tag, Size::Letter, meta)?,
            look,
            zones,
        })
    }

    /// Adds a statement, in large print or not. When it answers an error, nothing of it was added and
    /// the run can go on.
    ///
    /// # Errors
    /// When a sum does not tie, a text cannot be shown, or a block does not fit its window. An error of
    /// the sink ends the run.
    pub fn add(&mut self, bill: &Bill, large: bool) -> Result<Pages, StatementError> {
        let leaves = leaves(bill, self.look, &self.zones, large)?;
        let pages = Pages {
            first: self.scroll.pages() + 1,
            count: leaves.len(),
        };
        for leaf in leaves {
            let (ops, used) = leaf.finish();
            self.scroll.add(ops, &used)?;
        }
        if self.look.both_sides && pages.count % 2 == 1 {
            let (ops, used) = Leaf::new().finish();
            self.scroll.add(ops, &used)?;
        }
        Ok(pages)
    }

    /// Ends the run and gives the sink back.
    ///
    /// # Errors
    /// [`PdfError::NoPages`] without a statement, or what the sink answers.
    pub fn finish(self) -> Result<W, StatementError> {
        Ok(self.scroll.finish(self.look.logo.as_ref())?)
    }
}

/// One statement as a PDF.
///
/// # Errors
/// As [`Statements::add`].
pub fn statement(
    bill: &Bill,
    look: &Look,
    large: bool,
    meta: Meta,
) -> Result<Vec<u8>, StatementError> {
    let mut run = Statements::new(Vec::new(), look, bill.language, meta)?;
    run.add(bill, large)?;
    run.finish()
}

/// Where the ink of a statement stands, page by page: left, top, right, bottom in points from the top
/// left corner, and whether it is a text. For tests of the layout.
///
/// # Errors
/// As [`Statements::add`].
#[doc(hidden)]
#[allow(clippy::type_complexity)]
pub fn marks(
    bill: &Bill,
    look: &Look,
    large: bool,
) -> Result<Vec<Vec<([f32; 4], bool)>>, StatementError> {
    let zones = look.windows.zones()?;
    let place = |mark: &Mark| {
        let area = mark.area;
        ([area.left, area.top, area.right, area.bottom], mark.text)
    };
    let leaves = leaves(bill, look, &zones, large)?;
    Ok(leaves
        .iter()
        .map(|leaf| leaf.marks.iter().map(place).collect())
        .collect())
}

/// The texts of a statement page by page: bold, size, tracking, x, baseline from the top, text, all
/// lengths in points. For measuring what another writer needs for the same.
///
/// # Errors
/// As [`Statements::add`].
#[doc(hidden)]
#[allow(clippy::type_complexity)]
pub fn strings(
    bill: &Bill,
    look: &Look,
) -> Result<Vec<Vec<(bool, f32, f32, f32, f32, String)>>, StatementError> {
    let zones = look.windows.zones()?;
    let leaves = leaves(bill, look, &zones, false)?;
    Ok(leaves.iter().map(Leaf::texts).collect())
}

/// The pages of a bill.
fn leaves(
    bill: &Bill,
    look: &Look,
    zones: &Zones,
    large: bool,
) -> Result<Vec<Leaf>, StatementError> {
    let faults = bill.check();
    if !faults.is_empty() {
        return Err(StatementError::Sums(faults));
    }
    let bill = letters::bill(bill)?;
    // The first page names the page of the rights, which is known when all is set: mostly the second.
    let mut rights = 2;
    for _ in 0..3 {
        let Some(telling) = Telling::new(&bill, rights) else {
            break;
        };
        let front = Front {
            telling,
            look,
            zones,
            large,
            letter: false,
        };
        let (mut leaves, found) = if large {
            front.large()?
        } else {
            front.pages()?
        };
        if found != rights && found != 0 {
            rights = found;
            continue;
        }
        front.number(&mut leaves)?;
        if let Some(first) = leaves.first() {
            zones.check(&first.marks, front.has_slip())?;
        }
        return Ok(leaves);
    }
    Err(PdfError::Writer("the pages of a statement do not settle".to_owned()).into())
}

impl Front<'_> {
    /// True when there is something to tear off: something is due and can be paid by mail.
    fn has_slip(&self) -> bool {
        let bill = self.telling.bill;
        !self.letter && !bill.is_settled() && !bill.practice.remit_to.is_empty()
    }

    /// The pages, with the page of the rights.
    fn pages(&self) -> Result<(Vec<Leaf>, usize), StatementError> {
        let t = &self.telling;
        let slip = self.has_slip();
        let mut leaf = Leaf::new();
        let style = Style::new(Face::Bold, 15.0).tracked(-0.1);
        leaf.text(style, LEFT, 268.0 + drop(15.0, 19.0), t.words.heading);
        let set = Set::new(10.0, 13.0);
        let lead = t.lead();
        let lead: Vec<_> = lead
            .iter()
            .flat_map(|p| lines(p, &set, RIGHT - LEFT))
            .collect();
        let next = write_all(&mut leaf, &set, LEFT, 298.1, &lead);
        let visits = Visits::new(*t);
        let top = next - 13.0 + 9.9;
        let (mut place, note_here) = visits.first_page(&mut leaf, top, note_height(t), !slip);
        if note_here {
            note(&mut leaf, t, place.y);
        }
        let first = place.done;
        let front_end = place.y;
        let mut leaves = vec![leaf];
        let alone = place.done == visits.count();
        let end = |page: usize| end_of(page, self.look.both_sides, slip);
        place.y = BODY_TOP;
        leaves.push(Leaf::new());
        if !alone {
            loop {
                let end = end(leaves.len());
                let Some(leaf) = leaves.last_mut() else { break };
                if visits.page(leaf, &mut place, end, usize::MAX) {
                    break;
                }
                leaves.push(Leaf::new());
                place.y = BODY_TOP;
            }
            let last = leaves.len();
            let at = visits::Place {
                done: first,
                y: front_end,
            };
            if let Some(leaf) = leaves.first_mut() {
                visits.more(leaf, &at, last);
            }
        }
        let wide = Back::new(*t, WIDE, true, !note_here);
        let rights = if alone && BODY_TOP + wide.whole_height() <= end(2) {
            wide.draw(&mut leaves, place.y, end)
        } else {
            Back::new(*t, CLOSE, alone, !note_here).draw(&mut leaves, place.y, end)
        };
        if slip && let Some(leaf) = leaves.first_mut() {
            self.slip(leaf)?;
        }
        Ok((leaves, rights))
    }

    /// Heads the pages once it is known how many there are: the addresses and the answer, then running
    /// heads. They come first in the file, for they are read first.
    fn number(&self, leaves: &mut [Leaf]) -> Result<(), StatementError> {
        let pages = leaves.len();
        let slip = self.has_slip();
        for (page, leaf) in (1..).zip(leaves) {
            let mut head = Leaf::new();
            if page == 1 {
                self.windows(&mut head)?;
                self.answer(&mut head, pages)?;
            } else {
                self.running_head(&mut head, page, pages);
            }
            leaf.before(head);
            if page == 2 && slip && self.look.both_sides {
                new_address(leaf, &self.telling);
            }
        }
        Ok(())
    }
}
