//! Where answers are kept and how long, as far as the visitor should know it.

use crate::language::Language;
use crate::storage::{Library, Store};

/// Where the answers lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageLocation {
    /// In the browser's storage, which stays.
    Browser,
    /// In the page's memory: others use the computer too.
    SharedComputer,
    /// In the page's memory: it was opened from a file, and all files on a disk can read what one of them stores.
    Document,
    /// Nowhere but on the page; a notice tells why.
    Nowhere,
}

/// What decides where answers are kept, where the browser lets the page store anything.
#[derive(Debug, Clone, Copy)]
pub struct Situation {
    /// Whether the visitor said that others use the computer too.
    pub is_shared_computer: bool,
    /// Whether the page was opened from a file (`file:`).
    pub is_document: bool,
}

/// Whether the page begins with answers in its own memory alone, and stores nothing; it has no choice where the browser lets it store nothing. What lies
/// in the storage of a page that was opened from a file may have been put there by any other file, so it is no consent.
pub fn is_in_memory(situation: Situation) -> bool {
    situation.is_shared_computer || situation.is_document
}

/// Whether to say that answers lie in the storage of such a page, from when the visitor asked for it. No mark says that: any other file may have written
/// it.
pub fn tells_of_kept<S: Store>(situation: Situation, storage: S) -> bool {
    situation.is_document && !situation.is_shared_computer && Library::look(storage).has_answers()
}

/// The choice that a visitor has of where answers are kept, and whether its box is ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageChoice {
    /// *This is a shared computer*: ticked, answers are kept in the page alone.
    SharedComputer(bool),
    /// *Also keep my answers in this browser*, on a page that was opened from a file: ticked, they are.
    KeepHere(bool),
}

impl StorageChoice {
    /// Whether its box is ticked.
    pub fn is_ticked(self) -> bool {
        let (Self::SharedComputer(is) | Self::KeepHere(is)) = self;
        is
    }
}

/// The choice that there is; none where the browser stores nothing anyway.
pub fn choice(place: StorageLocation, is_document: bool) -> Option<StorageChoice> {
    match place {
        StorageLocation::Nowhere => None,
        StorageLocation::SharedComputer => Some(StorageChoice::SharedComputer(true)),
        _ if is_document => Some(StorageChoice::KeepHere(place == StorageLocation::Browser)),
        _ => Some(StorageChoice::SharedComputer(false)),
    }
}

/// What to say of how long they are kept there; nothing where they stay, or where a notice says it already.
pub fn reminder(
    language: Language,
    place: StorageLocation,
    browser_deletes_idle_data: bool,
) -> Option<&'static str> {
    let t = &language.texts().phrases;
    match place {
        StorageLocation::SharedComputer => Some(t.keeping_shared),
        StorageLocation::Document => Some(t.keeping_document),
        StorageLocation::Browser if browser_deletes_idle_data => Some(t.keeping_seven_days),
        StorageLocation::Browser | StorageLocation::Nowhere => None,
    }
}

/// Whether a browser deletes what a page stored after seven days without a visit: `WebKit` does, on all systems, whoever made the browser
/// around it. `vendor` is what the browser says of its engine's maker.
pub fn deletes_idle_data(vendor: &str) -> bool {
    vendor.starts_with("Apple")
}
