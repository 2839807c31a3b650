//! Reads the storage when the page starts.

use super::answering_state::{AnsweringHistory, AnsweringState};
use super::changes::Session;
use super::environment::{Cell, Environment, Kept};
use super::storage_mode;
use crate::assessment::answers::Assessment;
use crate::assessment::file::{self, Opened, ProblemKind};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::storage::tab_sync::TabReplica;
use crate::storage::{Library, Store};
use crate::view::answering_options::AnsweringOptions;
use crate::view::notice::Notice;
use crate::view::route::Route;

/// A stored assessment.
pub(crate) struct StoredState {
    pub(crate) assessment: Assessment,
    pub(crate) before: Option<Assessment>,
    pub(crate) notices: Vec<Notice>,
    /// Whether new answers may be stored in its place.
    pub(crate) may_store: bool,
}

impl<E: Environment> Session<E> {
    /// Loads the stored state. The words of the language must be loaded.
    pub fn load(
        Storage { library, is_lost_with_the_page }: Storage<E>,
        language: Language,
        route: Route,
    ) -> Self {
        let store = *library.store();
        let of_this_tab = E::number_of_this_tab().filter(|_| store == E::LOCAL);
        let number = library.current(of_this_tab);
        let mut found = find(&library, number);
        let unsaved = unsaved::<E>(&library, number, is_lost_with_the_page, &mut found.notices);
        let options = library
            .answering_options()
            .map(|text| AnsweringOptions::parse(&text))
            .unwrap_or_default();
        let state = Self {
            assessment: E::Cell::new(found.assessment),
            number: E::Cell::new(number),
            generation: E::Cell::new(0),
            storage_revision: E::Cell::new(0),
            language: E::Cell::new(language),
            route: E::Cell::new(route),
            notices: E::Cell::new(found.notices),
            missing: E::Cell::new(0),
            before: E::Cell::new(found.before),
            has_kept_before: E::Kept::new(true),
            preview: E::Cell::new(None),
            what_if: E::Cell::new(None),
            earlier_id: E::Cell::new(None),
            store: E::Cell::new(store),
            is_shared_computer: E::Cell::new(E::is_shared_computer()),
            is_deleting: E::Cell::new(false),
            is_menu_open: E::Cell::new(false),
            unsaved: E::Cell::new(unsaved),
            answering: E::Cell::new(AnsweringState { options, ..AnsweringState::default() }),
            recent: E::Kept::new(AnsweringHistory::default()),
            tab: E::Kept::new(TabReplica::open(&library, number)),
            library: E::Kept::new(library),
            may_store: E::Cell::new(found.may_store),
        };
        state.remember_number(number);
        state.arrive(route);
        state
    }
}

/// The storage as found when the page was opened.
pub struct Storage<E: Environment> {
    /// The library of assessments.
    pub library: Library<E::Store>,
    /// Whether its content would be lost with the page.
    pub is_lost_with_the_page: bool,
}

/// The answers that a file replaced in an assessment.
pub(crate) fn before<S: Store>(library: &Library<S>, number: u32) -> Option<Assessment> {
    Some(file::read_stored(&ISO42001, &library.before(number)?).ok()?.assessment)
}

/// Reads a stored assessment, the notices about it, and whether new answers may be stored in its
/// place.
pub(crate) fn find<S: Store>(library: &Library<S>, number: u32) -> StoredState {
    let empty = |notices, may_store| StoredState {
        assessment: Assessment::new(&ISO42001),
        before: None,
        notices,
        may_store,
    };
    if library.is_newer() {
        return empty(vec![Notice::StorageNewer], false);
    }
    let before = before(library, number);
    let Some(text) = library.answers(number) else {
        return StoredState { before, ..empty(Vec::new(), true) };
    };
    match file::read_stored(&ISO42001, &text) {
        Ok(Opened { assessment, mut problems, .. }) => {
            // Unknown questions are kept and written back.
            problems.retain(|problem| problem.kind != ProblemKind::UnknownQuestion);
            if problems.is_empty() {
                return StoredState { assessment, before, notices: Vec::new(), may_store: true };
            }
            let kept = library.set_aside(number, &text).is_ok();
            StoredState {
                assessment,
                before,
                notices: vec![Notice::Repaired { problems, kept, text }],
                may_store: kept,
            }
        }
        Err(why) => {
            let kept = library.set_aside(number, &text).is_ok();
            StoredState { before, ..empty(vec![Notice::Damaged { why, kept, text }], kept) }
        }
    }
}

/// The assessments that would be lost with the page; what is to be told of the storage is added to
/// the notices.
fn unsaved<E: Environment>(
    library: &Library<E::Store>,
    number: u32,
    is_lost_with_the_page: bool,
    notices: &mut Vec<Notice>,
) -> Vec<u32> {
    notices.extend(storage_mode::notice::<E>());
    let mut unsaved = if is_lost_with_the_page { library.numbers() } else { Vec::new() };
    if library.has_text_in_memory() {
        notices.push(Notice::StorageFull);
        unsaved.push(number);
    }
    unsaved
}
