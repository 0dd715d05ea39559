//! A claim put on hold and let go: written, put on the audit chain and safe on the disk before the
//! answer, beside 32 KiB appended to a file in the same folder and synced.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use serde_json::json;

use crate::desk::{Desk, today};
use crate::measure::{Figures, Stretch, quantile, say};

/// How often a round does each.
const TIMES: usize = 60;

/// Saves and syncs in turns.
pub fn measure(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let desk = Desk::make(folder)?;
    let made = seeds::practice(&seeds::Plan::bench(3_000, 10_000), today());
    desk.fill(&made, folder)?;
    let ids = desk.claims(500)?;
    let mut bare = OpenOptions::new()
        .create(true)
        .append(true)
        .open(folder.join("bare"))?;
    let block = vec![0x5a; 32 * 1024];
    let mut time = Figures::ms("save");
    for (round, reason) in (0..rounds).zip(["waits for the chart", ""].iter().cycle()) {
        // Two rounds hold and release the same claims, the next two the next ones.
        let first = usize::try_from(round / 2)? * TIMES;
        let (mut ours, mut theirs, mut processor) = (Vec::new(), Vec::new(), 0.0);
        for id in ids.iter().cycle().skip(first).take(TIMES) {
            let ask = json!({ "ids": [id], "reason": reason });
            let stretch = Stretch::begin();
            desk.answer("hold_claims", &ask)?;
            ours.push(stretch.wall_ms());
            processor += stretch.cpu_ms();
            let stretch = Stretch::begin();
            bare.write_all(&block)?;
            bare.sync_data()?;
            theirs.push(stretch.wall_ms());
        }
        say(&format!(
            "a save takes {:.2} ms of the processor",
            processor / TIMES as f64
        ));
        time.ours.push(quantile(&ours, 0.5));
        time.theirs.push(quantile(&theirs, 0.5));
    }
    Ok(vec![time])
}
