//! The example: the results of an invented organization, made like all others, to look at before
//! answering.

use leptos::prelude::*;

use super::picture::RadarPicture;
use super::results::{piece, report};
use super::state::State;
use crate::assessment::example;
use crate::browser::clock;
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::report::{Report, Sources};
use crate::view::report_html;
use crate::view::route::Route;

/// The screen of the example. It doesn't change the visitor's own answers.
#[component]
pub fn Example(language: Language) -> impl IntoView {
    let t = &language.texts().phrases;
    let made_on = clock::today();
    let assessment = example::assessment(&ISO42001, t.example_organisation);
    let report = report(move || {
        Report::new(Sources {
            questionnaire: &ISO42001,
            assessment: &assessment,
            earlier: None,
            language,
            made_on: &made_on,
        })
    });
    let radar = Memo::new(move |_| report.with(|report| report.radar.clone()));
    view! {
        <div class="results example">
            <h1 tabindex="-1">{t.example_title}</h1>
            <p class="lead">{t.example_lead}</p>
            <WayIn language />
            {piece(report, |report, place| report_html::headline(report, place))}
            {piece(report, |report, place| report_html::critical_banner(report, place))}
            <section class="chart" id="radar">
                <h2>{t.results_radar_title}</h2>
                <figure>
                    <RadarPicture chart="radar" radar words=Signal::derive(move || report.with(|report| report.radar_in_words())) />
                    <figcaption>
                        <span class="key score">{t.results_radar_score}</span>
                        <span class="key target">{t.results_radar_target}</span>
                    </figcaption>
                </figure>
                {piece(report, |report, _| report_html::domain_table(report))}
            </section>
            {piece(report, report_html::gap_list)}
            {piece(report, report_html::plan)}
            <WayIn language />
        </div>
    }
}

/// The link to the visitor's own answers.
#[component]
fn WayIn(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let (answered, open) = state.assessment.with_untracked(|assessment| {
        (assessment.answered(0..ISO42001.questions.len()), assessment.first_open(0))
    });
    let words = if answered == 0 { t.start_begin } else { t.start_resume };
    let target = open.map_or(Route::Results, Route::Question).address(&ISO42001);
    view! {
        <p class="actions no-print">
            <a class="button" href=target>{words}</a>
            <a class="button second" href=Route::Start.address(&ISO42001)>{t.example_back}</a>
        </p>
    }
}
