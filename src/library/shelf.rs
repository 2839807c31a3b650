//! Snapshots, and what is deleted and can be put back.

use super::{ANSWERS, Failure, Library, OF_ONE, SNAPSHOT, Store, answers_key, in_order, number_of};

/// A dated copy of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The assessment's number.
    pub number: u32,
    /// Tells it from the assessment's other snapshots: the time, with a counter where two fell into one second.
    pub id: String,
}

/// What was deleted, with all its texts, so that it can be put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    number: u32,
    texts: Vec<(String, String)>,
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
        // Times of this form are in order when their texts are.
        let ids = in_order(self.keys().iter().filter_map(|key| key.strip_prefix(&start).map(str::to_owned)));
        ids.into_iter().rev().map(|id| Snapshot { number, id }).collect()
    }

    /// The text of a snapshot.
    pub fn snapshot(&self, snapshot: &Snapshot) -> Option<String> {
        self.get(&snapshot.key())
    }

    /// Keeps a snapshot, and doesn't overwrite another of the same second.
    ///
    /// # Errors
    /// When it is refused.
    pub fn keep_snapshot(&self, number: u32, saved_at: &str, text: &str) -> Result<Snapshot, Failure> {
        let mut snapshot = Snapshot { number, id: saved_at.to_owned() };
        let mut count = 1_u32;
        while self.snapshot(&snapshot).is_some_and(|there| there != text) {
            count += 1;
            snapshot.id = format!("{saved_at}+{count}");
        }
        self.set(&snapshot.key(), text)?;
        Ok(snapshot)
    }

    /// Stores a text as an assessment of its own, with a number that nothing else has.
    ///
    /// # Errors
    /// When it is refused.
    pub fn add(&self, text: &str) -> Result<u32, Failure> {
        let number = self.free_number();
        if self.answers(number).is_some() {
            return Err(Failure::Refused); // all numbers are used up
        }
        self.store_answers(number, text)?;
        Ok(number)
    }

    /// Deletes an assessment with everything that belongs to it.
    pub fn delete(&self, number: u32) -> Removed {
        self.take_away(number, |key| number_of(key) == Some(number))
    }

    /// Deletes a snapshot.
    pub fn delete_snapshot(&self, snapshot: &Snapshot) -> Removed {
        let wanted = snapshot.key();
        self.take_away(snapshot.number, |key| key == wanted)
    }

    fn take_away(&self, number: u32, is_meant: impl Fn(&str) -> bool) -> Removed {
        let keys = self.keys().into_iter().filter(|key| is_meant(key));
        let texts = keys.filter_map(|key| self.get(&key).map(|text| (key, text)));
        // The answers last: while they are there, everything else can be found.
        let (answers, mut texts): (Vec<_>, Vec<_>) = texts.partition(|(key, _)| key.starts_with(ANSWERS));
        texts.extend(answers);
        for (key, _) in &texts {
            self.remove(key);
        }
        Removed { number, texts }
    }

    /// Puts back what was deleted; under another number where its own is taken since. Tells the number.
    ///
    /// # Errors
    /// When a write is refused: then nothing of it is put back.
    pub fn put_back(&self, removed: &Removed) -> Result<u32, Failure> {
        let holds_answers = removed.texts.iter().any(|(key, _)| *key == answers_key(removed.number));
        let is_taken = holds_answers && self.answers(removed.number).is_some();
        let number = if is_taken { self.free_number() } else { removed.number };
        let mut done: Vec<String> = Vec::new();
        for (key, text) in &removed.texts {
            let key = renumbered(key, removed.number, number);
            if let Err(failure) = self.set(&key, text) {
                for key in &done {
                    self.remove(key);
                }
                return Err(failure);
            }
            done.push(key);
        }
        Ok(number)
    }
}

/// The same key for another assessment.
pub(super) fn renumbered(key: &str, from: u32, to: u32) -> String {
    let prefix = OF_ONE.into_iter().find(|prefix| key.starts_with(prefix)).unwrap_or_default();
    let rest = key[prefix.len()..].strip_prefix(&from.to_string()).unwrap_or_default();
    format!("{prefix}{to}{rest}")
}
