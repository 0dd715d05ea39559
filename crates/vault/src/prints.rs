//! Print jobs as they are kept: the run with the document's digest, the events that befell it, and
//! what is on its sheets.

use billing::print_job::{self, CMS1500, PrintEvent, PrintItem, Stage, Standing};
use rusqlite::Connection;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};
use values::{ClaimId, Money, PrintId};

use crate::VaultError;
use crate::kinds::{Record, read_body};
use crate::writer;

/// A print run: what is on its sheets, how, and the document as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintRun {
    /// Made before it is first stored.
    pub id: PrintId,
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who.
    pub by: String,
    /// What it is: `cms1500`, `statement`, `receipt`, `letter`, `label`, `deposit_slip`, …
    #[serde(default = "cms1500", skip_serializing_if = "is_cms1500")]
    pub what: String,
    /// What a person knows it by, without anything of a patient: a payer, a cycle of statements.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The claims of a run of before there were items, in the order of the pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ClaimId>,
    /// What is on the sheets, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<PrintItem>,
    /// `data` for red stock, `draft` for plain paper.
    pub style: String,
    /// Sheets.
    pub pages: u32,
    /// The sum of the items.
    pub charge: Money,
    /// SHA-256 of the PDF, hex; its bytes are in `blob`.
    pub sha256: String,
    /// Where it was meant to go: `file`, the printer's name, or nothing yet.
    pub to: String,
}

fn cms1500() -> String {
    CMS1500.to_owned()
}

fn is_cms1500(what: &str) -> bool {
    what == CMS1500
}

impl PrintRun {
    /// A run of before jobs had events: what was printed counted at once.
    pub fn is_of_before(&self) -> bool {
        self.items.is_empty()
    }

    /// Whether it is a draft, which counts for nothing.
    pub fn is_draft(&self) -> bool {
        self.style == "draft"
    }

    /// What is on the sheets. Of a run of before there were items neither sheets nor amounts are known.
    pub fn on_sheets(&self) -> Vec<PrintItem> {
        let unknown = |id: &ClaimId| PrintItem {
            id: id.to_string(),
            first_page: 0,
            pages: 0,
            cents: Money::ZERO,
        };
        if self.is_of_before() {
            self.claims.iter().map(unknown).collect()
        } else {
            self.items.clone()
        }
    }

    /// Where it stands after its events.
    pub fn standing(&self, events: &[PrintEvent]) -> Standing {
        if self.is_of_before() {
            let settled = Standing::settled(self.pages, self.at, &self.to);
            print_job::go_on(settled, self.pages, events)
        } else {
            print_job::fold(self.pages, events)
        }
    }
}

impl Record for PrintRun {
    const KIND: &'static str = "print_run";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![("sha256", Value::Text(self.sha256.clone()))]
    }
    fn index(&self, db: &Connection, _fresh: bool) -> Result<(), VaultError> {
        let key = self.key();
        let mut insert = db.prepare_cached(
            "insert into print_item (print_id, n, item) values (?1, ?2, ?3) on conflict do nothing",
        )?;
        for (item, n) in self.on_sheets().iter().zip(0_i64..) {
            insert.execute((&key, n, &item.id))?;
        }
        note_open(db, &key)
    }
}

impl Record for PrintEvent {
    const KIND: &'static str = "print_event";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<(&'static str, Value)> {
        let kind = serde_json::to_value(self.kind).ok();
        let kind = kind.as_ref().and_then(serde_json::Value::as_str);
        vec![
            ("print_id", Value::Text(self.print_id.to_string())),
            ("at", Value::Integer(self.at)),
            ("kind", Value::Text(kind.unwrap_or_default().to_owned())),
        ]
    }
    fn index(&self, db: &Connection, _fresh: bool) -> Result<(), VaultError> {
        note_open(db, &self.print_id.to_string())
    }
}

/// Notes whether something of a job is still to be done.
fn note_open(db: &Connection, id: &str) -> Result<(), VaultError> {
    let (run, _) = writer::get::<PrintRun>(db, id)?;
    let stage = run.standing(&events(db, id)?).stage;
    let sql = match stage {
        Stage::Waiting | Stage::Sending | Stage::Sent => {
            "insert into print_open (print_id) values (?1) on conflict do nothing"
        }
        Stage::Right | Stage::Stopped | Stage::Unsent => {
            "delete from print_open where print_id = ?1"
        }
    };
    db.prepare_cached(sql)?.execute([id])?;
    Ok(())
}

/// Notes when a claim was printed last: by a run whose `printed` was not taken back by `unsent`.
///
/// # Errors
/// As the database answers.
pub(crate) fn note_printed(db: &Connection, claim: &str) -> Result<(), VaultError> {
    db.prepare_cached(
        "update claim set printed_at = ifnull((
             select max(did.at) from claim_event did
              where did.claim_id = claim.id and did.kind = 'printed' and not exists (
                  select 1 from claim_event undid
                   where undid.claim_id = claim.id and undid.kind = 'unsent' and did.at <= undid.at
                     and json_extract(undid.body, '$.print_id') is json_extract(did.body, '$.print_id'))
         ), 0) where id = ?1",
    )?
    .execute([claim])?;
    Ok(())
}

/// What happened to a job, oldest first.
///
/// # Errors
/// As the database answers.
pub fn events(db: &Connection, id: &str) -> Result<Vec<PrintEvent>, VaultError> {
    let mut statement =
        db.prepare_cached("select body from print_event where print_id = ?1 order by at, id")?;
    let rows = statement.query_map([id], |row| row.get::<_, String>(0))?;
    rows.map(|body| read_body(&body?)).collect()
}

/// The print runs, the newest first; all of them when no number is given.
///
/// # Errors
/// As the database answers.
pub fn runs(db: &Connection, most: Option<u32>) -> Result<Vec<PrintRun>, VaultError> {
    let mut statement =
        db.prepare_cached("select body from print_run order by id desc limit ?1")?;
    let most = most.map_or(-1, i64::from);
    let rows = statement.query_map([most], |row| row.get::<_, String>(0))?;
    rows.map(|body| read_body(&body?)).collect()
}

/// The jobs of which something is still to be done, oldest first.
///
/// # Errors
/// As the database answers.
pub fn open_runs(db: &Connection) -> Result<Vec<PrintRun>, VaultError> {
    let mut statement = db.prepare_cached(
        "select body from print_run join print_open on print_run.id = print_open.print_id
          order by print_run.id",
    )?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|body| read_body(&body?)).collect()
}

/// The jobs to which something happened since a moment (UTC milliseconds), oldest first.
///
/// # Errors
/// As the database answers.
pub fn runs_since(db: &Connection, at: i64) -> Result<Vec<PrintRun>, VaultError> {
    let mut statement = db.prepare_cached(
        "select body from print_run
          where id in (select print_id from print_event where ?1 <= at) order by id",
    )?;
    let rows = statement.query_map([at], |row| row.get::<_, String>(0))?;
    rows.map(|body| read_body(&body?)).collect()
}

/// The jobs on whose sheets something is (a claim's id, a statement's), oldest first.
///
/// # Errors
/// As the database answers.
pub fn runs_of(db: &Connection, item: &str) -> Result<Vec<PrintRun>, VaultError> {
    let mut statement = db.prepare_cached(
        "select body from print_run
          where id in (select print_id from print_item where item = ?1) order by id",
    )?;
    let rows = statement.query_map([item], |row| row.get::<_, String>(0))?;
    rows.map(|body| read_body(&body?)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_before_jobs_reads_and_writes_as_it_was() {
        let id = PrintId::new(1, [0; 10]);
        let claim = ClaimId::new(1, [0; 10]);
        let old = format!(
            "{{\"id\":\"{id}\",\"at\":5,\"by\":\"Wanda Prior\",\"claims\":[\"{claim}\"],\"style\":\"data\",\
             \"pages\":2,\"charge\":12500,\"sha256\":\"ab\",\"to\":\"file\"}}"
        );
        let run: PrintRun = read_body(&old).unwrap();
        assert_eq!(run.what, CMS1500);
        assert_eq!(serde_json::to_string(&run).unwrap(), old);
        let items = run.on_sheets();
        assert_eq!(items.len(), 1);
        let standing = run.standing(&[]);
        assert_eq!((standing.stage, standing.right_at), (Stage::Right, 5));
        assert!(standing.counts(items.first().unwrap()));
    }

    #[test]
    fn an_event_is_small_and_reads_back() {
        let event = PrintEvent {
            id: values::PrintEventId::new(1, [0; 10]),
            print_id: PrintId::new(1, [0; 10]),
            at: 5,
            by: "Wanda Prior".to_owned(),
            kind: billing::print_job::Happening::Sending,
            fence: 1,
            printer: "desk".to_owned(),
            system_job: String::new(),
            from: 0,
            to: 0,
            on: None,
            text: String::new(),
        };
        let text = serde_json::to_string(&event).unwrap();
        assert!(text.contains("\"kind\":\"sending\""), "{text}");
        assert!(!text.contains("\"to\""), "{text}");
        assert_eq!(read_body::<PrintEvent>(&text).unwrap(), event);
    }
}
