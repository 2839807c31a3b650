//! Leaving the page, sleeping, and returning.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use super::page::{document, window};

/// Calls `wake` when the page may have missed changes by other tabs: it slept, was frozen, or was
/// restored from the back/forward cache.
pub fn on_wake(wake: impl Fn() + Clone + 'static) {
    // The last two are dispatched to the document and heard in the capture phase; `focus` in that
    // phase would include every element of the page.
    for (name, on_its_way) in
        [("pageshow", false), ("focus", false), ("visibilitychange", true), ("resume", true)]
    {
        let wake = wake.clone();
        let heard = Closure::<dyn FnMut()>::new(move || {
            if document().is_some_and(|document| !document.hidden()) {
                wake();
            }
        });
        if let Some(window) = window() {
            window
                .add_event_listener_with_callback_and_bool(
                    name,
                    heard.into_js_value().unchecked_ref(),
                    on_its_way,
                )
                .ok();
        }
    }
}

/// Calls `back` when the page is restored from the back/forward cache.
pub fn on_return(back: impl Fn() + 'static) {
    leptos::leptos_dom::helpers::window_event_listener_untyped("pageshow", move |event| {
        if js_sys::Reflect::get(&event, &"persisted".into())
            .is_ok_and(|persisted| persisted.is_truthy())
        {
            back();
        }
    });
}

/// Makes the browser ask before the page is left, or no longer. The text of the question is the
/// browser's.
pub fn ask_before_leaving(asks: bool) {
    let Some(window) = window() else { return };
    if !asks {
        return window.set_onbeforeunload(None);
    }
    let ask = Closure::<dyn FnMut(web_sys::Event)>::new(|event: web_sys::Event| {
        event.prevent_default();
        // Browsers from before 2024 need this instead.
        js_sys::Reflect::set(&event, &"returnValue".into(), &"".into()).ok();
    });
    window.set_onbeforeunload(Some(ask.into_js_value().unchecked_ref()));
}
