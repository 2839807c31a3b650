//! The results: the overview, and its parts with addresses of their own.

mod overview;
mod screens;

use leptos::prelude::*;
use maud::Markup;

use super::effect::unsubscribe_on_cleanup;
use super::html::{live_html, patch_on_change, static_html};
use super::state::State;
use super::{compare, picture};
use crate::browser::{clock, scrolling};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::report::{Head, Report, Sources};
use crate::view::report_html::Medium;
use crate::view::results;
use crate::view::route::Route;

pub use overview::overview;
pub use screens::part;

/// The navigation above the results and the tools.
pub fn navigation(state: State, language: Language, screen: Route) -> AnyView {
    patch_on_change(move || {
        state.assessment.with(|assessment| results::navigation_patches(language, assessment))
    });
    request_animation_frame(|| scrolling::show_current(".results-nav"));
    let made = |assessment: &_| results::navigation(language, assessment, screen);
    static_html(state.assessment.with_untracked(made))
}

/// Calls `make` with the sources of a report in their present state.
fn with_sources<T>(state: State, language: Language, made_on: &str, make: fn(Sources) -> T) -> T {
    let earlier = state.earlier(language);
    let earlier = earlier.as_ref().map(|(name, assessment)| (name.as_str(), assessment));
    state.assessment.with(|assessment| {
        make(Sources { questionnaire: &ISO42001, assessment, earlier, language, made_on })
    })
}

/// The head of the report of today, made again when its sources change.
fn head_of_today(state: State, language: Language) -> Memo<Head> {
    let made_on = clock::today();
    let make = move |_: Option<&Head>| {
        unsubscribe_on_cleanup();
        with_sources(state, language, &made_on, Head::new)
    };
    Memo::new_with_compare(make, |_, _| true)
}

/// Whether anything is answered. A memo, as the screen is built anew when it changes, and not with
/// each answer.
fn has_answers(head: Memo<Head>) -> Memo<bool> {
    Memo::new(move |_| {
        unsubscribe_on_cleanup();
        head.with(Head::has_answers)
    })
}

/// The report of today.
fn report_of_today(state: State, language: Language) -> Memo<Report> {
    let made_on = clock::today();
    report(move || with_sources(state, language, &made_on, Report::new))
}

/// A report, made again when its sources change; whether it differs is seen in its pieces.
pub fn report(make: impl Fn() -> Report + Send + Sync + 'static) -> Memo<Report> {
    let make = move |_: Option<&Report>| {
        unsubscribe_on_cleanup();
        make()
    };
    Memo::new_with_compare(make, |_, _| true)
}

/// A piece of a report.
pub fn piece(report: Memo<Report>, make: fn(&Report, Medium) -> Markup) -> AnyView {
    live_html(move || report.with(|report| make(report, Medium::Screen)))
}

/// The radar.
fn chart(head: Memo<Head>) -> AnyView {
    picture::show(
        "radar",
        false,
        move || head.track(),
        move || head.with_untracked(|head| head.radar.clone()),
    );
    patch_on_change(move || head.with(results::chart_patches));
    static_html(head.with_untracked(results::chart))
}

/// The choice of the earlier state that the figures are compared with.
fn earlier_choice(state: State, language: Language) -> Markup {
    let here = state.number.get().to_string();
    let entries = compare::entries(state, language).into_iter().filter(|entry| entry.id != here);
    let entries: Vec<_> = entries.map(|entry| (entry.id, entry.label)).collect();
    // Untracked: the visitor chooses in this very list, and must keep the place in it.
    let chosen = state.earlier_id.get_untracked();
    results::earlier_choice(language, &entries, chosen.as_deref())
}
