//! The words of the recovery kit: 32 random bytes as 24 words of the 2,048-word English list of
//! BIP-39, with its checksum (the last eight bits are the first byte of the SHA-256 of the others).
//! Read back as people type them: any case, numbered, cut to four letters.

use std::fmt;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use super::seal;

/// Words in a kit.
const COUNT: usize = 24;
/// Bits that a word stands for.
const BITS: usize = 11;

static LIST: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../../../../assets/codes/words-en.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
});

/// The secret of a recovery kit.
pub struct RecoveryWords(Box<[u8; 32]>);

/// Why typed words are not a kit. The words themselves are not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordsProblem {
    /// Not 24 words.
    #[error("{}", count_says(*found))]
    Count {
        /// How many were typed.
        found: usize,
    },
    /// A word that the list does not have.
    #[error("Word {word} is not on the list.")]
    Unknown {
        /// Which word, counted from 1.
        word: usize,
    },
    /// Every word is on the list, but the checksum says that one is another.
    #[error("The words do not fit together. Check words that look alike.")]
    Mismatch,
}

fn count_says(found: usize) -> String {
    match found {
        0 => "Type the 24 words of the kit.".to_owned(),
        1..COUNT => format!("The kit has 24 words and {found} are here. Type the rest."),
        _ => format!("The kit has 24 words and {found} are here. Check for words typed twice."),
    }
}

impl RecoveryWords {
    /// The words of a new kit.
    pub fn new(random: &mut dyn FnMut(&mut [u8])) -> RecoveryWords {
        let mut words = RecoveryWords(Box::new([0; 32]));
        random(&mut words.0[..]);
        words
    }

    /// The 24 words, to be printed.
    pub fn words(&self) -> [&'static str; COUNT] {
        let bits = self.checked();
        std::array::from_fn(|n| {
            let index = (BITS * n..BITS * (n + 1)).fold(0, |index, at| {
                index << 1 | usize::from(bits[at / 8] >> (7 - at % 8) & 1)
            });
            LIST[index]
        })
    }

    /// The 24 words in one line.
    pub fn to_text(&self) -> Zeroizing<String> {
        // The longest word has eight letters.
        let mut text = Zeroizing::new(String::with_capacity(9 * COUNT));
        for (n, word) in self.words().into_iter().enumerate() {
            text.push_str(if n == 0 { "" } else { " " });
            text.push_str(word);
        }
        text
    }

    /// Reads 24 words as people type them: any case, any space, line or comma between them, numbers
    /// before them, the first four letters instead of the whole word.
    pub fn parse(typed: &str) -> Result<RecoveryWords, WordsProblem> {
        let mut text = Zeroizing::new(String::with_capacity(11 * typed.len()));
        text.extend(typed.nfkc().flat_map(char::to_lowercase));
        let mut bits = Zeroizing::new([0_u8; 33]);
        let mut found = 0;
        for word in text
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
        {
            let index = index_of(word).ok_or(WordsProblem::Unknown { word: found + 1 })?;
            for bit in 0..BITS {
                let at = BITS * found + bit;
                if at < 8 * bits.len() {
                    bits[at / 8] |= ((index >> (BITS - 1 - bit) & 1) as u8) << (7 - at % 8);
                }
            }
            found += 1;
        }
        if found != COUNT {
            return Err(WordsProblem::Count { found });
        }
        let mut words = RecoveryWords(Box::new([0; 32]));
        words.0.copy_from_slice(&bits[..32]);
        if seal::same(&*words.checked(), &*bits) {
            Ok(words)
        } else {
            Err(WordsProblem::Mismatch)
        }
    }

    /// The seed of the kit's X25519 pair.
    pub(super) fn seed(&self) -> Zeroizing<[u8; 32]> {
        seal::derive(&self.0[..], &[b"cb/recovery/1"])
    }

    /// The bytes and their checksum.
    fn checked(&self) -> Zeroizing<[u8; 33]> {
        let mut bits = Zeroizing::new([0; 33]);
        bits[..32].copy_from_slice(&self.0[..]);
        bits[32] = Sha256::digest(&self.0[..])[0];
        bits
    }
}

/// The place of a word in the list, by itself or by its first four letters or more.
fn index_of(typed: &str) -> Option<usize> {
    match LIST.binary_search(&typed) {
        Ok(index) => Some(index),
        Err(after) if 4 <= typed.len() => LIST
            .get(after)
            .filter(|word| word.starts_with(typed))
            .map(|_| after),
        Err(_) => None,
    }
}

impl Drop for RecoveryWords {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for RecoveryWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryWords(…)")
    }
}

impl PartialEq for RecoveryWords {
    fn eq(&self, other: &RecoveryWords) -> bool {
        seal::same(&self.0[..], &other.0[..])
    }
}

impl Eq for RecoveryWords {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::testing::random;

    #[test]
    fn the_list_is_the_published_one() {
        let text: String = LIST.iter().map(|word| format!("{word}\n")).collect();
        assert_eq!(
            seal::hex(&Sha256::digest(text)),
            "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"
        );
        assert!(LIST.is_sorted());
    }

    #[test]
    fn words_are_those_of_the_published_vectors() {
        #[track_caller]
        fn check(bytes: [u8; 32], words: &str) {
            let made = RecoveryWords(Box::new(bytes));
            assert_eq!(*made.to_text(), words);
            assert_eq!(RecoveryWords::parse(words), Ok(made));
        }
        check([0; 32], &format!("{}art", "abandon ".repeat(23)));
        check([0xff; 32], &format!("{}vote", "zoo ".repeat(23)));
        check(
            [0x7f; 32],
            "legal winner thank year wave sausage worth useful legal winner thank year wave \
             sausage worth useful legal winner thank year wave sausage worth title",
        );
        check(
            seal::unhex_exact("f585c11aec520db57dd353c69554b21a89b20fb0650966fa0a9d6f74fd989d8f")
                .unwrap(),
            "void come effort suffer camp survey warrior heavy shoot primary clutch crush open \
             amazing screen patrol group space point ten exist slush involve unfold",
        );
    }

    #[test]
    fn any_words_read_back_however_they_are_typed() {
        let mut random = random("words");
        for _ in 0..300 {
            let made = RecoveryWords::new(&mut random);
            let words = made.words();
            let numbered: String = (1..)
                .zip(words)
                .map(|(n, word)| format!("{n:2}. {}\r\n", word.to_uppercase()))
                .collect();
            let cut = words.map(|word| word.get(..4).unwrap_or(word)).join(",  ");
            for typed in [made.to_text().to_string(), numbered, cut, words.join("\t")] {
                assert_eq!(RecoveryWords::parse(&typed).as_ref(), Ok(&made), "{typed}");
            }
        }
    }

    #[test]
    fn a_wrong_word_is_named_and_a_wrong_kit_is_noticed() {
        #[track_caller]
        fn check(typed: &str, want: WordsProblem, says: &str) {
            let got = RecoveryWords::parse(typed);
            assert_eq!(got, Err(want));
            assert_eq!(want.to_string(), says);
        }
        let begin = "abandon ".repeat(6);
        let end = "abandon ".repeat(16);
        for wrong in ["abandom", "aba", "abandoned", "zzzz", "é", "зоо"] {
            check(
                &format!("{begin}{wrong} {end}art"),
                WordsProblem::Unknown { word: 7 },
                "Word 7 is not on the list.",
            );
        }
        check(
            &format!("{begin}ability {end}art"),
            WordsProblem::Mismatch,
            "The words do not fit together. Check words that look alike.",
        );
        check(
            " 1. ",
            WordsProblem::Count { found: 0 },
            "Type the 24 words of the kit.",
        );
        check(
            &format!("{begin}{end}art"),
            WordsProblem::Count { found: 23 },
            "The kit has 24 words and 23 are here. Type the rest.",
        );
        check(
            &"abandon ".repeat(200),
            WordsProblem::Count { found: 200 },
            "The kit has 24 words and 200 are here. Check for words typed twice.",
        );
    }
}
