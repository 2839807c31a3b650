//! Prepares user text for display and printing. The answers file keeps the original.

/// The characters around a name in a sentence, which keep its writing direction to itself.
const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];
/// The characters that end an embedding or override of the direction, and an isolate.
const ENDS: [char; 2] = ['\u{202c}', '\u{2069}'];

/// The number of characters shown of a file's name in a sentence.
const MOST_OF_A_FILE_NAME: usize = 120;
/// The deepest nesting of direction changes that is kept.
const MOST_OPEN: usize = 60;

/// Returns the text with one kind of line break, without control characters, and with every change
/// of direction ended within its line.
///
/// Vertical tabs, form feeds and the line separators of Unicode count as line breaks, as other
/// programs write them instead: Word writes a vertical tab. Other control characters are invisible,
/// steer terminals and aren't allowed in XML 1.0. Changes of direction are kept, because a text may
/// be in two scripts; when ended, they don't affect what follows the text, wherever that is.
pub fn printed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.extend(open.drain(..).rev());
                out.push('\n');
            }
            '\t' => out.push('\t'),
            _ if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            '\u{202c}' | '\u{2069}' => {
                // An end without a start in the text would close a change opened outside it.
                if let Some(from) = open.iter().rposition(|end| {
                    *end == letter && (letter != ENDS[0] || open.last() == Some(&letter))
                }) {
                    out.extend(open.drain(from..).rev());
                }
            }
            // Programs follow no deeper nesting than this.
            _ if changes_direction(letter) && open.len() < MOST_OPEN => {
                open.push(ENDS[usize::from(letter >= '\u{2066}')]);
                out.push(letter);
            }
            _ if changes_direction(letter) => {}
            _ => out.push(letter),
        }
    }
    out.extend(open.into_iter().rev());
    out
}

/// Returns the text for a field of one line, which would drop line breaks.
pub fn in_a_line(text: &str) -> String {
    printed(text).replace('\n', " ")
}

/// Returns a name on one line, for a title, a heading or a file property, where it can't be
/// isolated by characters around it. Its letters have their own direction; characters that change
/// the direction are removed.
pub fn on_one_line(name: &str) -> String {
    let kept = name.chars().filter(|letter| !changes_direction(*letter) && !ENDS.contains(letter));
    let line: String = kept.map(|letter| if is_blank(letter) { ' ' } else { letter }).collect();
    line.trim().to_owned()
}

/// Returns a name for use within a sentence: on one line, cut after `most` characters, and unable
/// to change the direction of the words around it.
pub fn isolated(name: &str, most: usize) -> String {
    let [open, close] = ISOLATE;
    let line = on_one_line(name);
    let mut letters = line.chars();
    let mut short: String = letters.by_ref().take(most).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    format!("{open}{}{close}", short.trim_end())
}

/// Returns the name of a file that the visitor chose, for use within a sentence.
pub fn file_in_a_sentence(name: &str) -> String {
    isolated(name, MOST_OF_A_FILE_NAME)
}

/// Whether the character becomes a space. Control characters would affect what is beside a name, or
/// break its line.
fn is_blank(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

fn changes_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{2066}'..='\u{2068}')
}

#[cfg(test)]
mod tests {
    use super::{in_a_line, isolated, on_one_line, printed};

    #[test]
    fn line_breaks_of_all_programs_are_line_breaks_and_controls_are_gone() {
        for (text, shown) in [
            ("a\r\nb\rc\u{b}d\u{c}e\u{85}f\u{2028}g\u{2029}h\n", "a\nb\nc\nd\ne\nf\ng\nh\n"),
            ("\r\r\n\n", "\n\n\n"),
            ("a\u{0}\u{1b}[31m\u{7f}\u{9b}\u{ffff}\u{fffe}\te 😀", "a[31m\te 😀"),
            ("\u{202e}abc", "\u{202e}abc\u{202c}"),
            ("\u{202e}abc\nd", "\u{202e}abc\u{202c}\nd"),
            ("\u{202e}\u{5d0} \u{202c} \u{5e9}", "\u{202e}\u{5d0} \u{202c} \u{5e9}"),
            ("a\u{2069}\u{202c}b", "ab"),
            ("\u{2067}a\u{202d}b\u{2069}c", "\u{2067}a\u{202d}b\u{202c}\u{2069}c"),
            ("\u{202a}\u{2066}a\u{202c}b", "\u{202a}\u{2066}ab\u{2069}\u{202c}"),
            ("\u{200f}ab\u{200e}", "\u{200f}ab\u{200e}"),
        ] {
            assert_eq!(printed(text), shown, "{text:?}");
            assert_eq!(printed(shown), shown, "{text:?}");
        }
    }

    #[test]
    fn in_a_line_no_words_are_glued_and_what_is_being_typed_stays() {
        for (text, shown) in
            [("one\u{b}two\u{0}", "one two"), ("one ", "one "), ("a\r\nb\u{2028}c", "a b c")]
        {
            assert_eq!(in_a_line(text), shown);
        }
    }

    #[test]
    fn nothing_in_a_name_turns_what_is_around_it() {
        for (name, line) in [
            ("  Acme \u{202e}gnp.exe\u{2069} ", "Acme gnp.exe"),
            ("a\nb\u{b}c\u{2028}d\u{0}", "a b c d"),
            ("\u{2069}", ""),
        ] {
            assert_eq!(on_one_line(name), line);
            assert_eq!(isolated(name, 60), format!("\u{2068}{line}\u{2069}"));
        }
        assert_eq!(isolated("Söhne & Co", 5), "\u{2068}Söhne…\u{2069}");
    }
}
