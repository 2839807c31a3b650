//! All assessments: the one in use, the others, and the snapshots of each.

mod card;
mod facts;
mod snapshots;

use leptos::prelude::*;

use super::effect::{rebuild_on_change, throttle_to_frames};
use super::state::State;
use crate::browser::{focus, page};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::view::route::Route;
use crate::view::start::MOST_NAME;
use card::Card;
pub use snapshots::time_of;

/// The screen of all assessments.
#[component]
pub fn Assessments(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let renaming = RwSignal::new(None::<(u32, String)>);
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
            {state.can_keep_several().then(|| view! { <New language /> })}
            <p class="actions">
                <a class="button second" href=Route::Compare.address(&ISO42001)>{t.compare_link}</a>
            </p>
            <ul class="shelf">{cards}</ul>
        </div>
    }
}

/// The button for a new assessment. It asks for the name, which may stay empty; then the new
/// assessment begins with the first question.
#[component]
fn New(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let is_asking = RwSignal::new(false);
    let name = StoredValue::new(String::new());
    let ask = move |_| {
        name.set_value(String::new());
        is_asking.set(true);
        request_animation_frame(|| focus::go_to("input[name=new-assessment-name]"));
    };
    let close = move || {
        is_asking.set(false);
        request_animation_frame(|| focus::go_to("[data-action=assessment-new]"));
    };
    let begin = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if state.begin_named(&name.get_value()).is_some() {
            page::go(&Route::Question(0).address(&ISO42001));
        }
    };
    let escape = move |event: leptos::ev::KeyboardEvent| {
        // During IME composition, Escape cancels the composition.
        if event.key() == "Escape" && !event.is_composing() {
            close();
        }
        // The key that pressed the button may still be held down.
        if event.key() == "Enter" && event.repeat() {
            event.prevent_default();
        }
    };
    rebuild_on_change(
        move || is_asking.get(),
        move |is_asking| {
            if !is_asking {
                return view! { <p class="actions"><button type="button" class="button" data-action="assessment-new" on:click=ask>{t.assessments_new}</button></p> }.into_any();
            }
            view! {
                <form class="rename new-assessment" on:submit=begin on:keydown=escape>
                    <label class="text">
                        <span>{t.assessments_name_label}</span>
                        <input type="text" name="new-assessment-name" maxlength=MOST_NAME autocomplete="off"
                            on:input:target=move |event| name.set_value(event.target().value()) />
                    </label>
                    <button type="submit" class="button" data-action="assessment-begin">{t.assessments_begin}</button>
                    <button type="button" class="quiet" data-action="assessment-begin-cancel" on:click=move |_| close()>{t.assessments_rename_cancel}</button>
                </form>
            }
            .into_any()
        },
    )
}
