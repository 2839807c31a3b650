//! Two tabs answer one assessment, and the storage does what storages do.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use aims_assessment::answers::{Assessment, Choice, Entry, Level};
use aims_assessment::library::{Failure, Library, Store};
use aims_assessment::questionnaire::ISO42001;
use aims_assessment::saved;
use aims_assessment::together::{Part, Tab};
use common::shelf::Shelf;
use proptest::prelude::*;

const KEY: &str = "aims-assessment/answers/1";

/// What all tabs of a browser store: the writes in their order, and what each tab sees of them so far. A tab sees its own writes at once and those of
/// others when they come in; what it wrote itself and nobody has seen yet hides what comes in before.
#[derive(Debug, Default)]
struct Browser {
    writes: Vec<(usize, String, Option<String>)>,
    views: Vec<BTreeMap<String, String>>,
    seen: Vec<usize>,
}

#[derive(Debug, Clone)]
struct View {
    browser: Rc<RefCell<Browser>>,
    tab: usize,
}

impl View {
    fn write(&self, key: &str, text: Option<&str>) {
        let mut browser = self.browser.borrow_mut();
        browser.writes.push((self.tab, key.to_owned(), text.map(str::to_owned)));
        apply(&mut browser.views[self.tab], key, text);
    }

    /// Brings in the next write of another tab; whether there was one for the answers, or none at all.
    fn bring_in(&self) -> Option<bool> {
        let mut browser = self.browser.borrow_mut();
        while let Some((by, key, text)) = browser.writes.get(browser.seen[self.tab]).cloned() {
            browser.seen[self.tab] += 1;
            let rest = &browser.writes[browser.seen[self.tab]..];
            let is_hidden = rest.iter().any(|(later, other, _)| *later == self.tab && *other == key);
            if by != self.tab && !is_hidden {
                apply(&mut browser.views[self.tab], &key, text.as_deref());
                return Some(key == KEY);
            }
        }
        None
    }
}

fn apply(view: &mut BTreeMap<String, String>, key: &str, text: Option<&str>) {
    match text {
        Some(text) => view.insert(key.to_owned(), text.to_owned()),
        None => view.remove(key),
    };
}

impl Store for View {
    fn get(&self, key: &str) -> Option<String> {
        self.browser.borrow().views[self.tab].get(key).cloned()
    }
    fn set(&self, key: &str, text: &str) -> Result<(), Failure> {
        self.write(key, Some(text));
        Ok(())
    }
    fn remove(&self, key: &str) {
        self.write(key, None);
    }
    fn keys(&self) -> Vec<String> {
        self.browser.borrow().views[self.tab].keys().cloned().collect()
    }
}

/// A tab with what it shows.
struct Shown<S: Store> {
    library: Library<S>,
    tab: Tab,
    assessment: Assessment,
}

impl<S: Store> Shown<S> {
    fn open(store: S) -> Self {
        let library = Library::open(store);
        let stored = library.answers(1);
        let opened = stored.as_deref().and_then(|text| saved::read_stored(&ISO42001, text).ok());
        let assessment = opened.map_or_else(|| Assessment::new(&ISO42001), |opened| opened.assessment);
        Self { tab: Tab::reading(stored), library, assessment }
    }

    fn answer(&mut self, question: usize, level: u64, now: u64) -> Result<(), Failure> {
        self.assessment.entries[question].choice = Level::new(level).map(Choice::Level);
        self.tab.changed(&ISO42001, Part::Answer(question), now);
        self.store()
    }

    fn store(&mut self) -> Result<(), Failure> {
        let joined = self.tab.store(&ISO42001, &self.library, 1, &self.assessment, "2026-11-24T10:00:00Z")?;
        self.assessment = joined.unwrap_or_else(|| self.assessment.clone());
        Ok(())
    }

    fn follow(&mut self) -> Result<(), Failure> {
        if self.library.answers(1).is_none() {
            (self.assessment, self.tab) = (Assessment::new(&ISO42001), Tab::default());
            return Ok(());
        }
        let joined = self.tab.follow(&ISO42001, &self.library, 1, &self.assessment, "2026-11-24T10:00:00Z")?;
        self.assessment = joined.unwrap_or_else(|| self.assessment.clone());
        Ok(())
    }

    fn level(&self, question: usize) -> Option<Choice> {
        self.assessment.entries[question].choice
    }
}

fn tabs(count: usize) -> Vec<(View, Shown<View>)> {
    let browser = Browser { views: vec![BTreeMap::new(); count], seen: vec![0; count], ..Browser::default() };
    let browser = Rc::new(RefCell::new(browser));
    (0..count)
        .map(|tab| {
            let view = View { browser: browser.clone(), tab };
            (view.clone(), Shown::open(view))
        })
        .collect()
}

fn let_all_come_in(tabs: &mut [(View, Shown<View>)]) {
    loop {
        let mut was_still = true;
        for (view, shown) in tabs.iter_mut() {
            while let Some(is_answers) = view.bring_in() {
                was_still = false;
                if is_answers {
                    shown.follow().unwrap();
                }
            }
        }
        if was_still {
            return;
        }
    }
}

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
        let mut tabs = tabs(3);
        let mut newest: BTreeMap<usize, Option<Choice>> = BTreeMap::new();
        for (now, event) in (1_764_000_000_000..).zip(events) {
            match event {
                Event::Answer { tab, question, level } => {
                    tabs[tab].1.answer(question, level, now).unwrap();
                    newest.insert(question, Level::new(level).map(Choice::Level));
                }
                Event::ComesIn { tab } => {
                    let (view, shown) = &mut tabs[tab];
                    if view.bring_in() == Some(true) {
                        shown.follow().unwrap();
                    }
                }
                // Its own last writes are with the browser; it sees what it saw.
                Event::LoadedAgain { tab } => {
                    let view = tabs[tab].0.clone();
                    tabs[tab].1 = Shown::open(view);
                }
            }
        }
        let_all_come_in(&mut tabs);
        for (_, shown) in &tabs {
            for (question, choice) in &newest {
                prop_assert_eq!(shown.level(*question), *choice, "question {}", question);
            }
            prop_assert_eq!(&Shown::open(tabs[0].0.clone()).assessment, &shown.assessment, "what is stored is what is shown");
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

    /// The model: the levels that were stored, as the storage said; a damaged text must be found again as long as nobody cleared everything.
    #[test]
    fn what_was_stored_is_there_and_what_was_damaged_is_kept(attacks in attacks()) {
        let shelf = Shelf::default();
        let mut shown = Shown::open(shelf.clone());
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
                    // What lay there is gone by this, unless it was put aside.
                    let before = shelf.text("answers/1");
                    shelf.put("answers/1", &text);
                    stored.clear();
                    damaged.retain(|text| Some(text) != before.as_ref() || shelf.holds(text));
                    damaged.push(text);
                }
                Attack::Clear => {
                    shelf.clear();
                    stored.clear();
                    damaged.clear();
                    shown.follow().ok();
                }
                Attack::Full => shelf.fill(),
                Attack::Room => shelf.make_room(),
                Attack::LoadedAgain => {
                    // As the page does: what can't be read is put aside, or nothing is stored in its place.
                    let again = Shown::open(shelf.clone());
                    let unreadable = again.library.answers(1).filter(|text| saved::read_stored(&ISO42001, text).is_err());
                    if unreadable.is_none_or(|text| again.library.set_aside(&text).is_ok()) {
                        shown = again;
                    }
                }
                Attack::Told => {
                    shown.follow().ok();
                }
            }
            for text in &damaged {
                prop_assert!(shelf.holds(text), "{text:?} is lost");
            }
            if let Some(text) = shelf.text("answers/1").filter(|_| !stored.is_empty()) {
                let read = saved::read_stored(&ISO42001, &text).unwrap().assessment;
                for (question, level) in &stored {
                    prop_assert_eq!(read.entries[*question].counted_level().map(|level| u64::from(level.number())), Some(*level));
                }
            }
        }
    }
}

#[test]
fn two_tabs_that_answer_before_they_hear_of_each_other_lose_nothing() {
    let mut tabs = tabs(2);
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
    let mut tabs = tabs(2);
    tabs[0].1.answer(0, 2, 1000).unwrap();
    let_all_come_in(&mut tabs);
    let other = &mut tabs[1].1;
    other.assessment = common::assessment("C4-2 5");
    other.tab.replaced(900); // a clock that was set back
    other.store().unwrap();
    let_all_come_in(&mut tabs);
    assert_eq!(tabs[0].1.assessment, common::assessment("C4-2 5"));
    // And answers go on from there.
    tabs[0].1.answer(0, 1, 950).unwrap();
    let_all_come_in(&mut tabs);
    assert_eq!(tabs[1].1.assessment, common::assessment("C4-1 1, C4-2 5"));
}

#[test]
fn a_newer_page_in_another_tab_ends_the_storing_here() {
    let shelf = Shelf::default();
    let mut shown = Shown::open(shelf.clone());
    shown.answer(0, 3, 1000).unwrap();
    shelf.put("schema", "3");
    shelf.put("answers/1", "what the newer one made of it");
    assert_eq!(shown.answer(1, 4, 1001), Err(Failure::Off));
    assert_eq!(shelf.text("answers/1").as_deref(), Some("what the newer one made of it"));
}

#[test]
fn answers_from_before_there_were_times_are_joined_too() {
    let shelf = Shelf::with(&[("answers/1", &saved::write(&ISO42001, &common::assessment("C4-1 2"), ""))]);
    let mut shown = Shown::open(shelf.clone());
    // A tab with an older page stores without times.
    shelf.put("answers/1", &saved::write(&ISO42001, &common::assessment("C4-1 2, C4-2 5"), ""));
    shown.answer(2, 3, 1000).unwrap();
    assert_eq!(shown.assessment, common::assessment("C4-1 2, C4-2 5, C4-3 3"));
}
