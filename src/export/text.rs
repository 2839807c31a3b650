//! Prepares texts for office files: characters, escapes and reading direction.

/// The date of a file whose report has none, since a file needs one: the day on which the standard
/// was published.
pub const NO_DATE: &str = "2023-12-18";
pub use crate::language::text::printed as clean;

/// Escapes the text for an XML element or attribute.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The reading direction of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// As in English.
    LeftToRight,
    /// As in Arabic and Hebrew.
    RightToLeft,
}

/// Returns the direction of a letter or digit; `None` for spaces and signs.
fn direction_of(letter: char) -> Option<Direction> {
    let right_to_left = matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    match letter {
        _ if right_to_left => Some(Direction::RightToLeft),
        _ if letter.is_alphanumeric() => Some(Direction::LeftToRight),
        _ => None,
    }
}

/// Returns the direction of the first letter that has one.
pub fn direction(text: &str) -> Direction {
    text.chars()
        .filter(|letter| !letter.is_numeric())
        .find_map(direction_of)
        .unwrap_or(Direction::LeftToRight)
}

/// Splits the text into pieces of one direction; spaces and signs stay with what is before them.
pub fn pieces(text: &str) -> Vec<(Direction, &str)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut now = direction(text);
    for (at, letter) in text.char_indices() {
        if let Some(next) = direction_of(letter).filter(|next| *next != now) {
            if at > start {
                pieces.push((now, &text[start..at]));
            }
            (start, now) = (at, next);
        }
    }
    if start < text.len() {
        pieces.push((now, &text[start..]));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_piece_has_one_direction() {
        use Direction::{LeftToRight, RightToLeft};
        assert_eq!(pieces("plain text, 3."), [(LeftToRight, "plain text, 3.")]);
        assert_eq!(
            pieces("שלום ISO 42001!"),
            [(RightToLeft, "שלום "), (LeftToRight, "ISO 42001!")]
        );
        assert_eq!(pieces(""), []);
    }
}
