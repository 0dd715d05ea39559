//! Patients with ledgers, for the window to open: one of 5,000 rows and two of 50. Their claims came
//! from a file, and checks paid them.

use std::path::Path;

use anyhow::{Context, ensure};
use seeds::{Mix, Plan};
use serde_json::{Value, json};
use workbench::secrets::system_secrets;

use crate::desk::{Desk, today};
use crate::measure::say;
use crate::posting::{self, Eob};

/// Ledger rows of the patients, about. The second of 50 is opened before the others are, so that the
/// window is warm.
const LEDGERS: [usize; 3] = [5_000, 50, 50];
/// Claims on a check.
const ON_A_CHECK: usize = 20;
/// Checks come on a day of their own each, and none of them in days that are not yet here.
const DAYS_AGO: i32 = 150;

/// A practice of those patients, in the system's places for data and keys.
pub fn prepare(folder: &Path) -> anyhow::Result<()> {
    let data = platform::files::data_folder().context("the system names no folder for data")?;
    let desk = Desk::make_with(data, system_secrets())?;
    for which in 0..LEDGERS.len() {
        desk.go_to(-DAYS_AGO);
        patient(&desk, folder, which)?;
    }
    desk.bench().lock_because("when it was prepared");
    Ok(())
}

/// A patient with a ledger: claims until there are rows enough, each with its charges, a payer's
/// answer and what moves to the patient, a check a day.
fn patient(desk: &Desk, folder: &Path, which: usize) -> anyhow::Result<()> {
    let want = LEDGERS[which];
    let plan = Plan {
        seed: 900 + which as u64,
        providers: 2,
        patients: 1,
        months: 36,
        claims: u32::try_from(want.div_ceil(3))?,
        mix: Mix::Everyday,
    };
    let made_on = today().plus_days(-DAYS_AGO);
    desk.fill(&seeds::practice(&plan, made_on), folder)?;
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
    let ask = json!({ "of": "patient", "id": patient, "from": 0, "count": 1 });
    let rows = count(&desk.ask("ledger", &ask)?);
    say(&format!("a ledger of {rows} rows"));
    ensure!(want as u64 * 9 / 10 < rows, "{rows} rows");
    Ok(())
}
