//! Snapshots, and undoing deletions.

use super::identity;
use super::keys::{ANSWERS, OF_ONE, SNAPSHOT, answers_key, in_order, number_of, tombstone_key};
use super::library::Library;
use super::store::{Failure, Store};

/// A dated copy of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The assessment's number.
    pub number: u32,
    /// Unique among the assessment's snapshots: the time, with a counter if two fall into one
    /// second.
    pub id: String,
}

/// A deleted assessment or snapshot with all its texts, so that it can be put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    number: u32,
    /// The era in which it was deleted.
    era: Option<String>,
    /// The identity of the deleted assessment, or of the snapshot's; `None` if its text can't be
    /// read.
    id: Option<String>,
    texts: Vec<(String, String)>,
}

impl Removed {
    /// Replaces the answers by those of the page, which the storage had refused.
    pub fn with_answers(mut self, text: &str) -> Self {
        let wanted = answers_key(self.number);
        let text = identity::with(text, self.id.as_deref().unwrap_or_default())
            .unwrap_or_else(|| text.to_owned());
        match self.texts.iter_mut().find(|(key, _)| *key == wanted) {
            Some((_, old)) => *old = text,
            // They were never stored.
            None => self.texts.push((wanted, text)),
        }
        self
    }

    /// Returns whether an assessment was deleted, not just a snapshot.
    fn is_assessment(&self) -> bool {
        self.texts.iter().any(|(key, _)| *key == answers_key(self.number))
    }
}

/// Why a deletion can't be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBack {
    /// A write was refused: nothing was put back.
    NoRoom,
    /// The assessment of the snapshot, or everything, was deleted since.
    Deleted,
}

impl Snapshot {
    fn key(&self) -> String {
        format!("{SNAPSHOT}{}/{}", self.number, self.id)
    }
}

impl<S: Store> Library<S> {
    /// The snapshots of an assessment, newest first.
    pub fn snapshots(&self, number: u32) -> Vec<Snapshot> {
        let start = format!("{SNAPSHOT}{number}/");
        // Times in this format sort as text.
        let ids = in_order(
            self.keys().iter().filter_map(|key| key.strip_prefix(&start).map(str::to_owned)),
        );
        ids.into_iter().rev().map(|id| Snapshot { number, id }).collect()
    }

    /// The text of a snapshot.
    pub fn snapshot(&self, snapshot: &Snapshot) -> Option<String> {
        self.get(&snapshot.key())
    }

    /// Stores a snapshot without overwriting another one of the same second.
    ///
    /// # Errors
    /// When the write is refused.
    pub fn keep_snapshot(
        &self,
        number: u32,
        saved_at: &str,
        text: &str,
    ) -> Result<Snapshot, Failure> {
        let mut snapshot = Snapshot { number, id: saved_at.to_owned() };
        let mut count = 1_u32;
        while self.snapshot(&snapshot).is_some_and(|there| there != text) {
            count += 1;
            snapshot.id = format!("{saved_at}+{count}");
        }
        self.set(&snapshot.key(), text)?;
        Ok(snapshot)
    }

    /// Stores a text as a new assessment with a number and an identity of its own.
    ///
    /// # Errors
    /// When the write is refused, or the text can't have an identity.
    pub fn add(&self, text: &str) -> Result<u32, Failure> {
        let number = self.free_number();
        let text = identity::with(text, &self.new_identity(number)).ok_or(Failure::Refused)?;
        self.store_answers(number, &text)?;
        Ok(number)
    }

    /// Deletes an assessment with everything that belongs to it, for all tabs, whatever they hold
    /// of it.
    pub fn delete(&self, number: u32) -> Removed {
        let id = self.identity(number);
        // Before the texts, so that no tab takes them for lost and stores them again, or as soon as
        // there is room. Without the tombstone, a late tab may bring the assessment back.
        let bury = || id.as_deref().is_none_or(|id| self.set(&tombstone_key(id), "yes").is_ok());
        let is_buried = bury();
        self.take_away(number, |key| number_of(key) == Some(number), || _ = is_buried || bury())
    }

    /// Deletes a snapshot.
    pub fn delete_snapshot(&self, snapshot: &Snapshot) -> Removed {
        let wanted = snapshot.key();
        self.take_away(snapshot.number, |key| key == wanted, || ())
    }

    /// Removes the keys that are meant, and calls `then` after each, as there is more room then.
    fn take_away(&self, number: u32, is_meant: impl Fn(&str) -> bool, then: impl Fn()) -> Removed {
        let id = self.identity(number);
        let keys = self.keys().into_iter().filter(|key| is_meant(key));
        let texts = keys.filter_map(|key| self.get(&key).map(|text| (key, text)));
        // The answers last: as long as they are there, everything else can be found.
        let (answers, mut texts): (Vec<_>, Vec<_>) =
            texts.partition(|(key, _)| key.starts_with(ANSWERS));
        texts.extend(answers);
        for (key, _) in &texts {
            self.remove(key);
            then();
        }
        Removed { number, era: self.era(), id, texts }
    }

    fn identity(&self, number: u32) -> Option<String> {
        identity::of(&self.answers(number)?, number)
    }

    /// Returns whether a deletion can still be undone: not if everything was deleted since, or the
    /// snapshot's assessment is gone.
    pub fn can_put_back(&self, removed: &Removed) -> bool {
        let is_there = || {
            self.answers(removed.number).is_some() && self.identity(removed.number) == removed.id
        };
        self.era() == removed.era && (removed.is_assessment() || is_there())
    }

    /// Undoes a deletion and returns the assessment's number: another one if its own is taken
    /// since.
    ///
    /// # Errors
    /// When a write is refused, or the snapshot's assessment or everything was deleted since: then
    /// nothing is put back.
    pub fn put_back(&self, removed: &Removed) -> Result<u32, NotBack> {
        if !self.can_put_back(removed) {
            return Err(NotBack::Deleted);
        }
        // The tombstone first: it may take up the very space that is needed.
        let tombstone =
            removed.id.as_deref().map(tombstone_key).filter(|key| self.get(key).is_some());
        if let Some(key) = &tombstone {
            self.remove(key);
        }
        let is_taken = removed.is_assessment() && self.answers(removed.number).is_some();
        let number = if is_taken { self.free_number() } else { removed.number };
        let mut done: Vec<String> = Vec::new();
        for (key, text) in &removed.texts {
            let key = renumbered(key, removed.number, number);
            // A text of an older version is identified by its number, which may have changed.
            let id = removed
                .id
                .as_deref()
                .filter(|_| key == answers_key(number) && number != removed.number);
            let named = id.and_then(|id| identity::with(text, id));
            if self.set(&key, named.as_deref().unwrap_or(text)).is_err() {
                for key in &done {
                    self.remove(key);
                }
                if let Some(key) = &tombstone {
                    self.set(key, "yes").unwrap_or_default(); // there was room for it before
                }
                return Err(NotBack::NoRoom);
            }
            done.push(key);
        }
        Ok(number)
    }
}

/// The same key for another assessment's number.
pub(super) fn renumbered(key: &str, from: u32, to: u32) -> String {
    let prefix = OF_ONE.into_iter().find(|prefix| key.starts_with(prefix)).unwrap_or_default();
    let rest = key[prefix.len()..].strip_prefix(&from.to_string()).unwrap_or_default();
    format!("{prefix}{to}{rest}")
}
