//! What was stored, as the page finds it when it begins.

use leptos::prelude::*;

use super::own_page::ANSWERS_INSIDE;
use super::page::State;
use super::storage_mode;
use crate::app::chunks;
use crate::assessment::answers::Assessment;
use crate::assessment::file::{self, Opened, ProblemKind};
use crate::browser::page;
use crate::browser::storage::{self, BrowserStore};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::storage::Library;
use crate::storage::tab_sync::TabReplica;
use crate::view::notice::Notice;
use crate::view::route::Route;

/// An assessment as it was found in the storage.
pub(super) struct Found {
    pub(super) assessment: Assessment,
    pub(super) before: Option<Assessment>,
    pub(super) notices: Vec<Notice>,
    /// Whether new answers may be stored in its place.
    pub(super) stores: bool,
}

impl State {
    /// What was stored, in a language whose words are there.
    pub fn load(Storage { library, is_lost_with_the_page }: Storage, language: Language) -> Self {
        let store = *library.store();
        let of_this_tab = storage::number_of_this_tab().filter(|_| store == BrowserStore::Local);
        let number = library.current(of_this_tab);
        let mut found = find(&library, number);
        found.notices.extend(storage_mode::notice());
        let mut unsaved = if is_lost_with_the_page { library.numbers() } else { Vec::new() };
        if library.has_text_in_memory() {
            found.notices.push(Notice::StorageFull);
            unsaved.push(number);
        }
        let state = Self {
            assessment: RwSignal::new(found.assessment),
            number: RwSignal::new(number),
            generation: RwSignal::new(0),
            storage_revision: RwSignal::new(0),
            language: RwSignal::new(language),
            route: RwSignal::new(chunks::first(Route::parse(&ISO42001, &page::hash()), language)),
            notices: RwSignal::new(found.notices),
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
            tab: StoredValue::new(TabReplica::open(&library, number)),
            library: StoredValue::new_local(library),
            stores: RwSignal::new(found.stores),
        };
        state.remember_number(number);
        state
    }

    /// Follows the address: links, back and forward.
    pub fn listen_to_address(self) {
        window_event_listener(leptos::ev::hashchange, move |_| {
            chunks::go_on(self);
        });
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
    let (library, came) = storage_mode::library_in_use();
    let language = language(&library);
    let is_lost_with_the_page = came && *library.store() == BrowserStore::Memory;
    (Storage { library, is_lost_with_the_page }, language)
}

/// The answers that a file replaced in an assessment.
pub(super) fn before(library: &Library<BrowserStore>, number: u32) -> Option<Assessment> {
    Some(file::read_stored(&ISO42001, &library.before(number)?).ok()?.assessment)
}

/// A stored assessment, what to say of it, and whether new answers may be stored in its place.
pub(super) fn find(library: &Library<BrowserStore>, number: u32) -> Found {
    let empty = |notices, stores| Found { assessment: Assessment::new(&ISO42001), before: None, notices, stores };
    if library.is_newer() {
        return empty(vec![Notice::StorageNewer], false);
    }
    let before = before(library, number);
    let Some(text) = library.answers(number) else { return Found { before, ..empty(Vec::new(), true) } };
    match file::read_stored(&ISO42001, &text) {
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
