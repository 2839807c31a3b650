//! An event of the page, and the element in which it happened.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, File, HtmlInputElement};

use super::dom::{set, text};

/// Something that the visitor did: the event, and the element in which it happened.
#[derive(Clone)]
pub struct DomEvent {
    event: Event,
    pub(super) target: Element,
}

impl DomEvent {
    /// What an event tells; nothing where it happened in no element.
    pub fn of(event: &Event) -> Option<Self> {
        Some(Self { event: event.clone(), target: event.target()?.dyn_into().ok()? })
    }

    /// The same, seen from the nearest element around it that a selector finds.
    pub fn within(&self, selector: &str) -> Option<Self> {
        Some(Self { event: self.event.clone(), target: self.target.closest(selector).ok()?? })
    }

    /// An attribute of the element; empty where it has none of this name.
    pub fn attribute(&self, name: &str) -> String {
        self.target.get_attribute(name).unwrap_or_default()
    }

    /// The value of the field.
    pub fn value(&self) -> String {
        text(&self.target, "value").unwrap_or_default()
    }

    /// Whether the box is ticked.
    pub fn is_ticked(&self) -> bool {
        Reflect::get(&self.target, &"checked".into()).is_ok_and(|is_ticked| is_ticked.is_truthy())
    }

    /// Ticks the box, or not.
    pub fn tick(&self, is_ticked: bool) {
        set(&self.target, "checked", &is_ticked.into());
    }

    /// The file that was chosen in a file input; none is chosen any more, so that the same can be chosen again after it was changed.
    pub fn take_file(&self) -> Option<File> {
        let input: &HtmlInputElement = self.target.dyn_ref()?;
        let file = input.files()?.get(0);
        input.set_value("");
        file
    }

    /// The browser shall not do what it does by itself.
    pub fn prevent_default(&self) {
        self.event.prevent_default();
    }
}
