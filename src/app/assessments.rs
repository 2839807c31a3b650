//! All assessments: the one in use, the others, and the snapshots of each.

mod card;
mod snapshots;

use leptos::prelude::*;

use super::follow::once_in_a_frame;
use super::state::State;
use crate::browser::page;
use crate::language::{Language, fill};
use crate::questionnaire::ISO42001;
use crate::route::Route;
use crate::scoring::Tally;
use crate::summary::{self, Summary};
use card::Card;
pub use snapshots::time_of;

/// The screen of all assessments.
#[component]
pub fn Assessments(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let renaming = RwSignal::new(None::<(u32, String)>);
    let begin = move |_| {
        if let Some(number) = state.begin_another() {
            // The page is built anew for it, this screen too; its name is asked for there.
            request_animation_frame(move || page::go_to(&in_card(number, "assessment-rename")));
        }
    };
    let actions = state.can_keep_several().then(|| {
        view! { <button type="button" data-action="assessment-new" on:click=begin>{t.assessments_new}</button> }
    });
    // Another tab may tell of many changes in a row, and each time everything is read.
    let changes = once_in_a_frame(move || {
        state.shelf.track();
        state.number.track();
    });
    let cards = move || {
        changes.track();
        let numbers = untrack(|| state.numbers());
        numbers.into_iter().map(|number| view! { <Card language number renaming /> }).collect::<Vec<_>>()
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

/// When it was saved, how much is answered, and the score.
#[component]
fn Facts(language: Language, summary: Option<Summary>) -> impl IntoView {
    let t = &language.texts().phrases;
    let Some(Summary { scores, saved_at, .. }) = summary else {
        return view! { <p class="small">{t.assessments_unreadable}</p> }.into_any();
    };
    let saved = saved_at.and_then(|time| page::local_time(&time, language.code())).map(|time| {
        view! { <span>{fill(t.assessments_saved, &[("time", &time)])}</span> }
    });
    view! {
        <p class="small facts-line">
            {saved}
            <AnsweredAndScore language overall=scores.overall />
        </p>
    }
    .into_any()
}

#[component]
fn AnsweredAndScore(language: Language, overall: Tally) -> impl IntoView {
    let t = &language.texts().phrases;
    let (answered, questions) = (overall.answered.to_string(), overall.questions.to_string());
    let score = overall.score().map(|score| fill(t.assessments_score, &[("score", &language.score(Some(score)))]));
    view! {
        <span>{fill(t.progress_overall, &[("answered", &answered), ("questions", &questions)])}</span>
        <span>{score}</span>
    }
}

/// The label of a button that stands once on every card: `Rename: Acme`.
fn label_for(language: Language, action: &str, name: &str) -> String {
    // A label may be long, a name may be longer.
    let name = summary::short_name(name);
    fill(language.texts().phrases.assessments_action_for, &[("action", action.trim_end_matches('…')), ("name", &name)])
}

/// The selector of an action on a card.
fn in_card(number: u32, action: &str) -> String {
    format!("[data-assessment='{number}'] [data-action='{action}']")
}
