//! The overview of the results. What shows the figures is painted at once, the rest in a few steps.

use leptos::prelude::*;
use maud::html;

use super::{chart, has_answers, head_of_today, report_of_today};
use crate::app::effect::{effect, rebuild_on_change};
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
use crate::view::{frame, results};

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
    let steps = Steps::begin();
    let verdict = live_html(move || {
        head.with(|head| state.assessment.with(|assessment| results::verdict(head, assessment)))
    });
    let findings = live_html(move || {
        if steps.has(1) {
            report.with(results::findings)
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
            {move || steps.has(Steps::LAST).then(|| last(state, language))}
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
            frame::offers(
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

/// The steps painted after the first frame: one more after each frame, so that none blocks the
/// visitor. All at once if the scroll position to return to is further down, as it would not exist
/// yet.
#[derive(Clone, Copy)]
struct Steps([RwSignal<bool>; Steps::LAST]);

impl Steps {
    const LAST: usize = 1;

    fn begin() -> Self {
        let all_at_once = scrolling::is_known_place(".results");
        let steps = Self([(); Self::LAST].map(|()| RwSignal::new(all_at_once)));
        effect(move || {
            let place = steps.0.iter().position(|step| !step.get());
            if let Some(place) = place {
                let there = move || {
                    steps.0[place].try_set(true);
                };
                // The first viewport must be visible and usable before the longest of the steps
                // begins.
                if place == 0 {
                    scrolling::after_frame(move || scrolling::after_frame(there));
                } else {
                    scrolling::after_frame(there);
                }
            }
        });
        steps
    }

    /// Returns whether a step is painted; the first frame is step 0.
    fn has(self, step: usize) -> bool {
        step.checked_sub(1).is_none_or(|index| self.0[index].get())
    }
}
