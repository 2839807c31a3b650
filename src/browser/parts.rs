//! Parts of the page that follow the answers, and what the visitor does with them.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, File, HtmlInputElement};

use super::page::{document, element};
use crate::language::Language;
use crate::screens::question::{Look, choice};
use crate::screens::{Part, State};

/// Brings a part of the page up to date, if it is there. What `maud` made is escaped.
pub fn write(part: &Part) {
    let Some(element) = element(part.place()) else { return };
    match part.state() {
        State::Content(content) => element.set_inner_html(content),
        State::Text(text) => element.set_text_content(Some(text)),
        // All of them have valid names.
        State::Attribute(name, value) => element.set_attribute(name, value).unwrap_or_default(),
    }
}

/// Sets the value of a field that is there and has another.
pub fn set_value(selector: &str, value: &str) {
    if let Some(field) = element(selector).filter(|field| text(field, "value").as_deref() != Some(value)) {
        set(&field, "value", &value.into());
    }
}

/// Shows a question as it is answered now.
pub fn show_look(language: Language, question: usize, code: &str, look: Look) {
    let Some(fieldset) = document().and_then(|document| document.get_element_by_id(code)) else { return };
    let Ok(inputs) = fieldset.query_selector_all("input") else { return };
    for index in 0..inputs.length() {
        let Some(input) = inputs.item(index).and_then(|node| node.dyn_into::<HtmlInputElement>().ok()) else { continue };
        let (Some(value), Some(label)) = (choice(&input.value()), input.parent_element()) else { continue };
        // What stays as it is isn't touched: the browser would look at it again.
        if input.checked() != look.is_chosen(value) {
            input.set_checked(look.is_chosen(value));
        }
        if input.disabled() != look.is_disabled(value) {
            input.set_disabled(look.is_disabled(value));
        }
        set_class(&label, &look.classes(value));
    }
    if let Some(clear) = inside(&fieldset, ".clear") {
        set_class(&clear, look.clear_classes());
    }
    let Some(reason) = inside(&fieldset, ".reason") else { return };
    set(&reason, "hidden", &(!look.asks_reason()).into());
    let Some(field) = inside(&reason, "textarea") else { return };
    // Both are attributes with valid names.
    if look.lacks_reason {
        field.set_attribute("aria-invalid", "true").ok()
    } else {
        field.remove_attribute("aria-invalid").ok()
    };
    for (place, text) in [(".needed", look.needed(language)), ("[data-condition]", look.condition(language, question))] {
        if let Some(place) = inside(&fieldset, place).filter(|place| place.text_content().as_deref() != Some(text)) {
            place.set_text_content(Some(text));
        }
    }
}

/// Shows a box as ticked or not, with its row.
pub fn show_ticked(selector: &str, is_ticked: bool) {
    let Some(field) = element(selector) else { return };
    set(&field, "checked", &is_ticked.into());
    if let Some(label) = field.parent_element() {
        set_class(&label, if is_ticked { "answer chosen" } else { "answer" });
    }
}

/// Something that the visitor did: the event, and the element in which it happened.
#[derive(Clone)]
pub struct Act {
    event: Event,
    pub(super) target: Element,
}

impl Act {
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

pub(super) fn inside(element: &Element, selector: &str) -> Option<Element> {
    element.query_selector(selector).ok().flatten()
}

fn set_class(element: &Element, classes: &str) {
    if element.class_name() != classes {
        element.set_class_name(classes);
    }
}

pub(super) fn text(element: &Element, property: &str) -> Option<String> {
    Reflect::get(element, &property.into()).ok()?.as_string()
}

fn set(element: &Element, property: &str, value: &JsValue) {
    // An element of the page takes any property.
    Reflect::set(element, &property.into(), value).ok();
}
