//! What follows the totals: payment plan, what is still with insurance, what moved, its age, help and
//! rights, the meaning of words. Rights are never left out; the words go first when space is short.

use values::Money;

use super::flow::{Line, Set, drop, fitted, lines, text, write, write_all};
use super::page::{LEFT, PALE, RIGHT, TEAR};
use super::telling::Telling;
use super::visits::{BODY_END, BODY_TOP};
use super::words::{Rich, dollars, figure};
use crate::face::Face::{Bold, Regular, SemiBold};
use crate::leaf::{Leaf, Style};

/// Two columns and the gap between them.
const COLUMN: f32 = 248.0;
const SECOND: f32 = LEFT + COLUMN + 26.0;
/// A line may be wider than its column by a hair before it breaks.
const SLACK: f32 = 0.6;

/// A rule over a band or a cell, with the space below it.
const RULE: f32 = 7.0;

/// How large the page is set.
#[derive(Clone, Copy)]
pub(super) struct Size {
    body: Set,
    /// The head of a section that stands under a rule.
    head: (f32, f32),
    /// The head of a piece of help.
    help: (f32, f32),
    /// Between rows of help, above a section.
    gap: f32,
    section: f32,
}

/// Where the page has nothing else.
pub(super) const WIDE: Size = Size {
    body: Set::new(11.0, 15.0),
    head: (12.5, 17.0),
    help: (11.0, 14.0),
    gap: 15.0,
    section: 22.0,
};

/// Under visits, or where the page is full.
pub(super) const CLOSE: Size = Size {
    body: Set::new(10.0, 12.8),
    head: (11.0, 14.0),
    help: (11.0, 14.0),
    gap: 6.0,
    section: 9.5,
};

/// For who reads large print: one column.
pub(super) const BIG: Size = Size {
    body: Set::new(16.0, 21.0),
    head: (18.0, 23.0),
    help: (18.0, 23.0),
    gap: 13.0,
    section: 18.0,
};

/// What a cell holds.
enum Body {
    Text(Vec<Line>),
    /// Rows of a label and an amount, the last one bold.
    Ledger(Vec<(Vec<Line>, String)>),
    Ages([String; 5]),
}

/// A piece of a page.
struct Cell {
    title: String,
    /// True when a rule stands over it.
    ruled: bool,
    /// True of help, whose heads are smaller.
    help: bool,
    bodies: Vec<Body>,
}

/// Pieces that stand beside each other.
struct Band {
    cells: Vec<Cell>,
    /// The space above.
    above: f32,
    /// A head over the whole band.
    head: Option<&'static str>,
    /// True when a rule stands over the whole band.
    ruled: bool,
    /// Left out when it does not fit the page.
    may_go: bool,
}

/// What follows the totals.
pub(super) struct Back<'a> {
    telling: Telling<'a>,
    size: Size,
    width: f32,
    bands: Vec<Band>,
}

impl<'a> Back<'a> {
    /// Everything, in its order. `alone` on a page of its own, then rights come first. `pending` when
    /// what is still with insurance did not stand on the first page.
    pub fn new(telling: Telling<'a>, size: Size, alone: bool, pending: bool) -> Back<'a> {
        let wide = RIGHT - LEFT;
        let one_column = size.body.style.size == BIG.body.style.size;
        let width = if one_column { wide } else { COLUMN };
        let mut back = Back {
            telling,
            size,
            width,
            bands: Vec::new(),
        };
        if alone {
            back.contact();
            back.help(true);
            back.money(pending);
        } else {
            back.money(pending);
            if one_column {
                back.contact();
            }
            back.help(one_column);
        }
        back.glossary();
        back
    }

    fn text(&self, rich: &Rich) -> Body {
        Body::Text(lines(rich, &self.size.body, self.width + SLACK))
    }

    fn push(&mut self, cells: Vec<Cell>, above: f32) {
        self.bands.push(Band {
            cells,
            above,
            head: None,
            ruled: false,
            may_go: false,
        });
    }

    /// Puts cells two in a row, or each in its own where there is one column.
    fn pair(&mut self, cells: Vec<Cell>, first_above: f32, above: f32) {
        let many = if self.width < COLUMN + 1.0 { 2 } else { 1 };
        let mut above = std::iter::once(first_above).chain(std::iter::repeat(above));
        let mut cells = cells.into_iter().peekable();
        while cells.peek().is_some() {
            let band: Vec<Cell> = cells.by_ref().take(many).collect();
            self.push(band, above.next().unwrap_or(0.0));
        }
    }

    fn contact(&mut self) {
        let says = lines(&self.telling.contact(), &self.size.body, RIGHT - LEFT);
        self.bands.push(Band {
            cells: vec![Cell {
                title: String::new(),
                ruled: false,
                help: true,
                bodies: vec![Body::Text(says)],
            }],
            above: if self.bands.is_empty() {
                14.0
            } else {
                self.size.section
            },
            head: Some(self.telling.words.help),
            ruled: false,
            may_go: false,
        });
    }

    fn help(&mut self, alone: bool) {
        let help = self.telling.help();
        let cells: Vec<Cell> = help
            .iter()
            .map(|help| Cell {
                title: help.title.to_owned(),
                ruled: false,
                help: true,
                bodies: vec![self.text(&help.says)],
            })
            .collect();
        let gap = self.size.gap;
        let first = if alone { 12.0 } else { self.size.section };
        let count = self.bands.len();
        self.pair(cells, first, gap);
        if !alone && let Some(band) = self.bands.get_mut(count) {
            for cell in &mut band.cells {
                cell.ruled = true;
            }
        }
    }

    /// The payment plan, what is still with insurance, what moved, how old it is.
    fn money(&mut self, pending: bool) {
        let (t, w) = (self.telling, self.telling.words);
        let mut cells = Vec::new();
        let section = |title: &str, bodies: Vec<Body>| Cell {
            title: title.to_owned(),
            ruled: true,
            help: false,
            bodies,
        };
        if t.bill.plan.is_some() {
            cells.push(section(w.plan, vec![self.text(&t.plan())]));
        }
        if pending && !t.bill.pending.is_empty() {
            let mut all: Vec<Line> = Vec::new();
            for rich in t.pending() {
                all.extend(lines(&rich, &self.size.body, self.width + SLACK));
            }
            cells.push(section(w.pending_short, vec![Body::Text(all)]));
        }
        if !t.bill.moved.is_empty() {
            let mut rows: Vec<(String, String)> = t
                .moved()
                .into_iter()
                .map(|(says, amount)| (says, figure(amount)))
                .collect();
            rows.push((w.amount_due.to_owned(), dollars(t.bill.due)));
            let set = self.size.body;
            let rows = rows.into_iter().map(|(says, amount)| {
                let room = self.width - set.style.width(&amount) - 10.0;
                (lines(&text(&says), &set, room), amount)
            });
            cells.push(section(w.since_last, vec![Body::Ledger(rows.collect())]));
        }
        if t.bill.aging.iter().any(|amount| *amount != Money::ZERO) {
            let ages = t.bill.aging.map(figure);
            let note = self.text(&text(&t.age_note()));
            cells.push(section(w.age, vec![Body::Ages(ages), note]));
        }
        let above = self.size.section;
        self.pair(cells, above, above);
    }

    fn glossary(&mut self) {
        let w = self.telling.words;
        let cells: Vec<Cell> = w
            .glossary
            .iter()
            .map(|(word, means)| Cell {
                title: (*word).to_owned(),
                ruled: false,
                help: true,
                bodies: vec![self.text(&text(means))],
            })
            .collect();
        let many = if self.width < COLUMN + 1.0 { 2 } else { 1 };
        let mut cells = cells.into_iter().peekable();
        let mut first = true;
        while cells.peek().is_some() {
            let band: Vec<Cell> = cells.by_ref().take(many).collect();
            self.bands.push(Band {
                cells: band,
                above: if first { self.size.section } else { 7.0 },
                head: first.then_some(w.glossary_title),
                ruled: first,
                may_go: true,
            });
            first = false;
        }
    }

    /// How high a band is without the space above it.
    fn height(&self, band: &Band) -> f32 {
        let head = if band.head.is_some() {
            self.head_height(band)
        } else {
            0.0
        };
        let rule = if band.ruled { RULE } else { 0.0 };
        let cells = band.cells.iter().map(|cell| self.cell_height(cell));
        rule + head + cells.fold(0.0, f32::max)
    }

    fn head_height(&self, band: &Band) -> f32 {
        let below = if band.may_go { 8.0 } else { 6.0 };
        19.0f32.max(self.size.head.1) + below
    }

    fn title_size(&self, cell: &Cell) -> (f32, f32) {
        if cell.help {
            self.size.help
        } else {
            self.size.head
        }
    }

    fn cell_height(&self, cell: &Cell) -> f32 {
        let rule = if cell.ruled { RULE } else { 0.0 };
        let title = if cell.title.is_empty() {
            0.0
        } else {
            self.title_height(cell)
        };
        let bodies = cell.bodies.iter().map(|body| self.body_height(body));
        rule + title + bodies.sum::<f32>()
    }

    fn title_height(&self, cell: &Cell) -> f32 {
        let (_, leading) = self.title_size(cell);
        leading * self.title_lines(cell).len() as f32 + 2.0
    }

    fn title_lines(&self, cell: &Cell) -> Vec<Line> {
        let (size, leading) = self.title_size(cell);
        let set = Set::new(size, leading).face(self.title_face(cell));
        lines(&text(&cell.title), &set, self.width)
    }

    fn title_face(&self, cell: &Cell) -> crate::face::Face {
        if cell.help { SemiBold } else { Bold }
    }

    fn body_height(&self, body: &Body) -> f32 {
        let leading = self.size.body.leading;
        match body {
            Body::Text(lines) => leading * lines.len() as f32,
            Body::Ledger(rows) => {
                let row = |(label, _): &(Vec<Line>, String)| leading * label.len() as f32 + 4.5;
                rows.iter().map(row).sum()
            }
            Body::Ages(_) => 2.0 * self.age_leading() + 4.0,
        }
    }

    fn age_leading(&self) -> f32 {
        self.size.body.leading.max(15.0)
    }

    /// How high all of it is, the words too.
    pub fn whole_height(&self) -> f32 {
        self.bands.iter().map(|b| b.above + self.height(b)).sum()
    }

    /// Draws bands from `y` on, over as many pages as they take. `ends` says where each page ends by its
    /// number; answers the page on which help begins.
    pub fn draw(&self, leaves: &mut Vec<Leaf>, mut y: f32, ends: impl Fn(usize) -> f32) -> usize {
        let mut help_page = 0;
        for (n, band) in self.bands.iter().enumerate() {
            let page = leaves.len();
            let height = self.height(band);
            // On a page of its own a band needs no rule: the head of the page has one.
            let mut fresh = false;
            // A head stays with what it heads: the words go or stay together.
            let needs = if band.may_go && band.head.is_some() {
                let words = self.bands.iter().skip(n);
                words.map(|b| b.above + self.height(b)).sum()
            } else {
                band.above + height
            };
            if ends(page) < y + needs {
                if band.may_go {
                    break;
                }
                leaves.push(Leaf::new());
                y = BODY_TOP - band.above + 4.0;
                fresh = true;
            }
            y += band.above;
            let page = leaves.len();
            let Some(leaf) = leaves.last_mut() else { break };
            if help_page == 0 && band.cells.iter().any(|cell| cell.help) && !band.may_go {
                help_page = page;
            }
            self.band(leaf, band, y, fresh);
            y += height;
        }
        help_page
    }

    fn band(&self, leaf: &mut Leaf, band: &Band, mut y: f32, fresh: bool) {
        if band.ruled {
            if !fresh {
                leaf.rule(0.0, LEFT, RIGHT, y + 0.5, 1.0);
            }
            y += RULE;
        }
        if let Some(head) = band.head {
            let leading = 19.0f32.max(self.size.head.1);
            let size = if self.size.head.0 < 16.0 { 15.0 } else { 22.0 };
            let style = fitted(Style::new(Bold, size).tracked(-0.1), head, RIGHT - LEFT);
            leaf.text(style, LEFT, y + drop(size, leading), head);
            y += self.head_height(band);
        }
        for (cell, left) in band.cells.iter().zip([LEFT, SECOND]) {
            self.cell(leaf, cell, left, y, fresh);
        }
    }

    fn cell(&self, leaf: &mut Leaf, cell: &Cell, left: f32, mut y: f32, fresh: bool) {
        if cell.ruled {
            if !fresh {
                leaf.rule(0.0, left, left + self.width, y + 0.5, 1.0);
            }
            y += RULE;
        }
        if !cell.title.is_empty() {
            let (size, leading) = self.title_size(cell);
            let set = Set::new(size, leading).face(self.title_face(cell));
            write_all(leaf, &set, left, y + set.drop(), &self.title_lines(cell));
            y += self.title_height(cell);
        }
        let set = self.size.body;
        for body in &cell.bodies {
            match body {
                Body::Text(lines) => {
                    write_all(leaf, &set, left, y + set.drop(), lines);
                }
                Body::Ledger(rows) => self.ledger(leaf, rows, left, y),
                Body::Ages(ages) => self.ages(leaf, ages, left, y),
            }
            y += self.body_height(body);
        }
    }

    fn ledger(&self, leaf: &mut Leaf, rows: &[(Vec<Line>, String)], left: f32, mut y: f32) {
        for (n, (label, amount)) in rows.iter().enumerate() {
            let last = n + 1 == rows.len();
            let set = if last {
                self.size.body.face(SemiBold)
            } else {
                self.size.body
            };
            let set = if last { set.face(Bold) } else { set };
            y += 2.0;
            for (n, line) in label.iter().enumerate() {
                write(
                    leaf,
                    &set,
                    left,
                    y + set.drop() + set.leading * n as f32,
                    line,
                );
            }
            leaf.text_to(set.style, left + self.width, y + set.drop(), amount);
            y += set.leading * label.len() as f32 + 2.0;
            if !last {
                leaf.rule(PALE, left, left + self.width, y + 0.25, 0.5);
            }
            y += 0.5;
        }
    }

    fn ages(&self, leaf: &mut Leaf, ages: &[String; 5], left: f32, y: f32) {
        let w = self.telling.words;
        let leading = self.age_leading();
        let size = if self.size.body.style.size < 14.0 {
            10.0
        } else {
            14.0
        };
        let column = self.width / 5.0;
        let style = Style::new(Regular, size);
        for ((n, title), amount) in (1u8..).zip(w.ages).zip(ages) {
            let right = left + column * f32::from(n);
            leaf.text_to(style.soft(), right, y + drop(size, leading), title);
            let style = fitted(style, amount, column - 4.0);
            leaf.text_to(style, right, y + leading + drop(size, leading), amount);
        }
    }
}

/// Where the pages end: all of a page, or above the back of the slip when both sides are printed.
pub(super) fn end_of(page: usize, both_sides: bool, slip: bool) -> f32 {
    if both_sides && slip && page == 2 {
        TEAR - 12.0
    } else {
        BODY_END
    }
}

/// Lines for a new address on the back of the slip.
pub(super) fn new_address(leaf: &mut Leaf, telling: &Telling) {
    let set = Set::new(12.0, 16.0).face(Bold);
    let title = lines(&text(telling.words.new_address), &set, RIGHT - LEFT);
    write_all(leaf, &set, LEFT, 541.0 + set.drop(), &title);
    for n in 1..=4u8 {
        leaf.rule(0.4, LEFT, 341.0, 562.0 + 26.0 * f32::from(n), 0.5);
    }
}
