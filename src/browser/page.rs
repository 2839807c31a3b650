//! The page around the app: its address, language, title, focus, and the clock.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, FocusOptions, HtmlElement, UrlSearchParams, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// The address after `#`, with it.
pub fn hash() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The value of `?lang=`.
pub fn language_in_address() -> Option<String> {
    let search = window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get("lang")
}

/// Makes `?lang=`, where the address has one, agree with the language that was chosen since: a reload keeps the choice.
pub fn set_language_in_address(code: &str) {
    if language_in_address().is_none() {
        return;
    }
    let change = || -> Option<()> {
        let window = window()?;
        let location = window.location();
        let search = UrlSearchParams::new_with_str(&location.search().ok()?).ok()?;
        search.set("lang", code);
        let address = format!("?{}{}", search.to_string().as_string()?, location.hash().ok()?);
        window.history().ok()?.replace_state_with_url(&JsValue::NULL, "", Some(&address)).ok()
    };
    // Where the address can't be changed, the stored choice is still there for a page without `?lang=`.
    change().unwrap_or_default();
}

/// The visitor's languages, most wanted first.
pub fn preferred_languages() -> Vec<String> {
    let languages = window().map(|window| window.navigator().languages());
    languages.into_iter().flat_map(|list| list.iter().collect::<Vec<_>>()).filter_map(|tag| tag.as_string()).collect()
}

/// Sets `<html lang>` and the title.
pub fn describe(language: &str, title: &str) {
    let Some(document) = document() else { return };
    document.set_title(title);
    if let Some(root) = document.document_element() {
        // Setting an attribute with a valid name can't fail.
        root.set_attribute("lang", language).ok();
    }
}

/// Removes what the page shows while it loads.
pub fn remove_loading_note() {
    if let Some(note) = document().and_then(|document| document.get_element_by_id("loading")) {
        note.remove();
    }
}

/// After the screen changed: back to its top, with the focus on its heading, so that a screen reader tells it.
pub fn show_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    if let Some(heading) = element("h1") {
        focus(&heading);
    }
}

/// Brings a question into view; with the focus on it where the visitor asked for it.
pub fn show_question(code: &str, with_focus: bool) {
    let Some(question) = document().and_then(|document| document.get_element_by_id(code)) else { return };
    question.scroll_into_view();
    if with_focus {
        focus(&question);
    }
}

/// Puts the focus on the element that a selector finds.
pub fn focus_on(selector: &str) {
    if let Some(element) = element(selector) {
        focus(&element);
    }
}

/// Clicks a file input, which opens the browser's dialog.
pub fn click(selector: &str) {
    if let Some(element) = element(selector).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

fn element(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok().flatten()
}

fn focus(element: &Element) {
    let Some(element) = element.dyn_ref::<HtmlElement>() else { return };
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // What can't take the focus leaves it where it is.
    element.focus_with_options(&options).ok();
}

/// The time in UTC, to the second: `2026-11-23T12:00:00Z`.
pub fn now() -> String {
    let full = js_sys::Date::new_0().to_iso_string().as_string().unwrap_or_default();
    full.split_once('.').map_or(full.clone(), |(seconds, _)| format!("{seconds}Z"))
}

/// The date where the visitor is: `2026-11-23`.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}
