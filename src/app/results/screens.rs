//! The parts of the results, each on a screen of its own.

use leptos::prelude::*;
use maud::{Markup, html};

use super::{chart, earlier_choice, has_answers, head_of_today, piece, report_of_today};
use crate::app::effect::{effect, rebuild_on_change};
use crate::app::html::{lazy_screen, live_html, patch_on_change, static_html, sync_fields};
use crate::app::soa::Statement;
use crate::app::state::State;
use crate::app::{compare, plan};
use crate::browser::{dom, start_script};
use crate::language::Language;
use crate::report::{Head, Report};
use crate::view::report_html::{self, Medium};
use crate::view::results;
use crate::view::route::ResultsPart;

/// A piece of the report on the screen.
type Piece = fn(&Report, Medium) -> Markup;

const GAPS: [Piece; 4] = [
    |report, _| results::heading(report, ResultsPart::Gaps),
    |report, medium| report_html::critical_banner(report, medium),
    report_html::gap_list,
    report_html::horizon,
];

const ANSWERS: [Piece; 4] = [
    |report, _| results::heading(report, ResultsPart::Answers),
    |report, _| report_html::hints(report),
    report_html::left_out,
    |report, medium| report_html::answers(report, medium, true),
];

const PLAN: [Piece; 1] = [|report, _| results::heading(report, ResultsPart::Plan)];

const SCORES: [Piece; 1] = [|report, _| results::heading(report, ResultsPart::Scores)];

/// Below the figures of the scores.
const HOW_SCORED: [Piece; 3] =
    [|report, _| report_html::stages(report), report_html::arithmetic, method];

/// Below the statement.
const AUDIT: [Piece; 3] = [report_html::audit, |report, _| report_html::references(report), method];

/// All of it, above and below the radar.
const REPORT_ABOVE: [Piece; 5] = [
    |report, _| report_html::cover(report),
    |report, _| results::heading(report, ResultsPart::Report),
    |report, _| results::print_button(report.language),
    |report, medium| report_html::headline(report, medium),
    |report, medium| report_html::critical_banner(report, medium),
];
const REPORT_BELOW: [Piece; 12] = [
    |report, _| report_html::domain_table(report),
    |report, _| report_html::stages(report),
    report_html::arithmetic,
    report_html::gap_list,
    report_html::horizon,
    report_html::plan,
    report_html::audit,
    report_html::left_out,
    |report, medium| report_html::answers(report, medium, false),
    report_html::soa_table,
    |report, _| report_html::limits(report),
    |report, medium| html! { (report_html::references(report)) (method(report, medium)) },
];

/// How the figures are made, with a link to the whole method; in the page as one file it would lead
/// nowhere.
fn method(report: &Report, medium: Medium) -> Markup {
    let whole = (!start_script::is_one_file()).then(|| report_html::method_page(report.language));
    report_html::method(report, medium, whole)
}

/// The screen of a part.
pub fn part(state: State, language: Language, part: ResultsPart) -> AnyView {
    let head = head_of_today(state, language);
    // The statement can be worked on before anything is answered.
    let has_answers = has_answers(head);
    let can_be_shown = move || part == ResultsPart::Statement || has_answers.get();
    let body = rebuild_on_change(can_be_shown, move |can_be_shown| {
        if *can_be_shown {
            body(state, language, part, head)
        } else {
            static_html(results::no_answers(language, results::part_name(language, part)))
        }
    });
    view! { <div class=format!("results part of-{}", part.id())>{body}</div> }.into_any()
}

fn body(state: State, language: Language, part: ResultsPart, head: Memo<Head>) -> AnyView {
    let report = report_of_today(state, language);
    let pieces = |list: &[Piece]| list.iter().map(|make| piece(report, *make)).collect::<Vec<_>>();
    match part {
        ResultsPart::Gaps => pieces(&GAPS).into_any(),
        ResultsPart::Plan => {
            let plan = lazy_screen(move || plan::plan(state, report));
            view! { {pieces(&PLAN)} {plan} }.into_any()
        }
        ResultsPart::Answers => pieces(&ANSWERS).into_any(),
        ResultsPart::Scores => {
            view! { {pieces(&SCORES)} {scores(state, language, head)} {pieces(&HOW_SCORED)} }
                .into_any()
        }
        ResultsPart::Statement => {
            let statement = lazy_screen(move || view! { <Statement language /> }.into_any());
            view! { {statement} {pieces(&AUDIT)} }.into_any()
        }
        ResultsPart::Report => {
            view! { {pieces(&REPORT_ABOVE)} {chart(head)} {pieces(&REPORT_BELOW)} }.into_any()
        }
    }
}

/// The figures, and the table in which targets are set.
fn scores(state: State, language: Language, head: Memo<Head>) -> AnyView {
    let mut shown = None;
    effect(move || {
        let has_earlier = head.with(|head| head.earlier.is_some());
        // Only when the column comes or goes; its cells are patched.
        if shown.replace(has_earlier).is_some_and(|before| before != has_earlier) {
            dom::apply(&results::table_patch(table(state, head)));
        }
    });
    patch_on_change(move || head.with(results::scores_patches));
    sync_fields(move || state.assessment.with(results::targets));
    let changes = compare::changes(state);
    view! {
        {live_html(move || head.with(|head| report_html::headline(head, Medium::Screen)))}
        {live_html(move || {
            changes.track();
            untrack(|| earlier_choice(state, language))
        })}
        {static_html(html! { div.slot data-place="domains" { (table(state, head)) } })}
    }
    .into_any()
}

fn table(state: State, head: Memo<Head>) -> Markup {
    head.with_untracked(|head| {
        state.assessment.with_untracked(|assessment| results::table(head, assessment))
    })
}
