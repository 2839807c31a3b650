//! The results, in the order in which a reader needs them: the headline, the radar, the gaps, the roadmap, the audit, the answers.

mod chart;
mod exports;
mod piece;
mod ways;

use leptos::prelude::*;

use super::brand::Offers;
use super::files::FilePanel;
use super::share::Share;
use super::state::State;
use crate::browser::page;
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
            <Beside language />
            <Piece report make=|report, _| markup::stages(report) />
            <Piece report make=markup::arithmetic />
            <Piece report make=markup::gap_list />
            <Piece report make=markup::horizon />
            <Piece report make=markup::timeline />
            <Piece report make=markup::roadmap />
            <Ways language />
            <Piece report make=markup::audit />
            <Piece report make=markup::left_out />
            <Piece report make=markup::answers />
            <Piece report make=markup::soa_table />
            <Piece report make=|report, _| markup::references(report) />
            <Piece report make=markup::method />
            <Exports language report />
            <Share language />
            <Offers language />
            <FilePanel language />
        </div>
    }
}
