//! The audit log on paper, and exported for whoever wants to check it without us.

use std::io::{BufWriter, Write};

use sha2::{Digest, Sha256};
use vault::{VaultError, audit, audit_list};

use crate::audit::{
    AuditFilter, AuditSaved, ExportAudit, Names, PrintAudit, keep_up, names, row, wanted,
};
use crate::audit_words::Group;
use crate::print_send::Destination;
use crate::problem::{Code, Problem};
use crate::{Workbench, time};

/// Events on paper at the most; more is what the export is for.
const MOST_PRINTED: u32 = 5_000;

/// Writes to a file and hashes what goes by.
struct Hashed<W> {
    out: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let n = self.out.write(bytes)?;
        self.hash.update(&bytes[..n]);
        Ok(n)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// Why an export stopped.
enum Stopped {
    Vault(VaultError),
    Disk,
    Cancelled(Problem),
}

impl From<VaultError> for Stopped {
    fn from(error: VaultError) -> Stopped {
        Stopped::Vault(error)
    }
}

impl From<std::io::Error> for Stopped {
    fn from(_: std::io::Error) -> Stopped {
        Stopped::Disk
    }
}

/// Exports the whole audit log into one file that anybody can check with `claimbench-verify`.
pub(crate) fn export_audit(bench: &Workbench, ask: ExportAudit) -> Result<AuditSaved, Problem> {
    let open = bench.opened()?;
    bench.fresh(&open)?;
    let job = ask.job.map(|name| bench.job(&name));
    let path = bench.granted(&ask.token)?;
    let name = crate::saving::file_name(&path);
    let db = open.vault.reader()?;
    let (last, seal) = audit::head(&db)?;
    let header = chain::Header {
        practice: open.facts().name,
        made: time::moment(bench.now(), &open.zone()),
        events: last,
        head: seal,
    };
    let folder = path.parent().unwrap_or_else(|| std::path::Path::new("."));
    let disk = || {
        Problem::new(
            Code::File,
            format!("{name} cannot be written. Pick another folder, or free some space."),
        )
    };
    // Written beside its place and put there whole.
    let file = tempfile::NamedTempFile::new_in(folder).map_err(|_| disk())?;
    let write = || -> Result<String, Stopped> {
        let mut out = Hashed {
            out: BufWriter::with_capacity(1 << 18, file.as_file()),
            hash: Sha256::new(),
        };
        writeln!(out, "{}", header.line())?;
        audit::export(&db, last, &mut out, |n| {
            job.as_ref().map_or(Ok(()), |job| {
                job.at(n, last, "Writing the log")
                    .map_err(Stopped::Cancelled)
            })
        })?;
        out.flush()?;
        file.as_file().sync_all()?;
        Ok(chain::hex(&out.hash.finalize()))
    };
    let sha256 = write().map_err(|stopped| match stopped {
        Stopped::Vault(error) => error.into(),
        Stopped::Disk => disk(),
        Stopped::Cancelled(problem) => problem,
    })?;
    drop(db);
    file.persist(&path).map_err(|_| disk())?;
    bench.log(&open, "export_audit", |event| {
        event.with("sha256", &sha256).with("events", last)
    })?;
    Ok(AuditSaved {
        name,
        events: u32::try_from(last).unwrap_or(u32::MAX),
        sha256,
        head: format!("{last}:{}", chain::hex(&seal)),
    })
}

/// What the list was narrowed by, in a sentence.
fn asked(names: &mut Names<'_>, filter: &AuditFilter) -> Result<String, Problem> {
    let mut parts = Vec::new();
    if !filter.who.is_empty() {
        parts.push(format!("by {}", names.who(&filter.who)?));
    }
    if !filter.patient.is_empty() {
        parts.push(format!("about {}", names.of(&filter.patient)?));
    }
    let kinds: Vec<&str> = Group::ALL
        .iter()
        .filter(|group| filter.kinds.iter().any(|kind| kind == group.name()))
        .map(|group| group.title())
        .collect();
    if !kinds.is_empty() {
        parts.push(kinds.join(" and ").to_lowercase());
    }
    let day = |text: &str| {
        let parts: Vec<&str> = text.split('-').collect();
        match parts.as_slice() {
            [year, month, day] => format!("{month}/{day}/{}", year.get(2..).unwrap_or_default()),
            _ => text.to_owned(),
        }
    };
    if !filter.from.is_empty() {
        parts.push(format!("from {}", day(&filter.from)));
    }
    if !filter.to.is_empty() {
        parts.push(format!("to {}", day(&filter.to)));
    }
    if !filter.text.trim().is_empty() {
        parts.push(format!("with “{}” in what was done", filter.text.trim()));
    }
    Ok(if parts.is_empty() {
        "All of it.".to_owned()
    } else {
        format!("Events {}.", parts.join(", "))
    })
}

/// Prints a part of the audit log, on a printer or into a PDF. It is no job of the print queue: who may
/// print forms may not always read the log.
pub(crate) fn print_audit(bench: &Workbench, ask: PrintAudit) -> Result<AuditSaved, Problem> {
    let open = bench.opened()?;
    bench.fresh(&open)?;
    let to = Destination::of(bench, &ask.token, &ask.printer)?;
    let job = ask.job.as_ref().map(|name| bench.job(name));
    keep_up(&open, job.as_ref())?;
    let db = open.vault.reader()?;
    let wanted = wanted(&open, &db, &ask.filter)?;
    let total = audit_list::count(&db, &wanted)?;
    if i64::from(MOST_PRINTED) < total {
        return Err(Problem::new(
            Code::NeedsYou,
            "That is more than 5,000 events. Narrow the list, or export the log.",
        ));
    }
    let (zone, mut names) = (open.zone(), names(&db));
    let rows = audit_list::page(&db, &wanted, 0, MOST_PRINTED)?
        .iter()
        .zip(0..)
        .map(|(event, n)| {
            if let Some(job) = &job {
                job.at(n, total, "Laying out the list")?;
            }
            let row = row(&mut names, event, &zone)?;
            let what = [row.what, row.detail]
                .into_iter()
                .filter(|text| !text.is_empty());
            Ok(vec![
                row.n.to_string(),
                row.when,
                row.who,
                what.collect::<Vec<_>>().join(": "),
                row.whom,
            ])
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    let column = |title: &str, width: f32| (title.to_owned(), width);
    let list = forms::Listing {
        title: "Audit log".to_owned(),
        about: vec![
            format!(
                "{}, printed {} by {}.",
                open.facts().name,
                time::moment(bench.now(), &zone),
                open.who.name
            ),
            format!(
                "{} {total} events, the newest first.",
                asked(&mut names, &ask.filter)?
            ),
        ],
        columns: vec![
            column("No.", 44.0),
            column("When", 76.0),
            column("Who", 96.0),
            column("What", 168.0),
            column("Whom", 138.0),
        ],
        rows,
    };
    let meta = forms::Meta {
        made_on: bench.today(&open),
        id: crate::bench::random()?,
    };
    let pdf = forms::listing(&list, meta).map_err(|error| {
        Problem::new(
            Code::Unexpected,
            format!("The list could not be made: {error}."),
        )
    })?;
    drop(db);
    let name = match to {
        Destination::File(path) => {
            crate::saving::write_file(bench, &path, &pdf)?;
            crate::saving::file_name(&path)
        }
        Destination::Printer(printer) => {
            let pages = crate::print::pages_of(&pdf)?;
            let sent = crate::print::send(bench, &printer, (&pdf, pages));
            sent.map_err(|problem| Problem::new(Code::NeedsYou, problem.to_string()))?;
            printer
        }
    };
    let sha256 = chain::hex(&Sha256::digest(&pdf));
    bench.log(&open, "print_audit", |event| {
        event.with("sha256", &sha256).with("events", total)
    })?;
    Ok(AuditSaved {
        name,
        events: u32::try_from(total).unwrap_or(u32::MAX),
        sha256,
        head: String::new(),
    })
}
