//! The two places for backups: chosen, scheduled, given up.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use vault::local;

use super::state::view_of;
use super::{A_DAY, BackupsView, PlaceAsk, ScheduleAsk, no_place, shown, trouble};
use crate::Workbench;
use crate::bench::{Done, Open};
use crate::door::NOBODY;
use crate::problem::Problem;
use crate::view::Changed;

/// Where backups go, and how often. It stays on this computer: another has other drives.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Places {
    #[serde(default)]
    first: Option<Place>,
    #[serde(default)]
    second: Option<Place>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) folder: PathBuf,
    pub(super) every_hours: u32,
}

const PLACES: &str = "backup-places";

/// The places with the hours that they begin with.
pub(super) const NAMES: [(&str, u32); 2] = [("first", 4), ("second", 24)];

impl Places {
    pub(super) fn of(db: &vault::Connection) -> Result<Places, Problem> {
        let text = local::draft(db, NOBODY, PLACES)?;
        Ok(text
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    }

    pub(super) fn get(&self, name: &str) -> Option<&Place> {
        match name {
            "first" => self.first.as_ref(),
            _ => self.second.as_ref(),
        }
    }

    fn put(&mut self, name: &str, place: Option<Place>) -> Result<(), Problem> {
        match name {
            "first" => self.first = place,
            "second" => self.second = place,
            _ => return Err(Problem::field("place", "There are two places for backups.")),
        }
        Ok(())
    }

    /// The places that were chosen.
    pub(super) fn chosen(&self) -> impl Iterator<Item = (&'static str, &Place)> {
        NAMES
            .iter()
            .filter_map(|(name, _)| self.get(name).map(|place| (*name, place)))
    }
}

/// Lets the person choose the folder of a place.
pub(crate) fn choose_backup_place(
    bench: &Workbench,
    ask: PlaceAsk,
) -> Result<Changed<BackupsView>, Problem> {
    let open = bench.opened()?;
    let mut places = Places::of(&*open.vault.reader()?)?;
    let Some(folder) = bench.host.pick_folder() else {
        return Ok(Changed {
            value: view_of(bench, &open)?,
            touched: Vec::new(),
            undo: None,
        });
    };
    let folder = std::path::absolute(&folder).unwrap_or(folder);
    if folder.starts_with(bench.data()) {
        return Err(Problem::field(
            "place",
            "That folder lies in Claimbench’s own. Choose one on another drive, so that a lost disk does not take the backups along.",
        ));
    }
    let others = NAMES.iter().filter(|(name, _)| *name != ask.place);
    if others
        .filter_map(|(name, _)| places.get(name))
        .any(|place| place.folder == folder)
    {
        return Err(Problem::field(
            "place",
            "The other place is that folder already. Choose one on another drive.",
        ));
    }
    // Whether it takes files is found out now, not in four hours.
    let to = shown(&folder);
    tempfile::Builder::new()
        .prefix(".claimbench-")
        .tempfile_in(&folder)
        .map_err(|error| Problem::field("place", trouble(&to, &error).says))?;
    let hours = NAMES.iter().find(|(name, _)| *name == ask.place);
    let every_hours = places
        .get(&ask.place)
        .map_or(hours.map_or(A_DAY, |(_, hours)| *hours), |place| {
            place.every_hours
        });
    places.put(
        &ask.place,
        Some(Place {
            folder,
            every_hours,
        }),
    )?;
    keep_places(bench, &open, &places)
}

/// Changes how often a place gets a backup, or gives it up.
pub(crate) fn save_backup_schedule(
    bench: &Workbench,
    ask: ScheduleAsk,
) -> Result<Changed<BackupsView>, Problem> {
    let open = bench.opened()?;
    if 168 < ask.every_hours {
        return Err(Problem::field(
            "every_hours",
            "A backup comes every 1 to 168 hours.",
        ));
    }
    let mut places = Places::of(&*open.vault.reader()?)?;
    let Some(mut place) = places.get(&ask.place).cloned() else {
        return Err(no_place());
    };
    place.every_hours = ask.every_hours;
    places.put(&ask.place, (ask.every_hours != 0).then_some(place))?;
    keep_places(bench, &open, &places)
}

fn keep_places(
    bench: &Workbench,
    open: &Open,
    places: &Places,
) -> Result<Changed<BackupsView>, Problem> {
    let text = serde_json::to_string(places)
        .map_err(|_| Problem::field("place", "The folder has a name that cannot be kept."))?;
    let every = |place: &Option<Place>| place.as_ref().map_or(0, |place| place.every_hours);
    bench.transact(open, "save_backup_places", |writer| {
        writer.beyond_undo();
        local::save_draft(writer.db(), NOBODY, PLACES, &text, writer.at())?;
        Ok(Done::new((), "")
            .with("first_every_hours", every(&places.first))
            .with("second_every_hours", every(&places.second)))
    })?;
    Ok(Changed {
        value: view_of(bench, open)?,
        touched: vec!["backup_run".to_owned()],
        undo: None,
    })
}
