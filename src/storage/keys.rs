//! The names under which texts lie, and what a name tells.

/// Every key of ours begins so.
const PREFIX: &str = "aims-assessment/";
pub(super) const SCHEMA_KEY: &str = "aims-assessment/schema";
/// Which assessment was used last; a tab remembers its own under the same key, in its own storage.
pub const CURRENT: &str = "aims-assessment/current";
/// The language that was chosen; a tab in which nothing else is stored remembers it under the same key, in its own storage.
pub const LANGUAGE: &str = "aims-assessment/language";
pub(super) const SHOWN_INSIDE: &str = "aims-assessment/shown-inside";
/// Stands in a tab's own storage where the visitor shares the computer. Nothing else of ours is stored then.
pub const SHARED_COMPUTER: &str = "aims-assessment/shared-computer";
/// Stood where the visitor of the page as one file asked for the browser's storage. Any file can write it, so it is no consent.
pub(super) const KEEP_HERE: &str = "aims-assessment/keep-here";
/// The era of all identities, another one after each *Delete everything*, and the last number that was given before it.
pub(super) const ERA: &str = "aims-assessment/era";
const GONE: &str = "aims-assessment/deleted/";
/// What could not be read before it was known whose it was: a number follows.
pub(super) const DAMAGED: &str = "aims-assessment/damaged-";
pub(super) const ANSWERS: &str = "aims-assessment/answers/";
const BEFORE: &str = "aims-assessment/before/";
const OPENED: &str = "aims-assessment/opened-file/";
pub(super) const SNAPSHOT: &str = "aims-assessment/snapshot/";
pub(super) const SET_ASIDE: &str = "aims-assessment/damaged/";
/// What belongs to one assessment: its number follows.
pub(super) const OF_ONE: [&str; 5] = [ANSWERS, BEFORE, OPENED, SNAPSHOT, SET_ASIDE];

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

/// Says that the assessment with this identity was deleted, or that it was moved.
pub(super) fn gone_key(id: &str) -> String {
    format!("{GONE}{id}")
}

/// Whether a key tells of something deleted: an assessment, or everything.
pub fn tells_of_deletion(key: &str) -> bool {
    key == ERA || key.starts_with(GONE)
}

/// Whether what lies under a key tells nothing of the visitor: the schema, and what was deleted.
pub fn is_mark(key: &str) -> bool {
    key == SCHEMA_KEY || tells_of_deletion(key)
}

/// A number as we write it: no zero, no sign, no zeros before it.
pub(super) fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number| *number > 0 && u32::to_string(number) == text)
}

/// The number that a deleted assessment had, told by the key that says so.
pub(super) fn number_of_gone(key: &str) -> Option<u32> {
    number(key.strip_prefix(GONE)?.split('.').nth(1)?)
}

/// The number of the assessment that a key belongs to.
pub(super) fn number_of(key: &str) -> Option<u32> {
    let rest = OF_ONE.iter().find_map(|prefix| key.strip_prefix(prefix))?;
    number(rest.split('/').next()?)
}

/// The few items of a list, lowest first. The sorts of the standard library are made for more, and weigh some kilobytes each.
pub(super) fn in_order<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut list = Vec::new();
    for item in items {
        let place = list.binary_search(&item).unwrap_or_else(|place| place);
        list.insert(place, item);
    }
    list
}
