//! The forms of a preview, or any other document, on their way: into the queue, into a file, or to a
//! printer, of which the intent is kept first, then the sheets go, then what became of them is kept.

use std::path::PathBuf;
use std::sync::Arc;

use billing::print_job::{CMS1500, FILE, Happening, PrintEvent, PrintItem, Stage};
use platform::printers::PrintProblem;
use values::ClaimId;
use vault::prints::PrintRun;
use vault::{Writer, local};

use crate::Workbench;
use crate::bench::{Done, Event, Open, lock};
use crate::print_jobs::{
    NewJob, PrintForms, Printed, QueueForms, Reprint, SendPrint, about, append, found, is_sending,
    not_waiting, printed, queue, told,
};
use crate::problem::{Code, Problem};
use crate::view::Changed;

/// Where a print goes.
pub(crate) enum Destination {
    File(PathBuf),
    Printer(String),
}

impl Destination {
    pub(crate) fn of(
        bench: &Workbench,
        token: &str,
        printer: &str,
    ) -> Result<Destination, Problem> {
        match (token, printer) {
            ("", "") => Err(Problem::field(
                "printer",
                "Pick a printer, or a file to save to.",
            )),
            ("", printer) => Ok(Destination::Printer(printer.to_owned())),
            (token, _) => Ok(Destination::File(bench.granted(token)?)),
        }
    }
}

/// The previewed forms as a job, taken out of the preview.
fn take_forms(
    bench: &Workbench,
    open: &Arc<Open>,
    preview: &str,
    queue: impl FnOnce(NewJob) -> Result<Changed<Printed>, Problem>,
) -> Result<Changed<Printed>, Problem> {
    // Taken before the match: a guard in its head would be held in its arms.
    let taken = lock(&bench.forms).take();
    let prepared = match taken {
        Some(prepared) if prepared.id.to_string() == preview && !prepared.claims.is_empty() => {
            prepared
        }
        other => {
            *lock(&bench.forms) = other;
            return Err(crate::print::gone());
        }
    };
    let done = unchanged(open, &prepared.claims).and_then(|()| {
        queue(NewJob {
            id: prepared.id,
            what: CMS1500,
            title: prepared.title.clone(),
            items: prepared.items.clone(),
            style: if prepared.draft { "draft" } else { "data" },
            pages: prepared.pages,
            cents: prepared.charge,
            pdf: prepared.pdf.clone(),
        })
    });
    // What failed before it was kept can be tried again; what is kept is printed from the queue.
    let kept = open
        .vault
        .reader()
        .is_ok_and(|db| vault::writer::get::<PrintRun>(&db, &prepared.id.to_string()).is_ok());
    if !kept {
        // Unless it was locked meanwhile.
        let _ = bench.keep(open, &bench.forms, prepared);
    }
    done
}

/// Refuses when a claim is not what was previewed any more.
fn unchanged(open: &Open, claims: &[(ClaimId, i64)]) -> Result<(), Problem> {
    let db = open.vault.reader()?;
    for (id, version) in claims {
        let (_, now) = vault::writer::get::<billing::claim::Claim>(&db, &id.to_string())?;
        if now != *version {
            return Err(Problem::new(
                Code::Changed,
                "A claim was changed since the preview. Nothing was printed. Preview the forms again.",
            ));
        }
    }
    Ok(())
}

/// Puts previewed forms into the print queue.
pub(crate) fn queue_forms(bench: &Workbench, ask: QueueForms) -> Result<Changed<Printed>, Problem> {
    let open = bench.opened()?;
    take_forms(bench, &open, &ask.preview, |job| {
        bench.transact(&open, "queue_forms", |writer| {
            let run = queue(bench, &open, writer, job, "")?;
            let value = printed(&run, String::new(), false);
            Ok(about(Done::new(value, "Queue"), &run))
        })
    })
}

/// Prints previewed forms and keeps what was printed: into a file, where it counts at once, or on a
/// printer, where it counts when somebody says that it came out right.
pub(crate) fn print_forms(bench: &Workbench, ask: PrintForms) -> Result<Changed<Printed>, Problem> {
    let open = bench.opened()?;
    let destination = Destination::of(bench, &ask.token, &ask.printer)?;
    let claims = lock(&bench.forms)
        .as_ref()
        .map_or(0, |prepared| prepared.claims.len());
    bench.fresh_for(&open, claims)?;
    take_forms(bench, &open, &ask.preview, |job| {
        print_job(bench, &open, "print_forms", &destination, |_| Ok(job))
    })
}

/// Queues a job and has it printed: into a file, where it counts at once, or on a printer, where it
/// counts when somebody says that it came out right. What `make` keeps beside the job is kept with it, or
/// not at all.
///
/// # Errors
/// As `make` answers, or the database; what the printer or the disk says.
pub(crate) fn print_job(
    bench: &Workbench,
    open: &Open,
    did: &'static str,
    destination: &Destination,
    make: impl FnOnce(&mut Writer<'_>) -> Result<NewJob, Problem>,
) -> Result<Changed<Printed>, Problem> {
    match destination {
        Destination::File(path) => bench.transact(open, did, |writer| {
            let job = make(writer)?;
            let pdf = job.pdf.clone();
            let run = queue(bench, open, writer, job, FILE)?;
            append(bench, open, writer, &run, saved)?;
            // The file comes last: if it fails, nothing is remembered as printed.
            crate::saving::write_file(bench, path, &pdf)?;
            let value = printed(&run, crate::saving::file_name(path), false);
            Ok(about(Done::new(value, "Print"), &run)
                .with("pages", run.pages)
                .with("to", FILE))
        }),
        Destination::Printer(name) => {
            let queued = bench.transact(open, "queue_forms", |writer| {
                let job = make(writer)?;
                let run = queue(bench, open, writer, job, name)?;
                let id = run.id.to_string();
                Ok(about(Done::new(id, "Queue"), &run))
            })?;
            send(bench, open, &queued.value, name)
        }
    }
}

fn saved(event: &mut PrintEvent) {
    event.kind = Happening::Saved;
    FILE.clone_into(&mut event.printer);
}

/// A job that this program is sending; in doubt is only what nobody sends.
struct UnderWay<'a> {
    bench: &'a Workbench,
    id: String,
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        lock(&self.bench.sending).remove(&self.id);
    }
}

/// Sends the sheets of a job that are due to a printer: first the intent, then the sheets, then what
/// became of it, each committed by itself. Whatever is killed in between leaves the job in doubt, never
/// sent twice.
fn send(
    bench: &Workbench,
    open: &Open,
    id: &str,
    printer: &str,
) -> Result<Changed<Printed>, Problem> {
    if printer.is_empty() {
        return Err(Problem::field("printer", "Pick a printer."));
    }
    if !lock(&bench.sending).insert(id.to_owned()) {
        return Err(Problem::new(Code::Changed, "It is being sent already."));
    }
    let id = id.to_owned();
    let under_way = UnderWay { bench, id };
    let id = under_way.id.as_str();
    let items = found(&*open.vault.reader()?, id)?.0.on_sheets().len();
    bench.fresh_for(open, items)?;
    let intent = bench.transact(open, "send_print", |writer| {
        let (run, standing) = found(writer.db(), id)?;
        if standing.stage != Stage::Waiting {
            return Err(not_waiting(&standing));
        }
        let (fence, due) = (standing.fence + 1, standing.due);
        let document = local::blob(writer.db(), &run.sha256)?;
        let pdf = if due == (0..run.pages) {
            document
        } else {
            forms::cut(&document, due.clone()).map_err(uncut)?
        };
        append(bench, open, writer, &run, |event| {
            event.kind = Happening::Sending;
            event.fence = fence;
            printer.clone_into(&mut event.printer);
            (event.from, event.to) = (due.start + 1, due.end);
        })?;
        let sheets = due.end - due.start;
        let done = Done::new((run.clone(), pdf, fence, sheets), "Print");
        Ok(about(done, &run).with("pages", sheets).with("to", printer))
    })?;
    let (run, pdf, fence, sheets) = intent.value;
    let outcome = crate::print::send(bench, printer, (&pdf, sheets));
    let told = match &outcome {
        Ok(job) => bench.transact(open, "print_sent", |writer| {
            append(bench, open, writer, &run, |event| {
                event.kind = Happening::Sent;
                event.fence = fence;
                event.system_job.clone_from(job);
            })?;
            let mut asked = true;
            if run.is_draft() {
                // A draft counts for nothing, so nobody is asked.
                append(bench, open, writer, &run, |event| {
                    event.kind = Happening::Right;
                    event.fence = fence;
                })?;
                asked = false;
            }
            let mut value = printed(&run, printer.to_owned(), asked);
            value.pages = sheets;
            Ok(Done::new(value, "Print").with("run", run.id))
        }),
        Err(PrintProblem::NoAnswer(_)) => Err(says(&outcome)),
        Err(problem) => bench
            .transact(open, "print_refused", |writer| {
                append(bench, open, writer, &run, |event| {
                    event.kind = Happening::Refused;
                    event.fence = fence;
                    event.text = problem.to_string();
                })?;
                Ok(Done::new((), "Print").with("run", run.id))
            })
            .and_then(|_| Err(says(&outcome))),
    };
    if told.is_err() {
        // The job moved although the command answers a problem.
        let kinds = ["print_run", "print_event"].map(str::to_owned).to_vec();
        bench.host.tell(&Event::Touched { kinds });
    }
    told.map(|mut changed| {
        changed.touched.extend(intent.touched);
        changed.touched.sort();
        changed.touched.dedup();
        changed
    })
}

fn says(outcome: &Result<String, PrintProblem>) -> Problem {
    match outcome {
        Err(problem) => Problem::new(
            Code::NeedsYou,
            match problem {
                PrintProblem::NoAnswer(_) => problem.to_string(),
                problem => format!("{problem} The sheets wait in the print queue."),
            },
        ),
        Ok(_) => Problem::new(Code::Unexpected, "The printer answered and was not heard."),
    }
}

fn uncut(error: forms::PdfError) -> Problem {
    Problem::new(
        Code::Unexpected,
        format!(
            "The sheets could not be taken out of the document: {error}. Print all of it again."
        ),
    )
}

/// Sends a job of the queue to a printer.
pub(crate) fn send_print(bench: &Workbench, ask: SendPrint) -> Result<Changed<Printed>, Problem> {
    let open = bench.opened()?;
    send(bench, &open, &ask.id, &ask.printer)
}

/// Prints a run again, byte for byte, or some of its sheets. It counts no second time.
pub(crate) fn reprint(bench: &Workbench, ask: Reprint) -> Result<Changed<Printed>, Problem> {
    let open = bench.opened()?;
    let destination = Destination::of(bench, &ask.token, &ask.printer)?;
    let did = match destination {
        Destination::File(_) => "reprint",
        // The sheets leave with `send_print`.
        Destination::Printer(_) => "again_print",
    };
    let prepared = bench.transact(&open, did, |writer| {
        writer.beyond_undo();
        let (run, standing) = found(writer.db(), &ask.id)?;
        let items = run.on_sheets();
        bench.fresh_for(&open, items.len())?;
        let sheets = if ask.from == 0 {
            0..run.pages
        } else if ask.from <= ask.to && ask.to <= run.pages {
            ask.from - 1..ask.to
        } else {
            return Err(Problem::field(
                "from",
                format!(
                    "It has {} sheets. Say which, as 1-{}.",
                    run.pages, run.pages
                ),
            ));
        };
        let whole = sheets == (0..run.pages);
        let again = |item: &&PrintItem| {
            let end = item.first_page.saturating_add(item.pages);
            whole || (item.first_page < sheets.end && sheets.start < end)
        };
        let text = match whole {
            true => String::new(),
            false => format!("sheets {} to {} of the run", sheets.start + 1, sheets.end),
        };
        let to = match &destination {
            Destination::File(path) => {
                if standing.stage == Stage::Waiting && whole {
                    // What waits is confirmed by lying safely on disk.
                    append(bench, &open, writer, &run, saved)?;
                } else {
                    for item in items.iter().filter(again) {
                        told(bench, &open, writer, &run, item, "reprinted", &text)?;
                    }
                }
                let pdf = local::blob(writer.db(), &run.sha256)?;
                let pdf = if whole {
                    pdf
                } else {
                    forms::cut(&pdf, sheets.clone()).map_err(uncut)?
                };
                crate::saving::write_file(bench, path, &pdf)?;
                (crate::saving::file_name(path), FILE.to_owned())
            }
            Destination::Printer(name) => {
                if standing.stage != Stage::Right || is_sending(bench, &ask.id) {
                    return Err(match standing.stage {
                        Stage::Waiting => Problem::new(
                            Code::Changed,
                            "It waits in the print queue. Print it from there.",
                        ),
                        _ => not_waiting(&standing),
                    });
                }
                append(bench, &open, writer, &run, |event| {
                    event.kind = Happening::Again;
                    (event.from, event.to) = (sheets.start + 1, sheets.end);
                })?;
                for item in items.iter().filter(again) {
                    told(bench, &open, writer, &run, item, "reprinted", &text)?;
                }
                (name.clone(), name.clone())
            }
        };
        let mut value = printed(&run, to.0, false);
        value.pages = sheets.end - sheets.start;
        Ok(about(Done::new(value, "Reprint"), &run).with("to", to.1))
    })?;
    match destination {
        Destination::File(_) => Ok(prepared),
        Destination::Printer(name) => {
            let mut sent = send(bench, &open, &ask.id, &name)?;
            sent.touched.extend(prepared.touched);
            sent.touched.sort();
            sent.touched.dedup();
            Ok(sent)
        }
    }
}
