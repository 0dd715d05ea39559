//! A letter about a bill: the windows and the answer of a statement, then the practice's own words. Nothing
//! is torn off; nothing of a visit is told.

use std::io::Write;

use billing::letter::LetterPaper;
use billing::statement::{Bill, Language};

use super::flow::{Set, drop, fitted, lines, text, write_all};
use super::page::{Front, LEFT, RIGHT};
use super::telling::Telling;
use super::visits::BODY_TOP;
use super::window::Zones;
use super::words::{dollars, plain, words};
use super::{Look, Pages, StatementError, letters};
use crate::face::Face;
use crate::leaf::{Leaf, Style};
use crate::pdf::{Meta, PdfError};
use crate::scroll::{Scroll, Size};

/// Where the words begin on the first page, and where those of a page end.
const TOP: f32 = 300.0;
const END: f32 = 740.0;
const SET: Set = Set::new(11.0, 15.0);

/// Letters under way, as [`super::Statements`].
pub struct Letters<'a, W: Write> {
    scroll: Scroll<W>,
    look: &'a Look,
    zones: Zones,
}

impl<'a, W: Write> Letters<'a, W> {
    /// Begins a run. The title names no patient.
    ///
    /// # Errors
    /// When the windows cannot be used, or the sink does not take the first bytes.
    pub fn new(sink: W, look: &'a Look, meta: Meta) -> Result<Letters<'a, W>, StatementError> {
        let w = words(Language::English);
        let zones = look.windows.zones()?;
        Ok(Letters {
            scroll: Scroll::new(sink, w.letter_title, w.tag, Size::Letter, meta)?,
            look,
            zones,
        })
    }

    /// Adds a letter. When it answers an error, nothing of it was added.
    ///
    /// # Errors
    /// When a text cannot be shown or a block does not fit its window. An error of the sink ends the run.
    pub fn add(&mut self, paper: &LetterPaper) -> Result<Pages, StatementError> {
        let leaves = leaves(paper, self.look, &self.zones)?;
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
    /// [`PdfError::NoPages`] without a letter, or what the sink answers.
    pub fn finish(self) -> Result<W, StatementError> {
        Ok(self.scroll.finish(self.look.logo.as_ref())?)
    }
}

/// One letter as a PDF.
///
/// # Errors
/// As [`Letters::add`].
pub fn letter(paper: &LetterPaper, look: &Look, meta: Meta) -> Result<Vec<u8>, StatementError> {
    let mut run = Letters::new(Vec::new(), look, meta)?;
    run.add(paper)?;
    run.finish()
}

/// The bill whose windows and answer the letter has.
fn bill(paper: &LetterPaper) -> Bill {
    Bill {
        number: paper.number.clone(),
        account: paper.account.clone(),
        language: paper.language,
        made_on: paper.made_on,
        due_on: paper.due_on,
        practice: paper.practice.clone(),
        guarantor: paper.guarantor.clone(),
        addressee: paper.addressee.clone(),
        pay: paper.pay.clone(),
        due: paper.amount,
        ..Bill::default()
    }
}

fn leaves(paper: &LetterPaper, look: &Look, zones: &Zones) -> Result<Vec<Leaf>, StatementError> {
    let bill = letters::bill(&bill(paper))?;
    let Some(telling) = Telling::new(&bill, 0) else {
        return Err(PdfError::Writer("the days of a letter are missing".to_owned()).into());
    };
    let front = Front {
        telling,
        look,
        zones,
        large: false,
        letter: true,
    };
    let w = telling.words;
    let (amount, due) = (dollars(bill.due), w.day_and_year(telling.due_on));
    let fields = [
        ("name", bill.guarantor.as_str()),
        ("account", &bill.account),
        ("amount", &amount),
        ("due", &due),
        ("practice", &bill.practice.name),
        ("phone", &bill.practice.phone),
    ];
    let filled = |template: &str| {
        let mut said = plain(template, &fields);
        letters::one(&mut said, "the text of the letter")?;
        Ok::<_, StatementError>(said)
    };
    let mut leaf = Leaf::new();
    let subject = filled(&paper.words.subject)?;
    let style = fitted(
        Style::new(Face::Bold, 15.0).tracked(-0.1),
        &subject,
        RIGHT - LEFT,
    );
    leaf.text(style, LEFT, TOP + drop(15.0, 19.0), &subject);
    let mut y = TOP + 34.0;
    let mut all = Vec::new();
    for paragraph in paper
        .words
        .text
        .split("\n\n")
        .filter(|p| !p.trim().is_empty())
    {
        // A line that somebody broke stays broken.
        let mut rows = Vec::new();
        for line in paragraph.lines() {
            rows.extend(lines(
                &text(&filled(line.trim())?),
                &SET,
                RIGHT - LEFT - 60.0,
            ));
        }
        for row in rows {
            if END < y + SET.leading {
                all.push(std::mem::replace(&mut leaf, Leaf::new()));
                y = BODY_TOP;
            }
            write_all(&mut leaf, &SET, LEFT, y + SET.drop(), &[row]);
            y += SET.leading;
        }
        y += 9.0;
    }
    all.push(leaf);
    front.number(&mut all)?;
    if let Some(first) = all.first() {
        zones.check(&first.marks, false)?;
    }
    Ok(all)
}
