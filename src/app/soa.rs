//! The Statement of Applicability, an editable draft; every change is stored with the answers.

use leptos::prelude::*;

use super::state::State;
use crate::assessment::soa::{self, Row, Status};
use crate::browser::focus;
use crate::content::questionnaire::ISO42001;
use crate::language::text::printed;
use crate::language::{Language, fill};
use crate::report::{answer_name, status_name};
use crate::view::route::Route;

/// The maximum length of a justification, in UTF-16 code units.
const MOST: u32 = 4_000;

/// The statement: how far it is, and a table whose rows are edited in place.
#[component]
#[expect(clippy::too_many_lines, reason = "a view")]
pub fn Statement(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let areas = ISO42001.areas.iter().enumerate().map(|(area, id)| {
        let controls =
            ISO42001.controls.iter().enumerate().filter(move |(_, control)| control.area == area);
        let rows: Vec<_> =
            controls.map(|(control, _)| view! { <ControlRow language control /> }).collect();
        view! {
            <tbody>
                <tr class="group"><th colspan="4" scope="rowgroup">{*id}" "{language.report_texts().areas[area]}</th></tr>
                {rows}
            </tbody>
        }
    });
    let missing = RwSignal::new(false);
    let counts = Memo::new(move |_| {
        state.assessment.with(|assessment| soa::Counts::of(&soa::rows(&ISO42001, assessment)))
    });
    view! {
        <h1 tabindex="-1">{t.soa_title}</h1>
        <p class="lead">{t.soa_lead}</p>
        <p class="small">{t.soa_text}</p>
        <p class="soa-counts" role="status" prop:textContent=move || counted(language, counts.get())></p>
        <p class="actions no-print">
            <label class="answer" class:chosen=missing>
                <input type="checkbox" data-action="soa-missing" autocomplete="off" prop:checked=missing
                    on:change:target=move |event| missing.set(event.target().checked()) />
                <span>{t.soa_only_missing}</span>
            </label>
            <span class="small">{t.soa_files}</span>
            <button type="button" data-action="export-docx">{t.out_docx}</button>
            <button type="button" data-action="export-xlsx">{t.out_xlsx}</button>
        </p>
        <p class="no-print">
            <button type="button" class="quiet" data-action="to-audit" on:click=move |_| focus::show_part("audit")>{t.plan_audit_title}" ↓"</button>
        </p>
        <table class="statement" class:only-missing=missing>
            <thead><tr>
                <th scope="col">{t.soa_control}</th>
                <th scope="col">{t.soa_applies}</th>
                <th scope="col">{t.soa_status}</th>
                <th scope="col">{t.soa_justification}</th>
            </tr></thead>
            {areas.collect::<Vec<_>>()}
        </table>
    }
}

/// How far the statement is: `35 of 38 controls apply · 38 without a justification · …`.
fn counted(language: Language, counts: soa::Counts) -> String {
    let t = &language.texts().phrases;
    let (applicable, all) = (counts.applicable.to_string(), counts.all.to_string());
    let apply = fill(t.soa_summary, &[("n", &applicable), ("all", &all)]);
    let bare = language.counted(counts.unjustified, t.soa_bare_one, t.soa_bare_other);
    let open = language.counted(counts.open, t.soa_open_one, t.soa_open_other);
    [apply, bare, open].join(" · ")
}

/// One control: the proposal, and the respondent's edits.
#[component]
fn ControlRow(language: Language, control: usize) -> impl IntoView {
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
    view! {
        <tr id=format!("soa-{}", facts.id) data-soa=facts.id class:bare=move || row.with(Row::is_bare)>
            <th scope="row">
                <span><strong>{facts.id}</strong>" "{language.report_texts().controls[control]}</span>
                <span class="small">
                    <a href=Route::Question(facts.question).address(&ISO42001)>{question.code}" "{language.texts().questions[facts.question].title}</a>" – "<span prop:textContent=answer></span>
                </span>
            </th>
            <td data-head=t.soa_applies>{applicable(state, language, control, row)}</td>
            <td data-head=t.soa_status>{status(state, language, control, row)}</td>
            <td data-head=t.soa_justification>
                {justification(state, language, control, row)}
                {move || row.with(|row| row.edited).then(|| view! {
                    <button type="button" class="quiet" data-action="soa-reset" on:click=move |_| state.reset_control(control)>{t.soa_reset}</button>
                })}
            </td>
        </tr>
    }
}

/// The name of a control's field for a screen reader: `Status A.2.2`.
fn label(field: &str, id: &str) -> String {
    [field, id].join(" ")
}

/// Whether the control applies.
fn applicable(state: State, language: Language, control: usize, row: Memo<Row>) -> impl IntoView {
    let t = &language.texts().phrases;
    let id = ISO42001.controls[control].id;
    view! {
        <select autocomplete="off" name=format!("soa-{id}-applicable") aria-label=label(t.soa_applies, id)
            on:change:target=move |event| {
                let applicable = event.target().value() == "yes";
                state.edit_control(control, &|edit| edit.applicable = Some(applicable));
            }>
            <option value="yes" prop:selected=move || row.with(|row| row.applicable)>{t.soa_yes}</option>
            <option value="no" prop:selected=move || !row.with(|row| row.applicable)>{t.soa_no}</option>
        </select>
    }
}

/// How far a control that applies is implemented. What is proposed is an option of its own, so that
/// it can be confirmed by choosing the same without the mark.
fn status(state: State, language: Language, control: usize, row: Memo<Row>) -> impl IntoView {
    let t = &language.texts().phrases;
    let id = ISO42001.controls[control].id;
    let is_proposed = move || row.with(|row| row.is_status_proposed);
    let proposed = move || row.with(|row| row.status.filter(|_| row.is_status_proposed));
    let words = move || proposed().map(|status| [status_name(t, status), t.soa_proposed].join(" "));
    let is_chosen =
        move |status: Status| !is_proposed() && row.with(|row| row.status == Some(status));
    let statuses = Status::ALL.map(|status| view! {
        <option value=status.id() prop:selected=move || is_chosen(status)>{status_name(t, status)}</option>
    });
    view! {
        <select autocomplete="off" name=format!("soa-{id}-status") aria-label=label(t.soa_status, id)
            hidden=move || !row.with(|row| row.applicable)
            on:change:target=move |event| {
                let status = Status::from_id(&event.target().value());
                state.edit_control(control, &|edit| edit.status = status);
            }>
            <option value="" hidden=move || !is_proposed() data-status=move || proposed().map(Status::id)
                prop:selected=is_proposed prop:textContent=move || words().unwrap_or_default()></option>
            {statuses.into_iter().collect::<Vec<_>>()}
        </select>
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
    let id = ISO42001.controls[control].id;
    let needed = format!("soa-{id}-needed");
    let lacks_reason = move || row.with(Row::lacks_reason);
    let written = row.with_untracked(|row| printed(&row.justification));
    view! {
        <textarea autocomplete="off" name=format!("soa-{id}-justification") rows="1" maxlength=MOST
            aria-label=label(t.soa_justification, id)
            placeholder=move || row.with(|row| if row.applicable { [t.soa_reason_proposed, t.soa_proposed].join(" ") } else { printed(&row.justification) })
            prop:value=written
            aria-invalid=move || lacks_reason().then_some("true") aria-describedby=needed.clone()
            on:input:target=move |event| {
                let text = event.target().value();
                state.edit_control(control, &|edit| edit.justification.clone_from(&text));
            }></textarea>
        <span class="needed" id=needed.clone() prop:textContent=move || if lacks_reason() { t.soa_reason_needed } else { "" }></span>
    }
}
