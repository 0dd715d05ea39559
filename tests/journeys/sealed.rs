//! Nothing in the clear on the disk; damage is noticed and named; a backup comes back whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use workbench::{Code, claim_view, restore};

use crate::bed::{
    self, Bed, PASSWORD, bed, contents, copy_folder, file_of, files_under, find_bytes, named,
    plain_claim, text,
};

/// Every marked word begins with this; in small letters.
const MARK: &str = "zqxmark";

/// Names the folder for temporary files to the run of the test inside itself.
const INSIDE: &str = "CLAIMBENCH_SEALED_INSIDE";

/// Where a word stands in a file, in any case, in UTF-8 or UTF-16.
fn found_in(path: &Path, word: &str) -> Option<&'static str> {
    let bytes = fs::read(path).unwrap_or_default().to_ascii_lowercase();
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    if find_bytes(&bytes, word.as_bytes()).is_some() {
        Some("UTF-8")
    } else if find_bytes(&bytes, &wide).is_some() {
        Some("UTF-16")
    } else {
        None
    }
}

#[track_caller]
fn check_clean(folder: &Path, word: &str, but: &[&str]) {
    for file in files_under(folder) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        assert!(
            !name.to_lowercase().contains(word),
            "{name} is a file's name"
        );
        if !but.contains(&name.as_str())
            && let Some(how) = found_in(&file, word)
        {
            panic!("{word} stands in {} as {how}", file.display());
        }
    }
}

/// A practice full of marked words, looked through while it is open and after it was locked.
fn fill_and_look(temp: &Path) {
    let bed = named("Zqypractice Care");
    let mut claims = contents();
    for (n, claim) in claims.iter_mut().enumerate() {
        claim.number = format!("ZQXMARKCLM{n}");
        claim.patient.name.last = format!("Zqxmarklast{n}");
        claim.patient.name.first = "Zqxmarkfirst".into();
        claim.patient.address.line1 = "1 Zqxmark Street".into();
        claim.coverage.insured.id = format!("ZQXMARKID{n}");
        claim.billing.address.line1 = "2 Zqxmark Road".into();
        claim.coverage.payer.name.last = "Zqxmark Mutual".into();
    }
    let path = bed.put("zqxmark.837", file_of(&claims));
    assert_eq!(
        found_in(&path, MARK),
        Some("UTF-8"),
        "the search finds what is there"
    );
    bed.import(&[&path]);
    let ids = bed.claim_ids();
    bed.ask("find", json!({ "text": "zqxmarkfirst" }));
    bed.ask(
        "patients",
        json!({ "text": "zqxmarklast1", "from": 0, "count": 9 }),
    );
    bed.ask("claim", json!({ "id": ids[0] }));
    claim_view::claim_record(&bed.bench, &ids[1]).unwrap();
    bed.ask(
        "hold_claims",
        json!({ "ids": ids[..1], "reason": "zqxmarkhold" }),
    );
    bed.ask(
        "add_note",
        json!({ "ids": ids[..2], "text": "zqxmarknote" }),
    );
    bed.ask(
        "save_draft",
        json!({ "form": "patient zqxmarkform", "text": "zqxmarkdraft" }),
    );
    let row = bed.patients()[0].clone();
    let chart = bed.ask("patient", json!({ "id": row["id"] }));
    let mut person = chart["person"].clone();
    person["last"] = json!("Zqxmarkmarried");
    bed.ask(
        "save_patient",
        json!({ "id": row["id"], "version": chart["version"], "person": person }),
    );
    bed.ask("undo", json!({}));
    let preview = bed.preview(&ids, false);
    bed.print(&preview, &bed.desk("forms.pdf"));
    bed.ask(
        "preview_page",
        json!({ "preview": bed.preview(&ids[..2], true)["id"], "page": 0, "dpi": 50 }),
    );
    bed.ask(
        "unlock",
        json!({ "folder": bed.folder, "user_id": bed.user, "password": PASSWORD }),
    );
    let wrong = json!({ "folder": bed.folder, "user_id": bed.user, "password": "zqxmarkpassword" });
    bed.refused("unlock", wrong);
    let backup = bed.desk("practice.backup");
    bed.ask("back_up", json!({ "token": bed.token(&backup) }));
    assert_eq!(found_in(&backup, MARK), None, "a backup is sealed");

    let look = |bed: &Bed| {
        for folder in ["data", "keys"] {
            check_clean(&bed.root.path().join(folder), MARK, &[]);
            check_clean(&bed.root.path().join(folder), PASSWORD, &[]);
            // The lock screen shows who may sign in, and where.
            for word in ["zqypractice", "wanda prior"] {
                check_clean(
                    &bed.root.path().join(folder),
                    word,
                    &["keyslots.json", "keyslots.json.bak", "kit.json"],
                );
            }
        }
        for file in files_under(temp) {
            let desk = file.starts_with(bed.root.path());
            assert!(
                desk || found_in(&file, MARK).is_none(),
                "a temporary file holds a patient: {}",
                file.display()
            );
        }
    };
    look(&bed);
    bed.ask("lock", json!({}));
    look(&bed);
    let database = fs::read(bed.practice_folder().join("practice.db")).unwrap();
    assert!(200_000 < database.len(), "there was something to find");
    assert!(find_bytes(&database[..4_096], b"SQLite").is_none());
}

#[test]
fn no_word_of_a_patient_stands_on_the_disk() {
    // Run again inside itself, so that the folder for temporary files is this test's alone.
    if let Ok(temp) = std::env::var(INSIDE) {
        return fill_and_look(Path::new(&temp));
    }
    let temp = tempfile::tempdir().unwrap();
    let run = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "sealed::no_word_of_a_patient_stands_on_the_disk",
            "--nocapture",
        ])
        .env(INSIDE, temp.path())
        .envs(["TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR"].map(|name| (name, temp.path())))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(
        run.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&run.stderr)
    );
}

#[test]
fn one_flipped_byte_of_the_database_is_noticed_and_named() {
    let bed = bed();
    bed.import(&[&bed.put("all.837", file_of(&contents()))]);
    bed.print(&bed.preview(&bed.claim_ids(), false), &bed.desk("a.pdf"));
    bed.ask("lock", json!({}));
    let database = bed.practice_folder().join("practice.db");
    let whole = fs::read(&database).unwrap();
    assert_eq!(whole.len() % 4_096, 0);
    let pages = whole.len() / 4_096;
    let (mut opened, mut shut) = (0, 0);
    // The salt, the first page, the last byte, and pages all over the file.
    let spots = [3, 100, whole.len() - 1]
        .into_iter()
        .chain((1..20).map(|n| n * pages / 20 * 4_096 + n * 211 % 4_096));
    for at in spots {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        fs::write(&database, &bytes).unwrap();
        let unlocked = bed.unlock(PASSWORD);
        match unlocked {
            Err(problem) => {
                shut += 1;
                assert_eq!(problem.code, Code::Damaged, "byte {at}: {problem:?}");
            }
            Ok(_) => {
                opened += 1;
                let verdict = bed.ask("verify_audit", json!({ "job": "v" }));
                let damage = verdict["damage"].as_array().unwrap();
                assert!(
                    !damage.is_empty(),
                    "byte {at} of {} was flipped unseen",
                    whole.len()
                );
                let page = (at / 4_096 + 1).to_string();
                assert!(
                    damage.iter().any(|said| text(said).contains(&page)),
                    "page {page} is named: {damage:?}"
                );
            }
        }
        bed.ask("lock", json!({}));
        for ending in ["db-wal", "db-shm"] {
            let _ = fs::remove_file(database.with_extension(ending));
        }
    }
    assert!(0 < opened && 0 < shut, "{opened} {shut}");
    fs::write(&database, &whole).unwrap();
    bed.unlock(PASSWORD).unwrap();
    bed.holds();
}

/// What lies in a folder, byte for byte, but for what a wrong password would count.
fn contents_of(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    files_under(folder)
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

#[test]
fn a_backup_brings_the_practice_back_as_it_was() {
    let mut bed = bed();
    bed.import(&[&bed.put("a.837", file_of(&contents()[..20]))]);
    let then = bed.digests();
    let backup = bed.desk("monday.backup");
    let saved = bed.ask("back_up", json!({ "token": bed.token(&backup) }));
    assert_eq!(saved["bytes"], fs::metadata(&backup).unwrap().len());
    let left: Vec<PathBuf> = files_under(&bed.root.path().join("data"))
        .into_iter()
        .chain(files_under(&bed.desk("")))
        .filter(|path| path.to_string_lossy().contains(".claimbench-"))
        .collect();
    assert_eq!(left, Vec::<PathBuf>::new());
    bed.import(&[&bed.put("b.837", file_of(&contents()[20..]))]);
    let now = bed.digests();
    assert_eq!(
        restore::restore(&bed.bench, &backup, None)
            .err()
            .map(|p| p.code),
        Some(Code::NeedsYou)
    );
    bed.ask("lock", json!({}));
    assert_eq!(
        restore::restore(&bed.bench, &backup, Some("Another"))
            .err()
            .map(|p| p.code),
        Some(Code::Field)
    );
    let restored = restore::restore(&bed.bench, &backup, None).unwrap();
    assert_eq!(restored.folder, bed.folder);
    bed.reopen();
    assert_eq!(bed.digests(), then);
    bed.holds();
    // What was there before is kept beside it, whole.
    bed.ask("lock", json!({}));
    let practices = bed.root.path().join("data/practices");
    fs::rename(bed.practice_folder(), bed.desk("restored")).unwrap();
    fs::rename(practices.join(&restored.kept), bed.practice_folder()).unwrap();
    bed.reopen();
    assert_eq!(bed.digests(), now);
    // On a computer that has nothing but the device secret it comes back too.
    let other = bed::bare();
    copy_folder(
        &bed.root.path().join("keys"),
        &other.root.path().join("keys"),
    );
    restore::restore(&other.bench, &backup, None).unwrap();
    let ask = json!({ "folder": bed.folder, "user_id": bed.user, "password": PASSWORD });
    assert_eq!(other.ask("unlock", ask)["claims"], 20);
    assert_eq!(other.digests(), then);
}

#[test]
fn a_backup_that_was_cut_or_altered_is_refused_and_changes_nothing() {
    let bed = bed();
    bed.import(&[&bed.put("a.837", file_of(&[plain_claim()]))]);
    let backup = bed.desk("good.backup");
    bed.ask("back_up", json!({ "token": bed.token(&backup) }));
    bed.ask("lock", json!({}));
    let whole = fs::read(&backup).unwrap();
    let before = contents_of(&bed.root.path().join("data"));
    let bad = bed.desk("bad.backup");
    let check = |what: String, bytes: &[u8]| {
        fs::write(&bad, bytes).unwrap();
        match restore::restore(&bed.bench, &bad, None) {
            Ok(_) => panic!("{what} was taken"),
            Err(problem) => assert_eq!(problem.code, Code::Damaged, "{what}: {problem:?}"),
        }
    };
    for length in [0, 7, 8, 20, 60, 500, whole.len() / 2, whole.len() - 1] {
        check(format!("cut at {length}"), &whole[..length]);
    }
    let mut longer = whole.clone();
    longer.push(0);
    check("a byte more".into(), &longer);
    for at in (0..600)
        .step_by(29)
        .chain((1..8).map(|n| n * (whole.len() - 1) / 7))
    {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        check(format!("byte {at} altered"), &bytes);
    }
    assert!(
        contents_of(&bed.root.path().join("data")) == before,
        "something was changed"
    );
    bed.unlock(PASSWORD).unwrap();
    bed.holds();
}
