//! Chooses where the answers are kept: in the browser, or in this page's memory, which ends with
//! it.

use super::changes::Session;
use super::environment::{Cell, Environment, Kept};
use crate::assessment::answers::Assessment;
use crate::assessment::file;
use crate::content::questionnaire::ISO42001;
use crate::storage::Library;
use crate::storage::retention::{self, Situation, StorageChoice, StorageLocation};
use crate::storage::tab_sync::{RemoteChange, TabReplica};
use crate::view::notice::Notice;

/// Returns the library in which this page keeps its answers, and whether data moved into it that
/// the browser stores nowhere else.
pub fn library_in_use<E: Environment>() -> (Library<E::Store>, bool) {
    let is_in_memory = !E::is_there(E::LOCAL) || retention::is_in_memory(situation::<E>());
    let library = Library::open(if is_in_memory { E::MEMORY } else { E::LOCAL });
    // An older version kept answers in the session storage.
    let of_the_tab = Library::look(E::TAB);
    let came = of_the_tab.has_begun() && of_the_tab.move_to(&library).is_ok();
    (library, came)
}

fn situation<E: Environment>() -> Situation {
    Situation { is_shared_computer: E::is_shared_computer(), is_document: E::is_document() }
}

/// The notice about the browser's storage when the page is opened.
pub(crate) fn notice<E: Environment>() -> Option<Notice> {
    if !E::is_there(E::LOCAL) {
        return Some(Notice::StorageOff);
    }
    retention::tells_of_kept(situation::<E>(), E::LOCAL).then_some(Notice::KeptHere)
}

impl<E: Environment> Session<E> {
    /// The storage location of the answers.
    pub fn storage_location(self) -> StorageLocation {
        if !self.may_store.get() || !E::is_there(E::LOCAL) {
            return StorageLocation::Nowhere;
        }
        match (self.store.get() == E::MEMORY, self.is_shared_computer.get()) {
            (true, true) => StorageLocation::SharedComputer,
            (true, false) => StorageLocation::Document,
            (false, _) => StorageLocation::Browser,
        }
    }

    /// The visitor's choice of where answers are kept.
    pub fn storage_choice(self) -> Option<StorageChoice> {
        let choice = retention::choice(self.storage_location(), E::is_document());
        // Without the tab's storage, a shared computer would be forgotten on reload, so it isn't
        // offered.
        choice.filter(|choice| matches!(choice, StorageChoice::KeepHere(_)) || E::is_there(E::TAB))
    }

    /// Sets whether others use the computer too: if so, everything is kept in this page's memory
    /// from now on.
    pub fn share_computer(self, is_shared: bool) {
        if is_shared == self.is_shared_computer.get_untracked() {
            return;
        }
        self.sync();
        // The mark first: without it, the next page of this tab would store what is written there.
        if !E::remember_shared_computer(is_shared) {
            return self.tell(Notice::NotMoved);
        }
        self.is_shared_computer.set(is_shared);
        // A page opened from a file has its own checkbox for the browser's storage.
        let is_in_memory = retention::is_in_memory(situation::<E>());
        if !self.keep_in(if is_in_memory { E::MEMORY } else { E::LOCAL }) {
            self.is_shared_computer.set(!is_shared);
            E::remember_shared_computer(!is_shared);
            self.remember_number(self.number.get_untracked());
        }
    }

    /// Switches to the page's memory if *Shared computer* was ticked in another page of this tab:
    /// an earlier one, or another frame. The present answers stay in this page, unless they were
    /// deleted; the browser's storage is left alone.
    pub(crate) fn heed_mark(self) {
        if !self.is_shared_computer.get_untracked() && E::is_shared_computer() {
            self.go_over_to_memory();
        }
    }

    #[inline(never)]
    fn go_over_to_memory(self) {
        self.is_shared_computer.set(true);
        if self.store.get_untracked() == E::MEMORY {
            return;
        }
        let is_deleted = self.with_tab(|tab, library, present| {
            tab.is_gone(library, present) && !tab.is_moved(library)
        });
        let before = self.before.get_untracked();
        self.library.set_value(Library::open(E::MEMORY));
        self.store.set(E::MEMORY);
        self.unsaved.set(Vec::new());
        self.may_store.set(true);
        if is_deleted {
            return self.begin_after_deletion(&RemoteChange::Gone);
        }
        self.tab.set_value(self.library(TabReplica::after_deletion));
        self.earlier_id.set(None);
        self.drop_expired_undo();
        if !self.assessment.with_untracked(Assessment::is_empty) {
            self.write();
        }
        let number = self.tab.with_value(TabReplica::number);
        self.remember_number(number);
        if let Some(before) = before {
            // The memory refuses no write.
            self.library(|library| {
                library.keep_before(number, &file::write(&ISO42001, &before, ""))
            })
            .ok();
        }
        self.storage_changed();
    }

    /// Sets whether the answers of the page as one file are kept in the browser's storage too.
    pub fn keep_here(self, keeps: bool) {
        if self.keep_in(if keeps { E::LOCAL } else { E::MEMORY }) {
            self.notices.update(|notices| notices.retain(|notice| *notice != Notice::KeptHere));
            if !keeps {
                Library::look(E::LOCAL).forget_keep_here();
            }
        }
    }

    /// Shows the answers that the page as one file stored in the browser before, and keeps storing
    /// there.
    pub fn show_kept(self) {
        let kept = Library::look(E::LOCAL);
        if kept.is_newer() {
            return self.tell(Notice::StorageNewer);
        }
        let number = kept.current(None);
        self.keep_here(true);
        let is_there = self.store.get_untracked() == E::LOCAL
            && self.library(|library| library.answers(number).is_some());
        if is_there && number != self.number.get_untracked() && self.may_leave() {
            self.switch_to(number);
        }
    }

    /// Moves everything into another store, or nothing if that fails. Returns whether it is there
    /// now.
    fn keep_in(self, there: E::Store) -> bool {
        if there == self.store.get_untracked() {
            return true;
        }
        self.sync();
        // Answers that the storage refused, and that only this page has.
        let was_behind = self.tab.with_value(TabReplica::has_unsaved_changes);
        let has_missed = self.with_tab(|tab, library, _| tab.has_missed(library));
        let library = Library::open(there);
        let Ok(moved) = self.library(|here| here.move_to(&library)) else {
            self.tell(Notice::NotMoved);
            return false;
        };
        self.notices.update(|notices| notices.retain(|notice| *notice != Notice::NotMoved));
        let number = self.number.get_untracked();
        let is_empty = self.assessment.with_untracked(Assessment::is_empty);
        // Nothing was answered here: continue with what is stored there.
        let other = (is_empty && moved.number(number).is_none()).then(|| library.current(None));
        let number = other.or(moved.number(number)).unwrap_or_else(|| library.free_number());
        self.use_library(library, there, number);
        if other.is_some_and(|other| self.library(|library| library.answers(other)).is_some()) {
            self.switch_to(number);
            return true;
        }
        let was_stored = moved.number(number).is_some() || is_empty;
        self.tab.set_value(self.library(|library| TabReplica::open(library, number)));
        if has_missed {
            self.keep_stored_as_snapshot(number);
        }
        // The number of the state that the results are compared with may have changed.
        self.earlier_id.set(None);
        let is_there = || self.library(|library| library.answers(number)).is_some();
        if was_behind || !was_stored || !is_there() && !is_empty {
            self.store(); // there may be room there
        }
        self.offer_unstored();
        self.storage_changed();
        true
    }

    /// Stores in another library from now on, with this number as the current one.
    fn use_library(self, library: Library<E::Store>, there: E::Store, number: u32) {
        library.remember_current(number);
        let lost_with_the_page = if there == E::LOCAL { Vec::new() } else { library.numbers() };
        self.library.set_value(library);
        self.store.set(there);
        self.unsaved.set(lost_with_the_page);
        self.remember_number(number);
    }

    /// Makes a snapshot of the stored answers, which are about to be replaced by those of this
    /// page.
    fn keep_stored_as_snapshot(self, number: u32) {
        let now = E::now();
        let kept = self.library(|library| {
            let stored = file::read_stored(&ISO42001, &library.answers(number)?).ok()?.assessment;
            library.keep_snapshot(number, &now, &file::write(&ISO42001, &stored, &now)).ok()
        });
        if kept.is_some() {
            self.tell(Notice::Superseded);
        }
    }
}
