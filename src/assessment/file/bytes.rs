//! Decodes the bytes of a file, as editors and shells encode text.

use super::problem::Refusal;

/// The characters that programs put around a text: whitespace, byte order marks, and the zero or
/// control-Z with which old ones end it.
const AROUND: [char; 7] = [' ', '\t', '\r', '\n', '\u{feff}', '\0', '\u{1a}'];

/// Decodes UTF-8, or UTF-16 as the Windows shells write it, with or without byte order marks.
///
/// Older encodings with one byte per letter are refused with a message: which of them it is could
/// only be guessed, and a wrong guess would silently change every accented letter.
pub fn decoded(bytes: &[u8]) -> Result<String, Refusal> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // Without a byte order mark, UTF-16 is recognized by the zero byte beside the first brace,
        // which an answers file in UTF-8 never has.
        [b'{', 0, ..] => utf16(bytes, u16::from_le_bytes),
        [0, b'{', ..] => utf16(bytes, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Some(text.to_owned()),
            Err(_) if bytes.trim_ascii_start().starts_with(b"{") => return Err(Refusal::NotUtf8),
            Err(_) => None,
        },
    };
    text.map(|text| text.trim_matches(AROUND).to_owned()).ok_or(Refusal::NotJson)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks();
    let text: Result<String, _> =
        char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    text.ok().filter(|_| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::problem::Refusal;
    use super::decoded;

    #[test]
    fn what_editors_and_shells_write_is_text() {
        let wide = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16()
                .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
                .collect()
        };
        for (bytes, text) in [
            (b"{}".to_vec(), Ok("{}")),
            ("\u{feff}\u{feff}{\"é\":1}\r\n\u{1a}\0\0".into(), Ok("{\"é\":1}")),
            (wide("\u{feff}{\"é😀\"}\r\n", false), Ok("{\"é😀\"}")),
            (wide("\u{feff}\u{feff}{\"é😀\"}\0", true), Ok("{\"é😀\"}")),
            (wide("{}", false), Ok("{}")),
            (wide("{}", true), Ok("{}")),
            ([wide("\u{feff}{}", false), vec![b'}']].concat(), Err(Refusal::NotJson)),
            (vec![0xff, 0xfe, 0x00, 0xd8], Err(Refusal::NotJson)),
            (b" {\"\xe9\"}".to_vec(), Err(Refusal::NotUtf8)),
            (b"\x89PNG".to_vec(), Err(Refusal::NotJson)),
            (Vec::new(), Ok("")),
        ] {
            assert_eq!(decoded(&bytes).as_deref(), text.as_ref().copied(), "{bytes:?}");
        }
    }
}
