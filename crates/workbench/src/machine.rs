//! The computer that the practice lies on: whether its data folder and its disk are fit for it, what
//! is put on its clipboard, and whether its window can be seen by others.

use std::path::PathBuf;

use platform::disk::{Encryption, encryption, how_to_encrypt};
use platform::place::{self, System, Unfit};
use platform::{files, memory};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Workbench;
use crate::bench::{Open, lock};
use crate::problem::{Code, Problem};
use crate::start::StartView;
use crate::view::{Nothing, view};

view! {
    /// Why no practice may be opened in the data folder.
    pub struct PlaceView {
        /// What is wrong with the folder, in words.
        pub says: String,
        /// A better folder of this user, as people write it: `~/.local/share/claimbench`; empty when
        /// there is none.
        pub better: String,
        /// How many practices lie in the unfit folder and would come along.
        pub practices: u32,
    }

    /// This computer, as far as it concerns the practice.
    pub struct ComputerView {
        /// The data folder, as people write it.
        pub data_folder: String,
        /// `on`, `off` or `unknown`: the encryption of the disk that holds the data folder.
        pub encryption: String,
        /// How it is turned on; empty unless it is off.
        pub encryption_how: String,
        /// True when that is still to be said: it is off, and nobody has closed the notice yet.
        pub encryption_notice: bool,
        /// True when the keys in memory are kept out of the swap file.
        pub keys_locked: bool,
        /// True when this system can keep a window out of previews and screen sharing.
        pub hides_windows: bool,
    }

    /// A text for the clipboard.
    pub struct CopyText {
        /// The text.
        pub text: String,
    }
}

/// How long a text stays on the clipboard, in milliseconds.
const COPY_STAYS_MS: i64 = 30_000;

/// A text that was put on the clipboard: enough to know it again, and not the text.
pub(crate) struct Copied {
    digest: [u8; 32],
    until: i64,
}

/// What this computer was told, kept in the data folder.
#[derive(Default, Serialize, Deserialize)]
struct Told {
    /// Somebody closed the notice that the disk is not encrypted.
    #[serde(default)]
    encryption: bool,
}

const TOLD: &str = "computer.json";

impl Workbench {
    /// Refuses a data folder in which a practice would be damaged.
    pub(crate) fn fit_place(&self) -> Result<(), Problem> {
        match place::unfit(&self.data()) {
            None => Ok(()),
            Some(unfit) => Err(Problem::new(
                Code::Shut,
                format!("{unfit} {}", self.way_out()),
            )),
        }
    }

    /// Where a practice can lie when the data folder is unfit.
    fn better_place(&self) -> Option<PathBuf> {
        files::data_folder()
            .filter(|better| *better != self.data() && place::unfit(better).is_none())
    }

    fn way_out(&self) -> String {
        match self.better_place() {
            Some(better) => format!(
                "Nothing was changed. Start without --data, and Claimbench works in {}.",
                files::for_people(&better)
            ),
            None => {
                "Nothing was changed. Start with --data and a folder on a disk of this computer."
                    .to_owned()
            }
        }
    }

    /// What the first screen says of an unfit data folder.
    pub(crate) fn place_view(&self) -> Option<PlaceView> {
        let unfit: Unfit = place::unfit(&self.data())?;
        let better = self.better_place();
        let says = match better {
            Some(_) => unfit.to_string(),
            None => format!("{unfit} {}", self.way_out()),
        };
        Some(PlaceView {
            says,
            better: better
                .map(|better| files::for_people(&better))
                .unwrap_or_default(),
            practices: self.practice_folders().map_or(0, |folders| {
                u32::try_from(folders.len()).unwrap_or(u32::MAX)
            }),
        })
    }

    fn encryption(&self) -> Encryption {
        *self.encryption.get_or_init(|| encryption(&self.data()))
    }

    fn told(&self) -> Told {
        std::fs::read(self.data().join(TOLD))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }

    /// Takes what was copied off the clipboard when its time is over. The shell calls it every few
    /// seconds.
    pub fn clear_clipboard_when_due(&self) {
        let due = lock(&self.copied)
            .as_ref()
            .is_some_and(|copied| copied.until <= self.now());
        if due {
            self.clear_clipboard();
        }
    }

    /// Takes what was copied off the clipboard now, unless another program has put something there.
    pub(crate) fn clear_clipboard(&self) {
        let copied = lock(&self.copied).take();
        let (Some(copied), Some(clipboard)) = (copied, self.host.clipboard()) else {
            return;
        };
        let ours = clipboard
            .text()
            .is_some_and(|text| <[u8; 32]>::from(Sha256::digest(text.as_bytes())) == copied.digest);
        if ours {
            clipboard.clear();
        }
    }
}

/// Goes on in the better folder; the practices of the unfit one come along.
pub(crate) fn use_better_place(bench: &Workbench, _: Nothing) -> Result<StartView, Problem> {
    if place::unfit(&bench.data()).is_some() {
        let better = bench.better_place().ok_or_else(|| {
            Problem::new(
                Code::NeedsYou,
                "This computer names no better folder. Start with --data and a folder on a disk of this computer.",
            )
        })?;
        crate::start::close(
            bench,
            "because its folder was moved",
            crate::start::BeforeThat::Nothing,
        );
        let practices = better.join("practices");
        let not_moved = |_| {
            Problem::new(
                Code::File,
                "The practice could not be moved. It is where it was. Check that the disk has room, then do it again.",
            )
        };
        let coming = bench.practice_folders()?;
        let twice = coming.iter().find(|(id, _)| practices.join(id).exists());
        if let Some((id, _)) = twice {
            // Which of the two is newer, only a person knows.
            return Err(Problem::new(
                Code::NeedsYou,
                format!(
                    "The same practice lies in {} already. Nothing was moved. Start without --data to open that one. To use this one, first rename {id} there, then do it again.",
                    files::for_people(&practices)
                ),
            ));
        }
        files::private_folder(&practices).map_err(not_moved)?;
        for (id, from) in coming {
            let (to, making) = (practices.join(&id), practices.join(format!(".making-{id}")));
            // A rest of an earlier try is nobody's.
            let _ = std::fs::remove_dir_all(&making);
            files::copy_folder(&from, &making)
                .and_then(|()| std::fs::rename(&making, &to))
                .map_err(not_moved)?;
            // The copy was read back, so the first one may go; a rest is only sealed files.
            let _ = std::fs::remove_dir_all(&from);
        }
        *lock(&bench.data) = better;
    }
    crate::start::start(bench, Nothing {})
}

/// This computer, as far as it concerns the practice.
pub(crate) fn computer(bench: &Workbench, _: Nothing) -> Result<ComputerView, Problem> {
    let encryption = bench.encryption();
    let off = encryption == Encryption::Off;
    Ok(ComputerView {
        data_folder: files::for_people(&bench.data()),
        encryption: match encryption {
            Encryption::On => "on",
            Encryption::Off => "off",
            Encryption::Unknown => "unknown",
        }
        .to_owned(),
        encryption_how: if off {
            how_to_encrypt(System::HERE)
        } else {
            ""
        }
        .to_owned(),
        encryption_notice: off && !bench.told().encryption,
        keys_locked: memory::locks(),
        hides_windows: cfg!(any(windows, target_os = "macos")),
    })
}

/// Closes the notice that the disk is not encrypted, on this computer for good.
pub(crate) fn close_encryption_notice(bench: &Workbench, _: Nothing) -> Result<Nothing, Problem> {
    let told = serde_json::to_vec(&Told { encryption: true }).unwrap_or_default();
    files::replace(&bench.data().join(TOLD), &told)
        .map_err(|_| crate::saving::disk("The note of it"))?;
    Ok(Nothing {})
}

/// Puts a text on the clipboard. It is kept out of the clipboard's history and leaves after half a
/// minute, and when the practice is locked.
pub(crate) fn copy_text(bench: &Workbench, ask: CopyText) -> Result<Nothing, Problem> {
    let put = bench
        .host
        .clipboard()
        .is_some_and(|clipboard| clipboard.put(&ask.text));
    if !put {
        return Err(Problem::new(
            Code::Unexpected,
            "The clipboard of this computer did not take the text. Copy it again.",
        ));
    }
    *lock(&bench.copied) = Some(Copied {
        digest: Sha256::digest(ask.text.as_bytes()).into(),
        until: bench.now() + COPY_STAYS_MS,
    });
    if let Ok(open) = bench.opened() {
        let characters = ask.text.chars().count();
        bench.log(&open, "copy", |event| event.with("characters", characters))?;
    }
    Ok(Nothing {})
}

/// Shows the window to others, or hides it, as the person has chosen.
pub(crate) fn show_or_hide(bench: &Workbench, open: &Open) {
    if let Ok(settings) = crate::settings::of(open) {
        bench.host.hide_window(settings.hidden_window);
    }
}
