//! 1,000 CMS-1500 forms, the values alone for red stock, made into one PDF. The comparator draws the
//! same values at the same places with reportlab.

use std::path::Path;

use anyhow::ensure;
use forms::{FormPage, Meta, Offset, Style};
use serde_json::json;

use crate::desk::today;
use crate::measure::{Figures, Stretch};

/// Forms of a print run.
const FORMS: usize = 1_000;

/// The forms of a family practice's claims, filled.
fn filled() -> Vec<FormPage> {
    let made = seeds::practice(&seeds::Plan::bench(600, 1_500), today());
    made.claims()
        .flat_map(|claim| forms::cms1500::fill(&claim, today()).pages)
        .take(FORMS)
        .collect()
}

/// Writes the values of the forms with their places for reportlab.
pub fn prepare(folder: &Path) -> anyhow::Result<()> {
    let points = |hundredths: i32| f64::from(hundredths) / 100.0;
    let all: Vec<Vec<_>> = filled()
        .iter()
        .map(|form| {
            form.values()
                .map(|(field, text)| {
                    json!([points(field.start(text)), points(field.baseline), text])
                })
                .collect()
        })
        .collect();
    std::fs::write(folder.join("forms.json"), serde_json::to_vec(&all)?)?;
    Ok(())
}

/// Prints the forms.
pub fn measure(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let pages = filled();
    ensure!(pages.len() == FORMS, "{} forms were filled", pages.len());
    let mut time = Figures::ms("cms1500");
    let mut size = Figures {
        unit: "mb",
        ..Figures::ms("cms1500-size")
    };
    for round in 0..rounds {
        let meta = Meta {
            made_on: today(),
            id: u128::from(round).to_be_bytes(),
        };
        let stretch = Stretch::begin();
        let pdf = forms::print(&pages, Style::DataOnly, Offset::default(), meta)?;
        time.ours.push(stretch.cpu_ms());
        size.ours.push(pdf.len() as f64 / 1e6);
        size.theirs.push(1.0);
        std::fs::write(folder.join("claimbench.pdf"), pdf)?;
    }
    Ok(vec![time, size])
}
