//! When the work of the roadmap can be done at the earliest: the shortest course, in half months.
//!
//! Each piece takes the short end of its effort's range; it starts when its phase has begun and whatever it waits for is done.
//! Typical durations of the phases are shown beside it, and said to be typical.

use crate::content::questionnaire::{Effort, Phase, Questionnaire};
use crate::scoring::Scores;

/// The four phases' typical durations, in months, at the shortest and at the longest. Source: docs/method.md, "Timeline".
pub const TYPICAL_MONTHS: [(u32, u32); 4] = [(1, 3), (3, 12), (1, 2), (1, 2)];

/// A stretch of time, in half months from the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Half months before it starts.
    pub start: u32,
    /// Half months that it takes; 0 for a phase in which there is nothing to do.
    pub length: u32,
}

impl Span {
    /// Where it ends, in half months from the start.
    pub fn end(self) -> u32 {
        self.start + self.length
    }

    /// The first and the last month that it touches, counted from 1.
    ///
    /// ```
    /// use aims_assessment::scoring::schedule::Span;
    ///
    /// let begins_after_a_month_and_takes_six_weeks = Span { start: 2, length: 3 };
    /// assert_eq!(begins_after_a_month_and_takes_six_weeks.months(), (2, 3));
    /// ```
    pub fn months(self) -> (u32, u32) {
        (self.start / 2 + 1, self.end().saturating_sub(1) / 2 + 1)
    }
}

/// The roadmap in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The four phases; the last one is the audit itself.
    pub phases: [Span; 4],
    /// Each question of the roadmap, in the roadmap's order.
    pub work: Vec<(usize, Span)>,
}

impl Timeline {
    /// The whole course, in half months.
    pub fn length(&self) -> u32 {
        self.phases[3].end()
    }

    /// The same in months, begun ones in full.
    pub fn months(&self) -> u32 {
        self.length().div_ceil(2)
    }

    /// Every how many months a picture of it names one: as many as there is room for.
    pub fn step(&self) -> u32 {
        if self.months() <= 8 { 1 } else { 3 }
    }

    /// When the work on a question is done, if it is in the roadmap.
    pub fn of(&self, question: usize) -> Option<Span> {
        self.work.iter().find(|(other, _)| *other == question).map(|(_, span)| *span)
    }
}

/// The short end of an effort's range, in half months: two weeks, one month, three months.
fn shortest(effort: Effort) -> u32 {
    match effort {
        Effort::Quick => 1,
        Effort::Medium => 2,
        Effort::Long => 6,
    }
}

/// Lays the roadmap out in time.
///
/// ```
/// use aims_assessment::assessment::example;
/// use aims_assessment::content::questionnaire::ISO42001;
/// use aims_assessment::scoring::{self, schedule};
///
/// let assessment = example::assessment(&ISO42001, "Nordet");
/// let scores = scoring::score(&ISO42001, &assessment);
/// let timeline = schedule::timeline(&ISO42001, &scores);
/// assert_eq!(timeline.months(), 7);
/// // The first three phases hold the roadmap's work, the fourth is the audit itself.
/// assert_eq!(timeline.phases.map(|phase| phase.months()), [(1, 1), (2, 4), (5, 6), (7, 7)]);
/// ```
pub fn timeline(questionnaire: &Questionnaire, scores: &Scores) -> Timeline {
    let mut timeline = Timeline { phases: [Span { start: 0, length: 0 }; 4], work: Vec::new() };
    let mut now = 0;
    for phase in Phase::ALL {
        let mut end = now;
        for &question in scores.phase(phase) {
            let facts = &questionnaire.questions[question];
            let free = facts
                .prerequisites
                .iter()
                .filter_map(|before| timeline.of(*before))
                .map(Span::end)
                .fold(now, Ord::max);
            let span = Span { start: free, length: shortest(facts.effort) };
            end = end.max(span.end());
            timeline.work.push((question, span));
        }
        let typical = if end > now { 2 * TYPICAL_MONTHS[phase as usize].0 } else { 0 };
        timeline.phases[phase as usize] = Span { start: now, length: typical.max(end - now) };
        now = timeline.phases[phase as usize].end();
    }
    timeline.phases[3] = Span { start: now, length: 2 * TYPICAL_MONTHS[3].0 };
    timeline
}
