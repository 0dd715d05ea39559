//! Large print: body 16 on 21, one figure a line, the same windows and slip.

use billing::statement::Visit;
use values::Money;

use super::StatementError;
use super::back::{BIG, Back, end_of};
use super::flow::{Set, bold, drop, fitted, joined, lines, text, write_all};
use super::page::{Front, LEFT, RIGHT, TEAR};
use super::visits::{BODY_END, what};
use super::words::{Rich, dollars, figure, plain};
use crate::face::Face::{Bold, Regular, SemiBold};
use crate::leaf::{Area, Ink, Leaf, Style};

const BODY: Set = Set::new(16.0, 21.0);
/// A line of a label and a figure.
const ROW: f32 = 23.0;
const TOP: f32 = 66.0;

impl Front<'_> {
    /// The pages in large print, with the page of the rights.
    pub fn large(&self) -> Result<(Vec<Leaf>, usize), StatementError> {
        let t = &self.telling;
        let slip = self.has_slip();
        let mut leaf = Leaf::new();
        self.large_first(&mut leaf, slip);
        if slip {
            self.slip(&mut leaf)?;
        }
        let mut leaves = vec![leaf];
        let mut y = self.large_visits(&mut leaves);
        y = self.large_note(&mut leaves, y);
        let back = Back::new(*t, BIG, false, false);
        let rights = back.draw(&mut leaves, y, |page| {
            end_of(page, self.look.both_sides, slip)
        });
        Ok((leaves, rights))
    }

    /// The first page: each visit in one line.
    fn large_first(&self, leaf: &mut Leaf, slip: bool) {
        let (t, w) = (&self.telling, self.telling.words);
        let count = t.bill.visits().count();
        let head = t.count(w.large_one, w.large_many, count, &[]);
        let style = fitted(Style::new(Bold, 22.0).tracked(-0.1), &head, RIGHT - LEFT);
        leaf.text(style, LEFT, 274.0 + drop(22.0, 27.0), &head);
        let mut y = 274.0 + 27.0 + 4.0;
        let mut lead: Vec<Rich> = vec![text(&t.insurance(w.large_insurer, w.large_insurance))];
        match t.dunning() {
            Some(dunning) => lead.push(dunning),
            None if t.bill.past_due() == Money::ZERO => lead.push(text(w.none_late)),
            None => {}
        }
        if Money::ZERO < t.bill.unapplied {
            let amount = dollars(t.bill.unapplied);
            lead.push(text(&plain(w.unapplied, &[("amount", &amount)])));
        }
        let rows = lines(&joined(lead), &BODY, RIGHT - LEFT);
        write_all(leaf, &BODY, LEFT, y + BODY.drop(), &rows);
        y += BODY.leading * rows.len() as f32 + 8.0;
        let end = if slip { TEAR - 12.0 } else { BODY_END };
        // Sums, and the sentence under them.
        let later = t.bill.plan_later();
        let sums = if later == Money::ZERO { 1.0 } else { 3.0 };
        let foot = (ROW + 4.0) * sums + 9.0 + 21.0;
        let room = ((end - y - foot) / ROW).max(0.0) as usize;
        let shown = if count <= room {
            count
        } else {
            room.saturating_sub(1)
        };
        for visit in t.bill.visits().take(shown) {
            self.large_line(leaf, &what(t, visit), &figure(visit.owed), Regular, y);
            y += ROW;
        }
        if shown < count {
            let left = count - shown;
            let args = [("page", "2")];
            let says = t.count(w.large_more_one, w.large_more_many, left, &args);
            let owed: Money = t.bill.visits().skip(shown).map(|v| v.owed).sum();
            self.large_line(leaf, &says, &figure(owed), Regular, y);
            y += ROW;
        }
        let you_owe = self.column(4);
        let owed: Money = t.bill.visits().map(|visit| visit.owed).sum();
        y = self.large_sum(leaf, &you_owe, &dollars(owed), y);
        if later != Money::ZERO {
            self.large_line(
                leaf,
                w.plan_later,
                &format!("– {}", figure(later)),
                Regular,
                y,
            );
            y += ROW;
            y = self.large_sum(leaf, w.amount_due, &dollars(t.bill.due), y);
        }
        y += 9.0;
        if y + 21.0 <= end {
            let see = plain(w.large_see, &[("page", "2")]);
            leaf.text(BODY.style, LEFT, y + BODY.drop(), &see);
        }
    }

    /// A label and a figure.
    fn large_line(
        &self,
        leaf: &mut Leaf,
        label: &str,
        figure: &str,
        face: crate::face::Face,
        y: f32,
    ) {
        let style = Style::new(face, 16.0);
        let baseline = y + 1.0 + BODY.drop();
        let room = RIGHT - style.width(figure) - LEFT - 12.0;
        let own = fitted(style, label, room);
        if 11.0 <= own.size {
            leaf.text(own, LEFT, baseline, label);
        } else {
            // What is too long even so goes on in smaller letters over two lines.
            let set = Set::new(11.0, 11.5).face(face);
            let rows = lines(&text(label), &set, room);
            write_all(leaf, &set, LEFT, baseline - 6.0, &rows);
        }
        leaf.text_to(style, RIGHT, baseline, figure);
    }

    /// A bold line under a rule; answers where the next thing may stand.
    fn large_sum(&self, leaf: &mut Leaf, label: &str, figure: &str, y: f32) -> f32 {
        leaf.rule(0.0, LEFT, RIGHT, y + 0.5, 1.0);
        self.large_line(leaf, label, figure, Bold, y + 3.0);
        y + ROW + 4.0
    }

    /// The words over a column, on one line.
    fn column(&self, n: usize) -> String {
        let column = self.telling.columns().get(n).copied().flatten();
        let [upper, lower] = column.unwrap_or_default();
        format!("{upper} {lower}").trim().to_owned()
    }

    /// One block a visit; answers where the last page goes on.
    fn large_visits(&self, leaves: &mut Vec<Leaf>) -> f32 {
        let (t, w) = (&self.telling, self.telling.words);
        let mut leaf = Leaf::new();
        let style = fitted(
            Style::new(Bold, 22.0).tracked(-0.1),
            w.heading,
            RIGHT - LEFT,
        );
        leaf.text(style, LEFT, TOP + drop(22.0, 27.0), w.heading);
        leaves.push(leaf);
        let mut y = TOP + 27.0;
        for person in &t.bill.people {
            for visit in &person.visits {
                let called = if t.is_own() {
                    ""
                } else {
                    person.called.as_str()
                };
                let block = self.block(visit, called);
                let page = leaves.len();
                let end = end_of(page, self.look.both_sides, self.has_slip());
                if end < y + 13.0 + block.height && TOP + 30.0 < y {
                    leaves.push(Leaf::new());
                    y = TOP - 13.0;
                }
                if let Some(leaf) = leaves.last_mut() {
                    y = self.draw_block(leaf, &block, y + 13.0);
                }
            }
        }
        y
    }

    fn block(&self, visit: &Visit, called: &str) -> Block {
        let (t, w) = (&self.telling, self.telling.words);
        let mut title = what(t, visit);
        if !visit.provider.is_empty() {
            title.push_str(&format!(", {}", visit.provider));
        }
        if !called.is_empty() {
            title = format!("{called} · {title}");
        }
        let title = lines(&text(&title), &HEAD, RIGHT - LEFT);
        let figures = visit.figures();
        let mut rows = Vec::new();
        for (n, amount) in figures.iter().enumerate() {
            if t.columns().get(n).copied().flatten().is_none() {
                continue;
            }
            let day = match n {
                2 => visit.answered_on,
                3 if visit.patient_paid != Money::ZERO => visit.patient_paid_on,
                _ => None,
            };
            let mut label = self.column(n);
            if day.is_some() {
                let day = t.day(day);
                label = plain(w.of_day, &[("what", &label), ("day", &day)]);
            }
            let sign = ["", "– ", "– ", "– ", "= "].get(n).copied().unwrap_or("");
            rows.push((label, format!("{sign}{}", figure(*amount))));
        }
        let mut story = t.story(visit);
        let codes = t.codes(visit);
        if !codes.is_empty() {
            story = joined([story, text(&codes)]);
        }
        let story = lines(&story, &BODY, RIGHT - LEFT);
        let height = HEAD.leading * title.len() as f32
            + ROW * rows.len() as f32
            + 7.0
            + BODY.leading * story.len() as f32;
        Block {
            title,
            rows,
            story,
            height,
        }
    }

    fn draw_block(&self, leaf: &mut Leaf, block: &Block, mut y: f32) -> f32 {
        write_all(leaf, &HEAD, LEFT, y + HEAD.drop(), &block.title);
        y += HEAD.leading * block.title.len() as f32;
        for (n, (label, figure)) in block.rows.iter().enumerate() {
            if n + 1 == block.rows.len() {
                y = self.large_sum(leaf, label, figure, y);
            } else {
                self.large_line(leaf, label, figure, Regular, y);
                y += ROW;
            }
        }
        y += 3.0;
        write_all(leaf, &BODY, LEFT, y + BODY.drop(), &block.story);
        y + BODY.leading * block.story.len() as f32
    }

    /// What is still with insurance.
    fn large_note(&self, leaves: &mut Vec<Leaf>, mut y: f32) -> f32 {
        let (t, w) = (&self.telling, self.telling.words);
        if t.bill.pending.is_empty() {
            return y;
        }
        let room = RIGHT - LEFT - 16.0;
        let head = lines(&bold(w.pending), &HEAD, room);
        let pending = t.pending();
        let rows: Vec<_> = pending
            .iter()
            .flat_map(|rich| lines(rich, &BODY, room))
            .collect();
        let height = HEAD.leading * head.len() as f32 + BODY.leading * rows.len() as f32 + 2.0;
        let page = leaves.len();
        let end = end_of(page, self.look.both_sides, self.has_slip());
        y += 16.0;
        if end < y + height {
            leaves.push(Leaf::new());
            y = TOP;
        }
        if let Some(leaf) = leaves.last_mut() {
            leaf.fill(Ink::Grey(0.667), Area::new(LEFT, y, LEFT + 4.0, y + height));
            write_all(leaf, &HEAD, LEFT + 16.0, y + 1.0 + HEAD.drop(), &head);
            let top = y + 1.0 + HEAD.leading * head.len() as f32;
            write_all(leaf, &BODY, LEFT + 16.0, top + BODY.drop(), &rows);
        }
        y + height
    }
}

const HEAD: Set = Set {
    style: Style::new(SemiBold, 18.0),
    bold: SemiBold,
    leading: 23.0,
};

/// A visit, set.
struct Block {
    title: Vec<super::flow::Line>,
    rows: Vec<(String, String)>,
    story: Vec<super::flow::Line>,
    height: f32,
}
