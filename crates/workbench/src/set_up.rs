//! Setting up a practice: its folder, its owner, its recovery kit; and the demo practice.

use std::sync::{Arc, Mutex};

use platform::files;
use values::{Npi, PracticeId, UserId};
use vault::Vault;
use vault::keys::{
    Credentials, KeySlots, NewPractice, PasswordRules, Person, RecoveryWords, os_random,
};
use vault::kinds::{Practice, User};

use crate::bench::{Done, Open, SignedIn, lock, random};
use crate::entry_titles::capitalized;
use crate::key_files::{change_slots, write_all_slots};
use crate::problem::{Code, Problem};
use crate::role::Role;
use crate::saving::{SaveTo, Saved, disk, saved, write_file};
use crate::secrets::{Keys, salt_of};
use crate::start::{
    BeforeThat, COLOURS, DATABASE, DEMO_COLOUR, JobAsk, PracticeCard, SessionView, card, changing,
    close, no_practice, own_zone, password_problem, session_of, start, whole,
};
use crate::users::own_password;
use crate::view::{Nothing, view};
use crate::{Workbench, books, machine, time};

view! {
    /// A new practice.
    pub struct CreatePractice {
        /// Item 33.
        pub name: String,
        /// Item 33a.
        pub npi: String,
        /// Item 25: EIN or SSN, digits or with hyphens.
        pub tin: String,
        /// An IANA time zone.
        pub time_zone: String,
        /// One of the colours.
        pub colour: String,
        /// The owner's name.
        pub user: String,
        /// The owner's password.
        pub password: String,
    }

    /// The recovery kit of a practice that was just made: to be saved or written down, then typed
    /// back. Shown once.
    pub struct KitView {
        /// The practice.
        pub practice: String,
        /// 24 words.
        pub words: Vec<String>,
        /// The day it was made, ISO.
        pub made_on: String,
        /// True when an older kit opens the practice until this one is typed back.
        pub replaces: bool,
    }

    /// A new kit, asked for.
    pub struct NewKit {
        /// One's own password. Not looked at while a kit was not typed back.
        pub password: String,
    }

    /// The kit typed back: words, numbered or not, in any case; the first four letters are enough.
    pub struct CheckKit {
        /// What was typed.
        pub words: String,
    }
}

/// The demo practice's password. Its data are nobody's, so the lock screen shows it.
pub(crate) const DEMO_PASSWORD: &str = "every claim here is made up";

/// The owner of the demo practice.
const DEMO_USER: &str = "Dana Whitcomb";

/// Makes a practice and answers its recovery kit, which must be typed back.
pub(crate) fn create_practice(bench: &Workbench, ask: CreatePractice) -> Result<KitView, Problem> {
    bench.fit_place()?;
    let name = ask.name.trim();
    if name.is_empty() {
        return Err(Problem::field("name", "The practice needs a name."));
    }
    let npi: Npi = ask
        .npi
        .parse()
        .map_err(|e| Problem::field("npi", sentence(&e)))?;
    let tin: String = ask
        .tin
        .chars()
        .filter(|c| *c != '-' && !c.is_whitespace())
        .collect();
    if tin.len() != 9 || !tin.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::field("tin", "A tax ID has nine digits."));
    }
    if !time::knows_zone(&ask.time_zone) {
        return Err(Problem::field(
            "time_zone",
            "Pick a time zone from the list.",
        ));
    }
    if !COLOURS.contains(&ask.colour.as_str()) {
        return Err(Problem::field("colour", "Pick a color from the list."));
    }
    let user = ask.user.trim();
    if user.is_empty() {
        return Err(Problem::field("user", "Type the owner's name."));
    }
    PasswordRules {
        reduced_protection: bench.secrets.reduced(),
        practice_name: name,
        user_name: user,
    }
    .check(&ask.password)
    .map_err(password_problem)?;
    let facts = Facts {
        name,
        npi: npi.to_string(),
        tin,
        zone: &ask.time_zone,
        colour: &ask.colour,
        user,
        demo: false,
    };
    let (open, words) = make(bench, &facts, &ask.password, |_, _| Ok(()))?;
    *lock(&open.keys.kit) = Some(words);
    open.proved(bench.now());
    let kit = kit_view(bench, &open)?;
    crate::unlock::note_seen(bench, &open)?;
    close(
        bench,
        "because another practice was set up",
        BeforeThat::Nothing,
    );
    machine::show_or_hide(bench, &open);
    *lock(&bench.open) = Some(Arc::new(open));
    Ok(kit)
}

fn sentence(error: &impl ToString) -> String {
    format!("{}.", capitalized(&error.to_string()))
}

struct Facts<'a> {
    name: &'a str,
    npi: String,
    tin: String,
    zone: &'a str,
    colour: &'a str,
    user: &'a str,
    demo: bool,
}

/// Makes a practice's folder: database, keys, owner. It gets its name last, so that nothing
/// half-made is ever found.
fn make(
    bench: &Workbench,
    facts: &Facts<'_>,
    password: &str,
    fill: impl FnOnce(&Workbench, &Open) -> Result<(), Problem>,
) -> Result<(Open, RecoveryWords), Problem> {
    let at = whole(bench.now());
    let id = PracticeId::new(at, bench.random()?);
    let owner = Person {
        id: UserId::new(at, bench.random()?),
        name: facts.user.to_owned(),
        role: Role::Owner.name().to_owned(),
    };
    files::private_folder(&bench.practices()).map_err(|_| disk("The data folder"))?;
    let device = bench.secrets.new_device(id)?;
    let shown = vault::keys::Practice {
        id,
        name: facts.name.to_owned(),
        colour: if facts.demo {
            DEMO_COLOUR
        } else {
            facts.colour
        }
        .to_owned(),
    };
    let reduced = bench.secrets.reduced();
    let credentials = Credentials {
        password,
        device: Some(&device),
        reduced_protection: reduced,
        kdf: bench.kdf(),
    };
    let new = NewPractice {
        practice: &shown,
        owner: &owner,
        credentials,
    };
    let mut created = KeySlots::create(&new, &mut os_random).map_err(changing)?;
    let making = bench.practices().join(format!(".making-{id}"));
    let finished = bench.practices().join(id.to_string());
    let made = (|| {
        files::private_folder(&making).map_err(|_| disk("The practice's folder"))?;
        if facts.demo {
            created
                .slots
                .confirm_kit(&created.key, &created.words)
                .map_err(changing)?;
        }
        write_all_slots(&making, &created.slots)?;
        let vault = Vault::create(&making.join(DATABASE), &created.key.pragma_literal())?;
        let practice = Practice {
            id,
            name: facts.name.to_owned(),
            npi: facts.npi.clone(),
            tin: facts.tin.clone(),
            time_zone: facts.zone.to_owned(),
            colour: shown.colour.clone(),
            demo: facts.demo,
        };
        let keys = Keys {
            salt: salt_of(&created.key),
            database: created.key,
            audit: created.audit,
            kit: Mutex::new(None),
            slots: Mutex::new(created.slots),
            reduced,
            notes: Vec::new(),
        };
        let who = SignedIn {
            id: owner.id,
            name: owner.name.clone(),
            role: Role::Owner,
        };
        let open = Open::new(vault, id.to_string(), who, keys, practice.clone());
        bench.transact(&open, "create_practice", |writer| {
            writer.beyond_undo();
            writer.insert(&practice)?;
            writer.insert(&User {
                id: owner.id,
                name: owner.name.clone(),
                role: owner.role.clone(),
                disabled: false,
                given_password: false,
            })?;
            Ok(Done::new((), "Set up the practice").about([id.to_string()]))
        })?;
        books::begin(bench, &open)?;
        fill(bench, &open)?;
        Ok(open)
    })();
    let open = match made {
        Ok(open) => open,
        Err(problem) => {
            // What was half made is taken away again; what cannot be is swept at the next start.
            let _ = std::fs::remove_dir_all(&making);
            return Err(problem);
        }
    };
    let Open {
        vault,
        folder,
        who,
        keys,
        practice,
        ..
    } = open;
    drop(vault);
    std::fs::rename(&making, &finished).map_err(|_| disk("The practice's folder"))?;
    let vault = Vault::open(&finished.join(DATABASE), &keys.database.pragma_literal())?;
    let practice = practice
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    Ok((Open::new(vault, folder, who, keys, practice), created.words))
}

fn kit_view(bench: &Workbench, open: &Open) -> Result<KitView, Problem> {
    let (practice, made_on) = (open.facts().name, bench.today(open).to_string());
    let replaces = open.keys.kit_waits();
    let kit = lock(&open.keys.kit);
    let Some(words) = &*kit else {
        return Err(Problem::new(
            Code::NeedsYou,
            "The kit's words are not in memory any more. Make a new kit.",
        ));
    };
    Ok(KitView {
        practice,
        words: words.words().map(str::to_owned).to_vec(),
        made_on,
        replaces,
    })
}

/// A new recovery kit. One that was typed back stands until the new one is.
pub(crate) fn new_kit(bench: &Workbench, ask: NewKit) -> Result<KitView, Problem> {
    let open = bench.opened()?;
    if !open.keys.kit_due() {
        own_password(bench, &open, "password", &ask.password)?;
    }
    let key = &open.keys.database;
    let words = change_kit(bench, &open, "new_kit", |slots| {
        slots.replace_kit(key, &mut os_random).map_err(changing)
    })?;
    *lock(&open.keys.kit) = Some(words);
    kit_view(bench, &open)
}

/// Drops a new kit that was not typed back; the old one stays as it is.
pub(crate) fn keep_old_kit(bench: &Workbench, _: Nothing) -> Result<SessionView, Problem> {
    let open = bench.opened()?;
    if !open.keys.kit_waits() {
        return Err(Problem::new(
            Code::NeedsYou,
            "No new recovery kit waits. The one that was typed back last opens the practice.",
        ));
    }
    change_kit(bench, &open, "keep_old_kit", |slots| {
        slots.keep_old_kit(&open.keys.database).map_err(changing)
    })?;
    *lock(&open.keys.kit) = None;
    session_of(bench, &open)
}

/// Changes the recovery kit. What was done is on the log, or was not done.
fn change_kit<T>(
    bench: &Workbench,
    open: &Open,
    did: &str,
    change: impl FnOnce(&mut KeySlots) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let changed = bench.transact(open, did, |writer| {
        writer.beyond_undo();
        Ok(Done::new(
            change_slots(bench, open, writer.db(), change)?,
            "",
        ))
    })?;
    Ok(changed.value)
}

/// Saves the recovery kit as a PDF.
pub(crate) fn save_kit(bench: &Workbench, ask: SaveTo) -> Result<Saved, Problem> {
    let open = bench.opened()?;
    let path = bench.granted(&ask.token)?;
    let kit = kit_view(bench, &open)?;
    let paper = forms::Kit {
        practice_name: &kit.practice,
        made_on: bench.today(&open),
        words: &kit.words,
        check: open
            .folder
            .get(open.folder.len().saturating_sub(6)..)
            .unwrap_or_default(),
    };
    let pdf = forms::kit(&paper, random()?).map_err(|error| {
        Problem::new(
            Code::Unexpected,
            format!("The kit could not be made: {error}."),
        )
    })?;
    write_file(bench, &path, &pdf)?;
    bench.log(&open, "save_kit", |event| event)?;
    Ok(Saved {
        sha256: String::new(),
        ..saved(&path, &pdf)
    })
}

/// Checks the recovery kit as it is typed back; then the practice opens.
pub(crate) fn check_kit(bench: &Workbench, ask: CheckKit) -> Result<SessionView, Problem> {
    let open = bench.opened()?;
    let words =
        RecoveryWords::parse(&ask.words).map_err(|e| Problem::field("words", e.to_string()))?;
    change_kit(bench, &open, "check_kit", |slots| {
        slots
            .confirm_kit(&open.keys.database, &words)
            .map_err(|e| Problem::field("words", e.to_string()))
    })?;
    *lock(&open.keys.kit) = None;
    session_of(bench, &open)
}

/// Makes the demo practice on the spot, or answers the one that is there.
pub(crate) fn create_demo(bench: &Workbench, ask: JobAsk) -> Result<PracticeCard, Problem> {
    bench.fit_place()?;
    let there = start(bench, Nothing {})?
        .practices
        .into_iter()
        .find(|practice| practice.demo);
    if let Some(card) = there {
        return Ok(card);
    }
    let job = bench.job(&ask.job);
    let today = time::day(bench.now(), &own_zone()).ok_or_else(no_practice)?;
    let made = seeds::practice(&seeds::Plan::demo(), today);
    let facts = made.facts();
    let zone = own_zone();
    let facts = Facts {
        name: &facts.name,
        npi: facts.npi.clone(),
        tin: facts.tin.clone(),
        zone: &zone,
        colour: COLOURS[0],
        user: DEMO_USER,
        demo: true,
    };
    let (open, _) = make(bench, &facts, DEMO_PASSWORD, |bench, open| {
        crate::import::fill_demo(bench, open, &job)
    })?;
    let view = card(bench, &open.folder, &lock(&open.keys.slots));
    Ok(view)
}
