//! The storage keys, and what can be read from a key.

/// The prefix of all our keys.
const PREFIX: &str = "aims-assessment/";
pub(super) const SCHEMA_KEY: &str = "aims-assessment/schema";
/// The assessment used last. A tab remembers its own under the same key in its session storage.
pub const CURRENT: &str = "aims-assessment/current";
/// The chosen language. A tab in which nothing else is stored keeps it under the same key in its
/// session storage.
pub const LANGUAGE: &str = "aims-assessment/language";
/// The chosen way of answering.
pub(super) const ANSWERING: &str = "aims-assessment/answering";
pub(super) const SHOWN_INSIDE: &str = "aims-assessment/shown-inside";
/// Set in a tab's session storage if the visitor shares the computer. Nothing else of ours is
/// stored then.
pub const SHARED_COMPUTER: &str = "aims-assessment/shared-computer";
/// Was set when the visitor of the page as one file asked for the browser's storage. Any file can
/// write it, so it isn't consent.
pub(super) const KEEP_HERE: &str = "aims-assessment/keep-here";
/// The era of all identities, renewed by each *Delete everything*, and the last number given before
/// it.
pub(super) const ERA: &str = "aims-assessment/era";
const TOMBSTONE: &str = "aims-assessment/deleted/";
/// Texts that could not be read before their assessment was known; a number follows.
pub(super) const DAMAGED: &str = "aims-assessment/damaged-";
pub(super) const ANSWERS: &str = "aims-assessment/answers/";
const BEFORE: &str = "aims-assessment/before/";
const OPENED: &str = "aims-assessment/opened-file/";
pub(super) const SNAPSHOT: &str = "aims-assessment/snapshot/";
pub(super) const SET_ASIDE: &str = "aims-assessment/damaged/";
/// The prefixes of keys that belong to one assessment; its number follows.
pub(super) const OF_ONE: [&str; 5] = [ANSWERS, BEFORE, OPENED, SNAPSHOT, SET_ASIDE];

/// Returns whether a key is one of ours.
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

/// The key of the tombstone: it tells the assessment with this identity as deleted or moved.
pub(super) fn tombstone_key(id: &str) -> String {
    format!("{TOMBSTONE}{id}")
}

/// Returns whether a key records a deletion: of an assessment, or of everything.
pub fn tells_of_deletion(key: &str) -> bool {
    key == ERA || key.starts_with(TOMBSTONE)
}

/// Returns whether a key holds no data of the visitor: the schema, or the record of a deletion.
pub fn is_bookkeeping(key: &str) -> bool {
    key == SCHEMA_KEY || tells_of_deletion(key)
}

/// Parses a number as we write it: not zero, no sign, no leading zeros.
pub(super) fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number| *number > 0 && u32::to_string(number) == text)
}

/// The number that a deleted assessment had, taken from the key that records the deletion.
pub(super) fn number_of_tombstone(key: &str) -> Option<u32> {
    number(key.strip_prefix(TOMBSTONE)?.split('.').nth(1)?)
}

/// The number of the assessment that a key belongs to.
pub(super) fn number_of(key: &str) -> Option<u32> {
    let rest = OF_ONE.iter().find_map(|prefix| key.strip_prefix(prefix))?;
    number(rest.split('/').next()?)
}

/// Collects a short list in ascending order. The sorts of the standard library are made for longer
/// lists and add some kilobytes each.
pub(super) fn in_order<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut list = Vec::new();
    for item in items {
        let place = list.binary_search(&item).unwrap_or_else(|place| place);
        list.insert(place, item);
    }
    list
}
