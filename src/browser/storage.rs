//! The browser's two storages, as the [`Store`] that the library keeps its texts in, and what one tab alone remembers. Whatever
//! the browser does, nothing here panics.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::library::{self, CURRENT, Failure, SHARED_COMPUTER, Store, is_ours};

/// A storage of the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrowserStore {
    /// The local storage: all tabs share it, and it stays.
    Local,
    /// The session storage: each tab has its own, and it ends with the tab.
    Tab,
}

impl BrowserStore {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Local, Self::Tab];

    /// The one that this tab uses: the tab's own where the visitor said that the computer is shared.
    pub fn in_use() -> Self {
        if Self::Tab.get(SHARED_COMPUTER).is_some() { Self::Tab } else { Self::Local }
    }

    /// Remembers, in the tab's own storage, that this is the one to use.
    pub fn use_from_now_on(self) {
        match self {
            Self::Local => Self::Tab.remove(SHARED_COMPUTER),
            // Where nothing was stored there is nothing to find again; where something is, this was.
            Self::Tab => Self::Tab.put(SHARED_COMPUTER, "yes").unwrap_or_default(),
        }
    }

    /// Whether anything can be stored at all.
    pub fn is_there(self) -> bool {
        self.storage().is_some_and(|storage| storage.length().is_ok())
    }

    /// The storage, where the browser lets us have it: in some settings even asking for it throws.
    fn storage(self) -> Option<web_sys::Storage> {
        let window = web_sys::window()?;
        let storage = match self {
            Self::Local => window.local_storage(),
            Self::Tab => window.session_storage(),
        };
        storage.ok().flatten()
    }

    fn put(self, key: &str, text: &str) -> Result<(), Failure> {
        self.storage().ok_or(Failure::Off)?.set_item(key, text).map_err(|_| Failure::Refused)
    }
}

impl Store for BrowserStore {
    fn get(&self, key: &str) -> Option<String> {
        self.storage()?.get_item(key).ok().flatten()
    }

    fn holds(&self, key: &str, text: &str) -> bool {
        // The browser compares two texts of its own: bringing a stored one into the module takes far longer.
        let stored = self.storage().and_then(|storage| Reflect::get(&storage, &key.into()).ok());
        stored.is_some_and(|stored| stored == JsValue::from_str(text))
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Failure> {
        if *self == Self::Tab && self.get(SHARED_COMPUTER).is_none() {
            // After everything was deleted; without the mark, the tab would not find its answers when it is loaded again.
            self.put(SHARED_COMPUTER, "yes")?;
        }
        self.put(key, text)
    }

    fn remove(&self, key: &str) {
        if let Some(storage) = self.storage() {
            storage.remove_item(key).ok();
        }
    }

    fn keys(&self) -> Vec<String> {
        let Some(storage) = self.storage() else { return Vec::new() };
        let count = storage.length().unwrap_or(0);
        (0..count).filter_map(|index| storage.key(index).ok().flatten()).collect()
    }
}

/// Removes every key of ours from both storages; whatever of ours lies in the one that is not in use is of no more use either.
pub fn remove_ours() {
    BrowserStore::ALL.iter().for_each(library::remove_ours);
}

/// The number of the assessment that this tab showed before it was loaded again.
pub fn number_of_this_tab() -> Option<u32> {
    BrowserStore::Tab.get(CURRENT)?.parse().ok()
}

/// Remembers which assessment this tab shows, so that it still does when it is loaded again.
pub fn remember_number_of_this_tab(number: u32) {
    // Not remembered, the tab shows the one that was used last.
    BrowserStore::Tab.put(CURRENT, &number.to_string()).ok();
}

/// Calls `changed` with the key whenever another tab stored or deleted something of ours; with none when it cleared everything. It tells
/// in which of the storages: the other one is no business of this tab.
pub fn on_change_elsewhere(changed: impl Fn(BrowserStore, Option<&str>) + 'static) {
    leptos::leptos_dom::helpers::window_event_listener(leptos::ev::storage, move |event| {
        let key = event.key();
        let is_local = event.storage_area() == BrowserStore::Local.storage();
        if key.as_deref().is_none_or(is_ours) {
            changed(if is_local { BrowserStore::Local } else { BrowserStore::Tab }, key.as_deref());
        }
    });
}
