//! A practice of 100,000 claims copied for a backup, beside `cp` and a sync of the same file; and a step
//! of the schema that builds its largest table anew, beside the bare SQL that copies that table.

use std::fs::File;
use std::path::Path;

use anyhow::{Context, anyhow, ensure};
use vault::Vault;

use crate::desk::{Desk, today};
use crate::measure::{Figures, Stretch};

fn filled(folder: &Path) -> anyhow::Result<Desk> {
    let desk = Desk::make(folder)?;
    let made = seeds::practice(&seeds::Plan::bench(30_000, 100_000), today());
    desk.fill(&made, folder)?;
    Ok(desk)
}

/// Copies and copies, in turns.
pub fn measure(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let desk = filled(folder)?;
    let open = desk.open()?;
    drop(open.vault.hold_still()?);
    let (ours, theirs) = (folder.join("ours"), folder.join("theirs"));
    let mut time = Figures::ms("backup");
    for _ in 0..rounds {
        let stretch = Stretch::begin();
        let mut out = File::create(&ours)?;
        let bytes = workbench::backup::copy_unchecked(desk.bench(), &open, &mut out)
            .map_err(|problem| anyhow!(problem.says))?;
        drop(out);
        time.ours.push(stretch.wall_ms());
        let stretch = Stretch::begin();
        let status = std::process::Command::new("cp")
            .args([open.vault.path(), &theirs])
            .status()?;
        File::open(&theirs)?.sync_all()?;
        time.theirs.push(stretch.wall_ms());
        ensure!(status.success(), "cp did not copy");
        ensure!(
            std::fs::metadata(&theirs)?.len() < bytes,
            "the copy is short"
        );
        std::fs::remove_file(&ours)?;
        std::fs::remove_file(&theirs)?;
    }
    Ok(vec![time])
}

/// Every statement that makes a table and its indexes, under another name.
fn made_anew(vault: &Vault, name: &str) -> anyhow::Result<Vec<String>> {
    let db = vault.reader()?;
    let mut statement = db.prepare(
        "select sql from sqlite_schema where tbl_name = 'claim' and sql is not null order by type desc",
    )?;
    let all = statement.query_map([], |row| row.get::<_, String>(0))?;
    let all: Vec<String> = all.collect::<Result<_, _>>()?;
    // The engine keeps the first words in capitals.
    let renamed = |sql: &String| {
        sql.replacen("TABLE claim ", &format!("TABLE {name} "), 1)
            .replacen(" on claim ", &format!(" on {name} "), 1)
            .replacen("INDEX claim_", &format!("INDEX {name}_"), 1)
    };
    Ok(all.iter().map(renamed).collect())
}

/// The largest table is built anew by the machinery of migrations, and by bare SQL, in turns.
pub fn migration(folder: &Path, rounds: u32) -> anyhow::Result<Vec<Figures>> {
    let desk = filled(folder)?;
    let open = desk.open()?;
    let vault = &open.vault;
    let mut time = Figures::ms("migration");
    for _ in 0..rounds {
        let next = made_anew(vault, "claim_next")?;
        let (table, indexes) = next.split_first().context("there is no table of claims")?;
        // Without the columns that are worked out.
        let columns: String = vault.reader()?.query_row(
            "select group_concat(name, ', ') from pragma_table_info('claim')",
            [],
            |row| row.get(0),
        )?;
        let step = format!(
            "{table}; insert into claim_next ({columns}) select {columns} from claim; {};",
            indexes.join("; ")
        );
        let mut steps = vault::migrations::STEPS.to_vec();
        steps.push(&step);
        let stretch = Stretch::begin();
        vault::migrations::bring_up(&mut vault.writer(), &steps)?;
        time.ours.push(stretch.wall_ms());
        let bare = step.replace("claim_next", "claim_bare");
        vault.writer().execute_batch("pragma foreign_keys = off")?;
        let stretch = Stretch::begin();
        vault
            .writer()
            .execute_batch(&format!("begin immediate; {bare} commit"))?;
        time.theirs.push(stretch.wall_ms());
        vault.writer().execute_batch(&format!(
            "pragma foreign_keys = on; drop table claim_next; drop table claim_bare; pragma user_version = {};
             pragma wal_checkpoint(truncate)",
            vault::migrations::NEWEST
        ))?;
    }
    Ok(vec![time])
}
