//! The audit log as lists: by person, kind, patient and time. The index beside the chain is filled
//! behind the events, before somebody looks, so that a save does not pay for it.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::audit::Event;
use crate::{VaultError, audit};

/// Events that are indexed in one go, so that a save waits for one of them at the most.
const GO: u32 = 20_000;

/// Brings the index up to the chain by one go; the event it came to and the newest, while there is
/// more to do.
///
/// # Errors
/// As the database answers.
pub fn keep_up(db: &mut Connection) -> Result<Option<(i64, i64)>, VaultError> {
    let newest = |table: &str| {
        db.prepare_cached(&format!("select ifnull(max(n), 0) from {table}"))?
            .query_row([], |row| row.get::<_, i64>(0))
    };
    let (done, head) = (newest("audit_index")?, newest("audit_event")?);
    if head <= done {
        return Ok(None);
    }
    let tx = db.transaction()?;
    {
        let mut events =
            tx.prepare_cached("select n, body from audit_event where n > ?1 order by n limit ?2")?;
        let mut index =
            tx.prepare_cached("insert into audit_index (n, at, who, did) values (?1, ?2, ?3, ?4)")?;
        let mut about =
            tx.prepare_cached("insert or ignore into audit_about (id, at, n) values (?1, ?2, ?3)")?;
        let mut changed = tx.prepare_cached(
            "insert or ignore into audit_about (id, at, n)
             select id, ?2, n from row_change
              where n = ?1 and kind in ('patient', 'coverage', 'claim')",
        )?;
        let mut rows = events.query((done, GO))?;
        while let Some(row) = rows.next()? {
            let (n, body): (i64, String) = (row.get(0)?, row.get(1)?);
            // An event that was tampered with is listed as one that cannot be read.
            let event: Event =
                serde_json::from_str(&body).unwrap_or_else(|_| Event::new(0, "-", "unreadable"));
            index.execute((n, event.at, &event.who, &event.did))?;
            for id in &event.about {
                about.execute((id, event.at, n))?;
            }
            // What it changed besides: an undo names no ids.
            changed.execute((n, event.at))?;
        }
    }
    tx.commit()?;
    let to = done + i64::from(GO);
    Ok((to < head).then_some((to, head)))
}

/// Which events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of this person only.
    pub who: Option<String>,
    /// Of these kinds only.
    pub did: Option<Vec<String>>,
    /// About any of these ids only.
    pub about: Option<Vec<String>>,
    /// From this moment on, UTC milliseconds.
    pub from: Option<i64>,
    /// Before this moment.
    pub before: Option<i64>,
}

/// A question that selects `at` and `n`, and its values.
struct Question {
    sql: String,
    values: Vec<Value>,
}

impl Wanted {
    /// True when no event is left out.
    pub fn is_all(&self) -> bool {
        *self == Wanted::default()
    }

    fn question(&self) -> Question {
        let marks = |n: usize| vec!["?"; n].join(", ");
        let mut values = Vec::new();
        let span = |values: &mut Vec<Value>| {
            values.push(Value::Integer(self.from.unwrap_or(i64::MIN)));
            values.push(Value::Integer(self.before.unwrap_or(i64::MAX)));
        };
        if let Some(ids) = &self.about {
            let mut sql = format!(
                "select distinct a.at, a.n from audit_about a join audit_index i on i.n = a.n
                  where a.id in ({}) and a.at >= ? and a.at < ?",
                marks(ids.len())
            );
            values.extend(ids.iter().cloned().map(Value::Text));
            span(&mut values);
            if let Some(who) = &self.who {
                sql.push_str(" and i.who = ?");
                values.push(Value::Text(who.clone()));
            }
            if let Some(did) = &self.did {
                sql.push_str(&format!(" and i.did in ({})", marks(did.len())));
                values.extend(did.iter().cloned().map(Value::Text));
            }
            return Question { sql, values };
        }
        if let Some(who) = &self.who {
            let mut sql =
                "select at, n from audit_index where who = ? and at >= ? and at < ?".to_owned();
            values.push(Value::Text(who.clone()));
            span(&mut values);
            if let Some(did) = &self.did {
                sql.push_str(&format!(" and did in ({})", marks(did.len())));
                values.extend(did.iter().cloned().map(Value::Text));
            }
            return Question { sql, values };
        }
        match &self.did {
            // The lists of the kinds lie in order already: they are merged, not sorted.
            Some(did) if !did.is_empty() => {
                for did in did {
                    values.push(Value::Text(did.clone()));
                    span(&mut values);
                }
                let one = "select at, n from audit_index where did = ? and at >= ? and at < ?";
                Question {
                    sql: vec![one; did.len()].join(" union all "),
                    values,
                }
            }
            Some(_) => Question {
                sql: "select at, n from audit_index where 0".to_owned(),
                values,
            },
            None => {
                span(&mut values);
                Question {
                    sql: "select at, n from audit_index where at >= ? and at < ?".to_owned(),
                    values,
                }
            }
        }
    }
}

/// A page of events, the newest first, after `skip` of them.
///
/// # Errors
/// As the database answers.
pub fn page(
    db: &Connection,
    wanted: &Wanted,
    skip: u32,
    count: u32,
) -> Result<Vec<(i64, Event)>, VaultError> {
    let Question { sql, mut values } = wanted.question();
    values.push(Value::Integer(i64::from(count)));
    values.push(Value::Integer(i64::from(skip)));
    let mut statement =
        db.prepare_cached(&format!("{sql} order by 1 desc, 2 desc limit ? offset ?"))?;
    let numbers = statement.query_map(params_from_iter(values), |row| row.get::<_, i64>(1))?;
    numbers.map(|n| event(db, n?)).collect()
}

/// An event by its number.
///
/// # Errors
/// [`VaultError::NoSuch`] when it is not there.
pub fn event(db: &Connection, n: i64) -> Result<(i64, Event), VaultError> {
    let body: String = db
        .prepare_cached("select body from audit_event where n = ?1")?
        .query_row([n], |row| row.get(0))
        .map_err(|_| VaultError::NoSuch("event"))?;
    let event = serde_json::from_str(&body).unwrap_or_else(|_| Event::new(0, "-", "unreadable"));
    Ok((n, event))
}

/// How many events there are.
///
/// # Errors
/// As the database answers.
pub fn count(db: &Connection, wanted: &Wanted) -> Result<i64, VaultError> {
    if wanted.is_all() {
        // The chain has no gaps.
        return Ok(audit::head(db)?.0);
    }
    let Question { sql, values } = wanted.question();
    Ok(db
        .prepare_cached(&format!("select count(*) from ({sql})"))?
        .query_row(params_from_iter(values), |row| row.get(0))?)
}

/// The kinds of events that there are.
///
/// # Errors
/// As the database answers.
pub fn kinds(db: &Connection) -> Result<Vec<String>, VaultError> {
    // From one name to the next: a `distinct` would read every event.
    let mut statement = db.prepare_cached(
        "with recursive next (did) as (
             select min(did) from audit_index
             union all
             select (select min(did) from audit_index where did > next.did) from next where did is not null)
         select did from next where did is not null",
    )?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether somebody ever did this.
///
/// # Errors
/// As the database answers.
pub fn ever(db: &Connection, who: &str, did: &str) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached(
            "select exists (select 1 from audit_index where did = ?2 and who = ?1)
                 or exists (select 1 from audit_event
                             where n > (select ifnull(max(n), 0) from audit_index)
                               and json_extract(body, '$.did') = ?2
                               and json_extract(body, '$.who') = ?1)",
        )?
        .query_row((who, did), |row| row.get(0))?)
}

/// The ids under which events tell of a patient: the patient, the coverages, the claims.
///
/// # Errors
/// As the database answers.
pub fn ids_of_patient(db: &Connection, patient: &str) -> Result<Vec<String>, VaultError> {
    let mut statement = db.prepare_cached(
        "select id from claim where patient_id = ?1
         union all select id from coverage where patient_id = ?1",
    )?;
    let rows = statement.query_map([patient], |row| row.get(0))?;
    let mut ids = BTreeSet::from([patient.to_owned()]);
    for id in rows {
        ids.insert(id?);
    }
    Ok(ids.into_iter().collect())
}

/// Whose record an id is, in words: a name, and the patient's id where there is a patient.
///
/// # Errors
/// As the database answers.
pub fn whose(db: &Connection, id: &str) -> Result<Option<(String, Option<String>)>, VaultError> {
    let sql = match id.split('_').next().unwrap_or_default() {
        "pat" => "select name, id from patient where id = ?1",
        "clm" => "select patient_name || ', claim ' || number, patient_id from claim where id = ?1",
        "cov" => {
            "select patient.name, patient.id from coverage
              join patient on patient.id = coverage.patient_id where coverage.id = ?1"
        }
        "pay" => "select name, null from payer where id = ?1",
        "prv" => "select name, null from provider where id = ?1",
        "usr" => "select json_extract(body, '$.name'), null from user where id = ?1",
        _ => return Ok(None),
    };
    let found = db
        .prepare_cached(sql)?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)));
    match found {
        Ok(found) => Ok(Some(found)),
        Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
