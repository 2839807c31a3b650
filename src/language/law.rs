//! How laws are cited: in English by the id as it stands, `9(2)(d)`; in French in words, as French
//! law does it, `9, par. 2, point d)`.

use super::Language;

impl Language {
    /// An article of a law of the European Union, given as `17(1)(b)-(d)`.
    ///
    /// In French an added article is numbered `4 bis`, and paragraphs and points are named
    /// (interinstitutional style guide of the EU).
    pub fn article(self, id: &str) -> String {
        if self == Self::English {
            return id.to_owned();
        }
        let (number, parts) = id.split_once('(').unwrap_or((id, ""));
        let mut place = with_latin_addition(number);
        for (part, level) in levels(parts).into_iter().zip(0..) {
            place += ", ";
            place += &if level == 0 { paragraph(part) } else { point(part) };
        }
        place
    }

    /// A section, or several, of another law: `3.5-3.8`; in French `3.5 à 3.8`.
    pub fn section(self, id: &str) -> String {
        match (self, id.split_once('-')) {
            (Self::French, Some((first, last))) => format!("{first} à {last}"),
            _ => id.to_owned(),
        }
    }
}

/// One level of an id: the first number or letter, and the last if there are several.
type Level<'i> = (&'i str, Option<&'i str>);

/// Takes `1)(b)-(d)` apart, what follows the first opening bracket, into its levels.
fn levels(parts: &str) -> Vec<Level<'_>> {
    let mut levels: Vec<Level> = Vec::new();
    let mut goes_on = false;
    for part in parts.split('(').filter(|part| !part.is_empty()) {
        let (value, rest) = part.split_once(')').unwrap_or((part, ""));
        match levels.last_mut() {
            Some((_, last)) if goes_on => *last = Some(value),
            _ => levels.push((value, None)),
        }
        goes_on = rest == "-";
    }
    levels
}

/// `4a` as `4 bis`.
fn with_latin_addition(number: &str) -> String {
    let digits = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    match &number[digits.len()..] {
        "a" => format!("{digits}\u{a0}bis"),
        "b" => format!("{digits}\u{a0}ter"),
        _ => number.to_owned(),
    }
}

fn paragraph((first, last): Level) -> String {
    match last {
        None => format!("par.\u{a0}{first}"),
        Some(last) => format!("par.\u{a0}{first} {} {last}", joint(first, last)),
    }
}

fn point((first, last): Level) -> String {
    match last {
        None => format!("point\u{a0}{first})"),
        Some(last) => format!("points\u{a0}{first}) {} {last})", joint(first, last)),
    }
}

/// The word between the first and the last of several: neighbours are joined by `et`.
fn joint(first: &str, last: &str) -> &'static str {
    let place = |text: &str| text.bytes().fold(0, |sum, byte| sum * 256 + u64::from(byte));
    if place(last) == place(first) + 1 { "et" } else { "à" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn laws_are_cited_as_each_language_does() {
        for (id, french) in [
            ("5", "5"),
            ("4a", "4\u{a0}bis"),
            ("17(1)", "17, par.\u{a0}1"),
            ("9(1)-(2)", "9, par.\u{a0}1 et 2"),
            ("9(6)-(8)", "9, par.\u{a0}6 à 8"),
            ("9(2)(d)", "9, par.\u{a0}2, point\u{a0}d)"),
            ("17(1)(b)-(c)", "17, par.\u{a0}1, points\u{a0}b) et c)"),
            ("17(1)(b)-(d)", "17, par.\u{a0}1, points\u{a0}b) à d)"),
        ] {
            assert_eq!(Language::French.article(id), french);
            assert_eq!(Language::English.article(id), id);
        }
        for (id, french) in
            [("3.3", "3.3"), ("5(3)", "5(3)"), ("4-6", "4 à 6"), ("63.8-63.11", "63.8 à 63.11")]
        {
            assert_eq!(Language::French.section(id), french);
            assert_eq!(Language::English.section(id), id);
        }
    }
}
