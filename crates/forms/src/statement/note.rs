//! What is still with insurance, apart from what is due: a box under the visits.

use billing::statement::Pending;

use super::flow::{Line, Set, drop, fitted, joined, lines, text, width, write};
use super::page::{LEFT, PALE, RIGHT};
use super::telling::Telling;
use super::words::{Rich, dollars, plain};
use crate::face::Face::SemiBold;
use crate::leaf::{Area, Ink, Leaf, Style};

/// The box of what is still with insurance: how high it is in a column.
pub(super) fn note_height(telling: &Telling) -> f32 {
    if telling.bill.pending.is_empty() {
        return 0.0;
    }
    8.0 + 2.0 + 14.0 + 13.0 * note_lines(telling).len() as f32
}

const NOTE: Set = Set::new(10.0, 13.0);

fn note_lines(telling: &Telling) -> Vec<Line> {
    let pending = telling.pending();
    let lines_of = |rich| lines(rich, &NOTE, RIGHT - 57.0);
    pending.iter().flat_map(lines_of).collect()
}

/// Draws that box below `y`.
pub(super) fn note(leaf: &mut Leaf, telling: &Telling, y: f32) {
    if telling.bill.pending.is_empty() {
        return;
    }
    let top = y + 8.0;
    let rows = note_lines(telling);
    let bottom = top + 2.0 + 14.0 + 13.0 * rows.len() as f32;
    leaf.fill(Ink::Grey(PALE), Area::new(LEFT, top, LEFT + 3.0, bottom));
    let style = Style::new(SemiBold, 11.0);
    let head = fitted(style, telling.words.pending, RIGHT - 57.0);
    leaf.text(
        head,
        57.0,
        top + 1.0 + drop(11.0, 14.0),
        telling.words.pending,
    );
    for (n, line) in rows.iter().enumerate() {
        write(
            leaf,
            &NOTE,
            57.0,
            top + 15.0 + NOTE.drop() + 13.0 * n as f32,
            line,
        );
    }
    debug_assert!(rows.iter().all(|line| width(line, &NOTE) <= RIGHT - 56.0));
}

impl Telling<'_> {
    /// What is still with a plan, a sentence or two for each visit.
    pub fn pending(&self) -> Vec<Rich> {
        let w = self.words;
        let mut all: Vec<Rich> = self
            .bill
            .pending
            .iter()
            .map(|p| self.one_pending(p))
            .collect();
        let note = if all.len() == 1 {
            w.not_in_total
        } else {
            w.none_in_total
        };
        if let Some(last) = all.pop() {
            all.push(joined([last, text(note)]));
        }
        all
    }

    fn one_pending(&self, pending: &Pending) -> Rich {
        let w = self.words;
        let what = if pending.called.is_empty() {
            pending.what.clone()
        } else {
            format!("{}, {}", pending.called, lower_first(&pending.what))
        };
        let (day, amount, sent) = (
            self.day(pending.on),
            dollars(pending.charged),
            self.day(pending.sent_on),
        );
        let args = [("day", day.as_str()), ("what", &what), ("amount", &amount)];
        let payer = ("payer", pending.payer.as_str());
        let next = if pending.waits_for_patient {
            plain(w.payer_waits, &[payer])
        } else if pending.sent_on.is_some() {
            plain(w.pending_sent, &[payer, ("day", &sent)])
        } else {
            plain(w.pending_unsent, &[payer])
        };
        joined([text(&plain(w.pending_visit, &args)), text(&next)])
    }
}

/// `Follow-up visit` inside a sentence; an abbreviation such as `X-ray` stays.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
