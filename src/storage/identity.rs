//! Which assessment a stored text is, so that what was deleted stays deleted and two clients are never mixed.
//!
//! An assessment is known by its identity, which stands in its stored text as `"id"` and is never given again: the era in which it was begun, its
//! number, and a text that tells it from one that another tab begins at the same moment. *Delete everything* begins another era, so a tab that comes
//! late, whatever it still holds, can't bring back what was deleted. A single assessment that is deleted leaves its identity under a key of its
//! own, until that is undone. No number is given again either, so nothing that comes late can be stored over what is there.

use serde_json::{Map, Value};

/// The member of a stored text that holds the identity. Files that a visitor saves have none.
const ID: &str = "id";
/// The era before the first *Delete everything*.
pub(super) const FIRST_ERA: &str = "0";
/// Stands in the identity of what is begun without a wish for another one.
pub(super) const FIRST: &str = "0";

/// The identity that a stored text names, or that of a text which an older version stored under this number; nothing where the text can't be read.
pub fn of(text: &str, number: u32) -> Option<String> {
    let file = object(text)?;
    let own = file.get(ID).and_then(Value::as_str);
    Some(own.map_or_else(|| of_number(FIRST_ERA, number, FIRST), str::to_owned))
}

/// The identity of an assessment: its era, its number, and what tells it from one that another tab begins under the same number.
pub(super) fn of_number(era: &str, number: u32, own: &str) -> String {
    format!("{era}.{number}.{own}")
}

/// The same text with this identity; nothing where it is no object.
pub fn with(text: &str, id: &str) -> Option<String> {
    let mut file = object(text)?;
    file.insert(ID.to_owned(), Value::from(id));
    serde_json::to_string_pretty(&file).ok()
}

/// The identity as the member of an object that is written by hand.
pub fn member(id: &str) -> String {
    format!("\"{ID}\": {}", Value::from(id))
}

/// Whether an identity was given in this era.
pub(super) fn is_of_era(id: &str, era: &str) -> bool {
    id.split_once('.').is_some_and(|(its, _)| its == era)
}

fn object(text: &str) -> Option<Map<String, Value>> {
    // As a value: what reads the answers is all there is of the parser in the first part of the page's module, and it must not need more.
    if let Ok(Value::Object(members)) = serde_json::from_str(text) { Some(members) } else { None }
}
