//! The practices on which the window is measured: in the system's places for data and keys.

use std::path::Path;

use anyhow::Context;
use seeds::Plan;
use workbench::secrets::system_secrets;

use crate::desk::{Desk, today};

/// A practice whose lock screen comes up.
pub fn prepare_start(folder: &Path) -> anyhow::Result<()> {
    prepare(folder, &Plan::bench(600, 3_000))
}

/// A practice of 100,000 patients.
pub fn prepare_memory(folder: &Path) -> anyhow::Result<()> {
    prepare(folder, &Plan::bench(100_000, 100_000))
}

fn prepare(folder: &Path, plan: &Plan) -> anyhow::Result<()> {
    let data = platform::files::data_folder().context("the system names no folder for data")?;
    let desk = Desk::make_with(data, system_secrets())?;
    desk.fill(&seeds::practice(plan, today()), folder)?;
    desk.bench().lock_because("when it was prepared");
    Ok(())
}
