//! Chooses the newer of two values, and writes it into a file.

use serde_json::{Map, Value};

use super::times::Timestamps;
use crate::assessment::file;

/// The members of which each entry is a part of its own.
pub(super) const GROUPS: [&str; 5] = ["answers", "plan", "profile", "soa", "targets"];
/// Members that are one part.
pub(super) const SINGLE: [&str; 1] = ["organisation"];

/// Returns the value that was changed later. Of two changed at the same time, it is the longer one,
/// in both tabs alike.
pub(super) fn newer<'v>(
    part: &str,
    mine: Option<&'v Value>,
    other: Option<&'v Value>,
    here: &Timestamps,
    there: &Timestamps,
) -> Option<&'v Value> {
    let written = |value: Option<&Value>| value.map(file::json).map(|text| (text.len(), text));
    let is_mine =
        here.at(part).cmp(&there.at(part)).then_with(|| written(mine).cmp(&written(other))).is_ge();
    if is_mine { mine } else { other }
}

pub(super) fn put(object: &mut Map<String, Value>, name: &str, value: Option<&Value>) {
    match value {
        Some(value) => object.insert(name.to_owned(), value.clone()),
        None => object.remove(name),
    };
}

pub(super) fn object(text: &str) -> Option<Map<String, Value>> {
    file::members(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::answers::{Assessment, Choice, Edit, Level};
    use crate::content::questionnaire::ISO42001;

    /// What is in no list would be lost between two tabs.
    #[test]
    fn every_member_of_a_file_is_joined() {
        let mut full = Assessment::new(&ISO42001);
        "Acme".clone_into(&mut full.organisation);
        full.entries[0].choice = Some(Choice::Unknown);
        full.targets[0] = Level::ALL[3];
        full.profile.choose(&ISO42001.profile[0], 0, true);
        full.soa.insert(0, Edit { applicable: Some(false), ..Edit::default() });
        full.plan.lanes = Some(2);
        let file =
            object(&file::write(&ISO42001, &full, "2026-11-27T00:00:00Z")).unwrap_or_default();
        let fixed = ["format", "version", "questionnaire", "saved_at"];
        let mut members: Vec<&str> =
            file.keys().map(String::as_str).filter(|name| !fixed.contains(name)).collect();
        members.sort_unstable();
        let mut joined = [GROUPS.as_slice(), SINGLE.as_slice()].concat();
        joined.sort_unstable();
        assert_eq!(members, joined);
    }
}
