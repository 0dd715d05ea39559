//! What goes around a job's envelopes: labels with the addresses of its papers, and the cover sheets that lie
//! on its claims.

use std::collections::BTreeMap;

use billing::chart::Patient;
use billing::claim::Claim;
use billing::estimate::Estimate;
use billing::letter::Letter;
use billing::party::Party;
use billing::print_job::{CMS1500, COVER_SHEET, ESTIMATE, LABEL, LETTER, PrintItem, STATEMENT};
use billing::statement::sent::Statement;
use forms::statement::{CoverClaim, CoverSheet, LabelStock, STOCKS, cover_sheets, labels};
use values::{Day, Money};
use vault::prints::{self, PrintRun};
use vault::{Connection, writer};

use crate::Workbench;
use crate::bench::Open;
use crate::estimate_paper;
use crate::pages::{PaperPage, page_of};
use crate::print::{count, pages_of};
use crate::print_jobs::{NewJob, Printed};
use crate::print_send::{Destination, print_job};
use crate::problem::{Code, Problem};
use crate::statement_bill::{Maker, on_an_envelope, whole_addressee};
use crate::statement_print::meta;
use crate::time;
use crate::view::{Changed, view};

/// Labels in one run at the most.
const MOST: usize = 3_000;

view! {
    /// Addresses to put on labels: those of a job's papers, or of patients.
    pub struct LabelsAsk {
        /// A print job; empty for patients.
        pub job: String,
        /// Patients' ids; empty for a job.
        pub patients: Vec<String>,
        /// The label sheet, by its number.
        pub stock: String,
        /// The first label that is still on the sheet, from 1.
        pub first: u32,
        /// The page, from 0.
        pub page: u32,
        /// Pixels to the inch, 50 to 300.
        pub dpi: u32,
    }

    /// Labels before they print.
    pub struct LabelsView {
        /// The page.
        pub paper: PaperPage,
        /// How many labels print.
        pub labels: u32,
        /// Who gets none, and why.
        pub left_out: Vec<LeftOut>,
        /// The label sheets to choose from.
        pub stocks: Vec<StockView>,
    }

    /// Who gets no label.
    pub struct LeftOut {
        /// As lists show it.
        pub name: String,
        /// Why, and the way out.
        pub why: String,
    }

    /// A kind of label sheet.
    pub struct StockView {
        /// The number on the box.
        pub id: String,
        /// What it is called.
        pub name: String,
        /// Labels on a sheet.
        pub labels: u32,
    }

    /// Labels to print, and where.
    pub struct PrintLabels {
        /// A print job; empty for patients.
        pub job: String,
        /// Patients' ids; empty for a job.
        pub patients: Vec<String>,
        /// The label sheet, by its number.
        pub stock: String,
        /// The first label that is still on the sheet, from 1.
        pub first: u32,
        /// A file to save to, from `pick_save`; empty to print on a printer.
        pub token: String,
        /// A printer's name; empty to save a file.
        pub printer: String,
    }

    /// Cover sheets of a job's claims.
    pub struct CoverAsk {
        /// The job.
        pub job: String,
        /// The page, from 0.
        pub page: u32,
        /// Pixels to the inch, 50 to 300.
        pub dpi: u32,
    }

    /// Cover sheets to print, and where.
    pub struct PrintCovers {
        /// The job.
        pub job: String,
        /// A file to save to, from `pick_save`; empty to print on a printer.
        pub token: String,
        /// A printer's name; empty to save a file.
        pub printer: String,
    }
}

/// Somebody whom an envelope goes to.
struct Recipient {
    id: String,
    name: String,
    /// Empty when the address is not known.
    lines: Vec<String>,
}

/// A payer's name and address as an envelope shows them.
fn payer_lines(payer: &Party) -> Vec<String> {
    on_an_envelope(payer.name.last.trim().to_owned(), &payer.address)
}

/// To whom the papers of a job go, each once, in the order of the sheets.
fn of_job(db: &Connection, (run, today): (&PrintRun, Day)) -> Result<Vec<Recipient>, Problem> {
    let mut all: Vec<Recipient> = Vec::new();
    for item in run.on_sheets() {
        let (name, lines) = match run.what.as_str() {
            CMS1500 => {
                let (claim, _) = writer::get::<Claim>(db, &item.id)?;
                let payer = &claim.content.coverage.payer;
                let lines = match payer.address.line1.is_empty() {
                    true => Vec::new(),
                    false => payer_lines(payer),
                };
                (payer.name.last.clone(), lines)
            }
            STATEMENT => {
                let bill = writer::get::<Statement>(db, &item.id)?.0.bill;
                (bill.guarantor, bill.addressee)
            }
            LETTER => {
                let paper = writer::get::<Letter>(db, &item.id)?.0.paper;
                (paper.guarantor, paper.addressee)
            }
            ESTIMATE => {
                let estimate = writer::get::<Estimate>(db, &item.id)?.0;
                estimate_paper::goes_to(db, (&estimate, today))?
            }
            _ => {
                return Err(Problem::new(
                    Code::NeedsYou,
                    "These papers go to nobody by post, so there are no addresses for labels.",
                ));
            }
        };
        let known = |one: &Recipient| match lines.is_empty() {
            true => one.lines.is_empty() && one.name == name,
            false => one.lines == lines,
        };
        if !all.iter().any(known) {
            all.push(Recipient {
                id: item.id,
                name,
                lines,
            });
        }
    }
    Ok(all)
}

fn recipients(
    db: &Connection,
    (job, patients): (&str, &[String]),
    today: Day,
) -> Result<Vec<Recipient>, Problem> {
    let all = if job.is_empty() {
        let reached = |id: &String| -> Result<Recipient, Problem> {
            let (patient, _) = writer::get::<Patient>(db, id)?;
            let reached = patient.reached();
            Ok(Recipient {
                id: id.clone(),
                name: reached.name.listed(),
                lines: whole_addressee(&reached),
            })
        };
        patients
            .iter()
            .map(reached)
            .collect::<Result<Vec<_>, _>>()?
    } else {
        let (run, _) = writer::get::<PrintRun>(db, job)?;
        of_job(db, (&run, today))?
    };
    if MOST < all.len() {
        return Err(Problem::new(
            Code::NeedsYou,
            format!("A run takes {MOST} labels at the most. Select fewer."),
        ));
    }
    Ok(all)
}

/// Labels that were made.
struct Made {
    /// Empty when no address has a label.
    pdf: Vec<u8>,
    items: Vec<PrintItem>,
    left_out: Vec<LeftOut>,
}

fn stock_of(id: &str) -> Result<&'static LabelStock, Problem> {
    STOCKS
        .iter()
        .find(|stock| stock.id == id)
        .ok_or_else(|| Problem::field("stock", "Choose the label sheet that lies in the printer."))
}

fn make(
    bench: &Workbench,
    open: &Open,
    all: Vec<Recipient>,
    (stock, first): (&LabelStock, u32),
) -> Result<Made, Problem> {
    let on_a_sheet = count(stock.on_a_sheet());
    if !(1..=on_a_sheet).contains(&first) {
        return Err(Problem::field(
            "first",
            format!("This sheet has labels 1 to {on_a_sheet}."),
        ));
    }
    let (known, unknown): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| !one.lines.is_empty());
    let lines: Vec<Vec<String>> = known.iter().map(|one| one.lines.clone()).collect();
    let at = usize::try_from(first - 1).unwrap_or(0);
    let made = labels(stock, at, &lines, meta(bench, open)?)
        .map_err(|error| Problem::new(Code::NeedsYou, format!("{error}. Nothing was printed.")))?;
    let out = |name: &str, why: &str| LeftOut {
        name: name.to_owned(),
        why: why.to_owned(),
    };
    let mut left_out: Vec<LeftOut> = unknown
        .iter()
        .map(|one| out(&one.name, "No whole address is known. Enter it."))
        .collect();
    let mut items = Vec::new();
    for (n, one) in known.into_iter().enumerate() {
        if made.left_out.contains(&n) {
            let why = "The address is too long for this label, or in letters that it cannot show. Choose a larger one.";
            left_out.push(out(&one.name, why));
            continue;
        }
        items.push(PrintItem {
            id: one.id,
            first_page: count((at + items.len()) / stock.on_a_sheet()),
            pages: 1,
            cents: Money::ZERO,
        });
    }
    Ok(Made {
        pdf: made.pdf,
        items,
        left_out,
    })
}

/// A page of labels before they print.
pub(crate) fn labels_page(bench: &Workbench, ask: LabelsAsk) -> Result<LabelsView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let stock = stock_of(&ask.stock)?;
    let all = recipients(&db, (&ask.job, &ask.patients), bench.today(&open))?;
    drop(db);
    // Of patients each is named; a look at others is another look.
    let named = ask.patients.first().filter(|_| ask.job.is_empty());
    let shown = all.iter().map(|one| one.id.clone());
    let shown = shown.skip(usize::from(named.is_some())).collect();
    bench.log_look(&open, "view_labels", named.unwrap_or(&ask.job), shown)?;
    let made = make(bench, &open, all, (stock, ask.first))?;
    let pdf = match made.pdf.is_empty() {
        true => Err("There is no address for a label."),
        false => Ok(made.pdf),
    };
    let paper = page_of(pdf, ask.page, ask.dpi)?;
    Ok(LabelsView {
        paper,
        labels: count(made.items.len()),
        left_out: made.left_out,
        stocks: STOCKS
            .iter()
            .map(|stock| StockView {
                id: stock.id.to_owned(),
                name: stock.name.to_owned(),
                labels: count(stock.on_a_sheet()),
            })
            .collect(),
    })
}

/// Prints labels, or saves them as a file.
pub(crate) fn print_labels(
    bench: &Workbench,
    ask: PrintLabels,
) -> Result<Changed<Printed>, Problem> {
    let open = bench.opened()?;
    let destination = Destination::of(bench, &ask.token, &ask.printer)?;
    let stock = stock_of(&ask.stock)?;
    let id = bench.print_id()?;
    let all = {
        let db = open.vault.reader()?;
        recipients(&db, (&ask.job, &ask.patients), bench.today(&open))?
    };
    bench.fresh_for(&open, all.len())?;
    let made = make(bench, &open, all, (stock, ask.first))?;
    if made.items.is_empty() {
        return Err(Problem::new(
            Code::NeedsYou,
            "There is no address for a label. Nothing was printed.",
        ));
    }
    let pages = pages_of(&made.pdf)?;
    print_job(bench, &open, "print_labels", &destination, |_| {
        Ok(NewJob {
            id,
            what: LABEL,
            title: format!("Labels {}", stock.id),
            items: made.items,
            style: "",
            pages,
            cents: Money::ZERO,
            pdf: made.pdf,
        })
    })
}

/// The cover sheets of a job, one for each payer and address.
fn covers(open: &Open, db: &Connection, job: &str) -> Result<(PrintRun, Vec<CoverSheet>), Problem> {
    let (run, _) = writer::get::<PrintRun>(db, job)?;
    if run.what != CMS1500 || run.is_draft() {
        return Err(Problem::new(
            Code::NeedsYou,
            "Only claims on red forms have cover sheets.",
        ));
    }
    let standing = run.standing(&prints::events(db, job)?);
    let printed_on = time::day(run.at, &open.zone());
    let mut sheets: Vec<CoverSheet> = Vec::new();
    let mut at: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for item in run.on_sheets() {
        let (claim, _) = writer::get::<Claim>(db, &item.id)?;
        let to = payer_lines(&claim.content.coverage.payer);
        let at = *at.entry(to.clone()).or_insert_with(|| {
            sheets.push(CoverSheet {
                to,
                printed_on,
                mailed_on: standing.mailed_on,
                ..CoverSheet::default()
            });
            sheets.len() - 1
        });
        let Some(sheet) = sheets.get_mut(at) else {
            continue;
        };
        sheet.sheets += item.pages.max(1);
        let (patient, _) = writer::get::<Patient>(db, &claim.patient_id.to_string())?;
        sheet.claims.push(CoverClaim {
            number: claim.content.number.clone(),
            patient: patient.person.name.listed(),
            service_on: claim
                .content
                .lines
                .iter()
                .filter_map(|line| line.from)
                .min(),
            charge: item.cents,
        });
    }
    Ok((run, sheets))
}

fn drawn(
    bench: &Workbench,
    open: &Open,
    db: &Connection,
    sheets: &[CoverSheet],
) -> Result<Vec<u8>, Problem> {
    let zone = open.zone();
    let name = open.facts().name.clone();
    let maker = Maker::new(db, &zone, (&name, bench.today(open)))?;
    cover_sheets(maker.practice(), sheets, meta(bench, open)?)
        .map_err(|error| Problem::new(Code::NeedsYou, format!("{error}. Nothing was printed.")))
}

/// A page of the cover sheets before they print.
pub(crate) fn cover_page(bench: &Workbench, ask: CoverAsk) -> Result<PaperPage, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let (run, sheets) = covers(&open, &db, &ask.job)?;
    let shown = run.on_sheets().into_iter().map(|item| item.id).collect();
    bench.log_look(&open, "view_print", &ask.job, shown)?;
    let made = drawn(bench, &open, &db, &sheets).map_err(|problem| problem.says);
    page_of(made, ask.page, ask.dpi)
}

/// Prints the cover sheets of a job's claims, or saves them as a file.
pub(crate) fn print_covers(
    bench: &Workbench,
    ask: PrintCovers,
) -> Result<Changed<Printed>, Problem> {
    let open = bench.opened()?;
    let destination = Destination::of(bench, &ask.token, &ask.printer)?;
    let id = bench.print_id()?;
    let (run, sheets) = covers(&open, &*open.vault.reader()?, &ask.job)?;
    bench.fresh_for(&open, run.on_sheets().len())?;
    print_job(bench, &open, "print_covers", &destination, |writer| {
        let pdf = drawn(bench, &open, writer.db(), &sheets)?;
        let pages = pages_of(&pdf)?;
        Ok(NewJob {
            id,
            what: COVER_SHEET,
            title: match run.title.as_str() {
                "" => "Cover sheets".to_owned(),
                title => format!("Cover sheets, {title}"),
            },
            // A claim is on the cover as a name; its sheets are the forms'.
            items: run
                .on_sheets()
                .into_iter()
                .map(|item| PrintItem {
                    first_page: 0,
                    pages,
                    ..item
                })
                .collect(),
            style: "",
            pages,
            cents: run.charge,
            pdf,
        })
    })
}
