//! A screen of questions: those of one domain, or the key requirements. Beside them is a small
//! radar that grows with the answers.

use maud::{Markup, html};

use super::answering_options::{self, AnsweringOption, AnsweringOptions};
use super::ending::ending;
use super::patch::Patch;
use super::question::question;
use crate::assessment::answers::{Assessment, Level};
use crate::content::questionnaire::ISO42001;
use crate::content::reading_time;
use crate::language::{Language, fill};
use crate::report::domain_label;
use crate::view::route::Route;

/// The screen of a domain, or of the key requirements, with the ways of answering that are switched
/// on.
pub fn section(
    language: Language,
    assessment: &Assessment,
    screen: Route,
    options: AnsweringOptions,
) -> Markup {
    html! {
        (head(language, assessment, screen))
        (scale(language))
        p.keys { (language.texts().phrases.question_keys) }
        (answering_options::choice(language, options))
        @for index in screen.questions(&ISO42001) { (question(language, assessment, index)) }
        (pager(language))
        (ending(language, assessment, screen))
        (so_far(language))
    }
}

/// The heading, and what the questions are about.
fn head(language: Language, assessment: &Assessment, screen: Route) -> Markup {
    let texts = language.texts();
    html! {
        @if let Route::Section(domain) = screen {
            @let text = &texts.domains[domain];
            h1 tabindex="-1" { span.eyebrow { (domain_label(language, &ISO42001, domain)) } " " (text.title) }
            p.lead { (text.intro) }
        } @else {
            @let minutes = reading_time::minutes(screen.questions(&ISO42001).len()).to_string();
            h1 tabindex="-1" { (texts.phrases.key_title) }
            p.lead { (fill(texts.phrases.key_intro, &[("minutes", &minutes)])) }
            p.key-progress { (key_progress(language, assessment)) }
        }
    }
}

/// The names of the levels, once for all questions below.
fn scale(language: Language) -> Markup {
    let texts = language.texts();
    html! {
        p.scale-names {
            @for level in Level::ALL {
                span { b { (level.number()) } " " (texts.levels[level.index()].name) } " "
            }
        }
    }
}

/// The way from question to question where one is shown at a time.
fn pager(language: Language) -> Markup {
    let t = &language.texts().phrases;
    html! {
        div.pager hidden {
            button type="button" data-action="back" { (t.pager_back) }
            span.position {}
            button type="button" data-action="on" { (t.pager_on) }
        }
    }
}

/// The patches for it, and for the end of the screen, which comes after the last question, or once
/// all are answered. `at` is the question shown.
pub fn pager_patches(
    language: Language,
    screen: Route,
    options: AnsweringOptions,
    at: usize,
    is_done: bool,
) -> [Patch; 3] {
    let is_single = options.has(AnsweringOption::OneAtATime);
    let here = screen.questions(&ISO42001);
    let (place, count) = match screen {
        Route::Key => (here.iter().position(|one| *one == at).unwrap_or(0), here.len()),
        _ => (at, ISO42001.questions.len()),
    };
    let position = fill(
        language.texts().phrases.pager_position,
        &[("n", &(place + 1).to_string()), ("questions", &count.to_string())],
    );
    let is_last = here.last() == Some(&at);
    [
        Patch::flag(".pager", "hidden", !is_single),
        Patch::text(".pager .position", if is_single { position } else { String::new() }),
        Patch::flag(".ending", "hidden", is_single && !is_last && !is_done),
    ]
}

/// How many of the key requirements are answered.
fn key_progress(language: Language, assessment: &Assessment) -> String {
    let questions = Route::Key.questions(&ISO42001);
    let count = questions.len().to_string();
    let is_answered = |question: &usize| assessment.entries[*question].answer().is_some();
    let answered = questions.into_iter().filter(is_answered).count().to_string();
    fill(language.texts().phrases.key_progress, &[("answered", &answered), ("questions", &count)])
}

/// The patch for that count, when an answer changes.
pub fn key_progress_patch(language: Language, assessment: &Assessment) -> Patch {
    Patch::text(".key-progress", key_progress(language, assessment))
}

/// The radar of the scores so far, with a link to the results. (The style sheet shows it on wide
/// screens only.)
fn so_far(language: Language) -> Markup {
    let t = &language.texts().phrases;
    html! {
        aside.so-far aria-label=(t.so_far_title) {
            h2 { (t.so_far_title) }
            canvas data-chart="so-far" role="img" aria-label=(t.so_far_alt) {}
            p { a href=(Route::Results.address(&ISO42001)) { (t.start_to_results) } }
        }
    }
}
