//! The log of what happens while the database is shut: failed sign-ins, lockouts, a corrupt slot.
//! A small file beside the slots that is only appended to. Each record is sealed with HPKE to the
//! practice's audit key, whose private half only an open slot gives; records are counted and chained
//! by hash. At the next unlock they are folded into the audit chain, and the file begins again at
//! the count and hash where it ended.
//!
//! Anybody who can write the file can also seal a record, so the chain alone does not show that its
//! end was cut off. That is what the [`Tail`] in the OS store is for: the caller keeps the tail of
//! the last append there, and the tail of the last fold in the database.
//!
//! ```text
//! outside 1 prc_… COUNT HASH                      the beginning, and where the count goes on from
//! N PREVIOUS SEALED HASH                          a record; HASH covers the three before it
//! ```

use std::collections::BTreeSet;

use values::PracticeId;
use zeroize::Zeroizing;

use super::seal::{self, Fields};
use super::secret::AuditKey;

const PURPOSE: &str = "cb/outside/1";
const BEGIN: &str = "outside ";
const VERSION: &str = "1";

/// Where a log ends: how many records there ever were, and the hash of the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tail {
    /// Records since the practice was made.
    pub count: u64,
    /// Hash of the last record; zeros when there was none.
    pub hash: [u8; 32],
}

/// Bytes to append to the file, and its tail then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// What to append, in one write.
    pub bytes: Vec<u8>,
    /// The tail to keep in the OS store.
    pub tail: Tail,
}

/// What a log holds that was not folded yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// What could be read, in the order of the file.
    pub events: Vec<OutsideEvent>,
    /// What was noticed; empty when nothing is missing and nothing was changed.
    pub problems: Vec<OutsideProblem>,
    /// Where the log goes on from: what the database keeps with the folded events, and what
    /// [`Outside::beginning`] takes.
    pub tail: Tail,
}

/// Something that happened while the database was shut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideEvent {
    /// Its number, counted from 1 since the practice was made.
    pub n: u64,
    /// When, in UTC milliseconds of the machine's clock.
    pub at_ms: u64,
    /// The bytes that were appended.
    pub body: Vec<u8>,
}

/// What is wrong with a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutsideProblem {
    /// The last line stops in the middle, as when power fails.
    #[error("The last record of the outside log is cut off.")]
    CutShort,
    /// A line is neither a beginning nor a record.
    #[error("Line {line} of the outside log cannot be read.")]
    Unreadable {
        /// Which line, counted from 1.
        line: usize,
    },
    /// Records are not there.
    #[error("{}", missing_says(*from, *to))]
    Missing {
        /// The first.
        from: u64,
        /// The last.
        to: u64,
    },
    /// A record is not what was written.
    #[error("Record {n} of the outside log was changed.")]
    Changed {
        /// Which.
        n: u64,
    },
    /// A record stands after a later one, or twice.
    #[error("Record {n} of the outside log is out of its place.")]
    OutOfPlace {
        /// Which.
        n: u64,
    },
    /// The file belongs to another practice.
    #[error("The outside log is of another practice.")]
    OtherPractice,
    /// The file was made by a newer version.
    #[error("The outside log was made by a newer version of Claimbench.")]
    NewerVersion,
}

impl Tail {
    /// The tail as it is stored: `COUNT HASH`.
    pub fn to_text(&self) -> String {
        format!("{} {}", self.count, seal::hex(&self.hash))
    }

    /// Reads what [`Tail::to_text`] wrote; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Tail> {
        let (count, hash) = text.trim().split_once(' ')?;
        Some(Tail {
            count: whole(count)?,
            hash: seal::unhex_exact(hash)?,
        })
    }
}

impl Outside {
    /// The bytes of a file that goes on after `tail`: what replaces it once its events are folded.
    pub fn beginning(practice: PracticeId, tail: &Tail) -> Vec<u8> {
        format!("{BEGIN}{VERSION} {practice} {}\n", tail.to_text()).into_bytes()
    }

    /// Seals an event to be appended to `file` (the bytes as they are now; empty when there is no
    /// file). `seen` is the tail that the OS store keeps: when the file ends before it, the count
    /// goes on from there, and the gap stays to be seen. `None` when `audit_public` is no key.
    pub fn append(
        file: &[u8],
        practice: PracticeId,
        audit_public: &[u8; 32],
        seen: Option<&Tail>,
        event: &[u8],
        now_ms: u64,
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Option<Appended> {
        let mut bytes = Vec::new();
        if !file.is_empty() && !file.ends_with(b"\n") {
            bytes.push(b'\n');
        }
        let in_file = last(file, practice);
        let previous = match (in_file, seen) {
            (Some(last), Some(seen)) if seen.count < last.count && near(seen, &last) => last,
            (_, Some(seen)) => *seen,
            (last, None) => last.unwrap_or_default(),
        };
        if in_file.is_none() {
            bytes.extend(Outside::beginning(practice, &previous));
        }
        let n = previous.count.checked_add(1)?;
        let plain = Zeroizing::new([&now_ms.to_le_bytes()[..], event].concat());
        let bound = bound(practice, n, &previous.hash);
        let sealed = seal::seal_to(audit_public, PURPOSE, &plain, &bound, random)?;
        let record = Record {
            n,
            previous: previous.hash,
            sealed,
        };
        let tail = Tail {
            count: n,
            hash: record.hash(practice),
        };
        let (before, sealed) = (seal::hex(&record.previous), seal::hex(&record.sealed));
        bytes.extend(format!("{n} {before} {sealed} {}\n", seal::hex(&tail.hash)).into_bytes());
        Some(Appended { bytes, tail })
    }

    /// Opens a log (empty when there is no file): everything after `folded`, the tail that the
    /// database keeps, and everything that does not fit it or `seen`, the tail that the OS store
    /// keeps. Reading does not stop at the first fault.
    pub fn open(
        file: &[u8],
        practice: PracticeId,
        folded: &Tail,
        seen: Option<&Tail>,
        key: &AuditKey,
    ) -> Outside {
        let mut reading = Reading {
            practice,
            folded,
            seen,
            at: None,
            read: BTreeSet::new(),
            outside: Outside {
                events: Vec::new(),
                problems: Vec::new(),
                tail: *folded,
            },
        };
        for (n, (line, whole)) in (1..).zip(lines(file)) {
            match Line::parse(line, practice) {
                Line::Begin(tail) => reading.begin(tail, n),
                Line::Record(record, hash) => reading.record(&record, hash, n, key),
                Line::OtherPractice => reading.notice(OutsideProblem::OtherPractice),
                Line::NewerVersion => reading.notice(OutsideProblem::NewerVersion),
                Line::Garbage if whole => reading.notice(OutsideProblem::Unreadable { line: n }),
                Line::Garbage => reading.notice(OutsideProblem::CutShort),
            }
        }
        reading.end()
    }
}

/// A record as it stands in the file.
struct Record {
    n: u64,
    previous: [u8; 32],
    sealed: Vec<u8>,
}

impl Record {
    fn hash(&self, practice: PracticeId) -> [u8; 32] {
        Fields::of("cb/outside-chain/1")
            .text(&practice.to_string())
            .number(self.n)
            .bytes(&self.previous)
            .bytes(&self.sealed)
            .sha256()
    }
}

/// What the seal of a record is bound to.
fn bound(practice: PracticeId, n: u64, previous: &[u8; 32]) -> Fields {
    Fields::of(PURPOSE)
        .text(&practice.to_string())
        .number(n)
        .bytes(previous)
}

enum Line {
    Begin(Tail),
    Record(Record, [u8; 32]),
    OtherPractice,
    NewerVersion,
    Garbage,
}

impl Line {
    fn parse(line: &[u8], practice: PracticeId) -> Line {
        let parsed =
            std::str::from_utf8(line)
                .ok()
                .and_then(|text| match text.strip_prefix(BEGIN) {
                    Some(rest) => Line::beginning(rest, practice),
                    None => Line::sealed(text, practice),
                });
        parsed.unwrap_or(Line::Garbage)
    }

    fn beginning(text: &str, practice: PracticeId) -> Option<Line> {
        let (version, rest) = text.split_once(' ')?;
        if version != VERSION {
            return whole(version).map(|_| Line::NewerVersion);
        }
        let (of, tail) = rest.split_once(' ')?;
        let (of, tail) = (of.parse::<PracticeId>().ok()?, Tail::from_text(tail)?);
        Some(if of == practice {
            Line::Begin(tail)
        } else {
            Line::OtherPractice
        })
    }

    /// A record is one only when its hash fits: a line that was cut off or changed is none.
    fn sealed(text: &str, practice: PracticeId) -> Option<Line> {
        let mut parts = text.split(' ');
        let mut next = || parts.next();
        let record = Record {
            n: whole(next()?)?,
            previous: seal::unhex_exact(next()?)?,
            sealed: seal::unhex(next()?)?,
        };
        let hash = seal::unhex_exact(next()?)?;
        (next().is_none() && record.hash(practice) == hash).then_some(Line::Record(record, hash))
    }
}

/// A number in the one spelling that is written.
fn whole(text: &str) -> Option<u64> {
    text.parse()
        .ok()
        .filter(|number: &u64| number.to_string() == text)
}

/// The lines of a file, and whether each has its end.
fn lines(file: &[u8]) -> impl Iterator<Item = (&[u8], bool)> {
    file.split_inclusive(|byte| *byte == b'\n')
        .map(|line| match line.strip_suffix(b"\n") {
            Some(line) => (line, true),
            None => (line, false),
        })
}

/// Where the count of a file stands.
fn last(file: &[u8], practice: PracticeId) -> Option<Tail> {
    lines(file)
        .filter_map(|(line, _)| match Line::parse(line, practice) {
            Line::Begin(tail) => Some(tail),
            Line::Record(record, hash) => Some(Tail {
                count: record.n,
                hash,
            }),
            _ => None,
        })
        .reduce(|at, next| {
            if at.count < next.count && near(&at, &next) {
                next
            } else {
                at
            }
        })
}

/// True when the count can have grown from one to the other. A forged record with an enormous
/// number would otherwise use up the count for good.
fn near(from: &Tail, to: &Tail) -> bool {
    to.count.saturating_sub(from.count) <= 1 << 20
}

fn missing_says(from: u64, to: u64) -> String {
    if from == to {
        format!("Record {from} of the outside log is missing.")
    } else {
        format!("Records {from} to {to} of the outside log are missing.")
    }
}

/// A log being read.
struct Reading<'a> {
    practice: PracticeId,
    folded: &'a Tail,
    seen: Option<&'a Tail>,
    /// Where the chain stands; nowhere before the first line.
    at: Option<Tail>,
    /// The numbers of the events that were read.
    read: BTreeSet<u64>,
    outside: Outside,
}

impl Reading<'_> {
    fn notice(&mut self, problem: OutsideProblem) {
        if !self.outside.problems.contains(&problem) {
            self.outside.problems.push(problem);
        }
    }

    fn begin(&mut self, tail: Tail, line: usize) {
        let at = self.at.unwrap_or(*self.folded);
        if !near(&at, &tail) {
            self.notice(OutsideProblem::Unreadable { line });
        } else if at.count < tail.count {
            self.notice(OutsideProblem::Missing {
                from: at.count + 1,
                to: tail.count,
            });
            self.step(tail);
        } else if self.at.is_none() {
            // A file whose events were folded, but which was not begun again, starts before.
            self.step(tail);
        } else if at != tail {
            self.notice(OutsideProblem::OutOfPlace { n: tail.count });
        }
    }

    fn record(&mut self, record: &Record, hash: [u8; 32], line: usize, key: &AuditKey) {
        let at = self.at.unwrap_or(*self.folded);
        let tail = Tail {
            count: record.n,
            hash,
        };
        if !near(&at, &tail) {
            return self.notice(OutsideProblem::Unreadable { line });
        }
        if record.n <= at.count {
            self.notice(OutsideProblem::OutOfPlace { n: record.n });
        } else {
            if at.count + 1 < record.n {
                self.notice(OutsideProblem::Missing {
                    from: at.count + 1,
                    to: record.n - 1,
                });
            } else if record.previous != at.hash {
                self.notice(OutsideProblem::Changed { n: at.count });
            }
            self.step(tail);
        }
        if self.folded.count < record.n && self.read.insert(record.n) {
            match self.event(record, key) {
                Some(event) => self.outside.events.push(event),
                None => self.notice(OutsideProblem::Changed { n: record.n }),
            }
        }
    }

    fn event(&self, record: &Record, key: &AuditKey) -> Option<OutsideEvent> {
        let bound = bound(self.practice, record.n, &record.previous);
        let plain = seal::open_with(key.as_bytes(), PURPOSE, &record.sealed, &bound)?;
        let (at_ms, body) = plain.split_first_chunk::<8>()?;
        Some(OutsideEvent {
            n: record.n,
            at_ms: u64::from_le_bytes(*at_ms),
            body: body.to_vec(),
        })
    }

    /// Goes on to a tail, and holds it against what is known from elsewhere.
    fn step(&mut self, tail: Tail) {
        self.at = Some(tail);
        let known = [Some(self.folded), self.seen];
        if known
            .into_iter()
            .flatten()
            .any(|known| known.count == tail.count && *known != tail)
        {
            self.notice(OutsideProblem::Changed { n: tail.count });
        }
    }

    fn end(mut self) -> Outside {
        let known = [Some(*self.folded), self.seen.copied()]
            .into_iter()
            .flatten();
        let furthest = known.reduce(|a, b| if a.count < b.count { b } else { a });
        let furthest = furthest.unwrap_or_default();
        let at = self.at.unwrap_or(*self.folded);
        if at.count < furthest.count {
            self.notice(OutsideProblem::Missing {
                from: at.count + 1,
                to: furthest.count,
            });
        }
        self.outside.tail = if at.count < furthest.count {
            furthest
        } else {
            at
        };
        self.outside
    }
}

#[cfg(test)]
mod tests {
    use super::OutsideProblem::*;
    use super::*;
    use crate::keys::testing::{Random, random};

    struct Log {
        practice: PracticeId,
        key: AuditKey,
        file: Vec<u8>,
        seen: Option<Tail>,
        random: Random,
    }

    impl Log {
        fn new() -> Log {
            let mut random = random("outside");
            Log {
                practice: PracticeId::new(1, [1; 10]),
                key: AuditKey::new(&mut random),
                file: Vec::new(),
                seen: None,
                random,
            }
        }

        fn with(events: u64) -> Log {
            let mut log = Log::new();
            for n in 1..=events {
                log.append(&format!("event {n}"));
            }
            log
        }

        fn append(&mut self, event: &str) {
            let now_ms = 1_000 + self.seen.map_or(0, |tail| tail.count);
            let appended = Outside::append(
                &self.file,
                self.practice,
                &self.key.public(),
                self.seen.as_ref(),
                event.as_bytes(),
                now_ms,
                &mut *self.random,
            )
            .unwrap();
            self.file.extend(appended.bytes);
            self.seen = Some(appended.tail);
        }

        fn open(&self, file: &[u8], folded: &Tail) -> Outside {
            Outside::open(file, self.practice, folded, self.seen.as_ref(), &self.key)
        }

        /// The file with its lines as `change` leaves them; line 0 is the beginning.
        fn changed(&self, change: impl FnOnce(&mut Vec<String>)) -> Vec<u8> {
            let text = String::from_utf8(self.file.clone()).unwrap();
            let mut lines = text.lines().map(str::to_owned).collect();
            change(&mut lines);
            lines
                .iter()
                .map(|line| format!("{line}\n"))
                .collect::<String>()
                .into_bytes()
        }
    }

    fn numbers(outside: &Outside) -> Vec<u64> {
        outside.events.iter().map(|event| event.n).collect()
    }

    #[test]
    fn what_was_appended_is_read_in_order() {
        let log = Log::with(3);
        let outside = log.open(&log.file, &Tail::default());
        assert_eq!(outside.problems, []);
        assert_eq!(
            outside.events,
            [
                (1, 1_000, "event 1"),
                (2, 1_001, "event 2"),
                (3, 1_002, "event 3")
            ]
            .map(|(n, at_ms, body)| OutsideEvent {
                n,
                at_ms,
                body: body.into()
            })
        );
        assert_eq!(Some(outside.tail), log.seen);
        assert_eq!(log.open(b"", &outside.tail).problems, []);
    }

    #[test]
    fn the_file_shows_no_event_without_the_key() {
        let log = Log::with(1);
        assert!(!log.file.windows(5).any(|part| part == b"event"));
        assert!(
            !log.file
                .windows(10)
                .any(|part| part == seal::hex(b"event").as_bytes())
        );
        let other = AuditKey::new(&mut random("another"));
        let outside = Outside::open(
            &log.file,
            log.practice,
            &Tail::default(),
            log.seen.as_ref(),
            &other,
        );
        assert_eq!(
            (outside.events, outside.problems),
            (vec![], vec![Changed { n: 1 }])
        );
    }

    #[test]
    fn tampering_is_named() {
        let log = Log::with(5);
        let check = |change: fn(&mut Vec<String>), read: &[u64], want: &[OutsideProblem]| {
            let outside = log.open(&log.changed(change), &Tail::default());
            assert_eq!(outside.problems, want);
            assert_eq!(numbers(&outside), read);
            assert_eq!(outside.tail.count, 5);
        };
        check(|_| (), &[1, 2, 3, 4, 5], &[]);
        check(
            |l| drop(l.remove(3)),
            &[1, 2, 4, 5],
            &[Missing { from: 3, to: 3 }],
        );
        check(
            |l| drop(l.remove(1)),
            &[2, 3, 4, 5],
            &[Missing { from: 1, to: 1 }],
        );
        check(|l| l.truncate(4), &[1, 2, 3], &[Missing { from: 4, to: 5 }]);
        check(|l| l.truncate(1), &[], &[Missing { from: 1, to: 5 }]);
        check(|l| l.clear(), &[], &[Missing { from: 1, to: 5 }]);
        check(
            |l| l.swap(2, 3),
            &[1, 3, 2, 4, 5],
            &[Missing { from: 2, to: 2 }, OutOfPlace { n: 2 }],
        );
        check(
            |l| l.insert(4, l[2].clone()),
            &[1, 2, 3, 4, 5],
            &[OutOfPlace { n: 2 }],
        );
        check(
            |l| l[2] = l[2].replace(' ', "  "),
            &[1, 3, 4, 5],
            &[Unreadable { line: 3 }, Missing { from: 2, to: 2 }],
        );
        check(
            |l| l.insert(2, String::new()),
            &[1, 2, 3, 4, 5],
            &[Unreadable { line: 3 }],
        );
        check(|l| drop(l.remove(0)), &[1, 2, 3, 4, 5], &[]);
        check(
            |l| l[0] = "outside 2 more".into(),
            &[1, 2, 3, 4, 5],
            &[NewerVersion],
        );
        check(
            |l| l[0] = l[0].replace(" 0 ", " 3 "),
            &[1, 2, 3, 4, 5],
            &[
                Missing { from: 1, to: 3 },
                OutOfPlace { n: 1 },
                OutOfPlace { n: 2 },
                OutOfPlace { n: 3 },
                Changed { n: 3 },
            ],
        );
    }

    #[test]
    fn a_flipped_bit_anywhere_is_noticed() {
        let log = Log::with(2);
        for at in 0..log.file.len() {
            for bit in [0, 5, 7] {
                let mut file = log.file.clone();
                file[at] ^= 1 << bit;
                let outside = log.open(&file, &Tail::default());
                assert!(!outside.problems.is_empty(), "byte {at}, bit {bit}");
            }
        }
    }

    #[test]
    fn a_forged_end_is_noticed_by_the_tail_of_the_os_store() {
        let log = Log::with(3);
        let mut forged = log.changed(|lines| lines.truncate(2));
        for _ in 2..=3 {
            let appended = Outside::append(
                &forged,
                log.practice,
                &log.key.public(),
                None,
                b"nothing happened",
                1,
                &mut random("forger"),
            )
            .unwrap();
            forged.extend(appended.bytes);
        }
        assert_eq!(
            log.open(&forged, &Tail::default()).problems,
            [Changed { n: 3 }]
        );
    }

    #[test]
    fn a_cut_file_goes_on_where_it_was_and_the_gap_stays() {
        let mut log = Log::with(4);
        log.file = log.changed(|lines| lines.truncate(3));
        log.append("event 5");
        let outside = log.open(&log.file, &Tail::default());
        assert_eq!(numbers(&outside), [1, 2, 5]);
        assert_eq!(outside.problems, [Missing { from: 3, to: 4 }]);

        log.file.clear();
        log.append("event 6");
        let outside = log.open(&log.file, &Tail::default());
        assert_eq!(numbers(&outside), [6]);
        assert_eq!(outside.problems, [Missing { from: 1, to: 5 }]);
    }

    #[test]
    fn a_record_cut_off_by_a_power_cut_loses_only_itself() {
        let whole = Log::with(3);
        let second_ends = whole.changed(|lines| lines.truncate(3)).len();
        for cut in second_ends + 1..whole.file.len() - 1 {
            let mut log = Log::with(2);
            log.file = whole.file[..cut].to_vec();
            assert_eq!(log.open(&log.file, &Tail::default()).problems, [CutShort]);
            log.append("event 3");
            let outside = log.open(&log.file, &Tail::default());
            assert_eq!(numbers(&outside), [1, 2, 3]);
            assert_eq!(outside.problems, [Unreadable { line: 4 }]);
        }
        // Only the end of the line is missing: the record is whole.
        let outside = whole.open(&whole.file[..whole.file.len() - 1], &Tail::default());
        assert_eq!(
            (numbers(&outside), outside.problems),
            (vec![1, 2, 3], vec![])
        );
    }

    #[test]
    fn the_os_store_may_lag_by_one_append() {
        let mut log = Log::with(2);
        let lagging = log.seen;
        log.append("event 3");
        log.seen = lagging;
        log.append("event 4");
        let outside = log.open(&log.file, &Tail::default());
        assert_eq!(
            (numbers(&outside), outside.problems),
            (vec![1, 2, 3, 4], vec![])
        );
    }

    #[test]
    fn a_folded_log_begins_again_with_the_count_going_on() {
        let mut log = Log::with(2);
        let folded = log.open(&log.file, &Tail::default()).tail;
        // Folded, but the file was not replaced in time: nothing is read twice.
        log.append("event 3");
        let outside = log.open(&log.file, &folded);
        assert_eq!(
            (numbers(&outside), &outside.problems[..]),
            (vec![3], &[][..])
        );

        log.file = Outside::beginning(log.practice, &outside.tail);
        log.append("event 4");
        let again = log.open(&log.file, &outside.tail);
        assert_eq!((numbers(&again), again.problems), (vec![4], vec![]));
        // A database from before the fold misses what was folded into the later one.
        let older = log.open(&log.file, &folded);
        assert_eq!(
            (numbers(&older), older.problems),
            (vec![4], vec![Missing { from: 3, to: 3 }])
        );
    }

    #[test]
    fn a_log_of_another_practice_is_not_ours() {
        let mut log = Log::with(2);
        log.practice = PracticeId::new(2, [2; 10]);
        log.seen = None;
        let outside = log.open(&log.file, &Tail::default());
        assert_eq!(outside.events, []);
        assert_eq!(outside.problems[0], OtherPractice);
        log.append("event 1");
        assert_eq!(numbers(&log.open(&log.file, &Tail::default())), [1]);
    }

    #[test]
    fn a_forged_number_does_not_use_up_the_count() {
        let mut log = Log::with(2);
        let enormous = Tail {
            count: u64::MAX - 1,
            hash: [0; 32],
        };
        let forged = Outside::append(
            b"",
            log.practice,
            &log.key.public(),
            Some(&enormous),
            b"x",
            1,
            &mut random("forger"),
        )
        .unwrap();
        log.file.extend(forged.bytes);
        log.append("event 3");
        let outside = log.open(&log.file, &Tail::default());
        assert_eq!(numbers(&outside), [1, 2, 3]);
        assert_eq!(
            outside.problems,
            [Unreadable { line: 4 }, Unreadable { line: 5 }]
        );
        assert_eq!(outside.tail.count, 3);
    }

    #[test]
    fn a_tail_reads_back() {
        let tail = Log::with(3).seen.unwrap();
        assert_eq!(
            Tail::from_text(&format!("{}\n", tail.to_text())),
            Some(tail)
        );
        for other in ["", "3", "03 00", "3 00", "-1 00"] {
            assert_eq!(Tail::from_text(other), None);
        }
    }
}
