//! The start screen in the page.

use leptos::html::Div;
use leptos::prelude::*;

use super::effect::effect;
use super::file_panels::panels;
use super::html::{live_html, patch_on_change, static_html, sync_fields};
use super::state::State;
use crate::browser::{dom, page};
use crate::language::Language;
use crate::view::{sections, start};

/// The start screen.
pub fn start(state: State, language: Language) -> AnyView {
    patch_on_change(move || {
        state.assessment.with(|assessment| sections::overall_parts(language, assessment))
    });
    sync_fields(move || {
        let name = state.assessment.with(|assessment| assessment.organisation.clone());
        vec![("[name=organisation]".to_owned(), name)]
    });
    patch_storage_choice(state, language);
    let (beginning, middle) = state.assessment.with_untracked(|assessment| {
        (
            start::beginning(language, assessment),
            start::middle(language, assessment, untrack(|| state.storage_choice())),
        )
    });
    view! {
        <div class="start">
            {static_html(beginning)}
            {live_html(move || start::facts(language, state.storage_location()))}
            {static_html(middle)}
            {guide(language)}
            {panels(state, language, true)}
        </div>
    }
    .into_any()
}

/// Updates where the answers are kept, and the visitor's choice. A checkbox that is there already
/// stays, and keeps the focus.
fn patch_storage_choice(state: State, language: Language) {
    let kind = |choice: &Option<_>| choice.map(start::keeping_action);
    let is_there = Memo::new(move |_| kind(&state.storage_choice()));
    patch_on_change(move || {
        is_there.track();
        vec![start::keeping_part(language, untrack(|| state.storage_choice()))]
    });
    let mut before = untrack(|| state.storage_choice());
    effect(move || {
        let now = state.storage_choice();
        let before = std::mem::replace(&mut before, now);
        if let Some(choice) = now.filter(|_| kind(&before) == kind(&now) && before != now) {
            start::keeping_patches(language, choice).iter().for_each(dom::apply);
        }
    });
}

/// The guide for newcomers. Its words are only in the page's HTML, to keep them out of the module.
fn guide(language: Language) -> AnyView {
    let place = NodeRef::<Div>::new();
    effect(move || {
        if let Some(place) = place.get() {
            page::put_guide(language.code(), &place);
        }
    });
    view! { <div class="slot" node_ref=place></div> }.into_any()
}
