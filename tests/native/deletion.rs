//! Tests that deleted assessments stay deleted and others aren't lost: tabs that sleep, wake late,
//! or run an older version, and a full storage.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::deletion_model::{OlderPage, notes_in};
use aims_assessment::assessment::file;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::storage::Library;
use aims_assessment::storage::tab_sync;
use common::assessment;
use common::memory_store::MemoryStore;
use common::replicas::{Browser, Replica, View, let_all_come_in, replicas};

#[test]
fn a_tab_that_slept_brings_nothing_back_and_mixes_no_clients() {
    let (_, mut pages) = replicas(2, &[]);
    pages[0]
        .1
        .change(0, 1000, |assessment| assessment.entries[0].note = "Client B".to_owned())
        .unwrap();
    let_all_come_in(&mut pages);
    // The second tab sleeps. In the first, everything is deleted, and the next client begins.
    pages[0].1.delete_all();
    pages[0]
        .1
        .change(1, 1001, |assessment| assessment.entries[1].note = "Client C".to_owned())
        .unwrap();
    // The second wakes late, and its visitor goes on before any write has come in.
    pages[1]
        .1
        .change(2, 1002, |assessment| assessment.entries[2].note = "too late".to_owned())
        .unwrap();
    let_all_come_in(&mut pages);
    let there = notes_in(&pages[0].0, &pages);
    assert_eq!(there, BTreeSet::from(["Client C".to_owned()]));
    // And what is written from now on is kept.
    pages[1]
        .1
        .change(2, 1003, |assessment| assessment.entries[2].note = "on time".to_owned())
        .unwrap();
    let_all_come_in(&mut pages);
    assert!(notes_in(&pages[0].0, &pages).contains("on time"));
}

#[test]
fn no_number_is_given_again() {
    let text = file::write(&ISO42001, &assessment(""), "");
    let library = MemoryStore::default().library();
    assert_eq!([library.add(&text), library.add(&text)], [Ok(1), Ok(2)]);
    library.delete(2);
    assert_eq!(library.add(&text), Ok(3));
    library.delete_all();
    assert_eq!(library.add(&text), Ok(4));
    library.delete_all();
    library.delete_all();
    assert_eq!(library.add(&text), Ok(5));
}

#[test]
fn the_next_client_is_in_no_tab_that_showed_the_one_before() {
    let (_, mut pages) = replicas(2, &[]);
    let begin = |page: &mut Replica<View>, note: &str, now| {
        let number = page.library.add(&file::write(&ISO42001, &assessment(""), "")).unwrap();
        page.show(number);
        page.change(0, now, |assessment| assessment.entries[0].note = note.to_owned()).unwrap();
        number
    };
    let first = begin(&mut pages[0].1, "Client A", 1000);
    let second = begin(&mut pages[0].1, "Client B", 1001);
    let_all_come_in(&mut pages);
    pages[1].1.show(second);
    pages[0].1.library.delete(second);
    pages[0].1.show(first);
    let third = begin(&mut pages[0].1, "Client C", 1002);
    let_all_come_in(&mut pages);
    assert!(pages[1].1.assessment.is_empty(), "the other tab holds nothing of either");
    pages[1]
        .1
        .change(1, 1003, |assessment| assessment.entries[1].note = "Client D".to_owned())
        .unwrap();
    let_all_come_in(&mut pages);
    let stored = |number| {
        file::read_stored(&ISO42001, &pages[0].1.library.answers(number).unwrap())
            .unwrap()
            .assessment
    };
    assert_eq!([&stored(third).entries[0].note, &stored(third).entries[1].note], ["Client C", ""]);
}

#[test]
fn undo_ends_with_what_it_would_undo() {
    let text = file::write(&ISO42001, &assessment("C4-1 3"), "");
    let all_gone = |library: &Library<MemoryStore>| library.delete_all();
    // A deleted assessment can be restored until everything is deleted.
    let library = MemoryStore::default().library();
    let number = library.add(&text).unwrap();
    let removed = library.delete(number);
    assert!(library.can_put_back(&removed));
    all_gone(&library);
    assert!(!library.can_put_back(&removed));
    assert!(library.put_back(&removed).is_err());
    assert!(library.numbers().is_empty());
    // A snapshot can be restored as long as its assessment exists, but not to another one under the
    // same number.
    let library = MemoryStore::default().library();
    let number = library.add(&text).unwrap();
    let snapshot = library.keep_snapshot(number, "2026-11-24T10:00:00Z", &text).unwrap();
    let removed = library.delete_snapshot(&snapshot);
    library.delete(number);
    assert!(!library.can_put_back(&removed));
    assert!(library.put_back(&removed).is_err());
    assert!(library.snapshots(number).is_empty());
}

#[test]
fn another_name_is_kept_against_a_tab_that_has_the_old_one() {
    let (_, mut pages) = replicas(2, &[]);
    pages[0].1.change(0, 1000, |assessment| assessment.organisation = "Old".to_owned()).unwrap();
    pages[0].1.tab.changed(&ISO42001, tab_sync::Member::Organisation, 1000);
    pages[0].1.write().unwrap();
    let_all_come_in(&mut pages);
    // Renamed in the list by a tab that shows another assessment.
    let other = &mut pages[1].1;
    other.show(other.library.free_number());
    let renamed =
        tab_sync::renamed(&ISO42001, &other.library.answers(1).unwrap(), "New", 900).unwrap();
    other.library.store_answers(1, &renamed).unwrap();
    while pages[0].0.bring_in().is_some() {}
    pages[0].1.answer(1, 3, 1002).unwrap();
    let_all_come_in(&mut pages);
    assert_eq!(pages[0].1.assessment.organisation, "New");
}

#[test]
fn a_tab_of_an_older_version_brings_nothing_back() {
    let text = file::write(&ISO42001, &assessment("C4-1 3"), "");
    for is_everything in [true, false] {
        let browser: Rc<RefCell<Browser>> =
            Browser::new(2, &[("answers/1", &text), ("schema", "2")]);
        let older = OlderPage { view: View::new(&browser, 1), shown: assessment("C4-1 3, C4-2 2") };
        assert!(older.store());
        let view = View::new(&browser, 0);
        while view.bring_in().is_some() {}
        let mut page = Replica::open(view.clone());
        assert_eq!(page.assessment, assessment("C4-1 3, C4-2 2"), "what it stored before is there");
        if is_everything {
            page.delete_all();
        } else {
            page.delete();
        }
        // It stores once more, before it sees that a newer version is there.
        assert!(older.store());
        while older.view.bring_in().is_some() {}
        assert!(!older.store(), "then no more");
        while view.bring_in().is_some() {}
        let page = Replica::open(view.clone());
        assert!(page.assessment.is_empty(), "everything: {is_everything}");
        assert!(page.library.numbers().is_empty());
    }
}

#[test]
fn what_an_older_version_stores_meanwhile_is_joined() {
    let text = file::write(&ISO42001, &assessment("C4-1 3"), "");
    let browser = Browser::new(2, &[("answers/1", &text), ("schema", "2")]);
    let older = OlderPage { view: View::new(&browser, 1), shown: assessment("C4-1 3, C4-2 2") };
    let view = View::new(&browser, 0);
    let mut page = Replica::open(view.clone());
    page.answer(2, 5, 1000).unwrap();
    assert!(older.store());
    while view.bring_in().is_some() {}
    page.hear().unwrap();
    assert_eq!(page.assessment, assessment("C4-1 3, C4-2 2, C4-3 5"));
}

#[test]
fn a_damaged_schema_locks_nothing_away() {
    let text = file::write(&ISO42001, &assessment("C4-1 3"), "");
    for schema in ["", "two", "\u{fffd}3", "{}", "-1", "NaN"] {
        let store = MemoryStore::with(&[("answers/1", &text), ("schema", schema)]);
        let mut page = Replica::open(store.clone());
        assert_eq!(page.assessment, assessment("C4-1 3"), "{schema:?}");
        page.answer(1, 2, 1000).unwrap();
        assert_eq!(store.text("schema").as_deref(), Some("3"), "{schema:?}");
    }
}
