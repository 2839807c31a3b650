//! Building the page and serving it.

use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::checks::cargo_says;
use crate::hosting;
use crate::package;
use crate::parts;
use crate::setup::{self, WebTools};
use crate::tools::{self, run};

/// Builds the page for release into `dist/`.
///
/// # Errors
/// When the set-up or the build fails.
pub fn build(tools: &WebTools) -> Result<PathBuf> {
    build_with(tools, named_brand().as_deref(), None)
}

/// The same with every question so many times, to see how the page does with many.
///
/// # Errors
/// When the set-up or the build fails.
pub fn build_repeated(tools: &WebTools, times: usize) -> Result<PathBuf> {
    build_with(tools, None, (times > 1).then(|| ("AIMS_REPEAT", times.to_string())))
}

/// The same with all that a host can set, and with functions that tell when they run.
///
/// # Errors
/// When the set-up or the build fails.
pub fn build_watched(tools: &WebTools) -> Result<PathBuf> {
    build_with(tools, Some(&tools::root().join("docs/brand-example.toml")), Some((parts::WATCH, "1".to_owned())))
}

fn build_with(tools: &WebTools, brand_file: Option<&Path>, variable: Option<(&str, String)>) -> Result<PathBuf> {
    provide_hook()?;
    brand(brand_file)?;
    run(tools.command(&tools.trunk).args(["build", "--release", "--locked"]).envs(variable))?;
    let dist = tools::root().join("dist");
    package::compress(&dist)?;
    hosting::write(&dist, &frame_ancestors())?;
    Ok(dist)
}

/// Builds the page for release, serves it on this machine, and builds it anew when a file changes (the browser is not told).
///
/// # Errors
/// When the set-up fails or no port is free.
pub fn serve(port: Option<u16>) -> Result<()> {
    let tools = setup::web()?;
    provide_hook()?;
    brand(named_brand().as_deref())?;
    let port = free_port(port)?;
    println!("\nBuilding. The page will be at http://127.0.0.1:{port}/ (the first build takes some minutes; Ctrl-C ends it).");
    // With automatic reloading the page would open a connection to the server, and not be the one that is hosted.
    run(tools.command(&tools.trunk).args([
        "serve",
        "--release",
        "--locked",
        "--no-autoreload",
        "--address",
        "127.0.0.1",
        "--port",
        &port.to_string(),
    ]))
}

/// The settings of who hosts the page, where they are not in `brand.toml`.
fn named_brand() -> Option<PathBuf> {
    env::var_os("AIMS_BRAND").map(PathBuf::from)
}

/// Reads `brand.toml`, or the file that is named, checked by the command line, for [`finish`] to put into the page.
fn brand(named: Option<&Path>) -> Result<()> {
    let file = named.map_or_else(|| tools::root().join("brand.toml"), Path::to_path_buf);
    for (kept, question) in [(brand_file(), &["brand"][..]), (frame_ancestors_file(), &["brand", "--frame-ancestors"])] {
        fs::remove_file(&kept).ok();
        if named.is_some() || file.is_file() {
            let name = file.to_string_lossy();
            fs::write(&kept, cargo_says(&[&["run", "--locked", "--quiet", "--"], question, &[&*name]].concat())?)?;
        }
    }
    Ok(())
}

/// Where the checked settings of who hosts the page lie during a build; nothing lies there without any.
pub fn brand_file() -> PathBuf {
    tools::root().join("target/hooks/brand.json")
}

fn frame_ancestors_file() -> PathBuf {
    tools::root().join("target/hooks/frame-ancestors")
}

/// Which pages may show this one in a frame; those of its own site, where there is no brand.toml.
fn frame_ancestors() -> String {
    fs::read_to_string(frame_ancestors_file()).map_or_else(|_| "'self'".to_owned(), |list| list.trim().to_owned())
}

/// Puts this program where Trunk.toml looks for it: the environment that Trunk runs in may not be one in which cargo can build it.
fn provide_hook() -> Result<()> {
    let hook = tools::root().join("target/hooks/xtask");
    fs::create_dir_all(hook.parent().unwrap_or(&hook))?;
    // A copy that is running can't be written, but it can be removed.
    fs::remove_file(&hook).ok();
    fs::copy(env::current_exe()?, &hook).with_context(|| format!("copying this program to {}", hook.display()))?;
    Ok(())
}

/// The wasm features that every browser since 2022 has, and that the compiler uses; `index.html` names the same for the page's module.
pub const WASM_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Trunk's hook: builds the module that makes files into the folder that Trunk is about to publish, then makes of what lies there the
/// page that is hosted and the page as one file.
///
/// # Errors
/// When Trunk did not call this, or a step fails.
pub fn finish() -> Result<()> {
    let staging = PathBuf::from(env::var_os("TRUNK_STAGING_DIR").context("this chore is Trunk's; run `cargo xtask dist`")?);
    let tools = setup::web()?;
    exports(&tools, &staging)?;
    parts::divide(&tools, &staging)?;
    package::page(&tools, &staging)
}

/// Builds the module that makes files, under a name with a hash of its content.
fn exports(tools: &WebTools, staging: &Path) -> Result<()> {
    let build = ["build", "--locked", "--profile", "web", "--target", "wasm32-unknown-unknown", "--package", "exports"];
    run(tools.cargo().args(build))?;
    words(tools.cargo().args(build), staging)?;
    let module = tools::root().join("target/web/wasm32-unknown-unknown/web/exports.wasm");
    let bytes = fs::read(&module).with_context(|| format!("reading {}", module.display()))?;
    let name = format!("exports-{}", package::short_hash(&bytes));
    let bindgen = ["--target", "web", "--no-typescript", "--out-name", &name, "--out-dir"];
    run(tools.command(Path::new("wasm-bindgen")).args(bindgen).arg(staging).arg(&module))?;
    let wasm = staging.join(format!("{name}_bg.wasm"));
    run(tools.command(Path::new("wasm-opt")).arg("-Oz").args(WASM_FEATURES).arg("-o").arg(&wasm).arg(&wasm))
}

/// Brings the files of words to the page, each named with its hash. The build of the library wrote them; `build` tells where, as nothing is
/// left to be built.
fn words(build: &mut Command, staging: &Path) -> Result<()> {
    let told = build.args(["--message-format", "json"]).stderr(Stdio::null()).output().context("asking cargo where the words are")?;
    let folder = String::from_utf8(told.stdout)?
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|told| told["reason"] == "build-script-executed")
        .filter_map(|told| told["out_dir"].as_str().map(PathBuf::from))
        .find(|folder| folder.join("words-en.txt").is_file())
        .context("cargo doesn't say where the words are")?;
    for name in ["words-en", "words-fr", "report-en", "report-fr"] {
        // A list of texts, so that every host knows its type.
        let lines = fs::read_to_string(folder.join(format!("{name}.txt")))?;
        let list = serde_json::to_string_pretty(&lines.lines().collect::<Vec<_>>())?.replace("\n  ", "\n");
        fs::write(staging.join(format!("{name}-{}.json", package::short_hash(list.as_bytes()))), list)?;
    }
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

/// The size of one file of the release build, in bytes.
pub struct Size {
    /// Its name, without the hash.
    pub name: String,
    /// As it is.
    pub raw: usize,
    /// Packed by gzip.
    pub gzip: usize,
    /// Packed by brotli.
    pub brotli: usize,
}

/// Measures every file of `dist/` that a visitor loads, largest first.
///
/// # Errors
/// When a file, or what it is packed as, is not there.
pub fn sizes(dist: &Path) -> Result<Vec<Size>> {
    let mut sizes = Vec::new();
    for entry in fs::read_dir(dist).with_context(|| format!("reading {}", dist.display()))? {
        let path = entry?.path();
        let kind = path.extension().and_then(|end| end.to_str()).unwrap_or_default();
        if ["wasm", "js", "css", "html", "svg", "json"].contains(&kind) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let length = |path: &Path| Ok::<_, anyhow::Error>(usize::try_from(fs::metadata(path)?.len())?);
            let packed = |ending: &str| length(&dist.join(format!("{name}.{ending}")));
            sizes.push(Size { name: without_hash(&name), raw: length(&path)?, gzip: packed("gz")?, brotli: packed("br")? });
        }
    }
    sizes.sort_by_key(|size| std::cmp::Reverse(size.raw));
    Ok(sizes)
}

/// Prints the sizes as the table in docs/hosting.md has them.
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

/// Packed at brotli's highest level, as a static host stores it.
///
/// # Errors
/// When memory is short.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let params = ::brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    ::brotli::BrotliCompress(&mut &*bytes, &mut packed, &params)?;
    Ok(packed)
}

/// Trunk puts a hash of the content into a name; without it two builds can be compared.
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
