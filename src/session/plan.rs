//! The respondent's settings for the plan.

use super::changes::Session;
use super::environment::Environment;
use crate::assessment::plan_input::Action;
use crate::content::date::Date;
use crate::storage::tab_sync::Member;

impl<E: Environment> Session<E> {
    /// Sets the day on which the plan starts; without one it is the day of the report.
    pub fn set_plan_start(self, start: Option<Date>) {
        self.change(&[Member::PlanStart], |assessment| assessment.plan.start = start);
    }

    /// Sets the pieces of work at the same time; without a number the size of the organization
    /// decides.
    pub fn set_lanes(self, lanes: Option<u32>) {
        self.change(&[Member::Lanes], |assessment| assessment.plan.lanes = lanes);
    }

    /// Changes what was set for closing the gap of a question.
    pub fn write_action(self, question: usize, change: &dyn Fn(&mut Action)) {
        self.change(&[Member::Action(question)], |assessment| {
            let mut action = assessment.plan.action(question).cloned().unwrap_or_default();
            change(&mut action);
            assessment.plan.set(question, action);
        });
    }
}
