//! Tests moving all our texts from one storage into another: to a shared computer, and back.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use aims_assessment::storage::{Failure, Store};
use common::memory_store::MemoryStore;
use proptest::prelude::*;

type Texts<'a> = &'a [(&'a str, &'a str)];

fn listed(texts: Texts) -> Vec<(String, String)> {
    texts.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}

const ALL: [(&str, &str); 9] = [
    ("answers/1", "A"),
    ("answers/11", "K"),
    ("before/1", "B"),
    ("damaged-1", "X"),
    ("language", "fr"),
    ("opened-file/1", "yes"),
    ("schema", "3"),
    ("shown-inside", "m"),
    ("snapshot/11/2026-11-23T12:00:00Z", "S"),
];

#[test]
fn everything_of_ours_moves_and_nothing_else() {
    let (from, to) = (MemoryStore::with(&ALL), MemoryStore::default());
    from.clone().set("of-somebody-else", "x").unwrap();
    from.clone().set("aims-assessment/current", "11").unwrap();
    to.clone().set("aims-assessment/shared-computer", "yes").unwrap();
    to.clone().set("also-of-somebody-else", "y").unwrap();
    let moved = from.library().move_to(&to.library()).unwrap();
    assert_eq!(from.listed(), listed(&[("of-somebody-else", "x")]));
    let mut expected = listed(&ALL);
    // `current` isn't moved: which assessment is in use is decided where the visitor goes on.
    expected.extend(listed(&[("shared-computer", "yes"), ("also-of-somebody-else", "y")]));
    expected.sort();
    let mut there = to.listed();
    there.sort();
    assert_eq!(there, expected);
    assert_eq!([1, 11, 2].map(|number| moved.number(number)), [Some(1), Some(11), None]);

    // And back; the tab's mark stays behind.
    to.library().move_to(&from.library()).unwrap();
    assert_eq!(to.listed(), listed(&[("shared-computer", "yes"), ("also-of-somebody-else", "y")]));
    assert_eq!(from.listed().len(), ALL.len() + 1);
}

#[test]
fn what_lies_there_already_is_never_overwritten() {
    let cases: [(&str, Texts, Texts, Texts); 7] = [
        (
            "a free number",
            &[("answers/2", "A")],
            &[("answers/1", "L")],
            &[("answers/1", "L"), ("answers/2", "A"), ("schema", "3")],
        ),
        (
            "a taken number",
            &[
                ("answers/1", "A"),
                ("before/1", "B"),
                ("snapshot/1/t", "S"),
                ("opened-file/1", "yes"),
            ],
            &[("answers/1", "L"), ("answers/3", "M")],
            &[
                ("answers/1", "L"),
                ("answers/3", "M"),
                ("answers/4", "A"),
                ("before/4", "B"),
                ("opened-file/4", "yes"),
                ("schema", "3"),
                ("snapshot/4/t", "S"),
            ],
        ),
        (
            "two taken numbers, and a third that moves",
            &[("answers/1", "A"), ("answers/2", "B"), ("answers/5", "C")],
            &[("answers/1", "L"), ("answers/2", "M")],
            &[
                ("answers/1", "L"),
                ("answers/2", "M"),
                ("answers/5", "C"),
                ("answers/6", "A"),
                ("answers/7", "B"),
                ("schema", "3"),
            ],
        ),
        (
            "snapshots of a deleted one take the number too",
            &[("answers/1", "A")],
            &[("snapshot/1/t", "L")],
            &[("answers/2", "A"), ("schema", "3"), ("snapshot/1/t", "L")],
        ),
        (
            "the same one, copied last time and not removed",
            &[("answers/1", "A"), ("snapshot/1/t", "S")],
            &[("answers/1", "A")],
            &[("answers/1", "A"), ("schema", "3"), ("snapshot/1/t", "S")],
        ),
        (
            "the same answers with another past",
            &[("answers/1", "A"), ("before/1", "B")],
            &[("answers/1", "A"), ("before/1", "L")],
            &[
                ("answers/1", "A"),
                ("answers/2", "A"),
                ("before/1", "L"),
                ("before/2", "B"),
                ("schema", "3"),
            ],
        ),
        (
            "damaged texts, and the language chosen last",
            &[("damaged-1", "X"), ("damaged-2", "Y"), ("language", "fr")],
            &[("damaged-1", "Y"), ("language", "en")],
            &[("damaged-1", "Y"), ("damaged-2", "X"), ("language", "fr"), ("schema", "3")],
        ),
    ];
    for (name, here, there, expected) in cases {
        let (from, to) = (MemoryStore::with(here), MemoryStore::with(there));
        let moved = from.library().move_to(&to.library()).unwrap();
        assert_eq!(to.listed(), listed(expected), "{name}");
        assert_eq!(from.listed(), [], "{name}");
        for (key, text) in here.iter().filter(|(key, _)| key.starts_with("answers/")) {
            let number = moved.number(key["answers/".len()..].parse().unwrap()).unwrap();
            assert_eq!(to.library().answers(number).as_deref(), Some(*text), "{name}");
        }
    }
}

#[test]
fn what_nobody_knows_stays_where_something_else_lies() {
    let (from, to) = (
        MemoryStore::with(&[("of-a-later-version", "a"), ("other", "o")]),
        MemoryStore::with(&[("of-a-later-version", "b")]),
    );
    from.library().move_to(&to.library()).unwrap();
    assert_eq!(from.listed(), listed(&[("of-a-later-version", "a")]));
    assert_eq!(
        to.listed(),
        listed(&[("of-a-later-version", "b"), ("other", "o"), ("schema", "3")])
    );
}

#[test]
fn whichever_copy_is_refused_both_sides_are_as_they_were() {
    let there = [("answers/1", "L"), ("language", "en"), ("schema", "3")];
    for refused in 0..ALL.len() - 1 {
        let (from, to) = (MemoryStore::with(&ALL), MemoryStore::with(&there));
        let library = to.library();
        let to = to.refusing([refused]);
        assert_eq!(from.library().move_to(&library), Err(Failure::Refused), "write {refused}");
        assert_eq!(from.listed(), listed(&ALL), "write {refused}");
        assert_eq!(to.listed(), listed(&there), "write {refused}");
        // And the move can be tried again.
        from.library().move_to(&library).unwrap();
        assert_eq!(from.listed(), []);
    }
}

#[test]
fn a_newer_version_s_data_are_touched_on_neither_side() {
    let (old, newer) =
        ([("answers/1", "A"), ("schema", "3")], [("answers/1", "N"), ("schema", "4")]);
    for (here, there) in [(&old[..], &newer[..]), (&newer, &old)] {
        let (from, to) = (MemoryStore::with(here), MemoryStore::with(there));
        assert_eq!(from.library().move_to(&to.library()), Err(Failure::Off));
        assert_eq!((from.listed(), to.listed()), (listed(here), listed(there)));
    }
}

/// Whoever can write into the storage can use up the largest number; what is moved gets another
/// one, and overwrites nothing.
#[test]
fn a_number_that_somebody_planted_stops_nothing() {
    let cases: [(Texts, Texts, Texts); 4] = [
        (
            &[("answers/1", "A"), ("answers/4294967295", "Z")],
            &[("answers/1", "L")],
            &[("answers/1", "L"), ("answers/2", "A"), ("answers/4294967295", "Z"), ("schema", "3")],
        ),
        (
            &[("answers/1", "A"), ("before/1", "B")],
            &[("answers/4294967295", "Z")],
            &[("answers/1", "A"), ("answers/4294967295", "Z"), ("before/1", "B"), ("schema", "3")],
        ),
        (
            &[("answers/1", "A"), ("answers/2", "B"), ("answers/4294967295", "C")],
            &[("answers/1", "L"), ("answers/4294967295", "Z")],
            &[
                ("answers/1", "L"),
                ("answers/2", "B"),
                ("answers/3", "A"),
                ("answers/4", "C"),
                ("answers/4294967295", "Z"),
                ("schema", "3"),
            ],
        ),
        (
            &[("answers/1", "A"), ("answers/4294967295", "C")],
            &[("answers/1", "L"), ("answers/4294967295", "C")],
            &[("answers/1", "L"), ("answers/2", "A"), ("answers/4294967295", "C"), ("schema", "3")],
        ),
    ];
    for (here, there, expected) in cases {
        let (from, to) = (MemoryStore::with(here), MemoryStore::with(there));
        from.library().move_to(&to.library()).unwrap();
        assert_eq!(to.listed(), listed(expected), "{here:?} to {there:?}");
        assert_eq!(from.listed(), []);
    }
}

/// Texts of an older version, and those whose migration the storage had refused, are moved too.
#[test]
fn older_states_move_too() {
    let old = [("answers", "A"), ("before-opening", "B"), ("opened-file", "yes")];
    for mask in 0_usize..1 << 7 {
        let refused = (0..7).filter(|write| mask & 1 << write != 0);
        let from = MemoryStore::with(&old).refusing(refused);
        let library = from.library();
        let to = MemoryStore::default();
        library.move_to(&to.library()).unwrap();
        assert_eq!(from.listed(), [], "{mask:b}");
        assert!(to.holds("A") && to.holds("B"), "{mask:b}: {to:?}");
        assert!(
            to.listed().iter().all(|(key, _)| !old.iter().any(|(old, _)| old == key)),
            "{mask:b}: {to:?}"
        );
    }
}

proptest! {
    /// However little room there is, each text is in one storage or the other, and the target's own
    /// texts are unchanged.
    #[test]
    fn no_text_is_lost(room in 0_usize..300, here in prop::collection::btree_map(1_u32..6, "[a-m]{1,20}", 0..5), there in prop::collection::btree_map(1_u32..6, "[n-z]{1,20}", 0..5)) {
        let store = |texts: &std::collections::BTreeMap<u32, String>| {
            let keys: Vec<String> = texts.keys().map(|number| format!("answers/{number}")).collect();
            MemoryStore::with(&keys.iter().map(String::as_str).zip(texts.values().map(String::as_str)).collect::<Vec<_>>())
        };
        let (from, to) = (store(&here), store(&there).with_room_for(room));
        let moved = from.library().move_to(&to.library());
        for (number, text) in &here {
            let place = moved.as_ref().map(|moved| moved.number(*number).unwrap());
            let found = place.map_or_else(|_| from.library().answers(*number), |place| to.library().answers(place));
            prop_assert_eq!(found.as_ref(), Some(text));
        }
        for (number, text) in &there {
            let found = to.library().answers(*number);
            prop_assert_eq!(found.as_ref(), Some(text));
        }
    }
}
