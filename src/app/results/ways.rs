//! Ways through the results and on from them: the list of parts, the earlier state beside, what if, the statement.

use leptos::prelude::*;

use crate::app::compare;
use crate::app::state::State;
use crate::browser::page;
use crate::language::Language;
use crate::questionnaire::ISO42001;
use crate::route::Route;

/// The parts of this long page.
#[component]
pub fn Contents(language: Language) -> impl IntoView {
    let t = &language.texts().phrases;
    let parts = [
        ("exports", t.out_heading),
        ("radar", t.results_radar_title),
        ("arithmetic", t.report_arithmetic_title),
        ("gaps", t.results_gaps_title),
        ("timeline", t.plan_title),
        ("audit", t.plan_audit_title),
        ("answers", t.report_answers_title),
        ("soa", t.soa_title),
        ("references", t.references_title),
    ];
    let here = Route::Results.address(&ISO42001);
    let links = parts.map(|(id, words)| {
        let go = move |event: leptos::ev::MouseEvent| {
            // The address after `#` is a place of ours, so the part can't be named there.
            event.prevent_default();
            page::show_part(id);
        };
        view! { <li><a href=here.clone() data-part=id on:click=go>{words}</a></li> }
    });
    view! {
        <nav class="contents no-print" aria-label=t.results_contents>
            <p class="term">{t.results_contents}</p>
            <ul>{links.into_iter().collect::<Vec<_>>()}</ul>
        </nav>
    }
}

/// Which earlier state the figures are set beside; not there while there is none.
#[component]
pub fn Beside(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let here = move || state.number.get().to_string();
    let entries = Memo::new(move |_| {
        let here = here();
        let others = compare::entries(state, language).into_iter().filter(|entry| entry.id != here);
        others.map(|entry| (entry.id, entry.label)).collect::<Vec<_>>()
    });
    let choose = move |id: String| state.beside.set((!id.is_empty()).then_some(id));
    let options = move || {
        let option = |(id, label): (String, String)| {
            let is_chosen = state.beside.with(|beside| beside.as_ref() == Some(&id));
            view! { <option value=id prop:selected=is_chosen>{label}</option> }
        };
        entries.get().into_iter().map(option).collect::<Vec<_>>()
    };
    move || {
        (!entries.with(Vec::is_empty)).then(|| {
            view! {
                <p class="beside no-print">
                    <label>
                        {t.results_beside}" "
                        <select data-action="beside" on:change:target=move |event| choose(event.target().value())>
                            <option value="">{t.results_beside_none}</option>
                            {options}
                        </select>
                    </label>
                </p>
            }
        })
    }
}

/// From the roadmap to the copy in which levels are tried out, the statement, the profile and the comparison.
#[component]
pub fn Ways(language: Language) -> impl IntoView {
    let t = &language.texts().phrases;
    view! {
        <p class="actions no-print">
            <a class="button second" data-action="what-if" href=Route::WhatIf.address(&ISO42001)>{t.what_if_open}</a>
            <a class="button second" data-action="soa" href=Route::Soa.address(&ISO42001)>{t.soa_edit}</a>
            <a class="button second" data-action="profile" href=Route::Profile.address(&ISO42001)>{t.profile_open}</a>
            <a class="button second" href=Route::Assessments.address(&ISO42001)>{t.assessments_title}</a>
        </p>
    }
}
