//! The audit log as people read it: who did what to whom and when, before and after, what stands
//! out; printed, and exported for whoever wants to check it without us.

use std::collections::HashMap;
use std::io::{BufWriter, Write};

use billing::lookups::{self, Colleague, Leaving, Look, Usual, Why};
use sha2::{Digest, Sha256};
use values::Day;
use vault::audit::Event;
use vault::audit_list::{self, Wanted};
use vault::kinds::Setting;
use vault::{Connection, VaultError, audit, history, writer};

use crate::audit_words::{self as words, Group};
use crate::bench::{Done, Open};
use crate::problem::{Code, Problem};
use crate::start::SaveTo;
use crate::view::{Changed, Nothing, view};
use crate::{Workbench, time};

/// Events on paper at the most; more is what the export is for.
const MOST_PRINTED: u32 = 5_000;
/// Rows of one change that are shown.
const MOST_ROWS: u32 = 100;
/// Events that are gone through for what stands out.
const MOST_LOOKS: u32 = 400_000;

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
        /// The records it is about.
        pub about: Vec<AuditAbout>,
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
        /// The file to save to, from `pick_save`.
        pub token: String,
    }

    /// A file that was made of the audit log.
    pub struct AuditSaved {
        /// Its name.
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
fn keep_up(open: &Open) -> Result<(), Problem> {
    loop {
        let more = audit_list::keep_up(&mut open.vault.writer())?;
        if !more {
            return Ok(());
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

/// The filter as the database understands it.
fn wanted(open: &Open, db: &Connection, filter: &AuditFilter) -> Result<Wanted, Problem> {
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
struct Names<'a> {
    db: &'a Connection,
    known: HashMap<String, String>,
}

impl Names<'_> {
    fn of(&mut self, id: &str) -> Result<String, Problem> {
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

    fn who(&mut self, id: &str) -> Result<String, Problem> {
        if id == "-" {
            return Ok("Nobody signed in".to_owned());
        }
        self.of(id)
    }
}

fn names(db: &Connection) -> Names<'_> {
    Names {
        db,
        known: HashMap::new(),
    }
}

fn row(names: &mut Names<'_>, (n, event): &(i64, Event), zone: &str) -> Result<AuditRow, Problem> {
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
    bench.log_reading(&open, "read_audit", &ask.filter.patient)?;
    keep_up(&open)?;
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

/// A JSON value as a person reads it.
fn shown(value: &serde_json::Value) -> String {
    match value {
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
                        before: shown(before),
                        after: shown(after),
                    })
                    .collect(),
            })
        })
        .collect::<Result<_, Problem>>()?;
    Ok(AuditDetail {
        row,
        details,
        about,
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

/// Where the practice's own bundle of this area is kept.
const USUAL: &str = "usual";

fn usual_of(db: &Connection) -> Result<Usual, Problem> {
    let values = match writer::get::<Setting>(db, USUAL) {
        Ok((setting, _)) => setting.values,
        Err(VaultError::NoSuch(_)) => return Ok(Usual::default()),
        Err(error) => return Err(error.into()),
    };
    let number = |name: &str| values.get(name).and_then(|text| text.parse::<u32>().ok());
    let minute = |name: &str| values.get(name).and_then(|text| minute_of(text));
    let other = Usual::default();
    Ok(Usual {
        patients_an_hour: number("patients_an_hour").unwrap_or(other.patients_an_hour),
        opens: minute("opens").unwrap_or(other.opens),
        closes: minute("closes").unwrap_or(other.closes),
        records_a_day: number("records_a_day").unwrap_or(other.records_a_day),
    })
}

/// Minutes after midnight out of `07:00`, `7:00` or `0700`.
fn minute_of(text: &str) -> Option<u16> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if !matches!(digits.len(), 3 | 4) || text.chars().any(|c| c != ':' && !c.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = digits.split_at(digits.len() - 2);
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (minutes < 60 && hours * 60 + minutes <= 1_440).then_some(hours * 60 + minutes)
}

fn usual_view(usual: Usual) -> UsualView {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    UsualView {
        patients_an_hour: usual.patients_an_hour,
        opens: clock(usual.opens),
        closes: clock(usual.closes),
        records_a_day: usual.records_a_day,
    }
}

/// What the practice calls usual.
pub(crate) fn usual(bench: &Workbench, _: Nothing) -> Result<UsualView, Problem> {
    Ok(usual_view(usual_of(&*bench.opened()?.vault.reader()?)?))
}

/// Changes what the practice calls usual.
pub(crate) fn save_usual(bench: &Workbench, ask: UsualView) -> Result<Changed<UsualView>, Problem> {
    let open = bench.opened()?;
    let minute = |field: &str, text: &str| {
        minute_of(text.trim()).ok_or_else(|| Problem::field(field, "A time looks like 07:00."))
    };
    let (opens, closes) = (minute("opens", &ask.opens)?, minute("closes", &ask.closes)?);
    if closes <= opens {
        return Err(Problem::field(
            "closes",
            "The office closes after it opens.",
        ));
    }
    for (field, number) in [
        ("patients_an_hour", ask.patients_an_hour),
        ("records_a_day", ask.records_a_day),
    ] {
        if !(1..=100_000).contains(&number) {
            return Err(Problem::field(field, "A number from 1 to 100,000."));
        }
    }
    let view = usual_view(Usual {
        patients_an_hour: ask.patients_an_hour,
        opens,
        closes,
        records_a_day: ask.records_a_day,
    });
    bench.transact(&open, "save_usual", |writer| {
        let values = [
            ("patients_an_hour", view.patients_an_hour.to_string()),
            ("opens", view.opens.clone()),
            ("closes", view.closes.clone()),
            ("records_a_day", view.records_a_day.to_string()),
        ];
        writer.put(&Setting {
            id: USUAL.to_owned(),
            values: values.map(|(name, value)| (name.to_owned(), value)).into(),
        })?;
        Ok(Done::new(view.clone(), "Change what is usual"))
    })
}

fn why_name(why: Why) -> &'static str {
    match why {
        Why::OwnName => "own_name",
        Why::CoWorker => "co_worker",
        Why::ManyPatients => "many_patients",
        Why::AfterHours => "after_hours",
        Why::ManyLeft => "many_left",
    }
}

/// What stands out in a span of days.
pub(crate) fn audit_noticed(bench: &Workbench, ask: AuditDays) -> Result<NoticedRows, Problem> {
    let open = bench.opened()?;
    bench.log_reading(&open, "read_noticed", "")?;
    keep_up(&open)?;
    let db = open.vault.reader()?;
    let filter = AuditFilter {
        who: String::new(),
        kinds: Vec::new(),
        patient: String::new(),
        from: ask.from,
        to: ask.to,
        text: String::new(),
    };
    let zone = open.zone();
    let span = wanted(&open, &db, &filter)?;
    let of = |did: &[&str]| Wanted {
        did: Some(did.iter().map(|did| (*did).to_owned()).collect()),
        ..span.clone()
    };
    let mut patients: HashMap<String, Option<(String, String)>> = HashMap::new();
    let mut looks = Vec::new();
    let seen = audit_list::page(&db, &of(&["view_patient", "view_claim"]), 0, MOST_LOOKS)?;
    for (n, event) in seen {
        let Some(id) = event.about.first() else {
            continue;
        };
        if !patients.contains_key(id) {
            let found = audit_list::whose(&db, id)?;
            let found = found.and_then(|(name, patient)| {
                let name = name.split(", claim ").next().unwrap_or_default().to_owned();
                patient.map(|patient| (patient, name))
            });
            patients.insert(id.clone(), found);
        }
        let Some(Some((patient, name))) = patients.get(id) else {
            continue;
        };
        let (last, first) = name.split_once(", ").unwrap_or((name, ""));
        let (minute, weekend) = time::clock(event.at, &zone);
        looks.push(Look {
            event: n,
            at: event.at,
            minute,
            weekend,
            who: event.who,
            patient: patient.clone(),
            last: last.to_owned(),
            first: first.to_owned(),
        });
    }
    let left = audit_list::page(
        &db,
        &of(&["print_forms", "reprint", "export_list"]),
        0,
        MOST_LOOKS,
    )?
    .into_iter()
    .map(|(event, left)| {
        let count = |name: &str| left.detail.get(name).and_then(|text| text.parse().ok());
        Leaving {
            event,
            at: left.at,
            day: time::day(left.at, &zone)
                .map(|day| day.to_string())
                .unwrap_or_default(),
            records: count("claims").or_else(|| count("rows")).unwrap_or(0),
            who: left.who,
        }
    })
    .collect::<Vec<_>>();
    let colleagues: Vec<Colleague> = vault::local::users(&db)?
        .into_iter()
        .map(|user| Colleague {
            id: user.id.to_string(),
            name: user.name,
        })
        .collect();
    let mut names = names(&db);
    let rows = lookups::noticed(&looks, &left, &colleagues, &usual_of(&db)?)
        .into_iter()
        .map(|noticed| {
            Ok(NoticedRow {
                n: noticed.event,
                when: time::moment(noticed.at, &zone),
                day: time::day(noticed.at, &zone)
                    .map(|day| day.to_string())
                    .unwrap_or_default(),
                who: names.who(&noticed.who)?,
                who_id: noticed.who,
                why: why_name(noticed.why).to_owned(),
                whom: match &noticed.patient {
                    Some(patient) => names.of(patient)?,
                    None => String::new(),
                },
                patient: noticed.patient.unwrap_or_default(),
                count: noticed.count,
            })
        })
        .collect::<Result<_, Problem>>()?;
    Ok(NoticedRows { rows })
}

/// Writes to a file and hashes what goes by.
struct Hashed<W> {
    out: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let n = self.out.write(bytes)?;
        self.hash.update(&bytes[..n]);
        Ok(n)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// Why an export stopped.
enum Stopped {
    Vault(VaultError),
    Disk,
}

impl From<VaultError> for Stopped {
    fn from(error: VaultError) -> Stopped {
        Stopped::Vault(error)
    }
}

impl From<std::io::Error> for Stopped {
    fn from(_: std::io::Error) -> Stopped {
        Stopped::Disk
    }
}

/// Exports the whole audit log into one file that anybody can check with `claimbench-verify`.
pub(crate) fn export_audit(bench: &Workbench, ask: SaveTo) -> Result<AuditSaved, Problem> {
    let open = bench.opened()?;
    let path = bench.granted(&ask.token)?;
    let name = crate::start::file_name(&path);
    let db = open.vault.reader()?;
    let (last, seal) = audit::head(&db)?;
    let header = chain::Header {
        practice: open.facts().name,
        made: time::moment(bench.now(), &open.zone()),
        events: last,
        head: seal,
    };
    let folder = path.parent().unwrap_or_else(|| std::path::Path::new("."));
    let disk = || {
        Problem::new(
            Code::File,
            format!("{name} cannot be written. Pick another folder, or free some space."),
        )
    };
    // Written beside its place and put there whole.
    let file = tempfile::NamedTempFile::new_in(folder).map_err(|_| disk())?;
    let write = || -> Result<String, Stopped> {
        let mut out = Hashed {
            out: BufWriter::with_capacity(1 << 18, file.as_file()),
            hash: Sha256::new(),
        };
        writeln!(out, "{}", header.line())?;
        audit::export(&db, last, &mut out, |_| Ok::<(), Stopped>(()))?;
        out.flush()?;
        file.as_file().sync_all()?;
        Ok(chain::hex(&out.hash.finalize()))
    };
    let sha256 = write().map_err(|stopped| match stopped {
        Stopped::Vault(error) => error.into(),
        Stopped::Disk => disk(),
    })?;
    drop(db);
    file.persist(&path).map_err(|_| disk())?;
    bench.log(&open, "export_audit", |event| {
        event.with("sha256", &sha256).with("events", last)
    })?;
    Ok(AuditSaved {
        name,
        events: u32::try_from(last).unwrap_or(u32::MAX),
        sha256,
        head: format!("{last}:{}", chain::hex(&seal)),
    })
}

/// What the list was narrowed by, in a sentence.
fn asked(names: &mut Names<'_>, filter: &AuditFilter) -> Result<String, Problem> {
    let mut parts = Vec::new();
    if !filter.who.is_empty() {
        parts.push(format!("by {}", names.who(&filter.who)?));
    }
    if !filter.patient.is_empty() {
        parts.push(format!("about {}", names.of(&filter.patient)?));
    }
    let kinds: Vec<&str> = Group::ALL
        .iter()
        .filter(|group| filter.kinds.iter().any(|kind| kind == group.name()))
        .map(|group| group.title())
        .collect();
    if !kinds.is_empty() {
        parts.push(kinds.join(" and ").to_lowercase());
    }
    let day = |text: &str| {
        let parts: Vec<&str> = text.split('-').collect();
        match parts.as_slice() {
            [year, month, day] => format!("{month}/{day}/{}", year.get(2..).unwrap_or_default()),
            _ => text.to_owned(),
        }
    };
    if !filter.from.is_empty() {
        parts.push(format!("from {}", day(&filter.from)));
    }
    if !filter.to.is_empty() {
        parts.push(format!("to {}", day(&filter.to)));
    }
    if !filter.text.trim().is_empty() {
        parts.push(format!("with “{}” in what was done", filter.text.trim()));
    }
    Ok(if parts.is_empty() {
        "All of it.".to_owned()
    } else {
        format!("Events {}.", parts.join(", "))
    })
}

/// Prints a part of the audit log into a PDF.
pub(crate) fn print_audit(bench: &Workbench, ask: PrintAudit) -> Result<AuditSaved, Problem> {
    let open = bench.opened()?;
    let path = bench.granted(&ask.token)?;
    keep_up(&open)?;
    let db = open.vault.reader()?;
    let wanted = wanted(&open, &db, &ask.filter)?;
    let total = audit_list::count(&db, &wanted)?;
    if i64::from(MOST_PRINTED) < total {
        return Err(Problem::new(
            Code::NeedsYou,
            "That is more than 5,000 events. Narrow the list, or export the log.",
        ));
    }
    let (zone, mut names) = (open.zone(), names(&db));
    let rows = audit_list::page(&db, &wanted, 0, MOST_PRINTED)?
        .iter()
        .map(|event| {
            let row = row(&mut names, event, &zone)?;
            let what = [row.what, row.detail]
                .into_iter()
                .filter(|text| !text.is_empty());
            Ok(vec![
                row.n.to_string(),
                row.when,
                row.who,
                what.collect::<Vec<_>>().join(": "),
                row.whom,
            ])
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    let column = |title: &str, width: f32| (title.to_owned(), width);
    let list = forms::Listing {
        title: "Audit log".to_owned(),
        about: vec![
            format!(
                "{}, printed {} by {}.",
                open.facts().name,
                time::moment(bench.now(), &zone),
                open.who.name
            ),
            format!(
                "{} {total} events, the newest first.",
                asked(&mut names, &ask.filter)?
            ),
        ],
        columns: vec![
            column("No.", 44.0),
            column("When", 76.0),
            column("Who", 96.0),
            column("What", 168.0),
            column("Whom", 138.0),
        ],
        rows,
    };
    let meta = forms::Meta {
        made_on: bench.today(&open),
        id: crate::bench::random()?,
    };
    let pdf = forms::listing(&list, meta).map_err(|error| {
        Problem::new(
            Code::Unexpected,
            format!("The list could not be made: {error}."),
        )
    })?;
    drop(db);
    crate::start::write_file(bench, &path, &pdf)?;
    let saved = crate::start::saved(&path, &pdf);
    bench.log(&open, "print_audit", |event| {
        event.with("sha256", &saved.sha256).with("events", total)
    })?;
    Ok(AuditSaved {
        name: saved.name,
        events: u32::try_from(total).unwrap_or(u32::MAX),
        sha256: saved.sha256,
        head: String::new(),
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
