//! The Statement of Applicability, an editable draft; every change is stored with the answers.

use leptos::prelude::*;

use super::state::State;
use crate::assessment::soa::{self, Row, Status};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::report::{answer_name, status_name};
use crate::view::route::Route;

/// The maximum length of a justification, in UTF-16 code units.
const MOST: u32 = 4_000;

/// The screen of the statement.
#[component]
pub fn SoaScreen(language: Language) -> impl IntoView {
    let t = &language.texts().phrases;
    let areas = ISO42001.areas.iter().enumerate().map(|(area, id)| {
        let controls =
            ISO42001.controls.iter().enumerate().filter(move |(_, control)| control.area == area);
        let rows: Vec<_> =
            controls.map(|(control, _)| view! { <ControlCard language control /> }).collect();
        view! {
            <section class="area">
                <h2>{*id}" "{language.report_texts().areas[area]}</h2>
                {rows}
            </section>
        }
    });
    view! {
        <h1 tabindex="-1">{t.soa_title}</h1>
        <p class="lead">{t.soa_lead}</p>
        <p class="small">{t.soa_text}</p>
        {areas.collect::<Vec<_>>()}
        <p class="actions way-on">
            <a class="button" href=Route::Results.address(&ISO42001)>{t.soa_back}</a>
        </p>
    }
}

/// One control: the proposal, and the respondent's edits.
#[component]
fn ControlCard(language: Language, control: usize) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let facts = &ISO42001.controls[control];
    let question = &ISO42001.questions[facts.question];
    let row = Memo::new(move |_| {
        state.assessment.with(|assessment| soa::row(&ISO42001, assessment, control))
    });
    let answer = move || {
        state
            .assessment
            .with(|assessment| answer_name(language, assessment.entries[facts.question].answer()))
    };
    let heading = format!("soa-{}-heading", facts.id);
    view! {
        <fieldset class="question control" data-soa=facts.id aria-labelledby=heading.clone()>
            <h3 id=heading.clone()><span class="eyebrow">{facts.id}</span>{language.report_texts().controls[control]}</h3>
            <p class="small">
                <a href=Route::Question(facts.question).address(&ISO42001)>{question.code}</a>" "{language.texts().questions[facts.question].title}" – "<span prop:textContent=answer></span>
            </p>
            {applicability(state, language, control, row)}
            {justification(state, language, control, row)}
            {move || row.with(|row| row.edited).then(|| view! {
                <p class="extras">
                    <button type="button" class="quiet" data-action="soa-reset" on:click=move |_| state.reset_control(control)>{t.soa_reset}</button>
                </p>
            })}
        </fieldset>
    }
}

/// Whether the control applies, and if it does, how far it is implemented.
fn applicability(
    state: State,
    language: Language,
    control: usize,
    row: Memo<Row>,
) -> impl IntoView {
    let t = &language.texts().phrases;
    let name = format!("soa-{}", ISO42001.controls[control].id);
    let statuses = Status::ALL.map(|status| view! {
        <option value=status.id() prop:selected=move || row.with(|row| row.status == Some(status))>{status_name(t, status)}</option>
    });
    view! {
        <div class="fields">
            <label class="text">
                <span>{t.soa_applies}</span>
                <select autocomplete="off" name=format!("{name}-applicable")
                    on:change:target=move |event| {
                        let applicable = event.target().value() == "yes";
                        state.edit_control(control, &|edit| edit.applicable = Some(applicable));
                    }>
                    <option value="yes" prop:selected=move || row.with(|row| row.applicable)>{t.soa_yes}</option>
                    <option value="no" prop:selected=move || !row.with(|row| row.applicable)>{t.soa_no}</option>
                </select>
            </label>
            <label class="text" hidden=move || !row.with(|row| row.applicable)>
                <span>{t.soa_status}</span>
                <select autocomplete="off" name=format!("{name}-status")
                    on:change:target=move |event| {
                        let status = Status::from_id(&event.target().value());
                        state.edit_control(control, &|edit| edit.status = status);
                    }>
                    {statuses.into_iter().collect::<Vec<_>>()}
                </select>
            </label>
        </div>
    }
}

/// The reason for including or excluding the control; told when it is missing.
fn justification(
    state: State,
    language: Language,
    control: usize,
    row: Memo<Row>,
) -> impl IntoView {
    let t = &language.texts().phrases;
    let name = format!("soa-{}", ISO42001.controls[control].id);
    let needed = format!("{name}-needed");
    let lacks_reason = move || row.with(Row::lacks_reason);
    let written = row.with_untracked(|row| row.justification.clone());
    view! {
        <label class="text">
            <span>{t.soa_justification}</span>
            <textarea autocomplete="off" name=format!("{name}-justification") rows="2" maxlength=MOST
                placeholder=move || row.with(|row| if row.applicable { t.soa_reason_proposed.to_owned() } else { row.justification.clone() })
                prop:value=written
                aria-invalid=move || lacks_reason().then_some("true") aria-describedby=needed.clone()
                on:input:target=move |event| {
                    let text = event.target().value();
                    state.edit_control(control, &|edit| edit.justification.clone_from(&text));
                }></textarea>
            <span class="needed" id=needed.clone() prop:textContent=move || if lacks_reason() { t.soa_reason_needed } else { "" }></span>
        </label>
    }
}
