//! The results, in the order in which a reader needs them: the headline, the radar, the gaps, what was left out, the method.

mod chart;
mod gaps;
mod headline;
mod rest;

use leptos::prelude::*;

use super::files::FilePanel;
use super::state::State;
use crate::language::Language;
use crate::questionnaire::ISO42001;
use crate::scoring;
use chart::Chart;
use gaps::GapList;
use headline::{CriticalBanner, Headline};
use rest::{LeftOut, Method};

/// The screen of the results.
#[component]
pub fn Results(language: Language) -> impl IntoView {
    let state = State::here();
    let scores = Memo::new(move |_| state.assessment.with(|assessment| scoring::score(&ISO42001, assessment)));
    let t = &language.texts().phrases;
    let is_empty = Memo::new(move |_| scores.with(|scores| scores.overall.answered == 0));
    view! {
        <div class="results">
            <h1 tabindex="-1">{t.results_title}</h1>
            {move || is_empty.get().then(|| view! { <p class="notice">{t.results_none}</p> })}
            <CriticalBanner language scores />
            <Headline language scores />
            <Chart language scores />
            <GapList language scores />
            <LeftOut language />
            <Method language scores />
            <FilePanel language />
        </div>
    }
}
