//! The start: what this is, how long it takes, what stays private, and the way in or back in. Its first part stands in the page before this program
//! is there (`xtask/src/front.rs`), so both are laid out alike.

use maud::{Markup, html};

use super::Part;
use super::sections::overall;
use crate::answers::{Assessment, Level};
use crate::language::Language;
use crate::questionnaire::ISO42001;
use crate::route::Route;

/// Longest name that can be typed, in UTF-16 units.
pub const MOST_NAME: u32 = 300;

/// What it is, and the way in.
pub fn beginning(language: Language, assessment: &Assessment) -> Markup {
    let t = &language.texts().phrases;
    html! {
        h1 tabindex="-1" { (t.start_title) }
        p.lead { (t.start_lead) }
        (way_in(language, assessment))
    }
}

/// Begin, resume, or look at what is done.
fn way_in(language: Language, assessment: &Assessment) -> Markup {
    let t = &language.texts().phrases;
    let answered = assessment.answered(0..ISO42001.questions.len());
    let (words, target) = match assessment.first_open(0) {
        Some(question) if answered == 0 => (t.start_begin, Route::Question(question)),
        Some(question) => (t.start_resume, Route::Question(question)),
        None => (t.start_review, Route::Section(0)),
    };
    let (other, other_target) = if answered > 0 { (t.start_to_results, Route::Results) } else { (t.start_to_example, Route::Example) };
    html! {
        @if answered > 0 { (overall(language, assessment)) }
        p.actions {
            a.button data-action="start" href=(target.address(&ISO42001)) { (words) }
            a.button.second href=(other_target.address(&ISO42001)) { (other) }
        }
    }
}

/// What to expect; `is_shared` where the computer is shared.
pub fn facts(language: Language, is_shared: bool) -> Markup {
    let t = &language.texts().phrases;
    let fact = |title: &str, text: &str| html! { li { h2 { (title) } p { (text) } } };
    html! {
        ul.facts {
            (fact(t.start_content_title, if is_shared { t.keeping_content } else { t.start_content }))
            (fact(t.start_time_title, t.start_time))
            (fact(t.start_private_title, if is_shared { t.keeping_private } else { t.start_private }))
        }
    }
}

/// How to answer, the five levels, and what can be told before.
/// `shared` says whether the computer is shared, where the visitor can choose that.
pub fn middle(language: Language, assessment: &Assessment, shared: Option<bool>) -> Markup {
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
                input type="text" name="organisation" maxlength=(MOST_NAME) autocomplete="organization" value=(assessment.organisation);
            }
            p { a href=(Route::Profile.address(&ISO42001)) data-action="profile" { (t.profile_open) } }
            div.slot data-place="shared-computer" { @if let Some(is_shared) = shared { (shared_computer(language, is_shared)) } }
        }
    }
}

/// The same choice, where it is on the screen.
pub fn shared_part(language: Language, shared: Option<bool>) -> Part {
    Part::new("[data-place=shared-computer]", html! { @if let Some(is_shared) = shared { (shared_computer(language, is_shared)) } })
}

/// What to know of that choice, where it is on the screen.
pub fn shared_text_part(language: Language, is_shared: bool) -> Part {
    Part::new("#shared-computer-text", shared_text(language, is_shared))
}

/// The box that says that the computer is shared.
fn shared_computer(language: Language, is_shared: bool) -> Markup {
    html! {
        div.shared-computer {
            label.answer.chosen[is_shared] {
                input type="checkbox" data-action="shared-computer" aria-describedby="shared-computer-text" checked[is_shared];
                span { (language.texts().phrases.keeping_choose) }
            }
            p.small id="shared-computer-text" role="status" { (shared_text(language, is_shared)) }
        }
    }
}

fn shared_text(language: Language, is_shared: bool) -> Markup {
    let t = &language.texts().phrases;
    html! { (if is_shared { t.keeping_shared } else { t.keeping_explained }) }
}
