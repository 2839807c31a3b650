//! The start screen. A newcomer sees what this is, how long it takes, what stays private, and the
//! two ways to begin; who comes back sees how far each section is, and the way on.
//!
//! A newcomer's start is prerendered into the page (`xtask/src/build/prerender.rs`), so both have
//! the same layout.

use maud::{Markup, html};

use super::patch::Patch;
use super::sections::{Progress, overall};
use crate::assessment::answers::{Assessment, Level};
use crate::content::questionnaire::ISO42001;
use crate::language::text::on_one_line;
use crate::language::{Language, fill};
use crate::report::domain_name;
use crate::report::named::Named;
use crate::storage::retention::{StorageChoice, StorageLocation};
use crate::view::route::Route;

/// Maximum length of a typed name, in UTF-16 units.
pub const MOST_NAME: u32 = 300;

/// The top of the screen: for a newcomer the two ways to begin; for who comes back, where they are.
pub fn beginning(language: Language, assessment: &Assessment, location: StorageLocation) -> Markup {
    if is_new(assessment) {
        newcomer(language, location)
    } else {
        returning(language, assessment, location)
    }
}

/// Whether nothing is answered yet, so that the screen shows what this is.
pub fn is_new(assessment: &Assessment) -> bool {
    assessment.answered(0..ISO42001.questions.len()) == 0
}

fn newcomer(language: Language, location: StorageLocation) -> Markup {
    let t = &language.texts().phrases;
    html! {
        div.begin {
            h1 tabindex="-1" { (t.start_title) }
            p.lead { (t.start_lead) }
            ul.ways {
                li {
                    a.button data-action="start" href=(Route::Question(0).address(&ISO42001)) { (t.start_begin) }
                    span { (t.start_time_title) }
                }
                li {
                    a.button.second data-action="key" href=(Route::Key.address(&ISO42001)) { (t.start_key) }
                    span { (t.start_key_time) }
                }
            }
            (private(language, location))
        }
    }
}

/// The sentence on what stays private, and how long it is kept where it is.
fn private(language: Language, location: StorageLocation) -> Markup {
    let t = &language.texts().phrases;
    let words = match location {
        StorageLocation::SharedComputer => t.keeping_private,
        StorageLocation::Document => t.keeping_document_private,
        StorageLocation::Browser | StorageLocation::Nowhere => t.start_private,
    };
    html! { p.small.private { (words) } }
}

/// The way on, and how far each section is (the *task list* of the GOV.UK design system).
fn returning(language: Language, assessment: &Assessment, location: StorageLocation) -> Markup {
    let t = &language.texts().phrases;
    html! {
        div.begin.back {
            h1 tabindex="-1" { (t.start_back_title) }
            @if !assessment.organisation.trim().is_empty() {
                p.lead { bdi translate="no" { (on_one_line(&assessment.organisation)) } }
            }
            (overall(language, assessment, None))
            p.actions { (ways_on(language, assessment)) }
            ol.tasks aria-label=(t.site_sections) {
                @for domain in 0..ISO42001.domains.len() { (task(language, assessment, domain)) }
            }
            (private(language, location))
        }
    }
}

/// The next open question, and the results; once all is answered the results come first.
fn ways_on(language: Language, assessment: &Assessment) -> Markup {
    let t = &language.texts().phrases;
    let results = Route::Results.address(&ISO42001);
    let Some(next) = assessment.first_open(0) else {
        return html! {
            a.button href=(results) { (t.start_your_results) }
            a.button.second data-action="start" href=(Route::Section(0).address(&ISO42001)) { (t.start_review) }
        };
    };
    let name = Named::new(language, &ISO42001, next).to_string();
    html! {
        a.button data-action="start" href=(Route::Question(next).address(&ISO42001)) { (fill(t.start_go_on, &[("name", &name)])) }
        a.button.second href=(results) { (t.start_to_results) }
    }
}

fn task(language: Language, assessment: &Assessment, domain: usize) -> Markup {
    let t = &language.texts().phrases;
    let progress = Progress::of_section(language, assessment, domain);
    let [answered, questions] = [progress.answered, progress.questions].map(|n| n.to_string());
    let state = match progress.answered {
        0 => t.start_not_begun.to_owned(),
        all if all == progress.questions => t.start_done.to_owned(),
        _ => fill(t.start_under_way, &[("answered", &answered), ("questions", &questions)]),
    };
    html! {
        li data-task-section=(ISO42001.domains[domain].id) {
            a href=(Route::Section(domain).address(&ISO42001)) { (domain_name(language, &ISO42001, domain)) }
            span class={ "state " (progress.class()) } { (state) }
        }
    }
}

/// How to answer and the five levels, folded; the name and profile. `choice` is where to keep the
/// answers, if there is a choice.
pub fn middle(
    language: Language,
    assessment: &Assessment,
    choice: Option<StorageChoice>,
) -> Markup {
    let t = &language.texts().phrases;
    html! {
        (rules(language))
        section.before {
            label.text.name {
                span { (t.assessments_name_label) }
                input type="text" name="organisation" maxlength=(MOST_NAME) autocomplete="off" value=(assessment.organisation);
            }
            p { a href=(Route::Profile.address(&ISO42001)) data-action="profile" { (t.profile_open) } }
            div.slot data-place="keeping" { @if let Some(choice) = choice { (keeping(language, choice)) } }
        }
    }
}

fn rules(language: Language) -> Markup {
    let texts = language.texts();
    let t = &texts.phrases;
    html! {
        details.rules {
            summary { h2 { (t.start_how_title) } }
            ul.how { @for line in [t.start_how_today, t.start_how_between, t.start_how_unknown, t.start_how_target] { li { (line) } } }
            h3 { (t.start_scale_title) }
            ol.scale {
                @for level in Level::ALL {
                    @let text = &texts.levels[level.index()];
                    li { span.number { (level.number()) } strong { (text.name) } span { (text.meaning) } }
                }
            }
            p.small { (t.start_scale_note) }
        }
    }
}

/// The patch for that choice, or its removal.
pub fn storage_choice_patch(language: Language, choice: Option<StorageChoice>) -> Patch {
    Patch::new(
        "[data-place=keeping]",
        html! { @if let Some(choice) = choice { (keeping(language, choice)) } },
    )
}

/// The patches for the checkbox and the text under it.
pub fn keeping_patches(language: Language, choice: StorageChoice) -> [Patch; 3] {
    let (_, text, is_ticked) = words(language, choice);
    [
        Patch::flag(".keeping-choice input", "checked", is_ticked),
        Patch::attribute(
            ".keeping-choice label",
            "class",
            Some(label_classes(is_ticked).to_owned()),
        ),
        Patch::text("#keeping-text", text),
    ]
}

fn label_classes(is_ticked: bool) -> &'static str {
    if is_ticked { "answer chosen" } else { "answer" }
}

/// The `data-action` of that choice.
pub fn keeping_action(choice: StorageChoice) -> &'static str {
    match choice {
        StorageChoice::SharedComputer(_) => "shared-computer",
        StorageChoice::KeepHere(_) => "keep-here",
    }
}

/// The checkbox for where answers are kept.
pub fn keeping(language: Language, choice: StorageChoice) -> Markup {
    let (label, text, is_ticked) = words(language, choice);
    html! {
        div.keeping-choice {
            label class=(label_classes(is_ticked)) {
                input type="checkbox" data-action=(keeping_action(choice)) aria-describedby="keeping-text" autocomplete="off" checked[is_ticked];
                span { (label) }
            }
            p.small id="keeping-text" role="status" { (text) }
        }
    }
}

/// The checkbox's label, its explanation, and whether it is checked.
fn words(language: Language, choice: StorageChoice) -> (&'static str, &'static str, bool) {
    let t = &language.texts().phrases;
    match choice {
        StorageChoice::SharedComputer(is) => {
            (t.keeping_choose, if is { t.keeping_shared } else { t.keeping_explained }, is)
        }
        StorageChoice::KeepHere(is) => {
            (t.keeping_here, if is { t.keeping_here_kept } else { t.keeping_here_explained }, is)
        }
    }
}
