//! Reads a logo file into a `data:` URL.

use std::path::Path;
use std::{fs, io};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::brand::{Logo, MOST_LOGO_BYTES};

/// Reads the file. Its type is recognized by its content, not by its name.
///
/// # Errors
/// Returns the problem with the file and a hint on how to fix it.
pub fn read(file: &Path) -> Result<Logo, (String, &'static str)> {
    const SMALLER: &str =
        "make it at most 50 kB: a logo of 200 pixels is large enough, and an SVG is smallest";
    let unread =
        |error| (format!("can't be read: {error}"), "give its path from the folder of this file");
    let metadata = fs::metadata(file).map_err(unread)?;
    if !metadata.is_file() {
        return Err(unread(io::Error::other("it is no regular file")));
    }
    if metadata.len() > u64::try_from(MOST_LOGO_BYTES).unwrap_or(u64::MAX) {
        return Err((format!("has {} bytes", metadata.len()), SMALLER));
    }
    let bytes = fs::read(file).map_err(unread)?;
    let Some(kind) = kind(&bytes) else {
        return Err((
            "is no picture of a known kind".to_owned(),
            "save it as PNG, SVG, JPEG or WebP",
        ));
    };
    let address = format!("data:image/{kind};base64,{}", STANDARD.encode(&bytes));
    Logo::parse(&address).ok_or_else(|| ("can't be used".to_owned(), SMALLER))
}

/// Returns the image type, recognized by the first bytes of the file.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("png"),
        [0xff, 0xd8, 0xff, ..] => Some("jpeg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ => is_svg(std::str::from_utf8(bytes).ok()?).then_some("svg+xml"),
    }
}

/// Whether the first element is `<svg>`, after an optional byte order mark, XML declaration,
/// comments and doctype.
fn is_svg(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(end) =
        [("<?", "?>"), ("<!--", "-->"), ("<!DOCTYPE", ">")].iter().find_map(|(start, end)| {
            rest.starts_with(start).then(|| rest.find(end).map(|at| at + end.len()))
        })
    {
        let Some(after) = end.and_then(|end| rest.get(end..)) else { return false };
        rest = after.trim_start();
    }
    rest.strip_prefix("<svg")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '>'))
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn the_kind_is_what_the_file_holds() {
        for (bytes, expected) in [
            (&b"\x89PNG\r\n\x1a\n...."[..], Some("png")),
            (b"\xff\xd8\xff\xe0", Some("jpeg")),
            (b"RIFF\x00\x00\x00\x00WEBPVP8 ", Some("webp")),
            (b"<svg xmlns='x'/>", Some("svg+xml")),
            (
                b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a > b -->\n<!DOCTYPE svg>\n<svg>",
                Some("svg+xml"),
            ),
            (b"<!-- open", None),
            (b"<svgs>", None),
            (b"<html><svg></svg></html>", None),
            (b"GIF89a", None),
            (b"", None),
        ] {
            assert_eq!(kind(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
