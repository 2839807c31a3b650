//! Keeps two tabs that answer one assessment in step: no answer of either is lost, and of two
//! answers to the same question the newer one wins.
//!
//! A browser may show a tab another tab's write late, so reading before writing is not enough. Each
//! part is stored with the time of its last change, so both sides merge alike in any order.
//!
//! ```text
//! "changed": { "*": 1764000000000, "answers/C4-1": 1764000123456 }, "id": "0.k3x9…"
//! ```
//!
//! Times are in milliseconds; `*` holds for all parts that are not named. The identity tells
//! whether two texts are the same assessment ([`identity`]). Files saved by the visitor have
//! neither.

use crate::assessment::answers::Assessment;
use crate::assessment::file;
use crate::content::questionnaire::Questionnaire;
use crate::storage::{Failure, Library, Store, Stored, identity};

mod conflict;
mod gone;
mod member;
mod merging;
mod refused;
mod times;
mod writing;

pub use member::Member;
use merging::object;
use refused::Refused;
use times::Timestamps;
pub use writing::renamed;

/// The changes of other tabs to this tab's assessment.
#[derive(Debug, Clone, PartialEq)]
pub enum RemoteChange {
    /// No change.
    Same,
    /// They changed it: this is the merge.
    Joined(Assessment),
    /// They changed what was changed here too and could not be stored: this is the merge, with the
    /// later change. The state with the other one is a snapshot now.
    Superseded(Assessment),
    /// They deleted it. Nothing of it may be stored again, except as a new assessment.
    Gone,
    /// They moved it into a page's memory. The same holds.
    Moved,
    /// They moved it, but maybe not all of it: it stays here ([`TabReplica::after_moving`]).
    Kept,
}

/// A tab's knowledge of the stored text of its assessment.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct TabReplica {
    /// The number of the assessment, stored or not.
    number: u32,
    /// Its identity; `None` if it was never stored.
    id: Option<String>,
    /// The era in which this tab read or wrote last.
    era: Option<String>,
    times: Timestamps,
    /// The text that this tab last read or wrote.
    seen: Option<String>,
    refused: Refused,
    /// There was no room for the snapshot that taking over what another tab stored needs.
    lacks_space: bool,
    /// Changed here since it was stored, or replaced in the store by another tab.
    has_unsaved_changes: bool,
    /// It was deleted and nothing was written since: another tab may begin another assessment under
    /// this number.
    is_blank: bool,
    /// It was missing and stored again: the tab that moved it elsewhere may lack a part of it.
    was_missing: bool,
}

impl TabReplica {
    /// A tab that opens the assessment under this number.
    pub fn open<S: Store>(library: &Library<S>, number: u32) -> Self {
        let seen = library.answers(number);
        let id = seen.as_deref().and_then(|text| identity::of(text, number));
        let times =
            seen.as_deref().and_then(object).map(|file| Timestamps::of(&file)).unwrap_or_default();
        Self { number, id, era: library.era(), times, seen, ..Self::default() }
    }

    /// A tab whose assessment was deleted, here or elsewhere: the next change begins a new one.
    pub fn after_deletion<S: Store>(library: &Library<S>) -> Self {
        Self {
            number: library.free_number(),
            era: library.era(),
            is_blank: true,
            ..Self::default()
        }
    }

    /// A tab that keeps what was moved only in part: the next change stores it as a new assessment.
    pub fn after_moving<S: Store>(library: &Library<S>) -> Self {
        Self { has_unsaved_changes: true, ..Self::after_deletion(library) }
    }

    /// The number of the assessment. It changes if another assessment took its place.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Returns whether the assessment was deleted and nothing was written since.
    pub fn is_blank(&self) -> bool {
        self.is_blank
    }

    /// Returns whether changes here aren't stored yet: [`TabReplica::write`] is due, unless it
    /// waits for a change ([`TabReplica::is_blank`]).
    pub fn has_unsaved_changes(&self) -> bool {
        self.has_unsaved_changes
    }

    /// Returns whether a state that was changed here, and elsewhere later, is in this tab alone: as
    /// long as there is no room for it as a snapshot, it goes with the page.
    pub fn lacks_space(&self) -> bool {
        self.lacks_space
    }

    /// Returns whether another tab stored something that this tab has not taken over: there was no
    /// room for the snapshot that this needs.
    pub fn has_missed<S: Store>(&self, library: &Library<S>) -> bool {
        matches!(library.compare_answers(self.number, self.seen.as_deref()), Stored::Other(_))
    }

    /// Notes that a part was changed here, at this time in milliseconds.
    pub fn changed(&mut self, questionnaire: &Questionnaire, part: Member, now: u64) {
        self.times.note(&part.key(questionnaire), now);
        self.note_change();
    }

    /// Notes that everything was replaced here, at this time in milliseconds.
    pub fn replaced(&mut self, now: u64) {
        self.times.note_all(now);
        self.note_change();
    }

    /// Marks unsaved changes. While a snapshot is pending for lack of space, the state of failed
    /// writes stays, so that the other version is still kept.
    fn note_change(&mut self) {
        self.has_unsaved_changes = true;
        if !self.lacks_space {
            self.refused.end();
        }
    }

    /// Reads what other tabs did meanwhile. Called before each change, so that the change applies
    /// to the present state. If what could not be stored here was changed elsewhere too, the
    /// state with the earlier change becomes a snapshot of the time that `now` tells.
    ///
    /// # Errors
    /// If the stored text can be neither read nor set aside, or there is no room for that snapshot:
    /// then nothing may be stored there.
    pub fn catch_up<S: Store>(
        &mut self,
        questionnaire: &Questionnaire,
        library: &Library<S>,
        assessment: &Assessment,
        now: fn() -> String,
    ) -> Result<RemoteChange, Failure> {
        let found = self.look(questionnaire, library, assessment, now)?;
        Ok(match found {
            RemoteChange::Gone if !self.is_moved(library) => RemoteChange::Gone,
            RemoteChange::Gone if self.may_hold_more() => RemoteChange::Kept,
            RemoteChange::Gone => RemoteChange::Moved,
            found => found,
        })
    }

    /// Whether a tab that moved the assessment may not have had all of it.
    fn may_hold_more(&self) -> bool {
        self.has_unsaved_changes || self.was_missing || matches!(self.refused, Refused::Before(_))
    }

    fn look<S: Store>(
        &mut self,
        questionnaire: &Questionnaire,
        library: &Library<S>,
        assessment: &Assessment,
        now: fn() -> String,
    ) -> Result<RemoteChange, Failure> {
        if library.is_newer() {
            return Err(Failure::Off);
        }
        let is_deleted = self.is_gone(library, assessment);
        self.era = library.era();
        if self.is_blank && !is_deleted {
            self.leave_taken_number(library);
            return Ok(RemoteChange::Same);
        }
        match library.compare_answers(self.number, self.seen.as_deref()) {
            Stored::Other(text) => {
                self.meet(questionnaire, library, assessment, (text, is_deleted), now)
            }
            Stored::Same if !is_deleted => Ok(RemoteChange::Same),
            Stored::Same => {
                // This tab may have stored it again before it learned of the deletion. Nothing else
                // is ever stored under its number.
                library.remove_answers(self.number);
                if !self.is_moved(library) {
                    library.remove_leftovers(self.number);
                }
                Ok(RemoteChange::Gone)
            }
            // Nobody deleted it: a late tab took it for its own stored text, and removed it.
            Stored::Nothing if !is_deleted && library.has_schema() => {
                (self.has_unsaved_changes, self.was_missing) = (true, true);
                Ok(RemoteChange::Same)
            }
            Stored::Nothing => Ok(RemoteChange::Gone),
        }
    }

    /// Takes another number if another tab began an assessment under that of a blank one.
    fn leave_taken_number<S: Store>(&mut self, library: &Library<S>) {
        if library.answers(self.number).is_some() {
            self.number = library.free_number();
        }
    }

    /// Stores the assessment. [`TabReplica::catch_up`] must have been called in the same event.
    ///
    /// # Errors
    /// When the storage refuses the write.
    pub fn write<S: Store>(
        &mut self,
        questionnaire: &Questionnaire,
        library: &Library<S>,
        assessment: &Assessment,
        saved_at: &str,
    ) -> Result<(), Failure> {
        if std::mem::take(&mut self.is_blank) {
            self.leave_taken_number(library);
            self.id = Some(library.new_identity(self.number));
        }
        if self.id.is_none() && library.is_deleted(&library.identity_of_first(self.number)) {
            // The page was loaded between another tab's removing the texts and its telling why.
            self.number = library.free_number();
        }
        let id = self.id.get_or_insert_with(|| library.identity_of_first(self.number)).clone();
        let file = file::write(questionnaire, assessment, saved_at);
        let text = writing::text(file, &self.times, &id);
        let outcome = library.store_answers(self.number, &text);
        if outcome.is_ok() {
            let before = self.seen.replace(text);
            self.refused.taken(before);
        } else {
            self.refused = Refused::Last;
        }
        outcome?;
        self.has_unsaved_changes = false;
        Ok(())
    }
}
