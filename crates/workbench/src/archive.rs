//! A backup as one file: a head that says what is in it, the file of keys, the database. All of it is
//! what the practice's folder holds, nothing in the clear but the head.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::mpsc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use values::PracticeId;
use vault::copy::{Content, Still};
use vault::database::hex;

use crate::key_files::SLOTS;
use crate::problem::{Code, Problem};
use crate::saving::{disk, file_name};
use crate::start::DATABASE;

/// What an archive holds besides the bytes of its files.
#[derive(Serialize, Deserialize)]
pub(crate) struct Head {
    pub(crate) practice: PracticeId,
    pub(crate) name: String,
    pub(crate) made_at: i64,
    pub(crate) version: String,
    files: Vec<HeldFile>,
    /// The number of the last audit event in it.
    #[serde(default)]
    pub(crate) events: i64,
    /// The seal of that event.
    #[serde(default)]
    seal: String,
    /// The schema's number.
    #[serde(default)]
    pub(crate) schema: i64,
    /// Rows of each kind.
    #[serde(default)]
    rows: BTreeMap<String, i64>,
}

#[derive(Serialize, Deserialize)]
struct HeldFile {
    name: String,
    bytes: u64,
    sha256: String,
}

/// What every archive begins with.
const MARK: &[u8; 8] = b"CBARCH1\n";

/// The longest head that is read.
const LONGEST_HEAD: u64 = 1 << 20;

/// What goes into an archive.
pub(crate) struct Sealed<'a> {
    pub(crate) practice: PracticeId,
    pub(crate) name: String,
    pub(crate) made_at: i64,
    pub(crate) slots: Vec<u8>,
    pub(crate) still: &'a Still<'a>,
    pub(crate) content: &'a Content,
}

/// Writes an archive, and waits until the disk has it. The database is read once and written once.
///
/// # Errors
/// As `trouble` says of a write that did not work; as `step` answers.
pub(crate) fn write(
    out: &mut File,
    of: &Sealed<'_>,
    step: &dyn Fn(u64, u64) -> Result<(), Problem>,
    trouble: &dyn Fn(&io::Error) -> Problem,
) -> Result<u64, Problem> {
    let no_digest = "0".repeat(64);
    let held = |name: &str, bytes: u64, sha256: &str| HeldFile {
        name: name.to_owned(),
        bytes,
        sha256: sha256.to_owned(),
    };
    let slots = of.slots.as_slice();
    let total = of.still.bytes();
    let mut head = Head {
        practice: of.practice,
        name: of.name.clone(),
        made_at: of.made_at,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        files: vec![
            held(SLOTS, slots.len() as u64, &hex(&Sha256::digest(slots))),
            held(DATABASE, total, &no_digest),
        ],
        events: of.content.events,
        seal: of.content.head.clone(),
        schema: of.content.schema,
        rows: of.content.rows.clone(),
    };
    // The head comes first and holds a digest that is known last; a digest always has one length.
    put_head(out, &head).map_err(|error| trouble(&error))?;
    out.write_all(slots).map_err(|error| trouble(&error))?;
    head.files[1].sha256 = copy(out, of.still, step, trouble)?;
    let finish = |out: &mut File| {
        let bytes = out.stream_position()?;
        out.seek(SeekFrom::Start(0))?;
        put_head(out, &head)?;
        out.sync_all()?;
        Ok(bytes)
    };
    finish(out).map_err(|error| trouble(&error))
}

/// Pieces that are read ahead of those that have their digest.
const AHEAD: usize = 8;

/// Writes the database and answers its SHA-256, hex. The digest is taken on another thread, so that the
/// disk does not wait for it; a piece goes back to be filled again.
fn copy(
    out: &mut File,
    still: &Still<'_>,
    step: &dyn Fn(u64, u64) -> Result<(), Problem>,
    trouble: &dyn Fn(&io::Error) -> Problem,
) -> Result<String, Problem> {
    let (total, mut done) = (still.bytes(), 0);
    let (full, to_hash) = mpsc::sync_channel::<Vec<u8>>(AHEAD);
    let (hashed, empty) = mpsc::channel::<Vec<u8>>();
    std::thread::scope(|scope| {
        let digest = scope.spawn(move || {
            let mut hash = Sha256::new();
            for piece in to_hash {
                hash.update(&piece);
                // Nobody waits for the last ones.
                let _ = hashed.send(piece);
            }
            hex(&hash.finalize())
        });
        let room = || empty.try_recv().unwrap_or_default();
        let copied = still.copy(room, |piece| -> Result<(), Problem> {
            step(done, total)?;
            out.write_all(&piece).map_err(|error| trouble(&error))?;
            done += piece.len() as u64;
            // The other end is there until this one goes.
            let _ = full.send(piece);
            Ok(())
        });
        drop(full);
        let digest = digest.join().map_err(|_| disk("The backup"));
        copied.and(digest)
    })
}

fn put_head(out: &mut File, head: &Head) -> io::Result<()> {
    let text = serde_json::to_vec(head)?;
    let mut whole = MARK.to_vec();
    whole.extend((text.len() as u64).to_le_bytes());
    whole.extend(Sha256::digest(&text));
    whole.extend(text);
    out.write_all(&whole)
}

/// Takes a digest of all that is read.
struct Hashing<R> {
    inner: R,
    hash: Sha256,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.hash.update(&buffer[..n]);
        Ok(n)
    }
}

/// An archive whose head was read and is whole.
pub(crate) struct Packed {
    pub(crate) head: Head,
    name: String,
    input: Hashing<BufReader<File>>,
}

fn broken(name: &str) -> Problem {
    Problem::new(
        Code::Damaged,
        format!(
            "{name} is not a whole backup of Claimbench. Nothing was changed. Take another one."
        ),
    )
}

/// Opens an archive.
///
/// # Errors
/// [`Code::Damaged`] for one that is cut or altered, [`Code::File`] for one that cannot be read.
pub(crate) fn open(file: &Path) -> Result<Packed, Problem> {
    let name = file_name(file);
    let wrong = || broken(&name);
    let input = File::open(file).map_err(|_| {
        Problem::new(
            Code::File,
            format!("{name} cannot be read. Check that the drive is connected."),
        )
    })?;
    let mut input = Hashing {
        inner: BufReader::with_capacity(1 << 18, input),
        hash: Sha256::new(),
    };
    let (mut mark, mut length, mut digest) = ([0; 8], [0; 8], [0; 32]);
    input
        .read_exact(&mut mark)
        .and_then(|()| input.read_exact(&mut length))
        .and_then(|()| input.read_exact(&mut digest))
        .map_err(|_| wrong())?;
    let length = u64::from_le_bytes(length);
    if &mark != MARK || LONGEST_HEAD < length {
        return Err(wrong());
    }
    let mut text = Vec::new();
    (&mut input)
        .take(length)
        .read_to_end(&mut text)
        .map_err(|_| wrong())?;
    if Sha256::digest(&text).as_slice() != digest {
        return Err(wrong());
    }
    let head: Head = serde_json::from_slice(&text).map_err(|_| wrong())?;
    let before = (mark.len() + 8 + digest.len() + text.len()) as u64;
    let held = head.files.iter().map(|held| held.bytes);
    let whole = held.fold(before, u64::saturating_add);
    let there = input.inner.get_ref().metadata().map(|meta| meta.len());
    if there.is_ok_and(|there| there != whole) {
        return Err(wrong());
    }
    Ok(Packed { head, name, input })
}

impl Packed {
    /// Puts what the archive holds into a folder, and answers the archive's own digest. With `stays`
    /// it waits until the disk has it.
    ///
    /// # Errors
    /// [`Code::Damaged`] for an archive that is cut or altered, [`Code::File`] for a folder that cannot be
    /// written to.
    pub(crate) fn unpack(mut self, folder: &Path, stays: bool) -> Result<String, Problem> {
        let full = |_| disk("The practice's folder");
        let mut buffer = vec![0; 1 << 18];
        for held in &self.head.files {
            if !matches!(held.name.as_str(), SLOTS | DATABASE) {
                return Err(broken(&self.name));
            }
            let mut out = File::create(folder.join(&held.name)).map_err(full)?;
            let (mut hash, mut left) = (Sha256::new(), held.bytes);
            while 0 < left {
                let most = usize::try_from(left.min(buffer.len() as u64)).unwrap_or(0);
                let n = self
                    .input
                    .read(&mut buffer[..most])
                    .map_err(|_| broken(&self.name))?;
                if n == 0 {
                    return Err(broken(&self.name));
                }
                hash.update(&buffer[..n]);
                out.write_all(&buffer[..n]).map_err(full)?;
                left -= n as u64;
            }
            if hex(&hash.finalize()) != held.sha256 {
                return Err(broken(&self.name));
            }
            if stays {
                out.sync_all().map_err(full)?;
            }
        }
        if self.input.read(&mut [0]).map_err(|_| broken(&self.name))? != 0 {
            return Err(broken(&self.name));
        }
        if stays {
            platform::files::sync_folder(folder).map_err(full)?;
        }
        Ok(hex(&self.input.hash.finalize()))
    }
}

impl Head {
    /// How many rows of a kind are in it; `None` when the archive does not say.
    pub(crate) fn holds(&self, kind: &str) -> Option<i64> {
        (!self.rows.is_empty()).then(|| self.rows.get(kind).copied().unwrap_or(0))
    }

    /// Whether a database holds what was put in, as far as the head says.
    pub(crate) fn matches(&self, found: &Content) -> bool {
        // Archives of the first versions do not say.
        self.seal.is_empty()
            || (self.events, &self.seal, self.schema, &self.rows)
                == (found.events, &found.head, found.schema, &found.rows)
    }
}
