//! *Share my result*: where the host asked for it, and the visitor wants it, having seen every letter of it.

use leptos::prelude::*;

use super::around::Around;
use super::state::State;
use crate::browser::page;
use crate::embed::{Shared, shared};
use crate::language::{Language, fill};
use crate::questionnaire::ISO42001;

/// The panel, in a frame of a host that asked for it.
#[component]
pub fn Share(language: Language, origin: String) -> impl IntoView {
    let (state, around) = (State::here(), Around::here());
    let t = &language.texts().phrases;
    let shown = RwSignal::new(None::<Shared>);
    let is_done = RwSignal::new(false);
    // An answer that changed is not in what was shown.
    Effect::new(move |_| {
        state.assessment.track();
        shown.set(None);
        is_done.set(false);
    });
    let told = move |phrase: &str| fill(phrase, &[("origin", &origin)]);
    let (text, sure, done) = (told(t.share_text), told(t.share_sure), told(t.share_done));
    let show = move |_| {
        is_done.set(false);
        shown.set(Some(state.assessment.with_untracked(|assessment| shared(&ISO42001, assessment))));
        request_animation_frame(|| page::focus_on("[data-shared]"));
    };
    let close = move || {
        shown.set(None);
        request_animation_frame(|| page::focus_on("[data-action=share]"));
    };
    let hand_over = move |_| {
        if let Some(shared) = shown.get_untracked() {
            around.share(shared);
            close();
            is_done.set(true);
        }
    };
    let ask = move |shared: Shared| {
        view! {
            <p>{sure.clone()}</p>
            <pre class="shared" data-shared translate="no" tabindex="0">{shared.text().to_owned()}</pre>
            <p class="actions">
                <button type="button" class="button" data-action="share-confirmed" on:click=hand_over>{t.share_yes}</button>
                <button type="button" data-action="share-cancel" on:click=move |_| close()>{t.share_no}</button>
            </p>
        }
    };
    let first = move || view! { <p class="actions"><button type="button" data-action="share" on:click=show>{t.share_show}</button></p> };
    view! {
        <section class="piece share no-print" id="share">
            <h2>{t.share_heading}</h2>
            <p>{text}</p>
            {move || match shown.get() {
                Some(shared) => ask(shared).into_any(),
                None => first().into_any(),
            }}
            <p role="status" prop:textContent=move || if is_done.get() { done.clone() } else { String::new() }></p>
        </section>
    }
}
