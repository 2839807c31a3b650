//! Changes elements of the page: applies patches of the views, and sets values of fields.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::page::element;
use crate::view::patch::{Patch, PatchValue};

/// Applies a patch, if its element exists. Its content was escaped by `maud`.
pub fn apply(patch: &Patch) {
    let Some(element) = element(patch.selector()) else { return };
    // All attribute names are valid.
    match patch.value() {
        PatchValue::Content(content) => element.set_inner_html(content),
        PatchValue::Text(text) => element.set_text_content(Some(text)),
        PatchValue::Attribute(name, Some(value)) => {
            element.set_attribute(name, value).unwrap_or_default();
        }
        PatchValue::Attribute(name, None) => element.remove_attribute(name).unwrap_or_default(),
        PatchValue::Flag(name, is_so) => set(&element, name, &(*is_so).into()),
    }
}

/// Sets the value of a field, if the field exists and its value differs.
pub fn set_value(selector: &str, value: &str) {
    if let Some(field) =
        element(selector).filter(|field| text(field, "value").as_deref() != Some(value))
    {
        set(&field, "value", &value.into());
    }
}

/// The value of a field, if it exists.
pub fn value(selector: &str) -> Option<String> {
    element(selector).and_then(|field| text(&field, "value"))
}

pub(super) fn inside(element: &Element, selector: &str) -> Option<Element> {
    element.query_selector(selector).ok().flatten()
}

pub(super) fn text(element: &Element, property: &str) -> Option<String> {
    Reflect::get(element, &property.into()).ok()?.as_string()
}

pub(super) fn set(element: &Element, property: &str, value: &JsValue) {
    // Elements accept any property.
    Reflect::set(element, &property.into(), value).ok();
}
