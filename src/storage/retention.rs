//! The storage location of answers and their retention, as shown to the visitor.

use crate::language::Language;
use crate::storage::{Library, Store};

/// The storage location of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageLocation {
    /// In the browser's storage, which persists.
    Browser,
    /// In the page's memory: others use the computer too.
    SharedComputer,
    /// In the page's memory: the page was opened from a file, and all files on a disk can read what
    /// one of them stores.
    Document,
    /// Only on the page; a notice tells why.
    Nowhere,
}

/// The facts that decide where answers are kept, if the browser lets the page store anything.
#[derive(Debug, Clone, Copy)]
pub struct Situation {
    /// Whether the visitor said that others use the computer too.
    pub is_shared_computer: bool,
    /// Whether the page was opened from a file (`file:`).
    pub is_document: bool,
}

/// Returns whether the page starts with answers in its own memory only, and stores nothing. (If the
/// browser refuses to store anything, there is no choice.) Any other file may have written to the
/// storage of a page opened from a file, so what it holds isn't consent.
pub fn is_in_memory(situation: Situation) -> bool {
    situation.is_shared_computer || situation.is_document
}

/// Returns whether to tell the visitor that such a page's storage holds answers, from when the
/// visitor asked for that. No mark can say so: any other file may have written it.
pub fn tells_of_kept<S: Store>(situation: Situation, storage: S) -> bool {
    situation.is_document && !situation.is_shared_computer && Library::look(storage).has_answers()
}

/// The visitor's choice of where answers are kept, and whether its checkbox is ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageChoice {
    /// *This is a shared computer*: if ticked, answers are kept in the page only.
    SharedComputer(bool),
    /// *Also keep my answers in this browser*, on a page opened from a file: if ticked, they are.
    KeepHere(bool),
}

impl StorageChoice {
    /// Returns whether its checkbox is ticked.
    pub fn is_ticked(self) -> bool {
        let (Self::SharedComputer(is) | Self::KeepHere(is)) = self;
        is
    }
}

/// The choice offered; `None` if the browser stores nothing anyway.
pub fn choice(place: StorageLocation, is_document: bool) -> Option<StorageChoice> {
    match place {
        StorageLocation::Nowhere => None,
        StorageLocation::SharedComputer => Some(StorageChoice::SharedComputer(true)),
        _ if is_document => Some(StorageChoice::KeepHere(place == StorageLocation::Browser)),
        _ => Some(StorageChoice::SharedComputer(false)),
    }
}

/// The text on how long answers are kept; `None` if they stay, or if a notice says it already.
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

/// Returns whether the browser deletes a page's data after seven days without a visit. `WebKit`
/// does, on all systems, whichever browser is built on it. `vendor` is what the browser reports as
/// its engine's vendor.
pub fn deletes_idle_data(vendor: &str) -> bool {
    vendor.starts_with("Apple")
}
