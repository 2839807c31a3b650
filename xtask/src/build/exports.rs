//! What Trunk doesn't build: the module that makes files, and what the library's own build (`build.rs`) wrote, words and style.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::tools::files::{root, short_hash};
use crate::tools::programs::run;
use crate::tools::web_tools::WebTools;

/// Builds the module that makes files, under a name with a hash of its content, and brings words and style.
///
/// # Errors
/// When a program fails, or what it should make is not there.
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
    fs::copy(written.join("style.css"), style_file()).context("copying the style")?;
    let module = root().join("target/web/wasm32-unknown-unknown/web/exports.wasm");
    let bytes = fs::read(&module).with_context(|| format!("reading {}", module.display()))?;
    let name = format!("exports-{}", short_hash(&bytes));
    let bindgen = ["--target", "web", "--no-typescript", "--out-name", &name, "--out-dir"];
    run(tools.command(Path::new("wasm-bindgen")).args(bindgen).arg(staging).arg(&module))?;
    tools.wasm_opt(&["-Oz"], &staging.join(format!("{name}_bg.wasm")))
}

/// Where the style of the page lies during a build: the files of `public/style`, joined by `build.rs`, which joins them for the exported file too.
pub fn style_file() -> PathBuf {
    root().join("target/hooks/style.css")
}

/// The folder in which the build of the library wrote; `build` tells where, as nothing is left to be built.
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

/// Brings the files of words to the page, each named with its hash.
fn words(written: &Path, staging: &Path) -> Result<()> {
    for name in ["words-en", "words-fr", "report-en", "report-fr"] {
        // A list of texts, so that every host knows its type.
        let lines = fs::read_to_string(written.join(format!("{name}.txt")))?;
        let list =
            serde_json::to_string_pretty(&lines.lines().collect::<Vec<_>>())?.replace("\n  ", "\n");
        fs::write(staging.join(format!("{name}-{}.json", short_hash(list.as_bytes()))), list)?;
    }
    Ok(())
}
