//! The radar, and the table that says the same.

use std::cell::RefCell;

use leptos::html::Canvas;
use leptos::prelude::*;

use crate::answers::Level;
use crate::app::state::State;
use crate::browser::canvas::{self, Layout, Watcher};
use crate::language::{Language, fill};
use crate::questionnaire::ISO42001;
use crate::radar::Radar;
use crate::report::{DomainReport, Report};
use crate::route::Route;

/// Radar and table, one above the other: a large picture is read at a glance, and the rows of the table stay on one line.
#[component]
pub fn Chart(language: Language, report: Memo<Report>) -> impl IntoView {
    let t = &language.texts().phrases;
    let radar = Memo::new(move |_| report.with(|report| report.radar.clone()));
    view! {
        <section class="chart" id="radar">
            <h2>{t.results_radar_title}</h2>
            <figure>
                <RadarPicture chart="radar" radar words=Signal::derive(move || report.with(Report::radar_in_words)) />
                <figcaption>
                    <span class="key score">{t.results_radar_score}</span>
                    <span class="key target">{t.results_radar_target}</span>
                    {move || report.with(|report| report.earlier.clone()).map(|name| view! { <span class="key earlier">{name}</span> })}
                </figcaption>
            </figure>
            <Table language report />
        </section>
    }
}

/// The radar on its canvas, drawn anew when it, its size or the colours change.
#[component]
pub fn RadarPicture(
    chart: &'static str,
    radar: Memo<Radar>,
    #[prop(into)] words: Signal<String>,
    /// Whether its labels are always the same.
    #[prop(optional)]
    keeps_labels: bool,
) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let layout = StoredValue::new_local(None::<Layout>);
    let draw = move || {
        // The frame may come when another screen is there.
        let Some(canvas) = canvas.try_get_untracked().flatten() else { return };
        layout.try_with_value(|layout| {
            let drawn = layout.as_ref().map(|layout| radar.try_with_untracked(|radar| canvas::draw(&canvas, radar, layout)));
            drawn.flatten()
        });
    };
    // The first call comes once the canvas is laid out, before anything is painted.
    let laid_out = move || {
        layout.try_set_value(canvas.try_get_untracked().flatten().and_then(|canvas| Layout::of(&canvas, keeps_labels)));
        draw();
    };
    let watcher = StoredValue::new_local(RefCell::new(None::<Watcher>));
    Effect::new(move |_| {
        radar.track();
        let Some(element) = canvas.get() else { return };
        watcher.with_value(|watcher| {
            watcher.borrow_mut().get_or_insert_with(|| Watcher::new(&element, laid_out));
        });
        // Naming a font makes the browser look at all styles; with the next frame it does so anyway.
        request_animation_frame(draw);
    });
    on_cleanup(move || watcher.dispose());
    view! { <canvas data-chart=chart node_ref=canvas role="img" aria-label=words></canvas> }
}

#[component]
fn Table(language: Language, report: Memo<Report>) -> impl IntoView {
    let t = &language.texts().phrases;
    let has_earlier = Memo::new(move |_| report.with(|report| report.earlier.is_some()));
    // Its name, which may be long, stands at the radar.
    let earlier = move || has_earlier.get().then(|| view! { <th scope="col" class="number earlier">{t.compare_earlier}</th> });
    let rows: Vec<_> = (0..ISO42001.domains.len()).map(|index| view! { <Row language index report /> }).collect();
    view! {
        <table data-table="domains" class:with-earlier=has_earlier>
            <thead>
                <tr>
                    <th scope="col">{t.results_domain}</th>
                    <th scope="col" class="number">{t.results_score}</th>
                    {earlier}
                    <th scope="col" class="level">{t.results_level_head}</th>
                    <th scope="col" class="number answered">{t.results_answered}</th>
                    <th scope="col">{t.results_target}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Row(language: Language, index: usize, report: Memo<Report>) -> impl IntoView {
    let id = ISO42001.domains[index].id;
    let domain = Memo::new(move |_| report.with(|report| report.domains[index].clone()));
    let remarks = move || {
        let remarks = domain.with(|domain| domain.remarks.clone());
        remarks.into_iter().map(|remark| view! { <span class="remark">{remark}</span> }).collect::<Vec<_>>()
    };
    let earlier = move || {
        let score = domain.with(|domain| domain.earlier.as_ref().map(|figure| figure.score.clone()));
        score.map(|score| view! { <td class="number">{score}</td> })
    };
    let level = move || domain.with(|domain| domain.figure.level.clone()).unwrap_or_else(|| "–".to_owned());
    let answered = move || domain.with(|DomainReport { figure, .. }| format!("{}/{}", figure.tally.answered, figure.tally.questions));
    view! {
        <tr data-domain=id>
            <th scope="row">
                <a href=Route::Section(index).address(&ISO42001)>{move || domain.with(|domain| domain.name.clone())}</a>
                {remarks}
            </th>
            <td class="number" data-score=id>{move || domain.with(|domain| domain.figure.score.clone())}</td>
            {earlier}
            <td class="level">{level}</td>
            <td class="number answered">{answered}</td>
            <td><Target language domain=index /></td>
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
