//! DOM events with the element in which they happened.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, File, HtmlInputElement};

use super::dom::{set, text};

/// An event caused by the visitor, with the element in which it happened.
#[derive(Clone)]
pub struct DomEvent {
    event: Event,
    pub(super) target: Element,
}

impl DomEvent {
    /// Wraps an event; `None` if its target is no element.
    pub fn of(event: &Event) -> Option<Self> {
        Some(Self { event: event.clone(), target: event.target()?.dyn_into().ok()? })
    }

    /// The same event with the nearest ancestor (or the element itself) that matches a selector.
    pub fn within(&self, selector: &str) -> Option<Self> {
        Some(Self { event: self.event.clone(), target: self.target.closest(selector).ok()?? })
    }

    /// An attribute of the element; empty if it has none of this name.
    pub fn attribute(&self, name: &str) -> String {
        self.target.get_attribute(name).unwrap_or_default()
    }

    /// The value of the field.
    pub fn value(&self) -> String {
        text(&self.target, "value").unwrap_or_default()
    }

    /// Whether the checkbox is checked.
    pub fn is_ticked(&self) -> bool {
        Reflect::get(&self.target, &"checked".into()).is_ok_and(|is_ticked| is_ticked.is_truthy())
    }

    /// Checks or unchecks the checkbox.
    pub fn tick(&self, is_ticked: bool) {
        set(&self.target, "checked", &is_ticked.into());
    }

    /// Takes the file chosen in a file input. The input is cleared, so that the same file can be
    /// chosen again after it was changed.
    pub fn take_file(&self) -> Option<File> {
        let input: &HtmlInputElement = self.target.dyn_ref()?;
        let file = input.files()?.get(0);
        input.set_value("");
        file
    }

    /// Prevents the browser's default action.
    pub fn prevent_default(&self) {
        self.event.prevent_default();
    }
}
