//! The start on the page.

use leptos::html::Div;
use leptos::prelude::*;

use super::files::panels;
use super::follow::follow;
use super::slot::{keep, keep_values, slot, written};
use super::state::State;
use crate::browser::{page, parts};
use crate::language::Language;
use crate::screens::{sections, start};

/// The start screen.
pub fn start(state: State, language: Language) -> AnyView {
    keep(move || state.assessment.with(|assessment| sections::overall_parts(language, assessment)));
    keep_values(move || {
        let name = state.assessment.with(|assessment| assessment.organisation.clone());
        vec![("[name=organisation]".to_owned(), name)]
    });
    follow_place(state, language);
    let (beginning, middle) = state.assessment.with_untracked(|assessment| {
        let shared = untrack(|| state.can_choose_place()).then(|| state.is_shared_computer.get_untracked());
        (start::beginning(language, assessment), start::middle(language, assessment, shared))
    });
    view! {
        <div class="start">
            {written(beginning)}
            {slot(move || start::facts(language, state.is_shared_computer.get()))}
            {written(middle)}
            {guide(language)}
            {panels(state, language)}
        </div>
    }
    .into_any()
}

/// Shows where the answers are kept, and whether there is a choice.
fn follow_place(state: State, language: Language) {
    keep(move || {
        let shared = state.can_choose_place().then(|| state.is_shared_computer.get_untracked());
        vec![start::shared_part(language, shared)]
    });
    let mut before = state.is_shared_computer.get_untracked();
    follow(move || {
        let is_shared = state.is_shared_computer.get();
        if std::mem::replace(&mut before, is_shared) != is_shared {
            parts::show_ticked("[data-action=shared-computer]", is_shared);
            parts::write(&start::shared_text_part(language, is_shared));
        }
    });
}

/// What a newcomer should know. Its words stand in the page's HTML alone, so that this program needn't carry them.
fn guide(language: Language) -> AnyView {
    let place = NodeRef::<Div>::new();
    follow(move || {
        if let Some(place) = place.get() {
            page::put_guide(language.code(), &place);
        }
    });
    view! { <div class="slot" node_ref=place></div> }.into_any()
}
