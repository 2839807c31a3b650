//! What the visitor should know: what happened, where, and what to do.

use crate::language::{Language, fill};
use crate::messages;
use crate::questionnaire::ISO42001;
use crate::saved::{Problem, Refusal};

/// A message above the screen; kept as data, so that it can be told in another language at any time.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// The browser stores nothing.
    StorageOff,
    /// The browser refused to store the last answers.
    StorageFull,
    /// What was stored can't be read.
    Damaged {
        /// Why.
        why: Refusal,
        /// Whether it could be put aside.
        kept: bool,
        /// The stored text.
        text: String,
    },
    /// A part of what was stored can't be read.
    Repaired {
        /// Which parts.
        problems: Vec<Problem>,
        /// Whether the original could be put aside.
        kept: bool,
        /// The stored text.
        text: String,
    },
    /// A file was opened.
    Opened {
        /// The file's name.
        name: String,
        /// Number of its answers.
        answered: usize,
        /// Whether there are earlier answers to go back to.
        can_undo: bool,
        /// What was left out or set aside.
        problems: Vec<Problem>,
    },
    /// A file was not opened.
    NotOpened {
        /// The file's name.
        name: String,
        /// Why.
        why: WhyNot,
    },
    /// The answers from before the opened file are back.
    Undone,
    /// Everything was deleted.
    Deleted,
    /// The saved file is too large to be opened again.
    SavedTooLarge,
    /// No file was saved.
    NotSaved,
}

/// Why a file was not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// The browser can't read the file.
    Unreadable,
    /// The file is not one that we can open.
    Refused(Refusal),
    /// There is no room to keep the present answers.
    NoRoom,
}

impl Notice {
    /// Whether this notice tells of an earlier event of the same kind.
    pub fn is_outdated_by(&self, newer: &Self) -> bool {
        let is_about_files = |notice: &Self| {
            matches!(
                notice,
                Self::Opened { .. } | Self::NotOpened { .. } | Self::Undone | Self::SavedTooLarge | Self::NotSaved | Self::Deleted
            )
        };
        is_about_files(self) && is_about_files(newer)
    }

    /// Whether something went wrong.
    pub fn is_trouble(&self) -> bool {
        !matches!(self, Self::Opened { .. } | Self::Undone | Self::Deleted)
    }

    /// Whether it tells of something that happened just now, wherever on the page the visitor is; the others are there from the start.
    pub fn is_event(&self) -> bool {
        !matches!(self, Self::StorageOff | Self::Damaged { .. } | Self::Repaired { .. })
    }

    /// The message.
    pub fn text(&self, language: Language) -> String {
        let t = &language.texts().phrases;
        match self {
            Self::StorageOff => t.storage_off.to_owned(),
            Self::StorageFull => t.storage_full.to_owned(),
            Self::Damaged { why, kept, .. } => {
                let phrase = if *kept { t.storage_damaged } else { t.storage_damaged_locked };
                fill(phrase, &[("why", messages::refusal(language, *why))])
            }
            Self::Repaired { kept: true, .. } => t.storage_repaired.to_owned(),
            Self::Repaired { kept: false, .. } => t.storage_repaired_locked.to_owned(),
            Self::Opened { name, answered, can_undo, .. } => {
                let phrase = if *can_undo { t.file_opened } else { t.file_opened_first };
                let (answered, questions) = (answered.to_string(), ISO42001.questions.len().to_string());
                fill(phrase, &[("name", name), ("answered", &answered), ("questions", &questions)])
            }
            Self::NotOpened { name, why } => {
                let why = match why {
                    WhyNot::Unreadable => t.file_unreadable,
                    WhyNot::Refused(refusal) => messages::refusal(language, *refusal),
                    WhyNot::NoRoom => t.file_no_room,
                };
                fill(t.file_not_opened, &[("name", name), ("why", why)])
            }
            Self::Undone => t.file_undone.to_owned(),
            Self::Deleted => t.file_deleted.to_owned(),
            Self::SavedTooLarge => t.file_saved_large.to_owned(),
            Self::NotSaved => t.file_not_saved.to_owned(),
        }
    }

    /// What was left out or set aside.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Opened { problems, .. } | Self::Repaired { problems, .. } => problems,
            _ => &[],
        }
    }

    /// The stored text that can't be read, to be saved as a file.
    pub fn damaged_text(&self) -> Option<&str> {
        match self {
            Self::Damaged { text, .. } | Self::Repaired { text, .. } => Some(text),
            _ => None,
        }
    }
}
