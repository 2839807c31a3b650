//! Saving the answers as a file, opening one, deleting them; and the page as one file.

use maud::{Markup, html};

use super::start;
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::storage::retention::StorageChoice;
use crate::view::route::Route;

/// The address of the page as one file, beside the hosted page.
const ONE_FILE: &str = "aims-assessment.html";

/// What the panel depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Files {
    /// What to know of how long the answers are kept, where there is something to know.
    pub reminder: Option<&'static str>,
    /// Whether there are answers that an opened file replaced.
    pub can_bring_back: bool,
    /// Whether there are data that could not be read.
    pub has_set_aside: bool,
    /// Whether the visitor is being asked if all shall be deleted, and is told of more than the present answers.
    pub deleting: Option<bool>,
    /// Whether the page is one file already.
    pub is_one_file: bool,
    /// The choice of where answers are kept, on a page that was opened from a file, where it is not on the screen anyway.
    pub keeping: Option<StorageChoice>,
}

/// The panels with everything about the answers as a whole.
pub fn panels(language: Language, files: Files) -> Markup {
    let t = &language.texts().phrases;
    let button = |action: &str, words: &str| html! { button type="button" data-action=(action) { (words) } };
    html! {
        section.files {
            h2 { (t.start_files_title) }
            p { (t.start_files) }
            @if let Some(text) = files.reminder { p.keeping data-keeping { (text) } }
            p.actions {
                (button("export-json", t.file_save))
                (button("import", t.file_open))
                // Any file can be chosen: telephones know a file by the kind that the program told which brought it there, often a general one, and would
                // not let it be chosen if one kind was asked for. What isn't ours is told to be so.
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
        section.files {
            h2 { (t.offline_title) }
            p { (if files.is_one_file { t.offline_is_one_file } else { t.offline_text }) }
            p.actions {
                (button("save-page", t.offline_with_answers))
                @if !files.is_one_file {
                    a.button.second href=(ONE_FILE) download=(ONE_FILE) data-action="offline" { (t.offline_plain) }
                }
            }
        }
    }
}
