//! Builds and serves the page with Trunk, and provides the files that Trunk expects.

use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::tools::files::root;
use crate::tools::programs::{cargo_says, run};
use crate::tools::web_tools::WebTools;

/// Tells Trunk's first hook that this program runs Trunk (`Trunk.toml`).
const CALLED: (&str, &str) = ("AIMS_XTASK", "1");
/// Folders that the page isn't made of. Trunk requires that each exists, so they aren't in
/// `Trunk.toml`: a fresh clone has no `target`.
const NOT_WATCHED: [&str; 5] = ["target", "dist", "tests", "docs", "xtask"];

/// Builds the page into `dist/`, with the brand from a file.
///
/// # Errors
/// When the brand can't be read, or the build fails.
pub fn build(
    tools: &WebTools,
    brand_file: Option<&Path>,
    variable: Option<(&str, String)>,
) -> Result<PathBuf> {
    provide_hook()?;
    keep_brand(brand_file)?;
    run(tools
        .command(&tools.trunk)
        .args(["build", "--release", "--locked"])
        .envs([CALLED])
        .envs(variable))?;
    Ok(root().join("dist"))
}

/// Builds the page for release, serves it on this machine, and rebuilds it when a file changes
/// (without reloading the browser).
///
/// # Errors
/// When no port is free, or Trunk fails.
pub fn serve(tools: &WebTools, port: Option<u16>) -> Result<()> {
    provide_hook()?;
    keep_brand(named_brand().as_deref())?;
    let port = free_port(port)?;
    println!(
        "\nBuilding. The page will be at http://127.0.0.1:{port}/ (the first build takes some minutes; Ctrl-C ends it)."
    );
    // With automatic reloading the page would open a connection to the server, and differ from the
    // hosted one.
    run(tools
        .command(&tools.trunk)
        .args([
            "serve",
            "--release",
            "--locked",
            "--no-autoreload",
            "--address",
            "127.0.0.1",
            "--port",
            &port.to_string(),
        ])
        .args(NOT_WATCHED.iter().flat_map(|folder| ["--ignore", folder]))
        .envs([CALLED]))
}

/// Returns the file of the host's settings (brand) named by `AIMS_BRAND`, if they aren't in
/// `brand.toml`.
pub fn named_brand() -> Option<PathBuf> {
    env::var_os("AIMS_BRAND").map(PathBuf::from)
}

/// Reads `brand.toml`, or the named file, checked by the command line, and keeps the settings for
/// the page.
fn keep_brand(named: Option<&Path>) -> Result<()> {
    let file = named.map_or_else(|| root().join("brand.toml"), Path::to_path_buf);
    for (kept, question) in
        [(brand_file(), &["brand"][..]), (frame_ancestors_file(), &["brand", "--frame-ancestors"])]
    {
        fs::remove_file(&kept).ok();
        if named.is_some() || file.is_file() {
            let name = file.to_string_lossy();
            fs::write(
                &kept,
                cargo_says(&[&["run", "--locked", "--quiet", "--"], question, &[&*name]].concat())?,
            )?;
        }
    }
    Ok(())
}

/// Returns the path of the checked host settings during a build; the file is absent if there are
/// none.
pub fn brand_file() -> PathBuf {
    root().join("target/hooks/brand.json")
}

fn frame_ancestors_file() -> PathBuf {
    root().join("target/hooks/frame-ancestors")
}

/// Returns the `frame-ancestors` of the policy; only the page's own site if there is no brand.toml.
pub fn frame_ancestors() -> String {
    fs::read_to_string(frame_ancestors_file())
        .map_or_else(|_| "'self'".to_owned(), |list| list.trim().to_owned())
}

/// Copies this program to where Trunk.toml looks for it: Trunk's environment may not be one in
/// which cargo can build it.
fn provide_hook() -> Result<()> {
    let hook = root().join("target/hooks/xtask");
    fs::create_dir_all(hook.parent().unwrap_or(&hook))?;
    // A running copy can't be overwritten, but it can be removed.
    fs::remove_file(&hook).ok();
    fs::copy(env::current_exe()?, &hook)
        .with_context(|| format!("copying this program to {}", hook.display()))?;
    Ok(())
}

/// Returns the wanted port, or without one the first free port from 8080 on.
fn free_port(wanted: Option<u16>) -> Result<u16> {
    let is_free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    match wanted {
        Some(port) if is_free(&port) => Ok(port),
        Some(port) => bail!("port {port} is in use; leave --port out to take the next free one"),
        None => (8080..8180).find(is_free).context("no port from 8080 to 8179 is free"),
    }
}
