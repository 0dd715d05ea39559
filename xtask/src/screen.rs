//! Watches the picture that Xvfb keeps of its screen, to tell when a window is painted, and adds up
//! the memory of a program with all its processes. Both look from outside, so the app and what it is
//! compared with are measured in the same way.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::leash;

/// How long nothing may change before a picture counts as final.
const REST: Duration = Duration::from_millis(1500);
/// Every so many pixels of a row, and every so many rows, are looked at.
const STEP: usize = 4;
/// A picture that differs from the final one in less than this share of its pixels is painted: a
/// blinking caret is smaller, a line of text is larger.
const SAME: f64 = 0.0005;

/// The screen of an Xvfb that was started with `-fbdir`, as an XWD file.
pub struct Screen {
    file: File,
    /// Where the pixels begin, and how many bytes a row takes.
    start: u64,
    row: usize,
    height: usize,
}

impl Screen {
    /// Opens the picture in the folder that Xvfb was given.
    pub fn open(folder: &Path) -> Result<Screen, String> {
        let path = folder.join("Xvfb_screen0");
        let fault = |fault: std::io::Error| format!("{}: {fault}", path.display());
        let mut file = File::open(&path).map_err(fault)?;
        let mut head = [0u8; 100];
        file.read_exact(&mut head).map_err(fault)?;
        // XWDFile.h: 25 big-endian words.
        let word = |n: usize| u32::from_be_bytes([0, 1, 2, 3].map(|byte| head[n * 4 + byte]));
        let [size, height, bits, row, colours] = [0, 5, 11, 12, 19].map(word);
        if bits != 32 {
            return Err(format!("{}: {bits} bits a pixel, not 32", path.display()));
        }
        let start = u64::from(size) + u64::from(colours) * 12;
        Ok(Screen {
            file,
            start,
            row: row as usize,
            height: height as usize,
        })
    }

    /// A coarse picture of the screen as it is now: one byte for each pixel looked at.
    fn look(&mut self) -> Result<Vec<u8>, String> {
        let mut bytes = vec![0; self.row * self.height];
        let read = self
            .file
            .seek(SeekFrom::Start(self.start))
            .and_then(|_| self.file.read_exact(&mut bytes));
        read.map_err(|fault| format!("the screen cannot be read: {fault}"))?;
        let rows = bytes.chunks_exact(self.row).step_by(STEP);
        let pixels = rows.flat_map(|row| row.chunks_exact(4).step_by(STEP));
        Ok(pixels
            .map(|pixel| pixel[0] ^ pixel[1].rotate_left(3) ^ pixel[2].rotate_left(5))
            .collect())
    }

    /// Watches until the screen has changed and come to rest; how long after `start` it first looked
    /// as it does at the end.
    pub fn painted(&mut self, start: Instant, limit: Duration) -> Result<Duration, String> {
        let before = self.look()?;
        let mut seen: Vec<(Duration, Vec<u8>)> = Vec::new();
        let mut quiet_since = Instant::now();
        loop {
            let now = self.look()?;
            let last = seen.last().map_or(&before, |(_, picture)| picture);
            if SAME <= difference(last, &now) {
                seen.push((start.elapsed(), now));
                quiet_since = Instant::now();
            } else if !seen.is_empty() && REST < quiet_since.elapsed() {
                return Ok(first_final(&seen));
            }
            if limit < start.elapsed() {
                return Err("the window did not come to rest".into());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// The share of the pixels in which two pictures differ.
fn difference(one: &[u8], other: &[u8]) -> f64 {
    let differ = one.iter().zip(other).filter(|(a, b)| a != b).count();
    differ as f64 / one.len().max(1) as f64
}

/// When the pictures first looked like the last one, and then stayed so.
fn first_final(seen: &[(Duration, Vec<u8>)]) -> Duration {
    let Some((_, last)) = seen.last() else {
        return Duration::ZERO;
    };
    let final_ones = seen
        .iter()
        .rev()
        .take_while(|(_, picture)| difference(picture, last) < SAME);
    final_ones.last().map_or(Duration::ZERO, |(at, _)| *at)
}

/// The memory of each process of a group but `except`, in megabytes: pages that are shared count in
/// proportion (PSS).
pub fn memory(group: u32, except: Option<u32>) -> Vec<(String, f64)> {
    let of_group = leash::members(group)
        .into_iter()
        .filter(|id| Some(*id) != except);
    let measured = of_group.filter_map(|id| {
        let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
        let kilobytes = line.trim().trim_end_matches(" kB").parse::<f64>().ok()?;
        let name = fs::read_to_string(format!("/proc/{id}/comm")).unwrap_or_default();
        Some((name.trim().to_owned(), kilobytes / 1024.0))
    });
    measured.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn painted_is_when_the_last_picture_first_showed() {
        let at = |ms, picture: [u8; 4]| (Duration::from_millis(ms), picture.to_vec());
        let blank = [0; 4];
        let done = [1, 2, 3, 4];
        let seen = [at(10, done), at(20, blank), at(30, done), at(40, done)];
        assert_eq!(first_final(&seen), Duration::from_millis(30));
        assert_eq!(first_final(&[]), Duration::ZERO);
    }
}
