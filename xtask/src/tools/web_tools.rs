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

/// The standard library is built from its sources, for size, and a panic ends the module at once without a message: 26 kB less after brotli
/// (bench/LOG.md). The first variable is what lets a stable compiler do so.
const SMALL: [(&str, &str); 5] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true"),
    ("CARGO_PROFILE_WEB_PANIC", "immediate-abort"),
];

/// The wasm features that every browser since 2022 has, and that the compiler uses; `index.html` names the same for the page's module.
const WASM_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// All that a build of the page needs, found or installed.
pub struct WebTools {
    /// The `trunk` program.
    pub trunk: PathBuf,
    /// Which Rust can build for wasm.
    pub rust: WasmRust,
    /// Folders that hold `wasm-bindgen`, `wasm-opt` and `esbuild`, to be put before PATH.
    folders: Vec<PathBuf>,
}

impl WebTools {
    /// These, where they were found.
    pub fn new(trunk: PathBuf, rust: WasmRust, folders: Vec<PathBuf>) -> Self {
        Self { trunk, rust, folders }
    }

    /// `program` with the environment that a build for wasm needs.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        let mut folders: Vec<PathBuf> = self.folders.clone();
        if self.rust == WasmRust::Debian {
            folders.push(PathBuf::from("/usr/bin"));
        }
        command.envs(SMALL);
        // cargo and rustup set these for their children; here they would choose the wrong compiler.
        for inherited in ["CARGO", "RUSTC"] {
            command.env_remove(inherited);
        }
        if self.rust == WasmRust::Debian {
            command.env_remove("RUSTUP_TOOLCHAIN");
        }
        // trunk takes NO_COLOR=1 for a wrong value of its own option.
        command.env_remove("NO_COLOR");
        command
            .env("PATH", before_path(&folders))
            .env("CARGO_TARGET_DIR", root().join("target/web"));
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", same_everywhere());
        command
    }

    /// The cargo that builds for wasm.
    pub fn cargo(&self) -> Command {
        self.command(Path::new(match self.rust {
            WasmRust::Rustup => "cargo",
            WasmRust::Debian => "/usr/bin/cargo",
        }))
    }

    /// Makes a module small, in its place.
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

    /// A script or style without what only people read.
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

/// Flags by which the same source gives the same bytes in any folder and for any user: the compiler writes places of the source into what it makes.
/// (They take the place of those in `.cargo/config.toml`, so that one stands here too.)
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
