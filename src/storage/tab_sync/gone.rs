//! Tells whether a tab's assessment was deleted or moved elsewhere.

use super::times::Timestamps;
use super::{TabReplica, writing};
use crate::assessment::answers::Assessment;
use crate::storage::keys::{ERA, tombstone_key};
use crate::storage::{Library, Store};

impl TabReplica {
    /// Returns whether this tab's assessment was deleted or moved.
    pub fn is_gone<S: Store>(&self, library: &Library<S>, assessment: &Assessment) -> bool {
        // An unreadable text has no identity.
        let holds_anything = || !assessment.is_empty() || self.seen.is_some();
        // The layout of a newer version is unknown.
        !library.is_newer()
            && self.id.as_deref().map_or_else(
                || library.era() != self.era && holds_anything(),
                |id| library.is_deleted(id),
            )
    }

    /// Returns whether a change under this key may be the record of this tab's assessment having
    /// been deleted. At the record of another one nothing is stored: it may be the first of many
    /// that came into the view of this tab, and this tab's may be the next.
    pub fn may_be_gone_by(&self, key: &str) -> bool {
        key == ERA || self.id.as_deref().is_some_and(|id| key == tombstone_key(id))
    }

    /// Returns answers that could not be stored with the identity of this tab's assessment, if it
    /// has one, so that a page that stopped can tell whether it was deleted.
    pub fn identified(&self, answers: String) -> String {
        match &self.id {
            Some(id) => writing::text(answers, &Timestamps::default(), id),
            None => answers,
        }
    }

    /// Returns whether this tab's assessment was moved into a page's memory.
    pub fn is_moved<S: Store>(&self, library: &Library<S>) -> bool {
        self.id.as_deref().is_some_and(|id| library.is_moved(id))
    }
}
