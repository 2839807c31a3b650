//! A model of deletion in several tabs: the assessment that each note belongs to, and the
//! assessments that were deleted.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use aims_assessment::assessment::answers::Assessment;
use aims_assessment::assessment::file;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::storage::{Store, identity};
use common::replicas::{Browser, Replica, Tabs, View, let_all_come_in, replicas};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

/// Returns the notes found in the storage and on the pages.
pub fn notes_in(view: &View, pages: &[(View, Replica<View>)]) -> BTreeSet<String> {
    let stored =
        view.texts().into_iter().filter(|(key, _)| key.contains("/answers/")).map(|(_, text)| text);
    let read = stored.filter_map(|text| Some(file::read_stored(&ISO42001, &text).ok()?.assessment));
    let shown = pages.iter().map(|(_, page)| page.assessment.clone());
    read.chain(shown)
        .flat_map(|assessment| assessment.entries.into_iter().map(|entry| entry.note))
        .filter(|note| !note.is_empty())
        .collect()
}

#[derive(Debug, Clone)]
enum Event {
    /// Writes a note that is nowhere else.
    Note {
        tab: usize,
        question: usize,
    },
    ComesIn {
        tab: usize,
        writes: usize,
    },
    /// The page is reloaded, or another one is opened in the tab.
    LoadedAgain {
        tab: usize,
    },
    /// The page comes back as the browser kept it, and checks the storage.
    Woken {
        tab: usize,
    },
    DeletesAll {
        tab: usize,
    },
    DeletesOne {
        tab: usize,
    },
    Another {
        tab: usize,
    },
    Full(bool),
    /// The page of version 0.1 stores what it shows, unless it has seen that a newer one is there.
    OlderStores,
    OlderHears {
        writes: usize,
    },
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let tab = || 0..3_usize;
    let event = prop_oneof![
        8 => (tab(), 0..3_usize).prop_map(|(tab, question)| Event::Note { tab, question }),
        6 => (tab(), 1..4_usize).prop_map(|(tab, writes)| Event::ComesIn { tab, writes }),
        2 => tab().prop_map(|tab| Event::LoadedAgain { tab }),
        1 => tab().prop_map(|tab| Event::Woken { tab }),
        1 => tab().prop_map(|tab| Event::DeletesAll { tab }),
        1 => tab().prop_map(|tab| Event::DeletesOne { tab }),
        1 => tab().prop_map(|tab| Event::Another { tab }),
        1 => any::<bool>().prop_map(Event::Full),
        2 => Just(Event::OlderStores),
        1 => (1..4_usize).prop_map(|writes| Event::OlderHears { writes }),
    ];
    prop::collection::vec(event, 1..60)
}

/// Returns the identity of the shown assessment, as the page stored it last.
fn identity_of(page: &Replica<View>) -> Option<String> {
    identity::of(&page.library.answers(page.tab.number())?, page.tab.number())
}

/// Saves unstored changes, which would be lost with the page: the browser asks the visitor, who
/// makes room.
fn save_first(browser: &RefCell<Browser>, page: &mut Replica<View>) {
    if page.tab.has_unsaved_changes() {
        browser.borrow_mut().fill(false);
        page.hear().unwrap();
    }
}

/// The tab of the page of version 0.1, beside those of [`pages`].
const OLDER: usize = 3;
/// The question whose note only it has written.
const OLDER_QUESTION: usize = 5;
/// The identity of the assessment that version 0.1 stored.
const OLDER_IDENTITY: &str = "0.1.0";

/// Three tabs of a browser in which nothing is stored; or what version 0.1 did, in a fourth tab
/// that is still open.
fn pages(has_older: bool) -> (Rc<RefCell<Browser>>, Tabs, Option<OlderPage>) {
    if !has_older {
        let (browser, pages) = replicas(OLDER, &[]);
        return (browser, pages, None);
    }
    let mut shown = Assessment::new(&ISO42001);
    "of version 0.1".clone_into(&mut shown.entries[OLDER_QUESTION].note);
    let text = file::write(&ISO42001, &shown, "");
    let browser = Browser::new(OLDER + 1, &[("answers/1", &text), ("schema", "2")]);
    let older = OlderPage { view: View::new(&browser, OLDER), shown };
    let views = (0..OLDER).map(|tab| View::new(&browser, tab));
    let pages = views.map(|view| (view.clone(), Replica::open(view))).collect();
    (browser, pages, Some(older))
}

/// A tab with version 0.1 of the page still open: it merges what it finds, knows no identities, and
/// stores nothing once the schema is newer.
pub struct OlderPage {
    pub view: View,
    pub shown: Assessment,
}

impl OlderPage {
    pub fn store(&self) -> bool {
        let schema: u32 =
            self.view.get("aims-assessment/schema").map_or(0, |text| text.parse().unwrap());
        schema <= 2
            && self
                .view
                .set("aims-assessment/answers/1", &file::write(&ISO42001, &self.shown, ""))
                .is_ok()
    }
}

/// Does these events, and compares what is there at the end with the model.
#[expect(clippy::too_many_lines, reason = "an arm for each event")]
fn follow(has_older: bool, events: &[Event]) -> Result<(), TestCaseError> {
    let (browser, mut pages, older) = pages(has_older);
    // The note stored last, by assessment and question.
    let mut notes: BTreeMap<(String, usize), String> = BTreeMap::new();
    if let Some(older) = &older {
        let note = older.shown.entries[OLDER_QUESTION].note.clone();
        notes.insert((OLDER_IDENTITY.to_owned(), OLDER_QUESTION), note);
    }
    let mut deleted: BTreeSet<String> = BTreeSet::new();
    let mut all: BTreeSet<String> = BTreeSet::new();
    let mut is_first = true;
    for (now, event) in (1_764_000_000_000_u64..).zip(events.iter().cloned()) {
        is_first &= !matches!(
            event,
            Event::DeletesAll { .. } | Event::DeletesOne { .. } | Event::Another { .. }
        );
        match event {
            Event::Note { tab, question } => {
                if !is_first
                    && (pages[tab].1.tab.is_blank() || identity_of(&pages[tab].1).is_none())
                {
                    let_all_come_in(&mut pages); // as for `Another`, below
                }
                let page = &mut pages[tab].1;
                let note = format!("note {now}");
                all.insert(note.clone());
                if page
                    .change(question, now, |assessment| {
                        assessment.entries[question].note.clone_from(&note);
                    })
                    .is_ok()
                {
                    notes.insert((identity_of(page).unwrap(), question), note);
                } else {
                    // The note is only on the page; the visitor is told. Reloading the page
                    // would lose it, so that isn't done here.
                    browser.borrow_mut().fill(false);
                    page.hear().unwrap();
                    notes.insert((identity_of(page).unwrap(), question), note);
                }
            }
            Event::ComesIn { tab, writes } => {
                for _ in 0..writes {
                    let (view, page) = &mut pages[tab];
                    if view.bring_in().is_some() {
                        page.hear().ok();
                    }
                }
            }
            Event::LoadedAgain { tab } => {
                // Its own last writes are in the browser; the new page sees the same state.
                // This model leaves out that it is loaded again between a write of version 0.1,
                // which knows no joining, and hearing of it.
                if older.is_some() {
                    let (view, page) = &mut pages[tab];
                    while view.bring_in().is_some() {
                        page.hear().ok();
                    }
                }
                save_first(&browser, &mut pages[tab].1);
                let view = pages[tab].0.clone();
                pages[tab].1 = Replica::open_again(view, Some(pages[tab].1.tab.number()));
            }
            Event::Woken { tab } => {
                pages[tab].1.hear().ok();
            }
            Event::DeletesAll { tab } => {
                pages[tab].1.delete_all();
            }
            Event::DeletesOne { tab } => {
                let_all_come_in(&mut pages);
                let page = &mut pages[tab].1;
                let Some(id) = identity_of(page) else { continue };
                page.delete();
                deleted.insert(id);
            }
            Event::Another { tab } => {
                // This model leaves out that one of two tabs switches to another assessment at
                // the moment when the other writes: the storage has no compare-and-set, to
                // change a text only if it is still the one that was read.
                let_all_come_in(&mut pages);
                let text =
                    file::write(&ISO42001, &Assessment::new(&ISO42001), "2026-11-24T10:00:00Z");
                let page = &mut pages[tab].1;
                save_first(&browser, page);
                if let Ok(number) = page.library.add(&text) {
                    page.show(number);
                }
                let_all_come_in(&mut pages);
            }
            Event::Full(is_full) => browser.borrow_mut().fill(is_full),
            Event::OlderStores => _ = older.as_ref().map(OlderPage::store),
            Event::OlderHears { writes } => {
                if let Some(older) = &older {
                    (0..writes).for_each(|_| _ = older.view.bring_in());
                }
            }
        }
    }
    browser.borrow_mut().fill(false);
    let_all_come_in(&mut pages);
    // What could not be stored before is stored once a page checks again.
    for (_, page) in &mut pages {
        page.hear().unwrap();
    }
    let_all_come_in(&mut pages);
    // A page opened now sees it.
    let last = Replica::open(pages[0].0.clone());
    let_all_come_in(&mut pages);
    let there = notes_in(&pages[0].0, &pages);
    let is_gone = |id: &String| deleted.contains(id) || last.library.is_deleted(id);
    let expected: BTreeSet<String> =
        notes.iter().filter(|((id, _), _)| !is_gone(id)).map(|(_, note)| note.clone()).collect();
    // Version 0.1 stores over what no tab shows, so beside it only this holds: nothing comes
    // back.
    if has_older {
        prop_assert!(there.is_subset(&expected), "{:?} of {:?}, all: {:?}", there, expected, all);
    } else {
        prop_assert_eq!(&there, &expected, "all notes: {:?}", all);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: common::cases(300), ..ProptestConfig::default() })]

    #[test]
    fn deleted_stays_deleted_and_the_rest_is_there(has_older: bool, events in events()) {
        follow(has_older, &events)?;
    }
}

/// Sequences that lost a note once.
#[test]
fn what_lost_a_note_once_loses_none() {
    // A page is loaded after another tab removed the texts of an assessment and before it could
    // tell, in a full storage, that they were deleted.
    for [writer, deleter] in [[1, 1], [1, 2], [2, 1], [2, 2]] {
        let events = [
            Event::Note { tab: writer, question: 0 },
            Event::Full(true),
            Event::DeletesAll { tab: 0 },
            Event::DeletesOne { tab: deleter },
            Event::ComesIn { tab: 0, writes: 1 },
            Event::LoadedAgain { tab: 0 },
            Event::Note { tab: 0, question: 0 },
        ];
        follow(false, &events).unwrap();
    }
}
