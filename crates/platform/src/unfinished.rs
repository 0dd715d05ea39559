//! Files that are being written where the person wanted them, outside of the data folder. Each is noted
//! in the data folder while it is not whole, so that the next start takes away what a killed run left:
//! half a PDF with patients on it must not lie on somebody's desktop. There are no other temporary
//! files: pages go to the printing system through a pipe, and the database keeps its own in memory.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::files;

/// [`files::replace`] for a file outside of the data folder. Whatever goes wrong, and whenever the
/// program ends, nothing but the whole file stays behind after the next [`sweep`].
pub fn replace(data: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let whole = std::path::absolute(path)?;
    let unfinished = files::unfinished(&whole);
    let note = note(data, &unfinished)?;
    let done = files::replace_by(&unfinished, &whole, bytes);
    // The note goes when it is dropped.
    drop(note);
    done
}

/// Notes a file that is about to be written. The lock on the note tells others that its writer lives.
fn note(data: &Path, unfinished: &Path) -> io::Result<tempfile::NamedTempFile> {
    let folder = notes(data);
    files::private_folder(&folder)?;
    let mut note = tempfile::Builder::new().prefix("").tempfile_in(folder)?;
    note.as_file().lock()?;
    note.write_all(unfinished.as_os_str().as_encoded_bytes())?;
    note.as_file().sync_data()?;
    Ok(note)
}

fn notes(data: &Path) -> PathBuf {
    data.join("unfinished")
}

/// Takes away what runs that were killed left half written. Files of runs that live are let alone.
pub fn sweep(data: &Path) {
    for entry in fs::read_dir(notes(data)).into_iter().flatten().flatten() {
        let note = entry.path();
        let Ok(mut file) = OpenOptions::new().read(true).write(true).open(&note) else {
            continue;
        };
        if file.try_lock().is_err() {
            continue;
        }
        let mut noted = Vec::new();
        let left = file
            .read_to_end(&mut noted)
            .ok()
            .and_then(|_| path_of(noted));
        drop(file);
        if let Some(left) = left.filter(|left| files::is_unfinished(left)) {
            match fs::remove_file(left) {
                // A drive that is not connected now may be at the next start.
                Err(error) if error.kind() != io::ErrorKind::NotFound => continue,
                _ => (),
            }
        }
        let _ = fs::remove_file(note);
    }
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    let path: OsString = std::os::unix::ffi::OsStringExt::from_vec(bytes);
    Some(path.into())
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    Some(OsString::from(String::from_utf8(bytes).ok()?).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_goes_at_the_next_start_and_what_a_living_one_writes_stays() {
        let (data, desk) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let [dead, alive] = ["dead.pdf", "alive.pdf"].map(|name| {
            let unfinished = files::unfinished(&desk.path().join(name));
            fs::write(&unfinished, "%PDF half of it").unwrap();
            unfinished
        });
        // A killed run cannot remove its note, and the system gives its lock back.
        note(data.path(), &dead).unwrap().keep().unwrap();
        let living = note(data.path(), &alive).unwrap();
        sweep(data.path());
        assert!(!dead.exists());
        assert!(alive.exists() && living.path().exists());
        drop(living);
        sweep(data.path());
        assert!(alive.exists(), "it is not noted any more");
        assert!(files::files_under(&notes(data.path())).files.is_empty());
    }

    #[test]
    fn a_whole_file_leaves_no_note_and_a_failed_one_nothing_at_all() {
        let (data, desk) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = desk.path().join("forms.pdf");
        replace(data.path(), &path, b"whole").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert!(replace(data.path(), &path, b"whole").is_err());
        assert!(files::files_under(desk.path()).files.is_empty());
        assert!(files::files_under(&notes(data.path())).files.is_empty());
    }

    #[test]
    fn a_note_that_names_another_file_removes_nothing() {
        let (data, desk) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = desk.path().join("taxes.pdf");
        fs::write(&path, "mine").unwrap();
        note(data.path(), &path).unwrap().keep().unwrap();
        sweep(data.path());
        assert_eq!(fs::read(&path).unwrap(), b"mine");
        assert!(files::files_under(&notes(data.path())).files.is_empty());
        sweep(&data.path().join("not there"));
    }
}
