//! Resolves a stored text that differs from the one that this tab read last.

use super::merging::{Merge, Mine};
use super::refused::Refused;
use super::{RemoteChange, TabReplica, writing};
use crate::assessment::answers::Assessment;
use crate::content::questionnaire::Questionnaire;
use crate::storage::{Failure, Library, Store, identity};

impl TabReplica {
    /// The state that is merged with a stored text.
    fn state<'t>(&'t self, assessment: &'t Assessment) -> Mine<'t> {
        let (seen, was_unstored) = match &self.refused {
            Refused::Before(seen) => (Some(seen), true),
            _ => (self.seen.as_ref(), self.has_unsaved_changes),
        };
        Mine { assessment, times: &self.times, seen: seen.map(String::as_str), was_unstored }
    }

    /// Handles a stored text other than the one this tab saw.
    pub(super) fn meet<S: Store>(
        &mut self,
        questionnaire: &Questionnaire,
        library: &Library<S>,
        assessment: &Assessment,
        (text, is_deleted): (String, bool),
        now: fn() -> String,
    ) -> Result<RemoteChange, Failure> {
        let Some(Merge { joined, times, superseded, is_as_stored }) =
            self.state(assessment).join(questionnaire, &text)
        else {
            return self.meet_unreadable(library, &text, is_deleted);
        };
        let theirs = identity::of(&text, self.number).unwrap_or_default();
        if library.is_deleted(&theirs) {
            return Ok(self.meet_deleted(library, is_deleted));
        }
        if is_deleted {
            return Ok(RemoteChange::Gone);
        }
        if let Some(mine) = self.id.clone().filter(|mine| *mine != theirs) {
            let ids = [mine.as_str(), theirs.as_str()];
            return self.renumber_on_conflict(
                questionnaire,
                library,
                assessment,
                ids,
                (&text, now),
            );
        }
        let kept = writing::keep_snapshots(questionnaire, library, self.number, &superseded, now);
        self.lacks_space = kept.is_err();
        kept?;
        if !superseded.is_empty() {
            self.refused.end();
        }
        self.has_unsaved_changes = !is_as_stored;
        (self.id, self.times, self.seen) = (Some(theirs), times, Some(text));
        let is_same = joined == *assessment;
        Ok(match superseded.as_slice() {
            [_, ..] => RemoteChange::Superseded(joined),
            [] if is_same => RemoteChange::Same,
            [] => RemoteChange::Joined(joined),
        })
    }

    fn meet_unreadable<S: Store>(
        &mut self,
        library: &Library<S>,
        text: &str,
        is_deleted: bool,
    ) -> Result<RemoteChange, Failure> {
        if is_deleted {
            return Ok(RemoteChange::Gone);
        }
        self.has_unsaved_changes = true;
        library.set_aside(self.number, text).map(|()| RemoteChange::Same)
    }

    /// Handles a late tab having stored a deleted assessment; the one here replaces it.
    fn meet_deleted<S: Store>(&mut self, library: &Library<S>, is_deleted: bool) -> RemoteChange {
        if self.seen.is_none() || is_deleted {
            library.remove_answers(self.number);
        }
        self.has_unsaved_changes |= self.seen.is_some();
        if is_deleted { RemoteChange::Gone } else { RemoteChange::Same }
    }

    /// Resolves two tabs having begun an assessment under one number before they learned of each
    /// other. Both stay: the one with the lesser identity keeps the number, the other gets a free
    /// one, whichever tab notices first.
    fn renumber_on_conflict<S: Store>(
        &mut self,
        questionnaire: &Questionnaire,
        library: &Library<S>,
        assessment: &Assessment,
        [mine, theirs]: [&str; 2],
        (text, now): (&str, fn() -> String),
    ) -> Result<RemoteChange, Failure> {
        if mine > theirs {
            self.number = library.number_with(mine).unwrap_or_else(|| library.free_number());
            self.seen = None;
            let found = self.catch_up(questionnaire, library, assessment, now)?;
            self.has_unsaved_changes |= self.seen.is_none();
            return Ok(found);
        }
        if library.number_with(theirs).is_none_or(|number| number == self.number) {
            library.store_answers(library.free_number(), text)?;
        }
        self.has_unsaved_changes = true;
        Ok(RemoteChange::Same)
    }
}
