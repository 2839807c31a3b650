//! Scans a text before it is parsed: for its depth, for repeated members, and for escapes that are
//! no characters.
//!
//! The parser refuses a whole file for an unpaired surrogate, and silently takes the last of two
//! members. Both are caused by programs that cut a text in two or join two files, so the file is
//! read and the visitor is told.

use serde_json::{Map, Value};

use super::problem::{MOST_LEVELS, Problem, ProblemKind, Refusal, shortened};

/// An object or array that is open.
#[derive(Default)]
struct Level {
    /// The member names so far.
    seen: Map<String, Value>,
    /// The name of the current member; empty in an array.
    name: String,
}

/// Returns a text that the parser can read, with the problems that were repaired or are ambiguous.
///
/// # Errors
/// If it is nested deeper than [`MOST_LEVELS`]; whether it is JSON at all is left to the parser.
pub fn scan(text: &str) -> Result<(String, Vec<Problem>), Refusal> {
    let mut bytes = text.as_bytes().to_vec();
    let (mut levels, mut problems) = (Vec::<Level>::new(), Vec::new());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'{' | b'[' if levels.len() == MOST_LEVELS => return Err(Refusal::TooDeep),
            b'{' | b'[' => levels.push(Level::default()),
            b'}' | b']' => _ = levels.pop(),
            b'"' => {
                let end = end_of_string(&bytes, at);
                let mut found = mend(&mut bytes, at, end).then_some(ProblemKind::Replaced);
                at = end + 1;
                if let (Some(level), true) = (levels.last_mut(), is_name(&bytes, at)) {
                    let name = bytes.get(start..at).and_then(|name| std::str::from_utf8(name).ok());
                    level.name =
                        name.and_then(|name| serde_json::from_str(name).ok()).unwrap_or_default();
                    if level.seen.insert(level.name.clone(), Value::Null).is_some() {
                        found = Some(ProblemKind::Repeated(shortened(&level.name)));
                    }
                }
                let problem = found.map(|kind| Problem { place: place(&levels), kind });
                // Many such characters in one text are reported once.
                problems.extend(problem.filter(|problem| problems.last() != Some(problem)));
            }
            _ => {}
        }
    }
    // Only ASCII escapes were replaced, so this is still UTF-8.
    let text = String::from_utf8(bytes).map_err(|_| Refusal::NotJson)?;
    Ok((text, problems))
}

/// The position of the quotation mark that ends the string.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at).filter(|byte| **byte != b'"') {
        at += if *byte == b'\\' { 2 } else { 1 };
    }
    at
}

/// Replaces each unpaired surrogate by U+FFFD; returns whether there was one.
fn mend(bytes: &mut [u8], mut at: usize, end: usize) -> bool {
    let mut is_mended = false;
    while at < end {
        at += match (bytes[at], escape(bytes, at), escape(bytes, at + 6)) {
            (b'\\', Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (b'\\', Some(0xd800..=0xdfff), _) => {
                bytes[at..at + 6].copy_from_slice(b"\\ufffd");
                is_mended = true;
                6
            }
            (b'\\', ..) => 2,
            _ => 1,
        }
    }
    is_mended
}

/// The number in the escape `\u0000` at this position.
fn escape(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |number, digit| Some(number * 16 + char::from(*digit).to_digit(16)?))
}

/// Whether the string that ends at this position is the name of a member.
fn is_name(bytes: &[u8], at: usize) -> bool {
    bytes.get(at..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"))
}

/// The place of the current member, as problems name it.
fn place(levels: &[Level]) -> String {
    match levels {
        [] => String::new(),
        [one] => one.name.clone(),
        [first, second, ..] => match &*first.name {
            "answers" | "targets" | "soa" => second.name.clone(),
            "profile" => format!("profile/{}", second.name),
            other => other.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_strings_are_not_levels() {
        let nested = |text: &str, levels: usize| {
            format!("{}{text}{}", "[".repeat(levels), "]".repeat(levels))
        };
        for (text, levels) in [
            ("1", 0),
            ("{}", 1),
            (r#"{"a":[{"b":1}]}"#, 3),
            (r#"{"a":"[[[[[[[[[[\"[["}"#, 1),
            (r#"{"a":"\\","b":[]}"#, 2),
            ("[][][]", 1),
            ("\"[\\", 0),
        ] {
            assert!(scan(&nested(text, MOST_LEVELS - levels)).is_ok(), "{text}");
            assert_eq!(
                scan(&nested(text, MOST_LEVELS + 1 - levels)),
                Err(Refusal::TooDeep),
                "{text}"
            );
        }
        assert!(scan("]]]]{").is_ok());
    }

    #[test]
    fn halves_of_pairs_are_exchanged_and_nothing_else_is() {
        for (text, mended) in [
            (r#""\ud83d""#, r#""\ufffd""#),
            (r#""\uDE00\uD83D""#, r#""\ufffd\ufffd""#),
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\\ud83d""#, r#""\\ud83d""#),
            (r#""\\\ud83d\\\ude00""#, r#""\\\ufffd\\\ufffd""#),
            (r#""\ud83d\n\ude00""#, r#""\ufffd\n\ufffd""#),
            (r#""\u+83d \ud83""#, r#""\u+83d \ud83""#),
            (r"\ud83d", r"\ud83d"),
            (r#""\ud83"#, r#""\ud83"#),
        ] {
            assert_eq!(scan(text).map(|(text, _)| text).as_deref(), Ok(mended), "{text}");
        }
    }
}
