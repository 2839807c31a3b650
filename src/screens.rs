//! The screens that everybody sees, as HTML: each is written from the words and the answers, and is the same text for the same answers.
//!
//! The edge (`app`) puts them into the page, hears what is done there, and changes what shows an answer when that answer changes. Everything goes
//! through `maud`, which escapes whatever it is given: a note with markup in it is shown as text.

pub mod files;
pub mod frame;
pub mod notices;
pub mod question;
pub mod results;
pub mod section;
pub mod sections;
pub mod start;

use maud::Markup;

/// A part of a screen that can change while the screen is there: where it stands, and how it is now.
///
/// Made by the screens alone, so that a content is always one that `maud` has escaped.
pub struct Part {
    place: String,
    state: State,
}

/// How a part is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// What stands in the element; `maud` made it.
    Content(String),
    /// A text that stands alone in the element.
    Text(String),
    /// An attribute of the element, and its value.
    Attribute(&'static str, String),
}

impl Part {
    /// A CSS selector that finds its element.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What follows the answers there.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Whether it is no longer as it was.
    pub fn is_another_than(&self, before: &Self) -> bool {
        self.state != before.state
    }

    fn new(place: impl Into<String>, content: Markup) -> Self {
        Self { place: place.into(), state: State::Content(content.into_string()) }
    }

    fn text(place: impl Into<String>, text: impl Into<String>) -> Self {
        Self { place: place.into(), state: State::Text(text.into()) }
    }

    fn attribute(place: impl Into<String>, name: &'static str, value: impl Into<String>) -> Self {
        Self { place: place.into(), state: State::Attribute(name, value.into()) }
    }
}
