//! What was deleted stays deleted: identities that are given once, and the marks of those that are no more.

use super::identity;
use super::keys::{
    ERA, SCHEMA_KEY, answers_key, gone_key, is_ours, number, number_of, number_of_gone,
};
use super::library::{Library, SCHEMA};
use super::store::Store;

/// Stands between an era and the last number that was given before it.
const BEFORE: char = '-';
/// Stands where an assessment was moved into a page's memory. To an older version it is deleted.
pub(super) const MOVED: &str = "moved";

impl<S: Store> Library<S> {
    /// An identity for an assessment that is begun now under this number, and that no other tab can mean.
    pub fn new_identity(&self, number: u32) -> String {
        identity::of_number(&self.era_or_first(), number, &self.store.unique())
    }

    /// An identity for the assessment that is begun now under this number, the same for all tabs in which that happens before they hear of each
    /// other: to the visitor it is one.
    pub fn identity_of_first(&self, number: u32) -> String {
        identity::of_number(&self.era_or_first(), number, identity::FIRST)
    }

    /// A number that was never given: a tab that comes late must find nothing under its number that is of somebody else.
    pub fn free_number(&self) -> u32 {
        number_after(&self.given())
    }

    /// The numbers that were given to assessments, whatever became of them; of those before everything was deleted, the last.
    pub(super) fn given(&self) -> Vec<u32> {
        let of_before = self.get(ERA).and_then(|text| number(text.split_once(BEFORE)?.1));
        let given = self
            .keys()
            .into_iter()
            .filter_map(|key| number_of(&key).or_else(|| number_of_gone(&key)));
        let mut given: Vec<u32> = given.collect();
        given.extend(of_before);
        given
    }

    fn era_or_first(&self) -> String {
        self.era().unwrap_or_else(|| identity::FIRST_ERA.to_owned())
    }

    /// Whether the assessment with this identity was deleted, by itself or with everything, or moved.
    pub fn is_deleted(&self, id: &str) -> bool {
        !identity::is_of_era(id, &self.era_or_first()) || self.get(&gone_key(id)).is_some()
    }

    /// Whether the assessment with this identity was moved into a page's memory.
    pub fn is_moved(&self, id: &str) -> bool {
        self.get(&gone_key(id)).as_deref() == Some(MOVED)
    }

    /// The era in which identities are given; nothing as long as not everything was ever deleted.
    pub fn era(&self) -> Option<String> {
        let text = self.get(ERA)?;
        Some(text.split_once(BEFORE).map_or(&*text, |(era, _)| era).to_owned())
    }

    /// Texts of deleted assessments, stored by a tab that came late.
    pub(super) fn remove_what_was_deleted(&self) {
        let void: Vec<u32> = self.stored_numbers().filter(|number| self.is_void(*number)).collect();
        for number in void {
            self.remove_answers(number);
        }
    }

    /// Takes away the answers under a number.
    pub fn remove_answers(&self, number: u32) {
        self.remove(&answers_key(number));
    }

    /// Whether what lies under a number is the text of a deleted assessment.
    pub(super) fn is_void(&self, number: u32) -> bool {
        self.answers(number)
            .and_then(|text| identity::of(&text, number))
            .is_some_and(|id| self.is_deleted(&id))
    }

    /// The number under which the assessment with this identity lies.
    pub fn number_with(&self, id: &str) -> Option<u32> {
        let is_it = |number: &u32| {
            self.answers(*number).and_then(|text| identity::of(&text, *number)).as_deref()
                == Some(id)
        };
        self.numbers().into_iter().find(is_it)
    }

    /// Removes every key of ours, whoever of us wrote it, and nothing else. The visitor asked for it. What stays are two marks without content, by
    /// which tabs that come late see that what they hold was deleted: the schema and the era.
    pub fn delete_all(&self) {
        let ours: Vec<String> = self.store.keys().into_iter().filter(|key| is_ours(key)).collect();
        self.is_newer.set(false);
        if ours.is_empty() {
            return;
        }
        // The mark before the rest, so that no tab takes what it misses for lost and stores it again; after it once more, where there was no room. Where
        // even that is refused, nothing can be stored by anybody.
        let era = format!("{}{BEFORE}{}", self.store.unique(), self.free_number() - 1);
        let mark = || {
            self.store.set(ERA, &era).and_then(|()| self.store.set(SCHEMA_KEY, &SCHEMA.to_string()))
        };
        let was_marked = mark().is_ok();
        self.elsewhere.borrow_mut().clear();
        for key in ours.iter().filter(|key| ![ERA, SCHEMA_KEY].contains(&key.as_str())) {
            self.store.remove(key);
        }
        if !was_marked {
            mark().ok();
        }
    }

    /// Whether a mark of ours lies there: where none does, somebody else cleared the storage.
    pub fn is_marked(&self) -> bool {
        self.get(SCHEMA_KEY).is_some()
    }
}

/// The number after the last that was given. Who can write into the storage can give the last there is: then that after one before it.
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
