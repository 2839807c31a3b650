//! The storage and the language at the page's start.

use super::environment::{Browser, Storage};
use super::own_page::ANSWERS_INSIDE;
use crate::browser::page;
use crate::browser::storage::BrowserStore;
use crate::language::Language;
use crate::session::library_in_use;
use crate::storage::Library;

/// Opens the storage, and chooses the language.
pub fn open() -> (Storage, Language) {
    let (library, came) = library_in_use::<Browser>();
    let language = language(&library);
    let is_lost_with_the_page = came && *library.store() == BrowserStore::Memory;
    (Storage { library, is_lost_with_the_page }, language)
}

/// `?lang=`, else the remembered choice, else what the browser prefers.
fn language(library: &Library<BrowserStore>) -> Language {
    if let Some(language) = page::language_in_address().as_deref().and_then(Language::from_tag) {
        library.store_language(language.code());
        return language;
    }
    let remembered = library.language().as_deref().and_then(Language::from_tag);
    // A page saved with answers opens in the language in which it was saved.
    let saved = page::data(ANSWERS_INSIDE)
        .and_then(|_| page::own_language())
        .as_deref()
        .and_then(Language::from_tag);
    remembered.or(saved).unwrap_or_else(|| {
        Language::preferred(page::preferred_languages().iter().map(String::as_str))
    })
}
