//! A window that slides over the bytes of a file, so that a file of any size is read in one small
//! buffer. UTF-16 is made UTF-8 on the way in, and places still count the bytes of the file.

use std::io::{self, ErrorKind, Read};

use crate::LARGEST_FILE;

/// The size of the buffer in bytes: several of the longest segments, so that few bytes are moved.
pub(crate) const WIDTH: usize = 256 * 1024;

/// The byte order of UTF-16 text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

/// The window. Its bytes are `buffer[start..end]`.
pub(crate) struct Window<R> {
    inner: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// How many bytes of the file are before `start`.
    offset: u64,
    /// How many bytes were read from the file.
    read: u64,
    done: bool,
    too_large: bool,
    error: Option<io::Error>,
    order: Option<Order>,
    /// Bytes of UTF-16 that are read but not yet in the buffer.
    raw: Vec<u8>,
}

impl<R: Read> Window<R> {
    pub(crate) fn new(inner: R) -> Window<R> {
        Window {
            inner,
            buffer: vec![0; WIDTH],
            start: 0,
            end: 0,
            offset: 0,
            read: 0,
            done: false,
            too_large: false,
            error: None,
            order: None,
            raw: Vec::new(),
        }
    }

    /// The bytes that are read and not yet consumed.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// The place of the window's first byte in the file.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// Where the window's first byte is in the buffer, for [`Window::slice`] after consuming.
    pub(crate) fn start(&self) -> usize {
        self.start
    }

    /// Bytes of the buffer; they stay in place until the next [`Window::fill`].
    pub(crate) fn slice(&self, from: usize, to: usize) -> &[u8] {
        &self.buffer[from..to]
    }

    /// How much memory the window takes, in bytes.
    #[cfg(test)]
    pub(crate) fn buffer(&self) -> usize {
        assert!(self.raw.capacity() <= 2 * WIDTH);
        self.buffer.len()
    }

    /// Whether all of the file is in the window or behind it.
    pub(crate) fn done(&self) -> bool {
        self.done && self.raw.len() < 2
    }

    /// Whether the reading stopped because the file is larger than [`LARGEST_FILE`].
    pub(crate) fn too_large(&self) -> bool {
        self.too_large
    }

    /// Why the file could not be read to its end.
    pub(crate) fn error(&self) -> Option<&io::Error> {
        self.error.as_ref()
    }

    /// Goes `n` bytes on.
    pub(crate) fn consume(&mut self, n: usize) {
        let n = n.min(self.end - self.start);
        self.offset += match self.order {
            None => n as u64,
            // A character takes two bytes in UTF-16, and four when it takes four in UTF-8.
            Some(_) => self.buffer[self.start..self.start + n]
                .iter()
                .map(|&b| {
                    if b >= 0xf0 {
                        4
                    } else {
                        2 * u64::from(b & 0xc0 != 0x80)
                    }
                })
                .sum(),
        };
        self.start += n;
    }

    /// Reads until the window holds `n` bytes, as far as the file goes.
    pub(crate) fn want(&mut self, n: usize) {
        while self.end - self.start < n && self.fill() {}
    }

    /// Reads more; `false` when the file has ended or the window is full.
    pub(crate) fn fill(&mut self) -> bool {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        let before = self.end;
        while self.end == before && self.end + 4 <= WIDTH {
            match self.order {
                Some(order) if self.raw.len() >= 4 || (self.done && self.raw.len() >= 2) => {
                    self.widen(order);
                }
                _ if self.done => break,
                Some(_) => {
                    let mut chunk = [0; 16 * 1024];
                    let got = self.inner.read(&mut chunk);
                    let got = self.account(got);
                    self.raw.extend_from_slice(&chunk[..got]);
                }
                None => {
                    let got = self.inner.read(&mut self.buffer[self.end..]);
                    self.end += self.account(got);
                }
            }
        }
        self.end > before
    }

    /// Notes what a read answered; returns how many bytes came.
    fn account(&mut self, got: io::Result<usize>) -> usize {
        match got {
            Ok(0) => self.done = true,
            Ok(n) if self.read + n as u64 > LARGEST_FILE => {
                (self.done, self.too_large) = (true, true);
            }
            Ok(n) => {
                self.read += n as u64;
                return n;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => (),
            Err(error) => (self.done, self.error) = (true, Some(error)),
        }
        0
    }

    /// Makes UTF-8 of the UTF-16 that is read, as far as there is room.
    fn widen(&mut self, order: Order) {
        let unit = |pair: &[u8]| match order {
            Order::Little => u16::from_le_bytes([pair[0], pair[1]]),
            Order::Big => u16::from_be_bytes([pair[0], pair[1]]),
        };
        let mut used = 0;
        while used + 2 <= self.raw.len() && self.end + 4 <= WIDTH {
            let first = unit(&self.raw[used..]);
            let second = self.raw.get(used + 2..used + 4).map(unit);
            // The second half of a pair may come with the next read.
            if second.is_none() && (0xd800..0xdc00).contains(&first) && !self.done {
                break;
            }
            let units = [first, second.unwrap_or(0)];
            let (character, length) = match char::decode_utf16(units).next() {
                Some(Ok(character)) => (character, character.len_utf16()),
                _ => (char::REPLACEMENT_CHARACTER, 1),
            };
            self.end += character.encode_utf8(&mut self.buffer[self.end..]).len();
            used += 2 * length;
        }
        self.raw.drain(..used);
    }

    /// Looks at the beginning of a file for UTF-16, with or without its mark, and reads it as such.
    pub(crate) fn begin(&mut self) -> bool {
        self.want(8);
        let (order, mark) = match self.bytes() {
            [0xff, 0xfe, ..] => (Order::Little, 2),
            [0xfe, 0xff, ..] => (Order::Big, 2),
            [b'I', 0, b'S', 0, b'A', 0, ..] => (Order::Little, 0),
            [0, b'I', 0, b'S', 0, b'A', ..] => (Order::Big, 0),
            _ => return false,
        };
        self.raw = self.bytes()[mark..].to_vec();
        (self.start, self.end, self.order) = (0, 0, Some(order));
        self.offset = mark as u64;
        self.widen(order);
        true
    }
}
