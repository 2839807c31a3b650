//! Trunk: what it needs to find, building and serving by it.

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
/// What of the checkout the page isn't made of. Trunk wants each to be there, so they don't stand in `Trunk.toml`: a fresh clone has no `target`.
const NOT_WATCHED: [&str; 5] = ["target", "dist", "tests", "docs", "xtask"];

/// Builds the page into `dist/`, in the brand of a file.
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

/// Builds the page for release, serves it on this machine, and builds it anew when a file changes (the browser is not told).
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
    // With automatic reloading the page would open a connection to the server, and not be the one that is hosted.
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

/// The settings of who hosts the page, where they are not in `brand.toml`.
pub fn named_brand() -> Option<PathBuf> {
    env::var_os("AIMS_BRAND").map(PathBuf::from)
}

/// Reads `brand.toml`, or the file that is named, checked by the command line, and keeps what is to be put into the page.
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

/// Where the checked settings of who hosts the page lie during a build; nothing lies there without any.
pub fn brand_file() -> PathBuf {
    root().join("target/hooks/brand.json")
}

fn frame_ancestors_file() -> PathBuf {
    root().join("target/hooks/frame-ancestors")
}

/// Which pages may show this one in a frame; those of its own site, where there is no brand.toml.
pub fn frame_ancestors() -> String {
    fs::read_to_string(frame_ancestors_file())
        .map_or_else(|_| "'self'".to_owned(), |list| list.trim().to_owned())
}

/// Puts this program where Trunk.toml looks for it: the environment that Trunk runs in may not be one in which cargo can build it.
fn provide_hook() -> Result<()> {
    let hook = root().join("target/hooks/xtask");
    fs::create_dir_all(hook.parent().unwrap_or(&hook))?;
    // A copy that is running can't be written, but it can be removed.
    fs::remove_file(&hook).ok();
    fs::copy(env::current_exe()?, &hook)
        .with_context(|| format!("copying this program to {}", hook.display()))?;
    Ok(())
}

/// The wanted port; without a wish, the first free one from 8080 on.
fn free_port(wanted: Option<u16>) -> Result<u16> {
    let is_free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    match wanted {
        Some(port) if is_free(&port) => Ok(port),
        Some(port) => bail!("port {port} is in use; leave --port out to take the next free one"),
        None => (8080..8180).find(is_free).context("no port from 8080 to 8179 is free"),
    }
}
