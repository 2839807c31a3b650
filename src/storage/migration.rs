//! Migration from schema 1 (one assessment, no number) and schema 2 (no identities).
//!
//! Texts under old keys are moved to their new ones on every visit, as a tab with the older page
//! may still be open. A text is removed only once its copy is stored. After *Delete everything*, a
//! text under an old key can only have been written by such a tab, and is removed.
//!
//! Texts of schema 2 stay where they are: without an identity, they are identified by their number
//! (`identity::of`) until they are stored again.

use super::keys::{ANSWERS, answers_key, before_key, number};
use super::library::{Elsewhere, Library};
use super::store::{Failure, Store};

const OLD_ANSWERS: &str = "aims-assessment/answers";
const OLD_BEFORE: &str = "aims-assessment/before-opening";
const OLD_OPENED: &str = "aims-assessment/opened-file";

/// Returns whether a key is one of schema 1: its text is available under its key of this schema.
pub(super) fn is_old(key: &str) -> bool {
    [OLD_ANSWERS, OLD_BEFORE, OLD_OPENED].contains(&key)
}

impl<S: Store> Library<S> {
    /// Returns whether answers are stored, of whichever version.
    pub fn has_answers(&self) -> bool {
        let is_of_old =
            |key: &String| [OLD_ANSWERS, OLD_BEFORE].contains(&&**key) && self.era().is_none();
        let is_there = |number: u32| !self.is_void(number);
        self.store.keys().iter().any(|key| {
            key.strip_prefix(ANSWERS).and_then(number).map_or_else(|| is_of_old(key), is_there)
        })
    }

    pub(super) fn migrate(&self) {
        if !self.numbers().is_empty() {
            self.set_schema();
        }
        if self.era().is_some() {
            for key in [OLD_ANSWERS, OLD_BEFORE, OLD_OPENED] {
                self.store.remove(key);
            }
            return;
        }
        let [answers, before] = [OLD_ANSWERS, OLD_BEFORE].map(|key| self.store.get(key));
        let is_opened_file = self.store.get(OLD_OPENED).is_some();
        if answers.is_none() && before.is_none() && !is_opened_file {
            return;
        }
        // Copied last time, but not removed: it is the same assessment.
        let known = answers.as_ref().and_then(|text| {
            self.numbers().into_iter().find(|number| self.answers(*number).as_ref() == Some(text))
        });
        let number = known.unwrap_or_else(|| self.free_number());
        if let Some(text) = &answers {
            self.take_over(OLD_ANSWERS, text, answers_key(number));
        }
        if let Some(text) = before {
            let is_free =
                answers.is_some() && self.before(number).is_none_or(|there| there == text);
            // Answers kept there since are as valuable: the older ones become an assessment of
            // their own.
            let key = if is_free { before_key(number) } else { answers_key(self.free_number()) };
            self.take_over(OLD_BEFORE, &text, key);
        }
        if is_opened_file {
            if answers.is_some() {
                self.mark_opened_file(number, true);
            }
            self.store.remove(OLD_OPENED);
        }
        self.set_schema();
    }

    /// Moves a text from its old key to its new one; if that fails, remembers where it is.
    #[inline(never)]
    fn take_over(&self, old: &'static str, text: &str, new: String) {
        if self.store.set(&new, text).is_ok() {
            self.store.remove(old);
            return;
        }
        if let Some(place) = self.exchange(old, text, &new) {
            let mut elsewhere = self.elsewhere.borrow_mut();
            elsewhere.retain(|(other, _)| *other != new);
            elsewhere.push((new, place));
        }
    }

    /// Moves a text if there is no room for two copies, by freeing the old key first. Returns where
    /// the text is if that failed.
    #[inline(never)]
    fn exchange(&self, old: &'static str, text: &str, new: &str) -> Option<Elsewhere> {
        // A storage that refuses even its present text would not take it back either: nothing is
        // moved.
        if self.store.set(old, text).is_err() {
            return Some(Elsewhere::Under(old));
        }
        self.store.remove(old);
        let outcome: Result<(), Failure> = self.store.set(new, text);
        if outcome.is_ok() {
            return None;
        }
        let is_back = self.store.set(old, text).is_ok();
        Some(if is_back { Elsewhere::Under(old) } else { Elsewhere::InMemory(text.to_owned()) })
    }
}
