//! The screen of a section: its text, and the patches that follow the answers.

use leptos::prelude::*;

use super::effect::effect;
use super::html::{apply_changed, static_html};
use super::picture;
use super::state::State;
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::report::radar::Radar;
use crate::scoring;
use crate::view;
use crate::view::question::{AnswerState, patches};

/// The screen of a domain.
pub fn section(state: State, language: Language, domain: usize) -> AnyView {
    patch_questions(state, language, domain);
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
            .with_untracked(|assessment| view::section::section(language, assessment, domain)),
    )
}

/// Updates each question whose state has changed, and no other.
fn patch_questions(state: State, language: Language, domain: usize) {
    let mut before: Vec<AnswerState> = Vec::new();
    effect(move || {
        let questions = ISO42001.questions_of(domain);
        let looks: Vec<AnswerState> = state.assessment.with(|assessment| {
            questions.clone().map(|question| AnswerState::of(assessment, question)).collect()
        });
        for ((question, look), before) in questions.zip(&looks).zip(&before) {
            if look != before {
                let patches = |look: &AnswerState| patches(language, question, *look);
                apply_changed(&patches(look), &patches(before));
            }
        }
        before = looks;
    });
}
