//! The card of an assessment: its summary and the actions on it.

use leptos::prelude::*;

use super::facts::{Facts, in_card, label_for};
use super::snapshots::snapshots;
use crate::app::state::State;
use crate::browser::focus;
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::storage::summary;
use crate::view::route::Route;
use crate::view::start::MOST_NAME;

/// The assessment being renamed, and its name so far.
pub type Renaming = RwSignal<Option<(u32, String)>>;

/// An assessment in the list.
#[component]
pub fn Card(language: Language, number: u32, renaming: Renaming) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let is_here = number == state.number.get();
    let summary = state.summary(number);
    let is_readable = summary.is_some();
    let organisation =
        summary.as_ref().map(|summary| summary.assessment.organisation.clone()).unwrap_or_default();
    let name = summary::name(language, &organisation, number);
    let snapshots = snapshots(language, number, &name);
    let several = state.can_keep_several();
    let changes = (several && is_readable).then(
        || view! { <Changes language number organisation name=name.clone() is_here renaming /> },
    );
    // The list is updated in place where part of it changes, so that the focus stays. Text that may
    // change is a function, which is rebuilt (`effect::rebuild_on_change`).
    view! {
        <li class="card" class:here=is_here data-assessment=number aria-current=is_here.then_some("true")>
            <div class="card-head">
                {heading(language, number, name.clone(), renaming)}
                {is_here.then(|| view! { <span class="tag quick">{t.assessments_in_use}</span> })}
            </div>
            {move || view! { <Facts language summary=summary.clone() /> }}
            <div class="actions">
                {way_on(language, number, &name, is_here)}
                {changes}
                {several.then(|| view! { <Delete language number name /> })}
            </div>
            {snapshots}
        </li>
    }
}

/// The name, or the field in which it is changed.
fn heading(language: Language, number: u32, name: String, renaming: Renaming) -> impl IntoView {
    let is_renaming = Memo::new(move |_| {
        renaming.with(|renaming| renaming.as_ref().is_some_and(|(other, _)| *other == number))
    });
    move || {
        if is_renaming.get() {
            view! { <Rename language number renaming /> }.into_any()
        } else {
            view! { <h2><bdi translate="no">{name.clone()}</bdi></h2> }.into_any()
        }
    }
}

/// The link to the start for the assessment in use, the button that takes another into use.
fn way_on(language: Language, number: u32, name: &str, is_here: bool) -> AnyView {
    let state = State::here();
    let t = &language.texts().phrases;
    if is_here {
        let label = label_for(language, t.assessments_continue, name);
        return view! { <a class="button" href=Route::Start.address(&ISO42001) aria-label=label>{t.assessments_continue}</a> }.into_any();
    }
    let use_it = move |_| {
        state.use_assessment(number);
        request_animation_frame(move || {
            focus::go_to(&format!("[data-assessment='{number}'] a.button"));
        });
    };
    let label = label_for(language, t.assessments_use, name);
    view! { <button type="button" data-action="assessment-use" aria-label=label on:click=use_it>{t.assessments_use}</button> }
        .into_any()
}

/// Buttons for a snapshot, another name, and a copy.
#[component]
fn Changes(
    language: Language,
    number: u32,
    organisation: String,
    name: String,
    is_here: bool,
    renaming: Renaming,
) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let keep = move |_| {
        state.keep_snapshot();
        request_animation_frame(move || focus::go_to(&in_card(number, "snapshot-keep")));
    };
    let rename = move |_| {
        renaming.set(Some((number, organisation.clone())));
        request_animation_frame(move || focus::go_to("input[name=assessment-name]"));
    };
    let duplicate = move |_| {
        state.duplicate(number);
        request_animation_frame(move || focus::go_to(&in_card(number, "assessment-duplicate")));
    };
    let label = |action| label_for(language, action, &name);
    let snapshot = is_here.then(|| {
        view! { <button type="button" data-action="snapshot-keep" on:click=keep>{t.assessments_snapshot_keep}</button> }
    });
    view! {
        {snapshot}
        <button type="button" class="quiet" data-action="assessment-rename" aria-label=label(t.assessments_rename) on:click=rename>
            {t.assessments_rename}
        </button>
        <button type="button" class="quiet" data-action="assessment-duplicate" aria-label=label(t.assessments_duplicate) on:click=duplicate>
            {t.assessments_duplicate}
        </button>
    }
}

/// The name as a text field: Enter saves it, Escape cancels.
#[component]
fn Rename(language: Language, number: u32, renaming: Renaming) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let draft = move || {
        renaming
            .with_untracked(|renaming| renaming.as_ref().map(|(_, name)| name.clone()))
            .unwrap_or_default()
    };
    let write =
        move |name: String| renaming.update_untracked(|renaming| *renaming = Some((number, name)));
    let close = move || {
        renaming.set(None);
        request_animation_frame(move || focus::go_to(&in_card(number, "assessment-rename")));
    };
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = draft();
        state.rename(number, name.trim());
        close();
    };
    let escape = move |event: leptos::ev::KeyboardEvent| {
        // During IME composition, Escape cancels the composition.
        if event.key() == "Escape" && !event.is_composing() {
            close();
        }
    };
    view! {
        <form class="rename" on:submit=keep on:keydown=escape>
            <label class="text">
                <span>{t.assessments_rename_label}</span>
                <input type="text" name="assessment-name" maxlength=MOST_NAME autocomplete="off" prop:value=draft()
                    on:input:target=move |event| write(event.target().value()) />
            </label>
            <button type="submit" data-action="rename-save">{t.assessments_rename_save}</button>
            <button type="button" class="quiet" data-action="rename-cancel" on:click=move |_| close()>{t.assessments_rename_cancel}</button>
        </form>
    }
}

/// Deletes the assessment after a confirmation; the notice offers to undo it.
#[component]
fn Delete(language: Language, number: u32, name: String) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let is_asking = RwSignal::new(false);
    let label = label_for(language, t.assessments_delete, &name);
    let ask = move |_| {
        is_asking.set(true);
        request_animation_frame(move || focus::go_to(&in_card(number, "assessment-keep")));
    };
    let keep = move |_| {
        is_asking.set(false);
        request_animation_frame(move || focus::go_to(&in_card(number, "assessment-delete")));
    };
    let delete = move |_| {
        state.delete(number);
        request_animation_frame(|| focus::go_to("[data-notice] [data-action=undo]"));
    };
    move || {
        if is_asking.get() {
            view! {
                <div class="ask" role="group" aria-label=label.clone()>
                    <span>{t.assessments_delete_sure}</span>
                    <button type="button" class="danger" data-action="assessment-delete-confirmed" on:click=delete>{t.assessments_delete_yes}</button>
                    <button type="button" data-action="assessment-keep" on:click=keep>{t.assessments_delete_no}</button>
                </div>
            }
            .into_any()
        } else {
            view! {
                <button type="button" class="quiet" data-action="assessment-delete" aria-label=label.clone() on:click=ask>{t.assessments_delete}</button>
            }
            .into_any()
        }
    }
}
