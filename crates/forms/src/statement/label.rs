//! Addresses on sheets of labels. A stock is its measures, in thousandths of an inch, as its maker gives
//! them; an address stands in the middle of its label, as large as it can be, never cut.

use super::StatementError;
use super::block::Block;
use super::letters::one;
use crate::face::Face;
use crate::leaf::{Area, Leaf, Role};
use crate::pdf::Meta;
use crate::scroll::{Scroll, Size};

/// A kind of label sheet; lengths in thousandths of an inch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelStock {
    /// The number on the box.
    pub id: &'static str,
    /// What it is called: `30 to a sheet, 1 × 2 5/8 in`.
    pub name: &'static str,
    /// Labels across.
    pub across: usize,
    /// Labels down.
    pub down: usize,
    /// From the left edge of the sheet to the first label.
    pub left: i32,
    /// From the upper edge of the sheet to the first label.
    pub top: i32,
    /// A label's width.
    pub width: i32,
    /// A label's height.
    pub height: i32,
    /// From a label's left edge to the next one's.
    pub step: i32,
}

impl LabelStock {
    /// Labels on a sheet.
    pub fn on_a_sheet(&self) -> usize {
        self.across * self.down
    }

    /// Where a label lies, in points; 0 is the first one, counted across.
    fn place(&self, at: usize) -> Area {
        let points = |thousandths: i32, times: usize| thousandths as f32 * times as f32 * 0.072;
        let left = points(self.left, 1) + points(self.step, at % self.across);
        let top = points(self.top, 1) + points(self.height, at / self.across);
        Area::new(
            left,
            top,
            left + points(self.width, 1),
            top + points(self.height, 1),
        )
    }
}

/// The stocks that offices keep, by the numbers that every maker uses.
pub const STOCKS: [LabelStock; 4] = [
    LabelStock {
        id: "5160",
        name: "30 to a sheet, 1 × 2 5/8 in (5160)",
        across: 3,
        down: 10,
        left: 188,
        top: 500,
        width: 2_625,
        height: 1_000,
        step: 2_750,
    },
    LabelStock {
        id: "5161",
        name: "20 to a sheet, 1 × 4 in (5161)",
        across: 2,
        down: 10,
        left: 156,
        top: 500,
        width: 4_000,
        height: 1_000,
        step: 4_188,
    },
    LabelStock {
        id: "5162",
        name: "14 to a sheet, 1 1/3 × 4 in (5162)",
        across: 2,
        down: 7,
        left: 156,
        top: 833,
        width: 4_000,
        height: 1_333,
        step: 4_188,
    },
    LabelStock {
        id: "5163",
        name: "10 to a sheet, 2 × 4 in (5163)",
        across: 2,
        down: 5,
        left: 156,
        top: 500,
        width: 4_000,
        height: 2_000,
        step: 4_188,
    },
];

/// So much of a label stays free at each edge, since no printer feeds a sheet twice the same, in points.
const FREE: f32 = 7.0;

/// Labels that were made.
#[derive(Clone, Debug)]
pub struct Labels {
    /// The sheets; empty when no address fits.
    pub pdf: Vec<u8>,
    /// Which of the addresses, from 0, are on no label: too long for it, or in letters that the paper lacks.
    pub left_out: Vec<usize>,
}

/// Addresses on labels, from the label `first` of the first sheet on, counted across from 0.
///
/// # Errors
/// As the PDF writer answers.
pub fn labels(
    stock: &LabelStock,
    first: usize,
    addresses: &[Vec<String>],
    meta: Meta,
) -> Result<Labels, StatementError> {
    let mut scroll = Scroll::new(Vec::new(), "Labels", "en-US", Size::Letter, meta)?;
    let (mut leaf, mut left_out) = (Leaf::new(), Vec::new());
    let mut at = first % stock.on_a_sheet();
    let mut drawn = 0;
    for (n, address) in addresses.iter().enumerate() {
        let mut lines = address.clone();
        let readable = lines
            .iter_mut()
            .all(|line| one(line, "the address").is_ok());
        if !readable || !stand(&mut leaf, &lines, &stock.place(at)) {
            left_out.push(n);
            continue;
        }
        drawn += 1;
        at += 1;
        if at == stock.on_a_sheet() {
            at = 0;
            let (ops, used) = std::mem::replace(&mut leaf, Leaf::new()).finish();
            scroll.add(ops, &used)?;
        }
    }
    if !leaf.marks.is_empty() {
        let (ops, used) = leaf.finish();
        scroll.add(ops, &used)?;
    }
    let pdf = match drawn {
        0 => Vec::new(),
        _ => scroll.finish(None)?,
    };
    Ok(Labels { pdf, left_out })
}

/// Writes an address in the middle of a label; false when it has no room there.
fn stand(leaf: &mut Leaf, lines: &[String], label: &Area) -> bool {
    let free = Area::new(
        label.left + FREE,
        label.top + FREE,
        label.right - FREE,
        label.bottom - FREE,
    );
    let count = lines.len().max(1) as f32;
    let high = 9.0 + (count - 1.0) * 12.0;
    Block {
        role: Role::Addressee,
        name: "the address",
        lines,
        first: Face::Regular,
        tracking: 0.1,
        left: free.left + 2.0,
        right: free.right,
        down: ((free.bottom - free.top - high) / 2.0).max(0.0),
        leading: 12.0,
    }
    .place(leaf, &free)
    .is_ok()
}
