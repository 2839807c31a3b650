//! The files of a release.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use super::single_file::SINGLE_FILE;
use crate::tools::files::{file_names, read, root, write};

/// Packs `dist/` as the release of a tag: an archive, the single-file page, and their checksums, in
/// `target/release-files/`. The same `dist/` gives the same bytes.
///
/// # Errors
/// When the tag isn't this version's, the changelog doesn't list it, or `dist/` isn't built.
pub fn pack(tag: &str) -> Result<()> {
    let version = version()?;
    ensure!(
        tag == format!("v{version}"),
        "the tag is {tag}, but Cargo.toml says version {version}: the tag should be v{version}"
    );
    let changelog = read(&root().join("CHANGELOG.md"))?;
    ensure!(
        changelog.contains(&format!("## {version}")),
        "CHANGELOG.md has no part `## {version}`"
    );
    let (dist, out) = (root().join("dist"), root().join("target/release-files"));
    ensure!(
        dist.join(SINGLE_FILE).is_file(),
        "{} holds no release; `cargo xtask dist` builds it",
        dist.display()
    );
    fs::create_dir_all(&out)?;
    let name = format!("aims-assessment-{version}");
    fs::write(out.join(format!("{name}.tar.gz")), archive(&dist, &name)?)?;
    fs::copy(dist.join(SINGLE_FILE), out.join(format!("{name}.html")))?;
    let mut sums = String::new();
    for end in ["html", "tar.gz"] {
        let file = format!("{name}.{end}");
        let digest = Sha256::digest(fs::read(out.join(&file))?)
            .iter()
            .fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
        sums += &[&digest, "  ", &file, "\n"].concat();
    }
    write(&out.join("SHA256SUMS"), &sums)?;
    print!("{sums}");
    Ok(())
}

/// Returns an archive of all files of a folder and of its `hosting/`, sorted, without owners and
/// dates.
fn archive(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    for part in ["", "hosting/"] {
        for file in file_names(&folder.join(part))? {
            let bytes = fs::read(folder.join(part).join(&file))?;
            let mut header = tar::Header::new_gnu();
            header.set_size(u64::try_from(bytes.len())?);
            header.set_mode(0o644);
            archive.append_data(&mut header, format!("{name}/{part}{file}"), &*bytes)?;
        }
    }
    Ok(archive.into_inner()?.finish()?)
}

/// Returns the version in `Cargo.toml`.
fn version() -> Result<String> {
    let manifest: toml::Table =
        read(&root().join("Cargo.toml"))?.parse().context("Cargo.toml is not TOML")?;
    manifest["package"]
        .get("version")
        .and_then(toml::Value::as_str)
        .map(str::to_owned)
        .context("Cargo.toml has no version")
}
