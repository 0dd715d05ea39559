//! Where things are in the repository, and whether something made from sources is older than they are.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The repository's root: the folder above this crate's.
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    match here.as_deref().and_then(Path::parent) {
        Some(root) => root.to_path_buf(),
        None => env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
    }
}

/// Where Cargo puts what it builds.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// A program that Cargo built, by its name and profile (`debug` or `release`).
pub fn built(profile: &str, name: &str) -> PathBuf {
    target()
        .join(profile)
        .join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// The first program of that name on the search path.
pub fn program(name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) {
        &[".exe", ".cmd", ""]
    } else {
        &[""]
    };
    env::split_paths(&env::var_os("PATH")?)
        .flat_map(|folder| {
            endings
                .iter()
                .map(move |end| folder.join(format!("{name}{end}")))
        })
        .find(|path| path.is_file())
}

/// The newest change under `path`: of the file, or of a folder and everything in it. A removed file
/// shows in its folder's own date.
pub fn newest(path: &Path) -> Option<SystemTime> {
    let about = fs::metadata(path).ok()?;
    let own = about.modified().ok()?;
    if !about.is_dir() {
        return Some(own);
    }
    let inside = fs::read_dir(path)
        .ok()?
        .flatten()
        .filter_map(|entry| newest(&entry.path()));
    inside.chain([own]).max()
}

/// Whether `made` is absent or older than one of `sources` (those that exist).
pub fn stale<'a>(made: &Path, sources: impl IntoIterator<Item = &'a Path>) -> bool {
    let Some(made) = fs::metadata(made).and_then(|about| about.modified()).ok() else {
        return true;
    };
    sources
        .into_iter()
        .filter_map(newest)
        .any(|source| made < source)
}

/// Makes `folder` anew, empty.
pub fn empty(folder: &Path) -> Result<(), String> {
    let result = match fs::remove_dir_all(folder) {
        Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => Err(fault),
        _ => fs::create_dir_all(folder),
    };
    result.map_err(|fault| format!("{} cannot be made empty: {fault}", folder.display()))
}

/// `path` as it is written to a person: from the root, when it is below the root.
pub fn short(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_older_than_a_source_is_stale() {
        let folder = env::temp_dir().join(format!("xtask-tree-{}", std::process::id()));
        empty(&folder).unwrap();
        let (made, source) = (folder.join("made"), folder.join("src"));
        fs::create_dir(&source).unwrap();
        fs::write(source.join("a"), "a").unwrap();
        assert!(stale(&made, [source.as_path()]), "what is absent is stale");

        fs::write(&made, "m").unwrap();
        let later = SystemTime::now() + std::time::Duration::from_secs(60);
        fs::File::open(&made).unwrap().set_modified(later).unwrap();
        assert!(!stale(&made, [source.as_path(), Path::new("absent")]));

        fs::File::open(source.join("a"))
            .unwrap()
            .set_modified(later + std::time::Duration::from_secs(60))
            .unwrap();
        assert!(stale(&made, [source.as_path()]));
        fs::remove_dir_all(&folder).unwrap();
    }
}
