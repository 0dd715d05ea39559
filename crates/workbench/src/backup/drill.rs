//! The try of a restore: the newest backup and an older one, into a folder that does not stay.

use std::path::{Path, PathBuf};

use platform::files;
use vault::backups::BackupRun;
use vault::{VaultError, copy};

use super::places::Places;
use super::{folder_of, found_in, full, note, scratch, shown};
use crate::bench::{Job, Open};
use crate::problem::{Code, Problem};
use crate::saving::{disk, file_name};
use crate::start::{DATABASE, sweep};
use crate::{Workbench, archive, time};

/// What one backup that is tried turned out to be.
struct Tried {
    at: i64,
    bytes: u64,
    /// The file and what is wrong with it.
    wrong: Option<(String, String)>,
    /// Sealed under the keys of an earlier day.
    earlier_keys: bool,
}

/// Restores a backup into a folder that does not stay, and checks all of it.
fn try_one(open: &Open, folder: &Path, (at, path): &(i64, PathBuf)) -> Result<Tried, Problem> {
    let bytes = std::fs::metadata(path).map_or(0, |meta| meta.len());
    let mut tried = Tried {
        at: *at,
        bytes,
        wrong: None,
        earlier_keys: false,
    };
    if files::free_space(folder).is_ok_and(|free| free < bytes) {
        return Err(full("The computer’s disk"));
    }
    let scratch = scratch(folder)?;
    let key = open.keys.literal();
    let wrong = |what: String| Some((file_name(path), what));
    let packed = match archive::open(path) {
        Ok(packed) => packed,
        Err(problem) => {
            tried.wrong = wrong(problem.says);
            return Ok(tried);
        }
    };
    // The head is read again once the bytes that follow it were.
    if let Err(problem) = packed.unpack(scratch.path(), false) {
        tried.wrong = wrong(problem.says);
        return Ok(tried);
    }
    let database = scratch.path().join(DATABASE);
    if !copy::is_sealed_with(&database, &key) {
        tried.earlier_keys = true;
        return Ok(tried);
    }
    let head = archive::open(path)?.head;
    tried.wrong = match copy::check(&database, &key) {
        Ok((_, Some(what))) => wrong(what),
        Ok((found, None)) if !head.matches(&found) => wrong("it holds something else".to_owned()),
        Ok(_) => None,
        Err(VaultError::DiskFull | VaultError::Disk) => return Err(disk("The copy to check")),
        Err(error) => wrong(error.to_string()),
    };
    Ok(tried)
}

/// Tries to restore the newest backup and an older one.
pub(super) fn try_and_note(
    bench: &Workbench,
    open: &Open,
    job: &Job<'_>,
) -> Result<BackupRun, Problem> {
    let (_, folder) = bench.folder(&open.folder)?;
    let (began, places) = (bench.now(), Places::of(&*open.vault.reader()?)?);
    sweep(&folder);
    let mut found: Vec<(i64, PathBuf, &str)> = Vec::new();
    for (name, place) in places.chosen() {
        let here = found_in(open.facts().id, &place.folder);
        found.extend(here.into_iter().map(|(at, path)| (at, path, name)));
    }
    found.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    let Some((_, newest, place)) = found.first().cloned() else {
        return Err(Problem::new(
            Code::NeedsYou,
            "There is no backup in the places of the settings. Connect the drive, or back up first.",
        ));
    };
    let older: Vec<_> = found.iter().filter(|(at, ..)| *at < found[0].0).collect();
    let dice = usize::from(u16::from_le_bytes(crate::bench::random()?));
    let chosen = found
        .first()
        .into_iter()
        .chain(older.get(dice % older.len().max(1)).copied())
        .map(|(at, path, _)| (*at, path.clone()));
    let mut tried = Vec::new();
    for one in chosen {
        job.at(0, 0, "Restoring a backup into a folder that does not stay")?;
        tried.push(try_one(open, &folder, &one)?);
    }
    let ms = bench.now() - began;
    let zone = open.zone();
    let names: Vec<String> = tried
        .iter()
        .map(|one| {
            let keys = if one.earlier_keys {
                " (whole, under the keys of that day)"
            } else {
                ""
            };
            format!("{}{keys}", time::moment(one.at, &zone))
        })
        .collect();
    let wrong = tried.iter().find_map(|one| one.wrong.clone());
    let says = match &wrong {
        Some((file, what)) => format!("{file} does not come back: {what} Back up again now."),
        None => format!("Came back whole: {}.", names.join(" and ")),
    };
    let run = BackupRun {
        id: bench.backup_id()?,
        at: began,
        by: open.who.name.clone(),
        what: "drill".to_owned(),
        place: place.to_owned(),
        to: shown(folder_of(&newest)),
        file: wrong
            .as_ref()
            .map_or_else(|| file_name(&newest), |(file, _)| file.clone()),
        generation: 0,
        bytes: tried.iter().map(|one| one.bytes).sum(),
        ms,
        sha256: String::new(),
        events: 0,
        good: wrong.is_none(),
        says,
    };
    note(bench, open, run)
}
