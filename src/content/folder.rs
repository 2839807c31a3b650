//! Reads the folder `questions/`, file by file.

use std::path::Path;
use std::{fs, io};

use crate::content::reading::read_file;
use crate::content::source::{Problem, Source};

/// The largest file that is read; none of ours needs more.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// Reads every TOML file of `folder`; returns the problems along with whatever could be read.
pub fn read(folder: &Path) -> (Source, Vec<Problem>) {
    let mut source = Source::default();
    let mut problems = Vec::new();
    let names = match toml_files(folder) {
        Ok(names) => names,
        Err(problem) => return (source, vec![problem]),
    };
    for name in names {
        match read_text(&folder.join(&name)) {
            Ok(text) => read_file(&name, &text, &mut source, &mut problems),
            Err(error) => problems.push(Problem {
                file: name,
                line: 1,
                what: format!("the file can't be read: {error}"),
                hint: "it must be UTF-8 text that this account may read".to_owned(),
            }),
        }
    }
    source.domains.sort_by_key(|domain| domain_rank(&domain.id.value));
    (source, problems)
}

/// Reads the text of a file that a person wrote. Pipes and devices are refused, as they may have no
/// end.
///
/// # Errors
/// If the file can't be read, isn't a regular file or is larger than 16 MiB.
pub fn read_text(file: &Path) -> io::Result<String> {
    let metadata = fs::metadata(file)?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    if metadata.len() > MOST_BYTES {
        return Err(io::Error::other(format!("it has more than {MOST_BYTES} bytes")));
    }
    fs::read_to_string(file)
}

/// Returns the names of the TOML files in a folder, sorted.
///
/// # Errors
/// If the folder can't be read, or has none.
pub fn toml_files(folder: &Path) -> Result<Vec<String>, Problem> {
    let no_folder = |what: String| Problem {
        file: folder.display().to_string(),
        line: 1,
        what,
        hint: "name the folder that holds the questions, such as `questions`".to_owned(),
    };
    let entries = fs::read_dir(folder)
        .map_err(|error| no_folder(format!("the folder can't be read: {error}")))?;
    let entries: Vec<fs::DirEntry> = entries
        .collect::<Result<_, _>>()
        .map_err(|error| no_folder(format!("the folder can't be read to its end: {error}")))?;
    let mut names: Vec<String> = entries
        .into_iter()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "toml"))
        .collect();
    if names.is_empty() {
        return Err(no_folder("there is no .toml file in this folder".to_owned()));
    }
    names.sort();
    Ok(names)
}

/// Sorts clauses by number, then Annex A; an unknown id also goes to the end, where the checks
/// report it.
fn domain_rank(id: &str) -> u32 {
    id.parse().unwrap_or(u32::MAX)
}
