//! The session's view of its environment: in the browser, Leptos' signals and browser calls; in
//! tests, plain cells and a fake browser.

use crate::storage::Store;

/// A reactive value of the session. Copies are handles to the same value.
pub trait Cell<T>: Copy {
    /// Creates a cell with this value.
    fn new(value: T) -> Self;
    /// Calls a function with the value, and subscribes the caller to changes.
    fn with<R>(self, ask: impl FnOnce(&T) -> R) -> R;
    /// Calls a function with the value, without subscribing.
    fn with_untracked<R>(self, ask: impl FnOnce(&T) -> R) -> R;
    /// Changes the value in place.
    fn update(self, change: impl FnOnce(&mut T));
    /// Sets the value.
    fn set(self, value: T);

    /// Subscribes the caller to changes.
    fn track(self) {
        self.with(|_| ());
    }

    /// Returns a copy of the value, and subscribes the caller to changes.
    fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// Returns a copy of the value, without subscribing.
    fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }
}

/// A non-reactive value of the session. Copies are handles to the same value.
pub trait Kept<T>: Copy {
    /// Creates one with this value.
    fn new(value: T) -> Self;
    /// Calls a function with the value.
    fn with_value<R>(self, ask: impl FnOnce(&T) -> R) -> R;
    /// Changes the value in place.
    fn update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> R;
    /// Sets the value.
    fn set_value(self, value: T);

    /// Returns a copy of the value.
    fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }
}

/// The page and the browser around a session.
pub trait Environment: Copy + 'static {
    /// Reactive values.
    type Cell<T: Send + Sync + 'static>: Cell<T>;
    /// Non-reactive values.
    type Kept<T: 'static>: Kept<T>;
    /// The key-value store.
    type Store: Store + Copy + PartialEq + Send + Sync + 'static;

    /// The browser's local storage, shared by all tabs and persistent.
    const LOCAL: Self::Store;
    /// The tab's session storage.
    const TAB: Self::Store;
    /// The memory of the page.
    const MEMORY: Self::Store;

    /// Returns whether this store is available.
    fn is_there(store: Self::Store) -> bool;
    /// The time in UTC, to the second: `2026-11-23T12:00:00Z`.
    fn now() -> String;
    /// The time in milliseconds since 1970.
    fn milliseconds() -> u64;
    /// Calls a function without subscribing it to changes.
    fn untracked<T>(ask: impl FnOnce() -> T) -> T;
    /// Returns whether the visitor said in this tab that others use the computer too.
    fn is_shared_computer() -> bool;
    /// Stores that for this tab. Returns whether that worked.
    fn remember_shared_computer(is_shared: bool) -> bool;
    /// The number of the assessment that this tab showed before a reload.
    fn number_of_this_tab() -> Option<u32>;
    /// Stores which assessment this tab shows.
    fn remember_number_of_this_tab(number: u32);
    /// Removes what is stored for this tab.
    fn forget_this_tab();
    /// Returns whether the page was opened from a file (`file:`).
    fn is_document() -> bool;
    /// Returns whether the visitor is working in this window.
    fn has_focus() -> bool;
    /// Calls a function once all code of the page is loaded; never, if it can't be.
    fn once_complete(act: impl FnOnce() + 'static);
    /// Changes the text of a field on the screen, by the field's name.
    fn show_text(field: &str, text: &str);
    /// Keeps answers that no store holds where a crashing page finds them; an empty text if there
    /// are none. It finds what [`Self::MEMORY`] holds without this.
    fn keep_unstored(text: &str);
}
