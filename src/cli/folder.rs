//! What a folder holds: files to be read, and what is passed over, by kind, so that nothing is passed over unsaid.

use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::{Path, PathBuf};

use super::input::special;
use super::terminal::name;

/// What stands before the names of the files in which macOS keeps what other disks have no place for.
const COMPANION: &str = "._";

/// Why something in a folder is not scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// A folder in the folder.
    Folder,
    /// JSON that is no answers file.
    Json,
    /// One of macOS' companions of a file.
    Companion,
    /// A pipe, a socket, a device.
    Special,
    /// Any other file.
    Other,
}

impl Passed {
    /// Every kind, in the order in which they are told.
    pub const ALL: [Self; 5] = [Self::Folder, Self::Json, Self::Companion, Self::Special, Self::Other];

    /// `2 folders (…)`.
    pub fn told(self, count: usize) -> String {
        let (one, other) = match self {
            Self::Folder => ("folder in a folder (name it to have it read)", "folders in folders (name them to have them read)"),
            Self::Json => ("JSON file that holds no answers", "JSON files that hold no answers"),
            Self::Companion => ("companion file of macOS (._…)", "companion files of macOS (._…)"),
            Self::Special => ("pipe, socket or device", "pipes, sockets or devices"),
            Self::Other => ("file with another ending", "files with other endings"),
        };
        format!("{count} {}", if count == 1 { one } else { other })
    }
}

/// Something that is named or found.
#[derive(Debug)]
pub enum Item {
    /// A path that the command itself names.
    Named(PathBuf),
    /// A file that a folder or a list names. With a kind, it is scored if it holds answers, and else passed over as of this kind.
    Found(PathBuf, Option<Passed>),
    /// Not to be read.
    Passed(Passed),
    /// Something of this name can't be looked at, and why.
    Trouble(String, String),
}

/// What a folder holds, by name: the order in which a disk tells it is nobody's.
pub fn read(folder: &Path) -> Vec<Item> {
    let trouble = |error: io::Error| Item::Trouble(name(folder), format!("the folder can't be read: {error}"));
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
    let is_companion = file_name.starts_with(COMPANION);
    // A browser that saves a second file of one name puts a number before the ending, a desktop a word: `x.aims (1).json`.
    let is_ours = is_json && file_name.contains(".aims") && !is_companion;
    match kind_of(&path, entry) {
        Ok(kind) => match special(kind) {
            Some("folder") => Item::Passed(Passed::Folder),
            Some(_) => Item::Passed(Passed::Special),
            None if is_ours => Item::Found(path, None),
            None if is_json => Item::Found(path, Some(if is_companion { Passed::Companion } else { Passed::Json })),
            None if is_companion => Item::Passed(Passed::Companion),
            None => Item::Passed(Passed::Other),
        },
        // A link that leads nowhere: if it is called as an answers file is, somebody expects one there.
        Err(_) if !is_json => Item::Passed(Passed::Other),
        Err(error) => Item::Trouble(name(&path), format!("the file can't be read: {error}")),
    }
}

/// What the entry is or, if it is a link, what it leads to.
fn kind_of(path: &Path, entry: &DirEntry) -> io::Result<FileType> {
    let kind = entry.file_type()?;
    if kind.is_symlink() { fs::metadata(path).map(|metadata| metadata.file_type()) } else { Ok(kind) }
}
