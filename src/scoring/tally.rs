//! The sums over a set of questions, and the score made from them.

use std::fmt;

use crate::assessment::answers::{Choice, Entry, Level};
use crate::content::questionnaire::Questionnaire;

/// A set of questions is incomplete if less than this percentage of it is answered.
pub const COMPLETE_PERCENT: usize = 80;

/// A score in tenths of a level: 29 is 2.9.
///
/// ```
/// assert_eq!(aims_assessment::scoring::Tenths(29).to_string(), "2.9");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenths(pub u32);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

/// Sums over the questions of a domain, a stage or everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// P = Σ w·s over the counted questions: those with a level or don't know.
    pub points: u32,
    /// W = Σ w over the counted questions.
    pub weight: u32,
    /// P without *don't know* answers.
    pub known_points: u32,
    /// W without *don't know* answers.
    pub known_weight: u32,
    /// Questions with a level, don't know or not applicable.
    pub answered: usize,
    /// Of these, answered *don't know*.
    pub unknown: usize,
    /// Of these, answered *not applicable*.
    pub not_applicable: usize,
    /// All questions of the set.
    pub questions: usize,
}

impl Tally {
    /// Adds up the given questions.
    ///
    /// ```
    /// use aims_assessment::assessment::answers::{Assessment, Choice, Level};
    /// use aims_assessment::content::questionnaire::ISO42001;
    /// use aims_assessment::scoring::{Tally, Tenths};
    ///
    /// // Clause 10 has three questions, of the weights 1, 2 and 3.
    /// let clause_10 = ISO42001.questions_of(6);
    /// let mut assessment = Assessment::new(&ISO42001);
    /// for (question, level) in clause_10.clone().zip([2, 3, 3]) {
    ///     assessment.entries[question].choice = Level::new(level).map(Choice::Level);
    /// }
    /// let tally = Tally::of(&ISO42001, &assessment.entries, clause_10);
    /// assert_eq!((tally.points, tally.weight), (1 * 2 + 2 * 3 + 3 * 3, 1 + 2 + 3));
    /// assert_eq!(tally.score(), Some(Tenths(28))); // 17/6 is 2.83, truncated
    /// assert_eq!(tally.level(), Level::new(2));
    /// ```
    pub fn of(
        questionnaire: &Questionnaire,
        entries: &[Entry],
        questions: impl IntoIterator<Item = usize>,
    ) -> Self {
        let mut tally = Self::default();
        for question in questions {
            tally.add(questionnaire.questions[question].weight, &entries[question]);
        }
        tally
    }

    fn add(&mut self, weight: u32, entry: &Entry) {
        self.questions += 1;
        let Some(answer) = entry.answer() else { return };
        self.answered += 1;
        match answer {
            Choice::Level(level) => {
                self.known_points += weight * level.number();
                self.known_weight += weight;
            }
            Choice::Unknown => self.unknown += 1,
            Choice::NotApplicable => self.not_applicable += 1,
        }
        if let Some(level) = entry.counted_level() {
            self.points += weight * level.number();
            self.weight += weight;
        }
    }

    /// P/W with one decimal, truncated; `None` if no question is counted.
    pub fn score(&self) -> Option<Tenths> {
        tenths(self.points, self.weight)
    }

    /// The level of the score, truncated, so that a score shown as 2.9 is level 2.
    pub fn level(&self) -> Option<Level> {
        Level::new(u64::from(self.points.checked_div(self.weight)?))
    }

    /// The score over the questions with a level only, without *don't know*.
    pub fn known_only(&self) -> Option<Tenths> {
        tenths(self.known_points, self.known_weight)
    }

    /// Returns whether less than 80 % is answered.
    pub fn is_incomplete(&self) -> bool {
        100 * self.answered < COMPLETE_PERCENT * self.questions
    }

    /// The number of questions without an answer.
    pub fn open(&self) -> usize {
        self.questions - self.answered
    }
}

fn tenths(points: u32, weight: u32) -> Option<Tenths> {
    (10 * points).checked_div(weight).map(Tenths)
}

/// A domain's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DomainScore {
    /// Its sums.
    pub tally: Tally,
    /// Whether less than 80 % of its questions are answered.
    pub incomplete: bool,
    /// Whether it is a clause with three or more medium gaps.
    pub systemic: bool,
}

impl DomainScore {
    /// Whether it has a score, and one below 2.
    pub fn is_low(&self) -> bool {
        self.tally.points < 2 * self.tally.weight
    }
}
