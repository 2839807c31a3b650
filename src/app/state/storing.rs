//! Storing what is answered, together with the other tabs.

use leptos::prelude::*;

use super::State;
use crate::answers::Assessment;
use crate::browser::page;
use crate::browser::storage::{self, BrowserStore};
use crate::library::Library;
use crate::notice::Notice;
use crate::questionnaire::ISO42001;
use crate::together::Tab;

impl State {
    /// Takes over what another tab stores or deletes, so that two tabs never overwrite each other's older answers.
    pub fn follow_other_tabs(self) {
        storage::on_change_elsewhere(move |store, key| {
            if !self.stores.get_untracked() || store != self.store_in_use() {
                return;
            }
            let number = self.number.get_untracked();
            if key.is_none_or(|key| self.library(|library| library.is_answers_key(key, number))) {
                self.follow(number);
            } else {
                self.shelf_changed();
            }
        });
    }

    fn follow(self, number: u32) {
        if self.library(|library| library.answers(number)).is_none() {
            self.before.set(None);
            self.show(Assessment::new(&ISO42001));
            self.tab.set_value(Tab::default());
            self.tell(Notice::Deleted);
            self.shelf_changed();
            return;
        }
        let joined = self.with_tab(|tab, library, present| tab.follow(&ISO42001, library, number, present, &page::now()));
        match joined {
            Ok(Some(joined)) => self.take_over(joined),
            Ok(None) => {}
            Err(_) => self.tell(Notice::StorageFull),
        }
    }

    /// Shows answers of which a part came from another tab.
    fn take_over(self, joined: Assessment) {
        if page::has_focus() {
            // Whoever is writing here goes on writing; what is chosen elsewhere shows all the same.
            self.amend(|assessment| *assessment = joined);
        } else {
            self.show(joined);
        }
    }

    fn with_tab<T>(self, act: impl FnOnce(&mut Tab, &Library<BrowserStore>, &Assessment) -> T) -> T {
        let mut tab = self.tab.try_update_value(std::mem::take).unwrap_or_default();
        let outcome = self.library(|library| self.assessment.with_untracked(|present| act(&mut tab, library, present)));
        self.tab.set_value(tab);
        outcome
    }

    /// Puts other answers in the place of all of these.
    pub(super) fn replace_all(self, assessment: Assessment) {
        self.tab.update_value(|tab| tab.replaced(page::milliseconds()));
        self.show(assessment);
    }

    /// Stores the answers and says so when that fails; whether it worked.
    pub(super) fn store(self) -> bool {
        let is_stored = self.try_to_store();
        self.is_unsaved.set(!is_stored);
        self.keep_for_the_end(is_stored);
        is_stored
    }

    fn try_to_store(self) -> bool {
        if !self.stores.get_untracked() {
            return false;
        }
        let number = self.number.get_untracked();
        let is_told = self.notices.with_untracked(|notices| notices.contains(&Notice::StorageFull));
        let outcome = self.with_tab(|tab, library, present| tab.store(&ISO42001, library, number, present, &page::now()));
        let is_stored = outcome.is_ok();
        if let Ok(Some(joined)) = outcome {
            self.take_over(joined);
        }
        if is_stored && is_told {
            self.notices.update(|notices| notices.retain(|notice| *notice != Notice::StorageFull));
        } else if !is_stored && !is_told {
            self.tell(Notice::StorageFull);
        }
        is_stored
    }
}
