//! The results, in the order in which a reader needs them: the headline, the radar, the gaps, the roadmap, the audit, the answers.
//!
//! What fills the first screen is painted at once, the rest in a few steps after it: the whole has thousands of elements.

mod chart;
mod exports;
mod piece;
mod ways;

use leptos::prelude::*;

use super::brand::Offers;
use super::files::FilePanel;
use super::share::Share;
use super::state::State;
use crate::browser::{page, scrolling};
use crate::language::Language;
use crate::markup;
use crate::questionnaire::ISO42001;
use crate::report::{Report, Sources};
use chart::Chart;
pub use chart::RadarPicture;
use exports::Exports;
pub use piece::Piece;
use ways::{Beside, Contents, Ways};

/// The screen of the results.
#[component]
pub fn Results(language: Language) -> impl IntoView {
    let state = State::here();
    let made_on = page::today();
    let report = Memo::new(move |_| {
        let earlier = state.earlier(language);
        let earlier = earlier.as_ref().map(|(name, assessment)| (name.as_str(), assessment));
        state
            .assessment
            .with(|assessment| Report::new(Sources { questionnaire: &ISO42001, assessment, earlier, language, made_on: &made_on }))
    });
    let t = &language.texts().phrases;
    let is_empty = Memo::new(move |_| !report.with(Report::has_answers));
    let steps = steps();
    view! {
        <div class="results">
            <Piece report make=|report, _| markup::cover(report) />
            <h1 tabindex="-1">{t.results_title}</h1>
            {move || is_empty.get().then(|| view! { <p class="notice">{t.results_none}</p> })}
            <Piece report make=markup::headline />
            <Piece report make=markup::critical_banner />
            <Contents language />
            <Piece report make=|report, _| markup::hints(report) />
            <Chart language report />
            <Show when=move || { steps.get() >= 1 }>
                <Beside language />
                <Piece report make=|report, _| markup::stages(report) />
                <Piece report make=markup::arithmetic />
                <Piece report make=markup::gap_list />
            </Show>
            <Show when=move || { steps.get() >= 2 }>
                <Piece report make=markup::horizon />
                <Piece report make=markup::timeline />
                <Piece report make=markup::roadmap />
                <Ways language />
                <Piece report make=markup::audit />
                <Piece report make=markup::left_out />
            </Show>
            <Show when=move || { steps.get() >= 3 }>
                <Piece report make=markup::answers />
            </Show>
            <Show when=move || { steps.get() >= 4 }>
                <Piece report make=markup::soa_table />
                <Piece report make=|report, _| markup::references(report) />
                <Piece report make=markup::method />
                <Exports language report />
                <Share language />
                <Offers language />
                <FilePanel language />
            </Show>
        </div>
    }
}

const LAST_STEP: usize = 4;

/// How many steps of the rest are there: one more after each frame, so that none holds the visitor up. All at once where the visitor was further
/// down, as that place would not be there yet.
fn steps() -> RwSignal<usize> {
    let steps = RwSignal::new(if scrolling::is_known_place(".results") { LAST_STEP } else { 0 });
    Effect::new(move |_| {
        if steps.get() < LAST_STEP {
            scrolling::after_frame(move || {
                steps.try_update(|steps| *steps += 1);
            });
        }
    });
    steps
}
