//! The files in a folder, and the kinds of everything passed over, so that nothing is skipped
//! silently.

use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::{Path, PathBuf};

use super::input::special;
use super::terminal::name;

/// The prefix of the names of the files in which macOS keeps metadata on other file systems.
const COMPANION: &str = "._";

/// The kind of something that is in a folder and not scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// A folder in the folder.
    Folder,
    /// JSON that is not an answers file.
    Json,
    /// One of macOS' companion files.
    Companion,
    /// A pipe, a socket, a device.
    Special,
    /// Any other file.
    Other,
}

impl Passed {
    /// All kinds, in the order in which they are reported.
    pub const ALL: [Self; 5] =
        [Self::Folder, Self::Json, Self::Companion, Self::Special, Self::Other];

    /// Returns the count with a description: `2 folders (…)`.
    pub fn told(self, count: usize) -> String {
        let (one, other) = match self {
            Self::Folder => (
                "folder in a folder (name it to have it read)",
                "folders in folders (name them to have them read)",
            ),
            Self::Json => ("JSON file that holds no answers", "JSON files that hold no answers"),
            Self::Companion => ("companion file of macOS (._…)", "companion files of macOS (._…)"),
            Self::Special => ("pipe, socket or device", "pipes, sockets or devices"),
            Self::Other => ("file with another ending", "files with other endings"),
        };
        format!("{count} {}", if count == 1 { one } else { other })
    }
}

/// A path that was given or found.
#[derive(Debug)]
pub enum Item {
    /// A path from the arguments.
    Named(PathBuf),
    /// A file from a folder or a list. With a kind, it is scored if it is an answers file, and
    /// otherwise passed over as of that kind.
    Found(PathBuf, Option<Passed>),
    /// Something that is not read.
    Passed(Passed),
    /// Something that can't be examined: its name, and the reason.
    Trouble(String, String),
}

/// Lists the contents of a folder, sorted by path, as the order of the file system is arbitrary.
pub fn read(folder: &Path) -> Vec<Item> {
    let trouble = |error: io::Error| {
        Item::Trouble(name(folder), format!("the folder can't be read: {error}"))
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return vec![trouble(error)],
    };
    let mut found = Vec::new();
    let mut rest = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => found.push((entry.path(), entry)),
            Err(error) => rest.push(trouble(error)),
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found.into_iter().map(|(path, entry)| item(path, &entry)).chain(rest).collect()
}

fn item(path: PathBuf, entry: &DirEntry) -> Item {
    let file_name = entry.file_name().to_string_lossy().to_lowercase();
    let is_json = Path::new(&file_name).extension().is_some_and(|end| end == "json");
    let is_companion = is_companion(&path);
    // For a second file of the same name, browsers put a number before the ending, desktops a word:
    // `x.aims (1).json`.
    let is_ours = is_json && file_name.contains(".aims") && !is_companion;
    match kind_of(&path, entry) {
        Ok(kind) => match special(kind) {
            Some("folder") => Item::Passed(Passed::Folder),
            Some(_) => Item::Passed(Passed::Special),
            None if is_ours => Item::Found(path, None),
            None if is_json => {
                Item::Found(path, Some(if is_companion { Passed::Companion } else { Passed::Json }))
            }
            None if is_companion => Item::Passed(Passed::Companion),
            None => Item::Passed(Passed::Other),
        },
        // A link that leads nowhere. With the ending `.json`, an answers file is expected there.
        Err(_) if !is_json => Item::Passed(Passed::Other),
        Err(error) => Item::Trouble(name(&path), format!("the file can't be read: {error}")),
    }
}

/// Whether a file has the name of one of macOS' companion files.
pub fn is_companion(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(COMPANION.as_bytes()))
}

/// A file of a list, which other programs make of all names in a folder: what they would not leave
/// out is passed over as in a folder.
pub fn listed(path: PathBuf) -> Item {
    let kind = is_companion(&path).then_some(Passed::Companion);
    Item::Found(path, kind)
}

/// The type of the entry or, if it is a link, of its target.
fn kind_of(path: &Path, entry: &DirEntry) -> io::Result<FileType> {
    let kind = entry.file_type()?;
    if kind.is_symlink() {
        fs::metadata(path).map(|metadata| metadata.file_type())
    } else {
        Ok(kind)
    }
}
