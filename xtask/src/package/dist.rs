//! Builds all of `dist/`: Trunk's build, whose hook makes the page, then compression and server
//! configurations.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{bundle, compression, freshness, hosting};
use crate::build::{chunks, exports, trunk};
use crate::tools::files::root;
use crate::tools::setup;
use crate::tools::web_tools::WebTools;

/// Builds the page for release into `dist/`.
///
/// # Errors
/// When the set-up or the build fails.
pub fn build(tools: &WebTools) -> Result<PathBuf> {
    build_with(tools, trunk::named_brand().as_deref(), None)
}

/// Like [`build`], with every question repeated `times` times, to measure the page with many
/// questions.
///
/// # Errors
/// When the set-up or the build fails.
pub fn build_repeated(tools: &WebTools, times: usize) -> Result<PathBuf> {
    build_with(tools, None, (times > 1).then(|| ("AIMS_REPEAT", times.to_string())))
}

/// Like [`build`], with everything that a host can set, and with functions that report when they
/// run.
///
/// # Errors
/// When the set-up or the build fails.
pub fn build_watched(tools: &WebTools) -> Result<PathBuf> {
    build_with(
        tools,
        Some(&root().join("docs/brand-example.toml")),
        Some((chunks::WATCH, "1".to_owned())),
    )
}

fn build_with(
    tools: &WebTools,
    brand_file: Option<&Path>,
    variable: Option<(&str, String)>,
) -> Result<PathBuf> {
    let inputs = freshness::inputs(brand_file, variable.as_ref())?;
    let dist = root().join("dist");
    if freshness::is_fresh(&inputs, &dist) {
        println!("dist/ is built from the files as they are");
        return Ok(dist);
    }
    freshness::forget();
    let dist = trunk::build(tools, brand_file, variable)?;
    compression::compress(&dist)?;
    hosting::write(&dist, &trunk::frame_ancestors())?;
    freshness::note_build(&inputs, &dist)?;
    Ok(dist)
}

/// Trunk's hook: builds the export module into the staging folder, splits the page's module, then
/// makes the hosted page and the single-file page.
///
/// # Errors
/// When Trunk did not call this, or a step fails.
pub fn finish() -> Result<()> {
    let staging = PathBuf::from(
        env::var_os("TRUNK_STAGING_DIR")
            .context("this chore is Trunk's; run `cargo xtask dist`")?,
    );
    let tools = setup::web()?;
    exports::build(&tools, &staging)?;
    chunks::divide(&tools, &staging)?;
    bundle::write_page(&tools, &staging)
}
