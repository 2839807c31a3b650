//! The page without a network: kept as one file, with the answers in it or without.

use leptos::prelude::*;

use super::state::State;
use crate::browser::start_script;
use crate::language::Language;

/// The address of the page as one file, beside the hosted page.
const ONE_FILE: &str = "aims-assessment.html";

/// Save the page with the answers; where it is hosted, also without.
#[component]
pub fn Offline(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let is_one_file = start_script::is_one_file();
    let plain = (!is_one_file)
        .then(|| view! { <a class="button second" href=ONE_FILE download=ONE_FILE data-action="offline">{t.offline_plain}</a> });
    view! {
        <section class="files">
            <h2>{t.offline_title}</h2>
            <p>{if is_one_file { t.offline_is_one_file } else { t.offline_text }}</p>
            <p class="actions">
                <button type="button" data-action="save-page" on:click=move |_| state.save_page()>{t.offline_with_answers}</button>
                {plain}
            </p>
        </section>
    }
}
