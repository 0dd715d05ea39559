//! The only door to Claimbench's sources: gets what is missing, builds, runs, tests, measures. It has
//! no dependencies, since it compiles before anything else on the machine is in place.

mod bench;
mod count;
mod driver;
mod http;
mod json;
mod leash;
mod machine;
mod package;
mod parts;
mod play;
mod run;
mod scenario;
mod screen;
mod stage;
mod supply;
mod torture;
mod tree;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run [--no-display]       gets what is missing, builds, opens the window
cargo xtask test [PART [NAME…]]      every test, or one part of them (--loud shows all it says)
cargo xtask play [NAME…]             scenarios of tests/window, with the app as it was built last
cargo xtask check                    formatting, lints, types: what to do before a commit
cargo xtask fix                      formats, and repairs what can be repaired by itself
cargo xtask generate                 writes the TypeScript of all commands
cargo xtask bench [NAME…]            how fast and how large, each beside its comparator
cargo xtask package                  the installer of this system, built for release
cargo xtask torture PART --minutes N long forms of the kill, fault, fuzz and ledger tests";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = words
        .split_first()
        .map_or(("", &[][..]), |(c, rest)| (c.as_str(), rest));
    let result = match command {
        "run" => run::run(rest).map(|()| true),
        "test" => parts::test(rest),
        "play" => parts::play(rest),
        "check" => parts::test(&["fmt", "clippy", "unit"].map(str::to_owned)),
        "fix" => parts::fix().map(|()| true),
        "generate" => parts::generate().map(|()| true),
        "bench" => bench::bench(rest).map(|()| true),
        "package" => package::package(rest).map(|()| true),
        "torture" => torture::torture(rest),
        "" | "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(true)
        }
        other => Err(format!("`{other}` is not a command of xtask.\n{USAGE}")),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}
