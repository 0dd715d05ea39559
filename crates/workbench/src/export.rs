//! Any list to a file for a spreadsheet, with the columns that the screen shows, in their order.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::Path;

use billing::ledger::state::State;
use vault::claims::{self, ClaimLine};
use vault::patients::{self, PatientLine};

use crate::Workbench;
use crate::bench::{Job, Open};
use crate::chosen::{WholeList, changed};
use crate::csv::{Cell, Sheet};
use crate::lists;
use crate::print_lists::PrintRunView;
use crate::problem::{Code, Problem};
use crate::view::view;

view! {
    /// A list to write into a file.
    pub struct ExportList {
        /// Names the work for `progress` and `cancel_job`.
        pub job: String,
        /// From `pick_save`.
        pub token: String,
        /// What is listed.
        pub of: Listed,
        /// Names of columns in their order; none for all there are.
        pub columns: Vec<String>,
    }

    /// What a list lists.
    #[serde(tag = "list", rename_all = "snake_case")]
    pub enum Listed {
        /// Claims: those named, or a whole list but for some.
        Claims {
            /// Claims' ids, when there is no whole list.
            ids: Vec<String>,
            /// In place of the ids.
            #[serde(default)]
            #[ts(optional)]
            whole: Option<Box<WholeList>>,
        },
        /// Patients.
        Patients {
            /// What the search box of the list holds; empty for all.
            text: String,
        },
        /// Everything that was printed.
        PrintRuns {},
    }

    /// A list that was written.
    pub struct Exported {
        /// The file's name without its folder.
        pub name: String,
        /// Lines besides the headings.
        pub rows: u64,
        /// Its size.
        pub bytes: u64,
        /// SHA-256, hex.
        pub sha256: String,
    }
}

/// A column: its name, its heading, and what stands in it.
struct Column<T>(&'static str, &'static str, for<'a> fn(&'a T) -> Cell<'a>);

/// A claim with the days of its moments in the practice's zone.
struct ClaimOut {
    line: ClaimLine,
    more: claims::ClaimMore,
    imported: String,
    printed: String,
    stands: String,
}

const CLAIMS: &[Column<ClaimOut>] = &[
    Column("number", "Claim", |c| Cell::Text(&c.line.number)),
    Column("patient", "Patient", |c| Cell::Text(&c.line.patient)),
    Column("payer", "Payer", |c| Cell::Text(&c.line.payer)),
    Column("service", "Service", |c| Cell::Day(&c.line.service_on)),
    Column("charge", "Charge", |c| Cell::Money(c.line.charge_cents)),
    Column("state", "State", |c| Cell::Text(&c.stands)),
    Column("account", "Account", |c| Cell::Text(&c.more.account)),
    Column("born", "Birth date", |c| Cell::Day(&c.more.born_on)),
    Column("member", "Member ID", |c| Cell::Text(&c.more.member_id)),
    Column("rendering", "Rendering", |c| Cell::Text(&c.more.rendering)),
    Column("hold", "Why held", |c| Cell::Text(&c.more.hold)),
    Column("imported", "Imported on", |c| Cell::Day(&c.imported)),
    Column("printed", "Printed on", |c| Cell::Day(&c.printed)),
];

/// Where a claim stands, as the lists on the screen say it.
fn stands(line: &ClaimLine) -> String {
    let payer = match line.waits_for.as_str() {
        "" => "payer",
        name => name,
    };
    if let (State::Replaced, Some(later)) = (line.state, &line.replaced_by) {
        let word = if later.voids { "Voided" } else { "Replaced" };
        return format!("{word} by {}", later.number);
    }
    match line.state {
        State::Held => "On hold".to_owned(),
        State::Denied => "Denied".to_owned(),
        State::Work => "To work".to_owned(),
        State::Send => format!("To send to {payer}"),
        State::Unprinted => "To print".to_owned(),
        State::Payer => format!("With {payer}"),
        State::Printed => "Printed".to_owned(),
        State::Patient => "Patient owes".to_owned(),
        State::Credit => "Owed back".to_owned(),
        State::Paid => "Paid".to_owned(),
        State::Closed => "Closed".to_owned(),
        State::Replaced => "Replaced".to_owned(),
    }
}

const PATIENTS: &[Column<PatientLine>] = &[
    Column("name", "Patient", |p| Cell::Text(&p.name)),
    Column("born", "Birth date", |p| Cell::Day(&p.born_on)),
    Column("account", "Account", |p| Cell::Text(&p.account)),
    Column("claims", "Claims", |p| Cell::Number(p.claims)),
    Column("last", "Last service", |p| Cell::Day(&p.last_service_on)),
    Column("phone", "Phone", |p| Cell::Text(&p.phone)),
    Column("city", "City", |p| Cell::Text(&p.city)),
];

const RUNS: &[Column<PrintRunView>] = &[
    Column("when", "Printed", |r| Cell::Text(&r.when)),
    Column("by", "By", |r| Cell::Text(&r.by)),
    Column("claims", "Claims", |r| Cell::Number(r.claims.into())),
    Column("pages", "Sheets", |r| Cell::Number(r.pages.into())),
    Column("charge", "Charge", |r| Cell::Money(r.charge_cents)),
    Column("paper", "Paper", |r| {
        Cell::Text(if r.draft { "draft" } else { "red form" })
    }),
    Column("to", "To", |r| Cell::Text(&r.to)),
    Column("what", "What", |r| Cell::Text(&r.what)),
    Column("title", "For", |r| Cell::Text(&r.title)),
    Column("state", "State", |r| Cell::Text(state_word(&r.state))),
    Column("mailed", "Mailed on", |r| Cell::Day(&r.mailed_on)),
];

/// The state of a run in words.
fn state_word(state: &str) -> &str {
    match state {
        "waiting" => "to print",
        "sending" => "being sent",
        "sent" => "printed, not answered",
        "in_doubt" => "in doubt",
        "right" => "printed right",
        "stopped" => "taken out of the queue",
        other => other,
    }
}

/// The names of a list's columns; none when there is no such list.
pub(crate) fn column_names(list: &str) -> Option<Vec<&'static str>> {
    match list {
        "claims" => Some(CLAIMS.iter().map(|column| column.0).collect()),
        "patients" => Some(PATIENTS.iter().map(|column| column.0).collect()),
        _ => None,
    }
}

fn picked<T>(
    all: &'static [Column<T>],
    names: &[String],
) -> Result<Vec<&'static Column<T>>, Problem> {
    if names.is_empty() {
        return Ok(all.iter().collect());
    }
    let found = names.iter().map(|name| {
        all.iter()
            .find(|column| column.0 == name)
            .ok_or_else(|| Problem::field("columns", "The list has no such column."))
    });
    found.collect()
}

fn unwritten(_: std::io::Error) -> Problem {
    Problem::new(
        Code::File,
        "The list could not be written. Nothing was saved. Check that the disk has room and can be written to.",
    )
}

/// A list that is being written: its sheet, whom it is about, and how far it is.
struct Writing<'a, W: Write> {
    sheet: Sheet<W>,
    about: BTreeSet<String>,
    job: &'a Job<'a>,
    done: u64,
    total: u64,
}

impl<'a, W: Write> Writing<'a, W> {
    fn begin<T>(
        out: W,
        job: &'a Job<'a>,
        columns: &[&Column<T>],
        total: usize,
    ) -> Result<Writing<'a, W>, Problem> {
        let headings: Vec<&str> = columns.iter().map(|column| column.1).collect();
        Ok(Writing {
            sheet: Sheet::begin(out, &headings).map_err(unwritten)?,
            about: BTreeSet::new(),
            job,
            done: 0,
            total: u64::try_from(total).unwrap_or(u64::MAX),
        })
    }

    fn row<T>(&mut self, columns: &[&Column<T>], value: &T) -> Result<(), Problem> {
        self.job.at(self.done, self.total, "Writing the list")?;
        self.done += 1;
        self.sheet
            .row(columns.iter().map(|column| (column.2)(value)))
            .map_err(unwritten)
    }
}

/// Writes a list into a file. The file appears whole or not at all, and what was written is on the
/// audit log with its digest and everybody it is about before it does.
pub(crate) fn export_list(bench: &Workbench, ask: ExportList) -> Result<Exported, Problem> {
    let open = bench.opened()?;
    let path = bench.granted(&ask.token)?;
    let job = bench.job(&ask.job);
    let folder = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let file = tempfile::Builder::new()
        .prefix(".claimbench-")
        .tempfile_in(folder)
        .map_err(unwritten)?;
    let out = BufWriter::new(file);
    let (kind, written) = match ask.of {
        Listed::Claims { ids, whole } => {
            let columns = picked(CLAIMS, &ask.columns)?;
            (
                "claims",
                claims(
                    bench,
                    &open,
                    &job,
                    out,
                    &columns,
                    ids,
                    whole.map(|list| *list),
                )?,
            )
        }
        Listed::Patients { text } => {
            let columns = picked(PATIENTS, &ask.columns)?;
            (
                "patients",
                patients(bench, &open, &job, out, &columns, &text)?,
            )
        }
        Listed::PrintRuns {} => {
            let columns = picked(RUNS, &ask.columns)?;
            let runs = crate::print_lists::runs(bench, &open, None)?;
            let mut writing = Writing::begin(out, &job, &columns, runs.len())?;
            for run in &runs {
                writing.row(&columns, run)?;
            }
            ("print_runs", writing)
        }
    };
    let (about, total) = (written.about, written.total);
    let (out, rows, bytes, sha256) = written.sheet.end();
    let file = out
        .into_inner()
        .map_err(|error| unwritten(error.into_error()))?;
    file.as_file().sync_all().map_err(unwritten)?;
    job.at(total, total, "Writing the list")?;
    bench.log(&open, "export_list", |event| {
        event
            .about(about.iter().cloned())
            .with("list", kind)
            .with("rows", rows)
            .with("patients", about.len())
            .with("sha256", &sha256)
            .with("columns", ask.columns.join(" "))
    })?;
    file.persist(&path)
        .map_err(|error| unwritten(error.error))?;
    Ok(Exported {
        name: crate::saving::file_name(&path),
        rows,
        bytes,
        sha256,
    })
}

fn claims<'a, W: Write>(
    bench: &Workbench,
    open: &Open,
    job: &'a Job<'a>,
    out: W,
    columns: &[&Column<ClaimOut>],
    ids: Vec<String>,
    whole: Option<WholeList>,
) -> Result<Writing<'a, W>, Problem> {
    let (db, zone) = (open.vault.reader()?, open.zone());
    let day = |at: i64| match at {
        0 => String::new(),
        at => crate::time::day(at, &zone).map_or_else(String::new, |day| day.to_string()),
    };
    let total = whole.as_ref().map_or(ids.len(), |list| {
        usize::try_from(list.count).unwrap_or(usize::MAX)
    });
    bench.fresh_for(open, total)?;
    let mut writing = Writing::begin(out, job, columns, total)?;
    let mut take = |mut line: ClaimLine| {
        writing.about.insert(line.patient_id.clone());
        let more = line.more.take().unwrap_or_default();
        let value = ClaimOut {
            imported: day(more.imported_at),
            printed: day(more.printed_at),
            stands: stands(&line),
            line,
            more,
        };
        writing.row(columns, &value)
    };
    match whole {
        None => {
            for id in &ids {
                take(claims::one(&db, id)?)?;
            }
        }
        Some(list) => {
            let order = (lists::sort(&list.sort)?, list.descending);
            let except: BTreeSet<String> = list.except.into_iter().collect();
            claims::each(&db, &lists::filter(list.filter)?, order, |line| {
                if except.contains(&line.id) {
                    return Ok(());
                }
                take(line)
            })?;
            if writing.done != writing.total {
                return Err(changed());
            }
        }
    }
    Ok(writing)
}

fn patients<'a, W: Write>(
    bench: &Workbench,
    open: &Open,
    job: &'a Job<'a>,
    out: W,
    columns: &[&Column<PatientLine>],
    text: &str,
) -> Result<Writing<'a, W>, Problem> {
    let db = open.vault.reader()?;
    if !text.trim().is_empty() {
        let lines = lists::found_patients(&db, text)?;
        bench.fresh_for(open, lines.len())?;
        let mut writing = Writing::begin(out, job, columns, lines.len())?;
        for line in &lines {
            writing.about.insert(line.id.clone());
            writing.row(columns, line)?;
        }
        return Ok(writing);
    }
    let total = usize::try_from(patients::count(&db)?).unwrap_or(0);
    bench.fresh_for(open, total)?;
    let mut writing = Writing::begin(out, job, columns, total)?;
    patients::each(&db, |line| {
        writing.about.insert(line.id.clone());
        writing.row(columns, &line)
    })?;
    Ok(writing)
}
