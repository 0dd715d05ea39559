//! An 837P file of 5 MB read, matched and stored in a practice that was empty; pyx12 validates the
//! same file. And the most memory that a file of 256 MB needs.

use std::path::Path;

use anyhow::ensure;
use seeds::Plan;

use crate::desk::{Desk, today, write_claims};
use crate::measure::{Figures, Stretch, peak_mb, say};

/// Writes the file that both read.
pub fn prepare(folder: &Path) -> anyhow::Result<()> {
    let made = seeds::practice(&Plan::bench(2_000, 8_000), today());
    write_claims(&made, Some(5_000_000), &folder.join("claims.x12"))
}

/// Imports the file into a new practice, each round another.
pub fn measure(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let file = folder.join("claims.x12");
    if !file.exists() {
        prepare(folder)?;
    }
    let mut time = Figures::ms("import");
    for _ in 0..rounds {
        let place = folder.join("practice");
        std::fs::create_dir_all(&place)?;
        let desk = Desk::make(&place)?;
        let stretch = Stretch::begin();
        let preview = desk.read(&file)?;
        let previewed = stretch.cpu_ms();
        // The import reads the file again: what was previewed could have been changed since.
        let stretch = Stretch::begin();
        let done = desk.store(&preview)?;
        time.ours.push(stretch.cpu_ms());
        let (wall, claims) = (stretch.wall_ms(), &done["value"]["claims_created"]);
        say(&format!(
            "{claims} claims, {wall:.0} ms by the clock; the preview before it {previewed:.0} ms"
        ));
        drop(desk);
        std::fs::remove_dir_all(&place)?;
    }
    Ok(vec![time])
}

/// The most memory that this program ever had while it imported a file of 256 MB, beside the size of
/// the file.
pub fn memory(folder: &Path, _: u32) -> anyhow::Result<Vec<Figures>> {
    let file = folder.join("large.x12");
    if !file.exists() {
        let made = seeds::practice(&Plan::bench(100_000, 400_000), today());
        write_claims(&made, Some(256_000_000), &file)?;
    }
    let size = std::fs::metadata(&file)?.len() as f64 / 1e6;
    ensure!(256.0 <= size, "the file has {size:.0} MB only");
    let place = folder.join("practice");
    std::fs::create_dir_all(&place)?;
    let desk = Desk::make(&place)?;
    let before = peak_mb()?;
    let stretch = Stretch::begin();
    let preview = desk.read(&file)?;
    let read = peak_mb()?;
    say(&format!(
        "{} claims; {before:.0} MB before, {read:.0} MB after the preview, {:.0} s",
        preview["claims_created"],
        stretch.wall_ms() / 1000.0
    ));
    desk.store(&preview)?;
    let all = peak_mb()?;
    say(&format!(
        "{all:.0} MB after the import, {:.0} s by the clock, {:.0} s of the processor",
        stretch.wall_ms() / 1000.0,
        stretch.cpu_ms() / 1000.0
    ));
    drop(desk);
    std::fs::remove_dir_all(&place)?;
    Ok(vec![Figures {
        unit: "mb",
        ours: vec![all],
        theirs: vec![size],
        ..Figures::ms("import-memory")
    }])
}
