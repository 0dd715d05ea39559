//! The head of the audit chain is also kept outside the database. A database that knows less than
//! this computer remembers was put back from somewhere, or the disk lost the end of its log, which
//! the engine takes for its end and says nothing; here it is noticed and said (security.md 3).

use serde::{Deserialize, Serialize};
use values::PracticeId;
use vault::database::hex;
use vault::{audit, backups, local};

use crate::bench::{Done, Open, lock};
use crate::door::NOBODY;
use crate::problem::Problem;
use crate::view::{Changed, Nothing};
use crate::{Workbench, time};
use platform::secret::EntryName;

/// The newest event that this computer remembers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    n: i64,
    seal: String,
    /// When it was seen, UTC milliseconds.
    at: i64,
    /// When the last good backup was made, and the folder it lies in.
    backup: Option<(i64, String)>,
    /// A person put a backup in the practice's place since.
    restored: bool,
}

/// What the person put away, under this name.
const WARNING: &str = "went-back";

/// Events after which the head is kept again although no minute has passed.
const EVENTS: i64 = 256;

/// The time after which it is, in milliseconds.
const A_MINUTE: i64 = 60_000;

fn read(bench: &Workbench, practice: PracticeId) -> Option<Seen> {
    let text = bench.secrets.text(&EntryName::audit_head(practice))?;
    serde_json::from_str(&text).ok()
}

fn write(bench: &Workbench, practice: PracticeId, seen: &Seen) {
    // A keyring that is gone or shut stands in nobody's way: the head that it has stays, and is behind.
    if let Ok(text) = serde_json::to_string(seen) {
        let _ = bench
            .secrets
            .put_text(&EntryName::audit_head(practice), &text);
    }
}

/// Keeps the head as it is now.
pub(crate) fn keep(bench: &Workbench, open: &Open) {
    let found = open.vault.quick(|db| {
        let (n, seal) = audit::head(db)?;
        Ok::<_, vault::VaultError>((n, seal, backups::last(db, "backup", None, true)?))
    });
    let Ok((n, seal, backup)) = found else { return };
    let seen = Seen {
        n,
        seal: hex(&seal),
        at: bench.now(),
        backup: backup.map(|run| (run.at, run.to)),
        restored: false,
    };
    write(bench, open.facts().id, &seen);
    *lock(&open.head_kept) = (n, seen.at);
}

/// Keeps the head when enough has happened, or enough time has passed.
pub(crate) fn keep_when_due(bench: &Workbench, open: &Open) {
    let Ok((n, _)) = open.vault.quick(audit::head) else {
        return;
    };
    let (kept, at) = *lock(&open.head_kept);
    if EVENTS <= n - kept || (kept < n && A_MINUTE <= bench.now() - at) {
        keep(bench, open);
    }
}

/// Notes that a person put a backup in the practice's place, so that what is missing is no surprise.
pub(crate) fn expect(bench: &Workbench, practice: PracticeId) {
    if let Some(mut seen) = read(bench, practice) {
        seen.restored = true;
        write(bench, practice, &seen);
    }
}

/// Compares the database with what this computer remembers, before anything is added to it. What is
/// missing goes onto the audit log, and is said until somebody puts it away.
pub(crate) fn look(bench: &Workbench, practice: PracticeId, open: &Open) -> Result<(), Problem> {
    let Some(seen) = read(bench, practice) else {
        return Ok(());
    };
    let (n, last, same) = {
        let db = open.vault.reader()?;
        let (n, _) = audit::head(&db)?;
        let last = audit::events(&db, n - 1, 1)?;
        let there = audit::seal_of(&db, seen.n)?;
        (
            n,
            last.into_iter().next().map(|(_, event)| event.at),
            seen.n == 0 || there.is_some_and(|seal| hex(&seal) == seen.seal),
        )
    };
    if same {
        return Ok(());
    }
    let moment = |at: i64| time::moment(at, &open.zone());
    let missing = (seen.n - n).max(0);
    let events = if missing == 1 {
        "1 event"
    } else {
        &format!("{missing} events")
    };
    let since = last.map(&moment).unwrap_or_default();
    let says = if seen.restored && missing == 0 {
        return keep_quiet(bench, open, &seen);
    } else if seen.restored {
        format!(
            "The practice was put back from a backup. It ends at {since}; {events} of the log after that, until {}, are not in it. Enter again what is missing.",
            moment(seen.at)
        )
    } else {
        let what = if missing == 0 {
            format!(
                "The practice’s file is another one than was last used here on {}: an older file was put back and worked on since.",
                moment(seen.at)
            )
        } else {
            format!(
                "The practice’s file is older than on {}, when it was last used here: it ends at {since}, and {events} of the log after that are missing. An older file was put back, or the disk lost what was saved.",
                moment(seen.at)
            )
        };
        let way_out = match &seen.backup {
            Some((at, to)) => format!(
                "The last good backup is of {}, in {to}. Restore it, or go on and enter again what is missing.",
                moment(*at)
            ),
            None => "No backup is known here. Look for another copy before you go on, or enter again what is missing.".to_owned(),
        };
        format!("{what} {way_out}")
    };
    bench.transact(open, "log_went_back", |writer| {
        writer.beyond_undo();
        local::save_draft(writer.db(), NOBODY, WARNING, &says, writer.at())?;
        Ok(Done::new((), "")
            .with("remembered", seen.n)
            .with("seal", &seen.seal)
            .with("missing", missing)
            .with("restored", seen.restored))
    })?;
    Ok(())
}

fn keep_quiet(bench: &Workbench, open: &Open, seen: &Seen) -> Result<(), Problem> {
    bench.log(open, "restored", |event| event.with("remembered", seen.n))
}

/// What is to be said; empty when there is nothing.
pub(crate) fn warning(db: &vault::Connection) -> Result<String, Problem> {
    Ok(local::draft(db, NOBODY, WARNING)?.unwrap_or_default())
}

/// Puts the warning away; that somebody did is on the audit log.
pub(crate) fn put_warning_away(bench: &Workbench, _: Nothing) -> Result<Changed<Nothing>, Problem> {
    let open = bench.opened()?;
    let done = bench.transact(&open, "put_warning_away", |writer| {
        writer.beyond_undo();
        local::drop_draft(writer.db(), NOBODY, WARNING)?;
        Ok(Done::new(Nothing {}, ""))
    })?;
    // It is no record, and yet the screens that show it are to read again.
    Ok(Changed {
        touched: vec!["practice".to_owned()],
        ..done
    })
}
