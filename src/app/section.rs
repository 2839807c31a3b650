//! A screen of questions: its text, and the patches that follow the answers.

use leptos::prelude::*;

use super::effect::effect;
use super::html::{apply_changed, patch_on_change, static_html};
use super::picture;
use super::state::State;
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::report::radar::Radar;
use crate::scoring;
use crate::view;
use crate::view::ending::ending_part;
use crate::view::question::{AnswerState, patches};
use crate::view::route::Route;
use crate::view::section::key_progress_part;

/// The screen of a domain, or of the key requirements.
pub fn section(state: State, language: Language, screen: Route) -> AnyView {
    patch_questions(state, language, screen);
    patch_on_change(move || {
        state.assessment.with(|assessment| {
            let progress = (screen == Route::Key).then(|| key_progress_part(language, assessment));
            progress.into_iter().chain([ending_part(language, assessment, screen)]).collect()
        })
    });
    let radar = move || {
        let radar = |assessment: &_| {
            Radar::new(&ISO42001, assessment, &scoring::score(&ISO42001, assessment), language)
        };
        state.assessment.with_untracked(radar).without_targets().with_short_labels(&ISO42001)
    };
    picture::show("so-far", true, move || state.assessment.track(), radar);
    static_html(
        state
            .assessment
            .with_untracked(|assessment| view::section::section(language, assessment, screen)),
    )
}

/// Updates each question whose state has changed, and no other.
fn patch_questions(state: State, language: Language, screen: Route) {
    let questions = screen.questions(&ISO42001);
    let mut before: Vec<AnswerState> = Vec::new();
    effect(move || {
        let looks: Vec<AnswerState> = state.assessment.with(|assessment| {
            questions.iter().map(|question| AnswerState::of(assessment, *question)).collect()
        });
        for ((question, look), before) in questions.iter().zip(&looks).zip(&before) {
            if look != before {
                let patches = |look: &AnswerState| patches(language, *question, *look);
                apply_changed(&patches(look), &patches(before));
            }
        }
        before = looks;
    });
}
