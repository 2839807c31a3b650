//! A screen of questions: those of one domain, or the key requirements. Beside them is a small radar
//! that grows with the answers.

use maud::{Markup, html};

use super::ending::ending;
use super::patch::Patch;
use super::question::question;
use crate::assessment::answers::Assessment;
use crate::content::questionnaire::ISO42001;
use crate::content::reading_time;
use crate::language::{Language, fill};
use crate::report::domain_label;
use crate::view::route::Route;

/// The screen of a domain, or of the key requirements.
pub fn section(language: Language, assessment: &Assessment, screen: Route) -> Markup {
    html! {
        (head(language, assessment, screen))
        p.keys { (language.texts().phrases.question_keys) }
        @for index in screen.questions(&ISO42001) { (question(language, assessment, index)) }
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

/// How many of the key requirements are answered.
fn key_progress(language: Language, assessment: &Assessment) -> String {
    let questions = Route::Key.questions(&ISO42001);
    let count = questions.len().to_string();
    let is_answered = |question: &usize| assessment.entries[*question].answer().is_some();
    let answered = questions.into_iter().filter(is_answered).count().to_string();
    fill(language.texts().phrases.key_progress, &[("answered", &answered), ("questions", &count)])
}

/// The patch for that count, when an answer changes.
pub fn key_progress_part(language: Language, assessment: &Assessment) -> Patch {
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
