//! The panels for saving the answers as a file, opening a file, deleting the answers, and saving
//! the standalone page.

use maud::{Markup, html};

use super::start;
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::report::file_name::{FileKind, file_name};
use crate::storage::retention::StorageChoice;
use crate::view::route::Route;

/// The address of the standalone page, relative to the hosted page.
const ONE_FILE: &str = "aims-assessment.html";

/// The state that the panels show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Files {
    /// The reminder of how long the answers are kept, if there is one.
    pub reminder: Option<&'static str>,
    /// Whether answers that an opened file replaced can be brought back.
    pub can_bring_back: bool,
    /// Whether unreadable data were set aside.
    pub has_set_aside: bool,
    /// `Some` while the visitor is asked to confirm deleting everything; `true` if there is more to
    /// delete than the current answers.
    pub deleting: Option<bool>,
    /// Whether this is the standalone page.
    pub is_one_file: bool,
    /// The choice of where answers are kept, on a page opened from a file, if the screen doesn't
    /// show it elsewhere.
    pub keeping: Option<StorageChoice>,
}

/// The panels for the answers as a whole.
pub fn panels(language: Language, files: Files) -> Markup {
    html! {
        (answers_panel(language, files))
        (page_panel(language, files.is_one_file))
    }
}

/// Saving, opening and deleting the answers.
fn answers_panel(language: Language, files: Files) -> Markup {
    let t = &language.texts().phrases;
    html! {
        section.files {
            h2 { (t.start_files_title) }
            p { (t.start_files) }
            @if let Some(text) = files.reminder { p.keeping data-keeping { (text) } }
            p.actions {
                (button("export-json", t.file_save))
                (button("import", t.file_open))
                // No `accept`: phones know a file by the type given by the program that brought it
                // there, often a generic one, and would not let it be chosen if a type were
                // required. A file of another kind is refused with a message.
                input name="answers-file" type="file" autocomplete="off" aria-label=(t.file_choose) tabindex="-1";
                @if files.can_bring_back { (button("undo", t.file_bring_back)) }
                @if files.has_set_aside { (button("save-damaged", t.storage_damaged_save)) }
                @if let Some(has_more) = files.deleting {
                    span.ask role="group" aria-label=(t.file_delete) {
                        span { (if has_more { t.assessments_delete_all_sure } else { t.file_delete_sure }) }
                        button.danger type="button" data-action="delete-confirmed" { (t.file_delete_yes) }
                        (button("keep", t.file_delete_no))
                    }
                } @else {
                    button.quiet type="button" data-action="delete-all" { (t.file_delete) }
                }
            }
            @if let Some(choice) = files.keeping { (start::keeping(language, choice)) }
            p { a href=(Route::Assessments.address(&ISO42001)) data-action="assessments" { (t.assessments_link) } }
        }
    }
}

/// Saving the page itself, with the answers or without.
fn page_panel(language: Language, is_one_file: bool) -> Markup {
    let t = &language.texts().phrases;
    let page_name = file_name(FileKind::Page, "", "", "html", language);
    html! {
        section.files {
            h2 { (t.offline_title) }
            p { (if is_one_file { t.offline_is_one_file } else { t.offline_text }) }
            p.actions {
                (button("save-page", t.offline_with_answers))
                @if !is_one_file {
                    a.button.second href=(ONE_FILE) download=(page_name) data-action="offline" { (t.offline_plain) }
                }
            }
        }
    }
}

fn button(action: &str, words: &str) -> Markup {
    html! { button type="button" data-action=(action) { (words) } }
}
