//! The imports of a practice: what each read, what was found in its files, and the way back.

use vault::kinds::{Import, ImportedFile};
use vault::{Connection, claims, steps, writer};

use crate::Workbench;
use crate::bench::Open;
use crate::chart::ById;
use crate::import::{FilePreview, kept_view};
use crate::problem::{Code, Problem};
use crate::settings::StepView;
use crate::view::{Changed, Nothing, view};

view! {
    /// The imports, the newest first; at most 200.
    pub struct ImportsView {
        /// The imports.
        pub rows: Vec<ImportRow>,
    }

    /// An import in a list.
    pub struct ImportRow {
        /// Its id.
        pub id: String,
        /// When, in the practice's zone.
        pub when: String,
        /// Who.
        pub by: String,
        /// The file, or how many there were.
        pub file: String,
        /// Claims that it brought and that are here.
        pub claims: i64,
        /// Findings to fix.
        pub fix: u64,
        /// Findings to check.
        pub check: u64,
    }

    /// An import as it was read.
    pub struct ImportView {
        /// Its id.
        pub id: String,
        /// When, in the practice's zone.
        pub when: String,
        /// Who.
        pub by: String,
        /// Its files with what was found in them.
        pub files: Vec<FilePreview>,
        /// Claims that it brought and that are here.
        pub claims: i64,
        /// The step that takes it back: `Import 12 claims`; empty when none does.
        pub undo: String,
    }

    /// An import to take back.
    pub struct TakeBackImport {
        /// Its id.
        pub id: String,
        /// Names the work for `progress` and `cancel_job`.
        pub job: String,
    }
}

/// The imports, the newest first.
pub(crate) fn imports(bench: &Workbench, _: Nothing) -> Result<ImportsView, Problem> {
    let open = bench.opened()?;
    let zone = open.zone();
    let row = |(import, claims): (Import, i64)| {
        let findings = || import.files.iter().flat_map(|file| &file.findings);
        let count = |of: &str| {
            let of = findings().filter(|finding| finding.severity == of);
            u64::try_from(of.count()).unwrap_or(0)
        };
        let more: u64 = import.files.iter().map(|file| file.more_findings).sum();
        ImportRow {
            id: import.id.to_string(),
            when: crate::time::moment(import.at, &zone),
            by: import.by.clone(),
            file: match import.files.as_slice() {
                [file] => file.name.clone(),
                files => format!("{} files", files.len()),
            },
            claims,
            fix: count("fix"),
            check: count("check") + more,
        }
    };
    let found = claims::imports(&*open.vault.reader()?)?;
    Ok(ImportsView {
        rows: found.into_iter().map(row).collect(),
    })
}

/// An import as it was read.
pub(crate) fn import(bench: &Workbench, ask: ById) -> Result<ImportView, Problem> {
    let open = bench.opened()?;
    import_view(&open, &*open.vault.reader()?, &ask.id)
}

fn import_view(open: &Open, db: &Connection, id: &str) -> Result<ImportView, Problem> {
    let (import, _) = writer::get::<Import>(db, id)?;
    let filter = claims::Filter {
        import: Some(id.to_owned()),
        ..claims::Filter::default()
    };
    let totals = claims::totals(db, &filter)?;
    Ok(ImportView {
        id: id.to_owned(),
        when: crate::time::moment(import.at, &open.zone()),
        by: import.by,
        files: import.files.into_iter().map(file_view).collect(),
        claims: totals.iter().map(|(_, count, _)| count).sum(),
        undo: steps::making(db, "import", id)?.map_or_else(String::new, |(_, title)| title),
    })
}

fn file_view(file: ImportedFile) -> FilePreview {
    FilePreview {
        findings: file.findings.iter().map(kept_view).collect(),
        name: file.name,
        bytes: file.bytes,
        what: file.what,
        claims: file.claims,
        created: file.created,
        matched: file.claims.saturating_sub(file.created),
        more_findings: file.more_findings,
    }
}

/// Takes an import back, however long ago it was made: unless something that it brought was changed since,
/// or is needed by something later.
pub(crate) fn take_back_import(
    bench: &Workbench,
    ask: TakeBackImport,
) -> Result<Changed<StepView>, Problem> {
    let open = bench.opened()?;
    let job = bench.job(&ask.job);
    let taken = bench.take_back(&open, ("import", &ask.id), Some(&job));
    let done = taken.map_err(|problem| match problem.code {
        Code::NotFound => Problem::new(
            Code::NotFound,
            "This import was taken back already, or cannot be: it began the practice.",
        ),
        _ => problem,
    })?;
    Ok(Changed {
        value: StepView { title: done.value },
        touched: done.touched,
        undo: None,
    })
}
