//! What stands around every screen: header, list of sections with their progress, footer.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::assessments::InHand;
use super::brand::{Contact, Shown};
use super::state::State;
use crate::browser::{page, scrolling};
use crate::language::{Language, fill};
use crate::pace;
use crate::questionnaire::ISO42001;
use crate::report::domain_name;
use crate::route::Route;
use crate::scoring::METHOD;

/// Name of the page, progress, and the way to the other language.
#[component]
pub fn Header(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let other = match language {
        Language::English => Language::French,
        Language::French => Language::English,
    };
    let switch = move |_| {
        let place = scrolling::place();
        spawn_local(async move {
            if !state.choose_language(other).await {
                return;
            }
            // The page is built anew, the button with it; neither the reader's nor the keyboard's place must be lost.
            request_animation_frame(move || {
                if let Some(place) = &place {
                    scrolling::return_to(place);
                }
                page::focus_on("[data-action=language]");
            });
        });
    };
    view! {
        <header class="site">
            <Shown />
            <a class="name" href=Route::Start.address(&ISO42001)>
                {t.site_name}
            </a>
            <button type="button" class="quiet" lang=other.code() data-action="language" on:click=switch>
                {t.site_language}
            </button>
            <InHand language />
        </header>
    }
}

/// Version and disclaimer.
#[component]
pub fn Footer(language: Language) -> impl IntoView {
    let t = &language.texts().phrases;
    let version = fill(t.site_version, &[("version", env!("CARGO_PKG_VERSION")), ("method", METHOD)]);
    view! {
        <footer class="site">
            <p data-disclaimer>{t.results_disclaimer}</p>
            <p>{version}</p>
            <p><Contact language /></p>
        </footer>
    }
}

/// The eight sections and the results, with progress; the way from any screen to any other.
#[component]
pub fn SectionList(language: Language, screen: Route) -> impl IntoView {
    let t = &language.texts().phrases;
    let sections: Vec<_> = (0..ISO42001.domains.len()).map(|domain| view! { <SectionLink language domain screen /> }).collect();
    let is_here = (screen == Route::Results).then_some("page");
    view! {
        <nav class="sections" aria-label=t.site_sections>
            <OverallProgress language />
            <ol>{sections}</ol>
            <a class="to-results" href=Route::Results.address(&ISO42001) aria-current=is_here>
                {t.site_results}
            </a>
        </nav>
    }
}

/// How many of all questions are answered, as a bar and in words.
#[component]
pub fn OverallProgress(language: Language) -> impl IntoView {
    let state = State::here();
    let questions = ISO42001.questions.len();
    let answered = Memo::new(move |_| state.assessment.with(|assessment| assessment.answered(0..questions)));
    let words = move || progress_words(language, answered.get(), questions);
    let left = move || time_left(language, questions - answered.get());
    view! {
        <p class="overall">
            <span>{words}<span class="left">{left}</span></span>
            <progress data-progress="overall" max=questions value=answered aria-label=words></progress>
        </p>
    }
}

#[component]
fn SectionLink(language: Language, domain: usize, screen: Route) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let questions = ISO42001.questions_of(domain);
    let count = questions.len();
    let answered = Memo::new(move |_| state.assessment.with(|assessment| assessment.answered(questions.clone())));
    let name = domain_name(language, &ISO42001, domain);
    let words = move || {
        let (answered, count) = (answered.get().to_string(), count.to_string());
        fill(t.progress_section, &[("name", &name), ("answered", &answered), ("questions", &count)])
    };
    let is_here = (screen == Route::Section(domain)).then_some("step");
    let id = ISO42001.domains[domain].id;
    view! {
        <li class:done=move || answered.get() == count>
            <a href=Route::Section(domain).address(&ISO42001) aria-current=is_here>
                <span class="id">{id}</span>
                <span class="title">{language.texts().domains[domain].title}</span>
                <span class="count" aria-hidden="true">{move || format!("{}/{count}", answered.get())}</span>
                <progress data-progress=id max=count value=answered aria-label=words></progress>
            </a>
        </li>
    }
}

/// How long the open questions will take; nothing when none is open.
fn time_left(language: Language, open: usize) -> Option<String> {
    (open > 0).then(|| fill(language.texts().phrases.progress_left, &[("minutes", &pace::minutes(open).to_string())]))
}

fn progress_words(language: Language, answered: usize, questions: usize) -> String {
    let (answered, questions) = (answered.to_string(), questions.to_string());
    fill(language.texts().phrases.progress_overall, &[("answered", &answered), ("questions", &questions)])
}
