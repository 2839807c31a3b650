//! A fake storage in memory that can refuse writes.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

use aims_assessment::storage::{Failure, Library, Store};

/// Returns a text that no other call returns.
pub fn unique() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    // Not in the order of the calls, as nothing may depend on that.
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{:x}u{count}", count.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48)
}

/// The texts by key; clones share them, as tabs do.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    texts: Rc<RefCell<BTreeMap<String, String>>>,
    /// The writes that are refused, counted from 0.
    refused: Rc<RefCell<BTreeSet<usize>>>,
    writes: Rc<Cell<usize>>,
    /// Capacity in bytes of all keys and texts together.
    room: Rc<Cell<Option<usize>>>,
}

impl MemoryStore {
    /// Creates a storage with these texts; keys are given without `aims-assessment/`.
    pub fn with(texts: &[(&str, &str)]) -> Self {
        let store = Self::default();
        let texts =
            texts.iter().map(|(key, text)| (format!("aims-assessment/{key}"), (*text).to_owned()));
        store.texts.borrow_mut().extend(texts);
        store
    }

    /// Refuses these writes from now on.
    pub fn refusing(self, writes: impl IntoIterator<Item = usize>) -> Self {
        self.writes.set(0);
        self.refused.replace(writes.into_iter().collect());
        self
    }

    /// Limits the capacity to so many bytes more than now.
    pub fn with_room_for(self, more: usize) -> Self {
        let used = self.used();
        self.room.set(Some(used + more));
        self
    }

    /// Returns its keys, without `aims-assessment/`, with their texts.
    pub fn listed(&self) -> Vec<(String, String)> {
        let texts = self.texts.borrow();
        texts
            .iter()
            .map(|(key, text)| {
                (key.trim_start_matches("aims-assessment/").to_owned(), text.clone())
            })
            .collect()
    }

    /// Returns whether a text is stored under any key.
    pub fn holds(&self, text: &str) -> bool {
        self.texts.borrow().values().any(|other| other == text)
    }

    /// Returns a text; the key is given without `aims-assessment/`.
    pub fn text(&self, key: &str) -> Option<String> {
        self.texts.borrow().get(&format!("aims-assessment/{key}")).cloned()
    }

    /// Stores a text, even if writes are refused; the key is given without `aims-assessment/`.
    pub fn put(&self, key: &str, text: &str) {
        self.texts.borrow_mut().insert(format!("aims-assessment/{key}"), text.to_owned());
    }

    /// Removes everything.
    pub fn clear(&self) {
        self.texts.borrow_mut().clear();
    }

    /// Refuses from now on any text that is larger than what it replaces.
    pub fn fill(&self) {
        self.room.set(Some(self.used()));
    }

    /// Lifts the limit of the capacity.
    pub fn make_room(&self) {
        self.room.set(None);
    }

    pub fn library(&self) -> Library<Self> {
        Library::open(self.clone())
    }

    fn used(&self) -> usize {
        self.texts.borrow().iter().map(|(key, text)| key.len() + text.len()).sum()
    }
}

impl Store for MemoryStore {
    fn get(&self, key: &str) -> Option<String> {
        self.texts.borrow().get(key).cloned()
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Failure> {
        let write = self.writes.replace(self.writes.get() + 1);
        let freed = self.texts.borrow().get(key).map_or(0, |old| key.len() + old.len());
        let is_full =
            self.room.get().is_some_and(|room| self.used() - freed + key.len() + text.len() > room);
        if is_full || self.refused.borrow().contains(&write) {
            return Err(Failure::Refused);
        }
        self.texts.borrow_mut().insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) {
        self.texts.borrow_mut().remove(key);
    }

    fn keys(&self) -> Vec<String> {
        self.texts.borrow().keys().cloned().collect()
    }

    fn unique(&self) -> String {
        unique()
    }
}
