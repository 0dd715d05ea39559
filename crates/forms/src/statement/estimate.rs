//! The paper of a good-faith estimate (45 CFR 149.610): the answer first, then what is expected, for
//! what, by whom and where, and what the law wants said. It lies in the same envelopes as a statement.

use billing::estimate::{EstimatePaper, PaperParty};
use billing::statement::Language;
use values::Money;

use super::flow::{Set, drop, fitted, lines, text, write_all};
use super::letters::{one, practice};
use super::page::{ANSWER, FOLD, LEFT, PALE, RIGHT, logo_place};
use super::words::{Rich, Words, dollars, figure, say, words};
use super::{Look, StatementError, block};
use crate::face::Face::{Bold, SemiBold};
use crate::leaf::{Area, Ink, Leaf, Style};
use crate::pdf::Meta;
use crate::scroll::{Scroll, Size};

/// Where the content of a page ends, and where it begins on a page after the first.
const END: f32 = 752.0;
const TOP: f32 = 60.0;
const FOOT: f32 = 770.0;

const SET: Set = Set::new(10.0, 13.0);
const ROW: Set = Set::new(10.5, 14.0);

/// What the columns of figures are called, and their right edges.
const COLUMNS: [(&str, f32); 4] = [
    ("Units", 372.0),
    ("Price", 437.0),
    ("We take off", 505.0),
    ("You pay", RIGHT),
];

/// The column of codes.
const CODES: f32 = 262.0;

/// A good-faith estimate as a PDF.
///
/// # Errors
/// When a sum does not tie, something that the law wants is missing, or a text cannot be shown.
pub fn estimate(of: &EstimatePaper, look: &Look, meta: Meta) -> Result<Vec<u8>, StatementError> {
    let faults = of.check();
    if !faults.is_empty() {
        return Err(StatementError::Sums(faults));
    }
    let of = readable(of)?;
    let zones = look.windows.zones()?;
    let mut front = Leaf::new();
    if let Some(zone) = &zones.sender {
        block::sender(&mut front, &of.practice.name, &of.practice.address, zone)?;
    }
    if !of.addressee.is_empty() {
        block::addressee(&mut front, &of.addressee, &zones.addressee)?;
    }
    front.rule(0.6, 18.0, 27.0, FOLD, 0.5);
    let logo = look.logo.as_ref();
    if let Some(place) = logo.and_then(|logo| logo_place(&zones, logo)) {
        front.picture(place);
    }
    let w = words(Language::English);
    answer(&mut front, &of, w);
    let mut page = Pages {
        leaves: vec![front],
        y: 270.0,
        of: &of,
    };
    expected(&mut page);
    about(&mut page, w);
    rights(&mut page, w);
    let leaves = page.numbered();
    if let Some(first) = leaves.first() {
        zones.check(&first.marks, false)?;
    }
    let mut scroll = Scroll::new(Vec::new(), "Good-faith estimate", w.tag, Size::Letter, meta)?;
    for leaf in leaves {
        let (ops, used) = leaf.finish();
        scroll.add(ops, &used)?;
    }
    Ok(scroll.finish(logo)?)
}

/// The estimate in the letters of the paper.
fn readable(of: &EstimatePaper) -> Result<EstimatePaper, StatementError> {
    let mut of = of.clone();
    practice(&mut of.practice)?;
    one(&mut of.patient, "the patient’s name")?;
    for line in &mut of.addressee {
        one(line, "the address")?;
    }
    let parties = [&mut of.provider, &mut of.place];
    for party in parties {
        one(&mut party.name, "the name of a provider")?;
        for line in &mut party.address {
            one(line, "the address of a provider")?;
        }
    }
    for line in of.lines.iter_mut().map(|line| &mut line.what) {
        one(line, "a service")?;
    }
    for line in of.diagnoses.iter_mut().chain(&mut of.separate) {
        one(line, "a diagnosis or a service")?;
    }
    Ok(of)
}

/// The answer: how much, for which day, for whom.
fn answer(leaf: &mut Leaf, of: &EstimatePaper, w: &Words) {
    let room = RIGHT - ANSWER;
    let name = &of.practice.name;
    let style = fitted(Style::new(SemiBold, 11.0), name, room);
    leaf.text(style, ANSWER, 30.0 + drop(11.0, 14.0), name);
    let soft = SET.soft();
    let mut y = 44.0;
    let made = of
        .made_on
        .map_or_else(String::new, |day| w.day_and_year(day));
    for says in [
        format!("Good-faith estimate, {made}"),
        format!("Estimate {}", of.number),
    ] {
        let style = fitted(soft.style, &says, room);
        leaf.text(style, ANSWER, y + soft.drop(), &says);
        y += soft.leading;
    }
    y += 6.0;
    leaf.fill(Ink::Accent, Area::new(ANSWER, y, RIGHT, y + 3.0));
    y += 9.0;
    leaf.text(
        Style::new(SemiBold, 12.0),
        ANSWER,
        y + drop(12.0, 15.0),
        "You can expect to pay",
    );
    y += 15.0;
    let total = dollars(of.total);
    let style = fitted(Style::new(Bold, 38.0).tracked(-1.2), &total, room);
    leaf.text(style, ANSWER - 1.5, y + drop(38.0, 39.0), &total);
    y += 39.0;
    let when = match of.scheduled_on {
        Some(day) => format!("for {}", w.day_and_year(day)),
        None => "no day is set yet".to_owned(),
    };
    let style = fitted(Style::new(Bold, 14.0), &when, room);
    leaf.text(style, ANSWER, y + drop(14.0, 18.0), &when);
    y += 18.0 + 8.0;
    let born = of
        .born_on
        .map_or_else(String::new, |day| w.day_and_year(day));
    let until = of
        .valid_until
        .map_or_else(String::new, |day| w.day_and_year(day));
    let facts = [
        ("For ", of.patient.as_str()),
        ("Born ", &born),
        ("Holds until ", &until),
        ("Questions? Call ", &of.practice.phone),
    ];
    for (what, value) in facts {
        if !value.is_empty() {
            let says = say("{what}<b>{value}</b>", &[("what", what), ("value", value)]);
            let rows = lines(&says, &SET, room);
            y = write_all(leaf, &SET, ANSWER, y + SET.drop(), &rows) - SET.drop();
        }
    }
}

/// Pages under way.
struct Pages<'a> {
    leaves: Vec<Leaf>,
    /// Where the next thing begins.
    y: f32,
    of: &'a EstimatePaper,
}

impl Pages<'_> {
    /// Turns the page where it has no room for something of a height; answers whether it did.
    fn room(&mut self, height: f32) -> bool {
        let full = END < self.y + height;
        if full {
            self.leaves.push(Leaf::new());
            self.y = TOP;
        }
        full
    }

    /// The page that is being filled.
    fn leaf(&mut self) -> &mut Leaf {
        if self.leaves.is_empty() {
            self.leaves.push(Leaf::new());
        }
        let last = self.leaves.len() - 1;
        &mut self.leaves[last]
    }

    /// A heading that stays with what follows it.
    fn heading(&mut self, says: &str, with: f32) {
        self.y += if self.y == TOP { 0.0 } else { 10.0 };
        self.room(19.0 + with);
        let style = Style::new(Bold, 15.0).tracked(-0.1);
        let y = self.y + drop(15.0, 19.0);
        self.leaf().text(style, LEFT, y, says);
        self.y += 19.0 + 3.0;
    }

    /// A paragraph, whole on a page.
    fn paragraph(&mut self, says: &Rich, left: f32, right: f32, after: f32) {
        let rows = lines(says, &SET, right - left);
        let height = SET.leading * rows.len() as f32;
        self.room(height);
        let y = self.y + SET.drop();
        write_all(self.leaf(), &SET, left, y, &rows);
        self.y += height + after;
    }

    /// The pages with their numbers and running heads.
    fn numbered(mut self) -> Vec<Leaf> {
        let pages = self.leaves.len();
        let of = self.of;
        for (n, leaf) in (1..).zip(&mut self.leaves) {
            let style = SET.soft().style;
            leaf.text_to(style, RIGHT, FOOT, &format!("Page {n} of {pages}"));
            leaf.text(style, LEFT, FOOT, &format!("Estimate {}", of.number));
            if 1 < n {
                let mut head = Leaf::new();
                let name = fitted(SET.style.face(SemiBold), &of.practice.name, 300.0);
                head.text(name, LEFT, 44.1, &of.practice.name);
                let about = format!("{} · Estimate {}", of.patient, of.number);
                head.text_to(fitted(SET.style, &about, 210.0), RIGHT, 44.1, &about);
                head.rule(0.0, LEFT, RIGHT, 52.7, 0.5);
                leaf.before(head);
            }
        }
        self.leaves
    }
}

/// What is expected, with its sum.
fn expected(page: &mut Pages<'_>) {
    let of = page.of;
    page.y -= 10.0;
    page.heading("What we expect", 90.0);
    let lead = say(
        "This is what we expect to do and what we expect to charge you if you do not use insurance. {off}",
        &[(
            "off",
            match of.lines.iter().any(|line| line.discount != Money::ZERO) {
                true => "Our discount for who pays without insurance is taken off.",
                false => "",
            },
        )],
    );
    page.paragraph(&lead, LEFT, RIGHT, 6.0);
    heads(page);
    let off = of.lines.iter().any(|line| line.discount != Money::ZERO);
    for line in &of.lines {
        let rows = lines(&text(&line.what), &ROW, CODES - LEFT - 12.0);
        let height = 7.0 + ROW.leading * rows.len().max(1) as f32;
        if page.room(height) {
            heads(page);
        }
        let y = page.y + 3.5 + ROW.drop();
        let leaf = page.leaf();
        write_all(leaf, &ROW, LEFT, y, &rows);
        leaf.text(fitted(ROW.style, &line.code, 76.0), CODES, y, &line.code);
        let figures = [
            line.units.to_string(),
            figure(line.charge),
            match off {
                true => format!("– {}", figure(line.discount)),
                false => String::new(),
            },
            figure(line.charge - line.discount),
        ];
        for ((_, right), cell) in COLUMNS.iter().zip(&figures) {
            leaf.text_to(fitted(ROW.style, cell, 62.0), *right, y, cell);
        }
        page.y += height;
        let y = page.y;
        page.leaf().rule(PALE, LEFT, RIGHT, y, 0.5);
    }
    page.room(24.0);
    let style = Style::new(Bold, 11.5);
    let y = page.y;
    let leaf = page.leaf();
    leaf.rule(0.0, LEFT, RIGHT, y, 1.0);
    let y = y + 5.0 + drop(11.5, 15.0);
    leaf.text(style, LEFT, y, "Expected total");
    leaf.text_to(style, RIGHT, y, &dollars(of.total));
    page.y += 24.0;
}

fn heads(page: &mut Pages<'_>) {
    let off = (page.of.lines.iter()).any(|line| line.discount != Money::ZERO);
    page.room(16.0);
    let y = page.y;
    let leaf = page.leaf();
    let style = SET.soft().style;
    let baseline = y + SET.drop();
    leaf.text(style, LEFT, baseline, "Service");
    leaf.text(style, CODES, baseline, "Code");
    for (head, right) in COLUMNS {
        if off || head != "We take off" {
            leaf.text_to(style, right, baseline, head);
        }
    }
    leaf.rule(0.0, LEFT, RIGHT, y + 16.0, 1.0);
    page.y += 16.5;
}

fn party(of: &PaperParty) -> String {
    let mut parts = vec![of.name.clone()];
    if !of.npi.is_empty() {
        parts.push(format!("NPI {}", of.npi));
    }
    if !of.tax_id.is_empty() {
        parts.push(format!("tax number {}", of.tax_id));
    }
    parts.join(", ")
}

/// For what, by whom, where, and what is scheduled apart.
fn about(page: &mut Pages<'_>, w: &Words) {
    let of = page.of;
    page.heading("For what, by whom, and where", 40.0);
    let mut facts = Vec::new();
    let what = of
        .lines
        .first()
        .map(|line| line.what.clone())
        .unwrap_or_default();
    let first = match of.scheduled_on {
        Some(day) => format!("{what}, scheduled for {}.", w.day_and_year(day)),
        None => format!("{what}. No day is set yet."),
    };
    facts.push(("The main service: ", first));
    if !of.diagnoses.is_empty() {
        facts.push(("Diagnoses: ", format!("{}.", of.diagnoses.join("; "))));
    }
    facts.push(("By whom: ", format!("{}.", party(&of.provider))));
    let place = std::iter::once(party(&of.place))
        .chain(of.place.address.iter().cloned())
        .collect::<Vec<_>>()
        .join(", ");
    facts.push(("Where: ", format!("{place}.")));
    if !of.replaces.is_empty() {
        facts.push((
            "In place of: ",
            format!("this estimate stands in place of estimate {}.", of.replaces),
        ));
    }
    for (what, value) in facts {
        let says = say("<b>{what}</b>{value}", &[("what", what), ("value", &value)]);
        page.paragraph(&says, LEFT, RIGHT, 3.0);
    }
    if of.separate.is_empty() {
        return;
    }
    // The law wants this sentence right above the list.
    page.heading("What we expect to schedule apart", 44.0);
    let says = "Estimates of their own will be made for these when they are scheduled, or when you ask. Their services and charges are not in this estimate.";
    page.paragraph(&text(says), LEFT, RIGHT, 3.0);
    for what in &of.separate {
        page.paragraph(&text(&format!("•  {what}")), LEFT + 9.0, RIGHT, 1.0);
    }
}

/// What the law wants said (45 CFR 149.610(c)(1)(vii) to (x)), in our words.
fn rights(page: &mut Pages<'_>, w: &Words) {
    let of = page.of;
    let limit = dollars(of.dispute_from);
    let until = of
        .valid_until
        .map_or_else(String::new, |day| w.day_and_year(day));
    let args = [
        ("limit", limit.as_str()),
        ("until", &until),
        ("phone", &of.practice.phone),
    ];
    let all: Vec<Rich> = [
        "<b>It is an estimate</b> of what we reasonably expect today. What is done, and its cost, can differ.",
        "<b>More may be recommended,</b> to be scheduled or asked for apart. That is not in this estimate.",
        "<b>You may dispute a bill.</b> If we bill you {limit} or more above the expected total, you can start the patient-provider dispute resolution process within 120 days of the first bill, for a small fee: cms.gov/nosurprises or 1-800-985-3059. Doing so does not lower the quality of your care.",
        "<b>It is no contract.</b> You do not have to get any of these services, from us or from anybody else.",
        "<b>Keep a copy.</b> It holds until {until}, also for services that come again.",
    ]
    .iter()
    .map(|says| say(says, &args))
    .collect();
    // They stand together: whoever looks for one finds all.
    let height = |says: &Rich| SET.leading * lines(says, &SET, RIGHT - LEFT).len() as f32 + 4.0;
    let whole = all.iter().map(height).sum();
    page.heading("What this estimate is, and your rights", whole);
    for says in &all {
        page.paragraph(says, LEFT, RIGHT, 4.0);
    }
}
