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
use crate::session::Aids;
use crate::view;
use crate::view::ending::ending_part;
use crate::view::question::{AnswerState, Showing, patches};
use crate::view::route::Route;
use crate::view::section::{key_progress_part, pager_parts};

/// The screen of a domain, or of the key requirements.
pub fn section(state: State, language: Language, screen: Route) -> AnyView {
    let manner = state.aids.with_untracked(|aids| aids.manner);
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
            view::section::section(language, assessment, screen, manner)
        }),
    )
}

/// Updates what stands around the questions: the count of key requirements, the pager, the end of
/// the screen.
fn patch_surroundings(state: State, language: Language, screen: Route) {
    let parts = move |aids: &Aids| {
        state.assessment.with(|assessment| {
            let is_done = assessment.first_open(0).is_none();
            let pager = pager_parts(language, screen, aids.manner, aids.at, is_done);
            let progress = (screen == Route::Key).then(|| key_progress_part(language, assessment));
            let ending = ending_part(language, assessment, screen, &aids.later);
            pager.into_iter().chain([ending]).chain(progress).collect::<Vec<_>>()
        })
    };
    // As the screen comes, before anything of the way of answering shows in it.
    let mut before = untrack(|| parts(&Aids::default()));
    effect(move || {
        let now = state.aids.with(parts);
        apply_changed(&now, &before);
        before = now;
    });
}

/// Updates each question whose state has changed, and no other.
fn patch_questions(state: State, language: Language, screen: Route) {
    let questions = screen.questions(&ISO42001);
    let looks = move |questions: &[usize], showing: fn(State, usize) -> Showing| {
        let look = |assessment: &_, question| {
            AnswerState::of(assessment, question).with(showing(state, question))
        };
        state.assessment.with(|assessment| -> Vec<AnswerState> {
            questions.iter().map(|question| look(assessment, *question)).collect()
        })
    };
    let mut before = untrack(|| looks(&questions, |_, _| Showing::default()));
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
