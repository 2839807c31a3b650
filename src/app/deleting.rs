//! Confirms what can't be undone: *Delete my answers*, and *Shared computer* over stored answers in
//! a frame. In a frame it asks in a window of its own, which the embedding page can't cover.

use std::cell::RefCell;

use leptos::prelude::*;

use super::state::State;
use crate::browser::confirming::{Confirming, Question};
use crate::browser::status_region::StatusRegion;
use crate::browser::{focus, host};

thread_local! {
    /// The window, while it is open, and the action that it asks about.
    static WINDOW: RefCell<Option<(&'static str, Confirming)>> = const { RefCell::new(None) };
}

/// Asks whether to delete everything; `beside` tells of the window.
pub fn ask(state: State, beside: &StatusRegion) {
    if !host::is_framed() {
        return ask_in_menu(state, true);
    }
    let language = state.language.get_untracked();
    let t = &language.texts().phrases;
    let has_more = untrack(|| state.has_more_than_answers());
    let question = Question {
        language: language.code(),
        heading: t.file_delete_ask,
        what: if has_more { t.assessments_delete_all_sure } else { t.file_delete_sure },
        shown: None,
        action: "delete",
        wait: t.share_wait,
        yes: t.file_delete_yes,
        no: t.file_delete_no,
    };
    ask_in_window(state, beside, &question, move || delete(state));
}

/// Shows the question in the menu, or takes it away.
pub fn ask_in_menu(state: State, is_asking: bool) {
    state.is_deleting.set(is_asking);
    let focus = if is_asking { "[data-action=keep]" } else { "[data-action=delete-all]" };
    request_animation_frame(move || focus::focus_on(focus));
}

/// Deletes everything, after the visitor confirmed it.
pub fn delete(state: State) {
    state.is_deleting.set(false);
    state.delete_all();
    request_animation_frame(focus::show_screen);
}

/// Moves the answers into the page's memory, or back, as the box *Shared computer* says.
pub fn share_computer(state: State, is_shared: bool, beside: &StatusRegion) {
    if !(is_shared && host::is_framed() && untrack(|| state.has_begun())) {
        return state.share_computer(is_shared);
    }
    let language = state.language.get_untracked();
    let t = &language.texts().phrases;
    let question = Question {
        language: language.code(),
        heading: t.keeping_choose,
        what: t.keeping_shared,
        shown: None,
        action: "shared-computer",
        wait: t.share_wait,
        yes: t.keeping_ask_yes,
        no: t.keeping_ask_no,
    };
    ask_in_window(state, beside, &question, move || state.share_computer(true));
}

fn ask_in_window(
    state: State,
    beside: &StatusRegion,
    question: &Question<'static>,
    act: impl Fn() + 'static,
) {
    let action = question.action;
    // A second press shows the same window.
    let is_open = WINDOW.with_borrow(|window| {
        window.as_ref().is_some_and(|(other, window)| *other == action && window.show_again())
    });
    if !is_open {
        let decided = move |is_yes| {
            // Taking it out closes it.
            if WINDOW.take().is_some() && is_yes {
                act();
            }
        };
        WINDOW.set(None);
        WINDOW.set(Confirming::open(question, decided).map(|window| (action, window)));
    }
    let is_open = WINDOW.with_borrow(Option::is_some);
    let t = &state.language.get_untracked().texts().phrases;
    beside.say(if is_open { t.confirm_opened } else { t.confirm_no_window }, !is_open);
}
