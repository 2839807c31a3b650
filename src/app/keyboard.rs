//! Answering by keyboard: keys that choose an answer, and keys that go to another question.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::state::State;
use crate::browser::{focus, keyboard, page};
use crate::content::questionnaire::ISO42001;
use crate::view::question::id;
use crate::view::route::Route;
use crate::view::shortcuts::{Shortcut, must_not_press_again};

/// Handles a key pressed while a question, or something in it, has the focus.
pub fn press(state: State, question: usize, event: &KeyboardEvent) {
    let Some(press) = keyboard::with_key(event, Shortcut::new) else { return };
    if keyboard::has_meaning_of_its_own(event)
        || press.leads_away() && keyboard::presses_something(event)
    {
        return;
    }
    event.prevent_default();
    match press {
        Shortcut::Choose(choice) => {
            state.choose(question, Some(choice));
            focus::focus_on(&format!(
                "[name='{}'][value='{}']",
                ISO42001.questions[question].code,
                id(choice)
            ));
        }
        Shortcut::On => go(state, question, true),
        Shortcut::Back => go(state, question, false),
    }
}

/// Returns whether a held-down key would press a link or button repeatedly: one assessment more,
/// one file more each time.
pub fn is_held_on_button(event: &KeyboardEvent) -> bool {
    keyboard::with_key(event, must_not_press_again) && keyboard::presses_something(event)
}

/// Goes from the heading of a screen to its first question on Enter.
pub fn press_on_heading(state: State, event: &KeyboardEvent) {
    let Some(first) = questions(state).first().copied() else { return };
    if keyboard::with_key(event, Shortcut::new) == Some(Shortcut::On)
        && !keyboard::has_meaning_of_its_own(event)
    {
        event.prevent_default();
        focus::show_question(ISO42001.questions[first].code, true);
    }
}

/// The questions on the screen.
fn questions(state: State) -> Vec<usize> {
    state.route.get_untracked().questions(&ISO42001)
}

/// Goes from one question to the next or previous one: on the same screen without a history entry,
/// otherwise to the screen that follows.
fn go(state: State, from: usize, is_on: bool) {
    let here = questions(state);
    let step = |place: usize| if is_on { place.checked_add(1) } else { place.checked_sub(1) };
    let to = here.iter().position(|one| *one == from).and_then(step);
    if let Some(to) = to.and_then(|to| here.get(to)) {
        return focus::show_question(ISO42001.questions[*to].code, true);
    }
    let is_key = state.route.get_untracked() == Route::Key;
    match step(from).filter(|_| !is_key) {
        Some(next) if next < ISO42001.questions.len() => {
            page::go(&Route::Question(next).address(&ISO42001));
        }
        _ if is_on => page::go(&Route::Results.address(&ISO42001)),
        _ => {}
    }
}
