//! The counter of wrong passwords for one user: five tries, then waits that double from 30 seconds
//! to 15 minutes, then only another admin or the recovery kit. The caller keeps it in the OS store
//! and in the practice folder and goes by the worse of the two, so that neither a restart nor an
//! old copy of the folder starts it anew.

/// Tries that cost nothing.
const FREE: u32 = 5;
/// Tries after which a password alone no longer helps.
const MOST: u32 = 10;
const FIRST_WAIT_MS: u64 = 30_000;
const LONGEST_WAIT_MS: u64 = 15 * 60_000;

/// Wrong passwords in a row. Count a try with [`Guesses::tried`] and store the counter *before* the
/// password is tried, and [`Guesses::clear`] it when it opened: a program that is killed in between
/// has then not guessed for free.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Guesses {
    /// How many.
    pub failed: u32,
    /// When the last one was, in UTC milliseconds.
    pub last_at_ms: u64,
}

/// Why no password is taken now. The recovery kit is always taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Hold {
    /// Not before a moment.
    #[error("Too many wrong passwords. Wait {}, or use the recovery kit.", wait_says(*left_ms))]
    Wait {
        /// When the next try is taken, in UTC milliseconds.
        until_ms: u64,
        /// How long that is, in milliseconds.
        left_ms: u64,
    },
    /// Ten wrong passwords.
    #[error(
        "Ten wrong passwords. Another admin can set a new one for this user, or use the recovery kit."
    )]
    NeedsAdmin,
}

fn wait_says(left_ms: u64) -> String {
    match left_ms.div_ceil(1_000) {
        1 => "1 second".to_owned(),
        seconds @ 0..=90 => format!("{seconds} seconds"),
        seconds => format!("{} minutes", seconds.div_ceil(60)),
    }
}

impl Guesses {
    /// Whether a password is taken at `now_ms`. When the clock was set back since the last try, the
    /// whole wait begins again from now (the counter then changes: store it), so that a clock set
    /// back neither shortens the wait nor stretches it for years.
    pub fn allowed(&mut self, now_ms: u64) -> Result<(), Hold> {
        if MOST <= self.failed {
            return Err(Hold::NeedsAdmin);
        }
        self.last_at_ms = self.last_at_ms.min(now_ms);
        let until_ms = self.last_at_ms.saturating_add(wait_ms(self.failed));
        match until_ms.checked_sub(now_ms) {
            Some(left_ms) if 0 < left_ms => Err(Hold::Wait { until_ms, left_ms }),
            _ => Ok(()),
        }
    }

    /// Counts a try.
    pub fn tried(&mut self, now_ms: u64) {
        self.failed = self.failed.saturating_add(1);
        self.last_at_ms = now_ms;
    }

    /// The stricter of two counters.
    pub fn worse(self, other: Guesses) -> Guesses {
        Guesses {
            failed: self.failed.max(other.failed),
            last_at_ms: self.last_at_ms.max(other.last_at_ms),
        }
    }

    /// The counter as it is stored: `guesses 1 FAILED LAST_AT_MS`.
    pub fn to_text(self) -> String {
        format!("guesses 1 {} {}", self.failed, self.last_at_ms)
    }

    /// Reads what [`Guesses::to_text`] wrote; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Guesses> {
        let (failed, last) = text.trim().strip_prefix("guesses 1 ")?.split_once(' ')?;
        Some(Guesses {
            failed: failed.parse().ok()?,
            last_at_ms: last.parse().ok()?,
        })
    }

    /// The counter to go by, from what the OS store and the practice folder hold. A place that holds
    /// nothing counts for none; a place whose text cannot be read counts as five tries just now, so
    /// that spoiling it gains nothing.
    pub fn stored(places: [Option<&str>; 2], now_ms: u64) -> Guesses {
        places
            .into_iter()
            .flatten()
            .map(|text| {
                Guesses::from_text(text).unwrap_or(Guesses {
                    failed: FREE,
                    last_at_ms: now_ms,
                })
            })
            .fold(Guesses::default(), Guesses::worse)
    }
}

/// How long after the last of `failed` tries the next is taken.
fn wait_ms(failed: u32) -> u64 {
    match failed.checked_sub(FREE) {
        None => 0,
        Some(doublings) => (FIRST_WAIT_MS << doublings.min(16)).min(LONGEST_WAIT_MS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_760_000_000_000;

    #[test]
    fn five_tries_then_waits_that_double_then_an_admin() {
        #[track_caller]
        fn check(failed: u32, wait_seconds: u64) {
            let mut guesses = Guesses {
                failed,
                last_at_ms: NOW,
            };
            if 0 < wait_seconds {
                let until_ms = NOW + 1_000 * wait_seconds;
                assert_eq!(
                    guesses.allowed(NOW),
                    Err(Hold::Wait {
                        until_ms,
                        left_ms: until_ms - NOW
                    })
                );
                assert_eq!(
                    guesses.allowed(until_ms - 1),
                    Err(Hold::Wait {
                        until_ms,
                        left_ms: 1
                    })
                );
            }
            assert_eq!(guesses.allowed(NOW + 1_000 * wait_seconds), Ok(()));
        }
        for failed in 0..5 {
            check(failed, 0);
        }
        check(5, 30);
        check(6, 60);
        check(7, 120);
        check(8, 240);
        check(9, 480);
        for failed in [10, 11, u32::MAX] {
            let mut guesses = Guesses {
                failed,
                last_at_ms: NOW,
            };
            assert_eq!(guesses.allowed(u64::MAX), Err(Hold::NeedsAdmin));
            guesses.tried(NOW);
            assert_eq!(guesses.allowed(u64::MAX), Err(Hold::NeedsAdmin));
        }
        assert_eq!(wait_ms(10), 900_000);
        assert_eq!(wait_ms(u32::MAX), 900_000);
    }

    #[test]
    fn a_try_is_counted_and_a_right_password_clears() {
        let mut guesses = Guesses::default();
        for n in 1..=5 {
            assert_eq!(guesses.allowed(NOW), Ok(()));
            guesses.tried(NOW);
            assert_eq!(
                guesses,
                Guesses {
                    failed: n,
                    last_at_ms: NOW
                }
            );
        }
        assert!(guesses.allowed(NOW).is_err());
        guesses = Guesses::default();
        assert_eq!(guesses.allowed(NOW), Ok(()));
    }

    #[test]
    fn a_clock_set_back_begins_the_wait_again() {
        let mut guesses = Guesses {
            failed: 6,
            last_at_ms: NOW,
        };
        let back = NOW - 365 * 86_400_000;
        let begun = Err(Hold::Wait {
            until_ms: back + 60_000,
            left_ms: 60_000,
        });
        assert_eq!(guesses.allowed(back), begun);
        assert_eq!(guesses.allowed(back + 60_000), Ok(()));
        assert_eq!(guesses.failed, 6);
    }

    #[test]
    fn the_worse_of_two_places_counts() {
        #[track_caller]
        fn check(places: [Option<&str>; 2], failed: u32, last_at_ms: u64) {
            assert_eq!(Guesses::stored(places, NOW), Guesses { failed, last_at_ms });
        }
        check([None, None], 0, 0);
        check([Some("guesses 1 7 500"), None], 7, 500);
        check([None, Some("guesses 1 7 500")], 7, 500);
        check([Some("guesses 1 0 0"), Some("guesses 1 9 400\n")], 9, 400);
        check([Some("guesses 1 3 900"), Some("guesses 1 9 400")], 9, 900);
        for spoilt in [
            "",
            "guesses 2 0 0",
            "guesses 1 -1 0",
            "guesses 1 0",
            "guesses 1 99999999999 0",
        ] {
            check([Some(spoilt), None], 5, NOW);
            check([Some(spoilt), Some("guesses 1 8 1")], 8, NOW);
        }
        let guesses = Guesses {
            failed: 8,
            last_at_ms: NOW,
        };
        assert_eq!(Guesses::from_text(&guesses.to_text()), Some(guesses));
    }

    #[test]
    fn a_wait_is_said_in_words() {
        let says = |left_ms| {
            Hold::Wait {
                until_ms: 0,
                left_ms,
            }
            .to_string()
        };
        assert_eq!(
            says(1),
            "Too many wrong passwords. Wait 1 second, or use the recovery kit."
        );
        assert!(says(30_000).contains("Wait 30 seconds,"));
        assert!(says(480_000).contains("Wait 8 minutes,"));
        assert!(says(120_001).contains("Wait 3 minutes,"));
    }
}
