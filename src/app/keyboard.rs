//! Going from question to question: by keys that choose an answer or lead on, by buttons, and by
//! itself after a choice, where the visitor wants that.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::state::State;
use crate::assessment::answers::Choice;
use crate::browser::{focus, host, keyboard, page, scrolling};
use crate::content::questionnaire::ISO42001;
use crate::view::answering_options::AnsweringOption;
use crate::view::route::Route;
use crate::view::shortcuts::{Shortcut, must_not_press_again};

/// How long a choice is seen before the page moves on by itself.
const MOMENT: Duration = Duration::from_millis(600);

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
        Shortcut::Choose(choice) => choose(state, question, choice),
        Shortcut::On => go(state, question, true),
        Shortcut::Back => go(state, question, false),
        Shortcut::TakeBack => take_back(state, Some(question)),
    }
}

/// Returns whether a held-down key would press a link or button repeatedly: one assessment more,
/// one file more each time.
pub fn is_held_on_button(event: &KeyboardEvent) -> bool {
    keyboard::with_key(event, must_not_press_again) && keyboard::presses_something(event)
}

/// Handles a key pressed while the heading of a screen of questions has the focus, as it has on
/// arrival: a digit answers the first open question in view, Enter goes to the first question.
pub fn press_on_heading(state: State, event: &KeyboardEvent) {
    let here = questions(state);
    let press = keyboard::with_key(event, Shortcut::new);
    let (Some(first), Some(press)) = (here.first(), press) else { return };
    if keyboard::has_meaning_of_its_own(event) {
        return;
    }
    event.prevent_default();
    match press {
        Shortcut::Choose(choice) => {
            let is_open = |question: &usize| {
                state.assessment.with_untracked(|it| it.entries[*question].answer().is_none())
            };
            let in_view = scrolling::questions_in_view();
            let mut in_view = in_view.iter().filter_map(|id| ISO42001.question(id));
            if let Some(question) = in_view.find(is_open) {
                choose(state, question, choice);
            }
        }
        Shortcut::On if state.has_option(AnsweringOption::OneAtATime) => {
            show(state, state.question_shown());
        }
        Shortcut::On => show(state, *first),
        Shortcut::TakeBack => take_back(state, None),
        Shortcut::Back => {}
    }
}

/// Chooses an answer by a key, with the focus on it.
fn choose(state: State, question: usize, choice: Choice) {
    state.choose(question, Some(choice));
    let radio = format!("[name='{}'][value='{}']", ISO42001.questions[question].code, choice.id());
    if state.has_option(AnsweringOption::Level3First) {
        // The row may only be shown with the choice.
        request_animation_frame(move || focus::go_to(&radio));
    } else {
        focus::go_to(&radio);
    }
    after_choice(state, question);
}

/// Goes on by itself, where the visitor wants that, once the choice was seen: not if it was changed
/// meanwhile, lacks a reason, or if the focus is elsewhere by then.
pub fn after_choice(state: State, question: usize) {
    if !state.has_option(AnsweringOption::MovesOn) {
        return;
    }
    let answer = move || state.assessment.with_untracked(|it| it.entries[question].answer());
    let chosen = answer();
    let code = ISO42001.questions[question].code;
    let go_on = move || {
        if chosen.is_some() && answer() == chosen && focus::is_at(code) {
            match next_here(state, question, true) {
                Some(next) => show(state, next),
                None => focus::go_to(".ending .button"),
            }
        }
    };
    set_timeout(go_on, MOMENT);
}

/// Takes back the choice made last and goes to its question; `from` is the one with the focus.
fn take_back(state: State, from: Option<usize>) {
    let Some(question) = state.take_back() else { return };
    if from == Some(question) {
        // The radio button that has the focus may go with the choice.
        focus::focus_on(&format!("[id='{}']", ISO42001.questions[question].code));
    } else if questions(state).contains(&question) {
        show(state, question);
    } else {
        page::go(&Route::Question(question).address(&ISO42001));
    }
}

/// The questions on the screen.
fn questions(state: State) -> Vec<usize> {
    state.route.get_untracked().questions(&ISO42001)
}

/// The question after or before another on the same screen.
fn next_here(state: State, from: usize, is_on: bool) -> Option<usize> {
    let here = questions(state);
    let place = here.iter().position(|one| *one == from)?;
    let to = if is_on { place.checked_add(1) } else { place.checked_sub(1) };
    here.get(to?).copied()
}

/// Goes to a question of this screen: without a history entry, but for one question at a time,
/// where going back leads to the one before, unless the address is to stay.
pub fn show(state: State, question: usize) {
    let code = ISO42001.questions[question].code;
    let keeps_address = || state.route.get_untracked().keeps_address(host::is_framed());
    if !state.has_option(AnsweringOption::OneAtATime) {
        focus::show_question(code, true);
    } else if state.question_shown() == question || keeps_address() {
        state.show_at(question);
        request_animation_frame(move || focus::show_question(code, true));
    } else {
        page::go(&Route::Question(question).address(&ISO42001));
    }
}

/// Goes from a question to the next, or from the last answer to the results. The pager is outside
/// the question.
pub fn go_on(state: State, question: Option<usize>) {
    match question {
        Some(question) if state.is_completed_by(question) => {
            page::go(&Route::Results.address(&ISO42001));
        }
        question => go(state, question.unwrap_or(state.question_shown()), true),
    }
}

/// Goes from one question to the next or previous one: on the same screen, otherwise to the screen
/// that follows.
pub fn go(state: State, from: usize, is_on: bool) {
    if let Some(to) = next_here(state, from, is_on) {
        return show(state, to);
    }
    let is_key = state.route.get_untracked() == Route::Key;
    let to = if is_on { from.checked_add(1) } else { from.checked_sub(1) };
    match to.filter(|_| !is_key) {
        Some(next) if next < ISO42001.questions.len() => {
            page::go(&Route::Question(next).address(&ISO42001));
        }
        _ if is_on => page::go(&Route::Results.address(&ISO42001)),
        _ => {}
    }
}
