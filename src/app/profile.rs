//! The profile: eight optional questions about the organization.

use leptos::prelude::*;

use super::state::State;
use crate::content::questionnaire::{ISO42001, Topic};
use crate::language::{Language, fill};
use crate::view::route::Route;

/// The screen of the profile.
#[component]
pub fn ProfileScreen(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let count = ISO42001.profile.len().to_string();
    let answered = move || {
        let answered =
            state.assessment.with(|assessment| assessment.profile.answered(&ISO42001)).to_string();
        fill(t.progress_overall, &[("answered", &answered), ("questions", &count)])
    };
    let topics: Vec<_> =
        (0..ISO42001.profile.len()).map(|topic| view! { <TopicGroup language topic /> }).collect();
    view! {
        <h1 tabindex="-1">{t.profile_title}</h1>
        <p class="lead">{t.profile_lead}</p>
        <p class="small" role="status" prop:textContent=answered></p>
        {topics}
        <p class="actions way-on">
            <a class="button" data-action="start" href=Route::Section(0).address(&ISO42001)>{t.profile_on}</a>
            <a class="button second" href=Route::Results.address(&ISO42001)>{t.start_to_results}</a>
        </p>
    }
}

/// One question: radio buttons, or checkboxes if several options may apply.
#[component]
fn TopicGroup(language: Language, topic: usize) -> impl IntoView {
    let state = State::here();
    let facts: &'static Topic = &ISO42001.profile[topic];
    let text = &language.report_texts().profile[topic];
    let t = &language.texts().phrases;
    let is_chosen = move |option: usize| {
        state.assessment.with(|assessment| assessment.profile.has(facts.id, facts.options[option]))
    };
    let options = text.options.iter().enumerate().map(|(option, words)| {
        let kind = if facts.many { "checkbox" } else { "radio" };
        view! {
            <label class="answer" class:chosen=move || is_chosen(option)>
                <input type=kind autocomplete="off" name=format!("profile-{}", facts.id) value=facts.options[option]
                    prop:checked=move || is_chosen(option)
                    on:change:target=move |event| state.choose_profile_option(facts, option, event.target().checked()) />
                <span>{*words}</span>
            </label>
        }
    });
    let options: Vec<_> = options.collect();
    let has_answer = move || (0..facts.options.len()).any(is_chosen);
    let clear = move |_| {
        for option in 0..facts.options.len() {
            state.choose_profile_option(facts, option, false);
        }
    };
    view! {
        <fieldset class="question topic" id=format!("profile-{}", facts.id) tabindex="-1">
            <legend>{text.text}</legend>
            <p class="hint">{text.help} {facts.many.then_some(" ")} {facts.many.then_some(t.profile_many)}</p>
            <div class="options">{options}</div>
            <div class="extras">
                {move || (has_answer() && !facts.many).then(|| view! {
                    <button type="button" class="quiet" on:click=clear>{t.question_clear}</button>
                })}
            </div>
        </fieldset>
    }
}
