//! Finds the build's output files, and computes the hashes by which the page and its policy pin
//! them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::build::chunks::{self, CHUNKS};
use crate::tools::files::{only_file, root};

/// The names of the files made by Trunk and wasm-bindgen.
pub struct BuiltFiles {
    /// The page's icon.
    pub icon: String,
    /// The page's script.
    pub page: String,
    /// The chunks of the page's module, in the order of [`CHUNKS`]; only the first in a watched
    /// build.
    pub modules: Vec<String>,
    /// The style that comes before the first screen outside the first chunk.
    pub later_style: String,
    /// Script and module that export files.
    pub exports: (String, String),
    /// The file of words for each language, by language code.
    pub words: BTreeMap<&'static str, String>,
    /// The file of additional words used only by the report, by language code.
    pub report: BTreeMap<&'static str, String>,
}

impl BuiltFiles {
    /// Finds the files in a folder.
    ///
    /// # Errors
    /// When a file is missing, or there are two of a kind.
    pub fn find(folder: &Path) -> Result<Self> {
        let one = |start: &str, end: &str| only_file(folder, start, end);
        let texts = |kind: &str| -> Result<BTreeMap<&'static str, String>> {
            ["en", "fr"]
                .into_iter()
                .map(|code| Ok((code, one(&format!("{kind}-{code}-"), ".json")?)))
                .collect()
        };
        let modules = if chunks::is_watched() { &CHUNKS[..1] } else { &CHUNKS };
        Ok(Self {
            icon: one("icon-", ".svg")?,
            page: one("aims-", ".js")?,
            modules: modules
                .iter()
                .map(|name| one(&format!("{name}-"), ".wasm"))
                .collect::<Result<_>>()?,
            later_style: one("later-", ".css")?,
            exports: (one("exports-", ".js")?, one("exports-", ".wasm")?),
            words: texts("words")?,
            report: texts("report")?,
        })
    }

    /// Returns the names of all files of words.
    pub fn texts(&self) -> impl Iterator<Item = &String> {
        self.words.values().chain(self.report.values())
    }
}

/// Path of the page's wasm-bindgen script, kept for the check of its imports; on the host it is
/// part of the start script.
pub fn glue_file() -> PathBuf {
    root().join("target/hooks/aims.js")
}

/// Returns the value of an `integrity` attribute, so that the browser refuses any other file.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// Returns the policy's source expression for an inline script or style.
pub fn policy_hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// Returns the page's inline style.
///
/// # Errors
/// When the page has none.
pub fn style_of(page: &str) -> Result<&str> {
    within(page, "<style>", "</style>").context("the page has no style")
}

/// Returns the page's inline script.
///
/// # Errors
/// When the page has none.
pub fn script_of(page: &str) -> Result<&str> {
    within(page, "<script>", "</script>").context("the page has no script")
}

fn within<'p>(page: &'p str, start: &str, end: &str) -> Option<&'p str> {
    page.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map(|(text, _)| text)
}
