//! Paths of the project's folders, and reading and writing files.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

/// Returns the checkout's top folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_path_buf()
}

/// Returns the folder for what this project installs for itself: `~/.cache/aims-assessment`, or
/// below `XDG_CACHE_HOME`, with a sub-folder per program and version. So every checkout shares it,
/// nothing that the user installed is touched, and a new pin never conflicts with an old one.
///
/// # Errors
/// When neither `XDG_CACHE_HOME` nor `HOME` is set.
pub fn cache() -> Result<PathBuf> {
    let base = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cache")))
        .context(
            "neither XDG_CACHE_HOME nor HOME is set; set one, so that the tools have a place",
        )?;
    Ok(base.join("aims-assessment"))
}

/// Returns the names of the files in a folder, sorted.
///
/// # Errors
/// When it can't be read.
pub fn file_names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Reads a text file.
///
/// # Errors
/// When it can't be read.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

/// Writes a text file.
///
/// # Errors
/// When it can't be written.
pub fn write(path: &PathBuf, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("writing {}", path.display()))
}

/// Returns the name of the only file whose name has this start and end.
///
/// # Errors
/// When there is none, or more than one.
pub fn only_file(folder: &Path, start: &str, end: &str) -> Result<String> {
    let names = file_names(folder)?;
    let mut fitting =
        names.into_iter().filter(|name| name.starts_with(start) && name.ends_with(end));
    let found =
        fitting.next().with_context(|| format!("{} holds no {start}…{end}", folder.display()))?;
    ensure!(fitting.next().is_none(), "{} holds more than one {start}…{end}", folder.display());
    Ok(found)
}

/// Returns a hash of sixteen digits for a file's name.
pub fn short_hash(bytes: &[u8]) -> String {
    let start = Sha256::digest(bytes)
        .iter()
        .take(8)
        .fold(0_u64, |start, byte| (start << 8) | u64::from(*byte));
    format!("{start:016x}")
}
