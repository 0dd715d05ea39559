//! `cargo xtask package`: the installer of this system (.deb, NSIS, dmg), made by Tauri's own bundler,
//! which is a package of `package/package.json`. The test of it installs the .deb into a folder of its
//! own, starts the window from there, and removes it again; what the person has made must stay.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::count::Count;
use crate::leash::Program;
use crate::machine::{self, Use};
use crate::parts;
use crate::play::{self, Setting};
use crate::scenario;
use crate::stage::{Props, Stage};
use crate::tree;

/// Programs that come along where they are built: the first one must be.
const BESIDE: [&str; 2] = ["claimbench-cli", "claimbench-verify"];

/// What the bundler makes here.
const KIND: &str = if cfg!(windows) {
    "nsis"
} else if cfg!(target_os = "macos") {
    "dmg"
} else {
    "deb"
};

/// Builds everything in the release profile and makes the installer.
pub fn package(_: &[String]) -> Result<(), String> {
    println!("  {}", machine::prepare(Use::Build)?);
    parts::packages()?;
    if let Some(program) = parts::stale_bundle() {
        program.must()?;
    }
    Program::cargo()
        .args(["build", "--release", "--bins"])
        .args(parts::FEATURES)
        .must()?;
    bundler("release")?.must()?;
    println!("{}", tree::short(&made("release")?));
    Ok(())
}

/// The bundler, ready to make an installer of what was built.
fn bundler(profile: &str) -> Result<Program, String> {
    let home = tree::root().join("package");
    let lock = home.join("package-lock.json");
    if tree::stale(
        &home.join("node_modules/.package-lock.json"),
        [lock.as_path()],
    ) {
        let install = Program::npm().folder(&home);
        install
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .must()?;
    }
    let beside = beside(profile)?;
    let config = format!(r#"{{"bundle":{{"externalBin":[{}]}}}}"#, beside.join(","));
    let program = Program::new("node")
        .folder(tree::root())
        .arg(home.join("node_modules/@tauri-apps/cli/tauri.js"))
        .args(["bundle", "--ci", "--bundles", KIND, "--config", &config]);
    Ok(match profile {
        "debug" => program.arg("--debug"),
        _ => program,
    })
}

/// Puts the programs that come along where the bundler wants them, under the name that it wants:
/// with the triple of the system behind it. Answers the names without it, as JSON texts.
fn beside(profile: &str) -> Result<Vec<String>, String> {
    let folder = tree::target().join("package/bin");
    tree::empty(&folder)?;
    let (_, said) = Program::new("rustc").arg("-vV").ask()?;
    let triple = said.lines().find_map(|line| line.strip_prefix("host: "));
    let triple = triple.ok_or("rustc does not say for which system it builds")?;
    let mut names = Vec::new();
    for (n, name) in BESIDE.iter().enumerate() {
        let built = tree::built(profile, name);
        if n != 0 && !built.exists() {
            continue;
        }
        let to = folder.join(format!("{name}-{triple}{}", std::env::consts::EXE_SUFFIX));
        fs::copy(&built, &to).map_err(|fault| format!("{}: {fault}", tree::short(&built)))?;
        let shown = folder.join(name).display().to_string();
        names.push(format!("\"{}\"", shown.replace('\\', "/")));
    }
    Ok(names)
}

/// The newest installer that was made.
fn made(profile: &str) -> Result<PathBuf, String> {
    let folder = tree::target().join(profile).join("bundle").join(KIND);
    let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|end| ["deb", "exe", "dmg"].iter().any(|kind| end == *kind))
        })
        .max_by_key(|path| fs::metadata(path).and_then(|about| about.modified()).ok())
        .ok_or_else(|| format!("the bundler left nothing in {}", tree::short(&folder)))
}

/// Makes a .deb of the debug build, installs it, starts it, removes it. `finish` runs a program that
/// must do well.
pub fn test(must: &dyn Fn(&Program) -> Result<(), String>) -> Result<Count, String> {
    if KIND != "deb" || tree::program("dpkg").is_none() {
        return Ok(Count::skip("packages are tried on Debian and its kin only"));
    }
    let base = tree::target().join("package");
    must(&bundler("debug")?)?;
    let deb = made("debug")?;
    let root = base.join("root");
    tree::empty(&root)?;
    fs::create_dir_all(root.join("var/lib/dpkg/updates"))
        .and_then(|()| fs::write(root.join("var/lib/dpkg/status"), ""))
        .map_err(|fault| format!("{}: {fault}", tree::short(&root)))?;
    let dpkg = |words: &[&str]| {
        let fake = tree::program("fakeroot").is_some() && !is_root();
        let program = if fake {
            Program::new("fakeroot").arg("dpkg")
        } else {
            Program::new("dpkg")
        };
        // The libraries that it depends on are those of this machine, not of the folder.
        program
            .arg(format!("--root={}", root.display()))
            .arg("--force-depends")
            .args(words)
    };
    must(&dpkg(&["--install", &deb.display().to_string()]))?;
    for file in [
        "usr/bin/claimbench",
        "usr/bin/claimbench-cli",
        "usr/share/applications/Claimbench.desktop",
        "usr/share/icons/hicolor/128x128/apps/claimbench.png",
    ] {
        if !root.join(file).is_file() {
            return Err(format!("{} has no {file}", tree::short(&deb)));
        }
    }
    let logs = base.join("logs");
    tree::empty(&logs)?;
    let props = Props {
        screen: Some(play::SCREEN),
        keyring: true,
        picture: None,
    };
    let stage = Stage::raise(&props, &logs)?;
    let out = base.join("played");
    let setting = Setting {
        binary: root.join("usr/bin/claimbench"),
        out: out.clone(),
        home: None,
    };
    let first_run = scenario::read(&tree::root().join("tests/window/first-run.scenario"))?;
    play::play(&first_run, &stage, &setting, &mut |_| ())?;

    let data = out.join("home/data");
    let before = files(&data);
    must(&dpkg(&["--purge", "claimbench"]))?;
    if root.join("usr/bin/claimbench").exists() {
        return Err("the package was removed, and its program is still there".into());
    }
    if before.is_empty() || files(&data) != before {
        return Err("removing the package changed what the person had made".into());
    }
    let password = base.join("password");
    fs::write(&password, "every claim here is made up\n")
        .map_err(|fault| format!("{}: {fault}", tree::short(&password)))?;
    let claims = Program::new(tree::built("debug", "claimbench-cli"))
        .arg("--password-file")
        .arg(&password)
        .arg("claims");
    must(&stage.dress(claims).envs(play::home_env(&out.join("home"))))?;
    Ok(Count {
        notes: vec![format!(
            "{} was installed, started and removed",
            tree::short(&deb)
        )],
        ..Count::one()
    })
}

fn is_root() -> bool {
    matches!(Program::new("id").arg("-u").ask(), Ok((true, id)) if id.trim() == "0")
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap_or_default());
        }
    }
    found
}
