//! Printing CMS-1500 forms: a preview that is the very PDF, what was printed kept byte for byte.

use std::path::PathBuf;
use std::sync::Mutex;

use base64::Engine;
use billing::claim::Claim;
use forms::{FormFinding, Meta, Offset, Severity, Style};
use hayro::vello_cpu::Pixmap;
use values::{ClaimId, Day, EventId, Money, PrintId};
use vault::kinds::{ClaimEvent, PrintRun};
use vault::{local, writer};

use crate::Workbench;
use crate::bench::{Done, Open, lock};
use crate::problem::{Code, Problem};
use crate::start::{SaveTo, Saved};
use crate::view::{Changed, FindingView, Nothing, view};

/// Claims in one run at the most: about a box and a half of red forms.
const MOST_CLAIMS: usize = 5_000;

view! {
    /// Claims to print.
    pub struct PreviewForms {
        /// Names the work for `progress` and `cancel_job`.
        pub job: String,
        /// Claims' ids, in the order to print.
        pub ids: Vec<String>,
        /// True for plain paper with the form drawn; false for preprinted red stock.
        pub draft: bool,
    }

    /// Forms ready to print. Nothing is kept until they are printed.
    pub struct FormsPreview {
        /// Names the preview to `preview_page` and `print_forms`.
        pub id: String,
        /// Sheets.
        pub pages: u32,
        /// The claims that print, in the order of the sheets.
        pub claims: Vec<PrintRow>,
        /// The claims that do not, each with what to fix.
        pub blocked: Vec<BlockedClaim>,
        /// The sum of the charges that print.
        pub charge_cents: i64,
        /// True for plain paper.
        pub draft: bool,
    }

    /// A claim that prints.
    pub struct PrintRow {
        /// The claim's id.
        pub id: String,
        /// CLM01.
        pub number: String,
        /// As lists show it.
        pub patient: String,
        /// The payer.
        pub payer: String,
        /// The charge.
        pub charge_cents: i64,
        /// Its first sheet, from 0.
        pub first_page: u32,
        /// How many sheets.
        pub pages: u32,
        /// What to check.
        pub findings: Vec<FindingView>,
    }

    /// A claim that does not print.
    pub struct BlockedClaim {
        /// The claim's id.
        pub id: String,
        /// CLM01.
        pub number: String,
        /// As lists show it.
        pub patient: String,
        /// What to fix.
        pub findings: Vec<FindingView>,
    }

    /// A sheet of a preview as a picture.
    pub struct PageAsk {
        /// The preview.
        pub preview: String,
        /// The sheet, from 0.
        pub page: u32,
        /// Pixels to the inch, 50 to 300.
        pub dpi: u32,
    }

    /// A sheet as a picture.
    pub struct PageImage {
        /// A PNG, base64.
        pub png: String,
        /// Pixels.
        pub width: u32,
        /// Pixels.
        pub height: u32,
    }

    /// Forms to print, and where.
    pub struct PrintForms {
        /// The preview.
        pub preview: String,
        /// A file to save to, from `pick_save`; empty to print on a printer.
        pub token: String,
        /// A printer's name; empty to save a file.
        pub printer: String,
    }

    /// What was printed.
    pub struct Printed {
        /// Names the run to `reprint`.
        pub id: String,
        /// Claims.
        pub claims: u32,
        /// Sheets.
        pub pages: u32,
        /// The file's name, or the printer's.
        pub to: String,
        /// SHA-256 of the PDF, hex.
        pub sha256: String,
    }

    /// A run to print again, byte for byte.
    pub struct Reprint {
        /// The run.
        pub id: String,
        /// A file to save to; empty to print on a printer.
        pub token: String,
        /// A printer's name; empty to save a file.
        pub printer: String,
    }

    /// The runs that were printed.
    pub struct PrintRuns {
        /// The newest first, at most 200.
        pub runs: Vec<PrintRunView>,
    }

    /// A run that was printed.
    pub struct PrintRunView {
        /// Its id.
        pub id: String,
        /// In the practice's zone: `11/24/26 10:14`.
        pub when: String,
        /// Who.
        pub by: String,
        /// Claims.
        pub claims: u32,
        /// Sheets.
        pub pages: u32,
        /// The sum of the charges.
        pub charge_cents: i64,
        /// True for plain paper.
        pub draft: bool,
        /// `file`, or the printer's name.
        pub to: String,
    }

    /// The printers of this computer.
    pub struct PrintersView {
        /// Their names.
        pub printers: Vec<String>,
        /// Why there are none, in a sentence; empty when there are some.
        pub says: String,
    }
}

/// Forms that were previewed and wait for the word to print them.
pub struct Prepared {
    id: String,
    pdf: Vec<u8>,
    claims: Vec<(ClaimId, i64)>,
    pages: u32,
    charge: Money,
    draft: bool,
}

/// A finding of a form as the interface shows it.
pub(crate) fn finding_view(finding: &FormFinding) -> FindingView {
    FindingView {
        severity: match finding.severity {
            Severity::Fix => "fix",
            Severity::Check => "check",
        }
        .to_owned(),
        code: finding.code.to_owned(),
        text: finding.text.clone(),
        segment: 0,
        byte: 0,
        loop_id: String::new(),
        element: String::new(),
        item: finding.box_.clone(),
    }
}

/// Fills CMS-1500 forms and shows the very PDF that will print.
pub(crate) fn preview_forms(bench: &Workbench, ask: PreviewForms) -> Result<FormsPreview, Problem> {
    let open = bench.opened()?;
    let job = bench.job(&ask.job);
    if MOST_CLAIMS < ask.ids.len() {
        return Err(Problem::new(
            Code::NeedsYou,
            format!("A run takes {MOST_CLAIMS} claims at the most. Select fewer."),
        ));
    }
    let db = open.vault.reader()?;
    let (mut pages, mut rows, mut blocked, mut printing) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut charge, today) = (Money::ZERO, bench.today(&open));
    let total = ask.ids.len() + 1;
    for (n, id) in ask.ids.iter().enumerate() {
        job.at(n, total, "Filling forms")?;
        let (claim, version) = writer::get::<Claim>(&db, id)?;
        let filled = forms::cms1500::fill(&claim.content, today);
        let (patient, number) = (
            claim.content.patient.name.listed(),
            claim.content.number.clone(),
        );
        let stops = filled
            .findings
            .iter()
            .any(|finding| finding.severity == Severity::Fix);
        let mut findings: Vec<FindingView> = filled.findings.iter().map(finding_view).collect();
        if let Some(reason) = &claim.hold {
            findings.insert(0, held(reason));
        }
        if stops || claim.hold.is_some() {
            blocked.push(BlockedClaim {
                id: id.clone(),
                number,
                patient,
                findings,
            });
            continue;
        }
        rows.push(PrintRow {
            id: id.clone(),
            number,
            patient,
            payer: claim.content.coverage.payer.name.last.clone(),
            charge_cents: claim.content.charge.cents(),
            first_page: count(pages.len()),
            pages: count(filled.pages.len()),
            findings,
        });
        charge += claim.content.charge;
        printing.push((claim.id, version));
        pages.extend(filled.pages);
    }
    let print_id =
        PrintId::new(u64::try_from(bench.now()).unwrap_or(0), bench.random()?).to_string();
    let pdf = if pages.is_empty() {
        Vec::new()
    } else {
        let style = if ask.draft {
            Style::Draft
        } else {
            Style::DataOnly
        };
        forms::print(&pages, style, offset(&open)?, meta(bench, &open)?).map_err(unprintable)?
    };
    let view = FormsPreview {
        id: print_id.clone(),
        pages: count(pages.len()),
        claims: rows,
        blocked,
        charge_cents: charge.cents(),
        draft: ask.draft,
    };
    job.at(total, total, "Filling forms")?;
    let prepared = Prepared {
        id: print_id,
        pdf,
        claims: printing,
        pages: view.pages,
        charge,
        draft: ask.draft,
    };
    bench.keep(&open, &bench.forms, prepared)?;
    Ok(view)
}

/// Why a held claim does not print.
pub(crate) fn held(reason: &str) -> FindingView {
    FindingView {
        severity: "fix".to_owned(),
        code: "held".to_owned(),
        text: format!("The claim is on hold: {reason}. Release it to print it."),
        segment: 0,
        byte: 0,
        loop_id: String::new(),
        element: String::new(),
        item: String::new(),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn offset(open: &Open) -> Result<Offset, Problem> {
    let settings = crate::settings::of(open)?;
    Offset::new(settings.offset_x, settings.offset_y).map_err(unprintable)
}

fn meta(bench: &Workbench, open: &Open) -> Result<Meta, Problem> {
    Ok(Meta {
        made_on: bench.today(open),
        id: crate::bench::random()?,
    })
}

fn unprintable(error: forms::PdfError) -> Problem {
    Problem::new(
        Code::Unexpected,
        format!("The forms could not be made: {error}. Nothing was printed."),
    )
}

fn gone() -> Problem {
    Problem::new(
        Code::NotFound,
        "That preview is gone. Preview the forms again.",
    )
}

/// A sheet of a preview as a picture.
pub(crate) fn preview_page(bench: &Workbench, ask: PageAsk) -> Result<PageImage, Problem> {
    let open = bench.opened()?;
    let (pdf, draft) = match &*lock(&bench.forms) {
        Some(prepared) if prepared.id == ask.preview && !prepared.pdf.is_empty() => {
            (prepared.pdf.clone(), prepared.draft)
        }
        _ => return Err(gone()),
    };
    let dpi = ask.dpi.clamp(50, 300);
    let mut sheet = draw(pdf, ask.page, dpi)?;
    if !draft {
        lay_on_red(&mut sheet, dpi, bench.today(&open))?;
    }
    let (width, height) = (u32::from(sheet.width()), u32::from(sheet.height()));
    let png = sheet.into_png().map_err(|_| undrawn())?;
    Ok(PageImage {
        png: base64::engine::general_purpose::STANDARD.encode(png),
        width,
        height,
    })
}

fn undrawn() -> Problem {
    Problem::new(
        Code::Unexpected,
        "The sheet cannot be drawn. Save the PDF to look at it.",
    )
}

/// Shows the values on the red form on which they will be printed; the PDF itself is of the values
/// alone.
fn lay_on_red(sheet: &mut Pixmap, dpi: u32, today: Day) -> Result<(), Problem> {
    /// The red of the stock as a screen shows it, between which and the paper the form is drawn.
    const RED: [u16; 3] = [0xC4, 0x3B, 0x33];
    /// The form as it was drawn last: it is the same below each sheet.
    static BLANK: Mutex<Option<(u32, Pixmap)>> = Mutex::new(None);
    let mut blank = lock(&BLANK);
    if blank.as_ref().is_none_or(|(drawn, _)| *drawn != dpi) {
        let meta = Meta {
            made_on: today,
            id: [0; 16],
        };
        *blank = Some((dpi, draw(forms::blank(meta).map_err(unprintable)?, 0, dpi)?));
    }
    let Some((_, form)) = &*blank else {
        return Err(undrawn());
    };
    for (pixel, below) in sheet.data_mut().iter_mut().zip(form.data()) {
        let ink = 255 - u16::from(below.r);
        let lay = |over: u8, red: u16| {
            let stock = 255 - ink * (255 - red) / 255;
            // A product of two bytes over 255 is a byte.
            u8::try_from(u16::from(over) * stock / 255).unwrap_or(over)
        };
        pixel.r = lay(pixel.r, RED[0]);
        pixel.g = lay(pixel.g, RED[1]);
        pixel.b = lay(pixel.b, RED[2]);
    }
    Ok(())
}

/// Draws a page of a PDF.
fn draw(pdf: Vec<u8>, page: u32, dpi: u32) -> Result<Pixmap, Problem> {
    let pdf = hayro::hayro_syntax::Pdf::new(std::sync::Arc::new(pdf)).map_err(|_| undrawn())?;
    let page = usize::try_from(page)
        .ok()
        .and_then(|n| pdf.pages().get(n))
        .ok_or_else(gone)?;
    // 72 points to the inch; at most 300 dots, so the cast is exact enough for a picture.
    let scale = dpi as f32 / 72.0;
    Ok(hayro::render(
        page,
        &hayro::RenderCache::new(),
        &hayro::hayro_interpret::InterpreterSettings::default(),
        &hayro::RenderSettings::default(),
        &hayro::PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: hayro::vello_cpu::color::palette::css::WHITE,
        },
    ))
}

/// Where a print goes.
enum Destination {
    File(PathBuf),
    Printer(String),
}

impl Destination {
    fn of(bench: &Workbench, token: &str, printer: &str) -> Result<Destination, Problem> {
        match (token, printer) {
            ("", "") => Err(Problem::field(
                "printer",
                "Pick a printer, or a file to save to.",
            )),
            ("", printer) => Ok(Destination::Printer(printer.to_owned())),
            (token, _) => Ok(Destination::File(bench.granted(token)?)),
        }
    }

    /// How the run remembers it.
    fn kept(&self) -> String {
        match self {
            Destination::File(_) => "file".to_owned(),
            Destination::Printer(name) => name.clone(),
        }
    }

    /// How the person sees it.
    fn shown(&self) -> String {
        match self {
            Destination::File(path) => crate::start::file_name(path),
            Destination::Printer(name) => name.clone(),
        }
    }

    fn send(&self, bench: &Workbench, pdf: &[u8]) -> Result<(), Problem> {
        match self {
            Destination::File(path) => crate::start::write_file(bench, path, pdf),
            Destination::Printer(name) => platform::printers::Printing::default()
                .print(name, pdf, 1)
                .map(|_| ())
                .map_err(|problem| Problem::new(Code::NeedsYou, problem.to_string())),
        }
    }
}

/// Prints previewed forms and keeps what was printed.
pub(crate) fn print_forms(bench: &Workbench, ask: PrintForms) -> Result<Changed<Printed>, Problem> {
    let open = bench.opened()?;
    let destination = Destination::of(bench, &ask.token, &ask.printer)?;
    let claims = lock(&bench.forms)
        .as_ref()
        .map_or(0, |prepared| prepared.claims.len());
    bench.fresh_for(&open, claims)?;
    // Taken before the match: a guard in its head would be held in its arms.
    let taken = lock(&bench.forms).take();
    let prepared = match taken {
        Some(prepared) if prepared.id == ask.preview && !prepared.claims.is_empty() => prepared,
        other => {
            *lock(&bench.forms) = other;
            return Err(gone());
        }
    };
    let done = bench.transact(&open, "print_forms", |writer| {
        // Paper that left the building does not come back: no undo from here on.
        writer.beyond_undo();
        let at = writer.at();
        for (id, version) in &prepared.claims {
            let (_, now) = vault::writer::get::<Claim>(writer.db(), &id.to_string())?;
            if now != *version {
                return Err(Problem::new(
                    Code::Changed,
                    "A claim was changed since the preview. Nothing was printed. Preview the forms again.",
                ));
            }
        }
        let sha256 = local::save_blob(writer.db(), &prepared.pdf)?;
        let id: PrintId = prepared.id.parse().map_err(|_| gone())?;
        let run = PrintRun {
            id,
            at,
            by: open.who.name.clone(),
            claims: prepared.claims.iter().map(|(id, _)| *id).collect(),
            style: if prepared.draft { "draft" } else { "data" }.to_owned(),
            pages: prepared.pages,
            charge: prepared.charge,
            sha256: sha256.clone(),
            to: destination.kept(),
        };
        writer.insert(&run)?;
        let stock = if prepared.draft { "as a draft on plain paper" } else { "on red stock" };
        for (claim_id, _) in &prepared.claims {
            writer.insert(&ClaimEvent {
                id: EventId::new(u64::try_from(at).unwrap_or(0), bench.random()?),
                claim_id: *claim_id,
                at,
                by: open.who.name.clone(),
                kind: if prepared.draft { "drafted" } else { "printed" }.to_owned(),
                text: stock.to_owned(),
                items: String::new(),
                print_id: Some(id),
            })?;
        }
        // The paper goes last: if it fails, nothing is remembered as printed.
        destination.send(bench, &prepared.pdf)?;
        let printed = Printed {
            id: prepared.id.clone(),
            claims: count(prepared.claims.len()),
            pages: prepared.pages,
            to: destination.shown(),
            sha256: sha256.clone(),
        };
        let ids: Vec<String> = prepared.claims.iter().map(|(id, _)| id.to_string()).collect();
        Ok(Done::new(printed, "Print")
            .about(ids)
            .with("sha256", sha256)
            .with("claims", prepared.claims.len())
            .with("pages", prepared.pages)
            .with("to", destination.kept()))
    });
    if done.is_err() {
        // The preview stays for another try, unless it was locked meanwhile.
        let _ = bench.keep(&open, &bench.forms, prepared);
    }
    done
}

/// Prints a run again, byte for byte.
pub(crate) fn reprint(bench: &Workbench, ask: Reprint) -> Result<Changed<Printed>, Problem> {
    let open = bench.opened()?;
    let destination = Destination::of(bench, &ask.token, &ask.printer)?;
    bench.transact(&open, "reprint", |writer| {
        writer.beyond_undo();
        let run: PrintRun = writer.get(&ask.id)?;
        bench.fresh_for(&open, run.claims.len())?;
        let pdf = local::blob(writer.db(), &run.sha256)?;
        let at = writer.at();
        for claim_id in &run.claims {
            writer.insert(&ClaimEvent {
                id: EventId::new(u64::try_from(at).unwrap_or(0), bench.random()?),
                claim_id: *claim_id,
                at,
                by: open.who.name.clone(),
                kind: "reprinted".to_owned(),
                text: String::new(),
                items: String::new(),
                print_id: Some(run.id),
            })?;
        }
        destination.send(bench, &pdf)?;
        let printed = Printed {
            id: ask.id.clone(),
            claims: count(run.claims.len()),
            pages: run.pages,
            to: destination.shown(),
            sha256: run.sha256.clone(),
        };
        Ok(Done::new(printed, "Reprint")
            .about(run.claims.iter().map(ToString::to_string))
            .with("sha256", &run.sha256)
            .with("claims", run.claims.len())
            .with("to", destination.kept()))
    })
}

/// The runs that were printed.
pub(crate) fn print_runs(bench: &Workbench, _: Nothing) -> Result<PrintRuns, Problem> {
    let open = bench.opened()?;
    let runs = runs(&open, Some(200))?;
    Ok(PrintRuns { runs })
}

/// The runs that were printed, the newest first; all of them when no number is given.
pub(crate) fn runs(open: &Open, most: Option<u32>) -> Result<Vec<PrintRunView>, Problem> {
    let zone = open.zone();
    Ok(local::print_runs(&*open.vault.reader()?, most)?
        .into_iter()
        .map(|run| PrintRunView {
            id: run.id.to_string(),
            when: crate::time::moment(run.at, &zone),
            by: run.by,
            claims: count(run.claims.len()),
            pages: run.pages,
            charge_cents: run.charge.cents(),
            draft: run.style == "draft",
            to: run.to,
        })
        .collect())
}

/// The printers of this computer.
pub(crate) fn printers(_: &Workbench, _: Nothing) -> Result<PrintersView, Problem> {
    Ok(match platform::printers::Printing::default().printers() {
        Ok(printers) if printers.is_empty() => PrintersView {
            printers: Vec::new(),
            says: "This computer has no printer. Save the PDF, or add a printer in the system settings.".to_owned(),
        },
        Ok(printers) => PrintersView {
            printers: printers.into_iter().map(|printer| printer.name).collect(),
            says: String::new(),
        },
        Err(problem) => PrintersView { printers: Vec::new(), says: problem.to_string() },
    })
}

/// Saves the sheet by which a printer is lined up with the red form.
pub(crate) fn save_alignment(bench: &Workbench, ask: SaveTo) -> Result<Saved, Problem> {
    let open = bench.opened()?;
    let path = bench.granted(&ask.token)?;
    let pdf = forms::alignment_page(offset(&open)?, meta(bench, &open)?).map_err(unprintable)?;
    crate::start::write_file(bench, &path, &pdf)?;
    Ok(crate::start::saved(&path, &pdf))
}
