//! Statements on paper: one before it is printed, as a picture and as text, and a run as a print job. A
//! statement counts as sent when its paper is right.

use billing::print_job::{PrintItem, STATEMENT};
use billing::statement::run::{Decision, decide};
use billing::statement::sent::Statement;
use billing::statement::{Bill, Language};
use forms::Meta;
use forms::statement::{Look, Pages, StatementError, Statements, plain_text, statement};
use values::{Money, PrintId, StatementId};
use vault::{Connection, Writer, local, statements};

use crate::Workbench;
use crate::bench::{Open, random};
use crate::chart::ById;
use crate::envelopes::look;
use crate::mail_house;
use crate::pages::{PaperPage, page_of};
use crate::print::count;
use crate::print_jobs::{NewJob, Printed};
use crate::print_send::{Destination, print_job};
use crate::problem::{Code, Problem};
use crate::statement_bill::Maker;
use crate::view::{Changed, view};

/// Statements in one run at the most.
const MOST: usize = 10_000;

view! {
    /// A page of an account's statement before it is printed.
    pub struct StatementPageAsk {
        /// The account's key.
        pub account: String,
        /// The page, from 0.
        pub page: u32,
        /// Pixels to the inch, 50 to 300.
        pub dpi: u32,
    }

    /// A statement as plain text: what one says when somebody calls.
    pub struct StatementText {
        /// The text; empty when it cannot be made.
        pub text: String,
        /// Why not.
        pub says: String,
    }

    /// Statements to print, and where.
    pub struct PrintStatements {
        /// Names the work for `progress` and `cancel_job`.
        pub job: String,
        /// The accounts, each with what the list said that it owes.
        pub rows: Vec<StatementRow>,
        /// A file to save to, from `pick_save`; empty to print on a printer.
        pub token: String,
        /// A printer's name; empty to save a file.
        pub printer: String,
        /// Files for a mail house: the token is a folder's, from `pick_folder`, and takes the pages as a PDF
        /// and the list of them as CSV.
        #[serde(default)]
        pub mail_house: bool,
        /// Somebody asks for it at the desk: it is given also where a run would not send one now.
        #[serde(default)]
        pub desk: bool,
    }

    /// An account whose statement is printed.
    pub struct StatementRow {
        /// Its key.
        pub account: String,
        /// What its statement asks for, as the list said.
        pub due_cents: i64,
    }
}

pub(crate) fn meta(bench: &Workbench, open: &Open) -> Result<Meta, Problem> {
    Ok(Meta {
        made_on: bench.today(open),
        id: random()?,
    })
}

/// The statement that an account would get today, and whether in large print.
fn today(
    bench: &Workbench,
    open: &Open,
    db: &Connection,
    key: &str,
) -> Result<(Bill, bool, Look), Problem> {
    let zone = open.zone();
    let name = open.facts().name.clone();
    let mut maker = Maker::new(db, &zone, (&name, bench.today(open)))?;
    let number = local::peek_number(db, "statement", FIRST_NUMBER)?.to_string();
    let (bill, large) = maker.preview(key, &number)?;
    Ok((bill, large, look(db, maker.rules())?))
}

/// The first statement's number.
pub(crate) const FIRST_NUMBER: i64 = 20_001;

/// A page of the statement that an account would get today.
pub(crate) fn statement_page(
    bench: &Workbench,
    ask: StatementPageAsk,
) -> Result<PaperPage, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let (bill, large, look) = today(bench, &open, &db, &ask.account)?;
    let pdf = statement(&bill, &look, large, meta(bench, &open)?);
    let page = page_of(pdf, ask.page, ask.dpi)?;
    if !page.png.is_empty() {
        bench.log_view(&open, "view_statement", &ask.account, &ask.account)?;
    }
    Ok(page)
}

/// The statement that an account would get today, as plain text.
pub(crate) fn statement_text(bench: &Workbench, ask: ById) -> Result<StatementText, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let (bill, _, _) = today(bench, &open, &db, &ask.id)?;
    bench.log_view(&open, "view_statement", &ask.id, &ask.id)?;
    Ok(match plain_text(&bill) {
        Ok(text) => StatementText {
            text,
            says: String::new(),
        },
        Err(error) => StatementText {
            text: String::new(),
            says: error.to_string(),
        },
    })
}

/// Statements that were made for a run and are not kept yet.
pub(crate) struct MadeRun {
    pub(crate) pdf: Vec<u8>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) items: Vec<PrintItem>,
    pub(crate) pages: u32,
}

/// Makes the statements of accounts: numbers, bills, the document.
///
/// # Errors
/// [`Code::Changed`] when an account owes another amount than the list said, or gets none any more;
/// [`Code::NeedsYou`] with the account's number when a statement cannot be made: nothing is.
pub(crate) fn make(
    bench: &Workbench,
    open: &Open,
    writer: &Writer<'_>,
    (print_id, rows, desk): (PrintId, &[StatementRow], bool),
    mut tell: impl FnMut(usize) -> Result<(), Problem>,
) -> Result<MadeRun, Problem> {
    let db = writer.db();
    let (zone, day) = (open.zone(), bench.today(open));
    let name = open.facts().name.clone();
    let mut maker = Maker::new(db, &zone, (&name, day))?;
    let look = look(db, maker.rules())?;
    let mut run = Statements::new(Vec::new(), &look, Language::English, meta(bench, open)?)
        .map_err(|error| unmade("", &error))?;
    let (mut made, mut items, mut pages) = (Vec::new(), Vec::new(), 0);
    for (n, row) in rows.iter().enumerate() {
        tell(n)?;
        let owing = statements::owing_of(db, &row.account)?.ok_or_else(|| changed(""))?;
        let level = match decide(&owing.facts, maker.rules(), day) {
            Decision::Goes(level) => level,
            Decision::Stays(why) => match why.at_the_desk(owing.facts.last).filter(|_| desk) {
                Some(level) => level,
                None => return Err(changed(&owing.number)),
            },
        };
        let number = local::next_number(db, "statement", FIRST_NUMBER)?.to_string();
        let (bill, large) = maker.bill(&row.account, (&number, level))?;
        if bill.due.cents() != row.due_cents {
            return Err(changed(&owing.number));
        }
        let Pages { first, count: of } = run
            .add(&bill, large)
            .map_err(|error| unmade(&owing.number, &error))?;
        let id = StatementId::new(u64::try_from(writer.at()).unwrap_or(0), random()?);
        items.push(PrintItem {
            id: id.to_string(),
            first_page: count(first.saturating_sub(1)),
            pages: count(of),
            cents: bill.due,
        });
        pages = first.saturating_sub(1) + of;
        made.push(Statement {
            id,
            account: row.account.clone(),
            print_id: Some(print_id),
            made_on: day,
            sent_on: None,
            unsent: None,
            large_print: large,
            bill,
        });
    }
    Ok(MadeRun {
        pdf: run.finish().map_err(|error| unmade("", &error))?,
        statements: made,
        items,
        pages: count(pages),
    })
}

pub(crate) fn changed(number: &str) -> Problem {
    let which = match number {
        "" => "An account".to_owned(),
        number => format!("Account {number}"),
    };
    Problem::new(
        Code::Changed,
        format!(
            "{which} changed since the list was made. Nothing was printed. Look at the list again."
        ),
    )
}

pub(crate) fn unmade(number: &str, error: &StatementError) -> Problem {
    let of = match number {
        "" => String::new(),
        number => format!("Account {number}: "),
    };
    Problem::new(Code::NeedsYou, format!("{of}{error}. Nothing was printed."))
}

/// Makes the statements of a run and prints them, saves them as a file, or as two files for a mail house.
pub(crate) fn print_statements(
    bench: &Workbench,
    ask: PrintStatements,
) -> Result<Changed<Printed>, Problem> {
    let open = bench.opened()?;
    let mut destination = Destination::of(bench, &ask.token, &ask.printer)?;
    let mut list = None;
    if ask.mail_house {
        let Destination::File(folder) = &destination else {
            return Err(Problem::field(
                "printer",
                "A mail house gets files. Choose a folder.",
            ));
        };
        let (pdf, csv) = mail_house::names(folder, bench.today(&open))?;
        (destination, list) = (Destination::File(pdf), Some(csv));
    }
    if ask.rows.is_empty() {
        return Err(Problem::new(
            Code::NeedsYou,
            "No statement goes out. Choose some.",
        ));
    }
    if MOST < ask.rows.len() {
        return Err(Problem::new(
            Code::NeedsYou,
            format!("A run takes {MOST} statements at the most. Select fewer."),
        ));
    }
    bench.fresh_for(&open, ask.rows.len())?;
    let progress = bench.job(&ask.job);
    let id = bench.print_id()?;
    let total = ask.rows.len();
    let done = print_job(bench, &open, "print_statements", &destination, |writer| {
        let made = make(bench, &open, writer, (id, &ask.rows, ask.desk), |n| {
            progress.at(n, total, "Making statements")
        })?;
        for one in &made.statements {
            writer.put(one)?;
        }
        if let (Some(csv), Destination::File(pdf)) = (&list, &destination) {
            let name = crate::saving::file_name(pdf);
            let bytes = mail_house::list(&name, &made.items, &made.statements)?;
            crate::saving::write_file(bench, csv, &bytes)?;
        }
        Ok(NewJob {
            id,
            what: STATEMENT,
            title: match (total, ask.mail_house) {
                (1, false) => "1 statement".to_owned(),
                (1, true) => "1 statement for a mail house".to_owned(),
                (n, false) => format!("{n} statements"),
                (n, true) => format!("{n} statements for a mail house"),
            },
            items: made.items,
            style: "",
            pages: made.pages,
            cents: made
                .statements
                .iter()
                .map(|one| one.bill.due)
                .sum::<Money>(),
            pdf: made.pdf,
        })
    });
    if let (Err(_), Some(csv)) = (&done, &list) {
        // The list of what was not made. What cannot be taken away lies there and says nothing that is
        // wrong: the file that it names is missing.
        let _ = std::fs::remove_file(csv);
    }
    done
}
