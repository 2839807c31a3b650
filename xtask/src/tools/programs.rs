//! The pinned versions of the programs that the chores need, and functions that run programs.
//! Packages from npm are pinned in `xtask/npm`, file by file.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use super::files::{read, root};

/// Version of Trunk, which builds and serves the page. 0.22 needs a newer rustc than 1.95.
pub const TRUNK: &str = "0.21.14";
/// Debian's packages of a Rust with the standard library's sources, for machines where rustup can't
/// add a target.
pub const DEBIAN_RUST: &[&str] =
    &["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy", "lld-22"];
/// Debian's browser for the tests, with its WebDriver server.
pub const DEBIAN_CHROMIUM: &[&str] = &["chromium", "chromium-driver"];
/// The font that the page names, so that pictures look the same on every machine.
pub const DEBIAN_FONT: &[&str] = &["fonts-roboto-unhinted"];

/// Firefox for the tests; its WebDriver server is [`GECKODRIVER`].
pub const DEBIAN_FIREFOX: &[&str] = &["firefox-esr"];
/// Version of Firefox' WebDriver server.
pub const GECKODRIVER: &str = "0.36.0";
/// Safari's engine for the tests, with its WebDriver server and a virtual screen.
pub const DEBIAN_WEBKIT: &[&str] = &["webkit2gtk-driver", "xvfb", "xauth"];
/// The web server whose configuration we ship, with the module that serves brotli-compressed files.
pub const DEBIAN_NGINX: &[&str] = &["nginx-light", "libnginx-mod-http-brotli-static"];

/// `LibreOffice` without a screen, which opens the documents in the tests.
pub const DEBIAN_LIBREOFFICE: &[&str] =
    &["libreoffice-writer-nogui", "libreoffice-calc-nogui", "libreoffice-impress-nogui"];
/// A font with the metrics of that which the Word documents name, so that their pages are counted
/// as they are elsewhere.
pub const DEBIAN_DOCUMENT_FONT: &[&str] = &["fonts-liberation"];
/// Python, which reads the tables in the tests.
pub const DEBIAN_PYTHON: &[&str] = &["python3"];
/// Version of cargo-deny, which checks dependencies: licences, sources, duplicates, advisories.
pub const CARGO_DENY: &str = "0.20.2";
/// Version of cargo-fuzz, which feeds the readers with new input; for `cargo xtask fuzz` alone.
pub const CARGO_FUZZ: &str = "0.13.2";

/// Returns the version of the wasm-bindgen crate in the lock file; the command line tool must have
/// exactly the same.
///
/// # Errors
/// When `Cargo.lock` can't be read or doesn't name wasm-bindgen.
pub fn wasm_bindgen_version() -> Result<String> {
    let lock: toml::Table =
        read(&root().join("Cargo.lock"))?.parse().context("Cargo.lock is not TOML")?;
    lock.get("package")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .find(|package| package.get("name").and_then(toml::Value::as_str) == Some("wasm-bindgen"))
        .and_then(|package| package.get("version")?.as_str().map(str::to_owned))
        .context("Cargo.lock doesn't name wasm-bindgen")
}

/// Returns the path of `program` on PATH, if it is there.
pub fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// Returns the output of `program args…`, or `None` when it can't be run or fails.
pub fn ask(program: &Path, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a command from the checkout's top folder, printing it first, and waits for it.
///
/// # Errors
/// When it can't be started or doesn't end with success.
pub fn run(command: &mut Command) -> Result<()> {
    let line = shown(command);
    println!("\n$ {line}");
    let status = command
        .current_dir(root())
        .status()
        .with_context(|| format!("`{line}` could not be started"))?;
    if !status.success() {
        bail!("`{line}` failed ({status}); its own messages stand above");
    }
    Ok(())
}

/// Runs a cargo command, printing it first.
///
/// # Errors
/// When it fails.
pub fn cargo(args: &[&str]) -> Result<()> {
    run(Command::new("cargo").args(args))
}

/// Returns the standard output of a cargo command; its other messages go to the terminal.
///
/// # Errors
/// When it fails, or prints no text.
pub fn cargo_says(args: &[&str]) -> Result<String> {
    let output =
        Command::new("cargo").args(args).current_dir(root()).stderr(Stdio::inherit()).output()?;
    ensure!(
        output.status.success(),
        "`cargo {}` failed; its own messages stand above",
        args.join(" ")
    );
    Ok(String::from_utf8(output.stdout)?)
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
