//! When each part of an assessment was changed.

use serde_json::{Map, Value};

/// The member of a stored text that holds the times.
pub(super) const CHANGED: &str = "changed";
/// Stands for all parts that are not named.
const ALL: &str = "*";

/// When each part was last changed, in milliseconds. Kept in the stored form, so that the module
/// needs no second type of map.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Timestamps(pub(super) Map<String, Value>);

impl Timestamps {
    pub(super) fn of(file: &Map<String, Value>) -> Self {
        let mut times = Self::default();
        for (part, time) in file.get(CHANGED).and_then(Value::as_object).into_iter().flatten() {
            times.set(part, time.as_u64().unwrap_or(0));
        }
        times
    }

    fn own(&self, part: &str) -> u64 {
        self.0.get(part).and_then(Value::as_u64).unwrap_or(0)
    }

    pub(super) fn at(&self, part: &str) -> u64 {
        self.own(part).max(self.own(ALL))
    }

    fn set(&mut self, part: &str, time: u64) {
        self.0.insert(part.to_owned(), Value::from(time));
    }

    /// Never goes back: a clock may be set back.
    pub(super) fn note(&mut self, part: &str, now: u64) {
        self.set(part, now.max(self.at(part).saturating_add(1)));
    }

    pub(super) fn note_all(&mut self, now: u64) {
        let latest = self.0.values().filter_map(Value::as_u64).max().unwrap_or(0);
        self.0.clear();
        self.set(ALL, now.max(latest.saturating_add(1)));
    }

    pub(super) fn join(&self, other: &Self) -> Self {
        let all = self.own(ALL).max(other.own(ALL));
        let mut joined = Self::default();
        for part in self.0.keys().chain(other.0.keys()) {
            let time = self.at(part).max(other.at(part));
            if part == ALL || time > all {
                joined.set(part, time);
            }
        }
        joined
    }
}
