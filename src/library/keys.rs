//! The names under which texts lie, and what a name tells.

/// Every key of ours begins so.
const PREFIX: &str = "aims-assessment/";
pub(super) const SCHEMA_KEY: &str = "aims-assessment/schema";
/// Which assessment was used last; a tab remembers its own under the same key, in its own storage.
pub const CURRENT: &str = "aims-assessment/current";
pub(super) const LANGUAGE: &str = "aims-assessment/language";
pub(super) const SHOWN_INSIDE: &str = "aims-assessment/shown-inside";
/// Stands in a tab's own storage where that is the store: the visitor shares the computer.
pub const SHARED_COMPUTER: &str = "aims-assessment/shared-computer";
pub(super) const DAMAGED: &str = "aims-assessment/damaged";
pub(super) const ANSWERS: &str = "aims-assessment/answers/";
const BEFORE: &str = "aims-assessment/before/";
const OPENED: &str = "aims-assessment/opened-file/";
pub(super) const SNAPSHOT: &str = "aims-assessment/snapshot/";
/// What belongs to one assessment: its number follows.
pub(super) const OF_ONE: [&str; 4] = [ANSWERS, BEFORE, OPENED, SNAPSHOT];

/// Whether a key is one of ours.
pub fn is_ours(key: &str) -> bool {
    key.starts_with(PREFIX)
}

pub(super) fn answers_key(number: u32) -> String {
    format!("{ANSWERS}{number}")
}

pub(super) fn before_key(number: u32) -> String {
    format!("{BEFORE}{number}")
}

pub(super) fn opened_key(number: u32) -> String {
    format!("{OPENED}{number}")
}

/// A number as we write it: no zero, no sign, no zeros before it.
pub(super) fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number| *number > 0 && u32::to_string(number) == text)
}

/// The number of the assessment that a key belongs to.
pub(super) fn number_of(key: &str) -> Option<u32> {
    let rest = OF_ONE.iter().find_map(|prefix| key.strip_prefix(prefix))?;
    number(rest.split('/').next()?)
}
