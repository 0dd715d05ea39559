//! The schema and its steps: forward only, all that are missing in one transaction. A step changes
//! tables; it never makes a new version of a row that travels, or two desks that update would each
//! have changed every row (sync.md 1.5). New fields have defaults and are read from the old body.

use rusqlite::{Connection, TransactionBehavior};

use crate::VaultError;

/// Every step so far. The place in the list, from 1, is the schema's number; a step that a released
/// version has made is never edited.
pub const STEPS: [&str; 2] = [
    include_str!("../migrations/0001_spine.sql"),
    include_str!("../migrations/0002_backup_run.sql"),
];

/// The schema's number of this version.
pub const NEWEST: i64 = STEPS.len() as i64;

/// The schema's number of a file; 0 for a new one.
///
/// # Errors
/// As the database answers.
pub fn schema(db: &Connection) -> Result<i64, VaultError> {
    Ok(db.query_row("pragma user_version", [], |row| row.get(0))?)
}

/// Makes the steps that the file has not had: all of them, or none.
///
/// # Errors
/// [`VaultError::Newer`] when the file has had more steps than there are; else as the database answers.
pub fn bring_up(db: &mut Connection, steps: &[&str]) -> Result<(), VaultError> {
    let newest = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let at = schema(&transaction)?;
    if newest < at {
        return Err(VaultError::Newer(at));
    }
    for step in &steps[usize::try_from(at).unwrap_or(0)..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", newest)?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn dump(db: &Connection) -> (i64, Vec<(String, Option<String>)>) {
        let mut statement = db
            .prepare("select name, sql from sqlite_schema order by name")
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        (
            schema(db).unwrap(),
            rows.unwrap().map(Result::unwrap).collect(),
        )
    }

    #[test]
    fn steps_that_fail_half_way_leave_the_file_as_it_was() {
        let mut db = Connection::open_in_memory().unwrap();
        bring_up(&mut db, &STEPS[..1]).unwrap();
        let before = dump(&db);
        let rebuild = "create table payer_new (id text); drop index payer_match;";
        let broken = "create table one (a); insert into nowhere values (1);";
        assert!(bring_up(&mut db, &[STEPS[0], rebuild, broken]).is_err());
        assert_eq!(dump(&db), before);
        bring_up(&mut db, &[STEPS[0], rebuild]).unwrap();
        assert_eq!(dump(&db).0, 2);
        assert!(matches!(
            bring_up(&mut db, &STEPS[..1]),
            Err(VaultError::Newer(2))
        ));
    }

    #[test]
    fn no_step_makes_a_new_version_of_a_row_that_travels() {
        for (n, step) in STEPS.iter().enumerate().skip(1) {
            let step = step.to_lowercase();
            for word in [
                "set version",
                "into pending",
                "update pending",
                "into tombstone",
            ] {
                assert!(
                    !step.contains(word),
                    "step {}: `{word}` makes every desk push every row",
                    n + 1
                );
            }
        }
    }
}
