//! What if: levels tried out in a copy of the answers, which stay as they are.
//!
//! ```
//! use aims_assessment::assessment::answers::Level;
//! use aims_assessment::assessment::example;
//! use aims_assessment::content::questionnaire::ISO42001;
//! use aims_assessment::scoring::{Tenths, score, what_if};
//!
//! let answers = example::assessment(&ISO42001, "Nordet");
//! let mut copy = answers.clone();
//! let audit = ISO42001.question("C9-3").unwrap();
//! what_if::try_level(&mut copy, audit, Level::ALL[4]);
//! assert_eq!(score(&ISO42001, &copy).overall.score(), Some(Tenths(25))); // 2.4 before
//! assert_eq!(what_if::differences(&copy, &answers), 1);
//! what_if::take_back(&mut copy, &answers, audit);
//! assert_eq!(what_if::differences(&copy, &answers), 0);
//! ```

use crate::assessment::answers::{Assessment, Choice, Entry, Level};
use crate::content::questionnaire::Questionnaire;
use crate::scoring;

/// Tries a level; the answers keep the previous one.
pub fn try_level(copy: &mut Assessment, question: usize, level: Level) {
    copy.entries[question].choice = Some(Choice::Level(level));
}

/// Resets a question to what was answered.
pub fn take_back(copy: &mut Assessment, answers: &Assessment, question: usize) {
    copy.entries[question] = answers.entries[question].clone();
}

/// Updates the copy with changes of the answers; the levels tried out stay.
pub fn carry_over(copy: &mut Assessment, before: &Assessment, now: &Assessment) {
    let tried = std::mem::replace(copy, now.clone());
    for (question, tried) in tried.entries.iter().enumerate() {
        if tried.choice != before.entries[question].choice {
            copy.entries[question].choice = tried.choice;
        }
    }
}

/// Raises every counted question below level 3 to 3, as certification requires.
///
/// ```
/// use aims_assessment::assessment::example;
/// use aims_assessment::content::questionnaire::ISO42001;
/// use aims_assessment::scoring::{Readiness, Tenths, score, what_if};
///
/// let mut copy = example::assessment(&ISO42001, "Nordet");
/// what_if::close_all_gaps(&mut copy);
/// let scores = score(&ISO42001, &copy);
/// assert_eq!(scores.overall.score(), Some(Tenths(30))); // 2.4 before
/// assert_eq!(scores.readiness, Readiness::Stage2Plausible);
/// ```
pub fn close_all_gaps(copy: &mut Assessment) {
    let is_low =
        |entry: &&mut Entry| entry.counted_level().is_some_and(|level| level < Level::USUAL_TARGET);
    copy.entries
        .iter_mut()
        .filter(is_low)
        .for_each(|entry| entry.choice = Some(Choice::Level(Level::USUAL_TARGET)));
}

/// The number of questions that differ from the answers.
pub fn differences(copy: &Assessment, answers: &Assessment) -> usize {
    copy.entries
        .iter()
        .zip(&answers.entries)
        .filter(|(copy, answer)| copy.choice != answer.choice)
        .count()
}

/// The targets that the copy stands for: for each domain the level of its score, at least 3, as a
/// target can't be lower.
pub fn targets(questionnaire: &Questionnaire, copy: &Assessment) -> Vec<Level> {
    let scores = scoring::score(questionnaire, copy);
    scores
        .domains
        .iter()
        .map(|domain| {
            domain.tally.level().map_or(Level::USUAL_TARGET, |level| level.max(Level::USUAL_TARGET))
        })
        .collect()
}
