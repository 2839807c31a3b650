//! The files that the build left in the folder, and what page and policy say of one, so that the browser takes no other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::build::chunks::{self, CHUNKS};
use crate::tools::files::{only_file, root};

/// The names of what Trunk and wasm-bindgen made.
pub struct BuiltFiles {
    /// The page's icon.
    pub icon: String,
    /// Script of the page.
    pub page: String,
    /// The parts of its module, in the order of [`CHUNKS`]; the first alone where functions are watched.
    pub modules: Vec<String>,
    /// Script and module of what makes files.
    pub exports: (String, String),
    /// The words of each language, by its code.
    pub words: BTreeMap<&'static str, String>,
    /// What the report says beside in each language, likewise.
    pub report: BTreeMap<&'static str, String>,
}

impl BuiltFiles {
    /// Finds them in a folder.
    ///
    /// # Errors
    /// When one is missing, or there are two of a kind.
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
            exports: (one("exports-", ".js")?, one("exports-", ".wasm")?),
            words: texts("words")?,
            report: texts("report")?,
        })
    }

    /// All files of words.
    pub fn texts(&self) -> impl Iterator<Item = &String> {
        self.words.values().chain(self.report.values())
    }
}

/// Where what wasm-bindgen made for the page stays, for the check of what it asks for; on the host it is a part of the script that starts the page.
pub fn glue_file() -> PathBuf {
    root().join("target/hooks/aims.js")
}

/// What a page says of a file that it loads, so that the browser refuses another.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// What a policy says of a script or style that stands in the page.
pub fn policy_hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// The style that stands in the page.
///
/// # Errors
/// When the page has none.
pub fn style_of(page: &str) -> Result<&str> {
    within(page, "<style>", "</style>").context("the page has no style")
}

/// The script that stands in the page.
///
/// # Errors
/// When the page has none.
pub fn script_of(page: &str) -> Result<&str> {
    within(page, "<script>", "</script>").context("the page has no script")
}

fn within<'p>(page: &'p str, start: &str, end: &str) -> Option<&'p str> {
    page.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map(|(text, _)| text)
}
