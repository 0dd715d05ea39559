//! The ledger of a patient with 5,000 rows as it opens, beside that of a patient with 50: the first
//! rows, as many as a screen shows, with all its sums. Their claims came from a file, and
//! checks paid them.

use std::hint::black_box;
use std::path::Path;

use anyhow::{Context, ensure};
use seeds::{Mix, Plan};
use serde_json::{Value, json};

use crate::desk::{Desk, today};
use crate::measure::{Figures, Stretch, quantile, say};
use crate::posting::{self, Eob};

/// Rows that a screen shows.
const ROWS: u32 = 50;
/// Ledger rows of the two patients, about.
const LEDGERS: [usize; 2] = [5_000, 50];
/// Claims on a check.
const ON_A_CHECK: usize = 20;
/// How often a round opens each.
const TIMES: usize = 20;

/// Opens them in turns.
pub fn measure(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let desk = Desk::make(folder)?;
    let long = patient(&desk, folder, 0)?;
    let short = patient(&desk, folder, 1)?;
    let mut time = Figures::ms("ledger");
    for round in 0..=rounds {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..TIMES {
            ours.push(open(&desk, &long)?);
            theirs.push(open(&desk, &short)?);
        }
        // The first look is put on the audit log.
        if 0 < round {
            time.ours.push(quantile(&ours, 0.5));
            time.theirs.push(quantile(&theirs, 0.5));
        }
    }
    Ok(vec![time])
}

fn ask(patient: &str) -> Value {
    json!({ "of": "patient", "id": patient, "from": 0, "count": ROWS })
}

fn open(desk: &Desk, patient: &str) -> anyhow::Result<f64> {
    let stretch = Stretch::begin();
    black_box(desk.answer("ledger", &ask(patient))?);
    Ok(stretch.cpu_ms())
}

/// A patient with a ledger: claims until there are rows enough, each with its charges, a payer's
/// answer and what moves to the patient, a check a day.
fn patient(desk: &Desk, folder: &Path, which: usize) -> anyhow::Result<String> {
    let want = LEDGERS[which];
    let plan = Plan {
        seed: 900 + which as u64,
        providers: 2,
        patients: 1,
        months: 36,
        claims: u32::try_from(want.div_ceil(3))?,
        mix: Mix::Everyday,
    };
    desk.fill(&seeds::practice(&plan, today()), folder)?;
    let waiting = posting::waiting(&*desk.open()?.vault.reader()?)?;
    let patient = waiting.first().context("no claim waits")?.patient.clone();
    let mut number = 1_000 * (which + 1);
    for payer in waiting.chunk_by(|a, b| a.payer == b.payer) {
        for claims in payer.chunks(ON_A_CHECK) {
            number += 1;
            let open = desk.open()?;
            let eob = Eob::of(&*open.vault.reader()?, claims, &number.to_string())?;
            eob.post(desk)?;
            // Nobody's checks all come on one day, and a ledger is read by the day.
            desk.next_day();
        }
    }
    let count = |rows: &Value| rows["total"].as_u64().unwrap_or(0);
    let view = desk.ask("ledger", &ask(&patient))?;
    let (rows, shown) = (count(&view), view["rows"].as_array().map_or(0, Vec::len));
    say(&format!("a ledger of {rows} rows, {shown} shown"));
    ensure!(want as u64 * 9 / 10 < rows, "{rows} rows");
    Ok(patient)
}
