//! Simulates whole sessions in the tabs of one browser, each with its own memory and session
//! storage, and one clock.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use aims_assessment::assessment::answers::{Assessment, Choice};
use aims_assessment::assessment::file::Opened;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::session::{
    Cell, Environment, Kept, Preview, Session, Storage, library_in_use,
};
use aims_assessment::storage::{CURRENT, Failure, SHARED_COMPUTER, Store};
use aims_assessment::view::route::Route;

use super::assessment;
use super::memory_store::unique;
use super::replicas::{Browser, View};

/// A value in memory; copies share it.
pub struct Plain<T: 'static>(&'static RefCell<T>);

impl<T> Clone for Plain<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Plain<T> {}

impl<T: 'static> Cell<T> for Plain<T> {
    fn new(value: T) -> Self {
        Self(Box::leak(Box::new(RefCell::new(value))))
    }

    fn with<R>(self, ask: impl FnOnce(&T) -> R) -> R {
        ask(&self.0.borrow())
    }

    fn with_untracked<R>(self, ask: impl FnOnce(&T) -> R) -> R {
        ask(&self.0.borrow())
    }

    fn update(self, change: impl FnOnce(&mut T)) {
        change(&mut self.0.borrow_mut());
    }

    fn set(self, value: T) {
        self.0.replace(value);
    }
}

impl<T: 'static> Kept<T> for Plain<T> {
    fn new(value: T) -> Self {
        Self(Box::leak(Box::new(RefCell::new(value))))
    }

    fn with_value<R>(self, ask: impl FnOnce(&T) -> R) -> R {
        ask(&self.0.borrow())
    }

    fn update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        change(&mut self.0.borrow_mut())
    }

    fn set_value(self, value: T) {
        self.0.replace(value);
    }
}

/// The environment of one tab, without its session.
#[derive(Default)]
struct Around {
    /// The tab's session storage.
    own: BTreeMap<String, String>,
    /// The memory of the page in the tab.
    memory: BTreeMap<String, String>,
    /// The text that a stopping page would offer as a file.
    unstored: String,
    /// Whether the visitor is working in another window.
    is_hidden: bool,
    /// Whether some code of the page can't be loaded.
    is_incomplete: bool,
    /// The texts that the page put into fields on the screen.
    fields: BTreeMap<String, String>,
}

/// The browser in which the sessions of this thread run.
#[derive(Default)]
struct World {
    browser: Rc<RefCell<Browser>>,
    tabs: Vec<Around>,
    /// The tab that acts at present.
    turn: usize,
    clock: u64,
    is_document: bool,
}

thread_local! {
    static WORLD: RefCell<World> = RefCell::default();
}

fn world<T>(ask: impl FnOnce(&mut World) -> T) -> T {
    WORLD.with_borrow_mut(ask)
}

fn tab<T>(ask: impl FnOnce(&mut Around) -> T) -> T {
    world(|world| ask(&mut world.tabs[world.turn]))
}

/// A place where texts are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Local,
    Tab,
    Memory,
}

fn view() -> View {
    world(|world| View::new(&world.browser, world.turn))
}

impl Place {
    fn map<T>(self, ask: impl FnOnce(&mut BTreeMap<String, String>) -> T) -> T {
        tab(|tab| ask(if self == Self::Tab { &mut tab.own } else { &mut tab.memory }))
    }
}

impl Store for Place {
    fn get(&self, key: &str) -> Option<String> {
        if *self == Self::Local {
            view().get(key)
        } else {
            self.map(|texts| texts.get(key).cloned())
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Failure> {
        if *self != Self::Local {
            self.map(|texts| texts.insert(key.to_owned(), text.to_owned()));
            return Ok(());
        }
        // As the browser's store does: on a shared computer nothing new of the visitor is written.
        if Fake::is_shared_computer() && !aims_assessment::storage::is_bookkeeping(key) {
            return Err(Failure::Refused);
        }
        view().set(key, text)
    }

    fn remove(&self, key: &str) {
        if *self == Self::Local {
            view().remove(key);
        } else {
            self.map(|texts| texts.remove(key));
        }
    }

    fn keys(&self) -> Vec<String> {
        if *self == Self::Local {
            view().keys()
        } else {
            self.map(|texts| texts.keys().cloned().collect())
        }
    }

    fn unique(&self) -> String {
        unique()
    }
}

/// The fake browser.
#[derive(Debug, Clone, Copy)]
pub struct Fake;

impl Environment for Fake {
    type Cell<T: Send + Sync + 'static> = Plain<T>;
    type Kept<T: 'static> = Plain<T>;
    type Store = Place;

    const LOCAL: Place = Place::Local;
    const TAB: Place = Place::Tab;
    const MEMORY: Place = Place::Memory;

    fn is_there(_: Place) -> bool {
        true
    }

    fn now() -> String {
        let seconds = Self::milliseconds() / 1000;
        format!(
            "2026-11-27T{:02}:{:02}:{:02}Z",
            seconds / 3600 % 24,
            seconds / 60 % 60,
            seconds % 60
        )
    }

    fn milliseconds() -> u64 {
        world(|world| {
            world.clock += 1000;
            world.clock
        })
    }

    fn untracked<T>(ask: impl FnOnce() -> T) -> T {
        ask()
    }

    fn is_shared_computer() -> bool {
        tab(|tab| tab.own.contains_key(SHARED_COMPUTER))
    }

    fn remember_shared_computer(is_shared: bool) -> bool {
        tab(|tab| {
            if is_shared {
                tab.own.insert(SHARED_COMPUTER.to_owned(), "yes".to_owned());
                tab.own.remove(CURRENT);
            } else {
                tab.own.remove(SHARED_COMPUTER);
            }
        });
        true
    }

    fn number_of_this_tab() -> Option<u32> {
        tab(|tab| tab.own.get(CURRENT)?.parse().ok())
    }

    fn remember_number_of_this_tab(number: u32) {
        tab(|tab| tab.own.insert(CURRENT.to_owned(), number.to_string()));
    }

    fn forget_this_tab() {
        tab(|tab| tab.own.clear());
    }

    fn is_document() -> bool {
        world(|world| world.is_document)
    }

    fn has_focus() -> bool {
        tab(|tab| !tab.is_hidden)
    }

    fn once_complete(act: impl FnOnce() + 'static) {
        if tab(|tab| !tab.is_incomplete) {
            act();
        }
    }

    fn show_text(field: &str, text: &str) {
        tab(|tab| tab.fields.insert(field.to_owned(), text.to_owned()));
    }

    fn keep_unstored(text: &str) {
        tab(|tab| text.clone_into(&mut tab.unstored));
    }
}

/// A session in a tab.
#[derive(Clone, Copy)]
pub struct TabSession {
    tab: usize,
    session: Session<Fake>,
}

impl TabSession {
    /// Runs `act` in this tab.
    pub fn act<T>(self, act: impl FnOnce(Session<Fake>) -> T) -> T {
        world(|world| world.turn = self.tab);
        act(self.session)
    }

    /// Reloads this tab's page; its memory is lost.
    pub fn reload(&mut self) {
        world(|world| world.turn = self.tab);
        tab(|tab| tab.memory.clear());
        self.session = open();
    }

    /// Brings in everything that other tabs stored so far; returns whether there was anything.
    pub fn hear(self) -> bool {
        self.act(|session| {
            let view = view();
            let mut has_heard = false;
            while let Some(key) = view.bring_in() {
                session.on_change_elsewhere(Some(&key));
                has_heard = true;
            }
            has_heard
        })
    }

    /// Brings in everything that other tabs stored so far without telling the page, as while it
    /// sleeps.
    pub fn sleep_through(self) {
        self.act(|_| while view().bring_in().is_some() {});
    }

    /// Returns what this tab sees of the browser's storage.
    pub fn stored(self) -> BTreeMap<String, String> {
        self.act(|_| view().texts())
    }

    /// Returns the texts that this tab's page keeps in its memory, by their keys.
    pub fn in_memory(self) -> BTreeMap<String, String> {
        self.act(|_| tab(|tab| tab.memory.clone()))
    }

    /// Puts the visitor into another window; some code of the page in this one may be missing.
    pub fn leave(self, is_incomplete: bool) {
        self.act(|_| tab(|tab| (tab.is_hidden, tab.is_incomplete) = (true, is_incomplete)));
    }

    /// Returns the text that the page put into a field on the screen, by the field's name.
    pub fn put_into(self, field: &str) -> Option<String> {
        self.act(|_| tab(|tab| tab.fields.get(field).cloned()))
    }

    /// Returns the text that a stopping page would offer as a file.
    pub fn unstored(self) -> String {
        self.act(|_| tab(|tab| tab.unstored.clone()))
    }
}

fn open() -> Session<Fake> {
    let (library, came) = library_in_use::<Fake>();
    let is_lost_with_the_page = came && *library.store() == Place::Memory;
    Session::load(
        Storage { library, is_lost_with_the_page },
        Language::English,
        Route::Question(0).screen(&ISO42001),
    )
}

/// Creates a new browser with so many tabs, each with the page open.
pub fn tabs<const N: usize>() -> [TabSession; N] {
    WORLD.set(World {
        browser: Browser::new(N, &[]),
        tabs: (0..N).map(|_| Around::default()).collect(),
        ..World::default()
    });
    std::array::from_fn(|tab| {
        world(|world| world.turn = tab);
        TabSession { tab, session: open() }
    })
}

/// Lets all tabs hear of each other until there is nothing new, and wake one after the other.
pub fn settle(pages: &[TabSession]) {
    let hear_all = || while pages.iter().filter(|page| page.hear()).count() > 0 {};
    loop {
        for page in pages {
            hear_all();
            page.act(Session::on_wake);
        }
        if pages.iter().filter(|page| page.hear()).count() == 0 {
            return;
        }
    }
}

/// Limits the browser's storage to its present size, or lifts the limit.
pub fn fill(is_full: bool) {
    let browser = world(|world| world.browser.clone());
    browser.borrow_mut().fill(is_full);
}

/// Returns the shown answers, in the notation of the tests: `C4-1 3, A-1 2`.
pub fn shown(page: TabSession) -> String {
    page.act(|session| notation(&session.assessment.get()))
}

/// Returns answers in the notation of the tests.
pub fn notation(assessment: &Assessment) -> String {
    let entries = ISO42001.questions.iter().zip(&assessment.entries);
    let chosen = entries
        .filter_map(|(question, entry)| Some(format!("{} {}", question.code, entry.choice?.id())));
    chosen.collect::<Vec<_>>().join(", ")
}

/// Answers a question.
pub fn answer(page: TabSession, code: &str, level: &str) {
    let question = ISO42001.question(code).unwrap();
    page.act(|session| session.choose(question, Choice::from_id(level)));
}

/// Chooses a file with these answers; if there are answers already, it is only previewed.
pub fn look_at(page: TabSession, answers: &str) {
    let opened = Opened { assessment: assessment(answers), problems: Vec::new(), saved_at: None };
    page.act(|session| {
        session.preview.set(Some(Preview {
            name: "a.aims.json".to_owned(),
            opened,
            fingerprint: None,
        }));
    });
}

/// Opens a file with these answers in place of the present ones.
pub fn replace(page: TabSession, answers: &str) {
    look_at(page, answers);
    page.act(Session::replace);
}

/// Returns the numbers of all assessments.
pub fn numbers(page: TabSession) -> Vec<u32> {
    page.act(Session::numbers)
}

/// Returns the number of the assessment in use.
pub fn number(page: TabSession) -> u32 {
    page.act(|session| session.number.get())
}

/// Returns whether leaving the page would lose what is shown.
pub fn is_unsaved(page: TabSession) -> bool {
    page.act(|session| session.is_unsaved(session.number.get()))
}

/// Writes the note of the first question.
pub fn note(page: TabSession, text: &str) {
    page.act(|session| session.write_note(0, text.to_owned()));
}
