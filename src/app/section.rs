//! A section on the page: its text, and what follows the answers in it.

use leptos::prelude::*;

use super::follow::follow;
use super::picture;
use super::slot::written;
use super::state::State;
use crate::browser::parts;
use crate::language::Language;
use crate::questionnaire::ISO42001;
use crate::radar::Radar;
use crate::scoring;
use crate::screens;
use crate::screens::question::Look;

/// The screen of a domain.
pub fn section(state: State, language: Language, domain: usize) -> AnyView {
    follow_answers(state, language, domain);
    let radar = move || {
        let radar = |assessment: &_| Radar::new(&ISO42001, assessment, &scoring::score(&ISO42001, assessment), language);
        state.assessment.with_untracked(radar).without_targets().with_short_labels(&ISO42001)
    };
    picture::show("so-far", true, move || state.assessment.track(), radar);
    written(state.assessment.with_untracked(|assessment| screens::section::section(language, assessment, domain)))
}

/// Shows each question anew whose look has changed, and no other.
fn follow_answers(state: State, language: Language, domain: usize) {
    let mut before: Vec<Look> = Vec::new();
    follow(move || {
        let questions = ISO42001.questions_of(domain);
        let looks: Vec<Look> =
            state.assessment.with(|assessment| questions.clone().map(|question| Look::of(assessment, question)).collect());
        for ((question, look), before) in questions.zip(&looks).zip(&before) {
            if look != before {
                parts::show_look(language, question, ISO42001.questions[question].code, *look);
            }
        }
        before = looks;
    });
}
