//! The results, in the order in which a reader needs them: the headline, the radar, the gaps, the roadmap, the audit, the answers.

mod chart;
mod piece;

use leptos::prelude::*;

use super::files::FilePanel;
use super::state::State;
use crate::browser::page;
use crate::language::Language;
use crate::markup;
use crate::questionnaire::ISO42001;
use crate::report::{Report, Sources};

use chart::Chart;
pub use piece::Piece;

/// The screen of the results.
#[component]
pub fn Results(language: Language) -> impl IntoView {
    let state = State::here();
    let today = StoredValue::new(page::today());
    let report = Memo::new(move |_| {
        state.assessment.with(|assessment| {
            let made_on = today.get_value();
            Report::new(Sources { questionnaire: &ISO42001, assessment, earlier: None, language, made_on: &made_on })
        })
    });
    let t = &language.texts().phrases;
    let is_empty = Memo::new(move |_| !report.with(Report::has_answers));
    view! {
        <div class="results">
            <Piece report make=|report, _| markup::cover(report) />
            <h1 tabindex="-1">{t.results_title}</h1>
            {move || is_empty.get().then(|| view! { <p class="notice">{t.results_none}</p> })}
            <Piece report make=markup::critical_banner />
            <Piece report make=markup::headline />
            <Piece report make=|report, _| markup::hints(report) />
            <Chart language report />
            <Piece report make=|report, _| markup::stages(report) />
            <Piece report make=markup::arithmetic />
            <Piece report make=markup::gap_list />
            <Piece report make=markup::horizon />
            <Piece report make=markup::timeline />
            <Piece report make=markup::roadmap />
            <Piece report make=markup::audit />
            <Piece report make=markup::left_out />
            <Piece report make=markup::answers />
            <Piece report make=markup::soa_table />
            <Piece report make=|report, _| markup::references(report) />
            <Piece report make=markup::method />
            <FilePanel language />
        </div>
    }
}
