//! The results on the page, in the order in which a reader needs them: the headline, the radar, the gaps, the roadmap, the audit, the answers.
//!
//! What fills the first screen is painted at once, the rest in a few steps after it: the whole has thousands of elements.

use leptos::prelude::*;
use maud::{Markup, html};

use super::effect::{effect, unsubscribe_on_cleanup};
use super::embedding::Embedding;
use super::file_panels::panels;
use super::html::{lazy_screen, live_html, patch_on_change, static_html, sync_fields};
use super::share::Share;
use super::state::State;
use super::{compare, picture};

use crate::brand::offers;
use crate::browser::{clock, dom, scrolling};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::report::{Head, Report, Sources};
use crate::scoring;
use crate::view::report_html::{self, Medium};
use crate::view::{frame, results};

/// A piece of the report.
type Piece = fn(&Report) -> Markup;

/// Above the radar; it takes no more than the head of the report.
const TOP: [fn(&Head) -> Markup; 4] = [
    report_html::cover,
    |head| results::heading(head.language, head.has_answers()),
    |head| report_html::headline(head, Medium::Screen),
    |head| report_html::critical_banner(head, Medium::Screen),
];

/// Below the radar and the choice of what stands beside it: after which step a piece of the report is painted, and the piece.
const BELOW: [(usize, Piece); 14] = [
    (1, report_html::stages),
    (1, |report| report_html::arithmetic(report, Medium::Screen)),
    (1, |report| report_html::gap_list(report, Medium::Screen)),
    (2, |report| report_html::horizon(report, Medium::Screen)),
    (2, |report| report_html::timeline(report, Medium::Screen)),
    (2, |report| report_html::roadmap(report, Medium::Screen)),
    (2, |report| results::ways(report.language)),
    (2, |report| report_html::audit(report, Medium::Screen)),
    (2, |report| report_html::left_out(report, Medium::Screen)),
    (3, |report| report_html::answers(report, Medium::Screen)),
    (4, |report| report_html::soa_table(report, Medium::Screen)),
    (4, report_html::references),
    (4, |report| report_html::method(report, Medium::Screen)),
    (4, |report| results::exports(report.language)),
];

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
    let below = BELOW.map(|(step, make)| {
        live_html(move || {
            if steps.has(step) {
                report.with(make)
            } else {
                html! {}
            }
        })
    });
    view! {
        <div class="results">
            {Vec::from(top)}
            {static_html(results::contents(language))}
            {live_html(move || head.with(report_html::hints))}
            {chart(state, head, steps)}
            {live_html(move || {
                changes.track();
                if steps.has(1) { untrack(|| beside(state, language)) } else { html! {} }
            })}
            {Vec::from(below)}
            {move || steps.has(Steps::LAST).then(|| last(state, language))}
        </div>
    }
    .into_any()
}

/// What a report is made of, as it is now.
fn with_sources<T>(state: State, language: Language, made_on: &str, make: fn(Sources) -> T) -> T {
    let earlier = state.earlier(language);
    let earlier = earlier.as_ref().map(|(name, assessment)| (name.as_str(), assessment));
    state.assessment.with(|assessment| {
        make(Sources { questionnaire: &ISO42001, assessment, earlier, language, made_on })
    })
}

/// A report, made anew when what it comes from changes; whether it is another shows in its pieces.
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

/// The radar, and in the next step its table.
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
        // A column comes or goes; the cells follow by themselves.
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

/// Which earlier state the figures are set beside.
fn beside(state: State, language: Language) -> Markup {
    let here = state.number.get().to_string();
    let entries = compare::entries(state, language).into_iter().filter(|entry| entry.id != here);
    let entries: Vec<_> = entries.map(|entry| (entry.id, entry.label)).collect();
    // What is chosen there is chosen by the visitor, whose place in the list must stay.
    let chosen = state.beside.get_untracked();
    results::beside(language, &entries, chosen.as_deref())
}

/// What comes last: to share, what fits, and the files.
fn last(state: State, language: Language) -> AnyView {
    // Not kept as the others: a file may be in the making from before this screen was there.
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

/// Which of the steps after the first frame are there: one more after each frame, so that none holds the visitor up. All at once where the visitor
/// was further down, as that place would not be there yet.
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
                // What was painted first is to be seen, and can be used, before the longest of the steps begins.
                if place == 0 {
                    scrolling::after_frame(move || scrolling::after_frame(there));
                } else {
                    scrolling::after_frame(there);
                }
            }
        });
        steps
    }

    /// Whether a step is there; the first frame is step 0.
    fn has(self, step: usize) -> bool {
        step.checked_sub(1).is_none_or(|index| self.0[index].get())
    }
}
