//! Saving the answers as a file, opening one, deleting them.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::apart;
use super::keeping::Reminder;
use super::offline::Offline;
use super::state::State;
use crate::browser::{files, page};
use crate::language::Language;
use crate::questionnaire::ISO42001;
use crate::route::Route;

/// The panel with everything about the answers as a whole.
#[component]
pub fn FilePanel(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let input = NodeRef::<Input>::new();
    let open = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let Some(file) = files::chosen(&input) else { return };
        spawn_local(async move {
            state.open(file).await;
            // So that the same file can be chosen again after it was changed.
            input.set_value("");
        });
    };
    let has_before = move || state.before.with(Option::is_some);
    view! {
        <section class="files">
            <h2>{t.start_files_title}</h2>
            <p>{t.start_files}</p>
            <Reminder language />
            <p class="actions">
                <button type="button" data-action="export-json" on:click=move |_| state.save_as_file()>{t.file_save}</button>
                <button type="button" data-action="import" on:click=move |_| page::click("#answers-file")>{t.file_open}</button>
                <input id="answers-file" type="file" accept=".json,application/json" aria-label=t.file_choose tabindex="-1" node_ref=input on:change=open />
                {move || has_before().then(|| view! {
                    <button type="button" data-action="undo" on:click=move |_| state.bring_back()>{t.file_bring_back}</button>
                })}
                <Rescue language />
                <Delete language />
            </p>
            <p><a href=Route::Assessments.address(&ISO42001) data-action="assessments">{t.assessments_link}</a></p>
        </section>
        <Offline language />
    }
}

/// Hands out what was put aside because it could not be read, as long as it is there.
#[component]
fn Rescue(language: Language) -> impl IntoView {
    let t = &language.texts().phrases;
    let aside = State::here().all_set_aside();
    (!aside.is_empty()).then(|| {
        apart(|| {
            let save = move |_| {
                // The data stay where they are, so trying again is possible.
                files::save("aims-damaged.txt", "text/plain", &aside.join("\n\n")).ok();
            };
            view! { <button type="button" data-action="save-damaged" on:click=save>{t.storage_damaged_save}</button> }.into_any()
        })
    })
}

/// Deletes everything, after one more question.
#[component]
fn Delete(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let is_asking = RwSignal::new(false);
    let ask = move |_| {
        is_asking.set(true);
        request_animation_frame(|| page::focus_on("[data-action=keep]"));
    };
    let keep = move |_| {
        is_asking.set(false);
        request_animation_frame(|| page::focus_on("[data-action=delete-all]"));
    };
    let delete = move |_| {
        state.delete_all();
        request_animation_frame(|| page::focus_on("h1"));
    };
    move || {
        if is_asking.get() {
            apart(move || {
                view! {
                    <span class="ask" role="group" aria-label=t.file_delete>
                        <span>{if state.has_more_than_answers() { t.assessments_delete_all_sure } else { t.file_delete_sure }}</span>
                        <button type="button" class="danger" data-action="delete-confirmed" on:click=delete>{t.file_delete_yes}</button>
                        <button type="button" data-action="keep" on:click=keep>{t.file_delete_no}</button>
                    </span>
                }
                .into_any()
            })
        } else {
            view! { <button type="button" class="quiet" data-action="delete-all" on:click=ask>{t.file_delete}</button> }.into_any()
        }
    }
}
