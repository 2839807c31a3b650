//! A section: the questions of one domain, and the way on.

use leptos::prelude::*;

use super::keyboard;
use super::question::Question;
use super::so_far::SoFar;
use crate::language::{Language, fill};
use crate::questionnaire::ISO42001;
use crate::report::{domain_label, domain_name};
use crate::route::Route;

/// The screen of a domain.
#[component]
pub fn Section(language: Language, domain: usize) -> impl IntoView {
    let text = &language.texts().domains[domain];
    let questions: Vec<_> = ISO42001.questions_of(domain).map(|question| view! { <Question language question /> }).collect();
    view! {
        <h1 tabindex="-1" on:keydown=move |event| keyboard::press_on_heading(domain, &event)>
            <span class="eyebrow">{domain_label(language, &ISO42001, domain)}</span> {text.title}
        </h1>
        <p class="lead">{text.intro}</p>
        <p class="keys">{language.texts().phrases.question_keys}</p>
        {questions}
        <WayOn language domain />
        <SoFar language />
    }
}

#[component]
fn WayOn(language: Language, domain: usize) -> impl IntoView {
    let t = &language.texts().phrases;
    let previous = domain.checked_sub(1).map(|before| {
        view! {
            <a class="button second" rel="prev" href=Route::Section(before).address(&ISO42001)>
                {fill(t.question_previous, &[("name", &domain_label(language, &ISO42001, before))])}
            </a>
        }
    });
    let (words, target) = if domain + 1 < ISO42001.domains.len() {
        (fill(t.question_next, &[("name", &domain_name(language, &ISO42001, domain + 1))]), Route::Section(domain + 1))
    } else {
        (t.start_to_results.to_owned(), Route::Results)
    };
    view! {
        <p class="actions way-on">
            <a class="button" rel="next" data-action="next" href=target.address(&ISO42001)>{words}</a>
            {previous}
        </p>
    }
}
