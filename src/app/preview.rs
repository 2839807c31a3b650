//! The preview of a chosen file, before it changes anything.

use leptos::prelude::*;

use super::compare;
use super::effect::rebuild_on_change;
use super::html::lazy_screen;
use super::state::State;
use crate::assessment::merge::{self, Advice, Difference, Way};
use crate::browser::{clock, focus, menu};
use crate::content::questionnaire::ISO42001;
use crate::language::text::on_one_line;
use crate::language::{Language, fill};
use crate::report::file_problems;
use crate::report::readiness_words;
use crate::scoring;
use crate::session::Preview;
use crate::storage::summary;
use crate::view::route::Route;

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
    let advice = state.advice(&preview);
    let can_add = state.can_keep_several();
    let main = advice.way(can_add);
    let others = [Way::Add, Way::Join, Way::Replace].into_iter();
    let others = others.filter(|way| *way != main && (can_add || *way != Way::Add));
    // Two states of one organisation are opened to be compared.
    let compares = advice != Advice::OtherOrganisation;
    let others: Vec<_> = others
        .map(|way| view! { <li><Choice language way compares is_main=false /></li> })
        .collect();
    let why = reason(language, advice, state, &preview);
    view! {
        // Escape closes the dialog natively.
        <dialog class="preview" data-preview aria-labelledby="preview-title" on:close=move |_| cancel()>
            <h2 id="preview-title" tabindex="-1">{t.preview_title}</h2>
            <p>{t.preview_lead}</p>
            <Problems language preview=preview.clone() />
            <div class="advised" data-advice=id(main)>
                <p><strong>{t.preview_advised}</strong>" "<span id="preview-why">{why}</span></p>
                <Choice language way=main compares is_main=true />
            </div>
            <FileFacts language preview />
            <ul class="choices">{others}</ul>
            <button type="button" class="quiet" data-action="import-cancel" on:click=move |_| cancel()>{t.preview_cancel}</button>
        </dialog>
    }
}

/// The reason for the advice.
fn reason(language: Language, advice: Advice, state: State, preview: &Preview) -> String {
    let t = &language.texts().phrases;
    let phrase = match advice {
        Advice::OtherOrganisation => t.preview_other_name,
        Advice::NothingNew => t.preview_nothing_new,
        Advice::FillsIn => t.preview_fills_in,
        Advice::Later => t.preview_later,
        Advice::Differs => t.preview_differing,
    };
    let present = state.assessment.with_untracked(|present| present.organisation.clone());
    let [here, file] = [&present, &preview.opened.assessment.organisation]
        .map(|name| summary::short_name(name.trim()));
    fill(phrase, &[("here", &here), ("file", &file)])
}

fn id(way: Way) -> &'static str {
    match way {
        Way::Replace => "import-replace",
        Way::Join => "import-join",
        Way::Add => "import-add",
    }
}

/// A way to open the file. Then the results are shown, if there are answers, or the two states side
/// by side where the file is opened beside the answers and `compares` is set.
#[component]
fn Choice(language: Language, way: Way, compares: bool, is_main: bool) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let (act, words, hint): (fn(State), _, _) = match way {
        Way::Replace => (State::replace, t.preview_replace, t.preview_replace_hint),
        Way::Join => (State::join, t.preview_join, t.preview_join_hint),
        Way::Add if compares => (State::add, t.preview_compare, t.preview_add_hint),
        Way::Add => (State::add, t.preview_add, t.preview_add_hint),
    };
    let choose = move |_| {
        let before = state.number.get_untracked();
        act(state);
        // It stays the same where there was no room for another.
        let is_added = state.number.get_untracked() != before;
        let landing = if way == Way::Add && compares && is_added {
            compare::begin_with(before);
            Route::Compare
        } else {
            Route::Results
        };
        if !state.land_on(landing) {
            request_animation_frame(|| focus::focus_on("#main"));
        }
    };
    let hint_id = format!("{}-hint", id(way));
    let described_by = if is_main { format!("preview-why {hint_id}") } else { hint_id.clone() };
    view! {
        <button type="button" class:button=is_main data-action=id(way) aria-describedby=described_by on:click=choose>{words}</button>
        <span class="small" id=hint_id>{hint}</span>
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
    let organisation = Some(on_one_line(&file.organisation)).filter(|name| !name.is_empty());
    let facts = [
        ("file", t.preview_file, Some(on_one_line(&preview.name))),
        ("organisation", t.preview_organisation, organisation),
        ("saved", t.preview_saved, saved),
        (
            "answered",
            t.results_answered,
            Some(fill(t.preview_count, &[("n", &answered), ("questions", &questions)])),
        ),
        ("overall", t.results_overall, overall),
        ("readiness", t.results_readiness, Some(readiness_words(t, &scores).to_owned())),
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
