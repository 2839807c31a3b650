//! The menu of files: saving the answers as a file, opening a file, deleting the answers, and
//! saving the standalone page.

use maud::{Markup, html};

use super::patch::Patch;
use super::start;
use crate::content::questionnaire::ISO42001;
use crate::language::{Language, Phrases, fill};
use crate::report::file_name::{FileKind, file_name};
use crate::storage::retention::StorageChoice;
use crate::view::route::Route;

/// The address of the standalone page, relative to the hosted page.
const ONE_FILE: &str = "aims-assessment.html";

/// The state that the menu shows.
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
    /// The choice of where answers are kept, if the screen doesn't show it elsewhere.
    pub keeping: Option<StorageChoice>,
}

/// The menu, which every screen has in the page's header. Test drivers find its buttons while it is
/// closed.
pub fn menu(language: Language) -> Markup {
    html! {
        details.menu.no-print data-menu {
            summary { (language.texts().phrases.file_menu) }
            div.menu-panel data-place="files" { (closed(language)) }
        }
    }
}

/// The patch for what is in the menu: all of it once it was opened.
pub fn menu_patch(language: Language, files: Option<Files>) -> Patch {
    let content = files.map_or_else(|| closed(language), |files| panels(language, files));
    Patch::new("[data-place=files]", content)
}

/// Where the file was saved, under which name and how large it is.
pub fn saved(language: Language, name: &str, bytes: usize) -> String {
    let size = language.file_size(bytes);
    fill(language.texts().phrases.file_saved, &[("name", name), ("size", &size)])
}

fn closed(language: Language) -> Markup {
    let t = &language.texts().phrases;
    html! {
        section.files {
            p.actions {
                (save_and_open(t))
                button.quiet type="button" data-action="delete-all" { (t.file_delete) }
            }
        }
    }
}

fn save_and_open(t: &Phrases) -> Markup {
    html! {
        (button("export-json", t.file_save))
        (button("import", t.file_open))
        // No `accept`: phones know a file by the type given by the program that brought it there,
        // often a generic one, and would not let it be chosen if a type were required. A file of
        // another kind is refused with a message.
        input name="answers-file" type="file" autocomplete="off" aria-label=(t.file_choose) tabindex="-1";
    }
}

/// All that the menu has. A function of its own, as few visitors open it.
#[inline(never)]
pub fn panels(language: Language, files: Files) -> Markup {
    let t = &language.texts().phrases;
    html! {
        (answers_panel(language, files))
        (page_panel(language, files.is_one_file))
        section.files {
            @if let Some(choice) = files.keeping { (start::keeping(language, choice)) }
            p { a href=(Route::Assessments.address(&ISO42001)) data-action="assessments" { (t.assessments_link) } }
            (deleting(language, files.deleting))
        }
    }
}

/// Saving and opening the answers.
fn answers_panel(language: Language, files: Files) -> Markup {
    let t = &language.texts().phrases;
    html! {
        section.files {
            h2 { (t.start_files_title) }
            p { (t.start_files) }
            @if let Some(text) = files.reminder { p.keeping data-keeping { (text) } }
            p.actions {
                (save_and_open(t))
                @if files.can_bring_back { (button("undo", t.file_bring_back)) }
                @if files.has_set_aside { (button("save-damaged", t.storage_damaged_save)) }
            }
            (status())
        }
    }
}

/// The place for the status message of the buttons above.
fn status() -> Markup {
    html! { p.saved.small role="status" data-saved {} }
}

/// Deleting everything, once more confirmed; `asking` is `Some` while the visitor is asked, `true`
/// if there is more than the answers shown.
fn deleting(language: Language, asking: Option<bool>) -> Markup {
    let t = &language.texts().phrases;
    html! {
        p.actions {
            @if let Some(has_more) = asking {
                span.ask role="group" aria-label=(t.file_delete) {
                    span { (if has_more { t.assessments_delete_all_sure } else { t.file_delete_sure }) }
                    button.danger type="button" data-action="delete-confirmed" { (t.file_delete_yes) }
                    (button("keep", t.file_delete_no))
                }
            } @else {
                button.quiet type="button" data-action="delete-all" { (t.file_delete) }
            }
        }
        (status())
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
            (status())
        }
    }
}

fn button(action: &str, words: &str) -> Markup {
    html! { button type="button" data-action=(action) { (words) } }
}
