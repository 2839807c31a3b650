//! The profile and what it suggests, the statement of applicability, and targets set from tried-out
//! levels.

use super::changes::Session;
use super::environment::{Cell, Environment};
use crate::assessment::answers::{Choice, Level};
use crate::assessment::soa::Edit;
use crate::content::questionnaire::{ISO42001, Topic};
use crate::scoring::what_if::{self, Raised};
use crate::storage::tab_sync::Member;
use crate::view::notice::Notice;

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

    /// Raises the targets to the levels tried out, where they are higher; the copy stays. A notice
    /// says which were raised, and takes them back.
    pub fn keep_what_if_as_targets(self) {
        let Some(copy) = self.what_if.get_untracked() else { return };
        self.sync(); // another tab may have set some
        let before = self.assessment.with_untracked(|answers| answers.targets.clone());
        let after = what_if::targets(&ISO42001, &copy, &before);
        let raised = what_if::raised(&before, &after);
        self.set_targets(&raised.iter().map(|one| (one.domain, one.after)).collect::<Vec<_>>());
        self.tell(Notice::TargetsKept { number: self.number.get_untracked(), raised });
    }

    /// Takes raised targets back, each unless it was set anew since.
    pub fn take_targets_back(self, notice: &Notice) {
        let Notice::TargetsKept { number, raised } = notice else { return };
        self.notices.update(|notices| notices.retain(|other| other != notice));
        self.sync();
        if *number != self.number.get_untracked() {
            return;
        }
        let targets = self.assessment.with_untracked(|answers| answers.targets.clone());
        let is_kept = |one: &&Raised| targets[one.domain] == one.after;
        let back: Vec<_> =
            raised.iter().filter(is_kept).map(|one| (one.domain, one.before)).collect();
        self.set_targets(&back);
        self.tell(Notice::TargetsBack);
    }

    fn set_targets(self, targets: &[(usize, Level)]) {
        if targets.is_empty() {
            return;
        }
        let parts: Vec<Member> =
            targets.iter().map(|(domain, _)| Member::Target(*domain)).collect();
        self.change(&parts, |assessment| {
            for (domain, target) in targets {
                assessment.targets[*domain] = *target;
            }
        });
    }

    /// Leaves a question out for the reason that the profile suggests, if it does; a reason that
    /// was written stays.
    pub fn leave_out_as_suggested(self, question: usize) {
        let facts = &ISO42001.questions[question];
        if !self.assessment.with_untracked(|answers| answers.profile.suggests_leaving_out(facts)) {
            return;
        }
        let reason = self.language.get_untracked().texts().phrases.question_suggested_reason;
        self.change_entry(question, |entry| {
            entry.choice = Some(Choice::NotApplicable);
            if entry.reason.trim().is_empty() {
                reason.clone_into(&mut entry.reason);
            }
        });
        // The field is written by the visitor alone, so no patch fills it.
        let reason =
            self.assessment.with_untracked(|answers| answers.entries[question].reason.clone());
        E::show_text(&format!("{}-reason", facts.code), &reason);
    }
}
