//! A section: the questions of one domain, the link to the next, and beside them a small radar that
//! grows with the answers.

use maud::{Markup, html};

use super::question::question;
use crate::assessment::answers::Assessment;
use crate::content::questionnaire::ISO42001;
use crate::language::{Language, fill};
use crate::report::{domain_label, domain_name};
use crate::view::route::Route;

/// The screen of a domain.
pub fn section(language: Language, assessment: &Assessment, domain: usize) -> Markup {
    let texts = language.texts();
    let text = &texts.domains[domain];
    html! {
        h1 tabindex="-1" { span.eyebrow { (domain_label(language, &ISO42001, domain)) } " " (text.title) }
        p.lead { (text.intro) }
        p.keys { (texts.phrases.question_keys) }
        @for index in ISO42001.questions_of(domain) { (question(language, assessment, index)) }
        (way_on(language, domain))
        (so_far(language))
    }
}

fn way_on(language: Language, domain: usize) -> Markup {
    let t = &language.texts().phrases;
    let (words, target) = if domain + 1 < ISO42001.domains.len() {
        (
            fill(t.question_next, &[("name", &domain_name(language, &ISO42001, domain + 1))]),
            Route::Section(domain + 1),
        )
    } else {
        (t.start_to_results.to_owned(), Route::Results)
    };
    html! {
        p.actions.way-on {
            a.button rel="next" data-action="next" href=(target.address(&ISO42001)) { (words) }
            @if let Some(before) = domain.checked_sub(1) {
                a.button.second rel="prev" href=(Route::Section(before).address(&ISO42001)) {
                    (fill(t.question_previous, &[("name", &domain_label(language, &ISO42001, before))]))
                }
            }
        }
    }
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
