//! The first page of a list of 100,000 claims, as the window asks for it, beside the SQL that reads
//! the same columns of the same rows on the same connection.

use std::hint::black_box;
use std::path::Path;

use anyhow::ensure;

use crate::desk::{Desk, first_page, today};
use crate::measure::{Figures, Stretch, quantile};

/// Rows of a page, as the window asks for them.
const ROWS: u32 = 200;
/// How often a round asks each.
const TIMES: usize = 30;

const RAW: &str = "select id, number, patient_id, patient_name, payer_name, service_on,
       charge_cents, held, printed_at
  from claim order by service_on desc, rowid limit ?1";

/// Asks for the page and for the rows in turns.
pub fn measure(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let desk = Desk::make(folder)?;
    let made = seeds::practice(&seeds::Plan::bench(30_000, 100_000), today());
    desk.fill(&made, folder)?;
    let (open, ask) = (desk.open()?, first_page(ROWS));
    let mut time = Figures::ms("list");
    for _ in 0..rounds {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..TIMES {
            let stretch = Stretch::begin();
            black_box(desk.answer("claims", &ask)?);
            ours.push(stretch.cpu_ms());
            let stretch = Stretch::begin();
            let rows = raw(&open.vault)?;
            theirs.push(stretch.cpu_ms());
            ensure!(rows == ROWS as usize, "{rows} rows");
        }
        time.ours.push(quantile(&ours, 0.5));
        time.theirs.push(quantile(&theirs, 0.5));
    }
    Ok(vec![time])
}

/// The rows as a program takes them that wants nothing but them.
fn raw(vault: &vault::Vault) -> anyhow::Result<usize> {
    let db = vault.reader()?;
    let mut statement = db.prepare_cached(RAW)?;
    let rows = statement.query_map([ROWS], |row| {
        let text = |at: usize| row.get::<_, String>(at);
        let texts = [text(0)?, text(1)?, text(2)?, text(3)?, text(4)?, text(5)?];
        let numbers = [6, 7, 8].map(|at| row.get::<_, i64>(at));
        Ok((texts, numbers))
    })?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    Ok(black_box(rows).len())
}
