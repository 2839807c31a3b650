//! A screen of questions: its text, and the patches that follow the answers.

use leptos::prelude::*;

use super::effect::effect;
use super::html::{apply_changed, static_html};
use super::picture;
use super::state::State;
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::report::radar::Radar;
use crate::scoring;
use crate::session::AnsweringState;
use crate::view;
use crate::view::ending::ending_patch;
use crate::view::question::{AnswerState, QuestionDisplay, patches};
use crate::view::route::Route;
use crate::view::section::{key_progress_patch, pager_patches};

/// The screen of a domain, or of the key requirements.
pub fn section(state: State, language: Language, screen: Route) -> AnyView {
    let options = state.answering.with_untracked(|answering| answering.options);
    patch_questions(state, language, screen);
    patch_surroundings(state, language, screen);
    let radar = move || {
        let radar = |assessment: &_| {
            Radar::new(&ISO42001, assessment, &scoring::score(&ISO42001, assessment), language)
        };
        state.assessment.with_untracked(radar).without_targets().with_short_labels()
    };
    picture::show("so-far", true, move || state.assessment.track(), radar);
    static_html(
        state.assessment.with_untracked(|assessment| {
            view::section::section(language, assessment, screen, options)
        }),
    )
}

/// Updates what stands around the questions: the count of key requirements, the pager, the end of
/// the screen.
fn patch_surroundings(state: State, language: Language, screen: Route) {
    let parts = move |answering: &AnsweringState| {
        state.assessment.with(|assessment| {
            let is_done = assessment.first_open(0).is_none();
            let pager = pager_patches(language, screen, answering.options, answering.at, is_done);
            let progress = (screen == Route::Key).then(|| key_progress_patch(language, assessment));
            let ending = ending_patch(language, assessment, screen, &answering.later);
            pager.into_iter().chain([ending]).chain(progress).collect::<Vec<_>>()
        })
    };
    // As the screen comes, before anything of the way of answering shows in it.
    let mut before = untrack(|| parts(&AnsweringState::default()));
    effect(move || {
        let now = state.answering.with(parts);
        apply_changed(&now, &before);
        before = now;
    });
}

/// Updates each question whose state has changed, and no other.
fn patch_questions(state: State, language: Language, screen: Route) {
    let questions = screen.questions(&ISO42001);
    let looks = move |questions: &[usize], showing: fn(State, usize) -> QuestionDisplay| {
        let look = |assessment: &_, question| {
            AnswerState::of(assessment, question).with(showing(state, question))
        };
        state.assessment.with(|assessment| -> Vec<AnswerState> {
            questions.iter().map(|question| look(assessment, *question)).collect()
        })
    };
    let mut before = untrack(|| looks(&questions, |_, _| QuestionDisplay::default()));
    effect(move || {
        let now = looks(&questions, State::showing);
        for ((question, look), before) in questions.iter().zip(&now).zip(&before) {
            if look != before {
                let patches = |look: &AnswerState| patches(language, *question, *look);
                apply_changed(&patches(look), &patches(before));
            }
        }
        before = now;
    });
}
