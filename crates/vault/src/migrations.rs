//! The schema and its steps: forward only, all that are missing in one transaction. A step changes
//! tables; it never makes a new version of a row that travels, or two desks that update would each
//! have changed every row (sync.md 1.5). New fields have defaults and are read from the old body.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, TransactionBehavior};

use crate::VaultError;

/// Every step so far. The place in the list, from 1, is the schema's number; a step that a released
/// version has made is never edited.
pub const STEPS: [&str; 14] = [
    include_str!("../migrations/0001_spine.sql"),
    include_str!("../migrations/0002_backup_run.sql"),
    include_str!("../migrations/0003_audit_lists.sql"),
    include_str!("../migrations/0004_ledger.sql"),
    include_str!("../migrations/0005_print.sql"),
    include_str!("../migrations/0006_statements.sql"),
    include_str!("../migrations/0007_accounts.sql"),
    include_str!("../migrations/0008_estimates.sql"),
    include_str!("../migrations/0009_deposits.sql"),
    include_str!("../migrations/0010_claim_state.sql"),
    include_str!("../migrations/0011_ledger_order.sql"),
    include_str!("../migrations/0012_patient_hit.sql"),
    include_str!("../migrations/0013_claim_replaced.sql"),
    include_str!("../migrations/0014_follow_anew.sql"),
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

/// The tables that steps changed, in small letters.
type Changed = BTreeSet<String>;

/// The table that a statement will change, in whatever way.
fn changes<'c>(action: &AuthAction<'c>) -> Option<&'c str> {
    match action {
        AuthAction::Insert { table_name }
        | AuthAction::Update { table_name, .. }
        | AuthAction::Delete { table_name }
        | AuthAction::DropTable { table_name }
        | AuthAction::AlterTable { table_name, .. } => Some(table_name),
        _ => None,
    }
}

/// Whether a reference from or to a table that was changed leads nowhere. All others were held by the
/// database until then, and checked in the backup that is made before.
fn broken(db: &Connection, changed: &Changed) -> Result<bool, VaultError> {
    let is_changed = |table: &String| changed.contains(&table.to_ascii_lowercase());
    let mut tables = db.prepare("select name from sqlite_schema where type = 'table'")?;
    let tables = tables.query_map([], |row| row.get::<_, String>(0))?;
    let mut refers = db.prepare("select \"table\" from pragma_foreign_key_list(?1)")?;
    let mut check = db.prepare("select 1 from pragma_foreign_key_check(?1)")?;
    for table in tables {
        let table = table?;
        let to = refers.query_map([&table], |row| row.get(0))?;
        let to: Vec<String> = to.collect::<rusqlite::Result<_>>()?;
        let concerned = is_changed(&table) || to.iter().any(is_changed);
        if concerned && check.exists([&table])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Makes the steps that the file has not had: all of them, or none. References are checked once at the
/// end, so that a step can build a table anew that others refer to: those of the tables that the steps
/// changed, and those that lead to them.
///
/// # Errors
/// [`VaultError::Newer`] when the file has had more steps than there are, [`VaultError::InUse`] when a
/// reference would lead nowhere; else as the database answers.
pub fn bring_up(db: &mut Connection, steps: &[&str]) -> Result<(), VaultError> {
    // Inside a transaction this pragma does nothing.
    db.pragma_update(None, "foreign_keys", false)?;
    let changed = Arc::new(Mutex::new(Changed::new()));
    let noting = changed.clone();
    db.authorizer(Some(move |context: AuthContext<'_>| {
        if let Some(table) = changes(&context.action) {
            let mut changed = noting.lock().unwrap_or_else(PoisonError::into_inner);
            changed.insert(table.to_ascii_lowercase());
        }
        Authorization::Allow
    }))?;
    let done = all_or_none(db, steps, &changed);
    db.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)?;
    db.pragma_update(None, "foreign_keys", true)?;
    done
}

fn all_or_none(
    db: &mut Connection,
    steps: &[&str],
    changed: &Mutex<Changed>,
) -> Result<(), VaultError> {
    let newest = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let at = schema(&transaction)?;
    if newest < at {
        return Err(VaultError::Newer(at));
    }
    for step in &steps[usize::try_from(at).unwrap_or(0)..] {
        transaction.execute_batch(step)?;
    }
    let changed = changed
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    if broken(&transaction, &changed)? {
        return Err(VaultError::InUse);
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
    fn a_table_that_others_refer_to_is_built_anew_or_nothing_is() {
        let mut db = Connection::open_in_memory().unwrap();
        let first = "create table a (id text primary key) strict;
             create table b (a_id text not null references a (id)) strict;
             insert into a values ('1'), ('2'); insert into b values ('1');";
        let anew = |rows: &str| {
            format!(
                "create table a_next (id text primary key, more text not null default '') strict;
                 insert into a_next (id) select id from a {rows}; drop table a;
                 alter table a_next rename to a;"
            )
        };
        bring_up(&mut db, &[first]).unwrap();
        let before = dump(&db);
        let loses = anew("where id = '2'");
        assert!(matches!(
            bring_up(&mut db, &[first, &loses]),
            Err(VaultError::InUse)
        ));
        assert_eq!(dump(&db), before);
        bring_up(&mut db, &[first, &anew("")]).unwrap();
        let orphan = db.execute("insert into b values ('3')", []);
        assert!(orphan.is_err(), "references hold again afterwards");
    }

    #[test]
    fn a_reference_that_a_step_breaks_is_found_whatever_broke_it() {
        let first = "create table a (id text primary key, name text unique) strict;
             create table b (n integer primary key, a_id text references a (id)) strict, without rowid;
             insert into a values ('1', '1'), ('2', '2'); insert into b values (1, '1');
             create table watched (n integer) strict;
             create trigger goes after insert on watched begin delete from a where id = '1'; end;";
        let breaks = [
            "delete from a where id = '1'",
            "delete from a",
            "update a set id = '3' where id = '1'",
            "insert into b values (2, '9')",
            "insert or replace into a values ('3', '1')",
            "update b set a_id = '9'",
            "drop table a",
            "alter table a rename to old; create table a (id text primary key) strict;
             drop table old",
            "alter table b add column more text default '9' references a (id)",
            "insert into watched values (1)",
            "create table c (a_id text references a (id)) strict; insert into c values ('9')",
        ];
        for step in breaks {
            let mut db = Connection::open_in_memory().unwrap();
            bring_up(&mut db, &[first]).unwrap();
            let before = dump(&db);
            let done = bring_up(&mut db, &[first, step]);
            assert!(matches!(done, Err(VaultError::InUse)), "{step}: {done:?}");
            assert_eq!(dump(&db), before, "{step}");
            let rows = db.query_row(
                "select count(*) from a join b on b.a_id = a.id",
                [],
                |row| row.get::<_, i64>(0),
            );
            assert_eq!(rows.unwrap(), 1, "{step}");
        }
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
