//! What is counted and noted at the door, while the database is shut: wrong passwords of each user,
//! and the sealed log that is folded into the audit chain at the next sign-in.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use platform::files;
use platform::secret::EntryName;
use values::{PracticeId, UserId};
use vault::audit;
use vault::keys::{Guesses, Hold, KeySlots, Outside, Tail, os_random};

use crate::Workbench;
use crate::bench::Open;
use crate::problem::Problem;
use crate::saving::disk;
use crate::start::{DOOR, GUESSES, OUTSIDE, whole};

/// The door of a practice, at which one stands alone until it is dropped, or the program ends: other
/// programs of this computer wait. What is counted and noted here is read, changed and written again,
/// and none of it may be lost.
pub(crate) struct Door {
    _lock: File,
}

impl Door {
    pub(crate) fn wait(folder: &Path) -> Result<Door, Problem> {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let door = options.open(folder.join(DOOR)).and_then(|door| {
            door.lock()?;
            Ok(Door { _lock: door })
        });
        door.map_err(|_| disk("The sign-in log"))
    }

    /// Counts a try of a password before it is made, so that a kill in between gives no free guess; or
    /// says why none is taken now.
    pub(crate) fn count_try(
        &self,
        bench: &Workbench,
        practice: PracticeId,
        user: UserId,
    ) -> Result<Result<(), Hold>, Problem> {
        let at = whole(bench.now());
        let mut tries = guesses(bench, practice, user);
        let allowed = tries.allowed(at);
        if allowed.is_ok() {
            tries.tried(at);
        }
        keep_guesses(bench, practice, user, tries)?;
        Ok(allowed)
    }

    /// Forgets the tries of a user: the password was right, or an admin or the kit set a new one.
    pub(crate) fn forget_tries(
        &self,
        bench: &Workbench,
        practice: PracticeId,
        user: UserId,
    ) -> Result<(), Problem> {
        keep_guesses(bench, practice, user, Guesses::default())
    }
}

/// Wrong passwords of a user so far: the worse of the two places that count them.
pub(crate) fn guesses(bench: &Workbench, practice: PracticeId, user: UserId) -> Guesses {
    let in_store = bench.secrets.text(&EntryName::guesses(practice, user));
    let in_folder = folder_guesses(bench, practice).remove(&user.to_string());
    Guesses::stored(
        [in_store.as_deref(), in_folder.as_deref()],
        whole(bench.now()),
    )
}

fn folder_guesses(bench: &Workbench, practice: PracticeId) -> BTreeMap<String, String> {
    let path = bench.practices().join(practice.to_string()).join(GUESSES);
    std::fs::read(path)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

fn keep_guesses(
    bench: &Workbench,
    practice: PracticeId,
    user: UserId,
    kept: Guesses,
) -> Result<(), Problem> {
    bench
        .secrets
        .put_text(&EntryName::guesses(practice, user), &kept.to_text())?;
    let mut all = folder_guesses(bench, practice);
    all.insert(user.to_string(), kept.to_text());
    let text = serde_json::to_vec(&all).map_err(|_| disk("The counter of passwords"))?;
    let path = bench.practices().join(practice.to_string()).join(GUESSES);
    files::replace(&path, &text).map_err(|_| disk("The counter of passwords"))
}

/// Notes something while the database is shut, sealed so that only the practice can read it.
pub(crate) fn note_outside(
    bench: &Workbench,
    folder: &Path,
    slots: &KeySlots,
    event: &audit::Event,
) -> Result<(), Problem> {
    use std::io::Write;
    let practice = slots.practice().id;
    let Some(public) = slots.audit_public() else {
        return Ok(());
    };
    let name = EntryName::item(practice, "outside");
    let tail = bench
        .secrets
        .text(&name)
        .and_then(|text| Tail::from_text(&text));
    let body = serde_json::to_vec(event).map_err(|_| disk("The sign-in log"))?;
    let path = folder.join(OUTSIDE);
    let file = std::fs::read(&path).unwrap_or_default();
    let appended = Outside::append(
        &file,
        practice,
        &public,
        tail.as_ref(),
        &body,
        whole(event.at),
        &mut os_random,
    )
    .ok_or_else(|| disk("The sign-in log"))?;
    let bytes = appended.bytes;
    std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(&path)
        .and_then(|mut file| file.write_all(&bytes).and_then(|()| file.sync_data()))
        .map_err(|_| disk("The sign-in log"))?;
    bench.secrets.put_text(&name, &appended.tail.to_text())
}

/// Brings what was noted while the database was shut onto the audit chain.
pub(crate) fn fold_outside(
    bench: &Workbench,
    folder: &Path,
    practice: PracticeId,
    open: &Open,
) -> Result<(), Problem> {
    let path = folder.join(OUTSIDE);
    let name = EntryName::item(practice, "outside");
    let seen = bench
        .secrets
        .text(&name)
        .and_then(|text| Tail::from_text(&text));
    let file = std::fs::read(&path).unwrap_or_default();
    if file.is_empty() && seen.is_none() {
        return Ok(());
    }
    let folded = vault::local::draft(&*open.vault.reader()?, NOBODY, "outside")?;
    let folded = folded
        .and_then(|text| Tail::from_text(&text))
        .unwrap_or_default();
    let outside = Outside::open(&file, practice, &folded, seen.as_ref(), &open.keys.audit);
    for event in &outside.events {
        let noted: audit::Event = serde_json::from_slice(&event.body).unwrap_or_default();
        bench.log(open, &noted.did.clone(), |mut now| {
            now.who = noted.who.clone();
            now.detail = noted.detail.clone();
            now.with("at", event.at_ms).with("outside", event.n)
        })?;
    }
    for problem in &outside.problems {
        bench.log(open, "outside_log_broken", |event| {
            event.with("why", problem)
        })?;
    }
    vault::local::save_draft(
        &open.vault.writer(),
        NOBODY,
        "outside",
        &outside.tail.to_text(),
        bench.now(),
    )?;
    files::replace(&path, &Outside::beginning(practice, &outside.tail))
        .map_err(|_| disk("The sign-in log"))?;
    bench.secrets.put_text(&name, &outside.tail.to_text())
}

/// Stands for the program itself where a user is named.
pub(crate) const NOBODY: &str = "-";
