//! The stores of the library: the browser's local storage, or this page's memory. Also the values
//! remembered by one tab. Nothing here panics, whatever the browser does.

use std::cell::RefCell;

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::start_script;
use crate::storage::{
    self, CURRENT, Failure, LANGUAGE, SHARED_COMPUTER, Store, is_bookkeeping, is_ours,
};

/// A store for texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrowserStore {
    /// The local storage: shared by all tabs, and permanent.
    Local,
    /// The session storage: separate for each tab. Browsers write it into the files from which they
    /// restore windows, so nothing that the visitor enters goes there; an older version kept
    /// answers in it.
    Tab,
    /// The memory of this page: it ends with the page, and is in no file. A page that stops offers
    /// what is in it.
    Memory,
}

thread_local! {
    static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

impl BrowserStore {
    /// Whether anything can be stored.
    pub fn is_there(self) -> bool {
        self == Self::Memory || self.storage().is_some_and(|storage| storage.length().is_ok())
    }

    /// The storage object, if the browser provides it: with some settings even the access throws.
    fn storage(self) -> Option<web_sys::Storage> {
        let window = web_sys::window()?;
        let storage = match self {
            Self::Local => window.local_storage(),
            Self::Tab => window.session_storage(),
            Self::Memory => return None,
        };
        storage.ok().flatten()
    }

    fn put(self, key: &str, text: &str) -> Result<(), Failure> {
        // The mark holds for every page of this tab, whichever of them set it.
        if self == Self::Local && !is_bookkeeping(key) && is_shared_computer() {
            return Err(Failure::Refused);
        }
        self.storage().ok_or(Failure::Off)?.set_item(key, text).map_err(|_| Failure::Refused)
    }
}

impl Store for BrowserStore {
    fn get(&self, key: &str) -> Option<String> {
        if *self == Self::Memory {
            return MEMORY.with_borrow(|texts| {
                texts.iter().find(|(other, _)| other == key).map(|(_, text)| text.clone())
            });
        }
        self.storage()?.get_item(key).ok().flatten()
    }

    fn holds(&self, key: &str, text: &str) -> bool {
        if *self == Self::Memory {
            return MEMORY.with_borrow(|texts| {
                texts.iter().any(|(other, stored)| other == key && stored == text)
            });
        }
        // The browser compares the two texts: copying a stored one into the module takes far
        // longer.
        let stored = self.storage().and_then(|storage| Reflect::get(&storage, &key.into()).ok());
        stored.is_some_and(|stored| stored == JsValue::from_str(text))
    }

    #[inline(never)]
    fn set(&self, key: &str, text: &str) -> Result<(), Failure> {
        if *self == Self::Memory {
            self.remove(key);
            MEMORY.with_borrow_mut(|texts| texts.push((key.to_owned(), text.to_owned())));
            start_script::keep_in_memory(key, Some(text));
            return Ok(());
        }
        self.put(key, text)
    }

    fn remove(&self, key: &str) {
        if *self == Self::Memory {
            MEMORY.with_borrow_mut(|texts| texts.retain(|(other, _)| other != key));
            start_script::keep_in_memory(key, None);
        } else if let Some(storage) = self.storage() {
            storage.remove_item(key).ok();
        }
    }

    fn keys(&self) -> Vec<String> {
        if *self == Self::Memory {
            return MEMORY.with_borrow(|texts| texts.iter().map(|(key, _)| key.clone()).collect());
        }
        let Some(storage) = self.storage() else { return Vec::new() };
        let count = storage.length().unwrap_or(0);
        (0..count).filter_map(|index| storage.key(index).ok().flatten()).collect()
    }

    fn unique(&self) -> String {
        // 106 random bits; they need not be unpredictable.
        let digits = || {
            js_sys::Number::from(js_sys::Math::random())
                .to_string_with_radix(36)
                .map(String::from)
                .unwrap_or_default()
        };
        format!("{}{}", digits(), digits()).replace("0.", "")
    }
}

/// Whether the visitor said in this tab that the computer is shared.
pub fn is_shared_computer() -> bool {
    BrowserStore::Tab.get(SHARED_COMPUTER).is_some()
}

/// Remembers in this tab whether the computer is shared, so that it still holds after a reload.
/// Returns whether that worked.
pub fn remember_shared_computer(is_shared: bool) -> bool {
    if is_shared {
        let is_marked = BrowserStore::Tab.put(SHARED_COMPUTER, "yes").is_ok();
        if is_marked {
            BrowserStore::Tab.remove(CURRENT);
        }
        return is_marked;
    }
    BrowserStore::Tab.remove(SHARED_COMPUTER);
    true
}

/// Removes everything that this tab remembers.
pub fn forget_this_tab() {
    storage::remove_ours(&BrowserStore::Tab);
}

/// Remembers the language in this tab, if nothing else is stored.
pub fn remember_language_of_this_tab(code: &str) {
    // If that fails, the browser's language is used the next time.
    BrowserStore::Tab.put(LANGUAGE, code).ok();
}

/// The number of the assessment that this tab showed before a reload.
pub fn number_of_this_tab() -> Option<u32> {
    BrowserStore::Tab.get(CURRENT)?.parse().ok()
}

/// Remembers which assessment this tab shows, so that it shows it again after a reload.
pub fn remember_number_of_this_tab(number: u32) {
    // If that fails, the tab shows the assessment that was used last.
    BrowserStore::Tab.put(CURRENT, &number.to_string()).ok();
}

/// Calls `changed` with the key whenever another tab stored or deleted one of the page's entries in
/// the local storage, or another frame of this tab marked the computer as shared; with `None` when
/// another tab cleared everything.
pub fn on_change_elsewhere(changed: impl Fn(Option<&str>) + 'static) {
    leptos::leptos_dom::helpers::window_event_listener(leptos::ev::storage, move |event| {
        let key = event.key();
        let is_local = event.storage_area() == BrowserStore::Local.storage();
        if (is_local || key.as_deref() == Some(SHARED_COMPUTER))
            && key.as_deref().is_none_or(is_ours)
        {
            changed(key.as_deref());
        }
    });
}
