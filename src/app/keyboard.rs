//! Answering by keyboard: keys that choose an answer, and keys that go to another question.

use leptos::ev::KeyboardEvent;

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
        Shortcut::On => go(question, question.checked_add(1)),
        Shortcut::Back => go(question, question.checked_sub(1)),
    }
}

/// Returns whether a held-down key would press a link or button repeatedly: one assessment more,
/// one file more each time.
pub fn is_held_on_button(event: &KeyboardEvent) -> bool {
    keyboard::with_key(event, must_not_press_again) && keyboard::presses_something(event)
}

/// Goes from the heading of a section to its first question on Enter.
pub fn press_on_heading(domain: usize, event: &KeyboardEvent) {
    if keyboard::with_key(event, Shortcut::new) == Some(Shortcut::On)
        && !keyboard::has_meaning_of_its_own(event)
    {
        event.prevent_default();
        focus::show_question(ISO42001.questions[ISO42001.domains[domain].first].code, true);
    }
}

/// Goes from one question to another: within the section without a history entry, otherwise to the
/// next screen.
fn go(from: usize, to: Option<usize>) {
    let Some(to) = to else { return };
    let domain = |question: usize| ISO42001.questions.get(question).map(|question| question.domain);
    if domain(to).is_none() {
        page::go(&Route::Results.address(&ISO42001));
    } else if domain(to) == domain(from) {
        focus::show_question(ISO42001.questions[to].code, true);
    } else {
        page::go(&Route::Question(to).address(&ISO42001));
    }
}
