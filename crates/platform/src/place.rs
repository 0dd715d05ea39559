//! Where a folder lies: on a disk of this computer, on a network or shared drive, or in a folder that
//! a sync program copies elsewhere. A database must not lie in the last two: a share loses writes when
//! the network fails, and a sync program copies files in the middle of a change and puts older ones
//! back. What the system says is gathered by [`look`]; what it means is decided by [`judge`], which is
//! pure and knows all three systems.

mod look;
pub(crate) mod mounts;

use std::path::Path;

pub use look::look;

/// Which system the words of a [`Site`] come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Windows 10 and later.
    Windows,
    /// macOS.
    MacOs,
    /// Linux and what is like it.
    Linux,
}

impl System {
    /// The one that runs here.
    pub const HERE: System = if cfg!(windows) {
        System::Windows
    } else if cfg!(target_os = "macos") {
        System::MacOs
    } else {
        System::Linux
    };
}

/// What the system says of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// The folder, absolute, links followed.
    pub path: String,
    /// The file system as the system names it: `ext4`, `fuse.sshfs`, `smbfs`, `NTFS`. Empty when it
    /// does not say.
    pub filesystem: String,
    /// What is mounted there (`/dev/sda2`, `//nas/office`); on Windows the name of the volume.
    pub source: String,
    /// The system itself calls it another computer's: `DRIVE_REMOTE`, or no `MNT_LOCAL`.
    pub remote: bool,
    /// Names in this folder and those above it that look like a sync program's (see [`marks`]).
    pub marks: Vec<String>,
    /// Folders that sync programs say are theirs, and whose.
    pub roots: Vec<(String, &'static str)>,
}

/// Why a data folder must not lie where it lies.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Another computer's disk, or one shared into a virtual machine.
    #[error(
        "The data folder lies on a network or shared drive. A practice there can be damaged when the \
         connection fails for a moment."
    )]
    Network,
    /// A folder that the named program copies elsewhere.
    #[error(
        "The data folder lies in {0}, which copies files while they are being written and puts older \
         ones back. A practice there can be damaged."
    )]
    Synced(&'static str),
}

/// Why a folder is no place for a practice; `None` when nothing speaks against it.
pub fn unfit(folder: &Path) -> Option<Unfit> {
    judge(System::HERE, &look(folder))
}

/// What the words of a system mean.
pub fn judge(system: System, site: &Site) -> Option<Unfit> {
    if is_network(system, site) {
        return Some(Unfit::Network);
    }
    let by_root = site
        .roots
        .iter()
        .find(|(root, _)| lies_in(system, &site.path, root))
        .map(|(_, by)| *by);
    let by_mark = || site.marks.iter().find_map(|mark| marks(mark));
    by_root
        .or_else(|| by_name(system, site))
        .or_else(by_mark)
        .map(Unfit::Synced)
}

/// File systems that are another computer's, or shared into a virtual machine, on any system.
const SHARES: [&str; 35] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb",
    "smb2",
    "smb3",
    "smbfs",
    "afpfs",
    "afs",
    "coda",
    "ncpfs",
    "webdav",
    "davfs",
    "ftp",
    "ceph",
    "glusterfs",
    "lustre",
    "9p",
    "drvfs",
    "virtiofs",
    "vboxsf",
    "prl_fs",
    "vmhgfs",
    // Over FUSE, with or without its prefix.
    "sshfs",
    "rclone",
    "gvfsd-fuse",
    "gvfs-fuse-daemon",
    "curlftpfs",
    "s3fs",
    "gcsfuse",
    "smbnetfs",
    "vmhgfs-fuse",
    "juicefs",
    "mfs",
    "kio-fuse",
];

fn is_network(system: System, site: &Site) -> bool {
    let kind = site.filesystem.to_lowercase();
    let kind = kind
        .strip_prefix("fuse.")
        .or_else(|| kind.strip_prefix("macfuse_"))
        .or_else(|| kind.strip_prefix("osxfuse_"))
        .unwrap_or(&kind);
    if site.remote || SHARES.contains(&kind) {
        return true;
    }
    match system {
        // \\server\share, also as \\?\UNC\server\share; \\?\C:\ and \\.\ are this computer's.
        System::Windows => {
            let path = site.path.replace('/', "\\").to_lowercase();
            path.starts_with(r"\\?\unc\")
                || (path.starts_with(r"\\")
                    && !path.starts_with(r"\\?\")
                    && !path.starts_with(r"\\.\"))
        }
        // davfs and others call themselves plain `fuse`: what they mount gives them away.
        System::Linux => {
            kind == "fuse" && (site.source.contains("://") || site.source.contains(":/"))
        }
        System::MacOs => false,
    }
}

/// The parts of a path.
fn parts(system: System, path: &str) -> Vec<String> {
    path.split(|c| c == '/' || (c == '\\' && system == System::Windows))
        .filter(|part| !part.is_empty() && *part != "?")
        .map(str::to_lowercase)
        .collect()
}

/// Whether a path is a folder or lies in it. Case does not count: of two folders that differ in
/// nothing else, one is the sync program's.
fn lies_in(system: System, path: &str, root: &str) -> bool {
    let (path, root) = (parts(system, path), parts(system, root));
    !root.is_empty() && path.starts_with(&root)
}

/// A sync program whose folder is known by its name or by where it lies.
fn by_name(system: System, site: &Site) -> Option<&'static str> {
    let parts = parts(system, &site.path);
    if system == System::Windows && site.source.eq_ignore_ascii_case("google drive") {
        return Some("Google Drive");
    }
    if system == System::MacOs {
        for pair in parts.windows(2) {
            match (pair[0].as_str(), pair[1].as_str()) {
                ("library", "mobile documents") => return Some("iCloud Drive"),
                ("library", "cloudstorage") => return Some(cloud_storage(&parts)),
                _ => (),
            }
        }
    }
    parts.iter().enumerate().find_map(|(n, part)| {
        let named = |name: &str| {
            part.strip_prefix(name).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with(" - ") || rest.starts_with(" (")
            })
        };
        if named("onedrive") {
            Some("OneDrive")
        } else if named("dropbox") {
            Some("Dropbox")
        } else if named("google drive") || part == "googledrive" {
            Some("Google Drive")
        } else if part == "icloud drive" || (system == System::Windows && part == "iclouddrive") {
            Some("iCloud Drive")
        } else if part == "nextcloud" {
            Some("Nextcloud")
        } else if part == "owncloud" {
            Some("ownCloud")
        } else if part == "box sync" || (part == "box" && is_in_home(&parts, n)) {
            Some("Box")
        } else {
            None
        }
    })
}

/// Whether the nth part lies directly in somebody's home: `C:\Users\Ruth\Box`. The word alone is too
/// common to mean the program.
fn is_in_home(parts: &[String], n: usize) -> bool {
    2 <= n && parts[n - 2] == "users"
}

/// Whose folder it is below `~/Library/CloudStorage`: `Dropbox`, `OneDrive-Contoso`, `Box-Box`.
fn cloud_storage(parts: &[String]) -> &'static str {
    let below = parts
        .iter()
        .skip_while(|part| *part != "cloudstorage")
        .nth(1)
        .map_or("", String::as_str);
    [
        ("dropbox", "Dropbox"),
        ("onedrive", "OneDrive"),
        ("googledrive", "Google Drive"),
        ("box", "Box"),
        ("nextcloud", "Nextcloud"),
    ]
    .iter()
    .find(|(name, _)| below.starts_with(name))
    .map_or("a cloud folder", |(_, by)| by)
}

/// The sync program that leaves something of this name in its folder. Dropbox keeps a *folder*
/// `.dropbox` in a home that it does not sync, so [`look`] passes only the file on.
pub fn marks(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    match name.as_str() {
        ".dropbox" | ".dropbox.cache" => Some("Dropbox"),
        ".stfolder" => Some("a folder of Syncthing"),
        ".849c9593-d756-4e56-8d6e-42412f2a707b" => Some("OneDrive"),
        ".tmp.drivedownload" | ".tmp.driveupload" => Some("Google Drive"),
        ".nextcloudsync.log" => Some("Nextcloud"),
        ".owncloudsync.log" => Some("ownCloud"),
        // The journal that both clients keep: .sync_0a1b2c3d4e5f.db
        _ if (name.starts_with(".sync_") || name.starts_with("._sync_"))
            && name.ends_with(".db") =>
        {
            Some("Nextcloud")
        }
        _ => None,
    }
}

/// The folders that Dropbox names in its `info.json`.
pub fn dropbox_roots(info: &str) -> Vec<String> {
    let Ok(serde_json::Value::Object(accounts)) = serde_json::from_str(info) else {
        return Vec::new();
    };
    accounts
        .values()
        .filter_map(|account| account["path"].as_str())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::System::{Linux, MacOs, Windows};
    use super::*;

    fn site(path: &str, filesystem: &str, source: &str) -> Site {
        Site {
            path: path.into(),
            filesystem: filesystem.into(),
            source: source.into(),
            ..Site::default()
        }
    }

    #[track_caller]
    fn check(system: System, site: &Site, want: Option<Unfit>) {
        assert_eq!(judge(system, site), want, "{system:?} {site:?}");
    }

    #[test]
    fn a_network_drive_is_known_by_its_file_system_on_every_system() {
        for (system, path, filesystem, source) in [
            (Linux, "/srv/data", "nfs4", "nas:/export"),
            (Linux, "/mnt/office", "cifs", "//nas/office"),
            (Linux, "/mnt/office", "smb3", "//nas/office"),
            (Linux, "/home/r/far", "fuse.sshfs", "r@host:/home/r"),
            (
                Linux,
                "/run/user/1000/gvfs/smb-share:server=nas",
                "fuse.gvfsd-fuse",
                "gvfsd-fuse",
            ),
            (Linux, "/home/r/dav", "fuse", "https://dav.example.com/r"),
            (Linux, "/home/r/cloud", "fuse.rclone", "gdrive:"),
            (Linux, "/mnt/c/Users/r", "9p", "drvfs"),
            (Linux, "/media/sf_office", "vboxsf", "office"),
            (MacOs, "/Volumes/office", "smbfs", "//r@nas/office"),
            (MacOs, "/Volumes/office", "nfs", "nas:/office"),
            (MacOs, "/Volumes/office", "afpfs", ""),
            (MacOs, "/Volumes/dav", "webdav", ""),
            (MacOs, "/Volumes/far", "macfuse_sshfs", ""),
            (Windows, r"\\nas\office\Claimbench", "", ""),
            (Windows, r"\\?\UNC\nas\office\Claimbench", "", ""),
            (Windows, "//nas/office/Claimbench", "", ""),
        ] {
            check(
                system,
                &site(path, filesystem, source),
                Some(Unfit::Network),
            );
        }
        let mapped = Site {
            remote: true,
            ..site(r"Z:\Claimbench", "NTFS", "office")
        };
        check(Windows, &mapped, Some(Unfit::Network));
    }

    #[test]
    fn a_disk_of_this_computer_is_a_good_place() {
        for (system, path, filesystem, source) in [
            (
                Linux,
                "/home/ruth/.local/share/claimbench",
                "ext4",
                "/dev/nvme0n1p2",
            ),
            (
                Linux,
                "/home/ruth/.local/share/claimbench",
                "btrfs",
                "/dev/mapper/luks-1",
            ),
            (Linux, "/media/ruth/usb", "fuseblk", "/dev/sdb1"),
            (
                Linux,
                "/home/ruth/vault",
                "fuse.gocryptfs",
                "/home/ruth/.vault",
            ),
            (Linux, "/tmp/claimbench", "tmpfs", "tmpfs"),
            (Linux, "/srv/box/claimbench", "xfs", "/dev/sda1"),
            (
                Linux,
                "/home/ruth/not-a-dropbox-at-all",
                "ext4",
                "/dev/sda1",
            ),
            (
                MacOs,
                "/Users/ruth/Library/Application Support/Claimbench",
                "apfs",
                "/dev/disk3s1",
            ),
            (
                Windows,
                r"C:\Users\Ruth\AppData\Local\Claimbench",
                "NTFS",
                "Windows",
            ),
            (
                Windows,
                r"\\?\C:\Users\Ruth\AppData\Local\Claimbench",
                "NTFS",
                "",
            ),
            (Windows, r"D:\Box of papers\Claimbench", "NTFS", "Data"),
        ] {
            check(system, &site(path, filesystem, source), None);
        }
    }

    #[test]
    fn a_synced_folder_is_known_by_its_name() {
        for (system, path, by) in [
            (Windows, r"C:\Users\Ruth\OneDrive\Claimbench", "OneDrive"),
            (
                Windows,
                r"C:\Users\Ruth\OneDrive - Oak Hill Clinic\Documents\cb",
                "OneDrive",
            ),
            (Windows, r"D:\Dropbox\cb", "Dropbox"),
            (Windows, r"D:\Dropbox (Oak Hill)\cb", "Dropbox"),
            (Windows, r"C:\Users\Ruth\Google Drive\cb", "Google Drive"),
            (Windows, r"C:\Users\Ruth\iCloudDrive\cb", "iCloud Drive"),
            (Windows, r"C:\Users\Ruth\Box\cb", "Box"),
            (Windows, r"\\?\C:\Users\Ruth\Nextcloud\cb", "Nextcloud"),
            (MacOs, "/Users/ruth/Dropbox/cb", "Dropbox"),
            (
                MacOs,
                "/Users/ruth/Library/Mobile Documents/com~apple~CloudDocs/cb",
                "iCloud Drive",
            ),
            (
                MacOs,
                "/Users/ruth/Library/CloudStorage/OneDrive-Contoso/cb",
                "OneDrive",
            ),
            (
                MacOs,
                "/Users/ruth/Library/CloudStorage/GoogleDrive-r@x.com/My Drive/cb",
                "Google Drive",
            ),
            (MacOs, "/Users/ruth/Library/CloudStorage/Box-Box/cb", "Box"),
            (
                MacOs,
                "/Users/ruth/Library/CloudStorage/pCloud/cb",
                "a cloud folder",
            ),
            (MacOs, "/Users/ruth/Box Sync/cb", "Box"),
            (Linux, "/home/ruth/Dropbox/cb", "Dropbox"),
            (Linux, "/home/ruth/Nextcloud/office/cb", "Nextcloud"),
            (Linux, "/home/ruth/ownCloud/cb", "ownCloud"),
        ] {
            check(system, &site(path, "", ""), Some(Unfit::Synced(by)));
        }
        let streamed = site(r"G:\My Drive\cb", "FAT32", "Google Drive");
        check(Windows, &streamed, Some(Unfit::Synced("Google Drive")));
    }

    #[test]
    fn a_synced_folder_under_another_name_is_known_by_its_marks_and_by_what_its_program_says() {
        for (mark, by) in [
            (".dropbox.cache", "Dropbox"),
            (".stfolder", "a folder of Syncthing"),
            (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
            (".tmp.drivedownload", "Google Drive"),
            (".sync_0a1b2c3d4e5f.db", "Nextcloud"),
            ("._sync_0a1b2c3d4e5f.db", "Nextcloud"),
            (".owncloudsync.log", "ownCloud"),
        ] {
            let marked = Site {
                marks: vec![mark.into()],
                ..site("/home/ruth/office/cb", "ext4", "/dev/sda1")
            };
            check(Linux, &marked, Some(Unfit::Synced(by)));
        }
        let named = |path: &str, root: &str| Site {
            roots: vec![(root.to_owned(), "OneDrive")],
            ..site(path, "NTFS", "")
        };
        let root = r"D:\Cloud\Ruth";
        check(
            Windows,
            &named(r"d:\cloud\ruth\cb", root),
            Some(Unfit::Synced("OneDrive")),
        );
        check(Windows, &named(r"D:\Cloud\Ruthless\cb", root), None);
        check(Windows, &named(r"D:\cb", ""), None);
    }

    #[test]
    fn dropbox_says_where_it_is() {
        let info = r#"{"personal": {"path": "/home/ruth/Files", "host": 1}, "business": {"path": "/srv/Oak"}}"#;
        let mut roots = dropbox_roots(info);
        roots.sort();
        assert_eq!(roots, ["/home/ruth/Files", "/srv/Oak"]);
        assert!(dropbox_roots("not json").is_empty());
        assert!(dropbox_roots("[1]").is_empty());
    }
}
