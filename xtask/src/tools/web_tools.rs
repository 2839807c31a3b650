//! The programs that build the page, each in the environment that it needs.

use std::env;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::files::root;
use super::programs::run;
use super::wasm_rust::WasmRust;

/// Builds the standard library from its sources, for size, and lets a panic abort without a
/// message: 26 kB less after brotli (bench/LOG.md). The first variable allows this on a stable
/// compiler.
const SMALL: [(&str, &str); 5] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true"),
    ("CARGO_PROFILE_WEB_PANIC", "immediate-abort"),
];

/// The wasm features that every browser since 2022 has and the compiler uses; `index.html` names
/// the same for the page's module.
const WASM_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The programs for a build of the page, found or installed.
pub struct WebTools {
    /// The `trunk` program.
    pub trunk: PathBuf,
    /// The Rust toolchain that builds for wasm.
    pub rust: WasmRust,
    /// Folders that hold `wasm-bindgen`, `wasm-opt` and `esbuild`, prepended to PATH.
    folders: Vec<PathBuf>,
}

impl WebTools {
    /// Creates the set from the paths where the programs were found.
    pub fn new(trunk: PathBuf, rust: WasmRust, folders: Vec<PathBuf>) -> Self {
        Self { trunk, rust, folders }
    }

    /// Returns a command of `program` with the environment of a build for wasm.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        let mut folders: Vec<PathBuf> = self.folders.clone();
        if self.rust == WasmRust::Debian {
            folders.push(PathBuf::from("/usr/bin"));
        }
        command.envs(SMALL);
        // cargo and rustup set these for their children; here they would select the wrong compiler.
        for inherited in ["CARGO", "RUSTC"] {
            command.env_remove(inherited);
        }
        if self.rust == WasmRust::Debian {
            command.env_remove("RUSTUP_TOOLCHAIN");
        }
        // trunk rejects NO_COLOR=1 as a wrong value of its own option.
        command.env_remove("NO_COLOR");
        command
            .env("PATH", before_path(&folders))
            .env("CARGO_TARGET_DIR", root().join("target/web"));
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", same_everywhere());
        command
    }

    /// Returns a command of the cargo that builds for wasm.
    pub fn cargo(&self) -> Command {
        self.command(Path::new(match self.rust {
            WasmRust::Rustup => "cargo",
            WasmRust::Debian => "/usr/bin/cargo",
        }))
    }

    /// Shrinks a module in place.
    ///
    /// # Errors
    /// When `wasm-opt` fails.
    pub fn wasm_opt(&self, options: &[&str], module: &Path) -> Result<()> {
        run(self
            .command(Path::new("wasm-opt"))
            .args(WASM_FEATURES)
            .args(options)
            .arg("-o")
            .arg(module)
            .arg(module))
    }

    /// Minifies a script or style.
    ///
    /// # Errors
    /// When esbuild can't read it.
    pub fn minified(&self, kind: &str, text: &str) -> Result<String> {
        let mut command = self.command(Path::new("esbuild"));
        command
            .args(["--minify", "--charset=utf8", "--log-level=warning"])
            .arg(format!("--loader={kind}"));
        if kind == "js" {
            command.args(["--target=es2022", "--format=esm"]);
        }
        let mut esbuild = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("esbuild could not be started")?;
        esbuild.stdin.take().context("esbuild takes nothing")?.write_all(text.as_bytes())?;
        let output = esbuild.wait_with_output()?;
        ensure!(
            output.status.success(),
            "esbuild can't read the {kind}; its own messages stand above"
        );
        Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
    }
}

/// Returns compiler flags that make builds reproducible in any folder and for any user: without
/// them the compiler writes source paths into its output. (They replace those in
/// `.cargo/config.toml`, so that file's flag is repeated here.)
fn same_everywhere() -> String {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    let home = home
        .map(|home| format!(" --remap-path-prefix={}=cargo", home.display()))
        .unwrap_or_default();
    format!(
        "--cfg erase_components -Zfmt-debug=none -Zlocation-detail=none{home} --remap-path-prefix={}=aims",
        root().display()
    )
}

fn before_path(folders: &[PathBuf]) -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&path));
    env::join_paths(all).unwrap_or(path)
}
