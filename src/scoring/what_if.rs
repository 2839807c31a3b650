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
///
/// ```
/// use aims_assessment::assessment::answers::{Assessment, Choice, Level};
/// use aims_assessment::content::questionnaire::ISO42001;
/// use aims_assessment::scoring::what_if::try_level;
///
/// let answers = Assessment::new(&ISO42001);
/// let mut copy = answers.clone();
/// try_level(&mut copy, 0, Level::ALL[2]);
/// assert_eq!(copy.entries[0].choice, Some(Choice::Level(Level::ALL[2])));
/// assert_eq!(answers.entries[0].choice, None);
/// ```
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

/// A preset of levels, which can be changed by hand afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// The critical gaps are closed, and nothing else.
    CriticalGaps,
    /// Every question is at level 3 or above.
    Everything,
}

/// Sets the levels of a first choice. What the other one had raised goes back to the answer; levels
/// that were tried out beyond that stay.
///
/// ```
/// use aims_assessment::assessment::example;
/// use aims_assessment::content::questionnaire::ISO42001;
/// use aims_assessment::scoring::what_if::{self, Preset};
///
/// let answers = example::assessment(&ISO42001, "Nordet");
/// let mut copy = answers.clone();
/// what_if::apply_preset(&ISO42001, &mut copy, &answers, Preset::Everything);
/// assert_eq!(what_if::differences(&copy, &answers), 21);
/// what_if::apply_preset(&ISO42001, &mut copy, &answers, Preset::CriticalGaps);
/// assert_eq!(what_if::differences(&copy, &answers), 4);
/// assert_eq!(what_if::preset(&ISO42001, &copy, &answers), Some(Preset::CriticalGaps));
/// ```
pub fn apply_preset(
    questionnaire: &Questionnaire,
    copy: &mut Assessment,
    answers: &Assessment,
    choice: Preset,
) {
    let usual = Some(Choice::Level(Level::USUAL_TARGET));
    for (entry, answer) in copy.entries.iter_mut().zip(&answers.entries) {
        if entry.choice == usual && is_low(answer) {
            *entry = answer.clone();
        }
    }
    match choice {
        Preset::Everything => close_all_gaps(copy),
        Preset::CriticalGaps => {
            for (entry, question) in copy.entries.iter_mut().zip(questionnaire.questions) {
                if question.critical && is_low(entry) {
                    entry.choice = usual;
                }
            }
        }
    }
}

/// The preset that the copy equals; `None` if it equals none. Where both presets are the same, it
/// is the smaller one.
pub fn preset(
    questionnaire: &Questionnaire,
    copy: &Assessment,
    answers: &Assessment,
) -> Option<Preset> {
    let is_that = |choice: &Preset| {
        let mut wanted = answers.clone();
        apply_preset(questionnaire, &mut wanted, answers, *choice);
        differences(&wanted, answers) > 0 && differences(&wanted, copy) == 0
    };
    [Preset::CriticalGaps, Preset::Everything].into_iter().find(is_that)
}

/// Whether a counted question is below level 3, as certification requires it.
fn is_low(entry: &Entry) -> bool {
    entry.counted_level().is_some_and(|level| level < Level::USUAL_TARGET)
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
    copy.entries
        .iter_mut()
        .filter(|entry| is_low(entry))
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

/// The targets that follow from the copy: for each domain the level of its score, at least 3, as a
/// target can't be lower, and never below the present target.
///
/// ```
/// use aims_assessment::assessment::answers::Level;
/// use aims_assessment::assessment::example;
/// use aims_assessment::content::questionnaire::ISO42001;
/// use aims_assessment::scoring::what_if;
///
/// let mut copy = example::assessment(&ISO42001, "Nordet");
/// copy.targets[1] = Level::ALL[4];
/// what_if::close_all_gaps(&mut copy);
/// assert_eq!(what_if::targets(&ISO42001, &copy, &copy.targets)[1], Level::ALL[4]); // 5 stays 5
/// ```
pub fn targets(questionnaire: &Questionnaire, copy: &Assessment, present: &[Level]) -> Vec<Level> {
    let scores = scoring::score(questionnaire, copy);
    let reached = |domain: &scoring::DomainScore| {
        domain.tally.level().map_or(Level::USUAL_TARGET, |level| level.max(Level::USUAL_TARGET))
    };
    scores.domains.iter().map(reached).zip(present).map(|(reached, at)| reached.max(*at)).collect()
}

/// A domain's target before and after it was raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raised {
    /// The domain.
    pub domain: usize,
    /// The target from before.
    pub before: Level,
    /// The target since.
    pub after: Level,
}

/// The targets that were raised, in the questionnaire's order.
///
/// ```
/// use aims_assessment::assessment::answers::Level;
/// use aims_assessment::scoring::what_if::{Raised, raised};
///
/// let [_, _, three, four, five] = Level::ALL;
/// assert_eq!(
///     raised(&[three, four, three], &[three, five, three]),
///     [Raised { domain: 1, before: four, after: five }]
/// );
/// ```
pub fn raised(before: &[Level], after: &[Level]) -> Vec<Raised> {
    let each = before.iter().zip(after).enumerate();
    each.filter(|(_, (before, after))| before != after)
        .map(|(domain, (before, after))| Raised { domain, before: *before, after: *after })
        .collect()
}
