//! The parts of the test command: what each runs, what it builds on, and how long it may take.
//!
//! Everything is built once, with the same features and profile for every part: `--all-targets` in
//! [`build`] is what makes the app, the command line and the tests share their dependencies.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::count::{self, Count};
use crate::leash::{Finish, Program};
use crate::machine::{self, Use};
use crate::play::{self, Setting};
use crate::scenario;
use crate::stage::{Props, Stage};
use crate::tree;

/// The features with which everything is built, checked and tested.
pub const FEATURES: [&str; 3] = ["--workspace", "--features", "desktop"];
/// What writes the TypeScript of all commands.
const GENERATE: [&str; 2] = ["generate-types", "ui/src/api/generated.ts"];

/// A part of the test command.
pub struct Part {
    /// Its name, as typed.
    pub name: &'static str,
    /// What it shows.
    pub about: &'static str,
    /// How many seconds it may take on two cores with nothing built yet.
    pub budget: u64,
    /// The parts whose results it uses.
    pub after: &'static [&'static str],
    run: fn(&Work) -> Result<Count, String>,
}

/// All parts in the order in which they run.
pub const PARTS: [Part; 12] = [
    Part {
        name: "setup",
        about: "what the machine must have; the UI's packages",
        budget: 150,
        after: &[],
        run: setup,
    },
    Part {
        name: "fmt",
        about: "formatting",
        budget: 10,
        after: &[],
        run: fmt,
    },
    Part {
        name: "bundle",
        about: "the UI, built",
        budget: 60,
        after: &["setup"],
        run: bundle,
    },
    Part {
        name: "build",
        about: "the app, the command line and all tests, built",
        budget: 540,
        after: &["bundle"],
        run: build,
    },
    Part {
        name: "clippy",
        about: "lints",
        budget: 170,
        after: &["bundle"],
        run: clippy,
    },
    Part {
        name: "supply",
        about: "licenses and sources of what others wrote",
        budget: 20,
        after: &["setup"],
        run: supply,
    },
    Part {
        name: "rust",
        about: "tests of the crates",
        budget: 240,
        after: &["build"],
        run: rust,
    },
    Part {
        name: "unit",
        about: "types and tests of the UI",
        budget: 50,
        after: &["setup"],
        run: unit,
    },
    Part {
        name: "ui",
        about: "the UI in Chromium",
        budget: 760,
        after: &["build"],
        run: ui,
    },
    Part {
        name: "window",
        about: "the real window",
        budget: 210,
        after: &["build"],
        run: window,
    },
    Part {
        name: "package",
        about: "the .deb: made, installed, started, removed",
        budget: 70,
        after: &["build"],
        run: package,
    },
    Part {
        name: "checks",
        about: "black-box checks of the command line",
        budget: 120,
        after: &["build"],
        run: checks,
    },
];

/// What a part is run with.
pub struct Work {
    /// The part's name.
    part: &'static str,
    /// Words that narrow it down: names of tests or of scenarios.
    only: Vec<String>,
    /// Show everything as it comes.
    loud: bool,
    limit: Duration,
}

impl Work {
    fn log(&self) -> PathBuf {
        logs().join(format!("{}.log", self.part))
    }

    /// Runs a program of this part to its end.
    fn finish(&self, program: &Program) -> Result<Finish, String> {
        let prefix = format!("{:>8} │", self.part);
        program.finish(&self.log(), self.loud.then_some(&prefix), self.limit)
    }

    /// Runs a program that must do well; on a fault the last lines of what it said.
    fn must(&self, program: &Program) -> Result<Finish, String> {
        let finish = self.finish(program)?;
        match finish.success {
            true => Ok(finish),
            false => Err(self.fault(program, &finish)),
        }
    }

    fn fault(&self, program: &Program, finish: &Finish) -> String {
        let end = match finish.timed_out {
            true => format!("took longer than {} s and was ended", self.limit.as_secs()),
            false => "did not do well".into(),
        };
        let said = if self.loud {
            String::new()
        } else {
            play::tail(&finish.text, 80)
        };
        format!(
            "{said}\n`{}` {end}; all it said is in {}",
            program.line(),
            tree::short(&self.log())
        )
    }
}

fn logs() -> PathBuf {
    tree::target().join("test-logs")
}

/// Runs the parts named in `words`, or all. Words that name no part narrow the named ones down.
/// Whether everything passed.
pub fn test(words: &[String]) -> Result<bool, String> {
    let loud = words.iter().any(|word| word == "--loud");
    let words = words.iter().filter(|word| word.as_str() != "--loud");
    let (named, only): (Vec<&str>, Vec<&str>) = words
        .map(String::as_str)
        .partition(|word| PARTS.iter().any(|part| part.name == *word));
    if let (true, Some(word)) = (named.is_empty(), only.first()) {
        let names = PARTS.map(|part| part.name).join(" ");
        return Err(format!("`{word}` is not a part; there are: {names}"));
    }
    let chosen: Vec<&Part> = PARTS.iter().filter(|part| wanted(part, &named)).collect();
    tree::empty(&logs())?;
    let start = Instant::now();
    let mut ends: Vec<End> = Vec::new();
    for part in chosen {
        let failed = ends
            .iter()
            .filter(|end| !end.good())
            .map(|end| end.part.name);
        let blocked = failed.into_iter().find(|name| part.after.contains(name));
        if let Some(before) = blocked {
            println!("{:>8}   not run, since {before} did not do well", part.name);
            ends.push(End {
                part,
                count: None,
                took: Duration::ZERO,
            });
            continue;
        }
        println!("{:>8}   {}", part.name, part.about);
        // What comes before a named part runs whole.
        let narrow = if named.contains(&part.name) {
            only.as_slice()
        } else {
            &[]
        };
        let work = Work {
            part: part.name,
            only: narrow.iter().map(|word| (*word).to_owned()).collect(),
            loud,
            limit: Duration::from_secs(part.budget * 3),
        };
        let began = Instant::now();
        let count = (part.run)(&work).unwrap_or_else(Count::fault);
        for note in &count.notes {
            println!("{}", indented(note));
        }
        ends.push(End {
            part,
            count: Some(count),
            took: began.elapsed(),
        });
    }
    Ok(table(&ends, start.elapsed()))
}

/// Whether a part is run when `named` are: it is one of them, one of them builds on it, or none is named.
fn wanted(part: &Part, named: &[&str]) -> bool {
    named.is_empty()
        || named.contains(&part.name)
        || PARTS
            .iter()
            .any(|other| other.after.contains(&part.name) && wanted(other, named))
}

fn indented(note: &str) -> String {
    let lines: Vec<String> = note
        .lines()
        .map(|line| format!("{:>8} │ {line}", ""))
        .collect();
    lines.join("\n")
}

/// How a part ended; no count when it was not run.
struct End {
    part: &'static Part,
    count: Option<Count>,
    took: Duration,
}

impl End {
    fn good(&self) -> bool {
        self.count.as_ref().is_some_and(|count| count.failed == 0)
    }
}

/// Prints what every part came to and the plain line of totals; whether everything passed.
fn table(ends: &[End], took: Duration) -> bool {
    println!(
        "\n{:>8}   {:8} {:>6} {:>7} {:>7} {:>7} {:>8}",
        "part", "", "passed", "failed", "skipped", "took", "budget"
    );
    let mut total = Count::default();
    for end in ends {
        let count = end.count.clone().unwrap_or_default();
        let seconds = end.took.as_secs_f64();
        let word = match (&end.count, count.failed) {
            (None, _) => "not run",
            (Some(_), 0) if count.passed == 0 => "skipped",
            (Some(_), 0) => "ok",
            _ => "FAILED",
        };
        let late = if end.part.budget < end.took.as_secs() {
            "  over its budget"
        } else {
            ""
        };
        println!(
            "{:>8}   {word:8} {:>6} {:>7} {:>7} {seconds:>5.1} s {:>6} s{late}",
            end.part.name, count.passed, count.failed, count.skipped, end.part.budget
        );
        total.add(count);
        if end.count.is_none() {
            total.skipped += 1;
        }
    }
    println!("{:>8}   {:>47.1} s\n", "all", took.as_secs_f64());
    println!(
        "{} passed, {} failed, {} skipped",
        total.passed, total.failed, total.skipped
    );
    ends.iter().all(End::good)
}

fn setup(_: &Work) -> Result<Count, String> {
    let said = machine::prepare(Use::Test)?;
    packages()?;
    Ok(Count {
        notes: vec![said],
        ..Count::one()
    })
}

/// Installs the UI's packages, when they are not those of the lock file.
pub fn packages() -> Result<(), String> {
    let ui = tree::root().join("ui");
    let lock = ui.join("package-lock.json");
    if tree::stale(
        &ui.join("node_modules/.package-lock.json"),
        [lock.as_path()],
    ) {
        println!("{:>8} │ installing the UI's packages", "");
        Program::npm()
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .must()?;
    }
    Ok(())
}

fn fmt(work: &Work) -> Result<Count, String> {
    work.must(&Program::cargo().args(["fmt", "--all", "--check", "--", "--color", "never"]))?;
    Ok(Count::one())
}

fn bundle(work: &Work) -> Result<Count, String> {
    if let Some(program) = stale_bundle() {
        work.must(&program)?;
    }
    Ok(Count::one())
}

/// What builds the UI, when something that it is made of is newer than what was built.
pub fn stale_bundle() -> Option<Program> {
    let ui = tree::root().join("ui");
    let mut sources: Vec<PathBuf> = [
        "src",
        "public",
        "index.html",
        "package.json",
        "package-lock.json",
        "tsconfig.json",
        "vite.config.ts",
    ]
    .iter()
    .map(|name| ui.join(name))
    .collect();
    sources.push(tree::root().join("assets/fonts"));
    sources.push(tree::root().join("assets/icons"));
    let stale = tree::stale(
        &ui.join("dist/index.html"),
        sources.iter().map(PathBuf::as_path),
    );
    stale.then(|| Program::npm().args(["run", "--silent", "build"]))
}

fn build(work: &Work) -> Result<Count, String> {
    work.must(
        &Program::cargo()
            .args(["build", "--all-targets"])
            .args(FEATURES),
    )?;
    Ok(Count::one())
}

fn clippy(work: &Work) -> Result<Count, String> {
    let program = Program::cargo()
        .args(["clippy", "--all-targets"])
        .args(FEATURES);
    work.must(&program.args(["--", "-D", "warnings"]))?;
    Ok(Count::one())
}

/// Tells the tests where the built programs are.
pub fn with_programs(program: Program, profile: &str) -> Program {
    program
        .env("CLAIMBENCH_CLI", tree::built(profile, "claimbench-cli"))
        .env("CLAIMBENCH_BIN", tree::built(profile, "claimbench"))
        .env("CLAIMBENCH_BRIDGE", tree::built(profile, "bridge"))
}

fn rust(work: &Work) -> Result<Count, String> {
    let nextest = tree::program("cargo-nextest").is_some();
    let program = match nextest {
        true => Program::cargo().args(["nextest", "run", "--no-fail-fast"]),
        false => Program::cargo().args(["test", "--no-fail-fast"]),
    };
    let mut program = with_programs(program.args(FEATURES), "debug").args(&work.only);
    // A Secret Service of their own, for the tests of the real one.
    let stage = secret_service(&logs());
    let mut note = None;
    match &stage {
        Ok(Some(stage)) => {
            program = stage.dress(program).env("CLAIMBENCH_SECRET_SERVICE", "1");
        }
        Ok(None) => note = Some("skipped: the Secret Service, which only Linux has".to_owned()),
        Err(fault) => note = Some(format!("skipped: the Secret Service. {fault}")),
    }
    let mut count = counted(work, &program)?;
    count.notes.extend(note);
    Ok(count)
}

/// A message bus with an unlocked keyring and no display, where there can be one.
pub fn secret_service(logs: &Path) -> Result<Option<Stage>, String> {
    if !cfg!(target_os = "linux") {
        return Ok(None);
    }
    Stage::raise(
        &Props {
            screen: None,
            keyring: true,
            picture: None,
        },
        logs,
    )
    .map(Some)
}

/// Runs a test runner and counts its tests.
fn counted(work: &Work, program: &Program) -> Result<Count, String> {
    let finish = work.finish(program)?;
    let Some(mut count) = count::read(&finish.text) else {
        return match finish.success {
            true => Ok(Count::skip("no test was found")),
            false => Err(work.fault(program, &finish)),
        };
    };
    if !finish.success {
        // A runner that fails without a failed test was stopped, or could not build.
        count.failed = count.failed.max(1);
        count.notes.push(work.fault(program, &finish));
    }
    count.notes.extend(skips(&finish.text));
    Ok(count)
}

/// What tests say that they skipped, each line once.
fn skips(printed: &str) -> Vec<String> {
    let mut lines: Vec<String> = printed
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("skipped: "))
        .map(str::to_owned)
        .collect();
    lines.sort();
    lines.dedup();
    lines
}

fn unit(work: &Work) -> Result<Count, String> {
    work.must(&Program::npm().args(["exec", "--no", "--", "tsc", "--noEmit"]))?;
    let vitest = Program::npm().args(["exec", "--no", "--", "vitest", "run", "--passWithNoTests"]);
    let mut count = counted(work, &vitest.args(&work.only))?;
    count.add(Count::one());
    Ok(count)
}

/// The gallery of the kit, then the whole UI over the bridge: files in tests/ui that node's own test
/// runner runs. Both find the browser in `CHROMIUM`.
fn ui(work: &Work) -> Result<Count, String> {
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let Some(chromium) = names.iter().find_map(|name| tree::program(name)) else {
        return Ok(Count::skip("Chromium is not on this machine"));
    };
    let out = tree::target().join("ui");
    tree::empty(&out)?;
    let dress = |program: Program| {
        let program = program
            .env("CHROMIUM", &chromium)
            .env("CLAIMBENCH_UI_OUT", &out);
        with_programs(program, "debug")
    };
    let mut count = Count::default();
    let gallery = "vitest.gallery.config.ts";
    if tree::root().join("ui").join(gallery).exists() && work.only.is_empty() {
        let vitest = Program::npm().args(["exec", "--no", "--", "vitest", "run", "--config"]);
        count.add(counted(work, &dress(vitest.arg(gallery)))?);
    }
    let files = test_files(&tree::root().join("tests/ui"), &work.only);
    if files.is_empty() {
        count.add(Count::skip("there is no such test in tests/ui"));
        return Ok(count);
    }
    // One file at a time: each starts a browser and a bridge of its own.
    let node = Program::new("node");
    let node = node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]);
    count.add(counted(work, &dress(node.args(&files)))?);
    Ok(count)
}

/// The tests of a folder whose names hold one of the words, or all.
fn test_files(folder: &Path, only: &[String]) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let wanted = only.is_empty() || only.iter().any(|word| name.contains(word.as_str()));
        wanted && name.ends_with(".test.mjs")
    });
    files.sort();
    files
}

fn window(work: &Work) -> Result<Count, String> {
    if !cfg!(target_os = "linux") {
        return Ok(Count::skip("the real window is driven on Linux only"));
    }
    let chosen: Vec<_> = scenario::scenarios(&tree::root().join("tests/window"))?
        .into_iter()
        .filter(|scenario| work.only.is_empty() || work.only.contains(&scenario.name))
        .collect();
    if chosen.is_empty() {
        return Ok(Count::skip("there is no such scenario in tests/window"));
    }
    let out = tree::target().join("window");
    tree::empty(&out)?;
    let props = Props {
        screen: Some(play::SCREEN),
        keyring: true,
        picture: None,
    };
    let stage = Stage::raise(&props, &out)?;
    let mut count = Count::default();
    for scenario in &chosen {
        if let Some(file) = play::lacks(scenario) {
            let file = tree::short(Path::new(&file));
            count.add(Count::skip(format!(
                "{}, since {file} is not there",
                scenario.name
            )));
            continue;
        }
        let setting = Setting {
            binary: tree::built("debug", "claimbench"),
            out: out.join(&scenario.name),
            home: None,
        };
        let mut tell = |words: &str| {
            if work.loud {
                println!("{:>8} │ {words}", work.part);
            }
        };
        match play::play(scenario, &stage, &setting, &mut tell) {
            Ok(played) => count.add(Count {
                notes: vec![format!(
                    "{}: {} steps, {} keys, {} clicks, {:.1} s",
                    scenario.name,
                    scenario.steps.len(),
                    played.keys,
                    played.clicks,
                    played.took.as_secs_f64()
                )],
                ..Count::one()
            }),
            Err(fault) => count.add(Count::fault(fault)),
        }
    }
    count.notes.push(format!("pictures: {}", tree::short(&out)));
    Ok(count)
}

/// Plays the named scenarios with the app as it was built last: for those who write one.
pub fn play(names: &[String]) -> Result<bool, String> {
    let limit = Duration::from_secs(600);
    let work = Work {
        part: "window",
        only: names.to_vec(),
        loud: true,
        limit,
    };
    let count = window(&work)?;
    for note in &count.notes {
        println!("{}", indented(note));
    }
    Ok(count.failed == 0)
}

fn supply(work: &Work) -> Result<Count, String> {
    crate::supply::test(&|program| work.must(program).map(drop))
}

fn package(work: &Work) -> Result<Count, String> {
    crate::package::test(&|program| work.must(program).map(drop))
}

fn checks(work: &Work) -> Result<Count, String> {
    let script = tree::root().join("../shared/checks/run");
    if !script.exists() {
        return Ok(Count::skip("../shared/checks is not there"));
    }
    let mut program = Program::new("bash").arg(&script);
    if !work.only.iter().any(|word| word == "whole") {
        program = program.arg("--quick");
    }
    // A Secret Service must not be needed: the checks bring their device secret as a file.
    counted(work, &with_programs(program, "debug"))
}

/// Writes the TypeScript of all commands.
pub fn generate() -> Result<(), String> {
    // With the features of every other build: another set would compile all libraries once more.
    Program::cargo()
        .args(["build", "--quiet"])
        .args(FEATURES)
        .must()?;
    Program::new(tree::built("debug", "claimbench-cli"))
        .args(GENERATE)
        .must()
}

/// Formats, and takes over what clippy can repair by itself.
pub fn fix() -> Result<(), String> {
    Program::cargo().args(["fmt", "--all"]).must()?;
    let clippy = Program::cargo().args(["clippy", "--fix", "--allow-dirty", "--allow-staged"]);
    clippy.arg("--all-targets").args(FEATURES).must()?;
    Program::cargo().args(["fmt", "--all"]).must()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_test_command_is_planned_for_forty_minutes() {
        let whole: u64 = PARTS.iter().map(|part| part.budget).sum();
        assert!(whole <= 40 * 60, "{whole} s");
    }

    #[test]
    fn a_part_comes_after_what_it_builds_on() {
        for (n, part) in PARTS.iter().enumerate() {
            for before in part.after {
                let at = PARTS.iter().position(|other| other.name == *before);
                assert!(at.is_some_and(|at| at < n), "{} after {before}", part.name);
            }
        }
    }

    #[test]
    fn a_named_part_brings_what_it_builds_on() {
        let names = |named: &[&str]| -> Vec<&str> {
            PARTS
                .iter()
                .filter(|part| wanted(part, named))
                .map(|part| part.name)
                .collect()
        };
        assert_eq!(names(&["window"]), ["setup", "bundle", "build", "window"]);
        assert_eq!(names(&["fmt"]), ["fmt"]);
        assert_eq!(
            names(&["clippy", "unit"]),
            ["setup", "bundle", "clippy", "unit"]
        );
        assert_eq!(names(&[]).len(), PARTS.len());
    }

    #[test]
    fn a_skip_is_told_once() {
        let printed = "a\n  skipped: no samples\nskipped: no samples\nskipped: no printer\n";
        assert_eq!(
            skips(printed),
            ["skipped: no printer", "skipped: no samples"]
        );
    }
}
