//! The messages of the command line. No text from a file or a name can control the terminal, and a
//! message that can't be written doesn't stop the program.

use std::fmt::{Display, Write as _};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use crate::content::source::Problem;

/// Writes a message to standard error. If that can't be written (a full disk, a closed pipe), only
/// the exit code tells.
pub fn say(lines: impl Display) {
    let lines = plain_lines(&format!("{lines}\n"));
    // In one piece, so that lines of programs that share a terminal don't mix.
    let _ = io::stderr().lock().write_all(lines.as_bytes());
}

/// Reports a problem with a file.
pub fn complain(file: &Path, why: impl Display) {
    complain_of(&name(file), why);
}

/// Reports a problem with something whose name is a text.
pub fn complain_of(what: &str, why: impl Display) {
    say(format_args!("aims: {}: {}", plain(what), plain(&why.to_string())));
}

/// Reports the problems of a content, and their number.
pub fn tell(problems: &[Problem], place: &Path) {
    for problem in problems {
        say(plain_problem(problem));
    }
    say(format_args!("{} problem(s) in {}", problems.len(), name(place)));
}

/// A problem with its texts escaped for the terminal.
pub fn plain_problem(Problem { file, line, what, hint }: &Problem) -> Problem {
    Problem { file: plain(file), line: *line, what: plain(what), hint: plain(hint) }
}

/// Writes bytes to standard output and flushes it.
///
/// # Errors
/// If they can't be written.
pub fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    // Without this, text after the last line end would be written when the program ends, where
    // errors are lost.
    out.flush()
}

/// Prints a text of several lines.
///
/// # Errors
/// If it can't be written.
pub fn print_lines(text: &str) -> io::Result<()> {
    print(plain_lines(text).as_bytes())
}

/// Prints a requested file on standard output: byte by byte as it would be stored, but escaped if
/// standard output is a terminal.
///
/// # Errors
/// If it can't be written.
pub fn print_file(bytes: &[u8]) -> io::Result<()> {
    match std::str::from_utf8(bytes) {
        Ok(text) if io::stdout().is_terminal() => print_lines(text),
        _ => print(bytes),
    }
}

/// A path as shown in messages: characters that would control a terminal, and bytes that are no
/// UTF-8, are escaped.
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

/// Escapes a text for one line: `\u{1b}` replaces characters that would control a terminal or
/// change the direction of what follows.
pub fn plain(text: &str) -> String {
    escaped(text, |c| c.escape_unicode().to_string())
}

/// Escapes each line of a text.
pub fn plain_lines(text: &str) -> String {
    text.split('\n').map(plain).collect::<Vec<_>>().join("\n")
}

/// Escapes such characters in JSON by JSON's own escapes; the value stays the same. They can only
/// occur in strings, except line ends.
pub fn plain_json(json: &str) -> String {
    escaped(json, |c| if c == '\n' { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) })
}

fn escaped(text: &str, escape: impl Fn(char) -> String) -> String {
    // The bytes are scanned first: nearly every text lacks those with which such characters begin,
    // and there may be many texts.
    let may_steer = |byte: u8| byte < b' ' || matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef);
    if !text.bytes().any(may_steer) || !text.contains(steers) {
        return text.to_owned();
    }
    text.chars().map(|c| if steers(c) { escape(c) } else { c.to_string() }).collect()
}

/// Control characters (C0 and C1), marks and overrides of the writing direction, line and paragraph
/// separators, byte order marks.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{plain, plain_json, plain_lines};

    #[test]
    fn nothing_steers_and_everything_else_stays() {
        for (text, shown) in [
            (
                "Érablière « Nordet », l’été 株 👩\u{200d}🔬",
                "Érablière « Nordet », l’été 株 👩\u{200d}🔬",
            ),
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
        let value =
            |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap_or_default();
        assert_eq!(value(&shown), value(json));
    }
}
