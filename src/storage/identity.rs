//! The identity of a stored assessment, so that deleted ones stay deleted and two clients'
//! assessments are never mixed.
//!
//! The identity stands in the stored text as `"id"` and is never reused. It consists of the era in
//! which the assessment was begun, its number, and a text that differs from that of an assessment
//! begun by another tab at the same moment. *Delete everything* begins another era, so a late tab
//! can't bring back what was deleted, whatever it still holds. Deleting a single assessment leaves
//! its identity under a key of its own until the deletion is undone. Numbers are never reused
//! either, so a late tab can't overwrite another assessment.

use serde_json::{Map, Value};

/// The member of a stored text that holds the identity. Files saved by the visitor have none.
const ID: &str = "id";
/// The era before the first *Delete everything*.
pub(super) const FIRST_ERA: &str = "0";
/// The last part of the identity of an assessment that the visitor did not ask to begin.
pub(super) const FIRST: &str = "0";

/// Returns the identity in a stored text, or the one implied by the number if an older version
/// stored it; `None` if the text can't be read.
pub fn of(text: &str, number: u32) -> Option<String> {
    let file = object(text)?;
    let own = file.get(ID).and_then(Value::as_str);
    Some(own.map_or_else(|| of_number(FIRST_ERA, number, FIRST), str::to_owned))
}

/// Builds an identity: era, number, and a text that differs from that of another tab's assessment
/// with the same number.
pub(super) fn of_number(era: &str, number: u32, own: &str) -> String {
    format!("{era}.{number}.{own}")
}

/// Returns the text with this identity; `None` if it isn't a JSON object.
pub fn with(text: &str, id: &str) -> Option<String> {
    let mut file = object(text)?;
    file.insert(ID.to_owned(), Value::from(id));
    serde_json::to_string_pretty(&file).ok()
}

/// The identity as a member of a JSON object that is written by hand.
pub fn member(id: &str) -> String {
    format!("\"{ID}\": {}", Value::from(id))
}

/// Returns whether an identity was given in this era.
pub(super) fn is_of_era(id: &str, era: &str) -> bool {
    id.split_once('.').is_some_and(|(its, _)| its == era)
}

fn object(text: &str) -> Option<Map<String, Value>> {
    // Parsed as a `Value`: the reader of the answers is all of the parser that the first chunk of
    // the module contains, and this must not add to it.
    if let Ok(Value::Object(members)) = serde_json::from_str(text) { Some(members) } else { None }
}
