//! Keyboard events, and the keys that are free for shortcuts at the focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::view::shortcuts::Key;

/// Calls `ask` with the key of a keyboard event.
pub fn with_key<T>(event: &KeyboardEvent, ask: impl FnOnce(Key) -> T) -> T {
    let (name, code) = (event.key(), event.code());
    ask(Key { name: &name, code: &code, with_shift: event.shift_key(), is_held: event.repeat() })
}

/// Whether the key types text here, or belongs to the browser or the system.
pub fn has_meaning_of_its_own(event: &KeyboardEvent) -> bool {
    event.ctrl_key()
        || event.alt_key()
        || event.meta_key()
        // AltGr is a key of its own on most keyboards, and types a third character with each key.
        || event.get_modifier_state("AltGraph")
        || event.is_composing()
        || is_in(event, "textarea, select, input:not([type=radio])")
}

/// Whether Enter activates the focused element.
pub fn presses_something(event: &KeyboardEvent) -> bool {
    is_in(event, "a, button, summary")
}

fn is_in(event: &KeyboardEvent, selector: &str) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}
