//! What the command line reads: answers files, standard input, pipes.

use std::collections::HashSet;
use std::fmt;
use std::fs::{self, File, FileType, Metadata};
use std::io::{self, Read};
use std::path::Path;

use crate::assessment::file::{self, Opened, Refusal};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::report::file_problems;

/// Why a file gives no answers.
#[derive(Debug)]
pub enum Trouble {
    /// It can't be read.
    Unread(io::Error),
    /// It is something else than a file.
    Special(&'static str),
    /// Its content is not what is read here.
    Refused(Refusal),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unread(error) => write!(f, "the file can't be read: {error}"),
            Self::Special(kind) => write!(f, "this is a {kind} and no file, so it is not read"),
            Self::Refused(refusal) => f.write_str(file_problems::refusal(Language::English, *refusal)),
        }
    }
}

/// Reads and opens what the command names: a file, `-` or a pipe, which is waited for.
///
/// # Errors
/// Why it gives no answers.
pub fn open(path: &Path) -> Result<Opened, Trouble> {
    if path == Path::new("-") {
        return read(io::stdin().lock());
    }
    if path.is_dir() {
        return Err(Trouble::Special("folder"));
    }
    read(File::open(path).map_err(Trouble::Unread)?)
}

/// The same for one of several, which a pattern, a folder or a list may have brought: a pipe or a device among them is not waited for.
///
/// # Errors
/// Why it gives no answers.
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

/// What this is, if it is no regular file.
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

/// Whether the system itself keeps this path, as it does for `<(a command)` of a shell: nobody meets it by a pattern.
pub fn is_of_the_system(path: &Path) -> bool {
    path == Path::new("-") || path.starts_with("/dev") || path.starts_with("/proc")
}

/// The first of these that can be read only once and was named before: standard input in all its spellings, or a pipe.
pub fn named_twice<'a>(paths: impl Iterator<Item = &'a Path>) -> Option<&'a Path> {
    let mut met = HashSet::new();
    paths.filter_map(|path| stream(path).map(|stream| (path, stream))).find_map(|(path, stream)| (!met.insert(stream)).then_some(path))
}

/// Whether this path is standard input.
pub fn is_standard_input(path: &Path) -> bool {
    stream(path) == Some(Stream::Standard)
}

/// What can be read only once.
#[derive(PartialEq, Eq, Hash)]
enum Stream {
    Standard,
    #[cfg(unix)]
    Pipe(Identity),
}

fn stream(path: &Path) -> Option<Stream> {
    if ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"].iter().any(|own| path == Path::new(own)) {
        return Some(Stream::Standard);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let metadata = fs::metadata(path).ok().filter(|metadata| metadata.file_type().is_fifo())?;
        let pipe = identity(path, &metadata);
        let is_ours = standard_input().is_some_and(|own| own.file_type().is_fifo() && identity(path, &own) == pipe);
        Some(if is_ours { Stream::Standard } else { Stream::Pipe(pipe?) })
    }
    #[cfg(not(unix))]
    None
}

/// By what two paths are known to lead to one file.
#[cfg(unix)]
pub type Identity = (u64, u64);
/// By what two paths are known to lead to one file.
#[cfg(not(unix))]
pub type Identity = std::path::PathBuf;

/// The file's own identity, whatever it is called: by its device and number, elsewhere by its full path.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub fn identity(_: &Path, metadata: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

/// The file's own identity, whatever it is called: by its device and number, elsewhere by its full path.
#[cfg(not(unix))]
pub fn identity(path: &Path, _: &Metadata) -> Option<Identity> {
    fs::canonicalize(path).ok()
}

/// What standard input is, where the system tells.
pub fn standard_input() -> Option<Metadata> {
    #[cfg(unix)]
    return of_descriptor(&io::stdin());
    #[cfg(not(unix))]
    None
}

/// What standard output is, where the system tells.
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
