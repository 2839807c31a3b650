//! The respondent's answers: an entry per question, a target per domain, and the counts that need
//! no score.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::assessment::plan_input::PlanInput;
use crate::assessment::profile::Profile;
use crate::content::questionnaire::Questionnaire;

/// A maturity level, 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Level(u8);

impl Level {
    /// The five levels, lowest first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];
    /// The target of a domain for which the respondent set no other.
    pub const USUAL_TARGET: Self = Self(3);

    /// Returns the level with this number; `None` outside 1 to 5.
    pub fn new(number: u64) -> Option<Self> {
        Self::ALL.into_iter().find(|level| u64::from(level.0) == number)
    }

    /// The number, 1 to 5.
    pub fn number(self) -> u32 {
        u32::from(self.0)
    }

    /// The index, 0 to 4, for lists that start with the lowest level.
    pub fn index(self) -> usize {
        usize::from(self.0) - 1
    }

    /// Whether a domain's target may be this level: 3, 4 or 5.
    pub fn may_be_target(self) -> bool {
        self.0 >= 3
    }
}

/// The choice for a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// A level.
    Level(Level),
    /// Don't know; counts as level 1.
    Unknown,
    /// Not applicable; counts as answered once a reason is given.
    NotApplicable,
}

impl Choice {
    /// The id on the page, as in the `value` of its radio button: `1` to `5`, `unknown`, `na`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Level(level) => ["1", "2", "3", "4", "5"][level.index()],
            Self::Unknown => "unknown",
            Self::NotApplicable => "na",
        }
    }

    /// Returns the choice with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "unknown" => Some(Self::Unknown),
            "na" => Some(Self::NotApplicable),
            level => level.parse().ok().and_then(Level::new).map(Self::Level),
        }
    }
}

/// A question's choice and texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The choice, if one was made.
    pub choice: Option<Choice>,
    /// The reason why the question is not applicable; kept while another choice is made, so that no
    /// text is lost.
    pub reason: String,
    /// The respondent's note.
    pub note: String,
}

impl Entry {
    /// Returns the choice if it counts as an answer: *not applicable* without a reason doesn't.
    pub fn answer(&self) -> Option<Choice> {
        let waits = self.choice == Some(Choice::NotApplicable) && self.reason.trim().is_empty();
        self.choice.filter(|_| !waits)
    }

    /// The counted level (*s* in docs/method.md): the level, 1 for *don't know*, `None` otherwise.
    pub fn counted_level(&self) -> Option<Level> {
        match self.answer()? {
            Choice::Level(level) => Some(level),
            Choice::Unknown => Some(Level::ALL[0]),
            Choice::NotApplicable => None,
        }
    }

    /// Whether this question blocks no dependent one: at level 3 or more, or not applicable.
    pub fn is_settled(&self) -> bool {
        match self.answer() {
            Some(Choice::Level(level)) => level >= Level::USUAL_TARGET,
            Some(Choice::NotApplicable) => true,
            Some(Choice::Unknown) | None => false,
        }
    }
}

/// The implementation status of a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The question is not answered.
    Open,
    /// Nothing reliable exists yet.
    NotImplemented,
    /// Implemented in part, or for some systems.
    Partial,
    /// Implemented.
    Implemented,
}

impl Status {
    /// The statuses that a respondent can choose.
    pub const ALL: [Self; 4] = [Self::Open, Self::NotImplemented, Self::Partial, Self::Implemented];

    /// The id in files: `open`, `not_implemented`, `partial`, `implemented`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::NotImplemented => "not_implemented",
            Self::Partial => "partial",
            Self::Implemented => "implemented",
        }
    }

    /// Returns the status with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.id() == id)
    }
}

/// The respondent's changes to the proposal for a control.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    /// Whether the control applies; `None` keeps the proposal.
    pub applicable: Option<bool>,
    /// The justification in the respondent's words; empty if there is none yet.
    pub justification: String,
    /// The implementation status; `None` keeps the proposal.
    pub status: Option<Status>,
}

/// The respondent's edits, by index of the control.
pub type Edits = BTreeMap<usize, Edit>;

/// A whole assessment, as saved and scored.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// An optional label.
    pub organisation: String,
    /// One entry per question, in the questionnaire's order.
    pub entries: Vec<Entry>,
    /// One target per domain, in the questionnaire's order.
    pub targets: Vec<Level>,
    /// The profile of the organization; it doesn't affect scores.
    pub profile: Profile,
    /// The edits to the Statement of Applicability; they don't affect scores.
    pub soa: Edits,
    /// The settings for the plan; they don't affect scores. Boxed, as most assessments have none.
    pub plan: Box<PlanInput>,
    /// Entries of a file for questions that this questionnaire doesn't have; written back
    /// unchanged.
    pub set_aside: BTreeMap<String, Value>,
}

impl Assessment {
    /// Makes an assessment without answers.
    pub fn new(questionnaire: &Questionnaire) -> Self {
        Self {
            organisation: String::new(),
            entries: vec![Entry::default(); questionnaire.questions.len()],
            targets: vec![Level::USUAL_TARGET; questionnaire.domains.len()],
            profile: Profile::default(),
            soa: Edits::new(),
            plan: Box::default(),
            set_aside: BTreeMap::new(),
        }
    }

    /// Whether it contains nothing that the respondent entered.
    pub fn is_empty(&self) -> bool {
        let nothing = |entry: &Entry| *entry == Entry::default();
        self.organisation.is_empty()
            && self.set_aside.is_empty()
            && self.profile.is_empty()
            && self.soa.is_empty()
            && self.plan.is_empty()
            && self.entries.iter().all(nothing)
            && self.targets.iter().all(|target| *target == Level::USUAL_TARGET)
    }

    /// The number of pieces of work that the plan holds at the same time: what was set, otherwise
    /// by the size of the organization.
    pub fn lanes(&self) -> u32 {
        self.plan.lanes.unwrap_or_else(|| self.profile.usual_lanes())
    }

    /// The first unanswered question, from `from` on and then from the beginning; `None` if all are
    /// answered.
    pub fn first_open(&self, from: usize) -> Option<usize> {
        let is_open = |index: &usize| self.entries[*index].answer().is_none();
        (from..self.entries.len()).chain(0..from.min(self.entries.len())).find(is_open)
    }

    /// The number of these questions that are answered: by a level, *don't know*, or *not
    /// applicable* with its reason.
    pub fn answered(&self, questions: impl IntoIterator<Item = usize>) -> usize {
        questions.into_iter().filter(|index| self.entries[*index].answer().is_some()).count()
    }
}
