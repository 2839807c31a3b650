//! Finds the Rust toolchain that builds for wasm: rustup's, else Debian's.

use std::env;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::install::{apt, found};
use super::programs::{DEBIAN_RUST, ask, run};

/// When set to anything, the set-up ignores rustup's wasm target, to test the fallback on a machine
/// that has it.
const NO_RUSTUP_TARGET: &str = "AIMS_NO_RUSTUP_TARGET";

const WASM: &str = "wasm32-unknown-unknown";

/// Folder of the standard library's sources in a toolchain.
const SOURCES: &str = "lib/rustlib/src/rust/library/std";

/// The Rust toolchain that builds for wasm.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum WasmRust {
    /// rustup's, with the target and the standard library's sources added.
    Rustup,
    /// Debian's, in `/usr/bin`, which builds the standard library from its sources.
    Debian,
}

/// Finds or installs the toolchain.
///
/// # Errors
/// When none can be installed; the message says what to do by hand.
pub fn find() -> Result<WasmRust> {
    let usual_wanted = env::var_os(NO_RUSTUP_TARGET).is_none();
    if usual_wanted {
        if rustup_target_is_there() {
            return Ok(found(WASM, WasmRust::Rustup));
        }
        if debian_rust_is_there() {
            return Ok(found("Debian's Rust with sources", WasmRust::Debian));
        }
        println!(
            "The {WASM} target or the standard library's sources are missing; asking rustup for them."
        );
        let adds = [["target", "add", WASM], ["component", "add", "rust-src"]];
        if adds.iter().all(|add| run(Command::new("rustup").args(add)).is_ok())
            && rustup_target_is_there()
        {
            return Ok(WasmRust::Rustup);
        }
        println!(
            "rustup could not add both; taking Debian's Rust, which comes with the sources of the standard library."
        );
    }
    if !debian_rust_is_there() {
        apt(DEBIAN_RUST, "building for WebAssembly")
            .context("without rustup's target and without Debian's packages there is no Rust for WebAssembly here; `rustup target add wasm32-unknown-unknown` on a machine with a network is the usual way")?;
    }
    if debian_rust_is_there() {
        return Ok(found("Debian's Rust with sources", WasmRust::Debian));
    }
    bail!("Debian's Rust was installed, but /usr/bin/rustc can't build {WASM}")
}

fn rustup_target_is_there() -> bool {
    let sources = ask(Path::new("rustc"), &["--print", "sysroot"])
        .map(|sysroot| Path::new(&sysroot).join(SOURCES));
    sources.is_some_and(|folder| folder.is_dir())
        && standard_library(Path::new("rustc"), &["--print", "target-libdir", "--target", WASM])
}

fn standard_library(rustc: &Path, args: &[&str]) -> bool {
    let Some(folder) = ask(rustc, args) else { return false };
    let Ok(files) = Path::new(&folder).read_dir() else { return false };
    files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}

/// Returns whether Debian's toolchain is installed. Debian keeps the sources in a separate folder,
/// to which the sysroot links.
fn debian_rust_is_there() -> bool {
    let programs = ["/usr/bin/cargo", "/usr/bin/cargo-clippy"];
    let sources = ask(Path::new("/usr/bin/rustc"), &["--print", "sysroot"])
        .map(|sysroot| Path::new(&sysroot).join(SOURCES));
    programs.iter().all(|file| Path::new(file).is_file())
        && sources.is_some_and(|folder| folder.is_dir())
}
