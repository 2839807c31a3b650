//! Types for untrusted texts that the page shows, links to or draws. Each can hold only a harmless
//! text.

use std::fmt;

/// The most characters of a name; the rest is cut off.
pub const MOST_NAME: usize = 80;
/// The largest logo file, in bytes.
pub const MOST_LOGO_BYTES: usize = 50 * 1024;

/// The image types that a logo may have. Drawn as an image, an SVG runs no script and loads
/// nothing.
const LOGO_KINDS: [&str; 4] = ["png", "svg+xml", "jpeg", "webp"];

/// The URL of a link: `https:`, `http:` or `mailto:`, never a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// Parses the URL; `None` if it has another scheme or isn't safe.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        // Browsers drop line breaks and tabs from a URL, so the text could turn into another
        // scheme.
        if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let (scheme, rest) = text.split_once(':')?;
        let goes_on =
            |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || !c.is_ascii());
        let is_good = match scheme.to_ascii_lowercase().as_str() {
            "https" | "http" => rest.strip_prefix("//").is_some_and(goes_on),
            "mailto" => goes_on(rest) && rest.contains('@'),
            _ => false,
        };
        is_good.then(|| Self(text.to_owned()))
    }

    /// Returns the URL.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An image as a `data:` URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo(String);

impl Logo {
    /// Parses the URL; `None` unless it is a PNG, SVG, JPEG or WebP in base64 of at most
    /// [`MOST_LOGO_BYTES`].
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, content) = text.strip_prefix("data:image/")?.split_once(";base64,")?;
        let digits = content.trim_end_matches('=');
        let is_base64 =
            digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/');
        let is_small = content.len() <= 4 * MOST_LOGO_BYTES.div_ceil(3);
        (LOGO_KINDS.contains(&kind) && is_base64 && is_small && !digits.is_empty())
            .then(|| Self(text.to_owned()))
    }

    /// Returns the `data:` URL, for the `src` of an image.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns a name on one line without control characters, cut off after [`MOST_NAME`] characters;
/// `None` if nothing is left.
pub fn plain_text(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| !c.is_control() && !turns_text(*c)).collect();
    let short: String = plain.trim().chars().take(MOST_NAME).collect();
    let short = short.trim_end();
    (!short.is_empty()).then(|| short.to_owned())
}

/// Whether the character changes the direction of the text after it, even beyond the name.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
