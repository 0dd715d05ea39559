//! Settings, undo, the audit log's proof and backups.

use std::collections::BTreeMap;

use vault::kinds::{Practice, Setting};
use vault::{VaultError, audit, local, steps, writer};

use crate::Workbench;
use crate::bench::{Done, Open, lock};
use crate::problem::Problem;
use crate::role::Right;
use crate::start::{DraftAsk, DraftView, JobAsk, SaveDraft};
use crate::view::{Changed, Nothing, view};

/// The longest draft or layout that is kept, in bytes.
const LONGEST_TEXT: usize = 256 * 1024;

view! {
    /// The settings.
    pub struct SettingsView {
        /// `system`, `light` or `dark`; a person's own.
        pub theme: String,
        /// Minutes without a key before the window locks, 1 to 15; the practice's.
        pub idle_minutes: u32,
        /// An IANA time zone; the practice's.
        pub time_zone: String,
        /// How far forms are moved right, in hundredths of an inch, -25 to 25; this practice's.
        pub offset_x: i32,
        /// How far forms are moved down, in hundredths of an inch, -25 to 25.
        pub offset_y: i32,
        /// Widths, columns and the like, as the screens write them; a person's own.
        pub layout: String,
        /// True to keep the window out of previews and screen sharing, where the system can; a
        /// person's own.
        #[serde(default)]
        pub hidden_window: bool,
    }

    /// The last step, to take back or do again.
    pub struct StepAsk {
        /// Names the work for `progress` and `cancel_job`, when it may take long.
        #[serde(default)]
        #[ts(optional)]
        pub job: Option<String>,
    }

    /// What undo took back, or redo did again.
    pub struct StepView {
        /// In words: `Import 12 claims`.
        pub title: String,
    }

    /// What a walk along the audit log found.
    pub struct AuditVerdict {
        /// Events that hold.
        pub events: i64,
        /// The seal of the last event that holds, hex.
        pub head: String,
        /// The first break, in a sentence; empty when the log is whole.
        pub broken: String,
        /// Damage of the database file, in sentences.
        pub damage: Vec<String>,
    }
}

/// A bundle of settings by its id; an empty one when nothing was set.
pub(crate) fn bundle(
    db: &vault::Connection,
    id: &str,
) -> Result<BTreeMap<String, String>, Problem> {
    match writer::get::<Setting>(db, id) {
        Ok((setting, _)) => Ok(setting.values),
        Err(VaultError::NoSuch(_)) => Ok(BTreeMap::new()),
        Err(error) => Err(error.into()),
    }
}

/// The settings in force for whoever has signed in.
pub(crate) fn of(open: &Open) -> Result<SettingsView, Problem> {
    let db = open.vault.reader()?;
    let practice = bundle(&db, "practice")?;
    let own = bundle(&db, &open.who.id.to_string())?;
    let number = |name: &str, other: i32| {
        practice
            .get(name)
            .and_then(|v| v.parse().ok())
            .unwrap_or(other)
    };
    Ok(SettingsView {
        theme: own
            .get("theme")
            .cloned()
            .unwrap_or_else(|| "system".to_owned()),
        idle_minutes: u32::try_from(number("idle_minutes", 10)).unwrap_or(10),
        time_zone: open.zone(),
        offset_x: number("offset_x", 0),
        offset_y: number("offset_y", 0),
        layout: own.get("layout").cloned().unwrap_or_default(),
        hidden_window: own.contains_key("hidden_window"),
    })
}

/// Minutes without a key before the window locks.
pub(crate) fn idle_minutes(open: &Open) -> u32 {
    of(open).map_or(10, |settings| settings.idle_minutes)
}

/// The settings.
pub(crate) fn settings(bench: &Workbench, _: Nothing) -> Result<SettingsView, Problem> {
    of(&*bench.opened()?)
}

/// Changes a person's own settings, and the practice's where the role may.
pub(crate) fn save_settings(
    bench: &Workbench,
    ask: SettingsView,
) -> Result<Changed<SettingsView>, Problem> {
    let open = bench.opened()?;
    let before = of(&open)?;
    if !matches!(ask.theme.as_str(), "system" | "light" | "dark") {
        return Err(Problem::field(
            "theme",
            "The theme is the system's, light or dark.",
        ));
    }
    if LONGEST_TEXT < ask.layout.len() {
        return Err(Problem::field("layout", "The layout is too long to keep."));
    }
    if !(1..=15).contains(&ask.idle_minutes) {
        return Err(Problem::field(
            "idle_minutes",
            "The window locks after 1 to 15 minutes.",
        ));
    }
    for (field, value) in [("offset_x", ask.offset_x), ("offset_y", ask.offset_y)] {
        if !(-25..=25).contains(&value) {
            return Err(Problem::field(field, "Forms move 0.25 in at the most."));
        }
    }
    if !crate::time::knows_zone(&ask.time_zone) {
        return Err(Problem::field(
            "time_zone",
            "Pick a time zone from the list.",
        ));
    }
    let practice_changes = (ask.idle_minutes, ask.offset_x, ask.offset_y, &ask.time_zone)
        != (
            before.idle_minutes,
            before.offset_x,
            before.offset_y,
            &before.time_zone,
        );
    let lines_up_forms = (ask.idle_minutes, &ask.time_zone)
        == (before.idle_minutes, &before.time_zone)
        && open.who.role.may(Right::PrintClaims);
    if practice_changes && !lines_up_forms {
        bench.allow("save_settings", Right::ManagePractice)?;
    }
    let changed = bench.transact(&open, "save_settings", |writer| {
        let id = open.who.id.to_string();
        let mut values = bundle(writer.db(), &id)?;
        values.extend([
            ("theme".to_owned(), ask.theme.clone()),
            ("layout".to_owned(), ask.layout.clone()),
            (
                "hidden_window".to_owned(),
                if ask.hidden_window { "yes" } else { "" }.to_owned(),
            ),
        ]);
        values.retain(|_, value| !value.is_empty());
        let own = Setting { id, values };
        if practice_changes {
            writer.put(&Setting {
                id: "practice".to_owned(),
                values: [
                    ("idle_minutes", ask.idle_minutes.to_string()),
                    ("offset_x", ask.offset_x.to_string()),
                    ("offset_y", ask.offset_y.to_string()),
                ]
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            })?;
            let facts = open.facts();
            writer.put(&Practice {
                time_zone: ask.time_zone.clone(),
                ..facts
            })?;
        }
        if before.theme == ask.theme
            && before.hidden_window == ask.hidden_window
            && !practice_changes
        {
            // Widths and columns are not worth an undo of their own.
            writer.beyond_undo();
        }
        writer.put(&own)?;
        Ok(Done::new(ask.clone(), "Change settings").with("practice", practice_changes))
    })?;
    lock(&open.practice).time_zone = ask.time_zone;
    crate::machine::show_or_hide(bench, &open);
    Ok(changed)
}

/// Keeps a half-typed form.
pub(crate) fn save_draft(bench: &Workbench, ask: SaveDraft) -> Result<Nothing, Problem> {
    let open = bench.opened()?;
    if LONGEST_TEXT < ask.text.len() {
        return Err(Problem::field(
            "text",
            "The form is too long to keep half-typed.",
        ));
    }
    let (db, who) = (open.vault.writer(), open.who.id.to_string());
    let text = crate::cards::without(&ask.form, &ask.text);
    if text.is_empty() {
        local::drop_draft(&db, &who, &ask.form)?;
    } else {
        local::save_draft(&db, &who, &ask.form, &text, bench.now())?;
    }
    Ok(Nothing {})
}

/// A half-typed form.
pub(crate) fn draft(bench: &Workbench, ask: DraftAsk) -> Result<DraftView, Problem> {
    let open = bench.opened()?;
    let text = local::draft(&*open.vault.reader()?, &open.who.id.to_string(), &ask.form)?;
    Ok(DraftView { text })
}

/// Takes the last change back.
pub(crate) fn undo(bench: &Workbench, ask: StepAsk) -> Result<Changed<StepView>, Problem> {
    swap(bench, steps::Way::Undo, ask)
}

/// Does again what was taken back.
pub(crate) fn redo(bench: &Workbench, ask: StepAsk) -> Result<Changed<StepView>, Problem> {
    swap(bench, steps::Way::Redo, ask)
}

fn swap(bench: &Workbench, way: steps::Way, ask: StepAsk) -> Result<Changed<StepView>, Problem> {
    let open = bench.opened()?;
    let job = ask.job.map(|name| bench.job(&name));
    let done = bench.swap(&open, way, job.as_ref())?;
    if done.touched.iter().any(|kind| kind == "practice") {
        let (facts, _) =
            writer::get::<Practice>(&*open.vault.reader()?, &open.facts().id.to_string())?;
        *lock(&open.practice) = facts;
    }
    if done.touched.iter().any(|kind| kind == "setting") {
        crate::machine::show_or_hide(bench, &open);
    }
    Ok(Changed {
        value: StepView { title: done.value },
        touched: done.touched,
        undo: None,
    })
}

/// Walks the audit log and checks the database file.
pub(crate) fn verify_audit(bench: &Workbench, ask: JobAsk) -> Result<AuditVerdict, Problem> {
    let open = bench.opened()?;
    let job = bench.job(&ask.job);
    job.at(0, 2, "Checking every page of the database")?;
    let damage = open.vault.check()?;
    job.at(1, 2, "Walking the audit log")?;
    let walked = open.vault.reader().and_then(|db| {
        let last = audit::head(&db)?.0;
        audit::verify_telling(&db, |n| {
            job.at(n, last, "Walking the audit log")
                .map_err(|_| VaultError::Cancelled)
        })
    });
    let verdict = match walked {
        // The pages of the log itself may be the damaged ones: that is an answer too.
        Err(error) if !damage.is_empty() && !matches!(error, VaultError::Cancelled) => {
            audit::Verdict {
                events: 0,
                head: String::new(),
                broken: Some((1, format!("the log cannot be read: {error}"))),
            }
        }
        walked => walked?,
    };
    job.at(2, 2, "Walking the audit log")?;
    let logged = bench.log(&open, "verify_audit", |event| {
        event.with("events", verdict.events)
    });
    if damage.is_empty() {
        logged?;
    }
    Ok(AuditVerdict {
        events: verdict.events,
        head: verdict.head,
        broken: verdict.broken.map(|(_, what)| what).unwrap_or_default(),
        damage,
    })
}
