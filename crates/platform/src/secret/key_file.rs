//! Secrets in files of this user, for computers without a keyring: a folder of the app's own, or one
//! file that the person names. Both are reduced protection.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::{EntryName, FEWEST_SECRET_BYTES, Secret, SecretStore, StoreProblem};
use crate::files;

const MOST_BYTES: u64 = 65_536;

/// A private folder outside the data folder, with a folder for each practice in it: `device.key` and
/// one file for each other item.
#[derive(Debug)]
pub struct KeyFolder(PathBuf);

impl KeyFolder {
    /// Opens the folder, usually [`files::key_folder`], and makes it if need be.
    pub fn open(folder: &Path, data_folder: &Path) -> Result<KeyFolder, StoreProblem> {
        let absolute = |path: &Path| std::path::absolute(path).map_err(at(path));
        if absolute(folder)?.starts_with(absolute(data_folder)?) {
            return Err(StoreProblem::InsideData);
        }
        files::private_folder(folder).map_err(at(folder))?;
        // A link can still lead into the data folder, if that is made already.
        let folder = folder.canonicalize().map_err(at(folder))?;
        if data_folder
            .canonicalize()
            .is_ok_and(|data| folder.starts_with(data))
        {
            return Err(StoreProblem::InsideData);
        }
        Ok(KeyFolder(folder))
    }

    fn path(&self, name: &EntryName) -> PathBuf {
        let item = if name.is_device_secret() {
            "device.key"
        } else {
            &name.item
        };
        self.0.join(name.practice.to_string()).join(item)
    }
}

impl SecretStore for KeyFolder {
    fn get(&self, name: &EntryName) -> Result<Option<Secret>, StoreProblem> {
        read(&self.path(name), name)
    }

    fn put(&self, name: &EntryName, bytes: &[u8]) -> Result<(), StoreProblem> {
        let path = self.path(name);
        let folder = path.parent().unwrap_or(&self.0);
        files::private_folder(folder).map_err(at(folder))?;
        files::replace(&path, bytes).map_err(at(&path))
    }

    fn delete(&self, name: &EntryName) -> Result<(), StoreProblem> {
        let path = self.path(name);
        files::remove(&path).map_err(at(&path))
    }

    fn reduced_protection(&self) -> bool {
        true
    }
}

/// A file whose bytes, at least 16 of any kind, are the device secret. Other items lie beside it, with
/// the practice and the item after its name.
#[derive(Debug)]
pub struct GivenFile(PathBuf);

impl GivenFile {
    /// Uses the file, which need not exist before a practice is set up.
    pub fn new(path: &Path) -> GivenFile {
        GivenFile(path.to_owned())
    }

    fn path(&self, name: &EntryName) -> PathBuf {
        let mut path = self.0.as_os_str().to_owned();
        if !name.is_device_secret() {
            path.push(format!(".{}.{}", name.practice, name.item));
        }
        PathBuf::from(path)
    }
}

impl SecretStore for GivenFile {
    fn get(&self, name: &EntryName) -> Result<Option<Secret>, StoreProblem> {
        read(&self.path(name), name)
    }

    fn put(&self, name: &EntryName, bytes: &[u8]) -> Result<(), StoreProblem> {
        let path = self.path(name);
        files::replace(&path, bytes).map_err(at(&path))
    }

    fn delete(&self, name: &EntryName) -> Result<(), StoreProblem> {
        let path = self.path(name);
        files::remove(&path).map_err(at(&path))
    }

    fn reduced_protection(&self) -> bool {
        true
    }

    fn brought_along(&self) -> bool {
        true
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> StoreProblem + use<> {
    let path = path.to_owned();
    |why| StoreProblem::File { path, why }
}

fn read(path: &Path, name: &EntryName) -> Result<Option<Secret>, StoreProblem> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(at(path)(error)),
    };
    let is: fs::Metadata = file.metadata().map_err(at(path))?;
    // Room for all of it at once: a buffer that grows leaves copies behind.
    let room = usize::try_from(is.len().min(MOST_BYTES)).unwrap_or_default() + 1;
    let mut bytes = Zeroizing::new(Vec::with_capacity(room));
    file.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(at(path))?;
    let fewest = if name.is_device_secret() {
        FEWEST_SECRET_BYTES
    } else {
        0
    };
    if bytes.len() < fewest || MOST_BYTES < bytes.len() as u64 {
        let bytes = is.len().max(bytes.len() as u64);
        return Err(StoreProblem::Length {
            path: path.to_owned(),
            bytes,
        });
    }
    Ok(Some(Secret(bytes)))
}

#[cfg(test)]
mod tests {
    use super::super::{
        create_device_secret, device_secret, put_value, renew_device_secret, value,
    };
    use super::*;
    use values::{PracticeId, UserId};

    fn practice(n: u8) -> PracticeId {
        PracticeId::new(1_000, [n; 10])
    }

    /// What every store that is not brought along does.
    fn check_store(store: &dyn SecretStore) {
        let (ours, theirs) = (practice(1), practice(2));
        assert!(matches!(
            device_secret(store, ours),
            Err(StoreProblem::Missing)
        ));
        let made = create_device_secret(store, ours).unwrap();
        assert_eq!(made.bytes().len(), 32);
        assert_eq!(device_secret(store, ours).unwrap().bytes(), made.bytes());
        assert!(matches!(
            create_device_secret(store, ours),
            Err(StoreProblem::AlreadyThere)
        ));
        assert!(matches!(
            device_secret(store, theirs),
            Err(StoreProblem::Missing)
        ));
        let renewed = renew_device_secret(store, ours).unwrap();
        assert_ne!(renewed.bytes(), made.bytes());
        assert_eq!(device_secret(store, ours).unwrap().bytes(), renewed.bytes());

        let guesses = EntryName::guesses(ours, UserId::new(1_000, [3; 10]));
        assert_eq!(value::<(u32, i64)>(store, &guesses).unwrap(), None);
        put_value(store, &guesses, &(4_u32, 1_750_000_000_000_i64)).unwrap();
        assert_eq!(
            value(store, &guesses).unwrap(),
            Some((4_u32, 1_750_000_000_000_i64))
        );
        let misread = value::<String>(store, &guesses);
        assert!(matches!(misread, Err(StoreProblem::Unreadable(item)) if item == guesses.item));

        store.delete(&EntryName::device_secret(ours)).unwrap();
        store.delete(&EntryName::device_secret(ours)).unwrap();
        assert!(matches!(
            device_secret(store, ours),
            Err(StoreProblem::Missing)
        ));
        assert_eq!(
            value(store, &guesses).unwrap(),
            Some((4_u32, 1_750_000_000_000_i64))
        );
    }

    #[test]
    fn a_key_folder_keeps_the_secrets_of_two_practices_apart_and_says_it_protects_less() {
        let folder = tempfile::tempdir().unwrap();
        let (keys, data) = (folder.path().join("keys"), folder.path().join("data"));
        let store = KeyFolder::open(&keys, &data).unwrap();
        check_store(&store);
        assert!(store.reduced_protection());
        create_device_secret(&store, practice(1)).unwrap();
        let file = keys.join(practice(1).to_string()).join("device.key");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                fs::metadata(&file).unwrap().permissions().mode() & 0o777,
                0o600
            );
            assert!(!files::others_may_enter(&keys).unwrap());
        }
        fs::write(&file, [7; 15]).unwrap();
        let short = device_secret(&store, practice(1));
        assert!(
            matches!(short, Err(StoreProblem::Length { bytes: 15, .. })),
            "{short:?}"
        );
    }

    #[test]
    fn a_key_never_lies_in_the_data_folder() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        for (keys, inside) in [("data", true), ("data/keys", true), ("data-keys", false)] {
            let got = KeyFolder::open(&folder.path().join(keys), &data);
            assert_eq!(
                matches!(got, Err(StoreProblem::InsideData)),
                inside,
                "{keys}"
            );
        }
        assert!(!data.exists());
        #[cfg(unix)]
        {
            fs::create_dir(&data).unwrap();
            let link = folder.path().join("link");
            std::os::unix::fs::symlink(&data, &link).unwrap();
            let got = KeyFolder::open(&link.join("keys"), &data);
            assert!(matches!(got, Err(StoreProblem::InsideData)));
        }
    }

    #[test]
    fn a_given_file_is_used_as_it_is_and_made_only_when_a_practice_is_set_up() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret");
        let store = GivenFile::new(&file);
        assert!(store.reduced_protection());
        assert!(matches!(
            device_secret(&store, practice(1)),
            Err(StoreProblem::Missing)
        ));
        assert!(!file.exists());
        let made = create_device_secret(&store, practice(1)).unwrap();
        assert_eq!(fs::read(&file).unwrap(), made.bytes());

        for (bytes, usable) in [
            (0, false),
            (15, false),
            (16, true),
            (65_536, true),
            (65_537, false),
        ] {
            let brought = vec![b'\n'; bytes];
            fs::write(&file, &brought).unwrap();
            for get in [device_secret, create_device_secret, renew_device_secret] {
                match get(&store, practice(2)) {
                    Ok(got) => assert!(usable && got.bytes() == brought),
                    Err(StoreProblem::Length { bytes: said, .. }) => {
                        assert!(!usable && said == bytes as u64);
                    }
                    Err(other) => panic!("{other}"),
                }
            }
            assert_eq!(fs::read(&file).unwrap(), brought);
        }
        let head = EntryName::audit_head(practice(1));
        put_value(&store, &head, &7).unwrap();
        assert_eq!(value(&store, &head).unwrap(), Some(7));
        assert_eq!(
            value::<i32>(&store, &EntryName::audit_head(practice(2))).unwrap(),
            None
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_is_not_a_missing_one() {
        let folder = tempfile::tempdir().unwrap();
        let got = device_secret(&GivenFile::new(folder.path()), practice(1));
        assert!(matches!(got, Err(StoreProblem::File { .. })), "{got:?}");
    }

    #[test]
    fn a_secret_does_not_show_itself() {
        assert_eq!(
            format!("{:?}", Secret::new(vec![1, 2, 3])),
            "Secret(3 bytes)"
        );
    }
}
