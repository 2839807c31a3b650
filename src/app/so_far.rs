//! A small radar beside the questions, where there is room: it grows as one answers.

use leptos::prelude::*;

use super::results::RadarPicture;
use super::state::State;
use crate::language::Language;
use crate::questionnaire::ISO42001;
use crate::radar::Radar;
use crate::route::Route;
use crate::scoring;

/// The scores so far as a picture, with the way to the figures. (The style sheet shows it on wide screens only.)
#[component]
pub fn SoFar(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let radar = Memo::new(move |_| {
        let radar = |assessment: &_| Radar::new(&ISO42001, assessment, &scoring::score(&ISO42001, assessment), language);
        state.assessment.with(radar).without_targets().with_short_labels(&ISO42001)
    });
    view! {
        <aside class="so-far" aria-label=t.so_far_title>
            <h2>{t.so_far_title}</h2>
            <RadarPicture chart="so-far" radar words=t.so_far_alt.to_owned() keeps_labels=true />
            <p><a href=Route::Results.address(&ISO42001)>{t.start_to_results}</a></p>
        </aside>
    }
}
