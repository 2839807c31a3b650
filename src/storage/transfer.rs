//! Moves data from one store into another: nothing is overwritten there, and nothing is removed
//! here before its copy is stored.

use super::deletion::{self, number_after};
use super::keys::{
    ANSWERING, ANSWERS, CURRENT, DAMAGED, KEEP_HERE, LANGUAGE, SCHEMA_KEY, SHARED_COMPUTER,
    SHOWN_INSIDE,
};
use super::keys::{answers_key, in_order, is_ours, number_of, tells_of_deletion, tombstone_key};
use super::library::Library;
use super::store::{Failure, Store};
use super::{identity, migration, snapshots};

/// The number of each assessment in the store it was moved to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moved(Vec<(u32, u32)>);

impl Moved {
    /// The new number of the assessment that had this number; `None` if none was stored under it.
    pub fn number(&self, here: u32) -> Option<u32> {
        self.0.iter().find(|(old, _)| *old == here).map(|(_, new)| *new)
    }
}

/// The texts that are in the other store after copying.
#[derive(Default)]
struct Copied<'k> {
    /// The keys whose texts are there, and so can be removed here.
    keys: Vec<&'k String>,
    /// The identities that the assessments among them had here.
    identities: Vec<String>,
}

impl<S: Store> Library<S> {
    /// Moves everything of ours into another store. An assessment whose number was given there gets
    /// a free one, unless it is the same assessment; each gets a new identity, as the one here is
    /// marked as moved. The language of this store, as the one chosen last, wins.
    ///
    /// # Errors
    /// When a copy is refused, or either side holds data of a newer version: then both are
    /// unchanged.
    #[inline(never)]
    pub fn move_to<T: Store>(&self, to: &Library<T>) -> Result<Moved, Failure> {
        if self.is_newer() || to.is_newer() {
            return Err(Failure::Off);
        }
        // Includes what a tab with an older page stored meanwhile, under its key of this schema.
        self.migrate();
        let keys = in_order(self.keys().into_iter().filter(|key| goes_along(key)));
        let moved = self.numbers_in(to, &keys);
        let copied = self.copy_all(to, &keys, &moved)?;
        if !keys.is_empty() {
            // Without the schema, the next visit looks for older data and finds none.
            to.set_schema();
        }
        self.remove_copied(copied);
        Ok(moved)
    }

    /// Copies the texts under these keys, all or none.
    fn copy_all<'k, T: Store>(
        &self,
        to: &Library<T>,
        keys: &'k [String],
        moved: &Moved,
    ) -> Result<Copied<'k>, Failure> {
        let mut before: Vec<(String, Option<String>)> = Vec::new();
        let mut copied = Copied::default();
        for key in keys {
            let Some(mut text) = self.get(key) else { continue };
            if let Some(number) = number_of(key).filter(|_| key.starts_with(ANSWERS)) {
                copied.identities.extend(identity::of(&text, number));
                let there = moved.number(number).unwrap_or(number);
                text = identity::with(&text, &to.new_identity(there)).unwrap_or(text);
            }
            let (previous, there) = match place_in(to, key, &text, moved) {
                Target::Key(place) => (to.get(&place), place),
                Target::There => {
                    copied.keys.push(key);
                    continue;
                }
                Target::Taken => continue,
            };
            if let Err(failure) = copy(to, &there, &text) {
                before.push((there, previous));
                undo(to, &before);
                return Err(failure);
            }
            before.push((there, previous));
            copied.keys.push(key);
        }
        Ok(copied)
    }

    /// Removes what was copied, and sets tombstones that say *moved*: other tabs must not store
    /// their copy here again, nor take missing texts for lost. Where there is no room for these,
    /// they follow as soon as there is. The answers go last, and the schema after them: without it,
    /// other tabs take missing texts for deleted.
    fn remove_copied(&self, copied: Copied) {
        let Copied { mut keys, mut identities } = copied;
        let bury = |identities: &mut Vec<String>| {
            identities.retain(|id| self.set(&tombstone_key(id), deletion::MOVED).is_err());
        };
        let has_answers = !identities.is_empty();
        bury(&mut identities);
        keys.sort_by_key(|key| (*key == SCHEMA_KEY, key.starts_with(ANSWERS)));
        for key in keys {
            self.remove(key);
            bury(&mut identities);
        }
        if has_answers {
            self.set_schema();
        }
    }

    /// The number that each assessment will have in the other store.
    fn numbers_in<T: Store>(&self, to: &Library<T>, keys: &[String]) -> Moved {
        let given = to.given();
        let free = number_after(&given);
        let mut all: Vec<u32> = self.given().into_iter().chain(given.iter().copied()).collect();
        let mut moved = Moved::default();
        for number in keys.iter().filter_map(|key| number_of(key)) {
            if moved.number(number).is_some() {
                continue;
            }
            let stays =
                number >= free && !given.contains(&number) || self.is_same_in(to, keys, number);
            let there = if stays { number } else { number_after(&all) };
            all.push(there);
            moved.0.push((number, there));
        }
        moved
    }

    /// Returns whether the same assessment is there already: copied before, but not removed here.
    fn is_same_in<T: Store>(&self, to: &Library<T>, keys: &[String], number: u32) -> bool {
        let mut of_it = keys.iter().filter(|key| number_of(key) == Some(number));
        let has_answers = to.get(&answers_key(number)).is_some();
        let is_same = |key: &String, there: String| {
            self.get(key).is_some_and(|here| is_same_text(&here, &there))
        };
        has_answers && of_it.all(|key| to.get(key).is_none_or(|there| is_same(key, there)))
    }
}

/// Whether the text under this key is moved: all of ours, but what is of this store alone.
fn goes_along(key: &str) -> bool {
    let stays = [SHARED_COMPUTER, KEEP_HERE].contains(&key)
        || tells_of_deletion(key)
        || migration::is_old(key);
    is_ours(key) && !stays
}

/// Returns whether two texts differ at most in their identity.
fn is_same_text(one: &str, other: &str) -> bool {
    one == other
        || identity::with(one, "").is_some_and(|one| Some(one) == identity::with(other, ""))
}

/// The target of a text.
enum Target {
    /// Under this key.
    Key(String),
    /// It needs no copy.
    There,
    /// None: another text of an unknown kind is there, so this one stays where it is.
    Taken,
}

fn place_in<T: Store>(to: &Library<T>, key: &str, text: &str, moved: &Moved) -> Target {
    if let Some(number) = number_of(key) {
        let place = snapshots::renumbered(key, number, moved.number(number).unwrap_or(number));
        let is_there = to.get(&place).is_some_and(|there| is_same_text(text, &there));
        return if is_there { Target::There } else { Target::Key(place) };
    }
    if key == SCHEMA_KEY || key == CURRENT {
        return Target::There; // not copied: the other store gets its own
    }
    if key.starts_with(DAMAGED) {
        let aside = to.all_set_aside();
        let is_there = aside.iter().any(|other| other == text);
        return if is_there {
            Target::There
        } else {
            Target::Key(format!("{DAMAGED}{}", aside.len() + 1))
        };
    }
    let is_choice = key == LANGUAGE || key == ANSWERING || key == SHOWN_INSIDE;
    if is_choice || to.get(key).is_none_or(|there| there == text) {
        Target::Key(key.to_owned())
    } else {
        Target::Taken
    }
}

/// Copies a text and checks that it was stored.
fn copy<T: Store>(to: &Library<T>, key: &str, text: &str) -> Result<(), Failure> {
    to.set(key, text)?;
    if to.get(key).as_deref() == Some(text) { Ok(()) } else { Err(Failure::Refused) }
}

/// Restores the state from before the copies.
fn undo<T: Store>(to: &Library<T>, before: &[(String, Option<String>)]) {
    for (key, text) in before.iter().rev() {
        match text {
            // Only a language or a mark was ever overwritten; at worst that is lost.
            Some(text) => to.set(key, text).unwrap_or_default(),
            None => to.remove(key),
        }
    }
}
