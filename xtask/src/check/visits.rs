//! Runs programs of `tests/browser` that visit the built page and record something: which functions
//! are loaded later, and pictures.

use anyhow::{Context, Result, bail};

use crate::build::chunks;
use crate::package::dist;
use crate::tools::programs::{cargo, cargo_says};
use crate::tools::setup;

/// Watches a visit and records which functions it runs.
///
/// # Errors
/// When the build or the visit fails.
pub fn watch() -> Result<()> {
    let tools = setup::web()?;
    setup::chromium()?;
    dist::build_watched(&tools)?;
    let told = cargo_says(&[
        "run",
        "--locked",
        "--quiet",
        "--package",
        "browser-tests",
        "--bin",
        "visit",
    ])?;
    let told: Vec<Vec<usize>> =
        serde_json::from_str(&told).context("the visit tells no lists of numbers")?;
    let [answering, results] = &told[..] else {
        bail!("the visit has other stages than this knows")
    };
    chunks::write_list(answering, results)
}

/// Builds the page and writes the pictures in docs/pictures/, or pictures of everything.
///
/// # Errors
/// When the set-up, the build or the browser fails.
pub fn screenshots(all: bool) -> Result<()> {
    let tools = setup::web()?;
    setup::chromium()?;
    setup::font()?;
    dist::build(&tools)?;
    let what: &[&str] = if all { &["--", "--all"] } else { &[] };
    cargo(
        &[&["run", "--locked", "--package", "browser-tests", "--bin", "screenshots"], what]
            .concat(),
    )
}
