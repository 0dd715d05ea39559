//! Undo and redo: a step keeps the rows as they stood; taking it back puts them there as new
//! versions. It is refused when a row was changed since, or when something made later needs it.

use rusqlite::{Connection, OptionalExtension};

use crate::kinds::{KINDS, Kind};
use crate::writer::{Committed, version_of};
use crate::{VaultError, Writer, audit};

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Take the last step back.
    Undo,
    /// Do again what was taken back.
    Redo,
}

impl Way {
    fn states(self) -> (&'static str, &'static str) {
        match self {
            Way::Undo => ("done", "undone"),
            Way::Redo => ("undone", "done"),
        }
    }
}

/// What the next undo or redo of a user would take back, in words.
///
/// # Errors
/// As the database answers.
pub fn next(db: &Connection, user: &str, way: Way) -> Result<Option<(i64, String)>, VaultError> {
    let order = if way == Way::Undo { "desc" } else { "asc" };
    Ok(db
        .prepare_cached(&format!(
            "select seq, title from step where user_id = ?1 and state = ?2 order by seq {order} limit 1"
        ))?
        .query_row((user, way.states().0), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Swaps the rows of the user's next step and answers its title. `at` hears how many rows are done,
/// and of how many.
///
/// # Errors
/// [`VaultError::NoStep`], [`VaultError::ChangedSince`] or [`VaultError::InUse`], or what `at` or `event`
/// say to stop it; nothing is changed then. `event` is asked last, to do what follows from the rows and
/// to tell of it.
pub fn swap<E: From<VaultError>>(
    writer: Writer<'_>,
    way: Way,
    event: impl FnOnce(&mut Writer<'_>, &str) -> Result<audit::Event, E>,
    at: impl FnMut(usize, usize) -> Result<(), VaultError>,
) -> Result<(String, Committed), E> {
    let step = next(writer.db(), writer.user(), way)?.ok_or(VaultError::NoStep)?;
    swap_step(writer, way, step, event, at)
}

/// Takes back the step that made a record, whoever took it and however long ago; as [`swap`] does else.
///
/// # Errors
/// As [`swap`]; [`VaultError::NoStep`] when it was taken back, or was no step.
pub fn take_back<E: From<VaultError>>(
    writer: Writer<'_>,
    (kind, id): (&str, &str),
    event: impl FnOnce(&mut Writer<'_>, &str) -> Result<audit::Event, E>,
    at: impl FnMut(usize, usize) -> Result<(), VaultError>,
) -> Result<(String, Committed), E> {
    let step = making(writer.db(), kind, id)?.ok_or(VaultError::NoStep)?;
    swap_step(writer, Way::Undo, step, event, at)
}

/// The step that made a record, where it can be taken back: its place and its title.
///
/// # Errors
/// As the database answers.
pub fn making(db: &Connection, kind: &str, id: &str) -> Result<Option<(i64, String)>, VaultError> {
    Ok(db
        .prepare_cached(
            "select step.seq, title from step cross join step_row on step_row.seq = step.seq
              where kind = ?1 and id = ?2 and image is null and state = 'done' order by step.seq limit 1",
        )?
        .query_row((kind, id), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

fn swap_step<E: From<VaultError>>(
    mut writer: Writer<'_>,
    way: Way,
    (seq, title): (i64, String),
    event: impl FnOnce(&mut Writer<'_>, &str) -> Result<audit::Event, E>,
    at: impl FnMut(usize, usize) -> Result<(), VaultError>,
) -> Result<(String, Committed), E> {
    swap_rows(&mut writer, way, seq, at)?;
    let event = event(&mut writer, &title)?;
    let done = writer.finish(&event)?;
    Ok((title, done))
}

fn swap_rows(
    writer: &mut Writer<'_>,
    way: Way,
    seq: i64,
    mut at: impl FnMut(usize, usize) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    writer.beyond_undo();
    writer
        .db()
        .pragma_update(None, "defer_foreign_keys", true)?;
    let rows: Vec<Row> = {
        let mut statement = writer.db().prepare_cached(
            "select kind, id, base, version, image from step_row where seq = ?1 order by id",
        )?;
        let rows = statement.query_map([seq], |row| {
            Ok(Row {
                kind: row.get(0)?,
                id: row.get(1)?,
                base: row.get(2)?,
                version: row.get(3)?,
                image: row.get(4)?,
            })
        })?;
        rows.collect::<rusqlite::Result<_>>()?
    };
    // What is referred to comes back first, and what refers goes first.
    let of = |kind: &'static Kind, back: bool| {
        rows.iter()
            .filter(move |row| row.kind == kind.name && row.image.is_some() == back)
    };
    let mut done = 0;
    let mut swap = |kind, row: &Row| {
        at(done, rows.len())?;
        done += 1;
        swap_row(writer, seq, kind, row)
    };
    for kind in &KINDS {
        of(kind, true).try_for_each(|row| swap(kind, row))?;
    }
    for kind in KINDS.iter().rev() {
        of(kind, false).try_for_each(|row| swap(kind, row))?;
    }
    writer.db().execute(
        "update step set state = ?2 where seq = ?1",
        (seq, way.states().1),
    )?;
    Ok(())
}

/// A row that a step changed.
struct Row {
    kind: String,
    id: String,
    base: i64,
    version: i64,
    image: Option<String>,
}

/// Puts a row back as the step found it, and keeps it as the step left it.
fn swap_row(
    writer: &mut Writer<'_>,
    seq: i64,
    kind: &'static Kind,
    row: &Row,
) -> Result<(), VaultError> {
    let there: Option<String> = writer
        .db()
        .prepare_cached(&format!("select body from {} where id = ?1", kind.name))?
        .query_row([&row.id], |row| row.get(0))
        .optional()?;
    if version_of(writer.db(), kind.name, &row.id)? != row.version {
        return Err(VaultError::ChangedSince { kind: kind.name });
    }
    match &row.image {
        Some(body) => (kind.apply)(writer, body)?,
        None => (kind.remove)(writer, &row.id)?,
    }
    let now = version_of(writer.db(), kind.name, &row.id)?;
    // The row says again what it said at `base`: a step that left it there finds it here now. No step
    // left a row at 0, which is before it was made.
    if row.base != 0 {
        writer
            .db()
            .prepare_cached(
                "update step_row set version = ?4
                  where seq in (select seq from step where seq <> ?5) and kind = ?1 and id = ?2 and version = ?3",
            )?
            .execute((kind.name, &row.id, row.base, now, seq))?;
    }
    writer
        .db()
        .prepare_cached(
            "update step_row set base = version, version = ?4, image = ?5
              where seq = ?1 and kind = ?2 and id = ?3",
        )?
        .execute((seq, kind.name, &row.id, now, there))?;
    Ok(())
}
