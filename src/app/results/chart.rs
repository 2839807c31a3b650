//! The radar, and the table that says the same.

use std::cell::RefCell;

use leptos::html::Canvas;
use leptos::prelude::*;

use crate::answers::Level;
use crate::app::frame::domain_label;
use crate::app::state::State;
use crate::browser::canvas::{self, Watcher};
use crate::language::{Language, fill};
use crate::questionnaire::ISO42001;
use crate::radar::Radar;
use crate::report::Report;
use crate::route::Route;
use crate::scoring::Scores;

/// Radar and table, one above the other: a large picture is read at a glance, and the rows of the table stay on one line.
#[component]
pub fn Chart(language: Language, report: Memo<Report>) -> impl IntoView {
    let t = &language.texts().phrases;
    let scores = Memo::new(move |_| report.with(|report| report.scores.clone()));
    let radar = Memo::new(move |_| report.with(|report| report.radar.clone()));
    view! {
        <section class="chart" id="radar">
            <h2>{t.results_radar_title}</h2>
            <figure>
                <RadarPicture chart="radar" radar words=t.results_radar_alt />
                <figcaption>
                    <span class="key score">{t.results_radar_score}</span>
                    <span class="key target">{t.results_radar_target}</span>
                    {move || report.with(|report| report.earlier.clone()).map(|name| view! { <span class="key earlier">{name}</span> })}
                </figcaption>
            </figure>
            <Table language scores />
        </section>
    }
}

/// The radar on its canvas, drawn anew when it, its size or the colours change.
#[component]
pub fn RadarPicture(chart: &'static str, radar: Memo<Radar>, words: &'static str) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let draw = move || {
        if let Some(canvas) = canvas.get_untracked() {
            radar.with_untracked(|radar| canvas::draw(&canvas, radar));
        }
    };
    let watcher = StoredValue::new_local(RefCell::new(None::<Watcher>));
    Effect::new(move |_| {
        radar.track();
        let Some(element) = canvas.get() else { return };
        watcher.with_value(|watcher| {
            watcher.borrow_mut().get_or_insert_with(|| Watcher::new(&element, draw));
        });
        draw();
    });
    on_cleanup(move || watcher.dispose());
    view! { <canvas data-chart=chart node_ref=canvas role="img" aria-label=words></canvas> }
}

#[component]
fn Table(language: Language, scores: Memo<Scores>) -> impl IntoView {
    let t = &language.texts().phrases;
    let rows: Vec<_> = (0..ISO42001.domains.len()).map(|domain| view! { <Row language domain scores /> }).collect();
    view! {
        <table data-table="domains">
            <thead>
                <tr>
                    <th scope="col">{t.results_domain}</th>
                    <th scope="col" class="number">{t.results_score}</th>
                    <th scope="col">{t.results_level_head}</th>
                    <th scope="col" class="number">{t.results_answered}</th>
                    <th scope="col">{t.results_target}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Row(language: Language, domain: usize, scores: Memo<Scores>) -> impl IntoView {
    let texts = language.texts();
    let t = &texts.phrases;
    let id = ISO42001.domains[domain].id;
    let score = Memo::new(move |_| scores.with(|scores| scores.domains[domain]));
    let level = move || score.get().tally.level().map(|level| format!("{} {}", level.number(), texts.levels[level.index()].name));
    let known_only = move || {
        let tally = score.get().tally;
        (tally.unknown > 0).then(|| {
            let known = language.score(tally.known_only());
            view! { <span class="remark">{fill(t.results_known_only, &[("score", &known)])}</span> }
        })
    };
    let remarks = move || {
        let score = score.get();
        let all = [(score.incomplete, t.results_incomplete), (score.systemic, t.results_systemic)];
        let hold = all.into_iter().filter(|(holds, _)| *holds);
        hold.map(|(_, words)| view! { <span class="remark">{words}</span> }).collect::<Vec<_>>()
    };
    view! {
        <tr data-domain=id>
            <th scope="row">
                <a href=Route::Section(domain).address(&ISO42001)><span class="small">{domain_label(language, domain)}</span>" "{texts.domains[domain].title}</a>
                {remarks}
                {known_only}
            </th>
            <td class="number" data-score=id>{move || language.score(score.get().tally.score())}</td>
            <td>{level}</td>
            <td class="number">{move || format!("{}/{}", score.get().tally.answered, score.get().tally.questions)}</td>
            <td><Target language domain /></td>
        </tr>
    }
}

/// The target can be set to 3, 4 or 5 right where it is read.
#[component]
fn Target(language: Language, domain: usize) -> impl IntoView {
    let state = State::here();
    let target = Memo::new(move |_| state.assessment.with(|assessment| assessment.targets[domain]));
    let label = fill(language.texts().phrases.results_target_for, &[("name", language.texts().domains[domain].title)]);
    let choose = move |value: String| {
        if let Some(level) = value.parse().ok().and_then(Level::new).filter(|level| level.may_be_target()) {
            state.set_target(domain, level);
        }
    };
    let options = Level::ALL.into_iter().filter(|level| level.may_be_target());
    let options =
        options.map(|level| view! { <option value=level.number() prop:selected=move || target.get() == level>{level.number()}</option> });
    view! {
        <select data-target=ISO42001.domains[domain].id aria-label=label on:change:target=move |event| choose(event.target().value())>
            {options.collect::<Vec<_>>()}
        </select>
    }
}
