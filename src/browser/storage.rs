//! Where the library keeps its texts: the browser's local storage, or this page's memory. And what one tab alone remembers. Whatever the browser
//! does, nothing here panics.

use std::cell::RefCell;

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::library::{self, CURRENT, Failure, LANGUAGE, SHARED_COMPUTER, Store, is_mark, is_ours};

/// A place for texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrowserStore {
    /// The local storage: all tabs share it, and it stays.
    Local,
    /// The session storage: each tab has its own. Browsers write it into the files by which they restore windows, so nothing that a visitor writes
    /// goes there; an older version kept answers in it.
    Tab,
    /// The memory of this page: it ends with the page, and is in no file.
    Memory,
}

thread_local! {
    static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

impl BrowserStore {
    /// Whether anything can be stored at all.
    pub fn is_there(self) -> bool {
        self == Self::Memory || self.storage().is_some_and(|storage| storage.length().is_ok())
    }

    /// The storage, where the browser lets us have it: in some settings even asking for it throws.
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
        // Whichever page of this tab was told so.
        if self == Self::Local && !is_mark(key) && is_shared_computer() {
            return Err(Failure::Refused);
        }
        self.storage().ok_or(Failure::Off)?.set_item(key, text).map_err(|_| Failure::Refused)
    }
}

impl Store for BrowserStore {
    fn get(&self, key: &str) -> Option<String> {
        if *self == Self::Memory {
            return MEMORY.with_borrow(|texts| texts.iter().find(|(other, _)| other == key).map(|(_, text)| text.clone()));
        }
        self.storage()?.get_item(key).ok().flatten()
    }

    fn holds(&self, key: &str, text: &str) -> bool {
        if *self == Self::Memory {
            return MEMORY.with_borrow(|texts| texts.iter().any(|(other, stored)| other == key && stored == text));
        }
        // The browser compares two texts of its own: bringing a stored one into the module takes far longer.
        let stored = self.storage().and_then(|storage| Reflect::get(&storage, &key.into()).ok());
        stored.is_some_and(|stored| stored == JsValue::from_str(text))
    }

    #[inline(never)]
    fn set(&self, key: &str, text: &str) -> Result<(), Failure> {
        if *self == Self::Memory {
            self.remove(key);
            MEMORY.with_borrow_mut(|texts| texts.push((key.to_owned(), text.to_owned())));
            return Ok(());
        }
        self.put(key, text)
    }

    fn remove(&self, key: &str) {
        if *self == Self::Memory {
            MEMORY.with_borrow_mut(|texts| texts.retain(|(other, _)| other != key));
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
        // 106 bits of chance; nobody has to be kept from guessing it.
        let digits = || js_sys::Number::from(js_sys::Math::random()).to_string_with_radix(36).map(String::from).unwrap_or_default();
        format!("{}{}", digits(), digits()).replace("0.", "")
    }
}

/// Whether the visitor said in this tab that others use the computer too.
pub fn is_shared_computer() -> bool {
    BrowserStore::Tab.get(SHARED_COMPUTER).is_some()
}

/// Remembers in this tab whether others use the computer too, so that it still holds when the page is loaded again. Whether that worked.
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

/// Removes what this tab remembers.
pub fn forget_this_tab() {
    library::remove_ours(&BrowserStore::Tab);
}

/// Remembers the language in this tab, where nothing else is stored.
pub fn remember_language_of_this_tab(code: &str) {
    // Not remembered, the browser's language decides the next time.
    BrowserStore::Tab.put(LANGUAGE, code).ok();
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

/// Calls `changed` with the key whenever another tab stored or deleted something of ours in the local storage, or another frame of this tab said that
/// others use the computer; with none when it cleared everything.
pub fn on_change_elsewhere(changed: impl Fn(Option<&str>) + 'static) {
    leptos::leptos_dom::helpers::window_event_listener(leptos::ev::storage, move |event| {
        let key = event.key();
        let is_local = event.storage_area() == BrowserStore::Local.storage();
        if (is_local || key.as_deref() == Some(SHARED_COMPUTER)) && key.as_deref().is_none_or(is_ours) {
            changed(key.as_deref());
        }
    });
}
