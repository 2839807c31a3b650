//! Tests the browser's storage: older schemas, refused writes, several assessments, snapshots.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use aims_assessment::storage::retention::{self, Situation};
use aims_assessment::storage::{Failure, NotBack, SCHEMA, Store, is_bookkeeping};
use common::memory_store::MemoryStore;
use proptest::prelude::*;

fn listed(texts: &[(&str, &str)]) -> Vec<(String, String)> {
    texts.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn every_older_state_is_brought_into_this_schema() {
    type State<'a> = &'a [(&'a str, &'a str)];
    let cases: [(&str, State, State, u32); 10] = [
        ("nothing", &[], &[], 1),
        ("a language", &[("language", "fr")], &[("language", "fr")], 1),
        ("answers", &[("answers", "A")], &[("answers/1", "A"), ("schema", "3")], 1),
        (
            "an opened file",
            &[
                ("answers", "A"),
                ("before-opening", "B"),
                ("opened-file", "yes"),
                ("language", "en"),
                ("damaged-1", "X"),
            ],
            &[
                ("answers/1", "A"),
                ("before/1", "B"),
                ("damaged-1", "X"),
                ("language", "en"),
                ("opened-file/1", "yes"),
                ("schema", "3"),
            ],
            1,
        ),
        (
            "what can't be read",
            &[("answers", "{no JSON")],
            &[("answers/1", "{no JSON"), ("schema", "3")],
            1,
        ),
        (
            "copied, but not removed",
            &[("answers", "A"), ("answers/1", "A")],
            &[("answers/1", "A"), ("schema", "3")],
            1,
        ),
        (
            "a tab with the older page went on",
            &[("answers", "A2"), ("answers/1", "A"), ("current", "1"), ("schema", "3")],
            &[("answers/1", "A"), ("answers/2", "A2"), ("current", "1"), ("schema", "3")],
            1,
        ),
        (
            "only what was before",
            &[("before-opening", "B")],
            &[("answers/1", "B"), ("schema", "3")],
            1,
        ),
        ("only a mark", &[("opened-file", "yes")], &[("schema", "3")], 1),
        (
            "two things from before",
            &[("answers", "A"), ("answers/1", "A"), ("before-opening", "B"), ("before/1", "C")],
            &[("answers/1", "A"), ("answers/2", "B"), ("before/1", "C"), ("schema", "3")],
            1,
        ),
    ];
    for (name, before, after, current) in cases {
        let store = MemoryStore::with(before);
        let library = store.library();
        assert_eq!(store.listed(), listed(after), "{name}");
        assert_eq!(library.current(None), current, "{name}");
        store.library();
        assert_eq!(store.listed(), listed(after), "{name}, on the next visit");
    }
}

/// Decides what an embedding page may be told: everything stored but the language and the storage's
/// own settings is the visitor's.
#[test]
fn a_visitor_has_begun_when_anything_of_theirs_is_stored() {
    for (texts, has_begun) in [
        (&[][..], false),
        (
            &[("language", "fr"), ("current", "1"), ("schema", "2"), ("shared-computer", "yes")],
            false,
        ),
        (&[("era", "x-2"), ("deleted/0.1.0", "yes"), ("keep-here", "yes")], false),
        (&[("answers/2", "A")], true),
        (&[("before/1", "A")], true),
        (&[("snapshot/1/2026-01-01T12:00:00Z", "A")], true),
        (&[("damaged-1", "X")], true),
        (&[("what-a-later-version-adds", "X")], true),
    ] {
        assert_eq!(MemoryStore::with(texts).library().has_begun(), has_begun, "{texts:?}");
    }
    let others = MemoryStore::default();
    others.set("of-somebody-else", "X").unwrap();
    assert!(!others.library().has_begun());
}

#[test]
fn a_newer_schema_is_never_touched() {
    for schema in ["4", "17", "4294967296", "4.1", " 4"] {
        let texts =
            [("answers/1", "A"), ("answers", "old"), ("language", "fr"), ("schema", schema)];
        let store = MemoryStore::with(&texts);
        let before = store.listed();
        let library = store.library();
        assert!(library.is_newer(), "{schema:?}");
        assert_eq!(
            (library.numbers(), library.answers(1), library.language()),
            (Vec::new(), None, None)
        );
        assert_eq!(library.store_answers(1, "mine"), Err(Failure::Off));
        assert_eq!(library.keep_snapshot(1, "t", "mine"), Err(Failure::Off));
        library.mark_opened_file(1, false);
        library.forget_before(1);
        library.store_language("en");
        library.delete(1);
        assert_eq!(store.listed(), before, "{schema:?}");
        // The visitor may delete it, whichever version wrote it.
        library.delete_all();
        assert_eq!(
            store.listed().iter().map(|(key, _)| &**key).collect::<Vec<_>>(),
            ["era", "schema"]
        );
        assert_eq!(library.store_answers(1, "mine"), Ok(()));
    }
    for schema in ["1", "2", " 2 ", "3", "3.1", "two", ""] {
        assert!(!MemoryStore::with(&[("schema", schema)]).library().is_newer(), "{schema:?}");
    }
}

#[test]
fn the_assessment_to_begin_with_is_always_one_that_is_there() {
    for (current, of_this_tab, expected) in [
        (None, None, 2),
        (Some("5"), None, 5),
        (Some("5"), Some(2), 2),
        (Some("5"), Some(9), 5), // deleted in another tab
        (Some("9"), None, 2),
        (Some("0"), None, 2),
        (Some("-5"), None, 2),
        (Some("05"), None, 2),
        (Some("{}"), Some(0), 2),
    ] {
        let mut texts = vec![
            ("answers/5", "B"),
            ("answers/2", "A"),
            ("answers/x", "no number"),
            ("answers/07", "no number"),
        ];
        texts.extend(current.map(|current| ("current", current)));
        let library = MemoryStore::with(&texts).library();
        assert_eq!(library.numbers(), [2, 5]);
        assert_eq!(library.current(of_this_tab), expected, "{current:?} {of_this_tab:?}");
    }
    assert_eq!(MemoryStore::default().library().current(None), 1);
    assert_eq!(
        MemoryStore::with(&[("snapshot/3/t", "S")]).library().current(None),
        4,
        "a new one never takes over another's snapshots"
    );
}

/// Whoever can write into the storage can use up the largest number; an assessment begun after that
/// gets a number all the same, and overwrites nothing.
#[test]
fn a_number_that_somebody_planted_is_no_end() {
    for (texts, expected) in [
        (&[("answers/4294967295", "A")][..], [1, 2, 3]),
        (
            &[("answers/4294967295", "A"), ("answers/4294967294", "B"), ("answers/2", "C")],
            [3, 4, 5],
        ),
        (&[("answers/4294967294", "A")], [4_294_967_295, 1, 2]),
        (&[("snapshot/4294967295/t", "A"), ("answers/1", "B")], [2, 3, 4]),
        (&[("deleted/0.4294967295.x", "yes"), ("answers/1", "B")], [2, 3, 4]),
        (&[("era", "x-4294967295")], [1, 2, 3]),
        (&[("era", "x-7"), ("answers/4294967295", "A")], [8, 9, 10]),
        (&[("answers/4294967296", "no number")], [1, 2, 3]),
    ] {
        let store = MemoryStore::with(texts);
        let library = store.library();
        for number in expected {
            assert_eq!(library.free_number(), number, "{texts:?}");
            assert_eq!(library.add("{}"), Ok(number), "{texts:?}");
        }
        for (key, text) in texts.iter().filter(|(key, _)| *key != "schema") {
            assert_eq!(store.text(key).as_deref(), Some(*text), "{texts:?}");
        }
        // Nor is it one after everything was deleted.
        library.delete_all();
        let next = library.free_number();
        assert_eq!(library.add("{}"), Ok(next), "{texts:?}");
        assert!(!expected.contains(&next), "{texts:?}: {next} was given before");
    }
}

/// Checks that each text of an older schema is either stored or in memory, and can be read under
/// its new key.
fn nothing_is_lost(store: &MemoryStore, what: &str) {
    let library = store.library();
    let numbers = library.numbers();
    let mut readable: Vec<String> =
        numbers.iter().filter_map(|number| library.answers(*number)).collect();
    readable.extend(numbers.iter().filter_map(|number| library.before(*number)));
    for text in ["A", "B"] {
        assert!(
            readable.iter().any(|other| other == text),
            "{what}: {text} can't be read; {store:?}"
        );
        assert!(
            store.holds(text) || library.has_text_in_memory(),
            "{what}: {text} is nowhere; {store:?}"
        );
    }
}

const OLD: [(&str, &str); 3] = [("answers", "A"), ("before-opening", "B"), ("opened-file", "yes")];

#[test]
fn whichever_write_is_refused_nothing_is_lost() {
    for mask in 0_usize..1 << 9 {
        let refused = (0..9).filter(|write| mask & 1 << write != 0);
        let store = MemoryStore::with(&OLD).refusing(refused);
        nothing_is_lost(&store, &format!("{mask:b}"));
        // Next time everything works, except what was only in memory.
        let store = store.refusing([]);
        let library = store.library();
        assert!(
            store.listed().iter().all(|(key, _)| !OLD.iter().any(|(old, _)| old == key)),
            "{mask:b}: {store:?}"
        );
        assert!(!library.has_text_in_memory());
    }
}

#[test]
fn with_hardly_any_room_the_texts_move_one_by_one() {
    for room in 0..60 {
        let store = MemoryStore::with(&OLD).with_room_for(room);
        nothing_is_lost(&store, &format!("{room} bytes"));
        assert!(store.holds("A") && store.holds("B"), "{room} bytes");
    }
    // The shorter key of the earlier answers makes room for the longer key of the answers, not the
    // other way round.
    let store = MemoryStore::with(&[("answers", "A")]).with_room_for(1);
    let library = store.library();
    assert_eq!(store.listed(), listed(&[("answers", "A")]), "two bytes would be needed");
    assert_eq!((library.numbers(), library.answers(1).as_deref()), (vec![1], Some("A")));
    assert!(library.is_answers_key("aims-assessment/answers", 1));
}

#[test]
fn what_could_not_move_is_stored_where_it_was_until_there_is_room() {
    let store = MemoryStore::with(&[("answers", "A")]).refusing(0..100);
    let library = store.library();
    assert_eq!(
        store.listed(),
        listed(&[("answers", "A")]),
        "where every write is refused, nothing is even moved"
    );
    assert_eq!(library.store_answers(1, "A+"), Err(Failure::Refused));
    assert_eq!(library.answers(1).as_deref(), Some("A"));
    let store = store.refusing([0]);
    assert_eq!(library.store_answers(1, "A+"), Ok(()));
    assert_eq!(store.listed()[0], ("answers".to_owned(), "A+".to_owned()));
    assert_eq!(library.store_answers(1, "A++"), Ok(()));
    assert_eq!(store.listed(), listed(&[("answers/1", "A++"), ("schema", &SCHEMA.to_string())]));
}

#[test]
fn deleting_takes_what_belongs_to_it_and_can_be_undone() {
    let all = [
        ("answers/1", "A"),
        ("answers/11", "K"),
        ("before/1", "B"),
        ("opened-file/1", "yes"),
        ("schema", "3"),
        ("snapshot/1/2026-11-23T12:00:00Z", "S"),
        ("snapshot/11/2026-11-23T12:00:00Z", "T"),
    ];
    let store = MemoryStore::with(&all);
    let library = store.library();
    let removed = library.delete(1);
    assert_eq!(store.listed(), listed(&[all[1], all[4], all[6]]));
    assert_eq!(library.put_back(&removed), Ok(1));
    assert_eq!(store.listed(), listed(&all));

    let removed = library.delete(1);
    library.store_answers(1, "another since").unwrap();
    assert_eq!(library.put_back(&removed), Ok(12), "the number is taken");
    assert_eq!(
        (library.answers(1).as_deref(), library.answers(12).as_deref()),
        (Some("another since"), Some("A"))
    );
    assert_eq!(library.snapshots(12).len(), 1);
}

#[test]
fn what_can_not_be_put_back_whole_is_not_put_back() {
    for refused in 0..4 {
        let store = MemoryStore::with(&[
            ("answers/1", "A"),
            ("before/1", "B"),
            ("snapshot/1/t", "S"),
            ("snapshot/1/u", "U"),
            ("schema", "3"),
        ]);
        let library = store.library();
        let removed = library.delete(1);
        let store = store.refusing([refused]);
        assert_eq!(library.put_back(&removed), Err(NotBack::NoRoom));
        assert_eq!(store.listed(), listed(&[("schema", "3")]));
        assert_eq!(library.put_back(&removed), Ok(1), "and can be tried again");
        assert_eq!(store.listed().len(), 5);
    }
}

#[test]
fn snapshots_are_dated_and_none_overwrites_another() {
    let store = MemoryStore::default();
    let library = store.library();
    library.store_answers(1, "A").unwrap();
    let [early, late] = ["2026-01-31T23:59:59Z", "2026-02-01T00:00:00Z"];
    for (time, text) in [(late, "L"), (early, "E"), (late, "L2"), (late, "L"), (late, "L2")] {
        library.keep_snapshot(1, time, text).unwrap();
    }
    let texts: Vec<_> =
        library.snapshots(1).iter().map(|snapshot| library.snapshot(snapshot).unwrap()).collect();
    assert_eq!(texts, ["L2", "L", "E"], "newest first");
    let removed = library.delete_snapshot(&library.snapshots(1)[1]);
    assert_eq!(library.snapshots(1).len(), 2);
    library.put_back(&removed).unwrap();
    assert_eq!(library.snapshots(1).len(), 3);
    assert_eq!(store.refusing([0]).library().keep_snapshot(1, early, "X"), Err(Failure::Refused));
}

#[test]
fn damaged_texts_are_set_aside_once() {
    let store = MemoryStore::default();
    let library = store.library();
    for text in ["X", "Y", "X"] {
        library.set_aside(1, text).unwrap();
    }
    assert_eq!(library.all_set_aside(), ["X", "Y"]);
}

/// Deleting a client's assessment also deletes its unreadable texts; *Undo* restores both.
#[test]
fn what_was_set_aside_goes_with_its_assessment() {
    let store = MemoryStore::with(&[
        ("answers/1", "A"),
        ("answers/2", "B"),
        ("damaged-1", "of an older version"),
    ]);
    let library = store.library();
    library.set_aside(1, "the client's text").unwrap();
    library.set_aside(2, "another's text").unwrap();
    let removed = library.delete(1);
    assert_eq!(library.all_set_aside(), ["of an older version", "another's text"]);
    // Texts set aside later overwrite nothing.
    library.set_aside(2, "another's second text").unwrap();
    assert_eq!(
        library.all_set_aside(),
        ["of an older version", "another's text", "another's second text"]
    );
    library.put_back(&removed).unwrap();
    assert_eq!(
        library.all_set_aside(),
        ["of an older version", "the client's text", "another's text", "another's second text"]
    );
}

/// A deletion frees the room that *Undo* needs.
#[test]
fn undo_of_a_deletion_fits_into_a_full_storage() {
    let store = MemoryStore::default();
    let library = store.library();
    let [first, _] = ["{}", "{}"].map(|text| library.add(text).unwrap());
    store.fill();
    let removed = library.delete(first);
    assert_eq!(library.answers(first), None);
    library.put_back(&removed).unwrap();
    assert!(library.answers(first).is_some());
}

#[test]
fn deleting_everything_takes_ours_and_nothing_else() {
    let store = MemoryStore::with(&[
        ("answers/1", "A"),
        ("snapshot/1/t", "S"),
        ("of-a-later-version", "?"),
    ]);
    let other = store.clone();
    other.set("of-somebody-else", "x").unwrap();
    store.library().delete_all();
    // Two marks without content stay, by which sleeping tabs see that what they hold was deleted;
    // there are none if nothing of ours was stored.
    assert_eq!(
        store.listed().iter().map(|(key, _)| &**key).collect::<Vec<_>>(),
        ["era", "schema", "of-somebody-else"]
    );
    let untouched = MemoryStore::default();
    untouched.library().delete_all();
    assert_eq!(untouched.listed(), []);
}

proptest! {
    /// However full the storage is, and whatever the visitor does, an assessment's text is the last
    /// one stored or the one before.
    #[test]
    fn a_refused_write_leaves_what_was_there(room in 0_usize..200, texts in prop::collection::vec("[a-z]{0,40}", 1..20)) {
        let store = MemoryStore::with(&[("answers", "first"), ("before-opening", "second")]).with_room_for(room);
        let library = store.library();
        let mut expected = "first".to_owned();
        for text in texts {
            if library.store_answers(1, &text).is_ok() {
                expected = text;
            }
            prop_assert_eq!(library.answers(1), Some(expected.clone()));
            prop_assert_eq!(library.before(1), Some("second".to_owned()));
        }
    }
}

/// A mark decides nothing, as any file on the disk may have written it; and reading writes nothing,
/// not even the migration of an older version's texts.
#[test]
fn a_page_from_a_file_begins_in_its_memory_whatever_lies_there() {
    let document = Situation { is_shared_computer: false, is_document: true };
    assert!(retention::is_in_memory(document));
    assert!(retention::is_in_memory(Situation { is_shared_computer: true, is_document: false }));
    assert!(!retention::is_in_memory(Situation { is_shared_computer: false, is_document: false }));
    for (texts, is_told) in [
        (&[][..], false),
        (&[("keep-here", "yes")], false),
        (&[("keep-here", "yes"), ("schema", "3"), ("era", "x-1"), ("language", "fr")], false),
        (&[("answers/1", "A"), ("schema", "3")], true),
        (&[("answers", "A"), ("opened-file", "yes")], true),
        // Whichever version wrote the schema number: the answers are there
        (&[("answers/1", "A"), ("schema", "4")], true),
        (&[("schema", "4")], false),
        // Keys about answers that hold none
        (&[("shown-inside", "m")], false),
        (
            &[
                ("opened-file/1", "yes"),
                ("opened-file", "yes"),
                ("answers/x", "A"),
                ("answersheet", "A"),
                ("later", "x"),
            ],
            false,
        ),
        (&[("before-opening", "B")], true),
        // Deleted, and not restored
        (&[("answers/1", "{}"), ("deleted/0.1.0", "yes"), ("schema", "3")], false),
        (&[("answers", "{}"), ("era", "x-1"), ("schema", "3")], false),
    ] {
        let store = MemoryStore::with(texts);
        assert_eq!(retention::tells_of_kept(document, store.clone()), is_told, "{texts:?}");
        assert_eq!(store.listed(), MemoryStore::with(texts).listed(), "nothing is written");
    }
    let kept = [("answers/1", "A")];
    assert!(!retention::tells_of_kept(
        Situation { is_shared_computer: true, is_document: true },
        MemoryStore::with(&kept)
    ));
    assert!(!retention::tells_of_kept(
        Situation { is_shared_computer: false, is_document: false },
        MemoryStore::with(&kept)
    ));
}

/// The only keys that a tab on a shared computer may still write: marks of deletions.
#[test]
fn marks_tell_nothing_of_the_visitor() {
    let is_bookkeeping = |key: &str| is_bookkeeping(&format!("aims-assessment/{key}"));
    assert!(["schema", "era", "deleted/0.1.0"].into_iter().all(is_bookkeeping));
    let others = [
        "answers/1",
        "before/1",
        "snapshot/1/t",
        "opened-file/1",
        "damaged-1",
        "current",
        "language",
        "keep-here",
        "shown-inside",
    ];
    assert!(!others.into_iter().any(is_bookkeeping));
}
