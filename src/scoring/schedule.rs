//! Schedules the roadmap's work at the earliest possible time, in half months.
//!
//! Each piece of work takes the lower end of its effort's range. It starts when its phase has begun
//! and its prerequisites are done. Typical durations of the phases are shown beside it, and
//! labelled as typical.

use crate::content::questionnaire::{Effort, Phase, Questionnaire};
use crate::scoring::Scores;

/// The typical durations of the four phases, in months: minimum and maximum. Source:
/// docs/method.md, "Timeline".
pub const TYPICAL_MONTHS: [(u32, u32); 4] = [(1, 3), (3, 12), (1, 2), (1, 2)];

/// A stretch of time, in half months from the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The start, in half months.
    pub start: u32,
    /// The duration in half months; 0 for a phase without work.
    pub length: u32,
}

impl Span {
    /// The end, in half months from the start.
    pub fn end(self) -> u32 {
        self.start + self.length
    }

    /// The first and last month that it touches, counted from 1.
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

/// The roadmap with times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The four phases; the last one is the audit itself.
    pub phases: [Span; 4],
    /// Each question of the roadmap, in the roadmap's order.
    pub work: Vec<(usize, Span)>,
}

impl Timeline {
    /// The total duration, in half months.
    pub fn length(&self) -> u32 {
        self.phases[3].end()
    }

    /// The total duration in months, rounded up.
    pub fn months(&self) -> u32 {
        self.length().div_ceil(2)
    }

    /// The interval of the labels in a drawing, in months: as many as there is room for.
    pub fn step(&self) -> u32 {
        if self.months() <= 8 { 1 } else { 3 }
    }

    /// The time span of the work on a question, if it is in the roadmap.
    pub fn of(&self, question: usize) -> Option<Span> {
        self.work.iter().find(|(other, _)| *other == question).map(|(_, span)| *span)
    }
}

/// The lower end of an effort's range, in half months: two weeks, one month, three months.
fn shortest(effort: Effort) -> u32 {
    match effort {
        Effort::Quick => 1,
        Effort::Medium => 2,
        Effort::Long => 6,
    }
}

/// Schedules the roadmap.
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
