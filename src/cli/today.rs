//! The day of the computer's clock. The command line is an edge of the program, so it may look.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::content::date::Date;

/// The seconds of a day.
const DAY: u64 = 86_400;

/// Returns today in UTC, as `2026-11-23`; the first day of 1970 if the clock is set before it.
pub fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    after_1970(u32::try_from(since.as_secs() / DAY).unwrap_or(u32::MAX))
}

/// Returns the date that is some days after January 1, 1970.
fn after_1970(days: u32) -> String {
    let first = Date::parse("1970-01-01");
    first.map_or_else(String::new, |first| first.plus_days(days).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        for (days, date) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_784, "2026-11-27"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(after_1970(days), date);
        }
    }
}
