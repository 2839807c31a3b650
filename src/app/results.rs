//! The results screen, in the order in which a reader needs it: the headline, the radar, the gaps,
//! the plan, the audit, the answers.
//!
//! The first viewport is painted at once, the rest in a few steps: the whole has thousands of
//! elements.

use leptos::prelude::*;
use maud::{Markup, html};

use super::effect::{effect, unsubscribe_on_cleanup};
use super::embedding::Embedding;
use super::file_panels::panels;
use super::html::{lazy_screen, live_html, patch_on_change, static_html, sync_fields};
use super::share::Share;
use super::state::State;
use super::{compare, picture, plan};

use crate::brand::offers;
use crate::browser::{clock, dom, scrolling, start_script};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::report::{Head, Report, Sources};
use crate::scoring;
use crate::view::report_html::{self, Medium};
use crate::view::{frame, results};

/// A piece of the report.
type Piece = fn(&Report) -> Markup;

/// Above the radar; these need only the head of the report.
const TOP: [fn(&Head) -> Markup; 4] = [
    report_html::cover,
    |head| results::heading(head.language, head.has_answers()),
    |head| report_html::headline(head, Medium::Screen),
    |head| report_html::critical_banner(head, Medium::Screen),
];

/// Between the radar with the choice of the earlier state and the plan: each piece of the report,
/// and the step after which it is painted.
const BEFORE_PLAN: [(usize, Piece); 4] = [
    (1, report_html::stages),
    (1, |report| report_html::arithmetic(report, Medium::Screen)),
    (1, |report| report_html::gap_list(report, Medium::Screen)),
    (2, |report| report_html::horizon(report, Medium::Screen)),
];

/// Below the plan.
const AFTER_PLAN: [(usize, Piece); 8] = [
    (2, |report| results::ways(report.language)),
    (2, |report| report_html::audit(report, Medium::Screen)),
    (2, |report| report_html::left_out(report, Medium::Screen)),
    (3, |report| report_html::answers(report, Medium::Screen)),
    (4, |report| report_html::soa_table(report, Medium::Screen)),
    (4, report_html::references),
    (4, method),
    (4, |report| results::exports(report.language)),
];

/// How the figures are made, with a link to the whole method; in the page as one file it would lead
/// nowhere.
fn method(report: &Report) -> Markup {
    let whole = (!start_script::is_one_file()).then(|| report_html::method_page(report.language));
    report_html::method(report, Medium::Screen, whole)
}

/// The screen of the results.
pub fn results(state: State, language: Language) -> AnyView {
    let made_on = clock::today();
    let head = Memo::new_with_compare(
        {
            let made_on = made_on.clone();
            move |_| {
                unsubscribe_on_cleanup();
                with_sources(state, language, &made_on, Head::new)
            }
        },
        |_, _| true,
    );
    let report = report(move || with_sources(state, language, &made_on, Report::new));
    let steps = Steps::begin();
    let changes = compare::changes(state);
    let top = TOP.map(|make| live_html(move || head.with(make)));
    let below = move |(step, make): (usize, Piece)| {
        live_html(move || {
            if steps.has(step) {
                report.with(make)
            } else {
                html! {}
            }
        })
    };
    let with_plan = move || steps.has(2).then(|| lazy_screen(|| plan::plan(state, report)));
    view! {
        <div class="results">
            {Vec::from(top)}
            {static_html(results::contents(language))}
            {live_html(move || head.with(report_html::hints))}
            {chart(state, head, steps)}
            {live_html(move || {
                changes.track();
                if steps.has(1) { untrack(|| earlier_choice(state, language)) } else { html! {} }
            })}
            {Vec::from(BEFORE_PLAN.map(below))}
            {with_plan}
            {Vec::from(AFTER_PLAN.map(below))}
            {move || steps.has(Steps::LAST).then(|| last(state, language))}
        </div>
    }
    .into_any()
}

/// Calls `make` with the sources of a report in their present state.
fn with_sources<T>(state: State, language: Language, made_on: &str, make: fn(Sources) -> T) -> T {
    let earlier = state.earlier(language);
    let earlier = earlier.as_ref().map(|(name, assessment)| (name.as_str(), assessment));
    state.assessment.with(|assessment| {
        make(Sources { questionnaire: &ISO42001, assessment, earlier, language, made_on })
    })
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

/// The radar, and its table in the next step.
fn chart(state: State, head: Memo<Head>, steps: Steps) -> AnyView {
    picture::show(
        "radar",
        false,
        move || head.track(),
        move || head.with_untracked(|head| head.radar.clone()),
    );
    let mut shown = None;
    effect(move || {
        let has_earlier = head.with(|head| head.earlier.is_some());
        // Only when the column comes or goes; its cells are patched.
        if steps.has(1) && shown.replace(has_earlier) != Some(has_earlier) {
            let table = untrack(|| {
                head.with(|head| {
                    state.assessment.with(|assessment| results::table(head, assessment))
                })
            });
            dom::apply(&results::table_part(table));
        }
    });
    patch_on_change(move || head.with(results::chart_parts));
    sync_fields(move || state.assessment.with(results::targets));
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

/// The end of the screen: sharing, offers, and files.
fn last(state: State, language: Language) -> AnyView {
    // Not `patch_on_change`: a file may already be in the making when this screen appears.
    effect(move || dom::apply(&results::exports_part(language, state.is_making.get())));
    let embedding = Embedding::here();
    let offers = live_html(move || {
        let brand = embedding.brand();
        state.assessment.with(|assessment| {
            let scores = scoring::score(&ISO42001, assessment);
            frame::offers(
                language,
                &brand,
                &offers::fitting(&brand, &ISO42001, assessment, &scores, language),
            )
        })
    });
    let share = move || {
        embedding
            .shares_with()
            .map(|origin| lazy_screen(|| view! { <Share language origin /> }.into_any()))
    };
    view! {
        {share}
        {offers}
        {panels(state, language, false)}
    }
    .into_any()
}

/// The steps painted after the first frame: one more after each frame, so that none blocks the
/// visitor. All at once if the scroll position to return to is further down, as it would not exist
/// yet.
#[derive(Clone, Copy)]
struct Steps([RwSignal<bool>; Steps::LAST]);

impl Steps {
    const LAST: usize = 4;

    fn begin() -> Self {
        let all_at_once = scrolling::is_known_place(".results");
        let steps = Self([(); Self::LAST].map(|()| RwSignal::new(all_at_once)));
        effect(move || {
            let place = steps.0.iter().position(|step| !step.get());
            if let Some(place) = place {
                let there = move || {
                    steps.0[place].try_set(true);
                };
                // The first viewport must be visible and usable before the longest of the steps
                // begins.
                if place == 0 {
                    scrolling::after_frame(move || scrolling::after_frame(there));
                } else {
                    scrolling::after_frame(there);
                }
            }
        });
        steps
    }

    /// Returns whether a step is painted; the first frame is step 0.
    fn has(self, step: usize) -> bool {
        step.checked_sub(1).is_none_or(|index| self.0[index].get())
    }
}
