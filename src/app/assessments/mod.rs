//! All assessments: the one in use, the others, and the snapshots of each.

mod card;
mod facts;
mod snapshots;

use leptos::prelude::*;

use super::effect::throttle_to_frames;
use super::state::State;
use crate::browser::focus;
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::view::route::Route;
use card::Card;
use facts::in_card;
pub use snapshots::time_of;

/// The screen of all assessments.
#[component]
pub fn Assessments(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let renaming = RwSignal::new(None::<(u32, String)>);
    let begin = move |_| {
        if let Some(number) = state.begin_another() {
            // The page is rebuilt for it, including this screen; then its name is asked for.
            request_animation_frame(move || focus::go_to(&in_card(number, "assessment-rename")));
        }
    };
    let actions = state.can_keep_several().then(|| {
        view! { <button type="button" data-action="assessment-new" on:click=begin>{t.assessments_new}</button> }
    });
    // Another tab may report many changes in a row, and each time everything is read.
    let changes = throttle_to_frames(move || {
        state.storage_revision.track();
        state.number.track();
    });
    let cards = move || {
        changes.track();
        let numbers = untrack(|| state.numbers());
        numbers
            .into_iter()
            .map(|number| view! { <Card language number renaming /> })
            .collect::<Vec<_>>()
    };
    view! {
        <div class="several">
            <h1 tabindex="-1">{t.assessments_title}</h1>
            <p class="lead">{t.assessments_lead}</p>
            <p class="actions">
                {actions}
                <a class="button second" href=Route::Compare.address(&ISO42001)>{t.compare_link}</a>
            </p>
            <ul class="shelf">{cards}</ul>
        </div>
    }
}
