//! The navigation of the results: the overview, its parts, and the tools that work with them.

use maud::{Markup, html};

use crate::assessment::answers::Assessment;
use crate::content::questionnaire::ISO42001;
use crate::language::{Language, Phrases, fill};
use crate::report::Report;
use crate::view::patch::Patch;
use crate::view::route::{ResultsPart, Route};

/// The navigation above the results and the tools; `screen` is the one shown.
pub fn navigation(language: Language, assessment: &Assessment, screen: Route) -> Markup {
    let t = &language.texts().phrases;
    html! {
        nav.results-nav.no-print aria-label=(t.overview_navigation) {
            ul {
                li.back { a href=(questions(assessment).address(&ISO42001)) data-nav="questions" { (answered(language, assessment)) } }
                @for (route, words) in results(language) { (entry(screen, route, words, None)) }
            }
            ul aria-label=(t.overview_tools) {
                @for (route, words, action) in tools(t) { (entry(screen, route, words, Some(action))) }
            }
        }
    }
}

/// The patch for the number of answers.
pub fn navigation_patches(language: Language, assessment: &Assessment) -> Vec<Patch> {
    vec![Patch::text("[data-nav=questions]", answered(language, assessment))]
}

fn entry(screen: Route, route: Route, words: &str, action: Option<&str>) -> Markup {
    let is_here = (screen == route).then_some("page");
    html! { li { a href=(route.address(&ISO42001)) aria-current=[is_here] data-action=[action] { (words) } } }
}

/// The overview and its parts. The report is none of them: it repeats all.
fn results(language: Language) -> impl Iterator<Item = (Route, &'static str)> {
    let parts = ResultsPart::ALL.into_iter().filter(|part| *part != ResultsPart::Report);
    let parts = parts.map(move |part| (Route::Part(part), part_name(language, part)));
    std::iter::once((Route::Results, language.texts().phrases.overview_title)).chain(parts)
}

/// The name of a part.
pub fn part_name(language: Language, part: ResultsPart) -> &'static str {
    let t = &language.texts().phrases;
    match part {
        ResultsPart::Gaps => t.parts_gaps,
        ResultsPart::Plan => t.parts_plan,
        ResultsPart::Scores => t.parts_scores,
        ResultsPart::Statement => t.parts_statement,
        ResultsPart::Answers => t.parts_answers,
        ResultsPart::Report => t.overview_report,
    }
}

/// The heading of a part; while the result is provisional, with the way to the first open question.
pub fn heading(report: &Report, part: ResultsPart) -> Markup {
    let open = report.left_out.iter().find(|list| list.id == "unanswered");
    let open = open.and_then(|list| list.questions.first()).filter(|_| report.scores.provisional);
    let t = &report.language.texts().phrases;
    html! {
        h1 tabindex="-1" { (part_name(report.language, part)) }
        @if let Some(open) = open {
            p.actions.no-print { a.button href=(Route::Question(*open).address(&ISO42001)) { (t.start_resume) } }
        }
    }
}

fn tools(t: &Phrases) -> [(Route, &'static str, &'static str); 4] {
    [
        (Route::WhatIf, t.what_if_title, "what-if"),
        (Route::Compare, t.parts_compare, "compare"),
        (Route::Assessments, t.parts_assessments, "assessments"),
        (Route::Profile, t.parts_profile, "profile"),
    ]
}

/// The question to go on with; the first one if none is open.
fn questions(assessment: &Assessment) -> Route {
    assessment.first_open(0).map_or(Route::Section(0), Route::Question)
}

/// `Questions 42/42`.
fn answered(language: Language, assessment: &Assessment) -> String {
    let questions = ISO42001.questions.len();
    let answered = assessment.answered(0..questions).to_string();
    let numbers = [("answered", answered.as_str()), ("questions", &questions.to_string())];
    fill(language.texts().phrases.overview_questions, &numbers)
}
