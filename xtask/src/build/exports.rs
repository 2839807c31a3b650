//! Builds what Trunk doesn't: the export module, and the words and the style that the library's own
//! build (`build.rs`) wrote.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::tools::files::{read, root, short_hash, write};
use crate::tools::programs::run;
use crate::tools::web_tools::WebTools;

/// Builds the export module, with a content hash in its name, and copies words and style.
///
/// # Errors
/// When a program fails, or its expected output is missing.
pub fn build(tools: &WebTools, staging: &Path) -> Result<()> {
    let build = [
        "build",
        "--locked",
        "--profile",
        "web",
        "--target",
        "wasm32-unknown-unknown",
        "--package",
        "exports",
    ];
    run(tools.cargo().args(build))?;
    let written = written_by_library(tools.cargo().args(build))?;
    words(&written, staging)?;
    style(tools, &written, staging)?;
    let module = root().join("target/web/wasm32-unknown-unknown/web/exports.wasm");
    let bytes = fs::read(&module).with_context(|| format!("reading {}", module.display()))?;
    let name = format!("exports-{}", short_hash(&bytes));
    let bindgen = ["--target", "web", "--no-typescript", "--out-name", &name, "--out-dir"];
    run(tools.command(Path::new("wasm-bindgen")).args(bindgen).arg(staging).arg(&module))?;
    tools.wasm_opt(&["-Oz"], &staging.join(format!("{name}_bg.wasm")))
}

/// Returns the path of the style that stands in the page, during a build: the first files of
/// `public/style`, joined by `build.rs` and minified.
pub fn style_file() -> PathBuf {
    root().join("target/hooks/style.css")
}

/// Minifies both parts of the style. The later one becomes a file with its hash in the name.
fn style(tools: &WebTools, written: &Path, staging: &Path) -> Result<()> {
    let minified = |name: &str| tools.minified("css", &read(&written.join(name))?);
    write(&style_file(), &minified("style.css")?)?;
    let later = minified("later.css")?;
    write(&staging.join(format!("later-{}.css", short_hash(later.as_bytes()))), &later)
}

/// Returns the folder into which the library's build script wrote; `build` reports it without
/// compiling anything again.
fn written_by_library(build: &mut Command) -> Result<PathBuf> {
    let told = build
        .args(["--message-format", "json"])
        .stderr(Stdio::null())
        .output()
        .context("asking cargo where the words are")?;
    String::from_utf8(told.stdout)?
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|told| told["reason"] == "build-script-executed")
        .filter_map(|told| told["out_dir"].as_str().map(PathBuf::from))
        .find(|folder| folder.join("words-en.txt").is_file())
        .context("cargo doesn't say where the words are")
}

/// Copies the files of words to the page, each with its hash in the name.
fn words(written: &Path, staging: &Path) -> Result<()> {
    for name in ["words-en", "words-fr", "report-en", "report-fr"] {
        // A JSON array of texts, as every host knows that type.
        let lines = fs::read_to_string(written.join(format!("{name}.txt")))?;
        let list =
            serde_json::to_string_pretty(&lines.lines().collect::<Vec<_>>())?.replace("\n  ", "\n");
        fs::write(staging.join(format!("{name}-{}.json", short_hash(list.as_bytes()))), list)?;
    }
    Ok(())
}
