//! The row history: what each change replaced, field by field, under the number of its audit event.
//! It lies in the encrypted file; the audit log itself holds none of it.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::VaultError;

/// A field that a change touched: its path in the body, before and after. Null is nothing.
pub type Field = (String, Value, Value);

/// A row that a change touched.
#[derive(Clone, Debug, PartialEq)]
pub struct RowChange {
    /// The row's kind.
    pub kind: String,
    /// The row's id.
    pub id: String,
    /// Its fields that differ, by path.
    pub fields: Vec<Field>,
}

/// Notes what a change of a row replaces. No body before is a row that was new, none after one that
/// was taken away.
pub(crate) fn note(
    db: &Connection,
    (n, kind, id, version): (i64, &str, &str, i64),
    before: &str,
    after: Option<&str>,
) -> Result<(), VaultError> {
    let text = serde_json::to_string(&fields(before, after))
        .map_err(|_| VaultError::Engine("a change that cannot be written".to_owned()))?;
    db.prepare_cached(
        "insert into row_change (n, kind, id, version, fields) values (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((n, kind, id, version, text))?;
    Ok(())
}

/// The fields in which two bodies differ.
fn fields(before: &str, after: Option<&str>) -> Vec<Field> {
    let mut found = Vec::new();
    let read = |body| serde_json::from_str::<&RawValue>(body).unwrap_or(RawValue::NULL);
    compare(
        "",
        read(before),
        after.map_or(RawValue::NULL, read),
        &mut found,
    );
    found
}

/// A branch whose leaves are not read yet.
enum Branch<'b> {
    Object(BTreeMap<String, &'b RawValue>),
    Array(Vec<&'b RawValue>),
    Null,
    Leaf,
}

impl<'b> Branch<'b> {
    fn of(raw: &'b RawValue) -> Branch<'b> {
        let text = raw.get();
        let read = match text.as_bytes().first() {
            Some(b'{') => serde_json::from_str(text).map(Branch::Object),
            Some(b'[') => serde_json::from_str(text).map(Branch::Array),
            Some(b'n') => Ok(Branch::Null),
            _ => Ok(Branch::Leaf),
        };
        read.unwrap_or(Branch::Leaf)
    }
}

/// Walks both bodies and keeps the leaves that differ. A branch that reads the same on both sides is
/// not taken apart: a claim is some hundred fields, of which a save changes one.
fn compare(path: &str, before: &RawValue, after: &RawValue, found: &mut Vec<Field>) {
    if before.get() == after.get() {
        return;
    }
    let under = |name: &str| match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    let nothing = RawValue::NULL;
    match (Branch::of(before), Branch::of(after)) {
        (Branch::Object(old), Branch::Object(new)) => {
            for (name, value) in &old {
                let now = new.get(name).copied().unwrap_or(nothing);
                compare(&under(name), value, now, found);
            }
            for (name, value) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
                compare(&under(name), nothing, value, found);
            }
        }
        // A branch that came or went is shown by its leaves.
        (Branch::Object(old), Branch::Null) => {
            for (name, value) in &old {
                compare(&under(name), value, nothing, found);
            }
        }
        (Branch::Null, Branch::Object(new)) => {
            for (name, value) in &new {
                compare(&under(name), nothing, value, found);
            }
        }
        (Branch::Array(old), Branch::Array(new)) => {
            for n in 0..old.len().max(new.len()) {
                let old = old.get(n).copied().unwrap_or(nothing);
                let new = new.get(n).copied().unwrap_or(nothing);
                compare(&under(&(n + 1).to_string()), old, new, found);
            }
        }
        _ => {
            let value = |raw: &RawValue| serde_json::from_str(raw.get()).unwrap_or(Value::Null);
            let (before, after) = (value(before), value(after));
            // The same can be written in two ways.
            if before != after {
                found.push((path.to_owned(), before, after));
            }
        }
    }
}

/// The rows that an audit event's change touched, at most `count`, and how many there are.
///
/// # Errors
/// As the database answers.
pub fn of(db: &Connection, n: i64, count: u32) -> Result<(Vec<RowChange>, u32), VaultError> {
    let all = db
        .prepare_cached("select count(*) from row_change where n = ?1")?
        .query_row([n], |row| row.get(0))?;
    let mut statement = db.prepare_cached(
        "select kind, id, fields from row_change where n = ?1 order by kind, id, version limit ?2",
    )?;
    let rows = statement.query_map((n, count), |row| {
        let fields: String = row.get(2)?;
        Ok(RowChange {
            kind: row.get(0)?,
            id: row.get(1)?,
            fields: serde_json::from_str(&fields).unwrap_or_default(),
        })
    })?;
    Ok((rows.collect::<rusqlite::Result<_>>()?, all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_differs_is_kept_down_to_the_leaf() {
        let before = json!({"name": {"last": "Voss", "first": "Greta"}, "phone": "7405550123", "lines": [{"code": "99213"}]});
        let after = json!({"name": {"last": "Adair", "first": "Greta"}, "lines": [{"code": "99213"}, {"code": "36415"}], "hold": "later"});
        let found = fields(&before.to_string(), Some(&after.to_string()));
        let shown: Vec<String> = found
            .iter()
            .map(|(path, before, after)| format!("{path}: {before} {after}"))
            .collect();
        assert_eq!(
            shown,
            [
                r#"lines.2.code: null "36415""#,
                r#"name.last: "Voss" "Adair""#,
                r#"phone: "7405550123" null"#,
                r#"hold: null "later""#,
            ]
        );
    }

    #[test]
    fn what_is_written_in_another_way_is_no_change() {
        let before = r#"{"a": {"x": 1, "y": "\u00fc"}, "b": [1, 2]}"#;
        let after = "{\"b\":[1,2],\"a\":{\"y\":\"ü\",\"x\":1}}";
        assert_eq!(fields(before, Some(after)), []);
    }

    #[test]
    fn what_came_and_what_went_is_shown_by_its_leaves() {
        let body = r#"{"name":{"last":"Voss"},"tags":["a"],"none":null}"#;
        let gone = |path: &str, value| (path.to_owned(), value, Value::Null);
        assert_eq!(
            fields(body, None),
            [gone("name.last", json!("Voss")), gone("tags", json!(["a"]))]
        );
    }
}
