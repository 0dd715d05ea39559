//! The language of the scenarios in tests/window: one step a line, in the words of somebody who sits
//! before the window. tests/window/README.md lists the steps.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::driver;

/// How long a step waits for what it needs, unless it says otherwise.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a person would point at: its kind and its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// One of [`KINDS`].
    pub kind: String,
    /// Its visible name, or a selector when the kind is `css`.
    pub name: String,
}

/// The kinds that page.js knows.
const KINDS: [&str; 18] = [
    "any", "text", "css", "button", "link", "field", "check", "radio", "option", "item", "tab",
    "row", "cell", "group", "region", "dialog", "heading", "status",
];

/// One thing that is done in the window or looked for in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Verb {
    /// Sets a variable of the app's environment, before it starts.
    Env(String, String),
    /// Adds an argument of the app, before it starts.
    Arg(String),
    /// Starts the app.
    Start,
    /// Closes its window and starts it again on the same files.
    Restart,
    /// Closes its window.
    Quit,
    /// Waits until the thing shows.
    See(Target),
    /// Waits until the thing does not show any more.
    Gone(Target),
    /// Clicks it.
    Click(Target),
    /// Clicks a field, takes out what is in it and types.
    Fill(Target, String),
    /// Types into whatever has the focus.
    Type(String),
    /// Presses a chord that many times.
    Press(Vec<char>, u32),
    /// Waits until the thing has the focus.
    Focus(Target),
    /// Waits until a field holds the text.
    Value(Target, String),
    /// Makes the page that large, in CSS pixels.
    Size(u32, u32),
    /// Takes a picture of the page or of one thing in it.
    Shot(String, Option<Target>),
    /// Lets axe-core look for violations of WCAG 2.2 A and AA.
    Axe,
    /// Pictures and axe-core in both themes and in the smallest and the largest size.
    Look(String),
    /// Runs a statement in the page.
    Script(String),
    /// Waits until an expression is true in the page.
    True(String),
    /// Answers the system's dialog whose title holds the first text with a path, by the keyboard.
    Answer(String, String),
    /// Runs claimbench-cli, which must end with the code.
    Cli(i32, Vec<String>),
    /// What claimbench-cli printed last holds the text.
    Says(String),
    /// Waits until a file is there and not empty.
    File(String),
    /// Waits until a PDF is there whose words hold the text.
    Pdf(String, String),
    /// Makes a PNG beside the pictures out of the first page of a PDF.
    Picture(String, String),
    /// No file below the folder holds the text.
    Nowhere(String, String),
    /// Leaves the app alone for a while and measures its memory.
    Memory,
    /// Starts to count keys and clicks anew.
    Count,
    /// At most that many keys were pressed since.
    Keys(u32),
    /// At most that many clicks were made since.
    Clicks(u32),
    /// Tells the person who waits.
    Say(String),
    /// Says what an expression of the page's is.
    Tell(String),
}

/// A step and where it stands.
#[derive(Clone, Debug)]
pub struct Step {
    /// File and line, for messages.
    pub place: String,
    /// The line as it was written.
    pub line: String,
    /// What it does.
    pub verb: Verb,
    /// How long it waits.
    pub patience: Duration,
}

/// A file of steps.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The file's name without its ending.
    pub name: String,
    /// Files without which it is skipped, as written.
    pub needs: Vec<String>,
    /// The steps.
    pub steps: Vec<Step>,
}

/// The scenarios of a folder, by name.
pub fn scenarios(folder: &Path) -> Result<Vec<Scenario>, String> {
    let entries = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = entries
        .filter(|path| path.extension().is_some_and(|end| end == "scenario"))
        .collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

/// Reads a scenario and everything that it includes.
pub fn read(path: &Path) -> Result<Scenario, String> {
    let name = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut scenario = Scenario {
        name,
        needs: Vec::new(),
        steps: Vec::new(),
    };
    read_into(&mut scenario, path, 0)?;
    Ok(scenario)
}

fn read_into(scenario: &mut Scenario, path: &Path, depth: u32) -> Result<(), String> {
    let short = crate::tree::short(path);
    let source = fs::read_to_string(path).map_err(|fault| format!("{short}: {fault}"))?;
    for (n, line) in source.lines().enumerate() {
        let place = format!("{short}:{}", n + 1);
        let at = |fault: String| format!("{place}: {fault}");
        let mut words = words(line).map_err(at)?;
        let patience = match words.as_slice() {
            [.., within, seconds] if within == "within" => {
                let seconds = seconds
                    .parse()
                    .map_err(|_| at("`within` takes seconds".into()))?;
                words.truncate(words.len() - 2);
                Duration::from_secs(seconds)
            }
            _ => PATIENCE,
        };
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            [] => {}
            ["needs", file] => scenario.needs.push((*file).to_owned()),
            ["include", name] if depth < 4 => {
                let folder = path.parent().unwrap_or(Path::new("."));
                // A shared part may include another one of its own folder.
                let common = if depth == 0 {
                    folder.join("common")
                } else {
                    folder.to_path_buf()
                };
                read_into(
                    scenario,
                    &common.join(format!("{name}.scenario")),
                    depth + 1,
                )?;
            }
            words => {
                let verb = verb(words).map_err(at)?;
                scenario.steps.push(Step {
                    place,
                    line: line.trim().to_owned(),
                    verb,
                    patience,
                });
            }
        }
    }
    Ok(())
}

/// The words of a line. Quotes keep spaces, and inside them a backslash keeps a quote; a `#` at the
/// start of a word begins a remark. A quoted word never reads as `within`.
fn words(line: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut letters = line.chars().peekable();
    loop {
        while letters.next_if(|letter| letter.is_whitespace()).is_some() {}
        match letters.peek() {
            None | Some('#') => return Ok(words),
            Some('"') => {
                letters.next();
                let mut word = String::new();
                loop {
                    match letters.next() {
                        Some('"') => break,
                        Some('\\') => match letters.next() {
                            Some('n') => word.push('\n'),
                            Some(letter) => word.push(letter),
                            None => return Err("a quote is not closed".into()),
                        },
                        Some(letter) => word.push(letter),
                        None => return Err("a quote is not closed".into()),
                    }
                }
                words.push(word);
            }
            Some(_) => {
                let mut word = String::new();
                while let Some(letter) = letters.next_if(|letter| !letter.is_whitespace()) {
                    word.push(letter);
                }
                words.push(word);
            }
        }
    }
}

fn verb(words: &[&str]) -> Result<Verb, String> {
    Ok(match words {
        ["env", name, value] => Verb::Env((*name).into(), (*value).into()),
        ["arg", value] => Verb::Arg((*value).into()),
        ["start"] => Verb::Start,
        ["restart"] => Verb::Restart,
        ["quit"] => Verb::Quit,
        ["see", target @ ..] => Verb::See(target_or_text(target)?),
        ["gone", target @ ..] => Verb::Gone(target_or_text(target)?),
        ["click", target @ ..] => Verb::Click(self::target(target, "any")?),
        ["fill", name, "with", words] => {
            Verb::Fill(self::target(&[name], "field")?, (*words).into())
        }
        ["fill", kind, name, "with", words] => {
            Verb::Fill(self::target(&[kind, name], "field")?, (*words).into())
        }
        ["type", words] => Verb::Type((*words).into()),
        ["press", chord] => Verb::Press(driver::chord(chord)?, 1),
        ["press", chord, count, "times"] => Verb::Press(driver::chord(chord)?, whole(count)?),
        ["focus", target @ ..] => Verb::Focus(self::target(target, "field")?),
        ["value", name, "is", words] => {
            Verb::Value(self::target(&[name], "field")?, (*words).into())
        }
        ["value", kind, name, "is", words] => {
            Verb::Value(self::target(&[kind, name], "field")?, (*words).into())
        }
        ["size", width, height] => Verb::Size(whole(width)?, whole(height)?),
        ["shot", name] => Verb::Shot((*name).into(), None),
        ["shot", name, "of", target @ ..] => {
            Verb::Shot((*name).into(), Some(target_or_text(target)?))
        }
        ["axe"] => Verb::Axe,
        ["look", name] => Verb::Look((*name).into()),
        ["script", source] => Verb::Script((*source).into()),
        ["true", source] => Verb::True((*source).into()),
        ["answer", title, "with", path] => Verb::Answer((*title).into(), (*path).into()),
        ["cli", args @ ..] => Verb::Cli(0, owned(args)),
        ["cli-exits", code, args @ ..] => Verb::Cli(
            code.parse()
                .map_err(|_| format!("`{code}` is not a code"))?,
            owned(args),
        ),
        ["says", words] => Verb::Says((*words).into()),
        ["file", path] => Verb::File((*path).into()),
        ["pdf", path, "says", words] => Verb::Pdf((*path).into(), (*words).into()),
        ["picture", path, "as", name] => Verb::Picture((*path).into(), (*name).into()),
        ["nowhere", folder, words] => Verb::Nowhere((*folder).into(), (*words).into()),
        ["memory"] => Verb::Memory,
        ["count"] => Verb::Count,
        ["keys", "at", "most", n] => Verb::Keys(whole(n)?),
        ["clicks", "at", "most", n] => Verb::Clicks(whole(n)?),
        ["say", words] => Verb::Say((*words).into()),
        ["tell", source] => Verb::Tell((*source).into()),
        [first, ..] => return Err(format!("`{first}` is not a step, or not with these words")),
        [] => return Err("an empty step".into()),
    })
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn whole(word: &str) -> Result<u32, String> {
    word.parse()
        .map_err(|_| format!("`{word}` is not a whole number"))
}

/// What is only named is any text of the page.
fn target_or_text(words: &[&str]) -> Result<Target, String> {
    target(words, "text")
}

fn target(words: &[&str], kind: &str) -> Result<Target, String> {
    let (kind, name) = match words {
        // `see dialog`: any dialog at all.
        [word] if KINDS.contains(word) && !matches!(*word, "any" | "text" | "css") => (*word, ""),
        [name] => (kind, *name),
        [kind, name] => (*kind, *name),
        _ => return Err("one thing is named by its kind and its name".into()),
    };
    if !KINDS.contains(&kind) {
        return Err(format!(
            "`{kind}` is not a kind; there are {}",
            KINDS.join(" ")
        ));
    }
    Ok(Target {
        kind: kind.to_owned(),
        name: name.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, want: Result<Verb, &str>) {
        let words = words(line).unwrap();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(verb(&words), want.map_err(str::to_owned));
    }

    fn thing(kind: &str, name: &str) -> Target {
        Target {
            kind: kind.into(),
            name: name.into(),
        }
    }

    #[test]
    fn steps_read_as_they_are_spoken() {
        check(
            "click \"Open the demo practice\"",
            Ok(Verb::Click(thing("any", "Open the demo practice"))),
        );
        check(
            "click button Unlock  # the only one",
            Ok(Verb::Click(thing("button", "Unlock"))),
        );
        check(
            r#"fill "Password" with "a \"b\"""#,
            Ok(Verb::Fill(thing("field", "Password"), "a \"b\"".into())),
        );
        check("press Mod+K", Ok(Verb::Press(vec!['\u{e009}', 'k'], 1)));
        check("press Tab 3 times", Ok(Verb::Press(vec!['\u{e004}'], 3)));
        check("see dialog", Ok(Verb::See(thing("dialog", ""))));
        check("see \"0 to fix\"", Ok(Verb::See(thing("text", "0 to fix"))));
        check("focus \"Find\"", Ok(Verb::Focus(thing("field", "Find"))));
        check(
            "cli-exits 1 claims --json",
            Ok(Verb::Cli(1, vec!["claims".into(), "--json".into()])),
        );
        check(
            "clik x",
            Err("`clik` is not a step, or not with these words"),
        );
        check("press Tab many times", Err("`many` is not a whole number"));
    }

    #[test]
    fn a_quote_must_be_closed() {
        assert_eq!(words("type \"abc"), Err("a quote is not closed".into()));
    }

    #[test]
    fn every_scenario_of_the_repository_can_be_read() {
        for folder in ["", "common", "bench"] {
            let folder = crate::tree::root().join("tests/window").join(folder);
            for scenario in scenarios(&folder).unwrap() {
                assert!(!scenario.steps.is_empty(), "{} has no steps", scenario.name);
            }
        }
    }
}
