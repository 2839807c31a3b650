//! A key-value store like the browser's.

use super::keys::is_ours;

/// Why a text could not be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Nothing can be stored at all, or nothing may be, as data of a newer version are there.
    Off,
    /// This write was refused, most often because the quota is used up.
    Refused,
}

/// A key-value store: the browser's, or a map in tests.
pub trait Store {
    /// The text under a key.
    fn get(&self, key: &str) -> Option<String>;
    /// Returns whether this is the text under a key. It is called at each answer, so a store may
    /// have a faster way than fetching the text.
    fn holds(&self, key: &str, text: &str) -> bool {
        self.get(key).is_some_and(|stored| stored == text)
    }
    /// Stores a text under a key.
    ///
    /// # Errors
    /// When the write is refused; the previous text stays.
    fn set(&self, key: &str, text: &str) -> Result<(), Failure>;
    /// Removes a key. One that can't be removed stays, which does no harm.
    fn remove(&self, key: &str);
    /// All keys, including those of others.
    fn keys(&self) -> Vec<String>;
    /// A short text of letters and digits that no other call returns, in any tab. It is no secret.
    fn unique(&self) -> String;
}

/// Removes every key of ours from a store, and nothing else.
pub fn remove_ours(store: &impl Store) {
    // Collected first: removing a key shifts the others.
    for key in store.keys().iter().filter(|key| is_ours(key)) {
        store.remove(key);
    }
}
