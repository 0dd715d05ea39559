//! Asks the system where a folder lies. The lines for Windows and macOS were not tried.

use std::path::{Path, PathBuf};

use super::{Site, dropbox_roots, marks};

/// What the system says of a folder, which need not be there yet.
pub fn look(folder: &Path) -> Site {
    let (there, path) = resolved(folder);
    let mut site = Site {
        path: path.to_string_lossy().into_owned(),
        roots: roots(),
        ..Site::default()
    };
    ask(&there, &mut site);
    site.marks = there.ancestors().flat_map(marks_in).collect();
    site
}

/// The part of a path that is there, links followed, and the whole path on it.
fn resolved(folder: &Path) -> (PathBuf, PathBuf) {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    for there in whole.ancestors() {
        if let Ok(real) = there.canonicalize() {
            let rest = whole.strip_prefix(there).unwrap_or(Path::new(""));
            let path = real.join(rest);
            return (real, path);
        }
    }
    (whole.clone(), whole)
}

/// The names in a folder by which a sync program marks it.
fn marks_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let kind = entry.file_type().ok()?;
            // In a home, a folder of this name is Dropbox's own and the home is not synced.
            (marks(&name).is_some() && !(name == ".dropbox" && kind.is_dir())).then_some(name)
        })
        .collect()
}

/// The folders that sync programs say are theirs.
fn roots() -> Vec<(String, &'static str)> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let home = folder(if cfg!(windows) { "USERPROFILE" } else { "HOME" });
    let mut roots: Vec<(String, &'static str)> =
        ["OneDrive", "OneDriveConsumer", "OneDriveCommercial"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .map(|root| (root, "OneDrive"))
            .collect();
    let told = [
        folder("LOCALAPPDATA").map(|base| base.join("Dropbox")),
        folder("APPDATA").map(|base| base.join("Dropbox")),
        home.as_ref().map(|home| home.join(".dropbox")),
    ];
    for info in told.into_iter().flatten() {
        let info = std::fs::read_to_string(info.join("info.json")).unwrap_or_default();
        roots.extend(
            dropbox_roots(&info)
                .into_iter()
                .map(|root| (root, "Dropbox")),
        );
    }
    if cfg!(target_os = "macos")
        && let Some(home) = home
    {
        // With "Desktop & Documents Folders" on, iCloud shows the two in its own folder as well.
        let cloud = home.join("Library/Mobile Documents/com~apple~CloudDocs");
        for name in ["Desktop", "Documents"] {
            if cloud.join(name).exists() {
                let root = home.join(name).to_string_lossy().into_owned();
                roots.push((root, "iCloud Drive"));
            }
        }
    }
    roots
}

#[cfg(target_os = "linux")]
fn ask(there: &Path, site: &mut Site) {
    let mountinfo = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    if let Some(mount) = super::mounts::mount_of(&mountinfo, &there.to_string_lossy()) {
        site.filesystem = mount.filesystem;
        site.source = mount.source;
    }
}

#[cfg(target_os = "macos")]
fn ask(there: &Path, site: &mut Site) {
    /// `MNT_LOCAL` of mount(2): the file system is stored on this computer.
    const LOCAL: u32 = 0x1000;
    if let Ok(said) = rustix::fs::statfs(there) {
        let name: Vec<u8> = said
            .f_fstypename
            .iter()
            .map(|c| c.cast_unsigned())
            .take_while(|c| *c != 0)
            .collect();
        site.filesystem = String::from_utf8_lossy(&name).into_owned();
        site.remote = said.f_flags & LOCAL == 0;
    }
}

#[cfg(windows)]
fn ask(there: &Path, site: &mut Site) {
    use std::os::windows::ffi::OsStrExt;
    use windows_sys::Win32::Storage::FileSystem::{
        GetDriveTypeW, GetVolumeInformationW, GetVolumePathNameW,
    };
    /// `DRIVE_REMOTE` of GetDriveTypeW.
    const REMOTE: u32 = 4;
    let text = |wide: &[u16]| {
        let end = wide.iter().position(|c| *c == 0).unwrap_or(wide.len());
        String::from_utf16_lossy(&wide[..end])
    };
    let path: Vec<u16> = there.as_os_str().encode_wide().chain([0]).collect();
    let (mut volume, mut label, mut kind) = ([0_u16; 1024], [0_u16; 261], [0_u16; 261]);
    #[allow(
        unsafe_code,
        reason = "the texts end in 0, and each buffer is passed with its length"
    )]
    unsafe {
        if GetVolumePathNameW(path.as_ptr(), volume.as_mut_ptr(), volume.len() as u32) == 0 {
            return;
        }
        site.remote = GetDriveTypeW(volume.as_ptr()) == REMOTE;
        let told = GetVolumeInformationW(
            volume.as_ptr(),
            label.as_mut_ptr(),
            label.len() as u32,
            std::ptr::null_mut(),
            std::ptr::null_mut(),
            std::ptr::null_mut(),
            kind.as_mut_ptr(),
            kind.len() as u32,
        );
        if told == 0 {
            return;
        }
    }
    site.source = text(&label);
    site.filesystem = text(&kind);
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn ask(_: &Path, _: &mut Site) {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{Unfit, unfit};

    #[test]
    fn a_folder_that_is_not_there_yet_lies_where_the_one_above_it_lies() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("not/yet/there");
        assert_eq!(unfit(&deep), None);
        let site = look(&deep);
        assert!(site.path.ends_with("there"), "{site:?}");
        if cfg!(target_os = "linux") {
            assert!(!site.filesystem.is_empty(), "{site:?}");
        }
        std::fs::create_dir(folder.path().join(".stfolder")).unwrap();
        assert_eq!(unfit(&deep), Some(Unfit::Synced("a folder of Syncthing")));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_a_synced_folder_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let synced = folder.path().join("Dropbox/cb");
        std::fs::create_dir_all(&synced).unwrap();
        std::os::unix::fs::symlink(&synced, folder.path().join("data")).unwrap();
        let data = folder.path().join("data");
        assert_eq!(unfit(&data), Some(Unfit::Synced("Dropbox")));
    }

    #[test]
    fn the_folder_in_which_dropbox_keeps_its_own_things_marks_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(".dropbox")).unwrap();
        assert_eq!(unfit(folder.path()), None);
        let synced = tempfile::tempdir().unwrap();
        std::fs::write(synced.path().join(".dropbox"), "{}").unwrap();
        assert_eq!(unfit(synced.path()), Some(Unfit::Synced("Dropbox")));
    }
}
