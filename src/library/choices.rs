//! What the visitor chose beside answering.

use super::{KEEP_HERE, LANGUAGE, Library, SHOWN_INSIDE, Store};

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

    /// Whether the visitor of the page as one file wants its answers in the browser's storage: asked for, or stored there by an older version.
    pub fn keeps_here(&self) -> bool {
        self.get(KEEP_HERE).is_some() || self.has_begun()
    }

    /// Remembers that the visitor of the page as one file wants its answers in the browser's storage, or no longer.
    pub fn mark_keeps_here(&self, keeps: bool) {
        if keeps {
            // Not remembered, the visitor is asked again where nothing is stored yet.
            self.set(KEEP_HERE, "yes").ok();
        } else {
            self.remove(KEEP_HERE);
        }
    }
}
