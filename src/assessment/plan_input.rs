//! The respondent's settings for the plan: when it starts, how much is done at the same time, and
//! who does what until when. The plan itself follows from the gaps (`scoring::plan`).

use serde_json::{Map, Value};

use crate::content::date::Date;

/// The respondent's settings for the plan; all of them are optional.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlanInput {
    /// The day on which it starts; otherwise the day of the report.
    pub start: Option<Date>,
    /// The pieces of work at the same time, 1 to 8; otherwise by the size of the organization.
    pub lanes: Option<u32>,
    /// By index of the question, in order. A list, as the first chunk of the page's module has no
    /// room for another type of map.
    pub actions: Vec<(usize, Action)>,
    /// Actions of a file for questions that this questionnaire doesn't have; written back
    /// unchanged.
    pub set_aside: Map<String, Value>,
}

/// Who closes a gap, and until when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Action {
    /// The person or function in charge; may be empty.
    pub owner: String,
    /// The day on which it is meant to start.
    pub start: Option<Date>,
    /// The day until which it is meant to be done.
    pub due: Option<Date>,
    /// How much is done, in per cent. At 100 the gap still stands until its answer changes.
    pub done: Option<u32>,
    /// A note; may be empty.
    pub note: String,
}

impl Action {
    /// The progress of a finished action, in per cent.
    pub const MOST_DONE: u32 = 100;

    /// Whether it would be due before it starts.
    pub fn is_due_before_start(&self) -> bool {
        self.due.zip(self.start).is_some_and(|(due, start)| due < start)
    }
}

impl PlanInput {
    /// The largest number of lanes.
    pub const MOST_LANES: u32 = 8;

    /// Whether nothing was set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The action for a question, if there is one.
    pub fn action(&self, question: usize) -> Option<&Action> {
        let place = self.place(question).ok()?;
        self.actions.get(place).map(|(_, action)| action)
    }

    /// Sets the action for a question; an empty one goes.
    pub fn set(&mut self, question: usize, action: Action) {
        let place = self.place(question);
        let is_empty = action == Action::default();
        match place {
            Ok(place) if is_empty => _ = self.actions.remove(place),
            Ok(place) => self.actions[place].1 = action,
            Err(_) if is_empty => {}
            Err(place) => self.actions.insert(place, (question, action)),
        }
    }

    /// Takes over what isn't set here yet; `join_notes` adds a note to one.
    pub fn join(&mut self, other: &Self, join_notes: fn(&mut String, &str)) {
        self.start = self.start.or(other.start);
        self.lanes = self.lanes.or(other.lanes);
        for (question, theirs) in &other.actions {
            let mut action = self.action(*question).cloned().unwrap_or_default();
            if action.owner.trim().is_empty() {
                action.owner.clone_from(&theirs.owner);
            }
            action.start = action.start.or(theirs.start);
            action.due = action.due.or(theirs.due);
            action.done = action.done.or(theirs.done);
            join_notes(&mut action.note, &theirs.note);
            self.set(*question, action);
        }
        for (code, value) in &other.set_aside {
            if !self.set_aside.contains_key(code) {
                self.set_aside.insert(code.clone(), value.clone());
            }
        }
    }

    fn place(&self, question: usize) -> Result<usize, usize> {
        self.actions.binary_search_by_key(&question, |(of, _)| *of)
    }
}
