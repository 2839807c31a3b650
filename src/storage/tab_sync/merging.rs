//! Merges two states of one assessment: of each part, the one changed last.

use serde_json::{Map, Value};

use super::member::ACTIONS;
use super::times::Timestamps;
use crate::assessment::answers::Assessment;
use crate::assessment::file;
use crate::content::questionnaire::Questionnaire;

/// The members of which each entry is a part of its own.
const GROUPS: [&str; 6] = ["answers", "plan", ACTIONS, "profile", "soa", "targets"];
/// Members that are one part.
const SINGLE: [&str; 1] = ["organisation"];

/// The merge of a tab's state and the stored one.
pub(super) struct Merge {
    pub(super) joined: Assessment,
    /// The times of both.
    pub(super) times: Timestamps,
    /// States of which the merge lacks something: that of the tab, if it was changed there and
    /// never stored; the stored one, if the tab changed it without having seen it.
    pub(super) superseded: Vec<Assessment>,
    /// Whether the stored text holds the merge already, with its times.
    pub(super) is_as_stored: bool,
}

/// A tab's state.
pub(super) struct Mine<'t> {
    pub(super) assessment: &'t Assessment,
    pub(super) times: &'t Timestamps,
    /// The stored text that its changes apply to; `None` if there was none.
    pub(super) seen: Option<&'t str>,
    /// Whether a part of it was not stored, or only at the same moment as what other tabs stored.
    pub(super) was_unstored: bool,
}

impl Mine<'_> {
    /// Merges a stored text with the state of this tab; `None` if it isn't an answers file.
    pub(super) fn join(&self, questionnaire: &Questionnaire, stored: &str) -> Option<Merge> {
        let there = object(stored)?;
        // Only a valid answers file may take part.
        let opened = file::read_stored(questionnaire, stored).ok()?;
        let theirs = Timestamps::of(&there);
        let here = object(&file::write(questionnaire, self.assessment, ""))?;
        let seen = self.seen.and_then(object).unwrap_or_default();
        let [there, here, seen] = [there, here, seen].map(with_actions_apart);
        let empty = Map::new();
        let mut is_lost = [false; 2];
        let mut pick = |members: &mut Map<String, Value>, part: &str, of: [&Map<_, _>; 3], name| {
            let [mine, other, seen] = of.map(|file| file.get(name));
            let kept = newer(part, mine, other, self.times, &theirs);
            let is_dropped = |it: Option<_>| it.is_some() && it != kept && it != seen;
            is_lost = [is_lost[0] || is_dropped(mine), is_lost[1] || is_dropped(other)];
            put(members, name, kept);
        };
        let mut joined = here.clone();
        for name in SINGLE {
            pick(&mut joined, name, [&here, &there, &seen], name);
        }
        for group in GROUPS {
            let files @ [mine, other, _] = [&here, &there, &seen]
                .map(|file| file.get(group).and_then(Value::as_object).unwrap_or(&empty));
            let mut members = mine.clone();
            for name in mine.keys().chain(other.keys()) {
                pick(&mut members, &format!("{group}/{name}"), files, name);
            }
            joined.insert(group.to_owned(), Value::Object(members));
        }
        let states = [self.assessment.clone(), opened.assessment.clone()];
        let lost =
            states.into_iter().zip(is_lost).filter(|(_, is_lost)| self.was_unstored && *is_lost);
        let superseded = lost.map(|(state, _)| state).collect();
        let joined = file::json(&Value::Object(with_actions_inside(joined)));
        let joined = file::read_stored(questionnaire, &joined).ok()?.assessment;
        let times = self.times.join(&theirs);
        let is_as_stored = theirs == times && opened.assessment == joined;
        Some(Merge { joined, times, superseded, is_as_stored })
    }
}

/// Moves the actions of the plan out of it: each is a part of its own.
fn with_actions_apart(mut file: Map<String, Value>) -> Map<String, Value> {
    let plan = file.get_mut("plan").and_then(Value::as_object_mut);
    if let Some(actions) = plan.and_then(|plan| plan.remove("actions")) {
        file.insert(ACTIONS.to_owned(), actions);
    }
    file
}

/// Moves them back.
fn with_actions_inside(mut file: Map<String, Value>) -> Map<String, Value> {
    let actions = file.remove(ACTIONS);
    let plan = file.get_mut("plan").and_then(Value::as_object_mut);
    if let (Some(actions), Some(plan)) = (actions, plan) {
        plan.insert("actions".to_owned(), actions);
    }
    file
}

/// Returns the value that was changed later. Of two changed at the same time, it is the longer one,
/// in both tabs alike.
fn newer<'v>(
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

fn put(object: &mut Map<String, Value>, name: &str, value: Option<&Value>) {
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
    use crate::assessment::answers::{Choice, Edit, Level};
    use crate::assessment::plan_input::Action;
    use crate::content::questionnaire::ISO42001;

    /// A member that is in no list would be lost between two tabs.
    #[test]
    fn every_member_of_a_file_is_joined() {
        let mut full = Assessment::new(&ISO42001);
        "Acme".clone_into(&mut full.organisation);
        full.entries[0].choice = Some(Choice::Unknown);
        full.targets[0] = Level::ALL[3];
        full.profile.choose(&ISO42001.profile[0], 0, true);
        full.soa.insert(0, Edit { applicable: Some(false), ..Edit::default() });
        full.plan.lanes = Some(2);
        full.plan.set(0, Action { done: Some(1), ..Action::default() });
        let file =
            object(&file::write(&ISO42001, &full, "2026-11-27T00:00:00Z")).unwrap_or_default();
        let file = with_actions_apart(file);
        let fixed = ["format", "version", "questionnaire", "saved_at"];
        let mut members: Vec<&str> =
            file.keys().map(String::as_str).filter(|name| !fixed.contains(name)).collect();
        members.sort_unstable();
        let mut joined = [GROUPS.as_slice(), SINGLE.as_slice()].concat();
        joined.sort_unstable();
        assert_eq!(members, joined);
    }
}
