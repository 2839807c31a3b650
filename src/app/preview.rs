//! The preview of a chosen file, before it changes anything.

use leptos::prelude::*;

use super::effect::rebuild_on_change;
use super::html::lazy_screen;
use super::state::State;
use crate::assessment::merge::{self, Difference};
use crate::browser::{clock, focus, menu};
use crate::content::questionnaire::ISO42001;
use crate::language::{Language, fill};
use crate::report::file_problems;
use crate::report::readiness_name;
use crate::scoring;
use crate::session::Preview;

const DIALOG: &str = "dialog[data-preview]";

/// The dialog, shown while a file waits for a decision.
#[component]
pub fn FilePreview(language: Language) -> impl IntoView {
    let state = State::here();
    rebuild_on_change(
        move || state.preview.get(),
        move |preview| {
            preview
                .clone()
                .map(|preview| lazy_screen(|| view! { <Panel language preview /> }.into_any()))
                .into_any()
        },
    )
}

#[component]
fn Panel(language: Language, preview: Preview) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    Effect::new(move |_| request_animation_frame(|| focus::show_dialog(DIALOG)));
    let cancel = move || {
        state.close_preview();
        request_animation_frame(|| focus::focus_on(menu::BUTTON));
    };
    let done = |act: fn(State)| {
        move |_| {
            act(state);
            request_animation_frame(|| focus::focus_on("#main"));
        }
    };
    let several = state.can_keep_several().then(|| {
        view! {
            <Choice action="import-add" words=t.preview_add hint=t.preview_add_hint on_choice=done(State::add) />
        }
    });
    view! {
        // Escape closes the dialog natively.
        <dialog class="preview" data-preview aria-labelledby="preview-title" on:close=move |_| cancel()>
            <h2 id="preview-title" tabindex="-1">{t.preview_title}</h2>
            <p>{t.preview_lead}</p>
            <FileFacts language preview=preview.clone() />
            <Problems language preview />
            <ul class="choices">
                <Choice action="import-replace" words=t.preview_replace hint=t.preview_replace_hint on_choice=done(State::replace) />
                <Choice action="import-join" words=t.preview_join hint=t.preview_join_hint on_choice=done(State::join) />
                {several}
            </ul>
            <button type="button" class="quiet" data-action="import-cancel" on:click=move |_| cancel()>{t.preview_cancel}</button>
        </dialog>
    }
}

#[component]
fn Choice(
    action: &'static str,
    words: &'static str,
    hint: &'static str,
    on_choice: impl Fn(leptos::ev::MouseEvent) + 'static,
) -> impl IntoView {
    let id = format!("{action}-hint");
    view! {
        <li>
            <button type="button" data-action=action aria-describedby=id.clone() on:click=on_choice>{words}</button>
            <span class="small" id=id>{hint}</span>
        </li>
    }
}

/// The facts by which a visitor recognizes a file.
#[component]
fn FileFacts(language: Language, preview: Preview) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let file = preview.opened.assessment;
    let scores = scoring::score(&ISO42001, &file);
    let (answered, questions) =
        (scores.overall.answered.to_string(), scores.overall.questions.to_string());
    let overall = (!scores.has_only_key_answers()).then(|| language.score(scores.overall.score()));
    let difference = state.assessment.with(|present| merge::difference(present, &file));
    let Difference { new, different, same } = difference;
    let [new, different, same] = [new, different, same].map(|count| count.to_string());
    let saved = preview.opened.saved_at.and_then(|time| clock::local_time(&time, language.code()));
    let organisation = Some(file.organisation.trim().to_owned()).filter(|name| !name.is_empty());
    let facts = [
        ("file", t.preview_file, Some(preview.name)),
        ("organisation", t.preview_organisation, organisation),
        ("saved", t.preview_saved, saved),
        (
            "answered",
            t.results_answered,
            Some(fill(t.preview_count, &[("n", &answered), ("questions", &questions)])),
        ),
        ("overall", t.results_overall, overall),
        ("readiness", t.results_readiness, Some(readiness_name(t, scores.readiness).to_owned())),
        (
            "difference",
            t.preview_difference,
            Some(fill(
                t.preview_differs,
                &[("new", &new), ("different", &different), ("same", &same)],
            )),
        ),
    ];
    let rows = facts.into_iter().filter_map(|(id, what, value)| {
        let value = value?;
        let of_visitor = matches!(id, "file" | "organisation").then_some("no");
        Some(view! { <div data-fact=id><dt>{what}</dt><dd><bdi translate=of_visitor>{value}</bdi></dd></div> })
    });
    view! { <dl class="file-facts">{rows.collect::<Vec<_>>()}</dl> }
}

#[component]
fn Problems(language: Language, preview: Preview) -> impl IntoView {
    let t = &language.texts().phrases;
    let told = file_problems::problem_list(language, &preview.opened.problems);
    let list: Vec<_> = told.into_iter().map(|text| view! { <li>{text}</li> }).collect();
    (!list.is_empty()).then(|| {
        view! {
            <div class="notice trouble">
                <p>{t.file_left_out}</p>
                <ul>{list}</ul>
            </div>
        }
    })
}
