//! The notices above the screen.

use maud::{Markup, html};

use crate::language::Language;
use crate::report::file_problems;
use crate::view::notice::Notice;

/// All notices, oldest first; each is identified by its index in the list.
pub fn notices(language: Language, notices: &[Notice]) -> Markup {
    html! { @for (index, notice) in notices.iter().enumerate() { (one(language, index, notice)) } }
}

#[inline(never)]
fn one(language: Language, index: usize, notice: &Notice) -> Markup {
    let t = &language.texts().phrases;
    let problems = file_problems::problem_list(language, notice.problems());
    let button = |action: &str, words: &str| html! { button type="button" data-action=(action) { (words) } " " };
    html! {
        div.notice.trouble[notice.is_trouble()].event[notice.is_event()] data-notice=(index) {
            p { (notice.text(language)) }
            p.actions {
                @if notice.can_be_undone() { (button("undo", t.site_undo)) }
                @if notice.damaged_text().is_some() { (button("save-damaged", t.storage_damaged_save)) }
                @if *notice == Notice::KeptHere { (button("show-kept", t.keeping_kept_show)) }
                @if *notice == Notice::NewVersion { (button("update", t.offline_update)) }
                button.quiet.close type="button" data-action="close" aria-label=(t.site_close) { "×" }
            }
            @if !problems.is_empty() {
                p { (t.file_left_out) }
                ul { @for problem in problems { li { (problem) } } }
            }
        }
    }
}
