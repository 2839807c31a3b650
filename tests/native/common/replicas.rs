//! Simulates pages in the tabs of one browser and their storage: each sees the writes of the others
//! only when they come in.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use aims_assessment::assessment::answers::{Assessment, Choice, Level};
use aims_assessment::assessment::file;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::storage::tab_sync::{Member, RemoteChange, TabReplica};
use aims_assessment::storage::{Failure, Library, Store};

const SAVED_AT: &str = "2026-11-24T10:00:00Z";

/// The storage of all tabs of a browser: the writes in order, and what each tab sees of them so
/// far. A tab sees its own writes at once and those of others when they come in; its own write that
/// no other tab has seen yet hides those that come in before.
#[derive(Debug, Default)]
pub struct Browser {
    writes: Vec<(usize, String, Option<String>)>,
    /// The result of all writes.
    texts: BTreeMap<String, String>,
    views: Vec<BTreeMap<String, String>>,
    seen: Vec<usize>,
    /// Capacity in bytes of all keys and texts together.
    room: Option<usize>,
}

impl Browser {
    /// Creates a browser with so many tabs and these texts in the storage; keys are given without
    /// `aims-assessment/`.
    pub fn new(tabs: usize, texts: &[(&str, &str)]) -> Rc<RefCell<Self>> {
        let texts: BTreeMap<String, String> = texts
            .iter()
            .map(|(key, text)| (format!("aims-assessment/{key}"), (*text).to_owned()))
            .collect();
        Rc::new(RefCell::new(Self {
            views: vec![texts.clone(); tabs],
            texts,
            seen: vec![0; tabs],
            ..Self::default()
        }))
    }

    /// Limits the storage to its present size, or lifts the limit.
    pub fn fill(&mut self, is_full: bool) {
        self.room = is_full.then(|| used(&self.texts));
    }
}

/// The storage as one tab sees it.
#[derive(Debug, Clone)]
pub struct View {
    browser: Rc<RefCell<Browser>>,
    tab: usize,
}

impl View {
    pub fn new(browser: &Rc<RefCell<Browser>>, tab: usize) -> Self {
        Self { browser: browser.clone(), tab }
    }

    fn write(&self, key: &str, text: Option<&str>) {
        let mut browser = self.browser.borrow_mut();
        browser.writes.push((self.tab, key.to_owned(), text.map(str::to_owned)));
        apply(&mut browser.views[self.tab], key, text);
        apply(&mut browser.texts, key, text);
    }

    /// Brings in the next write of another tab, if there is one; returns its key.
    pub fn bring_in(&self) -> Option<String> {
        let mut browser = self.browser.borrow_mut();
        while let Some((by, key, text)) = browser.writes.get(browser.seen[self.tab]).cloned() {
            browser.seen[self.tab] += 1;
            let rest = &browser.writes[browser.seen[self.tab]..];
            let is_hidden =
                rest.iter().any(|(later, other, _)| *later == self.tab && *other == key);
            if by != self.tab {
                if !is_hidden {
                    apply(&mut browser.views[self.tab], &key, text.as_deref());
                }
                // A browser fires the event all the same.
                return Some(key);
            }
        }
        None
    }

    /// Returns all texts that this tab sees.
    pub fn texts(&self) -> BTreeMap<String, String> {
        self.browser.borrow().views[self.tab].clone()
    }
}

fn used(texts: &BTreeMap<String, String>) -> usize {
    texts.iter().map(|(key, text)| key.len() + text.len()).sum()
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
        {
            let browser = self.browser.borrow();
            let freed = browser.texts.get(key).map_or(0, |old| key.len() + old.len());
            let wanted = used(&browser.texts) - freed + key.len() + text.len();
            if browser.room.is_some_and(|room| wanted > room && wanted >= used(&browser.texts)) {
                return Err(Failure::Refused);
            }
        }
        self.write(key, Some(text));
        Ok(())
    }
    fn remove(&self, key: &str) {
        self.write(key, None);
    }
    fn keys(&self) -> Vec<String> {
        self.browser.borrow().views[self.tab].keys().cloned().collect()
    }
    fn unique(&self) -> String {
        super::memory_store::unique()
    }
}

/// A page and the assessment that it shows.
pub struct Replica<S: Store> {
    pub library: Library<S>,
    pub tab: TabReplica,
    pub assessment: Assessment,
}

/// The time that these tests go by.
pub fn now() -> String {
    "2026-11-27T00:00:00Z".to_owned()
}

impl<S: Store> Replica<S> {
    /// Opens a page now.
    pub fn open(store: S) -> Self {
        Self::open_again(store, None)
    }

    /// Reloads a page, in a tab that showed the assessment under this number.
    pub fn open_again(store: S, of_this_tab: Option<u32>) -> Self {
        let library = Library::open(store);
        let number = library.current(of_this_tab);
        let mut page =
            Self { tab: TabReplica::default(), assessment: Assessment::new(&ISO42001), library };
        page.show(number);
        page
    }

    /// Shows another assessment, as it is stored.
    pub fn show(&mut self, number: u32) {
        self.tab = TabReplica::open(&self.library, number);
        let stored = self.library.answers(number);
        let opened = stored.and_then(|text| file::read_stored(&ISO42001, &text).ok());
        self.assessment =
            opened.map_or_else(|| Assessment::new(&ISO42001), |opened| opened.assessment);
    }

    /// Merges what other tabs stored.
    ///
    /// # Errors
    /// When nothing may be stored.
    pub fn catch_up(&mut self) -> Result<(), Failure> {
        match self.tab.catch_up(&ISO42001, &self.library, &self.assessment, now)? {
            RemoteChange::Same => {}
            RemoteChange::Joined(joined) | RemoteChange::Superseded(joined) => {
                self.assessment = joined;
            }
            RemoteChange::Gone | RemoteChange::Moved => self.begin_after_deletion(),
            RemoteChange::Kept => self.tab = TabReplica::after_moving(&self.library),
        }
        Ok(())
    }

    /// Begins anew after the shown assessment was deleted.
    pub fn begin_after_deletion(&mut self) {
        (self.tab, self.assessment) =
            (TabReplica::after_deletion(&self.library), Assessment::new(&ISO42001));
    }

    /// Deletes everything, as the visitor does.
    pub fn delete_all(&mut self) {
        self.library.delete_all();
        self.begin_after_deletion();
    }

    /// Deletes the shown assessment, as the visitor does.
    pub fn delete(&mut self) {
        self.library.delete(self.tab.number());
        let number = self.library.current(None);
        if self.library.answers(number).is_some() {
            self.show(number);
        } else {
            self.begin_after_deletion();
        }
    }

    /// Handles a storage event, or the page's waking.
    pub fn hear(&mut self) -> Result<(), Failure> {
        self.catch_up()?;
        if self.tab.has_unsaved_changes() && !self.tab.is_blank() { self.write() } else { Ok(()) }
    }

    pub fn write(&mut self) -> Result<(), Failure> {
        self.tab.write(&ISO42001, &self.library, &self.assessment, SAVED_AT)
    }

    /// Changes an answer, as the visitor does.
    pub fn change(
        &mut self,
        question: usize,
        now: u64,
        change: impl FnOnce(&mut Assessment),
    ) -> Result<(), Failure> {
        self.change_part(Member::Answer(question), now, change)
    }

    /// Changes a part of the assessment, as the visitor does.
    pub fn change_part(
        &mut self,
        part: Member,
        now: u64,
        change: impl FnOnce(&mut Assessment),
    ) -> Result<(), Failure> {
        let may = self.catch_up();
        change(&mut self.assessment);
        self.tab.changed(&ISO42001, part, now);
        may?;
        self.write()
    }

    pub fn answer(&mut self, question: usize, level: u64, now: u64) -> Result<(), Failure> {
        self.change(question, now, |assessment| {
            assessment.entries[question].choice = Level::new(level).map(Choice::Level);
        })
    }

    /// Writes a note, as the visitor does.
    pub fn note(&mut self, question: usize, note: &str, now: u64) -> Result<(), Failure> {
        self.change(question, now, |assessment| {
            note.clone_into(&mut assessment.entries[question].note);
        })
    }

    /// Replaces all answers at once, as a file does.
    pub fn replace(&mut self, assessment: Assessment, now: u64) -> Result<(), Failure> {
        self.catch_up()?;
        self.assessment = assessment;
        self.tab.replaced(now);
        self.write()
    }

    pub fn level(&self, question: usize) -> Option<Choice> {
        self.assessment.entries[question].choice
    }
}

/// The tabs of a browser: each one's view of the storage, and its page.
pub type Tabs = Vec<(View, Replica<View>)>;

/// Brings in all writes in all tabs.
pub fn let_all_come_in(pages: &mut [(View, Replica<View>)]) {
    for _ in 0..1000 {
        let mut was_still = true;
        for (view, page) in pages.iter_mut() {
            while view.bring_in().is_some() {
                was_still = false;
                page.hear().ok();
            }
        }
        if was_still {
            return;
        }
    }
    panic!("the tabs never come to an end");
}

/// Opens pages in so many tabs of a browser with these texts in the storage.
pub fn replicas(tabs: usize, texts: &[(&str, &str)]) -> (Rc<RefCell<Browser>>, Tabs) {
    let browser = Browser::new(tabs, texts);
    let views = (0..tabs).map(|tab| View::new(&browser, tab));
    let pages = views.map(|view| (view.clone(), Replica::open(view))).collect();
    (browser, pages)
}
