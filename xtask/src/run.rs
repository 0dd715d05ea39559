//! `cargo xtask run`: from a fresh machine to the open window. Where nobody sits before a desktop,
//! the window opens on a virtual one, is walked through the first steps, and leaves pictures.

use std::path::Path;
use std::time::Instant;

use crate::leash::Program;
use crate::machine::{self, Use};
use crate::parts;
use crate::play::{self, Setting};
use crate::scenario;
use crate::stage::{Props, Stage, has_display};
use crate::tree;

/// Gets what is missing, builds what is stale, opens the window. `args` go to the app; the word
/// `--no-display` asks for the virtual display even where there is a real one.
pub fn run(args: &[String]) -> Result<(), String> {
    let start = Instant::now();
    let (virtual_display, args): (Vec<&String>, Vec<&String>) = args
        .iter()
        .partition(|word| word.as_str() == "--no-display");
    let on_stage = !has_display() || !virtual_display.is_empty();
    step("Looking for what Claimbench needs");
    println!(
        "  {}",
        machine::prepare(if on_stage { Use::Stage } else { Use::Build })?
    );
    parts::packages()?;
    if let Some(program) = parts::stale_bundle() {
        step("Building the screens");
        program.must()?;
    }
    step("Building the app (the first time takes some minutes)");
    Program::cargo()
        .args(["build", "--bins"])
        .args(parts::FEATURES)
        .must()?;
    let binary = tree::built("debug", "claimbench");
    if on_stage {
        return first_run(&binary, start);
    }
    step(&format!(
        "Opening the window, {:.0} s after the start",
        start.elapsed().as_secs_f64()
    ));
    Program::new(&binary).args(args).must()
}

fn step(words: &str) {
    println!("• {words}");
}

/// Plays tests/window/first-run.scenario on a virtual display.
fn first_run(binary: &Path, start: Instant) -> Result<(), String> {
    step("There is no display here: opening the real window on a virtual one");
    let root = tree::root();
    let scenario = scenario::read(&root.join("tests/window/first-run.scenario"))?;
    let out = tree::target().join("first-run");
    let logs = tree::target().join("first-run-logs");
    tree::empty(&logs)?;
    let props = Props {
        screen: Some(play::SCREEN),
        keyring: true,
        picture: None,
    };
    let stage = Stage::raise(&props, &logs)?;
    let setting = Setting {
        binary: binary.to_owned(),
        out,
        home: None,
    };
    let played = play::play(&scenario, &stage, &setting, &mut |words| step(words))?;
    println!(
        "\nThe window opened, and was walked through in {:.1} s ({:.0} s in all). It left:",
        played.took.as_secs_f64(),
        start.elapsed().as_secs_f64()
    );
    for file in &played.files {
        println!("  {}", tree::short(file));
    }
    Ok(())
}
