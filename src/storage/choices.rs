//! What the visitor chose beside answering.

use super::keys::{KEEP_HERE, LANGUAGE, SHOWN_INSIDE};
use super::library::Library;
use super::store::Store;

impl<S: Store> Library<S> {
    /// The language that was chosen.
    pub fn language(&self) -> Option<String> {
        self.get(LANGUAGE)
    }

    /// Remembers the language.
    pub fn store_language(&self, code: &str) {
        // A language that is not remembered is asked for again; not worth a message.
        self.set(LANGUAGE, code).ok();
    }

    /// Which answers that stood in the page itself the visitor was shown.
    pub fn shown_inside(&self) -> Option<String> {
        self.get(SHOWN_INSIDE)
    }

    /// Remembers that the visitor was shown these.
    pub fn mark_shown_inside(&self, mark: &str) {
        // Not remembered, they are shown again the next time.
        self.set(SHOWN_INSIDE, mark).ok();
    }

    /// Forgets that the visitor of the page as one file wanted its answers in the browser's storage, as an older version marked it.
    pub fn forget_keep_here(&self) {
        self.remove(KEEP_HERE);
    }
}
