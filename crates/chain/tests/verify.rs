//! The program itself on logs that were tampered with: it names the first place each time.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

use chain::{Header, START, Seal, hex, seal, write_event};

/// Seals bodies one after the other.
fn sealed(bodies: &[String]) -> Vec<(i64, Seal, String)> {
    let mut before = START;
    (1..)
        .zip(bodies)
        .map(|(n, body)| {
            before = seal(&before, n, body.as_bytes());
            (n, before, body.clone())
        })
        .collect()
}

fn bodies(count: usize) -> Vec<String> {
    (1..=count)
        .map(|n| format!("{{\"at\":{n},\"who\":\"usr_1\",\"did\":\"view_claim\"}}"))
        .collect()
}

/// The lines of an export.
fn lines(events: &[(i64, Seal, String)]) -> Vec<String> {
    let header = Header {
        practice: "Quillfern Family Medicine".to_owned(),
        made: "11/24/26 10:14".to_owned(),
        events: i64::try_from(events.len()).unwrap(),
        head: events.last().map_or(START, |(_, seal, _)| *seal),
    };
    let mut text = format!("{}\n", header.line()).into_bytes();
    for (n, seal, body) in events {
        write_event(&mut text, *n, seal, body).unwrap();
    }
    String::from_utf8(text)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

fn put(folder: &Path, name: &str, lines: &[String]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, format!("{}\n", lines.join("\n"))).unwrap();
    path
}

/// What the program says and its exit code.
fn verify(words: &[&std::ffi::OsStr]) -> (String, i32) {
    let done = Command::new(env!("CARGO_BIN_EXE_claimbench-verify"))
        .args(words)
        .output()
        .unwrap();
    let said = [done.stdout, done.stderr].concat();
    (
        String::from_utf8(said).unwrap(),
        done.status.code().unwrap(),
    )
}

/// What was done to a log, and what must be said of it.
struct Case {
    done: &'static str,
    log: Vec<String>,
    says: &'static str,
}

#[test]
fn every_way_to_tamper_is_named_with_its_place() {
    let room = tempfile::tempdir().unwrap();
    let whole = sealed(&bodies(9));
    let earlier = put(room.path(), "earlier", &lines(&whole[..7]));
    let good = lines(&whole);
    let change = |how: &dyn Fn(&mut Vec<String>)| {
        let mut log = good.clone();
        how(&mut log);
        log
    };
    // Somebody who knows the rule writes the log anew from event 5 on: it holds by itself.
    let mut other = bodies(9);
    other[4] = other[4].replace("usr_1", "usr_2");
    let cases = [
        Case {
            done: "an event was deleted",
            log: change(&|log| drop(log.remove(5))),
            says: "Broken at event 5, line 6: event 5 is missing; the next one there is 6.",
        },
        Case {
            done: "an event was altered",
            log: change(&|log| log[5] = log[5].replace("usr_1", "usr_2")),
            says: "Broken at event 5, line 6: event 5 was altered",
        },
        Case {
            done: "an event was deleted and the next took its number",
            log: change(&|log| {
                log.remove(5);
                log[5] = log[5].replace("\"n\":6", "\"n\":5");
            }),
            says: "Broken at event 5, line 6: event 5 was altered, or an event before it was taken out.",
        },
        Case {
            done: "two events were changed round",
            log: change(&|log| log.swap(5, 6)),
            says: "Broken at event 5, line 6: event 6 stands before event 5: the order was changed.",
        },
        Case {
            done: "an event stands twice",
            log: change(&|log| log.insert(6, log[5].clone())),
            says: "Broken at event 6, line 7: event 5 stands there twice.",
        },
        Case {
            done: "there are two events of a number",
            log: change(&|log| log.insert(6, lines(&sealed(&other))[5].clone())),
            says: "Broken at event 6, line 7: there are two different events 5: the log was forked.",
        },
        Case {
            done: "the end was cut off",
            log: change(&|log| log.truncate(8)),
            says: "Broken at event 8, line 8: event 8 is missing: the file ends there, and its first line counts 9 events.",
        },
        Case {
            done: "the last line was cut in the middle",
            log: change(&|log| log[9].truncate(40)),
            says: "Broken at event 9, line 10: event 9 cannot be read.",
        },
        Case {
            done: "the first line names another head",
            log: change(&|log| log[0] = log[0].replace(&hex(&whole[8].1), &hex(&whole[7].1))),
            says: "Broken at event 9, line 10: the first line names 9 events and another last seal than event 9 has.",
        },
        Case {
            done: "the log was written anew from an event on",
            log: lines(&sealed(&other)),
            says: "Broken at event 5, line 6: event 5 is not the one that was known earlier",
        },
        Case {
            done: "an older file was put back",
            log: lines(&whole[..4]),
            says: "Broken at event 5, line 5: event 5 is missing: the log ends before it, and event 7 was known earlier. An older file was put back",
        },
    ];
    for Case { done, log, says } in cases {
        let log = put(room.path(), "log", &log);
        let (said, code) = verify(&[log.as_ref(), "--since".as_ref(), earlier.as_ref()]);
        assert!(said.starts_with(says), "{done}: {said}");
        assert_eq!(code, 1, "{done}");
    }
}

#[test]
fn a_whole_log_is_called_whole_and_anything_else_cannot_be_checked() {
    let room = tempfile::tempdir().unwrap();
    let whole = sealed(&bodies(9));
    let (log, earlier) = (
        put(room.path(), "log", &lines(&whole)),
        put(room.path(), "earlier", &lines(&whole[..7])),
    );
    let noted = format!("4:{}", hex(&whole[3].1));
    let (said, code) = verify(&[
        log.as_ref(),
        "--since".as_ref(),
        earlier.as_ref(),
        "--head".as_ref(),
        noted.as_ref(),
    ]);
    assert!(
        said.starts_with("Whole: 9 events of Quillfern Family Medicine"),
        "{said}"
    );
    assert_eq!(code, 0);

    let wrong = format!("4:{}", hex(&whole[2].1));
    let (said, code) = verify(&[log.as_ref(), "--head".as_ref(), wrong.as_ref()]);
    assert!(said.starts_with("Broken at event 4, line 5"), "{said}");
    assert_eq!(code, 1);

    let poem = put(room.path(), "poem", &["Something else".to_owned()]);
    for words in [
        vec![poem.as_os_str()],
        vec![room.path().join("nothing").as_os_str().to_owned().leak()],
        vec![],
        vec!["--since".as_ref()],
    ] {
        let (said, code) = verify(&words);
        assert!(!said.is_empty() && code == 2, "{said}");
    }
}
