//! Half a Letter sheet, or a whole one: receipts, deposit slips and cover sheets, with the same type and
//! bar as a statement.

use billing::statement::Practice;

use super::flow::{Set, fitted, lines, text, write_all};
use super::page::{LEFT, PALE, RIGHT};
use super::words::{Words, plain};
use crate::face::Face::Bold;
use crate::leaf::{Area, Ink, Leaf, Style};
use crate::pdf::{HEIGHT, Meta, PdfError};
use crate::picture::Picture;
use crate::scroll::{Scroll, Size};

/// Where the content of a page ends; below stands its foot.
pub(super) const END: f32 = 344.0;
const FOOT: f32 = 366.0;
pub(super) const SET: Set = Set::new(10.0, 13.0);

/// Pages under way.
pub(super) struct Half<'a> {
    pub leaves: Vec<Leaf>,
    pub y: f32,
    practice: &'a Practice,
    /// Under the practice's name.
    about: Vec<String>,
    title: String,
    subtitle: String,
    logo: Option<&'a Picture>,
    size: Size,
    /// Which pages begin a part that is counted by itself.
    parts: Vec<usize>,
}

/// The box of a logo beside the name: points across and down.
const LOGO: (f32, f32) = (64.0, 30.0);

/// A column of a table: where it stands, how wide, and whether it holds figures, which end at its right.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub left: f32,
    pub right: f32,
    pub figures: bool,
}

impl<'a> Half<'a> {
    /// The first page with its head.
    pub fn new(
        practice: &'a Practice,
        about: Vec<String>,
        title: String,
        subtitle: String,
        logo: Option<&'a Picture>,
    ) -> Half<'a> {
        let mut half = Half {
            leaves: Vec::new(),
            y: 0.0,
            practice,
            about,
            title,
            subtitle,
            logo,
            size: Size::Half,
            parts: vec![0],
        };
        half.turn();
        half
    }

    /// Takes whole sheets.
    pub fn whole(mut self) -> Half<'a> {
        self.size = Size::Letter;
        self
    }

    /// Begins another part on a page of its own, with its own title and its own page numbers.
    pub fn part(&mut self, title: String, subtitle: String) {
        (self.title, self.subtitle) = (title, subtitle);
        self.parts.push(self.leaves.len());
        self.turn();
    }

    /// By how much a whole sheet is longer.
    fn more(&self) -> f32 {
        match self.size {
            Size::Half => 0.0,
            Size::Letter => HEIGHT / 2.0,
        }
    }

    fn full(&self, height: f32) -> bool {
        END + self.more() < self.y + height
    }

    /// A new page.
    pub fn turn(&mut self) {
        let mut leaf = Leaf::new();
        let style = Style::new(Bold, 11.5);
        let mut left = LEFT;
        if let Some(logo) = self.logo {
            let (width, height) = logo.fitted(LOGO.0, LOGO.1);
            leaf.picture(Area::new(LEFT, 29.0, LEFT + width, 29.0 + height));
            left += width + 9.0;
        }
        let room = RIGHT - left - style.width(&self.title) - 16.0;
        leaf.text(
            fitted(style, &self.practice.name, room),
            left,
            41.0,
            &self.practice.name,
        );
        let room = RIGHT - left - SET.style.width(&self.subtitle) - 16.0;
        let mut y = 54.5;
        for about in &self.about {
            y = write_all(&mut leaf, &SET, left, y, &lines(&text(about), &SET, room));
        }
        leaf.text_to(style, RIGHT, 41.0, &self.title);
        leaf.text_to(SET.style, RIGHT, 54.5, &self.subtitle);
        y -= 1.5;
        leaf.fill(Ink::Accent, Area::new(LEFT, y, RIGHT, y + 3.0));
        self.leaves.push(leaf);
        self.y = y + 3.0;
    }

    /// The page that is being filled.
    pub fn leaf(&mut self) -> &mut Leaf {
        if self.leaves.is_empty() {
            self.turn();
        }
        let last = self.leaves.len() - 1;
        &mut self.leaves[last]
    }

    /// The heads of a table.
    pub fn heads(&mut self, columns: &[Column], heads: &[&str]) {
        let y = self.y + 13.0;
        let set = SET.soft();
        let (left, right) = edges(columns);
        let leaf = self.leaf();
        let mut end = y;
        for (column, head) in columns.iter().zip(heads) {
            let rows = lines(&text(head), &set, column.right - column.left);
            for (n, line) in rows.iter().enumerate() {
                let baseline = y + n as f32 * set.leading;
                end = end.max(baseline);
                let says: String = line.iter().map(|(_, text)| text.as_str()).collect();
                if column.figures {
                    leaf.text_to(set.style, column.right, baseline, &says);
                } else {
                    leaf.text(set.style, column.left, baseline, &says);
                }
            }
        }
        leaf.rule(0.0, left, right, end + 6.0, 1.0);
        self.y = end + 6.5;
    }

    /// A row of a table; a page that is full turns, with the heads again.
    pub fn row(&mut self, columns: &[Column], heads: &[&str], cells: &[String]) {
        let set: Vec<_> = columns
            .iter()
            .zip(cells)
            .map(|(column, cell)| lines(&text(cell), &SET, column.right - column.left))
            .collect();
        let count = set.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let height = 7.8 + SET.leading * count as f32;
        if self.full(height) {
            self.turn();
            self.heads(columns, heads);
        }
        let y = self.y + 3.9 + SET.drop();
        let (left, right) = edges(columns);
        let leaf = self.leaf();
        for ((column, cell), rows) in columns.iter().zip(cells).zip(&set) {
            if column.figures {
                leaf.text_to(
                    fitted(SET.style, cell, column.right - column.left),
                    column.right,
                    y,
                    cell,
                );
            } else {
                write_all(leaf, &SET, column.left, y, rows);
            }
        }
        leaf.rule(PALE, left, right, self_y(y, height), 0.5);
        self.y += height;
    }

    /// The sum below a table.
    pub fn total(&mut self, columns: &[Column], label: &str, amount: &str) {
        if self.full(22.0) {
            self.turn();
        }
        let (left, right) = edges(columns);
        let y = self.y + 15.0;
        let style = Style::new(Bold, 12.0);
        let leaf = self.leaf();
        let room = right - style.width(amount) - left - 12.0;
        leaf.text(fitted(style, label, room), left, y, label);
        leaf.text_to(style, right, y, amount);
        self.y += 22.0;
    }

    /// A paragraph in a column.
    pub fn paragraph(&mut self, left: f32, right: f32, rich: &super::words::Rich) {
        let rows = lines(rich, &SET, right - left);
        let height = SET.leading * rows.len() as f32;
        if self.full(height) {
            self.turn();
            self.y += 8.0;
        }
        let y = self.y + SET.drop();
        write_all(self.leaf(), &SET, left, y, &rows);
        self.y += height;
    }

    /// A heading over a further part.
    pub fn heading(&mut self, says: &str) {
        let y = self.y + 20.0;
        let style = fitted(Style::new(Bold, 14.0), says, RIGHT - LEFT);
        self.leaf().text(style, LEFT, y, says);
        self.y = y + 6.0;
    }

    /// The finished PDF. `foot` stands below each page on the left.
    pub fn finish(
        mut self,
        words: &Words,
        title: &str,
        foot: &str,
        meta: Meta,
    ) -> Result<Vec<u8>, PdfError> {
        let mut scroll = Scroll::new(Vec::new(), title, words.tag, self.size, meta)?;
        let down = FOOT + self.more();
        let mut parts = std::mem::take(&mut self.parts);
        parts.push(self.leaves.len());
        for part in parts.windows(2) {
            let &[from, to] = part else { continue };
            let pages = (to - from).to_string();
            for (n, leaf) in (1..).zip(&mut self.leaves[from..to]) {
                let page = n.to_string();
                let says = plain(words.page, &[("page", &page), ("pages", &pages)]);
                let start = leaf.text_to(SET.style.soft(), RIGHT, down, &says);
                let style = fitted(SET.style.soft(), foot, start - LEFT - 12.0);
                leaf.text(style, LEFT, down, foot);
            }
        }
        for leaf in self.leaves {
            let (ops, used) = leaf.finish();
            scroll.add(ops, &used)?;
        }
        scroll.finish(self.logo)
    }
}

/// Where the rule below a row stands, from the row's first baseline.
fn self_y(baseline: f32, height: f32) -> f32 {
    baseline - 3.9 - SET.drop() + height - 0.25
}

fn edges(columns: &[Column]) -> (f32, f32) {
    let left = columns
        .iter()
        .map(|column| column.left)
        .fold(RIGHT, f32::min);
    let right = columns
        .iter()
        .map(|column| column.right)
        .fold(LEFT, f32::max);
    (left, right)
}
