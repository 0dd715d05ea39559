//! Files that the person picks and files that are written for them.

use std::path::Path;

use vault::database::hex;

use crate::Workbench;
use crate::problem::{Code, Problem};
use crate::view::{FileToken, Nothing, view};

view! {
    /// Where to save something.
    pub struct SaveTo {
        /// From `pick_save`.
        pub token: String,
    }

    /// A file that was written.
    pub struct Saved {
        /// Its name without its folder.
        pub name: String,
        /// Its size.
        pub bytes: u64,
        /// SHA-256, hex.
        pub sha256: String,
    }

    /// Which files to pick.
    pub struct PickFiles {
        /// True to pick a folder with everything in it.
        pub folder: bool,
    }

    /// A name to suggest for a file to save.
    pub struct PickSave {
        /// `CMS-1500.pdf`; never a patient's name.
        pub suggested: String,
    }

    /// The file to save to, when one was picked.
    pub struct Picked {
        /// None when the person closed the dialog.
        pub file: Option<FileToken>,
    }

    /// The files that were picked.
    pub struct PickedFiles {
        /// None picked when the person closed the dialog.
        pub files: Vec<FileToken>,
    }
}

pub(crate) fn disk(what: &str) -> Problem {
    Problem::new(
        Code::File,
        format!(
            "{what} cannot be written. Check that the disk has room and may be written to. Nothing was changed."
        ),
    )
}

/// The last part of a path, for people.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Writes a whole file where the person wants it, or leaves what was there.
pub(crate) fn write_file(bench: &Workbench, path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    platform::unfinished::replace(&bench.data(), path, bytes).map_err(|_| disk(&file_name(path)))
}

/// A file that was written, as it is answered.
pub(crate) fn saved(path: &Path, bytes: &[u8]) -> Saved {
    use sha2::{Digest, Sha256};
    Saved {
        name: file_name(path),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        sha256: hex(&Sha256::digest(bytes)),
    }
}

/// Lets the person choose a folder to write into.
pub(crate) fn pick_folder(bench: &Workbench, _: Nothing) -> Result<Picked, Problem> {
    let file = bench
        .host
        .pick_folder()
        .map(|path| bench.grant(path))
        .transpose()?;
    Ok(Picked { file })
}

/// Lets the person name a file to save to.
pub(crate) fn pick_save(bench: &Workbench, ask: PickSave) -> Result<Picked, Problem> {
    let file = bench
        .host
        .pick_save(&ask.suggested)
        .map(|path| bench.grant(path))
        .transpose()?;
    Ok(Picked { file })
}
