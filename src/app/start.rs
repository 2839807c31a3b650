//! The start: what this is, how long it takes, what stays private, and the way in or back in. Its first part stands in the page before this module
//! is there (`xtask/src/front.rs`), so both are laid out alike.

use leptos::html::Div;
use leptos::prelude::*;

use super::assessments::NameField;
use super::files::FilePanel;
use super::frame::OverallProgress;
use super::keeping::SharedComputer;
use super::state::State;
use crate::answers::Level;
use crate::browser::page;
use crate::language::Language;
use crate::questionnaire::ISO42001;
use crate::route::Route;

/// The start screen.
#[component]
pub fn Start(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let is_shared = move || state.is_shared_computer.get();
    view! {
        <div class="start">
            <h1 tabindex="-1">{t.start_title}</h1>
            <p class="lead">{t.start_lead}</p>
            <WayIn language />
            <ul class="facts">
                <li><h2>{t.start_content_title}</h2><p>{move || if is_shared() { t.keeping_content } else { t.start_content }}</p></li>
                <li><h2>{t.start_time_title}</h2><p>{t.start_time}</p></li>
                <li><h2>{t.start_private_title}</h2><p>{move || if is_shared() { t.keeping_private } else { t.start_private }}</p></li>
            </ul>
            <section>
                <h2>{t.start_how_title}</h2>
                <ul class="how">
                    <li>{t.start_how_today}</li>
                    <li>{t.start_how_between}</li>
                    <li>{t.start_how_unknown}</li>
                    <li>{t.start_how_target}</li>
                </ul>
            </section>
            <Scale language />
            <section>
                <h2>{t.start_before_title}</h2>
                <NameField language />
                <p><a href=Route::Profile.address(&ISO42001) data-action="profile">{t.profile_open}</a></p>
                <SharedComputer language />
            </section>
            <Guide language />
            <FilePanel language />
        </div>
    }
}

/// What a newcomer should know. Its words stand in the page's HTML alone, so that this module needn't carry them.
#[component]
fn Guide(language: Language) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            page::put_guide(language.code(), &place);
        }
    });
    view! { <div class="slot" node_ref=place></div> }
}

/// Begin, resume, or look at what is done.
#[component]
fn WayIn(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let questions = ISO42001.questions.len();
    let (answered, open) = state.assessment.with_untracked(|assessment| (assessment.answered(0..questions), assessment.first_open(0)));
    let (words, target) = match open {
        Some(question) if answered == 0 => (t.start_begin, Route::Question(question)),
        Some(question) => (t.start_resume, Route::Question(question)),
        None => (t.start_review, Route::Section(0)),
    };
    view! {
        {(answered > 0).then(|| view! { <OverallProgress language /> })}
        <p class="actions">
            <a class="button" data-action="start" href=target.address(&ISO42001)>{words}</a>
            {if answered > 0 {
                view! { <a class="button second" href=Route::Results.address(&ISO42001)>{t.start_to_results}</a> }
            } else {
                view! { <a class="button second" href=Route::Example.address(&ISO42001)>{t.start_to_example}</a> }
            }}
        </p>
    }
}

/// The five levels, with what each means.
#[component]
fn Scale(language: Language) -> impl IntoView {
    let texts = language.texts();
    let levels = Level::ALL.map(|level| {
        let text = &texts.levels[level.index()];
        view! { <li><span class="number">{level.number()}</span><strong>{text.name}</strong><span>{text.meaning}</span></li> }
    });
    view! {
        <section>
            <h2>{texts.phrases.start_scale_title}</h2>
            <ol class="scale">{levels.into_iter().collect::<Vec<_>>()}</ol>
            <p class="small">{texts.phrases.start_scale_note}</p>
        </section>
    }
}
