//! `claimbench-verify LOG [--since EARLIER] [--head N:SEAL]`: checks an exported audit log on any
//! computer, without keys to anything. Exit codes: 0 whole, 1 broken, 2 wrong use or not a log.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chain::{Break, Checked, Seal, Trouble};

const USE: &str = "claimbench-verify LOG [--since EARLIER] [--head N:SEAL]

  LOG              an audit log that Claimbench exported
  --since EARLIER  an export of the same log from before: all of it must still be there, unchanged
  --head N:SEAL    the number and the seal of an event, as they were written down earlier

Exit codes: 0 the log is whole, 1 it is broken, 2 it cannot be checked.";

/// What was asked.
struct Ask {
    log: PathBuf,
    since: Option<PathBuf>,
    heads: Vec<(i64, Seal)>,
}

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().skip(1).collect();
    if words.iter().any(|word| word == "--help" || word == "-h") {
        say(USE);
        return ExitCode::SUCCESS;
    }
    let Some(ask) = read(words) else {
        complain(USE);
        return ExitCode::from(2);
    };
    match run(&ask) {
        Ok(code) => code,
        Err(says) => {
            complain(&says);
            ExitCode::from(2)
        }
    }
}

/// A closed pipe is no reason to say more.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

fn read(words: Vec<OsString>) -> Option<Ask> {
    let (mut log, mut since, mut heads) = (None, None, Vec::new());
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        if word == "--since" {
            since = Some(words.next()?.into());
        } else if word == "--head" {
            let noted = words.next()?;
            let (n, seal) = noted.to_str()?.split_once(':')?;
            heads.push((n.parse().ok()?, chain::from_hex(seal.as_bytes())?));
        } else if log.is_none() && !word.to_string_lossy().starts_with('-') {
            log = Some(word.into());
        } else {
            return None;
        }
    }
    heads.sort_unstable();
    Some(Ask {
        log: log?,
        since,
        heads,
    })
}

fn open(path: &Path) -> Result<BufReader<File>, String> {
    File::open(path)
        .map(|file| BufReader::with_capacity(1 << 20, file))
        .map_err(|error| format!("{} cannot be opened: {error}", path.display()))
}

fn sorry(path: &Path) -> impl Fn(Trouble) -> String + '_ {
    move |trouble| match trouble {
        Trouble::Disk(error) => format!("{} cannot be read: {error}", path.display()),
        Trouble::NotALog => format!(
            "{} is not an audit log that Claimbench exported: its first line does not say so.",
            path.display()
        ),
    }
}

fn run(ask: &Ask) -> Result<ExitCode, String> {
    let mut known = ask.heads.clone();
    if let Some(earlier) = &ask.since {
        match chain::read_seals(open(earlier)?).map_err(sorry(earlier))? {
            Ok(seals) => known.extend(seals),
            Err((line, broken)) => {
                say(&format!(
                    "The earlier export is itself broken.\n{}",
                    place(line, &broken)
                ));
                return Ok(ExitCode::from(1));
            }
        }
        known.sort_unstable();
        known.dedup();
    }
    let checked = chain::check(open(&ask.log)?, &known).map_err(sorry(&ask.log))?;
    say(&told(&checked));
    Ok(if checked.broken.is_some() {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}

fn place(line: u64, broken: &Break) -> String {
    format!(
        "Broken at event {}, line {line}: {}.",
        broken.n, broken.what
    )
}

fn told(checked: &Checked) -> String {
    let Checked {
        header,
        walk,
        broken,
    } = checked;
    let events = walk.events;
    match broken {
        None => format!(
            "Whole: {events} events of {}, exported {}.\nHead: {events}:{}",
            header.practice,
            header.made,
            chain::hex(&walk.head)
        ),
        Some((line, broken)) => format!(
            "{}\n{events} events before that hold; the last of them is sealed {events}:{}",
            place(*line, broken),
            chain::hex(&walk.head)
        ),
    }
}
