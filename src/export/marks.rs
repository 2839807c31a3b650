//! Escapes texts for Markdown, as `CommonMark` and GitHub read it, so that nothing in them is
//! markup.

/// The characters that can be markup in `CommonMark` or on GitHub.
const MARKS: &str = r"\`*_[]<>|#~&{}!$";

/// Escapes a text within a line; line breaks become spaces.
///
/// GitHub reads more as markup than `CommonMark`: `@name` mentions somebody, `#12` links to an
/// issue, and a URL becomes a link, in which escapes are shown. It recognizes the first two even
/// behind a backslash, so they are set as code where a name or number follows. A URL gets a
/// backslash, and stays text.
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let (mut before, mut is_code) = (' ', false);
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let called = called(before, rest);
        if called > 0 {
            // Adjacent ones share one code span: two backticks between them would be another
            // delimiter.
            if is_code {
                out.pop();
            } else {
                out.push('`');
            }
            out.extend([&rest[..called], "`"]);
        } else {
            match letter {
                _ if MARKS.contains(letter) => out.extend(['\\', letter]),
                ':' if rest.starts_with("://") => out.push_str("\\:"),
                '.' if is_www(text, rest) => out.push_str("\\."),
                '\n' | '\r' => out.push(' '),
                _ => out.push(letter),
            }
        }
        is_code = called > 0;
        let taken = called.max(letter.len_utf8());
        before = rest[..taken].chars().next_back().unwrap_or(' ');
        rest = &rest[taken..];
    }
    out
}

/// Escapes a text at the beginning of a line or list item, where some characters would start a
/// list, a rule or a heading.
pub fn plain(text: &str) -> String {
    guarded(&inline(text.trim_start()))
}

/// Escapes a line of user text. Leading blanks stay visible and don't make a code block of it.
pub fn indented(line: &str) -> String {
    let text = line.trim_start();
    let blanks = line[..line.len() - text.len()]
        .chars()
        .map(|blank| if blank == '\t' { "\u{a0}".repeat(4) } else { "\u{a0}".to_owned() });
    let blanks: String = if text.is_empty() { String::new() } else { blanks.collect() };
    format!("{blanks}{}", guarded(&inline(text)))
}

fn guarded(text: &str) -> String {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let is_numbered = digits > 0
        && rest.starts_with(['.', ')'])
        && rest[1..].chars().next().is_none_or(char::is_whitespace);
    if text.starts_with(['-', '+', '=']) {
        format!("\\{text}")
    } else if is_numbered {
        format!("{}\\{rest}", &text[..digits])
    } else {
        text.to_owned()
    }
}

/// Returns the length of the mention or issue reference that GitHub would link at the beginning of
/// `rest`; 0 if there is none.
fn called(before: char, rest: &str) -> usize {
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let length =
        |is_of: fn(char) -> bool| rest[1..].find(|letter| !is_of(letter)).unwrap_or(rest.len() - 1);
    let length = match rest.as_bytes().first() {
        Some(b'@') if !before.is_ascii_alphanumeric() => length(is_of_name),
        Some(b'#') => length(|letter| letter.is_ascii_digit()),
        _ => 0,
    };
    if length > 0 { length + 1 } else { 0 }
}

/// Whether the full stop at the beginning of `rest` follows `www` in `text`.
fn is_www(text: &str, rest: &str) -> bool {
    let before = &text.as_bytes()[..text.len() - rest.len()];
    before.len() >= 3 && before[before.len() - 3..].eq_ignore_ascii_case(b"www")
}

#[cfg(test)]
mod tests {
    use super::{indented, inline, plain};

    #[test]
    fn nothing_in_a_text_is_a_mark() {
        for (text, line, begins) in [
            ("1. C4-1", "1. C4-1", "1\\. C4-1"),
            ("12)", "12)", "12\\)"),
            ("1.5 days", "1.5 days", "1.5 days"),
            ("- a - b", "- a - b", "\\- a - b"),
            ("=== a*b_c", "=== a\\*b\\_c", "\\=== a\\*b\\_c"),
            (
                "@name, a@b.c, (@o/team)",
                "`@name`, a@b.c, (`@o`/team)",
                "`@name`, a@b.c, (`@o`/team)",
            ),
            ("#1#2@a-@b", "`#1#2`@a-`@b`", "`#1#2`@a-`@b`"),
            ("@ name #x #12 o/r#3", "@ name \\#x `#12` o/r`#3`", "@ name \\#x `#12` o/r`#3`"),
            ("https://a.b/c_d", "https\\://a.b/c\\_d", "https\\://a.b/c\\_d"),
            ("WWW.a.b", "WWW\\.a.b", "WWW\\.a.b"),
            ("a\nb", "a b", "a b"),
        ] {
            assert_eq!(inline(text), line);
            assert_eq!(plain(text), begins);
            assert_eq!(indented(text), begins);
        }
        assert_eq!(indented("    - a  "), "\u{a0}\u{a0}\u{a0}\u{a0}\\- a  ");
        assert_eq!(indented("\ta"), "\u{a0}\u{a0}\u{a0}\u{a0}a");
        assert_eq!(indented("  "), "");
    }
}
