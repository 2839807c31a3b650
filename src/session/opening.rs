//! Opens a file: in place of the answers, as a further assessment, or to fill in unanswered
//! questions.

use super::changes::{Preview, Session};
use super::environment::{Cell, Environment, Kept};
use super::loading::before as stored_before;
use crate::assessment::answers::Assessment;
use crate::assessment::file;
use crate::assessment::merge::{self, Advice, Keep};
use crate::content::questionnaire::ISO42001;
use crate::storage::{Failure, Library};
use crate::view::notice::{Notice, WhyNot};
use crate::view::standalone_page::{self, EmbeddedAnswers};

impl<E: Environment> Session<E> {
    /// Replaces the answers by the previewed file; they are kept for [`Session::bring_back`].
    pub fn replace(self) {
        if let Some(preview) = self.take_preview() {
            self.replace_by(preview);
        }
    }

    #[inline(never)]
    pub(crate) fn replace_by(self, Preview { name, opened, fingerprint }: Preview) {
        let is_opened_file =
            self.library(|library| library.is_opened_file(self.number.get_untracked()));
        let Ok(kept_older) = self.keep_present(is_opened_file) else {
            self.tell(Notice::NotOpened { name, why: WhyNot::NoRoom });
            return;
        };
        self.decided(fingerprint.as_deref());
        let answered = opened.assessment.answered(0..opened.assessment.entries.len());
        let can_undo = self.before.with_untracked(Option::is_some);
        self.replace_all(opened.assessment);
        // The fingerprint refers to what is stored: if the file could not be stored, the older
        // answers still are.
        let is_stored = self.store();
        self.mark_opened_file(is_stored);
        // The visitor has the file, so nothing would be lost.
        self.is_in_a_file();
        self.storage_changed();
        self.tell(Notice::Opened {
            name,
            answered,
            can_undo,
            kept_older,
            problems: opened.problems,
        });
    }

    /// Fills in unanswered questions from the previewed file; the previous answers are kept for
    /// [`Session::bring_back`].
    pub fn join(self) {
        let Some(preview) = self.take_preview() else { return };
        if self.assessment.with_untracked(Assessment::is_empty) {
            return self.replace_by(preview);
        }
        let Preview { name, opened, fingerprint } = preview;
        // Undo restores the previous answers, whether they came from a file or not.
        let Ok(kept_older) = self.keep_present(false) else {
            self.tell(Notice::NotOpened { name, why: WhyNot::NoRoom });
            return;
        };
        self.decided(fingerprint.as_deref());
        let present = self.assessment.get_untracked();
        let joined = merge::join(&present, &opened.assessment);
        let questions = 0..present.entries.len();
        let filled = joined.answered(questions.clone()).saturating_sub(present.answered(questions));
        self.replace_all(joined);
        self.store();
        self.mark_opened_file(false);
        self.storage_changed();
        let can_undo = self.before.with_untracked(Option::is_some);
        self.tell(Notice::Joined { name, filled, can_undo, kept_older, problems: opened.problems });
    }

    /// Opens the previewed file as a new assessment.
    pub fn add(self) {
        let Some(Preview { name, opened, fingerprint }) = self.take_preview() else { return };
        if !self.may_leave() {
            return;
        }
        let text =
            file::write(&ISO42001, &opened.assessment, &opened.saved_at.unwrap_or_else(E::now));
        let Ok(number) = self.library(|library| library.add(&text)) else {
            self.tell(Notice::NotOpened { name, why: WhyNot::NoRoom });
            return;
        };
        self.decided(fingerprint.as_deref());
        self.switch_to(number);
        self.mark_opened_file(true);
        let answered = opened.assessment.answered(0..opened.assessment.entries.len());
        self.tell(Notice::Added { name, answered, problems: opened.problems });
    }

    /// Opens the answers embedded in the page, or asks what to do with them if there are others;
    /// `name` tells the name of the page's file. Until the visitor has decided, they are offered
    /// each time.
    #[inline(never)]
    pub fn offer_inside(self, inside: &str, name: fn() -> String) {
        let shown = self.library(Library::shown_inside);
        let is_empty = self.assessment.with_untracked(Assessment::is_empty);
        let what = standalone_page::decide(inside, is_empty, shown.as_deref());
        if what == EmbeddedAnswers::Nothing {
            return;
        }
        let name = name();
        // Of any size: this page wrote it.
        let opened = match file::read_stored(&ISO42001, inside) {
            Ok(opened) => opened,
            Err(why) => return self.tell(Notice::NotOpened { name, why: WhyNot::Refused(why) }),
        };
        let fingerprint = Some(standalone_page::fingerprint(inside));
        self.preview.set(Some(Preview { name, opened, fingerprint }));
        if what == EmbeddedAnswers::Open {
            self.replace();
        }
    }

    /// The recommended action for the previewed file, and why.
    pub fn advice(self, preview: &Preview) -> Advice {
        let saved_at = self.saved_at(self.number.get_untracked());
        let file = (&preview.opened.assessment, preview.opened.saved_at.as_deref());
        self.assessment
            .with_untracked(|present| merge::advice((present, saved_at.as_deref()), file))
    }

    /// Closes the preview of a file that the visitor doesn't want to open.
    pub fn close_preview(self) {
        if let Some(preview) = self.take_preview() {
            self.decided(preview.fingerprint.as_deref());
        }
    }

    fn take_preview(self) -> Option<Preview> {
        let preview = self.preview.get_untracked();
        self.preview.set(None);
        preview
    }

    /// Remembers that the visitor has decided about the answers embedded in the page.
    fn decided(self, mark: Option<&str>) {
        if let Some(mark) = mark {
            self.library(|library| library.mark_shown_inside(mark));
        }
    }

    /// Restores the answers that an opened file replaced, and keeps the present ones in their
    /// place, so that a second call reverses the first.
    pub fn bring_back(self) {
        self.sync();
        let Some(before) = self.before.get_untracked() else { return };
        let present = self.assessment.get_untracked();
        self.replace_all(before);
        self.mark_opened_file(false);
        let is_stored = self.store();
        if present.is_empty() {
            self.before.set(None);
            if is_stored {
                let number = self.number.get_untracked();
                self.library(|library| library.forget_before(number));
            }
        } else {
            // If the restored answers could not be stored, the storage must keep its copy of them.
            self.has_kept_before.set_value(false);
            if is_stored && self.keep_before(&present).is_err() {
                self.tell(Notice::StorageFull);
            }
            self.before.set(Some(present));
            let number = self.number.get_untracked();
            self.set_unsaved(number, self.is_unsaved(number) || self.has_earlier_in_memory(number));
        }
        self.storage_changed();
        self.tell(Notice::Undone);
    }

    /// Keeps the present answers, which a file is about to replace or be merged into, as
    /// [`merge::when_opening`] decides. Returns whether the answers kept for an earlier file became
    /// a snapshot.
    ///
    /// # Errors
    /// If there is no room for them: then nothing may be replaced.
    #[inline(never)]
    fn keep_present(self, is_opened_file: bool) -> Result<bool, Failure> {
        self.sync();
        let present = self.assessment.get_untracked();
        let number = self.number.get_untracked();
        let older = self.before.get_untracked();
        if merge::when_opening(&present, is_opened_file, older.is_some()) != Keep::Present {
            return Ok(false);
        }
        let older = self
            .library(|library| library.before(number))
            .filter(|_| older.is_some_and(|older| older != present));
        if let Some(older) = &older {
            let time = file::read_stored(&ISO42001, older)
                .ok()
                .and_then(|opened| opened.saved_at)
                .unwrap_or_else(E::now);
            self.library(|library| library.keep_snapshot(number, &time, older))?;
        }
        // If nothing can be stored at all, they are kept as long as the page is open.
        if let Err(failure @ Failure::Refused) = self.keep_before(&present) {
            return Err(failure);
        }
        self.before.set(Some(present));
        Ok(older.is_some())
    }

    /// Stores answers as the ones to restore.
    fn keep_before(self, assessment: &Assessment) -> Result<(), Failure> {
        let text = file::write(&ISO42001, assessment, &E::now());
        let number = self.number.get_untracked();
        let outcome = self.library(|library| library.keep_before(number, &text));
        self.has_kept_before.set_value(outcome.is_ok());
        outcome
    }

    /// Stores the answers to restore if that failed before. Returns whether they would still be
    /// lost with the page.
    #[inline(never)]
    pub(crate) fn keep_before_again(self) -> bool {
        self.before.get_untracked().is_some_and(|before| {
            self.make_room_for(&before).and_then(|()| self.keep_before(&before)).is_err()
        })
    }

    /// Makes a snapshot of the stored answers to restore, if they are others than these and than
    /// the present ones: another tab kept them while this one couldn't.
    fn make_room_for(self, before: &Assessment) -> Result<(), Failure> {
        let number = self.number.get_untracked();
        let stored = self.library(|library| stored_before(library, number)).filter(|stored| {
            stored != before && self.assessment.with_untracked(|present| stored != present)
        });
        let Some(stored) = stored else { return Ok(()) };
        let now = E::now();
        let text = file::write(&ISO42001, &stored, &now);
        self.library(|library| library.keep_snapshot(number, &now, &text)).map(|_| ())
    }

    fn mark_opened_file(self, is_opened_file: bool) {
        let number = self.number.get_untracked();
        self.library(|library| library.mark_opened_file(number, is_opened_file));
    }
}
