//! The programs that the chores need, in pinned versions, and running them. What comes from npm is pinned in `xtask/npm`, file by file.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use super::files::{read, root};

/// Builds the page and serves it. 0.22 wants a newer rustc than 1.95.
pub const TRUNK: &str = "0.21.14";
/// Debian's packages of a Rust that has the sources of the standard library, for machines where rustup can't add a target.
pub const DEBIAN_RUST: &[&str] =
    &["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy", "lld-22"];
/// Debian's browser for the tests, with its WebDriver server.
pub const DEBIAN_CHROMIUM: &[&str] = &["chromium", "chromium-driver"];
/// A font that the page names, so that pictures look the same on every machine.
pub const DEBIAN_FONT: &[&str] = &["fonts-roboto-unhinted"];

/// Firefox for the tests; its WebDriver server is [`GECKODRIVER`].
pub const DEBIAN_FIREFOX: &[&str] = &["firefox-esr"];
/// Firefox' WebDriver server.
pub const GECKODRIVER: &str = "0.36.0";
/// Safari's engine for the tests, with its WebDriver server, and a screen that is none.
pub const DEBIAN_WEBKIT: &[&str] = &["webkit2gtk-driver", "xvfb", "xauth"];
/// The web server whose configuration we ship, with the module that sends what brotli packed.
pub const DEBIAN_NGINX: &[&str] = &["nginx-light", "libnginx-mod-http-brotli-static"];

/// Opens the documents in the tests; without a screen.
pub const DEBIAN_LIBREOFFICE: &[&str] = &["libreoffice-writer-nogui", "libreoffice-calc-nogui"];
/// Reads the tables in the tests.
pub const DEBIAN_PYTHON: &[&str] = &["python3"];
/// Looks at dependencies: licences, sources, doubles, advisories.
pub const CARGO_DENY: &str = "0.20.2";
/// Feeds the readers what they have not seen; for `cargo xtask fuzz` alone.
pub const CARGO_FUZZ: &str = "0.13.2";

/// The version of the wasm-bindgen crate in the lock file; the command line tool must be the same to the last digit.
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

/// Where `program` lies on PATH, if it does.
pub fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// What `program args…` prints, or nothing when it can't be run or fails.
pub fn ask(program: &Path, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a command from the checkout's top folder, saying which, and waits for it.
///
/// # Errors
/// When it can't be started or ends with anything but success.
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

/// Runs a cargo command, saying which.
///
/// # Errors
/// When it fails.
pub fn cargo(args: &[&str]) -> Result<()> {
    run(Command::new("cargo").args(args))
}

/// What a cargo command prints; what it says beside that goes to the terminal.
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
