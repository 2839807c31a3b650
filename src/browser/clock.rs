//! The visitor's clock and time zone.

use wasm_bindgen::JsValue;

/// The time in UTC, to the second: `2026-11-23T12:00:00Z`.
pub fn now() -> String {
    let full = js_sys::Date::new_0().to_iso_string().as_string().unwrap_or_default();
    full.split_once('.').map_or(full.clone(), |(seconds, _)| format!("{seconds}Z"))
}

/// The time in milliseconds since 1970.
pub fn milliseconds() -> u64 {
    // A clock before 1970 counts as 1970.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole milliseconds, far below what fits"
    )]
    let now = js_sys::Date::now() as u64;
    now
}

/// Formats a time in UTC in the visitor's time zone and language; `None` if it is no valid time.
pub fn local_time(utc: &str, language: &str) -> Option<String> {
    let time = js_sys::Date::new(&JsValue::from_str(utc));
    if time.get_time().is_nan() {
        return None;
    }
    let options = js_sys::Object::new();
    for (name, value) in [("dateStyle", "long"), ("timeStyle", "short")] {
        // Setting a member of a new object can't fail.
        js_sys::Reflect::set(&options, &name.into(), &value.into()).ok();
    }
    let text = time.to_locale_string(&format!("{language}-CA"), &options).as_string()?;
    // Non-breaking spaces keep `14 h 05` and `2:05 p.m.` on one line.
    Some(
        [" h ", " a.m.", " p.m."]
            .iter()
            .fold(text, |text, hours| text.replace(hours, &hours.replace(' ', "\u{a0}"))),
    )
}

/// The date in the visitor's time zone: `2026-11-23`.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}
