//! Knows whether `dist/` was made from the checkout as it is, so that it need not be built again.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::tools::files::root;

/// Folders of the checkout that the page isn't made of.
const NOT_BUILT: [&str; 7] = [".git", "target", "dist", "tests", "fuzz", "examples", "benches"];
/// Variables with this beginning change what is built.
const OURS: &str = "AIMS_";

/// Returns a digest of everything that a build depends on: the files of the checkout, the host's
/// settings (brand), our variables, and what this build is given besides.
///
/// # Errors
/// When a file can't be read.
pub fn inputs(brand_file: Option<&Path>, variable: Option<&(&str, String)>) -> Result<String> {
    let mut digest = Sha256::new();
    let mut add = |name: &str, bytes: &[u8]| {
        for part in [name.as_bytes(), bytes] {
            digest.update(part.len().to_le_bytes());
            digest.update(part);
        }
    };
    for path in files(&root(), &NOT_BUILT)? {
        add(&path.to_string_lossy(), &fs::read(root().join(&path))?);
    }
    if let Some(file) = brand_file {
        add("brand", &fs::read(file).with_context(|| format!("reading {}", file.display()))?);
    }
    let ours: BTreeMap<OsString, OsString> =
        env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with(OURS)).collect();
    for (name, value) in ours {
        add(&name.to_string_lossy(), value.as_encoded_bytes());
    }
    if let Some((name, value)) = variable {
        add(name, value.as_bytes());
    }
    Ok(STANDARD.encode(digest.finalize()))
}

/// Returns whether a folder is what was last built, from these inputs.
pub fn is_fresh(inputs: &str, dist: &Path) -> bool {
    let Ok(contents) = contents(dist) else { return false };
    fs::read_to_string(note()).is_ok_and(|noted| noted == format!("{inputs}\n{contents}"))
}

/// Notes what a folder was built from.
///
/// # Errors
/// When a file can't be read, or the note not be written.
pub fn note_build(inputs: &str, dist: &Path) -> Result<()> {
    Ok(fs::write(note(), format!("{inputs}\n{}", contents(dist)?))?)
}

/// Forgets what was built, before something else is.
pub fn forget() {
    // If there is no note, nothing has to be forgotten.
    fs::remove_file(note()).ok();
}

fn note() -> PathBuf {
    root().join("target/hooks/built-from.txt")
}

fn contents(folder: &Path) -> Result<String> {
    let mut digest = Sha256::new();
    for path in files(folder, &[])? {
        digest.update(path.to_string_lossy().as_bytes());
        digest.update(fs::read(folder.join(&path))?);
    }
    Ok(STANDARD.encode(digest.finalize()))
}

/// Returns the paths of all files in a folder and below, in order, without some folders in it.
fn files(folder: &Path, without: &[&str]) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(folder.join(&inner))? {
            let entry = entry?;
            let path = inner.join(entry.file_name());
            if without.iter().any(|name| path == Path::new(name)) {
                continue;
            }
            if entry.file_type()?.is_dir() { folders.push(path) } else { paths.push(path) }
        }
    }
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use anyhow::Result;

    use super::{contents, files, inputs};

    #[test]
    fn whatever_changes_the_page_changes_the_digest() -> Result<()> {
        let brand = crate::tools::files::root().join("docs/brand-example.toml");
        let plain = inputs(None, None)?;
        assert_eq!(plain, inputs(None, None)?);
        assert_ne!(plain, inputs(Some(&brand), None)?);
        assert_ne!(plain, inputs(None, Some(&("AIMS_REPEAT", "2".to_owned())))?);
        Ok(())
    }

    #[test]
    fn a_file_that_was_changed_moved_or_deleted_is_noticed() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("aims-freshness-{}", std::process::id()));
        fs::create_dir_all(folder.join("inner"))?;
        fs::write(folder.join("a"), "1")?;
        fs::write(folder.join("inner/b"), "2")?;
        let found = files(&folder, &[])?;
        assert_eq!(found, [PathBuf::from("a"), PathBuf::from("inner/b")]);
        assert_eq!(files(&folder, &["inner"])?, [PathBuf::from("a")]);
        let before = contents(&folder)?;
        fs::write(folder.join("inner/b"), "3")?;
        let changed = contents(&folder)?;
        fs::rename(folder.join("inner/b"), folder.join("b"))?;
        let moved = contents(&folder)?;
        fs::remove_file(folder.join("b"))?;
        let all = [before, changed, moved, contents(&folder)?];
        fs::remove_dir_all(&folder)?;
        for (place, one) in all.iter().enumerate() {
            assert!(!all[..place].contains(one), "state {place}");
        }
        Ok(())
    }
}
