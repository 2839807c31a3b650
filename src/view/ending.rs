//! The end of a screen of questions: what is unanswered on it, and the way on.

use maud::{Markup, html};

use super::patch::Patch;
use crate::assessment::answers::{Assessment, Choice};
use crate::content::questionnaire::ISO42001;
use crate::language::{Language, fill};
use crate::report::named::Named;
use crate::report::{domain_label, domain_name};
use crate::view::route::Route;

/// The end of the screen.
pub fn ending(language: Language, assessment: &Assessment, screen: Route) -> Markup {
    html! { div.ending { (content(language, assessment, screen, &[])) } }
}

/// The patch for it when an answer changes, or what is left for `later`.
pub fn ending_patch(
    language: Language,
    assessment: &Assessment,
    screen: Route,
    later: &[usize],
) -> Patch {
    Patch::new(".ending", content(language, assessment, screen, later))
}

fn content(language: Language, assessment: &Assessment, screen: Route, later: &[usize]) -> Markup {
    let t = &language.texts().phrases;
    let here = open(assessment, screen.questions(&ISO42001));
    let elsewhere: Vec<usize> = (0..ISO42001.questions.len())
        .filter(|question| later.contains(question) && !here.contains(question))
        .collect();
    let (words, target) = way_on(language, assessment, screen);
    html! {
        @if !here.is_empty() {
            p.unanswered { (t.ending_unanswered) }
            ul.unanswered {
                @for question in &here {
                    li {
                        (link(language, assessment, *question))
                        @if later.contains(question) { ", " (t.ending_later) }
                    }
                }
            }
        }
        @if !elsewhere.is_empty() {
            p.unanswered { (t.ending_later_elsewhere) }
            ul.unanswered { @for question in elsewhere { li { (link(language, assessment, question)) } } }
        }
        p.actions.way-on {
            a.button rel="next" data-action="next" href=(target.address(&ISO42001)) data-question=[code(target)] { (words) }
            (other_way(language, screen, target))
        }
    }
}

/// The unanswered ones of some questions.
fn open(assessment: &Assessment, questions: impl IntoIterator<Item = usize>) -> Vec<usize> {
    questions.into_iter().filter(|one| assessment.entries[*one].answer().is_none()).collect()
}

/// A link to a question by its short title, with what it lacks.
fn link(language: Language, assessment: &Assessment, question: usize) -> Markup {
    let needs_reason = assessment.entries[question].choice == Some(Choice::NotApplicable);
    html! {
        a href=(Route::Question(question).address(&ISO42001)) data-question=(ISO42001.questions[question].code) {
            (name(language, question))
        }
        @if needs_reason { ", " (language.texts().phrases.ending_needs_reason) }
    }
}

/// The code of the question that a route leads to.
fn code(target: Route) -> Option<&'static str> {
    match target {
        Route::Question(question) => Some(ISO42001.questions[question].code),
        _ => None,
    }
}

fn name(language: Language, question: usize) -> String {
    Named::new(language, &ISO42001, question).to_string()
}

/// The words and the target of the main button: what is missing where little is, otherwise what
/// follows this screen.
fn way_on(language: Language, assessment: &Assessment, screen: Route) -> (String, Route) {
    let t = &language.texts().phrases;
    let all = open(assessment, 0..ISO42001.questions.len());
    if let [last] = all[..] {
        return (last_missing(language, assessment, last), Route::Question(last));
    }
    match screen {
        _ if all.is_empty() => (t.ending_all.to_owned(), Route::Results),
        Route::Section(domain) if domain + 1 < ISO42001.domains.len() => {
            let name = domain_name(language, &ISO42001, domain + 1);
            (fill(t.question_next, &[("name", &name)]), Route::Section(domain + 1))
        }
        _ => (t.start_to_results.to_owned(), Route::Results),
    }
}

/// Tells what the only missing answer lacks.
fn last_missing(language: Language, assessment: &Assessment, question: usize) -> String {
    let t = &language.texts().phrases;
    let needs_reason = assessment.entries[question].choice == Some(Choice::NotApplicable);
    let what = if needs_reason {
        [ISO42001.questions[question].code, t.ending_needs_reason].join(" ")
    } else {
        name(language, question)
    };
    fill(t.ending_one_missing, &[("what", &what)])
}

/// The second button: back to the section before, or from the key requirements to the other
/// questions.
fn other_way(language: Language, screen: Route, main: Route) -> Markup {
    let t = &language.texts().phrases;
    html! {
        @match screen {
            Route::Section(domain) => @if let Some(before) = domain.checked_sub(1) {
                a.button.second rel="prev" href=(Route::Section(before).address(&ISO42001)) {
                    (fill(t.question_previous, &[("name", &domain_label(language, &ISO42001, before))]))
                }
            },
            _ => @if main == Route::Results {
                a.button.second data-action="rest" href=(Route::Section(0).address(&ISO42001)) { (t.key_rest) }
            },
        }
    }
}
