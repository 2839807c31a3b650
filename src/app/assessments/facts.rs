//! The summary on an assessment's card, and the labels of its buttons.

use leptos::prelude::*;

use crate::browser::clock;
use crate::language::{Language, fill};
use crate::scoring::{Tally, Tenths};
use crate::storage::summary::{self, Summary};

/// When the assessment was saved, how much is answered, and the score.
#[component]
pub fn Facts(language: Language, summary: Option<Summary>) -> impl IntoView {
    let t = &language.texts().phrases;
    let Some(Summary { scores, saved_at, .. }) = summary else {
        return view! { <p class="small">{t.assessments_unreadable}</p> }.into_any();
    };
    let saved = saved_at.and_then(|time| clock::local_time(&time, language.code())).map(|time| {
        view! { <span>{fill(t.assessments_saved, &[("time", &time)])}</span> }
    });
    view! {
        <p class="small facts-line">
            {saved}
            <AnsweredAndScore language overall=scores.overall score=scores.shown_overall() />
        </p>
    }
    .into_any()
}

/// How much is answered, and the score, if it is shown.
#[component]
pub fn AnsweredAndScore(
    language: Language,
    overall: Tally,
    score: Option<Tenths>,
) -> impl IntoView {
    let t = &language.texts().phrases;
    let (answered, questions) = (overall.answered.to_string(), overall.questions.to_string());
    let score = score.map(|_| fill(t.assessments_score, &[("score", &language.score(score))]));
    view! {
        <span>{fill(t.progress_overall, &[("answered", &answered), ("questions", &questions)])}</span>
        <span>{score}</span>
    }
}

/// The accessible label of a button that every card has: `Rename: Acme`.
pub fn label_for(language: Language, action: &str, name: &str) -> String {
    // A label may be long, but a name may be longer still.
    let name = summary::short_name(name);
    fill(
        language.texts().phrases.assessments_action_for,
        &[("action", action.trim_end_matches('…')), ("name", &name)],
    )
}

/// The selector of an action on a card.
pub fn in_card(number: u32, action: &str) -> String {
    format!("[data-assessment='{number}'] [data-action='{action}']")
}
