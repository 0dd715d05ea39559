//! Measures what `cargo xtask bench` shows. `bench NAME --json --rounds N --folder F` prints a line of
//! JSON for each figure, `bench NAME --prepare --folder F` writes what a comparator outside needs;
//! xtask/src/bench.rs holds the protocol. Ours and theirs take turns, round by round, in one process.
//! `import-memory` is not in that table, for it takes minutes: how much memory an import of 256 MB
//! needs at most.

mod aging;
mod audit;
mod backup;
mod books;
mod cms1500;
mod desk;
mod import;
mod ledger;
mod list;
mod measure;
mod posting;
mod save;
mod search;
mod statements;
mod unlock;
mod window;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use measure::Figures;

/// Measures so many rounds in a folder.
type Measure = fn(&Path, u32) -> anyhow::Result<Vec<Figures>>;

/// What is measured under a name.
struct Bench {
    name: &'static str,
    /// Writes what a comparator outside needs.
    prepare: Option<fn(&Path) -> anyhow::Result<()>>,
    /// Measures so many rounds in a folder.
    measure: Option<Measure>,
}

const BENCHES: [Bench; 19] = [
    Bench {
        name: "cms1500",
        prepare: Some(cms1500::prepare),
        measure: Some(cms1500::measure),
    },
    Bench {
        name: "statements",
        prepare: Some(statements::prepare),
        measure: Some(statements::measure),
    },
    Bench {
        name: "statement-run",
        prepare: None,
        measure: Some(statements::preview),
    },
    Bench {
        name: "import",
        prepare: Some(import::prepare),
        measure: Some(import::measure),
    },
    Bench {
        name: "import-memory",
        prepare: None,
        measure: Some(import::memory),
    },
    Bench {
        name: "search",
        prepare: None,
        measure: Some(search::measure),
    },
    Bench {
        name: "save",
        prepare: None,
        measure: Some(save::measure),
    },
    Bench {
        name: "unlock",
        prepare: None,
        measure: Some(unlock::measure),
    },
    Bench {
        name: "list",
        prepare: None,
        measure: Some(list::measure),
    },
    Bench {
        name: "backup",
        prepare: None,
        measure: Some(backup::measure),
    },
    Bench {
        name: "migration",
        prepare: None,
        measure: Some(backup::migration),
    },
    Bench {
        name: "audit",
        prepare: None,
        measure: Some(audit::measure),
    },
    Bench {
        name: "ledger",
        prepare: Some(ledger::prepare),
        measure: None,
    },
    Bench {
        name: "aging",
        prepare: Some(aging::prepare),
        measure: Some(aging::measure),
    },
    Bench {
        name: "aging-flat",
        prepare: None,
        measure: Some(aging::flat),
    },
    Bench {
        name: "proof",
        prepare: None,
        measure: Some(aging::proof),
    },
    Bench {
        name: "posting",
        prepare: None,
        measure: Some(posting::measure),
    },
    Bench {
        name: "start",
        prepare: Some(window::prepare_start),
        measure: None,
    },
    Bench {
        name: "memory",
        prepare: Some(window::prepare_memory),
        measure: None,
    },
];

fn main() -> anyhow::Result<()> {
    let mut words = std::env::args().skip(1);
    let name = words.next().context("bench NAME --folder F")?;
    let (mut folder, mut rounds, mut preparing) = (None, 7, false);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--json" => (),
            "--prepare" => preparing = true,
            "--folder" => folder = words.next().map(PathBuf::from),
            "--rounds" => rounds = words.next().context("--rounds needs a number")?.parse()?,
            _ => bail!("`{word}` says nothing to this program"),
        }
    }
    let folder = folder.context("--folder needs a folder")?;
    ensure!(folder.is_dir(), "{} is no folder", folder.display());
    let Some(bench) = BENCHES.iter().find(|bench| bench.name == name) else {
        bail!("`{name}` is not measured here");
    };
    if preparing {
        let prepare = bench.prepare.context("nothing has to be prepared for it")?;
        return prepare(&folder);
    }
    let measure = bench
        .measure
        .context("it is measured from outside; only --prepare is done here")?;
    for figures in measure(&folder, rounds)? {
        measure::say(&figures.line());
    }
    Ok(())
}
