//! The types of the state of answering besides the answers.

use crate::assessment::answers::Choice;
use crate::content::reading_time::Pace;
use crate::view::answering_options::AnsweringOptions;

/// The state, besides the answers, on which the questions' appearance depends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnsweringState {
    /// The way of answering.
    pub options: AnsweringOptions,
    /// The question shown where one is shown at a time.
    pub at: usize,
    /// The questions left for later.
    pub later: Vec<usize>,
    /// The questions of which level 3 is said to be in place, where it is read first.
    pub(crate) unfolded: Vec<usize>,
    /// Their stored answers that contradict that, until others are chosen.
    pub(crate) contradicting: Vec<(usize, Choice)>,
}

/// Measurements made while answering, which no view shows.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct AnsweringHistory {
    /// The question of the last choice, and what was chosen before.
    pub(crate) last: Option<(usize, Option<Choice>)>,
    /// The gap to which a link leads whose address names none.
    pub(crate) gap: Option<usize>,
    /// The pace of the visitor, kept nowhere but in this page.
    pub(crate) pace: Pace,
}
