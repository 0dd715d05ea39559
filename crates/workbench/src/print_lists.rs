//! The print jobs as they are listed: what waits, what is to be answered, what was mailed, and how a
//! job fares at its printer.

use billing::print_job::{FILE, Stage, Standing, is_mailed};
use platform::printers::PrintProblem;
use vault::prints::{self, PrintRun};

use crate::Workbench;
use crate::bench::Open;
use crate::print::count;
use crate::print_jobs::is_sending;
use crate::problem::Problem;
use crate::time;
use crate::view::{Nothing, view};

view! {
    /// The runs that were printed.
    pub struct PrintRuns {
        /// The newest first, at most 200.
        pub runs: Vec<PrintRunView>,
    }

    /// The jobs of which something is to be done, and those of today.
    pub struct PrintJobs {
        /// To print, or to print again; the oldest first.
        pub waiting: Vec<PrintRunView>,
        /// Being sent, printed, or in doubt: somebody has to say how it printed.
        pub asked: Vec<PrintRunView>,
        /// Right, and marked as mailed today.
        pub mailed: Vec<PrintRunView>,
        /// Right since today, and not marked as mailed.
        pub ready: Vec<PrintRunView>,
    }

    /// A run: what it is, where it stands.
    pub struct PrintRunView {
        /// Its id.
        pub id: String,
        /// What it is: `cms1500`, `statement`, …
        pub what: String,
        /// What a person knows it by: its payer; empty for runs of before there were titles.
        pub title: String,
        /// When it was made, in the practice's zone: `11/24/26 10:14`.
        pub when: String,
        /// Who.
        pub by: String,
        /// Claims, statements, … on its sheets.
        pub claims: u32,
        /// Sheets.
        pub pages: u32,
        /// The sum of the charges.
        pub charge_cents: i64,
        /// True for plain paper.
        pub draft: bool,
        /// True of what goes to the post, and stands in the mail log.
        pub mails: bool,
        /// `file`, the printer's name, or nothing yet.
        pub to: String,
        /// `waiting`, `sending`, `sent`, `in_doubt`, `right`, `stopped`, `unsent`.
        pub state: String,
        /// The first sheet that waits or is asked about, from 1; 0 for none.
        pub first: u32,
        /// The last one.
        pub last: u32,
        /// Which try is asked about.
        pub fence: u32,
        /// When it moved last, in the practice's zone: `11/24/26 15:38`; empty for never.
        pub moved: String,
        /// The day on which it was mailed, ISO; empty for none.
        pub mailed_on: String,
        /// Why it waits again, was stopped or was unsent.
        pub why: String,
    }

    /// A job to ask the printing system about.
    pub struct PrintNewsAsk {
        /// The job.
        pub id: String,
    }

    /// How a job fares at its printer.
    pub struct PrintNews {
        /// The plain sentence; empty when there is nothing to say.
        pub says: String,
        /// Whether the printer has to be looked after.
        pub needs_you: bool,
    }
}

/// A run as the interface shows it.
pub(crate) fn run_view(
    bench: &Workbench,
    open: &Open,
    run: &PrintRun,
    standing: &Standing,
) -> PrintRunView {
    let id = run.id.to_string();
    let zone = open.zone();
    let none = standing.due.is_empty();
    PrintRunView {
        what: run.what.clone(),
        title: run.title.clone(),
        when: time::moment(run.at, &zone),
        by: run.by.clone(),
        claims: count(run.on_sheets().len()),
        pages: run.pages,
        charge_cents: run.charge.cents(),
        draft: run.is_draft(),
        mails: is_mailed(&run.what) && !run.is_draft(),
        to: if standing.printer.is_empty() {
            run.to.clone()
        } else {
            standing.printer.clone()
        },
        state: match standing.stage {
            Stage::Waiting => "waiting",
            Stage::Sending if is_sending(bench, &id) => "sending",
            Stage::Sending => "in_doubt",
            Stage::Sent => "sent",
            Stage::Right => "right",
            Stage::Stopped => "stopped",
            Stage::Unsent => "unsent",
        }
        .to_owned(),
        first: if none { 0 } else { standing.due.start + 1 },
        last: standing.due.end,
        fence: standing.fence,
        moved: if standing.moved_at == 0 {
            String::new()
        } else {
            time::moment(standing.moved_at, &zone)
        },
        mailed_on: standing
            .mailed_on
            .map(|day| day.to_string())
            .unwrap_or_default(),
        why: standing.why.clone(),
        id,
    }
}

fn views(
    bench: &Workbench,
    open: &Open,
    runs: &[PrintRun],
) -> Result<Vec<(PrintRunView, Standing)>, Problem> {
    let db = open.vault.reader()?;
    runs.iter()
        .map(|run| {
            let standing = run.standing(&prints::events(&db, &run.id.to_string())?);
            Ok((run_view(bench, open, run, &standing), standing))
        })
        .collect()
}

/// The runs that were printed.
pub(crate) fn print_runs(bench: &Workbench, _: Nothing) -> Result<PrintRuns, Problem> {
    let open = bench.opened()?;
    let runs = runs(bench, &open, Some(200))?;
    Ok(PrintRuns { runs })
}

/// The runs that were printed, the newest first; all of them when no number is given.
pub(crate) fn runs(
    bench: &Workbench,
    open: &Open,
    most: Option<u32>,
) -> Result<Vec<PrintRunView>, Problem> {
    let runs = prints::runs(&*open.vault.reader()?, most)?;
    let views = views(bench, open, &runs)?;
    Ok(views.into_iter().map(|(view, _)| view).collect())
}

/// The jobs that wait, that are to be answered, and what became of those of today.
pub(crate) fn print_jobs(bench: &Workbench, _: Nothing) -> Result<PrintJobs, Problem> {
    let open = bench.opened()?;
    let mut jobs = PrintJobs {
        waiting: Vec::new(),
        asked: Vec::new(),
        mailed: Vec::new(),
        ready: Vec::new(),
    };
    let still_open = prints::open_runs(&*open.vault.reader()?)?;
    for (view, standing) in views(bench, &open, &still_open)? {
        match standing.stage {
            Stage::Waiting => jobs.waiting.push(view),
            _ => jobs.asked.push(view),
        }
    }
    let today = bench.today(&open);
    let zone = open.zone();
    let begins = time::begin(today, &zone).unwrap_or(i64::MAX);
    let of_today = prints::runs_since(&*open.vault.reader()?, begins)?;
    for (view, standing) in views(bench, &open, &of_today)? {
        if standing.stage != Stage::Right || !view.mails {
            continue;
        }
        match standing.mailed_on {
            Some(on) if on == today => jobs.mailed.push(view),
            None if begins <= standing.right_at => jobs.ready.push(view),
            _ => (),
        }
    }
    Ok(jobs)
}

/// Asks the printing system how a job fares.
pub(crate) fn print_news(bench: &Workbench, ask: PrintNewsAsk) -> Result<PrintNews, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let (run, _) = vault::writer::get::<PrintRun>(&db, &ask.id)?;
    let standing = run.standing(&prints::events(&db, &ask.id)?);
    let quiet = PrintNews {
        says: String::new(),
        needs_you: false,
    };
    let known = standing.stage == Stage::Sent && !standing.system_job.is_empty();
    if !known || standing.printer == FILE {
        return Ok(quiet);
    }
    let (printer, job) = (&standing.printer, &standing.system_job);
    Ok(match bench.printing.news(printer, job) {
        Ok(news) => PrintNews {
            says: news.says(&standing.printer),
            needs_you: news.needs_you(),
        },
        Err(PrintProblem::NoPrintingSystem | PrintProblem::NotOnThisSystem) => quiet,
        Err(problem) => PrintNews {
            says: problem.to_string(),
            needs_you: true,
        },
    })
}
