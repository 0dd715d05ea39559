//! The repository keeps its own manners: who may know whom, what must never be written, and what is
//! made by a program must be fresh. Each message says what to do instead.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files under a folder with one of the endings, in order.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let (mut waiting, mut found) = (vec![root().join(folder)], Vec::new());
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !matches!(
                    name.as_str(),
                    "node_modules" | "dist" | "target" | "gen" | ".git"
                ) {
                    waiting.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The lines of a file that run in the product: what follows its tests does not.
fn product_lines(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines()
        .enumerate()
        .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(n, line)| (n + 1, line.to_owned()))
        .collect()
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

/// Fails with every place where a word stands.
#[track_caller]
fn forbid(places: &[PathBuf], words: &[&str], instead: &str) {
    let mut found = Vec::new();
    for path in places {
        for (n, line) in product_lines(path) {
            for word in words.iter().filter(|word| line.contains(*word)) {
                found.push(format!("{}:{n}: `{word}`: {instead}", shown(path)));
            }
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn pure_crates_touch_nothing_outside() {
    for krate in ["values", "billing", "x12", "edi", "forms", "seeds"] {
        forbid(
            &files(&format!("crates/{krate}/src"), &[".rs"]),
            &[
                "std::fs",
                "std::net",
                "std::env",
                "SystemTime",
                "Instant::now",
                "tokio::",
                "rusqlite",
                "getrandom",
            ],
            "this crate is pure; take what you need as an argument",
        );
    }
}

/// What each crate may stand on, besides crates of the world.
const LAYERS: [(&str, &[&str]); 12] = [
    ("chain", &[]),
    ("values", &[]),
    ("billing", &["values"]),
    ("x12", &["values"]),
    ("edi", &["values", "billing", "x12"]),
    ("forms", &["values", "billing"]),
    ("seeds", &["values", "billing"]),
    ("vault", &["values", "billing", "platform", "chain"]),
    ("platform", &["values"]),
    (
        "workbench",
        &[
            "values", "billing", "x12", "edi", "forms", "vault", "platform", "seeds", "chain",
        ],
    ),
    ("cli", &["workbench", "platform"]),
    (
        "bench",
        &[
            "values",
            "billing",
            "x12",
            "edi",
            "forms",
            "vault",
            "platform",
            "seeds",
            "workbench",
            "chain",
        ],
    ),
];

#[test]
fn dependencies_point_downward_only() {
    let ours: Vec<&str> = LAYERS.iter().map(|(name, _)| *name).collect();
    for (krate, may) in LAYERS {
        let Ok(text) = fs::read_to_string(root().join("crates").join(krate).join("Cargo.toml"))
        else {
            continue;
        };
        let mut section = "";
        for line in text.lines() {
            if line.starts_with('[') {
                section = line;
            }
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if section.contains("dependencies]")
                && !section.contains("dev-")
                && ours.contains(&name)
            {
                assert!(
                    may.contains(&name),
                    "crates/{krate}: it may not know `{name}`; see ARCHITECTURE.md"
                );
            }
        }
    }
}

#[test]
fn only_some_crates_name_some_things() {
    let all = files("crates", &[".rs"]);
    let but = |krates: &[&str]| -> Vec<PathBuf> {
        all.iter()
            .filter(|path| {
                !krates
                    .iter()
                    .any(|krate| shown(path).starts_with(&format!("crates/{krate}/")))
            })
            .filter(|path| !shown(path).contains("/tests/"))
            .cloned()
            .collect()
    };
    forbid(
        &but(&["vault", "bench"]),
        &["rusqlite"],
        "only `vault` speaks SQL",
    );
    forbid(
        &but(&["vault", "workbench", "bench"]),
        &[".commit("],
        "only `Workbench::transact` and its kin commit",
    );
    forbid(
        &but(&["platform"]),
        &[
            "keyring::",
            "keyring_core",
            "windows_sys",
            "SystemTime::now",
        ],
        "only `platform` asks the machine",
    );
    forbid(
        &but(&["platform", "vault"]),
        &["getrandom::"],
        "random bytes come from `platform::entropy`; keys from `vault::keys`",
    );
    forbid(
        &but(&[]),
        &["tauri::", "@tauri-apps"],
        "only src-tauri knows the shell",
    );
    let commits: Vec<PathBuf> = files("crates/workbench/src", &[".rs"])
        .into_iter()
        .filter(|p| !p.ends_with("bench.rs"))
        .collect();
    forbid(
        &commits,
        &[".commit(", "Writer::begin"],
        "every change goes through `Workbench::transact`",
    );
    let ui: Vec<PathBuf> = files("ui/src", &[".ts", ".tsx"])
        .into_iter()
        .filter(|p| !p.ends_with("api/call.ts"))
        .collect();
    forbid(
        &ui,
        &["@tauri-apps", "__TAURI"],
        "only ui/src/api/call.ts knows the host",
    );
}

#[test]
fn money_is_never_a_float() {
    for krate in ["values", "billing", "edi", "vault"] {
        forbid(
            &files(&format!("crates/{krate}/src"), &[".rs"]),
            &["f32", "f64"],
            "money is whole cents",
        );
    }
}

#[test]
fn nothing_is_left_lying_about() {
    let rust: Vec<PathBuf> = ["crates", "src-tauri", "xtask/src", "tests/bridge"]
        .iter()
        .flat_map(|folder| files(folder, &[".rs"]))
        .filter(|path| {
            !["/tests/", "/examples/", "tests.rs"]
                .iter()
                .any(|part| path.to_string_lossy().contains(part))
        })
        .chain(files("tests/bridge", &[".rs"]))
        .collect();
    forbid(
        &rust,
        &[
            "dbg!",
            "todo!",
            "unimplemented!",
            "FIXME",
            "XXX\"",
            ".unwrap()",
        ],
        "finish it, or answer with a Problem",
    );
    let ui = files("ui/src", &[".ts", ".tsx"]);
    forbid(
        &ui,
        &[
            "console.log",
            "debugger",
            ": any;",
            ": any,",
            ": any)",
            "<any>",
            "innerHTML",
            "dangerouslySetInnerHTML",
        ],
        "finish it; text is text",
    );
    for path in rust.iter().chain(&ui) {
        let text = fs::read_to_string(path).unwrap_or_default();
        let first = text
            .lines()
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default();
        assert!(
            path.extension().is_none_or(|e| e != "rs") || first.starts_with("//!"),
            "{}: say in one paragraph what the file is for (`//!`)",
            shown(path)
        );
    }
}

#[test]
fn every_table_that_travels_is_a_declared_kind() {
    let mut tables: BTreeMap<String, bool> = BTreeMap::new();
    for path in files("crates/vault/migrations", &[".sql"]) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        for part in text.split("create table ").skip(1) {
            let (name, rest) = part.split_once(' ').unwrap_or((part, ""));
            let columns = rest.split(") strict").next().unwrap_or_default();
            let travels = columns.contains("version ") && columns.contains("body ");
            tables.insert(name.to_owned(), travels);
        }
    }
    for (table, travels) in &tables {
        assert!(
            !travels || vault::kinds::kind(table).is_some(),
            "table {table} has versions but no line in `vault::kinds::KINDS`: declare its compartment, field classes, wire schema and undo"
        );
    }
    for kind in &vault::kinds::KINDS {
        assert_eq!(
            tables.get(kind.name),
            Some(&true),
            "kind {} has no table with id, version and body",
            kind.name
        );
        assert!(
            kind.fields.iter().any(|(field, _)| *field == "*"),
            "kind {}: say what the other fields are (`*`)",
            kind.name
        );
        assert!(
            0 < kind.schema,
            "kind {}: wire schemas count from 1",
            kind.name
        );
    }
}

#[test]
fn the_interfaces_types_are_fresh() {
    let written = fs::read_to_string(root().join("ui/src/api/generated.ts")).unwrap_or_default();
    assert!(
        written == workbench::commands::typescript(),
        "ui/src/api/generated.ts is stale: run `cargo xtask generate`"
    );
}

#[test]
fn every_command_is_described_for_people() {
    for command in workbench::commands::COMMANDS {
        let says = command.says.trim();
        assert!(
            says.ends_with('.') && 10 < says.len(),
            "{}: say what it does in a sentence",
            command.name
        );
    }
}
