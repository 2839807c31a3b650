//! The profile, the statement of applicability, what is set for the plan, and targets set from
//! tried-out levels.

use super::changes::Session;
use super::environment::{Cell, Environment};
use crate::assessment::date::Date;
use crate::assessment::plan_input::Action;
use crate::assessment::soa::Edit;
use crate::content::questionnaire::{ISO42001, Topic};
use crate::scoring::what_if;
use crate::storage::tab_sync::Member;

impl<E: Environment> Session<E> {
    /// Chooses an option of the profile, or clears it.
    pub fn choose_profile_option(self, topic: &'static Topic, option: usize, is_chosen: bool) {
        self.change(&[Member::Topic(topic)], |assessment| {
            assessment.profile.choose(topic, option, is_chosen);
        });
    }

    /// Edits a control's row in the statement of applicability.
    pub fn edit_control(self, control: usize, change: &dyn Fn(&mut Edit)) {
        self.change(&[Member::Control(control)], |assessment| {
            let edit = assessment.soa.entry(control).or_default();
            change(edit);
            if *edit == Edit::default() {
                assessment.soa.remove(&control);
            }
        });
    }

    /// Resets a control to the proposal.
    pub fn reset_control(self, control: usize) {
        self.change(&[Member::Control(control)], |assessment| {
            assessment.soa.remove(&control);
        });
        // The fields still hold what was typed.
        self.generation.update(|generation| *generation += 1);
    }

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

    /// Makes the tried-out levels the targets, and drops the copy.
    pub fn keep_what_if_as_targets(self) {
        if let Some(copy) = self.what_if.get_untracked() {
            let all: Vec<Member> = (0..ISO42001.domains.len()).map(Member::Target).collect();
            self.change(&all, |assessment| assessment.targets = what_if::targets(&ISO42001, &copy));
            self.what_if.set(None);
        }
    }
}
