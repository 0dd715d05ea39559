//! The tone of a statement, from how long ago the account was first asked for what is still owed.

use values::Day;

use super::Level;
use crate::record::record;

record! {
    /// From how many days after the first statement of a dollar its tone changes.
    pub struct Levels {
        /// A reminder.
        pub reminder: u16,
        /// Past due.
        pub past_due: u16,
        /// The last one.
        pub last: u16,
        /// A letter before an agency, no statement any more.
        pub letter: u16,
    }
}

impl Levels {
    /// What holds until somebody sets it.
    pub fn ships() -> Levels {
        Levels {
            reminder: 28,
            past_due: 56,
            last: 84,
            letter: 140,
        }
    }

    /// The tone on a day: by the day on which what is still owed was first asked for, and never more
    /// than one step after the statement before. None when the account is past its last statement.
    pub fn of(&self, asked_on: Option<Day>, before: Option<Level>, today: Day) -> Option<Level> {
        let (Some(asked), Some(before)) = (asked_on, before) else {
            return Some(Level::New);
        };
        let days = asked.days_until(today);
        let after = |limit: u16| i32::from(limit) <= days;
        let wanted = if after(self.last) {
            Level::Last
        } else if after(self.past_due) {
            Level::PastDue
        } else if after(self.reminder) {
            Level::Reminder
        } else {
            Level::New
        };
        if before == Level::Last && after(self.letter) {
            return None;
        }
        let next = match before {
            Level::New => Level::Reminder,
            Level::Reminder => Level::PastDue,
            Level::PastDue | Level::Last => Level::Last,
        };
        Some(wanted.min(next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Day> {
        text.parse().ok()
    }

    #[test]
    fn a_tone_follows_the_days_and_takes_one_step_at_a_time() {
        let levels = Levels::ships();
        let of =
            |asked: &str, before, today: &str| levels.of(day(asked), before, day(today).unwrap());
        assert_eq!(of("", None, "2026-11-30"), Some(Level::New));
        let (new, reminder) = (Some(Level::New), Some(Level::Reminder));
        assert_eq!(of("2026-11-03", new, "2026-11-30"), Some(Level::New));
        assert_eq!(of("2026-11-02", new, "2026-11-30"), Some(Level::Reminder));
        assert_eq!(of("2026-06-01", new, "2026-11-30"), Some(Level::Reminder));
        assert_eq!(
            of("2026-06-01", reminder, "2026-11-30"),
            Some(Level::PastDue)
        );
        assert_eq!(
            of("2026-10-01", reminder, "2026-11-30"),
            Some(Level::PastDue)
        );
        assert_eq!(
            of("2026-11-02", reminder, "2026-11-30"),
            Some(Level::Reminder)
        );
        assert_eq!(
            of("2026-06-01", Some(Level::PastDue), "2026-11-30"),
            Some(Level::Last)
        );
        assert_eq!(
            of("2026-09-07", Some(Level::Last), "2026-11-30"),
            Some(Level::Last)
        );
        assert_eq!(of("2026-06-01", Some(Level::Last), "2026-11-30"), None);
    }
}
