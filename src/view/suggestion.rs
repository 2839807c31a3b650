//! Beside a question: the profile's suggestion that it may not apply. It is only offered; *not
//! applicable* is never chosen beforehand.

use maud::{Markup, html};

use crate::assessment::answers::{Assessment, Choice};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::view::patch::Patch;

/// Whether a question shows the suggestion: the profile makes it, and no level was chosen.
pub fn is_shown(assessment: &Assessment, question: usize) -> bool {
    let is_open = matches!(assessment.entries[question].choice, None | Some(Choice::Unknown));
    is_open && assessment.profile.suggests_leaving_out(&ISO42001.questions[question])
}

/// The suggestion, with the button that takes it up.
pub fn suggestion(language: Language, is_shown: bool) -> Markup {
    let t = &language.texts().phrases;
    html! {
        div.suggestion hidden[!is_shown] {
            p { (t.question_suggested) }
            button type="button" data-action="leave-out" { (t.question_suggested_take) }
        }
    }
}

/// The patch that shows or hides it.
pub fn patch(code: &str, is_shown: bool) -> Patch {
    Patch::flag(format!("#{code} .suggestion"), "hidden", !is_shown)
}
