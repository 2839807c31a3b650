//! The outputs of the command line: a file is written completely or not at all, never over an
//! input, and over an existing file only with `--force`.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tempfile::NamedTempFile;

use super::exit::{BAD_INPUT, WRONG_USAGE};
use super::input::{self, Identity, identity};
use super::terminal::{self, name};

/// The output, examined before any input is read.
#[derive(Debug)]
pub enum Target {
    /// Standard output.
    Standard,
    /// A pipe or a device, which can't be replaced as a file.
    Stream(PathBuf),
    /// A file that doesn't exist yet.
    New(PathBuf),
    /// An existing file that may be replaced; links are followed.
    Old(PathBuf, Metadata),
}

/// The reason why nothing is written: the exit code and a sentence.
pub type Refused = (u8, String);

impl Target {
    /// Examines the path `out`. `inputs` are the paths that are read; `force` allows replacing a
    /// file.
    ///
    /// # Errors
    /// If writing there would destroy something, or is impossible.
    pub fn choose(out: &Path, inputs: &[&Path], force: bool) -> Result<Self, Refused> {
        if ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]
            .iter()
            .any(|own| out == Path::new(own))
        {
            let is_input =
                input::standard_output().is_some_and(|metadata| is_read(out, &metadata, inputs));
            return if is_input { Err(over_input()) } else { Ok(Self::Standard) };
        }
        let is_folder =
            |why: &str| (BAD_INPUT, format!("{why}; nothing was written. Name a file in it"));
        if out.file_name().is_none() || out.to_string_lossy().ends_with(std::path::is_separator) {
            return Err(is_folder("this names a folder"));
        }
        let metadata = match fs::metadata(out) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !out.is_symlink() => {
                return Self::new_file(out);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err((
                    BAD_INPUT,
                    "this is a link that leads nowhere; nothing was written. Name another file, or remove it".to_owned(),
                ));
            }
            Err(error) => return Err((BAD_INPUT, format!("the file can't be written: {error}"))),
        };
        if metadata.is_dir() {
            return Err(is_folder("this is a folder"));
        }
        if is_read(out, &metadata, inputs) {
            return Err(over_input());
        }
        Self::existing(out, metadata, force)
    }

    /// Something that is there already, and is no folder and no input.
    fn existing(out: &Path, metadata: Metadata, force: bool) -> Result<Self, Refused> {
        match input::special(metadata.file_type()) {
            None if !force => Err((
                WRONG_USAGE,
                "there is such a file already; nothing was written. --force replaces it".to_owned(),
            )),
            None if metadata.permissions().readonly() => Err((
                BAD_INPUT,
                "this file is protected against writing, so it stays as it is. Name another file"
                    .to_owned(),
            )),
            None => {
                // In a writable folder a new file could take the place of one that is
                // write-protected; so the old file must be writable too.
                let path =
                    OpenOptions::new().write(true).open(out).and_then(|_| fs::canonicalize(out));
                path.map(|path| Self::Old(path, metadata))
                    .map_err(|error| (BAD_INPUT, format!("the file can't be written: {error}")))
            }
            Some(kind) if is_disk(&metadata) => {
                Err((BAD_INPUT, format!("this is a {kind} that holds a disk; nothing was written")))
            }
            Some(_) => Ok(Self::Stream(out.to_path_buf())),
        }
    }

    fn new_file(out: &Path) -> Result<Self, Refused> {
        let folder = folder_of(out);
        if folder.is_dir() {
            return Ok(Self::New(out.to_path_buf()));
        }
        Err((
            BAD_INPUT,
            format!("there is no folder {}; nothing was written. Make it first", name(folder)),
        ))
    }

    /// Writes all of it or, if the output is a file, leaves everything as it was.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Standard => terminal::print_file(bytes),
            Self::Stream(path) => {
                let mut stream = OpenOptions::new().write(true).open(path)?;
                stream.write_all(bytes)?;
                stream.flush()
            }
            Self::New(path) => whole(path, bytes, None),
            Self::Old(path, old) => whole(path, bytes, Some(old)),
        }
    }

    /// The state of the output after a failed write.
    pub fn after_failure(&self) -> &'static str {
        match self {
            Self::Standard | Self::Stream(_) => "not all of it was written",
            Self::New(_) => "there is no such file, as before",
            Self::Old(..) => "the file that was there is as it was",
        }
    }
}

fn over_input() -> Refused {
    (WRONG_USAGE, "this is a file that is read; nothing was written. Name another one".to_owned())
}

/// Whether one of the input paths leads to this file. A terminal or `/dev/null` may be both.
fn is_read(out: &Path, metadata: &Metadata, inputs: &[&Path]) -> bool {
    let own = identity(out, metadata);
    let is_it = |path: &&Path| {
        let read = if input::is_standard_input(path) {
            input::standard_input()
        } else {
            fs::metadata(path).ok()
        };
        read.and_then(|read| identity(path, &read)).is_some_and(|read: Identity| Some(read) == own)
    };
    input::special(metadata.file_type()) != Some("device") && inputs.iter().any(is_it)
}

#[cfg(unix)]
fn is_disk(metadata: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    metadata.file_type().is_block_device()
}

#[cfg(not(unix))]
fn is_disk(_: &Metadata) -> bool {
    false
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes a temporary file in the same folder and renames it once all is on the disk. So if the
/// program or the machine stops, there is either the old file or the new one.
fn whole(path: &Path, bytes: &[u8], old: Option<&Metadata>) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".aims-").suffix(".tmp");
    #[cfg(unix)]
    if old.is_none() {
        // As for any new file, the account's umask restricts this.
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder_of(path))?;
    file.write_all(bytes)?;
    if let Some(old) = old {
        keep_owner(&file, old)?;
    }
    file.as_file().sync_all()?;
    match old {
        Some(_) => file.persist(path).map_err(|error| error.error)?,
        None => take_free_name(file, path)?,
    };
    // The name is on the disk once its folder is; if a folder can't be synced, the system does it
    // in its own time.
    let _ = File::open(folder_of(path)).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Renames the temporary file, but not over a file that was created there in the meantime.
fn take_free_name(file: NamedTempFile, path: &Path) -> io::Result<File> {
    use io::ErrorKind::{PermissionDenied, Unsupported};
    match file.persist_noclobber(path) {
        Ok(file) => Ok(file),
        // Some USB sticks and network shares can't do that in one step; there, the check just
        // before must do.
        Err(failed)
            if matches!(failed.error.kind(), PermissionDenied | Unsupported)
                && fs::symlink_metadata(path).is_err() =>
        {
            failed.file.persist(path).map_err(|error| error.error)
        }
        Err(failed) => Err(failed.error),
    }
}

/// Gives the new file the owner and the permissions of the old one.
#[cfg(unix)]
fn keep_owner(file: &NamedTempFile, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let new = file.as_file().metadata()?;
    let mut mode = old.mode() & 0o777;
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        let kept = fchown(file.as_file(), Some(old.uid()), Some(old.gid()))
            .or_else(|_| fchown(file.as_file(), None, Some(old.gid())));
        if kept.is_err() {
            // The permissions of the old group must not go to another one.
            mode &= !0o070;
        }
    }
    file.as_file().set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep_owner(file: &NamedTempFile, old: &Metadata) -> io::Result<()> {
    file.as_file().set_permissions(old.permissions())
}

/// Returns the code for wrong usage if standard output leads into one of the input files, as a
/// shell's `>>` can make it.
pub fn refused_output(inputs: &[&Path]) -> Option<ExitCode> {
    let (code, why) = Target::choose(Path::new("-"), inputs, false).err()?;
    terminal::complain_of("standard output", why);
    Some(ExitCode::from(code))
}
