//! Tests two tabs that answer one assessment, with a storage that behaves like real ones.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use crate::common;

use std::collections::BTreeMap;

use aims_assessment::assessment::answers::{Assessment, Choice, Entry, Level};
use aims_assessment::assessment::file;
use aims_assessment::assessment::plan_input::Action;
use aims_assessment::content::date::Date;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::storage::tab_sync::{Member, RemoteChange, TabReplica};
use aims_assessment::storage::{Failure, Store};
use common::memory_store::MemoryStore;
use common::replicas::{Replica, View, let_all_come_in, replicas};
use proptest::prelude::*;

#[derive(Debug, Clone)]
enum Event {
    Answer { tab: usize, question: usize, level: u64 },
    ComesIn { tab: usize },
    LoadedAgain { tab: usize },
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        4 => (0..3_usize, 0..5_usize, 0..=5_u64).prop_map(|(tab, question, level)| Event::Answer { tab, question, level }),
        3 => (0..3_usize).prop_map(|tab| Event::ComesIn { tab }),
        1 => (0..3_usize).prop_map(|tab| Event::LoadedAgain { tab }),
    ];
    prop::collection::vec(event, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: common::cases(300), ..ProptestConfig::default() })]

    #[test]
    fn of_two_answers_the_newer_one_stays_in_all_tabs_and_none_is_lost(events in events()) {
        let (_, mut tabs) = replicas(3, &[]);
        let mut newest: BTreeMap<usize, Option<Choice>> = BTreeMap::new();
        for (now, event) in (1_764_000_000_000..).zip(events) {
            match event {
                Event::Answer { tab, question, level } => {
                    tabs[tab].1.answer(question, level, now).unwrap();
                    newest.insert(question, Level::new(level).map(Choice::Level));
                }
                Event::ComesIn { tab } => {
                    let (view, shown) = &mut tabs[tab];
                    if view.bring_in().is_some() {
                        shown.hear().unwrap();
                    }
                }
                // Its own last writes are in the browser; the new page sees the same state.
                Event::LoadedAgain { tab } => {
                    let view = tabs[tab].0.clone();
                    tabs[tab].1 = Replica::open(view);
                }
            }
        }
        let_all_come_in(&mut tabs);
        for (_, shown) in &tabs {
            for (question, choice) in &newest {
                prop_assert_eq!(shown.level(*question), *choice, "question {}", question);
            }
            prop_assert_eq!(&Replica::open(tabs[0].0.clone()).assessment, &shown.assessment, "what is stored is what is shown");
        }
    }
}

#[derive(Debug, Clone)]
enum Attack {
    Answer { question: usize, level: u64 },
    Damage(String),
    Clear,
    Full,
    Room,
    LoadedAgain,
    Told,
}

fn attacks() -> impl Strategy<Value = Vec<Attack>> {
    let attack = prop_oneof![
        5 => (0..42_usize, 1..=5_u64).prop_map(|(question, level)| Attack::Answer { question, level }),
        1 => prop_oneof![Just("{".to_owned()), Just(String::new()), Just("[1]".to_owned()), "\\PC{0,30}",
            Just(r#"{"format":"aims-assessment/answers","version":9}"#.to_owned())].prop_map(Attack::Damage),
        1 => Just(Attack::Clear),
        1 => Just(Attack::Full),
        1 => Just(Attack::Room),
        1 => Just(Attack::LoadedAgain),
        1 => Just(Attack::Told),
    ];
    prop::collection::vec(attack, 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: common::cases(300), ..ProptestConfig::default() })]

    /// The model: the levels that the storage reported as stored; a damaged text must be found
    /// again until everything is cleared.
    #[test]
    fn what_was_stored_is_there_and_what_was_damaged_is_kept(attacks in attacks()) {
        let store = MemoryStore::default();
        let mut shown = Replica::open(store.clone());
        let mut stored: BTreeMap<usize, u64> = BTreeMap::new();
        let mut damaged: Vec<String> = Vec::new();
        for (now, attack) in (1_764_000_000_000..).zip(attacks) {
            match attack {
                Attack::Answer { question, level } => {
                    let is_stored = shown.answer(question, level, now).is_ok();
                    if is_stored {
                        // All that is shown is stored with it.
                        let levels = shown.assessment.entries.iter().map(Entry::counted_level);
                        stored = levels.enumerate().filter_map(|(question, level)| Some((question, level?.number().into()))).collect();
                        prop_assert_eq!(stored.get(&question), Some(&level));
                    }
                }
                Attack::Damage(text) => {
                    // The text there is lost by this, unless it was set aside.
                    let before = store.text("answers/1");
                    store.put("answers/1", &text);
                    stored.clear();
                    damaged.retain(|text| Some(text) != before.as_ref() || store.holds(text));
                    damaged.push(text);
                }
                Attack::Clear => {
                    store.clear();
                    stored.clear();
                    damaged.clear();
                    shown = Replica::open(store.clone());
                }
                Attack::Full => store.fill(),
                Attack::Room => store.make_room(),
                Attack::LoadedAgain => {
                    // As the page does: an unreadable text is set aside, or nothing is stored in
                    // its place.
                    let again = Replica::open(store.clone());
                    let unreadable = again.library.answers(1).filter(|text| file::read_stored(&ISO42001, text).is_err());
                    if unreadable.is_none_or(|text| again.library.set_aside(1, &text).is_ok()) {
                        shown = again;
                    }
                }
                Attack::Told => {
                    if shown.hear().is_ok() && !stored.is_empty() {
                        // Answers that could not be stored before are stored now.
                        let levels = shown.assessment.entries.iter().map(Entry::counted_level);
                        stored = levels.enumerate().filter_map(|(question, level)| Some((question, level?.number().into()))).collect();
                    }
                }
            }
            for text in &damaged {
                prop_assert!(store.holds(text), "{text:?} is lost");
            }
            if let Some(text) = store.text("answers/1").filter(|_| !stored.is_empty()) {
                let read = file::read_stored(&ISO42001, &text).unwrap().assessment;
                for (question, level) in &stored {
                    prop_assert_eq!(read.entries[*question].counted_level().map(|level| u64::from(level.number())), Some(*level));
                }
            }
        }
    }
}

#[test]
fn two_tabs_that_answer_before_they_hear_of_each_other_lose_nothing() {
    let (_, mut tabs) = replicas(2, &[]);
    tabs[0].1.answer(0, 2, 1000).unwrap();
    tabs[1].1.answer(1, 4, 1001).unwrap();
    let_all_come_in(&mut tabs);
    for (_, shown) in &tabs {
        let levels = [0, 1].map(|question| shown.level(question));
        assert_eq!(levels, [Level::new(2).map(Choice::Level), Level::new(4).map(Choice::Level)]);
    }
}

#[test]
fn opening_a_file_in_one_tab_replaces_everything_in_the_other() {
    let (_, mut tabs) = replicas(2, &[]);
    tabs[0].1.answer(0, 2, 1000).unwrap();
    let_all_come_in(&mut tabs);
    tabs[1].1.replace(common::assessment("C4-2 5"), 900).unwrap(); // a clock that was set back
    let_all_come_in(&mut tabs);
    assert_eq!(tabs[0].1.assessment, common::assessment("C4-2 5"));
    // And answering continues from there.
    tabs[0].1.answer(0, 1, 950).unwrap();
    let_all_come_in(&mut tabs);
    assert_eq!(tabs[1].1.assessment, common::assessment("C4-1 1, C4-2 5"));
}

#[test]
fn a_newer_page_in_another_tab_ends_the_storing_here() {
    let store = MemoryStore::default();
    let mut shown = Replica::open(store.clone());
    shown.answer(0, 3, 1000).unwrap();
    store.put("schema", "4");
    store.put("answers/1", "what the newer one made of it");
    assert_eq!(shown.answer(1, 4, 1001), Err(Failure::Off));
    assert_eq!(shown.answer(2, 5, 1002), Err(Failure::Off));
    assert_eq!(
        shown.assessment,
        common::assessment("C4-1 3, C4-2 4, C4-3 5"),
        "and takes nothing off the page"
    );
    assert_eq!(store.text("answers/1").as_deref(), Some("what the newer one made of it"));
}

#[test]
fn answers_from_before_there_were_times_are_joined_too() {
    let store = MemoryStore::with(&[(
        "answers/1",
        &file::write(&ISO42001, &common::assessment("C4-1 2"), ""),
    )]);
    let mut shown = Replica::open(store.clone());
    // A tab with an older version of the page stores without timestamps.
    store.put("answers/1", &file::write(&ISO42001, &common::assessment("C4-1 2, C4-2 5"), ""));
    shown.answer(2, 3, 1000).unwrap();
    assert_eq!(shown.assessment, common::assessment("C4-1 2, C4-2 5, C4-3 3"));
}

/// Returns what a page would find now, by itself.
fn found<S: Store>(page: &mut Replica<S>) -> RemoteChange {
    page.tab.catch_up(&ISO42001, &page.library, &page.assessment, common::replicas::now).unwrap()
}

/// Ticks *Shared computer* in a tab: everything moves into the memory of its page.
fn move_into_memory(page: &Replica<View>) -> MemoryStore {
    let memory = MemoryStore::default();
    page.library.move_to(&memory.library()).unwrap();
    memory
}

#[test]
fn what_moved_is_not_called_deleted() {
    let (_, mut tabs) = replicas(2, &[]);
    tabs[0].1.answer(0, 2, 1000).unwrap();
    let_all_come_in(&mut tabs);
    let memory = move_into_memory(&tabs[0].1);
    while tabs[1].0.bring_in().is_some() {}
    assert_eq!(found(&mut tabs[1].1), RemoteChange::Moved);
    assert!(memory.listed().iter().any(|(key, _)| key == "answers/1"));
    // An older version of the page takes it for deleted, whatever the text of the mark.
    assert!(
        tabs[1].0.texts().iter().any(|(key, text)| key.contains("/deleted/") && !text.is_empty())
    );
    // After *Delete everything* it counts as deleted.
    tabs[0].1.delete_all();
    while tabs[1].0.bring_in().is_some() {}
    assert_eq!(found(&mut tabs[1].1), RemoteChange::Gone);
}

/// Returns two tabs: while the storage was full, the second made a change that it alone holds; then
/// the first moved everything into its memory.
fn moved_while_the_second_held_more() -> Vec<(View, Replica<View>)> {
    let (browser, mut tabs) = replicas(2, &[]);
    tabs[0].1.answer(0, 2, 1000).unwrap();
    let_all_come_in(&mut tabs);
    browser.borrow_mut().fill(true);
    let note = |assessment: &mut Assessment| assessment.entries[1].note = "only here".repeat(30);
    assert!(tabs[1].1.change(1, 1001, note).is_err());
    move_into_memory(&tabs[0].1);
    browser.borrow_mut().fill(false);
    tabs
}

#[test]
fn answers_that_only_another_tab_holds_outlive_the_moving() {
    // The tab hears of it when all writes are there, or of each write by itself.
    for at_once in [true, false] {
        let mut tabs = moved_while_the_second_held_more();
        if at_once {
            while tabs[1].0.bring_in().is_some() {}
            tabs[1].1.hear().unwrap();
        }
        let_all_come_in(&mut tabs);
        let kept = &mut tabs[1].1;
        assert!(kept.assessment.entries[1].note.contains("only here"), "at once: {at_once}");
        assert!(
            kept.tab.has_unsaved_changes() && kept.tab.is_blank(),
            "it would be lost with the page"
        );
        // It is not stored again unasked: the user who moved it didn't want that.
        kept.hear().unwrap();
        assert_eq!(kept.library.numbers(), [0; 0], "at once: {at_once}");
        // With the next change it is stored, as an assessment of its own.
        kept.answer(2, 3, 1002).unwrap();
        let numbers = kept.library.numbers();
        assert_eq!(numbers, [2], "no number is given again");
        assert!(kept.library.answers(2).unwrap().contains("only here"));
        assert!(!kept.tab.has_unsaved_changes());
        // And *Delete everything* reaches what is kept.
        tabs[0].1.delete_all();
        let_all_come_in(&mut tabs);
        assert!(tabs[1].1.assessment.is_empty());
    }
}

#[test]
fn deleting_everything_reaches_what_is_kept_and_stored_nowhere() {
    let mut tabs = moved_while_the_second_held_more();
    let_all_come_in(&mut tabs);
    assert!(!tabs[1].1.assessment.is_empty());
    tabs[0].1.delete_all();
    let_all_come_in(&mut tabs);
    assert!(tabs[1].1.assessment.is_empty());
}

#[test]
fn deleting_everything_reaches_a_tab_whose_text_can_not_be_read() {
    let (_, mut tabs) =
        replicas(2, &[("answers/1", "{ \"organisation\": \"Client"), ("schema", "3")]);
    assert_eq!(found(&mut tabs[1].1), RemoteChange::Same);
    tabs[0].1.delete_all();
    while tabs[1].0.bring_in().is_some() {}
    let page = &mut tabs[1].1;
    assert!(
        page.tab.is_gone(&page.library, &page.assessment),
        "known before anything may be stored"
    );
    assert_eq!(found(page), RemoteChange::Gone);
    // A tab that is opened now holds nothing of it.
    let page = Replica::open(tabs[1].0.clone());
    assert!(!page.tab.is_gone(&page.library, &page.assessment));
    assert!(!TabReplica::after_deletion(&page.library).is_gone(&page.library, &page.assessment));
}

/// Of two tabs that both changed two questions while nothing could be stored, each is the later one
/// at one of them: both states become snapshots, or none if there is room for one alone.
#[test]
fn what_two_tabs_changed_is_kept_whole_or_not_at_all_as_often_as_it_is_tried() {
    let store = MemoryStore::default();
    let mut one = Replica::open(store.clone());
    one.answer(0, 1, 1000).unwrap();
    let mut other = Replica::open(store.clone());
    store.fill();
    let long = "words ".repeat(50);
    assert!(one.note(0, &format!("one {long}"), 2000).is_err());
    assert!(one.note(1, &format!("one {long}"), 5000).is_err());
    store.make_room();
    other.note(1, "other", 3000).unwrap();
    other.note(0, "other", 4000).unwrap();
    let snapshots = || store.listed().iter().filter(|(key, _)| key.contains("snapshot")).count();
    // A snapshot of `one` is about a thousand bytes, one of `other` about three hundred.
    let store = store.clone().with_room_for(1100);
    for _ in 0..3 {
        assert!(one.catch_up().is_err());
        assert_eq!(snapshots(), 0, "the storage fills with copies");
    }
    store.make_room();
    assert!(matches!(found(&mut one), RemoteChange::Superseded(_)));
    assert_eq!(snapshots(), 2);
}

/// Two tabs' settings for the plan, made before they hear of each other, are kept action by action.
#[test]
fn two_tabs_that_plan_before_they_hear_of_each_other_lose_nothing() {
    let (_, mut tabs) = replicas(2, &[]);
    let set = |question: usize, owner: &'static str| {
        move |assessment: &mut Assessment| {
            assessment.plan.set(question, Action { owner: owner.to_owned(), ..Action::default() });
        }
    };
    tabs[0].1.change_part(Member::Action(4), 1000, set(4, "Ana")).unwrap();
    tabs[1].1.change_part(Member::Action(5), 1001, set(5, "Li")).unwrap();
    tabs[0].1.change_part(Member::Lanes, 1002, |shown| shown.plan.lanes = Some(2)).unwrap();
    let day = Date::parse("2026-12-01");
    tabs[1].1.change_part(Member::PlanStart, 1003, |shown| shown.plan.start = day).unwrap();
    let_all_come_in(&mut tabs);
    for (_, shown) in &tabs {
        let plan = &shown.assessment.plan;
        let owner = |question| plan.action(question).map(|action| action.owner.as_str());
        assert_eq!([owner(4), owner(5)], [Some("Ana"), Some("Li")]);
        assert_eq!((plan.start, plan.lanes), (day, Some(2)));
    }
    // Of the same action the newer state stays, and what was emptied stays empty.
    tabs[0].1.change_part(Member::Action(4), 1004, set(4, "")).unwrap();
    tabs[1].1.change_part(Member::Action(5), 1005, set(5, "Zoe")).unwrap();
    let_all_come_in(&mut tabs);
    for (_, shown) in &tabs {
        let plan = &shown.assessment.plan;
        assert_eq!(plan.action(4), None);
        assert_eq!(plan.action(5).map(|action| action.owner.as_str()), Some("Zoe"));
    }
}

/// Both tabs wrote to one action while the storage was full: the earlier text is in a snapshot.
#[test]
fn a_text_of_an_action_that_another_tab_wrote_over_is_in_a_snapshot() {
    let store = MemoryStore::default();
    let mut one = Replica::open(store.clone());
    one.answer(0, 1, 1000).unwrap();
    let mut other = Replica::open(store.clone());
    let note = |text: String| {
        move |assessment: &mut Assessment| {
            assessment.plan.set(4, Action { note: text, ..Action::default() });
        }
    };
    store.fill();
    let long = format!("one {}", "words ".repeat(50));
    assert!(one.change_part(Member::Action(4), 2000, note(long)).is_err());
    store.make_room();
    other.change_part(Member::Action(4), 3000, note("other".to_owned())).unwrap();
    let RemoteChange::Superseded(joined) = found(&mut one) else { panic!("nothing is kept") };
    assert_eq!(joined.plan.action(4).map(|action| action.note.as_str()), Some("other"));
    let snapshots = store.listed().into_iter().filter(|(key, _)| key.contains("snapshot"));
    assert!(snapshots.map(|(_, text)| text).collect::<String>().contains("one words"));
}

/// A text that a tab stored before actions were parts of their own is joined action by action.
#[test]
fn actions_without_times_are_joined_too() {
    let mut with = common::assessment("C4-1 2");
    with.plan.set(4, Action { owner: "Ana".to_owned(), ..Action::default() });
    let store = MemoryStore::with(&[("answers/1", &file::write(&ISO42001, &with, ""))]);
    let mut shown = Replica::open(store.clone());
    with.plan.set(5, Action { owner: "Li".to_owned(), ..Action::default() });
    store.put("answers/1", &file::write(&ISO42001, &with, ""));
    let done = |assessment: &mut Assessment| {
        assessment.plan.set(4, Action { done: Some(100), ..Action::default() });
    };
    shown.change_part(Member::Action(4), 1000, done).unwrap();
    let plan = &shown.assessment.plan;
    assert_eq!(plan.action(4).and_then(|action| action.done), Some(100));
    assert_eq!(plan.action(5).map(|action| action.owner.as_str()), Some("Li"));
}
