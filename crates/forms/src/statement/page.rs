//! What the pages of a statement have in common: the answer, the slip, the running head.

use billing::statement::Bill;
use values::Money;

use super::block;
use super::flow::{Set, drop, fitted, lines, text, write_all};
use super::telling::Telling;
use super::window::Zones;
use super::words::{dollars, figure, plain, say};
use super::{Look, StatementError};
use crate::face::Face::{Bold, Regular, SemiBold};
use crate::leaf::{Area, Ink, Leaf, Style};
use crate::picture::Picture;

pub(super) const LEFT: f32 = 45.0;
pub(super) const RIGHT: f32 = 567.0;
/// The fold, and the perforation above the slip.
pub(super) const FOLD: f32 = 264.0;
pub(super) const TEAR: f32 = 528.0;
/// Rules between rows.
pub(super) const PALE: f32 = 0.667;
/// The left edge of the answer.
pub(super) const ANSWER: f32 = 360.0;

/// A statement under way.
pub(super) struct Front<'a> {
    pub telling: Telling<'a>,
    pub look: &'a Look,
    pub zones: &'a Zones,
    /// Large print.
    pub large: bool,
    /// A letter about a bill, not a bill.
    pub letter: bool,
}

/// Sizes and places of the answer: normal or large.
struct Answer {
    who: f32,
    meta: Set,
    label: f32,
    amount: f32,
    due: f32,
    pay: Set,
}

const NORMAL: Answer = Answer {
    who: 11.0,
    meta: Set::new(10.0, 13.0).soft(),
    label: 12.0,
    amount: 38.0,
    due: 14.0,
    pay: Set::new(10.0, 12.6),
};

const LARGE: Answer = Answer {
    who: 13.0,
    meta: Set::new(12.0, 15.0).soft(),
    label: 15.0,
    amount: 42.0,
    due: 17.0,
    pay: Set::new(12.0, 15.0),
};

/// How large a logo is at most, and how small it may become beside a window.
const LOGO: f32 = 54.0;
const SMALLEST_LOGO: f32 = 24.0;

/// The right edge of a logo, left of the answer, and its upper edge.
const LOGO_RIGHT: f32 = ANSWER - 10.0;
const LOGO_TOP: f32 = 30.0;

/// Where the logo stands: between the return address and the answer, where no window shows it; none when
/// the windows leave no room.
pub(super) fn logo_place(zones: &Zones, logo: &Picture) -> Option<Area> {
    let band = Area::new(0.0, LOGO_TOP, LOGO_RIGHT, LOGO_TOP + LOGO);
    let shown = [zones.sender.as_ref(), Some(&zones.addressee)];
    let left = shown
        .into_iter()
        .flatten()
        .filter(|zone| zone.may.touches(&band))
        .map(|zone| zone.may.right + 4.0)
        .fold(LEFT, f32::max);
    let room = (LOGO_RIGHT - left).min(LOGO);
    if room < SMALLEST_LOGO {
        return None;
    }
    let (width, height) = logo.fitted(room, LOGO);
    Some(Area::new(
        LOGO_RIGHT - width,
        LOGO_TOP,
        LOGO_RIGHT,
        LOGO_TOP + height,
    ))
}

impl Front<'_> {
    pub fn bill(&self) -> &Bill {
        self.telling.bill
    }

    /// The addresses behind the windows, the fold, the logo.
    pub fn windows(&self, leaf: &mut Leaf) -> Result<(), StatementError> {
        let practice = &self.bill().practice;
        if let Some(zone) = &self.zones.sender {
            block::sender(leaf, &practice.name, &practice.address, zone)?;
        }
        block::addressee(leaf, &self.bill().addressee, &self.zones.addressee)?;
        leaf.rule(0.6, 18.0, 27.0, FOLD, 0.5);
        let logo = self.look.logo.as_ref();
        if let Some(place) = logo.and_then(|logo| logo_place(self.zones, logo)) {
            leaf.picture(place);
        }
        Ok(())
    }

    /// The answer: how much, by when, how to pay. `pages` is how many pages there are.
    pub fn answer(&self, leaf: &mut Leaf, pages: usize) -> Result<(), StatementError> {
        let (t, w) = (&self.telling, self.telling.words);
        let is = if self.large { LARGE } else { NORMAL };
        let parts = t.parts();
        let tight = self.large || !parts.is_empty();
        let mut y = self.who(leaf, &is, pages);
        let bar = Area::new(ANSWER, y, RIGHT, y + 3.0);
        leaf.fill(Ink::Accent, bar);
        y += 3.0 + 6.0;
        let label = is.label * 1.25;
        let style = Style::new(SemiBold, is.label);
        let settled = self.bill().is_settled();
        leaf.text(style, ANSWER, y + drop(is.label, label), w.amount_due);
        y += label;
        let (size, leading) = match (self.large, tight || self.two_lines(&is)) {
            (true, _) => (is.amount, is.amount),
            (false, true) => (36.0, 36.0),
            (false, false) => (is.amount, 39.0),
        };
        let amount = if settled {
            w.nothing.to_owned()
        } else {
            dollars(self.bill().due)
        };
        let style = Style::new(Bold, size).tracked(-1.2);
        let style = fitted(style, &amount, RIGHT - ANSWER);
        leaf.text(style, ANSWER - 1.5, y + drop(size, leading), &amount);
        y += leading;
        if settled {
            let style = Style::new(Bold, is.due);
            leaf.text(style, ANSWER, y + drop(is.due, 18.0), w.thanks);
            return Ok(());
        }
        y = self.pay_by(leaf, &is, y);
        y = self.parts(leaf, &parts, y);
        self.pay(leaf, &is, tight || self.two_lines(&is), y)
    }

    /// The practice, what this is, its numbers. Answers where the bar begins.
    fn who(&self, leaf: &mut Leaf, is: &Answer, pages: usize) -> f32 {
        let (t, w, bill) = (&self.telling, self.telling.words, self.bill());
        let room = RIGHT - ANSWER;
        // A long name is set smaller, then on two lines: upwards, so that everything below stays.
        let name = &bill.practice.name;
        let mut set = Set::new(is.who, is.who + 3.0).face(SemiBold);
        let mut rows = lines(&text(name), &set, room);
        while 1 < rows.len() && 9.0 < set.style.size {
            set.style.size -= 0.5;
            rows = lines(&text(name), &set, room);
        }
        set.leading = set.style.size * 1.15;
        let above = rows.len().saturating_sub(1) as f32 * set.leading;
        let top = 30.0;
        let baseline = top + drop(is.who, is.who + 3.0);
        write_all(leaf, &set, ANSWER, baseline - above, &rows);
        let mut y = top + is.who + 3.0;
        let (said, numbered) = if self.letter {
            (w.letter, w.letter_number)
        } else {
            (w.bill, w.bill_number)
        };
        let number = |pages: usize| {
            let pages = pages.to_string();
            plain(w.page, &[("page", "1"), ("pages", &pages)])
        };
        let numbers = if self.large {
            format!("{} · {} {}", number(pages), w.account, bill.account)
        } else {
            format!(
                "{} {} · {} {}",
                w.account, bill.account, numbered, bill.number
            )
        };
        let meta = is.meta;
        let page = if self.large {
            String::new()
        } else {
            number(pages)
        };
        let used = meta.style.width(&page) + if page.is_empty() { 0.0 } else { 8.0 };
        let long = plain(said, &[("day", &w.day_and_year(t.made_on))]);
        let what = if meta.style.width(&long) <= room - used {
            long
        } else {
            plain(said, &[("day", &w.short_and_year(t.made_on))])
        };
        leaf.text(
            fitted(meta.style, &what, room - used),
            ANSWER,
            y + meta.drop(),
            &what,
        );
        leaf.text_to(meta.style, RIGHT, y + meta.drop(), &page);
        y += meta.leading;
        leaf.text(
            fitted(meta.style, &numbers, room),
            ANSWER,
            y + meta.drop(),
            &numbers,
        );
        y + meta.leading + 6.0
    }

    /// The day by which to pay, on as many lines as the language gives it.
    fn due_lines(&self) -> Vec<String> {
        let (t, w) = (&self.telling, self.telling.words);
        let day = w.day_and_year(t.due_on);
        let says = plain(w.pay_by, &[("day", &day)]);
        if t.parts().is_empty() {
            return says.split('\n').map(str::to_owned).collect();
        }
        let day = w.short_and_year(t.due_on);
        let says = if says.contains('\n') {
            plain(w.pay_by_short, &[("day", &day)])
        } else {
            says
        };
        vec![says]
    }

    /// True when the day takes two lines: then the amount above is a bit smaller.
    fn two_lines(&self, is: &Answer) -> bool {
        let _ = is;
        1 < self.due_lines().len()
    }

    fn pay_by(&self, leaf: &mut Leaf, is: &Answer, mut y: f32) -> f32 {
        let leading = if self.large { 21.0 } else { 18.0 };
        for line in self.due_lines() {
            let style = fitted(Style::new(Bold, is.due), &line, RIGHT - ANSWER);
            leaf.text(style, ANSWER, y + drop(is.due, leading), &line);
            y += leading;
        }
        y
    }

    /// What the amount is made of.
    fn parts(&self, leaf: &mut Leaf, parts: &[(String, Money, bool)], mut y: f32) -> f32 {
        if parts.is_empty() {
            return y;
        }
        y += 4.0;
        leaf.rule(PALE, ANSWER, RIGHT, y, 0.5);
        y += 3.5;
        let (size, leading) = if self.large {
            (12.0, 14.5)
        } else {
            (10.0, 12.5)
        };
        for (what, amount, late) in parts {
            let style = Style::new(if *late { SemiBold } else { Regular }, size);
            let amount = figure(*amount);
            let room = RIGHT - ANSWER - style.width(&amount) - 8.0;
            leaf.text(
                fitted(style, what, room),
                ANSWER,
                y + drop(size, leading),
                what,
            );
            leaf.text_to(style, RIGHT, y + drop(size, leading), &amount);
            y += leading;
        }
        y
    }

    /// The square, where to pay online, the telephone.
    fn pay(&self, leaf: &mut Leaf, is: &Answer, tight: bool, y: f32) -> Result<(), StatementError> {
        let w = self.telling.words;
        let bill = self.bill();
        let y = y + if tight { 6.0 } else { 10.0 };
        let y = if self.large { y + 2.0 } else { y };
        let lowest = FOLD - 2.0;
        let Some(page) = &bill.pay else {
            let set = is.pay;
            let says = say(
                &format!("<b>{}</b> {{phone}}", w.by_phone),
                &[("phone", &bill.practice.phone)],
            );
            let rows = lines(&says, &set, RIGHT - ANSWER);
            write_all(leaf, &set, ANSWER, y + set.drop(), &rows);
            return Ok(());
        };
        let rows = super::square::rows(&page.link)?;
        let full = if self.large {
            60.0
        } else if tight {
            51.0
        } else {
            63.0
        };
        let side = f32::min(full, lowest - y);
        leaf.modules(ANSWER, y, side / rows.len() as f32, &rows);
        let left = ANSWER + side + 9.0;
        let room = RIGHT - left;
        let phone = [("phone", bill.practice.phone.as_str())];
        let break_phone = if self.large { "\n" } else { " " };
        let mut scans: &[bool] = &[true, false];
        if tight {
            scans = &[false];
        }
        let mut set = is.pay;
        loop {
            for &scan in scans {
                let scan = if scan {
                    format!("{}\n", w.scan)
                } else {
                    String::new()
                };
                let says = say(
                    &format!(
                        "<b>{}</b>\n{scan}{{address}}\n{}\n<b>{}</b>{break_phone}{{phone}}",
                        w.pay_online, w.type_code, w.by_phone
                    ),
                    &[
                        ("address", page.address.as_str()),
                        ("code", &page.code),
                        phone[0],
                    ],
                );
                let rows = lines(&says, &set, room);
                let top = y - 1.5;
                let end = top + rows.len() as f32 * set.leading;
                if end <= lowest + 1.5 || set.style.size <= 6.0 {
                    write_all(leaf, &set, left, top + set.drop(), &rows);
                    return Ok(());
                }
            }
            set.style.size -= 0.5;
            set.leading = set.style.size * 1.25;
        }
    }

    /// The head of a page after the first.
    pub fn running_head(&self, leaf: &mut Leaf, page: usize, pages: usize) {
        let (w, bill) = (self.telling.words, self.bill());
        let (page, pages) = (page.to_string(), pages.to_string());
        let page = plain(w.page, &[("page", &page), ("pages", &pages)]);
        let set = if self.large {
            Set::new(13.0, 17.0)
        } else {
            Set::new(10.0, 13.0)
        };
        let numbers = if self.large {
            format!("{} {} · {}", w.account, bill.account, page.to_lowercase())
        } else {
            let numbered = if self.letter {
                w.letter_number
            } else {
                w.bill_number
            };
            format!(
                "{} · {} {} · {} {} · {}",
                bill.guarantor,
                w.account.to_lowercase(),
                bill.account,
                numbered.to_lowercase(),
                bill.number,
                page.to_lowercase()
            )
        };
        let name = &bill.practice.name;
        let style = set.style.face(SemiBold);
        let room = RIGHT - LEFT;
        let baseline = 34.0 + set.drop();
        if style.width(name) + set.style.width(&numbers) + 16.0 <= room {
            leaf.text(style, LEFT, baseline, name);
            leaf.text_to(set.style, RIGHT, baseline, &numbers);
        } else {
            // Long names take two lines.
            leaf.text(
                fitted(style, name, room),
                LEFT,
                baseline - set.leading,
                name,
            );
            leaf.text_to(fitted(set.style, &numbers, room), RIGHT, baseline, &numbers);
        }
        leaf.rule(0.0, LEFT, RIGHT, 34.0 + set.leading + 5.7, 1.0);
    }
}
