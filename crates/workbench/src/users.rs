//! The people of a practice: who may sign in, as what, with which password, and who was here last.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use values::UserId;
use vault::keys::{
    ChangeProblem, Credentials, DeviceSecret, KeySlots, PasswordRules, Person, os_random,
};
use vault::kinds::User;
use vault::{Connection, local, writer};

use crate::Workbench;
use crate::bench::{Done, Event, Open, lock};
use crate::door::{Door, NOBODY};
use crate::key_files::change_slots;
use crate::problem::{Code, Problem};
use crate::role::{Right, Role};
use crate::start::{changing, password_problem, whole};
use crate::unlock::{Found, enter, seen_key};
use crate::view::{Changed, Nothing, view};

view! {
    /// The people of the practice.
    pub struct UsersView {
        /// By name; those who left last.
        pub users: Vec<UserView>,
        /// The roles that can be given, with what they may, in words.
        pub roles: Vec<RoleView>,
    }

    /// A person of the practice.
    pub struct UserView {
        /// The user's id.
        pub id: String,
        /// As shown.
        pub name: String,
        /// The role in words.
        pub role: String,
        /// `biller`, …
        pub role_name: String,
        /// True for whoever asks.
        pub me: bool,
        /// `can_sign_in`, `no_password` on this computer, `left`.
        pub state: String,
        /// When they signed in last, UTC milliseconds; 0 for never.
        pub seen_at: i64,
        /// The same in the practice's time zone: `11/24/26 08:15`; empty for never.
        pub seen: String,
        /// On which computer that was; empty for never.
        pub device: String,
    }

    /// A role.
    pub struct RoleView {
        /// `biller`, …
        pub role: String,
        /// In words.
        pub title: String,
        /// What it may, in words.
        pub may: Vec<String>,
    }

    /// A new user.
    pub struct AddUser {
        /// As shown.
        pub name: String,
        /// `biller`, …
        pub role: String,
        /// The first password.
        pub password: String,
    }

    /// Another password for whoever has signed in.
    pub struct ChangePassword {
        /// The password until now.
        pub old: String,
        /// The new one.
        pub password: String,
    }

    /// The own password, once more.
    pub struct ConfirmPassword {
        /// As it is.
        pub password: String,
    }

    /// A new password for somebody else.
    pub struct ResetPassword {
        /// Whose.
        pub user_id: String,
        /// The new one, to be told to them.
        pub password: String,
    }

    /// Another role for somebody.
    pub struct ChangeRole {
        /// Whose.
        pub user_id: String,
        /// `biller`, …
        pub role: String,
    }

    /// Somebody leaves.
    pub struct DisableUser {
        /// Who.
        pub user_id: String,
        /// The password of whoever asks: the practice is closed and opened again under a new key.
        pub password: String,
    }
}

/// The people of the practice.
pub(crate) fn users(bench: &Workbench, _: Nothing) -> Result<UsersView, Problem> {
    let open = bench.opened()?;
    users_view(&open, &*open.vault.reader()?)
}

fn users_view(open: &Open, db: &Connection) -> Result<UsersView, Problem> {
    let slots = lock(&open.keys.slots).clone();
    let zone = open.zone();
    let mut users = local::users(db)?;
    users.sort_by_key(|user| (user.disabled, user.name.to_lowercase()));
    let users = users.into_iter().map(|user| {
        let seen = local::draft(db, NOBODY, &seen_key(user.id))?.unwrap_or_default();
        let (at, device) = seen.split_once(' ').unwrap_or_default();
        let at: i64 = at.parse().unwrap_or(0);
        Ok(UserView {
            state: state(&slots, &user).to_owned(),
            id: user.id.to_string(),
            role: role_title(&user.role),
            role_name: user.role,
            me: user.id == open.who.id,
            name: user.name,
            seen_at: at,
            seen: if at == 0 {
                String::new()
            } else {
                crate::time::moment(at, &zone)
            },
            device: device.to_owned(),
        })
    });
    Ok(UsersView {
        users: users.collect::<Result<_, Problem>>()?,
        roles: Role::ALL
            .iter()
            .map(|role| RoleView {
                role: role.name().to_owned(),
                title: role.title().to_owned(),
                may: role
                    .rights()
                    .iter()
                    .filter(|right| **right != Right::SignedIn)
                    .map(|right| right.title().to_owned())
                    .collect(),
            })
            .collect(),
    })
}

fn state(slots: &KeySlots, user: &User) -> &'static str {
    if user.disabled {
        "left"
    } else if has_password(slots, user.id) {
        "can_sign_in"
    } else {
        "no_password"
    }
}

fn has_password(slots: &KeySlots, user: UserId) -> bool {
    slots
        .users()
        .any(|listed| listed.person.id == user && listed.has_password)
}

/// A role's name in words; a role that this version does not know is shown as it is.
pub(crate) fn role_title(name: &str) -> String {
    name.parse::<Role>()
        .map_or_else(|()| name.to_owned(), |role| role.title().to_owned())
}

/// A user as the file of keys names one.
pub(crate) fn person(user: &User) -> Person {
    Person {
        id: user.id,
        name: user.name.clone(),
        role: user.role.clone(),
    }
}

/// Holds a new password against the rules.
pub(crate) fn check_password(
    bench: &Workbench,
    practice: &str,
    user: &str,
    password: &str,
) -> Result<(), Problem> {
    PasswordRules {
        reduced_protection: bench.secrets.reduced(),
        practice_name: practice,
        user_name: user,
    }
    .check(password)
    .map_err(password_problem)
}

/// Adds a person with a role and a first password.
pub(crate) fn add_user(bench: &Workbench, ask: AddUser) -> Result<Changed<UsersView>, Problem> {
    let open = bench.opened()?;
    bench.fresh(&open)?;
    let name = ask.name.trim().to_owned();
    let role: Role = ask
        .role
        .parse()
        .map_err(|()| Problem::field("role", "Pick a role from the list."))?;
    if role == Role::Owner && open.who.role != Role::Owner {
        return Err(Problem::field(
            "role",
            "Only the owner can make another owner.",
        ));
    }
    if name.is_empty() {
        return Err(Problem::field("name", "Type the person's name."));
    }
    check_password(bench, &open.facts().name, &name, &ask.password)?;
    let user = User {
        id: UserId::new(whole(bench.now()), bench.random()?),
        name: name.clone(),
        role: role.name().to_owned(),
        disabled: false,
        given_password: !open.facts().demo,
    };
    let device = bench.secrets.device(open.facts().id)?;
    let credentials = credentials(bench, &device, &ask.password);
    bench.transact(&open, "add_user", |writer| {
        writer.put(&user)?;
        // The slot goes last: without it the person cannot sign in, and nothing else was kept.
        change_slots(bench, &open, writer.db(), |slots| {
            let key = &open.keys.database;
            slots
                .add_user(key, &person(&user), Some(&credentials), &mut os_random)
                .map_err(|problem| Problem::field("name", problem.to_string()))
        })?;
        Ok(
            Done::new(users_view(&open, writer.db())?, format!("Add {name}"))
                .about([user.id.to_string()])
                .with("role", role.name()),
        )
    })
}

/// What a user signs in with from now on, on this computer.
pub(crate) fn credentials<'a>(
    bench: &Workbench,
    device: &'a DeviceSecret,
    password: &'a str,
) -> Credentials<'a> {
    Credentials {
        password,
        device: Some(device),
        reduced_protection: bench.secrets.reduced(),
        kdf: bench.kdf(),
    }
}

/// Sets the password of a user who has a slot, or gives one to who has none on this computer.
fn set_password(
    slots: &mut KeySlots,
    open: &Open,
    user: &User,
    credentials: &Credentials<'_>,
) -> Result<(), ChangeProblem> {
    let key = &open.keys.database;
    match slots.set_password(key, user.id, credentials, &mut os_random) {
        Err(ChangeProblem::UnknownUser) => {
            slots.add_user(key, &person(user), Some(credentials), &mut os_random)
        }
        done => done,
    }
}

/// Proves that whoever has signed in is still there. Wrong tries count as they do at the lock screen.
pub(crate) fn own_password(
    bench: &Workbench,
    open: &Open,
    field: &str,
    password: &str,
) -> Result<Found, Problem> {
    let (id, user) = (open.facts().id, open.who.id);
    let door = Door::wait(&bench.folder(&open.folder)?.1)?;
    if let Err(hold) = door.count_try(bench, id, user)? {
        bench.log(open, "password_held", |event| event)?;
        return Err(Problem::new(Code::Wait, hold.to_string()));
    }
    let device = bench.secrets.device(id).ok();
    let slots = lock(&open.keys.slots).clone();
    match slots.open(user, password, device.as_ref()) {
        Ok(opened) => {
            door.forget_tries(bench, id, user)?;
            open.proved(bench.now());
            Ok(Found {
                slots,
                key: opened.key,
                audit: opened.audit,
            })
        }
        Err(problem) => {
            bench.log(open, "password_wrong", |event| event)?;
            Err(Problem::field(field, problem.to_string()))
        }
    }
}

/// Changes the password of whoever has signed in.
pub(crate) fn change_password(bench: &Workbench, ask: ChangePassword) -> Result<Nothing, Problem> {
    let open = bench.opened()?;
    if open.facts().demo {
        return Err(Problem::new(
            Code::NeedsYou,
            "The demo practice keeps the password that its lock screen shows.",
        ));
    }
    own_password(bench, &open, "old", &ask.old)?;
    if ask.old == ask.password {
        return Err(Problem::field("password", "That is the password you have."));
    }
    check_password(bench, &open.facts().name, &open.who.name, &ask.password)?;
    let mut user = user_of(&open, &open.who.id.to_string())?;
    user.given_password = false;
    let device = bench.secrets.device(open.facts().id)?;
    let credentials = credentials(bench, &device, &ask.password);
    bench.transact(&open, "change_password", |writer| {
        writer.beyond_undo();
        writer.put(&user)?;
        change_slots(bench, &open, writer.db(), |slots| {
            set_password(slots, &open, &user, &credentials).map_err(changing)
        })?;
        Ok(Done::new((), "Change the password").about([user.id.to_string()]))
    })?;
    open.password_due.store(false, Ordering::Relaxed);
    Ok(Nothing {})
}

/// Proves with the own password who sits here, before many records leave.
pub(crate) fn confirm_password(
    bench: &Workbench,
    ask: ConfirmPassword,
) -> Result<Nothing, Problem> {
    let open = bench.opened()?;
    own_password(bench, &open, "password", &ask.password)?;
    bench.log(&open, "confirm_password", |event| event)?;
    Ok(Nothing {})
}

/// A user of the practice.
fn user_of(open: &Open, id: &str) -> Result<User, Problem> {
    Ok(writer::get::<User>(&*open.vault.reader()?, id)?.0)
}

/// Somebody else of the practice, whom whoever asks may change: an owner is changed by owners only.
fn somebody_else(open: &Open, id: &str, own: &str) -> Result<User, Problem> {
    let user = user_of(open, id)?;
    if user.id == open.who.id {
        return Err(Problem::new(Code::NeedsYou, own));
    }
    if user.role == Role::Owner.name() && open.who.role != Role::Owner {
        return Err(Problem::new(
            Code::Refused,
            format!(
                "{} is an owner. Only another owner can change that.",
                user.name
            ),
        ));
    }
    Ok(user)
}

/// Sets a new password for somebody who forgot theirs, or who comes back.
pub(crate) fn reset_password(
    bench: &Workbench,
    ask: ResetPassword,
) -> Result<Changed<UsersView>, Problem> {
    let open = bench.opened()?;
    bench.fresh(&open)?;
    let own = "Your own password is changed in Settings, My password.";
    let mut user = somebody_else(&open, &ask.user_id, own)?;
    check_password(bench, &open.facts().name, &user.name, &ask.password)?;
    let back = std::mem::take(&mut user.disabled);
    user.given_password = !open.facts().demo;
    let practice = open.facts().id;
    let device = bench.secrets.device(practice)?;
    let credentials = credentials(bench, &device, &ask.password);
    let changed = bench.transact(&open, "reset_password", |writer| {
        writer.beyond_undo();
        writer.put(&user)?;
        change_slots(bench, &open, writer.db(), |slots| {
            set_password(slots, &open, &user, &credentials).map_err(changing)
        })?;
        let title = format!("Set a password for {}", user.name);
        Ok(Done::new(users_view(&open, writer.db())?, title)
            .about([ask.user_id.clone()])
            .with("let_back_in", back))
    })?;
    let door = Door::wait(&bench.folder(&open.folder)?.1)?;
    door.forget_tries(bench, practice, user.id)?;
    Ok(changed)
}

/// Gives somebody another role. It holds from their next sign-in on.
pub(crate) fn change_role(
    bench: &Workbench,
    ask: ChangeRole,
) -> Result<Changed<UsersView>, Problem> {
    let open = bench.opened()?;
    bench.fresh(&open)?;
    let own = if is_last_owner(&open)? {
        "A practice needs an owner. Make somebody else an owner first; they can then change your role."
    } else {
        "Nobody changes their own role. Ask the owner or a practice admin."
    };
    let mut user = somebody_else(&open, &ask.user_id, own)?;
    let role: Role = ask
        .role
        .parse()
        .map_err(|()| Problem::field("role", "Pick a role from the list."))?;
    if role == Role::Owner && open.who.role != Role::Owner {
        return Err(Problem::field(
            "role",
            "Only the owner can make another owner.",
        ));
    }
    let before = std::mem::replace(&mut user.role, role.name().to_owned());
    bench.transact(&open, "change_role", |writer| {
        writer.beyond_undo();
        writer.put(&user)?;
        if !user.disabled {
            change_slots(bench, &open, writer.db(), |slots| {
                slots
                    .set_role(&open.keys.database, user.id, role.name())
                    .map_err(changing)
            })?;
        }
        let title = format!("Make {} {}", user.name, role.title().to_lowercase());
        Ok(Done::new(users_view(&open, writer.db())?, title)
            .about([ask.user_id.clone()])
            .with("from", before)
            .with("to", role.name()))
    })
}

/// Whether who has signed in is the only owner who has not left.
fn is_last_owner(open: &Open) -> Result<bool, Problem> {
    let users = local::users(&*open.vault.reader()?)?;
    let owns = |user: &User| !user.disabled && user.role == Role::Owner.name();
    Ok(open.who.role == Role::Owner
        && !users
            .iter()
            .any(|user| user.id != open.who.id && owns(user)))
}

/// Takes the sign-in of somebody who leaves, and gives the database a new key: what they may have
/// copied opens nothing that is written from now on. Their name stays on what they did.
pub(crate) fn disable_user(
    bench: &Workbench,
    ask: DisableUser,
) -> Result<Changed<UsersView>, Problem> {
    let open = bench.opened()?;
    let own = if is_last_owner(&open)? {
        "The last owner cannot leave. Make somebody else an owner first; they can then do it."
    } else {
        "Nobody takes their own sign-in. Ask another owner or practice admin."
    };
    let mut user = somebody_else(&open, &ask.user_id, own)?;
    if user.disabled {
        return Err(Problem::new(
            Code::Changed,
            format!("{} has left already.", user.name),
        ));
    }
    let found = own_password(bench, &open, "password", &ask.password)?;
    user.disabled = true;
    // The database says first that they left; the slot and the key follow at the sign-in below, or at
    // the next one when something comes between.
    let changed =
        bench.transact(&open, "disable_user", |writer| {
            writer.beyond_undo();
            writer.put(&user)?;
            Ok(Done::new((), format!("Take the sign-in of {}", user.name))
                .about([ask.user_id.clone()]))
        })?;
    let (name, me) = (open.folder.clone(), open.who.id);
    let asks = bench.lock_asks.load(Ordering::SeqCst);
    put_away(bench, open);
    let entered = Door::wait(&bench.folder(&name)?.1)
        .and_then(|door| enter(bench, &door, &name, (found, me), "key_change"));
    if let Err(problem) = entered {
        let says = "The practice was closed to change its key. Sign in to go on.".to_owned();
        bench.host.tell(&Event::Locked { says });
        return Err(problem);
    }
    // The lid was closed meanwhile: there was nothing open to lock, but there is now.
    if bench.lock_asks.load(Ordering::SeqCst) != asks {
        bench.lock_because("while its key was changed");
    }
    let open = bench.opened()?;
    Ok(Changed {
        value: users_view(&open, &*open.vault.reader()?)?,
        touched: changed.touched,
        undo: None,
    })
}

/// Closes the practice without a word to the window, which goes on with it in a moment, and waits
/// until nobody asks it anything any more.
fn put_away(bench: &Workbench, open: Arc<Open>) {
    bench.stop_all_jobs();
    // What cannot be logged now shows as a search that was not finished.
    let _ = crate::lists::end_search(bench, &open);
    let held = Arc::downgrade(&open);
    *lock(&bench.open) = None;
    drop(open);
    // A question under way ends by itself; one that does not is found by the hold on the file.
    for _ in 0..200 {
        if held.strong_count() == 0 {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
}
