//! Moves the focus and scrolls to a screen, a question, a part or a dialog.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use super::page::{all, document, element, window};
use super::scrolling::{self, bring_into_view, return_in_history};
use super::{host, menu};

/// Shows a screen after a change: scrolls to its top (or, going back, to the position where it was
/// left) and puts the focus on its heading, so that a screen reader announces it.
pub fn show_screen() {
    if let Some(window) = window().filter(|_| !return_in_history()) {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    // This runs one frame late: a visitor who is typing by then is not interrupted.
    if element("textarea:focus, input:not([type=radio], [type=checkbox], [type=file]):focus")
        .is_none()
        && let Some(heading) = element("h1")
    {
        keep_focus(&heading);
    }
}

/// Milliseconds after which [`keep_focus`] looks whether the focus is still there. The first is for
/// a change of screen in a page that was loaded before, the second for a page that is still
/// loading. How these two were chosen is not recorded; they are no measured limits of a browser.
const SETTLED: [u64; 2] = [100, 700];

/// Puts the focus on an element, and again if the browser removed it. Only a focus that is nowhere
/// is put back: where a visitor has moved it meanwhile, it stays.
///
/// Seen in `WebKitGTK` alone, in the tests, where its window is never the active one (see
/// ACCESSIBILITY.md): a moment after the address has changed, the focus is at times on `<body>`.
/// Tab then begins at the top of the page, and a screen reader may tell nothing of the new screen.
/// In Chromium and Firefox the same visit (`by_keyboard_alone` in `accessibility_engines.rs`)
/// passes at the first attempt. Not known: whether the inactive window or `WebKit`'s own change of
/// the address takes it, and whether Safari does so too.
fn keep_focus(element: &Element) {
    focus(element);
    for wait in SETTLED {
        let element = element.clone();
        let again = move || {
            let is_lost = document().is_some_and(|document| {
                document.active_element().is_none_or(|active| active.tag_name() == "BODY")
            });
            // A menu that was opened meanwhile would close: not every browser gives it the focus.
            if is_lost && !menu::is_open() {
                focus(&element);
            }
        };
        leptos::leptos_dom::helpers::set_timeout(again, std::time::Duration::from_millis(wait));
    }
}

/// Scrolls to a question; with the focus on it if the visitor asked for it.
pub fn show_question(code: &str, with_focus: bool) {
    let Some(question) = document().and_then(|document| document.get_element_by_id(code)) else {
        return;
    };
    if !return_in_history() {
        bring_into_view(&question);
    }
    if with_focus {
        keep_focus(&question);
    }
}

/// Whether the focus is in the element with this id, or nowhere: not every browser puts it on a
/// radio button that is tapped.
pub fn is_at(id: &str) -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_none_or(|active| {
        active.tag_name() == "BODY"
            || active.closest(&format!("[id='{id}']")).ok().flatten().is_some()
    })
}

/// Whether an element with this id is on the screen.
pub fn is_there(id: &str) -> bool {
    document().is_some_and(|document| document.get_element_by_id(id).is_some())
}

/// Scrolls to a part of the screen, with the focus on its heading.
pub fn show_part(id: &str) {
    let heading = format!("[id='{id}'] h2");
    let Some(heading) = element(&heading) else { return };
    bring_into_view(&heading);
    // A heading can take the focus only with a `tabindex`.
    heading.set_attribute("tabindex", "-1").ok();
    focus(&heading);
}

/// Shows a modal dialog with the focus on its heading; the rest of the page is inert until it is
/// closed.
pub fn show_dialog(selector: &str) {
    let dialog =
        element(selector).and_then(|element| element.dyn_into::<web_sys::HtmlDialogElement>().ok());
    if let Some(dialog) = dialog.filter(|dialog| !dialog.open()) {
        // `inert` keeps the browser from focusing something in the dialog by itself, which would
        // scroll the host's page.
        dialog.set_attribute("inert", "").ok();
        // The dialog is connected and closed, so it can be shown.
        dialog.show_modal().ok();
        dialog.remove_attribute("inert").ok();
        focus_on(&format!("{selector} h2"));
    }
}

/// Puts the focus on the element that matches a selector, and scrolls it into view.
pub fn go_to(selector: &str) {
    if let Some(element) = element(selector) {
        focus(&element);
        scrolling::show_whole(&element);
    }
}

/// Puts the focus on the element that matches a selector.
pub fn focus_on(selector: &str) {
    if let Some(element) = element(selector) {
        focus(&element);
    }
}

/// Removes the focus from a screen that is about to go: a browser that removes a focused element
/// lays out the whole page for it, the old screen and the new one.
pub fn leave_focus() {
    let active = element("main :focus, .sections :focus")
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    // An element with the focus can lose it.
    active.map(|active| active.blur().ok());
}

/// Puts the focus on an element without scrolling. A frame without the focus leaves it with the
/// host's page: that page could otherwise navigate the frame from place to place and infer from the
/// focus what is there.
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
    // If the element can't take the focus, it stays where it is.
    element.focus_with_options(&options).ok();
}

/// Writes rows anew, and opens again what was open in them and puts the focus back where it was. A
/// row is known by its attribute `by`, a field by its name.
pub fn keep_in_rows(by: &str, write: impl FnOnce()) {
    let of = |element: &Element| {
        let row = element.closest(&format!("[{by}]")).ok().flatten();
        row.and_then(|row| row.get_attribute(by))
    };
    let open: Vec<String> = all(&format!("[{by}] details[open]")).iter().filter_map(of).collect();
    let focused = element(&format!("[{by}] :focus")).and_then(|element| {
        let row = of(&element)?;
        let inner = match element.get_attribute("name") {
            Some(name) => format!("[name='{name}']"),
            None => element.local_name(),
        };
        Some(format!("[{by}='{row}'] {inner}"))
    });
    write();
    for row in open {
        if let Some(details) = element(&format!("[{by}='{row}'] details")) {
            // Setting an attribute with a valid name can't fail.
            details.set_attribute("open", "").ok();
        }
    }
    if let Some(place) = focused {
        focus_on(&place);
    }
}

/// Whether this window has the focus.
pub fn has_focus() -> bool {
    document().is_some_and(|document| document.has_focus().unwrap_or(false))
}
