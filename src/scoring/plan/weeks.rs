//! Time in whole weeks, and how long things take.

use crate::content::questionnaire::Effort;

/// Weeks from the start of the plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    /// The week in which it begins, 0 for the first.
    pub start: u32,
    /// The week in which it has ended: one more than its last.
    pub end: u32,
}

/// An estimate of how long the work takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// The optimistic duration of each gap.
    Short,
    /// Half as much again for each gap.
    Long,
}

impl Course {
    /// The duration of a piece of work, in weeks.
    pub fn work(self, effort: Effort) -> u32 {
        match (self, effort) {
            (Self::Short, Effort::Quick) => 2,
            (Self::Short, Effort::Medium) => 4,
            (Self::Short, Effort::Long) => 13,
            (Self::Long, Effort::Quick) => 3,
            (Self::Long, Effort::Medium) => 6,
            (Self::Long, Effort::Long) => 20,
        }
    }

    /// The duration of the audit, in weeks.
    pub fn audit(self) -> u32 {
        match self {
            Self::Short => 4,
            Self::Long => 8,
        }
    }
}
