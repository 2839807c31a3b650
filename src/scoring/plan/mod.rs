//! The plan: what is done when, in whole weeks from a start, for a short and for a long course.
//!
//! Gaps are started as soon as what they wait for is done and somebody is free; a phase is a label.
//! The start itself, and so every date, is not known here. Source: docs/method.md, "Roadmap and
//! plan".

mod order;
mod placing;
mod weeks;

use crate::content::questionnaire::{Phase, Questionnaire};
use crate::scoring::gaps::{Gap, GapClass};
use order::Order;
use weeks::Course;

pub use weeks::Span;

/// The number of weeks from the start in which the next 30 days' work begins.
const NEXT_WEEKS: u32 = 4;

/// A gap to close.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Index of the question.
    pub question: usize,
    /// The rank of the gap, 1 for the most pressing.
    pub rank: usize,
    /// The best rank among the gap and all that wait for it: what a critical gap waits for is as
    /// urgent as the gap.
    pub priority: usize,
    /// Its phase: a label, by which nothing is scheduled.
    pub phase: Phase,
    /// When it is done in the short course.
    pub short: Span,
    /// When it is done in the long course.
    pub long: Span,
}

impl Work {
    /// Whether it begins in the next 30 days.
    pub fn is_next(&self) -> bool {
        self.short.start < NEXT_WEEKS
    }
}

/// The plan of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The number of pieces of work at the same time.
    pub lanes: u32,
    /// All gaps but opportunities: by start of the short course, then priority, then rank.
    pub work: Vec<Work>,
    /// The audit in the short course, after the last work.
    pub short_audit: Span,
    /// The audit in the long course.
    pub long_audit: Span,
}

impl Plan {
    /// Makes the plan of these gaps, which stand by rank.
    ///
    /// ```
    /// use aims_assessment::assessment::example;
    /// use aims_assessment::content::questionnaire::ISO42001;
    /// use aims_assessment::scoring::plan::Plan;
    /// use aims_assessment::scoring::score;
    ///
    /// let assessment = example::assessment(&ISO42001, "Nordet");
    /// let scores = score(&ISO42001, &assessment);
    /// let plan = Plan::new(&ISO42001, &scores.gaps, assessment.lanes());
    /// assert_eq!((plan.lanes, plan.weeks()), (3, (43, 67)));
    /// // C9-4, the management review, is critical, but waits for C9-3, the internal audit.
    /// let audit = ISO42001.question("C9-3").unwrap();
    /// assert_eq!(plan.of(audit).map(|work| (work.rank, work.priority)), Some((2, 1)));
    /// ```
    pub fn new(questionnaire: &Questionnaire, gaps: &[Gap], lanes: u32) -> Self {
        let questions = gaps.iter().filter(|gap| gap.class != GapClass::Opportunity);
        let order = Order::new(questionnaire, questions.map(|gap| gap.question).collect());
        let [short, long] = [Course::Short, Course::Long].map(|course| {
            let weeks = |piece: usize| course.work(order.facts(questionnaire, piece).effort);
            placing::place(&order, lanes, weeks)
        });
        let audit = |course: Course, work: &[Span]| {
            let start = work.iter().map(|span| span.end).max().unwrap_or(0);
            Span { start, end: start + course.audit() }
        };
        let mut work: Vec<Work> = (0..order.questions.len())
            .map(|piece| Work {
                question: order.questions[piece],
                rank: piece + 1,
                priority: order.priorities[piece],
                phase: order.phases[piece],
                short: short[piece],
                long: long[piece],
            })
            .collect();
        work.sort_by_key(|work| (work.short.start, work.priority, work.rank));
        Self {
            lanes,
            work,
            short_audit: audit(Course::Short, &short),
            long_audit: audit(Course::Long, &long),
        }
    }

    /// The end of the audit, in weeks: in the short and in the long course.
    pub fn weeks(&self) -> (u32, u32) {
        (self.short_audit.end, self.long_audit.end)
    }

    /// The work of a phase, in the order of the plan.
    pub fn phase(&self, phase: Phase) -> impl Iterator<Item = &Work> {
        self.work.iter().filter(move |work| work.phase == phase)
    }

    /// The work to begin in the next 30 days, in the order of the plan.
    pub fn next_30_days(&self) -> impl Iterator<Item = &Work> {
        self.work.iter().filter(|work| work.is_next())
    }

    /// The work on a question, if it is in the plan.
    pub fn of(&self, question: usize) -> Option<&Work> {
        self.work.iter().find(|work| work.question == question)
    }
}
