//! Texts from outside that the page shows, links to or draws: each is of a type that only a harmless text gets into.

use std::fmt;

/// A name, in characters; what is longer is cut off.
pub const MOST_NAME: usize = 80;
/// A logo's file, in bytes.
pub const MOST_LOGO_BYTES: usize = 50 * 1024;

/// Pictures that a logo may be. Drawn as an image, an SVG runs no script and loads nothing.
const LOGO_KINDS: [&str; 4] = ["png", "svg+xml", "jpeg", "webp"];

/// An address that a link may lead to: `https:`, `http:` or `mailto:`, and never a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// The address, if it is one of these.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        // Browsers drop line breaks and tabs from an address, so what stands there could be another scheme.
        if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let (scheme, rest) = text.split_once(':')?;
        let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || !c.is_ascii());
        let is_good = match scheme.to_ascii_lowercase().as_str() {
            "https" | "http" => rest.strip_prefix("//").is_some_and(goes_on),
            "mailto" => goes_on(rest) && rest.contains('@'),
            _ => false,
        };
        is_good.then(|| Self(text.to_owned()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A picture as a `data:` address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo(String);

impl Logo {
    /// The picture, if it is a PNG, SVG, JPEG or WebP in base64, and not too large.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, content) = text.strip_prefix("data:image/")?.split_once(";base64,")?;
        let digits = content.trim_end_matches('=');
        let is_base64 = digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/');
        let is_small = content.len() <= 4 * MOST_LOGO_BYTES.div_ceil(3);
        (LOGO_KINDS.contains(&kind) && is_base64 && is_small && !digits.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The `data:` address, for the `src` of an image.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name: one line without control characters, cut off after [`MOST_NAME`]; nothing when nothing is left.
pub fn plain_text(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| !c.is_control() && !turns_text(*c)).collect();
    let short: String = plain.trim().chars().take(MOST_NAME).collect();
    let short = short.trim_end();
    (!short.is_empty()).then(|| short.to_owned())
}

/// Marks that turn the direction of the text after them, out of the name as well.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
