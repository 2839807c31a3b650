//! A key-value store, as the browser has one.

use super::keys::is_ours;

/// Why something could not be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Nothing can be stored at all, or nothing may be, as a newer version's data lie there.
    Off,
    /// This write was refused, most often because the space is used up.
    Refused,
}

/// A key-value store: the browser's, or a map in tests.
pub trait Store {
    /// The text under a key.
    fn get(&self, key: &str) -> Option<String>;
    /// Whether this is the text under a key. It is asked at each answer, so a store may know a shorter way than to fetch the text.
    fn holds(&self, key: &str, text: &str) -> bool {
        self.get(key).is_some_and(|stored| stored == text)
    }
    /// Puts a text under a key.
    ///
    /// # Errors
    /// When it is refused; what was there before stays.
    fn set(&self, key: &str, text: &str) -> Result<(), Failure>;
    /// Takes a key away. What can't be taken away stays, which harms nobody.
    fn remove(&self, key: &str);
    /// All keys, those of others too.
    fn keys(&self) -> Vec<String>;
    /// A short text that no other call gives, in whichever tab: letters and digits. It is no secret.
    fn unique(&self) -> String;
}

/// Removes every key of ours from a store, and nothing else.
pub fn remove_ours(store: &impl Store) {
    // All names first: removing one moves the others.
    for key in store.keys().iter().filter(|key| is_ours(key)) {
        store.remove(key);
    }
}
