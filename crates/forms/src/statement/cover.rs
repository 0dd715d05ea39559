//! The sheet that lies on claims in an envelope: to whom, from whom, which claims, what they come to. With the
//! day of the post on the mail log it shows what was filed, and when.

use billing::statement::{Language, Practice};
use values::{Day, Money};

use super::StatementError;
use super::flow::{bold, text};
use super::half::{Column, Half};
use super::letters::{one, practice};
use super::page::{LEFT, RIGHT};
use super::words::{dollars, figure, words};
use crate::pdf::Meta;

/// The claims that go to one payer in one envelope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverSheet {
    /// The payer's name and address, line by line.
    pub to: Vec<String>,
    /// When the forms were made.
    pub printed_on: Option<Day>,
    /// When they went to the post, when that is known.
    pub mailed_on: Option<Day>,
    /// Forms in the envelope.
    pub sheets: u32,
    /// The claims in the order of their forms.
    pub claims: Vec<CoverClaim>,
}

/// A claim on a cover sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverClaim {
    /// The patient's account number as item 26 has it.
    pub number: String,
    /// `Rivera, Elena`.
    pub patient: String,
    /// The first day of service.
    pub service_on: Option<Day>,
    /// Item 28.
    pub charge: Money,
}

const COLUMNS: [Column; 5] = [
    column(LEFT, 75.0, false),
    column(81.0, 190.0, false),
    column(196.0, 400.0, false),
    column(406.0, 482.0, false),
    column(488.0, RIGHT, true),
];

const HEADS: [&str; 5] = ["No.", "Account no.", "Patient", "Service from", "Charge"];

const fn column(left: f32, right: f32, figures: bool) -> Column {
    Column {
        left,
        right,
        figures,
    }
}

/// Cover sheets as a PDF, each on a sheet of its own.
///
/// # Errors
/// When a text cannot be shown, or there is none.
pub fn cover_sheets(
    of: &Practice,
    sheets: &[CoverSheet],
    meta: Meta,
) -> Result<Vec<u8>, StatementError> {
    let mut of = of.clone();
    practice(&mut of)?;
    let mut about = of.address.clone();
    about.extend((!of.phone.is_empty()).then(|| of.phone.clone()));
    let w = words(Language::English);
    let mut all: Option<Half<'_>> = None;
    for sheet in sheets {
        let sheet = readable(sheet)?;
        let title = "CMS-1500 claims enclosed".to_owned();
        let printed = sheet.printed_on.map(|day| w.day_and_year(day));
        let printed = printed.map_or_else(String::new, |day| format!("Printed {day}"));
        match &mut all {
            Some(half) => half.part(title, printed),
            none => *none = Some(Half::new(&of, about.clone(), title, printed, None).whole()),
        }
        if let Some(half) = &mut all {
            one_payer(half, &sheet, w);
        }
    }
    let half = all.ok_or(crate::pdf::PdfError::NoPages)?;
    Ok(half.finish(w, "Cover sheets", "", meta)?)
}

fn one_payer(half: &mut Half<'_>, sheet: &CoverSheet, w: &super::words::Words) {
    half.y += 18.0;
    half.paragraph(LEFT, RIGHT, &text("To"));
    for (n, line) in sheet.to.iter().enumerate() {
        half.paragraph(LEFT, RIGHT, &if n == 0 { bold(line) } else { text(line) });
    }
    half.y += 10.0;
    let total: Money = sheet.claims.iter().map(|claim| claim.charge).sum();
    let count = |n: usize, one: &str, many: &str| match n {
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    };
    let forms = usize::try_from(sheet.sheets).unwrap_or(0);
    let says = format!(
        "{} on {}, {} in all.",
        count(sheet.claims.len(), "claim", "claims"),
        count(forms, "form", "forms"),
        dollars(total)
    );
    half.paragraph(LEFT, RIGHT, &bold(&says));
    if let Some(day) = sheet.mailed_on {
        half.paragraph(
            LEFT,
            RIGHT,
            &text(&format!("Mailed {}.", w.day_and_year(day))),
        );
    }
    half.y += 10.0;
    half.heads(&COLUMNS, &HEADS);
    for (n, claim) in (1..).zip(&sheet.claims) {
        let on = claim.service_on.map_or_else(String::new, |day| {
            format!("{:02}/{:02}/{}", day.month(), day.day(), day.year())
        });
        let cells = [
            n.to_string(),
            claim.number.clone(),
            claim.patient.clone(),
            on,
            figure(claim.charge),
        ];
        half.row(&COLUMNS, &HEADS, &cells);
    }
    half.total(&COLUMNS, "Total charges", &dollars(total));
}

/// The sheet in the letters of the paper.
fn readable(sheet: &CoverSheet) -> Result<CoverSheet, StatementError> {
    let mut sheet = sheet.clone();
    for line in &mut sheet.to {
        one(line, "the payer’s name or address")?;
    }
    for claim in &mut sheet.claims {
        one(&mut claim.number, "an account number")?;
        one(&mut claim.patient, "a patient’s name")?;
    }
    Ok(sheet)
}
