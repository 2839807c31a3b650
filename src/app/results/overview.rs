//! The overview of the results. What shows the figures is painted at once, the rest after the first
//! frame.

use leptos::prelude::*;
use maud::html;

use super::{chart, has_answers, head_of_today, report_of_today};
use crate::app::effect::rebuild_on_change;
use crate::app::embedding::Embedding;
use crate::app::html::{lazy_screen, live_html, static_html};
use crate::app::share::Share;
use crate::app::state::State;
use crate::brand::offers;
use crate::browser::scrolling;
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::report::Head;
use crate::scoring;
use crate::view::{page_shell, results};

/// The screen of the overview.
pub fn overview(state: State, language: Language) -> AnyView {
    let head = head_of_today(state, language);
    let has_answers = has_answers(head);
    rebuild_on_change(
        move || has_answers.get(),
        move |has_answers| {
            if *has_answers { figures(state, language, head) } else { nothing_yet(language) }
        },
    )
}

/// The screen without answers.
fn nothing_yet(language: Language) -> AnyView {
    let title = language.texts().phrases.results_title;
    let screen = static_html(results::no_answers(language, title));
    view! { <div class="results overview">{screen}</div> }.into_any()
}

fn figures(state: State, language: Language, head: Memo<Head>) -> AnyView {
    let report = report_of_today(state, language);
    let has_rest = after_first_frame();
    let verdict = live_html(move || {
        head.with(|head| state.assessment.with(|assessment| results::verdict(head, assessment)))
    });
    let findings = live_html(move || {
        if has_rest.get() {
            report.with(|report| results::findings(report, state.is_shared_computer.get()))
        } else {
            html! {}
        }
    });
    view! {
        <div class="results overview">
            <div class="overview-head">
                {live_html(move || head.with(results::title))}
                {static_html(results::exports(language))}
            </div>
            {verdict}
            <div class="two">
                {chart(head)}
                {live_html(move || head.with(results::map))}
            </div>
            {findings}
            {move || has_rest.get().then(|| last(state, language))}
        </div>
    }
    .into_any()
}

/// The end of the screen: sharing and offers.
fn last(state: State, language: Language) -> AnyView {
    let embedding = Embedding::here();
    let offers = live_html(move || {
        let brand = embedding.brand();
        state.assessment.with(|assessment| {
            let scores = scoring::score(&ISO42001, assessment);
            page_shell::offers(
                language,
                &brand,
                &offers::fitting(&brand, &ISO42001, assessment, &scores, language),
            )
        })
    });
    let share = move || {
        embedding
            .shares_with()
            .map(|origin| lazy_screen(|| view! { <Share language origin /> }.into_any()))
    };
    view! {
        {share}
        {offers}
    }
    .into_any()
}

/// Turns true once the first frame is painted: what shows the figures must be visible and usable
/// before the longer rest is made. At once if the scroll position to return to is further down, as
/// it would not exist yet.
fn after_first_frame() -> RwSignal<bool> {
    let is_painted = RwSignal::new(scrolling::is_known_place(".results"));
    if !is_painted.get_untracked() {
        scrolling::after_paint(move || {
            scrolling::after_paint(move || {
                // The screen may be gone by then.
                is_painted.try_set(true);
            });
        });
    }
    is_painted
}
