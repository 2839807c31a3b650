//! Keeps deleted data deleted: identities that are never reused, and a
//! tombstone for each that is gone.

use super::identity;
use super::keys::{
    ERA, SCHEMA_KEY, answers_key, is_ours, number, number_of, number_of_tombstone, tombstone_key,
};
use super::library::{Library, SCHEMA};
use super::store::Store;

/// Separates an era from the last number given before it.
const BEFORE: char = '-';
/// The value of the tombstone if an assessment was moved into a page's memory. Older versions take
/// it for deleted.
pub(super) const MOVED: &str = "moved";

impl<S: Store> Library<S> {
    /// A new identity for an assessment begun under this number, which no other tab can create.
    pub fn new_identity(&self, number: u32) -> String {
        identity::of_number(&self.era_or_first(), number, &self.store.unique())
    }

    /// A new identity for the first assessment, begun under this number: the same in all tabs in
    /// which that happens before they learn of each other, as it is one assessment to the visitor.
    pub fn identity_of_first(&self, number: u32) -> String {
        identity::of_number(&self.era_or_first(), number, identity::FIRST)
    }

    /// Returns a number that was never given: a late tab must not find another assessment under its
    /// number.
    pub fn free_number(&self) -> u32 {
        number_after(&self.given())
    }

    /// The numbers ever given to assessments; of those before everything was deleted, only the
    /// last.
    pub(super) fn given(&self) -> Vec<u32> {
        let of_before = self.get(ERA).and_then(|text| number(text.split_once(BEFORE)?.1));
        let given = self
            .keys()
            .into_iter()
            .filter_map(|key| number_of(&key).or_else(|| number_of_tombstone(&key)));
        let mut given: Vec<u32> = given.collect();
        given.extend(of_before);
        given
    }

    fn era_or_first(&self) -> String {
        self.era().unwrap_or_else(|| identity::FIRST_ERA.to_owned())
    }

    /// Returns whether the assessment with this identity was deleted, singly or with everything, or
    /// moved.
    pub fn is_deleted(&self, id: &str) -> bool {
        !identity::is_of_era(id, &self.era_or_first()) || self.get(&tombstone_key(id)).is_some()
    }

    /// Returns whether the assessment with this identity was moved into a page's memory.
    pub fn is_moved(&self, id: &str) -> bool {
        self.get(&tombstone_key(id)).as_deref() == Some(MOVED)
    }

    /// The era in which identities are given; `None` if everything was never deleted.
    pub fn era(&self) -> Option<String> {
        let text = self.get(ERA)?;
        Some(text.split_once(BEFORE).map_or(&*text, |(era, _)| era).to_owned())
    }

    /// Removes texts of deleted assessments that a late tab stored.
    pub(super) fn remove_what_was_deleted(&self) {
        let void: Vec<u32> = self.stored_numbers().filter(|number| self.is_void(*number)).collect();
        for number in void {
            self.remove_answers(number);
        }
    }

    /// Removes the answers under a number.
    pub fn remove_answers(&self, number: u32) {
        self.remove(&answers_key(number));
    }

    /// Removes everything of a deleted assessment: a tab may have stored some of it again before it
    /// learned of the deletion.
    pub fn remove_leftovers(&self, number: u32) {
        for key in self.keys().iter().filter(|key| number_of(key) == Some(number)) {
            self.remove(key);
        }
    }

    /// Returns whether the text under a number is that of a deleted assessment.
    pub(super) fn is_void(&self, number: u32) -> bool {
        self.answers(number)
            .and_then(|text| identity::of(&text, number))
            .is_some_and(|id| self.is_deleted(&id))
    }

    /// The number of the assessment with this identity.
    pub fn number_with(&self, id: &str) -> Option<u32> {
        let is_it = |number: &u32| {
            self.answers(*number).and_then(|text| identity::of(&text, *number)).as_deref()
                == Some(id)
        };
        self.numbers().into_iter().find(is_it)
    }

    /// Removes every key of ours, whichever version wrote it, and nothing else, as the visitor
    /// asked. Two texts without content stay, the schema and the era, by which late tabs see that
    /// their data were deleted.
    pub fn delete_all(&self) {
        let ours: Vec<String> = self.store.keys().into_iter().filter(|key| is_ours(key)).collect();
        self.is_newer.set(false);
        if ours.is_empty() {
            return;
        }
        // These two before the rest, so that no tab takes missing texts for lost and stores them
        // again; after it once more, in case there was no room. If even that is refused, nobody can
        // store anything.
        let era = format!("{}{BEFORE}{}", self.store.unique(), self.free_number() - 1);
        let set_both = || {
            self.store.set(ERA, &era).and_then(|()| self.store.set(SCHEMA_KEY, &SCHEMA.to_string()))
        };
        let are_set = set_both().is_ok();
        if !are_set {
            // Without the schema nobody takes missing texts for lost.
            self.store.remove(SCHEMA_KEY);
        }
        self.elsewhere.borrow_mut().clear();
        for key in ours.iter().filter(|key| ![ERA, SCHEMA_KEY].contains(&key.as_str())) {
            self.store.remove(key);
        }
        if !are_set {
            set_both().ok();
        }
    }

    /// Returns whether our schema is there; if not, somebody else cleared the storage.
    pub fn has_schema(&self) -> bool {
        self.get(SCHEMA_KEY).is_some()
    }
}

/// Returns the number after the highest one given. Someone with access to the storage can use up
/// the highest possible number; then it is the one after a lower number.
pub(super) fn number_after(given: &[u32]) -> u32 {
    let mut after = u32::from(!given.contains(&1));
    for number in given {
        let next = number.wrapping_add(1);
        if next > after && !given.contains(&next) {
            after = next;
        }
    }
    after
}
