//! Finding patients and claims by any fragment: name, date of birth in any order, phone, account,
//! member id, claim number. Patients are ranked by how recently they were seen.

use billing::chart::Patient;
use rusqlite::{Connection, OptionalExtension};

use crate::VaultError;
use crate::kinds::read_body;
use crate::writer::get;

/// A patient or a claim that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A patient: id, name, date of birth, account.
    Patient {
        /// The patient's id.
        id: String,
        /// As lists show it.
        name: String,
        /// ISO, or empty.
        born_on: String,
        /// The account number.
        account: String,
    },
    /// A claim.
    Claim {
        /// The claim's id.
        id: String,
        /// CLM01.
        number: String,
        /// The patient as the claim names him.
        patient: String,
        /// The payer.
        payer: String,
        /// ISO, or empty.
        service_on: String,
        /// Its charge.
        charge_cents: i64,
    },
}

/// What may stand inside a word: `O'Brien-Smith`, `St.Clair`, `10-0042`.
const INSIDE: [char; 4] = ['\'', '’', '-', '.'];

/// The words under which a patient is found.
fn words(patient: &Patient) -> String {
    let person = &patient.person;
    let mut words = format!(
        "{} {} {} {} {}",
        person.name.last,
        person.name.first,
        person.name.middle,
        person.name.suffix,
        patient.account
    );
    for whole in [&person.name.last, &person.name.first, &patient.account] {
        if whole.contains(|c: char| !c.is_alphanumeric()) {
            words.push(' ');
            words.extend(whole.chars().filter(|c| c.is_alphanumeric()));
        }
    }
    if let Some(day) = person.born_on {
        let (y, m, d) = (day.year(), day.month(), day.day());
        let short = y % 100;
        words.push_str(&format!(
            " {m:02}{d:02}{y:04} {m:02}{d:02}{short:02} {y:04}{m:02}{d:02} {d:02}{m:02}{y:04}"
        ));
    }
    let digits: String = person.phone.chars().filter(char::is_ascii_digit).collect();
    for tail in [0, 3, 6] {
        if let Some(tail) = digits.get(tail..).filter(|t| !t.is_empty()) {
            words.push(' ');
            words.push_str(tail);
        }
    }
    words
}

fn hit(row: &rusqlite::Row<'_>) -> rusqlite::Result<Hit> {
    Ok(Hit::Patient {
        id: row.get(0)?,
        name: row.get(1)?,
        born_on: row.get(2)?,
        account: row.get(3)?,
    })
}

/// Puts what a hit shows of a patient at a place, after all others when none is given.
fn put(db: &Connection, patient: &Patient, seen: Option<i64>) -> Result<(), VaultError> {
    let born_on = patient.person.born_on.map(|day| day.to_string());
    db.prepare_cached(
        "insert into patient_hit (seen, patient_id, name, born_on, account)
         values (ifnull(?1, (select ifnull(max(seen), 0) + 1 from patient_hit)), ?2, ?3, ?4, ?5)",
    )?
    .execute((
        seen,
        patient.id.to_string(),
        patient.person.name.listed(),
        born_on.unwrap_or_default(),
        &patient.account,
    ))?;
    Ok(())
}

fn put_words(db: &Connection, patient: &Patient, seen: i64) -> Result<(), VaultError> {
    db.prepare_cached("insert into patient_find (rowid, words) values (?1, ?2)")?
        .execute((-seen, words(patient)))?;
    Ok(())
}

pub(crate) fn index_patient(
    db: &Connection,
    patient: &Patient,
    fresh: bool,
) -> Result<(), VaultError> {
    let there = match fresh {
        true => None,
        false => take(db, &patient.id.to_string())?,
    };
    put(db, patient, there.map(|(seen, _)| seen))?;
    match there {
        Some((seen, true)) => put_words(db, patient, seen),
        _ => Ok(()),
    }
}

/// Takes a patient out of the search and answers the place that he had, and whether his words were in
/// the index already.
fn take(db: &Connection, key: &str) -> Result<Option<(i64, bool)>, VaultError> {
    let there: Option<(i64, bool)> = db
        .prepare_cached(
            "select seen, exists (select 1 from patient_find_docsize where id = -seen)
               from patient_hit where patient_id = ?1",
        )?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((seen, indexed)) = there {
        db.prepare_cached("delete from patient_hit where seen = ?1")?
            .execute([seen])?;
        if indexed {
            db.prepare_cached("delete from patient_find where rowid = ?1")?
                .execute([-seen])?;
        }
    }
    Ok(there)
}

/// Brings the words of those who came last into the index, before the change is committed. The index
/// takes them by the order of its rows: for each that comes before the one before, it would write a piece
/// of its own.
pub(crate) fn catch_up(db: &Connection) -> Result<(), VaultError> {
    let mut statement = db.prepare_cached(
        "select seen, body from patient_hit join patient on patient.id = patient_id
          where seen > (select ifnull(-min(id), 0) from patient_find_docsize) order by seen desc",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let body = row.get_ref(1)?.as_str().unwrap_or_default();
        put_words(db, &read_body(body)?, row.get(0)?)?;
    }
    Ok(())
}

pub(crate) fn unindex_patient(db: &Connection, key: &str) -> Result<(), VaultError> {
    take(db, key).map(drop)
}

/// Remembers that a patient was seen, so that he is found first.
///
/// # Errors
/// As the database answers.
pub fn seen(db: &Connection, key: &str) -> Result<(), VaultError> {
    let first = db
        .prepare_cached(
            "select seen = (select max(seen) from patient_hit) from patient_hit where patient_id = ?1",
        )?
        .query_row([key], |row| row.get(0))
        .optional()?;
    if first != Some(false) {
        return Ok(());
    }
    let (patient, _) = get::<Patient>(db, key)?;
    take(db, key)?;
    put(db, &patient, None)?;
    catch_up(db)
}

/// A step of bringing the pieces of the search index together: each import and each look at a chart
/// leaves one, and every question asks all of them. False when nothing is left to do.
///
/// # Errors
/// As the database answers; the index is whole then as well.
pub(crate) fn tidy(db: &Connection, first: bool) -> Result<bool, VaultError> {
    const PAGES: i64 = 500;
    // A negative number has all pieces become one in the end, not only those of one size.
    let pages = if first { -PAGES } else { PAGES };
    let before = db.total_changes();
    db.prepare_cached("insert into patient_find (patient_find, rank) values ('merge', ?1)")?
        .execute([pages])?;
    // FTS5 itself says so: fewer than two changes mean that there was nothing to do.
    Ok(2 <= db.total_changes() - before)
}

/// What was typed, as words to look for. A date becomes its digits; everything else is cut at what
/// is no letter or digit. At most eight words.
fn typed_words(typed: &str) -> Vec<String> {
    typed
        .split_whitespace()
        .flat_map(|word| {
            let parts: Vec<&str> = word
                .split(['/', '-', '.'])
                .filter(|p| !p.is_empty())
                .collect();
            let digits = parts.iter().all(|p| p.bytes().all(|b| b.is_ascii_digit()));
            if parts.len() == 3 && digits && parts.iter().map(|p| p.len()).sum::<usize>() <= 8 {
                return vec![parts.iter().map(|p| format!("{p:0>2}")).collect::<String>()];
            }
            if 1 < parts.len() && digits {
                return vec![parts.concat()];
            }
            // A name is one word whatever stands inside it, and so is an account; see `words`.
            let word: String = word.chars().filter(|c| !INSIDE.contains(c)).collect();
            word.split(|c: char| !c.is_alphanumeric())
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        })
        .take(8)
        .collect()
}

/// The first `limit` patients whose words begin with what was typed, most recently seen first, then
/// patients by member id and claims by number.
///
/// # Errors
/// As the database answers.
pub fn find(db: &Connection, typed: &str, limit: u32) -> Result<Vec<Hit>, VaultError> {
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let words = typed_words(typed);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let query: String = words
        .iter()
        .map(|w| format!("\"{w}\"*"))
        .collect::<Vec<_>>()
        .join(" ");
    let mut hits: Vec<Hit> = {
        let mut statement = db.prepare_cached(
            "select patient_id, name, born_on, account
               from patient_find join patient_hit on seen = -patient_find.rowid
              where patient_find match ?1 order by patient_find.rowid limit ?2",
        )?;
        let rows = statement.query_map((query, limit), hit)?;
        rows.collect::<rusqlite::Result<_>>()?
    };
    let whole: String = typed.trim().to_uppercase();
    let single = !whole.contains(char::is_whitespace);
    if single && hits.len() < most && 2 < whole.len() {
        let mut statement = db.prepare_cached(
            "select patient_id, name, born_on, account from patient_hit where patient_id in (
                 select patient_id from coverage where member_id >= ?1 and member_id < ?2 limit ?3)
              order by seen desc",
        )?;
        let rows = statement.query_map((&whole, past(&whole), limit), hit)?;
        for hit in rows {
            let hit = hit?;
            if hits.len() < most && !hits.contains(&hit) {
                hits.push(hit);
            }
        }
    }
    if single && hits.len() < most {
        let mut statement = db.prepare_cached(
            "select id, number, patient_name, payer_name, service_on, charge_cents from claim
              where number >= ?1 and number < ?2 order by number limit ?3",
        )?;
        let rows = statement.query_map(
            (
                &whole,
                past(&whole),
                limit.saturating_sub(u32::try_from(hits.len()).unwrap_or(limit)),
            ),
            |row| {
                Ok(Hit::Claim {
                    id: row.get(0)?,
                    number: row.get(1)?,
                    patient: row.get(2)?,
                    payer: row.get(3)?,
                    service_on: row.get(4)?,
                    charge_cents: row.get(5)?,
                })
            },
        )?;
        for row in rows {
            hits.push(row?);
        }
    }
    Ok(hits)
}

/// The first text after all those that begin with `prefix`.
fn past(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, want: &[&str]) {
        assert_eq!(typed_words(typed), want, "{typed}");
    }

    #[test]
    fn what_is_typed_becomes_words() {
        check("ortega fel", &["ortega", "fel"]);
        check("7/3/61", &["070361"]);
        check("1961-07-03", &["19610703"]);
        check("(740) 555-0148", &["740", "5550148"]);
        check("O'Brien-Smith", &["OBrienSmith"]);
        check("d’amico,rosa", &["damico", "rosa"]);
        check("10-0042", &["100042"]);
        check("\"x\" OR y*", &["x", "OR", "y"]);
        check("  ", &[]);
    }
}
