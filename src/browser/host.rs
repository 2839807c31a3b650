//! The host that embeds the page, if there is one: a channel to it, the page's height, its colours.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{
    CssStyleSheet, MessageEvent, MessagePort, MutationObserver, MutationObserverInit,
    ResizeObserver,
};

use super::page;

/// Whether the page is in a frame of another page.
pub fn is_framed() -> bool {
    let Some(window) = web_sys::window() else { return false };
    // With a window of another origin, only a comparison is possible.
    window.parent().ok().flatten().is_some_and(|parent| !js_sys::Object::is(&parent, &window))
}

/// The page's own origin.
pub fn own_origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// The origins of the pages around this one, as far as the browser reveals them. In Firefox a page
/// can hide its origin.
pub fn ancestors() -> Vec<String> {
    let list = web_sys::window()
        .and_then(|window| Reflect::get(&window.location(), &"ancestorOrigins".into()).ok());
    let list = list.filter(|list| !list.is_undefined());
    list.map(|list| {
        Array::from(&list)
            .iter()
            .filter_map(|origin| origin.as_string())
            .filter(|origin| origin != "null")
            .collect()
    })
    .unwrap_or_default()
}

/// The query parameters of the address, as pairs of name and value.
pub fn pairs_in_address() -> Vec<(String, String)> {
    let search =
        web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    let Ok(params) = web_sys::UrlSearchParams::new_with_str(&search) else { return Vec::new() };
    let pairs = params.entries().into_iter().flatten().map(|pair| Array::from(&pair));
    pairs.filter_map(|pair| Some((pair.get(0).as_string()?, pair.get(1).as_string()?))).collect()
}

/// The channel to the host; a handle that can be cloned freely.
#[derive(Clone, Default)]
pub struct Host {
    port: Rc<RefCell<Option<MessagePort>>>,
}

impl Host {
    /// Waits for the host's greeting, which transfers a port; then calls `greeted` with the host's
    /// origin, and `said` with each message as JSON text. Only the parent window can greet, and
    /// only from an origin that `is_allowed`.
    pub fn listen(
        &self,
        is_allowed: impl Fn(&str) -> bool + 'static,
        greeted: impl Fn(String) + 'static,
        said: impl Fn(&str) + 'static,
    ) {
        let (host, said) = (self.clone(), Rc::new(said));
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if !is_greeting(&event) || !is_allowed(&event.origin()) {
                return;
            }
            let Ok(port) = event.ports().get(0).dyn_into::<MessagePort>() else { return };
            let said = Rc::clone(&said);
            let read = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(text) =
                    JSON::stringify(&event.data()).ok().and_then(|text| text.as_string())
                {
                    said(&text);
                }
            });
            port.set_onmessage(Some(read.into_js_value().unchecked_ref()));
            *host.port.borrow_mut() = Some(port);
            greeted(event.origin());
        });
        let Some(window) = web_sys::window() else { return };
        window
            .add_event_listener_with_callback("message", hear.into_js_value().unchecked_ref())
            .ok();
        // Tells any host that the page is ready for the greeting, and nothing more.
        if let (Ok(Some(parent)), Ok(here)) =
            (window.parent(), JSON::parse("{\"type\":\"aims-embed/here\"}"))
        {
            parent.post_message(&here, "*").ok();
        }
    }

    /// Sends a message to the host, if one has greeted.
    pub fn tell(&self, message: &str) {
        if let (Some(port), Ok(message)) = (&*self.port.borrow(), JSON::parse(message)) {
            // A host that is gone misses it.
            port.post_message(&message).ok();
        }
    }
}

/// Whether a message is the greeting of the parent window, and not of another window that has a
/// reference to this one.
fn is_greeting(event: &MessageEvent) -> bool {
    let parent = web_sys::window().and_then(|window| window.parent().ok().flatten());
    let is_from_parent = parent.is_some_and(|parent| {
        event.source().is_some_and(|source| js_sys::Object::is(&source, &parent))
    });
    let kind = Reflect::get(&event.data(), &"type".into()).ok().and_then(|kind| kind.as_string());
    is_from_parent && kind.as_deref() == Some("aims-embed/hello")
}

/// Marks the page as framed, for the style: no answer may change a height then.
pub fn mark_as_framed() {
    let root = web_sys::window().and_then(|window| window.document()?.document_element());
    if let Some(root) = root {
        // Setting an attribute with a valid name can't fail.
        root.set_attribute("data-framed", "").ok();
    }
}

/// Calls `changed` with the page's height in CSS pixels, now and whenever it may have changed.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a height is small and not negative"
)]
pub fn watch_height(changed: impl Fn(u32) + 'static) {
    let body = web_sys::window().and_then(|window| window.document()?.body());
    let Some(body) = body else { return };
    let measured = body.clone();
    // The height of the body: the document's is never less than the frame's, so a frame could never
    // shrink.
    let measure = Closure::<dyn FnMut()>::new(move || {
        changed(measured.get_bounding_client_rect().height().ceil() as u32);
    });
    if let Ok(observer) = ResizeObserver::new(measure.into_js_value().unchecked_ref()) {
        observer.observe(&body);
    }
}

/// Keeps a host from navigating the frame to an element by its id (`#C5-2`): a focusable element
/// would take the focus from the host's page, which the browser then scrolls to it, and so reveals
/// its position. In a frame, elements with an id are focusable only while the module `focus` gives
/// them the focus.
pub fn keep_from_being_led() {
    fn take_away() {
        for element in page::all("[id][tabindex]:not(:focus)") {
            element.remove_attribute("tabindex").ok();
        }
    }
    let changed = Closure::<dyn Fn()>::new(take_away).into_js_value();
    let body = web_sys::window().and_then(|window| window.document()?.body());
    if let (Some(body), Ok(observer)) = (body, MutationObserver::new(changed.unchecked_ref())) {
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_subtree(true);
        // Called before anything else can happen to the added elements.
        observer.observe_with_options(&body, &what).ok();
    }
    page::on("focusout", take_away);
}

/// Applies a style sheet over the page's own; a later one replaces it. No content security policy
/// forbids this to a script.
pub fn lay_over(css: &str) {
    thread_local! {
        static LAID: OnceCell<CssStyleSheet> = const { OnceCell::new() };
    }
    let fill = |sheet: &CssStyleSheet| -> Result<(), JsValue> {
        let replace = Reflect::get(sheet, &"replaceSync".into())?;
        replace.dyn_into::<js_sys::Function>()?.call1(sheet, &css.into()).map(drop)
    };
    let lay = || -> Result<(), JsValue> {
        if let Some(sheet) = LAID.with(|laid| laid.get().cloned()) {
            return fill(&sheet);
        }
        let sheet = CssStyleSheet::new()?;
        fill(&sheet)?;
        let document =
            web_sys::window().and_then(|window| window.document()).ok_or("no document")?;
        // The start script adds the style of later screens to the same list.
        let name = "adoptedStyleSheets".into();
        let sheets = Array::from(&Reflect::get(&document, &name)?);
        sheets.push(&sheet);
        Reflect::set(&document, &name, &sheets)?;
        // It was empty a moment ago.
        LAID.with(|laid| laid.set(sheet)).ok();
        Ok(())
    };
    // Browsers from before 2023 show the page in its own colours.
    lay().ok();
}
