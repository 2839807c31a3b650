//! The storage and the language at the page's start.

use super::environment::{Browser, Storage};
use super::own_page::ANSWERS_INSIDE;
use crate::app::own_brand::own_brand;
use crate::browser::page;
use crate::browser::storage::BrowserStore;
use crate::language::{Language, Wishes};
use crate::session::library_in_use;
use crate::storage::Library;

/// Opens the storage, and chooses the language.
pub fn open() -> (Storage, Language) {
    let (library, came) = library_in_use::<Browser>();
    let language = language(&library);
    let is_lost_with_the_page = came && *library.store() == BrowserStore::Memory;
    (Storage { library, is_lost_with_the_page }, language)
}

/// Chooses the language, and remembers one that the address asks for.
fn language(library: &Library<BrowserStore>) -> Language {
    let wishes = Wishes {
        address: page::language_in_address(),
        remembered: library.language(),
        saved: page::data(ANSWERS_INSIDE).and_then(|_| page::own_language()),
        browser: page::preferred_languages(),
    };
    let language = wishes.language().unwrap_or_else(|| own_brand().language());
    if wishes.address.as_deref().and_then(Language::from_tag).is_some() {
        library.store_language(language.code());
    }
    language
}
