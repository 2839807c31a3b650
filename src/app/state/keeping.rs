//! Where the answers are kept: in the browser, or in this page's memory, which ends with it.

use leptos::prelude::*;

use super::State;
use crate::browser::page;
use crate::browser::storage::{self, BrowserStore};
use crate::keeping::{self, Choice, Place, Situation};
use crate::library::Library;
use crate::notice::Notice;
use crate::together::Tab;

/// The library in which this page keeps its answers, and whether something came into it that the browser keeps nowhere else.
pub(super) fn library_in_use() -> (Library<BrowserStore>, bool) {
    let local = Library::open(BrowserStore::Local);
    let situation =
        Situation { is_shared_computer: storage::is_shared_computer(), is_document: page::is_document(), keeps_here: local.keeps_here() };
    let is_in_memory = !BrowserStore::Local.is_there() || keeping::is_in_memory(situation);
    let library = if is_in_memory { Library::open(BrowserStore::Memory) } else { local };
    // An older version kept answers in the tab's own storage.
    let of_the_tab = Library::open(BrowserStore::Tab);
    let came = of_the_tab.has_begun() && of_the_tab.move_to(&library).is_ok();
    (library, came)
}

impl State {
    /// Where the answers lie.
    pub fn place(self) -> Place {
        if !self.stores.get() || !BrowserStore::Local.is_there() {
            return Place::Nowhere;
        }
        match (self.store.get(), self.is_shared_computer.get()) {
            (BrowserStore::Memory, true) => Place::SharedComputer,
            (BrowserStore::Memory, false) => Place::Document,
            _ => Place::Browser,
        }
    }

    /// The choice that the visitor has of where the answers lie.
    pub fn choice_of_place(self) -> Option<Choice> {
        let choice = keeping::choice(self.place(), page::is_document());
        // Who shares the computer must not be taken for somebody else when the page is loaded again.
        choice.filter(|choice| matches!(choice, Choice::KeepHere(_)) || BrowserStore::Tab.is_there())
    }

    /// Says whether others use the computer too: then everything is kept in this page's memory from now on.
    pub fn share_computer(self, is_shared: bool) {
        if is_shared != self.is_shared_computer.get_untracked()
            && self.keep_in(if is_shared { BrowserStore::Memory } else { BrowserStore::Local })
        {
            storage::remember_shared_computer(is_shared);
            self.is_shared_computer.set(is_shared);
        }
    }

    /// Lets the answers of the page as one file go into the browser's storage too, or no longer.
    pub fn keep_here(self, keeps: bool) {
        if self.keep_in(if keeps { BrowserStore::Local } else { BrowserStore::Memory }) {
            Library::open(BrowserStore::Local).mark_keeps_here(keeps);
        }
    }

    /// Moves everything into another store; where it can't be moved, nothing is. Whether it is there now.
    fn keep_in(self, there: BrowserStore) -> bool {
        if there == self.store.get_untracked() {
            return true;
        }
        self.follow();
        // What the storage refused, and this page alone has.
        let was_behind = self.tab.with_value(Tab::is_behind);
        let library = Library::open(there);
        let Ok(moved) = self.library(|here| here.move_to(&library)) else {
            self.tell(Notice::NotMoved);
            return false;
        };
        self.notices.update(|notices| notices.retain(|notice| *notice != Notice::NotMoved));
        let number = self.number.get_untracked();
        let is_empty = self.assessment.with_untracked(crate::answers::Assessment::is_empty);
        // Nothing was answered here: on with what lies there.
        let other = (is_empty && moved.number(number).is_none()).then(|| library.current(None));
        let number = other.or(moved.number(number)).unwrap_or_else(|| library.free_number());
        library.remember_current(number);
        let lost_with_the_page = if there == BrowserStore::Local { Vec::new() } else { library.numbers() };
        self.library.set_value(library);
        self.store.set(there);
        self.unsaved.set(lost_with_the_page);
        self.remember_number(number);
        if other.is_some_and(|other| self.library(|library| library.answers(other)).is_some()) {
            self.switch_to(number);
            self.keep_for_the_end(there == BrowserStore::Local);
            return true;
        }
        let was_stored = moved.number(number).is_some() || is_empty;
        self.tab.set_value(self.library(|library| Tab::open(library, number)));
        // What the results stood beside may have another number now.
        self.beside.set(None);
        if was_behind || !was_stored || self.library(|library| library.answers(number)).is_none() && !is_empty {
            self.store(); // there may be room there
        }
        self.keep_for_the_end(!self.is_unsaved(self.number.get_untracked()));
        self.shelf_changed();
        true
    }
}
