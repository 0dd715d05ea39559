//! A new key for the database, after somebody left: the whole file is copied under the new key and
//! checked, the slots of everybody else are sealed to it, and the copy takes the file's place. A kill
//! at any moment leaves the old file with the old slots or the new file with the new ones; what is
//! half done is finished at the next start, from the journal beside the slots.

use std::path::Path;
use std::sync::{Mutex, TryLockError};

use platform::files;
use vault::keys::{AuditKey, DatabaseKey, KeySlots, os_random};
use vault::rekey::{Alone, beside, salt, salt_of};
use vault::{Vault, audit};

use crate::Workbench;
use crate::bench::{Event, lock};
use crate::key_files::{read_slots, write_all_slots};
use crate::problem::{Code, Problem};
use crate::saving::disk;
use crate::start::{DATABASE, changing};

const JOURNAL: &str = "keychange.json";

/// The name of the work, as its progress is told.
pub(crate) const JOB: &str = "key_change";

/// One change at a time; whoever only looks for one that was cut leaves it alone meanwhile.
static CHANGING: Mutex<()> = Mutex::new(());

/// What the database's file will begin with when the change has happened, and the slots for it.
#[derive(serde::Serialize, serde::Deserialize)]
struct Journal {
    salt: String,
    slots: String,
}

/// Changes the key of a practice that nobody has open. Answers the new key and the new slots.
///
/// # Errors
/// As the disk answers; the practice then opens as it did before.
pub(crate) fn change(
    bench: &Workbench,
    folder: &Path,
    slots: &KeySlots,
    key: &DatabaseKey,
    audit_key: &AuditKey,
) -> Result<(DatabaseKey, KeySlots), Problem> {
    let _one = lock(&CHANGING);
    let tell = |done: u64, says: &str| {
        bench.host.tell(&Event::Progress {
            job: JOB.to_owned(),
            done,
            total: 4,
            says: says.to_owned(),
        });
    };
    let path = folder.join(DATABASE);
    let (new, changed) = slots
        .rekeyed(key, audit_key, &mut os_random)
        .map_err(changing)?;
    tell(0, "Copying the practice under a new key");
    let alone = Alone::take(&path, &key.pragma_literal())?;
    let head = audit::head(alone.db())?;
    let scratch = tempfile::Builder::new()
        .prefix(".claimbench-")
        .tempdir_in(folder)
        .map_err(|_| disk("The copy"))?;
    let copy = scratch.path().join(DATABASE);
    alone.copy_under(&new.pragma_literal(), &copy)?;
    tell(1, "Checking every page of the copy");
    {
        let copied = Vault::open(&copy, &new.pragma_literal())?;
        let damage = copied.check()?;
        if !damage.is_empty() || audit::head(&*copied.reader()?)? != head {
            return Err(Problem::new(
                Code::Damaged,
                "The copy under the new key is not whole, so the old key was kept. Run the check in Settings.",
            ));
        }
    }
    std::fs::File::open(&copy)
        .and_then(|file| file.sync_all())
        .map_err(|_| disk("The copy"))?;
    let journal = Journal {
        salt: salt_of(&new.pragma_literal()).to_owned(),
        slots: String::from_utf8_lossy(&changed.to_bytes()).into_owned(),
    };
    let text = serde_json::to_vec(&journal).map_err(|_| disk("The copy"))?;
    files::replace(&folder.join(JOURNAL), &text).map_err(|_| disk("The copy"))?;
    tell(2, "Putting the copy in its place");
    // Where an open file cannot be replaced, the hold on it ends a moment earlier.
    let held = (!cfg!(windows)).then_some(alone);
    let swapped = swap(&copy, &path);
    drop(held);
    if let Err(problem) = &swapped
        && !has(&path, &journal.salt)
    {
        return Err(problem.clone());
    }
    tell(3, "Sealing the keys of everybody else");
    // From here on the new key is the key, whatever the disk says: what it does not take now stands in
    // the journal and is written at the next start.
    if swapped.is_ok() && write_all_slots(folder, &changed).is_ok() {
        let _ = files::remove(&folder.join(JOURNAL));
    }
    tell(4, "The key is changed");
    Ok((new, changed))
}

/// The moment at which the change has happened.
fn swap(copy: &Path, path: &Path) -> Result<(), Problem> {
    for rest in beside(path) {
        match std::fs::remove_file(rest) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(disk("The copy"));
            }
            _ => (),
        }
    }
    std::fs::rename(copy, path)
        .and_then(|()| files::sync_folder_of(path))
        .map_err(|_| disk("The practice's file"))
}

/// Whether a file is the one that a change made.
fn has(path: &Path, begins: &str) -> bool {
    salt(path).is_ok_and(|salt| salt == begins)
}

/// Finishes a change that was cut after its database took its place. One that was cut before left
/// the old file and the old slots; it begins anew at the next sign-in.
pub(crate) fn finish(folder: &Path) -> Result<(), Problem> {
    let _one = match CHANGING.try_lock() {
        Ok(one) => one,
        Err(TryLockError::Poisoned(broken)) => broken.into_inner(),
        Err(TryLockError::WouldBlock) => return Ok(()),
    };
    let path = folder.join(JOURNAL);
    let Some(journal) = std::fs::read(&path)
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Journal>(&bytes).ok())
    else {
        return Ok(());
    };
    if has(&folder.join(DATABASE), &journal.salt)
        && let Ok(slots) = KeySlots::parse(journal.slots.as_bytes())
    {
        // Slots that were changed since the journal stand for themselves.
        if read_slots(folder).map_or(true, |there| there.revision() <= slots.revision()) {
            write_all_slots(folder, &slots)?;
        }
        files::remove(&path).map_err(|_| disk("The file of keys"))?;
    }
    Ok(())
}
