//! Stores answers in step with other tabs, and tracks what would be lost with the page.

use super::changes::Session;
use super::environment::{Cell, Environment, Kept};
use super::loading::before;
use crate::assessment::{answers::Assessment, file, soa};
use crate::content::questionnaire::ISO42001;
use crate::language::text::printed;
use crate::storage::Library;
use crate::storage::tab_sync::{RemoteChange, TabReplica};
use crate::view::notice::Notice;

impl<E: Environment> Session<E> {
    /// Handles another tab having stored or deleted something under a key of ours; `None` if it
    /// cleared everything. Two tabs must never overwrite each other's older answers.
    pub fn on_change_elsewhere(self, key: Option<&str>) {
        self.heed_mark();
        if self.store.get_untracked() != E::LOCAL {
            return;
        }
        let number = self.number.get_untracked();
        let is_other =
            key.is_some_and(|key| !self.library(|library| library.is_answers_key(key, number)));
        if !is_other || key.is_some_and(|key| self.tab.with_value(|tab| tab.may_be_gone_by(key))) {
            self.sync();
        }
        if is_other {
            self.drop_expired_undo();
            self.storage_changed();
        }
    }

    /// Handles the page waking from sleep, a freeze or the back/forward cache: it may have missed
    /// what other tabs did.
    pub fn on_wake(self) {
        self.heed_mark();
        if self.store.get_untracked() != E::LOCAL {
            return;
        }
        self.sync();
        let before = self.library(|library| before(library, self.number.get_untracked()));
        // Answers that could not be stored are known here only.
        if self.has_kept_before.get_value() && self.before.with_untracked(|known| *known != before)
        {
            self.before.set(before);
            // Its undo would restore other answers than it says.
            self.notices.update(|notices| notices.retain(|notice| !notice.can_bring_back()));
        }
        self.drop_expired_undo();
        self.storage_changed();
    }

    /// Handles the page being restored from the back/forward cache. `was_shared`: it was left on a
    /// shared computer, so the visitor was told that the answers go with the page.
    pub fn on_return(self, was_shared: bool) {
        if was_shared {
            self.begin_empty();
            // The choice may have been undone meanwhile, in a later page of this tab.
            self.share_computer(E::is_shared_computer());
        }
    }

    /// Takes over changes of other tabs, and stores those that they haven't seen.
    pub(crate) fn sync(self) {
        if self.catch_up() && self.may_store.get_untracked() {
            match self.tab.with_value(|tab| (tab.has_unsaved_changes(), tab.is_blank())) {
                (false, _) => self.is_stored(),
                (true, false) => _ = self.write(),
                // What another tab moved only in part waits for a change: the visitor moved it so
                // that it isn't stored.
                (true, true) => {}
            }
        }
    }

    /// Takes over changes of other tabs. Returns whether anything may be stored now. Every action
    /// of the visitor begins with it.
    pub(crate) fn catch_up(self) -> bool {
        self.heed_mark();
        if !self.may_store.get_untracked() {
            if !self.with_tab(|tab, library, present| tab.is_gone(library, present)) {
                return false;
            }
            // Whatever prevented storing is gone.
            self.may_store.set(true);
        }
        match self
            .with_tab(|tab, library, present| tab.catch_up(&ISO42001, library, present, E::now))
        {
            Ok(RemoteChange::Same) => {}
            Ok(RemoteChange::Joined(joined)) => self.take_over(&joined),
            Ok(RemoteChange::Superseded(joined)) => {
                self.take_over(&joined);
                self.storage_changed();
                self.tell(Notice::Superseded);
            }
            Ok(found) => self.begin_after_deletion(&found),
            Err(_) => {
                if self.tab.with_value(TabReplica::lacks_space) {
                    self.is_not_stored();
                }
                self.could_not_store();
                return false;
            }
        }
        self.sync_number();
        true
    }

    /// Updates the number, which changes if another assessment took the place of this one.
    fn sync_number(self) {
        let (before, number) =
            (self.number.get_untracked(), self.tab.with_value(TabReplica::number));
        if number != before {
            let is_unsaved = self.is_unsaved(before);
            self.set_unsaved(before, false);
            self.remember_number(number);
            self.set_unsaved(number, is_unsaved);
        }
    }

    /// Begins another assessment after another tab deleted or moved the one shown here. Whatever is
    /// written from now on belongs to the new one.
    #[inline(never)]
    pub(crate) fn begin_after_deletion(self, found: &RemoteChange) {
        // What *Undo* would bring back and could not be stored was not moved either.
        let keeps_before =
            !self.has_kept_before.get_value() && self.before.with_untracked(Option::is_some);
        let keeps = match found {
            RemoteChange::Moved => keeps_before,
            found => *found == RemoteChange::Kept,
        };
        self.set_unsaved(self.number.get_untracked(), false);
        let tab =
            self.library(if keeps { TabReplica::after_moving } else { TabReplica::after_deletion });
        self.remember_number(tab.number());
        self.tab.set_value(tab);
        if !(keeps && keeps_before) {
            self.before.set(None);
        }
        self.earlier_id.set(None);
        self.drop_expired_undo();
        self.notices.update(|notices| notices.retain(|notice| !notice.ends_with_the_answers()));
        if keeps {
            self.is_not_stored();
        } else {
            self.back_up_unstored(true);
            self.show(Assessment::new(&ISO42001));
        }
        self.tell(match found {
            _ if keeps => Notice::MovedInPart,
            RemoteChange::Moved => Notice::Moved,
            _ => Notice::Deleted,
        });
        self.storage_changed();
    }

    /// Drops notices whose undo is no longer possible.
    pub(crate) fn drop_expired_undo(self) {
        if self
            .notices
            .with_untracked(|notices| notices.iter().any(|notice| notice.removed().is_some()))
        {
            self.drop_all_vain_undo();
        }
    }

    #[inline(never)]
    fn drop_all_vain_undo(self) {
        let is_vain = |notice: &Notice| {
            notice
                .removed()
                .is_some_and(|removed| !self.library(|library| library.can_put_back(removed)))
        };
        self.notices.update(|notices| notices.retain(|notice| !is_vain(notice)));
    }

    /// Shows merged answers, part of which came from another tab.
    #[inline(never)]
    fn take_over(self, joined: &Assessment) {
        let before = self.assessment.get_untracked();
        self.amend(|assessment| *assessment = joined.clone());
        // Only what changed is updated. With that alone, the page that WebKit shows after *Back*
        // keeps the older answer (`sleeping_tabs.rs`), for a reason not found yet: so a window
        // without the focus is built anew, once it has all chunks that this may take.
        Self::show_texts(&before, joined);
        if !E::has_focus() {
            E::once_complete(move || self.generation.update(|generation| *generation += 1));
        }
    }

    /// Shows the texts that were written in another tab in their fields: otherwise the next
    /// keystroke would store the field's old text.
    fn show_texts(before: &Assessment, now: &Assessment) {
        for (question, (before, now)) in before.entries.iter().zip(&now.entries).enumerate() {
            let code = ISO42001.questions[question].code;
            for (field, before, now) in
                [("note", &before.note, &now.note), ("reason", &before.reason, &now.reason)]
            {
                if before != now {
                    E::show_text(&format!("{code}-{field}"), &printed(now));
                }
            }
        }
        // What a row shows may be the reason of *not applicable*.
        for (control, facts) in ISO42001.controls.iter().enumerate() {
            let [before, now] = [before, now].map(|it| soa::justification(&ISO42001, it, control));
            if before != now {
                E::show_text(&format!("soa-{}-justification", facts.id), &printed(now));
            }
        }
    }

    pub(crate) fn with_tab<T>(
        self,
        act: impl FnOnce(&mut TabReplica, &Library<E::Store>, &Assessment) -> T,
    ) -> T {
        let mut tab = self.tab.update_value(std::mem::take);
        let outcome = self.library(|library| {
            self.assessment.with_untracked(|present| act(&mut tab, library, present))
        });
        self.tab.set_value(tab);
        outcome
    }

    /// Replaces all answers.
    pub(crate) fn replace_all(self, assessment: Assessment) {
        self.tab.update_value(|tab| tab.replaced(E::milliseconds()));
        self.show(assessment);
    }

    /// Stores the answers after taking over changes of other tabs; a notice tells if that fails.
    /// Returns whether it worked.
    pub(crate) fn store(self) -> bool {
        let may = self.catch_up();
        may && self.write() || !may && self.is_not_stored()
    }

    /// Stores the answers as they are, right after [`Session::catch_up`]. Returns whether it
    /// worked.
    pub(crate) fn write(self) -> bool {
        if !self.may_store.get_untracked() {
            return self.is_not_stored();
        }
        let outcome = self
            .with_tab(|tab, library, present| tab.write(&ISO42001, library, present, &E::now()));
        if outcome.is_ok() {
            self.sync_number();
            self.is_stored();
            return true;
        }
        // Before the notice: the chunk that shows it may have to be loaded, and may fail to.
        self.is_not_stored();
        self.could_not_store();
        false
    }

    pub(super) fn is_stored(self) {
        let number = self.number.get_untracked();
        let is_empty = self.assessment.with_untracked(Assessment::is_empty);
        let goes_with_the_page = !self.has_kept_before.get_value() && self.keep_before_again();
        let is_in_memory = self.store.get_untracked() == E::MEMORY
            && (!is_empty || self.has_earlier_in_memory(number));
        self.set_unsaved(number, is_in_memory || goes_with_the_page);
        self.back_up_unstored(true);
        if self.notices.with_untracked(|notices| notices.contains(&Notice::StorageFull)) {
            self.notices.update(|notices| notices.retain(|notice| *notice != Notice::StorageFull));
        }
    }

    pub(crate) fn is_not_stored(self) -> bool {
        self.set_unsaved(
            self.number.get_untracked(),
            !self.assessment.with_untracked(Assessment::is_empty),
        );
        self.back_up_unstored(false);
        false
    }

    #[inline(never)]
    fn could_not_store(self) {
        if !self.notices.with_untracked(|notices| notices.contains(&Notice::StorageFull)) {
            self.tell(Notice::StorageFull);
        }
    }

    /// Sets whether leaving the page would lose this assessment's answers: they are neither in the
    /// browser's storage nor, in their present state, in a file.
    pub(crate) fn set_unsaved(self, number: u32, is_unsaved: bool) {
        if is_unsaved != self.is_unsaved(number) {
            self.unsaved.update(|all| {
                all.retain(|other| *other != number);
                if is_unsaved {
                    all.push(number);
                }
            });
        }
    }

    /// Returns whether earlier states of an assessment are in the page's memory only: a file of the
    /// present answers doesn't contain them.
    pub(crate) fn has_earlier_in_memory(self, number: u32) -> bool {
        let is_kept_here =
            number == self.number.get_untracked() && self.before.with_untracked(Option::is_some);
        let (has_before, has_snapshots) = self.library(|library| {
            (library.before(number).is_some(), !library.snapshots(number).is_empty())
        });
        is_kept_here && !self.has_kept_before.get_value()
            || self.store.get_untracked() == E::MEMORY && (has_before || has_snapshots)
    }

    /// Notes that the present answers are in a file now.
    pub(crate) fn is_in_a_file(self) {
        let number = self.number.get_untracked();
        self.set_unsaved(number, self.has_earlier_in_memory(number));
    }

    /// Returns whether leaving the page would lose this assessment's answers.
    pub fn is_unsaved(self, number: u32) -> bool {
        self.unsaved.with_untracked(|all| all.contains(&number))
    }

    /// Sets the number of the assessment in use, and stores it for a reload of the page.
    pub(crate) fn remember_number(self, number: u32) {
        if self.store.get_untracked() == E::LOCAL {
            E::remember_number_of_this_tab(number);
        }
        self.number.set(number);
    }

    /// Has a page that stops offer what is shown, where no storage holds it: it offers what is in
    /// the page's memory itself.
    pub(crate) fn offer_unstored(self) {
        let is_in_memory = self.store.get_untracked() == E::MEMORY;
        let is_stored = is_in_memory && self.may_store.get_untracked();
        self.back_up_unstored(is_stored || !self.is_unsaved(self.number.get_untracked()));
    }

    /// Keeps answers that could not be stored where a crashing page finds them, with their
    /// identity: it doesn't offer them once they were deleted. It must stay in the first chunk of
    /// the module, as another may not be loadable.
    pub(crate) fn back_up_unstored(self, is_stored: bool) {
        let text = || {
            self.assessment
                .with_untracked(|assessment| file::write(&ISO42001, assessment, &E::now()))
        };
        let write = || self.tab.with_value(|tab| tab.identified(text()));
        E::keep_unstored(&if is_stored { String::new() } else { write() });
    }
}
