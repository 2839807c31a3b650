//! What a key means while a question has the focus. (Only then: WCAG 2.2, 2.1.4 *Character Key Shortcuts*.)

use crate::answers::{Choice, Level};

/// What a visitor asks for with one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// This answer to the question.
    Choose(Choice),
    /// The question after it.
    On,
    /// The question before it.
    Back,
}

impl Press {
    /// The meaning of a key by its name in the DOM (`KeyboardEvent.key`); nothing where it has none of ours.
    ///
    /// The digits are those of the levels; 0 is *I don't know*. Enter has no meaning of its own on a radio button, so it is free for
    /// the way on.
    pub fn new(key: &str, with_shift: bool) -> Option<Self> {
        match key {
            "Enter" if with_shift => Some(Self::Back),
            "Enter" => Some(Self::On),
            "0" => Some(Self::Choose(Choice::Unknown)),
            _ => key.parse().ok().and_then(Level::new).map(|level| Self::Choose(Choice::Level(level))),
        }
    }

    /// Whether it leads away from the question: then it belongs to links and buttons where one of them has the focus.
    pub fn leads_away(self) -> bool {
        matches!(self, Self::On | Self::Back)
    }
}
