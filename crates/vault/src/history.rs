//! The row history: what each change replaced, field by field, under the number of its audit event.
//! It lies in the encrypted file; the audit log itself holds none of it.

use rusqlite::Connection;
use serde_json::Value;

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
    let read = |body: &str| serde_json::from_str::<Value>(body).unwrap_or_default();
    let mut fields = Vec::new();
    let after = after.map_or(Value::Null, read);
    compare("", &read(before), &after, &mut fields);
    let text = serde_json::to_string(&fields)
        .map_err(|_| VaultError::Engine("a change that cannot be written".to_owned()))?;
    db.prepare_cached(
        "insert into row_change (n, kind, id, version, fields) values (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((n, kind, id, version, text))?;
    Ok(())
}

/// Walks both bodies and keeps the leaves that differ.
fn compare(path: &str, before: &Value, after: &Value, found: &mut Vec<Field>) {
    if before == after {
        return;
    }
    let under = |name: &str| match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    match (before, after) {
        (Value::Object(old), Value::Object(new)) => {
            for (name, value) in old {
                compare(
                    &under(name),
                    value,
                    new.get(name).unwrap_or(&Value::Null),
                    found,
                );
            }
            for (name, value) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
                compare(&under(name), &Value::Null, value, found);
            }
        }
        // A branch that came or went is shown by its leaves.
        (Value::Object(old), Value::Null) => {
            for (name, value) in old {
                compare(&under(name), value, &Value::Null, found);
            }
        }
        (Value::Null, Value::Object(new)) => {
            for (name, value) in new {
                compare(&under(name), &Value::Null, value, found);
            }
        }
        (Value::Array(old), Value::Array(new)) => {
            for n in 0..old.len().max(new.len()) {
                let (old, new) = (old.get(n), new.get(n));
                let nothing = &Value::Null;
                compare(
                    &under(&(n + 1).to_string()),
                    old.unwrap_or(nothing),
                    new.unwrap_or(nothing),
                    found,
                );
            }
        }
        _ => found.push((path.to_owned(), before.clone(), after.clone())),
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
        let mut found = Vec::new();
        compare("", &before, &after, &mut found);
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
}
