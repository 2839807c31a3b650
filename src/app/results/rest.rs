//! What the score leaves out or counts without knowing, and how it is made.

use leptos::prelude::*;

use crate::answers::{Choice, Entry};
use crate::app::state::State;
use crate::language::{Language, fill};
use crate::questionnaire::ISO42001;
use crate::route::Route;
use crate::scoring::Scores;

/// Unanswered, unknown and not applicable, each listed apart.
#[component]
pub fn LeftOut(language: Language) -> impl IntoView {
    let t = &language.texts().phrases;
    view! {
        <QuestionList language id="unanswered" title=t.results_unanswered text=t.results_unanswered_text
            belongs=|entry| entry.answer().is_none() />
        <QuestionList language id="unknown" title=t.results_unknown text=t.results_unknown_text
            belongs=|entry| entry.answer() == Some(Choice::Unknown) />
        <QuestionList language id="not-applicable" title=t.results_not_applicable text=t.results_not_applicable_text
            belongs=|entry| entry.answer() == Some(Choice::NotApplicable) />
    }
}

/// The questions whose entries belong together; not there while there are none.
#[component]
fn QuestionList(
    language: Language,
    id: &'static str,
    title: &'static str,
    text: &'static str,
    belongs: fn(&Entry) -> bool,
) -> impl IntoView {
    let state = State::here();
    move || {
        let items: Vec<_> = state.assessment.with(|assessment| {
            let entries = assessment.entries.iter().enumerate().filter(|(_, entry)| belongs(entry));
            entries.map(|(question, entry)| item(language, question, entry)).collect()
        });
        (!items.is_empty()).then(|| {
            view! {
                <details class="list" data-list=id>
                    <summary>{title}" ("{items.len()}")"</summary>
                    <p class="small">{text}</p>
                    <ul>{items}</ul>
                </details>
            }
        })
    }
}

fn item(language: Language, question: usize, entry: &Entry) -> impl IntoView + use<> {
    let reason = (entry.answer() == Some(Choice::NotApplicable)).then(|| entry.reason.clone());
    view! {
        <li>
            <a href=Route::Question(question).address(&ISO42001)>{ISO42001.questions[question].code}</a>
            " "{language.texts().questions[question].text}
            {reason.map(|reason| view! { <span class="reason">{reason}</span> })}
        </li>
    }
}

/// The method, with this assessment's own sums.
#[component]
pub fn Method(language: Language, scores: Memo<Scores>) -> impl IntoView {
    let t = &language.texts().phrases;
    let overall = move || {
        let tally = scores.with(|scores| scores.overall);
        fill(t.results_method_overall, &[("points", &tally.points.to_string()), ("weight", &tally.weight.to_string())])
    };
    view! {
        <details class="list">
            <summary>{t.results_method_title}</summary>
            <ul>
                <li>{t.results_method_sum}</li>
                <li>{t.results_method_counted}</li>
                <li>{overall}</li>
                <li>{t.results_method_gate}</li>
            </ul>
        </details>
    }
}
