//! Several assessments and their snapshots.

use super::changes::Session;
use super::environment::{Cell, Environment, Kept};
use super::loading::find;
use crate::assessment::answers::Assessment;
use crate::assessment::file;
use crate::content::questionnaire::ISO42001;
use crate::language::fill;
use crate::scoring;
use crate::storage::summary::{self, Summary};
use crate::storage::tab_sync::{self, TabReplica};
use crate::storage::{Failure, Library, NotBack, Snapshot};
use crate::view::assessment_label::AssessmentLabel;
use crate::view::notice::Notice;

impl<E: Environment> Session<E> {
    /// Returns whether more than one assessment can be kept: not if the storage holds data of a
    /// newer version.
    pub fn can_keep_several(self) -> bool {
        !self.library(Library::is_newer)
    }

    /// Returns whether there are any data of the visitor's: stored, on the page, or in a notice.
    pub fn has_begun(self) -> bool {
        self.library(Library::has_begun)
            || !self.assessment.with(Assessment::is_empty)
            || self.preview.with(Option::is_some)
            || self.notices.with(|notices| {
                notices
                    .iter()
                    .any(|notice| !matches!(notice, Notice::StorageOff | Notice::NewVersion))
            })
    }

    /// The numbers of all assessments, including the one in use, stored or not. Tracks the storage.
    pub fn numbers(self) -> Vec<u32> {
        self.storage_revision.track();
        let mut numbers = self.library(Library::numbers);
        let here = self.number.get();
        if let Err(place) = numbers.binary_search(&here) {
            numbers.insert(place, here);
        }
        numbers
    }

    /// Returns whether there is more to delete than the present answers: other assessments, or
    /// snapshots.
    pub fn has_more_than_answers(self) -> bool {
        let numbers = E::untracked(|| self.numbers());
        numbers.len() > 1
            || self.library(|library| {
                numbers.iter().any(|number| !library.snapshots(*number).is_empty())
            })
    }

    /// The summary of an assessment; `None` if it can't be read. Tracks the storage.
    pub fn summary(self, number: u32) -> Option<Summary> {
        self.storage_revision.track();
        if number != self.number.get() {
            let text = self.library(|library| library.answers(number));
            return Summary::of(&ISO42001, &text?);
        }
        let assessment = self.assessment.get();
        let scores = scoring::score(&ISO42001, &assessment);
        Some(Summary { assessment, scores, saved_at: self.saved_at(number) })
    }

    /// The time of the last change of a stored assessment.
    pub fn saved_at(self, number: u32) -> Option<String> {
        let text = self.library(|library| library.answers(number))?;
        file::read_stored(&ISO42001, &text).ok()?.saved_at
    }

    /// The snapshots of an assessment, newest first. Tracks the storage.
    pub fn snapshots(self, number: u32) -> Vec<Snapshot> {
        self.storage_revision.track();
        self.library(|library| library.snapshots(number))
    }

    /// The summary of a snapshot; `None` if it can't be read. Tracks the storage.
    pub fn snapshot(self, snapshot: &Snapshot) -> Option<Summary> {
        self.storage_revision.track();
        Summary::of(&ISO42001, &self.library(|library| library.snapshot(snapshot))?)
    }

    /// Switches to another assessment, if this one can be left.
    pub fn use_assessment(self, number: u32) {
        if self.may_leave() {
            self.switch_to(number);
            self.tell(Notice::InHand(self.called(number)));
        }
    }

    /// Begins another assessment without a name.
    pub fn begin_another(self) -> Option<u32> {
        self.begin_named("")
    }

    /// Begins another assessment with this name, which may be empty. Returns its number, or `None`
    /// if the present one can't be left or there is no room.
    pub fn begin_named(self, name: &str) -> Option<u32> {
        if !self.may_leave() {
            return None;
        }
        let here = self.number.get_untracked();
        if self.library(|library| library.answers(here)).is_none() {
            self.store(); // the first one, still empty, keeps its number
        }
        let mut empty = Assessment::new(&ISO42001);
        name.trim().clone_into(&mut empty.organisation);
        let text = file::write(&ISO42001, &empty, &E::now());
        let number = self.or_no_room(self.library(|library| library.add(&text)))?;
        self.switch_to(number);
        self.tell(Notice::InHand(self.called(number)));
        Some(number)
    }

    /// Renames an assessment.
    pub fn rename(self, number: u32, name: &str) {
        let renamed = |text: String| tab_sync::renamed(&ISO42001, &text, name, E::milliseconds());
        if number == self.number.get_untracked() {
            self.write_name(name.to_owned());
        } else if let Some(text) = self.library(|library| library.answers(number)).and_then(renamed)
            && self
                .or_no_room(self.library(|library| library.store_answers(number, &text)))
                .is_some()
        {
            self.came_into_memory(number);
        }
        self.storage_changed();
    }

    /// Notes that an assessment's answers would be lost with the page, if they are only in its
    /// memory.
    fn came_into_memory(self, number: u32) {
        if self.store.get_untracked() == E::MEMORY {
            self.set_unsaved(number, true);
        }
    }

    /// Duplicates an assessment.
    pub fn duplicate(self, number: u32) {
        if number == self.number.get_untracked() && !self.is_still_shown() {
            return;
        }
        let text = self.present_text(number);
        let phrase = self.language.get_untracked().texts().phrases.assessments_copy_of;
        self.list(number, text, |name| fill(phrase, &[("name", name)]));
    }

    /// Makes an assessment of a snapshot, named after its date.
    pub fn restore(self, snapshot: &Snapshot) {
        let text = self.library(|library| library.snapshot(snapshot));
        let day = snapshot.id.chars().take("2026-11-23".len()).collect::<String>();
        self.list(snapshot.number, text, |name| format!("{name} ({day})"));
    }

    /// Adds a text as an assessment, with a name derived from that of the assessment it comes from.
    fn list(self, number: u32, text: Option<String>, rename: impl FnOnce(&str) -> String) {
        let language = self.language.get_untracked();
        let name = rename(&summary::name(language, &self.called(number).organisation, number));
        let Some(text) = text.and_then(|text| summary::renamed(&text, &name)) else { return };
        if let Some(number) = self.or_no_room(self.library(|library| library.add(&text))) {
            self.came_into_memory(number);
            self.storage_changed();
            self.tell(Notice::Listed(self.called(number)));
        }
    }

    /// Deletes an assessment with its snapshots; the notice offers to undo it.
    pub fn delete(self, number: u32) {
        let was_in_use = number == self.number.get_untracked();
        if was_in_use {
            self.sync(); // so that undo restores as much as possible
            if self.number.get_untracked() != number {
                return; // another tab deleted it
            }
        }
        let assessment = Some(self.called(number));
        let only_here = (was_in_use && self.tab.with_value(TabReplica::has_unsaved_changes))
            .then(|| self.text(&E::now()));
        let removed = self.library(|library| library.delete(number));
        let removed = only_here.iter().fold(removed, |removed, text| removed.with_answers(text));
        self.set_unsaved(number, false);
        if was_in_use {
            self.switch_to(self.library(|library| library.current(None)));
        }
        self.offer_unstored();
        self.storage_changed();
        self.tell(Notice::Removed { assessment, was_in_use, removed });
    }

    /// Takes a snapshot of the present answers.
    pub fn keep_snapshot(self) {
        self.sync();
        let (number, now) = (self.number.get_untracked(), E::now());
        let text = self.text(&now);
        if self.library(|library| library.answers(number)).is_none() {
            self.store(); // a snapshot needs a stored assessment
        }
        if self
            .or_no_room(self.library(|library| library.keep_snapshot(number, &now, &text)))
            .is_some()
        {
            self.set_unsaved(number, self.is_unsaved(number) || self.has_earlier_in_memory(number));
            self.storage_changed();
            self.tell(Notice::SnapshotKept);
        }
    }

    /// Deletes a snapshot; the notice offers to undo it.
    pub fn delete_snapshot(self, snapshot: &Snapshot) {
        let removed = self.library(|library| library.delete_snapshot(snapshot));
        self.storage_changed();
        self.tell(Notice::Removed { assessment: None, was_in_use: false, removed });
    }

    /// Undoes a deletion.
    pub fn put_back(self, notice: &Notice) {
        let Notice::Removed { removed, was_in_use, .. } = notice else { return };
        self.sync();
        let number = match self.library(|library| library.put_back(removed)) {
            Ok(number) => number,
            Err(NotBack::NoRoom) => return self.tell(Notice::NoRoom),
            Err(NotBack::Deleted) => return self.drop_expired_undo(),
        };
        self.notices.update(|notices| notices.retain(|other| other != notice));
        self.came_into_memory(number);
        let is_shown = number == self.number.get_untracked();
        if is_shown && removed_answers(notice) || *was_in_use && self.may_leave() {
            self.switch_to(number);
        }
        self.storage_changed();
        self.tell(Notice::PutBack);
    }

    /// Takes over what other tabs did, so that what is handed out is the present state. Returns
    /// whether there still is what was shown: another tab may have deleted it.
    pub fn is_still_shown(self) -> bool {
        let number = self.number.get_untracked();
        self.sync();
        number == self.number.get_untracked()
            || !self.assessment.with_untracked(Assessment::is_empty)
    }

    /// Returns whether an assessment is still there: in use, or stored. What was made of it while
    /// something was waited for must not be handed out after it was deleted.
    pub fn holds(self, number: u32) -> bool {
        number == self.number.get_untracked()
            || self.library(|library| library.answers(number)).is_some()
    }

    /// Returns whether the present answers can be left without losing any: they are stored, or
    /// saved as a file, or can be stored now. If not, a notice says so.
    pub(crate) fn may_leave(self) -> bool {
        let has_unsaved_changes = self.tab.with_value(TabReplica::has_unsaved_changes);
        if !has_unsaved_changes && !self.has_kept_before.get_value() {
            self.is_stored(); // retries to keep the answers to restore
        }
        let is_kept = !has_unsaved_changes || !self.is_unsaved(self.number.get_untracked());
        // The answers that *Undo* would restore are lost with the page if they could not be stored.
        let is_before_kept = self.has_kept_before.get_value() || !self.keep_before_again();
        let may = is_before_kept
            && (is_kept || self.assessment.with_untracked(Assessment::is_empty) || self.store());
        if !may {
            self.tell(Notice::NotLeft);
        }
        may
    }

    /// Shows another assessment, as it is stored.
    pub(crate) fn switch_to(self, number: u32) {
        let found = self.library(|library| {
            library.remember_current(number);
            find(library, number)
        });
        self.remember_number(number);
        let is_of_the_other = |notice: &Notice| {
            matches!(
                notice,
                Notice::Damaged { .. }
                    | Notice::Repaired { .. }
                    | Notice::StorageFull
                    | Notice::TargetsKept { .. }
            )
        };
        self.notices.update(|notices| {
            notices.retain(|notice| !is_of_the_other(notice) && !found.notices.contains(notice));
            notices.extend(found.notices);
        });
        let is_there = self.library(|library| library.answers(number)).is_some();
        self.tab.set_value(self.library(|library| {
            if is_there {
                TabReplica::open(library, number)
            } else {
                TabReplica::after_deletion(library)
            }
        }));
        // The state compared with the previous one could be this one.
        self.earlier_id.set(None);
        self.before.set(found.before);
        self.may_store.set(found.may_store);
        self.show(found.assessment);
        self.offer_unstored();
        self.storage_changed();
    }

    /// The label of an assessment.
    fn called(self, number: u32) -> AssessmentLabel {
        let organisation =
            E::untracked(|| self.summary(number)).map(|summary| summary.assessment.organisation);
        AssessmentLabel { organisation: organisation.unwrap_or_default(), number }
    }

    /// The text of an assessment in its present state.
    fn present_text(self, number: u32) -> Option<String> {
        if number == self.number.get_untracked() {
            Some(self.text(&E::now()))
        } else {
            self.library(|library| library.answers(number))
        }
    }

    /// Shows a notice that there is no room if a write was refused.
    fn or_no_room<T>(self, outcome: Result<T, Failure>) -> Option<T> {
        if outcome.is_err() {
            self.tell(Notice::NoRoom);
        }
        outcome.ok()
    }
}

/// Returns whether an assessment was deleted, not only a snapshot.
fn removed_answers(notice: &Notice) -> bool {
    matches!(notice, Notice::Removed { assessment: Some(_), .. })
}
