//! The page around the app: its address, language, title, focus, and the clock.

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, FocusOptions, HtmlElement, UrlSearchParams, Window};

use super::host;
use super::scrolling::{self, bring_into_view, return_in_history};

pub(super) fn window() -> Option<Window> {
    web_sys::window()
}

pub(super) fn document() -> Option<Document> {
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
    // Programs that hide the list leave nothing in its place, or something that is no list.
    let navigator = window().map(|window| window.navigator());
    let told = |name: &str| navigator.as_ref().and_then(|navigator| js_sys::Reflect::get(navigator, &name.into()).ok());
    let list = told("languages").and_then(|list| list.dyn_into::<js_sys::Array>().ok());
    let tags = list.into_iter().flat_map(|list| list.iter().collect::<Vec<_>>()).chain(told("language"));
    tags.filter_map(|tag| tag.as_string()).collect()
}

/// Who made the browser's engine, as the browser tells it.
pub fn engine_vendor() -> String {
    let vendor = window().and_then(|window| js_sys::Reflect::get(&window.navigator(), &"vendor".into()).ok()?.as_string());
    vendor.unwrap_or_default()
}

/// Sets the title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets `<html lang>`.
pub fn set_own_language(language: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Setting an attribute with a valid name can't fail.
        root.set_attribute("lang", language).ok();
    }
}

thread_local! {
    /// The guide in each language, as it stood in the page.
    static GUIDES: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
}

/// Removes what the page shows while it loads; and what it showed when it was saved, if the browser saved it as it looked. The guide, which
/// stands nowhere else, is kept for [`put_guide`].
pub fn clear() {
    GUIDES.set(all("[data-guide]"));
    if let Some(body) = document().and_then(|document| document.body()) {
        body.set_text_content(None);
    }
}

/// Puts the guide in a language into a place of the page.
pub fn put_guide(language: &str, place: &Element) {
    let is_it = |guide: &&Element| guide.get_attribute("data-guide").as_deref() == Some(language);
    let guide = GUIDES.with_borrow(|guides| guides.iter().find(is_it).cloned());
    // A page that was saved without it has none.
    guide.map(|guide| place.append_child(&guide));
}

/// The text of a part of the page that holds data; nothing where there is none.
pub fn data(id: &str) -> Option<String> {
    document()?.get_element_by_id(id)?.text_content().filter(|text| !text.trim().is_empty())
}

/// The name of the file that the page was opened from.
pub fn file_name() -> String {
    let path = window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    js_sys::decode_uri_component(name).map_or_else(|_| name.to_owned(), String::from)
}

/// The language that the page itself is written in.
pub fn own_language() -> Option<String> {
    document()?.document_element()?.get_attribute("lang")
}

/// Calls `done` when an event of this name happens to the window.
pub fn on(name: &'static str, done: impl Fn() + 'static) {
    leptos::leptos_dom::helpers::window_event_listener_untyped(name, move |_| done());
}

/// Whether the page was opened from a file.
pub fn is_document() -> bool {
    window().and_then(|window| window.location().protocol().ok()).as_deref() == Some("file:")
}

/// Hears every event of this name that happens in the page.
pub fn on_event(name: &'static str, hear: impl Fn(&web_sys::Event) + 'static) {
    leptos::leptos_dom::helpers::window_event_listener_untyped(name, move |event| hear(&event));
}

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

/// Whether the visitor is working in this window.
pub fn has_focus() -> bool {
    document().is_some_and(|document| document.has_focus().unwrap_or(false))
}

/// Opens the browser's print dialog.
pub fn print() {
    // A browser without printing has no dialog to open.
    window().map(|window| window.print());
}

/// Puts an address of ours in the place of the present one, without an entry in the history.
pub fn replace_hash(address: &str) {
    let history = window().and_then(|window| window.history().ok());
    // Where that is refused, the place is shown all the same.
    history.map(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(address)).ok());
}

/// Goes to an address of ours.
pub fn go(address: &str) {
    if let Some(window) = window() {
        // Where that is refused, one stays where one is.
        window.location().set_hash(address).ok();
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

pub(super) fn all(selector: &str) -> Vec<Element> {
    let found = document().and_then(|document| document.query_selector_all(selector).ok());
    let found = found.into_iter().flat_map(|list| (0..list.length()).filter_map(move |index| list.item(index)));
    found.filter_map(|node| node.dyn_into().ok()).collect()
}

/// Puts the focus on the element that a selector finds.
pub fn focus_on(selector: &str) {
    if let Some(element) = element(selector) {
        focus(&element);
    }
}

/// Puts the focus on the element that a selector finds, and brings it into view.
pub fn go_to(selector: &str) {
    if let Some(element) = element(selector) {
        focus(&element);
        scrolling::show_whole(&element);
    }
}

/// Clicks a file input, which opens the browser's dialog.
pub fn click(selector: &str) {
    if let Some(element) = element(selector).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

pub(super) fn element(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok().flatten()
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

/// The time in UTC, to the second: `2026-11-23T12:00:00Z`.
pub fn now() -> String {
    let full = js_sys::Date::new_0().to_iso_string().as_string().unwrap_or_default();
    full.split_once('.').map_or(full.clone(), |(seconds, _)| format!("{seconds}Z"))
}

/// The time in milliseconds since 1970.
pub fn milliseconds() -> u64 {
    // A clock before 1970 counts as 1970.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole milliseconds, far below what fits")]
    let now = js_sys::Date::now() as u64;
    now
}

/// A time in UTC as the visitor's clock and language have it; nothing for what is no time.
pub fn local_time(utc: &str, language: &str) -> Option<String> {
    let time = js_sys::Date::new(&JsValue::from_str(utc));
    if time.get_time().is_nan() {
        return None;
    }
    let options = js_sys::Object::new();
    for (name, value) in [("dateStyle", "long"), ("timeStyle", "short")] {
        // Setting a member of a new object can't fail.
        js_sys::Reflect::set(&options, &name.into(), &value.into()).ok();
    }
    let text = time.to_locale_string(&format!("{language}-CA"), &options).as_string()?;
    // `14 h 05` and `2:05 p.m.` stay on one line.
    Some([" h ", " a.m.", " p.m."].iter().fold(text, |text, hours| text.replace(hours, &hours.replace(' ', "\u{a0}"))))
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

/// The date where the visitor is: `2026-11-23`.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}
