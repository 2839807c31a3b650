//! A day of the calendar, as files write it: `2026-12-01`.

use std::fmt;

/// A day that exists.
///
/// ```
/// use aims_assessment::content::date::Date;
///
/// let start = Date::parse("2028-02-22").unwrap();
/// assert_eq!(start.plus_days(7).to_string(), "2028-02-29");
/// assert_eq!(Date::parse("2026-02-29"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: i32,
    month: i32,
    day: i32,
}

impl Date {
    /// Returns the day that is written as `2026-12-01`; `None` if it is written otherwise, or never
    /// was: 30 February.
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |(place, byte): (usize, u8)| {
            if place == 4 || place == 7 { byte == b'-' } else { byte.is_ascii_digit() }
        };
        let fits = text.len() == 10 && text.bytes().enumerate().all(is_digit);
        let part = |from: usize, to: usize| text.get(from..to)?.parse().ok();
        let (year, month, day) = fits.then_some((part(0, 4)?, part(5, 7)?, part(8, 10)?))?;
        let is_real = (1..=12).contains(&month) && (1..=days_of(year, month)).contains(&day);
        is_real.then_some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i32 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i32 {
        self.day
    }

    /// The first day of the next month.
    #[must_use]
    pub fn next_month(self) -> Self {
        let (year, month) =
            if self.month == 12 { (self.year + 1, 1) } else { (self.year, self.month + 1) };
        Self { year, month, day: 1 }
    }

    /// The number of days from another day to this one; negative if this one is earlier.
    pub fn days_since(self, other: Self) -> i32 {
        self.number() - other.number()
    }

    /// The number of the day in the calendar, of which only differences mean something.
    fn number(self) -> i32 {
        // A year that begins in March has its additional day at the end.
        let (year, month) = if self.month > 2 {
            (self.year, self.month - 3)
        } else {
            (self.year - 1, self.month + 9)
        };
        365 * year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * month + 2) / 5
            + self.day
    }

    /// Returns the day so many days later.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        let Self { mut year, mut month, day } = self;
        let mut day = day.saturating_add_unsigned(days);
        while day > days_of(year, month) {
            day -= days_of(year, month);
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        Self { year, month, day }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The number of days of a month.
pub fn days_of(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
