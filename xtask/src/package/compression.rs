//! Compresses the page's files for static hosts, and measures their sizes.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};

use crate::tools::files::{file_names, root, short_hash};

/// Writes a `.br` and a `.gz` beside every file of a compressible type. What was compressed for the
/// build before is taken from there: it takes a minute.
///
/// # Errors
/// When a file can't be read or written.
pub fn compress(folder: &Path) -> Result<()> {
    let (kept, now) = (root().join("target/packed"), root().join("target/packing"));
    fs::create_dir_all(&kept)?;
    if now.exists() {
        fs::remove_dir_all(&now)?;
    }
    fs::create_dir_all(&now)?;
    for name in file_names(folder)? {
        let path = folder.join(&name);
        let is_text = ["html", "js", "css", "json", "svg", "wasm"]
            .iter()
            .any(|end| name.ends_with(&format!(".{end}")));
        if is_text {
            let bytes = fs::read(&path)?;
            let id = short_hash(&bytes);
            for (ending, pack) in [("br", brotli as Pack), ("gz", gzip)] {
                let file = format!("{id}.{ending}");
                let packed = match fs::read(kept.join(&file)) {
                    Ok(packed) => packed,
                    Err(_) => pack(&bytes)?,
                };
                fs::write(folder.join(format!("{name}.{ending}")), &packed)?;
                fs::write(now.join(&file), &packed)?;
            }
        }
    }
    // Only what this build has is kept for the next one.
    fs::remove_dir_all(&kept)?;
    Ok(fs::rename(&now, &kept)?)
}

type Pack = fn(&[u8]) -> Result<Vec<u8>>;

/// Compresses with gzip, without a date, so that the same input gives the same bytes.
///
/// # Errors
/// When memory runs out.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// Compresses with brotli at its highest level, as a static host stores it.
///
/// # Errors
/// When memory runs out.
fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let params = ::brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    ::brotli::BrotliCompress(&mut &*bytes, &mut packed, &params)?;
    Ok(packed)
}

/// The sizes of one file of the release build, in bytes.
pub struct Size {
    /// The file's name, without the hash.
    pub name: String,
    /// Uncompressed.
    pub raw: usize,
    /// Compressed with gzip.
    pub gzip: usize,
    /// Compressed with brotli.
    pub brotli: usize,
}

/// Measures every file of `dist/` that a visitor loads, largest first.
///
/// # Errors
/// When a file or its compressed copy is missing.
pub fn sizes(dist: &Path) -> Result<Vec<Size>> {
    let mut sizes = Vec::new();
    for entry in fs::read_dir(dist).with_context(|| format!("reading {}", dist.display()))? {
        let path = entry?.path();
        let kind = path.extension().and_then(|end| end.to_str()).unwrap_or_default();
        if ["wasm", "js", "css", "html", "svg", "json"].contains(&kind) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let length =
                |path: &Path| Ok::<_, anyhow::Error>(usize::try_from(fs::metadata(path)?.len())?);
            let packed = |ending: &str| length(&dist.join(format!("{name}.{ending}")));
            sizes.push(Size {
                name: without_hash(&name),
                raw: length(&path)?,
                gzip: packed("gz")?,
                brotli: packed("br")?,
            });
        }
    }
    sizes.sort_by_key(|size| std::cmp::Reverse(size.raw));
    Ok(sizes)
}

/// Prints the sizes in the form of the table in docs/hosting.md.
pub fn print_sizes(sizes: &[Size]) {
    let total = Size {
        name: "together".to_owned(),
        raw: sizes.iter().map(|size| size.raw).sum(),
        gzip: sizes.iter().map(|size| size.gzip).sum(),
        brotli: sizes.iter().map(|size| size.brotli).sum(),
    };
    println!("\n| file | bytes | after brotli |\n|---|---:|---:|");
    for size in sizes.iter().chain([&total]) {
        println!("| {} | {} | {} |", size.name, size.raw, size.brotli);
    }
}

/// Removes the content hash that Trunk puts into a name, so that two builds can be compared.
fn without_hash(name: &str) -> String {
    let is_hash = |part: &str| part.len() >= 12 && part.chars().all(|c| c.is_ascii_hexdigit());
    let hash = name.split(['-', '_', '.']).find(|part| is_hash(part));
    hash.map_or_else(|| name.to_owned(), |hash| name.replacen(&format!("-{hash}"), "", 1))
}

#[cfg(test)]
mod tests {
    use super::without_hash;

    #[test]
    fn names_lose_their_hash_alone() {
        for (name, plain) in [
            ("aims-c7b7937241d8a3a8_bg.wasm", "aims_bg.wasm"),
            ("aims-c7b7937241d8a3a8.js", "aims.js"),
            ("words-fr-a765e9328f2049d.json", "words-fr.json"),
            ("index.html", "index.html"),
        ] {
            assert_eq!(without_hash(name), plain);
        }
    }
}
