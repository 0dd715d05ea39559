//! Rows of a real encrypted file: versions, marks, undo, search, the audit chain, damage.
#![allow(clippy::unwrap_used)]

use std::io::{Read, Seek, SeekFrom, Write};

use billing::chart::{Demographics, Patient};
use billing::party::Name;
use values::PatientId;
use vault::audit::{self, Event};
use vault::find::{Hit, find};
use vault::steps::{self, Way};
use vault::{Vault, VaultError, Writer, writer};

const KEY: &str = "x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f'";
const WHO: &str = "usr_01";

struct Bed {
    folder: tempfile::TempDir,
    vault: Vault,
}

fn bed() -> Bed {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::create(&folder.path().join("practice.db"), KEY).unwrap();
    Bed { folder, vault }
}

fn patient(n: u8, last: &str, first: &str, born: &str) -> Patient {
    Patient {
        id: PatientId::new(1_000 + u64::from(n), [n; 10]),
        account: format!("{}", 10_000 + u32::from(n)),
        person: Demographics {
            name: Name {
                last: last.into(),
                first: first.into(),
                ..Name::default()
            },
            born_on: born.parse().ok(),
            phone: "7405550148".into(),
            ..Demographics::default()
        },
        guarantor: None,
        answers: Vec::new(),
        confidential: None,
        references: Vec::new(),
    }
}

impl Bed {
    fn change(
        &self,
        title: &str,
        work: impl FnOnce(&mut Writer<'_>) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        let mut db = self.vault.writer();
        let mut writer = Writer::begin(&mut db, WHO, 1)?;
        work(&mut writer)?;
        writer
            .commit(title, &Event::new(1, WHO, "test"))
            .map(|_| ())
    }

    fn swap(&self, way: Way) -> Result<String, VaultError> {
        let mut db = self.vault.writer();
        let writer = Writer::begin(&mut db, WHO, 2)?;
        steps::swap(
            writer,
            way,
            |_, _| Ok::<_, VaultError>(Event::new(2, WHO, "swap")),
            |_, _| Ok(()),
        )
        .map(|(title, _)| title)
    }

    fn names(&self, typed: &str) -> Vec<String> {
        find(&self.vault.reader().unwrap(), typed, 20)
            .unwrap()
            .into_iter()
            .map(|hit| match hit {
                Hit::Patient { name, .. } => name,
                Hit::Claim { number, .. } => number,
            })
            .collect()
    }

    fn version(&self, patient: &Patient) -> Option<(String, i64)> {
        let db = self.vault.reader().unwrap();
        writer::get::<Patient>(&db, &patient.id.to_string())
            .ok()
            .map(|(p, v)| (p.person.name.first, v))
    }
}

#[test]
fn a_change_can_be_taken_back_and_done_again_and_versions_only_grow() {
    let bed = bed();
    let (mut p, q) = (
        patient(1, "Ortega", "Felix", "1961-06-02"),
        patient(2, "Ortega", "Rosa", "1990-01-31"),
    );
    bed.change("Add 2 patients", |w| w.put(&p).and_then(|()| w.put(&q)))
        .unwrap();
    p.person.name.first = "Felipe".into();
    bed.change("Change Ortega", |w| w.put(&p)).unwrap();
    assert_eq!(bed.version(&p), Some(("Felipe".into(), 2)));

    assert_eq!(bed.swap(Way::Undo).unwrap(), "Change Ortega");
    assert_eq!(bed.version(&p), Some(("Felix".into(), 3)));
    assert_eq!(bed.swap(Way::Undo).unwrap(), "Add 2 patients");
    assert_eq!((bed.version(&p), bed.version(&q)), (None, None));
    assert!(matches!(bed.swap(Way::Undo), Err(VaultError::NoStep)));
    assert!(bed.names("ortega").is_empty());

    assert_eq!(bed.swap(Way::Redo).unwrap(), "Add 2 patients");
    assert_eq!(bed.swap(Way::Redo).unwrap(), "Change Ortega");
    assert_eq!(bed.version(&p), Some(("Felipe".into(), 6)));
    assert!(matches!(bed.swap(Way::Redo), Err(VaultError::NoStep)));
    assert_eq!(bed.names("ortega fel"), ["Ortega, Felipe"]);
}

#[test]
fn a_new_change_forgets_what_could_be_done_again() {
    let bed = bed();
    let p = patient(1, "Ortega", "Felix", "1961-06-02");
    bed.change("Add", |w| w.put(&p)).unwrap();
    bed.swap(Way::Undo).unwrap();
    bed.change("Add another", |w| {
        w.put(&patient(2, "Voss", "Greta", "1980-02-29"))
    })
    .unwrap();
    assert!(matches!(bed.swap(Way::Redo), Err(VaultError::NoStep)));
}

#[test]
fn undo_is_refused_when_the_row_was_changed_by_somebody_else() {
    let bed = bed();
    let mut p = patient(1, "Ortega", "Felix", "1961-06-02");
    bed.change("Add", |w| w.put(&p)).unwrap();
    p.person.phone = "7405550199".into();
    {
        let mut db = bed.vault.writer();
        let mut writer = Writer::begin(&mut db, "usr_02", 1).unwrap();
        writer.put(&p).unwrap();
        writer
            .commit("Change", &Event::new(1, "usr_02", "test"))
            .unwrap();
    }
    assert!(matches!(
        bed.swap(Way::Undo),
        Err(VaultError::ChangedSince { kind: "patient" })
    ));
    assert_eq!(bed.version(&p), Some(("Felix".into(), 2)));
}

#[test]
fn a_change_that_fails_leaves_nothing() {
    let bed = bed();
    let p = patient(1, "Ortega", "Felix", "1961-06-02");
    let failed = bed.change("Add", |w| {
        w.put(&p)?;
        Err(VaultError::Cancelled)
    });
    assert!(matches!(failed, Err(VaultError::Cancelled)));
    assert_eq!(bed.version(&p), None);
    assert!(bed.names("ortega").is_empty());
    assert_eq!(
        audit::verify(&bed.vault.reader().unwrap()).unwrap().events,
        0
    );
    assert!(bed.vault.pending().unwrap().is_empty());
}

#[test]
fn what_is_asked_of_one_moment_agrees_whatever_is_saved_meanwhile() {
    let bed = bed();
    let save = |n: u8| {
        bed.change("New patient", |writer| {
            writer.insert(&patient(n, "Oakhurst", "Jarek", "1983-04-12"))
        })
        .unwrap();
    };
    let patients = |db: &vault::Connection| {
        db.query_row("select count(*) from patient", [], |row| {
            row.get::<_, i64>(0)
        })
        .unwrap()
    };
    save(1);
    for round in 2..5 {
        let moment = bed.vault.moment().unwrap();
        let before = patients(&moment);
        save(round);
        assert_eq!(patients(&moment), before);
        assert_eq!(patients(&bed.vault.reader().unwrap()), before + 1);
        drop(moment);
        // The connection that goes back holds on to no moment.
        let (one, two) = (bed.vault.reader().unwrap(), bed.vault.reader().unwrap());
        assert_eq!((patients(&one), patients(&two)), (before + 1, before + 1));
        assert!(one.is_autocommit() && two.is_autocommit());
    }
}

#[test]
fn patients_are_found_by_any_fragment_and_the_one_seen_last_comes_first() {
    let bed = bed();
    let people = [
        patient(1, "O'Brien-Smith", "Renée", "1961-07-03"),
        patient(2, "Obrien", "Rex", "1970-12-24"),
        patient(3, "<img src=x onerror=alert(1)>", "Bobby", "2001-01-01"),
    ];
    bed.change("Add", |w| people.iter().try_for_each(|p| w.put(p)))
        .unwrap();
    for (typed, want) in [
        ("renee", vec!["O'Brien-Smith, Renée"]),
        ("obrien", vec!["Obrien, Rex", "O'Brien-Smith, Renée"]),
        ("brien ren", vec!["O'Brien-Smith, Renée"]),
        ("7/3/1961", vec!["O'Brien-Smith, Renée"]),
        ("07/03/61", vec!["O'Brien-Smith, Renée"]),
        ("1961-07-03", vec!["O'Brien-Smith, Renée"]),
        ("12241970", vec!["Obrien, Rex"]),
        ("10002", vec!["Obrien, Rex"]),
        ("onerror", vec!["<img src=x onerror=alert(1)>, Bobby"]),
        ("\" OR 1=1 --", vec![]),
        ("nobody", vec![]),
    ] {
        assert_eq!(bed.names(typed), want, "{typed}");
    }
    assert_eq!(bed.names("555-0148").len(), 3);
    bed.change("See", |w| {
        vault::find::seen(w.db(), &people[0].id.to_string())
    })
    .unwrap();
    assert_eq!(bed.names("obrien"), ["O'Brien-Smith, Renée", "Obrien, Rex"]);
}

#[test]
fn one_change_may_write_a_patient_twice_and_take_another_away_and_all_are_found_as_they_are() {
    let bed = bed();
    let (ada, ben) = (
        patient(1, "Voss", "Ada", "1961-07-03"),
        patient(2, "Voss", "Ben", "1970-12-24"),
    );
    bed.change("Add", |w| w.put(&ada).and_then(|()| w.put(&ben)))
        .unwrap();
    let mut eve = patient(3, "Voss", "Eve", "1980-02-29");
    let mut renamed = ada.clone();
    renamed.person.name.first = "Ida".into();
    bed.change("Change", |w| {
        w.put(&eve)?;
        w.put(&renamed)?;
        eve.person.name.first = "Eva".into();
        w.put(&eve)?;
        w.remove::<Patient>(&ben.id.to_string())?;
        w.put(&patient(4, "Voss", "Gil", "1990-05-05"))
    })
    .unwrap();
    assert_eq!(bed.names("voss"), ["Voss, Gil", "Voss, Eva", "Voss, Ida"]);
    assert_eq!(bed.names("eve").len() + bed.names("ada").len(), 0);
    bed.swap(Way::Undo).unwrap();
    assert_eq!(bed.names("voss"), ["Voss, Ben", "Voss, Ada"]);
    assert_eq!(bed.names("ben"), ["Voss, Ben"]);
    bed.swap(Way::Redo).unwrap();
    assert_eq!(bed.names("voss").len(), 3);
    bed.change("See", |w| vault::find::seen(w.db(), &ada.id.to_string()))
        .unwrap();
    assert_eq!(bed.names("voss")[0], "Voss, Ida");
    assert_eq!(bed.names("ida"), ["Voss, Ida"]);
}

#[test]
fn what_is_pending_makes_an_equal_second_vault_and_is_one_mark_a_row() {
    let (one, two) = (bed(), bed());
    let mut p = patient(1, "Ortega", "Felix", "1961-06-02");
    one.change("Add", |w| w.put(&p)).unwrap();
    p.person.phone = String::new();
    one.change("Change", |w| w.put(&p)).unwrap();
    one.change("Add", |w| w.put(&patient(2, "Voss", "Greta", "1980-02-29")))
        .unwrap();
    one.swap(Way::Undo).unwrap();
    let pending = one.vault.pending().unwrap();
    assert_eq!(pending.len(), 2);
    two.change("Pull", |w| {
        pending.iter().try_for_each(|(kind, _, body)| match body {
            Some(body) => (kind.apply)(w, body),
            None => Ok(()),
        })
    })
    .unwrap();
    assert_eq!(one.vault.digests().unwrap(), two.vault.digests().unwrap());
}

#[test]
fn the_audit_chain_names_the_first_break() {
    let tampered = |sql: &str| {
        let bed = bed();
        for n in 0..5 {
            bed.change("Add", |w| w.put(&patient(n, "Ortega", "Felix", "")))
                .unwrap();
        }
        {
            let db = bed.vault.writer();
            db.execute_batch(
                "drop trigger audit_is_never_edited; drop trigger audit_is_never_deleted",
            )
            .unwrap();
            db.execute_batch(sql).unwrap();
        }
        let verdict = audit::verify(&bed.vault.reader().unwrap()).unwrap();
        (verdict.events, verdict.broken.map(|(n, _)| n))
    };
    assert_eq!(tampered(""), (5, None));
    assert_eq!(
        tampered("update audit_event set body = replace(body, 'test', 'tent') where n = 3"),
        (2, Some(3))
    );
    assert_eq!(
        tampered("delete from audit_event where n = 2"),
        (1, Some(2))
    );
    assert_eq!(
        tampered("delete from audit_event where n = 1"),
        (0, Some(1))
    );
    assert_eq!(
        tampered(
            "update audit_event set n = 9 where n = 3; update audit_event set n = 3 where n = 4; update audit_event set n = 4 where n = 9"
        ),
        (2, Some(3))
    );
}

#[test]
fn audit_events_cannot_be_edited_or_deleted() {
    let bed = bed();
    bed.change("Add", |w| w.put(&patient(1, "Ortega", "Felix", "")))
        .unwrap();
    let db = bed.vault.writer();
    assert!(
        db.execute("update audit_event set body = '{}'", [])
            .is_err()
    );
    assert!(db.execute("delete from audit_event", []).is_err());
}

#[test]
fn another_key_a_plain_look_and_a_newer_file_stay_shut() {
    let bed = bed();
    let path = bed.vault.path().to_owned();
    bed.change("Add", |w| w.put(&patient(1, "MARKEDNAME", "Felix", "")))
        .unwrap();
    let other = KEY.replace("0001", "ffff");
    assert!(matches!(
        Vault::open(&path, &other),
        Err(VaultError::NotThisDatabase)
    ));
    for entry in std::fs::read_dir(bed.folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(
            !bytes
                .windows(10)
                .any(|w| w == b"MARKEDNAME" || w == b"SQLite for")
        );
    }
    bed.vault
        .writer()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    drop(bed.vault);
    assert!(matches!(
        Vault::open(&path, KEY),
        Err(VaultError::Newer(99))
    ));
}

#[test]
fn one_flipped_byte_is_found_and_its_page_is_named() {
    let bed = bed();
    for n in 0..200 {
        bed.change("Add", |w| w.put(&patient(n, "Ortega", "Felix", "")))
            .unwrap();
    }
    let path = bed.vault.path().to_owned();
    bed.vault
        .writer()
        .pragma_update(None, "wal_checkpoint", "truncate")
        .ok();
    drop(bed.vault);
    let size = std::fs::metadata(&path).unwrap().len();
    // Among the rows: what the tables are lies before them and is read as the file is opened.
    let page = size / 4096 * 3 / 4;
    let mut file = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(&path)
        .unwrap();
    let mut byte = [0];
    file.seek(SeekFrom::Start(page * 4096 + 100)).unwrap();
    file.read_exact(&mut byte).unwrap();
    file.seek(SeekFrom::Start(page * 4096 + 100)).unwrap();
    file.write_all(&[byte[0] ^ 1]).unwrap();
    drop(file);
    let vault = Vault::open(&path, KEY).unwrap();
    let found = vault.check().unwrap();
    assert!(
        found
            .iter()
            .any(|text| text.contains(&(page + 1).to_string())),
        "{found:?}"
    );
}
