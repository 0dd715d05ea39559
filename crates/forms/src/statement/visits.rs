//! The visits: a row of figures and its story for each, sums, and what page they stand on.

use billing::statement::{Person, Visit, Written};
use values::Money;

use super::flow::{Line, Set, bold, drop, fitted, lines, text, write};
use super::page::{LEFT, PALE, RIGHT, TEAR};
use super::telling::Telling;
use super::words::{Span, dollars, figure, plain};
use crate::face::Face::{Bold, Regular, SemiBold};
use crate::leaf::{Area, Ink, Leaf, Style};

/// The right edges of the columns of figures, and how wide each may be.
const EDGES: [f32; 5] = [331.0, 392.0, 453.0, 507.0, RIGHT];
const ROOMS: [f32; 5] = [50.0, 57.0, 57.0, 50.0, 58.0];
/// What stands before each figure.
const SIGNS: [&str; 5] = ["", "–", "–", "–", "="];
/// The column of the story.
const STORY: f32 = 345.0;
/// The column of what was done.
const TITLE: f32 = 229.0;

const TITLE_SET: Set = Set::new(10.5, 14.0);
const STORY_SET: Set = Set::new(10.0, 12.8);
const PAD: f32 = 4.2;
/// A rule's own height.
const HAIR: f32 = 0.5;

/// Over the figures: two lines and a rule.
const HEADS: f32 = 28.0;
/// A person's head on a page that has the heads of the columns already.
const PERSON: f32 = 27.0;
/// A row of sums.
const SUM: f32 = 23.4;
/// From a page's top to where its content ends.
pub(super) const BODY_TOP: f32 = 58.0;
pub(super) const BODY_END: f32 = 756.0;
/// Where the visits of the first page end, when all stand there and when some do not.
const ALL_END: f32 = TEAR - 11.5;
const SOME_END: f32 = 499.0;
/// The same on a page without a slip.
const SETTLED_END: f32 = 742.0;

/// A visit, set.
struct Row<'a> {
    visit: &'a Visit,
    title: Vec<Line>,
    story: Vec<Line>,
}

impl Row<'_> {
    fn height(&self) -> f32 {
        2.0 * PAD
            + TITLE_SET.leading * self.title.len() as f32
            + STORY_SET.leading * self.story.len().max(1) as f32
            + HAIR
    }
}

/// The visits of a bill, set.
pub(super) struct Visits<'a> {
    telling: Telling<'a>,
    people: Vec<(&'a Person, Vec<Row<'a>>)>,
}

/// Where the drawing of visits stands.
pub(super) struct Place {
    /// How many visits stand on the pages before.
    pub done: usize,
    /// Where the next thing may begin.
    pub y: f32,
}

impl<'a> Visits<'a> {
    /// Sets all visits.
    pub fn new(telling: Telling<'a>) -> Visits<'a> {
        let people = telling.bill.people.iter().map(|person| {
            let rows = person.visits.iter().map(|visit| Row {
                visit,
                title: title(&telling, visit),
                story: story(&telling, visit),
            });
            (person, rows.collect())
        });
        Visits {
            people: people.collect(),
            telling,
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.people.iter().map(|(_, rows)| rows.len()).sum()
    }

    fn is_family(&self) -> bool {
        1 < self.people.len()
    }

    /// How high the block of totals is.
    fn totals_height(&self) -> f32 {
        let plan = self.telling.bill.plan_later() != Money::ZERO;
        match (self.is_family(), plan) {
            (false, false) => 0.0,
            (_, plan) => {
                let rows = u8::from(self.is_family()) + u8::from(plan);
                5.0 + 19.0 * f32::from(rows) + 26.5
            }
        }
    }

    /// How high all of it is, with its heads and totals.
    fn height(&self) -> f32 {
        let rows: f32 = self
            .people
            .iter()
            .flat_map(|(_, rows)| rows)
            .map(Row::height)
            .sum();
        let people = self.people.len() as f32;
        HEADS + (people - 1.0) * PERSON + rows + people * SUM + self.totals_height()
    }

    /// Draws what stands on the first page from `y` on. `after` is how high what follows the totals there
    /// would be. Answers where it stands and whether what follows has room.
    pub fn first_page(&self, leaf: &mut Leaf, y: f32, after: f32, settled: bool) -> (Place, bool) {
        let (all, some) = if settled {
            (SETTLED_END, SETTLED_END - 17.0)
        } else {
            (ALL_END, SOME_END)
        };
        let mut place = Place { done: 0, y };
        let end = y + self.height();
        if end <= all {
            self.page(leaf, &mut place, f32::MAX, self.count());
            return (place, end + after <= all);
        }
        // The last visit stays with the total.
        self.page(leaf, &mut place, some, self.count().saturating_sub(1));
        (place, false)
    }

    /// Says how many visits follow, under those of the first page.
    pub fn more(&self, leaf: &mut Leaf, place: &Place, last_page: usize) {
        let w = self.telling.words;
        let left = self.count() - place.done;
        let last = last_page.to_string();
        let many = if 2 < last_page {
            w.more_on_pages
        } else {
            w.more_many
        };
        let args = [("page", "2"), ("last", last.as_str())];
        let one = if 2 < last_page {
            w.more_on_pages
        } else {
            w.more_one
        };
        let says = self.telling.count(one, many, left, &args);
        let style = Style::new(SemiBold, 10.0);
        leaf.text_to(style, RIGHT, place.y + 4.0 + drop(10.0, 13.0), &says);
    }

    /// Draws visits from `place` on, down to `end` and at most up to the visit `most`. True when all are
    /// done, with their totals.
    pub fn page(&self, leaf: &mut Leaf, place: &mut Place, end: f32, most: usize) -> bool {
        let mut skip = place.done;
        let mut heads = false;
        for (nth, (person, rows)) in self.people.iter().enumerate() {
            if rows.len() <= skip {
                skip -= rows.len();
                continue;
            }
            let mut continued = 0 < skip;
            for (n, row) in rows.iter().enumerate().skip(std::mem::take(&mut skip)) {
                let last = n + 1 == rows.len();
                let begins = !heads || n == 0 || continued;
                let head = match (begins, heads) {
                    (false, _) => 0.0,
                    (true, false) => HEADS,
                    (true, true) => PERSON,
                };
                // The sums stay with the last visit.
                let sum = if last { SUM } else { 0.0 };
                // On a page of its own even a row that is higher than a page goes ahead.
                let fresh = place.y <= BODY_TOP + 1.0;
                let room = place.y + head + row.height() + sum <= end || fresh;
                if !room || most <= place.done {
                    return false;
                }
                if begins {
                    self.person(leaf, place, person, continued, heads);
                    heads = true;
                    continued = false;
                }
                self.row(leaf, place, row);
                if last {
                    self.sum(leaf, place, nth, person);
                }
            }
        }
        let totals = self.totals_height();
        if totals == 0.0 {
            return true;
        }
        if end < place.y + totals && BODY_TOP + 1.0 < place.y {
            return false;
        }
        self.totals(leaf, place);
        true
    }

    /// The head of a person, with the heads of the columns when the page has none yet.
    fn person(
        &self,
        leaf: &mut Leaf,
        place: &mut Place,
        person: &Person,
        continued: bool,
        heads: bool,
    ) {
        let mut title = self.telling.title(person);
        if continued {
            title = plain(self.telling.words.continued, &[("title", &title)]);
        }
        let style = Style::new(Bold, 11.0);
        if heads {
            let style = fitted(style, &title, RIGHT - LEFT);
            leaf.text(style, LEFT, place.y + 9.0 + drop(11.0, 14.0), &title);
            place.y += PERSON;
        } else {
            let style = fitted(style, &title, TITLE);
            let low = place.y + 12.0;
            leaf.text(style, LEFT, low + drop(11.0, 12.0), &title);
            let columns = self.telling.columns();
            for ((n, edge), column) in EDGES.into_iter().enumerate().zip(columns) {
                let Some([upper, lower]) = column else {
                    continue;
                };
                let face = if n == 4 { Bold } else { Regular };
                let style = Style::new(face, 10.0);
                let style = if n == 4 { style } else { style.soft() };
                let room = if n == 0 {
                    60.0
                } else {
                    edge - EDGES[n - 1] - 4.0
                };
                leaf.text_to(
                    fitted(style, upper, room),
                    edge,
                    place.y + drop(10.0, 12.0),
                    upper,
                );
                leaf.text_to(
                    fitted(style, lower, room),
                    edge,
                    low + drop(10.0, 12.0),
                    lower,
                );
            }
            place.y += HEADS;
        }
        leaf.rule(0.0, LEFT, RIGHT, place.y - HAIR, 1.0);
    }

    fn row(&self, leaf: &mut Leaf, place: &mut Place, row: &Row) {
        let baseline = place.y + PAD + TITLE_SET.drop();
        for (n, line) in row.title.iter().enumerate() {
            write(
                leaf,
                &TITLE_SET,
                LEFT,
                baseline + n as f32 * TITLE_SET.leading,
                line,
            );
        }
        let figures = row.visit.figures();
        self.figures(
            leaf,
            baseline,
            &figures,
            Style::new(Regular, 10.5),
            Bold,
            false,
        );
        let below = place.y + PAD + TITLE_SET.leading * row.title.len() as f32 + STORY_SET.drop();
        for (n, line) in row.story.iter().enumerate() {
            story_line(leaf, below + n as f32 * STORY_SET.leading, line);
        }
        let style = STORY_SET.style.soft();
        let dates = [
            (row.visit.answered_on.filter(|_| row.visit.insured), 2),
            (
                row.visit
                    .patient_paid_on
                    .filter(|_| row.visit.patient_paid != Money::ZERO),
                3,
            ),
        ];
        for (day, column) in dates {
            let day = self.telling.short(day);
            leaf.text_to(
                fitted(style, &day, ROOMS[column]),
                EDGES[column],
                below,
                &day,
            );
        }
        place.y += row.height();
        place.done += 1;
        leaf.rule(PALE, LEFT, RIGHT, place.y - HAIR, HAIR);
    }

    /// A row of figures with their signs.
    fn figures(
        &self,
        leaf: &mut Leaf,
        baseline: f32,
        figures: &Written,
        style: Style,
        last: crate::face::Face,
        total: bool,
    ) {
        let shown = self.telling.columns();
        for (n, amount) in figures.iter().enumerate() {
            if shown[n].is_none() {
                continue;
            }
            let own = if n == 4 { style.face(last) } else { style };
            let end = total && n == 4;
            let own = if end {
                Style { size: 11.5, ..own }
            } else {
                own
            };
            let says = if end {
                dollars(*amount)
            } else {
                figure(*amount)
            };
            let sign = if end { "" } else { SIGNS[n] };
            let own = fitted(
                own,
                &says,
                ROOMS[n] - if sign.is_empty() { -2.0 } else { 8.5 },
            );
            if !sign.is_empty() {
                let style = Style::new(Regular, own.size).faint();
                let start = EDGES[n] - own.width(&says);
                leaf.text_to(style, start - 3.2, baseline, sign);
            }
            leaf.text_to(own, EDGES[n], baseline, &says);
        }
    }

    /// The sums of a person, or of the whole bill where there is one.
    fn sum(&self, leaf: &mut Leaf, place: &mut Place, nth: usize, person: &Person) {
        let w = self.telling.words;
        let count = person.visits.len();
        let alone = !self.is_family();
        let label = if alone {
            self.telling.count(w.total_one, w.total_many, count, &[])
        } else {
            let args = [("person", person.called.as_str())];
            self.telling
                .count(w.subtotal_one, w.subtotal_many, count, &args)
        };
        // The sums of the last row stand under a rule as dark as that over the rows.
        leaf.rule(0.0, LEFT, RIGHT, place.y - HAIR, 1.0);
        let baseline = place.y + 5.0 + drop(10.5, 14.0);
        let style = Style::new(SemiBold, 10.5);
        leaf.text(fitted(style, &label, TITLE), LEFT, baseline, &label);
        let total = alone && self.totals_height() == 0.0;
        let _ = nth;
        self.figures(
            leaf,
            baseline,
            &person.figures(),
            style,
            if total { Bold } else { SemiBold },
            total,
        );
        place.y += SUM;
    }

    /// What all people owe, what is on the plan, the amount due.
    fn totals(&self, leaf: &mut Leaf, place: &mut Place) {
        let (t, w) = (&self.telling, self.telling.words);
        place.y += 5.0;
        let set = Set::new(10.5, 14.0);
        let mut line = |leaf: &mut Leaf, label: &str, amount: &str| {
            let baseline = place.y + 2.5 + set.drop();
            let room = RIGHT - LEFT - set.style.width(amount) - 10.0;
            leaf.text(fitted(set.style, label, room), LEFT, baseline, label);
            leaf.text_to(set.style, RIGHT, baseline, amount);
            place.y += 19.0;
        };
        if self.is_family() {
            let count = self.count().to_string();
            let people = t.people();
            let args = [("people", people.as_str()), ("visits", &count)];
            let owed: Money = t.bill.visits().map(|visit| visit.owed).sum();
            line(leaf, &plain(w.together, &args), &figure(owed));
        }
        let later = t.bill.plan_later();
        if later != Money::ZERO {
            line(leaf, w.plan_later, &format!("– {}", figure(later)));
        }
        leaf.fill(Ink::Accent, Area::new(LEFT, place.y, RIGHT, place.y + 2.0));
        let day = w.day_and_year(t.due_on);
        let (label, amount) = if t.bill.is_settled() {
            (w.nothing.to_owned(), dollars(Money::ZERO))
        } else {
            (plain(w.due_by, &[("day", &day)]), dollars(t.bill.due))
        };
        let style = Style::new(Bold, 13.0);
        let baseline = place.y + 7.0 + drop(13.0, 17.0);
        leaf.text(style, LEFT, baseline, &label);
        leaf.text_to(style, RIGHT, baseline, &amount);
        place.y += 26.5;
    }
}

/// `May 6 · Office visit, Dr. Okafor`, on as many lines as it takes.
fn title(telling: &Telling, visit: &Visit) -> Vec<Line> {
    let mut rich = bold(&what(telling, visit));
    if !visit.provider.is_empty() {
        rich.push(Span {
            bold: false,
            text: format!(", {}", visit.provider),
        });
    }
    // Up to the first figure.
    let charged = TITLE_SET.style.width(&figure(visit.charged)).min(ROOMS[0]);
    lines(&rich, &TITLE_SET, EDGES[0] - charged - 7.0 - LEFT)
}

/// `May 6 · Office visit`: the day as the language writes it over a visit.
pub(super) fn what(telling: &Telling, visit: &Visit) -> String {
    let w = telling.words;
    let day = if w.title_day_is_long {
        telling.day(visit.on)
    } else {
        telling.short(visit.on)
    };
    format!("{day} · {}", visit.what)
}

/// The story of a visit, with its codes after it where they stand whole.
fn story(telling: &Telling, visit: &Visit) -> Vec<Line> {
    let mut rich = telling.story(visit);
    let codes = telling.codes(visit);
    if !codes.is_empty() {
        // The mark by which the codes are found again, to be set fainter.
        let lead = if rich.is_empty() { "" } else { " " };
        rich.extend(text(&format!(
            "{lead}{CODES}{}",
            codes.replace(' ', "\u{a0}")
        )));
    }
    lines(&rich, &STORY_SET, STORY)
}

/// Before the codes in a story; the paper has no such letter.
const CODES: char = '\u{e000}';

fn story_line(leaf: &mut Leaf, y: f32, line: &Line) {
    let Some(at) = line.iter().position(|(_, text)| text.contains(CODES)) else {
        write(leaf, &STORY_SET, LEFT, y, line);
        return;
    };
    let mut x = LEFT;
    for (n, (bold, piece)) in line.iter().enumerate() {
        let (before, codes) = match piece.split_once(CODES) {
            Some((before, codes)) if n == at => (before, codes),
            _ => (piece.as_str(), ""),
        };
        x = write(leaf, &STORY_SET, x, y, &vec![(*bold, before.to_owned())]);
        x = leaf.text(STORY_SET.style.faint(), x, y, codes);
    }
}
