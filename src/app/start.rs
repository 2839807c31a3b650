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
        (start::beginning(language, assessment), start::middle(language, assessment, untrack(|| state.choice_of_place())))
    });
    view! {
        <div class="start">
            {written(beginning)}
            {slot(move || start::facts(language, state.place()))}
            {written(middle)}
            {guide(language)}
            {panels(state, language, true)}
        </div>
    }
    .into_any()
}

/// Shows where the answers are kept, and whether there is a choice. A box that is there stays, with the focus on it.
fn follow_place(state: State, language: Language) {
    let kind = |choice: &Option<_>| choice.map(start::keeping_action);
    let is_there = Memo::new(move |_| kind(&state.choice_of_place()));
    keep(move || {
        is_there.track();
        vec![start::keeping_part(language, untrack(|| state.choice_of_place()))]
    });
    let mut before = untrack(|| state.choice_of_place());
    follow(move || {
        let now = state.choice_of_place();
        let before = std::mem::replace(&mut before, now);
        if let Some(choice) = now.filter(|_| kind(&before) == kind(&now) && before != now) {
            parts::show_ticked(&format!("[data-action={}]", start::keeping_action(choice)), choice.is_ticked());
            parts::write(&start::keeping_text_part(language, choice));
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
