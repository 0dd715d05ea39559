//! The slip that is torn off and comes back with a check.

use super::StatementError;
use super::block;
use super::flow::{Line, Set, bold, drop, fitted, lines, text, write_all};
use super::page::{ANSWER, Front, LEFT, RIGHT, TEAR};
use super::words::{dollars, say};
use crate::face::Face::{Bold, Ocr, Regular, SemiBold};
use crate::leaf::{Area, Leaf, Style};

impl Front<'_> {
    /// The slip below the perforation.
    pub fn slip(&self, leaf: &mut Leaf) -> Result<(), StatementError> {
        let (w, bill) = (self.telling.words, self.bill());
        self.tear(leaf);
        self.slip_left(leaf);
        self.slip_right(leaf);
        match &self.zones.remit {
            Some(zone) => block::remit_to(leaf, &bill.practice.remit_to, zone)?,
            None => {
                // No window: it is read by who addresses the envelope.
                let set = Set::new(10.0, 12.0);
                let rows = bill.practice.remit_to.iter().map(|line| text(line));
                let rows: Vec<_> = rows.flat_map(|line| lines(&line, &set, 250.0)).collect();
                write_all(leaf, &set, 72.0, 707.6, &rows);
            }
        }
        if self.zones.remit.is_some() {
            let set = if self.large {
                Set::new(12.0, 14.5).soft()
            } else {
                Set::new(10.0, 12.5).soft()
            };
            let rows = lines(&text(w.envelope), &set, 167.0);
            write_all(leaf, &set, 400.0, 676.0 + set.drop(), &rows);
        }
        if let Some(line) = &bill.scanline {
            let line = line.line(&bill.account, &bill.number, bill.due)?;
            let style = Style::new(Ocr, 9.96).tracked(0.0);
            leaf.text_to(style, RIGHT, 755.5, &line);
        }
        Ok(())
    }

    fn tear(&self, leaf: &mut Leaf) {
        let w = self.telling.words;
        let style = Style::new(Regular, if self.large { 12.0 } else { 10.0 }).soft();
        let half = style.width(w.tear) / 2.0 + 8.0;
        leaf.dashed(0.0, 306.0 - half, TEAR);
        leaf.dashed(306.0 + half, 612.0, TEAR);
        leaf.text_mid(style, 306.0, TEAR + 3.6, w.tear);
    }

    /// On the left of the slip: who pays, what for, whom to make the check out to. Long names make it
    /// smaller, never shorter: it ends above the window of the return envelope.
    fn slip_left(&self, leaf: &mut Leaf) {
        let lowest = self.zones.remit.as_ref().map_or(700.0, |zone| zone.may.top) - 4.0;
        let scales = [1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6];
        let fits = |scale: &f32| self.slip_rows(None, *scale) <= lowest;
        let scale = scales.into_iter().find(|scale| fits(scale)).unwrap_or(0.6);
        self.slip_rows(Some(leaf), scale);
    }

    /// Draws these rows, or only measures them; answers where they end.
    fn slip_rows(&self, mut leaf: Option<&mut Leaf>, scale: f32) -> f32 {
        let (w, bill) = (self.telling.words, self.bill());
        let scaled = |size: f32, leading: f32| Set::new(size * scale, leading * scale);
        let (head, row, body, gaps) = if self.large {
            (
                scaled(15.0, 18.0),
                scaled(12.5, 15.5),
                scaled(12.0, 15.0),
                [3.0, 2.0],
            )
        } else {
            (
                scaled(12.0, 16.0),
                scaled(10.5, 13.5),
                scaled(10.0, 13.0),
                [5.0, 4.0],
            )
        };
        let head = head.face(Bold);
        let pad = 1.2;
        let mut put = |set: &Set, x: f32, y: f32, rows: &[Line]| {
            if let Some(leaf) = leaf.as_deref_mut() {
                write_all(leaf, set, x, y + set.drop(), rows);
            }
            y + set.leading * rows.len().max(1) as f32
        };
        let mut y = put(&head, LEFT, 541.0, &lines(&text(w.slip), &head, 296.0));
        let rows = [
            (w.name, bold(&bill.guarantor)),
            (w.account, text(&bill.account)),
            (w.bill_number, text(&bill.number)),
        ];
        let labels = rows.iter().map(|(label, _)| row.style.width(label));
        let indent = labels.fold(0.0, f32::max) + 12.0;
        for (label, value) in &rows {
            y += pad;
            put(&row.soft(), LEFT, y, &lines(&text(label), &row, indent));
            let value = lines(value, &row, 341.0 - LEFT - indent);
            y = put(&row, LEFT + indent, y, &value) + pad;
        }
        let args = [
            ("practice", bill.practice.name.as_str()),
            ("account", &bill.account),
        ];
        let check = lines(&say(w.check, &args), &body, 296.0);
        y = put(&body, LEFT, y + gaps[0], &check) + gaps[1];
        let tick = 9.5;
        let moved = if self.large { w.moved_large } else { w.moved };
        let moved = lines(&text(moved), &body, 296.0 - tick - 6.0);
        let end = put(&body, LEFT + tick + 6.0, y, &moved);
        if let Some(leaf) = leaf {
            let top = y + body.drop() - 0.73 * body.style.size;
            let side = tick - 1.0;
            let square = Area::new(LEFT + 0.5, top, LEFT + 0.5 + side, top + side);
            leaf.outline(0.0, 1.0, &[], square);
        }
        end
    }

    fn slip_right(&self, leaf: &mut Leaf) {
        let (t, w, bill) = (&self.telling, self.telling.words, self.bill());
        let (row, amount) = if self.large {
            (Set::new(12.5, 15.5), 17.0)
        } else {
            (Set::new(10.5, 14.0), 15.0)
        };
        let due = dollars(bill.due);
        let baseline = 541.0 + drop(15.0, 18.0);
        leaf.text(row.style, ANSWER, baseline, w.amount_due);
        let room = RIGHT - ANSWER - row.style.width(w.amount_due) - 8.0;
        leaf.text_to(
            fitted(Style::new(Bold, amount), &due, room),
            RIGHT,
            baseline,
            &due,
        );
        let mut y = 559.0;
        let day = w.day_and_year(t.due_on);
        leaf.text(row.style, ANSWER, y + row.drop(), w.due_date);
        let room = RIGHT - ANSWER - row.style.width(w.due_date) - 8.0;
        let style = fitted(row.style.face(SemiBold), &day, room);
        leaf.text_to(style, RIGHT, y + row.drop(), &day);
        y += row.leading + 5.0;
        let left = RIGHT - if self.large { 88.0 } else { 104.0 };
        leaf.outline(
            0.0,
            1.2,
            &[],
            Area::new(left + 0.6, y + 0.6, RIGHT - 0.6, y + 24.4),
        );
        let style = row.style.face(SemiBold);
        let style = fitted(style, w.enclosed, left - ANSWER - 6.0);
        leaf.text(style, ANSWER, y + 16.2, w.enclosed);
        let style = Style::new(SemiBold, 12.0);
        leaf.text(style, left + 7.2, y + 16.4, "$");
    }
}
