//! Converts documents with `LibreOffice`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::tools::files::root;
use crate::tools::setup::Readers;

/// Converts a file with `LibreOffice`; a warning is an error.
///
/// # Errors
/// When it can't be started, or complains.
pub fn convert(readers: &Readers, file: &Path, more: &[&str], to: &str) -> Result<PathBuf> {
    // One folder for each format, as a table and a workbook become files of the same name.
    let kind = file.extension().unwrap_or_default();
    let folder = root().join("target/documents").join(kind);
    // A separate profile, so that the user's running LibreOffice isn't affected.
    let profile = format!(
        "-env:UserInstallation=file://{}",
        root().join("target/documents/profile").display()
    );
    let output = Command::new(&readers.soffice)
        .args([&profile, "--headless"])
        .args(more)
        .args(["--convert-to", to, "--outdir"])
        .args([&folder, file])
        .output()
        .context("LibreOffice could not be started")?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    // A missing Java on the machine says nothing about the file.
    let said: String =
        said.lines().filter(|line| !line.contains("javaldx")).collect::<Vec<_>>().join("\n");
    let is_trouble =
        ["warn", "error", "failed"].iter().any(|word| said.to_lowercase().contains(word));
    if !output.status.success() || is_trouble {
        bail!("LibreOffice, opening {}: {said}", file.display());
    }
    let end = to.split(':').next().unwrap_or(to);
    Ok(folder.join(file.with_extension(end).file_name().unwrap_or_default()))
}
