//! The visitor's choices other than answers.

use super::keys::{ANSWERING, KEEP_HERE, LANGUAGE, SHOWN_INSIDE};
use super::library::Library;
use super::store::Store;

impl<S: Store> Library<S> {
    /// The chosen language.
    pub fn language(&self) -> Option<String> {
        self.get(LANGUAGE)
    }

    /// Stores the chosen language.
    pub fn store_language(&self, code: &str) {
        // If this fails, the visitor chooses the language again; not worth a notice.
        self.set(LANGUAGE, code).ok();
    }

    /// The chosen way of answering.
    pub fn answering_options(&self) -> Option<String> {
        self.get(ANSWERING)
    }

    /// Stores the chosen way of answering; the usual one, an empty text, leaves nothing behind.
    pub fn store_answering_options(&self, text: &str) {
        if text.is_empty() {
            self.remove(ANSWERING);
        } else {
            // If this fails, it is chosen again next time.
            self.set(ANSWERING, text).ok();
        }
    }

    /// Which answers embedded in the page the visitor was already shown.
    pub fn shown_inside(&self) -> Option<String> {
        self.get(SHOWN_INSIDE)
    }

    /// Remembers that the visitor was shown these.
    pub fn mark_shown_inside(&self, fingerprint: &str) {
        // If this fails, they are shown again next time.
        self.set(SHOWN_INSIDE, fingerprint).ok();
    }

    /// Removes an older version's mark that the visitor of the page as one file wanted the answers
    /// in the browser's storage.
    pub fn forget_keep_here(&self) {
        self.remove(KEEP_HERE);
    }
}
