//! Where the focus goes, and what is brought into view with it: a screen, a question, a part, a dialog.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use super::host;
use super::page::{document, element, window};
use super::scrolling::{self, bring_into_view, return_in_history};

/// After the screen changed: to its top (or, going back, to where one left it), with the focus on its heading, so that a screen
/// reader tells it.
pub fn show_screen() {
    if let Some(window) = window().filter(|_| !return_in_history()) {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    // It comes a frame late: who writes by then is not interrupted.
    if element("textarea:focus, input:not([type=radio], [type=checkbox], [type=file]):focus").is_none()
        && let Some(heading) = element("h1")
    {
        keep_focus(&heading);
    }
}

/// Milliseconds after which a browser may have done what it does by itself when the address changes; the second counts while the page is still loading.
const SETTLED: [u64; 2] = [100, 700];

/// Puts the focus on an element, and once more where the browser took it away: `WebKit` does at times, a moment after the address has changed.
fn keep_focus(element: &Element) {
    focus(element);
    for wait in SETTLED {
        let element = element.clone();
        let again = move || {
            let is_lost = document().is_some_and(|document| document.active_element().is_none_or(|active| active.tag_name() == "BODY"));
            if is_lost {
                focus(&element);
            }
        };
        leptos::leptos_dom::helpers::set_timeout(again, std::time::Duration::from_millis(wait));
    }
}

/// Brings a question into view; with the focus on it where the visitor asked for it.
pub fn show_question(code: &str, with_focus: bool) {
    let Some(question) = document().and_then(|document| document.get_element_by_id(code)) else { return };
    if !return_in_history() {
        bring_into_view(&question);
    }
    if with_focus {
        keep_focus(&question);
    }
}

/// Brings a part of the screen into view, with the focus on its heading.
pub fn show_part(id: &str) {
    let heading = format!("[id='{id}'] h2");
    let Some(heading) = element(&heading) else { return };
    bring_into_view(&heading);
    // A heading takes the focus only when it may.
    heading.set_attribute("tabindex", "-1").ok();
    focus(&heading);
}

/// Shows a dialog over the page, with the focus on its heading; the rest can't be reached until it is closed.
pub fn show_dialog(selector: &str) {
    let dialog = element(selector).and_then(|element| element.dyn_into::<web_sys::HtmlDialogElement>().ok());
    if let Some(dialog) = dialog.filter(|dialog| !dialog.open()) {
        // So that the browser focuses nothing in it by itself: it would scroll the page around a frame.
        dialog.set_attribute("inert", "").ok();
        // It is in the page and closed, so it can be shown.
        dialog.show_modal().ok();
        dialog.remove_attribute("inert").ok();
        focus_on(&format!("{selector} h2"));
    }
}

/// Puts the focus on the element that a selector finds, and brings it into view.
pub fn go_to(selector: &str) {
    if let Some(element) = element(selector) {
        focus(&element);
        scrolling::show_whole(&element);
    }
}

/// Puts the focus on the element that a selector finds.
pub fn focus_on(selector: &str) {
    if let Some(element) = element(selector) {
        focus(&element);
    }
}

/// Takes the focus from what has it in the screen that goes: a browser that has to take it from an element as it is removed lays out the whole
/// page for that, the old screen and the new one.
pub fn leave_focus() {
    let active = element("main :focus, .sections :focus").and_then(|element| element.dyn_into::<HtmlElement>().ok());
    // What has the focus can lose it.
    active.map(|active| active.blur().ok());
}

/// Puts the focus on an element without scrolling. In a frame where nobody works it is left with the page around: that page could otherwise lead a
/// frame from place to place and learn from the focus what is there.
pub(super) fn focus(element: &Element) {
    if host::is_framed() {
        if !has_focus() {
            return;
        }
        if element.has_attribute("id") {
            // Setting an attribute with a valid name can't fail.
            element.set_attribute("tabindex", "-1").ok();
        }
    }
    let Some(element) = element.dyn_ref::<HtmlElement>() else { return };
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // What can't take the focus leaves it where it is.
    element.focus_with_options(&options).ok();
}

/// Whether the visitor is working in this window.
pub fn has_focus() -> bool {
    document().is_some_and(|document| document.has_focus().unwrap_or(false))
}
