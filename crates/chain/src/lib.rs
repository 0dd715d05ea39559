//! The audit chain: how an event is sealed to the one before it, and how an exported log is checked.
//! It knows no database and no keys, so that a stranger can read all of it.

mod export;

pub use export::{Checked, Header, Known, Place, Trouble, check, read_seals, write_event};

use sha2::{Digest, Sha256};

/// The seal of an event: SHA-256, 32 bytes.
pub type Seal = [u8; 32];

/// What the first event is sealed to.
pub const START: Seal = [0; 32];

/// The seal of an event: SHA-256 over `cb/audit/1`, the seal before it, the event's number (eight
/// bytes, the highest first) and the very bytes of the event.
pub fn seal(before: &Seal, n: i64, body: &[u8]) -> Seal {
    let mut hash = Sha256::new();
    hash.update(b"cb/audit/1");
    hash.update(before);
    hash.update(n.to_be_bytes());
    hash.update(body);
    hash.finalize().into()
}

/// Bytes as lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(LETTERS[usize::from(byte >> 4)]));
        text.push(char::from(LETTERS[usize::from(byte & 15)]));
    }
    text
}

/// What each byte is as a lower-case hex digit; above 15 when it is none.
const DIGITS: [u8; 256] = {
    let mut digits = [0xff; 256];
    let mut value = 0;
    while value < 16 {
        digits[b"0123456789abcdef"[value as usize] as usize] = value;
        value += 1;
    }
    digits
};

/// A seal out of 64 lower-case hex digits.
pub fn from_hex(text: &[u8]) -> Option<Seal> {
    let text: &[u8; 64] = text.try_into().ok()?;
    let (mut seal, mut all) = (START, 0);
    for (at, byte) in seal.iter_mut().enumerate() {
        let high = DIGITS[usize::from(text[2 * at])];
        let low = DIGITS[usize::from(text[2 * at + 1])];
        all |= high | low;
        *byte = high << 4 | low & 15;
    }
    (all < 16).then_some(seal)
}

/// Why an event does not follow the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The event that should stand there.
    pub n: i64,
    /// What is wrong, in words: `event 5 is missing; the next one there is 6`.
    pub what: String,
}

/// A walk along the chain, event by event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// Events that hold so far.
    pub events: i64,
    /// The seal of the last of them.
    pub head: Seal,
}

impl Default for Walk {
    fn default() -> Walk {
        Walk {
            events: 0,
            head: START,
        }
    }
}

impl Walk {
    /// Takes the next event.
    ///
    /// # Errors
    /// A [`Break`] when it does not follow; the walk stands where it stood then.
    pub fn step(&mut self, n: i64, body: &[u8], stored: &Seal) -> Result<(), Break> {
        let next = self.events + 1;
        let what = if n == self.events {
            if *stored == self.head {
                format!("event {n} stands there twice")
            } else {
                format!("there are two different events {n}: the log was forked")
            }
        } else if n < next {
            format!("event {n} stands there where event {next} belongs: the order was changed")
        } else if next < n {
            format!("event {next} is missing; the next one there is {n}")
        } else if seal(&self.head, n, body) != *stored {
            format!("event {n} was altered, or an event before it was taken out")
        } else {
            (self.events, self.head) = (n, *stored);
            return Ok(());
        };
        Err(Break { n: next, what })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_what_any_hash_tool_says() {
        // printf 'cb/audit/1%32s%8s{}' with zero bytes and the number 1, through sha256sum.
        let mut bytes = b"cb/audit/1".to_vec();
        bytes.extend([0; 32]);
        bytes.extend([0, 0, 0, 0, 0, 0, 0, 1]);
        bytes.extend(b"{}");
        let plain: Seal = Sha256::digest(&bytes).into();
        assert_eq!(seal(&START, 1, b"{}"), plain);
        assert_eq!(from_hex(hex(&plain).as_bytes()), Some(plain));
        assert_eq!(from_hex(b"00"), None);
        for (at, wrong) in [(0, b'g'), (31, b'A'), (63, b' ')] {
            let mut text = hex(&plain).into_bytes();
            text[at] = wrong;
            assert_eq!(from_hex(&text), None);
        }
    }
}
