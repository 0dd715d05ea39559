//! The road to the printer, for everything that is printed: a job is queued with its document, goes
//! to a printer or into a file, and counts when a person says that it came out right. What is printed
//! gives a [`NewJob`] with what it is and its items; the rest is the same for all.

use std::collections::BTreeSet;

use billing::letter::Letter;
use billing::print_job::{
    CMS1500, ESTIMATE, Happening, LETTER, PrintEvent, PrintItem, STATEMENT, Stage, Standing,
};
use billing::statement::sent::{Statement, Unsent};
use billing::typed;
use values::{ClaimId, Day, EventId, Money, PrintEventId, PrintId};
use vault::kinds::ClaimEvent;
use vault::prints::{self, PrintRun};
use vault::{Connection, Writer, local};

use crate::Workbench;
use crate::bench::{Done, Open, lock};
use crate::estimate_paper;
use crate::print::count;
use crate::print_lists::{PrintRunView, run_view};
use crate::problem::{Code, Problem};
use crate::view::{Changed, view};

view! {
    /// Forms to print, and where.
    pub struct PrintForms {
        /// The preview.
        pub preview: String,
        /// A file to save to, from `pick_save`; empty to print on a printer.
        pub token: String,
        /// A printer's name; empty to save a file.
        pub printer: String,
    }

    /// Forms to print later.
    pub struct QueueForms {
        /// The preview.
        pub preview: String,
    }

    /// What was printed.
    pub struct Printed {
        /// Names the run to `reprint`.
        pub id: String,
        /// Claims, statements, … on the sheets.
        pub claims: u32,
        /// Sheets that were printed: all of the run, or those that were due.
        pub pages: u32,
        /// The file's name, or the printer's.
        pub to: String,
        /// SHA-256 of the PDF, hex.
        pub sha256: String,
        /// Whether somebody has to say how it printed before it counts.
        pub asked: bool,
    }

    /// A run to print again, byte for byte.
    pub struct Reprint {
        /// The run.
        pub id: String,
        /// A file to save to; empty to print on a printer.
        pub token: String,
        /// A printer's name; empty to save a file.
        pub printer: String,
        /// The first sheet, from 1; 0 for all of them.
        #[serde(default)]
        pub from: u32,
        /// The last sheet.
        #[serde(default)]
        pub to: u32,
    }

    /// A job of the queue and the printer that it goes to.
    pub struct SendPrint {
        /// The job.
        pub id: String,
        /// The printer's name.
        pub printer: String,
    }

    /// How a job printed.
    pub struct AnswerPrint {
        /// The job.
        pub id: String,
        /// Which try is answered, as the list says it.
        pub fence: u32,
        /// `right` for all of it, `again` for some of it once more, `nothing` when nothing came out.
        pub answer: String,
        /// The first sheet that is printed again, from 1; 0 for none.
        pub from: u32,
        /// The last one.
        pub to: u32,
    }

    /// A job to take out of the queue.
    pub struct StopPrint {
        /// The job.
        pub id: String,
    }

    /// A job that counted and never left.
    pub struct UnsendPrint {
        /// The job.
        pub id: String,
        /// Why, for the audit log and the claims.
        pub reason: String,
    }

    /// A job that went to the post.
    pub struct MailPrint {
        /// The job.
        pub id: String,
        /// The day as it is typed: `t`, `7/3`.
        pub on: String,
    }
}

/// Something to print, as whoever makes the document hands it over.
pub(crate) struct NewJob {
    /// Made before it is first stored.
    pub id: PrintId,
    /// What it is: [`CMS1500`], `statement`, `receipt`, `letter`, `label`, `deposit_slip`, …
    pub what: &'static str,
    /// What a person knows it by; nothing of a patient.
    pub title: String,
    /// What is on the sheets, in their order.
    pub items: Vec<PrintItem>,
    /// `data` for red stock, `draft` for what counts for nothing, else empty.
    pub style: &'static str,
    /// Sheets.
    pub pages: u32,
    /// The sum of the items.
    pub cents: Money,
    /// The document.
    pub pdf: Vec<u8>,
}

impl Workbench {
    /// An id for a job, made before it is first stored.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub(crate) fn print_id(&self) -> Result<PrintId, Problem> {
        let now = u64::try_from(self.now()).unwrap_or(0);
        Ok(PrintId::new(now, self.random()?))
    }
}

/// Puts a job into the queue: the document, the run, and that it was queued. Nothing of it can be taken
/// back from here on but by stopping it.
///
/// # Errors
/// As the database answers.
pub(crate) fn queue(
    bench: &Workbench,
    open: &Open,
    writer: &mut Writer<'_>,
    job: NewJob,
    to: &str,
) -> Result<PrintRun, Problem> {
    writer.beyond_undo();
    let run = PrintRun {
        id: job.id,
        at: writer.at(),
        by: open.who.name.clone(),
        what: job.what.to_owned(),
        title: job.title,
        claims: Vec::new(),
        items: job.items,
        style: job.style.to_owned(),
        pages: job.pages,
        charge: job.cents,
        sha256: local::save_blob(writer.db(), &job.pdf)?,
        to: to.to_owned(),
    };
    writer.insert(&run)?;
    append(bench, open, writer, &run, |event| {
        event.kind = Happening::Queued;
    })?;
    Ok(run)
}

/// Appends an event to a job, has what begins or ceases to count by it counted, and answers where the
/// job stands now.
///
/// # Errors
/// As the database answers.
pub(crate) fn append(
    bench: &Workbench,
    open: &Open,
    writer: &mut Writer<'_>,
    run: &PrintRun,
    fill: impl FnOnce(&mut PrintEvent),
) -> Result<Standing, Problem> {
    writer.beyond_undo();
    let mut events = prints::events(writer.db(), &run.id.to_string())?;
    let before = run.standing(&events);
    // Later than all that is known of it, also where two clocks differ.
    let last = events.last().map_or(i64::MIN, |event| event.at);
    let at = writer.at().max(last.saturating_add(1));
    let mut event = PrintEvent {
        id: PrintEventId::new(u64::try_from(at).unwrap_or(0), bench.random()?),
        print_id: run.id,
        at,
        by: open.who.name.clone(),
        kind: Happening::Queued,
        fence: 0,
        printer: String::new(),
        system_job: String::new(),
        from: 0,
        to: 0,
        on: None,
        text: String::new(),
    };
    fill(&mut event);
    writer.insert(&event)?;
    events.push(event);
    let after = run.standing(&events);
    let mut why = String::new();
    if after.stage == Stage::Unsent {
        why.clone_from(&after.why);
    }
    for item in run.on_sheets() {
        let (did, does) = (before.counts(&item), after.counts(&item));
        if did != does {
            let kind = if does { "printed" } else { "unsent" };
            told(bench, open, writer, run, &item, kind, &why)?;
        }
    }
    Ok(after)
}

/// A paper counts as sent from a day on, or counts no more.
fn count_paper(now: Result<Day, Unsent>, sent_on: &mut Option<Day>, unsent: &mut Option<Unsent>) {
    match now {
        Ok(today) => (*sent_on, *unsent) = (Some(today), None),
        Err(why) => *unsent = Some(why),
    }
}

/// Tells an item's own history what happened to its paper.
pub(crate) fn told(
    bench: &Workbench,
    open: &Open,
    writer: &mut Writer<'_>,
    run: &PrintRun,
    item: &PrintItem,
    kind: &str,
    text: &str,
) -> Result<(), Problem> {
    if run.what == ESTIMATE {
        return estimate_paper::paper(bench, open, writer, item, kind == "printed");
    }
    let Some(claim_id) = claim_of(run, item) else {
        let now = match kind {
            "printed" => Ok(bench.today(open)),
            _ => Err(Unsent {
                at: writer.at(),
                by: open.who.name.clone(),
                reason: text.to_owned(),
            }),
        };
        match run.what.as_str() {
            STATEMENT => {
                let mut one: Statement = writer.get(&item.id)?;
                count_paper(now, &mut one.sent_on, &mut one.unsent);
                writer.put(&one)?;
            }
            LETTER => {
                let mut one: Letter = writer.get(&item.id)?;
                count_paper(now, &mut one.sent_on, &mut one.unsent);
                writer.put(&one)?;
            }
            _ => {}
        }
        return Ok(());
    };
    let (kind, stock) = match (kind, run.is_draft()) {
        ("printed", true) => ("drafted", "as a draft on plain paper"),
        ("printed", false) => ("printed", "on red stock"),
        ("unsent", true) => return Ok(()),
        _ => (kind, text),
    };
    let at = writer.at();
    writer.insert(&ClaimEvent {
        id: EventId::new(u64::try_from(at).unwrap_or(0), bench.random()?),
        claim_id,
        at,
        by: open.who.name.clone(),
        kind: kind.to_owned(),
        text: stock.to_owned(),
        items: String::new(),
        print_id: Some(run.id),
        look_on: None,
        line: String::new(),
    })?;
    Ok(())
}

fn claim_of(run: &PrintRun, item: &PrintItem) -> Option<ClaimId> {
    (run.what == CMS1500)
        .then(|| item.id.parse().ok())
        .flatten()
}

/// A run and where it stands.
pub(crate) fn found(db: &Connection, id: &str) -> Result<(PrintRun, Standing), Problem> {
    let (run, _) = vault::writer::get::<PrintRun>(db, id)?;
    let standing = run.standing(&prints::events(db, id)?);
    Ok((run, standing))
}

/// Whether this program is sending a job.
pub(crate) fn is_sending(bench: &Workbench, id: &str) -> bool {
    lock(&bench.sending).contains(id)
}

/// The ids of everything that waits for its paper or for the answer how it printed.
///
/// # Errors
/// As the database answers.
pub(crate) fn waiting_items(db: &Connection) -> Result<BTreeSet<String>, Problem> {
    let mut waiting = BTreeSet::new();
    for run in prints::open_runs(db)?.iter().filter(|run| !run.is_draft()) {
        let standing = run.standing(&prints::events(db, &run.id.to_string())?);
        let items = run.on_sheets();
        let open = items.iter().filter(|item| !standing.counts(item));
        waiting.extend(open.map(|item| item.id.clone()));
    }
    Ok(waiting)
}

pub(crate) fn printed(run: &PrintRun, to: String, asked: bool) -> Printed {
    Printed {
        id: run.id.to_string(),
        claims: count(run.on_sheets().len()),
        pages: run.pages,
        to,
        sha256: run.sha256.clone(),
        asked,
    }
}

/// What the audit log keeps of a run.
pub(crate) fn about<T>(done: Done<T>, run: &PrintRun) -> Done<T> {
    let ids = run.on_sheets().into_iter().map(|item| item.id);
    let done = done.about(ids).with("claims", run.on_sheets().len());
    let done = done.with("sha256", &run.sha256).with("run", run.id);
    if run.what == CMS1500 {
        done
    } else {
        done.with("what", &run.what)
    }
}

/// Why a job cannot be sent, stopped or saved now.
pub(crate) fn not_waiting(standing: &Standing) -> Problem {
    Problem::new(
        Code::Changed,
        match standing.stage {
            Stage::Waiting => "It waits to be printed.",
            Stage::Sending | Stage::Sent => "Say first how it printed.",
            Stage::Right => "It was printed already. Print it again instead.",
            Stage::Stopped => "It was taken out of the queue. Preview it again.",
            Stage::Unsent => "It was unsent. Preview it again.",
        },
    )
}

/// Says how a job printed; what is right counts from here on.
pub(crate) fn answer_print(
    bench: &Workbench,
    ask: AnswerPrint,
) -> Result<Changed<PrintRunView>, Problem> {
    let open = bench.opened()?;
    let kind = match ask.answer.as_str() {
        "right" => Happening::Right,
        "again" => Happening::Again,
        "nothing" => Happening::Nothing,
        _ => {
            return Err(Problem::field(
                "answer",
                "Say that all of it is right, which sheets to print again, or that nothing came out.",
            ));
        }
    };
    bench.transact(&open, "answer_print", |writer| {
        let (run, standing) = found(writer.db(), &ask.id)?;
        if is_sending(bench, &ask.id) {
            return Err(Problem::new(
                Code::Changed,
                "It is still being sent. Wait until the printer has it.",
            ));
        }
        if !standing.is_asked() || standing.fence != ask.fence {
            return Err(Problem::new(
                Code::Changed,
                "That was answered already. Look at the list again.",
            ));
        }
        let (first, last) = (standing.due.start + 1, standing.due.end);
        let mut sheets = (first, last);
        if kind == Happening::Again {
            sheets = (ask.from, ask.to);
            if ask.from < first || last < ask.to || ask.to < ask.from {
                return Err(Problem::field(
                    "from",
                    if first == last {
                        format!("Only sheet {first} was sent.")
                    } else {
                        format!("Sheets {first} to {last} were sent. Say which of them to print again, as {first}-{last}.")
                    },
                ));
            }
        }
        let after = append(bench, &open, writer, &run, |event| {
            event.kind = kind;
            event.fence = ask.fence;
            (event.from, event.to) = sheets;
        })?;
        let view = run_view(bench, &open, &run, &after);
        let done = about(Done::new(view, "Answer how it printed"), &run);
        let done = done.with("answer", &ask.answer);
        Ok(match kind {
            Happening::Again => done.with("sheets", format!("{}-{}", ask.from, ask.to)),
            _ => done,
        })
    })
}

/// Takes a job out of the queue. What of it was right before still counts.
pub(crate) fn stop_print(
    bench: &Workbench,
    ask: StopPrint,
) -> Result<Changed<PrintRunView>, Problem> {
    let open = bench.opened()?;
    bench.transact(&open, "stop_print", |writer| {
        let (run, standing) = found(writer.db(), &ask.id)?;
        if standing.stage != Stage::Waiting || is_sending(bench, &ask.id) {
            return Err(not_waiting(&standing));
        }
        let after = append(bench, &open, writer, &run, |event| {
            event.kind = Happening::Stopped;
        })?;
        let view = run_view(bench, &open, &run, &after);
        Ok(about(Done::new(view, "Take out of the print queue"), &run))
    })
}

/// Takes back that a job counts: it never left.
pub(crate) fn unsend_print(
    bench: &Workbench,
    ask: UnsendPrint,
) -> Result<Changed<PrintRunView>, Problem> {
    let open = bench.opened()?;
    let reason = ask.reason.trim();
    if reason.is_empty() {
        return Err(Problem::field("reason", "Say why it never left."));
    }
    bench.transact(&open, "unsend_print", |writer| {
        let (run, standing) = found(writer.db(), &ask.id)?;
        let settled = matches!(standing.stage, Stage::Right | Stage::Stopped);
        if !settled || !standing.any_right() {
            return Err(Problem::new(
                Code::Changed,
                match standing.stage {
                    Stage::Waiting if standing.any_right() => {
                        "Sheets of it wait to be printed again. Print them or take them out of the queue first."
                    }
                    Stage::Sending | Stage::Sent => "Say first how it printed.",
                    _ => "Nothing of it counts, so there is nothing to unsend.",
                },
            ));
        }
        let after = append(bench, &open, writer, &run, |event| {
            event.kind = Happening::Unsent;
            reason.clone_into(&mut event.text);
        })?;
        let view = run_view(bench, &open, &run, &after);
        // The reason is a person's words and may name somebody: it stays with the job and its claims.
        Ok(about(Done::new(view, "Unsend"), &run))
    })
}

/// Notes the day on which a job went to the post.
pub(crate) fn mail_print(
    bench: &Workbench,
    ask: MailPrint,
) -> Result<Changed<PrintRunView>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    bench.transact(&open, "mail_print", |writer| {
        let (run, standing) = found(writer.db(), &ask.id)?;
        if standing.stage != Stage::Right {
            return Err(Problem::new(
                Code::Changed,
                match standing.stage {
                    Stage::Waiting | Stage::Sending | Stage::Sent => {
                        "Nothing counts as mailed before it printed right. Print it and say so first."
                    }
                    _ => "It does not count any more, so it cannot be mailed.",
                },
            ));
        }
        let printed_on = crate::time::day(standing.right_at, &open.zone());
        let on = typed::day(&ask.on, today)
            .filter(|day| *day <= today && printed_on.is_none_or(|printed| printed <= *day))
            .ok_or_else(|| {
                let printed = printed_on.map(|day| crate::lists::us_day(&day.to_string()));
                Problem::field(
                    "on",
                    format!(
                        "Type the day on which it was mailed, from {} to today.",
                        printed.unwrap_or_default()
                    ),
                )
            })?;
        let after = append(bench, &open, writer, &run, |event| {
            event.kind = Happening::Mailed;
            event.on = Some(on);
        })?;
        let view = run_view(bench, &open, &run, &after);
        Ok(about(Done::new(view, "Mark as mailed"), &run).with("on", on))
    })
}
