//! Moments in the practice's zone, as screens and papers write them.

use jiff::{Timestamp, tz::TimeZone};
use values::Day;

/// The zone of a name; UTC when the name is not known.
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// Whether a time zone has that name.
pub fn knows_zone(name: &str) -> bool {
    TimeZone::get(name).is_ok()
}

/// `11/24/26 10:14` in a zone.
pub fn moment(at_ms: i64, zone_name: &str) -> String {
    match Timestamp::from_millisecond(at_ms) {
        Ok(at) => at
            .to_zoned_datetime(zone(zone_name))
            .strftime("%m/%d/%y %H:%M")
            .to_string(),
        Err(_) => String::new(),
    }
}

/// `10:42 am` in a zone.
pub fn hour(at_ms: i64, zone_name: &str) -> String {
    match Timestamp::from_millisecond(at_ms) {
        Ok(at) => at
            .to_zoned_datetime(zone(zone_name))
            .strftime("%-I:%M %P")
            .to_string(),
        Err(_) => String::new(),
    }
}

/// `20261124T151455Z`: a moment as part of a file's name.
pub fn stamp(at_ms: i64) -> String {
    Timestamp::from_millisecond(at_ms)
        .map(|at| at.strftime("%Y%m%dT%H%M%SZ").to_string())
        .unwrap_or_default()
}

/// The moment of a [`stamp`], UTC milliseconds.
pub fn read_stamp(stamp: &str) -> Option<i64> {
    let at = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", stamp).ok()?;
    Some(TimeZone::UTC.to_timestamp(at).ok()?.as_millisecond())
}

/// The day of a moment in a zone.
pub fn day(at_ms: i64, zone_name: &str) -> Option<Day> {
    Timestamp::from_millisecond(at_ms)
        .ok()
        .map(|at| Day::from(at.to_zoned_datetime(zone(zone_name)).date()))
}

/// The moment at which a day begins in a zone, UTC milliseconds.
pub fn begin(day: Day, zone_name: &str) -> Option<i64> {
    let date = jiff::civil::Date::new(day.year(), day.month(), day.day()).ok()?;
    let begins = date.to_zoned_datetime(zone(zone_name)).ok()?;
    Some(begins.timestamp().as_millisecond())
}

/// The moment at which the next day begins.
pub fn end(day: Day, zone_name: &str) -> Option<i64> {
    // A day has 25 hours at the most.
    let after = begin(day, zone_name)? + 26 * 3_600_000;
    begin(self::day(after, zone_name)?, zone_name)
}

/// Minutes after midnight in a zone, and whether it is a weekend there.
pub fn clock(at_ms: i64, zone_name: &str) -> (u16, bool) {
    let Ok(at) = Timestamp::from_millisecond(at_ms) else {
        return (0, false);
    };
    let at = at.to_zoned_datetime(zone(zone_name));
    let minutes = i32::from(at.hour()) * 60 + i32::from(at.minute());
    (
        u16::try_from(minutes).unwrap_or(0),
        5 < at.date().weekday().to_monday_one_offset(),
    )
}

/// The time zones of the United States and its territories, as a list offers them.
pub const US_ZONES: [&str; 12] = [
    "America/New_York",
    "America/Detroit",
    "America/Indiana/Indianapolis",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "Pacific/Guam",
    "Pacific/Pago_Pago",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_shown_in_the_practices_zone() {
        assert_eq!(
            moment(1_795_515_240_000, "America/New_York"),
            "11/24/26 05:14"
        );
        assert_eq!(
            day(1_795_500_000_000, "Pacific/Honolulu").map(|d| d.to_string()),
            Some("2026-11-23".into())
        );
        assert!(US_ZONES.iter().all(|zone| knows_zone(zone)));
        assert_eq!(stamp(1_795_515_240_000), "20261124T101400Z");
        assert_eq!(read_stamp("20261124T101400Z"), Some(1_795_515_240_000));
        assert_eq!(read_stamp("20261124T101400Z-1"), None);
    }
}
