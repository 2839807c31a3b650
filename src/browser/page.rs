//! The page around the app: its address, language, title, elements, events.

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, UrlSearchParams, Window};

pub(super) fn window() -> Option<Window> {
    web_sys::window()
}

pub(super) fn document() -> Option<Document> {
    window()?.document()
}

/// The fragment of the address, with `#`.
pub fn hash() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The value of `?lang=`.
pub fn language_in_address() -> Option<String> {
    let search = window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get("lang")
}

/// Sets `?lang=`, if the address has one, to the language chosen since, so that a reload keeps the
/// choice.
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
    // If the address can't be changed, the stored choice still applies to a page without `?lang=`.
    change().unwrap_or_default();
}

/// The visitor's languages, most preferred first.
pub fn preferred_languages() -> Vec<String> {
    // Programs that hide the list leave nothing in its place, or something that is no list.
    let navigator = window().map(|window| window.navigator());
    let told = |name: &str| {
        navigator.as_ref().and_then(|navigator| js_sys::Reflect::get(navigator, &name.into()).ok())
    };
    let list = told("languages").and_then(|list| list.dyn_into::<js_sys::Array>().ok());
    let tags =
        list.into_iter().flat_map(|list| list.iter().collect::<Vec<_>>()).chain(told("language"));
    tags.filter_map(|tag| tag.as_string()).collect()
}

/// The vendor of the browser's engine, as the browser reports it.
pub fn engine_vendor() -> String {
    let vendor = window().and_then(|window| {
        js_sys::Reflect::get(&window.navigator(), &"vendor".into()).ok()?.as_string()
    });
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
    /// The guide and the sample of a result in each language, as taken from the page.
    static GUIDES: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
}

/// Removes what the page shows while loading; also a rendered screen, if the browser saved the page
/// as it looked. The guide and the sample, which exist nowhere else, are kept for [`put_guide`].
pub fn clear() {
    GUIDES.set(all("[data-guide]"));
    if let Some(body) = document().and_then(|document| document.body()) {
        body.set_text_content(None);
    }
}

/// Inserts a part of the page's own HTML into an element, or takes it out: the guide of a language
/// (`en`), or the sample of a result (`sample-en`).
pub fn put_guide(name: &str, place: &Element, is_wanted: bool) {
    if !is_wanted {
        return place.set_text_content(None);
    }
    let is_it = |guide: &&Element| guide.get_attribute("data-guide").as_deref() == Some(name);
    let guide = GUIDES.with_borrow(|guides| guides.iter().find(is_it).cloned());
    // A page that was saved without the guide has none.
    guide.map(|guide| place.append_child(&guide));
}

/// The text of an element that holds data; `None` if there is none.
pub fn data(id: &str) -> Option<String> {
    document()?.get_element_by_id(id)?.text_content().filter(|text| !text.trim().is_empty())
}

/// The name of the file from which the page was opened.
pub fn file_name() -> String {
    let path = window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    js_sys::decode_uri_component(name).map_or_else(|_| name.to_owned(), String::from)
}

/// The language in which the page itself is written.
pub fn own_language() -> Option<String> {
    document()?.document_element()?.get_attribute("lang")
}

/// Lets the browser check what is typed for its spelling, or asks it not to: some send it to their
/// maker for that.
pub fn set_spell_checking(is_on: bool) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    if is_on {
        root.remove_attribute("spellcheck").ok();
    } else {
        root.set_attribute("spellcheck", "false").ok();
    }
}

/// Calls `done` on each event of this name on the window.
pub fn on(name: &'static str, done: impl Fn() + 'static) {
    leptos::leptos_dom::helpers::window_event_listener_untyped(name, move |_| done());
}

/// Whether the page was opened from a file (`file:`), or from the memory of another page (`blob:`),
/// which shares its storage with that page.
pub fn is_document() -> bool {
    let protocol = window().and_then(|window| window.location().protocol().ok());
    protocol.is_some_and(|protocol| ["file:", "blob:"].contains(&protocol.as_str()))
}

/// Calls `hear` with each event of this name in the page.
pub fn on_event(name: &'static str, hear: impl Fn(&web_sys::Event) + 'static) {
    leptos::leptos_dom::helpers::window_event_listener_untyped(name, move |event| hear(&event));
}

/// Opens the browser's print dialog.
pub fn print() {
    // A browser that can't print has no dialog to open.
    window().map(|window| window.print());
}

/// Replaces the current address by another of the page, without an entry in the history.
pub fn replace_hash(address: &str) {
    let history = window().and_then(|window| window.history().ok());
    // If the browser refuses, the route is shown nevertheless.
    history.map(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(address)).ok());
}

/// Navigates to an address of the page.
pub fn go(address: &str) {
    if let Some(window) = window() {
        // If the browser refuses, the page stays where it is.
        window.location().set_hash(address).ok();
    }
}

pub(super) fn all(selector: &str) -> Vec<Element> {
    let found = document().and_then(|document| document.query_selector_all(selector).ok());
    let found = found
        .into_iter()
        .flat_map(|list| (0..list.length()).filter_map(move |index| list.item(index)));
    found.filter_map(|node| node.dyn_into().ok()).collect()
}

/// Clicks a file input, which opens the browser's file dialog.
pub fn click(selector: &str) {
    if let Some(element) =
        element(selector).and_then(|element| element.dyn_into::<HtmlElement>().ok())
    {
        element.click();
    }
}

pub(super) fn element(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok().flatten()
}
