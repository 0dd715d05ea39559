//! The recovery kit at the lock screen: a forgotten password, a lost keyring entry, files of keys
//! that are damaged. It opens the practice for a named user, who gets a new password. When this
//! computer's device secret is not the one of the slots any more, a new one is made and the passwords
//! of everybody else are void until somebody resets them.

use std::path::{Path, PathBuf};

use values::PracticeId;
use vault::keys::{
    AuditKey, ChangeProblem, DeviceSecret, KeySlots, OpenProblem, Recovered, RecoveryWords,
    os_random,
};
use vault::kinds::User;
use vault::{Vault, audit, local};

use crate::Workbench;
use crate::door::{Door, note_outside};
use crate::key_files::{all_slots, write_all_slots};
use crate::problem::{Code, Problem};
use crate::start::{SessionView, changing, opening};
use crate::unlock::{Found, enter, facts, open_database};
use crate::users::{check_password, credentials, person, role_title};
use crate::view::view;
use crate::{key_change, restore};

view! {
    /// The kit's words for a practice on this computer.
    pub struct TryKit {
        /// The practice's folder.
        pub folder: String,
        /// What was typed: words, numbered or not; the first four letters are enough.
        pub words: String,
    }

    /// What the kit opens.
    pub struct KitOpens {
        /// The practice.
        pub practice: String,
        /// For whom it can open.
        pub people: Vec<KitPerson>,
        /// What else will come of it, in sentences.
        pub says: Vec<String>,
        /// Patients in it.
        pub patients: i64,
        /// Claims in it.
        pub claims: i64,
    }

    /// Somebody for whom the kit can open.
    pub struct KitPerson {
        /// The user's id.
        pub id: String,
        /// As shown.
        pub name: String,
        /// The role in words.
        pub role: String,
    }

    /// Opens with the kit and sets a password.
    pub struct OpenWithKit {
        /// The practice's folder.
        pub folder: String,
        /// The kit's words.
        pub words: String,
        /// Who comes in.
        pub user_id: String,
        /// Their new password.
        pub password: String,
    }
}

/// A practice that the kit opened.
pub(crate) struct ByKit {
    pub(crate) vault: Vault,
    words: RecoveryWords,
    slots: KeySlots,
    recovered: Recovered,
}

/// Opens a folder with the kit: by whichever of its files of keys fits the database.
pub(crate) fn by_kit(folder: &Path, typed: &str) -> Result<ByKit, Problem> {
    let wrong = |says: String| Problem::field("words", says);
    let words = RecoveryWords::parse(typed).map_err(|problem| wrong(problem.to_string()))?;
    let mut why = opening(OpenProblem::DamagedFile);
    for slots in all_slots(folder) {
        match slots.open_with_kit(&words) {
            Ok(recovered) => match open_database(folder, &recovered.key) {
                Ok(vault) => {
                    return Ok(ByKit {
                        vault,
                        words,
                        slots,
                        recovered,
                    });
                }
                Err(problem) => why = problem,
            },
            // A copy may still hold the kit's slot whole.
            Err(OpenProblem::WrongKit) if why.code == Code::Shut => {
                why = wrong(OpenProblem::WrongKit.to_string());
            }
            Err(_) => (),
        }
    }
    Err(why)
}

/// The people who have not left.
pub(crate) fn people(vault: &Vault) -> Result<Vec<User>, Problem> {
    let mut users = local::users(&*vault.reader()?)?;
    users.retain(|user| !user.disabled);
    Ok(users)
}

/// The same, as they are listed to choose from.
pub(crate) fn kit_people(vault: &Vault) -> Result<Vec<KitPerson>, Problem> {
    let listed = people(vault)?.into_iter().map(|user| KitPerson {
        id: user.id.to_string(),
        name: user.name,
        role: role_title(&user.role),
    });
    Ok(listed.collect())
}

/// What a practice that the kit opened holds, and what will come of it.
pub(crate) fn opens(by_kit: &ByKit, says: Vec<String>) -> Result<KitOpens, Problem> {
    let db = by_kit.vault.reader()?;
    let practice = facts(&by_kit.vault, &by_kit.slots.practice().id.to_string())?;
    Ok(KitOpens {
        practice: practice.name,
        people: kit_people(&by_kit.vault)?,
        says,
        patients: vault::patients::count(&db)?,
        claims: vault::claims::count(&db)?,
    })
}

/// Tries the kit's words on a practice of this computer: for whom it can open, and what else comes of
/// it. Nothing is changed.
pub(crate) fn try_kit(bench: &Workbench, ask: TryKit) -> Result<KitOpens, Problem> {
    let (id, _, by_kit) = tried(bench, &ask.folder, &ask.words)?;
    let device = bench.secrets.device(id).ok();
    let mut says = Vec::new();
    if !stays(&by_kit, device.as_ref()) {
        says.push(
            "This computer gets a new device secret, so the passwords of everybody else are void here. The owner or a practice admin sets new ones in Settings, People."
                .to_owned(),
        );
    }
    opens(&by_kit, says)
}

/// Whether the slots that are there can stay as they are, but for the password of whoever comes in.
fn stays(by_kit: &ByKit, device: Option<&DeviceSecret>) -> bool {
    by_kit.recovered.intact && device.is_some_and(|device| by_kit.slots.fits(device))
}

/// Opens what the words open in a practice of this computer. Words that open nothing are noted.
fn tried(
    bench: &Workbench,
    folder: &str,
    words: &str,
) -> Result<(PracticeId, PathBuf, ByKit), Problem> {
    let (id, folder) = bench.folder(folder)?;
    restore::finish(bench);
    key_change::finish(&folder)?;
    let opened =
        by_kit(&folder, words).inspect_err(|problem| note_failure(bench, &folder, problem))?;
    Ok((id, folder, opened))
}

/// Words that open nothing are on the audit log, as wrong passwords are.
fn note_failure(bench: &Workbench, folder: &Path, problem: &Problem) {
    if problem.field.as_deref() == Some("words")
        && let Some(slots) = all_slots(folder).first()
    {
        let event = audit::Event::new(bench.now(), crate::door::NOBODY, "kit_failed");
        // The words were refused already; what cannot be noted now changes nothing about it.
        let _ = note_outside(bench, folder, slots, &event);
    }
}

/// Opens a practice of this computer with the kit, for a user who gets a new password.
pub(crate) fn open_with_kit(bench: &Workbench, ask: OpenWithKit) -> Result<SessionView, Problem> {
    let (id, folder, by_kit) = tried(bench, &ask.folder, &ask.words)?;
    let door = Door::wait(&folder)?;
    let (found, user) = new_way_in(bench, &folder, by_kit, &ask.user_id, &ask.password)?;
    door.forget_tries(bench, id, user.id)?;
    enter(bench, &door, &ask.folder, (found, user.id), "open_with_kit")
}

/// Makes the slots that a kit opened fit this computer, with a password for one user.
pub(crate) fn new_way_in(
    bench: &Workbench,
    folder: &Path,
    by_kit: ByKit,
    user_id: &str,
    password: &str,
) -> Result<(Found, User), Problem> {
    let people = people(&by_kit.vault)?;
    let user = people
        .iter()
        .find(|user| user.id.to_string() == user_id)
        .cloned()
        .ok_or_else(|| Problem::field("user_id", "Pick a person from the list."))?;
    let id = by_kit.slots.practice().id;
    let practice = facts(&by_kit.vault, &id.to_string())?;
    check_password(bench, &practice.name, &user.name, password)?;
    let device = bench.secrets.device(id).ok();
    let keep = stays(&by_kit, device.as_ref());
    let device = match device {
        Some(device) => device,
        None => bench.secrets.renewed_device(id)?,
    };
    let ByKit {
        vault,
        words,
        slots,
        recovered,
    } = by_kit;
    let mut slots = if keep {
        slots
    } else {
        let shown = vault::keys::Practice {
            id,
            name: practice.name,
            colour: practice.colour,
        };
        let people: Vec<_> = people.iter().map(person).collect();
        slots
            .rebuilt(&recovered, &words, &shown, &people, &mut os_random)
            .map_err(changing)?
    };
    let (key, credentials) = (&recovered.key, credentials(bench, &device, password));
    if slots.users().all(|listed| listed.person.id != user.id) {
        slots
            .add_user(key, &person(&user), None, &mut os_random)
            .map_err(changing)?;
    }
    slots
        .set_password(key, user.id, &credentials, &mut os_random)
        .map_err(changing)?;
    match slots.confirm_kit(key, &words) {
        // The words opened, so they are those of a kit that stands until a newer one is typed back.
        Ok(()) | Err(ChangeProblem::WrongKit) => (),
        Err(problem) => return Err(changing(problem)),
    }
    write_all_slots(folder, &slots)?;
    // These slots are the newest there are, whatever the database has seen before.
    crate::key_files::keep_revision(&vault.writer(), &slots, bench.now())?;
    drop(vault);
    let audit = audit_key(&slots, &recovered, &user, password, &device)?;
    let Recovered { key, .. } = recovered;
    Ok((Found { slots, key, audit }, user))
}

/// The audit key, as the new slot gives it: the kit may have found that part of the file damaged.
fn audit_key(
    slots: &KeySlots,
    recovered: &Recovered,
    user: &User,
    password: &str,
    device: &DeviceSecret,
) -> Result<AuditKey, Problem> {
    let opened = slots
        .open(user.id, password, Some(device))
        .map_err(opening)?;
    if opened.key != recovered.key {
        return Err(opening(OpenProblem::Altered));
    }
    Ok(opened.audit)
}
