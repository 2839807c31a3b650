//! The profile, the statement of applicability, and targets that were tried out.

use super::changes::Session;
use super::environment::{Cell, Environment};
use crate::assessment::soa::Edit;
use crate::content::questionnaire::{ISO42001, Topic};
use crate::scoring::what_if;
use crate::storage::tab_sync::Member;

impl<E: Environment> Session<E> {
    /// Chooses an option of the profile, or takes it back.
    pub fn describe(self, topic: &'static Topic, option: usize, is_chosen: bool) {
        self.change(&[Member::Topic(topic)], |assessment| {
            assessment.profile.choose(topic, option, is_chosen);
        });
    }

    /// Changes what is written of a control.
    pub fn edit_control(self, control: usize, change: &dyn Fn(&mut Edit)) {
        self.change(&[Member::Control(control)], |assessment| {
            let edit = assessment.soa.entry(control).or_default();
            change(edit);
            if *edit == Edit::default() {
                assessment.soa.remove(&control);
            }
        });
    }

    /// Takes a control back to what is proposed.
    pub fn reset_control(self, control: usize) {
        self.change(&[Member::Control(control)], |assessment| {
            assessment.soa.remove(&control);
        });
        // The fields hold what was typed.
        self.generation.update(|generation| *generation += 1);
    }

    /// Makes targets of the levels that were tried out; the copy is done with.
    pub fn keep_what_if_as_targets(self) {
        if let Some(copy) = self.what_if.get_untracked() {
            let all: Vec<Member> = (0..ISO42001.domains.len()).map(Member::Target).collect();
            self.change(&all, |assessment| assessment.targets = what_if::targets(&ISO42001, &copy));
            self.what_if.set(None);
        }
    }
}
