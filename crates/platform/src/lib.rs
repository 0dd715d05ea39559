//! What the machine gives: a place for secrets, memory that stays off the disk, word of sleep and
//! screen lock, files and where they lie, printers, the clipboard, the clock and random bytes. One small module for each, so that the
//! rest of the product names no keyring, no printing system and no operating system.

pub mod clipboard;
pub mod clock;
pub mod disk;
pub mod entropy;
pub mod files;
#[cfg(windows)]
mod gdi;
pub mod machine;
pub mod memory;
pub mod paint;
pub mod panics;
pub mod place;
pub mod print_news;
pub mod printers;
pub mod secret;
pub mod session_watch;
pub mod unfinished;
