//! The audit log as people read it: who did what to whom and when, before and after.

use std::collections::HashMap;

use values::{Day, Money, PatientId};
use vault::audit::Event;
use vault::audit_list::{self, Wanted};
use vault::{Connection, history};

use crate::audit_words::{self as words, Group};
use crate::bench::{Job, Open};
use crate::lists::us_day;
use crate::problem::Problem;
use crate::view::{Nothing, view};
use crate::{Workbench, time};

/// Records of one event that are named.
const MOST_NAMED: usize = 50;

/// Rows of one change that are shown.
const MOST_ROWS: u32 = 100;

view! {
    /// Which events.
    pub struct AuditFilter {
        /// A user's id; empty for everybody.
        pub who: String,
        /// Kinds: `look`, `change`, `left`, …; none for all.
        pub kinds: Vec<String>,
        /// A patient's id: all that was done with the chart, the coverages and the claims; empty for all.
        pub patient: String,
        /// The first day, ISO, in the practice's zone; empty for any.
        pub from: String,
        /// The last day; empty for any.
        pub to: String,
        /// A part of what was done, in words: `printed`.
        pub text: String,
    }

    /// A page of events.
    pub struct AuditAsk {
        /// Which.
        pub filter: AuditFilter,
        /// From this row on.
        pub from: u32,
        /// So many rows.
        pub count: u32,
        /// Names the work for `progress` and `cancel_job`, when it may take long.
        #[serde(default)]
        #[ts(optional)]
        pub job: Option<String>,
    }

    /// A page of events, the newest first.
    pub struct AuditRows {
        /// How many there are in all.
        pub total: u32,
        /// The page.
        pub rows: Vec<AuditRow>,
        /// The patient that the list is narrowed to; empty when it is not.
        pub patient: String,
    }

    /// An event.
    pub struct AuditRow {
        /// Its number in the chain.
        pub n: i64,
        /// `11/24/26 10:14` in the practice's zone.
        pub when: String,
        /// Who.
        pub who: String,
        /// What, in words.
        pub what: String,
        /// `look`, `change`, …
        pub kind: String,
        /// Whom or what it is about, in words.
        pub whom: String,
        /// More of it: counts, fields, the reason.
        pub detail: String,
    }

    /// An event to open.
    pub struct AuditNumber {
        /// Its number in the chain.
        pub n: i64,
    }

    /// An event with everything about it.
    pub struct AuditDetail {
        /// The event.
        pub row: AuditRow,
        /// Its counts, hashes and reasons.
        pub details: Vec<AuditFact>,
        /// The first of the records it is about.
        pub about: Vec<AuditAbout>,
        /// How many there are.
        pub about_count: u32,
        /// What its change replaced.
        pub changes: Vec<AuditChange>,
        /// How many rows it changed; more than are shown when there were many.
        pub changed: u32,
    }

    /// A detail in words.
    pub struct AuditFact {
        /// What.
        pub name: String,
        /// The value.
        pub value: String,
    }

    /// A record that an event is about.
    pub struct AuditAbout {
        /// Its id.
        pub id: String,
        /// In words.
        pub name: String,
    }

    /// A row that was changed.
    pub struct AuditChange {
        /// `Patient`, `Claim`, …
        pub kind: String,
        /// Whose.
        pub name: String,
        /// Its fields that differ.
        pub fields: Vec<AuditField>,
    }

    /// A field before and after.
    pub struct AuditField {
        /// In words.
        pub name: String,
        /// Before; empty when there was nothing.
        pub before: String,
        /// After; empty when there is nothing.
        pub after: String,
    }

    /// What the audit log can be narrowed by.
    pub struct AuditFacets {
        /// The people, by name.
        pub people: Vec<AuditAbout>,
        /// The kinds.
        pub kinds: Vec<AuditAbout>,
    }

    /// A span of days.
    pub struct AuditDays {
        /// The first day, ISO.
        pub from: String,
        /// The last day, ISO.
        pub to: String,
        /// Names the work for `progress` and `cancel_job`, when it may take long.
        #[serde(default)]
        #[ts(optional)]
        pub job: Option<String>,
    }

    /// What stands out in a span of days.
    pub struct NoticedRows {
        /// The newest first.
        pub rows: Vec<NoticedRow>,
    }

    /// Something that stands out.
    pub struct NoticedRow {
        /// The event that shows it.
        pub n: i64,
        /// When it began.
        pub when: String,
        /// The day, ISO.
        pub day: String,
        /// Who.
        pub who: String,
        /// The user's id.
        pub who_id: String,
        /// `own_name`, `co_worker`, `many_patients`, `after_hours`, `many_left`.
        pub why: String,
        /// Whom; empty when it is about several.
        pub whom: String,
        /// The patient's id; empty when it is about several.
        pub patient: String,
        /// Looks, patients or records.
        pub count: u32,
    }

    /// What the practice calls usual.
    pub struct UsualView {
        /// The most patients that one person looks at in an hour.
        pub patients_an_hour: u32,
        /// When the office opens: `07:00`.
        pub opens: String,
        /// When it closes: `19:00`.
        pub closes: String,
        /// The most records that leave through one person in a day.
        pub records_a_day: u32,
    }

    /// A part of the audit log to print into a file.
    pub struct PrintAudit {
        /// Which events.
        pub filter: AuditFilter,
        /// A file to save to, from `pick_save`; empty to print on a printer.
        pub token: String,
        /// A printer's name; empty to save a file.
        #[serde(default)]
        pub printer: String,
        /// Names the work for `progress` and `cancel_job`, when it may take long.
        #[serde(default)]
        #[ts(optional)]
        pub job: Option<String>,
    }

    /// The whole audit log into one file.
    pub struct ExportAudit {
        /// The file to save to, from `pick_save`.
        pub token: String,
        /// Names the work for `progress` and `cancel_job`, when it may take long.
        #[serde(default)]
        #[ts(optional)]
        pub job: Option<String>,
    }

    /// A file, or paper, that was made of the audit log.
    pub struct AuditSaved {
        /// The file's name, or the printer's.
        pub name: String,
        /// The events in it.
        pub events: u32,
        /// SHA-256 of the file, hex.
        pub sha256: String,
        /// The number and seal of the last event, to be written down; empty for a print.
        pub head: String,
    }

    /// Whether a person knows that saved files can be read by anyone.
    pub struct ReadableTold {
        /// True when it was said and acknowledged.
        pub told: bool,
    }
}

/// Brings the index up to the chain before somebody looks.
pub(crate) fn keep_up(open: &Open, job: Option<&Job<'_>>) -> Result<(), Problem> {
    loop {
        // What was indexed so far stays; a saving in between waits for one go at the most.
        let more = audit_list::keep_up(&mut open.vault.writer())?;
        let Some((done, all)) = more else {
            return Ok(());
        };
        if let Some(job) = job {
            job.at(done, all, "Reading new events")?;
        }
    }
}

/// A day of the filter.
fn day_of(field: &str, text: &str) -> Result<Option<Day>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse()
        .map(Some)
        .map_err(|_| Problem::field(field, "A day looks like 11/24/26."))
}

/// Refuses what is no patient's id: what is looked for stands in the log, and a name must not.
fn a_patient(filter: &AuditFilter) -> Result<(), Problem> {
    if filter.patient.is_empty() || filter.patient.parse::<PatientId>().is_ok() {
        return Ok(());
    }
    Err(Problem::field(
        "patient",
        "There is no such patient. Choose one of the list.",
    ))
}

/// The filter as the database understands it.
pub(crate) fn wanted(
    open: &Open,
    db: &Connection,
    filter: &AuditFilter,
) -> Result<Wanted, Problem> {
    let zone = open.zone();
    let from = day_of("from", &filter.from)?;
    let to = day_of("to", &filter.to)?;
    let text = filter.text.trim().to_lowercase();
    let did = if filter.kinds.is_empty() && text.is_empty() {
        None
    } else {
        let fits = |did: &String| {
            let kind = words::group(did).name();
            (filter.kinds.is_empty() || filter.kinds.iter().any(|wanted| wanted == kind))
                && words::words(did).to_lowercase().contains(&text)
        };
        Some(audit_list::kinds(db)?.into_iter().filter(fits).collect())
    };
    let about = match filter.patient.as_str() {
        "" => None,
        patient => Some(audit_list::ids_of_patient(db, patient)?),
    };
    Ok(Wanted {
        who: (!filter.who.is_empty()).then(|| filter.who.clone()),
        did,
        about,
        from: from.and_then(|day| time::begin(day, &zone)),
        before: to.and_then(|day| time::end(day, &zone)),
    })
}

/// Names of what events are about, each asked for once.
pub(crate) struct Names<'a> {
    db: &'a Connection,
    known: HashMap<String, String>,
}

impl Names<'_> {
    pub(crate) fn of(&mut self, id: &str) -> Result<String, Problem> {
        if let Some(name) = self.known.get(id) {
            return Ok(name.clone());
        }
        let name = match (audit_list::whose(self.db, id)?, id.split('_').next()) {
            (Some((name, _)), _) => name,
            (None, Some("imp")) => "an import".to_owned(),
            (None, Some("prn")) => "a print run".to_owned(),
            (None, _) => "a record that was taken away".to_owned(),
        };
        self.known.insert(id.to_owned(), name.clone());
        Ok(name)
    }

    pub(crate) fn who(&mut self, id: &str) -> Result<String, Problem> {
        if id == "-" {
            return Ok("Nobody signed in".to_owned());
        }
        self.of(id)
    }
}

pub(crate) fn names(db: &Connection) -> Names<'_> {
    Names {
        db,
        known: HashMap::new(),
    }
}

pub(crate) fn row(
    names: &mut Names<'_>,
    (n, event): &(i64, Event),
    zone: &str,
) -> Result<AuditRow, Problem> {
    let whom = match event.about.as_slice() {
        [] => String::new(),
        [id] => names.of(id)?,
        [id, more @ ..] => format!("{} and {} more", names.of(id)?, more.len()),
    };
    let shown = [
        "claims", "created", "pages", "events", "rows", "fields", "step", "to", "why", "command",
        "role", "shown",
    ];
    let detail: Vec<String> = event
        .detail
        .iter()
        .filter(|(name, value)| shown.contains(&name.as_str()) && !value.is_empty())
        .map(|(name, value)| match name.as_str() {
            "step" | "to" | "why" => value.replace('_', " "),
            "command" => words::words(value).to_lowercase(),
            "fields" => value.replace('_', " ").to_owned(),
            name => format!("{name} {value}"),
        })
        .collect();
    Ok(AuditRow {
        n: *n,
        when: time::moment(event.at, zone),
        who: names.who(&event.who)?,
        what: words::words(&event.did),
        kind: words::group(&event.did).name().to_owned(),
        whom,
        detail: detail.join(", "),
    })
}

/// A page of the audit log.
pub(crate) fn audit_events(bench: &Workbench, ask: AuditAsk) -> Result<AuditRows, Problem> {
    let open = bench.opened()?;
    a_patient(&ask.filter)?;
    bench.log_reading(&open, "read_audit", &ask.filter.patient)?;
    let job = ask.job.map(|name| bench.job(&name));
    keep_up(&open, job.as_ref())?;
    let db = open.vault.reader()?;
    let wanted = wanted(&open, &db, &ask.filter)?;
    let (zone, mut names) = (open.zone(), names(&db));
    let rows = audit_list::page(&db, &wanted, ask.from, ask.count.min(500))?
        .iter()
        .map(|event| row(&mut names, event, &zone))
        .collect::<Result<_, _>>()?;
    let patient = match ask.filter.patient.as_str() {
        "" => String::new(),
        id => names.of(id)?,
    };
    Ok(AuditRows {
        total: u32::try_from(audit_list::count(&db, &wanted)?).unwrap_or(u32::MAX),
        rows,
        patient,
    })
}

/// Whether a field holds cents, as amounts are kept.
fn is_money(path: &str) -> bool {
    let last = path.rsplit('.').find(|part| part.parse::<u32>().is_err());
    last.is_some_and(|last| {
        ["charge", "amount", "paid", "fee", "allowed", "interest"].contains(&last)
            || ["_cents", "_amount", "_paid"]
                .iter()
                .any(|end| last.ends_with(end))
    })
}

/// A value of a field as a person reads it: amounts with their cents after a point, days as they are
/// typed, lists in words.
fn shown(path: &str, value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Number(number) if is_money(path) => number.as_i64().map_or_else(
            || number.to_string(),
            |cents| Money::from_cents(cents).to_string(),
        ),
        serde_json::Value::String(text) if text.parse::<Day>().is_ok() => us_day(text),
        serde_json::Value::Array(all) => {
            let all: Vec<String> = all.iter().map(|one| shown(path, one)).collect();
            all.join("; ")
        }
        serde_json::Value::Object(fields) => {
            let all = fields.iter().map(|(name, one)| (name, shown(name, one)));
            let told = all.filter(|(_, text)| !text.is_empty());
            let told: Vec<String> = told
                .map(|(name, text)| format!("{} {text}", name.replace('_', " ")))
                .collect();
            told.join(", ")
        }
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        other => other.to_string(),
    }
}

/// An event with everything about it, before and after.
pub(crate) fn audit_event(bench: &Workbench, ask: AuditNumber) -> Result<AuditDetail, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let (zone, mut names) = (open.zone(), names(&db));
    let found = audit_list::event(&db, ask.n)?;
    let row = row(&mut names, &found, &zone)?;
    let event = &found.1;
    let details = event
        .detail
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| AuditFact {
            name: words::detail(name),
            value: match name.as_str() {
                "at" => value
                    .parse()
                    .map_or_else(|_| value.clone(), |at| time::moment(at, &zone)),
                _ => value.clone(),
            },
        })
        .collect();
    let about = event
        .about
        .iter()
        .take(MOST_NAMED)
        .map(|id| {
            Ok(AuditAbout {
                name: names.of(id)?,
                id: id.clone(),
            })
        })
        .collect::<Result<_, Problem>>()?;
    let (rows, changed) = history::of(&db, ask.n, MOST_ROWS)?;
    let changes = rows
        .into_iter()
        .map(|change| {
            let named = matches!(change.kind.as_str(), "setting" | "practice");
            let mut kind = change.kind.replace('_', " ");
            if let Some(first) = kind.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            Ok(AuditChange {
                kind,
                name: if named {
                    String::new()
                } else {
                    names.of(&change.id)?
                },
                fields: change
                    .fields
                    .iter()
                    .map(|(path, before, after)| AuditField {
                        name: words::field(path),
                        before: shown(path, before),
                        after: shown(path, after),
                    })
                    .collect(),
            })
        })
        .collect::<Result<_, Problem>>()?;
    Ok(AuditDetail {
        row,
        details,
        about,
        about_count: u32::try_from(event.about.len()).unwrap_or(u32::MAX),
        changes,
        changed,
    })
}

/// What the audit log can be narrowed by.
pub(crate) fn audit_facets(bench: &Workbench, _: Nothing) -> Result<AuditFacets, Problem> {
    let open = bench.opened()?;
    let mut people: Vec<AuditAbout> = vault::local::users(&*open.vault.reader()?)?
        .into_iter()
        .map(|user| AuditAbout {
            id: user.id.to_string(),
            name: user.name,
        })
        .collect();
    people.sort_by_key(|person| person.name.to_lowercase());
    let kinds = Group::ALL.map(|group| AuditAbout {
        id: group.name().to_owned(),
        name: group.title().to_owned(),
    });
    Ok(AuditFacets {
        people,
        kinds: kinds.into(),
    })
}

/// Whether who has signed in knows that saved files can be read by anyone.
pub(crate) fn readable_told(bench: &Workbench, _: Nothing) -> Result<ReadableTold, Problem> {
    let open = bench.opened()?;
    let told = audit_list::ever(
        &*open.vault.reader()?,
        &open.who.id.to_string(),
        "told_readable",
    )?;
    Ok(ReadableTold { told })
}

/// Notes, once for a person, that it was said that saved files can be read by anyone.
pub(crate) fn accept_readable(bench: &Workbench, ask: Nothing) -> Result<Nothing, Problem> {
    if !readable_told(bench, ask)?.told {
        bench.log(&*bench.opened()?, "told_readable", |event| event)?;
    }
    Ok(Nothing {})
}
