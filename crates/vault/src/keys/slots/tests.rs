//! The slot file as a user, a thief and a failing disk meet it.

use std::cell::RefCell;
use std::collections::HashMap;

use super::OpenProblem::*;
use super::parts::device_check;
use super::*;
use crate::keys::testing::{Random, random};

const DANA: &str = "tulip barge quill";
const OMAR: &str = "oxbow lantern crumb";

/// Memory, passes, salt and password.
type Stretch = (u32, u32, [u8; 16], String);

/// A practice with two users, and how far the randomness has come.
struct Desk {
    slots: KeySlots,
    key: DatabaseKey,
    words: RecoveryWords,
    device: DeviceSecret,
    dana: UserId,
    omar: UserId,
    random: Random,
    /// What each salt made of each password, so that Argon2id runs once for each.
    stretched: RefCell<HashMap<Stretch, [u8; 32]>>,
}

fn practice() -> Practice {
    Practice {
        id: PracticeId::new(1, [1; 10]),
        name: "Lakeside Family Medicine".into(),
        colour: "teal".into(),
    }
}

fn person(n: u8, name: &str, role: &str) -> Person {
    Person {
        id: UserId::new(u64::from(n), [n; 10]),
        name: name.into(),
        role: role.into(),
    }
}

fn credentials<'a>(password: &'a str, device: &'a DeviceSecret) -> Credentials<'a> {
    let device = Some(device);
    Credentials {
        password,
        device,
        reduced_protection: false,
        kdf: Kdf::floor(),
    }
}

impl Desk {
    fn new() -> Desk {
        let mut random = random("slots");
        let device = DeviceSecret::new(&mut random);
        let dana = person(1, "Dana Ruiz", "owner");
        let omar = person(2, "Omar Nasser", "biller");
        let new = NewPractice {
            practice: &practice(),
            owner: &dana,
            credentials: credentials(DANA, &device),
        };
        let mut created = KeySlots::create(&new, &mut random).unwrap();
        let added = Some(&credentials(OMAR, &device));
        created
            .slots
            .add_user(&created.key, &omar, added, &mut random)
            .unwrap();
        let Created {
            slots, key, words, ..
        } = created;
        let (dana, omar) = (dana.id, omar.id);
        let stretched = RefCell::default();
        Desk {
            slots,
            key,
            words,
            device,
            dana,
            omar,
            random,
            stretched,
        }
    }

    fn open(&self, slots: &KeySlots, user: UserId, password: &str) -> Result<Opened, OpenProblem> {
        slots.open_by(user, Some(&self.device), |kdf, salt| {
            let of = (kdf.memory_kib(), kdf.passes(), *salt, password.to_owned());
            let mut stretched = self.stretched.borrow_mut();
            let bytes = stretched.entry(of).or_insert_with(|| {
                let Ok(bytes) = kdf.stretch(password, salt) else {
                    panic!("no memory")
                };
                *bytes
            });
            Ok(Zeroizing::new(*bytes))
        })
    }

    fn problem(&self, user: UserId, password: &str) -> Option<OpenProblem> {
        self.open(&self.slots, user, password).err()
    }
}

#[test]
fn each_user_opens_the_same_key_with_the_own_password() {
    let desk = Desk::new();
    let read = KeySlots::parse(&desk.slots.to_bytes()).unwrap();
    assert_eq!(read, desk.slots);
    for (user, password, name, role) in [
        (desk.dana, DANA, "Dana Ruiz", "owner"),
        (desk.omar, OMAR, "Omar Nasser", "biller"),
    ] {
        let opened = read.open(user, password, Some(&desk.device)).unwrap();
        assert!(opened.key == desk.key && opened.damaged.is_empty());
        assert_eq!(Some(opened.audit.public()), read.audit_public());
        assert_eq!(
            (opened.person.name.as_str(), opened.person.role.as_str()),
            (name, role)
        );
    }
    assert_eq!(desk.problem(desk.dana, OMAR), Some(WrongPassword));
    assert_eq!(desk.problem(desk.omar, DANA), Some(WrongPassword));
    assert_eq!(desk.problem(desk.dana, ""), Some(WrongPassword));
    assert_eq!(
        desk.problem(UserId::new(9, [9; 10]), DANA),
        Some(UnknownUser)
    );
    let endless = "z".repeat(1_000_000);
    let opened = read.open(desk.dana, &endless, Some(&desk.device));
    assert_eq!(opened.err(), Some(WrongPassword));
}

#[test]
fn the_lock_screen_knows_names_and_nothing_secret() {
    let desk = Desk::new();
    let listed: Vec<Listed> = desk.slots.users().collect();
    assert_eq!(listed[0].person, person(1, "Dana Ruiz", "owner"));
    assert_eq!(listed[1].person, person(2, "Omar Nasser", "biller"));
    assert!(
        listed
            .iter()
            .all(|listed| listed.has_password && listed.needs_device_secret)
    );
    assert_eq!(listed[0].kdf, Some(Kdf::floor()));

    let file = desk.slots.to_bytes();
    let contains = |part: &[u8]| file.windows(part.len()).any(|window| window == part);
    let audit = desk.open(&desk.slots, desk.dana, DANA).unwrap().audit;
    let secrets: [&[u8]; 5] = [
        DANA.as_bytes(),
        desk.key.as_bytes(),
        &desk.key.as_bytes()[..32],
        desk.device.as_bytes(),
        audit.as_bytes(),
    ];
    for secret in secrets {
        assert!(!contains(secret) && !contains(seal::hex(secret).as_bytes()));
    }
    for pair in desk.words.words().windows(2) {
        assert!(!contains(pair.join(" ").as_bytes()));
    }
    assert!(
        contains(b"Lakeside Family Medicine"),
        "the search finds what is there"
    );
}

#[test]
fn a_slot_stays_shut_without_its_device_secret() {
    let desk = Desk::new();
    let open = |device: Option<&DeviceSecret>| desk.slots.open(desk.dana, DANA, device).err();
    assert_eq!(open(None), Some(DeviceSecretMissing));
    let elsewhere = DeviceSecret::new(&mut random("another machine"));
    assert_eq!(open(Some(&elsewhere)), Some(DeviceSecretDiffers));
    assert_eq!(open(Some(&desk.device)), None);

    // With the device check forged, the key still does not come.
    let mut forged = desk.slots.clone();
    let check = device_check(practice().id, desk.dana, &elsewhere);
    let entry = &mut forged.0.users[0];
    entry.slot.as_mut().unwrap().device_check = seal::hex(&check);
    entry.sum = entry.sum(practice().id);
    assert_eq!(
        forged.open(desk.dana, DANA, Some(&elsewhere)).err(),
        Some(WrongPassword)
    );
}

#[test]
fn a_slot_without_device_secret_says_reduced_protection() {
    let mut desk = Desk::new();
    let alone = Credentials {
        device: None,
        ..credentials(DANA, &desk.device)
    };
    desk.slots
        .set_password(&desk.key, desk.dana, &alone, &mut desk.random)
        .unwrap();
    let listed = desk.slots.users().next().unwrap();
    assert_eq!(
        (listed.needs_device_secret, listed.reduced_protection),
        (false, true)
    );
    assert_eq!(
        desk.slots.open(desk.dana, DANA, None).unwrap().key,
        desk.key
    );
    assert_eq!(desk.problem(desk.dana, DANA), None);

    let kept = Credentials {
        reduced_protection: true,
        ..credentials(DANA, &desk.device)
    };
    desk.slots
        .set_password(&desk.key, desk.dana, &kept, &mut desk.random)
        .unwrap();
    let listed = desk.slots.users().next().unwrap();
    assert_eq!(
        (listed.needs_device_secret, listed.reduced_protection),
        (true, true)
    );
    assert_eq!(
        desk.slots.open(desk.dana, DANA, None).err(),
        Some(DeviceSecretMissing)
    );
}

#[test]
fn a_password_opens_however_its_letters_are_composed() {
    let mut desk = Desk::new();
    let composed = "caf\u{e9} tulip na\u{ef}ve";
    let decomposed = "cafe\u{301} tulip nai\u{308}ve";
    desk.slots
        .set_password(
            &desk.key,
            desk.dana,
            &credentials(composed, &desk.device),
            &mut desk.random,
        )
        .unwrap();
    assert_eq!(desk.problem(desk.dana, decomposed), None);
    assert_eq!(desk.problem(desk.dana, composed), None);
    assert_eq!(
        desk.problem(desk.dana, "cafe tulip naive"),
        Some(WrongPassword)
    );
}

#[test]
fn a_changed_byte_anywhere_is_a_named_problem() {
    let desk = Desk::new();
    let file = desk.slots.to_bytes();
    let mut named: HashMap<OpenProblem, usize> = HashMap::new();
    let mut check = |bytes: &[u8], at: usize| {
        let problems = match KeySlots::parse(bytes) {
            Err(problem) => vec![problem],
            Ok(slots) => {
                let users = [(desk.dana, DANA), (desk.omar, OMAR)];
                let opened = users.map(|(user, password)| desk.open(&slots, user, password));
                let kit = slots.open_with_kit(&desk.words);
                assert!(
                    !kit.is_ok_and(|kit| kit.intact),
                    "the kit saw nothing at byte {at}"
                );
                let problem = |opened: Result<Opened, OpenProblem>| match opened {
                    Ok(opened) => opened.damaged.first().map(|_| CorruptSlot),
                    Err(problem) => Some(problem),
                };
                opened.into_iter().filter_map(problem).collect()
            }
        };
        assert!(!problems.is_empty(), "nobody saw byte {at}");
        for problem in problems {
            *named.entry(problem).or_default() += 1;
        }
    };
    for at in 0..file.len() {
        for other in [file[at] ^ 1, file[at] ^ 0x80, b'9'] {
            if other != file[at] {
                let mut changed = file.clone();
                changed[at] = other;
                check(&changed, at);
            }
        }
        let mut shorter = file.clone();
        shorter.remove(at);
        check(&shorter, at);
        check(&file[..at], at);
    }
    for problem in [DamagedFile, NewerVersion, CorruptSlot, Altered, UnknownUser] {
        assert!(named.contains_key(&problem), "{problem:?}");
    }
    // The right password is never called wrong, and the right machine never another.
    for problem in [WrongPassword, DeviceSecretDiffers, DeviceSecretMissing] {
        assert!(!named.contains_key(&problem), "{problem:?}");
    }
}

#[test]
fn damage_to_one_slot_keeps_out_its_user_alone() {
    let desk = Desk::new();
    let mut damaged = desk.slots.clone();
    let wrapped = &mut damaged.0.users[1].slot.as_mut().unwrap().wrapped;
    wrapped.replace_range(..1, if wrapped.starts_with('0') { "1" } else { "0" });
    let damaged = KeySlots::parse(&damaged.to_bytes()).unwrap();
    assert_eq!(
        desk.open(&damaged, desk.omar, OMAR).err(),
        Some(CorruptSlot)
    );
    let opened = desk.open(&damaged, desk.dana, DANA).unwrap();
    assert!(opened.key == desk.key && opened.damaged == [Part::User(desk.omar)]);
    assert!(!damaged.open_with_kit(&desk.words).unwrap().intact);
    // No change makes the damaged slot look whole; taking the user off and adding him again does.
    let mut damaged = damaged;
    let renamed = damaged.set_name(&desk.key, desk.omar, "Omar N.");
    assert_eq!(renamed, Err(ChangeProblem::Altered));
    damaged.remove_user(&desk.key, desk.omar).unwrap();
    assert!(damaged.open_with_kit(&desk.words).unwrap().intact);
}

/// Somebody with the file and this program's source changes the file and makes the sums right.
#[test]
fn a_forged_file_is_noticed() {
    let desk = Desk::new();
    let check = |forge: fn(&mut File), dana: Option<OpenProblem>, omar: Option<OpenProblem>| {
        let mut forged = desk.slots.clone();
        forge(&mut forged.0);
        let id = forged.0.practice.id;
        for entry in &mut forged.0.users {
            entry.sum = entry.sum(id);
        }
        forged.0.recovery.sum = forged.0.recovery.sum(id);
        let forged = KeySlots::parse(&forged.to_bytes()).unwrap();
        assert_eq!(desk.open(&forged, desk.dana, DANA).err(), dana);
        assert_eq!(desk.open(&forged, desk.omar, OMAR).err(), omar);
        assert!(
            !forged
                .open_with_kit(&desk.words)
                .is_ok_and(|kit| kit.intact)
        );
        assert_eq!(
            forged.clone().set_role(&desk.key, desk.omar, "owner"),
            Err(ChangeProblem::Altered)
        );
    };
    fn omars(file: &mut File) -> &mut Slot {
        file.users[1].slot.as_mut().unwrap()
    }
    // A higher role, another name, a user less, another order.
    check(
        |file| file.users[1].role = "owner".into(),
        Some(Altered),
        Some(Altered),
    );
    check(
        |file| file.users[1].name = "Dana R.".into(),
        Some(Altered),
        Some(Altered),
    );
    check(
        |file| drop(file.users.remove(1)),
        Some(Altered),
        Some(UnknownUser),
    );
    check(|file| file.users.swap(0, 1), Some(Altered), Some(Altered));
    check(
        |file| file.users[0].slot = None,
        Some(NoPassword),
        Some(Altered),
    );
    // Slots swapped, and one slot under two names.
    check(
        |file| {
            let (a, b) = file.users.split_at_mut(1);
            std::mem::swap(&mut a[0].slot, &mut b[0].slot);
        },
        Some(DeviceSecretDiffers),
        Some(DeviceSecretDiffers),
    );
    check(
        |file| file.users[1].slot = file.users[0].slot.clone(),
        Some(Altered),
        Some(DeviceSecretDiffers),
    );
    // Less work for a guess: below the floor, and above it.
    check(
        |file| omars(file).memory_kib = 1024,
        Some(Altered),
        Some(WeakSlot),
    );
    check(|file| omars(file).passes = 1, Some(Altered), Some(WeakSlot));
    check(|file| omars(file).lanes = 0, Some(Altered), Some(WeakSlot));
    check(
        |file| omars(file).kdf = "md5".into(),
        Some(Altered),
        Some(CorruptSlot),
    );
    check(
        |file| omars(file).passes = 3,
        Some(Altered),
        Some(WrongPassword),
    );
    check(
        |file| omars(file).memory_kib = u32::MAX,
        Some(Altered),
        Some(CorruptSlot),
    );
    // Flags and checks.
    check(
        |file| omars(file).reduced_protection = true,
        Some(Altered),
        Some(CorruptSlot),
    );
    check(
        |file| omars(file).needs_device_secret = false,
        Some(Altered),
        Some(WrongPassword),
    );
    check(
        |file| omars(file).key_check.clear(),
        Some(Altered),
        Some(CorruptSlot),
    );
    check(
        |file| omars(file).wrapped = "00".repeat(76),
        Some(Altered),
        Some(CorruptSlot),
    );
    check(
        |file| omars(file).wrapped.clear(),
        Some(Altered),
        Some(CorruptSlot),
    );
    // The parts that belong to nobody.
    check(
        |file| file.practice.name = "Hillside".into(),
        Some(Altered),
        Some(Altered),
    );
    check(|file| file.revision += 1, Some(Altered), Some(Altered));
    check(
        |file| file.recovery.confirmed = true,
        Some(Altered),
        Some(Altered),
    );
    check(|file| file.mac.clear(), Some(Altered), Some(Altered));
    check(
        |file| file.audit.public = "09".repeat(32),
        Some(Altered),
        Some(Altered),
    );
    check(
        |file| file.recovery.public = "09".repeat(32),
        Some(Altered),
        Some(Altered),
    );
    check(
        |file| file.practice.id = PracticeId::new(2, [2; 10]),
        Some(DeviceSecretDiffers),
        Some(DeviceSecretDiffers),
    );
}

#[test]
fn a_file_of_a_newer_version_says_so() {
    let desk = Desk::new();
    let text = String::from_utf8(desk.slots.to_bytes()).unwrap();
    let check = |from: &str, to: &str, want| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text);
        assert_eq!(KeySlots::parse(changed.as_bytes()), Err(want));
    };
    check("\"format\": 1", "\"format\": 2, \"more\": {}", NewerVersion);
    check("\"suite\": 1", "\"suite\": 2", NewerVersion);
    check("\"format\": 1", "\"format\": 0", DamagedFile);
    check("\"format\": 1", "\"format\": 1, \"more\": 1", DamagedFile);
    check("  ", "\t", DamagedFile);
    check("Dana", "D\\u0061na", DamagedFile);
    assert_eq!(KeySlots::parse(b""), Err(DamagedFile));
    assert_eq!(KeySlots::parse(&vec![b' '; LARGEST + 1]), Err(DamagedFile));
}

#[test]
fn the_kit_opens_and_other_words_do_not() {
    let mut desk = Desk::new();
    let kit = desk.slots.open_with_kit(&desk.words).unwrap();
    assert!(kit.intact && kit.key == desk.key);
    assert_eq!(
        kit.audit.map(|audit| audit.public()),
        desk.slots.audit_public()
    );
    let other = RecoveryWords::new(&mut desk.random);
    assert_eq!(desk.slots.open_with_kit(&other).err(), Some(WrongKit));

    assert!(!desk.slots.kit_confirmed());
    assert_eq!(
        desk.slots.confirm_kit(&desk.key, &other),
        Err(ChangeProblem::WrongKit)
    );
    assert!(!desk.slots.kit_confirmed());
    let typed = RecoveryWords::parse(&desk.words.to_text().to_uppercase()).unwrap();
    desk.slots.confirm_kit(&desk.key, &typed).unwrap();
    assert!(desk.slots.kit_confirmed());
    assert!(desk.slots.open_with_kit(&desk.words).unwrap().intact);

    assert_eq!(desk.problem(desk.dana, DANA), None);
}

#[test]
fn an_old_kit_stands_until_the_new_one_is_typed_back() {
    let mut desk = Desk::new();
    // Nobody has the paper of one that was never typed back.
    let first = desk.slots.replace_kit(&desk.key, &mut desk.random).unwrap();
    assert_eq!(desk.slots.open_with_kit(&desk.words).err(), Some(WrongKit));
    assert!(!desk.slots.old_kit_stands());
    desk.slots.confirm_kit(&desk.key, &first).unwrap();
    assert!(desk.slots.kit_confirmed() && !desk.slots.key_due());

    let lost = desk.slots.replace_kit(&desk.key, &mut desk.random).unwrap();
    let second = desk.slots.replace_kit(&desk.key, &mut desk.random).unwrap();
    let slots = KeySlots::parse(&desk.slots.to_bytes()).unwrap();
    assert!(!slots.kit_confirmed() && slots.old_kit_stands());
    for (words, opens) in [(&first, true), (&second, true), (&lost, false)] {
        assert_eq!(
            slots.open_with_kit(words).is_ok_and(|kit| kit.intact),
            opens
        );
    }
    assert_eq!(
        desk.slots.confirm_kit(&desk.key, &first),
        Err(ChangeProblem::WrongKit)
    );
    // A new key of the database is sealed to both.
    let audit = desk.open(&slots, desk.dana, DANA).unwrap().audit;
    let (new, both) = slots.rekeyed(&desk.key, &audit, &mut desk.random).unwrap();
    for words in [&first, &second] {
        assert!(both.open_with_kit(words).unwrap().key == new);
    }
    // A new kit that somebody damaged or put there is noticed.
    let mut spoilt = slots.clone();
    spoilt.0.next.as_mut().unwrap().public = "09".repeat(32);
    assert!(!spoilt.open_with_kit(&first).unwrap().intact);
    let mut gone = slots.clone();
    gone.0.next = None;
    assert_eq!(
        desk.open(&gone, desk.dana, DANA).err(),
        Some(Altered),
        "the old kit alone was put back"
    );

    desk.slots.confirm_kit(&desk.key, &second).unwrap();
    assert!(desk.slots.kit_confirmed() && !desk.slots.old_kit_stands());
    assert_eq!(desk.slots.open_with_kit(&first).err(), Some(WrongKit));
    assert!(desk.slots.open_with_kit(&second).unwrap().intact);
    assert!(
        desk.slots.key_due(),
        "whoever has the old kit may know the key"
    );
    assert_eq!(desk.problem(desk.dana, DANA), None);
}

#[test]
fn the_kit_makes_the_file_again_on_a_new_machine() {
    let mut desk = Desk::new();
    let mut found = desk.slots.clone();
    found.0.users[1].role = "owner".into();
    found.0.audit.wrapped.clear();
    let kit = found.open_with_kit(&desk.words).unwrap();
    assert!(!kit.intact && kit.audit.is_none());

    let people = [
        person(1, "Dana Ruiz", "owner"),
        person(2, "Omar Nasser", "biller"),
    ];
    let mut rebuilt = found
        .rebuilt(&kit, &desk.words, &practice(), &people, &mut desk.random)
        .unwrap();
    assert!(desk.slots.revision() < rebuilt.revision() && rebuilt.kit_confirmed());
    assert_eq!(desk.open(&rebuilt, desk.dana, DANA).err(), Some(NoPassword));
    assert_eq!(desk.open(&rebuilt, desk.omar, OMAR).err(), Some(NoPassword));

    let device = DeviceSecret::new(&mut desk.random);
    let new = credentials("gravel violet stoop", &device);
    rebuilt
        .set_password(&kit.key, desk.dana, &new, &mut desk.random)
        .unwrap();
    let opened = rebuilt
        .open(desk.dana, "gravel violet stoop", Some(&device))
        .unwrap();
    assert!(opened.key == desk.key && opened.person == people[0]);
    assert_eq!(rebuilt.users().nth(1).unwrap().person, people[1]);
    assert!(rebuilt.open_with_kit(&desk.words).unwrap().intact);
}

#[test]
fn changes_need_the_key_and_are_whole() {
    let mut desk = Desk::new();
    let before = desk.slots.clone();
    let other = DatabaseKey::new(&mut desk.random);
    let made = credentials(DANA, &desk.device);
    let eve = person(3, "Eve Stone", "owner");
    assert_eq!(
        desk.slots
            .add_user(&other, &eve, Some(&made), &mut desk.random),
        Err(ChangeProblem::Altered)
    );
    assert_eq!(
        desk.slots.set_role(&other, desk.omar, "owner"),
        Err(ChangeProblem::Altered)
    );
    assert_eq!(
        desk.slots.replace_kit(&other, &mut desk.random),
        Err(ChangeProblem::Altered)
    );

    let key = &desk.key;
    let mut add = |id, name: &str, role: &str| {
        desk.slots
            .add_user(key, &person(id, name, role), None, &mut desk.random)
    };
    assert_eq!(add(1, "Eve Stone", "owner"), Err(ChangeProblem::KnownUser));
    assert_eq!(add(3, "DANA RUIZ", "owner"), Err(ChangeProblem::SameName));
    assert_eq!(add(3, " ", "owner"), Err(ChangeProblem::Name));
    assert_eq!(add(3, "Eve\nStone", "owner"), Err(ChangeProblem::Name));
    assert_eq!(add(3, &"e".repeat(201), "owner"), Err(ChangeProblem::Name));
    assert_eq!(add(3, "Eve Stone", "Owner"), Err(ChangeProblem::Word));
    let nobody = UserId::new(9, [9; 10]);
    assert_eq!(
        desk.slots.set_role(key, nobody, "owner"),
        Err(ChangeProblem::UnknownUser)
    );
    assert_eq!(
        desk.slots.remove_user(key, nobody),
        Err(ChangeProblem::UnknownUser)
    );
    assert_eq!(
        desk.slots.set_practice(key, "", "teal"),
        Err(ChangeProblem::Name)
    );
    assert_eq!(
        desk.slots.set_practice(key, "Lakeside", "Teal!"),
        Err(ChangeProblem::Word)
    );
    let long = "z".repeat(1_001);
    let long = credentials(&long, &desk.device);
    assert_eq!(
        desk.slots
            .set_password(key, desk.dana, &long, &mut desk.random),
        Err(ChangeProblem::LongPassword)
    );
    assert_eq!(desk.slots, before, "a refused change left something");
}

#[test]
fn users_come_change_and_go() {
    let mut desk = Desk::new();
    let revision = desk.slots.revision();
    desk.slots
        .set_role(&desk.key, desk.omar, "practice_admin")
        .unwrap();
    desk.slots
        .set_name(&desk.key, desk.omar, "Omar El-Nasser")
        .unwrap();
    desk.slots
        .set_practice(&desk.key, "Lakeside Medical", "#0f766e")
        .unwrap();
    assert_eq!(desk.slots.revision(), revision + 3);
    let opened = desk.open(&desk.slots, desk.omar, OMAR).unwrap();
    assert_eq!(opened.person, person(2, "Omar El-Nasser", "practice_admin"));

    let new = "gravel violet stoop";
    desk.slots
        .set_password(
            &desk.key,
            desk.omar,
            &credentials(new, &desk.device),
            &mut desk.random,
        )
        .unwrap();
    assert_eq!(desk.problem(desk.omar, OMAR), Some(WrongPassword));
    assert_eq!(desk.problem(desk.omar, new), None);

    let eve = person(3, "Eve Stone", "poster");
    desk.slots
        .add_user(&desk.key, &eve, None, &mut desk.random)
        .unwrap();
    assert_eq!(desk.problem(eve.id, ""), Some(NoPassword));
    desk.slots.remove_user(&desk.key, desk.dana).unwrap();
    assert_eq!(desk.problem(desk.dana, DANA), Some(UnknownUser));
    assert_eq!(
        desk.slots.remove_user(&desk.key, desk.omar),
        Err(ChangeProblem::LastUser)
    );
    let again = KeySlots::parse(&desk.slots.to_bytes()).unwrap();
    assert_eq!(desk.open(&again, desk.omar, new).unwrap().key, desk.key);
}

#[test]
fn the_same_password_makes_another_slot_each_time() {
    let mut desk = Desk::new();
    let before = desk.slots.0.users[0].slot.clone().unwrap();
    desk.slots
        .set_password(
            &desk.key,
            desk.dana,
            &credentials(DANA, &desk.device),
            &mut desk.random,
        )
        .unwrap();
    let after = desk.slots.0.users[0].slot.clone().unwrap();
    assert!(before.salt != after.salt && before.wrapped != after.wrapped);
    assert!(before.key_check != after.key_check && before.device_check == after.device_check);
}

/// A file of format 1 as it was first written, for the practice of these tests. `UPDATE=1` writes it.
#[test]
fn the_first_file_of_format_1_opens() {
    let desk = Desk::new();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/keys/slots/golden-1.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, desk.slots.to_bytes()).unwrap();
    }
    let file = std::fs::read(path).unwrap();
    let slots = KeySlots::parse(&file).unwrap();
    for (user, password) in [(desk.dana, DANA), (desk.omar, OMAR)] {
        let opened = slots.open(user, password, Some(&desk.device)).unwrap();
        assert!(opened.key == desk.key && opened.damaged.is_empty());
    }
    let kit = slots.open_with_kit(&desk.words).unwrap();
    assert!(kit.intact && kit.audit.is_some() && kit.key == desk.key);
    assert_eq!(slots.to_bytes(), file);
}

#[test]
fn a_new_database_key_opens_with_every_password_and_the_kit() {
    let mut desk = Desk::new();
    let eve = person(3, "Eve Stone", "poster");
    let made = credentials("gravel violet stoop", &desk.device);
    desk.slots
        .add_user(&desk.key, &eve, Some(&made), &mut desk.random)
        .unwrap();
    assert!(!desk.slots.key_due());
    let with_eve = desk.slots.clone();
    desk.slots.remove_user(&desk.key, eve.id).unwrap();
    assert!(desk.slots.key_due());
    let audit = desk.open(&desk.slots, desk.dana, DANA).unwrap().audit;
    let (new, slots) = desk
        .slots
        .rekeyed(&desk.key, &audit, &mut desk.random)
        .unwrap();
    let slots = KeySlots::parse(&slots.to_bytes()).unwrap();
    assert!(new != desk.key && !slots.key_due());
    assert!(desk.slots.revision() < slots.revision());
    for (user, password) in [(desk.dana, DANA), (desk.omar, OMAR)] {
        let opened = desk.open(&slots, user, password).unwrap();
        assert!(opened.key == new && opened.audit == audit && opened.damaged.is_empty());
    }
    assert_eq!(
        desk.open(&slots, eve.id, "gravel violet stoop").err(),
        Some(UnknownUser)
    );
    let kit = slots.open_with_kit(&desk.words).unwrap();
    assert!(kit.intact && kit.key == new);
    // Whoever left and kept the old file has the old key only.
    let old = with_eve
        .open(eve.id, "gravel violet stoop", Some(&desk.device))
        .unwrap();
    assert!(old.key == desk.key && old.key != new);
    // A damaged slot is void and keeps nobody else out.
    let mut damaged = desk.slots.clone();
    damaged.0.users[1].slot.as_mut().unwrap().public = "09".repeat(32);
    let (_, slots) = damaged
        .rekeyed(&desk.key, &audit, &mut desk.random)
        .unwrap();
    assert_eq!(desk.open(&slots, desk.omar, OMAR).err(), Some(NoPassword));
    assert!(
        desk.open(&slots, desk.dana, DANA)
            .unwrap()
            .damaged
            .is_empty()
    );
    let other = DatabaseKey::new(&mut desk.random);
    let refused = desk.slots.rekeyed(&other, &audit, &mut desk.random);
    assert_eq!(refused.err(), Some(ChangeProblem::Altered));
}

#[test]
fn the_kit_opens_from_a_copy_without_users_and_the_file_is_made_again() {
    let desk = Desk::new();
    let copy = KeySlots::parse(&desk.slots.kit_bytes()).unwrap();
    assert_eq!(copy.users().count(), 0);
    let kit = copy.open_with_kit(&desk.words).unwrap();
    assert!(kit.key == desk.key && kit.audit.is_some() && !kit.intact);
    assert!(desk.slots.fits(&desk.device));
    assert!(
        !desk
            .slots
            .fits(&DeviceSecret::new(&mut random("elsewhere")))
    );
}
