//! The clock of the computer: the one place where the time of day and the system's time zone are
//! read. Everything else takes them as arguments.

use std::time::{SystemTime, UNIX_EPOCH};

/// The time now, in UTC milliseconds since 1970. A clock set before 1970 reads as 0.
pub fn now_ms() -> i64 {
    #[allow(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the clock"
    )]
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The name of the system's time zone, such as `America/Chicago`; `None` where the system does not
/// name one. A practice asks for its zone at set-up; this is only the suggestion.
pub fn zone_name() -> Option<String> {
    let zone = jiff::tz::TimeZone::try_system()
        .ok()
        .filter(|zone| !zone.is_unknown())?;
    zone.iana_name().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_counts_milliseconds_of_this_century() {
        let (first, second) = (now_ms(), now_ms());
        assert!(1_750_000_000_000 < first && first <= second && second < 4_100_000_000_000);
    }

    #[test]
    fn a_named_zone_is_one_that_exists() {
        match zone_name() {
            Some(name) => assert!(jiff::tz::TimeZone::get(&name).is_ok(), "{name}"),
            None => println!("skipped: this system names no time zone"),
        }
    }
}
