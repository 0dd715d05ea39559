//! Ready for a second desk: what changed here, applied to an empty database there, is the same.

use std::collections::BTreeSet;

use billing::ledger::state::State;
use serde_json::json;
use vault::{Vault, Writer, audit};

use crate::bed::{Bed, bed, contents, file_of};

const KEY: &str = "x'202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f'";

/// Applies everything that is marked in a practice to an empty database and compares.
#[track_caller]
fn check_second_desk(bed: &Bed) {
    let open = bed.open();
    let path = bed.desk("second.db");
    let second = Vault::create(&path, KEY).unwrap();
    {
        let mut db = second.writer();
        let mut writer = Writer::begin(&mut db, "sync", 1).unwrap();
        writer.beyond_undo();
        for (kind, _, body) in open.vault.pending().unwrap() {
            if let Some(body) = body {
                (kind.apply)(&mut writer, &body).unwrap();
            }
        }
        writer
            .commit("", &audit::Event::new(1, "sync", "test"))
            .unwrap();
    }
    assert_eq!(second.digests().unwrap(), open.vault.digests().unwrap());
    assert_eq!(second.check().unwrap(), Vec::<String>::new());
    // What lists show there is what they show here: the columns come out of the bodies.
    let rows = |vault: &Vault| {
        let db = vault.reader().unwrap();
        let filter = vault::claims::Filter::default();
        vault::claims::page(
            &db,
            &filter,
            (vault::claims::Sort::Number, false),
            (0, 500),
            true,
        )
        .unwrap()
    };
    let sorted = |vault: &Vault| {
        let mut rows = rows(vault);
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        // Where a claim stands follows from the books, which each desk folds for itself.
        for row in &mut rows {
            row.state = State::Held;
            row.waits_for.clear();
            row.replaced_by = None;
        }
        rows
    };
    assert_eq!(sorted(&second), sorted(&open.vault));
}

#[test]
fn the_changes_of_a_day_make_the_same_practice_at_a_second_desk() {
    let bed = bed();
    let claims = contents();
    bed.import(&[&bed.put("a.837", file_of(&claims[..30]))]);
    bed.import(&[&bed.put("b.837", file_of(&claims[30..]))]);
    bed.ask("undo", json!({}));
    bed.ask("redo", json!({}));
    bed.ask("undo", json!({}));
    bed.import(&[&bed.put("c.837", file_of(&claims[40..]))]);
    let ids = bed.claim_ids();
    bed.ask("hold_claims", json!({ "ids": ids[..4], "reason": "waits" }));
    bed.ask("hold_claims", json!({ "ids": ids[..2], "reason": "" }));
    bed.ask("add_note", json!({ "ids": ids[..3], "text": "called" }));
    bed.print(&bed.preview(&ids[4..9], false), &bed.desk("a.pdf"));
    bed.print(&bed.preview(&ids[9..12], true), &bed.desk("b.pdf"));
    let mut settings = bed.ask("settings", json!({}));
    settings["time_zone"] = json!("America/Denver");
    settings["theme"] = json!("dark");
    bed.ask("save_settings", settings);
    bed.add_user("Ana Reyes", "biller", "seven green lanterns at dusk");
    check_second_desk(&bed);
}

#[test]
fn a_lone_workstation_keeps_one_mark_a_row_however_often_it_changes() {
    let bed = bed();
    bed.import(&[&bed.put("a.837", file_of(&contents()[..10]))]);
    let patient = bed.patients()[0].clone();
    let marks = |bed: &Bed| {
        let pending = bed.open().vault.pending().unwrap();
        let rows: BTreeSet<(&str, String)> = pending
            .iter()
            .map(|(kind, id, _)| (kind.name, id.clone()))
            .collect();
        assert_eq!(rows.len(), pending.len());
        rows
    };
    let before = marks(&bed);
    for n in 0..5 {
        let chart = bed.ask("patient", json!({ "id": patient["id"] }));
        let mut person = chart["person"].clone();
        person["phone"] = json!(format!("740555010{n}"));
        bed.ask(
            "save_patient",
            json!({ "id": patient["id"], "version": chart["version"], "person": person }),
        );
        bed.ask("undo", json!({}));
        bed.ask("redo", json!({}));
    }
    assert_eq!(marks(&bed), before);
    // What was made and taken back stays marked once, as gone.
    bed.import(&[&bed.put("b.837", file_of(&contents()[10..20]))]);
    bed.ask("undo", json!({}));
    assert!(marks(&bed).len() > before.len());
    check_second_desk(&bed);
}
