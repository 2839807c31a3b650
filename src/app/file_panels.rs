//! The menu of files: actions on the answers as a whole, on every screen.

use std::time::Duration;

use leptos::prelude::*;

use super::chunks::when_loaded;
use super::html::{patch_on_change, static_html};
use super::state::State;
use crate::browser::events::DomEvent;
use crate::browser::start_script::Later;
use crate::browser::{focus, menu, page, start_script};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::storage::retention;
use crate::view::file_panels::{self, Files};
use crate::view::route::Route;

/// The menu, closed.
pub fn files_menu(state: State, language: Language) -> AnyView {
    state.is_deleting.set(false);
    state.is_menu_open.set(false);
    patch_on_change(move || {
        let files = state.is_menu_open.get().then(|| files(state, language));
        vec![file_panels::menu_patch(language, files)]
    });
    static_html(file_panels::menu(language))
}

#[inline(never)]
fn files(state: State, language: Language) -> Files {
    // Another tab may delete the stored data.
    state.storage_revision.track();
    let browser_deletes = retention::deletes_idle_data(&page::engine_vendor());
    let is_on_start = state.route.get().screen(&ISO42001) == Route::Start;
    Files {
        reminder: retention::reminder(language, state.storage_location(), browser_deletes),
        can_bring_back: state.before.with(Option::is_some),
        has_set_aside: !state.all_set_aside().is_empty(),
        deleting: state.is_deleting.get().then(|| state.has_more_than_answers()),
        is_one_file: start_script::is_one_file(),
        keeping: state.storage_choice().filter(|_| !is_on_start),
    }
}

/// Fills the menu when it is opened, and closes it on a click elsewhere.
pub fn hear_click(state: State, act: &DomEvent) {
    if act.within("[data-menu]").is_none() {
        close_menu(state);
    } else if act.within("summary").is_some() {
        // The browser opens or closes it only after this event.
        let fill = move || state.is_menu_open.set(menu::is_open());
        // Not with the next frame, as a tab in the background gets none.
        when_loaded(state, Later::Rest, move || set_timeout(fill, Duration::ZERO));
    }
}

/// Closes the menu, as the visitor went elsewhere; whether it was open.
pub fn close_menu(state: State) -> bool {
    let was_open = menu::close();
    if state.is_menu_open.get_untracked() {
        state.is_deleting.set(false);
        state.is_menu_open.set(false);
    }
    was_open
}

/// Closes the menu from within, with the focus on its button.
pub fn leave_menu(state: State) -> bool {
    let was_open = close_menu(state);
    if was_open {
        focus::focus_on(menu::BUTTON);
    }
    was_open
}
