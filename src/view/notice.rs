//! The notices to the visitor: what happened, where, and what to do.

use super::assessment_label::AssessmentLabel;
use crate::assessment::file::{Problem, Refusal};
use crate::content::questionnaire::ISO42001;
use crate::language::text::file_in_a_sentence;
use crate::language::{Language, fill};
use crate::report::{file_problems, raised_targets};
use crate::scoring::what_if::Raised;
use crate::storage::Removed;

/// A message above the screen; kept as data, so that it can be shown in another language at any
/// time.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// The browser stores nothing.
    StorageOff,
    /// The storage holds data of a newer version.
    StorageNewer,
    /// The browser refused to store the last answers.
    StorageFull,
    /// The stored answers can't be read.
    Damaged {
        /// The reason.
        why: Refusal,
        /// Whether they could be set aside.
        kept: bool,
        /// The stored text.
        text: String,
    },
    /// A part of the stored answers can't be read.
    Repaired {
        /// The unreadable parts.
        problems: Vec<Problem>,
        /// Whether the original could be set aside.
        kept: bool,
        /// The stored text.
        text: String,
    },
    /// A file was opened.
    Opened {
        /// The file's name.
        name: String,
        /// The number of answers in it.
        answered: usize,
        /// Whether there are earlier answers to go back to.
        can_undo: bool,
        /// Whether the answers that an earlier file had replaced were kept as a snapshot.
        kept_older: bool,
        /// The parts that were left out or set aside.
        problems: Vec<Problem>,
    },
    /// A file was opened as a separate assessment.
    Added {
        /// The file's name.
        name: String,
        /// The number of answers in it.
        answered: usize,
        /// The parts that were left out or set aside.
        problems: Vec<Problem>,
    },
    /// The unanswered questions were filled in from a file.
    Joined {
        /// The file's name.
        name: String,
        /// The number of answers taken from it.
        filled: usize,
        /// Whether there were answers before.
        can_undo: bool,
        /// Whether the answers that an earlier file had replaced were kept as a snapshot.
        kept_older: bool,
        /// The parts that were left out or set aside.
        problems: Vec<Problem>,
    },
    /// A file was not opened.
    NotOpened {
        /// The file's name.
        name: String,
        /// The reason.
        why: WhyNot,
    },
    /// The answers from before the opened file were restored.
    Undone,
    /// Targets were raised to the levels tried out; none, if all were as high already.
    TargetsKept {
        /// The number of the assessment.
        number: u32,
        /// The targets before and after.
        raised: Vec<Raised>,
    },
    /// The raised targets were taken back.
    TargetsBack,
    /// Everything was deleted.
    Deleted,
    /// Another tab moved the answers into its memory.
    Moved,
    /// Another tab moved the answers into its memory, but the last ones of this tab had not been
    /// stored: they stay here.
    MovedInPart,
    /// Two tabs changed the same part while it couldn't be stored: the earlier change is in a
    /// snapshot.
    Superseded,
    /// The standalone page stored answers in the browser before; they are still there.
    KeptHere,
    /// The saved file is too large to be opened again.
    SavedTooLarge,
    /// No file was saved.
    NotSaved,
    /// The report's file could not be made.
    NotExported,
    /// The visitor switched to another assessment.
    InHand(AssessmentLabel),
    /// An assessment was added.
    Listed(AssessmentLabel),
    /// A snapshot was made.
    SnapshotKept,
    /// An assessment or a snapshot was deleted.
    Removed {
        /// The assessment; `None` for a snapshot.
        assessment: Option<AssessmentLabel>,
        /// Whether it was the one in use.
        was_in_use: bool,
        /// The data that *Undo* restores.
        removed: Removed,
    },
    /// The deleted assessment or snapshot was restored.
    PutBack,
    /// There is no room for one more assessment or snapshot.
    NoRoom,
    /// The current answers can't be stored, so the page stays with them.
    NotLeft,
    /// The answers could not be moved to the place the visitor chose.
    NotMoved,
    /// The standalone page could not be loaded.
    PageNotLoaded,
    /// The texts of the other language could not be loaded.
    NoWords,
    /// A new version of the page is ready.
    NewVersion,
    /// The page could not be cached for offline use.
    NotKept,
    /// A new version of the page could not be loaded completely.
    NotRenewed,
}

/// The reason why a file was not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// The browser can't read the file.
    Unreadable,
    /// The file is not one that the page can open.
    Refused(Refusal),
    /// There is no room to keep the current answers.
    NoRoom,
}

impl Notice {
    /// Whether a newer notice replaces this one, which tells of an earlier event of the same kind.
    pub fn is_outdated_by(&self, newer: &Self) -> bool {
        // The notice of a deletion stays until it was undone, or the visitor goes on.
        let is_of_the_moment = |notice: &Self| {
            notice.is_event() && !matches!(notice, Self::StorageFull | Self::Removed { .. })
        };
        is_of_the_moment(self) && (is_of_the_moment(newer) || matches!(newer, Self::Removed { .. }))
    }

    /// Whether something went wrong.
    pub fn is_trouble(&self) -> bool {
        !matches!(
            self,
            Self::Opened { .. }
                | Self::Added { .. }
                | Self::Joined { .. }
                | Self::Undone
                | Self::TargetsKept { .. }
                | Self::TargetsBack
                | Self::Deleted
                | Self::Moved
                | Self::KeptHere
                | Self::InHand(_)
                | Self::Listed(_)
                | Self::SnapshotKept
                | Self::Removed { .. }
                | Self::PutBack
                | Self::NewVersion
                | Self::NotKept
                | Self::NotRenewed
        )
    }

    /// Whether the notice is out of date once the visitor goes to another screen: it tells of one
    /// event, and nothing is left to do about it.
    pub fn is_passing(&self) -> bool {
        let stays = matches!(self, Self::StorageFull | Self::MovedInPart | Self::Superseded);
        (self.is_event() && !stays) || matches!(self, Self::NotKept | Self::NotRenewed)
    }

    /// Whether the notice says that a file was not saved as it should be; the next one that is
    /// makes it out of date.
    pub fn is_of_saving(&self) -> bool {
        matches!(
            self,
            Self::NotSaved | Self::SavedTooLarge | Self::NotExported | Self::PageNotLoaded
        )
    }

    /// Whether the notice tells of something that happened just now, wherever on the page the
    /// visitor is; the others are there from the start.
    pub fn is_event(&self) -> bool {
        let is_of_the_page =
            matches!(self, Self::NewVersion | Self::NotKept | Self::NotRenewed | Self::KeptHere);
        !is_of_the_page
            && !matches!(
                self,
                Self::StorageOff
                    | Self::StorageNewer
                    | Self::Damaged { .. }
                    | Self::Repaired { .. }
            )
    }

    /// Returns the message.
    #[expect(clippy::too_many_lines, reason = "a line for each notice")]
    pub fn text(&self, language: Language) -> String {
        let t = &language.texts().phrases;
        match self {
            Self::StorageOff => t.storage_off.to_owned(),
            Self::StorageNewer => t.assessments_newer.to_owned(),
            Self::StorageFull => t.storage_full.to_owned(),
            Self::Damaged { why, kept, .. } => {
                let phrase = if *kept { t.storage_damaged } else { t.storage_damaged_locked };
                fill(phrase, &[("why", file_problems::refusal(language, *why))])
            }
            Self::Repaired { kept: true, .. } => t.storage_repaired.to_owned(),
            Self::Repaired { kept: false, .. } => t.storage_repaired_locked.to_owned(),
            Self::Opened { name, answered, can_undo, kept_older, .. } => {
                let told = opened(
                    if *can_undo { t.file_opened } else { t.file_opened_first },
                    name,
                    *answered,
                );
                with_older(language, told, *kept_older)
            }
            Self::Added { name, answered, .. } => opened(t.preview_added, name, *answered),
            Self::Joined { name, filled, kept_older, .. } => {
                let told = fill(
                    &language.counted(*filled, t.preview_joined_one, t.preview_joined_other),
                    &[("name", &file_in_a_sentence(name))],
                );
                with_older(language, told, *kept_older)
            }
            Self::NotOpened { name, why } => {
                let why = match why {
                    WhyNot::Unreadable => t.file_unreadable,
                    WhyNot::Refused(refusal) => file_problems::refusal(language, *refusal),
                    WhyNot::NoRoom => t.file_no_room,
                };
                fill(t.file_not_opened, &[("name", &file_in_a_sentence(name)), ("why", why)])
            }
            Self::Undone => t.file_undone.to_owned(),
            Self::TargetsKept { raised, .. } => raised_targets(language, &ISO42001, raised),
            Self::TargetsBack => t.what_if_taken_back.to_owned(),
            Self::Deleted => t.file_deleted.to_owned(),
            Self::Moved => t.keeping_moved.to_owned(),
            Self::MovedInPart => t.keeping_moved_in_part.to_owned(),
            Self::Superseded => t.keeping_superseded.to_owned(),
            Self::KeptHere => t.keeping_kept.to_owned(),
            Self::SavedTooLarge => t.file_saved_large.to_owned(),
            Self::NotSaved => t.file_not_saved.to_owned(),
            Self::NotExported => t.out_failed.to_owned(),
            Self::InHand(called) => {
                fill(t.assessments_in_hand, &[("name", &called.short(language))])
            }
            Self::Listed(called) => fill(t.assessments_added, &[("name", &called.short(language))]),
            Self::SnapshotKept => t.assessments_snapshot_kept.to_owned(),
            Self::Removed { assessment: Some(called), .. } => {
                fill(t.assessments_deleted, &[("name", &called.short(language))])
            }
            Self::Removed { assessment: None, .. } => t.assessments_snapshot_deleted.to_owned(),
            Self::PutBack => t.assessments_back.to_owned(),
            Self::NoRoom => t.assessments_no_room.to_owned(),
            Self::NotLeft => t.assessments_not_left.to_owned(),
            Self::NotMoved => t.keeping_not_moved.to_owned(),
            Self::PageNotLoaded => t.offline_not_loaded.to_owned(),
            Self::NoWords => t.offline_no_words.to_owned(),
            Self::NewVersion => t.offline_new_version.to_owned(),
            Self::NotKept => t.offline_not_kept.to_owned(),
            Self::NotRenewed => t.offline_not_renewed.to_owned(),
        }
    }

    /// The parts of the answers that were left out or set aside.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Opened { problems, .. }
            | Self::Added { problems, .. }
            | Self::Joined { problems, .. }
            | Self::Repaired { problems, .. } => problems,
            _ => &[],
        }
    }

    /// Whether *Undo* restores the answers from before a file was opened.
    pub fn can_bring_back(&self) -> bool {
        matches!(self, Self::Opened { can_undo: true, .. } | Self::Joined { can_undo: true, .. })
    }

    /// Whether the notice is dropped once another tab deleted or moved the answers, as it could
    /// reveal them or bring them back.
    pub fn ends_with_the_answers(&self) -> bool {
        self.can_bring_back()
            || self.damaged_text().is_some()
            || matches!(self, Self::StorageFull | Self::TargetsKept { .. })
    }

    /// Whether the event can be undone.
    pub fn can_be_undone(&self) -> bool {
        let has_raised = matches!(self, Self::TargetsKept { raised, .. } if !raised.is_empty());
        self.can_bring_back() || has_raised || matches!(self, Self::Removed { .. })
    }

    /// The deleted data that can be restored.
    pub fn removed(&self) -> Option<&Removed> {
        match self {
            Self::Removed { removed, .. } => Some(removed),
            _ => None,
        }
    }

    /// The unreadable stored text, to be saved as a file.
    pub fn damaged_text(&self) -> Option<&str> {
        match self {
            Self::Damaged { text, .. } | Self::Repaired { text, .. } => Some(text),
            _ => None,
        }
    }
}

/// Adds that the answers from before were kept as a snapshot, if they were.
fn with_older(language: Language, told: String, kept_older: bool) -> String {
    if kept_older { format!("{told} {}", language.texts().phrases.file_kept_older) } else { told }
}

/// Fills in a phrase about an opened file.
fn opened(phrase: &str, name: &str, answered: usize) -> String {
    let (answered, questions) = (answered.to_string(), ISO42001.questions.len().to_string());
    let name = file_in_a_sentence(name);
    fill(phrase, &[("name", &name), ("answered", &answered), ("questions", &questions)])
}
