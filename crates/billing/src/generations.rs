//! Which backups are kept: 6 of the newest 24 hours, then one a day, one a week, one a month. And
//! when the next one is due.

use std::collections::BTreeSet;

use values::Day;

/// A good backup: when it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// UTC milliseconds.
    pub at: i64,
    /// The day of it where the practice is.
    pub on: Day,
}

/// Kept of the 24 hours before the newest.
const RECENT: usize = 6;
/// Days of which the last backup is kept.
const DAILY: usize = 14;
/// Weeks, Monday to Sunday.
const WEEKLY: usize = 8;
/// Months.
const MONTHLY: usize = 12;

const HOUR_MS: i64 = 3_600_000;

/// Which of the backups are kept, in the order given. Days, weeks and months without a backup do not
/// count, so that a practice that was shut for a year still has them all; the newest is always kept.
pub fn kept(made: &[Made]) -> Vec<bool> {
    let mut newest_first: Vec<usize> = (0..made.len()).collect();
    newest_first.sort_by_key(|n| std::cmp::Reverse(made[*n].at));
    let mut kept = vec![false; made.len()];
    let Some(newest) = newest_first.first().map(|n| made[*n].at) else {
        return kept;
    };
    let recent = newest_first
        .iter()
        .filter(|n| newest - made[**n].at < 24 * HOUR_MS);
    for n in recent.take(RECENT) {
        kept[*n] = true;
    }
    let monday = |day: Day| day.plus_days(-i32::from(day.date().weekday().to_monday_zero_offset()));
    let spans: [(usize, &dyn Fn(Day) -> String); 3] = [
        (DAILY, &|day| day.to_string()),
        (WEEKLY, &|day| monday(day).to_string()),
        (MONTHLY, &|day| format!("{}-{}", day.year(), day.month())),
    ];
    for (most, span) in spans {
        let mut seen = BTreeSet::new();
        for n in &newest_first {
            if seen.len() < most && seen.insert(span(made[*n].on)) {
                kept[*n] = true;
            }
        }
    }
    kept
}

/// Whether a backup is due that is made every so many hours, the last one at `last`.
pub fn is_due(last: Option<i64>, now: i64, every_hours: u32) -> bool {
    last.is_none_or(|last| i64::from(every_hours) * HOUR_MS <= now - last)
}

/// Whether it is so much overdue that people are told: a quarter of the time and more.
pub fn is_late(last: Option<i64>, now: i64, every_hours: u32) -> bool {
    last.is_none_or(|last| i64::from(every_hours) * HOUR_MS * 5 / 4 <= now - last)
}

/// Days between two tries of a restore.
const DRILL_DAYS: i64 = 30;

/// Whether a restore is to be tried, the last time having been at `last`.
pub fn drill_is_due(last: Option<i64>, now: i64) -> bool {
    last.is_none_or(|last| DRILL_DAYS * 24 * HOUR_MS <= now - last)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Backups at hours before Monday 11/23/2026, 20:00, in a practice whose clock is UTC.
    fn made(hours_ago: &[i64]) -> Vec<Made> {
        let monday = Day::new(2026, 11, 23).unwrap();
        let now = 1_795_464_000_000;
        hours_ago
            .iter()
            .map(|ago| Made {
                at: now - ago * HOUR_MS,
                on: monday.plus_days(i32::try_from((20 - ago).div_euclid(24)).unwrap()),
            })
            .collect()
    }

    #[track_caller]
    fn check(what: &str, hours_ago: &[i64], want: &[i64]) {
        let keep = kept(&made(hours_ago));
        let got: Vec<i64> = hours_ago
            .iter()
            .zip(keep)
            .filter_map(|(ago, keep)| keep.then_some(*ago))
            .collect();
        assert_eq!(got, want, "{what}");
    }

    #[test]
    fn generations_are_kept_by_hours_days_weeks_and_months() {
        check("nothing", &[], &[]);
        check("one is kept however old", &[90_000], &[90_000]);
        check(
            "six of a day, and the last of the day before",
            &[0, 2, 4, 6, 8, 10, 12, 21, 23],
            &[0, 2, 4, 6, 8, 10, 21],
        );
        check(
            "the order given does not matter",
            &[12, 0, 10, 2, 8, 4, 6],
            &[0, 10, 2, 8, 4, 6],
        );
        check(
            "a day that has none does not count",
            &[0, 24 * 40, 24 * 41],
            &[0, 24 * 40, 24 * 41],
        );
    }

    #[test]
    fn two_years_of_a_backup_every_four_hours_leave_forty_at_most() {
        let ago: Vec<i64> = (0..2 * 365 * 6).map(|n| n * 4).collect();
        let all = made(&ago);
        let keep = kept(&all);
        let kept: Vec<i64> = ago
            .iter()
            .zip(&keep)
            .filter_map(|(ago, keep)| keep.then_some(*ago))
            .collect();
        assert!(kept.len() <= RECENT + DAILY + WEEKLY + MONTHLY, "{kept:?}");
        assert_eq!(kept[..6], [0, 4, 8, 12, 16, 20]);
        let of_days = kept.iter().filter(|ago| **ago < 14 * 24).count();
        assert!(13 < of_days, "{kept:?}");
        // Ten months back and more there is one a month.
        let old = kept.iter().filter(|ago| 10 * 30 * 24 < **ago).count();
        assert!((1..=3).contains(&old), "{kept:?}");
        // Thrown away one after the other as they are made, the same are left.
        let mut left: Vec<Made> = Vec::new();
        for one in all.iter().rev() {
            left.push(*one);
            let keep = super::kept(&left);
            let mut keep = keep.iter();
            left.retain(|_| *keep.next().unwrap());
        }
        let (first, last) = (left.first().unwrap(), left.last().unwrap());
        assert_eq!(*last, all[0], "the newest is always there");
        assert!(
            300 * 24 * HOUR_MS < last.at - first.at,
            "a year back is still there"
        );
    }

    #[test]
    fn due_and_late_are_told_apart() {
        let hours = |n: i64| n * HOUR_MS;
        for (last, now, due, late) in [
            (None, 0, true, true),
            (Some(0), hours(4) - 1, false, false),
            (Some(0), hours(4), true, false),
            (Some(0), hours(5) - 1, true, false),
            (Some(0), hours(5), true, true),
            // A clock that was put back does not bring one every minute.
            (Some(hours(9)), 0, false, false),
        ] {
            assert_eq!(
                (is_due(last, now, 4), is_late(last, now, 4)),
                (due, late),
                "{last:?} {now}"
            );
        }
        assert!(drill_is_due(None, 0) && !drill_is_due(Some(0), hours(29 * 24)));
        assert!(drill_is_due(Some(0), hours(30 * 24)));
    }
}
