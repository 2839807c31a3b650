//! Whether two assessments seem to be of two organizations, by the names that were given.

/// Whether two names seem to belong to different organizations. Not if one is empty, nor if one
/// only says more than the other: `Acme`, `Acme Inc.`, `ACME (copy)`, `Acme 2026` are the same.
///
/// ```
/// use aims_assessment::assessment::organisation::are_different;
///
/// assert!(are_different("Acme", "Nordet"));
/// assert!(!are_different("Acme", " ACME Inc. "));
/// assert!(!are_different("Acme 2025", "Acme (2026-11-23)"));
/// assert!(!are_different("Acme", ""));
/// ```
pub fn are_different(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let is_beginning = one.iter().zip(&other).all(|(one, other)| one == other);
    !(one.is_empty() || other.is_empty() || is_beginning)
}

/// The words of a name in small letters, without what stands in brackets at its end and without
/// numbers, such as a year.
fn words(name: &str) -> Vec<String> {
    let name = name.trim();
    let bare = match name.rsplit_once('(') {
        Some((before, _)) if name.ends_with(')') && !before.trim().is_empty() => before,
        _ => name,
    };
    bare.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().any(char::is_alphabetic))
        .map(str::to_lowercase)
        .collect()
}
