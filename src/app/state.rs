//! What the page knows, and the few ways in which that changes. Every change of an answer is stored before the next event.

mod keeping;
mod opening;
mod outside;
mod reporting;
mod several;
mod storing;

use leptos::prelude::*;

use super::later;
use crate::answers::{Assessment, Choice, Entry, Level};
use crate::browser::storage::{self, BrowserStore};
use crate::browser::{files, page};
use crate::file_name::file_name;
use crate::language::Language;
use crate::library::Library;
use crate::notice::Notice;
use crate::questionnaire::ISO42001;
use crate::route::Route;
use crate::saved::{self, Opened, ProblemKind};
use crate::together::{Part, Tab};
use crate::what_if;

pub use opening::Preview;
use outside::ANSWERS_INSIDE;

/// The state of the page; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct State {
    /// The answers.
    pub assessment: RwSignal<Assessment>,
    /// The number of the assessment that is in use.
    pub number: RwSignal<u32>,
    /// Counts up when all answers were replaced at once.
    pub generation: RwSignal<u32>,
    /// Counts up when something else than the present answers was stored or deleted: other assessments, snapshots, names.
    pub shelf: RwSignal<u32>,
    /// The language.
    pub language: RwSignal<Language>,
    /// The place that the address names.
    pub route: RwSignal<Route>,
    /// What the visitor should know, newest last.
    pub notices: RwSignal<Vec<Notice>>,
    /// What takes a part of the module that can't come, as far as it is told ([`later`]).
    pub missing: RwSignal<u32>,
    /// The answers that an opened file replaced.
    pub before: RwSignal<Option<Assessment>>,
    /// Whether they are stored too; while they are not, they go with the page.
    has_kept_before: StoredValue<bool>,
    /// A file that was chosen, while the visitor has not said yet what to do with it.
    pub preview: RwSignal<Option<Preview>>,
    /// The copy in which levels are tried out, once one was begun.
    pub what_if: RwSignal<Option<Assessment>>,
    /// Which earlier state the results are set beside: the id of an assessment or a snapshot.
    pub beside: RwSignal<Option<String>>,
    /// Whether the visitor said that others use the computer too.
    pub is_shared_computer: RwSignal<bool>,
    /// Whether the visitor is being asked if everything shall be deleted.
    pub is_deleting: RwSignal<bool>,
    /// Whether a file of the report is being made.
    pub is_making: RwSignal<bool>,
    /// The store of the library.
    store: RwSignal<BrowserStore>,
    library: StoredValue<Library<BrowserStore>, LocalStorage>,
    /// What this tab knows of the stored text of the assessment in use.
    tab: StoredValue<Tab>,
    /// Whether answers go into the browser's storage; not where that would destroy what lies there.
    stores: RwSignal<bool>,
    /// The numbers of the assessments whose answers would be lost with the page.
    unsaved: RwSignal<Vec<u32>>,
}

/// An assessment as it was found in the storage.
struct Found {
    assessment: Assessment,
    before: Option<Assessment>,
    notices: Vec<Notice>,
    /// Whether new answers may be stored in its place.
    stores: bool,
}

impl State {
    /// The state of the shared context.
    pub fn here() -> Self {
        expect_context()
    }

    /// What was stored, in a language whose words are there.
    pub fn load(Storage { library, is_lost_with_the_page }: Storage, language: Language) -> Self {
        let store = *library.store();
        let of_this_tab = storage::number_of_this_tab().filter(|_| store == BrowserStore::Local);
        let number = library.current(of_this_tab);
        let mut found = find(&library, number);
        found.notices.extend(keeping::notice());
        let mut unsaved = if is_lost_with_the_page { library.numbers() } else { Vec::new() };
        if library.has_text_in_memory() {
            found.notices.push(Notice::StorageFull);
            unsaved.push(number);
        }
        let state = Self {
            assessment: RwSignal::new(found.assessment),
            number: RwSignal::new(number),
            generation: RwSignal::new(0),
            shelf: RwSignal::new(0),
            language: RwSignal::new(language),
            route: RwSignal::new(later::first(Route::parse(&ISO42001, &page::hash()), language)),
            notices: RwSignal::new(found.notices),
            missing: RwSignal::new(0),
            before: RwSignal::new(found.before),
            has_kept_before: StoredValue::new(true),
            preview: RwSignal::new(None),
            what_if: RwSignal::new(None),
            beside: RwSignal::new(None),
            store: RwSignal::new(store),
            is_shared_computer: RwSignal::new(storage::is_shared_computer()),
            is_deleting: RwSignal::new(false),
            is_making: RwSignal::new(false),
            unsaved: RwSignal::new(unsaved),
            tab: StoredValue::new(Tab::open(&library, number)),
            library: StoredValue::new_local(library),
            stores: RwSignal::new(found.stores),
        };
        state.remember_number(number);
        state
    }

    /// Follows the address: links, back and forward.
    pub fn follow_address(self) {
        window_event_listener(leptos::ev::hashchange, move |_| {
            later::go_on(self);
        });
    }

    /// Chooses an answer, or takes it back.
    pub fn choose(self, question: usize, choice: Option<Choice>) {
        self.change_entry(question, |entry| entry.choice = choice);
    }

    /// Sets a question's note.
    pub fn write_note(self, question: usize, note: String) {
        self.change_entry(question, |entry| entry.note = note);
    }

    /// Sets the reason why a question is not applicable.
    pub fn write_reason(self, question: usize, reason: String) {
        self.change_entry(question, |entry| entry.reason = reason);
    }

    /// Sets a domain's target.
    pub fn set_target(self, domain: usize, target: Level) {
        self.change(&[Part::Target(domain)], |assessment| assessment.targets[domain] = target);
    }

    /// Sets the name of the assessment in use.
    pub fn write_name(self, name: String) {
        self.change(&[Part::Organisation], |assessment| assessment.organisation = name);
    }

    /// Hands the answers to the visitor as a file.
    pub fn save_as_file(self) {
        let text = self.text(&page::now());
        let organisation = self.assessment.with_untracked(|assessment| assessment.organisation.clone());
        // The ending says what it is.
        let name = file_name("", &files::words_of(&organisation), &page::today(), "aims.json");
        if files::save(&name, "application/json", &text).is_err() {
            self.tell(Notice::NotSaved);
        } else if text.len() > saved::MOST_BYTES {
            self.tell(Notice::SavedTooLarge);
        } else {
            self.is_in_a_file();
        }
    }

    /// Removes everything of ours from the browser, for all tabs.
    pub fn delete_all(self) {
        self.heed_mark();
        self.library(Library::delete_all);
        if self.store.get_untracked() == BrowserStore::Memory {
            Library::look(BrowserStore::Local).delete_all();
        }
        let is_shared = self.is_shared_computer.get_untracked();
        storage::forget_this_tab();
        storage::remember_shared_computer(is_shared);
        self.begin_empty();
        self.tell(Notice::Deleted);
    }

    /// Begins anew with nothing of what is in the page, nor in its memory. What the browser stores is not touched.
    #[inline(never)]
    fn begin_empty(self) {
        if self.store.get_untracked() == BrowserStore::Memory {
            self.library(Library::delete_all);
        }
        self.remember_number(self.library(|library| library.current(None)));
        self.before.set(None);
        self.beside.set(None);
        self.preview.set(None);
        self.unsaved.set(Vec::new());
        self.keep_for_the_end(true);
        // Whatever stood in the way of storing is gone.
        self.stores.set(true);
        self.notices.update(|notices| notices.retain(|notice| *notice == Notice::StorageOff));
        self.show(Assessment::new(&ISO42001));
        self.tab.set_value(self.library(Tab::after_deletion));
        self.shelf_changed();
    }

    /// Everything that was put aside because it could not be read, oldest first.
    pub fn all_set_aside(self) -> Vec<String> {
        self.library(Library::all_set_aside)
    }

    /// Takes away what has been read: messages of success, once the visitor goes on to another screen.
    pub fn drop_passing_notices(self) {
        if self.notices.with_untracked(|notices| notices.iter().any(Notice::is_passing)) {
            self.notices.update(|notices| notices.retain(|notice| !notice.is_passing()));
        }
    }

    fn change_entry(self, question: usize, change: impl FnOnce(&mut Entry)) {
        self.change(&[Part::Answer(question)], |assessment| change(&mut assessment.entries[question]));
    }

    /// Changes these parts of the answers.
    fn change(self, parts: &[Part], change: impl FnOnce(&mut Assessment)) {
        let may_store = self.catch_up();
        self.amend(change);
        self.tab.update_value(|tab| parts.iter().for_each(|part| tab.changed(&ISO42001, *part, page::milliseconds())));
        if may_store {
            self.write();
        } else {
            self.is_not_stored();
        }
        let number = self.number.get_untracked();
        if self.library(|library| library.is_opened_file(number)) {
            self.library(|library| library.mark_opened_file(number, false));
        }
    }

    /// Changes the answers, and with them the copy in which levels are tried out.
    fn amend(self, change: impl FnOnce(&mut Assessment)) {
        let before = self.what_if.with_untracked(Option::is_some).then(|| self.assessment.get_untracked());
        self.assessment.update(change);
        if let Some(before) = before {
            let now = self.assessment.get_untracked();
            self.what_if.update(|copy| copy.iter_mut().for_each(|copy| what_if::follow(copy, &before, &now)));
        }
    }

    /// Shows other answers than before; a copy of those from before would mislead.
    fn show(self, assessment: Assessment) {
        self.what_if.set(None);
        self.assessment.set(assessment);
        self.generation.update(|generation| *generation += 1);
    }

    /// The present answers, as they are saved.
    fn text(self, saved_at: &str) -> String {
        self.assessment.with_untracked(|assessment| saved::write(&ISO42001, assessment, saved_at))
    }

    /// Shows a notice; the same one is not shown twice.
    pub fn tell(self, notice: Notice) {
        self.notices.update(|notices| {
            notices.retain(|other| *other != notice && !other.is_outdated_by(&notice));
            notices.push(notice);
        });
    }

    fn library<T>(self, ask: impl FnOnce(&Library<BrowserStore>) -> T) -> T {
        self.library.with_value(ask)
    }

    fn shelf_changed(self) {
        self.shelf.update(|shelf| *shelf += 1);
    }
}

/// What was stored, as it was found when the page was opened.
pub struct Storage {
    library: Library<BrowserStore>,
    /// What is in it would be lost with the page.
    is_lost_with_the_page: bool,
}

/// The storage, and the language that fits.
pub fn open() -> (Storage, Language) {
    let (library, came) = keeping::library_in_use();
    let language = language(&library);
    let is_lost_with_the_page = came && *library.store() == BrowserStore::Memory;
    (Storage { library, is_lost_with_the_page }, language)
}

/// The answers that a file replaced in an assessment.
fn before(library: &Library<BrowserStore>, number: u32) -> Option<Assessment> {
    Some(saved::read_stored(&ISO42001, &library.before(number)?).ok()?.assessment)
}

/// A stored assessment, what to say of it, and whether new answers may be stored in its place.
fn find(library: &Library<BrowserStore>, number: u32) -> Found {
    let empty = |notices, stores| Found { assessment: Assessment::new(&ISO42001), before: None, notices, stores };
    if library.is_newer() {
        return empty(vec![Notice::StorageNewer], false);
    }
    let before = before(library, number);
    let Some(text) = library.answers(number) else { return Found { before, ..empty(Vec::new(), true) } };
    match saved::read_stored(&ISO42001, &text) {
        Ok(Opened { assessment, mut problems, .. }) => {
            problems.retain(|problem| problem.kind != ProblemKind::UnknownQuestion); // these are kept and written back
            if problems.is_empty() {
                return Found { assessment, before, notices: Vec::new(), stores: true };
            }
            let kept = library.set_aside(number, &text).is_ok();
            Found { assessment, before, notices: vec![Notice::Repaired { problems, kept, text }], stores: kept }
        }
        Err(why) => {
            let kept = library.set_aside(number, &text).is_ok();
            Found { before, ..empty(vec![Notice::Damaged { why, kept, text }], kept) }
        }
    }
}

/// `?lang=`, else the remembered choice, else what the browser prefers.
fn language(library: &Library<BrowserStore>) -> Language {
    if let Some(language) = page::language_in_address().as_deref().and_then(Language::from_tag) {
        library.store_language(language.code());
        return language;
    }
    let remembered = library.language().as_deref().and_then(Language::from_tag);
    // A page that was saved with answers opens in the language in which it was saved.
    let saved = page::data(ANSWERS_INSIDE).and_then(|_| page::own_language()).as_deref().and_then(Language::from_tag);
    remembered.or(saved).unwrap_or_else(|| Language::preferred(page::preferred_languages().iter().map(String::as_str)))
}
