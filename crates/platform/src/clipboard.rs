//! The clipboard. What is put on it is marked so that Windows and macOS keep it out of their history
//! and their cloud, and most clipboard programs of Linux out of theirs.

use std::sync::{Mutex, PoisonError};

/// A clipboard that can be asked what it holds.
pub trait Clipboard: Send + Sync {
    /// Puts a text there. False when it did not take it.
    fn put(&self, text: &str) -> bool;
    /// The text that is there; `None` when there is none.
    fn text(&self) -> Option<String>;
    /// Takes away what is there.
    fn clear(&self);
}

/// The system's.
#[derive(Default)]
pub struct SystemClipboard(
    // On X11 what was copied is gone when this is dropped, so it lives as long as the program.
    Mutex<Option<arboard::Clipboard>>,
);

impl SystemClipboard {
    fn with<T>(
        &self,
        act: impl FnOnce(&mut arboard::Clipboard) -> Result<T, arboard::Error>,
    ) -> Option<T> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.is_none() {
            *held = arboard::Clipboard::new().ok();
        }
        act(held.as_mut()?).ok()
    }
}

impl Clipboard for SystemClipboard {
    fn put(&self, text: &str) -> bool {
        self.with(|clipboard| {
            let set = clipboard.set();
            #[cfg(windows)]
            let set = {
                use arboard::SetExtWindows;
                set.exclude_from_cloud()
                    .exclude_from_history()
                    .exclude_from_monitoring()
            };
            #[cfg(target_os = "macos")]
            let set = arboard::SetExtApple::exclude_from_history(set);
            #[cfg(all(unix, not(target_os = "macos")))]
            let set = arboard::SetExtLinux::exclude_from_history(set);
            set.text(text)
        })
        .is_some()
    }

    fn text(&self) -> Option<String> {
        self.with(arboard::Clipboard::get_text)
    }

    fn clear(&self) {
        self.with(arboard::Clipboard::clear);
    }
}

/// A clipboard of this process alone, where the system's is out of reach: the interface in a browser,
/// and tests.
#[derive(Default)]
pub struct OwnClipboard(Mutex<Option<String>>);

impl Clipboard for OwnClipboard {
    fn put(&self, text: &str) -> bool {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(text.to_owned());
        true
    }

    fn text(&self) -> Option<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
