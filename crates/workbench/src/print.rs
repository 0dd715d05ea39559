//! CMS-1500 forms before they print: a preview that is the very PDF. What becomes of it is a print job.

use std::sync::Mutex;

use base64::Engine;
use billing::claim::Claim;
use billing::print_job::{CMS1500, PrintItem};
use forms::{FormFinding, FormPage, Meta, Offset, Severity, Style};
use hayro::vello_cpu::Pixmap;
use platform::printers::{Picture, PrintProblem, Sheets};
use values::{ClaimId, Day, Money, PrintId};
use vault::prints::PrintRun;
use vault::{claims, writer};

use crate::Workbench;
use crate::bench::{Open, lock};
use crate::print_jobs;
use crate::problem::{Code, Problem};
use crate::saving::{SaveTo, Saved};
use crate::view::{FindingView, Nothing, view};

/// Claims in one run at the most: about a box and a half of red forms.
const MOST_CLAIMS: usize = 5_000;

view! {
    /// Claims to print.
    pub struct PreviewForms {
        /// Names the work for `progress` and `cancel_job`.
        pub job: String,
        /// Claims' ids. They print by payer, then by patient.
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
        /// The preview, or a run of the queue.
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
    /// Names the preview, and the run that becomes of it.
    pub(crate) id: PrintId,
    /// The document.
    pub(crate) pdf: Vec<u8>,
    /// The claims and the versions that were previewed.
    pub(crate) claims: Vec<(ClaimId, i64)>,
    /// The claims on their sheets.
    pub(crate) items: Vec<PrintItem>,
    /// The payer, or how many there are.
    pub(crate) title: String,
    /// Sheets.
    pub(crate) pages: u32,
    /// The sum of the charges.
    pub(crate) charge: Money,
    /// For plain paper.
    pub(crate) draft: bool,
}

/// A claim that prints, with what its place among the others follows from.
struct Filled {
    row: PrintRow,
    id: ClaimId,
    version: i64,
    pages: Vec<FormPage>,
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
        claim_id: String::new(),
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
    let (mut filled, mut blocked) = (Vec::new(), Vec::new());
    let today = bench.today(&open);
    let waiting = print_jobs::waiting_items(&db)?;
    let total = ask.ids.len() + 1;
    for (n, id) in ask.ids.iter().enumerate() {
        job.at(n, total, "Filling forms")?;
        let (claim, version) = writer::get::<Claim>(&db, id)?;
        let form = forms::cms1500::fill(&claim.content, today);
        let (patient, number) = (
            claim.content.patient.name.listed(),
            claim.content.number.clone(),
        );
        let stops = form
            .findings
            .iter()
            .any(|finding| finding.severity == Severity::Fix);
        let mut findings: Vec<FindingView> = form.findings.iter().map(finding_view).collect();
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
        if !ask.draft && waiting.contains(id) {
            findings.insert(0, in_the_queue());
        }
        if claims::kept_replaced(&db, id)?.is_some()
            && let Some(later) = claims::one(&db, id)?.replaced_by
        {
            findings.insert(0, replaced(&later));
        }
        filled.push(Filled {
            row: PrintRow {
                id: id.clone(),
                number,
                patient,
                payer: claim.content.coverage.payer.name.last.clone(),
                charge_cents: claim.content.charge.cents(),
                first_page: 0,
                pages: count(form.pages.len()),
                findings,
            },
            id: claim.id,
            version,
            pages: form.pages,
        });
    }
    // An envelope is stuffed by payer; claims of a patient stay in the order in which they were asked.
    let key = |name: &str| name.to_lowercase();
    filled.sort_by_cached_key(|one| (key(&one.row.payer), key(&one.row.patient)));
    let (mut pages, mut rows, mut claims, mut items) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut charge = Money::ZERO;
    for mut one in filled {
        one.row.first_page = count(pages.len());
        let cents = Money::from_cents(one.row.charge_cents);
        charge += cents;
        claims.push((one.id, one.version));
        items.push(PrintItem {
            id: one.row.id.clone(),
            first_page: one.row.first_page,
            pages: one.row.pages,
            cents,
        });
        rows.push(one.row);
        pages.extend(one.pages);
    }
    let id = bench.print_id()?;
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
    let title = title_of(&rows);
    let view = FormsPreview {
        id: id.to_string(),
        pages: count(pages.len()),
        claims: rows,
        blocked,
        charge_cents: charge.cents(),
        draft: ask.draft,
    };
    job.at(total, total, "Filling forms")?;
    let prepared = Prepared {
        id,
        pdf,
        claims,
        items,
        title,
        pages: view.pages,
        charge,
        draft: ask.draft,
    };
    bench.keep(&open, &bench.forms, prepared)?;
    Ok(view)
}

/// What a run is known by: its payer, or the first of several.
fn title_of(rows: &[PrintRow]) -> String {
    let mut payers: Vec<&str> = rows.iter().map(|row| row.payer.as_str()).collect();
    payers.dedup();
    match payers.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first, more @ ..] => format!("{first} and {} more", more.len()),
    }
}

/// That a claim is on its way to paper already.
fn in_the_queue() -> FindingView {
    FindingView {
        severity: "check".to_owned(),
        code: "queued".to_owned(),
        text: "The claim is in the print queue already. Print it from there, or it goes out twice."
            .to_owned(),
        segment: 0,
        byte: 0,
        loop_id: String::new(),
        element: String::new(),
        item: String::new(),
        claim_id: String::new(),
    }
}

/// That another claim goes out in a claim's place.
fn replaced(by: &claims::Replacing) -> FindingView {
    let text = match by.voids {
        true => format!(
            "Claim {} voids this one. Print it only if the payer wants it once more.",
            by.number
        ),
        false => format!(
            "Claim {} stands in its place. Print that one, unless the payer wants this one once more.",
            by.number
        ),
    };
    FindingView {
        code: "replaced".to_owned(),
        text,
        ..in_the_queue()
    }
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
        claim_id: String::new(),
    }
}

pub(crate) fn count(n: usize) -> u32 {
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

pub(crate) fn gone() -> Problem {
    Problem::new(
        Code::NotFound,
        "That preview is gone. Preview the forms again.",
    )
}

/// A sheet of a preview as a picture.
pub(crate) fn preview_page(bench: &Workbench, ask: PageAsk) -> Result<PageImage, Problem> {
    let open = bench.opened()?;
    let (pdf, red) = document(bench, &open, &ask.preview)?;
    let dpi = ask.dpi.clamp(50, 300);
    let mut sheet = draw(pdf, ask.page, dpi)?;
    if red {
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

/// The document of a preview, or of a run that was printed or waits; and whether it is for red stock.
fn document(bench: &Workbench, open: &Open, id: &str) -> Result<(Vec<u8>, bool), Problem> {
    if let Some(prepared) = &*lock(&bench.forms)
        && prepared.id.to_string() == id
        && !prepared.pdf.is_empty()
    {
        return Ok((prepared.pdf.clone(), !prepared.draft));
    }
    let db = open.vault.reader()?;
    let (run, _) = writer::get::<PrintRun>(&db, id).map_err(|_| gone())?;
    let red = run.what == CMS1500 && !run.is_draft();
    let shown = run.on_sheets().into_iter().map(|item| item.id).collect();
    bench.log_look(open, "view_print", id, shown)?;
    Ok((vault::local::blob(&db, &run.sha256)?, red))
}

pub(crate) fn undrawn() -> Problem {
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

/// A sheet for a printing system that takes no documents: at 300 dots to the inch, as scanners read.
fn picture(pdf: &[u8], page: u32) -> Option<Picture> {
    let drawn = draw(pdf.to_vec(), page, 300).ok()?;
    let dots = drawn.data();
    let bgrx = dots.iter().flat_map(|dot| [dot.b, dot.g, dot.r, 0]);
    Some(Picture {
        width: drawn.width().into(),
        height: drawn.height().into(),
        bgrx: bgrx.collect(),
    })
}

/// Sends so many sheets of a document to a printer: what the printing system calls the job.
pub(crate) fn send(
    bench: &Workbench,
    printer: &str,
    (pdf, pages): (&[u8], u32),
) -> Result<String, PrintProblem> {
    let draw = |page| picture(pdf, page);
    let draw = &draw;
    bench
        .printing
        .print(printer, &Sheets { pdf, pages, draw }, 1)
}

/// How many pages a PDF has.
///
/// # Errors
/// When it is none.
pub(crate) fn pages_of(pdf: &[u8]) -> Result<u32, Problem> {
    let read = hayro::hayro_syntax::Pdf::new(std::sync::Arc::new(pdf.to_vec()));
    Ok(count(read.map_err(|_| undrawn())?.pages().len()))
}

/// Draws a page of a PDF.
pub(crate) fn draw(pdf: Vec<u8>, page: u32, dpi: u32) -> Result<Pixmap, Problem> {
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

/// The printers of this computer.
pub(crate) fn printers(bench: &Workbench, _: Nothing) -> Result<PrintersView, Problem> {
    Ok(match bench.printing.printers() {
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
    crate::saving::write_file(bench, &path, &pdf)?;
    Ok(crate::saving::saved(&path, &pdf))
}
