//! Changes of a page that is there already, as plain data: which element, and what is different in it.

use maud::Markup;

/// One change of one element.
///
/// Made by the views alone, so that a content is always one that `maud` has escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    selector: String,
    value: PatchValue,
}

/// What an element gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatchValue {
    /// Other children: HTML that `maud` made.
    Content(String),
    /// A text as its only child.
    Text(String),
    /// Another value of an attribute; `None` takes the attribute away.
    Attribute(&'static str, Option<String>),
    /// Another value of a property that is true or false: `checked`, `disabled`, `hidden`.
    Flag(&'static str, bool),
}

impl Patch {
    /// The CSS selector that finds the element.
    pub fn selector(&self) -> &str {
        &self.selector
    }

    /// What the element gets.
    pub fn value(&self) -> &PatchValue {
        &self.value
    }

    pub(super) fn new(selector: impl Into<String>, content: Markup) -> Self {
        Self { selector: selector.into(), value: PatchValue::Content(content.into_string()) }
    }

    pub(super) fn text(selector: impl Into<String>, text: impl Into<String>) -> Self {
        Self { selector: selector.into(), value: PatchValue::Text(text.into()) }
    }

    pub(super) fn attribute(selector: impl Into<String>, name: &'static str, value: Option<String>) -> Self {
        Self { selector: selector.into(), value: PatchValue::Attribute(name, value) }
    }

    pub(super) fn flag(selector: impl Into<String>, name: &'static str, is_so: bool) -> Self {
        Self { selector: selector.into(), value: PatchValue::Flag(name, is_so) }
    }
}
