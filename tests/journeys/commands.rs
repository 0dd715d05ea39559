//! Every command with asks that nobody should send: as every role a Problem or an answer, never a
//! panic; and no word of a patient in what a failure says.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Map, Value, json};
use workbench::commands::COMMANDS;
use workbench::role::Role;
use workbench::{Code, Event};

use crate::bed::{Bed, PASSWORD, bed, contents, file_of};
use crate::fuzz::Dice;
use crate::lists::hostile;
use crate::roles::an_ask;

/// Another user's password.
const THEIRS: &str = "seven green lanterns at dusk";

/// Commands that take long, end the session, or would make practices without end.
const APART: [&str; 5] = [
    "lock",
    "create_demo",
    "create_practice",
    "unlock",
    "check_kit",
];

/// Values of every shape.
fn a_value(dice: &mut Dice, texts: &[String], depth: usize) -> Value {
    match dice.below(if depth == 0 { 8 } else { 10 }) {
        0 => Value::Null,
        1 => json!(dice.below(2) == 0),
        2 => json!(-1),
        3 => json!(u64::MAX),
        4 => json!(1e300),
        5 | 6 => json!(texts[dice.below(texts.len())]),
        7 => json!(""),
        8 => Value::Array(
            (0..dice.below(4))
                .map(|_| a_value(dice, texts, depth - 1))
                .collect(),
        ),
        _ => {
            let fields = (0..dice.below(4)).map(|_| {
                (
                    texts[dice.below(texts.len())].clone(),
                    a_value(dice, texts, depth - 1),
                )
            });
            Value::Object(Map::from_iter(fields))
        }
    }
}

/// A well-formed ask with a few things wrong in it: a value of another kind, a field gone, one more.
fn spoil(ask: &mut Value, dice: &mut Dice, texts: &[String]) {
    match ask {
        Value::Object(fields) if !fields.is_empty() && dice.below(8) != 0 => {
            let names: Vec<String> = fields.keys().cloned().collect();
            let name = &names[dice.below(names.len())];
            match dice.below(6) {
                0 => {
                    fields.remove(name);
                }
                1 => {
                    fields.insert(
                        texts[dice.below(texts.len())].clone(),
                        a_value(dice, texts, 1),
                    );
                }
                _ => spoil(&mut fields[name.as_str()], dice, texts),
            }
        }
        Value::Array(values) if !values.is_empty() && dice.below(3) != 0 => {
            let at = dice.below(values.len());
            spoil(&mut values[at], dice, texts);
        }
        // The kind stays more often than not, so that asks get past the door.
        Value::String(text) if dice.below(3) != 0 => {
            text.clone_from(&texts[dice.below(texts.len())])
        }
        Value::Number(_) if dice.below(3) != 0 => *ask = json!(dice.next() >> dice.below(64)),
        other => *other = a_value(dice, texts, 2),
    }
}

/// What can be asked about: real ids among the hostile texts, so that asks meet what is there.
fn texts(bed: &Bed) -> Vec<String> {
    let mut texts = hostile();
    texts.extend(bed.claim_ids());
    texts.extend(
        bed.patients()
            .iter()
            .filter_map(|row| row["id"].as_str().map(str::to_owned)),
    );
    texts.extend(["service", "number", "2026-02-30", "t-1", "light"].map(str::to_owned));
    texts
}

#[test]
fn no_ask_of_any_role_ends_in_a_panic() {
    let bed = bed();
    bed.import(&[&bed.put("some.837", file_of(&contents()[..6]))]);
    let claim = bed.claim_ids()[0].clone();
    let texts = texts(&bed);
    let mut people: Vec<(Role, String, &str)> = Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Owner)
        .map(|role| {
            (
                role,
                bed.add_user(role.title(), role.name(), THEIRS),
                THEIRS,
            )
        })
        .collect();
    people.push((Role::Owner, bed.user.clone(), PASSWORD));
    let mut dice = Dice(0x5EED_C0DE);
    let (mut asked, mut answered) = (0, 0);
    // Wrong passwords were asked with as well: the wait that they brought is over.
    let later = || {
        let (later, minutes) = (&bed.props.later, 16);
        later.fetch_add(minutes * 60_000, std::sync::atomic::Ordering::Relaxed)
    };
    for (role, id, password) in &people {
        later();
        bed.unlock_as(id, password).unwrap();
        for command in COMMANDS
            .iter()
            .filter(|command| !APART.contains(&command.name))
        {
            for round in 0..8 {
                let mut ask = an_ask(command.name, &claim);
                for _ in 0..=dice.below(3) {
                    spoil(&mut ask, &mut dice, &texts);
                }
                if round == 0 {
                    ask = a_value(&mut dice, &texts, 3);
                }
                let said =
                    catch_unwind(AssertUnwindSafe(|| bed.try_ask(command.name, ask.clone())));
                let Ok(said) = said else {
                    panic!("{} as {}: {ask}", command.name, role.name());
                };
                asked += 1;
                match said {
                    Ok(_) => {
                        assert!(
                            role.may(command.right),
                            "{} answered {}",
                            command.name,
                            role.name()
                        );
                        answered += 1;
                    }
                    Err(problem) => {
                        assert!(!problem.says.is_empty());
                        let refused = matches!(problem.code, Code::Refused | Code::Malformed);
                        assert!(
                            role.may(command.right) || refused,
                            "{}: {problem:?}",
                            command.name
                        );
                    }
                }
            }
        }
        assert_eq!(bed.ask("session", json!({}))["role"], role.name());
    }
    assert!(
        asked / 20 < answered && answered < asked,
        "{answered} of {asked} were answered"
    );
    later();
    bed.unlock(PASSWORD).unwrap();
    bed.holds();
}

#[test]
fn no_failure_repeats_what_was_asked() {
    const CANARY: &str = "Qzvcanary";
    let bed = bed();
    let mut claims = contents()[..3].to_vec();
    for claim in &mut claims {
        claim.patient.name.last = CANARY.to_owned();
        claim.patient.name.first = "Qzvcanary".to_owned();
    }
    bed.import(&[&bed.put("canary.837", file_of(&claims))]);
    let claim = bed.claim_ids()[0].clone();
    let texts = vec![
        CANARY.to_owned(),
        format!("{CANARY} {CANARY}"),
        format!("=\"{CANARY}\""),
    ];
    let mut dice = Dice(0x0CA7_A57E);
    let mut failures = 0;
    for command in COMMANDS
        .iter()
        .filter(|command| !APART.contains(&command.name))
    {
        for _ in 0..12 {
            let mut ask = an_ask(command.name, &claim);
            for _ in 0..=dice.below(2) {
                spoil(&mut ask, &mut dice, &texts);
            }
            if let Err(problem) = bed.try_ask(command.name, ask.clone()) {
                failures += 1;
                assert!(
                    !problem.says.contains(CANARY),
                    "{} {ask}: {}",
                    command.name,
                    problem.says
                );
            }
        }
    }
    assert!(100 < failures);
    // The log and the events that the window hears carry ids, counts and digests, and no name.
    for event in bed.log() {
        let kept = format!("{event:?}");
        assert!(
            !kept.to_lowercase().contains(&CANARY.to_lowercase()),
            "{}",
            event.did
        );
    }
    // Jobs bear the names that they were asked under; what is said about them is the core's own.
    for event in bed.props.told.lock().unwrap().iter() {
        if let Event::Progress { says, .. } | Event::Locked { says } = event {
            assert!(!says.contains(CANARY), "{says}");
        }
    }
}
