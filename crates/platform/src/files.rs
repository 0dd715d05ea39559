//! Files and folders of the app: where they lie, that they are private, that a small file is replaced
//! whole or not at all, and what a dropped folder holds.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Replaces a small file by `bytes`: after a power cut it holds the old bytes or the new ones, never a
/// part. The file is readable by its owner alone. No copy of the old bytes is kept. When several
/// programs replace a file at once, it holds the bytes of the last of them.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_by(&unfinished(path), path, bytes)
}

/// [`replace`] by way of a name that [`unfinished`] gave.
pub(crate) fn replace_by(new: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let done = write_private(new, bytes).and_then(|()| fs::rename(new, path));
    if done.is_err() {
        let _ = fs::remove_file(new);
    }
    done.and_then(|()| sync_folder_of(path))
}

fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    // A file left by a power cut keeps its old mode, so the mode is set here as well.
    only_owner(path, 0o600)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Where the copy of a small file is kept: `keyslots.json.bak`.
pub fn copy_of(path: &Path) -> PathBuf {
    beside(path, ".bak")
}

/// Removes a file with its copy and what cut replacements left. Nothing there is no error.
pub fn remove(path: &Path) -> io::Result<()> {
    let mut all = vec![path.to_owned(), copy_of(path)];
    all.extend(left_beside(path));
    for path in all {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => (),
        }
    }
    // With no folder there was nothing to remove either.
    match sync_folder_of(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Where the bytes of a replacement lie until they are whole: `keyslots.cbor.4711-0.new`, another name
/// each time and in each program, so that none writes into what another is writing.
pub(crate) fn unfinished(path: &Path) -> PathBuf {
    static LAST: AtomicU64 = AtomicU64::new(0);
    let n = LAST.fetch_add(1, Ordering::Relaxed);
    beside(path, &format!(".{}-{n}{UNFINISHED}", std::process::id()))
}

/// The names of [`unfinished`] that lie beside a file.
fn left_beside(path: &Path) -> Vec<PathBuf> {
    let begins = beside(path, ".");
    let entries = path.parent().map(fs::read_dir);
    (entries.into_iter().flatten().flatten().flatten())
        .map(|entry| entry.path())
        .filter(|left| {
            let (left, begins) = (left.as_os_str(), begins.as_os_str());
            left.as_encoded_bytes()
                .starts_with(begins.as_encoded_bytes())
                && is_unfinished(Path::new(left))
        })
        .collect()
}

/// Whether a name is one that a replacement has until it is whole.
pub fn is_unfinished(path: &Path) -> bool {
    path.as_os_str()
        .as_encoded_bytes()
        .ends_with(UNFINISHED.as_bytes())
}

const UNFINISHED: &str = ".new";

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Makes a new name last through a power cut.
pub fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    sync_folder(folder.unwrap_or(Path::new(".")))
}

/// Makes the new names in a folder last through a power cut. Windows has no such call and journals
/// names itself.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg_attr(
    not(unix),
    allow(unused_variables, reason = "Windows keeps a user's profile private")
)]
fn only_owner(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))?;
    Ok(())
}

/// Makes a folder, and those above it, that only its owner may enter (0700). One that is there already
/// stays as it is, because a person may have named any folder: [`others_may_enter`] tells.
pub fn private_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    sync_folder_of(path)
}

/// Whether other users of this computer may look into a folder. Windows keeps profiles apart itself.
#[cfg_attr(
    not(unix),
    allow(unused_variables, reason = "there are no modes to read")
)]
pub fn others_may_enter(path: &Path) -> io::Result<bool> {
    #[cfg(unix)]
    let open =
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path)?.permissions()) & 0o77 != 0;
    #[cfg(not(unix))]
    let open = false;
    Ok(open)
}

/// The usual data folder of this user: `%LOCALAPPDATA%\Claimbench` on Windows,
/// `~/Library/Application Support/Claimbench` on macOS, `$XDG_DATA_HOME/claimbench` elsewhere. `None`
/// when the user has no home.
pub fn data_folder() -> Option<PathBuf> {
    usual_folder("XDG_DATA_HOME", ".local/share", "Claimbench", &|name| {
        std::env::var_os(name)
    })
}

/// The usual folder for keys where no keyring runs: outside [`data_folder`], so that a copy of the data
/// is not a copy of the key.
pub fn key_folder() -> Option<PathBuf> {
    usual_folder("XDG_CONFIG_HOME", ".config", "Claimbench Keys", &|name| {
        std::env::var_os(name)
    })
}

fn usual_folder(
    xdg: &str,
    in_home: &str,
    name: &str,
    variable: &dyn Fn(&str) -> Option<std::ffi::OsString>,
) -> Option<PathBuf> {
    // A relative path in these variables counts as unset (XDG Base Directory).
    let folder = |of: &str| {
        variable(of)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    if cfg!(windows) {
        folder("LOCALAPPDATA").map(|base| base.join(name))
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Application Support").join(name))
    } else {
        let base = folder(xdg).or_else(|| folder("HOME").map(|home| home.join(in_home)))?;
        Some(base.join(name.to_lowercase().replace(' ', "-")))
    }
}

/// A folder as people read it: `~/.local/share/claimbench`, `%LOCALAPPDATA%\\Claimbench`.
pub fn for_people(path: &Path) -> String {
    let bases: &[(&str, &str)] = if cfg!(windows) {
        &[
            ("LOCALAPPDATA", "%LOCALAPPDATA%"),
            ("USERPROFILE", "%USERPROFILE%"),
        ]
    } else {
        &[("HOME", "~")]
    };
    for (variable, short) in bases {
        let base = std::env::var_os(variable).map(PathBuf::from);
        if let Some(rest) = base.as_ref().and_then(|base| path.strip_prefix(base).ok()) {
            return Path::new(short).join(rest).display().to_string();
        }
    }
    path.display().to_string()
}

/// Copies a folder with all its plain files into a new private one, and reads every copy back. What is
/// there already is an error.
pub fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    if to.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    private_folder(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (kind, target) = (entry.file_type()?, to.join(entry.file_name()));
        if kind.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), &target)?;
            File::options().write(true).open(&target)?.sync_all()?;
            if !same_bytes(&entry.path(), &target)? {
                return Err(io::Error::other("the copy differs"));
            }
        }
    }
    sync_folder_of(&to.join("."))
}

fn same_bytes(a: &Path, b: &Path) -> io::Result<bool> {
    let (mut a, mut b) = (
        BufReader::new(File::open(a)?),
        BufReader::new(File::open(b)?),
    );
    loop {
        let (left, right) = (a.fill_buf()?, b.fill_buf()?);
        let n = left.len().min(right.len());
        if left[..n] != right[..n] || (n == 0 && left.len() != right.len()) {
            return Ok(false);
        }
        if n == 0 {
            return Ok(true);
        }
        a.consume(n);
        b.consume(n);
    }
}

/// The bytes that this user can still write on the disk that holds `path`.
pub fn free_space(path: &Path) -> io::Result<u64> {
    fs4::available_space(path)
}

/// What [`files_under`] found.
#[derive(Debug, Default)]
pub struct Found {
    /// Plain files, in the order of their paths.
    pub files: Vec<PathBuf>,
    /// Folders and files that could not be looked at, and why.
    pub unreadable: Vec<(PathBuf, io::Error)>,
}

/// Every plain file in a folder and the folders below it; a file stands for itself. Hidden files and
/// folders, links, pipes and devices inside are passed over: a link can lead anywhere, or in a circle,
/// and a pipe never ends.
pub fn files_under(root: &Path) -> Found {
    let mut found = Found::default();
    // The root was named by the person: a link or a hidden name is meant there.
    match fs::metadata(root) {
        Ok(is) if is.is_dir() => look_into(root, &mut found),
        Ok(is) if is.is_file() => found.files.push(root.to_owned()),
        Ok(_) => (),
        Err(error) => found.unreadable.push((root.to_owned(), error)),
    }
    found.files.sort();
    found
}

fn look_into(root: &Path, found: &mut Found) {
    let mut waiting = vec![root.to_owned()];
    while let Some(folder) = waiting.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                found.unreadable.push((folder, error));
                continue;
            }
        };
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.metadata()?, entry))) {
                Ok((is, entry)) if hidden(&entry, &is) => (),
                Ok((is, entry)) if is.is_dir() => waiting.push(entry.path()),
                Ok((is, entry)) if is.is_file() => found.files.push(entry.path()),
                Ok(_) => (),
                Err(error) => found.unreadable.push((folder.clone(), error)),
            }
        }
    }
}

#[cfg_attr(
    not(windows),
    allow(unused_variables, reason = "only Windows has a hidden attribute")
)]
fn hidden(entry: &fs::DirEntry, is: &fs::Metadata) -> bool {
    #[cfg(windows)]
    if std::os::windows::fs::MetadataExt::file_attributes(is) & 2 != 0 {
        return true;
    }
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[track_caller]
    fn check_mode(path: &Path, want: u32) {
        let mode =
            std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path).unwrap().permissions());
        assert_eq!(mode & 0o777, want, "{}", path.display());
    }

    #[test]
    fn a_replaced_file_is_new_and_goes_with_its_copy() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keyslots.cbor");
        for bytes in ["one", "two", "three"] {
            replace(&path, bytes.as_bytes()).unwrap();
            replace(&copy_of(&path), bytes.as_bytes()).unwrap();
        }
        assert_eq!(fs::read(&path).unwrap(), b"three");
        assert_eq!(fs::read(copy_of(&path)).unwrap(), b"three");
        assert_eq!(
            files_under(folder.path()).files,
            [path.clone(), copy_of(&path)]
        );
        #[cfg(unix)]
        check_mode(&path, 0o600);
        #[cfg(unix)]
        check_mode(&copy_of(&path), 0o600);
        remove(&path).unwrap();
        remove(&path).unwrap();
        assert!(files_under(folder.path()).files.is_empty());
        remove(&folder.path().join("never/made")).unwrap();
    }

    #[test]
    fn what_power_cuts_left_goes_with_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let [path, other] = ["device.key", "other.key"].map(|name| folder.path().join(name));
        for _ in 0..2 {
            fs::write(unfinished(&path), "half of a secret").unwrap();
        }
        let others = unfinished(&other);
        fs::write(&others, "half of another").unwrap();
        replace(&path, b"whole").unwrap();
        #[cfg(unix)]
        check_mode(&path, 0o600);
        remove(&path).unwrap();
        assert_eq!(files_under(folder.path()).files, [others]);
    }

    #[test]
    fn a_file_that_many_replace_at_once_is_whole_and_nobody_fails() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("guesses.json");
        std::thread::scope(|scope| {
            for n in 0..8_usize {
                let path = &path;
                scope.spawn(move || {
                    for _ in 0..20 {
                        replace(path, n.to_string().repeat(100 * (n + 1)).as_bytes()).unwrap();
                        let read = fs::read(path).unwrap();
                        assert_eq!(read.len(), 100 * usize::from(read[0] - b'0' + 1));
                        assert!(read.iter().all(|byte| *byte == read[0]));
                    }
                });
            }
        });
        assert_eq!(files_under(folder.path()).files, [path]);
    }

    #[test]
    fn a_replacement_that_cannot_be_written_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        // With a name as long as a name may be, there is none for the unfinished file.
        let path = folder.path().join("k".repeat(255));
        fs::write(&path, b"old").unwrap();
        assert!(replace(&path, b"new").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
        let path = folder.path().join("in the way");
        fs::create_dir(&path).unwrap();
        assert!(replace(&path, b"new").is_err());
        assert_eq!(files_under(folder.path()).files.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_folder_is_private_and_one_that_was_there_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b");
        private_folder(&path).unwrap();
        check_mode(&path, 0o700);
        check_mode(&folder.path().join("a"), 0o700);
        assert!(!others_may_enter(&path).unwrap());
        only_owner(&path, 0o755).unwrap();
        private_folder(&path).unwrap();
        check_mode(&path, 0o755);
        assert!(others_may_enter(&path).unwrap());
    }

    #[cfg(all(unix, not(target_os = "macos")))]
    #[test]
    fn the_usual_folders_follow_the_desktop_rules() {
        #[track_caller]
        fn check(set: &[(&str, &str)], want: Option<&str>) {
            let variable = |name: &str| {
                set.iter()
                    .find(|(is, _)| *is == name)
                    .map(|(_, value)| (*value).into())
            };
            let got = usual_folder("XDG_DATA_HOME", ".local/share", "Claimbench", &variable);
            assert_eq!(got, want.map(PathBuf::from));
        }
        check(
            &[("XDG_DATA_HOME", "/x"), ("HOME", "/home/ann")],
            Some("/x/claimbench"),
        );
        check(
            &[("HOME", "/home/ann")],
            Some("/home/ann/.local/share/claimbench"),
        );
        check(
            &[("XDG_DATA_HOME", "x"), ("HOME", "/h")],
            Some("/h/.local/share/claimbench"),
        );
        check(&[("HOME", "")], None);
        check(&[], None);
    }

    #[test]
    fn keys_lie_outside_the_data() {
        if let (Some(data), Some(keys)) = (data_folder(), key_folder()) {
            assert!(!keys.starts_with(&data) && !data.starts_with(&keys));
        } else {
            println!("skipped: this user has no home");
        }
    }

    #[test]
    fn there_is_a_number_for_the_free_space() {
        let folder = tempfile::tempdir().unwrap();
        assert!(0 < free_space(folder.path()).unwrap());
        assert!(free_space(&folder.path().join("nowhere")).is_err());
    }

    #[test]
    fn a_folder_gives_its_plain_files_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for path in [
            "b.837",
            "a/2.txt",
            "a/1.txt",
            ".hidden.837",
            ".git/config",
            "a/.DS_Store",
        ] {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), "x").unwrap();
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root, root.join("a/circle")).unwrap();
            std::os::unix::fs::symlink(root.join("b.837"), root.join("link.837")).unwrap();
            std::os::unix::net::UnixListener::bind(root.join("socket")).unwrap();
        }
        let found = files_under(root);
        assert_eq!(
            found.files,
            ["a/1.txt", "a/2.txt", "b.837"].map(|path| root.join(path))
        );
        assert!(found.unreadable.is_empty());
        assert_eq!(files_under(&root.join("b.837")).files, [root.join("b.837")]);
        assert_eq!(
            files_under(&root.join(".git")).files,
            [root.join(".git/config")]
        );
        assert_eq!(files_under(&root.join("gone")).unreadable.len(), 1);
    }
}
