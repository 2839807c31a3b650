//! Escapes texts for Markdown, as `CommonMark` and GitHub read it, so that nothing in them is
//! markup.

/// The characters that can be markup in `CommonMark` or on GitHub.
const MARKS: &str = r"\`*_[]<>|#~&{}!$";

/// Escapes a text within a line; line breaks become spaces.
///
/// GitHub reads more as markup than `CommonMark`: `@name` mentions somebody, `#12` and `GH-12` link
/// to an issue, the hash of a commit to the commit, `:smile:` is a picture, and a URL becomes a
/// link, in which escapes are shown. It recognizes all but the last even behind a backslash or as
/// an entity, so they are set as code. A URL gets a backslash, and stays text.
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
        // GitHub looks at the text after a code span by itself.
        before = if is_code { ' ' } else { letter };
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

/// Returns the length of what GitHub would replace at the beginning of `rest`: a mention, a
/// reference to an issue or a commit, the code of a picture; 0 if there is none.
fn called(before: char, rest: &str) -> usize {
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let after_mark = |is_of: fn(char) -> bool| match length(&rest[1..], is_of) {
        0 => 0,
        more => more + 1,
    };
    let begins_word = !is_of_word(before);
    match rest.as_bytes().first() {
        Some(b'@') if !before.is_ascii_alphanumeric() => after_mark(is_of_name),
        Some(b'#') => after_mark(|letter| letter.is_ascii_digit()),
        Some(b':') => picture(rest),
        Some(b'g' | b'G') if begins_word => issue(rest),
        Some(b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F') if begins_word => commit(rest),
        _ => 0,
    }
}

/// The length of what begins with characters of a kind, all of them ASCII.
fn length(text: &str, is_of: fn(char) -> bool) -> usize {
    text.find(|letter| !is_of(letter)).unwrap_or(text.len())
}

fn is_of_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// The length of the code of a picture, such as `:smile:`. The middle of a time, as in `10:30:45`,
/// is none, although `:100:` is one.
fn picture(rest: &str) -> usize {
    let name = &rest[1..=length(&rest[1..], |letter| {
        letter.is_ascii_alphanumeric() || matches!(letter, '_' | '+' | '-')
    })];
    let is_one = name.contains(|letter: char| letter.is_ascii_alphabetic())
        || ["100", "1234", "+1", "-1"].contains(&name);
    if is_one && rest[1 + name.len()..].starts_with(':') { name.len() + 2 } else { 0 }
}

/// The length of a reference to an issue, such as `GH-12`.
fn issue(rest: &str) -> usize {
    let digits = rest
        .get(..3)
        .filter(|mark| mark.eq_ignore_ascii_case("gh-"))
        .map_or(0, |_| length(&rest[3..], |letter| letter.is_ascii_digit()));
    if digits > 0 && !rest[3 + digits..].starts_with(is_of_word) { 3 + digits } else { 0 }
}

/// The length of the hash of a commit, whole or shortened. Words and dates of the same letters or
/// digits are none.
fn commit(rest: &str) -> usize {
    let word = &rest[..length(rest, is_of_word)];
    let is_one = (7..=40).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_hexdigit())
        && word.bytes().any(|byte| byte.is_ascii_digit())
        && word.bytes().any(|byte| byte.is_ascii_alphabetic());
    if is_one { word.len() } else { 0 }
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
            ("#1#2@a-@b#3a5c3785", "`#1#2@a-@b#3a5c3785`", "`#1#2@a-@b#3a5c3785`"),
            ("@ name #x #12 o/r#3", "@ name \\#x `#12` o/r`#3`", "@ name \\#x `#12` o/r`#3`"),
            (
                ":smile::+1: a:b:c :é: 10:30:45 ::100",
                "`:smile::+1:` a`:b:`c :é: 10:30:45 ::100",
                "`:smile::+1:` a`:b:`c :é: 10:30:45 ::100",
            ),
            (
                "GH-5, gh-12. MGH-5 GH-5a GH- gé",
                "`GH-5`, `gh-12`. MGH-5 GH-5a GH- gé",
                "`GH-5`, `gh-12`. MGH-5 GH-5a GH- gé",
            ),
            (
                "a5c3785 effaced 20260101 a5c378 a5c3785_ 0a5c3785g",
                "`a5c3785` effaced 20260101 a5c378 a5c3785\\_ 0a5c3785g",
                "`a5c3785` effaced 20260101 a5c378 a5c3785\\_ 0a5c3785g",
            ),
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
