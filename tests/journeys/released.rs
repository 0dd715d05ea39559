//! A practice of every released version opens, is backed up before its file is changed, and holds what
//! it held. `tests/golden/practices` has a small one of each: made once, never again.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use workbench::Code;

use crate::bed::{self, Bed, PASSWORD, bed, contents, copy_folder, file_of, files_under, text};

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/practices")
}

/// A computer with a kept practice on it, nobody signed in.
fn computer(kept: &Path) -> (Bed, Value) {
    let about: Value = serde_json::from_slice(&fs::read(kept.join("about.json")).unwrap()).unwrap();
    let mut bed = bed::bare();
    copy_folder(&kept.join("data"), &bed.root.path().join("data"));
    fs::copy(kept.join("device"), bed.secret()).unwrap();
    bed.folder = text(&about["folder"]);
    bed.user = text(&about["user"]);
    (bed, about)
}

/// Kinds that came with the ledger and after: an older practice gets rows of them as it is opened, or has
/// none.
const LATER: [&str; 16] = [
    "remittance",
    "act",
    "fee",
    "money_rules",
    "posting",
    "guarantor",
    "statement_rules",
    "statement",
    "deposit",
    "payment_plan",
    "account_note",
    "letter",
    "placement",
    "print_event",
    "logo",
    "estimate",
];

/// Versions of all rows that travel, and the marks of those that are to be sent.
fn versions(bed: &Bed) -> Value {
    let open = bed.open();
    let db = open.vault.reader().unwrap();
    let kinds = vault::kinds::KINDS
        .iter()
        .filter(|kind| kind.name != "backup_run" && !LATER.contains(&kind.name));
    let sums = kinds.map(|kind| {
        let all = format!(
            "select ifnull(sum(version), 0), count(*) from {}",
            kind.name
        );
        let (sum, rows): (i64, i64) = db
            .query_row(&all, [], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        json!([kind.name, sum, rows])
    });
    json!({
        "rows": sums.collect::<Vec<_>>(),
        "digests": bed.digests().into_iter().filter(|(kind, _)| !LATER.contains(kind)).map(|(kind, digest)| json!([kind, digest])).collect::<Vec<_>>(),
    })
}

/// Opens, changes nothing that travels, and says what it did.
#[track_caller]
fn opens(bed: &Bed, about: &Value, case: &str) {
    bed.unlock(PASSWORD).unwrap();
    assert_eq!(
        versions(bed),
        about["holds"],
        "{case}: no row has a new version"
    );
    assert_eq!(bed.claims().len(), about["claims"], "{case}");
    bed.holds();
    let older = about["schema"].as_i64().unwrap() < vault::migrations::NEWEST;
    let backups: Vec<PathBuf> = files_under(&bed.root.path().join("data/backups"))
        .into_iter()
        .filter(|path| path.to_string_lossy().contains("before-update"))
        .collect();
    assert_eq!(backups.len(), usize::from(older), "{case}");
    assert_eq!(bed.logged("migrate"), usize::from(older), "{case}");
    // What was there before comes back from that backup, and is brought up again.
    for backup in backups {
        bed.ask("lock", json!({}));
        let other = bed::bare();
        fs::copy(bed.secret(), other.secret()).unwrap();
        workbench::restore::restore(&other.bench, &backup, None).unwrap();
        let ask = json!({ "folder": bed.folder, "user_id": bed.user, "password": PASSWORD });
        other.ask("unlock", ask);
        assert_eq!(versions(&other), about["holds"], "{case}");
    }
}

#[test]
fn a_practice_of_every_released_version_opens_and_holds_what_it_held() {
    let mut seen = 0;
    for entry in fs::read_dir(golden()).unwrap().flatten() {
        let (bed, about) = computer(&entry.path());
        opens(&bed, &about, &entry.file_name().to_string_lossy());
        seen += 1;
    }
    assert!(0 < seen);
}

/// A practice with the schema that the first step makes, locked.
fn of_the_first_schema() -> (Bed, Value) {
    let mut bed = bed();
    bed.import(&[&bed.put("a.837", file_of(&contents()[..6]))]);
    let ids = bed.claim_ids();
    bed.ask("hold_claims", json!({ "ids": ids[..2], "reason": "waits" }));
    let about = json!({ "schema": 1, "claims": ids.len(), "holds": versions(&bed) });
    bed.open()
        .vault
        .writer()
        .execute_batch(bed::TO_THE_FIRST_SCHEMA)
        .unwrap();
    // No lock, for that is an event: the program ends, and the head that it remembers is behind.
    bed.restart();
    (bed, about)
}

#[test]
fn a_file_of_an_earlier_schema_is_backed_up_and_then_brought_up() {
    let (bed, about) = of_the_first_schema();
    opens(&bed, &about, "schema 1");
    let now = bed.unlock(PASSWORD).unwrap();
    assert_eq!(now["warning"], "");
    let runs = bed.ask("backups", json!({}))["runs"].clone();
    assert_eq!(
        (runs[0]["good"].clone(), runs.as_array().unwrap().len()),
        (json!(true), 1)
    );
}

#[test]
fn a_file_that_cannot_be_backed_up_first_is_left_as_it_was() {
    let (bed, about) = of_the_first_schema();
    let database = bed.practice_folder().join("practice.db");
    let before = fs::read(&database).unwrap();
    // A file stands where the folder of backups would be.
    fs::write(bed.root.path().join("data/backups"), "in the way").unwrap();
    let problem = bed.unlock(PASSWORD).unwrap_err();
    assert_eq!(problem.code, Code::File, "{problem:?}");
    assert!(fs::read(&database).unwrap() == before);
    fs::remove_file(bed.root.path().join("data/backups")).unwrap();
    opens(&bed, &about, "schema 1");
}

#[test]
fn a_practice_of_a_newer_version_is_refused_with_a_sentence_and_left_alone() {
    let mut bed = bed();
    bed.open()
        .vault
        .writer()
        .execute_batch("create table of_tomorrow (a); pragma user_version = 999")
        .unwrap();
    bed.restart();
    let database = bed.practice_folder().join("practice.db");
    let before = fs::read(&database).unwrap();
    let problem = bed.unlock(PASSWORD).unwrap_err();
    assert_eq!(problem.code, Code::NeedsYou);
    assert!(
        problem.says.contains("newer Claimbench") && problem.says.contains("Update"),
        "{problem:?}"
    );
    assert!(fs::read(&database).unwrap() == before);
}

/// Makes the practice of this version: `cargo nextest run -p claimbench --run-ignored only -E
/// 'test(make_the_practice_of_this_version)'`, once before a release.
#[test]
#[ignore = "writes tests/golden/practices"]
fn make_the_practice_of_this_version() {
    let bed = bed();
    bed.import(&[&bed.put("a.837", file_of(&contents()[..6]))]);
    let ids = bed.claim_ids();
    bed.ask("hold_claims", json!({ "ids": ids[..2], "reason": "waits" }));
    bed.ask(
        "add_note",
        json!({ "ids": ids[..1], "text": "called the payer" }),
    );
    bed.print(&bed.preview(&ids[2..3], false), &bed.desk("a.pdf"));
    let (open, holds) = (bed.open(), versions(&bed));
    let schema: i64 = open
        .vault
        .reader()
        .unwrap()
        .query_row("pragma user_version", [], |row| row.get(0))
        .unwrap();
    drop(open);
    bed.ask("lock", json!({}));
    let kept = golden().join(format!("{}-schema-{schema}", env!("CARGO_PKG_VERSION")));
    assert!(
        !kept.exists(),
        "a practice that is kept is never made again"
    );
    copy_folder(&bed.root.path().join("data"), &kept.join("data"));
    fs::copy(bed.secret(), kept.join("device")).unwrap();
    let about = json!({
        "folder": bed.folder, "user": bed.user, "schema": schema, "claims": ids.len(), "holds": holds,
    });
    fs::write(
        kept.join("about.json"),
        serde_json::to_vec_pretty(&about).unwrap(),
    )
    .unwrap();
}
