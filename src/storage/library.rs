//! The store, read and written by the schema: the assessments, the current one, damaged texts.

use std::cell::{Cell, RefCell};

use super::keys::{
    ANSWERING, CURRENT, KEEP_HERE, LANGUAGE, SHARED_COMPUTER, is_ours, tells_of_deletion,
};
use super::keys::{ANSWERS, DAMAGED, SCHEMA_KEY, SET_ASIDE};
use super::keys::{answers_key, before_key, in_order, number, opened_key};
use super::store::{Failure, Store};

/// The schema that this program writes. Data of a higher one are never touched.
pub const SCHEMA: u32 = 3;

/// The text under an assessment's key, compared with the one that a tab last saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    /// The same text, or still none.
    Same,
    /// No text any more.
    Nothing,
    /// Another text.
    Other(String),
}

/// The location of a text that could not be moved to its key of this schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Elsewhere {
    /// Still under its old key.
    Under(&'static str),
    /// In this tab's memory only.
    InMemory(String),
}

/// The store, read and written by the schema.
#[derive(Debug)]
pub struct Library<S> {
    pub(super) store: S,
    pub(super) is_newer: Cell<bool>,
    /// By the key under which the text should be. Empty unless the storage refused a write of the
    /// migration.
    pub(super) elsewhere: RefCell<Vec<(String, Elsewhere)>>,
}

impl<S: Store> Library<S> {
    /// Reads the schema, and migrates data of older versions.
    pub fn open(store: S) -> Self {
        let library = Self::look(store);
        if !library.is_newer() {
            library.migrate();
            library.remove_what_was_deleted();
        }
        library
    }

    /// Reads the schema, and writes nothing.
    pub fn look(store: S) -> Self {
        let is_newer = is_of_newer(store.get(SCHEMA_KEY));
        Self { store, is_newer: Cell::new(is_newer), elsewhere: RefCell::default() }
    }

    /// The underlying store.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// Returns whether the store holds data of a newer version: then nothing is read or written.
    pub fn is_newer(&self) -> bool {
        self.is_newer.get()
    }

    /// Returns whether a text is in memory only, as the storage accepted neither its copy nor the
    /// original again.
    pub fn has_text_in_memory(&self) -> bool {
        self.elsewhere.borrow().iter().any(|(_, place)| matches!(place, Elsewhere::InMemory(_)))
    }

    /// Returns whether any data of the visitor are stored: more than the choice of a language or
    /// storage location, and texts without content.
    pub fn has_begun(&self) -> bool {
        let others = [SCHEMA_KEY, CURRENT, LANGUAGE, ANSWERING, SHARED_COMPUTER, KEEP_HERE];
        let is_bookkeeping = |key: &str| others.contains(&key) || tells_of_deletion(key);
        self.keys().iter().any(|key| is_ours(key) && !is_bookkeeping(key))
    }

    /// The numbers of all assessments in ascending order, without deleted ones that a tab stored
    /// again before it learned of the deletion.
    pub fn numbers(&self) -> Vec<u32> {
        in_order(self.stored_numbers().filter(|number| !self.is_void(*number)))
    }

    pub(super) fn stored_numbers(&self) -> impl Iterator<Item = u32> {
        self.keys().into_iter().filter_map(|key| number(key.strip_prefix(ANSWERS)?))
    }

    /// The assessment to open: the one this tab had, else the one used last, else the first, else a
    /// new, empty one.
    pub fn current(&self, of_this_tab: Option<u32>) -> u32 {
        let numbers = self.numbers();
        let last = self.get(CURRENT).and_then(|text| number(&text));
        let wanted =
            [of_this_tab, last].into_iter().flatten().find(|wanted| numbers.contains(wanted));
        wanted.or(numbers.first().copied()).unwrap_or_else(|| self.free_number())
    }

    /// Stores which assessment a new tab opens.
    pub fn remember_current(&self, number: u32) {
        // If this fails, the first one opens, and the others are a click away.
        self.set(CURRENT, &number.to_string()).ok();
    }

    /// The stored text of an assessment.
    pub fn answers(&self, number: u32) -> Option<String> {
        self.get(&answers_key(number))
    }

    /// Compares the text under an assessment's key with the one that a tab saw there last.
    pub fn compare_answers(&self, number: u32, seen: Option<&str>) -> Stored {
        let key = answers_key(number);
        if !self.is_newer() && seen.is_some_and(|seen| self.store.holds(&key, seen)) {
            return Stored::Same;
        }
        match (self.get(&key), seen) {
            (None, None) => Stored::Same,
            (None, Some(_)) => Stored::Nothing,
            (Some(text), Some(seen)) if text == seen => Stored::Same,
            (Some(text), _) => Stored::Other(text),
        }
    }

    /// Stores an assessment.
    ///
    /// # Errors
    /// When the write is refused; the previous text stays.
    pub fn store_answers(&self, number: u32, text: &str) -> Result<(), Failure> {
        self.set(&answers_key(number), text)?;
        self.set_schema();
        Ok(())
    }

    /// Marks the stored data as of this schema: tabs with an older page store nothing from then on.
    /// Without the schema, the next visit looks for older data and finds none.
    pub(super) fn set_schema(&self) {
        let schema = SCHEMA.to_string();
        if !self.store.holds(SCHEMA_KEY, &schema) {
            self.set(SCHEMA_KEY, &schema).ok();
        }
    }

    /// Returns whether a key changed by another tab holds this assessment's answers.
    pub fn is_answers_key(&self, key: &str, number: u32) -> bool {
        let wanted = answers_key(number);
        key == wanted
            || matches!(self.elsewhere(&wanted), Some(Elsewhere::Under(old)) if old == key)
    }

    /// The answers from before a file was opened.
    pub fn before(&self, number: u32) -> Option<String> {
        self.get(&before_key(number))
    }

    /// Stores the answers that a file is about to replace.
    ///
    /// # Errors
    /// When the write is refused.
    pub fn keep_before(&self, number: u32, text: &str) -> Result<(), Failure> {
        self.set(&before_key(number), text)
    }

    /// Removes the answers that a file replaced.
    pub fn forget_before(&self, number: u32) {
        self.remove(&before_key(number));
    }

    /// Returns whether the stored answers came from a file and are unchanged since.
    pub fn is_opened_file(&self, number: u32) -> bool {
        self.get(&opened_key(number)).is_some()
    }

    /// Stores whether the stored answers came from a file and are unchanged since.
    pub fn mark_opened_file(&self, number: u32, is_opened_file: bool) {
        if is_opened_file {
            // If this fails, the answers count as the visitor's own and are kept, which is the safe
            // side.
            self.set(&opened_key(number), "yes").ok();
        } else {
            self.remove(&opened_key(number));
        }
    }

    /// Stores a damaged text of an assessment under a key of its own, unless it is there already.
    /// It is deleted with the assessment.
    ///
    /// # Errors
    /// When the write is refused.
    pub fn set_aside(&self, number: u32, text: &str) -> Result<(), Failure> {
        if self.keys_aside().any(|key| self.get(&key).is_some_and(|other| other == text)) {
            return Ok(());
        }
        let mut keys = (1_u32..).map(|count| format!("{SET_ASIDE}{number}/{count}"));
        keys.find(|key| self.get(key).is_none())
            .map_or(Err(Failure::Refused), |key| self.set(&key, text))
    }

    /// All damaged texts that were set aside.
    pub fn all_set_aside(&self) -> Vec<String> {
        in_order(self.keys_aside()).iter().filter_map(|key| self.get(key)).collect()
    }

    fn keys_aside(&self) -> impl Iterator<Item = String> {
        self.keys().into_iter().filter(|key| key.starts_with(DAMAGED) || key.starts_with(SET_ASIDE))
    }

    /// The keys of this schema that have a text, wherever it is.
    pub(super) fn keys(&self) -> Vec<String> {
        if self.is_newer() {
            return Vec::new();
        }
        let mut keys = self.store.keys();
        let elsewhere = self.elsewhere.borrow();
        keys.extend(
            elsewhere
                .iter()
                .filter(|(key, _)| self.store.get(key).is_none())
                .map(|(key, _)| key.clone()),
        );
        keys
    }

    pub(super) fn get(&self, key: &str) -> Option<String> {
        if self.is_newer() {
            return None;
        }
        self.store.get(key).or_else(|| match self.elsewhere(key)? {
            Elsewhere::Under(old) => self.store.get(old),
            Elsewhere::InMemory(text) => Some(text),
        })
    }

    pub(super) fn elsewhere(&self, key: &str) -> Option<Elsewhere> {
        self.elsewhere
            .borrow()
            .iter()
            .find(|(other, _)| other == key)
            .map(|(_, place)| place.clone())
    }

    pub(super) fn set(&self, key: &str, text: &str) -> Result<(), Failure> {
        // A tab with a newer page may have migrated the data since.
        self.is_newer.set(self.is_newer() || is_of_newer(self.store.get(SCHEMA_KEY)));
        if self.is_newer() {
            return Err(Failure::Off);
        }
        match (self.store.set(key, text), self.elsewhere(key)) {
            (Ok(()), Some(place)) => {
                self.leave(key, &place);
                Ok(())
            }
            // There is still room for it where the older version kept it.
            (Err(_), Some(Elsewhere::Under(old))) => self.store.set(old, text),
            (outcome, _) => outcome,
        }
    }

    pub(super) fn remove(&self, key: &str) {
        if self.is_newer() {
            return;
        }
        self.store.remove(key);
        if let Some(place) = self.elsewhere(key) {
            self.leave(key, &place);
        }
    }

    /// Forgets where else the text was, and removes it there.
    pub(super) fn leave(&self, key: &str, place: &Elsewhere) {
        if let Elsewhere::Under(old) = place {
            self.store.remove(old);
        }
        self.elsewhere.borrow_mut().retain(|(other, _)| other != key);
    }
}

/// Returns whether the schema's text names a version newer than ours. Every version writes a
/// number; a text that doesn't begin with one is damaged, and must not make the answers
/// inaccessible.
fn is_of_newer(schema: Option<String>) -> bool {
    let digits: Option<String> =
        schema.map(|text| text.trim().chars().take_while(char::is_ascii_digit).collect());
    digits.is_some_and(|digits| {
        !digits.is_empty() && digits.parse::<u32>().ok().is_none_or(|schema| schema > SCHEMA)
    })
}
