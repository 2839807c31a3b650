//! The session's environment in the browser.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::start_script::{self, Later};
use crate::browser::storage::{self, BrowserStore};
use crate::browser::{clock, dom, focus, page};
use crate::session::{self, Cell, Environment, Kept, Session};

/// The page in the browser.
#[derive(Debug, Clone, Copy)]
pub struct Browser;

/// The state of the page; a cheap handle that can be copied.
pub type State = Session<Browser>;

/// The storage as found when the page was opened.
pub type Storage = session::Storage<Browser>;

impl State {
    /// Returns the state from the Leptos context.
    pub fn here() -> Self {
        expect_context()
    }
}

impl<T: Send + Sync + 'static> Cell<T> for RwSignal<T> {
    fn new(value: T) -> Self {
        Self::new(value)
    }

    fn with<R>(self, ask: impl FnOnce(&T) -> R) -> R {
        With::with(&self, ask)
    }

    fn with_untracked<R>(self, ask: impl FnOnce(&T) -> R) -> R {
        WithUntracked::with_untracked(&self, ask)
    }

    fn update(self, change: impl FnOnce(&mut T)) {
        Update::update(&self, change);
    }

    fn set(self, value: T) {
        Set::set(&self, value);
    }

    fn track(self) {
        Track::track(&self);
    }
}

impl<T: 'static> Kept<T> for StoredValue<T, LocalStorage> {
    fn new(value: T) -> Self {
        Self::new_local(value)
    }

    fn with_value<R>(self, ask: impl FnOnce(&T) -> R) -> R {
        WithValue::with_value(&self, ask)
    }

    fn update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        change(&mut *self.write_value())
    }

    fn set_value(self, value: T) {
        SetValue::set_value(&self, value);
    }
}

impl Environment for Browser {
    type Cell<T: Send + Sync + 'static> = RwSignal<T>;
    type Kept<T: 'static> = StoredValue<T, LocalStorage>;
    type Store = BrowserStore;

    const LOCAL: BrowserStore = BrowserStore::Local;
    const TAB: BrowserStore = BrowserStore::Tab;
    const MEMORY: BrowserStore = BrowserStore::Memory;

    fn is_there(store: BrowserStore) -> bool {
        store.is_there()
    }

    fn now() -> String {
        clock::now()
    }

    fn milliseconds() -> u64 {
        clock::milliseconds()
    }

    fn untracked<T>(ask: impl FnOnce() -> T) -> T {
        untrack(ask)
    }

    fn is_shared_computer() -> bool {
        storage::is_shared_computer()
    }

    fn remember_shared_computer(is_shared: bool) -> bool {
        storage::remember_shared_computer(is_shared)
    }

    fn number_of_this_tab() -> Option<u32> {
        storage::number_of_this_tab()
    }

    fn remember_number_of_this_tab(number: u32) {
        storage::remember_number_of_this_tab(number);
    }

    fn forget_this_tab() {
        storage::forget_this_tab();
    }

    fn is_document() -> bool {
        page::is_document()
    }

    fn has_focus() -> bool {
        focus::has_focus()
    }

    fn once_complete(act: impl FnOnce() + 'static) {
        let Some(coming) = start_script::coming(Later::Rest) else { return act() };
        spawn_local(async move {
            if coming.came().await {
                act();
            }
        });
    }

    fn show_text(field: &str, text: &str) {
        dom::set_value(&format!("[name='{field}']"), text);
    }

    fn keep_unstored(text: &str) {
        start_script::keep_unstored(text);
    }
}
