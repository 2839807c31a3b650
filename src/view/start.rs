//! The start screen: what this is, how long it takes, what stays private, and how to begin or
//! resume. Its first part is prerendered into the page (`xtask/src/build/prerender.rs`), so both
//! have the same layout.

use maud::{Markup, html};

use super::patch::Patch;
use super::sections::overall;
use crate::assessment::answers::{Assessment, Level};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::storage::retention::{StorageChoice, StorageLocation};
use crate::view::route::Route;

/// Maximum length of a typed name, in UTF-16 units.
pub const MOST_NAME: u32 = 300;

/// The title, the introduction, and the buttons to begin or resume.
pub fn beginning(language: Language, assessment: &Assessment) -> Markup {
    let t = &language.texts().phrases;
    html! {
        h1 tabindex="-1" { (t.start_title) }
        p.lead { (t.start_lead) }
        (way_in(language, assessment))
    }
}

/// The buttons to begin, resume or review, and to the results or the example.
fn way_in(language: Language, assessment: &Assessment) -> Markup {
    let t = &language.texts().phrases;
    let answered = assessment.answered(0..ISO42001.questions.len());
    let (words, target) = match assessment.first_open(0) {
        Some(question) if answered == 0 => (t.start_begin, Route::Question(question)),
        Some(question) => (t.start_resume, Route::Question(question)),
        None => (t.start_review, Route::Section(0)),
    };
    let (other, other_target) = if answered > 0 {
        (t.start_to_results, Route::Results)
    } else {
        (t.start_to_example, Route::Example)
    };
    html! {
        @if answered > 0 { (overall(language, assessment)) }
        p.actions {
            a.button data-action="start" href=(target.address(&ISO42001)) { (words) }
            a.button.second href=(other_target.address(&ISO42001)) { (other) }
        }
    }
}

/// What to expect: content, time and privacy, depending on where the answers are kept.
pub fn facts(language: Language, place: StorageLocation) -> Markup {
    let t = &language.texts().phrases;
    let fact = |title: &str, text: &str| html! { li { h2 { (title) } p { (text) } } };
    let (content, time, private) = match place {
        StorageLocation::SharedComputer => (t.keeping_content, t.keeping_time, t.keeping_private),
        StorageLocation::Document => {
            (t.keeping_document_content, t.keeping_time, t.keeping_private)
        }
        StorageLocation::Browser | StorageLocation::Nowhere => {
            (t.start_content, t.start_time, t.start_private)
        }
    };
    html! {
        ul.facts {
            (fact(t.start_content_title, content))
            (fact(t.start_time_title, time))
            (fact(t.start_private_title, private))
        }
    }
}

/// How to answer, the five levels, and the name and profile. `choice` is where to keep the answers,
/// if there is a choice.
pub fn middle(
    language: Language,
    assessment: &Assessment,
    choice: Option<StorageChoice>,
) -> Markup {
    let texts = language.texts();
    let t = &texts.phrases;
    html! {
        section {
            h2 { (t.start_how_title) }
            ul.how { @for line in [t.start_how_today, t.start_how_between, t.start_how_unknown, t.start_how_target] { li { (line) } } }
        }
        section {
            h2 { (t.start_scale_title) }
            ol.scale {
                @for level in Level::ALL {
                    @let text = &texts.levels[level.index()];
                    li { span.number { (level.number()) } strong { (text.name) } span { (text.meaning) } }
                }
            }
            p.small { (t.start_scale_note) }
        }
        section {
            h2 { (t.start_before_title) }
            label.text.name {
                span { (t.assessments_name_label) }
                input type="text" name="organisation" maxlength=(MOST_NAME) autocomplete="off" value=(assessment.organisation);
            }
            p { a href=(Route::Profile.address(&ISO42001)) data-action="profile" { (t.profile_open) } }
            div.slot data-place="keeping" { @if let Some(choice) = choice { (keeping(language, choice)) } }
        }
    }
}

/// The patch for that choice, or its removal.
pub fn keeping_part(language: Language, choice: Option<StorageChoice>) -> Patch {
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
