//! The start screen in the page.

use leptos::html::Div;
use leptos::prelude::*;

use super::effect::effect;
use super::embedding::Embedding;
use super::html::{live_html, patch_on_change, static_html, sync_fields};
use super::state::State;
use crate::browser::{dom, page};
use crate::language::Language;
use crate::view::start;

/// The start screen. In a host's frame it is short: the host's page says what this is.
pub fn start(state: State, language: Language) -> AnyView {
    let is_short = Embedding::here().is_embedded();
    sync_fields(move || {
        let name = state.assessment.with(|assessment| assessment.organisation.clone());
        vec![("[name=organisation]".to_owned(), name)]
    });
    patch_storage_choice(state, language);
    let beginning = move || {
        let place = state.storage_location();
        state.assessment.with(|assessment| start::beginning(language, assessment, place))
    };
    let middle = state.assessment.with_untracked(|assessment| {
        start::middle(language, assessment, untrack(|| state.storage_choice()))
    });
    let sample = from_page(format!("sample-{}", language.code()), {
        let is_new = Memo::new(move |_| state.assessment.with(start::is_new));
        move || is_new.get()
    });
    view! {
        <div class=if is_short { "start short" } else { "start" }>
            {live_html(beginning)}
            {sample}
            {static_html(middle)}
            {from_page(language.code().to_owned(), move || !is_short)}
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
        vec![start::storage_choice_patch(language, untrack(|| state.storage_choice()))]
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

/// A piece of the start that is only in the page's HTML, to keep its words out of the module: the
/// sample of a result, and the guide for newcomers. It is there as long as `is_wanted`.
fn from_page(name: String, is_wanted: impl Fn() -> bool + 'static) -> AnyView {
    let place = NodeRef::<Div>::new();
    effect(move || {
        if let Some(place) = place.get() {
            page::put_guide(&name, &place, is_wanted());
        }
    });
    view! { <div class="slot" node_ref=place></div> }.into_any()
}
