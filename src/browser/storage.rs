//! The browser's local storage, under keys of our own. Whatever it does, nothing here panics, and nothing of ours or of others
//! is removed but by [`delete_all`].

use gloo_storage::{LocalStorage, Storage};

/// Every key of ours begins so.
const PREFIX: &str = "aims-assessment/";
const ANSWERS: &str = "aims-assessment/answers";
const BEFORE: &str = "aims-assessment/before-opening";
const LANGUAGE: &str = "aims-assessment/language";
const OPENED: &str = "aims-assessment/opened-file";
const DAMAGED: &str = "aims-assessment/damaged";

/// Why something could not be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The browser doesn't let the page store anything.
    Off,
    /// It refused this write, most often because its space is used up.
    Refused,
}

/// The storage, where the browser lets us have it: in some settings even asking for it throws.
fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()?;
    Some(LocalStorage::raw())
}

/// Whether anything can be stored at all.
pub fn is_there() -> bool {
    storage().is_some_and(|storage| storage.length().is_ok())
}

fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

fn remove(key: &str) {
    if let Some(storage) = storage() {
        // What can't be removed stays, which harms nobody.
        storage.remove_item(key).ok();
    }
}

fn write(key: &str, text: &str) -> Result<(), Failure> {
    storage().ok_or(Failure::Off)?.set_item(key, text).map_err(|_| Failure::Refused)
}

/// The stored answers, as text.
pub fn answers() -> Option<String> {
    read(ANSWERS)
}

/// Stores the answers, as text.
///
/// # Errors
/// When the browser doesn't store them; what was stored before stays.
pub fn store_answers(text: &str) -> Result<(), Failure> {
    write(ANSWERS, text)
}

/// The answers that were there before a file was opened.
pub fn answers_before() -> Option<String> {
    read(BEFORE)
}

/// Keeps the answers that a file is about to replace.
///
/// # Errors
/// When the browser doesn't store them.
pub fn keep_before(text: &str) -> Result<(), Failure> {
    write(BEFORE, text)
}

/// Forgets the answers that a file had replaced.
pub fn forget_before() {
    remove(BEFORE);
}

/// Whether the stored answers came from a file and were not changed since.
pub fn is_opened_file() -> bool {
    read(OPENED).is_some()
}

/// Remembers whether the stored answers came from a file and were not changed since.
pub fn mark_opened_file(is_opened_file: bool) {
    if is_opened_file {
        // Unmarked, the answers are taken for the visitor's own and kept, which is the safe side.
        write(OPENED, "yes").ok();
    } else {
        remove(OPENED);
    }
}

/// The language that was chosen.
pub fn language() -> Option<String> {
    read(LANGUAGE)
}

/// Remembers the language.
pub fn store_language(code: &str) {
    // A language that is not remembered is asked for again; not worth a message.
    write(LANGUAGE, code).ok();
}

/// Puts damaged text aside under the first free key, unless it lies there already.
///
/// # Errors
/// When the browser doesn't store it.
pub fn set_aside(text: &str) -> Result<(), Failure> {
    let aside = all_set_aside();
    if aside.iter().any(|other| other == text) { Ok(()) } else { write(&format!("{DAMAGED}-{}", aside.len() + 1), text) }
}

/// Everything that was put aside, oldest first.
pub fn all_set_aside() -> Vec<String> {
    (1..).map_while(|number| read(&format!("{DAMAGED}-{number}"))).collect()
}

/// Removes every key of ours, and nothing else.
pub fn delete_all() {
    let Some(storage) = storage() else { return };
    let count = storage.length().unwrap_or(0);
    // All names first: removing one moves the others.
    let keys: Vec<String> = (0..count).filter_map(|index| storage.key(index).ok().flatten()).collect();
    for key in keys.iter().filter(|key| key.starts_with(PREFIX)) {
        storage.remove_item(key).ok();
    }
}

/// Calls `changed` whenever another tab stored or deleted answers.
pub fn on_change_elsewhere(changed: impl Fn() + 'static) {
    leptos::leptos_dom::helpers::window_event_listener(leptos::ev::storage, move |event| {
        // No key: everything was cleared.
        if event.key().is_none_or(|key| key == ANSWERS) {
            changed();
        }
    });
}
