//! Backups by the schedule, while people work; what is said when a place is gone, full or shut; and
//! the restore that is tried by itself.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use workbench::Code;

use crate::bed::{self, Bed, PASSWORD, bed, contents, file_of, files_under, plain_claim, text};

/// Chooses a folder on the desk as a place for backups.
fn choose(bed: &Bed, place: &str, folder: &str) -> PathBuf {
    let folder = bed.desk(folder);
    fs::create_dir_all(&folder).unwrap();
    *bed.props.picks.lock().unwrap() = vec![folder.clone()];
    bed.ask("choose_backup_place", json!({ "place": place }));
    folder
}

fn state(bed: &Bed) -> Value {
    bed.ask("backups", json!({}))
}

fn archives(folder: &Path) -> Vec<PathBuf> {
    files_under(folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "cbarch"))
        .collect()
}

/// The practice comes back from a backup on another computer as it is here.
fn comes_back(bed: &Bed, backup: &Path) {
    let other = bed::bare();
    workbench::restore::restore(&other.bench, backup, None).unwrap();
    fs::copy(bed.secret(), other.secret()).unwrap();
    let ask = json!({ "folder": bed.folder, "user_id": bed.user, "password": PASSWORD });
    other.ask("unlock", ask);
    assert_eq!(other.digests(), bed.digests());
    other.holds();
}

#[test]
fn backups_are_made_when_due_in_both_places_and_a_restore_is_tried() {
    let bed = bed();
    bed.import(&[&bed.put("a.837", file_of(&contents()[..10]))]);
    assert_eq!(state(&bed)["says"], "No backup yet");
    bed.bench.back_up_when_due();
    assert_eq!(state(&bed)["runs"], json!([]), "nowhere is chosen");
    let (first, second) = (choose(&bed, "first", "usb"), choose(&bed, "second", "nas"));
    assert_eq!(state(&bed)["late"], true);
    bed.bench.back_up_when_due();
    let now = state(&bed);
    assert_eq!(now["late"], false, "{now}");
    assert!(text(&now["says"]).starts_with("Backed up "), "{now}");
    let runs = now["runs"].as_array().unwrap();
    let what: Vec<_> = runs
        .iter()
        .map(|run| (text(&run["what"]), run["good"] == true))
        .collect();
    let good = |what: &str| (what.to_owned(), true);
    assert_eq!(what, [good("drill"), good("backup"), good("backup")]);
    assert!(text(&now["drill"]).contains("Came back whole"), "{now}");
    for folder in [&first, &second] {
        let made = archives(folder);
        assert_eq!(made.len(), 1);
        let name = folder.file_name().unwrap().to_str().unwrap();
        let here = |run: &&Value| run["what"] == "backup" && text(&run["to"]).ends_with(name);
        let run = runs.iter().find(here).unwrap();
        assert_eq!(run["bytes"], fs::metadata(&made[0]).unwrap().len());
        comes_back(&bed, &made[0]);
    }
    assert_eq!((bed.logged("back_up"), bed.logged("try_restore")), (2, 1));
    // Nothing is due now, and nothing of the try is left.
    bed.bench.back_up_when_due();
    bed.ask("lock", json!({}));
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(state(&bed)["runs"].as_array().unwrap().len(), 3);
    let left = files_under(bed.root.path());
    let left: Vec<_> = left
        .iter()
        .filter(|path| path.to_string_lossy().contains(".claimbench-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    bed.holds();
}

#[test]
fn a_backup_that_is_late_is_made_at_the_lock() {
    let bed = bed();
    let folder = choose(&bed, "first", "usb");
    bed.ask("lock", json!({}));
    assert_eq!(archives(&folder).len(), 1);
    bed.unlock(PASSWORD).unwrap();
    comes_back(&bed, &archives(&folder)[0]);
    bed.bench.lock_and_back_up("when the window was closed");
    assert_eq!(archives(&folder).len(), 1, "one was made just now");
}

#[test]
fn a_place_that_is_gone_or_shut_is_said_in_words_and_the_other_gets_its_backup() {
    let bed = bed();
    let (first, second) = (choose(&bed, "first", "usb"), choose(&bed, "second", "nas"));
    fs::remove_dir_all(&first).unwrap();
    let problem = bed.refused("back_up_now", json!({ "job": "b" }));
    assert_eq!(problem.code, Code::File);
    assert!(
        problem.says.contains("usb is not there") && problem.says.contains("Connect the drive"),
        "{problem:?}"
    );
    assert_eq!(archives(&second).len(), 1);
    let now = state(&bed);
    assert_eq!(
        now["says"], "Backup late: none made yet",
        "the good one does not hide the other"
    );
    assert!(
        text(&now["places"][0]["says"]).contains("is not there"),
        "{now}"
    );
    assert_eq!(now["places"][1]["late"], false);
    assert_eq!(bed.logged("back_up_failed"), 1);
    // It is not tried again every half minute.
    bed.bench.back_up_when_due();
    assert_eq!(bed.logged("back_up_failed"), 1);
    // A place in the product's own folder goes with the disk, and the same twice is one.
    *bed.props.picks.lock().unwrap() = vec![bed.practice_folder()];
    let inside = bed.refused("choose_backup_place", json!({ "place": "first" }));
    assert!(inside.says.contains("another drive"), "{inside:?}");
    *bed.props.picks.lock().unwrap() = vec![second];
    let twice = bed.refused("choose_backup_place", json!({ "place": "first" }));
    assert!(twice.says.contains("already"), "{twice:?}");
    bed.ask(
        "save_backup_schedule",
        json!({ "place": "first", "every_hours": 0 }),
    );
    assert_eq!(
        state(&bed)["late"],
        false,
        "a place that was given up is not late"
    );
}

#[test]
fn a_try_of_a_restore_finds_a_damaged_backup_and_no_generation_counts_on_it() {
    let bed = bed();
    bed.import(&[&bed.put("a.837", file_of(&[plain_claim()]))]);
    let folder = choose(&bed, "first", "usb");
    let nothing = bed.refused("try_restore", json!({ "job": "t" }));
    assert_eq!(nothing.code, Code::NeedsYou);
    bed.ask("back_up_now", json!({ "job": "b" }));
    let made = archives(&folder)[0].clone();
    let mut bytes = fs::read(&made).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&made, bytes).unwrap();
    let problem = bed.refused("try_restore", json!({ "job": "t" }));
    assert_eq!(problem.code, Code::Damaged);
    assert!(
        problem.says.contains("does not come back") && problem.says.contains("Back up again"),
        "{problem:?}"
    );
    let now = state(&bed);
    assert_eq!(
        (now["drill_late"].clone(), now["runs"][0]["good"].clone()),
        (json!(true), json!(false))
    );
    bed.holds();
}

#[test]
fn the_generations_of_two_practices_share_a_folder_and_nothing_else() {
    let bed = bed();
    let folder = choose(&bed, "first", "usb");
    bed.ask("back_up_now", json!({ "job": "b" }));
    let made = archives(&folder)[0].clone();
    let name = made.file_name().unwrap().to_string_lossy().into_owned();
    let (start, end) = name.split_at(name.len() - "20261124T151455Z.cbarch".len());
    assert!(end.ends_with("Z.cbarch"));
    // Ten of one hour of long ago: one of them is kept, the last of its day.
    for minute in 10..20 {
        fs::copy(
            &made,
            folder.join(format!("{start}20240105T10{minute}00Z.cbarch")),
        )
        .unwrap();
    }
    let others = ["claimbench-prc_other-20240105T101000Z.cbarch", "taxes.pdf"];
    for other in others {
        fs::write(folder.join(other), "not ours").unwrap();
    }
    bed.ask("back_up_now", json!({ "job": "b" }));
    let left: Vec<String> = files_under(&folder)
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let old: Vec<_> = left
        .iter()
        .filter(|name| name.contains("prc_") && name.contains("2024") && !name.contains("other"))
        .collect();
    assert_eq!(old, [&format!("{start}20240105T101900Z.cbarch")]);
    assert!(
        others
            .iter()
            .all(|other| left.iter().any(|name| name == other)),
        "{left:?}"
    );
}

#[test]
fn the_lock_screen_says_that_keys_are_out_of_memory_when_they_are() {
    use std::sync::{Arc, Mutex};
    let bed = bed();
    choose(&bed, "first", "usb");
    let closing = |bench: &workbench::Workbench| {
        let start = bed::ask_of(bench, "start", json!({})).unwrap();
        start["practices"][0]["closing"] == true
    };
    assert!(!closing(&bed.bench));
    let keys = Arc::downgrade(&bed.open());
    let seen: Arc<Mutex<Vec<(bool, bool)>>> = Arc::default();
    let (bench, held, said) = (Arc::downgrade(&bed.bench), keys.clone(), seen.clone());
    *bed.props.on_progress.lock().unwrap() = Some(Box::new(move |_| {
        if let Some(bench) = bench.upgrade() {
            let shown = closing(&bench);
            said.lock().unwrap().push((shown, held.upgrade().is_some()));
        }
    }));
    bed.ask("lock", json!({}));
    *bed.props.on_progress.lock().unwrap() = None;
    let seen = seen.lock().unwrap().clone();
    assert!(
        !seen.is_empty() && seen.iter().all(|both| *both == (true, true)),
        "{seen:?}"
    );
    assert!(keys.upgrade().is_none() && !closing(&bed.bench));
    let told = bed.props.told.lock().unwrap();
    assert!(
        matches!(told.last(), Some(workbench::Event::Closed { .. })),
        "{told:?}"
    );
}
