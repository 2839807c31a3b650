//! The inputs of the command line: answers files, standard input, pipes.

use std::collections::HashSet;
use std::fmt;
use std::fs::{self, File, FileType, Metadata};
use std::io::{self, Read};
use std::path::Path;

use crate::assessment::file::{self, Opened, Refusal};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::report::file_problems;

/// The reason why a file gives no answers.
#[derive(Debug)]
pub enum Trouble {
    /// It can't be read.
    Unread(io::Error),
    /// It is not a regular file.
    Special(&'static str),
    /// Its content is not accepted.
    Refused(Refusal),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unread(error) => write!(f, "the file can't be read: {error}"),
            Self::Special(kind) => write!(f, "this is a {kind} and no file, so it is not read"),
            Self::Refused(refusal) => {
                f.write_str(file_problems::refusal(Language::English, *refusal))
            }
        }
    }
}

/// Reads the one input that the arguments name: a file, `-`, or a pipe, for which it waits.
///
/// # Errors
/// The reason why it gives no answers.
pub fn open(path: &Path) -> Result<Opened, Trouble> {
    if path == Path::new("-") {
        return read(io::stdin().lock());
    }
    if path.is_dir() {
        return Err(Trouble::Special("folder"));
    }
    read(File::open(path).map_err(Trouble::Unread)?)
}

/// Reads one of several inputs, which may come from a pattern, a folder or a list: it doesn't wait
/// for pipes or devices, but refuses them.
///
/// # Errors
/// The reason why it gives no answers.
pub fn open_file(path: &Path) -> Result<Opened, Trouble> {
    let metadata = fs::metadata(path).map_err(Trouble::Unread)?;
    if let Some(kind) = special(metadata.file_type()) {
        return Err(Trouble::Special(kind));
    }
    read(File::open(path).map_err(Trouble::Unread)?)
}

fn read(input: impl Read) -> Result<Opened, Trouble> {
    // One byte over the limit is enough to refuse a file of any size.
    let most = u64::try_from(file::MOST_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    input.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(Trouble::Unread)?;
    file::read(&ISO42001, &bytes).map_err(Trouble::Refused)
}

/// The kind of a file, if it is no regular file.
pub fn special(kind: FileType) -> Option<&'static str> {
    if kind.is_file() {
        return None;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return Some("pipe");
        }
        if kind.is_socket() {
            return Some("socket");
        }
    }
    Some(if kind.is_dir() { "folder" } else { "device" })
}

/// Whether the path belongs to the system, like that of a shell's `<(command)`: no pattern matches
/// it by accident.
pub fn is_of_the_system(path: &Path) -> bool {
    path == Path::new("-") || path.starts_with("/dev") || path.starts_with("/proc")
}

/// The first of these paths that can be read only once and was named before: standard input under
/// any of its names, or a pipe.
pub fn named_twice<'a>(paths: impl Iterator<Item = &'a Path>) -> Option<&'a Path> {
    let mut met = HashSet::new();
    paths
        .filter_map(|path| stream(path).map(|stream| (path, stream)))
        .find_map(|(path, stream)| (!met.insert(stream)).then_some(path))
}

/// Whether this path is standard input.
pub fn is_standard_input(path: &Path) -> bool {
    stream(path) == Some(Stream::Standard)
}

/// An input that can be read only once.
#[derive(PartialEq, Eq, Hash)]
enum Stream {
    Standard,
    #[cfg(unix)]
    Pipe(Identity),
}

fn stream(path: &Path) -> Option<Stream> {
    if ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"].iter().any(|own| path == Path::new(own))
    {
        return Some(Stream::Standard);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let metadata = fs::metadata(path).ok().filter(|metadata| metadata.file_type().is_fifo())?;
        let pipe = identity(path, &metadata);
        let is_ours = standard_input()
            .is_some_and(|own| own.file_type().is_fifo() && identity(path, &own) == pipe);
        Some(if is_ours { Stream::Standard } else { Stream::Pipe(pipe?) })
    }
    #[cfg(not(unix))]
    None
}

/// The identity of a file, equal for two paths that lead to the same file.
#[cfg(unix)]
pub type Identity = (u64, u64);
/// The identity of a file, equal for two paths that lead to the same file.
#[cfg(not(unix))]
pub type Identity = std::path::PathBuf;

/// Returns the identity of a file, independent of its name: by device and inode, elsewhere by its
/// canonical path.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub fn identity(_: &Path, metadata: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

/// Returns the identity of a file, independent of its name: by device and inode, elsewhere by its
/// canonical path.
#[cfg(not(unix))]
pub fn identity(path: &Path, _: &Metadata) -> Option<Identity> {
    fs::canonicalize(path).ok()
}

/// The metadata of standard input, if the system provides them.
pub fn standard_input() -> Option<Metadata> {
    #[cfg(unix)]
    return of_descriptor(&io::stdin());
    #[cfg(not(unix))]
    None
}

/// The metadata of standard output, if the system provides them.
pub fn standard_output() -> Option<Metadata> {
    #[cfg(unix)]
    return of_descriptor(&io::stdout());
    #[cfg(not(unix))]
    None
}

#[cfg(unix)]
fn of_descriptor(descriptor: &impl std::os::fd::AsFd) -> Option<Metadata> {
    File::from(descriptor.as_fd().try_clone_to_owned().ok()?).metadata().ok()
}
