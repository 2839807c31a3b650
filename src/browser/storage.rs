//! The browser's local storage, as the [`Store`] that the library keeps its texts in, and what one tab alone remembers. Whatever
//! the browser does, nothing here panics.

use gloo_storage::{LocalStorage, Storage};

use crate::library::{CURRENT, Failure, Store, is_ours};

/// The local storage.
#[derive(Debug, Clone, Copy)]
pub struct BrowserStore;

/// The storage, where the browser lets us have it: in some settings even asking for it throws.
fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()?;
    Some(LocalStorage::raw())
}

/// The storage that ends with the tab.
fn of_the_tab() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// Whether anything can be stored at all.
pub fn is_there() -> bool {
    storage().is_some_and(|storage| storage.length().is_ok())
}

impl Store for BrowserStore {
    fn get(&self, key: &str) -> Option<String> {
        storage()?.get_item(key).ok().flatten()
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Failure> {
        storage().ok_or(Failure::Off)?.set_item(key, text).map_err(|_| Failure::Refused)
    }

    fn remove(&self, key: &str) {
        if let Some(storage) = storage() {
            storage.remove_item(key).ok();
        }
    }

    fn keys(&self) -> Vec<String> {
        let Some(storage) = storage() else { return Vec::new() };
        let count = storage.length().unwrap_or(0);
        (0..count).filter_map(|index| storage.key(index).ok().flatten()).collect()
    }
}

/// The number of the assessment that this tab showed before it was loaded again.
pub fn number_of_this_tab() -> Option<u32> {
    of_the_tab()?.get_item(CURRENT).ok().flatten()?.parse().ok()
}

/// Remembers which assessment this tab shows, so that it still does when it is loaded again.
pub fn remember_number_of_this_tab(number: u32) {
    if let Some(storage) = of_the_tab() {
        // Not remembered, the tab shows the one that was used last.
        storage.set_item(CURRENT, &number.to_string()).ok();
    }
}

/// Forgets it.
pub fn forget_number_of_this_tab() {
    if let Some(storage) = of_the_tab() {
        storage.remove_item(CURRENT).ok();
    }
}

/// Calls `changed` with the key whenever another tab stored or deleted something of ours; with none when it cleared everything.
pub fn on_change_elsewhere(changed: impl Fn(Option<&str>) + 'static) {
    leptos::leptos_dom::helpers::window_event_listener(leptos::ev::storage, move |event| {
        let key = event.key();
        if key.as_deref().is_none_or(is_ours) {
            changed(key.as_deref());
        }
    });
}
