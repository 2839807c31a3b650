//! Where the answers are kept: in the browser, or, on a shared computer, in the tab alone.

use leptos::prelude::*;

use super::State;
use crate::answers::Assessment;
use crate::browser::storage::{self, BrowserStore};
use crate::keeping::Place;
use crate::library::Library;
use crate::notice::Notice;

impl State {
    /// Where the answers lie.
    pub fn place(self) -> Place {
        match (self.stores.get(), self.is_shared_computer.get()) {
            (false, _) => Place::Memory,
            (true, true) => Place::Tab,
            (true, false) => Place::Browser,
        }
    }

    /// Whether the visitor can choose between both: not where nothing is stored, for whatever reason.
    pub fn can_choose_place(self) -> bool {
        self.stores.get() && BrowserStore::ALL.iter().all(|store| store.is_there())
    }

    /// Keeps everything in this tab alone from now on, or in the browser again. Where it can't be moved, nothing is.
    pub fn share_computer(self, is_shared: bool) {
        if is_shared == self.is_shared_computer.get_untracked() {
            return;
        }
        let (here, there) = if is_shared { (BrowserStore::Local, BrowserStore::Tab) } else { (BrowserStore::Tab, BrowserStore::Local) };
        let library = Library::open(there);
        let Ok(moved) = self.library(|here| here.move_to(&library)) else {
            here.use_from_now_on();
            return self.tell(Notice::NotMoved);
        };
        there.use_from_now_on();
        self.notices.update(|notices| notices.retain(|notice| *notice != Notice::NotMoved));
        self.is_shared_computer.set(is_shared);
        let number = self.number.get_untracked();
        let is_unsaved = self.is_unsaved.get_untracked();
        let is_empty = self.assessment.with_untracked(Assessment::is_empty);
        // Nothing was answered here: on with what lies there.
        let other = (is_empty && moved.number(number).is_none()).then(|| library.current(None));
        let number = other.or(moved.number(number)).unwrap_or_else(|| library.free_number());
        library.remember_current(number);
        storage::remember_number_of_this_tab(number);
        self.library.set_value(library);
        if other.is_some_and(|other| self.library(|library| library.answers(other)).is_some()) {
            return self.switch_to(number);
        }
        self.number.set(number);
        // What the results stood beside may have another number now.
        self.beside.set(None);
        if is_unsaved {
            self.store(); // there may be room there
        }
        self.shelf_changed();
    }
}
