//! What is kept of the present answers when others take their place.

use crate::answers::Assessment;

/// What becomes of the answers that were kept from before an opened file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// There is nothing to keep, and whatever was kept stays.
    Nothing,
    /// The present answers are kept in the place of older ones.
    Present,
    /// Older answers stay: the present ones are a file that was opened and not changed since, so the visitor has them.
    Older,
}

/// What to keep when a file is opened. `is_opened_file` says that the present answers came from a file and were not touched since.
pub fn when_opening(present: &Assessment, is_opened_file: bool, has_older: bool) -> Keep {
    if present.is_empty() {
        Keep::Nothing
    } else if is_opened_file && has_older {
        Keep::Older
    } else {
        Keep::Present
    }
}
