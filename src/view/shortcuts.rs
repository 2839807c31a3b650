//! The keyboard shortcuts of a question. They work only while it has the focus (WCAG 2.2, 2.1.4
//! *Character Key Shortcuts*).

use crate::assessment::answers::{Choice, Level};

/// A key as in a `KeyboardEvent` of the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key<'a> {
    /// The character typed or the key's name: `1`, `&`, `Enter` (`key`).
    pub name: &'a str,
    /// The physical position, named as on a US keyboard: `Digit1` (`code`).
    pub code: &'a str,
    /// Whether Shift is down.
    pub with_shift: bool,
    /// Whether this is a repeat of a key held down (`repeat`).
    pub is_held: bool,
}

/// The command of one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortcut {
    /// Choose this answer.
    Choose(Choice),
    /// Go to the next question.
    On,
    /// Go to the previous question.
    Back,
    /// Take back the choice made last.
    TakeBack,
}

impl Shortcut {
    /// Returns the shortcut of a key, if it has one.
    ///
    /// The digits are those of the levels; 0 is *I don't know*. Enter does nothing on a radio
    /// button, so it is free for going on. Repeats of a key held down are ignored: holding Enter
    /// would run past every question.
    pub fn new(key: Key) -> Option<Self> {
        match key.name {
            _ if key.is_held => None,
            "Enter" if key.with_shift => Some(Self::Back),
            "Enter" => Some(Self::On),
            "Backspace" => Some(Self::TakeBack),
            _ => match digit(key)? {
                0 => Some(Self::Choose(Choice::Unknown)),
                digit => Level::new(digit).map(|level| Self::Choose(Choice::Level(level))),
            },
        }
    }

    /// Whether the shortcut leaves the question. If a link or button has the focus, its key belongs
    /// to that instead.
    pub fn leads_away(self) -> bool {
        matches!(self, Self::On | Self::Back)
    }
}

/// Whether to suppress a click by this key on a link or button: holding Enter would repeat the
/// click.
pub fn must_not_press_again(key: Key) -> bool {
    key.is_held && key.name == "Enter"
}

/// Whether a key leads from one radio button to another, so that the choice may still go on.
pub fn is_arrow(key: Key) -> bool {
    key.name.starts_with("Arrow")
}

/// The radio button to which an arrow key leads, of the `count` in its group that can be chosen:
/// the next or previous one, wrapping around as in every browser. `None` for other keys, and if
/// there is no other button.
pub fn next_radio(key: Key, from: usize, count: usize) -> Option<usize> {
    let steps = match key.name {
        "ArrowDown" | "ArrowRight" => 1,
        "ArrowUp" | "ArrowLeft" => count.saturating_sub(1),
        _ => return None,
    };
    (from + steps).checked_rem(count).filter(|to| *to != from)
}

/// The digit on a key.
///
/// On many keyboards (French, Belgian, Czech, Lithuanian, …) a digit needs Shift, and the key types
/// something else without it; there the position gives the digit. A typed digit always counts, at
/// any position. With Shift the position is ignored: `!` is no level.
fn digit(key: Key) -> Option<u64> {
    let mut signs = key.name.chars();
    let (Some(sign), None) = (signs.next(), signs.next()) else { return None };
    if let Some(digit) = sign.to_digit(10) {
        return Some(digit.into());
    }
    // The key right of 9 is 0 on all keyboards but the Hungarian, where it types `ö`.
    if key.with_shift || sign == 'ö' {
        return None;
    }
    let digit = key.code.strip_prefix("Digit").or_else(|| key.code.strip_prefix("Numpad"))?;
    // `NumpadAdd` and others are no digits.
    digit.parse().ok()
}
