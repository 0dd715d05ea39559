//! Letters to accounts that are past their last statement: which comes next, one before it is printed as a
//! picture, and a run as a print job. A letter counts as sent when its paper is right.

use std::collections::BTreeSet;

use billing::letter::{self, Letter, LetterPaper, LetterStage, Next};
use billing::print_job::{LETTER, PrintItem};
use billing::statement::Language;
use billing::statement::run::{Decision, Stays, decide};
use forms::statement::{Letters, letter as draw_letter};
use values::{LetterId, Money, PrintId};
use vault::statements::{self, Owing};
use vault::{Connection, Writer, collections, local};

use crate::Workbench;
use crate::bench::{Open, random};
use crate::chart::iso;
use crate::envelopes::look;
use crate::guarantors;
use crate::lists::us_day;
use crate::pages::{PaperPage, page_of};
use crate::print::count;
use crate::print_jobs::{NewJob, Printed, waiting_items};
use crate::print_send::{Destination, print_job};
use crate::problem::{Code, Problem};
use crate::statement_bill::{Maker, addressee, spoken};
use crate::statement_print::{StatementPageAsk, changed, meta, unmade};
use crate::view::{Changed, Nothing, view};

/// Letters in one run at the most.
const MOST: usize = 10_000;
/// The first letter's number.
const FIRST_NUMBER: i64 = 501;

view! {
    /// Accounts that are past their last statement, and which letter comes next.
    pub struct LetterRun {
        /// What the letters of the series are called.
        pub stages: Vec<String>,
        /// The accounts, by name.
        pub rows: Vec<LetterRow>,
        /// How many get a letter now.
        pub goes: u32,
        /// What they ask for.
        pub goes_cents: i64,
    }

    /// An account that is past its last statement.
    pub struct LetterRow {
        /// Its key.
        pub account: String,
        /// The number that people say.
        pub number: String,
        /// Who answers, as lists show it.
        pub name: String,
        /// `goes`; `waits` for the last letter's days, `prints` for its paper; `agency` when the series is over.
        pub state: String,
        /// Which letter, from 0; of one that goes.
        pub stage: u32,
        /// In words: the letter's name, or why none goes.
        pub why: String,
        /// What is due.
        pub due_cents: i64,
        /// When the last letter went out, ISO, or empty.
        pub last_on: String,
        /// `en` or `es`.
        pub language: String,
    }

    /// Letters to print, and where.
    pub struct PrintLetters {
        /// Names the work for `progress` and `cancel_job`.
        pub job: String,
        /// The accounts, each with what the list said.
        pub rows: Vec<LetterToPrint>,
        /// A file to save to, from `pick_save`; empty to print on a printer.
        pub token: String,
        /// A printer's name; empty to save a file.
        pub printer: String,
    }

    /// An account whose letter is printed.
    pub struct LetterToPrint {
        /// Its key.
        pub account: String,
        /// Which letter, from 0.
        pub stage: u32,
        /// What is due, as the list said.
        pub due_cents: i64,
    }
}

/// What is the same for all accounts.
struct Series<'a> {
    maker: Maker<'a>,
    stages: Vec<LetterStage>,
    /// What waits for its paper.
    waiting: BTreeSet<String>,
    today: values::Day,
}

impl<'a> Series<'a> {
    fn new(
        bench: &Workbench,
        open: &Open,
        db: &'a Connection,
        zone: &'a str,
    ) -> Result<Series<'a>, Problem> {
        let today = bench.today(open);
        let name = open.facts().name.clone();
        let maker = Maker::new(db, zone, (&name, today))?;
        Ok(Series {
            stages: maker.rules().series(),
            waiting: waiting_items(db)?,
            maker,
            today,
        })
    }

    /// What comes next for an account; none when it is not past its last statement.
    fn row(&self, db: &Connection, owing: Owing) -> Result<Option<LetterRow>, Problem> {
        let rules = self.maker.rules();
        if decide(&owing.facts, rules, self.today) != Decision::Stays(Stays::PastLast) {
            return Ok(None);
        }
        let sent = collections::letters_of(db, &owing.account, owing.facts.asked_on)?;
        let prints = |letter: &&Letter| self.waiting.contains(&letter.id.to_string());
        let last = sent.iter().find(|letter| letter.went_out());
        let next = letter::next(
            last.map(|letter| (letter.stage, letter.paper.due_on)),
            self.stages.len(),
            self.today,
        );
        let (state, stage, why) = match next {
            _ if sent.iter().any(|letter| prints(&letter)) => {
                ("prints", 0, "Waits for its paper".to_owned())
            }
            Next::Goes(at) => {
                let name = self.stages.get(at).map(|stage| stage.name.clone());
                ("goes", at, name.unwrap_or_default())
            }
            Next::Waits(due) => (
                "waits",
                0,
                format!("Has until {}", us_day(&due.to_string())),
            ),
            Next::Over => ("agency", 0, "All letters went out".to_owned()),
        };
        Ok(Some(LetterRow {
            state: state.to_owned(),
            stage: count(stage),
            why,
            due_cents: owing.facts.asked(rules, self.today).cents(),
            last_on: iso(last.and_then(|letter| letter.sent_on)),
            language: match owing.language.as_str() {
                "es" => "es".to_owned(),
                _ => "en".to_owned(),
            },
            account: owing.account,
            number: owing.number,
            name: owing.name,
        }))
    }

    /// The letter of an account.
    fn paper(
        &self,
        db: &Connection,
        row: &LetterRow,
        number: &str,
    ) -> Result<LetterPaper, Problem> {
        let who = guarantors::account(db, &row.account)?;
        let language = match row.language.as_str() {
            "es" => Language::Spanish,
            _ => Language::English,
        };
        let stage = usize::try_from(row.stage).unwrap_or(usize::MAX);
        let stage = self.stages.get(stage).ok_or_else(|| changed(&row.number))?;
        Ok(LetterPaper {
            number: number.to_owned(),
            account: who.number.clone(),
            language,
            made_on: Some(self.today),
            due_on: Some(self.today.plus_days(i32::from(stage.days))),
            practice: self.maker.practice().clone(),
            guarantor: spoken(&who.person.name),
            addressee: addressee(&who.reached),
            amount: Money::from_cents(row.due_cents),
            pay: self.maker.pay_page(number),
            words: stage.words(language).clone(),
        })
    }
}

/// Accounts that are past their last statement, and which letter comes next.
pub(crate) fn letters(bench: &Workbench, _: Nothing) -> Result<LetterRun, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let zone = open.zone();
    let series = Series::new(bench, &open, &db, &zone)?;
    let mut rows = Vec::new();
    for owing in statements::owing(&db)? {
        rows.extend(series.row(&db, owing)?);
    }
    let goes = rows.iter().filter(|row| row.state == "goes");
    Ok(LetterRun {
        stages: series
            .stages
            .iter()
            .map(|stage| stage.name.clone())
            .collect(),
        goes: count(goes.clone().count()),
        goes_cents: goes.map(|row| row.due_cents).sum(),
        rows,
    })
}

/// A page of the letter that an account would get today.
pub(crate) fn letter_page(bench: &Workbench, ask: StatementPageAsk) -> Result<PaperPage, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let zone = open.zone();
    let series = Series::new(bench, &open, &db, &zone)?;
    let row = match statements::owing_of(&db, &ask.account)? {
        Some(owing) => series.row(&db, owing)?,
        None => None,
    };
    let Some(row) = row.filter(|row| row.state == "goes") else {
        return Err(Problem::new(
            Code::Changed,
            "No letter goes to this account now. Look at the list again.",
        ));
    };
    let number = local::peek_number(&db, "letter", FIRST_NUMBER)?.to_string();
    let paper = series.paper(&db, &row, &number)?;
    let look = look(&db, series.maker.rules())?;
    let made = draw_letter(&paper, &look, meta(bench, &open)?);
    let page = page_of(made, ask.page, ask.dpi)?;
    bench.log_view(&open, "view_statement", &ask.account, &ask.account)?;
    Ok(page)
}

/// What was made for a run.
struct Made {
    pdf: Vec<u8>,
    items: Vec<PrintItem>,
    pages: u32,
    cents: Money,
}

/// Makes letters and keeps them.
fn make(
    bench: &Workbench,
    open: &Open,
    writer: &mut Writer<'_>,
    (print_id, wanted): (PrintId, &[LetterToPrint]),
    mut tell: impl FnMut(usize) -> Result<(), Problem>,
) -> Result<Made, Problem> {
    let zone = open.zone();
    let (mut items, mut kept) = (Vec::new(), Vec::new());
    let (mut pages, mut cents) = (0, Money::ZERO);
    let db = writer.db();
    let series = Series::new(bench, open, db, &zone)?;
    let look = look(db, series.maker.rules())?;
    let mut run =
        Letters::new(Vec::new(), &look, meta(bench, open)?).map_err(|error| unmade("", &error))?;
    for (n, wanted) in wanted.iter().enumerate() {
        tell(n)?;
        let owing = statements::owing_of(db, &wanted.account)?.ok_or_else(|| changed(""))?;
        let said = owing.number.clone();
        let row = series.row(db, owing)?.filter(|row| {
            row.state == "goes" && (row.stage, row.due_cents) == (wanted.stage, wanted.due_cents)
        });
        let row = row.ok_or_else(|| changed(&said))?;
        let number = local::next_number(db, "letter", FIRST_NUMBER)?.to_string();
        let paper = series.paper(db, &row, &number)?;
        let drawn = run.add(&paper).map_err(|error| unmade(&said, &error))?;
        let id = LetterId::new(u64::try_from(writer.at()).unwrap_or(0), random()?);
        items.push(PrintItem {
            id: id.to_string(),
            first_page: count(drawn.first.saturating_sub(1)),
            pages: count(drawn.count),
            cents: paper.amount,
        });
        pages = drawn.first.saturating_sub(1) + drawn.count;
        cents += paper.amount;
        kept.push(Letter {
            id,
            account: row.account,
            stage: u8::try_from(row.stage).unwrap_or(u8::MAX),
            name: row.why,
            print_id: Some(print_id),
            made_on: series.today,
            sent_on: None,
            unsent: None,
            paper,
        });
    }
    let pdf = run.finish().map_err(|error| unmade("", &error))?;
    for letter in &kept {
        writer.put(letter)?;
    }
    Ok(Made {
        pdf,
        items,
        pages: count(pages),
        cents,
    })
}

/// Makes the letters of a run and prints them, or saves them as a file.
pub(crate) fn print_letters(
    bench: &Workbench,
    ask: PrintLetters,
) -> Result<Changed<Printed>, Problem> {
    let open = bench.opened()?;
    let destination = Destination::of(bench, &ask.token, &ask.printer)?;
    if ask.rows.is_empty() {
        return Err(Problem::new(
            Code::NeedsYou,
            "No letter goes out. Choose some.",
        ));
    }
    if MOST < ask.rows.len() {
        return Err(Problem::new(
            Code::NeedsYou,
            format!("A run takes {MOST} letters at the most. Select fewer."),
        ));
    }
    bench.fresh_for(&open, ask.rows.len())?;
    let progress = bench.job(&ask.job);
    let id = bench.print_id()?;
    let total = ask.rows.len();
    print_job(bench, &open, "print_letters", &destination, |writer| {
        let made = make(bench, &open, writer, (id, &ask.rows), |n| {
            progress.at(n, total, "Making letters")
        })?;
        Ok(NewJob {
            id,
            what: LETTER,
            title: match total {
                1 => "1 letter".to_owned(),
                n => format!("{n} letters"),
            },
            items: made.items,
            style: "",
            pages: made.pages,
            cents: made.cents,
            pdf: made.pdf,
        })
    })
}
