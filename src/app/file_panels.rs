//! The panels for actions on the answers as a whole.

use leptos::prelude::*;

use super::html::live_html;
use super::state::State;
use crate::browser::{page, start_script};
use crate::language::Language;
use crate::storage::retention::{self, StorageChoice};
use crate::view::file_panels::{self, Files};

/// The panels for saving and opening files, deleting, and saving the page as one file.
pub fn panels(state: State, language: Language, is_on_start: bool) -> AnyView {
    // Leaving the screen cancels a pending confirmation.
    state.is_deleting.set(false);
    let browser_deletes = retention::deletes_idle_data(&page::engine_vendor());
    live_html(move || {
        // Another tab may delete the stored data.
        state.storage_revision.track();
        let files = Files {
            reminder: retention::reminder(language, state.storage_location(), browser_deletes),
            can_bring_back: state.before.with(Option::is_some),
            has_set_aside: !state.all_set_aside().is_empty(),
            deleting: state.is_deleting.get().then(|| state.has_more_than_answers()),
            is_one_file: start_script::is_one_file(),
            keeping: state
                .storage_choice()
                .filter(|choice| !is_on_start && matches!(choice, StorageChoice::KeepHere(_))),
        };
        file_panels::panels(language, files)
    })
}
