//! The age of what is owed, in the buckets of the trade.

use values::Day;

/// The buckets: the first day of each, and its title.
pub const BUCKETS: [(i32, &str); 5] = [
    (i32::MIN, "0-30"),
    (31, "31-60"),
    (61, "61-90"),
    (91, "91-120"),
    (121, "over 120"),
];

/// The bucket of a number of days.
pub fn bucket(days: i32) -> usize {
    BUCKETS
        .iter()
        .rposition(|(from, _)| *from <= days)
        .unwrap_or(0)
}

/// The bucket of something of a day, today.
pub fn bucket_of(on: Day, today: Day) -> usize {
    bucket(on.days_until(today))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_of_a_bucket_counts() {
        for (days, want) in [
            (-3, 0),
            (0, 0),
            (30, 0),
            (31, 1),
            (60, 1),
            (61, 2),
            (90, 2),
            (91, 3),
            (120, 3),
            (121, 4),
            (9_000, 4),
        ] {
            assert_eq!(bucket(days), want, "{days}");
        }
    }
}
