//! Every order of events: what counts, what waits, and that nothing counts twice.

use super::*;

/// Three sheets: a claim on the first, another on the two others.
const PAGES: u32 = 3;

fn items() -> [PrintItem; 2] {
    [("one", 0, 1), ("two", 1, 2)].map(|(id, first_page, pages)| PrintItem {
        id: id.to_owned(),
        first_page,
        pages,
        cents: Money::from_cents(100),
    })
}

fn event(at: i64, kind: Happening, fence: u32, from: u32, to: u32) -> PrintEvent {
    PrintEvent {
        id: PrintEventId::new(u64::try_from(at).unwrap_or(0), [0; 10]),
        print_id: PrintId::new(0, [0; 10]),
        at,
        by: "Wanda Prior".to_owned(),
        kind,
        fence,
        printer: "desk".to_owned(),
        system_job: if kind == Happening::Sent {
            "desk-7"
        } else {
            ""
        }
        .to_owned(),
        from,
        to,
        on: (kind == Happening::Mailed).then(|| Day::new(2026, 6, 1).unwrap()),
        text: String::new(),
    }
}

use Happening::{
    Again, Mailed, Nothing, Queued, Refused, Right, Saved, Sending, Sent, Stopped, Unsent,
};

/// Events one after another: kind, fence, from, to.
fn after(told: &[(Happening, u32, u32, u32)]) -> Standing {
    let events: Vec<PrintEvent> = told
        .iter()
        .zip(1..)
        .map(|(&(kind, fence, from, to), at)| event(at, kind, fence, from, to))
        .collect();
    fold(PAGES, &events)
}

#[track_caller]
fn check(told: &[(Happening, u32, u32, u32)], stage: Stage, due: Range<u32>, counted: &[&str]) {
    let standing = after(told);
    let counts: Vec<String> = items()
        .into_iter()
        .filter(|item| standing.counts(item))
        .map(|item| item.id)
        .collect();
    assert_eq!((standing.stage, standing.due), (stage, due), "{told:?}");
    assert_eq!(counts, counted, "{told:?}");
}

const Q: (Happening, u32, u32, u32) = (Queued, 0, 0, 0);
const S1: (Happening, u32, u32, u32) = (Sending, 1, 0, 0);
const T1: (Happening, u32, u32, u32) = (Sent, 1, 0, 0);
const S2: (Happening, u32, u32, u32) = (Sending, 2, 0, 0);
const T2: (Happening, u32, u32, u32) = (Sent, 2, 0, 0);

#[test]
fn what_a_printer_took_counts_when_somebody_says_so() {
    check(&[Q], Stage::Waiting, 0..3, &[]);
    check(&[Q, S1], Stage::Sending, 0..3, &[]);
    check(&[Q, S1, T1], Stage::Sent, 0..3, &[]);
    check(
        &[Q, S1, T1, (Right, 1, 0, 0)],
        Stage::Right,
        0..0,
        &["one", "two"],
    );
    assert_eq!(after(&[Q, S1, T1]).system_job, "desk-7");
    assert_eq!(after(&[Q, S1, T1, (Right, 1, 0, 0)]).right_at, 4);
    // What is in doubt is answered in the same way.
    check(
        &[Q, S1, (Right, 1, 0, 0)],
        Stage::Right,
        0..0,
        &["one", "two"],
    );
    check(&[Q, S1, (Nothing, 1, 0, 0)], Stage::Waiting, 0..3, &[]);
}

#[test]
fn a_file_counts_at_once() {
    check(&[Q, (Saved, 0, 0, 0)], Stage::Right, 0..0, &["one", "two"]);
    assert_eq!(after(&[Q, (Saved, 0, 0, 0)]).printer, FILE);
    // A file that is saved while a printer is asked about answers nothing.
    check(&[Q, S1, T1, (Saved, 0, 0, 0)], Stage::Sent, 0..3, &[]);
}

#[test]
fn sheets_that_jammed_are_printed_again_and_the_others_count() {
    let jam = [Q, S1, T1, (Again, 1, 2, 3)];
    check(&jam, Stage::Waiting, 1..3, &["one"]);
    let told = [&jam[..], &[S2, T2]].concat();
    check(&told, Stage::Sent, 1..3, &["one"]);
    let right = [&told[..], &[(Right, 2, 0, 0)]].concat();
    check(&right, Stage::Right, 0..0, &["one", "two"]);
    let nothing = [&told[..], &[(Nothing, 2, 0, 0)]].concat();
    check(&nothing, Stage::Waiting, 1..3, &["one"]);
    // The last sheet jams once more: the claim on both counts when both are right.
    let more = [&told[..], &[(Again, 2, 3, 3)]].concat();
    check(&more, Stage::Waiting, 2..3, &["one"]);
    // Sheets that were not sent cannot be asked for.
    let outside = [&told[..], &[(Again, 2, 1, 2)]].concat();
    check(&outside, Stage::Sent, 1..3, &["one"]);
    let stopped = [&jam[..], &[(Stopped, 0, 0, 0)]].concat();
    check(&stopped, Stage::Stopped, 0..0, &["one"]);
}

#[test]
fn a_finished_job_prints_again_without_counting_again() {
    let done = [Q, S1, T1, (Right, 1, 0, 0), (Again, 0, 2, 2)];
    check(&done, Stage::Waiting, 1..2, &["one", "two"]);
    let sent = [&done[..], &[S2, T2]].concat();
    check(&sent, Stage::Sent, 1..2, &["one", "two"]);
    for answer in [(Right, 2, 0, 0), (Again, 2, 2, 2), (Nothing, 2, 0, 0)] {
        let standing = after(&[&sent[..], &[answer]].concat());
        assert!(items().iter().all(|item| standing.counts(item)));
        assert_eq!(standing.right_at, 4, "it counts since it was right first");
    }
    let stopped = [&done[..], &[(Stopped, 0, 0, 0)]].concat();
    check(&stopped, Stage::Right, 0..0, &["one", "two"]);
}

#[test]
fn answers_to_another_try_change_nothing() {
    check(&[Q, S1, T1, (Right, 2, 0, 0)], Stage::Sent, 0..3, &[]);
    check(&[Q, (Right, 0, 0, 0)], Stage::Waiting, 0..3, &[]);
    let second = [Q, S1, (Refused, 1, 0, 0), S2];
    check(&second, Stage::Sending, 0..3, &[]);
    let stale = [&second[..], &[(Nothing, 1, 0, 0), (Sent, 1, 0, 0)]].concat();
    check(&stale, Stage::Sending, 0..3, &[]);
    // The printer said no only while it was asked.
    check(&[Q, S1, T1, (Refused, 1, 0, 0)], Stage::Sent, 0..3, &[]);
    // It took them after all.
    check(&[Q, S1, (Nothing, 1, 0, 0), T1], Stage::Sent, 0..3, &[]);
    check(
        &[Q, S1, (Right, 1, 0, 0), T1],
        Stage::Right,
        0..0,
        &["one", "two"],
    );
    check(
        &[Q, S1, (Again, 1, 3, 3), T1],
        Stage::Waiting,
        2..3,
        &["one"],
    );
}

#[test]
fn what_was_unsent_does_not_count_and_stays_so() {
    let done = [Q, S1, T1, (Right, 1, 0, 0), (Mailed, 0, 0, 0)];
    assert!(after(&done).mailed_on.is_some());
    let unsent = [&done[..], &[(Unsent, 0, 0, 0)]].concat();
    check(&unsent, Stage::Unsent, 0..0, &[]);
    assert_eq!(after(&unsent).mailed_on, None);
    for more in [
        S2,
        T2,
        (Right, 1, 0, 0),
        (Again, 0, 1, 1),
        (Mailed, 0, 0, 0),
        (Saved, 0, 0, 0),
    ] {
        check(&[&unsent[..], &[more]].concat(), Stage::Unsent, 0..0, &[]);
    }
    // Before the question is answered there is nothing to unsend, and nothing to mail.
    check(&[Q, S1, T1, (Unsent, 0, 0, 0)], Stage::Sent, 0..3, &[]);
    assert_eq!(after(&[Q, S1, T1, (Mailed, 0, 0, 0)]).mailed_on, None);
}

#[test]
fn a_run_of_before_jobs_counts_and_can_be_unsent() {
    let old = Standing::settled(PAGES, 9, "file");
    assert!(items().iter().all(|item| old.counts(item)));
    let unknown = PrintItem {
        pages: 0,
        ..items()[0].clone()
    };
    assert!(old.counts(&unknown));
    let unsent = go_on(old, PAGES, &[event(10, Unsent, 0, 0, 0)]);
    assert_eq!(unsent.stage, Stage::Unsent);
    assert!(!unsent.counts(&unknown));
}

#[test]
fn in_every_order_of_events_nothing_counts_unasked_or_twice() {
    let all = [
        S1,
        S2,
        T1,
        T2,
        (Refused, 1, 0, 0),
        (Saved, 0, 0, 0),
        (Right, 1, 0, 0),
        (Right, 2, 0, 0),
        (Again, 1, 2, 2),
        (Again, 0, 1, 1),
        (Again, 2, 2, 3),
        (Nothing, 1, 0, 0),
        (Stopped, 0, 0, 0),
        (Unsent, 0, 0, 0),
        (Mailed, 0, 0, 0),
    ];
    let mut tried = 0;
    for code in 0..all.len().pow(5) {
        let (mut rest, mut standing) = (code, Standing::new(PAGES));
        let mut counted = [0; 2];
        let mut unsent = false;
        for at in 1..=5 {
            let (kind, fence, from, to) = all[rest % all.len()];
            rest /= all.len();
            let before = standing.clone();
            standing.apply(&event(at, kind, fence, from, to), PAGES);
            for (item, times) in items().iter().zip(&mut counted) {
                match (before.counts(item), standing.counts(item)) {
                    (false, true) => {
                        *times += 1;
                        assert!(matches!(kind, Saved | Right | Again), "{kind:?}");
                    }
                    (true, false) => assert_eq!(kind, Unsent),
                    _ => (),
                }
            }
            unsent |= standing.stage == Stage::Unsent;
            let open = matches!(
                standing.stage,
                Stage::Waiting | Stage::Sending | Stage::Sent
            );
            assert_eq!(open, !standing.due.is_empty());
            assert!(standing.due.end <= PAGES);
            if standing.stage == Stage::Right {
                assert!(standing.all_right() && standing.right_at != 0);
            }
            // What does not count yet is under way, until the job is stopped or unsent.
            if open {
                for sheet in 0..PAGES {
                    assert!(standing.is_right(sheet) || standing.due.contains(&sheet));
                }
            }
            assert!(before.fence <= standing.fence);
        }
        assert!(
            counted.iter().all(|times| *times <= 1),
            "never a second time"
        );
        assert!(
            !unsent || standing.stage == Stage::Unsent,
            "it stays unsent"
        );
        tried += 1;
    }
    assert_eq!(tried, 15_usize.pow(5));
}

#[test]
fn the_order_in_which_events_arrive_does_not_matter() {
    let events = [
        event(1, Queued, 0, 0, 0),
        event(2, Sending, 1, 0, 0),
        event(3, Sent, 1, 0, 0),
        event(4, Again, 1, 2, 3),
        event(5, Sending, 2, 2, 3),
        event(6, Sent, 2, 2, 3),
        event(7, Right, 2, 2, 3),
        event(8, Mailed, 0, 0, 0),
    ];
    let told = fold(PAGES, &events);
    let mut turned = events.to_vec();
    for _ in 0..events.len() {
        turned.rotate_left(3);
        turned.swap(0, 5);
        assert_eq!(fold(PAGES, &turned), told);
    }
}
