//! What Linux has mounted where, read from `/proc/self/mountinfo` (proc_pid_mountinfo(5)).

/// A mount.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mount {
    /// Where it is mounted.
    pub at: String,
    /// `ext4`, `fuse.sshfs`.
    pub filesystem: String,
    /// `/dev/sda2`, `//nas/office`.
    pub source: String,
}

/// The mount on which a path lies: the one with the longest place, the last of those that cover each
/// other.
pub fn mount_of(mountinfo: &str, path: &str) -> Option<Mount> {
    mountinfo
        .lines()
        .filter_map(parsed)
        .filter(|mount| covers(&mount.at, path))
        // `max_by_key` gives the last of equals.
        .max_by_key(|mount| mount.at.len())
}

fn covers(at: &str, path: &str) -> bool {
    at == "/"
        || path
            .strip_prefix(at)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// `36 35 98:0 /root /at options [optional fields] - filesystem source options`
fn parsed(line: &str) -> Option<Mount> {
    let (left, right) = line.split_once(" - ")?;
    let at = left.split(' ').nth(4)?;
    let mut right = right.split(' ');
    Some(Mount {
        at: unescaped(at),
        filesystem: unescaped(right.next()?),
        source: unescaped(right.next().unwrap_or_default()),
    })
}

/// Spaces and the like stand as `\040`.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..3).and_then(|digits| {
            let digits = std::str::from_utf8(digits).ok()?;
            u8::from_str_radix(digits, 8).ok()
        });
        match (first, code) {
            (b'\\', Some(code)) => {
                bytes.push(code);
                rest = &after[3..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORDED: &str = "\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/mapper/vg-root rw,discard
40 27 0:42 / /home/ruth/My\\040Files rw,nosuid - fuse.sshfs r@far:/home/r rw,user_id=1000
41 27 0:43 / /mnt/office rw shared:9 master:2 - cifs //nas/office rw,vers=3.1.1
42 41 8:17 / /mnt/office/local rw - xfs /dev/sdb1 rw
43 27 8:33 / /mnt/office rw - ext4 /dev/sdc1 rw
44 27 0:50 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
a line that is none";

    #[test]
    fn a_path_lies_on_the_nearest_mount_and_on_the_last_that_covers_it() {
        for (path, filesystem, source) in [
            ("/home/ruth/data", "ext4", "/dev/mapper/vg-root"),
            ("/home/ruth/My Files/cb", "fuse.sshfs", "r@far:/home/r"),
            ("/home/ruth/My Files too", "ext4", "/dev/mapper/vg-root"),
            ("/mnt/office/cb", "ext4", "/dev/sdc1"),
            ("/mnt/office/local", "xfs", "/dev/sdb1"),
            (
                "/run/user/1000/gvfs/smb-share",
                "fuse.gvfsd-fuse",
                "gvfsd-fuse",
            ),
        ] {
            let mount = mount_of(RECORDED, path).unwrap();
            assert_eq!(
                (&*mount.filesystem, &*mount.source),
                (filesystem, source),
                "{path}"
            );
        }
        assert_eq!(mount_of("", "/home"), None);
    }

    #[test]
    fn a_backslash_that_means_nothing_stays() {
        assert_eq!(unescaped(r"a\040b\134c\9\"), r"a b\c\9\");
    }
}
