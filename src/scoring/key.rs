//! The key requirements: the critical questions, looked at one by one.

use crate::assessment::answers::{Entry, Level};
use crate::content::questionnaire::Questionnaire;

/// How far the critical questions are. An average can hide one of them, so they are counted.
///
/// ```
/// use aims_assessment::assessment::example;
/// use aims_assessment::content::questionnaire::ISO42001;
/// use aims_assessment::scoring::{Key, score};
///
/// let scores = score(&ISO42001, &example::assessment(&ISO42001, "Nordet"));
/// assert_eq!(scores.key, Key { questions: 12, answered: 12, at_level_3: 8 });
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Key {
    /// All critical questions.
    pub questions: usize,
    /// Of these, answered; *don't know* is an answer.
    pub answered: usize,
    /// Of these, at level 3 or above.
    pub at_level_3: usize,
}

impl Key {
    /// Counts the critical questions.
    pub fn of(questionnaire: &Questionnaire, entries: &[Entry]) -> Self {
        let mut key = Self::default();
        for (question, entry) in questionnaire.questions.iter().zip(entries) {
            if question.critical {
                key.questions += 1;
                key.answered += usize::from(entry.answer().is_some());
                let level = entry.counted_level();
                key.at_level_3 += usize::from(level >= Some(Level::USUAL_TARGET));
            }
        }
        key
    }
}
