//! The state of the backups, in words.

use billing::generations;
use vault::backups::{self, BackupRun};

use super::places::{NAMES, Places};
use super::{A_DAY, BackupPlaceView, BackupsView, RunView, shown};
use crate::bench::Open;
use crate::problem::Problem;
use crate::view::Nothing;
use crate::{Workbench, time};

/// The state of the backups.
pub(crate) fn backups(bench: &Workbench, _: Nothing) -> Result<BackupsView, Problem> {
    view_of(bench, &*bench.opened()?)
}

pub(super) fn view_of(bench: &Workbench, open: &Open) -> Result<BackupsView, Problem> {
    let (db, now, zone) = (open.vault.reader()?, bench.now(), open.zone());
    let chosen = Places::of(&db)?;
    let moment = |at: i64| time::moment(at, &zone);
    let (today, day_of) = (bench.today(open), |at: i64| time::day(at, &zone));
    let (mut places, mut late) = (Vec::new(), None);
    for (name, first_hours) in NAMES {
        let Some(place) = chosen.get(name) else {
            places.push(BackupPlaceView {
                place: name.to_owned(),
                to: String::new(),
                every_hours: first_hours,
                says: String::new(),
                late: false,
            });
            continue;
        };
        let good = backups::last(&db, "backup", Some(name), true)?.map(|run| run.at);
        let failed = backups::last(&db, "backup", Some(name), false)?;
        let is_late = generations::is_late(good, now, place.every_hours);
        let last = match good {
            Some(at) => format!("Last good {}", moment(at)),
            None => "None made yet".to_owned(),
        };
        let failed = failed.filter(|run| good.is_none_or(|good| good < run.at));
        if is_late {
            late = late.or(Some(good));
        }
        places.push(BackupPlaceView {
            place: name.to_owned(),
            to: shown(&place.folder),
            every_hours: place.every_hours,
            says: match &failed {
                Some(run) => format!("{last}. {}", run.says),
                None => last,
            },
            late: is_late || failed.is_some(),
        });
    }
    let last = backups::last(&db, "backup", None, true)?.map(|run| run.at);
    let none_chosen = chosen.chosen().next().is_none();
    if none_chosen && last.is_some() && generations::is_late(last, now, A_DAY) {
        late = Some(last);
    }
    let short = |at: i64| {
        let moment = moment(at);
        let (date, clock) = moment.split_once(' ').unwrap_or((&moment, ""));
        if day_of(at) == Some(today) {
            clock
        } else {
            date
        }
        .to_owned()
    };
    let demo = open.facts().demo && none_chosen;
    let (says, is_late) = match (late, last) {
        _ if demo => (String::new(), false),
        (Some(Some(good)), _) => (format!("Backup late: last good {}", short(good)), true),
        (Some(None), _) => ("Backup late: none made yet".to_owned(), true),
        (None, Some(at)) => (format!("Backed up {}", short(at)), false),
        (None, None) => ("No backup yet".to_owned(), true),
    };
    let runs = backups::runs(&db, 50)?;
    let drill = |good| backups::last(&db, "drill", None, good);
    let (good, failed) = (drill(true)?, drill(false)?);
    let newest = [&good, &failed]
        .into_iter()
        .flatten()
        .max_by_key(|run| run.at);
    Ok(BackupsView {
        says,
        late: is_late,
        places,
        drill: newest.map_or_else(String::new, |run| {
            format!("{}. {} Took {}.", moment(run.at), run.says, took(run.ms))
        }),
        drill_late: newest.is_some_and(|run| {
            !run.good || generations::is_late(good.as_ref().map(|run| run.at), now, 30 * 24)
        }),
        runs: runs.into_iter().map(|run| run_view(run, &moment)).collect(),
    })
}

/// `3.2 s`, `4 min`.
fn took(ms: i64) -> String {
    if ms < 1_000 {
        "less than a second".to_owned()
    } else if ms < 120_000 {
        format!("{}.{} s", ms / 1_000, ms % 1_000 / 100)
    } else {
        format!("{} min", ms / 60_000)
    }
}

fn run_view(run: BackupRun, moment: &dyn Fn(i64) -> String) -> RunView {
    RunView {
        id: run.id.to_string(),
        at: moment(run.at),
        what: run.what,
        to: run.to,
        generation: run.generation,
        bytes: run.bytes,
        ms: run.ms,
        sha256: run.sha256,
        by: run.by,
        good: run.good,
        says: run.says,
    }
}
