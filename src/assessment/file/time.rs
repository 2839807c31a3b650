//! The time at which a file was saved, as other programs may write it: with fractional seconds, and
//! in any time zone.

use crate::content::date::days_of;

/// Converts a time to UTC, to the second, as this program writes it: `2026-11-23T12:00:00Z`. `None`
/// if it is no time of RFC 3339, or doesn't exist: 30 February, 25 o'clock. A leap second counts as
/// the one before it.
pub fn in_utc(text: &str) -> Option<String> {
    let (time, rest) = text.split_at_checked("0000-00-00T00:00:00".len())?;
    fits(&time.to_ascii_uppercase(), "0000-00-00T00:00:00").then_some(())?;
    let part = |from: usize, to: usize| time.get(from..to)?.parse::<i32>().ok();
    let (mut year, mut month, mut day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    let (hour, minute, second) = (part(11, 13)?, part(14, 16)?, part(17, 19)?);
    let is_real = (1..=12).contains(&month)
        && (1..=days_of(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    is_real.then_some(())?;
    let mut minutes = hour * 60 + minute - offset(rest)?;
    // An offset is less than a day, so it leads to the next or the previous day at most.
    if minutes < 0 {
        minutes += 24 * 60;
        day -= 1;
    } else if minutes >= 24 * 60 {
        minutes -= 24 * 60;
        day += 1;
    }
    if day == 0 {
        (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
        day = days_of(year, month);
    } else if day > days_of(year, month) {
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        day = 1;
    }
    let (hour, minute, second) = (minutes / 60, minutes % 60, second.min(59));
    (0..=9999)
        .contains(&year)
        .then(|| format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
}

/// The offset of the time zone from UTC in minutes; fractional seconds may precede it.
fn offset(text: &str) -> Option<i32> {
    let zone = match text.strip_prefix('.') {
        Some(fraction) => fraction
            .strip_prefix(|c: char| c.is_ascii_digit())?
            .trim_start_matches(|c: char| c.is_ascii_digit()),
        None => text,
    };
    if zone.eq_ignore_ascii_case("Z") {
        return Some(0);
    }
    fits(zone.get(1..)?, "00:00").then_some(())?;
    let (hours, minutes) =
        (zone.get(1..3)?.parse::<i32>().ok()?, zone.get(4..6)?.parse::<i32>().ok()?);
    let ahead = (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)?;
    match zone.as_bytes()[0] {
        b'+' => Some(ahead),
        b'-' => Some(-ahead),
        _ => None,
    }
}

/// Whether a text has this form, in which a zero stands for any digit.
fn fits(text: &str, form: &str) -> bool {
    let fits =
        |(byte, form): (u8, u8)| if form == b'0' { byte.is_ascii_digit() } else { byte == form };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(fits)
}

#[cfg(test)]
mod tests {
    use super::in_utc;

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of cases")]
    fn times_are_told_in_utc_and_what_never_was_is_none() {
        for (text, time) in [
            ("2026-11-23T12:00:00Z", Some("2026-11-23T12:00:00Z")),
            ("2026-11-23t12:00:00z", Some("2026-11-23T12:00:00Z")),
            ("2026-11-23T12:00:00.000Z", Some("2026-11-23T12:00:00Z")),
            ("2026-11-23T12:00:59.999999999Z", Some("2026-11-23T12:00:59Z")),
            ("2026-11-23T12:00:00+00:00", Some("2026-11-23T12:00:00Z")),
            ("2026-11-23T12:00:00-00:00", Some("2026-11-23T12:00:00Z")),
            ("2026-11-23T23:30:00.5-05:00", Some("2026-11-24T04:30:00Z")),
            ("2026-11-23T01:00:00+05:45", Some("2026-11-22T19:15:00Z")),
            ("2026-12-31T23:00:00-01:00", Some("2027-01-01T00:00:00Z")),
            ("2027-01-01T00:59:00+01:00", Some("2026-12-31T23:59:00Z")),
            ("2024-02-28T23:00:00-02:00", Some("2024-02-29T01:00:00Z")),
            ("2026-02-28T23:00:00-02:00", Some("2026-03-01T01:00:00Z")),
            ("2024-03-01T00:00:00+00:01", Some("2024-02-29T23:59:00Z")),
            ("2000-02-29T00:00:00Z", Some("2000-02-29T00:00:00Z")),
            ("2016-12-31T23:59:60Z", Some("2016-12-31T23:59:59Z")),
            ("0000-01-01T00:00:00Z", Some("0000-01-01T00:00:00Z")),
            ("0000-01-01T00:00:00+00:01", None),
            ("9999-12-31T23:59:00-00:01", None),
            ("1900-02-29T00:00:00Z", None),
            ("2026-02-29T00:00:00Z", None),
            ("2026-02-30T00:00:00Z", None),
            ("2026-04-31T00:00:00Z", None),
            ("2026-00-10T00:00:00Z", None),
            ("2026-13-10T00:00:00Z", None),
            ("2026-11-00T00:00:00Z", None),
            ("9999-99-99T99:99:99Z", None),
            ("2026-11-23T24:00:00Z", None),
            ("2026-11-23T12:60:00Z", None),
            ("2026-11-23T12:00:61Z", None),
            ("2026-11-23T12:00:00", None),
            ("2026-11-23T12:00:00.Z", None),
            ("2026-11-23T12:00:00,5Z", None),
            ("2026-11-23T12:00:00+24:00", None),
            ("2026-11-23T12:00:00+00:60", None),
            ("2026-11-23T12:00:00+0000", None),
            ("2026-11-23T12:00:00 00:00", None),
            ("2026-11-23T12:00:00é0:00", None),
            ("2026-11-23 12:00:00Z", None),
            ("2026-11-2312:00:00ZZ", None),
            ("+026-11-23T12:00:00Z", None),
            ("2026-11-23T12:00:00Z ", None),
            ("2026-11-23", None),
            ("", None),
        ] {
            assert_eq!(in_utc(text).as_deref(), time, "{text}");
        }
    }
}
