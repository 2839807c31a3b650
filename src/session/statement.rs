//! The profile, the statement of applicability, and targets set from tried-out levels.

use super::changes::Session;
use super::environment::{Cell, Environment};
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

    /// Makes the tried-out levels the targets, and drops the copy.
    pub fn keep_what_if_as_targets(self) {
        if let Some(copy) = self.what_if.get_untracked() {
            let all: Vec<Member> = (0..ISO42001.domains.len()).map(Member::Target).collect();
            self.change(&all, |assessment| assessment.targets = what_if::targets(&ISO42001, &copy));
            self.what_if.set(None);
        }
    }
}
