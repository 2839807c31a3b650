//! The page's state, and changes of answers.

use super::answering_state::{AnsweringHistory, AnsweringState};
use super::environment::{Cell, Environment, Kept};
use crate::assessment::answers::{Assessment, Choice, Entry, Level};
use crate::assessment::file::{self, Opened};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::scoring::what_if;
use crate::storage::Library;
use crate::storage::tab_sync::{Member, TabReplica};
use crate::view::notice::Notice;
use crate::view::route::Route;

/// A file that was chosen and read.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// The file's name.
    pub name: String,
    /// Its content.
    pub opened: Opened,
    /// For answers embedded in the page: the fingerprint by which the visitor's decision is
    /// remembered.
    pub fingerprint: Option<String>,
}

/// The state of the page; a cheap handle that can be copied.
#[derive(Clone, Copy)]
pub struct Session<E: Environment> {
    /// The answers.
    pub assessment: E::Cell<Assessment>,
    /// The number of the assessment in use.
    pub number: E::Cell<u32>,
    /// Incremented when all answers are replaced at once.
    pub generation: E::Cell<u32>,
    /// Storage revision, excluding the current answers: incremented when other assessments,
    /// snapshots or names are stored or deleted.
    pub storage_revision: E::Cell<u32>,
    /// The language.
    pub language: E::Cell<Language>,
    /// The route that the address names.
    pub route: E::Cell<Route>,
    /// The notices to the visitor, newest last.
    pub notices: E::Cell<Vec<Notice>>,
    /// The reasons for which a chunk of the module is missing, as flags; 0 for none.
    pub missing: E::Cell<u32>,
    /// The answers that an opened file replaced.
    pub before: E::Cell<Option<Assessment>>,
    /// Whether these are stored too; if not, they are lost with the page.
    pub(crate) has_kept_before: E::Kept<bool>,
    /// A file that was chosen, until the visitor decides what to do with it.
    pub preview: E::Cell<Option<Preview>>,
    /// The copy in which levels are tried out, if one was begun.
    pub what_if: E::Cell<Option<Assessment>>,
    /// The earlier state that the results are compared with: the id of an assessment or a snapshot.
    pub earlier_id: E::Cell<Option<String>>,
    /// Whether the visitor said that others use the computer too.
    pub is_shared_computer: E::Cell<bool>,
    /// Whether the visitor is being asked to confirm deleting everything.
    pub is_deleting: E::Cell<bool>,
    /// Whether the menu of files was opened, and shows all that it has.
    pub is_menu_open: E::Cell<bool>,
    /// The library's store.
    pub(crate) store: E::Cell<E::Store>,
    pub(crate) library: E::Kept<Library<E::Store>>,
    /// This tab's knowledge of the stored text of the assessment in use.
    pub(crate) tab: E::Kept<TabReplica>,
    /// Whether answers are written to the storage; not if that would destroy what is there.
    pub(crate) may_store: E::Cell<bool>,
    /// The numbers of the assessments whose answers would be lost with the page.
    pub(crate) unsaved: E::Cell<Vec<u32>>,
    /// The state, besides the answers, on which the questions' appearance depends.
    pub answering: E::Cell<AnsweringState>,
    /// Measurements made while answering, which no view shows.
    pub(crate) recent: E::Kept<AnsweringHistory>,
}

impl<E: Environment> Session<E> {
    /// Chooses an answer, or clears it.
    pub fn choose(self, question: usize, choice: Option<Choice>) {
        self.note_choice(question, choice);
        self.change_entry(question, |entry| entry.choice = choice);
    }

    /// Sets a question's note.
    pub fn write_note(self, question: usize, note: String) {
        self.change_entry(question, |entry| entry.note = note);
    }

    /// Sets the reason why a question is not applicable.
    pub fn write_reason(self, question: usize, reason: String) {
        self.change_entry(question, |entry| entry.reason = reason);
    }

    /// Sets a domain's target.
    pub fn set_target(self, domain: usize, target: Level) {
        self.change(&[Member::Target(domain)], |assessment| assessment.targets[domain] = target);
    }

    /// Sets the name of the assessment in use.
    pub fn write_name(self, name: String) {
        self.change(&[Member::Organisation], |assessment| assessment.organisation = name);
    }

    /// Removes all our data from the browser, for all tabs.
    pub fn delete_all(self) {
        self.heed_mark();
        self.library(Library::delete_all);
        if self.store.get_untracked() == E::MEMORY {
            Library::look(E::LOCAL).delete_all();
        }
        let is_shared = self.is_shared_computer.get_untracked();
        E::forget_this_tab();
        E::remember_shared_computer(is_shared);
        self.begin_empty();
        self.tell(Notice::Deleted);
    }

    /// Starts empty: discards everything in the page and its memory, but leaves the browser's
    /// storage alone.
    #[inline(never)]
    pub(crate) fn begin_empty(self) {
        if self.store.get_untracked() == E::MEMORY {
            self.library(Library::delete_all);
        }
        self.remember_number(self.library(|library| library.current(None)));
        self.before.set(None);
        self.earlier_id.set(None);
        self.preview.set(None);
        self.unsaved.set(Vec::new());
        self.back_up_unstored(true);
        // Whatever prevented storing is gone.
        self.may_store.set(true);
        self.notices.update(|notices| notices.retain(|notice| *notice == Notice::StorageOff));
        self.show(Assessment::new(&ISO42001));
        self.tab.set_value(self.library(TabReplica::after_deletion));
        self.storage_changed();
    }

    /// All damaged texts that were set aside, oldest first.
    pub fn all_set_aside(self) -> Vec<String> {
        self.library(Library::all_set_aside)
    }

    /// Removes notices that are out of date, once the visitor goes to another screen.
    pub fn drop_passing_notices(self) {
        if self.notices.with_untracked(|notices| notices.iter().any(Notice::is_passing)) {
            self.notices.update(|notices| notices.retain(|notice| !notice.is_passing()));
        }
    }

    pub(crate) fn change_entry(self, question: usize, change: impl FnOnce(&mut Entry)) {
        self.change(&[Member::Answer(question)], |assessment| {
            change(&mut assessment.entries[question]);
        });
    }

    /// Changes these parts of the answers, and stores them.
    pub(crate) fn change(self, parts: &[Member], change: impl FnOnce(&mut Assessment)) {
        let may_store = self.catch_up();
        self.amend(change);
        self.tab.update_value(|tab| {
            for part in parts {
                tab.changed(&ISO42001, *part, E::milliseconds());
            }
        });
        if may_store {
            self.write();
        } else {
            self.is_not_stored();
        }
        let number = self.number.get_untracked();
        if self.library(|library| library.is_opened_file(number)) {
            self.library(|library| library.mark_opened_file(number, false));
        }
    }

    /// Changes the answers, and likewise the copy in which levels are tried out.
    pub(crate) fn amend(self, change: impl FnOnce(&mut Assessment)) {
        let before =
            self.what_if.with_untracked(Option::is_some).then(|| self.assessment.get_untracked());
        self.assessment.update(change);
        if let Some(before) = before {
            let now = self.assessment.get_untracked();
            self.what_if.update(|copy| {
                if let Some(copy) = copy {
                    what_if::carry_over(copy, &before, &now);
                }
            });
        }
    }

    /// Shows other answers, and drops the copy made of the previous ones, which would mislead.
    pub(crate) fn show(self, assessment: Assessment) {
        self.what_if.set(None);
        self.forget_answering();
        self.assessment.set(assessment);
        self.generation.update(|generation| *generation += 1);
    }

    /// The present answers in the file format.
    pub(crate) fn text(self, saved_at: &str) -> String {
        self.assessment.with_untracked(|assessment| file::write(&ISO42001, assessment, saved_at))
    }

    /// Shows a notice, in place of an equal one and of those that it outdates.
    pub fn tell(self, notice: Notice) {
        self.notices.update(|notices| {
            notices.retain(|other| *other != notice && !other.is_outdated_by(&notice));
            notices.push(notice);
        });
    }

    pub(crate) fn library<T>(self, ask: impl FnOnce(&Library<E::Store>) -> T) -> T {
        self.library.with_value(ask)
    }

    pub(crate) fn storage_changed(self) {
        self.storage_revision.update(|revision| *revision += 1);
    }
}
