//! What the session asks of the page around it. In the browser these are Leptos' signals and calls of the browser, in tests
//! plain cells and a browser that is pretended.

use crate::storage::Store;

/// A value of the session that a screen may follow. Copies are handles on one value.
pub trait Cell<T>: Copy {
    /// A cell with this value.
    fn new(value: T) -> Self;
    /// Shows the value to a function; who asks hears of changes.
    fn with<R>(self, ask: impl FnOnce(&T) -> R) -> R;
    /// The same, without hearing of changes.
    fn with_untracked<R>(self, ask: impl FnOnce(&T) -> R) -> R;
    /// Changes the value in place.
    fn update(self, change: impl FnOnce(&mut T));
    /// Sets the value.
    fn set(self, value: T);

    /// Has who asks hear of changes.
    fn track(self) {
        self.with(|_| ());
    }

    /// A copy of the value; who asks hears of changes.
    fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of the value, without hearing of changes.
    fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }
}

/// A value of the session that nothing follows. Copies are handles on one value.
pub trait Kept<T>: Copy {
    /// With this value.
    fn new(value: T) -> Self;
    /// Shows the value to a function.
    fn with_value<R>(self, ask: impl FnOnce(&T) -> R) -> R;
    /// Changes the value in place.
    fn update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> R;
    /// Sets the value.
    fn set_value(self, value: T);

    /// A copy of the value.
    fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }
}

/// The page and the browser around a session.
pub trait Environment: Copy + 'static {
    /// Values that a screen may follow.
    type Cell<T: Send + Sync + 'static>: Cell<T>;
    /// Values that nothing follows.
    type Kept<T: 'static>: Kept<T>;
    /// Where texts are kept.
    type Store: Store + Copy + PartialEq + Send + Sync + 'static;

    /// The browser's storage, which all tabs share and which stays.
    const LOCAL: Self::Store;
    /// The tab's own storage.
    const TAB: Self::Store;
    /// The memory of the page.
    const MEMORY: Self::Store;

    /// Whether anything can be kept there.
    fn is_there(store: Self::Store) -> bool;
    /// The time in UTC, to the second: `2026-11-23T12:00:00Z`.
    fn now() -> String;
    /// The time in milliseconds since 1970.
    fn milliseconds() -> u64;
    /// Calls a function that asks without hearing of changes.
    fn untracked<T>(ask: impl FnOnce() -> T) -> T;
    /// Whether the visitor said in this tab that others use the computer too.
    fn is_shared_computer() -> bool;
    /// Remembers that in this tab; whether it worked.
    fn remember_shared_computer(is_shared: bool) -> bool;
    /// The number of the assessment that this tab showed before it was loaded again.
    fn number_of_this_tab() -> Option<u32>;
    /// Remembers which assessment this tab shows.
    fn remember_number_of_this_tab(number: u32);
    /// Removes what this tab remembers.
    fn forget_this_tab();
    /// Whether the page was opened from a file (`file:`).
    fn is_document() -> bool;
    /// Shows another text in a field that is on the screen, by its name.
    fn show_text(field: &str, text: &str);
    /// Keeps answers that could not be stored where a page that stops finds them; an empty text where there are none.
    fn keep_unstored(text: &str);
}
