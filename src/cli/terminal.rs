//! What the command line says. No text of a file or of a name steers the terminal, and a message that nobody can hear ends nothing.

use std::fmt::{Display, Write as _};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use crate::content::source::Problem;

/// Says something on standard error. Where that can't be written (a full disk, a closed pipe), the exit code alone tells.
pub fn say(lines: impl Display) {
    let lines = plain_lines(&format!("{lines}\n"));
    // In one piece, so that lines of programs that share a terminal don't mix.
    let _ = io::stderr().lock().write_all(lines.as_bytes());
}

/// Says what is the matter with a file.
pub fn complain(file: &Path, why: impl Display) {
    complain_of(&name(file), why);
}

/// The same of something whose name is a text.
pub fn complain_of(what: &str, why: impl Display) {
    say(format_args!("aims: {}: {}", plain(what), plain(&why.to_string())));
}

/// Tells problems of a content, and how many there are.
pub fn tell(problems: &[Problem], place: &Path) {
    for problem in problems {
        say(plain_problem(problem));
    }
    say(format_args!("{} problem(s) in {}", problems.len(), name(place)));
}

/// A problem as it can be shown.
pub fn plain_problem(Problem { file, line, what, hint }: &Problem) -> Problem {
    Problem { file: plain(file), line: *line, what: plain(what), hint: plain(hint) }
}

/// Prints bytes on standard output, to the last one.
///
/// # Errors
/// When they can't be written.
pub fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    // What stands after the last line's end would else be written when the program ends, where nobody looks for errors.
    out.flush()
}

/// Prints a text of several lines.
///
/// # Errors
/// When it can't be written.
pub fn print_lines(text: &str) -> io::Result<()> {
    print(plain_lines(text).as_bytes())
}

/// Prints a file that was asked for on standard output: byte by byte as it would be stored, but to a terminal so that nothing in it steers that.
///
/// # Errors
/// When it can't be written.
pub fn print_file(bytes: &[u8]) -> io::Result<()> {
    match std::str::from_utf8(bytes) {
        Ok(text) if io::stdout().is_terminal() => print_lines(text),
        _ => print(bytes),
    }
}

/// A path as it can be shown: what would steer a terminal, and bytes that are no text, as escapes.
pub fn name(path: &Path) -> String {
    let mut shown = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        shown += &plain(chunk.valid());
        for byte in chunk.invalid() {
            // Writing into a String can't fail.
            let _ = write!(shown, "\\x{byte:02x}");
        }
    }
    shown
}

/// A text in one line as it can be shown: `\u{1b}` in the place of what would steer a terminal or turn the direction of what follows.
pub fn plain(text: &str) -> String {
    escaped(text, |c| c.escape_unicode().to_string())
}

/// The same for each line of a text.
pub fn plain_lines(text: &str) -> String {
    text.split('\n').map(plain).collect::<Vec<_>>().join("\n")
}

/// JSON with the same value, in which such characters stand as JSON's own escapes. All of them can only stand in strings, but for the end of a line.
pub fn plain_json(json: &str) -> String {
    escaped(json, |c| if c == '\n' { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) })
}

fn escaped(text: &str, escape: impl Fn(char) -> String) -> String {
    // A look at the bytes first: nearly every text has none that such a character begins with, and there may be many texts.
    let may_steer = |byte: u8| byte < b' ' || matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef);
    if !text.bytes().any(may_steer) || !text.contains(steers) {
        return text.to_owned();
    }
    text.chars().map(|c| if steers(c) { escape(c) } else { c.to_string() }).collect()
}

/// Control characters (also those of eight bits), marks and overrides of the writing direction, ends of lines and paragraphs, byte order marks.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{plain, plain_json, plain_lines};

    #[test]
    fn nothing_steers_and_everything_else_stays() {
        for (text, shown) in [
            ("Érablière « Nordet », l’été 株 👩\u{200d}🔬", "Érablière « Nordet », l’été 株 👩\u{200d}🔬"),
            ("a\u{1b}[31mb", "a\\u{1b}[31mb"),
            ("a\u{9b}31m\u{7f}", "a\\u{9b}31m\\u{7f}"),
            ("a\nb\r\tc", "a\\u{a}b\\u{d}\\u{9}c"),
            ("x\u{202e}nosj\u{2066}\u{2028}", "x\\u{202e}nosj\\u{2066}\\u{2028}"),
        ] {
            assert_eq!(plain(text), shown);
        }
        assert_eq!(plain_lines("a\n\u{7}b\n"), "a\n\\u{7}b\n");
    }

    #[test]
    fn the_look_at_the_bytes_misses_no_character() {
        for c in ('\0'..=char::MAX).filter(|c| super::steers(*c)) {
            assert_ne!(plain(&c.to_string()), c.to_string(), "{c:?}");
        }
    }

    #[test]
    fn json_keeps_its_value() {
        let json = "{\"a\":\"x\u{202e}y\u{9b}z\u{7f}é\"}\n";
        let shown = plain_json(json);
        assert_eq!(shown, "{\"a\":\"x\\u202ey\\u009bz\\u007fé\"}\n");
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap_or_default();
        assert_eq!(value(&shown), value(json));
    }
}
