//! A civil date: a date of service or of birth has no zone and no time.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::id::Parsed;

/// A day of the calendar. ISO text (`2026-11-24`) in the database, `CCYYMMDD` in X12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// Why a text is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// The text has another shape.
    #[error("a date looks like 07/03/2026")]
    NotADate,
    /// The calendar has no such day.
    #[error("the calendar has no such day")]
    NoSuchDay,
}

impl Day {
    /// The day of a year, month (1-12) and day of month.
    ///
    /// # Errors
    /// [`DayError::NoSuchDay`] when the calendar has none.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Day, DayError> {
        Date::new(year, month, day)
            .map(Day)
            .map_err(|_| DayError::NoSuchDay)
    }

    /// Reads X12 `D8` (`CCYYMMDD`) or `D6` (`YYMMDD`, 1950-2049).
    ///
    /// # Errors
    /// Says what is wrong with the text.
    pub fn from_x12(text: &str) -> Result<Day, DayError> {
        let text = text.trim();
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(DayError::NotADate);
        }
        let n = |from: usize, to: usize| text[from..to].parse::<i16>().unwrap_or(0);
        let (year, at) = match text.len() {
            8 => (n(0, 4), 4),
            6 if n(0, 2) < 50 => (2000 + n(0, 2), 2),
            6 => (1900 + n(0, 2), 2),
            _ => return Err(DayError::NotADate),
        };
        Day::new(year, narrow(n(at, at + 2)), narrow(n(at + 2, at + 4)))
    }

    /// The day as X12 writes it: `CCYYMMDD`.
    pub fn to_x12(self) -> String {
        format!(
            "{:04}{:02}{:02}",
            self.0.year(),
            self.0.month(),
            self.0.day()
        )
    }

    /// The year, four digits.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day that lies `days` later (earlier when negative); stops at the calendar's ends.
    pub fn plus_days(self, days: i32) -> Day {
        Day(self.0.saturating_add(jiff::Span::new().days(days)))
    }

    /// The day of so many months later; the last of its month where that has no such day.
    pub fn plus_months(self, months: i32) -> Day {
        Day(self.0.saturating_add(jiff::Span::new().months(months)))
    }

    /// True of Saturdays and Sundays.
    pub fn is_weekend(self) -> bool {
        matches!(
            self.0.weekday(),
            jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday
        )
    }

    /// Whole days from this day until `other`; negative when it lies before.
    pub fn days_until(self, other: Day) -> i32 {
        self.0.until(other.0).map_or(0, |span| span.get_days())
    }

    /// Whole days since the first of January 1970; negative before.
    pub fn since_1970(self) -> i64 {
        Day(Date::constant(1970, 1, 1)).days_until(self).into()
    }

    /// The calendar date, for arithmetic with zones.
    pub fn date(self) -> Date {
        self.0
    }
}

/// Two digits always fit.
fn narrow(n: i16) -> i8 {
    i8::try_from(n).unwrap_or(0)
}

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        Day(date)
    }
}

/// `2026-11-24` in a buffer: a record holds many days, and each is read and written often.
fn iso(buffer: &mut [u8; 10], date: Date) -> &str {
    let digit = |n: i16| b'0' + u8::try_from(n.rem_euclid(10)).unwrap_or(0);
    let (year, month, day): (i16, i16, i16) = (date.year(), date.month().into(), date.day().into());
    *buffer = [
        digit(year / 1000),
        digit(year / 100),
        digit(year / 10),
        digit(year),
        b'-',
        digit(month / 10),
        digit(month),
        b'-',
        digit(day / 10),
        digit(day),
    ];
    std::str::from_utf8(buffer).unwrap_or_default()
}

/// Reads what [`iso`] writes; none when the text is another one.
fn read_iso(text: &[u8]) -> Option<Result<Day, DayError>> {
    let [a, b, c, d, b'-', m, n, b'-', x, y] = text else {
        return None;
    };
    let mut number = 0_i16;
    let mut take = |digits: &[&u8]| {
        number = 0;
        for digit in digits {
            if !digit.is_ascii_digit() {
                return None;
            }
            number = number * 10 + i16::from(*digit - b'0');
        }
        Some(number)
    };
    let (year, month, day) = (take(&[a, b, c, d])?, take(&[m, n])?, take(&[x, y])?);
    Some(Day::new(year, narrow(month), narrow(day)))
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(iso(&mut [0; 10], self.0))
    }
}

impl FromStr for Day {
    type Err = DayError;

    /// Reads ISO `2026-11-24` and what is written in the US: `11/24/2026`, `11/24/26`, `11242026`.
    fn from_str(text: &str) -> Result<Day, DayError> {
        if let Some(day) = read_iso(text.as_bytes()) {
            return day;
        }
        let text = text.trim();
        let part = |t: &str| t.parse::<i16>().map_err(|_| DayError::NotADate);
        let full = |y: i16, written: &str| match written.len() {
            2 if y < 50 => 2000 + y,
            2 => 1900 + y,
            _ => y,
        };
        let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
        match parts.as_slice() {
            [y, m, d] if y.len() == 4 => Day::new(part(y)?, narrow(part(m)?), narrow(part(d)?)),
            [m, d, y] if matches!(y.len(), 2 | 4) => {
                Day::new(full(part(y)?, y), narrow(part(m)?), narrow(part(d)?))
            }
            [all] if matches!(all.len(), 6 | 8) && all.bytes().all(|b| b.is_ascii_digit()) => {
                let y = &all[4..];
                Day::new(
                    full(part(y)?, y),
                    narrow(part(&all[..2])?),
                    narrow(part(&all[2..4])?),
                )
            }
            _ => Err(DayError::NotADate),
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(iso(&mut [0; 10], self.0))
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Day, D::Error> {
        d.deserialize_str(Parsed("a day", PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, want: Result<&str, DayError>) {
        assert_eq!(
            typed.parse::<Day>().map(|d| d.to_string()),
            want.map(str::to_owned),
            "{typed}"
        );
    }

    #[test]
    fn reads_what_is_written_in_the_us() {
        check("2026-11-24", Ok("2026-11-24"));
        check("11/24/2026", Ok("2026-11-24"));
        check("1/2/61", Ok("1961-01-02"));
        check("11242026", Ok("2026-11-24"));
        check("112426", Ok("2026-11-24"));
        check("02/30/2026", Err(DayError::NoSuchDay));
        check("soon", Err(DayError::NotADate));
    }

    #[test]
    fn x12_days_go_both_ways() {
        assert_eq!(
            Day::from_x12("20260703").map(Day::to_x12),
            Ok("20260703".into())
        );
        assert_eq!(
            Day::from_x12("990703").map(Day::to_x12),
            Ok("19990703".into())
        );
        assert_eq!(Day::from_x12("20061399"), Err(DayError::NoSuchDay));
        assert_eq!(Day::from_x12("2006"), Err(DayError::NotADate));
    }

    #[test]
    fn days_between_count_calendar_days() {
        let a: Day = "2026-02-27".parse().unwrap();
        assert_eq!(a.plus_days(2).to_string(), "2026-03-01");
        assert_eq!(a.days_until(a.plus_days(-3)), -3);
    }
}
