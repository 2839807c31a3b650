//! Reads a list of file names, one a line, as other programs write it.

use std::io::{self, BufRead, Cursor, Read};
use std::path::PathBuf;

/// The maximum length of a line in bytes: no system has longer names, so a longer line means that
/// this is no list.
const MOST_BYTES: u64 = 64 * 1024;
/// The maximum size of a list in UTF-16, which is held in memory: room for a million long names.
const MOST_UTF16: u64 = 256 * 1024 * 1024;
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads the names lazily, in their order; the iterator ends after an error. Byte order marks and
/// the line ends of Windows are removed, empty lines are skipped, and UTF-16, as PowerShell writes
/// it, is decoded.
pub fn read<R: BufRead + 'static>(mut list: R) -> impl Iterator<Item = Result<PathBuf, String>> {
    let mut start = Vec::new();
    let begun = list.by_ref().take(2).read_to_end(&mut start);
    let mut ended = false;
    let mut list: Box<dyn BufRead> = match (begun, &start[..]) {
        (Ok(_), [0xff, 0xfe]) => utf16(list, u16::from_le_bytes),
        (Ok(_), [0xfe, 0xff]) => utf16(list, u16::from_be_bytes),
        (Ok(_), _) => Box::new(Cursor::new(start).chain(list)),
        (Err(error), _) => Box::new(Failed(Some(error))),
    };
    std::iter::from_fn(move || {
        while !ended {
            let mut line = Vec::new();
            match list.by_ref().take(MOST_BYTES).read_until(b'\n', &mut line) {
                Ok(0) => ended = true,
                Ok(_)
                    if line.last() != Some(&b'\n')
                        && u64::try_from(line.len()).is_ok_and(|length| length == MOST_BYTES) =>
                {
                    ended = true;
                    return Some(Err(format!(
                        "a line of the list has more than {MOST_BYTES} bytes, so this is no list of names"
                    )));
                }
                Ok(_) => {
                    let name = bare(&line);
                    if !name.trim_ascii().is_empty() {
                        return Some(path(name.to_vec()));
                    }
                }
                Err(error) => {
                    ended = true;
                    return Some(Err(format!("the names can't be read to their end: {error}")));
                }
            }
        }
        None
    })
}

/// The line without its end, and without a byte order mark, which may be on any line of
/// concatenated lists.
fn bare(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    line.strip_prefix(MARK).unwrap_or(line)
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere a name must be text")]
fn path(name: Vec<u8>) -> Result<PathBuf, String> {
    use std::os::unix::ffi::OsStringExt;
    Ok(PathBuf::from(std::ffi::OsString::from_vec(name)))
}

#[cfg(not(unix))]
fn path(name: Vec<u8>) -> Result<PathBuf, String> {
    String::from_utf8(name).map(PathBuf::from).map_err(|error| {
        format!(
            "the list names a file in an encoding that is not UTF-8: {}",
            String::from_utf8_lossy(error.as_bytes())
        )
    })
}

fn utf16(list: impl Read, number: fn([u8; 2]) -> u16) -> Box<dyn BufRead> {
    let mut bytes = Vec::new();
    match list.take(MOST_UTF16).read_to_end(&mut bytes) {
        Ok(_) => {
            let units = bytes.chunks_exact(2).map(|pair| number([pair[0], pair[1]]));
            let text: String = char::decode_utf16(units)
                .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect();
            Box::new(Cursor::new(text.into_bytes()))
        }
        Err(error) => Box::new(Failed(Some(error))),
    }
}

/// A list whose beginning could not be read.
struct Failed(Option<io::Error>);

impl Read for Failed {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

impl BufRead for Failed {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.take().map_or(Ok(&[]), Err)
    }

    fn consume(&mut self, _: usize) {}
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn names(list: &[u8]) -> Vec<String> {
        read(Cursor::new(list.to_vec()))
            .map(|name| name.unwrap_or_default().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn lists_of_all_systems_give_the_same_names() {
        let expected = ["a.aims.json", "é b.aims.json"];
        let wide = |mark: u16, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            std::iter::once(mark)
                .chain("a.aims.json\r\né b.aims.json\r\n".encode_utf16())
                .flat_map(bytes)
                .collect()
        };
        for list in [
            "a.aims.json\né b.aims.json\n".as_bytes(),
            "a.aims.json\né b.aims.json".as_bytes(),
            "\u{feff}a.aims.json\r\n\r\n  \r\n\u{feff}é b.aims.json\r\n".as_bytes(),
            &wide(0xfeff, u16::to_le_bytes),
            &wide(0xfeff, u16::to_be_bytes),
        ] {
            assert_eq!(names(list), expected, "{list:?}");
        }
        assert_eq!(names(b""), [""; 0]);
        assert_eq!(names(b"a"), ["a"]);
    }

    #[test]
    fn what_is_no_list_ends() {
        let mut endless = read(io::BufReader::new(io::repeat(0)));
        assert!(endless.next().unwrap().is_err());
        assert!(endless.next().is_none());
        let mut failed = read(Failed(Some(io::Error::other("gone"))));
        assert!(failed.next().unwrap().unwrap_err().contains("gone"));
        assert!(failed.next().is_none());
    }
}
