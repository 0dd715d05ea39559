//! Whether the disk that a folder lies on is encrypted as a whole (BitLocker, FileVault, LUKS). The
//! practice's file is sealed by itself; the disk's encryption guards what is around it: the swap file,
//! printed PDFs that were saved, a copy of the keyring. What cannot be told for certain is
//! [`Encryption::Unknown`], and nothing is said then. Windows and macOS were not tried; their answers
//! are read by functions that are tested with recorded ones.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::place::System;
use crate::place::mounts::{Mount, mount_of};

/// Whether the disk is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// It is, or is being encrypted.
    On,
    /// It is not.
    Off,
    /// The system does not tell.
    Unknown,
}

/// Asks the system. On Windows and macOS that starts a program and takes a second or so.
pub fn encryption(folder: &Path) -> Encryption {
    match System::HERE {
        System::Linux => linux(folder),
        System::MacOs => read_fdesetup(&said("/usr/bin/fdesetup", &["status"])),
        System::Windows => match drive(folder) {
            Some(drive) => read_bitlocker(&said(
                "powershell.exe",
                &bitlocker_ask(drive).each_ref().map(String::as_str),
            )),
            None => Encryption::Unknown,
        },
    }
}

/// What the person calls the disk's encryption, and where it is turned on.
pub fn how_to_encrypt(system: System) -> &'static str {
    match system {
        System::Windows => {
            "Turn it on in Settings › Privacy & security › Device encryption, or search Start for \
             “Manage BitLocker”. Keep the recovery key that it shows with the recovery kit, not on this \
             computer."
        }
        System::MacOs => {
            "Turn it on in System Settings › Privacy & Security › FileVault. Keep the recovery key that \
             it shows with the recovery kit, not on this computer."
        }
        System::Linux => {
            "Linux encrypts a disk when it is installed (LUKS). Back the practice up, install the system \
             again with encryption, and restore; or move the data folder to an encrypted disk."
        }
    }
}

/// The letter of the drive that holds a folder: `C` of `C:\Users` and of `\\?\C:\Users`.
fn drive(folder: &Path) -> Option<char> {
    let path = folder.to_string_lossy();
    let path = path.strip_prefix(r"\\?\").unwrap_or(&path);
    let mut signs = path.chars();
    let letter = signs.next().filter(char::is_ascii_alphabetic)?;
    (signs.next() == Some(':')).then_some(letter)
}

/// What needs no administrator on Windows: the shell's own property of a drive, which Explorer shows as
/// a padlock. `manage-bde` answers administrators only.
fn bitlocker_ask(drive: char) -> [String; 4] {
    let ask = format!(
        "(New-Object -ComObject Shell.Application).NameSpace('{drive}:').Self.ExtendedProperty('System.Volume.BitLockerProtection')"
    );
    [
        "-NoProfile".into(),
        "-NonInteractive".into(),
        "-Command".into(),
        ask,
    ]
}

/// `System.Volume.BitLockerProtection`: 1 on, 2 off, 3 encrypting, 4 decrypting, 5 suspended, 6 locked;
/// 0 and nothing where the drive cannot have it.
fn read_bitlocker(said: &str) -> Encryption {
    match said.trim() {
        "1" | "3" | "6" => Encryption::On,
        "2" | "4" | "5" => Encryption::Off,
        _ => Encryption::Unknown,
    }
}

/// `fdesetup status`.
fn read_fdesetup(said: &str) -> Encryption {
    let says = |words: &str| said.contains(words);
    if says("Decryption in progress") || says("FileVault is Off") && !says("Encryption in progress")
    {
        Encryption::Off
    } else if says("FileVault is On") || says("Encryption in progress") {
        Encryption::On
    } else {
        Encryption::Unknown
    }
}

/// What a program printed; empty when it is not there or did not do well.
fn said(program: &str, args: &[&str]) -> String {
    let mut command = Command::new(program);
    command.args(args).env("LC_ALL", "C").stdin(Stdio::null());
    #[cfg(windows)]
    {
        /// `CREATE_NO_WINDOW`: no console flashes up.
        const NO_WINDOW: u32 = 0x0800_0000;
        std::os::windows::process::CommandExt::creation_flags(&mut command, NO_WINDOW);
    }
    match command.output() {
        Ok(done) if done.status.success() => String::from_utf8_lossy(&done.stdout).into_owned(),
        _ => String::new(),
    }
}

fn linux(folder: &Path) -> Encryption {
    let Some(there) = folder.ancestors().find_map(|path| path.canonicalize().ok()) else {
        return Encryption::Unknown;
    };
    let mountinfo = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    match mount_of(&mountinfo, &there.to_string_lossy()) {
        Some(mount) => of_mount(&mount, &layer_in_sys),
        None => Encryption::Unknown,
    }
}

/// A block device as `/sys/class/block` shows it.
#[derive(Clone, Debug, Default)]
struct Layer {
    /// `dm/uuid`: `CRYPT-LUKS2-…` of an encrypted device, `LVM-…` of a volume on others.
    dm_uuid: String,
    /// The devices that it stands on.
    on: Vec<String>,
}

fn layer_in_sys(device: &str) -> Option<Layer> {
    // `/dev/mapper/root` is a link to `/dev/dm-0`.
    let real = Path::new(device).canonicalize().ok()?;
    let here = Path::new("/sys/class/block").join(real.file_name()?);
    if !here.exists() {
        return None;
    }
    let on = std::fs::read_dir(here.join("slaves"))
        .into_iter()
        .flatten()
        .flatten();
    Some(Layer {
        dm_uuid: std::fs::read_to_string(here.join("dm/uuid")).unwrap_or_default(),
        on: on
            .filter_map(|entry| Some(format!("/dev/{}", entry.file_name().to_str()?)))
            .collect(),
    })
}

/// Kernel names of disks and their partitions.
const DISKS: [&str; 6] = ["sd", "nvme", "mmcblk", "hd", "vd", "xvd"];

fn of_mount(mount: &Mount, layer: &dyn Fn(&str) -> Option<Layer>) -> Encryption {
    if matches!(
        mount.filesystem.as_str(),
        "ecryptfs" | "fuse.gocryptfs" | "fuse.cryfs" | "fuse.encfs"
    ) {
        return Encryption::On;
    }
    of_device(&mount.source, layer, 8)
}

/// A device is encrypted when it is, or when all that it stands on are. `deep` ends a circle that the
/// kernel would not make.
fn of_device(device: &str, layer: &dyn Fn(&str) -> Option<Layer>, deep: u8) -> Encryption {
    let (Some(here), 1..) = (layer(device), deep) else {
        return Encryption::Unknown;
    };
    if here.dm_uuid.starts_with("CRYPT-") {
        return Encryption::On;
    }
    if here.on.is_empty() {
        let name = device.rsplit('/').next().unwrap_or_default();
        // Loop devices, disks over a network and what is not known may be encrypted elsewhere.
        let is_disk = here.dm_uuid.is_empty() && DISKS.iter().any(|disk| name.starts_with(disk));
        return if is_disk {
            Encryption::Off
        } else {
            Encryption::Unknown
        };
    }
    let below: Vec<Encryption> = here
        .on
        .iter()
        .map(|device| of_device(device, layer, deep - 1))
        .collect();
    let one = |what| below.contains(&what);
    match (one(Encryption::Off), one(Encryption::Unknown)) {
        (true, _) => Encryption::Off,
        (_, true) => Encryption::Unknown,
        _ => Encryption::On,
    }
}

#[cfg(test)]
mod tests {
    use super::Encryption::{Off, On, Unknown};
    use super::*;

    #[test]
    fn what_windows_says_of_a_drive() {
        for (said, want) in [
            ("1\r\n", On),
            ("2\r\n", Off),
            ("3\r\n", On),
            ("4\r\n", Off),
            // Suspended: the key lies in the clear on the disk.
            ("5\r\n", Off),
            ("6\r\n", On),
            ("0\r\n", Unknown),
            ("\r\n", Unknown),
            ("", Unknown),
            ("Exception calling \"NameSpace\"", Unknown),
        ] {
            assert_eq!(read_bitlocker(said), want, "{said:?}");
        }
        for (path, want) in [
            (r"C:\Users\Ruth", Some('C')),
            (r"\\?\D:\cb", Some('D')),
            (r"\\nas\office", None),
            ("/home/ruth", None),
            ("", None),
        ] {
            assert_eq!(drive(Path::new(path)), want, "{path}");
        }
    }

    #[test]
    fn what_macos_says_of_filevault() {
        for (said, want) in [
            ("FileVault is On.\n", On),
            ("FileVault is Off.\n", Off),
            (
                "FileVault is On, but needs to be restarted to finish.\n",
                On,
            ),
            (
                "FileVault is Off.\nEncryption in progress: Percent completed = 12.34\n",
                On,
            ),
            (
                "FileVault is On.\nEncryption in progress: Percent completed = 50\n",
                On,
            ),
            (
                "FileVault is On.\nDecryption in progress: Percent completed = 80\n",
                Off,
            ),
            (
                "FileVault master keychain appears to be installed.\n",
                Unknown,
            ),
            ("Error: you must be an administrator\n", Unknown),
            ("", Unknown),
        ] {
            assert_eq!(read_fdesetup(said), want, "{said:?}");
        }
    }

    /// A made-up machine: devices, what they say of themselves and what they stand on.
    fn machine(device: &str) -> Option<Layer> {
        let (dm_uuid, on): (&str, &[&str]) = match device {
            "/dev/sda2" | "/dev/nvme0n1p3" | "/dev/vda" | "/dev/mmcblk0p2" => ("", &[]),
            "/dev/loop7" | "/dev/nbd0" => ("", &[]),
            "/dev/mapper/luks-home" => ("CRYPT-LUKS2-0a1b-luks-home", &["/dev/sda2"]),
            "/dev/mapper/vg-root" => ("LVM-AbC", &["/dev/mapper/luks-home"]),
            "/dev/mapper/vg-plain" => ("LVM-AbD", &["/dev/sda2"]),
            "/dev/mapper/vg-half" => ("LVM-AbE", &["/dev/mapper/luks-home", "/dev/nvme0n1p3"]),
            "/dev/mapper/vg-odd" => ("LVM-AbF", &["/dev/mapper/luks-home", "/dev/loop7"]),
            "/dev/md0" => ("", &["/dev/sda2", "/dev/nvme0n1p3"]),
            "/dev/mapper/round" => ("LVM-AbG", &["/dev/mapper/round"]),
            "/dev/mapper/gone" => ("LVM-AbH", &[]),
            _ => return None,
        };
        Some(Layer {
            dm_uuid: dm_uuid.into(),
            on: on.iter().map(|device| (*device).to_owned()).collect(),
        })
    }

    #[test]
    fn a_disk_of_linux_is_encrypted_when_every_layer_below_it_is() {
        for (filesystem, source, want) in [
            ("ext4", "/dev/sda2", Off),
            ("btrfs", "/dev/nvme0n1p3", Off),
            ("ext4", "/dev/vda", Off),
            ("ext4", "/dev/mapper/luks-home", On),
            ("ext4", "/dev/mapper/vg-root", On),
            ("xfs", "/dev/mapper/vg-plain", Off),
            ("xfs", "/dev/mapper/vg-half", Off),
            ("xfs", "/dev/mapper/vg-odd", Unknown),
            ("ext4", "/dev/md0", Off),
            ("ext4", "/dev/loop7", Unknown),
            ("ext4", "/dev/nbd0", Unknown),
            ("ext4", "/dev/mapper/round", Unknown),
            ("ext4", "/dev/mapper/gone", Unknown),
            ("ecryptfs", "/home/.ecryptfs/ruth", On),
            ("fuse.gocryptfs", "/home/ruth/.vault", On),
            ("overlay", "overlay", Unknown),
            ("tmpfs", "tmpfs", Unknown),
            ("zfs", "rpool/home", Unknown),
        ] {
            let mount = Mount {
                at: "/".into(),
                filesystem: filesystem.into(),
                source: source.into(),
            };
            assert_eq!(of_mount(&mount, &machine), want, "{filesystem} {source}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn this_computer_answers_without_a_fault_even_for_a_folder_that_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let there = encryption(folder.path());
        assert_eq!(encryption(&folder.path().join("not/yet")), there);
        println!("the disk of this computer: {there:?}");
    }
}
