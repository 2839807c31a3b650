//! Changes of the page as plain data: which element, and what changes in it.

use maud::Markup;

/// One change of one element.
///
/// Only the views make patches, so that all content was escaped by `maud`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    selector: String,
    value: PatchValue,
}

/// The new value in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatchValue {
    /// New children: HTML made by `maud`.
    Content(String),
    /// Text as the only child.
    Text(String),
    /// A new value of an attribute; `None` removes the attribute.
    Attribute(&'static str, Option<String>),
    /// A new value of a boolean property: `checked`, `disabled`, `hidden`.
    Flag(&'static str, bool),
}

impl Patch {
    /// The CSS selector that finds the element.
    pub fn selector(&self) -> &str {
        &self.selector
    }

    /// The new value in the element.
    pub fn value(&self) -> &PatchValue {
        &self.value
    }

    pub(super) fn new(selector: impl Into<String>, content: Markup) -> Self {
        Self { selector: selector.into(), value: PatchValue::Content(content.into_string()) }
    }

    pub(super) fn text(selector: impl Into<String>, text: impl Into<String>) -> Self {
        Self { selector: selector.into(), value: PatchValue::Text(text.into()) }
    }

    pub(super) fn attribute(
        selector: impl Into<String>,
        name: &'static str,
        value: Option<String>,
    ) -> Self {
        Self { selector: selector.into(), value: PatchValue::Attribute(name, value) }
    }

    pub(super) fn flag(selector: impl Into<String>, name: &'static str, is_so: bool) -> Self {
        Self { selector: selector.into(), value: PatchValue::Flag(name, is_so) }
    }
}
