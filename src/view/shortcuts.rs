//! What a key means while a question has the focus. (Only then: WCAG 2.2, 2.1.4 *Character Key Shortcuts*.)

use crate::assessment::answers::{Choice, Level};

/// A key as the browser tells it (`KeyboardEvent`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key<'a> {
    /// What it types, or its name: `1`, `&`, `Enter` (`key`).
    pub name: &'a str,
    /// Where it lies, by the name that an American keyboard gives to the place: `Digit1` (`code`).
    pub place: &'a str,
    /// Shift is down.
    pub with_shift: bool,
    /// It is held down, and was told before (`repeat`).
    pub is_held: bool,
}

/// What a visitor asks for with one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortcut {
    /// This answer to the question.
    Choose(Choice),
    /// The question after it.
    On,
    /// The question before it.
    Back,
}

impl Shortcut {
    /// The meaning of a key; nothing where it has none of ours.
    ///
    /// The digits are those of the levels; 0 is *I don't know*. Enter has no meaning of its own on a radio button, so it is free for
    /// the way on. A key that is held down means nothing more than it did at first: holding Enter would run past every question.
    pub fn new(key: Key) -> Option<Self> {
        match key.name {
            _ if key.is_held => None,
            "Enter" if key.with_shift => Some(Self::Back),
            "Enter" => Some(Self::On),
            _ => match digit(key)? {
                0 => Some(Self::Choose(Choice::Unknown)),
                digit => Level::new(digit).map(|level| Self::Choose(Choice::Level(level))),
            },
        }
    }

    /// Whether it leads away from the question: then it belongs to links and buttons where one of them has the focus.
    pub fn leads_away(self) -> bool {
        matches!(self, Self::On | Self::Back)
    }
}

/// Whether a link or button must not be pressed by the key once more: by Enter it is, again and again, for as long as that is held down.
pub fn must_not_press_again(key: Key) -> bool {
    key.is_held && key.name == "Enter"
}

/// The radio button to which an arrow key leads, of the `count` in its group that can be chosen: the next or the one before, around the ends as in every
/// browser. Nothing for another key, and where there is no other button.
pub fn next_radio(key: Key, from: usize, count: usize) -> Option<usize> {
    let steps = match key.name {
        "ArrowDown" | "ArrowRight" => 1,
        "ArrowUp" | "ArrowLeft" => count.saturating_sub(1),
        _ => return None,
    };
    (from + steps).checked_rem(count).filter(|to| *to != from)
}

/// The digit that stands on a key.
///
/// On many keyboards (French, Belgian, Czech, Lithuanian, …) a digit is typed with Shift, and something else without it, so that there the
/// place tells the digit. A digit that is typed is that digit, wherever it lies. With Shift the place tells nothing: `!` is no level.
fn digit(key: Key) -> Option<u64> {
    let mut signs = key.name.chars();
    let (Some(sign), None) = (signs.next(), signs.next()) else { return None };
    if let Some(digit) = sign.to_digit(10) {
        return Some(digit.into());
    }
    // What lies right of 9 is a 0 everywhere but on Hungarian keyboards.
    if key.with_shift || sign == 'ö' {
        return None;
    }
    let digit = key.place.strip_prefix("Digit").or_else(|| key.place.strip_prefix("Numpad"))?;
    // `NumpadAdd` and others are no digits.
    digit.parse().ok()
}
