//! An exported log: a first line that says whose it is, how many events it has and the seal of the
//! last, then a line for each event with its number, its seal and the very bytes that were sealed.
//! Every line is JSON; an event's bytes are its `event` member, unchanged.

use std::io::{self, BufRead, Write};

use serde_json::{Value, json};

use crate::{Break, Seal, Walk, from_hex, hex};

/// What the first line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The practice's name.
    pub practice: String,
    /// When it was exported, in words.
    pub made: String,
    /// How many events follow.
    pub events: i64,
    /// The seal of the last one.
    pub head: Seal,
}

impl Header {
    /// The line, without its end.
    pub fn line(&self) -> String {
        json!({
            "claimbench_audit": 1, "practice": self.practice, "made": self.made,
            "events": self.events, "head": hex(&self.head),
        })
        .to_string()
    }

    fn read(line: &[u8]) -> Option<Header> {
        let value: Value = serde_json::from_slice(line).ok()?;
        if value["claimbench_audit"] != 1 {
            return None;
        }
        Some(Header {
            practice: value["practice"].as_str()?.to_owned(),
            made: value["made"].as_str()?.to_owned(),
            events: value["events"].as_i64()?,
            head: from_hex(value["head"].as_str()?.as_bytes())?,
        })
    }
}

/// Writes the line of an event.
///
/// # Errors
/// As the file answers.
pub fn write_event(out: &mut impl Write, n: i64, seal: &Seal, body: &str) -> io::Result<()> {
    writeln!(
        out,
        "{{\"n\":{n},\"hash\":\"{}\",\"event\":{body}}}",
        hex(seal)
    )
}

/// An event's line, taken apart without reading the event.
fn read_event(line: &[u8]) -> Option<(i64, Seal, &[u8])> {
    let rest = line.strip_prefix(b"{\"n\":")?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let n = std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()?;
    let rest = rest[digits..].strip_prefix(b",\"hash\":\"")?;
    let seal = from_hex(rest.get(..64)?)?;
    let body = rest[64..].strip_prefix(b"\",\"event\":")?;
    Some((n, seal, body.strip_suffix(b"}")?))
}

/// Why a file cannot be checked at all.
#[derive(Debug)]
pub enum Trouble {
    /// It cannot be read.
    Disk(io::Error),
    /// Its first line is not that of an exported audit log.
    NotALog,
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Trouble {
        Trouble::Disk(error)
    }
}

/// An event that is known from before: its number and its seal.
pub type Known = (i64, Seal);

/// A break, and the line on which it shows, from 1.
pub type Place = (u64, Break);

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What the first line says.
    pub header: Header,
    /// Events that hold.
    pub walk: Walk,
    /// The first break.
    pub broken: Option<Place>,
}

/// Reads a line without its end; false at the end of the file.
fn next_line(file: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    if file.read_until(b'\n', line)? == 0 {
        return Ok(false);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(true)
}

/// Checks an exported log from its beginning. `known` holds the seals of an earlier export, or of
/// heads that were written down: (event, seal), in order.
///
/// # Errors
/// [`Trouble`] when there is no log to check.
pub fn check(mut file: impl BufRead, known: &[Known]) -> Result<Checked, Trouble> {
    let mut line = Vec::with_capacity(1024);
    if !next_line(&mut file, &mut line)? {
        return Err(Trouble::NotALog);
    }
    let header = Header::read(&line).ok_or(Trouble::NotALog)?;
    let (mut walk, mut at) = (Walk::default(), 1);
    let mut known = known.iter().peekable();
    let mut broken = None;
    while broken.is_none() && next_line(&mut file, &mut line)? {
        at += 1;
        let next = walk.events + 1;
        let Some((n, seal, body)) = read_event(&line) else {
            broken = Some(Break {
                n: next,
                what: format!("event {next} cannot be read"),
            });
            break;
        };
        broken = walk.step(n, body, &seal).err();
        if broken.is_some() && next < n && stands_later(&mut file, next)? {
            // Nothing is missing: it only stands elsewhere.
            broken = Some(Break {
                n: next,
                what: format!("event {n} stands before event {next}: the order was changed"),
            });
        }
        if let (None, Some((_, noted))) = (&broken, known.next_if(|(noted, _)| *noted == n))
            && *noted != seal
        {
            walk.events -= 1;
            broken = Some(Break {
                n,
                what: format!(
                    "event {n} is not the one that was known earlier: the log was forked and written anew from there"
                ),
            });
        }
    }
    let last = known.last().map_or(0, |(n, _)| *n);
    let next = walk.events + 1;
    if broken.is_none() && walk.events < header.events {
        broken = Some(Break {
            n: next,
            what: format!(
                "event {next} is missing: the file ends there, and its first line counts {} events",
                header.events
            ),
        });
    } else if broken.is_none() && (walk.events, walk.head) != (header.events, header.head) {
        broken = Some(Break {
            n: walk.events,
            what: format!(
                "the first line names {} events and another last seal than event {} has",
                header.events, walk.events
            ),
        });
    }
    if broken.is_none() && walk.events < last {
        broken = Some(Break {
            n: next,
            what: format!(
                "event {next} is missing: the log ends before it, and event {last} was known earlier. An older file was put back, or the end was cut off"
            ),
        });
    }
    Ok(Checked {
        header,
        walk,
        broken: broken.map(|broken| (at, broken)),
    })
}

/// Whether an event stands in what is left of the file.
fn stands_later(file: &mut impl BufRead, n: i64) -> io::Result<bool> {
    let mut line = Vec::new();
    while next_line(file, &mut line)? {
        if read_event(&line).is_some_and(|(there, _, _)| there == n) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The seals of an export that holds, in order.
///
/// # Errors
/// [`Trouble`] when it cannot be read; a break of its own is answered as it is.
pub fn read_seals(mut file: impl BufRead) -> Result<Result<Vec<Known>, Place>, Trouble> {
    let mut line = Vec::new();
    if !next_line(&mut file, &mut line)? || Header::read(&line).is_none() {
        return Err(Trouble::NotALog);
    }
    let (mut walk, mut seals, mut at) = (Walk::default(), Vec::new(), 1);
    while next_line(&mut file, &mut line)? {
        at += 1;
        let step = match read_event(&line) {
            Some((n, seal, body)) => walk.step(n, body, &seal),
            None => Err(Break {
                n: walk.events + 1,
                what: format!("event {} cannot be read", walk.events + 1),
            }),
        };
        if let Err(broken) = step {
            return Ok(Err((at, broken)));
        }
        seals.push((walk.events, walk.head));
    }
    Ok(Ok(seals))
}
