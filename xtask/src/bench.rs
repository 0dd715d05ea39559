//! `cargo xtask bench`: how fast and how large, each beside its comparator in the same run. A goal is
//! a ratio of two medians; nothing here passes or fails, the table is for people to read.
//!
//! The protocol with the program `bench` (built for release):
//!
//! - `bench NAME --json --rounds N --folder F` measures `NAME` N times, alternating with its
//!   comparator where that is a part of the same program, and prints a line of JSON for each figure:
//!   `{"name":"save","ours_ms":[…],"theirs_ms":[…]}`. The ending of the two keys is the unit. Work that
//!   the processor bounds is measured in CPU time, work that the disk bounds by the clock. Lines that
//!   are not JSON are shown as they are.
//! - `bench NAME --prepare --folder F` first writes into F what its comparator needs: `forms.json` for
//!   `cms1500`, `claims.x12` (005010X222A1, which pyx12 knows) for `import`, `lines.csv` and `asked.json` for `aging`. For `start` and `memory` it
//!   makes a practice in the system's places for data and keys, which are then below F, in the same
//!   session as the app; its one user's password is `correct horse battery staple 9`.
//!
//! A comparator in Python prints `{"ms":…}` once for each time it is run; it and `bench … --rounds 1`
//! take turns.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::json::Json;
use crate::leash::Program;
use crate::machine::{self, Use};
use crate::parts;
use crate::play::{self, Setting};
use crate::scenario;
use crate::screen::{self, Screen};
use crate::stage::{Props, Stage};
use crate::tree;

/// What ours is compared with, and where that runs.
enum Against {
    /// Inside the program `bench` itself.
    Inside,
    /// Scripts in xtask/comparators.
    Python(&'static [Script]),
    /// The bare window, by the clock until it is painted.
    StartOfWindow,
    /// The bare window, by its memory.
    MemoryOfWindow,
    /// Inside the app's own page, played by a scenario that tells the figures.
    InWindow(&'static str),
}

/// A script that a row is compared with.
struct Script {
    row: &'static str,
    file: &'static str,
    /// What pip has to get for it, or empty.
    package: &'static str,
}

/// What the figures shall be.
enum Goal {
    /// Ours at most this many times theirs.
    Ratio(f64),
    /// Ours at most this much more than theirs.
    More(f64),
}

/// A line of the table.
struct Row {
    name: &'static str,
    about: &'static str,
    theirs: &'static str,
    goal: Goal,
}

/// Rows that one program measures together.
struct Bench {
    name: &'static str,
    against: Against,
    rows: &'static [Row],
}

const BENCHES: [Bench; 18] = [
    Bench {
        name: "cms1500",
        against: Against::Python(&[Script {
            row: "cms1500",
            file: "cms1500_reportlab.py",
            package: "reportlab==4.4.4",
        }]),
        rows: &[
            Row {
                name: "cms1500",
                about: "1,000 CMS-1500, data only",
                theirs: "reportlab",
                goal: Goal::Ratio(0.2),
            },
            Row {
                name: "cms1500-size",
                about: "their file",
                theirs: "1 MB",
                goal: Goal::Ratio(0.9),
            },
        ],
    },
    Bench {
        name: "statements",
        against: Against::Python(&[Script {
            row: "statements",
            file: "statements_reportlab.py",
            package: "reportlab==4.4.4",
        }]),
        rows: &[
            Row {
                name: "statements",
                about: "10,000 statements of two pages",
                theirs: "reportlab, the strings",
                goal: Goal::Ratio(0.3),
            },
            Row {
                name: "statements-memory",
                about: "memory of 10,000 statements",
                theirs: "of 1,000",
                goal: Goal::Ratio(1.1),
            },
        ],
    },
    Bench {
        name: "statement-run",
        against: Against::Inside,
        rows: &[Row {
            name: "statement-run",
            about: "who gets a statement, 100,000 patients",
            theirs: "the raw query",
            goal: Goal::Ratio(3.0),
        }],
    },
    Bench {
        name: "import",
        against: Against::Python(&[Script {
            row: "import",
            file: "import_pyx12.py",
            package: "pyx12==4.0.0",
        }]),
        rows: &[Row {
            name: "import",
            about: "import of a 5 MB 837P, stored",
            theirs: "pyx12, validation only",
            goal: Goal::Ratio(1.0 / 30.0),
        }],
    },
    Bench {
        name: "search",
        against: Against::Inside,
        rows: &[
            Row {
                name: "search-p50",
                about: "search of 100,000 patients, a key",
                theirs: "scan with OR and LIKE",
                goal: Goal::Ratio(0.01),
            },
            Row {
                name: "search-p99",
                about: "the slowest key of a hundred",
                theirs: "scan with OR and LIKE",
                goal: Goal::Ratio(0.01),
            },
        ],
    },
    Bench {
        name: "save",
        against: Against::Inside,
        rows: &[Row {
            name: "save",
            about: "a claim saved durably",
            theirs: "fdatasync of 32 KiB",
            goal: Goal::Ratio(2.0),
        }],
    },
    Bench {
        name: "unlock",
        against: Against::Inside,
        rows: &[Row {
            name: "unlock",
            about: "unlock",
            theirs: "Argon2id alone",
            goal: Goal::Ratio(1.15),
        }],
    },
    Bench {
        name: "list",
        against: Against::Inside,
        rows: &[Row {
            name: "list",
            about: "first page of 100,000 claims",
            theirs: "the raw SQL",
            goal: Goal::Ratio(5.0),
        }],
    },
    Bench {
        name: "backup",
        against: Against::Inside,
        rows: &[Row {
            name: "backup",
            about: "backup of 100,000 claims, copied",
            theirs: "cp and fsync",
            goal: Goal::Ratio(1.3),
        }],
    },
    Bench {
        name: "migration",
        against: Against::Inside,
        rows: &[Row {
            name: "migration",
            about: "migration of 100,000 claims",
            theirs: "the table copied by SQL",
            goal: Goal::Ratio(1.5),
        }],
    },
    Bench {
        name: "audit",
        against: Against::Inside,
        rows: &[
            Row {
                name: "audit-search",
                about: "first page of 1,000,000 events",
                theirs: "the raw SQL",
                goal: Goal::Ratio(5.0),
            },
            Row {
                name: "audit-verify",
                about: "1,000,000 exported events checked",
                theirs: "hashing them bare",
                goal: Goal::Ratio(2.0),
            },
            Row {
                name: "audit-save",
                about: "a save with its audit event",
                theirs: "its rows alone",
                goal: Goal::Ratio(1.03),
            },
        ],
    },
    Bench {
        name: "ledger",
        against: Against::InWindow("ledger"),
        rows: &[Row {
            name: "ledger",
            about: "ledger of 5,000 rows, first paint",
            theirs: "one of 50",
            goal: Goal::Ratio(1.3),
        }],
    },
    Bench {
        name: "aging",
        against: Against::Python(&[
            Script {
                row: "aging-postgres",
                file: "aging_postgres.py",
                package: "",
            },
            Script {
                row: "aging-duckdb",
                file: "aging_duckdb.py",
                package: "duckdb==2.0.0",
            },
        ]),
        rows: &[
            Row {
                name: "aging-postgres",
                about: "aging of 1,000,000 lines",
                theirs: "PostgreSQL, stored balances",
                goal: Goal::Ratio(0.2),
            },
            Row {
                name: "aging-duckdb",
                about: "aging of 1,000,000 lines",
                theirs: "DuckDB, a scan",
                goal: Goal::Ratio(2.0),
            },
        ],
    },
    Bench {
        name: "aging-flat",
        against: Against::Inside,
        rows: &[Row {
            name: "aging-flat",
            about: "aging, seven years of history",
            theirs: "one year of it",
            goal: Goal::Ratio(1.2),
        }],
    },
    Bench {
        name: "proof",
        against: Against::Inside,
        rows: &[Row {
            name: "proof",
            about: "proof over 1,000,000 lines",
            theirs: "a bare scan",
            goal: Goal::Ratio(2.0),
        }],
    },
    Bench {
        name: "posting",
        against: Against::Inside,
        rows: &[Row {
            name: "posting",
            about: "a check of 1,000 claims posted",
            theirs: "its rows inserted bare",
            goal: Goal::Ratio(2.0),
        }],
    },
    Bench {
        name: "start",
        against: Against::StartOfWindow,
        rows: &[Row {
            name: "start",
            about: "start to the painted lock screen",
            theirs: "a bare WebKitGTK window",
            goal: Goal::Ratio(1.25),
        }],
    },
    Bench {
        name: "memory",
        against: Against::MemoryOfWindow,
        rows: &[Row {
            name: "memory",
            about: "idle, 100,000 patients",
            theirs: "a bare WebKitGTK window",
            goal: Goal::More(120.0),
        }],
    },
];

/// What was measured of one row.
#[derive(Clone, Debug, Default, PartialEq)]
struct Figures {
    name: String,
    unit: String,
    ours: Vec<f64>,
    theirs: Vec<f64>,
}

/// Measures what is named, or everything.
pub fn bench(words: &[String]) -> Result<(), String> {
    let (names, rounds) = read(words)?;
    let asked: Vec<&Bench> = BENCHES
        .iter()
        .filter(|b| names.is_empty() || names.contains(&b.name))
        .collect();
    println!("{}", machine::prepare(Use::Bench)?);
    let build = Program::cargo().args(["build", "--release"]);
    if asked.iter().any(|bench| bench.opens_the_window()) {
        parts::packages()?;
        if let Some(program) = parts::stale_bundle() {
            program.must()?;
        }
        build.arg("--bins").args(parts::FEATURES).must()?;
    } else {
        build.args(["--package", "bench"]).must()?;
    }
    let mut lines = Vec::new();
    for bench in asked {
        println!("• {}", bench.name);
        let folder = tree::target().join("bench").join(bench.name);
        tree::empty(&folder)?;
        match bench.measure(&folder, rounds) {
            Ok(figures) => lines.extend(bench.rows.iter().map(|row| row.line(&figures))),
            Err(fault) => lines.extend(bench.rows.iter().map(|row| row.without(&fault))),
        }
    }
    println!(
        "\n{:36} {:>12} {:>12}  {:26} {:>9}  goal",
        "", "ours", "theirs", "", ""
    );
    for line in lines {
        println!("{line}");
    }
    println!("\nMedians of {rounds} rounds in turns.");
    Ok(())
}

/// The names of the benches, and how many rounds; `--rounds 7` unless it says otherwise.
fn read(words: &[String]) -> Result<(Vec<&str>, u32), String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (names, rounds) = match words.as_slice() {
        [names @ .., "--rounds", n] => (names, n.parse().map_err(|_| format!("`{n}` rounds"))?),
        names => (names, 7),
    };
    let known = BENCHES.map(|bench| bench.name);
    if let Some(name) = names.iter().find(|name| !known.contains(name)) {
        return Err(format!(
            "`{name}` is not measured; there are: {}",
            known.join(" ")
        ));
    }
    Ok((names.to_vec(), rounds))
}

impl Bench {
    /// True when the app itself is measured, not the program `bench`.
    fn opens_the_window(&self) -> bool {
        matches!(
            self.against,
            Against::StartOfWindow | Against::MemoryOfWindow | Against::InWindow(_)
        )
    }

    fn measure(&self, folder: &Path, rounds: u32) -> Result<Vec<Figures>, String> {
        match self.against {
            Against::Inside => self.ours(folder, rounds),
            Against::Python(scripts) => self.python(folder, rounds, scripts),
            Against::StartOfWindow => self.start(folder, rounds).map(|figures| vec![figures]),
            Against::MemoryOfWindow => self.memory(folder, rounds).map(|figures| vec![figures]),
            Against::InWindow(scenario) => self.in_window(scenario, folder, rounds),
        }
    }

    fn program(&self, folder: &Path) -> Program {
        let program = Program::new(tree::built("release", "bench")).arg(self.name);
        parts::with_programs(program, "release")
            .arg("--folder")
            .arg(folder)
    }

    fn prepare(&self, folder: &Path) -> Result<(), String> {
        self.program(folder).arg("--prepare").must()
    }

    /// Makes a practice where the app will look for it, its secret in the keyring of the stage.
    fn prepare_on(&self, stage: &Stage, folder: &Path) -> Result<(), String> {
        let program = self.program(folder).envs(play::home_env(folder));
        stage.dress(program).arg("--prepare").must()
    }

    fn ours(&self, folder: &Path, rounds: u32) -> Result<Vec<Figures>, String> {
        let program = self
            .program(folder)
            .args(["--json", "--rounds"])
            .arg(rounds.to_string());
        let (good, printed) = program.listen()?;
        if !good {
            return Err(format!(
                "`{}` did not do well:\n{}",
                program.line(),
                play::tail(&printed, 20)
            ));
        }
        Ok(printed.lines().filter_map(figures).collect())
    }

    fn python(
        &self,
        folder: &Path,
        rounds: u32,
        scripts: &[Script],
    ) -> Result<Vec<Figures>, String> {
        let comparators: Vec<Program> = scripts
            .iter()
            .map(|script| {
                let python = venv(script.package)?;
                let file = tree::root().join("xtask/comparators").join(script.file);
                Ok(Program::new(python).arg(file).arg(folder))
            })
            .collect::<Result<_, String>>()?;
        self.prepare(folder)?;
        let mut all: Vec<Figures> = Vec::new();
        for _ in 0..rounds {
            for one in self.ours(folder, 1)? {
                match all.iter_mut().find(|figures| figures.name == one.name) {
                    Some(figures) => {
                        figures.ours.extend(one.ours);
                        figures.theirs.extend(one.theirs);
                    }
                    None => all.push(one),
                }
            }
            for (script, comparator) in scripts.iter().zip(&comparators) {
                let (_, printed) = comparator.listen()?;
                let last = printed.lines().last().unwrap_or_default();
                let ms = Json::read(last)
                    .ok()
                    .and_then(|line| line.get("ms").as_number());
                let ms =
                    ms.ok_or_else(|| format!("`{}` told no time:\n{printed}", comparator.line()))?;
                if let Some(figures) = all.iter_mut().find(|figures| figures.name == script.row) {
                    figures.theirs.push(ms);
                }
            }
        }
        Ok(all)
    }

    /// By the clock from the start of the program until nothing changes on the screen any more.
    fn start(&self, folder: &Path, rounds: u32) -> Result<Figures, String> {
        let bare = bare_window(folder)?;
        let picture = folder.join("screen");
        tree::empty(&picture)?;
        let stage = stage(Some(picture.clone()), folder)?;
        self.prepare_on(&stage, folder)?;
        let mut figures = Figures {
            name: self.name.into(),
            unit: "ms".into(),
            ..Figures::default()
        };
        let log = folder.join("window.log");
        let once = |program: &Program| -> Result<f64, String> {
            let mut screen = Screen::open(&picture)?;
            let start = Instant::now();
            let window = stage.dress(program.clone()).start(&log, false)?;
            let painted = screen.painted(start, Duration::from_secs(60))?;
            drop(window);
            Ok(painted.as_secs_f64() * 1000.0)
        };
        let (ours, theirs) = (
            at_home(&tree::built("release", "claimbench"), folder),
            Program::new(bare),
        );
        // The first start of each reads it from the disk, which is not what is compared.
        once(&ours)?;
        once(&theirs)?;
        for _ in 0..rounds {
            figures.ours.push(once(&ours)?);
            figures.theirs.push(once(&theirs)?);
        }
        Ok(figures)
    }

    /// What a scenario tells of the app's own page, which is started anew for each round.
    fn in_window(&self, name: &str, folder: &Path, rounds: u32) -> Result<Vec<Figures>, String> {
        let stage = stage(None, folder)?;
        self.prepare_on(&stage, folder)?;
        let file = format!("tests/window/bench/{name}.scenario");
        let scenario = scenario::read(&tree::root().join(file))?;
        let mut all: Vec<Figures> = Vec::new();
        for round in 0..rounds {
            let setting = Setting {
                binary: tree::built("release", "claimbench"),
                out: folder.join(format!("round-{round}")),
                home: Some(folder.to_owned()),
            };
            play::play(&scenario, &stage, &setting, &mut |says| {
                let Some(new) = figures(says) else { return };
                match all.iter_mut().find(|there| there.name == new.name) {
                    Some(there) => {
                        there.ours.extend(new.ours);
                        there.theirs.extend(new.theirs);
                    }
                    None => all.push(new),
                }
            })?;
        }
        Ok(all)
    }

    /// The memory of the app, unlocked and left alone, and that of the bare window.
    fn memory(&self, folder: &Path, rounds: u32) -> Result<Figures, String> {
        let bare = bare_window(folder)?;
        let stage = stage(None, folder)?;
        self.prepare_on(&stage, folder)?;
        let scenario = scenario::read(&tree::root().join("tests/window/bench/memory.scenario"))?;
        let mut figures = Figures {
            name: self.name.into(),
            unit: "MB".into(),
            ..Figures::default()
        };
        for round in 0..rounds {
            let setting = Setting {
                binary: tree::built("release", "claimbench"),
                out: folder.join(format!("round-{round}")),
                home: Some(folder.to_owned()),
            };
            let played = play::play(&scenario, &stage, &setting, &mut |says| {
                println!("  {says}")
            })?;
            for parts in &played.memory {
                figures.ours.push(sum(parts));
            }
            let window = stage
                .dress(Program::new(&bare))
                .start(&folder.join("bare.log"), false)?;
            std::thread::sleep(play::IDLE);
            let bare = screen::memory(window.id(), None);
            figures.theirs.push(sum(&bare));
            if round + 1 == rounds {
                for (whose, parts) in [("app", played.memory.concat()), ("bare window", bare)] {
                    let parts = parts.iter().map(|(name, mb)| format!("{name} {mb:.0} MB"));
                    println!("  {whose}: {}", parts.collect::<Vec<_>>().join(", "));
                }
            }
        }
        Ok(figures)
    }
}

/// What all programs need together.
fn sum(parts: &[(String, f64)]) -> f64 {
    parts.iter().map(|(_, megabytes)| megabytes).sum()
}

fn stage(picture: Option<PathBuf>, logs: &Path) -> Result<Stage, String> {
    Stage::raise(
        &Props {
            screen: Some((1400, 900)),
            keyring: true,
            picture,
        },
        logs,
    )
}

fn at_home(binary: &Path, home: &Path) -> Program {
    Program::new(binary).envs(play::home_env(home))
}

/// Compiles the bare window.
fn bare_window(folder: &Path) -> Result<PathBuf, String> {
    let made = folder.join("bare-window");
    let flags = Program::new("pkg-config")
        .args(["--cflags", "--libs", "webkit2gtk-4.1"])
        .ask()?
        .1;
    let compiler = Program::new("cc")
        .arg("-O2")
        .arg(tree::root().join("xtask/comparators/window.c"));
    compiler
        .arg("-o")
        .arg(&made)
        .args(flags.split_whitespace())
        .must()?;
    Ok(made)
}

/// The Python of an environment that has the package; the system's where none is needed.
fn venv(package: &str) -> Result<PathBuf, String> {
    if package.is_empty() {
        return Ok("python3".into());
    }
    let folder = tree::target().join("bench-venv");
    let python = folder.join("bin/python");
    if !python.exists() {
        Program::new("python3")
            .args(["-m", "venv"])
            .arg(&folder)
            .must()?;
    }
    let pip = Program::new(&python).args(["-m", "pip", "--disable-pip-version-check", "--quiet"]);
    pip.args(["install", package])
        .must()
        .map_err(|_| format!("pip cannot get {package}"))?;
    Ok(python)
}

/// Reads a line of figures; none when it is something else.
fn figures(line: &str) -> Option<Figures> {
    let Ok(Json::Map(pairs)) = Json::read(line) else {
        println!("  {line}");
        return None;
    };
    let mut figures = Figures::default();
    for (key, value) in &pairs {
        let numbers = || value.items().iter().filter_map(Json::as_number).collect();
        if key == "name" {
            figures.name = value.as_text()?.to_owned();
        } else if let Some(unit) = key.strip_prefix("ours_") {
            figures.unit = unit.replace("mb", "MB");
            figures.ours = numbers();
        } else if key.starts_with("theirs_") {
            figures.theirs = numbers();
        }
    }
    Some(figures)
}

/// The middle of the numbers; none without numbers.
fn median(numbers: &[f64]) -> Option<f64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        n if n % 2 == 1 => Some(sorted[middle]),
        _ => Some(f64::midpoint(sorted[middle - 1], sorted[middle])),
    }
}

impl Row {
    /// The row with its figures, among those of its bench.
    fn line(&self, all: &[Figures]) -> String {
        let Some(figures) = all.iter().find(|figures| figures.name == self.name) else {
            return self.without("it was not measured");
        };
        let (Some(ours), Some(theirs)) = (median(&figures.ours), median(&figures.theirs)) else {
            return self.without("it has no figures");
        };
        let (got, goal, met) = match self.goal {
            Goal::Ratio(most) => {
                let ratio = ours / theirs;
                (
                    format!("{} ×", digits(ratio)),
                    format!("{} ×", digits(most)),
                    ratio <= most,
                )
            }
            Goal::More(most) => {
                let more = ours - theirs;
                let unit = &figures.unit;
                (
                    format!("+{more:.0} {unit}"),
                    format!("+{most:.0} {unit}"),
                    more <= most,
                )
            }
        };
        let word = if met { "" } else { "  missed" };
        format!(
            "{:36} {:>12} {:>12}  {:26} {got:>9}  ≤ {goal}{word}",
            self.about,
            format!("{} {}", digits(ours), figures.unit),
            format!("{} {}", digits(theirs), figures.unit),
            self.theirs
        )
    }

    fn without(&self, why: &str) -> String {
        format!("{:36} skipped: {why}", self.about)
    }
}

/// A number with about three digits that matter.
fn digits(number: f64) -> String {
    let places = match number.abs() {
        size if 100.0 <= size => 0,
        size if 10.0 <= size => 1,
        size if 1.0 <= size => 2,
        size if 0.1 <= size => 3,
        _ => 4,
    };
    format!("{number:.places$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_the_ratio_of_two_medians() {
        let bench = BENCHES.iter().find(|bench| bench.name == "save").unwrap();
        let row = &bench.rows[0];
        let line = r#"{"name":"save","ours_ms":[3,1,2],"theirs_ms":[1,9,1,3]}"#;
        let figures = figures(line).unwrap();
        assert_eq!(
            (figures.unit.as_str(), median(&figures.theirs)),
            ("ms", Some(2.0))
        );
        let shown = row.line(std::slice::from_ref(&figures));
        assert!(
            shown.contains("2.00 ms") && shown.contains("1.00 ×  ≤ 2.00 ×"),
            "{shown}"
        );
        let slow = Figures {
            ours: vec![9.0],
            ..figures
        };
        assert!(row.line(&[slow]).ends_with("missed"));
        assert!(row.line(&[]).contains("skipped"));
    }

    #[test]
    fn memory_may_be_so_much_more() {
        let bench = BENCHES.iter().find(|bench| bench.name == "memory").unwrap();
        let row = &bench.rows[0];
        let line = r#"{"name":"memory","ours_mb":[300],"theirs_mb":[200]}"#;
        let shown = row.line(&[figures(line).unwrap()]);
        assert!(shown.ends_with("+100 MB  ≤ +120 MB"), "{shown}");
    }

    #[test]
    fn rounds_and_names_are_asked_for() {
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(
            read(&words("save list --rounds 9")),
            Ok((vec!["save", "list"], 9))
        );
        assert_eq!(read(&[]), Ok((vec![], 7)));
        assert!(read(&words("speed")).is_err());
    }
}
